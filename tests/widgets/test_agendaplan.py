"""A row of the day's list: everything stands where the mock-up has it, and steps aside in the right order."""

from __future__ import annotations

import pytest

from relnotebook.widgets import theme
from relnotebook.widgets.agendaplan import SETTLING, WRITING, AgendaRow, hidden, place
from relnotebook.widgets.draw import advance
from relnotebook.widgets.theme import Look, Theme

ROW = AgendaRow("7:a", "Kateryna", "flag", "You promised", "“Hello Kateryna, good news”", ("Wed", "2 days"))


@pytest.mark.usefixtures("theme")
def test_everything_stands_where_the_mock_up_has_it() -> None:
    spots = place(ROW, 656, 68)
    assert (spots.title.left(), spots.title.center().y()) == (94, 21)
    assert spots.above.right() == 66  # right-aligned before the rule at 76
    assert [spot.center().x() for spot in spots.tools.values()] == [430, 468, 506, 559, 597, 635]
    assert all((spot.width(), spot.height()) == (36, 36) for spot in spots.tools.values())
    assert spots.split is not None
    assert spots.split.x() == 533
    assert spots.line.right() < spots.tools["copy"].left()


@pytest.mark.usefixtures("theme")
def test_a_row_without_e_mail_keeps_the_other_buttons_in_their_places() -> None:
    without = place(AgendaRow("7:a", "Kateryna", tools=tuple(t for t in WRITING + SETTLING if t != "mail")), 656, 68)
    assert list(without.tools) == ["copy", "note", "done", "snooze", "skip"]
    assert without.tools["copy"] == place(ROW, 656, 68).tools["copy"]
    only = place(AgendaRow("7:a", "Kateryna", tools=SETTLING), 656, 68)
    assert list(only.tools) == list(SETTLING)
    assert only.split is None


@pytest.mark.usefixtures("theme")
def test_where_there_is_little_room_the_buttons_that_write_step_aside() -> None:
    narrow = place(ROW, 420, 68)
    assert list(narrow.tools) == list(SETTLING)
    assert narrow.split is None
    assert narrow.line.width() > 180


@pytest.mark.usefixtures("theme")
def test_a_long_name_gets_smaller_before_it_is_cut() -> None:
    plain, long = place(ROW, 656, 68), place(AgendaRow("7:a", "Bartholomew Maximilian Ellis of Harbour St"), 656, 68)
    assert long.font.pointSizeF() < plain.font.pointSizeF()
    assert long.title.right() < long.tools["copy"].left()
    assert long.reason.width() == 0 or long.reason.left() > long.title.right()


def test_what_has_no_room_is_told(theme: Theme) -> None:
    assert hidden(ROW, 656, 68) == ""
    wordy = AgendaRow("7:a", "Kateryna", "flag", "You promised " * 9, "“" + "Hello " * 40 + "”")
    assert hidden(wordy, 656, 68).splitlines() == [wordy.reason, wordy.line]
    assert hidden(AgendaRow("week", heading="This week"), 656, 68) == ""
    theme.apply(Look(scale=2.0))
    assert "You promised" not in hidden(ROW, 1312, 136)


@pytest.mark.usefixtures("theme")
def test_a_place_knows_its_button() -> None:
    spots = place(ROW, 656, 68)
    assert spots.at(559, 34) == "done"
    assert spots.at(300, 34) == ""
    assert spots.at(533, 34) == ""


def test_a_row_is_read_from_its_parts() -> None:
    assert ROW.says() == "Kateryna. You promised. Wed. 2 days. “Hello Kateryna, good news”."
    assert AgendaRow("x", "Kateryna", spoken="Spoken.").says() == "Spoken."
    assert AgendaRow("overdue", heading="Overdue", count="2").says() == "Overdue, 2"
    assert AgendaRow("more", note="3 more can wait.").still


@pytest.mark.usefixtures("theme")
def test_the_ring_around_a_row_stays_clear_of_its_margin() -> None:
    spots = place(AgendaRow("7:a", "Mr Ellis", margin=("Today", "by 10:00")), 656, 68)
    wide = advance("by 10:00", theme.of().font("small", tabular=True))
    assert wide <= spots.below.width()
    assert spots.below.right() - wide > 8
