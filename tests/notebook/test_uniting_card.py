"""What a card has once: the newer is picked, gaps are filled, wishes to be left alone win."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import consent, contacts, customers, joining, tact, uniting_card
from relnotebook.notebook.joining import Choice
from relnotebook.store import schema
from tests.builders import Regular, Shop

Pass = Callable[[timedelta], None]


@pytest.fixture
def two(shop: Shop) -> tuple[Regular, Regular]:
    return shop.customer("Ngozi Okafor"), shop.customer("Ngozi Okafor")


def choices(shop: Shop, two: tuple[Regular, Regular]) -> dict[str, Choice]:
    return {one.field: one for one in shop.read(joining.preview, two[0].id, two[1].id).choices}


def note(shop: Shop, who: Regular) -> list[str]:
    with shop.store.read() as s:
        found = s.raw("SELECT words FROM note WHERE customer_id = ? ORDER BY id", (who.id,))
    return [line for (words,) in found for line in words.splitlines()[1:]]


def test_a_value_is_as_new_as_its_own_last_change(shop: Shop, two: tuple[Regular, Regular], clock: Pass) -> None:
    ngozi, twin = two
    ngozi.is_(talk="Bees", say="en-GOH-zee")
    clock(timedelta(days=1))
    twin.is_(talk="The violin", say="NGO-zi")
    written = clocks.now()
    clock(timedelta(days=1))
    ngozi.is_(say="en-GO-zi").is_(pronouns="she/her")
    seen = choices(shop, two)
    assert (seen["talk"].picked, seen["say"].picked) == ("lose", "keep")
    assert seen["talk"].lose_since == written
    assert "pronouns" not in seen


def test_what_an_import_brought_is_as_old_as_the_card(shop: Shop, two: tuple[Regular, Regular], clock: Pass) -> None:
    with shop.store.read() as s:
        row = dict.fromkeys(("id", "name", "version", "crc"), 99) | {"added_at": 1234}
        assert uniting_card.since(s, row) == {"name": 1234, "added_at": 1234}


def test_gaps_are_filled_without_a_word(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    twin.is_(talk="Bees", card_number="4000118", own_script="Нгозі")
    shop.do(tact.set_tact, twin.id, language="uk", rhythm_days="weekly")
    shop.do(joining.join, ngozi.id, twin.id)
    card = shop.read(customers.card, ngozi.id)
    assert (card.talk, card.card_number, card.own_script, card.gap_days) == ("Bees", "4000118", "Нгозі", 7.0)
    assert note(shop, ngozi) == []


def test_a_card_number_is_found_by_the_scanner_on_the_kept_card(shop: Shop, two: tuple[Regular, Regular]) -> None:
    two[1].is_(card_number="4000118")
    shop.do(joining.join, two[0].id, two[1].id)
    assert shop.read(customers.find, "4000118").scanned == two[0].id


def test_wishes_on_either_card_hold(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    shop.do(tact.set_tact, twin.id, no_greetings=True, away_until="1 December")
    shop.do(tact.set_tact, ngozi.id, away_until="1 January", bereaved_until="1 March")
    shop.do(joining.join, ngozi.id, twin.id)
    with shop.store.read() as s:
        found = s.raw("SELECT no_greetings, away_until, bereaved_until FROM customer WHERE id = ?", (ngozi.id,))
    assert found == [(1, "2027-01-01", "2027-03-01")]
    assert note(shop, ngozi) == ["Away: 2026-11-20 – 2026-12-01."]


def test_of_two_absences_the_later_end_holds(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    shop.do(tact.set_tact, ngozi.id, away_until="1 December")
    shop.do(tact.set_tact, twin.id, away_until="1 January")
    shop.do(joining.join, ngozi.id, twin.id)
    with shop.store.read() as s:
        assert s.raw("SELECT away_until FROM customer WHERE id = ?", (ngozi.id,)) == [("2027-01-01",)]
    assert note(shop, ngozi) == ["Away: 2026-11-20 – 2026-12-01."]


def test_the_card_is_as_old_as_the_older_one(shop: Shop, clock: Pass) -> None:
    older = shop.customer("Ngozi Okafor")
    first = clocks.now()
    clock(timedelta(days=30))
    newer = shop.customer("Ngozi Okafor")
    shop.do(joining.join, newer.id, older.id)
    assert shop.read(customers.card, newer.id).added == first


def test_moved_away_is_a_choice_and_having_died_is_none(shop: Shop, two: tuple[Regular, Regular]) -> None:
    two[1].state("moved")
    assert (choices(shop, two)["state"].lose, choices(shop, two)["state"].picked) == ("moved away", "keep")
    two[1].state("deceased")
    assert "state" not in choices(shop, two)


def test_the_same_phone_keeps_both_labels_and_a_bad_address_stays_bad(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    shop.do(contacts.set_contact, ngozi.id, "phone", "0151 496 0183", label="home")
    shop.do(contacts.set_contact, twin.id, "phone", "0151 496 0183", label="mum")
    shop.do(contacts.set_contact, ngozi.id, "email", "ngozi@okafor.example")
    email = shop.do(contacts.set_contact, twin.id, "email", "Ngozi@okafor.example", label="private")
    with shop.store.write(Act.EDIT_CONTACT) as w:
        w.put(schema.contact, email, bad=1)
    shop.do(joining.join, ngozi.id, twin.id)
    with shop.store.read() as s:
        found = s.raw("SELECT label, bad FROM contact WHERE customer_id = ? ORDER BY id", (ngozi.id,))
    assert found == [("home", 0), ("private", 1)]
    assert note(shop, ngozi) == ["mum: 0151 496 0183."]


def test_a_yes_that_only_a_file_said_after_a_no_lifts_nothing(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    twin.consents("email", "withdrawn")
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        said = {"channel": "email", "state": "given", "at": w.at}
        w.add(schema.consent, customer_id=twin.id, how="imported", **said)
        w.add(schema.consent, customer_id=ngozi.id, how="counter", **said)
    [agreed] = shop.read(joining.preview, ngozi.id, twin.id).agreed
    assert (agreed.keep, agreed.lose, agreed.result) == ("given", "withdrawn", "withdrawn")
    shop.do(joining.join, ngozi.id, twin.id)
    assert shop.read(consent.state, ngozi.id, "email").state == "withdrawn"
