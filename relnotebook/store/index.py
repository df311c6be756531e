"""The search index: one document a customer, kept in the same commit as what it is made of.

`find` is a contentless FTS5 table whose rowid is a rank key: the smallest key is the customer most likely to
stand at the counter, so that the first rows of a list of matches are the right ones and SQLite may stop there.
A contentless index needs the old texts to take words out again; `find_doc` keeps them.

Words of names, card numbers and phones stand in the index as they are. Words of e-mails, of the usual and of
tags carry the mark ASIDE, so that "oli" can ask for names before all who eat olive bread; the beginnings of
phone numbers carry the mark START, because half a town shares its area code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from relnotebook.base import text
from relnotebook.base.clock import FORTNIGHT
from relnotebook.base.text import Phone
from relnotebook.store.transaction import Session, Write

ASIDE = "\ue001"  # private-use letters: the index keeps them in words, and nobody can type them (text.fold)
START = "\ue000"
_MARKS = ASIDE + START
STARTS = range(4, 8)  # how many digits of a beginning are words of their own; up to three are cheap as they are

MOST = 32767  # the highest score
_SHIFT = 24
_MILLENNIUM = 946_684_800  # 1 January 2000
_CHUNK = 1000
_TICK = 5000
_SPELT = range(3, 25)  # words this long are looked at for misspellings


# Documents


@dataclass(frozen=True, slots=True)
class Document:
    """What a customer is found by: texts of folded words, made by `of`.

    A text has a blank at both ends, so that " an" is the beginning of a word in it and " ana " a whole one.
    """

    customer_id: int
    names: str
    ids: str
    usual: str = ""
    tags: str = ""

    @classmethod
    def of(
        cls,
        customer_id: int,
        *,
        names: Iterable[str] = (),
        phones: Iterable[Phone] = (),
        emails: Iterable[str] = (),
        cards: Iterable[str] = (),
        usual: Iterable[str] = (),
        tags: Iterable[str] = (),
    ) -> Document:
        """The document from texts as they are kept; `names` with the full name first, `emails` normalised."""
        names = tuple(names)
        ids = [*map(_card_words, cards), *map(_phone_words, phones)]
        return cls(
            customer_id,
            _column([*map(text.words, names), *[sorted(text.keys(name)) for name in names]]),
            _column([*ids, *[_aside(text.email_tokens(email)) for email in emails]]),
            _column([_aside(text.words(line)) for line in usual]),
            _column([_aside(text.words(tag)) for tag in tags]),
        )

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """The columns of the index, in order."""
        return self.names, self.ids, self.usual, self.tags


def _column(words: list[list[str]]) -> str:
    joined = text.join_tokens(*words) if words else ""
    return f" {joined} " if joined else ""


def _card_words(card: str) -> list[str]:
    words = text.words(card)
    return [*words, "".join(words)] if len(words) > 1 else words


def _phone_words(phone: Phone) -> list[str]:
    starts = [START + form[:n] for form in (phone.normal, phone.national) for n in STARTS if n < len(form)]
    return [*text.phone_tokens(phone), *starts]


def _aside(words: Iterable[str]) -> list[str]:
    return [ASIDE + word for word in words]


# Rank


def score(last_at: int | None, visits: int) -> int:
    """How likely a customer is to stand at the counter: the fortnight of the last visit, then how many there were.

    It changes when a visit falls into a new fortnight or the count of visits has doubled, so most visits leave
    the index alone. `last_at` None (never seen, or not since before 2000) is 0.
    """
    fortnight = max(0, (last_at or 0) - _MILLENNIUM) // FORTNIGHT
    return int(min(MOST, fortnight * 8 + min(7, max(0, visits).bit_length())))


def rank(points: int, customer_id: int) -> int:
    """The rowid of a document: higher scores first, then older cards."""
    if not 0 < customer_id < 1 << _SHIFT:
        raise ValueError(f"customer {customer_id} is out of the index's range")
    return (MOST - points) << _SHIFT | customer_id


OWNER = f"rowid & {(1 << _SHIFT) - 1}"
"""The customer of a row of the index, in SQL: for those who need no more of the document."""

# Keeping it

_Row = tuple[int, str, str, str, str]  # rank, names, ids, usual, tags

_PUT_OUT = "INSERT INTO find (find, rowid, names, ids, usual, tags) VALUES ('delete', ?, ?, ?, ?, ?)"
_PUT_IN = "INSERT INTO find (rowid, names, ids, usual, tags) VALUES (?, ?, ?, ?, ?)"
_KEEP = (
    "INSERT INTO find_doc (rank, names, ids, usual, tags, customer_id) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (customer_id) DO UPDATE SET rank = excluded.rank, names = excluded.names, "
    "ids = excluded.ids, usual = excluded.usual, tags = excluded.tags"
)


def put_documents(w: Write, documents: Iterable[tuple[Document, int]]) -> int:
    """Bring the documents and their scores into the index; how many differed from what stood there.

    One or a hundred thousand: they are taken in thousands, and what is equal costs one read.
    """
    differed = 0
    remaining = iter(documents)
    while chunk := list(islice(remaining, _CHUNK)):
        differed += _put_chunk(w, {d.customer_id: (rank(points, d.customer_id), *d.texts) for d, points in chunk})
    return differed


def _put_chunk(w: Write, wanted: dict[int, _Row]) -> int:
    old = _kept(w, wanted)
    changed = {who: row for who, row in wanted.items() if old.get(who) != row}
    if not changed:
        return 0
    gone = [old[who] for who in changed if who in old]
    if gone:
        w.renew_many(_PUT_OUT, gone)
    w.renew_many(_KEEP, [(*row, who) for who, row in changed.items()])
    w.renew_many(_PUT_IN, sorted(changed.values()))
    _count(w, changed.values(), gone)
    return len(changed)


def move(w: Write, scores: Mapping[int, int]) -> None:
    """Give customers another score; what they are found by stays, so their texts need not be made again."""
    old = _kept(w, scores)
    moved = {who: (rank(scores[who], who), *row[1:]) for who, row in old.items() if row[0] != rank(scores[who], who)}
    if moved:
        w.renew_many(_PUT_OUT, [old[who] for who in moved])
        w.renew_many(_KEEP, [(*row, who) for who, row in moved.items()])
        w.renew_many(_PUT_IN, sorted(moved.values()))


def take_out(w: Write, customers: Iterable[int]) -> None:
    """Forget these customers' documents, and the words that nobody else has."""
    remaining = iter(customers)
    while chunk := list(islice(remaining, _CHUNK)):
        old = _kept(w, chunk)
        if old:
            w.renew_many(_PUT_OUT, list(old.values()))
            w.renew_many("DELETE FROM find_doc WHERE customer_id = ?", [(who,) for who in old])
            _count(w, (), old.values())


