"""Every component on one page, in every look: it fits, it says what it should, and a hand and a voice reach it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets.theme import Look, Theme

from .gallery import Gallery

LOOKS = [Look(name, scale) for name in ("light", "dark", "contrast") for scale in (1.0, 2.0)]
Open = Callable[[Look], Gallery]


@pytest.fixture
def open_gallery(theme: Theme, qtbot: QtBot) -> Open:
    held: list[Gallery] = []

    def put(look: Look) -> Gallery:
        theme.apply(look)
        gallery = Gallery()
        held.append(gallery)
        qtbot.addWidget(gallery)
        gallery.resize(theme.px(1280), theme.px(1180))
        with qtbot.waitExposed(gallery):
            gallery.show()
        return gallery

    return put


def named(look: Look) -> str:
    return f"{look.theme}-{look.scale:.0%}"


@pytest.mark.parametrize("look", LOOKS, ids=named)
def test_every_look_can_be_drawn(open_gallery: Open, theme: Theme, look: Look, tmp_path: Path) -> None:
    gallery = open_gallery(look)
    gallery.toast.say("Logged: oat flat white, bun", icon="bookmark-filled", undo=lambda: None)
    picture = gallery.grab()
    assert picture.save(str(tmp_path / f"{named(look)}.png"))
    assert picture.size() == gallery.size()
    image = picture.toImage()
    assert image.pixelColor(3, 3).name() == theme.colour("paper").name()
    assert gallery.minimumSizeHint().width() <= theme.px(1280)


@pytest.mark.parametrize("look", LOOKS, ids=named)
def test_sizes_are_those_of_the_design(open_gallery: Open, look: Look) -> None:
    gallery, scale = open_gallery(look), look.scale
    heights = {
        "control": (gallery.primary, 36),
        "hero button": (gallery.hero_button, 52),
        "field": (gallery.name, 36),
        "search": (gallery.search, 58),
        "segments": (gallery.segments, 36),
        "choice": (gallery.choice, 36),
        "chip": (gallery.chips[0], 36),
        "dial": (gallery.dials[0], 84),
    }
    assert {name: widget.height() for name, (widget, _) in heights.items()} == {
        name: round(high * scale) for name, (_, high) in heights.items()
    }


def test_everything_says_what_it_should(open_gallery: Open) -> None:
    gallery = open_gallery(Look())
    words = gallery.labels()
    for sentence in (
        "February has no 31st. Try 28/02/1990.",
        "Erase Mateus for good?",
        "All touches done",
        "2 of 7 done",
        "The backup disk is not there. Plug it in, or choose another place.",
    ):
        assert sentence in words
    assert gallery.alert.text() == "Nut allergy, severe. Clean jug and tongs. 3 Nov"
    assert [dial.accessibleName() for dial in gallery.dials][1] == "Closeness 7 of 10."


@pytest.mark.parametrize("look", [Look(), Look(roomy=True)], ids=["comfortable", "roomy"])
def test_a_finger_hits_everything(open_gallery: Open, theme: Theme, look: Look) -> None:
    gallery = open_gallery(look)
    small = [
        f"{type(each).__name__} {each.accessibleName()} {each.size().toTuple()}"
        for each in gallery.findChildren(QAbstractButton)
        if each.isVisible() and (each.height() < theme.control() - 2 or each.width() < 36)
    ]
    assert small == []


def test_a_voice_has_a_name_for_everything(open_gallery: Open) -> None:
    gallery = open_gallery(Look())
    led = {label.buddy() for label in gallery.findChildren(QLabel) if label.buddy() is not None}
    silent = [
        type(each).__name__
        for each in gallery.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(each, QAbstractButton | QLineEdit | QPlainTextEdit)
        and not (each.accessibleName() or getattr(each, "text", str)() or each in led)
        and each not in (gallery.note, gallery.dot)
        and each.metaObject().className() not in ("Tick", "Dot", "Switch")
    ]
    assert silent == []


def test_a_look_can_be_changed_while_it_is_worn(open_gallery: Open, theme: Theme) -> None:
    gallery = open_gallery(Look())
    before = gallery.grab().toImage()
    theme.apply(Look("dark", 1.25, rtl=True))
    assert gallery.grab().toImage() != before
    theme.apply(Look())
    layout = gallery.layout()
    assert layout is not None
    layout.activate()
    gallery.resize(1280, 1180)
    after = gallery.grab().toImage()
    different = sum(
        before.pixel(x, y) != after.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, before.height(), 7)
    )
    assert different < 300
