"""A short list beside the margin rule: days at its left, what happened at its right. Nothing in it can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words, mirrored
from relnotebook.widgets.plain import clean
from relnotebook.widgets.timeline import wrapped

ROW, LEADING = 31, 18
MARGIN, RULE, TEXT = 60, 2, 74
LINES = 2


class MarginList(QWidget):
    """Rows of (day, words). A row may take two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.of().changed.connect(self.updateGeometry)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """What it shows."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other rows."""
        self._rows = tuple((clean(day, 30), clean(words)) for day, words in rows)
        self.setAccessibleName(" ".join(f"{day}: {words}." for day, words in self._rows))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(lines) for lines in self._broken(width))

    def sizeHint(self) -> QSize:
        px = theme.of().px
        return QSize(px(240), self.heightForWidth(self.width() or px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(140), len(self._rows) * theme.of().px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, top = theme.of(), QPainter(self), 0
        rtl = self.isRightToLeft()
        small, days = look.font("small"), look.font("small", tabular=True)
        text = look.px(TEXT)
        for (day, _words), lines in zip(self._rows, self._broken(self.width()), strict=True):
            high = self._height(lines)
            wide = min(advance(day, days), look.px(MARGIN - 4))
            right = max(look.px(MARGIN - 10), wide)  # a long day comes closer to the rule
            spot = QRect(right - wide, top, wide, look.px(ROW))
            draw_words(painter, mirrored(self.rect(), spot, rtl), day, days, look.colour("ink2"), rtl)
            for at, line in enumerate(lines):
                spot = QRect(text, top + at * look.px(LEADING), self.width() - text, look.px(ROW))
                draw_words(painter, mirrored(self.rect(), spot, rtl), line, small, look.colour("ink"), rtl)
            under = QRect(look.px(MARGIN), top + high - 1, self.width() - look.px(MARGIN), 1)
            painter.fillRect(mirrored(self.rect(), under, rtl), look.colour("line"))
            top += high
        rule = QRect(look.px(MARGIN), 0, RULE, top)
        painter.fillRect(mirrored(self.rect(), rule, rtl), look.colour("margin"))

    def _broken(self, width: int) -> list[list[str]]:
        look = theme.of()
        room = max(width - look.px(TEXT), look.px(60))
        return [wrapped(words, look.font("small"), room, LINES) or [""] for _day, words in self._rows]

    @staticmethod
    def _height(lines: list[str]) -> int:
        look = theme.of()
        return look.px(ROW) + (len(lines) - 1) * look.px(LEADING)
