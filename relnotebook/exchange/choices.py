"""What a person decides about a file that is about to come in, over what was recognised in it."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from relnotebook.base import text
from relnotebook.base.problems import Refusal
from relnotebook.exchange import headers
from relnotebook.exchange.headers import Column, Layout
from relnotebook.exchange.headings import Meaning

JOIN, BOTH, SKIP = "join", "both", "skip"

FIRST_ROW, NO_HEADINGS = "first", "none"
"""What `Choices.headings` can say."""

OWN = "field:"
"""`field:Favourite cup` is a field of the shop's own; it is made when the shop has none of that name."""

_OTHERS = (
    Meaning.LABEL, Meaning.VALUE, Meaning.NEVER, Meaning.OWN, Meaning.CUSTOMER, Meaning.WHEN, Meaning.DATE,
    Meaning.TIME, Meaning.ITEM, Meaning.QUANTITY, Meaning.PRICE,
)  # fmt: skip
_ALSO = {"skip": Meaning.SILENT, "ignore": Meaning.SILENT, "nickname": Meaning.CALL_NAME, "keep": Meaning.KEEP}
OVER = {
    Meaning.NAME: "name",
    Meaning.FIRST: "name",
    Meaning.LAST: "name",
    Meaning.CALL_NAME: "call_name",
    Meaning.OWN_SCRIPT: "own_script",
    Meaning.SAY: "say",
    Meaning.PRONOUNS: "pronouns",
    Meaning.CARD_NUMBER: "card_number",
    Meaning.BIRTHDAY: "birthday",
    Meaning.OWN: "",
}
"""What can be written over -> the part of a card that it is."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Decisions by heading, in any case; "#3" is the third column of a file without headings.

    What is about single people goes by their line in the file (`Person.line`): of a vCard, its number.

    Attributes:
        fields: heading -> what the column holds: a value of Meaning, "skip", or "field:" and a name.
        month_first: heading of a date column -> whether the month is read first.
        overwrite: headings whose cells go over what a card says; otherwise only gaps are filled. An empty cell
            never blanks anything.
        decisions: line -> "join:ID" (they are the card ID), "both" (a card of their own) or "skip" (not brought in).
        fixes: line -> heading -> the cell as it was mended by hand.
        alerts: lines whose note becomes an alert of the card too.
        separator: what parts the cells of a text file: one of , ; tab and |; '' for what was found.
        headings: "first" when the first row are headings, "none" when it is somebody already; '' as found.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    month_first: Mapping[str, bool] = field(default_factory=dict)
    overwrite: frozenset[str] = frozenset()
    decisions: Mapping[int, str] = field(default_factory=dict)
    fixes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    alerts: frozenset[int] = frozenset()
    separator: str = ""
    headings: str = ""

    @property
    def of_columns(self) -> bool:
        """Whether something here is about the columns of a table, which cards have none of."""
        chosen = self.fields or self.month_first or self.overwrite or self.fixes
        return bool(chosen or self.separator or self.headings)

    @property
    def of_matching(self) -> bool:
        """Whether something here says how the columns are matched: what is remembered for the next such file."""
        return bool(self.fields or self.month_first or self.overwrite)

    def cells(self, layout: Layout, file: str) -> dict[int, dict[int, str]]:
        """`fixes` by the number of the column. Raises Refusal("no-such-column")."""
        return {
            line: {column_called(layout, heading, file).index: cell for heading, cell in cells.items()}
            for line, cells in self.fixes.items()
        }

    def headed(self, found: Layout | None, rows: Sequence[Sequence[str]], file: str) -> Layout | None:
        """The layout with the first row read as `headings` says; as it was found, when that says nothing."""
        if self.headings == NO_HEADINGS:
            return headers.by_content(rows) or headers.bare(rows)
        if self.headings == FIRST_ROW and (found is None or found.top == 0):
            return headers.layout(rows[0] if rows else [], 1, file)
        return found

    def applied(self, found: Layout | None, rows: Sequence[Sequence[str]], file: str) -> Layout | None:
        """The layout with the columns as chosen; one made from the first row when none was recognised.

        Raises Refusal("no-such-column", file, column, columns), Refusal("no-such-meaning", value, choices).
        """
        if not (self.fields or self.month_first or self.overwrite):
            return found
        if found is None:
            found = headers.layout(rows[0] if rows else [], 1, file)
        columns = list(found.columns)
        for heading, chosen in self.fields.items():
            column = column_called(found, heading, file)
            columns[column.index] = _meant(columns[column.index], chosen)
        for heading in (*self.month_first, *self.overwrite):
            column_called(found, heading, file)
        return replace(found, columns=tuple(columns))

    def over(self, layout: Layout, file: str) -> frozenset[str]:
        """The parts of a card that the file may write over: "name", "birthday", "field:favourite cup"."""
        columns = self.overwritten(layout, file)
        own = {f"{OWN}{text.fold(c.base)}" for c in columns if c.meaning is Meaning.OWN}
        return frozenset(own | {part for c in columns if (part := OVER.get(c.meaning, ""))})

    def overwritten(self, layout: Layout, file: str) -> list[Column]:
        """The columns whose cells go over what a card says."""
        return [column_called(layout, heading, file) for heading in self.overwrite]

    def orders(self, layout: Layout, file: str) -> dict[int, bool]:
        """Column -> whether its month is read first, where that was decided."""
        return {column_called(layout, heading, file).index: first for heading, first in self.month_first.items()}


def column_key(layout: Layout, column: Column) -> str:
    """What `column_called` knows a column by: its heading, or "#3" where it has none, or another has the same."""
    first = next(c for c in layout.columns if text.fold(c.heading) == text.fold(column.heading))
    clear = column.heading and not column.heading.startswith("#") and first is column
    return column.heading if clear else f"#{column.index + 1}"


def column_called(layout: Layout, heading: str, file: str) -> Column:
    """The column of that heading. Raises Refusal("no-such-column")."""
    wanted = heading.strip()
    if wanted[:1] == "#" and wanted[1:].isdecimal() and 0 < int(wanted[1:]) <= len(layout.columns):
        return layout.columns[int(wanted[1:]) - 1]
    for column in layout.columns:
        if column.heading and text.fold(column.heading) == text.fold(wanted):
            return column
    known = ", ".join(c.heading or f"#{c.index + 1}" for c in layout.columns[:40])
    raise Refusal("no-such-column", file=file, column=heading, columns=known)


def _meant(column: Column, chosen: str) -> Column:
    if chosen.casefold().startswith(OWN):
        name = text.clean(chosen[len(OWN) :], limit=60)
        if name:
            return replace(column, meaning=Meaning.OWN, base=name)
    return replace(column, meaning=meaning_of(chosen))


def meaning_of(chosen: str) -> Meaning:
    """ "First name", "first_name" and "first-name" are the same. Raises Refusal("no-such-meaning")."""
    plain = " ".join(chosen.casefold().replace("_", " ").replace("-", " ").split())
    known = {value.replace("-", " "): meaning for value, meaning in meanings().items()}
    found = known.get(plain) or _ALSO.get(plain)
    if found is None:
        raise Refusal("no-such-meaning", value=chosen, choices=", ".join([*meanings(), "skip", f"{OWN}…"]))
    return found


def meanings() -> dict[str, Meaning]:
    """What a column of people can hold, by the words a person may choose it by."""
    return {str(meaning): meaning for meaning in Meaning if meaning not in _OTHERS and meaning is not Meaning.SILENT}


def checked_encoding(name: str | None) -> str | None:
    """The encoding by the name Python has for it. Raises Refusal("no-such-letters", value)."""
    if not name:
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError) as unknown:
        raise Refusal("no-such-letters", value=name) from unknown
    if not found._is_text_encoding:
        raise Refusal("no-such-letters", value=name)
    return name
