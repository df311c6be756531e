"""What stands in the middle of a page of the customer screen: a question, why, an idea, thanks.

Each is as large as it can be without scrolling, and tells what was tapped or typed; it knows neither window nor
notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from relnotebook.ui.kiosk.flow import COMMENT, IDEA, LETTERS, THANKS, Flow
from relnotebook.ui.kiosk.parts import FaceTile, FootTile, Line, NumberTile, ReasonTile, Text, Tile, Words
from relnotebook.widgets.draw import mirrored

if TYPE_CHECKING:
    from relnotebook.notebook.screenwords import Words as Said
    from relnotebook.notebook.surveys import Text as Asked

SHRINKS = tuple(1.0 - 0.04 * n for n in range(19))
"""A page that does not fit is drawn smaller, step by step."""

EDGE = 32.0
COLUMN = 920.0
TITLE = ("Literata", 46.0, 600)
BELOW = ("Inter", 19.0, 400)
NOTE = ("Inter", 15.0, 400)


def words_in(language: str) -> Said:
    """The fixed words of the screen in a language."""
    from relnotebook.notebook import screenwords

    return screenwords.say(language)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a page.

    Attributes:
        gap: px above it at unit 1; high: its height for (width, unit); place: puts it into a rectangle at a unit.
    """

    gap: float
    high: Callable[[int, float], int]
    place: Callable[[QRect, float], object]


