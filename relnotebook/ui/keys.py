"""The keyboard map (F1): every key of the table in ui/actions, page by page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions, key_list
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import KeyHint, PlainLabel, button


class KeyMap(QDialog):
    """All keys on one sheet. Closed by Esc, F1 or its button; the focus returns where it came from."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        theme = themes.of()
        self.setWindowTitle(_("Keys"))
        self.setSizeGripEnabled(True)
        groups = [(heading, rows) for heading, rows in key_list(actions) if rows]
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(32))
        half: list[QVBoxLayout] = [QVBoxLayout(), QVBoxLayout()]
        for n, (heading, rows) in enumerate(groups):
            half[min(n, 1)].addLayout(_group(heading, rows))
        for column in half:
            column.addStretch(1)
            columns.addLayout(column)
        inside = QWidget()
        inside.setProperty("role", "clear")
        columns.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(columns)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        done = button(_("Back to work"), kind="primary", key="Esc")
        done.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(PlainLabel(_("Letters work when no text field has the focus."), "small", "ink3"), 1)
        foot.addWidget(done)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addWidget(PlainLabel(_("Keys"), "title"))
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        inside.adjustSize()
        room = parent.size()
        wanted = inside.sizeHint()
        self.resize(min(wanted.width() + 90, room.width() - 40), min(wanted.height() + 190, room.height() - 40))
        done.setFocus()


def _group(heading: str, rows: list[tuple[str, str]]) -> QVBoxLayout:
    theme = themes.of()
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    column.setContentsMargins(0, 0, 0, theme.px(18))
    column.addWidget(PlainLabel(heading, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(6))
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
