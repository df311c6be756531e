"""What staff wrote for themselves reaches the customer only where it is plainly meant for them."""

from __future__ import annotations

import pytest

from relnotebook.notebook import retold


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Tell her when the dark rye is back", "the dark rye is back"),
        ("Tell her the rye loaf is back.", "the rye loaf is back"),
        ("Let Omar know that the blue vase has arrived", "the blue vase has arrived"),
        ("Let him know his shoes are ready", "your shoes are ready"),
        ("Tell Ravi and Meera when their order is in", "your order is in"),
        ("Please tell them the Friday class starts again", "the Friday class starts again"),
    ],
)
def test_a_promise_to_tell_is_told(words: str, said: str) -> None:
    for kind in ("promise", "reminder"):
        assert retold.to_customer(words, kind) == retold.Clause(said, "en")


def test_a_german_promise_keeps_its_verb_at_the_end() -> None:
    clause = retold.to_customer("Bescheid sagen, wenn das Roggenbrot wieder da ist", "promise")
    assert clause == retold.Clause("das Roggenbrot wieder da ist", "de")
    assert retold.to_customer("Ihr sagen, wenn ihr Buch da ist", "promise") == retold.NOTHING


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Ask about her mother",
        "Tell Kateryna about her divorce",
        "Tell him the price",
        "Husband is in hospital, be gentle",
        "Tell her she is welcome any time",
        "Tell him we have one for her",
        "Tell him not to bring the dog, he is allergic",
        "Order her roses",
        "Tell her " + "the rye is back " * 20,
    ],
)
def test_what_is_for_the_staff_stays_with_the_staff(words: str) -> None:
    assert retold.to_customer(words, "promise") == retold.NOTHING


def test_a_follow_up_and_a_date_pass_nothing_on() -> None:
    for kind in ("follow_up", "birthday", "other", "slipping"):
        assert retold.to_customer("Tell her the rye is back", kind) == retold.NOTHING


def test_a_check_is_named_while_its_name_is_short() -> None:
    assert retold.to_customer("Patch test", "check") == retold.Clause("patch test", "en")
    assert retold.to_customer("Verträglichkeitstest", "check", "de") == retold.Clause("Verträglichkeitstest", "de")
    assert retold.to_customer("Patch test: she fainted last time", "check") == retold.NOTHING


@pytest.mark.parametrize(
    ("thing", "said"),
    [("Oat flat white", "oat flat white"), ("Earl Grey", "Earl Grey"), ("BLT", "BLT"), ("", ""), ("A", "A")],
)
def test_a_thing_stands_inside_a_sentence(thing: str, said: str) -> None:
    assert retold.within(thing) == said
