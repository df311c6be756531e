"""What customers said, from the command line: written down, followed through its steps, told; ideas; answers."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from relnotebook.commands import feedback as commands
from relnotebook.notebook import answers, feedback, ideas, inbox, stages, surveys, team, telling, timeline, touchpoints

from ..builders import Shop

Run = Callable[..., Result]

WAIT = "Twenty minutes for one flat white, and nobody said a word."


@pytest.fixture
def regulars(notebook_file: Path) -> dict[str, int]:
    """Card numbers of Omar and Ngozi."""
    shop = Shop(notebook_file)
    omar = shop.customer("Omar Haddad").is_(pronouns="he/him")
    ngozi = shop.customer("Ngozi Okafor")
    shop.close()
    return {"omar": omar.id, "ngozi": ngozi.id}


def facts(result: Result) -> Any:
    return json.loads(result.stdout)


def listed(run: Run, *words: str) -> list[tuple[int, str, str]]:
    found = facts(run("feedback", "list", "--json", *words))["feedback"]
    return [(one["id"], one["name"], one["status"]) for one in found]


@pytest.fixture
def complaint(run: Run, regulars: dict[str, int]) -> str:
    """Omar's complaint, by its number."""
    words = ("--customer", str(regulars["omar"]), "--feeling", "upset", "--severity", "real", "--json")
    return str(facts(run("feedback", "add", WAIT, *words))["id"])


# Written down


def test_what_somebody_said_is_on_their_card(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    told = run("feedback", "add", WAIT, "--customer", str(regulars["omar"]), "--feeling", "upset").stdout
    assert told == f"What Omar said is written down.\n1  2026-11-20  New  Complaint  Omar Haddad  “{WAIT}”\n"
    shop = Shop(notebook_file)
    [entry] = shop.read(timeline.page, regulars["omar"]).entries
    shop.close()
    assert (entry.kind, entry.text) == ("feedback", WAIT)


def test_nobody_in_particular_said_it(run: Run) -> None:
    told = facts(run("feedback", "add", "Where did the poppy-seed rolls go?", "--json"))
    assert told == {
        "id": 1,
        "customer": None,
        "name": "Someone at the counter",
        "when": "2026-11-20T08:41:00+00:00",
        "words": "Where did the poppy-seed rolls go?",
        "kind": "question",
        "feeling": "",
        "severity": "",
        "rating": None,
        "status": "new",
        "due": "2026-11-21",
        "late": 0,
        "owner": "",
        "source": "command",
    }


def test_everything_may_be_said_with_it(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    words = (
        "--kind",
        "praise",
        "--rating",
        "5",
        "--channel",
        "phone",
        "--about",
        "The cups",
        "--at",
        "2026-11-16T08:44",
    )
    told = facts(run("feedback", "add", "It stays hot", "--customer", str(regulars["ngozi"]), *words, "--json"))
    assert (told["kind"], told["rating"], told["when"]) == ("praise", 5, "2026-11-16T08:44:00+00:00")
    shop = Shop(notebook_file)
    found = shop.read(feedback.one, told["id"])
    shop.close()
    assert (found.channel, found.about) == ("phone", "The cups")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("  ",), "There is nothing to keep yet. One word is enough.\n"),
        (("Fine", "--rating", "6"), "A rating goes from 1 to 5. Choose one of them, or none.\n"),
        (("Fine", "--customer", "404"), "That card is no longer there. It may be in the bin.\n"),
        (("Fine", "--at", "2026-12-24"), "That moment is still to come. Choose one that has been.\n"),
    ],
)
def test_what_cannot_be_written_down_is_one_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    assert run("feedback", "add", *words, status=1).stderr == sentence
    assert listed(run, "--show", "all") == []


def test_a_kind_that_there_is_not(run: Run) -> None:
    assert "'nonsense' is not one of" in run("feedback", "add", "Fine", "--kind", "nonsense", status=2).stderr


def test_the_choices_are_those_of_the_notebook() -> None:
    assert commands.CHANNELS == touchpoints.CHANNELS
    assert commands.KINDS == feedback.KINDS
    assert commands.SEVERITIES == feedback.SEVERITIES
    assert set(commands.SHOWS) == set(inbox.SHOWN)
    assert set(commands.STEPS) == {step for steps in stages.STEPS.values() for step in steps}


# The list


