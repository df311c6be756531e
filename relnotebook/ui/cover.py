"""A page that stands alone, without pages beside it: the cover with the program's name, and one column to read."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relnotebook.widgets import draw
from relnotebook.widgets import theme as themes

COLUMN = 760


class Cover(QWidget):
    """The cloth cover, as wide as the rail, with the program's name and the ribbon of a first page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit()
        themes.of().changed.connect(self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = themes.of(), QPainter(self)
        painter.fillRect(self.rect(), theme.colour("cover"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.isRightToLeft()
        wide, high = theme.px(22), theme.px(76)
        ribbon = draw.mirrored(self.rect(), QRect(self.width() - theme.px(22) - wide, 0, wide, high), rtl)
        draw.draw_ribbon(painter, ribbon, theme.colour("honey_bright"))
        name = draw.mirrored(self.rect(), QRect(theme.px(20), theme.px(18), theme.px(140), theme.px(26)), rtl)
        draw.draw_words(painter, name, "RelNotebook", theme.font("heading"), theme.colour("cover_text"), rtl)

    def _fit(self) -> None:
        self.setFixedWidth(themes.of().px(196))
        self.update()


class AlonePage(QWidget):
    """Cover and column.

    Attributes:
        column: where the page puts its words; never wider than can be read.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(14)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Cover())
        row.addWidget(scroll, 1)
        themes.of().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._inside.setMaximumWidth(themes.of().px(COLUMN))
