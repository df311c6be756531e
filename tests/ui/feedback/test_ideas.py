"""The board in a window: reading, choosing, moving, me too, the list below, the vote sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from relnotebook.notebook import customers, ideas, supporters
from relnotebook.notebook import shop as shops
from relnotebook.ui import today_post
from relnotebook.widgets.theme import Look, Theme

from ...builders import Shop
from ..conftest import beside
from .boards import BoardAtWork, idea, regulars

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop, theme: Theme, request: pytest.FixtureRequest) -> Callable[..., BoardAtWork]:
    """Opens the board over what the notebook holds by then."""

    def open_board(**more: Any) -> BoardAtWork:
        return BoardAtWork(qtbot, request.getfixturevalue("bridge"), shop, **more)

    return open_board


@pytest.fixture
def board(shop: Shop, opened: Callable[..., BoardAtWork]) -> BoardAtWork:
    p = regulars(shop)
    idea(shop, "Oat milk soft-serve", p["Aoi"], p["Ngozi"], tally=7)
    idea(shop, "Half loaves", p["Siobhán"], tally=4)
    idea(shop, "A quiet hour", p["Bartholomew"], stage="thinking")
    idea(shop, "Masala chai", p["Meera"], p["Ravi"], p["Trần"], stage="menu")
    idea(shop, "Dogs inside", p["Omar"], stage="not_now", why="The kitchen is too near.")
    return opened()


def customer(board: BoardAtWork, first: str) -> Any:
    hits = beside(lambda: board.shop.read(customers.find, first))
    return hits.lines[0].id


def test_the_board_shows_four_lanes_and_what_has_to_wait(board: BoardAtWork) -> None:
    board.sees("heard", "> Oat milk soft-serve: 9 want it [Me too]", "Half loaves: 5 want it [Me too]")
    board.sees("thinking", "A quiet hour: 1 wants it [Me too]")
    board.sees("trying")
    board.sees("menu", "Masala chai: 3 asked [Tell 3]")
    board.sees("not_now", "Dogs inside: 1 wants it [Me too]")
    assert board.counts[-1] == 4
    assert board.board.lanes["not_now"].list.rows()[0].note == "The kitchen is too near."


def test_without_anything_waiting_there_is_no_list_below(opened: Callable[..., BoardAtWork], shop: Shop) -> None:
    idea(shop, "Oat milk")
    assert not opened().board.lanes["not_now"].isVisible()


def test_an_empty_board_says_so_by_its_button(opened: Callable[..., BoardAtWork]) -> None:
    board = opened()
    board.board.take_focus()
    assert board.board.form.add.hasFocus()
    board.press("U")
    board.says("Choose an idea first.")


def test_an_empty_board_says_what_it_is_for_and_offers_nothing_to_print(opened: Callable[..., BoardAtWork]) -> None:
    board = opened()
    assert board.board.about.isVisible()
    assert not board.board.printable
    board.board.print_votes()
    board.says("There is nothing to vote on yet.")
    beside(lambda: idea(board.shop, "Oat milk"))
    board.board.reload()
    board.settled()
    assert not board.board.about.isVisible()
    assert board.board.printable


def test_two_quick_keys_are_two_lanes(board: BoardAtWork) -> None:
    board.choose("Half loaves").press("Ctrl+Right", "Ctrl+Right").settled()
    board.sees("trying", "> Half loaves: 5 want it [Me too]")
    board.press("Ctrl+Left").settled()
    assert any(line.startswith("> Half loaves") for line in board.lane("thinking"))


def test_before_the_first_lane_comes_not_now_which_wants_a_reason(board: BoardAtWork) -> None:
    board.choose("Half loaves").press("Ctrl+Left").settled()
    assert board.board.opened
    assert board.board.pane.reason.isVisible()
    assert board.board.pane.why.hasFocus()
    board.type("No room in the oven").board.press_main()
    board.settled()
    board.board.go_back()
    titles = {line.partition(":")[0].removeprefix("> ") for line in board.lane("not_now")}
    assert titles == {"Dogs inside", "Half loaves"}


def test_behind_the_last_lane_there_is_none(board: BoardAtWork) -> None:
    board.choose("Masala chai").press("Ctrl+Right").settled()
    board.says("“Masala chai” is in the last lane.")


def test_arrows_choose_across_the_lanes(board: BoardAtWork) -> None:
    board.board.take_focus()
    assert board.lane("heard")[0].startswith("> Oat milk")
    board.press("Down", "Down")
    assert board.lane("heard")[1].startswith("> Half loaves")
    board.press("Right")
    assert board.lane("thinking")[0].startswith("> A quiet hour")
    assert not any(line.startswith(">") for line in board.lane("heard")), "one card is chosen, not two"
    board.press("Right")
    assert board.lane("menu")[0].startswith("> Masala"), "an empty lane is stepped over"
    board.press("Right", "Left", "Left", "Left")
    assert any(line.startswith(">") for line in board.lane("heard"))


def test_arrows_follow_the_eye_from_right_to_left(board: BoardAtWork, theme: Theme) -> None:
    theme.apply(Look(rtl=True))
    board.board.take_focus()
    board.press("Left")
    assert board.lane("thinking")[0].startswith("> ")


def test_ctrl_and_an_arrow_move_the_chosen_card_and_the_keyboard_goes_with_it(board: BoardAtWork) -> None:
    board.board.take_focus()
    board.press("Ctrl+Right").settled()
    board.sees("heard", "Half loaves: 5 want it [Me too]")
    board.sees("thinking", "> Oat milk soft-serve: 9 want it [Me too]", "A quiet hour: 1 wants it [Me too]")
    board.press("Ctrl+Right").settled().press("Ctrl+Left").settled().press("Ctrl+Left").settled()
    assert board.lane("heard")[0].startswith("> Oat milk")
    board.press("Ctrl+Left").settled()
    assert board.lane("heard")[0].startswith("> Oat milk"), "before the first lane there is none"


def test_a_move_is_taken_back_and_the_card_is_where_it_was(board: BoardAtWork) -> None:
    board.choose("Half loaves").press("Ctrl+Right").settled()
    assert len(board.lane("thinking")) == 2
    board.bridge.undo()
    board.settled()
    assert any("Half loaves" in line for line in board.lane("heard"))


def test_me_too_links_the_customer_last_looked_at(board: BoardAtWork) -> None:
    omar = customer(board, "Omar")
    board.board.remember(omar, "Omar Haddad")
    board.settled().choose("Half loaves").press("U").settled()
    board.sees("heard", "Oat milk soft-serve: 9 want it [Me too]", "> Half loaves: 6 want it [Me too]")
    wanted = beside(lambda: board.shop.read(supporters.wanted_by, omar))
    assert [one.title for one in wanted] == ["Half loaves", "Dogs inside"]
    board.press("U").settled()
    board.says("Omar Haddad wants it already.")
    assert board.lane("heard")[1].startswith("> Half loaves: 6")


def test_the_button_of_a_card_does_the_same(board: BoardAtWork) -> None:
    board.board.remember(customer(board, "Omar"), "Omar Haddad")
    board.settled().button("Oat milk soft-serve").settled()
    assert board.lane("heard")[0] == "> Oat milk soft-serve: 10 want it [Me too]"


def test_when_nobody_was_looked_at_it_asks_who(board: BoardAtWork) -> None:
    board.button("Half loaves")
    sheet = board.board.sheet
    assert sheet is not None
    assert sheet.isVisible()
    sheet.whose.line.setFocus()
    sheet.whose.line.setText("Mate")
    sheet.whose.line.textEdited.emit("Mate")
    board.until(lambda: sheet.whose.people)
    sheet.whose.people[0].click()
    sheet.quote.setText("Every Friday, please")
    sheet.weight.button("3").click()
    sheet.go.click()
    board.settled()
    number = board.board.lanes["heard"].list.rows()[1].key
    newest = board.one(number).supporters[0]
    assert (newest.name, newest.quote, newest.weight) == ("Mateus Oliveira", "Every Friday, please", 3)


def test_somebody_without_a_card_is_counted(board: BoardAtWork) -> None:
    board.button("Half loaves")
    assert board.board.sheet is not None
    board.board.sheet.count_one.click()
    board.settled()
    assert any("Half loaves: 6 want it" in line for line in board.lane("heard"))


def test_nobody_chosen_is_told_and_nothing_is_written(board: BoardAtWork) -> None:
    board.button("Half loaves")
    sheet = board.board.sheet
    assert sheet is not None
    sheet.go.click()
    assert sheet.refusal.text() == "Choose somebody, or count somebody without a card."
    sheet.reject()
    board.settled()
    assert any("Half loaves: 5 want it" in line for line in board.lane("heard"))


def test_tell_leads_to_those_who_do_not_know_yet(board: BoardAtWork) -> None:
    board.button("Masala chai").settled()
    assert board.board.opened
    people = board.board.pane.people
    assert people.left.text() == "3 are still to be told"
    assert [row.tell.isHidden() for row in people.rows.values()] == [False, False, False]
    next(iter(people.rows.values())).tell.click()
    board.settled()
    assert people.left.text() == "2 are still to be told"
    board.board.go_back()
    board.sees("menu", "> Masala chai: 3 asked [Tell 2]")


def test_me_too_on_the_menu_leads_there_too(board: BoardAtWork) -> None:
    board.choose("Masala chai").press("U").settled()
    assert board.board.opened


def test_enter_opens_and_esc_comes_back_to_the_same_card(board: BoardAtWork) -> None:
    board.choose("Half loaves").press("Return").settled()
    assert board.board.opened
    assert board.board.pane.title.text() == "Half loaves"
    assert board.board.go_back()
    assert board.lane("heard")[1].startswith("> Half loaves")
    assert board.board.lanes["heard"].list.hasFocus()
    assert not board.board.go_back(), "the page may leave now"


def test_a_dropped_card_stands_where_it_was_dropped(board: BoardAtWork) -> None:
    key = board.board.lanes["thinking"].list.rows()[0].key
    board.board.lanes["heard"].dropped.emit(key, "heard", 1)
    board.settled()
    assert [line.split(":")[0] for line in board.lane("heard")] == [
        "Oat milk soft-serve",
        "> A quiet hour",
        "Half loaves",
    ]
    board.board.lanes["heard"].dropped.emit(key, "heard", 3)
    board.settled()
    assert [line.split(":")[0] for line in board.lane("heard")] == [
        "Oat milk soft-serve",
        "Half loaves",
        "> A quiet hour",
    ]


def test_dropped_where_it_stands_nothing_is_written(board: BoardAtWork) -> None:
    key = board.board.lanes["heard"].list.rows()[1].key
    before = len(beside(board.shop.acts))
    for at in (1, 2):
        board.board.lanes["heard"].dropped.emit(key, "heard", at)
    board.settled()
    assert len(beside(board.shop.acts)) == before


def test_dropped_below_it_asks_for_a_kind_reason_first(board: BoardAtWork) -> None:
    key = board.board.lanes["heard"].list.rows()[1].key
    board.board.lanes["not_now"].dropped.emit(key, "not_now", 0)
    board.settled()
    assert board.board.opened
    assert board.board.pane.reason.isVisible()
    assert board.one(key).card.stage == "heard"


def test_what_has_to_wait_comes_back_into_the_first_lane(board: BoardAtWork) -> None:
    board.board._choose(board.board.lanes["not_now"].list.rows()[0].key)
    board.board.shift(1)
    board.settled()
    assert any("Dogs inside" in line for line in board.lane("heard"))


def test_an_idea_gone_meanwhile_is_said_and_the_board_is_read_again(board: BoardAtWork) -> None:
    board.board.remember(customer(board, "Omar"), "Omar Haddad")
    board.settled().choose("Half loaves")
    key = board.board.chosen()
    beside(lambda: board.shop.do(ideas.remove, key))
    board.press("U").settled()
    assert board.said
    assert [line.split(":")[0] for line in board.lane("heard")] == ["> Oat milk soft-serve"]


def test_the_menu_of_a_card_holds_everything(board: BoardAtWork) -> None:
    board.board.remember(customer(board, "Omar"), "Omar & Co")
    menu = board.board.menu(board.board.lanes["heard"].list.rows()[0].key)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Open the idea", "Me too: Omar && Co", "Me too: somebody else", "Me too: without a card", "Move &back",
        "Move &on", "Not now, and why",
    ]  # fmt: skip
    menu.close()


@pytest.mark.parametrize(
    ("size", "scale", "columns"), [((1084, 663), 1.0, 4), ((1152, 600), 2.0, 2), ((500, 600), 2.0, 1)]
)
def test_lanes_stand_beside_each_other_where_there_is_room(
    board: BoardAtWork, theme: Theme, size: tuple[int, int], scale: float, columns: int
) -> None:
    theme.apply(Look(scale=scale))
    board.window.resize(*size)
    board.settled()
    lanes = [board.board.lanes[stage] for stage in ideas.STAGES]
    tops = {lane.y() for lane in lanes}
    assert len(lanes) // len(tops) == columns
    assert all(lane.list.horizontalScrollBar().maximum() == 0 for lane in lanes)
    assert all(lane.x() + lane.width() <= board.board.width() for lane in lanes)


def test_the_vote_sheet_is_printed_when_a_person_says_so(board: BoardAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QPrintDialog] = []
    monkeypatch.setattr(today_post, "paper_or_pdf", lambda view, paper, keep: paper())
    monkeypatch.setattr(QPrintDialog, "open", lambda dialog: shown.append(dialog))
    found: list[Any] = []
    monkeypatch.setattr(today_post, "on_paper", lambda view, title, paint, told: found.append((title, paint)))
    board.board.print_votes()
    assert found[0][0] == "Vote sheet"


def test_hidden_it_waits_and_reads_when_it_is_shown(board: BoardAtWork) -> None:
    board.window.hide()
    idea_count = len(board.lane("heard"))
    beside(lambda: idea(board.shop, "A third"))
    from relnotebook.base.terms import Act, Changes, Kind, StepId

    board.bridge.tell(Changes(Act.ADD_IDEA, frozenset({Kind.IDEA}), frozenset(), StepId(1), elsewhere=True))
    board.settled()
    assert len(board.lane("heard")) == idea_count
    board.window.show()
    board.until(lambda: len(board.lane("heard")) == idea_count + 1)


def test_a_lane_that_was_scrolled_stays_where_it_is_when_another_till_writes(
    opened: Callable[..., BoardAtWork], shop: Shop
) -> None:
    for n in range(30):
        idea(shop, f"Idea {n}")
    board = opened()
    board.board.take_focus()
    bar = board.board.lanes["heard"].list.verticalScrollBar()
    assert bar.maximum() > 0, "a long lane scrolls by itself"
    bar.setValue(bar.maximum())
    seen = bar.value()
    beside(lambda: shop.do(ideas.edit, board.board.chosen(), note="from another till"))
    board.board.reload()
    board.settled()
    assert bar.value() == seen


def test_f6_walks_over_lanes_and_form(board: BoardAtWork) -> None:
    assert len(board.board.panes()) == 5
    board.choose("Half loaves").press("Return").settled()
    assert board.board.pane.back in board.board.panes()


def test_before_the_board_is_read_the_keyboard_waits_for_the_first_card(
    opened: Callable[..., BoardAtWork], shop: Shop
) -> None:
    idea(shop, "Oat milk")
    assert opened().lane("heard") == ["> Oat milk: 1 wants it [Me too]"]


def test_a_barber_has_no_menu(opened: Callable[..., BoardAtWork], shop: Shop) -> None:
    shop.do(shops.edit, kind="barber")
    idea(shop, "Hot towels", stage="menu")
    board = opened()
    lane = board.board.lanes["menu"]
    assert (lane.heading.text(), lane.list.accessibleName()) == ("We do it now", "We do it now")
    board.choose("Hot towels").press("Return").settled()
    assert board.board.pane.stage.button("menu").text() == "We do it now"
