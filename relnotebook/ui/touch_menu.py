"""Putting a touch off: the choices in words, the menu that offers them, and the day picked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDialog, QMenu, QTableView, QToolButton, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Menu, button

NEVER, DATE = "never", "date"
Chosen = Callable[[str, date | None], object]


def snooze_choices() -> tuple[tuple[str, str], ...]:
    """(choice, words) of `touches.snooze`, soonest first; "date" wants a day as well."""
    return (
        ("later_today", _("Later today")),
        ("tomorrow", _("Tomorrow at opening")),
        ("next_open_day", _("The next open day")),
        ("in_3_days", _("In 3 days")),
        ("next_week", _("Next week")),
        ("next_visit", _("At the next visit")),
        (DATE, _("On a date")),
    )


def snooze_menu(parent: QWidget, chosen: Chosen) -> QMenu:
    """A menu of when it comes back; `chosen` gets the choice, and the day for "date". "never" stands last.

    It deletes itself when it closes.
    """
    menu = Menu(_("Put it off"), parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_snooze(menu, parent, chosen)
    return menu


def fill_snooze(menu: QMenu, parent: QWidget, chosen: Chosen) -> None:
    """Put the choices into a menu of a page; the calendar opens below `parent`."""
    for choice, words in snooze_choices():
        if choice == DATE:
            menu.addAction(theme.of().icon("calendar"), words, lambda: pick_day(parent, chosen))
        else:
            menu.addAction(words, partial(chosen, choice, None))
    menu.addSeparator()
    menu.addAction(theme.of().icon("ban"), _("Never for this person"), lambda: chosen(NEVER, None))


def pop_up(menu: QMenu, under: QWidget) -> None:
    """Open a menu below a button, inside its trailing edge."""
    corner = QPoint(0, under.height())
    if not under.isRightToLeft():
        corner = QPoint(under.width() - menu.sizeHint().width(), under.height())
    menu.popup(under.mapToGlobal(corner))


def pick_day(under: QWidget, chosen: Chosen) -> DayPicker:
    """Open a calendar below `under`; `chosen` gets ("date", the day)."""
    picker = DayPicker(under)
    picker.picked.connect(lambda day: chosen(DATE, day))
    picker.adjustSize()
    corner = QPoint(under.width() - picker.width(), under.height())
    if under.isRightToLeft():
        corner = QPoint(0, under.height())
    picker.move(under.mapToGlobal(corner))
    picker.open()
    picker.calendar.setFocus()
    return picker


class DayPicker(QDialog):
    """A month to choose a coming day from. Esc closes it.

    Signals:
        picked: the day, as a date.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The day it comes back"))
        tomorrow = clock.today() + timedelta(days=1)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale())
        self.calendar.setMinimumDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
        self.calendar.setSelectedDate(self.calendar.minimumDate())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("The day it comes back"))
        self._dress()
        self.go = button(_("Put it off"), kind="primary")
        self.go.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        inside = theme.of().px(10)
        column.setContentsMargins(inside, inside, inside, inside)
        column.addWidget(self.calendar)
        column.addWidget(self.go)

    def day(self) -> date:
        """The day that is chosen now."""
        chosen = self.calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _dress(self) -> None:
        """Days large enough for a finger, arrows of the notebook's own."""
        look = theme.of()
        self.calendar.setMinimumSize(look.px(300), look.control() * 8)
        plain = QTextCharFormat()
        plain.setForeground(look.colour("ink"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)  # red is for alerts alone
        days = self.calendar.findChild(QTableView)
        if days is not None:
            days.setFont(look.font("body", tabular=True))
        arrows = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "arrow-right"}
        for made in self.calendar.findChildren(QToolButton):
            if made.objectName() in arrows:
                made.setIcon(look.icon(arrows[made.objectName()]))
                made.setMinimumSize(look.control(), look.control())

    def _take(self) -> None:
        self.picked.emit(self.day())
        self.accept()
