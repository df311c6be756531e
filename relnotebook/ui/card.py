"""The customer card: the person first, what can hurt, the usual, what we know, the history, the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from relnotebook.base.problems import NotFound, Problem
from relnotebook.base.terms import Changes, CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui import card_care, card_view, card_words
from relnotebook.ui.actions import VARIATIONS, Actions
from relnotebook.ui.card_body import CardBody
from relnotebook.ui.card_care import Care
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_menu import fill_menu
from relnotebook.ui.card_stops import beyond
from relnotebook.ui.card_view import CardView, has_focus_inside
from relnotebook.ui.page import Page, asks
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import announce


class CardPage(Page):
    """One customer. Every edit is an act and saves itself; after each the view is read again and shown in place.

    Attributes:
        body: the parts. view: what is shown, None until the first card was read.
    Signals:
        open_feedback: identity of feedback that is to be opened on its page.
    """

    open_feedback = Signal(int)
    name: ClassVar[str] = "card"
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.view: CardView | None = None
        self._customer: CustomerId | None = None
        self._among: tuple[CustomerId, ...] = ()
        self._kept: dict[str, dict[str, str]] = {}
        self._press_when_read = False
        self._remind_when_read = False
        self._care: Care | None = None  # of the customer asked for, whether the card is there already or not
        self._from_top = False
        self._way_back = "counter"  # name of the page going back leads to
        self._worn_out = False  # built for another look than the one in force
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body = self._build()
        self._connect_keys()
        themes.of().changed.connect(self._on_look_changed)

    # Opening

    def open(self, customer: CustomerId, results: tuple[CustomerId, ...] = ()) -> None:
        """Show a customer's card; Ctrl+PgUp and Ctrl+PgDn walk through `results`, in their order."""
        self._among = results
        if customer != self._customer:
            self.flush()
            self._customer = customer
            self._care = None
            self._press_when_read = self._remind_when_read = False
            self.body.history.forget()
            self.body.hide()
        self.body.greeting.come_back()
        self._from_top = True
        self.stale = True
        if self.attached and self.isVisible():
            self.stale = False
            self.reload()

    show_customer = open

    def show_way_back(self, page: str) -> None:
        """Going back leads to this page."""
        self._way_back = page
        self.body.header.show_way_back(page)

    @property
    def ready(self) -> bool:
        """Whether the card asked for is the one shown."""
        return self.view is not None and self.view.id == self._customer and not self.body.isHidden()

    def concerned(self, changes: Changes) -> bool:
        if self._customer is None:
            return False
        return changes.concerns(self._customer) or bool(changes.kinds & {Kind.SHOP, Kind.STAFF, Kind.TAG, Kind.FIELD})

    def reload(self) -> None:
        if self._customer is None:
            return
        history = self.body.history
        self.bridge.read(card_care.read, self._customer).latest(self, "care").then(self._show_care).otherwise(_in_vain)
        ask = self.bridge.read(card_view.read, self._customer, only=history.only, limit=history.loaded)
        ask.latest(self, "card").then(self._show).otherwise(self._not_read)

    def _show(self, view: CardView) -> None:
        if view.id != self._customer:
            return
        fresh = not self.ready
        self.view = view = replace(view, care=self._care)
        said = self.body.alerts.banner.text()
        for part in self.body.parts():
            part.show_view(view)
        if fresh:
            self._arrive(said)
        if self._from_top:
            self._from_top = False
            self.body.to_top()

    def _show_care(self, care: Care) -> None:
        """The second reading: touches, reminders, closeness, tact."""
        if care.id != self._customer:
            return
        self._care = care
        if self.view is not None and self.ready:
            self.view = replace(self.view, care=care)
            for part in self.body.side.groups():
                part.show_view(self.view)
        self._remind()

    def _remind(self) -> None:
        """Ctrl+R from elsewhere: the card is there now."""
        if self._remind_when_read and self.ready and self._care is not None:
            self._remind_when_read = False
            self.body.side.reminders.add()

    def new_reminder(self) -> None:
        """Write down a reminder for the customer asked for, as soon as the card is there."""
        self._remind_when_read = self._customer is not None
        self._remind()

    def _arrive(self, said_before: str) -> None:
        """A card has come up: from its top, the name in focus, its alerts spoken."""
        mine = self.hasFocus() or has_focus_inside(self)
        self._fit()
        self.body.show()
        self.body.to_top()
        if mine:
            self.body.header.take_focus()
        alerts, warnings = self.body.alerts.banner.text(), self.body.usual.warnings()
        if alerts and alerts == said_before:
            announce(self, alerts, assertive=True)
        if warnings:
            announce(self, warnings)
        if self._press_when_read:
            self._press_when_read = False
            self.press_main()
        self._remind()

    def _not_read(self, found: Problem) -> None:
        if isinstance(found, NotFound):
            self._customer, self.view = None, None
            self.gone.emit(_("That card is not in the notebook any more."))
            self.leave.emit()
        else:
            self.told(found)

    # What the window asks

    def about_customer(self) -> tuple[CustomerId | None, str]:
        return (self.view.id, self.view.card.shown_name) if self.view is not None else (None, "")

    def press_main(self) -> None:
        """Ctrl+Enter: log the usual; pressed before the card is there, as soon as it is."""
        if self.ready:
            self.body.usual.press_main()
        else:
            self._press_when_read = self._customer is not None

    def go_back(self) -> bool:
        """Esc: close what is open where the keyboard is, or a question; then the card itself."""
        for part in self.body.parts():
            if has_focus_inside(part) and part.close_one():
                return True
        return self.body.usual.close_question()

    def flush(self) -> None:
        """Save what is half typed, and keep the words of open forms."""
        if self.view is not None:
            super().flush()

    def panes(self) -> list[QWidget]:
        return self.body.panes()

    def take_focus(self) -> None:
        if self.ready:
            self.body.header.take_focus()
        else:
            self.setFocus()

    # Keys and menus

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the card is read, whatever was built first."""
        stops, now = self.body.stops(), QApplication.focusWidget()
        if now not in stops:
            return super().focusNextPrevChild(forward)
        at = stops.index(now) + (1 if forward else -1)
        goal = stops[at] if 0 <= at < len(stops) else beyond(self, forward)
        if goal is None:
            return False
        goal.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self.body.show_here(goal)
        return True

    def _connect_keys(self) -> None:
        body: dict[str, Callable[[], None]] = {
            "card_other": lambda: self.body.usual.open_other(),
            "card_note": lambda: self.body.history.write_note(),
            "card_touchpoint": lambda: self.body.history.write_touchpoint(),
            "card_preference": lambda: self.body.knows.add(),
            "card_alert": lambda: self.body.alerts.add(),
            "card_feedback": lambda: self.body.history.write_feedback(),
            "card_me_too": lambda: self.body.history.me_too(),
            "card_reminder": lambda: self.body.side.reminders.add(),
            "card_edit": self._edit,
            "card_copy": self._copy,
            "card_menu": lambda: self.open_menu(self.body.header.more),
            **{name: partial(self._toggle, digit) for digit, name in enumerate(VARIATIONS, 1)},
        }
        for name, slot in body.items():
            self.actions_.on(name, partial(self._when_ready, slot))
        self.actions_.on("card_previous", partial(self._step, -1))
        self.actions_.on("card_next", partial(self._step, 1))

    def _when_ready(self, slot: Callable[[], None]) -> None:
        if self.ready and self.isVisible():
            slot()

    def _toggle(self, digit: int) -> None:
        self.body.usual.toggle(digit)

    def _edit(self) -> None:
        """E: everything that can be changed opens; pressed again it closes."""
        if self.body.identity.opened:
            self.body.identity.close_up()
            self.body.usual_edit.close_up()
            self.body.header.take_focus()
            return
        self.body.usual_edit.open_up()
        self.body.identity.open_at("name")

    def _copy(self) -> None:
        if self.view is not None:
            words = card_words.greeting(self.view.card, self._care.tact.language if self._care is not None else "")
            QGuiApplication.clipboard().setText(words)
            self.said.emit(_("Copied: {words}").format(words=words))

    def _step(self, by: int) -> None:
        """The card before or after this one in the results it came from."""
        if self._customer not in self._among or not self.isVisible():
            return
        at = self._among.index(self._customer) + by
        if 0 <= at < len(self._among):
            self.setFocus()
            self.open(self._among[at], self._among)

    def open_menu(self, under: QWidget) -> None:
        """Everything that can be done with this card."""
        if not self.ready or self.view is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.actions_, self.view, self.body)
        corner = QPoint(under.width() - menu.sizeHint().width(), under.height())
        if self.isRightToLeft():
            corner = QPoint(0, under.height())
        menu.popup(under.mapToGlobal(corner))

    # Building

    def _build(self) -> CardBody:
        body = CardBody(self.actions_)
        body.hide()
        self._outer.addWidget(body)
        body.header.show_way_back(self._way_back)
        body.header.back.connect(self.leave)
        body.header.menu.connect(self.open_menu)
        body.near_end.connect(body.history.near_end)
        body.history.wanted.connect(self.reload)
        body.history.feedback_wanted.connect(self.open_feedback)
        body.greeting.feedback_wanted.connect(self.open_feedback)
        body.usual.warned.connect(self._speak)
        body.usual.main.connect(self.set_main)
        body.usual.asks.connect(self._ask_now)
        body.identity.left.connect(body.header.take_focus)
        body.usual_edit.left.connect(body.header.take_focus)
        body.side.people.open_card.connect(self._open_other)
        body.side.reminders.said.connect(self.said)
        body.side.joined.said.connect(self.said)
        body.side.joined.open_card.connect(self._open_other)
        body.side.number.edit.connect(partial(body.identity.open_at, "card_number"))
        for part in body.parts():
            part.problem.connect(self.problem)
            if self.attached:
                part.attach(self.bridge, self._kept)
        return body

    def attach(self, bridge: object) -> None:
        for part in self.body.parts():
            part.attach(bridge, self._kept)  # type: ignore[arg-type]
        super().attach(bridge)  # type: ignore[arg-type]

    def _on_look_changed(self) -> None:
        self._worn_out = True
        if self.isVisible():
            self._rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        if self._worn_out:
            self._rebuild()
        super().showEvent(event)

    def _rebuild(self) -> None:
        """The look is another one: build everything anew, with what is open and typed kept."""
        self._worn_out = False
        view, mine = self.view, has_focus_inside(self)
        self.flush()
        old, only = self.body, self.body.history.only
        forms = [form.place for form in old.findChildren(Composer) if form.opened]
        shown, at = not old.isHidden(), old.main.verticalScrollBar().value()
        old.hide()
        self._outer.removeWidget(old)
        old.deleteLater()
        self.body = self._build()
        self.body.history.filters.set_value(only)
        if view is None or not shown:
            return
        self._fit()
        for part in self.body.parts():
            part.show_view(view)
        for form in self.body.findChildren(Composer):
            if form.place in forms:
                form.unfold()
        self.body.show()
        self.body.main.verticalScrollBar().setValue(at)
        if mine:
            self.body.header.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = themes.of().look
        self.body.set_width_class(themes.width_class(self.window().width(), look.scale))
        self.body.alerts.fit(self.height())

    def _ask_now(self, found: tuple[str, ...]) -> None:
        """It is logged: they stand at the counter, so this is when to ask."""
        if (words := asks(found)) is not None:
            self.said.emit(words)

    def _speak(self, sentence: str) -> None:
        announce(self, sentence, assertive=True)

    def _open_other(self, customer: CustomerId) -> None:
        self.open_card.emit(customer, (customer,))


def _in_vain(_found: Problem) -> None:
    """The card's own reading says that it is gone."""
