"""Touches as rows of the Today page: which words stand where, in which group, and how each is read aloud. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from relnotebook.base.text import aloud
from relnotebook.base.words import _, n_
from relnotebook.widgets import say
from relnotebook.widgets.agendaplan import SETTLING, WRITING, AgendaRow

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import Today, Touch

NOW: Final = ("overdue", "today")  # groups that count as to go
MORE: Final = "more"  # key of the last sentence; touches have a number before a colon
TEAM: Final = "team"  # begins the keys of the first ones


def groups() -> tuple[tuple[str, str], ...]:
    """(group, heading), in order."""
    return (
        ("overdue", _("Overdue")),
        ("today", _("Today")),
        ("week", _("This week")),
        ("later", _("Later")),
    )


def filters() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """(key, words, icon, kinds of touch) by which the list may be narrowed."""
    return (
        ("dates", _("Birthdays and other dates"), "cake", ("birthday", "name_day", "anniversary", "other")),
        ("thanks", _("Years and visits"), "confetti", ("years", "milestone")),
        ("promises", _("Promises"), "flag", ("promise",)),
        ("follow_ups", _("Follow-ups"), "speakerphone", ("follow_up",)),
        ("reminders", _("Reminders"), "calendar", ("reminder", "check")),
        ("asks", _("To ask"), "help", ("ask",)),
        ("slipping", _("Not seen for a while"), "clock-pause", ("slipping",)),
    )


def kinds_of(key: str) -> tuple[str, ...]:
    """The kinds of touch a filter lets through; none for an unknown one."""
    return next((kinds for name, _words, _icon, kinds in filters() if name == key), ())


def shown(found: Iterable[Touch], wanted: str = "", leaving: Collection[str] = ()) -> list[Touch]:
    """The touches that stand in the list: not those on their way out, and of one filter only where one is `wanted`."""
    kinds = kinds_of(wanted) if wanted else ()
    return [touch for touch in found if touch.id not in leaving and (not wanted or touch.kind in kinds)]


def rows(
    found: Iterable[Touch],
    keys: Mapping[str, str],
    own: Mapping[str, str] | None = None,
    more: int = 0,
    beyond: Mapping[str, int] | None = None,
    team: Iterable[str] = (),
) -> tuple[AgendaRow, ...]:
    """The list: each group with its heading, before them the colleagues (`team`) whose birthday it is.

    `keys`: key of each button, "" for none; `own`: messages of a person's own, by touch; `more`: how many are away for
    a while and not listed; `beyond`: by group, how many more there are than are listed.
    """
    found, own, beyond = list(found), own or {}, beyond or {}
    birthday = _("{name} has a birthday today. One of us.")
    out = [AgendaRow(f"{TEAM}-{n}", note=birthday.format(name=name)) for n, name in enumerate(team)]
    for group, heading in groups():
        mine = [touch for touch in found if touch.group == group]
        if mine:
            out.append(AgendaRow(group, heading=heading, count=counted(len(mine), beyond.get(group, 0))))
            out += (row(touch, keys, own.get(touch.id, "")) for touch in mine)
    if more and out:
        words = n_("{n} more can wait. They come up as these are done.",
                   "{n} more can wait. They come up as these are done.", more)  # fmt: skip
        out.append(AgendaRow(MORE, note=words))
    return tuple(out)


def counted(listed: int, beyond: int) -> str:
    """How many there are in a group: "7", or, when the list does not hold all, "50 of 314"."""
    if not beyond:
        return say.count(listed)
    return _("{n} of {all}").format(n=say.count(listed), all=say.count(listed + beyond))


def beyond(today: Today, wanted: str = "") -> dict[str, int]:
    """By group, how many touches of a filter there are beyond those listed."""
    kinds, out = kinds_of(wanted), dict[str, int]()
    for group, kind, number in today.beyond:
        if not wanted or kind in kinds:
            out[group] = out.get(group, 0) + number
    return out


def row(touch: Touch, keys: Mapping[str, str], own: str = "") -> AgendaRow:
    """One touch as a row."""
    message = (own or touch.message) if touch.message else ""  # where nothing is to be written, nothing kept is shown
    return AgendaRow(
        key=touch.id,
        title=touch.greet or touch.name,
        icon=touch.icon,
        reason=reason(touch),
        line=quoted(message) if message else _unsaid(touch),
        margin=touch.margin,
        late=touch.group == "overdue",
        tools=tools(touch, message),
        spoken=spoken(touch, message),
        keys=spoken_keys(touch, message, keys),
    )


def _unsaid(touch: Touch) -> str:
    """The sentence of a touch without a message, unless the reason beside the name is the same words."""
    return "" if touch.line.rstrip(".").casefold() == touch.reason.rstrip(".").casefold() else touch.line


def reason(touch: Touch) -> str:
    """Why now; and where it was put off, the day it was due before."""
    if touch.was_due is None or touch.was_due == touch.due:
        return touch.reason
    return _("{reason}, was due {day}").format(reason=touch.reason, day=say.day_named(touch.was_due))


def quoted(message: str) -> str:
    """A message as the beginning of what is said, on one line."""
    return _("“{words}”").format(words=" ".join(message.split()))


def tools(touch: Touch, message: str) -> tuple[str, ...]:
    """The buttons of a row. Without a yes to e-mail there is no e-mail button, without a message none that writes."""
    if not message:
        return SETTLING
    return tuple(name for name in WRITING + SETTLING if name != "mail" or touch.email)


def spoken(touch: Touch, message: str) -> str:
    """ "Overdue, Wed, 2 days. Kateryna Melnyk. You promised. Message: Hello Kateryna, ..."."""
    heading = dict(groups()).get(touch.group, "")
    margin = [part for part in touch.margin if part and part != heading]
    when = ", ".join((heading, *margin))
    parts = [when, touch.name, reason(touch)]
    if touch.owner:
        parts.append(_("For {name}").format(name=touch.owner))
    parts.append(_("Message: {words}").format(words=" ".join(message.split())) if message else _unsaid(touch))
    return aloud(*parts)


def spoken_keys(touch: Touch, message: str, keys: Mapping[str, str]) -> str:
    """The keys that work on this row: "Enter: to the message. D: done. ..."."""
    has = tools(touch, message)
    said = [
        ("open", _("to the message"), True),
        ("done", _("done"), True),
        ("snooze", _("snooze a day"), True),
        ("until", _("choose until when"), True),
        ("skip", _("skip"), True),
        ("copy", _("copy"), "copy" in has),
        ("mail", _("e-mail"), "mail" in has),
        ("note", _("print a note"), "note" in has),
        ("wording", _("another wording"), bool(message)),
        ("card", _("open the card"), True),
    ]
    return " ".join(f"{keys[name]}: {words}." for name, words, there in said if there and keys.get(name))


def progress(done: int, left: int) -> str:
    """ "2 done, 5 to go"; "" when there is nothing today."""
    if left:
        to_go = _("{n} to go").format(n=say.count(left))
        return _("{done} done, {to_go}").format(done=say.count(done), to_go=to_go) if done else to_go
    return _("All {n} done").format(n=say.count(done)) if done > 1 else _("1 done") if done else ""


def left_to_do(today: Today, leaving: Collection[str]) -> int:
    """How many of today's are still to be done, without those on their way out."""
    going = sum(touch.id in leaving for touch in today.touches if touch.group in NOW)
    return max(today.to_go - going, 0)


def day_short(day: date, today: date) -> str:
    """A day of "Before this": "11 Nov", "Wed 18"."""
    return say.day_margin(datetime.combine(day, time()), datetime.combine(today, time()))
