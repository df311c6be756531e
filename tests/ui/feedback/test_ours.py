"""Ours: a colleague writes for themselves; nobody else sees it unless they like, also half typed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from relnotebook.base.terms import StaffId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts, ideaboard, inbox, staff, team
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.ours import OursView, place

from ...builders import Shop
from .asking import answer


@pytest.fixture
def mara(shop: Shop) -> StaffId:
    key: StaffId = shop.do(staff.set_colleague, "Mara")
    return key


@pytest.fixture
def jonas(shop: Shop) -> StaffId:
    key: StaffId = shop.do(staff.set_colleague, "Jonas")
    return key


@pytest.fixture
def window(qtbot: Any, theme: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def view(qtbot: Any, window: QMainWindow, mara: StaffId, jonas: StaffId, bridge: Bridge) -> OursView:
    """The tab with Mara at the till."""
    made = OursView(Actions(window))
    window.setCentralWidget(made)
    window.resize(1036, 640)
    window.show()
    bridge.staff = mara
    made.attach(bridge)
    bridge.changed.connect(lambda _changes: made.reload())
    made.problem.connect(lambda problem: pytest.fail(str(problem)))
    made.show_person("Mara")
    settled(qtbot, made)
    return made


def settled(qtbot: Any, view: OursView) -> None:
    with qtbot.waitSignal(view.counted):
        view.reload()


def stand(qtbot: Any, view: OursView, who: StaffId | None, name: str) -> None:
    """Somebody else is at the till."""
    assert view._bridge is not None
    view._bridge.staff = who
    view.show_person(name)
    settled(qtbot, view)


def write(qtbot: Any, view: OursView, words: str, *, seen: str = "me", kind: str = "words") -> None:
    """Write something down and wait until it is in the notebook and the sheet is free."""
    view.sheet.kind.button(kind).click()
    view.sheet.seen.button(seen).click()
    qtbot.keyClicks(view.sheet.text, words)
    assert view._bridge is not None
    with qtbot.waitSignal(view._bridge.changed):
        view.sheet.go.click()
    qtbot.waitUntil(lambda: view.sheet.text.toPlainText() == "")
    settled(qtbot, view)


def test_who_is_at_the_till_is_said(view: OursView) -> None:
    assert view.sheet.who.text() == "Mara"
    assert not view.sheet.switch.isVisible()


def test_own_words_are_seen_by_their_author_alone(qtbot: Any, view: OursView, jonas: StaffId) -> None:
    write(qtbot, view, "We need a second person on Saturdays.")
    assert view.lines.texts() == ["Yours", "We need a second person on Saturdays. (You, Today, 08:41, only you see it)"]
    stand(qtbot, view, jonas, "Jonas")
    assert view.lines.rows() == []
    assert not any("Saturdays" in text for text in view.lines.texts())


def test_shared_words_are_seen_by_the_others(qtbot: Any, view: OursView, jonas: StaffId) -> None:
    write(qtbot, view, "The new grinder is loud.", seen="others")
    stand(qtbot, view, jonas, "Jonas")
    assert view.lines.texts() == ["From the others", "The new grinder is loud. (Mara, Today, 08:41)"]
    (row,) = view.lines.rows()
    assert not row.share.isVisible()  # they are not his to keep or to take back


def test_words_are_shared_and_kept_again(qtbot: Any, view: OursView, bridge: Bridge) -> None:
    write(qtbot, view, "The new grinder is loud.")
    (row,) = view.lines.rows()
    row.share.click()
    qtbot.waitUntil(lambda: "the others see it" in view.lines.rows()[0].text())
    view.lines.rows()[0].share.click()
    qtbot.waitUntil(lambda: "only you see it" in view.lines.rows()[0].text())


def test_words_are_taken_back_and_undo_brings_them_back(qtbot: Any, view: OursView, bridge: Bridge) -> None:
    write(qtbot, view, "Never mind.")
    view.lines.rows()[0].gone.click()
    qtbot.waitUntil(lambda: view.lines.rows() == [])
    bridge.undo()
    qtbot.waitUntil(lambda: len(view.lines.rows()) == 1)


def test_an_idea_kept_to_oneself_is_shared_later_and_taken_back(qtbot: Any, view: OursView, bridge: Bridge) -> None:
    write(qtbot, view, "A stool at the till", kind="idea")
    (row,) = view.lines.idea_rows()
    assert "only you see it" in row.text()
    row.share.click()
    qtbot.waitUntil(lambda: "only you see it" not in view.lines.idea_rows()[0].text())
    view.lines.idea_rows()[0].gone.click()
    qtbot.waitUntil(lambda: view.lines.idea_rows() == [])
    bridge.undo()
    qtbot.waitUntil(lambda: len(view.lines.idea_rows()) == 1)


def test_without_a_name_nobody_knows_whose_it_is(qtbot: Any, view: OursView, mara: StaffId, bridge: Bridge) -> None:
    write(qtbot, view, "I am tired.", seen="nameless")
    assert view.lines.texts() == ["From the others", "I am tired. (Somebody of us, Today, 08:41)"]
    (own,) = answer(qtbot, bridge, team.lines, mara)
    assert (own.by, own.mine) == ("", False)


def test_a_mood_needs_no_words(qtbot: Any, view: OursView, mara: StaffId, bridge: Bridge) -> None:
    assert not view.sheet.feeling.isVisible()
    view.sheet.kind.button("mood").click()
    view.sheet.feeling.button("happy").click()
    with qtbot.waitSignal(bridge.changed):
        view.sheet.press()
    (own,) = answer(qtbot, bridge, team.lines, mara)
    assert (own.kind, own.feeling, own.words, own.shared) == ("mood", "happy", "", False)
    qtbot.waitUntil(lambda: view.lines.texts() == ["Yours", "Happy (You, Today, 08:41, only you see it)"])


def test_an_idea_stands_apart_from_the_customers_board(
    qtbot: Any, view: OursView, mara: StaffId, bridge: Bridge
) -> None:
    write(qtbot, view, "A stool behind the counter", kind="idea", seen="others")
    assert view.lines.texts() == ["Our ideas", "A stool behind the counter (Mara, Heard, Today, 08:41)"]
    assert answer(qtbot, bridge, ideaboard.board).count == 0


def test_nothing_of_ours_is_in_the_customers_inbox(qtbot: Any, view: OursView, bridge: Bridge) -> None:
    write(qtbot, view, "The new grinder is loud.", seen="others")
    assert answer(qtbot, bridge, inbox.inbox, show="all").lines == ()


def test_nobody_at_the_till_is_asked_to_press_f2(qtbot: Any, view: OursView) -> None:
    stand(qtbot, view, None, "")
    assert view.sheet.who.text() == "Nobody is at the till"
    assert view.sheet.about.text().startswith("Press F2 and say who you are")
    assert view.sheet.switch.isVisible()
    assert view.sheet.seen.value() == "nameless"
    assert not view.sheet.seen.button("me").isEnabled()
    write(qtbot, view, "The door sticks.", seen="nameless")
    assert view.lines.texts() == ["From the others", "The door sticks. (Somebody of us, Today, 08:41)"]


def test_nothing_written_is_told_beside_the_field(qtbot: Any, view: OursView) -> None:
    view.sheet.press()
    assert view.sheet.text_cell.sentence() == "There is nothing written yet."
    assert view.sheet.text.hasFocus()


def test_ctrl_enter_keeps_it(qtbot: Any, view: OursView, bridge: Bridge) -> None:
    qtbot.keyClicks(view.sheet.text, "A good day.")
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClick(view.sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_half_typed_words_leave_the_screen_with_their_author_and_come_back(
    qtbot: Any, view: OursView, mara: StaffId, jonas: StaffId
) -> None:
    qtbot.keyClicks(view.sheet.text, "I do not like how")
    stand(qtbot, view, jonas, "Jonas")  # before the pause that keeps them
    assert view.sheet.text.toPlainText() == ""
    assert not view.sheet.told.isVisible()
    qtbot.keyClicks(view.sheet.text, "Mine")
    stand(qtbot, view, mara, "Mara")
    assert view.sheet.text.toPlainText() == "I do not like how"  # whether it is in the file by now or not
    assert view.sheet.told.isVisible()
    stand(qtbot, view, jonas, "Jonas")
    qtbot.waitUntil(lambda: view.sheet.text.toPlainText() == "Mine")


def test_half_typed_words_survive_the_end(
    qtbot: Any, view: OursView, window: QMainWindow, mara: StaffId, bridge: Bridge
) -> None:
    qtbot.keyClicks(view.sheet.text, "Half a")
    view.flush()
    qtbot.waitUntil(lambda: answer(qtbot, bridge, drafts.of, place(mara)) is not None)
    again = OursView(Actions(window))
    qtbot.addWidget(again)
    again.attach(bridge)
    qtbot.waitUntil(lambda: again.sheet.text.toPlainText() == "Half a")


def test_what_was_written_leaves_no_draft(qtbot: Any, view: OursView, mara: StaffId, bridge: Bridge) -> None:
    qtbot.keyClicks(view.sheet.text, "A good day.")
    view.flush()
    with qtbot.waitSignal(bridge.changed):
        view.sheet.press()
    qtbot.waitUntil(lambda: view.sheet.text.toPlainText() == "")
    qtbot.waitUntil(lambda: answer(qtbot, bridge, drafts.of, place(mara)) is None)


def test_thrown_away_words_do_not_come_back(qtbot: Any, view: OursView, mara: StaffId, bridge: Bridge) -> None:
    qtbot.keyClicks(view.sheet.text, "Nonsense")
    view.flush()
    view.sheet.throw.click()
    assert view.sheet.text.toPlainText() == ""
    qtbot.waitUntil(lambda: answer(qtbot, bridge, drafts.of, place(mara)) is None)


@pytest.mark.parametrize("kind", ["words", "idea"])
def test_nobody_takes_back_what_somebody_else_wrote_for_themselves(
    qtbot: Any, view: OursView, mara: StaffId, jonas: StaffId, kind: str
) -> None:
    write(qtbot, view, "We need a second person on Saturdays.", kind=kind)
    stand(qtbot, view, jonas, "Jonas")
    assert view._bridge is not None
    back: list[Any] = []
    view._bridge.undo().then(back.append).otherwise(back.append)
    qtbot.waitUntil(lambda: bool(back))
    stand(qtbot, view, mara, "Mara")
    assert any("Saturdays" in text for text in view.lines.texts()), "Ctrl+Z at the counter is not for her words"
