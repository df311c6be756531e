"""What the program says by itself: the toast with Undo, the banner of a problem, the question before what is final."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEasingCurve,
    QElapsedTimer,
    QEvent,
    QObject,
    QPropertyAnimation,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.aloud import announce, speak_as_alert
from relnotebook.widgets.buttons import KeyButton, icon_button
from relnotebook.widgets.draw import draw_shadow
from relnotebook.widgets.focus import FocusRing
from relnotebook.widgets.labels import PlainLabel
from relnotebook.widgets.plain import set_tip

LEAST = 300  # px at 100 % beside a column below which a toast stands over it after all
ABOVE_EDGE = 82  # clear of the status line and of the line of keys above it
SHADOW = 16
PATIENT = 30  # seconds when nothing may move, or somebody listens instead of looking


class Toast(QWidget):
    """One sentence at the bottom of the window, with Undo. A new one takes the place of the old.

    Attributes:
        beside: the width of a column at the trailing side, which it leaves uncovered.
        spot: where it stands instead when there is no room above the lower edge, in px of its parent; null for nowhere.
    Signals:
        gone: it left by itself or was answered.
    """

    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = parent
        self.beside: Callable[[], int] = lambda: 0
        self.spot: Callable[[], QRect] = QRect
        self._undo: Callable[[], object] | None = None
        self._icon_name = ""
        self._left = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        self._fade = QPropertyAnimation(self)
        self._icon = QLabel()
        self.words = PlainLabel("", "body", "cover_text")
        self.button = KeyButton(_("Undo"), "cover")
        self.button.clicked.connect(self._on_undo)
        self.button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._row = row
        self._on_look_changed()
        self.hide()
        parent.installEventFilter(self)
        theme.of().changed.connect(self._on_look_changed)

    def say(
        self,
        sentence: str,
        *,
        icon: str = "circle-check",
        undo: Callable[[], object] | None = None,
        key: str = "Ctrl+Z",
        seconds: float = 8,
        verb: str = "",
    ) -> None:
        """Show `sentence`; with `undo` a button that calls it, named Undo or `verb`. It leaves after `seconds`."""
        look = theme.of()
        self._undo, self._icon_name = undo, icon
        self.words.setText(sentence)
        self._icon.setPixmap(look.pixmap(icon, "cover_text", 18))
        self.button.set_key("" if verb else key)
        self.button.setText(verb or _("Undo"))
        self.button.setAccessibleName(verb or _("Undo"))
        self.button.setVisible(undo is not None)
        self.setAccessibleName(self.words.text())
        self._fit_edges()
        patient = look.look.less_motion or QAccessible.isActive()
        self._left = int(max(seconds, PATIENT if patient else 0) * 1000)
        self.place()
        self._appear()
        announce(self, self.words.text())
        self._resume()

    def text(self) -> str:
        """The sentence shown now, or '' when there is none."""
        return self.words.text() if self.isVisible() else ""

    def leave(self) -> None:
        """Go away now."""
        self._timer.stop()
        self._undo = None
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._fade.stop()
        self.hide()
        if had_focus:
            self._home.setFocus()
        self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pause()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.button.hasFocus():
            self._resume()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.button and isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn:
                self._pause()
            elif not self.underMouse():
                self._resume()
        elif watched is self._home and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        box = self._box()
        draw_shadow(painter, box, look.px(10))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("cover_line"), look.edge()))
        painter.setBrush(look.colour("cover"))
        painter.drawRoundedRect(box, look.px(10), look.px(10))

    def _box(self) -> QRect:
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW - 1, -SHADOW - 1)

    def _on_undo(self) -> None:
        undo = self._undo
        self.leave()
        if undo is not None:
            undo()

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left = max(self._left - int(self._since.elapsed()), 1500)
            self._timer.stop()

    def _resume(self) -> None:
        if self.isHidden():
            return
        self._since.start()
        self._timer.start(self._left)

    def _appear(self) -> None:
        self._fade.stop()
        time = theme.of().fade()
        fresh = self.isHidden()
        self.show()
        self.raise_()
        if not time or not fresh:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fade = QPropertyAnimation(effect, b"opacity", self)
        self._fade.setDuration(time)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._on_faded)
        self._fade.start()

    def _on_faded(self) -> None:
        self.setGraphicsEffect(None)  # type: ignore[arg-type]

    def place(self) -> None:
        """Stand where nothing that can be pressed is covered; what has no room in one line ends in dots."""
        parent, look = self._home, theme.of()
        self._row.activate()
        size = self.sizeHint().expandedTo(self.minimumSize())
        spot = self.spot()
        if not spot.isValid():
            top = parent.height() - look.px(ABOVE_EDGE) - size.height() + SHADOW
            room = parent.width() - self.beside()
            room = room if room >= look.px(LEAST) else parent.width()
            spot = QRect(parent.width() - room if self.isRightToLeft() else 0, top, room, size.height())
        wide = min(size.width(), spot.width() - look.px(24) + 2 * SHADOW)
        left, top = spot.x() + (spot.width() - wide) // 2, spot.y() + (spot.height() - size.height()) // 2
        self.setGeometry(left, top, wide, size.height())
        whole = self.words.text()
        set_tip(self.words, whole if self.words.width() < self.words.sizeHint().width() else "")

    def _fit_edges(self) -> None:
        px = theme.of().px
        after = 9 if self._undo is not None else 18
        self._row.setContentsMargins(SHADOW + px(16), SHADOW + px(6), SHADOW + px(after), SHADOW + px(6))

    def _on_look_changed(self) -> None:
        px = theme.of().px
        self._fit_edges()
        self._row.setSpacing(px(14))
        self.setMinimumHeight(px(48) + 2 * SHADOW)
        if self._icon_name:
            self._icon.setPixmap(theme.of().pixmap(self._icon_name, "cover_text", 18))
        if not self.isHidden():
            self.place()


class Banner(QFrame):
    """A problem, as a sentence with one way on; it stays until it is answered, or no longer true.

    Signals:
        closed: the cross was pressed.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        speak_as_alert(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._slot: Callable[[], object] | None = None
        self._icon = QLabel()
        self.words = PlainLabel("", "body", "honey_text", wrap=True)
        self.button = KeyButton("")
        self.cross = icon_button("x", _("Close this message"))
        self.button.clicked.connect(self._on_clicked)
        self.cross.clicked.connect(self._on_closed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.button)
        self._row.addWidget(self.cross)
        self._on_look_changed()
        theme.of().changed.connect(self._on_look_changed)
        self.hide()

    def show_problem(self, sentence: str, button_text: str = "", slot: Callable[[], object] | None = None) -> None:
        """Say what happened; the button with `button_text` calls `slot` and closes the banner."""
        self._slot = slot
        self.words.setText(sentence)
        self.button.setText(button_text)
        self.button.setAccessibleName(button_text)
        self.button.setVisible(bool(button_text))
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence, assertive=True)

    def text(self) -> str:
        """The sentence shown now, or '' when there is none."""
        return self.words.text() if not self.isHidden() else ""

    def clear(self) -> None:
        """The problem is over."""
        self._slot = None
        self.hide()

    def _on_clicked(self) -> None:
        slot = self._slot
        self.clear()
        if slot is not None:
            slot()

    def _on_closed(self) -> None:
        self.clear()
        self.closed.emit()

    def _on_look_changed(self) -> None:
        px = theme.of().px
        self._row.setContentsMargins(px(16), px(8), px(8), px(8))
        self._row.setSpacing(px(12))
        self._icon.setPixmap(theme.of().pixmap("alert-triangle", "honey", 18))


