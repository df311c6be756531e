"""The wall and the vote sheet on paper, read back from the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPdfWriter

from relnotebook.base.problems import StoreTrouble
from relnotebook.exchange import paper_wall
from relnotebook.exchange.wall import VoteLine, VoteSheet, Wall, WallPair
from relnotebook.widgets.theme import Look, Theme

from .test_paper import A4, LETTER, Pdf


@pytest.fixture(autouse=True)
def _fonts(theme: Theme) -> Theme:
    """Fonts need an application."""
    return theme


@pytest.fixture
def printed(tmp_path: Path) -> Any:
    """Print into a file and read it back."""

    def one(paint: Any, content: object, **more: Any) -> Pdf:
        device = QPdfWriter(str(tmp_path / "wall.pdf"))
        pages = paint(device, content, **more)
        del device
        found = Pdf(tmp_path / "wall.pdf")
        assert found.count == pages == len(found.sizes)
        return found

    return one


def sheet(*lines: VoteLine) -> VoteSheet:
    return VoteSheet("What next?", "Tick it.", "Something else?", "Tern & Co", lines)


def test_a_pair_stands_on_the_wall_with_a_name_only_where_there_is_one(printed: Any) -> None:
    pairs = (WallPair("Slow music", "We did", "New grinder."), WallPair("Nice cups", "We did", "More.", "Jo"))
    pdf = printed(paper_wall.wall, Wall("You said, we did", "Tern & Co", pairs))
    assert pdf.sizes == [A4]
    assert pdf.words() == ("Tern&CoYousaid,wedidYousaidSlowmusicWedidNewgrinder.YousaidNicecupsThankyou,Jo.WedidMore.")


def test_more_pairs_than_fit_go_on_over_the_page(printed: Any) -> None:
    pairs = tuple(WallPair(f"Words {n} " * 12, "We did", "Something good.") for n in range(40))
    pdf = printed(paper_wall.wall, Wall("You said, we did", "", pairs))
    assert pdf.count > 1
    assert f"Page2of{pdf.count}" in pdf.words(1)
    found = "".join(pdf.words(page) for page in range(pdf.count))
    assert all(f"Words{n}Words" in found for n in range(40)), "none is lost between two pages"


def test_words_without_end_still_come_to_an_end(printed: Any) -> None:
    pdf = printed(
        paper_wall.wall, Wall("W", "", (WallPair("word " * 3000, "We did", "x"), WallPair("b", "We did", "y")))
    )
    assert pdf.count == 2


def test_nothing_to_tell_is_said(printed: Any) -> None:
    assert "Nothingtotellyet." in printed(paper_wall.wall, Wall("W", "", ())).words()


def test_the_vote_sheet_has_boxes_and_room_for_more(printed: Any) -> None:
    pdf = printed(paper_wall.votes, sheet(VoteLine("Oat milk"), VoteLine("Chai", "From Jo")), region="US")
    assert pdf.sizes == [LETTER]
    assert pdf.words() == "Tern&CoWhatnext?Tickit.OatmilkChaiFromJoSomethingelse?"


def test_without_an_idea_it_asks_for_some(printed: Any) -> None:
    assert printed(paper_wall.votes, sheet()).words() == "Tern&CoWhatnext?Somethingelse?"


def test_a_long_board_takes_several_sheets(printed: Any) -> None:
    pdf = printed(paper_wall.votes, sheet(*(VoteLine(f"Idea {n}") for n in range(60))))
    assert pdf.count > 2
    assert "Somethingelse?" in pdf.words(pdf.count - 1)


def test_from_right_to_left_what_was_said_stands_at_the_right(theme: Theme, printed: Any) -> None:
    theme.apply(Look(rtl=True))
    pdf = printed(paper_wall.wall, Wall("W", "", (WallPair("خبز طيب", "We did", "Good."),)))
    assert pdf.count == 1
    assert "Good." in pdf.words(), "the full stop stays at the end of its own letters"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="not-printed"):
        paper_wall.votes(QPdfWriter(str(tmp_path / "nowhere" / "x.pdf")), sheet())
