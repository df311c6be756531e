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
        self.second.setText(n_("{n} fits.", "{n} fit.", fit).format(n=say.count(fit)))

    def show_mailing(self, found: Mailing) -> None:
        """How many will hear, and how many of those who fit will not."""
        self._refuse("")
        inside, out = len(found.inside), found.fit - len(found.inside)
        self.number.set_tone("ink")
        self.number.setText(say.count(inside))
        if found.channel:
            first = n_("person will hear from you.", "people will hear from you.", inside)
        else:
            first = n_("person for your own address book.", "people for your own address book.", inside)
        self.first.setText(first)
        self.second.setText(_out(found.fit, out))
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


def _out(fit: int, out: int) -> str:
    """ "52 fit, 14 of them are left out." """
    if not fit:
        return _("Nobody fits this.")
    fits = n_("{n} fits", "{n} fit", fit).format(n=say.count(fit))
    if not out:
        return _("{fits}, and nobody is left out.").format(fits=fits)
    left = n_("{n} of them is left out.", "{n} of them are left out.", out).format(n=say.count(out))
    return f"{fits}, {left}"
