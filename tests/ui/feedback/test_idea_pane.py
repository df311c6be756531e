"""An idea opened: its fields save themselves, its stage waits for a reason, twins join, supporters are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from relnotebook.base import clock as clocks
from relnotebook.notebook import ideas
from relnotebook.ui.feedback.idea_pane import IdeaPane
from relnotebook.widgets.parts import PlainLabel
from relnotebook.widgets.theme import Look, Theme

from ...builders import Regular, Shop
from ..conftest import beside
from .boards import BoardAtWork, idea, regulars

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Opened:
    """The board with one idea open."""

    def __init__(self, qtbot: QtBot, shop: Shop, request: pytest.FixtureRequest) -> None:
        self.people: dict[str, Regular] = regulars(shop)
        p = self.people
        self.trial = idea(shop, "Bring your own cup", p["Ngozi"], p["Mateus"], tally=3, stage="trying",
                          goal="50", reached="32", unit="cups", until="30 November")  # fmt: skip
        self.twin = idea(shop, "30 off with my mug", p["Ngozi"], p["Omar"])
        self.menu = idea(shop, "Decaf after noon", p["Kateryna"], p["Omar"], p["Ravi"], stage="menu", item="Decaf")
        for name in ("Omar", "Ravi"):
            p[name].reach("email", f"{name.lower()}@example.org")
        p["Omar"].consents("email")
        self.work = BoardAtWork(qtbot, request.getfixturevalue("bridge"), shop)

    def open(self, number: int, part: str = "") -> IdeaPane:
        self.work.board.open(number, part)
        self.work.settled()
        return self.pane

    @property
    def pane(self) -> IdeaPane:
        return self.work.board.pane

    def one(self, number: int) -> ideas.Idea:
        return self.work.one(number)


@pytest.fixture
def house(qtbot: QtBot, shop: Shop, theme: Theme, request: pytest.FixtureRequest) -> Opened:
    return Opened(qtbot, shop, request)


def type_into(house: Opened, field: str, words: str) -> Any:
    line = house.pane._fields[field]
    line.setFocus()
    line.selectAll()
    house.work.type(words)
    line.flush()
    house.work.settled()
    return line


def test_the_pane_shows_all_of_it(house: Opened) -> None:
    pane = house.open(house.trial)
    assert pane.title.text() == "Bring your own cup"
    assert pane.progress.text() == "32 of 50 cups, until 30 November"
    assert pane.stage.value() == "trying"
    assert pane.people.summed.text() == "5 want it"
    assert pane._fields["until"].text() == "30 November"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("title", "Bring your own mug", "Bring your own mug"),
        ("words", "Could I bring mine?", "Could I bring mine?"),
        ("note", "Jonas counts.", "Jonas counts."),
        ("goal", "60", 60),
        ("reached", "41", 41),
        ("unit", "mugs", "mugs"),
        ("offer", "Your mug, 30 off", "Your mug, 30 off"),
        ("price", "3.20", 320),
        ("item", "flat white", "flat white"),
    ],
)
def test_every_field_saves_itself(house: Opened, field: str, typed: str, kept: object) -> None:
    house.open(house.trial)
    type_into(house, field, typed)
    found = house.one(house.trial)
    assert getattr(found, field, None) == kept or getattr(found.card, field, None) == kept


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_caption_of_the_trial_is_cut(house: Opened, theme: Theme, scale: float) -> None:
    pane = house.open(house.trial)
    theme.apply(Look(scale=scale))
    house.work.settled()
    for name in ("reached", "goal", "unit", "until"):
        frame = pane._frames[name]
        labels = [label for label in frame.findChildren(PlainLabel) if label.isVisible()]
        assert labels
        for label in labels:
            assert label.width() >= label.sizeHint().width(), label.text()


def test_a_day_is_typed_as_people_say_it(house: Opened) -> None:
    house.open(house.trial)
    type_into(house, "until", "12 December")
    assert str(house.one(house.trial).until) == "2026-12-12"


def test_what_cannot_be_kept_is_said_under_its_field_and_stays_as_typed(house: Opened) -> None:
    pane = house.open(house.trial)
    line = type_into(house, "goal", "many")
    assert line.text() == "many"
    assert pane._frames["goal"].sentence()
    type_into(house, "goal", "70")
    assert not pane._frames["goal"].sentence()
    assert house.one(house.trial).goal == 70


def test_an_idea_never_loses_its_title(house: Opened) -> None:
    pane = house.open(house.trial)
    line = pane._fields["title"]
    line.setFocus()
    line.selectAll()
    house.work.press("Delete")
    line.flush()
    house.work.settled()
    assert pane._frames["title"].sentence()
    assert house.one(house.trial).card.title == "Bring your own cup"


def test_half_typed_words_are_saved_when_the_pane_is_left(house: Opened) -> None:
    pane = house.open(house.trial)
    pane._fields["note"].setFocus()
    house.work.type("Half a sent")
    house.work.board.go_back()
    house.work.settled()
    assert house.one(house.trial).card.note == "Half a sent"


def test_half_typed_words_go_to_their_own_idea_when_another_is_opened(house: Opened) -> None:
    pane = house.open(house.trial)
    pane._fields["note"].setFocus()
    house.work.type("For the cup")
    house.open(house.twin)
    assert house.one(house.trial).card.note == "For the cup"
    assert house.one(house.twin).card.note == ""


def test_what_is_being_typed_stays_when_another_till_writes(house: Opened) -> None:
    pane = house.open(house.trial)
    pane._fields["note"].setFocus()
    house.work.type("Half a sent")
    beside(lambda: house.work.shop.do(ideas.edit, house.trial, unit="mugs"))
    pane.reload()
    house.work.settled()
    assert pane._fields["note"].toPlainText() == "Half a sent"  # type: ignore[union-attr]
    assert pane._fields["unit"].text() == "mugs"  # type: ignore[union-attr]


def test_one_more_counts_the_trial_on(house: Opened) -> None:
    pane = house.open(house.trial)
    pane.one_more.click()
    house.work.settled()
    assert pane.progress.text() == "33 of 50 cups, until 30 November"


def test_a_press_moves_it_to_another_stage(house: Opened) -> None:
    pane = house.open(house.trial)
    pane.stage.button("menu").click()
    house.work.settled()
    assert house.one(house.trial).card.stage == "menu"
    assert pane.became.isVisible()


def test_not_now_waits_for_a_kind_reason(house: Opened) -> None:
    pane = house.open(house.trial)
    pane.stage.button("not_now").click()
    assert pane.reason.isVisible()
    pane.put_aside.click()
    house.work.settled()
    assert house.one(house.trial).card.stage == "trying"
    assert pane._frames["why"].sentence() == "A reason they can live with. One sentence is enough."
    pane.offers[0].click()
    pane.put_aside.click()
    house.work.settled()
    found = house.one(house.trial).card
    assert (found.stage, found.why) == ("not_now", pane.offers[0].text())
    assert pane.stage.value() == "not_now"
    assert not pane.put_aside.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_once_it_is_put_aside_no_key_goes_into_its_title(house: Opened, by_key: bool) -> None:
    pane = house.open(house.trial, "not_now")
    pane.why.setFocus()
    house.work.type("The kitchen is too small")
    if by_key:
        house.work.board.press_main()
    else:
        pane.put_aside.setFocus()
        house.work.press("Space")
    house.work.settled()
    assert not pane.put_aside.isVisible()
    assert pane.stage.button("not_now").hasFocus()
    house.work.type("x")
    house.work.settled()
    found = house.one(house.trial).card
    assert (found.stage, found.title, found.why) == ("not_now", "Bring your own cup", "The kitchen is too small")


def test_an_idea_opened_again_begins_at_its_top(house: Opened) -> None:
    house.work.window.resize(700, 420)
    pane = house.open(house.trial)
    bar = pane.area.verticalScrollBar()
    house.work.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    house.work.board.go_back()
    house.open(house.trial)
    assert bar.value() == 0


def test_a_half_written_reason_is_kept_though_nothing_was_decided(house: Opened) -> None:
    pane = house.open(house.trial, "not_now")
    assert pane.reason.isVisible()
    pane.why.setFocus()
    house.work.type("The kitchen is")
    house.work.board.go_back()
    house.work.settled()
    found = house.one(house.trial).card
    assert (found.stage, found.why) == ("trying", "The kitchen is")


def test_a_change_elsewhere_does_not_take_the_question_for_a_reason_away(house: Opened) -> None:
    pane = house.open(house.trial, "not_now")
    pane.reload()
    house.work.settled()
    assert pane.reason.isVisible()
    assert pane.stage.value() == "not_now"


def test_two_ideas_become_one_and_everybody_counts_once(house: Opened) -> None:
    pane = house.open(house.trial)
    assert not pane.join.isEnabled()
    pane.other.set_value(str(house.twin))
    pane.other.picked.emit(str(house.twin))
    pane.join.click()
    house.work.settled()
    assert pane.people.summed.text() == "6 want it"
    assert pane.twins.text().startswith("Joined: 30 off with my mug")
    house.work.bridge.undo()
    house.work.settled()
    assert pane.people.summed.text() == "5 want it"


def test_who_may_be_named_and_what_is_public_are_ticks(house: Opened) -> None:
    pane = house.open(house.trial)
    pane.credit.click()
    pane.public.click()
    house.work.settled()
    card = house.one(house.trial).card
    assert (card.credit, card.public) == (True, False)


def test_removed_it_is_gone_until_it_is_taken_back(house: Opened) -> None:
    pane = house.open(house.trial)
    pane.remove()
    house.work.settled()
    assert not house.work.board.opened
    assert house.work.lane("trying") == []
    house.work.bridge.undo()
    house.work.settled()
    assert len(house.work.lane("trying")) == 1


def test_an_idea_that_is_gone_leads_back_to_the_board(house: Opened) -> None:
    pane = house.open(house.trial)
    beside(lambda: house.work.shop.do(ideas.remove, house.trial))
    pane.reload()
    house.work.settled()
    assert not house.work.board.opened
    assert house.work.said


def test_addresses_of_those_who_agreed_are_copied_and_then_ticked(house: Opened) -> None:
    pane = house.open(house.menu, "people")
    people = pane.people
    assert people.left.text() == "3 are still to be told"
    assert people.without.text() == "2 did not agree to e-mail: tell them when they come in."
    assert not people.sent.isVisible(), "nothing was sent yet"
    people.copy.click()
    assert QGuiApplication.clipboard().text() == "omar@example.org"
    house.work.says("1 address is copied. Put it into Bcc. Left out, no consent: 2.")
    assert people.sent.isVisible()
    people.sent.click()
    house.work.settled()
    told = {one.name: one.told_how for one in house.one(house.menu).supporters if one.told}
    assert told == {"Omar Haddad": "email"}
    assert people.left.text() == "2 are still to be told"


def test_copied_for_one_idea_nothing_is_ticked_for_another(house: Opened) -> None:
    house.open(house.menu, "people").people.copy.click()
    pane = house.open(house.trial)
    pane.stage.button("menu").click()
    house.work.settled()
    assert not pane.people.sent.isVisible()


def test_sales_are_counted_in_people(house: Opened, clock: Callable[[timedelta], None]) -> None:
    clock(timedelta(hours=2))
    for name in ("Omar", "Aoi"):
        beside(partial(house.people[name].had, "Decaf flat white", until=clocks.now()))
    pane = house.open(house.menu)
    assert pane.result.text() == "1 of 3 have had it since. 2 people in all."


def test_others_are_added_by_name_or_by_number(house: Opened) -> None:
    pane = house.open(house.trial)
    pane.people.whose.show_person(house.people["Aoi"].id, "Aoi Tanaka")
    pane.people.quote.setText("Mine is blue")
    pane.people.add.click()
    pane.people.many.setText("3")
    pane.people.count.click()
    house.work.settled()
    assert pane.people.summed.text() == "9 want it"
    assert house.one(house.trial).supporters[1].quote == "Mine is blue"
    assert pane.people.whose.customer is None


def test_the_columns_stand_below_each_other_where_there_is_no_room(house: Opened, theme: Theme) -> None:
    pane = house.open(house.trial)
    assert pane.people.x() > pane.title.x() + pane.title.width()
    theme.apply(Look(scale=2.0))
    house.work.window.resize(1100, 600)
    house.work.settled()
    assert pane.people.y() > pane.title.y()
    assert pane.people.width() <= pane.area.viewport().width()
    assert pane.area.horizontalScrollBar().maximum() == 0


def test_a_half_typed_wish_stays_with_its_own_idea(house: Opened, qtbot: QtBot) -> None:
    people = house.open(house.trial).people
    people.whose.show_person(house.people["Aoi"].id, "Aoi Tanaka")
    people.quote.setFocus()
    house.work.type("Mine is bl")
    house.open(house.twin)
    assert people.quote.text() == ""
    assert people.whose.customer is None
    house.open(house.trial)
    house.work.until(lambda: people.quote.text() == "Mine is bl")
    assert people.whose.customer == house.people["Aoi"].id
    people.add.click()
    house.work.settled()
    assert [place for place in house.work.kept() if place.startswith("ideas/")] == []
    assert house.one(house.trial).supporters[0].quote == "Mine is bl"


def test_a_half_typed_wish_survives_the_end_of_the_program(house: Opened, qtbot: QtBot) -> None:
    people = house.open(house.trial).people
    people.quote.setFocus()
    house.work.type("Mine is bl")
    house.work.board.flush()
    house.work.settled()
    again = BoardAtWork(qtbot, house.work.bridge, house.work.shop)
    again.board.open(house.trial)
    again.until(lambda: again.board.pane.people.quote.text() == "Mine is bl")
