"""What the composers of notes, touchpoints, preferences and alerts write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.notebook import preferences, reminders, timeline
from relnotebook.ui.card_composer import get_words

from ..builders import Shop
from .cards import card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def test_a_private_note(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("N").type("Owes us two coffees")
    note = card.body.history.note
    card.click(note.privacy.button("private")).click(note.go)
    card.until(lambda: card.history() == ["Fri 20 | Owes us two coffees Private | 08:41"])
    card.press("N")
    assert note.privacy.value() == "open", "the next note is one like any other"


def test_a_feeling_alone_is_a_touchpoint(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("T")
    form = card.body.history.touchpoint
    card.click(form.feeling.button("upset")).click(form.go).until(lambda: len(card.history()) == 1)
    entry = card.shop_read(timeline.page, card.regular.id).entries[0]
    assert (entry.feeling, entry.detail, entry.moment) == ("upset", "in_person", "during")


def test_what_follows_is_written_down_in_the_same_step(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("T").type("The lid leaks")
    form = card.body.history.touchpoint
    card.write(form.follow_up, "Ring about a new lid").write(form.follow_up_due, "Wednesday").press("Return")
    card.until(lambda: len(card.history()) == 1)
    one = card.shop_read(reminders.of, card.regular.id)[0]
    entry = card.shop_read(timeline.page, card.regular.id).entries[0]
    assert (one.kind, one.words, str(one.due)) == ("follow_up", "Ring about a new lid", "2026-11-25")
    assert one.touchpoint == entry.id
    card.press("Ctrl+Z").until(lambda: card.history() == [])
    assert card.shop_read(reminders.of, card.regular.id) == ()


def test_a_day_nobody_can_read_keeps_the_touchpoint_open(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("T").type("The lid leaks")
    form = card.body.history.touchpoint
    card.write(form.follow_up, "Ring").write(form.follow_up_due, "whenever").press("Return")
    card.until(form.refusal.isVisible)
    assert get_words(form.words_line) == "The lid leaks"
    assert card.history() == []


def test_a_preference_with_all_it_has(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("P").type("nuts")
    form = card.body.knows.composer
    form.category.set_value("Food")
    card.click(form.strength.button("never")).click(form.source.button("seen_once")).click(form.go)
    card.until(lambda: card.chips() == ["Never nuts"])
    item = card.shop_read(preferences.preferences_of, card.regular.id)[0].items[0]
    assert (item.category, item.source) == ("Food", "seen_once")


def test_an_alert_of_another_kind(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("A").type("Step-free table")
    form = card.body.alerts.composer
    card.click(form.kind.button("access")).click(form.severity.button("careful")).click(form.go)
    card.until(lambda: card.body.alerts.banner.text().startswith("Step-free table, take care."))
    assert card.shop_read(preferences.alerts_of, card.regular.id)[0].kind == "access"


def test_nothing_typed_writes_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    for key in ("N", "T", "P", "A"):
        card.press(key, "Ctrl+Return", "Esc")
    assert card.settled().history() == []
    assert card.chips() == []
