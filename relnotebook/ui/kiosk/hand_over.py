"""Handing the screen to a customer and taking it back: the door between the two windows, and its lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from relnotebook.base.pinguard import PinGuard
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.settings import Settings
from relnotebook.base.terms import StaffId
from relnotebook.base.words import language
from relnotebook.bridge.errand import Errand
from relnotebook.bridge.narrow import Narrow
from relnotebook.ui.frame import Frame
from relnotebook.ui.kiosk.ready import Readiness, ReadySheet, Wanted, read_readiness
from relnotebook.ui.kiosk.window import KioskWindow
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.pins import Key

TILL = "{till}, customer screen"
"""The place under which what customers do stands in the journal."""

PASSING = (Qt.WindowType.ToolTip, Qt.WindowType.Popup, Qt.WindowType.SplashScreen)
"""Windows that go by themselves: they are hidden, and nobody wants them back."""


class HandOver(QObject):
    """Hides the main window, shows the customer screen, and comes back by a PIN.

    Args:
        frame: the main window; full: see KioskWindow.
    Signals:
        returned: StaffId of whose PIN it was; the main window is back.
        problem: a Problem that kept it from being handed over.
    Attributes:
        kiosk: the customer screen, None while it is not up. sheet: what is asked before it, or None.
    """

    returned = Signal(object)
    problem = Signal(object)

    def __init__(self, frame: Frame, *, full: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent or frame)
        self._frame, self._full = frame, full
        self._bridge: Bridge | None = None
        self._settings = Settings()
        self._change: Callable[..., None] | None = None
        self._guard: PinGuard | None = None
        self._keys: tuple[Key, ...] = ()
        self._may_close: Callable[[], bool] | None = None
        self._aside: list[QWindow] = []
        self.kiosk: KioskWindow | None = None
        self.sheet: ReadySheet | None = None

    @property
    def active(self) -> bool:
        """Whether the screen is in a customer's hands."""
        return self.kiosk is not None

    # Handing over

    def begin(self, bridge: Bridge, settings: Settings, change: Callable[..., None]) -> None:
        """Hand over, after asking for what is missing: a question, a PIN."""
        if self.active or bridge.closed:
            return
        self._bridge, self._settings, self._change = bridge, settings, change
        bridge.read(read_readiness).latest(self, "ready").then(self._prepare).otherwise(self.problem.emit)

    def resume(self, bridge: Bridge, settings: Settings, change: Callable[..., None]) -> None:
        """Stay with the customer when the till was switched off while the screen was in their hands.

        Covers the main window at once, before anything is read.
        """
        if self.active or not settings.handed_of or Path(settings.handed_of).resolve() != bridge.store.path.resolve():
            return
        self._bridge, self._settings, self._change = bridge, settings, change
        self._show_kiosk()
        bridge.read(read_readiness).latest(self, "ready").then(self._stay).otherwise(lambda _problem: None)

    def _prepare(self, ready: Readiness) -> None:
        if ready.asks and ready.keys:
            self._go(ready)
            return
        at_till = self._settings.at_till(self._path)
        self._close_sheet()
        self.sheet = ReadySheet(self._frame, ready, at_till, _starter())
        self.sheet.wanted.connect(self._make_ready)
        self.sheet.finished.connect(self._forget_sheet)
        self.sheet.open()

    def _stay(self, ready: Readiness) -> None:
        """After a restart. Where no PIN is left, nobody could come back, so there is nothing to stay with."""
        if ready.keys and self.kiosk is not None:
            self._keys = ready.keys
            self.kiosk.show_screen(ready.screen)
        else:
            self._leave()

    def _go(self, ready: Readiness) -> None:
        self._close_sheet()
        self._keys = ready.keys
        self._show_kiosk()
        assert self.kiosk is not None
        self.kiosk.show_screen(ready.screen)

    # What is missing

    def _make_ready(self, wanted: Wanted) -> None:
        """First the PIN, which may be refused; then the question, so that it is never put up twice."""
        from relnotebook.notebook import staff

        assert self._bridge is not None
        if not wanted.pin:
            self._put_up_question(wanted)
        elif wanted.staff is not None:
            self._set_pin(wanted, StaffId(wanted.staff))
        else:
            named = self._bridge.write(staff.set_colleague, wanted.name)
            named.then(partial(self._set_pin, wanted)).otherwise(self._refused)

    def _set_pin(self, wanted: Wanted, who: StaffId) -> None:
        from relnotebook.notebook import pins

        assert self._bridge is not None
        done = self._bridge.write(pins.set_pin, who, wanted.pin)
        done.then(lambda _: self._put_up_question(wanted)).otherwise(self._refused)

    def _put_up_question(self, wanted: Wanted) -> None:
        from relnotebook.notebook import surveys

        assert self._bridge is not None
        if wanted.ask:
            made = self._bridge.write(surveys.set_survey, "faces", _starter())
            made.then(self._open_question).otherwise(self._refused)
        else:
            self._again()

    def _open_question(self, survey: int) -> None:
        from relnotebook.notebook import surveys

        assert self._bridge is not None
        self._bridge.write(surveys.open_, survey).then(self._again).otherwise(self._refused)

    def _again(self, _value: object = None) -> None:
        """Look once more; now nothing is missing."""
        assert self._bridge is not None
        self._bridge.read(read_readiness).latest(self, "ready").then(self._prepare).otherwise(self._refused)

    def _refused(self, problem: Problem) -> None:
        if self.sheet is not None and isinstance(problem, Refusal):
            self.sheet.refuse(say.problem(problem), "name" if problem.code in ("name-taken", "empty-value") else "")
        else:
            self._close_sheet()
            self.problem.emit(problem)

    def _close_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.close()

    def _forget_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None

    # The two windows

    def _show_kiosk(self) -> None:
        """The customer screen first, then the main window goes: nothing else is ever seen between them."""
        bridge = self._bridge
        assert bridge is not None
        assert self._change is not None
        self._change(handed_of=str(bridge.store.path.resolve()))
        self._guard = PinGuard(self._settings.pin_wrong, self._count)
        self.kiosk = KioskWindow(_narrowed(bridge), full=self._full)
        self.kiosk.pin_asked.connect(self._on_asked)
        self.kiosk.pin_tried.connect(self._on_tried)
        self.kiosk.setScreen(self._frame.screen())
        self.kiosk.setGeometry(self._frame.screen().geometry() if self._full else self._frame.geometry())
        self.kiosk.go_on_duty()
        self._may_close, self._frame.may_close = self._frame.may_close, self._refuse_to_close
        self._frame.instead = self._come_forward
        for window in QGuiApplication.topLevelWindows():
            self._put_aside(window)
        self._frame.hide()
        self._hear_windows(True)

    def _leave(self, staff: StaffId | None = None) -> None:
        """The main window first, then the customer screen goes; whoever came back is told of in any case."""
        kiosk, self.kiosk = self.kiosk, None
        aside, self._aside = self._aside, []
        self._hear_windows(False)
        self._frame.may_close, self._frame.instead = self._may_close, None
        try:
            if self._change is not None:
                self._change(handed_of="")
            self._frame.show()
            if kiosk is not None:
                kiosk.let_go()
            for window in aside:
                if isValid(window):
                    window.show()
            self._frame.come_forward()
        finally:
            if staff is not None:
                self.returned.emit(staff)

    def stop(self) -> None:
        """The program ends: the customer screen goes, and comes back at the next start."""
        if self.kiosk is not None:
            kiosk, self.kiosk = self.kiosk, None
            self._hear_windows(False)
            self._frame.may_close, self._frame.instead = self._may_close, None
            kiosk.let_go()
        self._close_sheet()

    def _hear_windows(self, on: bool) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QApplication) and on:
            app.focusWindowChanged.connect(self._put_aside)
        elif isinstance(app, QApplication):
            app.focusWindowChanged.disconnect(self._put_aside)

    def _put_aside(self, window: QWindow | None) -> None:
        """A window of this program that is not the customer screen: it waits until staff is back."""
        kiosk = self.kiosk
        if window is None or kiosk is None or not window.isVisible():
            return
        own = (kiosk.windowHandle(), self._frame.windowHandle())
        if window in own or window.transientParent() is kiosk.windowHandle():
            return
        if window.type() not in PASSING and window not in self._aside:
            self._aside.append(window)
        window.hide()
        kiosk.activateWindow()

    def _come_forward(self) -> None:
        """In place of the main window: a second start, the tray."""
        if self.kiosk is not None:
            self.kiosk.raise_()
            self.kiosk.activateWindow()

    def _refuse_to_close(self) -> bool:
        self._on_asked()
        return False

    @property
    def _path(self) -> str:
        assert self._bridge is not None
        return str(self._bridge.store.path)

    # The lock

    def _on_asked(self) -> None:
        if self.kiosk is not None and self._guard is not None and not self.kiosk.pad.isVisible():
            self.kiosk.ask_pin(self._guard.wait)

    def _on_tried(self, pin: str) -> None:
        from relnotebook.notebook import pins

        bridge, guard = self._bridge, self._guard
        assert bridge is not None
        assert guard is not None
        assert self.kiosk is not None
        if not guard.begin():
            self.kiosk.wrong_pin(guard.left, guard.wait)
        elif bridge.closed:
            self._look_up(pin)
        else:
            bridge.read(pins.check, pin).then(self._checked).otherwise(lambda _problem: self._look_up(pin))

    def _look_up(self, pin: str) -> None:
        """The notebook cannot be read: the PINs known when the screen was handed over still open the door."""
        from relnotebook.notebook import pins

        Errand(partial(pins.match, self._keys, pin), self).done.connect(self._checked)

    def _checked(self, staff: StaffId | None) -> None:
        guard = self._guard
        assert guard is not None
        if staff is not None:
            guard.right()
            self._leave(staff)
        elif self.kiosk is not None:
            self.kiosk.wrong_pin(guard.left, guard.wait)

    def _count(self, wrong: int) -> None:
        assert self._change is not None
        self._change(pin_wrong=wrong)


def _narrowed(bridge: Bridge) -> Narrow:
    """The way of the customer screen: what it says, an answer, an idea."""
    from relnotebook.notebook import answers, screen

    reads: dict[str, Callable[..., Any]] = {"screen": screen.screen}
    acts: dict[str, Callable[..., Any]] = {"answer": answers.answer, "idea": answers.screen_idea}
    return Narrow(bridge, reads=reads, acts=acts, till=TILL.format(till=bridge.store.till))


def _starter() -> str:
    """The ready-made question, in the language the notebook speaks."""
    from relnotebook.notebook import screenwords

    return screenwords.starter("faces", language())