def _kept(s: Session, customers: Iterable[int]) -> dict[int, _Row]:
    found = s.raw(
        "SELECT customer_id, rank, names, ids, usual, tags FROM find_doc "
        "WHERE customer_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(customers)),),
    )
    return {row[0]: row[1:] for row in found}


# Words, for misspellings and for words still being typed


def _count(w: Write, come: Iterable[_Row], gone: Iterable[_Row]) -> None:
    change: Counter[str] = Counter()
    for row in come:
        change.update(vocabulary(*row[1:]))
    for row in gone:
        change.subtract(vocabulary(*row[1:]))
    more = {word: times for word, times in change.items() if times > 0}
    fewer = [(-times, word) for word, times in change.items() if times < 0]
    if more:
        _learn(w, more)
    if fewer:
        w.renew_many("UPDATE find_word SET times = times - ? WHERE word = ?", fewer)
        _unlearn(w, [word for _, word in fewer])


def vocabulary(names: str, ids: str, usual: str, tags: str) -> set[str]:
    """The words of a document that may be completed or put right: all but numbers and e-mails, without marks."""
    found = set(names.split())
    found.update([word for word in ids.split() if word[0] not in _MARKS])
    for column in (usual, tags):
        if column:
            found.update([word[1:] for word in column.split()])
    return {word for word in found if not word.isdecimal()}


