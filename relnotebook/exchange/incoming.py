"""People from a file into the notebook, as a plan that is made first and carried out afterwards.

`plan_contacts` reads the whole file once: what it is, what its columns hold, how its dates are written. Nothing is
changed. `apply_contacts` reads it again, in chunks that leave the counter room to write, all in one group of the
journal: stopped half-way, or taken back later, nothing of it stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from relnotebook.base import clock, text
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import Act, GroupId, StaffId, Step
from relnotebook.base.words import _
from relnotebook.exchange import csvfile, fromcard, headers, known, sheet, vcard
from relnotebook.exchange.choices import Choices, checked_encoding
from relnotebook.exchange.csvfile import Rejected, Table
from relnotebook.exchange.fromrow import Facts, Rows
from relnotebook.exchange.headers import Layout
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.person import WITHDRAWN, Person
from relnotebook.exchange.sheet import Sheet
from relnotebook.notebook import shop
from relnotebook.store.write import Store

CHUNK_SECONDS = 0.03
MAX_TABLE = 2**30
_SAMPLE = 20
_FIRST_CHUNK = 25
_LARGEST_CHUNK = 500
_STEP_EVERY = 500
_NAMES_AT_ONCE = 20_000
_MOST_ALIKE = 200

Backup = Callable[[], Iterable[Step]]
"""Makes a backup; handed in by the caller, since only he knows where backups go."""

Reduce = Callable[[bytes], bytes | None]
"""A picture of any kind as a small JPEG without metadata, or None when it is none."""


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


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did.

    Attributes:
        unchanged: persons of whom everything was known.
        kept_no: how often a yes of the file was not taken, because a no stands in the notebook.
        alerts: cards whose notes speak of an allergy or the like, to be looked at by a person.
        look_alikes: (name in the file, name in the notebook) of new cards that share a phone, an e-mail or the
            name with another card, at most 200.
        photos_left_out: pictures that could not be read.
        batch: the group in the journal, by which it can be taken back; None when nothing was written.
    """

    file: str
    created: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    rejected_count: int
    kept_no: int = 0
    alerts: int = 0
    look_alikes: tuple[tuple[str, str], ...] = ()
    photos_left_out: int = 0
    batch: GroupId | None = None


# The plan


def plan_contacts(
    store: Store, path: Path, *, encoding: str | None = None, choices: Choices | None = None
) -> Generator[Step, None, Plan]:
    """Read a vCard file, CSV file or spreadsheet through and say what it would bring in; nothing is changed.

    Raises NotFound("no-file"), Refusal("not-a-file" | "unreadable" | "nothing-in-file" | "too-big" | "not-a-list" |
    "too-many-cards" | "too-many-rows" | "no-columns" | "visits-not-people" | "nobody-in-file"), and of what was
    chosen Refusal("no-such-column" | "no-such-meaning" | "no-such-letters" | "cards-have-no-columns").
    """
    chosen = choices or Choices()
    with store.read() as s:
        region = shop.region(s)
    head = csvfile.look(path, limit=MAX_TABLE, sheets=True)
    found = path.stat()
    plan = Plan(path, region, found.st_size, found.st_mtime_ns)
    if is_vcard(path, head):
        plan.vendor = "vCard"
        if chosen != Choices():
            raise Refusal("cards-have-no-columns", file=plan.file)
    else:
        yield from _plan_table(plan, checked_encoding(encoding), chosen)
    for seen, (person, share) in enumerate(_people(plan), 1):
        if person.group_of:
            for member in filter(None, person.group_of):
                plan.groups[member].append(person.name)
        elif person.is_empty():
            plan.reject(Rejected(person.line, "nobody-in-it", _words_of(person)))
        else:
            _count(plan, person)
        if seen % _STEP_EVERY == 0:
            yield Step(int(share * plan.size), plan.size, _("Reading {file}").format(file=plan.file))
    if plan.table is not None:
        plan.rejected_count += plan.table.rejected_count
        plan.rejected = [*plan.table.rejected, *plan.rejected][: csvfile.MAX_REJECTED]
    if not plan.people:
        raise Refusal("nobody-in-file", file=plan.file)
    yield Step(plan.size, plan.size, _("Reading {file}").format(file=plan.file))
    return plan


def is_vcard(path: Path, head: bytes) -> bool:
    """Whether a file holds vCards: by how it begins, else by its name."""
    start = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if sheet.is_packed(head):
        return False
    return start[:12].upper().startswith(b"BEGIN:VCARD") or path.suffix.lower() in (".vcf", ".vcard")


