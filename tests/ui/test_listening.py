"""Feedback from anywhere in the window, with real keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from relnotebook.notebook import feedback, inbox

from ..builders import Shop
from ..hands import Program, StartProgram

WAIT = "Twenty minutes for one flat white."


@pytest.fixture
def cafe(notebook_file: Path) -> Path:
    shop = Shop(notebook_file)
    shop.customer("Omar Haddad").usual("flat white")
    shop.do(feedback.add, "Where did the poppy-seed rolls go?", kind="question")
    shop.close()
    return notebook_file


def heard(program: Program) -> list[tuple[str, str]]:
    return [(line.name, line.words) for line in program.reads(inbox.inbox).lines]


def on_sheet(program: Program) -> Program:
    """The sheet is up."""

    def there() -> bool:
        sheet = program.window.listening.sheet
        return sheet is not None and sheet.isVisible()

    return program.until(there)


def test_words_are_written_down_over_any_page(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800)
    till.press("Ctrl+3").page("today").press("Ctrl+Shift+F")
    on_sheet(till).type(WAIT).press("Ctrl+Return")
    till.until(lambda: (len(heard(till)), till.window.current.name) == (2, "today"))
    assert heard(till)[0][1] == WAIT


def test_on_a_card_it_is_the_form_of_the_card_and_never_two(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800).finds("om", "Omar Haddad").press("Return").page("card")
    till.press("F").type(WAIT).press("Ctrl+Shift+F")
    sheet = till.window.listening.sheet
    assert sheet is None or not sheet.isVisible()
    till.press("Ctrl+Return")
    till.until(lambda: len(heard(till)) == 2)
    assert heard(till)[0] == ("Omar Haddad", WAIT)


def test_escape_puts_the_sheet_aside_before_it_leaves_the_page(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800)
    till.press("Ctrl+3").page("today").press("Ctrl+Shift+F")
    on_sheet(till).type(WAIT).press("Escape")
    till.until(lambda: not till.window.listening.sheet.isVisible()).page("today")  # type: ignore[union-attr]
    till.close()
    again = start().in_the_shop(1280, 800).press("Ctrl+Shift+F")
    on_sheet(again).shows(WAIT)


def test_another_page_puts_the_sheet_aside_and_takes_the_keyboard(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800)
    till.press("Ctrl+3").page("today").press("Ctrl+Shift+F")
    on_sheet(till).type(WAIT).press("Ctrl+1").page("counter")
    sheet = till.window.listening.sheet
    assert sheet is not None
    assert not sheet.isVisible()
    till.toasts("We kept what you typed.")
    focus = till.window.frame.focusWidget()
    assert focus is not None
    assert till.window.current.isAncestorOf(focus)
    till.press("Ctrl+Shift+F")
    on_sheet(till).shows(WAIT)


def test_half_typed_words_are_spoken_of_when_the_shop_opens_again(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800).press("Ctrl+Shift+F")
    on_sheet(till).type(WAIT).close()
    again = start().in_the_shop(1280, 800).toasts("We kept what you typed: Ctrl+Shift+F")
    again.press("Ctrl+Shift+F")
    on_sheet(again).click("Go on with it").press("Ctrl+Return").until(lambda: len(heard(again)) == 2)
    again.close()
    last = start().in_the_shop(1280, 800)
    last.finds("om", "Omar Haddad").press("Return").page("card")
    assert "We kept" not in last.window.shell.toast.text()


def test_closing_the_window_keeps_what_is_half_typed(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800).press("Ctrl+Shift+F")
    on_sheet(till).type(WAIT).close()
    again = start().in_the_shop(1280, 800).press("Ctrl+Shift+F")
    on_sheet(again).shows(WAIT)


def test_the_cover_counts_what_is_new(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800)
    till.until(lambda: till.window.shell.rail.tabs["feedback"].count == 1)
    till.press("Ctrl+4").page("feedback").shows("Where did the poppy-seed rolls go?")


def test_the_board_remembers_whose_card_was_open(start: StartProgram, cafe: Path) -> None:
    till = start(cafe).in_the_shop(1280, 800).finds("om", "Omar Haddad").press("Return").page("card")
    till.press("Ctrl+4").page("feedback")
    assert till.window.current._customer[1] == "Omar Haddad"  # type: ignore[attr-defined]
