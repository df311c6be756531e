"""Customers as rows of the counter: which words stand where, why a row was found, and how it is read aloud. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from relnotebook.base import clock
from relnotebook.base.text import aloud, initials
from relnotebook.base.words import _
from relnotebook.widgets import say
from relnotebook.widgets.values import Mark, Row

if TYPE_CHECKING:
    from relnotebook.notebook.customers import AtRest, CustomerLine, Hits, Why

NEW: Final = 0  # key of the row that adds somebody; customers count from 1
ABOUT_NOW: Final = -1
JUST_IN: Final = -2
NEWEST: Final = -3
NOBODY: Final = -9  # no row has this key: choosing it chooses nobody

_WHY_ICONS = {"phone": "phone", "email": "mail", "card": "credit-card", "tag": "tag", "call_name": "user"}


def hits(found: Hits, now: datetime, keys: str) -> tuple[Row, ...]:
    """The rows of a search, and the last one: "Someone new? Add ...". `keys`: the row's keys in words."""
    rows = tuple(_row(line, _last_in(line, now), keys) for line in found.lines)
    return (*rows, someone_new(found.text.strip()))


def at_rest(view: AtRest, now: datetime, keys: str) -> tuple[Row, ...]:
    """The rows before anything is typed: who is new, who is usually in about now, then who has just been in."""
    rows: list[Row] = []
    if view.newest:
        rows.append(Row(NEWEST, "", heading=_("New in the notebook")))
        rows += (_row(line, _last_in(line, now), keys) for line in view.newest)
    if view.about_now:
        note = _("from the last 8 {weekdays}").format(weekdays=say.weekday_plural(view.weekday))
        rows.append(Row(ABOUT_NOW, "", heading=_("Usually in about now"), heading_note=note))
        rows += (_row(line, line.window or _last_in(line, now), keys) for line in view.about_now)
    shown = {line.id for line in view.about_now}
    just_in = [line for line in view.just_in if line.id not in shown]
    if just_in:
        rows.append(Row(JUST_IN, "", heading=_("Just been in")))
        rows += (_row(line, _time_in(line, now), keys) for line in just_in)
    return tuple(rows)


def near(lines: Iterable[CustomerLine], now: datetime, keys: str) -> tuple[Row, ...]:
    """Near misses below the quick-add sheet."""
    return tuple(_row(line, _last_in(line, now), keys, with_why=False) for line in lines)


def someone_new(text: str) -> Row:
    """The last row of a search."""
    words = _("Someone new? Add “{text}” as a customer").format(text=text)
    return Row(NEW, words, icon="", plus=True, spoken=words, keys=_("Enter: add"))


def in_the_bin(lines: Iterable[CustomerLine]) -> tuple[Row, ...]:
    """Those whose card was put into the bin: under the others, the card has the way out."""
    out: list[Row] = []
    for line in lines:
        title = _("In the bin: {name}").format(name=line.name)
        way = _("Open the card to take it out of the bin")
        out.append(
            Row(
                key=int(line.id),
                title=title,
                line=way,
                icon="trash",
                initials=initials(line.name),
                tint=int(line.id),
                spoken=f"{title}. {way}.",
                keys=_("Enter: open the card."),
            )
        )
    return tuple(out)


def with_binned(rows: tuple[Row, ...], binned: tuple[Row, ...]) -> tuple[Row, ...]:
    """`rows` with those in the bin after the others, before the row that adds somebody."""
    known = {row.key for row in rows}
    new = tuple(row for row in binned if row.key not in known)
    return (*(row for row in rows if not row.plus), *new, *(row for row in rows if row.plus))


def asked(rows: tuple[Row, ...], key: int, words: str, *, warns: bool) -> tuple[Row, ...]:
    """`rows` with a question or a warning in the row of `key`, in place of the usual and the last visit."""
    icon = "alert-triangle" if warns else "help"
    return tuple(
        replace(row, line=words, icon=icon, spans=(), right="", why=None, warns=warns, spoken=f"{words} {row.spoken}")
        if row.key == key
        else row
        for row in rows
    )


