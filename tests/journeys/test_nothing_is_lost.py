"""Nothing typed is ever lost: not to a closed window, not to a crash, a full disk, or a file that went away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from relnotebook.base.terms import StaffId
from relnotebook.notebook import customers, drafts, staff

from ..builders import Shop
from ..hands import Program, StartProgram, copied_as_after_a_crash, the_disk_is_full

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Does = Callable[[Program], None]
LONG_STORY = "They met at the regatta, " * 700  # 17,500 letters: more than the file has room for without growing


@pytest.fixture
def cafe(notebook_file: Path) -> Path:
    shop = Shop(notebook_file)
    shop.customer("Ngozi Okafor").is_(pronouns="she/her").usual("oat flat white")
    shop.close()
    return notebook_file


def card(till: Program) -> Program:
    return till.in_the_shop().finds("ng", "Ngozi Okafor").press("Return").page("card")


def notes(notebook: Path) -> list[str]:
    shop = Shop(notebook)
    found = [words for (words,) in shop.read(lambda s: s.raw("SELECT words FROM note ORDER BY id"))]
    shop.close()
    return found


def half_a_newcomer(till: Program) -> None:
    till.in_the_shop().press("Ctrl+N").until(lambda: till.counter.newcomer.sheet.name.hasFocus())
    till.type("Wanj").into(till.counter.newcomer.sheet.alert).type("pean")


def half_a_note(till: Program) -> None:
    card(till).press("N").type("Moves in Ma")


def half_an_edit(till: Program) -> None:
    line = card(till).press("E").card.body.identity.fields["talk"].widget
    till.into(line).type("the allotm")


def is_a_newcomer_again(till: Program) -> None:
    till.shows("We kept what you typed: Wanj").click("Go on with it")
    sheet = till.counter.newcomer.sheet
    assert (sheet.name.text(), sheet.alert.text()) == ("Wanj", "pean")
    till.into(sheet.name).press("End").type("iru").press("Return").toasts("Wanjiru is in the notebook.")
    till.hides("We kept what you typed")


def is_a_note_again(till: Program) -> None:
    card(till).shows("We kept what you typed: Moves in Ma").click("Go on with it")
    field = till.card.body.history.note.words_line
    till.into(field).press("Ctrl+End").type("y").press("Ctrl+Return")
    till.until(lambda: till.history() == ["Fri 20 | Moves in May | 08:41"])
    till.hides("We kept what you typed")


def is_an_edit_still(till: Program) -> None:
    card(till).shows("the allotm")


HALF = [
    pytest.param(half_a_newcomer, is_a_newcomer_again, id="quick add"),
    pytest.param(half_a_note, is_a_note_again, id="note"),
    pytest.param(half_an_edit, is_an_edit_still, id="card"),
]


@pytest.mark.parametrize(("half", "again"), HALF)
def test_the_window_closed_in_the_middle_of_a_word(start: StartProgram, cafe: Path, half: Does, again: Does) -> None:
    till = start(cafe)
    half(till)
    till.close()
    till = start()
    again(till)


@pytest.mark.parametrize(("half", "again"), HALF)
def test_the_program_dies_in_the_middle_of_a_word(
    start: StartProgram, cafe: Path, tmp_path: Path, half: Does, again: Does
) -> None:
    till = start(cafe)
    half(till)
    till.until(lambda: till.app.bridge is not None and half_is_kept(till))
    crashed = copied_as_after_a_crash(cafe, tmp_path / "crashed")
    till = start(crashed)
    again(till)


def half_is_kept(till: Program) -> bool:
    """A moment after the last key the words are in the file, without anybody leaving the field."""
    found = [word for draft in till.reads(drafts.all_kept) for word in draft.words.values()]
    found.append(till.reads(lambda s: customers.card(s, customers.find(s, "ng").lines[0].id)).talk)
    return any(words in found for words in ("pean", "Moves in Ma", "the allotm"))


def test_a_bug_in_the_window_loses_no_word(start: StartProgram, cafe: Path) -> None:
    till = start(cafe)
    half_a_note(till)
    till.app._show_bug("ValueError in card.py")
    till.shows("ValueError in card.py")
    till.first_page.again.click()
    till.until(lambda: till.window.in_shell)
    is_a_note_again(till)


# Somebody else at the till


def test_who_was_at_the_till_of_another_notebook_signs_nothing_here(
    start: StartProgram, cafe: Path, tmp_path: Path
) -> None:
    """The demo shop's colleague 2 is nobody in a notebook that has no such colleague, or somebody else."""
    other = Path(shutil.copy(cafe, tmp_path / "demo.relnotebook"))
    demo = Shop(other)
    demo.do(staff.set_colleague, "Mara")
    priya = demo.do(staff.set_colleague, "Priya")
    demo.close()
    shop = Shop(cafe)
    shop.customer("Tarek").promised("the rye loaf is back", "2026-11-20")
    shop.close()
    till = start(other).in_the_shop()
    till.until(lambda: till.window.house is not None)
    till.window.serve(priya)
    till.shows("Priya").close()
    till = card(start(cafe)).shows("Who is here?")
    till.press("N").type("Moves in May").press("Ctrl+Return").until(lambda: len(till.history()) == 1)
    till.press("Ctrl+3").page("today").turned().agenda("== Today 1", "> Tarek: You promised").press("D")
    till.until(lambda: till.reads(lambda s: s.raw("SELECT count(*) FROM touchpoint")) == [(1,)])
    assert till.reads(lambda s: s.raw("SELECT DISTINCT staff_id FROM step")) == [(None,)]
    till.close()
    assert notes(cafe) == ["Moves in May"]


