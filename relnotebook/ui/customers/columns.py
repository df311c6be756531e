"""The columns of the table: which there are, which have room, and where each begins. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relnotebook.base.words import _

TICK = 40  # px at 100 %: the box at the beginning of a row
PAD = 10  # inside a cell, on both sides
ROW, TALL = 40, 66  # a row; one that holds the usual below the name
WIDTHS = {"name": 196, "usual": 160, "last": 108, "rhythm": 134, "closeness": 100, "consent": 138, "tags": 132,
          "binned": 190}  # fmt: skip
NAME_TALL = 150  # the least a name has where the usual stands below it
NAME_SHARE = 0.4  # of the room that is left over; the usual has the rest

EVERYBODY = ("name", "usual", "last", "rhythm", "closeness", "consent", "tags")
BIN = ("name", "usual", "last", "binned")
LEAVE = ("tags", "rhythm", "consent", "closeness", "usual", "last", "binned")
"""In which order columns leave a narrow window."""

SORTED_BY = {"name": "name", "usual": "usual", "last": "last", "rhythm": "rhythm", "closeness": "closeness",
             "binned": "binned"}  # fmt: skip
"""Column -> what it sorts by, as in notebook/browsing; consent and tags are not sorted, the filters are for them."""

NEWEST_FIRST = ("last", "closeness", "added", "binned")
"""What one looks for from the top: the last visit, the closest, the newest card."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its place, in px from the leading edge; `width` includes the padding."""

    key: str
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns shown; `tall`: the usual stands below the name, rows are higher."""

    columns: tuple[Column, ...]
    tall: bool

    def of(self, key: str) -> Column | None:
        """One of them, None where it has no room."""
        return next((column for column in self.columns if column.key == key), None)


def plan(keys: Sequence[str], width: int, scale: float) -> Plan:
    """Lay columns out in `width` px at a text size; those at the end of LEAVE stay longest, the name always."""

    def px(length: float) -> int:
        return int(length * scale + 0.5)

    kept = list(keys)

    def needs() -> int:
        name = WIDTHS["name"] if "usual" in kept else NAME_TALL
        return px(TICK) + px(name) + sum(px(WIDTHS[key]) for key in kept if key != "name")

    for key in LEAVE:
        if needs() <= width:
            break
        if key in kept:
            kept.remove(key)
    tall = "usual" not in kept
    left_over = max(width - needs(), 0)
    wide = {key: px(WIDTHS[key]) for key in kept}
    if tall:
        wide["name"] = max(px(NAME_TALL) + left_over, width - px(TICK) if len(kept) == 1 else 0)
    else:
        wide["name"] += int(left_over * NAME_SHARE)
        wide["usual"] += left_over - int(left_over * NAME_SHARE)
    found, at = [], px(TICK)
    for key in kept:
        found.append(Column(key, at, wide[key]))
        at += wide[key]
    return Plan(tuple(found), tall)


def titles() -> dict[str, str]:
    """What stands above each column."""
    return {
        "name": _("Name"),
        "usual": _("The usual"),
        "last": _("Last visit"),
        "rhythm": _("Rhythm"),
        "closeness": _("Closeness"),
        "consent": _("Consent"),
        "tags": _("Tags"),
        "binned": _("In the bin"),
    }


def sort_titles() -> dict[str, str]:
    """What a sort is called: "By name"."""
    return {
        "name": _("By name"),
        "usual": _("By the usual"),
        "last": _("By the last visit"),
        "rhythm": _("By rhythm"),
        "closeness": _("By closeness"),
        "added": _("By when they came in"),
        "binned": _("By when they went in"),
    }
