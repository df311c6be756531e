"""Dates, tenure, ways to reach them and consent, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from relnotebook.notebook.contacts import ConsentState
from relnotebook.notebook.dates import SpecialDate
from relnotebook.ui import card_words_side

NOW = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


def special(kind: str, day: int | None, month: int | None, year: int | None, title: str = "") -> SpecialDate:
    return SpecialDate(1, kind, title, day, month, year, "", None)


@pytest.mark.parametrize(
    ("found", "words", "typed"),
    [
        (special("birthday", 14, 3, None), "Birthday, 14 March", "14 March"),
        (special("birthday", 14, 3, 1980), "Birthday, 14 March 1980", "14 March 1980"),
        (special("birthday", None, 3, None), "Birthday in March", "March"),
        (special("birthday", None, None, 1986, "about 40 (2026)"), "Birthday, about 1986", "1986"),
        (special("other", 1, 6, None, "Shop's first day"), "Shop's first day, 1 June", "1 June"),
        (special("name_day", 6, 12, None), "Name day, 6 December", "6 December"),
        (special("anniversary", 23, 11, 2016), "Anniversary, 23 November 2016", "23 November 2016"),
        (special("anniversary", 23, 11, 2016, "Wedding day"), "Wedding day, 23 November 2016", "23 November 2016"),
        (special("other", 1, 6, None, "dog's adoption day"), "Dog's adoption day, 1 June", "1 June"),
        (special("other", 1, 6, None), "A day to note, 1 June", "1 June"),
    ],
)
def test_dates(found: SpecialDate, words: str, typed: str) -> None:
    assert card_words_side.special_date(found) == words
    assert card_words_side.date_typed(found) == typed


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (None, ("", "")),
        (date(2023, 5, 6), ("Customer for 3 years", "since 6 May 2023")),
        (date(2025, 11, 20), ("Customer for 1 year", "since 20 November 2025")),
        (date(2026, 8, 25), ("Customer for 2 months", "since 25 August 2026")),
        (date(2026, 11, 3), ("New this month", "since 3 November 2026")),
    ],
)
def test_tenure(first: date | None, words: tuple[str, str]) -> None:
    seen = None if first is None else datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    card: Any = SimpleNamespace(first_seen=seen)
    assert card_words_side.tenure(card, NOW.date()) == words


def test_consent_chips() -> None:
    given = ConsentState("email", "given", datetime(2026, 2, 2, 9, tzinfo=UTC), "counter", "May we?", "Mara")
    others = (ConsentState("text", "refused"), ConsentState("phone", "withdrawn"), ConsentState("post", ""))
    chips = [card_words_side.consent_mark(state, NOW) for state in (given, *others)]
    assert [(chip.tone, chip.text) for chip in chips] == [
        ("accent", "Yes, 2 Feb"),
        ("neutral", "No texts"),
        ("neutral", "No calls"),
        ("outline", "Not asked"),
    ]
    assert card_words_side.consent_sentence(given, NOW) == "Said yes, 2 Feb, at the counter. Noted by Mara."
    assert card_words_side.consent_sentence(ConsentState("post", ""), NOW) == "Nobody has asked yet."


def test_the_heading_uses_the_pronouns() -> None:
    def heading(pronouns: str) -> str:
        card: Any = SimpleNamespace(pronouns=pronouns, greet="Aoi")
        return card_words_side.reach_heading(card)

    assert [heading(p) for p in ("she/her", "he/him", "")] == [
        "Ways to reach her",
        "Ways to reach him",
        "Ways to reach Aoi",
    ]


def test_choices_match_the_notebook() -> None:
    from relnotebook.notebook import contacts, dates

    assert {key for key, _w, _n, _way in card_words_side.consent_channels()} == set(contacts.CONSENT_CHANNELS)
    assert tuple(key for key, _w, _i in card_words_side.contact_channels()) == contacts.CHANNELS
    assert tuple(key for key, _w, _i in card_words_side.date_kinds()) == dates.KINDS


def test_a_date_has_the_icon_it_has_on_today() -> None:
    from relnotebook.notebook import wording

    assert {key: icon for key, _w, icon in card_words_side.date_kinds()}.items() <= wording.ICONS.items()
