"""The delegate that paints a row of the table: the box to tick, then a cell for each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from relnotebook.base import clock
from relnotebook.base.words import _
from relnotebook.bridge.listing import Listing
from relnotebook.ui.customers import columns as layout
from relnotebook.ui.customers import words
from relnotebook.ui.customers.columns import PAD, TICK, Column, Plan
from relnotebook.ui.customers.words import Cells
from relnotebook.widgets import theme
from relnotebook.widgets.chosenlist import placed
from relnotebook.widgets.draw import (
    MARK_HEIGHT,
    advance,
    draw_focus,
    draw_mark,
    draw_words,
    hairline,
    mark_width,
)
from relnotebook.widgets.feedbackrows import fitting
from relnotebook.widgets.plain import clean, tip
from relnotebook.widgets.rowmodel import Index
from relnotebook.widgets.values import Mark

BOX, GAP = 20, 8  # px at 100 %
TICKS, TICK_WIDE, TICK_HIGH, TICK_GAP = 10, 3, 12, 2
BEHIND = 10  # between a name that runs on and the usual that gives way to it
ALERT_LEAST = 124  # of an alert beside a name that is too long by itself
KEPT = 2000  # rows whose words are remembered


@dataclass(slots=True)
class Named:
    """Where the parts of the name's cell stand, in px from the leading edge of the row.

    Attributes:
        end: where the next cell may begin.
        hidden: marks that are cut short, drawn as their icon alone, or not at all.
    """

    title: QRect
    font: QFont
    second: QRect | None = None
    marks: list[tuple[Mark, QRect]] = field(default_factory=list)
    hidden: tuple[Mark, ...] = ()
    end: int = 0


def place_name(cells: Cells, plan: Plan, high: int) -> Named:
    """Names and alerts run on into the cell of the usual; the words of other marks only where the usual has room beside
    them, their icons always.

    A name that is too long for all of that leaves its alerts enough to be seen. In a high row marks stand below it.
    """
    px, column, usual = theme.of().px, plan.columns[0], plan.of("usual")
    left, edge = column.left + px(PAD), column.left + column.width - px(PAD)
    end = edge if usual is None else usual.left + usual.width - px(PAD)
    line = QRect(left, px(4) if plan.tall else 0, 0, px(32) if plan.tall else high)
    found = Named(line, theme.of().font("row_name"))
    alerts = tuple(mark for mark in cells.marks if mark.tone == "alert")
    others = tuple(mark for mark in cells.marks if mark.tone != "alert")
    beside = 0 if plan.tall else sum(mark_width(mark) + px(GAP) for mark in alerts)
    least = 0 if plan.tall else _least(alerts, beside, (end - left) // 2)
    line.setWidth(_name_width(cells.name, found.font, end - left - beside, end - left - least))
    at = line.right() + 1 + px(GAP)
    if plan.tall:
        _put_second(cells.second, found, at, edge)
        low = QRect(left, px(36), edge - left, px(MARK_HEIGHT))
        found.end = _put(found, others, _put(found, alerts, left, edge, low), edge, low)
        return found
    at = _put(found, alerts, at, end, line)
    at = _put_second(cells.second, found, at, edge)
    free = end - advance(clean(cells.usual), theme.of().font("body")) - px(BEHIND) if cells.usual else end
    icons = at + sum(mark_width(_bare(mark)) + px(GAP) for mark in others) - px(GAP)
    found.end = _put(found, others, at, max(edge, free, min(icons, end)), line) - px(GAP)
    return found


def _least(alerts: tuple[Mark, ...], whole: int, most: int) -> int:
    """What alerts are left by a name of any length: some of the first one's words, and the icons of the others."""
    bare = sum(mark_width(_bare(mark)) + theme.of().px(GAP) for mark in alerts[1:])
    return min(whole, theme.of().px(ALERT_LEAST) + bare if alerts else 0, most)


def _bare(mark: Mark) -> Mark:
    return replace(mark, text="", strong="")


