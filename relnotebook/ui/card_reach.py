"""Ways to reach the customer, each with what they agreed to, in the right column."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words_side
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_consent import ConsentPanel
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_group import RowEditor, Rows, SideGroup
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.paint import Mark
from relnotebook.widgets.parts import Chip, SavingLine, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.contacts import ConsentState, Contact

MAIN_CONSENT = {"phone": "text", "email": "email", "post": "post", "chat": "chat"}
"""The consent that is shown beside a way to reach somebody; calls stand beside the phone once they were spoken of."""


class ReachRow(QWidget):
    """A way to reach them, and chips for what was agreed to.

    Signals:
        edit: the row was pressed. consent: a chip was pressed; its channel.
    """

    edit = Signal()
    consent = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.key = 0
        self.row = SideRow()
        self.chips = [Chip(Mark("outline", "", "")) for _n in range(2)]
        self.channels = ["", ""]
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.of().px(4))
        self._layout.addWidget(self.row, 1)
        beside = QHBoxLayout()
        beside.setSpacing(theme.of().px(4))
        for at, chip in enumerate(self.chips):
            beside.addWidget(chip)
            chip.clicked.connect(partial(self._on_chip, at))
        beside.addStretch(0)
        self._layout.addLayout(beside)
        self.row.clicked.connect(self.edit)

    def set_narrow(self, narrow: bool) -> None:
        """The chips stand below where room is narrow."""
        way = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)
        self._layout.setSpacing(0 if narrow else theme.of().px(4))

    def show_contact(self, contact: Contact | None, channel: str, states: list[ConsentState], view: CardView) -> None:
        """Show a contact, or with None only what was said about a channel nobody has an address for."""
        self.key = contact.id if contact else 0
        words = {key: (word, icon) for key, word, icon in card_words_side.contact_channels()}
        word, icon = words.get(channel, (channel, "messages"))
        self.row.set_icon(icon)
        value = ", ".join(contact.value.splitlines()) if contact else word
        label = contact.label if contact else ""
        self.row.show_words(
            [Run(value, "small"), Run(label, "small", "ink3", gap=1)], doing=_("Press to change it") if contact else ""
        )
        for at, chip in enumerate(self.chips):
            chip.setVisible(at < len(states))
            if at < len(states):
                self._show_consent(at, states[at], view)

    def _show_consent(self, at: int, state: ConsentState, view: CardView) -> None:
        self.channels[at] = state.channel
        chip = self.chips[at]
        mark = card_words_side.consent_mark(state, view.now)
        if chip.mark() != mark:
            chip.set_mark(mark)
        word = next((word for key, word, _no, _way in card_words_side.consent_channels() if key == state.channel), "")
        chip.setAccessibleName(f"{word}: {mark.words()}")
        chip.setAccessibleDescription(card_words_side.consent_sentence(state, view.now))

    def _on_chip(self, at: int) -> None:
        self.consent.emit(self.channels[at])


class CardReach(SideGroup):
    """Phones, addresses, and consent for each channel."""

    name: ClassVar[str] = "reach"

    def __init__(self) -> None:
        super().__init__(_("Ways to reach them"), _("Add a way to reach them"))
        self.contacts = Rows(self.rows, self._make_row)
        self.ledger = button(_("What they agreed to"), kind="ghost", icon="shield-check")
        self.column.insertWidget(self.column.indexOf(self.below), self.ledger, 0, Qt.AlignmentFlag.AlignLeading)
        self.ledger.clicked.connect(self._on_ledger)
        self.ledger.hide()

    @cached_property
    def editor(self) -> ContactEditor:
        return self.take_form(ContactEditor(self))

    @cached_property
    def consent(self) -> ConsentPanel:
        return self.take_form(ConsentPanel(self))

    @cached_property
    def composer(self) -> ContactComposer:
        return self.take_form(ContactComposer(self))

    def _make_row(self) -> ReachRow:
        row = ReachRow()
        row.edit.connect(partial(self._on_edit, row))
        row.consent.connect(partial(self._on_consent, row))
        row.set_narrow(self.width_class == "narrow")
        return row

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        for row in self.contacts.shown:
            row.set_narrow(name == "narrow")

    def slice(self, view: CardView) -> object:
        card = view.card
        return (card.contacts, card.consents, card.household, card.greet, card.pronouns, view.now.date())

    def fill(self, view: CardView) -> None:
        card = view.card
        self.caption.setText(card_words_side.reach_heading(card))
        shown: list[tuple[Contact | None, str]] = [(one, one.channel) for one in card.contacts]
        covered = {channel for _one, channel in shown}
        if card.household is not None and card.household.address:
            shown += [(None, "post")] if "post" not in covered else []
        said = {state.channel for state in card.consents if state.state}
        for channel, _word, _no, way in card_words_side.consent_channels():
            if channel in said and way not in {way for _one, way in shown}:
                shown.append((None, way))
        seen: set[str] = set()
        for row, (contact, way) in zip(self.contacts.have(len(shown)), shown, strict=True):
            row.show_contact(contact, way, [] if way in seen else self._consents(way), view)
            seen.add(way)
        self.show_caption(bool(shown))
        self.ledger.setText(card_words_side.consent_heading(card, ""))
        self.ledger.updateGeometry()
        self.ledger.setVisible(bool(shown))
        self.renew_open()
        self.bring_back(lambda: self.composer, "contact")

    def _consents(self, way: str) -> list[ConsentState]:
        """What stands beside the first contact of its kind: texts beside a phone, and calls once spoken of."""
        states = {state.channel: state for state in self.view.card.consents}
        found = [states[MAIN_CONSENT[way]]] if MAIN_CONSENT.get(way) in states else []
        if way == "phone" and "phone" in states and states["phone"].state:
            found.append(states["phone"])
        return found

    def add(self) -> None:
        self.open_composer(self.composer, "contact")

    def found(self, key: int | None) -> Contact | None:
        """The contact of that identity."""
        return next((one for one in self.view.card.contacts if one.id == key), None)

    def _on_edit(self, row: ReachRow) -> None:
        if row.key:
            self.open_row(self.editor, row.key, row.row)

    def ask_consent(self) -> None:
        """Open the answer to "may we write?": beside an address if there is one."""
        rows = [row for row in self.contacts.shown if row.channels[0] and not row.chips[0].isHidden()]
        row = next((row for row in rows if row.channels[0] == "email"), rows[0] if rows else None)
        if row is not None:
            self._on_consent(row, row.channels[0])
        else:
            self.open_row(self.consent, self.consent.key_of("email"), self.add_button)

    def _on_ledger(self) -> None:
        """Every channel and every word; it opens with the newest of them."""
        said = [state for state in self.view.card.consents if state.when is not None]
        newest = max(said, key=lambda state: state.when or self.view.now, default=None)
        channel = newest.channel if newest is not None else "email"
        self.open_row(self.consent, self.consent.key_of(channel), self.ledger)

    def _on_consent(self, row: ReachRow, channel: str) -> None:
        chip = row.chips[row.channels.index(channel)]
        self.open_row(self.consent, self.consent.key_of(channel), chip)


class ContactEditor(RowEditor):
    """One way to reach them, changed in place."""

    def __init__(self, part: CardReach) -> None:
        super().__init__(part, _("Remove"))
        self._group = part
        self.value, self.label = SavingLine(), SavingLine()
        self._value = Kept(part, self.value, "contact/value", self._save)
        self._label = Kept(part, self.label, "contact/label", self._save)
        self._value_field = field(_("Number or address"), self.value)
        self.box.addWidget(self._value_field)
        self.box.addWidget(field(_("What for"), self.label, optional=True))
        self.end()

    def renew(self, *, fresh: bool) -> None:
        found = self._group.found(self.key)
        if found is None:
            self.close_up()
            return
        self._value.show(found.value, fresh=fresh)
        self._label.show(found.label, fresh=fresh)
        if fresh:
            self.value.setFocus()

    def take_out(self, key: int) -> None:
        from relnotebook.notebook import contacts

        self.part.write(contacts.remove_contact, key)

    def _save(self, _text: str) -> Any:
        from relnotebook.notebook import contacts

        found = self._group.found(self.key)
        if found is None:
            return None
        return self.part.bridge.write(
            contacts.set_contact,
            self.part.customer,
            found.channel,
            self.value.text(),
            label=self.label.text(),
            contact=found.id,
        )


class ContactComposer(Composer):
    """A new way to reach them."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "contact", _("Add it"), slim=True)
        self.setAccessibleName(_("A new way to reach them"))
        self.channel = Picks(_("Kind"), tuple((key, word, "") for key, word, _i in card_words_side.contact_channels()))
        self.value = line(_("Number or address"))
        self.label = line(_("What for"), _("such as work, evenings"))
        self.rows.addWidget(self.channel)
        self.rows.addWidget(field(_("Number or address"), self.value))
        self.rows.addWidget(field(_("What for"), self.label, optional=True))
        self.hold("channel", self.channel, choice=True)
        self.hold("value", self.value)
        self.hold("label", self.label)

    def default(self, name: str) -> str:
        if name != "channel":
            return ""
        have = {one.channel for one in self._part.view.card.contacts}
        return "email" if "phone" in have and "email" not in have else "phone"

    def send(self) -> bool:
        from relnotebook.notebook import contacts

        value = self.value.text().strip()
        if not value or self._customer is None:
            return False
        return self.put(
            contacts.set_contact, self._customer, self.channel.value(), value, label=self.label.text().strip()
        )
