"""What letters say: the shop's messages or one's own words, each with the customer's own."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.exchange import correspondence, outgoing
from relnotebook.exchange.correspondence import KINDS, Letter, Text
from relnotebook.notebook import messages, people
from relnotebook.notebook import shop as shops
from relnotebook.store import schema
from tests.builders import Regular, Shop

OWN = Text(
    words="Hello {call_me|there},\nwe open at seven.\n{me}, {shop}", subject=" Winter\nhours ", staff="Mara Holm"
)


def silva(shop: Shop, name: str = "Ana Silva", language: str = "") -> Regular:
    who = shop.customer(name).reach("post", "1 Mill Lane\nBath BA1 2AB").consents("post")
    with shop.store.write(Act.EDIT_CUSTOMER) as w:
        w.put(schema.customer, who.id, language=language)
    return who


def letter(shop: Shop, text: Text, **more: Any) -> Letter:
    return shop.read(correspondence.preview, shop.read(outgoing.plan, "letters", **more), text)  # type: ignore[no-any-return]


def test_ones_own_words_greet_by_name(shop: Shop) -> None:
    silva(shop)
    found = letter(shop, OWN).message
    assert found.text == "Hello Ana,\nwe open at seven.\nMara, Tern & Thistle"
    assert found.subject == "Winter hours"


def test_those_who_share_a_letter_are_greeted_together(shop: Shop) -> None:
    silva(shop)
    silva(shop, "Tom Silva")
    found = letter(shop, OWN)
    assert found.message.text.startswith("Hello Ana and Tom,")
    assert found.envelope.to == "Ana & Tom Silva"


def test_a_letter_in_another_language_joins_them_with_a_sign(shop: Shop) -> None:
    silva(shop, language="de")
    silva(shop, "Tom Silva")
    assert letter(shop, OWN).message.text.startswith("Hello Ana & Tom,")


def test_birthday_wishes_are_for_one_person(shop: Shop) -> None:
    silva(shop).birthday("3 December 1990")
    silva(shop, "Tom Silva")
    found = letter(shop, Text("birthday", staff="Mara"))
    assert found.envelope.to == "Ana Silva"
    assert "Happy birthday, Ana" in found.message.text
    assert found.message.subject
    assert letter(shop, Text("birthday", wording=1, staff="Mara")).message.text != found.message.text


def test_a_message_is_in_the_customers_language(shop: Shop) -> None:
    silva(shop, language="de")
    assert letter(shop, Text("slipping")).message.language == "de"


@pytest.mark.parametrize("kind", KINDS)
def test_every_message_has_words_for_everybody(shop: Shop, kind: str) -> None:
    who = shop.customer("", phone="0151 496 0183")
    named = shop.customer("Ngozi").birthday("3 May").had("flat white", times=3)
    found = shop.read(correspondence.written, Text(kind), [who.id, named.id])
    assert all(one.text and "{" not in one.text for one in found)
    assert kind in messages.KINDS
    assert kind in correspondence.kind_titles()


def test_what_cannot_be_written_is_refused() -> None:
    for text, code in (
        (Text(), "empty-value"),
        (Text(words=" \n "), "empty-value"),
        (Text("poem"), "bad-choice"),
        (Text(words="Dear {nick}"), "unknown-field-in-message"),
        (Text(words="Dear {name"), "open-field-in-message"),
    ):
        with pytest.raises(Refusal, match=code):
            correspondence.checked(text)
    assert correspondence.checked(Text(words=correspondence.beginning()))


def test_nobody_has_no_letter(shop: Shop) -> None:
    assert letter(shop, OWN) is None


def test_the_next_one_is_the_next_person(shop: Shop) -> None:
    silva(shop)
    shop.customer("Omar Haddad").reach("post", "2 Mill Lane\nBath").consents("post")
    leaving = shop.read(outgoing.plan, "letters")
    names = [shop.read(correspondence.preview, leaving, OWN, at=at).envelope.to for at in (0, 1, 2)]
    assert names == ["Ana Silva", "Omar Haddad", "Ana Silva"]


def test_a_draft_greets_whom_it_goes_to(shop: Shop) -> None:
    one = shop.customer("Ana Silva", email="ana@x.example").consents("email")
    two = shop.customer("Tom Silva", email="tom@x.example").consents("email")
    shop.do(people.live_with, two.id, one.id)
    leaving = shop.read(outgoing.plan, "drafts", per_household=True)
    assert leaving.inside == (one.id,)
    assert shop.read(correspondence.preview, leaving, OWN).message.text.startswith("Hello Ana,")


def test_the_shop_on_its_letters(shop: Shop) -> None:
    shop.do(shops.edit, address="12 Harbour Street", reply_to="hello@tern.example")
    found = shop.read(correspondence.sender)
    assert (found.name, found.address, found.reply_to) == ("Tern & Thistle", "12 Harbour Street", "hello@tern.example")
    assert (found.region, found.day) == ("GB", "20 November 2026")


def test_somebody_without_a_card_is_not_written_to(shop: Shop) -> None:
    with pytest.raises(Exception, match="no-customer"):
        shop.read(correspondence.written, OWN, [CustomerId(99)])
