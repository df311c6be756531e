"""The people around a customer, and whom they live with, in the right column."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_find import CardFinder
from relnotebook.ui.card_group import RowEditor, Rows, SideGroup
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets.parts import SavingLine, SavingText, field, icon_button

if TYPE_CHECKING:
    from relnotebook.notebook.people import Household, Person


class PersonRow(QWidget):
    """Somebody: a press on the row opens their card where they have one, the pencil changes what is noted.

    Signals:
        pressed, edit.
    """

    pressed = Signal()
    edit = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = SideRow("users")
        self.pencil = icon_button("pencil", _("Change it"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.row, 1)
        layout.addWidget(self.pencil)
        self.other: CustomerId | None = None
        self.key = 0
        self.row.clicked.connect(self.pressed)
        self.pencil.clicked.connect(self.edit)

    def show_person(self, found: Person) -> None:
        self.key, self.other = found.id, found.other
        self.row.set_icon("users")
        name = found.name if found.other is None else ""
        linked = found.name if found.other is not None else ""
        before = f"{found.relation} {name}".strip()
        detail = found.detail if not (before or linked) else f", {found.detail}" if found.detail else ""
        doing = _("Press to open their card") if linked else _("Press to change it")
        runs = [Run(f"{before} " if before and linked else before, "small"), Run(linked, "small_strong", "accent")]
        self.row.show_words([*runs, Run(detail, "small", "ink2")], doing=doing)
        self.pencil.setVisible(bool(linked))

    def show_household(self, found: Household, customer: CustomerId) -> None:
        self.key, self.other = 0, None
        self.row.set_icon("home")
        others = ", ".join(name for key, name in found.members if key != customer)
        lives = _("Lives with {names}").format(names=others) if others else found.name or _("At home")
        address = ", ".join(found.address.splitlines())
        self.row.show_words([Run(lives, "small"), Run(address, "small", "ink2", gap=1)], doing=_("Press to change it"))
        self.pencil.hide()


class CardPeople(SideGroup):
    """People and household.

    Signals:
        open_card: another customer's card is wanted.
    """

    open_card = Signal(object)
    name: ClassVar[str] = "people"

    def __init__(self) -> None:
        super().__init__(_("People"), _("Add somebody"))
        self.people = Rows(self.rows, self._make_row)

    @cached_property
    def editor(self) -> PersonEditor:
        return self.take_form(PersonEditor(self))

    @cached_property
    def home(self) -> HouseholdEditor:
        return self.take_form(HouseholdEditor(self))

    @cached_property
    def composer(self) -> PersonComposer:
        return self.take_form(PersonComposer(self))

    def _make_row(self) -> PersonRow:
        row = PersonRow()
        row.pressed.connect(partial(self._on_pressed, row))
        row.edit.connect(partial(self._on_edit, row))
        return row

    def slice(self, view: CardView) -> object:
        return (view.card.people, view.card.household, view.card.greet)

    def fill(self, view: CardView) -> None:
        people, household = view.card.people, view.card.household
        rows = self.people.have(len(people) + (household is not None))
        for row, found in zip(rows, people, strict=False):
            row.show_person(found)
        if household is not None:
            rows[-1].show_household(household, view.id)
        self.show_caption(bool(rows))
        self.renew_open()
        self.bring_back(lambda: self.composer, "person")

    def add(self) -> None:
        self.open_composer(self.composer, "person")

    def found(self, key: int | None) -> Person | None:
        """The person of that identity."""
        return next((one for one in self.view.card.people if one.id == key), None)

    def _on_pressed(self, row: PersonRow) -> None:
        if row.other is not None:
            self.open_card.emit(row.other)
        else:
            self._on_edit(row)

    def _on_edit(self, row: PersonRow) -> None:
        if row.key:
            self.open_row(self.editor, row.key, row.row)
        elif self.view.card.household is not None:
            self.open_row(self.home, self.view.card.household.id, row.row)


class PersonEditor(RowEditor):
    """One person, changed in place."""

    def __init__(self, part: CardPeople) -> None:
        super().__init__(part, _("Remove"))
        self._group = part
        self.relation, self.who, self.detail = SavingLine(), SavingLine(), SavingLine()
        self._kept = {
            name: Kept(part, made, f"person/{name}", partial(self._save, name))
            for name, made in (("relation", self.relation), ("name", self.who), ("detail", self.detail))
        }
        self._who_field = field(_("Name"), self.who)
        for row in (field(_("Who they are"), self.relation), self._who_field, field(_("About them"), self.detail)):
            self.box.addWidget(row)
        self.end()

    def renew(self, *, fresh: bool) -> None:
        found = self._group.found(self.key)
        if found is None:
            self.close_up()
            return
        for name, text in (("relation", found.relation), ("name", found.name), ("detail", found.detail)):
            self._kept[name].show(text, fresh=fresh)
        self._who_field.setVisible(found.other is None)
        if fresh:
            self.relation.setFocus()

    def take_out(self, key: int) -> None:
        from relnotebook.notebook import people

        self.part.write(people.remove_person, key)

    def _save(self, _name: str, _text: str) -> Any:
        from relnotebook.notebook import people

        found = self._group.found(self.key)
        if found is None:
            return None
        return self.part.bridge.write(
            people.set_person,
            self.part.customer,
            self.relation.text(),
            self.who.text() if found.other is None else found.name,
            detail=self.detail.text(),
            other=found.other,
            person=found.id,
        )


class HouseholdEditor(RowEditor):
    """The address they share, and nothing else is shared."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, _("Moves out"))
        self.address, self.title = SavingText(), SavingLine()
        self._address = Kept(part, self.address, "household/address", lambda text: self._save(address=text))
        self._title = Kept(part, self.title, "household/name", lambda text: self._save(name=text))
        self.box.addWidget(field(_("Address"), self.address))
        self.box.addWidget(field(_("What we call them"), self.title, optional=True))
        self.end()

    def renew(self, *, fresh: bool) -> None:
        home = self.part.view.card.household
        if home is None or home.id != self.key:
            self.close_up()
            return
        self._address.show(home.address, fresh=fresh)
        self._title.show(home.name, fresh=fresh)
        if fresh:
            self.address.setFocus()

    def take_out(self, key: int) -> None:
        from relnotebook.notebook import people

        self.part.write(people.leave_household, self.part.customer)

    def _save(self, **values: str) -> Any:
        from relnotebook.notebook import people

        if self.key is None:
            return None
        return self.part.bridge.write(people.edit_household, self.key, **values)