def _name_width(name: str, font: QFont, room: int, most: int) -> int:
    """How wide the name is; its letters get smaller, down to those of the body, before anything of it is cut."""
    shown = clean(name)
    wide = advance(shown, font)
    if wide > room:
        least = theme.of().font("body").pointSizeF() / font.pointSizeF()
        font.setPointSizeF(font.pointSizeF() * max(least, room / wide))
        wide = advance(shown, font)
    return min(wide, most)


def _put_second(second: str, found: Named, at: int, edge: int) -> int:
    """Put the name in its own script behind the name where there is room; where the next thing begins."""
    wide = advance(clean(second, 80), theme.of().font("small")) if second else 0
    if not wide or at + wide > edge:
        return at
    found.second = QRect(at, found.title.top(), wide, found.title.height())
    return at + wide + theme.of().px(GAP)


def _put(found: Named, marks: tuple[Mark, ...], at: int, end: int, line: QRect) -> int:
    """Put marks as far as there is room, the last ones as their icon alone; where the next thing begins.

    An alert keeps as much of its words as there is room for.
    """
    px = theme.of().px
    for n, mark in enumerate(marks):
        rest = sum(mark_width(_bare(one)) + px(GAP) for one in marks[n + 1 :])
        room = end - at - (px(GAP) + rest if rest else 0)
        cut = mark_width(mark) > room
        shown = _bare(mark) if cut and (mark.tone != "alert" or room < px(ALERT_LEAST) // 2) else mark
        wide = min(mark_width(shown), room) if shown is mark else mark_width(shown)
        if cut:
            found.hidden += (mark,)
        if at + wide > end:
            continue
        spot = QRect(at, line.center().y() + 1 - px(MARK_HEIGHT) // 2, wide, px(MARK_HEIGHT))
        found.marks.append((shown, spot))
        at = spot.right() + 1 + px(GAP)
    return at


class RowDelegate(QStyledItemDelegate):
    """Paints a BrowseLine of the model's Listing.LINE.

    Attributes:
        plan: the columns shown.
        keep_days: how long the bin keeps a card at least.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = Plan((Column("name", 40, 200),), tall=False)
        self.keep_days = 0
        self._known: dict[int, tuple[object, Cells]] = {}
        self._named: dict[int, tuple[Cells, Plan, int, Named]] = {}

    def forget(self) -> None:
        """The day is another one, or the look is."""
        self._known.clear()
        self._named.clear()

    def named(self, line: Any, cells: Cells, high: int) -> Named:
        """Where the parts of the name stand, worked out once."""
        kept = self._named.get(line.id)
        if kept is not None and kept[0] is cells and kept[1] is self.plan and kept[2] == high:
            return kept[3]
        if len(self._named) > KEPT:
            self._named.clear()
        made = place_name(cells, self.plan, high)
        self._named[line.id] = (cells, self.plan, high, made)
        return made

    def cells(self, line: Any) -> Cells:
        """The words of a line, made once."""
        kept = self._known.get(line.id)
        if kept is not None and kept[0] is line:
            return kept[1]
        if len(self._known) > KEPT:
            self._known.clear()
        made = words.cells(line, clock.now(), self.keep_days)
        self._known[line.id] = (line, made)
        return made

    # Qt's own

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.of()
        return QSize(look.px(200), look.row(layout.TALL if self.plan.tall else layout.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, line = theme.of(), index.data(Listing.LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_ground(painter, option, chosen)
        if line is None:
            spot = QRect(look.px(TICK + PAD), option.rect.height() // 2 - 4, look.px(120), 8)
            painter.fillRect(placed(option, spot), look.colour("well"))
        else:
            self._paint_tick(painter, option, chosen)
            cells = self.cells(line)
            self._paint_row(painter, option, cells, self.named(line, cells, option.rect.height()), chosen)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row():
            draw_focus(painter, option.rect.adjusted(1, 1, -1, -2), look.px(8))
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """What the row has no room for."""
        line = index.data(Listing.LINE)
        if event.type() != QEvent.Type.ToolTip or line is None:
            return False
        QToolTip.showText(event.globalPos(), tip("\n".join(self.unseen(self.cells(line), option.rect.height()))), view)
        return True

    def unseen(self, cells: Cells, high: int) -> list[str]:
        """What a row cannot show, in words: the name, marks, the usual, tags that were left out or cut short."""
        look = theme.of()
        named = place_name(cells, self.plan, high)
        said = [cells.name] if advance(clean(cells.name), named.font) > named.title.width() else []
        said += [mark.words() for mark in named.hidden]
        if cells.second and named.second is None:
            said.append(cells.second)
        spot = self._usual_spot(named)
        if cells.usual and advance(clean(cells.usual), look.font("body")) > spot.width():
            said.append(cells.usual)
        tags = self.plan.of("tags")
        if tags is not None and cells.tags and fitting(cells.tags, tags.width - 2 * look.px(PAD)) != cells.tags:
            said.append(", ".join(mark.text for mark in cells.tags))
        return said

    # Strokes

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, chosen: bool) -> None:
        look = theme.of()
        if chosen:
            painter.fillRect(option.rect, look.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, look.colour("well"))
        hairline(painter, option.rect)

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, on: bool) -> None:
        draw_tick(painter, placed(option, tick_spot(option.rect.height())), on)

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, cells: Cells, named: Named, chosen: bool
    ) -> None:
        look, pad = theme.of(), theme.of().px(PAD)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        draw_words(painter, placed(option, named.title), clean(cells.name), named.font, look.colour("ink"), rtl)
        if named.second is not None:
            spot = placed(option, named.second)
            draw_words(painter, spot, clean(cells.second, 80), look.font("small"), look.colour("ink3"), rtl)
        for mark, spot in named.marks:
            drawn = replace(mark, tone="chosen") if chosen and mark.tone == "accent" else mark
            draw_mark(painter, placed(option, spot).topLeft(), drawn, rtl, spot.width())
        self._paint_usual(painter, option, cells, named)
        for column in self.plan.columns:
            paint = _PAINTED.get(column.key)
            if paint is not None:
                inside = QRect(column.left + pad, 0, column.width - 2 * pad, option.rect.height())
                paint(painter, option, inside, cells)

    def _usual_spot(self, named: Named) -> QRect:
        px, usual, name = theme.of().px, self.plan.of("usual"), self.plan.columns[0]
        if usual is None:
            left, end = named.end, name.left + name.width - px(PAD)
            return QRect(left, px(36), max(end - left, 0), px(MARK_HEIGHT))
        left = max(usual.left + px(PAD), named.end + px(BEHIND))
        return QRect(left, 0, max(usual.left + usual.width - px(PAD) - left, 0), 0)

    def _paint_usual(self, painter: QPainter, option: QStyleOptionViewItem, cells: Cells, named: Named) -> None:
        look, spot = theme.of(), self._usual_spot(named)
        if not spot.height():
            spot.setHeight(option.rect.height())
        if spot.width() < look.px(30) or not cells.usual:
            return
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        draw_words(painter, placed(option, spot), clean(cells.usual), look.font("body"), look.colour("ink2"), rtl)


# Cells


def tick_spot(high: int) -> QRect:
    """Where the box to tick is drawn in a row of this height."""
    px = theme.of().px
    return QRect((px(TICK) - px(BOX)) // 2, (high - px(BOX)) // 2, px(BOX), px(BOX))


def draw_tick(painter: QPainter, spot: QRect, on: bool) -> None:
    """The notebook's own box, as widgets/switches draws it."""
    look = theme.of()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent" if on else "line_strong"), look.edge()))
    painter.setBrush(look.colour("accent" if on else "sheet"))
    painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))
    if on:
        inner = QRect(0, 0, look.px(14), look.px(14))
        inner.moveCenter(spot.center())
        dpr = painter.device().devicePixelRatioF()
        painter.drawPixmap(inner, look.pixmap("check", "on_accent", 14, dpr))
    painter.restore()


