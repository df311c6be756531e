"""You said, we did: the sentence, changing its words, and the way to the wall."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.feedback.band import PairBand
from relnotebook.widgets.theme import Theme

from .inboxes import heard, line, view


@pytest.fixture
def band(qtbot: QtBot, theme: Theme) -> PairBand:
    made = PairBand()
    qtbot.addWidget(made)
    made.show_view(view(decision="yes", you_said="the wait was silent", we_did="add a grinder."))
    made.resize(600, 60)
    made.show()
    return made


def test_both_halves_are_one_sentence(band: PairBand) -> None:
    assert band.words.text() == "You said the wait was silent. We did add a grinder."
    assert band.words.accessibleName() == band.words.text()
    assert not band.grab().toImage().isNull()


def test_before_anything_was_decided_there_is_none(band: PairBand) -> None:
    band.show_view(view())
    assert not band.isVisible()
    band.show_view(view(line=line(status="tell")))
    assert band.isVisible()
    assert band.words.text() == "You said, we did Say in a few words what came of it."
    assert not band.wall.isVisible()


def test_its_words_are_changed_in_place_and_saved_as_typed(band: PairBand) -> None:
    spy = heard(band.changed)
    band.words.click()
    assert band.in_form
    band.did.setText("add two grinders")
    band.did.textEdited.emit("add two grinders")
    band.did.flush()
    band.named.click()
    assert [spy[n] for n in range(2)] == [["we_did", "add two grinders"], ["named", True]]
    band.close_form()
    assert not band.in_form


def test_the_form_closes_with_another_one(band: PairBand) -> None:
    band.words.click()
    band.show_view(view(line=line(id=2), decision="yes"))
    assert not band.in_form


def test_nobody_is_named_who_has_no_card(band: PairBand) -> None:
    band.words.click()
    assert band.named.isVisible()
    band.show_view(view(line=line(customer=None), decision="yes"))
    assert band.named.isHidden()


def test_for_the_wall(band: PairBand) -> None:
    spy = heard(band.wall_wanted)
    band.wall.click()
    assert len(spy) == 1


def test_long_words_wrap_and_letters_beyond_the_first_plane_keep_their_place(band: PairBand) -> None:
    band.show_view(view(decision="yes", you_said="👍 " * 40, we_did="add a grinder"))
    assert band.words.heightForWidth(200) > band.words.heightForWidth(600)
    assert not band.grab().toImage().isNull()


def test_a_half_without_words_is_not_begun(band: PairBand) -> None:
    band.show_view(view(decision="yes", we_did="A second grinder runs every morning."))
    assert band.words.text() == "We did a second grinder runs every morning."
    band.show_view(view(decision="no", you_said="open on Sundays", why="It is our day off"))
    assert band.words.text() == "You said open on Sundays."
