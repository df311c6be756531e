"""Messages with the customer's own words: the shop's own wordings for each kind of touch, or those it came with.

A wording is text with fixed fields in braces, "Hello {call_me|there}"; what stands after the bar is said when the card
does not know. There is no other magic in it. Nothing is ever sent from here: a message is a draft for a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from relnotebook.base import clock
from relnotebook.base import words as spoken
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, StaffId
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.notebook import dates, entry, names, retold, usual, wordings
from relnotebook.notebook.shop import LEAP_RULES
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

KINDS = (
    "birthday",
    "name_day",
    "anniversary",
    "other",
    "years",
    "milestone",
    "promise",
    "follow_up",
    "reminder",
    "check",
    "slipping",
    "feedback",
    "idea",
)
"""Kinds of touch a message can be written for. There is none for 'ask': that is asked at the counter."""

FIELDS = ("call_me", "name", "usual", "shop", "me", "age", "years", "visits", "since", "words")
LIMIT = 2000  # letters of a wording

_FIELD = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")
_NOTHING = "\0"  # stands where a field had nothing to say, until the gap is closed
_GAP = re.compile(r"(?m)(?<=^)\0[,;:]?[ \t]*|[,;]?[ \t]*\0(?=[,.;:!?…]|$)|\0[ \t]?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_EATABLE = ("cafe", "bakery", "wine")
"""Kinds of shop in which our wordings may name the usual: elsewhere it is a cut, a treatment or a dog."""


@dataclass(frozen=True, slots=True)
class Template:
    """A wording. `id` is 0 for those the notebook brings along."""

    id: int
    kind: str
    language: str
    words: str

    @property
    def ours(self) -> bool:
        return self.id == 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the fields of one message are filled with; '' where it is not known.

    Attributes:
        kind: of touch; language: wished for, "en".
        clause, clause_language: what a promise or a reminder says to the customer, where that can be told from its
            words, and in which language (see `retold`); `words` are then the same, else as they were typed.
        shop_kind: a key of notebook/kinds.
        late: the day itself is past, so ours are the belated ones; month: only the month is known.
    """

    kind: str
    language: str
    call_me: str = ""
    name: str = ""
    usual: str = ""
    shop: str = ""
    me: str = ""
    age: str = ""
    years: str = ""
    visits: str = ""
    since: str = ""
    words: str = ""
    clause: str = ""
    clause_language: str = ""
    shop_kind: str = ""
    late: bool = False
    month: bool = False

    def value(self, field: str) -> str:
        """What a field says. Raises Refusal("unknown-field-in-message", field)."""
        if field not in FIELDS:
            raise Refusal("unknown-field-in-message", field=field)
        found: str = getattr(self, field)
        return found


@dataclass(frozen=True, slots=True)
class Message:
    """A draft. `text` is '' where no message is fitting ('ask', and 'reminder' unless the shop has its own wording);
    `wording` is its place among `wordings`."""

    text: str
    subject: str
    wording: int
    wordings: int
    language: str

    @property
    def line(self) -> str:
        """The message as one paragraph, for a row."""
        return " ".join(self.text.split())


NONE = Message("", "", 0, 0, "")
"""Where nothing is to be written at all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message asked for: to whom, on which occasion.

    Attributes:
        number: the age (birthday), the years (years, anniversary), the visits (milestone); 0 when not known.
        words: of the promise, the reminder, or the title of the date.
        late: the day itself is past; month: only its month is known.
    """

    customer: CustomerId
    kind: str
    number: int = 0
    words: str = ""
    late: bool = False
    month: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A real card to try a wording on; `customer` is None in an empty notebook."""

    customer: CustomerId | None
    name: str
    facts: Facts


# Wordings: pure


def check(text: str) -> None:
    """Raises Refusal("unknown-field-in-message", field), Refusal("open-field-in-message"),
    Refusal("empty-value", field="message")."""
    if not text.strip():
        raise Refusal("empty-value", field="message")
    for typed, _otherwise in _FIELD.findall(text):
        if _key(typed) not in FIELDS:
            raise Refusal("unknown-field-in-message", field=typed.strip())
    if re.search("[{}]", _FIELD.sub("", text)):
        raise Refusal("open-field-in-message")


def fill(text: str, facts: Facts) -> str:
    """The wording with its fields filled in. Where a field says nothing, the gap is closed.

    Raises Refusal("unknown-field-in-message", field).
    """

    def said(found: re.Match[str]) -> str:
        return facts.value(_key(found[1])) or (found[2] or "").strip() or _NOTHING

    filled = _FIELD.sub(said, text)
    return (_GAP.sub("", filled) if _NOTHING in filled else filled).strip()


def missing(text: str, facts: Facts) -> tuple[str, ...]:
    """Fields the wording needs and the card does not know: those without a bar; {me} may always be missing."""
    needed = (_key(found[1]) for found in _FIELD.finditer(text) if found[2] is None)
    return tuple(field for field in needed if field != "me" and not facts.value(field))


def fields_of(text: str) -> frozenset[str]:
    """Names of the fields in a wording."""
    return frozenset(_key(found[1]) for found in _FIELD.finditer(text))


def _key(typed: str) -> str:
    return typed.strip().casefold()


def _fits(template: Template, facts: Facts) -> bool:
    """Whether a wording says something whole. Ours are stricter: what staff wrote for themselves stays with them."""
    if missing(template.words, facts):
        return False
    if not template.ours:
        return True
    used = fields_of(template.words)
    if "words" in used and facts.clause_language != template.language:
        return False
    if "usual" in used and facts.shop_kind not in _EATABLE:
        return False
    return "years" not in used or facts.years != "1"


def fields() -> tuple[tuple[str, str], ...]:
    """(field, what it says) in the shop's language, for Settings."""
    return (
        ("call_me", _("How to greet them")),
        ("name", _("The whole name")),
        ("usual", _("The first thing of their usual")),
        ("shop", _("The shop's name")),
        ("me", _("Who is at the till")),
        ("age", _("How old they turn, only where the year is known")),
        ("years", _("Years of an anniversary, or as a customer")),
        ("visits", _("Which visit it is, for a milestone")),
        ("since", _("The year of the first visit")),
        ("words", _("What was promised, or the title of the date")),
    )


