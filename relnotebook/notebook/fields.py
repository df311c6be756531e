"""Tags, the shop's own fields, and the photo."""

from __future__ import annotations

from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean, fold
from relnotebook.notebook import names, values
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

TYPES = ("text", "number", "date", "yearless", "yesno", "choice", "choices", "link", "money")
TAG_LIMIT = 60
PHOTO_LIMIT = 2_000_000  # bytes; a picture of 512 x 512 has about a tenth of it


@dataclass(frozen=True, slots=True)
class Field:
    id: int
    name: str
    type: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    field: Field
    value: str  # '' when nothing is written yet


# Tags


def tags_of(s: Session, customer: CustomerId) -> tuple[tuple[int, str], ...]:
    """(id, name), by name."""
    found = s.raw(
        "SELECT t.id, t.name FROM customer_tag c JOIN tag t ON t.id = c.tag_id WHERE c.customer_id = ? "
        "ORDER BY t.folded, t.id",
        (customer,),
    )
    return tuple((key, name) for key, name in found)


def all_tags(s: Session) -> tuple[tuple[int, str, int], ...]:
    """(id, name, how many customers carry it), by name."""
    found = s.raw(
        "SELECT t.id, t.name, (SELECT count(*) FROM customer_tag c WHERE c.tag_id = t.id) FROM tag t "
        "ORDER BY t.folded, t.id"
    )
    return tuple((key, name, count) for key, name, count in found)


@act(Act.ADD_TAG)
def add_tag(w: Write, customer: CustomerId, name: str) -> int:
    """Put a tag on a card, the shop's own one where it has it in another spelling; gives the tag.

    Raises Refusal("empty-value", field="tag"), NotFound("no-customer").
    """
    name = clean(name, limit=TAG_LIMIT)
    if not name:
        raise Refusal("empty-value", field="tag")
    names.label(w, customer, tag=name)
    tag = names.first(w.raw("SELECT id FROM tag WHERE folded = ? ORDER BY id LIMIT 1", (fold(name),)))
    if tag is None:
        tag = w.add(schema.tag, name=name, folded=fold(name))
    if not w.raw("SELECT 1 FROM customer_tag WHERE customer_id = ? AND tag_id = ?", (customer, tag)):
        w.add(schema.customer_tag, customer_id=customer, tag_id=tag)
    return int(tag)


@act(Act.REMOVE_TAG)
def remove_tag(w: Write, customer: CustomerId, tag: int) -> None:
    """Take a tag off a card; one that nobody carries and no rule names is forgotten. Raises NotFound("no-tag")."""
    row = names.whose(w, schema.tag, tag, "no-tag")
    names.label(w, customer, tag=row["name"])
    found = w.raw("SELECT id FROM customer_tag WHERE customer_id = ? AND tag_id = ?", (customer, tag))
    if not found:
        return
    w.drop(schema.customer_tag, found[0][0])
    forget_tag(w, tag)


def forget_tag(w: Write, tag: int) -> None:
    """Drop a tag that nobody carries and no rule (notebook/leads) names. For acts."""
    used = "SELECT 1 FROM customer_tag WHERE tag_id = ? UNION ALL SELECT 1 FROM lead WHERE tag_id = ? LIMIT 1"
    if not w.raw(used, (tag, tag)):
        w.drop(schema.tag, tag)


# The shop's own fields

_FIELD = "f.id, f.name, f.type, f.choices"


def all_fields(s: Session) -> tuple[Field, ...]:
    """In the order in which they were defined, without retired ones."""
    return tuple(_field(*row) for row in s.raw(f"SELECT {_FIELD} FROM field f WHERE f.retired = 0 ORDER BY f.id"))


def values_of(s: Session, customer: CustomerId) -> tuple[FieldValue, ...]:
    """Every field of the shop with what this card says, '' where it says nothing."""
    found = s.raw(
        f"SELECT {_FIELD}, coalesce((SELECT v.value FROM field_value v WHERE v.field_id = f.id AND v.customer_id = ?"
        " ORDER BY v.id LIMIT 1), '') FROM field f WHERE f.retired = 0 ORDER BY f.id",
        (customer,),
    )
    return tuple(FieldValue(_field(*row[:4]), row[4]) for row in found)


def _field(key: int, name: str, type_: str, choices: str) -> Field:
    return Field(key, name, type_, tuple(choices.split("\n")) if choices else ())


