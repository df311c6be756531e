"""The rules of a group: what may be asked of a card, read, checked, kept as JSON, and said as a sentence.

A group is a row of rules, each joined to those above it: "and" begins a new condition, "or" is another way to meet the
condition above, "not" (but not) begins one that leaves people out. One row may be a bracket with rows of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.text import NAME_LIMIT, clean, fold
from relnotebook.notebook import fields, values
from relnotebook.store.write import Session

JOINS = ("and", "or", "not")
MOST_ROWS = 40
MOST_DAYS = 36_500

_ON_DAYS = {"in_month": "month", "this_month": "", "next_month": "", "soon": "days", "known": "", "unknown": ""}

OPS: dict[str, dict[str, str]] = {
    "tag": {"has": "tag", "has_not": "tag"},
    "usual": {"has": "words", "has_not": "words"},
    "had": {"ever": "words", "within": "words days"},
    "visits": {"at_least": "number", "at_most": "number"},
    "last_visit": {"within": "days", "longer_ago": "days", "never": ""},
    "first_visit": {"within": "days", "longer_ago": "days"},
    "contact": {"within": "days", "longer_ago": "days"},
    "rhythm": {"at_most": "number", "at_least": "number"},
    "slipping": {"is": "", "is_not": ""},
    "closeness": {"at_least": "number", "at_most": "number"},
    "birthday": _ON_DAYS,
    "name_day": _ON_DAYS,
    "anniversary": _ON_DAYS,
    "consent": {"given": "channel", "no": "channel", "not_asked": "channel"},
    "language": {"is": "language", "is_not": "language"},
    "state": {"is": "state", "is_not": "state"},
    "reach": {"has": "way", "has_not": "way"},
    "place": {"has": "words"},
    "own": {
        "is": "words",
        "has": "words",
        "at_least": "words",
        "at_most": "words",
        "filled": "",
        "empty": "",
    },
    "feedback": {"open": "", "complaint": "", "praise": ""},
    "idea": {"wants": "idea", "any": ""},
    "taste": {"loves": "words", "likes": "words", "dislikes": "words", "never": "words"},
    "alert": {"has": "words", "any": "", "none": ""},
    "mailed": {"within": "days", "ever": ""},
    "added": {"within": "days", "longer_ago": "days"},
    "group": {"in": "group"},
}
"""Field -> what may be asked of it -> what that needs: nothing, or a value of a kind, with or without days."""

CHOICES: dict[str, tuple[str, ...]] = {
    "channel": ("email", "text", "phone", "post", "chat"),
    "state": ("active", "moved", "deceased", "do_not_contact"),
    "way": ("email", "phone", "post", "chat", "social"),
}
_COUNTS = {"days": (1, MOST_DAYS), "month": (1, 12), "number": (0, MOST_DAYS)}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing asked of a card.

    Attributes:
        join: how it goes with what stands above it, one of JOINS; without meaning in the first row but for "not".
        value: text, or a number (days, a month, how many, the identity of an idea or group).
        days: for "had ... within", and for visits counted in the last so many days; 0 ever.
        name: of the shop's own field; else the words for a value that is an identity, kept for the sentence.
    """

    field: str
    op: str
    value: str | int = ""
    days: int = 0
    name: str = ""
    join: str = "and"


@dataclass(frozen=True, slots=True)
class Bracket:
    """Rows in brackets, which hold no brackets of their own."""

    rows: tuple[Rule, ...]
    join: str = "and"


Row = Rule | Bracket
Rules = tuple[Row, ...]
"""The rows of a group; no row at all is everybody."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows that hold together: one of the `ways` is enough, and it may leave people out."""

    ways: tuple[Row, ...]
    leaves_out: bool


def conditions(rows: Iterable[Row]) -> tuple[Condition, ...]:
    """What must hold, in order: each "or" goes with the row above it. Pure."""
    found: list[Condition] = []
    for row in rows:
        if row.join == "or" and found:
            found[-1] = Condition((*found[-1].ways, row), found[-1].leaves_out)
        else:
            found.append(Condition((row,), row.join == "not"))
    return tuple(found)


# As JSON


def dump(rules: Rules) -> str:
    """As it is kept; what says nothing is left out."""
    return json.dumps(plain(rules), ensure_ascii=False)


def plain(rules: Rules) -> list[dict[str, Any]]:
    """As JSON has it."""
    return [_plain(row) for row in rules]


def _plain(row: Row) -> dict[str, Any]:
    if isinstance(row, Bracket):
        return {"join": row.join, "rows": [_plain(one) for one in row.rows]}
    kept = asdict(row)
    always = ("field", "op", "join", *(["value"] if row.value != "" else []))
    return {key: kept[key] for key in kept if kept[key] or key in always}


