"""Visits come in from a till's file, once, and go out again with one undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act
from relnotebook.exchange import visitsfile
from relnotebook.exchange.incoming import CHUNK_SECONDS, Pace
from relnotebook.exchange.visitsread import Visit
from relnotebook.notebook import customers, derive, usual, visits
from tests.builders import Shop

from .conftest import Desk, outcome

Writer = Callable[..., Path]

TILL = (
    "card_number,when,item,quantity,price\n"
    "900,2026-11-16 08:38:00,Oat flat white,1,3.20\n"
    "900,2026-11-16 08:38:00,Cardamom bun,1,2.50\n"
    "900,2026-11-17 08:40:00,Oat flat white,1,3.20\n"
    "901,2026-11-17 09:00:00,Espresso,2,3.80\n"
    "900,2026-11-18 08:39:00,Oat flat white,1,3.20\n"
)


def had(desk: Desk) -> list[tuple[str, str, float, int | None]]:
    """(card number, item, how many, for how much) of every entry, in order."""
    return desk.all(
        "SELECT c.card_number, i.name, h.quantity, h.price FROM visit_item h JOIN visit v ON v.id = h.visit_id "
        "JOIN item i ON i.id = h.item_id JOIN customer c ON c.id = v.customer_id ORDER BY c.card_number, v.at, h.id"
    )


def test_visits_come_in_with_their_customers(desk: Desk, a_file: Writer) -> None:
    result = desk.visits(a_file("till.csv", TILL))
    assert (result.created, result.updated, result.visits, result.items, result.known) == (2, 0, 4, 5, 0)
    assert had(desk) == [
        ("900", "Oat flat white", 1.0, 320),
        ("900", "Cardamom bun", 1.0, 250),
        ("900", "Oat flat white", 1.0, 320),
        ("900", "Oat flat white", 1.0, 320),
        ("901", "Espresso", 2.0, 380),
    ]
    card = desk.shop.read(customers.card, desk.shop.read(customers.find, "900").lines[0].id)
    assert (card.visits, card.card_number) == (3, "900")
    assert card.suggestion is not None
    assert card.suggestion.line == "Oat flat white"


def test_the_learnt_usual_is_there_to_be_logged_at_once(desk: Desk, a_file: Writer) -> None:
    desk.visits(a_file("till.csv", TILL))
    found = desk.shop.read(customers.find, "900").lines[0]
    assert desk.shop.do(usual.log, found.id).line == "Oat flat white"


def test_what_follows_from_visits_is_what_a_rebuild_would_give(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Ngozi Okafor", card="900").had("Espresso", times=2)
    desk.visits(a_file("till.csv", TILL))
    before = desk.shop.tables("derived")
    for _step in derive.rebuild(desk.shop.store):
        pass
    assert desk.shop.tables("derived") == before


def test_the_same_file_twice_changes_nothing(desk: Desk, a_file: Writer) -> None:
    path = a_file("till.csv", TILL)
    desk.visits(path)
    before, acts = desk.shop.tables(), desk.shop.acts()
    again = desk.visits(path)
    assert (again.created, again.updated, again.unchanged, again.visits, again.known) == (0, 0, 2, 0, 4)
    assert again.batch is None
    assert desk.shop.tables() == before
    assert desk.shop.acts() == acts


def test_a_longer_file_adds_only_what_is_new(desk: Desk, a_file: Writer) -> None:
    desk.visits(a_file("till.csv", TILL))
    more = TILL + "901,2026-11-18 09:00:00,Espresso,2,3.80\n902,2026-11-18 09:05:00,Espresso,1,1.90\n"
    result = desk.visits(a_file("till2.csv", more))
    assert (result.created, result.updated, result.unchanged, result.visits, result.known) == (1, 1, 1, 2, 4)


def test_another_order_at_the_same_moment_is_another_visit(desk: Desk, a_file: Writer) -> None:
    desk.visits(a_file("till.csv", TILL))
    result = desk.visits(a_file("other.csv", "card_number,when,item\n901,2026-11-17 09:00:00,Espresso\n"))
    assert result.visits == 1


def test_one_undo_takes_the_whole_import_out(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Ngozi Okafor", card="900").had("Oat flat white", times=4)
    kept = desk.shop.tables()
    stats = desk.shop.tables("derived")["customer_stat"]
    desk.visits(a_file("till.csv", TILL))
    desk.shop.undo()
    assert desk.shop.tables() == kept
    assert desk.shop.tables("derived")["customer_stat"] == stats
    desk.shop.redo()
    assert len(had(desk)) == 9


def test_a_visit_logged_at_the_counter_in_between_stays(desk: Desk, a_file: Writer) -> None:
    plan = outcome(visitsfile.plan_visits(desk.shop.store, a_file("till.csv", many_visits(customers=40, each=30))))
    work = visitsfile.apply_visits(desk.shop.store, plan)
    next(work)
    next(work)
    mara = desk.shop.customer("Mara").had("tea")
    result = outcome(work)
    assert result.visits == 1_200
    assert desk.shop.visits(mara) == 1


def test_a_card_that_goes_into_the_bin_meanwhile_is_made_anew(desk: Desk, a_file: Writer) -> None:
    plan = outcome(visitsfile.plan_visits(desk.shop.store, a_file("till.csv", TILL)))
    mine = desk.shop.customer("Ngozi Okafor", card="900")
    work = visitsfile.apply_visits(desk.shop.store, plan)
    next(work)
    desk.shop.do(customers.bin, mine.id)
    result = outcome(work)
    assert (result.created, result.visits, desk.shop.visits(mine)) == (2, 4, 0)


def many_visits(*, customers: int, each: int) -> str:
    start = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)
    rows = [
        f"{1000 + who},{start + timedelta(days=day, minutes=who):%Y-%m-%d %H:%M:%S},{item}\n"
        for day in range(each)
        for who in range(customers)
        for item in ("Flat white", f"Bun {who % 5}")
    ]
    return "card_number,when,item\n" + "".join(rows)


def test_stopped_half_way_nothing_stays(desk: Desk, a_file: Writer) -> None:
    plan = outcome(visitsfile.plan_visits(desk.shop.store, a_file("till.csv", many_visits(customers=60, each=40))))
    before = desk.shop.tables()
    work = visitsfile.apply_visits(desk.shop.store, plan)
    for _step in range(3):
        next(work)
    assert desk.all("SELECT count(*) FROM visit") != [(0,)]
    work.close()
    assert desk.shop.tables() == before
    assert Act.IMPORT_VISITS not in {label[0] for label in [desk.shop.store.labels().undo] if label}


def test_customers_are_found_by_whatever_the_file_has(desk: Desk, a_file: Writer) -> None:
    ngozi = desk.shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example")
    text = (
        "customer,when,item\nngozi@okafor.example,2026-11-16 08:00,a\n+44 151 496 0183,2026-11-17 08:00,a\n"
        '"Okafor, Ngozi",2026-11-18 08:00,a\nnew@customer.example,2026-11-18 09:00,a\nTall man,2026-11-18 09:10,a\n'
    )
    result = desk.visits(a_file("till.csv", text))
    assert (result.created, result.updated, desk.shop.visits(ngozi)) == (2, 1, 3)
    assert desk.names() == ["Ngozi Okafor", "", "Tall man"]
    assert desk.all("SELECT value FROM contact ORDER BY id DESC LIMIT 1") == [("new@customer.example",)]


def test_a_name_that_two_customers_share_is_told_and_left_out(desk: Desk, a_file: Writer) -> None:
    for _twice in range(2):
        desk.shop.customer("Jan Kowalski")
    result = desk.visits(a_file("till.csv", "name,when\nJan Kowalski,2026-11-16 08:00\nAoi,2026-11-16 08:00\n"))
    assert [(row.row, row.code) for row in result.rejected] == [(2, "same-name")]
    assert "Jan Kowalski" in result.rejected[0].reason
    assert result.visits == 1


def test_the_shop_s_own_spelling_of_an_item_is_kept(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Mara").had("Oat flat white, extra hot")
    desk.visits(a_file("till.csv", "name,when,item\nAoi,2026-11-16 08:00,OAT FLAT WHITE EXTRA HOT\n"))
    assert desk.all("SELECT name FROM item") == [("Oat flat white, extra hot",)]


def test_a_file_that_changed_meanwhile_is_not_brought_in(desk: Desk, a_file: Writer) -> None:
    path = a_file("till.csv", TILL)
    plan = outcome(visitsfile.plan_visits(desk.shop.store, path))
    path.write_text(TILL.replace("900", "903"), encoding="utf-8")
    with pytest.raises(Refusal, match="file-changed"):
        outcome(visitsfile.apply_visits(desk.shop.store, plan))


def test_a_very_long_history_comes_in_parts() -> None:
    history = [Visit(at, 0, {1: (1.0, -1)}) for at in range(1_000)]
    parts = list(visitsfile._parts(history, 200))
    assert [visit for part, _cost in parts for visit in part] == history
    assert max(cost for _part, cost in parts) <= 200
    assert len(list(visitsfile._parts(history, 10_000))) == 1


def test_the_pace_follows_how_long_the_counter_had_to_wait() -> None:
    pace = Pace(100, 10, 1_000)
    pace.took(4 * CHUNK_SECONDS)
    assert pace.size == 25
    for _quick in range(9):
        pace.took(0.001)
    assert pace.size == 1_000
    pace.took(60)
    assert pace.size == 10


def test_visits_of_a_customer_who_was_logged_by_hand_are_theirs(shop: Shop, desk: Desk, a_file: Writer) -> None:
    aoi = shop.customer("Aoi Tanaka", card="900")
    shop.do(visits.log, aoi.id, ["Oat flat white"], when=datetime(2026, 11, 17, 8, 40, tzinfo=UTC))
    result = desk.visits(a_file("till.csv", TILL))
    assert result.known == 1
    assert shop.visits(aoi) == 3
