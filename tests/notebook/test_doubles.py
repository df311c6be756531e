"""Cards that may be one person's, with the reasons; a no is remembered, and nobody is joined by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import customers, doubles, joining, people
from tests.builders import Regular, Shop


def found(shop: Shop) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.one_name, p.other_name, p.reasons) for p in shop.read(doubles.doubles)]


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example")


def test_nobody_is_doubled_in_an_empty_notebook(shop: Shop) -> None:
    assert shop.read(doubles.doubles) == ()
    assert shop.read(doubles.near, "Ngozi", "0151 496 0183", "ngozi@okafor.example") == ()


def test_the_same_phone_however_it_is_written(shop: Shop, ngozi: Regular) -> None:
    shop.customer("N. Okafor", phone="+44 (0)151 4960183")
    assert found(shop) == [
        ("Ngozi Okafor", "N. Okafor", ("Same phone: 0151 496 0183", "One name is short for the other"))
    ]


def test_the_same_e_mail_and_the_same_name(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Okafor, Ngozi", email="NGOZI@okafor.example")
    assert found(shop)[0][2] == ("Same e-mail: ngozi@okafor.example", "Same name")


def test_the_same_name_and_postcode(shop: Shop) -> None:
    shop.customer("Ngozi Okafor").reach("post", "12 Mill Lane\nLiverpool\nL1 4JJ")
    shop.customer("ngozi okafor").reach("post", "Flat 2, 12 Mill Lane, L14JJ")
    shop.customer("Ngozi Okafor").reach("post", "1 High Street, Leeds LS1 4AP")
    assert found(shop) == [("Ngozi Okafor", "ngozi okafor", ("Same name", "Same postcode: L14JJ"))]


def test_a_name_alone_is_no_reason(shop: Shop) -> None:
    for _again in range(3):
        shop.customer("Jan Kowalski")
    assert found(shop) == []


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ("birthday", "Same birthday"),
        ("tail", "Phones that end the same: 960183"),
        ("postcode", "Same postcode: L14JJ"),
        ("household", "Same household"),
    ],
)
def test_names_that_sound_alike_need_a_second_thing_that_agrees(shop: Shop, second: str, reason: str) -> None:
    one, other = shop.customer("Catherine Moore"), shop.customer("Kathryn More")
    assert found(shop) == []
    if second == "birthday":
        one.birthday("14 March 1980")
        other.birthday("14 March")
    elif second == "tail":
        one.reach("phone", "0151 496 0183")
        other.reach("phone", "0183 960183")
    elif second == "postcode":
        one.reach("post", "12 Mill Lane, L1 4JJ")
        other.reach("post", "12 Mill Lane, L1 4JJ")
    else:
        shop.do(people.live_with, one.id, other.id)
    assert found(shop) == [("Catherine Moore", "Kathryn More", ("Names that sound alike", reason))]


def test_father_and_son_of_one_name_are_two(shop: Shop) -> None:
    for born in ("14 March 1950", "2 June 1980"):
        shop.customer("Jan Kowalski").reach("post", "Prosta 1, 00-838 Warszawa").birthday(born)
    assert found(shop) == []


def test_a_couple_that_shares_a_phone_at_home_is_two(shop: Shop) -> None:
    meera, ravi = (shop.customer(f"{name} Pillai", phone="0151 496 0108") for name in ("Meera", "Ravi"))
    assert found(shop) == [("Meera Pillai", "Ravi Pillai", ("Same phone: 0151 496 0108",))]
    assert shop.read(doubles.doubles)[0].score < 50
    shop.do(people.live_with, meera.id, ravi.id)
    assert found(shop) == []


def test_who_knows_each_other_is_two(shop: Shop) -> None:
    ada, mother = (shop.customer("Ada Okafor", phone="0151 496 0108") for _both in range(2))
    assert len(found(shop)) == 1
    shop.do(people.set_person, ada.id, "Mother", "", other=mother.id)
    assert found(shop) == []


def test_a_number_that_was_somebody_else_s_before_makes_nobody_one(shop: Shop) -> None:
    shop.customer("Meera Pillai", phone="0151 496 0108").birthday("14 March 1980")
    shop.customer("Omar Haddad", phone="0151 496 0108").birthday("2 June 1991")
    assert found(shop) == []


def test_an_office_with_one_number_is_not_everybody_with_everybody(shop: Shop) -> None:
    for name in ("Aoi", "Omar", "Ngozi", "Desmond", "Kateryna", "Mateus", "Siobhán", "Priya", "Ellis", "Omar"):
        shop.customer(f"{name} {name}son", phone="0151 496 0100")
    assert [(p.one_name, p.other_name) for p in shop.read(doubles.doubles)] == [("Omar Omarson", "Omar Omarson")]


def test_the_surest_come_first_and_no_more_than_asked_for(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Omar Haddad", phone="0151 496 0183")
    shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example")
    pairs = shop.read(doubles.doubles)
    assert [p.score for p in pairs] == sorted((p.score for p in pairs), reverse=True)
    assert pairs[0].one_name == pairs[0].other_name == "Ngozi Okafor"
    assert shop.read(doubles.doubles, limit=1) == pairs[:1]


def test_after_an_import_only_its_own_cards_are_asked_about(shop: Shop, ngozi: Regular) -> None:
    twin = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    for _both in range(2):
        shop.customer("Omar Haddad", email="omar@haddad.example")
    assert len(found(shop)) == 2
    [pair] = shop.read(doubles.doubles, among=[twin.id])
    assert (pair.one, pair.other) == (ngozi.id, twin.id)


# A no


def test_not_the_same_is_remembered_and_can_be_undone(shop: Shop, ngozi: Regular) -> None:
    twin = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    shop.do(doubles.not_same, twin.id, ngozi.id)
    shop.do(doubles.not_same, ngozi.id, twin.id)
    assert found(shop) == []
    with shop.store.read() as s:
        assert len(s.raw("SELECT 1 FROM not_same")) == 1
        assert doubles.is_apart(s, twin.id, ngozi.id)
    assert shop.read(joining.preview, ngozi.id, twin.id).not_same
    shop.undo()
    assert len(found(shop)) == 1


def test_what_cannot_be_told_apart_is_said(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="same-card"):
        shop.do(doubles.not_same, ngozi.id, ngozi.id)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(doubles.not_same, ngozi.id, CustomerId(99))


def test_the_bin_and_joined_cards_are_left_out(shop: Shop, ngozi: Regular) -> None:
    twin = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    third = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    shop.do(customers.bin, third.id)
    shop.do(joining.join, ngozi.id, twin.id)
    assert found(shop) == []
    assert [near.line.id for near in shop.read(doubles.near, "Ngozi Okafor", "0151 496 0183")] == [ngozi.id]


# While typing


def near(shop: Shop, *typed: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(n.line.name, n.reasons) for n in shop.read(doubles.near, *typed)]


def test_while_typing_the_card_that_is_there_is_shown(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Omar Haddad")
    assert near(shop, "Ngozi Okafor") == [("Ngozi Okafor", ("Same name",))]
    assert near(shop, "Ngozi Okafr") == [("Ngozi Okafor", ("Names that sound alike",))]
    assert near(shop, "", "+44 151 496 0183") == [("Ngozi Okafor", ("Same phone: +44 151 496 0183",))]
    assert near(shop, "Goz", "", "Ngozi@okafor.example") == [("Ngozi Okafor", ("Same e-mail: ngozi@okafor.example",))]
    assert near(shop, "Ng") == near(shop, "", "0151") == near(shop, "", "", "ngozi@") == near(shop) == []


def test_the_card_one_types_on_is_not_its_own_double(shop: Shop, ngozi: Regular) -> None:
    assert shop.read(doubles.near, "Ngozi Okafor", "0151 496 0183", but=ngozi.id) == ()


def test_what_agrees_is_told_beside_the_words(shop: Shop, ngozi: Regular) -> None:
    [one] = shop.read(doubles.near, "Ngozi Okafor", "0151 496 0183", "ngozi@okafor.example")
    assert one.agree == ("email", "phone", "same")
    [other] = shop.read(doubles.near, "Ngozi Okafr")
    assert (other.agree, other.score) == (("alike",), 50)


# As a job, and later


def test_looking_is_a_job_that_can_be_stopped_and_finds_the_same(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183")
    work = doubles.looking(shop.store)
    steps = []
    while True:
        try:
            steps.append(next(work))
        except StopIteration as end:
            found = end.value
            break
    assert found.pairs == shop.read(doubles.doubles)
    assert (found.total, all(step.note for step in steps)) == (1, True)
    stopped = doubles.looking(shop.store)
    next(stopped)
    stopped.close()
    shop.customer("Omar Haddad")  # nothing is held that a write would wait for


def test_there_may_be_more_than_are_shown(shop: Shop, ngozi: Regular) -> None:
    for _twin in range(2):
        shop.customer("Ngozi Okafor", phone="0151 496 0183")
    *_steps, last = _ended(doubles.looking(shop.store, limit=1))
    assert (len(last.pairs), last.total) == (1, 3)


def _ended(work: Any) -> list[Any]:
    got: list[Any] = []
    while True:
        try:
            got.append(next(work))
        except StopIteration as end:
            return [*got, end.value]


@pytest.mark.parametrize("short", ["Ngozi", "N. Okafor", "Okafor, Ngozi Ada"])
def test_a_shorter_name_is_found_by_a_second_thing(shop: Shop, short: str) -> None:
    shop.customer("Ngozi Okafor").birthday("14 March")
    shop.customer(short).birthday("14 March")
    assert [reasons for *_names, reasons in found(shop)] == [("One name is short for the other", "Same birthday")]


def test_a_decision_leaves_the_others_in_the_list(shop: Shop, ngozi: Regular) -> None:
    twin = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    third = shop.customer("N. Okafor", phone="0151 496 0183")
    ngozi.is_(name="Ngozi A. Okafor")
    pairs = shop.read(doubles.doubles)
    assert {(p.one, p.other) for p in pairs} == {(ngozi.id, twin.id), (ngozi.id, third.id), (twin.id, third.id)}
    shop.do(doubles.not_same, ngozi.id, third.id)
    assert len(shop.read(doubles.standing, pairs)) == 2
    shop.undo()
    shop.do(joining.join, ngozi.id, twin.id, choices={"name": "keep"})
    [left] = shop.read(doubles.standing, pairs)
    assert (left.one, left.other, left.one_name) == (ngozi.id, third.id, "Ngozi A. Okafor")
    shop.do(customers.bin, third.id)
    assert shop.read(doubles.standing, pairs) == ()


def test_why_two_chosen_cards_may_be_one(shop: Shop, ngozi: Regular) -> None:
    twin = shop.customer("N. Okafor", phone="+44 151 496 0183").reach("post", "12 Mill Lane, L1 4JJ")
    ngozi.reach("post", "Flat 2, 12 Mill Lane\nLiverpool L14JJ").birthday("14 March 1980")
    twin.birthday("14 March")
    assert shop.read(doubles.between, twin.id, ngozi.id).reasons == (
        "Same phone: 0151 496 0183",
        "One name is short for the other",
        "Same postcode: L14JJ",
        "Same birthday",
    )
    omar = shop.customer("Omar Haddad")
    pair = shop.read(doubles.between, ngozi.id, omar.id)
    assert (pair.one, pair.other, pair.reasons, pair.score) == (ngozi.id, omar.id, (), 0)
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(doubles.between, ngozi.id, CustomerId(99))
