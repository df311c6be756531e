"""Groups of the right column: one form at a time, focus back to the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from relnotebook.ui.card_group import Rows

from ..builders import Shop
from .cards import card_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

    from .cards import OpenTill


def test_rows_are_used_again(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    rows = Rows(QVBoxLayout(holder), lambda: QLabel("row"))
    first = list(rows.have(3))
    assert list(rows.have(2)) == first[:2]
    assert first[2].isHidden()
    assert list(rows.have(3))[:2] == first[:2]


def test_one_form_at_a_time(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").birthday("14 March"))
    dates = card.body.side.dates
    card.click(dates.dates.shown[0])
    assert dates.editor.isVisible()
    assert not dates.more.isVisible()
    dates.add()
    assert dates.composer.isVisible()
    assert not dates.editor.isVisible()


def test_escape_gives_the_focus_back_to_the_row(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").birthday("14 March"))
    row = card.body.side.dates.dates.shown[0]
    card.click(row)
    assert card.body.side.dates.editor.typed.hasFocus()
    card.press("Esc")
    assert not card.body.side.dates.editor.isVisible()
    assert row.hasFocus()
    card.click(row).click(row)
    assert not card.body.side.dates.editor.isVisible(), "a second press on the row closes"
