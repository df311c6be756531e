"""What a customer agreed to on one channel: who asked, when, how, in which words; and noting a new answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words_side
from relnotebook.ui.card_compose import text
from relnotebook.ui.card_group import RowEditor
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets.parts import Choice, FlowLayout, PlainLabel, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.contacts import ConsentState

CHANNELS = ("text", "phone", "email", "post", "chat")
ASKED_HERE = ("counter", "form", "phone")
MOST = 6  # earlier answers that are listed


class ConsentPanel(RowEditor):
    """The newest answer, those before it, and buttons for a new one. Answers are only ever added."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, _("Remove"))
        self.remove.hide()
        self.title = PlainLabel("", "strong", "ink")
        self.said = PlainLabel("", "small", "ink2", wrap=True)
        self.wording = PlainLabel("", "small", "ink2", wrap=True)
        self.before = PlainLabel("", "small", "ink3", wrap=True)
        self.how = Choice([(key, word) for key, word in card_words_side.consent_hows() if key in ASKED_HERE])
        self.asked = text(_("The words they were asked with"), rows=3)
        self.other = Picks(_("Phone"), (("text", _("Texts"), ""), ("phone", _("Calls"), "")))
        self.yes = button(_("They say yes"), kind="secondary", icon="check")
        self.no = button(_("They say no"), kind="secondary", icon="ban")
        answers = QWidget()
        flow = FlowLayout(answers, gap=8, line_gap=6)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        rows: tuple[QWidget, ...] = (self.other, self.title, self.said, self.wording, self.before)
        rows += (field(_("How they told us"), self.how), field(_("Asked with these words"), self.asked), answers)
        for row in rows:
            self.box.addWidget(row)
        self.end()
        self.yes.clicked.connect(partial(self._record, yes=True))
        self.no.clicked.connect(partial(self._record, yes=False))
        self.other.picked.connect(lambda channel: self.open_for(self.key_of(channel)))
        self.how.picked.connect(lambda _key: self._show_wording())

    def key_of(self, channel: str) -> int:
        """Channels as keys of this form."""
        return CHANNELS.index(channel) + 1

    @property
    def channel(self) -> str:
        """Which channel is open."""
        return CHANNELS[(self.key or 1) - 1]

    def renew(self, *, fresh: bool) -> None:
        view = self.part.view
        state = next(one for one in view.card.consents if one.channel == self.channel)
        word = next(word for key, word, _no, _way in card_words_side.consent_channels() if key == self.channel)
        self.title.setText(word)
        self.title.setVisible(self.channel not in ("text", "phone"))
        self.said.setText(card_words_side.consent_sentence(state, view.now))
        self.wording.setText(_("Asked: {words}").format(words=state.wording) if state.wording else "")
        self.wording.setVisible(bool(state.wording))
        self.other.setVisible(self.channel in ("text", "phone"))
        self.other.set_value(self.channel)
        self.no.setText(_("They take it back") if state.state == "given" else _("They say no"))
        self._ask_before()
        if fresh:
            self.how.set_value("counter")
            self._show_wording()
            self.yes.setFocus()

    def take_out(self, key: int) -> None:
        """An answer is never removed; a new one stands above it."""

    def _show_wording(self) -> None:
        from relnotebook.notebook import contacts

        self.asked.setPlainText(contacts.counter_wording(self.channel) if self.how.value() == "counter" else "")

    def _ask_before(self) -> None:
        from relnotebook.notebook import contacts

        self.before.hide()
        ask = self.part.bridge.read(contacts.consent_history, self.part.customer, self.channel)
        ask.latest(self, "before").then(self._show_before).otherwise(self.part.told)

    def _show_before(self, states: tuple[ConsentState, ...]) -> None:
        now = self.part.view.now
        lines = [card_words_side.consent_sentence(state, now) for state in states[1 : MOST + 1]]
        self.before.setText("\n".join([_("Before that:"), *lines]) if lines else "")
        self.before.setVisible(bool(lines))

    def _record(self, *, yes: bool) -> None:
        from relnotebook.notebook import contacts

        state = next(one for one in self.part.view.card.consents if one.channel == self.channel)
        no = "withdrawn" if state.state == "given" else "refused"
        self.part.write(
            contacts.record_consent,
            self.part.customer,
            self.channel,
            "given" if yes else no,
            how=self.how.value(),
            wording=self.asked.toPlainText().strip(),
        )
        self.close_up()
