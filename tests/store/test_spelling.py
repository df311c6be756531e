from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from relnotebook.store import spelling
from relnotebook.store.write import Store

from .test_index import document, put

NAMES = (
    "Okafor",
    "Okafor",
    "Jon",
    "John",
    "John",
    "John",
    "Joan",
    "Catherine",
    "Kathryn",
    "Mary",
    "Ann",
    "Oka4",
    "Müller",
)


@pytest.fixture
def known(store: Store) -> Store:
    put(store, *((document(i, name), 1) for i, name in enumerate(NAMES, 1)))
    return store


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("okafr", ["okafor"]),  # one too few
        ("okaffor", ["okafor"]),  # one too many
        ("okazor", ["okafor"]),  # a wrong one
        ("okafro", ["okafor"]),  # two swapped
        ("jokafor", ["okafor"]),  # also the first
        ("jonh", ["john", "jon"]),  # the commoner first
        ("okagfro", []),  # two slips are not one
        ("okafor", []),  # no slip at all
        ("oka", []),
        ("ok", []),
        ("", []),
    ],
)
def test_words_one_slip_away(known: Store, typed: str, meant: list[str]) -> None:
    with known.read() as s:
        assert spelling.slips(s, typed) == meant


def test_every_single_slip_in_a_word_is_put_right(known: Store) -> None:
    word, letters = "catherine", "abx"
    typed = {word[:i] + word[i + 1 :] for i in range(len(word))}
    typed |= {word[:i] + letter + word[i:] for i in range(len(word) + 1) for letter in letters}
    typed |= {word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in letters}
    typed |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    with known.read() as s:
        for one in typed - {word}:
            assert OSA.distance(one, word) == 1
            assert "catherine" in spelling.slips(s, one), one


@pytest.mark.parametrize(
    ("typed", "meant"), [("okff", "okafor"), ("catr", "catherine"), ("mulk", "muller"), ("oakf", "okafor")]
)
def test_a_word_still_being_typed_is_put_right(known: Store, typed: str, meant: str) -> None:
    with known.read() as s:
        assert meant in spelling.slips_so_far(s, typed)


def test_three_letters_are_too_few_to_guess_from(known: Store) -> None:
    with known.read() as s:
        assert spelling.slips_so_far(s, "okf") == []


def test_two_words_written_as_one(known: Store) -> None:
    with known.read() as s:
        assert spelling.pairs(s, "maryann") == [("mary", "ann")]
        assert spelling.pairs(s, "maryanx") == []
        assert spelling.pairs(s, "") == []


def test_words_alike_in_spelling_or_sound(known: Store) -> None:
    with known.read() as s:
        assert spelling.alike(s, "okofur") == {"okafor": 2}
        assert spelling.alike(s, "catherine") == {"catherine": 0, "kathryn": 2}
        assert set(spelling.alike(s, "jhon")) == {"john", "jon", "joan"}
        assert spelling.alike(s, "zzzzzz") == {}
