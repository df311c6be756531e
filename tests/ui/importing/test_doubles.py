"""People who may be in the notebook already: shown beside the card, decided by key, by click or all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relnotebook.base.terms import CustomerId
from relnotebook.exchange.gains import Gain
from relnotebook.exchange.meeting import Meeting, Other
from relnotebook.ui.importing.doubles import AT_ONCE, CLEAR, LOOK, MANY, NARROW, DoublesStep
from relnotebook.ui.importing.flow import BOTH, JOIN, SKIP
from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def meeting(line: int, name: str = "N. Okafor", decision: str = JOIN, *others: Other) -> Meeting:
    facts = ("0151 496 0183, no usual", "0151 496 0183, oat flat white, 48 visits")
    return Meeting(line, name, facts[0], CustomerId(7), "Ngozi Okafor", facts[1], "Same phone", decision, others)


GAINED = (Gain("Name", "Ngozi Okafor", "N. Okafor"), Gain("E-mail", "", "n@okafor.example"))


class Table:
    """The step, and what was decided on it."""

    def __init__(self, step: DoublesStep) -> None:
        self.step = step
        self.decided: dict[int, str] = {}
        self.cards: dict[int, int] = {}
        self.lists: tuple[tuple[Meeting, ...], tuple[Meeting, ...]] = ((), ())
        step.decided.connect(self.decide)
        step.card_picked.connect(self.pick)
        step.all_decided.connect(self.decide_all)

    def show(self, *look: Meeting, clear: tuple[Meeting, ...] = ()) -> Table:
        self.lists = (look, clear)
        self.step.show_meetings(look, clear, (len(look), len(clear)), self.decision, self.card)
        return self

    def decision(self, one: Meeting) -> str:
        return self.decided.get(one.line, one.decision)

    def card(self, one: Meeting) -> int:
        return self.cards.get(one.line, one.card)

    def decide(self, one: Meeting, decision: str) -> None:
        self.decided[one.line] = decision
        self.show(*self.lists[0], clear=self.lists[1])

    def decide_all(self, several: tuple[Meeting, ...], decision: str) -> None:
        for one in several:
            self.decided[one.line] = decision

    def pick(self, one: Meeting, card: int) -> None:
        self.cards[one.line] = card
        self.decide(one, JOIN)


@pytest.fixture
def table(qtbot: Any, theme: Theme) -> Table:
    made = DoublesStep()
    qtbot.addWidget(made)
    made.resize(1028, 600)
    made.show()
    return Table(made)


def test_each_stands_beside_the_card_with_the_reason(table: Table) -> None:
    row = table.show(meeting(2), meeting(5, "Jan", BOTH)).step.rows[0]
    assert table.step.title.text() == "2 people may already be in the notebook"
    assert (row.mine.name.text(), row.mine.facts.text()) == ("N. Okafor", "0151 496 0183, no usual")
    assert (row.theirs.name.text(), row.theirs.facts.text()) == (
        "Ngozi Okafor",
        "0151 496 0183, oat flat white, 48 visits",
    )
    assert row.reason.text() == "Same phone"
    assert row.accessibleName() == "N. Okafor may be Ngozi Okafor. Same phone"
    assert [one.choice.value() for one in table.step.rows] == [JOIN, BOTH]


def test_until_they_are_known_nothing_is_said(table: Table) -> None:
    table.show(meeting(2))
    table.step.show_waiting()
    assert not table.step.title.isVisible()
    assert not table.step.promise.isVisible()
    table.show(meeting(2))
    assert table.step.title.isVisible()


def test_keys_decide_and_go_on_to_the_next(table: Table) -> None:
    table.show(meeting(2), meeting(5), meeting(9))
    for decision in (SKIP, BOTH):
        table.step.decide(decision)
    assert table.decided == {2: SKIP, 5: BOTH}
    assert table.step._on == 2
    table.step.decide(SKIP)
    table.step.decide(JOIN)
    assert table.decided[9] == JOIN, "the last stays the last"


def test_a_click_decides_about_its_own_row(table: Table) -> None:
    table.show(meeting(2), meeting(5))
    table.step.rows[1].choice.button(SKIP).click()
    assert table.decided == {5: SKIP}
    table.step.decide(BOTH)
    assert table.decided == {5: BOTH}, "the keys go on where the pointer was"


def test_arrows_move_between_people_and_between_answers(table: Table, qtbot: Any) -> None:
    table.show(meeting(2), meeting(5))
    table.step.window().activateWindow()
    qtbot.waitUntil(table.step.window().isActiveWindow)
    table.step.take_focus()
    QTest.keyClick(table.step.focusWidget(), Qt.Key.Key_Right)
    assert table.decided == {2: BOTH}
    QTest.keyClick(table.step.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(table.step.focusWidget(), Qt.Key.Key_Left)
    assert table.decided == {2: BOTH, 5: SKIP}


def test_one_of_several_cards_can_be_chosen(table: Table) -> None:
    other = Other(CustomerId(11), "Nnamdi Okafor", "0151 496 0199")
    row = table.show(meeting(2, "N. Okafor", BOTH, other)).step.rows[0]
    assert row.others.isVisible()
    row.others.picked.emit("11")
    assert (table.cards, table.decided) == ({2: 11}, {2: JOIN})
    assert row.theirs.name.text() == "Nnamdi Okafor"


def test_clear_cases_stand_behind_a_tab_of_their_own(table: Table) -> None:
    table.show(meeting(2), clear=(meeting(9, "Ben"), meeting(10, "Cy")))
    tabs = table.step.tabs
    assert (tabs.button(LOOK).text(), tabs.button(CLEAR).text()) == ("To look at 1", "Clear cases 2")
    tabs.button(CLEAR).click()
    assert [row.mine.name.text() for row in table.step.rows] == ["Ben", "Cy"]
    table.step.rows[0].choice.button(SKIP).click()
    assert table.decided == {9: SKIP}
    assert tabs.value() == CLEAR, "a decision does not turn the tab"


def test_where_all_are_clear_those_are_shown(table: Table) -> None:
    table.show(clear=(meeting(9, "Ben"),))
    assert table.step.tabs.value() == CLEAR
    assert len(table.step.rows) == 1


def test_nobody_at_all_is_good_news(table: Table) -> None:
    table.show()
    assert table.step.title.text() == "Nobody in the file is in the notebook yet"
    assert table.step.nobody.text() == "Everybody gets a card of their own."
    assert not table.step.tabs.isVisible()
    table.step.decide(JOIN)
    assert table.decided == {}


def test_many_are_decided_at_once_and_shown_a_few_at_a_time(table: Table) -> None:
    table.show(*(meeting(n) for n in range(AT_ONCE + 3)))
    assert len(table.step.rows) == AT_ONCE
    assert table.step.more.text() == "3 more"
    table.step.more.click()
    assert len(table.step.rows) == AT_ONCE + 3
    assert table.step.all.isVisible()
    menu = table.step.open_menu()
    next(action for action in menu.actions() if action.text() == "Skip all").trigger()
    menu.close()
    assert set(table.decided.values()) == {SKIP}
    assert len(table.decided) == AT_ONCE + 3


def test_a_few_are_decided_one_by_one(table: Table) -> None:
    table.show(*(meeting(n) for n in range(MANY - 1)))
    assert not table.step.all.isVisible()


def test_in_a_narrow_place_the_answers_stand_below(table: Table, qtbot: Any) -> None:
    row = table.show(meeting(2)).step.rows[0]
    table.step.resize(NARROW - 40, 600)
    qtbot.waitUntil(lambda: row.choice.y() > row.theirs.geometry().bottom())


def test_a_card_that_is_joined_says_what_it_gains_and_what_would_be_written_over(table: Table) -> None:
    one = replace(meeting(2), gains=GAINED)
    row = table.show(one).step.rows[0]
    assert row.over.text() == "Name: “Ngozi Okafor” becomes “N. Okafor”"
    assert row.gains.text() == "New on the card: E-mail “n@okafor.example”"
    table.decide(one, BOTH)
    assert not row.over.isVisible()
    assert not row.gains.isVisible()
    table.decide(one, JOIN)
    assert row.over.isVisible()
    assert row.gains.isVisible()


def test_another_card_says_what_it_would_gain_itself(table: Table) -> None:
    other = Other(CustomerId(9), "N. O.", "no visits", (Gain("Phone", "", "0151 1"),))
    one = replace(meeting(2, "N. Okafor", JOIN, other), gains=GAINED)
    row = table.show(one).step.rows[0]
    table.pick(one, 9)
    assert (row.over.text(), row.gains.text()) == ("", "New on the card: Phone “0151 1”")


def test_rows_with_several_cards_stand_in_the_same_columns(table: Table) -> None:
    other = Other(CustomerId(9), "A name that is rather long for a box", "0151 496 0199, black tea with a lot of milk")
    rows = table.show(meeting(2), meeting(3, "N. Okafor", JOIN, other)).step.rows
    assert {row.theirs.x() for row in rows} == {rows[0].theirs.x()}


def test_nothing_is_cut_off_in_a_narrow_place(table: Table) -> None:
    table.show(*(meeting(n) for n in range(MANY)))
    table.step.resize(420, 600)
    assert table.step.minimumSizeHint().width() <= 420
