"""Two cards of one person are made one without losing a word, and two again at any later time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base import phrases
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, StepId
from relnotebook.notebook import (
    consent,
    contacts,
    customers,
    derive,
    drafts,
    fields,
    finding,
    ideas,
    joining,
    people,
    preferences,
    staff,
    supporters,
    suppression,
    touchpoints,
)
from relnotebook.store import rows, schema
from tests.builders import Regular, Shop

from .lives import LIVES, Play, know_each_other, live, words_on

Pass = Callable[[timedelta], None]


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", phone="0151 496 0183")


@pytest.fixture
def twin(shop: Shop, ngozi: Regular, clock: Pass) -> Regular:
    """Written a week later by somebody who did not know that she has a card."""
    clock(timedelta(days=7))
    return shop.customer("N. Okafor", phone="+44 151 496 0183", email="ngozi@okafor.example")


def join(shop: Shop, keep: Regular, lose: Regular, **choices: str) -> StepId:
    return StepId(shop.do(joining.join, keep.id, lose.id, choices=choices))


def note_words(shop: Shop, who: Regular) -> list[str]:
    with shop.store.read() as s:
        return [words for (words,) in s.raw("SELECT words FROM note WHERE customer_id = ? ORDER BY id", (who.id,))]


def nothing_follows_wrongly(shop: Shop) -> None:
    before = shop.tables("derived")
    list(derive.rebuild(shop.store))
    assert shop.tables("derived") == before


# Joining


def test_the_kept_card_has_everything_and_the_other_is_gone_from_the_lists(
    shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    ngozi.had("flat white", times=3)
    twin.had("bun", times=2).note("Allotment won a prize").tagged("Saturday").alert("Nut allergy").ask("How is Ada?")
    join(shop, ngozi, twin)
    card = shop.read(customers.card, ngozi.id)
    assert card.visits == 5
    assert [c.value for c in card.contacts] == ["0151 496 0183", "ngozi@okafor.example"]
    assert [a.title for a in card.alerts] == ["Nut allergy"]
    assert [name for _id, name in card.tags] == ["Saturday"]
    assert "Allotment won a prize" in note_words(shop, ngozi)
    assert [line.id for line in shop.read(finding.find, "okafor").lines] == [ngozi.id]
    assert shop.read(finding.binned) == ()
    assert shop.read(joining.survivor, twin.id) == ngozi.id
    nothing_follows_wrongly(shop)


def test_of_what_a_card_has_one_the_newer_stays_and_the_other_is_in_a_note(
    shop: Shop, ngozi: Regular, twin: Regular, clock: Pass
) -> None:
    ngozi.usual("flat white").birthday("14 March 1980")
    clock(timedelta(days=1))
    twin.usual("Oat flat white", how="Own green cup").birthday("15 March 1980")
    ngozi.is_(talk="Her allotment")
    twin.is_(pronouns="she/her")
    join(shop, ngozi, twin)
    card = shop.read(customers.card, ngozi.id)
    assert (card.name, card.talk, card.pronouns) == ("N. Okafor", "Her allotment", "she/her")
    assert [(u.line, u.how) for u in card.usuals] == [("Oat flat white", "Own green cup")]
    assert [(d.day, d.month, d.year) for d in card.dates] == [(15, 3, 1980)]
    [note] = note_words(shop, ngozi)
    assert note.splitlines() == [
        "Joined with the card of N. Okafor. What else the two cards said:",
        "Name: Ngozi Okafor.",
        "Also written: +44 151 496 0183.",
        "Birthday: 14 March 1980.",
        "The usual: flat white.",
    ]


def test_somebody_may_choose_otherwise(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ngozi.usual("flat white")
    twin.usual("cortado")
    join(shop, ngozi, twin, name="keep", usual="keep")
    card = shop.read(customers.card, ngozi.id)
    assert (card.name, card.usuals[0].line) == ("Ngozi Okafor", "flat white")
    assert "The usual: cortado" in note_words(shop, ngozi)[0]


def test_two_halves_of_a_birthday_are_one(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ngozi.birthday("14 March")
    twin.birthday("14 March 1980")
    join(shop, ngozi, twin, name="keep")
    assert [(d.day, d.month, d.year) for d in shop.read(customers.card, ngozi.id).dates] == [(14, 3, 1980)]


def test_the_same_alert_is_once_on_the_card_and_the_more_severe(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ngozi.alert("Nut allergy", severity="careful", advice="Clean jug.")
    twin.alert("nut allergy", severity="severe", advice="Carries a pen.").alert("Step at the door", kind="access")
    join(shop, ngozi, twin)
    alerts = shop.read(preferences.alerts_of, ngozi.id)
    assert [(a.title, a.severity, a.advice) for a in alerts] == [
        ("Nut allergy", "severe", "Clean jug. Carries a pen."),
        ("Step at the door", "severe", ""),
    ]


def test_what_can_hurt_is_shown_before_as_it_will_stand_after(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ngozi.alert("Latex", severity="careful").alert("Nut allergy", severity="careful", advice="Clean jug.")
    twin.alert("nut allergy", severity="severe", advice="Carries a pen.").alert("Step at the door", kind="access")
    before = shop.read(joining.preview, ngozi.id, twin.id).alerts
    assert [(a.title, a.side) for a in before] == [
        ("Nut allergy", "both"),
        ("Step at the door", "lose"),
        ("Latex", "keep"),
    ]
    join(shop, ngozi, twin)
    after = shop.read(preferences.alerts_of, ngozi.id)
    facts = {(a.kind, a.severity, a.title, a.advice) for a in after}
    assert {(a.kind, a.severity, a.title, a.advice) for a in before} == facts


def test_a_never_outweighs_a_newer_like(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ngozi.never("walnut")
    twin.likes("Walnut")
    join(shop, ngozi, twin)
    [group] = shop.read(preferences.preferences_of, ngozi.id)
    assert [(p.strength, p.thing) for p in group.items] == [("never", "walnut")]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("no", contacts.CONSENT_STATES[1:])
def test_a_no_to_mailings_wins_whichever_card_it_is_on_and_whoever_came_later(
    shop: Shop, ngozi: Regular, twin: Regular, first: int, no: str
) -> None:
    said = [(ngozi, "given"), (twin, no)] if first else [(ngozi, no), (twin, "given")]
    for who, state in reversed(said) if first else said:
        who.consents("email", state)
    join(shop, ngozi, twin)
    now = {c.channel: c.state for c in shop.read(contacts.consents, ngozi.id)}
    assert (now["email"], now["post"]) == (no, "")
    assert {"given", no} <= {c.state for c in shop.read(contacts.consent_history, ngozi.id, "email")}


def test_a_yes_stays_where_the_other_card_was_never_asked(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    twin.consents("email")
    join(shop, ngozi, twin)
    assert next(c.state for c in shop.read(contacts.consents, ngozi.id) if c.channel == "email") == "given"


def test_a_no_holds_for_the_addresses_of_both_cards_also_when_they_are_two_again(
    shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    ngozi.reach("email", "office@okafor.example").consents("email", "withdrawn")
    twin.consents("email")
    step = join(shop, ngozi, twin)
    with shop.store.read() as s:
        assert consent.allowed(s, "email", among=[ngozi.id, twin.id]).inside == ()
        assert suppression.among(s, "email", ["ngozi@okafor.example"])
    shop.do(consent.record, ngozi.id, "email", "given", how="counter")
    shop.do(consent.record, ngozi.id, "email", "withdrawn", how="phone")
    joining.part(shop.store, step)
    with shop.store.read() as s:
        assert consent.allowed(s, "email").inside == ()


@pytest.mark.parametrize("silent", ["deceased", "do_not_contact"])
def test_a_wish_to_be_left_alone_wins(shop: Shop, ngozi: Regular, twin: Regular, silent: str) -> None:
    twin.state(silent)
    join(shop, ngozi, twin)
    assert shop.read(customers.card, ngozi.id).state == silent


def test_who_wanted_an_idea_on_both_cards_counts_once(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    idea = shop.idea("A second grinder", ngozi, words="Mornings are slow")
    shop.do(supporters.support, idea, twin.id, quote="The queue", weight=3)
    join(shop, ngozi, twin)
    card = shop.read(ideas.one, idea)
    assert [(who.customer, who.quote) for who in card.supporters] == [(ngozi.id, "Mornings are slow\nThe queue")]


def test_a_photo_that_gives_way_stays_on_the_other_card(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    mine, theirs = b"\xff\xd8\xffmine", b"\xff\xd8\xfftheirs"
    shop.do(fields.set_photo, ngozi.id, mine)
    shop.do(fields.set_photo, twin.id, theirs)
    step = join(shop, ngozi, twin, photo="lose")
    assert (shop.read(fields.photo, ngozi.id), shop.read(fields.photo, twin.id)) == (theirs, mine)
    joining.part(shop.store, step)
    assert (shop.read(fields.photo, ngozi.id), shop.read(fields.photo, twin.id)) == (mine, theirs)


def test_what_is_half_typed_is_found_on_the_kept_card(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    drafts.keep(shop.store, f"card/{twin.id}/note", {"words": "She moves to"})
    drafts.keep(shop.store, f"card/{twin.id}/touchpoint", {"words": "Rang about"})
    drafts.keep(shop.store, f"card/{ngozi.id}/touchpoint", {"words": "Wrote about"})
    join(shop, ngozi, twin)
    assert {(d.place, d.words["words"]) for d in shop.read(drafts.all_kept)} == {
        (f"card/{ngozi.id}/note", "She moves to"),
        (f"card/{ngozi.id}/touchpoint", "Wrote about"),
        (f"card/{twin.id}/touchpoint", "Rang about"),
    }


# Households and third persons


def test_two_households_are_asked_about_and_nobody_else_moves(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ada, tom = shop.customer("Ada"), shop.customer("Tom")
    for one, other, address in ((ngozi, ada, "1 High St"), (twin, tom, "2 Low Rd")):
        shop.do(people.live_with, one.id, other.id)
        home = shop.read(people.household, one.id)
        shop.do(people.edit_household, home.id, address=address)
    with pytest.raises(Refusal) as asked:
        join(shop, ngozi, twin)
    assert (asked.value.code, asked.value.facts["mine"], asked.value.facts["theirs"]) == (
        "two-households",
        "1 High St",
        "2 Low Rd",
    )
    seen = shop.read(joining.preview, ngozi.id, twin.id)
    assert seen.homes is not None
    assert [(home.words, home.others) for home in seen.homes] == [("1 High St", ("Ada",)), ("2 Low Rd", ("Tom",))]
    for choice, with_whom, lost in (("keep", {"Ada"}, "2 Low Rd"), ("lose", {"Tom"}, "1 High St"), ("none", set(), "")):
        join(shop, ngozi, twin, household=choice)
        home = shop.read(people.household, ngozi.id)
        assert {name for who, name in (home.members if home else ()) if who != ngozi.id} == with_whom
        assert shop.read(people.household, ada.id).address == "1 High St"
        assert shop.read(people.household, tom.id).address == "2 Low Rd"
        assert lost in note_words(shop, ngozi)[0]
        shop.undo()


def test_a_household_without_an_address_is_said_by_who_lives_there(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ada, tom = shop.customer("Ada"), shop.customer("Tom")
    shop.do(people.live_with, ngozi.id, ada.id)
    shop.do(people.live_with, twin.id, tom.id)
    with pytest.raises(Refusal) as asked:
        join(shop, ngozi, twin)
    assert (asked.value.facts["mine"], asked.value.facts["theirs"]) == ("with Ada", "with Tom")
    join(shop, ngozi, twin, household="keep")
    assert "Household: with Tom." in note_words(shop, ngozi)[0]


def test_a_household_of_the_losing_card_only_is_joined_by_the_kept_one(
    shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    tom = shop.customer("Tom")
    shop.do(people.live_with, twin.id, tom.id)
    join(shop, ngozi, twin, name="keep")
    assert [name for _id, name in shop.read(people.household, tom.id).members] == ["Ngozi Okafor", "Tom"]


def test_others_who_know_the_losing_card_know_the_kept_one(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ada = shop.customer("Ada")
    shop.do(people.set_person, ada.id, "Mother", "", other=twin.id)
    shop.do(people.set_person, twin.id, "Daughter", "", other=ngozi.id)
    changes = shop.changes(joining.join, ngozi.id, twin.id, choices={"name": "keep"})
    assert changes is not None
    assert {ngozi.id, twin.id, ada.id} <= changes.customers
    assert [(p.relation, p.name, p.other) for p in shop.read(people.of, ada.id)] == [
        ("Mother", "Ngozi Okafor", ngozi.id)
    ]


# What is refused


def test_what_cannot_be_joined_is_said(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    third = shop.customer("Aoi")
    gone = shop.customer("Omar")
    shop.do(customers.bin, gone.id)
    join(shop, ngozi, twin)
    for keep, lose, code in (
        (ngozi, ngozi, "same-card"),
        (third, twin, "joined-already"),
        (twin, third, "joined-already"),
        (gone, third, "card-in-bin"),
    ):
        with pytest.raises(Refusal) as refused:
            join(shop, keep, lose)
        assert refused.value.code == code
        with pytest.raises(Refusal, match=code):
            shop.read(joining.preview, keep.id, lose.id)
    with pytest.raises(NotFound):
        shop.do(joining.join, ngozi.id, CustomerId(99))
    with pytest.raises(Refusal, match="bad-choice"):
        join(shop, ngozi, third, name="both")
    with pytest.raises(Refusal, match="joined-already"):
        shop.do(customers.unbin, twin.id)


def test_the_act_is_said_in_the_shop_s_words(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    step = join(shop, ngozi, twin, name="keep")
    assert phrases.undo_label(shop.store.labels()) == "Undo: join two cards of Ngozi"
    joining.part(shop.store, step)
    assert shop.acts()[-1] is Act.PART_CARDS


# Side by side


def test_before_joining_both_are_seen_side_by_side(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    ngozi.had("flat white", times=2).consents("email", "withdrawn").alert("Nut allergy")
    twin.had("bun").note("Allotment").consents("email").alert("Latex")
    before = shop.tables()
    seen = shop.read(joining.preview, ngozi.id, twin.id)
    assert (seen.keep.name, seen.keep.visits, seen.lose.name, seen.lose.visits) == ("Ngozi Okafor", 2, "N. Okafor", 1)
    assert [(c.field, c.keep, c.lose, c.picked) for c in seen.choices] == [
        ("name", "Ngozi Okafor", "N. Okafor", "lose")
    ]
    assert seen.choices[0].keep_since < seen.choices[0].lose_since
    assert {(u.title, u.value, u.side) for u in seen.united if u.title == "Alert"} == {
        ("Alert", "Nut allergy", "keep"),
        ("Alert", "Latex", "lose"),
    }
    assert [(a.channel, a.keep, a.lose, a.result) for a in seen.agreed] == [
        ("email", "withdrawn", "given", "withdrawn")
    ]
    assert {"1 visit", "1 note", "1 alert", "1 way to reach them"} <= set(seen.moving)
    assert not seen.not_same
    assert shop.tables() == before


def test_what_was_announced_is_what_moves(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    twin.had("bun", times=3).note("Allotment").tagged("Saturday").promised("Dark rye")
    moving = set(shop.read(joining.preview, ngozi.id, twin.id).moving)
    join(shop, ngozi, twin)
    assert {"3 visits", "1 note", "1 tag", "1 reminder", "1 way to reach them"} == moving
    assert shop.visits(twin) == 0


# Two again


def test_months_later_they_are_two_again_and_what_came_since_stays(
    shop: Shop, ngozi: Regular, twin: Regular, clock: Pass
) -> None:
    twin.had("bun", times=2).note("Allotment").usual("cortado")
    note = shop.do(touchpoints.add_note, twin.id, "Moves in May")
    step = join(shop, ngozi, twin)
    clock(timedelta(days=150))
    ngozi.had("flat white").is_(talk="The violin")
    shop.do(touchpoints.edit_note, note, "Moves in June")
    parted = joining.part(shop.store, step)
    assert (parted.keep, parted.lose, parted.stays) == (ngozi.id, twin.id, ("1 note",))
    mine, theirs = shop.read(customers.card, ngozi.id), shop.read(customers.card, twin.id)
    assert (mine.name, mine.talk, mine.visits, mine.usuals) == ("Ngozi Okafor", "The violin", 1, ())
    assert (theirs.name, theirs.binned, theirs.visits, theirs.usuals[0].line) == ("N. Okafor", False, 2, "cortado")
    assert (note_words(shop, ngozi), note_words(shop, twin)) == (["Moves in June"], ["Allotment"])
    assert {line.id for line in shop.read(finding.find, "okafor").lines} == {ngozi.id, twin.id}
    assert shop.read(joining.joined, ngozi.id) == ()
    nothing_follows_wrongly(shop)


def test_a_value_that_was_changed_since_stays_and_is_named(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    twin.is_(pronouns="she/her", talk="Bees")
    step = join(shop, ngozi, twin)
    ngozi.is_(name="Ngozi A. Okafor")
    assert joining.part(shop.store, step).stays == ("Name",)
    card = shop.read(customers.card, ngozi.id)
    assert (card.name, card.pronouns, card.talk) == ("Ngozi A. Okafor", "", "")


def test_a_card_that_was_written_on_while_it_was_joined_is_back_all_the_same(
    shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    step = join(shop, ngozi, twin)
    twin.is_(talk="The violin")
    joining.part(shop.store, step)
    card = shop.read(customers.card, twin.id)
    assert (card.binned, card.talk) == (False, "The violin")
    assert shop.read(joining.survivor, twin.id) == twin.id


def test_parting_is_one_act_that_undo_takes_back(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    twin.note("Allotment").consents("email")
    step = join(shop, ngozi, twin)
    ngozi.consents("email", "withdrawn")
    joined_now = shop.tables()
    joining.part(shop.store, step)
    assert shop.read(customers.card, twin.id).binned is False
    shop.undo()
    assert shop.tables() == joined_now
    assert [one.step for one in shop.read(joining.joined, ngozi.id)] == [step]
    joining.part(shop.store, step)
    assert shop.read(joining.joined, ngozi.id) == ()


def test_a_no_that_was_said_while_they_were_one_holds_for_both(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    twin.consents("email")
    step = join(shop, ngozi, twin)
    ngozi.consents("email", "withdrawn")
    joining.part(shop.store, step)
    for who in (ngozi, twin):
        assert next(c.state for c in shop.read(contacts.consents, who.id) if c.channel == "email") == "withdrawn"


def test_a_card_that_went_on_comes_back_in_turn(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    third = shop.customer("Ngozi O.").note("Third note")
    twin.note("Second note")
    start = shop.tables()
    first = join(shop, twin, ngozi)
    second = join(shop, third, twin)
    assert {one.lose for one in shop.read(joining.joined, third.id)} == {twin.id, ngozi.id}
    with pytest.raises(Refusal, match="joined-further"):
        joining.part(shop.store, first)
    joining.part(shop.store, second)
    joining.part(shop.store, first)
    assert shop.tables() == start
    with pytest.raises(Refusal, match=r"not-joined|already-taken-back"):
        joining.part(shop.store, first)


def test_parting_is_a_job_for_the_window(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    step = join(shop, ngozi, twin)
    untouched = joining.parting(shop.store, step)
    assert next(untouched).note
    untouched.close()
    assert shop.read(joining.survivor, twin.id) == ngozi.id
    assert [one.note for one in joining.parting(shop.store, step)] == ["Making them two cards again"]
    assert shop.read(joining.survivor, twin.id) == twin.id


def test_what_is_no_join_cannot_be_parted(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="not-joined"):
        joining.part(shop.store, StepId(1))


def test_joins_are_listed_with_who_and_when(shop: Shop, ngozi: Regular, twin: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    step = shop.store.do_as(jonas, joining.join, ngozi.id, twin.id)[0]
    for who in (ngozi, twin):
        [one] = shop.read(joining.joined, who.id)
        assert (one.step, one.keep, one.lose, one.lose_name, one.staff) == (
            step,
            ngozi.id,
            twin.id,
            "N. Okafor",
            "Jonas",
        )
        assert one.when == clocks.now()


# Never lose a word

WHOLE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def a_shop(empty_notebook: Path) -> Iterator[tuple[Shop, list[CustomerId]]]:
    """A notebook of its own with three cards."""
    with tempfile.TemporaryDirectory() as folder, clocks.frozen(clocks.now()):
        path = Path(folder) / "cafe.relnotebook"
        shutil.copy(empty_notebook, path)
        shop = Shop(path)
        try:
            yield shop, [shop.customer(name).id for name in ("Ngozi", "Okafor", "Aoi")]
        finally:
            shop.close()


def own_rows(shop: Shop, who: CustomerId) -> dict[str, set[int]]:
    with shop.store.read() as s:
        return {
            t.name: {i for (i,) in s.raw(f"SELECT id FROM {t.name} WHERE customer_id = ?", (who,))}
            for t in schema.kept
            if t.info["customer"] == "customer_id"
        }


@WHOLE
@given(
    lived=LIVES,
    choices=st.dictionaries(st.sampled_from(("name", "talk", "usual", "birthday")), st.sampled_from(("keep", "lose"))),
)
def test_no_word_of_either_card_is_lost_by_joining(
    empty_notebook: Path, lived: list[Play], choices: dict[str, str]
) -> None:
    with a_shop(empty_notebook) as (shop, whom):
        live(shop, whom, lived)
        know_each_other(shop, whom)
        words = words_on(shop, whom[0]) | words_on(shop, whom[1])
        mine, theirs, third = (own_rows(shop, who) for who in whom)
        shop.do(joining.join, whom[0], whom[1], choices=choices)
        assert words - words_on(shop, whom[0]) == set()
        after, left = own_rows(shop, whom[0]), own_rows(shop, whom[1])
        for table, ids in theirs.items():
            gone = ids - after[table] - left[table]
            assert not gone or table in ("idea_support", "not_same"), (table, gone)
            assert mine[table] <= after[table]
        assert own_rows(shop, whom[2]) | {"not_same": set()} == third | {"not_same": set()}
        nothing_follows_wrongly(shop)


@WHOLE
@given(lived=LIVES)
def test_undoing_a_join_gives_the_start_again(empty_notebook: Path, lived: list[Play]) -> None:
    with a_shop(empty_notebook) as (shop, whom):
        live(shop, whom, lived)
        know_each_other(shop, whom)
        before, derived = shop.tables(), shop.tables("derived")
        shop.do(joining.join, whom[0], whom[1])
        joined_now = shop.tables()
        shop.undo()
        assert (shop.tables(), shop.tables("derived")) == (before, derived)
        shop.redo()
        assert shop.tables() == joined_now
        with shop.store.read() as s:
            [one] = joining.joined(s, whom[0])
        joining.part(shop.store, one.step)
        assert shop.tables() == before


Rows = dict[tuple[str, int], dict[str, Any]]


def by_row(shop: Shop) -> Rows:
    names = {t.name: rows.columns(t) for t in schema.kept}
    tables = shop.tables().items()
    return {(t, row[0]): dict(zip(names[t], row, strict=True)) for t, found in tables for row in found}


@WHOLE
@given(lived=LIVES, later=LIVES)
def test_after_any_later_words_parting_moves_back_exactly_what_nobody_touched(
    empty_notebook: Path, lived: list[Play], later: list[Play]
) -> None:
    with a_shop(empty_notebook) as (shop, whom):
        live(shop, whom, lived)
        know_each_other(shop, whom)
        start = by_row(shop)
        step = StepId(shop.do(joining.join, whom[0], whom[1]))
        one_card = by_row(shop)
        live(shop, [whom[0], whom[0], whom[2]], later)
        late = by_row(shop)
        parted = joining.part(shop.store, step)
        after = by_row(shop)
        touched = {key for key, row in late.items() if row["version"] > step}
        torn_out = one_card.keys() - late.keys()
        for key in (start.keys() | late.keys()) - {("customer", whom[0])}:
            kept = late.get(key) if key in touched or key in torn_out else start.get(key)
            assert after.get(key) == kept, key
        assert {table for table, _id in after.keys() - start.keys() - late.keys()} <= {"consent", "suppression"}
        mine = ("customer", whom[0])
        for name in late[mine].keys() - {"version", "crc"}:
            untouched = late[mine][name] == one_card[mine][name]
            assert after[mine][name] == (start[mine] if untouched else late[mine])[name], name
        stay = {key for key in touched & one_card.keys() if key != mine and one_card[key]["version"] == step}
        assert bool(stay) <= bool(parted.stays)
        assert shop.read(joining.joined, whom[0]) == ()
        nothing_follows_wrongly(shop)
