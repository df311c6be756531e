"""The page of doubles in the real window, with somebody at its keys; and pairs made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook.joining import Home, OneAlert, Preview, Side
from relnotebook.notebook.uniting import Agreed, Choice, United
from relnotebook.ui.doubles.page import DoublesPage
from relnotebook.ui.doubles.reads import Sides

from ...builders import Regular, Shop
from ..conftest import PATIENCE, Till, beside


def choice(field: str = "name", title: str = "Name", **other: Any) -> Choice:
    """Two names, the newer picked."""
    now = clock.now()
    values = {
        "keep": "Ngozi Okafor", "lose": "N. Okafor", "picked": "lose",
        "keep_since": now - timedelta(days=400), "lose_since": now - timedelta(days=2),
    }  # fmt: skip
    return Choice(field, title, **{**values, **other})


def sides(**other: Any) -> Sides:
    """Ngozi and her second card, of which everything differs that can."""
    now = clock.now()
    keep = Side(CustomerId(1), "Ngozi Okafor", now - timedelta(days=400), now - timedelta(days=2), 48)
    lose = Side(CustomerId(2), "N. Okafor", now - timedelta(days=2), None, 0)
    values: dict[str, Any] = {
        "keep": keep, "lose": lose, "choices": (choice(),), "united": (United("phone", "0151 496 0183", "keep"),),
        "agreed": (Agreed("email", "", "given", "refused", "refused"),), "alerts": (),
        "moving": ("12 visits", "2 notes"), "homes": None, "not_same": False,
    }  # fmt: skip
    preview = Preview(**{**values, **other})
    return Sides(preview, ("Same phone: 0151 496 0183",), ("Oat flat white", ""), ("0151 496 0183", ""), (b"", b""))


HOMES = (Home("12 Mill Lane", ("Tobias Lindqvist",)), Home("", ("Ravi",)))
NUTS = OneAlert("allergy", "severe", "Nut allergy", "Clean jug.", "both")


def renamed(found: Sides, name: str) -> Sides:
    """The same pair after somebody wrote another name on the card that stays."""
    return replace(found, preview=replace(found.preview, keep=replace(found.preview.keep, name=name)))


def at(day: int) -> datetime:
    return clock.now() - timedelta(days=day)


class DoublesAtWork:
    """The open page: what it says, and hands on it."""

    def __init__(self, till: Till, shop: Shop) -> None:
        self.till, self.shop = till, shop
        till.window.show_page("doubles")

    @property
    def page(self) -> DoublesPage:
        page = self.till.window.page("doubles")
        assert isinstance(page, DoublesPage)
        return page

    def press(self, *keys: str) -> DoublesAtWork:
        self.till.press(*keys)
        return self

    def until(self, true: Callable[[], object]) -> DoublesAtWork:
        self.till.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
        return self

    def lists(self, *pairs: str) -> DoublesAtWork:
        """ "Ngozi Okafor, N. Okafor"; `>` before the chosen pair, whose two cards stand in the pane."""

        def alike() -> None:
            assert self.picture() == list(pairs)

        self.till.qtbot.waitUntil(alike, timeout=PATIENCE)
        return self

    def picture(self) -> list[str]:
        shown = self.page.desk.list
        chosen = shown.chosen()
        return [f"{'> ' if chosen and chosen.key == row.key else ''}{row.one}, {row.other}" for row in shown.rows()]

    def beside_each_other(self, one: Regular, other: Regular) -> DoublesAtWork:
        """These two stand in the pane, the first one being the card that stays."""

        def there() -> bool:
            found = self.page.desk.pane.sides if self.page.desk.pane.isVisible() else None
            return found is not None and (found.preview.keep.id, found.preview.lose.id) == (one.id, other.id)

        return self.until(there)

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        return beside(lambda: self.shop.read(query, *args))
