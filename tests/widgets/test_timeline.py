from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from relnotebook.widgets.theme import Look, Theme
from relnotebook.widgets.timeline import MARGIN, MOMENT, Moment, MomentList, MomentModel, wrapped

from .conftest import Show

USUAL = Moment(1, "Wed 18", "bookmark", "The usual", "08:38, Jonas")
WORDS = "“The new cups keep it hot, and the lid no longer drips on my coat when I run for the tram.”"
QUOTE = Moment(2, "Mon 16", "mood-smile", WORDS * 3, "Kiosk, 5 of 5", quiet="Delighted", quote=True)
CALL = Moment(3, "2 Nov", "phone", "Rang about a lost lid", "Phone, Priya")


@pytest.fixture
def history(show: Show) -> MomentList:
    made = MomentList()
    show(made, width=560, height=300)
    return made


def many(count: int, start: int = 0) -> tuple[Moment, ...]:
    return tuple(Moment(n, f"{n} Nov", "bookmark", "The usual", "08:38") for n in range(start, start + count))


def test_rows_are_forty_high_and_quotes_take_three_lines(history: MomentList, theme: Theme) -> None:
    history.show_moments((USUAL, QUOTE))
    model = history.model()
    assert history.visualRect(model.index(0, 0)).height() == 40
    assert history.visualRect(model.index(1, 0)).height() == 40 + 2 * 21
    assert history.content_height() == 40 + 82


def test_a_wider_page_needs_less_height(history: MomentList, show: Show) -> None:
    history.show_moments((QUOTE,))
    narrow = history.content_height()
    history.window().resize(1600, 300)
    history.doItemsLayout()
    assert history.content_height() <= narrow


def test_wrapping_cuts_only_the_last_line(theme: Theme) -> None:
    lines = wrapped(WORDS * 3, theme.font("quote"), 300)
    assert len(lines) == 3
    assert lines[2].endswith("…")
    assert wrapped("short", theme.font("quote"), 300) == ["short"]
    assert wrapped("", theme.font("quote"), 300) == []
    assert len(wrapped("W" * 300, theme.font("quote"), 300)) == 1


def test_the_margin_rule_stands_beside_the_day(history: MomentList, theme: Theme) -> None:
    history.show_moments((USUAL,))
    image = history.viewport().grab().toImage()
    assert image.pixelColor(MARGIN, 20).name() == theme.colour("margin").name()
    theme.apply(Look(rtl=True))
    image = history.viewport().grab().toImage()
    assert image.pixelColor(image.width() - MARGIN - 1, 20).name() == theme.colour("margin").name()


def test_older_moments_join_without_moving_what_is_seen(history: MomentList) -> None:
    history.show_moments(many(30))
    history.setCurrentIndex(history.model().index(4, 0))
    history.verticalScrollBar().setValue(200)
    history.show_moments(many(60))
    assert history.verticalScrollBar().value() == 200
    assert history.chosen().key == 4


def test_a_new_moment_on_top_keeps_the_chosen_one(history: MomentList) -> None:
    history.show_moments(many(10))
    history.setCurrentIndex(history.model().index(4, 0))
    history.show_moments((USUAL, *many(10, start=100)[:0], *many(10)))
    assert history.chosen() is not None
    assert history.chosen().text == "The usual"
    assert history.chosen().key == 4


def test_the_end_asks_for_more(history: MomentList, qtbot: QtBot) -> None:
    history.show_moments(many(30))
    history.setCurrentIndex(history.model().index(0, 0))
    with qtbot.waitSignal(history.reached_end):
        qtbot.keyClick(history, Qt.Key.Key_End)


def test_enter_opens_a_moment(history: MomentList, qtbot: QtBot) -> None:
    history.show_moments((USUAL, CALL))
    history.setCurrentIndex(history.model().index(1, 0))
    with qtbot.waitSignal(history.opened) as opened:
        qtbot.keyClick(history, Qt.Key.Key_Return)
    assert opened.args == [CALL]


def test_moments_are_spoken_as_sentences(history: MomentList) -> None:
    history.show_moments((USUAL,))
    index = history.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Wed 18. The usual. 08:38, Jonas."
    assert index.data(MOMENT) == USUAL
    assert history.moments() == (USUAL,)


def test_the_model_keeps_qts_rules(theme: Theme) -> None:
    model = MomentModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for moments in ((USUAL,), (USUAL, CALL), (CALL,), ()):
        model.show(moments)
    assert model.rowCount() == 0


@pytest.mark.parametrize("look", [Look(), Look("dark", 2.0, rtl=True)])
def test_hostile_words_are_only_words(history: MomentList, theme: Theme, look: Look) -> None:
    theme.apply(look)
    bad = "<table>" * 5000 + "W" * 10_000
    history.show_moments((Moment(1, bad, "bookmark", bad, bad, quiet=bad, quote=True), Moment(2, bad, "", bad, bad)))
    assert not history.viewport().grab().isNull()
    assert history.visualRect(history.model().index(1, 0)).height() == theme.row(40)
