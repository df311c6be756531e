"""Asking the search index: who is meant by what was typed so far.

Questions of growing width are asked until there are candidates enough: the words as typed, as beginnings of
names and numbers, as beginnings of what they have and are tagged with. The index gives its rows by rank, so each
question stops early; none of them sorts or scans. While fewer than three customers are found, e-mails and the
middle of numbers are looked into, then the words are put right, one slip each, by words that do occur
(`spelling`). The candidates are put in order in Python.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from relnotebook.base import text
from relnotebook.base.terms import CustomerId
from relnotebook.store import spelling
from relnotebook.store.index import (
    ASIDE,
    OWNER,
    START,
    STARTS,
    Document,
    clear,
    move,
    optimize,
    put_documents,
    rank,
    rebuild,
    score,
    take_out,
)
from relnotebook.store.transaction import Session

__all__ = [
    "WHO",
    "Document",
    "Match",
    "Matches",
    "clear",
    "expression",
    "match",
    "move",
    "near",
    "optimize",
    "put_documents",
    "rank",
    "rebuild",
    "score",
    "take_out",
]

CANDIDATES = 60
FEW = 3  # with fewer than this, words are put right
_MOST_TEXT = 120
_MOST_TERMS = 8
_MOST_ENDINGS = 32  # when more words than this complete the one being typed, a star is cheaper
_FEWEST_DIGITS = 3  # fewer begin everybody's number: they find only a name or card that is just these
_FEWEST_LETTERS = 4  # a shorter word is one slip from too many others
_WHOLE_NUMBER = 7  # digits from which an equal number is the number

COLUMNS = ("names", "ids", "usual", "tags")


class Match(NamedTuple):
    """A customer that fits.

    Attributes:
        rank: the rank key; smaller is likelier at the counter.
        corrected: the words that were meant, when one was misspelt; '' otherwise.
        texts: the document's, in the order of COLUMNS; words: those that fit.
    """

    customer_id: CustomerId
    rank: int
    corrected: str
    texts: Sequence[str]
    words: Sequence[str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Where the words were found: of names, ids, usual, tags. Worked out when it is asked for."""
        return tuple([name for name, held in zip(COLUMNS, self.texts, strict=True) if _holds(held, self.words)])


@dataclass(frozen=True, slots=True)
class Matches:
    """Customers that fit, the best first.

    Attributes:
        more: there are more than these.
        scanned: the one customer whose card number is exactly what was typed.
    """

    rows: tuple[Match, ...] = ()
    more: bool = False
    scanned: CustomerId | None = None

    def __iter__(self) -> Iterator[Match]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def match(s: Session, typed: str, limit: int = 50, *, about_now: Collection[int] = ()) -> Matches:
    """Customers that fit every word of `typed`, in any order; `about_now` are those who usually come at this hour.

    Any text may be asked for; what holds no letter or digit finds nobody.
    """
    typed = text.clean(typed, limit=_MOST_TEXT)
    terms = read_terms(typed)
    if not terms:
        return Matches()
    address = "@" in typed
    found = _Found(s, max(limit, CANDIDATES) + 1, few=1 if address else FEW)
    scanned = found.owned(_CARD, typed, text.digits(typed))
    if address:
        found.owned(_ADDRESS, typed.casefold())
    short = len(terms) == 1 and terms[0].number and len(terms[0].forms[0]) < _FEWEST_DIGITS
    for question in (_as_typed,) if short else (_as_typed, _as_names, _as_aside):
        if not found.enough:
            found.ask(question(s, terms))
    if found.few and not short:
        found.ask(_as_anything(s, terms))
    rows = _judged(found, terms, about_now)
    if found.few and not short:
        rows += _put_right(s, found, terms)
    return _best(rows, limit, scanned)


WHO = f"SELECT {OWNER} AS customer_id FROM find WHERE find MATCH ?"
"""Everybody for whom `expression` holds."""


def expression(s: Session, typed: str) -> str:
    """What the index is to be asked for all who fit every word of `typed`, however many; '' where nobody can.

    Nothing is put in order and no slip put right: for narrowing a list down, not for the counter.
    """
    terms = read_terms(text.clean(typed, limit=_MOST_TEXT))
    return _as_anything(s, terms) if terms else ""


def _best(rows: list[_Judged], limit: int, scanned: CustomerId | None = None) -> Matches:
    rows.sort(key=_ORDER)
    return Matches(tuple(map(_match, rows[:limit])), len(rows) > limit, scanned)


# What was typed


