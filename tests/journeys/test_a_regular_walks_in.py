"""A Friday morning at the counter: a regular walks in, and the program is faster than the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relnotebook.base import clock as clocks
from relnotebook.notebook import customers, drafts

from ..builders import Shop
from ..hands import StartProgram

NGOZI = "> Ngozi Okafor oat flat white, extra hot"
WITH_BUN = "Ngozi's oat flat white, extra hot and cardamom bun are in."
IN = "Ngozi's oat flat white, extra hot is in."
BOTH_IN = "Ngozi's oat flat white, extra hot and cardamom bun are in."  # it is a Friday
SOMEONE = "Someone new? Add “{}” as a customer"
Pass = Callable[[timedelta], None]


@pytest.fixture
def cafe(notebook_file: Path) -> Path:
    """A café with three regulars, its notebook closed for the night."""
    shop = Shop(notebook_file)
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183", card="4006381333931")
    ngozi.is_(say="en-GOH-zee", pronouns="she/her").usual("oat flat white, extra hot")
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    shop.customer("Nadia Rahimi").usual("mint tea")
    desmond = shop.customer("Desmond Wójcik").usual("long black")
    desmond.had("long black", times=8, every=7, until=clocks.now() - timedelta(days=7))
    shop.close()
    return notebook_file


def visits(notebook: Path, who: int = 1) -> int:
    """How many visits the closed notebook has of somebody."""
    shop = Shop(notebook)
    found = shop.read(lambda s: s.raw("SELECT COUNT(*) FROM visit WHERE customer_id = ?", (who,)))
    shop.close()
    return int(found[0][0])


def test_two_letters_and_the_usual_is_in(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).page("counter")
    till.type("ng").rows(f"""
        {NGOZI} Never yet
        {SOMEONE.format("ng")}
    """)
    assert till.counter.rows.rows()[0].title_spans == ((0, 2),), "the letters that were found stand out"
    till.press("Ctrl+Return").toasts(BOTH_IN).rows(f"""
        {NGOZI} Today, 08:41
        {SOMEONE.format("ng")}
    """)
    till.shows("Logged 08:41").shows("Saved 08:41")
    till.press("Ctrl+Z").toasts("Taken back: log the usual for Ngozi.").rows(f"""
        {NGOZI} Never yet
        {SOMEONE.format("ng")}
    """)
    till.press("Ctrl+Shift+Z").rows(f"""
        {NGOZI} Today, 08:41
        {SOMEONE.format("ng")}
    """)
    till.close()
    assert visits(cafe) == 1


def test_tomorrow_it_is_still_there_and_can_still_be_taken_back(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = start(cafe).page("counter")
    till.type("ng").shows("Ngozi Okafor").press("Ctrl+Return").toasts(BOTH_IN).close()
    clock(timedelta(days=1))
    till = start()  # what was open last
    till.page("counter").until(lambda: till.opened)
    till.type("ng").rows(f"""
        {NGOZI} Yesterday
        {SOMEONE.format("ng")}
    """)
    assert till.window.actions_["undo"].text() == "Undo: log the usual for Ngozi"
    till.press("Ctrl+Z").rows(f"""
        {NGOZI} Never yet
        {SOMEONE.format("ng")}
    """)
    till.close()
    assert visits(cafe) == 0


def test_each_way_of_asking_says_why(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).page("counter")
    for typed, row in (
        ("0183", "> Ngozi Okafor oat flat white, extra hot (0151 496 0183) Never yet"),
        ("oat fl", "> Ngozi Okafor oat flat white, extra hot Never yet"),
        ("wojcik", "> Desmond Wójcik long black 7 days ago"),
        ("ngozo", "> Ngozi Okafor oat flat white, extra hot (Spelt nearly the same) Never yet"),
    ):
        till.finds(typed, row).press("Escape")


def test_a_card_is_scanned(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).page("counter")
    till.type("4006381333931").press("Return").page("card")
    till.shows("Ngozi Okafor").shows("en-GOH-zee").shows("oat flat white, extra hot")


def test_the_same_card_is_scanned_again_faster_than_the_answer(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop()
    till.finds("4006381333931", "Ngozi Okafor")
    till.press("Escape").type("4006381333931").press("Return").page("card").shows("Ngozi Okafor")


def test_a_name_typed_before_the_notebook_is_open_is_searched_for(start: StartProgram, cafe: Path) -> None:
    till = start(cafe)
    assert not till.opened
    till.type("ng").until(lambda: "Ngozi Okafor" in till.counter_rows()[0] if till.counter_rows() else False)


def test_enter_pressed_before_the_answer_adds_who_was_typed(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop()
    till.type("Wanjiru").press("Return").toasts("Wanjiru is in the notebook.")


def test_somebody_new_in_one_line(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).page("counter")
    till.type("Wanjiru 0712 334 908").shows("Nobody matches yet. We filled in what you typed.")
    till.shows("0712 334 908").offers_to_add("Wanjiru")
    till.press("Return").toasts("Wanjiru is in the notebook.").shows("Usually in about now")
    assert till.counter.search.text() == ""
    till.finds("4908", "Wanjiru").press("Return").page("card")
    till.shows("Wanjiru").close()
    shop = Shop(cafe)
    found = shop.read(customers.find, "0712334908").lines
    assert [(line.name, shop.read(customers.card, line.id).contacts[0].value) for line in found] == [
        ("Wanjiru", "0712 334 908")
    ]
    assert shop.read(drafts.all_kept) == ()
    shop.close()


def test_esc_always_leads_back(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).page("counter")
    till.type("n").until(lambda: len(till.counter.rows.rows()) == 3)
    till.press("Return").page("card").press("N")
    assert till.card.body.history.note.isVisible()
    till.press("Escape")
    assert not till.card.body.history.note.isVisible()
    till.press("Escape").page("counter")
    assert till.counter.search.text() == "n", "the results are as they were left"
    assert till.counter.search.hasFocus()
    till.press("Escape").shows("Usually in about now")
    till.type("Somebody else").shows("Nobody matches yet").press("Escape").shows("Usually in about now")
    till.press("Ctrl+,").page("settings").press("Escape").page("counter")
    assert till.app.frame.isVisible(), "Esc never closes the notebook"


def test_on_fridays_the_bun_comes_along(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).page("counter")
    till.type("ng").shows("Ngozi Okafor").press("Ctrl+Return").toasts(BOTH_IN)
    till.press("Return").page("card")
    chips = till.card.body.usual.lines[0].chips()
    assert [(chip.words(), chip.isChecked()) for chip in chips] == [("Fridays: plus a cardamom bun", True)]
    till.until(lambda: till.history() == ["Fri 20 | The usual, plus a cardamom bun | 08:41"])


def test_on_saturdays_it_does_not(start: StartProgram, cafe: Path, clock: Pass) -> None:
    clock(timedelta(days=1))
    till = start(cafe).page("counter")
    till.type("ng").shows("Ngozi Okafor").press("Ctrl+Return").toasts(IN)
    till.press("Return").page("card").until(lambda: till.history() == ["Sat 21 | The usual | 08:41"])


def test_the_same_key_twice_is_asked_about(start: StartProgram, cafe: Path, clock: Pass) -> None:
    till = start(cafe).page("counter")
    till.type("ng").shows("Ngozi Okafor").press("Ctrl+Return").toasts(BOTH_IN)
    clock(timedelta(minutes=3))
    till.press("Ctrl+Return").shows("Again, or a second one?")
    till.press("Escape").hides("Again, or a second one?")
    till.press("Ctrl+Return").shows("Again, or a second one?").press("Ctrl+Return").settles()
    clock(timedelta(minutes=11))
    till.press("Ctrl+Return").toasts(BOTH_IN).settles()
    till.close()
    assert visits(cafe) == 3


def test_what_can_hurt_is_said_before_it_is_logged(start: StartProgram, notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    aoi = shop.customer("Aoi Tanaka").is_(pronouns="she/her").usual("almond croissant")
    aoi.alert("Nut allergy", advice="Clean jug and tongs")
    shop.close()
    till = start(notebook_file).page("counter")
    till.type("aoi").rows(f"""
        > Aoi Tanaka [Nut allergy] almond croissant Never yet
        {SOMEONE.format("aoi")}
    """)
    till.press("Ctrl+Return").shows("Almond, and she has a nut allergy. Ask first.").shows("Log it all the same")
    till.press("Escape").hides("Log it all the same")
    till.press("Return").page("card").shows("Nut allergy").shows("Clean jug and tongs")
    till.press("Ctrl+Return").shows("Log it all the same").settles()
    assert till.history() == []
    till.press("Ctrl+Return").until(lambda: till.history() == ["Fri 20 | The usual | 08:41"])
    till.close()
    assert visits(notebook_file) == 1
