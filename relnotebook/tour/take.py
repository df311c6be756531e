"""The tour: the demo shop in the real window, driven with real keys, and a picture at each stop.

This is how the README's pictures are made, and how a machine without a display sees the program work. The clock
stands at a Friday morning, so that the pictures are the same on every day; the notebook lies in a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from relnotebook.app import App, Wish
from relnotebook.base import clock, settings
from relnotebook.base.terms import Step
from relnotebook.tour import counter, feedback, people
from relnotebook.tour.guide import Guide, Size, Stop

MORNING = datetime(2026, 11, 20, 8, 41)


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
            tour = Guide(app, folder, walk)
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


def walk(t: Guide) -> Stop:
    """All stops, in an order in which each finds what it needs."""
    yield t.resize(Size())
    yield from counter.counter(t)
    yield from counter.somebody_new(t)
    yield from counter.today(t)
    yield from counter.other_looks(t)
    yield from counter.other_sizes(t)
    yield from counter.settings(t)
    yield from feedback.feedback(t)
    yield from feedback.ideas_and_questions(t)
    yield from feedback.feedback_in_a_small_window(t)
    yield from feedback.customer_screen(t)
    yield from people.customers(t)
    yield from people.mailings(t)
    yield from people.in_a_small_window(t)
    yield from people.bring_in(t)
    yield from people.doubles(t)
    yield from feedback.feedback_in_other_looks(t, people.large, people.in_the_dark)
    yield from counter.first_page(t)
