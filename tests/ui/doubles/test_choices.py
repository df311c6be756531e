"""Two values beside each other, and whose household it is to be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.ui.doubles.choices import ChoiceRow, Disc, HomeQuestion
from relnotebook.widgets.theme import Theme

from .pairs import HOMES, choice


def test_the_newer_is_picked_and_says_so(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow(choice(), "lose", clock.now())
    qtbot.addWidget(row)
    assert row.value() == "lose"
    assert row.picks["lose"].below.text().endswith("the newer")
    assert "newer" not in row.picks["keep"].below.text()
    assert row.picks["keep"].dot.accessibleName() == "Name: Ngozi Okafor"


def test_what_is_not_picked_is_said_to_stay_in_a_note(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow(choice(), "lose", clock.now())
    qtbot.addWidget(row)
    assert row.left.text() == "“Ngozi Okafor” is kept in a note."
    assert row.left.text() in row.picks["lose"].dot.accessibleDescription()
    row.picks["keep"].dot.click()
    assert row.left.text() == "“N. Okafor” is kept in a note."
    assert "note" not in row.picks["lose"].dot.accessibleDescription()


def test_of_two_of_one_moment_none_is_the_newer(qtbot: QtBot, theme: Theme) -> None:
    now = clock.now()
    row = ChoiceRow(choice(keep_since=now, lose_since=now), "keep", now)
    qtbot.addWidget(row)
    assert not [pick for pick in row.picks.values() if "newer" in pick.below.text()]


def test_a_press_on_the_words_picks_the_other(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow(choice(), "lose", clock.now())
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.picked) as told:
        QTest.mouseClick(row.picks["keep"], Qt.MouseButton.LeftButton)
    assert (told.args, row.value()) == (["name", "keep"], "keep")
    assert not row.picks["lose"].dot.isChecked()


def test_photos_stand_beside_each_other(qtbot: QtBot, theme: Theme) -> None:
    discs = [Disc("Ngozi Okafor", 1, b""), Disc("N. Okafor", 2, b"")]
    row = ChoiceRow(choice("photo", "Photo", keep="", lose=""), "keep", clock.now(), discs)
    qtbot.addWidget(row)
    assert all(row.isAncestorOf(disc) for disc in discs)
    assert row.picks["keep"].dot.accessibleName() == "Photo"
    assert row.left.text() == "The other picture stays on the card that goes into the bin."


def test_nothing_is_decided_beforehand_about_where_they_live(qtbot: QtBot, theme: Theme) -> None:
    question = HomeQuestion(HOMES, "")
    qtbot.addWidget(question)
    question.show()
    assert not [key for key, pick in question.picks.items() if pick.dot.isChecked()]
    question.ask()
    assert question.refusal.isVisible()
    with qtbot.waitSignal(question.picked) as told:
        question.picks["none"].dot.click()
    assert told.args == ["household", "none"]
    assert question.refusal.isHidden()


def test_what_was_picked_stays_picked_when_it_is_shown_again(qtbot: QtBot, theme: Theme) -> None:
    question = HomeQuestion(HOMES, "lose")
    qtbot.addWidget(question)
    assert question.picks["lose"].dot.isChecked()
