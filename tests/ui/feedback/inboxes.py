"""The inbox in the real window with somebody at its keys, and feedback made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QApplication, QMenu

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import feedback, recovery
from relnotebook.notebook.feedback import Feedback
from relnotebook.notebook.inbox import Line
from relnotebook.notebook.recovery import Limits, Offer, Step
from relnotebook.ui.feedback.inbox import InboxView
from relnotebook.ui.feedback.page import FeedbackPage
from relnotebook.ui.feedback.reads import Opened

from ...builders import Regular, Shop
from ...hands import at_rest
from ..conftest import Till, beside

WAIT = "Twenty minutes for one flat white, and nobody said a word. I nearly left."


def heard(signal: Any) -> list[list[Any]]:
    """What a signal says from now on; a spy of Qt's dies when it is asked for what was never said."""
    got: list[list[Any]] = []
    signal.connect(lambda *values: got.append(list(values)))
    return got


def line(**other: Any) -> Line:
    """Omar's complaint of Tuesday, but for what is said otherwise."""
    values: dict[str, Any] = {
        "id": 1, "customer": CustomerId(7), "name": "Omar Haddad", "own_script": "عمر",
        "when": datetime(2026, 11, 17, 11, 38, tzinfo=clock.now().tzinfo), "words": WAIT, "status": "acting",
        "feeling": "upset", "kind": "complaint", "rating": 2, "severity": "real", "due": date(2026, 11, 20), "late": 0,
        "owner": "", "age": 3, "source": "counter",
    }  # fmt: skip
    return Line(**{**values, **other})


def step(key: str = "listen", **other: Any) -> Step:
    """A step nobody has touched."""
    values: dict[str, Any] = {
        "key": key, "title": key.replace("_", " ").capitalize(), "hint": f"How to {key}.", "words": "", "done": False,
        "when": None, "by": "", "main": f"Done: {key}", "tells": key in ("tell", "answer"),
    }  # fmt: skip
    return Step(**{**values, **other})


def view(**other: Any) -> Feedback:
    """Everything about that complaint."""
    values: dict[str, Any] = {
        "line": line(), "channel": "in_person", "moment": "during", "visit": None, "visit_text": "", "about": "",
        "staff": "", "owner": None, "status_at": clock.now(), "decision": "", "why": "", "you_said": "", "we_did": "",
        "named": False, "told": None, "gave": "", "cost": None, "enough": "", "reply_to": "", "language": "",
        "steps": tuple(step(key) for key in recovery.STEPS["complaint"]), "about_customer": "Flat white.",
        "pronouns": "he/him", "email": "", "no_email_because": "Said no to e-mail. Tell him at the counter.",
    }  # fmt: skip
    return Feedback(**{**values, **other})


def opened(of: Feedback | None = None, **other: Any) -> Opened:
    """What the pane is given."""
    of = of or view()
    values: dict[str, Any] = {
        "view": of, "step": next((one.key for one in of.steps if not one.done), ""),
        "offer": Offer("Omar, I am sorry you waited.", 0, 3), "limits": Limits(500, ("A free flat white", "A bun")),
        "colleagues": (),
    }  # fmt: skip
    return Opened(**{**values, **other})


def said(shop: Shop, words: str = WAIT, who: Regular | None = None, **other: Any) -> int:
    """Somebody said something; its identity."""
    return int(shop.do(feedback.add, words, customer=who.id if who is not None else None, **other))


def complained(who: Regular, words: str = WAIT, **other: Any) -> int:
    """They were upset, and somebody wrote it down."""
    return said(who.shop, words, who, **{"kind": "complaint", "feeling": "upset", **other})