def test_who_is_taken_back_from_the_till_signs_nothing_any_more(start: StartProgram, cafe: Path) -> None:
    shop = Shop(cafe)
    shop.customer("Tarek").promised("the rye loaf is back", "2026-11-20")
    shop.close()
    till = start(cafe).in_the_shop()
    made: list[StaffId] = []
    till.app.bridge.write(staff.set_colleague, "Jonas").then(made.append)  # type: ignore[union-attr]
    till.until(lambda: bool(made and till.window.house and till.window.house.knows(made[0])))
    till.window.serve(made[0])
    till.shows("Jonas").press("Ctrl+3").page("today").turned().agenda("== Today 1", "> Tarek: You promised")
    till.press("Ctrl+Z").press("D").shows("1 done").shows("Who is here?")
    card(till.press("Ctrl+1")).press("N").type("Moves in May").press("Ctrl+Return")
    till.until(lambda: len(till.history()) == 1).settles()
    for table in ("touchpoint", "note", "touch_mark"):
        assert till.reads(lambda s, table=table: s.raw(f"SELECT staff_id FROM {table}")) == [(None,)]
    till.close()


# A full disk


def test_a_full_disk_keeps_the_note_until_there_is_room(start: StartProgram, cafe: Path) -> None:
    till = card(start(cafe))
    the_disk_is_full(till.store)
    till.press("N").paste(LONG_STORY).press("Ctrl+Return")
    till.warns("The disk is full. What you typed is kept. Make some room, then try again.")
    till.shows("Not in the file yet, and tried again").hides("Saved 08:41")
    the_disk_is_full(till.store, full=False)
    till.click("Try again now").until(lambda: len(till.history()) == 1)
    till.hides("The disk is full").hides("Not in the file yet").shows("Saved 08:41")
    till.close()
    assert notes(cafe) == [LONG_STORY.strip()]


def test_a_full_disk_is_tried_again_by_itself(start: StartProgram, cafe: Path) -> None:
    till = card(start(cafe))
    the_disk_is_full(till.store)
    assert till.app.bridge is not None
    till.app.bridge._retry.setInterval(50)
    till.press("N").paste(LONG_STORY).press("Ctrl+Return").warns("The disk is full.")
    till.press("Escape").press("Escape").page("counter").type("Wanjiru").offers_to_add("Wanjiru")
    till.press("Return")
    the_disk_is_full(till.store, full=False)
    till.hides("The disk is full").settles().close()
    assert notes(cafe) == [LONG_STORY.strip()]
    shop = Shop(cafe)
    assert [line.name for line in shop.read(customers.find, "wanjiru").lines] == ["Wanjiru"]
    shop.close()


