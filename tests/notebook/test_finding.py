from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.notebook import customers, finding
from relnotebook.notebook.finding import Hits

from ..builders import Regular, Shop


def find(shop: Shop, typed: str, **more: object) -> Hits:
    hits = shop.read(finding.find, typed, **more)
    assert isinstance(hits, Hits)
    return hits


def said(shop: Shop, typed: str) -> list[str]:
    """Each row as "name / field: text with [match]"."""
    rows = []
    for line in find(shop, typed).lines:
        assert line.why is not None
        text = line.why.text
        for start, end in reversed(line.why.spans):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        rows.append(f"{line.name} / {line.why.field}: {text}")
    return rows


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return (
        shop.customer("Ngozi Okafor", phone="0151 496 0183", email="zizi@allotment.example", card="2000 0000 1234")
        .usual("Oat flat white, extra hot")
        .tagged("Morning crowd")
        .is_(own_script="Ǹgọ́zí Ọkafọ", call_name="Gigi")
        .knows("Dog", "Biscuit")
    )


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("ng", "name: [Ng]ozi Okafor"),
        ("OKA", "name: Ngozi [Oka]for"),
        ("oka ng", "name: [Ng]ozi [Oka]for"),
        ("gigi", "call_name: [Gigi]"),
        ("0183", "phone: 0151 496 [0183]"),
        ("0151 496", "phone: [0151 496] 0183"),
        ("+44 151 496 0183", "phone: [0151 496 0183]"),
        ("0044151", "phone: [0151] 496 0183"),
        ("zizi@allot", "email: [zizi@allot]ment.example"),
        ("zizi", "email: [zizi]@allotment.example"),
        ("200000001234", "card: [200000001234]"),
        ("2000 0000", "card: [20000000]1234"),
        ("morning", "tag: [Morning] crowd"),
        ("oat fl", "usual: [Oat fl]at white, extra hot"),
        ("flat ngozi", "usual: Oat [flat] white, extra hot"),
        ("ng 0183", "phone: 0151 496 [0183]"),
        ("biscuit", "person: [Biscuit]"),
        ("nogzi", "near: [Ngozi] Okafor"),
        ("okaofr", "near: Ngozi [Okafor]"),
    ],
)
def test_a_regular_is_found_by_all_that_is_known_and_the_row_says_why(
    shop: Shop, ngozi: Regular, typed: str, row: str
) -> None:
    shop.customer("Aoi Tanaka", phone="0161 333 9999").usual("Espresso")
    assert said(shop, typed) == [f"Ngozi Okafor / {row}"]


@pytest.mark.parametrize("typed", ["tran", "TRẦN", "Tra\u0302\u0300n", "trần minh"])
def test_accents_and_case_are_forgiven(shop: Shop, typed: str) -> None:
    shop.customer("Trần Minh Anh")
    (row,) = said(shop, typed)
    assert row.startswith("Trần Minh Anh / name: [Trần")


def test_who_has_it_beside_a_usual_set_by_hand_comes_after_those_whose_line_says_it(shop: Shop) -> None:
    shop.customer("Aoi Tanaka").usual("Cortado")
    shop.customer("Desmond Wójcik").usual("Long black").had("Cortado", times=8)
    shown, had = find(shop, "cortado").lines
    assert (shown.name, shown.usual) == ("Aoi Tanaka", "Cortado")
    assert (had.name, had.usual) == ("Desmond Wójcik", "Long black")
    assert had.why is not None
    assert (had.why.field, had.why.text, had.why.spans) == ("had", "Cortado", ((0, 7),))


def test_a_learnt_usual_that_is_not_sure_is_not_looked_for(shop: Shop) -> None:
    shop.customer("Desmond Wójcik").had("Long black", times=4).had("Cortado", times=2)
    assert find(shop, "long black").lines == ()


def test_an_order_for_somebody_else_is_the_reason(shop: Shop) -> None:
    shop.customer("Ravi Pillai").usual("Masala chai").usual("Babyccino", whom="Tom")
    assert said(shop, "baby") == ["Ravi Pillai / usual: [Baby]ccino"]


