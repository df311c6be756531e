"""Settings: appearance and language of this till."""

from __future__ import annotations

from relnotebook.base import clock
from relnotebook.base.settings import SCALES, Settings
from relnotebook.base.words import _
from relnotebook.ui.settings_parts import Section
from relnotebook.widgets import say
from relnotebook.widgets.parts import Choice, Segments, Switch

SIZES = (0.9, 1.0, 1.25, 1.5, 2.0)


class Appearance(Section):
    """Theme, text size, rows, motion, single letters as keys."""

    key = "appearance"
    icon = "palette"

    def __init__(self) -> None:
        words = (
            _("dark"),
            _("light"),
            _("contrast"),
            _("font"),
            _("text"),
            _("zoom"),
            _("touch"),
            _("keys"),
            _("motion"),
        )
        super().__init__(_("Appearance"), words=words)
        self.theme = Segments(
            [
                ("light", _("Light"), "sun"),
                ("dark", _("Dark"), "moon"),
                ("contrast", _("High contrast"), "eye"),
                ("system", _("Like the computer"), ""),
            ]
        )
        self.scale = Segments([(f"{scale}", f"{scale:.0%}", "") for scale in SIZES])
        self.rows = Segments([("no", _("Comfortable"), ""), ("yes", _("Roomy, for touch"), "")])
        self.motion = Switch()
        self.letters = Switch()
        self.row(_("Theme"), self.theme)
        self.row(_("Text size"), self.scale, _("Ctrl and + or -, anywhere"))
        self.row(_("Rows"), self.rows, _("Roomy: everything at least 48 px tall"))
        self.row(_("Less motion"), self.motion, _("Nothing fades, and messages stay longer"))
        self.row(_("Single letters as keys"), self.letters, _("N for a note, P for a preference, on a card"))
        self.theme.picked.connect(lambda key: self.till_changed.emit({"theme": key}))
        self.scale.picked.connect(lambda key: self.till_changed.emit({"scale": float(key)}))
        self.rows.picked.connect(lambda key: self.till_changed.emit({"roomy": key == "yes"}))
        self.motion.clicked.connect(lambda on: self.till_changed.emit({"less_motion": on}))
        self.letters.clicked.connect(lambda on: self.till_changed.emit({"letters": on}))

    def show_till(self, settings: Settings) -> None:
        self.theme.set_value(settings.theme)
        nearest = min(SIZES, key=lambda size: abs(size - settings.scale))
        self.scale.set_value(f"{nearest}")
        self.rows.set_value("yes" if settings.roomy else "no")
        self.motion.setChecked(settings.less_motion)
        self.letters.setChecked(settings.letters)


class Language(Section):
    """What the notebook speaks. Dates and numbers follow the computer."""

    key = "language"
    icon = "language"

    def __init__(self) -> None:
        super().__init__(_("Language"), words=(_("English"), _("dates"), _("translation")))
        self.speaks = Choice([("en", "English")])
        self.speaks.picked.connect(lambda key: self.till_changed.emit({"language": key}))
        today = say.day_long(clock.today())
        told = _("Dates as this computer writes them: {today}").format(today=today)
        self.row(_("The notebook speaks"), self.speaks, told)

    def show_till(self, settings: Settings) -> None:
        self.speaks.set_value(settings.language)


assert set(SIZES) <= set(SCALES)
