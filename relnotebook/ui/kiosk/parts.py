"""The furniture of the customer screen: large, painted, of any size, so that a page fits without scrolling.

Every length is a multiple of a *unit*, which the page chooses: 1 on a screen of 1280 x 800, less where there is less
room, more with larger text. Nothing here knows the notebook.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from relnotebook.widgets import theme as themes
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.faces import draw_face
from relnotebook.widgets.plain import clean, clean_text

Face = tuple[str, float, int]
"""Family, px at unit 1, weight."""

WRAP = int(Qt.TextFlag.TextWordWrap)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
HINTS = (
    Qt.InputMethodHint.ImhNoPredictiveText  # a keyboard that has learnt a name would offer it to the next customer
    | Qt.InputMethodHint.ImhSensitiveData
)
SMALLEST = 0.6  # a word that is too long for its place is drawn down to this share of its size
FOOT_FACES: dict[str, Face] = {
    "plain": ("Inter", 18, 500),
    "primary": ("Inter", 18, 600),
    "quiet": ("Inter", 15, 500),
    "small": ("Inter", 13, 400),
}
FOOT_PADS = {"plain": 28.0, "primary": 27.0, "quiet": 17.0, "small": 16.0}
KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


ROOM = (1024.0, 700.0)
"""px along the long and the short side that hold every page at unit 1, but for the row of faces."""


def page_unit(width: int, height: int) -> float:
    """The unit of a page: the text size asked for, or what the window has room for, upright or lying."""
    return min(themes.of().look.scale, max(width, height) / ROOM[0], min(width, height) / ROOM[1])


def font(face: Face, unit: float) -> QFont:
    """The font of `face` at a unit."""
    family, px, weight = face
    made = QFont()
    made.setFamilies(themes.FALLBACK[family])
    made.setPixelSize(max(1, round(px * unit)))
    made.setWeight(QFont.Weight(weight))
    if family == "Literata" and px > 30:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97.5)
    return made


def fitted(face: Face, unit: float, text: str, room: QRect) -> QFont:
    """The font of `face`, smaller where `text` would not fit into `room` with its words whole."""
    share = 1.0
    while share > SMALLEST:
        made = font(face, unit * share)
        metrics = QFontMetrics(made)
        box = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), WRAP, text)
        if box.height() <= room.height() and all(metrics.horizontalAdvance(w) <= room.width() for w in text.split()):
            return made
        share -= 0.05
    return font(face, unit * SMALLEST)


class Words(QWidget):
    """Words that wrap, as high as they must be; in the middle, or at the leading side."""

    def __init__(self, face: Face, tone: str = "ink", *, centred: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face, self._tone, self._centred = face, tone, centred
        self._text, self._unit = "", 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def text(self) -> str:
        """What they say."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = clean_text(text)
        self.setAccessibleName(self._text)
        self.update()

    def set_tone(self, tone: str) -> None:
        """Be another colour."""
        self._tone = tone
        self.update()

    def set_unit(self, unit: float) -> None:
        """Be another size."""
        self._unit = unit
        self.update()

    def high(self, width: int, unit: float) -> int:
        """How high they are in `width` px; 0 without a word."""
        if not self._text:
            return 0
        room = QRect(0, 0, max(width, 1), 10_000)
        return QFontMetrics(font(self._face, unit)).boundingRect(room, WRAP, self._text).height()

    def fits(self, width: int, unit: float) -> bool:
        """Whether no single word is wider than `width`."""
        metrics = QFontMetrics(font(self._face, unit))
        return all(metrics.horizontalAdvance(word) <= width for word in self._text.split())

    def wide(self, unit: float) -> int:
        """How wide they are on one line."""
        return QFontMetrics(font(self._face, unit)).horizontalAdvance(self._text) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(self._face, self._unit))
        painter.setPen(themes.of().colour(self._tone))
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        across = Qt.AlignmentFlag.AlignHCenter if self._centred else side | Qt.AlignmentFlag.AlignAbsolute
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(self.rect(), int(across) | int(Qt.AlignmentFlag.AlignVCenter) | WRAP, self._text)


