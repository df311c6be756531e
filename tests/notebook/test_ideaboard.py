"""Ideas as they are shown: by whom, how far, who is to be told, what came of them, and twins found while typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from relnotebook.base.problems import NotFound
from relnotebook.notebook import customers, ideaboard, ideas, supporters
from relnotebook.notebook.ideaboard import progress_words, suggested_by
from relnotebook.store.write import Session

from ..builders import Shop


@pytest.mark.parametrize(
    ("name", "channel", "source", "said"),
    [
        ("Aoi Tanaka", "in_person", "counter", "Aoi Tanaka, at the counter"),
        ("Ravi Pillai", "phone", "counter", "Ravi Pillai, by phone"),
        ("Ngozi Okafor", "", "counter", "Ngozi Okafor"),
        ("Ana", "in_person", "kiosk", "Ana, on the customer screen"),
        ("", "in_person", "kiosk", "Someone on the customer screen"),
        ("", "in_person", "counter", "Someone at the counter"),
        ("", "email", "counter", "Someone"),
    ],
)
def test_who_suggested_it_and_how(name: str, channel: str, source: str, said: str) -> None:
    assert suggested_by(name, channel, source) == said


@pytest.mark.parametrize(
    ("reached", "goal", "unit", "until", "said"),
    [
        (32, 50, "cups", date(2026, 11, 30), "32 of 50 cups, until 30 November"),
        (0, 50, "", None, "0 of 50"),
        (3, None, "cups", date(2027, 1, 6), "Until 6 January 2027"),
        (3, None, "cups", None, ""),
    ],
)
def test_how_far_a_trial_is(reached: int, goal: int | None, unit: str, until: date | None, said: str) -> None:
    assert progress_words(reached, goal, unit, until, date(2026, 11, 20)) == said


def test_a_trial_that_is_over_says_since_when(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    idea = shop.do(ideas.add, "Own cup")
    shop.do(ideas.edit, idea, until="30 November")
    shop.do(ideas.move, idea, "trying")
    clock(timedelta(days=10))
    assert shop.read(ideas.board).lanes["trying"][0].late == 0
    clock(timedelta(days=2))
    assert shop.read(ideas.board).lanes["trying"][0].late == 2


def test_on_the_menu_the_card_counts_who_knows(shop: Shop) -> None:
    idea = shop.do(ideas.add, "Decaf", customer=shop.customer("Kateryna Melnyk").id)
    for name in ("Ravi", "Omar", "Mrs Whitfield"):
        shop.do(supporters.support, idea, shop.customer(name).id)
    shop.do(supporters.tally, idea, 5)
    [heard] = shop.read(ideas.board).lanes["heard"]
    assert (heard.supporters, heard.told, heard.to_tell) == (9, 0, 0)
    assert [face.initials for face in heard.faces] == ["KM", "R"]
    shop.do(ideas.move, idea, "menu")
    support = shop.read(ideas.one, idea).supporters[-1]
    shop.do(supporters.tell, support.id)
    [card] = shop.read(ideas.board).lanes["menu"]
    assert (card.supporters, card.told, card.to_tell) == (9, 1, 3)


def test_who_is_in_the_bin_or_has_died_is_not_to_be_told(shop: Shop) -> None:
    omar, ruth = shop.customer("Omar"), shop.customer("Ruth").reach("email", "ruth@example.org").consents("email")
    idea = shop.do(ideas.add, "Decaf", customer=omar.id)
    shop.do(supporters.support, idea, ruth.id)
    shop.do(ideas.move, idea, "menu")
    shop.do(customers.bin, omar.id)
    ruth.state("deceased")
    found = shop.read(ideas.one, idea)
    assert (found.card.supporters, found.card.to_tell, found.mailing, found.without) == (1, 0, (), 0)
    assert (found.card.by, [face.name for face in found.card.faces]) == ("Someone at the counter", ["Ruth"])
    shop.do(customers.unbin, omar.id)
    assert shop.read(ideas.one, idea).card.supporters == 2


def test_the_mailing_has_only_who_agreed(shop: Shop) -> None:
    idea = shop.do(ideas.add, "Decaf", customer=shop.customer("Yes", email="yes@example.org").consents("email").id)
    shop.do(supporters.support, idea, shop.customer("Unasked", email="unasked@example.org").id)
    changed = shop.customer("Changed", email="changed@example.org").consents("email").consents("email", "withdrawn")
    quiet = shop.customer("Quiet", email="quiet@example.org").consents("email").state("do_not_contact")
    for who in (changed, quiet, shop.customer("Nowhere").consents("email")):
        shop.do(supporters.support, idea, who.id)
    assert shop.read(ideas.one, idea).mailing == ()
    shop.do(ideas.move, idea, "menu")
    found = shop.read(ideas.one, idea)
    assert (found.mailing, found.without) == ((("Yes", "yes@example.org"),), 4)


def test_what_came_of_it_is_counted_among_the_visits(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ravi, omar = shop.customer("Ravi").had("Decaf flat white"), shop.customer("Omar")
    idea = shop.do(ideas.add, "Decaf after noon", customer=ravi.id)
    shop.do(ideas.edit, idea, item="decaf")
    shop.do(ideas.move, idea, "menu")
    assert shop.read(ideas.one, idea).result == 0, "what was had before does not count"
    clock(timedelta(days=3))
    ravi.had("Decaf flat white", times=2)
    omar.had("Decaffeinated tea")
    shop.customer("Ruth").had("Decaf")
    found = shop.read(ideas.one, idea)
    assert (found.result, found.result_asked) == (2, 1)


def test_an_idea_that_is_gone_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-idea"):
        shop.read(ideas.one, 7)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("soft serve", ["Oat milk soft-serve in July"]),
        ("OAT MILK ice", ["Oat milk soft-serve in July"]),
        ("half loaf", ["Half loaves on weekdays"]),
        ("heaven", ["Oat milk soft-serve in July"]),
        ("mondays", ["A quiet hour on Mondays"]),
        ("rhubarb cake", []),
        ("on in the", []),
        ("", []),
    ],
)
def test_twins_are_found_while_typing(shop: Shop, typed: str, found: list[str]) -> None:
    shop.do(ideas.add, "Oat milk soft-serve in July", words="That would be heaven")
    shop.do(ideas.add, "Half loaves on weekdays")
    shop.do(ideas.move, shop.do(ideas.add, "A quiet hour on Mondays"), "not_now", why="No")
    assert [card.title for card in shop.read(ideas.near, typed)] == found


def test_a_joined_twin_is_found_by_its_own_words(shop: Shop) -> None:
    kept, twin = shop.do(ideas.add, "Oat milk soft-serve"), shop.do(ideas.add, "Vegan ice cream")
    shop.do(ideas.join, kept, twin)
    assert [card.id for card in shop.read(ideas.near, "vegan")] == [kept]


def test_the_board_asks_the_same_few_questions_however_many_ideas(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plain = Session.raw

    def counted(s: Session, sql: str, params: Any = ()) -> Any:
        asked.append(sql)
        return plain(s, sql, params)

    monkeypatch.setattr(Session, "raw", counted)
    whom = [shop.customer(f"Guest {n}").id for n in range(4)]
    numbers = []
    for n in range(12):
        idea = shop.do(ideas.add, f"Idea {n}", customer=whom[n % 4])
        shop.do(ideas.move, idea, ideas.STAGES[n % 4])
        asked.clear()
        shop.read(ideas.board)
        numbers.append(len(asked))
    assert set(numbers) == {4}


def test_a_name_in_place_of_a_name(shop: Shop) -> None:
    idea = shop.do(ideas.add, "Rye", customer=shop.customer("", phone="0151 496 0183").id)
    assert shop.read(ideas.one, idea).card.by == "0151 496 0183, at the counter"
    assert ideaboard.STAGES == ideas.STAGES


def test_the_number_on_the_tab_is_that_of_the_lanes(shop: Shop) -> None:
    kept = [shop.do(ideas.add, title) for title in ("Masala chai", "Half loaves", "A quiet hour", "Sunday jazz")]
    shop.do(ideas.move, kept[1], "not_now", why="The oven is full")
    shop.do(ideas.join, kept[0], kept[2])
    assert shop.read(ideaboard.count) == shop.read(ideaboard.board).count == 2
