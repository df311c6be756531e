"""Addresses nobody writes to again: salted hashes that outlive the card, the address on it, and any import.

Kept when somebody says no to a channel, and when somebody is erased; lifted only by a yes said to us afterwards. A
hash says nothing about whose it was: it can be compared with an address at hand, and with nothing else.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean, fold, read_email, read_phone
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

WAYS = {"email": "email", "text": "phone", "phone": "phone", "post": "post", "chat": "chat"}
"""Channel of consent -> the kind of address that is written to on it."""

WHYS = ("withdrawn", "refused", "erased")

_SALT = "suppression_salt"  # its row of meta: not journaled, so that no undo makes the hashes worthless
_FEW = 2_000
_AMONG = "IN (SELECT value FROM json_each(?))"


# Reads


def any_kept(s: Session) -> bool:
    """Whether there is any address nobody writes to again."""
    return bool(s.raw("SELECT 1 FROM suppression LIMIT 1"))


def among(s: Session, channel: str, normals: Iterable[str], *, purpose: str = "") -> frozenset[str]:
    """Those of the addresses (in the form to match by) that are not written to on a channel.

    `purpose`: a no to that purpose counts too, "" only what holds for everything.
    """
    if not any_kept(s):
        return frozenset()
    wanted: dict[str, str] = {}
    sought, salt = set(normals) - {""}, _salt(s)
    for scope in dict.fromkeys((_scope(channel), _scope(channel, purpose))):
        begun = _begun(salt, scope)
        for normal in sought:
            whole = begun.copy()
            whole.update(normal.encode())
            wanted[whole.hexdigest()] = normal
    kept = _found(s, wanted) if len(wanted) < _FEW else _kept(s)  # a chunk of an import does not read them all
    return frozenset(normal for digest, normal in wanted.items() if digest in kept)


def reasons(s: Session, channel: str, normal: str) -> tuple[str, ...]:
    """Why an address is not written to on a channel, of WHYS; () when it may be."""
    if not normal or not any_kept(s):
        return ()
    sql = "SELECT DISTINCT why FROM suppression WHERE digest = ? ORDER BY id"
    return tuple(why for (why,) in s.raw(sql, (_digest(_salt(s), _scope(channel), normal),)))


def _kept(s: Session) -> frozenset[str]:
    return frozenset(digest for (digest,) in s.raw("SELECT digest FROM suppression"))


def _salt(s: Session) -> bytes:
    found = s.raw("SELECT value FROM meta WHERE key = ?", (_SALT,))
    return bytes.fromhex(found[0][0]) if found else b""


def _scope(channel: str, purpose: str = "") -> str:
    """What a hash is about: "email", or "email/events" for a no to one purpose alone."""
    return f"{channel}/{purpose}" if purpose else channel


def _digest(salt: bytes, scope: str, normal: str) -> str:
    whole = _begun(salt, scope)
    whole.update(normal.encode())
    return whole.hexdigest()


def _begun(salt: bytes, scope: str) -> blake2b:
    return blake2b(f"{scope}|".encode(), key=salt, digest_size=20)


def normal_form(channel: str, address: str, region: str) -> str:
    """An address as it is matched by on a channel of consent; "" when it is none. Pure."""
    typed = clean(address, lines=channel == "post", limit=1000)
    if WAYS[channel] == "email":
        return read_email(typed) or ""
    if WAYS[channel] == "phone":
        phone = read_phone(typed, region)
        return phone.normal if phone else ""
    return fold(typed)


def read(s: Session, channel: str, address: str) -> str:
    """An address as it is matched by, in the country of the shop. Raises the Refusals of `suppress` about either."""
    if channel not in WAYS:
        raise Refusal("bad-choice", field="channel", value=channel)
    region = s.raw("SELECT region FROM shop ORDER BY id LIMIT 1")
    normal = normal_form(channel, address, region[0][0] if region else "GB")
    if not normal:
        code = {"email": "bad-email", "phone": "bad-phone"}.get(WAYS[channel], "empty-value")
        raise Refusal(code if address.strip() else "empty-value", value=address, field=channel)
    return normal


# Acts


@act(Act.SUPPRESS)
def suppress(w: Write, channel: str, address: str, *, why: str = "withdrawn") -> None:
    """Never write to an address on a channel again, whoever's it is.

    Raises Refusal("bad-choice", field, value), Refusal("bad-email"|"bad-phone"|"empty-value", value).
    """
    if why not in WHYS:
        raise Refusal("bad-choice", field="why", value=why)
    add(w, [(channel, read(w, channel, address))], why)


# For acts


def add(w: Write, addresses: Iterable[tuple[str, str]], why: str, *, purpose: str = "") -> None:
    """Note (channel, address in the form to match by) pairs; one that is noted already stays as it is. For acts."""
    wanted = [(_scope(channel, purpose), normal) for channel, normal in dict.fromkeys(addresses) if normal]
    if not wanted:
        return
    salt = _sure_salt(w)
    digests = {_digest(salt, scope, normal): scope for scope, normal in wanted}
    known = _found(w, digests)
    rows = [(scope, digest, why, w.at, w.offset) for digest, scope in digests.items() if digest not in known]
    w.add_many(schema.suppression, ("channel", "digest", "why", "at", "utc_offset"), rows)


def add_of(w: Write, customer: CustomerId, channel: str, why: str, *, purpose: str = "") -> None:
    """Note every address of a card on a channel. For acts."""
    add(w, ((channel, normal) for normal in addresses_of(w, customer, channel)), why, purpose=purpose)


def add_all_of(w: Write, customer: CustomerId, why: str = "erased") -> None:
    """Note every address of a card on every channel: what is left of somebody who is erased. For acts."""
    add(w, [(channel, normal) for channel in WAYS for normal in addresses_of(w, customer, channel)], why)


def lift_of(w: Write, customer: CustomerId, channel: str, *, purpose: str = "") -> None:
    """Their addresses may be written to again: they have just said so to us, in person. For acts; no file does this.

    A yes to one purpose leaves a no to the whole channel as it is.
    """
    if not any_kept(w):
        return
    salt, scope = _salt(w), _scope(channel, purpose)
    digests = [_digest(salt, scope, normal) for normal in addresses_of(w, customer, channel)]
    for row in sorted(_found(w, digests).values()):
        w.drop(schema.suppression, row)


def _found(s: Session, digests: Iterable[str]) -> dict[str, int]:
    """Digest -> row of those that are noted."""
    sql = f"SELECT digest, id FROM suppression WHERE digest {_AMONG}"
    return dict(s.raw(sql, (json.dumps(sorted(digests)),)))


def addresses_of(s: Session, customer: CustomerId, channel: str) -> Sequence[str]:
    """The addresses of a card in the form to match by, the one of its household for post too."""
    way = WAYS[channel]
    found = [n for (n,) in s.raw("SELECT normal FROM contact WHERE customer_id = ? AND channel = ?", (customer, way))]
    return list(dict.fromkeys(n for n in (*found, *(_of_household(s, customer) if way == "post" else ())) if n))


def _of_household(s: Session, customer: CustomerId) -> Iterator[str]:
    sql = "SELECT h.address FROM customer c JOIN household h ON h.id = c.household_id WHERE c.id = ?"
    for (address,) in s.raw(sql, (customer,)):
        yield fold(address)


def _sure_salt(w: Write) -> bytes:
    """The notebook's salt, made on first use."""
    if not (salt := _salt(w)):
        salt = secrets.token_bytes(32)
        w.own("INSERT INTO meta (key, value) VALUES (?, ?)", (_SALT, salt.hex()))
    return salt
