"""Closing the window without losing a word: every field saves itself, the writer finishes, then it closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from relnotebook.base.words import _, n_
from relnotebook.widgets.notices import ask

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge


class Closing(QObject):
    """Asked by the window's close event; `ready` says when it may go.

    Signals:
        ready: everything is in the file, or a person gave it up.
    """

    ready = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bridge: Bridge | None = None
        self._question: QDialog | None = None

    def begin(self, bridge: Bridge | None) -> bool:
        """True when the window may close at once. Otherwise `ready` follows, unless the person stays."""
        self._bridge = bridge
        if bridge is None or bridge.closed:
            return True
        if bridge.trouble is not None:
            self._ask_trouble(bridge)
            return False
        if bridge.jobs:
            self._ask_jobs()
            return False
        if bridge.pending == 0:
            return True
        bridge.idle(self._settled)
        return False

    def _settled(self) -> None:
        self.ready.emit()

    def _ask_trouble(self, bridge: Bridge) -> None:
        count = bridge.pending
        self._put(
            _("Not everything is in the file yet"),
            n_(
                "{n} thing you did could not be written. It is tried again every few seconds.",
                "{n} things you did could not be written. They are tried again every few seconds.",
                count,
            ),
            _("Close and lose them"),
            _("Stay and wait"),
            self._give_up,
            danger=True,
        )

    def _ask_jobs(self) -> None:
        self._put(
            _("Stop what is under way?"),
            _("It can be begun again at any time. What was brought in halfway is taken back."),
            _("Stop and close"),
            _("Stay"),
            self._stop_jobs,
            danger=False,
        )

    def _put(self, title: str, body: str, yes: str, no: str, slot: Callable[[], None], *, danger: bool) -> None:
        if self._question is not None and self._question.isVisible():
            self._question.raise_()
            return
        self._question = ask(self._window, title, body, yes, no, danger, slot)

    def _give_up(self) -> None:
        if self._bridge is not None:
            self._bridge.give_up()
        self.ready.emit()

    def _stop_jobs(self) -> None:
        if self._bridge is None:
            return
        for job in self._bridge.jobs:
            job.cancel()
        self._bridge.idle(self._settled)
