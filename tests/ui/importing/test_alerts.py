"""Notes offered as alerts: nothing becomes one that nobody ticked."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.exchange.columns import AlertSeen
from relnotebook.ui.importing.alerts import SHOWN, AlertsOffered
from relnotebook.widgets.theme import Theme

CHIARA = AlertSeen(2, "Chiara", "Allergic to <b>walnuts</b>!", "Walnut allergy")
INES = AlertSeen(5, "Ines", "Coeliac", "Coeliac")


@pytest.fixture
def offered(qtbot: Any, theme: Theme) -> AlertsOffered:
    made = AlertsOffered()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def test_each_note_stands_with_its_words_and_without_a_tick(offered: AlertsOffered) -> None:
    offered.show_alerts((CHIARA, INES), set())
    assert offered.title.text() == "2 notes look like alerts"
    assert [(line.tick.text(), line.note.text(), line.tick.isChecked()) for line in offered.lines()] == [
        ("Chiara: Walnut allergy", "Allergic to <b>walnuts</b>!", False),
        ("Ines: Coeliac", "Coeliac", False),
    ]


def test_a_tick_makes_one_of_them_an_alert(offered: AlertsOffered, qtbot: Any) -> None:
    offered.show_alerts((CHIARA, INES), set())
    with qtbot.waitSignal(offered.warned) as warned:
        offered.lines()[1].tick.click()
    assert warned.args == [(5,), True]


def test_all_at_once_and_none_again(offered: AlertsOffered, qtbot: Any) -> None:
    offered.show_alerts((CHIARA, INES), set())
    assert offered.every.text() == "Make all 2 alerts"
    assert not offered.none.isVisible()
    with qtbot.waitSignal(offered.warned) as warned:
        offered.every.click()
    assert warned.args == [(2, 5), True]
    offered.show_alerts((CHIARA, INES), {2, 5})
    assert not offered.every.isEnabled()
    assert all(line.tick.isChecked() for line in offered.lines())
    with qtbot.waitSignal(offered.warned) as warned:
        offered.none.click()
    assert warned.args == [(2, 5), False]


def test_many_are_told_by_their_number(offered: AlertsOffered) -> None:
    many = tuple(AlertSeen(n, f"Line {n}", "nuts", "Nuts") for n in range(SHOWN + 3))
    offered.show_alerts(many, set())
    assert len(offered.lines()) == SHOWN
    assert offered.more.text() == "and 3 more"
