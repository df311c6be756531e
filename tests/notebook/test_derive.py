"""What follows a write follows in the same commit, and making it anew changes nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.problems import Problem
from relnotebook.base.terms import Act
from relnotebook.notebook import (
    contacts,
    customers,
    dates,
    derive,
    entry,
    fields,
    hours,
    leads,
    names,
    people,
    preferences,
    reminders,
    tact,
    touches,
    touchpoints,
    usual,
    visits,
)
from relnotebook.notebook import (
    shop as shops,
)
from relnotebook.store import schema
from relnotebook.store.write import Session, Write

from ..builders import Regular, Shop

TEA, BUN = "Tea", "cardamom bun"


def stat(shop: Shop, who: Regular) -> dict[str, Any]:
    table = schema.customer_stat
    with shop.store.read() as s:
        row = s.row(table.select().where(table.c.customer_id == who.id))
    return {} if row is None else dict(row._mapping)


def items(shop: Shop) -> dict[str, int]:
    """Visits that held each item; "" is all of them."""
    with shop.store.read() as s:
        sql = "SELECT coalesce(i.name, ''), t.visits FROM item_stat t LEFT JOIN item i ON i.id = t.item_id"
        return dict(s.raw(sql))


def holds(shop: Shop) -> None:
    """Making everything derived anew changes nothing."""
    before = shop.tables("derived")
    steps = list(derive.rebuild(shop.store))
    assert steps[-1].done == steps[-1].total
    after = shop.tables("derived")
    for name in before:
        assert before[name] == after[name], name


# One customer


def test_a_new_customer_has_a_row_without_visits(shop: Shop) -> None:
    found = stat(shop, shop.customer("Ngozi"))
    assert (found["visits"], found["first_at"], found["last_at"], found["gap_days"], found["learnt"]) == (
        0, None, None, None, "",
    )  # fmt: skip


def test_visits_are_counted_with_their_ends_and_rhythm(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had(TEA, times=5, every=3)
    found, last = stat(shop, ngozi), clocks.now() - timedelta(days=1)
    assert (found["visits"], found["gap_days"]) == (5, 3.0)
    assert found["last_at"] == last.timestamp()
    assert found["first_at"] == (last - timedelta(days=12)).timestamp()
    holds(shop)


def test_a_visit_put_in_late_becomes_the_first(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had(TEA, times=2)
    long_ago = clocks.now() - timedelta(days=900)
    ngozi.had(BUN, until=long_ago)
    assert stat(shop, ngozi)["first_at"] == long_ago.timestamp()
    holds(shop)


def test_items_are_counted_through_every_change(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had(f"{TEA}; {BUN}", times=2)
    assert items(shop) == {"": 2, TEA: 2, BUN: 2}
    shop.do(visits.edit, 1, items=[TEA, "apple"])
    assert items(shop) == {"": 2, TEA: 2, BUN: 1, "apple": 1}
    shop.undo()
    assert items(shop) == {"": 2, TEA: 2, BUN: 2}
    shop.do(visits.remove, 2)
    assert items(shop) == {"": 1, TEA: 1, BUN: 1}
    shop.do(visits.remove, 1)
    assert items(shop) == {}
    assert stat(shop, ngozi)["visits"] == 0
    shop.undo()
    assert items(shop) == {"": 1, TEA: 1, BUN: 1}
    holds(shop)


def test_what_was_taken_off_a_visit_is_unlearnt(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had(f"{TEA}; {BUN}", times=3)
    for visit in (1, 2, 3):
        shop.do(visits.edit, visit, items=[TEA])
    assert BUN not in shop.read(usual.suggestion, ngozi.id).line
    holds(shop)


def test_a_tag_with_a_new_name_is_found_by_it(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").tagged("Morning crowd")
    with shop.store.write(Act.ADD_TAG) as w:
        w.put(schema.tag, 1, name="Early birds", folded="early birds")
    assert [line.id for line in shop.read(customers.find, "early").lines] == [ngozi.id]
    holds(shop)


def test_a_card_taken_back_leaves_nothing(shop: Shop) -> None:
    before = shop.tables("derived")
    ngozi = shop.customer("Ngozi", phone="0151 496 0183")
    shop.undo()
    assert stat(shop, ngozi) == {}
    assert shop.tables("derived") == before
    shop.redo()
    assert stat(shop, ngozi)["visits"] == 0
    holds(shop)


def test_beyond_two_hundred_visits_the_count_goes_on(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    came_often(shop, ngozi, 205)
    assert stat(shop, ngozi)["visits"] == 205
    shop.do(visits.log, ngozi.id, [TEA])
    assert stat(shop, ngozi)["visits"] == 206
    for visit in range(199, 207):
        shop.do(visits.remove, visit)
    assert stat(shop, ngozi)["visits"] == 198
    holds(shop)


def came_often(shop: Shop, who: Regular, many: int, item: str = TEA, *, every: int = 1, ago: int = 0) -> None:
    """Came so many times, every so many days, the last time so many days before yesterday."""
    with shop.store.write(Act.IMPORT_VISITS) as w:
        names.of(w, who.id)
        (item_id,) = entry.item_ids(w, [item]).values()
        rows = [(who.id, w.at - 86400 * (ago + 1 + every * i), "import") for i in range(many)]
        seen = w.add_many(schema.visit, ("customer_id", "at", "source"), rows)
        w.add_many(schema.visit_item, ("visit_id", "item_id"), [(visit, item_id) for visit in seen])


def test_what_a_visit_costs_does_not_grow_with_the_history(shop: Shop) -> None:
    """Steps of SQLite's machine, not time: the same work after 300 visits as after 5,000."""
    ngozi = shop.customer("Ngozi").usual(TEA)

    def work() -> int:
        ticks = 0

        def tick() -> int:
            nonlocal ticks
            ticks += 1
            return 0

        with shop.store.write(Act.LOG_USUAL) as w:
            w._driver.set_progress_handler(tick, 10)
            usual.log(w, ngozi.id, again=True)
            derive.refresh(w)
            w._driver.set_progress_handler(None, 10)
            w.images.clear()
        return ticks

    came_often(shop, ngozi, 260)
    before = work()
    came_often(shop, ngozi, 4000)
    assert work() <= before * 1.2


