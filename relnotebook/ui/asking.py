"""Asking where a file goes, and writing it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.widgets import say
from relnotebook.widgets.plain import clean


def ask_file(
    parent: QWidget,
    title: str,
    name: str,
    ending: str,
    write: Callable[[Path], object],
    told: Callable[[str], object],
) -> QFileDialog:
    """Ask for the place of a file that begins as `name`; `write` gets it. `told` hears why it was not written."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    if Path(documents).is_dir():
        dialog.setDirectory(documents)
    dialog.selectFile(file_name(name) + ending)

    def chosen(file: str) -> None:
        try:
            write(Path(file))
        except OSError:
            told(_("It could not be written there. Choose another place."))
        except Problem as found:
            told(say.problem(found))

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def file_name(words: str) -> str:
    """Words as a file name that every computer takes."""
    plain = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in clean(words, 60))
    return " ".join(plain.split()) or _("Message")
