"""Synthetic notebooks of any size, the same for the same seed: names of many places, skewed visits, phones, cards.

Made through the product's own bulk writes, so that rows, checksums, aggregates and the index are what an import leaves.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from relnotebook.base import clock
from relnotebook.base.terms import Act
from relnotebook.base.text import fold
from relnotebook.notebook import derive, shop
from relnotebook.store import engine, schema
from relnotebook.store.write import Store, Write, open_store

CHUNK = 2000
HEAVY_VISITS = 10_000
MOST_VISITS = 3_000

with (Path(__file__).parent / "town.toml").open("rb") as _file:
    _TOWN = tomllib.load(_file)
GIVEN, DRINKS, WAYS, CAKES = (_TOWN[key] for key in ("given", "drinks", "ways", "cakes"))
TAGS = [f"{a} {b}" for a in ("Morning", "Evening", "Sunday", "Choir", "Book") for b in ("crowd", "club", "list")]


@dataclass(frozen=True, slots=True)
class Person:
    """What was made up about one customer, for asking questions with known answers."""

    id: int
    name: str
    phone: str
    email: str
    card: str
    usual: str
    tag: str


class Town:
    """Everybody of a synthetic notebook, one after the other."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self._family = [h + t for h in _TOWN["family_heads"] for t in _TOWN["family_tails"]]
        self._chance.shuffle(self._family)

    def person(self, number: int) -> Person:
        c = self._chance
        given = GIVEN[min(int(c.paretovariate(0.7)) - 1, len(GIVEN) - 1)] if c.random() < 0.7 else c.choice(GIVEN)
        family = self._family[int(len(self._family) * c.random() ** 2)]
        name = f"{given} {family}"
        phone = f"07{c.randrange(10**9):09d}"
        email = f"{fold(given)}.{number}@{fold(family).replace(' ', '')}.example" if c.random() < 0.6 else ""
        card = f"40{number:011d}" if c.random() < 0.3 else ""
        usual = self.order() if c.random() < 0.3 else ""
        return Person(number, name, phone, email, card, usual, c.choice(TAGS) if c.random() < 0.2 else "")

    def order(self) -> str:
        c = self._chance
        way = c.choice(WAYS)
        return f"{c.choice(DRINKS).capitalize()}{', ' + way if way else ''}"

    def visits(self, mean: float) -> int:
        return min(MOST_VISITS, int((mean / 3) * (self._chance.paretovariate(1.5))))

    def days_ago(self) -> float:
        return 730 * self._chance.random() ** 2

    def chance(self) -> float:
        return self._chance.random()

    def below(self, number: int) -> int:
        return self._chance.randrange(number)


def make(path: Path, customers: int, mean_visits: float = 20.0) -> list[Person]:
    """A notebook with so many customers at `path`; the first of them has 10,000 visits. Who they are."""
    engine.new_notebook(path)
    store = open_store(path, refresh=derive.refresh)
    store.do(shop.start, name="Bench", kind="cafe")
    town = Town()
    with store.write(Act.FURNISH_DEMO) as w:
        items = [f"{d.capitalize()}{', ' + way if way else ''}" for d in DRINKS for way in WAYS]
        items += [cake.capitalize() for cake in CAKES]
        item_ids = list(w.add_many(schema.item, ("name", "folded"), [(i, fold(i)) for i in items]))
        tag_ids = dict(zip(TAGS, w.add_many(schema.tag, ("name", "folded"), [(t, fold(t)) for t in TAGS]), strict=True))
    people: list[Person] = []
    for first in range(1, customers + 1, CHUNK):
        chunk = [town.person(n) for n in range(first, min(first + CHUNK, customers + 1))]
        with store.write(Act.IMPORT_VISITS) as w:
            _people(w, chunk, tag_ids)
            _visits(w, chunk, town, item_ids, mean_visits)
            _thoughts(w, chunk)
        people += chunk
    store.forget_undo()
    store.close()
    return people


def _people(w: Write, chunk: list[Person], tags: dict[str, int]) -> None:
    now = clock.stamp()[0]
    names = ("name", "card_number", "added_at")
    w.add_many(schema.customer, names, [(p.name, p.card, now) for p in chunk])
    reach = [(p.id, "phone", p.phone, "44" + p.phone[1:]) for p in chunk]
    reach += [(p.id, "email", p.email, p.email) for p in chunk if p.email]
    w.add_many(schema.contact, ("customer_id", "channel", "value", "normal"), reach)
    w.add_many(schema.usual, ("customer_id", "line", "source"), [(p.id, p.usual, "told") for p in chunk if p.usual])
    w.add_many(schema.customer_tag, ("customer_id", "tag_id"), [(p.id, tags[p.tag]) for p in chunk if p.tag])


def _visits(w: Write, chunk: list[Person], town: Town, items: list[int], mean: float) -> None:
    now = clock.stamp()[0]
    rows = []
    for person in chunk:
        many = HEAVY_VISITS if person.id == 1 else town.visits(mean)
        stamps = sorted(now - int(town.days_ago() * 86400) for _ in range(many))
        rows += [(person.id, at, 0, "import") for at in stamps]
    ids = w.add_many(schema.visit, ("customer_id", "at", "utc_offset", "source"), rows)
    favourite = {p.id: items[town.below(len(items))] for p in chunk}
    lines = []
    for visit, row in zip(ids, rows, strict=True):
        lines.append((visit, favourite[row[0]] if town.chance() < 0.6 else items[town.below(len(items))]))
        if town.chance() < 0.5:
            lines.append((visit, items[town.below(len(items))]))
    w.add_many(schema.visit_item, ("visit_id", "item_id"), lines)


