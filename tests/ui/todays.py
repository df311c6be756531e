"""Touches made by hand, and the Today page in the real window with somebody at its keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from relnotebook.base.terms import CustomerId
from relnotebook.notebook import drafts, reminders
from relnotebook.notebook.agenda import Before, Pane, Touch
from relnotebook.ui.today import TodayPage

from ..builders import Regular, Shop
from ..hands import at_rest
from .conftest import Till, beside

FRIDAY = date(2026, 11, 20)


def touch(number: int = 1, name: str = "Kateryna Melnyk", **other: Any) -> Touch:
    """A promise that is two days late, but for what is said otherwise."""
    values: dict[str, Any] = {
        "id": f"{number}:reminder-{number}-2026-11-18",
        "customer": CustomerId(number),
        "name": name,
        "greet": name.split()[0],
        "kind": "promise",
        "group": "overdue",
        "due": date(2026, 11, 18),
        "was_due": None,
        "days_late": 2,
        "icon": "flag",
        "reason": "You promised",
        "line": "Tell her the rye loaf is back.",
        "margin": ("Wed", "2 days"),
        "message": "Hello Kateryna, good news:\nthe dark rye is back.",
        "email": "kateryna@example.org",
        "owner": "",
    }
    return Touch(**{**values, **other})


def pane(of: Touch | None = None, **other: Any) -> Pane:
    """What the pane shows of a touch."""
    of = of or touch()
    values: dict[str, Any] = {
        "touch": of,
        "why": "On 11 November Priya promised to tell her when the dark rye is back.",
        "say": "Катерина. Say ka-te-REE-na",
        "message": of.message,
        "subject": "The rye is back",
        "wording": 0,
        "wordings": 3,
        "context": (("circle-check", "Happy to get e-mail, since 3 June."), ("bookmark", "The usual: flat white.")),
        "before": (Before(date(2026, 11, 11), "Priya promised the rye"), Before(date(2026, 6, 3), "Said yes")),
        "email": of.email,
        "no_email_because": "",
    }
    return Pane(**{**values, **other})


def promised(who: Regular, words: str, due: str = "2026-11-20") -> Regular:
    """A promise to somebody, written down in their own name's order."""
    who.shop.do(reminders.set_reminder, who.id, "promise", words, due=due)
    return who


class TodayAtWork:
    """The page in the window: hands on it, and what it says."""

    def __init__(self, till: Till, shop: Shop) -> None:
        self.till, self.shop = till, shop
        till.press("Ctrl+3")
        self.until(lambda: self.page.isVisible() and self.page.today is not None)
        self.settled()

    @property
    def page(self) -> TodayPage:
        page = self.till.window.page("today")
        assert isinstance(page, TodayPage)
        return page

    # Hands

    def press(self, *keys: str) -> TodayAtWork:
        for key in keys:
            self.till.press(key)
        return self

    def type(self, words: str) -> TodayAtWork:
        self.till.type(words)
        return self

    def tool(self, name: str, button: str) -> TodayAtWork:
        """Press a button painted in the row of somebody."""
        key = next(row.key for row in self.page.list.rows() if row.title == name)
        spot = self.page.list.spot(key, button)
        assert not spot.isEmpty(), f"{name} has no button {button}"
        QTest.mouseClick(self.page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot.center())
        return self

    def rewrite(self, words: str) -> TodayAtWork:
        """Put other words into the message, letter by letter."""
        self.page.pane.message.setFocus()
        self.page.pane.message.selectAll()
        return self.type(words)

    # Eyes

    def until(self, true: Callable[[], object]) -> TodayAtWork:
        self.till.qtbot.waitUntil(lambda: bool(true()), timeout=10_000)
        return self

    def settled(self) -> TodayAtWork:
        """All that was asked and written has come home, and the pane shows the chosen row."""
        return self.until(at_rest(self.page.bridge)).until(self._shows_chosen)

    def _shows_chosen(self) -> bool:
        row, shown = self.page.list.chosen(), self.page.pane.pane
        return row is None or (shown is not None and shown.touch.id == row.key)

    def sees(self, picture: str) -> TodayAtWork:
        """Headings with their counts, names with their reasons; `>` before the chosen one."""
        wanted = [" ".join(line.split()) for line in picture.strip().splitlines()]

        def alike() -> None:
            assert self.picture() == wanted

        self.till.qtbot.waitUntil(alike, timeout=10_000)
        return self

    def picture(self) -> list[str]:
        chosen = self.page.list.chosen()
        out = []
        for row in self.page.list.rows():
            if row.still:
                out.append(f"== {row.heading or row.note} {row.count}".strip())
            else:
                mark = "> " if chosen is not None and chosen.key == row.key else ""
                out.append(f"{mark}{row.title}: {row.reason}")
        return out

    def says(self, sentence: str) -> TodayAtWork:
        self.till.says(sentence)
        return self

    def message(self) -> str:
        return self.page.pane.words()

    def kept(self) -> dict[str, dict[str, str]]:
        """Half-typed words in the file, by place."""
        return {draft.place: draft.words for draft in beside(lambda: self.shop.read(drafts.all_kept))}

    def history(self, who: Regular) -> list[tuple[str, str]]:
        """(channel, words) of the touchpoints on a card."""
        sql = "SELECT channel, words FROM touchpoint WHERE customer_id = ? ORDER BY id"
        return beside(lambda: self.shop.read(lambda s: s.raw(sql, (who.id,))))


# The three who stand on the page of most tests


def kateryna(shop: Shop) -> Regular:
    """A promise two days late; she may be written to."""
    made = shop.customer("Kateryna Melnyk", email="kateryna@example.org").is_(pronouns="she/her").consents("email")
    return promised(made, "Tell her when the dark rye is back", "2026-11-18")


def omar(shop: Shop) -> Regular:
    """A promise for any day."""
    return promised(shop.customer("Omar Haddad"), "Keep a loaf")


def aoi(shop: Shop) -> Regular:
    """A birthday in two days."""
    return shop.customer("Aoi Tanaka").birthday("22 November 1996")


# Menus


def menu_entries(menu: QMenu) -> list[str]:
    return [entry.text().replace("&", "") for entry in menu.actions() if not entry.isSeparator()]


def open_menu() -> QMenu:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    assert found, "no menu is open"
    return found[-1]


def choose(work: TodayAtWork, words: str) -> None:
    """Take an entry of the menu that is open."""
    menu = open_menu()
    next(entry for entry in menu.actions() if entry.text().replace("&", "") == words).trigger()
    menu.close()
    work.till.frame.activateWindow()
    work.until(work.till.frame.isActiveWindow)
