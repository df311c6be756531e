"""Everything that paints people's rows, in one place to import from.

The values are in `values`, the shared strokes in `draw`, the list of people in `rows`, the timeline in `timeline`,
the closeness dial in `dial`.
"""

from __future__ import annotations

from relnotebook.widgets.dial import Dial
from relnotebook.widgets.draw import (
    draw_disc,
    draw_focus,
    draw_highlight,
    draw_key,
    draw_mark,
    draw_ribbon,
    draw_words,
    hairline,
    mark_width,
)
from relnotebook.widgets.rowmodel import ROW, RowModel
from relnotebook.widgets.rows import RowDelegate, RowList
from relnotebook.widgets.timeline import MOMENT, MomentList, TimelineDelegate
from relnotebook.widgets.values import Mark, Moment, Row

__all__ = [
    "MOMENT",
    "ROW",
    "Dial",
    "Mark",
    "Moment",
    "MomentList",
    "Row",
    "RowDelegate",
    "RowList",
    "RowModel",
    "TimelineDelegate",
    "draw_disc",
    "draw_focus",
    "draw_highlight",
    "draw_key",
    "draw_mark",
    "draw_ribbon",
    "draw_words",
    "hairline",
    "mark_width",
]
