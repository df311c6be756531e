"""Settings: addresses nobody writes to again, how many there are, and adding one by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _, n_
from relnotebook.ui.settings_parts import Line, Section
from relnotebook.widgets import say
from relnotebook.widgets.parts import Choice, FlowLayout, PlainLabel, Refusable, announce, button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.ledger import Silenced

CHANNELS = ("email", "text", "phone", "post", "chat")


class NeverWrite(Section):
    """The list nobody can read: an address can be put on it and looked up, never read back.

    Attributes:
        count: how many there are. channel, address: what is to be silenced. answer: what came of it.
    """

    key = "silenced"
    icon = "mail-off"

    def __init__(self) -> None:
        super().__init__(
            _("Never written to"),
            _(
                "Whoever says no to a channel is put here with their addresses. It holds when the card is gone, and no "
                "import lifts it: only a yes said to you does."
            ),
            (_("consent"), _("mailing"), _("unsubscribe"), _("withdraw"), _("privacy"), _("block")),
        )
        self.count = Line(_("Nobody is on the list yet."), _("Only marks are kept, from which no address can be read."))
        self.column.addWidget(self.count)
        self.channel = Choice()
        self.address = QLineEdit()
        self.address.setPlaceholderText(_("An address or number"))
        self.refusable = Refusable(self.address)
        self.silence = button(_("Never write to this address"), kind="secondary", icon="ban")
        self.look = button(_("Is it on the list?"), kind="quiet", icon="search")
        self.answer = PlainLabel("", "small", "ink2", wrap=True)
        self.row(_("What you would send"), self.channel)
        self.row(_("Address or number"), self.refusable, wide=True)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8, line_gap=6)
        flow.addWidget(self.silence)
        flow.addWidget(self.look)
        self.column.addWidget(buttons)
        self.column.addWidget(self.answer)
        self.answer.hide()
        self._connect()

    def _connect(self) -> None:
        self.silence.clicked.connect(self._silence)
        self.look.clicked.connect(self._look_up)
        self.address.returnPressed.connect(self._look_up)
        self.address.textEdited.connect(lambda _text: self._say(""))
        self.channel.picked.connect(lambda _key: self._say(""))

    def attach(self, bridge: Bridge) -> None:
        super().attach(bridge)
        self.reload()

    def reload(self) -> None:
        from relnotebook.notebook import ledger

        if self.bridge is not None:
            self.bridge.read(ledger.silenced).latest(self, "silenced").then(self._show).otherwise(self.told)
            self._offer()

    def _offer(self) -> None:
        from relnotebook.notebook import consent_words

        words = [(key, consent_words.channel(key)) for key in CHANNELS]
        self.channel.set_choices([(key, word[:1].upper() + word[1:]) for key, word in words])

    def _show(self, found: Silenced) -> None:
        from relnotebook.notebook import consent_words

        told = [f"{consent_words.channel(key)} {count}" for key, count in found.by_channel.items()]
        whole = n_("{n} address is never written to", "{n} addresses are never written to", found.count)
        sentence = f"{whole}: {', '.join(told)}." if told else _("Nobody is on the list yet.")
        self.count.title.setText(sentence)

    # Acting

    def _silence(self) -> None:
        from relnotebook.notebook import suppression

        if self.bridge is not None:
            ask = self.bridge.write(suppression.suppress, self.channel.value(), self.address.text())
            ask.then(self._silenced).otherwise(self._refused)

    def _silenced(self, _done: object) -> None:
        self.address.setText("")  # so that Ctrl+Z takes the act back, and not the typing; the toast says what was done
        self._say("")

    def _look_up(self) -> None:
        if self.bridge is not None:
            asked = (self.channel.value(), self.address.text())
            ask = self.bridge.read(on_the_list, *asked).latest(self, "look")
            ask.then(partial(self._looked_up, asked)).otherwise(self._refused)

    def _looked_up(self, asked: tuple[str, str], found: bool) -> None:
        if asked != (self.channel.value(), self.address.text()):
            return
        self._say(_("Yes. Nobody writes there.") if found else _("No, it is not on the list."))

    def _refused(self, found: Problem) -> None:
        self._say("")
        self.refusable.say(say.problem(found))

    def _say(self, words: str) -> None:
        self.refusable.say("")
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        if words:
            announce(self.answer, words)


def on_the_list(s: Any, channel: str, address: str) -> bool:
    """Whether an address is on it; `s`: the session of a reader lane. Raises the Refusals of `suppression.suppress`."""
    from relnotebook.notebook import suppression

    return bool(suppression.reasons(s, channel, suppression.read(s, channel, address)))
