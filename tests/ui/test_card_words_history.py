"""Entries of the history as rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from relnotebook.notebook.timeline import Entry
from relnotebook.ui import card_words_history

NOW = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 8, 38, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "row", "icon"),
    [
        (Entry("visit", 1, WEDNESDAY, "Tea", usual=True, staff="Jonas"), "The usual  | 08:38, Jonas", "bookmark"),
        (
            Entry("visit", 1, WEDNESDAY, "Tea; bun", usual=True, extra="plus a bun"),
            "The usual, plus a bun  | 08:38",
            "bookmark",
        ),
        (Entry("visit", 1, WEDNESDAY, "Tea", detail="In a hurry"), "Tea In a hurry | 08:38", "coffee"),
        (Entry("visit", 1, WEDNESDAY, ""), "A visit  | 08:38", "coffee"),
        (
            Entry("touchpoint", 1, WEDNESDAY, "Rang", detail="phone", staff="Priya"),
            "Rang  | Phone, Priya",
            "phone",
        ),
        (
            Entry("touchpoint", 1, WEDNESDAY, "Thanks", detail="email", feeling="delighted"),
            "Thanks Delighted | E-mail",
            "mood-smile",
        ),
        (Entry("note", 1, WEDNESDAY, "Moves in May"), "Moves in May  | 08:38", "notes"),
        (Entry("note", 1, WEDNESDAY, "Owes us", private=True), "Owes us Private | 08:38", "lock"),
        (
            Entry(
                "feedback", 1, WEDNESDAY, "Hot at last", extra="praise", detail="tell", feeling="happy", staff="Mara"
            ),
            "“Hot at last” Happy | Tell them, Mara",
            "mood-smile",
        ),
        (Entry("feedback", 1, WEDNESDAY, "Why?", extra="question", detail="new"), "“Why?”  | New", "help"),
        (
            Entry("feedback", 1, WEDNESDAY, "", extra="complaint", detail="told", feeling="upset"),
            "Upset  | Told",
            "mood-sad",
        ),
        (Entry("feedback", 1, WEDNESDAY, "", extra="praise", detail="acting"), "Praise  | Acting", "heart"),
        (
            Entry("export", 1, WEDNESDAY, "Was in the mailing Spring", extra="mailchimp", detail="email", staff="Mara"),
            "Was in the mailing Spring Mailchimp | 08:38, Mara",
            "mail",
        ),
        (
            Entry("export", 1, WEDNESDAY, "Was put into an address book of the shop", extra="vcard3"),
            "Was put into an address book of the shop vCard 3.0 | 08:38",
            "address-book",
        ),
        (Entry("import", 1, WEDNESDAY, "Came in with a.csv"), "Came in with a.csv  | 08:38", "file-import"),
    ],
)
def test_rows(entry: Entry, row: str, icon: str) -> None:
    shown = card_words_history.entry(entry, "The usual", NOW)
    assert f"{shown.text} {shown.quiet} | {shown.right}" == row
    assert (shown.icon, shown.day, shown.key) == (icon, "Wed 18", (entry.kind, 1))


def test_a_row_is_read_aloud_with_its_whole_day() -> None:
    shown = card_words_history.entry(Entry("visit", 1, WEDNESDAY, "Tea", staff="Jonas"), "The usual", NOW)
    assert shown.says() == "Wednesday 18 November 2026. Tea. 08:38, Jonas."


def test_notes_may_take_more_lines_than_visits() -> None:
    assert card_words_history.entry(Entry("note", 1, WEDNESDAY, "Long"), "", NOW).wrap
    assert not card_words_history.entry(Entry("visit", 1, WEDNESDAY, "Tea"), "", NOW).wrap


def test_choices_match_the_notebook() -> None:
    from relnotebook.notebook import timeline, touchpoints

    assert tuple(key for key, _w, _i in card_words_history.channels()) == touchpoints.CHANNELS
    assert tuple(key for key, _w, _i in card_words_history.moments()) == touchpoints.MOMENTS
    assert tuple(key for key, _w, _i in card_words_history.feelings()) == touchpoints.FEELINGS
    assert tuple(key for key, _w, _i in card_words_history.filters()) == timeline.FILTERS


def test_a_sentence_of_its_own_is_read_aloud_with_one_stop() -> None:
    told = Entry("touchpoint", 1, WEDNESDAY, "Told: a second grinder runs every morning.", detail="in_person")
    assert card_words_history.entry(told, "The usual", NOW).spoken == (
        "Wednesday 18 November 2026. Told: a second grinder runs every morning. In person."
    )
