"""What is printed, read back from the PDF: pages, sizes, and the words on them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPageSize, QPdfWriter

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import paper
from relnotebook.notebook.agenda import Today, Touch

DAY = date(2026, 11, 20)
A6, A4, LETTER = (297, 420), (595, 842), (612, 792)


@pytest.fixture(autouse=True)
def _fonts(theme: Any) -> None:
    """Fonts need an application."""


class Pdf:
    """As much of a PDF as is needed to read back what was painted: Qt writes each page's words as runs of glyphs."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self.objects = {
            int(number): body for number, body in re.findall(rb"(?s)\n(\d+) 0 obj\n(.*?)\nendobj", data)
        }  # fmt: skip
        found = re.search(rb"/Count (\d+)", data)
        self.count = int(found[1]) if found else 0
        self.sizes = [
            (round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
        ]

    def words(self, page: int = 0) -> str:
        """The letters of a page in the order they were painted, without spaces.

        Glyphs that stand for several letters, or that a font sets only beside others, are left out.
        """
        return "".join(letter for letter, _size in self._letters(page))

    def letter_sizes(self, page: int = 0) -> set[float]:
        return {size for _letter, size in self._letters(page)}

    def _letters(self, page: int) -> Iterator[tuple[str, float]]:
        body = [one for one in self.objects.values() if b"/Type /Page\n" in one][page]
        size, table = 0.0, dict[str, str]()
        content = self._stream(self._ref(body, rb"/Contents"))
        fonts = dict(re.findall(rb"/(F\d+) (\d+) 0 R", self._resources(body)))
        tables = {name: self._glyphs(int(number)) for name, number in fonts.items()}
        for font, points, glyphs in re.findall(rb"/(F\d+) ([\d.]+) Tf|<([0-9a-fA-F]+)> Tj", content):
            if font:
                size, table = float(points), tables[font]
                continue
            text = glyphs.decode()
            yield from ((table.get(text[at : at + 4].lower(), ""), size) for at in range(0, len(text), 4))

    def _resources(self, body: bytes) -> bytes:
        return self.objects[self._ref(body, rb"/Resources")] if b"/Resources " in body else body

    def _glyphs(self, font: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self._stream(self._ref(self.objects[font], rb"/ToUnicode")).decode().split("\n"):
            if one := re.fullmatch(r"<(\w{4})> <(\w{4})> <(\w+)>", line):
                for step in range(int(one[1], 16), int(one[2], 16) + 1):
                    found[f"{step:04x}"] = chr(int(one[3], 16) + step - int(one[1], 16))
            elif one := re.fullmatch(r"<(\w{4})> <(\w{4})> \[(.*)\]", line):
                for step, to in enumerate(re.findall(r"<(\w+)>", one[3]), int(one[1], 16)):
                    found[f"{step:04x}"] = bytes.fromhex(to).decode("utf-16-be")
            elif one := re.fullmatch(r"<(\w{4})> <(\w+)>", line):
                found[one[1].lower()] = bytes.fromhex(one[2]).decode("utf-16-be")
        return found

    def _stream(self, number: int) -> bytes:
        body = self.objects[number]
        raw = body[body.index(b"stream\n") + 7 : body.rindex(b"\nendstream")]
        return zlib.decompress(raw) if b"/FlateDecode" in body else raw

    @staticmethod
    def _ref(body: bytes, name: bytes) -> int:
        found = re.search(name + rb"\s+(\d+) 0 R", body)
        assert found, (name, body[:400])
        return int(found[1])


@pytest.fixture
def note(tmp_path: Path) -> Any:
    """Print a note into a file and read it back."""

    def one(message: str, shop: str = "Tern & Co", address: str = "") -> Pdf:
        paper.note(QPdfWriter(str(tmp_path / "note.pdf")), message, shop, address)
        return Pdf(tmp_path / "note.pdf")

    return one


@pytest.fixture
def strip(tmp_path: Path) -> Any:
    """Print a strip into a file and read it back."""

    def one(*touches: Touch, **more: Any) -> Pdf:
        device = QPdfWriter(str(tmp_path / "strip.pdf"))
        pages = paper.strip(device, Today(DAY, touches, 0, len(touches)), **more)
        del device
        found = Pdf(tmp_path / "strip.pdf")
        assert found.count == pages == len(found.sizes)
        return found

    return one


def touch(name: str, reason: str = "You promised", group: str = "today", **more: Any) -> Touch:
    values: dict[str, Any] = {
        "id": f"1:{name}", "customer": CustomerId(1), "name": name, "greet": name, "kind": "birthday", "group": group,
        "due": DAY, "was_due": None, "days_late": 0, "icon": "flag", "reason": reason, "line": "her secret",
        "margin": ("Today", ""), "message": "a message",
    }  # fmt: skip
    return Touch(**values | more)


# The note


def test_a_note_is_one_a6_page_with_message_and_shop(note: Any) -> None:
    pdf = note("Hello Kateryna, good news: your rye is back.\nMara, Tern & Co", address="14 Harbour Street")
    assert (pdf.count, pdf.sizes) == (1, [A6])
    assert pdf.words() == "HelloKateryna,goodnews:yourryeisback.Mara,Tern&CoTern&Co,14HarbourStreet"


def test_a_long_message_is_set_smaller_and_stays_on_its_page(note: Any) -> None:
    short, long = note("Hello Kateryna"), note("Hello Kateryna, good news. " * 60)
    assert (long.count, long.sizes) == (1, [A6])
    assert max(long.letter_sizes()) < max(short.letter_sizes())
    assert long.words() == "HelloKateryna,goodnews." * 60 + "Tern&Co"


def test_words_without_end_are_cut_where_the_paper_ends(note: Any) -> None:
    pdf = note("Hello again " * 1500)
    assert pdf.count == 1
    assert pdf.words().endswith("…Tern&Co")
    assert pdf.words().startswith("HelloagainHelloagain")


def test_a_word_longer_than_the_page_is_broken(note: Any) -> None:
    assert note("Donaudampfer" * 12).words() == "Donaudampfer" * 12 + "Tern&Co"


def test_markup_is_printed_as_it_was_written(note: Any) -> None:
    assert note("<b>Hello</b> & <img src=x>").words() == "<b>Hello</b>&<imgsrc=x>Tern&Co"


def test_other_scripts_and_control_characters(note: Any) -> None:
    assert note("Привіт\x00, Катерино\x1b Ąž").words().startswith("Привіт,КатериноĄž")


@pytest.mark.parametrize(("message", "shop"), [("", "Tern & Co"), ("Hello", ""), ("", "")])
def test_a_note_with_little_on_it(note: Any, message: str, shop: str) -> None:
    pdf = note(message, shop)
    assert (pdf.count, pdf.words()) == (1, (message + shop).replace(" ", ""))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, qtbot: Any) -> None:
    with pytest.raises(StoreTrouble, match="not-printed"):
        paper.note(QPdfWriter(str(tmp_path / "nowhere" / "note.pdf")), "Hello", "Tern")
    with pytest.raises(StoreTrouble, match="not-printed"):
        paper.strip(QPdfWriter(str(tmp_path / "nowhere" / "strip.pdf")), Today(DAY))


def test_on_larger_paper_the_note_keeps_its_size(tmp_path: Path) -> None:
    class OnlyA4(QPdfWriter):
        def setPageSize(self, size: QPageSize) -> bool:  # type: ignore[override]
            return bool(super().setPageSize(QPageSize(QPageSize.PageSizeId.A4)))

    paper.note(OnlyA4(str(tmp_path / "note.pdf")), "Hello Kateryna, good news. " * 60, "Tern & Co")
    pdf = Pdf(tmp_path / "note.pdf")
    assert (pdf.count, pdf.sizes) == (1, [A4])


# The strip


def test_the_strip_lists_day_name_and_reason_in_groups(strip: Any) -> None:
    pdf = strip(
        touch("Linnea", "Turns 30", "week", margin=("Sun 22", "")),
        touch("Kateryna", "Priya promised", "overdue", margin=("Wed", "2 days"), days_late=2, kind="promise",
              line="Her rye is back."),
        touch("Mateus", "23 days, comes every 4", margin=("Today", "by noon")),
        shop="Tern & Co",
    )  # fmt: skip
    assert pdf.sizes == [A4]
    assert pdf.words() == (
        "Friday,20November2026" "3togo,Tern&Co"
        "Overdue" "Wed2daysKaterynaHerryeisback.Priyapromised."
        "Today" "TodaybynoonMateus23days,comesevery4"
        "Thisweek" "Sun22LinneaTurns30"
    )  # fmt: skip


def test_what_only_the_shop_may_know_stays_off_the_wall(strip: Any) -> None:
    words = strip(touch("Kateryna", owner="Priya", about="noon", email="melnyk.example")).words()
    for secret in ("secret", "message", "Priya", "melnyk", "noon"):
        assert secret not in words


def test_letter_paper_where_it_is_used(strip: Any) -> None:
    assert strip(touch("Aoi"), region="us").sizes == [LETTER]


def test_a_long_list_goes_over_several_pages_and_loses_nobody(strip: Any) -> None:
    names = [f"Guest{number:02}" for number in range(60)]
    pdf = strip(*(touch(name, group="overdue" if at < 13 else "today") for at, name in enumerate(names)))
    assert pdf.count >= 3
    pages = [pdf.words(page) for page in range(pdf.count)]
    assert re.findall(r"Guest\d\d", "".join(pages)) == names
    for number, page in enumerate(pages, 1):
        assert f"Page{number}of{pdf.count}" in page
        assert page.startswith("Friday,20November2026")


@pytest.mark.parametrize("many", range(10, 16))
def test_a_heading_never_ends_a_page(strip: Any, many: int) -> None:
    touches = [touch(f"Guest{at:02}", "Reason") for at in range(many)] + [touch("Last", "Reason", "later")]
    pdf = strip(*touches)
    page = next(words for words in map(pdf.words, range(pdf.count)) if "Later" in words)
    assert "Last" in page.partition("Later")[2]


def test_a_long_name_wraps_and_is_never_cut(strip: Any) -> None:
    name = "Wolfeschlegelsteinhausenberger " * 6
    assert name.replace(" ", "") in strip(touch(name)).words()


def test_a_day_with_nobody_is_one_quiet_page(strip: Any) -> None:
    pdf = strip()
    assert pdf.count == 1
    assert "Nobodywaitsforanything" in pdf.words()
