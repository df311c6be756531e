"""Out in a file and into an empty notebook: everything that the format can hold is there again."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import archive, incoming, outgoing
from relnotebook.exchange.outgoing import Wish
from relnotebook.store.write import Session

from ..builders import Shop

Person = dict[str, Any]

LETTERS = "abc ABÇéñßłØ戸İ'-.,;:\"=+@1"
WORDS = st.text(LETTERS + "\n", max_size=20).map(str.strip)
NAMES = st.text("abcdeFGÉłß", min_size=2, max_size=8).map(lambda one: f"{one} {one.title()}son")
PHONES = ("0151 496 0101", "+49 151 49600102", "07700 900103")
DAYS = ("", "14 March 1980", "29 February 2000", "2 June")
TAGS = ("regular", "Own cup", "#1 fan")
HOMES = ("", "14 Mill Lane\nLiverpool L1 8JQ", "Lindenstraße 9\n24105 Kiel\nGermany")

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "phones": st.lists(st.sampled_from(PHONES), unique=True, max_size=2),
            "emails": st.integers(0, 2),
            "day": st.sampled_from(DAYS),
            "tags": st.sets(st.sampled_from(TAGS)),
            "home": st.sampled_from(HOMES),
            "note": WORDS,
        }
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one["name"].casefold(),
)
WITHOUT = {"square": {"tags", "more", "order"}, "shopify": {"day", "more", "note", "order"}}
"""What a format has no place for: `more` is a second phone or e-mail, `order` that of the lines of a foreign address
(they have no column for the country, or one before it), `note` one of its own (Shopify's takes the birthday too)."""


def written(shop: Shop, people: list[Person]) -> None:
    """Somebody writes these people down; each has numbers of their own, so that nobody is taken for another."""
    for n, one in enumerate(people):
        who = shop.customer(one["name"])
        for phone in one["phones"]:
            who.reach("phone", phone[:-1] + str(n + 3))
        for e in range(one["emails"]):
            who.reach("email", f"n{n}.{e}@mail.example")
        if one["home"]:
            who.reach("post", one["home"])
        if one["day"]:
            who.birthday(one["day"])
        for tag in sorted(one["tags"]):
            who.tagged(tag)
        if one["note"]:
            who.note(one["note"])


def held(s: Session, without: set[str]) -> dict[str, Person]:
    """Everybody by name, with what the format has a place for."""
    found: dict[str, Person] = {}
    for key, name in s.raw("SELECT id, name FROM customer ORDER BY id"):
        who = CustomerId(key)
        homes = s.raw("SELECT value FROM contact WHERE customer_id = ? AND channel = 'post'", (who,))
        ways = s.raw("SELECT channel, normal FROM contact WHERE customer_id = ? ORDER BY id", (who,))
        phones, emails = ([n for channel, n in ways if channel == one] for one in ("phone", "email"))
        some = slice(1) if "more" in without else slice(None)
        dates = s.raw("SELECT kind, day, month, year FROM special_date WHERE customer_id = ?", (who,))
        tags = s.raw("SELECT t.name FROM customer_tag c JOIN tag t ON t.id = c.tag_id WHERE customer_id = ?", (who,))
        notes = s.raw("SELECT words FROM note WHERE customer_id = ?", (who,))
        found[name] = {
            "phones": sorted(phones[some]),  # Outlook has a column for each kind of phone
            "emails": emails[some],
            "post": [sorted(home.split("\n")) if "order" in without else home for (home,) in homes],
            "dates": [] if "day" in without else dates,
            "tags": set() if "tags" in without else set(tags),
            "notes": sorted(notes) if "note" not in without else [],
        }
    return found


def done(work: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


@pytest.fixture
def empty(empty_notebook: Path, tmp_path: Path) -> Any:
    """Makes empty notebooks, and closes them."""
    opened: list[Shop] = []

    def make() -> Shop:
        path = tmp_path / f"{len(opened)}" / "n.relnotebook"
        path.parent.mkdir()
        shutil.copy(empty_notebook, path)
        opened.append(Shop(path))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def there_and_back(shop: Shop, other: Shop, form: str) -> None:
    ending = ".vcf" if form.startswith("vcard") else ".csv"
    file = shop.path.with_name(f"people{ending}")
    with shop.store.read() as s:
        leaving = outgoing.plan(s, form, own_use=True)
    assert leaving.wish == Wish(form, own_use=True)
    done(outgoing.save(shop.store, leaving, file))
    done(incoming.apply_contacts(other.store, done(incoming.plan_contacts(other.store, file))))


@pytest.mark.parametrize("form", ["vcard3", "vcard4", "google", "outlook", "square", "shopify"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE)
@example(
    people=[
        {
            "name": "Ngozi Okafor",
            "phones": list(PHONES[:2]),
            "emails": 2,
            "day": "29 February 2000",
            "tags": set(TAGS),
            "home": HOMES[1],
            "note": "=1+1",
        }
    ]
)
def test_people_come_back_as_they_were(empty: Any, form: str, people: list[Person]) -> None:
    shop, other = empty(), empty()
    written(shop, people)
    there_and_back(shop, other, form)
    without = WITHOUT.get(form, set[str]())
    assert other.read(held, without) == shop.read(held, without)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE)
def test_an_archive_of_an_archive_is_the_archive(empty: Any, people: list[Person]) -> None:
    shop, other = empty(), empty()
    written(shop, people)
    first, second = shop.path.with_name("all.zip"), other.path.with_name("all.zip")
    done(archive.save(shop.store, first))
    done(archive.bring_back(other.store, first))
    done(archive.save(other.store, second))
    assert second.read_bytes() == first.read_bytes()
    assert other.read(held, set()) == shop.read(held, set())
