"""Reminders on the card: seen, ticked, put off, and done everywhere at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import reminders, staff, tact, touches, touchpoints
from relnotebook.store.write import act
from relnotebook.ui.card_reminders import CardReminders, tick_words

from ..builders import Regular, Shop
from .cards import Card, card_of
from .conftest import beside

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from .cards import OpenTill


def remind(regular: Regular, kind: str, words: str, **more: object) -> int:
    found: int = regular.shop.do(reminders.set_reminder, regular.id, kind, words, **more)
    return found


def group(card: Card) -> CardReminders:
    found = card.body.side.reminders
    card.until(lambda: found.care is not None)
    return found


def rows(card: Card) -> list[str]:
    return [row.text() for row in group(card).shown.shown]


def choose(card: Card, touch: str, words: str) -> None:
    """A line of the menu of a touch."""
    menu = group(card).menu_of(touch)
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_everything_to_do_for_one_person(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").birthday("20/11/1980")
    mara = shop.do(staff.set_colleague, "Mara")
    remind(ngozi, "ask", "Ask if the new cup fits her car")
    remind(ngozi, "promise", "Tell her the rye is back", due="18/11/2026", owner=mara)
    remind(ngozi, "reminder", "Ring about the cake", due="18/12/2026", every="every year")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 4)
    assert sorted(rows(card)) == [
        "46 today.",
        "Ask if the new cup fits her car Next visit",
        "Ring about the cake 18 December, every year",
        "Tell her the rye is back 2 days late, Mara",
    ]
    far = next(row for row in group(card).shown.shown if "cake" in row.text())
    card.click(far.tick).until(lambda: "Ring about the cake 18 December 2027, every year" in rows(card))


def test_for_who_has_died_there_is_nothing_to_do(open_till: OpenTill, shop: Shop) -> None:
    tobias = shop.customer("Tobias").birthday("20/11/1980").had("Tea", times=6, every=3)
    remind(tobias, "promise", "Tell him the rye is back", due="today")
    shop.do(touchpoints.log, tobias.id, "Rang about the rye", channel="phone")
    card = card_of(open_till, tobias.state("deceased"))
    found = group(card)
    card.until(lambda: found.silent.isVisible())
    assert rows(card) == []
    assert found.silent.text() == "Tobias died, so the shop keeps quiet. Was still open: Tell him the rye is back"
    assert not found.reset.isVisible()
    assert not found.gap.isVisible()
    assert not found.more.isVisible()
    assert not found.add_button.isVisible()


def test_an_empty_group_is_one_line(open_till: OpenTill, shop: Shop) -> None:
    found = group(card_of(open_till, shop.customer("Ngozi")))
    assert found.add_button.isVisible()
    assert not found.head.isVisible()


def test_ticked_it_is_done_and_undo_brings_it_back(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    remind(ngozi, "ask", "Ask if the new cup fits her car")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 1)
    tick = group(card).shown.shown[0].tick
    assert tick.accessibleName() == "Done: Ask if the new cup fits her car"
    card.click(tick).until(lambda: rows(card) == [])
    card.until(lambda: any("the new cup fits her car" in line for line in card.history()))
    card.press("Ctrl+Z").until(lambda: len(rows(card)) == 1)
    assert not group(card).shown.shown[0].tick.isChecked()


def test_done_on_the_counter_is_done_here(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").birthday("20/11/1980")
    card = card_of(open_till, ngozi)
    card.until(lambda: rows(card) == ["46 today."])
    card.page.bridge.write(touches.do, group(card).shown.shown[0].touch)
    card.until(lambda: rows(card) == [])


def test_r_writes_one_down(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    card = card_of(open_till, ngozi)
    group(card)
    card.press("R").type("Ask how the allotment is").press("Return")
    card.until(lambda: rows(card) == ["Ask how the allotment is Next visit"])
    assert not group(card).composer.isVisible()


def test_put_off_it_sleeps_and_says_for_when_it_was(
    open_till: OpenTill, shop: Shop, clock: Callable[[timedelta], None]
) -> None:
    ngozi = shop.customer("Ngozi")
    remind(ngozi, "promise", "Tell her the rye is back", due="20/11/2026")
    card = card_of(open_till, ngozi)
    card.until(lambda: rows(card) == ["Tell her the rye is back Today"])
    choose(card, group(card).shown.shown[0].touch, "In 3 days")
    card.until(lambda: rows(card) == ["Tell her the rye is back Put off. Monday, first for 20 November"])
    clock(timedelta(days=3))
    card.page.reload()
    card.until(lambda: rows(card) == ["Tell her the rye is back Today, first for 20 November"])


def test_let_pass_and_never_again(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").birthday("20/11/1980")
    shop.do(reminders.set_reminder, ngozi.id, "ask", "Ask about the dog")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 2)
    birthday = next(row.touch for row in group(card).shown.shown if not row.key)
    choose(card, birthday, "Never for this person")
    card.until(lambda: rows(card) == ["Ask about the dog Next visit"])
    choose(card, group(card).shown.shown[0].touch, "Let it pass this time")
    card.until(lambda: rows(card) == [])


def test_why_the_shop_keeps_quiet(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").birthday("20/11/1980")
    shop.do(tact.set_tact, ngozi.id, no_greetings=True)
    card = card_of(open_till, ngozi)
    card.until(lambda: group(card).silent.text() != "")
    assert "greetings" in group(card).silent.text()
    assert rows(card) == []


def test_what_the_rhythm_counts_from(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=7, until=clocks.now() - timedelta(days=9))
    shop.do(touchpoints.log, ngozi.id, "Rang about the cups", channel="phone", when=clocks.now() - timedelta(days=5))
    card = card_of(open_till, ngozi)
    card.until(lambda: group(card).reset.text() != "")
    assert group(card).reset.text().startswith("Rhythm counts from the call")


def test_logging_the_usual_reminds_of_what_to_ask(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("Tea")
    remind(ngozi, "ask", "Ask if the new cup fits her car")
    card = card_of(open_till, ngozi)
    card.press("Ctrl+Return").says("Ngozi's tea is in. Ask if the new cup fits her car.")
    toast = card.till.window.shell.toast
    assert toast.button.isVisible()
    card.click(toast.button).until(lambda: card.visits() == 0)


def test_on_the_counter_too(open_till: OpenTill, shop: Shop) -> None:
    remind(shop.customer("Ngozi").usual("Tea"), "ask", "Ask if the new cup fits her car?")
    till = open_till()
    till.type("ngo").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's tea is in. Ask if the new cup fits her car?")


def test_a_row_opens_by_keys_and_escape_closes(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    remind(ngozi, "ask", "Ask about the dog")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 1 and group(card).shown.shown[0].isVisible())
    row = group(card).shown.shown[0]
    row.setFocus()
    card.press("Space").until(lambda: group(card).editor.isVisible())
    card.press("Escape")
    assert not group(card).editor.isVisible()
    assert row.hasFocus()


def test_another_card_shows_nothing_of_the_one_before(open_till: OpenTill, shop: Shop) -> None:
    tobias = shop.customer("Tobias")
    ngozi = shop.customer("Ngozi")
    remind(ngozi, "ask", "Ask about the dog")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 1)
    other = Card(card.till, tobias)
    assert rows(other) == []


def test_the_tick_says_what_it_means(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=12, every=4, until=clocks.now() - timedelta(days=23))
    remind(ngozi, "promise", "Tell her the rye is back", due="18/11/2026")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 2)
    said = {row.tick.accessibleDescription() for row in group(card).shown.shown}
    assert said == {"Tick when you have said hello", "Tick when the promise is kept"}
    assert all(row.tick.accessibleDescription() in row.tick.toolTip() for row in group(card).shown.shown)
    assert tick_words("ask") == "Tick when you have asked"
    assert tick_words("something new") == "Tick when it is done"


def test_what_fails_unforeseen_can_be_ticked_again(
    open_till: OpenTill, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def do(w: object, touch: str) -> None:
        raise ValueError("a foreign key of another notebook")

    ngozi = shop.customer("Ngozi")
    remind(ngozi, "promise", "Tell her the rye is back", due="18/11/2026")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 1)
    bugs: list[object] = []
    monkeypatch.setattr(touches, "do", act(Act.DO_TOUCH)(do))
    monkeypatch.setattr("sys.excepthook", lambda _kind, bug, _trace: bugs.append(bug))
    tick = group(card).shown.shown[0].tick
    card.click(tick).until(lambda: bugs and tick.isEnabled())
    assert not tick.isChecked()


def test_what_somebody_else_has_done_is_said(open_till: OpenTill, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    for words in ("Ask about the dog", "Ask about the cat"):
        remind(ngozi, "ask", words)
    card = card_of(open_till, ngozi)
    card.until(lambda: len(rows(card)) == 2)
    card.click(group(card).shown.shown[0].tick).until(lambda: len(rows(card)) == 1)
    toast = card.till.window.shell.toast
    card.until(lambda: toast.button.isVisible())
    row = group(card).shown.shown[0]
    beside(lambda: shop.do(touches.do, row.touch))
    card.click(row.tick).says("That touch is over already. Somebody may have done it.")
    assert not toast.button.isVisible()


def test_what_is_to_be_told_stands_above_the_usual_and_not_here_again(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import feedback, recovery

    omar = shop.customer("Omar").promised("Bring him the small cups")
    said = shop.do(feedback.add, "Twenty minutes.", customer=omar.id, feeling="upset")
    shop.do(recovery.decide, said, "yes", we_did="A second grinder runs every morning.")
    card = card_of(open_till, omar)
    card.until(lambda: len(card.body.greeting.lines) == 1)
    card.until(lambda: rows(card))
    assert rows(card) == ["Bring him the small cups Any day"]
