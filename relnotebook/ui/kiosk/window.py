"""The window of the customer screen: full screen, on top, without a frame, and without a way out but the staff PIN.

It holds a `Narrow` and a flow, and neither knows a customer. Whatever would close it, shrink it or cover it brings up
the keypad, or nothing at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from relnotebook.base import clock
from relnotebook.base.terms import Kind
from relnotebook.base.words import _
from relnotebook.ui.kiosk.flow import LEFT, OPEN, SENT, THANKS, Answer, Flow, Outbox, kept_words
from relnotebook.ui.kiosk.pages import Leaf
from relnotebook.ui.kiosk.parts import Tile
from relnotebook.ui.kiosk.pin import PinPad
from relnotebook.ui.kiosk.tongues import Tongues
from relnotebook.widgets import theme as themes

if TYPE_CHECKING:
    from relnotebook.bridge.narrow import Narrow
    from relnotebook.notebook.screen import Screen

FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.CustomizeWindowHint
)
COME_BACK_MS = 150  # after another window took the keyboard
PAD_IDLE = 60.0  # seconds after which a forgotten keypad goes away
TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
        QEvent.Type.Wheel,
    }
)

_LEAVING: set[KioskWindow] = set()
"""Windows that are gone from the screen and still bring the last words to the notebook."""


class KioskWindow(QWidget):
    """What stands on the counter, turned towards the customer.

    Args:
        narrow: the way to the notebook: reads "screen", acts "answer" and "idea".
        screen: what it says; None shows paper until it is read.
        full: over the whole screen and back whenever something takes that away; False for a picture of it.
        now: seconds that never run backwards.
    Signals:
        pin_asked: the keypad is wanted; answered by `ask_pin`.
        pin_tried: the digits; answered by `wrong_pin` or by `let_go`.
    Attributes:
        flow: what is going on, None before the first screen is read; leaf: the page shown; pad: the keypad.
    """

    pin_asked = Signal()
    pin_tried = Signal(str)

    def __init__(
        self,
        narrow: Narrow,
        screen: Screen | None = None,
        *,
        full: bool = True,
        now: Callable[[], float] = clock.monotonic,
    ) -> None:
        super().__init__(None, FLAGS)
        self._narrow, self._full, self._now = narrow, full, now
        self._on_duty = False
        self._pad_touched = now()
        self._outboxes: dict[int, Outbox] = {}  # by number of the customer
        self._shown: tuple[object, ...] = ()
        self.flow: Flow | None = None
        self.setWindowTitle("RelNotebook")
        self.setAcceptDrops(True)  # so that a file dropped here is refused here
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.leaf = Leaf(self)
        self.tongues = Tongues(self)
        self.pad = PinPad(self, now)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._coming_back = QTimer(self, singleShot=True, interval=COME_BACK_MS)
        self._coming_back.timeout.connect(self._come_back)
        self._connect()
        if screen is not None:
            self.show_screen(screen)

    # In and out

    def go_on_duty(self) -> None:
        """Cover the screen and stay."""
        self._on_duty = True
        self._watch(True)
        if self._full:
            self.showFullScreen()
        else:
            self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def let_go(self) -> None:
        """Staff came, or the program ends: what was answered is kept, and the window goes."""
        self._on_duty = False
        self._watch(False)
        if self.flow is not None:
            self.flow.restart()
        self._timer.stop()
        self._coming_back.stop()
        self.hide()
        _LEAVING.add(self)
        self._go_when_settled()

    def _go_when_settled(self) -> None:
        """Not before the last words are in the file."""
        if self in _LEAVING and all(box.settled for box in self._outboxes.values()):
            _LEAVING.discard(self)
            self.deleteLater()

    def _watch(self, on: bool) -> None:
        """Every touch anywhere in the window is seen before whatever it touches."""
        app = QApplication.instance()
        if app is not None and on:
            app.installEventFilter(self)
        elif app is not None:
            app.removeEventFilter(self)

    def show_screen(self, screen: Screen) -> None:
        """What is asked now; whoever is in the middle of an answer finishes it first."""
        if self.flow is None:
            self.flow = Flow(screen, self._keep, self._now, self._leave)
        else:
            self.flow.show(screen)
        self._renew()

    # The PIN

    def ask_pin(self, wait: float) -> None:
        """Bring up the keypad; `wait` seconds must pass before a try."""
        self._pad_touched = self._now()
        self.tongues.hide()
        self.pad.open_sheet(wait)
        self._aim()

    def wrong_pin(self, left: int, wait: float) -> None:
        """It was nobody's."""
        self.pad.wrong(left, wait)

    def _want_out(self) -> None:
        if not self.pad.isVisible():
            self.pin_asked.emit()

    # What a customer does

    def _connect(self) -> None:
        leaf, pad = self.leaf, self.pad
        leaf.picked.connect(lambda score: self._do("pick", score))
        leaf.chose.connect(lambda choice: self._do("choose", choice))
        leaf.toggled.connect(self._on_toggled)
        leaf.typed.connect(self._on_typed)
        leaf.next.connect(lambda: self._do("next"))
        leaf.idea_wanted.connect(lambda: self._do("next"))
        leaf.back.connect(lambda: self._do("back"))
        leaf.here.connect(lambda: self._do("touched"))
        leaf.staff.connect(self._want_out)
        leaf.language.connect(self._on_language)
        self.tongues.spoken.connect(lambda language: self._do("speak", language))
        pad.tried.connect(self.pin_tried)
        pad.left.connect(self._on_pad_left)
        self._narrow.changed.connect(self._on_changed)
        self._narrow.troubled.connect(self._on_troubled)

    def _do(self, what: str, *values: object) -> None:
        """One thing a customer did, told to the flow by name; then whatever is due is shown."""
        if self.flow is not None:
            getattr(self.flow, what)(*values)
            self._renew()

    def _on_toggled(self, reason: str) -> None:
        if self.flow is not None:
            self.flow.toggle(reason)
            self.leaf.renew_feet(self.flow)
            self._aim()

    def _on_typed(self, which: str, text: str) -> None:
        if self.flow is not None:
            self.flow.say(**{which: text})
            self.leaf.renew_feet(self.flow)
            self.leaf.show_countdown(self.flow)
            self._aim()

    def _on_language(self) -> None:
        """Two languages take turns; of more one is chosen."""
        if self.flow is None:
            return
        languages = self.flow.screen.languages
        codes = [code for code, _name in languages]
        spoken = self.flow.answer.language
        if len(codes) == 2:
            self._do("speak", codes[1 - codes.index(spoken)] if spoken in codes else codes[0])
        else:
            self.tongues.offer(languages, spoken)

    def _on_pad_left(self) -> None:
        self.setFocus()
        if self.leaf.content is not None:
            self.leaf.content.take_focus()
        self._aim()

    # Showing

    def tick(self) -> None:
        """Do what time asks for."""
        if self.pad.isVisible() and self._now() - self._pad_touched >= PAD_IDLE:
            self.pad.close_sheet()
        if self.flow is not None:
            self.flow.tick()
        self._renew()

    def _renew(self) -> None:
        """Show the page the flow is at, if it is not shown already."""
        flow = self.flow
        if flow is None:
            return
        state = (flow.number, flow.place, flow.answer.language, id(flow.screen))
        if state != self._shown:
            self._shown = state
            self.tongues.hide()
            self.leaf.show_flow(flow)
            if not self.pad.isVisible() and self.leaf.content is not None:
                self.setFocus()
                self.leaf.content.take_focus()
            if flow.page == THANKS:
                self.setFocus()
        else:
            self.leaf.show_countdown(flow)
        self._aim()

    def _aim(self) -> None:
        """Wake up when the next thing is due."""
        waits = []
        wait = self.flow.wait() if self.flow is not None else None
        if wait is not None:
            waits.append(wait)
        if self.pad.isVisible():
            waits.append(max(0.0, self._pad_touched + PAD_IDLE - self._now()))
        if waits:
            self._timer.start(math.ceil(min(waits) * 1000))
        else:
            self._timer.stop()

    # Keeping

    def _keep(self, answer: Answer, complete: bool) -> None:
        """The first tap is in the file before the next page is up."""
        flow = self.flow
        if flow is None:
            return
        if flow.screen.survey is not None:
            self._box(flow.number, flow.screen.survey.id).put(answer, SENT if complete else OPEN)
        if complete and answer.idea.strip():
            self._narrow.write("idea", answer.idea.strip(), language=answer.language, given_name=answer.given_name)

    def _leave(self, answer: Answer) -> None:
        """Somebody went away in the middle. Where nothing is asked, a half-written idea is all there is."""
        flow = self.flow
        if flow is None:
            return
        if flow.screen.survey is not None:
            self._box(flow.number, flow.screen.survey.id).put(answer, LEFT)
        elif answer.idea.strip():
            said = {"language": answer.language, "given_name": answer.given_name}
            self._narrow.write("idea", answer.idea.strip(), **said, left=True)

    def _box(self, customer: int, survey: int) -> Outbox:
        """An answer of its own for each; it is held until it is in the file, also after the customer has gone."""
        if customer not in self._outboxes:
            self._outboxes = {who: box for who, box in self._outboxes.items() if not box.settled}
            box = Outbox(lambda number, answer, end: self._send(box, survey, number, answer, end))
            self._outboxes[customer] = box
        return self._outboxes[customer]

    def _send(self, box: Outbox, survey: int, number: int | None, answer: Answer, end: int) -> None:
        values: dict[str, Any] = {"score": answer.score, "choice": answer.choice, "reasons": answer.reasons}
        words = kept_words(answer, end == SENT)
        texts = {"given_name": answer.given_name, "reply_to": answer.reply_to, "words": words}
        self._narrow.write(
            "answer", number, None if box.bare else survey,
            language=answer.language, complete=end == SENT, left=end == LEFT, **values, **texts,
        ).then(lambda made: self._sent(box.came, made)).otherwise(lambda no: self._sent(box.refused, no))  # fmt: skip

    def _sent(self, tell: Callable[[Any], object], news: object) -> None:
        tell(news)
        self._go_when_settled()

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SURVEY, Kind.SHOP}:
            self._narrow.read("screen").then(self.show_screen)

    def _on_troubled(self, troubled: bool) -> None:
        self.leaf.show_trouble(
            _("One moment: your answer is kept and written down a little later.") if troubled else ""
        )

    # No way out

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field took. Esc is for staff; what means nothing here means nothing anywhere."""
        event.accept()
        flow, key, content = self.flow, event.key(), self.leaf.content
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.tongues.isVisible():
            self.tongues.press(event)
        elif key == Qt.Key.Key_Escape:
            self._want_out()
        elif flow is None or content is None or event.isAutoRepeat():
            return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Backspace and plain and not isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit):
            self._do("back")
        elif plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            content.press(key - Qt.Key.Key_0)

    def _enter(self) -> None:
        """What the keyboard was led to is pressed; otherwise it goes on."""
        led = self.focusWidget()
        if isinstance(led, Tile) and led.ringed:
            led.click()
        elif not self.leaf.go_on.isHidden():
            self._do("next")

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # nothing behind this window hears a key as a shortcut
            return True
        if kind == QEvent.Type.WindowDeactivate and self._on_duty and self._full:
            self._coming_back.start()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever touches anything here is there."""
        if event.type() in TOUCHES and isinstance(watched, QWidget) and watched.window() is self:
            self._pad_touched = self._now()
            if self.flow is not None and event.type() != QEvent.Type.MouseMove:
                self.flow.touched()
                self.leaf.show_countdown(self.flow)
                self._aim()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._on_duty:
            event.ignore()
            self._want_out()
        else:
            super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._on_duty and self._full and not self.isFullScreen():
            self._coming_back.start()

    def _come_back(self) -> None:
        """Over everything again, full size, with the keyboard."""
        if not self._on_duty or not self._full:
            return
        if not self.isFullScreen() or self.isMinimized():
            self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.raise_()
        self.activateWindow()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.leaf, self.tongues, self.pad):
            part.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), themes.of().colour("paper"))