# Many at once


def test_an_import_is_followed_in_bulk(shop: Shop) -> None:
    regulars = [shop.customer(f"Regular {i}") for i in range(3)]
    regulars[0].had(BUN, times=4)
    before, kept = shop.tables("derived"), shop.tables()
    with shop.store.write(Act.IMPORT_VISITS) as w:
        item = w.add(schema.item, name=TEA, folded="tea")
        rows = [(regulars[i % 3].id, w.at - 86400 * (i // 3), "import") for i in range(1500)]
        seen = w.add_many(schema.visit, ("customer_id", "at", "source"), rows)
        w.add_many(schema.visit_item, ("visit_id", "item_id"), [(visit, item) for visit in seen])
    assert [stat(shop, r)["visits"] for r in regulars] == [504, 500, 500]
    assert items(shop) == {"": 1504, TEA: 1500, BUN: 4}
    holds(shop)
    shop.undo()
    assert shop.tables() == kept
    assert shop.tables("derived") == before
    shop.redo()
    assert items(shop) == {"": 1504, TEA: 1500, BUN: 4}
    holds(shop)


def test_items_brought_in_for_visits_known_before(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    came_often(shop, ngozi, 600)
    with shop.store.write(Act.IMPORT_VISITS) as w:
        item = w.add(schema.item, name=BUN, folded=entry.item_key(BUN))
        w.add_many(schema.visit_item, ("visit_id", "item_id"), [(visit, item) for visit in range(1, 601)])
    assert items(shop) == {"": 600, TEA: 600, BUN: 600}
    assert shop.read(usual.suggestion, ngozi.id).line == f"{TEA}; {BUN}"
    holds(shop)


def test_imported_customers_are_found_at_once(shop: Shop) -> None:
    before = shop.tables("derived")
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        made = w.add_many(schema.customer, ("name", "added_at"), [(f"Person Number{i}", w.at) for i in range(1200)])
        rows = [(c, "email", f"p{c}@example.com", f"p{c}@example.com") for c in made]
        w.add_many(schema.contact, ("customer_id", "channel", "value", "normal"), rows)
    assert [line.id for line in shop.read(customers.find, f"p{made[700]}@exam").lines] == [made[700]]
    holds(shop)
    shop.undo()
    assert shop.tables("derived") == before


def test_whatever_is_on_imported_cards_follows_them(shop: Shop) -> None:
    """Birthdays near and far, what is to be told or done, visits and talks of some, and who wants no score."""
    before, today = shop.tables("derived"), clocks.today()
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        names = ("name", "added_at", "talk", "state", "no_closeness", "binned_at")
        old = w.at - 30 * 86400
        cards = [(f"P{i}", old, "x" * (i % 2), "deceased" if i == 3 else "active", i % 7 == 0, None) for i in range(9)]
        made = w.add_many(schema.customer, names, [*cards, ("Binned", w.at, "", "active", 0, w.at), *cards])
        born = [
            (who, "birthday", day.day, day.month) for who in made for day in [today + timedelta(days=5 * (who - 4))]
        ]
        w.add_many(schema.special_date, ("customer_id", "kind", "day", "month"), born)
        w.add_many(schema.special_date, ("customer_id", "kind", "month"), [(made[1], "other", today.month)] * 2)
        kinds: tuple[tuple[Any, ...], ...] = (
            (schema.reminder, ("kind", "promise"), ("words", "Call"), ("state", "open"), ("at", w.at)),
            (schema.feedback, ("words", "Thanks"), ("kind", "praise"), ("status", "tell"), ("at", w.at)),
            (schema.visit, ("at", w.at - 86400), ("source", "import")),
            (schema.touchpoint, ("at", w.at), ("channel", "phone"), ("feeling", "happy")),
            (schema.usual, ("line", TEA), ("source", "told")),
        )
        for nth, (table, *values) in enumerate(kinds):
            columns = ("customer_id", *(name for name, _value in values))
            rest = tuple(value for _name, value in values)
            w.add_many(table, columns, [(made[who], *rest) for who in (nth + 4, nth + 12)])
    assert shop.read(_any, "SELECT count(*) FROM touch WHERE kind = 'birthday'", 0) in range(3, 8)
    holds(shop)
    shop.undo()
    assert shop.tables("derived") == before
    shop.redo()
    holds(shop)


def test_imported_cards_bring_no_birthdays_that_were_over(shop: Shop) -> None:
    days = [clocks.today() + timedelta(days=n) for n in (-14, -3, -1, 0, 3)]
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        made = w.add_many(schema.customer, ("name", "added_at"), [(f"Born {day}", w.at) for day in days])
        born = [(who, "birthday", day.day, day.month) for who, day in zip(made, days, strict=True)]
        w.add_many(schema.special_date, ("customer_id", "kind", "day", "month"), born)
    touched = shop.tables("derived")["touch"]
    assert sorted(row[0] for row in touched) == list(made[3:])
    holds(shop)
    list(derive.turn(shop.store))
    assert shop.tables("derived")["touch"] == touched


# From all sides


def test_another_country_dials_in_another_way(shop: Shop) -> None:
    shop.customer("Ngozi", phone="+44 151 496 0183")
    shop.do(shops.edit, region="DE")
    holds(shop)
    shop.undo()
    holds(shop)


def test_rebuild_puts_right_what_is_wrong(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("Chai").had(TEA, times=4).tagged("Morning crowd")
    shop.do(customers.bin, shop.customer("Gone").id)
    right = shop.tables("derived")
    with shop.store.write(Act.REBUILD) as w:
        w.renew("UPDATE customer_stat SET visits = 99, learnt = '', gap_days = NULL")
        w.renew("INSERT INTO customer_stat (customer_id) VALUES (4040)")
        w.renew("UPDATE item_stat SET visits = 7")
        w.renew("INSERT INTO item_stat VALUES (99, 1)")
        w.renew("DELETE FROM find_word WHERE word = 'ngozi'")
    assert [s.note != "" for s in derive.rebuild(shop.store)] == [True, True, True]
    assert shop.tables("derived") == right
    assert [line.id for line in shop.read(customers.find, "morn").lines] == [ngozi.id]
    assert shop.acts()[-1] is not Act.REBUILD


def test_rebuild_of_an_empty_notebook(shop: Shop) -> None:
    holds(shop)


def test_a_write_that_fails_leaves_what_follows_alone(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had(TEA, times=3)
    before = shop.tables("derived")

    def half(w: Write) -> None:
        visits.log(w, ngozi.id, [BUN])
        derive.refresh(w)
        raise RuntimeError

    with pytest.raises(RuntimeError), shop.store.write(Act.LOG_VISIT) as w:
        half(w)
    assert shop.tables("derived") == before


# Any acts in any order

WHO = st.integers(0, 2)
LINES = st.sampled_from([TEA, BUN, f"{TEA}; {BUN}", "TEA; tea; apple", "oat flat white", "2 × tea"])
DAYS = st.integers(0, 40)


def _any(s: Session, sql: str, nth: int) -> int:
    rows = s.raw(sql)
    return int(rows[nth % len(rows)][0]) if rows else 404


Play = Callable[["Table"], object]


class Table:
    """Three regulars, one of them missed and one with a birthday, and what a step of the game plays on them."""

    def __init__(self, shop: Shop, clock: Callable[[timedelta], None]) -> None:
        self.shop, self.wait = shop, clock
        ngozi, aoi, jonas = (shop.customer(name) for name in ("Ngozi Okafor", "Aoi Tanaka", "Jonas"))
        came_often(shop, ngozi, 12, every=5, ago=22)
        aoi.known(30).birthday("24 November 1996").tagged("tag 0")
        self.who = [ngozi.id, aoi.id, jonas.id]

    def pick(self, table: str, nth: int) -> int:
        return int(self.shop.read(_any, f"SELECT id FROM {table} ORDER BY id", nth))

    def touch(self, nth: int) -> str:
        """One of the open touches, also one that sleeps."""
        found = self.shop.read(lambda s: s.raw("SELECT customer_id || ':' || key FROM touch ORDER BY 1"))
        return str(found[nth % len(found)][0]) if found else ""

    def sleep_over(self, days: int, turn: bool) -> None:
        """Days pass; the till is on (and makes the day's turn), or the next act is done before that."""
        self.wait(timedelta(days=days, hours=days % 9))
        if turn:
            list(derive.turn(self.shop.store))


def _at(days: int) -> Any:
    return clocks.now() - timedelta(days=days, minutes=days)


def _on(days: int) -> str:
    return (clocks.today() + timedelta(days=days)).isoformat()


NEAR = st.integers(-20, 20)
DATES = st.sampled_from(
    ["20/11/1955", "17 November", "22 November", "29 February 1992", "November 1960", "December", "1980"]
)
EVERY = st.sampled_from(["", "", "10 days", "1 weeks", "1 months 31", "weekday 4"])

TOUCHES: st.SearchStrategy[Play] = st.one_of(
    st.builds(
        lambda who, kind, text: lambda t: t.shop.do(dates.set_date, t.who[who], kind, text),
        WHO,
        st.sampled_from(dates.KINDS),
        DATES,
    ),
    st.builds(lambda n: lambda t: t.shop.do(dates.remove_date, t.pick("special_date", n)), WHO),
    st.builds(
        lambda who, kind, days, every, from_done: (
            lambda t: t.shop.do(
                reminders.set_reminder,
                t.who[who],
                kind,
                "Tell them when the dark rye is back",
                due="" if days is None else _on(days),
                every=every,
                from_done=from_done,
            )
        ),
        WHO,
        st.sampled_from(reminders.KINDS),
        st.none() | NEAR,
        EVERY,
        st.booleans(),
    ),
    st.builds(
        lambda who, n, days: (
            lambda t: t.shop.do(
                reminders.set_reminder, t.who[who], "promise", "The rye", due=_on(days), reminder=t.pick("reminder", n)
            )
        ),
        WHO,
        WHO,
        NEAR,
    ),
    st.builds(lambda n: lambda t: t.shop.do(reminders.remove, t.pick("reminder", n)), WHO),
    st.builds(
        lambda n, channel: lambda t: t.shop.do(touches.do, t.touch(n), channel=channel),
        DAYS,
        st.sampled_from(["", "in_person", "phone"]),
    ),
    st.builds(
        lambda n, choice, days: (
            lambda t: t.shop.do(
                touches.snooze,
                t.touch(n),
                choice,
                on=clocks.today() + timedelta(days=days) if choice == "date" else None,
            )
        ),
        DAYS,
        st.sampled_from(hours.SNOOZES),
        st.integers(0, 20),
    ),
    st.builds(lambda n: lambda t: t.shop.do(touches.skip, t.touch(n)), DAYS),
    st.builds(lambda n: lambda t: t.shop.do(touches.never, t.touch(n)), DAYS),
    st.builds(lambda n: lambda t: t.shop.do(touches.wake, t.touch(n)), DAYS),
    st.builds(
        lambda who, channel, feeling, source, days, follow_up: (
            lambda t: t.shop.do(
                touchpoints.log,
                t.who[who],
                "The cake was stale",
                channel=channel,
                feeling=feeling,
                source=source,
                when=_at(days),
                follow_up=follow_up,
                follow_up_due=_on(1) if days % 2 else "",
            )
        ),
        WHO,
        st.sampled_from(["in_person", "phone", "email"]),
        st.sampled_from(["", "happy", "upset", "let_down"]),
        st.sampled_from(touchpoints.SOURCES),
        DAYS,
        st.sampled_from(["", "Bring a fresh one"]),
    ),
    st.builds(lambda n: lambda t: t.shop.do(touchpoints.remove, t.pick("touchpoint", n)), WHO),
)

RULES: st.SearchStrategy[Play] = st.one_of(
    st.builds(
        lambda who, first, more: (
            lambda t: t.shop.do(tact.set_tact, t.who[who], away_from=_on(first), away_until=_on(first + more))
        ),
        WHO,
        st.integers(-60, 20),
        st.integers(0, 20),
    ),
    st.builds(lambda who, days: lambda t: t.shop.do(tact.set_tact, t.who[who], bereaved_until=_on(days)), WHO, NEAR),
    st.builds(
        lambda who, days: lambda t: t.shop.do(tact.set_tact, t.who[who], rhythm_days=days),
        WHO,
        st.sampled_from([None, 1.0, 4.0, 5.7, 90.0]),
    ),
    st.builds(
        lambda who, field, value: lambda t: t.shop.do(tact.set_tact, t.who[who], **{field: value}),
        WHO,
        st.sampled_from(["no_greetings", "contact_counts", "no_closeness"]),
        st.booleans(),
    ),
    st.builds(
        lambda who, state: lambda t: t.shop.do(customers.set_state, t.who[who], state),
        WHO,
        st.sampled_from(["active", "moved", "deceased", "do_not_contact"]),
    ),
    st.builds(
        lambda day, told: lambda t: t.shop.do(hours.set_hours, {day: told}),
        st.integers(0, 6),
        st.sampled_from(["", "08:00-18:00"]),
    ),
    st.builds(
        lambda first, more: lambda t: t.shop.do(hours.set_closed, _on(first), _on(first + more)),
        NEAR,
        st.integers(0, 15),
    ),
    st.builds(lambda n: lambda t: t.shop.do(hours.remove_closed, t.pick("closed_day", n)), WHO),
    st.builds(
        lambda scope, kind, days, who: (
            lambda t: t.shop.do(
                leads.set_lead,
                scope,
                kind,
                days,
                tag=t.pick("tag", who) if scope == "tag" else None,
                customer=t.who[who] if scope == "card" else None,
            )
        ),
        st.sampled_from(leads.SCOPES),
        st.sampled_from(["", "birthday", "years"]),
        st.sampled_from(["0", "7,0", "3", "60"]),
        WHO,
    ),
    st.builds(lambda n: lambda t: t.shop.do(leads.remove_lead, t.pick("lead", n)), WHO),
    st.builds(lambda rule: lambda t: t.shop.do(shops.edit, leap_rule=rule), st.sampled_from(shops.LEAP_RULES)),
    st.builds(lambda told: lambda t: t.shop.do(shops.edit, closeness=told), st.sampled_from("01")),
    st.builds(
        lambda who, thing, strength: (
            lambda t: t.shop.do(preferences.set_preference, t.who[who], thing, strength=strength)
        ),
        WHO,
        st.sampled_from(["Oat milk", "oat milk", "Rye"]),
        st.sampled_from(["loves", "likes", "dislikes", "never"]),
    ),
    st.builds(lambda n: lambda t: t.shop.do(preferences.remove_preference, t.pick("preference", n)), WHO),
)


PLAYS: st.SearchStrategy[Play] = st.one_of(
    st.builds(
        lambda who, line, days: lambda t: t.shop.do(visits.log, t.who[who], [line], when=_at(days), again=True),
        WHO,
        LINES,
        DAYS,
    ),
    st.builds(lambda who, days: lambda t: t.shop.do(usual.log, t.who[who], when=_at(days), again=True), WHO, DAYS),
    st.builds(lambda who, line: lambda t: t.shop.do(usual.set_usual, t.who[who], line), WHO, LINES),
    st.builds(lambda who, line: lambda t: t.shop.do(usual.confirm, t.who[who], line), WHO, LINES),
    st.builds(lambda n: lambda t: t.shop.do(usual.remove_usual, t.pick("usual", n)), WHO),
    st.builds(lambda n, line: lambda t: t.shop.do(visits.edit, t.pick("visit", n), items=[line]), DAYS, LINES),
    st.builds(lambda n, days: lambda t: t.shop.do(visits.edit, t.pick("visit", n), when=_at(days)), DAYS, DAYS),
    st.builds(lambda n: lambda t: t.shop.do(visits.remove, t.pick("visit", n)), DAYS),
    st.builds(lambda who: lambda t: t.shop.do(customers.bin, t.who[who]), WHO),
    st.builds(lambda who: lambda t: t.shop.do(customers.unbin, t.who[who]), WHO),
    st.builds(lambda who, n: lambda t: t.shop.do(customers.edit, t.who[who], call_name=f"Call {n}"), WHO, WHO),
    st.builds(lambda who, n: lambda t: t.shop.do(fields.add_tag, t.who[who], f"tag {n}"), WHO, WHO),
    st.builds(lambda who, n: lambda t: t.shop.do(fields.remove_tag, t.who[who], t.pick("tag", n)), WHO, WHO),
    st.builds(lambda who, n: lambda t: t.shop.do(people.set_person, t.who[who], "Dog", f"Rex {n}"), WHO, WHO),
    st.builds(lambda n: lambda t: t.shop.do(people.remove_person, t.pick("person", n)), WHO),
    st.builds(
        lambda who, n: lambda t: t.shop.do(contacts.set_contact, t.who[who], "phone", f"0151 496 018{n}"), WHO, WHO
    ),
    st.builds(lambda n: lambda t: t.shop.do(contacts.remove_contact, t.pick("contact", n)), WHO),
    st.builds(lambda who: lambda t: t.shop.do(preferences.set_alert, t.who[who], "Nut allergy"), WHO),
    st.builds(lambda who: lambda t: t.shop.do(touchpoints.add_note, t.who[who], "A note"), WHO),
    st.builds(lambda who, many: lambda t: came_often(t.shop, Regular(t.shop, t.who[who], ""), many + 1), WHO, DAYS),
    st.builds(lambda: lambda t: t.who.append(t.shop.customer("Tall man, grey dog").id)),
    st.just(lambda t: t.shop.undo()),
    st.just(lambda t: t.shop.undo()),
    st.just(lambda t: t.shop.redo()),
    st.builds(lambda days, turn: lambda t: t.sleep_over(days, turn), DAYS, st.booleans()),
    TOUCHES,
    TOUCHES,
    TOUCHES,
    RULES,
    RULES,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PLAYS, min_size=1, max_size=15))
def test_after_any_acts_making_it_anew_changes_nothing(empty_notebook: Path, plays: list[Play]) -> None:
    with tempfile.TemporaryDirectory() as folder, clocks.frozen(clocks.now()) as clock:
        path = Path(folder) / "cafe.relnotebook"
        shutil.copy(empty_notebook, path)
        shop = Shop(path)
        try:
            table = Table(shop, clock)
            for play in plays:
                try:
                    play(table)
                except Problem:
                    continue  # a rule of the shop: nothing was written
            holds(shop)
            while shop.store.labels().undo:
                shop.undo()
            assert all(rows == [] for rows in shop.tables("derived").values())
        finally:
            shop.close()
