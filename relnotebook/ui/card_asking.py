"""What is to be asked when they are here: whether we may write. The question, and one press for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from relnotebook.base.words import _
from relnotebook.widgets.parts import FlowLayout, PlainLabel, Sheet, button, set_tip

if TYPE_CHECKING:
    from relnotebook.notebook.asking_consent import ConsentAsk
    from relnotebook.ui.card_view import CardPart


class CardAsking(Sheet):
    """One question at a time. "Not now" keeps it for the next visit, "Do not ask" lets it go.

    Attributes:
        asked: what is asked, None while nothing is.
    """

    def __init__(self, part: CardPart) -> None:
        super().__init__(inside=12)
        self._part = part
        self.asked: ConsentAsk | None = None
        self.lead = PlainLabel(_("To ask when they are here"), "caption", "ink3")
        self.question = PlainLabel("", "small_medium", "ink", wrap=True)
        self.yes = button(_("Said yes"), kind="secondary", icon="check")
        self.no = button(_("Said no"), kind="secondary", icon="ban")
        self.not_now = button(_("Not now"), kind="quiet")
        self.never = button(_("Do not ask"), kind="quiet")
        set_tip(self.not_now, _("Asked at the next visit"))
        answers = QWidget()
        flow = FlowLayout(answers, gap=8, line_gap=6)
        for made in (self.yes, self.no, self.not_now, self.never):
            flow.addWidget(made)
        for row in (self.lead, self.question, answers):
            self.box.addWidget(row)
        self.yes.clicked.connect(lambda: self._answer(yes=True))
        self.no.clicked.connect(lambda: self._answer(yes=False))
        self.not_now.clicked.connect(self._put_off)
        self.never.clicked.connect(self._let_go)
        self.hide()

    def show_ask(self, asked: ConsentAsk | None) -> None:
        """Ask this, or nothing."""
        self.asked = asked
        self.question.setText(asked.question if asked is not None else "")
        self.setAccessibleName(self.question.text())
        for made in (self.yes, self.no, self.not_now, self.never):
            made.setEnabled(True)
        self.setVisible(asked is not None)

    def _answer(self, *, yes: bool) -> None:
        from relnotebook.notebook import asking_consent

        self._send(asking_consent.answer, yes=yes)

    def _let_go(self) -> None:
        from relnotebook.notebook import reminders

        self._send(reminders.remove)

    def _send(self, act: Callable[..., Any], **told: Any) -> None:
        """Once: a second press on its way would find nothing to answer."""
        if self.asked is not None:
            self._wait()
            self._part.write(act, self.asked.reminder, **told).otherwise(lambda _found: self.show_ask(self.asked))

    def _put_off(self) -> None:
        from relnotebook.notebook import touches

        if self.asked is not None:
            self._wait()
            touch = f"{self._part.customer}:reminder-{self.asked.reminder}"
            self._part.write(touches.snooze, touch, "next_visit")

    def _wait(self) -> None:
        for made in (self.yes, self.no, self.not_now, self.never):
            made.setEnabled(False)
