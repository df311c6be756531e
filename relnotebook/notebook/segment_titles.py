"""What a row of a group offers to choose from, so that it reads as a sentence: "has consent for" | "e-mail".

A row begins with a title (`titles`); what else it needs are its slots (`slots`): words to choose, a number, or words to
type. Every choice says how the rule changes when it is taken. Pure, but for `known`, which reads what can be suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from relnotebook.base import languages
from relnotebook.base.words import _, n_
from relnotebook.notebook import consent_words, dates, fields
from relnotebook.notebook.fields import Field
from relnotebook.notebook.segment_rules import CHOICES, OPS, Bracket, Row, Rule, Rules
from relnotebook.store.write import Session

DAYS = (7, 14, 30, 60, 90, 180, 365)
_SOON = (7, 14, 30, 60)
_EVER = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What can be suggested: names of the shop's own things. `lists` and `ideas`: (identity, name)."""

    tags: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    lists: tuple[tuple[int, str], ...] = ()
    ideas: tuple[tuple[int, str], ...] = ()
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        """The shop's own field of a name."""
        return next((one for one in self.fields if one.name.casefold() == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice. `changes`: what of the rule it sets, as `dataclasses.replace` takes it."""

    words: str
    changes: Mapping[str, Any] = field(default_factory=dict)

    def of(self, rule: Rule) -> bool:
        """Whether it is the one taken."""
        return all(getattr(rule, name) == value for name, value in self.changes.items())


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a row behind its title.

    Attributes:
        kind: "pick" (one of the options), "number" (one of them, or another one), "words" (typed).
        name: what it is called aloud; about: what of the rule is typed into it.
        say: a number in words, "90 days".
        suggested: for typed words.
    """

    kind: str
    name: str
    options: tuple[Option, ...] = ()
    about: str = "value"
    say: Callable[[int], str] = str
    suggested: tuple[str, ...] = ()


def known(s: Session) -> Known:
    """What the notebook has names for."""
    things = [name for (name,) in s.raw("SELECT name FROM item ORDER BY id LIMIT 500")]
    things += [thing for (thing,) in s.raw("SELECT DISTINCT thing FROM preference ORDER BY thing LIMIT 500")]
    alerts = [title for (title,) in s.raw("SELECT DISTINCT title FROM alert ORDER BY title LIMIT 200")]
    codes = [code for (code,) in s.raw("SELECT DISTINCT language FROM customer ORDER BY language")]
    ideas = "SELECT id, title FROM idea WHERE of_staff = 0 AND joined_into IS NULL ORDER BY id DESC LIMIT 200"
    return Known(
        tuple(name for _key, name, _count in fields.all_tags(s)),
        tuple(sorted({thing.casefold(): thing for thing in things}.values(), key=str.casefold)),
        tuple(alerts),
        tuple(codes),
        tuple(
            (key, name) for key, name in s.raw("SELECT id, name FROM segment WHERE frozen = 1 ORDER BY position, id")
        ),
        tuple((key, title) for key, title in s.raw(ideas)),
        fields.all_fields(s),
    )


# Titles

_DATE_FIELDS = ("birthday", "name_day", "anniversary")
_SAME = ("had", "mailed")
"""Fields of one title whatever is asked of them: the rest stands in their slots."""


def key_of(rule: Rule) -> str:
    """The title of a rule: what `titles` and `started` call it."""
    if rule.field == "own":
        return f"own:{rule.name.casefold()}"
    if rule.field in _SAME:
        return rule.field
    if rule.field in _DATE_FIELDS:
        return f"{rule.field}.{'known' if rule.op in ('known', 'unknown') else 'in'}"
    return f"{rule.field}.{rule.op}"


def titles(known: Known) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(heading, ((key, words), ...)) of everything that can be asked."""
    groups: list[tuple[str, tuple[str, ...]]] = [
        (_("Visits"), _VISITS),
        (_("What they have"), _TASTE),
        (_("Days that matter"), _DATED),
        (_("Consent and mailings"), _CONSENT),
        (_("About them"), _CARD),
        (_("What they said"), _SAID),
    ]
    words = _words()
    found = [(heading, tuple((key, words[key]) for key in keys)) for heading, keys in groups]
    own = tuple((f"own:{one.name.casefold()}", one.name) for one in known.fields)
    return (*found, (_("Your own fields"), own)) if own else tuple(found)


def title(rule: Rule) -> str:
    """What a row begins with."""
    return rule.name if rule.field == "own" else _words()[key_of(rule)]


_VISITS = (
    "last_visit.within", "last_visit.longer_ago", "last_visit.never", "visits.at_least", "visits.at_most",
    "first_visit.within", "first_visit.longer_ago", "rhythm.at_most", "rhythm.at_least", "slipping.is",
    "slipping.is_not",
)  # fmt: skip
_TASTE = (
    "usual.has", "usual.has_not", "had", "taste.loves", "taste.likes", "taste.dislikes", "taste.never", "alert.has",
    "alert.any", "alert.none",
)  # fmt: skip
_DATED = (
    "birthday.in", "birthday.known", "name_day.in", "name_day.known", "anniversary.in", "anniversary.known",
)  # fmt: skip
_CONSENT = ("consent.given", "consent.no", "consent.not_asked", "mailed", "contact.within", "contact.longer_ago")
_CARD = (
    "tag.has", "tag.has_not", "group.in", "closeness.at_least", "closeness.at_most", "place.has", "language.is",
    "language.is_not", "reach.has", "reach.has_not", "state.is", "state.is_not", "added.within", "added.longer_ago",
)  # fmt: skip
_SAID = ("feedback.open", "feedback.complaint", "feedback.praise", "idea.wants", "idea.any")


def _words() -> dict[str, str]:
    """The title of each key, as it goes on after "who"."""
    return {
        "last_visit.within": _("last visit within"),
        "last_visit.longer_ago": _("last visit longer ago than"),
        "last_visit.never": _("has never been in"),
        "visits.at_least": _("came at least"),
        "visits.at_most": _("came at most"),
        "first_visit.within": _("first visit within"),
        "first_visit.longer_ago": _("first visit longer ago than"),
        "rhythm.at_most": _("comes at least every"),
        "rhythm.at_least": _("comes at most every"),
        "slipping.is": _("has not been in for a while"),
        "slipping.is_not": _("comes as usual"),
        "usual.has": _("usually has"),
        "usual.has_not": _("does not usually have"),
        "had": _("has had"),
        "taste.loves": _("loves"),
        "taste.likes": _("likes"),
        "taste.dislikes": _("does not like"),
        "taste.never": _("never has"),
        "alert.has": _("has an alert about"),
        "alert.any": _("has an alert"),
        "alert.none": _("has no alert"),
        "birthday.in": _("birthday in"),
        "birthday.known": _("birthday is"),
        "name_day.in": _("name day in"),
        "name_day.known": _("name day is"),
        "anniversary.in": _("anniversary in"),
        "anniversary.known": _("anniversary is"),
        "consent.given": _("has consent for"),
        "consent.no": _("said no to"),
        "consent.not_asked": _("was not asked about"),
        "mailed": _("was in a mailing"),
        "contact.within": _("in touch within"),
        "contact.longer_ago": _("not in touch for"),
        "tag.has": _("is tagged"),
        "tag.has_not": _("is not tagged"),
        "group.in": _("is on the list"),
        "closeness.at_least": _("closeness at least"),
        "closeness.at_most": _("closeness at most"),
        "place.has": _("lives in"),
        "language.is": _("reads"),
        "language.is_not": _("does not read"),
        "reach.has": _("can be reached by"),
        "reach.has_not": _("cannot be reached by"),
        "state.is": _("is"),
        "state.is_not": _("is not"),
        "added.within": _("card added within"),
        "added.longer_ago": _("card added longer ago than"),
        "feedback.open": _("waits for an answer"),
        "feedback.complaint": _("has an open complaint"),
        "feedback.praise": _("has praised us"),
        "idea.wants": _("wants"),
        "idea.any": _("stands for an idea"),
    }


_BEGIN: dict[str, tuple[str | int, int]] = {
    "visits": (3, 0),
    "last_visit": (90, 0),
    "first_visit": (90, 0),
    "contact": (90, 0),
    "rhythm": (7, 0),
    "closeness": (7, 0),
    "consent": ("email", 0),
    "state": ("moved", 0),
    "reach": ("email", 0),
    "added": (30, 0),
}
"""Field -> the value and the days a new row begins with."""


def started(key: str, known: Known, before: Rule | None = None) -> Rule:
    """A new row of a title; what of the row before it fits is kept. Raises KeyError for an unknown title."""
    join = before.join if before is not None else "and"
    if key.startswith("own:"):
        made = known.field(key.removeprefix("own:"))
        if made is None:
            raise KeyError(key)
        op = "has" if made.type == "choices" else "is"
        first = made.choices[0] if made.choices else "yes" if made.type == "yesno" else ""
        return Rule("own", op, first, 0, made.name, join)
    if key not in _words():
        raise KeyError(key)
    name, _dot, op = key.partition(".")
    if name in _SAME:
        op = "ever"
    elif name in _DATE_FIELDS and op == "in":
        op = "this_month"
    value, days = _BEGIN.get(name, ("", 0)) if OPS[name][op] else ("", 0)
    made_rule = Rule(name, op, value, days, "", join)
    kind = OPS[name][op].partition(" ")[0]
    if kind in ("tag", "group", "idea", "language"):
        return _first_of(made_rule, kind, known, before)
    if before is not None and _kind(before) == kind and before.value != "":
        made_rule = replace(made_rule, value=before.value)
    return made_rule


def _first_of(rule: Rule, kind: str, known: Known, before: Rule | None) -> Rule:
    """The rule with the first of the shop's own things, or that of the row before."""
    if before is not None and _kind(before) == kind:
        return replace(rule, value=before.value, name=before.name)
    options = _things(kind, known, rule)
    return replace(rule, **options[0].changes) if options else rule


def _kind(rule: Rule) -> str:
    return "" if rule.field == "own" else OPS[rule.field][rule.op].partition(" ")[0]


# Slots


def slots(rule: Rule, known: Known) -> tuple[Slot, ...]:
    """What stands behind the title."""
    if rule.field == "own":
        return _own(rule, known)
    if rule.field in _DATE_FIELDS:
        return _date(rule)
    kind = _kind(rule)
    if rule.field == "mailed":
        return (Slot("number", _("When"), (_ever("value", ""), *_lately("value", DAYS)), "value", lately),)
    if rule.field == "had":
        return (
            _typed(known.things),
            Slot("number", _("When"), (_ever("days", 0), *_lately("days", DAYS)), "days", lately),
        )
    if kind in ("tag", "group", "idea", "language"):
        return (Slot("pick", _names(kind), _things(kind, known, rule)),)
    if kind in CHOICES:
        return (Slot("pick", _names(kind), tuple(Option(_choice(kind, key), {"value": key}) for key in CHOICES[kind])),)
    if kind == "words":
        return (_typed({"alert": known.alerts, "place": ()}.get(rule.field, known.things)),)
    if not kind:
        return ()
    return _numbers(rule)


def _numbers(rule: Rule) -> tuple[Slot, ...]:
    presets: Sequence[int] = DAYS
    say: Callable[[int], str] = in_days
    if rule.field == "closeness":
        return (Slot("pick", _("Closeness"), tuple(Option(str(n), {"value": n}) for n in range(1, 11))),)
    if rule.field == "visits":
        presets, say = (1, 2, 3, 5, 10, 20, 50), times
    if rule.field == "rhythm":
        presets = (1, 2, 4, 7, 14, 30, 60)
    number = Slot("number", _("How many"), tuple(Option(say(n), {"value": n}) for n in presets), "value", say)
    if rule.field != "visits":
        return (number,)
    when = (Option(_("ever"), {"days": _EVER}), *(Option(lately(n), {"days": n}) for n in DAYS))
    return number, Slot("number", _("When"), when, "days", lately)


def _ever(about: str, value: str | int) -> Option:
    return Option(_("ever"), {"op": "ever", about: value})


def _lately(about: str, numbers: Sequence[int]) -> tuple[Option, ...]:
    return tuple(Option(lately(n), {"op": "within", about: n}) for n in numbers)


def _date(rule: Rule) -> tuple[Slot, ...]:
    if rule.op in ("known", "unknown"):
        options = (Option(_("known"), {"op": "known"}), Option(_("not known"), {"op": "unknown"}))
        return (Slot("pick", _("Whether we know it"), options),)
    when = [Option(_("this month"), {"op": "this_month", "value": ""})]
    when.append(Option(_("next month"), {"op": "next_month", "value": ""}))
    when += [Option(dates.month_name(n), {"op": "in_month", "value": n}) for n in range(1, 13)]
    soon = sorted({*_SOON, int(rule.value)} if rule.op == "soon" else _SOON)
    when += [Option(coming(n), {"op": "soon", "value": n}) for n in soon]
    return (Slot("pick", _("When"), tuple(when)),)


def _things(kind: str, known: Known, rule: Rule) -> tuple[Option, ...]:
    """The shop's own names; what a rule says is among them even when it is not there any more."""
    if kind == "tag":
        names = dict.fromkeys([*known.tags, *([str(rule.value)] if rule.value != "" else [])])
        return tuple(Option(name, {"value": name}) for name in names)
    if kind == "language":
        codes = dict.fromkeys(["", *known.languages, *sorted(languages.names(), key=languages.name), str(rule.value)])
        return tuple(
            Option(languages.name(code) if code else _("the shop's language"), {"value": code}) for code in codes
        )
    meant = dict(known.lists if kind == "group" else known.ideas)
    if rule.value != "":
        meant.setdefault(int(rule.value), rule.name)
    return tuple(Option(name, {"value": key, "name": name}) for key, name in meant.items())


def _own(rule: Rule, known: Known) -> tuple[Slot, ...]:
    made = known.field(rule.name)
    kind = made.type if made is not None else "text"
    ops = {"text": ("is", "has"), "link": ("is", "has"), "choices": ("has",), "choice": ("is",), "yesno": ("is",)}
    asked = [*ops.get(kind, ("is", "at_least", "at_most")), "filled", "empty"]
    if rule.op not in asked:
        asked.insert(0, rule.op)
    how = Slot("pick", _("How"), tuple(Option(_own_words(op), {"op": op}) for op in asked))
    if OPS["own"][rule.op] == "":
        return (how,)
    given = {"yesno": ("yes", "no")}.get(kind, made.choices if made is not None else ())
    if not given:
        return how, _typed(())
    choices = dict.fromkeys([*given, *([str(rule.value)] if rule.value != "" else [])])
    said = {"yes": _("yes"), "no": _("no")} if kind == "yesno" else {}
    return how, Slot("pick", _("What"), tuple(Option(said.get(one, one), {"value": one}) for one in choices))


def _own_words(op: str) -> str:
    return {
        "is": _("is"),
        "has": _("holds"),
        "at_least": _("is at least"),
        "at_most": _("is at most"),
        "filled": _("is filled in"),
        "empty": _("is empty"),
    }[op]


def _typed(suggested: tuple[str, ...]) -> Slot:
    return Slot("words", _("What"), suggested=suggested)


def _names(kind: str) -> str:
    """What the slot of a kind is called aloud."""
    return {
        "tag": _("Tag"),
        "group": _("List"),
        "idea": _("Idea"),
        "language": _("Language"),
        "channel": _("Channel"),
        "state": _("State"),
        "way": _("Way"),
    }[kind]


def _choice(kind: str, key: str) -> str:
    if kind == "channel":
        return consent_words.channel(key)
    if kind == "state":
        return {
            "active": _("with us"),
            "moved": _("moved away"),
            "deceased": _("no longer alive"),
            "do_not_contact": _("to be left alone"),
        }[key]
    return {
        "email": _("e-mail"),
        "phone": _("phone"),
        "post": _("post"),
        "chat": _("chat"),
        "social": _("social media"),
    }[key]


# Numbers in words


def in_days(n: int) -> str:
    return n_("{n} day", "{n} days", n).format(n=n)


def times(n: int) -> str:
    return n_("{n} time", "{n} times", n).format(n=n)


def lately(n: int) -> str:
    return n_("in the last {n} day", "in the last {n} days", n).format(n=n) if n else _("ever")


def coming(n: int) -> str:
    return n_("the next {n} day", "the next {n} days", n).format(n=n)


# What is asked already


def taken(rule: Rule, slot: Slot) -> int:
    """Which of the options is taken; -1 for none of them."""
    return next((at for at, option in enumerate(slot.options) if option.of(rule)), -1)


def changed(rule: Rule, option: Option) -> Rule:
    """The rule with a choice taken."""
    return replace(rule, **option.changes)


def numbered(rule: Rule, slot: Slot, number: int) -> Rule:
    """The rule with a number of one's own in a slot."""
    changes: dict[str, Any] = {slot.about: number}
    if rule.field in _SAME:
        changes["op"] = "within"
    return replace(rule, **changes)


def complete(rule: Rule) -> bool:
    """Whether it asks something: nothing that must be typed or chosen is missing."""
    kind = OPS[rule.field][rule.op].partition(" ")[0]
    return not kind or kind == "language" or str(rule.value).strip() != ""


def asked(rules: Rules) -> Rules:
    """The rules without rows that are not complete yet; an "or" below such a row takes its place."""
    whole = [replace(row, rows=_whole(row.rows)) if isinstance(row, Bracket) else row for row in rules]
    return _whole(whole)


def _whole(rows: Sequence[Row]) -> tuple[Any, ...]:
    found: list[Row] = []
    join = ""  # of a row that fell out: it is handed down to those that hang on it
    for row in rows:
        if row.join == "or" and join:
            row = replace(row, join=join)
        if row.rows if isinstance(row, Bracket) else complete(row):
            found.append(row)
            join = ""
        else:
            join = row.join
    return tuple(found)
