"""The one test that proves the journal: any acts, all taken back, give the start; all done again, the end."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from relnotebook.base.terms import Act, CustomerId
from relnotebook.store import journal, schema
from relnotebook.store.write import Store

from .acts import came, everything, opened, rename, tear_out, welcome, write_down


class AnyDay(RuleBasedStateMachine):
    """Acts in any order, with undo and redo anywhere in between; the model is the list of whole states."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._opened = opened(Path(self._folder.name) / "cafe.relnotebook")
        self.store: Store = self._opened.__enter__()
        self.past = [everything(self.store)]
        self.future: list[dict[str, list[tuple[object, ...]]]] = []

    def teardown(self) -> None:
        while len(self.past) > 1:
            self.future.append(self.past.pop())
            self.store.undo()
            assert everything(self.store) == self.past[-1]
        while self.future:
            self.store.redo()
            assert everything(self.store) == self.future.pop()
        self._opened.__exit__(None, None, None)
        self._folder.cleanup()

    def _done(self) -> None:
        state = everything(self.store)
        if state != self.past[-1]:
            self.past.append(state)
            self.future.clear()

    def _people(self) -> list[CustomerId]:
        return [row[0] for row in self.past[-1]["customer"]]  # type: ignore[misc]

    @rule(name=st.text(max_size=8))
    def somebody_new(self, name: str) -> None:
        self.store.do(welcome, name)
        self._done()

    @precondition(lambda self: self._people())
    @rule(data=st.data(), name=st.text(max_size=8), burst=st.sampled_from(["", "name"]))
    def a_name_is_mended(self, data: st.DataObject, name: str, burst: str) -> None:
        who = data.draw(st.sampled_from(self._people()))
        before = self.store.last_step()
        _, changes = self.store.do(rename, who, name, burst=f"{burst}/{who}" if burst else "")
        if changes is not None and changes.step == before:
            self.past[-1] = everything(self.store)
            self.future.clear()
        elif changes is not None:
            self._done()

    @precondition(lambda self: self._people())
    @rule(data=st.data(), words=st.text(max_size=8))
    def a_note_is_written(self, data: st.DataObject, words: str) -> None:
        self.store.do(write_down, data.draw(st.sampled_from(self._people())), words)
        self._done()

    @precondition(lambda self: self.past[-1]["note"])
    @rule(data=st.data())
    def a_note_is_torn_out(self, data: st.DataObject) -> None:
        self.store.do(tear_out, data.draw(st.sampled_from([row[0] for row in self.past[-1]["note"]])))
        self._done()

    @precondition(lambda self: self._people())
    @rule(data=st.data())
    def somebody_comes_in(self, data: st.DataObject) -> None:
        self.store.do(came, data.draw(st.sampled_from(self._people())))
        self._done()

    @rule(many=st.integers(1, 4), chunks=st.integers(1, 3))
    def people_are_brought_in(self, many: int, chunks: int) -> None:
        batch = self.store.open_batch(Act.IMPORT_CONTACTS)
        for _ in range(chunks):
            with self.store.write(Act.IMPORT_CONTACTS, batch=batch) as w:
                ids = w.add_many(schema.customer, ("name", "added_at"), [("Guest", 0)] * many)
                w.add_many(schema.visit, ("customer_id", "at"), [(id_, 0) for id_ in ids])
                for row in list(self.past[-1]["customer"])[:1]:
                    w.put(schema.customer, row[0], talk=f"seen {many}.{chunks}.{w.step}")  # type: ignore[arg-type]
        self.store.close_batch(batch)
        self._done()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.future.append(self.past.pop())
        self.store.undo()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.future.pop())
        self.store.redo()

    @invariant()
    def the_notebook_is_where_it_should_be(self) -> None:
        assert everything(self.store) == self.past[-1]


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(
    max_examples=40, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_old_images_go_and_the_lines_stay(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    with store.write(Act.IMPORT_VISITS) as w:
        w.add_many(schema.visit, ("customer_id", "at"), [(ngozi, 0)])
        now = w.at
    with store.write(Act.JOIN_CARDS) as w:
        w.put(schema.customer, ngozi, talk="one of two")
    connection = store.raw_connection()
    journal.prune(connection.execute, now + 200 * 86400)
    connection.close()
    with store.read() as s:
        assert s.raw("SELECT act FROM step ORDER BY id") == [("add customer",), ("import visits",), ("join cards",)]
        assert s.raw("SELECT tbl FROM image ORDER BY id") == [("visit",), ("customer",)]
    assert store.labels().undo == (Act.JOIN_CARDS, ())
