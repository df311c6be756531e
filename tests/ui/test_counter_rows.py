"""Customers as rows: which words stand where, why a row was found, how it is read aloud."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.notebook.customers import AtRest, Badge, CustomerLine, Hits, Why
from relnotebook.ui import counter_rows as rows

NOW = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


def line(id_: int = 1, name: str = "Ngozi Okafor", **values: Any) -> CustomerLine:
    given = {"own_script": "", "call_name": "Ngozi", "usual": "Oat flat white", "last_seen": NOW - timedelta(days=2)}
    return CustomerLine(id=CustomerId(id_), name=name, **(given | values))


def one(found: CustomerLine) -> Any:
    return rows.hits(Hits("x", (found,), 9), NOW, "keys")[0]


def test_a_row_has_name_usual_and_last_visit_in_words() -> None:
    row = one(line(own_script="田中 葵"))
    assert (row.title, row.second, row.line, row.right) == ("Ngozi Okafor", "田中 葵", "Oat flat white", "Wednesday")
    assert (row.initials, row.icon, row.keys) == ("NO", "bookmark-filled", "keys")


def test_never_yet_and_no_usual_are_said() -> None:
    row = one(line(usual="", last_seen=None))
    assert (row.line, row.icon, row.right) == ("No usual yet", "bookmark", "Never yet")
    assert row.spoken == "Ngozi Okafor. No usual yet. Never in yet."


@pytest.mark.parametrize(
    ("why", "spans", "title", "second", "mark"),
    [
        (Why("usual", "Oat flat white", ((0, 3), (4, 6))), ((0, 3), (4, 6)), (), (), None),
        (Why("name", "Ngozi Okafor", ((0, 2),)), (), ((0, 2),), (), None),
        (Why("own_script", "田中 葵", ((0, 2),)), (), (), ((0, 2),), None),
        (Why("phone", "0151 496 0183", ((9, 13),)), (), (), (), ("phone", "0151 496 0183")),
        (Why("email", "ngozi@okafor.example", ()), (), (), (), ("mail", "ngozi@okafor.example")),
        (Why("card", "4006", ()), (), (), (), ("credit-card", "4006")),
        (Why("tag", "Morning crowd", ()), (), (), (), ("tag", "Morning crowd")),
        (Why("call_name", "Goz", ()), (), (), (), ("user", "Goz")),
        (Why("near", "Ngosi", ()), (), (), (), ("search", "Spelt nearly the same")),
    ],
)
def test_why_a_row_is_there(why: Why, spans: Any, title: Any, second: Any, mark: Any) -> None:
    row = one(line(own_script="田中 葵", why=why))
    assert (row.spans, row.title_spans, row.second_spans) == (spans, title, second)
    assert (row.why and (row.why.icon, row.why.text)) == mark
    if mark and why.field == "phone":
        assert row.why_spans == ((9, 13),)


def test_a_match_within_the_words_shown_is_moved_to_its_place() -> None:
    assert one(line(usual="Flat white; oat milk", why=Why("usual", "oat milk", ((0, 3),)))).spans == ((12, 15),)
    assert one(line(why=Why("usual", "not shown", ((0, 3),)))).spans == ()


def test_alerts_are_spoken_first() -> None:
    badges = (Badge("alert", "alert-octagon", "Nut allergy"), Badge("honey", "cake", "Birthday on Sunday"))
    row = one(line(badges=badges, why=Why("phone", "0151 496 0183", ())))
    assert row.spoken == (
        "Nut allergy. Ngozi Okafor. Birthday on Sunday. The usual: Oat flat white. 0151 496 0183. Last in Wednesday."
    )
    assert [mark.tone for mark in row.marks] == ["alert", "honey"]


def test_the_last_row_adds_somebody() -> None:
    last = rows.hits(Hits("  oat fl ", (line(),), 9), NOW, "keys")[-1]
    assert (last.key, last.plus, last.title) == (rows.NEW, True, "Someone new? Add “oat fl” as a customer")


def test_at_rest_windows_and_times() -> None:
    view = AtRest(
        (line(1, window="08:35 to 08:50"), line(2)),
        (line(1), line(3, last_seen=NOW - timedelta(minutes=49)), line(4)),
        4,
        9,
    )
    shown = rows.at_rest(view, NOW, "keys")
    assert [(row.heading, row.heading_note) for row in shown if row.heading] == [
        ("Usually in about now", "from the last 8 Fridays"),
        ("Just been in", ""),
    ]
    assert [(row.key, row.right) for row in shown if not row.heading] == [
        (1, "08:35 to 08:50"),
        (2, "Wednesday"),
        (3, "07:52"),
        (4, "Wednesday"),
    ]
    assert "Usually 08:35 to 08:50." in shown[1].spoken


def test_without_anybody_there_is_no_heading() -> None:
    assert rows.at_rest(AtRest((), (), 4, 9), NOW, "keys") == ()


def test_rows_on_the_screen_stay_where_they_are() -> None:
    before = rows.hits(Hits("x", (line(1), line(2), line(3)), 9), NOW, "")
    after = rows.hits(Hits("x", (line(4), line(3), line(1)), 9), NOW, "")
    assert [row.key for row in rows.steady(after, before)] == [1, 3, 4, rows.NEW]


def test_a_question_stands_in_the_row() -> None:
    before = rows.hits(Hits("x", (line(1), line(2)), 9), NOW, "")
    after = rows.asked(before, 2, "Almond, and she has a nut allergy. Ask first.", warns=True)
    assert after[0] == before[0]
    assert (after[1].line, after[1].icon, after[1].warns) == (
        "Almond, and she has a nut allergy. Ask first.",
        "alert-triangle",
        True,
    )
    assert after[1].spoken.startswith("Almond, and she has a nut allergy.")
    assert rows.asked(before, rows.NOBODY, "", warns=False) == before


def test_how_many_were_found() -> None:
    assert rows.count_words(Hits("x", (line(),) * 7, 1284)) == "7 of 1,284"
    assert rows.count_words(Hits("x", (line(),) * 50, 1284, more=True)) == "50+ of 1,284"


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "evening"), (5, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening")],
)
def test_greeting_by_the_hour(hour: int, said: str) -> None:
    assert rows.greeting(NOW.replace(hour=hour), "Mara Hale") == f"Good {said}, Mara"
    assert rows.greeting(NOW.replace(hour=hour), "") == f"Good {said}"


def test_the_day() -> None:
    assert rows.long_day(NOW) == "Friday 20 November"


def test_near_misses_do_not_say_why() -> None:
    found = rows.near((line(why=Why("near", "Ngosi", ())),), NOW, "Enter: open the card.")
    assert found[0].why is None


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("days", "said"), [(0, "Last in today, 08:41."), (1, "Last in yesterday."), (2, "Last in Wednesday.")]
)
def test_the_last_visit_is_read_out_inside_a_sentence(days: int, said: str) -> None:
    assert one(line(last_seen=NOW - timedelta(days=days))).spoken.endswith(said)
