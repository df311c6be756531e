"""What every section of Settings is made of: a heading, rows of label and field, lines with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.settings import Settings
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.parts import PlainLabel, Refusable, Rule, SavingLine, button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.shop import Shop

LABEL_WIDTH = 208
FIELD_WIDTH = 410
NARROW = 560


class Section(QWidget):
    """One part of Settings. Changes apply at once and can be taken back.

    Attributes:
        key: its place in the list at the left; icon, short: as shown there; title: its heading.
        words: what a person may look for to find it, besides its title ("dark", "password").
    Signals:
        till_changed: values of this till's settings, by name.
        problem: a Problem that has no place beside a field.
    """

    key: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    till_changed = Signal(dict)
    problem = Signal(object)

    def __init__(self, title: str, about: str = "", words: tuple[str, ...] = (), short: str = "") -> None:
        super().__init__()
        self.title = title
        self.short = short or title
        self.words = words
        self.bridge: Bridge | None = None
        self.column = QVBoxLayout(self)
        px = themes.of().px
        self.column.setContentsMargins(0, 0, 0, px(26))
        self.column.setSpacing(px(10))
        self.head = QHBoxLayout()
        self.head.setSpacing(px(8))
        self.head.addWidget(PlainLabel(title, "heading"), 1)
        self.column.addLayout(self.head)
        if about:
            self.column.addWidget(PlainLabel(about, "small", "ink2", wrap=True))

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self.bridge = bridge

    def show_shop(self, shop: Shop) -> None:
        """The shop as it is now."""

    def show_till(self, settings: Settings) -> None:
        """This till's settings as they are now."""

    def reload(self) -> None:
        """Read again what the section shows besides the shop."""

    def told(self, problem: Problem) -> None:
        """For `.otherwise` where no field can show it."""
        self.problem.emit(problem)

    def row(self, label: str, widget: QWidget, hint: str = "", *, wide: bool = False) -> QWidget:
        """A label at the left, its field and a word about it beside; below one another when there is little room."""
        line = _Row(label, widget, hint, wide=wide)
        self.column.addWidget(line)
        return line