def _thoughts(w: Write, chunk: list[Person]) -> None:
    """What gives touches: a birthday of every other one, e-mail consent of most who have one, a promise here and there.

    Decided apart from the rest, so that the town stays the one it was.
    """
    chance, now = random.Random(chunk[0].id), clock.stamp()[0]
    born = [
        (p.id, "birthday", chance.randint(1, 28), chance.randint(1, 12), 1990) for p in chunk if chance.random() < 0.5
    ]
    w.add_many(schema.special_date, ("customer_id", "kind", "day", "month", "year"), born)
    agreed = [(p.id, "email", "given", now) for p in chunk if p.email and chance.random() < 0.7]
    w.add_many(schema.consent, ("customer_id", "channel", "state", "at"), agreed)
    today = clock.today()
    promised = [
        (
            p.id,
            "promise",
            "Tell them when it is back",
            str(today + timedelta(days=chance.randint(-20, 60))),
            "open",
            now,
        )
        for p in chunk
        if chance.random() < 0.01
    ]
    w.add_many(schema.reminder, ("customer_id", "kind", "words", "due", "state", "at"), promised)


def opened(path: Path) -> Store:
    return open_store(path, refresh=derive.refresh)


def misspelt(word: str, chance: random.Random) -> str:
    """`word` with one letter left out, doubled, changed or swapped, never the first."""
    at = chance.randrange(1, len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at - 1] + word[at:]
    if kind == 2:
        return word[:at] + chance.choice("aeinorst") + word[at + 1 :]
    swapped = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return swapped if at > 1 else word[:at] + word[at + 1 :]


def typed(people: list[Person], many: int, seed: int = 3) -> Iterator[tuple[str, str, Person]]:
    """(kind, what is typed, who is meant) for every kind of typing, in turn."""
    chance = random.Random(seed)
    kinds = ("name", "first last", "last 4", "phone", "email", "card", "misspelling", "prefixes", "usual", "tag")
    made = 0
    while made < many:
        who, kind = chance.choice(people), kinds[made % len(kinds)]
        given, family = who.name.split(" ", 1)
        what = {
            "name": family[: chance.randint(3, 6)],
            "first last": f"{given} {family}",
            "last 4": who.phone[-4:],
            "phone": f"+44 {who.phone[1:5]} {who.phone[5:]}",
            "email": who.email,
            "card": who.card,
            "misspelling": f"{given} {misspelt(fold(family), chance)}" if len(fold(family)) > 4 else "",
            "prefixes": f"{given[:2]} {family[:3]}",
            "usual": who.usual[:8],
            "tag": who.tag,
        }[kind]
        if what:
            yield kind, what, who
            made += 1


WISHES = ("more oat milk", "a table by the window", "half loaves", "the music lower", "an earlier opening", "warm milk")
TONES = {
    "praise": (("delighted", "happy"), "Thank you for {wish}. It made my morning."),
    "complaint": (("upset", "let_down"), "I waited ten minutes and nobody had {wish}."),
    "suggestion": (("so_so", "happy"), "Could there be {wish}, at least on Saturdays?"),
    "question": (("puzzled", "so_so"), "Where do I find {wish}?"),
}
STATUSES = ("new", "acting", "tell", "told")
OFTEN = (5, 3, 4, 88)  # of a hundred


def talk(path: Path, many: int, *, ideas: int, supports: int) -> None:
    """Let the customers of a notebook say so much, and want so many ideas."""
    store, chance = opened(path), random.Random(11)
    with store.read() as s:
        customers = int(s.raw("SELECT count(*) FROM customer")[0][0])
    for first in range(0, many, CHUNK * 5):
        with store.write(Act.FURNISH_DEMO) as w:
            _said(w, min(CHUNK * 5, many - first), customers, chance)
    with store.write(Act.FURNISH_DEMO) as w:
        _board(w, ideas, supports, customers, chance)
    store.forget_undo()
    store.close()


def _said(w: Write, many: int, customers: int, chance: random.Random) -> None:
    now, today = clock.stamp()[0], clock.today()
    rows = []
    for _ in range(many):
        kind, status = chance.choice(list(TONES)), chance.choices(STATUSES, OFTEN)[0]
        feelings, words = TONES[kind]
        at = now - int(730 * 86400 * chance.random())
        who = chance.randint(1, customers) if chance.random() < 0.7 else None
        due = str(today + timedelta(days=chance.randint(-30, 7)))
        done = "the shelf holds more now" if status in ("tell", "told") else ""
        said = words.format(wish=chance.choice(WISHES))
        rows.append((who, said, kind, chance.choice(feelings), chance.randint(1, 5), at, due, status, at + 86400, done))
    names = ("customer_id", "words", "kind", "feeling", "rating", "at", "due", "status", "status_at", "we_did")
    w.add_many(schema.feedback, names, rows)


def _board(w: Write, ideas: int, supports: int, customers: int, chance: random.Random) -> None:
    now = clock.stamp()[0]
    stages = ("heard", "heard", "thinking", "trying", "menu", "not_now")
    rows = [
        (chance.randint(1, customers), f"{chance.choice(WISHES).capitalize()}, number {n}", stages[n % 6], now, n, now)
        for n in range(ideas)
    ]
    made = w.add_many(schema.idea, ("customer_id", "title", "stage", "stage_at", "position", "at"), rows)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < supports:
        pairs.add((made[int(ideas * chance.random() ** 2)], chance.randint(1, customers)))
    wanted = [(*pair, now - chance.randint(0, 10**7), "in_person") for pair in sorted(pairs)]
    w.add_many(schema.idea_support, ("idea_id", "customer_id", "at", "channel"), wanted)
