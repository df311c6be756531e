"""The shop's own fields on the card, in the right column."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QPlainTextEdit

from relnotebook.base.words import _
from relnotebook.ui.card_compose import line, text
from relnotebook.ui.card_composer import Composer, get_words
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_group import RowEditor, Rows, SideGroup
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets.parts import Choice, PlainLabel, SavingLine, Tick, field

if TYPE_CHECKING:
    from relnotebook.notebook.fields import FieldValue


def types() -> tuple[tuple[str, str], ...]:
    """(key, word) of the types of field a shop can make."""
    return (
        ("text", _("Words")),
        ("number", _("A number")),
        ("money", _("An amount of money")),
        ("yesno", _("Yes or no")),
        ("date", _("A date")),
        ("yearless", _("A day of the year")),
        ("choice", _("One of a list")),
        ("choices", _("Several of a list")),
        ("link", _("A web address")),
    )


def shown(value: FieldValue) -> str:
    """A value as it is read."""
    if value.field.type == "yesno":
        return {"yes": _("Yes"), "no": _("No")}.get(value.value, "")
    if value.field.type == "choices":
        return value.value.replace("; ", ", ")
    return value.value


class CardOwn(SideGroup):
    """One row for each of the shop's own fields that says something; the others are one line."""

    name: ClassVar[str] = "own"

    def __init__(self) -> None:
        super().__init__(_("Also"), _("Add a field"))
        self.values = Rows(self.rows, self._make_row)

    @cached_property
    def editor(self) -> ValueEditor:
        return self.take_form(ValueEditor(self))

    @cached_property
    def composer(self) -> FieldComposer:
        return self.take_form(FieldComposer(self))

    def _make_row(self) -> SideRow:
        row = SideRow("notes")
        row.clicked.connect(partial(self._on_row, row))
        return row

    def slice(self, view: CardView) -> object:
        return view.card.fields

    def fill(self, view: CardView) -> None:
        found = view.card.fields
        for row, one in zip(self.values.have(len(found)), found, strict=True):
            row.key = one.field.id
            value = shown(one)
            tone = "ink" if value else "ink3"
            words = value or _("nothing yet")
            row.show_words(
                [Run(f"{one.field.name}: ", "small", "ink2"), Run(words, "small", tone)], doing=_("Press to change it")
            )
        self.show_caption(bool(found))
        self.renew_open()
        self.bring_back(lambda: self.composer, "field")

    def add(self) -> None:
        self.open_composer(self.composer, "field")

    def found(self, key: int | None) -> FieldValue | None:
        """The value of that field."""
        return next((one for one in self.view.card.fields if one.field.id == key), None)

    def _on_row(self, row: SideRow) -> None:
        self.open_row(self.editor, row.key, row)


class ValueEditor(RowEditor):
    """One value, by the type of its field."""

    def __init__(self, part: CardOwn) -> None:
        super().__init__(part, _("Hide this field everywhere"))
        self._group = part
        self._ticks: list[Tick] = []
        self.line = SavingLine()
        self.choice = Choice()
        self._line = Kept(part, self.line, "field/value", self._save)
        self._line_field, self._choice_field = field("", self.line), field("", self.choice)
        self.box.addWidget(self._line_field)
        self.box.addWidget(self._choice_field)
        self._at = self.box.count()
        self.end()
        self.choice.picked.connect(self._pick)

    def renew(self, *, fresh: bool) -> None:
        found = self._group.found(self.key)
        if found is None:
            self.close_up()
            return
        kind = found.field.type
        self._line_field.setVisible(kind not in ("yesno", "choice", "choices"))
        self._choice_field.setVisible(kind in ("yesno", "choice"))
        for made in (self._line_field, self._choice_field):
            made.label.setText(found.field.name)
            made.widget.setAccessibleName(found.field.name)
        self._line.show(found.value, fresh=fresh)
        options = (("yes", _("Yes")), ("no", _("No"))) if kind == "yesno" else [(c, c) for c in found.field.choices]
        self.choice.set_choices((("", _("Nothing yet")), *options))
        self.choice.set_value(found.value)
        self._show_ticks(found if kind == "choices" else None)
        if fresh:
            (self.line if self.line.isVisibleTo(self) else self.choice).setFocus()

    def take_out(self, key: int) -> None:
        from relnotebook.notebook import fields

        self.part.write(fields.retire, key)

    def _show_ticks(self, found: FieldValue | None) -> None:
        names = found.field.choices if found else ()
        if [tick.text() for tick in self._ticks] != list(names):
            for tick in self._ticks:
                self.box.removeWidget(tick)
                tick.deleteLater()
            self._ticks = [Tick(name) for name in names]
            for at, tick in enumerate(self._ticks):
                self.box.insertWidget(self._at + at, tick)
                tick.clicked.connect(self._on_tick)
        taken = found.value.split("; ") if found else []
        for tick in self._ticks:
            tick.setChecked(tick.text() in taken)

    def _on_tick(self, _on: bool) -> None:
        self._pick("; ".join(tick.text() for tick in self._ticks if tick.isChecked()))

    def _pick(self, value: str) -> None:
        ask = self._save(value)
        if ask is not None:
            ask.otherwise(self.part.told)

    def _save(self, value: str) -> Any:
        from relnotebook.notebook import fields

        if self.key is None:
            return None
        return self.part.bridge.write(fields.set_value, self.part.customer, self.key, value)


class FieldComposer(Composer):
    """A field of the shop's own, for every card from now on."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "field", _("Add the field"), slim=True)
        self.setAccessibleName(_("A new field"))
        self.title = line(_("What it is called"), _("such as shoe size"))
        self.kind = Picks(_("What it holds"), tuple((key, word, "") for key, word in types()))
        self.choices: QPlainTextEdit = text(_("The list, one a line"), rows=3)
        self._choices_field = field(_("The list, one a line"), self.choices)
        for row in (field(_("What it is called"), self.title), self.kind, self._choices_field):
            self.rows.addWidget(row)
        self.rows.addWidget(PlainLabel(_("It stands on every card from then on."), "small", "ink2", wrap=True))
        self.hold("title", self.title)
        self.hold("kind", self.kind, choice=True)
        self.hold("choices", self.choices)
        self.kind.picked.connect(self._on_kind)
        self._on_kind("text")

    def default(self, name: str) -> str:
        return "text" if name == "kind" else ""

    def send(self) -> bool:
        from relnotebook.notebook import fields

        title = self.title.text().strip()
        if not title:
            return False
        return self.put(fields.define, title, self.kind.value(), choices=get_words(self.choices))

    def _on_kind(self, key: str) -> None:
        self._choices_field.setVisible(key in ("choice", "choices"))
