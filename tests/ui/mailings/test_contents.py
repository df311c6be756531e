"""What a file tells of each person, in chips and sentences."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relnotebook.exchange.taking import Contents
from relnotebook.ui.mailings.contents import ContentsView
from relnotebook.widgets.theme import Theme


def shown(qtbot: QtBot) -> ContentsView:
    made = ContentsView()
    qtbot.addWidget(made)
    made.resize(500, 100)
    made.show()
    return made


def test_columns_are_named_and_the_others_counted(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot)
    view.show_contents(Contents(("Name", "E-mail"), ("Tags", "City")))
    assert view.columns() == ["Name", "E-mail", "2 more"]
    assert "Tags, City" in view.marks[-1].toolTip()
    view.show_contents(Contents(("Name",)))
    assert view.columns() == ["Name"]
    wanted: list[int] = []
    view.change_wanted.connect(lambda: wanted.append(1))
    view.change.click()
    assert wanted == [1]


def test_what_is_lost_is_said_and_taken_back(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot)
    view.show_contents(Contents((), (), ("No year.",), "Only for us."))
    assert view.text() == "No year. Only for us."
    assert not view.change.isVisible()
    view.show_contents(Contents(("Name",)))
    assert view.text() == ""
    assert view.change.isVisible()
