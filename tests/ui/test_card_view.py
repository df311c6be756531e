"""What the card reads, and the rule by which a part shows it again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import drafts
from relnotebook.ui import card_view
from relnotebook.ui.card_view import CardPart, CardView, has_focus_inside

from ..builders import Shop

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Tags(CardPart):
    """A part that shows the tags, and counts how often."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = self.turned = 0

    def slice(self, view: CardView) -> object:
        return view.card.tags

    def turn_over(self) -> None:
        self.turned += 1

    def fill(self, view: CardView) -> None:
        self.filled += 1


def test_one_snapshot_of_the_whole_page(shop: Shop) -> None:
    regular, other = shop.customer("Ngozi").had("Tea", times=60), shop.customer("Tobias")
    drafts.keep(shop.store, f"card/{regular.id}/note", {"words": "Half"})
    drafts.keep(shop.store, f"card/{other.id}/note", {"words": "Other"})
    drafts.keep(shop.store, "counter/new", {"name": "Aoi"})
    view = shop.read(card_view.read, regular.id)
    assert (view.card.name, view.shop.kind.usual, len(view.history.entries)) == ("Ngozi", "The usual", 50)
    assert view.draft(f"card/{regular.id}/note") == {"words": "Half"}
    assert len(view.drafts) == 1
    assert view.alive
    with pytest.raises(NotFound):
        shop.read(card_view.read, type(regular.id)(4711))


def test_a_part_fills_only_when_its_slice_differs(shop: Shop, qtbot: QtBot) -> None:
    regular, other = shop.customer("Ngozi"), shop.customer("Tobias")
    part = Tags()
    qtbot.addWidget(part)
    view: Any = shop.read(card_view.read, regular.id)
    part.show_view(view)
    part.show_view(replace(view, only="notes"))
    assert (part.filled, part.turned) == (1, 1)
    part.show_view(replace(view, card=replace(view.card, tags=((1, "Own cup"),))))
    assert (part.filled, part.turned) == (2, 1)
    part.show_view(shop.read(card_view.read, other.id))
    assert (part.filled, part.turned) == (3, 2)


def test_what_is_gone_needs_no_words(qtbot: QtBot) -> None:
    part = Tags()
    qtbot.addWidget(part)
    told: list[object] = []
    part.problem.connect(told.append)
    part.told(NotFound("no-tag"))
    part.told(Refusal("empty-value", field="tag"))
    assert len(told) == 1
    with pytest.raises(RuntimeError):
        _ = part.bridge


def test_where_the_keyboard_is(qtbot: QtBot) -> None:
    holder, line = QWidget(), QLineEdit()
    qtbot.addWidget(holder)
    line.setParent(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    line.setFocus()
    assert has_focus_inside(holder)
    assert has_focus_inside(line)
    line.clearFocus()
    assert not has_focus_inside(holder)
