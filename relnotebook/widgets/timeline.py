"""The notebook's margin: days to its left, what happened to its right."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_focus, draw_words, elided, hairline, mirrored
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Moment

MOMENT = Qt.ItemDataRole.UserRole + 1
HEIGHT, MARGIN, RULE = 40, 76, 2
QUOTE_LINES = 3
Index = QModelIndex | QPersistentModelIndex


def wrapped(text: str, font: QFont, width: int, lines: int = QUOTE_LINES) -> list[str]:
    """`text` broken into at most `lines` lines of `width` px, the last one cut short when there is more."""
    measure = QFontMetricsF(font)
    shown: list[str] = []
    words = text.split()
    while words and len(shown) < lines:
        line = words.pop(0)
        while words and measure.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        if words and len(shown) == lines - 1:
            line = " ".join([line, *words])
        shown.append(elided(line, font, width + 1))
    return shown


class TimelineDelegate(QStyledItemDelegate):
    """Paints a Moment: the day, the margin rule, an icon, what happened, when and by whom."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, moment = theme.of(), index.data(MOMENT)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        extra = 0
        if isinstance(moment, Moment) and (moment.quote or moment.wrap):
            extra = len(_lines(moment, width)) - 1
        return QSize(look.px(200), look.row(HEIGHT) + max(extra, 0) * _leading())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        moment = index.data(MOMENT)
        if not isinstance(moment, Moment):
            return
        look, rect = theme.of(), option.rect
        painter.save()
        painter.setClipRect(rect)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, look.colour("accent_soft" if chosen else "well"))
        hairline(painter, rect)
        rule = QRect(look.px(MARGIN), 0, RULE, rect.height())
        painter.fillRect(_to(option, rule), look.colour("margin"))
        self._paint_words(painter, option, moment)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, rect.adjusted(0, 0, 0, -1), look.px(6))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, moment: Moment) -> None:
        look, rect = theme.of(), option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        row = look.row(HEIGHT)
        small = look.font("small", tabular=True)
        day = clean(moment.day, 30)
        wide = min(advance(day, small), look.px(MARGIN - 14))
        spot = QRect(look.px(MARGIN - 14) - wide, 0, wide, row)
        draw_words(painter, _to(option, spot), day, small, look.colour("ink2"), rtl)
        icon = QRect(look.px(93), (row - look.px(18)) // 2, look.px(18), look.px(18))
        if moment.icon:
            dpr = painter.device().devicePixelRatioF()
            painter.drawPixmap(_to(option, icon), look.pixmap(moment.icon, "ink2", 18, dpr))
        right, note = clean(moment.right, 60), look.font("note", tabular=True)
        wide = advance(right, note)
        spot = QRect(rect.width() - look.px(4) - wide, 0, wide, row)
        draw_words(painter, _to(option, spot), right, note, look.colour("ink3"), rtl)
        self._paint_text(painter, option, moment, row)

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, moment: Moment, row: int) -> None:
        look = theme.of()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        room = _room(moment, option.rect.width())
        font, quiet_font = _font(moment), look.font("body")
        lines = _lines(moment, option.rect.width())
        quiet = clean(moment.quiet, 60)
        left, top = look.px(120), 0
        for at, line in enumerate(lines):
            wide = min(advance(line, font), room)
            last = at == len(lines) - 1
            draw_words(painter, _to(option, QRect(left, top, wide, row)), line, font, look.colour("ink"), rtl)
            rest = room - wide - look.px(5)
            if last and quiet and rest > look.px(20):
                spot = QRect(left + wide + look.px(5), top, rest, row)
                draw_words(painter, _to(option, spot), quiet, quiet_font, look.colour("ink2"), rtl)
            top += _leading()


class MomentModel(QAbstractListModel):
    """Holds the moments of a timeline, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moments: tuple[Moment, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.moments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.moments):
            return None
        moment = self.moments[index.row()]
        if role == MOMENT:
            return moment
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(moment.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return clean(moment.says(), 900)
        return None

    def show(self, moments: tuple[Moment, ...]) -> None:
        """Hold `moments`; when they only go on from what is there, the view keeps its place."""
        old = self.moments
        if moments[: len(old)] == old and len(moments) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(moments) - 1)
            self.moments = moments
            self.endInsertRows()
        elif moments != old:
            self.beginResetModel()
            self.moments = moments
            self.endResetModel()


class MomentList(QListView):
    """A timeline.

    Signals:
        opened: Moment, on Enter or a double click.
        reached_end: the last row is in sight; the page may bring older ones.
    """

    opened = Signal(object)
    reached_end = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MomentModel(self)
        self.setModel(self._model)
        self.setItemDelegate(TimelineDelegate(self))
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("History"))
        self.activated.connect(self._on_activated)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.of().changed.connect(self._on_look_changed)

    def moments(self) -> tuple[Moment, ...]:
        """The moments shown."""
        return self._model.moments

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Show `moments`; the chosen one stays chosen by its key."""
        before = self.chosen()
        self._model.show(moments)
        now = self.chosen()
        if before is None or (now is not None and now.key == before.key):
            return
        at = next((i for i, moment in enumerate(moments) if moment.key == before.key), -1)
        if at >= 0:
            self.setCurrentIndex(self._model.index(at))

    def chosen(self) -> Moment | None:
        """The moment under the keyboard, or None."""
        moment = self.currentIndex().data(MOMENT)
        return moment if isinstance(moment, Moment) else None

    def content_height(self) -> int:
        """The height of all rows together, for a timeline inside a scrolling page."""
        return sum(self.sizeHintForIndex(self._model.index(at)).height() for at in range(len(self.moments())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def _on_activated(self, index: Index) -> None:
        moment = index.data(MOMENT)
        if isinstance(moment, Moment):
            self.opened.emit(moment)

    def _on_scrolled(self, value: int) -> None:
        if self.moments() and value >= self.verticalScrollBar().maximum() - theme.of().row(HEIGHT):
            self.reached_end.emit()

    def _on_look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _font(moment: Moment) -> QFont:
    return theme.of().font("quote" if moment.quote else "body")


def _leading() -> int:
    return theme.of().px(21)


def _room(moment: Moment, width: int) -> int:
    look = theme.of()
    right = advance(clean(moment.right, 60), look.font("note", tabular=True))
    return max(width - look.px(120) - right - look.px(18), look.px(40))


def _lines(moment: Moment, width: int) -> list[str]:
    text, font, room = clean(moment.text), _font(moment), _room(moment, width)
    if not (moment.quote or moment.wrap):
        quiet = advance(clean(moment.quiet, 60), theme.of().font("body")) if moment.quiet else 0
        return [elided(text, font, max(room - (quiet + theme.of().px(5) if quiet else 0), room // 2) + 1)]
    return wrapped(text, font, room) or [""]


def _to(option: QStyleOptionViewItem, rect: QRect) -> QRect:
    moved = rect.translated(option.rect.topLeft())
    return mirrored(option.rect, moved, option.direction == Qt.LayoutDirection.RightToLeft)
