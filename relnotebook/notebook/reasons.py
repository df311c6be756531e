"""The reason for each row of a search: what is at hand is asked first, then as much is read as it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from relnotebook.base.terms import CustomerId
from relnotebook.notebook import why
from relnotebook.notebook.lines import AMONG, Known, listed
from relnotebook.notebook.why import Forms, Hit, Text, Why
from relnotebook.store import search
from relnotebook.store.search import Match
from relnotebook.store.write import Session


def of(s: Session, typed: str, known: Sequence[Known], matches: Mapping[CustomerId, Match]) -> dict[CustomerId, Why]:
    """Why each of `known` fits what was typed."""
    asked = [term.forms for term in search.read_terms(typed)]
    number = asked[0][0] if len(asked) == 1 and asked[0][0].isdecimal() else None
    ways_first = "@" in typed or any(forms[0].isdecimal() for forms in asked)
    found: dict[CustomerId, Why] = {}
    rest: list[_Row] = []
    for one in known:
        match = matches[one.id]
        if not match.corrected and not ways_first and (at_once := _at_once(one, asked)):
            found[one.id] = at_once
            continue
        row = _Row(one, match, asked, _at_hand(one, number))
        if (ways_first and one.card_number != number) or not row.explained():
            rest.append(row)
        if row.reason is not None:
            found[one.id] = row.reason
    by_ways: list[_Row] = []
    others: list[_Row] = []
    for row in rest:
        (by_ways if row.by_ways else others).append(row)
    others += _read_on(s, by_ways, found, _ways_first if ways_first else _ways)
    for row in _read_on(s, others, found, _others):
        if row.reason is None and (loosely := why.explain_loosely(row.texts, row.asked)):
            found[row.one.id] = row.told(loosely)
    return found


def _at_once(one: Known, asked: Sequence[Forms]) -> Why | None:
    """The reason when the name alone, or else a usual, holds everything."""
    found = why.in_one("name", one.name, asked)
    if found is not None or one.own_script or one.call_name:
        return found
    for line in one.usuals:
        if (found := why.in_one("usual", line, asked)) is not None:
            break
    return found


@dataclass(slots=True)
class _Row:
    """A customer whose reason is sought: in `texts`, as far as they were read.

    Attributes:
        columns: where the search found them.
        looked: how many of the texts were looked at; seen: what was found in those.
    """

    one: Known
    match: Match
    asked: Sequence[Forms]
    texts: list[Text]
    reason: Why | None = None
    columns: tuple[str, ...] = ()
    looked: int = 0
    seen: list[tuple[Text, Hit]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.match.corrected:
            self.asked = [(word,) for word in self.match.corrected.split()]

    @property
    def by_ways(self) -> bool:
        """Whether a phone, an e-mail, a card number or a tag is among the reasons."""
        self.columns = self.match.columns
        return "ids" in self.columns or "tags" in self.columns

    def explained(self) -> bool:
        """Whether all that was asked for is found in what was read."""
        found, whole = why.explain(self.texts[self.looked :], self.asked, self.seen)
        self.looked = len(self.texts)
        self.reason = found if found is None else self.told(found)
        return whole

    def told(self, found: Why) -> Why:
        """The reason as it is said of somebody who was found by words that were put right."""
        return Why("near", found.text, found.spans) if self.match.corrected else found


def _read_on(
    s: Session, rows: list[_Row], found: dict[CustomerId, Why], read: Callable[[Session, Sequence[_Row]], None]
) -> list[_Row]:
    """Read more about `rows`; those who are still not explained."""
    if not rows:
        return []
    read(s, rows)
    rest = [row for row in rows if not row.explained()]
    found.update({row.one.id: row.reason for row in rows if row.reason is not None})
    return rest


def _at_hand(one: Known, number: str | None) -> list[Text]:
    """What the line shows itself; and the card that was scanned before it all."""
    found = [Text("name", one.name)]
    if one.own_script:
        found.append(Text("own_script", one.own_script))
    if one.call_name:
        found.append(Text("call_name", one.call_name))
    found += [Text("usual", line) for line in one.usuals]
    if number == one.card_number:
        found.insert(0, Text("card", number))
    return found


_WAYS = f"""
SELECT customer_id, channel, value, normal FROM contact WHERE customer_id {AMONG} AND channel IN ('phone', 'email')
ORDER BY channel <> 'phone', id
"""
_TAGS = f"""
SELECT c.customer_id, 'tag', t.name, '' FROM customer_tag c JOIN tag t ON t.id = c.tag_id WHERE c.customer_id {AMONG}
"""
_PEOPLE = f"SELECT customer_id, 'person', name, '' FROM person WHERE customer_id {AMONG} ORDER BY id"
_HAD = f"""
SELECT t.customer_id, 'had', i.name, '' FROM customer_stat t
JOIN json_each(t.learnt, '$.top') had JOIN item i ON i.id = json_extract(had.value, '$[0]')
WHERE t.learnt <> '' AND t.customer_id {AMONG} ORDER BY had.key
"""


def _ways(s: Session, rows: Sequence[_Row], *, first: bool = False) -> None:
    """Phones, e-mails and the card number; and tags. Only where the search found something in them."""
    by_ids = [row for row in rows if first or "ids" in row.columns]
    for row in by_ids:
        if row.one.card_number:
            row.texts.append(Text("card", row.one.card_number))
    _read(s, by_ids, _WAYS, first=first)
    _read(s, [row for row in rows if first or "tags" in row.columns], _TAGS)


def _ways_first(s: Session, rows: Sequence[_Row]) -> None:
    """The same, when a number or an address was typed: they stand before names that hold it too."""
    _ways(s, rows, first=True)


def _others(s: Session, rows: Sequence[_Row]) -> None:
    """Animals by their name, and what was had so often that the customer is found by it."""
    _read(s, rows, _PEOPLE)
    _read(s, rows, _HAD)


def _read(s: Session, rows: Sequence[_Row], sql: str, *, first: bool = False) -> None:
    if not rows:
        return
    by_id = {row.one.id: row.texts for row in rows}
    found = s.raw(sql, (listed(by_id),))
    if not first:
        for customer, kind, text, normal in found:
            by_id[customer].append(Text(kind, text, normal))
        return
    for customer, kind, text, normal in reversed(found):
        by_id[customer].insert(0, Text(kind, text, normal))
    for row in rows:
        row.looked = 0
        row.seen.clear()
