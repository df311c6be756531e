"""Whoever walks through the program and takes pictures: presses real keys, waits until the window says what it should.

A stop is a generator: it presses keys and yields what it waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

from relnotebook.app import App
from relnotebook.base.problems import Refusal
from relnotebook.ui.kiosk.window import KioskWindow

if TYPE_CHECKING:
    from relnotebook.ui.window import Window

LOOK_MS = 15
PATIENCE_MS = 20_000
QUIET_LOOKS = 6  # so many looks in a row without work before a picture is taken

Wait = Callable[[], bool]
Stop = Generator[Wait, None, None]


@dataclass(frozen=True, slots=True)
class Size:
    """A window as a shop may have it."""

    width: int = 1280
    height: int = 800


class Guide(QObject):
    """Walks from stop to stop.

    Args:
        walk: the stops, made for this guide.
    Attributes:
        pictures: what was taken so far; trouble: what ended the walk, None at its end.
    """

    def __init__(self, app: App, folder: Path, walk: Callable[[Guide], Stop]) -> None:
        super().__init__()
        self.app, self.folder = app, folder
        self.pictures: list[Path] = []
        self.trouble: Exception | None = None
        self._stops = walk(self)
        self._wait: Wait = lambda: self.app.window is not None and self.app.bridge is not None
        self._waited = 0
        self._quiet = 0
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)

    def start(self) -> None:
        """Begin as soon as the program runs."""
        self._looking.start()

    def _look(self) -> None:
        try:
            self._go_on()
        except Exception as trouble:  # what went wrong at a stop ends the tour: the pictures after it would be missing
            self._end(trouble)

    def _go_on(self) -> None:
        """To the next stop, once the one before is quiet; behind the last one the tour is over."""
        self._waited += LOOK_MS
        self._quiet = self._quiet + 1 if self._still() and self._wait() else 0
        if self._waited > PATIENCE_MS:
            raise Refusal("tour-stuck", stop=self.pictures[-1].stem if self.pictures else "start")
        if self._quiet > QUIET_LOOKS:
            self._waited = self._quiet = 0
            if (wait := next(self._stops, None)) is None:
                self._end(None)
            else:
                self._wait = wait

    def _still(self) -> bool:
        """Whether nothing is under way to or from the notebook."""
        bridge = self.app.bridge
        return bridge is not None and not bridge.pending and not bridge.jobs

    def _end(self, trouble: Exception | None) -> None:
        self.trouble = trouble
        self._looking.stop()
        QApplication.exit()

    # Hands and eyes

    def window(self) -> Window:
        """The window of the open notebook."""
        assert self.app.window is not None
        return self.app.window

    def resize(self, size: Size) -> Wait:
        """Make the window so large; wait for it."""
        self.app.frame.resize(size.width, size.height)
        return lambda: self.app.frame.width() == size.width

    def focus(self) -> Any:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.window_in_use()

    def window_in_use(self) -> QWidget:
        """The window, or the customer screen while it is in a customer's hands."""
        others = (one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, KioskWindow))
        return next(others, self.app.frame)

    def type(self, words: str) -> None:
        """Type, letter by letter."""
        QTest.keyClicks(self.focus(), words)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.focus(), key, with_)

    def click(self, words: str) -> None:
        """The visible button whose words begin so."""
        found = self.window_in_use().findChildren(QAbstractButton)
        shown = (one for one in found if one.isVisible() and one.text().replace("&", "").startswith(words))
        QTest.mouseClick(next(shown), Qt.MouseButton.LeftButton)

    def clear(self) -> None:
        """Back to where nothing is open."""
        for _ in range(3):
            self.press(Qt.Key.Key_Escape)

    def seen(self, words: str) -> Wait:
        """Until these words stand somewhere."""
        return lambda: any(words in text for text in said(self.window_in_use()))

    def on(self, page: str) -> Wait:
        """Until that page is up."""
        return lambda: self.window().current.name == page

    def waiting(self, count: int) -> Wait:
        """So many touches wait, says the cover, which may be a moment behind the page."""
        return lambda: self.window().shell.rail.tabs["today"].count == count

    def toasted(self, words: str) -> Wait:
        """Until a toast says so."""
        return lambda: words in self.window().shell.toast.text()

    def picture(self, name: str) -> None:
        """Take one, named so."""
        path = self.folder / f"{name}.png"
        self.window_in_use().grab().save(str(path))
        self.pictures.append(path)


def said(window: QWidget) -> Iterator[str]:
    """Everything a visible part of the window says, to the eye or to a screen reader."""
    for part in window.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        elif isinstance(part, QAbstractItemView) and part.model() is not None:
            for row in range(part.model().rowCount()):
                index = part.model().index(row, 0)
                yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
