from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets import plain


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ngozi Okafor", "Ngozi Okafor"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\u202eevil\u202c Ngozi", "evil Ngozi"),
        ("\u2066iso\u2069lated\u200f", "isolated"),
        ("line\u2028break", "line break"),
        ("null\x00byte \x1b[31m", "nullbyte [31m"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("می‌خواهم", "می‌خواهم"),
        ("", ""),
    ],
)
def test_words_are_made_safe(typed: str, shown: str) -> None:
    assert plain.clean(typed) == shown


def test_long_words_are_cut_before_they_are_measured() -> None:
    shown = plain.clean("W" * 10_000)
    assert len(shown) == plain.LONGEST
    assert shown.endswith("…")


def test_accents_do_not_pile_up() -> None:
    assert len(plain.clean("z" + "\u0301" * 200)) == 5


def test_a_text_keeps_its_lines() -> None:
    assert plain.clean_text("one\ntwo\u202e\n\nthree") == "one\ntwo\n\nthree"


def test_markup_in_a_tip_is_shown_as_written(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    plain.set_tip(widget, "<b>Ngozi</b> & Tom", "Ctrl+Enter")
    assert widget.toolTip() == "<span>&lt;b&gt;Ngozi&lt;/b&gt; &amp; Tom&nbsp;&nbsp;Ctrl+Enter</span>"
    plain.set_tip(widget, "")
    assert widget.toolTip() == ""


@pytest.mark.parametrize(
    ("text", "spans", "shown", "moved"),
    [
        ("oat flat", ((0, 3),), "oat flat", ((0, 3),)),
        ("\u202eoat flat", ((1, 4),), "oat flat", ((0, 3),)),
        ("oat", ((2, 9),), "oat", ()),
        ("x" * 400, ((0, 2), (350, 352)), "x" * 299 + "…", ((0, 2),)),
    ],
)
def test_matches_move_with_their_letters(text: str, spans: tuple, shown: str, moved: tuple) -> None:
    assert plain.with_spans(text, spans) == (shown, moved)


def test_letters_are_counted_as_qt_counts() -> None:
    assert plain.units("oat", 2) == 2
    assert plain.units("a🧁b", 2) == 3


def test_mnemonics_are_not_seen() -> None:
    assert plain.without_mnemonic("&Keep him") == "Keep him"
    assert plain.without_mnemonic("Salt && Pepper") == "Salt & Pepper"
