"""Acts of long ago taken back as far as nobody wrote on them since: an import, a join."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId, StepId
from relnotebook.store import schema, untouched
from relnotebook.store.untouched import Left
from relnotebook.store.write import Store, Write, act

from .acts import came, everything, names, notes, opened, rename, tear_out, welcome, write_down


def bring_in(store: Store, people: list[str], known: list[CustomerId], *, chunks: int = 1) -> list[StepId]:
    """An import as exchange/incoming writes it: new cards with phones and a shared tag, gaps of known cards filled."""
    batch = store.open_batch(Act.IMPORT_CONTACTS, file="people.csv")
    steps = []
    for chunk in range(chunks):
        with store.write(Act.IMPORT_CONTACTS, batch=batch) as w:
            for one in known:
                w.put(schema.customer, one, talk=f"from the file {chunk}")
            ids = w.add_many(schema.customer, ("name", "added_at"), [(name, 0) for name in people])
            everybody = [*known, *ids]
            w.add_many(schema.contact, ("customer_id", "value"), [(one, f"07700 {chunk}") for one in everybody])
            tag = w.add(schema.tag, name="Brought in", folded="brought in")
            w.add_many(schema.customer_tag, ("customer_id", "tag_id"), [(one, tag) for one in everybody])
            steps.append(w.step)
    store.close_batch(batch)
    return steps


def phones(store: Store, customer: int) -> list[str]:
    with store.read() as s:
        return [value for (value,) in s.raw("SELECT value FROM contact WHERE customer_id = ? ORDER BY id", (customer,))]


def sound(store: Store) -> bool:
    """Whether every row points at rows that are there."""
    connection = store.raw_connection()
    try:
        return connection.execute("PRAGMA foreign_key_check").fetchone() is None
    finally:
        connection.close()


def test_an_import_nobody_touched_goes_without_a_trace(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    before = everything(store)
    steps = bring_in(store, ["Maya", "Tom"], [ngozi], chunks=3)
    left = store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert everything(store) == before
    assert left.stays == ()


def test_a_card_with_a_visit_since_stays_whole_and_is_named(store: Store) -> None:
    steps = bring_in(store, ["Maya", "Tom"], [])
    maya = CustomerId(1)
    store.do(came, maya)
    left = store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert names(store) == ["Maya"]
    assert phones(store, maya) == ["07700 0"]
    assert left.customers == (maya,)
    assert left.of(maya) == {"customer", "contact", "customer_tag"}
    assert sound(store)


def test_a_card_whose_imported_phone_was_struck_out_since_stays(store: Store) -> None:
    steps = bring_in(store, ["Maya", "Tom"], [])
    with store.write(Act.REMOVE_CONTACT) as w:
        w.drop(schema.contact, 1)
    left = store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert names(store) == ["Maya"]
    assert left.customers == (1,)


def test_of_a_known_card_only_what_was_written_again_stays(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    steps = bring_in(store, [], [ngozi])
    store.do(came, ngozi)
    store.do(rename, ngozi, "Ngozi Okafor")
    left = store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert names(store) == ["Ngozi Okafor"]
    assert phones(store, ngozi) == []
    assert left.of(ngozi) == {"customer"}


def test_a_tag_others_use_by_now_stays_without_a_word(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    steps = bring_in(store, ["Maya"], [])
    with store.write(Act.ADD_TAG) as w:
        w.add(schema.customer_tag, customer_id=ngozi, tag_id=1)
    left = store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert names(store) == ["Ngozi"]
    assert left == Left((), 3)
    with store.read() as s:
        assert s.raw("SELECT name FROM tag") == [("Brought in",)]


def test_an_edit_that_was_taken_back_leaves_the_card_untouched(store: Store) -> None:
    steps = bring_in(store, ["Maya"], [])
    store.do(rename, CustomerId(1), "Maja")
    store.undo()
    assert store.take_back_untouched(steps, Act.UNDO_IMPORT).stays == ()
    assert names(store) == []


def test_taking_back_can_be_taken_back_and_done_again(store: Store) -> None:
    steps = bring_in(store, ["Maya"], [], chunks=2)
    there = everything(store)
    store.take_back_untouched(steps, Act.UNDO_IMPORT)
    gone = everything(store)
    store.undo()
    assert everything(store) == there
    store.redo()
    assert everything(store) == gone
    store.undo()
    store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert everything(store) == gone


def test_what_was_taken_back_is_not_taken_back_twice(store: Store) -> None:
    steps = bring_in(store, ["Maya"], [])
    store.take_back_untouched(steps, Act.UNDO_IMPORT)
    with pytest.raises(Refusal, match="already-taken-back"):
        store.take_back_untouched(steps, Act.UNDO_IMPORT)


def test_what_the_journal_let_go_of_is_said(store: Store) -> None:
    steps = bring_in(store, ["Maya"], [])
    store.forget_undo()
    with pytest.raises(Refusal, match="too-long-ago"):
        store.take_back_untouched(steps, Act.UNDO_IMPORT)
    assert names(store) == ["Maya"]


def test_taking_back_stopped_half_way_brings_everything_again(store: Store) -> None:
    steps = bring_in(store, ["Maya"], [], chunks=3)
    there = everything(store)
    work = untouched.taking_back(store, steps, Act.UNDO_IMPORT, file="people.csv")
    next(work)
    next(work)
    work.close()
    assert everything(store) == there
    assert store.take_back_untouched(steps, Act.UNDO_IMPORT).stays == ()


def test_taking_back_cut_off_by_a_crash_is_brought_again_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path) as store:
        steps = bring_in(store, ["Maya"], [], chunks=2)
        there = everything(store)
        batch = store.open_batch(Act.UNDO_IMPORT, file="people.csv")
        store.take_back_step_untouched(steps[1], Act.UNDO_IMPORT, batch, None, {}, ())
    with opened(path) as store:
        assert everything(store) == there


@act(Act.JOIN_CARDS)
def join(w: Write, keep: CustomerId, lose: CustomerId) -> StepId:
    """All that a join does to rows: they move, twins of them go, the losing card goes to the bin."""
    for table in (schema.visit, schema.note, schema.contact):
        for (id_,) in w.raw(f"SELECT id FROM {table.name} WHERE customer_id = ?", (lose,)):
            w.put(table, id_, customer_id=keep)
    kept = {tag for (tag,) in w.raw("SELECT tag_id FROM customer_tag WHERE customer_id = ?", (keep,))}
    for id_, tag in w.raw("SELECT id, tag_id FROM customer_tag WHERE customer_id = ?", (lose,)):
        if tag in kept:
            w.drop(schema.customer_tag, id_)
        else:
            w.put(schema.customer_tag, id_, customer_id=keep)
    w.put(schema.customer, lose, joined_into=keep, binned_at=w.at)
    return w.step


def test_a_join_is_parted_after_later_edits_and_they_stay(store: Store) -> None:
    bring_in(store, ["Ana", "Anna"], [])
    ana, anna = CustomerId(1), CustomerId(2)
    store.do(came, anna)
    moved, _ = store.do(write_down, anna, "likes the window seat")
    step, _ = store.do(join, ana, anna)
    with store.write(Act.EDIT_NOTE) as w:
        w.put(schema.note, moved, words="likes the seat at the window")
    store.do(write_down, ana, "came twice today")
    left = store.take_back_untouched([step], Act.PART_CARDS, name="Ana")
    with store.read() as s:
        assert s.raw("SELECT id, joined_into, binned_at FROM customer ORDER BY id") == [
            (1, None, None),
            (2, None, None),
        ]
        assert s.raw("SELECT customer_id FROM visit") == [(anna,)]
        assert s.raw("SELECT customer_id FROM note ORDER BY id") == [(ana,), (ana,)]
        assert s.raw("SELECT customer_id FROM customer_tag ORDER BY id") == [(ana,), (anna,)]
    assert [(stay.table, stay.row, stay.customer) for stay in left.stays] == [("note", moved, ana)]


def test_nothing_comes_back_to_a_card_that_is_gone_for_good(store: Store) -> None:
    bring_in(store, ["Ana", "Anna"], [])
    note, _ = store.do(write_down, CustomerId(2), "likes the window seat")
    step, _ = store.do(join, CustomerId(1), CustomerId(2))
    with store.write(Act.BIN_CUSTOMER) as w:
        w.drop(schema.customer, 2)
    left = store.take_back_untouched([step], Act.PART_CARDS)
    assert sound(store)
    assert names(store) == ["Ana"]
    assert ("note", note) in {(stay.table, stay.row) for stay in left.stays}


def test_a_tag_given_again_since_is_not_on_the_card_twice(store: Store) -> None:
    bring_in(store, ["Ana", "Anna"], [])
    with store.write(Act.REMOVE_TAG) as w:
        w.drop(schema.customer_tag, 1)
    step, _ = store.do(join, CustomerId(1), CustomerId(2))
    with store.write(Act.ADD_TAG) as w:
        w.add(schema.customer_tag, customer_id=2, tag_id=1)
    store.take_back_untouched([step], Act.PART_CARDS)
    with store.read() as s:
        assert sorted(s.raw("SELECT customer_id FROM customer_tag")) == [(1,), (2,)]


LATER = st.lists(
    st.tuples(st.sampled_from(["came", "renamed", "note", "torn", "phone", "tagged", "undo"]), st.integers(0, 20)),
    max_size=12,
)


def _go_on(store: Store, later: list[tuple[str, int]]) -> None:
    """A shop's day after the import: visits, names mended, phones struck out, now and then an undo."""
    for what, pick in later:
        with store.read() as s:
            people = [row[0] for row in s.raw("SELECT id FROM customer ORDER BY id")]
            words = [row[0] for row in s.raw("SELECT id FROM note ORDER BY id")]
            ways = [row[0] for row in s.raw("SELECT id FROM contact ORDER BY id")]
            tags = [row[0] for row in s.raw("SELECT id FROM customer_tag ORDER BY id")]
        who = people[pick % len(people)]
        if what == "came":
            store.do(came, who)
        elif what == "renamed":
            store.do(rename, who, f"name {pick}")
        elif what == "note":
            store.do(write_down, who, f"words {pick}")
        elif what == "torn" and words:
            store.do(tear_out, words[pick % len(words)])
        elif what == "phone" and ways:
            with store.write(Act.REMOVE_CONTACT) as w:
                w.drop(schema.contact, ways[pick % len(ways)])
        elif what == "tagged" and tags:
            with store.write(Act.REMOVE_TAG) as w:
                w.drop(schema.customer_tag, tags[pick % len(tags)])
        elif what == "undo" and store.labels().undo and store.labels().undo[0] is not Act.IMPORT_CONTACTS:  # type: ignore[index]
            store.undo()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(later=LATER, people=st.integers(0, 3), known=st.integers(1, 2), chunks=st.integers(1, 2))
