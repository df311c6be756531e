"""What customers said, as lines of a list: the inbox, how much waits in it, the lines of one card.

The pages of the list are found by the index on status and moment; names are read for the shown page only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId, StaffId
from relnotebook.base.text import clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import names
from relnotebook.store import search
from relnotebook.store.write import Session

STATUSES = ("new", "acting", "tell", "told")

SHOWN = {"todo": ("new", "acting", "tell"), "told": ("told",), "untold": ("tell",), "all": STATUSES}
"""What each tab of the inbox shows; untold: something was done or decided, and the customer does not know yet."""

NOBODYS = StaffId(0)
"""As `owner`: what nobody has taken on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One feedback as a row.

    Attributes:
        name: never empty; somebody without a card is "Someone at the counter", or the name they left.
        due: by when something is to be done; late: days past it, 0 when there is time or nothing is to be done.
        age: days since it was said.
        owner: who takes care of it, "" nobody yet.
    """

    id: int
    customer: CustomerId | None
    name: str
    own_script: str
    when: datetime
    words: str
    status: str
    feeling: str
    kind: str
    rating: int | None
    severity: str
    due: date | None
    late: int
    owner: str
    age: int
    source: str

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the list, to ask for those before it."""
        return int(self.when.timestamp()), self.id


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the list, newest first, and how many there are of all: `untold` was done but not told."""

    lines: tuple[Line, ...]
    todo: int
    told: int
    everything: int
    untold: int
    new: int
    more: bool


@dataclass(frozen=True, slots=True)
class Count:
    """For the cover: to do, of these new, of these late."""

    todo: int
    new: int
    late: int


# Reads


def inbox(
    s: Session,
    *,
    show: str = "todo",
    kinds: Collection[str] = frozenset(),
    feelings: Collection[str] = frozenset(),
    owner: StaffId | None = None,
    text: str = "",
    limit: int = 200,
    before: tuple[int, int] | None = None,
) -> Inbox:
    """The newest `limit` of what is asked for; `before` is the `place` of the last line of the page above.

    `text` is looked for in the words, in what they are about, and among the customers. `owner` NOBODYS: what nobody
    has taken on. The numbers are of everything, not of the page. Raises Refusal("bad-choice", field="show", value).
    """
    if show not in SHOWN:
        raise Refusal("bad-choice", field="show", value=show)
    by_status = _by_status(s)
    wanted = _Wanted.of(s, kinds, feelings, owner, text)
    many = sum(by_status.get(status, 0) for status in SHOWN[show]) > _MANY
    pages = wanted.looked_through if many and wanted.sql else wanted.looked_up
    found = pages(s, SHOWN[show], before, limit + 1)
    return Inbox(
        lines=lines(s, [key for _at, key in found[:limit]]),
        todo=sum(by_status.get(status, 0) for status in SHOWN["todo"]),
        told=by_status.get("told", 0),
        everything=sum(by_status.values()),
        untold=by_status.get("tell", 0),
        new=by_status.get("new", 0),
        more=len(found) > limit,
    )


def count(s: Session) -> Count:
    """How much waits; late is what was due before today and is neither decided nor told."""
    by_status = _by_status(s)
    late = "SELECT count(*) FROM feedback WHERE of_staff = 0 AND status IN ('new', 'acting') AND due <> '' AND due < ?"
    todo = sum(by_status.get(status, 0) for status in SHOWN["todo"])
    waits = by_status.get("new", 0) + by_status.get("acting", 0)
    days_late = names.first(s.raw(late, (clock.today().isoformat(),)), 0) if waits else 0
    return Count(todo, by_status.get("new", 0), days_late)


def _by_status(s: Session) -> dict[str, int]:
    return dict(s.raw("SELECT status, count(*) FROM feedback WHERE of_staff = 0 GROUP BY status"))


def of_customer(s: Session, customer: CustomerId) -> tuple[Line, ...]:
    """Everything a customer said, newest first."""
    sql = "SELECT id FROM feedback WHERE customer_id = ? AND +of_staff = 0 ORDER BY at DESC, id DESC"
    return lines(s, [key for (key,) in s.raw(sql, (customer,))])


def open_of(s: Session, customer: CustomerId) -> Line | None:
    """The newest complaint of a customer who has not been told yet what came of it."""
    sql = (
        "SELECT id FROM feedback WHERE customer_id = ? AND +of_staff = 0 AND kind = 'complaint' AND status <> 'told' "
        "ORDER BY at DESC, id DESC LIMIT 1"
    )
    found = lines(s, [key for (key,) in s.raw(sql, (customer,))])
    return found[0] if found else None


# Which ones


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The filters of a page as conditions; `words` are folded, `customers` those whose names fit them."""

    sql: str
    params: tuple[Any, ...]
    words: tuple[str, ...]
    customers: frozenset[int]

    @staticmethod
    def of(s: Session, kinds: Collection[str], feelings: Collection[str], owner: StaffId | None, text: str) -> _Wanted:
        parts: list[tuple[str, tuple[Any, ...]]] = []
        for column, values in (("kind", kinds), ("feeling", feelings)):
            if values:
                parts.append((f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(values)),)))
        if owner is not None:
            parts.append(("owner_id IS NULL", ()) if owner == NOBODYS else ("owner_id = ?", (owner,)))
        words = tuple(fold(clean(text, limit=_MOST_TEXT)).split())
        customers = _called(s, words)
        if words:
            parts.append(_like(words, customers))
        sql = "".join(f" AND ({part})" for part, _params in parts)
        return _Wanted(sql, tuple(value for _part, params in parts for value in params), words, customers)

    def looked_up(
        self, s: Session, statuses: Sequence[str], before: tuple[int, int] | None, most: int
    ) -> list[tuple[int, int]]:
        """(at, id) of the newest `most` and perhaps a few more, by the index: a page of each status."""
        several = (islice(self._places(s, status, before), most) for status in statuses)
        return sorted((place for places in several for place in places), reverse=True)

    def looked_through(
        self, s: Session, statuses: Sequence[str], before: tuple[int, int] | None, most: int
    ) -> list[tuple[int, int]]:
        """The same by one look through the table. What is seldom said is found so at a sixth of the cost: by the
        index every row would be fetched for itself."""
        told, since, place = self._asked(before)
        wanted = f"status IN ({', '.join('?' * len(statuses))}){self.sql}"
        newest = f"SELECT * FROM feedback WHERE of_staff = 0{since} ORDER BY at DESC, id DESC LIMIT {_FIRST}"
        plain = f"FROM feedback NOT INDEXED WHERE of_staff = 0{since} AND {wanted}"
        found: list[tuple[int, int]] = []
        # What is often said is among the newest; else all is looked at, and what folds alike only is asked for in full.
        for rows, size in (
            (f"FROM ({newest}) WHERE {wanted}", _FIRST),
            (plain, max(_PAGE, most)),
            (plain, 16 * _PAGE),
            (plain, _MOST_ROWS),
        ):
            sql = f"SELECT at, id{told} {rows} ORDER BY at DESC, id DESC LIMIT ?"
            read = s.raw(sql, (*place, *statuses, *self.params, size))
            found = [(at, key) for at, key, *rest in read if not self.words or self._fits(*rest)]
            if len(found) >= most or (rows is plain and len(read) < size):
                break
        return found[:most]

    def _places(self, s: Session, status: str, before: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
        """(at, id) of those with a status, newest first."""
        while True:
            rows = self._page(s, status, before)
            yield from ((at, key) for at, key, *rest in rows if not self.words or self._fits(*rest))
            if len(rows) < _PAGE:
                return
            before = rows[-1][:2]

    def _page(self, s: Session, status: str, before: tuple[int, int] | None) -> list[tuple[Any, ...]]:
        told, since, place = self._asked(before)
        sql = f"SELECT at, id{told} FROM feedback WHERE of_staff = 0 AND status = ?{since}{self.sql}"
        return s.raw(f"{sql} ORDER BY at DESC, id DESC LIMIT {_PAGE}", (status, *place, *self.params))

    def _asked(self, before: tuple[int, int] | None) -> tuple[str, str, tuple[int, ...]]:
        """(what else is read of each row, from where on, the numbers of that place)."""
        told = ", customer_id, words, about, given_name" if self.words else ""
        return (told, "", ()) if before is None else (told, " AND (at, id) < (?, ?)", before)

    def _fits(self, customer: int | None, *texts: str) -> bool:
        folded = fold("\n".join(texts))
        return customer in self.customers or all(word in folded for word in self.words)


_PAGE = 256
_MANY = 5_000  # from so many rows on, the table is looked through for what is asked for
_FIRST = 3_000  # of them are looked at by the index first
_MOST_ROWS = 2**31
_MOST_TEXT = 120
_MOST_PEOPLE = 500


_BINNED = """
SELECT c.id, c.name, c.call_name, c.own_script FROM customer c WHERE c.binned_at IS NOT NULL
AND EXISTS (SELECT 1 FROM feedback f WHERE f.customer_id = c.id)
"""


def _called(s: Session, words: Sequence[str]) -> frozenset[int]:
    """Customers whose names hold these words, those in the bin too; what else a card says does not count here."""
    if not words:
        return frozenset()
    found = [(one.customer_id, one.texts[0]) for one in search.match(s, " ".join(words), _MOST_PEOPLE)]
    found += [(key, "\n".join(called)) for key, *called in s.raw(_BINNED)]  # the search does not know them
    return frozenset(key for key, called in found if all(word in fold(called) for word in words))


def _like(words: Sequence[str], customers: Collection[int]) -> tuple[str, tuple[Any, ...]]:
    """A condition that lets through whatever may fit, and not much more; `_fits` says what does."""
    tests = " AND ".join([f"({' OR '.join(map(_holds, ('words', 'about', 'given_name')))})"] * len(words))
    patterns = ((f"%{_escaped(word)}%", f"*{_spelt(word)}*") for word in words for _column in range(3))
    by_name = json.dumps(sorted(customers))
    found = f"customer_id IN (SELECT value FROM json_each(?)) OR {tests}"
    return found, (by_name, *(pattern for pair in patterns for pattern in pair))


def _holds(column: str) -> str:
    """Whether a column holds a word: plain letters are compared as they are, which is quick, others in any spelling."""
    return (
        f"CASE WHEN octet_length({column}) = length({column}) THEN {column} LIKE ? ESCAPE '\\' ELSE {column} GLOB ? END"
    )


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_TWO_IN_ONE = re.compile("ae|oe|ss|th|ng|ij|dz|lj|nj|'n|l·")
"""Letters that may be written as one: æ, œ, ß, þ, ŋ."""

_NOT_ASCII = "\u0080-\U0010ffff"


def _spelt(word: str) -> str:
    """A folded word as a pattern for GLOB, which finds it in any spelling: in capitals, with any accents."""
    parts = _TWO_IN_ONE.split(word)
    return "*".join("".join(_letter(char) for char in part) for part in parts)


def _letter(char: str) -> str:
    return "?" if char in "^-]" else f"[{char}{char.upper()}{_NOT_ASCII}]"


# Lines

_LINES = """
SELECT f.id, f.customer_id, f.at, f.utc_offset, f.words, f.status, f.feeling, f.kind, f.rating, f.severity, f.due,
       coalesce(o.name, ''), f.source, f.given_name, f.channel
FROM json_each(?) j CROSS JOIN feedback f ON f.id = j.value LEFT JOIN staff o ON o.id = f.owner_id ORDER BY j.key
"""
_WHO = f"""
SELECT c.id, c.name, c.call_name, c.own_script, c.card_number,
       CASE WHEN c.name || c.call_name || c.own_script = '' THEN ({names.REACH.replace("?", "c.id")}) END
FROM json_each(?) j CROSS JOIN customer c ON c.id = j.value
"""


def lines(s: Session, ids: Sequence[int]) -> tuple[Line, ...]:
    """The lines of these, in their order; customers in the bin are named too."""
    rows = s.raw(_LINES, (json.dumps(list(ids)),)) if ids else []
    who = _names(s, {row[1] for row in rows if row[1] is not None})
    today = clock.today()
    return tuple(_line(row, who, today) for row in rows)


def _names(s: Session, customers: Collection[int]) -> dict[int, tuple[str, str]]:
    """(shown name, own script) of each."""
    found = s.raw(_WHO, (json.dumps(sorted(customers)),)) if customers else []
    return {
        key: (names.shown_name(name, call_name, own, reach or "", card), own if own != name else "")
        for key, name, call_name, own, card, reach in found
    }


def _line(row: tuple[Any, ...], who: dict[int, tuple[str, str]], today: date) -> Line:
    key, customer, at, offset, words, status, feeling, kind, rating, severity, due, owner, source, given, way = row
    when, day = clock.moment(at, offset), date.fromisoformat(due) if due else None
    waits = status in ("new", "acting")
    name, own_script = who.get(customer, ("", ""))
    return Line(
        id=key,
        customer=None if customer is None else CustomerId(customer),
        name=name or given or someone(source, way),
        own_script=own_script,
        when=when,
        words=words,
        status=status,
        feeling=feeling,
        kind=kind,
        rating=rating,
        severity=severity,
        due=day,
        late=max(0, (today - day).days) if day and waits else 0,
        owner=owner,
        age=max(0, (today - when.date()).days),
        source=source,
    )


def someone(source: str, channel: str) -> str:
    """What somebody without a card and without a name is called."""
    if source == "kiosk":
        return _("Someone on the customer screen")
    return {
        "phone": _("Someone on the phone"),
        "email": _("Someone by e-mail"),
        "chat": _("Someone in the chat"),
        "social": _("Someone online"),
    }.get(channel, _("Someone at the counter"))
