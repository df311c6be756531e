"""The first page: a name is enough; what is wrong stands beside its field and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.ui.welcome import Begin, WelcomePage


@pytest.fixture
def page(qtbot: Any, theme: Any) -> WelcomePage:
    welcome = WelcomePage()
    qtbot.addWidget(welcome)
    welcome.resize(1280, 800)
    welcome.show()
    return welcome


def begun(qtbot: Any, page: WelcomePage) -> Begin:
    """Press Enter in the shop's name; what begins."""
    with qtbot.waitSignal(page.begin) as signal:
        qtbot.keyClick(page.shop, Qt.Key.Key_Return)
    made: Begin = signal.args[0]
    return made


def test_a_name_and_enter_begin_an_empty_notebook(qtbot: Any, page: WelcomePage) -> None:
    qtbot.keyClicks(page.shop, "Tern & Thistle")
    assert begun(qtbot, page) == Begin("Tern & Thistle", "cafe", "empty")


def test_without_a_name_the_page_asks_for_one(qtbot: Any, page: WelcomePage) -> None:
    with qtbot.assertNotEmitted(page.begin):
        page.go.click()
    assert page.shop_field.sentence() == "A name is enough to begin. You can change it later."


def test_the_demo_shop_needs_no_name(qtbot: Any, page: WelcomePage) -> None:
    page.choices["demo"].click()
    assert page.go.text() == "Open the demo shop"
    with qtbot.waitSignal(page.begin) as signal:
        page.go.click()
    assert signal.args[0].how == "demo"


@pytest.mark.parametrize(("number", "how"), [(1, "empty"), (3, "demo")])
def test_alt_and_a_number_choose(qtbot: Any, page: WelcomePage, number: int, how: str) -> None:
    page.choices["demo" if how == "empty" else "empty"].setChecked(True)
    qtbot.keyClick(page.shop, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.how() == how)


def test_the_passphrase_is_off_until_it_is_wanted(qtbot: Any, page: WelcomePage) -> None:
    assert not page.passphrase.isVisible()
    page.lock.click()
    assert page.passphrase.isVisible()
    assert "cannot reset it" in page.lock_words.text()


def test_two_different_passphrases_are_noticed_and_kept(qtbot: Any, page: WelcomePage) -> None:
    qtbot.keyClicks(page.shop, "Tern & Thistle")
    page.lock.click()
    qtbot.keyClicks(page.passphrase, "four plain words here")
    qtbot.keyClicks(page.again, "four plain words there")
    with qtbot.assertNotEmitted(page.begin):
        page.go.click()
    assert "not the same" in page.lock_words.text()
    assert page.passphrase.text() == "four plain words here"
    page.again.clear()
    qtbot.keyClicks(page.again, "four plain words here")
    assert begun(qtbot, page).passphrase == "four plain words here"


def test_a_short_passphrase_is_not_taken(qtbot: Any, page: WelcomePage) -> None:
    qtbot.keyClicks(page.shop, "Tern & Thistle")
    page.lock.click()
    for line in (page.passphrase, page.again):
        qtbot.keyClicks(line, "1234")
    with qtbot.assertNotEmitted(page.begin):
        page.go.click()
    assert "short" in page.lock_words.text()


def test_people_are_brought_in_from_the_file_chosen(qtbot: Any, page: WelcomePage) -> None:
    qtbot.keyClicks(page.shop, "Tern & Thistle")
    page.bring_in(Path("address book.vcf"))
    assert page.choices["bring_in"].line() == "From address book.vcf"
    made = begun(qtbot, page)
    assert (made.how, made.path) == ("bring_in", Path("address book.vcf"))


def test_a_narrow_window_shows_the_form_and_not_the_cover(qtbot: Any, page: WelcomePage) -> None:
    page.resize(900, 700)
    qtbot.waitUntil(lambda: not page.cover.isVisible())
    page.resize(1280, 800)
    qtbot.waitUntil(lambda: page.cover.isVisible())
