"""The shop: its name, its kind and what the kind brings along, its synonym list, and the shop's rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import NAME_LIMIT, clean, fold, knows_region, read_email
from relnotebook.notebook import kinds as table_of_kinds
from relnotebook.notebook import names
from relnotebook.notebook.kinds import ShopKind, kinds
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = ["Shop", "ShopKind", "Synonym", "edit", "kinds", "profile", "remove_synonym", "set_synonym", "start"]

LEAP_RULES = ("28feb", "1mar")
_FIELDS = ("name", "kind", "address", "reply_to", "region", "leap_rule", "closeness")


@dataclass(frozen=True, slots=True)
class Synonym:
    """A word of an alert and what else it covers: "nut" covers almond, hazelnut, walnut."""

    id: int
    word: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop profile as Settings and the cover show it. `closeness`: the shop wants the score on its cards."""

    name: str
    kind: ShopKind
    address: str
    reply_to: str
    region: str
    leap_rule: str
    closeness: bool
    demo: bool
    customers: int
    synonyms: tuple[Synonym, ...]


# Reads


def profile(s: Session) -> Shop:
    """Raises NotFound("no-shop") in a notebook whose first page was never written."""
    found = s.raw(
        "SELECT name, kind, address, reply_to, region, leap_rule, closeness, demo FROM shop ORDER BY id LIMIT 1"
    )
    if not found:
        raise NotFound("no-shop")
    name, kind, address, reply_to, region, leap_rule, closeness, demo = found[0]
    return Shop(
        name=name,
        kind=table_of_kinds.kind(kind),
        address=address,
        reply_to=reply_to,
        region=region,
        leap_rule=leap_rule,
        closeness=bool(closeness),
        demo=bool(demo),
        customers=customers(s),
        synonyms=synonyms(s),
    )


def region(s: Session) -> str:
    """The ISO country in which phones without a + are read."""
    return str(names.first(s.raw("SELECT region FROM shop ORDER BY id LIMIT 1"), "GB"))


def customers(s: Session) -> int:
    """How many customers the notebook has, without those in the bin.

    Every keystroke shows it, so nothing is counted: the search index, which has one document for each of them, keeps
    its number of documents at the head of its first block.
    """
    number = 0
    for byte in bytes(names.first(s.raw("SELECT block FROM find_data WHERE id = 1"), b""))[:9]:
        number = number << 7 | byte & 127
        if byte < 128:
            break
    return number


def synonyms(s: Session) -> tuple[Synonym, ...]:
    """The shop's list, by word."""
    found = s.raw("SELECT id, word, covers FROM synonym ORDER BY word, id")
    return tuple(Synonym(key, word, _parts(covers)) for key, word, covers in found)


def _parts(covers: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in covers.split(",") if part.strip())


# Acts


@act(Act.START_NOTEBOOK)
def start(w: Write, *, name: str, kind: str, region: str = "GB", demo: bool = False) -> None:
    """Write the first page: the shop row, the kind's synonyms, nobody at the till yet. Not undoable.

    Raises Refusal("already-started"), Refusal("bad-choice", field, value).
    """
    if w.raw("SELECT 1 FROM shop"):
        raise Refusal("already-started")
    page = {"name": name, "kind": kind, "region": region}
    values = {field: _checked(field, value) for field, value in page.items()}
    w.permanent()
    w.label(name=values["name"])
    w.add(schema.shop, **values, demo=int(demo))
    for word, covers in table_of_kinds.synonyms_for(values["kind"]):
        w.add(schema.synonym, word=word, covers=covers)


@act(Act.EDIT_SHOP)
def edit(w: Write, /, **values: str) -> None:
    """Change name, kind, address, reply_to, region, leap_rule or closeness ("1" or "0").

    Typing in one field shares one undo step.

    Raises Refusal("unknown-field", field), Refusal("bad-choice", field, value), Refusal("bad-email", value),
    NotFound("no-shop").
    """
    for field in values:
        if field not in _FIELDS:
            raise Refusal("unknown-field", field=field)
    checked = {field: _checked(field, value) for field, value in values.items()}
    if not checked.get("name", "x"):
        raise Refusal("empty-value", field="shop")
    row = names.first(w.raw("SELECT id FROM shop ORDER BY id LIMIT 1"))
    if row is None:
        raise NotFound("no-shop")
    w.join_burst("shop/" + ",".join(sorted(values)))
    switched = {"state": "on" if checked["closeness"] == "1" else "off"} if "closeness" in checked else {}
    w.label(field=",".join(sorted(values)), **switched)
    w.put(schema.shop, row, **{field: int(v) if field == "closeness" else v for field, v in checked.items()})


def _checked(field: str, value: str) -> str:
    """The value as it is kept."""
    if field == "address":
        return clean(value, lines=True, limit=1000)
    value = clean(value, limit=NAME_LIMIT)
    if field == "region":
        value = value.upper()
    allowed = {
        "kind": value in {one.key for one in kinds()},
        "region": re.fullmatch("[A-Z]{2}", value) is not None,
        "leap_rule": value in LEAP_RULES,
        "closeness": value in ("0", "1"),
    }
    if not allowed.get(field, True):
        raise Refusal("bad-choice", field=field, value=value)
    if field == "region" and not knows_region(value):
        raise Refusal("no-such-region", value=value)
    if field == "reply_to" and value and read_email(value) is None:
        raise Refusal("bad-email", value=value)
    return value


@act(Act.EDIT_SYNONYMS)
def set_synonym(w: Write, word: str, covers: str, *, synonym: int | None = None) -> int:
    """Say what a word of an alert covers, with commas between. A word that is there already is changed.

    Raises Refusal("empty-value", field="word"), NotFound("no-synonym").
    """
    word = clean(word, limit=80)
    if not word:
        raise Refusal("empty-value", field="word")
    parts: dict[str, str] = {}
    for part in _parts(clean(re.sub(r"[;\n]", ",", covers), limit=2000)):
        parts.setdefault(fold(part), part)
    joined = ", ".join(parts.values())
    w.label(what=word)
    if synonym is None:
        synonym = next((key for key, other in w.raw("SELECT id, word FROM synonym") if fold(other) == fold(word)), None)
    if synonym is None:
        return w.add(schema.synonym, word=word, covers=joined)
    names.whose(w, schema.synonym, synonym, "no-synonym")
    w.put(schema.synonym, synonym, word=word, covers=joined)
    return synonym


@act(Act.EDIT_SYNONYMS)
def remove_synonym(w: Write, synonym: int) -> None:
    """Raises NotFound("no-synonym")."""
    w.label(what=names.whose(w, schema.synonym, synonym, "no-synonym")["word"])
    w.drop(schema.synonym, synonym)
