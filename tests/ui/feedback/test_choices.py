"""The words of feedback, and the name an idea gets from what was said."""

from __future__ import annotations

import pytest

from relnotebook.base import resources
from relnotebook.notebook import feedback
from relnotebook.ui.feedback import choices


def test_every_kind_severity_and_status_of_the_notebook_has_a_word() -> None:
    assert [key for key, _word, _icon in choices.kinds()] == list(feedback.KINDS)
    assert [key for key, _word, _icon in choices.severities()] == list(feedback.SEVERITIES)
    assert [key for key, _word, _icon in choices.statuses()] == list(feedback.STATUSES)
    assert [key for key, _word, _icon in choices.stars()] == ["1", "2", "3", "4", "5"]


def test_every_icon_is_there() -> None:
    icons = {icon for made in (choices.kinds(), choices.statuses(), choices.stars()) for _key, _word, icon in made}
    assert [icon for icon in icons if not resources.path("icons", f"{icon}.svg").exists()] == []


def test_a_key_nobody_knows_has_no_word() -> None:
    assert choices.word_of(choices.statuses(), "tell") == "Tell them"
    assert choices.word_of(choices.statuses(), "?") == ""


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Oat milk soft-serve in July", "Oat milk soft-serve in July"),
        ("Half loaves on weekdays. We are only two.", "Half loaves on weekdays"),
        ("“Could the door stay shut in winter? The window seats freeze.”", "Could the door stay shut in winter"),
        ("A quiet hour\non Mondays", "A quiet hour"),
        (
            "It would be lovely if there were a second till in the mornings when everybody is in a hurry",
            "It would be lovely if there were a second till in the…",
        ),
        ("x" * 80, "x" * 59 + "…"),
        ("  ", ""),
        ("...", "..."),
    ],
)
def test_an_idea_is_named_by_the_first_sentence(words: str, title: str) -> None:
    assert choices.title_of(words) == title
    assert len(choices.title_of(words)) <= choices.TITLE