class Content(QWidget):
    """What stands between the head and the foot of a page: rows, as large as they can be without scrolling.

    Signals:
        picked: a score; chose: a choice as the shop wrote it; toggled: key of a reason; typed: (which, text);
        idea_wanted: the button to the page for an idea.
    Attributes:
        rise: how much of the free height stands above, 0 to 1.
    """

    picked = Signal(int)
    chose = Signal(str)
    toggled = Signal(str)
    typed = Signal(str, str)
    idea_wanted = Signal()
    rise: ClassVar[float] = 0.4

    def __init__(self, title: str, line: str = "") -> None:
        super().__init__()
        self._wanted = 1.0
        self.title = Words(TITLE, parent=self)
        self.title.set_text(title)
        self.line = Words(BELOW, "ink2", parent=self)
        self.line.set_text(line)
        self.setAccessibleName(title)

    def set_unit(self, unit: float) -> None:
        """Be this large, where it fits."""
        self._wanted = unit
        self._lay()

    def take_focus(self) -> None:
        """The keyboard goes where one would type next; nowhere by itself."""

    def press(self, key: int) -> bool:
        """A digit, 0 to 9, outside fields; whether it meant something here."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def rows(self) -> list[Row]:
        """Its rows from above."""
        return [self._words(0, self.title, 64), self._words(6, self.line, 64)]

    def fits(self, width: int, unit: float) -> bool:
        """Whether all its words stay whole."""
        return self.title.fits(width - round(64 * unit), unit)

    @staticmethod
    def _words(gap: float, words: Words, beside: float) -> Row:
        def high(width: int, unit: float) -> int:
            return words.high(width - round(2 * beside * unit), unit)

        def place(spot: QRect, unit: float) -> None:
            words.set_unit(unit)
            words.setGeometry(spot.adjusted(round(beside * unit), 0, -round(beside * unit), 0))
            words.setVisible(bool(words.text()))

        return Row(gap, high, place)

    def _lay(self) -> None:
        width, height, rows = self.width(), self.height(), self.rows()
        unit, highs = self._wanted, [0]
        for share in SHRINKS:
            unit = self._wanted * share
            highs = [row.high(width, unit) for row in rows]
            if self._total(rows, highs, unit) <= height and self.fits(width, unit):
                break
        at = max(0, round((height - self._total(rows, highs, unit)) * self.rise))
        for row, high in zip(rows, highs, strict=True):
            at += round(row.gap * unit) if high else 0
            row.place(QRect(0, at, width, high), unit)
            at += high

    @staticmethod
    def _total(rows: Sequence[Row], highs: Sequence[int], unit: float) -> int:
        return sum(high + round(row.gap * unit) for row, high in zip(rows, highs, strict=True) if high)


class Faces(Content):
    """Five faces, from wonderful to really bad."""

    def __init__(self, question: str, words: Said, score: int | None) -> None:
        super().__init__(question, words.one_tap)
        self.tiles = [FaceTile(5 - n, word, self) for n, word in enumerate(words.faces)]
        for tile in self.tiles:
            _hold(tile, tile.score == score, partial(self.picked.emit, tile.score))

    def rows(self) -> list[Row]:
        return [*super().rows(), Row(54, self._high, self._place)]

    def press(self, key: int) -> bool:
        return 1 <= key <= 5 and _tap(self.tiles[key - 1])

    @staticmethod
    def _unit(width: int, unit: float) -> float:
        """Five tiles and four gaps stand beside one another, whatever the width."""
        return min(unit, (width - 2 * EDGE * unit) / 1120)

    def _high(self, width: int, unit: float) -> int:
        return round(FaceTile.HIGH * self._unit(width, unit))

    def _place(self, spot: QRect, unit: float) -> None:
        own = self._unit(spot.width(), unit)
        for tile in self.tiles:
            tile.words_unit = unit
        _beside(self, self.tiles, spot, round(FaceTile.WIDE * own), round(20 * own), own)


class Numbers(Content):
    """0 to 10, with what the two ends mean."""

    def __init__(self, question: str, words: Said, score: int | None) -> None:
        super().__init__(question, words.one_tap)
        self.tiles = [NumberTile(n, self) for n in range(11)]
        self.ends = tuple(Words(("Inter", 17, 400), "ink2", centred=False, parent=self) for _end in range(2))
        for end, text in zip(self.ends, (words.least, words.most), strict=True):
            end.set_text(text)
        for tile in self.tiles:
            ends = {0: f"0, {words.least}", 10: f"10, {words.most}"}
            tile.setAccessibleName(ends.get(tile.score, str(tile.score)))
            _hold(tile, tile.score == score, partial(self.picked.emit, tile.score))
        self._last: int | None = None

    def rows(self) -> list[Row]:
        return [*super().rows(), Row(54, self._high, self._place), Row(12, self._ends_high, self._place_ends)]

    def press(self, key: int) -> bool:
        """1 and then 0 is 10."""
        score = 10 if key == 0 and self._last == 1 and self.tiles[1].isChecked() else key
        self._last = key
        return _tap(self.tiles[score])

    def _plan(self, width: int, unit: float) -> tuple[int, int]:
        """(width of a tile, gap)."""
        gap = round(10 * unit)
        return min(round(92 * unit), (width - round(2 * EDGE * unit) - 10 * gap) // 11), gap

    def _high(self, width: int, unit: float) -> int:
        return round(112 * unit)

    def _place(self, spot: QRect, unit: float) -> None:
        _beside(self, self.tiles, spot, *self._plan(spot.width(), unit), unit)

    def _ends_high(self, width: int, unit: float) -> int:
        return max(end.high(width // 2, unit) for end in self.ends)

    def _place_ends(self, spot: QRect, unit: float) -> None:
        wide, gap = self._plan(spot.width(), unit)
        left = (spot.width() - 11 * wide - 10 * gap) // 2
        for n, end in enumerate(self.ends):
            end.set_unit(unit)
            own = min(end.wide(unit), spot.width() // 2)
            at = left if n == 0 else spot.width() - left - own
            end.setGeometry(mirrored(self.rect(), QRect(at, spot.top(), own, spot.height()), self.isRightToLeft()))


class Choices(Content):
    """A few answers to choose from. What is told is the choice as the shop wrote it."""

    def __init__(self, asked: Asked, keys: Sequence[str], words: Said, chosen: str) -> None:
        super().__init__(asked.question, words.choose)
        shown = list(asked.choices) + list(keys)[len(asked.choices) :]
        self.tiles = [Tile(text, self) for text in shown[: len(keys)]]
        for tile, key in zip(self.tiles, keys, strict=True):
            tile.radius = 16.0
            _hold(tile, key == chosen, partial(self.chose.emit, key))

    def rows(self) -> list[Row]:
        return [*super().rows(), Row(44, self._high, self._place)]

    def press(self, key: int) -> bool:
        return 1 <= key <= len(self.tiles) and _tap(self.tiles[key - 1])

    @property
    def _columns(self) -> int:
        count = len(self.tiles)
        return 1 if count <= 4 else 2 if count <= 10 else 3

    def _high(self, width: int, unit: float) -> int:
        lines = -(-len(self.tiles) // self._columns)
        return lines * round(76 * unit) + max(0, lines - 1) * round(14 * unit)

    def _place(self, spot: QRect, unit: float) -> None:
        columns, gap, high = self._columns, round(14 * unit), round(76 * unit)
        whole = min(round({1: 560, 2: 920, 3: 1120}[columns] * unit), spot.width() - round(2 * EDGE * unit))
        wide = (whole - (columns - 1) * gap) // columns
        left = (spot.width() - whole) // 2
        for n, tile in enumerate(self.tiles):
            line, column = divmod(n, columns)
            box = QRect(left + column * (wide + gap), spot.top() + line * (high + gap), wide, high)
            tile.set_unit(unit)
            tile.setGeometry(mirrored(self.rect(), box, self.isRightToLeft()))


class Written(Content):
    """Words of their own: reasons to tap, a field, and where it is asked for, a name and a way to reply."""

    rise = 0.18

    def __init__(self, flow: Flow, words: Said, title: str, line: str, reasons: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(title, line)
        answer = flow.answer
        self.reasons = [ReasonTile(icon, text, self) for _key, icon, text in reasons]
        for tile, (key, _icon, _text) in zip(self.reasons, reasons, strict=True):
            _hold(tile, key in answer.reasons, partial(self.toggled.emit, key), many=True)
        which = "idea" if flow.page == IDEA else "words"
        name = words.idea_field if which == "idea" else words.own_words
        self.text = Text(name, getattr(answer, which), LETTERS[which], self)
        self.text.said.connect(lambda text: self.typed.emit(which, text))
        self.lines: list[Line] = []
        self.note = Words(NOTE, "ink2", centred=False, parent=self)
        self.note.hide()
        if flow.asks_name and which == "words":
            self._ask_name(flow, words)

    def _ask_name(self, flow: Flow, words: Said) -> None:
        for which, name in (("given_name", words.your_name), ("reply_to", words.reply)):
            line = Line(name, getattr(flow.answer, which), LETTERS[which], self)
            line.textChanged.connect(lambda text, one=which: self.typed.emit(one, text))
            self.lines.append(line)
        self.note.set_text(words.only_to_answer)
        self.note.show()

    def take_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> list[Row]:
        rows = super().rows()
        if self.reasons:
            rows.append(Row(32, lambda width, unit: self._flow(width, unit)[1], self._place_reasons))
        rows.append(Row(28, lambda _width, unit: round((138 if self.lines else 176) * unit), self._place_text))
        if self.lines:
            rows.append(Row(18, self._lines_high, self._place_lines))
            rows.append(Row(13, self._note_high, self._place_note))
        return rows

    def _flow(self, width: int, unit: float) -> tuple[list[QRect], int]:
        """Where the reasons stand, in lines that are each in the middle; and how high all of it is."""
        most, gap, high = width - round(2 * EDGE * unit), round(14 * unit), round(56 * unit)
        lines: list[list[int]] = [[]]
        for tile in self.reasons:
            wide = min(tile.wide(unit), most)
            if lines[-1] and sum(lines[-1]) + len(lines[-1]) * gap + wide > most:
                lines.append([])
            lines[-1].append(wide)
        spots = []
        for n, line in enumerate(lines):
            at = (width - sum(line) - (len(line) - 1) * gap) // 2
            for wide in line:
                spots.append(QRect(at, n * (high + gap), wide, high))
                at += wide + gap
        return spots, len(lines) * high + (len(lines) - 1) * gap

    def _place_reasons(self, spot: QRect, unit: float) -> None:
        for tile, box in zip(self.reasons, self._flow(spot.width(), unit)[0], strict=True):
            tile.set_unit(unit)
            tile.setGeometry(mirrored(self.rect(), box.translated(0, spot.top()), self.isRightToLeft()))

    def _place_text(self, spot: QRect, unit: float) -> None:
        self.text.set_unit(unit)
        self.text.setGeometry(_column(spot, unit))

    @property
    def _upright(self) -> bool:
        """Whether the fields stand below one another."""
        page = self.parentWidget() or self
        return page.height() > page.width()

    def _lines_high(self, _width: int, unit: float) -> int:
        return round((60 + 74 * (len(self.lines) - 1) if self._upright else 60) * unit)

    def _place_lines(self, spot: QRect, unit: float) -> None:
        whole, gap = _column(spot, unit), round(14 * unit)
        wide = (whole.width() - gap) // 2
        for n, line in enumerate(self.lines):
            box = QRect(whole.left() + n * (whole.width() - wide), whole.top(), wide, whole.height())
            if self._upright:
                high = round(60 * unit)
                box = QRect(whole.left(), whole.top() + n * (high + gap), whole.width(), high)
            line.set_unit(unit)
            line.setGeometry(mirrored(self.rect(), box, self.isRightToLeft()))

    def _note_high(self, width: int, unit: float) -> int:
        return self.note.high(_column(QRect(0, 0, width, 1), unit).width(), unit)

    def _place_note(self, spot: QRect, unit: float) -> None:
        self.note.set_unit(unit)
        self.note.setGeometry(_column(spot, unit))


class Alone(Content):
    """A headline and nothing else: thanks, or that nothing is asked just now."""

    rise = 0.29

    def __init__(self, title: str, idea: str = "") -> None:
        super().__init__(title)
        self.idea = FootTile(idea, "quiet", "bulb", self) if idea else None
        if self.idea is not None:
            self.idea.clicked.connect(self.idea_wanted)

    def rows(self) -> list[Row]:
        rows = super().rows()
        if self.idea is not None:
            rows.append(Row(40, lambda _width, unit: round(60 * unit), self._place))
        return rows

    def _place(self, spot: QRect, unit: float) -> None:
        assert self.idea is not None
        self.idea.set_unit(unit)
        wide = self.idea.wide(unit)
        self.idea.setGeometry((spot.width() - wide) // 2, spot.top(), wide, spot.height())


def content(flow: Flow) -> Content:
    """The page that a flow is at."""
    answer, screen, words = flow.answer, flow.screen, words_in(flow.answer.language)
    survey = screen.survey
    if flow.page == THANKS:
        return Alone(words.thanks)
    if flow.page == IDEA:
        return Written(flow, words, words.idea_title, "", ())
    if survey is None:
        return Alone(words.nothing, words.idea if screen.asks_idea else "")
    asked = text_of(flow)
    if flow.page == COMMENT:
        return Written(flow, words, *_why(flow, words, asked), _reasons(flow))
    if survey.kind == "faces":
        return Faces(asked.question, words, answer.score)
    if survey.kind == "nps":
        return Numbers(asked.question, words, answer.score)
    if survey.kind == "choices":
        return Choices(asked, survey.choices, words, answer.choice)
    return Written(flow, words, asked.question, "", ())


def text_of(flow: Flow) -> Asked:
    """The question in the language of the answer, or in the screen's own."""
    assert flow.screen.survey is not None
    texts = flow.screen.survey.texts
    return texts.get(flow.answer.language) or next(iter(texts.values()))


