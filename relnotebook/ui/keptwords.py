"""Half-typed sheets, kept in the notebook until they are written or let go: somebody new, and what was said."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.drafts import Draft

SAID = "feedback/new/"  # of what customers said
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


class KeptSheet(QObject):
    """Keeps, forgets, and finds again the words of one kind of sheet.

    Args:
        places: what the places of such sheets begin with ("counter/new/").
    Attributes:
        place, words: of the newest words found, "" and {} when there are none.
        open_place: of the sheet that is open now; its words are not offered.
    Signals:
        found: the words (field: text), or None when nothing is kept.
    """

    found = Signal(object)

    def __init__(self, places: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = ""
        self.words: dict[str, str] = {}
        self.open_place = ""
        self._places = places
        self._forgotten: set[str] = set()  # places let go of; a read may still find the words of the last one
        self._bridge: Bridge | None = None

    def attach(self, bridge: Bridge | None) -> None:
        """The notebook is open, or (None) closed again."""
        self._bridge = bridge

    def ask(self) -> None:
        """Look for words from before; `found` tells."""
        from relnotebook.notebook import drafts

        if (bridge := self._open()) is not None:
            bridge.read(drafts.all_kept).latest(self, "drafts").then(self._show)

    def keep_words(self, words: dict[str, str]) -> None:
        """Keep the words of the open sheet; with {} its place is given up."""
        from relnotebook.notebook import drafts

        if not any(words.values()):
            self.forget_open()
        elif (bridge := self._open()) is not None:
            self.open_place = self.open_place or self._places + uuid4().hex
            bridge.keep(drafts.keep, self.open_place, words).latest(self, self.open_place).then(self._kept)

    def _kept(self, _done: object) -> None:
        """The sheet was left meanwhile: whoever looked for its words may have looked before they were in the file."""
        if not self.open_place:
            self.ask()

    def take_up(self) -> dict[str, str]:
        """The words found become those of the open sheet."""
        self.open_place = self.place
        return self.words

    def forget_open(self) -> None:
        """The open sheet was written: its words are in the notebook."""
        self.forget(self.open_place)
        self.open_place = ""

    def forget_found(self) -> None:
        """The words offered are not wanted any more."""
        self.forget(self.place)
        self.ask()

    def forget(self, place: str) -> None:
        """What was kept at `place` is written, or not wanted any more; "" is no place."""
        from relnotebook.notebook import drafts

        if place and (bridge := self._open()) is not None:
            self._forgotten.add(place)
            bridge.keep(drafts.forget, place)

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        gone = {self.open_place, *self._forgotten}
        mine = (draft for draft in drafts if draft.place.startswith(self._places) and draft.place not in gone)
        newest = next(mine, None)
        self.place = newest.place if newest is not None else ""
        self.words = dict(newest.words) if newest is not None else {}
        self._tell()

    def _tell(self) -> None:
        self.found.emit(self.words or None)

    def _open(self) -> Bridge | None:
        return self._bridge if self._bridge is not None and not self._bridge.closed else None


class KeptWords(KeptSheet):
    """The half-typed sheets of the counter.

    Signals:
        found: NewPerson, or None when nothing is kept.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PLACES, parent)

    @property
    def person(self) -> NewPerson:
        """The newest person found, or nobody."""
        return NewPerson.of(self.words)

    def keep(self, person: NewPerson) -> None:
        """Keep the words of the open sheet."""
        self.keep_words(person.words())

    def go_on(self) -> NewPerson:
        """The words found become those of the open sheet."""
        return NewPerson.of(self.take_up())

    def _tell(self) -> None:
        self.found.emit(self.person if self.person.words() else None)
