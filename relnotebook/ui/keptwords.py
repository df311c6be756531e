"""Half-typed sheets of the counter, kept in the notebook until they are written or let go."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.drafts import Draft

PLACES = "counter/new/"  # each sheet has a place of its own, so that a second one never takes the first one's words


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is known of somebody new; one field is enough. `card`: the number of a card nobody has yet."""

    name: str = ""
    phone: str = ""
    email: str = ""
    usual: str = ""
    alert: str = ""
    card: str = ""
    consent: bool = False

    def words(self) -> dict[str, str]:
        """The texts, for keeping a half-typed sheet."""
        return {key: value for key, value in asdict(self).items() if isinstance(value, str) and value}

    @staticmethod
    def of(words: dict[str, str]) -> NewPerson:
        """A kept sheet. A tick for consent is never kept: it is asked for again."""
        name, phone, email, usual, alert, card = (words.get(f.name, "") for f in fields(NewPerson)[:-1])
        return NewPerson(name, phone, email, usual, alert, card)


class KeptWords(QObject):
    """Keeps, forgets, and finds again.

    Attributes:
        place, person: of the newest words found, "" and nobody when there are none.
        open_place: of the sheet that is open now; its words are not offered.
    Signals:
        found: NewPerson, or None when nothing is kept.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = ""
        self.person = NewPerson()
        self.open_place = ""
        self._forgotten: set[str] = set()  # places let go of; a read may still find the words of the last one
        self._bridge: Bridge | None = None

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def ask(self) -> None:
        """Look for words from before; `found` tells."""
        from relnotebook.notebook import drafts

        if (bridge := self._open()) is not None:
            bridge.read(drafts.all_kept).latest(self, "drafts").then(self._show)

    def keep(self, person: NewPerson) -> None:
        """Keep the words of the open sheet."""
        from relnotebook.notebook import drafts

        if (bridge := self._open()) is not None:
            self.open_place = self.open_place or PLACES + uuid4().hex
            bridge.keep(drafts.keep, self.open_place, person.words()).latest(self, self.open_place)

    def go_on(self) -> NewPerson:
        """The words found become those of the open sheet."""
        self.open_place = self.place
        return self.person

    def forget_open(self) -> None:
        """The open sheet was written: its words are in the notebook."""
        self._forget(self.open_place)
        self.open_place = ""

    def forget_found(self) -> None:
        """The words offered are not wanted any more."""
        self._forget(self.place)
        self.ask()

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        gone = {self.open_place, *self._forgotten}
        mine = (draft for draft in drafts if draft.place.startswith(PLACES) and draft.place not in gone)
        newest = next(mine, None)
        self.place = newest.place if newest is not None else ""
        self.person = NewPerson.of(newest.words) if newest is not None else NewPerson()
        self.found.emit(self.person if self.person.words() else None)

    def _forget(self, place: str) -> None:
        from relnotebook.notebook import drafts

        if place and (bridge := self._open()) is not None:
            self._forgotten.add(place)
            bridge.keep(drafts.forget, place)

    def _open(self) -> Bridge | None:
        return self._bridge if self._bridge is not None and not self._bridge.closed else None
