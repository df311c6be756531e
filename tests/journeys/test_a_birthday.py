"""Somebody mentions their birthday at the counter; the next morning the notebook has not forgotten it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from relnotebook.notebook import staff

from ..builders import Shop
from ..hands import Program, StartProgram

Pass = Callable[[timedelta], None]

WINDOW = (1280, 800)
HAPPY = "Happy birthday, Ngozi. All of us here wish you a lovely day, and hope to see you soon.\nMara, Tern & Thistle"
HELLO = "Hello Ngozi, we would not let your birthday pass without a word. Have a wonderful day.\nMara, Tern & Thistle"


@pytest.fixture
def cafe(notebook_file: Path, clock: Pass) -> Path:
    """A café whose regular, noted down a week ago, has been in on each of the last days."""
    clock(-timedelta(days=7))
    shop = Shop(notebook_file)
    shop.do(staff.set_colleague, "Mara Holm", role="Owner")
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183").is_(pronouns="she/her").usual("oat flat white")
    clock(timedelta(days=7))
    ngozi.had("oat flat white", times=5)
    shop.close()
    return notebook_file


def on_the_card(till: Program) -> Program:
    """To the card of Ngozi, as from the queue."""
    till.press("Ctrl+1").page("counter").press("Escape").finds("ng", "Ngozi Okafor")
    return till.press("Return").page("card")


def written_down(till: Program, birthday: str) -> Program:
    """Write a birthday on her card."""
    return on_the_card(till).click("Add a birthday").type(birthday).press("Return").settles()


def test_written_on_the_card_it_is_there_in_the_morning(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = start(cafe).in_the_shop(*WINDOW)
    till.app.change(staff=1, staff_of=str(cafe))
    on_the_card(till).shows("No birthday month yet. Ask?")
    till.into(till.card.body.side.reminders.gap.answer).type("21/11/1995").press("Return")
    till.shows("Birthday, 21 November 1995").shows("tomorrow").hides("No birthday month yet. Ask?")
    till.press("Ctrl+1").page("counter").column("")
    till.press("Ctrl+3").page("today").agenda("== This week 1", "> Ngozi: Turns 31").close()
    clock(timedelta(days=1))  # the shop is closed for the night

    till = start().in_the_shop(*WINDOW)
    till.page("counter").column("0 of 1 done", "Ngozi Okafor: 31 today. Usually in around 08:40.")
    till.press("Ctrl+3").page("today").agenda("== Today 1", "> Ngozi: 31 today")
    till.until(lambda: till.today.pane.words() == HAPPY)
    till.press("W").until(lambda: till.today.pane.words() == HELLO)
    till.press("C").shows("Copied. Paste it where you write.")
    assert QGuiApplication.clipboard().text() == HELLO
    till.press("D").toasts("Ngozi: done.").agenda().shows("1 done")

    till.press("Ctrl+1").page("counter").column("1 of 1 done").shows("All done for today.")
    on_the_card(till).card_touches()
    said = "Sat 21 | Wished a happy birthday | In person, Mara Holm"
    till.until(lambda: " ".join(till.history()[0].split()) == said)
    till.press("Ctrl+Z").toasts("Taken back: tick off Ngozi.")
    till.card_touches("31 today. Usually in around 08:40.")
    till.until(lambda: "In person" not in till.history()[0])
    till.press("Ctrl+1").page("counter").column("0 of 1 done", "Ngozi Okafor: 31 today. Usually in around 08:40.")
    till.press("Ctrl+3").page("today").agenda("== Today 1", "> Ngozi: 31 today")


def test_midnight_passes_while_the_window_is_open(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = start(cafe).in_the_shop(*WINDOW)
    written_down(till, "21 November").press("Ctrl+3").page("today").agenda("== This week 1", "> Ngozi: Birthday")
    clock(timedelta(days=1))
    till.agenda("== Today 1", "> Ngozi: Birthday today")
    till.press("Ctrl+1").page("counter").column("0 of 1 done", "Ngozi Okafor: Birthday today. Usually in around 08:40.")


def test_nobody_does_it_and_it_does_not_get_lost(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = start(cafe).in_the_shop(*WINDOW)
    written_down(till, "21/11/1995").close()
    clock(timedelta(days=3))
    till = start().in_the_shop(*WINDOW)
    till.press("Ctrl+3").page("today").agenda("== Overdue 1", "> Ngozi: Turned 31")
    till.press("S").toasts("Ngozi: put off till tomorrow.").agenda().close()
    clock(timedelta(days=1))
    till = start().in_the_shop(*WINDOW)
    till.press("Ctrl+3").page("today").agenda("== Today 1", "> Ngozi: Turned 31, was due Sat 21 Nov")
    till.press("X").toasts("Ngozi: skipped this time.").agenda().close()
    clock(timedelta(days=1))
    till = start().in_the_shop(*WINDOW).turned()
    till.press("Ctrl+3").page("today").agenda()


def test_it_comes_again_next_year(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = start(cafe).in_the_shop(*WINDOW)
    written_down(till, "20/11/1995").press("Ctrl+3").page("today").agenda("== Today 1", "> Ngozi: 31 today")
    till.press("D").toasts("Ngozi: done.").close()
    clock(timedelta(days=362))
    till = start().in_the_shop(*WINDOW)
    till.press("Ctrl+3").page("today")
    till.agenda("== Today 1", "> Ngozi: 11 months, comes every day", "== This week 1", "Ngozi: Turns 32")