class Dashes(QWidget):
    """How far one is: a dash for each page, those that were up in petrol."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at, self._of, self._unit = 0, 0, 1.0

    def show_place(self, at: int, of: int, words: str) -> None:
        """Page `at` of `of`; `words` say so."""
        self._at, self._of = at, of
        self.setAccessibleName(words)
        self.update()

    def set_unit(self, unit: float) -> None:
        """Be another size."""
        self._unit = unit
        self.update()

    def size_at(self, unit: float) -> QSize:
        """How large it is."""
        return QSize(round((44 * max(self._of, 1) - 10) * unit), max(3, round(6 * unit)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = themes.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for n in range(self._of):
            spot = QRect(round(44 * n * self._unit), 0, round(34 * self._unit), self.height())
            painter.setBrush(look.colour("accent" if n < self._at else "line"))
            painter.drawRoundedRect(
                QRectF(mirrored(self.rect(), spot, self.isRightToLeft())), self.height() / 2, self.height() / 2
            )


class Tile(QAbstractButton):
    """Something to tap: a rounded sheet. A chosen one is filled with petrol, or softly where several may be chosen.

    Attributes:
        radius: of its corners at unit 1; soft: how a chosen one is filled.
    """

    radius = 20.0
    soft = False

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = 1.0
        self._ringed = False
        self.setText(clean(text))
        self.setAccessibleName(clean(text))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a tap leaves the keyboard in the field that is written in
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_unit(self, unit: float) -> None:
        """Be another size."""
        self.unit = unit
        self.update()

    @property
    def ringed(self) -> bool:
        """Whether the keyboard was led here by keys."""
        return self._ringed and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        self.paint_content(painter, themes.of().colour(self.ink()))

    def ink(self) -> str:
        """The colour of its words."""
        if not self.isChecked():
            return "ink"
        return "accent_soft_text" if self.soft else "on_accent"

    def paint_ground(self, painter: QPainter) -> None:
        """The sheet itself, its edge, and the ring while it has the keyboard."""
        look, on = themes.of(), self.isChecked()
        ground = "accent_soft" if on and self.soft else "accent" if on else "well" if self._lit() else "sheet"
        radius = self.radius * self.unit
        painter.setPen(QPen(look.colour("accent" if on else "line_strong"), 2))
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        if self.ringed:
            painter.setPen(QPen(look.colour("on_accent" if on and not self.soft else "focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(5, 5, -5, -5), max(2.0, radius - 4), max(2.0, radius - 4)
            )

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        """What stands on it."""
        inside = self.rect().adjusted(*(round(n * self.unit) for n in (18, 6, -18, -6)))
        self.paint_words(painter, inside, ("Inter", 20, 600), ink)

    def paint_words(self, painter: QPainter, room: QRect, face: Face, ink: QColor) -> None:
        """Its words in the middle of `room`, as large as they can be."""
        painter.setFont(fitted(face, self.unit, self.text(), room))
        painter.setPen(ink)
        painter.drawText(room, CENTRE | WRAP, self.text())

    def _lit(self) -> bool:
        return self.isDown() or (self.underMouse() and self.isEnabled())


class FaceTile(Tile):
    """A face and its word, 208 x 236."""

    WIDE, HIGH = 208.0, 236.0

    def __init__(self, score: int, word: str, parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self.score = score
        self.words_unit = 1.0  # of the page: where tiles are narrow their words are not smaller than they must be

    def paint_words(self, painter: QPainter, room: QRect, face: Face, ink: QColor) -> None:
        painter.setFont(fitted(face, self.words_unit, self.text(), room))
        painter.setPen(ink)
        painter.drawText(room, CENTRE | WRAP, self.text())

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        unit = self.width() / self.WIDE
        draw_face(painter, QRectF(52 * unit, 41 * unit, 104 * unit, 104 * unit), self.score, ink)
        room = QRect(round(8 * unit), round(154 * unit), self.width() - round(16 * unit), round(58 * unit))
        self.paint_words(painter, room, ("Inter", 22, 600), ink)


class NumberTile(Tile):
    """One number of 0 to 10."""

    radius = 16.0

    def __init__(self, score: int, parent: QWidget | None = None) -> None:
        super().__init__(str(score), parent)
        self.score = score

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        self.paint_words(painter, self.rect(), ("Inter", 28, 600), ink)


class ReasonTile(Tile):
    """A reason with its icon; several may be chosen. 56 high."""

    radius, soft = 14.0, True
    FONT: Face = ("Inter", 17, 600)

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon

    def wide(self, unit: float) -> int:
        """How wide it is."""
        icon = 30 if self._icon else 0
        return QFontMetrics(font(self.FONT, unit)).horizontalAdvance(self.text()) + round((44 + icon) * unit)

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        at, high, rtl = round(22 * self.unit), self.height(), self.isRightToLeft()
        if self._icon:
            side = round(20 * self.unit)
            spot = QRect(at, (high - side) // 2, side, side)
            paint_icon(painter, mirrored(self.rect(), spot, rtl), self._icon, ink)
            at += round(31 * self.unit)
        room = mirrored(self.rect(), QRect(at, 0, self.width() - at - round(12 * self.unit), high), rtl)
        painter.setFont(fitted(self.FONT, self.unit, self.text(), room))
        painter.setPen(ink)
        side_of = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            room, int(side_of | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), self.text()
        )


class FootTile(Tile):
    """A button beside the pages: back, skip, next, the language, staff.

    Args:
        kind: plain (words alone), primary (petrol), quiet (a thin edge), small (small words).
    """

    def __init__(self, text: str, kind: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind, self._icon = kind, icon
        self.radius = 8.0 if kind in ("quiet", "small") else 12.0
        self.setCheckable(False)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self.setText(clean(text))
        self.setAccessibleName(clean(text))
        self.update()

    def set_kind(self, kind: str) -> None:
        """Be another kind."""
        self._kind = kind
        self.update()

    def wide(self, unit: float) -> int:
        """How wide it is."""
        words = QFontMetrics(font(FOOT_FACES[self._kind], unit)).horizontalAdvance(self.text())
        return words + round((2 * FOOT_PADS[self._kind] + self._before()) * unit)

    def ink(self) -> str:
        return {"primary": "on_accent", "small": "ink2"}.get(self._kind, "ink")

    def paint_ground(self, painter: QPainter) -> None:
        look, kind = themes.of(), self._kind
        pressed, lit = self.isDown(), self._lit()
        fill = {"primary": "accent_press" if pressed else "accent_hover" if lit else "accent", "quiet": "sheet"}.get(
            kind
        )
        if kind != "primary" and lit:
            fill = "well"
        painter.setPen(QPen(look.colour("line"), look.edge()) if kind == "quiet" else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = self.radius * self.unit
        line = look.edge() / 2 if kind == "quiet" else 0.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(line, line, -line, -line), radius, radius)
        if self.ringed:
            painter.setPen(QPen(look.colour("on_accent" if kind == "primary" else "focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(4, 4, -4, -4), max(2.0, radius - 3), max(2.0, radius - 3)
            )

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        rtl, at = self.isRightToLeft(), round(FOOT_PADS[self._kind] * self.unit)
        if self._icon:
            side = round(self._icon_side() * self.unit)
            spot = QRect(at, (self.height() - side) // 2, side, side)
            tint = themes.of().colour("ink2") if self._kind == "quiet" else ink
            paint_icon(painter, mirrored(self.rect(), spot, rtl), self._way(rtl), tint)
            at += round(self._before() * self.unit)
        room = mirrored(self.rect(), QRect(at, 0, self.width() - at, self.height()), rtl)
        side_of = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(FOOT_FACES[self._kind], self.unit))
        painter.setPen(ink)
        painter.drawText(
            room, int(side_of | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), self.text()
        )

    def _icon_side(self) -> float:
        return {"plain": 20.0, "small": 16.0}.get(self._kind, 18.0)

    def _before(self) -> float:
        if not self._icon:
            return 0.0
        return self._icon_side() + {"plain": 9.0, "small": 27.0}.get(self._kind, 7.0)

    def _way(self, rtl: bool) -> str:
        """An arrow back points against the way one reads."""
        return "arrow-right" if rtl and self._icon == "arrow-left" else self._icon


class Line(QLineEdit):
    """A line of 60 px that takes typed letters only: nothing is pasted, dropped, completed or remembered."""

    def __init__(self, name: str, text: str, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._unit = 1.0
        self.setAccessibleName(clean(name))
        self.setPlaceholderText(clean(name))
        self.setMaxLength(limit)
        self.setInputMethodHints(HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        themes.of().changed.connect(self._dress)

    def set_unit(self, unit: float) -> None:
        """Be another size."""
        self._unit = unit
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pasting(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # the middle one would put in what was last selected anywhere
            super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_keyboard(event)

    def _dress(self) -> None:
        self.setStyleSheet(field_style("QLineEdit", self._unit, 17, 20, 0))


class Text(QPlainTextEdit):
    """Several lines, with the same rules as `Line`.

    Signals:
        said: the text as it is now, after every letter.
    """

    said = Signal(str)

    def __init__(self, name: str, text: str, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._unit, self._limit = 1.0, limit
        self.setAccessibleName(clean(name))
        self.setPlaceholderText(clean(name))
        self.setInputMethodHints(HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_changed)
        themes.of().changed.connect(self._dress)

    def set_unit(self, unit: float) -> None:
        """Be another size."""
        self._unit = unit
        self._dress()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Nothing comes in but what is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pasting(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_keyboard(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        """Write from the side where the language of the page begins, whatever the counter speaks."""
        option = self.document().defaultTextOption()
        option.setTextDirection(self.layoutDirection())
        self.document().setDefaultTextOption(option)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._turn()

    def _on_changed(self) -> None:
        text = self.toPlainText()
        if len(text) > self._limit:
            self.setPlainText(text[: self._limit])  # comes here again
            self.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.said.emit(text)

    def _dress(self) -> None:
        self.setStyleSheet(field_style("QPlainTextEdit", self._unit, 19, 16, 14))


def show_keyboard(event: QFocusEvent) -> None:
    """Bring up the system's touch keyboard, where there is one, for whoever tapped into a field."""
    if event.reason() == Qt.FocusReason.MouseFocusReason:
        QGuiApplication.inputMethod().show()


def pasting(event: QKeyEvent) -> bool:
    """Whether the key would put in what was copied elsewhere, at the counter for instance."""
    return event.matches(QKeySequence.StandardKey.Paste)


def field_style(kind: str, unit: float, px: float, across: float, down: float) -> str:
    """The style sheet of a field at a unit: its edge is always 2 px, so that nothing moves with the focus."""
    look = themes.of()
    edge, ring = look.colour("line_strong").name(), look.colour("focus").name()
    size = f"font-size: {max(1, round(px * unit))}px; border-radius: {round(14 * unit)}px;"
    pads = f"padding: {round(down * unit)}px {round(across * unit)}px; min-height: 0;"
    rule = f"{kind} {{ border: 2px solid {edge}; {pads} {size} }}"
    return f"{rule} {kind}:focus {{ border: 2px solid {ring}; {pads} min-height: 0; }}"


def paint_icon(painter: QPainter, spot: QRect, name: str, tint: QColor) -> None:
    """An icon as large as `spot`."""
    look = themes.of()
    side = spot.width() / look.look.scale
    painter.drawPixmap(spot, look.pixmap(name, tint.name(), side, painter.device().devicePixelRatioF()))
