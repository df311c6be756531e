"""Everybody in the notebook as a table: who is listed, in which order, and what a row says of them.

An order is one string of identities, however long the list is; the lines are read for the rows that are looked at.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import fold, words
from relnotebook.notebook import consent, rhythm, segment_sql, segments
from relnotebook.notebook import lines as rows
from relnotebook.notebook.lines import AMONG, Badge, CustomerLine
from relnotebook.notebook.segment_rules import Rule, Rules
from relnotebook.store import search
from relnotebook.store.write import Session

SORTS = ("name", "usual", "last", "rhythm", "closeness", "added")
BIN_SORTS = ("binned", "name", "last")

REGULARS: Rules = (
    Rule("visits", "at_least", 4),
    Rule("rhythm", "at_most", 45),
    Rule("last_visit", "within", 90),
)
"""Those one counts on: four visits or more, in the shop at least every six weeks, and in the last three months."""

CHIPS: dict[str, Rules] = {
    "everyone": segments.EVERYBODY,
    "regulars": REGULARS,
    "slipping": (Rule("slipping", "is"),),
    "birthdays": (Rule("birthday", "this_month"),),
    "not_asked": tuple(Rule("consent", "not_asked", channel) for channel in consent.CHANNELS),
}
"""The filters above the table; nobody of `not_asked` was ever asked, by whatever channel."""


@dataclass(frozen=True, slots=True)
class View:
    """What is listed.

    Attributes:
        rules: whom; checked before (segments.checked).
        text: words that every one of them is found by, as in the search.
        sort: one of SORTS, in the bin of BIN_SORTS; what is not known comes last either way.
        bin: the cards in the bin instead; rules do not narrow it.
    """

    rules: Rules = segments.EVERYBODY
    text: str = ""
    sort: str = "name"
    descending: bool = False
    bin: bool = False


@dataclass(frozen=True, slots=True)
class BrowseLine:
    """A row of the table.

    Attributes:
        rhythm: how often they come, "every 4 days"; '' while that is not known.
        closeness: 1 to 10, 0 where there is none.
        given, refused: channels of consent with a yes and with a no, for news and offers.
        badges: alerts first, as in any list.
        binned_at: when the card was put into the bin.
    """

    id: CustomerId
    name: str
    own_script: str
    usual: str
    last_seen: datetime | None
    rhythm: str
    closeness: int
    given: tuple[str, ...]
    refused: tuple[str, ...]
    tags: tuple[str, ...]
    badges: tuple[Badge, ...] = ()
    state: str = "active"
    binned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many each filter lets through, by its key of CHIPS; `bin` are the cards in the bin."""

    chips: dict[str, int]
    bin: int


# Who, in which order

_DOC = "LEFT JOIN find_doc d ON d.customer_id = x.id "
_UNDER = "LEFT JOIN (SELECT key AS id, value AS name FROM json_each(?)) n ON n.id = x.id "
_STAT = "LEFT JOIN customer_stat t ON t.customer_id = x.id "
_CARD = "JOIN customer c ON c.id = x.id "

_SORTED: dict[str, tuple[str, str, str]] = {
    "name": (_DOC, "d.names", "''"),
    "usual": (_DOC, "d.usual", "''"),
    "last": (_STAT, "t.last_at", "NULL"),
    "rhythm": (_CARD + _STAT, "coalesce(c.rhythm_days, t.gap_days)", "NULL"),
    "closeness": ("LEFT JOIN closeness k ON k.customer_id = x.id ", "k.score", "NULL"),
    "added": (_CARD, "c.added_at", "NULL"),
}
"""Sort -> (what is joined to the customers x, what they are ordered by, how that says that it is not known)."""


def order(s: Session, view: View) -> str:
    """The identities of those listed, in order: "3,1,2". For Listing.arrange; '' for nobody."""
    if view.bin:
        return ",".join(map(str, _bin(s, view)))
    source, where, before, after = _asked(s, view)
    sort = view.sort if view.sort in SORTS else "name"
    joins, by, unknown = _SORTED[sort]
    joined: list[object] = []
    if not view.rules:
        joins, by = joins.replace(_DOC, ""), by.replace("d.", "x.")
    if sort == "name" and (under := _sorted_under(s)):
        joins, by, joined = joins + _UNDER, f"coalesce(n.name, {by})", [under]
    way = "DESC" if view.descending else "ASC"
    sql = (
        f"SELECT group_concat(id) FROM (SELECT x.id AS id FROM {source} {joins} WHERE {where} "
        f"ORDER BY {by} IS {unknown}, {by} {way}, x.id)"
    )
    return str(s.raw(sql, [*before, *joined, *after])[0][0] or "")


def _asked(s: Session, view: View) -> tuple[str, str, list[object], list[object]]:
    """(customers as x, what they have to meet beside, the parameters of each)."""
    if view.rules:
        asked = segment_sql.query(s, view.rules)
        there = asked.source.count("?")
        source, where, before, after = asked.source, asked.where, asked.params[:there], asked.params[there:]
    else:  # whoever is not in the bin has a document, so that nobody need be left out
        source, where = "(SELECT customer_id AS id, names, usual FROM find_doc) x", "1"
        before, after = (), ()
    if not view.text.strip():
        return source, where, list(before), list(after)
    found, given = _found(s, view.text)
    return source, f"{where} AND x.id IN ({found})", list(before), [*after, given]


