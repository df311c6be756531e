"""The long work of bringing people in: reads what the flow asks for, one thing after the other, and carries it out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import StaffId, Step
from relnotebook.base.words import _
from relnotebook.ui.importing.flow import PLAN, SEE, Flow

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.bridge.jobs import Job
    from relnotebook.exchange.columns import AlertSeen, ColumnSeen
    from relnotebook.exchange.incoming import Result
    from relnotebook.exchange.mending import OddRow
    from relnotebook.exchange.plan import Plan
    from relnotebook.notebook.imports import TakenBack

BRINGING, BACK, SAVING = "bringing", "back", "saving"


class Work(QObject):
    """Drives one flow. What a person may not wait for is a job that can be stopped.

    Attributes:
        flow: the one that is up; put another one in by `use`.
        doing: BRINGING, BACK or SAVING while that runs; "" while nothing is written.
        problem: what stopped the last reading, in the flow's `trouble` by its code.
    Signals:
        progressed: Step, of whatever runs.
        renewed: something was read, could not be read, or is wanted anew: show it.
        came_in: Result; visits_in: a file of visits is in. taken_back: (id of an import, TakenBack).
        stopped: what was being written was stopped, and nothing of it stays. failed: Problem of that.
        saved: (rows, Path) of a file of rows that stayed out.
    """

    progressed = Signal(object)
    renewed = Signal()
    came_in = Signal(object)
    visits_in = Signal(object)
    taken_back = Signal(int, object)
    stopped = Signal()
    failed = Signal(object)
    saved = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.flow = Flow()
        self.doing = ""
        self.problem: Problem | None = None
        self.second_backup: Path | None = None
        self._bridge: Bridge | None = None
        self._reading: Job[Any] | None = None
        self._writing: Job[Any] | None = None

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def use(self, flow: Flow) -> None:
        """Another file, or none."""
        self.drop()
        self.flow = flow
        self.problem = None

    # Reading

    @property
    def reads(self) -> bool:
        """Whether something is being read."""
        return bool(self.flow.reading)

    def drop(self) -> None:
        """Stop what is being read; its answer is not wanted."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self.flow.stopped()

    def go_on(self) -> None:
        """Read what the flow wants next; what was overtaken is dropped."""
        if self._bridge is None or self.doing:
            return
        if self.flow.in_vain:
            self.drop()
        if self.flow.reading or not (work := self.flow.work):
            return
        self.flow.begun(work)
        if work == SEE:
            self._see(self._bridge)
        else:
            start = partial(_plan, flow=_Frozen.of(self.flow)) if work == PLAN else partial(_meet, plan=self.flow.plan)
            self._read(self._bridge.run(start), work)

    def _see(self, bridge: Bridge) -> None:
        flow = self.flow
        assert flow.file is not None
        ask = bridge.look(_look, flow.file, flow.encoding, flow.separator).latest(self, SEE)
        ask.then(partial(self._found, flow, SEE)).otherwise(partial(self._trouble, flow, SEE))

    def _read(self, job: Job[Any], work: str) -> None:
        flow = self.flow
        self._reading = job
        job.progressed.connect(self._on_step)
        job.finished.connect(partial(self._job_found, job, flow, work))
        job.failed.connect(partial(self._job_failed, job, flow, work))
        job.cancelled.connect(partial(self._given_up, job, work))

    def _on_step(self, step: Step) -> None:
        if self.reads or self.doing:
            self.progressed.emit(step)

    def _job_found(self, job: Job[Any], flow: Flow, work: str, found: object) -> None:
        if job is self._reading:  # one that was dropped may end before it hears of that
            self._found(flow, work, found)

    def _job_failed(self, job: Job[Any], flow: Flow, work: str, problem: Problem) -> None:
        if job is self._reading:
            self._trouble(flow, work, problem)

    def _found(self, flow: Flow, work: str, found: object) -> None:
        if flow is not self.flow or flow.reading != work:
            return
        self._reading = None
        if flow.read(work, found):
            self.problem = None
            self.renewed.emit()
        self.go_on()

    def _trouble(self, flow: Flow, work: str, problem: Problem) -> None:
        if flow is not self.flow or flow.reading != work:
            return
        self._reading = None
        if flow.failed(work, problem.code):
            self.problem = problem
            self.renewed.emit()
        self.go_on()

    def _given_up(self, job: Job[Any], work: str) -> None:
        """Ended by a bug, of which the crash page tells: it is not waited for any more."""
        if job is self._reading:
            self._reading = None
            self.flow.failed(work, "bug")
            self.renewed.emit()

    # Writing

    def paste(self, text: str, then: Callable[[Path], object]) -> None:
        """What is in the clipboard, as a file; `then` gets it."""
        if self._bridge is not None:
            self._bridge.look(_kept, text).latest(self, "paste").then(then).otherwise(self.failed.emit)

    def forget_pasted(self) -> None:
        """What was pasted is in, or not wanted: it goes."""
        if self._bridge is not None:
            self._bridge.look(_let_go)

    def bring_in(self, staff: StaffId | None) -> None:
        """Carry the plan out: a backup first, then everybody, as one step."""
        if self._bridge is not None and not self.doing and self.flow.plan is not None:
            plan, flow = self.flow.plan, self.flow
            start = partial(bringing, plan=plan, decisions=flow.decisions(), alerts=frozenset(flow.alerts), staff=staff,
                            second=self.second_backup)  # fmt: skip
            self._write(BRINGING, self._bridge.run(start), self.came_in.emit)

    def bring_visits(self, staff: StaffId | None) -> None:
        """Bring the file in as one of visits."""
        if self._bridge is not None and not self.doing and self.flow.file is not None:
            start = partial(visiting, file=self.flow.file, staff=staff, second=self.second_backup)
            self._write(BRINGING, self._bridge.run(start), self.visits_in.emit)

    def take_back(self, id_: int, staff: StaffId | None) -> None:
        """Take an import out again."""
        if self._bridge is not None and not self.doing:
            job = self._bridge.run(partial(_taking_back, id_=id_, staff=staff))
            self._write(BACK, job, partial(self.taken_back.emit, id_))

    def save_rest(self, plan: Plan, out: Path) -> None:
        """Write the rows that stay out into a file."""
        if self._bridge is not None and not self.doing:
            job = self._bridge.run(partial(_saving, plan=plan, out=out))
            self._write(SAVING, job, lambda rows: self.saved.emit(rows, out))

    def stop(self) -> None:
        """Stop what runs; what was written by it goes again."""
        if self._writing is not None:
            self._writing.cancel()

    def _write(self, doing: str, job: Job[Any], then: Callable[[Any], object]) -> None:
        self.drop()
        self.doing, self._writing = doing, job
        job.progressed.connect(self._on_step)
        job.finished.connect(partial(self._done, then))
        job.failed.connect(self._not_done)
        job.cancelled.connect(self._left)

    def _done(self, then: Callable[[Any], object], value: object) -> None:
        self.doing, self._writing = "", None
        then(value)

    def _not_done(self, problem: Problem) -> None:
        self.doing, self._writing = "", None
        if problem.code == "file-changed":
            self.flow.again()
        self.failed.emit(problem)

    def _left(self) -> None:
        self.doing, self._writing = "", None
        self.stopped.emit()


