"""Cards painted: each on pages of its own, alerts in brick."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from relnotebook.exchange import paper_cards
from relnotebook.exchange.printed import CardOnPaper, Section
from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("theme")


def card(**other: object) -> CardOnPaper:
    values = {
        "name": "Ngozi Okafor", "below": "she/her", "alerts": (("Nut allergy", "Clean jug and tongs."),),
        "sections": (Section("The usual", ("Oat flat white, extra hot",)), Section("Notes", ("One", "Two"))),
    }  # fmt: skip
    return CardOnPaper(**{**values, **other})  # type: ignore[arg-type]


def pages(*cards: CardOnPaper, region: str = "GB") -> int:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    count = paper_cards.cards(writer, cards, shop="Tern & Thistle", region=region)
    del writer
    written = buffer.data().data()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == max(count, 1)
    return count


def test_each_card_has_a_page_of_its_own(theme: Theme) -> None:
    assert pages(card(), card(name="Omar Haddad", alerts=(), sections=())) == 2


def test_a_long_card_goes_on_over_the_page_with_its_name(theme: Theme) -> None:
    long = card(sections=(Section("Notes", tuple(f"Note {n}. " + "Words " * 60 for n in range(40))),))
    assert 3 < pages(long) < 20


def test_one_note_longer_than_a_page_is_not_cut(theme: Theme) -> None:
    assert pages(card(sections=(Section("Notes", ("word " * 3900,)),))) > 2


def test_strange_words_do_no_harm(theme: Theme) -> None:
    odd = card(name="<b>x</b>\n\u202e" * 20, below="\x00", alerts=(("", ""),), sections=(Section("", ("",)),))
    assert pages(odd, region="US") >= 1
