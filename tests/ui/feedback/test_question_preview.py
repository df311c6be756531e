"""The preview is the customer screen itself: same page, same words, in each of its languages, not to be touched."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QImage

from relnotebook.notebook.screen import Screen
from relnotebook.ui.feedback.question_preview import QuestionPreview
from relnotebook.ui.feedback.question_words import Asked, Wording

SCREEN = Screen("Tern & Thistle", None, (("en", "English"), ("de", "Deutsch")), (), True, True)
BREAD = Asked("choices", Wording("Which bread?", "Rye\nSpelt"), (("de", Wording("Welches Brot?", "\nDinkel")),))


@pytest.fixture
def preview(qtbot: Any, theme: Any) -> QuestionPreview:
    made = QuestionPreview()
    qtbot.addWidget(made)
    made.resize(320, 200)
    made.show()
    return made


def test_the_faces_stand_below_the_question(preview: QuestionPreview) -> None:
    preview.show_asked(SCREEN, Asked(own=Wording("How was it?")), "en", "en")
    assert preview.title() == "How was it?"
    assert preview.texts() == ["Wonderful", "Good", "So-so", "Not good", "Really bad"]
    assert preview.accessibleName().startswith("The customer screen says: How was it? To tap: Wonderful, Good")


def test_another_language_shows_its_words_and_the_first_where_there_are_none(preview: QuestionPreview) -> None:
    preview.show_asked(SCREEN, BREAD, "en", "de")
    assert preview.title() == "Welches Brot?"
    assert preview.texts() == ["Rye", "Dinkel"]


def test_our_own_question_is_read_in_our_own_words(preview: QuestionPreview) -> None:
    preview.show_asked(SCREEN, Asked(own=Wording("How was your visit today?")), "en", "de")
    assert preview.title() != "How was your visit today?"
    assert preview.texts()[0] == "Wunderbar"


def test_nothing_typed_yet_still_shows_where_it_will_stand(preview: QuestionPreview) -> None:
    preview.show_asked(SCREEN, Asked(), "en", "en")
    assert preview.title() == "Your question stands here"


def test_the_pages_are_turned_and_begin_again(preview: QuestionPreview) -> None:
    preview.show_asked(SCREEN, BREAD, "en", "en")
    pages = []
    for _page in preview.pages:
        pages.append(preview.page)
        preview.turn()
    assert pages == list(preview.pages)
    assert preview.page == "question"


def test_the_page_stays_while_words_are_typed(preview: QuestionPreview) -> None:
    preview.show_asked(SCREEN, Asked(own=Wording("How?")), "en", "en")
    preview.turn()
    preview.show_asked(SCREEN, Asked(own=Wording("How was it?", more="What was it?")), "en", "en")
    assert (preview.page, preview.title()) == ("comment", "What was it?")


def test_it_is_painted_and_never_a_window_of_its_own(qtbot: Any, preview: QuestionPreview) -> None:
    def drawn() -> QImage:
        return preview.grab().toImage()

    preview.show_asked(SCREEN, Asked(own=Wording("How was it?")), "en", "en")
    faces = drawn()
    preview.show_asked(SCREEN, BREAD, "en", "en")
    assert drawn() != faces
    assert preview._leaf is not None
    assert not preview._leaf.isVisible()