# Reads


def templates(s: Session, kind: str, language: str) -> tuple[Template, ...]:
    """The shop's own wordings, in their order; ours where it has none; () where there are neither."""
    found = s.raw("SELECT id, kind, language, words FROM template WHERE kind = ? ORDER BY position, id", (kind,))
    return _own([Template(*row) for row in found], kind, language) or _ours(kind, language)


def own(s: Session) -> frozenset[tuple[str, str]]:
    """(kind, language) of every wording the shop wrote itself."""
    return frozenset(s.raw("SELECT DISTINCT kind, language FROM template"))


def languages(s: Session) -> tuple[str, ...]:
    """Languages messages are written in here: the till's, ours, those of the cards, those of own wordings."""
    found = s.raw("SELECT DISTINCT language FROM customer WHERE language <> '' UNION SELECT language FROM template")
    rest = sorted({plain_language(code) for (code,) in found} | set(wordings.LANGUAGES))
    first = plain_language(spoken.language())
    return (first, *(code for code in rest if code and code != first))


def message(
    s: Session,
    customer: CustomerId,
    kind: str,
    *,
    number: int = 0,
    words: str = "",
    late: bool = False,
    wording: int = 0,
    staff: str = "",
) -> Message:
    """The draft of a message. `wording` counts on without end: after the last comes the first again.

    `late` says that the day itself is past; `staff` is the name of who is at the till, who signs.
    Raises NotFound("no-customer").
    """
    return draft(s, Wanted(customer, kind, number, words, late), wording=wording, staff=staff)


def draft(s: Session, wanted: Wanted, *, wording: int = 0, staff: str = "") -> Message:
    """The same for what is wanted. Raises NotFound("no-customer")."""
    return _written(facts(s, wanted, staff=staff), _own_of(s, (wanted.kind,)), wording)


def first(s: Session, wanted: Sequence[Wanted], *, staff: str = "") -> tuple[Message, ...]:
    """The first wording for each, in the same order: for the rows of Today, in a handful of statements.

    Raises NotFound("no-customer").
    """
    kinds = {one.kind for one in wanted}
    templates = _own_of(s, kinds)
    found = _facts(s, wanted, staff)
    if len(found) < len(wanted):
        raise NotFound("no-customer")
    return tuple(_written(one, templates, 0) for one in found)


def several(
    s: Session,
    wanted: Sequence[Wanted],
    *,
    words: str = "",
    wording: int = 0,
    staff: str = "",
    greets: Mapping[CustomerId, str] | None = None,
) -> tuple[Message, ...]:
    """A message to each, in the same order; `words` are one wording for all, in place of those for the kind.

    `greets`: how those are greeted who are written to with others. Raises NotFound("no-customer"),
    Refusal("unknown-field-in-message", field).
    """
    templates = _own_of(s, {one.kind for one in wanted})
    found = _facts(s, wanted, staff)
    if len(found) < len(wanted):
        raise NotFound("no-customer")
    made = []
    for one, known in zip(wanted, found, strict=True):
        known = replace(known, call_me=(greets or {}).get(one.customer) or known.call_me)
        made.append(
            Message(fill(words, known), "", 0, 1, known.language) if words else _written(known, templates, wording)
        )
    return tuple(made)


