"""One window for each notebook: a second start raises the first. A local socket only; nothing reaches a network."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

RAISE = b"raise\n"
WAIT_MS = 1000
TRIES = 20
PAUSE = 0.1  # seconds; this program has no window, and ends after it


class Instance(QObject):
    """This program's hold on one notebook.

    Args:
        notebook: the file; folder: where the lock lies, this person's own.
    Signals:
        raised: another start asked for this window.
    """

    raised = Signal()

    def __init__(self, notebook: Path, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._name = _name(notebook)
        self._lock = QLockFile(str(folder / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a till may stand open for weeks; a dead program's lock is still found out
        self._server: QLocalServer | None = None

    def same(self, other: Instance) -> bool:
        """Whether both are about the same file."""
        return self._name == other._name

    def take(self) -> bool:
        """Be the one; False when another program already is."""
        return self._lock.isLocked() or self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear of other starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # left behind by a crash; the lock says that nobody uses it
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def call_other(self) -> bool:
        """Ask the first window to come to the front; False when it does not answer.

        A window that is only just coming up does not listen yet, so it is asked a few times.
        """
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        for _again in range(TRIES):
            socket.connectToServer(self._name)
            if socket.waitForConnected(WAIT_MS):
                break
            threading.Event().wait(PAUSE)
        else:
            return False
        socket.write(RAISE)
        said = socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return said

    def release(self) -> None:
        """Let another start have the notebook."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()


def _name(notebook: Path) -> str:
    """The same for every way of writing the same file; says nothing about it."""
    whole = str(notebook.resolve()).casefold() if _folds() else str(notebook.resolve())
    return "relnotebook-" + hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _folds() -> bool:
    """Whether file names on this system differ by more than their case."""
    import sys

    return sys.platform in ("win32", "darwin")
