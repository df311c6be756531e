"""People from a file into the notebook: what a plan (see `plan`) says is carried out.

It goes in chunks that leave the counter room to write, all in one group of the journal: stopped half-way, or taken
back later, nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from relnotebook.base import clock, text
from relnotebook.base.problems import Problem
from relnotebook.base.terms import Act, CustomerId, GroupId, StaffId, Step
from relnotebook.base.words import _
from relnotebook.exchange import entering, known, remembered
from relnotebook.exchange.choices import BOTH, SKIP
from relnotebook.exchange.csvfile import Rejected
from relnotebook.exchange.person import Kept, Person
from relnotebook.exchange.plan import Plan as Plan
from relnotebook.exchange.plan import check_unchanged as check_unchanged
from relnotebook.exchange.plan import decided as decided
from relnotebook.exchange.plan import people_of as people_of
from relnotebook.exchange.plan import plan_contacts as plan_contacts
from relnotebook.exchange.sweeping import rare_sweeps
from relnotebook.store.write import Store

CHUNK_SECONDS = 0.03
_FIRST_CHUNK = 25
_LARGEST_CHUNK = 1_000
_NAMES_AT_ONCE = 20_000
_MOST_ALIKE = 200
_MOST_CARDS = 2_000

Backup = Callable[[], Iterable[Step]]
"""Makes a backup; handed in by the caller, since only he knows where backups go."""

Reduce = Callable[[bytes], bytes | None]
"""A picture of any kind as a small JPEG without metadata, or None when it is none."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did.

    Attributes:
        unchanged: persons of whom everything was known.
        skipped: persons left out because somebody chose so.
        kept_no: how often a yes of the file was not taken, because a no stands in the notebook.
        alerts: cards whose notes speak of an allergy or the like, to be looked at by a person.
        alerts_made: alerts that were chosen to be made, and were; to_check: the cards they are on.
        cards: those made or changed, at most 2,000: where to look for doubles.
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
    skipped: int = 0
    alerts_made: int = 0
    to_check: tuple[CustomerId, ...] = ()
    cards: tuple[CustomerId, ...] = ()


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
    with rare_sweeps(), group(store, Act.IMPORT_CONTACTS, plan.file, facts) as batch:
        work = _Import(store, plan, batch, staff, names, reduce_photo)
        pace, done = Pace(_FIRST_CHUNK, 5, _LARGEST_CHUNK), 0
        everybody = people_of(plan)
        while people := list(islice(everybody, pace.size)):
            pace.took(work.bring_in(people))
            done += len(people)
            yield Step(done, plan.people, _("Bringing people in"))
        work.remember()
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
    """Which cards carry a name, and which of them a birthday; kept up to date while an import adds cards."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[int, ...]] = {}
        self._born: dict[tuple[str, int | None, int | None], tuple[int, ...]] = {}

    def load(self, store: Store) -> Iterator[Step]:
        """Read every name of the notebook."""
        reached = 0
        while True:
            with store.read() as s:
                rows = s.raw(
                    "SELECT id, name, own_script FROM customer WHERE id > ? AND binned_at IS NULL ORDER BY id LIMIT ?",
                    (reached, _NAMES_AT_ONCE),
                )
                born = s.raw(_BORN, (reached, rows[-1][0] if rows else reached))
            if not rows:
                return
            for id_, name, own_script in rows:
                self.enter(id_, name)
                self.enter(id_, own_script)
            self._enter_birthdays(rows, born)
            reached = rows[-1][0]
            yield Step(0, 0, _("Looking at who is in the notebook"))

    def _enter_birthdays(self, rows: Iterable[tuple[int, str, str]], born: Iterable[tuple[int, int, int]]) -> None:
        called = {id_: names for id_, *names in rows}
        for id_, day, month in born:
            for name in called.get(id_, ()):
                _add(self._born, (known.name_key(name), day, month), id_)

    def enter(self, id_: int, name: str, born: Kept | None = None) -> None:
        key = known.name_key(name) if name else ""
        if key:
            _add(self._ids, key, id_)
            if born is not None:
                _add(self._born, (key, born.day, born.month), id_)

    def find(self, key: str) -> tuple[int, ...]:
        """The cards of a name (see `known.name_key`), oldest first."""
        return self._ids.get(key, ())

    def twins(self, key: str, born: Kept) -> tuple[int, ...]:
        """Those of them that were born on that day of the year."""
        return self._born.get((key, born.day, born.month), ())


_BORN = """
SELECT customer_id, day, month FROM special_date
WHERE kind = 'birthday' AND day IS NOT NULL AND month IS NOT NULL AND customer_id > ? AND customer_id <= ?
"""
_Key = TypeVar("_Key")


def _add(found: dict[_Key, tuple[int, ...]], key: _Key, id_: int) -> None:
    ids = found.get(key, ())
    if id_ not in ids:
        found[key] = (*ids, id_)


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
        self._skipped = self._alerts_made = 0
        self._look_alikes: list[tuple[str, str]] = []
        self._cards: dict[int, None] = {}
        self._to_check: dict[int, None] = {}
        self._wrote = False

    def bring_in(self, people: list[Person]) -> float:
        """Match, merge and write one chunk; gives the seconds for which the counter had to wait."""
        plan, chosen = self._plan, self._plan.choices
        if chosen.decisions:
            wanted = [person for person in people if chosen.decisions.get(person.line) != SKIP]
            self._skipped += len(people) - len(wanted)
            people = wanted
        photos = [self._reduced(person.photo) for person in people]
        start = clock.monotonic()
        with self._store.write(Act.IMPORT_CONTACTS, staff=self._staff, batch=self._batch) as w:
            twins = self._names.twins if len(self._look_alikes) >= _MOST_ALIKE else None
            chunk = known.Chunk(w, people, self._names.find, plan.refused, plan.over, chosen.decisions, twins)
            for person, photo in zip(people, photos, strict=True):
                if person.outside_id in plan.groups:
                    person.add_tags(plan.groups[person.outside_id])
                self._add(chunk, person, photo)
            w.label(file=plan.file)
            entering.write(w, chunk)
            self._wrote = self._wrote or bool(w.images)
        self._note(chunk)
        if plan.needs_names:
            for one in chunk.known:
                if one.id is not None:
                    self._names.enter(one.id, one.values["name"], one.birthday())
        return clock.monotonic() - start

    def _note(self, chunk: known.Chunk) -> None:
        """Remember which cards were made or changed, and which have an alert to be checked."""
        for one in chunk.known:
            if one.id is not None and one.added and len(self._cards) < _MOST_CARDS:
                self._cards[one.id] = None
                if one.more.get("alert"):
                    self._to_check[one.id] = None

    def remember(self) -> None:
        """The next file with these headings is matched as this one was."""
        if self._plan.layout is not None:
            with self._store.write(Act.IMPORT_CONTACTS, staff=self._staff) as w:
                remembered.remember(w, self._plan.layout, self._plan.choices, self._plan.letters)

    def _add(self, chunk: known.Chunk, person: Person, photo: bytes | None) -> None:
        found = chunk.find(person)
        one = found or chunk.new(person)
        before = found.weight() if found is not None else 0
        self._kept_no += chunk.merge(person, one, self._wording(person) if person.consent else "")
        if person.line in self._plan.choices.alerts and (alert := person.alert()) is not None:
            self._alerts_made += chunk.warn(one, alert)
        if photo is not None and not one.has_photo:
            one.has_photo = True
            one.more["photo"].append({"jpeg": photo})
        if found is None:
            self._created += 1
            if self._plan.choices.decisions.get(person.line) == BOTH:
                chunk.keep_apart(person, one)
            else:
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
        if len(self._look_alikes) >= _MOST_ALIKE:
            return
        other = chunk.alike(person, one)
        if other is not None:
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
            batch=self._batch if self._wrote else None,
            skipped=self._skipped,
            alerts_made=self._alerts_made,
            to_check=tuple(map(CustomerId, self._to_check)),
            cards=tuple(map(CustomerId, self._cards)),
        )
