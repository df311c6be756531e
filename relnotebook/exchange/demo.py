"""The demo shop: a notebook of made-up regulars with half a year of visits, always alive today.

The people are data (`resources/demo`); their visits follow from each one's rhythm and a seed made of the name, so
that the same moment always gives the same shop.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, cycle
from typing import Any

from relnotebook.base import clock, resources
from relnotebook.base.terms import Act, CustomerId, Step
from relnotebook.base.words import _
from relnotebook.exchange import demo_feedback, demo_people
from relnotebook.notebook import contacts, customers, entry, fields, hours, occasions, people, shop, staff, usual
from relnotebook.notebook.days import months_on
from relnotebook.store import schema
from relnotebook.store.write import Store, Write

HALF_A_YEAR = 182
OPENS, CLOSES = time(6, 0), time(21, 30)
MISSED = 0.08  # of the days they could have come
OTHER = 0.12  # of the visits with something else than the usual
BESIDE = 0.2  # of the visits with something beside it
WINDOW = 48  # visits that `held` speaks of
GOLDEN = 0.6180339887  # steps of it fill a span evenly, however many are taken

Facts = Mapping[str, Any]


def furnish(store: Store) -> Generator[Step, None, None]:
    """Fill an empty notebook with the demo shop. Nothing of it can be taken back step by step afterwards."""
    facts, regulars = _read("shop.toml"), _read("regulars.toml")["regular"]
    note = _("Furnishing the demo shop")
    store.do(shop.start, name=facts["name"], kind=facts["kind"], region=facts["region"], demo=True)
    store.do(shop.edit, address=facts["address"], reply_to=facts["reply_to"])
    _open(store, facts)
    team = {one["name"].split()[0]: int(_colleague(store, one)) for one in facts["staff"]}
    known: dict[str, CustomerId] = {}
    for done, regular in enumerate(regulars):
        yield Step(done, len(regulars), note)
        with store.write(Act.FURNISH_DEMO) as w:
            known[regular["name"]] = _Card(w, regular, team, facts["board"]).write()
    with store.write(Act.FURNISH_DEMO) as w:
        _introduce(w, regulars, known)
        demo_people.reach(w, _read("people.toml"), team, known)
    with store.write(Act.FURNISH_DEMO) as w:
        demo_feedback.hear(w, _read("feedback.toml"), team, known)
    store.forget_undo()
    yield Step(len(regulars), len(regulars), note)


def _read(name: str) -> dict[str, Any]:
    with resources.path("demo", name).open("rb") as file:
        return tomllib.load(file)


def _open(store: Store, facts: Facts) -> None:
    """The hours of the week, and a day of next month on which the shop is closed."""
    store.do(hours.set_hours, dict(enumerate(facts["hours"])))
    number, title = facts["closed_next_month"]
    store.do(hours.set_closed, months_on(clock.today().replace(day=number), 1).isoformat(), title=title)


def _colleague(store: Store, one: Facts) -> int:
    made, _changes = store.do(staff.set_colleague, one["name"], role=one["role"])
    return made


def _introduce(w: Write, regulars: Iterable[Facts], known: Mapping[str, CustomerId]) -> None:
    """The people around each regular, some of whom have a card of their own."""
    for regular in regulars:
        me = known[regular["name"]]
        for relation, name, detail in regular.get("people", ()):
            people.set_person(w, me, relation, name, detail=detail, other=known.get(name))
        if "lives_with" in regular:
            people.live_with(w, me, known[regular["lives_with"]])


@dataclass(frozen=True, slots=True)
class _Visit:
    when: datetime
    by: str
    items: tuple[str, ...]
    as_usual: bool


class _Card:
    """One regular on their way into the notebook."""

    def __init__(self, w: Write, facts: Facts, team: Mapping[str, int], board: Sequence[str]) -> None:
        self.w, self.facts, self.team, self.board = w, facts, team, board
        self.now = clock.now().replace(second=0, microsecond=0)
        self.today = self.now.date()
        self.chance = random.Random(facts["name"])

    def write(self) -> CustomerId:
        facts, w = self.facts, self.w
        reach = {way: facts.get(way, "") for way in ("phone", "email")}
        self.id = customers.add(w, name=facts["name"], card_number=facts.get("card", ""), **reach)
        words = {key: facts[key] for key in ("call_name", "own_script", "say", "pronouns", "talk") if key in facts}
        w.put(schema.customer, self.id, added_at=self._begun(), **words)
        if "address" in facts:
            contacts.set_contact(w, self.id, "post", facts["address"])
        self._know()
        self._dates()
        self._timeline()
        for tag in facts.get("tags", ()):
            fields.add_tag(w, self.id, tag)
        self._visits(self._usual())
        self._reminders()
        self._tact()
        if "state" in facts:
            customers.set_state(w, self.id, facts["state"])
        return self.id

    def _ago(self, days: int, at: time | None = None) -> datetime:
        """A moment so many days ago, never in the future."""
        moment = datetime.combine(self.today - timedelta(days=days), at or time(9, 30), self.now.tzinfo)
        return min(moment, self.now)

    def _stamp(self, days: int, at: str = "09:30") -> dict[str, int]:
        moment, offset = clock.stamp(self._ago(days, time.fromisoformat(at)))
        return {"at": moment, "utc_offset": offset}

    def _begun(self) -> int:
        """When the card was begun: on the day the data says, else some time before the visits begin."""
        if "begun" in self.facts:
            return clock.stamp(self._ago(self.facts["begun"]))[0]
        if first := self._first_day():
            return clock.stamp(datetime.combine(first, time(9, 30), self.now.tzinfo))[0]
        return clock.stamp(self._ago(HALF_A_YEAR + self.chance.randint(0, 500)))[0]

    def _first_day(self) -> date | None:
        """When they first came, where the data says it."""
        if "since" not in self.facts:
            return None
        years, month, day = self.facts["since"]
        return date(self.today.year - years, month, day)

    # What is known

    def _know(self) -> None:
        w, facts, id_ = self.w, self.facts, self.id
        for title, severity, kind, advice, days in facts.get("alerts", ()):
            checked, offset = clock.stamp(self._ago(days))
            values = {"kind": kind, "severity": severity, "title": title, "advice": advice}
            staff_id = self.team["Mara"]
            w.add(schema.alert, customer_id=id_, checked_at=checked, checked_offset=offset, staff_id=staff_id, **values)
        for category, strength, thing, source, days, by in facts.get("preferences", ()):
            values = {"category": category, "strength": strength, "thing": thing, "source": source}
            w.add(schema.preference, customer_id=id_, staff_id=self.team[by], **values, **self._stamp(days))
        for channel, state, days, how in facts.get("consents", ()):
            values = {"channel": channel, "state": state, "how": how, "wording": contacts.counter_wording(channel)}
            w.add(schema.consent, customer_id=id_, staff_id=self.team["Mara"], **values, **self._stamp(days))

    def _dates(self) -> None:
        facts = self.facts
        if "birthday" in facts:
            day, month, year = facts["birthday"]
            self._date("birthday", "", day, month, year or None)
        if "birthday_in" in facts:
            day = self.today + timedelta(days=facts["birthday_in"])
            year = day.year - facts["age"] if "age" in facts else None
            self._date("birthday", "", day.day, day.month, year)
        if "anniversary_in" in facts:
            day = self.today + timedelta(days=facts["anniversary_in"])
            self._date("anniversary", _("Wedding day"), day.day, day.month, day.year - facts["years"])

    def _date(self, kind: str, title: str, day: int, month: int, year: int | None) -> None:
        values = {"kind": kind, "title": title, "day": day, "month": month, "year": year}
        self.w.add(schema.special_date, customer_id=self.id, **values)

    def _timeline(self) -> None:
        for days, at, channel, moment, words, feeling, by in self.facts.get("touchpoints", ()):
            values = {"channel": channel, "moment": moment, "words": words, "feeling": feeling}
            self.w.add(
                schema.touchpoint, customer_id=self.id, staff_id=self.team[by], **values, **self._stamp(days, at)
            )
        for days, words, by in self.facts.get("notes", ()):
            self.w.add(schema.note, customer_id=self.id, staff_id=self.team[by], words=words, **self._stamp(days))

    # What there is to do for them

    def _reminders(self) -> None:
        """What is open, and what was done this morning."""
        for kind, words, due, every, days_ago, by in self.facts.get("reminders", ()):
            day = (self.today + timedelta(days=due)).isoformat() if due != "" else ""
            self._reminder(kind, words, day, every, days_ago, by)
        for kind, words, minutes, channel, told, by in self.facts.get("done_today", ()):
            self._done(self._reminder(kind, words, self.today.isoformat(), "", 6, by, state="done"), minutes, by)
            values = {"channel": channel, "moment": "after", "words": told, "source": "touch"}
            staff_id, moment = self.team[by], self._earlier(minutes)
            self.w.add(schema.touchpoint, customer_id=self.id, staff_id=staff_id, **values, **moment)

    def _reminder(
        self, kind: str, words: str, due: str, every: str, days_ago: int, by: str, state: str = "open"
    ) -> int:
        owner = self.team[by] if kind in ("promise", "follow_up") else None
        values = {"kind": kind, "words": words, "due": due, "every": every, "owner_id": owner, "state": state}
        stamp = self._stamp(days_ago, "10:24")
        return self.w.add(schema.reminder, customer_id=self.id, staff_id=self.team[by], **values, **stamp)

    def _done(self, reminder: int, minutes: int, by: str) -> None:
        due = self.today.isoformat()
        values = {"touch": f"reminder-{reminder}-{due}", "state": "done", "was_due": due, "staff_id": self.team[by]}
        self.w.add(schema.touch_mark, customer_id=self.id, **values, **self._earlier(minutes))

    def _earlier(self, minutes: int) -> dict[str, int]:
        """A moment of today, so many minutes ago if today is as old as that."""
        midnight = datetime.combine(self.today, time(), self.now.tzinfo)
        moment, offset = clock.stamp(max(midnight, self.now - timedelta(minutes=minutes)))
        return {"at": moment, "utc_offset": offset}

    def _tact(self) -> None:
        """What they read, and when the shop keeps quiet."""
        facts, told = self.facts, {}
        if "language" in facts:
            told["language"] = facts["language"]
        if "bereaved_for" in facts:
            told["bereaved_until"] = (self.today + timedelta(days=facts["bereaved_for"])).isoformat()
        if "away_since" in facts:
            told["away_from"] = (self.today - timedelta(days=facts["away_since"])).isoformat()
            last = months_on(self.today.replace(day=1), 2) - timedelta(days=1)
            told["away_until"] = last.isoformat()
        if told:
            self.w.put(schema.customer, self.id, **told)

    def _usual(self) -> int | None:
        """Set the usual by hand, unless it is left for the notebook to learn."""
        facts = self.facts
        if "usual" not in facts:
            return None
        made = usual.set_usual(self.w, self.id, facts["usual"], how=facts.get("how", ""))
        if facts.get("seen"):
            self.w.put(schema.usual, made, source="learnt")
        for rule, value, effect, thing in facts.get("variations", ()):
            usual.set_variation(self.w, made, rule=rule, value=value, effect=effect, thing=thing)
        return made

    # Visits

    def _visits(self, usual_id: int | None) -> None:
        """Write all visits in bulk."""
        moments = self._moments()
        others = self._which_others(len(moments))
        visits = [self._visit(when, by, place in others, alone=place == 0) for place, (when, by) in enumerate(moments)]
        rows = [
            (self.id, *clock.stamp(one.when), self.team[one.by], usual_id if one.as_usual else None, "counter")
            for one in visits
        ]
        ids = entry.item_ids(self.w, [item for one in visits for item in one.items])
        names = ("customer_id", "at", "utc_offset", "staff_id", "usual_id", "source")
        made = self.w.add_many(schema.visit, names, rows)
        had = [
            (visit, ids[entry.item_key(item)])
            for visit, one in zip(made, visits, strict=True)
            for item in dict.fromkeys(one.items)
        ]
        self.w.add_many(schema.visit_item, ("visit_id", "item_id"), had)

    def _moments(self) -> list[tuple[datetime, str]]:
        """When they came, and who served them, newest first; never so often that it would be a touch by chance."""
        recent = self.facts.get("recent", ())
        quiet = max((days for days, _at, _by in recent), default=-1)
        found = [(self._exactly(days, at), by) for days, at, by in recent]
        days = (day for day in self._days() if (self.today - day).days > quiet)
        for number, day in enumerate(days):
            moment = self._at(day, number)
            if moment <= self.now:
                found.append((moment, self._served_by(day)))
        while occasions.is_milestone(len(found)) or occasions.is_milestone(len(found) - 1):
            del found[-2]
        return found

    def _exactly(self, days: int, at: str) -> datetime:
        """A moment so many days ago: at a time, or (for "-3") so many minutes from the hour of now."""
        if ":" in at:
            return self._ago(days, time.fromisoformat(at))
        hour = datetime.combine(self.today - timedelta(days=days), self._hour_of_now(), self.now.tzinfo)
        return hour + timedelta(minutes=int(at))

    def _days(self) -> Iterable[date]:
        """The days on which they came in the last half year, newest first."""
        if "days" in self.facts:
            every_day = (self.today - timedelta(days=back) for back in range(HALF_A_YEAR))
            return [day for day in every_day if day.weekday() in self.facts["days"] and self._comes(day)]
        return self._by_rhythm()

    def _comes(self, day: date) -> bool:
        if self.facts.get("sure") and day == self.today:
            return True
        return self.chance.random() >= MISSED

    def _by_rhythm(self) -> Iterable[date]:
        facts = self.facts
        gaps = facts.get("gaps") or [facts["every"]]
        loose = "gaps" not in facts and facts["every"] > 1
        first, again = gaps[:1], gaps[1:] or gaps
        back, begun = facts["last"], self._first_day()
        furthest = HALF_A_YEAR if begun is None else (self.today - begun).days
        for gap in chain(first, cycle(again)):
            if back >= furthest:
                break
            yield self.today - timedelta(days=back)
            back += gap + (self.chance.choice((-1, 0, 0, 0, 1)) if loose else 0)
        if begun is not None:
            yield begun

    def _at(self, day: date, number: int) -> datetime:
        """The moment on a day: about their hour, spread evenly over their window."""
        facts = self.facts
        hour = self._hour_of_now() if facts["at"] == "now" else time.fromisoformat(facts["at"])
        start, end = facts.get("window", (-10, 11))
        late = start + round((number * GOLDEN) % 1 * (end - start))
        if facts.get("sure") and day == self.today:
            late = 0
        return datetime.combine(day, hour, self.now.tzinfo) + timedelta(minutes=late)

    def _hour_of_now(self) -> time:
        """The hour at which the demo is opened, within opening hours."""
        return min(max(self.now.time(), OPENS), CLOSES)

    def _served_by(self, day: date) -> str:
        names = list(self.team)
        return self.chance.choice(names if day.weekday() == 5 else names[:3])  # Tomasz works on Saturdays

    # What they had

    def _which_others(self, count: int) -> set[int]:
        """The visits (0 is the newest, always the usual) that were not; for `held` so many of the newest 48 were."""
        if "held" not in self.facts:
            return {place for place in range(1, count) if self.chance.random() < OTHER}
        later = self.chance.sample(range(3, WINDOW), WINDOW - self.facts["held"])
        return {*later, *(place for place in range(WINDOW, count) if self.chance.random() < OTHER)}

    def _visit(self, when: datetime, by: str, other: bool, *, alone: bool) -> _Visit:
        """What was had: something else (`other`), or the usual, now and then with something beside it (not `alone`)."""
        also = self.facts.get("also", ())
        if other:
            return _Visit(when, by, (self.chance.choice(also or self.board),), as_usual=False)
        items = self._varied(list(entry.split(self.facts.get("usual") or self.facts["learnt"])), when)
        if also and len(items) == 1 and not alone and self.chance.random() < BESIDE:
            items.append(self.chance.choice(also))
        return _Visit(when, by, tuple(items), as_usual="usual" in self.facts)

    def _varied(self, items: list[str], when: datetime) -> list[str]:
        """The usual with what holds on that day and at that hour."""
        for rule, value, effect, thing in self.facts.get("variations", ()):
            on_day = rule == "weekday" and str(when.weekday()) in value.split(",")
            if not on_day and not (rule == "after" and when.time() >= time.fromisoformat(value)):
                continue
            if effect == "plus":
                items.append(entry.bare(thing).capitalize())
            elif effect == "instead":
                items = [thing]
            else:
                items[0] = f"{items[0]}, {thing}"
        return items
