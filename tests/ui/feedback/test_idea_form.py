"""Writing an idea down: its twins, its draft, and words that cannot be lost."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.notebook import customers, supporters
from relnotebook.ui.feedback.idea_form import NEW, TOO, IdeaForm, TooSheet
from relnotebook.widgets.theme import Theme

from ...builders import Shop
from ..conftest import beside
from .boards import BoardAtWork, idea, regulars

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def board(qtbot: QtBot, shop: Shop, theme: Theme, request: pytest.FixtureRequest) -> BoardAtWork:
    p = regulars(shop)
    idea(shop, "Oat milk soft-serve in July", p["Aoi"], tally=3)
    idea(shop, "Half loaves on weekdays", p["Siobhán"])
    return BoardAtWork(qtbot, request.getfixturevalue("bridge"), shop)


@pytest.fixture
def form(board: BoardAtWork) -> IdeaForm:
    return board.board.form


def omar(board: BoardAtWork) -> Any:
    return beside(lambda: board.shop.read(customers.find, "Omar")).lines[0].id


def test_the_button_makes_way_for_the_form(board: BoardAtWork, form: IdeaForm) -> None:
    assert form.add.text() == "Write down an idea"
    form.add.click()
    assert form.sheet.isVisible()
    assert not form.add.isVisible()
    assert form.title.hasFocus()


def test_an_idea_is_on_the_board_with_whoever_suggested_it(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    board.type("Bread pudding on Mondays")
    form.whose.show_person(omar(board), "Omar Haddad")
    board.press("Ctrl+Return").settled()
    titles = [line.split(":")[0] for line in board.lane("heard")]
    assert "> Bread pudding on Mondays" in titles, "the new one is chosen"
    found = board.one(board.board.chosen())
    assert [one.name for one in found.supporters] == ["Omar Haddad"]
    assert not form.opened
    assert form.words() == {}
    assert NEW not in board.kept()


def test_further_lines_are_kept_as_they_were_said(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    form.title.setPlainText("Bread pudding\nMy gran made it with pears.\nEvery Monday.")
    form.go.click()
    board.settled()
    found = board.one(board.board.chosen())
    assert (found.card.title, found.words) == ("Bread pudding", "My gran made it with pears.\nEvery Monday.")


def test_a_name_without_a_card_stays_a_name(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    form.title.setPlainText("A hook for dogs")
    form.whose.line.setText("the lady with the dachshund")
    form.go.click()
    board.settled()
    found = board.one(board.board.chosen())
    assert (found.card.customer, found.given_name) == (None, "the lady with the dachshund")


def test_nothing_typed_is_refused_beside_the_field(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    form.go.click()
    assert form.refusal.text() == "What would they like? A few words are enough."
    board.type("x")
    assert not form.refusal.isVisible()


def test_twins_come_up_while_one_types_and_a_press_joins_them(board: BoardAtWork, form: IdeaForm) -> None:
    board.board.remember(omar(board), "Omar Haddad")
    form.add.click()
    board.type("oat milk ice")
    board.until(lambda: [made.text() for made in form.twins] == ["Oat milk soft-serve in July"])
    form.twins[0].click()
    board.settled()
    assert not form.opened
    number = next(row.key for row in board.board.lanes["heard"].list.rows() if row.title.startswith("Oat"))
    newest = board.one(number).supporters[0]
    assert (newest.name, newest.quote) == ("Omar Haddad", "oat milk ice"), "what was typed is their quote"
    assert len(board.lane("heard")) == 2


def test_a_twin_for_nobody_known_asks_who_and_keeps_the_words(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    board.type("oat milk ice")
    board.until(lambda: form.twins)
    form.twins[0].click()
    sheet = board.board.sheet
    assert sheet is not None
    assert sheet.quote.text() == "oat milk ice"
    sheet.reject()
    board.settled()
    assert board.kept()[TOO] == {"quote": "oat milk ice"}


def test_words_put_aside_come_back_and_say_so(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    board.type("Bread pudding").press("Esc").settled()
    assert not form.opened
    assert form.kept.text() == "We kept what you typed: Bread pudding"
    assert board.kept()[NEW]["title"] == "Bread pudding"
    form.add.click()
    assert form.title.toPlainText() == "Bread pudding"


def test_words_survive_the_end_of_the_program(board: BoardAtWork, form: IdeaForm, qtbot: QtBot, theme: Theme) -> None:
    who = omar(board)
    form.add.click()
    board.type("Bread pudding")
    form.whose.show_person(who, "Omar Haddad")
    form.whose.edited.emit()
    board.board.flush()  # as the window does when it closes
    board.settled()
    again = BoardAtWork(qtbot, board.bridge, board.shop)
    again.until(lambda: again.board.form.words())
    assert again.board.form.words()["title"] == "Bread pudding"
    assert again.board.form.whose.customer == who


def test_thrown_away_is_forgotten(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    board.type("Bread pudding").press("Esc").settled()
    form.add.click()
    form.throw.click()
    board.settled()
    assert form.words() == {}
    assert NEW not in board.kept()


def test_other_words_of_another_till_never_replace_what_is_being_typed(board: BoardAtWork, form: IdeaForm) -> None:
    form.add.click()
    board.type("Bread")
    beside(lambda: idea(board.shop, "Something else"))
    board.board.reload()
    board.settled()
    assert form.title.toPlainText() == "Bread"


def test_the_quote_of_the_sheet_survives_a_closed_sheet(board: BoardAtWork) -> None:
    board.button("Half loaves on weekdays")
    first = board.board.sheet
    assert first is not None
    first.quote.setText("For two it is enough")
    first.quote.textEdited.emit("For two it is enough")
    first.reject()
    board.settled().button("Half loaves on weekdays")
    second = board.board.sheet
    assert isinstance(second, TooSheet)
    board.until(lambda: second.quote.text() == "For two it is enough")
    second.whose.show_person(omar(board), "Omar Haddad")
    second.press()
    board.settled()
    assert TOO not in board.kept()
    wanted = beside(lambda: board.shop.read(supporters.wanted_by, omar_id(board)))
    assert [one.quote for one in wanted] == ["For two it is enough"]


def omar_id(board: BoardAtWork) -> Any:
    with board.shop.store.read() as s:
        return customers.find(s, "Omar").lines[0].id


def test_the_sheet_knows_cards_only(board: BoardAtWork) -> None:
    board.button("Half loaves on weekdays")
    sheet = board.board.sheet
    assert sheet is not None
    sheet.whose.line.setText("Zzyzx")
    sheet.whose.line.textEdited.emit("Zzyzx")
    board.settled()
    assert sheet.whose.told.text() == "No card fits that. Count them without a card."
    sheet.reject()
