"""One start of the program or of a bare window, as a process of its own: python starting.py bare|paint|usable [FILE].

It ends at once when what was asked for is on the screen, so that what the process used until then is what it took.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

LOOK_MS = 10
LOOKS = 3000  # then something is wrong


def leave() -> None:
    """Tell the most memory that was held, in KiB. (A parent sees its own memory in what it waits for.)"""
    held = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    sys.stdout.write(held)
    sys.stdout.flush()
    os._exit(0)


def bare() -> int:
    """The least a window of Qt costs."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            leave()

    qapp = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1280, 800)
    window.show()
    return qapp.exec()


def product(until: str, notebook: Path) -> int:
    """The program as it is started, until its first paint or until the counter shows whom it knows."""
    from relnotebook import app

    class Watched(app.App):
        def begin(self) -> bool:
            if until == "paint":
                self.frame.painted.connect(leave)
            else:
                from PySide6.QtCore import QTimer

                self.looking = QTimer(self, interval=LOOK_MS)
                self.looking.timeout.connect(self.look)
                self.looking.start()
            return super().begin()

        def look(self) -> None:
            self.looks = getattr(self, "looks", 0) + 1
            if self.looks > LOOKS:
                os._exit(1)
            page: Any = self.window.current if self.window is not None and self.bridge is not None else None
            if page is not None and page.rows.model().rowCount() > 0:
                self.looking.timeout.disconnect()
                self.looking.timeout.connect(leave)  # at the next look they are painted

    app.App = Watched  # type: ignore[misc]
    return app.run(app.Wish(notebook))


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else product(sys.argv[1], Path(sys.argv[2])))
