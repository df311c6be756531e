"""Messages in a person's own words, kept in the notebook for as long as their touch is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from relnotebook.base import clock

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.agenda import Pane, Today

PLACES = "today/"
NEW = "today/new"  # the half-written reminder
SHOWN = "shown"  # which wording was in hand
KEPT_DAYS = 60  # a touch that was done may be taken back, and its words with it

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """The day's list, and every kept word that belongs to it by touch; `new` is the half-written reminder."""

    today: Today
    own: dict[str, Words]
    new: Words
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A touch opened in the pane, with the person's own words for its wordings."""

    pane: Pane
    own: Words


def read_list(s: Any) -> Listed:
    """The list and what was typed for it. `s`: the session of a reader lane."""
    from relnotebook.notebook import drafts, touches

    today = touches.today(s)
    listed = {touch.id for touch in today.touches}
    long_ago = clock.now() - timedelta(days=KEPT_DAYS)
    kept = {draft.place: draft for draft in drafts.all_kept(s) if draft.place.startswith(PLACES)}
    new = kept.pop(NEW, None)
    old = tuple(p for p, d in kept.items() if p.removeprefix(PLACES) not in listed and d.when < long_ago)
    own = {place.removeprefix(PLACES): draft.words for place, draft in kept.items()}
    return Listed(today, own, new.words if new is not None else {}, old)


def read_pane(s: Any, touch: str, wording: int | None = None, staff: str = "") -> Opened:
    """A touch with one wording of its message; without one the wording that was in hand last. `staff` signs it.

    Raises NotFound("no-touch").
    """
    from relnotebook.notebook import drafts
    from relnotebook.notebook.pane import pane

    draft = drafts.of(s, PLACES + touch)
    own = draft.words if draft is not None else {}
    return Opened(pane(s, touch, wording=in_hand(own) if wording is None else wording, staff=staff), own)


def in_hand(own: Words) -> int:
    """The wording that was in hand last; the first when nothing was typed."""
    return int(own[SHOWN]) if own.get(SHOWN, "").isdecimal() else 0


class MessageWords(QObject):
    """Keeps what is typed, and knows it before the notebook has it.

    Attributes:
        own: by touch, the words for each wording ("0", "1", ...), and under `SHOWN` which one was in hand.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own: dict[str, Words] = {}
        self._typed: set[str] = set()  # touches typed for here: what is read of them may be older
        self._bridge: Bridge | None = None

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def found(self, touch: str, own: Words) -> None:
        """What was read; what was typed here since then is newer and stays."""
        if touch not in self._typed:
            self.own[touch] = dict(own)

    def of(self, touch: str, wording: int) -> str:
        """The person's own words for a wording, "" for none."""
        return self.own.get(touch, {}).get(str(wording), "")

    def firsts(self) -> dict[str, str]:
        """For each touch the own words in hand, to be shown in its row."""
        return {touch: words for touch, own in self.own.items() if (words := own.get(str(in_hand(own)), ""))}

    def type(self, touch: str, wording: int, words: str, was: str) -> None:
        """Keep `words`; when they are what the template says (`was`), or nothing, there is nothing to keep."""
        own = dict(self.own.get(touch, {}))
        own.pop(SHOWN, None)
        own.pop(str(wording), None)
        if words.strip() and words != was:
            own[str(wording)] = words
        if own:
            own[SHOWN] = str(wording)
        self.own[touch] = own
        self._typed.add(touch)
        self.keep(PLACES + touch, own)

    def keep(self, place: str, words: Words) -> None:
        """Keep words at a place, or forget what is there when they are empty."""
        from relnotebook.notebook import drafts

        if self._bridge is not None and not self._bridge.closed:
            self._bridge.keep(drafts.keep, place, words).latest(self, place)

    def forget(self, places: tuple[str, ...]) -> None:
        """Words of touches that are long over."""
        for place in places:
            self.keep(place, {})
