"""The head with its steps: what it says aloud, and what stays of it in a narrow place."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.ui.importing.steps import Steps
from relnotebook.widgets.theme import Look, Theme

TITLES = ("Choose a file", "Match the columns", "Look at doubles", "Done")


@pytest.fixture
def steps(qtbot: Any, theme: Theme) -> Steps:
    made = Steps()
    qtbot.addWidget(made)
    return made


def test_it_says_which_step_of_how_many_is_up(steps: Steps) -> None:
    steps.show_steps(TITLES, 1)
    assert steps.accessibleName() == "Step 2 of 4: Match the columns"


def test_it_fits_a_narrow_place_with_the_words_of_one_step(steps: Steps) -> None:
    steps.show_steps(TITLES, 1)
    assert steps.minimumSizeHint().width() < steps.sizeHint().width() * 0.75


@pytest.mark.parametrize("rtl", [False, True])
def test_what_is_done_is_drawn_otherwise_than_what_is_to_come(steps: Steps, theme: Theme, rtl: bool) -> None:
    theme.apply(Look(rtl=rtl))
    steps.resize(900, 40)
    pictures = []
    for at, over in ((0, False), (1, False), (3, True)):
        steps.show_steps(TITLES, at, over=over)
        pictures.append(steps.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
