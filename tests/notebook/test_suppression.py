"""Addresses nobody writes to again: they outlive the card, and say nothing about whose they were."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act
from relnotebook.notebook import consent, contacts, suppression

from ..builders import Regular, Shop

MAIL = "ngozi@okafor.example"


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", email=MAIL, phone="0151 496 0183")


def silent(shop: Shop, address: str, channel: str = "email", purpose: str = "") -> bool:
    return bool(shop.read(suppression.among, channel, [address], purpose=purpose))


def rows(shop: Shop) -> list[tuple[object, ...]]:
    return shop.tables()["suppression"]


def test_a_no_is_kept_with_the_address_and_a_yes_lifts_it(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "refused")
    assert silent(shop, MAIL)
    assert shop.read(suppression.reasons, "email", MAIL) == ("refused",)
    ngozi.consents("email")
    assert not silent(shop, MAIL)
    assert rows(shop) == []
    assert shop.read(suppression.reasons, "email", MAIL) == ()


def test_it_outlives_the_address_on_the_card(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    for way in shop.read(contacts.of, ngozi.id):
        shop.do(contacts.remove_contact, way.id)
    again = shop.customer("N. Okafor", email="Ngozi@Okafor.example")
    assert shop.changes(consent.record, again.id, "email", "given", how="imported") is None
    assert shop.read(consent.allowed, "email").inside == ()


def test_no_file_lifts_it_and_a_yes_in_person_does(shop: Shop) -> None:
    shop.do(suppression.suppress, "email", MAIL, why="erased")
    again = shop.customer("Ngozi", email=MAIL)
    shop.do(consent.record, again.id, "email", "given", how="imported")
    assert silent(shop, MAIL)
    again.consents("email")
    assert [one.value for one in shop.read(consent.allowed, "email").inside] == [MAIL]


def test_the_address_cannot_be_read_from_what_is_kept(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    for part in ("ngozi", "okafor", "example"):
        assert part not in repr(rows(shop))
    with shop.store.read() as s:
        [(salt,)] = s.raw("SELECT value FROM meta WHERE key = 'suppression_salt'")
    assert len(bytes.fromhex(salt)) == 32


def test_two_notebooks_keep_the_same_address_differently(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    [(_id, _channel, first, *_rest)] = rows(shop)
    shop.undo()
    with shop.store.write(Act.SUPPRESS) as w:
        w.own("DELETE FROM meta WHERE key = 'suppression_salt'")
    ngozi.consents("email", "withdrawn")
    [(_id, _channel, second, *_rest)] = rows(shop)
    assert first != second


def test_undo_does_not_change_the_salt(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    before = rows(shop)
    shop.undo()
    assert rows(shop) == []
    shop.redo()
    assert rows(shop) == before
    assert silent(shop, MAIL)


def test_each_channel_is_apart(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("text", "withdrawn")
    assert silent(shop, "441514960183", "text")
    assert not silent(shop, "441514960183", "phone")
    assert not silent(shop, MAIL)


def test_a_no_to_one_purpose_is_kept_for_that_purpose(shop: Shop, ngozi: Regular) -> None:
    shop.do(consent.record, ngozi.id, "email", "refused", purpose="events")
    assert not silent(shop, MAIL)
    assert silent(shop, MAIL, purpose="events")
    assert not silent(shop, MAIL, purpose="surveys")


def test_a_no_to_everything_covers_each_purpose(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    assert silent(shop, MAIL, purpose="events")


def test_the_same_address_is_kept_once(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn").consents("email", "refused")
    shop.do(suppression.suppress, "email", f"  {MAIL.upper()} ")
    assert len(rows(shop)) == 1


def test_an_address_alone_is_silenced_whoevers_it_is(shop: Shop) -> None:
    shop.do(suppression.suppress, "text", "0151 496 0183")
    assert silent(shop, "441514960183", "text")
    shop.do(suppression.suppress, "post", "3 Harbour St\nDover")
    assert silent(shop, "3 harbour st\ndover", "post")


@pytest.mark.parametrize(
    ("channel", "address", "why", "code"),
    [
        ("pigeon", "x", "withdrawn", "bad-choice"),
        ("email", MAIL, "tired", "bad-choice"),
        ("email", "ngozi", "withdrawn", "bad-email"),
        ("text", "call me", "withdrawn", "bad-phone"),
        ("email", "  ", "withdrawn", "empty-value"),
        ("post", "\n", "withdrawn", "empty-value"),
    ],
)
def test_what_is_no_address_cannot_be_silenced(shop: Shop, channel: str, address: str, why: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(suppression.suppress, channel, address, why=why)
    assert rows(shop) == []


def test_of_somebody_erased_every_address_stays_silent(shop: Shop, ngozi: Regular) -> None:
    with shop.store.write(Act.SUPPRESS) as w:
        suppression.add_all_of(w, ngozi.id)
    assert {channel for _id, channel, *_rest in rows(shop)} == {"email", "text", "phone"}
    assert shop.read(suppression.reasons, "email", MAIL) == ("erased",)


def test_nothing_is_worked_out_while_nobody_said_no(shop: Shop, ngozi: Regular) -> None:
    assert not shop.read(suppression.any_kept)
    assert shop.read(suppression.among, "email", [MAIL, ""]) == frozenset()
    shop.do(suppression.suppress, "email", MAIL)
    assert shop.read(suppression.among, "email", ["", "tom@adeyemi.example"]) == frozenset()
