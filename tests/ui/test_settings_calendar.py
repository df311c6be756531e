"""Settings: the dates of all cards as a file for a calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from relnotebook.base.settings import Settings
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import dates
from relnotebook.ui.settings_calendar import Calendar
from relnotebook.ui.settings_touches import Touches

from ..builders import Shop
from .conftest import Till, beside

Dialogs = list[QFileDialog]


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Dialogs:
    found: Dialogs = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: found.append(dialog))
    return found


@pytest.fixture
def calendar(qtbot: Any, theme: Any, bridge: Bridge) -> Calendar:
    made = Touches(available=lambda: True)
    qtbot.addWidget(made)
    made.resize(880, 1100)
    made.show()
    made.show_till(Settings())
    made.attach(bridge)
    qtbot.waitUntil(lambda: made.hours.lines[0].text() != "")
    return made.calendar


@pytest.fixture
def regulars(shop: Shop, bridge: Bridge) -> None:
    def come_in() -> None:
        shop.customer("Ngozi Okafor").birthday("4 December 1986")
        aoi = shop.customer("Aoi Tanaka").birthday("22 November")
        shop.do(dates.set_date, aoi.id, "other", "3 May", title="Opened her own place")

    beside(come_in)


def saved(qtbot: Any, calendar: Calendar, dialogs: Dialogs, file: Path) -> str:
    """Save the dates there; what is said afterwards."""
    calendar.done.hide()
    calendar.field.say("")
    calendar.save.click()
    dialogs[-1].fileSelected.emit(str(file))
    qtbot.waitUntil(lambda: calendar.done.isVisible() or bool(calendar.field.sentence()))
    return calendar.field.sentence() or calendar.done.text()


def test_all_dates_are_saved_without_private_words(
    qtbot: Any, calendar: Calendar, dialogs: Dialogs, regulars: None, tmp_path: Path
) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    assert not calendar.private.isChecked()
    assert saved(qtbot, calendar, dialogs, folder / "Dates.ics") == "3 dates are in Dates.ics, in Documents."
    told = (folder / "Dates.ics").read_text("utf-8")
    assert told.count("BEGIN:VEVENT") == 3
    assert "Birthday of Ngozi Okafor" in told
    assert "1986" not in told
    assert "Opened her own place" not in told
    assert [file.name for file in folder.iterdir()] == ["Dates.ics"]


def test_with_private_words_when_they_are_ticked(
    qtbot: Any, calendar: Calendar, dialogs: Dialogs, regulars: None, tmp_path: Path
) -> None:
    calendar.private.click()
    saved(qtbot, calendar, dialogs, tmp_path / "Dates.ics")
    told = (tmp_path / "Dates.ics").read_text("utf-8")
    assert "Aoi Tanaka: Opened her own place" in told
    assert "1986" in told


def test_the_file_is_named_after_the_shop(calendar: Calendar, dialogs: Dialogs) -> None:
    calendar.shop = "Tern & Thistle"
    calendar.save.click()
    assert dialogs[0].windowTitle() == "Dates for your calendar"
    assert dialogs[0].defaultSuffix() == "ics"
    assert [Path(name).name for name in dialogs[0].selectedFiles()] == ["Tern Thistle dates.ics"]


def test_a_folder_that_is_gone_is_said_and_another_will_do(
    qtbot: Any, calendar: Calendar, dialogs: Dialogs, regulars: None, tmp_path: Path
) -> None:
    told = saved(qtbot, calendar, dialogs, tmp_path / "gone" / "Dates.ics")
    assert told == "Dates.ics could not be written. Look whether the folder is there and may be used."
    assert not calendar.done.isVisible()
    saved(qtbot, calendar, dialogs, tmp_path / "Dates.ics")
    assert calendar.field.sentence() == ""


def test_a_shop_without_a_date_is_told_so(qtbot: Any, calendar: Calendar, dialogs: Dialogs, tmp_path: Path) -> None:
    told = saved(qtbot, calendar, dialogs, tmp_path / "Dates.ics")
    assert told == "There is no date to show yet, so Dates.ics is empty."


def test_one_date_is_one(qtbot: Any, calendar: Calendar, dialogs: Dialogs, shop: Shop, tmp_path: Path) -> None:
    beside(lambda: shop.customer("Ngozi").birthday("4 December"))
    assert saved(qtbot, calendar, dialogs, tmp_path / "a.ics").startswith("1 date is in a.ics, in ")


def test_the_menu_leads_there(open_till: Callable[[], Till], shop: Shop) -> None:
    till = open_till()
    till.window.actions_["calendar"].trigger()
    page: Any = till.window.current
    save = page.touches.calendar.save

    def in_sight() -> None:
        assert save.hasFocus()
        assert save.visibleRegion().contains(save.rect().center())
        assert page.touches.hours.lines[0].text() != ""

    till.until(in_sight)
    page.box.setText("dark")
    till.press("Ctrl+1")
    till.window.actions_["calendar"].trigger()
    till.until(in_sight)
