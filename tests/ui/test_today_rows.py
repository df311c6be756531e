"""Touches as rows: groups, reasons, the buttons somebody may have, and one sentence for a screen reader."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from relnotebook.notebook.agenda import Today
from relnotebook.ui import today_rows

from .todays import FRIDAY, touch

KEYS = {"open": "Enter", "done": "D", "snooze": "S", "until": "Shift+S", "skip": "X", "copy": "C", "mail": "M",
        "note": "L", "wording": "W", "card": "G"}  # fmt: skip
OMAR = touch(2, "Omar Haddad", group="today", margin=("Today", ""), email="", kind="follow_up", days_late=0)
AOI = touch(3, "Aoi Tanaka", group="week", kind="birthday", margin=("Sun 22", ""))


@pytest.fixture(autouse=True)
def _british() -> None:
    QLocale.setDefault(QLocale("en_GB"))


def test_groups_stand_in_order_with_their_counts() -> None:
    rows = today_rows.rows([AOI, touch(), OMAR, touch(4, "Ben", group="later")], KEYS, more=3)
    assert [row.heading or row.note or row.title for row in rows] == [
        "Overdue", "Kateryna", "Today", "Omar", "This week", "Aoi", "Later", "Ben",
        "3 more can wait. They come up as these are done.",
    ]  # fmt: skip
    assert rows[0].count == "1"
    assert today_rows.rows([], KEYS, more=3) == ()


def test_a_colleagues_birthday_stands_above_everything_and_is_no_touch() -> None:
    rows = today_rows.rows([OMAR], KEYS, team=("Jonas",))
    assert [row.heading or row.note or row.title for row in rows] == [
        "Jonas has a birthday today. One of us.", "Today", "Omar",
    ]  # fmt: skip
    assert rows[0].still


def test_a_row_has_name_reason_and_the_first_line_of_the_message() -> None:
    row = today_rows.row(touch(), KEYS)
    assert (row.title, row.icon, row.reason, row.margin) == ("Kateryna", "flag", "You promised", ("Wed", "2 days"))
    assert row.line == "“Hello Kateryna, good news: the dark rye is back.”"
    assert row.late
    assert not today_rows.row(OMAR, KEYS).late


def test_own_words_stand_in_the_row() -> None:
    row = today_rows.rows([touch()], KEYS, {touch().id: "Mine\nalone"})[1]
    assert row.line == "“Mine alone”"


def test_without_a_yes_there_is_no_e_mail_button_and_without_a_message_none_that_writes() -> None:
    assert today_rows.row(touch(), KEYS).tools == ("copy", "mail", "note", "done", "snooze", "skip")
    assert "mail" not in today_rows.row(OMAR, KEYS).tools
    silent = today_rows.row(touch(message="", email="a@b.c"), KEYS)
    assert silent.tools == ("done", "snooze", "skip")
    assert silent.line == "Tell her the rye loaf is back."


def test_what_was_put_off_says_from_when() -> None:
    row = today_rows.row(touch(group="today", due=FRIDAY, was_due=date(2026, 11, 18)), KEYS)
    assert row.reason == "You promised, was due Wed 18 Nov"


def test_a_row_is_read_aloud_as_one_sentence() -> None:
    assert today_rows.row(touch(owner="Priya"), KEYS).spoken == (
        "Overdue, Wed, 2 days. Kateryna Melnyk. You promised. For Priya. "
        "Message: Hello Kateryna, good news: the dark rye is back."
    )
    assert today_rows.row(OMAR, KEYS).spoken.startswith("Today. Omar Haddad.")
    assert today_rows.row(touch(message=""), KEYS).spoken.endswith("You promised. Tell her the rye loaf is back.")


def test_the_description_lists_the_keys_that_work() -> None:
    assert today_rows.row(touch(), KEYS).keys == (
        "Enter: to the message. D: done. S: snooze a day. Shift+S: choose until when. X: skip. C: copy. M: e-mail. "
        "L: print a note. W: another wording. G: open the card."
    )
    assert "M:" not in today_rows.row(OMAR, KEYS).keys
    without = today_rows.row(touch(message=""), KEYS | {"done": ""}).keys
    assert "C:" not in without
    assert "D:" not in without


def test_the_filter_lets_its_kinds_through() -> None:
    found = [touch(), OMAR, AOI]
    assert [one.name for one in today_rows.shown(found, "dates")] == ["Aoi Tanaka"]
    assert today_rows.shown(found, "", {OMAR.id}) == [touch(), AOI]
    assert today_rows.kinds_of("nothing of the kind") == ()
    covered = {kind for _key, _words, _icon, kinds in today_rows.filters() for kind in kinds}
    assert covered == {"birthday", "name_day", "anniversary", "other", "years", "milestone", "promise", "follow_up",
                       "reminder", "check", "ask", "slipping"}  # fmt: skip


@pytest.mark.parametrize(
    ("done", "left", "words"),
    [(2, 5, "2 done, 5 to go"), (0, 5, "5 to go"), (7, 0, "All 7 done"), (1, 0, "1 done"), (0, 0, "")],
)
def test_progress_in_words(done: int, left: int, words: str) -> None:
    assert today_rows.progress(done, left) == words


def test_what_is_on_its_way_out_is_not_to_be_done() -> None:
    today = Today(FRIDAY, (touch(), OMAR, AOI), done=1, to_go=2)
    assert today_rows.left_to_do(today, ()) == 2
    assert today_rows.left_to_do(today, {touch().id, AOI.id}) == 1


def test_days_of_before() -> None:
    assert today_rows.day_short(date(2026, 11, 11), FRIDAY) == "11 Nov"
    assert today_rows.day_short(date(2025, 6, 3), FRIDAY) == "3/6/25"


def test_a_heading_counts_those_beyond_the_list_too() -> None:
    listed = Today(FRIDAY, (touch(), OMAR, AOI), beyond=(("today", "birthday", 300), ("today", "promise", 12)))
    rows = today_rows.rows(listed.touches, KEYS, beyond=today_rows.beyond(listed))
    assert [(row.heading, row.count) for row in rows if row.heading] == [
        ("Overdue", "1"),
        ("Today", "1 of 313"),
        ("This week", "1"),
    ]
    assert today_rows.beyond(listed, "promises") == {"today": 12}
    assert today_rows.beyond(listed, "asks") == {}


def test_where_nothing_is_to_be_written_kept_words_are_not_shown() -> None:
    row = today_rows.row(touch(message=""), KEYS, "My own")
    assert row.line == "Tell her the rye loaf is back."
    assert "copy" not in row.tools
    assert "My own" not in row.spoken


def test_the_same_words_do_not_stand_in_a_row_twice() -> None:
    mint = touch(kind="reminder", message="", reason="Thank her for the mint", line="Thank her for the mint.")
    row = today_rows.row(mint, KEYS)
    assert (row.reason, row.line) == ("Thank her for the mint", "")
    assert row.spoken.count("mint") == 1


def test_a_reason_that_ends_in_dots_is_read_aloud_as_it_is() -> None:
    spoken = today_rows.row(touch(reason="Tell: A second grinder…"), KEYS).spoken
    assert "Tell: A second grinder… Message" in spoken
