"""The people of a mailing as a table: a tick each, where they are written to, and what else tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.bridge.listing import Listing
from relnotebook.widgets import say, theme
from relnotebook.widgets.chosenlist import paint_ground
from relnotebook.widgets.draw import advance, draw_words, hairline, mirrored
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.taking import Line

ROW, HEAD, PAD = 40, 36, 10
AT_ONCE = 64  # names looked at together
TICK, BOX = 40, 20
MORE = {"birthday": 66, "last": 88, "greet": 78}  # px at 100 % of the narrow columns, the last dropped first
NAME, ADDRESS = 130, 150  # px at 100 % that those two need at least
WIDEST = 220  # px at 100 % that a name gets at most
ROOMY = 195  # px at 100 % that an address gets before names get more than they need
Index = QModelIndex | QPersistentModelIndex


def columns_in(width: int, px: Any, before: int = TICK, names: int = 0) -> dict[str, tuple[int, int]]:
    """Column -> (where it begins, how wide it is) in a row of that width; `px` scales; `names`: px that the longest of
    the names takes. Names are told in full: other columns make room for them. Pure."""
    room = width - px(before)
    least = min(max(names, px(NAME)), px(WIDEST))
    more = {key: px(wide) for key, wide in MORE.items()}
    while more and room - sum(more.values()) < least + px(ADDRESS):
        more.popitem()
    room = max(room - sum(more.values()), px(40))
    name = max(min(room * 42 // 100, room - px(ROOMY)), min(least, room - px(ADDRESS)))
    found, at = {}, px(before)
    for key, wide in {"name": name, "address": room - name, **more}.items():
        found[key] = (at, wide)
        at += wide
    return found


def last_in(when: datetime | None, now: datetime) -> str:
    """When somebody was last in, for a narrow column: "Today", "Yesterday", "Monday", "6 Nov"."""
    if when is None:
        return _("Never yet")
    days = (now.date() - when.date()).days
    if days < 1:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return say.weekday_name(when.weekday()) if days < say.WEEK else say.day_short(when, now)


def cells(line: Line, now: datetime) -> dict[str, str]:
    """What stands in the columns of one row."""
    born = say.day_month(line.day, line.month) if line.day and line.month else ""
    return {
        "name": line.name,
        "address": line.address,
        "birthday": born,
        "last": last_in(line.last, now),
        "greet": line.greet,
    }


class PeopleTable(QTableView):
    """Who is in a mailing. Space, or a click on a tick, leaves one out or takes them in again; Enter opens the card.

    With `ticks` off it only tells who was in one.

    Attributes:
        without: those who were left out by hand.
    Signals:
        ticked: somebody was left out, or taken in again.
        open_card: the customer's id.
    """

    ticked = Signal()
    open_card = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, ticks: bool = True) -> None:
        super().__init__(parent)
        self.without: set[CustomerId] = set()
        self.ticks = ticks
        self._addresses: Mapping[int, str] = {}
        self._listing: Listing | None = None
        self._whole = False
        self._address_title = _("E-mail")
        self._names = 0  # px of the longest name that was seen
        self._head = _Head(self)
        self._dress()
        theme.of().changed.connect(self._on_look_changed)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""

        def lines(s: Any, customers: tuple[int, ...]) -> Sequence[Line]:
            from relnotebook.exchange import taking

            return taking.lines(s, customers, self._addresses)

        self._listing = Listing(bridge, lines, text=self._spoken, parent=self)
        self.setModel(self._listing)
        self.setSelectionModel(self._listing.selection)
        self._listing.arranged.connect(self._begin)
        self._listing.arranged.connect(self._measure_first)
        self._listing.dataChanged.connect(self._measure)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    @property
    def listing(self) -> Listing:
        """What it shows; only after `attach`."""
        if self._listing is None:
            raise RuntimeError("the table is not attached to a notebook yet")
        return self._listing

    def show_people(self, customers: Sequence[int], addresses: Mapping[int, str], title: str) -> None:
        """Show these, in this order; `title` stands above where they are written to."""
        fresh = addresses is not self._addresses
        if fresh:
            self._names = 0
        self._addresses, self._address_title = addresses, title
        ids = tuple(customers)
        self.listing.arrange(lambda _s: ids)
        if fresh:
            self.listing.refresh()
        self._head.viewport().update()

    def address_title(self) -> str:
        """What stands above where they are written to."""
        return self._address_title

    def show_whole(self, whole: bool) -> None:
        """Whether it scrolls through everybody; else it is as high as its rows, and the wheel moves the page."""
        self._whole = whole
        policy = Qt.ScrollBarPolicy
        if not whole:
            self.scrollToTop()
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if whole else policy.ScrollBarAlwaysOff)

    def height_of(self, rows: int) -> int:
        """How high it is with so many rows, in px."""
        look = theme.of()
        return look.px(HEAD) + rows * look.row(ROW)

    def toggle(self, customer: CustomerId) -> None:
        """Leave somebody out, or take them in again."""
        self.without ^= {customer}
        self.viewport().update()
        self.ticked.emit()

    def columns(self) -> dict[str, tuple[int, int]]:
        """Column -> (where it begins, how wide it is)."""
        return columns_in(self.viewport().width(), theme.of().px, TICK if self.ticks else 0, self._names)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        customer = self.currentIndex().data(Listing.ID)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_Space and customer is not None and self.ticks:
            self.toggle(customer)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and customer is not None:
            self.open_card.emit(customer)
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self.listing.rowCount() - 1  # Qt's own go to the ends of a row, which has one cell
            self.setCurrentIndex(self.listing.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters belong to the page

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        customer = self.indexAt(event.position().toPoint()).data(Listing.ID)
        if customer is not None and event.button() == Qt.MouseButton.LeftButton and self._on_tick(event):
            self.toggle(customer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        customer = self.indexAt(event.position().toPoint()).data(Listing.ID)
        if customer is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._on_tick(event):
            self.toggle(customer)
        else:
            self.open_card.emit(customer)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._whole:
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._begin()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Inside

    def _measure_first(self) -> None:
        if self._listing is not None and self._listing.rowCount():
            self._measure(self._listing.index(0, 0), self._listing.index(self._listing.rowCount() - 1, 0))

    def _measure(self, first: QModelIndex, last: QModelIndex) -> None:
        """The names that came want to be told in full; while a list is scrolled, their column only ever grows."""
        look, font = theme.of(), theme.of().font("small_strong")
        for row in range(first.row(), min(last.row(), first.row() + AT_ONCE) + 1):
            line = first.sibling(row, 0).data(Listing.LINE)
            if line is not None:
                self._names = max(self._names, advance(clean(line.name), font) + look.px(PAD + 4))
        self._head.viewport().update()
        self.viewport().update()

    def _begin(self) -> None:
        """While it has the keyboard, the keys are about somebody."""
        if self.hasFocus() and not self.currentIndex().isValid() and self._listing is not None:
            self.setCurrentIndex(self._listing.index(0, 0))

    def _on_tick(self, event: QMouseEvent) -> bool:
        x = event.position().toPoint().x()
        return self.ticks and (self.viewport().width() - x if self.isRightToLeft() else x) < theme.of().px(TICK)

    def _dress(self) -> None:
        self.setAccessibleName(_("Who is in it"))
        self.setItemDelegate(_Row(self))
        self.verticalHeader().hide()
        self.setHorizontalHeader(self._head)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.show_whole(False)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        look = theme.of()
        self._names = 0
        self._measure_first()
        self._head.setFixedHeight(look.px(HEAD))
        self.verticalHeader().setDefaultSectionSize(look.row(ROW))
        self.verticalHeader().setMinimumSectionSize(look.row(ROW))
        self.viewport().update()

    def _spoken(self, line: Line) -> str:
        found = cells(line, clock.now())
        taken = "" if not self.ticks else _("left out") if line.id in self.without else _("in it")
        return ". ".join(filter(None, (line.name, taken, found["address"], found["birthday"])))


_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
    }
)


class _Head(QHeaderView):
    """The titles above the columns, in the one section there is."""

    def __init__(self, table: PeopleTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(0, theme.of().px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rtl = theme.of(), self.isRightToLeft()
        painter, rect = QPainter(self.viewport()), self.viewport().rect()
        titles = {
            "name": _("Name"),
            "address": self._table.address_title(),
            "birthday": _("Birthday"),
            "last": _("Last in"),
            "greet": _("Greet as"),
        }
        for key, (at, wide) in self._table.columns().items():
            spot = QRect(at + look.px(PAD), 0, wide - look.px(PAD), rect.height())
            words = mirrored(rect, spot, rtl)
            draw_words(painter, words, titles[key], look.font("caption"), look.colour("ink2"), rtl)
        hairline(painter, rect)


class _Row(QStyledItemDelegate):
    """Paints one of them."""

    def __init__(self, table: PeopleTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.of().row(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.of(), option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        chosen = index.row() == self._table.currentIndex().row() and self._table.hasFocus()
        paint_ground(painter, option, chosen)
        taken = index.data(Listing.ID) not in self._table.without
        if self._table.ticks:
            self._tick(painter, rect, taken, rtl)
        line = index.data(Listing.LINE)
        if line is None:
            return
        found = cells(line, clock.now())
        for key, (at, wide) in self._table.columns().items():
            spot = QRect(at + look.px(PAD), 0, wide - look.px(PAD + 4), rect.height()).translated(rect.topLeft())
            font = look.font("small_strong" if key == "name" else "small", tabular=key == "birthday")
            ink = "ink3" if not taken else "ink" if key in ("name", "birthday") else "ink2"
            draw_words(painter, mirrored(rect, spot, rtl), clean(found[key]), font, look.colour(ink), rtl)

    def _tick(self, painter: QPainter, rect: QRect, on: bool, rtl: bool) -> None:
        look, side = theme.of(), theme.of().px(BOX)
        box = QRect(rect.topLeft() + QPoint(look.px(PAD), (rect.height() - side) // 2), QSize(side, side))
        box = mirrored(rect, box, rtl)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if on else "line_strong"), look.edge()))
        painter.setBrush(look.colour("accent" if on else "sheet"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))
        if on:
            inner = QRect(0, 0, look.px(14), look.px(14))
            inner.moveCenter(box.center())
            painter.drawPixmap(inner, look.pixmap("check", "on_accent", 14, painter.device().devicePixelRatioF()))
        painter.restore()
