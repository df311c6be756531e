"""Cards on their way to paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from relnotebook.base.terms import CustomerId
from relnotebook.ui.customers import printing

from ...builders import Shop
from ..conftest import Till
from .tables import TableAtWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def work(open_till: Callable[[], Till], shop: Shop) -> TableAtWork:
    shop.customer("Ngozi Okafor").alert("Nut allergy").usual("oat flat white")
    shop.customer("Omar Haddad")
    return TableAtWork(open_till(), shop)


def test_ctrl_p_makes_a_pdf_of_those_ticked(work: TableAtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    work.press("Ctrl+A", "Ctrl+P").choose("Keep it as PDF")
    dialogs: list[Any] = []
    work.until(lambda: bool(dialogs.extend(work.page.findChildren(QFileDialog)) or dialogs))
    file = tmp_path / "cards.pdf"
    dialogs[0].fileSelected.emit(str(file))
    work.until(file.exists)
    assert file.read_bytes().startswith(b"%PDF")
    assert file.read_bytes().count(b"/Type /Page\n") == 2
    dialogs[0].close()


def test_the_row_looked_at_is_printed_when_nobody_is_ticked(work: TableAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Any]] = []
    monkeypatch.setattr(
        printing.today_post, "on_paper", lambda _page, title, paint, _told: asked.append((title, paint))
    )
    work.press("Ctrl+P").choose("Print it")
    work.until(lambda: bool(asked))
    assert asked[0][0] == "Ngozi Okafor"


def test_a_thousand_cards_are_too_many_at_once(work: TableAtWork) -> None:
    whom = tuple(CustomerId(n) for n in range(printing.MOST + 1))
    assert work.page.printing.ask(work.page.bridge, whom, lambda _menu: None) is None
    work.till.says("That is more than 300 cards. Print fewer at once.")
