"""Which cards meet a rule: each rule is asked of people who meet it and of people who do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import (
    customers,
    derive,
    fields,
    ideas,
    people,
    segment_rules,
    segment_sql,
    segments,
    staff,
    tact,
    visits,
)
from relnotebook.notebook import shop as shops
from relnotebook.notebook.segment_rules import OPS, Bracket, Row, Rule
from relnotebook.store import schema

from ..builders import Regular, Shop


def fitting(shop: Shop, *lines: str) -> list[str]:
    """First names of those who fit, in order of names; each is asked about alone too, and must give the same."""
    with shop.store.read() as s:
        rules = segments.checked(s, segments.read_words(lines))
        found = segments.members(s, rules)
        assert segments.count(s, rules) == len(found)
        for (who,) in s.raw("SELECT id FROM customer"):
            assert segments.why_not(s, rules, who).inside == (who in found), who
        names = dict(s.raw("SELECT id, name FROM customer"))
    return [names[who].split()[0] for who in found]


@pytest.fixture
def town(shop: Shop) -> dict[str, Regular]:
    """Ana comes often, Ben came long ago, Cleo never, Dot is in the bin."""
    now = clocks.now()
    ana = shop.customer("Ana Silva", email="ana@x.example").had("Flat white, oat", times=5, every=7)
    ben = shop.customer("Ben Okoro", phone="0151 496 0183").had("Tea", until=now - timedelta(days=200))
    cleo = shop.customer("Cleo Dunn")
    dot = shop.customer("Dot Evans").had("Flat white", times=2)
    shop.do(customers.bin, dot.id)
    return {"ana": ana, "ben": ben, "cleo": cleo, "dot": dot}


def test_without_rules_it_is_everybody_but_the_bin(shop: Shop, town: Any) -> None:
    assert fitting(shop) == ["Ana", "Ben", "Cleo"]


def test_tags_in_any_spelling(shop: Shop, town: dict[str, Regular]) -> None:
    town["ana"].tagged("Café choir")
    assert fitting(shop, "tag has CAFE CHOIR") == ["Ana"]
    assert fitting(shop, "tag has_not café choir") == ["Ben", "Cleo"]
    assert fitting(shop, "tag has choir") == []


def test_the_usual_and_what_they_have_had(shop: Shop, town: dict[str, Regular]) -> None:
    town["cleo"].usual("Flat white, oat; bun")
    assert fitting(shop, "usual has oat flat") == ["Ana", "Cleo"]
    assert fitting(shop, "usual has_not flat white") == ["Ben"]
    assert fitting(shop, 'usual has "*') == []
    assert fitting(shop, "had ever flat white") == ["Ana"]
    assert fitting(shop, "had within tea in 100") == []
    assert fitting(shop, "had within tea in 201") == ["Ben"]


def test_visits_counted_ever_or_in_some_days(shop: Shop, town: Any) -> None:
    assert fitting(shop, "visits at_least 1") == ["Ana", "Ben"]
    assert fitting(shop, "visits at_least 2 in 10") == ["Ana"]
    assert fitting(shop, "visits at_least 3 in 10") == []
    assert fitting(shop, "visits at_most 1") == ["Ben", "Cleo"]
    assert fitting(shop, "visits at_most 0 in 30") == ["Ben", "Cleo"]
    assert fitting(shop, "visits at_least 0") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, "visits at_most 0") == ["Cleo"]


def test_last_and_first_visit_by_days_of_the_calendar(shop: Shop, town: Any) -> None:
    assert fitting(shop, "last_visit within 1") == ["Ana"]
    assert fitting(shop, "last_visit longer_ago 199") == ["Ben"]
    assert fitting(shop, "last_visit longer_ago 200") == []
    assert fitting(shop, "last_visit within 200") == ["Ana", "Ben"]
    assert fitting(shop, "last_visit never") == ["Cleo"]
    assert fitting(shop, "first_visit within 60") == ["Ana"]
    assert fitting(shop, "first_visit longer_ago 60") == ["Ben"]


def test_in_touch_by_a_call_too(shop: Shop, town: dict[str, Regular]) -> None:
    town["cleo"].touchpoint("Rang about a cake", channel="phone")
    assert fitting(shop, "contact within 3") == ["Ana", "Cleo"]
    assert fitting(shop, "contact longer_ago 100") == ["Ben"]


def test_rhythm_learnt_or_set_by_hand(shop: Shop, town: dict[str, Regular]) -> None:
    shop.do(tact.set_tact, town["cleo"].id, rhythm_days=30)
    assert fitting(shop, "rhythm at_most 7") == ["Ana"]
    assert fitting(shop, "rhythm at_least 8") == ["Cleo"]


def test_slipping_away_and_closeness(shop: Shop, town: dict[str, Regular]) -> None:
    shop.customer("Eve Long").had("Tea", times=6, every=4, until=clocks.now() - timedelta(days=23))
    list(derive.turn(shop.store))
    assert fitting(shop, "slipping is") == ["Eve"]
    assert fitting(shop, "slipping is_not") == ["Ana", "Ben", "Cleo"]
    assert "Ana" in fitting(shop, "closeness at_least 2")
    assert "Cleo" in fitting(shop, "closeness at_most 1")


def test_birthdays_by_month_and_soon(shop: Shop, town: dict[str, Regular]) -> None:
    town["ana"].birthday("3 December")
    town["ben"].birthday("20 November 1980")
    assert fitting(shop, "birthday in_month 12") == ["Ana"]
    assert fitting(shop, "birthday this_month") == ["Ben"]
    assert fitting(shop, "birthday next_month") == ["Ana"]
    assert fitting(shop, "birthday soon 13") == ["Ana", "Ben"]
    assert fitting(shop, "birthday soon 12") == ["Ben"]
    assert fitting(shop, "birthday known") == ["Ana", "Ben"]
    assert fitting(shop, "birthday unknown") == ["Cleo"]
    assert fitting(shop, "anniversary known") == []


def test_next_month_after_december_is_january(shop: Shop, town: dict[str, Regular], clock: Any) -> None:
    town["ana"].birthday("3 January")
    clock(timedelta(days=30))
    assert fitting(shop, "birthday next_month") == ["Ana"]


def test_who_was_born_on_a_leap_day_has_it_every_year(shop: Shop, town: dict[str, Regular], clock: Any) -> None:
    town["ana"].birthday("29 February 1988")
    clock(timedelta(days=95))
    assert fitting(shop, "birthday soon 7") == ["Ana"]


def test_consent_as_the_ledger_has_it(shop: Shop, town: dict[str, Regular]) -> None:
    town["ana"].consents("email").consents("email", "withdrawn")
    town["ben"].consents("email", "refused").consents("email")
    assert fitting(shop, "consent given email") == ["Ben"]
    assert fitting(shop, "consent no email") == ["Ana"]
    assert fitting(shop, "consent not_asked email") == ["Cleo"]
    assert fitting(shop, "consent not_asked text") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, "not consent given email") == ["Ana", "Cleo"]
    assert fitting(shop, "not consent no email") == ["Ben", "Cleo"]


def test_a_yes_from_a_file_after_a_no_is_none(shop: Shop, town: dict[str, Regular]) -> None:
    with shop.store.write(Act.RECORD_CONSENT) as w:
        for who, state, how in (
            ("ana", "refused", "counter"),
            ("ana", "given", "imported"),
            ("ben", "given", "imported"),
        ):
            values = {"customer_id": town[who].id, "channel": "email", "state": state, "how": how, "at": w.at}
            w.add(schema.consent, **values)
    assert fitting(shop, "consent given email") == ["Ben"]
    assert fitting(shop, "consent no email") == ["Ana"]


def test_language_state_and_ways_to_reach(shop: Shop, town: dict[str, Regular]) -> None:
    shop.do(tact.set_tact, town["ana"].id, language="uk")
    town["ben"].state("moved")
    assert fitting(shop, "language is uk") == ["Ana"]
    assert fitting(shop, "language is_not uk") == ["Ben", "Cleo"]
    assert fitting(shop, "language is") == ["Ben", "Cleo"]
    assert fitting(shop, "state is moved") == ["Ben"]
    assert fitting(shop, "state is_not moved") == ["Ana", "Cleo"]
    assert fitting(shop, "reach has email") == ["Ana"]
    assert fitting(shop, "reach has_not phone") == ["Ana", "Cleo"]


def test_where_they_live_by_their_own_address_or_the_households(shop: Shop, town: dict[str, Regular]) -> None:
    town["ana"].reach("post", "3 Harbour St\nDÖVER")
    shop.do(people.live_with, town["ben"].id, town["cleo"].id)
    home = shop.read(people.household, town["ben"].id)
    shop.do(people.edit_household, home.id, address="1 Mill Lane, Dover")
    assert fitting(shop, "place has dover") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, "place has mill dover") == ["Ben", "Cleo"]
    assert fitting(shop, "place has 100%") == []


def test_the_shops_own_fields_by_their_kind(shop: Shop, town: dict[str, Regular]) -> None:
    def keep(name: str, kind: str, value: str, choices: str = "") -> None:
        field = shop.do(fields.define, name, kind, choices=choices)
        shop.do(fields.set_value, town["ana"].id, field, value)

    keep("Team", "text", "Harbour Rovers")
    keep("Dogs", "number", "11")
    keep("Since", "date", "3 May 2024")
    keep("Club", "yesno", "yes")
    keep("Days", "choices", "Mon; Tue", choices="Mon\nTue\nWed")
    for line in (
        "own:Team has rovers",
        "own:Team is harbour ROVERS",
        "own:Dogs at_least 9",
        "own:Dogs at_most 11",
        "own:Since at_most 3 May 2024",
        "own:Club is yes",
        "own:Days is tue",
        "own:Days filled",
    ):
        assert fitting(shop, line) == ["Ana"], line
    for line in ("own:Team is rovers", "own:Dogs at_least 12", "own:Club is no", "own:Days is wed"):
        assert fitting(shop, line) == [], line
    assert fitting(shop, "own:Days empty") == ["Ben", "Cleo"]


def test_a_field_that_was_retired_since_is_nobodys(shop: Shop, town: dict[str, Regular]) -> None:
    field = shop.do(fields.define, "Team", "text")
    shop.do(fields.set_value, town["ana"].id, field, "Rovers")
    group = shop.do(segments.save, "Rovers", segments.read_words(["own:Team is Rovers"]))
    shop.do(fields.retire, field)
    assert shop.read(segments.members_of, group) == ()


def test_feedback_that_waits_and_ideas_they_want(shop: Shop, town: dict[str, Regular]) -> None:
    shop.said("Cold coffee", town["ana"], kind="complaint")
    shop.said("Lovely buns", town["ben"], kind="praise")
    idea = shop.idea("Oat cortado", town["ben"], wants=[town["cleo"]])
    other = shop.idea("Cortado with oat", wants=[town["ana"]])
    shop.do(ideas.join, idea, other)
    assert fitting(shop, "feedback complaint") == ["Ana"]
    assert fitting(shop, "feedback open") == ["Ana", "Ben"]
    assert fitting(shop, "feedback praise") == ["Ben"]
    assert fitting(shop, f"idea wants {idea}") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, f"idea wants {other}") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, "idea any") == ["Ana", "Ben", "Cleo"]


def test_what_a_colleague_says_for_themselves_is_no_customers_feedback(shop: Shop, town: dict[str, Regular]) -> None:
    shop.do(staff.set_colleague, "Mara")
    with shop.store.write(Act.ADD_FEEDBACK) as w:
        w.add(schema.feedback, customer_id=town["ana"].id, words="x", kind="complaint", of_staff=1, at=w.at)
    assert fitting(shop, "feedback open") == []


def test_tastes_in_the_singular_and_plural(shop: Shop, town: dict[str, Regular]) -> None:
    town["ana"].loves("candied walnuts")
    town["ben"].likes("walnut")
    town["cleo"].never("walnuts")
    assert fitting(shop, "taste likes walnut") == ["Ana", "Ben"]
    assert fitting(shop, "taste loves walnuts") == ["Ana"]
    assert fitting(shop, "taste dislikes walnut") == ["Cleo"]
    assert fitting(shop, "taste never walnut") == ["Cleo"]
    assert fitting(shop, "taste likes wal") == []


def test_alerts_with_what_the_shops_words_cover(shop: Shop, town: dict[str, Regular]) -> None:
    shop.do(shops.set_synonym, "nut", "almond, hazelnut")
    town["ana"].alert("Nut allergy")
    town["ben"].alert("Almonds", advice="A trace is fine")
    town["cleo"].alert("Wheelchair", kind="access")
    assert fitting(shop, "alert has nuts") == ["Ana", "Ben"]
    assert fitting(shop, "alert has hazelnut") == ["Ana"]
    assert fitting(shop, "alert any") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, "alert none") == []


def test_whom_we_wrote_to_before(shop: Shop, town: dict[str, Regular], clock: Any) -> None:
    with shop.store.write(Act.EXPORT_PEOPLE) as w:
        for who, own_use in (("ana", 0), ("ben", 1)):
            export = w.add(schema.export, at=w.at, own_use=own_use)
            w.add(schema.export_person, export_id=export, customer_id=town[who].id)
    assert fitting(shop, "mailed within 1") == ["Ana"]
    assert fitting(shop, "mailed ever") == ["Ana"]
    clock(timedelta(days=40))
    assert fitting(shop, "mailed within 30") == []
    assert fitting(shop, "added within 30") == []
    assert fitting(shop, "added longer_ago 30") == ["Ana", "Ben", "Cleo"]


def test_a_list_goes_on_with_the_card_somebody_was_joined_into(shop: Shop, town: dict[str, Regular]) -> None:
    group = shop.do(segments.freeze, "Two", customers=[town["ben"].id, town["cleo"].id])
    with shop.store.write(Act.JOIN_CARDS) as w:
        w.put(schema.customer, town["ben"].id, joined_into=town["ana"].id, binned_at=w.at)
    assert fitting(shop, f"group in {group}") == ["Ana", "Cleo"]


def test_and_or_but_not(shop: Shop, town: dict[str, Regular]) -> None:
    town["ana"].tagged("Choir")
    town["cleo"].tagged("Choir")
    assert fitting(shop, "tag has Choir", "or last_visit longer_ago 100") == ["Ana", "Ben", "Cleo"]
    assert fitting(shop, "tag has Choir", "visits at_least 1") == ["Ana"]
    assert fitting(shop, "tag has Choir", "not visits at_least 1") == ["Cleo"]
    assert fitting(shop, "not tag has Choir", "or last_visit never") == ["Ben"]
    assert fitting(shop, "visits at_least 1", "tag has Choir", "or reach has phone") == ["Ana", "Ben"]


def test_brackets(shop: Shop, town: dict[str, Regular]) -> None:
    oft = Bracket((Rule("visits", "at_least", 2), Rule("reach", "has", "email")), join="or")
    rules = (Rule("reach", "has", "phone"), oft)
    assert shop.read(segments.count, shop.read(segments.checked, rules)) == 2
    narrow = (Rule("reach", "has", "phone"), Bracket(oft.rows))
    assert shop.read(segments.count, shop.read(segments.checked, narrow)) == 0
    without = (Bracket((Rule("reach", "has", "email"), Rule("visits", "at_least", 2)), join="not"),)
    assert len(shop.read(segments.members, shop.read(segments.checked, without))) == 2


VALUES: dict[str, str | int] = {
    "number": 2,
    "days": 30,
    "month": 11,
    "channel": "email",
    "state": "active",
    "way": "email",
    "idea": 1,
}
every = [
    Rule(field, op, VALUES.get(wants.partition(" ")[0], "flat white"), days=30 if "days" in wants else 0, name="Team")
    for field, ops in OPS.items()
    for op, wants in ops.items()
    if field != "group"
]
some = st.builds(replace, st.sampled_from(every), join=st.sampled_from(segment_rules.JOINS))
brackets = st.builds(Bracket, st.lists(some, min_size=1, max_size=3).map(tuple), st.sampled_from(segment_rules.JOINS))
rows = st.one_of(some, brackets)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules=st.lists(rows, max_size=5).map(tuple))
def test_however_it_is_asked_the_answer_is_the_same(shop: Shop, rules: tuple[Row, ...]) -> None:
    """The whole question, gone through from its best rule, against each card asked about alone, row by row."""
    if not shop.read(segments.count, ()):
        _furnish(shop)
    with shop.store.read() as s:
        asked = segments.checked(s, rules)
        found = set(segments.members(s, asked))
        assert segments.count(s, asked) == len(found)
        for (who,) in s.raw("SELECT id FROM customer WHERE binned_at IS NULL"):
            assert (who in found) == _fits(s, asked, who)


def _fits(s: Any, rules: tuple[Row, ...], who: int) -> bool:
    """By the meaning of and, or, but not: one rule of one card at a time."""
    fits, group, denied = True, False, False
    for place, row in enumerate(rules):
        one = _fits(s, row.rows, who) if isinstance(row, Bracket) else _alone(s, row, who)
        if row.join == "or" and place:
            group = group or one
        else:
            fits = fits and (place == 0 or group != denied)
            group, denied = one, row.join == "not"
    return fits and (not rules or group != denied)


def _alone(s: Any, rule: Rule, who: int) -> bool:
    piece = segment_sql.piece_of(s, rule)
    by_ids = who in {key for (key,) in s.raw(piece.ids, piece.ids_params)}
    by_test = bool(s.raw(f"SELECT {piece.test} FROM (SELECT ? AS id) x", (*piece.test_params, who))[0][0])
    assert by_ids == by_test, rule
    return by_ids != piece.denied


def _furnish(shop: Shop) -> None:
    now = clocks.now()
    shop.do(fields.define, "Team", "text")
    ana = shop.customer("Ana", email="ana@x.example").had("Flat white", times=5, every=7).birthday("3 November")
    ben = shop.customer("Ben", phone="0151 496 0183").had("Tea", until=now - timedelta(days=200)).tagged("flat white")
    cleo = shop.customer("Cleo", email="cleo@x.example").consents("email", "refused").loves("flat white")
    ana.consents("email").alert("No flat white")
    shop.customer("Dee").usual("Flat white").reach("post", "Flat White House")
    shop.customer("Eli").state("deceased").consents("email").birthday("1 May")
    shop.said("Cold", ben, kind="complaint")
    shop.idea("More tea", cleo)
    shop.do(customers.bin, shop.customer("Fay").had("Flat white").id)
    shop.do(visits.log, ana.id, ["Tea"], when=now - timedelta(days=400), again=True)
