"""The page's parts: one of them is up, and the head says which file it is about."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.ui.actions import Actions
from relnotebook.ui.frame import Frame
from relnotebook.ui.importing.desk import IMPORTS, Desk
from relnotebook.ui.importing.flow import CHOOSE, DONE, DOUBLES, MATCH
from relnotebook.widgets.theme import Look, Theme


@pytest.fixture
def desk(qtbot: Any, theme: Theme) -> Desk:
    frame = Frame()
    qtbot.addWidget(frame)
    made = Desk(Actions(frame))
    qtbot.addWidget(made)
    made.resize(1084, 770)
    made.show()
    return made


@pytest.mark.parametrize("name", [CHOOSE, MATCH, DOUBLES, DONE, IMPORTS])
def test_each_part_comes_up_by_its_name(desk: Desk, name: str) -> None:
    desk.show_view(name, "Bring in", "", "")
    views = {CHOOSE: desk.choose, MATCH: desk.match, DOUBLES: desk.doubles, DONE: desk.done, IMPORTS: desk.imports}
    assert [key for key, view in views.items() if view.isVisible()] == [name]


def test_the_file_stands_beside_the_title_where_there_is_room(desk: Desk, theme: Theme, qtbot: Any) -> None:
    desk.show_view(CHOOSE, "Bring in your customers", "regulars.csv, 318 rows", "file-spreadsheet")
    assert desk.about.y() < desk.title.geometry().bottom()
    assert desk._icon.isVisible()
    theme.apply(Look(scale=2.0))
    desk.resize(900, 770)
    qtbot.waitUntil(lambda: desk.about.y() >= desk.title.geometry().bottom())
    assert not desk._icon.isVisible()
    desk.show_view(DONE, "Bring in your customers", "", "")
    assert not desk.about.isVisible()


def test_nothing_is_wider_than_the_page_at_twice_the_size(desk: Desk, theme: Theme, qtbot: Any) -> None:
    theme.apply(Look(scale=2.0))
    desk.resize(1176, 740)
    for name, scroll in desk.scrolls.items():
        desk.show_view(name, "Bring in", "", "")
        qtbot.waitUntil(lambda scroll=scroll: scroll.horizontalScrollBar().maximum() == 0)
