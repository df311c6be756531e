from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, Kind
from relnotebook.notebook import customers, fields, people
from relnotebook.notebook.customers import CustomerCard
from relnotebook.store import schema
from relnotebook.store.write import Session

from ..builders import Regular, Shop


def card(shop: Shop, who: Regular | int) -> CustomerCard:
    found = shop.read(customers.card, who.id if isinstance(who, Regular) else who)
    assert isinstance(found, CustomerCard)
    return found


# The card


def test_the_card_shows_all_that_is_known(shop: Shop) -> None:
    last = datetime(2026, 11, 18, 8, 38, tzinfo=UTC)
    ngozi = (
        shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example", card="2000 0001")
        .is_(call_name="Zizi", say="en-GOH-zee", pronouns="she/her", talk="The allotment", own_script="Ǹgọ́zí")
        .usual("Oat flat white, extra hot", how="Own green cup, no lid")
        .alert("Nut allergy", advice="Clean jug and tongs.")
        .loves("oat milk", "Drinks")
        .had("Oat flat white, extra hot", times=5, every=3, until=last)
        .birthday("14 March")
        .knows("Daughter", "Ada", "4. Babyccino")
        .consents("email")
        .tagged("Own cup")
    )
    tobias = shop.customer("Tobias Lindqvist")
    shop.do(people.live_with, ngozi.id, tobias.id)
    shoe = shop.do(fields.define, "Shoe size", "number")
    shop.do(fields.set_value, ngozi.id, shoe, "38")
    shop.do(fields.set_photo, ngozi.id, b"\xff\xd8\xff" + b"photo")

    found = card(shop, ngozi)
    assert (found.name, found.shown_name, found.call_name, found.greet) == (
        "Ngozi Okafor",
        "Ngozi Okafor",
        "Zizi",
        "Zizi",
    )
    assert (found.say, found.pronouns, found.talk, found.own_script) == (
        "en-GOH-zee",
        "she/her",
        "The allotment",
        "Ǹgọ́zí",
    )
    assert (found.card_number, found.state, found.binned, found.sort_name) == ("20000001", "active", False, "")
    assert found.added == datetime(2026, 11, 20, 8, 41, tzinfo=UTC)
    assert [a.title for a in found.alerts] == ["Nut allergy"]
    assert [(u.line, u.how) for u in found.usuals] == [("Oat flat white, extra hot", "Own green cup, no lid")]
    assert found.suggestion is None
    assert [(g.category, [p.thing for p in g.items]) for g in found.preferences] == [("Drinks", ["oat milk"])]
    assert found.dates[0].next == date(2027, 3, 14)
    assert [(p.relation, p.name) for p in found.people] == [("Daughter", "Ada")]
    assert found.household is not None
    assert [name for _, name in found.household.members] == ["Ngozi Okafor", "Tobias Lindqvist"]
    assert [c.value for c in found.contacts] == ["0151 496 0183", "ngozi@okafor.example"]
    assert [c.state for c in found.consents] == ["given", "", "", "", ""]
    assert [name for _, name in found.tags] == ["Own cup"]
    assert [(f.field.name, f.value) for f in found.fields] == [("Shoe size", "38")]
    assert found.photo == b"\xff\xd8\xffphoto"
    assert (found.visits, found.last_seen, found.gap_days) == (5, last, 3.0)
    assert found.first_seen == last - timedelta(days=12)


def test_a_new_card_is_empty_but_whole(shop: Shop) -> None:
    found = card(shop, shop.customer("Wanjiru"))
    assert (found.greet, found.visits, found.first_seen, found.last_seen, found.gap_days) == (
        "Wanjiru",
        0,
        None,
        None,
        None,
    )
    assert (found.usuals, found.suggestion, found.preferences, found.household, found.photo) == (
        (),
        None,
        (),
        None,
        None,
    )
    assert len(found.consents) == 5


def test_a_card_without_a_name_is_called_by_what_we_have(shop: Shop) -> None:
    found = card(shop, shop.customer("", email="someone@x.example"))
    assert (found.name, found.shown_name, found.greet) == ("", "someone@x.example", "someone@x.example")


