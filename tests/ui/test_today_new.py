"""A new reminder: nothing is asked twice, nothing typed is lost, and what cannot be is said at its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import CustomerId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import reminders, staff
from relnotebook.ui.card_care import reminder_kinds
from relnotebook.ui.today_new import TYPED, NewReminder, rhythms
from relnotebook.widgets.theme import Look, Theme

from ..builders import Shop
from .conftest import beside


@pytest.fixture
def form(qtbot: QtBot, theme: Theme, shop: Shop) -> NewReminder:
    shop.customer("Linnea Berg").usual("cardamom bun")
    shop.customer("Lina Roth")
    made = NewReminder()
    qtbot.addWidget(made)
    made.attach(Bridge(shop.store, parent=made))
    made.resize(392, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.begin()
    return made


@pytest.fixture(autouse=True)
def _closes(form: NewReminder) -> object:
    yield
    assert form._bridge is not None
    form._bridge.close()


def person(form: NewReminder, qtbot: QtBot, typed: str = "linn") -> None:
    QTest.keyClicks(form.name, typed)
    qtbot.waitUntil(lambda: bool(form.people))
    QTest.keyClick(form.name, Qt.Key.Key_Return)


def test_somebody_is_found_by_a_few_letters(form: NewReminder, qtbot: QtBot) -> None:
    QTest.keyClicks(form.name, "li")
    qtbot.waitUntil(lambda: len(form.people) == 2)
    linnea = next(made for made in form.people if "Linnea" in made.text())
    assert linnea.text() == "Linnea Berg, cardamom bun"
    QTest.mouseClick(linnea, Qt.MouseButton.LeftButton)
    assert form.whom is not None
    assert form.name.text() == "Linnea Berg"
    assert form.people == []
    assert form.text.hasFocus()
    QTest.keyClicks(form.name, "x")
    assert form.whom is None  # it is somebody else's name now


def test_what_is_written_is_in_the_notebook(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    person(form, qtbot)
    whom = form.whom
    QTest.keyClicks(form.text, "Order the lilies")
    form.kind.button("reminder").click()
    QTest.keyClicks(form.due, "Monday")
    form.every.set_value("2 weeks")
    form.every.picked.emit("2 weeks")
    assert form.from_done.isVisible()
    with qtbot.waitSignal(form.written):
        form.press()
    kept = beside(lambda: shop.read(reminders.of, whom))
    assert [(one.kind, one.words, str(one.due), one.every) for one in kept] == [
        ("reminder", "Order the lilies", "2026-11-23", "2 weeks"),
    ]
    assert form.words() == {}


def test_a_rhythm_of_ones_own(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    person(form, qtbot)
    whom = form.whom
    QTest.keyClicks(form.text, "Patch test")
    form.every.set_value(TYPED)
    form.every.picked.emit(TYPED)
    assert form.rhythm.isVisible()
    QTest.keyClicks(form.rhythm, "every 10 days")
    with qtbot.waitSignal(form.written):
        QTest.keyClick(form.rhythm, Qt.Key.Key_Return)
    assert [one.every for one in beside(lambda: shop.read(reminders.of, whom))] == ["10 days"]


def test_to_ask_needs_no_day(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    person(form, qtbot)
    whom = form.whom
    form.kind.button("ask").click()
    assert not form.due.isVisible()
    assert not form.every.isVisible()
    QTest.keyClicks(form.text, "Which month is the birthday?")
    with qtbot.waitSignal(form.written):
        form.press()
    assert [(one.kind, one.due) for one in beside(lambda: shop.read(reminders.of, whom))] == [("ask", None)]


def test_what_is_missing_is_said(form: NewReminder, qtbot: QtBot) -> None:
    form.press()
    assert form.name_field.sentence() == "For whom is it? Type a name and choose one."
    person(form, qtbot)
    form.press()
    assert form.text_field.sentence() == "What is to be done? A few words are enough."
    assert form.name_field.sentence() == ""
    QTest.keyClicks(form.text, "Ring")
    assert form.text_field.sentence() == ""
    QTest.keyClicks(form.due, "the day of days")
    form.press()
    qtbot.waitUntil(lambda: form.due_field.sentence() != "")
    assert form.text.toPlainText() == "Ring"
    assert form.due.text() == "the day of days"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_refused_day_is_seen_under_its_field(form: NewReminder, qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.apply(Look(scale=scale))
    form.resize(int(392 * scale), 420)
    person(form, qtbot)
    QTest.keyClicks(form.text, "Ring")
    QTest.keyClicks(form.due, "the day of days")
    form._scroll.verticalScrollBar().setValue(0)
    form.press()
    qtbot.waitUntil(lambda: "day of days" in form.due_field.sentence())
    qtbot.waitUntil(lambda: whole_in_sight(form, form.due_field))
    QTest.keyClicks(form.due, "x")
    assert form.due_field.sentence() == ""


def test_a_refused_rhythm_is_said_under_its_field(form: NewReminder, qtbot: QtBot) -> None:
    person(form, qtbot)
    QTest.keyClicks(form.text, "Ring")
    form.every.set_value(TYPED)
    form.every.picked.emit(TYPED)
    QTest.keyClicks(form.rhythm, "now and then")
    form.press()
    qtbot.waitUntil(lambda: "now and then" in form.rhythm_field.sentence())
    qtbot.waitUntil(lambda: whole_in_sight(form, form.rhythm_field))


def test_a_check_has_the_rhythm_of_its_kind(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    person(form, qtbot)
    whom = form.whom
    form.every.set_value("2 weeks")
    form.every.picked.emit("2 weeks")
    form.from_done.setChecked(True)
    assert not form.unset.isVisible()
    form.kind.button("check").click()
    assert not form.every_field.isVisible()
    assert not form.from_done.isVisible()
    QTest.keyClicks(form.text, "Lease")
    assert form.unset.isVisible()
    assert form.unset.text() == "Empty: it waits for the next visit."
    QTest.keyClicks(form.due, "Monday")
    assert not form.unset.isVisible()
    with qtbot.waitSignal(form.written):
        form.press()
    assert [(one.kind, one.every) for one in beside(lambda: shop.read(reminders.of, whom))] == [("check", "")]


def whole_in_sight(form: NewReminder, field: QWidget) -> bool:
    """Whether all of a field, with what is said below it, is scrolled into sight."""
    port = form._scroll.viewport()
    top = field.mapTo(port, QPoint(0, 0)).y()
    return top >= 0 and top + field.height() <= port.height()


def test_half_typed_words_are_told_after_a_pause(form: NewReminder, qtbot: QtBot) -> None:
    kept: list[dict[str, str]] = []
    form.kept.connect(kept.append)
    QTest.keyClicks(form.text, "Ring")
    qtbot.waitUntil(lambda: kept == [{"text": "Ring", "kind": "promise"}])
    form.put_aside()
    assert len(kept) == 1
    QTest.keyClicks(form.text, " them")
    form.put_aside()
    assert kept[-1]["text"] == "Ring them"


def test_kept_words_come_back_and_can_be_thrown_away(form: NewReminder) -> None:
    words = {"whom": "1", "name": "Linnea Berg", "text": "Ring", "kind": "reminder", "due": "Monday", "every": TYPED,
             "rhythm": "Fridays", "from_done": "1"}  # fmt: skip
    form.show_words(words)
    assert form.words() == words
    assert form.whom == CustomerId(1)
    assert form.told.isVisible()
    kept: list[dict[str, str]] = []
    form.kept.connect(kept.append)
    form.throw_away()
    assert kept == [{}]
    assert form.words() == {}


def test_it_begins_with_somebody_known(form: NewReminder) -> None:
    form.begin(CustomerId(2), "Lina Roth")
    assert (form.whom, form.name.text()) == (CustomerId(2), "Lina Roth")
    assert form.text.hasFocus()


def test_every_choice_can_be_kept() -> None:
    assert {kind for kind, _words, _icon in reminder_kinds()} == set(reminders.KINDS)
    assert next(rule for rule, _words in rhythms()) == ""


def test_it_offers_what_the_card_offers(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    mara = beside(lambda: shop.do(staff.set_colleague, "Mara"))
    jonas = beside(lambda: shop.do(staff.set_colleague, "Jonas"))
    assert form._bridge is not None
    form._bridge.staff = mara
    form.show_words({})
    form.begin()
    qtbot.waitUntil(lambda: form.owner.count() == 3)
    assert form.owner.value() == str(mara), "whoever is at the till"
    person(form, qtbot)
    whom = form.whom
    assert form.owner_field.isVisible()
    form.kind.button("check").click()
    assert form.due_field.label.text() == "Runs out on"
    assert "voucher" in form.text.placeholderText()
    form.kind.button("follow_up").click()
    form.owner.set_value(str(jonas))
    form.owner.picked.emit(str(jonas))
    QTest.keyClicks(form.text, "Ask how the cake was")
    assert form.words()["owner"] == str(jonas)
    QTest.keyClicks(form.due, "Monday")
    with qtbot.waitSignal(form.written):
        form.press()
    kept = beside(lambda: shop.read(reminders.of, whom))
    assert [(one.kind, one.owner_name) for one in kept] == [("follow_up", "Jonas")]
    form.kind.button("ask").click()
    assert not form.owner_field.isVisible()


def test_who_sees_to_it_comes_back_with_the_other_words(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    mara = beside(lambda: shop.do(staff.set_colleague, "Mara"))
    form.show_words({"text": "Ring", "owner": str(mara)})
    form.begin()
    qtbot.waitUntil(lambda: form.owner.value() == str(mara))
    assert form.words()["owner"] == str(mara)


def test_people_are_offered_one_below_the_other(form: NewReminder, qtbot: QtBot, shop: Shop) -> None:
    beside(lambda: shop.customer("Liv Marie Oppegaard-Andersen").usual("large oat flat white, extra hot"))
    QTest.keyClicks(form.name, "li")
    qtbot.waitUntil(lambda: len(form.people) == 3)
    qtbot.waitUntil(lambda: all(made.width() == form.name.width() for made in form.people))
    assert len({first_ink(made, 8) for made in form.people}) == 1, "the icons stand one below the other"
    words = [first_ink(made, 35) for made in form.people]
    assert max(words) - min(words) <= 1, "and so do the names, also those that are cut short"


def first_ink(made: QWidget, after: int) -> int:
    """The first column from `after` on in which something is drawn."""
    image = made.grab().toImage()
    paper, rows = image.pixelColor(8, image.height() // 2), range(8, image.height() - 8)
    return next(x for x in range(after, image.width()) if any(image.pixelColor(x, y) != paper for y in rows))
