"""The whole program on a real file, with somebody at its keys: hands that type, eyes that read what the window says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from relnotebook.app import App, Wish
from relnotebook.bridge.bridge import Bridge
from relnotebook.store.write import Store
from relnotebook.ui.window import Window
from relnotebook.widgets.paint import Row

PATIENCE = 20_000


class StartProgram(Protocol):
    """Starts the program; without a wish it opens what was open last."""

    def __call__(self, wish: Wish | Path | None = None) -> Program: ...


class Program:
    """One run of the program. The same till's next start knows what this one had open."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, till_file: Path, wish: Wish) -> None:
        self.qtbot = qtbot
        self.app = App(qapp, wish, till_file)
        qtbot.addWidget(self.app.frame)
        assert self.app.begin(), "another window has this notebook"
        self.until(lambda: self.app.window is not None)
        self.app.frame.activateWindow()
        self.until(self.app.frame.isActiveWindow)

    # Hands

    def type(self, words: str) -> Program:
        """Type, letter by letter, wherever the keyboard is; other scripts come through an input method."""
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self._focus(), letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(self._focus(), composed)
        return self

    def paste(self, words: str) -> Program:
        """Put words in by Ctrl+V."""
        QGuiApplication.clipboard().setText(words)
        return self.press("Ctrl+V")

    def press(self, *keys: str) -> Program:
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        return self

    def click(self, words: str) -> Program:
        """Click the visible button that says `words`, wherever it is, or is called so where it is a picture alone."""
        self.until(lambda: self._button(words) is not None)
        found = self._button(words)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        return self

    def into(self, field: QWidget) -> Program:
        """Put the keyboard into a field."""
        field.setFocus()
        return self

    # Eyes

    def until(self, true: Callable[[], object]) -> Program:
        def there() -> None:
            assert true() in (True, None), "the window says:\n" + "\n".join(self.words())

        self.qtbot.waitUntil(there, timeout=PATIENCE)
        return self

    def words(self) -> list[str]:
        """Everything that can be read in the program now."""
        return [words for words in said(self.app.frame) if words]

    def shows(self, words: str) -> Program:
        """Somewhere in the window stand these words."""
        return self.until(lambda: any(words in one for one in self.words()))

    def hides(self, words: str) -> Program:
        """They stand nowhere any more."""
        return self.until(lambda: not any(words in one for one in self.words()))

    def toasts(self, sentence: str) -> Program:
        return self.until(lambda: self.window.shell.toast.text() == sentence)

    def warns(self, sentence: str) -> Program:
        """The banner above the page says so."""
        return self.until(lambda: sentence in self.window.shell.banner.text())

    def page(self, name: str) -> Program:
        """This page is up, with what it had to read."""
        self.until(lambda: self.window.in_shell and self.window.current.name == name)
        if name == "card":
            self.until(lambda: self.card.ready)
        return self

    def rows(self, picture: str) -> Program:
        """The counter's rows: name, usual, why, when; `>` before the chosen one."""
        wanted = [" ".join(line.split()) for line in picture.strip().splitlines()]

        def alike() -> None:
            found = self.counter_rows()
            assert found == wanted, "the rows are:\n" + "\n".join(found)

        return self.until(alike)

    def grab(self) -> QImage:
        """The window as it is painted now."""
        return self.app.frame.grab().toImage()

    @property
    def window(self) -> Window:
        assert self.app.window is not None
        return self.app.window

    @property
    def counter(self) -> Any:
        return self.window.page("counter")

    @property
    def card(self) -> Any:
        return self.window.page("card")

    @property
    def today(self) -> Any:
        return self.window.page("today")

    @property
    def first_page(self) -> Any:
        """What stands in place of the pages: the first page, the passphrase, a notebook that does not open."""
        return self.window.full.currentWidget()

    @property
    def opened(self) -> bool:
        """Whether a notebook is open and its shop is known."""
        return self.app.bridge is not None and self.window.house is not None

    def in_the_shop(self, width: int = 0, height: int = 0) -> Program:
        """The notebook is open and its pages are up, in a window of that size where it matters."""
        if width:
            self.app.frame.resize(width, height)
        return self.until(lambda: self.opened and self.window.in_shell)

    def finds(self, typed: str, row: str) -> Program:
        """Type into the search; the first row holds the words `row`."""
        return self.type(typed).until(lambda: row in next(iter(self.counter_rows()), ""))

    def counter_rows(self) -> list[str]:
        """The rows of the counter as they read."""
        shown = self.counter.rows
        return [drawn(row, shown.chosen()) for row in shown.rows()]

    def offers_to_add(self, name: str) -> Program:
        """The quick-add sheet has this name in it, and nothing is on its way any more."""
        return self.until(lambda: self.counter.newcomer.sheet.name.text() == name)

    def history(self) -> list[str]:
        """The card's timeline: "Fri 20 | The usual | 08:41"."""
        moments = self.card.body.history.list.moments()
        rows = (f"{m.day} | {m.text} {m.quiet}".strip() + f" | {m.right}" for m in moments)
        return [row.removesuffix(" | ") for row in rows]

    def agenda(self, *lines: str) -> Program:
        """The Today page lists this: "== Today 1", "> Ngozi: 31 today" for the chosen one."""

        def alike() -> None:
            assert self.today.today is not None, "nothing is read yet"
            chosen = self.today.list.chosen()
            found = []
            for row in self.today.list.rows():
                mark = "> " if chosen is not None and chosen.key == row.key else ""
                found.append(f"== {row.heading} {row.count}" if row.still else f"{mark}{row.title}: {row.reason}")
            assert found == list(lines), "the list is:\n" + "\n".join(found)

        return self.until(alike)

    def column(self, progress: str, *sheets: str) -> Program:
        """The counter's column says so: how far it is, and each name with its reason."""

        def alike() -> None:
            column = self.counter.today
            found = (column.progress.text(), *(f"{one.name.text()}: {one.why.text()}" for one in column.sheets))
            assert found == (progress, *sheets), "the column says:\n" + "\n".join(found)

        return self.until(alike)

    def card_touches(self, *lines: str) -> Program:
        """The card's list of what there is to do."""

        def alike() -> None:
            found = [row.text() for row in self.card.body.side.reminders.shown.shown]
            assert found == list(lines), "the card says:\n" + "\n".join(found)

        return self.until(alike)

    # The notebook behind it

    @property
    def store(self) -> Store:
        assert self.app.bridge is not None
        return self.app.bridge.store

    def reads(self, question: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """What the notebook answers, asked as a page asks."""
        answers: list[Any] = []
        assert self.app.bridge is not None
        self.app.bridge.read(question, *args, **kw).then(answers.append)
        self.until(lambda: len(answers) == 1)
        return answers[0]

    def turned(self) -> Program:
        """The day's turn is made, and what follows from it is shown."""
        from relnotebook.notebook import turning

        while self.reads(turning.wanted):
            self.settles()
        return self.settles()

    def settles(self) -> Program:
        """Everything done so far is in the file, and what was read after it is shown."""
        assert self.app.bridge is not None
        return self.until(at_rest(self.app.bridge))

    # The end

    def close(self) -> Program:
        """Close the window as a person does, at once; it goes when everything is in the file."""
        self.app.frame.close()
        return self.until(lambda: not self.app.frame.isVisible() and self.app.bridge is None)

    def let_go(self) -> None:
        """For the end of a test."""
        self.app.end()
        self.app.frame.may_close = None
        self.app.deleteLater()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.app.frame

    def _button(self, words: str) -> QAbstractButton | None:
        """The button that says so; one that is a picture alone by what a screen reader says of it."""
        places = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        found = [button for place in places for button in place.findChildren(QAbstractButton)]
        usable = [button for button in found if button.isVisible() and button.isEnabled()]
        by_text = (button for button in usable if button.text().replace("&", "") == words)
        by_name = (button for button in usable if not button.text() and button.accessibleName() == words)
        return next(by_text, None) or next(by_name, None)


def at_rest(bridge: Bridge, looks: int = 3) -> Callable[[], bool]:
    """True when so many looks in a row found nothing under way: what came home may ask for more in its turn."""
    seen = 0

    def still() -> bool:
        nonlocal seen
        seen = seen + 1 if bridge.quiet else 0
        return seen >= looks

    return still


def said(window: QWidget, *, aloud: bool = True) -> Iterator[str]:
    """What every visible part says to the eye, and `aloud` also what it says to a screen reader."""
    for part in window.findChildren(QWidget):
        if not part.isVisible():
            continue
        if aloud:
            yield part.accessibleName()
            yield part.accessibleDescription()
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            yield part.text()
        elif isinstance(part, QPlainTextEdit):
            yield part.toPlainText()
        elif isinstance(part, QComboBox):
            yield part.currentText()
        elif isinstance(part, QAbstractItemView) and part.model() is not None:
            for row in range(part.model().rowCount()):
                index = part.model().index(row, 0)
                role = Qt.ItemDataRole.AccessibleTextRole if aloud else Qt.ItemDataRole.DisplayRole
                yield str(index.data(role) or index.data() or "")


def drawn(row: Row, chosen: Row | None) -> str:
    """A row of the counter as it reads."""
    if row.heading:
        return f"== {row.heading} {row.heading_note}".strip()
    marks = " ".join(f"[{mark.text}]" for mark in row.marks)
    why = f"({row.why.text})" if row.why else ""
    before = ">" if chosen is not None and chosen.key == row.key else ""
    return " ".join(f"{before} {row.title} {row.second} {marks} {row.line} {why} {row.right}".split())


def copied_as_after_a_crash(notebook: Path, folder: Path) -> Path:
    """What the disk would hold if the program died this moment: the file and its log, without a word of goodbye."""
    folder.mkdir()
    copy = folder / notebook.name
    shutil.copy(notebook, copy)
    log = notebook.with_name(notebook.name + "-wal")
    assert log.stat().st_size > 0, "nothing is in the log: the notebook was closed"
    shutil.copy(log, copy.with_name(copy.name + "-wal"))
    return copy


def the_disk_is_full(store: Store, full: bool = True) -> None:
    """Let the file grow no further, as a full disk does; or make room again.

    Between two writes, since the limit holds for a connection, and during one another would be taken.
    """
    with store.quiet(), store._writer.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {1 if full else 1_000_000}")