def _words(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, text: str, tone: str = "ink2") -> None:
    look, rtl = theme.of(), option.direction == Qt.LayoutDirection.RightToLeft
    draw_words(painter, placed(option, spot), clean(text), look.font("small", tabular=True), look.colour(tone), rtl)


def _paint_last(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cells: Cells) -> None:
    _words(painter, option, spot, cells.last)


def _paint_rhythm(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cells: Cells) -> None:
    _words(painter, option, spot, cells.rhythm[:1].upper() + cells.rhythm[1:])


def _paint_binned(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cells: Cells) -> None:
    _words(painter, option, spot, cells.binned)


def _paint_closeness(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cells: Cells) -> None:
    """The number, then ten ticks, as many of them filled; never graded by colour."""
    if not cells.closeness:
        return
    look = theme.of()
    number, font = str(cells.closeness), look.font("body", tabular=True)
    wide = advance("10", font)
    own = advance(number, font)
    draw_at = QRect(spot.left() + wide - own, spot.top(), own, spot.height())
    draw_words(painter, placed(option, draw_at), number, font, look.colour("ink"), False)
    one, step = look.px(TICK_WIDE), look.px(TICK_WIDE) + TICK_GAP
    all_ = QRect(spot.left() + wide + look.px(GAP), spot.center().y() - look.px(TICK_HIGH) // 2, TICKS * step, 1)
    place, rtl = placed(option, all_), option.direction == Qt.LayoutDirection.RightToLeft
    filled, rest = look.colour("accent"), look.colour("line")
    for n in range(TICKS):
        left = place.right() + 1 - n * step - one if rtl else place.left() + n * step
        painter.fillRect(left, place.top(), one, look.px(TICK_HIGH), filled if n < cells.closeness else rest)


def _paint_consent(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cells: Cells) -> None:
    """An icon and words for each answer: what they said yes to, what they said no to."""
    look = theme.of()
    if not cells.given and not cells.refused:
        _words(painter, option, spot, _("Not asked"), "ink3")
        return
    font, rtl = look.font("small"), option.direction == Qt.LayoutDirection.RightToLeft
    at, end, dpr = spot.left(), spot.right(), painter.device().devicePixelRatioF()
    answers: Sequence[tuple[str, str, str]] = (("check", cells.given, "accent"), ("ban", cells.refused, "ink3"))
    for icon, told, tone in answers:
        if not told or end - at < look.px(40):
            continue
        side = look.px(15)
        place = QRect(at, spot.top() + (spot.height() - side) // 2, side, side)
        painter.drawPixmap(placed(option, place), look.pixmap(icon, tone, 15, dpr))
        at += side + look.px(4)
        wide = min(advance(told, font), end - at)
        ink = QColor(look.colour("ink2"))
        draw_words(painter, placed(option, QRect(at, spot.top(), wide, spot.height())), told, font, ink, rtl)
        at += wide + look.px(10)


def _paint_tags(painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cells: Cells) -> None:
    """As many as there is room for, the first one cut short where it is too long by itself; then "+2"."""
    look, rtl = theme.of(), option.direction == Qt.LayoutDirection.RightToLeft
    shown, at = fitting(cells.tags, spot.width()), spot.left()
    if cells.tags and shown[0] not in cells.tags:
        shown = (cells.tags[0], *([replace(shown[0], text=f"+{len(cells.tags) - 1}")] if len(cells.tags) > 1 else []))
    after = mark_width(shown[-1]) + look.px(6) if len(shown) > 1 else 0
    for mark in shown:
        room = spot.right() + 1 - at - (after if mark is shown[0] and len(shown) > 1 else 0)
        wide = min(mark_width(mark), room)
        if wide < look.px(24):
            break
        place = placed(option, QRect(at, spot.center().y() + 1 - look.px(MARK_HEIGHT) // 2, wide, look.px(MARK_HEIGHT)))
        draw_mark(painter, place.topLeft(), mark, rtl, wide)
        at += wide + look.px(6)


_PAINTED = {
    "last": _paint_last,
    "rhythm": _paint_rhythm,
    "closeness": _paint_closeness,
    "consent": _paint_consent,
    "tags": _paint_tags,
    "binned": _paint_binned,
}
