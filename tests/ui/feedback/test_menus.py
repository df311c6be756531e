"""The menus of what somebody said: what they offer, what they call."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import StaffId
from relnotebook.notebook.staff import Colleague
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import menus
from relnotebook.ui.feedback.menus import Deeds
from relnotebook.widgets.theme import Theme

from .inboxes import entries, line, opened, step, view


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def noting(asked: list[tuple[Any, ...]]) -> Deeds:
    """Deeds that are only noted."""
    return Deeds(
        edit=lambda what, value: asked.append((what, value)), hand_over=lambda owner: asked.append(("owner", owner)),
        told=lambda channel: asked.append(("told", channel)), decide=lambda no: asked.append(("decide", no)),
        words=lambda: asked.append(("words",)), remove=lambda: asked.append(("remove",)),
    )  # fmt: skip


def texts(menu: Any) -> list[str]:
    return [entry.text().replace("&", "") for entry in entries(menu)]


def test_everything_that_can_be_done(parent: QWidget) -> None:
    asked: list[tuple[Any, ...]] = []
    team = (Colleague(StaffId(3), "Jonas", ""),)
    telling = view(steps=(step("solve"), step("thank", tells=True)))
    menu = menus.feedback_menu(Actions(parent), parent, opened(telling, colleagues=team), noting(asked))
    found = {entry.text().replace("&", ""): entry for entry in entries(menu)}
    for words in ("Jonas", "Nobody in particular", "Phone", "We leave it as it is, and why", "Praise", "Happy",
                  "Serious", "3 of 5", "Mend the words", "Remove it"):  # fmt: skip
        found[words].trigger()
    assert asked == [
        ("owner", 3), ("owner", None), ("told", "phone"), ("decide", "no"), ("kind", "praise"), ("feeling", "happy"),
        ("severity", "serious"), ("rating", 3), ("words",), ("remove",),
    ]  # fmt: skip
    assert "Open the card" in found


def test_what_was_told_is_not_told_again_and_nobody_has_no_card(parent: QWidget) -> None:
    told = view(line=line(status="told", customer=None), steps=(step("thank", tells=True),))
    found = texts(menus.feedback_menu(Actions(parent), parent, opened(told), noting([])))
    assert "Phone" not in found
    assert "We leave it as it is, and why" not in found
    assert "Open the card" not in found
    assert "Link a customer" in found


def test_what_holds_is_ticked_and_can_be_taken_back_but_the_kind_stays(parent: QWidget) -> None:
    asked: list[tuple[Any, ...]] = []
    for what, word in (("feeling", "Upset"), ("rating", "2 of 5"), ("kind", "Complaint")):
        menu = menus.choice_menu(parent, what, opened(), noting(asked))
        entry = next(entry for entry in entries(menu) if entry.text() == word)
        assert entry.isChecked()
        entry.trigger()
    assert asked == [("feeling", ""), ("rating", None), ("kind", "complaint")]
