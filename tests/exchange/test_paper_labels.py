"""Labels are where the sheet has them: rendered to a picture and measured, within a fifth of a millimetre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPdfWriter

from relnotebook.base.problems import Refusal
from relnotebook.exchange import label_sheets, labels, outgoing, paper_labels
from relnotebook.exchange.paper_labels import Labels
from relnotebook.notebook import consent, exports
from relnotebook.notebook.sheets import PAPERS, Nudge, Sheet
from tests.builders import Shop

from .conftest import outcome
from .measuring import Picture
from .test_paper import Pdf

NEAR = 0.2  # mm
SILVA = ("Ana & Tom Silva", "14 Harbour Street", "Bath BA1 2AB")
SHEETS = label_sheets.SHEETS


@pytest.fixture(autouse=True)
def _fonts(theme: Any) -> None:
    """Fonts need an application."""


@pytest.fixture
def printed(tmp_path: Path) -> Any:
    """Print labels into a file; the file."""

    def one(sheet: Sheet, count: int = 1, lines: Sequence[str] = SILVA, **more: Any) -> Path:
        path = tmp_path / "labels.pdf"
        device = QPdfWriter(str(path))
        paper_labels.paint(device, [lines] * count, Labels(sheet, **more))
        del device
        return path

    return one


def is_near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) <= NEAR for a, b in zip(found, wanted, strict=True))


def words(path: Path) -> str:
    """The letters of the first page."""
    return read(Pdf(path).words())


def read(text: str) -> str:
    """A text as it comes back from a PDF of Qt's: without spaces, and without two letters that it does not name."""
    return "".join(text.split()).replace("A", "").replace("-", "")


def edges(start: float, length: float, gap: float, count: int) -> list[float]:
    """Both edges of each label in a row; once where two touch."""
    found: list[float] = []
    for number in range(count):
        here = start + number * (length + gap)
        found += [edge for edge in (here, here + length) if not found or edge - found[-1] > NEAR]
    return found


@pytest.mark.parametrize("key", SHEETS)
def test_every_label_is_where_its_sheet_has_it(tmp_path: Path, key: str) -> None:
    sheet = SHEETS[key]
    device = QPdfWriter(str(tmp_path / "page.pdf"))
    paper_labels.calibration(device, sheet)
    del device
    page = Picture(tmp_path / "page.pdf")
    last = labels.spot(sheet, sheet.labels)
    assert is_near(page.size, PAPERS[sheet.paper])
    found = page.across(last.top + last.height - 1.2)
    wanted = edges(sheet.left, sheet.width, sheet.gap_x, sheet.across)
    if sheet.left == 0:  # labels to the very edge of the paper, of which a picture shows half a line or none
        found, wanted = found[-2:], wanted[1:-1]
    assert is_near(found, wanted)
    assert is_near(page.down(last.left + last.width - 1.2), edges(sheet.top, sheet.height, sheet.gap_y, sheet.down))


def test_a_nudge_moves_everything_by_just_that(tmp_path: Path) -> None:
    sheet = SHEETS["L7160"]
    device = QPdfWriter(str(tmp_path / "page.pdf"))
    paper_labels.calibration(device, sheet, Nudge(1.5, -2.25), printer="Back office")
    del device
    page, last = Picture(tmp_path / "page.pdf"), labels.spot(sheet, sheet.labels)
    found = page.across(last.top + last.height - 5)
    assert is_near(found, [edge + 1.5 for edge in edges(sheet.left, sheet.width, sheet.gap_x, sheet.across)])
    found = page.down(last.left + last.width - 3)
    assert is_near(found, [edge - 2.25 for edge in edges(sheet.top, sheet.height, sheet.gap_y, sheet.down)])
    assert read("Back office") in words(tmp_path / "page.pdf")
    assert read("1.5 mm to the right, -2.25 mm down") in words(tmp_path / "page.pdf")


