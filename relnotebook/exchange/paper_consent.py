"""The proof of consent on paper: where it stands, every word ever said, the mailings somebody was in.

On whatever paged device it is given, in the light colours, every text plain. The application must have been made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPagedPaintDevice

from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _
from relnotebook.exchange.paper import GAP, SANS, SERIF, Block, Sheet, Stack, Words
from relnotebook.exchange.paper_wall import lay_out
from relnotebook.notebook.ledger import Proof

PART = 900  # letters of one block: a wording of many pages goes on over the page


def proof(device: QPagedPaintDevice, content: Proof, *, shop: str = "", region: str = "GB") -> int:
    """Paint it; gives the number of pages. `region` is the shop's, for the size of paper.

    Raises StoreTrouble("not-printed").
    """
    return lay_out(device, region, _Head(clean(content.title), clean(shop)), list(_blocks(content)))


def _blocks(content: Proof) -> Iterator[Block]:
    yield _Title(_("Where it stands"))
    yield from (_Line(clean(line)) for line in content.standing)
    if content.said:
        yield _Title(_("Every word that was said"))
    for word in content.said:
        yield _Line(clean(word.told))
        yield from (_Line(part, quote=True) for part in _parts(word.wording))
    if content.sent:
        yield _Title(_("Mailings since"))
        yield from (_Line(clean(line)) for line in content.sent)


def _parts(wording: str) -> Sequence[str]:
    """What was asked, in quotation marks, cut into parts that fit on a page."""
    asked = clean(wording, limit=TEXT_LIMIT)
    whole = f"“{asked}”" if asked else ""
    return [whole[at : at + PART] for at in range(0, len(whole), PART)]


@dataclass(frozen=True, slots=True)
class _Head(Stack):
    """Whose proof it is, and of which shop."""

    after = 2.0
    title: str
    shop: str

    def parts(self, sheet: Sheet) -> tuple[Words, Words]:
        return (
            Words(self.shop, sheet.font(SANS, 10.5, QFont.Weight.DemiBold), "accent"),
            Words(self.title, sheet.font(SERIF, 16.0, QFont.Weight.DemiBold), "ink"),
        )


@dataclass(frozen=True, slots=True)
class _Title(Block):
    """What the lines below are about."""

    text: str

    def _words(self, sheet: Sheet) -> Words:
        return Words(self.text, sheet.font(SANS, 10.5, QFont.Weight.DemiBold), "ink")

    def high(self, sheet: Sheet) -> float:
        return sheet.high(self._words(sheet), sheet.room.width()) + sheet.mm(3 * GAP)

    def paint(self, sheet: Sheet, top: float) -> None:
        sheet.put(self._words(sheet), QRectF(0, top + sheet.mm(2 * GAP), sheet.room.width(), self.high(sheet)))


@dataclass(frozen=True, slots=True)
class _Line(Block):
    """One line; a quote stands in the book face, a little to the right."""

    text: str
    quote: bool = False

    def _words(self, sheet: Sheet) -> Words:
        if self.quote:
            return Words(self.text, sheet.font(SERIF, 10.0, QFont.Weight.Medium), "ink2")
        return Words(self.text, sheet.font(SANS, 9.75), "ink")

    def _left(self, sheet: Sheet) -> float:
        return sheet.mm(6) if self.quote else 0.0

    def high(self, sheet: Sheet) -> float:
        return sheet.high(self._words(sheet), sheet.room.width() - 2 * self._left(sheet)) + sheet.mm(GAP)

    def paint(self, sheet: Sheet, top: float) -> None:
        left, wide = self._left(sheet), sheet.room.width()
        sheet.put(self._words(sheet), QRectF(left, top + sheet.mm(GAP / 2), wide - 2 * left, self.high(sheet)))
        if not self.quote:
            sheet.rule(QPointF(0, top), QPointF(wide, 0))
