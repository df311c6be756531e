"""What it would be kind to do, from the command line: listed, ticked, put off; and the dates for a calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from relnotebook.base import clock as clocks
from relnotebook.commands import touches as commands
from relnotebook.notebook import hours, timeline, touches, touchpoints

from ..builders import Shop

Run = Callable[..., Result]
Pass = Callable[[timedelta], None]


@pytest.fixture
def regulars(notebook_file: Path) -> dict[str, int]:
    """Card numbers: Bartholomew's birthday is today, Kateryna was promised something, Mateus is away."""
    shop = Shop(notebook_file)
    ellis = shop.customer("Bartholomew Ellis").is_(call_name="Mr Ellis").birthday("20/11/1955")
    kateryna = shop.customer("Kateryna Melnyk", email="kateryna@melnyk.example").consents("email")
    kateryna.promised("Tell her the rye is back", due="2026-11-23")
    aoi = shop.customer("田中 葵").birthday("22 November")
    mateus = shop.customer("Mateus Oliveira")
    mateus.had("Flat white", times=6, every=4, until=clocks.now() - timedelta(days=23))
    shop.close()
    return {"ellis": ellis.id, "kateryna": kateryna.id, "aoi": aoi.id, "mateus": mateus.id}


def facts(result: Result) -> Any:
    return json.loads(result.stdout)


def listed(run: Run, *words: str) -> list[tuple[str, str]]:
    return [(one["group"], one["name"]) for one in facts(run("today", "--json", *words))["touches"]]


def the_touch(run: Run, name: str) -> str:
    [found] = [one["id"] for one in facts(run("today", "--json"))["touches"] if one["name"] == name]
    return str(found)


# The day's list


def test_today_in_columns(run: Run, regulars: dict[str, int]) -> None:
    told = run("today").stdout.splitlines()
    assert told[:2] == ["Friday 20 November", "0 done, 2 to go"]
    assert told[3:] == [
        "Today",
        "  Today   Bartholomew Ellis  71 today                1:date-1-2026",
        "  Today   Mateus Oliveira    23 days, comes every 4  4:slipping-2026-10-28",
        "",
        "This week",
        "  Sun 22  田中 葵            Birthday                3:date-2-2026",
        "  Mon 23  Kateryna Melnyk    You promised            2:reminder-1-2026-11-23",
    ]


def test_today_as_json(run: Run, regulars: dict[str, int]) -> None:
    told = facts(run("today", "--json"))
    assert {key: told[key] for key in ("day", "done", "to_go", "more")} == {
        "day": "2026-11-20",
        "done": 0,
        "to_go": 2,
        "more": 0,
    }
    first, *_others, promise = told["touches"]
    assert set(first) == {
        "id", "customer", "name", "kind", "group", "due", "was_due", "days_late", "reason", "line", "message", "email",
        "owner",
    }  # fmt: skip
    assert (first["kind"], first["due"], first["reason"]) == ("birthday", "2026-11-20", "71 today")
    assert first["message"].startswith("Happy birthday, Mr Ellis.")
    assert (promise["email"], first["email"]) == ("kateryna@melnyk.example", "")


def test_another_day_is_worked_out(run: Run, regulars: dict[str, int]) -> None:
    assert ("overdue", "Kateryna Melnyk") in listed(run, "--on", "2026-11-25")
    assert ("week", "Bartholomew Ellis") in listed(run, "--on", "2026-11-15")
    assert run("today", "--on", "2026-11-15").stdout.startswith("Sunday 15 November")


def test_nobody_is_waiting(run: Run) -> None:
    assert "Nobody is waiting for a word today." in run("today").stdout


def test_the_turn_of_the_day_is_made_first(run: Run, regulars: dict[str, int], clock: Pass) -> None:
    """Nobody has opened the window since yesterday: the list is today's all the same."""
    clock(timedelta(days=1))
    assert ("overdue", "Bartholomew Ellis") in listed(run)
    clock(timedelta(days=1))
    assert ("today", "田中 葵") in listed(run)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("yesterday", "2026-11-19"),
        ("today", "2026-11-20"),
        ("Tomorrow", "2026-11-21"),
        ("monday", "2026-11-23"),
        ("in 2 weeks", "2026-12-04"),
        ("1 November", "2026-11-01"),
        ("24/12", "2026-12-24"),
        ("2026-11-15", "2026-11-15"),
    ],
)
def test_another_day_may_be_said(run: Run, said: str, day: str) -> None:
    assert facts(run("today", "--on", said, "--json"))["day"] == day