def facts(s: Session, wanted: Wanted, *, staff: str = "") -> Facts:
    """What the fields of a message to this customer are filled with. Raises NotFound("no-customer")."""
    found = _facts(s, (wanted,), staff)
    if not found:
        raise NotFound("no-customer", id=wanted.customer)
    return found[0]


def example(
    s: Session, kind: str, language: str, *, customer: CustomerId | None = None, staff: StaffId | None = None
) -> Example:
    """A real card to try wordings on: this customer's, or that of who was in last; a language stands for theirs.

    A customer who is gone is replaced by another; in an empty notebook only the shop is known.
    """
    me = str(names.first(s.raw("SELECT name FROM staff WHERE id = ?", (staff,)), "")) if staff is not None else ""
    for one in (customer, _last_in(s)):
        if one is not None and (found := _facts(s, (occasion(s, one, kind),), me, plain_language(language))):
            return Example(one, names.of(s, one).shown, found[0])
    return Example(None, "", replace(_common(s, me), kind=kind, language=plain_language(language)))


def _last_in(s: Session) -> CustomerId | None:
    """Who was in last, else who was written down last; nobody who died."""
    there = "c.binned_at IS NULL AND c.state <> 'deceased'"
    newest = f"SELECT c.id FROM customer c WHERE {there} ORDER BY c.id DESC LIMIT 1"
    latest = (
        "SELECT c.id FROM (SELECT customer_id FROM visit ORDER BY at DESC LIMIT 100) v "
        f"JOIN customer c ON c.id = v.customer_id WHERE {there} LIMIT 1"
    )
    found = names.first(s.raw(latest)) or names.first(s.raw(newest))
    return None if found is None else CustomerId(found)


_DATE = "SELECT title, day, month, year FROM special_date WHERE customer_id = ? AND kind = ? ORDER BY year IS NULL, id"
_REMINDER = "SELECT words FROM reminder WHERE customer_id = ? AND kind = ? ORDER BY state <> 'open', id DESC LIMIT 1"


def occasion(s: Session, customer: CustomerId, kind: str) -> Wanted:
    """What the card knows for a touch of this kind, next time there is one."""
    if kind in ("birthday", "name_day", "anniversary", "other"):
        for title, day, month, year in s.raw(_DATE + " LIMIT 1", (customer, kind)):
            kept = dates.next_kept(day, month, LEAP_RULES[0], clock.today())
            turns = (kept or clock.today()).year - year if year is not None else 0
            return Wanted(customer, kind, turns, title)
    if kind in ("years", "milestone"):
        for visits, first_at, offset in s.raw(
            "SELECT visits, first_at, last_offset FROM customer_stat WHERE customer_id = ? AND visits > 0", (customer,)
        ):
            since = clock.today().year - clock.local_day(first_at, offset).year
            return Wanted(customer, kind, visits if kind == "milestone" else since)
    if kind in ("promise", "reminder", "check"):
        sample = _("Regular check") if kind == "check" else _("Tell them when their order is in")
        return Wanted(customer, kind, words=str(names.first(s.raw(_REMINDER, (customer, kind)), sample)))
    return Wanted(customer, kind)


def plain_language(code: str) -> str:
    """ "pt_BR" as "pt-br"."""
    return code.strip().replace("_", "-").lower()


def _written(facts: Facts, templates: Sequence[Template], wording: int) -> Message:
    if facts.kind not in KINDS:
        return Message("", "", 0, 0, facts.language)
    for language in _to_try(facts.language):
        for several in (_own(templates, facts.kind, language), _ours(facts.kind, language, facts.late, facts.month)):
            if fitting := [one for one in several if _fits(one, facts)]:
                at = wording % len(fitting)
                text = fill(fitting[at].words, facts)
                late = facts.late and fitting[at].ours
                subject = fill(wordings.subject(facts.kind, language, late=late), facts)
                return Message(text, subject, at, len(fitting), language)
    return Message("", "", 0, 0, facts.language)


def _to_try(language: str) -> tuple[str, ...]:
    """ "pt-br", then "pt", then English."""
    parts = language.split("-")
    several = ["-".join(parts[:many]) for many in range(len(parts), 0, -1)]
    return tuple(dict.fromkeys([*several, wordings.ENGLISH]))


def _own(templates: Iterable[Template], kind: str, language: str) -> tuple[Template, ...]:
    return tuple(one for one in templates if one.kind == kind and one.language == language)


def _ours(kind: str, language: str, late: bool = False, month: bool = False) -> tuple[Template, ...]:
    several = wordings.of(kind, language, late=late, month=month)
    return tuple(Template(0, kind, language, words) for words in several)


def _own_of(s: Session, kinds: Iterable[str]) -> list[Template]:
    sql = "SELECT id, kind, language, words FROM template WHERE kind IN (SELECT value FROM json_each(?)) "
    return [Template(*row) for row in s.raw(sql + "ORDER BY position, id", (json.dumps(sorted(kinds)),))]


