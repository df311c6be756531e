"""The first minute with the program: from nothing at all to the first regular, in every way the first page offers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from relnotebook import app
from relnotebook.base import settings as tills
from relnotebook.notebook import customers
from relnotebook.notebook import shop as shops
from relnotebook.ui.unlock import UnlockPage
from relnotebook.ui.welcome import WelcomePage

from ..builders import Shop
from ..hands import Program, StartProgram

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = "four plain words"

TWO_PEOPLE = """BEGIN:VCARD
VERSION:3.0
N:Okafor;Ngozi;;;
FN:Ngozi Okafor
TEL;TYPE=cell:0151 496 0183
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:田中 葵
EMAIL:aoi@example.org
END:VCARD
"""


def first_page(till: Program) -> Program:
    till.until(lambda: isinstance(till.first_page, WelcomePage))
    assert till.app.bridge is None
    return till.shows("A fresh notebook.").shows("No account, no cloud, no tracking")


def choose_file(till: Program, path: Path) -> None:
    """Answer the dialog that asks for a file; the window has the keyboard again."""
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.accept()
    till.app.frame.activateWindow()
    till.until(till.app.frame.isActiveWindow)


def notebooks() -> list[str]:
    return sorted(path.name for path in tills.notebooks().glob("*") if path.is_file() and "-" not in path.name)


def test_a_name_and_enter_are_enough(start: StartProgram) -> None:
    till = first_page(start())
    till.press("Return").shows("A name is enough to begin. You can change it later.")
    till.type("Tern & Thistle").press("Return")
    till.in_the_shop().shows("A fresh notebook. Who comes in first?")
    assert till.app.frame.windowTitle() == "Tern & Thistle - RelNotebook"
    till.type("Ngozi").offers_to_add("Ngozi").hides("Who comes in first?")
    till.press("Return").toasts("Ngozi is in the notebook.").close()
    till = start()
    till.in_the_shop().finds("ng", "Ngozi")
    assert notebooks() == ["Tern & Thistle.relnotebook"]


def test_a_locked_notebook_opens_to_the_right_words_only(start: StartProgram) -> None:
    till = first_page(start())
    page = till.first_page
    till.type("Tern & Thistle")
    page.lock.click()
    till.into(page.passphrase).type("short").press("Return").shows("That is short.")
    till.into(page.passphrase).press("Ctrl+A").type(WORDS).into(page.again).type("four plain word").press("Return")
    till.shows("The two are not the same.")
    till.into(page.again).type("s").press("Return")
    till.in_the_shop().type("Ngozi Okafor").offers_to_add("Ngozi Okafor")
    till.press("Return").toasts("Ngozi is in the notebook.")
    path = till.store.path
    till.close()
    assert not path.read_bytes().startswith(b"SQLite format 3"), "every page is encrypted, the first one too"
    assert b"Ngozi" not in path.read_bytes()

    till = start()
    till.until(lambda: isinstance(till.first_page, UnlockPage)).shows("This notebook is locked")
    asked = till.first_page
    till.type("four plane words").press("Return").until(lambda: asked.field.sentence() != "")
    assert till.app.bridge is None
    assert asked.passphrase.text() == "four plane words", "one letter is quicker corrected than all typed again"
    till.press("Ctrl+A").type(WORDS).press("Return")
    till.in_the_shop().type("ng").shows("Ngozi Okafor")


def test_the_demo_shop_is_looked_at_and_left(start: StartProgram) -> None:
    till = first_page(start())
    till.press("Alt+3").click("Open the demo shop")
    till.in_the_shop().shows("Demo shop").shows("Usually in about now")
    assert till.reads(shops.customers) >= 40
    till.type("Wanjiru 0712 334 908").shows("0712 334 908").offers_to_add("Wanjiru")
    till.press("Return").toasts("Wanjiru is in the notebook.")
    assert app.demo_path().exists()
    till.click("Start my own")
    first_page(till)
    assert notebooks() == [], "the demo shop is wiped, with everything beside it"
    till.type("Tern & Thistle").press("Return")
    till.in_the_shop().shows("A fresh notebook. Who comes in first?")
    assert not till.window.shell.status.demo.isVisible()


def test_people_come_in_from_an_address_book(start: StartProgram, tmp_path: Path) -> None:
    people = tmp_path / "address book.vcf"
    people.write_text(TWO_PEOPLE, "utf-8")
    till = first_page(start())
    till.type("Tern & Thistle").press("Alt+2")
    choose_file(till, people)
    till.shows("From address book.vcf").click("Open my notebook")
    till.in_the_shop().page("importing").shows("An address book with 2 people.").press("Return")
    till.shows("Everybody gets a card of their own.").settles().press("Ctrl+Return").shows("Welcome, 2 new names")
    till.press("Ctrl+1").page("counter").finds("0183", "Ngozi Okafor").press("Escape")
    till.finds("葵", "田中 葵").press("Return").page("card")
    till.shows("aoi@example.org")


def test_what_is_no_address_book_is_said_and_leaves_nothing(start: StartProgram, tmp_path: Path) -> None:
    people = tmp_path / "holiday.vcf"
    people.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    till = first_page(start())
    till.type("Tern & Thistle").press("Alt+2")
    choose_file(till, people)
    till.shows("From holiday.vcf").click("Open my notebook")
    till.shows("holiday.vcf is a picture. Choose an address book, a table or a spreadsheet.")
    assert till.first_page.shop.text() == "Tern & Thistle"
    assert notebooks() == []
    till.press("Alt+1").click("Open my notebook")
    till.in_the_shop()


def test_a_notebook_that_is_there_already_is_opened(start: StartProgram, notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    shop.customer("Ngozi Okafor")
    shop.close()
    till = first_page(start())
    till.click("Open a notebook I have")
    choose_file(till, notebook_file)
    till.in_the_shop()
    assert [line.name for line in till.reads(customers.find, "ng").lines] == ["Ngozi Okafor"]
