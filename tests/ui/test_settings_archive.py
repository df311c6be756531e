"""The whole notebook as readable files, from the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def test_a_place_that_cannot_be_written_is_said_beside_the_button(open_till: Open, tmp_path: Path) -> None:
    till = open_till()
    here = line(till)
    here.write(tmp_path / "no" / "all.zip")
    till.until(lambda: "could not be written" in here.field.sentence())
    assert here.save.isEnabled()
