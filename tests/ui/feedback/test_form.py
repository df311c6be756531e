"""The fields of what somebody said: a guess that gives way, only what the kind asks for, visits of the right person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock as clocks
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import ideas
from relnotebook.ui.feedback.form import SaidForm
from relnotebook.widgets.theme import Theme

from ...builders import Shop
from ..conftest import beside


@pytest.fixture
def form(shop: Shop, theme: Theme, qtbot: QtBot) -> Iterator[SaidForm]:
    made = SaidForm()
    qtbot.addWidget(made)
    bridge = Bridge(shop.store)
    made.attach(bridge)
    made.resize(800, 600)
    made.show()
    yield made
    bridge.close()


def types(form: SaidForm, words: str) -> None:
    QTest.keyClicks(form.words_line, words)


def press(form: SaidForm, name: str, key: str) -> None:
    QTest.mouseClick(getattr(form, name).button(key), Qt.MouseButton.LeftButton)


def test_the_kind_is_guessed_and_called_a_guess(form: SaidForm) -> None:
    kind = next(label for label, widget in form._rows if widget is form.kind)
    types(form, "Where did the poppy-seed rolls go?")
    assert (form.kind.value(), kind.text()) == ("question", "It seems to be")
    press(form, "feeling", "upset")
    press(form, "feeling", "upset")
    press(form, "kind", "praise")
    assert kind.text() == "It is"


def test_a_guess_never_changes_what_somebody_chose(form: SaidForm) -> None:
    press(form, "kind", "suggestion")
    press(form, "feeling", "upset")
    types(form, "Why?")
    assert form.kind.value() == "suggestion"
    form.show_words(form.words())
    assert form.kind.value() == "suggestion", "kept with the other words"
    form.show_words({})
    press(form, "feeling", "upset")
    assert form.kind.value() == "complaint", "the next one is guessed again"


def test_severity_is_asked_of_a_complaint_alone_and_apart_from_the_feeling(form: SaidForm) -> None:
    assert not form.severity.isVisible()
    press(form, "feeling", "so_so")
    press(form, "kind", "complaint")
    press(form, "severity", "serious")
    assert (form.values()["feeling"], form.values()["severity"]) == ("so_so", "serious")
    press(form, "kind", "praise")
    assert not form.severity.isVisible()
    assert form.values()["severity"] == ""


def test_only_a_suggestion_goes_on_the_board(form: SaidForm) -> None:
    types(form, "Half loaves on weekdays. We are two.")
    assert form.values()["idea"] == ""
    form.board.click()
    assert form.values()["idea"] == "Half loaves on weekdays"
    assert form.title.placeholderText() == "Half loaves on weekdays"
    form.title.setText("Half loaves")
    assert form.values()["idea"] == "Half loaves"
    press(form, "kind", "complaint")
    assert form.values()["idea"] == ""
    assert not form.board.isVisible()


def test_an_idea_that_is_there_already_is_offered_and_counted_there(form: SaidForm, shop: Shop, qtbot: QtBot) -> None:
    idea = beside(lambda: shop.do(ideas.add, "Oat milk soft-serve & wafers"))
    types(form, "Could you have soft-serve from oat milk")
    assert not form.twin.isVisible()
    form.board.click()
    qtbot.waitUntil(form.twin.isVisible)
    assert form.twin.accessibleName() == "It is there already: Oat milk soft-serve & wafers"
    assert form.values()["wants"] is None, "a new one until somebody says so"
    form.twin.click()
    assert (form.values()["wants"], form.values()["idea"]) == (idea, "")
    assert not form.title.isVisible()
    words = form.words()
    form.show_words({})
    assert not form.twin.isVisible()
    form.show_words(words)
    assert (form.values()["wants"], form.twin.isVisible()) == (idea, True)
    assert form.twin.accessibleName() == "It is there already: Oat milk soft-serve & wafers"
    form.twin.click()
    assert form.values()["idea"] == "Could you have soft-serve from oat milk"


def test_everything_that_can_be_said_is_kept_and_comes_back(form: SaidForm, shop: Shop, qtbot: QtBot) -> None:
    omar = beside(lambda: shop.customer("Omar Haddad").had("Flat white", times=2))
    form.whose.show_person(omar.id, "Omar Haddad")
    form.whose.changed.emit()
    qtbot.waitUntil(lambda: form.visit.count() == 3)
    types(form, "Too long.")
    for name, key in (("feeling", "upset"), ("kind", "complaint"), ("severity", "real"), ("rating", "2"),
                      ("channel", "phone"), ("moment", "after")):  # fmt: skip
        press(form, name, key)
    form.visit.setCurrentIndex(2)
    form.about.setText("the wait")
    said, words = form.values(), form.words()
    assert said["visit"] is not None
    assert (said["rating"], said["channel"], said["moment"], said["about"]) == (2, "phone", "after", "the wait")
    form.show_words({})
    assert form.words() == {"channel": "in_person", "moment": "during"}
    assert not form.worth()
    form.show_words(words)
    assert form.words() == words, "also before the visits are read again"
    qtbot.waitUntil(lambda: form.visit.count() == 3)
    assert form.values() == said
    assert form.whose.customer == omar.id


def test_visits_are_those_of_the_one_who_is_chosen(form: SaidForm, shop: Shop, qtbot: QtBot) -> None:
    until = clocks.now() - timedelta(days=1)
    omar = beside(lambda: shop.customer("Omar").had("Flat white", until=until))
    aoi = beside(lambda: shop.customer("Aoi"))
    assert not form.visit.isVisible()
    form.whose.show_person(omar.id, "Omar")
    form.whose.changed.emit()
    qtbot.waitUntil(lambda: form.visit.count() == 2)
    assert form.visit.itemText(1) == "Thu 19, 08:41: Flat white"
    assert form.visit.value() == "", "none is taken for granted"
    form.visit.setCurrentIndex(1)
    form.whose.show_person(aoi.id, "Aoi")
    form.whose.changed.emit()
    assert form.values()["visit"] is None, "somebody else's visit is never linked"
    qtbot.waitUntil(lambda: not form.visit.isVisible())


def test_on_their_card_their_visits_are_there(form: SaidForm, shop: Shop, qtbot: QtBot) -> None:
    omar = beside(lambda: shop.customer("Omar").had("Flat white", times=2))
    form.take(omar.id, "Omar")
    qtbot.waitUntil(form.visit.isVisible)
    assert form.whose.customer == omar.id
    assert not form.worth(), "nothing was typed"


def test_a_name_without_a_card_goes_with_the_words(form: SaidForm) -> None:
    QTest.keyClicks(form.whose.line, "Wilhelmina")
    assert form.values()["given_name"] == "Wilhelmina"
    assert form.worth()


def test_words_or_a_feeling_or_stars_are_enough(form: SaidForm) -> None:
    assert not form.enough()
    assert form.words_cell.sentence() == "What did they say? A few words are enough."
    press(form, "rating", "5")
    assert form.words_cell.sentence() == ""
    assert form.enough()


def test_ctrl_enter_sends_from_anywhere_in_it(form: SaidForm, qtbot: QtBot) -> None:
    for widget in (form.words_line, form.whose.line, form.kind.button("praise"), form.about, form.visit):
        with qtbot.waitSignal(form.sent):
            QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(form.sent):
        QTest.keyClick(form.words_line, Qt.Key.Key_Return)
    assert form.words_line.toPlainText() == "\n"


def test_filling_it_in_is_no_typing(form: SaidForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.show_words({"words": "Too long.", "board": "1", "kind": "suggestion", "about": "the wait"})
    with qtbot.waitSignal(form.edited):
        types(form, "x")


def test_labels_stand_above_where_it_is_narrow(form: SaidForm, qtbot: QtBot) -> None:
    label, widget = form._rows[1]

    def below() -> int:
        return widget.mapTo(form, widget.rect().topLeft()).y() - label.mapTo(form, label.rect().topLeft()).y()

    qtbot.waitUntil(lambda: below() == 0)
    form.resize(400, 900)
    qtbot.waitUntil(lambda: below() >= label.sizeHint().height())
    assert form.minimumSizeHint().width() <= 400


def test_every_field_has_a_name(form: SaidForm) -> None:
    for _label, widget in form._rows:
        assert widget is form._board or (widget.focusProxy() or widget).accessibleName() or widget.accessibleName()
    assert form.board.text() == "Put it on the idea board"
    assert form.title.accessibleName() == "Its name on the board"
    assert form.words_line.accessibleName() == "What they said"
