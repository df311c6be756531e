"""What each customer is found by: the search document, made from the card's rows. Those in the bin have none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from relnotebook.base.text import Phone, read_phone, words
from relnotebook.notebook import entry, names
from relnotebook.notebook.learning import Learnt
from relnotebook.store import search
from relnotebook.store.search import Document
from relnotebook.store.write import Session

TOUCHED_BY = frozenset({"customer", "contact", "usual", "variation", "customer_tag", "person"})
"""Tables of a customer's own rows that documents are made of."""

_ANIMALS = frozenset(
    words(
        "dog dogs puppy cat cats kitten horse pony rabbit bunny hamster gerbil mouse rat ferret parrot budgie "
        "budgerigar canary cockatiel bird hen tortoise turtle snake lizard gecko fish goat sheep donkey pet animal "
        "perro perra gato gata chien chienne chat chatte hund hündin kater katze pferd cane gatto cachorro kutya "
        "macska pies kot собака кошка кот 犬 猫 いぬ ねこ ペット"
    )
)

_AMONG = "IN (SELECT value FROM json_each(?))"


def of(s: Session, customers: Sequence[int]) -> Iterator[tuple[Document, int]]:
    """(document, score) of each of the customers who is to be found: there, and not in the bin."""
    ids = json.dumps(customers)
    known = s.raw(
        "SELECT c.id, c.name, c.own_script, c.call_name, c.card_number, coalesce(t.visits, 0), t.last_at, "
        "coalesce(t.learnt, '') FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id "
        f"WHERE c.id {_AMONG} AND c.binned_at IS NULL ORDER BY c.id",
        (ids,),
    )
    if not known:
        return
    phones, emails = _ways(s, ids)
    around = s.raw(f"SELECT customer_id, relation, name FROM person WHERE customer_id {_AMONG} ORDER BY id", (ids,))
    pets = _grouped((who, name) for who, kind, name in around if not _ANIMALS.isdisjoint(words(kind)))
    usuals = s.raw(f"SELECT customer_id, line FROM usual WHERE customer_id {_AMONG} ORDER BY position, id", (ids,))
    lines = _grouped(usuals)
    varied = _grouped(s.raw(f"SELECT customer_id, thing FROM variation WHERE customer_id {_AMONG} ORDER BY id", (ids,)))
    tags = _grouped(
        s.raw(
            "SELECT m.customer_id, g.name FROM customer_tag m JOIN tag g ON g.id = m.tag_id "
            f"WHERE m.customer_id {_AMONG} ORDER BY m.id",
            (ids,),
        )
    )
    learnt = _learnt_items(s, {row[0]: row[7] for row in known})
    for who, name, own_script, call_name, card, visits, last_at, _ in known:
        document = Document.of(
            who,
            names=[text for text in (name, own_script, call_name, *pets.get(who, ())) if text],
            phones=phones.get(who, ()),
            emails=emails.get(who, ()),
            cards=[card] if card else (),
            usual=[
                *(item for line in lines.get(who, ()) for item in entry.split(line)),
                *varied.get(who, ()),
                *learnt.get(who, ()),
            ],
            tags=tags.get(who, ()),
        )
        yield document, search.score(last_at, visits)


def _ways(s: Session, ids: str) -> tuple[dict[int, list[Phone]], dict[int, list[str]]]:
    """(phones, e-mails in the form to match by) of the customers."""
    region = str(names.first(s.raw("SELECT region FROM shop ORDER BY id LIMIT 1"), "GB"))
    phones: dict[int, list[Phone]] = {}
    emails: dict[int, list[str]] = {}
    sql = f"SELECT customer_id, channel, value, normal FROM contact WHERE customer_id {_AMONG} ORDER BY id"
    for who, channel, value, normal in s.raw(sql, (ids,)):
        if channel == "email":
            emails.setdefault(who, []).append(normal or value)
        elif channel == "phone":
            phone = read_phone(value, region)
            if phone is not None:
                phones.setdefault(who, []).append(phone)
    return phones, emails


def _learnt_items(s: Session, learnt: dict[int, str]) -> dict[int, list[str]]:
    """Names of the items each customer has often enough to be found by."""
    sought = {who: Learnt.load(text).sought() for who, text in learnt.items() if text}
    ids = sorted({item for items in sought.values() for item in items})
    if not ids:
        return {}
    known = dict(s.raw(f"SELECT id, name FROM item WHERE id {_AMONG}", (json.dumps(ids),)))
    return {who: [known[item] for item in items] for who, items in sought.items()}


def _grouped(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for who, text in rows:
        found.setdefault(who, []).append(text)
    return found
