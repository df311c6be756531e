"""The details of an entry of the history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.notebook import visits

from ..builders import Shop
from .cards import Card, card_of
from .conftest import beside

if TYPE_CHECKING:
    from .cards import OpenTill


def opened(card: Card, row: int = 0) -> Card:
    card.body.history.open_entry(card.body.history.list.moments()[row].key)
    card.until(lambda: card.body.history.details.isVisible())
    return card


def test_a_visit_is_changed_in_place(open_till: OpenTill, shop: Shop) -> None:
    card = opened(card_of(open_till, shop.customer("Ngozi").had("Tea")))
    details = card.body.history.details
    assert details.about.text() == "Thursday 19 November 2026, 08:41."
    card.write(details.items, "Tea; scone").press("Return")
    card.until(lambda: card.history() == ["Thu 19 | Tea; scone | 08:41"])
    card.write(details.note, "In a hurry").press("Return")
    card.until(lambda: card.history() == ["Thu 19 | Tea; scone In a hurry | 08:41"])
    assert details.isVisible()


def test_a_visit_moves_to_another_day(open_till: OpenTill, shop: Shop) -> None:
    card = opened(card_of(open_till, shop.customer("Ngozi").had("Tea")))
    details = card.body.history.details
    assert details.when.picks.value() == "yesterday"
    card.click(details.when.picks.button("today"))
    card.until(lambda: card.history() == ["Fri 20 | Tea | 08:41"])
    card.write(details.when.time, "09:41").until(details.when.refusal.isVisible)
    assert card.settled().history() == ["Fri 20 | Tea | 08:41"]


def test_a_visit_of_nothing_is_refused(open_till: OpenTill, shop: Shop) -> None:
    card = opened(card_of(open_till, shop.customer("Ngozi").had("Tea")))
    details = card.body.history.details
    card.write(details.items, "").press("Return").until(lambda: details.refusal.isVisible())
    assert card.history() == ["Thu 19 | Tea | 08:41"]


def test_removed_and_taken_back(open_till: OpenTill, shop: Shop) -> None:
    card = opened(card_of(open_till, shop.customer("Ngozi").had("Tea")))
    card.click(card.body.history.details.remove).until(lambda: card.history() == [])
    assert not card.body.history.details.isVisible()
    card.press("Ctrl+Z").until(lambda: card.history() == ["Thu 19 | Tea | 08:41"])


def test_a_note_is_changed_while_others_write(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").note("Moves in May")
    card = opened(card_of(open_till, regular))
    words = card.body.history.details.words
    card.write(words, "Moves in June")
    changes = beside(lambda: shop.store.do(visits.log, regular.id, ["Tea"]))[1]
    card.page.bridge.tell(changes)
    card.until(lambda: len(card.history()) == 2)
    assert words.toPlainText() == "Moves in June", "what is being typed stays"
    words.flush()
    card.until(lambda: "Fri 20 | Moves in June | 08:41" in card.history())


def test_a_touchpoint_tells_all_it_knows(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import touchpoints

    regular = shop.customer("Ngozi")
    when = clocks.now() - timedelta(hours=2)
    shop.do(touchpoints.log, regular.id, "Thanked us", channel="phone", moment="after", feeling="happy", when=when)
    card = opened(card_of(open_till, regular))
    details = card.body.history.details
    assert details.about.text() == "Friday 20 November 2026, 06:41, Phone, After, Happy. Thanked us"
    assert not details.visit_rows.isVisible()
    card.click(details.remove).until(lambda: card.history() == [])


def test_leaving_the_card_saves_what_is_half_typed(open_till: OpenTill, shop: Shop) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi").had("Tea")
    card = opened(card_of(open_till, regular))
    card.write(card.body.history.details.items, "Tea; scone")
    Card(card.till, other)
    assert card.body.header.who.text() == "Tobias"
    Card(card.till, regular)
    card.until(lambda: card.history() == ["Thu 19 | Tea; scone | 08:41"])


def test_the_button_is_read_out_as_it_reads(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").had("Tea"))
    card.press("N").type("Moves in May").press("Ctrl+Return").until(lambda: len(card.history()) == 2)
    card.body.history.list.setFocus()
    card.press("Home", "Return")
    remove = card.body.history.details.remove
    card.until(remove.isVisible)
    assert remove.text() == remove.accessibleName() == "Remove this note"


def test_a_file_is_only_shown(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import exports

    ngozi = shop.customer("Ngozi")
    wanted = {"format": "mailchimp", "file": "december.csv", "channel": "email", "segment": "December"}
    shop.do(exports.log, customers=[ngozi.id], **wanted)
    card = opened(card_of(open_till, ngozi))
    details = card.body.history.details
    assert card.history() == ["Fri 20 | Was in the mailing December Mailchimp | 08:41"]
    assert details.about.text() == "Friday 20 November 2026, 08:41, december.csv."
    assert not any(made.isVisible() for made in (details.remove, details.visit_rows, details.words))
    details.start()
    assert details.done.hasFocus()
    card.click(details.done).until(lambda: not details.isVisible())
