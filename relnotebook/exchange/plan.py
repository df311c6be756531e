"""What a file of people would bring in, found out by reading it through once; nothing is changed.

`plan_contacts` finds what the file is, what its columns hold and how its dates are written. The same plan is then
previewed, matched with the notebook (`meeting`), and carried out (`incoming`), each of which reads the file again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from relnotebook.base import text
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.exchange import csvfile, fromcard, headers, known, remembered, sheet, vcard
from relnotebook.exchange.choices import Choices, checked_encoding
from relnotebook.exchange.csvfile import Rejected, Table
from relnotebook.exchange.fromrow import Facts, Row, Rows
from relnotebook.exchange.headers import Layout
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.person import WITHDRAWN, Person
from relnotebook.exchange.sheet import Sheet
from relnotebook.exchange.tally import Tally
from relnotebook.notebook import shop
from relnotebook.store.write import Store

MAX_TABLE = 2**30
_SAMPLE = 20
_STEP_EVERY = 500


@dataclass(slots=True)
class Plan:
    """What a file would bring in.

    Attributes:
        people: how many persons it holds (without empty rows and groups of an address book).
        vendor: the program that wrote it, when it is known by its headings; "vCard" for cards.
        columns: heading -> what it is taken for, for a table.
        undecided: headings of dates whose order nothing in the file decides; `month_first` says how they are read.
        sample: the first persons.
        rejected: rows that cannot be taken in, at most 1,000; `rejected_count` is how many there are.
        over: parts of a card that the file writes over; decided: columns of dates whose order was chosen.
        alerts: how many have a note that speaks of an allergy or the like; a person decides about those.
        choices: what was chosen, remembered choices among it; recalled: whether they are those of an earlier file.
        tally: what its columns hold.
        fixes: line -> column -> the cell as mended.
        letters: the encoding where somebody chose it, now or for a file with the same headings; '' as found.
    """

    path: Path
    region: str
    size: int
    changed_at: int
    people: int = 0
    vendor: str = ""
    encoding: str = "utf-8"
    layout: Layout | None = None
    facts: Facts = field(default_factory=Facts)
    sample: list[Person] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    rejected_count: int = 0
    alerts: int = 0
    needs_names: bool = False
    refused: set[tuple[str, str]] = field(default_factory=set)
    over: frozenset[str] = frozenset()
    groups: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    decided: frozenset[int] = frozenset()
    table: Table | Sheet | None = None
    choices: Choices = field(default_factory=Choices)
    recalled: bool = False
    tally: Tally = field(default_factory=Tally)
    fixes: dict[int, dict[int, str]] = field(default_factory=dict)
    letters: str = ""

    @property
    def file(self) -> str:
        return text.clean(self.path.name, limit=120)

    @property
    def columns(self) -> dict[str, Meaning]:
        return {c.heading: c.meaning for c in self.layout.columns if c.heading} if self.layout else {}

    @property
    def undecided(self) -> dict[str, bool]:
        """Heading of a date column of which nothing says what comes first -> whether the month is read first."""
        if self.layout is None:
            return {}
        orders = self.facts.orders
        open_ = [
            c
            for c in self.layout.columns
            if c.index in orders and c.index not in self.decided and orders[c.index].is_open()
        ]
        return {column.heading: self.facts.month_first.get(column.index, False) for column in open_}

    def reject(self, row: Rejected) -> None:
        self.rejected_count += 1
        if len(self.rejected) < csvfile.MAX_REJECTED:
            self.rejected.append(row)


# The plan


def decided(plan: Plan, decisions: Mapping[int, str], alerts: Collection[int] = ()) -> Plan:
    """The plan with what was decided about single people and their alerts; the file is not read again."""
    return replace(plan, choices=replace(plan.choices, decisions=decisions, alerts=frozenset(alerts)))


def plan_contacts(
    store: Store,
    path: Path,
    *,
    encoding: str | None = None,
    choices: Choices | None = None,
    recall: bool = False,
    by_hand: bool = False,
) -> Generator[Step, None, Plan]:
    """Read a vCard file, CSV file or spreadsheet through and say what it would bring in; nothing is changed.

    With `recall`, letters are read and columns matched as the last time a file with the same headings came in. With
    `by_hand` somebody is about to match them: that no heading is known, or nobody found, is no reason to refuse.

    Raises NotFound("no-file"), Refusal("not-a-file" | "unreadable" | "nothing-in-file" | "too-big" | "not-a-list" |
    "too-many-cards" | "too-many-rows" | "no-columns" | "visits-not-people" | "nobody-in-file"), and of what was
    chosen Refusal("no-such-column" | "no-such-meaning" | "no-such-letters" | "cards-have-no-columns").
    """
    chosen = choices or Choices()
    with store.read() as s:
        region = shop.region(s)
        matched = remembered.all_kept(s) if recall else {}
        letters = remembered.all_letters(s) if recall else {}
    head = csvfile.look(path, limit=MAX_TABLE, sheets=True)
    found = path.stat()
    plan = Plan(path, region, found.st_size, found.st_mtime_ns, choices=chosen)
    if is_vcard(path, head):
        plan.vendor = "vCard"
        if chosen.of_columns:
            raise Refusal("cards-have-no-columns", file=plan.file)
    else:
        plan.letters = checked_encoding(encoding) or ""
        plan.table = _open_table(plan, letters)
        yield from _plan_table(plan, matched, by_hand)
    yield from _look_through(plan)
    if plan.table is not None:
        plan.rejected_count += plan.table.rejected_count
        plan.rejected = [*plan.table.rejected, *plan.rejected][: csvfile.MAX_REJECTED]
    if not plan.people and not (by_hand and plan.layout is not None):
        raise Refusal("nobody-in-file", file=plan.file)
    yield Step(plan.size, plan.size, _("Reading {file}").format(file=plan.file))
    return plan


def _look_through(plan: Plan) -> Iterator[Step]:
    """Everybody in the file: counted, and what may be odd about them noted."""
    for seen, (person, row, share) in enumerate(_people(plan, plan.tally), 1):
        if person.group_of:
            for member in filter(None, person.group_of):
                plan.groups[member].append(person.name)
        elif person.is_empty():
            plan.reject(Rejected(person.line, "nobody-in-it", _words_of(person)))
            plan.tally.leave_out(person.line, row)
        else:
            _count(plan, person, row)
        if seen % _STEP_EVERY == 0:
            yield Step(int(share * plan.size), plan.size, _("Reading {file}").format(file=plan.file))


def is_vcard(path: Path, head: bytes) -> bool:
    """Whether a file holds vCards: by how it begins, else by its name."""
    start = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if sheet.is_packed(head):
        return False
    return start[:12].upper().startswith(b"BEGIN:VCARD") or path.suffix.lower() in (".vcf", ".vcard")


def _open_table(plan: Plan, letters: Mapping[str, str]) -> Table | Sheet:
    """The table of a plan; `letters`: how they were read before, by headings, where somebody had to say so."""
    open_ = partial(sheet.open_table, plan.path, region=plan.region, separator=plan.choices.separator)
    table = open_(encoding=plan.letters or None)
    if not plan.letters and letters and table.letters.guessed:
        plan.letters = letters_before(islice(table.rows(), headers.SAMPLE_ROWS), plan.file, letters)
        return open_(encoding=plan.letters) if plan.letters else table
    return table


def letters_before(top: Iterable[list[str]], file: str, letters: Mapping[str, str]) -> str:
    """How the letters of the last file with these headings were read, where somebody had to say so; else ''."""
    found = headers.find(list(top), file)
    return letters.get(remembered.fingerprint(found), "") if found is not None else ""


def _plan_table(plan: Plan, matched: Mapping[str, Choices], by_hand: bool) -> Iterator[Step]:
    """Find the columns, then look through them for the order of their dates."""
    chosen = plan.choices
    assert plan.table is not None
    plan.encoding = plan.table.letters.encoding
    top = list(islice(plan.table.rows(), headers.SAMPLE_ROWS))
    found = headers.find(top, plan.path.name)
    if found is None and by_hand and top:
        found = headers.layout(top[0], 1, plan.path.name)
    found = chosen.headed(found, top, plan.path.name)
    if found is not None and not chosen.of_matching:
        before = matched.get(remembered.fingerprint(found) or "-")
        if before is not None:
            chosen = replace(before, **{name: getattr(chosen, name) for name in _OF_PEOPLE})
            plan.choices, plan.recalled = chosen, True
    plan.layout = chosen.applied(found, top, plan.file)
    if not chosen.fields and headers.speaks_of_visits(top, plan.path.name):
        raise Refusal("visits-not-people", file=plan.file)
    if plan.layout is None:
        raise Refusal("no-columns", file=plan.file)
    plan.vendor = plan.layout.vendor
    plan.fixes = chosen.cells(plan.layout, plan.file)
    if plan.layout.has(Meaning.BIRTHDAY, Meaning.ANNIVERSARY):
        yield from _look_at_dates(plan)
    plan.facts.settle(plan.layout, plan.region)
    plan.facts.month_first = {**plan.facts.month_first, **chosen.orders(plan.layout, plan.file)}
    plan.over = chosen.over(plan.layout, plan.file)
    plan.decided = frozenset(chosen.orders(plan.layout, plan.file))


_AHEAD = 200  # rows of which the phones are read in one go; with more the counter would wait for it
_OF_PEOPLE = ("decisions", "fixes", "alerts", "separator", "headings")


def _look_at_dates(plan: Plan) -> Iterator[Step]:
    assert plan.table is not None
    assert plan.layout is not None
    for batch in plan.table.batches():
        plan.facts.see(batch.rows, plan.layout)
        share = plan.table.read / max(plan.table.size, 1)
        yield Step(int(share * plan.size / 2), plan.size, _("Reading {file}").format(file=plan.file))


def _count(plan: Plan, person: Person, row: Sequence[str]) -> None:
    plan.people += 1
    if len(plan.sample) < _SAMPLE:
        plan.sample.append(person)
    if person.mentions_alert():
        plan.alerts += 1
        plan.tally.see_alert(person, row, plan.layout)
    plan.needs_names = plan.needs_names or known.needs_names([person])
    for channel, state in person.consent.items():
        if state == WITHDRAWN:
            plan.refused.update((channel, normal) for normal in known.addresses(person, channel))


def _words_of(person: Person) -> str:
    return ", ".join(value for _heading, value in person.leftovers)[:80]


def rows_of(plan: Plan) -> Iterator[tuple[list[Row], float]]:
    """The rows of a table below its headings, some at a time, mended as was chosen; with the share that was read."""
    assert plan.table is not None
    assert plan.layout is not None
    above, width, fixes = plan.layout.top, len(plan.layout.columns), plan.fixes
    for batch in plan.table.batches():
        rows: list[Row] = [(row, line) for row, line in zip(batch.rows, batch.lines, strict=True) if any(row)]
        passed = min(above, len(rows))
        above -= passed
        rows = rows[passed:]
        if fixes:
            rows = [(mended(row, fixes[line], width) if line in fixes else row, line) for row, line in rows]
        yield rows, plan.table.read / max(plan.table.size, 1)


def mended(row: Sequence[str], cells: Mapping[int, str], width: int) -> list[str]:
    """A row with some of its cells changed. Pure."""
    whole = [*row, *[""] * (width - len(row))]
    for index, cell in cells.items():
        whole[index] = cell
    return whole


def reader(plan: Plan, *, quick: bool = False) -> Rows:
    """What makes people of the rows of a plan's table."""
    assert plan.layout is not None
    return Rows(plan.layout, plan.facts, plan.region, quick=quick)


