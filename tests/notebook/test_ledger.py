"""The ledger of a card: where it stands, every word ever said, the proof of it, and the addresses that are silenced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base.problems import NotFound
from relnotebook.notebook import consent, consent_words, contacts, exports, ledger, staff, suppression

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", email="ngozi@okafor.example")


def record(shop: Shop, who: Regular, channel: str, state: str, **more: str) -> None:
    shop.do(consent.record, who.id, channel, state, **more)


def test_each_channel_and_each_purpose_has_its_word(shop: Shop, ngozi: Regular) -> None:
    record(shop, ngozi, "email", "given")
    record(shop, ngozi, "email", "refused", purpose="tastings")
    record(shop, ngozi, "post", "given", purpose="the year's letter", basis="membership")
    found = shop.read(ledger.of, ngozi.id)
    assert found.name == "Ngozi Okafor"
    assert [one.channel for one in found.states] == list(consent.CHANNELS)
    assert [one.state for one in found.states] == ["given", "", "", "", ""]
    assert [(purpose, [(one.channel, one.state) for one in some]) for purpose, some in found.purposes] == [
        ("tastings", [("email", "refused")]),
        ("the year's letter", [("post", "given")]),
    ]
    assert [(one.channel, one.purpose) for one in found.said] == [
        ("post", "the year's letter"),
        ("email", "tastings"),
        ("email", ""),
    ]
    assert found.known == ("tastings", "the year's letter")


def test_a_no_to_the_channel_stands_above_a_purpose(shop: Shop, ngozi: Regular) -> None:
    record(shop, ngozi, "email", "given", purpose="tastings")
    record(shop, ngozi, "email", "withdrawn")
    ((_purpose, (counts,)),) = shop.read(ledger.of, ngozi.id).purposes
    assert (counts.state, counts.purpose) == ("withdrawn", "tastings")


def test_an_address_somebody_silenced_is_told_where_nothing_on_the_card_says_so(shop: Shop, ngozi: Regular) -> None:
    assert shop.read(ledger.of, ngozi.id).silenced == ()
    shop.do(suppression.suppress, "email", "Ngozi@Okafor.example")
    assert shop.read(ledger.of, ngozi.id).silenced == ("email",)
    record(shop, ngozi, "email", "refused")
    assert shop.read(ledger.of, ngozi.id).silenced == (), "the card says so itself"


def test_one_of_two_addresses_silenced_leaves_the_other(shop: Shop, ngozi: Regular) -> None:
    shop.do(contacts.set_contact, ngozi.id, "email", "work@okafor.example")
    shop.do(suppression.suppress, "email", "work@okafor.example")
    assert shop.read(ledger.of, ngozi.id).silenced == ()


def test_the_proof_says_everything_on_one_page(shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    asked = consent_words.counter_wording("email")
    shop.store.do_as(mara, consent.record, ngozi.id, "email", "given", wording=asked)
    clock(timedelta(days=60))
    record(shop, ngozi, "email", "withdrawn", how="phone", basis="she rang")
    assert shop.read(ledger.proof, ngozi.id).lines() == (
        "What Ngozi Okafor (card 1) agreed to, as of 19 January 2027, 08:41",
        "",
        "E-mail: Took the yes back, 19 January 2027, 08:41",
        "Texts: Not asked yet",
        "Calls: Not asked yet",
        "Post: Not asked yet",
        "Chat messages: Not asked yet",
        "",
        "20 November 2026, 08:41: Said yes, e-mail, at the counter, noted by Mara",
        "    “May we write to you by e-mail about what is new here? You can stop it at any time.”",
        "19 January 2027, 08:41: Took the yes back, e-mail, on the phone, legal basis: she rang",
    )


def test_the_proof_names_the_mailings_they_were_in_and_each_purpose(shop: Shop, ngozi: Regular) -> None:
    record(shop, ngozi, "email", "given", purpose="tastings")
    shop.do(exports.log, format="mailchimp", file="a.csv", customers=[ngozi.id], channel="email", segment="December")
    shop.do(exports.log, format="google", file="b.csv", customers=[ngozi.id], own_use=True)
    proof = shop.read(ledger.proof, ngozi.id)
    assert proof.standing[-1] == "E-mail (tastings): Said yes, 20 November 2026, 08:41"
    assert proof.sent == ("20 November 2026, 08:41: Was in the mailing December, Mailchimp",)
    assert proof.lines()[-1] == proof.sent[0]


def test_who_was_never_asked_has_a_short_proof(shop: Shop, ngozi: Regular) -> None:
    proof = shop.read(ledger.proof, ngozi.id)
    assert (len(proof.lines()), proof.said, proof.sent) == (7, (), ())


def test_there_is_no_proof_of_nobody(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(ledger.proof, 99)


def test_silenced_addresses_are_counted_by_channel(shop: Shop, ngozi: Regular) -> None:
    assert shop.read(ledger.silenced).count == 0
    shop.do(suppression.suppress, "email", "a@b.example")
    record(shop, ngozi, "email", "refused", purpose="tastings")
    shop.do(suppression.suppress, "text", "0151 496 0183")
    found = shop.read(ledger.silenced)
    assert (found.count, found.by_channel) == (3, {"email": 2, "text": 1})
