"""What the card page reads, from one snapshot, and what all its parts have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Problem
from relnotebook.base.terms import CustomerId
from relnotebook.ui.card_stops import stops_in

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.customers import CustomerCard
    from relnotebook.notebook.drafts import Draft
    from relnotebook.notebook.inbox import Line
    from relnotebook.notebook.shop import Shop
    from relnotebook.notebook.telling import Telling
    from relnotebook.notebook.timeline import Page
    from relnotebook.ui.card_care import Care


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything on the page.

    Attributes:
        card: the customer.
        shop: its words, categories and synonyms.
        history: the newest entries, of the kind `only`.
        drafts: what was half typed on this card.
        now: when it was read; days are counted from here.
        to_tell: what they are to be told, the oldest first.
        unsettled: their newest complaint of which nothing came yet.
        care: what the second reading gave (card_care.read), None until it is there.
    """

    card: CustomerCard
    shop: Shop
    history: Page
    only: str
    drafts: tuple[Draft, ...]
    now: datetime
    to_tell: tuple[Telling, ...] = ()
    unsettled: Line | None = None
    care: Care | None = None

    @property
    def id(self) -> CustomerId:
        return self.card.id

    @property
    def alive(self) -> bool:
        """Whether they may come in again: not deceased, not in the bin."""
        return self.card.state != "deceased" and not self.card.binned

    def draft(self, whole: str) -> dict[str, str]:
        """The words half typed at a place, "card/7/note"; empty when there are none."""
        return next((dict(d.words) for d in self.drafts if d.place == whole), {})


def place_of(customer: CustomerId, place: str) -> str:
    """Where a draft of this card is kept: "card/7/note"."""
    return f"card/{customer}/{place}"


def read(s: Any, customer: CustomerId, *, only: str = "all", limit: int = 50) -> CardView:
    """The whole page in one snapshot, `s` (the session of a reader lane). Raises NotFound("no-customer")."""
    from relnotebook.notebook import customers, drafts, inbox, shop, telling, timeline

    mine, to_tell = place_of(customer, ""), telling.to_tell(s, customer)
    complaint = inbox.open_of(s, customer)
    return CardView(
        customers.card(s, customer),
        shop.profile(s),
        timeline.page(s, customer, only=only, limit=limit),
        only,
        tuple(d for d in drafts.all_kept(s) if d.place.startswith(mine)),
        clock.now(),
        to_tell,
        complaint if complaint is not None and complaint.status != "tell" else None,
    )


def has_focus_inside(widget: QWidget) -> bool:
    """Whether the keyboard is at `widget` or in it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


class CardPart(QWidget):
    """One part of the card. It shows its slice of the view again only when the slice is another one.

    Signals:
        problem: a Problem that has no place in this part; the page passes it to the window.
        show_here: a widget inside, or a place, that the page should bring into sight.
    """

    problem = Signal(object)
    show_here = Signal(object)
    name: ClassVar[str] = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CardView | None = None
        self._bridge: Bridge | None = None
        self._kept: dict[str, dict[str, str]] = {}
        self.width_class = "normal"

    def made(self, name: str) -> Any:
        """A form of this part (a cached property) when it was needed already, else None."""
        return self.__dict__.get(name)

    @property
    def bridge(self) -> Bridge:
        """The way to the notebook; only after `attach`."""
        if self._bridge is None:
            raise RuntimeError("the card is not attached to a notebook yet")
        return self._bridge

    @property
    def view(self) -> CardView:
        """What is shown; only after `show_view`."""
        if self._view is None:
            raise RuntimeError("no card is shown yet")
        return self._view

    @property
    def customer(self) -> CustomerId:
        return self.view.id

    def attach(self, bridge: Bridge, kept: dict[str, dict[str, str]]) -> None:
        """Take the way to the notebook, and the words kept in this run of the program (place: words)."""
        self._bridge, self._kept = bridge, kept

    def keep(self, place: str, words: dict[str, str]) -> None:
        """Keep half-typed words at a whole place ("card/7/note"), or forget them when all are empty."""
        from relnotebook.notebook import drafts

        self._kept[place] = words
        self.bridge.keep(drafts.keep, place, words).latest(self, place)

    def draft(self, place: str) -> dict[str, str]:
        """What was half typed at a place of this card, here a moment ago or before the program was closed."""
        whole = place_of(self.customer, place)
        return self._kept[whole] if whole in self._kept else self.view.draft(whole)

    def show_view(self, view: CardView) -> None:
        """Show another view, of the same customer or of another one."""
        before, self._view = self._view, view
        if before is None or before.id != view.id:
            self.turn_over()
        elif self.slice(before) == self.slice(view):
            return
        self.fill(view)

    def slice(self, view: CardView) -> object:
        """What of the view this part shows; equal slices are not shown again."""
        return replace(view, now=view.now.replace(microsecond=0), care=None)

    def turn_over(self) -> None:
        """Another customer's card comes up: close what was open."""

    def stops(self) -> list[QWidget]:
        """What Tab reaches here, in order."""
        return stops_in(self)

    def close_one(self) -> bool:
        """Esc: close one thing that is open here; False when nothing is."""
        return False

    def fill(self, view: CardView) -> None:
        """Show the slice."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def set_width_class(self, name: str) -> None:
        """wide, normal, narrow or tight."""
        self.width_class = name

    def write(self, act: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Do an act; a Problem goes to the window unless the caller takes it with `.otherwise`."""
        return self.bridge.write(act, *args, **kw).otherwise(self.told)

    def told(self, found: Problem) -> None:
        """A Problem about something that is gone from the card needs no words: the next view shows it."""
        if not isinstance(found, NotFound):
            self.problem.emit(found)
