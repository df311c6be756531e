from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from relnotebook.widgets import theme as themes
from relnotebook.widgets.theme import Look, Theme

TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    *((ink, on, TEXT) for ink in ("ink", "ink2", "ink3") for on in ("sheet", "paper", "well", "desk", "accent_soft")),
    ("accent", "sheet", TEXT), ("accent", "paper", TEXT), ("accent", "accent_soft", TEXT),
    ("accent_soft_text", "accent_soft", TEXT), ("on_accent", "accent", TEXT), ("on_accent", "accent_hover", TEXT),
    ("on_accent", "accent_press", TEXT), ("on_alert", "alert", TEXT), ("alert_text", "alert_soft", TEXT),
    ("alert_text", "sheet", TEXT), ("honey_text", "honey_soft", TEXT), ("honey_text", "sheet", TEXT),
    ("ink", "honey_soft", TEXT), ("ink", "alert_soft", TEXT), ("cover_text", "cover", TEXT),
    ("cover_muted", "cover", TEXT), ("cover_text", "cover_hi", TEXT), ("cover_muted", "cover_hi", TEXT),
    ("honey", "sheet", SHAPE), ("honey_fill", "sheet", SHAPE), ("alert", "sheet", SHAPE), ("alert", "paper", SHAPE),
    ("alert", "desk", SHAPE), ("line_strong", "sheet", SHAPE), ("line_strong", "paper", SHAPE),
    ("line_strong", "well", SHAPE), ("focus", "paper", SHAPE), ("focus", "sheet", SHAPE), ("focus", "well", SHAPE),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_everything_can_be_read(theme: Theme, name: str) -> None:
    theme.apply(Look(name))
    weak = [
        f"{ink} on {ground}: {ratio(theme.colour(ink), theme.colour(ground)):.1f}"
        for ink, ground, least in PAIRS
        if ratio(theme.colour(ink), theme.colour(ground)) < least
    ]
    assert weak == []


def test_there_is_one_theme_for_the_application(theme: Theme) -> None:
    assert themes.of() is theme
    assert theme.parent() is QApplication.instance()


def test_a_look_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.look.theme))
    theme.apply(Look("dark", 1.25))
    assert told == ["dark"]
    assert theme.colour("paper").name() == "#1f1d19"


def test_palette_and_tokens_agree(theme: Theme) -> None:
    theme.apply(Look("dark"))
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == theme.colour("paper")
    assert palette.color(QPalette.ColorRole.Highlight) == theme.colour("accent")
    off = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert off == theme.shade("ink", on=False) != theme.colour("ink")


def test_high_contrast_has_edges_instead_of_soft_fills(theme: Theme) -> None:
    assert theme.edge() == 1
    theme.apply(Look("contrast"))
    assert theme.edge() == 2
    assert theme.colour("line") == theme.colour("line_strong")
    assert theme.colour("honey_soft") == theme.colour("sheet")


