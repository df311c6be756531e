"""The head of the pages that bring people in: how many steps there are, which are done, which one is up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words, mirrored

SIDE, GAP, LINE = 26, 10, 44


class Steps(QWidget):
    """Circles with a number, or a tick once done, each with its words; a line leads to the next.

    In a narrow place only the step that is up has its words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._at = 0
        self._over = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self.updateGeometry)

    def show_steps(self, titles: Sequence[str], at: int, *, over: bool = False) -> None:
        """These steps, `at` being the one that is up, from 0; `over`: it is the last, and done."""
        self._titles, self._at, self._over = tuple(titles), at, over
        words = _("Step {n} of {of}: {title}").format(n=at + 1, of=len(titles), title=titles[at])
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(self._width(range(len(self._titles))), max(look.px(SIDE), look.px(26)) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width([self._at]), self.sizeHint().height())

    def _width(self, named: Sequence[int]) -> int:
        look = theme.of()
        words = sum(look.px(GAP) + advance(self._titles[n], look.font("strong")) for n in named if self._titles)
        between = max(len(self._titles) - 1, 0) * (look.px(LINE) + 2 * look.px(GAP))
        return words + len(self._titles) * look.px(SIDE) + between + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        every = self._width(range(len(self._titles))) <= self.width()
        side, gap, left = look.px(SIDE), look.px(GAP), 1
        for n, title in enumerate(self._titles):
            if n:
                spot = QRect(left, self.height() // 2, look.px(LINE), 1)
                painter.fillRect(mirrored(self.rect(), spot, self.isRightToLeft()), look.colour("line_strong"))
                left = spot.right() + 1 + gap
            self._circle(painter, n, QRect(left, (self.height() - side) // 2, side, side))
            left += side + gap
            if every or n == self._at:
                font = look.font("strong" if n == self._at else "body")
                spot = QRect(left, 0, advance(title, font) + 2, self.height())
                ink = look.colour("ink" if n == self._at else "ink2")
                rtl = self.isRightToLeft()
                draw_words(painter, mirrored(self.rect(), spot, rtl), title, font, ink, rtl)
                left = spot.right() + 1 + gap

    def _circle(self, painter: QPainter, n: int, place: QRect) -> None:
        look = theme.of()
        spot = mirrored(self.rect(), place, self.isRightToLeft())
        up, done = n == self._at, n < self._at or self._over
        painter.setBrush(look.colour("accent" if done else "sheet"))
        painter.setPen(QPen(look.colour("accent" if up or done else "line_strong"), 2 if up else look.edge()))
        painter.drawEllipse(QRectF(spot).adjusted(1, 1, -1, -1))
        if done:
            tick = QRect(0, 0, look.px(16), look.px(16))
            tick.moveCenter(spot.center())
            painter.drawPixmap(tick, look.pixmap("check", "on_accent", 16, self.devicePixelRatioF()))
            return
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("accent" if up else "ink2"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(n + 1))
