"""Letters on paper: one page each, the address where the envelope's window is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPdfWriter

from relnotebook.base.problems import Refusal, StoreTrouble
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import outgoing, paper_letters
from relnotebook.exchange.correspondence import Letter, Sender, Text
from relnotebook.exchange.paper_letters import WINDOWS
from relnotebook.notebook import exports
from relnotebook.notebook.addressing import Envelope
from relnotebook.notebook.messages import Message
from tests.builders import Shop

from .conftest import outcome
from .measuring import Picture
from .test_paper import A4, LETTER, Pdf

SILVA = ("Ana & Tom Silva", "14 Harbour Street", "Bath BA1 2AB")
LONG = (*("The Worshipful Association of the Friends of the Old Harbour" for _n in range(8)), "Bath BA1 2AB")


@pytest.fixture(autouse=True)
def _fonts(theme: Any) -> None:
    """Fonts need an application."""


def letter(lines: Sequence[str] = SILVA, text: str = "Hello Ana,\n\nwe open at seven.", subject: str = "") -> Letter:
    envelope = Envelope(CustomerId(1), (CustomerId(1),), lines[0], tuple(lines), ("Ana",))
    return Letter(envelope, Message(text, subject, 0, 1, "en"))


def sender(region: str = "GB") -> Sender:
    return Sender("Tern & Thistle", "12 Harbour Street, Bath", "hello@tern.example", region, "20 November 2026")


@pytest.fixture
def printed(tmp_path: Path) -> Any:
    """Print letters into a file; the file."""

    def one(*letters: Letter, region: str = "GB", window: str = "") -> Path:
        path = tmp_path / "letters.pdf"
        device = QPdfWriter(str(path))
        assert paper_letters.paint(device, letters, sender(region), window) == len(letters)
        del device
        return path

    return one


@pytest.mark.parametrize("lines", [SILVA, LONG])
@pytest.mark.parametrize(("region", "window"), [("GB", "left"), ("DE", "din"), ("FR", "right"), ("US", "ten")])
def test_the_address_stands_in_the_window(printed: Any, region: str, window: str, lines: Sequence[str]) -> None:
    page, place = Picture(printed(letter(lines), region=region)), WINDOWS[window]
    assert paper_letters.window_of(region) == window
    begin = place.sender or place.top
    around = (place.left - 15, begin - 6, place.width + 20, place.top + place.height + 8 - begin)
    found = page.ink(*around)
    assert found is not None
    assert found.left >= place.left - 0.2
    assert found.top >= begin - 0.2
    assert found.right <= place.left + place.width + 0.2
    assert found.bottom <= place.top + place.height + 0.2


def test_the_page_is_that_of_the_country(printed: Any) -> None:
    assert Pdf(printed(letter())).sizes == [A4]
    assert Pdf(printed(letter(), region="US")).sizes == [LETTER]


def test_each_letter_has_a_page_with_all_its_words(printed: Any) -> None:
    path = printed(letter(subject="Winter hours"), letter(("Omar Haddad", "2 Mill Lane"), "Good day, Omar."))
    pdf = Pdf(path)
    assert pdf.count == 2
    for words in ("Tern&Thistle", "20November2026", "Winterhours", "HelloAna,weopenatseven.".replace("A", "")):
        assert words in pdf.words()
    assert "Goodday,Omar." in pdf.words(1)
    assert "Winterhours" not in pdf.words(1)


def test_a_long_letter_is_set_smaller_and_stays_on_its_page(printed: Any) -> None:
    page = Picture(printed(letter(text="We would like to see you again. " * 150)))
    assert page.pages == 1
    found = page.ink(0, 100, 210, 197)
    assert found is not None
    assert found.bottom <= 297 - paper_letters.FOOT + 0.5


def test_a_shop_with_a_long_address_keeps_it_in_the_window(tmp_path: Path) -> None:
    device = QPdfWriter(str(tmp_path / "l.pdf"))
    long = Sender("Tern & Thistle", "The Old Customs House and Bonded Warehouse, 1 Quay Street, Bath", "", "GB", "")
    paper_letters.paint(device, [letter()], long)
    del device
    place = WINDOWS["left"]
    found = Picture(tmp_path / "l.pdf").ink(0, place.sender, 210, 3)
    assert found is not None
    assert found.right <= place.left + place.width + 0.2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="not-printed"):
        paper_letters.paint(QPdfWriter(str(tmp_path / "no" / "l.pdf")), [letter()], sender())


def test_every_window_has_a_name() -> None:
    assert set(paper_letters.titles()) == set(WINDOWS)


# As an export


def test_letters_leave_the_shop_noted(shop: Shop, tmp_path: Path) -> None:
    one = shop.customer("Ana Silva").reach("post", "1 Mill Lane\nBath BA1 2AB").consents("post")
    two = shop.customer("Tom Silva").reach("post", "1 Mill Lane\nBath BA1 2AB").consents("post")
    shop.customer("Not Asked").reach("post", "2 Mill Lane\nBath")
    make = paper_letters.maker(Text(words="Hello {call_me}, we open at seven."))
    file = tmp_path / "letters.pdf"
    made = outcome(outgoing.save(shop.store, shop.read(outgoing.plan, "letters"), file, maker=make))
    assert (made.people, made.pieces, Pdf(file).count) == (2, 1, 1)
    assert shop.read(exports.people_of, made.export) == (one.id, two.id)
    make = paper_letters.maker(Text("birthday"))
    made = outcome(outgoing.save(shop.store, shop.read(outgoing.plan, "letters"), file, maker=make))
    assert shop.read(exports.people_of, made.export) == (one.id,)


def test_many_letters_say_how_far_they_are(shop: Shop, tmp_path: Path) -> None:
    for number in range(25):
        shop.customer(f"P{number}").reach("post", f"{number} Mill Lane\nBath").consents("post")
    make = paper_letters.maker(Text(words="Hello"))
    leaving = shop.read(outgoing.plan, "letters")
    steps = list(outgoing.save(shop.store, leaving, tmp_path / "l.pdf", maker=make))
    assert [(one.done, one.total) for one in steps] == [(0, 25), (20, 25)]
    assert Pdf(tmp_path / "l.pdf").count == 25


def test_a_letter_without_words_is_none() -> None:
    with pytest.raises(Refusal, match="empty-value"):
        paper_letters.maker(Text())
