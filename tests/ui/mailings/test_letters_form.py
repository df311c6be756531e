"""Letters and drafts: which message, own words that are never lost, and the letter as it will be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import StaffId
from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange import outgoing
from relnotebook.notebook import staff
from relnotebook.ui.mailings.letters_form import LettersForm
from relnotebook.widgets.theme import Theme

from ...builders import Shop
from .forms import Asking


class Hands(Asking):
    """Somebody at the form."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, form: str = "letters") -> None:
        super().__init__(qtbot, bridge)
        self.form = LettersForm()
        qtbot.addWidget(self.form)
        self.form.resize(600, 600)
        self.form.attach(bridge)
        self.form.show_format(form)
        self.form.show_leaving(self.read(outgoing.plan, form))
        self.until(lambda: self.form.words.toPlainText() and self.form.preview.who.text())

    def says(self, words: str) -> None:
        self.until(lambda: words in self.form.preview.words.text())

    def write(self, words: str) -> None:
        self.form.words.setPlainText(words)

    def choose(self, kind: str) -> None:
        self.form.kind.set_value(kind)
        self.form.kind.picked.emit(kind)


@pytest.fixture
def mara(shop: Shop) -> StaffId:
    for name in ("Ana Silva", "Tom Silva"):
        who = shop.customer(name, email=f"{name[:3].lower()}@x.example")
        who.reach("post", "1 Mill Lane\nBath BA1 2AB").consents("post").consents("email")
    shop.customer("Omar Haddad").reach("post", "2 Mill Lane\nBath").consents("post")
    return StaffId(shop.do(staff.set_colleague, "Mara Holm"))


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, mara: StaffId, bridge: Bridge) -> Hands:
    bridge.staff = mara
    return Hands(qtbot, bridge)


def test_a_letter_is_begun_and_seen_as_it_will_be(hands: Hands) -> None:
    hands.says("Hello Ana and Tom,")
    assert "Mara, Tern & Thistle" in hands.form.preview.words.text()
    assert hands.form.preview.address.text() == "Ana & Tom Silva\n1 Mill Lane\nBath BA1 2AB"
    assert hands.form.preview.who.text() == "1 of 2"
    hands.form.preview.next.click()
    hands.says("Hello Omar,")
    hands.form.preview.next.click()
    hands.says("Hello Ana and Tom,")


def test_a_field_is_put_where_the_cursor_is(hands: Hands) -> None:
    hands.write("Dear ")
    hands.form.words.moveCursor(hands.form.words.textCursor().MoveOperation.End)
    chip = next(
        one for one in hands.form.findChildren(type(hands.form._chips.itemAt(0).widget())) if "{name}" in one.text()
    )
    chip.click()
    assert hands.form.words.toPlainText() == "Dear {name}"
    hands.says("Dear Ana Silva")


def test_a_field_that_nobody_knows_is_said_and_nothing_is_written(hands: Hands) -> None:
    hands.write("Dear {nick}")
    hands.until(lambda: "nick" in hands.form.cell.sentence())
    with pytest.raises(Refusal, match="unknown-field-in-message"):
        hands.form.maker()
    hands.write("Dear {name}")
    hands.until(lambda: not hands.form.cell.sentence())


def test_an_empty_letter_is_no_letter(hands: Hands) -> None:
    hands.write("")
    hands.until(lambda: hands.form.preview.who.text() == "Write it, and see it here.")
    assert hands.form.cell.sentence() == ""
    with pytest.raises(Refusal, match="empty-value"):
        hands.form.maker()
    assert "Write the letter first" in hands.form.cell.sentence()


def test_a_greeting_and_regards_alone_are_no_letter(hands: Hands) -> None:
    with pytest.raises(Refusal, match="empty-value"):
        hands.form.maker()
    assert "Write the letter first" in hands.form.cell.sentence()
    hands.choose("birthday")
    assert callable(hands.form.maker())


def test_birthday_wishes_are_for_one_of_a_household(hands: Hands) -> None:
    hands.choose("birthday")
    hands.says("Happy birthday, Ana")
    assert hands.form.preview.address.text().startswith("Ana Silva\n")
    assert hands.form.note.text().startswith("1 person shares a household")
    assert hands.form._own.isHidden()
    before = hands.form.preview.words.text()
    hands.form.turn.click()
    hands.until(lambda: hands.form.preview.words.text() != before)


def test_what_is_typed_is_there_after_a_crash(hands: Hands, qtbot: QtBot, bridge: Bridge) -> None:
    hands.write("We open at seven, {call_me}.")
    hands.form.subject.setText("Winter")
    hands.form.subject.textEdited.emit("Winter")
    hands.form.words.flush()
    hands.until(lambda: not bridge.pending)
    again = Hands(qtbot, bridge)
    again.until(lambda: again.form.subject.text() == "Winter")
    again.says("We open at seven, Ana and Tom.")


def test_letters_are_printed_as_they_are_seen(hands: Hands, tmp_path: Path) -> None:
    hands.write("We are open on Sunday. {me}")
    hands.says("Mara")
    made = hands.saved("letters", tmp_path / "l.pdf", hands.form.maker())
    assert (made.people, made.pieces) == (3, 2)


@pytest.mark.usefixtures("hands")
def test_drafts_are_written_instead(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    drafts = Hands(qtbot, bridge, "drafts")
    drafts.until(lambda: drafts.form.preview.address.text() == "ana@x.example")
    assert drafts.form.window_.isHidden()
    drafts.write("Hello {call_me}, we are open on Sunday. {me}")
    drafts.says("Hello Ana, we")
    drafts.saved("drafts", tmp_path / "d.zip", drafts.form.maker())
    with zipfile.ZipFile(tmp_path / "d.zip") as book:
        assert sorted(book.namelist()) == ["Ana Silva.eml", "Tom Silva.eml"]
        assert b"Mara" in book.read("Ana Silva.eml")


def test_nobody_to_write_to(qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.until(lambda: hands.form.preview.who.text() == "Nobody is written to yet.")
    assert hands.form.preview.next.isHidden()
