"""How many will hear from the shop: a big number, and where the others of those who fit have gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, announce

if TYPE_CHECKING:
    from relnotebook.exchange.mailing import Mailing


class CountPart(QWidget):
    """The number follows every change; how many fit stands there at once, the rest a moment later."""

    def __init__(self) -> None:
        super().__init__()
        self.number = PlainLabel("", "question")
        self.first = PlainLabel("", "body", "ink2", wrap=True)
        self.second = PlainLabel("", "body", "ink2", wrap=True)
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self._told = ""
        px = theme.of().px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.first)
        words.addWidget(self.second)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(18))
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(row)
        column.addWidget(self.refusal)
        self.refusal.hide()

    def words(self) -> str:
        """All it says."""
        said = (self.number.text(), self.first.text(), self.second.text(), self.refusal.text())
        return " ".join(part for part in said if part)

    def show_fit(self, fit: int) -> None:
        """How many fit, while it is being looked up who of them may be written to."""
        self._refuse("")
        self.number.set_tone("ink3")
        self.second.setText(n_("{count} fits.", "{count} fit.", fit).format(count=say.count(fit)))

    def show_mailing(self, found: Mailing, by_hand: int = 0) -> None:
        """How many will hear, and how many of those who fit will not; `by_hand`: those whose tick was taken away."""
        self._refuse("")
        inside, out = len(found.inside) - by_hand, found.fit - len(found.inside)
        self.number.set_tone("ink")
        self.number.setText(say.count(inside))
        if found.channel:
            first = n_("person will hear from you.", "people will hear from you.", inside)
        else:
            first = n_("person for your own address book.", "people for your own address book.", inside)
        self.first.setText(first)
        self.second.setText(_out(found.fit, out, by_hand))
        told = self.words()
        if told != self._told and self._told:
            announce(self, told)
        self._told = told

    def refuse(self, sentence: str) -> None:
        """Why nobody can be counted."""
        self._refuse(sentence)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            self.number.set_tone("ink3")


def _out(fit: int, out: int, by_hand: int) -> str:
    """ "52 fit, 14 of them are left out. You took 2 out." """
    if not fit:
        return _("Nobody fits this.")
    fits = n_("{count} fits", "{count} fit", fit).format(count=say.count(fit))
    yours = _("You took {count} out.").format(count=say.count(by_hand)) if by_hand else ""
    if not out:
        left = _("and nobody is left out.") if not by_hand else ""
    else:
        left = n_("{count} of them is left out.", "{count} of them are left out.", out).format(count=say.count(out))
    told = f"{fits}, {left}" if left else f"{fits}."
    return f"{told} {yours}".strip()
