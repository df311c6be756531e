"""The small things below the usual: what they have today instead, a question with two answers, the first usual."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_usual_line import ARMED_MS
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets import theme
from relnotebook.widgets.parts import FlowLayout, PlainLabel, button, field


class Question(QWidget):
    """A sentence and two buttons, inline.

    Signals:
        answered: True for the first button.

    Attributes:
        about: what is asked about.
    """

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.about = ""
        self.asked = False
        self.words = PlainLabel("", "strong", "ink", wrap=True)
        self.yes, self.no = button("", kind="secondary"), button("", kind="ghost")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        foot = QWidget()
        flow = FlowLayout(foot)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(6))
        column.addWidget(self.words)
        column.addWidget(foot)
        self.hide()

    def ask(self, words: str, yes: str, no: str, about: str) -> None:
        """Ask; the focus stays where it is."""
        self.about, self.asked = about, True
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.setAccessibleName(words)
        self.yes.setText(yes)
        self.no.setText(no)
        self.show()

    @property
    def opened(self) -> bool:
        return self.asked

    def close_up(self) -> None:
        self.asked = False
        self.hide()


class OtherToday(Composer):
    """What they have today instead of the usual; Enter logs it.

    Signals:
        typed: the words so far, for the conflict check.
        log: the things typed, to be logged.
        pressed_warned: it was pressed while something speaks against it; the sentence, to be spoken.
    """

    typed = Signal(str)
    log = Signal(object)
    pressed_warned = Signal(str)

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "other", _("Log it"))
        self._warned = self._day = ""
        self._armed = QTimer(self, interval=ARMED_MS, singleShot=True)
        self._armed.timeout.connect(self.disarm)
        self.setAccessibleName(_("Something else today"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("such as iced latte; cinnamon bun"))
        self.warning = PlainLabel("", "strong", "alert_text", wrap=True)
        self.rows.addWidget(field(_("What do they have today instead?"), self.line))
        self.rows.addWidget(self.warning)
        self.hold("line", self.line)
        self.line.textChanged.connect(self.typed)
        self.warn("")

    def items(self) -> tuple[str, ...]:
        """The things typed, with "; " or a new line between."""
        from relnotebook.notebook import entry

        return entry.split(self.line.text())

    def warn(self, sentence: str) -> None:
        """Show what speaks against it; the first press on the button then only says so again."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
        self.disarm()

    def disarm(self) -> bool:
        """The next press asks again; whether the one before had been taken."""
        self._armed.stop()
        armed, self._warned = bool(self._warned), ""
        self.go.setText(self._day or _("Log it"))
        return armed

    def show_day(self, words: str) -> None:
        """Say on the button for which day it logs; '' for now."""
        self._day = words
        if not self._warned:
            self.go.setText(words or _("Log it"))

    def send(self) -> bool:
        if not self.items():
            return False
        warning = self.warning.text()
        if warning and self._warned != self.line.text():
            self._warned = self.line.text()
            self._armed.start()
            self.go.setText(_("Log it all the same"))
            self.pressed_warned.emit(warning)
            return False
        self.log.emit(self.items())
        return True

    def done(self) -> None:
        """It is logged."""
        if self.opened:
            self._sent(None)

    def refused(self) -> None:
        """It is not; the words stay."""
        self._sending = False


class WhatUsually(QWidget):
    """Nothing is known yet: a line to write the usual into, saved with Enter and on leaving it.

    Signals:
        written: the usual, in the words typed.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.caption = PlainLabel("", "small_strong", "ink2")
        self.line = QLineEdit()
        self.line.setAccessibleName(_("What do they usually have?"))
        self.line.setPlaceholderText(_("What do they usually have?"))
        self.line.editingFinished.connect(self.flush)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(6))
        column.addWidget(self.caption)
        column.addWidget(self.line)

    def show_for(self, caption: str, on: bool) -> None:
        """Show or hide it."""
        self.caption.setText(caption)
        self.setVisible(on)

    def flush(self) -> None:
        """Save what was typed, once."""
        typed = self.line.text().strip()
        if typed and self.line.isModified():
            self.line.setModified(False)
            self.written.emit(typed)

    def clear(self) -> None:
        """Another customer, about whom nothing was typed yet."""
        self.line.clear()
