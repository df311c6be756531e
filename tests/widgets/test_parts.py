"""The front door of the furniture: what a page may import from here."""

from __future__ import annotations

from relnotebook.widgets import parts

PROMISED = [
    "PlainLabel",
    "set_tip",
    "button",
    "SavingLine",
    "SavingText",
    "SearchBox",
    "Chip",
    "FlowLayout",
    "Segments",
    "Switch",
    "Choice",
    "Sheet",
    "SidePanel",
    "Hero",
    "AlertBanner",
    "EmptyState",
    "KeyHint",
    "FocusRing",
    "ProgressLine",
    "field",
    "KeyButton",
    "Refusable",
]


def test_everything_promised_is_there() -> None:
    assert [name for name in PROMISED if name not in parts.__all__ or not hasattr(parts, name)] == []
    assert [name for name in parts.__all__ if not hasattr(parts, name)] == []
