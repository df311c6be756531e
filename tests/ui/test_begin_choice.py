"""One way to begin, as a large card."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from relnotebook.ui.begin_choice import BeginChoice


def test_a_choice_is_read_out_whole_and_pressed_by_space(qtbot: Any, theme: Any) -> None:
    choice = BeginChoice("Look around first", "A made-up shop.", "building-store", "Alt+3")
    qtbot.addWidget(choice)
    choice.show()
    assert choice.accessibleName() == "Look around first. A made-up shop."
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert choice.isChecked()


def test_a_choice_grows_with_the_text(qtbot: Any, theme: Any) -> None:
    from relnotebook.widgets.theme import Look

    choice = BeginChoice("Look around first", "A made-up shop.", "building-store", "Alt+3")
    qtbot.addWidget(choice)
    small = choice.sizeHint().height()
    theme.apply(Look(scale=2.0))
    assert choice.sizeHint().height() == 2 * small
