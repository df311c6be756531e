"""An own layout, made and changed by hand."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange import outgoing, ownlayouts
from relnotebook.exchange.outgoing import Leaving
from relnotebook.notebook import layouts
from relnotebook.notebook.layouts import OwnLayout, Writing
from relnotebook.ui.mailings.layout_form import LayoutForm, dates, letters, separators
from relnotebook.widgets.theme import Theme

from ...builders import Shop


@pytest.fixture
def leaving(shop: Shop) -> Leaving:
    shop.customer("Ngozi Okafor", email="n@x.example").consents("email").birthday("14 March 1990")
    found: Leaving = shop.read(outgoing.plan, "mailchimp")
    return found


@pytest.fixture
def form(leaving: Leaving, qtbot: QtBot, theme: Theme, bridge: Bridge) -> LayoutForm:
    made = LayoutForm()
    qtbot.addWidget(made)
    made.attach(bridge)
    made.resize(645, 700)
    made.show()
    made.begin("mailchimp", (), leaving)
    return made


def kept(bridge: Bridge, qtbot: QtBot) -> tuple[OwnLayout, ...]:
    found: list[tuple[OwnLayout, ...]] = []
    bridge.read(layouts.all_of).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_the_choices_are_those_that_there_are() -> None:
    assert [key for key, _words in separators()] == list(layouts.SEPARATORS)
    assert [key for key, _words in letters()] == list(layouts.LETTERS)
    assert [key for key, _words in dates()] == list(layouts.DATES)


def test_it_begins_with_the_columns_there_were_and_shows_what_they_hold(form: LayoutForm, qtbot: QtBot) -> None:
    assert form.columns() == tuple(map(tuple, ownlayouts.begun("mailchimp")))
    qtbot.waitUntil(lambda: form.rows[0].sample.text() == "n@x.example")
    form.dates.set_value("day_first")
    form.dates.picked.emit("day_first")
    qtbot.waitUntil(lambda: form.rows[5].sample.text() == "14/03/1990")


def test_columns_are_moved_removed_and_added(form: LayoutForm) -> None:
    while len(form.rows) > 2:
        form.rows[-1].away.click()
    assert [heading for heading, _holds in form.columns()] == ["Email Address", "First Name"]
    assert not form.rows[0].up.isEnabled()
    form.rows[0].down.click()
    assert [heading for heading, _holds in form.columns()] == ["First Name", "Email Address"]
    form.add.click()
    form.rows[2].holds.set_value("greet")
    form.rows[2].holds.picked.emit("greet")
    assert form.columns()[2] == ("Greet as", "greet")
    form.rows[0].away.click()
    form.rows[0].away.click()
    assert not form.rows[0].away.isEnabled()


def test_it_is_kept_changed_and_removed(form: LayoutForm, qtbot: QtBot, bridge: Bridge, leaving: Leaving) -> None:
    told: list[str] = []
    form.kept.connect(told.append)
    assert form.name.text() == "Our layout"
    assert not form.remove.isVisible()
    form.separator.set_value("\t")
    form.zeros.setChecked(False)
    form.save.click()
    qtbot.waitUntil(lambda: told == ["Our layout"])
    own = kept(bridge, qtbot)
    assert own[0].writing == Writing("\t", "utf-8", zeros=False)
    form.begin("own:Our layout", own, leaving)
    assert (form.separator.value(), form.remove.isVisible()) == ("\t", True)
    form.name.setText("Cards")
    form.rows[0].heading.setText("Mail")
    form.save.click()
    qtbot.waitUntil(lambda: told == ["Our layout", "Cards"])
    [changed] = kept(bridge, qtbot)
    assert (changed.id, changed.name, changed.columns[0].heading) == (own[0].id, "Cards", "Mail")
    form.begin("own:Cards", (changed,), None)
    form.remove.click()
    qtbot.waitUntil(lambda: told[-1] == "")
    assert kept(bridge, qtbot) == ()


def test_what_is_wrong_is_said_and_what_was_typed_stays(form: LayoutForm, qtbot: QtBot) -> None:
    form.name.setText("  ")
    form.save.click()
    qtbot.waitUntil(lambda: form.name_cell.sentence() == "The layout needs a name.")
    form.name.setText("Cards")
    form.rows[1].heading.setText("email address")
    form.save.click()
    qtbot.waitUntil(lambda: "Two columns" in form.wrong.text())
    assert (form.rows[1].heading.text(), form.name_cell.sentence()) == ("email address", "")
    assert [bool(row.heading.property("invalid")) for row in form.rows[:3]] == [False, True, False]
    form.rows[1].heading.clear()
    form.save.click()
    qtbot.waitUntil(lambda: form.wrong.text() == "Every column needs a heading.")
    assert form.rows[1].heading.property("invalid")
    form.rows[1].heading.setText("First")
    form.rows[1].heading.textEdited.emit("First")
    assert not form.wrong.isVisible()


def test_what_was_not_saved_is_still_there(form: LayoutForm, leaving: Leaving) -> None:
    assert not form.again.isVisible()
    form.name.setText("Stollen")
    form.name.textEdited.emit("Stollen")
    form.rows[0].away.click()
    form.begin("mailchimp", (), leaving)  # after Esc, and Change once more
    assert (form.name.text(), form.columns()[0][0]) == ("Stollen", "First Name")
    form.again.click()
    assert (form.name.text(), form.columns()[0][0]) == ("Our layout", "Email Address")
    assert not form.again.isVisible()


def test_another_format_begins_anew(form: LayoutForm, leaving: Leaving) -> None:
    form.rows[0].away.click()
    form.begin("excel", (), leaving)
    assert form.columns() == tuple(map(tuple, ownlayouts.begun("excel")))
    assert form.writing() == Writing()


def test_a_second_one_gets_another_name(form: LayoutForm, qtbot: QtBot, bridge: Bridge) -> None:
    form.begin("listmonk", (OwnLayout(1, "Our layout", ()),), None)
    assert form.name.text() == "Our layout 2"
