"""Page: one place in the window. Shown, stale, read again: that rule is written here, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Changes, CustomerId, Kind
from relnotebook.base.text import aloud
from relnotebook.ui.actions import Actions

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.shop import Shop


@dataclass(frozen=True, slots=True)
class Also:
    """Words that stand in the toast behind what was just done; its Undo stays."""

    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A toast whose button does something else than Undo: "38 people are in December.csv. Open folder"."""

    words: str
    verb: str
    then: Callable[[], object]


def asks(found: Iterable[str]) -> Also | None:
    """What to ask somebody now that they are here: "Ask if the new cup fits her car."; None for nothing."""
    sentences = aloud(*(" ".join(one.split()) for one in found))
    return Also(sentences) if sentences else None


class Page(QWidget):
    """What every page of the window has in common.

    A page is built before or after the notebook is open: `attach` gives it the bridge, once. It never patches
    its widgets after a write; it hears `Bridge.changed` and reads its view again.

    Attributes:
        name: "counter", "card", "settings": as in `actions.pages` and `Window.show_page`.
        kinds: the kinds of row its view shows; a change of any other kind does not concern it.
        main_text: what Ctrl+Enter does here ("&Log the usual"); "" when the page has no main button.
        stale: something concerning was written while the page was hidden; it reads again when shown.
    Signals:
        said: a finished `Changes`, for the toast with Undo; a plain sentence (str), for one without; `Also`; `Offer`.
        gone: what the page showed is no longer there, as a sentence; the page leaves.
        problem: a Problem the page cannot show beside a field; the window shows the banner.
        open_card: (customer id, ids in the order of the results the card came from).
        open_page: name of another page.
        leave: the page is done; back to where the person came from.
        busy: words while something takes longer than 400 ms; "" when it is over.
        main_changed: `main_text` is another one now.
        shifted: what stands at the side is another thing, or another width; a toast moves out of its way.
    """

    name: ClassVar[str] = ""
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind)

    said = Signal(object)
    problem = Signal(object)
    gone = Signal(str)
    open_card = Signal(object, object)
    open_page = Signal(str)
    leave = Signal()
    busy = Signal(str)
    main_changed = Signal()
    shifted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.actions_ = actions
        self.stale = True
        self.main_text = ""
        self._bridge: Bridge | None = None

    @property
    def bridge(self) -> Bridge:
        """The way to the notebook; only after `attach`."""
        if self._bridge is None:
            raise RuntimeError("the page is not attached to a notebook yet")
        return self._bridge

    @property
    def keys_of(self) -> str:
        """Whose keys work while it is shown: a page of `actions.pages`."""
        return self.name

    @property
    def attached(self) -> bool:
        """Whether the notebook is open."""
        return self._bridge is not None

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open: hear its changes, and read the view as soon as the page is seen."""
        self._bridge = bridge
        bridge.changed.connect(self.on_changed)
        self.stale = True
        self._renew_when_seen()

    def on_changed(self, changes: Changes) -> None:
        """The one rule: hidden pages go stale, a visible page that is concerned reads its view again."""
        if not self.concerned(changes):
            return
        self.stale = True
        self._renew_when_seen()

    def concerned(self, changes: Changes) -> bool:
        """Whether the view may look different after `changes`. A card page also asks about its customer."""
        return bool(changes.kinds & self.kinds)

    def reload(self) -> None:
        """Read the view again, with `.latest(self, ...)`. Each page says how."""

    def press_main(self) -> None:
        """Ctrl+Enter: the page's main button."""

    def keep(self) -> bool:
        """Ctrl+S. False: nothing is to be saved by name here, and what is typed is saved already."""
        return False

    def go_back(self) -> bool:
        """Esc: close or clear one thing inside the page. False: nothing is left, the window leaves it."""
        return False

    def flush(self) -> None:
        """Save every half-typed field now: the page is left or the window closes."""
        for field in self.findChildren(QWidget):
            save = getattr(field, "flush", None)
            if callable(save) and field is not self:
                save()

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through, in order."""
        return [self]

    def show_shop(self, shop: Shop) -> None:
        """The shop's profile was read, or is another one."""

    def show_person(self, name: str) -> None:
        """Somebody else is at the till; "" for nobody."""

    def show_settings(self, settings: Settings) -> None:
        """This till's settings are others."""

    def take_focus(self) -> None:
        """Put the focus where work begins on this page."""
        self.setFocus()

    def keeps_focus(self, widget: QWidget) -> bool:
        """Whether the keyboard comes back to this part when the page is shown again; else it begins anew."""
        return True

    def beside(self) -> int:
        """The width of a column at the trailing side which a toast leaves uncovered; 0 for none."""
        return 0

    def toast_room(self) -> QRect:
        """Where on the page a toast covers nothing, when that is not above its lower edge; else a null rectangle."""
        return QRect()

    def minute(self) -> None:
        """A minute has passed: told to all pages at once, and to the count on the cover."""

    def about_customer(self) -> tuple[CustomerId | None, str]:
        """The customer the page is about now, and how they are called; (None, "") for nobody in particular."""
        return None, ""

    def set_main(self, text: str) -> None:
        """Name what Ctrl+Enter does now; the menu shows it."""
        if text != self.main_text:
            self.main_text = text
            self.main_changed.emit()

    def told(self, problem: Problem) -> None:
        """A slot for `.otherwise` when the page has no better place for it than the window's banner."""
        self.problem.emit(problem)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew_when_seen()

    def _renew_when_seen(self) -> None:
        if self.stale and self.attached and self.isVisible():
            self.stale = False
            self.reload()
