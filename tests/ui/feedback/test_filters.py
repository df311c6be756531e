"""What of the inbox is shown: wishes that add up, their words, and the menu that makes them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import StaffId
from relnotebook.notebook.inbox import NOBODYS as THEIRS
from relnotebook.notebook.staff import Colleague
from relnotebook.ui.feedback import filters
from relnotebook.ui.feedback.filters import NOBODYS, Wanted
from relnotebook.widgets.theme import Theme

from .inboxes import entries


def test_nothing_is_left_out_at_first() -> None:
    assert not Wanted().narrowed
    assert not Wanted("told").narrowed
    assert Wanted().words() == ""
    assert Wanted().asks()["show"] == "todo"


def test_wishes_add_up_and_can_be_taken_back() -> None:
    both = Wanted().kind("complaint").feeling("upset")
    assert both.words() == "Complaint, Upset"
    assert both.kind("complaint").feeling("upset") == Wanted()
    assert both.wide() == Wanted()


def test_owner_and_words_are_told_too() -> None:
    assert Wanted(owner=NOBODYS, text="poppy").words() == "Nobody's yet, “poppy”"
    assert Wanted(owner=StaffId(3)).words() == "One colleague's"
    assert Wanted(owner=NOBODYS).narrowed, "nobody is somebody to look for"
    assert NOBODYS == THEIRS


def test_the_lists_say_how_many_and_the_second_what_it_means() -> None:
    counts = {"todo": 5, "untold": 1, "told": 1284}
    assert [words for _key, words, _aloud in filters.shows(counts)] == [
        "To do 5", "Not told yet 1", "Told 1,284", "Everything",
    ]  # fmt: skip
    assert [words for _key, words, _aloud in filters.shows(counts, short=True)][1:] == [
        "Not told 1",
        "Told 1,284",
        "All",
    ]
    assert filters.shows(counts)[1][2] == "1 done, but not told yet"


def test_without_counts_the_lists_have_their_names_alone() -> None:
    assert [words for _key, words, _aloud in filters.shows({})][:2] == ["To do", "Not told yet"]


def test_the_menu_ticks_what_holds_and_gives_the_new_wish(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Wanted] = []
    team = (Colleague(StaffId(3), "Jonas & Sons", ""),)
    wanted = Wanted().kind("complaint")
    menu = filters.filter_menu(parent, wanted, team, chosen.append, lambda: chosen.append(Wanted("all")))
    found = {entry.text().replace("&&", "&"): entry for entry in entries(menu)}
    assert found["Complaint"].isChecked()
    assert not found["Praise"].isChecked()
    for words in ("Praise", "Complaint", "Upset", "Jonas & Sons", "Nobody yet", "Take the filter away"):
        found[words].trigger()
    found["Find words in it"].trigger()
    assert chosen == [
        Wanted(kinds=frozenset({"complaint", "praise"})), Wanted(), wanted.feeling("upset"),
        Wanted(kinds=wanted.kinds, owner=StaffId(3)), Wanted(kinds=wanted.kinds, owner=NOBODYS), Wanted(),
        Wanted("all"),
    ]  # fmt: skip


def test_an_owner_chosen_again_is_everybodys(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Wanted] = []
    menu = filters.filter_menu(parent, Wanted(owner=NOBODYS), (), chosen.append, lambda: None)
    next(entry for entry in entries(menu) if entry.text() == "Nobody yet").trigger()
    assert chosen == [Wanted()]
