from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import contacts, customers, staff
from relnotebook.notebook import shop as shops
from relnotebook.store import schema

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


def normals(shop: Shop, who: Regular) -> list[str]:
    with shop.store.read() as s:
        return [n for (n,) in s.raw("SELECT normal FROM contact WHERE customer_id = ? ORDER BY id", (who.id,))]


# Ways to reach


def test_a_phone_is_kept_as_typed_and_matched_by_its_digits(shop: Shop, ngozi: Regular) -> None:
    shop.do(contacts.set_contact, ngozi.id, "phone", " (0151) 496-0183 ", label="mobile")
    (contact,) = shop.read(contacts.of, ngozi.id)
    assert (contact.value, contact.label) == ("(0151) 496-0183", "mobile")
    assert normals(shop, ngozi) == ["441514960183"]


@pytest.mark.parametrize("again", ["0151 496 0183", "+44 151 496 0183", "0044 151 4960183", "01514960183"])
def test_the_same_number_in_another_spelling_is_the_same_contact(shop: Shop, ngozi: Regular, again: str) -> None:
    first = shop.do(contacts.set_contact, ngozi.id, "phone", "0151 496 0183")
    assert shop.do(contacts.set_contact, ngozi.id, "phone", again) == first
    assert len(shop.read(contacts.of, ngozi.id)) == 1


def test_a_number_is_read_by_the_shops_country(shop: Shop, ngozi: Regular) -> None:
    shop.do(shops.edit, region="DE")
    ngozi.reach("phone", "030 123456")
    assert normals(shop, ngozi) == ["4930123456"]


def test_an_address_is_matched_without_case(shop: Shop, ngozi: Regular) -> None:
    ngozi.reach("email", "Ngozi@Okafor.Example")
    assert shop.read(contacts.of, ngozi.id)[0].value == "Ngozi@Okafor.Example"
    assert normals(shop, ngozi) == ["ngozi@okafor.example"]


@pytest.mark.parametrize(
    ("channel", "value", "code"),
    [
        ("email", "ngozi", "bad-email"),
        ("email", "ngozi@okafor", "bad-email"),
        ("email", "ngozi okafor@x.example", "bad-email"),
        ("phone", "call me", "bad-phone"),
        ("phone", "12", "bad-phone"),
        ("phone", "1" * 16, "bad-phone"),
        ("phone", "0151 496 0183 or ask for her mother", "bad-phone"),
        ("phone", "ngozi123@x.example", "bad-phone"),
        ("phone", " ", "empty-value"),
        ("post", "\n \n", "empty-value"),
        ("pigeon", "blue ring", "bad-choice"),
    ],
)
def test_what_nobody_can_be_reached_by_is_refused_with_what_was_typed(
    shop: Shop, ngozi: Regular, channel: str, value: str, code: str
) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        shop.do(contacts.set_contact, ngozi.id, channel, value)
    assert refused.value.facts["value"] == (channel if code == "bad-choice" else value)
    assert shop.read(contacts.of, ngozi.id) == ()


@pytest.mark.parametrize("value", ["0183", "0151 496 0183 (mum)", "0151 496 0183 ext 123456", "+4915112345678"])
def test_a_number_need_not_be_whole(shop: Shop, ngozi: Regular, value: str) -> None:
    ngozi.reach("phone", value)
    assert shop.read(contacts.of, ngozi.id)[0].value == value


def test_ways_stand_in_a_fixed_order(shop: Shop, ngozi: Regular) -> None:
    for channel, value in (
        ("social", "@ngozi"),
        ("post", "3 Harbour St\nDover"),
        ("email", "n@x.example"),
        ("phone", "0183"),
    ):
        ngozi.reach(channel, value)
    assert [c.channel for c in shop.read(contacts.of, ngozi.id)] == ["phone", "email", "post", "social"]


def test_a_contact_is_changed_and_removed(shop: Shop, ngozi: Regular) -> None:
    contact = shop.do(contacts.set_contact, ngozi.id, "phone", "0151 496 0183")
    for typed in ("0151 496 01", "0151 496 0184"):
        assert shop.do(contacts.set_contact, ngozi.id, "phone", typed, contact=contact) == contact
    shop.undo()
    assert shop.read(contacts.of, ngozi.id)[0].value == "0151 496 0183"
    changes = shop.changes(contacts.remove_contact, contact)
    assert shop.read(contacts.of, ngozi.id) == ()
    assert changes is not None
    assert (changes.fact("name"), changes.fact("channel")) == ("Ngozi", "phone")
    for act, args in (
        (contacts.remove_contact, (99,)),
        (lambda w, *a: contacts.set_contact(w, *a, contact=99), (ngozi.id, "phone", "0183")),
    ):
        with pytest.raises(NotFound, match="no-contact"), shop.store.write(contacts.set_contact.act) as w:  # type: ignore[attr-defined]
            act(w, *args)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(contacts.set_contact, 99, "phone", "0183")