def test_there_is_no_such_card(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-customer"):
        card(shop, 99)


def statements(shop: Shop, who: Regular, monkeypatch: pytest.MonkeyPatch) -> int:
    asked: list[str] = []
    raw = Session.raw
    with monkeypatch.context() as patched:
        patched.setattr(Session, "raw", lambda s, sql, params=(): (asked.append(sql), raw(s, sql, params))[1])
        patched.setattr(
            Session, "rows", lambda s, query, **params: pytest.fail("a card is read by hand-written selects")
        )
        card(shop, who)
    return len(asked)


def test_a_card_takes_few_statements_however_long_its_history(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = shop.customer("Wanjiru")
    full = shop.customer("Ngozi", phone="0151 496 0183").usual("Tea").alert("Nut allergy").loves("oat milk").had("Tea")
    assert statements(shop, bare, monkeypatch) <= 14
    few = statements(shop, full, monkeypatch)
    assert few <= 17
    with shop.store.write(Act.IMPORT_VISITS) as w:
        made = w.add_many(
            schema.visit, ("customer_id", "at"), [(full.id, 1_700_000_000 + 3600 * n) for n in range(3000)]
        )
        w.add_many(schema.visit_item, ("visit_id", "item_id", "quantity"), [(visit, 1, 1.0) for visit in made])
    assert card(shop, full).visits == 3001
    assert statements(shop, full, monkeypatch) == few


# Adding


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"name": "Zizi"}, "Zizi"),
        ({"name": "tall man, grey dog"}, "tall man, grey dog"),
        ({"phone": "0151 496 0183"}, "0151 496 0183"),
        ({"email": "someone@x.example"}, "someone@x.example"),
        ({"card_number": "2000 0001"}, "Card 20000001"),
        ({"usual": "Flat white"}, "No name yet"),
        ({"alert": "Nut allergy"}, "No name yet"),
    ],
)
def test_one_field_is_enough(shop: Shop, known: dict[str, str], shown: str) -> None:
    added = shop.do(customers.add, **known)
    assert card(shop, added).shown_name == shown
    assert shop.read(customers.lines, (added,))[0].name == shown


@pytest.mark.parametrize("typed", ["", "  ", "\u200b\u202e\x00\n"])
def test_nothing_is_not_enough(shop: Shop, typed: str) -> None:
    with pytest.raises(Refusal, match="nothing-typed"):
        shop.do(customers.add, name=typed, phone=typed, email_consent=True)
    assert shop.tables()["customer"] == []


def test_all_of_the_quick_add_sheet_is_one_step(shop: Shop) -> None:
    added, changes = shop.store.do(
        customers.add,
        name="Wanjiru Kamau",
        phone="0712 334 908",
        email="wanjiru@x.example",
        usual="Spiced tea, milk first",
        alert="Nut allergy",
        email_consent=True,
    )
    found = card(shop, added)
    assert [c.value for c in found.contacts] == ["0712 334 908", "wanjiru@x.example"]
    assert ([u.line for u in found.usuals], [a.title for a in found.alerts]) == (
        ["Spiced tea, milk first"],
        ["Nut allergy"],
    )
    assert found.consents[0].state == "given"
    assert changes is not None
    assert (changes.act, changes.fact("name"), changes.customers) == (Act.ADD_CUSTOMER, "Wanjiru", {added})
    shop.undo()
    assert all(not rows for name, rows in shop.tables().items() if name not in ("shop", "synonym"))
    shop.redo()
    assert card(shop, added) == found


@pytest.mark.parametrize(
    ("wrong", "code"), [({"phone": "call me"}, "bad-phone"), ({"email": "wanjiru@x"}, "bad-email")]
)
def test_a_slip_in_one_field_writes_nothing_and_says_which(shop: Shop, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        shop.do(customers.add, name="Wanjiru", usual="Tea", **wrong)
    assert refused.value.facts["value"] == next(iter(wrong.values()))
    assert shop.tables()["customer"] == []


def test_what_cannot_be_seen_goes_and_what_is_too_long_is_cut(shop: Shop) -> None:
    added = shop.do(customers.add, name="  Trần\u202e\x00 Minh\n Anh  ", usual="x" * 5000, alert="y" * 5000)
    found = card(shop, added)
    assert found.name == "Trần Minh Anh"
    assert len(found.usuals[0].line) <= 300
    assert len(found.alerts[0].title) <= 300
    assert len(card(shop, shop.do(customers.add, name="W" * 10_000)).name) == 300


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(max_size=50), usual=st.text(max_size=50), talk=st.text(max_size=50))
def test_no_text_breaks_a_card(shop: Shop, name: str, usual: str, talk: str) -> None:
    try:
        added = shop.do(customers.add, name=name, usual=usual)
    except Refusal as refused:
        if refused.code not in ("nothing-typed", "empty-value"):
            raise
        return
    shop.do(customers.edit, added, talk=talk)
    assert card(shop, added).shown_name
    assert shop.read(customers.lines, (added,))[0].name


