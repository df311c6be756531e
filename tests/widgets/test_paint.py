"""The front door of the painters: what a page may import from here."""

from __future__ import annotations

from relnotebook.widgets import paint

PROMISED = [
    "Mark",
    "Row",
    "RowDelegate",
    "Moment",
    "TimelineDelegate",
    "draw_disc",
    "draw_mark",
    "draw_ribbon",
    "draw_highlight",
    "Dial",
    "RowList",
    "ROW",
]


def test_everything_promised_is_there() -> None:
    assert [name for name in PROMISED if name not in paint.__all__ or not hasattr(paint, name)] == []
    assert [name for name in paint.__all__ if not hasattr(paint, name)] == []
