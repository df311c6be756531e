"""The card in words: pronouns, last seen, alerts, the usual, preferences."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from relnotebook.notebook.preferences import Alert, Clash, Preference
from relnotebook.notebook.usual import Suggestion, Usual
from relnotebook.notebook.variations import Variation
from relnotebook.ui import card_words

NOW = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


def card(**values: Any) -> Any:
    plain: dict[str, Any] = {"greet": "Ngozi", "pronouns": "she/her", "say": "", "state": "active", "binned": False}
    plain |= {"name": "Ngozi Okafor", "call_name": "", "own_script": ""}
    plain |= {"first_seen": None, "last_seen": None, "gap_days": None, "visits": 0}
    return SimpleNamespace(**(plain | values))


def alert(**values: Any) -> Alert:
    plain: dict[str, Any] = {"id": 1, "kind": "allergy", "severity": "severe", "title": "Nut allergy"}
    plain |= {"advice": "Clean jug.", "checked": datetime(2026, 11, 3, 9, tzinfo=UTC), "staff": "Mara"}
    return Alert(**(plain | values))


@pytest.mark.parametrize(
    ("pronouns", "key"),
    [("she/her", "she"), ("He / him", "he"), ("they/them", "they"), ("", "they"), ("xe/xem", "they"), ("SHE", "she")],
)
def test_pronouns(pronouns: str, key: str) -> None:
    assert card_words.gender(pronouns) == key


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (None, "No visit noted yet"),
        (datetime(2026, 11, 20, 7, 52, tzinfo=UTC), "In today, 07:52"),
        (datetime(2026, 11, 19, 7, 52, tzinfo=UTC), "Last in yesterday"),
        (datetime(2026, 11, 18, 7, 52, tzinfo=UTC), "Last in on Wednesday"),
        (datetime(2026, 10, 28, 7, 52, tzinfo=UTC), "Last in 23 days ago"),
        (datetime(2024, 3, 12, 7, 52, tzinfo=UTC), "Last in on 12 March 2024"),
    ],
)
def test_last_in(seen: datetime | None, words: str) -> None:
    assert card_words.last_in(seen, NOW) == words


def test_rhythm() -> None:
    may = datetime(2023, 5, 6, 9, tzinfo=UTC)
    assert card_words.rhythm(card(first_seen=may, gap_days=3.0)) == "Comes about every 3 days, since May 2023"
    assert card_words.rhythm(card(first_seen=may, visits=2)) == "2 visits, since May 2023"
    assert card_words.rhythm(card(first_seen=may, visits=1)) == "1 visit, since May 2023"
    assert card_words.rhythm(card()) == ""
    dead = card(first_seen=may, gap_days=3.0, state="deceased")
    assert card_words.rhythm(dead) == "Came in since May 2023", "nobody dead comes about every 3 days"


def test_states_are_calm_words() -> None:
    assert card_words.state_mark(card()) is None
    mark = card_words.state_mark(card(state="deceased"))
    assert mark is not None
    assert (mark.tone, mark.text) == ("neutral", "Has died")
    binned = card_words.state_mark(card(binned=True, state="moved"))
    assert binned is not None
    assert binned.text == "In the bin"


def test_alerts() -> None:
    assert card_words.alert_title(alert()) == "Nut allergy, severe."
    assert card_words.alert_title(alert(severity="careful")) == "Nut allergy, take care."
    assert card_words.alert_checked(alert(), card(), NOW) == "Checked with her 3 Nov"
    assert card_words.alert_checked(alert(), card(pronouns=""), NOW) == "Checked with Ngozi 3 Nov"
    assert card_words.alert_checked(alert(checked=None), card(), NOW) == "Not checked yet"
    assert card_words.alert_checked(alert(checked=NOW), card(pronouns="he"), NOW) == "Checked with him today"


def test_a_clash_names_what_and_why() -> None:
    nuts = Clash("almond", "Nut allergy", True, "Almond cake")
    assert card_words.clash(nuts, (alert(),), card()) == "Almond, and she has a nut allergy. Ask first."
    egg = alert(title="Egg allergy")
    words = card_words.clash(Clash("egg", "Egg allergy", True, "Egg"), (egg,), card(pronouns=""))
    assert words == "Egg, and Ngozi has an egg allergy. Ask first."
    never = card_words.clash(Clash("Almond", "never nuts", False, "Almond"), (), card())
    assert never == "Almond, and the card says: never nuts. Ask first."
    coeliac = alert(title="Coeliac", kind="health")
    bread = card_words.clash(Clash("bread", "Coeliac", True, "Bread"), (coeliac,), card())
    assert bread == "Bread, and the card says: Coeliac. Ask first."


def test_how_and_evidence() -> None:
    usual = Usual(1, "", "Flat white", "Own green cup, no lid", "told", None, (), 41, 48)
    assert card_words.how_and_evidence(usual, card()) == "Own green cup, no lid. 41 of her last 48 visits."
    plain = Usual(1, "", "Flat white", "", "told", None, ())
    assert card_words.how_and_evidence(plain, card()) == ""
    assert card_words.evidence(3, 4, card(pronouns="")) == "3 of the last 4 visits."
    learnt = Suggestion("Tea", 9, 10, "usually")
    assert card_words.suggestion(learnt) == "It looks like the usual is Tea: 9 of the last 10 visits."


@pytest.mark.parametrize(
    ("rule", "value", "effect", "words"),
    [
        ("weekday", "4", "plus", "Fridays: plus a bun"),
        ("weekday", "5,6", "plus", "Saturdays and Sundays: plus a bun"),
        ("after", "15:00", "change", "After 3 pm: a bun"),
        ("before", "09:30", "instead", "Before 09:30: a bun"),
        ("months", "6-8", "change", "June to August: a bun"),
        ("for", "Tom", "instead", "For Tom: a bun"),
        ("asked", "Hot days", "change", "Hot days: a bun"),
    ],
)
def test_a_variation_says_its_condition_first(rule: str, value: str, effect: str, words: str) -> None:
    assert card_words.variation(Variation(1, rule, value, effect, "a bun", False)) == words


def test_preferences() -> None:
    loves = Preference(1, "Drinks", "loves", "oat milk", "told", datetime(2026, 5, 3, tzinfo=UTC), "Jonas", False)
    mark = card_words.strength_mark(loves)
    assert (mark.tone, mark.icon, mark.words()) == ("accent", "hearts", "Loves oat milk")
    assert card_words.provenance(loves, NOW) == "Jonas, 3 May. Told us."
    old = Preference(1, "", "never", "nuts", "seen_once", datetime(2024, 5, 3, tzinfo=UTC), "", True)
    assert card_words.strength_mark(old).words() == "Never nuts, still true?"
    assert card_words.strength_mark(old).tone == "outline"
    assert card_words.provenance(old, NOW) == "3 May 2024. Seen once."


def test_greeting() -> None:
    assert card_words.greeting(card()) == "Hello Ngozi,"
    assert card_words.greeting(card(say="en-GOH-zee")) == "Hello Ngozi,", "how it is said is for us"
    assert card_words.greeting(card(call_name="Goz"), "de") == "Hallo Goz,"
    assert card_words.greeting(card(), "pt-br") == "Olá Ngozi,"
    assert card_words.greeting(card(), "sw") == "Hello Ngozi,", "in a language we cannot greet in, the shop's"
    assert card_words.greeting(card(name="Tall man, grey dog")) == "Hello,"
    assert card_words.greeting(card(name="", greet="0151 496 0183")) == "Hello,"
    assert card_words.greeting(card(name="", own_script="Катерина"), "en") == "Hello Катерина,"
    assert card_words.greeting(card(state="deceased")) == "Ngozi"


def test_every_choice_has_words_and_icon() -> None:
    for key, word, icon in (*card_words.strengths(), *card_words.severities()):
        assert key, word
        assert icon
    for choices in (card_words.rules(), card_words.effects(), card_words.sources(), card_words.alert_kinds()):
        assert all(key and word for key, word in choices)
