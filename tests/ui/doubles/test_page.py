"""The page of doubles in the real window: each pair decided with one key, and every decision can be undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from relnotebook.notebook import contacts, customers, doubles, joining, people

from ...builders import Regular, Shop
from ..conftest import Till, beside
from .pairs import DoublesAtWork

OpenTill = Callable[[], Till]


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("flat white")


@pytest.fixture
def twin(shop: Shop, ngozi: Regular) -> Regular:
    return shop.customer("Okafor, Ngozi", phone="0151 496 0183").alert("Nut allergy").note("Allotment")


@pytest.fixture
def jans(shop: Shop, twin: Regular) -> tuple[Regular, Regular]:
    return shop.customer("Jan Kowalski", email="jan@mail.example"), shop.customer("Jan K.", email="jan@mail.example")


@pytest.fixture
def at_work(open_till: OpenTill, shop: Shop, jans: tuple[Regular, Regular]) -> DoublesAtWork:
    work = DoublesAtWork(open_till(), shop)
    work.till.window.people.show_doubles()
    return work


BOTH = ("> Ngozi Okafor, Okafor, Ngozi", "Jan Kowalski, Jan K.")


def joined(work: DoublesAtWork, keep: Regular, lose: Regular) -> bool:
    return bool(work.read(joining.survivor, lose.id) == keep.id)


def test_pairs_are_decided_one_after_the_other(
    at_work: DoublesAtWork, ngozi: Regular, twin: Regular, jans: tuple[Regular, Regular]
) -> None:
    at_work.lists(*BOTH).beside_each_other(ngozi, twin)
    assert at_work.page.desk.count.text() == "2 pairs may be one person"
    assert at_work.page.main_text == "&Join the two"
    at_work.press("1").lists("> Jan Kowalski, Jan K.").beside_each_other(*jans)
    at_work.till.says("Ngozi has one card now.")
    assert joined(at_work, ngozi, twin)
    at_work.press("2").until(lambda: at_work.page.desk.empty.isVisible())
    assert at_work.read(doubles.doubles) == ()
    at_work.press("Ctrl+Z").lists("> Jan Kowalski, Jan K.")
    at_work.press("Ctrl+Z").until(lambda: len(at_work.picture()) == 2)


def test_later_is_the_next_pair_and_nothing_is_written(at_work: DoublesAtWork, ngozi: Regular, twin: Regular) -> None:
    at_work.lists(*BOTH).beside_each_other(ngozi, twin).press("3")
    at_work.lists("Ngozi Okafor, Okafor, Ngozi", "> Jan Kowalski, Jan K.").press("3")
    assert len(at_work.read(doubles.doubles)) == 2


def test_what_is_picked_is_what_happens(at_work: DoublesAtWork, ngozi: Regular, twin: Regular) -> None:
    at_work.lists(*BOTH).beside_each_other(ngozi, twin)
    at_work.page.desk.pane.rows["name"].picks["keep"].dot.click()
    at_work.press("Ctrl+Return").until(lambda: joined(at_work, ngozi, twin))
    assert at_work.read(customers.card, ngozi.id).name == "Ngozi Okafor"
    at_work.lists("> Jan Kowalski, Jan K.")


def test_two_households_are_asked_about_before_anything_is_joined(
    open_till: OpenTill, shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    for one, other in ((ngozi, "Tobias Lindqvist"), (twin, "Ravi Pillai")):
        shop.do(people.live_with, one.id, shop.customer(other).id)
    work = DoublesAtWork(open_till(), shop)
    work.lists(BOTH[0]).beside_each_other(ngozi, twin).press("1")
    pane = work.page.desk.pane
    work.until(lambda: pane.home is not None and pane.home.refusal.isVisible())
    assert not joined(work, ngozi, twin)
    assert pane.home is not None
    pane.home.picks["lose"].dot.click()
    work.press("Ctrl+Return").until(lambda: joined(work, ngozi, twin))
    home = work.read(customers.card, ngozi.id).household
    assert [name for _id, name in home.members] == [work.read(customers.card, ngozi.id).shown_name, "Ravi Pillai"]


def test_from_a_card_the_other_one_is_searched_for_and_one_comes_back_to_it(
    open_till: OpenTill, shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    till = open_till()
    till.window.open_card(ngozi.id)
    till.until(lambda: getattr(till.window.current, "ready", False))
    till.press("Ctrl+J").until(lambda: till.window.current.name == "doubles")
    work = DoublesAtWork(till, shop)
    picker = work.page.desk.picker
    work.until(lambda: [row.key for row in picker.rows.rows()] == [twin.id])
    work.press("Return").beside_each_other(ngozi, twin)
    till.press("Esc").until(lambda: till.window.current.name == "card")
    till.press("Ctrl+J").until(lambda: till.window.current.name == "doubles" and bool(picker.rows.rows()))
    work.press("Return").beside_each_other(ngozi, twin).press("Ctrl+Return")
    till.until(lambda: till.window.current.name == "card" and till.window.current.about_customer()[0] == ngozi.id)
    assert joined(work, ngozi, twin)


def test_the_card_one_came_from_is_the_one_that_stays(
    open_till: OpenTill, shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    work = DoublesAtWork(open_till(), shop)
    work.till.window.people.join(twin.id, ngozi.id)
    work.beside_each_other(twin, ngozi).press("1")
    work.until(lambda: joined(work, twin, ngozi))


def test_two_cards_without_anything_in_common_may_be_joined_by_hand(
    open_till: OpenTill, shop: Shop, ngozi: Regular
) -> None:
    omar = shop.customer("Omar Haddad")
    work = DoublesAtWork(open_till(), shop)
    work.until(lambda: work.page.desk.empty.isVisible())
    work.page.desk.empty.button.click()
    for name in ("ngozi", "omar"):
        work.until(lambda: work.page.desk.picker.search.hasFocus() and not work.page.desk.picker.search.text())
        work.till.type(name)
        work.until(lambda name=name: any(name in row.title.lower() for row in work.page.desk.picker.rows.rows()))
        work.press("Return")
    work.beside_each_other(ngozi, omar)
    assert work.page.desk.pane.why.text() == "You chose them. Nothing else speaks for it."
    work.press("2").until(lambda: work.read(doubles.is_apart, ngozi.id, omar.id))


def test_after_an_import_only_its_cards_are_looked_at(at_work: DoublesAtWork, jans: tuple[Regular, Regular]) -> None:
    at_work.lists(*BOTH)
    at_work.till.window.people.show_doubles((jans[1].id,))
    at_work.lists("> Jan Kowalski, Jan K.")
    assert at_work.page.desk.count.text() == "1 pair may be one person, among what came in"
    at_work.page.desk.everybody.click()
    at_work.until(lambda: len(at_work.picture()) == 2)


def test_what_another_till_did_first_is_no_pair_any_more(
    at_work: DoublesAtWork, shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    at_work.lists(*BOTH).beside_each_other(ngozi, twin)
    beside(lambda: shop.do(joining.join, twin.id, ngozi.id))  # the window has not heard of it
    at_work.press("1").until(lambda: at_work.page.desk.pane.refusal.isVisible())
    assert "already" in at_work.page.desk.pane.refusal.text()
    beside(lambda: shop.do(contacts.set_contact, twin.id, "phone", "0151 496 0100"))
    at_work.page.stale = True
    at_work.till.window.show_page("counter")
    at_work.till.window.show_page("doubles")
    at_work.lists("> Jan Kowalski, Jan K.")


def test_looking_can_be_stopped_and_begun_again(at_work: DoublesAtWork) -> None:
    at_work.lists(*BOTH)
    page = at_work.page
    page.show_among((1,))
    page.desk.progress.cancelled.emit()
    at_work.until(lambda: page.desk.empty.isVisible())
    page.take_focus()
    assert page.desk.empty.button.hasFocus()
    page.desk.empty.button.click()
    at_work.lists(BOTH[0])


def test_with_large_letters_list_and_pair_take_turns(at_work: DoublesAtWork, ngozi: Regular, twin: Regular) -> None:
    at_work.lists(*BOTH).beside_each_other(ngozi, twin)
    at_work.till.change(scale=2.0)
    desk = at_work.page.desk
    at_work.until(lambda: desk.list.isVisible() and not desk.pane.isVisible())
    desk.list.setFocus()
    at_work.press("Return").until(lambda: desk.pane.isVisible() and not desk.list.isVisible())
    desk.back.click()
    at_work.until(lambda: desk.list.isVisible())
