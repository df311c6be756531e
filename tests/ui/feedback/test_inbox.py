"""The inbox in the real window: its lists, what narrows them, what stays while it is looked at, and small windows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from relnotebook.base import clock
from relnotebook.notebook import feedback, staff, telling
from relnotebook.ui.feedback import inbox as inboxes
from relnotebook.ui.feedback.filters import NOBODYS, Wanted

from ...builders import Regular, Shop
from ..conftest import Till, beside
from .inboxes import InboxAtWork, complained, said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], Till]


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad").is_(pronouns="he/him")


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


@pytest.fixture
def three(shop: Shop, omar: Regular, ngozi: Regular) -> tuple[int, int, int]:
    """A complaint of Tuesday, praise of Wednesday, and a question of today."""
    now = clock.now()
    first = complained(omar, when=now - timedelta(days=3), due="2026-11-19")
    second = said(shop, "The new cups keep it hot.", ngozi, kind="praise", feeling="delighted", rating=5,
                  when=now - timedelta(days=2))  # fmt: skip
    return first, second, said(shop, "Where did the poppy-seed rolls go?", kind="question")


@pytest.fixture
def work(open_till: Open, shop: Shop, three: tuple[int, int, int]) -> InboxAtWork:
    return InboxAtWork(open_till(), shop)


def test_the_newest_first_with_counts_and_marks(work: InboxAtWork) -> None:
    work.sees("> Someone at the counter: New", "Ngozi Okafor: New", "Omar Haddad: New")
    assert work.page.tabs.tabs["inbox"].count() == "3"
    assert work.inbox.desk.shows.button("todo").text() == "To do 3"
    ngozi = work.inbox.list.rows()[1]
    assert [mark.words() for mark in ngozi.marks] == ["New", "Delighted", "Praise", "5 of 5"]
    assert (ngozi.day, ngozi.quote) == ("Wed 18", "“The new cups keep it hot.”")
    assert work.inbox.list.rows()[0].day == "Today 08:41"
    assert work.inbox.list.hasFocus()


def test_what_is_late_says_so(work: InboxAtWork) -> None:
    assert [(row.day, row.late) for row in work.inbox.list.rows()[1:]] == [("Wed 18", False), ("1 day late", True)]
    work.press("End").settled()
    assert "1 day late" in work.inbox.pane.progress.text()


def test_down_and_up_show_each_in_the_pane(work: InboxAtWork) -> None:
    work.press("Down").settled()
    assert work.inbox.pane.name.text() == "Ngozi Okafor"
    work.press("Up").settled()
    assert work.inbox.pane.name.text() == "Someone at the counter"
    assert work.inbox.list.hasFocus()


def test_done_but_not_told_is_a_list_of_its_own(work: InboxAtWork, shop: Shop, three: tuple[int, int, int]) -> None:
    beside(lambda: shop.do(telling.tell, three[0]))
    beside(lambda: shop.do(feedback.edit, three[1], rating=4))
    work.settled()
    work.inbox.desk.shows.button("untold").click()
    work.settled().sees()
    assert work.inbox.desk.empty.title.text() == "Everybody who is owed an answer has one."
    work.inbox.desk.shows.button("told").click()
    work.settled().sees("> Omar Haddad: Told")
    work.inbox.desk.shows.button("all").click()
    work.settled()
    assert len(work.inbox.list.rows()) == 3


def test_another_list_begins_at_its_first_row_where_the_chosen_one_is_not_in_it(
    work: InboxAtWork, shop: Shop, three: tuple[int, int, int]
) -> None:
    for one in three[:2]:
        work.elsewhere(telling.tell, one)
    work.inbox.narrow(Wanted())
    work.settled().sees("> Someone at the counter: New")
    work.inbox.desk.shows.button("told").click()
    work.settled().sees("> Ngozi Okafor: Told", "Omar Haddad: Told")
    work.press("End").settled()
    work.inbox.desk.shows.button("all").click()
    work.settled().sees("Someone at the counter: New", "Ngozi Okafor: Told", "> Omar Haddad: Told")


def test_what_was_told_stays_until_another_one_is_chosen(work: InboxAtWork) -> None:
    work.press("End").settled().digit("4").press("Ctrl+Return").settled()
    work.sees("Someone at the counter: New", "Ngozi Okafor: New", "> Omar Haddad: Told")
    work.press("Up").settled().sees("Someone at the counter: New", "> Ngozi Okafor: New")


def test_another_till_told_them_while_i_look(work: InboxAtWork, shop: Shop, three: tuple[int, int, int]) -> None:
    work.press("End").settled()
    work.elsewhere(telling.tell, three[0]).settled().sees(
        "Someone at the counter: New", "Ngozi Okafor: New", "> Omar Haddad: Told"
    )


def test_new_words_do_not_move_what_is_looked_at(work: InboxAtWork, shop: Shop) -> None:
    work.press("Down").settled()
    work.elsewhere(feedback.add, "The door sticks.").settled()
    assert work.picture()[2] == "> Ngozi Okafor: New"
    assert work.page.tabs.tabs["inbox"].count() == "4"


def test_the_filter_narrows_and_says_by_what(work: InboxAtWork) -> None:
    work.inbox.desk.filter.click()
    work.choose("Complaint").sees("> Omar Haddad: New")
    assert work.inbox.desk.narrowed.text() == "Complaint"
    work.inbox.desk.filter.click()
    work.choose("Delighted").sees()
    assert work.inbox.desk.empty.title.text() == "Nothing of this kind."
    work.inbox.desk.empty.button.click()
    work.settled()
    assert len(work.picture()) == 3


def test_esc_takes_the_filter_away(work: InboxAtWork) -> None:
    work.inbox.narrow(Wanted().kind("praise"))
    work.settled().sees("> Ngozi Okafor: New").press("Escape").settled()
    assert not work.inbox.wanted.narrowed
    assert work.page.isVisible()


def test_whose_is_whose(work: InboxAtWork, shop: Shop, three: tuple[int, int, int]) -> None:
    jonas = beside(lambda: shop.do(staff.set_colleague, "Jonas"))
    beside(lambda: shop.do(feedback.hand_over, three[0], jonas))
    work.inbox.narrow(Wanted(owner=jonas))
    work.settled().sees("> Omar Haddad: New")
    work.inbox.narrow(Wanted(owner=NOBODYS))
    work.settled()
    assert len(work.picture()) == 2


def test_words_are_found_as_they_are_typed(work: InboxAtWork) -> None:
    work.press("Ctrl+F").type("poppy").settled().sees("> Someone at the counter: New")
    assert work.inbox.desk.words.hasFocus()
    work.inbox.list.setFocus()
    work.press("Escape").settled()
    assert len(work.picture()) == 3
    assert not work.inbox.desk.words.isVisible()


def test_older_ones_come_when_asked_for(work: InboxAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inboxes, "WINDOW", 2)
    work.inbox.narrow(Wanted())
    work.settled()
    assert len(work.picture()) == 2
    assert work.inbox.desk.older.isVisible()
    work.inbox.desk.older.click()
    work.settled()
    assert len(work.picture()) == 3
    assert not work.inbox.desk.older.isVisible()


def test_one_is_shown_from_elsewhere_whatever_the_list(work: InboxAtWork, shop: Shop, omar: Regular) -> None:
    told = beside(lambda: complained(omar, "Cold soup."))
    beside(lambda: shop.do(telling.tell, told))
    work.inbox.narrow(Wanted().kind("praise"))
    work.settled()
    work.page.show_feedback(told)
    work.settled()
    assert work.inbox.pane.quote.text() == "“Cold soup.”"


def test_g_opens_the_card_with_the_others_as_neighbours(work: InboxAtWork, omar: Regular, ngozi: Regular) -> None:
    asked: list[tuple[int, tuple[int, ...]]] = []
    work.inbox.open_card.disconnect(work.page.open_card)
    work.inbox.open_card.connect(lambda who, among: asked.append((who, among)))
    work.press("G")
    assert asked == [], "there is no card behind someone at the counter"
    work.press("Down").settled().press("G")
    assert asked == [(ngozi.id, (ngozi.id, omar.id))]


def test_nobody_has_said_anything_yet(open_till: Open, shop: Shop) -> None:
    work = InboxAtWork(open_till(), shop)
    assert work.inbox.desk.empty.title.text() == "Nobody has said anything yet."
    assert work.inbox.pane.nothing.isVisible()
    assert work.page.tabs.tabs["inbox"].count() == ""
    assert work.inbox.main_text == ""


def test_a_thousand_words_and_strange_letters_stay_two_lines(open_till: Open, shop: Shop) -> None:
    said(shop, "<b>bold</b> & " + "long " * 1000 + "‮gnol", kind="complaint")
    work = InboxAtWork(open_till(), shop)
    spot = work.inbox.list.spot(work.inbox.list.rows()[0].key)
    assert spot.height() <= work.till.theme.px(130)
    assert "<b>bold</b>" in work.inbox.pane.quote.text()


def test_in_a_tight_window_the_list_then_the_pane_with_back(work: InboxAtWork) -> None:
    work.till.frame.resize(700, 700)
    work.until(lambda: work.inbox.desk.kind == "tight")
    assert work.inbox.list.isVisible()
    assert not work.inbox.pane.isVisible()
    spot = work.inbox.list.spot(work.inbox.list.rows()[1].key)
    QTest.mouseClick(work.inbox.list.viewport(), Qt.MouseButton.LeftButton, pos=spot.topLeft() + QPoint(30, 12))
    work.settled()
    assert work.inbox.pane.isVisible()
    assert not work.inbox.list.isVisible()
    assert work.inbox.pane.back.isVisible()
    work.press("Escape").settled()
    assert work.inbox.list.isVisible()
    assert work.inbox.list.hasFocus()


def test_at_twice_the_text_size_every_word_of_a_step_is_there(work: InboxAtWork) -> None:
    work.till.change(scale=2.0)
    work.until(lambda: work.inbox.desk.kind == "tight").press("Down", "Return").settled()
    field = work.inbox.steps.field
    work.until(lambda: field.height() >= field.heightForWidth(field.width()) - 1)
    assert field.document().size().height() <= field.heightForWidth(field.width())
