"""PINs of colleagues: a lock for the screen, not a key. The notebook's own key is never made from one.

What is kept is scrypt of the digits with a salt of its own for each, so that equal PINs look different.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, StaffId
from relnotebook.notebook import names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

FEWEST, MOST = 4, 12
COST = 2**14  # scrypt's n: about 16 MB and a twentieth of a second for each PIN
SALT = 16


@dataclass(frozen=True, slots=True)
class Key:
    """One colleague's PIN as it is kept."""

    staff: StaffId
    kept: str


# Reads


def has_pins(s: Session) -> bool:
    """Whether anybody who works here now has a PIN; without one nobody could leave the customer screen."""
    return bool(s.raw("SELECT 1 FROM staff WHERE gone = 0 AND pin <> '' LIMIT 1"))


def keys(s: Session) -> tuple[Key, ...]:
    """What is needed to look at a PIN while the notebook cannot be read."""
    return tuple(Key(*row) for row in s.raw("SELECT id, pin FROM staff WHERE gone = 0 AND pin <> '' ORDER BY id"))


def check(s: Session, pin: str) -> StaffId | None:
    """Whose PIN it is, None for nobody's. Takes a twentieth of a second for each colleague who has one."""
    return match(keys(s), pin)


def match(known: tuple[Key, ...], pin: str) -> StaffId | None:
    """As `check`, by keys read before. All of them are looked at, so that the time it takes tells nothing."""
    found: StaffId | None = None
    for key in known:
        if _fits(key.kept, pin) and found is None:
            found = key.staff
    return found


# Acts


@act(Act.SET_PIN)
def set_pin(w: Write, staff: StaffId, pin: str) -> None:
    """Give a colleague a PIN of 4 to 12 digits, or another one.

    Raises Refusal("bad-pin"), Refusal("pin-taken") for one that opens the door as somebody else, whoever that is;
    NotFound("no-colleague").
    """
    if not is_pin(pin):
        raise Refusal("bad-pin", fewest=FEWEST, most=MOST)
    if match(tuple(key for key in keys(w) if key.staff != staff), pin) is not None:
        raise Refusal("pin-taken")
    w.label(name=names.whose(w, schema.staff, staff, "no-colleague")["name"])
    w.put(schema.staff, staff, pin=_kept(pin))


@act(Act.EDIT_STAFF)
def remove_pin(w: Write, staff: StaffId) -> None:
    """Take a colleague's PIN away. Raises NotFound("no-colleague")."""
    w.label(name=names.whose(w, schema.staff, staff, "no-colleague")["name"])
    w.put(schema.staff, staff, pin="")


# Pure


def is_pin(pin: str) -> bool:
    """Whether it can be a PIN: 4 to 12 of the digits that every keypad has."""
    return pin.isascii() and pin.isdigit() and FEWEST <= len(pin) <= MOST


def _kept(pin: str) -> str:
    salt = os.urandom(SALT)
    return f"scrypt${COST}${salt.hex()}${_hash(pin, salt, COST).hex()}"


def _fits(kept: str, pin: str) -> bool:
    """Whether `pin` is the one that was kept; a damaged entry fits none."""
    try:
        _name, cost, salt, digest = kept.split("$")
        made = _hash(pin, bytes.fromhex(salt), int(cost))
        return hmac.compare_digest(made, bytes.fromhex(digest))
    except ValueError:
        return False


def _hash(pin: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=8, p=1, dklen=32)