class _Row(QWidget):
    """Label, field, hint: side by side, or below one another in a narrow place."""

    def __init__(self, label: str, widget: QWidget, hint: str, *, wide: bool) -> None:
        super().__init__()
        self._words = PlainLabel(label, "button", wrap=True)
        self._words.setBuddy(widget)
        self._widget, self._wide = widget, wide
        if not widget.accessibleName():
            widget.setAccessibleName(label.replace("&", ""))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(themes.of().px(12))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._box.addWidget(self._words)
        self._box.addWidget(widget, 0, Qt.AlignmentFlag(0) if wide else side)
        self._hint = PlainLabel(hint, "small", "ink2", wrap=True)
        if not hint:
            self._hint.hide()  # never shown before it has a parent: it would open as a window
        self._box.addWidget(self._hint, 1)
        if not hint:
            self._box.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn: side by side it would insist on its whole width."""
        return QSize(themes.of().px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = themes.of().px
        narrow = self.width() < px(NARROW)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._words.setMinimumWidth(0 if narrow else px(LABEL_WIDTH))
        self._words.setMaximumWidth(self.width() if narrow else px(LABEL_WIDTH))
        if self._wide:
            room = self.width() if narrow else min(px(FIELD_WIDTH), self.width() - px(LABEL_WIDTH + 12))
            self._widget.setFixedWidth(max(room, px(120)))


class Line(QWidget):
    """A thing with what can be done about it: icon, title, one line below, buttons at the right, a hairline."""

    def __init__(self, title: str, about: str = "", *buttons: QWidget, lead: QWidget | None = None) -> None:
        super().__init__()
        px = themes.of().px
        self.title = PlainLabel(title, "button", wrap=True)
        self.about = PlainLabel(about, "small", "ink2", wrap=True)
        if not about:
            self.about.hide()  # never shown before it has a parent: it would open as a window
        text = QVBoxLayout()
        text.setSpacing(px(2))
        text.addWidget(self.title)
        text.addWidget(self.about)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        if lead is not None:
            head.addWidget(lead, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(text, 1)
        across = self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        across.setContentsMargins(0, px(4), 0, px(4))
        across.setSpacing(px(12))
        across.addLayout(head, 1)
        for made in buttons:
            across.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across)
        column.addWidget(Rule())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn, as a row."""
        return QSize(themes.of().px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand below the words in a narrow place."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < themes.of().px(NARROW - 100)
        self._across.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def show_words(self, title: str, about: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.about.setText(about)
        self.about.setVisible(bool(about))


class Growing(Section):
    """A section with a list of lines and one line to add another."""

    def __init__(self, title: str, about: str, words: tuple[str, ...], add: str, hint: str, short: str = "") -> None:
        super().__init__(title, about, words, short)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.column.addLayout(self.lines)
        self.new = SavingLine()
        self.new.setPlaceholderText(hint)
        self.new.setAccessibleName(add)
        self.new.returnPressed.connect(self._add)
        self.new_field = Refusable(self.new)
        self.add_button = button(add, "secondary", "plus")
        self.add_button.clicked.connect(self._add)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.new_field, 1)
        self.foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.foot)
        self._shown: tuple[Any, ...] = ()

    def show_lines(self, items: tuple[Any, ...]) -> None:
        """One line for each item; the same items are not built again."""
        if items == self._shown and self.lines.count() == len(items):
            return
        self._shown = items
        while self.lines.count():
            gone = self.lines.takeAt(0)
            widget = gone.widget() if gone else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before = self.new.previousInFocusChain()
        for item in items:
            line = self.make_line(item)
            self.lines.addWidget(line)
            for stop in (one for one in line.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus):
                if before is not None:
                    QWidget.setTabOrder(before, stop)  # a line added later stands where it is seen
                before = stop
        if before is not None:
            QWidget.setTabOrder(before, self.new)

    def make_line(self, item: Any) -> QWidget:
        raise TypeError("each section makes its own lines")

    def save_new(self, words: str) -> None:
        raise TypeError("each section saves its own")

    def _add(self) -> None:
        words = self.new.text().strip()
        if not words:
            self.new.setFocus()
            return
        self.save_new(words)

    def added(self, _what: object) -> None:
        """It is in: the line is free for the next one."""
        self.new.accept()
        self.new.set_value("")
        self.new.clear()
        self.reload()

    def refused(self, problem: Problem) -> None:
        """What was typed stays, and below it stands why it cannot be."""
        self.new.refuse(say.problem(problem))


class FieldLine(QWidget):
    """Two fields and what removes them, on one line."""

    def __init__(self, first: QWidget, second: QWidget, end: QWidget) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(8)
        across.addWidget(Refusable(first), 1)
        across.addWidget(Refusable(second), 3)
        across.addWidget(end)


class Sign(QLabel):
    """An icon that follows the theme."""

    def __init__(self, name: str, tone: str = "ink2", side: int = 18) -> None:
        super().__init__()
        self._drawn = (name, tone, side)
        themes.of().changed.connect(self._dress)
        self._dress()

    def draw(self, name: str, tone: str = "ink2") -> None:
        """Show another icon."""
        self._drawn = (name, tone, self._drawn[2])
        self._dress()

    def _dress(self) -> None:
        self.setPixmap(themes.of().pixmap(*self._drawn))


class SideLink(QAbstractButton):
    """A place in the list at the left: icon and words, the present one on a soft ground."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.of().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(themes.of().px(160), themes.of().row(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(themes.of().px(60), themes.of().row(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rtl = themes.of(), self.isRightToLeft()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if on else "well"))
            painter.drawRoundedRect(self.rect(), look.px(8), look.px(8))
        tone = "accent_soft_text" if on else "ink2"
        side = look.px(18)
        spot = QRect(look.px(10), (self.height() - side) // 2, side, side)
        painter.drawPixmap(
            mirrored(self.rect(), spot, rtl), look.pixmap(self._icon, tone, 18, self.devicePixelRatioF())
        )
        painter.setFont(look.font("strong" if on else "button"))
        painter.setPen(look.colour(tone))
        room = self.width() - look.px(46)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        painter.drawText(mirrored(self.rect(), QRect(look.px(38), 0, room, self.height()), rtl), flags, words)
