"""All furniture in one place to import from.

`labels` has words, `plain` tooltips, `buttons` and `switches` what is pressed, `fields` and `search` what is typed
into, `frames` and `menus` what holds the rest, `focus` the ring round what has the keyboard, `aloud` what is spoken.
"""

from __future__ import annotations

from relnotebook.widgets.aloud import announce
from relnotebook.widgets.buttons import Chip, KeyButton, Segments, button, icon_button
from relnotebook.widgets.fields import Choice, Field, Refusable, SavingLine, SavingText, field, passphrase_line
from relnotebook.widgets.focus import FocusRing
from relnotebook.widgets.frames import (
    AlertBanner,
    EmptyState,
    FlowLayout,
    Hero,
    ProgressLine,
    Rule,
    Sheet,
    SidePanel,
)
from relnotebook.widgets.labels import KeyHint, LeadLabel, PlainLabel
from relnotebook.widgets.menus import Menu, rounded
from relnotebook.widgets.plain import set_tip
from relnotebook.widgets.search import SearchBox
from relnotebook.widgets.switches import Dot, Switch, Tick

__all__ = [
    "AlertBanner",
    "Chip",
    "Choice",
    "Dot",
    "EmptyState",
    "Field",
    "FlowLayout",
    "FocusRing",
    "Hero",
    "KeyButton",
    "KeyHint",
    "LeadLabel",
    "Menu",
    "PlainLabel",
    "ProgressLine",
    "Refusable",
    "Rule",
    "SavingLine",
    "SavingText",
    "SearchBox",
    "Segments",
    "Sheet",
    "SidePanel",
    "Switch",
    "Tick",
    "announce",
    "button",
    "field",
    "icon_button",
    "passphrase_line",
    "rounded",
    "set_tip",
]
