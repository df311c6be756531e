"""A table of visits in its compact form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import visitsread
from relnotebook.exchange.visitsfile import plan_visits
from relnotebook.exchange.visitsread import NOTHING, VisitsPlan, read_number
from tests.builders import Shop

from .conftest import outcome

Read = Callable[..., VisitsPlan]


@pytest.fixture
def read(shop: Shop, a_file: Callable[..., Path]) -> Read:
    return lambda *lines: outcome(plan_visits(shop.store, a_file("till.csv", "\n".join(lines) + "\n")))


def told(plan: VisitsPlan) -> list[tuple[str, str, dict[str, tuple[float, int]]]]:
    """Each visit as (who, when, what), in the order of the file's customers."""
    from relnotebook.base import clock

    found = []
    for caller, runs in zip(plan.who, plan.by_customer(), strict=True):
        for visit in plan.visits_of(runs):
            when = clock.moment(visit.at, visit.offset).strftime("%d %b %H:%M")
            who = caller.card or caller.name or caller.email or caller.phone
            found.append((who, when, {plan.items[item]: paid for item, paid in visit.had.items()}))
    return found


def test_rows_of_one_customer_and_one_moment_are_one_visit(read: Read) -> None:
    plan = read(
        "card_number,when,item,quantity,price",
        "900,2017-01-01 11:53:26,Flat white,1,2.80",
        "901,2017-01-01 11:53:26,Espresso,,",
        "900,2017-01-01 11:53:26,Cardamom bun,2,5.00",
        "900,2017-01-01T11:53:26,flat  WHITE,1,2.80",
        "900,2017-01-01 08:00:00,Espresso,1,1.90",
    )
    assert told(plan) == [
        ("900", "01 Jan 08:00", {"Espresso": (1.0, 190)}),
        ("900", "01 Jan 11:53", {"Flat white": (2.0, 560), "Cardamom bun": (2.0, 500)}),
        ("901", "01 Jan 11:53", {"Espresso": (1.0, NOTHING)}),
    ]
    assert plan.visits == 3


def test_a_visit_without_an_item_is_a_visit(read: Read) -> None:
    assert told(read("name,date", "Ngozi Okafor,2026-11-18")) == [("Ngozi Okafor", "18 Nov 12:00", {})]


def test_a_cell_may_name_several_things_and_how_many(read: Read) -> None:
    [visit] = told(read("name,date,item,price", "Aoi,2026-11-18,Flat white; 2 × cardamom bun,7.80"))
    assert visit[2] == {"Flat white": (1.0, 780), "cardamom bun": (2.0, NOTHING)}


def test_a_price_for_one_is_counted_up(read: Read) -> None:
    [visit] = told(read("name,date,item,qty,unit price", 'Aoi,2026-11-18,Bun,3,"2,50"'))
    assert visit[2] == {"Bun": (3.0, 750)}


def test_day_and_time_may_stand_apart(read: Read) -> None:
    assert told(read("Kunde,Datum,Uhrzeit,Artikel", "77,18.11.2026,08:38,Kaffee"))[0][1] == "18 Nov 08:38"


def test_one_date_decides_for_all_of_them(read: Read) -> None:
    plan = read("name,date,item", "Aoi,03/04/2026 08:00,a", "Aoi,3/25/2026 08:00,a")
    assert (plan.month_first, plan.undecided) == (True, False)
    assert [when for _who, when, _what in told(plan)] == ["04 Mar 08:00", "25 Mar 08:00"]
    assert read("name,date,item", "Aoi,03/04/2026,a").undecided


def test_an_id_beside_the_customer_is_the_visit_s_own(read: Read) -> None:
    assert [who for who, *_ in told(read("id,customer,date", "1,Aoi,2026-11-18", "2,Aoi,2026-11-19"))] == ["Aoi", "Aoi"]


def test_rows_that_cannot_be_taken_in_are_told(read: Read) -> None:
    plan = read("name,date,item", "Aoi,2026-11-18,a", ",2026-11-18,b", "Omar,soon,c", "Omar,2031-01-01,d", "Mara", ",,")
    assert [(row.row, row.code) for row in plan.rejected] == [
        (3, "no-customer"),
        (6, "no-date"),
        (4, "no-date"),
        (5, "no-date"),
    ]
    assert plan.visits == 1
    assert "soon" in plan.rejected[2].reason


@pytest.mark.parametrize(
    ("heading", "missing"),
    [("item,price", "who came, when it was"), ("name,item", "when it was"), ("date,item", "who came")],
)
def test_a_file_that_does_not_say_who_or_when_is_refused(read: Read, heading: str, missing: str) -> None:
    with pytest.raises(Refusal, match="no-visit-columns") as found:
        read(heading, "a,b")
    assert found.value.facts["missing"] == missing


def test_a_file_without_a_single_visit_is_said(read: Read) -> None:
    with pytest.raises(Refusal, match="no-visits-in-file"):
        read("name,date,item", "Aoi,never,a")


def test_more_rows_than_any_honest_file_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitsread, "MAX_ROWS", 2)
    with pytest.raises(Refusal, match="too-many-rows"):
        read("name,date", "Aoi,2026-11-18", "Aoi,2026-11-19", "Aoi,2026-11-20")


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("2", 2.0),
        ("1.5", 1.5),
        ("1,50", 1.5),
        ("£1,234.50", 1234.5),
        ("1.234,50 €", 1234.5),
        ("1,234", 1234.0),
        ("-3", -3.0),
        ("", None),
        ("two", None),
        ("1-2", None),
    ],
)
def test_numbers_are_read_as_anybody_writes_them(word: str, number: float | None) -> None:
    assert read_number(word) == number
