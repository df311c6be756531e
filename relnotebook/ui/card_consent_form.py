"""Noting what somebody says about a channel: how they told us, the words they were asked with, and what else is known.

Usually nothing but the answer is pressed; the purpose, the day and a legal basis wait behind "More".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui import card_words_side
from relnotebook.ui.card_compose import line, text
from relnotebook.ui.card_when import read_day
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, button, field

ASKED_HERE = ("counter", "form", "phone")
OTHER = "/"  # the key of a purpose that is still to be typed


class AnswerForm(QWidget):
    """How, in which words, what for, when, on which basis.

    Attributes:
        channel: that is asked about.
    """

    def __init__(self) -> None:
        super().__init__()
        self.channel = "email"
        self._ours = ""  # the words that stand there without anybody having typed them
        self.how = Choice([(key, word) for key, word in card_words_side.consent_hows() if key in ASKED_HERE])
        self.asked = text(_("The words they were asked with"), rows=3)
        self.more = button(_("More: what for, when"), kind="ghost", icon="chevron-down")
        self.more.setCheckable(True)
        self.purpose = Choice()
        self.other = line(_("What else for"), _("such as tastings"))
        self.day = line(_("When they said it"), _("today"))
        self.basis = line(_("Legal basis"))
        self.rest = QWidget()
        self._day_field = field(_("When they said it"), self.day)
        self._lay_out()
        self.how.picked.connect(lambda _key: self._show_wording())
        self.purpose.picked.connect(self._on_purpose)
        self.other.textEdited.connect(lambda _text: self._show_wording())
        self.day.textEdited.connect(lambda _text: self._day_field.say(""))
        self.more.toggled.connect(self.rest.setVisible)

    def _lay_out(self) -> None:
        px = theme.of().px
        below = QVBoxLayout(self.rest)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(8))
        below.addWidget(field(_("What for"), self.purpose))
        below.addWidget(self.other)
        below.addWidget(self._day_field)
        below.addWidget(field(_("Legal basis"), self.basis, optional=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(field(_("How they told us"), self.how))
        column.addWidget(field(_("Asked with these words"), self.asked))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.rest)
        self.rest.hide()
        self.other.hide()

    def begin(self, channel: str) -> None:
        """A new answer about a channel: asked now, at the counter, about news and offers."""
        self.channel = channel
        self.how.set_value("counter")
        self.purpose.set_value("")
        self.more.setChecked(False)
        for field_ in (self.other, self.day, self.basis):
            field_.clear()
        self._day_field.say("")
        self.asked.clear()
        self._on_purpose("")

    def turn_to(self, channel: str) -> None:
        """The same answer about another channel: only our own sentence is another one."""
        self.channel = channel
        self._show_wording()

    def offer(self, purposes: Sequence[str]) -> None:
        """What the shop has asked for before."""
        known = [(one, one) for one in purposes]
        self.purpose.set_choices([("", _("News and offers")), *known, (OTHER, _("Something else"))])

    def about(self) -> str:
        """The purpose chosen or typed, "" for news and offers."""
        return self.other.text().strip() if self.purpose.value() == OTHER else self.purpose.value()

    def values(self) -> dict[str, Any] | None:
        """What `consent.record` is given beside the answer; None when the day cannot be read, said below it."""
        try:
            when = self._when()
        except Problem as found:
            self._day_field.say(say.problem(found))
            return None
        return {
            "how": self.how.value(),
            "wording": self.asked.toPlainText().strip(),
            "purpose": self.about(),
            "basis": self.basis.text().strip(),
            "when": when,
        }

    def _when(self) -> datetime | None:
        """The day typed, at noon; None for now."""
        typed = self.day.text().strip()
        if not typed:
            return None
        day = read_day(typed, clock.today())
        return None if day == clock.today() else datetime.combine(day, time(12))

    def refuse_day(self, sentence: str) -> None:
        """The notebook says that it cannot have been that day."""
        self.more.setChecked(True)
        self._day_field.say(sentence)

    def refusal(self) -> str:
        """What is said about the day."""
        return self._day_field.sentence()

    def _on_purpose(self, key: str) -> None:
        self.other.setVisible(key == OTHER)
        if key == OTHER:
            self.other.setFocus()
        self._show_wording()

    def _show_wording(self) -> None:
        """At the counter it is our sentence; what stands on a form, or was said on the phone, is typed, and stays."""
        from relnotebook.notebook import consent_words

        if self.asked.toPlainText() not in ("", self._ours):
            return
        at_the_counter = self.how.value() == "counter"
        self._ours = consent_words.counter_wording(self.channel, self.about()) if at_the_counter else ""
        self.asked.setPlainText(self._ours)