def load(text: str) -> Rules:
    """Rules from JSON. Raises Refusal("bad-rules")."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError) as wrong:
        raise Refusal("bad-rules", value=text[:80]) from wrong
    return _rows(found)


def _rows(found: object) -> Rules:
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        raise Refusal("bad-rules", value=str(found)[:80])
    return tuple(_bracket(row) if isinstance(row, dict) and "rows" in row else _rule(row) for row in found)


def _bracket(row: Mapping[str, Any]) -> Bracket:
    rows = row["rows"]
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        raise Refusal("bad-rules", value=str(row)[:80])
    return Bracket(tuple(map(_rule, rows)), _join(row.get("join", "and")))


def _rule(row: object) -> Rule:
    if not isinstance(row, dict) or not set(row) <= set(Rule.__slots__):
        raise Refusal("bad-rules", value=str(row)[:80])
    texts = {key: row.get(key, "") for key in ("field", "op", "name")}
    value, days = row.get("value", ""), row.get("days", 0)
    if (
        not all(isinstance(text, str) for text in texts.values())
        or type(value) not in (str, int)
        or type(days) is not int
    ):
        raise Refusal("bad-rules", value=str(row)[:80])
    return Rule(texts["field"], texts["op"], value, days, texts["name"], _join(row.get("join", "and")))


def _join(join: object) -> str:
    if join not in JOINS:
        raise Refusal("bad-rules", value=str(join)[:80])
    return str(join)


# From the words of a command line


def read_words(lines: Sequence[str]) -> Rules:
    """Rules as one types them, one a line: "tag has Choir", "and visits at_least 3 in 90", "not alert has nut".

    The number after a last "in" is a number of days. Raises Refusal("bad-rules", value).
    """
    return tuple(map(_read_line, lines))


def _read_line(line: str) -> Rule:
    words = line.split()
    join = words.pop(0) if words and words[0] in JOINS else "and"
    field = words.pop(0) if words else ""
    name = ""
    if field.startswith("own:"):  # own:Favourite_team
        field, name = "own", field.removeprefix("own:").replace("_", " ")
    op = words.pop(0) if words else ""
    if op not in OPS.get(field, {}):
        raise Refusal("bad-rules", value=line[:80])
    days = 0
    if field in ("had", "visits") and len(words) > 2 and words[-2] == "in" and words[-1].isdecimal():
        days, words = min(int(words[-1]), MOST_DAYS + 1), words[:-2]
    text = " ".join(words)
    number = OPS[field][op] in _COUNTS and text.isdecimal()
    return Rule(field, op, int(text) if number and len(text) < 16 else text, days, name, join)


# Checked against the notebook


def checked(s: Session, rules: Rules) -> Rules:
    """The rules as they are kept: values of the right kind, names of what is meant by its identity filled in.

    Raises Refusal("bad-rules", value), Refusal("empty-value", field="rule"), Refusal("bad-number", value),
    Refusal("bad-choice", field, value), Refusal("unknown-field", field), NotFound("no-idea"|"no-segment"),
    Refusal("bad-field-value", field, type, value).
    """
    if len(rules) > MOST_ROWS:
        raise Refusal("bad-rules", value="")
    return tuple(
        replace(row, rows=tuple(_sound(s, one) for one in row.rows)) if isinstance(row, Bracket) else _sound(s, row)
        for row in rules
    )


def _sound(s: Session, rule: Rule) -> Rule:
    wants = OPS.get(rule.field, {}).get(rule.op)
    if wants is None:
        raise Refusal("bad-rules", value=f"{rule.field} {rule.op}")
    kind, _space, with_days = wants.partition(" ")
    days = rule.days if with_days or rule.field == "visits" else 0
    if with_days or days:
        days = _count(days, "days")
    if rule.field == "own":
        return _own(s, rule)
    if not kind:
        return replace(rule, value="", days=0, name="")
    if kind in _MEANT:
        number, name = _meant(s, kind, rule.value)
        return replace(rule, value=number, days=0, name=name)
    if kind in _COUNTS:
        return replace(rule, value=_count(rule.value, kind), days=days, name="")
    text = clean(str(rule.value), limit=NAME_LIMIT)
    if kind in CHOICES and text not in CHOICES[kind]:
        raise Refusal("bad-choice", field=rule.field, value=text)
    if not text and kind != "language":
        raise Refusal("empty-value", field="rule")
    return replace(rule, value=text, days=days, name="")


def _count(value: str | int, kind: str) -> int:
    least, most = _COUNTS[kind]
    number = value if isinstance(value, int) else int(value) if value.isdecimal() and len(value) < 16 else -1
    if not least <= number <= most:
        raise Refusal("bad-number", value=str(value))
    return number


_MEANT = {"idea": ("idea", "title", "no-idea"), "group": ("segment", "name", "no-segment")}


def _meant(s: Session, kind: str, value: str | int) -> tuple[int, str]:
    """(identity, name) of an idea or group, from its identity or its name."""
    table, column, code = _MEANT[kind]
    rows = s.raw(f"SELECT id, {column} FROM {table} ORDER BY id DESC")
    sought = fold(str(value))
    for key, name in rows:
        if key == value or sought in (str(key), fold(name)):
            return key, name
    raise NotFound(code, id=value)


def _own(s: Session, rule: Rule) -> Rule:
    """A rule about one of the shop's own fields, whose value is read by the field's type."""
    field = next((one for one in fields.all_fields(s) if one.name.casefold() == rule.name.casefold()), None)
    if field is None:
        raise Refusal("unknown-field", field=rule.name)
    if OPS["own"][rule.op] == "":
        return replace(rule, value="", days=0, name=field.name)
    kept: str | None = clean(str(rule.value), limit=NAME_LIMIT)
    if rule.op != "has" and field.type not in ("text", "choices"):
        kept = values.read(field.type, str(rule.value), field.choices)
    if kept is None:
        raise Refusal("bad-field-value", field=field.name, type=field.type, value=str(rule.value))
    if not kept:
        raise Refusal("empty-value", field="rule")
    return replace(rule, value=kept, days=0, name=field.name)
