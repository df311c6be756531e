"""The list of people: its model, the delegate that paints a row, and the view that keeps the choice."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QContextMenuEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.chosenlist import ChosenList, placed
from relnotebook.widgets.draw import (
    advance,
    draw_disc,
    draw_focus,
    draw_highlight,
    draw_mark,
    draw_words,
    hairline,
    mirrored,
)
from relnotebook.widgets.plain import clean, tip, with_spans
from relnotebook.widgets.rowmodel import ROW, Index
from relnotebook.widgets.rowplan import DISC, GAP, HEIGHT, PAD, Placed, place, tooltip
from relnotebook.widgets.values import Row

HEADING = 41


class RowDelegate(QStyledItemDelegate):
    """Paints a Row.

    Attributes:
        reserve: px kept free at the trailing edge of the chosen row, for a button placed there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reserve = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        look = theme.of()
        return QSize(look.px(200), look.px(HEADING) if isinstance(row, Row) and row.heading else look.row(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setClipRect(option.rect)
        if row.heading:
            self._paint_heading(painter, option, row)
        elif row.plus:
            self._paint_plus(painter, option, row)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        look, rect = theme.of(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        _paint_ground(painter, option, chosen)
        disc = QRect(look.px(PAD), (rect.height() - look.px(DISC)) // 2, look.px(DISC), look.px(DISC))
        draw_disc(painter, placed(option, disc), row.initials, row.tint, chosen, row.photo)
        parts = place(row, rect.width(), rect.height(), self.reserve if chosen else 0)
        title, spans = with_spans(row.title, row.title_spans)
        draw_highlight(painter, placed(option, parts.title), title, parts.font, look.colour("ink"), spans, rtl)
        if parts.second is not None:
            words, spans = with_spans(row.second, row.second_spans)
            spot = placed(option, parts.second)
            draw_highlight(painter, spot, words, look.font("body"), look.colour("ink3"), spans, rtl)
        for mark, spot in parts.marks:
            draw_mark(painter, placed(option, spot).topLeft(), mark, rtl, spot.width())
        _paint_line(painter, option, row, parts)
        if parts.right is not None:
            font = look.font("small", tabular=True)
            draw_words(painter, placed(option, parts.right), clean(row.right, 60), font, look.colour("ink2"), rtl)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        look = theme.of()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        font, line = look.font("strong"), QRect(0, look.px(18), option.rect.width(), look.px(22))
        wide = advance(clean(row.heading), font)
        spot = QRect(0, line.top(), min(wide, line.width()), line.height())
        draw_words(painter, placed(option, spot), clean(row.heading), font, look.colour("ink"), rtl)
        note = QRect(wide + look.px(8), line.top(), line.width() - wide - look.px(8), line.height())
        if row.heading_note and note.width() > 0:
            words, font = clean(row.heading_note), look.font("small")
            draw_words(painter, placed(option, note), words, font, look.colour("ink3"), rtl)

    def _paint_plus(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        look, rect = theme.of(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_ground(painter, option, chosen, line=False)
        side = look.px(DISC)
        disc = placed(option, QRect(look.px(PAD), (rect.height() - side) // 2, side, side))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawEllipse(disc.adjusted(0, 0, -1, -1))
        painter.restore()
        icon = look.pixmap("plus", "accent", 18, painter.device().devicePixelRatioF())
        inset = (side - look.px(18)) // 2
        painter.drawPixmap(disc.topLeft() + QPoint(inset, inset), icon)
        left = look.px(PAD) + side + look.px(GAP)
        spot = QRect(left, 0, rect.width() - left - look.px(12) - (self.reserve if chosen else 0), rect.height())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        draw_words(painter, placed(option, spot), clean(row.title), look.font("button"), look.colour("accent"), rtl)


class RowList(ChosenList[Row]):
    """A list of people, with a real button over the chosen one where it is wanted."""

    page_row = HEIGHT

    def __init__(self, parent: QWidget | None = None) -> None:
        self._delegate = RowDelegate()
        self._button: QWidget | None = None
        super().__init__(self._delegate, _("People"), parent)
        self.verticalScrollBar().valueChanged.connect(self._place_button)

    # What it shows

    def show_rows(self, rows: tuple[Row, ...], choose: object = None, *, anew: bool = False) -> None:
        """Show `rows`. The choice stays with its key, else goes to the first; with `anew` (another question) it does
        so in any case."""
        before = self.chosen()
        self._hold(rows)
        kept = self._model.place_of(before.key) if before is not None and not anew else -1
        self._choose_at(kept if kept >= 0 else self._model.stepped(-1, 1))
        self._showing = False
        self._announce()

    def told_by(self, row: Row | None) -> object:
        return row

    def set_button(self, button: QWidget | None) -> None:
        """Place a real button over the chosen row at its trailing side; None takes it away."""
        if self._button is not None and self._button is not button:
            self._button.hide()
        self._button = button
        if button is not None:
            button.setParent(self.viewport())
        self._place_button()

    def hidden_at(self, spot: QPoint) -> str:
        """What the row under `spot` has no room to show; '' when it shows all."""
        index = self.indexAt(spot)
        row = index.data(ROW)
        if not isinstance(row, Row) or row.heading:
            return ""
        reserve = self._delegate.reserve if index == self.currentIndex() else 0
        return tooltip(row, self.viewport().width() - reserve)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            return self._show_tip(event)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """There is no menu here."""
        event.ignore()

    # Inside

    def _choose_at(self, at: int) -> None:
        super()._choose_at(at)
        self._place_button()

    def _bring_up(self, index: QModelIndex) -> None:
        self.scrollTo(index)

    def _on_current_changed(self) -> None:
        self._place_button()
        super()._on_current_changed()

    def _on_look_changed(self) -> None:
        super()._on_look_changed()
        self._place_button()

    def _place_button(self) -> None:
        button, row = self._button, self.chosen()
        look = theme.of()
        if button is None or row is None:
            self._delegate.reserve = 0
            if button is not None:
                button.hide()
            return
        size = button.sizeHint()
        self._delegate.reserve = size.width() + look.px(GAP)
        rect = self.visualRect(self.currentIndex())
        spot = QRect(rect.right() + 1 - look.px(12) - size.width(), 0, size.width(), size.height())
        spot.moveTop(rect.top() + (rect.height() - size.height()) // 2)
        button.setGeometry(mirrored(rect, spot, self.isRightToLeft()))
        button.show()
        button.raise_()

    def _show_tip(self, event: QEvent) -> bool:
        from PySide6.QtGui import QHelpEvent
        from PySide6.QtWidgets import QToolTip

        assert isinstance(event, QHelpEvent)
        QToolTip.showText(event.globalPos(), tip(self.hidden_at(event.pos())), self.viewport())
        return True


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, chosen: bool, line: bool = True) -> None:
    look, rect = theme.of(), option.rect
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if not chosen and not hovered:
        if line:
            hairline(painter, rect)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour("accent_soft" if chosen else "well"))
    painter.setPen(QPen(look.colour("accent"), 2) if look.contrast and chosen else Qt.PenStyle.NoPen)
    inset = 1 if look.contrast else 0
    radius = look.px(10)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    if chosen:
        bar = placed(option, QRect(0, look.px(10), look.px(4), rect.height() - look.px(20)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(bar, 2, 2)
    painter.restore()
    if chosen and focused:
        draw_focus(painter, rect, radius)


def _paint_line(painter: QPainter, option: QStyleOptionViewItem, row: Row, parts: Placed) -> None:
    look = theme.of()
    rtl = option.direction == Qt.LayoutDirection.RightToLeft
    dpr = painter.device().devicePixelRatioF()
    if row.line:
        spot = QRect(parts.line)
        words, spans = with_spans(row.line, row.spans)
        if row.warns:
            _paint_warning_ground(painter, placed(option, spot), words, rtl)
        if row.icon:
            icon = QRect(spot.left(), spot.top() + (spot.height() - look.px(14)) // 2, look.px(14), look.px(14))
            tone = "alert_text" if row.warns else "accent"
            painter.drawPixmap(placed(option, icon), look.pixmap(row.icon, tone, 14, dpr))
            spot.setLeft(spot.left() + look.px(19))
        ink = look.colour("alert_text" if row.warns else "ink2")
        draw_highlight(painter, placed(option, spot), words, look.font("body"), ink, spans, rtl)
    if row.why is not None and parts.why is not None:
        spot = QRect(parts.why)
        if row.why.icon:
            icon = QRect(spot.left(), spot.top() + (spot.height() - look.px(14)) // 2, look.px(14), look.px(14))
            painter.drawPixmap(placed(option, icon), look.pixmap(row.why.icon, "ink3", 14, dpr))
            spot.setLeft(spot.left() + look.px(18))
        words, spans = with_spans(row.why.text, row.why_spans)
        spot = placed(option, spot)
        draw_highlight(painter, spot, clean(words, 80), look.font("small"), look.colour("ink2"), spans, rtl)


def _paint_warning_ground(painter: QPainter, spot: QRect, words: str, rtl: bool) -> None:
    """Soft brick behind icon and words, as wide as they are."""
    look = theme.of()
    wide = min(advance(words, look.font("body")) + look.px(19), spot.width())
    ground = QRect(spot.right() + 1 - wide if rtl else spot.left(), spot.top(), wide, spot.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("alert_text"), 2) if look.contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("alert_soft"))
    painter.drawRoundedRect(ground.adjusted(-look.px(5), 0, look.px(6), 0), 6, 6)
    painter.restore()
