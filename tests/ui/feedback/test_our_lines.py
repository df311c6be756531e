"""The list of colleagues' own words: whose, how they felt, who sees it, what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relnotebook.base import clock
from relnotebook.base.terms import StaffId
from relnotebook.notebook.ideaboard import IdeaCard
from relnotebook.notebook.team import Own
from relnotebook.ui.feedback.our_lines import MOST, OurLines, Ours, feeling, outcome


def own(**values: Any) -> Own:
    plain = Own(1, "Mara", True, clock.now(), "suggestion", "", "The grinder is loud.", False, "new", "", "")
    return replace(plain, **values)


def idea(**values: Any) -> IdeaCard:
    plain = IdeaCard(1, "A stool", "Jonas", "heard", 0, 0, (), clock.now(), clock.now())
    return replace(plain, **values)


@pytest.fixture
def lines(qtbot: Any, theme: Any) -> OurLines:
    made = OurLines()
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


def test_nothing_yet_invites(lines: OurLines) -> None:
    lines.show_ours(Ours(None, (), ()))
    assert lines.texts() == ["Nothing is written here yet. What works, what would help, how was the day?"]


def test_own_words_come_first(lines: OurLines) -> None:
    theirs = own(id=2, mine=False, by="Jonas", words="Busy.", feeling="so_so", kind="mood", shared=True)
    lines.show_ours(Ours(StaffId(1), (theirs, own()), (idea(stage="not_now", why="No room."),)))
    assert lines.texts() == [
        "Yours",
        "The grinder is loud. (You, Today, 08:41, only you see it)",
        "From the others",
        "Busy. (Jonas, So-so, Today, 08:41)",
        "Our ideas",
        "A stool (Jonas, Not now, Today, 08:41, only you see it)",
    ]


def test_a_mood_without_words_is_its_feeling(lines: OurLines) -> None:
    lines.show_ours(Ours(StaffId(1), (own(words="", kind="mood", feeling="upset"),), ()))
    assert lines.rows()[0].text() == "Upset (You, Today, 08:41, only you see it)"


def test_what_can_be_done_is_spoken_with_whose_words_it_is_about(qtbot: Any, lines: OurLines) -> None:
    lines.show_ours(Ours(StaffId(1), (own(),), ()))
    row = lines.rows()[0]
    assert row.share.accessibleName() == "Let the others see it: The grinder is loud."
    with qtbot.waitSignal(lines.shared) as told:
        row.share.click()
    assert told.args == [1, True]
    with qtbot.waitSignal(lines.taken_back) as gone:
        row.gone.click()
    assert gone.args == [1]


def test_the_same_is_not_built_again(lines: OurLines) -> None:
    shown = Ours(StaffId(1), (own(),), ())
    lines.show_ours(shown)
    before = lines.rows()[0]
    lines.show_ours(Ours(StaffId(1), (own(),), ()))
    assert lines.rows()[0] is before


def test_clearing_leaves_nothing_to_read(lines: OurLines) -> None:
    lines.show_ours(Ours(StaffId(1), (own(),), ()))
    lines.clear()
    assert lines.texts() == []
    assert lines.rows() == []


def test_a_long_list_stays_light(lines: OurLines) -> None:
    lines.show_ours(Ours(StaffId(1), tuple(own(id=n) for n in range(MOST + 20)), ()))
    assert len(lines.rows()) == MOST


def test_what_came_of_it_is_shown(lines: OurLines) -> None:
    assert outcome(own(we_did="A quieter grinder.")) == "A quieter grinder."
    assert outcome(own(why="Too dear this year.")) == "Too dear this year."
    assert feeling(own(feeling="let_down")) == "Let down"


def test_an_own_idea_is_shared_and_taken_back_as_words_are(qtbot: Any, lines: OurLines) -> None:
    lines.show_ours(Ours(StaffId(1), (), (idea(), idea(id=2, title="Another", shared=True)), frozenset({1})))
    mine, theirs = lines.idea_rows()
    assert mine.share.accessibleName() == "Let the others see it: A stool"
    with qtbot.waitSignal(lines.idea_shared) as told:
        mine.share.click()
    assert told.args == [1, True]
    with qtbot.waitSignal(lines.idea_taken_back) as gone:
        mine.gone.click()
    assert gone.args == [1]
    assert mine.share.isVisible()
    assert not theirs.share.isVisible()
