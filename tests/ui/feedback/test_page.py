"""The Feedback page: its tabs, its keys, its counts, and what the window tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.notebook import ideas, recovery

from ...builders import Regular, Shop
from ..conftest import Till
from .inboxes import InboxAtWork, complained, heard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], Till]


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad")


@pytest.fixture
def work(open_till: Open, shop: Shop, omar: Regular) -> InboxAtWork:
    complaint = complained(omar)
    shop.do(recovery.decide, complaint, "yes", we_did="add a grinder", you_said="the wait was silent")
    shop.do(ideas.add, "Oat soft-serve in July", customer=omar.id)
    return InboxAtWork(open_till(), shop)


def test_the_tabs_say_how_much_stands_behind_them(work: InboxAtWork) -> None:
    tabs = work.page.tabs.tabs
    assert [(tab.text(), tab.count()) for tab in tabs.values()] == [
        ("Inbox", "1"), ("You said, we did", "1"), ("Ideas", "1"), ("Ask a question", ""), ("Ours", ""),
    ]  # fmt: skip
    assert tabs["inbox"].accessibleName() == "Inbox, 1"


def test_a_tab_is_built_when_it_is_first_shown(work: InboxAtWork) -> None:
    assert list(work.page._views) == ["inbox"]
    work.page.tabs.tabs["pairs"].click()
    work.settled()
    assert list(work.page._views) == ["inbox", "pairs"]


def test_ctrl_tab_walks_through_all_of_them_and_round(work: InboxAtWork) -> None:
    seen = []
    for _tab in range(5):
        work.press("Ctrl+Tab").settled()
        seen.append(work.page.tab)
        assert work.page.view.isVisible()
    assert seen == ["pairs", "ideas", "questions", "ours", "inbox"]


def test_the_keys_of_the_board_work_on_its_tab_only(work: InboxAtWork) -> None:
    assert work.page.keys_of == "feedback"
    work.page.show_tab("ideas")
    assert work.page.keys_of == "ideas"
    assert work.page.actions_["idea_me_too"].isEnabled()
    assert not work.page.actions_["feedback_copy"].isEnabled()
    work.page.show_tab("pairs")
    assert work.page.actions_["feedback_copy"].isEnabled()
    assert not work.page.actions_["idea_me_too"].isEnabled()


def test_letters_of_the_inbox_do_nothing_on_another_tab(work: InboxAtWork) -> None:
    work.page.show_tab("pairs")
    work.settled().press("K")
    assert work.inbox.pane.link.isHidden()


def test_esc_goes_back_to_the_inbox_first(work: InboxAtWork) -> None:
    work.page.show_tab("questions")
    work.settled().press("Escape").settled()
    assert (work.page.tab, work.page.isVisible()) == ("inbox", True)


def test_an_unknown_tab_changes_nothing(work: InboxAtWork) -> None:
    work.page.show_tab("nonsense")
    assert work.page.tab == "inbox"


def test_words_of_the_inbox_are_saved_when_another_tab_is_shown(work: InboxAtWork) -> None:
    work.press("Return").type("Felt ignored")
    work.page.show_tab("ideas")
    work.settled()
    complaint = work.inbox.list.rows()[0].key
    assert "Felt ignored" in [step.words for step in work.one(complaint).steps]


def test_the_main_button_is_that_of_the_tab(work: InboxAtWork) -> None:
    inbox = work.page.main_text
    assert inbox == "I listened"
    work.page.show_tab("pairs")
    assert work.page.main_text == ""
    work.page.show_tab("inbox")
    assert work.page.main_text == inbox


def test_for_the_wall_leads_to_the_pairs_and_asks_how_to_print(work: InboxAtWork, shop: Shop) -> None:
    assert work.inbox.pane.band.words.text() == "You said the wait was silent. We did add a grinder."
    spy = heard(work.inbox.wall_wanted)
    asked: list[int] = []
    view = work.page._view("pairs")
    view.print_wall = lambda: asked.append(1)
    work.inbox.pane.band.wall.click()
    work.settled()
    assert work.page.tab == "pairs"
    work.until(lambda: asked == [1])
    assert len(spy) == 1


def test_a_pair_pressed_is_shown_in_the_inbox(work: InboxAtWork) -> None:
    work.page.show_tab("pairs")
    work.settled()
    work.page.view.show_feedback.emit(work.inbox.list.rows()[0].key)
    work.settled()
    assert work.page.tab == "inbox"
    assert work.inbox.pane.name.text() == "Omar Haddad"


def test_write_it_down_opens_the_sheet(work: InboxAtWork) -> None:
    work.page.write.click()
    sheet = work.till.window.listening.sheet
    assert sheet is not None
    assert sheet.isVisible()


def test_whom_the_page_is_about(work: InboxAtWork, omar: Regular) -> None:
    assert work.page.about_customer() == (omar.id, "Omar Haddad")
    work.page.show_tab("ideas")
    assert work.page.about_customer() == (None, "")


def test_the_board_knows_who_was_looked_at_last(work: InboxAtWork) -> None:
    asked: list[tuple[object, str]] = []
    board = work.page._view("ideas")
    board.remember = lambda customer, name: asked.append((customer, name))
    work.page.remember(CustomerId(7), "Omar")
    assert asked == [(7, "Omar")]


def test_the_vote_sheet_is_offered_beside_the_board_only(work: InboxAtWork) -> None:
    assert not work.page.sheet.isVisible()
    work.page.show_tab("ideas")
    work.settled().until(work.page.sheet.isVisible)
    assert work.page.write.isVisible()


def test_ctrl_p_prints_what_the_tab_shows(work: InboxAtWork) -> None:
    printed: list[str] = []
    work.press("Ctrl+P").says("“You said, we did” and Ideas are what can be printed.")
    for tab, act in (("pairs", "print_wall"), ("ideas", "print_votes")):
        work.page.show_tab(tab)
        work.settled()
        setattr(work.page.view, act, lambda tab=tab: printed.append(tab))
        work.press("Ctrl+P")
    assert printed == ["pairs", "ideas"]


def test_nothing_to_print_is_not_offered(open_till: Open, shop: Shop, omar: Regular) -> None:
    work = InboxAtWork(open_till(), shop)
    for tab, made in (("pairs", work.page.wall), ("ideas", work.page.sheet)):
        work.page.show_tab(tab)
        work.settled()
        assert not made.isVisible()
    work.elsewhere(ideas.add, "Half loaves", customer=omar.id)
    work.until(work.page.sheet.isVisible)


def test_counts_follow_what_is_written_elsewhere(work: InboxAtWork, shop: Shop, omar: Regular) -> None:
    work.elsewhere(ideas.add, "Half loaves", customer=omar.id)
    work.until(lambda: work.page.tabs.tabs["ideas"].count() == "2")


def test_who_comes_back_to_the_page_stands_in_its_list_and_not_on_a_tab(work: InboxAtWork, omar: Regular) -> None:
    tabs = work.page.tabs.tabs
    tabs["ideas"].click()
    tabs["ideas"].setFocus()
    work.settled()
    work.press("Ctrl+1").until(lambda: work.till.window.current.name == "counter")
    work.press("Ctrl+4").until(lambda: not tabs["ideas"].hasFocus())
    assert work.page.view.isAncestorOf(work.till.frame.focusWidget())
    tabs["inbox"].click()
    tabs["inbox"].setFocus()
    work.settled()
    work.press("Ctrl+1").until(lambda: work.till.window.current.name == "counter")
    work.press("Ctrl+4").until(work.inbox.list.hasFocus)


def test_who_wrote_in_a_step_comes_back_to_it(work: InboxAtWork) -> None:
    work.press("Return").until(work.inbox.steps.field.hasFocus)
    work.press("Ctrl+1").until(lambda: work.till.window.current.name == "counter")
    work.press("Ctrl+4").until(work.inbox.steps.field.hasFocus)
