"""Settings: everything applies at once; a word finds its setting; the list at the left jumps."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from relnotebook.base.settings import Settings
from relnotebook.bridge.bridge import Bridge
from relnotebook.ui.actions import Actions
from relnotebook.ui.settings import SettingsPage
from relnotebook.widgets.theme import Look

from ..builders import Shop


class Till:
    """This till's settings, as the program keeps them."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def change(self, **values: Any) -> None:
        self.values |= values


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
def window(qtbot: Any, theme: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(window: QMainWindow, bridge: Bridge, till: Till) -> SettingsPage:
    made = SettingsPage(Actions(window), Settings(), till.change)
    window.setCentralWidget(made)
    window.resize(1080, 770)
    window.show()
    made.attach(bridge)
    return made


def test_a_word_finds_its_setting(qtbot: Any, page: SettingsPage) -> None:
    qtbot.keyClicks(page.box, "dark")
    seen = [section.key for section in page.sections if section.isVisible()]
    assert seen == ["appearance"]
    qtbot.keyClick(page.box, Qt.Key.Key_A)
    assert page.nobody.isVisible()
    assert page.go_back()
    assert all(section.isVisible() for section in page.sections)


def test_the_list_jumps_to_its_section(qtbot: Any, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    page._buttons["appearance"].click()
    assert page._buttons["appearance"].isChecked()
    assert page.area.verticalScrollBar().value() > 0


def test_the_text_size_is_this_tills(qtbot: Any, page: SettingsPage, till: Till) -> None:
    look = next(section for section in page.sections if section.key == "appearance")
    look.scale.button("1.5").click()  # type: ignore[attr-defined]
    look.theme.button("dark").click()  # type: ignore[attr-defined]
    look.letters.click()  # type: ignore[attr-defined]
    assert till.values == {"scale": 1.5, "theme": "dark", "letters": False}


def test_the_shop_takes_its_new_name_and_undo_takes_it_back(
    qtbot: Any, page: SettingsPage, bridge: Bridge, shop: Shop
) -> None:
    from relnotebook.notebook import shop as shops

    profile = page.sections[0]
    line = profile.fields["name"]  # type: ignore[attr-defined]
    line.set_value("Tern & Thistle")
    line.setFocus()
    line.clear()
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(line, "Thistle & Tern")
        line.flush()
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert shop_name(qtbot, bridge, shops.profile) == "Thistle & Tern"
    with qtbot.waitSignal(bridge.changed):
        bridge.undo()
    assert shop_name(qtbot, bridge, shops.profile) == "Tern & Thistle"


def shop_name(qtbot: Any, bridge: Bridge, profile: Any) -> str:
    found: list[Any] = []
    bridge.read(profile).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return str(found[0].name)


@pytest.mark.parametrize(("width", "scale"), [(828, 2.0), (828, 1.5), (560, 1.0)])
def test_nothing_is_cut_off_in_a_narrow_window(
    qtbot: Any, page: SettingsPage, window: QMainWindow, theme: Any, width: int, scale: float
) -> None:
    theme.apply(Look(scale=scale))
    window.resize(width, 700)
    qtbot.waitUntil(lambda: page.area.width() > width * 0.9)
    assert not page._links.isVisible()
    assert page.side.height() < page.height() / 2
    shop = page.sections[0]
    assert all(line.mapTo(page, line.rect().topRight()).x() <= page.width() for line in shop.fields.values())  # type: ignore[attr-defined]
