"""Tokens into palette, fonts, icons and style sheet: light, dark, high contrast, text size, roomy, right to left.

There is one Theme for each QApplication. It is kept by the application itself, like its palette, and `of()` finds it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from relnotebook.base import resources

SMALLEST, LARGEST = 0.9, 2.0
FALLBACK = {
    "Inter": ["Inter", "Noto Sans", "Segoe UI", "PingFang SC", "Yu Gothic UI", "sans-serif"],
    "Literata": ["Literata", "Noto Serif", "Georgia", "Songti SC", "Yu Mincho", "serif"],
}
OFF = 0.45  # how strongly a control that is off is drawn
SOFT = {"accent_soft": "accent", "honey_soft": "honey_text", "alert_soft": "alert_text"}
TONES = ("ink2", "ink3", "accent", "accent_soft_text", "alert_text", "honey_text", "honey", "on_alert", "on_accent",
         "cover_text", "cover_muted")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose about the look of this till.

    Attributes:
        theme: light, dark, system (like the computer) or contrast (high contrast, light or dark like the computer).
        scale: text size, 0.9 to 2.0; every length follows it.
        roomy: rows 12 px taller and controls 48 px high, for fingers.
        less_motion: nothing fades, and notices stay longer.
        rtl: laid out from right to left.
    """

    theme: str = "light"
    scale: float = 1.0
    roomy: bool = False
    less_motion: bool = False
    rtl: bool = False


