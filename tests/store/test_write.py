"""The store's verbs: read, write, undo, redo, groups that are taken back as one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relnotebook.base.problems import Conflict, Refusal
from relnotebook.base.terms import Act, Kind
from relnotebook.store import schema
from relnotebook.store.write import Store

from .acts import came, everything, names, notes, opened, rename, tear_out, welcome, write_down


def test_an_act_leaves_a_message_of_what_changed(store: Store) -> None:
    ngozi, changes = store.do(welcome, "Ngozi Okafor")
    assert changes is not None
    assert (changes.act, changes.kinds, changes.customers) == (Act.ADD_CUSTOMER, {Kind.CUSTOMER}, {ngozi})
    assert changes.fact("name") == "Ngozi Okafor"


def test_an_act_that_changes_nothing_leaves_no_step(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi Okafor")
    changed, changes = store.do(rename, ngozi, "Ngozi Okafor")
    assert (changed, changes) == (False, None)
    assert store.labels().undo == (Act.ADD_CUSTOMER, (("name", "Ngozi Okafor"),))


def test_an_act_that_fails_half_way_leaves_nothing(store: Store) -> None:
    before = everything(store)
    with pytest.raises(KeyError), store.write(Act.ADD_CUSTOMER) as w:
        w.label(who=str(w.add(schema.customer, name="Half", added_at=0) / w.add(schema.customer, nmae="typo")))
    assert everything(store) == before


# Undo and redo


def test_undo_takes_acts_back_one_by_one_and_redo_brings_them_again(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    store.do(rename, ngozi, "Ngozi Okafor")
    note, _ = store.do(write_down, ngozi, "Allotment won a prize")
    store.do(tear_out, note)
    states = [everything(store)]
    for _ in range(4):
        store.undo()
        states.append(everything(store))
    assert names(store) == []
    for state in reversed(states[:-1]):
        store.redo()
        assert everything(store) == state


def test_undo_names_what_it_takes_back(store: Store) -> None:
    store.do(welcome, "Ngozi")
    changes = store.undo()
    assert (changes.act, changes.fact("what"), changes.fact("name")) == (Act.UNDO, "add customer", "Ngozi")


def test_nothing_to_undo_and_nothing_to_redo_are_said(store: Store) -> None:
    for verb in (store.undo, store.redo):
        with pytest.raises(Refusal):
            verb()


def test_a_new_act_ends_what_could_be_redone(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    store.do(rename, ngozi, "Ngozi Okafor")
    store.undo()
    store.do(write_down, ngozi, "Came by")
    assert store.labels().redo is None
    with pytest.raises(Refusal):
        store.redo()


def test_undo_survives_closing_the_program(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path) as store:
        store.do(welcome, "Ngozi")
    with opened(path) as store:
        store.undo()
        assert names(store) == []
    with opened(path) as store:
        store.redo()
        assert names(store) == ["Ngozi"]


def test_each_till_takes_back_its_own_acts_only(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, till="front") as front, opened(path, till="back") as back:
        front.do(welcome, "Ngozi")
        back.do(welcome, "Aoi")
        front.undo()
        assert names(back) == ["Aoi"]


def test_undo_never_overwrites_what_another_till_wrote_since(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, till="front") as front, opened(path, till="back") as back:
        ngozi, _ = front.do(welcome, "Ngozi")
        front.do(rename, ngozi, "Ngozi O.")
        back.do(rename, ngozi, "Ngozi Okafor")
        with pytest.raises(Conflict):
            front.undo()
        assert names(front) == ["Ngozi Okafor"]


def test_undoing_a_card_that_has_visits_of_another_till_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, till="front") as front, opened(path, till="back") as back:
        ngozi, _ = front.do(welcome, "Ngozi")
        back.do(came, ngozi)
        with pytest.raises(Conflict):
            front.undo()
        assert names(front) == ["Ngozi"]


def test_what_another_till_wrote_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, till="front") as front, opened(path, till="back") as back:
        start = front.last_step()
        aoi, _ = back.do(welcome, "Aoi")
        front.do(welcome, "Ngozi")
        heard = front.steps_after(start)
    assert [(c.act, c.customers, c.elsewhere) for c in heard] == [(Act.ADD_CUSTOMER, {aoi}, True)]


# Bursts


def test_typing_in_one_field_is_one_step(store: Store, clock: Callable[[timedelta], None]) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    for typed in ("Ngozi O", "Ngozi Oka", "Ngozi Okafor"):
        clock(timedelta(seconds=2))
        store.do(rename, ngozi, typed, burst="name")
    store.undo()
    assert names(store) == ["Ngozi"]
    store.redo()
    assert names(store) == ["Ngozi Okafor"]


def test_a_pause_or_another_act_ends_the_burst(store: Store, clock: Callable[[timedelta], None]) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    store.do(rename, ngozi, "Ngozi O", burst="name")
    clock(timedelta(minutes=2))
    store.do(rename, ngozi, "Ngozi Okafor", burst="name")
    store.undo()
    assert names(store) == ["Ngozi O"]


# Groups


def bring_in(store: Store, chunks: int = 3) -> int:
    """An import of `chunks` writes with four customers each."""
    batch = store.open_batch(Act.IMPORT_CONTACTS, file="people.csv")
    for chunk in range(chunks):
        with store.write(Act.IMPORT_CONTACTS, batch=batch) as w:
            w.label(file="people.csv")
            w.add_many(schema.customer, ("name", "added_at"), [(f"Guest {chunk}.{n}", 0) for n in range(4)])
    return batch


def test_an_import_is_taken_back_and_brought_again_as_one(store: Store) -> None:
    store.do(welcome, "Ngozi")
    batch = bring_in(store)
    store.close_batch(batch)
    full = everything(store)
    store.undo()
    assert names(store) == ["Ngozi"]
    assert store.labels().redo == (Act.IMPORT_CONTACTS, (("file", "people.csv"),))
    store.redo()
    assert everything(store) == full
    store.undo()
    store.undo()
    assert names(store) == []


def test_half_an_import_is_taken_back_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path) as store:
        store.do(welcome, "Ngozi")
        bring_in(store)
    with opened(path) as store:
        assert names(store) == ["Ngozi"]
        assert store.recovered == [(Act.IMPORT_CONTACTS, {"file": "people.csv"})]
    with opened(path) as store:
        assert store.recovered == []


def test_the_counter_writes_between_the_chunks_of_an_import(store: Store) -> None:
    batch = store.open_batch(Act.IMPORT_CONTACTS, file="people.csv")
    in_chunk, logged = threading.Event(), threading.Event()
    order: list[str] = []

    def import_() -> None:
        for _ in range(2):
            with store.write(Act.IMPORT_CONTACTS, batch=batch) as w:
                w.add_many(schema.customer, ("name", "added_at"), [("Guest", 0)])
                in_chunk.set()
                logged.wait(1.0) if not order else None
                order.append("chunk")

    importing = threading.Thread(target=import_)
    importing.start()
    in_chunk.wait()
    counter = threading.Thread(target=lambda: (store.do(welcome, "Ngozi"), order.append("counter")))
    counter.start()
    with store._turns._condition:
        store._turns._condition.wait_for(lambda: store._turns._hurried == 1, timeout=5)
    logged.set()
    counter.join()
    importing.join()
    assert order == ["chunk", "counter", "chunk"]


def test_an_item_somebody_else_uses_by_now_stays_when_its_first_visit_goes(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, till="front") as front, opened(path, till="back") as back:
        ngozi, _ = front.do(welcome, "Ngozi")
        with front.write(Act.LOG_VISIT) as w:
            bun, tea = w.add_many(schema.item, ("name", "folded"), [("Bun", "bun"), ("Tea", "tea")])
            visit = w.add(schema.visit, customer_id=ngozi, at=0)
            w.add_many(schema.visit_item, ("visit_id", "item_id"), [(visit, bun), (visit, tea)])
        with back.write(Act.LOG_VISIT) as w:
            other = w.add(schema.visit, customer_id=ngozi, at=9)
            w.add(schema.visit_item, visit_id=other, item_id=bun)
        front.undo()
        with front.read() as s:
            assert s.raw("SELECT name FROM item") == [("Bun",)]
            assert s.raw("SELECT at FROM visit") == [(9,)]
        front.redo()
        with front.read() as s:
            assert s.raw("SELECT name FROM item ORDER BY id") == [("Bun",), ("Tea",)]
            assert s.raw("SELECT count(*) FROM visit_item") == [(3,)]


# Floors


def test_the_windows_thread_may_not_touch_the_database(store: Store) -> None:
    store.forbidden_thread = threading.get_ident()
    with pytest.raises(RuntimeError), store.read():
        pass
    with pytest.raises(RuntimeError):
        store.do(welcome, "Ngozi")
    store.forbidden_thread = None


def test_what_is_forgotten_cannot_be_taken_back(store: Store) -> None:
    store.do(welcome, "Ngozi")
    store.forget_undo()
    assert store.labels().undo is None
    assert names(store) == ["Ngozi"]
    assert notes(store) == []


def test_what_is_written_at_another_place_of_this_till_is_not_taken_back_here(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, till="front") as front, opened(path, till="back") as back:
        ngozi, _ = front.do(welcome, "Ngozi")
        before = front.last_step()
        with front.write(Act.ADD_NOTE, till="front, customer screen") as w:
            w.add(schema.note, customer_id=ngozi, at=w.at, utc_offset=w.offset, words="from the screen")
        front.do_at("front, customer screen", None, write_down, ngozi, "and another")
        assert front.labels().undo == (Act.ADD_CUSTOMER, (("name", "Ngozi"),))
        assert front.steps_after(before) == []  # nobody else's news at this till
        assert [c.elsewhere for c in back.steps_after(before)] == [True, True]
        with pytest.raises(Conflict):
            front.undo()  # the card is needed by what was written there
        assert len(notes(front)) == 2


def test_what_happens_at_another_place_does_not_end_what_could_be_redone_here(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    store.do(rename, ngozi, "Ngozi Okafor")
    store.undo()
    store.do_at("screen", None, write_down, ngozi, "Came by")
    store.redo()
    assert names(store) == ["Ngozi Okafor"]
