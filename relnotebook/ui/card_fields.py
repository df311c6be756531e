"""Joins a saving field to the act that writes it: refusals beside the field, and no typed word ever overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui.card_view import CardPart, place_of
from relnotebook.widgets import say
from relnotebook.widgets.parts import SavingLine, SavingText


class Kept(QObject):
    """A field whose words go into the notebook by themselves.

    Words that were refused stay in the field, also when the card is left: they are kept as a draft and come back.

    Signals:
        settled: the words are in the notebook.
    """

    settled = Signal()

    def __init__(self, part: CardPart, field: SavingLine | SavingText, place: str, save: Callable[[str], Any]) -> None:
        """`save` gives the question on its way (`Bridge.write(...)`), or None when there is nothing to write."""
        super().__init__(field)
        self.field = field
        self._part, self._place, self._save = part, place, save
        self._on_the_way = 0
        self._draft_at = ""
        field.saved.connect(self._on_saved)

    def show(self, text: str, *, fresh: bool = False) -> None:
        """Show what the notebook holds, unless somebody's words stand there. `fresh`: another row than before."""
        if fresh:
            self._on_the_way = 0
            self._draft_at = ""
            self.field.accept()
        elif self._on_the_way or self.field.property("invalid"):
            return
        self.field.set_value(text)
        if fresh:
            self._bring_back()

    def _bring_back(self) -> None:
        """Words that were refused and left standing come back, and say so."""
        words = self._part.draft(self._place).get("text", "")
        if not words:
            return
        self._draft_at = place_of(self._part.customer, self._place)
        if isinstance(self.field, SavingLine):
            self.field.setText(words)
        else:
            self.field.set_value(words)
        self.field.refuse(_("We kept what you typed."))

    @property
    def waiting(self) -> bool:
        """Whether words that are not in the notebook stand in the field."""
        return bool(self._on_the_way or self.field.property("invalid"))

    def _on_saved(self, text: str) -> None:
        ask = self._save(text)
        if ask is None:
            return
        self._on_the_way += 1
        place = place_of(self._part.customer, self._place)
        ask.then(lambda _value: self._on_kept(place)).otherwise(lambda found: self._on_refused(found, place, text))

    def _on_kept(self, place: str) -> None:
        self._on_the_way = max(self._on_the_way - 1, 0)
        if self._draft_at == place:
            self._draft_at = ""
            self._part.keep(place, {})
        self.field.accept()
        self.settled.emit()

    def _on_refused(self, found: Problem, place: str, text: str) -> None:
        self._on_the_way = max(self._on_the_way - 1, 0)
        self._draft_at = place
        self._part.keep(place, {"text": text})
        if place == place_of(self._part.customer, self._place):
            self.field.refuse(say.problem(found))
