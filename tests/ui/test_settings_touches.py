"""Settings of touches: lead times, closeness, notifications and the computer's start; offered only where they work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from relnotebook.base import autostart
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.settings import Settings
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import fields, leads
from relnotebook.notebook import shop as shops
from relnotebook.ui.settings_parts import Line
from relnotebook.ui.settings_touches import Touches

from ..builders import Shop

Show = Callable[..., Touches]


@pytest.fixture
def show(qtbot: Any, theme: Any, bridge: Bridge) -> Show:
    def one(*, tray: bool = True, **values: Any) -> Touches:
        made = Touches(available=lambda: tray)
        qtbot.addWidget(made)
        made.resize(880, 1100)
        made.show()
        made.show_till(Settings(**values))
        made.attach(bridge)
        qtbot.waitUntil(lambda: made.hours.lines[0].text() != "")
        return made

    return one


def answer(qtbot: Any, bridge: Bridge, read: Any) -> Any:
    found: list[Any] = []
    bridge.read(read).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def rules(section: Touches) -> list[str]:
    column = section.leads.lines
    parts = [column.itemAt(at).widget() for at in range(column.count())]
    return [f"{one.title.text()} | {one.about.text()}" if isinstance(one, Line) else one.text() for one in parts]  # type: ignore[union-attr]


# How early


def test_a_rule_for_everybodys_birthdays(qtbot: Any, show: Show, bridge: Bridge) -> None:
    section = show()
    section.leads.kind.set_value("birthday")
    section.leads.days[0].click()
    section.leads.days[7].click()
    with qtbot.waitSignal(bridge.changed):
        section.leads.add.click()
    section.reload()
    qtbot.waitUntil(lambda: rules(section) == ["Everyone: birthdays | a week before and on the day"])
    assert answer(qtbot, bridge, leads.leads).of(1, (), "birthday") == (7, 0)
    assert not any(chip.isChecked() for chip in section.leads.days.values())
    section.leads.days[3].click()
    with qtbot.waitSignal(bridge.changed):
        section.leads.add.click()
    section.reload()
    qtbot.waitUntil(lambda: rules(section) == ["Everyone: birthdays | 3 days before"])
    gone = section.leads.lines.itemAt(0).widget().findChild(QAbstractButton)  # type: ignore[union-attr]
    with qtbot.waitSignal(bridge.changed):
        gone.click()
    section.reload()
    qtbot.waitUntil(lambda: rules(section) == [])
    with qtbot.waitSignal(bridge.changed):
        bridge.undo()
    section.reload()
    qtbot.waitUntil(lambda: len(rules(section)) == 1)


def test_a_rule_for_a_tag_and_those_of_cards(qtbot: Any, show: Show, bridge: Bridge, shop: Shop) -> None:
    shop.store.forbidden_thread = None
    ngozi = shop.customer("Ngozi").tagged("Family & friends")
    tag = shop.read(fields.all_tags)[0][0]
    shop.do(leads.set_lead, "card", "", "14", customer=ngozi.id)
    section = show()
    qtbot.waitUntil(lambda: rules(section) == ["1 card has a rule of its own."])
    section.leads.whom.set_value(str(tag))
    section.leads.days[30].click()
    with qtbot.waitSignal(bridge.changed):
        section.leads.add.click()
    section.reload()
    qtbot.waitUntil(lambda: rules(section)[0] == "Family & friends: all dates | 30 days before")


def test_a_rule_without_days_says_what_is_missing(qtbot: Any, show: Show, bridge: Bridge) -> None:
    section = show()
    section.leads.add.click()
    assert section.leads.field.sentence() == "Choose how many days before: one, or several."
    assert bridge.pending == 0


# Closeness


def test_the_score_is_switched_off_for_the_shop_and_undo_brings_it_back(qtbot: Any, show: Show, bridge: Bridge) -> None:
    section = show()
    section.show_shop(answer(qtbot, bridge, shops.profile))
    assert section.closeness.isChecked()
    with qtbot.waitSignal(bridge.changed):
        section.closeness.click()
    assert not answer(qtbot, bridge, shops.profile).closeness
    with qtbot.waitSignal(bridge.changed):
        bridge.undo()
    assert answer(qtbot, bridge, shops.profile).closeness


# Notifications


def test_notifications_and_the_tray_are_this_tills(show: Show) -> None:
    section = show()
    kept: dict[str, Any] = {}
    section.till_changed.connect(kept.update)
    assert not section.stay.isVisible()
    section.notify.click()
    assert kept == {"notify": "on"}
    section.show_till(Settings(notify="on"))
    assert section.stay.isVisible()
    section.stay.click()
    assert kept == {"notify": "on", "stay_in_tray": True}
    section.notify.click()
    assert kept["notify"] == "off"


def test_without_a_tray_nothing_is_offered_that_would_not_work(show: Show) -> None:
    section = show(tray=False, notify="on")
    assert not section.notify.isVisible()
    assert not section.stay.isVisible()
    assert section.nowhere.isVisible()
    assert not show(tray=True).nowhere.isVisible()


# The computer's start


def test_it_starts_with_the_computer(show: Show) -> None:
    section = show()
    assert not section.start.isChecked()
    section.start.click()
    assert autostart.is_on()
    assert show().start.isChecked()
    section.start.click()
    assert not autostart.is_on()


def test_a_start_that_cannot_be_noted_is_said(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    section = show()
    told: list[Problem] = []
    section.problem.connect(told.append)

    def refuse(_on: bool) -> None:
        raise StoreTrouble("autostart-not-set", path="/home/mara/.config/autostart/relnotebook.desktop")

    monkeypatch.setattr(autostart, "switch", refuse)
    section.start.click()
    assert [one.code for one in told] == ["autostart-not-set"]
    assert not section.start.isChecked()


def test_it_is_not_offered_on_a_computer_it_does_not_know(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autostart, "possible", lambda: False)
    assert not show().start.isVisible()