def test_the_rulers_are_ten_centimetres_long(tmp_path: Path) -> None:
    device = QPdfWriter(str(tmp_path / "page.pdf"))
    paper_labels.calibration(device, SHEETS["3474"])
    del device
    page = Picture(tmp_path / "page.pdf")
    ticks = [one for one in page.across(297 / 2 - 2.3) if 54 < one < 156]
    assert abs(max(ticks) - min(ticks) - 100) <= NEAR


@pytest.mark.parametrize("key", ["L7160", "L7163", "5160", "5167"])
def test_the_first_label_is_the_one_that_is_free(printed: Any, key: str) -> None:
    sheet = SHEETS[key]
    page = Picture(printed(sheet, 2, start=sheet.across + 2))
    inside = labels.padding(sheet) / 2
    for place in range(1, sheet.labels + 1):
        spot = labels.spot(sheet, place)
        found = page.ink(spot.left + inside, spot.top + 0.3, spot.width - 2 * inside, spot.height - 0.6)
        assert (found is not None) == (place in (sheet.across + 2, sheet.across + 3)), place


def test_an_address_stands_at_the_same_place_of_each_label(printed: Any) -> None:
    sheet = SHEETS["L7159"]
    page = Picture(printed(sheet, sheet.labels))
    first = labels.spot(sheet, 1)
    begun = page.ink(first.left, first.top, first.width, first.height)
    assert begun is not None
    assert 0 <= begun.left - (first.left + labels.PADDING) <= 1
    assert abs((begun.top + begun.bottom) / 2 - (first.top + first.height / 2)) <= 1
    for place in range(2, sheet.labels + 1):
        spot = labels.spot(sheet, place)
        found = page.ink(spot.left, spot.top, spot.width, spot.height)
        assert found is not None
        moved = (spot.left - first.left, spot.top - first.top) * 2
        assert is_near(found, [a + b for a, b in zip(begun, moved, strict=True)]), place


def test_labels_are_nudged_too(printed: Any) -> None:
    sheet, box = SHEETS["L7160"], (7.25, 15.15, 60, 38)
    begun = Picture(printed(sheet, 1)).ink(*box)
    moved = Picture(printed(sheet, 1, nudge=Nudge(2.0, 1.0))).ink(*box)
    assert begun is not None
    assert moved is not None
    assert is_near(moved, [begun.left + 2, begun.top + 1, begun.right + 2, begun.bottom + 1])


def test_later_sheets_begin_with_their_first_label(printed: Any) -> None:
    sheet = SHEETS["L7165"]
    path = printed(sheet, 4, start=8)
    first, second = Picture(path), Picture(path, 2)
    assert first.pages == 2
    spots = [labels.spot(sheet, place) for place in range(1, 9)]
    assert [first.ink(s.left, s.top, s.width, s.height) is not None for s in spots] == [False] * 7 + [True]
    assert [second.ink(s.left, s.top, s.width, s.height) is not None for s in spots] == [True] * 3 + [False] * 5


def test_paper_to_cut_gets_lines(printed: Any) -> None:
    sheet = SHEETS["L7163"]
    page = Picture(printed(sheet, 2, outlines=True))
    assert is_near(page.across(15.15 + 2), [4.65, 103.75, 106.25, 205.35])


LONG = (
    "The Worshipful Association of the Friends of the Old Harbour Lighthouse",
    "Flat 3, The Old Customs House and Bonded Warehouse",
    "1 Quay Street",
    "Kingston upon Hull",
    "East Riding of Yorkshire HU1 2AB",
    "UNITED KINGDOM",
)


@pytest.mark.parametrize("lines", [LONG, ("X" * 300, "Bath BA1 2AB"), tuple(f"Line {n}" for n in range(40))])
@pytest.mark.parametrize("key", ["L7160", "L7651", "5167"])
def test_a_long_address_stays_on_its_label(printed: Any, key: str, lines: Sequence[str]) -> None:
    sheet = SHEETS[key]
    page, spot = Picture(printed(sheet, 1, lines, start=sheet.across + 2)), labels.spot(sheet, sheet.across + 2)
    found = page.ink(0, 0, *PAPERS[sheet.paper])
    assert found is not None
    assert found.left >= spot.left
    assert found.top >= spot.top
    assert found.right <= spot.left + spot.width
    assert found.bottom <= spot.top + spot.height


