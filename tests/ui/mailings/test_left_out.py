"""Everybody who is left out, by why, with a way forward and the people behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relnotebook.exchange.mailing import Person, way_words
from relnotebook.ui.mailings.left_out import LeftOut, OutRow
from relnotebook.ui.mailings.links import WordLink

from .mails import found, ids, out

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


@pytest.fixture
def left(qtbot: QtBot, theme: Theme) -> LeftOut:
    made = LeftOut()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> OutRow:
    made = OutRow()
    qtbot.addWidget(made)
    return made


def test_each_reason_with_its_number_and_way(left: LeftOut) -> None:
    reasons = [out("not_asked", 8), out("no_address", 3), out("same_household", 2), out("left_alone", 1)]
    left.show_mailing(found(38, reasons))
    assert left.words() == [
        "8 no consent for e-mail Ask next visit",
        "3 no e-mail address See them",
        "2 same household, one letter is enough Change",
        "1 asked to be left alone",
    ]


def test_a_reason_that_is_gone_leaves_and_the_others_keep_their_order(left: LeftOut) -> None:
    left.show_mailing(found(3, [out("not_asked", 8), out("no_address", 3)]))
    left.show_mailing(found(3, [out("no_address", 9), out("left_alone", 1), out("not_asked", 1)]))
    assert [words[:3].strip() for words in left.words()] == ["9 n", "1 a", "1 n"]
    left.show_mailing(found(3))
    assert left.isHidden()
    assert left.words() == []


def test_asking_names_those_who_can_be_asked(left: LeftOut) -> None:
    asked: list[object] = []
    left.ask_wanted.connect(asked.append)
    left.show_mailing(found(3, [out("not_asked", 8, askable=ids(2, 100))]))
    left.rows["not_asked"].way.click()
    assert asked == [ids(2, 100)]


def test_a_letter_for_each_of_a_household(left: LeftOut) -> None:
    wanted: list[bool] = []
    left.household_wanted.connect(wanted.append)
    left.show_mailing(found(3, [out("same_household", 2)]))
    left.rows["same_household"].way.click()
    assert wanted == [False]


def shown(row: OutRow, reason: str, count: int, people: list[Person]) -> None:
    made = out(reason, count)
    row.show_out(made, way_words(made.way))
    row.reason.setChecked(True)
    row.show_people(people)


def test_the_people_are_seen_and_each_leads_to_a_card(row: OutRow) -> None:
    opened: list[object] = []
    row.open_card.connect(opened.append)
    unfolded: list[int] = []
    row.unfolded.connect(unfolded.append)
    two = [Person(who, name, None, told) for who, name, told in zip(ids(2), ("Ana", "Zoe"), ("", "asked"), strict=True)]
    shown(row, "no_address", 2, two)
    assert row.names() == ["Ana", "Zoe asked"]
    assert row.more.isHidden()
    row._rows()[1].click()
    assert opened == [ids(2)[1]]
    row.way.click()
    assert row.names() == []
    row.way.click()
    assert unfolded == [0, 0], "See them reads the people again"


def test_the_rest_of_many_people_is_one_press_away(row: OutRow) -> None:
    unfolded: list[int] = []
    row.unfolded.connect(unfolded.append)
    shown(row, "not_asked", 25, [Person(who, "Ana", None, "") for who in ids(20)])
    assert row.more.text() == "Show 5 more"
    row.more.click()
    assert unfolded == [0, 20]


def test_others_than_those_seen_fold_them_away(row: OutRow) -> None:
    shown(row, "not_asked", 1, [Person(ids(1)[0], "Ana", None, "")])
    row.show_out(out("not_asked", 1), "")
    assert row.names() == ["Ana"], "the same people stay"
    row.show_out(out("not_asked", 2), "")
    assert row.names() == []
    assert not row.reason.isChecked()


def test_two_cards_with_one_address_can_be_joined(row: OutRow) -> None:
    joined: list[tuple[object, object]] = []
    row.join_wanted.connect(lambda one, other: joined.append((one, other)))
    one, other = ids(2)
    shown(row, "same_address", 1, [Person(one, "Ana", other, "Anna stands for them")])
    (press,) = [link for link in row.findChildren(WordLink) if link.text() == "Join the two"]
    press.click()
    assert joined == [(one, other)]


def test_the_words_begin_below_each_other(left: LeftOut) -> None:
    left.show_mailing(found(3, [out("not_asked", 1_667), out("no_address", 3)]))
    wide = {row.reason.number.minimumWidth() for row in left.rows.values()}
    assert wide == {max(row.reason.number.sizeHint().width() for row in left.rows.values())}


def test_the_keyboard_stays_where_a_way_has_gone(left: LeftOut) -> None:
    left.show()
    left.show_mailing(found(3, [out("not_asked", 2)]))
    row = left.rows["not_asked"]
    row.way.setFocus()
    left.show_mailing(found(3, [out("not_asked", 2, way="", askable=())]))
    assert row.way.isHidden()
    assert left.window().focusWidget() is row.reason


def test_who_is_seen_can_be_hidden_again(row: OutRow) -> None:
    row.show_out(out("no_address", 2), way_words("see"))
    row.way.click()
    row.show_people([Person(who, "Ana", None, "") for who in ids(2)])
    assert row.way.text() == "Hide them"
    row.way.click()
    assert (row.way.text(), row.names()) == ("See them", [])
