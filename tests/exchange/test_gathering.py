"""What is read of people for a file, and what is not."""

from __future__ import annotations

from relnotebook.base.terms import Act, CustomerId
from relnotebook.exchange import gathering
from relnotebook.exchange.gathering import Card, Way
from relnotebook.notebook import consent, contacts, fields
from relnotebook.store import schema
from tests.builders import Regular, Shop

ALL = gathering.WAYS | {"dates", "tags", "notes", "said", "photo"}


def read(shop: Shop, *who: Regular, wants: frozenset[str] = ALL) -> list[Card]:
    with shop.store.read() as s:
        return [card for chunk in gathering.cards(s, [one.id for one in who], wants, at_once=2) for card in chunk]


def for_mailing(shop: Shop, channel: str = "email") -> list[Card]:
    with shop.store.read() as s:
        inside = consent.allowed(s, channel).inside
        return [card for chunk in gathering.addressed(s, inside, ALL, channel, "") for card in chunk]


def test_everything_asked_for_is_there_in_the_order_asked(shop: Shop) -> None:
    tom = shop.customer("Tom")
    ana = shop.customer("Ana Silva", phone="0151 496 0183", email="a@x.example").birthday("12 April").tagged("regular")
    ana.note("One").note("Two").reach("social", "@ana").consents("email").consents("text", "refused")
    shop.do(fields.set_photo, ana.id, b"\xff\xd8\xffjpeg")
    eva = shop.customer("Eva")
    cards = read(shop, eva, ana, tom)
    assert [card.name for card in cards] == ["Eva", "Ana Silva", "Tom"]
    found = cards[1]
    assert found.phones == [Way("0151 496 0183", "441514960183")]
    assert (found.tags, found.notes) == (("regular",), ["One", "Two"])
    assert found.said == {"email": "given", "text": "refused"}
    assert found.birthday is not None
    assert (found.birthday.day, found.birthday.month) == (12, 4)
    assert found.photo == b"\xff\xd8\xffjpeg"
    assert (found.greet, found.shown) == ("Ana", "Ana Silva")


def test_what_is_not_asked_for_is_not_read(shop: Shop) -> None:
    who = shop.customer("Ana", phone="0151 496 0183").note("One").tagged("x")
    [card] = read(shop, who, wants=frozenset())
    assert (card.phones, card.notes, card.tags) == ((), (), ())


def test_a_card_that_is_gone_is_passed_over(shop: Shop) -> None:
    who = shop.customer("Ana")
    with shop.store.read() as s:
        [chunk] = gathering.cards(s, [who.id, CustomerId(999)], ALL)
    assert [card.id for card in chunk] == [who.id]


def test_a_yes_that_only_a_file_said_does_not_outweigh_a_no(shop: Shop) -> None:
    who = shop.customer("Ana", email="a@x.example").consents("email", "withdrawn")
    with shop.store.write(Act.RECORD_CONSENT) as w:
        w.add(schema.consent, customer_id=who.id, channel="email", state="given", at=w.at, how="imported")
    assert read(shop, who)[0].said == {"email": "withdrawn"}


def test_a_no_to_an_address_counts_on_every_card_that_has_it(shop: Shop) -> None:
    shop.customer("Ana", email="a@x.example").consents("email", "withdrawn")
    twin = shop.customer("Anna", email="a@x.example")
    assert read(shop, twin)[0].said == {"email": "withdrawn"}


def test_a_mailing_has_the_one_address_that_is_written_to(shop: Shop) -> None:
    who = shop.customer("Ana", email="old@x.example").reach("email", "new@x.example").consents("email")
    with shop.store.write(Act.EDIT_CONTACT) as w:
        w.put(schema.contact, shop.read(contacts.of, who.id)[0].id, bad=1)
    [card] = for_mailing(shop)
    assert [way.value for way in card.emails] == ["new@x.example"]


def test_a_mailing_has_no_way_to_which_they_said_no(shop: Shop) -> None:
    who = shop.customer("Ana", phone="0151 496 0183", email="a@x.example").consents("email")
    assert len(for_mailing(shop)[0].phones) == 1
    who.consents("phone", "refused")
    assert for_mailing(shop)[0].phones == []
    who.consents("phone", "given")
    assert len(for_mailing(shop)[0].phones) == 1


def test_as_many_columns_as_the_one_who_has_the_most(shop: Shop) -> None:
    one = shop.customer("Ana", phone="0151 496 0183").reach("phone", "0151 496 0184").reach("chat", "@ana")
    other = shop.customer("Tom", email="t@x.example").birthday("12 April")
    with shop.store.read() as s:
        assert gathering.most(s, [one.id, other.id]) == {"phones": 2, "emails": 1, "chats": 1, "events": 0}
