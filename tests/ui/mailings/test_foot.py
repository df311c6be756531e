"""The foot of the pane."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relnotebook.base.terms import Step
from relnotebook.ui.mailings.foot import Foot
from relnotebook.widgets.theme import Theme


def test_it_shows_what_was_last_then_how_far_it_is(qtbot: QtBot, theme: Theme) -> None:
    foot = Foot()
    qtbot.addWidget(foot)
    foot.show()
    foot.show_last("Last: “Winter”")
    assert not foot.folder.isVisible()
    foot.say("Nobody is left.")
    foot.begin()
    assert foot.busy
    assert not foot.last.isVisible()
    assert not foot.refusal.isVisible()
    foot.step(Step(3, 10, "Writing people down"))
    assert (foot.progress.bar.value(), foot.progress.words.text()) == (3, "Writing people down")
    stopped: list[int] = []
    foot.stop_wanted.connect(lambda: stopped.append(1))
    foot.progress.button.click()
    foot.rest()
    foot.show_last("3 people are in x.csv.", True)
    assert foot.folder.isVisible()
    assert stopped == [1]


def test_the_button_says_how_many(qtbot: QtBot, theme: Theme) -> None:
    foot = Foot()
    qtbot.addWidget(foot)
    foot.show_button("Export 38 people", "Ctrl+Shift+E", True)
    assert (foot.go.text(), foot.go.key(), foot.go.accessibleName()) == (
        "Export 38 people",
        "Ctrl+Shift+E",
        "Export 38 people",
    )
    pressed: list[int] = []
    foot.pressed.connect(lambda: pressed.append(1))
    foot.go.click()
    foot.show_button("Export 0 people", "", False)
    foot.go.click()
    assert pressed == [1]


def test_the_keyboard_stays_while_it_is_written(qtbot: QtBot, theme: Theme) -> None:
    foot = Foot()
    qtbot.addWidget(foot)
    foot.show_button("Export 38 people", "", True)
    foot.show()
    foot.go.setFocus()
    foot.begin()
    foot.show_button("Export 38 people", "", False)
    assert foot.window().focusWidget() is foot.progress.button
    foot.rest()
    foot.show_button("Export 38 people", "", True)
    assert foot.window().focusWidget() is foot.go


def test_where_there_is_little_room_the_key_makes_place(qtbot: QtBot, theme: Theme) -> None:
    foot = Foot()
    qtbot.addWidget(foot)
    foot.show_button("Export 38 people", "Ctrl+Shift+E", True)
    foot.resize(510, 80)
    foot.show()
    assert foot.go.key() == ""
    foot.resize(600, 80)
    assert foot.go.key() == "Ctrl+Shift+E"
