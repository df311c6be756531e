from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relnotebook.base.terms import Act
from relnotebook.base.text import Phone, read_phone
from relnotebook.store import schema, search
from relnotebook.store.search import Document, Matches
from relnotebook.store.write import Store

PEOPLE = {
    1: {"names": ["Ngozi Okafor", "Goz"], "phones": ["0151 496 0183"], "usual": ["Oat flat white; cardamom bun"]},
    2: {"names": ["Aoi Tanaka", "田中 葵"], "phones": ["07700 900417"], "emails": ["aoi.tanaka@example.org"]},
    3: {"names": ["Siobhán O'Brien"], "cards": ["100234"], "tags": ["book club"]},
    4: {"names": ["Jürgen Müller"], "phones": ["+49 30 123456"], "usual": ["Filter coffee"]},
    5: {"names": ["Ελένη Παπαδοπούλου"], "usual": ["Greek coffee"]},
    6: {"names": ["Ana Silva"], "phones": ["0151 496 0417"], "cards": ["RN-42"]},
    7: {"names": ["Anastasia Ivanova"], "usual": ["Latte"], "emails": ["anastasia.i83@example.org"]},
    8: {"names": ["tall man, grey dog"], "usual": ["Americano"]},
    9: {"names": ["María José de la Cruz"], "phones": ["0151 700 4960"]},
    10: {"names": ["王小明"], "usual": ["Oolong"]},
    11: {"names": ["Olive Martin"], "usual": ["Latte"]},
    12: {"names": ["Tom Baker"], "usual": ["Olive bread; latte"], "cards": ["0042"]},
    13: {"names": ["Annemarie Weiß"], "emails": ["amw@example.org"]},
}  # fmt: skip


def phones(person: dict[str, list[str]]) -> list[Phone]:
    return [phone for text in person.get("phones", []) if (phone := read_phone(text, "GB"))]


@pytest.fixture
def cafe(store: Store) -> Store:
    with store.write(Act.IMPORT_CONTACTS) as w:
        for who, person in PEOPLE.items():
            card = person.get("cards", [""])[0]
            assert w.add(schema.customer, name=person["names"][0], card_number=card, added_at=0) == who
            for email in person.get("emails", []):
                w.add(schema.contact, customer_id=who, channel="email", value=email, normal=email)
            rest = {key: person.get(key, []) for key in ("emails", "cards", "usual", "tags")}
            document = Document.of(who, names=person["names"], phones=phones(person), **rest)
            search.put_documents(w, [(document, 100 - who)])
    return store


def find(store: Store, typed: str, **more: object) -> list[int]:
    with store.read() as s:
        return [match.customer_id for match in search.match(s, typed, **more)]  # type: ignore[arg-type]


def matches(store: Store, typed: str) -> Matches:
    with store.read() as s:
        return search.match(s, typed)


# Typing


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ngozi Okafor", 1), ("ng", 1), ("OKA", 1), ("goz", 1), ("okafor ngozi", 1), ("ok ng", 1),
        ("siobhan", 3), ("Siobhán", 3), ("obrien", 3), ("o'brien", 3), ("O’Brien", 3), ("brien", 3), ("o brien", 3),
        ("muller", 4), ("Müller", 4), ("mueller", 4), ("MUELLER", 4), ("jurgen mul", 4),
        ("ελενη", 5), ("Ελένη", 5), ("eleni", 5), ("papadop", 5),
        ("田中葵", 2), ("葵", 2), ("tanaka", 2),
        ("王小明", 10), ("小明", 10), ("xiaoming", 10), ("wang xiaoming", 10),
        ("grey dog", 8), ("tall grey", 8), ("delacruz", 9), ("de la cruz", 9), ("maria jose", 9),
        ("weiss", 13), ("weiß", 13),
        ("0183", 1), ("0151 496 0183", 1), ("01514960183", 1), ("+44 151 496 0183", 1), ("0044 151 496 0183", 1),
        ("+44 (0)151 496 0183", 1), ("(0151) 496-01", 1), ("0151 4960183", 1), ("44 151 496 0183", 1),
        ("٠١٥١ ٤٩٦ ٠١٨٣", 1), ("900417", 2), ("07700", 2), ("+49 30 123456", 4), ("030123456", 4), ("123456", 4),
        ("ana 417", 6), ("417 ana", 6), ("tan 417", 2), ("100234", 3), ("RN-42", 6), ("rn42", 6), ("rn 42", 6),
        ("0042", 12), ("aoi.tanaka@example.org", 2), ("aoi.tanaka@ex", 2), ("AOI.TANAKA@EXAMPLE.ORG", 2),
        ("i83@example", 7), ("amw@", 13),
        ("book club", 3), ("club", 3), ("oat fl", 1), ("cardamom", 1), ("oolong", 10), ("ngozi oat", 1),
        ("tom olive", 12),
        # misspelt
        ("okafr", 1), ("nogzi", 1), ("ngozzi okafor", 1), ("tanakka", 2), ("mulller", 4), ("cardmom", 1),
        ("siobahn", 3),         ("anastaisa", 7), ("papadopuolou", 5), ("okaff", 1), ("anastz", 7),
        # written together, or apart
        ("anne marie", 13), ("tombaker", 12), ("anasilva", 6), ("ana 0417", 6),
    ],
)  # fmt: skip
def test_whoever_is_meant_comes_first(cafe: Store, typed: str, first: int) -> None:
    assert find(cafe, typed)[:1] == [first]
    assert find(cafe, unicodedata.normalize("NFD", typed))[:1] == [first]
    assert find(cafe, f"  {typed} ")[:1] == [first]