def _why(flow: Flow, words: Said, asked: Asked) -> tuple[str, str]:
    """Headline and line of the second page: the shop's own question, or ours by what was tapped."""
    by_mood = {"good": words.good, "so_so": words.so_so, "bad": words.bad}
    title = asked.more or by_mood.get(flow.mood, words.ask_more)
    return title, words.fits if flow.asks_reasons else ""


def _reasons(flow: Flow) -> list[tuple[str, str, str]]:
    if not flow.asks_reasons:
        return []
    language = flow.answer.language
    return [(r.key, r.icon, r.words.get(language) or next(iter(r.words.values()), r.key)) for r in flow.screen.reasons]


def _hold(tile: Tile, chosen: bool, slot: Callable[[], object], *, many: bool = False) -> None:
    """Let a tile show what is chosen and tell when it is tapped. One of several cannot be untapped."""
    tile.setChecked(chosen)
    tile.setAutoExclusive(not many)
    tile.clicked.connect(lambda: slot())


def _tap(tile: Tile) -> bool:
    tile.click()
    return True


def _beside(page: QWidget, tiles: Sequence[Tile], spot: QRect, wide: int, gap: int, unit: float) -> None:
    """Tiles in one line, in the middle of `spot`."""
    left = (spot.width() - len(tiles) * wide - (len(tiles) - 1) * gap) // 2
    for n, tile in enumerate(tiles):
        tile.set_unit(unit)
        box = QRect(left + n * (wide + gap), spot.top(), wide, spot.height())
        tile.setGeometry(mirrored(page.rect(), box, page.isRightToLeft()))


def _column(spot: QRect, unit: float) -> QRect:
    """The part of a row that fields stand in."""
    wide = min(round(COLUMN * unit), spot.width() - round(2 * EDGE * unit))
    return QRect((spot.width() - wide) // 2, spot.top(), wide, spot.height())
