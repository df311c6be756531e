"""How far a printer is off: one nudge for each printer, and the page that shows how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.mailings.measures import written
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Choice, PlainLabel, SavingLine, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.sheets import Nudge

ANOTHER = "+"


class Nudging(QWidget):
    """The printer, and by how much everything is moved for it.

    Signals:
        set_wanted: a printer, mm to the right, mm down: to be remembered.
        changed: another printer, and so another nudge.
        page_wanted: the calibration page.
    """

    set_wanted = Signal(str, float, float)
    changed = Signal()
    page_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nudges: dict[str, Nudge] = {}
        self.printer = Choice()
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Which printer?"))
        self.name.setAccessibleName(_("Name of the printer"))
        self.right, self.down = SavingLine(), SavingLine()
        self.page = button(_("Print the calibration page"), "secondary", "printer")
        self.wrong = PlainLabel("", "small", "alert_text", wrap=True)
        told = _("Print the page, hold it with a sheet of labels against the light, and write down what is missing.")
        self.how = PlainLabel(told, "small", "ink2", wrap=True)
        self._lay_out()
        self.show_nudges({})
        self.printer.picked.connect(self._on_printer)
        self.name.returnPressed.connect(self._on_named)
        for line in (self.right, self.down):
            line.saved.connect(self._on_typed)
        self.page.clicked.connect(self.page_wanted)
        theme.of().changed.connect(self._dress)
        self._dress()

    @property
    def nudge(self) -> Nudge:
        """By how much everything is moved for the printer chosen."""
        from relnotebook.notebook.sheets import Nudge

        return self._nudges.get(self.printer.value(), Nudge())

    def show_nudges(self, nudges: dict[str, Nudge]) -> None:
        """What the notebook knows of each printer."""
        self._nudges = dict(nudges)
        there = [(name, name) for name in nudges if name]
        self.printer.set_choices((("", _("Our printer")), *there, (ANOTHER, _("Another printer…"))))
        self.name.setVisible(self.printer.value() == ANOTHER)
        self._show()

    def choose(self, printer: str) -> None:
        """Take a printer without telling anybody."""
        self.printer.set_value(printer)
        self._show()

    def say(self, sentence: str) -> None:
        """Why the nudge cannot be kept; "" when it is."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _show(self) -> None:
        nudge = self.nudge
        for line, length in ((self.right, nudge.x), (self.down, nudge.y)):
            line.set_value(written(length))
            line.setEnabled(self.printer.value() != ANOTHER)

    def _on_printer(self, printer: str) -> None:
        self.name.setVisible(printer == ANOTHER)
        self._show()
        if printer == ANOTHER:
            self.name.setFocus()
        else:
            self.changed.emit()

    def _on_named(self) -> None:
        name = self.name.text().strip()
        if name and name != ANOTHER:
            from relnotebook.notebook.sheets import Nudge

            self.name.clear()
            self.show_nudges(self._nudges | {name: self._nudges.get(name, Nudge())})
            self.printer.set_value(name)
            self.name.hide()
            self._show()
            self.set_wanted.emit(name, self.nudge.x, self.nudge.y)
            self.right.setFocus()

    def _on_typed(self, _text: str) -> None:
        from relnotebook.notebook.sheets import Nudge

        if self.printer.value() == ANOTHER:
            return
        try:
            x, y = (float((line.text().strip() or "0").replace(",", ".")) for line in (self.right, self.down))
        except ValueError:
            self.say(_("Write millimetres, as 0.5 or -1."))
            return
        self.say("")
        self._nudges[self.printer.value()] = Nudge(x, y)
        self.set_wanted.emit(self.printer.value(), x, y)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.addWidget(field(_("Printer"), self.printer), 0, 0)
        self._grid.addWidget(field(_("To the right, mm"), self.right), 0, 1)
        self._grid.addWidget(field(_("Down, mm"), self.down), 0, 2)
        self._grid.addWidget(self.name, 1, 0)
        self._grid.addWidget(self.page, 1, 1, 1, 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.how)
        self._column.addWidget(self.wrong)
        self.wrong.hide()

    def _dress(self) -> None:
        px = theme.of().px
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(8))
        self._column.setSpacing(px(6))
