"""Tabs of a page, underlined; and lists to choose from beside each other, without a frame around them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.buttons import KeyButton
from relnotebook.widgets.draw import advance, draw_words, mirrored
from relnotebook.widgets.frames import FlowLayout
from relnotebook.widgets.plain import clean, set_tip

HEIGHT, BAR, BETWEEN, COUNT_GAP = 38, 3, 22, 8


class Tab(QAbstractButton):
    """One tab: a word, and a quieter number."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setText(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count("")
        theme.of().changed.connect(self.updateGeometry)

    def count(self) -> str:
        """The number beside the word."""
        return self._count

    def set_count(self, count: str) -> None:
        """Show another number; "" for none."""
        self._count = count
        self.setAccessibleName(f"{clean(self.text())}, {count}" if count else clean(self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of()
        wide = advance(self.text(), look.font("strong"))
        wide += look.px(COUNT_GAP) + advance(self._count, look.font("body", tabular=True)) if self._count else 0
        return QSize(max(wide, look.px(36)), max(look.px(HEIGHT), look.control()))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        on, over = self.isChecked(), self.underMouse()
        font = look.font("strong" if on else "button")
        wide = advance(self.text(), font)
        spot = QRect(0, 0, wide, self.height() - look.px(4))
        ink = "ink" if on or over else "ink2"
        draw_words(painter, mirrored(self.rect(), spot, rtl), self.text(), font, look.colour(ink), rtl)
        if self._count:
            begin = wide + look.px(COUNT_GAP)
            spot = QRect(begin, 0, self.width() - begin, self.height() - look.px(4))
            quiet = look.font("body", tabular=True)
            draw_words(painter, mirrored(self.rect(), spot, rtl), self._count, quiet, look.colour("ink3"), rtl)
        if on:
            bar = look.px(BAR)
            painter.fillRect(QRect(0, self.height() - bar, self.width(), bar), look.colour("accent"))


class TabStrip(QWidget):
    """The tabs of a page on a hairline; arrows move along them.

    Attributes:
        tabs: by key.
    Signals:
        picked: the key of the tab a person chose.
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = {key: Tab(words) for key, words in choices}
        self._flow = FlowLayout(self, gap=BETWEEN)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, tab in self.tabs.items():
            tab.clicked.connect(lambda _on=False, key=key: self._on_clicked(key))
            self._flow.addWidget(tab)
        if choices:
            self.set_value(choices[0][0])

    def sizeHint(self) -> QSize:
        sizes = [tab.sizeHint() for tab in self.tabs.values()]
        gaps = theme.of().px(BETWEEN) * max(len(sizes) - 1, 0)
        return QSize(sum(size.width() for size in sizes) + gaps, max((s.height() for s in sizes), default=0))

    def value(self) -> str:
        """The key of the tab that is shown."""
        return next((key for key, tab in self.tabs.items() if tab.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose a tab without telling anybody."""
        for name, tab in self.tabs.items():
            tab.setChecked(name == key)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        keys = list(self.tabs)
        by = steps[Qt.Key(event.key())] * (-1 if self.isRightToLeft() else 1)
        key = keys[(keys.index(self.value()) + by) % len(keys)]
        self._on_clicked(key)
        self.tabs[key].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.of().colour("line"))

    def _on_clicked(self, key: str) -> None:
        self.set_value(key)
        self.picked.emit(key)


class _Pill(KeyButton):
    """One choice without a frame; the one taken stands on a soft ground."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.of().px(10), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(theme.of().px(10), 0)

    def _inks(self) -> tuple[str, str]:
        return super()._inks() if self.isChecked() else ("ink", "ink2")


class Pills(QWidget):
    """A few lists to choose from, one of them taken.

    Signals:
        picked: the key a person took.
    """

    picked = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pills = {key: _Pill("", "bare") for key in keys}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, pill in self._pills.items():
            pill.setCheckable(True)
            pill.clicked.connect(lambda _on=False, key=key: self._on_clicked(key))
            row.addWidget(pill)
        self.set_value(keys[0])

    def button(self, key: str) -> KeyButton:
        """The button of one choice."""
        return self._pills[key]

    def value(self) -> str:
        """The key taken."""
        return next(key for key, pill in self._pills.items() if pill.isChecked())

    def set_value(self, key: str) -> None:
        """Take one without telling anybody."""
        for name, pill in self._pills.items():
            pill.setChecked(name == key)

    def show_words(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """(key, words, what is said aloud instead, "" for the words themselves) of each."""
        for key, words, aloud in choices:
            pill = self._pills[key]
            if pill.text() != words:
                pill.setText(words)
                pill.updateGeometry()
            pill.setAccessibleName(clean(aloud or words))
            set_tip(pill, aloud)

    def _on_clicked(self, key: str) -> None:
        self.set_value(key)
        self.picked.emit(key)
