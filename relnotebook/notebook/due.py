"""What is due for each customer on a day, kept in the derived table `touch`.

A list of touches must not read a hundred thousand cards, so what each card gives on the day is kept: renewed in the
same commit by whatever changes it (`renew`, called by derive), and for everybody at the day's turn
(`notebook/turning`). What a card gives is worked out by `of`, which is also asked directly where one card is shown, or
another day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import hours, leads, occasions, rhythm, tact
from relnotebook.notebook.hours import Week
from relnotebook.notebook.leads import LeadRules
from relnotebook.notebook.occasions import DateFact, Occasion
from relnotebook.store.write import Session, Write

WEEK = 6
"""Days ahead that a list shows beside today."""

SLIPPING = "slipping"
THANKS = frozenset({"years", "milestone"})
"""Said face to face to somebody who comes, not to somebody who is missed."""

NEXT_VISIT = "next_visit"
NEXT_VISIT_DAYS = 60
"""For so long what was put off to the next visit waits for one, unless it is a reminder, which waits for ever."""

EVERY_DAY = ("promise", "follow_up")
"""Reminders that are listed today, whatever day it is, when no day was given for them; the others wait for a visit."""

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Due:
    """One touch of one customer, as the table `touch` keeps it.

    Attributes:
        key: what tells it from others of the customer, the same for as long as it is open.
        source: the special date or reminder it comes from, 0 for none.
        number: years, visits; 0 when not known or not fitting.
        due: ISO date on which to do it; "" at the next visit.
        day: ISO date of the occasion itself, or its month ("2026-11") when only that is known.
        opens: ISO date from which it is to be done.
        until: local ISO moment up to which it sleeps, "" awake.
        rank: among its kind, the most pressing first.
        was_due: ISO date before it was put off, "" when it never was.
        silent: why it is not to be done (notebook/tact), ""; only for the card, never kept.
    """

    customer: CustomerId
    key: str
    kind: str
    source: int
    number: int
    due: str
    day: str
    opens: str
    until: str = ""
    rank: float = 0.0
    was_due: str = ""
    silent: str = ""

    def row(self) -> tuple[Any, ...]:
        return (
            self.customer,
            self.key,
            self.kind,
            self.source,
            self.number,
            self.due,
            self.day,
            self.opens,
            self.until,
            self.rank,
            self.was_due,
        )


# What is the same for all


_RULES = """
SELECT coalesce(h.hours, ''), coalesce(h.leap_rule, '28feb'),
  (SELECT json_group_array(json_array(first, last)) FROM closed_day), EXISTS (SELECT 1 FROM lead),
  (SELECT value FROM meta WHERE key = 'shop_gap'), (SELECT value FROM meta WHERE key = 'touch_day')
