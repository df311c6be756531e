"""Writing a reminder down and changing it: kinds, days, how often, by whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

from relnotebook.notebook import reminders, staff
from relnotebook.ui.card_care import reminder_kinds
from relnotebook.ui.card_reminder import without_day

from ..builders import Shop
from .cards import Card, card_of
from .test_card_reminders import group, remind, rows

if TYPE_CHECKING:
    from relnotebook.notebook.reminders import Reminder

    from .cards import OpenTill


def first(card: Card) -> Reminder:
    found: tuple[Reminder, ...] = card.shop_read(reminders.of, card.regular.id)
    return found[0]


def open_form(card: Card, kind: str) -> None:
    group(card)
    card.press("R")
    card.click(group(card).composer.kind.button(kind))


def test_a_promise_with_a_day_and_who_gave_it(open_till: OpenTill, shop: Shop) -> None:
    shop.do(staff.set_colleague, "Jonas")
    mara = shop.do(staff.set_colleague, "Mara")
    card = card_of(open_till, shop.customer("Ngozi"))
    card.page.bridge.staff = mara
    open_form(card, "promise")
    form = group(card).composer
    assert form.owner.value() == str(mara), "whoever is at the till gives it"
    card.write(form.what, "Tell her the rye is back").write(form.due, "Sunday").press("Return")
    card.until(lambda: rows(card) == ["Tell her the rye is back Sunday, Mara"])
    assert (first(card).due, first(card).owner) == (date(2026, 11, 22), mara)


def test_again_and_again_from_the_day_it_is_done(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    open_form(card, "reminder")
    form = group(card).composer
    assert not form.counted.isVisible()
    card.write(form.what, "Change the water").write(form.every, "every 10 days")
    assert form.counted.isVisible()
    form.counted.set_value("done")
    card.press("Return").until(lambda: rows(card) == ["Change the water 30 November, every 10 days"])
    assert first(card).from_done


def test_a_question_needs_no_day(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    open_form(card, "ask")
    assert not group(card).composer.due.isVisible()
    open_form(card, "check")
    assert group(card).composer.due.isVisible()


def test_a_day_nobody_can_read_stays_typed(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    open_form(card, "promise")
    form = group(card).composer
    card.write(form.what, "Bring the cups").write(form.due, "the day after").press("Return")
    card.until(lambda: "the day after" in form._due_field.sentence())
    assert not form.refusal.isVisible()
    assert (form.what.text(), form.due.text()) == ("Bring the cups", "the day after")
    card.write(form.due, "tomorrow").press("Return")
    card.until(lambda: rows(card) == ["Bring the cups Tomorrow"])


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_refused_day_is_seen_under_its_field(open_till: OpenTill, shop: Shop, scale: float) -> None:
    ngozi = shop.customer("Ngozi")
    for words in ("Ask about the dog", "Ask about the cat", "Ask about the hen"):
        remind(ngozi, "ask", words)
    card = card_of(open_till, ngozi)
    card.till.frame.resize(1024, 700)
    card.till.change(scale=scale)
    card.until(lambda: card.page.ready and card.body.isVisible() and len(rows(card)) == 3)
    open_form(card, "promise")
    form = group(card).composer
    card.write(form.what, "Bring the cups").write(form.due, "the day after").settled()
    area = next(one for one in (card.body.main, card.body.side_scroll) if one.isAncestorOf(form))
    below = form._due_field.mapTo(area.viewport(), QPoint(0, form._due_field.height())).y() - area.viewport().height()
    area.verticalScrollBar().setValue(area.verticalScrollBar().value() + below)  # the field at the lower edge
    card.press("Return").until(lambda: form._due_field.sentence())
    card.until(lambda: whole_in_sight(area, form._due_field))
    card.write(form.due, "tomorrow")
    assert form._due_field.sentence() == ""


def test_a_refused_rhythm_is_said_under_its_field(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    open_form(card, "reminder")
    form = group(card).composer
    card.write(form.what, "Change the water").write(form.every, "now and then").press("Return")
    card.until(lambda: "now and then" in form._under["bad-recurrence"].sentence())
    assert form._due_field.sentence() == ""


def test_a_check_without_a_day_says_what_happens(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    open_form(card, "promise")
    form = group(card).composer
    assert not form.unset.isVisible()
    open_form(card, "check")
    assert form.unset.text() == "Empty: it waits for the next visit."
    card.write(form.every, "monthly")
    assert form.unset.text() == "Empty: it counts from today."
    card.write(form.due, "Friday")
    assert not form.unset.isVisible()


def test_what_the_shop_knows_counts_from_today() -> None:
    assert without_day("patch Test ", ("Patch test",)) == "Empty: it counts from today."
    assert without_day("Voucher", ("Patch test",)) == "Empty: it waits for the next visit."


def whole_in_sight(area: QScrollArea, field: QWidget) -> bool:
    """Whether all of a field, with what is said below it, is scrolled into sight."""
    top = field.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + field.height() <= area.viewport().height()


def test_half_typed_words_come_back(open_till: OpenTill, shop: Shop) -> None:
    tobias = shop.customer("Tobias")
    card = card_of(open_till, shop.customer("Ngozi"))
    group(card)
    card.press("R").type("Ask about")
    Card(card.till, tobias)
    back = Card(card.till, card.regular)
    assert group(back).composer.kept.text() == "We kept what you typed: Ask about"


def test_nothing_typed_writes_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    group(card)
    card.press("R", "Return", "Escape")
    assert rows(card.settled()) == []


def test_changed_in_place(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    remind(ngozi, "ask", "Ask about the dog")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 1 and group(card).shown.shown[0].isVisible())
    card.click(group(card).shown.shown[0])
    editor = group(card).editor
    assert (editor.what.text(), editor.due.text(), editor.later.isVisible()) == ("Ask about the dog", "", True)
    card.write(editor.what, "Ask about the cat").press("Return")
    card.until(lambda: rows(card) == ["Ask about the cat Next visit"])
    editor.kind.set_value("promise")
    editor.kind.picked.emit("promise")
    card.write(editor.due, "18 December").press("Return")
    card.until(lambda: rows(card) == ["Ask about the cat 18 December"])
    assert first(card).kind == "promise"
    card.click(editor.remove).until(lambda: rows(card) == [])
    card.press("Ctrl+Z").until(lambda: rows(card) == ["Ask about the cat 18 December"])


def test_a_day_refused_stays_while_other_fields_are_kept(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    remind(ngozi, "promise", "Bring the cups", due="22/11/2026")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 1 and group(card).shown.shown[0].isVisible())
    card.click(group(card).shown.shown[0])
    editor = group(card).editor
    card.write(editor.due, "the day after").press("Return").until(lambda: editor.due.property("invalid"))
    card.write(editor.what, "Bring the small cups").press("Return")
    card.until(lambda: rows(card) == ["Bring the small cups Sunday"])
    assert editor.due.text() == "the day after"


def test_ctrl_r_from_elsewhere_opens_the_form_with_the_card(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.page.open(card.regular.id)
    card.page.new_reminder()
    card.until(lambda: card.body.side.reminders.composer.isVisible())


def test_ctrl_r_on_a_card_is_for_its_customer(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    group(card)
    card.press("Ctrl+R").until(lambda: group(card).composer.what.hasFocus())
    card.type("Ask about the dog").press("Return").until(lambda: rows(card) == ["Ask about the dog Next visit"])


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700)])
def test_no_example_is_cut_short(open_till: OpenTill, shop: Shop, width: int, height: int) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.till.frame.resize(width, height)
    for kind, _word, _icon in reminder_kinds():
        open_form(card, kind)
        form = group(card).composer
        for line in (form.what, form.due, form.every):
            if line.isVisible():
                assert line.fontMetrics().horizontalAdvance(line.placeholderText()) + 24 <= line.width(), kind
                assert line.placeholderText()
