"""A message leaves by a person's hand only: clipboard, mail program, draft file, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPagedPaintDevice, QPainter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import StoreTrouble
from relnotebook.ui import today_post
from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    found: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not found.append(url))  # type: ignore[func-returns-value]
    return found


@pytest.fixture(autouse=True)
def _dialogs_stay_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: None)


def paint(device: QPagedPaintDevice) -> None:
    painter = QPainter(device)
    painter.drawText(100, 100, "Hello")
    painter.end()


def test_copied_words_are_on_the_clipboard(parent: QWidget) -> None:
    today_post.copy("Hello\nthere")
    assert QGuiApplication.clipboard().text() == "Hello\nthere"


def test_the_mail_link_keeps_every_letter(parent: QWidget, opened: list[QUrl]) -> None:
    words = "50 % off? No: “Grüße” & mehr\nMara+1 #1"
    today_post.mail(parent, "ka@example.org", "Roggen & Brot", words, print, list)
    link = bytes(opened[0].toEncoded().data()).decode()
    assert link == (
        "mailto:ka@example.org?subject=Roggen%20%26%20Brot&body=50%20%25%20off%3F%20No%3A%20%E2%80%9CGr%C3%BC%C3%9Fe"
        "%E2%80%9D%20%26%20mehr%0D%0AMara%2B1%20%231"
    )


def test_without_a_mail_program_it_says_so(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    told: list[str] = []
    sent: list[int] = []
    today_post.mail(parent, "a@b.c", "Hi", "Hello", told.append, lambda: sent.append(1))
    assert sent == []
    assert told == ["No mail program answers. Copy the message instead."]


def test_a_message_too_long_for_a_link_becomes_a_draft(parent: QWidget, opened: list[QUrl]) -> None:
    sent: list[int] = []
    today_post.mail(parent, "a@b.c", "Hi", "word " * 900, print, lambda: sent.append(1))
    assert opened == []
    assert parent.findChildren(QFileDialog)
    assert sent == [], "the question where it goes is open still"


def test_a_draft_is_written_and_opened(parent: QWidget, opened: list[QUrl], tmp_path: Path) -> None:
    told: list[str] = []
    sent: list[int] = []
    dialog = today_post.keep_draft(parent, "a@b.c", "Rye: back/again", "Hello", told.append, lambda: sent.append(1))
    file = tmp_path / "rye.eml"
    dialog.fileSelected.emit(str(file))
    assert b"X-Unsent: 1" in file.read_bytes()
    assert opened == [QUrl.fromLocalFile(str(file))]
    assert sent == [1]
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "rye.eml"))
    assert told == ["It could not be written there. Choose another place."]
    assert sent == [1]


def test_a_note_is_kept_as_pdf(parent: QWidget, opened: list[QUrl], tmp_path: Path) -> None:
    dialog = today_post.keep_pdf(parent, "Kateryna", paint, print)
    file = tmp_path / "note.pdf"
    dialog.fileSelected.emit(str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert b"%%EOF" in file.read_bytes()[-10:]
    assert len(opened) == 1
    told: list[str] = []
    dialog = today_post.keep_pdf(parent, "Kateryna", paint, told.append)
    dialog.fileSelected.emit(str(tmp_path / "gone" / "note.pdf"))
    assert told == ["It could not be written there. Choose another place."]
    assert len(opened) == 1


def test_paper_is_printed_when_a_person_says_so(parent: QWidget, tmp_path: Path) -> None:
    painted: list[QPagedPaintDevice] = []
    dialog = today_post.on_paper(parent, "A note for Kateryna", painted.append, print)
    assert isinstance(dialog, QPrintDialog)
    assert dialog.windowTitle() == "A note for Kateryna"
    assert dialog.isVisible()
    assert painted == []
    dialog.accepted.emit(dialog.printer())
    assert painted == [dialog.printer()]
    dialog.reject()


def test_paper_that_does_not_come_is_told(parent: QWidget, tmp_path: Path) -> None:
    told: list[str] = []

    def jam(device: QPagedPaintDevice) -> None:
        raise StoreTrouble("not-printed")

    dialog = today_post.on_paper(parent, "A note", jam, told.append)
    assert isinstance(dialog, QPrintDialog)
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    file = today_post.keep_pdf(parent, "A note", jam, told.append)
    file.fileSelected.emit(str(tmp_path / "note.pdf"))
    assert len(told) == 2
    assert told[0]


def test_a_menu_asks_whether_on_paper_or_as_a_file(parent: QWidget) -> None:
    done: list[str] = []
    parent.resize(300, 200)
    parent.show()
    menu = today_post.paper_or_pdf(parent, lambda: done.append("paper"), lambda: done.append("file"))
    assert [action.text() for action in menu.actions()] == ["Print it", "Keep it as PDF"]
    for action in menu.actions():
        action.trigger()
    assert done == ["paper", "file"]
    menu.close()
