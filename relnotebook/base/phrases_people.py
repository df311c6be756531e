"""Acts about people in and out in words: joined, grouped, exported; a part of base/phrases."""

from __future__ import annotations

from relnotebook.base.terms import Act
from relnotebook.base.words import _, n_

Said = tuple[str, str, str, str]
"""What one asks for with a name and without, what has happened with a name and without."""


def table() -> dict[Act, Said]:
    """The four sentences of each act, in the language of the program."""
    return {
        Act.JOIN_CARDS: (
            _("join two cards of {name}"),
            _("join two cards"),
            _("{name} has one card now."),
            _("Two cards are one now."),
        ),
        Act.PART_CARDS: (
            _("part the cards of {name}"),
            _("part two cards"),
            _("{name} has two cards again."),
            _("They are two cards again."),
        ),
        Act.NOT_SAME: _same(_("note that two people are not the same"), _("Noted: they are not the same.")),
        Act.UNDO_IMPORT: _same(_("take an import back"), _("The import is taken back.")),
        Act.SET_SEGMENT: _same(_("change a group"), _("The group is saved.")),
        Act.REMOVE_SEGMENT: _same(_("remove a group"), _("The group is gone.")),
        Act.FREEZE_SEGMENT: _same(_("make a list of people"), _("The list is made.")),
        Act.SUPPRESS: _same(_("never write to an address again"), _("That address is never written to again.")),
        Act.EXPORT_PEOPLE: _same(_("write people into a file"), _("The file is written.")),
        Act.SET_LAYOUT: _same(_("change a layout"), _("The layout is saved.")),
        Act.REMOVE_LAYOUT: _same(_("remove a layout"), _("The layout is gone.")),
        Act.SET_SHEET: _same(_("change a label sheet"), _("The label sheet is saved.")),
        Act.REMOVE_SHEET: _same(_("remove a label sheet"), _("The label sheet is gone.")),
    }


def several(what: Act, count: int) -> Said | None:
    """The four sentences of an act done to `count` people at once; None where it has none of its own."""
    asked, finished = {
        Act.ADD_TAG: (
            n_("tag {n} card", "tag {n} cards", count),
            n_("{n} card is tagged.", "{n} cards are tagged.", count),
        ),
        Act.REMOVE_TAG: (
            n_("take a tag off {n} card", "take a tag off {n} cards", count),
            n_("The tag is off {n} card.", "The tag is off {n} cards.", count),
        ),
        Act.BIN_CUSTOMER: (
            n_("put {n} card into the bin", "put {n} cards into the bin", count),
            n_("{n} card is in the bin.", "{n} cards are in the bin.", count),
        ),
        Act.UNBIN_CUSTOMER: (
            n_("take {n} card out of the bin", "take {n} cards out of the bin", count),
            n_("{n} card is out of the bin.", "{n} cards are out of the bin.", count),
        ),
        Act.FREEZE_SEGMENT: (
            n_("put {n} person on a new list", "put {n} people on a new list", count),
            n_("{n} person is on the new list.", "{n} people are on the new list.", count),
        ),
        Act.SET_SEGMENT: (
            n_("put {n} person on a list", "put {n} people on a list", count),
            n_("{n} person more is on the list.", "{n} people more are on the list.", count),
        ),
        Act.SET_REMINDER: (
            n_("note to ask {n} person at the next visit", "note to ask {n} people at their next visit", count),
            n_("{n} person is asked at the next visit.", "{n} people are asked at their next visit.", count),
        ),
    }.get(what, ("", ""))
    return _same(asked, finished) if asked else None


def _same(asked: str, finished: str) -> Said:
    """An act about nobody in particular."""
    return asked, asked, finished, finished
