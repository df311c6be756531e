"""Taking people out: asked for, under way, done, stopped."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import Step
from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange import outgoing, taking
from relnotebook.exchange.outgoing import Leaving
from relnotebook.ui.mailings.exporting import Export
from relnotebook.widgets.theme import Theme

from ...builders import Shop


@pytest.fixture
def leaving(shop: Shop) -> Leaving:
    shop.customer("Ngozi", email="n@x.example").consents("email")
    found: Leaving = shop.read(outgoing.plan, "mailchimp")
    return found


@pytest.fixture
def work(leaving: Leaving, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Export:
    monkeypatch.setattr(QFileDialog, "open", lambda _dialog: None)
    home = QWidget()
    qtbot.addWidget(home)
    return Export(home)


def test_the_file_gets_the_ending_of_its_format(work: Export, leaving: Leaving, bridge: Bridge) -> None:
    for form, name in (
        ("excel", "Winter.csv"),
        ("xlsx", "Winter.xlsx"),
        ("labels", "Winter.pdf"),
        ("vcard4", "Winter.vcf"),
    ):
        dialog = work.ask(bridge, leaving, form, "Winter", set())
        assert dialog is not None
        assert Path(dialog.selectedFiles()[0]).name == name


def test_the_folder_is_shown_afterwards(
    work: Export, leaving: Leaving, bridge: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    work.open_folder()
    steps: list[Step] = []
    work.stepped.connect(steps.append)
    dialog = work.ask(bridge, leaving, "excel", "Winter", set())
    assert dialog is not None
    with qtbot.waitSignal(work.said) as said:
        dialog.fileSelected.emit(str(tmp_path / "Winter.csv"))
    assert said.args[0].words == "1 person is in Winter.csv."
    said.args[0].then()
    assert opened == [str(tmp_path)]
    assert steps


def test_a_stopped_one_leaves_nothing(
    work: Export, leaving: Leaving, bridge: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_store: Any, *_args: Any, **_told: Any) -> Generator[Step, None, None]:
        while True:
            yield Step(0, 1, "")

    monkeypatch.setattr(taking, "taken", slow)
    ended: list[str] = []
    work.ended.connect(ended.append)
    dialog = work.ask(bridge, leaving, "excel", "Winter", set())
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "Winter.csv"))
    assert work.busy
    assert work.ask(bridge, leaving, "excel", "Winter", set()) is None
    with qtbot.waitSignal(work.ended):
        work.stop()
    assert (ended, work.busy, list(tmp_path.glob("Winter*"))) == (["Stopped. Nobody was taken out."], False, [])


def test_when_nobody_is_left_that_is_said(work: Export, leaving: Leaving, bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work.refused) as refused:
        work.copy(bridge, leaving, set(leaving.inside))
    assert refused.args[0].startswith("Nobody is left")
    assert not work.busy
