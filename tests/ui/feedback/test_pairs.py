"""You said, we did: two halves side by side, named only if agreed, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.notebook import feedback, recovery
from relnotebook.notebook.telling import Pair
from relnotebook.ui import today_post
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import pairs
from relnotebook.ui.feedback.pairs import PairsView
from relnotebook.widgets.theme import Look, Theme

from ...builders import Shop
from ...exchange.test_paper import Pdf
from ..conftest import beside

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def pair(**other: Any) -> Pair:
    values: dict[str, Any] = {
        "id": 1, "you_said": "the wait was silent", "we_did": "A second grinder runs.",
        "when": datetime(2026, 11, 17, 11, 38), "name": "", "decision": "yes", "why": "",
    }  # fmt: skip
    return Pair(**values | other)


def settled(shop: Shop, words: str, *, name: str = "Omar Haddad", named: bool = False, **how: Any) -> int:
    """Something somebody said, and what came of it."""
    number = int(shop.do(feedback.add, words, customer=shop.customer(name).id))
    shop.do(recovery.decide, number, how.pop("decision", "yes"), **how)
    if named:
        shop.do(feedback.edit, number, named=True)
    return number


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop, theme: Theme, request: pytest.FixtureRequest) -> Callable[[], PairsView]:
    def open_view() -> PairsView:
        window = QWidget()
        qtbot.addWidget(window)
        view = PairsView(Actions(window))
        qtbot.addWidget(view)
        view.resize(1084, 600)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        counts: list[int] = []
        view.counted.connect(counts.append)
        view.attach(request.getfixturevalue("bridge"))
        qtbot.waitUntil(lambda: bool(counts), timeout=10_000)
        view.setProperty("counts", counts)
        return view

    return open_view


def test_a_pair_is_named_only_where_the_customer_agreed(theme: Theme) -> None:
    plain, named = pairs.row(pair(), {}), pairs.row(pair(name="Omar"), {"open": "Enter"})
    assert (plain.over_said, named.over_said) == ("You said, Tue 17", "Omar said, Tue 17")
    assert plain.says() == "You said, Tue 17. “The wait was silent” We did. A second grinder runs."
    assert (plain.keys, named.keys) == ("", "Enter: open.")


def test_a_kind_no_stands_where_others_say_what_was_done(theme: Theme) -> None:
    row = pairs.row(pair(decision="not_now", why="The door is renewed in spring.", we_did=""), {})
    assert (row.over_did, row.did, row.kindly) == ("Not now, and why", "The door is renewed in spring.", True)


def test_the_halves_stand_side_by_side_or_below_each_other(theme: Theme) -> None:
    row = pairs.row(pair(we_did="A second grinder runs every morning. " * 6), {})
    wide, narrow = pairs.place(row, 1000), pairs.place(row, 400)
    assert wide.did[0].left() > wide.said[0].right()
    assert wide.did[0].top() == wide.said[0].top()
    assert narrow.did[0].top() > narrow.said[1][-1][1].bottom()
    assert narrow.height > wide.height
    theme.apply(Look(scale=2.0))
    assert pairs.place(row, 1000).did[0].top() > 0
    assert pairs.place(row, 1000).did[0].left() == pairs.place(row, 1000).said[0].left()


def test_the_notebook_pairs_are_shown_the_newest_first(opened: Callable[[], PairsView], shop: Shop) -> None:
    settled(shop, "The wait was long", we_did="A second grinder.")
    settled(shop, "Lovely cups", name="Ngozi Okafor", named=True, we_did="Forty more.")
    shop.do(feedback.add, "Still open")
    view = opened()
    assert [(row.said, row.over_said.split(",")[0]) for row in view.list.rows()] == [
        ("“Lovely cups”", "Ngozi said"), ("“The wait was long”", "You said"),
    ]  # fmt: skip
    assert view.property("counts") == [2]


def test_a_new_pair_comes_up_by_itself(opened: Callable[[], PairsView], shop: Shop, qtbot: QtBot) -> None:
    number = int(shop.do(feedback.add, "The wait was long"))
    view = opened()
    assert view.empty.isVisible()
    assert view._bridge is not None
    view._bridge.write(recovery.decide, number, "yes", we_did="A second grinder.")
    qtbot.waitUntil(lambda: len(view.list.rows()) == 1, timeout=10_000)
    assert view.list.isVisible()


def test_enter_leads_to_the_feedback_it_came_from(opened: Callable[[], PairsView], shop: Shop) -> None:
    first = settled(shop, "The wait was long", we_did="A second grinder.")
    second = settled(shop, "Lovely cups", name="Ngozi Okafor", we_did="Forty more.")
    view = opened()
    asked: list[int] = []
    view.show_feedback.connect(asked.append)
    view.take_focus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view.list, key)
    assert asked == [second, first]


def test_on_the_wall_nobody_is_named_who_did_not_agree(
    opened: Callable[[], PairsView], shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settled(shop, "The wait was long", we_did="A second grinder.")
    settled(shop, "Lovely cups", name="Ngozi Okafor", named=True, we_did="Forty more.")
    view = opened()
    view.show_shop(beside(lambda: shop.read(profile)))
    painted: list[Any] = []
    monkeypatch.setattr(today_post, "on_paper", lambda _view, _title, paint, _told: painted.append(paint))
    monkeypatch.setattr(today_post, "paper_or_pdf", lambda _view, paper, _keep: paper())
    view.print_wall()
    painted[0](QPdfWriter(str(tmp_path / "wall.pdf")))
    words = Pdf(tmp_path / "wall.pdf").words()
    assert "Ngozi" in words
    assert "Omar" not in words
    assert "Haddad" not in words


def profile(s: Any) -> Any:
    from relnotebook.notebook import shop

    return shop.profile(s)


def test_it_is_kept_as_pdf_from_the_same_menu(
    opened: Callable[[], PairsView], shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(shop, "The wait was long", we_did="A second grinder.")
    view = opened()
    kept: list[str] = []
    monkeypatch.setattr(today_post, "keep_pdf", lambda _view, name, _paint, _told: kept.append(name))
    monkeypatch.setattr(today_post, "paper_or_pdf", lambda _view, _paper, keep: keep())
    view.print_wall()
    assert kept == ["You said, we did"]


def test_an_empty_wall_is_not_printed(opened: Callable[[], PairsView]) -> None:
    view = opened()
    said: list[object] = []
    view.said.connect(said.append)
    view.print_wall()
    assert said == ["There is nothing for the wall yet."]
