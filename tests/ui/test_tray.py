"""The tray: the count on the icon and in words, the menu, notifications, and a computer without any of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QSystemTrayIcon

from relnotebook.ui import tray
from relnotebook.ui.telling import Notice
from relnotebook.ui.tray import Tray
from relnotebook.widgets.theme import Look

REASONS = QSystemTrayIcon.ActivationReason


@pytest.fixture
def stand(theme: Any) -> Iterator[Tray]:
    made = Tray()
    yield made
    made.leave()


def picture(count: int, side: int = 32) -> QImage:
    return tray.icon(count).pixmap(side, side).toImage()


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_this_computer_without_a_screen_has_none(qapp: Any) -> None:
    assert not tray.available()


def test_the_count_stands_on_the_icon(theme: Any) -> None:
    none, five, many = picture(0), picture(5), picture(120)
    assert none != five
    assert five != picture(6)
    assert many == picture(99)
    assert QColor(theme.colour("honey_bright")).name() in colours(five)
    assert tray.COUNT_INK.lower() in colours(five)
    assert tray.COUNT_INK.lower() not in colours(none)


@pytest.mark.parametrize("side", tray.SIDES)
def test_every_size_a_tray_asks_for_is_drawn(theme: Any, side: int) -> None:
    image = picture(12, side)
    assert (image.width(), image.height()) == (side, side)
    assert len(colours(image)) > 3


def test_the_icon_follows_the_look(theme: Any) -> None:
    light = picture(5)
    theme.apply(Look("dark"))
    assert picture(5) != light


def test_the_count_is_said_in_words(stand: Tray) -> None:
    assert stand.icon.toolTip() == "RelNotebook: nothing waits today"
    stand.show_count(1)
    assert stand.icon.toolTip() == "RelNotebook: 1 touch for today"
    stand.show_count(5)
    assert stand.icon.toolTip() == "RelNotebook: 5 touches for today"


def test_the_menu(stand: Tray) -> None:
    heard: list[str] = []
    stand.open_wanted.connect(lambda: heard.append("open"))
    stand.today_wanted.connect(lambda: heard.append("today"))
    stand.close_wanted.connect(lambda: heard.append("close"))
    entries = [one for one in stand.menu.actions() if not one.isSeparator()]
    assert [one.text() for one in entries] == ["Open", "Today", "Close RelNotebook"]
    for one in entries:
        one.trigger()
    assert heard == ["open", "today", "close"]


def test_a_click_leads_to_today(stand: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bool] = []
    stand.today_wanted.connect(lambda: heard.append(True))
    stand.icon.messageClicked.emit()
    stand.icon.activated.emit(REASONS.Trigger)
    stand.icon.activated.emit(REASONS.Context)
    assert len(heard) == 2
    monkeypatch.setattr(sys, "platform", "darwin")  # there a click unfolds the menu by itself
    stand.icon.activated.emit(REASONS.Trigger)
    assert len(heard) == 2


def test_names_in_a_notification_are_no_markup(stand: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, title, body, *_rest: shown.append((title, body)))
    stand.tell(Notice("<b>Bo</b>", "Tell\nher & <i>him</i> " + "x" * 500))
    title, body = shown[0]
    assert title == "‹b›Bo‹/b›"
    assert body.startswith("Tell her & ‹i›him‹/i›")
    assert len(body) <= tray.LONGEST


def test_it_takes_its_count_along(theme: Any, monkeypatch: pytest.MonkeyPatch, qapp: Any) -> None:
    badges: list[int] = []
    monkeypatch.setattr(tray, "set_badge", badges.append)
    parent = QObject()
    made = Tray(parent)
    made.show_count(5)
    made.leave()
    assert badges == [0, 5, 0]
    assert not made.seen
