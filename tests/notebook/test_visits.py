"""Visits: logged as something else than the usual, put right, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import customers, timeline, usual, visits
from relnotebook.store import schema

from ..builders import Regular, Shop


@pytest.fixture
def aoi(shop: Shop) -> Regular:
    return shop.customer("Aoi Tanaka").usual("Matcha latte")


def newest(shop: Shop, who: Regular) -> timeline.Entry:
    return shop.read(timeline.page, who.id).entries[0]


def test_another_order_is_logged_as_it_was(shop: Shop, aoi: Regular) -> None:
    logged = shop.do(visits.log, aoi.id, ["Chai latte; bun", "  water"], note="With her mother")
    assert (logged.name, logged.line, logged.new_usual) == ("Aoi", "Chai latte; bun; water", "")
    found = newest(shop, aoi)
    assert (found.text, found.usual, found.detail) == ("Chai latte; bun; water", False, "With her mother")


def test_a_note_alone_is_a_visit(shop: Shop, aoi: Regular) -> None:
    shop.do(visits.log, aoi.id, [], note="Only waved")
    assert newest(shop, aoi).detail == "Only waved"


def test_nothing_is_no_visit(shop: Shop, aoi: Regular) -> None:
    with pytest.raises(Refusal, match="nothing-typed"):
        shop.do(visits.log, aoi.id, [" ;"])
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(visits.log, 999, ["Tea"])


def test_a_second_visit_within_ten_minutes_is_asked_about(
    shop: Shop, aoi: Regular, clock: Callable[[timedelta], None]
) -> None:
    shop.do(usual.log, aoi.id)
    clock(timedelta(minutes=4))
    with pytest.raises(Refusal) as refused:
        shop.do(visits.log, aoi.id, ["Tea"])
    assert (refused.value.code, refused.value.facts) == ("just-logged", {"name": "Aoi", "minutes": 4})
    shop.do(visits.log, aoi.id, ["Tea"], again=True)
    assert shop.visits(aoi) == 2


def test_who_was_at_the_till_is_kept(shop: Shop, aoi: Regular) -> None:
    from relnotebook.notebook import staff

    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.store.do_as(jonas, visits.log, aoi.id, ["Tea"])
    assert newest(shop, aoi).staff == "Jonas"


# Is this the new usual?


def test_the_third_time_in_a_row_asks_whether_it_is_the_new_usual(shop: Shop, aoi: Regular) -> None:
    asked = []
    for back in (40, 30, 20, 10):
        logged = shop.do(visits.log, aoi.id, ["Chai latte", "bun"], when=clocks.now() - timedelta(days=back))
        asked.append(logged.new_usual)
    assert asked == ["", "", "Chai latte; bun", ""]


@pytest.mark.parametrize("between", ["usual", "other"])
def test_anything_between_begins_the_row_anew(shop: Shop, aoi: Regular, between: str) -> None:
    aoi.had("Chai latte", times=2, until=clocks.now() - timedelta(days=3))
    if between == "usual":
        shop.do(usual.log, aoi.id, when=clocks.now() - timedelta(days=1))
    else:
        aoi.had("Tea")
    assert shop.do(visits.log, aoi.id, ["Chai latte"]).new_usual == ""


def test_the_usual_itself_is_not_asked_about(shop: Shop, aoi: Regular) -> None:
    aoi.had("Matcha LATTE", times=2)
    assert shop.do(visits.log, aoi.id, ["Matcha latte"]).new_usual == ""


def test_no_means_no(shop: Shop, aoi: Regular) -> None:
    aoi.had("Chai latte", times=2)
    shop.do(usual.reject, aoi.id, "Chai latte")
    assert shop.do(visits.log, aoi.id, ["Chai latte"]).new_usual == ""


def test_a_visit_put_in_late_asks_nothing(shop: Shop, aoi: Regular) -> None:
    aoi.had("Chai latte", times=2)
    assert shop.do(visits.log, aoi.id, ["Chai latte"], when=clocks.now() - timedelta(days=9)).new_usual == ""


# Put right


def visit_of(shop: Shop, who: Regular) -> int:
    return newest(shop, who).id


def test_what_was_had_is_put_right(shop: Shop, aoi: Regular) -> None:
    aoi.had("Chai latte; bun; water")
    shop.do(visits.edit, visit_of(shop, aoi), items=["Chai latte", "2 × scone", "water"])
    assert newest(shop, aoi).text == "Chai latte; water; 2 × scone"
    shop.undo()
    assert newest(shop, aoi).text == "Chai latte; bun; water"


def test_when_it_was_is_put_right(shop: Shop, aoi: Regular) -> None:
    aoi.had("Tea")
    earlier = clocks.now() - timedelta(days=4)
    shop.do(visits.edit, visit_of(shop, aoi), when=earlier)
    assert newest(shop, aoi).when == earlier
    with pytest.raises(Refusal, match="in-future"):
        shop.do(visits.edit, visit_of(shop, aoi), when=clocks.now() + timedelta(days=4))


def test_its_note_is_put_right_as_one_step(shop: Shop, aoi: Regular, clock: Callable[[timedelta], None]) -> None:
    aoi.had("Tea")
    for note in ("Asked", "Asked about", "Asked about rye"):
        clock(timedelta(seconds=1))
        shop.do(visits.edit, visit_of(shop, aoi), note=note)
    assert newest(shop, aoi).detail == "Asked about rye"
    shop.undo()
    assert newest(shop, aoi).detail == ""


def test_a_visit_is_not_emptied(shop: Shop, aoi: Regular) -> None:
    aoi.had("Tea")
    with pytest.raises(Refusal, match="nothing-typed"):
        shop.do(visits.edit, visit_of(shop, aoi), items=[])
    shop.do(visits.edit, visit_of(shop, aoi), items=[], note="Only waved")
    assert newest(shop, aoi).text == ""


def test_it_stays_the_usual_while_something_of_it_is_left(shop: Shop, aoi: Regular) -> None:
    shop.do(usual.log, aoi.id)
    shop.do(visits.edit, visit_of(shop, aoi), items=["Matcha latte, oat", "bun"])
    assert newest(shop, aoi).usual
    shop.do(visits.edit, visit_of(shop, aoi), items=["Tea"])
    assert not newest(shop, aoi).usual


def test_everybody_who_shows_the_customer_hears_of_it(shop: Shop, aoi: Regular) -> None:
    aoi.had("Tea")
    changes = shop.changes(visits.edit, visit_of(shop, aoi), items=["Coffee"])
    assert changes is not None
    assert (changes.customers, changes.kinds) == ({aoi.id}, {Kind.VISIT})
    assert (changes.fact("name"), changes.fact("what")) == ("Aoi", "Coffee")


def test_the_price_of_what_stays_is_kept(shop: Shop, aoi: Regular) -> None:
    aoi.had("Tea; bun")
    with shop.store.write(visits.edit.act) as w:  # type: ignore[attr-defined]
        w.put(schema.visit_item, 1, price=320)
    shop.do(visits.edit, visit_of(shop, aoi), items=["bun", "3 × tea"])
    with shop.store.read() as s:
        assert s.raw("SELECT quantity, price FROM visit_item ORDER BY id") == [(3.0, 320), (1.0, None)]


def test_a_visit_that_is_gone_cannot_be_put_right(shop: Shop) -> None:
    for act in (visits.edit, visits.remove):
        with pytest.raises(NotFound, match="no-visit"):
            shop.do(act, 77)


def test_removing_leaves_nothing_of_it(shop: Shop, aoi: Regular) -> None:
    aoi.had("Tea; bun", times=3)
    before = shop.tables()
    changes = shop.changes(visits.remove, visit_of(shop, aoi))
    assert changes is not None
    assert changes.fact("what") == "Tea; bun"
    assert shop.visits(aoi) == 2
    assert len(shop.tables()["visit_item"]) == 4
    shop.undo()
    assert shop.tables() == before


def test_no_visit_of_somebody_who_has_died(shop: Shop) -> None:
    desmond = shop.customer("Desmond Wójcik")
    shop.do(customers.set_state, desmond.id, "deceased")
    with pytest.raises(Refusal, match="has-died"):
        shop.do(visits.log, desmond.id, ["long black"])
    assert shop.visits(desmond) == 0
