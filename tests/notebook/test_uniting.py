"""The plan of a join: what it may hold."""

from __future__ import annotations

from relnotebook.notebook.uniting import KEEP, LOSE, Plan
from relnotebook.store import schema
from relnotebook.store.write import Session
from tests.builders import Shop


def plan(s: Session, shop: Shop, **chosen: str) -> Plan:
    return Plan(s, shop.customer("Ngozi").id, shop.customer("N.").id, chosen)


def test_of_two_the_newer_is_picked_and_the_kept_one_when_they_are_as_new(shop: Shop) -> None:
    with shop.store.read() as s:
        one = plan(s, shop)
        assert not one.one_of("talk", "Talk", "Bees", "Violin", (5, 5))
        assert one.one_of("talk", "Talk", "Bees", "Violin", (5, 6))
        assert [c.picked for c in one.choices] == [KEEP, LOSE]
        assert one.said == [("Talk", "Violin"), ("Talk", "Bees")]


def test_what_somebody_chose_holds_against_the_newer(shop: Shop) -> None:
    with shop.store.read() as s:
        assert not plan(s, shop, talk=KEEP).one_of("talk", "Talk", "Bees", "Violin", (5, 6))
        assert plan(s, shop, talk=LOSE).one_of("talk", "Talk", "Bees", "Violin", (6, 5))


def test_nothing_is_chosen_where_nothing_differs(shop: Shop) -> None:
    with shop.store.read() as s:
        one = plan(s, shop)
        assert [
            one.one_of("talk", "Talk", *both, (1, 9)) for both in (("Bees", ""), ("Bees", "Bees"), ("", "Bees"))
        ] == [
            False,
            False,
            True,
        ]
        assert (one.choices, one.said) == ([], [])


def test_a_value_that_is_there_already_is_no_change(shop: Shop) -> None:
    with shop.store.read() as s:
        one = plan(s, shop)
        row = {"id": 1, "talk": "Bees", "say": ""}
        one.change(schema.customer, row, {"talk": "Bees"})
        one.change(schema.customer, row, {"talk": "Bees", "say": "en-GOH-zee"})
        assert one.put == [(schema.customer, 1, {"say": "en-GOH-zee"})]