def _plan_table(plan: Plan, encoding: str | None, chosen: Choices) -> Iterator[Step]:
    """Find the columns, then look through them for the order of their dates."""
    plan.table = sheet.open_table(plan.path, region=plan.region, encoding=encoding)
    plan.encoding = plan.table.letters.encoding
    top = list(islice(plan.table.rows(), headers.SAMPLE_ROWS))
    plan.layout = chosen.applied(headers.find(top, plan.path.name), top, plan.file)
    if not chosen.fields and headers.speaks_of_visits(top, plan.path.name):
        raise Refusal("visits-not-people", file=plan.file)
    if plan.layout is None:
        raise Refusal("no-columns", file=plan.file)
    plan.vendor = plan.layout.vendor
    if plan.layout.has(Meaning.BIRTHDAY, Meaning.ANNIVERSARY):
        for batch in plan.table.batches():
            plan.facts.see(batch.rows, plan.layout)
            share = plan.table.read / max(plan.table.size, 1)
            yield Step(int(share * plan.size / 2), plan.size, _("Reading {file}").format(file=plan.file))
    plan.facts.settle(plan.layout, plan.region)
    plan.facts.month_first = {**plan.facts.month_first, **chosen.orders(plan.layout, plan.file)}
    plan.over = chosen.over(plan.layout, plan.file)
    plan.decided = frozenset(chosen.orders(plan.layout, plan.file))


def _count(plan: Plan, person: Person) -> None:
    plan.people += 1
    if len(plan.sample) < _SAMPLE:
        plan.sample.append(person)
    plan.alerts += person.mentions_alert()
    plan.needs_names = plan.needs_names or known.needs_names([person])
    for channel, state in person.consent.items():
        if state == WITHDRAWN:
            plan.refused.update((channel, normal) for normal in known.addresses(person, channel))


def _words_of(person: Person) -> str:
    return ", ".join(value for _heading, value in person.leftovers)[:80]


def _people(plan: Plan) -> Iterator[tuple[Person, float]]:
    """Everybody in the file, groups of an address book among them, with the share of the file that was read."""
    if plan.layout is None or plan.table is None:
        with plan.path.open("rb") as file:
            data = file.read(vcard.MAX_BYTES + 1)
        total = max(data.upper().count(b"BEGIN:VCARD"), 1)
        for person in fromcard.people(data, region=plan.region):
            yield person, min(person.line / total, 1.0)
        return
    rows = Rows(plan.layout, plan.facts, plan.region)
    above = plan.layout.top
    for batch in plan.table.batches():
        for row, line in zip(batch.rows, batch.lines, strict=True):
            if not any(row):
                continue
            if above:
                above -= 1
                continue
            yield rows.person(row, line), plan.table.read / max(plan.table.size, 1)


def people_of(plan: Plan) -> Iterator[Person]:
    """Everybody whom a plan would bring in."""
    return (person for person, _share in _people(plan) if not person.group_of and not person.is_empty())


# Carrying it out


def apply_contacts(
    store: Store,
    plan: Plan,
    *,
    staff: StaffId | None = None,
    backup: Backup | None = None,
    reduce_photo: Reduce | None = None,
) -> Generator[Step, None, Result]:
    """Bring the people of a plan in: a backup first, then chunk by chunk, all in one group of the journal.

    Closing the generator takes back what was written so far. Raises Refusal("file-changed") when the file is not
    the one the plan was made from.
    """
    check_unchanged(plan.path, plan.size, plan.changed_at)
    if backup is not None:
        yield from backup()
    names = Names()
    if plan.needs_names:
        yield from names.load(store)
    facts: dict[str, str] = {}
    with group(store, Act.IMPORT_CONTACTS, plan.file, facts) as batch:
        work = _Import(store, plan, batch, staff, names, reduce_photo)
        pace, done = Pace(_FIRST_CHUNK, 5, _LARGEST_CHUNK), 0
        everybody = people_of(plan)
        while people := list(islice(everybody, pace.size)):
            pace.took(work.bring_in(people))
            done += len(people)
            yield Step(done, plan.people, _("Bringing people in"))
        result = work.result()
        facts.update(created=str(result.created), changed=str(result.updated))
    return result


@contextmanager
def group(store: Store, act: Act, file: str, facts: Mapping[str, str] | None = None) -> Iterator[GroupId]:
    """A group of writes: whole at the end, or taken back when the block is left early.

    `facts`, filled by then, say what it came to; the list of imports tells them.
    """
    batch = store.open_batch(act, file=file)
    try:
        yield batch
    except BaseException:
        with suppress(Problem):
            for _step in store.take_back(batch):
                pass
        raise
    store.close_batch(batch, **(facts or {}))


def check_unchanged(path: Path, size: int, changed_at: int) -> None:
    """Raises Refusal("file-changed") when a file is no longer the one that was looked through."""
    csvfile.look(path, limit=max(MAX_TABLE, size), sheets=True)
    found = path.stat()
    if (found.st_size, found.st_mtime_ns) != (size, changed_at):
        raise Refusal("file-changed", file=text.clean(path.name, limit=120))