@dataclass(frozen=True, slots=True)
class Term:
    """One word or number that a customer must have.

    Attributes:
        forms: its spellings, folded; any of them will do.
        whole: nothing more of it is to come, as before the @ of an address.
        groups: a number's groups of digits as typed, when there were several.
    """

    forms: tuple[str, ...]
    number: bool = False
    whole: bool = False
    groups: tuple[str, ...] = ()


_NUMBER = re.compile(r"[+(]*\d[\d().\-/+‐‑–]*")


def read_terms(typed: str) -> list[Term]:
    """The words and numbers of a typed text. Groups of digits beside each other are one number: "0151 496"."""
    typed = unicodedata.normalize("NFC", typed)
    if "+" in typed or typed.lstrip("( ").startswith("00"):
        typed = typed.replace("(0)", " ")
    terms: list[Term] = []
    groups: list[str] = []
    for chunk in typed.split():
        if _NUMBER.fullmatch(chunk):
            groups.extend(map(text.digits, re.findall(r"\d+", chunk)))
            continue
        terms.extend(_number(groups))
        terms.extend(_words(chunk))
    terms.extend(_number(groups))
    return terms[:_MOST_TERMS]


def _words(chunk: str) -> Iterator[Term]:
    parts = text.parts(chunk)
    for i, part in enumerate(parts):
        forms = tuple(text.spellings(part))
        if forms:
            yield Term(forms, number=forms[0].isdecimal(), whole="@" in chunk and i + 1 < len(parts))


def _number(groups: list[str]) -> Iterator[Term]:
    if groups:
        joined = "".join(groups)
        forms = (joined, joined[2:]) if joined.startswith("00") and len(joined) > 4 else (joined,)
        yield Term(forms, number=True, groups=tuple(groups) if len(groups) > 1 else ())
        groups.clear()


# Asking

_COLUMNS = ", ".join(f"d.{name}" for name in COLUMNS)
_ASK = (
    f"SELECT d.rank, d.customer_id, {_COLUMNS} FROM find JOIN find_doc AS d ON d.rank = find.rowid "
    "WHERE find MATCH ? ORDER BY find.rowid LIMIT ?"
)
_CARD = (
    f"SELECT d.rank, d.customer_id, {_COLUMNS} FROM customer AS c JOIN find_doc AS d ON d.customer_id = c.id "
    "WHERE c.card_number IN (?, ?) AND c.card_number <> '' LIMIT 20"
)
_ADDRESS = (
    f"SELECT d.rank, d.customer_id, {_COLUMNS} FROM contact AS c JOIN find_doc AS d ON d.customer_id = c.customer_id "
    "WHERE c.normal = ? AND c.normal <> '' LIMIT 20"
)


_Row = tuple[Any, ...]  # rank, customer, and the texts of COLUMNS


class _Found:
    """The candidates so far.

    Attributes:
        owners: ranks of those whose card or address is exactly what was typed.
    """

    def __init__(self, s: Session, most: int, few: int = FEW) -> None:
        self._s = s
        self._most = most
        self._few = few
        self._rows: dict[int, _Row] = {}
        self.owners: set[int] = set()

    @property
    def rows(self) -> Collection[_Row]:
        return self._rows.values()

    @property
    def enough(self) -> bool:
        return len(self._rows) >= self._most

    @property
    def few(self) -> bool:
        """Whether it is worth guessing who else may be meant."""
        return len(self._rows) < self._few and not self.owners

    def ask(self, expression: str) -> list[_Row]:
        """Ask the index; only rows that are new are given back. '' finds nobody."""
        if not expression:
            return []
        known = self._rows
        new = [row for row in self._s.raw(_ASK, (expression, self._most)) if row[0] not in known]
        for row in new:
            known[row[0]] = row
        return new

    def owned(self, sql: str, *given: str) -> CustomerId | None:
        """Those whose card or address is exactly this come first; the one of them if there is one only."""
        rows = self._s.raw(sql, given)
        for row in rows:
            self._rows[row[0]] = row
            self.owners.add(row[0])
        return CustomerId(rows[0][1]) if len(rows) == 1 else None


# Expressions of the index. Words are quoted, so nothing typed is ever syntax.


def _as_typed(s: Session, terms: Sequence[Term]) -> str:
    return _all(_any(map(_word, term.forms)) for term in terms)


def _as_names(s: Session, terms: Sequence[Term]) -> str:
    return _all(_any(_begun(s, term, "")) for term in terms)


def _as_aside(s: Session, terms: Sequence[Term]) -> str:
    """Also the usual, tags, and e-mails made of known words."""
    return _all(_any(_begun(s, term, "", ASIDE)) for term in terms)


