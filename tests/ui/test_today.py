"""Today in the real window: done, put off, skipped, copied, written and taken back, all by real keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound
from relnotebook.base.terms import Act
from relnotebook.notebook import staff, touches
from relnotebook.store import schema
from relnotebook.store.write import act
from relnotebook.ui import today as today_page
from relnotebook.ui.touch_menu import DayPicker

from ..builders import Regular, Shop
from . import todays
from .conftest import Till, beside
from .todays import TodayAtWork, choose, menu_entries, open_menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], Till]


@pytest.fixture
def kateryna(shop: Shop) -> Regular:
    return todays.kateryna(shop)


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return todays.omar(shop)


@pytest.fixture
def aoi(shop: Shop) -> Regular:
    return todays.aoi(shop)


@pytest.fixture
def work(open_till: Open, shop: Shop, kateryna: Regular, omar: Regular, aoi: Regular) -> TodayAtWork:
    return TodayAtWork(open_till(), shop)


def test_groups_reasons_and_how_far_it_is(work: TodayAtWork) -> None:
    work.sees("""
        == Overdue 1
        > Kateryna: You promised
        == Today 1
        Omar: You promised
        == This week 1
        Aoi: Turns 30
    """)
    assert work.page.desk.progress.text() == "2 to go"
    tab = work.till.window.shell.rail.tabs["today"]
    assert tab.isChecked()
    work.until(lambda: tab.count == 2)
    assert tab.accessibleName() == "Today, 2 waiting"


def test_done_leaves_at_once_is_logged_and_can_be_taken_back(work: TodayAtWork, kateryna: Regular) -> None:
    work.press("D")
    assert "Kateryna: You promised" not in " ".join(work.picture())
    work.sees("""
        == Today 1
        > Omar: You promised
        == This week 1
        Aoi: Turns 30
    """).settled()
    assert work.page.desk.progress.text() == "1 done, 1 to go"
    assert work.till.window.shell.toast.text().startswith("Kateryna")
    assert [channel for channel, _words in work.history(kateryna)] == ["in_person"]
    work.press("Ctrl+Z").sees("""
        == Overdue 1
        > Kateryna: You promised
        == Today 1
        Omar: You promised
        == This week 1
        Aoi: Turns 30
    """).settled()
    assert work.history(kateryna) == []
    assert work.page.desk.progress.text() == "2 to go"


def test_several_in_a_row_leave_one_after_the_other(work: TodayAtWork) -> None:
    work.press("D", "D")
    assert work.picture() == ["== This week 1", "> Aoi: Turns 30"]
    work.settled().sees("""
        == This week 1
        > Aoi: Turns 30
    """)
    assert work.page.desk.progress.text() == "All 2 done"


def test_done_here_is_done_everywhere(work: TodayAtWork, shop: Shop) -> None:
    work.press("D").settled()
    left = beside(lambda: shop.read(touches.today))
    assert [touch.greet for touch in left.touches] == ["Omar", "Aoi"]


def test_down_and_up_show_each_in_the_pane(work: TodayAtWork) -> None:
    work.press("Down").settled()
    assert work.page.pane.name.text() == "Omar Haddad"
    work.press("Down").settled()
    assert work.page.pane.name.text() == "Aoi Tanaka"
    work.press("Up", "Up").settled()
    assert work.page.pane.name.text() == "Kateryna Melnyk"
    assert work.page.list.hasFocus()


def test_snoozed_till_tomorrow_comes_back_at_opening(
    work: TodayAtWork, clock: Callable[[timedelta], None], shop: Shop
) -> None:
    work.press("S").sees("""
        == Today 1
        > Omar: You promised
        == This week 1
        Aoi: Turns 30
    """).settled()
    clock(timedelta(hours=23, minutes=20))  # Saturday, 08:01
    work.till.window.waiting.minute.emit()
    work.until(lambda: any("Kateryna" in line for line in work.picture()))
    row = next(row for row in work.page.list.rows() if row.title == "Kateryna")
    assert "was due Wed 18 Nov" in row.reason or row.late


def test_a_minute_brings_back_what_was_put_off(work: TodayAtWork, clock: Callable[[timedelta], None]) -> None:
    work.page.snooze("later_today")
    work.settled()
    assert "Kateryna" not in " ".join(work.picture())
    clock(timedelta(hours=3, minutes=1))
    work.till.window.waiting.minute.emit()
    work.until(lambda: any("Kateryna" in line for line in work.picture()))


def test_all_eight_choices_stand_in_the_menu(work: TodayAtWork) -> None:
    work.press("Shift+S")
    assert menu_entries(open_menu()) == [
        "Later today", "Tomorrow at opening", "The next open day", "In 3 days", "Next week", "At the next visit",
        "On a date", "Never for this person",
    ]  # fmt: skip
    choose(work, "At the next visit")
    work.until(lambda: "Kateryna" not in " ".join(work.picture())).settled()
    rows = beside(lambda: work.shop.read(lambda s: s.raw("SELECT state, wakes FROM touch_mark")))
    assert rows == [("snoozed", "next_visit")]


def test_never_for_this_person(work: TodayAtWork, shop: Shop) -> None:
    work.press("Down", "Down").settled()
    work.press("Shift+S")
    choose(work, "Never for this person")
    work.sees("""
        == Overdue 1
        Kateryna: You promised
        == Today 1
        > Omar: You promised
    """).settled()
    assert beside(lambda: shop.read(lambda s: s.raw("SELECT touch, state FROM touch_mark"))) == [("birthday", "never")]


def test_a_date_comes_from_the_calendar(work: TodayAtWork, shop: Shop) -> None:
    work.till.click(work.page.pane.day)
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, DayPicker) and w.isVisible())
    room = work.till.frame.frameGeometry()
    assert room.contains(picker.geometry())
    picker.go.click()
    work.until(lambda: "Kateryna" not in " ".join(work.picture())).settled()
    until = beside(lambda: shop.read(lambda s: s.raw("SELECT until FROM touch_mark")))
    assert until == [("2026-11-21T08:00",)]


def test_skipped_is_gone(work: TodayAtWork, shop: Shop, kateryna: Regular) -> None:
    work.press("X").until(lambda: "Kateryna" not in " ".join(work.picture())).settled()
    assert work.history(kateryna) == []
    assert beside(lambda: shop.read(lambda s: s.raw("SELECT state FROM touch_mark"))) == [("skipped",)]


def test_the_six_painted_buttons(work: TodayAtWork) -> None:
    work.tool("Omar", "snooze").sees("""
        == Overdue 1
        Kateryna: You promised
        == This week 1
        > Aoi: Turns 30
    """).settled()
    work.tool("Aoi", "skip").sees("""
        == Overdue 1
        > Kateryna: You promised
    """).settled()
    work.tool("Kateryna", "copy").says("Copied. Paste it where you write.")
    work.tool("Kateryna", "done").until(lambda: not work.page.list.rows())


def test_the_card_opens_and_escape_comes_back(work: TodayAtWork, kateryna: Regular) -> None:
    opened: list[tuple[int, tuple[int, ...]]] = []
    work.page.open_card.disconnect(work.till.window.open_card)
    work.page.open_card.connect(lambda customer, among: opened.append((customer, among)))
    work.press("G")
    assert opened[0][0] == kateryna.id
    assert len(opened[0][1]) == 3
    work.till.window.open_card(kateryna.id)
    assert work.till.window.current.name == "card"
    work.till.window._leave()
    assert work.till.window.current is work.page


def test_the_filter_narrows_the_list(work: TodayAtWork) -> None:
    work.till.click(work.page.desk.filter)
    assert menu_entries(open_menu())[:2] == ["All kinds", "Birthdays and other dates"]
    choose(work, "Birthdays and other dates")
    work.sees("""
        == This week 1
        > Aoi: Turns 30
    """).settled()
    assert work.page.desk.filter.text() == "Birthdays and other dates"
    work.page.narrow("asks")
    assert work.page.desk.empty.title.text() == "Nothing of this kind today."
    work.till.click(work.page.desk.empty.button)
    assert len(work.picture()) == 6
    work.page.narrow("promises")
    work.page.list.setFocus()
    work.press("Escape")
    assert work.page.wanted == ""


def test_the_menu_of_a_row_has_all_of_it(work: TodayAtWork, kateryna: Regular) -> None:
    work.page.list.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(work.page.list.viewport(), event)
    entries = menu_entries(open_menu())
    assert entries[:3] == ["Done", "Done another way", "Done, and how they felt"]
    assert {"Keep the e-mail as a draft", "Keep the note as PDF", "Never for this person"} <= set(entries)
    menu = open_menu()
    ways = next(entry.menu() for entry in menu.actions() if entry.text() == "Done another way")
    next(entry for entry in ways.actions() if entry.text() == "Phone").trigger()  # type: ignore[attr-defined]
    menu.close()
    work.until(lambda: "Kateryna" not in " ".join(work.picture())).settled()
    assert [channel for channel, _words in work.history(kateryna)] == ["phone"]


def test_nothing_to_do_says_so_kindly(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi")
    work = TodayAtWork(open_till(), shop)
    assert work.page.desk.empty.title.text() == "Nobody is waiting for a word today."
    assert work.page.desk.empty.isVisible()
    assert work.page.main_text == ""
    work.press("Ctrl+Return")
    work.till.click(work.page.desk.empty.button)
    assert work.page.desk.in_form


def test_somebody_else_was_faster(work: TodayAtWork, shop: Shop, kateryna: Regular) -> None:
    key = work.page.list.chosen().key  # type: ignore[union-attr]
    beside(lambda: shop.do(touches.do, key))
    work.press("D")
    work.until(lambda: "Kateryna" not in " ".join(work.picture())).settled()
    assert len(work.history(kateryna)) == 1


def test_the_person_at_the_till_signs(work: TodayAtWork, shop: Shop) -> None:
    beside(lambda: shop.do(staff.set_colleague, "Mara Hale", role="Owner"))
    work.page.show_person("Mara Hale")
    work.until(lambda: "Mara" in work.message())


def test_a_tight_window_shows_the_list_then_the_pane(work: TodayAtWork) -> None:
    work.till.change(scale=2.0)
    work.until(lambda: work.page.desk.kind == "tight")
    assert not work.page.pane.isVisible()
    work.press("Return")
    assert work.page.pane.isVisible()
    assert not work.page.list.isVisible()
    work.till.click(work.page.pane.back)
    assert work.page.list.isVisible()
    work.press("Return").till.click(work.page.pane.done)
    work.settled().sees("""
        == Today 1
        > Omar: You promised
        == This week 1
        Aoi: Turns 30
    """)
    assert work.page.list.isVisible()


def test_a_tap_opens_the_pane_where_only_one_fits(work: TodayAtWork) -> None:
    work.till.change(scale=2.0)
    work.until(lambda: work.page.desk.kind == "tight")
    key = next(row.key for row in work.page.list.rows() if row.title == "Omar")
    work.page.list.choose(key)  # scrolls to it
    spot = work.page.list.spot(key).center() - QPoint(200, 0)
    QTest.mouseClick(work.page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    work.settled()
    assert work.page.pane.isVisible()
    assert work.page.pane.name.text() == "Omar Haddad"


def test_a_list_that_cannot_be_read_says_so(work: TodayAtWork) -> None:
    work.page._not_read(NotFound("no-touch"))
    assert work.page.desk.slow.text() == "The list could not be read."
    assert work.till.window.shell.banner.text()


def test_what_the_other_till_has_done_is_said(work: TodayAtWork, omar: Regular) -> None:
    toast = work.till.window.shell.toast
    work.press("D").until(lambda: toast.button.isVisible())
    touch = work.page.touch()
    assert touch is not None
    assert touch.customer == omar.id
    beside(lambda: omar.shop.do(touches.do, touch.id))
    work.press("D").says("That touch is over already. Somebody may have done it.")
    assert not toast.button.isVisible()
    work.sees("""
        == This week 1
        > Aoi: Turns 30
    """)


def test_the_keyboard_alone_reaches_every_part(work: TodayAtWork) -> None:
    reached: set[QWidget] = set()
    for _step in range(40):
        QTest.keyClick(work.till.focus(), Qt.Key.Key_Tab)
        reached.add(work.till.focus())
    pane, desk = work.page.pane, work.page.desk
    wanted = {
        pane.message, pane.copy, pane.mail, pane.note, pane.wording, pane.done, pane.snooze, pane.skip, pane.until,
        pane.tomorrow, pane.next_visit, pane.day, pane.card, pane.more, desk.filter, desk.print, desk.new, desk.list,
    }  # fmt: skip
    assert wanted <= reached


def test_letters_switched_off_leave_the_hints(work: TodayAtWork) -> None:
    assert "S" in work.page.list.tip_at(work.page.list.spot(work.page.list.chosen().key, "snooze").center())  # type: ignore[union-attr]
    work.till.change(letters=False)
    row = work.page.list.chosen()
    assert row is not None
    assert "D:" not in row.keys
    work.press("D")
    assert len(work.picture()) == 6


def test_a_list_long_in_coming_says_so(open_till: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today_page.TodayPage, "reload", lambda page: page._slow.start())
    till = open_till()
    till.press("Ctrl+3")
    page: Any = till.window.page("today")
    till.until(lambda: page.desk.slow.text() == "Looking through the notebook")


def test_the_toast_leaves_the_pane_uncovered(work: TodayAtWork) -> None:
    work.press("C").says("Copied. Paste it where you write.")
    toast = work.till.window.shell.toast
    assert toast.geometry().right() <= work.till.window.shell.pages.width() - work.page.pane.width() + 20


def test_schema_of_marks_is_what_these_tests_read() -> None:
    assert {"touch", "state", "until", "wakes"} <= set(schema.touch_mark.c.keys())
    assert clocks.today().isoformat() == "2026-11-20"


def broken(monkeypatch: pytest.MonkeyPatch, name: str) -> list[object]:
    """From now on this act fails in a way nobody foresaw; what comes to the crash page."""

    def fails(w: object, /, touch: str, *args: object, **kw: object) -> None:
        raise ValueError("a foreign key of another notebook")

    fails.__name__ = name
    bugs: list[object] = []
    monkeypatch.setattr(touches, name, act(Act.DO_TOUCH)(fails))
    monkeypatch.setattr("sys.excepthook", lambda _kind, bug, _trace: bugs.append(bug))
    return bugs


def test_what_fails_unforeseen_is_not_called_done(work: TodayAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    before = work.picture()
    bugs = broken(monkeypatch, "do")
    work.press("D").settled()
    assert len(bugs) == 1
    work.until(lambda: work.picture() == before)
    assert work.page.desk.progress.text() == "2 to go"


def test_the_card_names_where_its_back_button_leads(work: TodayAtWork, kateryna: Regular) -> None:
    work.press("G").until(lambda: work.till.window.current.name == "card")
    card: Any = work.till.window.current
    work.until(lambda: card.ready)
    assert card.body.header.back_button.text() == "Today"
    assert card.body.header.back_icon.accessibleName() == "Back to Today"
    work.till.click(card.body.header.back_button)
    assert work.till.window.current is work.page
    work.press("Ctrl+1")
    work.till.window.open_card(kateryna.id)
    assert card.body.header.back_button.text() == "Counter"
    assert card.body.header.back_button.accessibleName() == "Back to the counter"


def test_the_toast_moves_away_when_the_page_is_turned(work: TodayAtWork) -> None:
    work.press("Ctrl+1")
    toast = work.till.window.shell.toast
    toast.say("Noted on Kateryna's card, with a few more words.")
    work.press("Ctrl+3")
    assert pressed_under(work, toast) == []


def pressed_under(work: TodayAtWork, toast: QWidget) -> list[str]:
    """The buttons and fields of pane and form that lie under the toast."""
    side = work.page.desk.form if work.page.desk.in_form else work.page.pane
    box = toast._box().translated(toast.mapToGlobal(QPoint(0, 0)))  # type: ignore[attr-defined]
    found = []
    for made in side.findChildren(QWidget):
        if isinstance(made, (QAbstractButton, QLineEdit, QPlainTextEdit)) and made.isVisible():
            place = made.visibleRegion().boundingRect().translated(made.mapToGlobal(QPoint(0, 0)))
            if place.isValid() and place.intersects(box):
                found.append(f"{made.accessibleName()} {place} {box}")
    return found


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (1024, 700, 1.0), (1280, 800, 2.0)])
@pytest.mark.parametrize("words", ["Copied.", "Kateryna: put off till Saturday 28 November, at opening time."])
def test_the_toast_lies_neither_on_the_pane_nor_on_the_form(
    work: TodayAtWork, width: int, height: int, scale: float, words: str
) -> None:
    work.till.frame.resize(width, height)
    work.till.change(scale=scale)
    work.press("Return").settled()
    assert work.page.pane.isVisible()
    toast = work.till.window.shell.toast
    toast.say(words, undo=lambda: None)
    assert pressed_under(work, toast) == []
    work.press("Ctrl+R")
    assert work.page.desk.form.isVisible()
    assert pressed_under(work, toast) == []


def test_nothing_to_do_has_the_keyboard_at_new(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi")
    work = TodayAtWork(open_till(), shop)
    assert work.till.focus() is work.page.desk.new


def test_the_first_row_has_the_keyboard(work: TodayAtWork) -> None:
    assert work.till.focus() is work.page.list


def test_page_column_and_cover_hear_of_the_same_minute(
    work: TodayAtWork, clock: Callable[[timedelta], None], shop: Shop
) -> None:
    work.page.snooze("later_today")
    work.settled()
    rail = work.till.window.shell.rail.tabs["today"]
    work.until(lambda: rail.count == 1)
    work.press("Ctrl+1")
    column = work.till.counter.today
    work.until(lambda: column.today is not None and column.today.to_go == 1)
    clock(timedelta(hours=3, minutes=1))
    work.till.window.waiting._minute.timeout.emit()
    work.until(lambda: rail.count == 2 and column.today is not None and column.today.to_go == 2)
    work.press("Ctrl+3").until(lambda: any("Kateryna" in line for line in work.picture()))
