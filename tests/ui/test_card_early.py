"""How early the shop is told of one customer's dates, chosen on their card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from relnotebook.base.problems import Refusal
from relnotebook.notebook import customers, leads
from relnotebook.ui.card_dates import CardDates

from ..builders import Regular, Shop
from .cards import Card, card_of
from .test_card_menu import give, menu_of

if TYPE_CHECKING:
    from .cards import OpenTill


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor").birthday("27 November")


def group(card: Card) -> CardDates:
    found = card.body.side.dates
    card.until(lambda: found.early is not None)
    return found


def row(card: Card) -> str:
    shown = group(card).told_early
    return shown.text() if shown.isVisible() else ""


def rule(card: Card) -> tuple[int, ...]:
    return card.shop_read(leads.of_card, card.regular.id)  # type: ignore[no-any-return]


def press(card: Card, widget: QWidget) -> Card:
    """Scroll to something of the form, and click on it."""

    def in_sight() -> bool:
        card.body.side_scroll.ensureWidgetVisible(widget)
        return widget.visibleRegion().contains(widget.rect().center())

    return card.until(in_sight).click(widget)


def test_chosen_where_a_date_is_changed(open_till: OpenTill, ngozi: Regular) -> None:
    card = card_of(open_till, ngozi)
    assert row(card) == ""
    card.click(group(card).dates.shown[0])
    pick = group(card).editor.early
    press(card, pick.chips.chips[7]).says("How early to think of Ngozi's dates is saved.")
    card.until(lambda: row(card) == "Told a week before")
    press(card, pick.chips.chips[0]).until(lambda: row(card) == "Told a week before and on the day")
    assert rule(card) == (7, 0)


def test_the_touch_comes_up_at_once(open_till: OpenTill, shop: Shop, ngozi: Regular) -> None:
    shop.do(leads.set_lead, "shop", "", "1")
    card = card_of(open_till, ngozi)
    card.click(group(card).dates.shown[0])
    press(card, group(card).editor.early.chips.chips[14]).until(lambda: row(card) == "Told two weeks before")

    def due() -> bool:
        care = card.page.view.care if card.page.view is not None else None
        return care is not None and [one.kind for one in care.touches.touches] == ["birthday"]

    card.until(due)


def test_two_presses_in_a_row_are_both_kept(open_till: OpenTill, ngozi: Regular) -> None:
    card = card_of(open_till, ngozi)
    card.click(group(card).dates.shown[0])
    chips = group(card).editor.early.chips.chips
    for day in (30, 3, 0):
        chips[day].click()
    card.until(lambda: row(card) == "Told 30 days before, 3 days before and on the day")
    chips[30].click()
    chips[3].click()
    chips[0].click()
    chips[1].click()
    card.until(lambda: row(card) == "Told a day before").settled()
    assert group(card).editor.early.chips.days() == rule(card) == (1,)


def test_the_row_opens_it_and_remove_takes_it_away(open_till: OpenTill, shop: Shop, ngozi: Regular) -> None:
    shop.do(leads.set_lead, "card", "", "14", customer=ngozi.id)
    card = card_of(open_till, ngozi)
    card.until(lambda: row(card) == "Told two weeks before").click(group(card).told_early)
    form = group(card).early_editor
    assert form.pick.chips.days() == (14,)
    assert form.pick.chips.chips[0].hasFocus()
    press(card, form.remove).says("Ngozi's dates come up like everybody's again.")
    card.until(lambda: row(card) == "")
    assert not form.isVisible()
    assert rule(card) == ()


def test_without_a_tick_it_is_gone(open_till: OpenTill, shop: Shop, ngozi: Regular) -> None:
    shop.do(leads.set_lead, "card", "", "3", customer=ngozi.id)
    card = card_of(open_till, ngozi)
    card.until(lambda: row(card) == "Told 3 days before").click(group(card).told_early)
    form = group(card).early_editor
    press(card, form.pick.chips.chips[3]).until(lambda: row(card) == "")
    assert form.isVisible()
    assert form.remove.isHidden()
    press(card, form.pick.chips.chips[0]).until(lambda: row(card) == "Told on the day")


def test_undo_takes_it_back_and_redo_sets_it_again(open_till: OpenTill, ngozi: Regular) -> None:
    card = card_of(open_till, ngozi)
    card.click(group(card).dates.shown[0])
    pick = group(card).editor.early
    press(card, pick.chips.chips[7]).until(lambda: row(card) == "Told a week before")
    card.press("Ctrl+Z").until(lambda: row(card) == "" and pick.chips.days() == ())
    card.press("Ctrl+Shift+Z").until(lambda: row(card) == "Told a week before" and pick.chips.days() == (7,))


def test_from_the_menu_for_somebody_without_a_date(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").had("Tea", times=12))
    group(card)
    give(card, "Tell us early of their dates")
    form = group(card).early_editor
    card.until(form.isVisible)
    press(card, form.pick.chips.chips[1]).until(lambda: row(card) == "Told a day before")
    card.press("Escape")
    assert not form.isVisible()


def test_another_card_shows_its_own(open_till: OpenTill, shop: Shop, ngozi: Regular) -> None:
    tobias = shop.customer("Tobias").birthday("3 December")
    shop.do(leads.set_lead, "card", "", "30", customer=tobias.id)
    card = card_of(open_till, ngozi)
    card.click(group(card).dates.shown[0])
    group(card).editor.early.chips.chips[7].click()
    other = Card(card.till, tobias)
    other.until(lambda: row(other) == "Told 30 days before").click(group(other).dates.shown[0])
    assert group(other).editor.early.chips.days() == (30,)
    back = Card(card.till, ngozi)
    back.until(lambda: row(back) == "Told a week before")


def test_nobody_is_told_of_the_dates_of_the_dead(open_till: OpenTill, shop: Shop, ngozi: Regular) -> None:
    shop.do(leads.set_lead, "card", "", "14", customer=ngozi.id)
    shop.do(customers.set_state, ngozi.id, "deceased")
    card = card_of(open_till, ngozi)
    assert row(card) == ""
    assert "Tell us early of their dates" not in menu_of(card)


def test_what_could_not_be_kept_is_shown_as_it_is(
    open_till: OpenTill, ngozi: Regular, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = card_of(open_till, ngozi)
    card.click(group(card).dates.shown[0])
    pick = group(card).editor.early

    told: list[str] = []
    card.page.problem.connect(lambda problem: told.append(problem.code))

    def refuse(text: str) -> str:
        raise Refusal("bad-lead", text=text, limit=leads.LONGEST)

    monkeypatch.setattr(leads, "_proper", refuse)
    press(card, pick.chips.chips[7]).until(lambda: told == ["bad-lead"])
    assert pick.chips.days() == ()
