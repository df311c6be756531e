"""You said, we did: what customers said beside what came of it; on paper for the wall, without names unless agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base import clock
from relnotebook.base.terms import Changes, Kind
from relnotebook.base.words import _
from relnotebook.ui import today_post
from relnotebook.ui.actions import Actions
from relnotebook.widgets import say, theme
from relnotebook.widgets.draw import draw_focus, draw_words, hairline, mirrored
from relnotebook.widgets.parts import EmptyState, PlainLabel
from relnotebook.widgets.plain import clean
from relnotebook.widgets.rowmodel import ROW, Index, RowModel, settle
from relnotebook.widgets.timeline import wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.shop import Shop
    from relnotebook.notebook.telling import Pair

KINDS = frozenset({Kind.FEEDBACK, Kind.CUSTOMER})
PAD, BETWEEN = 14, 24
CAPTION, LEADING = 20, 1.4  # px of the small line above; height of a line as a multiple of its letters
LINES = 8
STACKED = 560  # px at 100 % below which the two stand below each other


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair in finished words.

    Attributes:
        key: the feedback.
        said, did: the two texts; over_said, over_did: the small lines above them.
        kindly: it was a no or a not now; its heading is set quietly.
        keys: the row's keys in words.
    """

    key: int
    said: str
    over_said: str
    did: str
    over_did: str
    kindly: bool = False
    keys: str = ""

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.said

    @property
    def still(self) -> bool:
        """Whether nothing can be done with it; every pair can be opened."""
        return False

    def says(self) -> str:
        """One sentence for a screen reader."""
        parts = (self.over_said, self.said, self.over_did, self.did)
        return " ".join(part if part.endswith((".", "!", "?", "”")) else f"{part}." for part in parts if part)


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs shown, and how many there are in all."""

    pairs: tuple[Pair, ...]
    count: int


def read_pairs(s: Any) -> Paired:
    """The pairs. `s`: the session of a reader lane."""
    from relnotebook.notebook import telling

    return Paired(telling.pairs(s), telling.pairs_count(s))


def row(pair: Pair, keys: Mapping[str, str]) -> PairRow:
    """One pair as a row; its customer is named only where they agreed."""
    from relnotebook.exchange import wall

    day = say.day_short(pair.when, clock.now())
    whose = _("{name} said, {day}") if pair.name else _("You said, {day}")
    opens = f"{keys['open']}: {_('open')}." if keys.get("open") else ""
    return PairRow(
        key=pair.id,
        said=_("“{words}”").format(words=wall.sentence(pair.you_said)),
        over_said=whose.format(name=pair.name, day=day),
        did=wall.outcome(pair),
        over_did=wall.answer(pair),
        kindly=pair.decision in ("no", "not_now"),
        keys=opens,
    )


@dataclass(slots=True)
class Spots:
    """Where the two halves of a row stand, line by line, from its upper left corner."""

    height: int
    said: tuple[QRect, list[tuple[str, QRect]]]
    did: tuple[QRect, list[tuple[str, QRect]]]


def place(row: PairRow, width: int) -> Spots:
    """Lay a row out in `width` px: side by side, or below each other where there is no room."""
    look = theme.of()
    px, inner = look.px, width - 2 * look.px(PAD)
    stacked = width < px(STACKED)
    wide = max(inner if stacked else (inner - px(BETWEEN)) // 2, px(60))
    said = _half(row.said, look.font("quote"), QRect(px(PAD), px(PAD), wide, 0))
    top = said[2] + px(8) if stacked else px(PAD)
    left = px(PAD) if stacked else px(PAD) + wide + px(BETWEEN)
    did = _half(row.did, look.font("body"), QRect(left, top, wide, 0))
    return Spots(max(said[2], did[2]) + px(PAD), said[:2], did[:2])


def _half(text: str, font: QFont, at: QRect) -> tuple[QRect, list[tuple[str, QRect]], int]:
    """(where the small line is, the lines below it, where they end)."""
    caption = QRect(at.left(), at.top(), at.width(), theme.of().px(CAPTION))
    high, lines, top = round(QFontInfo(font).pixelSize() * LEADING), [], caption.bottom() + 1
    for line in wrapped(clean(text, 900), font, at.width(), LINES):
        lines.append((line, QRect(at.left(), top, at.width(), high)))
        top += high
    return caption, lines, top


class PairDelegate(QStyledItemDelegate):
    """Paints a PairRow."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found, view = index.data(ROW), option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        return QSize(theme.of().px(200), place(found, width).height if isinstance(found, PairRow) else 0)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found, look = index.data(ROW), theme.of()
        if not isinstance(found, PairRow):
            return
        spots, rect = place(found, option.rect.width()), option.rect
        view = option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and view is not None and view.hasFocus()
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if chosen else "well"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 0, 0, -1), look.px(10), look.px(10))
        hairline(painter, rect)
        over = "ink2" if chosen else "ink3"
        self._paint_half(painter, option, found.over_said, spots.said, look.font("quote"), over)
        answer = "ink2" if found.kindly else "accent"
        self._paint_half(painter, option, found.over_did, spots.did, look.font("body"), answer)
        if chosen:
            draw_focus(painter, rect.adjusted(1, 1, -1, -1), look.px(9))
        painter.restore()

    @staticmethod
    def _paint_half(
        painter: QPainter, option: QStyleOptionViewItem, over: str,
        half: tuple[QRect, list[tuple[str, QRect]]], font: QFont, tone: str,
    ) -> None:  # fmt: skip
        look, rect = theme.of(), option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        caption, lines = half
        small = look.font("small_strong" if tone == "accent" else "small")
        spot = mirrored(rect, caption.translated(rect.topLeft()), rtl)
        draw_words(painter, spot, clean(over, 90), small, look.colour(tone), rtl)
        for words, line in lines:
            spot = mirrored(rect, line.translated(rect.topLeft()), rtl)
            draw_words(painter, spot.adjusted(0, -look.px(2), 0, look.px(2)), words, font, look.colour("ink"), rtl)


