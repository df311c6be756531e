"""Tact on the card: what to mind with somebody, shown and changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from relnotebook.notebook import shop as shops
from relnotebook.notebook import tact, touches
from relnotebook.notebook.reminders import KINDS
from relnotebook.ui.card_tact import CardTact, lines, rhythm_words, stops

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill

TODAY = date(2026, 11, 20)


def group(card: Card) -> CardTact:
    found = card.body.side.tact
    card.until(lambda: found.state is not None)
    return found


def rows(card: Card) -> list[str]:
    return [row.text() for row in group(card).shown.shown]


def opened(card: Card) -> Any:
    found = group(card)
    card.click(found.add_button if found.add_button.isVisible() else found.more)
    assert found.editor.isVisible()
    return found.editor


def press(card: Card, widget: QWidget) -> Card:
    """Scroll to something of the form, and click on it."""

    def in_sight() -> bool:
        card.body.side_scroll.ensureWidgetVisible(widget)
        return widget.visibleRegion().contains(widget.rect().center())

    return card.until(in_sight).click(widget)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "Comes every day, set by hand"),
        (7, "Comes weekly, set by hand"),
        (10, "Comes every 10 days, set by hand"),
        (14, "Comes every two weeks, set by hand"),
    ],
)
def test_a_rhythm_in_words(days: float, words: str) -> None:
    assert rhythm_words(days) == words


def test_all_there_is_to_mind(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    values = {"away_until": "May", "bereaved_until": "20/12/2026", "no_greetings": True, "language": "uk"}
    shop.do(tact.set_tact, ngozi.id, **values, rhythm_days=10, contact_counts=False, no_closeness=True)
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 7)
    assert rows(card) == [
        "Away till 30 April 2027",
        "Lost somebody. No cheerful greeting till 20 December",
        "No personal greetings",
        "Messages in Ukrainian",
        "Comes every 10 days, set by hand",
        "Only visits count for the rhythm",
        "No closeness score",
    ]


def test_what_is_over_is_not_to_mind_any_more(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    shop.do(tact.set_tact, ngozi.id, away_until="19/11/2026", bereaved_until="19/11/2026")
    assert lines(shop.read(tact.state, ngozi.id), TODAY) == []


def test_an_absence_to_come(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    shop.do(tact.set_tact, ngozi.id, away_from="1/12/2026", away_until="24/12/2026")
    assert lines(shop.read(tact.state, ngozi.id), TODAY) == [("clock-pause", "Away from 1 December till 24 December")]


def test_an_absence_without_an_end_is_to_mind_too(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    shop.do(tact.set_tact, ngozi.id, away_from="3 May")
    assert lines(shop.read(tact.state, ngozi.id), TODAY) == [("clock-pause", "Away from 3 May 2027")]
    shop.do(tact.set_tact, ngozi.id, away_from="3 May 2026")
    assert lines(shop.read(tact.state, ngozi.id), TODAY) == [("clock-pause", "Away since 3 May")]


def test_an_absence_whose_end_was_refused_says_how_it_stands(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    form = opened(card)
    card.write(form.away_from, "3 May").press("Return").until(lambda: rows(card) == ["Away from 3 May 2027"])
    card.write(form.away_until, "1 May").press("Return").until(lambda: form.away_until.property("invalid"))
    assert form.away_until.text() == "1 May"
    assert rows(card) == ["Away from 3 May 2027"]


def never(card: Card) -> list[str]:
    return [row.text() for row in group(card).stopped.shown]


def test_what_is_never_to_be_done_is_to_mind_and_can_be_taken_back(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").birthday("20 November").marked("gap-reach", "never")
    [birthday] = shop.read(touches.of_customer, ngozi.id).touches
    shop.do(touches.never, birthday.id)
    card = card_of(open_till, ngozi)
    found = group(card)
    card.until(lambda: never(card) == ["Not asked how to reach them", "No birthday greetings"])
    assert found.head.isVisible()
    again = found.stopped.shown[1].again
    assert again.accessibleName() == "Greet them on their birthday again"
    press(card, again).until(lambda: never(card) == ["Not asked how to reach them"])
    card.until(lambda: [row.text() for row in card.body.side.reminders.shown.shown] != [])
    card.press("Ctrl+Z").until(lambda: len(never(card)) == 2)


def test_every_kind_that_can_be_stopped_has_its_words() -> None:
    from relnotebook.notebook.reminders import _GAPS
    from relnotebook.notebook.touches import KINDNESS

    kinds = tuple(kind for kind in KINDNESS if kind not in KINDS) + _GAPS
    told = stops((*kinds, "something new"))
    assert len({words for _kind, words, _again in told}) == len({again for *_, again in told}) == len(told)


def test_without_scores_in_the_shop_no_card_offers_to_go_without(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    shop.do(tact.set_tact, ngozi.id, no_closeness=True, no_greetings=True)
    shop.do(shops.edit, closeness="0")
    card = card_of(open_till, ngozi)
    card.until(lambda: rows(card) == ["No personal greetings"])
    form = opened(card)
    assert form.only_visits.isVisible()
    assert not form.no_closeness.isVisible()


def test_nothing_to_mind_is_one_line(open_till: OpenTill, shop: Shop) -> None:
    found = group(card_of(open_till, shop.customer("Ngozi")))
    assert found.add_button.text() == "Add something to mind"
    assert not found.head.isVisible()


def test_typed_as_it_is_said(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    form = opened(card)
    card.write(form.away_until, "May").press("Return").until(lambda: rows(card) == ["Away till 30 April 2027"])
    card.write(form.bereaved, "in 3 months").press("Return").until(lambda: len(rows(card)) == 2)
    card.write(form.rhythm, "monthly").press("Return").until(lambda: "Comes monthly, set by hand" in rows(card))
    card.write(form.away_until, "").press("Return").until(lambda: len(rows(card)) == 2)


def test_switches_and_language(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    form = opened(card)
    press(card, form.no_greetings).until(lambda: rows(card) == ["No personal greetings"])
    press(card, form.only_visits).until(lambda: len(rows(card)) == 2)
    form.language.set_value("de")
    form.language.picked.emit("de")
    card.until(lambda: "Messages in German" in rows(card))
    press(card, form.no_closeness).until(lambda: rows(card)[-1] == "No closeness score")
    assert not card.body.side.closeness.isVisible()
    press(card, form.no_greetings).until(lambda: "No personal greetings" not in rows(card))


def test_words_nobody_can_read_stay_and_say_so(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    form = opened(card)
    card.write(form.rhythm, "now and then").press("Return").until(lambda: form.rhythm.property("invalid"))
    assert form.rhythm.text() == "now and then"
    card.write(form.away_until, "Neverember").press("Return").until(lambda: form.away_until.property("invalid"))
    assert rows(card) == []


def test_opened_from_the_menu_and_closed_by_escape(open_till: OpenTill, shop: Shop) -> None:
    from .test_card_menu import give

    card = card_of(open_till, shop.customer("Ngozi"))
    found = group(card)
    give(card, "Something to mind")
    card.until(lambda: found.editor.isVisible() and found.editor.away_until.hasFocus())
    card.press("Escape")
    assert not found.editor.isVisible()


def test_undo_takes_it_back(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    press(card, opened(card).no_greetings).until(lambda: rows(card) == ["No personal greetings"])
    card.press("Ctrl+Z").until(lambda: rows(card) == [])
    assert not group(card).editor.no_greetings.isChecked()
