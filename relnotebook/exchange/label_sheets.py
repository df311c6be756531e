"""The sheets of labels that shops sell, as data, and how one is found by its number.

Makers round their measures; whoever finds theirs off writes down their own (`notebook/sheets`).
"""

from __future__ import annotations

from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.notebook import sheets, shop
from relnotebook.notebook.sheets import PAPERS, Nudge, Sheet
from relnotebook.store.write import Session

INCH = 25.4


def _centred(
    key: str, maker: str, paper: str, across: int, down: int, size: tuple[float, float], gap: float = 0.0
) -> Sheet:
    """A sheet with equal margins on both sides; only columns have a gap between them."""
    (wide, high), (width, height) = PAPERS[paper], size
    left = (wide - across * width - (across - 1) * gap) / 2
    top = (high - down * height) / 2
    title = f"{maker} {key}"
    width, height, left, top, gap = (round(length, 3) for length in (width, height, left, top, gap))
    return Sheet(key, title, paper, across, down, width, height, left, top, gap, 0.0, maker)


def _inches(width: float, height: float) -> tuple[float, float]:
    return width * INCH, height * INCH


_SHEETS = (
    _centred("L7160", "Avery", "A4", 3, 7, (63.5, 38.1), 2.5),
    _centred("L7159", "Avery", "A4", 3, 8, (63.5, 33.9), 2.5),
    _centred("L7161", "Avery", "A4", 3, 6, (63.5, 46.6), 2.5),
    _centred("L7163", "Avery", "A4", 2, 7, (99.1, 38.1), 2.5),
    _centred("L7162", "Avery", "A4", 2, 8, (99.1, 33.9), 2.5),
    _centred("L7165", "Avery", "A4", 2, 4, (99.1, 67.7), 2.5),
    _centred("L7651", "Avery", "A4", 5, 13, (38.1, 21.2), 2.5),
    _centred("3474", "Avery Zweckform", "A4", 3, 8, (70.0, 37.0)),
    _centred("3475", "Avery Zweckform", "A4", 3, 8, (70.0, 36.0)),
    _centred("5160", "Avery", "Letter", 3, 10, _inches(2.625, 1), 0.125 * INCH),
    _centred("5161", "Avery", "Letter", 2, 10, _inches(4, 1), 0.1875 * INCH),
    _centred("5162", "Avery", "Letter", 2, 7, _inches(4, 4 / 3), 0.1875 * INCH),
    _centred("5163", "Avery", "Letter", 2, 5, _inches(4, 2), 0.1875 * INCH),
    _centred("5164", "Avery", "Letter", 2, 3, _inches(4, 10 / 3), 0.1875 * INCH),
    _centred("5167", "Avery", "Letter", 4, 20, _inches(1.75, 0.5), 0.3125 * INCH),
)
SHEETS = {one.key: one for one in _SHEETS}
ALIKE = {"8160": "5160", "8161": "5161", "8162": "5162", "8163": "5163", "8164": "5164", "8167": "5167"}
"""Numbers of the same sheets for another kind of printer. A J for L (J8160) is read as well."""


def usual(letter: bool) -> Sheet:
    """The sheet that most people mean by labels: on Letter paper, else on A4."""
    return SHEETS["5160" if letter else "L7160"]


def of(s: Session, key: str, *, letter: bool = False) -> Sheet:
    """A sheet by its number, or one of the shop's own by its name; "" for the usual one.

    Raises Refusal("bad-choice", field="sheet", value).
    """
    asked = key.strip()
    if not asked:
        return usual(letter)
    name = asked.removeprefix("own:").casefold()
    for one in sheets.own(s):
        if one.title.casefold() == name:
            return one
    if (found := by_number(asked)) is not None:
        return found
    raise Refusal("bad-choice", field="sheet", value=key)


def by_number(number: str) -> Sheet | None:
    """A sheet by what is printed on its box: "L7160", "avery j8160", "5160". Pure."""
    words = number.upper().replace("-", " ").split() or [""]
    number = ALIKE.get(words[-1], words[-1])
    if number.startswith("J8"):
        number = f"L7{number[2:]}"
    return SHEETS.get(number)


def all_of(s: Session, *, letter: bool = False) -> tuple[Sheet, ...]:
    """What there is to choose from: the shop's own, then those for its paper, then the others."""
    here = "Letter" if letter else "A4"
    return (*sheets.own(s), *sorted(SHEETS.values(), key=lambda one: one.paper != here))


@dataclass(frozen=True, slots=True)
class Around:
    """What there is to choose from when labels are printed. `nudges`: printer -> how far it is off."""

    sheets: tuple[Sheet, ...]
    usual: Sheet
    nudges: dict[str, Nudge]


def around(s: Session) -> Around:
    letter = sheets.on_letter(shop.region(s))
    return Around(all_of(s, letter=letter), usual(letter), sheets.nudges(s))
