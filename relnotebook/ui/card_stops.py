"""Where Tab goes on the card: as it is read, whatever was built first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

LINE = 12  # px: what begins within so many of another stands on its line


def stops_in(*holders: QWidget) -> list[QWidget]:
    """What Tab reaches in each holder, from top to bottom, and on a line in reading direction."""
    return [stop for holder in holders for stop in _sorted(holder)]


def _sorted(holder: QWidget) -> list[QWidget]:
    found = [made for made in (holder, *holder.findChildren(QWidget)) if _reached(made)]
    rtl = holder.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def spot(made: QWidget) -> tuple[int, int]:
        middle = made.mapTo(holder, QPoint(made.width() if rtl else 0, made.height() // 2))
        return middle.y(), -middle.x() if rtl else middle.x()

    found.sort(key=spot)
    lines: list[list[QWidget]] = []
    for made in found:
        if lines and spot(made)[0] - spot(lines[-1][0])[0] <= LINE:
            lines[-1].append(made)
        else:
            lines.append([made])
    return [made for line in lines for made in sorted(line, key=lambda one: spot(one)[1])]


def _reached(made: QWidget) -> bool:
    by_tab = bool(made.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and made.isVisible() and made.isEnabled() and made.focusProxy() is None


def beyond(holder: QWidget, forward: bool) -> QWidget | None:
    """What Tab reaches after, or before, everything in `holder`."""
    step = holder
    while True:
        following: QWidget | None = step.nextInFocusChain() if forward else step.previousInFocusChain()
        if following is None or following is holder:
            return None
        step = following
        if not holder.isAncestorOf(step) and _reached(step) and step.window() is holder.window():
            return step


def without_doubles(stops: Iterable[QWidget]) -> list[QWidget]:
    """Each once, where it came first."""
    return list(dict.fromkeys(stops))
