"""The second step as a whole: the columns, the notes that look like alerts, the rows with something wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.ui.importing.alerts import AlertsOffered
from relnotebook.ui.importing.columns import ColumnsTable
from relnotebook.ui.importing.flow import PLAN, Flow
from relnotebook.ui.importing.rows import OddRows
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel, Refusable

if TYPE_CHECKING:
    from relnotebook.exchange.mending import OddRow


class Offers(QWidget):
    """What a person may do about single people: make alerts of notes, mend rows. It hides what there is none of.

    Attributes:
        alerts: notes offered as alerts; rows: those with something wrong.
    """

    def __init__(self) -> None:
        super().__init__()
        self.alerts, self.rows = AlertsOffered(), OddRows()
        self._plan: Any = None
        self._of: object = None  # the file, as it is read and matched
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.alerts)
        self._column.addWidget(self.rows)
        self.show_nothing()
        self._fit()
        theme.of().changed.connect(self._fit)

    def show_flow(self, flow: Flow) -> None:
        """Show what the plan has of both."""
        if flow.plan is not self._plan:
            self._plan = flow.plan
            odd, left_out = flow.matched.odd, flow.plan.rejected_count
            of = (flow.file, flow.encoding, flow.separator, tuple(sorted(flow.fields.items())))
            if of != self._of:
                self._of = of
                self.rows.clear()
            self.rows.show_rows(odd, left_out, self._still_wrong, flow.fixes, cards=flow.is_cards)
            self.rows.setVisible(bool(odd) or bool(left_out) or bool(self.rows.lines()))
        self.show_alerts(flow)

    def show_alerts(self, flow: Flow) -> None:
        """Ticks were set."""
        found = flow.matched.alerts
        self.alerts.setVisible(bool(found))
        if found:
            self.alerts.show_alerts(found, flow.alerts)

    def show_nothing(self) -> None:
        """Nothing is known of the people in the file."""
        self._plan = None
        self.alerts.hide()
        self.rows.hide()

    def _still_wrong(self, row: OddRow, cells: Mapping[str, str]) -> str:
        from relnotebook.exchange import mending

        return mending.still_wrong(self._plan, row, cells) if self._plan is not None else ""

    def _fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.of().px(14))


class MatchStep(QWidget):
    """The step.

    Attributes:
        table: the columns; offers: what is found about single people.
    Signals:
        look_at: a part of the step that is to be scrolled to.
    """

    look_at = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table, self.offers = ColumnsTable(), Offers()
        self._plan: Any = None
        self._words = PlainLabel("", "body", "ink2", wrap=True)
        self._words.hide()
        self.said = Refusable(self._words)
        self.said.hide()
        column = self._column = QVBoxLayout(self)
        for part in (self.said, self.table, self.offers):
            column.addWidget(part)
        column.addStretch(1)
        self.table.alerts_wanted.connect(lambda: self.look_at.emit(self.offers.alerts))
        self._fit()
        theme.of().changed.connect(self._fit)

    def show_flow(self, flow: Flow, own: Sequence[str], sentence: str) -> None:
        """Show what the file is taken for; `own`: the shop's own fields, `sentence`: what is wrong with it."""
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))
        if flow.plan is not None and flow.fresh(PLAN):
            self._show_plan(flow, own)

    def _show_plan(self, flow: Flow, own: Sequence[str]) -> None:
        if flow.plan is not self._plan:
            self._plan = flow.plan
            titles, icons = offered(own)
            self.table.show_columns(flow.matched.columns, titles, icons, alerts=bool(flow.matched.alerts))
        if flow.is_strange:
            self.offers.show_nothing()  # as long as the columns are strange, every row would be wrong
            return
        self.offers.show_flow(flow)
        self.show_alerts(flow)

    def show_alerts(self, flow: Flow) -> None:
        """Ticks were set."""
        if flow.matched is not None:
            lines = [alert.line for alert in flow.matched.alerts]
            self.table.say_alerts(len(lines), sum(line in flow.alerts for line in lines))
            self.offers.show_alerts(flow)

    def _fit(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(0, 0, 0, px(12))
        self._column.setSpacing(px(14))


def offered(own: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What a column can hold: by the words of the engine, the title and the icon."""
    from relnotebook.exchange import columns

    titles = columns.meaning_titles(own)
    return titles, {key: columns.meaning_icon(key) for key in titles}
