"""Settings: when the shop is open, and the days on which it is not."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.words import _, n_
from relnotebook.ui.settings_parts import Line, Section, Sign
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, Refusable, SavingLine, button, icon_button

if TYPE_CHECKING:
    from relnotebook.notebook.hours import ClosedDay, Week

HOURS_WIDTH = 190
NARROW = 640
WEEK = range(7)


class OpeningHours:
    """Seven lines of a section, a weekday each.

    Args:
        section: gets the lines, and tells the notebook.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self.lines = [_HoursLine() for _day in WEEK]
        self.fields = [Refusable(line) for line in self.lines]
        for day, line in enumerate(self.lines):
            section.row(say.weekday_name(day), self.fields[day], wide=True)
            line.setAccessibleName(_("Open on {day}").format(day=say.weekday_name(day)))
            line.saved.connect(lambda text, one=day: self._save({one: text}, one))
            line.editingFinished.connect(partial(self._left, line))
        self.alike = button(_("The same all week"), "quiet", "copy")
        self.alike.clicked.connect(self._spread)
        section.row(_("All days like {day}").format(day=say.weekday_name(0)), self.alike)

    def show(self, week: Week) -> None:
        """The hours as they are. What somebody types, what is on its way and what was refused stays as typed."""
        for day, line in enumerate(self.lines):
            line.kept = week.said(day)
            if not line.isModified():
                line.set_value(line.kept)
                line.accept()

    def _left(self, line: _HoursLine) -> None:
        """Somebody goes on to something else: what is in the notebook by now is shown as it writes it."""
        if line.text() in (line.kept, line.stored):
            line.setModified(False)
            self._section.reload()

    def _spread(self) -> None:
        self.lines[0].flush()
        for line in self.lines[1:]:
            line.setModified(False)
        self._save({day: self.lines[0].text() for day in WEEK}, 0)

    def _save(self, hours: dict[int, str], day: int) -> None:
        from relnotebook.notebook import hours as opening

        if self._section.bridge is not None:
            ask = self._section.bridge.write(opening.set_hours, hours)
            ask.then(lambda _done: self._saved(hours)).otherwise(lambda problem: self._refuse(day, problem))

    def _saved(self, hours: dict[int, str]) -> None:
        """They are in the notebook: shown as it writes them, once nobody writes there any more."""
        for day, typed in hours.items():
            line = self.lines[day]
            line.stored = typed
            if line.text() == typed:
                line.accept()
                line.setModified(line.hasFocus())
        self._section.reload()

    def _refuse(self, day: int, problem: Problem) -> None:
        self.lines[day].refuse(say.problem(problem))


class _HoursLine(SavingLine):
    """As wide as hours are. `kept`: what the notebook says; `stored`: what was typed for it, the last time."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Closed"))
        self.kept = self.stored = ""
        themes.of().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setMaximumWidth(themes.of().px(HOURS_WIDTH))


class ClosedDays:
    """Holidays and days off: those to come, each with a cross, and fields to note some more.

    Args:
        section: gets the lines, and tells the notebook.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self._shown: tuple[ClosedDay, ...] | None = None
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.first, self.last, self.title = SavingLine(), SavingLine(), SavingLine()
        hints = (_("First day, such as 24/12"), _("Last day, if more"), _("What for"))
        for line, hint in zip((self.first, self.last, self.title), hints, strict=True):
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint)
            line.returnPressed.connect(self.save)
        self.add = button(_("Add"), "secondary", "plus")
        self.add.setAccessibleName(_("Add closed days"))
        self.add.clicked.connect(self.save)
        self.field = Refusable(self.first)
        section.column.addLayout(self.lines)
        section.column.addWidget(_Foot(self.field, self.last, self.title, self.add))

    def show(self, days: tuple[ClosedDay, ...]) -> None:
        """Those that are not over; the others are only counted."""
        if days == self._shown:
            return
        self._shown = days
        coming = [one for one in days if one.last >= clock.today()]
        lines: list[QWidget] = [self._line(one) for one in coming]
        older = len(days) - len(coming)
        if older:
            words = n_("{n} that is over stays noted.", "{n} that are over stay noted.", older)
            lines.append(PlainLabel(words, "small", "ink3", wrap=True))
        fill(self.lines, lines)

    def save(self) -> None:
        """Note what is typed."""
        from relnotebook.notebook import hours

        if not self.first.text().strip():
            self.first.setFocus()
        elif self._section.bridge is not None:
            typed = (self.first.text(), self.last.text(), self.title.text())
            ask = self._section.bridge.write(hours.set_closed, *typed)
            ask.then(self._noted).otherwise(lambda problem: self.first.refuse(say.problem(problem)))

    def _noted(self, _closed: int) -> None:
        """They are in: the fields are free for the next ones."""
        for line in (self.first, self.last, self.title):
            line.accept()
            line.set_value("")
            line.clear()

    def _line(self, one: ClosedDay) -> Line:
        days = span(one.first, one.last)
        gone = icon_button("x", _("Take {days} off the list").format(days=one.title or days))
        gone.clicked.connect(lambda _on=False: self._remove(one.id))
        return Line(one.title or days, days if one.title else "", gone, lead=Sign("calendar"))

    def _remove(self, closed: int) -> None:
        from relnotebook.notebook import hours

        if self._section.bridge is not None:
            self._section.bridge.write(hours.remove_closed, closed).otherwise(self._section.told)


class _Foot(QWidget):
    """Fields and a button beside one another, or below in a narrow place."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(themes.of().px(8))
        for part in parts[:-1]:
            self._box.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(parts[-1], 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn."""
        return QSize(themes.of().px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < themes.of().px(NARROW)
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


def span(first: date, last: date) -> str:
    """ "24 December 2026", "24 December 2026 to 2 January 2027"."""
    begins, ends = (say.date_words(day.day, day.month, day.year) for day in (first, last))
    return begins if first == last else _("{first} to {last}").format(first=begins, last=ends)


def fill(column: QVBoxLayout, widgets: list[Any]) -> None:
    """Put these into a column in place of what is in it."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for widget in widgets:
        column.addWidget(widget)
