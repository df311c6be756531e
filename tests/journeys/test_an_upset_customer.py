"""Somebody is upset at the counter: their words are kept, made right step by step, and they hear what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.notebook import feedback, inbox, staff

from ..builders import Shop
from ..hands import Program, StartProgram

Pass = Callable[[timedelta], None]

WINDOW = (1280, 800)
WAIT = "Twenty minutes for one flat white, and nobody said a word. I nearly left."
GRINDER = "A second grinder runs every morning."


@pytest.fixture
def cafe(notebook_file: Path, clock: Pass) -> Path:
    """A café with a regular who comes every third day, and whose birthday is today."""
    clock(-timedelta(days=40))
    shop = Shop(notebook_file)
    shop.do(staff.set_colleague, "Mara Holm", role="Owner")
    omar = shop.customer("Omar Haddad", phone="0151 496 0114").is_(pronouns="he/him").usual("flat white")
    omar.birthday("20/11/1990")
    clock(timedelta(days=40))
    omar.had("flat white", times=8, every=3)
    shop.close()
    return notebook_file


def at_the_till(start: StartProgram, cafe: Path) -> Program:
    """The program with Mara at its keys."""
    till = start(cafe).in_the_shop(*WINDOW)
    till.app.change(staff=1, staff_of=str(cafe))
    till.close()
    return start().in_the_shop(*WINDOW).page("counter")


def marks_of(till: Program, name: str) -> list[str]:
    """The marks on somebody's row at the counter."""
    return [mark.text for row in till.counter.rows.rows() if row.title == name for mark in row.marks]


def finishes(till: Program, step: str, words: str) -> Program:
    """Write down what was done in the step that is open, and finish it."""
    page: Any = till.window.page("feedback")
    till.shows(f": {step}, open").until(page.inbox.steps.field.hasFocus)
    return till.type(words).press("Ctrl+Return")


def in_the_wall_band(till: Program, words: str) -> Program:
    """Put what was done in few words, as the customer is to hear it."""
    page: Any = till.window.page("feedback")
    band = page.inbox.pane.band
    band.words.click()
    band.did.setFocus()
    band.did.selectAll()
    till.type(words)
    band.did.flush()
    return till


def test_from_the_complaint_to_the_greeting_at_the_next_visit(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = at_the_till(start, cafe)
    till.column("0 of 1 done", "Omar Haddad: 36 today. Usually in around 08:40.")
    till.finds("om", "Omar Haddad").until(lambda: marks_of(till, "Omar Haddad") == ["Birthday today"])

    till.press("Ctrl+Shift+F").shows("Whose words")
    till.type(WAIT).click("Omar Haddad").click("Upset").shows("Complaint")
    till.press("Ctrl+Return").toasts("What Omar said is written down.")
    till.until(lambda: marks_of(till, "Omar Haddad") == ["Reply owed"])
    till.column("")

    till.press("Ctrl+4").page("feedback").shows("Making it right").shows("0 of 5 steps")
    till.press("Return")
    finishes(till, "Listen", "Felt ignored, more than the wait itself.").toasts("One step further for Omar.")
    finishes(till, "Acknowledge", "Said sorry in person, named what went wrong.").shows("2 of 5 steps")
    finishes(till, "Solve", "Spoke to the supplier; the lease of the old one ends.").shows("3 of 5 steps")
    in_the_wall_band(till, GRINDER).shows("We did a second grinder runs every morning.").shows("Thank, open")

    till.press("Ctrl+3").page("today").agenda("== Today 1", "> Omar: Tell: A second grinder runs every morning.")
    till.close()
    clock(timedelta(days=3))  # he comes in again

    till = start().in_the_shop(*WINDOW)
    till.column("0 of 1 done", "Omar Haddad: A second grinder runs every morning. Omar does not know yet.")
    till.finds("om", "Omar Haddad").until(lambda: marks_of(till, "Omar Haddad") == ["Reply owed"])
    till.press("Return").page("card").shows("Tell Omar: a second grinder runs every morning.").shows(f"“{WAIT}”")
    till.click("I told him").toasts("Omar has been told.").hides("Tell Omar:")
    told = ["Mon 23 | Told: a second grinder runs every morning. | In person, Mara Holm"]
    till.until(lambda: till.history()[:1] == told)
    till.press("Ctrl+Z").toasts("Taken back: tell Omar what was done.").shows("Tell Omar: a second grinder")
    till.click("I told him").toasts("Omar has been told.").hides("Tell Omar:").until(lambda: till.history()[:1] == told)
    till.press("Ctrl+1").page("counter").until(lambda: marks_of(till, "Omar Haddad") == [])
    till.column("1 of 2 done", "Omar Haddad: Turned 36 on Friday.")

    till.press("Ctrl+4").page("feedback").click("Told 1").shows("5 of 5 steps")
    till.shows("We will remind you")  # the telling did it
    ask = f"Ask if it is better since “{WAIT}”"
    till.press("G").page("card")
    till.card_touches("Turned 36 on Friday.", f"{ask} Next visit", f"{ask} Wednesday, Mara")


def test_half_typed_it_is_there_in_the_morning(start: StartProgram, cafe: Path, clock: Pass) -> None:
    """The queue is long, the shop closes, and nothing of the words is lost."""
    till = at_the_till(start, cafe)
    till.finds("om", "Omar Haddad").press("Ctrl+Shift+F").shows("Whose words")
    till.type("Twenty minutes for one flat").click("Omar Haddad").click("Upset").close()
    clock(timedelta(days=1))

    till = start().in_the_shop(*WINDOW)
    till.press("Ctrl+Shift+F").shows("Twenty minutes for one flat").click("Go on with it")
    till.type(" white").press("Ctrl+Return").toasts("What Omar said is written down.")
    [line] = till.reads(inbox.inbox).lines
    assert (line.words, line.name, line.feeling) == ("Twenty minutes for one flat white", "Omar Haddad", "upset")


def test_it_was_not_enough_and_another_round_begins(start: StartProgram, cafe: Path) -> None:
    till = at_the_till(start, cafe)
    till.finds("om", "Omar Haddad").press("Ctrl+Shift+F").shows("Whose words")
    till.type(WAIT).click("Omar Haddad").click("Upset").press("Ctrl+Return").toasts("What Omar said is written down.")
    till.press("Ctrl+4").page("feedback").shows("0 of 5 steps").press("3").shows(": Solve, open")
    till.press("Return")
    finishes(till, "Solve", GRINDER).shows("1 of 5 steps").press("Escape")
    till.press("4").shows(": Thank, open").press("Ctrl+Return").shows("Told 1")
    [line] = till.reads(inbox.inbox, show="told").lines
    assert till.reads(feedback.one, line.id).asks_enough
    till.click("Not yet").shows("0 of 5 steps").shows(f"First: {GRINDER}").shows(": Solve, to come")
    till.press("Ctrl+1").page("counter").until(lambda: marks_of(till, "Omar Haddad") == ["Reply owed"])
