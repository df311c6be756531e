"""The Feedback page: its tabs, and what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from relnotebook.base.settings import Settings
from relnotebook.base.terms import Changes, CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.actions_feedback import STEPS
from relnotebook.ui.feedback.inbox import InboxView
from relnotebook.ui.page import Page
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, button, set_tip
from relnotebook.widgets.tabs import TabStrip

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.inbox import Inbox
    from relnotebook.notebook.shop import Shop

INBOX, PAIRS, IDEAS, QUESTIONS, OURS = "inbox", "pairs", "ideas", "questions", "ours"


class FeedbackPage(Page):
    """Tabs: the inbox, "You said, we did", ideas, questions to ask, and what colleagues say themselves.

    The inbox is built with the page, the others when they are first shown.

    Attributes:
        inbox: the tab that is shown first.
        tabs: the row of tabs; tab: the key of the one that is shown.
    """

    name: ClassVar[str] = "feedback"
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind) - {Kind.PHOTO, Kind.FIELD}

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self._views: dict[str, Any] = {}
        self._fresh: set[str] = set()  # tabs that show what the notebook holds
        self._customer: tuple[CustomerId | None, str] = (None, "")
        self._shop: Shop | None = None
        self._person = ""
        self._print = False  # the wall is to be printed as soon as it is read
        self.tab = INBOX
        self.tabs = TabStrip(
            (
                (INBOX, _("Inbox")),
                (PAIRS, _("You said, we did")),
                (IDEAS, _("Ideas")),
                (QUESTIONS, _("Ask a question")),
                (OURS, _("Ours")),
            )
        )
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.inbox = InboxView(actions)
        self._build()
        self._adopt(INBOX, self.inbox)
        self._connect()

    # The page

    @property
    def keys_of(self) -> str:
        """The keys of the board on its tab, else those of the inbox."""
        return IDEAS if self.tab == IDEAS else self.name

    @property
    def view(self) -> Any:
        """What the tab shows."""
        return self._views[self.tab]

    def attach(self, bridge: Bridge) -> None:
        for view in self._views.values():
            view.attach(bridge)
        super().attach(bridge)

    def on_changed(self, changes: Changes) -> None:
        if self.concerned(changes):
            self._fresh = {key for key in self._fresh if hasattr(self._views[key], "on_changed")}
        super().on_changed(changes)

    def reload(self) -> None:
        """The counts on the tabs, and the tab that is shown."""
        self.bridge.read(read_counts).latest(self, "counts").then(self._show_counts).otherwise(self.told)
        if self.tab not in self._fresh:
            self._fresh.add(self.tab)
            self.view.reload()

    def press_main(self) -> None:
        self._call("press_main")

    def go_back(self) -> bool:
        if self._call("go_back"):
            return True
        if self.tab != INBOX:
            self.show_tab(INBOX)
            return True
        return False

    def flush(self) -> None:
        for view in self._views.values():
            view.flush()

    def panes(self) -> list[QWidget]:
        found = self._call("panes")
        return [self.tabs.tabs[self.tab], *(found if found else [self.view])]

    def take_focus(self) -> None:
        if hasattr(self.view, "take_focus"):
            self.view.take_focus()
        else:
            self.tabs.tabs[self.tab].setFocus()

    def keeps_focus(self, widget: QWidget) -> bool:
        """Not to a tab: who comes back wants what it shows, and it may show another one by then."""
        return not self.tabs.isAncestorOf(widget)

    def beside(self) -> int:
        """A toast stands over the list, not over the steps."""
        pane = self.inbox.pane
        return pane.width() if self.tab == INBOX and pane.isVisibleTo(self) and not self.inbox.desk.alone else 0

    def about_customer(self) -> tuple[CustomerId | None, str]:
        """Whose words are chosen."""
        line = self.inbox.line() if self.tab == INBOX else None
        return (line.customer, line.name) if line is not None and line.customer is not None else (None, "")

    def minute(self) -> None:
        """Something may be late by now."""
        self.stale = True
        if self.attached and self.isVisible() and not self.bridge.closed:
            self.stale = False
            self._fresh.discard(self.tab)
            self.reload()

    def show_shop(self, shop: Shop) -> None:
        self._shop = shop
        for view in self._views.values():
            if hasattr(view, "show_shop"):
                view.show_shop(shop)

    def show_person(self, name: str) -> None:
        self._person = name
        for view in self._views.values():
            view.show_person(name)

    def show_settings(self, settings: Settings) -> None:
        self._renew_keys()

    # What the window asks for

    def show_tab(self, name: str) -> None:
        """Turn to a tab: inbox, pairs, ideas, questions, ours."""
        if name not in self.tabs.tabs:
            return
        if name != self.tab:
            self.view.flush()
        self.tab = name
        self.tabs.set_value(name)
        view = self._view(name)
        self._stack.setCurrentWidget(view)
        if self.isVisible():
            self.actions_.set_page(self.keys_of)
        self._show_buttons()
        self._renew_main()
        if self.attached and name not in self._fresh:
            self._fresh.add(name)
            if name != INBOX:
                view.reload()
        if not self.tabs.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()
        self.shifted.emit()

    def show_feedback(self, feedback: int) -> None:
        """Show one thing somebody said, whichever list it stands in."""
        self.show_tab(INBOX)
        self.inbox.show_feedback(feedback)

    def remember(self, customer: CustomerId | None, name: str = "") -> None:
        """The customer last looked at: whom "Me too" links, and whose words are probably written down next."""
        self._customer = (customer, name)
        for view in self._views.values():
            if hasattr(view, "remember"):
                view.remember(customer, name)

    def next_tab(self) -> None:
        """Ctrl+Tab."""
        keys = list(self.tabs.tabs)
        self.show_tab(keys[(keys.index(self.tab) + 1) % len(keys)])

    # Tabs

    def _view(self, name: str) -> Any:
        if name not in self._views:
            self._adopt(name, _made(name, self.actions_))
        return self._views[name]

    def _adopt(self, name: str, view: Any) -> None:
        self._views[name] = view
        self._stack.addWidget(view)
        view.said.connect(self.said)
        view.problem.connect(self.problem)
        view.open_card.connect(self.open_card)
        if hasattr(view, "counted") and name != INBOX:
            view.counted.connect(partial(self._on_counted, name))
        if hasattr(view, "main_changed"):
            view.main_changed.connect(self._renew_main)
        if hasattr(view, "show_feedback") and name != INBOX:
            view.show_feedback.connect(self.show_feedback)
        if self._shop is not None and hasattr(view, "show_shop"):
            view.show_shop(self._shop)
        view.show_person(self._person)
        if hasattr(view, "remember"):
            view.remember(*self._customer)
        if self.attached:
            view.attach(self.bridge)

    def _call(self, name: str) -> Any:
        """What the tab that is shown says to this; None where it has no answer."""
        wanted: Callable[[], Any] | None = getattr(self.view, name, None)
        return wanted() if callable(wanted) else None

    def _renew_main(self) -> None:
        mains = {IDEAS: _("&Open the idea"), QUESTIONS: _("&Ask this question"), OURS: _("&Keep it")}
        words = self.inbox.main_text if self.tab == INBOX else mains.get(self.tab, "")
        self.set_main(words if hasattr(self.view, "press_main") else "")

    # Counts

    def _show_counts(self, counts: dict[str, int]) -> None:
        for key, count in counts.items():
            self._set_count(key, count)

    def _on_inbox(self, found: Inbox) -> None:
        self._set_count(INBOX, found.todo)

    def _set_count(self, tab: str, count: int) -> None:
        if tab in (INBOX, PAIRS, IDEAS):
            self.tabs.tabs[tab].set_count(say.count(count) if count else "")

    def _on_counted(self, tab: str, count: int) -> None:
        """A tab was read."""
        self._set_count(tab, count)
        self._show_buttons()
        if tab == PAIRS:
            self._print_wall()

    # Building

    def _build(self) -> None:
        hint = self.actions_.hint
        self.title = PlainLabel(_("Feedback"), "title")
        self.sheet = button(_("Print a vote sheet"), kind="quiet", icon="printer")
        self.wall = button(_("Print for the wall"), kind="quiet", icon="printer")
        for made in (self.sheet, self.wall):
            set_tip(made, made.text(), hint("feedback_print"))
        self.write = button(_("Write it down"), kind="quiet", icon="plus", key=hint("write_feedback"))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pressed = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        for made in (self.sheet, self.wall, self.write):
            self._pressed.addWidget(made)
        self._pressed.addStretch(0)
        self._head.addLayout(self._pressed)
        self._strip = QHBoxLayout()
        self._strip.addWidget(self.tabs)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._strip)
        self._column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.tabs.picked.connect(self.show_tab)
        self.write.clicked.connect(self.actions_["write_feedback"].trigger)
        self.sheet.clicked.connect(lambda: self._call("print_votes"))
        self.wall.clicked.connect(lambda: self._call("print_wall"))
        self.inbox.counted.connect(self._on_inbox)
        self.inbox.shifted.connect(self.shifted)
        self.inbox.wall_wanted.connect(self._on_wall)
        view = self.inbox
        keys: dict[str, Callable[[], object]] = {
            "feedback_link": view.start_link, "feedback_copy": view.copy, "feedback_mail": view.mail,
            "feedback_wording": view.another_wording, "feedback_card": view.open_customer,
        }  # fmt: skip
        keys |= {name: partial(view.open_nth, n) for n, name in enumerate(STEPS, 1)}
        for name, slot in keys.items():
            self.actions_.on(name, partial(self._when_on, INBOX, slot))
        for name, slot in (("tab", self.next_tab), ("print", self.print_tab)):
            for keys_of in (self.name, IDEAS):
                self.actions_.on(f"{keys_of}_{name}", partial(self._when_on, "", slot))
        theme.of().changed.connect(self._fit)
        self._show_buttons()
        self._fit()

    def _when_on(self, tab: str, slot: Callable[[], object]) -> None:
        """Keys and menus of the page, for as long as it, and this tab, is shown."""
        if isValid(self) and self.isVisible() and tab in ("", self.tab):
            slot()

    def _on_wall(self, _feedback: int) -> None:
        """ "For the wall": to all pairs, and as soon as they are read, to the printer."""
        self._print = True
        read = PAIRS in self._fresh
        self.show_tab(PAIRS)
        if read:
            self._print_wall()

    def print_tab(self) -> None:
        """Ctrl+P: the wall, or the vote sheet; on the other tabs it says where there is something to print."""
        acts = {PAIRS: "print_wall", IDEAS: "print_votes"}
        if self.tab in acts:
            self._call(acts[self.tab])
        else:
            self.said.emit(_("“You said, we did” and Ideas are what can be printed."))

    def _print_wall(self) -> None:
        if self._print and self.tab == PAIRS:
            self._print = False
            self._call("print_wall")

    def _show_buttons(self) -> None:
        there = bool(getattr(self.view, "printable", False))
        self.sheet.setVisible(self.tab == IDEAS and there)
        self.wall.setVisible(self.tab == PAIRS and there)
        self._fit()

    def _renew_keys(self) -> None:
        caps = theme.width_class(self.window().width(), theme.of().look.scale) in ("normal", "wide")
        self.write.set_key(self.actions_.hint("write_feedback") if caps else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take on the width and the text size of the moment."""
        look = theme.of()
        px, way = look.px, QBoxLayout.Direction
        self._renew_keys()
        wide = self.title.sizeHint().width() + self._pressed.sizeHint().width() + px(24 + 8 + 24)
        self._head.setDirection(way.TopToBottom if wide > self.width() else way.LeftToRight)
        self._head.setContentsMargins(px(24), px(21), px(24), px(10))
        self._head.setSpacing(px(8))
        self._pressed.setSpacing(px(6))
        self._strip.setContentsMargins(px(24), 0, px(24), 0)


def read_counts(s: Any) -> dict[str, int]:
    """How many stand behind each tab. `s`: the session of a reader lane."""
    from relnotebook.notebook import ideaboard, inbox, telling

    return {INBOX: inbox.count(s).todo, PAIRS: telling.pairs_count(s), IDEAS: ideaboard.count(s)}


def _made(name: str, actions: Actions) -> Any:
    """The content of a tab, imported when it is first shown."""
    if name == PAIRS:
        from relnotebook.ui.feedback.pairs import PairsView

        return PairsView(actions)
    if name == IDEAS:
        from relnotebook.ui.feedback.ideas import IdeasBoard

        return IdeasBoard(actions)
    if name == QUESTIONS:
        from relnotebook.ui.feedback.questions import QuestionsView

        return QuestionsView(actions)
    from relnotebook.ui.feedback.ours import OursView

    return OursView(actions)
