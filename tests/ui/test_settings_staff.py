"""Settings of the colleagues: names save themselves, a PIN is set and never shown, birthdays are for the team."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.base.terms import StaffId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts, pins, staff, team
from relnotebook.ui.settings_staff import Staff

from ..builders import Shop


@pytest.fixture
def mara(shop: Shop) -> StaffId:
    key: StaffId = shop.do(staff.set_colleague, "Mara", role="Owner")
    return key


@pytest.fixture
def section(qtbot: Any, theme: Any, mara: StaffId, bridge: Bridge) -> Staff:
    """The section over a notebook with one colleague."""
    made = Staff()
    qtbot.addWidget(made)
    made.resize(880, 600)
    made.show()
    made.attach(bridge)
    bridge.changed.connect(lambda _changes: made.reload())
    made.reload()
    qtbot.waitUntil(lambda: made.lines.count() == 1)
    return made


def answer(qtbot: Any, bridge: Bridge, read: Any, *args: Any) -> Any:
    found: list[Any] = []
    bridge.read(read, *args).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def type_pin(qtbot: Any, section: Staff, mara: StaffId, digits: str) -> Any:
    line = section.line(mara)
    line.change.click()
    assert line.pin.typed.hasFocus()
    qtbot.keyClicks(line.pin.typed, digits)
    qtbot.keyClick(line.pin.typed, Qt.Key.Key_Return)
    return line


def test_a_colleague_is_added_by_one_line(qtbot: Any, section: Staff, bridge: Bridge) -> None:
    qtbot.keyClicks(section.new, "Jonas Baptiste")
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClick(section.new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.lines.count() == 2)
    assert [one.name for one in answer(qtbot, bridge, staff.everyone)] == ["Jonas Baptiste", "Mara"]
    assert section.new.text() == ""


def test_a_name_twice_is_refused_and_stays(qtbot: Any, section: Staff) -> None:
    qtbot.keyClicks(section.new, "mara")
    qtbot.keyClick(section.new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(section.new_field.sentence()))
    assert section.new.text() == "mara"


def test_going_on_typing_a_name_is_not_disturbed_by_its_saving(
    qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId
) -> None:
    name = section.line(mara).name
    name.setFocus()
    name.end(False)
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(name, " Ho")
    qtbot.keyClicks(name, "lm")  # before the list is read again
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert section.line(mara).name is name
    assert (name.text(), name.hasFocus()) == ("Mara Holm", True)
    name.flush()
    qtbot.waitUntil(lambda: answer(qtbot, bridge, staff.everyone)[0].name == "Mara Holm")


def test_a_pin_is_set_and_leaves_nothing_on_the_screen(
    qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId
) -> None:
    assert section.line(mara).sign.text() == "No PIN"
    line = type_pin(qtbot, section, mara, "481590")
    qtbot.waitUntil(lambda: line.sign.text() == "PIN set")
    assert line.pin.isHidden()
    assert line.pin.typed.text() == ""
    assert line.change.text() == "Change PIN"
    assert answer(qtbot, bridge, pins.check, "481590") == mara
    assert answer(qtbot, bridge, drafts.all_kept) == ()


def test_a_pin_that_is_too_short_is_refused_below_its_field(qtbot: Any, section: Staff, mara: StaffId) -> None:
    line = type_pin(qtbot, section, mara, "12")
    qtbot.waitUntil(lambda: bool(line.pin.field.sentence()))
    assert line.pin.isVisible()
    qtbot.keyClick(line.pin.typed, Qt.Key.Key_Escape)
    assert line.pin.isHidden()
    assert line.pin.typed.text() == ""
    assert line.change.hasFocus()


def test_a_pin_is_taken_away_and_undo_brings_it_back(qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId) -> None:
    line = type_pin(qtbot, section, mara, "4815")
    qtbot.waitUntil(lambda: line.sign.text() == "PIN set")
    line.change.click()
    line.pin.away.click()
    qtbot.waitUntil(lambda: line.sign.text() == "No PIN")
    bridge.undo()
    qtbot.waitUntil(lambda: line.sign.text() == "PIN set")
    assert answer(qtbot, bridge, pins.check, "4815") == mara


def test_a_birthday_is_read_as_it_is_typed(qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId) -> None:
    line = section.line(mara)
    line.birthday.setFocus()
    qtbot.keyClicks(line.birthday, "20/11")
    with qtbot.waitSignal(bridge.changed):
        line.birthday.flush()
    assert answer(qtbot, bridge, team.birthdays, date(2026, 11, 20)) == ("Mara",)
    line.name.setFocus()
    section.reload()
    qtbot.waitUntil(lambda: line.birthday.text() == "20 November")


def test_a_day_that_nobody_can_read_stays_and_is_told(qtbot: Any, section: Staff, mara: StaffId) -> None:
    line = section.line(mara)
    qtbot.keyClicks(line.birthday, "some day")
    line.birthday.flush()
    assert line.birthday.property("invalid") is True
    section.reload()
    qtbot.waitUntil(lambda: section.bridge is not None and section.bridge.pending == 0)
    assert line.birthday.text() == "some day"


def test_a_birthday_is_taken_away(qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId) -> None:
    line = section.line(mara)
    for typed in ("3 May", ""):
        line.birthday.selectAll()
        qtbot.keyClick(line.birthday, Qt.Key.Key_Delete)
        qtbot.keyClicks(line.birthday, typed)
        with qtbot.waitSignal(bridge.changed):
            line.birthday.flush()
    assert answer(qtbot, bridge, staff.particulars)[0].born is None


def test_who_leaves_is_taken_off_the_list(qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId) -> None:
    assert section.line(mara).gone.accessibleName() == "Take Mara off the list"
    section.line(mara).gone.click()
    qtbot.waitUntil(lambda: section.lines.count() == 0)
    assert answer(qtbot, bridge, staff.everyone) == ()


def test_tab_goes_through_the_lines_as_they_are_seen(qtbot: Any, section: Staff, bridge: Bridge, mara: StaffId) -> None:
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(section.new, "Abel")
        qtbot.keyClick(section.new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.lines.count() == 2)
    first = section.lines.itemAt(0)
    assert first is not None
    seen: list[Any] = []
    at: Any = first.widget()
    while at is not section.new and len(seen) < 60:
        at = at.nextInFocusChain()
        seen.append(at)
    names = [one for one in seen if one is section.line(mara).name or one is section.line(mara).change]
    assert names == [section.line(mara).name, section.line(mara).change]
