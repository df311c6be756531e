"""The way of the Tab key through parts that were made later than those around them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(before: QWidget, *parts: QWidget) -> QWidget:
    """Let Tab go from `before` through everything in these parts that takes the keyboard; gives the last of it.

    Without it a part made later comes behind everything else in the window, wherever it is seen.
    """
    for part in parts:
        for one in (part, *part.findChildren(QWidget)):
            if one is not before and takes_keys(one) and one.window() is before.window():  # no list that unfolds
                QWidget.setTabOrder(before, one)
                before = one
    return before


def takes_keys(part: QWidget) -> bool:
    """Whether the keyboard can be in it, now by Tab or by a click alone."""
    return part.focusPolicy() != Qt.FocusPolicy.NoFocus


def stop_before(part: QWidget) -> QWidget:
    """What takes the keyboard before a part; the part itself when nothing does."""
    before = part.previousInFocusChain()
    while before is not None and before is not part and not takes_keys(before):
        before = before.previousInFocusChain()
    return before or part
