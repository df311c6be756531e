from __future__ import annotations

from relnotebook.ui import actions_feedback
from relnotebook.ui.actions import commands


def test_feedback_can_be_written_down_from_everywhere() -> None:
    found = {c.name: c for c in commands()}
    assert found["write_feedback"].keys == ("Ctrl+Shift+F",)
    assert found["write_feedback"].page == ""
    assert found["card_feedback"].page == "card"


def test_the_five_steps_have_a_digit_each() -> None:
    found = {c.name: c for c in commands()}
    assert [found[name].keys for name in actions_feedback.STEPS] == [("1",), ("2",), ("3",), ("4",), ("5",)]