FROM (SELECT 1) LEFT JOIN (SELECT hours, leap_rule FROM shop ORDER BY id LIMIT 1) h
"""
_NO_LEADS = LeadRules()


@dataclass(frozen=True, slots=True)
class Rules:
    """The shop's days, its lead times, its 29 February, its rhythm.

    Attributes:
        shop_gap: the shop's own median gap in days, as of the last turn of the day (METHODS.md: M).
        day: the day the table `touch` is made for, None in a notebook where it was never made.
    """

    week: Week
    leads: LeadRules
    leap_rule: str
    shop_gap: float
    day: date | None

    @classmethod
    def of(cls, s: Session) -> Rules:
        """With one statement, two where there are lead times."""
        told, leap, closed, early, gap, day = s.raw(_RULES)[0]
        return cls(
            hours.made(told, closed),
            leads.leads(s) if early else _NO_LEADS,
            leap,
            float(gap or rhythm.SHOP_GAP),
            date.fromisoformat(day) if day else None,
        )


# Facts

_FACTS = f"""
SELECT c.id, c.state, c.no_greetings, c.bereaved_until, c.away_from, c.away_until, c.rhythm_days, c.contact_counts,
  coalesce(t.visits, 0), t.first_at, t.last_at, coalesce(t.last_offset, 0), t.gap_days, coalesce(t.gaps, 0),
  coalesce(t.gap_weight, 0), coalesce(t.gap_sum, 0), t.contact_at, coalesce(t.contact_offset, 0),
  (SELECT json_group_array(json_array(d.id, d.kind, d.title, d.day, d.month, d.year, d.leap_rule))
     FROM special_date d WHERE d.customer_id = c.id),
  (SELECT json_group_array(json_array(r.id, r.kind, r.due, r.at + 60 * r.utc_offset))
     FROM reminder r WHERE r.customer_id = c.id AND r.state = 'open'),
  (SELECT json_group_array(json_array(m.touch, m.state, m.until, m.wakes, m.was_due, m.at, m.utc_offset))
     FROM touch_mark m WHERE m.customer_id = c.id),
  (SELECT json_array(p.at, p.utc_offset, p.feeling, EXISTS (SELECT 1 FROM reminder f
     WHERE f.touchpoint_id = p.id AND f.customer_id = c.id AND f.state = 'done'))
     FROM touchpoint p WHERE p.customer_id = c.id AND p.feeling <> '' ORDER BY p.at DESC, p.id DESC LIMIT 1),
  (SELECT json_group_array(g.tag_id) FROM customer_tag g WHERE g.customer_id = c.id),
  (SELECT json_group_array(json_array(b.id, b.status, b.kind, b.feeling, b.at + 60 * b.utc_offset,
     b.status_at + 60 * b.utc_offset))
     FROM feedback b WHERE b.customer_id = c.id AND b.of_staff = 0 AND b.status <> 'told'),
  (SELECT json_group_array(json_array(p.id, i.stage_at + 60 * i.utc_offset))
     FROM idea_support p JOIN idea i ON i.id = p.idea_id
     WHERE p.customer_id = c.id AND p.told_at IS NULL AND i.stage = 'menu' AND i.of_staff = 0),
  c.added_at, EXISTS (SELECT 1 FROM touch o WHERE o.customer_id = c.id)
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id WHERE c.binned_at IS NULL AND c.id {_AMONG}
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was said about a touch. `on`: the day it was said; `at`: the moment."""

    state: str  # done, snoozed, skipped, never
    until: str
    wakes: str
    was_due: str
    at: int
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What one card says that may give touches."""

    customer: CustomerId
    tact: tact.TactFacts
    rhythm_days: float | None
    contact_counts: bool
    visits: int
    first_day: date | None
    last_at: int | None
    last_day: date | None
    gap_days: float | None
    rhythm: rhythm.Rhythm
    contact_day: date | None
    dates: tuple[DateFact, ...]
    reminders: tuple[tuple[int, str, str, date], ...]  # id, kind, due, written on
    marks: Mapping[str, Mark]
    tags: tuple[int, ...]
    tells: tuple[tuple[str, int, date], ...] = ()  # feedback or idea, its row, since when they could be told
    added: date = date.min  # the day the card was written

    @property
    def own_gap(self) -> float | None:
        """Their rhythm in days: set by hand, else learnt."""
        return self.rhythm_days or self.gap_days

    @property
    def last_contact(self) -> date | None:
        """The last day we had to do with each other: a visit, or a real contact when those count."""
        if self.last_day is None:
            return None
        if self.contact_counts and self.contact_day is not None and self.contact_day > self.last_day:
            return self.contact_day
        return self.last_day


def facts(s: Session, customers: Sequence[int], leap_rule: str) -> list[Facts]:
    """The facts of these customers, those in the bin left out; one statement."""
    offset = clock.stamp()[1]
    return [_facts(row, leap_rule, offset) for row in s.raw(_FACTS, (_listed(customers),))]


def _listed(customers: Sequence[int]) -> str:
    """Identities as the one parameter of a statement."""
    return f"[{','.join(map(str, customers))}]"


def _facts(row: tuple[Any, ...], leap_rule: str, here: int) -> Facts:
    """`here`: the local offset in minutes; a card keeps when it was written without one."""
    key, state, no_greetings, bereaved, away_from, away_until, rhythm_days, counts, visits = row[:9]
    first_at, last_at, offset, gap_days, gaps, weight, total, contact_at, contact_offset = row[9:18]
    dates, reminders, marks, feeling, tags, said, wanted, added = row[18:26]
    tells, complaint = _said(said) if said != "[]" else ((), None)
    if wanted != "[]":
        tells += tuple(("idea", key, _local(since)) for key, since in json.loads(wanted))
    return Facts(
        CustomerId(key),
        tact.TactFacts(state, bool(no_greetings), bereaved, away_from, away_until, _upset(feeling), complaint),
        rhythm_days,
        bool(counts),
        visits,
        _day(first_at, offset),
        last_at,
        _day(last_at, offset),
        gap_days,
        rhythm.Rhythm(gap_days, gaps, weight, total),
        _day(contact_at, contact_offset),
        tuple(_date(d, leap_rule) for d in json.loads(dates)) if dates != "[]" else (),
        _noted(reminders) if reminders != "[]" else (),
        {m[0]: _mark(m) for m in json.loads(marks)} if marks != "[]" else {},
        tuple(json.loads(tags)) if tags != "[]" else (),
        tells,
        _local(added + 60 * here),
    )


def _noted(reminders: str) -> tuple[tuple[int, str, str, date], ...]:
    """Reminders; one that asks about consent ("ask/email") is one to ask like any other."""
    return tuple((key, kind.partition("/")[0], due, _local(at)) for key, kind, due, at in json.loads(reminders))


