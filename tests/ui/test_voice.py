"""What the window says by itself: done with Undo, saved, not saved yet, taken back, under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from relnotebook.base.problems import Conflict, Refusal, StoreTrouble
from relnotebook.base.terms import Act, Changes, CustomerId, Kind, Step, StepId
from relnotebook.notebook import answers, customers, surveys, usual, visits
from relnotebook.store.write import Write, act
from relnotebook.ui import voice
from relnotebook.ui.page import Also, Offer

from ..builders import Shop
from .conftest import Till, beside

Open = Callable[[], Till]


@pytest.fixture
def ngozi(shop: Shop) -> int:
    return int(shop.customer("Ngozi").usual("flat white").id)


def test_an_act_is_told_with_undo_by_hand(open_till: Open, shop: Shop, ngozi: int) -> None:
    till = open_till()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's flat white is in.")
    toast = till.window.shell.toast
    assert toast.button.isVisible()
    assert toast.button.key() == "Ctrl+Z"
    till.click(toast.button).says("Taken back: log the usual for Ngozi.")
    assert not toast.button.isVisible()
    assert beside(lambda: shop.read(lambda s: s.raw("SELECT count(*) FROM visit"))) == [(0,)]


def test_more_words_stand_behind_what_was_done_and_undo_stays(open_till: Open, ngozi: int) -> None:
    till = open_till()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's flat white is in.")
    till.window.voice.say(Also("Ask about the dog."))
    toast = till.window.shell.toast
    assert toast.text() == "Ngozi's flat white is in. Ask about the dog."
    till.click(toast.button).says("Taken back: log the usual for Ngozi.")


def test_an_offer_has_a_button_of_its_own(open_till: Open, ngozi: int) -> None:
    till, opened = open_till(), []
    till.window.voice.say(Offer("2 people are in x.csv.", "Open folder", lambda: opened.append("folder")))
    toast = till.window.shell.toast
    assert (toast.text(), toast.button.text()) == ("2 people are in x.csv.", "Open folder")
    till.click(toast.button)
    assert opened == ["folder"]


def test_the_menu_names_what_undo_and_redo_would_do(open_till: Open, ngozi: int) -> None:
    till = open_till()
    undo, redo = till.window.actions_["undo"], till.window.actions_["redo"]
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").until(lambda: undo.text() == "Undo: log the usual for Ngozi")
    till.press("Ctrl+Z").until(lambda: redo.text() == "Redo: log the usual for Ngozi")
    assert redo.isEnabled()


def test_fields_that_save_themselves_need_no_toast(open_till: Open, ngozi: int) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(customers.edit, ngozi, say="en-GOH-zee")
    till.until(lambda: till.window.actions_["undo"].text().startswith("Undo: change"))
    assert till.window.shell.toast.text() == ""
    assert Act.EDIT_CUSTOMER in voice.QUIET
    assert Act.LOG_USUAL not in voice.QUIET


def test_what_another_till_did_is_not_called_saved_here(open_till: Open, ngozi: int) -> None:
    till = open_till()
    till.until(lambda: till.window.shell.status.saved.text() != "")
    before = till.window.shell.status.saved.text()
    news = Changes(Act.LOG_USUAL, frozenset({Kind.VISIT}), frozenset({CustomerId(ngozi)}), StepId(99))
    assert till.window.bridge is not None
    till.window.bridge.tell(replace(news, elsewhere=True))
    assert till.window.shell.toast.text() == ""
    assert till.window.shell.status.saved.text() == before


def test_an_answer_of_a_customer_is_not_taken_back_at_the_counter(open_till: Open, shop: Shop, ngozi: int) -> None:
    survey = int(beside(lambda: shop.do(surveys.set_survey, "faces", "How was your visit today?")))
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    till.until(lambda: till.window.shell.status.saved.text() != "")
    heard: list[Act] = []
    bridge.changed.connect(lambda changes: heard.append(changes.act))
    bridge.write_from("till 1, customer screen", answers.answer, None, survey, score=2, complete=True)
    bridge.write_from("till 1, customer screen", answers.screen_idea, "A bench in the sun", "en")
    till.until(lambda: heard == [Act.ANSWER_SURVEY, Act.ADD_IDEA])
    assert till.window.shell.toast.text() == ""
    bridge.write(usual.log, CustomerId(ngozi))
    till.until(lambda: "Ngozi" in till.window.shell.toast.text())


def test_an_undo_that_cannot_be(open_till: Open) -> None:
    till = open_till()
    till.window.voice._not_undone(Refusal("nothing-to-undo"))
    assert till.window.shell.toast.text() != ""
    till.window.voice._not_undone(Conflict("changed-since"))
    assert till.window.shell.banner.text() != ""


@act(Act.LOG_VISIT)
def full(_w: Write) -> None:
    raise StoreTrouble("disk-full")


def test_what_cannot_be_written_is_said_and_tried_again(open_till: Open, shop: Shop, ngozi: int) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(full)
    till.until(lambda: till.window.shell.banner.text() != "")
    assert till.window.shell.banner.button.text() == "Try again now"
    assert till.window.shell.status.saved.tone == "honey_text"
    bridge.give_up()
    till.until(lambda: till.window.shell.banner.text() == "")
    assert till.window.shell.status.saved.tone == "ink3"


def test_a_problem_nobody_took_comes_as_a_banner(open_till: Open) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(visits.log, 4711, ("tea",))
    till.until(lambda: till.window.shell.banner.text() != "")
    assert not till.window.shell.banner.button.isVisible()


def test_the_last_writing_of_yesterday_is_dated(
    open_till: Open, ngozi: int, clock: Callable[[timedelta], None]
) -> None:
    clock(timedelta(days=1))
    till = open_till()
    till.until(lambda: till.window.shell.status.saved.text() == "Saved Fri 20, 08:41")


def test_long_work_shows_a_bar_and_can_be_stopped(open_till: Open) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None

    def forever() -> Iterator[Step]:
        done = 0
        while True:
            done += 1
            yield Step(done % 10, 10, "Counting spoons")

    till.window.voice.follow(bridge.run(forever()), "Counting")
    till.until(lambda: till.window.shell.progress.isVisible())
    assert till.window.shell.progress.words.text() == "Counting spoons"
    till.click(till.window.shell.progress.button)
    till.until(lambda: not till.window.shell.progress.isVisible())


def test_long_work_that_fails_says_so(open_till: Open) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None

    def broken() -> Iterator[Step]:
        yield Step(1, 2)
        raise StoreTrouble("disk-full")

    till.window.voice.follow(bridge.run(broken()), "Counting")
    till.until(lambda: till.window.shell.banner.text() != "")
    assert not till.window.shell.progress.isVisible()


def test_what_was_recovered_at_opening_stays_until_it_is_read(open_till: Open) -> None:
    till = open_till()
    till.window.voice.say_recovered(Act.IMPORT_CONTACTS, {"file": "people.csv"})
    assert "broke off" in till.window.shell.banner.text()
    till.click(till.window.shell.banner.cross)
    assert till.window.shell.banner.text() == ""


def test_an_opening_that_takes_its_time_says_so(closed_till: Till) -> None:
    closed_till.show()
    closed_till.window.voice.show_opening(Step(1, 4, "Upgrading"))
    closed_till.until(lambda: closed_till.window.shell.progress.isVisible())
    assert closed_till.window.shell.progress.words.text() == "Upgrading"
    assert not closed_till.window.shell.progress.button.isVisible()
    closed_till.window.voice.opening_over()
    assert not closed_till.window.shell.progress.isVisible()


def test_with_nothing_left_undo_and_redo_say_so(open_till: Open, shop: Shop) -> None:
    till = open_till().views("empty")
    till.press("Ctrl+Z").says("There is nothing to undo.")
    till.press("Ctrl+Shift+Z").says("There is nothing to redo.")


def test_taking_back_the_card_on_the_screen_says_what_was_taken_back(open_till: Open) -> None:
    till = open_till().views("empty")
    till.press("Ctrl+N").views("new")
    till.type("Wanjiru").press("Shift+Return").says("Wanjiru is in the notebook.")
    till.until(lambda: till.window.current.name == "card" and till.window.page("card").ready)  # type: ignore[attr-defined]
    till.press("Ctrl+Z").until(lambda: till.window.current is till.counter)
    till.says("Taken back: add Wanjiru.")
