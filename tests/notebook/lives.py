"""What a shop may write on a card, at random: for tests that join cards and try to lose a word by it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from relnotebook.base.problems import Problem
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import fold, words
from relnotebook.notebook import (
    contacts,
    customers,
    dates,
    doubles,
    feedback,
    fields,
    ideas,
    leads,
    people,
    preferences,
    recovery,
    reminders,
    supporters,
    tact,
    touchpoints,
    usual,
    visits,
)
from relnotebook.store import rows, schema
from tests.builders import Shop

Play = tuple[str, int, str, str]
"""What is written, on the card of whom (0, 1 or 2), and two words of it."""

_WORDS = ("oat", "walnut", "rye", "cardamom", "Thursday", "allotment", "grinder", "violin")
_NUMBERS = ("0151 496 0101", "+44 151 496 0101", "0151 496 0102", "0151 496 0103")
_DAYS = ("14 March 1980", "14 March", "15 March 1981", "1980", "2 June")


def _date(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    kind = "birthday" if one in _WORDS[:4] else "other"
    title = "" if kind == "birthday" else one
    shop.do(dates.set_date, who, kind, _DAYS[_WORDS.index(other) % len(_DAYS)], title=title)


def _field(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    with contextlib.suppress(Problem):
        shop.do(fields.define, one, "text")
    field = next(f.id for f in shop.read(fields.all_fields) if fold(f.name) == fold(one))
    shop.do(fields.set_value, who, field, other)


def _varied(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    known = shop.read(usual.of, who) or [shop.do(usual.set_usual, who, one) and shop.read(usual.of, who)[0]]
    shop.do(usual.set_variation, known[0].id, rule="asked", value=one, effect="plus", thing=other)


def _idea(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    found = shop.read(lambda s: s.raw("SELECT id FROM idea WHERE title = ?", (one,)))
    if found:
        shop.do(supporters.support, found[0][0], who, quote=other)
    else:
        shop.do(ideas.add, one, words=other, customer=who)


def _acting(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    said = shop.do(feedback.add, one, customer=who, kind="complaint")
    shop.do(recovery.write, said, "listen", other)


def _take_off(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    """The oldest row of a sort goes off the card again."""
    table, act = _GOES[_WORDS.index(one) % len(_GOES)]
    found = shop.read(lambda s: s.raw(f"SELECT id FROM {table} WHERE customer_id = ? ORDER BY id LIMIT 1", (who,)))
    if found:
        shop.do(act, found[0][0])


_GOES: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("contact", contacts.remove_contact),
    ("note", touchpoints.remove_note),
    ("usual", usual.remove_usual),
    ("visit", visits.remove),
    ("special_date", dates.remove_date),
    ("idea_support", supporters.withdraw),
    ("feedback", feedback.remove),
    ("person", people.remove_person),
)


def _untag(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    for tag, _name in shop.read(fields.tags_of, who)[:1]:
        shop.do(fields.remove_tag, who, tag)


def _listed(shop: Shop, who: CustomerId, one: str, other: str) -> None:
    """On a list that stays as it is, in a file that left the shop, and with a touch that was done."""
    with shop.store.write(Act.EXPORT_PEOPLE) as w:
        at = {"at": w.at, "utc_offset": w.offset}
        for table, member, column in (
            (schema.segment, schema.segment_member, "segment_id"),
            (schema.export, schema.export_person, "export_id"),
        ):
            name = {"name": one} if table is schema.segment else {"file": one}
            same = w.raw(f"SELECT id FROM {table.name} WHERE {next(iter(name))} = ?", (one,))
            listed = same[0][0] if same else w.add(table, **name, **at)
            w.add(member, customer_id=who, **{column: listed})
        birthday = w.raw("SELECT id FROM special_date WHERE customer_id = ? AND kind = 'birthday'", (who,))
        touch = f"date-{birthday[0][0]}-2026" if birthday else f"slipping-{other}"
        if not w.raw("SELECT 1 FROM touch_mark WHERE customer_id = ? AND touch = ?", (who, touch)):
            w.add(schema.touch_mark, customer_id=who, touch=touch, state="done", **at)


_VALUES = ("name", "call_name", "own_script", "say", "pronouns", "talk", "card_number")

PLAYS: dict[str, Callable[[Shop, CustomerId, str, str], Any]] = {
    "value": lambda shop, who, one, other: shop.do(
        customers.edit, who, **{_VALUES[_WORDS.index(one) % len(_VALUES)]: other}
    ),
    "state": lambda shop, who, one, _other: shop.do(
        customers.set_state, who, customers.STATES[_WORDS.index(one) % len(customers.STATES)]
    ),
    "phone": lambda shop, who, one, other: shop.do(
        contacts.set_contact, who, "phone", _NUMBERS[_WORDS.index(one) % len(_NUMBERS)], label=other
    ),
    "e-mail": lambda shop, who, one, _other: shop.do(contacts.set_contact, who, "email", f"{one}@shop.example"),
    "consent": lambda shop, who, one, other: shop.do(
        contacts.record_consent,
        who,
        ("email", "post")[len(one) % 2],
        contacts.CONSENT_STATES[_WORDS.index(other) % 3],
        wording=one,
    ),
    "date": _date,
    "person": lambda shop, who, one, other: shop.do(people.set_person, who, one, other),
    "tag": lambda shop, who, one, _other: shop.do(fields.add_tag, who, one),
    "field": _field,
    "alert": lambda shop, who, one, other: shop.do(
        preferences.set_alert, who, one, advice=other, severity=preferences.SEVERITIES[len(other) % 2]
    ),
    "preference": lambda shop, who, one, other: shop.do(
        preferences.set_preference,
        who,
        one,
        category=other,
        strength=preferences.STRENGTHS[_WORDS.index(other) % len(preferences.STRENGTHS)],
    ),
    "usual": lambda shop, who, one, other: shop.do(
        usual.set_usual, who, one, how=other, whom="Tom" if one == "rye" else ""
    ),
    "variation": _varied,
    "visit": lambda shop, who, one, other: shop.do(visits.log, who, (one, other), again=True),
    "touchpoint": lambda shop, who, one, other: shop.do(touchpoints.log, who, f"{one} {other}"),
    "note": lambda shop, who, one, other: shop.do(touchpoints.add_note, who, f"{one} {other}"),
    "reminder": lambda shop, who, one, _other: shop.do(reminders.set_reminder, who, "reminder", one),
    "feedback": _acting,
    "idea": _idea,
    "lead": lambda shop, who, one, _other: shop.do(
        leads.set_lead, "card", "", str(_WORDS.index(one) + 1), customer=who
    ),
    "photo": lambda shop, who, one, _other: shop.do(fields.set_photo, who, b"\xff\xd8\xff" + one.encode()),
    "answer": lambda shop, who, one, _other: shop.do(usual.reject, who, one),
    "home": lambda shop, who, _one, _other: shop.do(people.live_with, who, CustomerId(3)),
    "apart": lambda shop, who, _one, _other: shop.do(doubles.not_same, who, CustomerId(3)),
    "listed": _listed,
    "taken off": _take_off,
    "untagged": _untag,
    "tact": lambda shop, who, one, _other: shop.do(tact.set_tact, who, away_until=f"{_WORDS.index(one) + 1} December"),
}

LIVES = st.lists(
    st.tuples(st.sampled_from(sorted(PLAYS)), st.integers(0, 2), st.sampled_from(_WORDS), st.sampled_from(_WORDS)),
    max_size=24,
)


def live(shop: Shop, whom: Sequence[CustomerId], plays: Sequence[Play]) -> None:
    """Let it all happen; what the notebook refuses has not happened."""
    for what, who, one, other in plays:
        with contextlib.suppress(Problem):
            PLAYS[what](shop, whom[who], one, other)


def know_each_other(shop: Shop, whom: Sequence[CustomerId]) -> None:
    """The third one is somebody's partner, lives with the first, and is not the second."""
    shop.do(people.set_person, whom[2], "Partner", "", other=whom[1])
    shop.do(people.set_person, whom[1], "Neighbour", "", other=whom[2])
    shop.do(people.live_with, whom[2], whom[0])
    shop.do(doubles.not_same, whom[2], whom[1])