def test_the_words_arrive_whole(printed: Any) -> None:
    assert words(printed(SHEETS["L7160"], 1, LONG)) == read("".join(LONG))


def test_a_sheet_has_no_such_label(printed: Any) -> None:
    with pytest.raises(Refusal, match="bad-start"):
        printed(SHEETS["L7160"], 1, start=22)


# As an export


def people(shop: Shop) -> tuple[int, int]:
    one = shop.customer("Ana Silva").reach("post", "14 Harbour Street\nBath BA1 2AB").consents("post")
    two = shop.customer("Tom Silva").reach("post", "14 Harbour Street, Bath, BA1 2AB").consents("post")
    shop.customer("Said No").reach("post", "15 Harbour Street\nBath").consents("post", "refused")
    return one.id, two.id


def test_everybody_on_a_label_has_it_in_their_history(shop: Shop, tmp_path: Path) -> None:
    ana, tom = people(shop)
    leaving = shop.read(outgoing.plan, "labels")
    file = tmp_path / "labels.pdf"
    made = outcome(outgoing.save(shop.store, leaving, file, maker=paper_labels.maker(Labels(SHEETS["L7160"]))))
    assert (made.files, made.people, made.pieces) == ((file,), 2, 1)
    assert words(file) == read("".join(SILVA))
    assert shop.read(exports.people_of, made.export) == (ana, tom)
    [noted] = shop.read(exports.all_of)
    assert (noted.format, noted.channel, noted.file) == ("labels", "post", "labels.pdf")


def test_who_said_no_since_is_not_named(shop: Shop, tmp_path: Path) -> None:
    ana, tom = people(shop)
    leaving = shop.read(outgoing.plan, "labels")
    shop.do(consent.record, tom, "post", "withdrawn")
    file = tmp_path / "labels.pdf"
    made = outcome(outgoing.save(shop.store, leaving, file, maker=paper_labels.maker(Labels(SHEETS["L7160"]))))
    assert words(file).startswith(read("Ana Silva 14 Harbour"))
    assert shop.read(exports.people_of, made.export) == (ana,)


def test_labels_one_by_one_when_wished(shop: Shop, tmp_path: Path) -> None:
    people(shop)
    leaving = shop.read(outgoing.plan, "labels", per_household=False)
    file = tmp_path / "l.pdf"
    made = outcome(outgoing.save(shop.store, leaving, file, maker=paper_labels.maker(Labels(SHEETS["L7160"]))))
    assert (made.people, made.pieces) == (2, 2)
    assert read("Ana Silva") in words(file)
    assert read("Tom Silva") in words(file)


def test_stopping_leaves_nothing_behind(shop: Shop, tmp_path: Path) -> None:
    people(shop)
    folder = tmp_path / "out"
    folder.mkdir()
    how = Labels(replace(SHEETS["L7160"], title="x"))
    work = outgoing.save(
        shop.store, shop.read(outgoing.plan, "labels"), folder / "l.pdf", maker=paper_labels.maker(how)
    )
    next(work)
    next(work)
    work.close()
    assert list(folder.iterdir()) == []
    assert shop.read(exports.all_of) == ()


def test_a_folder_that_is_not_there_is_a_sentence(shop: Shop, tmp_path: Path) -> None:
    people(shop)
    make = paper_labels.maker(Labels(SHEETS["L7160"]))
    with pytest.raises(Refusal, match="not-written"):
        outcome(outgoing.save(shop.store, shop.read(outgoing.plan, "labels"), tmp_path / "no" / "l.pdf", maker=make))