def test_after_any_later_day_an_import_goes_as_far_as_nobody_wrote_on_it(
    later: list[tuple[str, int]], people: int, known: int, chunks: int
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "cafe.relnotebook") as store:
        regulars = [store.do(welcome, f"regular {n}")[0] for n in range(known)]
        start = everything(store)
        steps = bring_in(store, ["Guest"] * people, regulars, chunks=chunks)
        _go_on(store, later)
        there = everything(store)
        left = store.take_back_untouched(steps, Act.UNDO_IMPORT)
        now = everything(store)
        assert sound(store)
        stays = {(stay.table, stay.row) for stay in left.stays}
        ours = set(steps)
        for table in schema.kept:
            version = list(table.columns.keys()).index("version")
            was = {row[0]: row for row in there[table.name]}
            then = {row[0]: row for row in start[table.name]}
            is_ = {row[0]: row for row in now[table.name]}
            for id_, row in was.items():
                if row[version] not in ours:
                    assert is_[id_] == row, "what was written since, or before, is as it was"
                elif id_ in is_ and is_[id_] == row:
                    assert (table.name, id_) in stays or table.name == "tag"
                else:
                    assert is_.get(id_) == then.get(id_), "what went back is what it was before the import"
        assert notes(store) == [str(row[4]) for row in there["note"]]
        store.undo()
        assert everything(store) == there
