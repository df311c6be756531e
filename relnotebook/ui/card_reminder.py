"""Writing down what is to be done for a customer, and changing it: words, day, how often, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu

from relnotebook.base.problems import NotFound, Problem
from relnotebook.base.text import fold
from relnotebook.base.words import _
from relnotebook.ui.card_care import Care, reminder_kinds, reminder_of
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer, get_words
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_group import RowEditor, SideGroup
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.touch_menu import NEVER, fill_snooze, pop_up
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, Field, Menu, PlainLabel, SavingLine, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import Touch
    from relnotebook.notebook.reminders import Reminder
    from relnotebook.notebook.staff import Colleague

ANYONE = "0"


def due_hint() -> str:
    return _("such as Friday, in 2 weeks")


def every_hint() -> str:
    return _("such as every 2 weeks")


def counted_from() -> tuple[tuple[str, str], ...]:
    """(key, words) of where the next turn counts from."""
    return (("", _("The next one by the calendar")), ("done", _("The next one from the day it is done")))


def what_hints(checks: Sequence[str]) -> dict[str, str]:
    """By kind, an example of the words; `checks`: what expires in a shop of this kind."""
    return {
        "ask": _("such as how the cup fits"),
        "promise": _("such as keep her a loaf"),
        "reminder": _("such as order the lilies"),
        "follow_up": _("such as ask how it went"),
        "check": _("such as {what}").format(what=checks[0]) if checks else _("such as a voucher"),
    }


def due_words(kind: str) -> str:
    """What the field of the day is called."""
    return _("Runs out on") if kind == "check" else _("When")


def without_day(words: str, checks: Sequence[str], *, every: str = "") -> str:
    """What happens with a check when its day is left empty. `checks`: what expires in a shop of this kind."""
    if every.strip() or fold(words.strip()) in {fold(check) for check in checks}:
        return _("Empty: it counts from today.")
    return _("Empty: it waits for the next visit.")


def owners(known: Iterable[Colleague]) -> list[tuple[str, str]]:
    """(key, name) of who may see to it."""
    return [(ANYONE, _("Anyone")), *((str(one.id), one.name) for one in known)]


class ReminderGroup(SideGroup):
    """The group of the card that holds what is to be done: what its rows and its forms can do with a touch.

    Signals:
        said: a sentence for the toast.
    """

    said = Signal(object)

    @property
    def care(self) -> Care | None:
        """What the second reading gave for the customer shown, None before it came."""
        return self.view.care

    @property
    def colleagues(self) -> tuple[Colleague, ...]:
        """Who may see to it."""
        return self.care.colleagues if self.care is not None else ()

    def told(self, found: Problem) -> None:
        """A touch that somebody else has done is worth a word: an older toast would offer to undo another act."""
        if isinstance(found, NotFound) and found.code == "no-touch":
            self.said.emit(say.problem(found))
        super().told(found)

    def put_off(self, touch: str, choice: str, day: date | None) -> None:
        """Put a touch off, or ask for no more of its kind."""
        from relnotebook.notebook import touches

        if choice == NEVER:
            self.write(touches.never, touch)
        else:
            self.write(touches.snooze, touch, choice, on=day)

    def skip(self, touch: str) -> None:
        """Let one touch pass."""
        from relnotebook.notebook import touches

        self.write(touches.skip, touch)

    def touch_of(self, reminder: int | None) -> Touch | None:
        """The touch a reminder gives now, None while its day is far off."""
        if self.care is None:
            return None
        found = (*self.care.touches.touches, *self.care.touches.asleep)
        return next((one for one in found if reminder_of(one) == reminder), None)

    def menu_of(self, touch: str) -> QMenu:
        """What can be done with a touch beside ticking it."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.of().icon("player-skip-forward"), _("Let it pass this time"), partial(self.skip, touch))
        menu.addSeparator()
        fill_snooze(menu, self, partial(self.put_off, touch))
        return menu


