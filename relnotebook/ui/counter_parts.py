"""Small parts of the counter: the line of keys, the strip that offers kept words, and watchers of the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions, native
from relnotebook.ui.keptwords import NewPerson
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import KeyHint, PlainLabel, button

BAR = 14  # px: a scroll bar stands in the margin of the page, so that nothing moves when it appears
SCAN_DIGITS = 6
SCAN_SECONDS = 0.05  # between two digits; a quick typist takes 0.1, a scanner 0.005
PAUSE_SECONDS = 0.15  # what comes after so long is not of the same scan


class Typing:
    """Tells a card scanner from a hand: digits only, faster than fingers."""

    def __init__(self) -> None:
        self._text = ""
        self._burst = ""  # the digits at the end that came without a pause
        self._first = 0.0
        self._last = 0.0

    def key(self, text: str) -> None:
        """The field now holds `text`."""
        now = clock.monotonic()
        goes_on = bool(self._text) and text.startswith(self._text)
        new = text[len(self._text) :] if goes_on else text
        if len(new) != 1 or not (new.isascii() and new.isdigit()):
            self._burst = ""
        elif goes_on and self._burst and now - self._last < PAUSE_SECONDS:
            self._burst += new
        else:
            self._burst, self._first = new, now
        self._text, self._last = text, now

    def scan(self, number: str) -> None:
        """The field is about to hold `number`, which was scanned elsewhere."""
        self._text = self._burst = number
        self._first = self._last = clock.monotonic()

    @property
    def tail(self) -> str:
        """The number a scanner has just put at the end of the text; "" when it was a hand."""
        digits = self._burst
        fast = self._last - self._first < SCAN_SECONDS * (len(digits) - 1)
        return digits if len(digits) >= SCAN_DIGITS and fast else ""

    @property
    def scanned(self) -> bool:
        """Whether all that stands in the field came from a scanner."""
        return bool(self.tail) and self.tail == self._text.strip()


class KeysDown:
    """Which keys that move or act are held down now. True while any is.

    Args:
        released: called when the last one is let go.
    """

    WATCHED = frozenset(
        {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Control, Qt.Key.Key_Meta}
    )

    def __init__(self, released: Callable[[], None]) -> None:
        self._down: set[int] = set()
        self._released = released

    def __bool__(self) -> bool:
        return bool(self._down)

    def watch(self, event: QEvent) -> None:
        """Hear of one event of a widget that has the focus."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in self.WATCHED:
                self._down.add(event.key())
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if not event.isAutoRepeat() and event.key() in self._down:
                self._down.discard(event.key())
                self._tell()
        elif kind == QEvent.Type.FocusOut and self._down:
            self._down.clear()  # a release elsewhere is never heard
            self._tell()

    def _tell(self) -> None:
        if not self._down:
            self._released()


def goes_to_search(event: QKeyEvent, *, empty: bool) -> bool:
    """Whether a key that nobody wanted is something to search for."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    )
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if held not in (Qt.KeyboardModifier.NoModifier, alt_gr):
        return False
    if event.key() == Qt.Key.Key_Backspace:
        return not empty
    text = event.text()
    return bool(text) and text.isprintable() and not (empty and text.isspace())


class Footer(QWidget):
    """What the keys do here, at the foot of the page."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self.rest = self._hints([], _("Just start typing, or scan a card"))
        self.hits = self._hints(
            [
                ([native("Up"), native("Down")], _("choose")),
                ([native("Return")], _("open card")),
                ([actions.hint("main")], _("log the usual")),
                ([native("Esc")], _("clear")),
            ]
        )
        self._row.addWidget(self.rest)
        self._row.addWidget(self.hits)
        self._row.addStretch(1)
        self._row.addWidget(self._hints([([actions.hint("new_customer")], _("new customer"))]))
        self.show_keys("rest")
        self.set_margin(28)

    def show_keys(self, view: str) -> None:
        """The keys of the view shown: "rest" or "hits"."""
        self.rest.setVisible(view == "rest")
        self.hits.setVisible(view == "hits")

    def set_margin(self, margin: int) -> None:
        """Stand below the column of the page."""
        self._row.setContentsMargins(margin, 1, margin, 0)
        self.setFixedHeight(themes.of().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, themes.of().colour("line"))

    def _hints(self, groups: list[tuple[list[str], str]], words: str = "") -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if words:
            row.addWidget(PlainLabel(words, "note", "ink3"))
        for n, (keys, meaning) in enumerate(groups):
            if n:
                row.addSpacing(12)
            for key in keys:
                row.addWidget(KeyHint(key))
            row.addWidget(PlainLabel(meaning, "note", "ink3"))
        return part


class KeptStrip(QFrame):
    """ "We kept what you typed": a half-typed new customer from before.

    Attributes:
        person: what is offered, None when nothing is.
    """

    go_on = Signal()
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.person: NewPerson | None = None
        self.words = PlainLabel("", "body", wrap=True)
        self.more = button(_("Go on with it"), kind="secondary")
        self.drop = button(_("Let it go"), kind="ghost")
        self.more.clicked.connect(self.go_on)
        self.drop.clicked.connect(self._drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.drop)
        row.addWidget(self.more)
        self.hide()

    def offer(self, person: NewPerson | None) -> None:
        """Offer `person`; None takes the offer away."""
        self.person = person
        if person is not None:
            shown = person.name or person.phone or person.email or person.usual or person.alert or person.card
            self.words.setText(_("We kept what you typed: {words}").format(words=shown))
        self.setVisible(person is not None)

    def _drop(self) -> None:
        self.offer(None)
        self.let_go.emit()
