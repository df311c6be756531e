"""The second step as a whole: columns, alerts and rows of one plan, and a file whose columns nobody knows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from relnotebook.exchange.columns import AlertSeen, ColumnSeen
from relnotebook.exchange.mending import OddRow
from relnotebook.ui.importing.flow import PLAN, SEE, Flow
from relnotebook.ui.importing.match import MatchStep, offered
from relnotebook.widgets.theme import Theme

NAME = ColumnSeen("Name", "Name", "name", "Name", "user", ("Ana",), "All 1 fine", "ok")
ALERT = AlertSeen(2, "Ana", "No nuts", "Nuts")
ODD = OddRow(3, "There is nobody in it.", (("Name", ""),))


def read(*, alerts: tuple[AlertSeen, ...] = (), odd: tuple[OddRow, ...] = (), people: int = 1) -> Flow:
    flow = Flow()
    flow.take(Path("a.csv"))
    flow.begun(SEE)
    flow.read(SEE, SimpleNamespace(kind="table", count=1, rows=(("Name", "b", ""), ("Ana", "1", ""), ("Ben", "1"))))
    flow.begun(PLAN)
    plan = SimpleNamespace(people=people, rejected_count=len(odd), layout=None)
    flow.read(PLAN, SimpleNamespace(plan=plan, columns=(NAME,), alerts=alerts, odd=odd))
    return flow


@pytest.fixture
def step(qtbot: Any, theme: Theme) -> MatchStep:
    made = MatchStep()
    qtbot.addWidget(made)
    made.resize(1028, 700)
    made.show()
    return made


def test_what_there_is_none_of_is_not_shown(step: MatchStep) -> None:
    step.show_flow(read(), (), "")
    assert [one.heading.text() for one in step.table.shown()] == ["Name"]
    assert not step.offers.alerts.isVisible()
    assert not step.offers.rows.isVisible()
    assert not step.said.isVisible()


def test_alerts_and_rows_of_the_plan_stand_below_the_columns(step: MatchStep) -> None:
    step.show_flow(read(alerts=(ALERT,), odd=(ODD,)), (), "")
    assert step.offers.alerts.isVisible()
    assert step.offers.rows.isVisible()


def test_rows_of_another_file_replace_those_of_the_last(step: MatchStep) -> None:
    step.show_flow(read(odd=(ODD,)), (), "")
    first = step.offers.rows.lines()[0]
    other = read(odd=(OddRow(3, "There is no number in it.", (("Name", ""),)),))
    other.file = Path("b.csv")
    step.show_flow(other, (), "")
    assert step.offers.rows.lines()[0] is not first
    assert step.offers.rows.lines()[0].row.reason == "There is no number in it."


def test_what_a_column_can_hold_has_a_title_and_an_icon() -> None:
    titles, icons = offered(("Cup",))
    assert titles["field:Cup"] == "Cup"
    assert set(titles) == set(icons)


def test_the_rows_of_a_file_nobody_knows_are_not_called_wrong(step: MatchStep) -> None:
    flow = read(odd=(ODD,), people=0)
    step.show_flow(flow, (), "Say which one holds the name.")
    assert step.said.isVisible()
    assert [one.heading.text() for one in step.table.shown()] == ["Name"]
    assert not step.offers.rows.isVisible()
    step.show_flow(read(odd=(ODD,)), (), "")
    assert step.offers.rows.isVisible()