def _learn(w: Write, more: dict[str, int]) -> None:
    asked = json.dumps(list(more))
    known = w.raw("SELECT word FROM find_word WHERE word IN (SELECT value FROM json_each(?))", (asked,))
    new = more.keys() - {word for (word,) in known}
    w.renew_many(
        "INSERT INTO find_word (word, times) VALUES (?, ?) "
        "ON CONFLICT (word) DO UPDATE SET times = times + excluded.times",
        sorted(more.items()),
    )
    near = sorted((shorter, word) for word in new if spellable(word) for shorter in shortened(word))
    if near:
        w.renew_many("INSERT OR IGNORE INTO find_near (shorter, word) VALUES (?, ?)", near)


def _unlearn(w: Write, words: list[str]) -> None:
    asked = json.dumps(words)
    unused = w.raw("SELECT word FROM find_word WHERE word IN (SELECT value FROM json_each(?)) AND times <= 0", (asked,))
    if unused:
        w.renew_many("DELETE FROM find_word WHERE word = ?", unused)
        near = [(shorter, word) for (word,) in unused for shorter in shortened(word)]
        w.renew_many("DELETE FROM find_near WHERE shorter = ? AND word = ?", near)


def spellable(word: str) -> bool:
    """Whether a word is long enough to be told from its neighbours, and written in letters only."""
    return len(word) in _SPELT and not any(char.isdecimal() for char in word)


def shortened(word: str) -> set[str]:
    """The word, and the word with each one letter taken out: two words that share one are a slip apart, or nearly."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


# The whole index


def rebuild(w: Write) -> None:
    """Make the index and the words anew from the documents kept beside it."""
    w.renew("INSERT INTO find (find) VALUES ('delete-all')")
    w.renew("DELETE FROM find_word")
    w.renew("DELETE FROM find_near")
    last = -1
    while rows := w.raw(
        "SELECT rank, names, ids, usual, tags FROM find_doc WHERE rank > ? ORDER BY rank LIMIT ?", (last, _CHUNK)
    ):
        w.renew_many(_PUT_IN, rows)
        _count(w, rows, ())
        last = rows[-1][0]


def clear(w: Write) -> None:
    """Empty the index and everything kept beside it."""
    w.renew("INSERT INTO find (find) VALUES ('delete-all')")
    for table in ("find_doc", "find_word", "find_near"):
        w.renew(f"DELETE FROM {table}")


def optimize(w: Write) -> None:
    """Merge the index into one piece: for idle time, and after somebody was erased.

    Until then words taken out still stand in older pieces of the file.
    """
    w.renew("INSERT INTO find (find) VALUES ('optimize')")


# Checking it


def agrees(connection: Any) -> Generator[int, None, bool]:
    """Whether the index holds exactly the words of the documents beside it, as a job on a driver connection.

    Told by sums of hashes, so that a large notebook needs no memory. Yields how many documents are done. Raises
    the driver's error when the index cannot be read at all.
    """
    left = 0
    for done, columns in enumerate(connection.execute("SELECT names, ids, usual, tags FROM find_doc"), 1):
        left += sum(map(hash, set(" ".join(columns).split())))
        if done % _TICK == 0:
            yield done
    connection.execute("CREATE VIRTUAL TABLE temp.find_words USING fts5vocab('main', 'find', 'row')")
    try:
        for done, (term, times) in enumerate(connection.execute("SELECT term, doc FROM temp.find_words"), 1):
            left -= hash(term) * times
            if done % (20 * _TICK) == 0:
                yield 0
    finally:
        connection.execute("DROP TABLE temp.find_words")
    return left == 0
