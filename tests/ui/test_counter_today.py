"""The counter's Today column: something kind to do beside the search, never in its way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act, Kind
from relnotebook.notebook import reminders, touches
from relnotebook.store.write import act
from relnotebook.ui.counter_today import KINDS, TodayColumn, TouchSheet, in_groups
from relnotebook.widgets.theme import Look

from ..builders import Regular, Shop
from .conftest import Till, beside

Open = Callable[[], Till]


def promise(regular: Regular, words: str, due: str = "20/11/2026", kind: str = "promise") -> Regular:
    regular.shop.do(reminders.set_reminder, regular.id, kind, words, due=due)
    return regular


def away(shop: Shop, name: str) -> Regular:
    """A regular who came every four days and was last in 23 days ago."""
    return shop.customer(name).had("Tea", times=12, every=4, until=clocks.now() - timedelta(days=23))


def says(column: TodayColumn) -> list[str]:
    """The sheets as they are read, with the captions between them."""
    return [sheet.accessibleName() for sheet in column.sheets]


def column_of(open_till: Open, count: int = 1) -> tuple[Till, TodayColumn]:
    till = open_till()
    column = till.counter.today
    return till.until(lambda: column.today is not None and len(column.sheets) == count), column


def sheet_of(column: TodayColumn, name: str) -> TouchSheet:
    return next(sheet for sheet in column.sheets if sheet.touch.name == name)


def choose(till: Till, sheet: TouchSheet, words: str) -> None:
    """A line of the menu behind the snooze button."""
    next(action for action in sheet.menu().actions() if action.text() == words).trigger()


def test_what_there_is_to_do_in_its_groups(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Omar"), "Say sorry for the wait", "18/11/2026", "follow_up")
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    away(shop, "Mateus")
    shop.customer("Bartholomew").birthday("20/11/1955")
    _till, column = column_of(open_till, 4)
    assert says(column) == [
        "Bartholomew. 71 today.",
        "Mateus. Comes every 4 days. Last in 23 days ago.",
        "Kateryna. Tell her the rye loaf is back.",
        "Omar. Say sorry for the wait. 2 days late.",
    ]
    assert column.today is not None
    assert [caption for caption, _found, _more in in_groups(column.today.touches)] == [
        "Birthday",
        "Not seen for a while",
        "You promised",
        "To follow up",
    ]
    assert column.progress.text() == "0 of 4 done"
    assert not column.calm.isVisible()


def test_feedback_to_close_stands_in_a_group_of_its_own(open_till: Open, shop: Shop) -> None:
    from relnotebook.notebook import feedback, ideas, recovery

    omar, kateryna = shop.customer("Omar Haddad"), shop.customer("Kateryna")
    promise(shop.customer("Priya"), "Bring her the small cups")
    said = shop.do(feedback.add, "Twenty minutes for one flat white.", customer=omar.id, feeling="upset")
    shop.do(recovery.decide, said, "yes", we_did="A second grinder runs every morning.")
    idea = shop.do(ideas.add, "Decaf after noon", customer=kateryna.id)
    shop.do(ideas.move, idea, "menu")
    till, column = column_of(open_till, 3)
    assert column.today is not None
    groups = [(caption, [touch.name for touch in found]) for caption, found, _more in in_groups(column.today.touches)]
    assert [caption for caption, _names in groups] == ["You promised", "Feedback to close"]
    assert sorted(groups[1][1]) == ["Kateryna", "Omar Haddad"]
    till.click(sheet_of(column, "Omar Haddad").done_button)
    till.until(lambda: column.progress.text() == "1 of 3 done")
    status = lambda: shop.read(feedback.one, said).line.status  # noqa: E731
    till.until(lambda: beside(status) == "told")


def test_answers_on_the_customer_screen_do_not_make_it_read_again() -> None:
    assert {Kind.FEEDBACK, Kind.IDEA} <= KINDS
    assert not {Kind.ANSWER, Kind.SURVEY} & KINDS


def test_done_leaves_at_once_and_undo_brings_it_back(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    promise(shop.customer("Omar"), "Bring him the small cups")
    till, column = column_of(open_till, 2)
    till.click(sheet_of(column, "Kateryna").done_button)
    assert says(column) == ["Omar. Bring him the small cups."], "without waiting for the notebook"
    assert column.progress.text() == "1 of 2 done"
    toast = till.window.shell.toast
    till.until(lambda: "Kateryna" in toast.text())
    assert toast.button.isVisible()
    till.click(toast.button).until(lambda: len(column.sheets) == 2)
    assert column.progress.text() == "0 of 2 done"


def test_all_done_is_a_calm_line(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    till.click(column.sheets[0].done_button)
    till.until(lambda: column.calm.text() == "All done for today.")
    till.until(lambda: column.today is not None and column.today.done == 1)
    assert column.progress.text() == "1 of 1 done"
    assert column.isVisible()


def test_nothing_to_do_is_a_calm_line_too(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("Tea")
    _till, column = column_of(open_till, 0)
    assert column.calm.text() == "Nobody is waiting for anything today."
    assert not column.bar.isVisible()
    assert column.progress.text() == ""


def test_put_off_till_tomorrow_comes_back(open_till: Open, shop: Shop, clock: Callable[[timedelta], None]) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    choose(till, column.sheets[0], "Tomorrow at opening")
    assert column.sheets == []
    assert column.progress.text() == ""
    till.until(lambda: till.window.shell.toast.text() != "")
    clock(timedelta(days=1))
    till.window.waiting.minute.emit()
    till.until(lambda: bool(column.sheets))
    assert says(column) == ["Kateryna. Tell her the rye loaf is back. First for 20 November."]


def test_never_for_this_person(open_till: Open, shop: Shop) -> None:
    shop.customer("Bartholomew").birthday("20/11/1955")
    till, column = column_of(open_till)
    choose(till, column.sheets[0], "Never for this person")
    till.until(lambda: column.today is not None and not column.today.touches)
    assert column.calm.text() == "Nobody is waiting for anything today."


def test_a_day_of_the_calendar(open_till: Open, shop: Shop) -> None:
    from relnotebook.ui.touch_menu import DayPicker

    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    choose(till, column.sheets[0], "On a date")
    picker = column.sheets[0].snooze_button.findChild(DayPicker)
    assert picker is not None
    till.until(lambda: picker.isAncestorOf(till.focus()))
    till.press("Right").click(picker.go)
    marks = "SELECT until FROM touch_mark"
    till.until(lambda: column.today is not None and not column.today.touches)
    assert beside(lambda: shop.read(lambda s: s.raw(marks))) == [("2026-11-22T08:00",)]


def test_a_sheet_opens_the_card(open_till: Open, shop: Shop) -> None:
    kateryna = promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    opened = till.watch_cards()
    till.click(column.sheets[0])
    assert opened == [kateryna.id]


def test_a_press_leaves_the_keyboard_in_the_search(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna").usual("Tea"), "Tell her the rye loaf is back")
    promise(shop.customer("Omar"), "Bring him the small cups")
    till, column = column_of(open_till, 2)
    till.type("kat").until(lambda: till.counter.view == "hits")
    till.click(sheet_of(column, "Omar").done_button)
    assert till.counter.search.hasFocus()
    till.type("e")
    assert till.counter.search.text() == "kate"


def test_by_keys_alone(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    promise(shop.customer("Omar"), "Bring him the small cups")
    till, column = column_of(open_till, 2)
    first, second = column.sheets
    assert first in till.counter.panes()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    till.press("Tab")
    assert first.done_button.hasFocus()
    till.press("Return")
    assert second.done_button.hasFocus(), "on to what is next"
    till.press("Return").until(lambda: column.today is not None and column.today.done == 2)
    assert column.all.hasFocus()
    till.type("k")
    assert till.counter.search.text() == "k", "letters still go to the search"


def test_enter_on_a_sheet_opens_the_card(open_till: Open, shop: Shop) -> None:
    kateryna = promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    opened = till.watch_cards()
    column.take_focus()
    till.press("Return")
    assert opened == [kateryna.id]


def test_see_all_touches(open_till: Open, shop: Shop) -> None:
    till, column = column_of(open_till, 0)
    asked: list[str] = []
    till.counter.open_page.disconnect(till.window.show_page)
    till.counter.open_page.connect(asked.append)
    assert column.all.text() == "See all touches"
    till.click(column.all)
    assert asked == ["today"]


def test_a_long_group_is_cut_short(open_till: Open, shop: Shop) -> None:
    for number in range(6):
        promise(shop.customer(f"Guest {number}"), "Call about the table")
    _till, column = column_of(open_till, 3)
    rest = [made.text() for made in column.findChildren(QAbstractButton) if made.text().startswith("And ")]
    assert rest == ["And 3 more"]
    assert column.progress.text() == "0 of 6 done"


def test_what_the_list_leaves_out_is_counted_too(open_till: Open, shop: Shop) -> None:
    for number in range(4):
        promise(shop.customer(f"Guest {number}"), "Call about the table")
    _till, column = column_of(open_till, 3)
    assert column.today is not None
    left = (("overdue", "promise", 300), ("today", "promise", 2), ("week", "promise", 7), ("today", "check", 5))
    column.show_today(replace(column.today, beyond=left))
    rest = [made.text() for made in column._inside.findChildren(QAbstractButton) if made.text().startswith("And ")]
    assert rest[-2:] == ["And 303 more", "And 5 more"]


def test_typing_never_waits_for_it(open_till: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    promise(shop.customer("Kateryna").usual("Tea"), "Tell her the rye loaf is back")
    read, free, asked = touches.today, threading.Event(), []

    def slow(s: Any, **kw: Any) -> Any:
        asked.append(1)
        if len(asked) == 1:  # the column's own; others count touches as well
            assert free.wait(10)
        return read(s, **kw)

    monkeypatch.setattr(touches, "today", slow)
    till = open_till()
    till.type("kat").until(lambda: [row.title for row in till.counter.rows.rows()][:1] == ["Kateryna"])
    assert till.counter.today.today is None
    free.set()
    till.until(lambda: len(till.counter.today.sheets) == 1)


def test_what_somebody_else_has_done_just_goes(open_till: Open, shop: Shop) -> None:
    kateryna = promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    told: list[object] = []
    till.counter.problem.connect(told.append)
    beside(lambda: shop.do(touches.do, shop.read(touches.of_customer, kateryna.id).touches[0].id))
    till.click(column.sheets[0].done_button)
    till.until(lambda: column.today is not None and column.today.done == 1)
    assert (column.sheets, told) == ([], [])
    till.says("That touch is over already. Somebody may have done it.")
    assert not till.window.shell.toast.button.isVisible()


def test_done_on_the_card_is_done_here(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    assert till.window.bridge is not None
    till.window.bridge.write(touches.do, column.sheets[0].touch.id)
    till.until(lambda: not column.sheets)


@pytest.mark.parametrize(("width", "height", "column"), [(1280, 800, 332), (1024, 700, 268)])
def test_as_wide_as_the_window_allows(open_till: Open, width: int, height: int, column: int) -> None:
    till = open_till()
    till.frame.resize(width, height)
    till.until(lambda: till.counter.today.width() == column)
    assert till.counter.today.isVisible()
    assert not till.counter.desk.unfold.isVisible()


def test_in_a_tight_window_it_waits_behind_its_button(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    till.theme.apply(Look(scale=2.0))
    desk = till.counter.desk
    till.until(lambda: desk.unfold.isVisible() and not column.isVisible())
    assert desk.unfold.text() == "Today 1"
    till.click(desk.unfold).until(lambda: column.isVisible() and column.sheets[0].hasFocus())
    till.until(lambda: column.geometry().right() == desk.rect().right())
    assert column.geometry().top() >= desk.unfold.geometry().bottom(), "the button takes it away again"
    till.press("Escape")
    assert not column.isVisible()
    assert till.counter.search.hasFocus()
    till.click(desk.unfold).click(desk.unfold)
    assert not column.isVisible()


def test_everything_that_can_be_pressed_is_named_and_large_enough(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    _till, column = column_of(open_till)
    sheet = column.sheets[0]
    assert sheet.done_button.accessibleName() == "Done: Kateryna"
    assert sheet.snooze_button.accessibleName() == "Put off: Kateryna"
    assert "Done" in sheet.done_button.toolTip()
    for made in (sheet, sheet.done_button, sheet.snooze_button, column.all):
        assert min(made.width(), made.height()) >= 36


def test_words_of_a_customer_are_never_markup(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("<b>Kat</b>"), "Say <i>hello</i>\nand more")
    _till, column = column_of(open_till)
    assert column.sheets[0].name.text() == "<b>Kat</b>"
    assert column.sheets[0].why.text() == "Say <i>hello</i>."


def test_another_look_keeps_what_is_shown(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    till.theme.apply(Look(theme="dark", roomy=True))
    assert says(column) == ["Kateryna. Tell her the rye loaf is back."]
    QTest.mouseMove(column.sheets[0])
    till.click(column.sheets[0].done_button).until(lambda: column.today is not None and column.today.done == 1)


def test_what_fails_unforeseen_is_not_called_done(open_till: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def do(w: object, touch: str) -> None:
        raise ValueError("a foreign key of another notebook")

    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    till, column = column_of(open_till)
    bugs: list[object] = []
    monkeypatch.setattr(touches, "do", act(Act.DO_TOUCH)(do))
    monkeypatch.setattr("sys.excepthook", lambda _kind, bug, _trace: bugs.append(bug))
    till.click(column.sheets[0].done_button).until(lambda: bool(bugs))
    till.until(lambda: says(column) == ["Kateryna. Tell her the rye loaf is back."])
    assert column.progress.text() == "0 of 1 done"


def test_a_long_promise_takes_three_lines(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back. " * 15)
    promise(shop.customer("Omar"), "Bring him the small cups")
    _till, column = column_of(open_till, 2)
    long, short = sheet_of(column, "Kateryna"), sheet_of(column, "Omar")
    assert long.why.cut
    assert long.why.height() <= 3 * short.why.height() + 2
    assert "Tell her the rye loaf is back. Tell her" in long.toolTip()
    assert long.touch.line in long.accessibleName()
    assert short.toolTip() == ""


def test_taken_back_before_the_list_was_read_again(open_till: Open, shop: Shop) -> None:
    promise(shop.customer("Kateryna"), "Tell her the rye loaf is back")
    _till, column = column_of(open_till)
    before = column.today
    assert before is not None
    sheet = column.sheets[0]
    column._leaving[sheet.touch.id] = True
    column._leave(sheet)
    column._arrived(sheet.touch.id, None)
    column.show_today(before)  # the next reading comes after the undo, and is what was there before
    assert len(column.sheets) == 1
