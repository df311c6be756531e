"""While somebody new is typed in: who is in the notebook already, with the way to their card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.parts import KeyButton, PlainLabel, announce, button

if TYPE_CHECKING:
    from relnotebook.notebook.doubles import Near


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who is there already: "Ngozi Okafor has this number."."""

    customer: CustomerId
    words: str


def seen(near: Near) -> Seen:
    """What is said of a card that fits what is typed."""
    ways = {
        ("email", "phone"): _("{name} has this number and this e-mail."),
        ("email",): _("{name} has this e-mail."),
        ("phone",): _("{name} has this number."),
    }
    agree = tuple(sort for sort in near.agree if sort in ("email", "phone"))
    return Seen(near.line.id, ways.get(agree, _("{name} is in the notebook already.")).format(name=near.line.name))


class Known(QWidget):
    """A line for each of them; hidden while nobody is known. Adding stays possible: two people may share a phone.

    Signals:
        opened: the card of this customer is wanted.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: tuple[Seen, ...] = ()
        self._lines: list[QWidget] = []
        self.buttons: list[KeyButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()
        theme.of().changed.connect(self._fill)

    def text(self) -> str:
        """All its words."""
        return " ".join(one.words for one in self._seen)

    def show_known(self, found: Sequence[Seen]) -> None:
        """Say who is known; nobody hides it."""
        if tuple(found) == self._seen:
            return
        before, self._seen = self.text(), tuple(found)
        self._fill()
        self.setVisible(bool(self._seen))
        if self._seen and self.text() != before:
            announce(self, self.text())

    def _fill(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.buttons = [], []
        for one in self._seen:
            self._add(one)

    def _add(self, one: Seen) -> None:
        look = theme.of()
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        icon = QLabel()
        icon.setPixmap(look.pixmap("users", "honey", 18))
        opened = button(_("Open their card"), kind="ghost")
        opened.setAccessibleDescription(one.words)
        opened.clicked.connect(lambda: self.opened.emit(one.customer))
        row.addWidget(icon)
        row.addWidget(PlainLabel(one.words, "body", "honey_text", wrap=True), 1)
        row.addWidget(opened)
        self._lines.append(line)
        self.buttons.append(opened)
        self._column.addWidget(line)
        line.show()  # at once: what is not shown yet has no height