class PairList(QListView):
    """The pairs, the newest first.

    Signals:
        opened: the feedback, on Enter or a double click.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel(self)
        self.setModel(self._model)
        self.setItemDelegate(PairDelegate(self))
        settle(self)
        self.setAccessibleName(_("You said, we did"))
        self.doubleClicked.connect(self._on_double_clicked)
        theme.of().changed.connect(self.scheduleDelayedItemsLayout)

    def rows(self) -> tuple[PairRow, ...]:
        """The pairs shown."""
        return self._model.rows

    def show_rows(self, rows: tuple[PairRow, ...]) -> None:
        """Show others; the chosen one stays chosen while it is there."""
        key, before = self.chosen(), self._model.rows
        self._model.show(rows)
        if before != rows:
            self.scheduleDelayedItemsLayout()
        at = self._model.place_of(key)
        if at < 0 and rows and self.hasFocus():
            at = 0
        self.setCurrentIndex(self._model.index(at) if at >= 0 else QModelIndex())

    def chosen(self) -> int:
        """The feedback of the chosen pair, 0 for none."""
        found = self.currentIndex().data(ROW)
        return found.key if isinstance(found, PairRow) else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 5, keys.Key_PageUp: -5,
                 keys.Key_Home: -len(self.rows()), keys.Key_End: len(self.rows())}  # fmt: skip
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in steps:
            at = self._model.stepped(self.currentIndex().row(), steps[keys(event.key())])
            if at >= 0:
                self.setCurrentIndex(self._model.index(at))
        elif plain and event.key() in (keys.Key_Return, keys.Key_Enter) and self.chosen():
            self.opened.emit(self.chosen())
        else:
            event.ignore()  # letters belong to the page

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.chosen() and self.rows():
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_double_clicked(self, index: Index) -> None:
        found = index.data(ROW)
        if isinstance(found, PairRow):
            self.opened.emit(found.key)


class PairsView(QWidget):
    """The list, and what prints it.

    Attributes:
        list: the pairs; pairs: what was read last.
    Signals:
        said: a sentence; problem: a Problem; open_card: as every view of the page has it; counted: how many there are.
        show_feedback: the feedback a pair came from.
    """

    said = Signal(object)
    problem = Signal(object)
    open_card = Signal(object, object)
    counted = Signal(int)
    show_feedback = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_ = actions
        self.pairs: tuple[Pair, ...] = ()
        self._bridge: Bridge | None = None
        self._stale = True
        self._shop = ("", "GB")
        self._build()
        theme.of().changed.connect(self._fit)
        self._fit()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open: hear its changes, and read the pairs as soon as they are seen."""
        self._bridge = bridge
        bridge.changed.connect(self.on_changed)
        self._stale = True
        self._renew_when_seen()

    def on_changed(self, changes: Changes) -> None:
        """Another pair, or another name: what is seen is read again, the rest when it is shown."""
        if changes.kinds & KINDS:
            self._stale = True
            self._renew_when_seen()

    def reload(self) -> None:
        """Read the pairs again."""
        if self._bridge is not None and not self._bridge.closed:
            self._stale = False
            self._bridge.read(read_pairs).latest(self, "pairs").then(self._show).otherwise(self.problem.emit)

    def flush(self) -> None:
        """Nothing is typed here."""

    def show_person(self, name: str) -> None:
        """Who is at the till; the pairs are the same for everybody."""

    def remember(self, customer: object, name: str) -> None:
        """The customer last looked at; the pairs are everybody's."""

    def show_shop(self, shop: Shop) -> None:
        """The name that stands on the wall."""
        self._shop = (shop.name, shop.region)

    def take_focus(self) -> None:
        """Put the keyboard where reading begins."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """Esc: there is nothing to close."""
        return False

    # On paper

    @property
    def printable(self) -> bool:
        """Whether there is anything to hang on the wall."""
        return bool(self.pairs)

    def print_wall(self) -> None:
        """For the wall: on paper, or as a PDF."""
        if self._ready():
            today_post.paper_or_pdf(self, self.put_on_paper, self.keep_wall)

    def put_on_paper(self) -> None:
        """A printer is asked for, then the pairs are on paper."""
        if self._ready():
            today_post.on_paper(self, _("You said, we did"), self._wall(), self.said.emit)

    def keep_wall(self) -> None:
        """The same as a PDF."""
        if self._ready():
            today_post.keep_pdf(self, _("You said, we did"), self._wall(), self.said.emit)

    def _ready(self) -> bool:
        if not self.pairs:
            self.said.emit(_("There is nothing for the wall yet."))
        return bool(self.pairs)

    def _wall(self) -> today_post.Paint:
        pairs, (shop, region) = self.pairs, self._shop

        def paint(device: QPagedPaintDevice) -> None:
            from relnotebook.exchange import paper_wall, wall

            paper_wall.wall(device, wall.wall(pairs, shop), region=region)

        return paint

    # What it shows

    def _show(self, found: Paired) -> None:
        self.pairs = found.pairs
        keys = {"open": self.actions_.hint("idea_open") or _("Enter")}
        self.list.show_rows(tuple(row(pair, keys) for pair in found.pairs))
        self._views.setCurrentWidget(self.list if found.pairs else self._nothing)
        self.about.setVisible(bool(found.pairs))
        self.counted.emit(found.count)

    def _build(self) -> None:
        about = _("What customers said, and what came of it. On paper nobody is named who did not agree.")
        self.about = PlainLabel(about, "small", "ink2", wrap=True)
        self.list = PairList()
        self.empty = EmptyState(
            _("Nothing to tell yet."),
            _("As soon as something came of somebody's words, both stand here side by side."),
        )
        self._nothing = QWidget()
        invitation = QVBoxLayout(self._nothing)
        invitation.setContentsMargins(0, 0, 0, 0)
        invitation.addWidget(self.empty)
        invitation.addStretch(1)
        self._views = QStackedWidget()
        self._views.addWidget(self.list)
        self._views.addWidget(self._nothing)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.about)
        self._outer.addWidget(self._views, 1)
        self.list.opened.connect(self.show_feedback)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew_when_seen()

    def _renew_when_seen(self) -> None:
        if self._stale and self._bridge is not None and self.isVisible():
            self.reload()

    def _fit(self) -> None:
        px = theme.of().px
        self._outer.setContentsMargins(px(24), px(14), px(24), px(8))
        self._outer.setSpacing(px(8))
