"""Frames that hold things: sheets, the side column, the hero, the alert banner, empty states, progress."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.aloud import announce, speak_as_alert
from relnotebook.widgets.buttons import KeyButton
from relnotebook.widgets.draw import draw_ribbon, mirrored
from relnotebook.widgets.labels import LeadLabel, PlainLabel


class FlowLayout(QLayout):
    """Lays things out like words: side by side, and on the next line when the line is full."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def clear(self) -> None:
        """Take everything out and let the widgets go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        look = theme.of()
        area = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        rtl = parent.isRightToLeft() if parent is not None else look.look.rtl
        x, y, high = area.left(), area.top(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            wide = min(size.width(), max(area.width(), 1))
            if x > area.left() and x + wide > area.right() + 1:
                x, y, high = area.left(), y + high + look.px(self._line_gap), 0
            if move:
                spot = QRect(QPoint(x, y), QSize(wide, size.height()))
                item.setGeometry(mirrored(area, spot, rtl))
            x += wide + look.px(self._gap)
            high = max(high, size.height())
        return y + high - rect.top() + self.contentsMargins().bottom()


class Sheet(QFrame):
    """A sheet of paper on the page.

    Attributes:
        box: its column; 16 px inside.
    """

    def __init__(self, parent: QWidget | None = None, inside: int = 16) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.box = QVBoxLayout(self)
        self._inside = inside
        self._on_look_changed()
        theme.of().changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        inside = theme.of().px(self._inside)
        self.box.setContentsMargins(inside, inside, inside, inside)
        self.box.setSpacing(theme.of().px(8))


class SidePanel(QFrame):
    """The column at the trailing side of a page, the colour of the desk.

    Attributes:
        box: its column; 20 px inside.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.box = QVBoxLayout(self)
        self._on_look_changed()
        theme.of().changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        px = theme.of().px
        self.box.setContentsMargins(px(20), px(20), px(20), px(16))
        self.box.setSpacing(px(10))


class Rule(QFrame):
    """A hairline across the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rule")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Hero(QFrame):
    """The sheet of the usual, with the ribbon at its leading side.

    Attributes:
        box: its column, clear of the ribbon.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hero")
        self.box = QVBoxLayout(self)
        self._on_look_changed()
        theme.of().changed.connect(self._on_look_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.of()
        ribbon = QRect(look.px(20), 0, look.px(20), look.px(46))
        draw_ribbon(QPainter(self), mirrored(self.rect(), ribbon, self.isRightToLeft()), look.colour("accent"))

    def _on_look_changed(self) -> None:
        px = theme.of().px
        before, after = (px(20), px(55)) if self.isRightToLeft() else (px(55), px(20))
        self.box.setContentsMargins(before, px(16), after, px(16))
        self.box.setSpacing(px(6))


ALERT_NARROW = 600  # px at 100 %


class AlertBanner(QFrame):
    """What can hurt, in solid brick. It cannot be closed, and it is spoken as soon as it shows something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        speak_as_alert(self)
        _as_high_as_its_words(self)
        self._alerts: tuple[tuple[str, str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._narrow = False
        self._lines: list[QWidget] = []
        self._words: list[QBoxLayout] = []
        self.hide()
        theme.of().changed.connect(self._fill)

    def show_alerts(self, alerts: Sequence[tuple[str, str, str]]) -> None:
        """Show (bold kind and severity, what to do, when it was last checked), severe first; none hides the banner."""
        if tuple(alerts) == self._alerts:
            return
        self._alerts = tuple(alerts)
        self._fill()
        self.setVisible(bool(alerts))
        said = self.text()
        self.setAccessibleName(said)
        if said:
            announce(self, said, assertive=True)

    def text(self) -> str:
        """All its words."""
        return " ".join(" ".join(part for part in alert if part) for alert in self._alerts)

    def _fill(self) -> None:
        px = theme.of().px
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._column.setContentsMargins(px(18), px(11), px(18), px(11))
        self._column.setSpacing(px(8))
        self._words = []
        self._lines = [self._line(*alert) for alert in self._alerts]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()  # at once: what is not shown yet has no height

    def _line(self, bold: str, text: str, right: str) -> QWidget:
        look = theme.of()
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(14))
        icon = QLabel()
        icon.setPixmap(look.pixmap("alert-octagon", "on_alert", 26))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QBoxLayout(self._way())
        words.setSpacing(look.px(4 if self._narrow else 14))
        words.addWidget(LeadLabel(bold, text, "on_alert", ("large", "button")), 1)
        if right:
            words.addWidget(PlainLabel(right, "small_medium", "on_alert"))
        row.addLayout(words, 1)
        self._words.append(words)
        return line

    def _way(self) -> QBoxLayout.Direction:
        return QBoxLayout.Direction.TopToBottom if self._narrow else QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """When it was checked stands below the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < theme.of().px(ALERT_NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for words in self._words:
            words.setDirection(self._way())
            words.setSpacing(theme.of().px(4 if narrow else 14))


class EmptyState(QWidget):
    """Nothing here yet: a ribbon, one warm line, one plain line, one button.

    Signals:
        clicked: the button was pressed.
    """

    clicked = Signal()

    def __init__(self, title: str, line: str = "", button_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "heading", wrap=True)
        self.line = PlainLabel(line, "small", "ink2", wrap=True)
        self.button = KeyButton(button_text)
        self.button.clicked.connect(self.clicked)
        self._column = QVBoxLayout(self)
        for part in (self.title, self.line):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(part)
            part.setVisible(bool(part.text()))  # only now: a part without a parent would open as a window
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(button_text))
        self._on_look_changed()
        theme.of().changed.connect(self._on_look_changed)

    def show_words(self, title: str, line: str = "", button_text: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), look.edge(), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(12), look.px(12))
        wide = look.px(18)
        draw_ribbon(painter, QRect((self.width() - wide) // 2, look.px(18), wide, look.px(40)), look.colour("accent"))

    def _on_look_changed(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(24), px(68), px(24), px(18))
        self._column.setSpacing(px(8))


class ProgressLine(QWidget):
    """Long work: a thin bar, words, and a button to stop.

    Signals:
        cancelled: the button was pressed.
    """

    cancelled = Signal()

    def __init__(self, cancel_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel("", "small", "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = KeyButton(cancel_text or _("Stop"), "quiet")
        self.button.clicked.connect(self.cancelled)
        left = QVBoxLayout()
        left.setSpacing(theme.of().px(6))
        left.addWidget(self.words)
        left.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of().px(14))
        row.addLayout(left, 1)
        row.addWidget(self.button)

    def show_step(self, done: int, total: int, note: str = "") -> None:
        """How far it is; a total of 0 means that nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total) if total else 0)
        self.words.setText(note)
        self.bar.setAccessibleName(note)


def _as_high_as_its_words(frame: QFrame) -> None:
    """Let a frame grow as its words wrap."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    frame.setSizePolicy(policy)