def _people(plan: Plan, tally: Tally | None = None) -> Iterator[tuple[Person, Sequence[str], float]]:
    """Everybody in the file, groups of an address book among them, with their row and the share that was read."""
    if plan.layout is None or plan.table is None:
        with plan.path.open("rb") as file:
            data = file.read(vcard.MAX_BYTES + 1)
        total = max(data.upper().count(b"BEGIN:VCARD"), 1)
        for person in fromcard.people(data, region=plan.region):
            yield person, (), min(person.line / total, 1.0)
        return
    whole = rows = reader(plan)
    for some, share in rows_of(plan):
        if tally is not None:
            tally.see(some, plan.layout)
        for index, (row, line) in enumerate(some):
            if tally is None and index % _AHEAD == 0:
                rows.ahead(some[index : index + _AHEAD])
            person = rows.person(row, line)
            if tally is not None:
                if rows.odd or rows.said:
                    tally.see_person(person, row, rows.odd, rows.said)
                    if WITHDRAWN in person.consent.values():
                        person = whole.person(row, line)
                if len(plan.sample) >= _SAMPLE and rows is whole:
                    rows = reader(plan, quick=True)
            yield person, row, share


def people_of(plan: Plan) -> Iterator[Person]:
    """Everybody whom a plan would bring in, those who are to be skipped among them."""
    return (person for person, _row, _share in _people(plan) if not person.group_of and not person.is_empty())


def check_unchanged(path: Path, size: int, changed_at: int) -> None:
    """Raises Refusal("file-changed") when a file is no longer the one that was looked through."""
    csvfile.look(path, limit=max(MAX_TABLE, size), sheets=True)
    found = path.stat()
    if (found.st_size, found.st_mtime_ns) != (size, changed_at):
        raise Refusal("file-changed", file=text.clean(path.name, limit=120))
