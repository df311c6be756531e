"""What stands above the columns: a box to tick everybody, and a title for each that sorts by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from relnotebook.base.words import _
from relnotebook.ui.customers import columns as layout
from relnotebook.ui.customers.cells import draw_tick
from relnotebook.ui.customers.columns import PAD, TICK, Plan
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words, mirrored
from relnotebook.widgets.plain import set_tip

HIGH = 36


class Title(QAbstractButton):
    """A column's title; the one that is sorted by has an arrow, which points the way it is read."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._way = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+Shift+arrows do it from the rows
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(key in layout.SORTED_BY)
        if self.isEnabled():
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(layout.titles()[key])
        self.show_way(0)

    def show_way(self, way: int) -> None:
        """0: not sorted by, 1: the first at the top, -1: the last."""
        self._way = way
        said = {0: _("{title}, sort by it"), 1: _("{title}, sorted, turn round"), -1: _("{title}, sorted backwards")}
        words = said[way].format(title=self.text()) if self.isEnabled() else self.text()
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.of().px(80), theme.of().px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        font = look.font("caption")
        strong = self._way != 0 or (self.underMouse() and self.isEnabled())
        pad = look.px(PAD)
        room = self.width() - 2 * pad - (look.px(16) if self._way else 0)
        spot = QRect(pad, 0, min(advance(self.text(), font), room), self.height())
        ink = look.colour("ink" if strong else "ink3")
        draw_words(painter, mirrored(self.rect(), spot, rtl), self.text(), font, ink, rtl)
        if self._way:
            self._paint_arrow(painter, spot.right() + look.px(6), rtl)

    def _paint_arrow(self, painter: QPainter, left: int, rtl: bool) -> None:
        look = theme.of()
        side = look.px(12)
        box = mirrored(self.rect(), QRect(left, (self.height() - side) // 2, side, side), rtl)
        painter.save()
        painter.translate(QRectF(box).center())
        if self._way > 0:
            painter.rotate(180)
        dpr = self.devicePixelRatioF()
        painter.drawPixmap(-side // 2, -side // 2, side, side, look.pixmap("chevron-down", "ink", 12, dpr))
        painter.restore()


class TickAll(QAbstractButton):
    """Everybody in the list at once, or nobody."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._some = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+A
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Choose everybody in the list"))

    def show_state(self, *, everybody: bool, some: bool) -> None:
        """Tick it, with a line in it where some are chosen."""
        self._some = some and not everybody
        self.setChecked(everybody)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        side = look.px(20)
        spot = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_tick(painter, spot, self.isChecked())
        if self._some:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("accent"), look.px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            inset, middle = look.px(6), spot.center().y() + 1
            painter.drawLine(spot.left() + inset, middle, spot.right() - inset + 1, middle)


class Header(QWidget):
    """The titles over a table.

    Attributes:
        titles: by column; all_: the box for everybody.
    Signals:
        picked: what to sort by, as in notebook/browsing; all_wanted: whether everybody is to be ticked.
    """

    picked = Signal(str)
    all_wanted = Signal(bool)

    def __init__(self, key: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._plan = Plan((), tall=False)
        self._sorted: tuple[str, bool] = ("name", False)
        self.titles: dict[str, Title] = {}
        self.all_ = TickAll(self)
        self.all_.clicked.connect(self.all_wanted)
        theme.of().changed.connect(self._place)

    def show_plan(self, plan: Plan) -> None:
        """Titles for these columns, where they are."""
        self._plan = plan
        for column in plan.columns:
            if column.key not in self.titles:
                title = Title(column.key, self)
                title.clicked.connect(lambda _on=False, by=column.key: self.picked.emit(layout.SORTED_BY[by]))
                self.titles[column.key] = title
        self.show_sort(*self._sorted)
        self._place()

    def show_sort(self, sort: str, descending: bool) -> None:
        """Mark the column that is sorted by."""
        self._sorted = (sort, descending)
        for column, title in self.titles.items():
            way = 0 if layout.SORTED_BY.get(column) != sort else -1 if descending else 1
            title.show_way(way)
            if title.isEnabled():
                set_tip(title, _("Sort by it"), self._key())

    def sizeHint(self) -> QSize:
        return QSize(theme.of().px(200), theme.of().px(HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.of().colour("line"))

    def _place(self) -> None:
        px, rtl = theme.of().px, self.isRightToLeft()
        self.setFixedHeight(px(HIGH))
        self.all_.setGeometry(mirrored(self.rect(), QRect(0, 0, px(TICK), px(HIGH) - 1), rtl))
        places = {column.key: column for column in self._plan.columns}
        for key, title in self.titles.items():
            title.setVisible(key in places)
            if key in places:
                spot = QRect(places[key].left, 0, places[key].width, px(HIGH) - 1)
                title.setGeometry(mirrored(self.rect(), spot, rtl))