@pytest.mark.parametrize(
    "typed", ["", " ", "*", '"', "🐕", "()", "-", "\0", "zzzzzz", "ngozi tanaka", "99999", "anna@nowhere.org"]
)
def test_what_fits_nobody_finds_nobody(cafe: Store, typed: str) -> None:
    assert find(cafe, typed) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), st.text(alphabet="an0 \"*()-+:^{}@.'\0\u200d\ud800NEAROT", max_size=20)))
@example('" OR find MATCH "a')
@example("NEAR(ana tom)")
@example("names: ana")
@example("^ana")
@example("ana AND")
@example("a" * 5000)
@example("\ue001latte")
@example("0" * 100)
@example("½ ⅓ ①")
def test_no_text_upsets_the_search(cafe: Store, typed: str) -> None:
    with cafe.read() as s:
        found = search.match(s, typed)
        search.near(s, typed)
    assert {match.customer_id for match in found} <= PEOPLE.keys()


# Order


def test_the_very_word_comes_before_its_beginning(cafe: Store) -> None:
    assert find(cafe, "ana")[:2] == [6, 7]
    assert find(cafe, "an")[0] == 6  # both begin so: the likelier at the counter


def test_the_very_word_is_found_behind_any_number_of_likelier_beginnings(store: Store) -> None:
    with store.write(Act.REBUILD) as w:
        search.put_documents(w, [(Document.of(i, names=[f"Anastasia Number{i}"]), 500) for i in range(1, 200)])
        search.put_documents(w, [(Document.of(200, names=["Ana Silva"]), 0)])
    assert find(store, "ana")[0] == 200


def test_names_come_before_what_people_have(cafe: Store) -> None:
    assert find(cafe, "olive") == [11, 12]
    assert find(cafe, "ol") == [11, 12]  # the usual may not push a name off the list


def test_an_ending_comes_before_the_middle_of_a_number(cafe: Store) -> None:
    assert find(cafe, "4960")[0] == 9
    assert set(find(cafe, "4960")) == {9, 1, 6}


def test_a_whole_number_comes_before_all_else(cafe: Store) -> None:
    assert find(cafe, "01514960417")[0] == 6


def test_who_usually_comes_at_this_hour_comes_before_equals(cafe: Store) -> None:
    assert find(cafe, "latte") == [7, 11, 12]
    assert find(cafe, "latte", about_now={12}) == [12, 7, 11]
    assert find(cafe, "ana", about_now={7})[0] == 6


def test_the_likelier_at_the_counter_comes_first(cafe: Store) -> None:
    assert find(cafe, "m")[0] == 9  # whose name begins so, though 4 and 11 have it later in theirs
    assert find(cafe, "015") == [1, 6, 9]


def test_only_so_many_are_given_and_it_is_said_when_there_are_more(cafe: Store) -> None:
    with cafe.read() as s:
        some = search.match(s, "a", 2)
        every = search.match(s, "a", 50)
    assert (len(some), some.more) == (2, True)
    assert (some.rows, every.more) == (every.rows[:2], False)


# What is told


def test_a_scanned_card_is_told_apart(cafe: Store) -> None:
    assert matches(cafe, "100234").scanned == 3
    assert matches(cafe, " 0042 ").scanned == 12
    assert matches(cafe, "RN-42").scanned == 6
    assert matches(cafe, "42").scanned is None
    assert matches(cafe, "ngozi").scanned is None


def test_two_with_the_same_card_are_both_shown_and_neither_is_the_one(cafe: Store) -> None:
    with cafe.write(Act.EDIT_CUSTOMER) as w:
        w.put(schema.customer, 11, card_number="100234")
        search.put_documents(w, [(Document.of(11, names=["Olive Martin"], cards=["100234"]), 1)])
    found = matches(cafe, "100234")
    assert found.scanned is None
    assert {match.customer_id for match in found} == {3, 11}


@pytest.mark.parametrize(
    ("typed", "columns"),
    [
        ("ngozi", ("names",)),
        ("0183", ("ids",)),
        ("oat", ("usual",)),
        ("book", ("tags",)),
        ("ngozi oat", ("names", "usual")),
    ],
)
def test_it_is_told_where_the_words_were_found(cafe: Store, typed: str, columns: tuple[str, ...]) -> None:
    assert matches(cafe, typed).rows[0].columns == columns