def _as_anything(s: Session, terms: Sequence[Term]) -> str:
    """Also any e-mail, and digits in the middle of a number; costs a little where many have them."""
    return _all(_any(_anyhow(s, term)) for term in terms)


def _anyhow(s: Session, term: Term) -> list[str]:
    options = _begun(s, term, "", ASIDE)
    if term.number:
        return [*options, *(_begin(mark + form) for form in term.forms for mark in ("", ASIDE))]
    unknown = [form for form in term.forms if not endings(s, form)]  # as parts of e-mails may be
    return [*options, *(_begin(ASIDE + form) for form in unknown)]


def _begun(s: Session, term: Term, *marks: str) -> list[str]:
    """What fits a word or number that begins so.

    A star is only used where it is cheap: the index keeps lists for beginnings of up to three letters, and
    merges all words of a longer one before it gives the first row.
    """
    options = []
    for form in term.forms:
        known: list[str] | None = None
        for mark in marks:
            if term.whole:
                options.append(_word(mark + form))
            elif len(mark) + len(form) < STARTS.start:
                options.append(_begin(mark + form))
            elif term.number:
                options += [_word(mark + form), _word(START + form)] if len(form) in STARTS else [_begin(mark + form)]
            else:
                known = endings(s, form) if known is None else known
                many = len(known) > _MOST_ENDINGS
                options += [_begin(mark + form)] if many else [_word(mark + word) for word in known]
    return options


def endings(s: Session, form: str) -> list[str]:
    """Words that begin with `form`; one more than may be listed when they are too many."""
    upper = form + "\U0010ffff"
    sql = "SELECT word FROM find_word WHERE word >= ? AND word < ? LIMIT ?"
    return [word for (word,) in s.raw(sql, (form, upper, _MOST_ENDINGS + 1))]


def _word(word: str) -> str:
    return f'"{word}"'


def _begin(word: str) -> str:
    return f'"{word}"*'


def _any(options: Iterable[str]) -> str:
    """'' when there is no option."""
    unique = dict.fromkeys(options)
    return f"({' OR '.join(unique)})" if unique else ""


def _all(wanted: Iterable[str]) -> str:
    """'' when one of those wanted has no option."""
    every = list(wanted)
    return " AND ".join(every) if all(every) else ""


# Order


_ELSEWHERE = 5  # the points of a whole word in the usual, the tags or the numbers


class _Judged:
    """A candidate and its place, a smaller `order` being better; the words that fit it, and what was meant."""

    __slots__ = ("corrected", "order", "row", "words")

    def __init__(self, row: _Row, order: tuple[int, int, int, int], words: Sequence[str], corrected: str = "") -> None:
        self.row = row
        self.order = order
        self.words = words
        self.corrected = corrected


_ORDER = attrgetter("order")


def _match(judged: _Judged) -> Match:
    row = judged.row
    return Match(row[1], row[0], judged.corrected, row[2:], judged.words)


def _holds(column: str, words: Iterable[str], end: str = "") -> bool:
    for word in words:  # noqa: SIM110 - runs for every row of every keystroke, and a generator doubles its cost
        if f" {word}{end}" in column or f"{ASIDE}{word}{end}" in column:
            return True
    return False


def _judged(found: _Found, terms: Sequence[Term], about_now: Collection[int]) -> list[_Judged]:
    forms = [form for term in terms for form in term.forms]
    number = terms[0] if len(terms) == 1 and terms[0].number else None
    judged = []
    for row in found.rows:
        points = 0
        for term in terms:
            points += _fit(row, term)
        if points >= 2 * _ELSEWHERE and _is_one_thing(row, terms):
            points = _ELSEWHERE
        if row[0] in found.owners or (number is not None and _is_whole_number(row, number)):
            points = -1
        judged.append(_Judged(row, (0, points, row[1] not in about_now, row[0]), forms))
    return judged


def _fit(row: _Row, term: Term) -> int:
    """How well a word fits: 0 for the very word of a name or number, more for a mere beginning or another place."""
    if term.number:
        return _fit_number(row, term)
    names: str = row[2]
    best = 9
    for form in term.forms:
        begin = " " + form
        if begin + " " in names:
            return 0
        if names.startswith(begin):
            best = min(best, 1)
        elif begin in names:
            best = min(best, 2)
        elif best > 5 and _holds(row[3] + row[4] + row[5], (form,), " "):
            best = _ELSEWHERE
    return best


def _is_one_thing(row: _Row, terms: Sequence[Term]) -> bool:
    """Whether all words stand in the usual, or in the tags: "book club" is a tag before it is a Booker in a club."""
    return any(all(_holds(column, term.forms, " ") for term in terms) for column in row[4:])


