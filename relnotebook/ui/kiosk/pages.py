"""The pages of the customer screen, whole: head, content, foot. Each fits its place without scrolling.

A page shows what a flow says and tells what was tapped or typed; it knows neither window nor notebook, so that it can
stand small in a preview as well.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.ui.kiosk.contents import EDGE, NOTE, Content, content, words_in
from relnotebook.ui.kiosk.flow import IDEA, QUESTION, THANKS, Flow
from relnotebook.ui.kiosk.parts import Dashes, FootTile, Tile, Words, page_unit
from relnotebook.widgets import theme as themes
from relnotebook.widgets.aloud import announce
from relnotebook.widgets.draw import mirrored

if TYPE_CHECKING:
    from relnotebook.notebook.screen import Screen
    from relnotebook.notebook.screenwords import Words as Said

HEAD, FOOT = 72.0, 88.0
"""px above and below the content, at unit 1."""


class Countdown(QWidget):
    """A slip above the foot: how long until the first page comes back, and a button for whoever is still there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words(("Inter", 17, 500), centred=False, parent=self)
        self.here = FootTile("", "primary", parent=self)
        self._unit = 1.0
        self.hide()

    def show_left(self, seconds: int | None, words: str, here: str) -> None:
        """Count down; None takes the slip away."""
        self.setVisible(seconds is not None)
        if seconds is None:
            return
        if seconds % 5 == 0 and self.words.text():
            announce(self, words.format(n=seconds))
        self.words.set_text(words.format(n=seconds))
        self.here.set_words(here)

    def set_unit(self, unit: float) -> None:
        """Be another size."""
        self._unit = unit
        self.words.set_unit(unit)
        self.here.set_unit(unit)

    def sizeHint(self) -> QSize:
        px = self._unit
        return QSize(self.words.wide(px) + self.here.wide(px) + round(52 * px), round(76 * px))

    def resizeEvent(self, event: QResizeEvent) -> None:
        px, wide = self._unit, self.here.wide(self._unit)
        inside = self.rect().adjusted(*(round(n * px) for n in (24, 10, -10, -10)))
        words = QRect(inside.left(), inside.top(), inside.width() - wide - round(12 * px), inside.height())
        button = QRect(inside.right() + 1 - wide, inside.top(), wide, inside.height())
        for part, spot in ((self.words, words), (self.here, button)):
            part.setGeometry(mirrored(self.rect(), spot, self.isRightToLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = themes.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.setBrush(look.colour("sheet"))
        radius = 16 * self._unit
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Leaf(QWidget):
    """A whole page: the shop's name, how far one is, the language; the content; staff, back and on.

    Signals:
        picked, chose, toggled, typed, idea_wanted: as `Content`; next, back: the buttons; language: the button;
        staff: the lock; here: "I am still here".
    Attributes:
        content: what stands in the middle.
    """

    picked = Signal(int)
    chose = Signal(str)
    toggled = Signal(str)
    typed = Signal(str, str)
    idea_wanted = Signal()
    next = Signal()
    back = Signal()
    language = Signal()
    staff = Signal()
    here = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.content: Content | None = None
        self.shop = Words(("Literata", 22, 600), centred=False, parent=self)
        self.dashes = Dashes(self)
        self.speech = FootTile("", "quiet", "language", self)
        self.lock = FootTile(_("Staff"), "small", "lock", self)
        self.go_back = FootTile("", "plain", "arrow-left", self)
        self.go_on = FootTile("", "plain", parent=self)
        self.trouble = Words(NOTE, "honey_text", parent=self)
        self.warning = Countdown(self)
        for tile, signal in (
            (self.speech, self.language),
            (self.lock, self.staff),
            (self.go_back, self.back),
            (self.go_on, self.next),
            (self.warning.here, self.here),
        ):
            tile.clicked.connect(signal)
        for part in (self.speech, self.go_back, self.go_on):
            part.hide()  # until there is something to show
        themes.of().changed.connect(self._on_look_changed)

    @property
    def unit(self) -> float:
        """How large everything is: the text size asked for, or what the window has room for."""
        return page_unit(self.width(), self.height())

    def show_flow(self, flow: Flow) -> None:
        """Show the page that the flow is at."""
        words = words_in(flow.answer.language)
        rtl = QLocale(flow.answer.language).textDirection() == Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.shop.set_text(flow.screen.shop)
        at, of = flow.place
        asks = flow.screen.survey is not None or not flow.first
        self.dashes.show_place(at, of if asks else 0, words.page.format(n=at, of=of))
        self._show_feet(flow, words)
        self._put(content(flow))
        self.show_countdown(flow)
        self._lay()

    def show_countdown(self, flow: Flow) -> None:
        """How long until the first page comes back, once that is near."""
        words = words_in(flow.answer.language)
        self.warning.show_left(flow.countdown, words.still_there, words.here)
        self._lay_warning()

    def show_trouble(self, sentence: str) -> None:
        """Something that whoever stands here should know, below the head; "" takes it away."""
        self.trouble.set_text(sentence)
        self._lay()

    def _show_feet(self, flow: Flow, words: Said) -> None:
        languages = dict(flow.screen.languages)
        self.speech.set_words(languages.get(flow.answer.language, flow.answer.language))
        self.speech.setAccessibleDescription(words.language)
        self.speech.setVisible(len(languages) > 1)
        self.go_back.set_words(words.back)
        self.go_back.setVisible(flow.page != THANKS and not flow.first)
        sends, said = flow.last and not flow.answer.empty, self._said_here(flow)
        self.go_on.set_words(words.send if sends else words.next if said else words.skip)
        self.go_on.set_kind("primary" if sends or said else "plain")
        only = flow.first and flow.last and flow.answer.empty  # nothing to skip to
        self.go_on.setVisible(flow.page != THANKS and not only and not (flow.first and flow.screen.survey is None))

    def renew_feet(self, flow: Flow) -> None:
        """Something was typed or tapped: the way on may have another name."""
        self._show_feet(flow, words_in(flow.answer.language))
        self._lay_feet()

    @staticmethod
    def _said_here(flow: Flow) -> bool:
        """Whether something was answered on this page."""
        answer = flow.answer
        if flow.page == QUESTION:
            return answer.score is not None or bool(answer.choice or answer.words.strip())
        if flow.page == IDEA:
            return bool(answer.idea.strip())
        return bool(answer.reasons or answer.words.strip() or answer.given_name.strip() or answer.reply_to.strip())

    def _put(self, made: Content) -> None:
        """One page in place of the other; nothing of the one before is left, not even for undo."""
        gone, self.content = self.content, made
        made.setParent(self)
        for mine, theirs in (
            (self.picked, made.picked),
            (self.chose, made.chose),
            (self.toggled, made.toggled),
            (self.typed, made.typed),
            (self.idea_wanted, made.idea_wanted),
        ):
            theirs.connect(mine)
        made.lower()
        made.show()
        stops = [w for w in made.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for one, following in pairwise((*stops, self.go_back, self.go_on, self.speech, self.lock)):
            self.setTabOrder(one, following)
        if gone is not None:
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()

    # Where things stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), themes.of().colour("paper"))

    def _on_look_changed(self) -> None:
        self._lay()
        self.update()

    def _lay(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        for part in (self.shop, self.dashes, self.trouble):
            part.set_unit(unit)
        head, foot, edge = round(HEAD * unit), round(FOOT * unit), round(EDGE * unit)
        speech = self.speech.wide(unit)
        self._stand(self.speech, width - edge - speech, round(24 * unit), speech, round(48 * unit))
        dashes = self.dashes.size_at(unit)
        left = (width - dashes.width()) // 2
        self._stand(self.dashes, left, round(45 * unit), dashes.width(), dashes.height())
        room = left - edge - round(16 * unit)
        self._stand(self.shop, edge, round(24 * unit), max(room, 0), round(48 * unit))
        troubled = self.trouble.high(width - 2 * edge, unit)
        self.trouble.setGeometry(edge, head + round(6 * unit), width - 2 * edge, troubled)
        self.trouble.setVisible(bool(troubled))
        top = head + (troubled + round(10 * unit) if troubled else 0)
        if self.content is not None:
            self.content.setGeometry(0, top, width, max(1, height - top - foot))
            self.content.set_unit(unit)
        self._lay_feet()
        self._lay_warning()

    def _lay_feet(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        high, edge = round(60 * unit), round(EDGE * unit)
        top = height - round(28 * unit) - high
        self._stand(self.lock, edge, top, self.lock.wide(unit), high)
        at = width - edge
        for tile in (self.go_on, self.go_back):
            if not tile.isHidden():
                wide = tile.wide(unit)
                at -= wide
                self._stand(tile, at, top, wide, high)
                at -= round(12 * unit)

    def _lay_warning(self) -> None:
        """In the foot, between staff and the way on; above it where there is no room."""
        unit, gap = self.unit, round(12 * self.unit)
        self.warning.set_unit(unit)
        size = self.warning.sizeHint()
        ends = [tile.geometry() for tile in (self.lock, self.go_back, self.go_on) if not tile.isHidden()]
        ends.sort(key=lambda box: box.left())
        between = [
            (one.right() + gap, two.left() - gap) for one, two in pairwise((*ends, QRect(self.width(), 0, 1, 1)))
        ]
        left, right = max(between, key=lambda room: room[1] - room[0])
        top = self.height() - round(28 * unit) - round(60 * unit) - round(8 * unit)
        if right - left < size.width():
            left, right, top = 0, self.width(), self.height() - round((FOOT + 8) * unit) - size.height()
        middle = min(max((self.width() - size.width()) // 2, left), right - size.width())
        self.warning.setGeometry(QRect(QPoint(middle, top), size))
        self.warning.raise_()

    def _stand(self, part: QWidget, x: int, y: int, wide: int, high: int) -> None:
        part.setGeometry(mirrored(self.rect(), QRect(x, y, wide, high), self.isRightToLeft()))
        if isinstance(part, Tile):
            part.set_unit(self.unit)


def preview(screen: Screen, *, language: str = "", page: str = QUESTION, parent: QWidget | None = None) -> Leaf:
    """A page as customers will see it, as small as its place and not to be touched.

    Args:
        language: a code of the screen's languages, "" for its own; page: question, comment, idea or thanks.
    """
    flow = Flow(screen, lambda _answer, _complete: None, lambda: 0.0)
    flow.speak(language)
    flow.turn_to(page)
    leaf = Leaf(parent)
    leaf.show_flow(flow)
    leaf.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    leaf.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for part in leaf.findChildren(QWidget):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return leaf