def test_the_list_in_columns(run: Run, complaint: str) -> None:
    run("feedback", "add", "Best long black\non the street. " + "Truly. " * 20, "--feeling", "happy")
    assert run("feedback", "list").stdout.splitlines() == [
        "2  2026-11-20  New  Praise     Someone at the counter  "
        "“Best long black on the street. Truly. Truly. Truly. Truly.…”",
        f"1  2026-11-20  New  Complaint  Omar Haddad             “{WAIT}”",
    ]


def test_what_is_told_is_on_another_list(run: Run, complaint: str) -> None:
    assert listed(run) == [(1, "Omar Haddad", "new")]
    run("feedback", "step", complaint, "solve", "A second grinder")
    assert listed(run, "--show", "untold") == [(1, "Omar Haddad", "tell")]
    run("feedback", "tell", complaint)
    assert (listed(run), listed(run, "--show", "untold")) == ([], [])
    assert listed(run, "--show", "told") == listed(run, "--show", "all") == [(1, "Omar Haddad", "told")]
    assert run("feedback", "list").stdout == "Nothing waits here.\n"


def test_the_list_says_how_many_there_are(run: Run) -> None:
    for number in range(3):
        run("feedback", "add", f"Word {number}")
    told = facts(run("feedback", "list", "--json", "--limit", "2"))
    counts = {key: told[key] for key in ("todo", "new", "told", "untold", "everything", "more")}
    assert counts == {"todo": 3, "new": 3, "told": 0, "untold": 0, "everything": 3, "more": True}
    assert len(told["feedback"]) == 2
    assert run("feedback", "list", "--limit", "2").stdout.endswith("And more. --limit shows them.\n")


# Steps, and telling


def test_from_listening_to_the_telling_step_by_step(run: Run, complaint: str, regulars: dict[str, int]) -> None:
    """Without a name it is the next open step."""
    assert run("feedback", "step", complaint, "listen", "Felt ignored").stdout.splitlines() == [
        "One step further for Omar.",
        "x  listen       Felt ignored",
        "-  acknowledge",
        "-  solve",
        "-  thank",
        "-  follow_up",
    ]
    run("feedback", "step", complaint)
    assert "What was done? Write it" in run("feedback", "step", complaint, status=1).stderr
    run("feedback", "step", complaint, "solve", "A second grinder")
    told = [facts(run("feedback", "step", complaint, "--json"))]
    assert [(one["step"], one["status"]) for one in told] == [("thank", "told")]
    assert told[-1]["steps"][-1]["words"] == "We will remind you"
    assert all(step["done"] for step in told[-1]["steps"])
    assert "Every step is done" in run("feedback", "step", complaint, status=2).stderr


def test_words_of_the_rounds_before_are_told(run: Run, complaint: str, notebook_file: Path) -> None:
    run("feedback", "step", complaint, "solve", "A second grinder")
    run("feedback", "tell", complaint)
    shop = Shop(notebook_file)
    shop.do(telling.enough, int(complaint), "no")
    shop.close()
    told = facts(run("feedback", "step", complaint, "solve", "A second barista", "--json"))
    [solve] = [step for step in told["steps"] if step["step"] == "solve"]
    assert (solve["words"], solve["earlier"]) == ("A second barista", ["A second grinder"])


def test_words_without_the_deed(run: Run, complaint: str) -> None:
    told = facts(run("feedback", "step", complaint, "solve", "A second grinder, perhaps", "--later", "--json"))
    [solve] = [step for step in told["steps"] if step["step"] == "solve"]
    assert (solve["done"], solve["words"], told["status"]) == (False, "A second grinder, perhaps", "acting")


def test_a_step_may_be_opened_again(run: Run, complaint: str) -> None:
    run("feedback", "step", complaint, "solve", "A second grinder")
    told = facts(run("feedback", "step", complaint, "solve", "--again", "--json"))
    [solve] = [step for step in told["steps"] if step["step"] == "solve"]
    assert (solve["done"], solve["words"], told["status"]) == (False, "A second grinder", "acting")
    assert run("feedback", "step", complaint, "solve", "--again", status=1).stderr == "That step is open already.\n"


def test_told_by_phone_is_on_the_card_and_can_be_taken_back(
    run: Run, complaint: str, regulars: dict[str, int], notebook_file: Path
) -> None:
    words = ("--how", "phone", "--words", "Rang him. He was glad.")
    told = facts(run("feedback", "tell", complaint, *words, "--json"))
    assert told == {
        "id": 1,
        "status": "told",
        "how": "phone",
        "words": "Rang him. He was glad.",
        "when": "2026-11-20T08:41:00+00:00",
    }
    assert "Rang him. He was glad." in run("card", str(regulars["omar"])).stdout
    assert run("feedback", "tell", complaint, status=1).stderr == "Omar has been told already.\n"
    assert run("undo").stdout
    assert listed(run) == [(1, "Omar Haddad", "new")]
    assert run("feedback", "tell", complaint).stdout == "Omar has been told.\n"


