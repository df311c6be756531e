"""Writing feedback down over any page: one key, ten seconds, and no way to lose a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from relnotebook.base.terms import CustomerId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts, feedback, ideas
from relnotebook.ui.feedback.writing import WriteDown
from relnotebook.ui.keptwords import SAID
from relnotebook.widgets.theme import Look

from ...builders import Shop
from ...hands import at_rest
from ..cards import Card
from ..conftest import PATIENCE, Till, beside

Open = Callable[[], Till]


class Sheet:
    """The sheet over the window, with somebody at its keys."""

    def __init__(self, till: Till) -> None:
        self.till = till
        self.sheet = WriteDown(till.window.actions_, till.frame)
        self.said: list[Any] = []
        self.written: list[int] = []
        self.sheet.said.connect(self.said.append)
        self.sheet.written.connect(self.written.append)
        assert till.window.bridge is not None
        self.sheet.attach(till.window.bridge)

    @property
    def bridge(self) -> Bridge:
        assert self.till.window.bridge is not None
        return self.till.window.bridge

    def start(self, customer: CustomerId | None = None, name: str = "") -> Sheet:
        self.sheet.start(customer, name)
        return self.settled()

    def type(self, words: str) -> Sheet:
        self.till.type(words)
        return self

    def press(self, *keys: str) -> Sheet:
        self.till.press(*keys)
        return self

    def until(self, true: Callable[[], object]) -> Sheet:
        self.till.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
        return self

    def settled(self) -> Sheet:
        """Everything typed, asked and written has come home."""
        return self.until(at_rest(self.bridge))

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        answers: list[Any] = []
        self.bridge.read(query, *args).then(answers.append)
        self.until(lambda: answers)
        return answers[0]

    def kept(self) -> list[str]:
        """What is kept in the file of sheets like this one."""
        return [d.words.get("words", "") for d in self.read(drafts.all_kept) if d.place.startswith(SAID)]

    def inbox(self) -> list[Any]:
        return list(self.read(feedback.inbox).lines)


@pytest.fixture
def sheet(open_till: Open, shop: Shop) -> Sheet:
    shop.customer("Omar Haddad").usual("Flat white")
    return Sheet(open_till())


def test_typed_and_kept_in_two_keys(sheet: Sheet) -> None:
    sheet.start().type("Where did the poppy-seed rolls go?").press("Ctrl+Return")
    sheet.until(lambda: sheet.written)
    [line] = sheet.inbox()
    assert (line.id, line.words, line.kind) == (sheet.written[0], "Where did the poppy-seed rolls go?", "question")
    assert line.customer is None
    assert sheet.sheet.isHidden()
    assert sheet.settled().kept() == []
    sheet.till.says("It is written down.")


def test_the_customer_who_was_offered_is_taken_by_one_key(sheet: Sheet) -> None:
    sheet.start(CustomerId(1), "Omar Haddad").type("Twenty minutes.").press("Tab", "Return", "Ctrl+Return")
    sheet.until(lambda: sheet.written)
    assert [line.name for line in sheet.inbox()] == ["Omar Haddad"]


def test_an_offer_alone_links_nobody(sheet: Sheet) -> None:
    sheet.start(CustomerId(1), "Omar Haddad").type("Somebody said it is cold.").press("Ctrl+Return")
    sheet.until(lambda: sheet.written)
    assert [line.customer for line in sheet.inbox()] == [None]


def test_on_their_card_they_are_taken_to_be_the_one(sheet: Sheet) -> None:
    sheet.sheet.start(CustomerId(1), "Omar Haddad", theirs=True)
    assert sheet.sheet.form.whose.name() == "Omar Haddad"
    sheet.press("Esc")
    assert sheet.said == [], "nothing was typed, so there is nothing to keep"
    sheet.sheet.start(CustomerId(1), "Omar Haddad", theirs=True)
    sheet.type("Lovely").press("Ctrl+Return").until(lambda: sheet.written)
    assert [line.name for line in sheet.inbox()] == ["Omar Haddad"]
    assert sheet.settled().kept() == []


def test_on_their_card_somebody_may_say_otherwise(sheet: Sheet) -> None:
    sheet.sheet.start(CustomerId(1), "Omar Haddad", theirs=True)
    sheet.sheet.form.whose.cross.click()
    sheet.sheet.form.words_line.setFocus()
    sheet.type("Lovely").press("Ctrl+Return").until(lambda: sheet.written)
    assert [line.customer for line in sheet.inbox()] == [None]


def test_a_suggestion_goes_on_the_board_in_the_same_step(sheet: Sheet) -> None:
    sheet.start().type("Half loaves on weekdays")
    sheet.sheet.form.board.click()
    sheet.press("Ctrl+Return").until(lambda: sheet.written)
    assert [idea.title for idea in sheet.read(ideas.board).lanes["heard"]] == ["Half loaves on weekdays"]
    sheet.till.press("Ctrl+Z")
    sheet.until(lambda: sheet.inbox() == [])
    assert sheet.read(ideas.board).count == 0


def test_nothing_typed_is_said_beside_the_field(sheet: Sheet) -> None:
    sheet.start().press("Ctrl+Return")
    assert sheet.sheet.form.words_cell.sentence() == "What did they say? A few words are enough."
    assert sheet.sheet.isVisible()
    assert sheet.settled().inbox() == []


def test_pressed_twice_it_is_written_once(sheet: Sheet) -> None:
    sheet.start().type("Too cold").press("Ctrl+Return")
    sheet.sheet.press()
    sheet.until(lambda: sheet.written).settled()
    assert len(sheet.inbox()) == 1


# No word is lost


def test_esc_puts_it_aside_and_it_comes_back(sheet: Sheet) -> None:
    before = QApplication.focusWidget()
    sheet.start().type("Twenty minutes").press("Esc")
    assert sheet.sheet.isHidden()
    assert QApplication.focusWidget() is before
    assert sheet.said == ["We kept what you typed."]
    sheet.start()
    assert sheet.sheet.form.said() == "", "a new sheet is for new words"
    assert sheet.sheet.kept.text() == "We kept what you typed: Twenty minutes"
    sheet.sheet.go_on.click()
    assert sheet.sheet.form.said() == "Twenty minutes"
    sheet.settled()
    assert not sheet.sheet.band.isVisible()
    assert sheet.kept() == ["Twenty minutes"]


def test_a_kill_without_a_word_of_goodbye(sheet: Sheet, shop: Shop) -> None:
    """What was typed is in the file after a pause, and the next start offers it with every choice."""
    sheet.start(CustomerId(1), "Omar Haddad").type("Twenty minutes").press("Tab", "Return")
    sheet.till.click(sheet.sheet.form.feeling.button("upset"))
    sheet.until(lambda: not sheet.sheet._dirty).settled()
    again = Sheet(sheet.till).start()
    assert again.sheet.band.isVisible()
    again.sheet.go_on.click()
    form = again.sheet.form
    assert (form.said(), form.whose.customer, form.feeling.value()) == ("Twenty minutes", 1, "upset")
    again.sheet.form.words_line.setFocus()
    again.press("Ctrl+Return").until(lambda: again.written)
    assert again.settled().kept() == []


def test_the_window_is_closed_in_the_middle_of_a_word(sheet: Sheet, shop: Shop) -> None:
    sheet.start().type("Twenty minu")
    till = sheet.till
    till.window.close()
    till.until(lambda: till.closed)
    assert [d.words["words"] for d in beside(lambda: shop.read(drafts.all_kept))] == ["Twenty minu"]


def test_the_notebook_is_closed_in_the_middle_of_a_word(sheet: Sheet, shop: Shop) -> None:
    sheet.start().type("Twenty minu")
    sheet.sheet.detach()
    sheet.settled()
    assert sheet.kept() == ["Twenty minu"]
    sheet.sheet.start()
    assert sheet.sheet.isHidden(), "there is nothing to write into"


def test_a_second_sheet_never_takes_the_words_of_the_first(sheet: Sheet) -> None:
    sheet.start().type("The first").press("Esc")
    sheet.start().type("The second").press("Ctrl+Return")
    sheet.until(lambda: sheet.written).settled()
    assert sheet.kept() == ["The first"]
    sheet.start().type("The third")
    sheet.sheet.go_on.click()
    assert sheet.sheet.form.said() == "The first"
    sheet.settled()
    assert sheet.sheet.kept.text() == "We kept what you typed: The third"
    assert sorted(sheet.kept()) == ["The first", "The third"]


def test_thrown_away_it_is_gone(sheet: Sheet) -> None:
    sheet.start().type("Twenty minutes").press("Esc")
    sheet.start()
    sheet.sheet.throw.click()
    assert sheet.settled().kept() == []
    assert not sheet.sheet.band.isVisible()


def test_words_taken_out_again_leave_nothing_behind(sheet: Sheet) -> None:
    sheet.start().type("x")
    sheet.sheet.flush()
    assert sheet.settled().kept() == ["x"]
    sheet.press("Backspace", "Esc")
    assert sheet.settled().kept() == []
    assert sheet.said == []


def test_put_aside_while_it_is_being_written_it_is_neither_lost_nor_written_twice(sheet: Sheet) -> None:
    sheet.start().type("Too cold").press("Ctrl+Return", "Esc")
    sheet.sheet.start()
    sheet.type("And another")
    sheet.until(lambda: sheet.written).settled()
    assert sheet.sheet.form.said() == "And another"
    assert [line.words for line in sheet.inbox()] == ["Too cold"]
    sheet.sheet.flush()
    assert sheet.settled().kept() == ["And another"]


def test_what_the_notebook_refuses_stays_and_is_said(sheet: Sheet, shop: Shop) -> None:
    sheet.start(CustomerId(1), "Omar Haddad").type("Too cold").press("Tab", "Return")
    sheet.sheet.form.whose.show_person(CustomerId(99), "Nobody")
    sheet.press("Ctrl+Return").until(sheet.sheet.refusal.isVisible)
    assert sheet.sheet.form.said() == "Too cold"
    assert sheet.inbox() == []
    sheet.press("Esc").settled()
    assert sheet.kept() == ["Too cold"]


# Over any page


def test_it_stays_over_the_next_page(sheet: Sheet) -> None:
    sheet.start().type("Too cold").press("Ctrl+3")
    assert sheet.till.window.current.name == "today"
    assert sheet.sheet.isVisible()
    sheet.sheet.start()
    assert sheet.sheet.form.words_line.hasFocus()
    assert sheet.sheet.form.said() == "Too cold"


def test_keys_of_the_card_below_rest_meanwhile(sheet: Sheet, shop: Shop) -> None:
    regular = beside(lambda: shop.customer("Ngozi").usual("Tea"))
    card = Card(sheet.till, regular)
    sheet.start(regular.id, "Ngozi")
    sheet.sheet.form.kind.button("praise").setFocus()
    sheet.press("N", "T", "F", "Return")
    assert card.body.history.made("note") is None
    assert card.body.history.made("touchpoint") is None
    assert sheet.sheet.form.kind.value() == "praise"
    sheet.press("Ctrl+Return")
    assert sheet.sheet.form.words_cell.sentence()
    assert card.settled().visits() == 0, "Ctrl+Enter is the sheet's"
    sheet.press("Esc")
    assert sheet.sheet.isHidden()
    assert sheet.till.window.current.name == "card"


def test_a_digit_ticks_no_variation_of_the_card_below(sheet: Sheet, shop: Shop) -> None:
    regular = beside(
        lambda: (
            shop.customer("Ngozi").usual("Tea").variation(rule="asked", value="Hot days", effect="change", thing="iced")
        )
    )
    card = Card(sheet.till, regular)
    chip = card.body.usual.lines[0].chips()[0]
    sheet.start(regular.id, "Ngozi")
    sheet.sheet.form.kind.button("praise").setFocus()
    sheet.press("1").until(lambda: not sheet.till.window.scans._held)
    assert not chip.isChecked()
    sheet.press("Esc")
    card.press("1").until(chip.isChecked)


def test_tab_goes_round_in_it(sheet: Sheet) -> None:
    sheet.start()
    seen = []
    for _n in range(60):
        sheet.press("Tab")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.sheet.isAncestorOf(focus)
        seen.append(focus)
    for part in (sheet.sheet.go, sheet.sheet.form.about, sheet.sheet.form.words_line, sheet.sheet.form.whose.line):
        assert part in seen
    sheet.sheet.form.words_line.setFocus()
    sheet.press("Shift+Tab")
    assert QApplication.focusWidget() is sheet.sheet.cross


@pytest.mark.parametrize(("width", "height", "scale"), [(1024, 700, 1.0), (1024, 700, 2.0), (640, 480, 1.0)])
def test_it_fits_into_a_small_window(sheet: Sheet, width: int, height: int, scale: float) -> None:
    sheet.till.theme.apply(Look(scale=scale))
    sheet.till.frame.resize(width, height)
    sheet.start().type("Twenty minutes for one flat white, and nobody said a word.")
    made = sheet.sheet

    def inside() -> bool:
        spots = [part.rect().translated(part.mapTo(sheet.till.frame, part.rect().topLeft()))
                 for part in (made.cross, made.go, made.close_button)]  # fmt: skip
        return all(sheet.till.frame.rect().contains(spot) for spot in spots)

    sheet.until(inside)
    assert made.form.words_line.mapTo(made, made.form.words_line.rect().topLeft()).y() > 0
    bar = made.area.horizontalScrollBar()
    assert bar.maximum() == 0, "nothing is cut off at the side"
    for _n in range(40):
        sheet.press("Tab")
        focus = QApplication.focusWidget()
        assert focus is not None
        if made.area.isAncestorOf(focus):
            top = focus.mapTo(made.area.viewport(), focus.rect().topLeft()).y()
            assert -1 <= top < made.area.viewport().height(), focus


def test_a_card_that_is_scanned_into_the_name_is_that_customer(sheet: Sheet, shop: Shop) -> None:
    beside(lambda: shop.customer("Aoi Tanaka", card="20000017"))
    sheet.start().type("Lovely").press("Tab").type("20000017")
    sheet.until(lambda: len(sheet.sheet.form.whose.people) == 1)
    sheet.press("Return", "Ctrl+Return").until(lambda: sheet.written)
    assert [line.name for line in sheet.inbox()] == ["Aoi Tanaka"]
