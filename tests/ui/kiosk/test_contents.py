"""What stands in the middle of a page: the right words, and what was tapped told as it was meant."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.notebook import screenwords
from relnotebook.ui.kiosk.contents import Alone, Choices, Faces, Numbers, Written
from relnotebook.widgets.theme import Theme

from .screens import Shown, screen


def test_five_faces_as_in_the_picture(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen())
    content = shown.leaf.content
    assert isinstance(content, Faces)
    assert [(tile.text(), tile.score) for tile in content.tiles] == [
        ("Wonderful", 5), ("Good", 4), ("So-so", 3), ("Not good", 2), ("Really bad", 1)
    ]  # fmt: skip
    assert {(tile.width(), tile.height()) for tile in content.tiles} == {(208, 236)}
    lefts = [tile.mapTo(shown.leaf, tile.rect().topLeft()).x() for tile in content.tiles]
    assert lefts == [80, 308, 536, 764, 992]
    assert sorted(shown.words()) == sorted([
        "Tern & Thistle", "English", "Staff", "Skip", "How was your visit today?",
        "One tap is enough. No name needed.", "Wonderful", "Good", "So-so", "Not good", "Really bad",
    ])  # fmt: skip


def test_a_tap_and_a_digit_tell_the_same_face(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen())
    content, picked = shown.leaf.content, []
    assert isinstance(content, Faces)
    content.picked.connect(lambda score: picked.append(score))
    QTest.mouseClick(content.tiles[1], Qt.MouseButton.LeftButton)
    assert content.press(2)
    assert content.press(5)
    assert not content.press(6)
    assert not content.press(0)
    assert picked == [4, 4, 1]


def test_the_number_ten_is_a_one_and_a_nought(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen("nps"))
    content, picked = shown.leaf.content, []
    assert isinstance(content, Numbers)
    content.picked.connect(lambda score: picked.append(score))
    for key in (7, 0, 1, 0):
        content.press(key)
    assert picked == [7, 0, 1, 10]
    assert content.tiles[0].accessibleName() == "0, Not at all likely"


def test_a_choice_is_told_as_the_shop_wrote_it(theme: Theme, qtbot: QtBot) -> None:
    asked = screen("choices", choices=("Plum", "Apple"))
    assert asked.survey is not None
    german = replace(asked.survey.texts["de"], question="Welcher Kuchen?", choices=("Pflaume", "Apfel"))
    asked = replace(asked, survey=replace(asked.survey, texts={**asked.survey.texts, "de": german}))
    shown = Shown(qtbot, asked)
    shown.flow.speak("de")
    content, chosen = shown.show().leaf.content, []
    assert isinstance(content, Choices)
    assert [tile.text() for tile in content.tiles] == ["Pflaume", "Apfel"]
    content.chose.connect(lambda choice: chosen.append(choice))
    content.press(2)
    assert chosen == ["Apple"]


def test_the_second_page_asks_by_what_was_tapped(theme: Theme, qtbot: QtBot) -> None:
    english = screenwords.say("en")
    for score, headline in ((5, english.good), (3, english.so_so), (1, english.bad)):
        shown = Shown(qtbot, screen())
        shown.flow.pick(score)
        shown.flow.turn_to("comment")
        assert headline in shown.show().words()
    own = Shown(qtbot, screen(more="Which cake?"), page="comment")
    assert "Which cake?" in own.words()


def test_reasons_words_name_and_a_way_to_reply(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen(), page="comment")
    content, told = shown.leaf.content, []
    assert isinstance(content, Written)
    content.toggled.connect(lambda key: told.append(key))
    content.typed.connect(lambda which, text: told.append((which, text)))
    QTest.mouseClick(content.reasons[2], Qt.MouseButton.LeftButton)
    QTest.keyClicks(content.text, "a")
    QTest.keyClicks(content.lines[0], "b")
    QTest.keyClicks(content.lines[1], "c")
    assert told == ["bread", ("words", "a"), ("given_name", "b"), ("reply_to", "c")]
    assert {line.height() for line in content.lines} == {60}


def test_no_name_is_asked_where_the_shop_asks_for_none(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen(asks_name=False), page="comment")
    content = shown.leaf.content
    assert isinstance(content, Written)
    assert content.lines == []
    assert content.note.text() == ""


def test_what_was_answered_is_there_again_after_going_back(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen())
    shown.flow.answer = replace(shown.flow.answer, score=4, reasons=("bread",), words="The rye", given_name="A")
    content = shown.show().leaf.content
    assert isinstance(content, Faces)
    assert [tile.isChecked() for tile in content.tiles] == [False, True, False, False, False]
    assert shown.leaf.go_on.text() == "Next"
    shown.flow.turn_to("comment")
    written = shown.show().leaf.content
    assert isinstance(written, Written)
    assert written.text.toPlainText() == "The rye"
    assert written.lines[0].text() == "A"
    assert [tile.isChecked() for tile in written.reasons] == [False, False, True]
    assert shown.leaf.go_on.text() == "Send it"


def test_when_nothing_is_asked_an_idea_still_may_be(theme: Theme, qtbot: QtBot) -> None:
    shown, wanted = Shown(qtbot, screen("", asks_idea=True)), []
    assert isinstance(shown.leaf.content, Alone)
    shown.leaf.idea_wanted.connect(lambda: wanted.append(1))
    assert shown.leaf.content.idea is not None
    QTest.mouseClick(shown.leaf.content.idea, Qt.MouseButton.LeftButton)
    assert wanted == [1]
    assert shown.leaf.go_on.isHidden()