# Facts

_WHO = """
SELECT c.id, c.name, c.call_name, c.own_script, c.language, t.first_at, coalesce(t.last_offset, 0)
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id
WHERE c.id IN (SELECT value FROM json_each(?))
"""


def _facts(s: Session, wanted: Sequence[Wanted], staff: str, language: str = "") -> list[Facts]:
    """In the order of `wanted`, without those who have no card; in the language of each card, or in this one."""
    ids = [one.customer for one in wanted]
    known = {row[0]: row for row in s.raw(_WHO, (json.dumps(ids),))}
    usuals = usual.lines_of(s, ids)
    common = _common(s, staff)
    found = []
    for one in wanted:
        if (row := known.get(one.customer)) is not None:
            chosen = language or plain_language(row[4]) or common.language
            found.append(_about(one, row[1:], usuals.get(one.customer, ""), chosen, common))
    return found


def _common(s: Session, staff: str) -> Facts:
    """What is the same in every message of the till."""
    shop = s.raw("SELECT name, kind FROM shop ORDER BY id LIMIT 1") or [("", "other")]
    language, me = plain_language(spoken.language()), names.greet_name(staff, "")
    return Facts("", language, shop=shop[0][0], shop_kind=shop[0][1], me=me)


def _about(
    one: Wanted, card: tuple[str, str, str, str, int | None, int], line: str, chosen: str, common: Facts
) -> Facts:
    name, call_name, own_script, _language, first_at, offset = card
    clause = retold.to_customer(one.words, one.kind, common.language)
    since = "" if first_at is None else str(clock.local_day(first_at, offset).year)
    number = str(one.number) if one.number > 0 else ""
    return replace(
        common,
        kind=one.kind,
        language=chosen,
        call_me=_greeting(name, call_name, own_script),
        name=name or own_script,
        usual=_thing(line, chosen),
        age=number if one.kind == "birthday" else "",
        years=number if one.kind in ("years", "anniversary") else "",
        visits=number if one.kind == "milestone" else "",
        since="" if since == str(clock.today().year) else since,
        words=clause.words or clean(one.words).rstrip("."),
        clause=clause.words,
        clause_language=clause.language,
        late=one.late,
        month=one.month,
    )


def _greeting(name: str, call_name: str, own_script: str) -> str:
    """How to greet in writing; a description ("tall man, grey dog") is for us alone."""
    if not call_name and names.is_description(name):
        return own_script
    return names.greet_name(name, call_name) or own_script


def _thing(line: str, language: str) -> str:
    """The first thing of a usual as it stands in a sentence: "Oat flat white, extra hot; bun" -> "oat flat white"."""
    items = entry.split(line)
    if not items:
        return ""
    thing = items[0].partition(",")[0].strip()
    return retold.within(thing) if language == wordings.ENGLISH else thing


# Acts


@act(Act.SET_TEMPLATE)
def set_template(w: Write, kind: str, language: str, words: str, *, template: int | None = None) -> int:
    """Write a wording of the shop's own, or change it. Typing in one of them shares one undo step.

    Raises Refusal("bad-choice", field, value), Refusal("empty-value", field="message"),
    Refusal("unknown-field-in-message", field), Refusal("open-field-in-message"), NotFound("no-template").
    """
    if kind not in KINDS:
        raise Refusal("bad-choice", field="kind", value=kind)
    language = plain_language(language)
    if not _LANGUAGE.fullmatch(language):
        raise Refusal("bad-choice", field="language", value=language)
    words = clean(words, lines=True, limit=LIMIT)
    check(words)
    w.label(kind=kind, language=language)
    if template is None:
        last = names.first(
            w.raw("SELECT max(position) FROM template WHERE kind = ? AND language = ?", (kind, language))
        )
        place = 0 if last is None else last + 1
        return w.add(schema.template, kind=kind, language=language, words=words, position=place)
    names.whose(w, schema.template, template, "no-template")
    w.join_burst(f"template/{template}")
    w.put(schema.template, template, kind=kind, language=language, words=words)
    return template


@act(Act.REMOVE_TEMPLATE)
def remove_template(w: Write, template: int) -> None:
    """Raises NotFound("no-template")."""
    row = names.whose(w, schema.template, template, "no-template")
    w.label(kind=row["kind"], language=row["language"])
    w.drop(schema.template, template)


@act(Act.REMOVE_TEMPLATE)
def back_to_ours(w: Write, kind: str, language: str) -> None:
    """Remove every own wording of a kind in a language, so that those of the notebook are used again."""
    w.label(kind=kind, language=language)
    for (key,) in w.raw("SELECT id FROM template WHERE kind = ? AND language = ?", (kind, plain_language(language))):
        w.drop(schema.template, key)
