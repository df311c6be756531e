"""The small sheet before the customer screen: a question to ask, a PIN to come back with, where either is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.kiosk.pin import FEWEST, MOST
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import Choice, Field, FocusRing, PlainLabel, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.pins import Key
    from relnotebook.notebook.screen import Screen
    from relnotebook.notebook.staff import Colleague

SOMEBODY_NEW = "new"
BEST = 6  # digits: long enough not to be watched in passing


@dataclass(frozen=True, slots=True)
class Readiness:
    """What there is before the screen is handed over. `keys`: to look at a PIN when the notebook cannot be read."""

    screen: Screen
    keys: tuple[Key, ...]
    colleagues: tuple[Colleague, ...]

    @property
    def asks(self) -> bool:
        """Whether a customer is asked anything."""
        return self.screen.survey is not None


def read_readiness(s: Any) -> Readiness:
    """`s`: the session of a reader lane."""
    from relnotebook.notebook import pins, screen, staff

    return Readiness(screen.screen(s), pins.keys(s), staff.everyone(s))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the sheet gathered. `ask`: put the ready-made question up; staff: None for somebody new, with a name."""

    ask: bool
    pin: str = ""
    staff: int | None = None
    name: str = ""


class ReadySheet(QDialog):
    """Says what is missing, in one sentence each, and makes it good with one button.

    Signals:
        wanted: a `Wanted`; answered by `refuse`, or by closing the sheet.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, readiness: Readiness, at_till: int, question: str) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setModal(True)
        self._asks, self._has_pin = readiness.asks, bool(readiness.keys)
        title = _("Hand it to a customer")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title = PlainLabel(title, "dialog", wrap=True)
        unasked = _("Nothing is asked on the customer screen yet. “{question}” is ready, with five faces.")
        self.unasked = PlainLabel(unasked.format(question=question), "body", "ink2", wrap=True)
        unlocked = _("Staff leave the customer screen by a PIN, and nobody has one yet.")
        self.unlocked = PlainLabel(unlocked, "body", "ink2", wrap=True)
        self._make_fields(readiness.colleagues, at_till)
        words = _("Ask this, and hand it over") if not self._asks else _("Set the PIN, and hand it over")
        self.yes = button(words, kind="primary", key="Enter")
        self.no = button(_("Not now"), key=_("Esc"))
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.reject)
        self._lay_out()
        self._ring = FocusRing(self)
        if self._has_pin:
            self.yes.setFocus()
        else:
            (self.name if self.who.value() == SOMEBODY_NEW else self.pin).setFocus()

    def refuse(self, sentence: str, where: str = "") -> None:
        """Say why it was not taken, beside the field it concerns: name or pin."""
        self.yes.setEnabled(True)
        self._told(where).say(sentence)

    def _make_fields(self, colleagues: Sequence[Colleague], at_till: int) -> None:
        self.who = Choice([*((str(one.id), one.name) for one in colleagues), (SOMEBODY_NEW, _("Somebody else"))])
        if any(one.id == at_till for one in colleagues):
            self.who.set_value(str(at_till))
        self.name = QLineEdit()
        self.pin, self.again = _pin_line(_("Six digits are best")), _pin_line("")
        self.who_field = field(_("Whose &PIN"), self.who)
        self.name_field = field(_("&Name"), self.name)
        self.pin_field = field(_("P&IN, at least 4 digits"), self.pin)
        self.again_field = field(_("Once &more"), self.again)
        self.who_field.setVisible(bool(colleagues))
        self.who.picked.connect(self._on_picked)
        self._on_picked(self.who.value())
        for line in (self.name, self.pin, self.again):
            line.returnPressed.connect(self._on_yes)
            line.textEdited.connect(self._on_edited)

    def _on_picked(self, who: str) -> None:
        self.name_field.setVisible(who == SOMEBODY_NEW)

    def _on_edited(self) -> None:
        for one in (self.name_field, self.pin_field, self.again_field):
            one.say("")

    def _told(self, where: str) -> Field:
        return {"name": self.name_field, "again": self.again_field}.get(where, self.pin_field)

    def _on_yes(self) -> None:
        if self._has_pin:
            self._ask(Wanted(ask=not self._asks))
            return
        new = self.who.value() == SOMEBODY_NEW
        if new and not self.name.text().strip():
            self._complain("name", _("Whose PIN is it? Write a name."))
        elif not FEWEST <= len(self.pin.text()) <= MOST:
            self._complain("pin", _("A PIN has 4 to 12 digits. Six are best."))
        elif self.again.text() != self.pin.text():
            self._complain("again", _("These digits are others. Type them once more."))
        else:
            staff = None if new else int(self.who.value())
            self._ask(Wanted(not self._asks, self.pin.text(), staff, self.name.text().strip() if new else ""))

    def _complain(self, where: str, sentence: str) -> None:
        told = self._told(where)
        told.say(sentence)
        told.widget.setFocus()

    def _ask(self, wanted: Wanted) -> None:
        self.yes.setEnabled(False)
        self.wanted.emit(wanted)

    def _lay_out(self) -> None:
        px = themes.of().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(18))
        column.setSpacing(px(12))
        self.unasked.setVisible(not self._asks)
        self.unlocked.setVisible(not self._has_pin)
        for part in (self.title, self.unasked, self.unlocked):
            column.addWidget(part)
        self._fields = QWidget()
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(10))
        for one in (self.who_field, self.name_field, self.pin_field, self.again_field):
            inside.addWidget(one)
        self._fields.setVisible(not self._has_pin)
        column.addWidget(self._fields)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)

    def sizeHint(self) -> QSize:
        wide, layout = themes.of().px(440), self.layout()
        return QSize(wide, layout.totalHeightForWidth(wide) if layout is not None else 0)


def _pin_line(placeholder: str) -> QLineEdit:
    """A line for digits that nobody reads over a shoulder."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setPlaceholderText(placeholder)
    line.setValidator(QRegularExpressionValidator(f"[0-9]{{0,{MOST}}}", line))
    hints = Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
    line.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText)
    return line
