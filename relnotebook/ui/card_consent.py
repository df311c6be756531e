"""What a customer agreed to: the ledger of a card, channel by channel, a new answer, and the proof on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.words import _, n_
from relnotebook.ui import card_words_side, today_post
from relnotebook.ui.card_consent_form import AnswerForm
from relnotebook.ui.card_group import RowEditor, Rows
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_runs import Run, Runs
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import FlowLayout, PlainLabel, button

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from relnotebook.base.terms import CustomerId
    from relnotebook.notebook.contacts import ConsentState
    from relnotebook.notebook.ledger import Ledger, Proof

CHANNELS = ("email", "text", "phone", "post", "chat")
MARKS = {"given": "check", "withdrawn": "ban", "refused": "ban"}
MOST = 4  # words that are listed before the others are asked for


class ConsentPanel(RowEditor):
    """Where each channel stands, buttons for a new answer, and every word ever said. Words are only ever added."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, _("Remove"))
        self._ledger: Ledger | None = None
        self._about: CustomerId | None = None  # whose answer the form was begun for
        self._all = False
        words = {key: word for key, word, _no, _way in card_words_side.consent_channels()}
        self.title = PlainLabel("", "strong", "ink", wrap=True)
        self.channels = Picks(_("Channel"), tuple((key, words[key], "ban") for key in CHANNELS))
        self.said = PlainLabel("", "small", "ink2", wrap=True)
        self.wording = PlainLabel("", "small", "ink2", wrap=True)
        self.silenced = PlainLabel("", "small", "alert_text", wrap=True)
        self.purposes = PlainLabel("", "small", "ink2", wrap=True)
        self.form = AnswerForm()
        self.yes = button(_("They say yes"), kind="secondary", icon="check")
        self.no = button(_("They say no"), kind="secondary", icon="ban")
        self.every = PlainLabel(_("Every word that was said"), "caption", "ink3")
        self.whole = button("", kind="ghost", icon="chevron-down")
        self.print = button(_("Print the proof"), kind="quiet", icon="printer")
        self.not_printed = PlainLabel("", "small", "alert_text", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        answers, self.words = QWidget(), QWidget()
        flow = FlowLayout(answers, gap=8, line_gap=6)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        rows: tuple[QWidget, ...] = (self.title, self.channels, self.said, self.wording, self.silenced, self.purposes)
        for row in (*rows, self.form, answers, self.every):
            self.box.addWidget(row)
        column = QVBoxLayout(self.words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(8))
        self.lines = Rows(column, Runs)
        self.box.addWidget(self.words)
        for made in (self.whole, self.print):
            self.box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.addWidget(self.not_printed)
        self._say_not_printed("")
        self.remove.hide()
        self.end()

    def _connect(self) -> None:
        self.yes.clicked.connect(partial(self._record, yes=True))
        self.no.clicked.connect(partial(self._record, yes=False))
        self.channels.picked.connect(lambda channel: self.open_for(self.key_of(channel)))
        self.form.purpose.picked.connect(lambda _key: self._show_no())
        self.whole.clicked.connect(self._show_whole)
        self.print.clicked.connect(self._ask_proof)

    def key_of(self, channel: str) -> int:
        """Channels as keys of this form."""
        return CHANNELS.index(channel) + 1

    @property
    def channel(self) -> str:
        """Which channel is open."""
        return CHANNELS[(self.key or 1) - 1]

    # Showing

    def renew(self, *, fresh: bool) -> None:
        view, state = self.part.view, self._state()
        self.title.setText(card_words_side.consent_heading(view.card, view.card.greet))
        self.channels.set_value(self.channel)
        for one in view.card.consents:
            made = self.channels.button(one.channel)
            made.set_icon(MARKS.get(one.state, ""))
            made.setAccessibleDescription(card_words_side.consent_sentence(one, view.now))
        self.said.setText(card_words_side.consent_sentence(state, view.now))
        self.wording.setText(_("Asked: {words}").format(words=state.wording) if state.wording else "")
        self.wording.setVisible(bool(state.wording))
        if fresh:
            self._begin()
        self._show_no()
        self._show_ledger(self._ledger if self._ledger and self._ledger.customer == self.part.customer else None)
        self._ask_ledger()

    def _begin(self) -> None:
        """The keyboard starts where nothing is written down by one press too many: on the channel, not on yes.

        From one channel to the next of the same card, what was typed stays: a form on paper asks about several.
        """
        if self.isHidden() or self._about != self.part.customer:
            self._all = False
            self.form.begin(self.channel)
        else:
            self.form.turn_to(self.channel)
        self._about = self.part.customer
        self._say_not_printed("")
        self.channels.button(self.channel).setFocus()

    def _state(self) -> ConsentState:
        return next(one for one in self.part.view.card.consents if one.channel == self.channel)

    def _counting(self) -> str:
        """The word that counts for what is asked about."""
        purpose, found = self.form.about(), self._ledger
        if not purpose or found is None:
            return self._state().state
        states = dict(found.purposes).get(purpose, ())
        return next((one.state for one in states if one.channel == self.channel), "")

    def _show_no(self) -> None:
        self.no.setText(_("They take it back") if self._counting() == "given" else _("They say no"))

    def _ask_ledger(self) -> None:
        from relnotebook.notebook import ledger

        ask = self.part.bridge.read(ledger.of, self.part.customer)
        ask.latest(self, "ledger").then(self._on_ledger).otherwise(self.part.told)

    def _on_ledger(self, found: Ledger) -> None:
        if found.customer == self.part.customer:
            self._ledger = found
            self.form.offer(found.known)
            self._show_ledger(found)
            self._show_no()

    def _show_ledger(self, found: Ledger | None) -> None:
        now = self.part.view.now
        silenced = found is not None and self.channel in found.silenced
        self.silenced.setText(_("Somebody asked us never to write to this address.") if silenced else "")
        self.silenced.setVisible(silenced)
        purposes = card_words_side.purpose_lines(found.purposes, now) if found else ()
        self.purposes.setText("\n".join(purposes))
        self.purposes.setVisible(bool(purposes))
        said = found.said if found else ()
        shown = said if self._all else said[:MOST]
        self.every.setVisible(bool(said))
        self.words.setVisible(bool(said))
        for row, one in zip(self.lines.have(len(shown)), shown, strict=True):
            day, told, asked = card_words_side.ledger_line(one)
            quote = _("“{words}”").format(words=asked) if asked else ""
            row.show_runs(
                [
                    Run(day, "note", "ink3"),
                    Run(told, "small", new_line=True),
                    Run(quote, "small", "ink2", new_line=True),
                ]
            )
        left = len(said) - len(shown)
        self.whole.setText(n_("{n} word more", "{n} words more", left))
        self.whole.updateGeometry()
        self.whole.setVisible(left > 0)

    def _show_whole(self) -> None:
        self._all = True
        self._show_ledger(self._ledger)
        self.print.setFocus()

    # Acting

    def take_out(self, key: int) -> None:
        """An answer is never removed; a new one stands above it."""

    def _record(self, *, yes: bool) -> None:
        from relnotebook.notebook import contacts

        told = self.form.values()
        if told is None:
            return
        no = "withdrawn" if self._counting() == "given" else "refused"
        said = "given" if yes else no
        ask = self.part.bridge.write(contacts.record_consent, self.part.customer, self.channel, said, **told)
        ask.then(partial(self._recorded, self.key)).otherwise(self._refused)

    def _recorded(self, key: int | None, _done: object) -> None:
        if self.key == key:
            self.close_up()

    def _refused(self, found: Problem) -> None:
        if isinstance(found, Refusal) and found.code in ("in-future", "older-than-no"):
            self.form.refuse_day(say.problem(found))
        else:
            self.part.told(found)

    # Proof

    def _ask_proof(self) -> None:
        from relnotebook.notebook import ledger

        self._say_not_printed("")
        ask = self.part.bridge.read(ledger.proof, self.part.customer)
        ask.latest(self, "proof").then(self._offer_proof).otherwise(self.part.told)

    def _offer_proof(self, found: Proof) -> None:
        shop, card = self.part.view.shop, self.part.view.card
        title = _("What {name} agreed to").format(name=card.name or card.greet)
        paint = proof(found, shop.name, shop.region)
        today_post.paper_or_pdf(
            self.print,
            lambda: today_post.on_paper(self, title, paint, self._say_not_printed),
            lambda: today_post.keep_pdf(self, title, paint, self._say_not_printed),
        )

    def _say_not_printed(self, sentence: str) -> None:
        """Why there is no proof, below the button that asks for it; "" takes that back."""
        self.not_printed.setText(sentence)
        self.not_printed.setVisible(bool(sentence))


def proof(content: Proof, shop: str, region: str) -> today_post.Paint:
    """What paints the proof of consent."""

    def paint(device: QPagedPaintDevice) -> None:
        from relnotebook.exchange import paper_consent

        paper_consent.proof(device, content, shop=shop, region=region)

    return paint
