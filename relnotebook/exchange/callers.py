"""Who a row of a visits file speaks of, and which card that is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relnotebook.base import text
from relnotebook.exchange import known
from relnotebook.exchange.headers import Column
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.incoming import Names
from relnotebook.exchange.person import plain_card
from relnotebook.store.write import Session

_AMONG = "IN (SELECT value FROM json_each(?))"
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody as a visits file names them. What is not told is ''.

    Attributes:
        phone: as written; `normal`: the form to match by.
        email: in the form to match by.
        digits_only: the card number is only taken for one because it is all digits; it may be a phone.
    """

    card: str = ""
    email: str = ""
    phone: str = ""
    normal: str = ""
    name: str = ""
    digits_only: bool = False

    @classmethod
    def of(cls, cells: Iterable[tuple[Column, str]], region: str) -> Caller | None:
        """From the cells of a row that say who came; None when they are empty."""
        told: dict[Meaning, str] = {}
        for column, cell in cells:
            cell = text.clean(cell).strip("'")
            if cell:
                told.setdefault(column.meaning, cell)
        card = plain_card(told.get(Meaning.CARD_NUMBER, ""))
        email = text.read_email(told.get(Meaning.EMAIL, "")) or ""
        phone, normal = _phone(told.get(Meaning.PHONE) or told.get(Meaning.MOBILE, ""), region)
        parts = " ".join(filter(None, (told.get(Meaning.FIRST), told.get(Meaning.LAST))))
        caller = cls(card, email, phone, normal, told.get(Meaning.NAME) or parts)
        if caller == cls() and Meaning.CUSTOMER in told:
            caller = cls._guessed(told[Meaning.CUSTOMER], region)
        return None if caller == cls() else caller

    @classmethod
    def _guessed(cls, cell: str, region: str) -> Caller:
        """A column that only says "customer": digits are a card number, the rest shows what it is."""
        if email := text.read_email(cell):
            return cls(email=email)
        number = plain_card(cell)
        if number.isdecimal() and not cell.startswith(("+", "00")):
            return cls(card=number, normal=_phone(cell, region)[1], digits_only=True)
        if text.looks_like_phone(cell):
            phone, normal = _phone(cell, region)
            return cls(phone=phone, normal=normal)
        return cls(name=cell)

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two spellings in the file the same customer."""
        if self.card:
            return "card", self.card
        if self.email:
            return "email", self.email
        if self.normal:
            return "phone", self.normal
        return "name", known.name_key(self.name) or self.name


def _phone(cell: str, region: str) -> tuple[str, str]:
    found = text.read_phone(cell, region) if cell else None
    return (cell, found.normal) if found is not None and len(found.normal) > 3 else ("", "")


class SameName(Exception):
    """More than one card has the name, and nothing else is told."""


class Cards:
    """The cards of a notebook that a file's customers may be."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._cards: dict[str, int] = {}
        self._contacts: dict[tuple[str, str], int] = {}

    def read(self, s: Session, callers: Sequence[Caller]) -> None:
        """Look up the card numbers, addresses and phones of these callers. The oldest card wins a draw."""
        for start in range(0, len(callers), _AT_ONCE):
            some = callers[start : start + _AT_ONCE]
            numbers = json.dumps([caller.card for caller in some if caller.card])
            sql = f"SELECT card_number, id FROM customer WHERE card_number <> '' AND card_number {_AMONG} "
            for number, id_ in s.raw(sql + "AND binned_at IS NULL ORDER BY id DESC", (numbers,)):
                self._cards[number] = id_
            normals = json.dumps([way for caller in some for way in (caller.email, caller.normal) if way])
            sql = (
                "SELECT c.channel, c.normal, c.customer_id FROM contact c JOIN customer k ON k.id = c.customer_id "
                f"WHERE c.normal <> '' AND c.normal {_AMONG} AND c.channel IN ('email', 'phone') "
                "AND k.binned_at IS NULL ORDER BY c.customer_id DESC"
            )
            for channel, normal, id_ in s.raw(sql, (normals,)):
                self._contacts[channel, normal] = id_

    def find(self, caller: Caller) -> int | None:
        """The card of a caller, None when there is none yet. Raises SameName."""
        if caller.card in self._cards:
            return self._cards[caller.card]
        for way in (("email", caller.email), ("phone", caller.normal)):
            if way[1] and way in self._contacts:
                return self._contacts[way]
        if caller.name and not (caller.card or caller.email or caller.normal):
            namesakes = self._names.find(known.name_key(caller.name))
            if len(namesakes) > 1:
                raise SameName
            return namesakes[0] if namesakes else None
        return None
