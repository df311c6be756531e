"""Who agreed to what: the ledger, its proof on paper, and who may be written to by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import consent, contacts, customers, people, suppression
from relnotebook.store import schema

from ..builders import Regular, Shop

MAIL = "ngozi@okafor.example"


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", email=MAIL)


@pytest.fixture
def tom(shop: Shop) -> Regular:
    return shop.customer("Tom Adeyemi", email="tom@adeyemi.example")


def said(shop: Shop, who: Regular, channel: str = "email", purpose: str = "") -> str:
    return str(shop.read(consent.state, who.id, channel, purpose=purpose).state)


def inside(shop: Shop, channel: str = "email", purpose: str = "") -> list[str]:
    """Addresses written to."""
    return [one.value for one in shop.read(consent.allowed, channel, purpose).inside]


def why(shop: Shop, who: Regular, channel: str = "email", purpose: str = "") -> str:
    """Why somebody is left out, "" when they are not."""
    found = shop.read(consent.allowed, channel, purpose, among=[who.id])
    assert len(found.inside) + len(found.left_out) == 1
    return found.left_out[0].why if found.left_out else ""


def written_in(shop: Shop, who: Regular, state: str, how: str, channel: str = "email") -> None:
    """A word in the ledger as a join or an older program may have put it there, whatever the rules say."""
    with shop.store.write(Act.RECORD_CONSENT) as w:
        values = {"customer_id": who.id, "channel": channel, "state": state, "how": how}
        w.add(schema.consent, **values, at=w.at, utc_offset=w.offset)


# The ledger


def test_a_purpose_of_its_own_is_asked_for_beside_the_news(shop: Shop, ngozi: Regular) -> None:
    shop.do(consent.record, ngozi.id, "email", "given", purpose="events")
    assert said(shop, ngozi, purpose="events") == "given"
    assert said(shop, ngozi) == ""
    assert inside(shop) == []
    assert inside(shop, purpose="events") == [MAIL]
    assert inside(shop, purpose="surveys") == []


def test_a_no_to_the_channel_is_a_no_to_every_purpose(shop: Shop, ngozi: Regular) -> None:
    shop.do(consent.record, ngozi.id, "email", "given", purpose="events")
    ngozi.consents("email", "withdrawn")
    assert said(shop, ngozi, purpose="events") == "withdrawn"
    assert why(shop, ngozi, purpose="events") == "withdrawn"
    shop.do(consent.record, ngozi.id, "email", "given", purpose="events")
    assert why(shop, ngozi, purpose="events") == "withdrawn"


def test_a_no_to_one_purpose_leaves_the_news(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email")
    shop.do(consent.record, ngozi.id, "email", "refused", purpose="events")
    assert inside(shop) == [MAIL]
    assert why(shop, ngozi, purpose="events") == "refused"
    shop.do(consent.record, ngozi.id, "email", "given", purpose="events")
    assert inside(shop, purpose="events") == [MAIL]


def test_history_is_of_one_channel_or_purpose_or_of_all(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email").consents("text", "refused")
    shop.do(consent.record, ngozi.id, "email", "given", purpose="events", basis="asked on the form")
    every = shop.read(consent.history, ngozi.id)
    assert [(one.channel, one.purpose) for one in every] == [("email", "events"), ("text", ""), ("email", "")]
    assert every[0].basis == "asked on the form"
    assert [one.channel for one in shop.read(consent.history, ngozi.id, purpose="")] == ["text", "email"]
    assert len(shop.read(consent.history, ngozi.id, "email")) == 2


def test_a_yes_from_before_the_no_does_not_lift_it(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    form = datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
    with pytest.raises(Refusal, match="older-than-no") as refused:
        shop.do(consent.record, ngozi.id, "email", "given", how="form", when=form)
    assert refused.value.facts["day"] == "20 November"
    shop.do(consent.record, ngozi.id, "email", "given", when=datetime(2026, 11, 20, 7, 0, tzinfo=UTC))
    assert said(shop, ngozi) == "given"


def test_a_no_counts_whenever_it_was_said(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email")
    shop.do(consent.record, ngozi.id, "email", "withdrawn", when=datetime(2026, 9, 3, 9, 0, tzinfo=UTC))
    assert said(shop, ngozi) == "withdrawn"


def test_nothing_is_said_tomorrow(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="in-future"):
        shop.do(consent.record, ngozi.id, "email", "given", when=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))


def test_a_yes_from_a_file_counts_only_where_nobody_told_us_anything(shop: Shop, ngozi: Regular, tom: Regular) -> None:
    """However the words came into the ledger: a join may put those of two cards into any order."""
    written_in(shop, ngozi, "withdrawn", "counter")
    written_in(shop, ngozi, "given", "imported")
    written_in(shop, tom, "given", "imported")
    assert (said(shop, ngozi), said(shop, tom)) == ("withdrawn", "given")
    assert inside(shop) == ["tom@adeyemi.example"]


# Who may be written to


def test_only_who_said_yes_is_written_to(shop: Shop, ngozi: Regular, tom: Regular) -> None:
    ngozi.consents("email")
    assert inside(shop) == [MAIL]
    assert why(shop, tom) == "not_asked"
    tom.consents("email", "refused")
    assert why(shop, tom) == "refused"
    ngozi.consents("email", "withdrawn")
    assert why(shop, ngozi) == "withdrawn"
    assert inside(shop) == []


def test_every_reason_to_be_left_out(shop: Shop) -> None:
    def willing(name: str, **reach: str) -> Regular:
        return shop.customer(name, **reach).consents("email")

    reasons = {
        "deceased": willing("Ann", email="ann@x.example").state("deceased"),
        "left_alone": willing("Ben", email="ben@x.example").state("do_not_contact"),
        "no_address": willing("Cid", phone="0151 496 0183"),
        "complaint": willing("Dot", email="dot@x.example"),
        "bad_address": willing("Eve", email="eve@x.example"),
        "suppressed": willing("Fay", email="fay@x.example"),
        "not_asked": shop.customer("Gus"),
        "": willing("Hal", email="hal@x.example").state("moved"),
    }
    shop.said("Cold coffee", reasons["complaint"], kind="complaint")
    with shop.store.write(Act.EDIT_CONTACT) as w:
        w.put(schema.contact, shop.read(contacts.of, reasons["bad_address"].id)[0].id, bad=1)
    shop.do(suppression.suppress, "email", "Fay@X.example")
    assert {key: why(shop, who) for key, who in reasons.items()} == {key: key for key in reasons}
    assert inside(shop) == ["hal@x.example"]


def test_who_is_in_the_bin_is_neither_in_nor_left_out(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email")
    shop.do(customers.bin, ngozi.id)
    found = shop.read(consent.allowed, "email")
    assert (found.inside, found.left_out) == ((), ())
    assert shop.read(consent.allowed, "email", among=[ngozi.id, CustomerId(99)]) == found


def test_everybody_comes_in_the_order_asked_for_and_once(shop: Shop, ngozi: Regular, tom: Regular) -> None:
    ngozi.consents("email")
    tom.consents("email")
    found = shop.read(consent.allowed, "email", among=[tom.id, ngozi.id, tom.id])
    assert [one.customer for one in found.inside] == [tom.id, ngozi.id]


def test_the_next_address_is_taken_when_the_first_is_no_good(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email").reach("email", "second@okafor.example")
    with shop.store.write(Act.EDIT_CONTACT) as w:
        w.put(schema.contact, shop.read(contacts.of, ngozi.id)[0].id, bad=1)
    assert inside(shop) == ["second@okafor.example"]


def test_texts_and_calls_go_to_the_phone_each_with_its_own_yes(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi", phone="0151 496 0183").consents("text").consents("phone", "refused")
    assert inside(shop, "text") == ["0151 496 0183"]
    assert why(shop, ngozi, "phone") == "refused"


def test_a_letter_goes_to_the_household_when_the_card_has_no_address(shop: Shop, ngozi: Regular, tom: Regular) -> None:
    shop.do(people.live_with, tom.id, ngozi.id)
    home = shop.read(people.household, tom.id)
    shop.do(people.edit_household, home.id, address="3 Harbour St\nDover")
    tom.consents("post")
    (letter,) = shop.read(consent.allowed, "post").inside
    assert (letter.customer, letter.contact, letter.value) == (tom.id, None, "3 Harbour St\nDover")


def test_an_address_somebody_said_no_for_is_not_written_to_by_another_card(shop: Shop, ngozi: Regular) -> None:
    tom = shop.customer("Tom", email=MAIL).consents("email")
    assert inside(shop) == [MAIL]
    ngozi.consents("email", "refused")
    assert why(shop, tom) == "suppressed"
    tom.consents("email")
    assert inside(shop) == [MAIL]


def test_a_no_on_another_card_counts_however_it_came_there(shop: Shop, ngozi: Regular) -> None:
    """As a join or an older program leaves it: in the ledger, and nowhere else."""
    tom = shop.customer("Tom", email=MAIL).consents("email")
    shop.do(consent.record, tom.id, "email", "given", purpose="events")
    written_in(shop, ngozi, "withdrawn", "joined")
    assert (why(shop, tom), why(shop, tom, purpose="events")) == ("suppressed", "suppressed")
    shop.do(consent.record, tom.id, "email", "given", purpose="events")
    assert why(shop, tom, purpose="events") == "suppressed"
    tom.consents("email")
    assert (why(shop, tom), why(shop, tom, purpose="events")) == ("", "")
    tom.consents("email", "withdrawn").consents("email")
    assert inside(shop) == [MAIL]


def test_a_yes_from_a_file_is_weaker_than_any_no_for_the_address(shop: Shop, ngozi: Regular) -> None:
    written_in(shop, ngozi, "refused", "counter")
    tom = shop.customer("Tom", email=MAIL)
    written_in(shop, tom, "given", "imported")
    assert why(shop, tom) == "suppressed"


def test_a_no_holds_for_an_address_that_comes_to_the_card_later(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn").reach("email", "new@okafor.example")
    address = next(c.id for c in shop.read(contacts.of, ngozi.id) if c.value == "new@okafor.example")
    shop.do(contacts.remove_contact, address)
    tom = shop.customer("Tom", email="new@okafor.example")
    shop.do(consent.record, tom.id, "email", "given", how="imported")
    assert said(shop, tom) == ""
    assert why(shop, tom) == "not_asked"


def test_a_no_holds_for_an_address_that_is_put_right(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email", "withdrawn")
    first = shop.read(contacts.of, ngozi.id)[0].id
    shop.do(contacts.set_contact, ngozi.id, "email", "right@okafor.example", contact=first)
    assert shop.read(suppression.among, "email", ["right@okafor.example"]) == {"right@okafor.example"}


def test_undo_of_a_slip_of_the_hand_lets_them_in_again(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email")
    before = shop.tables()
    ngozi.consents("email", "withdrawn")
    shop.undo()
    assert shop.tables() == before
    assert inside(shop) == [MAIL]


def test_pigeons_are_not_written_to(shop: Shop) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        shop.read(consent.allowed, "pigeon")
