"""The guards over every test, proved to bite: no network, no database on the window's thread, no real home."""

from __future__ import annotations

import ast
import socket
import ssl
import sys
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock as clocks
from relnotebook.base import settings as tills
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import customers

from .builders import Shop
from .journeys.conftest import network_sockets
from .test_architecture import HOUSE, imported, modules, where


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.socket(),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket.socket(socket.AF_INET6),
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1),
        lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=0.1),
        lambda: ssl.get_server_certificate(("192.0.2.1", 443), timeout=0.1),
    ],
    ids=["tcp", "udp", "ipv6", "connection", "page", "certificate"],
)
def test_nothing_reaches_the_network(reach: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="a network socket was opened"):
        reach()


@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
def test_a_second_window_may_still_be_called() -> None:
    socket.socket(socket.AF_UNIX).close()


def test_qts_own_sockets_are_local_ones() -> None:
    """Qt reaches the network without Python: only the local socket of the one instance may be imported from it."""
    local = {"PySide6.QtNetwork", "PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
    for path in [*modules(), HOUSE / "app.py", HOUSE / "cli.py", *(HOUSE / "tour").rglob("*.py")]:
        qt = {name for name in imported(path) if name.startswith(("PySide6.QtNetwork", "PySide6.QtWeb"))}
        assert qt <= local, where(path)
        reaching = ("http.client", "urllib.request", "ftplib", "smtplib")
        assert not [name for name in imported(path) if name.startswith(reaching)], where(path)


def test_no_work_of_the_window_waits_for_the_database(bridge: Bridge, shop: Shop) -> None:
    with pytest.raises(RuntimeError, match="must not wait for the database"), shop.store.read():
        pass
    with pytest.raises(RuntimeError, match="must not wait for the database"):
        shop.customer("Ngozi")


def test_the_lanes_may(bridge: Bridge, qtbot: QtBot) -> None:
    found: list[object] = []
    bridge.write(customers.add, name="Ngozi").then(found.append)
    qtbot.waitUntil(lambda: found == [1])


def test_the_guard_goes_when_the_window_does(shop: Shop, qapp: object) -> None:
    Bridge(shop.store).close()
    assert shop.store.forbidden_thread is None


def test_no_test_reaches_the_real_home(tmp_path: Path) -> None:
    for place in (Path.home(), tills.file(), tills.notebooks(), tills.logs()):
        assert place.is_relative_to(tmp_path), place


def test_time_stands_still_in_tests(clock: Callable[[timedelta], None]) -> None:
    assert clocks.now().strftime("%A %H:%M") == "Friday 08:41"
    clock(timedelta(minutes=10))
    assert clocks.now().strftime("%H:%M") == "08:51"


def test_no_test_skips_the_guards() -> None:
    """The fixtures are there for every test; none may take them out of force."""
    names = {"_no_network", "_own_home"}
    for path in sorted((HOUSE.parent / "tests").rglob("*.py")):
        if path.name == "conftest.py" and path.parent.name == "tests":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not names & defined, path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_a_socket_that_a_library_opens_is_noticed(qapp: object) -> None:
    """One opened by Qt itself, which no guard in Python hears of."""
    from PySide6.QtNetwork import QTcpServer

    before = network_sockets()
    server = QTcpServer()
    assert server.listen()
    assert len(network_sockets() - before) == 1
    server.close()
    assert network_sockets() == before
