"""What a file will tell of each person: its columns as chips, and in plain words what it cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.mailings.links import WordLink
from relnotebook.widgets import theme
from relnotebook.widgets.draw import MARK_HEIGHT, draw_mark, mark_width
from relnotebook.widgets.parts import FlowLayout, PlainLabel
from relnotebook.widgets.plain import clean, set_tip
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.exchange.taking import Contents

HIGH, GAP = 30, 10


class ColumnMark(QWidget):
    """The heading of a column."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark("neutral", "", clean(words, 60))
        self.setAccessibleName(clean(words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The heading."""
        return self._mark.text

    def sizeHint(self) -> QSize:
        return QSize(mark_width(self._mark), theme.of().px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        top = (self.height() - theme.of().px(MARK_HEIGHT)) // 2
        draw_mark(QPainter(self), QPoint(0, top), self._mark, self.isRightToLeft(), self.width())


class ContentsView(QWidget):
    """Columns First name, Greet as, E-mail, Language  Change. Below it what is lost, and what is to be known.

    Signals:
        change_wanted: somebody wants other columns.
    """

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: list[ColumnMark] = []
        self.change = WordLink(_("Change"), high=HIGH)
        self.change.show_words(_("Change"), _("Change the columns"))
        self.change.clicked.connect(self.change_wanted)
        self._columns, self._lines = QWidget(), QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._columns.setSizePolicy(policy)
        self._flow = FlowLayout(self._columns, gap=GAP)
        self._label = PlainLabel(_("Columns"), "small", "ink2")
        self._flow.addWidget(self._label)
        self._flow.addWidget(self.change)
        self._below = QVBoxLayout(self._lines)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._columns)
        self._column.addWidget(self._lines)
        self._dress()
        theme.of().changed.connect(self._dress)

    def show_contents(self, found: Contents) -> None:
        """Show other columns and sentences."""
        self._columns.setVisible(bool(found.columns))
        names = [*found.columns, *([_("{n} more").format(n=len(found.more))] if found.more else [])]
        if names != self.columns():
            self._fill(names)
        if found.more:
            set_tip(self.marks[-1], ", ".join(found.more))
        sentences = [(one, "alert-triangle", "honey") for one in found.losses]
        sentences += [(found.note, "shield-check", "accent")] if found.note else []
        self._say(sentences)

    def text(self) -> str:
        """All its sentences."""
        return " ".join(label.text() for label in self._lines.findChildren(PlainLabel))

    def columns(self) -> list[str]:
        """The headings shown."""
        return [mark.text() for mark in self.marks]

    def _fill(self, names: Sequence[str]) -> None:
        for mark in self.marks:
            self._flow.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        self._flow.removeWidget(self.change)
        self.marks = [ColumnMark(name, self._columns) for name in names]
        for part in (*self.marks, self.change):
            self._flow.addWidget(part)
            part.show()
        self._columns.updateGeometry()

    def _say(self, sentences: Sequence[tuple[str, str, str]]) -> None:
        while (item := self._below.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.setParent(None)
                line.deleteLater()
        for words, icon, tone in sentences:
            self._below.addWidget(_sentence(words, icon, tone))
        self._lines.setVisible(bool(sentences))

    def _dress(self) -> None:
        px = theme.of().px
        self._label.setFixedHeight(px(HIGH))
        self._column.setSpacing(px(4))
        self._below.setSpacing(px(4))


def _sentence(words: str, icon: str, tone: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.of().px(8))
    picture = QLabel()
    picture.setPixmap(theme.of().pixmap(icon, tone, 18))
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(words, "small", "ink2", wrap=True), 1)
    return line
