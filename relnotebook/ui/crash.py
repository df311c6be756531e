"""When the program itself is at fault: say so, lose nothing, and give a report that holds no customer's words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from relnotebook.base.words import _
from relnotebook.ui.cover import AlonePage
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, button


class CrashPage(AlonePage):
    """Shown in place of the page that failed.

    Signals:
        go_on: back to the counter, with the page built anew.
        close_wanted: close the program.
    """

    go_on = Signal()
    close_wanted = Signal()

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = themes.of()
        kept = _("Everything up to your last step is in the notebook. The mistake is ours, not yours.")
        help_ = _("Copy the report and send it to whoever looks after the till. It holds no customer's words.")
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.report.setFont(theme.font("small"))
        self.again = button(_("Back to the counter"), kind="primary")
        self.copy = button(_("Copy the report"), icon="copy")
        self.end = button(_("Close RelNotebook"), kind="quiet")
        self.again.clicked.connect(self.go_on)
        self.copy.clicked.connect(self._copy)
        self.end.clicked.connect(self.close_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.again, self.copy):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.end)
        column = self.column
        column.addWidget(PlainLabel(_("Something went wrong in the program"), "title", wrap=True))
        for words in (kept, help_):
            column.addWidget(PlainLabel(words, "body", "ink2", wrap=True))
        column.addWidget(self.report, 1)
        column.addLayout(row)
        self.setFocusProxy(self.again)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(_("Copied"))