# Consent


def states(shop: Shop, who: Regular) -> dict[str, str]:
    return {c.channel: c.state for c in shop.read(contacts.consents, who.id)}


def test_nobody_was_asked_yet(shop: Shop, ngozi: Regular) -> None:
    assert [c.channel for c in shop.read(contacts.consents, ngozi.id)] == list(contacts.CONSENT_CHANNELS)
    assert set(states(shop, ngozi).values()) == {""}


def test_consent_is_a_ledger_with_when_how_wording_and_by_whom(shop: Shop, ngozi: Regular, clock: Any) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    shop.store.do_as(
        mara, contacts.record_consent, ngozi.id, "email", "given", wording=contacts.counter_wording("email")
    )
    clock(timedelta(days=30))
    ngozi.consents("email", "withdrawn")
    assert states(shop, ngozi)["email"] == "withdrawn"
    newest, oldest = shop.read(contacts.consent_history, ngozi.id, "email")
    assert (newest.state, newest.staff, oldest.state, oldest.staff) == ("withdrawn", "", "given", "Mara")
    assert oldest.when == datetime(2026, 11, 20, 8, 41, tzinfo=UTC)
    assert oldest.how == "counter"
    assert "by e-mail" in oldest.wording
    assert shop.read(contacts.consent_history, ngozi.id, "text") == ()


def test_channels_are_asked_for_one_by_one(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email").consents("text", "refused")
    assert states(shop, ngozi) == {"email": "given", "text": "refused", "phone": "", "post": "", "chat": ""}


def test_the_newest_word_counts_even_when_the_clock_ran_backwards(shop: Shop, ngozi: Regular, clock: Any) -> None:
    ngozi.consents("email")
    clock(timedelta(days=-400))
    ngozi.consents("email", "withdrawn")
    assert states(shop, ngozi)["email"] == "withdrawn"


@pytest.mark.parametrize("no", ["withdrawn", "refused"])
def test_no_file_lifts_a_no(shop: Shop, ngozi: Regular, no: str) -> None:
    ngozi.consents("email", no)
    assert shop.changes(contacts.record_consent, ngozi.id, "email", "given", how="imported") is None
    assert states(shop, ngozi)["email"] == no
    ngozi.consents("email")
    assert states(shop, ngozi)["email"] == "given"


def test_a_file_brought_in_twice_says_it_once(shop: Shop, ngozi: Regular) -> None:
    given = datetime(2021, 2, 2, 9, 0, tzinfo=UTC)
    for _ in range(2):
        shop.do(contacts.record_consent, ngozi.id, "post", "given", how="imported", when=given)
    (event,) = shop.read(contacts.consent_history, ngozi.id, "post")
    assert event.when == given


def test_a_withdrawal_in_a_file_counts(shop: Shop, ngozi: Regular) -> None:
    ngozi.consents("email")
    shop.do(contacts.record_consent, ngozi.id, "email", "withdrawn", how="imported")
    assert states(shop, ngozi)["email"] == "withdrawn"


@pytest.mark.parametrize(("channel", "state"), [("pigeon", "given"), ("email", "perhaps"), ("email", "")])
def test_only_known_answers_are_noted(shop: Shop, ngozi: Regular, channel: str, state: str) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(contacts.record_consent, ngozi.id, channel, state)


def test_consent_stays_when_the_address_goes(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", email="ngozi@okafor.example").consents("email", "refused")
    shop.do(contacts.remove_contact, shop.read(contacts.of, ngozi.id)[0].id)
    assert states(shop, ngozi)["email"] == "refused"


def test_asking_at_the_quick_add_is_noted_with_its_wording(shop: Shop) -> None:
    wanjiru = shop.do(customers.add, name="Wanjiru", email="wanjiru@x.example", email_consent=True)
    (event,) = shop.read(contacts.consent_history, wanjiru, "email")
    assert (event.state, event.how, event.wording) == ("given", "counter", contacts.counter_wording("email"))


def test_consent_is_journaled_as_consent(shop: Shop, ngozi: Regular) -> None:
    changes = shop.changes(contacts.record_consent, ngozi.id, "text", "refused")
    assert changes is not None
    assert changes.kinds == {Kind.CONSENT}
    assert (changes.fact("channel"), changes.fact("state")) == ("text", "refused")


def test_nothing_ever_changes_or_removes_an_event(shop: Shop, ngozi: Regular) -> None:
    for state in ("given", "withdrawn", "refused", "given"):
        ngozi.consents("email", state)
    rows = shop.tables()["consent"]
    assert len(rows) == 4
    version = schema.consent.columns.keys().index("version")
    assert len({row[version] for row in rows}) == 4
