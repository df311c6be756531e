"""What the page is about: the group, its rules, and for what; as words, so that nothing half-built is lost. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import segment_rules, segment_titles
from relnotebook.notebook.segment_rules import Rule, Rules

if TYPE_CHECKING:
    from relnotebook.notebook.segments import Segment

PLACE = "mailings/group"


@dataclass(frozen=True, slots=True)
class Group:
    """Who is meant, as it stands on the page.

    Attributes:
        segment: the saved group it was opened from, None for one that has no name yet.
        rules: as they stand there, with rows that are not complete yet.
        saved: as they are saved; where `rules` ask something else, that is not kept under its name yet.
        frozen: it was opened from a list that stays as it is.
        among: people chosen by hand, None for everybody.
        per_household: None for what is usual on the channel.
        out: those left out by hand, as the right half words them, while the group is put aside.
    """

    rules: Rules = ()
    segment: int | None = None
    name: str = ""
    saved: Rules = ()
    frozen: bool = False
    among: tuple[CustomerId, ...] | None = None
    channel: str = "email"
    purpose: str = ""
    per_household: bool | None = None
    out: str = ""

    @property
    def changed(self) -> bool:
        """Whether there is something that is not saved under a name."""
        if self.segment is None:
            return bool(self.rules) or self.among is not None
        return segment_titles.asked(self.rules) != self.saved or self.among is not None

    def words(self) -> dict[str, str]:
        """As text for keeping; {} when there is nothing that was not just opened."""
        if not self.changed and self.segment is None:
            return {}
        told = {
            "rules": segment_rules.dump(self.rules),
            "segment": "" if self.segment is None else str(self.segment),
            "name": self.name,
            "saved": segment_rules.dump(self.saved),
            "frozen": "1" if self.frozen else "",
            "among": "" if self.among is None else json.dumps(list(self.among)),
            "channel": self.channel or "-",
            "purpose": self.purpose,
            "household": "" if self.per_household is None else str(int(self.per_household)),
            "out": self.out,
        }
        return {key: value for key, value in told.items() if value}


def of_words(words: dict[str, str]) -> Group:
    """What was kept by `Group.words`; an empty group for what cannot be read."""
    try:
        rules, saved = (segment_rules.load(words.get(key, "")) for key in ("rules", "saved"))
        among = json.loads(words["among"]) if words.get("among") else None
        segment = int(words["segment"]) if words.get("segment") else None
        chosen = None if among is None else tuple(CustomerId(int(who)) for who in among)
    except (Problem, ValueError, TypeError):
        return Group()
    channel = words.get("channel", "email")
    home = words.get("household", "")
    return Group(
        rules,
        segment,
        words.get("name", ""),
        saved,
        bool(words.get("frozen")),
        chosen,
        "" if channel == "-" else channel,
        words.get("purpose", ""),
        None if not home else home == "1",
        words.get("out", ""),
    )


def opened(segment: Segment, channel: str, purpose: str, per_household: bool | None) -> Group:
    """A saved group as it is opened: a list is asked like a rule."""
    rules: Rules = (Rule("group", "in", segment.id, name=segment.name),) if segment.frozen else segment.rules
    return Group(rules, segment.id, segment.name, rules, segment.frozen, None, channel, purpose, per_household)
