"""The small forms of the card: kept while typing, sent once, refused beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from relnotebook.notebook import drafts
from relnotebook.ui.card_composer import get_words, set_words
from relnotebook.ui.card_picks import Picks
from relnotebook.widgets.parts import Choice
from relnotebook.widgets.theme import Look

from ..builders import Shop
from .cards import Card, card_of
from .conftest import Till, beside

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

    from .cards import OpenTill


def places(shop: Shop) -> list[str]:
    return [draft.place for draft in beside(lambda: shop.read(drafts.all_kept))]


def test_words_are_kept_after_a_pause_and_forgotten_when_sent(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.press("N").type("Half")
    note = card.body.history.note
    card.until(lambda: not note._dirty).settled()
    assert places(shop) == [f"card/{regular.id}/note"]
    card.press("Ctrl+Return").until(lambda: len(card.history()) == 1)
    assert places(card.settled().shop) == []


def test_closing_keeps_and_opening_brings_back(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("N").type("Half").press("Esc")
    note = card.body.history.note
    assert not note.words_line.isVisible()
    card.press("N")
    assert note.words_line.toPlainText() == "Half"
    assert note.kept.isVisible()


def test_words_go_to_the_customer_they_were_written_for(open_till: OpenTill, shop: Shop) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.press("N").type("About Ngozi")
    Card(card.till, other)
    assert places(card.settled().shop) == [f"card/{regular.id}/note"]
    card.press("N")
    assert card.body.history.note.words_line.toPlainText() == ""


def test_a_choice_alone_is_nothing_worth_keeping(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("T")
    card.click(card.body.history.touchpoint.channel.button("phone"))
    card.press("Esc")
    assert places(card.settled().shop) == []


def test_pressed_twice_it_is_written_once(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("N").type("Once").press("Ctrl+Return", "Ctrl+Return")
    card.until(lambda: len(card.history()) == 1)
    assert len(card.settled().history()) == 1
    assert card.visits() == 0, "the page's main button was not meant"


def test_ctrl_enter_on_a_choice_sends_the_form_and_logs_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    card.press("T").type("Rang us")
    form = card.body.history.touchpoint
    form.feeling.button("happy").setFocus()
    card.press("Space", "Ctrl+Return").until(lambda: card.history() == ["Fri 20 | Rang us Happy | In person"])
    assert card.settled().visits() == 0


def test_words_in_and_out_of_every_field(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("How", (("a", "A", ""), ("b", "B", "")))
    fields = (QLineEdit(), QPlainTextEdit(), picks, Choice([("a", "A"), ("b", "B")]))
    for field in fields:
        qtbot.addWidget(field)
        set_words(field, "b")
        assert get_words(field) == "b"


def test_put_aside_it_stays_one_line_until_asked(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    card.press("N").type("Half").press("Esc")
    note = card.body.history.note
    assert (note.kept.text(), note.kept.isVisible()) == ("We kept what you typed: Half", True)
    card.press("Ctrl+Return").until(lambda: len(card.history()) == 1)
    assert not note.opened, "another act does not open it"
    assert note.kept.isVisible()
    card.click(note.go_on)
    assert note.words_line.hasFocus()
    assert note.words_line.toPlainText() == "Half"


def test_words_put_aside_are_thrown_away(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("T").type("Half").press("Esc")
    form = card.body.history.touchpoint
    card.click(form.throw)
    assert not form.isVisible()
    assert places(card.settled().shop) == []


def test_what_is_put_aside_stays_with_its_customer(open_till: OpenTill, shop: Shop) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi")
    card = card_of(open_till, regular)
    for key in ("N", "A", "P"):
        card.press(key).type("Half").press("Esc")
    forms = (card.body.history.note, card.body.alerts.composer, card.body.knows.composer)
    assert all(form.kept.isVisible() for form in forms)
    Card(card.till, other)
    assert not any(form.isVisible() for form in forms)
    Card(card.till, regular)
    assert all(form.kept.isVisible() and not form.opened for form in forms)


def test_kept_words_never_make_the_page_wider(closed_till: Till, open_till: OpenTill, shop: Shop) -> None:
    closed_till.theme.apply(Look(scale=2.0))
    card = card_of(open_till, shop.customer("Ngozi"))
    card.till.frame.resize(1024, 700)
    card.press("N").type("She asked for the rye with the caraway seeds").press("Esc").settled()
    note, area = card.body.history.note, card.body.main
    card.until(lambda: note.go_on.isVisible() and note.width() > 0)
    card.until(lambda: note.width() <= area.viewport().width())
