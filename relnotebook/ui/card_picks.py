"""Choosing one of a few words, wrapped over as many lines as the width needs; and when something took place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QSize, QTime, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QSizePolicy, QTimeEdit, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, button

GAP = 6
Choices = tuple[tuple[str, str, str], ...]


class Picks(QWidget):
    """A few words of which one, or with `empty` none, is chosen by one tap.

    Signals:
        picked: the key chosen by a person; '' when the choice was taken back.
    """

    picked = Signal(str)

    def __init__(self, name: str, choices: Choices, *, kind: str = "quiet", empty: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty = empty
        self._buttons: dict[str, KeyButton] = {}
        self._flow = FlowLayout(self, gap=GAP, line_gap=GAP)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, word, icon in choices:
            made = button(word, kind=kind, icon=icon)
            made.setCheckable(True)
            made.setMinimumWidth(theme.of().control())
            made.setAccessibleDescription(name)
            made.clicked.connect(lambda _on=False, key=key: self._on_clicked(key))
            self._buttons[key] = made
            self._flow.addWidget(made)
        if not empty and choices:
            self.set_value(choices[0][0])
        if choices:
            self.setFocusProxy(self._buttons[choices[0][0]])

    def sizeHint(self) -> QSize:
        """All on one line, where there is room for it."""
        sizes = [made.sizeHint().expandedTo(made.minimumSize()) for made in self._buttons.values()]
        gaps = theme.of().px(GAP) * max(len(sizes) - 1, 0)
        return QSize(sum(size.width() for size in sizes) + gaps, max((s.height() for s in sizes), default=0))

    def button(self, key: str) -> KeyButton:
        """The button of one choice."""
        return self._buttons[key]

    def value(self) -> str:
        """The key chosen, '' for none."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose; '' takes the choice back where none is allowed, and changes nothing elsewhere."""
        if not key and not self._empty:
            return
        for other, made in self._buttons.items():
            made.setChecked(other == key)

    def _on_clicked(self, key: str) -> None:
        self.set_value(key if self._buttons[key].isChecked() or not self._empty else "")
        self.picked.emit(self.value())


class CalmDay(QDateEdit):
    """A day to type or choose. The wheel scrolls the page and never changes it by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setDisplayFormat(_("d MMMM yyyy"))
        self.setMinimumWidth(theme.of().px(190))
        self.setAccessibleName(_("Day"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmTime(QTimeEdit):
    """A time to type; the wheel leaves it alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setKeyboardTracking(False)
        self.setDisplayFormat("HH:mm")
        self.setMinimumWidth(theme.of().px(84))
        self.lineEdit().setTextMargins(theme.of().px(9), 0, 0, 0)
        self.setAccessibleName(_("Time"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class When(QWidget):
    """When it was: now, earlier today, yesterday, or any day and time that is past.

    Signals:
        changed: another moment was chosen.
    """

    changed = Signal()

    def __init__(self, *, now: bool = True) -> None:
        super().__init__()
        choices: list[tuple[str, str, str]] = [("now", _("Now"), "")] if now else []
        choices += [("today", _("Today"), ""), ("yesterday", _("Yesterday"), ""), ("day", _("Another day"), "")]
        self.picks = Picks(_("When it was"), tuple(choices))
        self.day, self.time = CalmDay(), CalmTime()
        self.refusal = PlainLabel("", "small", "alert_text")
        fields = QHBoxLayout()
        fields.setSpacing(theme.of().px(8))
        for part in (self.day, self.time):
            fields.addWidget(part)
        fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(6))
        column.addWidget(self.picks)
        column.addLayout(fields)
        column.addWidget(self.refusal)
        self.picks.picked.connect(self._on_picked)
        self.day.dateChanged.connect(self._on_typed)
        self.time.timeChanged.connect(self._on_typed)
        self.reset()

    def when(self) -> datetime | None:
        """The local moment chosen; None for now."""
        if self.picks.value() == "now":
            return None
        for part in (self.day, self.time):
            part.interpretText()
        day, time = self.day.date(), self.time.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())

    def possible(self) -> bool:
        """Whether the moment is past; says so below when it is still to come."""
        chosen = self.when()
        good = chosen is None or chosen <= clock.now().replace(tzinfo=None)
        self.refusal.setText("" if good else _("That is still to come."))
        self.refusal.setVisible(not good)
        return good

    def reset(self) -> None:
        """Back to now."""
        self.picks.set_value("now")
        self._put(clock.now())
        self._show_fields()

    def begin(self) -> None:
        """Put the focus on the first choice."""
        self.picks.setFocus()

    def set_when(self, moment: datetime) -> None:
        """Show a moment that is known already."""
        today = clock.today()
        days = {today: "today", today - timedelta(days=1): "yesterday"}
        self.picks.set_value(days.get(moment.date(), "day"))
        self._put(moment)
        self._show_fields()

    def _put(self, moment: datetime) -> None:
        for part in (self.day, self.time):
            part.blockSignals(True)
        self.day.setDate(_day(moment.date()))
        self.time.setTime(QTime(moment.hour, moment.minute))
        for part in (self.day, self.time):
            part.blockSignals(False)

    def _on_picked(self, key: str) -> None:
        today = clock.today()
        if key in ("today", "yesterday"):
            self.day.setDate(_day(today - timedelta(days=key == "yesterday")))
        elif key == "day":
            self.day.setDate(_day(min(self._date(), today - timedelta(days=2))))
        self._show_fields()
        if key != "now":
            (self.day if key == "day" else self.time).setFocus()
        self._on_typed()

    def _on_typed(self) -> None:
        self.possible()
        self.changed.emit()

    def _show_fields(self) -> None:
        key = self.picks.value()
        self.day.setVisible(key == "day")
        self.time.setVisible(key != "now")
        self.possible()

    def _date(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
