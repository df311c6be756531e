"""A line above the page that asks or tells something once, and can be put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import KeyButton, PlainLabel, announce, button, icon_button

NARROW = 720  # px at 100 %: below that the answers stand under the sentence
Answer = tuple[str, Callable[[], object]]


class Strip(QFrame):
    """Icon, sentence, answers, and a cross. It hurries nobody: it stays until it is answered."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.answers: list[KeyButton] = []
        self._icon_name, self._icon = icon, QLabel()
        self.words = PlainLabel("", "body", wrap=True)
        self.cross = icon_button("x", _("Close this message"))
        self.cross.clicked.connect(self.hide)
        self._head, self._buttons = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self.words, 1)
        self._inner = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inner.addLayout(self._head, 1)
        self._inner.addLayout(self._buttons)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._inner, 1)
        self._row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self._on_look_changed()
        themes.of().changed.connect(self._on_look_changed)
        self.hide()

    def say(self, sentence: str, *answers: Answer) -> None:
        """Show `sentence`, and a button for each of `answers`: its words and what it does. Any of them puts it away."""
        self.words.setText(sentence)
        self.setAccessibleName(self.words.text())
        for old in self.answers:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.answers = [self._answer(words, slot) for words, slot in answers]
        self._turn()
        self.show()
        announce(self, self.words.text())

    def text(self) -> str:
        """The sentence shown now, or '' when there is none."""
        return self.words.text() if not self.isHidden() else ""

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn: side by side it would insist on its whole width."""
        return QSize(themes.of().px(200), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _answer(self, words: str, slot: Callable[[], object]) -> KeyButton:
        made = button(words)
        made.clicked.connect(self.hide)
        made.clicked.connect(lambda _on=False: slot())
        self._buttons.addWidget(made)
        return made

    def _turn(self) -> None:
        narrow = self.width() < themes.of().px(NARROW)
        direction = QBoxLayout.Direction
        self._inner.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeading if narrow else Qt.AlignmentFlag.AlignTrailing
        self._inner.setAlignment(self._buttons, side)

    def _on_look_changed(self) -> None:
        px = themes.of().px
        self._row.setContentsMargins(px(16), px(6), px(8), px(6))
        self._row.setSpacing(px(8))
        self._inner.setSpacing(px(8))
        self._head.setSpacing(px(12))
        self._buttons.setSpacing(px(8))
        self._icon.setPixmap(themes.of().pixmap(self._icon_name, "accent", 18))
        self._turn()
