"""Of an import that is taken back only the noes stay, and of those whose card goes with it only the hash."""

from __future__ import annotations

from relnotebook.base.terms import Act
from relnotebook.notebook import suppression
from relnotebook.store import goodbyes, schema
from tests.builders import Shop


def a_step(shop: Shop, act: Act, customer: int, state: str) -> int:
    batch = shop.store.open_batch(act)
    with shop.store.write(act, batch=batch) as w:
        w.add_many(schema.consent, ("customer_id", "channel", "state", "at"), [(customer, "email", state, w.at)] * 2)
        suppression.add(w, [("email", "a@x.example")], "withdrawn")
        step = w.step
    shop.store.close_batch(batch)
    return step


def test_only_imports_of_people_keep_anything(shop: Shop) -> None:
    ana = shop.customer("Ana")
    with shop.store.read() as s:
        assert goodbyes.kept(s, a_step(shop, Act.IMPORT_VISITS, ana.id, "withdrawn")) is None  # type: ignore[arg-type]
        assert goodbyes.kept(s, 10**6) is None  # type: ignore[arg-type]


def test_a_yes_goes_and_a_no_stays(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for state, stays in (("given", 0), ("withdrawn", 2), ("refused", 2)):
        there = len(shop.tables()["consent"])
        a_step(shop, Act.IMPORT_CONTACTS, ana.id, state)
        shop.undo()
        assert len(shop.tables()["consent"]) - there == stays, state


def test_redone_and_undone_again_it_is_as_before(shop: Shop) -> None:
    a_step(shop, Act.IMPORT_CONTACTS, shop.customer("Ana").id, "withdrawn")
    there = shop.tables()["consent"]
    for _time in range(2):
        shop.undo()
        assert shop.tables()["consent"] == there
        shop.redo()
        assert shop.tables()["consent"] == there