def test_like_the_computer(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(Look("system"))
    assert not theme.dark
    monkeypatch.setattr(themes, "_is_dark", lambda app: True)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.dark
    assert theme.colour("paper").name() == "#1f1d19"


def test_a_look_of_ones_own_does_not_follow_the_computer(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(Look("light"))
    monkeypatch.setattr(themes, "_is_dark", lambda app: True)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.dark


def test_the_computer_may_ask_for_contrast(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "_wants_contrast", lambda app: True)
    theme.apply(Look("light"))
    assert not theme.contrast
    theme.apply(Look("system"))
    assert theme.contrast


@pytest.mark.parametrize(("scale", "pixels"), [(0.9, 32), (1.0, 36), (1.5, 54), (2.0, 72)])
def test_lengths_follow_the_text_size(theme: Theme, scale: float, pixels: int) -> None:
    theme.apply(Look(scale=scale))
    assert theme.px(36) == theme.control() == pixels
    assert theme.px(1) == 1
    assert theme.px(2) == 2


def test_text_size_has_limits(theme: Theme) -> None:
    theme.apply(Look(scale=5))
    assert theme.look.scale == 2.0
    theme.apply(Look(scale=0.1))
    assert theme.look.scale == 0.9


def test_roomy_rows_are_for_fingers(theme: Theme) -> None:
    assert (theme.row(66), theme.control()) == (66, 36)
    theme.apply(Look(roomy=True))
    assert (theme.row(66), theme.control()) == (78, 48)


def test_less_motion_means_none(theme: Theme) -> None:
    assert theme.fade() == 120
    theme.apply(Look(less_motion=True))
    assert theme.fade() == 0


@pytest.mark.parametrize("look", [Look(), Look("dark", 2.0, roomy=True), Look("contrast", 0.9, rtl=True)])
def test_the_style_sheet_is_filled_in(theme: Theme, look: Look) -> None:
    theme.apply(look)
    sheet = theme.style_sheet()
    assert "@" not in sheet
    assert "/*" not in sheet
    lengths = {int(n) for n in re.findall(r"\b(\d+)px", sheet)}
    assert min(lengths - {0}) >= 1


def test_the_style_sheet_swaps_sides_from_right_to_left(theme: Theme) -> None:
    assert "border-top-left-radius: 8px; border-bottom-left-radius: 8px" in theme.style_sheet()
    theme.apply(Look(rtl=True))
    assert "border-top-right-radius: 8px; border-bottom-right-radius: 8px" in theme.style_sheet()
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_an_unknown_token_is_told_at_once(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.colour("mauve")


@pytest.mark.parametrize(
    ("role", "face", "pixels"), [("name", "Literata", 30), ("body", "Inter", 14), ("key", "Inter", 11)]
)
def test_the_bundled_faces_are_worn(theme: Theme, role: str, face: str, pixels: int) -> None:
    info = QFontInfo(theme.font(role))
    assert info.family() == face
    assert round(info.pointSizeF() * 96 / 72) == pixels
    theme.apply(Look(scale=2.0))
    assert theme.font(role).pointSizeF() == pytest.approx(pixels * 1.5)


def test_figures_in_columns_are_of_one_width(theme: Theme) -> None:
    measure = QFontMetricsF(theme.font("small", tabular=True))
    assert measure.horizontalAdvance("1111") == measure.horizontalAdvance("8888")


def test_a_font_is_a_copy(theme: Theme) -> None:
    theme.font("body").setPointSizeF(99)
    assert theme.font("body").pointSizeF() != 99


def test_icons_are_tinted_and_kept(theme: Theme) -> None:
    petrol = theme.pixmap("bookmark-filled", "accent", 16, 1.0)
    assert petrol.size().width() == 16
    assert petrol.toImage().pixelColor(8, 6).name() == theme.colour("accent").name()
    assert theme.pixmap("bookmark-filled", "accent", 16, 1.0).cacheKey() == petrol.cacheKey()
    assert theme.pixmap("bookmark-filled", "alert", 16, 1.0).cacheKey() != petrol.cacheKey()
    theme.apply(Look("dark"))
    dark = theme.pixmap("bookmark-filled", "accent", 16, 1.0)
    assert dark.toImage().pixelColor(8, 6).name() == theme.colour("accent").name() != "#17606a"


def test_icons_are_drawn_for_the_screen(theme: Theme) -> None:
    sharp = theme.pixmap("search", "ink", 18, 2.0)
    assert sharp.size().width() == 36
    assert sharp.devicePixelRatio() == 2.0


def test_an_icon_that_is_off_is_paler(theme: Theme) -> None:
    icon = theme.icon("bookmark-filled", "ink", 16)
    on = icon.pixmap(16, 16).toImage().pixelColor(8, 6).alpha()
    off = icon.pixmap(16, 16, icon.Mode.Disabled).toImage().pixelColor(8, 6).alpha()
    assert off < on


@pytest.mark.parametrize(
    ("width", "scale", "name"),
    [(1920, 1.0, "wide"), (1280, 1.0, "normal"), (1024, 1.0, "narrow"), (1280, 2.0, "tight"), (1099, 1.0, "narrow")],
)
def test_width_classes(width: int, scale: float, name: str) -> None:
    assert themes.width_class(width, scale) == name


def test_restyle_lets_the_style_sheet_look_again(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Log the usual")
    qtbot.addWidget(button)
    button.ensurePolished()
    button.setProperty("kind", "ghost")
    themes.restyle(button)
    assert button.palette().color(QPalette.ColorRole.ButtonText) == theme.colour("accent")
