"""An idea as a card on the board: where its parts stand, how it is painted, and where its button is felt for."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relnotebook.base.text import aloud
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_disc, draw_focus, draw_words, mirrored
from relnotebook.widgets.plain import clean
from relnotebook.widgets.rowmodel import ROW, Index
from relnotebook.widgets.timeline import wrapped

PAD, GAP = 13, 8  # inside a card; below it
TITLE, SMALL, BAR, BANNER = 20, 18, 8, 31  # heights of a title's line, a small line, the bar, the line of who was told
DISC, PITCH = 24, 27
TITLE_LINES, LINES = 4, 3
HEAD, FINEST = 15, 10  # px of a title's letters; of those in a disc


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One idea in finished words.

    Attributes:
        key: the idea.
        title, by: what it is; who suggested it, or why it has to wait.
        faces: (initials, tint) of the first who want it; `count`: "9 want it".
        note: what the colleagues know of it; `icon` stands before it.
        progress: how far the trial is, (reached, goal); `progress_text` the same in words.
        told: "13 told, 4 to tell", on a ground of its own.
        button: what its button says, "" for none; `tip` what pressing it does. `strong` draws a stronger edge.
        settled: said instead of a button, after a tick.
        spoken: the card as one sentence; keys: its keys in words.
    """

    key: int
    title: str
    by: str = ""
    faces: tuple[tuple[str, int], ...] = ()
    count: str = ""
    note: str = ""
    icon: str = "notes"
    progress: tuple[int, int] | None = None
    progress_text: str = ""
    told: str = ""
    button: str = ""
    tip: str = ""
    strong: bool = False
    settled: str = ""
    spoken: str = ""
    keys: str = ""

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.title

    @property
    def still(self) -> bool:
        """Whether nothing can be done with it; every idea can be opened."""
        return False

    def says(self) -> str:
        """One sentence for a screen reader."""
        return self.spoken or aloud(self.title, self.by, self.count)


@dataclass(slots=True)
class Spots:
    """The places of one card, laid out from left to right, from its upper left corner."""

    height: int = 0  # of the card, without the gap below it
    title: list[tuple[str, QRect]] = field(default_factory=list)
    by: list[tuple[str, QRect]] = field(default_factory=list)
    icon: QRect | None = None
    note: list[tuple[str, QRect]] = field(default_factory=list)
    bar: QRect | None = None
    progress: list[tuple[str, QRect]] = field(default_factory=list)
    banner: QRect | None = None
    faces: list[QRect] = field(default_factory=list)
    count: QRect = field(default_factory=QRect)
    button: QRect | None = None
    settled: QRect | None = None


def title_font() -> QFont:
    """The letters of a title: those of names, a little smaller, so that more of them stand on a line."""
    font = theme.of().font("row_name")
    font.setPointSizeF(font.pointSizeF() * HEAD / 16)
    return font


def place(row: IdeaRow, width: int) -> Spots:
    """Where everything of a card of `width` px stands. Its title is never cut before its fourth line."""
    px, look = theme.of().px, theme.of()
    spots, left, room = Spots(), px(PAD), max(width - 2 * px(PAD), px(40))
    small = look.font("small")
    top = _lines(spots.title, row.title, title_font(), QRect(left, px(PAD), room, px(TITLE)), TITLE_LINES)
    if row.by:
        top = _lines(spots.by, row.by, small, QRect(left, top + px(2), room, px(SMALL)), 2)
    if row.note:
        spots.icon = QRect(left + px(1), top + px(9), px(16), px(16))
        inside = QRect(left + px(22), top + px(8), max(room - px(22), px(20)), px(SMALL))
        top = _lines(spots.note, row.note, small, inside, LINES)
    if row.progress is not None:
        spots.bar = QRect(left, top + px(9), room, px(BAR))
        top = spots.bar.bottom() + 1
    if row.progress_text:
        top = _lines(spots.progress, row.progress_text, small, QRect(left, top + px(4), room, px(SMALL)), 2)
    if row.told:
        spots.banner = QRect(left, top + px(8), room, px(BANNER))
        top = spots.banner.bottom() + 1
    _foot(row, spots, QRect(left, top + px(9), room, look.control() if row.button else px(DISC)))
    return spots


def height(row: IdeaRow, width: int) -> int:
    """How high a card of `width` px is, with the gap below it."""
    return place(row, width).height + theme.of().px(GAP)