@dataclass(frozen=True, slots=True)
class Matched:
    """A plan, and what is shown of it, made where nobody waits for it."""

    plan: Plan
    columns: tuple[ColumnSeen, ...]
    alerts: tuple[AlertSeen, ...]
    odd: tuple[OddRow, ...]


class _Frozen:
    """What a plan is made from, so that a choice made meanwhile does not change it under way."""

    def __init__(self, file: Path, encoding: str, choices: Any) -> None:
        self.file, self.encoding, self.choices = file, encoding, choices

    @classmethod
    def of(cls, flow: Flow) -> _Frozen:
        assert flow.file is not None
        return cls(flow.file, flow.encoding, flow.choices())


# In the lanes


def _look(store: Any, file: Path, encoding: str, separator: str) -> Any:
    from relnotebook.exchange import remembered, seeing
    from relnotebook.notebook import shop

    with store.read() as s:
        region, letters = shop.region(s), remembered.all_letters(s)
    return seeing.see(file, encoding, separator, region=region, letters=letters)


def _plan(store: Any, flow: _Frozen) -> Generator[Step, None, Matched]:
    from relnotebook.exchange import columns, mending
    from relnotebook.exchange.plan import plan_contacts

    encoding = flow.encoding or None
    plan = yield from plan_contacts(
        store, flow.file, encoding=encoding, choices=flow.choices, recall=True, by_hand=True
    )
    if not plan.people and not plan.tally.rows:
        raise Refusal("nobody-in-file", file=plan.file)
    return Matched(plan, columns.columns_seen(plan), columns.alerts_in(plan), mending.odd_rows(plan))


def _meet(store: Any, plan: Plan) -> Generator[Step, None, Any]:
    from relnotebook.exchange import meeting

    return (yield from meeting.meetings(store, plan))


def _kept(store: Any, text: str) -> Path:
    from relnotebook.exchange import pasted

    return pasted.keep(Path(store.path).parent, text)


def _let_go(store: Any) -> None:
    from relnotebook.exchange import pasted

    pasted.forget(Path(store.path).parent)


def bringing(
    store: Any,
    plan: Plan,
    decisions: dict[int, str],
    alerts: frozenset[int],
    staff: StaffId | None,
    second: Path | None,
) -> Generator[Step, None, Result]:
    """The people of a plan, with a backup before them where there is anything to lose."""
    from relnotebook.exchange import incoming

    decided = incoming.decided(plan, decisions, alerts)
    backup = partial(_safe_first, store, second)
    return (yield from incoming.apply_contacts(store, decided, staff=staff, backup=backup, reduce_photo=small))


def visiting(store: Any, file: Path, staff: StaffId | None, second: Path | None) -> Generator[Step, None, Any]:
    """The visits of a file."""
    from relnotebook.exchange import visitsfile

    plan = yield from visitsfile.plan_visits(store, file)
    yield from _safe_first(store, second)
    return (yield from visitsfile.apply_visits(store, plan, staff=staff))


def _safe_first(store: Any, second: Path | None) -> Iterator[Step]:
    from relnotebook.notebook import safety

    yield Step(0, 0, _("Backing up first"))
    yield from safety.back_up(store, "import", second)


def _taking_back(store: Any, id_: int, staff: StaffId | None) -> Generator[Step, None, TakenBack]:
    from relnotebook.base.terms import GroupId
    from relnotebook.notebook import imports

    return (yield from imports.take_back(store, GroupId(id_), staff=staff))


def _saving(store: Any, plan: Plan, out: Path) -> Generator[Step, None, int]:
    from relnotebook.exchange import rejects

    return (yield from rejects.save(plan, out))


def small(picture: bytes) -> bytes | None:
    """A photo of an address book, made small and without where it was taken; None for what is no picture."""
    from relnotebook.widgets import pictures

    try:
        return pictures.reduce(picture)
    except Problem:
        return None
