"""One thing worth asking a regular for, asked at most once a visit: the question, a place for the answer, "Not now"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui.card_compose import line
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, Sheet, button

if TYPE_CHECKING:
    from relnotebook.ui.card_view import CardPart

CONSENT, TASTE, REACH, BIRTHDAY = "gap-consent", "gap-taste", "gap-reach", "gap-birthday"


class CardGap(Sheet):
    """The question. Typed and sent with Enter, the answer is on the card; "Not now" waits for another visit.

    Attributes:
        key: what is asked for, "" while nothing is.
    Signals:
        elsewhere: the answer has a place of its own on the card: its key.
    """

    elsewhere = Signal(str)

    def __init__(self, part: CardPart) -> None:
        super().__init__(inside=12)
        self._part = part
        self.key = ""
        self.question = PlainLabel("", "small_medium", "ink", wrap=True)
        self.answer = line("")
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.take = button(_("Note it"), kind="secondary")
        self.not_now = button(_("Not now"), kind="quiet")
        foot = QHBoxLayout()
        foot.setSpacing(theme.of().px(8))
        foot.addStretch(1)
        foot.addWidget(self.not_now)
        foot.addWidget(self.take)
        for made in (self.question, self.answer, self.refusal):
            self.box.addWidget(made)
        self.box.addLayout(foot)
        self.answer.returnPressed.connect(self._send)
        self.answer.textEdited.connect(lambda _text: self._refuse(""))
        self.take.clicked.connect(self._send)
        self.not_now.clicked.connect(self._wave_away)
        self._refuse("")
        self.hide()

    def turn_over(self) -> None:
        """Another customer: what was half typed is not theirs."""
        self.answer.clear()
        self._refuse("")

    def show_gap(self, gap: tuple[str, str] | None) -> None:
        """Ask (key, question), or nothing. Half-typed words of the same question stay."""
        key, question = gap or ("", "")
        if key != self.key:
            self.turn_over()
        self.key = key
        self.question.setText(question)
        self.answer.setAccessibleName(question)
        hints = {
            BIRTHDAY: _("such as March, or 14 March"),
            REACH: _("a phone number or an e-mail address"),
            TASTE: _("something they like"),
        }
        self.answer.setPlaceholderText(hints.get(key, ""))
        self.answer.setVisible(key != CONSENT)
        self.setVisible(bool(key))

    def _send(self) -> None:
        words = self.answer.text().strip()
        if self.key == CONSENT:
            self.elsewhere.emit(self.key)
        elif words and (ask := self._answered(words)) is not None:
            ask.then(lambda _value: self.answer.clear()).otherwise(self._not_taken)
        elif not words:
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, words: str) -> Any:
        """The act that writes the answer."""
        from relnotebook.notebook import contacts, dates, preferences

        customer, write = self._part.customer, self._part.bridge.write
        if self.key == BIRTHDAY:
            return write(dates.set_date, customer, "birthday", words)
        if self.key == REACH:
            return write(contacts.set_contact, customer, "email" if "@" in words else "phone", words)
        if self.key == TASTE:
            return write(preferences.set_preference, customer, words, strength="likes")
        return None

    def _not_taken(self, found: Problem) -> None:
        self._refuse(say.problem(found))
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _wave_away(self) -> None:
        from relnotebook.notebook import reminders

        if self.key:
            self._part.write(reminders.wave_away, self._part.customer, self.key)
