"""Who is at the till."""

from __future__ import annotations

import re
from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, StaffId
from relnotebook.base.text import clean, fold
from relnotebook.notebook import names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Colleague:
    id: StaffId
    name: str
    role: str


def everyone(s: Session) -> tuple[Colleague, ...]:
    """Those who work here now, by name."""
    found = s.raw("SELECT id, name, role FROM staff WHERE gone = 0")
    return tuple(sorted((Colleague(*row) for row in found), key=lambda c: (fold(c.name), c.id)))


OWNERS = frozenset({"owner", "proprietor", "inhaber", "inhaberin", "besitzer", "besitzerin"})
"""What a role says, folded, of whoever decides here."""


def is_owner(s: Session, staff: StaffId | None) -> bool:
    """Whether a colleague is the owner by what their role says: "Owner", "Inhaberin, Friseurmeisterin"."""
    role = fold(str(names.first(s.raw("SELECT role FROM staff WHERE id = ?", (staff,)), "")))
    return any(part.strip() in OWNERS for part in re.split(r"[,;/&+()-]| and | und ", role))


@dataclass(frozen=True, slots=True)
class Particulars:
    """What Settings shows of a colleague. `born`: (day, month), None when it is not known."""

    id: StaffId
    name: str
    role: str
    has_pin: bool
    born: tuple[int, int] | None


def particulars(s: Session) -> tuple[Particulars, ...]:
    """Everybody of `everyone`, in the same order, with what is for the team only."""
    kept = {key: more for key, *more in s.raw("SELECT id, pin <> '', born_day, born_month FROM staff WHERE gone = 0")}
    found = []
    for one in everyone(s):
        has_pin, day, month = kept[one.id]
        found.append(Particulars(one.id, one.name, one.role, bool(has_pin), (day, month) if day and month else None))
    return tuple(found)


@act(Act.EDIT_STAFF)
def set_colleague(w: Write, name: str, *, role: str = "", staff: StaffId | None = None) -> StaffId:
    """Add or change a colleague; one who comes back under the same name is the same colleague.

    Raises Refusal("empty-value", field="name"), Refusal("name-taken", name), NotFound("no-colleague").
    """
    name, role = clean(name, limit=NAME_LIMIT), clean(role, limit=NAME_LIMIT)
    if not name:
        raise Refusal("empty-value", field="name")
    same = [row for row in w.raw("SELECT id, name, gone FROM staff") if fold(row[1]) == fold(name)]
    if any(not gone and key != staff for key, _, gone in same):
        raise Refusal("name-taken", name=name)
    w.label(name=name)
    if staff is None and same:
        staff = StaffId(same[0][0])
    if staff is None:
        return StaffId(w.add(schema.staff, name=name, role=role))
    names.whose(w, schema.staff, staff, "no-colleague")
    w.put(schema.staff, staff, name=name, role=role, gone=0)
    return staff


@act(Act.REMOVE_STAFF)
def remove_colleague(w: Write, staff: StaffId) -> None:
    """Take a colleague off the list; their name stays on what they wrote. Raises NotFound("no-colleague")."""
    w.label(name=names.whose(w, schema.staff, staff, "no-colleague")["name"])
    w.put(schema.staff, staff, gone=1)