def test_a_card_number_belongs_to_one_customer(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", card="2000-0001")
    with pytest.raises(Refusal, match="card-taken") as refused:
        shop.do(customers.add, name="Aoi", card_number="2000 0001")
    assert refused.value.facts == {"name": "Ngozi Okafor", "customer": ngozi.id}
    aoi = shop.customer("Aoi Tanaka", card="AB 12")
    with pytest.raises(Refusal, match="card-taken"):
        aoi.is_(card_number="20000001")
    assert card(shop, aoi).card_number == "AB 12"
    ngozi.is_(card_number="20000001")
    shop.do(customers.bin, ngozi.id)
    aoi.is_(card_number="20000001")


# Editing


def test_every_word_on_a_card_can_be_changed(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    words = {
        "name": "Ngozi Okafor",
        "call_name": "Zizi",
        "own_script": "Ǹgọ́zí",
        "sort_name": "Okafor Ngozi",
        "say": "en-GOH-zee",
        "pronouns": "she/her",
        "talk": "The allotment",
        "card_number": "77",
    }
    for field, value in words.items():
        shop.do(customers.edit, ngozi.id, **{field: value})
    found = card(shop, ngozi)
    assert {field: getattr(found, field) for field in words} == words


@pytest.mark.parametrize(
    "field", ["state", "binned_at", "id", "crc", "version", "household_id", "colour", "outside_id"]
)
def test_nothing_else_is_changed_this_way(shop: Shop, field: str) -> None:
    ngozi = shop.customer("Ngozi")
    with pytest.raises(Refusal, match="unknown-field"):
        shop.do(customers.edit, ngozi.id, name="Other", **{field: "x"})
    assert card(shop, ngozi).name == "Ngozi"


def test_typing_in_a_field_is_one_step_and_another_field_another(
    shop: Shop, clock: Callable[[timedelta], None]
) -> None:
    ngozi = shop.customer("Ngozi")
    for typed in ("The", "The allot", "The allotment"):
        shop.do(customers.edit, ngozi.id, talk=typed)
        clock(timedelta(seconds=2))
    shop.do(customers.edit, ngozi.id, say="en-GOH-zee")
    shop.undo()
    assert (card(shop, ngozi).talk, card(shop, ngozi).say) == ("The allotment", "")
    shop.undo()
    assert card(shop, ngozi).talk == ""
    shop.redo()
    assert card(shop, ngozi).talk == "The allotment"


def test_writing_the_same_is_no_act(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    assert shop.changes(customers.edit, ngozi.id, name=" Ngozi  Okafor ") is None


def test_the_sentence_of_a_renaming_has_the_new_name(shop: Shop) -> None:
    changes = shop.changes(customers.edit, shop.customer("Ngosi").id, name="Ngozi Okafor")
    assert changes is not None
    assert (changes.fact("name"), changes.fact("field"), changes.kinds) == ("Ngozi", "name", {Kind.CUSTOMER})


def test_acts_on_nobody(shop: Shop) -> None:
    for act, args, kw in (
        (customers.edit, (99,), {"name": "x"}),
        (customers.set_state, (99, "moved"), {}),
        (customers.bin, (99,), {}),
        (customers.unbin, (99,), {}),
    ):
        with pytest.raises(NotFound, match="no-customer"):
            shop.do(act, *args, **kw)


# State and bin


@pytest.mark.parametrize("state", customers.STATES)
def test_the_state_of_a_card(shop: Shop, state: str) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    shop.do(customers.set_state, ngozi.id, state)
    assert card(shop, ngozi).state == state
    assert [line.name for line in shop.read(customers.find, "ngozi").lines] == ["Ngozi Okafor"]


def test_a_state_there_is_not(shop: Shop) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(customers.set_state, shop.customer("Ngozi").id, "vanished")


def test_a_card_in_the_bin_can_be_read_and_comes_back_whole(shop: Shop, clock: Any) -> None:
    ngozi = shop.customer("Ngozi Okafor").usual("Tea").had("Tea", times=3)
    before = card(shop, ngozi)
    shop.do(customers.bin, ngozi.id)
    assert card(shop, ngozi).binned
    assert shop.changes(customers.bin, ngozi.id) is None
    clock(timedelta(days=400))
    assert [line.id for line in shop.read(customers.binned)] == [ngozi.id]
    shop.do(customers.unbin, ngozi.id)
    assert card(shop, ngozi) == before
    assert shop.changes(customers.unbin, ngozi.id) is None


def test_the_newest_in_the_bin_stands_first(shop: Shop, clock: Any) -> None:
    for name in ("First", "Second", "Third"):
        shop.do(customers.bin, shop.customer(name).id)
        clock(timedelta(hours=1))
    assert [line.name for line in shop.read(customers.binned)] == ["Third", "Second", "First"]