@pytest.mark.parametrize("words", [("step", "404"), ("step", "404", "solve"), ("tell", "404")])
def test_feedback_that_is_not_there(run: Run, words: tuple[str, ...]) -> None:
    told = run("feedback", *words, status=1).stderr
    assert told == "That feedback is no longer there. Somebody may have removed it.\n"


def test_a_step_its_kind_does_not_have(run: Run, complaint: str) -> None:
    told = run("feedback", "step", complaint, "answer", status=2).stderr
    assert "Its steps are listen, acknowledge, solve, thank, follow_up." in told


def words_of(run: Run, complaint: str, step: str) -> tuple[bool, str]:
    steps = facts(run("feedback", "step", complaint, "listen", "--json"))["steps"]
    return next((one["done"], one["words"]) for one in steps if one["step"] == step)


def test_a_later_without_words_takes_none_away(run: Run, complaint: str) -> None:
    run("feedback", "step", complaint, "solve", "A second grinder", "--later")
    for words in ((), ("",), ("  ",)):
        assert (
            "Say what is to be written down"
            in run("feedback", "step", complaint, "solve", *words, "--later", status=2).stderr
        )
    assert words_of(run, complaint, "solve") == (False, "A second grinder")


@pytest.mark.parametrize("more", [("Other words",), ("--later",), ("Other words", "--later")])
def test_opening_a_step_again_swallows_no_words(run: Run, complaint: str, more: tuple[str, ...]) -> None:
    run("feedback", "step", complaint, "solve", "A second grinder")
    run("feedback", "step", complaint, "solve", *more, "--again", status=2)
    assert words_of(run, complaint, "solve") == (True, "A second grinder")


def test_again_without_a_step_opens_the_last_one_that_was_done(
    run: Run, complaint: str, clock: Callable[[timedelta], None]
) -> None:
    assert "No step is done yet." in run("feedback", "step", complaint, "--again", status=2).stderr
    for step in ("solve", "listen"):
        run("feedback", "step", complaint, step, "A second grinder")
        clock(timedelta(minutes=1))
    assert facts(run("feedback", "step", complaint, "--again", "--json"))["step"] == "listen"
    assert facts(run("feedback", "step", complaint, "--again", "--json"))["step"] == "solve"


def test_no_list_of_nothing(run: Run) -> None:
    assert "0 is not in the range" in run("feedback", "list", "--limit", "0", status=2).stderr


