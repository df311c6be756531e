"""Small work beside the window: done in another thread, told in this one."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject

from relnotebook.bridge.errand import Errand


def test_what_an_errand_finds_comes_home(qtbot: Any, qapp: Any) -> None:
    home = QObject()
    threads: list[int] = []

    def work() -> str:
        threads.append(threading.get_ident())
        return "three backups"

    errand = Errand(work, home)
    with qtbot.waitSignal(errand.done) as told:
        pass
    assert told.args == ["three backups"]
    assert threads != [threading.get_ident()]
