"""The tour: the demo shop in the real window, driven with real keys, and a picture at each stop.

This is how the README's pictures are made, and how a machine without a display sees the program work. The clock
stands at a Friday morning, so that the pictures are the same on every day; the notebook lies in a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from relnotebook.app import App, Wish
from relnotebook.base import clock, settings
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Step
from relnotebook.ui.kiosk.window import KioskWindow

if TYPE_CHECKING:
    from relnotebook.ui.window import Window

MORNING = datetime(2026, 11, 20, 8, 41)
LOOK_MS = 15
PATIENCE_MS = 20_000
PIN = "471108"  # of the colleague at the tour's till
QUIET_LOOKS = 6  # so many looks in a row without work before a picture is taken

Wait = Callable[[], bool]
Stop = Generator[Wait, None, None]


def take(folder: Path) -> Iterator[Path]:
    """Drive the window, and give its pictures by their numbers.

    Raises Refusal("tour-stuck", stop=...) when the window does not come to what a stop waits for, and whatever goes
    wrong at a stop.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="relnotebook-tour-") as place, clock.frozen(MORNING.astimezone()):
        notebook = Path(place) / "Notebooks" / "Tern and Thistle.relnotebook"
        _furnish(notebook)
        qapp = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(qapp, QApplication)
        with _running(qapp, notebook, Path(place) / "settings.json") as app:
            tour = _Tour(app, folder)
            tour.start()
            qapp.exec()
            if tour.trouble is not None:
                raise tour.trouble
        yield from sorted(tour.pictures)


def _furnish(notebook: Path) -> None:
    from relnotebook.exchange import demo
    from relnotebook.notebook import derive
    from relnotebook.store import engine
    from relnotebook.store.write import open_store

    engine.new_notebook(notebook)
    store = open_store(notebook, refresh=derive.refresh)
    steps: list[Step] = list(demo.furnish(store))
    store.close()
    assert steps


@contextmanager
def _running(qapp: QApplication, notebook: Path, file: Path) -> Iterator[App]:
    """The program with its window on this notebook, with settings of its own."""
    settings.save(
        settings.Settings(till="tour", theme="light", staff=1, staff_of=str(notebook), less_motion=True, notify="off"),
        file,
    )
    app = App(qapp, Wish(notebook), file)
    app.begin()
    try:
        yield app
    finally:
        app.end()


@dataclass(frozen=True, slots=True)
class _Size:
    """A window as a shop may have it."""

    width: int = 1280
    height: int = 800