def _lines(into: list[tuple[str, QRect]], text: str, font: QFont, first: QRect, most: int) -> int:
    """Break `text` into lines, the first one at `first`; gives where the next thing may begin."""
    at = QRect(first)
    for line in wrapped(clean(text), font, first.width(), most) or [""]:
        into.append((line, QRect(at)))
        at.translate(0, first.height())
    return at.top()


def _foot(row: IdeaRow, spots: Spots, foot: QRect) -> None:
    """Faces, how many, and at the trailing end the button or what is settled. Faces give way first."""
    look = theme.of()
    px, small, end = look.px, look.font("small"), foot.right() + 1
    if row.button:
        wide = min(advance(row.button, look.font("button")) + px(20), foot.width())
        spots.button = QRect(end - wide, foot.top(), wide, foot.height())
        end = spots.button.left() - px(6)
    elif row.settled:
        wide = min(advance(row.settled, small) + px(20), foot.width())
        spots.settled = QRect(end - wide, foot.top(), wide, foot.height())
        end = spots.settled.left() - px(6)
    needs = advance(row.count, small)
    faces = list(row.faces)
    while faces and foot.left() + len(faces) * px(PITCH) + px(8) + needs > end:
        faces.pop()
    side = px(DISC)
    for at in range(len(faces)):
        spots.faces.append(QRect(foot.left() + at * px(PITCH), foot.center().y() - side // 2 + 1, side, side))
    begin = foot.left() + (len(faces) * px(PITCH) + px(8) if faces else 0)
    spots.count = QRect(begin, foot.top(), max(end - begin, 0), foot.height())
    spots.height = foot.bottom() + 1 + px(11 if row.button else PAD)


class IdeaDelegate(QStyledItemDelegate):
    """Paints an IdeaRow and feels for its button.

    Attributes:
        over: the idea whose button is under the pointer; 0 for none.
        lively: whether this list holds the chosen card of the board.
    Signals:
        pressed: the idea whose button was pressed.
    """

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.over = 0
        self.lively = False
        self._down = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, view = index.data(ROW), option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        return QSize(theme.of().px(100), height(row, width) if isinstance(row, IdeaRow) else 0)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A press and a release on the button of the same card press it."""
        row = index.data(ROW)
        if not isinstance(event, QMouseEvent) or not isinstance(row, IdeaRow):
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        inside = button_spot(row, option.rect, option.direction).contains(event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonPress:
            self._down = row.key if inside else 0
            return inside
        if event.type() == QEvent.Type.MouseButtonRelease:
            down, self._down = self._down, 0
            if inside and down == row.key:
                self.pressed.emit(row.key)
                return True
        return event.type() == QEvent.Type.MouseButtonDblClick and inside

    # Strokes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, IdeaRow):
            return
        spots = place(row, option.rect.width())
        card = QRect(option.rect.left(), option.rect.top(), option.rect.width(), spots.height)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        chosen = self.lively and bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, option, card, chosen)
        self._paint_words(painter, row, spots, card, rtl)
        self._paint_trial(painter, row, spots, card, rtl, chosen)
        self._paint_foot(painter, row, spots, card, rtl, chosen)
        if chosen and option.widget is not None and option.widget.hasFocus():
            draw_focus(painter, card, theme.of().px(9))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect, chosen: bool) -> None:
        look = theme.of()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if chosen else "line_strong" if hover else "line"
        wide = max(look.edge(), 2 if chosen and look.contrast else 1)
        painter.setPen(QPen(look.colour(edge), wide))
        painter.setBrush(look.colour("accent_soft" if chosen and not look.contrast else "sheet"))
        half = wide / 2
        painter.drawRoundedRect(QRectF(card).adjusted(half, half, -half, -half), look.px(10), look.px(10))

    def _paint_words(self, painter: QPainter, row: IdeaRow, spots: Spots, card: QRect, rtl: bool) -> None:
        look = theme.of()
        small = look.font("small")
        for lines, font, ink in (
            (spots.title, title_font(), "ink"),
            (spots.by, small, "ink2"),
            (spots.note, small, "ink2"),
            (spots.progress, small, "ink2"),
        ):
            for words, spot in lines:
                tall = _to(card, spot, rtl).adjusted(0, -look.px(3), 0, look.px(3))  # letters reach beyond their line
                draw_words(painter, tall, words, font, look.colour(ink), rtl)
        if spots.icon is not None:
            picture = look.pixmap(row.icon, "ink2", 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(_to(card, spots.icon, rtl), picture)

    def _paint_trial(self, painter: QPainter, row: IdeaRow, spots: Spots, card: QRect, rtl: bool, chosen: bool) -> None:
        look = theme.of()
        if spots.bar is not None and row.progress is not None:
            reached, goal = row.progress
            whole, round_ = _to(card, spots.bar, rtl), look.px(BAR) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sheet" if chosen else "line" if look.contrast else "well"))
            painter.drawRoundedRect(QRectF(whole), round_, round_)
            part = min(max(reached, 0) / goal, 1.0) if goal > 0 else 0.0
            if part:
                filled = QRect(whole.left(), whole.top(), max(int(whole.width() * part), look.px(BAR)), whole.height())
                painter.setBrush(look.colour("accent"))
                painter.drawRoundedRect(QRectF(mirrored(whole, filled, rtl)), round_, round_)
        if spots.banner is not None:
            self._paint_banner(painter, row.told, _to(card, spots.banner, rtl), rtl, chosen)

    @staticmethod
    def _paint_banner(painter: QPainter, words: str, banner: QRect, rtl: bool, chosen: bool) -> None:
        look, side = theme.of(), theme.of().px(15)
        soft = "sheet" if chosen or look.contrast else "accent_soft"
        painter.setPen(QPen(look.colour("accent"), 1) if look.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(soft))
        painter.drawRoundedRect(QRectF(banner), look.px(6), look.px(6))
        icon = QRect(banner.left() + look.px(10), banner.center().y() - side // 2, side, side)
        picture = look.pixmap("speakerphone", "accent_soft_text", 15, painter.device().devicePixelRatioF())
        painter.drawPixmap(mirrored(banner, icon, rtl), picture)
        text = banner.adjusted(look.px(31), 0, -look.px(8), 0)
        if rtl:
            text = mirrored(banner, text, rtl)
        draw_words(painter, text, words, look.font("small"), look.colour("accent_soft_text"), rtl)

    def _paint_foot(self, painter: QPainter, row: IdeaRow, spots: Spots, card: QRect, rtl: bool, chosen: bool) -> None:
        look = theme.of()
        small, letters = look.font("small"), look.font("initials")
        letters.setPointSizeF(letters.pointSizeF() * FINEST / 14)
        for (initials, tint), spot in zip(row.faces, spots.faces, strict=False):
            draw_disc(painter, _to(card, spot, rtl), initials, tint, chosen, font=letters)
        draw_words(painter, _to(card, spots.count, rtl), row.count, small, look.colour("ink2"), rtl)
        if spots.button is not None:
            self._paint_button(painter, row, _to(card, spots.button, rtl))
        if spots.settled is not None:
            side = look.px(15)
            icon = QRect(spots.settled.left(), spots.settled.center().y() - side // 2, side, side)
            dpr = painter.device().devicePixelRatioF()
            painter.drawPixmap(_to(card, icon, rtl), look.pixmap("check", "ink2", 15, dpr))
            words = spots.settled.adjusted(look.px(20), 0, 0, 0)
            draw_words(painter, _to(card, words, rtl), row.settled, small, look.colour("ink2"), rtl)

    def _paint_button(self, painter: QPainter, row: IdeaRow, spot: QRect) -> None:
        look, edge = theme.of(), theme.of().edge() / 2
        painter.setPen(QPen(look.colour("line_strong" if row.strong or look.contrast else "line"), look.edge()))
        painter.setBrush(look.colour("well" if self.over == row.key else "sheet"))
        painter.drawRoundedRect(QRectF(spot).adjusted(edge, edge, -edge, -edge), look.px(8), look.px(8))
        painter.setFont(look.font("button"))
        painter.setPen(look.colour("ink"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, row.button)


def button_spot(row: IdeaRow, rect: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where the button of a card drawn in `rect` is; empty when it has none."""
    spots = place(row, rect.width())
    if spots.button is None:
        return QRect()
    card = QRect(rect.left(), rect.top(), rect.width(), spots.height)
    return _to(card, spots.button, direction == Qt.LayoutDirection.RightToLeft)


def _to(card: QRect, spot: QRect, rtl: bool) -> QRect:
    return mirrored(card, spot.translated(card.topLeft()), rtl)
