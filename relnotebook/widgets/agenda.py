"""The list of the day: groups and what is to be done in them, six painted buttons in each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.agendaplan import (
    HEADING,
    HEIGHT,
    MARGIN,
    NOTE,
    RULE,
    TEXT,
    AgendaRow,
    Spots,
    hidden,
    place,
)
from relnotebook.widgets.chosenlist import ChosenList, paint_ground, placed
from relnotebook.widgets.draw import advance, draw_focus, draw_words, mirrored
from relnotebook.widgets.plain import clean, tip
from relnotebook.widgets.rowmodel import ROW, Index


@dataclass(frozen=True, slots=True)
class Tool:
    """A button that rows may have: its icon, what its tooltip says, its key."""

    name: str
    icon: str
    tip: str
    key: str = ""


class AgendaDelegate(QStyledItemDelegate):
    """Paints an AgendaRow and feels for its buttons.

    Attributes:
        tools: the buttons by name.
        over: (row key, button) under the pointer; ("", "") for none.
    Signals:
        pressed: (row key, button name).
    """

    pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools: dict[str, Tool] = {}
        self.over = ("", "")
        self._down = ("", "")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, row = theme.of(), index.data(ROW)
        if isinstance(row, AgendaRow) and row.still:
            return QSize(look.px(200), look.px(HEADING if row.heading else NOTE))
        return QSize(look.px(200), look.row(HEIGHT))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, AgendaRow):
            return
        painter.save()
        painter.setClipRect(option.rect)
        if row.heading:
            self._paint_heading(painter, option, row)
        elif row.note:
            self._paint_note(painter, option, row)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A press and a release on the same button press it."""
        row = index.data(ROW)
        if not isinstance(event, QMouseEvent) or not isinstance(row, AgendaRow) or row.still:
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        name = tool_at(row, option.rect, event.position().toPoint(), option.direction)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._down = (row.key, name)
            return bool(name)
        if event.type() == QEvent.Type.MouseButtonRelease:
            down, self._down = self._down, ("", "")
            if name and down == (row.key, name):
                self.pressed.emit(row.key, name)
                return True
        return event.type() == QEvent.Type.MouseButtonDblClick and bool(name)

    # Strokes

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: AgendaRow) -> None:
        look, rect = theme.of(), option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        font, left = look.font("strong"), look.px(TEXT)
        box = QRect(left, look.px(13), rect.width() - left, look.px(22))
        wide = min(advance(clean(row.heading), font), box.width())
        spot = QRect(box.left(), box.top(), wide, box.height())
        draw_words(painter, placed(option, spot), clean(row.heading), font, look.colour("ink"), rtl)
        rest = box.adjusted(wide + look.px(8), 0, 0, 0)
        small = look.font("small", tabular=True)
        draw_words(painter, placed(option, rest), clean(row.count), small, look.colour("ink3"), rtl)

    def _paint_note(self, painter: QPainter, option: QStyleOptionViewItem, row: AgendaRow) -> None:
        look = theme.of()
        left = look.px(TEXT)
        spot = QRect(left, 0, option.rect.width() - left - look.px(8), option.rect.height())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        draw_words(painter, placed(option, spot), clean(row.note), look.font("small"), look.colour("ink3"), rtl)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: AgendaRow) -> None:
        look, rect = theme.of(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        spots = place(row, rect.width(), rect.height())
        paint_ground(painter, option, chosen)
        self._paint_margin(painter, option, row, spots)
        self._paint_words(painter, option, row, spots)
        if spots.split is not None:
            painter.fillRect(placed(option, spots.split), look.colour("line"))
        for name, spot in spots.tools.items():
            self._paint_tool(painter, placed(option, spot), row.key, name, chosen)
        view = option.widget
        if chosen and view is not None and view.hasFocus():
            draw_focus(painter, rect.adjusted(1, 1, -1, -1), look.px(9))

    def _paint_margin(self, painter: QPainter, option: QStyleOptionViewItem, row: AgendaRow, spots: Spots) -> None:
        look = theme.of()
        rule = QRect(look.px(MARGIN), 0, RULE, option.rect.height())
        painter.fillRect(placed(option, rule), look.colour("margin"))
        inks = ("alert_text" if row.late else "ink2", "ink2")
        fonts = (look.font("small_strong" if row.late else "small", tabular=True), look.font("small", tabular=True))
        for words, spot, ink, font in zip(row.margin, (spots.above, spots.below), inks, fonts, strict=True):
            wide = min(advance(clean(words, 30), font), spot.width())
            near = QRect(spot.right() + 1 - wide, spot.top(), wide, spot.height())
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            draw_words(painter, placed(option, near), clean(words, 30), font, look.colour(ink), rtl)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, row: AgendaRow, spots: Spots) -> None:
        look = theme.of()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        small, quiet = look.font("small"), look.colour("ink2")
        draw_words(painter, placed(option, spots.title), clean(row.title), spots.font, look.colour("ink"), rtl)
        if row.icon and spots.reason.width() > 0:
            dpr = painter.device().devicePixelRatioF()
            painter.drawPixmap(placed(option, spots.icon), look.pixmap(row.icon, "ink2", 16, dpr))
        draw_words(painter, placed(option, spots.reason), clean(row.reason), small, quiet, rtl)
        draw_words(painter, placed(option, spots.line), clean(row.line), small, quiet, rtl)

    def _paint_tool(self, painter: QPainter, spot: QRect, key: str, name: str, chosen: bool) -> None:
        look, tool = theme.of(), self.tools.get(name)
        if tool is None:
            return
        if self.over == (key, name):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.setBrush(look.colour("sheet"))
            painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
            painter.restore()
        side = look.px(18)
        ink = "accent" if name == "done" else "ink2"
        picture = look.pixmap(tool.icon, ink, 18, painter.device().devicePixelRatioF())
        painter.drawPixmap(spot.center() - QPoint(side // 2 - 1, side // 2 - 1), picture)


class Agenda(ChosenList[AgendaRow]):
    """The list of the day.

    Signals:
        tool_pressed: (row key, button name), after its row was chosen.
        opened, tapped: not where the pointer is on a button.
    """

    tool_pressed = Signal(str, str)
    page_row = HEIGHT

    def __init__(self, parent: QWidget | None = None) -> None:
        self._delegate = AgendaDelegate()
        self._on_a_tool = False  # the pointer went down on a button
        super().__init__(self._delegate, _("Touches"), parent)
        self._delegate.pressed.connect(self._on_tool)

    # What it shows

    def set_tools(self, tools: Iterable[Tool]) -> None:
        """The buttons that rows may name."""
        self._delegate.tools = {tool.name: tool for tool in tools}
        self.viewport().update()

    def spot(self, key: str, tool: str = "") -> QRect:
        """Where a row, or one of its buttons, stands in the viewport; empty when it is not shown."""
        rect, at = self.row_spot(key), self._model.place_of(key)
        if not tool or at < 0:
            return rect
        spot = place(self._model.rows[at], rect.width(), rect.height()).tools.get(tool, QRect())
        return mirrored(rect, spot.translated(rect.topLeft()), self.isRightToLeft()) if spot.isValid() else QRect()

    # Qt's own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._on_a_tool = bool(self._over(event.position().toPoint())[1])
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._feel(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._feel(QPoint(-1, -1))

    def menu_indent(self) -> int:
        return theme.of().px(TEXT)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, spot: QPoint) -> str:
        """The tooltip there: what a button does and its key, or what the row has no room to show."""
        index = self.indexAt(spot)
        row = index.data(ROW)
        if not isinstance(row, AgendaRow) or row.still:
            return ""
        rect = self.visualRect(index)
        tool = self._delegate.tools.get(tool_at(row, rect, spot, self.layoutDirection()))
        if tool is not None:
            return tip(tool.tip, tool.key)
        return tip(hidden(row, rect.width(), rect.height()))

    # Inside

    def _over(self, spot: QPoint) -> tuple[str, str]:
        """(row key, button) at a place of the viewport; ("", "") beside the buttons."""
        index = self.indexAt(spot)
        row = index.data(ROW)
        if not isinstance(row, AgendaRow) or row.still:
            return "", ""
        name = tool_at(row, self.visualRect(index), spot, self.layoutDirection())
        return (row.key, name) if name else ("", "")

    def _feel(self, spot: QPoint) -> None:
        over = self._over(spot)
        if over != self._delegate.over:
            self._delegate.over = over
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over[1] else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _on_tool(self, key: str, name: str) -> None:
        self.choose(key)
        self.tool_pressed.emit(key, name)

    def _tell(self, signal: SignalInstance, index: Index) -> None:
        if not self._on_a_tool:
            super()._tell(signal, index)


def tool_at(row: AgendaRow, rect: QRect, spot: QPoint, direction: Qt.LayoutDirection) -> str:
    """The name of the button of `row`, drawn in `rect`, at `spot`; "" for none."""
    spots = place(row, rect.width(), rect.height())
    x, y = spot.x() - rect.left(), spot.y() - rect.top()
    if direction == Qt.LayoutDirection.RightToLeft:
        x = rect.width() - 1 - x
    return spots.at(x, y)