def steady(new: tuple[Row, ...], shown: Iterable[Row]) -> tuple[Row, ...]:
    """`new` in the order already on the screen: rows there stay where they are, others follow, gone ones go."""
    place = {row.key: n for n, row in enumerate(shown)}
    last = len(place)
    order = sorted(range(len(new)), key=lambda n: (new[n].plus, place.get(new[n].key, last + n)))
    return tuple(new[n] for n in order)


def count_words(found: Hits) -> str:
    """ "7 of 1,284" at the end of the search field."""
    shown = say.count(len(found.lines)) + ("+" if found.more else "")
    return _("{found} of {all}").format(found=shown, all=say.count(found.total))


def greeting(now: datetime, name: str) -> str:
    """ "Good morning, Mara" by the hour and the first name; without one when nobody is at the till."""
    name = name.split()[0] if name.strip() else ""
    if now.hour < 5 or now.hour >= 18:
        words = (_("Good evening, {name}"), _("Good evening"))
    elif now.hour < 12:
        words = (_("Good morning, {name}"), _("Good morning"))
    else:
        words = (_("Good afternoon, {name}"), _("Good afternoon"))
    return words[0].format(name=name) if name else words[1]


def long_day(now: datetime) -> str:
    """ "Friday 20 November", as the shop's language writes it."""
    return _("{weekday} {day}").format(weekday=say.weekday_name(now.weekday()), day=say.date_words(now.day, now.month))


def _row(line: CustomerLine, right: str, keys: str, *, with_why: bool = True) -> Row:
    why = line.why if with_why else None
    mark = _why_mark(why)
    badges = tuple(Mark(b.tone, b.icon, b.text) for b in line.badges)
    usual = line.usual or _("No usual yet")
    return Row(
        key=int(line.id),
        title=line.name,
        second=line.own_script,
        marks=badges,
        line=usual,
        icon="bookmark-filled" if line.usual else "bookmark",
        spans=_spans(why, "usual", usual),
        title_spans=_spans(why, "name", line.name),
        second_spans=_spans(why, "own_script", line.own_script),
        right=right,
        initials=initials(line.name),
        tint=int(line.id),
        spoken=_spoken(line, mark, right),
        keys=keys,
        why=mark,
        why_spans=why.spans if why and mark and mark.text == why.text else (),
    )


def _spans(why: Why | None, field: str, shown: str) -> tuple[tuple[int, int], ...]:
    """Where the match stands in the words shown; nowhere when the row was found by something else."""
    if why is None or why.field != field or not why.text:
        return ()
    start = 0 if shown == why.text else shown.find(why.text)
    return () if start < 0 else tuple((a + start, b + start) for a, b in why.spans)


def _why_mark(why: Why | None) -> Mark | None:
    """A mark for a match that none of the row's own words shows."""
    if why is None or why.field in ("name", "own_script", "usual"):
        return None
    if why.field == "near":
        return Mark("outline", "search", _("Spelt nearly the same"))
    return Mark("outline", _WHY_ICONS.get(why.field, "search"), why.text)


def _last_in(line: CustomerLine, now: datetime) -> str:
    return say.ago(line.last_seen, now) if line.last_seen else _("Never yet")


def _time_in(line: CustomerLine, now: datetime) -> str:
    """The time alone when it was today; the heading says the rest."""
    if line.last_seen and line.last_seen.date() == now.date():
        return say.clock(line.last_seen)
    return _last_in(line, now)


def _inside(line: CustomerLine, right: str) -> str:
    """The day inside a sentence: "today, 08:41" and "yesterday" are no names, as "Wednesday" is."""
    recent = line.last_seen is not None and (clock.today() - line.last_seen.date()).days <= 1
    return right[:1].lower() + right[1:] if recent else right


def _spoken(line: CustomerLine, why: Mark | None, right: str) -> str:
    """One sentence, alert first: "Nut allergy. Ngozi Okafor. The usual: oat flat white. Last in Wednesday."."""
    alerts = [b.text for b in line.badges if b.tone == "alert"]
    others = [b.text for b in line.badges if b.tone != "alert"]
    usual = _("The usual: {usual}").format(usual=line.usual) if line.usual else _("No usual yet")
    last = _("Usually {window}").format(window=line.window) if line.window else ""
    if not last:
        last = _("Last in {when}").format(when=_inside(line, right)) if line.last_seen else _("Never in yet")
    parts = [*alerts, line.name, *others, usual, why.text if why else "", last]
    return aloud(*parts)
