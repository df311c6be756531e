"""The page shown when a notebook does not open: what is the matter, that nothing was touched, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.cover import AlonePage
from relnotebook.widgets.parts import FlowLayout, PlainLabel, Rule, button


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup offered: its file, when it was made and how large it is, in words."""

    path: Path
    when: str
    about: str


class TroublePage(AlonePage):
    """Signals:
    again: try to open it again; another: open another notebook; fresh: start a new one;
    bring_back: the path of the backup chosen.
    """

    again = Signal()
    another = Signal()
    fresh = Signal()
    bring_back = Signal(object)

    def __init__(self, sentence: str, notebook: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(sentence, "body", wrap=True)
        self.retry = button(_("Try again"), kind="primary")
        self.retry.clicked.connect(self.again)
        other = button(_("Open another notebook"))
        other.clicked.connect(self.another)
        new = button(_("Start a new one"))
        new.clicked.connect(self.fresh)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8, line_gap=8)
        for part in (self.retry, other, new):
            row.addWidget(part)
        self.column.addWidget(PlainLabel(_("The notebook did not open"), "title", wrap=True))
        self.column.addWidget(self.words)
        self.column.addWidget(PlainLabel(notebook, "small", "ink3", wrap=True))
        self.column.addWidget(buttons)
        self._kept = QVBoxLayout()
        self.column.addLayout(self._kept)
        self.column.addStretch(1)
        self.setFocusProxy(self.retry)

    def show_backups(self, found: Sequence[Offer]) -> None:
        """Offer backups, newest first. The file that does not open is kept aside, never written over."""
        if not found:
            return
        self._kept.addWidget(PlainLabel(_("Or bring back a backup"), "heading"))
        kept = _("Today's file is kept aside, whatever you choose.")
        self._kept.addWidget(PlainLabel(kept, "small", "ink2", wrap=True))
        for one in found:
            choose = button(_("Bring this one back"))
            choose.setAccessibleName(_("Bring back the backup of {when}").format(when=one.when))
            choose.clicked.connect(lambda _on=False, path=one.path: self.bring_back.emit(path))
            row = QHBoxLayout()
            row.addWidget(PlainLabel(one.when, "strong"))
            row.addSpacing(12)
            row.addWidget(PlainLabel(one.about, "small", "ink2"), 1)
            row.addWidget(choose)
            self._kept.addLayout(row)
            self._kept.addWidget(Rule())