def _fit_number(row: _Row, term: Term) -> int:
    ids: str = row[3]
    if any(f" {form} " in ids for form in term.forms):
        return 0
    if any(START + form[: STARTS.stop - 1] in ids for form in term.forms):
        return 1
    return 5 if any(f" {form}" in ids for form in term.forms) else 9


def _is_whole_number(row: _Row, number: Term) -> bool:
    return any(len(form) >= _WHOLE_NUMBER and f" {form} " in row[3] for form in number.forms)


# Misspellings


def _put_right(s: Session, found: _Found, terms: Sequence[Term]) -> list[_Judged]:
    """Customers that fit when each word may be one slip off, or when words are taken together or apart."""
    judged: list[_Judged] = []
    distance = 1
    for slips in (spelling.slips, spelling.slips_so_far):
        meant = [list(dict.fromkeys(w for f in t.forms for w in slips(s, f))) if _telling(t) else [] for t in terms]
        for marks in ([""], ["", ASIDE]):
            if found.few and any(meant):
                expression = _all(_any(_one_of(s, t, words, marks)) for t, words in zip(terms, meant, strict=True))
                judged += [_judge_meant(row, terms, meant, distance) for row in found.ask(expression)]
            distance += 1
    if found.few:
        forms = [form for term in terms for form in term.forms]
        judged += [_Judged(row, (distance, 0, 0, row[0]), forms) for row in found.ask(_regrouped(s, terms))]
    return judged


def _one_of(s: Session, term: Term, words: Sequence[str], marks: Sequence[str]) -> list[str]:
    near = [(mark, word) for word in words for mark in marks if not mark or len(word) >= _FEWEST_LETTERS]
    return [*_begun(s, term, *marks), *(_word(mark + word) for mark, word in near)]


def _telling(term: Term) -> bool:
    """Whether a word says enough to look for one that is nearly it."""
    return not term.number and len(term.forms[0]) >= _FEWEST_LETTERS


def _judge_meant(row: _Row, terms: Sequence[Term], options: Sequence[Sequence[str]], distance: int) -> _Judged:
    words, slips = [], 0
    everything = "".join(row[2:]).replace(ASIDE, "")
    for term, meant in zip(terms, options, strict=True):
        fitting = next((form for form in term.forms if f" {form}" in everything), None)
        if fitting is None:
            place, fitting = next(((i, w) for i, w in enumerate(meant) if f" {w} " in everything), (0, term.forms[0]))
            slips += place + 1
        words.append(fitting)
    return _Judged(row, (distance, slips, 0, row[0]), words, " ".join(words))


def _regrouped(s: Session, terms: Sequence[Term]) -> str:
    """Other ways to part what was typed: "anne marie" for Annemarie, "maryann" for Mary Ann, two numbers beside
    each other, and a long number without its beginning, since it may have been kept without one."""
    wanted = []
    for term in terms:
        own = _begun(s, term, "", ASIDE)
        if term.groups:
            own.append("(" + _all(_any([_word(g), _word(START + g)]) for g in term.groups) + ")")
        if term.number:
            own += [_begin(form[-8:]) for form in term.forms if len(form) > 9]
        else:
            own += ["(" + _all(map(_word, pair)) + ")" for pair in spelling.pairs(s, term.forms[0])]
        wanted.append(_any(own))
    apart = _all(wanted)
    if len(terms) < 2 or any(term.number for term in terms):
        return apart
    together = _begin("".join(term.forms[0] for term in terms))
    return f"({apart}) OR {together}" if apart else together


# Or did you mean


def near(s: Session, typed: str, limit: int = 5) -> Matches:
    """Customers whose words are up to two slips from those typed, or sound like them; the nearest first.

    Slower than `match`, since it looks at every word of the notebook: for the quick-add sheet, not for keystrokes.
    """
    terms = read_terms(text.clean(typed, limit=_MOST_TEXT))
    words = [term.forms[0] for term in terms if _telling(term)]
    meant = [spelling.alike(s, word) for word in words]
    if not words:
        return Matches()
    found = _Found(s, CANDIDATES + 1)
    found.ask(_all(_any(map(_word, options)) for options in meant))
    return _best([_judge_alike(row, meant) for row in found.rows], limit)


def _judge_alike(row: _Row, meant: Sequence[Mapping[str, int]]) -> _Judged:
    everything = "".join(row[2:]).replace(ASIDE, "")
    nearest = [min((d, w) for w, d in options.items() if f" {w} " in everything) for options in meant]
    words = [word for _, word in nearest]
    return _Judged(row, (sum([distance for distance, _ in nearest]), 0, 0, row[0]), words, " ".join(words))