def test_what_colleagues_said_is_not_to_be_had(run: Run, complaint: str, notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    own = str(shop.do(team.add, "Too many late shifts", kind="complaint", shared=True))
    shop.close()
    for words in (("step", own), ("step", own, "solve", "Done"), ("tell", own)):
        told = run("feedback", *words, status=1).stderr
        assert told == "That feedback is no longer there. Somebody may have removed it.\n"


def test_who_left_only_a_number_is_not_quoted(run: Run, notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    asked = shop.do(surveys.set_survey, "words", "What is missing?")
    shop.do(answers.answer, None, asked, reply_to="0151 496 0183", complete=True)
    shop.close()
    assert run("feedback", "list").stdout.rstrip().endswith("customer screen  No words; would like an answer.")


# Ideas


def test_ideas_and_who_wants_them(run: Run, regulars: dict[str, int]) -> None:
    omar, ngozi = str(regulars["omar"]), str(regulars["ngozi"])
    assert run("ideas", "list").stdout == "No idea is on the board yet.\n"
    made = facts(run("ideas", "add", "Half loaves on weekdays", "--customer", omar, "--words", "Half?", "--json"))
    assert (made["by"], made["stage"], made["supporters"]) == ("Omar Haddad, at the counter", "heard", 1)
    for _twice in range(2):
        told = run("ideas", "support", str(made["id"]), "--customer", ngozi, "--quote", "I would come for it.")
        assert "2 want it" in told.stdout
    assert facts(run("ideas", "support", str(made["id"]), "--tally", "3", "--json"))["supporters"] == 5
    run("ideas", "add", "A quiet hour")
    assert run("ideas", "list").stdout.splitlines() == [
        "Heard",
        "  1  Half loaves on weekdays  Omar Haddad, at the counter  5 want it",
        "  2  A quiet hour             Someone at the counter       1 wants it",
    ]


def test_the_board_lane_by_lane(run: Run, regulars: dict[str, int], notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    shop.idea("Masala chai", stage="menu")
    shop.do(ideas.move, shop.idea("Stamps"), "not_now", why="We would rather know you.")
    shop.do(ideas.edit, shop.idea("Own cup", stage="trying"), goal=50, reached=32, unit="cups")
    shop.close()
    assert [line.split("  ")[-1].strip() for line in run("ideas", "list").stdout.splitlines()] == [
        "Trying it",
        "32 of 50 cups",
        "",
        "On the menu",
        "1 wants it",
        "",
        "Not now, and why",
        "We would rather know you.",
    ]
    assert [(one["title"], one["stage"]) for one in facts(run("ideas", "list", "--json"))] == [
        ("Own cup", "trying"),
        ("Masala chai", "menu"),
        ("Stamps", "not_now"),
    ]


@pytest.mark.parametrize("words", [(), ("--customer", "1", "--tally", "2")])
def test_a_support_is_of_somebody_or_of_some(run: Run, regulars: dict[str, int], words: tuple[str, ...]) -> None:
    run("ideas", "add", "A quiet hour")
    assert "Say who wants it" in run("ideas", "support", "1", *words, status=2).stderr


def test_an_idea_that_is_not_there(run: Run, regulars: dict[str, int]) -> None:
    told = run("ideas", "support", "404", "--customer", str(regulars["omar"]), status=1).stderr
    assert len(told.splitlines()) == 1


# The customer screen


@pytest.fixture
def polled(notebook_file: Path, clock: Callable[[timedelta], None]) -> int:
    """A question with faces, asked this morning: 5, 5, 4 and 1, the last two with words; and two taps of a child."""
    shop = Shop(notebook_file)
    asked = int(shop.do(surveys.set_survey, "faces", "How was your visit today?"))
    shop.do(surveys.open_, asked)
    for score, words in ((5, ""), (5, ""), (4, "Warm rye"), (1, "Cold soup")):
        clock(timedelta(minutes=2))
        shop.do(answers.answer, None, asked, language="en", score=score, words=words, complete=True)
    for _tap in range(2):
        shop.do(answers.answer, None, asked, language="en", score=3)
    shop.close()
    return asked


def test_what_was_answered(run: Run, polled: int) -> None:
    told = facts(run("survey", "results", "--json"))
    assert {key: told[key] for key in ("id", "kind", "question", "state", "n", "partial", "folded")} == {
        "id": polled,
        "kind": "faces",
        "question": "How was your visit today?",
        "state": "live",
        "n": 5,
        "partial": 1,
        "folded": 1,
    }
    assert [one["count"] for one in told["counts"]] == [2, 1, 1, 0, 1]
    assert {key: told["csat"][key] for key in ("percent", "good", "n", "few")} == {
        "percent": 60,
        "good": 3,
        "n": 5,
        "few": True,
    }
    assert told["nps"] is None
    assert {one["words"] for one in told["words"]} == {"Warm rye", "Cold soup"}
    assert told == facts(run("survey", "results", str(polled), "--json"))


def test_what_was_answered_in_words(run: Run, polled: int) -> None:
    told = run("survey", "results").stdout.splitlines()
    assert told[:3] == [
        "How was your visit today? (on the customer screen now)",
        "5 answers, 1 of them not sent to the end, 1 tap left out as play",
        "CSAT 60 %: 3 of 5 chose one of the two best faces, too few to say",
    ]
    assert "  2026-11-20  “Cold soup”" in told


def test_nothing_was_ever_asked(run: Run) -> None:
    assert run("survey", "results").stdout == "No question has been asked yet.\n"
    assert facts(run("survey", "results", "--json")) is None
    assert len(run("survey", "results", "404", status=1).stderr.splitlines()) == 1


# The table


def test_the_table_of_what_they_said(run: Run, complaint: str, tmp_path: Path) -> None:
    run("feedback", "add", '=HYPERLINK("http://evil.example")')
    file = tmp_path / "said.csv"
    assert run("export", "feedback", str(file)).stdout == f"2 rows are in {file}.\n"
    with file.open(encoding="utf-8-sig", newline="") as table:
        assert [row["words"] for row in csv.DictReader(table)] == [WAIT, '\'=HYPERLINK("http://evil.example")']


def test_a_table_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    told = run("export", "feedback", str(tmp_path / "nowhere" / "said.csv"), status=1).stderr
    assert told == "said.csv could not be written. Look whether the folder is there and may be used.\n"
