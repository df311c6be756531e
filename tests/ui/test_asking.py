"""Asking where a file goes; what cannot be written there is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Refusal
from relnotebook.ui.asking import ask_file, file_name
from relnotebook.widgets.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture(autouse=True)
def _dialogs_stay_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: None)


def test_the_place_chosen_is_written_to(parent: QWidget, tmp_path: Path) -> None:
    written: list[Path] = []
    dialog = ask_file(parent, "Keep it", "Rye: back", ".pdf", written.append, print)
    assert dialog.windowTitle() == "Keep it"
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "pdf"
    assert [Path(name).name for name in dialog.selectedFiles()] == ["Rye back.pdf"]
    dialog.fileSelected.emit(str(tmp_path / "rye.pdf"))
    assert written == [tmp_path / "rye.pdf"]


def test_it_begins_among_the_documents(parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from PySide6.QtCore import QStandardPaths

    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path))
    dialog = ask_file(parent, "Keep it", "Rye", ".pdf", print, print)
    assert Path(dialog.selectedFiles()[0]) == tmp_path / "Rye.pdf"


def test_what_goes_wrong_is_one_sentence(parent: QWidget, tmp_path: Path) -> None:
    told: list[str] = []

    def full(_file: Path) -> None:
        raise OSError

    def refused(file: Path) -> None:
        raise Refusal("not-written", path=str(file))

    for write in (full, refused):
        ask_file(parent, "Keep it", "Rye", ".pdf", write, told.append).fileSelected.emit(str(tmp_path / "rye.pdf"))
    assert told == [
        "It could not be written there. Choose another place.",
        "rye.pdf could not be written. Look whether the folder is there and may be used.",
    ]


def test_file_names_are_plain() -> None:
    assert file_name("Rye: back/again?") == "Rye back again"
    assert file_name("///") == "Message"
