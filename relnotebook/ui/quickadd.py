"""The quick-add sheet: a new person from whatever was typed, in one line of work."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.text import initials
from relnotebook.base.words import _
from relnotebook.ui.actions import native
from relnotebook.ui.counter_parts import Typing
from relnotebook.ui.keptwords import NewPerson
from relnotebook.ui.known import Known, Seen
from relnotebook.widgets import draw
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, Sheet, Tick, button, field

LONGEST = 300


class Disc(QWidget):
    """The round picture of somebody who has none yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self._fit()
        themes.of().changed.connect(self._fit)

    def show_name(self, name: str) -> None:
        self._letters = initials(name)
        self.update()

    def _fit(self) -> None:
        side = themes.of().px(40)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw.draw_disc(painter, self.rect(), self._letters, 0, False, None)


class QuickAdd(Sheet):
    """Fields for a new person, each filled with what was typed into the search until a hand changes it.

    Attributes:
        touched: the fields a hand has changed.
        known: those who are in the notebook already, as far as what is typed tells.
    Signals:
        add: NewPerson to be added.
        add_full: NewPerson to be added, then opened as a full card.
        edited: a hand changed a field; what stands there is worth keeping.
        scanned: the number of a card scanned into a sheet that holds nothing by hand.
    """

    add = Signal(object)
    add_full = Signal(object)
    edited = Signal()
    scanned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, inside=22)
        self.touched: set[str] = set()
        self._card = ""
        self._busy = False
        self._typing: dict[QObject, Typing] = {}
        self.disc = Disc()
        self.title = PlainLabel(_("Someone new"), "heading")
        self.line = PlainLabel("", "body", "ink2", wrap=True)
        self.name = self._edit("")
        self.phone = self._edit("")
        self.usual = self._edit(_("What did they have today?"))
        self.alert = self._edit(_("Allergy or something to never forget"))
        self.email = self._edit("")
        self.consent = Tick(_("Asked, and happy to get our e-mails"))
        self.consent.toggled.connect(self._ticked)
        self.full = button(_("Full card"), kind="ghost")
        self.go = button(_("Add them"), kind="primary")
        self.full.clicked.connect(self.press_full)
        self.go.clicked.connect(self.press)
        self.known = Known()
        self._lay()
        self.tell(_("One field is enough: a nickname, or “tall man, grey dog”."))

    # What stands in the sheet

    def value(self) -> NewPerson:
        """What is typed now."""
        return NewPerson(
            name=self.name.text().strip(),
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            usual=self.usual.text().strip(),
            alert=self.alert.text().strip(),
            card=self._card,
            consent=self.consent.isChecked(),
        )

    def show_typed(self, name: str, phone: str, email: str, card: str = "") -> None:
        """Fill in the sorted words of the search, but for fields that a hand has changed."""
        self._card = card
        self._fill(NewPerson(name, phone, email, card=card))
        if card:
            self.take_card(card)
        elif name or phone or email:
            self.tell(_("Nobody matches yet. We filled in what you typed."))
        else:
            self.tell(_("One field is enough: a nickname, or “tall man, grey dog”."))

    def take_card(self, card: str) -> None:
        """`card` was scanned and will be theirs, whatever is typed before the words are sorted."""
        self._card = card
        if card:
            self.tell(_("Nobody has this card yet: {card}. It will be theirs.").format(card=card))

    def show_kept(self, kept: NewPerson) -> None:
        """Bring back a half-typed sheet."""
        self._card = kept.card
        self.touched.clear()
        self._fill(kept)
        self.touched |= set(kept.words())
        self.tell(_("We kept what you typed."))

    def set_usual_word(self, word: str) -> None:
        """What the shop calls the usual: "The usual cut"."""
        self._fields["usual"].label.setText(word)
        self.usual.setAccessibleName(word)

    def clear(self) -> None:
        """An empty sheet, untouched."""
        self.touched.clear()
        self._card = ""
        self._fill(NewPerson())
        self.consent.setChecked(False)
        self.set_busy(False)
        self.show_known(())
        self.refuse("")

    def tell(self, words: str) -> None:
        """The line below the title."""
        self.line.setText(words)

    def show_known(self, found: Sequence[Seen]) -> None:
        """Say who is in the notebook already; the way to their cards is reached after the last field."""
        self.known.show_known(found)
        for before, after in pairwise([self.email, *self.known.buttons, self.consent]):
            QWidget.setTabOrder(before, after)

    def refuse(self, sentence: str, where: str = "") -> None:
        """Say what speaks against adding, beside the field it is about (phone, email, name)."""
        where = where or "name"
        for key, cell in self._fields.items():
            wrong = bool(sentence) and key == where
            if bool(cell.widget.property("invalid")) != wrong:
                cell.say(sentence if wrong else "")
                cell.widget.setProperty("invalid", wrong)
                themes.restyle(cell.widget)
            if wrong:
                cell.widget.setFocus()
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While the card is being written, a second Enter must not write another."""
        self._busy = busy
        self.go.setEnabled(not busy)
        self.full.setEnabled(not busy)

    # What is done with it

    def press(self) -> None:
        """Enter: add."""
        self._send(self.add, nameless=False)

    def press_full(self) -> None:
        """Shift+Enter: add, and open the full card."""
        self._send(self.add_full, nameless=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                if plain == Qt.KeyboardModifier.NoModifier:
                    if not self._take_scan(watched):
                        self.press()
                    return True
                if plain == Qt.KeyboardModifier.ShiftModifier:
                    self.press_full()
                    return True
        return super().eventFilter(watched, event)

    # Inside

    def _take_scan(self, edit: QObject) -> bool:
        """A scanned card is no name: it belongs to the person typed here, or it is another person's."""
        number = self._typing[edit].tail
        if not number or not isinstance(edit, QLineEdit):
            return False
        edit.setText(edit.text().removesuffix(number))
        self._typing[edit].key("")
        if any(self._edits()[key].text().strip() for key in self.touched):
            self._card = number
            self.tell(_("The card will be theirs: {card}.").format(card=number))
            self._renew()
            self.edited.emit()
        else:
            self.touched.clear()
            self.scanned.emit(number)
        return True

    def _edit(self, hint: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setMaxLength(LONGEST)
        edit.setPlaceholderText(hint)
        edit.textEdited.connect(self._by_hand)
        self._typing[edit] = Typing()
        edit.installEventFilter(self)
        return edit

    def _edits(self) -> dict[str, QLineEdit]:
        return {
            "name": self.name,
            "phone": self.phone,
            "usual": self.usual,
            "alert": self.alert,
            "email": self.email,
        }

    def _fill(self, person: NewPerson) -> None:
        for key, edit in self._edits().items():
            if key not in self.touched:
                edit.setText(getattr(person, key))
                edit.setCursorPosition(len(edit.text()))
        self._renew()

    def _by_hand(self, text: str) -> None:
        self._typing[self.sender()].key(text)
        self.touched |= {key for key, edit in self._edits().items() if edit is self.sender()}
        self.refuse("")
        self._renew()
        self.edited.emit()

    def _ticked(self, _on: bool) -> None:
        self._renew()
        if self.consent.isChecked() and not self.email.text():
            self.email.setFocus()

    def _renew(self) -> None:
        """The disc and the button's words."""
        name = self.name.text().strip()
        self.disc.show_name(name)
        greet = _greet(name)
        words = _("Add {name}").format(name=greet) if 0 < len(greet) <= 20 else _("Add them")
        self.go.setText(words.replace("&", "&&"))

    def _send(self, signal: object, *, nameless: bool) -> None:
        """`nameless`: a scanned card alone will do, as when its holder is written down on the full card."""
        if self._busy:
            return
        if not any(edit.text().strip() for edit in self._edits().values()) and not (nameless and self._card):
            whose = _("Whose card is it? A name, a nickname or a phone is enough.")
            self.refuse(whose if self._card else _("One field is enough. Type a name, a nickname or a phone."), "name")
            return
        self.set_busy(True)
        signal.emit(self.value())  # type: ignore[attr-defined]

    def _lay(self) -> None:
        theme = themes.of()
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.disc, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.line)
        head.addLayout(words, 1)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(14)
        self._fields = {
            "name": field(_("Name"), self.name),
            "phone": field(_("Phone"), self.phone, optional=True),
            "usual": field(_("The usual"), self.usual, optional=True),
            "alert": field(_("Alert"), self.alert, optional=True),
            "email": field(_("E-mail"), self.email, optional=True),
        }
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.full)
        buttons.addWidget(self.go)
        self.feet = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.feet.setSpacing(12)
        self.feet.addWidget(self.consent)
        self.feet.addLayout(buttons, 1)
        self.box.addLayout(head)
        self.box.addSpacing(10)
        self.box.addLayout(self.grid)
        self.box.addWidget(self.known)
        self.box.addSpacing(10)
        self.box.addLayout(self.feet)
        self.set_columns(2)
        stops = [*self._edits().values(), self.consent, self.full, self.go]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._renew()

    def set_columns(self, columns: int) -> None:
        """Two fields beside each other, or one in a tight window, where keys go unsaid as well."""
        wide = columns == 2
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.feet.setDirection(right if wide else down)
        self.full.set_key(native("Shift+Return") if wide else "")
        self.go.set_key(native("Return") if wide else "")
        for n, cell in enumerate(self._fields.values()):
            self.grid.addWidget(cell, n // columns, n % columns, Qt.AlignmentFlag.AlignTop)
        for n in range(2):
            self.grid.setColumnStretch(n, 1 if n < columns else 0)


def _greet(name: str) -> str:
    """How to greet `name`, once the notebook is open; before that nobody is added."""
    if not name:
        return ""
    from relnotebook.notebook.names import greet_name

    return greet_name(name, "")