class ReminderComposer(Composer):
    """Something new to be done, asked or watched for."""

    def __init__(self, part: ReminderGroup) -> None:
        super().__init__(part, "reminder", _("Add it"), slim=True)
        self.setAccessibleName(_("A new reminder"))
        self._group = part
        self.kind = Picks(_("Kind"), tuple((key, word, "") for key, word, _icon in reminder_kinds()))
        self.what = line(_("What"))
        self.due = line(_("When"), due_hint())
        self.every = line(_("How often"), every_hint())
        self.counted = Choice(counted_from())
        self.owner = Choice()
        self._due_field = field(_("When"), self.due, optional=True)
        self.unset = PlainLabel("", "small", "ink2", wrap=True)
        self._counted_field = field(_("Counted"), self.counted)
        self._owner_field = field(_("Who sees to it"), self.owner)
        often = field(_("How often"), self.every, optional=True)
        self._under: dict[str, Field] = {"bad-date": self._due_field, "bad-recurrence": often}
        for row in (self.kind, field(_("What"), self.what), self._due_field, self.unset, often):
            self.rows.addWidget(row)
        for row in (self._counted_field, self._owner_field):
            self.rows.addWidget(row)
        self.hold("kind", self.kind, choice=True)
        for name, made in (("what", self.what), ("due", self.due), ("every", self.every)):
            self.hold(name, made)
        self.hold("counted", self.counted, choice=True)
        self.hold("owner", self.owner, choice=True)
        self.kind.picked.connect(self._on_kind)
        self.every.textEdited.connect(self._on_every)
        for typed in (self.what, self.due, self.every):
            typed.textChanged.connect(lambda _text: self._show_unset())

    def clear(self) -> None:
        self.owner.set_choices(owners(self._group.colleagues))
        super().clear()
        self._on_kind(self.kind.value())
        self._on_every(self.every.text())

    def default(self, name: str) -> str:
        staff = self._group.bridge.staff
        return {"kind": "ask", "owner": str(staff) if staff else ANYONE}.get(name, "")

    def begin_with(self, kind: str, words: str = "") -> None:
        """Come up for another kind than the usual one, with words already there."""
        self.kind.set_value(kind)
        self._on_kind(kind)
        self.what.setText(words)

    def send(self) -> bool:
        from relnotebook.base.terms import StaffId
        from relnotebook.notebook import reminders

        words = self.what.text().strip()
        if not words or self._customer is None:
            return False
        kind = self.kind.value()
        return self.put(
            reminders.set_reminder,
            self._customer,
            kind,
            words,
            due="" if kind == "ask" else self.due.text(),
            every=self.every.text(),
            from_done=get_words(self.counted) == "done",
            owner=StaffId(int(get_words(self.owner) or ANYONE)),
        )

    def _refused(self, found: Problem) -> None:
        """The sentence stands under the field it is about, and is scrolled to."""
        super()._refused(found)
        under = self._under.get(found.code)
        if under is not None:
            self._show_refusal("")
            under.say(say.problem(found))
        self._group.show_here.emit(under or self.refusal)

    def _show_refusal(self, sentence: str) -> None:
        super()._show_refusal(sentence)
        for under in self._under.values():
            if under.sentence():
                under.say("")

    def _show_unset(self) -> None:
        checks = self._group.care.checks if self._group.care is not None else ()
        self.unset.setText(without_day(self.what.text(), checks, every=self.every.text()))
        self.unset.setVisible(self.kind.value() == "check" and not self.due.text().strip())

    def _on_kind(self, kind: str) -> None:
        checks = self._group.care.checks if self._group.care is not None else ()
        self.what.setPlaceholderText(what_hints(checks).get(kind, ""))
        self._due_field.label.setText(due_words(kind))
        self._due_field.setVisible(kind != "ask")
        self._show_unset()
        self._owner_field.setVisible(kind != "ask" and self.owner.count() > 1)

    def _on_every(self, text: str) -> None:
        self._counted_field.setVisible(bool(text.strip()))


