"""How early the shop is told of a date: the days there are to choose from, and their words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from relnotebook.base.words import _, n_
from relnotebook.widgets import say
from relnotebook.widgets.parts import Chip, FlowLayout
from relnotebook.widgets.values import Mark

DAYS = (0, 1, 3, 7, 14, 30)


def icon(kind: str) -> str:
    """The icon of a kind of date, the same as on Today; a calendar for all of them."""
    from relnotebook.notebook.wording import ICONS

    return ICONS.get(kind, "calendar")


def before(days: int) -> str:
    """ "on the day", "a day before", "a week before", "30 days before"."""
    named = {
        0: _("on the day"),
        1: _("a day before"),
        7: _("a week before"),
        14: _("two weeks before"),
    }
    return named.get(days) or n_("{n} day before", "{n} days before", days)


def told(days: Iterable[int]) -> str:
    """ "Told a week before and on the day"; the days in the order they come."""
    return _("Told {days}").format(days=say.listed([before(day) for day in days]))


def day_chip(days: int) -> Chip:
    """One of the days, ticked or not."""
    made = Chip(Mark("outline", "", before(days)))
    made.setCheckable(True)
    return made


class DayChips(QWidget):
    """The days to choose from, none or several of them ticked.

    Signals:
        picked: a person ticked one or took a tick away (not sent by `show_days`).
    Attributes:
        chips: by days before the day.
    """

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[int, Chip] = {}
        self._flow = FlowLayout(self, gap=6, line_gap=2)
        self._offer(DAYS)

    def days(self) -> tuple[int, ...]:
        """What is ticked, the earliest first."""
        return tuple(sorted((day for day, chip in self.chips.items() if chip.isChecked()), reverse=True))

    def show_days(self, days: Iterable[int]) -> None:
        """Tick these and no others, without telling anybody; a day that is not offered is from now on."""
        wanted = set(days)
        self._offer(sorted(wanted))
        for day, chip in self.chips.items():
            chip.setChecked(day in wanted)

    def _offer(self, days: Iterable[int]) -> None:
        for day in days:
            if day not in self.chips:
                chip = self.chips[day] = day_chip(day)
                chip.clicked.connect(lambda _on=False: self.picked.emit())
                self._flow.addWidget(chip)