class Question(QDialog):
    """Asks before what cannot be undone. The harmless answer has the keyboard; `typed` must be typed to go on.

    Attributes:
        yes, no: the two buttons; no is Esc.
        line: where `typed` is typed, or None.
    """

    def __init__(
        self, parent: QWidget | None, title: str, body: str, yes: str, no: str, *, danger: bool = False, typed: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.setModal(True)
        self.title = PlainLabel(title, "dialog", wrap=True)
        self.body = PlainLabel(body, "body", "ink2", wrap=True)
        self.yes = KeyButton(yes, "final" if danger else "primary")
        self.no = KeyButton(no, "secondary", key=_("Esc"))
        self.line: QLineEdit | None = QLineEdit() if typed else None
        self._typed = typed
        self._lay_out()
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        if self.line is not None:
            self.yes.setEnabled(False)
            self.line.setAccessibleName(_("Type {word} to go on").format(word=typed))
            self.line.textChanged.connect(self._on_typed)
            self.line.returnPressed.connect(self.yes.click)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._ring = FocusRing(self)
        self.no.setFocus()

    def sizeHint(self) -> QSize:
        wide = theme.of().px(440)
        layout = self.layout()
        return QSize(wide, layout.totalHeightForWidth(wide) if layout is not None else 0)

    def _lay_out(self) -> None:
        px = theme.of().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(18))
        column.setSpacing(px(12))
        column.addWidget(self.title)
        column.addWidget(self.body)
        if self.line is not None:
            column.addWidget(self.line)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)

    def _on_typed(self, text: str) -> None:
        self.yes.setEnabled(text.strip().casefold() == self._typed.strip().casefold())


def ask(
    parent: QWidget | None,
    title: str,
    body: str,
    yes: str,
    no: str,
    danger: bool,
    on_yes: Callable[[], object],
    typed: str = "",
) -> Question:
    """Open the question; `on_yes` is called when it is answered with `yes`. Returns at once."""
    question = Question(parent, title, body, yes, no, danger=danger, typed=typed)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(on_yes)
    question.open()
    return question