class PersonComposer(Composer):
    """Somebody new around them; a card that fits can be linked, and they can live together."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "person", _("Add them"), slim=True)
        self.setAccessibleName(_("Somebody new"))
        self._other: CustomerId | None = None
        self.relation = line(_("Who they are"), _("such as partner, daughter, dog"))
        self.who = line(_("Name"))
        self.detail = line(_("About them"), _("such as their age, what they have"))
        self.home = Picks(_("Where they live"), (("together", _("Lives in the same place"), "home"),), empty=True)
        self.finder = CardFinder(part, self.who, _("They have a card? Link it:"))
        for row in (field(_("Who they are"), self.relation), field(_("Name"), self.who), self.finder, self.home):
            self.rows.addWidget(row)
        self.rows.addWidget(field(_("About them"), self.detail, optional=True))
        for name, made in (("relation", self.relation), ("name", self.who), ("detail", self.detail)):
            self.hold(name, made)
        self.finder.found.connect(self._on_found)
        self.who.textEdited.connect(self._unlink)

    def clear(self) -> None:
        super().clear()
        self._unlink("")
        self.finder.clear()

    def send(self) -> bool:
        from relnotebook.notebook import people

        relation, name = self.relation.text().strip(), self.who.text().strip()
        if self._customer is None or not (relation or name):
            return False
        together = self._other is not None and self.home.value() == "together"
        if together and not relation and not self.detail.text().strip():
            return self.put(people.live_with, self._customer, self._other)
        if together:
            self._part.write(people.live_with, self._customer, self._other)
        return self.put(
            people.set_person, self._customer, relation, name, detail=self.detail.text().strip(), other=self._other
        )

    def _on_found(self, customer: CustomerId, name: str) -> None:
        self._other = customer
        self.who.setText(name)
        self.home.show()
        self.touched()

    def _unlink(self, _text: str) -> None:
        self._other = None
        self.home.set_value("")
        self.home.hide()