# What is written

_INNER = {"normal", "folded", "outside_id", "version", "crc"}
_CODES = {
    "touch",
    "state",
    "kind",
    "severity",
    "status",
    "rule",
    "effect",
    "source",
    "channel",
    "moment",
    "answer",
    "step",
}
_NAMED = {"item_id": "item", "tag_id": "tag", "field_id": "field", "household_id": "household"}


def words_on(shop: Shop, who: CustomerId) -> set[str]:
    """Every word a person can read on a card, folded: of its own rows, and of what they name."""
    found: list[str] = []
    with shop.store.read() as s:
        for table in schema.kept:
            whose = table.info["customer"]
            if whose is None:
                continue
            names = rows.columns(table)
            for row in s.raw(f"SELECT {', '.join(names)} FROM {table.name} WHERE {whose} = ?", (who,)):
                facts = dict(zip(names, row, strict=True))
                found += [v for n, v in facts.items() if isinstance(v, str) and n not in _INNER | _CODES]
                found += [
                    named
                    for column, other in _NAMED.items()
                    if facts.get(column)
                    for named in _text(s, other, facts[column])
                ]
        had = "SELECT i.name FROM visit v JOIN visit_item h ON h.visit_id = v.id JOIN item i ON i.id = h.item_id "
        found += [name for (name,) in s.raw(had + "WHERE v.customer_id = ?", (who,))]
    return {word for text in found for word in words(text)}


def _text(s: Any, table: str, row: int) -> list[str]:
    named = schema.metadata.tables[table]
    texts = [n for n in rows.columns(named) if n in ("name", "address")]
    return [value for row_ in s.raw(f"SELECT {', '.join(texts)} FROM {table} WHERE id = ?", (row,)) for value in row_]
