"""Lanes: threads that take work in turn. What they find comes home to the UI thread by one queued signal."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from relnotebook.base import clock
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Changes

if TYPE_CHECKING:  # the store brings SQLAlchemy with it, which the first paint must not wait for
    from relnotebook.store.write import Session, Store

Work = Callable[[], bool]
"""One piece of work in a lane. False means: it could not be done now, keep it at the head until `resume`."""

PASSING = frozenset({"disk-full", "disk-trouble", "locked", "read-only", "unreadable", "vanished", "replaced"})
"""Codes of StoreTrouble that pass by themselves or by a person's hand; its act is kept and tried again."""

ORPHANED_SECONDS = 2.0
SWEEP_MS = 2000
SWEEPS_PER_FULL = 150


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a lane sends home: a value, or the trouble that came instead; and what the work changed."""

    value: Any = None
    trouble: BaseException | None = None
    changes: Changes | None = None


class Home(QObject):
    """The way back: runs what the lanes send on the thread it was made in, in a later turn of its loop.

    While it is open, garbage is collected on this thread only: a collection in a lane would destroy forgotten
    windows and timers there, and Qt objects may only be destroyed in their own thread. What exists by then, modules
    for the most part, is left out of it (gc.freeze), so that a collection is never long enough to be felt.
    """

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._sweeps = 0
        self._sent.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        self._collected_elsewhere = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._sweeping = QTimer(self, interval=SWEEP_MS)
        self._sweeping.timeout.connect(self.sweep)
        self._sweeping.start()

    def send(self, call: Callable[[], object]) -> None:
        """Have `call` run at home. From any thread; nothing happens once home is closed."""
        with contextlib.suppress(RuntimeError):  # home itself is destroyed: nobody waits for an answer
            self._sent.emit(call)

    @Slot()
    def sweep(self) -> None:
        """Collect garbage here, the young often and the old seldom."""
        gc.disable()
        self._sweeps += 1
        gc.collect(2 if self._sweeps % SWEEPS_PER_FULL == 0 else 1)

    def close(self) -> None:
        """Let nothing more arrive."""
        self._open = False
        self._sweeping.stop()
        gc.unfreeze()
        if self._collected_elsewhere:
            gc.enable()

    @Slot(object)
    def _arrive(self, call: Callable[[], object]) -> None:
        if self._open:
            call()


class Lane:
    """One queue and the threads that serve it.

    The threads are no daemons, so that the end of the program cannot cut off a write. When the main thread ends
    without `close` (a crash), they finish what is queued and end as well, a little later.
    """

    def __init__(self, name: str, *, threads: int = 1) -> None:
        self._turn = threading.Condition()
        self._queue: deque[Work] = deque()
        self._held = False
        self._closing = False
        names = [f"{name} {n}" for n in range(1, threads + 1)]
        self._threads = [threading.Thread(target=self._serve, name=n, daemon=False) for n in names]
        for thread in self._threads:
            thread.start()

    def put(self, work: Work) -> None:
        """Queue work. Raises RuntimeError when the lane is closed: work must not vanish without a word."""
        with self._turn:
            if self._closing:
                raise RuntimeError("the notebook is closed")
            self._queue.append(work)
            self._turn.notify()

    def take_out(self, work: Work) -> bool:
        """Forget work that has not started; False when it has."""
        with self._turn:
            if work not in self._queue:
                return False
            self._queue.remove(work)
            return True

    def clear(self) -> list[Work]:
        """Forget all work that has not started or is held; gives it back."""
        with self._turn:
            left = list(self._queue)
            self._queue.clear()
            self._held = False
            return left

    def resume(self) -> None:
        """Try the held work again."""
        with self._turn:
            self._held = False
            self._turn.notify_all()

    def close(self) -> None:
        """Take no more work; what is queued is still done, and what is held is tried once more."""
        with self._turn:
            self._closing = True
            self._held = False
            self._turn.notify_all()

    def join(self, deadline: float) -> bool:
        """Wait until the threads have ended, at most until `deadline` (base.clock.monotonic). True when they have."""
        for thread in self._threads:
            thread.join(max(0.0, deadline - clock.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def waiting(self) -> int:
        """Pieces of work that have not started or are held."""
        with self._turn:
            return len(self._queue)

    def _serve(self) -> None:
        while (work := self._next()) is not None:
            if not work():
                self._hold(work)
            del work  # a lane at rest keeps nothing alive

    def _next(self) -> Work | None:
        with self._turn:
            while not self._turn.wait_for(self._is_called, ORPHANED_SECONDS):
                if not threading.main_thread().is_alive():
                    return None
            if self._held or not self._queue:
                return None
            return self._queue.popleft()

    def _is_called(self) -> bool:
        return self._closing or bool(self._queue and not self._held)

    def _hold(self, work: Work) -> None:
        with self._turn:
            self._queue.appendleft(work)
            self._held = True


class Reading:
    """One question in a reader lane. It may be dropped before it starts, and is interrupted when it runs."""

    def __init__(self, question: Callable[[Reading], Any], answer: Callable[[Outcome], None]) -> None:
        self._question = question
        self._answer = answer
        self._lock = threading.Lock()
        self._session: Session | None = None
        self.dropped = False

    def __call__(self) -> bool:
        try:
            outcome = Outcome() if self.dropped else Outcome(self._question(self))
        except BaseException as trouble:
            outcome = Outcome(trouble=trouble)
        self._answer(outcome)
        return True

    @contextlib.contextmanager
    def interruptible(self, session: Session) -> Iterator[Session]:
        """While the block runs, `drop` cuts off the statement that `session` executes."""
        with self._lock:
            self._session = session
        try:
            yield session
        finally:
            with self._lock:  # never interrupt the next reader of the same connection
                self._session = None

    def drop(self) -> None:
        """Nobody waits for the answer any more.

        To be repeated until the answer comes: between two statements there is nothing to cut off.
        """
        with self._lock:
            self.dropped = True
            if self._session is not None:
                self._session.interrupt()


class Writing:
    """One act in the writer lane. When it meets trouble that may pass it is kept, told of and tried again."""

    def __init__(
        self,
        store: Store,
        work: Callable[[Store], tuple[Any, Changes | None]],
        answer: Callable[[Outcome], None],
        kept: Callable[[StoreTrouble], None],
    ) -> None:
        self._store = store
        self._work = work
        self._answer = answer
        self._kept = kept

    def __call__(self) -> bool:
        try:
            outcome = Outcome(*self._do())
        except StoreTrouble as trouble:
            if may_pass(trouble):
                self._kept(trouble)
                return False
            outcome = Outcome(trouble=trouble)
        except BaseException as trouble:
            outcome = Outcome(trouble=trouble)
        self._answer(outcome)
        return True

    def _do(self) -> tuple[Any, None, Changes | None]:
        value, changes = self._work(self._store)
        return value, None, changes


def may_pass(trouble: StoreTrouble) -> bool:
    """Whether the act can be tried again: the trouble is the world's, and nothing of the act was written."""
    return trouble.code in PASSING and not trouble.facts.get("written")
