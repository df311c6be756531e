"""When a variation holds, chosen by hand: days, a time, months, a name, or words they say."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words, card_words_calendar
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, FlowLayout, KeyButton, PlainLabel, SavingLine, button


class RulePicker(QWidget):
    """The condition of a variation.

    Signals:
        changed: another condition was chosen, or its words have rested for a moment.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rule = Choice(card_words.rules())
        self.rule.setAccessibleName(_("When"))
        self.words = SavingLine()
        self.days: list[KeyButton] = []
        self.first, self.last = Choice(_months()), Choice(_months())
        self._pages = (self._day_page(), self._month_page(), self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(6))
        column.addWidget(self.rule)
        for page in self._pages:
            column.addWidget(page)
        self.rule.picked.connect(self._on_rule)
        self.words.saved.connect(lambda _text: self.changed.emit())
        for choice in (self.first, self.last):
            choice.picked.connect(lambda _key: self.changed.emit())
        self._show_page()

    def _day_page(self) -> QWidget:
        page = QWidget()
        flow = FlowLayout(page, gap=4, line_gap=4)
        for day in range(7):
            made = button(QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat), kind="quiet")
            made.setCheckable(True)
            made.setAccessibleName(say.weekday_name(day))
            made.clicked.connect(lambda _on=False: self.changed.emit())
            self.days.append(made)
            flow.addWidget(made)
        return page

    def _month_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.first)
        row.addWidget(PlainLabel(_("to")))
        row.addWidget(self.last)
        row.addStretch(1)
        self.first.setAccessibleName(_("From this month"))
        self.last.setAccessibleName(_("To this month"))
        return page

    def chosen(self) -> tuple[str, str]:
        """(rule, value) as notebook/variations stores them; an empty value when nothing is chosen yet."""
        rule = self.rule.value()
        if rule == "weekday":
            return rule, ",".join(str(day) for day, made in enumerate(self.days) if made.isChecked())
        if rule == "months":
            first, last = self.first.value(), self.last.value()
            return rule, first if first == last else f"{first}-{last}"
        return rule, self.words.text().strip()

    def show_rule(self, rule: str, value: str) -> None:
        """Show a condition without telling anybody."""
        self.rule.set_value(rule)
        if rule == "weekday":
            days = card_words_calendar.numbers(value, 0, 6)
            for day, made in enumerate(self.days):
                made.setChecked(day in days)
        elif rule == "months":
            months = card_words_calendar.numbers(value, 1, 12) or (1,)
            self.first.set_value(str(months[0]))
            self.last.set_value(str(months[-1]))
        else:
            self.words.set_value(value)
        self._show_page()

    def _on_rule(self, _key: str) -> None:
        self._show_page()
        if self.chosen()[1]:
            self.changed.emit()

    def _show_page(self) -> None:
        rule = self.rule.value()
        shown = {"weekday": 0, "months": 1}.get(rule, 2)
        for at, page in enumerate(self._pages):
            page.setVisible(at == shown)
        hints = {"after": "15:00", "before": "11:00", "for": _("Tom"), "asked": _("Hot days")}
        self.words.setPlaceholderText(hints.get(rule, ""))
        self.words.setAccessibleName(card_words.rule_label(rule))


def _months() -> list[tuple[str, str]]:
    return [(str(month), say.month_name(month)) for month in range(1, 13)]
