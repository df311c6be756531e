"""The page that asks for the passphrase of an encrypted notebook."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.cover import AlonePage
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, button, field, passphrase_line


class UnlockPage(AlonePage):
    """One field, one button. What is wrong stands below the field; what was typed stays until it was right.

    Signals:
        unlock: the passphrase typed.
        other: the person wants another notebook.
    """

    unlock = Signal(str)
    other = Signal()

    def __init__(self, notebook: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passphrase = passphrase_line()
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.passphrase.setInputMethodHints(hints)
        self.passphrase.returnPressed.connect(self._try)
        self.passphrase.textEdited.connect(self._edited)
        self.field = field(_("Passphrase"), self.passphrase)
        self.open = button(_("Open my notebook"), kind="primary", key="Enter")
        self.open.clicked.connect(self._try)
        self.another = button(_("Another notebook"), kind="ghost")
        self.another.clicked.connect(self.other)
        foot = QHBoxLayout()
        foot.addWidget(self.another)
        foot.addStretch(1)
        foot.addWidget(self.open)
        where = PlainLabel(notebook, "small", "ink3", wrap=True)
        self.column.addStretch(2)
        for part in (PlainLabel(_("This notebook is locked"), "title", wrap=True), where, self.field):
            self.column.addWidget(part)
        self.column.addLayout(foot)
        self.column.addStretch(3)
        self.setFocusProxy(self.passphrase)

    def show_problem(self, sentence: str) -> None:
        """Say why it did not open; "" takes the sentence away. The words typed stay and can be corrected."""
        self.set_busy(False)
        self.field.say(sentence)
        self.passphrase.setProperty("invalid", bool(sentence))
        themes.restyle(self.passphrase)
        if sentence:
            self.passphrase.setAccessibleDescription(sentence)
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def set_busy(self, busy: bool) -> None:
        """The key is being made from the words, which takes about a second on purpose."""
        self.open.setEnabled(not busy)
        self.open.setText(_("Opening…") if busy else _("Open my notebook"))

    def _try(self) -> None:
        if self.passphrase.text() and self.open.isEnabled():
            self.set_busy(True)
            self.unlock.emit(self.passphrase.text())

    def _edited(self, _text: str) -> None:
        if self.field.sentence():
            self.show_problem("")
