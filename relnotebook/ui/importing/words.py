"""What the pages that bring people in say of a file, of what will happen, and of what is wrong. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relnotebook.base.words import _, n_
from relnotebook.ui.importing.flow import CHOOSE, DONE, DOUBLES, JOIN, MATCH, Flow
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.exchange.gains import Gain
    from relnotebook.exchange.meeting import Counts, Meetings
    from relnotebook.exchange.seeing import Seen


def titles(steps: tuple[str, ...]) -> tuple[str, ...]:
    """The steps by their names."""
    names = {
        CHOOSE: _("Choose a file"),
        MATCH: _("Match the columns"),
        DOUBLES: _("Look at doubles"),
        DONE: _("Done"),
    }
    return tuple(names[step] for step in steps)


PASTED = ("Pasted.csv", "Pasted.vcf")
"""What exchange/pasted calls its files."""


def is_pasted(file: Path) -> bool:
    """Whether a file holds what was in the clipboard."""
    return file.name in PASTED and file.parent.name == "pasted"


def file_name(name: str) -> str:
    """A file by its name; what was pasted never had one."""
    return _("From the clipboard") if not name or name in PASTED else name


def file_line(flow: Flow) -> str:
    """The file and how much is in it: "regulars.xlsx, 318 rows"."""
    if flow.file is None:
        return ""
    count, name = flow.people, file_name(flow.file.name)
    if not count:
        return name
    rows = n_("{n} card", "{n} cards", count) if flow.is_cards else n_("{n} row", "{n} rows", count)
    return f"{name}, {_counted(rows, count)}"


def file_icon(flow: Flow) -> str:
    """The icon of the kind of file."""
    return "address-book" if flow.is_cards else "file-spreadsheet"


def looks_like(seen: Seen, recalled: bool, people: int, *, sure: bool) -> str:
    """What a file seems to be; `sure`: it was read to its end."""
    about = n_("about {n} person", "about {n} people", people)
    count = _counted(n_("{n} person", "{n} people", people) if sure else about, people)
    if not people:
        return _("A table with nobody in it.")
    if seen.kind == "cards" and not sure:
        count = _counted(n_("{n} card", "{n} cards", people), people)
    if seen.kind == "cards":
        return _("An address book with {count}.").format(count=count)
    if recalled:
        return _("A file like one that came in before, with {count}.").format(count=count)
    if seen.vendor:
        return _("Looks like {vendor}, with {count}.").format(vendor=seen.vendor, count=count)
    return _("A table with {count}.").format(count=count)


def footer(flow: Flow) -> str:
    """What will happen."""
    if flow.step == DOUBLES and (tally := flow.tally) is not None:
        return tally_line(tally)
    if flow.file is None:
        return _("The file stays where it is. Nothing leaves this computer.")
    return _("Nothing is saved yet. After the import, one Undo takes everything out again.")


def tally_line(tally: Counts) -> str:
    """ "309 new, 9 joined, nobody skipped"."""
    new = _counted(n_("{n} new", "{n} new", tally.new), tally.new) if tally.new else _("Nobody new")
    joined = (
        _counted(n_("{n} joined", "{n} joined", tally.joined), tally.joined) if tally.joined else _("nobody joined")
    )
    skipped = n_("{n} skipped", "{n} skipped", tally.skipped) if tally.skipped else _("nobody skipped")
    return _("{new}, {joined}, {skipped}").format(new=new, joined=joined, skipped=skipped)


def twice(met: Meetings) -> str:
    """Who stands in the file more than once is joined with themselves; "" for nobody."""
    shown = (*met.to_look_at, *met.clear)
    if len(shown) < met.looked_count + met.clear_count:
        return ""  # not all are told, so that those left cannot be counted
    again = met.updated + met.unchanged - sum(one.decision == JOIN for one in shown)
    if again <= 0:
        return ""
    told = n_("{n} row is about somebody who stands in the file twice.",
              "{n} rows are about people who stand in the file twice.", again)  # fmt: skip
    return f"{told} {_('They get one card.')}"


GAINS = 6
"""So many things that a card gains are told; the others are counted."""


def added(gains: Sequence[Gain]) -> str:
    """What would be new on a card: "New on the card: E-mail “n@okafor.example”; Birthday “2 May”"."""
    fresh = [_("{what} “{value}”").format(what=gain.what, value=gain.after) for gain in gains if not gain.before]
    if not gains:
        return _("Nothing new for the card.")
    return _("New on the card: {what}").format(what=_some(fresh)) if fresh else ""


def written_over(gains: Sequence[Gain]) -> str:
    """What a card says now and would not say any more; "" when all of it stays."""
    words = _("{what}: “{before}” becomes “{after}”")
    told = [words.format(what=one.what, before=one.before, after=one.after) for one in gains if one.before]
    return _some(told)


def _some(told: list[str]) -> str:
    left = len(told) - GAINS
    return "; ".join([*told[:GAINS], *([n_("{n} more", "{n} more", left)] if left > 0 else [])])


def promise(over: Sequence[str]) -> str:
    """What joining does to a card; `over`: headings of the columns that were chosen to write over it."""
    if over:
        stays = _("When two cards join, the file goes over {columns}. Anything else you wrote stays, and an empty cell "
                  "takes nothing away.")  # fmt: skip
        stays = stays.format(columns=say.listed([f"“{heading}”" for heading in over]))
    else:
        stays = _("When two cards join, what you already wrote stays. The file only fills gaps.")
    return f"{stays} {_('A “no” to mailings always wins.')}"


def main(flow: Flow) -> str:
    """The main button of the step; "" for none."""
    if flow.step == CHOOSE:
        if flow.seen is None:
            return ""
        return _("Look at doubles") if flow.is_cards else _("Match the columns")
    if flow.step == MATCH:
        return _("Look at doubles")
    if flow.step == DOUBLES:
        tally = flow.tally
        coming = tally.new + tally.joined if tally is not None else flow.people
        return _counted(n_("Bring in {n} person", "Bring in {n} people", coming), coming)
    return ""


def came_in(count: int) -> str:
    """For the toast, when the page is not seen."""
    return _counted(n_("{n} person came in.", "{n} people came in.", count), count)


def grouped(words: str) -> str:
    """Counts in a sentence as the computer writes numbers: "All 20,000 fine"."""
    return re.sub(r"\b\d{4,}\b", lambda found: say.count(int(found[0])), words)


def _counted(words: str, count: int) -> str:
    """The number in it as the computer writes numbers."""
    return words.replace(str(count), say.count(count), 1)
