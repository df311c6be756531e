"""Rows that make a sentence: added, taken away, joined, in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from relnotebook.notebook.segment_rules import Bracket, Rule
from relnotebook.notebook.segment_titles import Known
from relnotebook.ui.mailings.builder import BracketRow, Builder
from relnotebook.ui.mailings.rule_row import RuleRow

from .test_rule_row import title

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CHOIR, WALNUT = Rule("tag", "has", "Choir"), Rule("taste", "likes", "walnut", join="or")
NUT = Rule("alert", "any", join="not")
INNER = Bracket((Rule("visits", "at_least", 3, 90), Rule("closeness", "at_least", 7)), "or")


@pytest.fixture
def builder(qtbot: QtBot, theme: Theme) -> Builder:
    made = Builder()
    made.rows.show_known(Known(tags=("Choir",)))
    qtbot.addWidget(made)
    return made


def test_what_is_shown_is_what_is_asked(builder: Builder) -> None:
    builder.show_rules((CHOIR, WALNUT, INNER, NUT))
    assert builder.rules() == (CHOIR, WALNUT, INNER, NUT)
    assert builder.words() == [
        "Who has consent for e-mail",
        "and is tagged Choir",
        "or likes walnut",
        "or (",
        "who came at least 3 times in the last 90 days",
        "and closeness at least 7",
        ")",
        "but not has an alert",
    ]


def test_what_may_be_taken_in_two_ways_is_said_once_more(builder: Builder) -> None:
    builder.show_rules((CHOIR,))
    assert builder.reads.isHidden()
    builder.show_rules((CHOIR, WALNUT, NUT))
    assert (
        builder.reads.text() == "Everybody who either is tagged “Choir” or likes walnut, but nobody who has an alert."
    )


def test_consent_stands_first_and_cannot_be_taken_away(builder: Builder) -> None:
    builder.show_channel("post")
    assert builder.words() == ["Who has consent for post"]
    builder.show_channel("")
    assert builder.words() == ["Who is in the notebook"]
    assert not builder.rows.remove_where(builder.consent)


def test_a_row_is_added_and_asks_nothing_until_it_is_chosen(builder: Builder) -> None:
    told: list[bool] = []
    builder.changed.connect(lambda: told.append(True))
    builder.rows.add_and.click()
    (row,) = builder.rows.rows
    assert isinstance(row, RuleRow)
    row.title.hidePopup()
    assert (builder.rules(), told) == ((), [])
    title(row, "is tagged")
    assert builder.rules() == (CHOIR,)
    assert told


def test_nothing_can_be_an_other_way_of_nothing(builder: Builder) -> None:
    assert not builder.rows.add_or.isEnabled()
    builder.show_rules((CHOIR,))
    assert builder.rows.add_or.isEnabled()


def test_the_row_below_takes_the_place_of_the_first_one(builder: Builder) -> None:
    builder.show_rules((CHOIR, WALNUT))
    builder.rows.rows[0].cross.click()
    assert builder.rules() == (Rule("taste", "likes", "walnut", join="and"),)
    assert builder.rows.rows[0].join.text() == "and"


def test_an_unfinished_row_widens_nothing(builder: Builder) -> None:
    """A and (nothing yet) or B: as long as nothing is chosen, B must not become another way of meeting A."""
    builder.show_rules((CHOIR,))
    builder.rows.add("and")
    builder.rows.add("or")
    for row in builder.rows.rows[1:]:
        assert isinstance(row, RuleRow)
        row.title.hidePopup()
    last = builder.rows.rows[2]
    assert isinstance(last, RuleRow)
    title(last, "has an alert")
    assert builder.rules() == (CHOIR, Rule("alert", "any", join="and"))


def test_brackets_hold_rows_of_their_own(builder: Builder) -> None:
    builder.show_rules((CHOIR,))
    builder.rows.add("")
    bracket = builder.rows.rows[1]
    assert isinstance(bracket, BracketRow)
    assert builder.rules() == (CHOIR,), "empty brackets ask nothing"
    inner = bracket.inner.rows[0]
    assert isinstance(inner, RuleRow)
    inner.title.hidePopup()
    title(inner, "has an alert")
    assert builder.rules() == (CHOIR, Bracket((Rule("alert", "any"),), "or"))
    assert bracket.inner.add_bracket is None


def test_the_rule_with_the_keyboard_in_it_is_taken_away(builder: Builder) -> None:
    builder.show_rules((CHOIR, INNER))
    bracket = builder.rows.rows[1]
    assert isinstance(bracket, BracketRow)
    assert builder.rows.remove_where(bracket.inner.rows[0].cross)
    assert builder.rules() == (CHOIR, Bracket((Rule("closeness", "at_least", 7),), "or"))
    assert builder.rows.remove_where(bracket.cross)
    assert builder.rules() == (CHOIR,)
    assert not builder.rows.remove_where(builder.heading)
    assert not builder.rows.remove_where(None)


def test_people_chosen_by_hand_are_named_and_can_be_let_go(builder: Builder, qtbot: QtBot) -> None:
    builder.show_chosen(12)
    assert builder.chosen.text() == "is one of the 12 people you chose"
    with qtbot.waitSignal(builder.alone):
        builder.let_go.click()
    builder.show_chosen(None)
    assert builder._hand.isHidden()


def test_half_typed_words_are_taken_in_time(builder: Builder) -> None:
    builder.show_rules((Rule("taste", "likes", ""),))
    row = builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    typed = row.stops()[1]
    QTest.keyClicks(typed, "walnut")
    assert builder.asked() == ()
    builder.flush()
    assert builder.asked() == (Rule("taste", "likes", "walnut"),)


def test_a_rule_without_its_word_is_said(builder: Builder) -> None:
    assert builder.reads.isHidden()
    builder.show_rules((Rule("taste", "likes", ""), Bracket((Rule("tag", "has", ""), CHOIR), "and")))
    assert builder.reads.text().endswith("2 rules lack a word and are not asked yet.")
    builder.show_rules((Rule("taste", "likes", "walnut"),))
    assert builder.reads.isHidden()
