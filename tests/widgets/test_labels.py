from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets.labels import KeyHint, LeadLabel, PlainLabel, flow
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show

MARKUP = "<b>Ngozi</b> & <img src=x>"


def inked(label: QWidget) -> list[int]:
    """The columns of a grabbed widget that hold ink."""
    image: QImage = label.grab().toImage()
    return [
        x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 110 for y in range(image.height()))
    ]


@pytest.mark.parametrize("wrap", [False, True])
def test_markup_is_shown_as_it_is_written(theme: Theme, qtbot: QtBot, wrap: bool) -> None:
    label = PlainLabel(MARKUP, wrap=wrap)
    qtbot.addWidget(label)
    assert label.text() == MARKUP
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert QLabel.text(label) == MARKUP


def test_roles_and_tones_come_from_the_look(show: Show, theme: Theme) -> None:
    label = PlainLabel("Ngozi Okafor", "name", "alert_text")
    show(label)
    assert label.font().pointSizeF() == pytest.approx(22.5)
    assert label.palette().color(label.foregroundRole()) == theme.colour("alert_text")
    label.set_tone("ink3")
    assert label.palette().color(label.foregroundRole()) == theme.colour("ink3")
    theme.apply(Look("dark", 2.0))
    assert label.font().pointSizeF() == pytest.approx(45)
    assert label.palette().color(label.foregroundRole()) == theme.colour("ink3")


def test_running_text_wraps_with_the_designs_leading(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("Likes to hear about the allotment. Favourite colour: green. " * 3, wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(2000) == 21
    assert label.heightForWidth(300) >= 4 * 20
    assert label.hasHeightForWidth()
    assert label.sizeHint().width() <= theme.px(482)


def test_a_name_without_spaces_does_not_push_the_page_wide(show: Show) -> None:
    one, two = PlainLabel("W" * 10_000), PlainLabel("W" * 10_000, "name", wrap=True)
    window = show(one, two, width=400)
    assert window.minimumSizeHint().width() < 400
    assert window.width() == 400
    assert two.heightForWidth(380) > 3 * two.fontMetrics().height()


def test_a_line_that_does_not_fit_is_cut_at_its_end(show: Show, theme: Theme) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    label = PlainLabel("Oat flat white, extra hot, own green cup, and a cardamom bun on Fridays, no lid")
    row.addWidget(label)
    show(holder, width=360)
    assert label.width() < QSize(label.sizeHint()).width()
    assert label.text().endswith("no lid")
    assert inked(label)[-1] <= label.width()


def test_words_stand_at_the_leading_side(show: Show, theme: Theme) -> None:
    one, two = PlainLabel("Ngozi"), PlainLabel("Ngozi", wrap=True)
    show(one, two)
    assert inked(one)[0] < 10
    assert inked(two)[0] < 10
    theme.apply(Look(rtl=True))
    assert inked(one)[-1] > one.width() - 10
    assert inked(two)[-1] > two.width() - 10


def test_centred_words_stay_centred(show: Show) -> None:
    label = PlainLabel("All touches done", "heading", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    show(label)
    columns = inked(label)
    assert columns[0] == pytest.approx(label.width() - columns[-1], abs=6)


def test_a_sentence_with_a_bold_beginning_wraps_as_one(show: Show, theme: Theme) -> None:
    label = LeadLabel("Nut allergy, severe.", "Clean jug and tongs. <b>Nothing</b> with almond.", "alert_text")
    show(label)
    assert (
        label.text()
        == label.accessibleName()
        == "Nut allergy, severe. Clean jug and tongs. <b>Nothing</b> with almond."
    )
    assert label.heightForWidth(160) > 2 * label.heightForWidth(2000) - 2
    assert not label.grab().isNull()


def test_a_key_cap_follows_the_text_size(theme: Theme, qtbot: QtBot) -> None:
    hint = KeyHint("Ctrl+K")
    qtbot.addWidget(hint)
    small = hint.sizeHint()
    theme.apply(Look(scale=2.0))
    assert hint.sizeHint().height() == 2 * small.height() == 38
    assert hint.text() == hint.accessibleName() == "Ctrl+K"


def test_every_letter_of_a_long_word_is_laid_out(theme: Theme) -> None:
    layout, height = flow("W" * 300, theme.font("body"), 200)
    assert layout.lineCount() > 10
    assert height > 200


def test_lines_a_person_typed_stay_lines(theme: Theme) -> None:
    layout, _height = flow("one\ntwo\nthree", theme.font("body"), 400)
    assert layout.lineCount() == 3


def test_a_label_of_so_many_lines_cuts_what_is_beyond_them(show: Show) -> None:
    label = PlainLabel("", "small", wrap=True, lines=3)
    show(label, width=200, height=300)
    label.setText("Short and kind.")
    assert not label.cut
    three = label.heightForWidth(200) * 3
    label.setText("Tell her 🎂 the dark rye is back, " * 20)
    assert label.cut
    assert label.heightForWidth(200) <= three + 1
    assert label.text().count("rye") == 20, "a screen reader has the whole"