def test_nothing_typed_finds_nobody_and_knows_how_many_there_are(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Aoi Tanaka")
    for typed in ("", "   ", "!?", "\u200b"):
        hits = find(shop, typed)
        assert (hits.lines, hits.total, hits.more, hits.scanned) == ((), 2, False, None)


def test_nobody_matches(shop: Shop, ngozi: Regular) -> None:
    assert find(shop, "wanjiru 0712 334 908").lines == ()


def test_a_scanned_card_is_the_one(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Aoi Tanaka", card="20000000123")
    assert find(shop, "200000001234").scanned == ngozi.id
    assert find(shop, "200000001234").lines[0].name == "Ngozi Okafor"
    assert find(shop, "2000000012").scanned is None
    assert find(shop, "ngozi").scanned is None


def test_a_card_in_the_bin_is_not_found(shop: Shop, ngozi: Regular) -> None:
    shop.do(customers.bin, ngozi.id)
    for typed in ("ng", "0183", "200000001234"):
        hits = find(shop, typed)
        assert (hits.lines, hits.scanned, hits.total) == ((), None, 0)
    assert [line.name for line in shop.read(finding.binned)] == ["Ngozi Okafor"]
    shop.undo()
    assert len(find(shop, "ng").lines) == 1
    assert shop.read(finding.binned) == ()


def test_at_most_fifty_and_a_word_that_there_are_more(shop: Shop) -> None:
    with shop.store.write(customers.add.act) as w:  # type: ignore[attr-defined]
        for n in range(60):
            customers.add(w, name=f"Ana {n}")
    hits = find(shop, "ana")
    assert (len(hits.lines), hits.more, hits.total) == (50, True, 60)
    assert (len(find(shop, "ana", limit=5).lines), find(shop, "ana", limit=60).more) == (5, False)


def test_who_usually_comes_now_stands_first_of_equals(shop: Shop) -> None:
    first, second = shop.customer("Ana Silva"), shop.customer("Ana Costa")
    usual_order = [line.id for line in find(shop, "ana").lines]
    assert usual_order == [first.id, second.id]
    assert [line.id for line in find(shop, "ana", about_now={second.id}).lines] == [second.id, first.id]


def test_the_line_of_a_hit_has_its_alert(shop: Shop, ngozi: Regular) -> None:
    ngozi.alert("Nut allergy")
    (line,) = find(shop, "ng").lines
    assert [badge.text for badge in line.badges] == ["Nut allergy"]
    assert line.usual == "Oat flat white, extra hot"


def test_near_misses_for_the_quick_add_sheet(shop: Shop) -> None:
    shop.customer("Wanjira Kamau").usual("Spiced tea, milk first")
    shop.customer("Aoi Tanaka")
    (line,) = shop.read(finding.near, "Wanjiru 0712 334 908")
    assert (line.name, line.usual) == ("Wanjira Kamau", "Spiced tea, milk first")
    assert line.why is not None
    assert (line.why.field, line.why.spans) == ("near", ((0, 7),))
    assert shop.read(finding.near, "Bartholomew") == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=30))
def test_no_text_breaks_the_search_and_every_row_can_be_shown(shop: Shop, typed: str) -> None:
    if not shop.tables()["customer"]:
        for name in ("Ngozi Okafor", "Trần Minh Anh", "O'Brien", '"*) OR NEAR(', "王小明"):
            shop.customer(name, phone="0151 496 0183").usual("Oat flat white; bun")
    for line in (*find(shop, typed).lines, *shop.read(finding.near, typed)):
        assert line.name
        if line.why is not None:
            assert all(0 <= start < end <= len(line.why.text) for start, end in line.why.spans)


def test_hostile_names_are_found_as_they_are(shop: Shop) -> None:
    for name in ("<b>Bold</b>", "Robert'); DROP TABLE customer;--", "W" * 10_000, "%_%", '"quoted" AND NOT'):
        shop.customer(name)
    assert find(shop, "bold").lines[0].name == "<b>Bold</b>"
    assert find(shop, "robert").lines[0].name.startswith("Robert')")
    assert len(find(shop, "www").lines[0].name) == 300
    assert find(shop, '"quoted" AND NOT').lines[0].name == '"quoted" AND NOT'


def test_the_bin_is_searched_by_every_word(shop: Shop) -> None:
    tobias = shop.customer("Tobias Lindqvist", card="40063813")
    shop.customer("Tobias Ash")
    shop.do(customers.bin, tobias.id)
    assert [line.name for line in shop.read(customers.binned_like, "lind tob")] == ["Tobias Lindqvist"]
    assert [line.name for line in shop.read(customers.binned_like, "40063813")] == ["Tobias Lindqvist"]
    assert shop.read(customers.binned_like, "ash") == ()
    assert shop.read(customers.binned_like, "...") == ()
