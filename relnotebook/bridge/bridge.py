"""The bridge between the window and the notebook: read, write and run, and word of every change.

The window's thread never waits: it hands a function to a lane and is called back. The bridge knows no feature; it
carries whatever function it is given.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, overload

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from relnotebook.base import clock
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Act, Changes, Kind, StaffId, Step, StepId, UndoLabels
from relnotebook.bridge.ask import Ask, Newest, Receiver, tell_bug
from relnotebook.bridge.jobs import Course, Job
from relnotebook.bridge.lanes import Home, Lane, Outcome, Reading, Writing

if TYPE_CHECKING:  # the store brings SQLAlchemy with it, which the first paint must not wait for
    from relnotebook.store.write import Session, Store, Write

P = ParamSpec("P")
T = TypeVar("T")

READERS = 2
RETRY_MS = 3000
CUT_MS = 20


class Bridge(QObject):
    """Carries reads, acts and jobs to the lanes, and their answers home. Made and used on the UI thread.

    Signals:
        changed: Changes, after every commit, here or at another till; before the answer of the act itself.
        failed: a Problem nobody else took, or the StoreTrouble for which an act is kept and tried again.
        undo_ready: UndoLabels, after every change and once at the beginning.
        saving: True when something is on its way to the file, False when everything is in it.

    Attributes:
        store: the open notebook, for the lanes; a read or write of it on the UI thread raises. Closed with the bridge.
        staff: who is at the till; goes into the journal with every act.
        undo_labels: what `undo_ready` said last.
    """

    changed = Signal(object)
    failed = Signal(object)
    undo_ready = Signal(object)
    saving = Signal(bool)

    def __init__(self, store: Store, *, retry_ms: int = RETRY_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.staff: StaffId | None = None
        self.undo_labels = UndoLabels()
        self._closed = False
        self._numbers = itertools.count(1)
        self._newest = Newest()
        self._asks: dict[int, Ask[Any]] = {}
        self._readings: dict[int, Reading] = {}
        self._unsaved: dict[int, Writing] = {}
        self._jobs: dict[int, Job[Any]] = {}
        self._saving = False
        self._trouble: StoreTrouble | None = None
        self._on_idle: list[Receiver] = []
        self._home = Home(self)
        self._writer = Lane("writer")
        self._readers = Lane("reader", threads=READERS)
        self._worker = Lane("job")
        self._retry = self._timer(retry_ms, self.try_again)
        self._cutting = self._timer(CUT_MS, self._cut)
        store.forbidden_thread = threading.get_ident()
        self._writer.put(self._warm)
        self._ask_labels()

    def _timer(self, interval: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    # The three verbs

    def read(self, query: Callable[Concatenate[Session, P], T], /, *args: P.args, **kw: P.kwargs) -> Ask[T]:
        """Ask the notebook: `query` gets one snapshot as its first argument, in a reader lane."""
        store = self.store

        def question(reading: Reading) -> T:
            with store.read() as session, reading.interruptible(session):
                return query(session, *args, **kw)

        return self._read(question)

    def write(self, act: Callable[Concatenate[Write, P], T], /, *args: P.args, **kw: P.kwargs) -> Ask[T]:
        """Do an act (a function marked with `store.write.act`), after those asked for before.

        It is never lost: see `trouble`. `.latest` silences the answer of the older one, which is done all the same.
        """
        staff = self.staff
        return self._write(lambda store: store.do_as(staff, act, *args, **kw))

    def write_from(
        self, till: str, act: Callable[Concatenate[Write, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> Ask[T]:
        """As `write`, from another place beside this till and signed by nobody: undo here does not take it back."""
        return self._write(lambda store: store.do_at(till, None, act, *args, **kw))

    def write_aside(
        self, till: str, act: Callable[Concatenate[Write, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> Ask[T]:
        """As `write_from`, signed by whoever is at this till: theirs, and not for somebody else's undo here."""
        staff = self.staff
        return self._write(lambda store: store.do_at(till, staff, act, *args, **kw))

    @overload
    def run(self, work: Generator[Step, None, T], /) -> Job[T]: ...
    @overload
    def run(self, work: Iterator[Step], /) -> Job[Any]: ...
    @overload
    def run(
        self, work: Callable[Concatenate[Store, P], Generator[Step, None, T]], /, *args: P.args, **kw: P.kwargs
    ) -> Job[T]: ...
    @overload
    def run(
        self, work: Callable[Concatenate[Store, P], Iterator[Step]], /, *args: P.args, **kw: P.kwargs
    ) -> Job[Any]: ...

    def run(self, work: Any, /, *args: Any, **kw: Any) -> Job[Any]:
        """Do long work in the job lane, one job after the other.

        `work` is a generator, or a function that makes one and gets the store as its first argument. When it has
        written anything, `changed` says so at its end, in whatever way it ended, as one change of everything.
        """
        number, send, stepped = next(self._numbers), self._home.send, self._stepped
        start = partial(work, self.store, *args, **kw) if callable(work) else lambda: work
        course = Course(start, lambda: send(partial(stepped, number)))
        job: Job[Any] = Job(course)
        self._worker.put(partial(self._labour, number, course))
        self._jobs[number] = job
        return job

    def undo(self) -> Ask[Changes]:
        """Take back the last act of this till."""
        return self._write(lambda store: _twice(store.undo()))

    def redo(self) -> Ask[Changes]:
        """Do again what was last taken back."""
        return self._write(lambda store: _twice(store.redo()))

    # Beside them

    def look(self, query: Callable[Concatenate[Store, P], T], /, *args: P.args, **kw: P.kwargs) -> Ask[T]:
        """Like `read`, for a function that wants the store itself; it is not cut off while it runs."""
        store = self.store
        return self._read(lambda _: query(store, *args, **kw))

    def keep(self, function: Callable[Concatenate[Store, P], T], /, *args: P.args, **kw: P.kwargs) -> Ask[T]:
        """Run `function` on the store in the writer lane, without a step in the journal: for drafts.

        `.latest` forgets the older one if it has not started: only the newest words are worth keeping.
        """
        return self._write(lambda store: (function(store, *args, **kw), None), may_skip=True)

    def tell(self, changes: Changes) -> None:
        """Pass on word of a change that nobody made through this bridge: another till, the day's turn."""
        self.changed.emit(changes)

    @property
    def jobs(self) -> tuple[Job[Any], ...]:
        """The jobs that run or wait."""
        return tuple(self._jobs.values())

    @property
    def quiet(self) -> bool:
        """Whether nothing that was asked, written or run is under way."""
        return not (self._asks or self._unsaved or self._jobs)

    # What is not in the file yet

    @property
    def pending(self) -> int:
        """How many acts and drafts are not in the file yet."""
        return len(self._unsaved)

    @property
    def trouble(self) -> StoreTrouble | None:
        """Why acts are kept back at the moment, or None.

        An act that meets a full disk or a locked file is tried again every few seconds, and those after it wait their
        turn. `failed` tells of the trouble once, `saving(False)` of its end.
        """
        return self._trouble

    def idle(self, callback: Callable[[], object]) -> None:
        """Call back once, in a later turn, as soon as everything is in the file. A method is held weakly."""
        self._on_idle.append(Receiver(callback))
        self._home.send(self._settle)

    @Slot()
    def try_again(self) -> None:
        """Try the kept act now rather than in a few seconds."""
        self._retry.stop()
        self._writer.resume()

    def give_up(self) -> int:
        """Forget the acts that are kept and those behind them, when a person said so; how many they were.

        `saving(False)` follows: nothing is on its way any more, but it is not saved either.
        """
        forgotten = set(self._writer.clear())
        for number in [n for n, writing in self._unsaved.items() if writing in forgotten]:
            self._forget(number)
        self._recovered()
        self._settle()
        return len(forgotten)

    # The end

    @property
    def closed(self) -> bool:
        return self._closed

    def close(self, seconds: float = 5.0) -> bool:
        """Finish the writes, cut off the rest, let go of the file; True when everything was saved.

        Waits at most `seconds`. No answer arrives afterwards; a read then asks in vain and a write raises RuntimeError.
        """
        if self._closed:
            return not self._writer.waiting()
        self._closed = True
        deadline = clock.monotonic() + seconds
        self._retry.stop()
        self._cut_off(deadline)
        lanes = (self._writer, self._readers, self._worker)
        for lane in lanes:
            lane.close()
        ended = [lane.join(deadline) for lane in lanes]
        self._home.close()
        self.store.forbidden_thread = None
        self._let_go(deadline)
        return all(ended) and not self._writer.waiting()

    def _cut_off(self, deadline: float) -> None:
        for job in self._jobs.values():
            job.cancel()
        self._readers.clear()
        self._readers.close()
        for reading in self._readings.values():
            reading.dropped = True
        self._cut()
        while not self._readers.join(min(deadline, clock.monotonic() + CUT_MS / 1000)) and clock.monotonic() < deadline:
            self._cut()

    def _let_go(self, deadline: float) -> None:
        """Close the store in a lane: the last connection to go moves the log into the file, which may take a while."""
        lane = Lane("closing")
        close = self.store.close
        lane.put(lambda: close() is None)
        lane.close()
        lane.join(deadline)

    # To the lanes

    def _read(self, question: Callable[[Reading], T]) -> Ask[T]:
        ask: Ask[T] = Ask(self._newest)
        if self._closed:
            return ask
        number = next(self._numbers)
        reading = Reading(question, self._way_home(number))
        self._asks[number], self._readings[number] = ask, reading
        ask.stop_by(partial(self._drop, number))
        self._readers.put(reading)
        return ask

    def _write(self, work: Callable[[Store], tuple[T, Changes | None]], *, may_skip: bool = False) -> Ask[T]:
        ask: Ask[T] = Ask(self._newest)
        number, send, kept = next(self._numbers), self._home.send, self._kept
        writing = Writing(self.store, work, self._way_home(number), lambda trouble: send(partial(kept, trouble)))
        self._writer.put(writing)
        self._asks[number], self._unsaved[number] = ask, writing
        if may_skip:
            ask.stop_by(partial(self._skip, number, writing))
        if not self._saving:
            self._saving = True
            self.saving.emit(True)
        return ask

    def _drop(self, number: int) -> None:
        self._asks.pop(number, None)
        reading = self._readings.get(number)
        if reading is not None and self._readers.take_out(reading):
            del self._readings[number]
        elif reading is not None:
            reading.dropped = True
            self._cut()

    @Slot()
    def _cut(self) -> None:
        """Interrupt the readings nobody waits for; once more a little later, if they still run."""
        dropped = [reading for reading in self._readings.values() if reading.dropped]
        for reading in dropped:
            reading.drop()
        if dropped and not self._closed:
            self._cutting.start()

    def _skip(self, number: int, writing: Writing) -> None:
        if self._writer.take_out(writing):
            self._forget(number)
            self._settle()

    def _forget(self, number: int) -> None:
        self._unsaved.pop(number, None)
        self._asks.pop(number, None)

    def _way_home(self, number: int) -> Callable[[Outcome], None]:
        send, came = self._home.send, self._came
        return lambda outcome: send(partial(came, number, outcome))

    def _ask_labels(self) -> None:
        self.look(_labels).latest(self, "undo labels").then(self._labelled)

    # In the lanes

    def _warm(self) -> bool:
        """Open the writer's connection now, not at the first visit of the day."""
        try:
            with self.store.write(Act.REBUILD):
                pass
        except Exception as trouble:
            self._home.send(partial(self._untaken, trouble))
        return True

    def _labour(self, number: int, course: Course) -> bool:
        """Drive a job, and find out whether it has written."""
        before = self._last_step()
        outcome = course.drive()
        after = self._last_step()
        changes = None if after == before else Changes(Act.REBUILD, frozenset(Kind), frozenset(), after)
        self._home.send(partial(self._ended, number, Outcome(outcome.value, outcome.trouble, changes)))
        return True

    def _last_step(self) -> StepId:
        try:
            return self.store.last_step()
        except Exception:
            return StepId(-1)  # not to be found out: taken for a change

    # At home again

    def _came(self, number: int, outcome: Outcome) -> None:
        self._readings.pop(number, None)
        ask = self._asks.pop(number, None)
        written = self._unsaved.pop(number, None) is not None
        if written:
            self._recovered()
        if outcome.changes is not None:
            self._changed(outcome.changes)
        if ask is not None:
            self._answer(ask, outcome)
        if written:
            self._settle()

    def _answer(self, ask: Ask[Any], outcome: Outcome) -> None:
        if outcome.trouble is None:
            ask.answer(outcome.value)
        elif not (isinstance(outcome.trouble, Problem) and ask.refuse(outcome.trouble)):
            self._untaken(outcome.trouble)

    def _untaken(self, trouble: BaseException) -> None:
        if isinstance(trouble, Problem):
            self.failed.emit(trouble)
        else:
            tell_bug(trouble)

    def _changed(self, changes: Changes) -> None:
        self._ask_labels()
        self.changed.emit(changes)

    def _labelled(self, labels: UndoLabels) -> None:
        self.undo_labels = labels
        self.undo_ready.emit(labels)

    def _kept(self, trouble: StoreTrouble) -> None:
        if not self._unsaved:  # given up meanwhile
            return
        news = self._trouble is None or self._trouble.code != trouble.code
        self._trouble = trouble
        self._retry.start()
        if news:
            self.failed.emit(trouble)

    def _recovered(self) -> None:
        self._trouble = None
        self._retry.stop()

    def _settle(self) -> None:
        """When everything is in the file, say so."""
        if self._unsaved:
            return
        if self._saving:
            self._saving = False
            self.saving.emit(False)
        waiting, self._on_idle = self._on_idle, []
        for slot in waiting:
            slot.call()

    def _stepped(self, number: int) -> None:
        if number in self._jobs:
            self._jobs[number].on_step()

    def _ended(self, number: int, outcome: Outcome) -> None:
        job = self._jobs.pop(number)
        if outcome.changes is not None:
            self._changed(outcome.changes)
        trouble = job.on_end(outcome)
        if trouble is not None:
            self._untaken(trouble)


def _twice(changes: Changes) -> tuple[Changes, Changes]:
    return changes, changes


def _labels(store: Store) -> UndoLabels:
    return store.labels()
