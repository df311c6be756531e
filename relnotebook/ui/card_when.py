"""When something took place: now, earlier today, yesterday, or a day and a time in free words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.words import _
from relnotebook.ui.card_picks import Picks
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel

WHOLE_YEARS = 8  # 29 February may lie so far back


def read_day(text: str, today: date) -> date:
    """The day meant by "3 November", "3/11", "Monday", "yesterday": without a year the last one there was.

    Raises Refusal("bad-date", text, hint).
    """
    from relnotebook.notebook import dates

    plain = text.strip().casefold()
    near = {_("today").casefold(): 0, _("yesterday").casefold(): 1}
    if plain in near:
        return today - timedelta(days=near[plain])
    for back in range(1, 8):
        if len(plain) > 2 and say.weekday_name((today - timedelta(days=back)).weekday()).casefold().startswith(plain):
            return today - timedelta(days=back)
    day, month, year = dates.read_typed(text)
    if day is None or month is None:
        raise Refusal("bad-date", text=text.strip(), hint="")
    for guess in (year,) if year else range(today.year, today.year - WHOLE_YEARS - 1, -1):
        try:
            found = date(guess, month, day)
        except ValueError:
            continue
        if year or found <= today:
            return found
    raise Refusal("bad-date", text=text.strip(), hint="")


class When(QWidget):
    """When it was, in the past.

    Signals:
        changed: another moment was chosen.
    """

    changed = Signal()

    def __init__(self, *, now: bool = True) -> None:
        super().__init__()
        choices: list[tuple[str, str, str]] = [("now", _("Now"), "")] if now else []
        choices += [("today", _("Today"), ""), ("yesterday", _("Yesterday"), ""), ("day", _("Another day"), "")]
        self._fresh = now  # nothing is written yet, so there is no day to begin from
        self.picks = Picks(_("When it was"), tuple(choices))
        self.day, self.time = QLineEdit(), QLineEdit()
        self.day.setAccessibleName(_("Day"))
        self.day.setPlaceholderText(_("such as 3 November or Monday"))
        self.time.setAccessibleName(_("Time"))
        self.time.setPlaceholderText(_("such as 15:00"))
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self._lay_out()
        self.picks.picked.connect(self._on_picked)
        for line in (self.day, self.time):
            line.textEdited.connect(self._on_typed)
            line.editingFinished.connect(self.possible)
        self.reset()

    def _lay_out(self) -> None:
        px = theme.of().px
        self.day.setFixedWidth(px(230))
        self.time.setFixedWidth(px(120))
        fields = QHBoxLayout()
        fields.setSpacing(px(8))
        for part in (self.day, self.time):
            fields.addWidget(part)
        fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.picks)
        column.addLayout(fields)
        column.addWidget(self.refusal)

    def when(self) -> datetime | None:
        """The local moment chosen; None for now, and for words that cannot be read (`possible` says so)."""
        try:
            return self._read()
        except Problem:
            return None

    def _read(self) -> datetime | None:
        from relnotebook.notebook import variations

        key, today = self.picks.value(), clock.today()
        if key == "now":
            return None
        day = read_day(self.day.text(), today) if key == "day" else today - timedelta(days=key == "yesterday")
        hour, minute = variations.read_time(self.time.text()).split(":")
        return datetime.combine(day, time(int(hour), int(minute)))

    def possible(self) -> bool:
        """Whether the moment can be read and is past; says so below when it is not."""
        sentence = ""
        try:
            chosen = self._read()
            if chosen is not None and chosen > clock.now().replace(tzinfo=None):
                sentence = _("That is still to come.")
        except Problem as found:
            nothing = self.picks.value() == "day" and not self.day.text().strip()
            sentence = _("Which day was it?") if nothing else say.problem(found)
        self._show_refusal(sentence)
        return not sentence

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
        self.day.setText(say.date_words(moment.day, moment.month, moment.year))
        self.time.setText(f"{moment.hour:02}:{moment.minute:02}")

    def _on_picked(self, key: str) -> None:
        if key == "day" and self._fresh:
            self.day.clear()
        self._show_fields()
        if key != "now":
            line = self.day if key == "day" else self.time
            line.setFocus()
            line.selectAll()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._show_refusal("")
        self.changed.emit()

    def _show_fields(self) -> None:
        key = self.picks.value()
        self.day.setVisible(key == "day")
        self.time.setVisible(key != "now")
        self._show_refusal("")

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
