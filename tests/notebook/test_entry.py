"""Lines and items: how an order is read, when two spellings are one item, and how many statements a visit costs."""

from __future__ import annotations

import pytest

from relnotebook.notebook import entry, visits
from relnotebook.store import schema

from ..builders import Shop


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Oat flat white, extra hot; cardamom bun", ("Oat flat white, extra hot", "cardamom bun")),
        ("  tea ;; ; \n bun ", ("tea", "bun")),
        ("", ()),
        ("\u202etea\u0000", ("tea",)),
    ],
)
def test_a_line_is_read_as_items(line: str, items: tuple[str, ...]) -> None:
    assert entry.split(line) == items


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oat flat white, extra hot", "oat flat white extra hot"),
        ("Café crème", "CAFE CREME"),
        ("2 × cardamom bun", "cardamom bun"),
        ("☕", "☕ "),
    ],
)
def test_two_spellings_of_one_item(one: str, other: str) -> None:
    assert entry.item_key(one) == entry.item_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("tea", "iced tea"), ("flat white", "flat white, decaf"), ("☕", "🍵")])
def test_two_items(one: str, other: str) -> None:
    assert entry.item_key(one) != entry.item_key(other)


def test_the_same_order_in_another_sequence_is_the_same_order() -> None:
    assert entry.line_key("Tea; cardamom bun") == entry.line_key("Cardamom Bun;tea")
    assert entry.line_key("tea") != entry.line_key("tea; bun")


@pytest.mark.parametrize(
    ("thing", "item"),
    [
        ("a cardamom bun", "cardamom bun"),
        ("An espresso", "espresso"),
        ("some oats", "oats"),
        ("affogato", "affogato"),
        ("A", "A"),
        ("anise tea", "anise tea"),
    ],
)
def test_an_added_thing_loses_its_article(thing: str, item: str) -> None:
    assert entry.bare(thing) == item


@pytest.mark.parametrize("quantity", [1.0, 2.0, 0.5, 12.0])
def test_a_number_of_items_is_shown_as_it_is_read(quantity: float) -> None:
    assert entry.counted(entry.shown("rye loaf", quantity)) == ("rye loaf", quantity)


def test_a_dimension_is_no_number_of_items() -> None:
    assert entry.counted("7x5 print") == ("7x5 print", 1.0)


def test_an_item_had_before_is_the_same_item(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    aoi.had("Matcha latte", "bun").had("matcha LATTE; Bun")
    with shop.store.read() as s:
        assert s.raw("SELECT name FROM item ORDER BY id") == [("Matcha latte",), ("bun",)]
        assert s.raw("SELECT item_id FROM visit_item ORDER BY id") == [(1,), (2,), (1,), (2,)]


def test_named_twice_is_had_twice_in_one_row(shop: Shop) -> None:
    shop.customer("Aoi Tanaka").had("bun; tea; Bun; 3 × tea")
    with shop.store.read() as s:
        assert s.raw("SELECT item_id, quantity FROM visit_item ORDER BY id") == [(1, 2.0), (2, 4.0)]


def test_all_items_are_looked_up_at_once(shop: Shop) -> None:
    shop.customer("Aoi Tanaka").had("bun; tea; oat flat white")
    with shop.store.write(visits.log.act) as w:  # type: ignore[attr-defined]
        asked: list[str] = []
        raw = w.raw
        w.raw = lambda sql, params=(): asked.append(sql) or raw(sql, params)  # type: ignore[method-assign, func-returns-value]
        assert entry.item_ids(w, ["Tea", "bun", "oat flat white"]) == {"tea": 2, "bun": 1, "oat flat white": 3}
        assert len(asked) == 1


def test_items_are_kept_rows(shop: Shop) -> None:
    shop.customer("Aoi Tanaka").had("bun")
    shop.undo()
    assert shop.tables()[schema.item.name] == []
