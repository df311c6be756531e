"""Pulse: what happens without anybody's hand. Other tills' acts, the day's turn, backups due, a file that went away."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.terms import Act, Changes, Kind, Step, StepId
from relnotebook.bridge.bridge import Bridge

if TYPE_CHECKING:
    from relnotebook.store.write import Store

BEAT_MS = 2000
FIRST_BACKUP_MS = 20_000  # not while the shop is being opened
BACKUP_MS = 3_600_000
FIRST_TURN_MS = 1500  # when the first rows are on the screen
TURN_MS = 60_000


class Pulse(QObject):
    """Looks at the notebook every two seconds, and tells through the bridge's signals what it finds.

    Signals:
        backed_up: what the backup job returned, after each.
        recovered: the notebook can be read again, after a `failed` that came from here.

    Args:
        backup: makes a backup if one is due, as a job; run soon after opening, every hour and at the day's turn.
        turn: what time alone changes, as a job that tells whether it did anything; run whenever `turn_wanted` says so,
            which is asked soon after opening, every minute and at midnight.
    """

    backed_up = Signal(object)
    recovered = Signal()

    def __init__(
        self,
        bridge: Bridge,
        *,
        backup: Callable[[Store], Iterator[Step]] | None = None,
        turn: Callable[[Store], Generator[Step, None, bool]] | None = None,
        turn_wanted: Callable[[Store], bool] | None = None,
        beat_ms: int = BEAT_MS,
        first_backup_ms: int = FIRST_BACKUP_MS,
        turn_ms: int = FIRST_TURN_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._backup = backup
        self._day = clock.today()
        self._step: StepId | None = None
        self._looking = False
        self._trouble: Problem | None = None
        self._beating = QTimer(self)
        self._beating.timeout.connect(self.beat)
        self._beating.start(beat_ms)
        self._backing_up = QTimer(self)
        self._backing_up.timeout.connect(self.back_up)
        self._backing_up.start(first_backup_ms)
        self._turn, self._turn_wanted = turn, turn_wanted
        self._turning = QTimer(self)
        self._turning.timeout.connect(self.turn_day)
        self._turning.start(turn_ms)
        self._soon = turn_ms
        self._look()

    def stop(self) -> None:
        """Look no more."""
        for timer in (self._beating, self._backing_up, self._turning):
            timer.stop()

    @Slot()
    def beat(self) -> None:
        """Look now."""
        if self._bridge.closed:
            self.stop()
            return
        self._look()
        if clock.today() != self._day:
            self._day = clock.today()
            self._bridge.tell(Changes(Act.DAY_TURNED, frozenset(Kind), frozenset(), self._step or StepId(0)))
            self.turn_day()
            self.back_up()

    @Slot()
    def turn_day(self) -> None:
        """Make the day's turn if it is wanted, unless a job is under way or the notebook is in trouble."""
        if self._turn is None or self._turn_wanted is None or self._bridge.closed:
            return
        self._turning.start(self._soon if self._bridge.jobs else TURN_MS)  # the backup of midnight is soon made
        if not self._bridge.jobs and self._trouble is None:
            self._bridge.look(self._turn_wanted).then(self._turn_if).otherwise(self._missed)

    def _turn_if(self, wanted: bool) -> None:
        if not wanted or self._turn is None or self._bridge.closed:
            return
        if self._bridge.jobs:
            self._turning.start(self._soon)
            return
        self._bridge.run(self._turn).finished.connect(self._turned)

    def _turned(self, anything: bool) -> None:
        if anything:
            self._bridge.tell(Changes(Act.DAY_TURNED, frozenset({Kind.TOUCH}), frozenset(), self._step or StepId(0)))

    @Slot()
    def back_up(self) -> None:
        """Make a backup if one is due, unless a job is under way or the notebook is in trouble."""
        if self._backup is None or self._bridge.closed:
            return
        self._backing_up.start(BACKUP_MS)
        if self._bridge.jobs or self._trouble is not None:
            self._backing_up.start(FIRST_BACKUP_MS)
            return
        self._bridge.run(self._backup).finished.connect(self.backed_up)

    def _look(self) -> None:
        if self._looking:
            return
        self._looking = True
        self._bridge.look(_news, self._step).then(self._heard).otherwise(self._missed)

    def _heard(self, news: News) -> None:
        self._looking = False
        self._step = news.step
        if self._trouble is not None:
            self._trouble = None
            self.recovered.emit()
        for changes in news.changes:
            self._bridge.tell(replace(changes, elsewhere=True))

    def _missed(self, trouble: Problem) -> None:
        self._looking = False
        if self._trouble is None or self._trouble.code != trouble.code:
            self._trouble = trouble
            self._bridge.failed.emit(trouble)


@dataclass(frozen=True, slots=True)
class News:
    """What other tills wrote, and the step up to which that is known."""

    step: StepId
    changes: tuple[Changes, ...] = ()


def _news(store: Store, after: StepId | None) -> News:
    store.still_there()
    newest = store.last_step()  # before the other read, which then has at least all steps up to this one
    if after is None:
        return News(newest)
    changes = tuple(store.steps_after(after))
    return News(max([newest, *(one.step for one in changes)]), changes)