@act(Act.DEFINE_FIELD)
def define(w: Write, name: str, type: str, *, choices: str = "", field: int | None = None) -> int:
    """Add or change a field; `choices` one a line. A retired field of the same name and type comes back.

    Raises Refusal("empty-value", field="name"), Refusal("bad-choice", field="type", value), Refusal("no-choices",
    field), Refusal("name-taken", name), Refusal("field-in-use", field) for another type while cards have values,
    NotFound("no-field").
    """
    name = clean(name, limit=TAG_LIMIT)
    if not name:
        raise Refusal("empty-value", field="name")
    if type not in TYPES:
        raise Refusal("bad-choice", field="type", value=type)
    listed = _choices(choices) if type in ("choice", "choices") else ()
    if type in ("choice", "choices") and not listed:
        raise Refusal("no-choices", field=name)
    w.label(field=name)
    if field is None:
        field = _retired_twin(w, name, type)
    _name_free(w, name, field)
    wanted = {"name": name, "type": type, "choices": "\n".join(listed), "retired": 0}
    if field is None:
        return w.add(schema.field, **wanted)
    row = names.whose(w, schema.field, field, "no-field")
    if row["type"] != type and w.raw("SELECT 1 FROM field_value WHERE field_id = ? LIMIT 1", (field,)):
        raise Refusal("field-in-use", field=row["name"])
    w.put(schema.field, field, **wanted)
    return field


def _choices(text: str) -> tuple[str, ...]:
    """One a line, each once; ; parts the choices of a card, so none may hold it."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        choice = clean(line.replace(";", ","), limit=TAG_LIMIT)
        if choice:
            found.setdefault(fold(choice), choice)
    return tuple(found.values())


def _retired_twin(w: Write, name: str, type_: str) -> int | None:
    found = w.raw("SELECT id, name FROM field WHERE retired = 1 AND type = ? ORDER BY id", (type_,))
    return next((key for key, other in found if fold(other) == fold(name)), None)


def _name_free(w: Write, name: str, field: int | None) -> None:
    taken = w.raw("SELECT id, name FROM field WHERE retired = 0")
    if any(fold(other) == fold(name) and key != field for key, other in taken):
        raise Refusal("name-taken", name=name)


@act(Act.DEFINE_FIELD)
def retire(w: Write, field: int) -> None:
    """Hide a field; its values stay in the notebook. Raises NotFound("no-field")."""
    w.label(field=names.whose(w, schema.field, field, "no-field")["name"])
    w.put(schema.field, field, retired=1)


@act(Act.SET_FIELD)
def set_value(w: Write, customer: CustomerId, field: int, value: str) -> None:
    """Write, change or (with '') empty a field of a card. Typing in one field shares one undo step.

    Raises Refusal("bad-field-value", field=name, type=type, value=value), NotFound("no-customer"|"no-field").
    """
    row = names.whose(w, schema.field, field, "no-field")
    asked = _field(row["id"], row["name"], row["type"], row["choices"])
    kept = values.read(asked.type, value, asked.choices)
    if kept is None:
        raise Refusal("bad-field-value", field=asked.name, type=asked.type, value=value)
    w.join_burst(f"field/{customer}/{field}")
    names.label(w, customer, field=asked.name)
    found = names.first(
        w.raw("SELECT id FROM field_value WHERE customer_id = ? AND field_id = ? ORDER BY id", (customer, field))
    )
    if found is None and kept:
        w.add(schema.field_value, customer_id=customer, field_id=field, value=kept)
    elif found is not None and kept:
        w.put(schema.field_value, found, value=kept)
    elif found is not None:
        w.drop(schema.field_value, found)


# Photo


def photo(s: Session, customer: CustomerId) -> bytes | None:
    """The JPEG, or None."""
    found = names.first(s.raw("SELECT jpeg FROM photo WHERE customer_id = ? ORDER BY id LIMIT 1", (customer,)))
    return None if found is None else bytes(found)


@act(Act.SET_PHOTO)
def set_photo(w: Write, customer: CustomerId, jpeg: bytes) -> None:
    """Keep an already reduced JPEG (widgets/pictures makes it: at most 512 px, no metadata).

    Raises Refusal("not-a-picture"), NotFound("no-customer").
    """
    if not jpeg.startswith(b"\xff\xd8\xff") or len(jpeg) > PHOTO_LIMIT:
        raise Refusal("not-a-picture")
    names.label(w, customer)
    found = names.first(w.raw("SELECT id FROM photo WHERE customer_id = ?", (customer,)))
    if found is None:
        w.add(schema.photo, customer_id=customer, jpeg=bytes(jpeg))
    else:
        w.put(schema.photo, found, jpeg=bytes(jpeg))


@act(Act.REMOVE_PHOTO)
def remove_photo(w: Write, customer: CustomerId) -> None:
    """Nothing happens where there is none. Raises NotFound("no-customer")."""
    names.label(w, customer)
    for (key,) in w.raw("SELECT id FROM photo WHERE customer_id = ?", (customer,)):
        w.drop(schema.photo, key)
