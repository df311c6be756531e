"""The whole notebook as readable files, from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.terms import Step
from relnotebook.exchange import archive
from relnotebook.ui.settings_archive import ArchiveLine

from ..builders import Shop
from .conftest import Till

Open = Callable[[], Till]


def line(till: Till) -> ArchiveLine:
    till.window.show_page("settings")
    page: Any = till.window.current
    found = next(section for section in page.sections if section.key == "storage").archive
    assert isinstance(found, ArchiveLine)
    return found


def test_everything_goes_into_one_file_and_the_line_says_so(open_till: Open, shop: Shop, tmp_path: Path) -> None:
    shop.customer("Ngozi")
    till, file = open_till(), tmp_path / "all.zip"
    here = line(till)
    here.write(file)
    till.until(lambda: "1 customer is in all.zip" in here.line.about.text())
    assert archive.is_archive(file)
    assert not here.progress.isVisible()
    assert here.save.isEnabled()


def test_the_keyboard_comes_back_to_the_button_that_was_pressed(open_till: Open, shop: Shop, tmp_path: Path) -> None:
    shop.customer("Ngozi")
    till = open_till()
    here = line(till)
    here.save.setFocus()
    here.write(tmp_path / "all.zip")
    assert here.progress.button.hasFocus()  # and never the next one, which opens another notebook
    till.until(lambda: "1 customer is in all.zip" in here.line.about.text())
    assert here.save.hasFocus()


def test_what_is_stopped_says_that_no_file_was_written(
    open_till: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "save", without_end)
    till = open_till()
    here = line(till)
    here.write(tmp_path / "all.zip")
    here.progress.button.click()
    till.until(lambda: here.line.about.text() == "Stopped. No file was written.")
    assert here.save.isEnabled()


def without_end(_store: object, **_told: object) -> Iterator[Step]:
    while True:
        yield Step(0, 0, "")


def test_a_place_that_cannot_be_written_is_said_beside_the_button(open_till: Open, tmp_path: Path) -> None:
    till = open_till()
    here = line(till)
    here.write(tmp_path / "no" / "all.zip")
    till.until(lambda: "could not be written" in here.field.sentence())
    assert here.save.isEnabled()
