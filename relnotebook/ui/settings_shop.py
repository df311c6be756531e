"""Settings: the shop profile, what words of an alert cover, and the shop's own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from relnotebook.base.words import _, n_
from relnotebook.notebook import kinds
from relnotebook.ui.settings_parts import FieldLine, Growing, Line, Section, Sign
from relnotebook.widgets import say
from relnotebook.widgets.parts import Choice, Refusable, SavingLine, Segments, button, icon_button

if TYPE_CHECKING:
    from relnotebook.notebook.fields import Field
    from relnotebook.notebook.shop import Shop, Synonym


class ShopProfile(Section):
    """Name, kind, address, reply address, country of phones, the rule for 29 February."""

    key = "shop"
    icon = "building-store"

    def __init__(self) -> None:
        words = (_("name"), _("kind"), _("address"), _("country"), _("phone"), _("leap year"), _("29 February"))
        super().__init__(_("Shop"), _("Shown on the cover, on printed notes and in letters."), words)
        self.kind = Choice([(one.key, one.name) for one in kinds.kinds()])
        self.leap = Segments([("28feb", _("28 February"), ""), ("1mar", _("1 March"), "")])
        self.fields = {name: SavingLine() for name in ("name", "address", "reply_to", "region")}
        self.row(_("Name"), self._refusable("name", _("Name")), wide=True)
        self.row(_("Kind of shop"), self.kind, wide=True)
        self.row(_("Address"), self._refusable("address", _("Address")), wide=True)
        self.row(_("Reply address"), self._refusable("reply_to", _("Reply address")), wide=True)
        self.row(
            _("Country of phones"),
            self._refusable("region", _("Country of phones")),
            _("Two letters, GB or DE: for numbers without a +"),
            wide=True,
        )
        self.row(_("29 February is kept on"), self.leap, _("in years that have none"))
        self.kind.picked.connect(lambda key: self._save("kind", key))
        self.leap.picked.connect(lambda key: self._save("leap_rule", key))

    def show_shop(self, shop: Shop) -> None:
        values = {"name": shop.name, "address": shop.address, "reply_to": shop.reply_to, "region": shop.region}
        for name, value in values.items():
            self.fields[name].set_value(value)
        self.kind.set_value(shop.kind.key)
        self.leap.set_value(shop.leap_rule)

    def _refusable(self, name: str, label: str) -> Refusable:
        line = self.fields[name]
        line.setAccessibleName(label)
        line.saved.connect(lambda value: self._save(name, value))
        return Refusable(line)

    def _save(self, name: str, value: str) -> None:
        from relnotebook.notebook import shop

        if self.bridge is None:
            return
        ask = self.bridge.write(shop.edit, **{name: value})
        if name in self.fields:
            field = self.fields[name]
            ask.then(lambda _done: field.accept()).otherwise(lambda problem: field.refuse(say.problem(problem)))
        else:
            ask.otherwise(self.told)


class Synonyms(Growing):
    """What a word of an alert covers: nut means almond, hazelnut, praline. The notebook only warns."""

    key = "alerts"
    icon = "alert-octagon"

    def __init__(self) -> None:
        super().__init__(
            _("Alerts: which words mean what"),
            _("The notebook warns when an order holds one of these. It never says that something is safe."),
            (_("allergy"), _("nut"), _("synonyms"), _("warning"), _("usual")),
            _("Add a word"),
            _("A word of an alert, such as nut"),
            _("Alerts"),
        )

    def show_shop(self, shop: Shop) -> None:
        self.show_lines(shop.synonyms)

    def make_line(self, item: Synonym) -> QWidget:
        word, covers = SavingLine(), SavingLine()
        word.set_value(item.word)
        covers.set_value(", ".join(item.covers))
        word.setAccessibleName(_("Word"))
        covers.setAccessibleName(_("{word} also means").format(word=item.word))
        covers.setPlaceholderText(_("Also means: with commas between"))
        word.saved.connect(lambda value: self._save(item, value, covers.text(), word))
        covers.saved.connect(lambda value: self._save(item, word.text(), value, covers))
        gone = icon_button("x", _("Remove {word}").format(word=item.word))
        gone.clicked.connect(lambda: self._remove(item))
        return FieldLine(word, covers, gone)

    def save_new(self, words: str) -> None:
        from relnotebook.notebook import shop

        if self.bridge is not None:
            self.bridge.write(shop.set_synonym, words, "").then(self.added).otherwise(self.refused)

    def _save(self, item: Synonym, word: str, covers: str, line: SavingLine) -> None:
        from relnotebook.notebook import shop

        if self.bridge is not None:
            ask = self.bridge.write(shop.set_synonym, word, covers, synonym=item.id)
            ask.then(lambda _done: line.accept()).otherwise(lambda problem: line.refuse(say.problem(problem)))

    def _remove(self, item: Synonym) -> None:
        from relnotebook.notebook import shop

        if self.bridge is not None:
            self.bridge.write(shop.remove_synonym, item.id).otherwise(self.told)


class OwnFields(Growing):
    """The shop's own fields on every card: shoe size, blade guard, lens."""

    key = "fields"
    icon = "columns"

    def __init__(self) -> None:
        super().__init__(
            _("Your own fields"),
            _("They stand on every card. Taking one away hides it; what was written in it stays in the notebook."),
            (_("custom"), _("field"), _("column"), _("card")),
            _("Add a field"),
            _("What it is called, such as Shoe size"),
        )
        self.type = Choice(_types())
        self.column.insertWidget(
            self.column.indexOf(self.add_button), self.row(_("What goes in"), self.type, wide=True)
        )

    def reload(self) -> None:
        from relnotebook.notebook import fields

        if self.bridge is not None:
            self.bridge.read(fields.all_fields).latest(self, "fields").then(self.show_lines).otherwise(self.told)

    def make_line(self, item: Field) -> QWidget:
        gone = button(_("Hide"), "quiet")
        gone.clicked.connect(lambda: self._retire(item))
        about = dict(_types()).get(item.type, "")
        if item.choices:
            about += ": " + n_("{n} choice", "{n} choices", len(item.choices))
        return Line(item.name, about, gone, lead=Sign("columns"))

    def save_new(self, words: str) -> None:
        from relnotebook.notebook import fields

        if self.bridge is not None:
            name, _sep, choices = words.partition(":")
            listed = "\n".join(part.strip() for part in choices.split(",") if part.strip())
            ask = self.bridge.write(fields.define, name.strip(), self.type.value(), choices=listed)
            ask.then(self.added).otherwise(self.refused)

    def _retire(self, item: Field) -> None:
        from relnotebook.notebook import fields

        if self.bridge is not None:
            self.bridge.write(fields.retire, item.id).then(self.added).otherwise(self.told)


def _types() -> list[tuple[str, str]]:
    return [
        ("text", _("Words")),
        ("number", _("A number")),
        ("date", _("A date")),
        ("yearless", _("A date without a year")),
        ("yesno", _("Yes or no")),
        ("choice", _("One of several (name: first, second, third)")),
        ("choices", _("Some of several (name: first, second, third)")),
        ("link", _("A link")),
        ("money", _("Money")),
    ]
