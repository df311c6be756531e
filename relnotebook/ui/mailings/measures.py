"""The measures of a sheet of labels, to be read off its box or measured with a ruler, and kept under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, PlainLabel, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.sheets import Sheet

COUNTS = ("across", "down")
COLUMNS, NARROW = 4, 460  # measures beside each other; px at 100 % below which there are half as many


def titles() -> dict[str, str]:
    """What each measure is called."""
    return {
        "across": _("Labels across"),
        "down": _("Rows"),
        "width": _("Width, mm"),
        "height": _("Height, mm"),
        "left": _("Left margin, mm"),
        "top": _("Upper margin, mm"),
        "gap_x": _("Gap across, mm"),
        "gap_y": _("Gap down, mm"),
    }


class Measures(QWidget):
    """Eight lengths and numbers, the paper, and a name to keep them under.

    Attributes:
        sheet: as typed, None while something of it makes no sense.
    Signals:
        changed: there is another sheet, or none.
        keep_wanted: a name, the sheet; remove_wanted: the name of one of the shop's own.
    """

    changed = Signal()
    keep_wanted = Signal(str, object)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._begun: Sheet | None = None
        self.lines = {key: QLineEdit() for key in titles()}
        self.paper = Choice((("A4", "A4"), ("Letter", "Letter")))
        self.paper.setAccessibleName(_("Paper"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name of this sheet"))
        self.name.setAccessibleName(_("Name of this sheet"))
        self.keep, self.remove = button(_("Keep this sheet")), button(_("Remove it"), "danger")
        self.wrong = PlainLabel("", "small", "alert_text", wrap=True)
        self._lay_out()
        for line in self.lines.values():
            line.textEdited.connect(self._typed)
        self.paper.picked.connect(self._typed)
        self.keep.clicked.connect(self.press_keep)
        self.name.returnPressed.connect(self.press_keep)
        self.remove.clicked.connect(self._on_remove)
        theme.of().changed.connect(self._dress)
        self._dress()

    def show_sheet(self, sheet: Sheet) -> None:
        """Begin with the measures of a sheet."""
        self._begun = self.sheet = sheet
        for key, line in self.lines.items():
            line.setText(written(getattr(sheet, key)))
            line.setCursorPosition(0)
        self.paper.set_value(sheet.paper)
        self.name.setText(sheet.title if sheet.is_own else "")
        self.remove.setVisible(sheet.is_own)
        self.say("")

    def say(self, sentence: str) -> None:
        """Why something is not kept; "" when it is."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def press_keep(self) -> None:
        """Keep the measures under the name typed."""
        if self.sheet is not None:
            self.keep_wanted.emit(self.name.text(), self.sheet)

    def _on_remove(self) -> None:
        if self._begun is not None:
            self.remove_wanted.emit(self._begun.title)

    def _typed(self, *_typed: object) -> None:
        """Whether it is a sheet now, and which."""
        from relnotebook.notebook import sheets

        begun = self._begun
        if begun is None:
            return
        self.sheet = None
        try:
            typed: dict[str, Any] = {key: _number(key, line.text()) for key, line in self.lines.items()}
            found = replace(begun, paper=self.paper.value(), **typed)
            if found != begun and not begun.is_own:
                found = replace(found, key="", title=_("Measured by hand"), maker="")
            self.sheet = sheets.checked(found)
            self.say("")
        except Problem as problem:
            self.say(say.problem(problem))
        self.keep.setEnabled(self.sheet is not None)
        self.changed.emit()

    def _lay_out(self) -> None:
        self._grid, self._columns = QGridLayout(), 0
        self._cells = [field(words, self.lines[key]) for key, words in titles().items()]
        for line in self.lines.values():
            line.setMinimumWidth(0)
        self._place()
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.paper)
        self._foot.addWidget(self.name, 1)
        self._foot.addWidget(self.keep)
        self._foot.addWidget(self.remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._foot)
        self._column.addWidget(self.wrong)
        self.wrong.hide()

    def _place(self) -> None:
        """Four beside each other, or two where there is no room."""
        columns = COLUMNS if self.width() >= theme.of().px(NARROW) else COLUMNS // 2
        if columns != self._columns:
            self._columns = columns
            for at, cell in enumerate(self._cells):
                self._grid.addWidget(cell, at // columns, at % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(280), super().minimumSizeHint().height())

    def _dress(self) -> None:
        px = theme.of().px
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._foot.setSpacing(px(8))
        self._column.setSpacing(px(8))


def written(length: float) -> str:
    """A length as people here write it: "63,5"."""
    return f"{length:g}".replace(".", QLocale().decimalPoint())


def _number(key: str, text: str) -> float | int:
    """A number as people type it. Raises Refusal("bad-measure", field)."""
    from relnotebook.base.problems import Refusal

    try:
        return int(text) if key in COUNTS else float(text.strip().replace(",", "."))
    except ValueError as trouble:
        raise Refusal("bad-measure", field=key) from trouble