class InboxAtWork:
    """The page in the window: hands on it, and what it says."""

    def __init__(self, till: Till, shop: Shop) -> None:
        self.till, self.shop = till, shop
        till.press("Ctrl+4")
        self.until(lambda: self.page.isVisible() and self.page.tabs.tabs["inbox"].isChecked())
        self.settled()

    @property
    def page(self) -> FeedbackPage:
        page = self.till.window.page("feedback")
        assert isinstance(page, FeedbackPage)
        return page

    @property
    def inbox(self) -> InboxView:
        return self.page.inbox

    # Hands

    def press(self, *keys: str) -> InboxAtWork:
        for key in keys:
            self.till.press(key)
        return self

    def type(self, words: str) -> InboxAtWork:
        self.till.type(words)
        return self

    def digit(self, key: str) -> InboxAtWork:
        """A digit, which the window holds back until it is sure that it is no scan."""
        before = self.inbox.steps.stepper.open_key()
        self.till.press(key)
        return self.until(lambda: self.inbox.steps.stepper.open_key() != before).settled()

    def elsewhere(self, act: Callable[..., Any], *args: Any, **kw: Any) -> InboxAtWork:
        """Another till does something, and word of it comes here."""
        _value, changes = beside(lambda: self.shop.store.do(act, *args, **kw))
        assert changes is not None
        self.page.bridge.tell(changes)
        return self

    def write(self, words: str) -> InboxAtWork:
        """Put other words into the open step, letter by letter."""
        self.inbox.steps.field.setFocus()
        self.inbox.steps.field.selectAll()
        return self.type(words)

    def choose(self, words: str) -> InboxAtWork:
        """Take an entry of the menu that is open, also one of a menu in it."""
        menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
        assert menus, "no menu is open"
        entry = next(one for one in entries(menus[-1]) if one.text().replace("&", "") == words)
        entry.trigger()
        menus[-1].close()
        self.till.frame.activateWindow()
        self.until(self.till.frame.isActiveWindow)
        return self.settled()

    # Eyes

    def until(self, true: Callable[[], object]) -> InboxAtWork:
        self.till.qtbot.waitUntil(lambda: bool(true()), timeout=10_000)
        return self

    def settled(self) -> InboxAtWork:
        """All that was asked and written has come home, and the pane shows the chosen row."""
        return self.until(at_rest(self.page.bridge)).until(self._shows_chosen)

    def _shows_chosen(self) -> bool:
        row, shown = self.inbox.list.chosen(), self.inbox.pane.opened
        return row is None or (shown is not None and shown.view.line.id == row.key)

    def sees(self, *lines: str) -> InboxAtWork:
        """Names with their status; `>` before the chosen one."""

        def alike() -> None:
            assert self.picture() == list(lines)

        self.till.qtbot.waitUntil(alike, timeout=10_000)
        return self

    def picture(self) -> list[str]:
        chosen = self.inbox.list.chosen()
        rows = self.inbox.list.rows()
        return [f"{'> ' if chosen and chosen.key == row.key else ''}{row.title}: {row.marks[0].text}" for row in rows]

    def steps(self) -> list[str]:
        """Titles; a tick before the done ones, an arrow before the open one."""
        heads = [head for head in self.inbox.steps.stepper.heads if not head.isHidden()]
        return [{"done": "✓ ", "open": "> "}.get(head.line().state, "") + head.line().title for head in heads]

    def says(self, sentence: str) -> InboxAtWork:
        self.till.says(sentence)
        return self

    def field(self) -> str:
        return self.inbox.steps.field.toPlainText()

    def one(self, feedback_: int) -> Feedback:
        """What the notebook holds of it."""
        return beside(lambda: self.shop.read(feedback.one, feedback_))  # type: ignore[no-any-return]

    def written(self, feedback_: int, key: str) -> str:
        """The words of a step in the notebook."""
        return next(one.words for one in self.one(feedback_).steps if one.key == key)


def entries(menu: QMenu) -> list[Any]:
    """Everything that a menu and the menus in it offer."""
    found: list[Any] = []
    for entry in menu.actions():
        inner = entry.menu()
        found += entries(inner) if isinstance(inner, QMenu) else [] if entry.isSeparator() else [entry]
    return found
