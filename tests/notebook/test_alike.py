"""Names and addresses that may be the same person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.notebook import alike
from relnotebook.notebook.alike import Name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngozi Okafor", "Okafor, Ngozi"),
        ("Catherine Moore", "Kathryn More"),
        ("Jürgen Großmann", "Juergen Grossmann"),
        ("Bartholomew Ellis", "Bartholomew Elis"),
        ("Trần Minh Anh", "Tran Minh Anh"),
        ("Siobhán Ní Bhriain", "Siobhan Ni Bhrian"),
    ],
)
def test_names_that_look_or_sound_alike(one: str, other: str) -> None:
    assert alike.alike(one, other)
    assert alike.alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngozi Okafor", "Ada Okafor"),
        ("Ana", "Anne"),
        ("Jan Kowalski", "Jan Nowak"),
        ("", "Ngozi"),
        ("...", "..."),
        ("Ngozi", "Ngozi Okafor"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert not alike.alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("N. Okafor", "Ngozi Okafor", True),
        ("Ngozi", "Ngozi Okafor", True),
        ("Rob Hartley", "Robert Hartley", True),
        ("", "Ngozi Okafor", True),
        ("Meera Pillai", "Ravi Pillai", False),
    ],
)
def test_a_shorter_name_may_be_the_longer_one(one: str, other: str, may: bool) -> None:
    assert alike.may_be(one, other) is may


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("12 Mill Lane\nLiverpool\nL1 4JJ", "L14JJ"),
        ("12 Mill Lane, Liverpool l14jj", "L14JJ"),
        ("1600 Pennsylvania Ave, Washington, DC 20500-0003", "20500"),
        ("1600 Pennsylvania Ave, Washington, DC 20500", "20500"),
        ("Invalidenstr. 117\n10115 Berlin", "10115"),
        ("Damrak 1\n1012 LG Amsterdam", "1012LG"),
        ("ul. Prosta 1\n00-838 Warszawa", "00838"),
        ("Rua Augusta 1\n1100-048 Lisboa", "1100048"),
        ("10 Downing Street", ""),
        ("", ""),
    ],
)
def test_the_postcode_of_an_address(address: str, code: str) -> None:
    assert alike.postcode(address) == code


@given(st.text(), st.text())
def test_any_two_texts_may_be_compared_in_either_order(one: str, other: str) -> None:
    assert alike.alike(one, other) is alike.alike(other, one)
    assert alike.postcode(one + other) == alike.postcode(one + other).upper()


@given(st.text(min_size=1))
def test_a_name_is_like_itself(name: str) -> None:
    assert alike.alike(name, name) is bool(alike.name_key(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngozi Okafor", "N. Okafor"),
        ("Catherine Moore", "Kathryn More"),
        ("Ana Silva", "Ana Maria Silva Costa"),
        ("Jürgen Großmann", "Juergen Grossmann"),
        ("Ελένη Παππά", "Ελένη Π."),
    ],
)
def test_names_that_fit_are_looked_for_in_the_same_place(one: str, other: str) -> None:
    names = Name.of(one), Name.of(other)
    assert names[0].alike(names[1]) or names[0].may_be(names[1])
    assert names[0].blocks() & names[1].blocks()


def test_a_name_of_one_word_stands_under_its_sound() -> None:
    assert Name.of("Ngozi").blocks() == {(Name.of("Ngozi").sounds[0], "")}
    assert Name.of("?").blocks() == set()
