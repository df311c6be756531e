"""Consent: who asked, when, how, in which words; and a new answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QPdfWriter

from relnotebook.base import clock as clocks
from relnotebook.notebook import contacts
from relnotebook.ui import today_post
from relnotebook.ui.card_consent import CHANNELS

from ..builders import Shop
from ..exchange.test_paper import Pdf
from .cards import Card, card_of

if TYPE_CHECKING:
    from relnotebook.ui.card_consent import ConsentPanel

    from .cards import OpenTill


def opened(open_till: OpenTill, shop: Shop, *, before: str = "") -> tuple[Card, ConsentPanel]:
    regular = shop.customer("Ngozi", email="ngozi@okafor.example")
    if before:
        with clocks.frozen(clocks.now() - timedelta(days=40)):
            regular.consents("email", before)
    card = card_of(open_till, regular)
    card.click(card.body.side.reach.contacts.shown[0].chips[0])
    return card, card.body.side.reach.consent


def test_a_yes_is_noted_with_its_words(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    assert panel.said.text() == "Nobody has asked yet."
    assert panel.form.asked.toPlainText().startswith("May we write to you by e-mail")
    card.click(panel.yes)
    chip = card.body.side.reach.contacts.shown[0].chips[0]
    card.until(lambda: chip.mark().words() == "Yes, Fri 20")
    newest = card.shop_read(contacts.consents, card.regular.id)[0]
    assert (newest.state, newest.how) == ("given", "counter")
    assert newest.wording.startswith("May we write to you by e-mail")
    assert not panel.isVisible()


def test_looking_at_the_ledger_notes_nothing_by_one_press_too_many(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop, before="given")
    assert panel.channels.button("email").hasFocus()
    panel.channels.button("text").setFocus()
    card.press("Space", "Space")
    assert (panel.channel, panel.channels.button("text").hasFocus()) == ("text", True)
    assert len(card.shop_read(contacts.consents, card.regular.id)) == len(CHANNELS)
    assert [one.state for one in card.shop_read(contacts.consents, card.regular.id)] == ["given", "", "", "", ""]


def test_what_was_typed_stays_from_one_channel_to_the_next(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    card.click(panel.channels.button("post"))
    assert panel.form.asked.toPlainText().startswith("May we write to you by post")
    panel.form.how.set_value("form")
    card.write(panel.form.asked, "Tick for our letter")
    card.click(panel.channels.button("phone"))
    assert (panel.form.how.value(), panel.form.asked.toPlainText()) == ("form", "Tick for our letter")
    card.click(panel.done)
    card.click(card.body.side.reach.ledger)
    assert panel.form.asked.toPlainText().startswith("May we write to you by e-mail")


def test_taken_back_is_not_the_same_as_refused(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop, before="given")
    assert panel.said.text() == "Said yes, 11 Oct, at the counter."
    assert not panel.wording.isVisible(), "nobody wrote down in which words"
    assert panel.no.text() == "They take it back"
    card.click(panel.no)
    card.until(lambda: card.shop_read(contacts.consents, card.regular.id)[0].state == "withdrawn")


def test_a_no_is_refused(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    assert panel.no.text() == "They say no"
    card.click(panel.no)
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "No e-mail")
    card.press("Ctrl+Z")
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "Not asked")


def words(panel: ConsentPanel) -> list[str]:
    """Every word of the ledger that is shown."""
    return [row.text() for row in panel.lines.shown]


def test_every_word_is_listed_with_who_and_how(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop, before="refused")
    card.click(panel.yes)
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "Yes, Fri 20")
    card.click(card.body.side.reach.contacts.shown[0].chips[0])
    card.until(lambda: len(words(panel)) == 2)
    asked = "“May we write to you by e-mail about what is new here? You can stop it at any time.”"
    assert words(panel) == [
        f"20 November 2026, 08:41 E-mail: said yes, at the counter. {asked}",
        "11 October 2026, 08:41 E-mail: said no, at the counter.",
    ]
    assert not panel.whole.isVisible()


def test_of_many_words_the_rest_is_asked_for(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi", email="ngozi@okafor.example")
    for channel in ("email", "text", "phone", "post", "chat", "email"):
        regular.consents(channel)
    card = card_of(open_till, regular)
    card.click(card.body.side.reach.ledger)
    panel = card.body.side.reach.consent
    card.until(lambda: panel.whole.isVisible())
    assert (len(words(panel)), panel.whole.text()) == (4, "2 words more")
    card.click(panel.whole)
    assert (len(words(panel)), panel.whole.isVisible()) == (6, False)


def test_on_a_form_the_words_are_other_ones(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    panel.form.how.set_value("form")
    panel.form.how.picked.emit("form")
    assert panel.form.asked.toPlainText() == ""
    card.write(panel.form.asked, "Tick for our letter")
    card.click(panel.yes)
    card.until(lambda: card.shop_read(contacts.consents, card.regular.id)[0].wording == "Tick for our letter")


def test_every_channel_is_a_press_away(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi", phone="0151 496 0183").consents("text"))
    card.click(card.body.side.reach.contacts.shown[0].chips[0])
    panel = card.body.side.reach.consent
    assert panel.title.text() == "What Ngozi agreed to"
    assert panel.channel == "text"
    card.click(panel.channels.button("phone"))
    assert panel.said.text() == "Nobody has asked yet."
    assert panel.form.asked.toPlainText().startswith("May we ring you")
    card.click(panel.no)
    card.until(lambda: card.shop_read(contacts.consents, card.regular.id)[2].state == "refused")
    assert card.shop_read(contacts.consents, card.regular.id)[1].state == "given"


def test_a_form_of_last_week_about_one_purpose(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import consent

    card, panel = opened(open_till, shop)
    card.until(lambda: panel.form.purpose.count() == 2)
    card.click(panel.form.more)
    panel.form.purpose.set_value("/")
    panel.form.purpose.picked.emit("/")
    card.write(panel.form.other, "tastings").write(panel.form.day, "13 November").write(panel.form.basis, "contract")
    assert "about tastings?" in panel.form.asked.toPlainText()
    card.click(panel.yes).until(lambda: not panel.isVisible())
    noted = card.shop_read(lambda s: consent.state(s, card.regular.id, "email", purpose="tastings"))
    assert (noted.state, noted.basis, f"{noted.when:%d %B}") == ("given", "contract", "13 November")
    card.click(card.body.side.reach.ledger)
    card.until(panel.purposes.isVisible)
    assert panel.purposes.text() == "For tastings: e-mail, said yes, Fri 13"
    assert "E-mail, for tastings: said yes, at the counter. Legal basis: contract." in words(panel)[0]


def test_a_day_to_come_is_refused_where_it_was_typed(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    card.click(panel.form.more)
    for typed in ("3 December 2026", "the day after"):
        card.write(panel.form.day, typed).click(panel.yes)
        card.until(lambda: panel.form.refusal())
        assert panel.isVisible()
        assert panel.form.day.text() == typed
        card.write(panel.form.day, "t")
        assert not panel.form.refusal()


def test_an_address_somebody_silenced_is_told(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import suppression

    shop.do(suppression.suppress, "email", "ngozi@okafor.example")
    _card, panel = opened(open_till, shop)
    _card.until(panel.silenced.isVisible)
    assert panel.silenced.text() == "Somebody asked us never to write to this address."


@pytest.mark.parametrize("way", ["paper", "file"])
def test_the_proof_goes_on_paper_or_into_a_file(
    open_till: OpenTill, shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    done: list[tuple[str, Any]] = []
    monkeypatch.setattr(today_post, "on_paper", lambda _view, name, paint, _told: done.append((name, paint)))
    monkeypatch.setattr(today_post, "keep_pdf", lambda _view, name, paint, _told: done.append((name, paint)))
    monkeypatch.setattr(today_post, "paper_or_pdf", lambda _v, paper, keep: paper() if way == "paper" else keep())
    card, panel = opened(open_till, shop, before="given")
    card.click(panel.print).until(lambda: done)
    ((name, paint),) = done
    assert name == "What Ngozi agreed to"
    paint(QPdfWriter(str(tmp_path / "proof.pdf")))
    assert "E-mail:Saidyes" in Pdf(tmp_path / "proof.pdf").words()


def test_why_there_is_no_proof_is_said_below_the_button(
    open_till: OpenTill, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today_post, "keep_pdf", lambda _view, _name, _paint, told: told("The disk is full."))
    monkeypatch.setattr(today_post, "paper_or_pdf", lambda _v, _paper, keep: keep())
    card, panel = opened(open_till, shop, before="given")
    card.click(panel.print).until(panel.not_printed.isVisible)
    assert (panel.not_printed.text(), panel.silenced.isVisible()) == ("The disk is full.", False)
    assert panel.not_printed.y() > panel.print.y()
    panel.open_for(panel.key_of("text"))
    assert not panel.not_printed.isVisible()
