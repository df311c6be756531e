"""Dates that matter, in the right column: read as they are typed, kept as told; and how early the shop is told."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from relnotebook.base.words import _
from relnotebook.ui import card_early, card_words_side, early
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer, get_words
from relnotebook.ui.card_early import EarlyEditor, EarlyPick
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_group import RowEditor, Rows, SideGroup
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import say
from relnotebook.widgets.parts import Choice, SavingLine, field, set_tip

if TYPE_CHECKING:
    from relnotebook.notebook.dates import SpecialDate


class CardDates(SideGroup):
    """Birthday, name day, anniversaries; and for how long they have been coming."""

    name: ClassVar[str] = "dates"

    def __init__(self) -> None:
        super().__init__(_("Dates"), _("Add a birthday"))
        self.dates = Rows(self.rows, self._make_row)
        self.told_early = SideRow("clock")
        self.told_early.clicked.connect(self.tell_early)
        self.tenure = SideRow("confetti")
        self.tenure.rest()
        self.below.addWidget(self.told_early)
        self.below.addWidget(self.tenure)

    @cached_property
    def editor(self) -> DateEditor:
        return self.take_form(DateEditor(self))

    @cached_property
    def early_editor(self) -> EarlyEditor:
        return self.take_form(EarlyEditor(self, lambda: self.early))

    @property
    def early(self) -> tuple[int, ...] | None:
        """Days before a date, of the card's own rule, () without one; None before the second reading came."""
        return self.view.care.early if self.view.care is not None else None

    @cached_property
    def composer(self) -> DateComposer:
        return self.take_form(DateComposer(self))

    def _make_row(self) -> SideRow:
        row = SideRow()
        row.clicked.connect(partial(self._on_row, row))
        return row

    def slice(self, view: CardView) -> object:
        early = view.care.early if view.care is not None else None
        return (view.card.dates, view.card.first_seen, view.card.state, view.now.date(), early)

    def fill(self, view: CardView) -> None:
        card, found, narrow = view.card, view.card.dates, self.width_class == "narrow"
        icons = {key: icon for key, _word, icon in card_words_side.date_kinds()}
        for row, one in zip(self.dates.have(len(found)), found, strict=True):
            row.set_icon(icons.get(one.kind, "calendar"))
            near = say.days_until(one.next, view.now.date()) if one.next and card.state != "deceased" else ""
            words = [Run(card_words_side.special_date(one), "small")]
            row.show_words(words, near, _("Press to change it"), below=narrow)
            row.key = one.id
        lasting, since = card_words_side.tenure(card, view.now.date())
        self.tenure.show_words([Run(lasting, "small")], since, below=narrow)
        self.tenure.setVisible(bool(lasting))
        born = any(one.kind == "birthday" for one in found)
        self.add_button.setText(_("Add a date") if born else _("Add a birthday"))
        self.more.setAccessibleName(self.add_button.text())
        set_tip(self.more, self.add_button.text())
        told_early = self._show_early()
        self.show_caption(bool(found or lasting or told_early))
        self.renew_open()
        self.bring_back(lambda: self.composer, "date")

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        if self._view is not None:
            self.fill(self._view)

    def _show_early(self) -> bool:
        """The row of the card's own rule; whether there is one to show."""
        days = () if self.view.card.state == "deceased" else self.early or ()
        self.told_early.show_words([Run(early.told(days), "small")], doing=_("Press to change it"))
        self.told_early.setVisible(bool(days))
        return bool(days)

    def add(self) -> None:
        self.open_composer(self.composer, "date")

    def tell_early(self) -> None:
        """Open what says how early the shop is told of their dates."""
        if self.early is not None:
            self.open_row(self.early_editor, card_early.FORM, self.told_early)

    def found(self, key: int | None) -> SpecialDate | None:
        """The date of that identity."""
        return next((one for one in self.view.card.dates if one.id == key), None)

    def _on_row(self, row: SideRow) -> None:
        self.open_row(self.editor, row.key, row)


