"""Acts on those chosen: in one write where they are few, as a job in parts where they are thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from relnotebook.base.problems import Problem
from relnotebook.base.terms import Changes, CustomerId, Step, StepId
from relnotebook.base.words import _

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.bridge.jobs import Job

MOST = 1000  # cards that one write may hold without the counter having to wait


class Together(QObject):
    """Does one thing to many cards, one thing at a time.

    Signals:
        stepped: a Step of long work; None when it is over.
        said: for the toast.
    """

    stepped = Signal(object)
    said = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        return self._job is not None

    def do(
        self,
        bridge: Bridge,
        act: Callable[..., int],
        whom: Sequence[CustomerId],
        *args: object,
        then: Callable[[int], object],
        otherwise: Callable[[Problem], object],
    ) -> None:
        """Do an act of notebook/many; `then` gets what it gave, `otherwise` why it was not done."""
        if self.busy:
            self.said.emit(_("One moment: the last one is still under way."))
        elif len(whom) <= MOST:
            bridge.write(act, whom, *args).then(then).otherwise(otherwise)
        else:
            self._run(bridge, act, whom, args, then, otherwise)

    def stop(self) -> None:
        """Stop long work; what was done of it is taken back."""
        if self._job is not None:
            self._job.cancel()

    def _run(
        self,
        bridge: Bridge,
        act: Callable[..., int],
        whom: Sequence[CustomerId],
        args: tuple[object, ...],
        then: Callable[[int], object],
        otherwise: Callable[[Problem], object],
    ) -> None:
        from relnotebook.notebook import many

        job: Job[Any] = bridge.run(many.in_parts, act, whom, *args, staff=bridge.staff)
        self._job = job
        self.stepped.emit(Step(0, len(whom)))
        told = Changes(act.act, frozenset(), frozenset(), StepId(0), (("n", str(len(whom))),))  # type: ignore[attr-defined]
        job.progressed.connect(self.stepped)
        job.finished.connect(partial(self._finished, told, then))
        job.failed.connect(partial(self._failed, otherwise))
        job.cancelled.connect(self._end)

    def _finished(self, told: Changes, then: Callable[[int], object], count: int) -> None:
        self._end()
        self.said.emit(told)
        then(count)

    def _failed(self, otherwise: Callable[[Problem], object], problem: Problem) -> None:
        self._end()
        otherwise(problem)

    def _end(self) -> None:
        self._job = None
        self.stepped.emit(None)
