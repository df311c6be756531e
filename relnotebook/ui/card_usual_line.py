"""One usual in the hero: the line in large type, how and how often, its variations, the warning and its button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.actions import native
from relnotebook.ui.card_variation import VariationChip
from relnotebook.ui.card_view import CardView
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, button

if TYPE_CHECKING:
    from relnotebook.notebook.preferences import Clash
    from relnotebook.notebook.usual import Suggestion, Usual
    from relnotebook.notebook.variations import Variation

LOGGED_MS = 4000
ARMED_MS = 8000  # a warning that was pressed once asks anew after this long


class Tinted(QWidget):
    """A ground that turns soft brick while what it carries should make somebody ask first."""

    def __init__(self) -> None:
        super().__init__()
        self.warning = PlainLabel("", "strong", "alert_text", wrap=True)
        self.warning.hide()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(theme.of().px(2))
        self.warn("")

    def warn(self, sentence: str) -> None:
        """Turn brick and say why; '' turns back."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
        side = theme.of().px(10) if sentence else 0
        self.column.setContentsMargins(side, side // 2, side, side // 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.warning.text():
            return
        look = theme.of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("alert_text") if look.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("alert_soft"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), look.px(8), look.px(8))
        painter.end()


class UsualLine(QWidget):
    """One person's usual.

    Signals:
        log: its button was pressed.
        ticked: a variation was ticked or unticked.

    Attributes:
        usual: what it shows; None when it shows a learnt usual nobody has confirmed.
        warned: the order for which the warning was shown and pressed once.
        line: the order as it is written.
    """

    log = Signal()
    ticked = Signal()

    def __init__(self, first: bool) -> None:
        super().__init__()
        self.usual: Usual | None = None
        self.warned: tuple[str, ...] = ()
        self.line = ""
        self._first = first
        self._chips: dict[int, VariationChip] = {}
        self._by_hand: set[int] = set()
        self._day = ""  # what the button says while another day is chosen
        self.caption = PlainLabel("", "small_strong", "ink2")
        self.order = PlainLabel("", "title", "ink", wrap=True)
        self.evidence = PlainLabel("", "body", "ink2", wrap=True)
        self.ground = Tinted()
        for label in (self.order, self.evidence, self.ground.warning):
            self.ground.column.addWidget(label)
        self.button = self._make_button()
        self.extra = QWidget()
        self.flow = FlowLayout(self.extra)
        self._back = QTimer(self, interval=LOGGED_MS, singleShot=True)
        self._back.timeout.connect(self.rest)
        self._armed = QTimer(self, interval=ARMED_MS, singleShot=True)
        self._armed.timeout.connect(self.disarm)
        self._lay_out()

    def _make_button(self) -> KeyButton:
        kind, key = ("primary", native("Ctrl+Return")) if self._first else ("secondary", "")
        made = button(_("Log the usual"), kind=kind, icon="check", key=key, size="hero" if self._first else "")
        made.clicked.connect(self.log)
        return made

    def _lay_out(self) -> None:
        look = theme.of()
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(self.caption)
        words.addWidget(self.ground)
        words.addStretch(1)
        self.top = QHBoxLayout()
        self.top.setSpacing(look.px(20))
        self.top.addLayout(words, 1)
        self.pressed = QVBoxLayout()
        self.pressed.setSpacing(0)
        self.pressed.addWidget(self.button)
        self.pressed.addStretch(1)
        self.top.addLayout(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addLayout(self.top)
        column.addWidget(self.extra)
        self._column = column

    # Showing

    def show_usual(self, usual: Usual, view: CardView, number: int) -> int:
        """Show a usual; its variations take the digits from `number` on. Gives the next free digit."""
        fresh = self.usual is None or self.usual.id != usual.id
        self.usual = usual
        self.caption.setText(card_words.usual_caption(view.shop.kind.usual, usual))
        self._show_words(usual.line, card_words.how_and_evidence(usual, view.card))
        self.button.setVisible(view.alive)
        if fresh:
            self._by_hand.clear()
            self.rest()
        return self._show_variations(usual, number)

    def show_learnt(self, found: Suggestion, view: CardView) -> None:
        """Show a usual that nobody has confirmed yet."""
        if self.usual is not None:
            self.rest()
        self.usual = None
        self.caption.setText(_("It looks like the usual is"))
        self._show_words(found.line, card_words.evidence(found.had, found.of, view.card))
        self.button.setVisible(view.alive)
        self._drop_chips(set())

    def _show_words(self, line: str, evidence: str) -> None:
        self.line = line
        self.order.setText(line)
        self.evidence.setText(evidence)
        self.evidence.setVisible(bool(evidence))
        self.setAccessibleName(f"{self.caption.text()}: {line}. {evidence}")

    def _show_variations(self, usual: Usual, number: int) -> int:
        self._drop_chips({found.id for found in usual.variations})
        for found in usual.variations:
            chip = self._chips.get(found.id) or self._new_chip(found.id)
            chip.show_words(card_words.variation(found), number if number <= 9 else 0)
            if found.id not in self._by_hand:
                chip.setChecked(found.holds)
            number += 1
        return number

    def _new_chip(self, key: int) -> VariationChip:
        chip = VariationChip(key)
        chip.clicked.connect(lambda: self._on_clicked(key))
        self._chips[key] = chip
        self.flow.addWidget(chip)
        return chip

    def take_foot(self, foot: QWidget) -> None:
        """Carry what belongs to the whole hero below the button."""
        if self.pressed.indexOf(foot) < 0:
            self.pressed.insertWidget(1, foot)

    def _drop_chips(self, wanted: set[int]) -> None:
        for key in [key for key in self._chips if key not in wanted]:
            chip = self._chips.pop(key)
            self.flow.removeWidget(chip)
            chip.deleteLater()

    # Ticks

    def chips(self) -> list[VariationChip]:
        """The variations in the order of their digits."""
        return [self._chips[found.id] for found in self.usual.variations] if self.usual else []

    def ticks(self) -> tuple[int, ...]:
        """The variations that are ticked."""
        return tuple(chip.key for chip in self.chips() if chip.isChecked())

    def tick_for(self, holds: Callable[[Variation], bool]) -> None:
        """Tick what holds, where nobody has ticked by hand."""
        for found in self.usual.variations if self.usual else ():
            if found.id not in self._by_hand:
                self._chips[found.id].setChecked(holds(found))

    def set_width_class(self, name: str) -> None:
        """The button stands beside the line, without its key where room is narrow, below it where it is tight."""
        tight = name == "tight"
        self.top.setDirection(QHBoxLayout.Direction.TopToBottom if tight else QHBoxLayout.Direction.LeftToRight)
        if tight:
            self._column.insertWidget(1, self.evidence)
        else:
            self.ground.column.insertWidget(1, self.evidence)
        if self._first:
            self.button.set_key("" if name in ("narrow", "tight") else native("Ctrl+Return"))

    def forget_hand(self) -> None:
        """After logging: the next visit begins with what holds then."""
        self._by_hand.clear()

    def _on_clicked(self, key: int) -> None:
        self._by_hand.add(key)
        self.ticked.emit()

    # The button

    def warn(self, sentence: str) -> None:
        """Show what speaks against the order; '' when nothing does."""
        if sentence != self.ground.warning.text():
            self.ground.warn(sentence)
            self.button.setAccessibleDescription(sentence)
        if self.warned and self.warned != order_of(self):
            self.disarm()

    def ask_again(self, order: tuple[str, ...]) -> None:
        """The first press on a warning: the second one logs, for eight seconds."""
        self.warned = order
        self._armed.start()
        self.button.setText(_("Log it all the same"))

    def show_day(self, words: str) -> None:
        """Say on the button for which day it logs; '' for now."""
        if words != self._day:
            self._day = words
            if not self._back.isActive() and not self.warned:
                self.rest()

    def disarm(self) -> bool:
        """The next press asks again; whether the one before had been taken."""
        self._armed.stop()
        if not self.warned:
            return False
        self.warned = ()
        self.rest()
        return True

    def show_logged(self) -> None:
        """ "Logged 08:41" for four seconds."""
        self.button.setText(_("Logged {clock}").format(clock=say.clock(clock.now())))
        self.warned = ()
        self._armed.stop()
        self._back.start()

    def taken_back(self) -> None:
        """What "Logged" spoke of is no longer so."""
        if self._back.isActive():
            self.rest()

    def rest(self) -> None:
        """The button says what it does."""
        self._back.stop()
        words = self._day or _("Log the usual")
        if not self._day and self.usual is not None and self.usual.whom:
            words = _("Log for {name}").format(name=self.usual.whom)
        self.button.setText(words)


def order_of(line: UsualLine) -> tuple[str, ...]:
    """What would be logged now."""
    if line.usual is None:
        return tuple(part.strip() for part in line.line.split(";") if part.strip())
    from relnotebook.notebook import usual

    return usual.order(line.usual, line.ticks())


def clashes_of(texts: tuple[str, ...], view: CardView) -> tuple[Clash, ...]:
    """What of an order an alert or a never speaks against, with the shop's synonyms."""
    from relnotebook.notebook import preferences

    nevers = tuple(p for group in view.card.preferences for p in group.items if p.strength == "never")
    synonyms = tuple((s.word, s.covers) for s in view.shop.synonyms)
    return preferences.clashes(texts, view.card.alerts, nevers, synonyms)
