"""The history: rows, filters, older ones, and the composers above."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relnotebook.base import clock as clocks

from ..builders import Regular, Shop
from .cards import Card, card_of
from .conftest import Till

if TYPE_CHECKING:
    from .cards import OpenTill


def busy(shop: Shop) -> Regular:
    regular = shop.customer("Ngozi").usual("Tea").had("Tea", times=3)
    regular.note("Moves in May")
    from relnotebook.notebook import touchpoints

    shop.do(touchpoints.log, regular.id, "Rang about a lid", channel="phone", when=clocks.now() - timedelta(hours=1))
    return regular


def test_one_stream_newest_first_and_filters(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, busy(shop))
    assert [row.split(" | ")[1] for row in card.history()] == ["Moves in May", "Rang about a lid", "Tea", "Tea", "Tea"]
    filters = card.body.history.filters
    for key, count in (("visits", 3), ("touchpoints", 1), ("notes", 1), ("all", 5)):
        card.click(filters.button(key)).until(lambda count=count: len(card.history()) == count)


def test_an_empty_filter_says_so(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").had("Tea"))
    card.click(card.body.history.filters.button("notes"))
    card.until(lambda: card.body.history.nothing.isVisible())
    assert card.body.history.nothing.text() == "No notes yet."


def test_the_next_card_shows_all_again(open_till: OpenTill, shop: Shop) -> None:
    other = shop.customer("Tobias").had("Tea")
    card = card_of(open_till, busy(shop))
    card.click(card.body.history.filters.button("notes")).until(lambda: len(card.history()) == 1)
    Card(card.till, other)
    assert card.body.history.only == "all"
    assert len(card.history()) == 1


def test_older_ones_come_fifty_at_a_time(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").had("Tea", times=120))
    assert len(card.history()) == 50
    assert card.body.history.older.isVisible()
    card.body.history.show_older()
    card.until(lambda: len(card.history()) == 100)
    card.body.history.show_older()
    card.until(lambda: len(card.history()) == 120)
    assert not card.body.history.older.isVisible()
    days = [moment.spoken for moment in card.body.history.list.moments()]
    assert len(set(days)) == 120, "no row twice"


def test_where_it_is_tight_the_rest_can_be_reached(closed_till: Till, open_till: OpenTill, shop: Shop) -> None:
    closed_till.change(scale=2.0)
    card = card_of(open_till, shop.customer("Ngozi").had("Tea", times=120))
    assert len(card.history()) == 8
    bar = card.body.main.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert len(card.settled().history()) == 8, "scrolling to what stands below brings none"
    card.click(card.body.history.older).until(lambda: len(card.history()) == 58)


def test_enter_opens_a_row_and_escape_closes_it(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, busy(shop))
    rows = card.body.history.list
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(2, 0))
    tall = rows.height()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    details = card.body.history.details
    card.until(lambda: details.isVisible() and rows.height() > tall)
    area = rows.visualRect(rows.model().index(2, 0))
    assert area.contains(details.geometry().center())
    assert details.geometry().bottom() <= area.bottom()
    card.press("Esc")
    assert not details.isVisible()
    assert rows.hasFocus()
    card.until(lambda: rows.height() == tall)


def test_a_note_with_the_keyboard(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("N").type("Moves in May").press("Ctrl+Return")
    card.until(lambda: card.history() == ["Fri 20 | Moves in May | 08:41"])
    assert not card.body.history.note.isVisible()
    assert card.body.header.who.hasFocus()
    card.press("Ctrl+Z").until(lambda: card.history() == [])


def test_a_touchpoint_with_channel_moment_and_feeling(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("T").type("Thanked us")
    form = card.body.history.touchpoint
    card.click(form.channel.button("phone")).click(form.moment.button("after")).click(form.feeling.button("happy"))
    card.click(form.go).until(lambda: card.history() == ["Fri 20 | Thanked us Happy | Phone"])


def test_a_draft_note_survives_a_crash(open_till: OpenTill, closed_till: Till, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.press("N").type("She asked for the")
    form = card.body.history.note
    card.until(lambda: not form._dirty).settled()
    closed_till.window.detach()
    again = Card(open_till(), regular)
    assert again.body.history.note.isVisible()
    assert again.body.history.note.kept.text() == "We kept what you typed: She asked for the"
    assert again.body.history.note.kept.isVisible()
    again.click(again.body.history.note.go_on)
    assert again.body.history.note.words_line.toPlainText() == "She asked for the"
    again.click(again.body.history.note.throw)
    again.settled()
    assert again.body.history.note.words_line.toPlainText() == ""


def test_older_ones_that_come_too_late_are_not_shown(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook.timeline import Entry, Page

    card = card_of(open_till, shop.customer("Ngozi").had("Tea", times=60))
    history, late = card.body.history, Page((Entry("note", 9, clocks.now(), "Of another filter"),), False)
    history._asked = True
    history._on_older((card.regular.id, "notes"), late)
    assert len(card.history()) == 50
    assert history.older.isVisible()


def test_what_they_said_has_a_filter_of_its_own_and_opens_on_its_page(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import feedback

    regular = busy(shop)
    said = shop.do(feedback.add, "The lid leaks.", customer=regular.id, feeling="let_down")
    card = card_of(open_till, regular)
    opened: list[int] = []
    card.page.open_feedback.connect(opened.append)
    card.click(card.body.history.filters.button("feedback"))
    card.until(lambda: card.history() == ["Fri 20 | “The lid leaks.” Let down | New"])
    rows = card.body.history.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(0, 0)).center())
    assert opened == [said]
    assert not card.body.history.details.isVisible(), "it is dealt with there, not here"
    rows.setCurrentIndex(rows.model().index(0, 0))
    rows.setFocus()
    card.press("Return")
    assert opened == [said, said]


def test_without_any_feedback_it_says_so(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.history.filters.button("feedback"))
    card.until(lambda: card.body.history.nothing.text() == "No feedback yet.")
