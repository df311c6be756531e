"""Settings of putting things right and of the customer screen: saved as typed, refused beside the words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import recovery, screen
from relnotebook.ui.actions import Actions
from relnotebook.ui.settings_feedback import CustomerScreen, Recovery, after, money_words, read_money


@pytest.fixture
def shown(qtbot: Any, theme: Any, bridge: Bridge) -> Any:
    """Show a section over the notebook, read again after each write."""

    def show(section: Any) -> Any:
        qtbot.addWidget(section)
        section.resize(880, 600)
        section.show()
        section.attach(bridge)
        bridge.changed.connect(lambda _changes: section.reload())
        qtbot.waitUntil(lambda: bridge.pending == 0)
        return section

    return show


@pytest.fixture
def screen_section(qtbot: Any, shown: Any) -> CustomerScreen:
    window = QMainWindow()
    qtbot.addWidget(window)
    made: CustomerScreen = shown(CustomerScreen(Actions(window)))
    qtbot.waitUntil(lambda: bool(made.languages.chosen()))
    return made


def answer(qtbot: Any, bridge: Bridge, read: Any) -> Any:
    found: list[Any] = []
    bridge.read(read).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("", None), ("5", 500), ("5.00", 500), ("5,5", 550), ("€ 3.20", 320), ("0", 0), ("1 250", 125000)],
)
def test_money_is_read_as_people_write_it(typed: str, hundredths: int | None) -> None:
    assert read_money(typed) == hundredths


@pytest.mark.parametrize("typed", ["a flat white", "-5", "1.234", "5..0"])
def test_what_is_no_money_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(typed)):
        read_money(typed)


def test_money_is_written_with_two_decimals() -> None:
    assert [money_words(n) for n in (None, 0, 5, 1250)] == ["", "0.00", "0.05", "12.50"]


def test_the_limit_saves_itself(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(Recovery())
    before = answer(qtbot, bridge, recovery.limits)
    assert before.limit is None
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(section.limit, "7,50")
    after_it = answer(qtbot, bridge, recovery.limits)
    assert (after_it.limit, after_it.offers) == (750, before.offers)


def test_what_is_typed_before_the_limits_are_read_is_saved_too(qtbot: Any, theme: Any, bridge: Bridge) -> None:
    section = Recovery()
    qtbot.addWidget(section)
    section.show()
    qtbot.keyClicks(section.limit, "4")
    section.limit.flush()
    with qtbot.waitSignal(bridge.changed):
        section.attach(bridge)
    assert answer(qtbot, bridge, recovery.limits).limit == 400


def test_an_unreadable_limit_stays_and_is_told(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(Recovery())
    qtbot.keyClicks(section.limit, "a bun")
    section.limit.flush()
    assert section.limit.property("invalid") is True
    section.reload()
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert section.limit.text() == "a bun"
    assert answer(qtbot, bridge, recovery.limits).limit is None


def test_offers_are_one_a_line_and_typing_goes_on_after_their_saving(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(Recovery())
    qtbot.waitUntil(lambda: bool(section.offers.toPlainText()))
    section.offers.setFocus()
    qtbot.keyClick(section.offers, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(section.offers, "A bun")
        qtbot.keyClick(section.offers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert section.offers.toPlainText() == "A bun\n"  # the line begun is still there
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(section.offers, "The next one")
    assert answer(qtbot, bridge, recovery.limits).offers == ("A bun", "The next one")


def test_languages_are_added_and_taken_away(qtbot: Any, bridge: Bridge, screen_section: CustomerScreen) -> None:
    for code, wanted in (("de", ("en", "de")), ("uk", ("en", "de", "uk")), ("en", ("de", "uk"))):
        with qtbot.waitSignal(bridge.changed):
            screen_section.languages.chip(code).click()
        qtbot.waitUntil(lambda wanted=wanted: screen_section.languages.chosen() == wanted)
    assert answer(qtbot, bridge, screen.setting).languages == ("de", "uk")
    assert screen_section.languages.chip("de").text() == "Deutsch, first"


def test_the_last_language_stays(qtbot: Any, bridge: Bridge, screen_section: CustomerScreen) -> None:
    screen_section.languages.chip("en").click()
    assert screen_section.refusal.text() == "The screen needs one language. Choose another one first."
    assert screen_section.languages.chip("en").isChecked()
    assert answer(qtbot, bridge, screen.setting).languages == ("en",)


def test_a_language_is_spoken_by_its_name_here(screen_section: CustomerScreen) -> None:
    chip = screen_section.languages.chip("uk")
    assert (chip.text(), chip.accessibleName(), chip.isChecked()) == ("Українська", "Ukrainian", False)


def test_reasons_and_ideas_are_chosen(qtbot: Any, bridge: Bridge, screen_section: CustomerScreen) -> None:
    first = screen_section.reasons.chosen()[0]
    with qtbot.waitSignal(bridge.changed):
        screen_section.reasons.chip(first).click()
    with qtbot.waitSignal(bridge.changed):
        screen_section.ideas.click()
    kept = answer(qtbot, bridge, screen.setting)
    assert first not in kept.reasons
    assert kept.asks_idea is False


def test_after_a_touch_there_is_one_more_or_one_fewer() -> None:
    assert after(("en", "de"), "uk") == ("en", "de", "uk")
    assert after(("en", "de"), "en") == ("de",)
