"""The foot of the pane: what was exported last, the one big button, and how far an export is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.ui.mailings.links import WordLink
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel, ProgressLine, announce, button, set_tip

WIDE = 540  # px at 100 % from which there is room for the key on the button


class Foot(QWidget):
    """Signals: pressed: the big button; folder_wanted: show where the file is; stop_wanted: stop the export."""

    pressed = Signal()
    folder_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.last = PlainLabel("", "small", "ink2", wrap=True, lines=2)
        self.folder = WordLink(_("Open folder"))
        self._key = ""
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.go = button(_("Export"), "primary", "download", size="hero")
        self.progress = ProgressLine(_("Stop"))
        self.go.clicked.connect(self.pressed)
        self.folder.clicked.connect(self.folder_wanted)
        self.progress.cancelled.connect(self.stop_wanted)
        self._lay_out()
        self._dress()
        theme.of().changed.connect(self._dress)
        self.rest()
        self.show_last("")
        self.say("")

    def show_last(self, sentence: str, folder: bool = False) -> None:
        """What was exported last; `folder`: just now, so its place can be shown."""
        self.last.setText(sentence)
        set_tip(self.last, sentence)
        self.folder.setVisible(folder)

    def show_button(self, words: str, key: str, on: bool) -> None:
        """What the big button does, and whether it can."""
        self._key = key
        self.go.setText(words)
        self.go.setEnabled(on)
        self._fit()

    def begin(self) -> None:
        """An export is under way."""
        self.say("")
        self.progress.show_step(0, 0, _("Writing people down"))
        self._stack.setCurrentIndex(1)
        if self.window().focusWidget() is self.go:  # it is about to be shut, and the keyboard stays here
            self.progress.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: Step) -> None:
        """How far it is."""
        self.progress.show_step(step.done, step.total, step.note)

    def rest(self) -> None:
        """Nothing is under way."""
        inside = self.window().focusWidget() is self.progress.button
        self._stack.setCurrentIndex(0)
        if inside:
            self.go.setEnabled(True)
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether it shows the progress of an export."""
        return self._stack.currentIndex() == 1

    def say(self, sentence: str) -> None:
        """Why nothing was exported; "" takes it away."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            announce(self.refusal, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room the key makes place for the words."""
        self.go.set_key(self._key if self.width() >= theme.of().px(WIDE) else "")

    def _lay_out(self) -> None:
        told = QWidget()
        self._told = QHBoxLayout(told)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.addWidget(self.last, 1, Qt.AlignmentFlag.AlignVCenter)
        self._told.addWidget(self.folder)
        left = QWidget()
        self._stack = QStackedLayout(left)
        self._stack.addWidget(told)
        self._stack.addWidget(self.progress)
        self._row = QHBoxLayout()
        self._row.addWidget(left, 1)
        self._row.addWidget(self.go)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.refusal)
        self._column.addLayout(self._row)

    def _dress(self) -> None:
        px = theme.of().px
        self._told.setSpacing(px(10))
        self._row.setSpacing(px(16))
        self._column.setSpacing(px(4))
        self._column.setContentsMargins(px(24), px(4), px(24), px(12))
        self._fit()
