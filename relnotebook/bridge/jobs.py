"""Jobs: long work as a generator of Step, driven in the job lane, stopped only where it yields."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QMetaMethod, QObject, Signal, SignalInstance

from relnotebook.base.problems import Problem
from relnotebook.base.terms import Step
from relnotebook.bridge.lanes import Outcome

T = TypeVar("T")


class Course:
    """The lane's side of a job: drives the generator. It knows no Qt object, so that none can end in a lane.

    Args:
        start: makes the generator; called in the lane, so that it may import what the window should not wait for.
            An iterator that is no generator is left where it is when it is stopped.
        stepped: called in the lane when there is a new step to fetch with `newest_step`; not for every step, since a
            quick generator must not flood the window.
    """

    def __init__(self, start: Callable[[], Iterator[Step]], stepped: Callable[[], None]) -> None:
        self._start = start
        self._stepped = stepped
        self._lock = threading.Lock()
        self._newest: Step | None = None
        self._stop = threading.Event()
        self.cancelled = False

    def stop(self) -> None:
        """Close the generator at its next yield, or never start it."""
        self._stop.set()

    def newest_step(self) -> Step | None:
        """The newest step not fetched before. From any thread."""
        with self._lock:
            step, self._newest = self._newest, None
            return step

    def drive(self) -> Outcome:
        """Run to the end, or to the yield after `stop`; `cancelled` tells which."""
        try:
            work = self._start()
            while not self._stop.is_set():
                self._report(next(work))
            getattr(work, "close", _nothing)()
        except StopIteration as end:
            return Outcome(end.value)
        except BaseException as trouble:
            return Outcome(trouble=trouble)
        self.cancelled = True
        return Outcome()

    def _report(self, step: Step) -> None:
        with self._lock:
            news = self._newest is None
            self._newest = step
        if news:
            self._stepped()


def _nothing() -> None:
    """What there is to close in an iterator that is no generator."""


class Job(QObject, Generic[T]):
    """Long work under way. All signals come on the UI thread, in a later turn than the one that started the job.

    Signals:
        progressed: Step, the newest; some are left out when they come faster than the window turns.
        finished: what the generator returned.
        failed: the Problem it met. When nobody listens here, `Bridge.failed` has it.
        cancelled: it ended before its end, by `cancel` or by a bug (which goes to the crash page).
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, course: Course, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._course = course
        self._done = False

    @property
    def done(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._done

    def cancel(self) -> None:
        """Stop at the next step; `cancelled` follows. Nothing happens when it has ended."""
        self._course.stop()

    def on_step(self) -> None:
        """Tell the newest step, if there is one nobody has heard of."""
        step = self._course.newest_step()
        if step is not None and not self._done:
            self.progressed.emit(step)

    def on_end(self, outcome: Outcome) -> BaseException | None:
        """Tell how it ended. Gives back trouble that nobody here took: a Problem without a listener, or a bug."""
        self.on_step()
        self._done = True
        if self._course.cancelled:
            self.cancelled.emit()
        elif outcome.trouble is None:
            self.finished.emit(outcome.value)
        elif not isinstance(outcome.trouble, Problem):
            self.cancelled.emit()
            return outcome.trouble
        elif not self._heard(self.failed):
            return outcome.trouble
        else:
            self.failed.emit(outcome.trouble)
        return None

    def _heard(self, signal: SignalInstance) -> bool:
        return self.isSignalConnected(QMetaMethod.fromSignal(signal))