def _said(said: str) -> tuple[tuple[tuple[str, int, date], ...], date | None]:
    """(what of their words they are to be told the outcome of, the day of the oldest open complaint)."""
    found = json.loads(said)
    bad = [at for _key, _status, kind, feeling, at, _since in found if kind == "complaint" or feeling in tact.UPSET]
    tells = tuple(("feedback", key, _local(since)) for key, status, *_about, since in found if status == "tell")
    return tells, _local(min(bad)) if bad else None


def _date(told: Sequence[Any], leap_rule: str) -> DateFact:
    key, kind, title, day, month, year, rule = told
    return DateFact(key, kind, title, day, month, year, rule or leap_rule)


def _mark(told: Sequence[Any]) -> Mark:
    _touch, state, until, wakes, was_due, at, offset = told
    return Mark(state, until, wakes, was_due, at, clock.local_day(at, offset))


def _day(at: int | None, offset: int) -> date | None:
    return None if at is None else _local(at + 60 * offset)


_EPOCH = date(1970, 1, 1).toordinal()


def _local(wall: int) -> date:
    """The day of a moment as the clock on the wall showed it, in seconds since 1970."""
    return date.fromordinal(_EPOCH + wall // 86400)


def _upset(feeling: str | None) -> date | None:
    """Since when they are upset with us: the newest feeling is a bad one, and what followed it up is not done."""
    if feeling is None:
        return None
    at, offset, felt, settled = json.loads(feeling)
    return _day(at, offset) if felt in tact.UPSET and not settled else None


# What a card gives


def of(one: Facts, rules: Rules, day: date) -> list[Due]:
    """Everything one card gives on a day, also what tact keeps silent (`silent`), and reminders far ahead. Pure."""
    found = [*_occasions(one, rules, day), *_reminders(one, rules, day), *_tells(one, day)]
    if (slipping := _slipping(one, rules, day)) and not any(_greets(one, due, day) for due in found):
        found = [*(due for due in found if due.kind not in THANKS), slipping]
    if one.marks:
        found += _put_off(one, rules, day, {due.key for due in found})
    if not found:
        return found
    return [told for due in found if (told := _marked(one, due, rules.week)) is not None]


def _greets(one: Facts, due: Due, day: date) -> bool:
    """Whether there is a greeting to be given now, which is the better reason to write to somebody who is missed."""
    now = due.opens <= day.isoformat() and not due.silent and due.key not in one.marks
    return now and due.kind in tact.CHEERFUL - THANKS and due.kind not in one.marks


def _occasions(one: Facts, rules: Rules, day: date) -> Iterable[Due]:
    lead = rules.leads.whose(one.customer, one.tags)
    visited = one.first_day, one.visits, one.last_day
    leap, since = rules.leap_rule, one.added
    for found in occasions.of(one.dates, *visited, day, rules.week, lead, leap_rule=leap, since=since):
        yield Due(
            one.customer,
            occasions.key(found),
            found.kind,
            found.source_id,
            found.number,
            _when(found, day),
            found.day.isoformat()[: 7 if found.whole_month else 10],
            found.opens.isoformat(),
            silent=tact.silence(one.tact, found.kind, day),
        )


def _when(found: Occasion, day: date) -> str:
    """When to do it: any day of its month while no day is known; a thank-you whose day is past at the next visit."""
    if found.kind in THANKS and found.due < day:
        return ""
    return (max(found.due, day) if found.whole_month else found.due).isoformat()


def _put_off(one: Facts, rules: Rules, day: date, known: set[str]) -> Iterable[Due]:
    """Occasions that would be over by now but were put off: they come back when it was said, and stay as others do."""
    for key, mark in one.marks.items():
        if mark.state != "snoozed" or key in known or mark.was_due < _put_off_since(mark, day):
            continue
        was = date.fromisoformat(mark.was_due)
        if key.startswith("milestone-"):  # they may have been in again since
            number, on = int(key.partition("-")[2]), mark.was_due
            found = [Due(one.customer, key, "milestone", 0, number, on, on, on)]
        else:
            found = [due for due in _occasions(one, rules, was) if due.key == key]
        for due in found:
            yield replace(due, silent=tact.silence(one.tact, due.kind, day))


def _put_off_since(mark: Mark, day: date) -> str:
    """The first day it may have been due on, to be still wanted: ISO, "9" for none."""
    if mark.wakes == NEXT_VISIT:
        return (day - timedelta(days=NEXT_VISIT_DAYS)).isoformat()
    return "" if mark.until >= (day - timedelta(days=occasions.OVERDUE_DAYS)).isoformat() else "9"


def _reminders(one: Facts, rules: Rules, day: date) -> Iterable[Due]:
    for key, kind, due, written in one.reminders:
        wanted = date.fromisoformat(due) if due else written
        on = rules.week.last_open(wanted) if due else day if kind in EVERY_DAY else written
        yield Due(
            one.customer,
            f"reminder-{key}" + (f"-{due}" if due else ""),
            kind,
            key,
            0,
            on.isoformat() if due or kind in EVERY_DAY else "",
            wanted.isoformat(),
            on.isoformat(),
            silent=tact.silence(one.tact, kind, day),
        )


TELLS = {"feedback": "told", "idea": "idea"}
"""How the key of what is to be told begins, by kind of touch: "told-3" for feedback 3."""


def _tells(one: Facts, day: date) -> Iterable[Due]:
    """What came of their words: listed every day until they have been told."""
    for kind, key, since in one.tells:
        on = day.isoformat()
        silent = tact.silence(one.tact, kind, day)
        yield Due(one.customer, f"{TELLS[kind]}-{key}", kind, key, 0, on, since.isoformat(), on, silent=silent)


def _slipping(one: Facts, rules: Rules, day: date) -> Due | None:
    """Away for longer than their own rhythm explains, and not for so long that they are gone."""
    own, last = one.own_gap, one.last_contact
    if own is None or last is None or one.last_day is None or (day - last).days <= rhythm.AWAY_DAYS:
        return None
    silent = silent_days(one, rules, day)
    if not rhythm.is_long_away(silent, own) or rhythm.is_gone(silent, own):
        return None
    worry = rhythm.worry(one.rhythm, silent, rules.shop_gap, one.rhythm_days)
    return Due(
        one.customer,
        f"{SLIPPING}-{one.last_day.isoformat()}",
        SLIPPING,
        0,
        0,
        day.isoformat(),
        day.isoformat(),
        day.isoformat(),
        rank=round(rhythm.order(worry, silent, own), 6),
        silent=tact.silence(one.tact, SLIPPING, day),
    )


def silent_days(one: Facts, rules: Rules, day: date) -> int:
    """Days since the last visit or contact, without the shop's holidays and the days they said they would be away."""
    assert one.last_contact is not None
    away = rhythm.span(one.tact.away_from, one.tact.away_until)
    return rhythm.silence(one.last_contact, day, rules.week.spans, away)


def _marked(one: Facts, due: Due, week: Week) -> Due | None:
    """The touch after what was said about it; None when it is over."""
    if due.kind in one.marks and one.marks[due.kind].state == "never":
        return None
    mark = one.marks.get(due.key)
    if mark is None:
        return due
    if mark.state != "snoozed":
        again = due.key.startswith("reminder-") or (due.kind in TELLS and mark.state == "done")
        return due if again else None  # one that was done may have been opened again
    if mark.wakes == NEXT_VISIT:
        if one.last_at is None or one.last_at <= mark.at:
            return replace(due, due="", was_due="" if _without_day(due) else mark.was_due)
        assert one.last_day is not None
        return _back(due, one.last_day, mark)
    back = date.fromisoformat(mark.until[:10])
    return replace(_back(due, back if week.is_open(back) else week.next_open(back), mark), until=mark.until)


def _without_day(due: Due) -> bool:
    """A reminder for no day in particular, or news for them."""
    return due.key == f"reminder-{due.source}" or due.kind in TELLS


def _back(due: Due, on: date, mark: Mark) -> Due:
    """A touch come back on an open day, from then on as pressing as any; without a day of its own it never is."""
    back = on.isoformat()
    if due.due and _without_day(due):
        back = max(back, due.due)
        return replace(due, due=back, opens=back)
    return replace(due, due=back, opens=min(mark.until[:10] or back, back), was_due=mark.was_due)


# Keeping

COLUMNS = "customer_id, key, kind, source_id, number, due, day, opens, until, rank, was_due"
_KEPT = f"SELECT {COLUMNS} FROM touch WHERE customer_id {_AMONG}"
_KEEP = f"INSERT OR REPLACE INTO touch ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_DROP = "DELETE FROM touch WHERE customer_id = ? AND key = ?"


def renew(w: Write, customers: Sequence[int], rules: Rules, day: date) -> None:
    """Bring the rows of these customers up to date; what is right already is not written again."""
    last = (day + timedelta(days=WEEK)).isoformat()  # reminders for later are on their card only
    listed = _listed(customers)
    rows = w.raw(_FACTS, (listed,))
    offset = clock.stamp()[1]
    wanted = {
        (due.customer, due.key): due.row()
        for row in rows
        for due in of(_facts(row, rules.leap_rule, offset), rules, day)
        if not due.silent and due.opens <= last
    }
    none = len(rows) == len(customers) and not any(row[-1] for row in rows)  # as with most visits
    kept = {} if none else {row[:2]: row for row in w.raw(_KEPT, (listed,))}
    if over := [place for place in kept if place not in wanted]:
        w.renew_many(_DROP, over)
    if fresh := [row for place, row in wanted.items() if kept.get(place) != row]:
        w.renew_many(_KEEP, fresh)
