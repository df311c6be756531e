"""Where things stand in a row of the day's list: margin, name, reason, first line of the message, six buttons. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from relnotebook.base.text import aloud
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance
from relnotebook.widgets.plain import clean

HEIGHT, HEADING, NOTE = 68, 40, 44
MARGIN, RULE = 76, 2
TEXT = 94  # where the words begin
EDGE = 6  # px before the words of the margin: the ring around a chosen row stays clear of them
BETWEEN, APART = 2, 17  # between two buttons, and between those that write and those that settle
LEAST = 210  # px of words below which the buttons that write step aside; the pane has them too
WRITING = ("copy", "mail", "note")
SETTLING = ("done", "snooze", "skip")


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One row of the list, a heading among them, or a quiet sentence.

    Attributes:
        key: whose row it is; the choice is kept by it.
        title: the name.
        reason: why now, in a few words, after `icon`.
        line: the first line of the message.
        margin: two short lines left of the rule: ("Wed", "2 days"); `late` draws the first in the colour of alerts.
        tools: names of the buttons this row has, of `WRITING` and `SETTLING`.
        spoken: the row as one sentence; made from the parts when "".
        keys: the row's keys in words, for a screen reader.
        heading: not "" makes this a heading with `count` beside it; `note` makes it a quiet sentence.
    """

    key: str
    title: str = ""
    icon: str = ""
    reason: str = ""
    line: str = ""
    margin: tuple[str, str] = ("", "")
    late: bool = False
    tools: tuple[str, ...] = WRITING + SETTLING
    spoken: str = ""
    keys: str = ""
    heading: str = ""
    count: str = ""
    note: str = ""

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.heading or self.note or self.title

    @property
    def still(self) -> bool:
        """Whether nothing can be done with it: a heading or a sentence."""
        return bool(self.heading or self.note)

    def says(self) -> str:
        """One sentence for a screen reader."""
        if self.still:
            return ", ".join(part for part in (self.heading, self.count, self.note) if part)
        parts = (self.title, self.reason, *self.margin, self.line)
        return self.spoken or aloud(*parts)


@dataclass(slots=True)
class Spots:
    """The places of one row, laid out from left to right. `split`: the hairline between the two sets of buttons."""

    title: QRect
    font: QFont
    icon: QRect
    reason: QRect
    line: QRect
    above: QRect
    below: QRect
    split: QRect | None = None
    tools: dict[str, QRect] = field(default_factory=dict)

    def at(self, x: int, y: int) -> str:
        """The button at this place of the row, or ""."""
        return next((name for name, spot in self.tools.items() if spot.contains(x, y)), "")


def place(row: AgendaRow, width: int, height: int) -> Spots:
    """Where everything of `row` stands in `width` by `height` px."""
    look = theme.of()
    tools, split, end = _buttons(row, width, height)
    left = look.px(TEXT)
    room = max(end - look.px(11) - left, look.px(40))
    top, middle = height // 2 - look.px(24), height // 2
    font = _name_font(row, room)
    wide = min(advance(clean(row.title), font), room)
    title = QRect(left, top, wide, look.px(24))
    side = look.px(16)
    icon = QRect(left + wide + look.px(9), top + look.px(12) - side // 2, side, side)
    words = icon.right() + 1 + look.px(5)
    reason = QRect(words, top, max(left + room - words, 0), look.px(24))
    beside = look.px(MARGIN - 9 - EDGE)
    above = QRect(look.px(EDGE), top + look.px(3), beside, look.px(18))
    below = QRect(look.px(EDGE), middle - look.px(4), beside, look.px(18))
    line = QRect(left, middle + look.px(1), room, look.px(20))
    return Spots(title, font, icon, reason, line, above, below, split, tools)


def _buttons(row: AgendaRow, width: int, height: int) -> tuple[dict[str, QRect], QRect | None, int]:
    """The buttons by name, what stands between the two sets, and where the words must end."""
    look = theme.of()
    side, pitch = look.control(), look.control() + look.px(BETWEEN)
    at, top = width - look.px(BETWEEN), (height - side) // 2
    spots: dict[str, QRect] = {}
    for name in reversed(SETTLING):
        at -= side
        spots[name] = QRect(at, top, side, side)
        at -= pitch - side
    settling = at
    at += pitch - side - look.px(APART)
    middle = at + look.px(APART) // 2
    for name in reversed(WRITING):
        at -= side
        spots[name] = QRect(at, top, side, side)
        at -= pitch - side
    if at - look.px(TEXT) < look.px(LEAST):
        return {name: spots[name] for name in SETTLING if name in row.tools}, None, settling
    split = QRect(middle, height // 2 - look.px(13), 1, look.px(26))
    drawn = {name: spots[name] for name in WRITING + SETTLING if name in row.tools}
    return drawn, split if set(drawn) & set(WRITING) else None, at


def _name_font(row: AgendaRow, room: int) -> QFont:
    """A long name is set smaller, down to the size of the words below it, before anything of it is cut."""
    look = theme.of()
    font = look.font("row_name")
    wide = advance(clean(row.title), font)
    if wide > room:
        least = look.font("small").pointSizeF() / font.pointSizeF()
        font.setPointSizeF(font.pointSizeF() * max(least, room / wide))
    return font


def hidden(row: AgendaRow, width: int, height: int) -> str:
    """What a row of `width` px has no room to show; "" when it shows all."""
    if row.still:
        return ""
    look, spots = theme.of(), place(row, width, height)
    said = [row.title] if advance(clean(row.title), spots.font) > spots.title.width() else []
    small = look.font("small")
    if advance(clean(row.reason), small) > spots.reason.width():
        said.append(row.reason)
    if advance(clean(row.line), small) > spots.line.width():
        said.append(row.line)
    return "\n".join(said)