def _sorted_under(s: Session) -> str:
    """Those who are to be sorted under another name than their own, folded as the search index folds names; '' where
    there are none."""
    kept = s.raw("SELECT id, sort_name FROM customer WHERE sort_name <> ''")
    return json.dumps({str(who): f" {' '.join(words(name))} " for who, name in kept}) if kept else ""


def _found(s: Session, text: str) -> tuple[str, str]:
    """A select of those found by every word, with its parameter; near misses where nobody has the words themselves."""
    asked = search.expression(s, text)
    if asked and s.raw("SELECT 1 FROM find WHERE find MATCH ? LIMIT 1", (asked,)):
        return search.WHO, asked
    return "SELECT value FROM json_each(?)", json.dumps([match.customer_id for match in search.match(s, text)])


_BINNED = """
SELECT c.id, c.name || ' ' || c.call_name || ' ' || c.own_script || ' ' || c.card_number,
  CASE c.sort_name WHEN '' THEN c.name ELSE c.sort_name END, c.binned_at, t.last_at
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id
WHERE c.binned_at IS NOT NULL AND c.joined_into IS NULL
"""


def _bin(s: Session, view: View) -> list[int]:
    """The bin is not in the search index, and small: it is looked through."""
    wanted = words(view.text)
    found = [row for row in s.raw(_BINNED) if not wanted or _holds_all(words(row[1]), wanted)]
    column = {"name": 2, "last": 4}.get(view.sort, 3)
    known = sorted((row for row in found if row[column] not in (None, "")), key=lambda row: int(row[0]))
    known.sort(key=lambda row: fold(row[2]) if column == 2 else row[column], reverse=view.descending)
    return [row[0] for row in (*known, *(row for row in found if row[column] in (None, "")))]


def _holds_all(name: Sequence[str], wanted: Iterable[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in wanted)


def counts(s: Session) -> Counts:
    """How many each filter would show now."""
    chips = {key: segments.count(s, rules) for key, rules in CHIPS.items()}
    binned = s.raw("SELECT count(*) FROM customer WHERE binned_at IS NOT NULL AND joined_into IS NULL")
    return Counts(chips, int(binned[0][0]))


# Lines

_MORE = """
SELECT c.id, coalesce(c.rhythm_days, t.gap_days), coalesce(k.score, 0), c.binned_at, coalesce(t.last_offset, 0)
FROM json_each(?) j CROSS JOIN customer c ON c.id = j.value
LEFT JOIN customer_stat t ON t.customer_id = c.id LEFT JOIN closeness k ON k.customer_id = c.id
"""
_SAID = f"SELECT customer_id, channel, state, how FROM consent WHERE purpose = '' AND customer_id {AMONG} ORDER BY id"
_TAGS = (
    "SELECT m.customer_id, g.name FROM json_each(?) j CROSS JOIN customer_tag m ON m.customer_id = j.value "
    "JOIN tag g ON g.id = m.tag_id ORDER BY g.folded, g.id"
)


def lines(s: Session, ids: Sequence[CustomerId]) -> tuple[BrowseLine, ...]:
    """Lines in the order of `ids`; those that are not there are left out."""
    wanted = rows.listed(ids)
    more = {row[0]: row[1:] for row in s.raw(_MORE, (wanted,))}
    said = _words_that_count(s.raw(_SAID, (wanted,)))
    tags: dict[int, list[str]] = defaultdict(list)
    for who, name in s.raw(_TAGS, (wanted,)):
        tags[who].append(name)
    return tuple(_line(one, more[one.id], said[one.id], tags[one.id]) for one in rows.lines(s, ids))


def _words_that_count(ledger: Iterable[tuple[Any, ...]]) -> dict[int, dict[str, str]]:
    """Customer -> channel -> the newest word; a yes from a file only where nobody has said anything to us."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    heard: set[tuple[int, str]] = set()
    for who, channel, state, how in ledger:
        from_file = how == consent.IMPORTED and state == "given"
        if from_file and (who, channel) in heard:
            continue
        if not from_file:
            heard.add((who, channel))
        found[who][channel] = state
    return found


def _line(one: CustomerLine, more: tuple[Any, ...], said: dict[str, str], tags: Sequence[str]) -> BrowseLine:
    gap_days, score, binned_at, offset = more
    return BrowseLine(
        id=one.id,
        name=one.name,
        own_script=one.own_script,
        usual=one.usual,
        last_seen=one.last_seen,
        rhythm=rhythm.every(gap_days) if gap_days else "",
        closeness=score,
        given=tuple(channel for channel in consent.CHANNELS if said.get(channel) == "given"),
        refused=tuple(channel for channel in consent.CHANNELS if said.get(channel) in consent.NO),
        tags=tuple(tags),
        badges=one.badges,
        state=one.state,
        binned_at=None if binned_at is None else clock.moment(binned_at, offset),
    )
