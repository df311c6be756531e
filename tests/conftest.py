"""Furniture of every test: a frozen Friday morning, a notebook in a temporary file, the bridge, the theme."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from relnotebook.base import clock as clocks

from .builders import Shop

if TYPE_CHECKING:
    from click.testing import Result

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.widgets.theme import Theme

    from .hands import StartProgram

FRIDAY_MORNING = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def _prompt_waits() -> Iterator[None]:
    """`waitUntil` looks every 2 ms instead of every 10: the tests of the window wait some ten thousand times."""
    from pytestqt.qtbot import QtBot

    wait = QtBot.wait
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QtBot, "wait", lambda bot, ms: wait(bot, 2 if ms == 10 else ms))
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does may reach the real home folder."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test, and so nothing it runs, may open a network socket."""
    opened = socket.socket.__init__

    def refuse(self: socket.socket, family: int = -1, *rest: Any, **more: Any) -> None:
        if family in (-1, socket.AF_INET, socket.AF_INET6):
            raise AssertionError("a network socket was opened")
        opened(self, family, *rest, **more)

    monkeypatch.setattr(socket.socket, "__init__", refuse)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Callable[[timedelta], None]]:
    """Friday 20 November 2026, 08:41. Call it with a timedelta to let time pass."""
    with clocks.frozen(FRIDAY_MORNING) as advance:
        yield advance


@pytest.fixture(scope="session")
def empty_notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh café's notebook, made once and copied for each test."""
    from relnotebook.notebook import derive, shop
    from relnotebook.store import engine
    from relnotebook.store.write import open_store

    path = tmp_path_factory.mktemp("template") / "cafe.relnotebook"
    with clocks.frozen(FRIDAY_MORNING):
        engine.new_notebook(path)
        store = open_store(path, refresh=derive.refresh)
        store.do(shop.start, name="Tern & Thistle", kind="cafe")
        store.forget_undo()
        store.close()
    return path


@pytest.fixture
def notebook_file(empty_notebook: Path, tmp_path: Path) -> Path:
    """A café's notebook of this test's own, closed."""
    path = tmp_path / "notebook" / "cafe.relnotebook"
    path.parent.mkdir()
    shutil.copy(empty_notebook, path)
    return path


@pytest.fixture
def run(notebook_file: Path) -> Callable[..., Result]:
    """Run a command of the command line on a café's notebook; fails when it does not end with that status."""
    from click.testing import CliRunner

    from relnotebook.cli import main

    def command(*words: str, status: int = 0, notebook: Path = notebook_file) -> Result:
        result = CliRunner().invoke(main, ["--notebook", str(notebook), *words])
        assert result.exit_code == status, (result.output, result.stderr, result.exception)
        return result

    return command


@pytest.fixture
def shop(notebook_file: Path) -> Iterator[Shop]:
    """The open notebook of a café, spoken to in the shop's words."""
    open_shop = Shop(notebook_file)
    yield open_shop
    open_shop.close()


@pytest.fixture
def theme(qapp: Any) -> Iterator[Theme]:
    """The look every window wears; light, 100 %, at the start of each test."""
    from PySide6.QtCore import QCoreApplication, QEvent, QLocale

    from relnotebook.widgets import theme as themes

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # windows of earlier tests
    QLocale.setDefault(QLocale("en_GB"))
    worn, plain = themes.of(), themes.Look()
    # Putting it on again would cost more than most tests; a program that was started wears a look of its own.
    if worn.look != plain or qapp.styleSheet() != worn.style_sheet():
        worn.apply(plain)
    yield worn
    if worn.look != plain:
        worn.apply(plain)


@pytest.fixture
def bridge(shop: Shop, qapp: Any) -> Iterator[Bridge]:
    """The bridge over the shop's notebook; the window's thread is kept from the database while it is open."""
    from relnotebook.bridge.bridge import Bridge

    open_bridge = Bridge(shop.store)
    yield open_bridge
    open_bridge.close()


@pytest.fixture
def start(qapp: Any, qtbot: Any, tmp_path: Path) -> Iterator[StartProgram]:
    """Starts the whole program on a real file, with real keys. All starts of a test are of the same till."""
    from PySide6.QtCore import QLocale

    from relnotebook.app import Wish

    from .hands import Program

    QLocale.setDefault(QLocale("en_GB"))
    runs: list[Program] = []

    def one(wish: Wish | Path | None = None) -> Program:
        wanted = Wish(wish) if isinstance(wish, Path) else wish or Wish()
        runs.append(Program(qapp, qtbot, tmp_path / "till" / "settings.json", wanted))
        return runs[-1]

    yield one
    for run in runs:
        run.let_go()