def test_a_misspelt_word_is_told_with_what_was_meant(cafe: Store) -> None:
    assert [(m.customer_id, m.corrected) for m in matches(cafe, "ngozi okafr")] == [(1, "ngozi okafor")]
    assert matches(cafe, "ngozi okafor").rows[0].corrected == ""


def test_words_are_only_put_right_when_few_fit(cafe: Store) -> None:
    assert all(not match.corrected for match in matches(cafe, "latte"))


def test_somebody_in_the_bin_is_not_found(cafe: Store) -> None:
    with cafe.write(Act.BIN_CUSTOMER) as w:
        search.take_out(w, [3])
    assert find(cafe, "siobhan") == []
    assert (find(cafe, "100234"), matches(cafe, "100234").scanned) == ([], None)


# Or did you mean


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Ngosi Okaphor", 1), ("Shiobhan", 3), ("Olivia", 11), ("Tom Beker", 12), ("Jurgen Miller", 4), ("Anastassja", 7)],
)
def test_near_misses_for_a_new_card(cafe: Store, typed: str, meant: int) -> None:
    with cafe.read() as s:
        assert meant in [match.customer_id for match in search.near(s, typed)]


def test_a_name_like_no_other_has_no_near_miss(cafe: Store) -> None:
    with cafe.read() as s:
        assert len(search.near(s, "Bartholomew")) == 0
        assert len(search.near(s, "0151")) == 0


# Reading what was typed


def test_digits_beside_each_other_are_one_number() -> None:
    (term,) = search.read_terms("0151 496 0183")
    assert (term.forms, term.number, term.groups) == (("01514960183",), True, ("0151", "496", "0183"))
    (abroad,) = search.read_terms("0044 151")
    assert abroad.forms == ("0044151", "44151")
    assert [t.forms for t in search.read_terms("ana 417")] == [("ana",), ("417",)]
    assert [t.whole for t in search.read_terms("aoi.tanaka@ex")] == [True, True, False]


def test_a_very_long_text_is_cut() -> None:
    assert len(search.read_terms("a b " * 500)) == 8


# What it costs


def test_no_keystroke_looks_at_every_customer(cafe: Store) -> None:
    """Every statement reads the index in the order of rank or a table by its key; none scans or sorts."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    with cafe.read() as s:
        plain = s.raw
        s.raw = lambda sql, params=(): (asked.append((sql, tuple(params))), plain(sql, params))[1]  # type: ignore[method-assign]
        for typed in ("a", "an", "ana", "ngozi okafor", "okafr", "0151 496", "ana 417", "x@y.org", "olivf brad"):
            search.match(s, typed)
        for sql, params in asked:
            plan = [row[3] for row in plain_plan(cafe, sql, params)]
            bad = [
                line
                for line in plan
                if line.startswith("SCAN") and "find VIRTUAL" not in line and "json_each" not in line
            ]
            assert not bad, (sql, plan)
            assert not any("ORDER BY" in line for line in plan), (sql, plan)
    assert len(asked) > 20


def plain_plan(store: Store, sql: str, params: tuple[object, ...]) -> list[tuple[object, ...]]:
    connection = store.raw_connection()
    try:
        return list(connection.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall())
    finally:
        connection.close()


def test_one_or_two_digits_find_only_what_is_just_these(cafe: Store) -> None:
    assert find(cafe, "0") == find(cafe, "01") == []
    with cafe.write(Act.ADD_CUSTOMER) as w:
        who = w.add(schema.customer, name="Table 12", card_number="12", added_at=0)
        search.put_documents(w, [(Document.of(who, names=["Table 12"], phones=[], cards=["12"]), 50)])
    assert find(cafe, "12") == [who]


def test_words_of_three_letters_are_not_put_right(cafe: Store) -> None:
    with cafe.write(Act.ADD_CUSTOMER) as w:
        who = w.add(schema.customer, name="Pip", added_at=0)
        search.put_documents(w, [(Document.of(who, names=["Pip"], phones=[], usual=["tea, eat out"]), 50)])
    assert find(cafe, "out") == [who]
    assert who not in find(cafe, "nut")
    assert who not in find(cafe, "oust")
    with cafe.read() as s:
        assert list(search.near(s, "nut")) == []


# All of them


def everybody(store: Store, typed: str) -> set[int]:
    with store.read() as s:
        asked = search.expression(s, typed)
        return {who for (who,) in s.raw(search.WHO, (asked,))} if asked else set()


@pytest.mark.parametrize("typed", ["flat", "flat white", "01", "a", "no such body"])
def test_a_list_narrowed_down_has_all_that_the_search_finds(cafe: Store, typed: str) -> None:
    assert everybody(cafe, typed) >= {match.customer_id for match in matches(cafe, typed) if not match.corrected}


@pytest.mark.parametrize("typed", ["", "  ", "***", "\x00", '"'])
def test_nothing_typed_narrows_nothing_down(cafe: Store, typed: str) -> None:
    assert everybody(cafe, typed) == set()
