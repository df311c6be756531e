"""What the painters are given: finished words and where they stand. No customer, no Qt, nothing to look up."""

from __future__ import annotations

from dataclasses import dataclass

from relnotebook.base.text import aloud

Spans = tuple[tuple[int, int], ...]

TONE_ORDER = ("alert", "never", "honey", "accent", "neutral", "outline")


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge or chip: an icon and a word, so that colour is never alone.

    Attributes:
        tone: alert (solid brick), never (soft brick), honey, accent, neutral or outline.
        icon: a file of resources/icons without its ending; '' for none.
        text: the words.
        strong: a leading word in bold: "Loves" of "Loves cardamom".
    """

    tone: str
    icon: str
    text: str
    strong: str = ""

    def words(self) -> str:
        """All its words, as a screen reader says them."""
        return f"{self.strong} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of people, or a heading among them.

    Attributes:
        key: whose row it is; the choice is kept by it.
        title: the name.
        second: the name in its own script, or whatever stands quietly beside it.
        marks: badges in any order; alerts are drawn first and never left out.
        line: the second line, after `icon` ('' for no icon).
        spans: (start, end) of matching letters in `line`; `title_spans`, `second_spans` likewise.
        right: last visit in human words.
        initials: letters for the disc; `tint` picks its colour; `photo` replaces it.
        spoken: the row as one sentence, alert first; made from the parts when ''.
        keys: the row's keys in words, for a screen reader.
        warns: `line` is a warning, drawn in the soft colours of an alert.
        why: why this row was found, when none of the texts shows it.
        heading: not '' makes this a heading ("Usually in about now") with `heading_note` beside; not selectable.
        plus: the row that adds somebody new, with a dashed disc.
    """

    key: int
    title: str
    second: str = ""
    marks: tuple[Mark, ...] = ()
    line: str = ""
    spans: Spans = ()
    title_spans: Spans = ()
    second_spans: Spans = ()
    right: str = ""
    icon: str = "bookmark-filled"
    initials: str = ""
    tint: int = 0
    photo: bytes | None = None
    spoken: str = ""
    keys: str = ""
    warns: bool = False
    why: Mark | None = None
    why_spans: Spans = ()
    heading: str = ""
    heading_note: str = ""
    plus: bool = False

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.heading or self.title

    @property
    def still(self) -> bool:
        """Whether it cannot be chosen."""
        return bool(self.heading)

    def says(self) -> str:
        """One sentence for a screen reader, alert first."""
        if self.spoken:
            return self.spoken
        if self.heading:
            return ". ".join(filter(None, (self.heading, self.heading_note)))
        marks = sorted_marks(self.marks)
        first = [mark.words() for mark in marks if mark.tone == "alert"]
        rest = [mark.words() for mark in marks if mark.tone != "alert"]
        why = [self.why.words()] if self.why else []
        parts = [*first, self.title, self.second, *rest, self.line, *why, self.right]
        return aloud(*parts)


@dataclass(frozen=True, slots=True)
class Moment:
    """One row of a timeline.

    Attributes:
        key: what the page wants back when the row is chosen.
        day: stands left of the margin rule: "Wed 18"; '' repeats nothing.
        icon: a file of resources/icons.
        text: what happened; a `quote` is set as a customer's own words and may take three lines, as may any `wrap`.
        right: when and by whom.
        quiet: stands after the text in a quieter tone.
        spoken: the row as one sentence; made from the parts when ''.
    """

    key: object
    day: str
    icon: str
    text: str
    right: str
    quiet: str = ""
    spoken: str = ""
    quote: bool = False
    wrap: bool = False

    def says(self) -> str:
        """One sentence for a screen reader."""
        parts = (self.day, f"{self.text} {self.quiet}".strip(), self.right)
        return self.spoken or aloud(*parts)


def sorted_marks(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks in the order in which they may claim room: alerts first."""
    return tuple(sorted(marks, key=lambda mark: TONE_ORDER.index(mark.tone)))
