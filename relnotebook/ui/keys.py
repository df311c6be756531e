"""The keyboard map (F1): every key of the table in ui/actions, page by page."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions, key_list, pages
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import KeyHint, PlainLabel, button

Group = tuple[str, list[tuple[str, str]]]
HEAD = 2  # rows that a heading takes
EDGES = 100  # px at 100 % beside the columns


class KeyMap(QDialog):
    """All keys on one sheet: those that work everywhere, those of this page, then the others, in columns.

    Arrows and Page Down scroll to the others. Closed by Esc, F1 or its button; the focus returns where it came from.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        theme = themes.of()
        self.setWindowTitle(_("Keys"))
        self.setSizeGripEnabled(True)
        everywhere, *others = [(heading, rows) for heading, rows in key_list(actions) if rows]
        here = dict(pages()).get(actions.page, "")
        groups = [everywhere, *sorted(others, key=lambda group: group[0] != here)]
        room = parent.size() - QSize(theme.px(EDGES), 0)
        tried = (_columns(groups, count) for count in (3, 2))
        inside = next((made for made in tried if made.sizeHint().width() <= room.width()), None) or _columns(groups, 1)
        self.area = scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        done = button(_("Back to work"), kind="primary", key="Esc")
        done.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(PlainLabel(_("Letters work when no text field has the focus."), "small", "ink3", wrap=True), 1)
        foot.addWidget(done)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 10, 24, 12)
        outer.setSpacing(6)
        outer.addWidget(PlainLabel(_("Keys"), "title"))
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        bar = scroll.verticalScrollBar().sizeHint().width()
        around = outer.sizeHint() - scroll.sizeHint()
        wanted = inside.sizeHint() + QSize(48 + bar, around.height())
        self.resize(wanted.boundedTo(parent.size() - QSize(24, 24)))
        done.installEventFilter(self)
        done.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The button would take the arrows for itself."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._scroll(event)

    def _scroll(self, event: QKeyEvent) -> bool:
        """What is below the fold comes up by the keys that scroll anywhere; whether this was one of them."""
        bar, row = self.area.verticalScrollBar(), themes.of().px(34)
        page, key = bar.pageStep() - row, Qt.Key
        steps = {key.Key_Down: row, key.Key_Up: -row, key.Key_PageDown: page, key.Key_PageUp: -page,
                 key.Key_Home: -bar.maximum(), key.Key_End: bar.maximum()}  # fmt: skip
        by = steps.get(key(event.key()))
        if by is not None:
            bar.setValue(bar.value() + by)
        return by is not None


def _columns(groups: list[Group], count: int) -> QWidget:
    """The groups in their order: the first in a column of its own, the others in columns as even as can be."""
    inside = QWidget()
    inside.setProperty("role", "clear")
    across = QHBoxLayout(inside)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(themes.of().px(24))
    for mine in [groups[:1], *evenly(groups[1:], count - 1)] if count > 1 else [groups]:
        column = QVBoxLayout()
        for heading, rows in mine:
            column.addLayout(_group(heading, rows))
        column.addStretch(1)
        across.addLayout(column)
    return inside


def evenly(groups: list[Group], count: int) -> list[list[Group]]:
    """`groups` in at most `count` columns so that the longest is as short as can be; else in their order."""
    heights = [len(rows) + HEAD for _heading, rows in groups]
    count = min(count, len(groups))

    def longest(way: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        return max(sum(h for h, at in zip(heights, way, strict=True) if at == column) for column in range(count)), way

    best = min((way for way in product(range(count), repeat=len(groups)) if set(way) == set(range(count))), key=longest)
    return [[group for group, at in zip(groups, best, strict=True) if at == column] for column in range(count)]


def _group(heading: str, rows: list[tuple[str, str]]) -> QVBoxLayout:
    theme = themes.of()
    column = QVBoxLayout()
    column.setSpacing(theme.px(4))
    column.setContentsMargins(0, 0, 0, theme.px(8))
    column.addWidget(PlainLabel(heading, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(1))
    grid.setColumnStretch(1, 1)
    for n, (keys, words) in enumerate(rows):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in keys.split(", "):
            caps.addWidget(KeyHint(key))
        caps.addStretch(1)
        grid.addLayout(caps, n, 0)
        label = PlainLabel(words, "body")
        label.setAccessibleName(f"{words}: {keys}")
        grid.addWidget(label, n, 1)
    column.addLayout(grid)
    return column
