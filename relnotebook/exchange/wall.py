"""What hangs on the wall of the shop: what customers said and what came of it, and ideas to vote on. Pure.

Whoever reads it may be anybody: a name stands there only when its customer agreed, and nothing that only colleagues
may know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _
from relnotebook.notebook.ideaboard import STAGES, Board, IdeaCard
from relnotebook.notebook.telling import Pair

VOTED = STAGES[:-1]  # on the menu there is nothing left to ask for


@dataclass(frozen=True, slots=True)
class WallPair:
    """What was said, and what came of it. `answer`: "We did", or how a no is put; `name`: "" for nobody named."""

    said: str
    answer: str
    did: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wall:
    """The sheet of pairs."""

    title: str
    shop: str
    pairs: tuple[WallPair, ...]


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One idea to tick. `by`: "Aoi's idea", "" where the customer did not agree to be named."""

    title: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class VoteSheet:
    """The sheet on which customers tick what they want too. `more`: what stands above the lines for new ideas."""

    title: str
    how: str
    more: str
    shop: str
    lines: tuple[VoteLine, ...]


def wall(pairs: Iterable[Pair], shop: str = "") -> Wall:
    """Pairs as they hang on the wall. One without an answer stays off it."""
    return Wall(_("You said, we did"), clean(shop), tuple(_pairs(pairs)))


def _pairs(pairs: Iterable[Pair]) -> Iterator[WallPair]:
    for pair in pairs:
        said, did = sentence(pair.you_said), _words(outcome(pair))
        if said and did:
            yield WallPair(said, answer(pair), did, clean(pair.name))


def sentence(said: str) -> str:
    """What was said, as a sentence that stands alone."""
    words = _words(said).strip("“”\"' ")
    return words[:1].upper() + words[1:]


def outcome(pair: Pair) -> str:
    """What came of it: what was done, and after a no or not now the kind reason."""
    if pair.decision in ("no", "not_now"):
        return " ".join(part for part in (pair.why, pair.we_did) if part)
    return pair.we_did


def answer(pair: Pair) -> str:
    """What stands above the outcome."""
    return {"no": _("Why not"), "not_now": _("Not now, and why")}.get(pair.decision, _("We did"))


def vote_sheet(board: Board, shop: str = "") -> VoteSheet:
    """The ideas on which customers may vote: public ones that are not on the menu yet, in the order of the board."""
    found = (card for stage in VOTED for card in board.lanes.get(stage, ()) if card.public)
    lines = tuple(VoteLine(clean(card.title), _credit(card)) for card in found)
    return VoteSheet(
        _("What would you like next?"),
        _("Tick what you want too. Every tick counts."),
        _("Something else? Write it here."),
        clean(shop),
        lines,
    )


def _credit(card: IdeaCard) -> str:
    """ "An idea of Aoi Tanaka", when she agreed to be named."""
    name = next((face.name for face in card.faces if face.customer == card.customer), "") if card.credit else ""
    return _("An idea of {name}").format(name=clean(name)) if name else ""


def _words(text: str) -> str:
    return clean(text, lines=True, limit=TEXT_LIMIT).strip()
