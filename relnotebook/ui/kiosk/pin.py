"""The sheet with the keypad: the one way out of the customer screen. It knows no PIN; it asks and is told."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from relnotebook.base import clock
from relnotebook.base.words import _, n_
from relnotebook.ui.kiosk.parts import Face, FootTile, Tile, Words, font, page_unit, paint_icon
from relnotebook.widgets import theme as themes
from relnotebook.widgets.aloud import announce
from relnotebook.widgets.draw import draw_key, draw_shadow, key_size

FEWEST, MOST = 4, 12
SHEET = (320.0, 468.0)
KEY = (72.0, 60.0, 10.0)  # wide, high, gap
BACK, ENTER = "back", "enter"
LAYOUT = ("1", "2", "3", "4", "5", "6", "7", "8", "9", BACK, "0", ENTER)
VEIL = 166  # of 255: how much paper lies over the page behind
TICK_MS = 250


class Key(Tile):
    """One key of the pad: a digit, or an icon."""

    radius = 10.0

    def __init__(self, what: str, parent: QWidget) -> None:
        names = {BACK: _("Take back a digit"), ENTER: _("Check the PIN")}
        super().__init__(what if what.isdigit() else "", parent)
        self.what = what
        self.setCheckable(False)
        self.setAccessibleName(names.get(what, what))

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        ink = themes.of().shade("ink", self.isEnabled())
        if self.text():
            self.paint_words(painter, self.rect(), ("Inter", 22, 600), ink)
            return
        side = round(26 * self.unit)
        spot = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, spot, {BACK: "backspace", ENTER: "check"}[self.what], ink)

    def paint_ground(self, painter: QPainter) -> None:
        look = themes.of()
        lit = self.isDown() or (self.underMouse() and self.isEnabled())
        painter.setPen(QPen(look.colour("line_strong"), look.edge()))
        painter.setBrush(look.colour("well" if lit else "sheet"))
        radius = self.radius * self.unit
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.ringed:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius - 3, radius - 3)


class PinPad(QWidget):
    """Covers the whole window: a veil of paper, and the sheet in its middle. Nothing behind it can be reached.

    Signals:
        tried: the digits; answered by `wrong` or `wait`, or by the end of the window.
        left: back to the customer.
    Attributes:
        digits: typed so far; they stand nowhere else, not even for a screen reader.
    """

    tried = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget, now: Callable[[], float] = clock.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._until = 0.0
        self._busy = False
        self.digits = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Staff PIN"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a keypad is the same everywhere
        self.title = Words(("Literata", 18, 600), parent=self)
        self.title.set_text(_("Staff PIN"))
        self.line = Words(("Inter", 13, 400), "ink2", parent=self)
        self.keys = [Key(what, self) for what in LAYOUT]
        for key in self.keys:
            key.clicked.connect(lambda _on=False, one=key.what: self.press(one))
        self.leave = BackToCustomer(_("Back to the customer"), self)
        self.leave.clicked.connect(self.close_sheet)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        themes.of().changed.connect(self._on_look_changed)
        self.hide()

    # Shown and hidden

    def open_sheet(self, wait: float) -> None:
        """Ask for the PIN; `wait` seconds must pass first."""
        self._clear()
        self._busy = False
        self._wait(wait)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.title.text()}. {self.line.text()}")

    def close_sheet(self) -> None:
        """Put it away; the digits go."""
        self._clear()
        self._ticking.stop()
        self.hide()
        self.left.emit()

    @property
    def waiting(self) -> bool:
        """Whether no try is heard yet."""
        return self._now() < self._until

    # What it is told

    def wrong(self, left: int, wait: float) -> None:
        """It was nobody's; so many tries are left before the first wait, or so many seconds to wait."""
        self._busy = False
        self._clear()
        self._wait(wait)
        if wait <= 0:
            said = n_("That is not it. {n} try left.", "That is not it. {n} tries left.", left) if left else ""
            self._say(said or _("That is not it."), "alert_text")
        announce(self, self.line.text(), assertive=True)

    # What is pressed

    def press(self, what: str) -> None:
        """A key of the pad, or the same on the keyboard."""
        if self._busy or self.waiting:
            return
        if what == ENTER:
            self._try()
            return
        self.digits = self.digits[:-1] if what == BACK else (self.digits + what)[:MOST]
        self._say(_("To leave the customer screen"), "ink2")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace, Enter and Esc; Tab walks through the keys; nothing else goes any further."""
        key = event.key()
        if event.text() in LAYOUT and len(event.text()) == 1:
            self.press(event.text())
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.press(BACK)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(ENTER)
        elif key == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.close_sheet()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the sheet."""
        stops: list[QWidget] = [self, *self.keys, self.leave]
        here = next((n for n, one in enumerate(stops) if one.hasFocus()), 0)
        reasons = Qt.FocusReason
        reason = reasons.TabFocusReason if forward else reasons.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    # Inside

    def _try(self) -> None:
        if len(self.digits) < FEWEST:
            self._say(_("A PIN has at least 4 digits."), "alert_text")
            return
        self._busy = True
        self._say(_("One moment…"), "ink2")
        self.tried.emit(self.digits)

    def _clear(self) -> None:
        self.digits = ""
        self.update()

    def _wait(self, seconds: float) -> None:
        self._until = self._now() + seconds
        self._tick()
        if self.waiting:
            self._ticking.start()

    def _tick(self) -> None:
        left = self._until - self._now()
        for key in self.keys:
            key.setEnabled(left <= 0)
        if left > 0:
            minutes, seconds = divmod(math.ceil(left), 60)
            self._say(_("Too many tries. Wait {time}.").format(time=f"{minutes}:{seconds:02}"), "alert_text")
        else:
            self._ticking.stop()
            self._say(_("To leave the customer screen"), "ink2")

    def _say(self, sentence: str, tone: str) -> None:
        self.line.set_tone(tone)
        self.line.set_text(sentence)

    # Where things stand

    @property
    def unit(self) -> float:
        """As large as the text size asks for and the window has room for."""
        room = min(self.width() / (SHEET[0] + 40), self.height() / (SHEET[1] + 40))
        return min(themes.of().look.scale, room)

    def sheet(self) -> QRect:
        """Where the sheet lies."""
        wide, high = (round(side * self.unit) for side in SHEET)
        return QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        unit, sheet = self.unit, self.sheet()
        for words, top, high in ((self.title, 22, 30), (self.line, 49, 22)):
            words.set_unit(unit)
            words.setGeometry(sheet.left() + 8, sheet.top() + round(top * unit), sheet.width() - 16, round(high * unit))
        wide, high, gap = (round(n * unit) for n in KEY)
        left = sheet.left() + (sheet.width() - 3 * wide - 2 * gap) // 2
        for n, key in enumerate(self.keys):
            line, column = divmod(n, 3)
            key.set_unit(unit)
            key.setGeometry(
                left + column * (wide + gap), sheet.top() + round(123 * unit) + line * (high + gap), wide, high
            )
        self.leave.set_unit(unit)
        own = self.leave.wide(unit)
        top = sheet.top() + round(400 * unit)
        self.leave.setGeometry(sheet.center().x() - own // 2, top, own, round(48 * unit))

    def _on_look_changed(self) -> None:
        self._lay()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, unit, sheet = themes.of(), QPainter(self), self.unit, self.sheet()
        veil = QColor(look.colour("paper"))
        veil.setAlpha(VEIL)
        page = page_unit(self.width(), self.height())  # the unit of the page behind
        painter.fillRect(self.rect().adjusted(0, round(84 * page), 0, -round(88 * page)), veil)
        draw_shadow(painter, sheet, round(16 * unit))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), look.edge()))
        painter.setBrush(look.colour("sheet"))
        painter.drawRoundedRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5), 16 * unit, 16 * unit)
        self._paint_dots(painter, sheet, unit)

    def _paint_dots(self, painter: QPainter, sheet: QRect, unit: float) -> None:
        """A dot for each digit; four at least, so that nobody learns how long a PIN is."""
        look, typed = themes.of(), len(self.digits)
        count = max(FEWEST, typed)
        pitch = min(34.0, 280.0 / count) * unit
        side = min(19.0 * unit, pitch * 0.8)
        at = sheet.center().x() + 0.5 - (count - 1) * pitch / 2
        painter.setPen(QPen(look.colour("line_strong"), 1))
        for n in range(count):
            on = n < typed
            painter.setPen(Qt.PenStyle.NoPen if on else QPen(look.colour("line_strong"), 1))
            painter.setBrush(look.colour("accent") if on else Qt.BrushStyle.NoBrush)
            middle = sheet.top() + 95 * unit
            painter.drawEllipse(QRectF(at + n * pitch - side / 2, middle - side / 2, side, side))


class BackToCustomer(FootTile):
    """The way back, with its key."""

    WORDS: Face = ("Inter", 14, 500)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, "small", parent=parent)

    def wide(self, unit: float) -> int:
        words = QFontMetrics(font(self.WORDS, unit)).horizontalAdvance(self.text())
        return words + key_size(_("Esc")).width() + round(40 * unit)

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        look, cap, pad = themes.of(), key_size(_("Esc")), round(16 * self.unit)
        painter.setFont(font(self.WORDS, self.unit))
        painter.setPen(look.colour("ink"))
        sides = Qt.AlignmentFlag
        across = int(sides.AlignLeft | sides.AlignAbsolute | sides.AlignVCenter)  # the key stands at the right
        painter.drawText(self.rect().adjusted(pad, 0, -pad - cap.width(), 0), across, self.text())
        spot = QRect(self.width() - pad - cap.width(), (self.height() - cap.height()) // 2, cap.width(), cap.height())
        draw_key(painter, spot, _("Esc"), look.colour("ink2"), look.colour("line"), look.colour("sheet"))