class ReminderEditor(RowEditor):
    """One reminder, changed in place."""

    def __init__(self, part: ReminderGroup) -> None:
        super().__init__(part, _("Remove"))
        self._group = part
        self.kind = Choice([(key, word) for key, word, _icon in reminder_kinds()])
        self.what = SavingLine()
        self.due, self.every = SavingLine(placeholder=_("the next visit")), SavingLine(placeholder=every_hint())
        self.counted, self.owner = Choice(counted_from()), Choice()
        self.later = button(_("Put it off"), kind="quiet", icon="alarm-snooze")
        self._kept = {
            name: Kept(part, made, f"reminder/{name}", partial(self._save, name))
            for name, made in (("what", self.what), ("due", self.due), ("every", self.every))
        }
        self._counted_field, self._owner_field = field(_("Counted"), self.counted), field(_("Who"), self.owner)
        what, due = field(_("What"), self.what), field(_("When"), self.due)
        often = field(_("How often"), self.every, optional=True)
        for row in (field(_("Kind"), self.kind), what, due, often, self._counted_field, self._owner_field):
            self.box.addWidget(row)
        for row in (what, due, often):
            row.widget.refused.connect(partial(self._on_refused, row))  # type: ignore[attr-defined]
        self.box.addWidget(self.later)
        self.end()
        for choice in (self.kind, self.counted, self.owner):
            choice.picked.connect(self._on_picked)
        self.later.clicked.connect(self._on_later)

    @property
    def found(self) -> Reminder | None:
        """The reminder that is open here."""
        care = self._group.care
        return care.reminder(self.key) if care is not None else None

    def renew(self, *, fresh: bool) -> None:
        found = self.found
        if found is None:
            self.close_up()
            return
        self.kind.set_value(found.kind)
        self.counted.set_value("done" if found.from_done else "")
        self.owner.set_choices(owners(self._group.colleagues))
        self.owner.set_value(str(found.owner or ANYONE))
        self._kept["what"].show(found.words, fresh=fresh)
        self._kept["due"].show(_typed(found), fresh=fresh)
        self._kept["every"].show(found.again, fresh=fresh)
        self._counted_field.setVisible(bool(found.every))
        self._owner_field.setVisible(self.owner.count() > 1)
        self.later.setVisible(self._group.touch_of(found.id) is not None)
        if fresh:
            self.what.setFocus()

    def take_out(self, key: int) -> None:
        from relnotebook.notebook import reminders

        self.part.write(reminders.remove, key)

    def _on_refused(self, row: Field, sentence: str) -> None:
        """What is said below a field is scrolled to."""
        if sentence and self.opened:
            self.part.show_here.emit(row)

    def _on_later(self) -> None:
        touch = self._group.touch_of(self.key)
        if touch is not None:
            pop_up(self._group.menu_of(touch.id), self.later)

    def _on_picked(self, _key: str) -> None:
        ask = self._save("", "")
        if ask is not None:
            ask.otherwise(self.part.told)

    def _save(self, _name: str, _text: str) -> Any:
        from relnotebook.base.terms import StaffId
        from relnotebook.notebook import reminders

        found = self.found
        if found is None:
            return None
        return self.part.bridge.write(
            reminders.set_reminder,
            self.part.customer,
            self.kind.value(),
            _sound(self.what, found.words, _name == "what"),
            due=_sound(self.due, _typed(found), _name == "due"),
            every=_sound(self.every, found.every, _name == "every"),
            from_done=self.counted.value() == "done",
            owner=StaffId(int(self.owner.value() or ANYONE)),
            reminder=found.id,
        )


def _typed(found: Reminder) -> str:
    """The day as a person would type it."""
    due = found.due
    return say.date_words(due.day, due.month, due.year) if due is not None else ""


def _sound(line: QLineEdit, kept: str, mine: bool) -> str:
    """What a field says, unless it was refused and another field is being saved."""
    return kept if line.property("invalid") and not mine else line.text()
