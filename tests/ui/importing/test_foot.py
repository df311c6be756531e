"""The foot: words, the way back, the main button, and a bar only for what takes longer."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.terms import Step
from relnotebook.ui.importing.foot import NARROW, Foot
from relnotebook.widgets.theme import Theme


@pytest.fixture
def foot(qtbot: Any, theme: Theme) -> Foot:
    made = Foot("Alt+Left")
    qtbot.addWidget(made)
    made.resize(1000, 80)
    made.show()
    return made


def test_it_says_what_will_happen_and_what_the_button_does(foot: Foot) -> None:
    foot.show_step("Nothing is saved yet.", "Look at doubles", "Enter", can_go_on=False, back=True)
    assert (foot.words.text(), foot.main.text(), foot.main.key()) == (
        "Nothing is saved yet.",
        "Look at doubles",
        "Enter",
    )
    assert not foot.main.isEnabled()
    assert foot.back_button.isVisible()
    foot.show_step("", "", "", can_go_on=False, back=False)
    assert not foot.main.isVisible()
    assert not foot.back_button.isVisible()


def test_what_is_over_at_once_shows_no_bar(foot: Foot, qtbot: Any) -> None:
    foot.show_working("Reading")
    assert foot.progress.isHidden()
    foot.show_idle()
    assert not foot._slow.isActive()


def test_what_takes_longer_shows_how_far_it_is(foot: Foot, qtbot: Any) -> None:
    foot.show_working("Bringing people in", at_once=True)
    qtbot.waitUntil(foot.progress.isVisible)
    foot.show_progress(Step(50, 200, ""))
    assert (foot.progress.bar.value(), foot.progress.words.text()) == (50, "Bringing people in")
    foot.show_progress(Step(1, 3, "Backing up first"), 4_000)
    assert foot.progress.words.text() == "Backing up first"
    foot.show_progress(Step(1_500, 4_000, ""), 4_000)
    assert foot.progress.words.text() == "Bringing people in, 1,500 of 4,000"
    with qtbot.waitSignal(foot.stop):
        foot.progress.button.click()


def test_words_stand_above_the_buttons_in_a_narrow_place(foot: Foot, qtbot: Any) -> None:
    foot.show_step("Nothing is saved yet.", "Look at doubles", "Enter", can_go_on=True, back=True)
    assert foot.words.geometry().center().y() == pytest.approx(foot.main.geometry().center().y(), abs=4)
    foot.resize(NARROW - 40, 140)
    qtbot.waitUntil(lambda: foot.words.geometry().bottom() < foot.main.geometry().top())