class DateEditor(RowEditor):
    """One date, changed by typing it anew."""

    def __init__(self, part: CardDates) -> None:
        super().__init__(part, _("Remove the date"))
        self._group = part
        self.kind = Choice([(key, word) for key, word, _icon in card_words_side.date_kinds()])
        self.title, self.typed = SavingLine(), SavingLine(placeholder=_("such as 14 March, 14/3/1990 or March"))
        self.leap = Choice([("", _("As the shop does")), ("28feb", _("On 28 February")), ("1mar", _("On 1 March"))])
        self._typed = Kept(part, self.typed, "date/typed", lambda text: self._save(text=text))
        self._title = Kept(part, self.title, "date/title", lambda text: self._save(title=text))
        self._leap_field = field(_("In years without 29 February"), self.leap)
        self._title_field = field(_("What it is"), self.title, optional=True)
        self.early = EarlyPick(part)
        self._early_field = field(_("Tell us early, of all their dates"), self.early)
        rows = (field(_("Kind"), self.kind), field(_("When"), self.typed), self._title_field, self._leap_field)
        for row in (*rows, self._early_field):
            self.box.addWidget(row)
        self.end()
        for choice in (self.kind, self.leap):
            choice.picked.connect(self._on_picked)

    def renew(self, *, fresh: bool) -> None:
        found = self._group.found(self.key)
        if found is None:
            self.close_up()
            return
        self.kind.set_value(found.kind)
        self.leap.set_value(found.leap_rule)
        self._typed.show(card_words_side.date_typed(found), fresh=fresh)
        self._title.show(found.title, fresh=fresh)
        self._title_field.setVisible(found.kind == "other" or bool(found.title))
        self._leap_field.setVisible((found.day, found.month) == (29, 2))
        early = self._group.early
        self.early.show_days(early or (), fresh=fresh)
        self._early_field.setVisible(early is not None)
        if fresh:
            self.typed.setFocus()
            self.typed.selectAll()

    def take_out(self, key: int) -> None:
        from relnotebook.notebook import dates

        self.part.write(dates.remove_date, key)

    def _on_picked(self, _key: str) -> None:
        ask = self._save()
        if ask is not None:
            ask.otherwise(self.part.told)

    def _save(self, **typed: str) -> Any:
        from relnotebook.notebook import dates

        if self.key is None:
            return None
        return self.part.bridge.write(
            dates.set_date,
            self.part.customer,
            self.kind.value(),
            typed.get("text", self.typed.text()),
            title=typed.get("title", self.title.text()),
            leap_rule=self.leap.value(),
            special_date=self.key,
        )


class DateComposer(Composer):
    """A date typed for the first time; what cannot be read stays, with the nearest date there is."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "date", _("Add it"), slim=True)
        self.setAccessibleName(_("A new date"))
        kinds = tuple((key, word, "") for key, word, _icon in card_words_side.date_kinds())
        self.kind = Picks(_("Kind"), kinds)
        self.typed = line(_("When"), _("such as 14 March, 14/3/1990 or March"))
        self.title = line(_("What it is"))
        self._title_field = field(_("What it is"), self.title)
        self._title_field.hide()
        for row in (self.kind, field(_("When"), self.typed), self._title_field):
            self.rows.addWidget(row)
        self.hold("kind", self.kind, choice=True)
        self.hold("typed", self.typed)
        self.hold("title", self.title)
        self.kind.picked.connect(self._on_kind)

    def clear(self) -> None:
        super().clear()
        self._on_kind(self.kind.value())

    def default(self, name: str) -> str:
        if name != "kind":
            return ""
        view = self._part.view
        return "anniversary" if any(one.kind == "birthday" for one in view.card.dates) else "birthday"

    def send(self) -> bool:
        from relnotebook.notebook import dates

        typed = self.typed.text().strip()
        if not typed or self._customer is None:
            return False
        return self.put(dates.set_date, self._customer, self.kind.value(), typed, title=get_words(self.title))

    def _on_kind(self, key: str) -> None:
        self._title_field.setVisible(key == "other")
