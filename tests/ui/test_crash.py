"""When the program is at fault: what to do, and a report to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from relnotebook.ui.crash import CrashPage
from relnotebook.widgets.theme import Theme


def test_the_report_can_be_copied_and_work_goes_on(theme: Theme, qtbot: QtBot) -> None:
    page = CrashPage("RelNotebook 0.1.0\nValueError")
    qtbot.addWidget(page)
    page.show()
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "RelNotebook 0.1.0\nValueError"
    assert page.copy.text() == "Copied"
    with qtbot.waitSignal(page.go_on):
        page.again.click()
    with qtbot.waitSignal(page.close_wanted):
        page.end.click()
    assert page.report.isReadOnly()
