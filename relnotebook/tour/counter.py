"""Stops at the counter, on the card, on Today and in the settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from relnotebook.tour.guide import Guide, Size, Stop


def counter(t: Guide) -> Stop:
    yield t.seen("Usually in about now")
    yield t.seen("2 of 7 done")
    yield t.waiting(5)
    t.picture("01-counter-at-rest")
    t.type("oat fl")
    yield t.seen("Ngozi Okafor")
    t.picture("02-counter-search")
    t.press(Qt.Key.Key_Escape)
    t.type("0183")
    yield t.seen("0183")
    t.picture("03-counter-last-digits")
    t.press(Qt.Key.Key_Return)
    yield t.on("card")
    t.picture("04-card")
    t.press(Qt.Key.Key_R)
    yield t.seen("Ask if the new cup fits her car")
    t.picture("05-card-reminders")
    t.press(Qt.Key.Key_Escape)
    yield t.on("card")
    t.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield t.toasted(" in.")
    t.picture("06-logged")
    t.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    yield t.toasted("Taken back")
    t.picture("07-taken-back")
    t.clear()
    yield t.on("counter")


def somebody_new(t: Guide) -> Stop:
    t.type("Wanjiru 0712 334 908")
    yield t.seen("Someone new")
    t.picture("08-quick-add")
    t.clear()
    yield t.seen("Usually in about now")


def today(t: Guide) -> Stop:
    yield from list_of_today(t)
    t.picture("09-today")
    t.press(Qt.Key.Key_Down)
    yield t.seen("Happy birthday, Mr Ellis")
    t.press(Qt.Key.Key_D)
    yield t.toasted(": done")
    yield t.waiting(4)
    t.picture("10-today-done")
    t.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    yield t.toasted("Taken back")
    yield t.waiting(5)


def other_looks(t: Guide) -> Stop:
    yield from search(t)
    t.app.change(theme="dark")
    yield lambda: t.app.theme.dark
    t.picture("11-counter-dark")
    t.press(Qt.Key.Key_Return)
    yield t.on("card")
    t.picture("12-card-dark")
    yield from list_of_today(t)
    t.picture("13-today-dark")
    yield from back_to_the_card(t)
    t.app.change(theme="contrast")
    yield lambda: t.app.theme.contrast
    t.picture("14-card-high-contrast")
    t.app.change(theme="light")


def other_sizes(t: Guide) -> Stop:
    yield t.resize(Size(1024, 700))
    t.picture("15-card-1024x700")
    yield from list_of_today(t)
    t.picture("16-today-1024x700")
    yield from search(t)
    t.picture("17-counter-1024x700")
    yield t.resize(Size())
    t.app.change(scale=2.0)
    yield lambda: t.app.theme.look.scale == 2.0
    t.picture("18-counter-200-percent")
    t.press(Qt.Key.Key_Return)
    yield t.on("card")
    t.picture("19-card-200-percent")
    yield from list_of_today(t)
    t.picture("20-today-200-percent")
    t.app.change(scale=1.0)
    yield t.resize(Size())


def settings(t: Guide) -> Stop:
    window = t.window()
    t.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    yield t.on("settings")
    t.picture("21-settings")
    page: Any = window.current
    for key, name in (
        ("touches", "22-settings-hours"),
        ("messages", "23-settings-messages"),
        ("appearance", "24-settings-looks-backups"),
    ):
        page.jump(key)
        yield lambda: True
        t.picture(name)


def first_page(t: Guide) -> Stop:
    t.app.welcome()
    yield lambda: True
    t.picture("42-first-page")


# Ways between the stops


def search(t: Guide) -> Stop:
    """The counter with what was found for "oat fl"."""
    t.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    yield t.on("counter")
    t.clear()
    yield t.seen("Usually in about now")
    t.type("oat fl")
    yield t.seen("Ngozi Okafor")


def list_of_today(t: Guide) -> Stop:
    t.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    yield t.on("today")
    t.press(Qt.Key.Key_Home)
    yield t.seen("good news")


def back_to_the_card(t: Guide) -> Stop:
    yield from search(t)
    t.press(Qt.Key.Key_Return)
    yield t.on("card")
