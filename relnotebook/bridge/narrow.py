"""A narrow way to the notebook for a screen that customers have in their hands.

It carries nothing but the reads and acts it was made with, asked for by name. Between it and the bridge lies one
signal of Qt, and a signal knows who hears it in a place Python cannot look at: from a `Narrow`, and from a window
that holds one, no attribute, closure or cell leads to the bridge, to its store or to a customer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from PySide6.QtCore import QObject, QTimer, Signal

from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Changes
from relnotebook.bridge.ask import Receiver
from relnotebook.bridge.bridge import Bridge


class Reply:
    """What comes back: an answer, or the Problem in its place. Slots are attached in the turn that asked."""

    def __init__(self) -> None:
        self._then: list[Receiver] = []
        self._otherwise: list[Receiver] = []

    def then(self, slot: Callable[[Any], object]) -> Reply:
        """Call `slot` with the answer, unless its owner is gone by then."""
        self._then.append(Receiver(slot))
        return self

    def otherwise(self, slot: Callable[[Problem], object]) -> Reply:
        """Call `slot` with the Problem that comes instead."""
        self._otherwise.append(Receiver(slot))
        return self

    def answer(self, value: object) -> None:
        """Hand the answer over."""
        for slot in self._then:
            slot.call(value)

    def refuse(self, problem: Problem) -> None:
        """Hand the Problem over. Nobody need take it: a customer is not told of what staff must mend."""
        for slot in self._otherwise:
            slot.call(problem)


@dataclass(frozen=True, slots=True)
class Wish:
    """One question or act on its way through the wall."""

    name: str
    args: tuple[Any, ...]
    kw: Mapping[str, Any]
    writes: bool
    reply: Reply = field(default_factory=Reply)


class Narrow(QObject):
    """The way itself. It lives for as long as somebody holds it.

    Args:
        bridge: the whole way; it is used here once, and not kept.
        reads, acts: what may be asked and done, by name.
        till: the name under which the acts stand in the journal, signed by nobody.
    Signals:
        changed: kinds of row that changed, after every commit; not whose they are.
        troubled: True when something cannot be written at the moment (it is kept), False when all is well again.
    """

    changed = Signal(object)
    troubled = Signal(bool)
    _wished = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        *,
        reads: Mapping[str, Callable[..., Any]],
        acts: Mapping[str, Callable[..., Any]],
        till: str,
    ) -> None:
        super().__init__()
        self._reads, self._acts = frozenset(reads), frozenset(acts)
        gate = _Gate(bridge, dict(reads), dict(acts), till)
        self._wished.connect(gate.carry)
        gate.changed.connect(self.changed)
        gate.troubled.connect(self.troubled)
        self.destroyed.connect(gate.deleteLater)

    def read(self, name: str, /, *args: Any, **kw: Any) -> Reply:
        """Ask what was allowed under this name. Raises PermissionError for anything else."""
        return self._send(Wish(name, args, kw, writes=False)) if name in self._reads else _refuse(name)

    def write(self, name: str, /, *args: Any, **kw: Any) -> Reply:
        """Do what was allowed under this name. Raises PermissionError for anything else."""
        return self._send(Wish(name, args, kw, writes=True)) if name in self._acts else _refuse(name)

    def _send(self, wish: Wish) -> Reply:
        self._wished.emit(wish)
        return wish.reply

    def __reduce__(self) -> NoReturn:
        raise TypeError("a narrow way is not copied")


class _Gate(QObject):
    """The other side of the wall, a child of the bridge. Only the signals of a `Narrow` reach it."""

    changed = Signal(object)
    troubled = Signal(bool)

    def __init__(
        self, bridge: Bridge, reads: dict[str, Callable[..., Any]], acts: dict[str, Callable[..., Any]], till: str
    ) -> None:
        super().__init__(bridge)
        self._reads, self._acts, self._till = reads, acts, till
        bridge.changed.connect(self._on_changed)
        bridge.failed.connect(self._on_failed)
        bridge.saving.connect(self._on_saving)

    @property
    def _bridge(self) -> Bridge:
        """Its parent; held in no other way, so that both end together."""
        bridge = self.parent()
        assert isinstance(bridge, Bridge)
        return bridge

    def carry(self, wish: Wish) -> None:
        """Bring a wish to the bridge and its answer back."""
        bridge = self._bridge
        if bridge.closed:
            gone = StoreTrouble("missing", path="")
            QTimer.singleShot(0, self, lambda: wish.reply.refuse(gone))  # as every answer, in a later turn
            return
        if wish.writes:
            ask = bridge.write_from(self._till, self._acts[wish.name], *wish.args, **wish.kw)
        else:
            ask = bridge.read(self._reads[wish.name], *wish.args, **wish.kw)
        reply = wish.reply
        ask.then(lambda value: reply.answer(value)).otherwise(lambda problem: reply.refuse(problem))

    def _on_changed(self, changes: Changes) -> None:
        self.changed.emit(changes.kinds)

    def _on_failed(self, _problem: Problem) -> None:
        if self._bridge.trouble is not None:
            self.troubled.emit(True)

    def _on_saving(self, saving: bool) -> None:
        if not saving:
            self.troubled.emit(False)


def _refuse(name: str) -> NoReturn:
    raise PermissionError(f"{name!r} is not for the customer screen")
