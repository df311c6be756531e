"""Choosing one of a few words, wrapped over as many lines as the width needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.parts import FlowLayout, KeyButton, button

GAP = 6
Choices = tuple[tuple[str, str, str], ...]


class Picks(QWidget):
    """A few words of which one, or with `empty` none, is chosen by one tap.

    Signals:
        picked: the key chosen by a person; '' when the choice was taken back.
    """

    picked = Signal(str)

    def __init__(self, name: str, choices: Choices, *, kind: str = "quiet", empty: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty = empty
        self._buttons: dict[str, KeyButton] = {}
        self._flow = FlowLayout(self, gap=GAP, line_gap=GAP)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, word, icon in choices:
            made = button(word, kind=kind, icon=icon)
            made.setCheckable(True)
            made.setMinimumWidth(theme.of().control())
            made.setAccessibleDescription(name)
            made.clicked.connect(lambda _on=False, key=key: self._on_clicked(key))
            self._buttons[key] = made
            self._flow.addWidget(made)
        if not empty and choices:
            self.set_value(choices[0][0])
        if choices:
            self.setFocusProxy(self._buttons[choices[0][0]])

    def sizeHint(self) -> QSize:
        """All on one line, where there is room for it."""
        sizes = [made.sizeHint().expandedTo(made.minimumSize()) for made in self._buttons.values()]
        gaps = theme.of().px(GAP) * max(len(sizes) - 1, 0)
        return QSize(sum(size.width() for size in sizes) + gaps, max((s.height() for s in sizes), default=0))

    def button(self, key: str) -> KeyButton:
        """The button of one choice."""
        return self._buttons[key]

    def value(self) -> str:
        """The key chosen, '' for none."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose; '' takes the choice back where none is allowed, and changes nothing elsewhere."""
        if not key and not self._empty:
            return
        for other, made in self._buttons.items():
            made.setChecked(other == key)

    def _on_clicked(self, key: str) -> None:
        self.set_value(key if self._buttons[key].isChecked() or not self._empty else "")
        self.picked.emit(self.value())