class _Tour(QObject):
    """Walks from stop to stop; each stop presses keys and yields what it waits for."""

    def __init__(self, app: App, folder: Path) -> None:
        super().__init__()
        self.app, self.folder = app, folder
        self.pictures: list[Path] = []
        self.trouble: Exception | None = None
        self._stops = self._walk()
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

    # What is done

    def _walk(self) -> Stop:
        yield self._resize(_Size())
        yield from self._counter()
        yield from self._somebody_new()
        yield from self._today()
        yield from self._other_looks()
        yield from self._other_sizes()
        yield from self._settings()
        yield from self._feedback()
        yield from self._ideas_and_questions()
        yield from self._feedback_in_a_small_window()
        yield from self._customer_screen()
        yield from self._feedback_in_other_looks()
        yield from self._first_page()

    def _counter(self) -> Stop:
        yield self._seen("Usually in about now")
        yield self._seen("2 of 7 done")
        yield self._waiting(5)
        self._picture("01-counter-at-rest")
        self._type("oat fl")
        yield self._seen("Ngozi Okafor")
        self._picture("02-counter-search")
        self._press(Qt.Key.Key_Escape)
        self._type("0183")
        yield self._seen("0183")
        self._picture("03-counter-last-digits")
        self._press(Qt.Key.Key_Return)
        yield self._on("card")
        self._picture("04-card")
        self._press(Qt.Key.Key_R)
        yield self._seen("Ask if the new cup fits her car")
        self._picture("05-card-reminders")
        self._press(Qt.Key.Key_Escape)
        yield self._on("card")
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield self._toasted(" in.")
        self._picture("06-logged")
        self._press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        yield self._toasted("Taken back")
        self._picture("07-taken-back")
        self._clear()
        yield self._on("counter")

    def _somebody_new(self) -> Stop:
        self._type("Wanjiru 0712 334 908")
        yield self._seen("Someone new")
        self._picture("08-quick-add")
        self._clear()
        yield self._seen("Usually in about now")

    def _today(self) -> Stop:
        yield from self._list_of_today()
        self._picture("09-today")
        self._press(Qt.Key.Key_Down)
        yield self._seen("Happy birthday, Mr Ellis")
        self._press(Qt.Key.Key_D)
        yield self._toasted(": done")
        yield self._waiting(4)
        self._picture("10-today-done")
        self._press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        yield self._toasted("Taken back")
        yield self._waiting(5)

    def _other_looks(self) -> Stop:
        yield from self._search()
        self.app.change(theme="dark")
        yield lambda: self.app.theme.dark
        self._picture("11-counter-dark")
        self._press(Qt.Key.Key_Return)
        yield self._on("card")
        self._picture("12-card-dark")
        yield from self._list_of_today()
        self._picture("13-today-dark")
        yield from self._back_to_the_card()
        self.app.change(theme="contrast")
        yield lambda: self.app.theme.contrast
        self._picture("14-card-high-contrast")
        self.app.change(theme="light")

    def _other_sizes(self) -> Stop:
        yield self._resize(_Size(1024, 700))
        self._picture("15-card-1024x700")
        yield from self._list_of_today()
        self._picture("16-today-1024x700")
        yield from self._search()
        self._picture("17-counter-1024x700")
        yield self._resize(_Size())
        self.app.change(scale=2.0)
        yield lambda: self.app.theme.look.scale == 2.0
        self._picture("18-counter-200-percent")
        self._press(Qt.Key.Key_Return)
        yield self._on("card")
        self._picture("19-card-200-percent")
        yield from self._list_of_today()
        self._picture("20-today-200-percent")
        self.app.change(scale=1.0)
        yield self._resize(_Size())

    def _settings(self) -> Stop:
        window = self._window()
        self._press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        yield self._on("settings")
        self._picture("21-settings")
        page: Any = window.current
        for key, name in (
            ("touches", "22-settings-hours"),
            ("messages", "23-settings-messages"),
            ("appearance", "24-settings-looks-backups"),
        ):
            page.jump(key)
            yield lambda: True
            self._picture(name)

    def _feedback(self) -> Stop:
        yield from self._inbox()
        self._picture("25-feedback")
        self._click("Told")
        yield self._seen("Nobody notices you at the side door")
        self._window().current.take_focus()
        self._press(Qt.Key.Key_Home)
        yield self._seen("what is in it")
        self._picture("26-feedback-told")
        self._press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        yield lambda: isinstance(self._focus(), QPlainTextEdit)
        self._type("Is the rye back? I would take two.")
        self._picture("27-write-it-down")
        self._press(Qt.Key.Key_Escape)
        yield self._toasted("kept what you typed")
        self._press(Qt.Key.Key_Escape)
        yield from self._tab("You said, we did")
        yield self._seen("A second grinder")
        self._picture("28-you-said-we-did")

    def _ideas_and_questions(self) -> Stop:
        yield from self._tab("Ideas")
        yield self._seen("Masala chai")
        self._picture("29-ideas")
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
            self._press(key)
        yield self._seen("Mine has a lid that fits")
        self._picture("30-idea")
        self._press(Qt.Key.Key_Escape)
        yield from self._tab("Ask a question")
        yield self._seen("How was your visit today?")
        self._picture("31-ask-a-question")
        yield from self._tab("Ours")
        yield self._seen("Everybody laughed")
        self._picture("32-ours")

    def _feedback_in_a_small_window(self) -> Stop:
        yield self._resize(_Size(1024, 700))
        yield from self._tab("Ideas")
        yield self._seen("Masala chai")
        self._picture("35-ideas-1024x700")
        yield from self._inbox()
        self._picture("36-feedback-1024x700")
        yield self._resize(_Size())

    def _customer_screen(self) -> Stop:
        """Handed over, answered in part, and taken back by a PIN, which is set on the way."""
        self._hand_over()
        yield lambda: isinstance(self._focus(), QLineEdit)
        self._type(PIN)
        self._press(Qt.Key.Key_Tab)
        self._type(PIN)
        self._press(Qt.Key.Key_Return)
        yield from self._screen_up()
        self._picture("38-customer-screen")
        self._press(Qt.Key.Key_2)
        yield self._seen("The people")
        self._click("The people")
        self._click("The bread")
        self._window_in_use().findChildren(QPlainTextEdit)[0].setFocus()
        self._type("The rye still warm at four. You saved my dinner")
        self._picture("39-customer-screen-words")
        self._press(Qt.Key.Key_Escape)
        yield self._locked
        self._picture("40-customer-screen-pin")
        yield from self._back_by_pin()

    def _feedback_in_other_looks(self) -> Stop:
        """By now every page is built, and a look is put on each of them: as few changes of it as there can be."""
        yield from self._inbox()
        self.app.change(scale=2.0)
        yield lambda: self.app.theme.look.scale == 2.0
        self._picture("37-feedback-200-percent")
        self.app.change(scale=1.0, theme="dark")
        yield lambda: self.app.theme.dark
        yield from self._inbox()
        self._picture("33-feedback-dark")
        yield from self._tab("Ideas")
        yield self._seen("Masala chai")
        self._picture("34-ideas-dark")
        self._hand_over()
        yield from self._screen_up()
        self._picture("41-customer-screen-dark")
        self._press(Qt.Key.Key_Escape)
        yield self._locked
        yield from self._back_by_pin()
        self.app.change(theme="light")
        yield lambda: not self.app.theme.dark

    def _hand_over(self) -> None:
        self._press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    def _screen_up(self) -> Stop:
        yield lambda: self._window_in_use() is not self.app.frame
        self._window_in_use().resize(_Size().width, _Size().height)
        yield self._seen("Wonderful")

    def _locked(self) -> bool:
        """The keypad is up."""
        screen = self._window_in_use()
        return isinstance(screen, KioskWindow) and screen.pad.isVisible()

    def _back_by_pin(self) -> Stop:
        self._type(PIN)
        self._press(Qt.Key.Key_Return)
        yield lambda: self._window_in_use() is self.app.frame
        self._window().shell.toast.leave()

    def _first_page(self) -> Stop:
        self.app.welcome()
        yield lambda: True
        self._picture("42-first-page")

    # Ways between the stops

    def _search(self) -> Stop:
        """The counter with what was found for "oat fl"."""
        self._press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        yield self._on("counter")
        self._clear()
        yield self._seen("Usually in about now")
        self._type("oat fl")
        yield self._seen("Ngozi Okafor")

    def _list_of_today(self) -> Stop:
        self._press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        yield self._on("today")
        self._press(Qt.Key.Key_Home)
        yield self._seen("good news")

    def _inbox(self) -> Stop:
        """The inbox with Omar's complaint chosen."""
        self._press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        yield self._on("feedback")
        yield from self._tab("Inbox")
        self._click("To do")
        yield self._seen("Twenty minutes")
        self._window().current.take_focus()
        self._press(Qt.Key.Key_Home)
        rows = self._window().current.inbox.list.rows()  # type: ignore[attr-defined]
        for _row in range(next(at for at, row in enumerate(rows) if row.title == "Omar Haddad")):
            self._press(Qt.Key.Key_Down)
        yield self._seen("Making it right")

    def _tab(self, words: str) -> Stop:
        self._click(words)
        self._window().current.take_focus()
        yield lambda: True

    def _back_to_the_card(self) -> Stop:
        yield from self._search()
        self._press(Qt.Key.Key_Return)
        yield self._on("card")

    # Hands and eyes

    def _window(self) -> Window:
        assert self.app.window is not None
        return self.app.window

    def _resize(self, size: _Size) -> Wait:
        self.app.frame.resize(size.width, size.height)
        return lambda: self.app.frame.width() == size.width

    def _focus(self) -> Any:
        return QApplication.focusWidget() or self._window_in_use()

    def _window_in_use(self) -> QWidget:
        """The window, or the customer screen while it is in a customer's hands."""
        others = (one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, KioskWindow))
        return next(others, self.app.frame)

    def _type(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)

    def _press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, with_)

    def _click(self, words: str) -> None:
        """The visible button whose words begin so."""
        found = self._window_in_use().findChildren(QAbstractButton)
        shown = (one for one in found if one.isVisible() and one.text().replace("&", "").startswith(words))
        QTest.mouseClick(next(shown), Qt.MouseButton.LeftButton)

    def _clear(self) -> None:
        for _ in range(3):
            self._press(Qt.Key.Key_Escape)

    def _seen(self, words: str) -> Wait:
        return lambda: any(words in text for text in _said(self._window_in_use()))

    def _on(self, page: str) -> Wait:
        return lambda: self._window().current.name == page

    def _waiting(self, count: int) -> Wait:
        """So many touches wait, says the cover, which may be a moment behind the page."""
        return lambda: self._window().shell.rail.tabs["today"].count == count

    def _toasted(self, words: str) -> Wait:
        return lambda: words in self._window().shell.toast.text()

    def _picture(self, name: str) -> None:
        path = self.folder / f"{name}.png"
        self._window_in_use().grab().save(str(path))
        self.pictures.append(path)


def _said(window: QWidget) -> Iterator[str]:
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
