"""A regular stays away: the shop notices by their own rhythm, thinks of them once, and is glad when they are back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relnotebook.base import clock as clocks

from ..builders import Shop
from ..hands import Program, StartProgram

Pass = Callable[[timedelta], None]

AWAY = "Mateus Oliveira: Comes every 4 days. Last in 23 days ago."
LISTED = ("== Today 1", "> Mateus: 23 days, comes every 4")
A_DAY = timedelta(days=1)


@pytest.fixture
def cafe(notebook_file: Path) -> Path:
    """A café where Mateus came every four days, and was last in 23 days ago; Desmond has no rhythm yet."""
    shop = Shop(notebook_file)
    mateus = shop.customer("Mateus Oliveira", phone="0151 496 0161").is_(pronouns="he/him").usual("two flat whites")
    mateus.had("two flat whites", times=8, every=4, until=clocks.now() - timedelta(days=23))
    shop.customer("Desmond Wójcik").usual("long black").had("long black", times=3)
    shop.close()
    return notebook_file


def in_the_morning(start: StartProgram, cafe: Path) -> Program:
    """The program as it stands open in the morning, after the day's turn."""
    return start(cafe).in_the_shop(1280, 800).page("counter").turned()


def walks_in(till: Program) -> Program:
    """Mateus stands before the counter: his card is open."""
    till.press("Ctrl+1").page("counter").press("Escape").finds("mat", "Mateus Oliveira")
    return till.press("Return").page("card")


def test_away_put_off_and_back(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = in_the_morning(start, cafe)
    till.column("0 of 1 done", AWAY)
    till.finds("mat", "[Away longer than usual]")
    till.press("Ctrl+3").page("today").agenda(*LISTED)
    till.shows("Mateus comes every 4 days, and was last in 23 days ago.")
    till.click("Next visit").toasts("Mateus: put off till the next visit.").agenda()
    till.press("Ctrl+1").page("counter").press("Escape").column("")
    till.close()

    clock(2 * A_DAY)
    till = in_the_morning(start, cafe)
    till.column("").press("Ctrl+3").page("today").agenda()
    walks_in(till).card_touches("Comes every 4 days. Last in 25 days ago.")
    till.press("Ctrl+Return").toasts("Mateus's two flat whites are in.").card_touches()
    till.press("Ctrl+1").page("counter").column("")
    till.press("Ctrl+3").page("today").agenda().close()

    clock(10 * A_DAY)  # no long absence yet
    till = in_the_morning(start, cafe)
    till.column("").close()
    clock(A_DAY)
    till = in_the_morning(start, cafe)
    till.column("0 of 1 done", "Mateus Oliveira: Comes every 4 days. Last in 11 days ago.")


def test_an_absence_is_told_of_once(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = in_the_morning(start, cafe)
    till.press("Ctrl+3").page("today").agenda(*LISTED).press("D").toasts("Mateus: done.").agenda()
    till.press("Ctrl+1").page("counter").column("1 of 1 done").close()
    for later in (1, 7):
        clock(later * A_DAY)
        till = in_the_morning(start, cafe)
        till.column("").press("Ctrl+3").page("today").agenda().close()
    till = in_the_morning(start, cafe)
    walks_in(till).card_touches().until(lambda: "Said hello after a while" in till.history()[0])


def test_what_was_put_off_to_a_day_comes_back_on_it(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = in_the_morning(start, cafe)
    till.press("Ctrl+3").page("today").agenda(*LISTED).press("S").toasts("Mateus: put off till tomorrow.").agenda()
    clock(timedelta(hours=15))  # late the same evening
    till.press("Ctrl+1").page("counter").column("").close()
    clock(timedelta(hours=9))
    till = in_the_morning(start, cafe)
    till.column("0 of 1 done", "Mateus Oliveira: Comes every 4 days. Last in 24 days ago.")
    till.press("Ctrl+3").page("today").agenda("== Today 1", "> Mateus: 24 days, comes every 4, was due Fri 20 Nov")


def test_he_comes_in_before_anybody_has_done_anything(start: StartProgram, cafe: Path) -> None:
    till = in_the_morning(start, cafe)
    till.column("0 of 1 done", AWAY).finds("mat", "Mateus Oliveira")
    till.press("Ctrl+Return").toasts("Mateus's two flat whites are in.").column("")
    till.press("Ctrl+3").page("today").agenda()
    till.press("Ctrl+Z").toasts("Taken back: log the usual for Mateus.").agenda(*LISTED)


def test_a_call_counts_and_the_card_says_so(start: StartProgram, cafe: Path) -> None:
    till = in_the_morning(start, cafe)
    walks_in(till).card_touches("Comes every 4 days. Last in 23 days ago.")
    till.press("T").type("Rang him, he is at sea till Sunday")
    till.click("Phone").press("Ctrl+Return").card_touches().shows("Rhythm counts from the call today")
    till.press("Ctrl+3").page("today").agenda()
