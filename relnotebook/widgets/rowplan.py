"""Where the parts of a person's row stand, and what gives way when there is not room for all."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from relnotebook.base.words import n_
from relnotebook.widgets import theme
from relnotebook.widgets.draw import MARK_HEIGHT, advance, mark_width
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Mark, Row, sorted_marks

HEIGHT = 66
DISC, PAD, GAP = 40, 13, 14


@dataclass(slots=True)
class Placed:
    """Where the parts of a row stand, in px from its leading edge (mirrored only when painted).

    Attributes:
        hidden: marks that found no room; drawn as "+2" and spelled out in the tooltip.
    """

    title: QRect = field(default_factory=QRect)
    font: QFont = field(default_factory=QFont)
    second: QRect | None = None
    marks: list[tuple[Mark, QRect]] = field(default_factory=list)
    hidden: tuple[Mark, ...] = ()
    line: QRect = field(default_factory=QRect)
    why: QRect | None = None
    right: QRect | None = None


def place(row: Row, width: int, height: int, reserve: int = 0) -> Placed:
    """Lay a row out in `width` x `height` px, leaving `reserve` px free at its trailing edge.

    Names and alerts never give way: the last visit goes first, then other marks, then alerts take the second
    line, then the name's letters get smaller.
    """
    return _Layout(row, width, height, reserve).result


class _Layout:
    """The working of `place`, step by step."""

    def __init__(self, row: Row, width: int, height: int, reserve: int) -> None:
        self.look = theme.of()
        self.row = row
        self.result = Placed(font=self.look.font("row_name"))
        px = self.look.px
        self.left = px(PAD) + px(DISC) + px(GAP)
        self.end = width - px(12) - reserve
        middle = height // 2
        self.top = QRect(0, middle - px(24), width, px(MARK_HEIGHT))
        self.low = QRect(0, middle + px(2), width, px(22))
        self.alerts = [mark for mark in sorted_marks(row.marks) if mark.tone == "alert"]
        self.others = [mark for mark in sorted_marks(row.marks) if mark.tone != "alert"]
        self._place_right(height)
        self._place_title()
        self._place_line()

    def _place_right(self, height: int) -> None:
        needs = advance(clean(self.row.title), self.result.font) + self._room_of(self.alerts)
        if not self.row.right:
            return
        wide = advance(clean(self.row.right, 60), self.look.font("small", tabular=True))
        if self.left + needs + self.look.px(16) + wide > self.end:
            return
        self.result.right = QRect(self.end - wide, 0, wide, height)
        self.end -= wide + self.look.px(16)

    def _place_title(self) -> None:
        title = clean(self.row.title)
        room = self.end - self.left
        wide = advance(title, self.result.font)
        beside = self._room_of(self.alerts)
        if wide + beside > room and wide * self._smallest() + beside <= room:
            wide = self._shrink(title, wide, room - beside)
        low_alerts = bool(self.alerts) and wide + beside > room
        if wide > room:
            wide = min(self._shrink(title, wide, room), room)
        self.result.title = self._at(self.top, self.left, wide)
        at = self.left + wide + self.look.px(8)
        if low_alerts:
            self.left = self._put(self.alerts, self.left, self.low)
        else:
            at = self._put(self.alerts, at, self.top)
        at = self._place_second(at)
        self._place_others(at)

    def _smallest(self) -> float:
        """How small a name may get: as small as the words below it."""
        return self.look.font("body").pointSizeF() / self.look.font("row_name").pointSizeF()

    def _shrink(self, title: str, wide: int, room: int) -> int:
        """Make the name's letters smaller, so that it needs `room`; how wide it is then."""
        self.result.font.setPointSizeF(self.result.font.pointSizeF() * max(self._smallest(), room / wide))
        return advance(title, self.result.font)

    def _place_second(self, at: int) -> int:
        """The name in its own script stands between name and marks, when it fits beside the alerts."""
        wide = advance(clean(self.row.second, 80), self.look.font("body")) if self.row.second else 0
        if not wide or at + wide > self.end:
            return at
        gap = self.look.px(8)
        first = self.result.title.right() + 1 + gap
        self.result.second = self._at(self.top, first, wide)
        self.result.marks = [
            (mark, rect.translated(wide + gap, 0) if rect.top() == self.top.top() else rect)
            for mark, rect in self.result.marks
        ]
        return at + wide + gap

    def _place_others(self, at: int) -> None:
        left = list(self.others)
        while left:
            more = mark_width(_more(len(left) - 1)) + self.look.px(8) if len(left) > 1 else 0
            if at + mark_width(left[0]) + more > self.end:
                break
            at = self._put([left.pop(0)], at, self.top)
        self.result.hidden = tuple(left)
        if left and at + mark_width(_more(len(left))) <= self.end:
            self._put([_more(len(left))], at, self.top)

    def _place_line(self) -> None:
        room = self.end - self.left
        if self.row.why is not None:
            wide = advance(clean(self.row.why.text, 80), self.look.font("small"))
            wide += self.look.px(18) if self.row.why.icon else 0
            if not self.row.line:
                self.result.why = self._at(self.low, self.left, min(wide, room))
                return
            wanted = self._line_width()
            keeps = max(min(wanted, room // 2), room - wide - self.look.px(14))
            keeps = min(keeps, wanted)
            start = self.left + keeps + self.look.px(14)
            self.result.why = self._at(self.low, start, min(wide, self.end - start))
            room = keeps
        self.result.line = self._at(self.low, self.left, max(room, 0))

    def _line_width(self) -> int:
        icon = self.look.px(19) if self.row.icon else 0
        return advance(clean(self.row.line), self.look.font("body")) + icon

    def _put(self, marks: list[Mark], at: int, line: QRect) -> int:
        for mark in marks:
            wide = min(mark_width(mark), max(self.end - self.look.px(PAD), 1))
            spot = QRect(at, line.center().y() - self.look.px(MARK_HEIGHT) // 2, wide, self.look.px(MARK_HEIGHT))
            if line is self.top:
                spot.moveTop(line.top())
            self.result.marks.append((mark, spot))
            at += wide + self.look.px(8)
        return at

    def _room_of(self, marks: list[Mark]) -> int:
        return sum(mark_width(mark) + self.look.px(8) for mark in marks)

    @staticmethod
    def _at(line: QRect, left: int, width: int) -> QRect:
        return QRect(left, line.top(), width, line.height())


def tooltip(row: Row, width: int) -> str:
    """What a row of `width` px cannot show: marks left out and a line cut short; '' when all is seen."""
    parts = place(row, width, theme.of().row(HEIGHT))
    said = [mark.words() for mark in parts.hidden]
    if parts.second is None and row.second:
        said.append(row.second)
    icon = theme.of().px(19) if row.icon else 0
    if row.line and advance(clean(row.line), theme.of().font("body")) + icon > parts.line.width():
        said.append(row.line)
    return "\n".join(said)


def _more(count: int) -> Mark:
    return Mark("neutral", "", n_("+{n}", "+{n}", count))