def test_a_day_that_is_none_is_one_sentence(run: Run) -> None:
    told = run("today", "--on", "someday", status=1).stderr
    assert told == "“someday” is not a day we can read. Try Friday, in 2 weeks, or 24/12.\n"
    told = run("slipping", "--on", "2026-02-30", status=1).stderr
    assert told == "There is no such day: “2026-02-30”. Try 2026-02-28.\n"


# One touch


def test_done_is_on_the_card_and_can_be_taken_back(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    touch = the_touch(run, "Bartholomew Ellis")
    assert run("touch", "done", touch).stdout == "Mr Ellis: done.\n"
    assert facts(run("today", "--json"))["done"] == 1
    assert ("today", "Bartholomew Ellis") not in listed(run)
    shop = Shop(notebook_file)
    [entry] = shop.read(timeline.page, regulars["ellis"]).entries
    shop.close()
    assert (entry.kind, entry.text) == ("touchpoint", "Wished a happy birthday")
    run("undo")
    assert ("today", "Bartholomew Ellis") in listed(run)


def test_done_with_what_was_said(run: Run, regulars: dict[str, int]) -> None:
    touch = the_touch(run, "Kateryna Melnyk")
    words = ("--channel", "phone", "--words", "Rang her, she was glad", "--feeling", "happy", "--json")
    told = facts(run("touch", "done", touch, *words))
    assert (told["touch"], told["state"], told["touchpoint"] > 0) == (touch, "done", True)
    assert "Rang her, she was glad" in run("card", str(regulars["kateryna"])).stdout


def test_done_without_a_word_on_the_card(run: Run, regulars: dict[str, int]) -> None:
    touch = the_touch(run, "Kateryna Melnyk")
    assert facts(run("touch", "done", touch, "--channel", "none", "--json"))["touchpoint"] is None


@pytest.mark.parametrize(
    ("choice", "back"),
    [
        ("later_today", "2026-11-20T11:41"),
        ("tomorrow", "2026-11-21T08:00"),
        ("next_open_day", "2026-11-21T08:00"),
        ("in_3_days", "2026-11-23T08:00"),
        ("next_week", "2026-11-27T08:00"),
        ("next_visit", "next_visit"),
        ("2026-12-01", "2026-12-01T08:00"),
        ("Next open day", "2026-11-21T08:00"),
        ("Friday", "2026-11-27T08:00"),
        ("in two weeks", "2026-12-04T08:00"),
        ("24/12", "2026-12-24T08:00"),
    ],
)
def test_put_off_until(run: Run, regulars: dict[str, int], choice: str, back: str) -> None:
    touch = the_touch(run, "Bartholomew Ellis")
    told = facts(run("touch", "snooze", touch, "--until", choice, "--json"))
    assert told == {"touch": touch, "state": "snoozed", "until": back}
    assert ("today", "Bartholomew Ellis") not in listed(run)


def test_put_off_it_comes_back_and_says_since_when(run: Run, regulars: dict[str, int], clock: Pass) -> None:
    told = run("touch", "snooze", the_touch(run, "Bartholomew Ellis")).stdout
    assert told == "Mr Ellis: put off till tomorrow.\n"
    clock(timedelta(days=1))
    assert "(was due yesterday)" in run("today").stdout


def test_a_day_that_has_been_is_refused(run: Run, regulars: dict[str, int]) -> None:
    touch = the_touch(run, "Bartholomew Ellis")
    assert "has been already" in run("touch", "snooze", touch, "--until", "2026-11-01", status=1).stderr
    told = run("touch", "snooze", touch, "--until", "someday", status=1).stderr
    assert told == "“someday” is not a day we can read. Try Friday, in 2 weeks, or 24/12.\n"


def test_skipped_it_is_gone(run: Run, regulars: dict[str, int]) -> None:
    touch = the_touch(run, "Mateus Oliveira")
    assert facts(run("touch", "skip", touch, "--json")) == {"touch": touch, "state": "skipped"}
    assert ("today", "Mateus Oliveira") not in listed(run)


def test_what_is_over_is_one_sentence(run: Run, regulars: dict[str, int]) -> None:
    touch = the_touch(run, "Mateus Oliveira")
    run("touch", "skip", touch)
    for verb in ("done", "snooze", "skip"):
        for gone in (touch, "nonsense"):
            assert (
                run("touch", verb, gone, status=1).stderr == "That touch is over already. Somebody may have done it.\n"
            )


def test_the_choices_are_those_of_the_notebook() -> None:
    assert set(commands.CHANNELS) == {*touchpoints.CHANNELS, "none"}
    assert commands.FEELINGS == touchpoints.FEELINGS
    assert {*commands.UNTIL, "date"} == set(hours.SNOOZES)


# Who stays away


def test_slipping_speaks_of_their_own_rhythm(run: Run, regulars: dict[str, int]) -> None:
    told = run("slipping").stdout
    assert told == "Mateus Oliveira  23 days, comes every 4  4:slipping-2026-10-28\n"
    assert "%" not in told
    assert facts(run("slipping", "--json")) == [
        {
            "customer": regulars["mateus"],
            "name": "Mateus Oliveira",
            "reason": "23 days, comes every 4",
            "silent_days": 23,
            "rhythm_days": 4.0,
            "touch": "4:slipping-2026-10-28",
        }
    ]


def test_slipping_on_another_day(run: Run, regulars: dict[str, int]) -> None:
    assert facts(run("slipping", "--json", "--on", "2026-11-07")) == []
    [one] = facts(run("slipping", "--json", "--on", "2026-11-08"))
    assert (one["name"], one["silent_days"], one["touch"]) == ("Mateus Oliveira", 11, None)
    assert run("slipping", "--on", "2026-11-07").stdout == "Everybody comes as they always do.\n"
    assert run("slipping", "--on", "2026-11-08").stdout == "Mateus Oliveira  11 days, comes every 4  4\n"


def test_the_most_worrying_comes_first(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    linnea = shop.customer("Linnea Åkerström")
    linnea.had("Filter coffee", times=20, every=2, until=clocks.now() - timedelta(days=40))
    ranked = [one.name for one in shop.read(touches.slipping)]
    shop.close()
    assert [one["name"] for one in facts(run("slipping", "--json"))] == ranked
    assert [one["name"] for one in facts(run("slipping", "--json", "--on", "2026-11-20"))] == ranked
    assert set(ranked) == {"Linnea Åkerström", "Mateus Oliveira"}


# How close


def test_closeness_adds_up(run: Run, regulars: dict[str, int]) -> None:
    told = facts(run("closeness", str(regulars["mateus"]), "--json"))
    assert 1 <= told["score"] <= 10
    assert sum(reason["points"] for reason in told["reasons"]) == told["score"]
    assert f"{told['score']} of 10, {told['word']}" in run("closeness", str(regulars["mateus"])).stdout


def test_closeness_of_nobody_is_one_sentence(run: Run) -> None:
    assert len(run("closeness", "404", status=1).stderr.splitlines()) == 1


def test_closeness_switched_off(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    from relnotebook.notebook import tact

    shop = Shop(notebook_file)
    shop.do(tact.set_tact, regulars["mateus"], no_closeness=True)
    shop.close()
    assert facts(run("closeness", str(regulars["mateus"]), "--json")) is None
    assert "switched off" in run("closeness", str(regulars["mateus"])).stdout


def test_closeness_of_who_has_died(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    from relnotebook.notebook import customers

    shop = Shop(notebook_file)
    shop.do(customers.set_state, regulars["mateus"], "deceased")
    shop.close()
    assert facts(run("closeness", str(regulars["mateus"]), "--json")) is None
    assert "so the shop keeps quiet" in run("closeness", str(regulars["mateus"])).stdout


# Dates for a calendar


def test_dates_for_a_calendar(run: Run, regulars: dict[str, int], tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    assert run("export", "dates", str(file)).stdout == f"2 dates are in {file}.\n"
    told = file.read_bytes().decode()
    assert told.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:Birthday of Bartholomew Ellis\r\n" in told
    assert "1955" not in told
    run("export", "dates", str(file), "--private")
    assert "1955" in file.read_bytes().decode()
    assert [one.name for one in tmp_path.iterdir() if "dates" in one.name] == ["dates.ics"]


def test_a_calendar_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    told = run("export", "dates", str(tmp_path / "nowhere" / "dates.ics"), status=1)
    assert told.stderr == "dates.ics could not be written. Look whether the folder is there and may be used.\n"


def test_the_first_day_of_a_series_is_of_this_year(run: Run, regulars: dict[str, int], tmp_path: Path) -> None:
    run("export", "dates", str(tmp_path / "dates.ics"))
    year = date(clocks.today().year, 11, 20)
    assert f"DTSTART;VALUE=DATE:{year:%Y%m%d}" in (tmp_path / "dates.ics").read_text("utf-8")
