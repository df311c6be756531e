"""Pairs of people in a list."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relnotebook.widgets.pairrows import PairList, PairRow
from relnotebook.widgets.rowmodel import ROW
from relnotebook.widgets.theme import Look, Theme

NGOZI = PairRow((1, 2), "Ngozi Okafor", "N. Okafor", "Same phone: 0151 496 0183.")
LONG = PairRow((3, 4), "Wolfeschlegelsteinhausenbergerdorff " * 3, "W.", "Same name. Same postcode: L14JJ.")


def shown(qtbot: QtBot, *rows: PairRow) -> PairList:
    made = PairList()
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show_rows(rows)
    made.show()
    return made


def test_a_pair_is_one_sentence_for_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    assert NGOZI.says() == "Ngozi Okafor and N. Okafor. Same phone: 0151 496 0183."
    made = shown(qtbot, NGOZI, LONG)
    assert made.rows() == (NGOZI, LONG)
    assert made.chosen() == NGOZI
    assert made.currentIndex().data(ROW) == NGOZI


def test_a_name_wraps_and_makes_its_row_higher(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot, NGOZI, LONG)
    assert made.row_spot(LONG.key).height() > made.row_spot(NGOZI.key).height()
    before = made.row_spot(LONG.key).height()
    made.resize(900, 400)
    qtbot.waitUntil(lambda: made.row_spot(LONG.key).height() < before)


def test_rows_are_painted_in_every_look(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot, NGOZI, LONG)
    plain = made.grab().toImage()
    for look in (Look("dark"), Look(scale=2.0), Look(rtl=True)):
        theme.apply(look)
        assert made.grab().toImage() != plain