def test_nobody_closes_over_unwritten_words_unawares(start: StartProgram, cafe: Path) -> None:
    till = card(start(cafe))
    the_disk_is_full(till.store)
    till.press("N").paste(LONG_STORY).press("Ctrl+Return").warns("The disk is full.")
    till.app.frame.close()
    question = till.window.closing._question
    assert question is not None
    assert question.title.text() == "Not everything is in the file yet"
    till.until(question.no.hasFocus)  # Enter must not throw anything away
    question.no.click()
    assert till.app.frame.isVisible()
    the_disk_is_full(till.store, full=False)
    till.click("Try again now").until(lambda: len(till.history()) == 1)
    till.close()
    assert notes(cafe) == [LONG_STORY.strip()]


# A file that went away


def test_a_notebook_that_vanished_is_said_and_comes_back(start: StartProgram, cafe: Path, tmp_path: Path) -> None:
    till = start(cafe).page("counter")
    till.type("ng").shows("Log the usual").until(lambda: till.counter.act.isVisible())
    away = tmp_path / "pulled stick"
    os.rename(cafe, away)
    till.press("Ctrl+Return").until(lambda: till.window.shell.banner.text() != "")
    assert cafe.name in till.window.shell.banner.text()
    till.hides("Saved 08:41").hides(" is in.")
    assert not cafe.exists(), "no empty notebook is made in its place"
    os.rename(away, cafe)
    till.click("Try again now").toasts("Ngozi's oat flat white is in.").shows("Saved 08:41")
    till.close()
    assert visits(cafe) == 1


def test_a_notebook_that_was_replaced_is_never_written_into(start: StartProgram, cafe: Path, tmp_path: Path) -> None:
    shutil.copy(cafe, tmp_path / "another.relnotebook")
    till = start(cafe).page("counter")
    till.type("ng").until(lambda: till.counter.act.isVisible())
    os.replace(tmp_path / "another.relnotebook", cafe)
    before = cafe.read_bytes()
    till.press("Ctrl+Return").until(lambda: till.window.shell.banner.text() != "")
    assert cafe.name in till.window.shell.banner.text()
    till.hides("Saved 08:41").hides(" is in.")
    assert cafe.read_bytes() == before
    assert till.app.bridge is not None
    assert till.app.bridge.pending == 1, "it is kept, and said before the window closes"


def test_a_notebook_that_goes_away_is_noticed_without_a_key(start: StartProgram, cafe: Path, tmp_path: Path) -> None:
    till = start(cafe).in_the_shop()
    os.rename(cafe, tmp_path / "pulled stick")
    assert till.app._pulse is not None
    till.app._pulse.beat()
    till.until(lambda: cafe.name in till.window.shell.banner.text())
    os.rename(tmp_path / "pulled stick", cafe)
    till.app._pulse.beat()
    till.until(lambda: till.window.shell.banner.text() == "")


def visits(notebook: Path) -> int:
    shop = Shop(notebook)
    found = shop.read(lambda s: s.raw("SELECT COUNT(*) FROM visit"))
    shop.close()
    return int(found[0][0])


def test_a_word_taken_back_in_its_field_stays_taken_back(start: StartProgram, cafe: Path) -> None:
    till = card(start(cafe))
    line = till.press("E").card.body.identity.fields["talk"].widget
    assert isinstance(line, QLineEdit)
    till.into(line).type("rain").press("Ctrl+Z").until(lambda: line.text() == "")
    till.press("Escape").settles().close()
    shop = Shop(cafe)
    assert shop.read(customers.card, 1).talk == ""
    shop.close()
