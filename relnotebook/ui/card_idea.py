"""Me too, on the card: an idea of the board they want as well, found by typing, or a new one by them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from relnotebook.base.terms import CustomerId
from relnotebook.base.text import words as words_of
from relnotebook.base.words import _, n_
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets import theme
from relnotebook.widgets.parts import KeyButton, button, field
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.notebook.ideas import Board, IdeaCard

SHOWN = 5  # ideas offered
ROOM = 48  # letters of a new idea on its button
NEW = 0  # key of the button that writes a new idea


def read(s: Any, customer: CustomerId) -> tuple[tuple[IdeaCard, ...], frozenset[int]]:
    """All ideas, the most wanted first, those not now at the end; and which of them the customer wants already.

    `s`: the session of a reader lane.
    """
    from relnotebook.notebook import ideas, supporters

    wanted = frozenset(one.idea for one in supporters.wanted_by(s, customer))
    return in_order(ideas.board(s)), wanted


def in_order(board: Board) -> tuple[IdeaCard, ...]:
    """The ideas of a board, the most wanted first; those not now after all others."""
    lanes = [card for cards in board.lanes.values() for card in cards]
    return (*sorted(lanes, key=lambda card: -card.supporters), *board.not_now)


def fitting(cards: tuple[IdeaCard, ...], typed: str) -> list[IdeaCard]:
    """Ideas with every typed word at the beginning of one of theirs."""
    asked = words_of(typed)
    return [card for card in cards if _fits(asked, words_of(f"{card.title} {card.by}"))]


def _fits(asked: list[str], has: list[str]) -> bool:
    return all(any(own.startswith(word) for own in has) for word in asked)


class Filter(QLineEdit):
    """A line to type into; Up and Down choose in the list below without leaving it.

    Signals:
        stepped: rows to move.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(by)
        else:
            super().keyPressEvent(event)


class IdeaComposer(Composer):
    """Typing filters the board; Enter says that they want the chosen idea too, or writes a new one by them.

    Attributes:
        ideas: the buttons offered, by identity of the idea (NEW for a new one).
    """

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "idea", _("They want it too"))
        self.setAccessibleName(_("An idea they want"))
        self._cards: tuple[IdeaCard, ...] = ()
        self._wanted: frozenset[int] = frozenset()
        self._at: int | None = None  # the key chosen by hand or arrow, None for the first that fits
        self.ideas: dict[int, KeyButton] = {}
        self.line = Filter()
        self.line.setPlaceholderText(_("Type to find it on the board, or write a new idea"))
        self.quote = line(_("In their words"), _("such as I would come for it"))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.of().px(4))
        self.rows.addWidget(field(_("What they want"), self.line))
        self.rows.addLayout(self._list)
        self.rows.addWidget(field(_("In their words"), self.quote, optional=True))
        self.hold("text", self.line)
        self.hold("quote", self.quote)
        self.line.textEdited.connect(self._on_typed)
        self.line.stepped.connect(self._step)

    # Opened

    def fill(self, words: Mapping[str, str]) -> None:
        super().fill(words)
        self._cards, self._at = (), None
        self._show()
        if self._customer is not None:
            customer = self._customer
            asked = self._part.bridge.read(read, customer).latest(self, "board")
            asked.then(partial(self._on_read, customer)).otherwise(self._part.told)

    def _on_read(self, customer: CustomerId, found: tuple[tuple[IdeaCard, ...], frozenset[int]]) -> None:
        if customer == self._customer:
            self._cards, self._wanted = found
            self._show()
            self.grown.emit()

    # Choosing

    def chosen(self) -> int | None:
        """The idea Enter is about: its identity, 0 for a new one, None while nothing is typed or chosen."""
        if self._at in self.ideas:
            return self._at
        return next(iter(self.ideas), None) if self.line.text().strip() else None

    def _on_typed(self, _text: str) -> None:
        self._at = None
        self._show()

    def _take(self, key: int) -> None:
        self._at = key
        self._mark()
        self.quote.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        keys = list(self.ideas)
        if keys:
            now = self.chosen()
            at = keys.index(now) + by if now in keys else 0
            self._at = keys[min(max(at, 0), len(keys) - 1)]
            self._mark()

    def _show(self) -> None:
        for made in self.ideas.values():
            self._list.removeWidget(made)
            made.hide()
            made.deleteLater()
        typed = self.line.text().strip()
        found = fitting(self._cards, typed)[:SHOWN]
        self.ideas = {card.id: self._row(card.id, self._words(card), "bulb") for card in found}
        if typed and not any(words_of(card.title) == words_of(typed) for card in found):
            new = _("A new idea: {words}").format(words=clean(typed, ROOM))
            self.ideas[NEW] = self._row(NEW, new, "plus")
        for made in self.ideas.values():
            self._list.addWidget(made)
            made.show()  # at once: what is not shown yet has no height
        self._mark()

    def _row(self, key: int, words: str, icon: str) -> KeyButton:
        made = button(words, kind="quiet", icon=icon)
        made.setCheckable(True)
        made.setMinimumWidth(theme.of().px(64))
        made.lead()
        made.clicked.connect(partial(self._take, key))
        made.installEventFilter(self)
        return made

    def _words(self, card: IdeaCard) -> str:
        want = n_("{n} wants it", "{n} want it", card.supporters)
        if card.id in self._wanted:
            want = _("wanted already")
        elif card.stage == "not_now":
            want = _("not now")
        return f"{card.title}, {want}"

    def _mark(self) -> None:
        chosen = self.chosen()
        for key, made in self.ideas.items():
            made.setChecked(key == chosen)
        self.go.setText(_("Write it down") if chosen == NEW else _("They want it too"))

    # Sending

    def send(self) -> bool:
        from relnotebook.notebook import ideas, supporters

        chosen, quote = self.chosen(), self.quote.text().strip()
        if self._customer is None or chosen is None:
            return False
        if chosen == NEW:
            return self.put(ideas.add, self.line.text().strip(), words=quote, customer=self._customer)
        return self.put(supporters.support, chosen, self._customer, quote=quote)
