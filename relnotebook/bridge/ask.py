"""Ask: a question or an act on its way, the slots that wait for its answer, and which of several is the newest."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from relnotebook.base.problems import Problem

T = TypeVar("T")


def tell_bug(bug: BaseException) -> None:
    """Hand a bug to the crash page, which listens to sys.excepthook. On the UI thread."""
    sys.excepthook(type(bug), bug, bug.__traceback__)


class Receiver:
    """A slot that is held without keeping its owner alive.

    Methods are held weakly, also inside a `functools.partial`. A lambda is held as it is, and is not called once a
    Qt object it names has been destroyed.
    """

    def __init__(self, slot: Callable[..., object]) -> None:
        self._args: tuple[Any, ...] = ()
        self._kw: dict[str, Any] = {}
        while isinstance(slot, partial):
            self._args, self._kw = slot.args + self._args, {**slot.keywords, **self._kw}
            slot = slot.func
        self._find = _finder(slot)

    def call(self, *values: object) -> bool:
        """Call the slot; False when its owner is gone. What a slot raises is a bug, and keeps no other slot waiting."""
        slot = self._find()
        if slot is None:
            return False
        try:
            slot(*self._args, *values, **self._kw)
        except Exception as bug:
            tell_bug(bug)
        return True


def _finder(slot: Callable[..., object]) -> Callable[[], Callable[..., object] | None]:
    """A function that gives the slot back for as long as its owner lives."""
    if isinstance(slot, MethodType):
        method = weakref.WeakMethod(slot)
        return lambda: _if_alive(method())
    owner = getattr(slot, "__self__", None)
    if isinstance(slot, BuiltinMethodType) and isinstance(owner, QObject):
        name, kept = slot.__name__, weakref.ref(owner)  # a method of Qt's own, such as label.setText
        return lambda: _if_alive(getattr(kept(), name, None))
    return lambda: _if_alive(slot)


def _if_alive(slot: Callable[..., object] | None) -> Callable[..., object] | None:
    """The slot, or None when a Qt object that it belongs to or names has been destroyed."""
    named: list[object] = [getattr(slot, "__self__", None)]
    if isinstance(slot, FunctionType):
        named = [cell.cell_contents for cell in slot.__closure__ or ()]
    return None if any(isinstance(one, QObject) and not isValid(one) for one in named) else slot


class Ask(Generic[T]):
    """A question or an act on its way. Slots are attached in the turn that asked; answers come in a later one."""

    def __init__(self, newest: Newest) -> None:
        self._newest = newest
        self._then: list[Receiver] = []
        self._otherwise: list[Receiver] = []
        self._stop: Callable[[], None] | None = None

    def then(self, slot: Callable[[T], object]) -> Ask[T]:
        """Call `slot` with the answer, unless its owner is gone by then."""
        self._then.append(Receiver(slot))
        return self

    def otherwise(self, slot: Callable[[Problem], object]) -> Ask[T]:
        """Call `slot` with the Problem that comes instead; without it `Bridge.failed` has it."""
        self._otherwise.append(Receiver(slot))
        return self

    def latest(self, owner: object, name: str) -> Ask[T]:
        """Drop what `owner` asked before under this name: of several answers only the newest is wanted."""
        older = self._newest.replace(owner, name, self)
        if older is not None:
            older.drop()
        return self

    def drop(self) -> None:
        """The answer is not wanted any more. A read is not made, or cut off; an act is still done, in silence."""
        self._then.clear()
        if self._stop is not None:
            self._stop()

    # For the bridge

    def stop_by(self, stop: Callable[[], None]) -> None:
        """What `drop` does beside silencing the answer."""
        self._stop = stop

    def answer(self, value: T) -> None:
        """Hand the answer over."""
        for slot in self._then:
            slot.call(value)

    def refuse(self, problem: Problem) -> bool:
        """Hand the Problem over; False when nobody took it."""
        taken = [slot.call(problem) for slot in self._otherwise]
        return any(taken)


class Newest:
    """Which question is the newest under each owner's name. Keeps neither owners nor questions alive."""

    def __init__(self) -> None:
        self._names: weakref.WeakKeyDictionary[object, dict[str, weakref.ref[Ask[Any]]]]
        self._names = weakref.WeakKeyDictionary()

    def replace(self, owner: object, name: str, ask: Ask[Any]) -> Ask[Any] | None:
        """Note `ask` as the newest; gives the one before, if it still lives."""
        names = self._names.setdefault(owner, {})
        older, names[name] = names.get(name), weakref.ref(ask)
        return older() if older is not None else None
