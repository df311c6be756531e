"""What an import would do, before it does it: read through, matched with the cards there are, and nothing written."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import islice

from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.exchange import known
from relnotebook.exchange.choices import SKIP
from relnotebook.exchange.csvfile import Rejected
from relnotebook.exchange.gains import Gain, gains
from relnotebook.exchange.incoming import Names
from relnotebook.exchange.newcomers import Newcomers
from relnotebook.exchange.person import Person
from relnotebook.exchange.plan import Plan, people_of
from relnotebook.store.write import Store

SHOWN = 20
_AT_ONCE = 500
_VALUES = 3


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: its heading, what it is taken for, and the first values that stand in it."""

    heading: str
    meaning: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody in the file and what would become of them.

    Attributes:
        does: "new", "changed" or "unchanged".
        card: the card that would be changed; None for a new one.
        fills: the parts that the file would fill, as tables and columns: "name", "contact".
        gains: of a card that changes: what, what it says now where that goes, and what it would say.
    """

    line: int
    name: str
    does: str
    card: int | None
    ways: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]
    tags: tuple[str, ...]
    consent: dict[str, str]
    notes: tuple[str, ...]
    fills: tuple[str, ...]
    gains: tuple[Gain, ...] = ()


@dataclass(slots=True)
class Preview:
    """What would come of a plan.

    Attributes:
        created, updated, unchanged: cards; somebody who stands in the file twice is counted as one new card;
            skipped: people.
        people: the first 20, those that change a card before the others.
        undecided: date columns of which nothing says what comes first -> whether the month is read first.
    """

    file: str
    vendor: str
    encoding: str
    columns: tuple[ColumnSeen, ...] = ()
    undecided: dict[str, bool] = field(default_factory=dict)
    people: list[PersonSeen] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    alerts: int = 0
    kept_no: int = 0
    rejected: tuple[Rejected, ...] = ()
    rejected_count: int = 0


def preview(store: Store, plan: Plan) -> Generator[Step, None, Preview]:
    """Look at what a plan would do; nothing is changed."""
    names = Names()
    if plan.needs_names:
        yield from names.load(store)
    seen = Preview(plan.file, plan.vendor, plan.encoding, _columns(plan), plan.undecided, alerts=plan.alerts)
    seen.rejected, seen.rejected_count = tuple(plan.rejected), plan.rejected_count
    met = Newcomers()
    decisions = plan.choices.decisions
    everybody = people_of(plan)
    done = 0
    while some := list(islice(everybody, _AT_ONCE)):
        with store.read() as s:
            chunk = known.Chunk(s, some, names.find, plan.refused, plan.over, decisions)
            for person in some:
                if decisions.get(person.line) == SKIP:
                    seen.skipped += 1
                else:
                    _look(chunk, person, seen, met)
        met.next_chunk()
        done += len(some)
        yield Step(done, plan.people, _("Looking at who is in the notebook"))
    seen.people.sort(key=lambda one: (one.does != "changed", one.line))
    del seen.people[SHOWN:]
    return seen


def _look(chunk: known.Chunk, person: Person, seen: Preview, met: Newcomers) -> None:
    found = chunk.find(person)
    one = found or chunk.new(person)
    wanted = found is not None and sum(shown.does == "changed" for shown in seen.people) < SHOWN
    gained = gains(chunk, person, one) if wanted else ()
    before = one.weight()
    seen.kept_no += chunk.merge(person, one, "")
    again = found is None and person.line not in chunk.decisions and met.has(person)
    if one.id is None:
        met.add(person)
    does = "changed" if again or (found and one.weight() > before) else "unchanged" if found else "new"
    seen.created += does == "new"
    seen.updated += does == "changed"
    seen.unchanged += does == "unchanged"
    of_its_kind = sum(shown.does == does for shown in seen.people)
    if of_its_kind < SHOWN:
        seen.people.append(_shown(person, one, does, gained))


def _shown(person: Person, one: known.Known, does: str, gained: tuple[Gain, ...]) -> PersonSeen:
    fills = [*one.gaps, *(name for name, rows in one.more.items() if rows)] if does != "unchanged" else []
    return PersonSeen(
        line=person.line,
        name=person.name,
        does=does,
        card=one.id,
        ways=tuple((way.channel, way.value) for way in person.ways),
        dates=tuple(_day(date.day, date.month, date.year) for date in person.dates),
        tags=tuple(person.tags),
        consent=dict(person.consent),
        notes=tuple(person.all_notes()),
        fills=tuple(fills),
        gains=gained if does == "changed" else (),
    )


def _day(day: int | None, month: int | None, year: int | None) -> str:
    if day is None or month is None:
        return str(year or "")
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _columns(plan: Plan) -> tuple[ColumnSeen, ...]:
    if plan.layout is None or plan.table is None:
        return ()
    below = list(islice(plan.table.rows(), plan.layout.top, plan.layout.top + 200))
    found = []
    for column in plan.layout.columns:
        values = dict.fromkeys(row[column.index].strip() for row in below if column.index < len(row))
        meant = f"field:{column.base}" if column.meaning == "own field" else str(column.meaning)
        heading = column.heading or f"#{column.index + 1}"
        found.append(ColumnSeen(heading, meant, tuple(islice(filter(None, values), _VALUES))))
    return tuple(found)
