"""The foot of the pages that bring people in: what will happen, the way back, and one main button."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, ProgressLine, button

SLOW_MS = 400
NARROW = 620  # px at 100 %


class Foot(QWidget):
    """Words at the left, buttons at the right; while something takes longer, a thin bar above them.

    Signals:
        back: to the step before. on: the main button. stop: what runs is not wanted.
    """

    back = Signal()
    on = Signal()
    stop = Signal()

    def __init__(self, back_key: str) -> None:
        super().__init__()
        self._narrow = False
        self._note = ""
        self.words = PlainLabel("", "small", "ink2", wrap=True)
        self.back_button = button(_("Back"), key=back_key)
        self.main = button("", kind="primary")
        self.progress = ProgressLine(_("Stop"))
        self.progress.hide()
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self.progress.show)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.of().px(6))
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.main)
        self._row.addLayout(buttons)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.progress)
        self._column.addLayout(self._row)
        self.back_button.clicked.connect(self.back)
        self.main.clicked.connect(self.on)
        self.progress.cancelled.connect(self.stop)
        self._fit()
        theme.of().changed.connect(self._fit)

    def show_step(self, words: str, main: str, key: str, *, can_go_on: bool, back: bool) -> None:
        """Say what will happen, and what the buttons do."""
        self.words.setText(words)
        self.words.setVisible(bool(words) or not self._narrow)
        if main:
            self.main.setText(main)
            self.main.set_key(key)
        self.main.setVisible(bool(main))
        self.main.setEnabled(can_go_on)
        self.back_button.setVisible(back)
        self._fit()

    def show_working(self, note: str, *, at_once: bool = False, stop: bool = True) -> None:
        """Something runs; said only when it takes long enough to wonder, or `at_once`."""
        self._note = note
        if self.progress.isHidden() and not self._slow.isActive():
            self.progress.show_step(0, 0, note)
            self._slow.start(0 if at_once else SLOW_MS)
        self.progress.button.setVisible(stop)

    def show_progress(self, step: Step, people: int = 0) -> None:
        """How far it is; `people`: how many there are in the file, said where the steps count them."""
        note = step.note or self._note
        if people > 1 and step.total == people and step.done:
            of = _("{note}, {n} of {of}")
            note = of.format(note=note, n=say.count(step.done), of=say.count(step.total))
        self.progress.show_step(step.done, step.total, note)

    def show_idle(self) -> None:
        """Nothing runs."""
        self._slow.stop()
        self.progress.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = self.rect()
        rect.setHeight(1)
        QPainter(self).fillRect(rect, theme.of().colour("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, way = theme.of().px, QBoxLayout.Direction
        self._narrow = self.width() < px(NARROW)
        self._row.setDirection(way.TopToBottom if self._narrow else way.LeftToRight)
        self.words.setVisible(bool(self.words.text()) or not self._narrow)
        self._row.setSpacing(px(8))
        self._column.setContentsMargins(px(28), px(13), px(28), px(13))
        self._column.setSpacing(px(10))
