"""Who stands in a file twice gets one card; who only shares a phone gets one of their own."""

from __future__ import annotations

import pytest

from relnotebook.exchange.newcomers import Newcomers
from relnotebook.exchange.person import Person


def somebody(name: str = "", phone: str = "", born: str = "", uid: str = "", card: str = "") -> Person:
    person = Person(name=name, outside_id=uid, card_number=card)
    if phone:
        person.add_phone(phone, "", "GB")
    if born:
        person.add_date("birthday", born)
    return person


ANA = somebody("Ana Silva", "0151 496 0500", "2/5/1998", uid="sq-1234567890-ab", card="4000")


@pytest.mark.parametrize(
    ("row", "again"),
    [
        (somebody("Ana Silva", "0151 496 0500"), True),
        (somebody("A. Silva", "0151 496 0500"), True),
        (somebody("Ben Okoro", "0151 496 0500"), False),
        (somebody("Ana Silva", "0151 496 0500", "3/5/1998"), False),
        (somebody("Somebody Else", uid="sq-1234567890-ab"), True),
        (somebody("Somebody Else", card="4000"), True),
        (somebody("Ana Silva"), True),
        (somebody("Ana Silva", "0151 496 0999"), False),
        (somebody("Ana Silva", "0151 496 0999", "2/5/1998"), True),
        (somebody("", "0151 496 0500"), True),
        (somebody(), False),
    ],
)
def test_a_second_row_is_about_the_same_person_by_the_rules_of_an_import(row: Person, again: bool) -> None:
    met = Newcomers()
    met.add(ANA)
    assert not met.has(row)  # in one chunk the chunk itself knows
    met.next_chunk()
    assert met.has(row) is again


def test_a_namesake_in_another_house_is_somebody_else() -> None:
    one, other, same = somebody("Bo Li"), somebody("Bo Li"), somebody("Bo Li")
    one.add_post(["3 Mill Lane"])
    other.add_post(["9 Hill Road"])
    same.add_post(["3, Mill Lane"])
    met = Newcomers()
    met.add(one)
    met.next_chunk()
    assert [met.has(row) for row in (other, same, somebody("Bo Li"))] == [False, True, True]


def test_nobody_was_there_before_the_first_row() -> None:
    assert not Newcomers().has(ANA)
