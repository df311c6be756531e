"""What came in before: who brought it, what it made, whether it can still go out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relnotebook.base import clock
from relnotebook.base.terms import Act, CustomerId, GroupId
from relnotebook.notebook.imports import Import, Stayed, TakenBack
from relnotebook.ui.importing.imports import ImportsView, about
from relnotebook.widgets.parts import KeyButton, PlainLabel
from relnotebook.widgets.theme import Theme


def came(**values: Any) -> Import:
    id_ = GroupId(values.pop("id", 3))
    plain = Import(id_, Act.IMPORT_CONTACTS, "regulars.csv", clock.now(), "Mara", "t1", 309, 9, 0, "in")
    return replace(plain, **values)


@pytest.fixture
def view(qtbot: Any, theme: Theme) -> ImportsView:
    made = ImportsView()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_each_says_who_brought_it_and_what_it_made() -> None:
    assert about(came()) == "Today, 08:41, by Mara. 309 new cards and 9 cards with more on them"
    assert about(came(staff="", changed=None, created=1)) == "Today, 08:41. 1 new card"
    visits = came(act=Act.IMPORT_VISITS, created=0, changed=0, visits=120)
    assert about(visits) == "Today, 08:41, by Mara. 120 visits"


def test_one_is_taken_out_by_its_button(view: ImportsView, qtbot: Any) -> None:
    view.show_imports((came(), came(id=2, file="older.vcf", state="back"), came(id=1, state="fixed")))
    assert list(view.buttons) == [3]
    assert view.buttons[3].accessibleName() == "Take regulars.csv out again"
    with qtbot.waitSignal(view.back_wanted) as wanted:
        view.buttons[3].click()
    assert wanted.args == [3]


def test_only_one_at_a_time(view: ImportsView) -> None:
    view.show_imports((came(), came(id=4)))
    view.say_working(3)
    assert [one.isEnabled() for one in view.buttons.values()] == [False, False]
    view.say_working(0)
    assert [one.isEnabled() for one in view.buttons.values()] == [True, True]


def test_what_stayed_is_named_and_opens(view: ImportsView, qtbot: Any) -> None:
    view.show_imports((came(state="back"),))
    view.show_back(3, TakenBack("regulars.csv", 40, (Stayed(CustomerId(7), "Ngozi", ("notes",)),)))
    button = next(one for one in view.findChildren(KeyButton) if one.text() == "Ngozi (notes)")
    with qtbot.waitSignal(view.card_wanted) as wanted:
        button.click()
    assert wanted.args == [7, (7,)]


def test_a_no_from_the_file_is_said_to_stay(view: ImportsView) -> None:
    view.show_imports((came(state="back"),))
    view.show_back(3, TakenBack("regulars.csv", 40, noes=2))
    said = [one.text() for one in view.findChildren(PlainLabel)]
    assert "2 people had said no in it. That stays." in said


def test_nothing_yet_invites_to_begin(view: ImportsView, qtbot: Any) -> None:
    view.show_imports(())
    assert view.empty.isVisible()
    with qtbot.waitSignal(view.begin_wanted):
        view.empty.button.click()
    view.show_imports((came(file=""),))
    assert not view.empty.isVisible()
    assert view.texts()[0].startswith("From the clipboard: ")
