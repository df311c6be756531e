"""Settings: when the shop is open, how early it is told of a date, whether it is told by the tray."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base import autostart
from relnotebook.base.problems import Problem
from relnotebook.base.settings import Settings
from relnotebook.base.words import _, n_
from relnotebook.ui import tray
from relnotebook.ui.early import DAYS, before, day_chip, icon
from relnotebook.ui.settings_calendar import Calendar
from relnotebook.ui.settings_hours import ClosedDays, OpeningHours, fill
from relnotebook.ui.settings_parts import Line, Section, Sign
from relnotebook.widgets import say
from relnotebook.widgets.parts import Choice, FlowLayout, PlainLabel, Refusable, Switch, button, icon_button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.hours import ClosedDay, Week
    from relnotebook.notebook.leads import LeadRule
    from relnotebook.notebook.shop import Shop


@dataclass(frozen=True, slots=True)
class View:
    """What the section shows of the notebook. `tags`: (id, name)."""

    week: Week
    closed: tuple[ClosedDay, ...]
    rules: tuple[LeadRule, ...]
    tags: tuple[tuple[int, str], ...]


class Touches(Section):
    """Opening hours, closed days, lead times, the calendar, closeness, notifications, the tray, the start."""

    key = "touches"
    icon = "heart-handshake"

    def __init__(self, *, available: Callable[[], bool] = tray.available) -> None:
        super().__init__(
            _("Today and reminders"),
            _("Touches fall due on open days only: what falls on a closed one is shown on the last open day before."),
            _looked_for(),
            _("Reminders"),
        )
        self._available = available
        self._notify = ""
        self._caption(_("Opening hours"), _("Such as 08:00-18:00. Empty means closed. A break at noon counts as open."))
        self.hours = OpeningHours(self)
        self._caption(_("Closed days"), _("Holidays and days off. They do not count when somebody stays away."))
        self.closed = ClosedDays(self)
        own = _("Without a rule, on the day. A card can have its own: press a date on it.")
        self._caption(_("How early you are told"), own)
        self.leads = Leads(self)
        about = _("Birthdays and other dates as a file that any calendar takes. Who wants no greetings is left out.")
        self._caption(_("Dates for your calendar"), about)
        self.calendar = Calendar(self)
        self._build_switches()

    def attach(self, bridge: Bridge) -> None:
        super().attach(bridge)
        self.reload()

    def show_shop(self, shop: Shop) -> None:
        self.closeness.setChecked(shop.closeness)
        self.calendar.shop = shop.name

    def show_till(self, settings: Settings) -> None:
        self._notify = settings.notify
        self.notify.setChecked(settings.notify == "on")
        self.stay.setChecked(settings.stay_in_tray)
        self._offer()

    def reload(self) -> None:
        self.start.setChecked(autostart.possible() and autostart.is_on())
        self._offer()
        if self.bridge is not None:
            self.bridge.read(_view).latest(self, "touches").then(self._show).otherwise(self.told)

    def _show(self, view: View) -> None:
        self.hours.show(view.week)
        self.closed.show(view.closed)
        self.leads.show(view.rules, view.tags)

    # Building

    def _caption(self, words: str, about: str = "") -> None:
        self.column.addSpacing(4)
        self.column.addWidget(PlainLabel(words, "strong"))
        if about:
            self.column.addWidget(PlainLabel(about, "small", "ink2", wrap=True))

    def _build_switches(self) -> None:
        self.closeness, self.notify, self.stay, self.start = Switch(), Switch(), Switch(), Switch()
        self._caption(_("Closeness and notifications"))
        self.row(_("Closeness score"), self.closeness, _("1 to 10 with its reasons, on cards. Customers never see it."))
        once = _("Once at opening time, and when something comes up while the window is away")
        self._notify_row = self.row(_("Notifications"), self.notify, once)
        stays = _("Closing the window keeps it beside the clock. Close RelNotebook ends it.")
        self._stay_row = self.row(_("Stay in the tray"), self.stay, stays)
        self._start_row = self.row(_("Start with the computer"), self.start, _("For you only, no administrator needed"))
        self.nowhere = PlainLabel(
            _("This computer has no tray for notifications. The Today page has everything."), "small", "ink2", wrap=True
        )
        self.column.addWidget(self.nowhere)
        self.closeness.clicked.connect(lambda on: self._edit_shop("1" if on else "0"))
        self.notify.clicked.connect(lambda on: self.till_changed.emit({"notify": "on" if on else "off"}))
        self.stay.clicked.connect(lambda on: self.till_changed.emit({"stay_in_tray": on}))
        self.start.clicked.connect(self._set_start)

    def _offer(self) -> None:
        """Only what would work here."""
        tray_here = self._available()
        self._notify_row.setVisible(tray_here)
        self._stay_row.setVisible(tray_here and self._notify == "on")
        self._start_row.setVisible(autostart.possible())
        self.nowhere.setVisible(not tray_here)

    # What is changed

    def _edit_shop(self, closeness: str) -> None:
        from relnotebook.notebook import shop

        if self.bridge is not None:
            self.bridge.write(shop.edit, closeness=closeness).otherwise(self.told)

    def _set_start(self, on: bool) -> None:
        try:
            autostart.switch(on)
        except Problem as problem:
            self.told(problem)
        self.start.setChecked(autostart.is_on())


class Leads:
    """The rules on how early the shop is told, each with a cross, and what makes another.

    Args:
        section: gets the lines, and tells the notebook.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self._shown: object = None
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.whom = Choice([("0", _("Everyone"))])
        self.whom.setAccessibleName(_("For whom"))
        self.kind = Choice([("", _("all dates")), *kinds().items()])
        self.kind.setAccessibleName(_("Which dates"))
        self.days = {day: day_chip(day) for day in DAYS}
        self.add = button(_("Add the rule"), "secondary", "plus")
        self.add.clicked.connect(self.save)
        making = QWidget()
        flow = FlowLayout(making, gap=8, line_gap=6)
        for part in (self.whom, self.kind, *self.days.values(), self.add):
            flow.addWidget(part)
        self.field = Refusable(making)
        section.column.addLayout(self.lines)
        section.column.addWidget(self.field)

    def show(self, rules: tuple[LeadRule, ...], tags: tuple[tuple[int, str], ...]) -> None:
        """The shop's and the tags' rules; those of cards stand on the cards and are only counted."""
        if (rules, tags) == self._shown:
            return
        self._shown = (rules, tags)
        self.whom.set_choices([("0", _("Everyone")), *((str(key), name) for key, name in tags)])
        lines: list[QWidget] = [self._line(one) for one in rules if one.scope != "card"]
        own = sum(one.scope == "card" for one in rules)
        if own:
            words = n_("{n} card has a rule of its own.", "{n} cards have rules of their own.", own)
            lines.append(PlainLabel(words, "small", "ink3", wrap=True))
        fill(self.lines, lines)

    def save(self) -> None:
        """Make the rule that is chosen; one for the same dates is changed by it."""
        from relnotebook.notebook import leads

        chosen = [str(day) for day, chip in self.days.items() if chip.isChecked()]
        self.field.say("" if chosen else _("Choose how many days before: one, or several."))
        if not chosen or self._section.bridge is None:
            return
        tag = int(self.whom.value() or 0) or None
        scope = "tag" if tag else "shop"
        ask = self._section.bridge.write(leads.set_lead, scope, self.kind.value(), ",".join(chosen), tag=tag)
        ask.then(self._made).otherwise(lambda problem: self.field.say(say.problem(problem)))

    def _made(self, _lead: int) -> None:
        for chip in self.days.values():
            chip.setChecked(False)

    def _line(self, rule: LeadRule) -> Line:
        dates = kinds().get(rule.kind, _("all dates"))
        title = _("{whom}: {dates}").format(whom=rule.whom or _("Everyone"), dates=dates)
        gone = icon_button("x", _("Remove the rule {rule}").format(rule=title))
        gone.clicked.connect(lambda _on=False: self._remove(rule.id))
        told = say.listed([before(day) for day in rule.days])
        return Line(title, told, gone, lead=Sign(icon(rule.kind)))

    def _remove(self, lead: int) -> None:
        from relnotebook.notebook import leads

        if self._section.bridge is not None:
            self._section.bridge.write(leads.remove_lead, lead).otherwise(self._section.told)


def kinds() -> dict[str, str]:
    """The kinds of date that a rule can be about, in words."""
    return {
        "birthday": _("birthdays"),
        "name_day": _("name days"),
        "anniversary": _("anniversaries"),
        "other": _("other dates"),
        "years": _("years as a customer"),
    }


def _looked_for() -> tuple[str, ...]:
    return (
        _("opening hours"),
        _("holidays"),
        _("closed"),
        _("birthday"),
        _("lead time"),
        _("days before"),
        _("calendar"),
        _("export"),
        _("score"),
        _("closeness"),
        _("notifications"),
        _("tray"),
        _("count"),
        _("start with the computer"),
        _("autostart"),
    )


def _view(s: Any) -> View:
    """`s`: the session of a reader lane."""
    from relnotebook.notebook import fields, hours, leads

    tags = tuple((key, name) for key, name, _count in fields.all_tags(s))
    return View(hours.week(s), hours.closed_days(s), leads.rules(s), tags)