class Theme(QObject):
    """The look in force, and what is drawn with it.

    Signals:
        changed: the look is another one; painted widgets lay themselves out anew.

    Attributes:
        look: the look last applied.
        dark: whether the dark tokens are in force.
        contrast: whether soft fills are replaced by edges.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        with resources.path("theme.toml").open("rb") as file:
            self._table: dict[str, dict[str, Any]] = tomllib.load(file)
        template = resources.path("app.qss").read_text(encoding="utf-8")
        template = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
        self._template, self._more_contrast = template.split("@contrast_only")
        self.look = Look()
        self.dark = False
        self.contrast = False
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._svg: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._applying = False
        for face in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(face))
        app.setProperty("relnotebook-theme", self)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    # What painters ask for

    def colour(self, token: str) -> QColor:
        """The colour of a token in the look in force. Raises KeyError for a token that does not exist."""
        return self._colours[token]

    def shade(self, token: str, on: bool = True) -> QColor:
        """The colour of a token, or at 45 % on paper where a control is off."""
        colour = self._colours[token]
        return colour if on else _mix(colour, self._colours["paper"], OFF)

    def font(self, role: str, *, tabular: bool = False) -> QFont:
        """The font of a role of theme.toml at the text size in force; `tabular` gives figures of one width."""
        key = (role, tabular)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, tabular)
        return QFont(self._fonts[key])

    def px(self, length: float) -> int:
        """A length at 100 % in px of the text size in force; hairlines (up to 2 px) stay as they are."""
        return _scaled(length, self.look.scale)

    def row(self, height: float) -> int:
        """The height of a list row: `height`, and 12 px more when rows are roomy."""
        return self.px(height + (12 if self.look.roomy else 0))

    def control(self) -> int:
        """The height of a control: 36 px, or 48 when roomy."""
        return self.px(48 if self.look.roomy else 36)

    def edge(self) -> int:
        """The width of an edge: 1 px, or 2 in high contrast."""
        return 2 if self.contrast else 1

    def fade(self) -> int:
        """How long a fade takes, in milliseconds."""
        return 0 if self.look.less_motion else 120

    def icon(self, name: str, colour: str = "ink2", size: float = 18) -> QIcon:
        """An icon tinted with a token; `size` is the side at 100 % in px. Drawn paler where the control is off."""
        dpr = _ratio()
        drawn = self.pixmap(name, colour, size, dpr)
        icon = QIcon(drawn)
        pale = QPixmap(drawn.size())
        pale.setDevicePixelRatio(dpr)
        pale.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pale)
        painter.setOpacity(OFF)
        painter.drawPixmap(0, 0, drawn)
        painter.end()
        icon.addPixmap(pale, QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, colour: str, size: float, dpr: float = 0.0) -> QPixmap:
        """An icon as pixels. `colour` is a token or a "#rrggbb", `size` the side at 100 %, 0 is the screen's `dpr`."""
        side = self.px(size)
        dpr = dpr or _ratio()
        tint = self._colours[colour].name() if colour in self._colours else colour
        key = (name, tint, side, dpr)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(name, tint, side, dpr)
        return self._pixmaps[key]

    # Putting a look on

    def apply(self, look: Look) -> None:
        """Put `look` on: colours, palette, fonts, style sheet, direction. A text size beyond 0.9 to 2.0 is cut."""
        scale = min(max(look.scale, SMALLEST), LARGEST)
        self.look = Look(look.theme, scale, look.roomy, look.less_motion, look.rtl)
        app = _app()
        self._applying = True
        try:
            self._choose_scheme(app)
            self._colours = self._tokens()
            self._fonts.clear()
            self._pixmaps.clear()
            if app.style().objectName().lower() != "fusion" and not app.styleSheet():
                app.setStyle("Fusion")
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
            app.setPalette(self._palette())
            app.setFont(self.font("body"))
            app.setStyleSheet(self.style_sheet())
        finally:
            self._applying = False
        self.changed.emit()

    def style_sheet(self) -> str:
        """The template app.qss with colours, fonts and lengths of the look filled in."""
        template = self._template + (self._more_contrast if self.contrast else "")
        sheet = re.sub(r"\b(\d+)(?:-(\d+))?px", lambda m: f"{self.px(int(m[1])) - int(m[2] or 0)}px", template)
        return re.sub(r"@([a-z][a-z0-9_]*)", self._fill, sheet)

    # Inside

    def _fill(self, found: re.Match[str]) -> str:
        word = found[1]
        if word in self._colours:
            return self._colours[word].name()
        if word.startswith("font_"):
            return self._font_rule(word.removeprefix("font_"))
        if word == "labels":
            return self._label_rules()
        return self._measures()[word] if word in self._measures() else self._derived(word)

    def _derived(self, word: str) -> str:
        if word.endswith("_off"):
            return self.shade(word.removesuffix("_off"), on=False).name()
        if word.endswith("_edge"):
            token = word.removesuffix("_edge")
            return self._colours[SOFT[token]].name() if self.contrast else self._colours[token].name()
        raise KeyError(f"app.qss asks for @{word}, which is no token")

    def _measures(self) -> dict[str, str]:
        inner, edges = self.control() - 2, 2 * self.edge()
        start, end = ("right", "left") if self.look.rtl else ("left", "right")
        return {
            "start": start,
            "end": end,
            "edge": f"{self.edge()}px",
            "edge_soft": "2px" if self.contrast else "0px",
            "button": f"{self.control() - edges}px",
            "control": f"{inner}px",
            "control_focus": f"{inner - 2}px",
            "menu_row": f"{self.px(48 if self.look.roomy else 36)}px",
            "hero": f"{self.px(52) - edges}px",
            "search": f"{self.px(58) - 4}px",
        }

    def _font_rule(self, role: str) -> str:
        font = self.font(role)
        faces = ", ".join(f'"{face}"' for face in font.families())
        return f"font-family: {faces}; font-size: {font.pointSizeF():.3f}pt; font-weight: {font.weight().value}"

    def _label_rules(self) -> str:
        fonts = [f'QLabel[role="{role}"] {{ {self._font_rule(role)}; }}' for role in self._table["fonts"]]
        tones = [f'QLabel[tone="{tone}"] {{ color: {self._colours[tone].name()}; }}' for tone in TONES]
        return "\n".join(fonts + tones)

    def _make_font(self, role: str, tabular: bool) -> QFont:
        face, side, weight = self._table["fonts"][role]
        font = QFont()
        font.setFamilies(FALLBACK[face])
        screen = _app().primaryScreen()
        dpi = screen.logicalDotsPerInchY() if screen else 96.0
        font.setPointSizeF(side * self.look.scale * 72.0 / dpi)
        font.setWeight(QFont.Weight(weight))
        if role in ("name", "title", "big"):
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 99)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _tokens(self) -> dict[str, QColor]:
        words: dict[str, str] = dict(self._table["dark" if self.dark else "light"])
        if self.contrast:
            plain = dict(words)
            words |= {token: plain[source] for token, source in self._table["contrast"].items()}
        return {token: QColor(value) for token, value in words.items()}

    def _choose_scheme(self, app: QApplication) -> None:
        hints = app.styleHints()
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(self.look.theme)
        if scheme is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(scheme)
        self.dark = self.look.theme == "dark" or (scheme is None and _is_dark(app))
        self.contrast = self.look.theme == "contrast" or (self.look.theme == "system" and _wants_contrast(app))

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        places = {
            roles.Window: "paper", roles.WindowText: "ink", roles.Base: "sheet", roles.AlternateBase: "well",
            roles.Text: "ink", roles.PlaceholderText: "ink3", roles.Button: "sheet", roles.ButtonText: "ink",
            roles.BrightText: "on_alert", roles.Highlight: "accent", roles.HighlightedText: "on_accent",
            roles.Accent: "accent", roles.Link: "accent", roles.LinkVisited: "accent_soft_text",
            roles.ToolTipBase: "ink", roles.ToolTipText: "paper", roles.Light: "sheet", roles.Midlight: "well",
            roles.Mid: "line", roles.Dark: "line_strong", roles.Shadow: "line_strong",
        }  # fmt: skip
        palette = QPalette()
        for role, token in places.items():
            palette.setColor(role, self._colours[token])
        for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.shade("ink", on=False))
        return palette

    def _render(self, name: str, tint: str, side: int, dpr: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # on first use: no icon, no cost

        if name not in self._svg:
            text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
            self._svg[name] = text.replace('stroke-width="2"', 'stroke-width="1.75"')
        drawn = QPixmap(round(side * dpr), round(side * dpr))
        drawn.setDevicePixelRatio(dpr)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        svg = QSvgRenderer(QByteArray(self._svg[name].replace("currentColor", tint).encode()))
        svg.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return drawn

    def _on_scheme_changed(self) -> None:
        if not self._applying and self.look.theme in ("system", "contrast"):
            self.apply(self.look)


def of() -> Theme:
    """The theme of the running application; the first call makes it and puts the usual look on."""
    app = _app()
    theme = app.property("relnotebook-theme")
    if isinstance(theme, Theme):
        return theme
    made = Theme(app)
    made.apply(Look())
    return made


def width_class(width: float, scale: float) -> str:
    """wide, normal, narrow or tight: how much room a window of `width` logical px has at a text size."""
    room = width / scale
    for name, least in (("wide", 1800), ("normal", 1100), ("narrow", 820)):
        if room >= least:
            return name
    return "tight"


def restyle(widget: Any) -> None:
    """Let the style sheet look again at a widget whose dynamic properties were changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _scaled(length: float, scale: float) -> int:
    return int(length) if abs(length) <= 2 else int(length * scale + 0.5)


def _mix(colour: QColor, ground: QColor, share: float) -> QColor:
    parts = (
        round(share * a + (1 - share) * b)
        for a, b in zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*parts)


def _is_dark(app: QApplication) -> bool:
    """Whether the computer wears dark."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _wants_contrast(app: QApplication) -> bool:
    """Whether the computer asks for high contrast (Qt 6.10 and later can tell)."""
    hints = getattr(app.styleHints(), "accessibility", None)
    if hints is None:
        return False
    return bool(hints().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _ratio() -> float:
    return _app().devicePixelRatio()


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("A QApplication must run first")
    return app


__all__ = ["Look", "Theme", "of", "restyle", "width_class"]