class Pace:
    """How much to write at once, so that the counter never waits long for its turn.

    Attributes:
        size: of the next chunk, in whatever the import counts.
    """

    def __init__(self, first: int, least: int, most: int) -> None:
        self.size = first
        self._least, self._most = least, most

    def took(self, seconds: float) -> None:
        """The last chunk held the notebook so long."""
        wished = self.size * min(2.0, CHUNK_SECONDS / max(seconds, 0.001))
        self.size = int(max(self._least, min(self._most, wished)))


class Names:
    """Which cards carry a name; kept up to date while an import adds cards."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[int, ...]] = {}

    def load(self, store: Store) -> Iterator[Step]:
        """Read every name of the notebook."""
        reached = 0
        while True:
            with store.read() as s:
                rows = s.raw(
                    "SELECT id, name, own_script FROM customer WHERE id > ? AND binned_at IS NULL ORDER BY id LIMIT ?",
                    (reached, _NAMES_AT_ONCE),
                )
            if not rows:
                return
            for id_, name, own_script in rows:
                self.enter(id_, name)
                self.enter(id_, own_script)
            reached = rows[-1][0]
            yield Step(0, 0, _("Looking at who is in the notebook"))

    def enter(self, id_: int, name: str) -> None:
        key = known.name_key(name) if name else ""
        if key and id_ not in self._ids.get(key, ()):
            self._ids[key] = (*self._ids.get(key, ()), id_)

    def find(self, key: str) -> tuple[int, ...]:
        """The cards of a name (see `known.name_key`), oldest first."""
        return self._ids.get(key, ())


class _Import:
    """One import while it runs: what it was given, and what it has done so far."""

    def __init__(
        self,
        store: Store,
        plan: Plan,
        batch: GroupId,
        staff: StaffId | None,
        names: Names,
        reduce_photo: Reduce | None,
    ) -> None:
        self._store, self._plan, self._batch, self._staff = store, plan, batch, staff
        self._names, self._reduce = names, reduce_photo
        self._created = self._updated = self._unchanged = 0
        self._kept_no = self._alerts = self._photos_left_out = 0
        self._look_alikes: list[tuple[str, str]] = []

    def bring_in(self, people: list[Person]) -> float:
        """Match, merge and write one chunk; gives the seconds for which the counter had to wait."""
        photos = [self._reduced(person.photo) for person in people]
        plan, start = self._plan, clock.monotonic()
        with self._store.write(Act.IMPORT_CONTACTS, staff=self._staff, batch=self._batch) as w:
            chunk = known.Chunk(w, people, self._names.find, plan.refused, plan.over)
            for person, photo in zip(people, photos, strict=True):
                if person.outside_id in plan.groups:
                    person.add_tags(plan.groups[person.outside_id])
                self._add(chunk, person, photo)
            w.label(file=plan.file)
            known.write(w, chunk)
        if plan.needs_names:
            for one in chunk.known:
                if one.id is not None:
                    self._names.enter(one.id, one.values["name"])
        return clock.monotonic() - start

    def _add(self, chunk: known.Chunk, person: Person, photo: bytes | None) -> None:
        found = chunk.find(person)
        one = found or chunk.new(person)
        before = one.weight()
        self._kept_no += chunk.merge(person, one, self._wording(person))
        if photo is not None and not one.has_photo:
            one.has_photo = True
            one.more["photo"].append({"jpeg": photo})
        if found is None:
            self._created += 1
            self._tell_alike(chunk, person, one)
        elif one.weight() > before:
            self._updated += 1
        else:
            self._unchanged += 1
        self._alerts += person.mentions_alert()

    def _reduced(self, photo: bytes | None) -> bytes | None:
        if photo is None or self._reduce is None:
            return None
        small = self._reduce(photo)
        self._photos_left_out += small is None
        return small

    def _wording(self, person: Person) -> str:
        """What the consent ledger says about where a word comes from."""
        words = {"file": self._plan.file, "words": person.consent_words}
        return text.clean(_("From the file {file}: {words}").format(**words), limit=1_000)

    def _tell_alike(self, chunk: known.Chunk, person: Person, one: known.Known) -> None:
        other = chunk.alike(person, one)
        if other is not None and len(self._look_alikes) < _MOST_ALIKE:
            self._look_alikes.append((person.name, other.values["name"]))

    def result(self) -> Result:
        return Result(
            file=self._plan.file,
            created=self._created,
            updated=self._updated,
            unchanged=self._unchanged,
            rejected=tuple(self._plan.rejected),
            rejected_count=self._plan.rejected_count,
            kept_no=self._kept_no,
            alerts=self._alerts,
            look_alikes=tuple(self._look_alikes),
            photos_left_out=self._photos_left_out,
            batch=self._batch if self._created or self._updated else None,
        )
