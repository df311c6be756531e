"""Notes of a file that look like alerts, offered as such: a person ticks those that are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.widgets import theme
from relnotebook.widgets.parts import FlowLayout, PlainLabel, Rule, Sheet, Tick, button
from relnotebook.widgets.tabbing import follow

if TYPE_CHECKING:
    from relnotebook.exchange.columns import AlertSeen

SHOWN = 40


class AlertLine(QWidget):
    """One note: a tick with the alert it would be, whose it is, and the note itself."""

    def __init__(self, alert: AlertSeen, on: bool) -> None:
        super().__init__()
        px = theme.of().px
        self.alert = alert
        self.tick = Tick(f"{alert.name}: {alert.title}")
        self.tick.setAccessibleName(_("{name}: make “{alert}” an alert").format(name=alert.name, alert=alert.title))
        self.tick.setChecked(on)
        self.note = PlainLabel(alert.note, "small", "ink2", wrap=True, lines=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(0)
        column.addWidget(self.tick)
        below = QHBoxLayout()
        below.setContentsMargins(px(30), 0, 0, 0)
        below.addWidget(self.note, 1)
        column.addLayout(below)


class AlertsOffered(Sheet):
    """The notes, each with a tick; none is ticked to begin with.

    Signals:
        warned: (lines of the file, whether their notes become alerts).
    """

    warned = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._alerts: tuple[AlertSeen, ...] = ()
        self.title = PlainLabel("", "heading", wrap=True)
        about = _("An alert stands in red on the card and is said first. Only those you tick become one.")
        self.about = PlainLabel(about, "small", "ink2", wrap=True)
        self.every = button(_("Make it an alert"), icon="alert-octagon")
        self.none = button(_("None of them"), kind="quiet")
        tools = QWidget()
        flow = FlowLayout(tools, gap=8, line_gap=6)
        flow.addWidget(self.every)
        flow.addWidget(self.none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.more = PlainLabel("", "small", "ink3", wrap=True)
        for part in (self.title, self.about, tools, Rule()):
            self.box.addWidget(part)
        self.box.addLayout(self._lines)
        self.box.addWidget(self.more)
        self.every.clicked.connect(partial(self._all, True))
        self.none.clicked.connect(partial(self._all, False))

    def lines(self) -> list[AlertLine]:
        """The notes shown."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [one for one in widgets if isinstance(one, AlertLine)]

    def show_alerts(self, alerts: Sequence[AlertSeen], chosen: Collection[int]) -> None:
        """Show these notes; `chosen` are the lines of those that become alerts."""
        if tuple(alerts) != self._alerts:
            self._alerts = tuple(alerts)
            self._fill(chosen)
        for line in self.lines():
            line.tick.setChecked(line.alert.line in chosen)
        self._say(chosen)

    def _fill(self, chosen: Collection[int]) -> None:
        for old in self.lines():
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        for alert in self._alerts[:SHOWN]:
            line = AlertLine(alert, alert.line in chosen)
            line.tick.clicked.connect(lambda on, one=alert.line: self.warned.emit((one,), on))
            self._lines.addWidget(line)
            line.show()  # at once: what is not shown yet has no height
        follow(self.none, *self.lines())
        left = len(self._alerts) - SHOWN
        self.more.setText(n_("and {n} more, which the button above ticks too", "and {n} more", left))
        self.more.setVisible(left > 0)

    def _say(self, chosen: Collection[int]) -> None:
        count = len(self._alerts)
        on = sum(alert.line in chosen for alert in self._alerts)
        self.title.setText(n_("{n} note looks like an alert", "{n} notes look like alerts", count))
        self.every.setText(n_("Make it an alert", "Make all {n} alerts", count))
        self.every.updateGeometry()
        self.every.setEnabled(on < count)
        self.none.setVisible(on > 0)

    def _all(self, on: bool) -> None:
        self.warned.emit(tuple(alert.line for alert in self._alerts), on)
