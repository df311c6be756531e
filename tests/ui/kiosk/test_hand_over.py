"""Handing over and coming back: what is asked first, what stays hidden, and that only a PIN opens the door."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from relnotebook.base.terms import Act, StaffId
from relnotebook.notebook import staff
from relnotebook.ui.kiosk.hand_over import HandOver

from ..conftest import beside
from .conftest import PIN, Counter

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


def wrong(counter: Counter, times: int) -> None:
    pad = counter.kiosk.pad
    for _ in range(times):
        counter.type("0000").press("Return").until(lambda: not pad._busy)


def test_the_main_window_goes_and_the_customer_screen_comes(counter: Counter, mara: StaffId, live: int) -> None:
    assert not counter.door.active
    counter.handed()
    assert counter.door.active
    assert counter.frame.isHidden()
    assert counter.kiosk.isVisible()
    assert counter.settings.handed_of == str(counter.bridge.store.path)


def test_the_right_pin_comes_back_as_whose_it_is(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed().press("Esc").type(PIN).press("Return").until(lambda: counter.back == [mara])
    assert not counter.door.active
    assert counter.frame.isVisible()
    assert (counter.settings.handed_of, counter.settings.pin_wrong) == ("", 0)


def test_wrong_pins_are_counted_in_the_tills_settings_and_then_wait(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed().press("Esc")
    pad = counter.kiosk.pad
    wrong(counter, 4)
    assert (counter.settings.pin_wrong, pad.line.text()) == (4, "That is not it. 1 try left.")
    wrong(counter, 1)
    assert (counter.settings.pin_wrong, pad.line.text()) == (5, "Too many tries. Wait 0:30.")
    assert not any(key.isEnabled() for key in pad.keys)
    counter.type(PIN).press("Return")
    assert pad.digits == ""
    assert counter.door.active


def test_going_back_to_the_customer_and_again_does_not_shorten_the_wait(
    counter: Counter, mara: StaffId, live: int
) -> None:
    counter.handed().press("Esc")
    wrong(counter, 5)
    counter.press("Esc").press("Esc")
    assert counter.kiosk.pad.isVisible()
    assert counter.kiosk.pad.waiting


def test_after_a_restart_the_tries_and_the_customer_are_still_there(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed().press("Esc")
    wrong(counter, 5)
    counter.door.stop()  # the plug was pulled
    counter.door.deleteLater()
    assert counter.settings.handed_of != ""
    counter.frame.show()
    counter.door = HandOver(counter.frame, full=False)
    counter.door.resume(counter.bridge, counter.settings, counter.change)
    assert counter.frame.isHidden()  # before anything was read
    counter.until(lambda: counter.kiosk.flow is not None)
    counter.until(counter.kiosk.isActiveWindow).press("Esc")
    assert counter.kiosk.pad.line.text() == "Too many tries. Wait 0:30."


def test_a_till_that_was_not_handed_over_comes_up_as_ever(counter: Counter, mara: StaffId, live: int) -> None:
    counter.door.resume(counter.bridge, counter.settings, counter.change)
    assert not counter.door.active
    counter.change(handed_of="/another/notebook")
    counter.door.resume(counter.bridge, counter.settings, counter.change)
    assert not counter.door.active


def test_another_way_to_the_same_notebook_leads_to_the_same_customer(
    counter: Counter, mara: StaffId, live: int, tmp_path: Path
) -> None:
    path = counter.bridge.store.path
    way = tmp_path / "way"
    way.symlink_to(path.parent)
    for known in (way / path.name, path.parent / ".." / path.parent.name / path.name):
        counter.change(handed_of=str(known))
        counter.door.resume(counter.bridge, counter.settings, counter.change)
        assert counter.door.active
        counter.until(lambda: counter.kiosk.flow is not None)
        counter.door.stop()
        counter.frame.show()


def test_where_no_pin_is_left_nobody_is_locked_out(counter: Counter, live: int) -> None:
    counter.change(handed_of=str(counter.bridge.store.path))
    counter.door.resume(counter.bridge, counter.settings, counter.change)
    counter.until(lambda: not counter.door.active)
    assert counter.frame.isVisible()
    assert counter.settings.handed_of == ""


def test_closing_the_main_window_leads_to_the_pin(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed()
    assert not counter.frame.close()
    assert counter.kiosk.pad.isVisible()
    counter.press("Esc")
    assert not counter.kiosk.close()
    assert counter.kiosk.isVisible()
    assert counter.kiosk.pad.isVisible()


def test_the_tray_and_a_second_start_do_not_bring_the_main_window(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed()
    counter.frame.come_forward()
    assert counter.frame.isHidden()
    assert counter.kiosk.isVisible()


def test_another_window_of_the_program_waits_until_staff_is_back(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed()
    stray = QDialog()
    counter.qtbot.addWidget(stray)
    stray.show()
    stray.activateWindow()
    handle = stray.windowHandle()
    assert handle is not None
    counter.until(lambda: not handle.isVisible()).until(counter.kiosk.isActiveWindow)
    counter.press("Esc").type(PIN).press("Return").until(lambda: counter.back != [])
    assert handle.isVisible()


def test_a_window_that_is_gone_when_staff_comes_back_keeps_nobody_out(
    counter: Counter, mara: StaffId, live: int
) -> None:
    gone = QDialog()
    gone.show()
    counter.handed()
    handle = gone.windowHandle()
    assert handle is not None
    assert not handle.isVisible()
    shiboken6.delete(gone)
    counter.press("Esc").type(PIN).press("Return").until(lambda: counter.back == [mara])
    counter.handed().press("Esc").type(PIN).press("Return").until(lambda: counter.back == [mara, mara])


def test_a_tip_that_hung_over_the_counter_does_not_come_back(counter: Counter, mara: StaffId, live: int) -> None:
    tip = QLabel("Hand over")
    tip.setWindowFlag(Qt.WindowType.ToolTip)
    counter.qtbot.addWidget(tip)
    tip.show()
    counter.handed()
    handle = tip.windowHandle()
    assert handle is not None
    assert not handle.isVisible()
    counter.press("Esc").type(PIN).press("Return").until(lambda: counter.back == [mara])
    assert not handle.isVisible()


def test_a_window_that_was_open_before_is_put_aside_too(counter: Counter, mara: StaffId, live: int) -> None:
    stray = QDialog(counter.frame)
    counter.qtbot.addWidget(stray)
    stray.show()
    counter.handed()
    handle = stray.windowHandle()
    assert handle is not None
    assert not handle.isVisible()


def test_the_pin_opens_also_when_the_notebook_is_gone(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed().settled()
    path = counter.bridge.store.path
    path.rename(path.with_name("gone"))
    counter.bridge.close()
    counter.press("Esc").type("0000").press("Return").until(lambda: not counter.kiosk.pad._busy)
    assert counter.door.active
    counter.type(PIN).press("Return").until(lambda: counter.back == [mara])


def test_handing_over_twice_is_once(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed()
    first = counter.kiosk
    counter.hand_over()
    counter.settled()
    assert counter.kiosk is first


def test_staff_coming_keeps_what_was_answered(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed().press("2").page("comment").type("Half a wor")
    counter.press("Esc").type(PIN).press("Return").until(lambda: counter.back == [mara])
    assert counter.rows("answer", "score", "words", "state") == [(4, "Half a wor", "partial")]


# Before it


def test_without_a_pin_one_is_asked_for_first(counter: Counter, live: int) -> None:
    counter.hand_over().until(lambda: counter.door.sheet is not None)
    sheet = counter.door.sheet
    assert sheet is not None
    assert not counter.door.active
    sheet.name.setText("Mara")
    sheet.pin.setText(PIN)
    sheet.again.setText(PIN)
    counter.click(sheet.yes).until(lambda: counter.door.active)
    counter.until(counter.kiosk.isActiveWindow).until(lambda: counter.kiosk.flow is not None)
    counter.press("Esc").type(PIN).press("Return").until(lambda: len(counter.back) == 1)
    assert counter.rows("staff", "name") == [("Mara",)]


def test_without_a_question_the_ready_made_one_is_offered(counter: Counter, mara: StaffId) -> None:
    counter.hand_over().until(lambda: counter.door.sheet is not None)
    sheet = counter.door.sheet
    assert sheet is not None
    assert "How was your visit today?" in sheet.unasked.text()
    counter.click(sheet.yes).until(lambda: counter.door.active)
    counter.page("question")
    assert counter.rows("survey", "kind", "question", "state") == [("faces", "How was your visit today?", "live")]


def test_not_now_leaves_everything_as_it_was(counter: Counter) -> None:
    counter.hand_over().until(lambda: counter.door.sheet is not None)
    sheet = counter.door.sheet
    assert sheet is not None
    counter.click(sheet.no).until(lambda: counter.door.sheet is None)
    assert not counter.door.active
    assert counter.frame.isVisible()
    assert (counter.rows("survey", "id"), counter.rows("staff", "id")) == ([], [])
    assert QApplication.activeModalWidget() is None


def test_a_name_that_is_taken_is_told_beside_its_field(counter: Counter, live: int, shop: object) -> None:
    beside(lambda: counter.shop.do(staff.set_colleague, "Jonas"))
    counter.hand_over().until(lambda: counter.door.sheet is not None)
    sheet = counter.door.sheet
    assert sheet is not None
    sheet.who.setCurrentIndex(sheet.who.count() - 1)
    sheet._on_picked("new")
    sheet.name.setText("jonas")
    sheet.pin.setText(PIN)
    sheet.again.setText(PIN)
    counter.click(sheet.yes).until(lambda: sheet.name_field.sentence() != "")
    assert sheet.yes.isEnabled()
    assert not counter.door.active


def test_what_is_answered_is_not_what_undo_takes_back_here(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed().press("1").page("comment").settled()
    assert counter.bridge.undo_labels.undo is not None
    assert counter.bridge.undo_labels.undo[0] != Act.ANSWER_SURVEY
    assert counter.rows("step", "till")[-1] == (f"{counter.bridge.store.till}, customer screen",)


def test_a_refused_name_puts_no_question_up_twice(counter: Counter) -> None:
    beside(lambda: counter.shop.do(staff.set_colleague, "Jonas"))
    counter.hand_over().until(lambda: counter.door.sheet is not None)
    sheet = counter.door.sheet
    assert sheet is not None
    sheet.who.setCurrentIndex(sheet.who.count() - 1)
    sheet._on_picked("new")
    for line in (sheet.pin, sheet.again):
        line.setText(PIN)
    sheet.name.setText("Jonas")
    counter.click(sheet.yes).until(lambda: sheet.name_field.sentence() != "")
    sheet.name.setText("Mara")
    counter.click(sheet.yes)
    counter.until(lambda: counter.door.active)
    assert len(counter.rows("survey", "id")) == 1
