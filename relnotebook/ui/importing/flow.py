"""The course of bringing people in: which step is up, what was chosen so far, what is to be read next. Pure.

Nothing here reads a file or waits: whoever holds the flow does the work it asks for and hands in what came of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from relnotebook.base.terms import CustomerId

if TYPE_CHECKING:
    from relnotebook.exchange.choices import Choices
    from relnotebook.exchange.meeting import Counts, Meeting, Meetings

CHOOSE, MATCH, DOUBLES, DONE = "choose", "match", "doubles", "done"
STEPS: Final = (CHOOSE, MATCH, DOUBLES, DONE)
SEE, PLAN, MEET = "see", "plan", "meet"
WORKS: Final = (SEE, PLAN, MEET)
JOIN, BOTH, SKIP = "join", "both", "skip"
DECISIONS: Final = (JOIN, BOTH, SKIP)


@dataclass(slots=True)
class Flow:
    """One file on its way in.

    Attributes:
        step: the one that is up.
        file: None until one was chosen.
        encoding, separator, headings: chosen instead of those that were found; "" as found.
        fields: heading -> what it holds, where that was chosen; see exchange/choices.
        month_first: heading -> whether the month is read first; overwrite: headings that write over a card.
        fixes: line -> heading -> its cell as mended; alerts: lines whose note becomes an alert too.
        decided: line -> "join:7", "both" or "skip", as a person chose.
        seen, plan, meetings: what was read; None until then. matched: the plan as it is shown (see work.Matched).
        trouble: work -> the code of what stopped it.
    """

    step: str = CHOOSE
    file: Path | None = None
    encoding: str = ""
    separator: str = ""
    headings: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    month_first: dict[str, bool] = field(default_factory=dict)
    overwrite: set[str] = field(default_factory=set)
    fixes: dict[int, dict[str, str]] = field(default_factory=dict)
    alerts: set[int] = field(default_factory=set)
    decided: dict[int, str] = field(default_factory=dict)
    seen: Any = None
    plan: Any = None
    matched: Any = None
    meetings: Meetings | None = None
    trouble: dict[str, str] = field(default_factory=dict)
    _wanted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WORKS, 0))
    _have: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WORKS, 0))
    _under_way: tuple[str, int] = ("", 0)

    # The file

    def take(self, file: Path) -> None:
        """Begin anew with this file."""
        self.__init__()  # type: ignore[misc]
        self.file = file
        self._want(SEE)

    def read_as(self, encoding: str | None = None, separator: str | None = None, headings: str | None = None) -> None:
        """Other letters, another separator, or other headings: with that the columns are others, and what was said of
        them is void."""
        if headings is not None and headings != self.headings:
            self.headings = headings
            self._forget_columns()
        if separator is not None and separator != self.separator:
            self.separator = separator
            self._forget_columns()
        if encoding is not None and encoding != self.encoding:
            self.encoding = encoding
            self._forget_columns()
        self._want(SEE)

    def _forget_columns(self) -> None:
        for kept in (self.fields, self.month_first, self.overwrite, self.fixes):
            kept.clear()

    # What is chosen

    def mean(self, heading: str, meaning: str) -> None:
        """What a column holds."""
        self.fields[heading] = meaning
        self._want(PLAN)

    def read_dates(self, heading: str, month_first: bool) -> None:
        """What comes first in a column of dates."""
        self.month_first[heading] = month_first
        self._want(PLAN)

    def write_over(self, heading: str, on: bool) -> None:
        """Whether a column goes over what cards say, or fills gaps alone."""
        (self.overwrite.add if on else self.overwrite.discard)(heading)
        self._want(PLAN)

    def fix(self, line: int, cells: dict[str, str]) -> None:
        """Cells of a row as they should be; an empty set of them leaves the row as it stands in the file."""
        if cells:
            self.fixes[line] = dict(cells)
        else:
            self.fixes.pop(line, None)
        self._want(PLAN)

    def warn_of(self, lines: Iterable[int], on: bool) -> None:
        """Whether the notes of these lines become alerts."""
        (self.alerts.update if on else self.alerts.difference_update)(lines)

    def decide(self, meeting: Meeting, decision: str, card: int | None = None) -> None:
        """What becomes of somebody who may be in the notebook already; `card`: which, where several fit."""
        self.decided[meeting.line] = meeting.choice(decision, CustomerId(card or self.card_of(meeting)))

    def decision(self, meeting: Meeting) -> str:
        """join, both or skip: as chosen, else as proposed."""
        return self.decided.get(meeting.line, meeting.decision).partition(":")[0]

    def card_of(self, meeting: Meeting) -> int:
        """The card somebody is joined with, or would be."""
        chosen = self.decided.get(meeting.line, "").partition(":")[2]
        return int(chosen) if chosen else meeting.card

    @property
    def tally(self) -> Counts | None:
        """How many come in as what, with everything decided so far; None until it is known."""
        return self.meetings.counts(self.decided) if self.meetings is not None else None

    @property
    def people(self) -> int:
        """How many the file holds, as far as it was read, and as far as its columns are known."""
        if self.plan is not None and not self.is_strange:
            return int(self.plan.people)
        return int(self.seen.count) if self.seen is not None else 0

    @property
    def is_cards(self) -> bool:
        """Whether the file says itself what is what: no columns to match."""
        return self.seen is not None and self.seen.kind == "cards"

    @property
    def is_strange(self) -> bool:
        """Whether nobody can be found in the file until a person says what its columns hold."""
        return self.plan is not None and not self.plan.people

    def choices(self) -> Choices:
        """All that was chosen about the file as a whole, for the engine."""
        from relnotebook.exchange.choices import Choices

        return Choices(
            dict(self.fields),
            dict(self.month_first),
            frozenset(self.overwrite),
            fixes={line: dict(cells) for line, cells in self.fixes.items()},
            separator=self.separator,
            headings=self.headings,
        )

    def decisions(self) -> dict[int, str]:
        """Everybody who was to be looked at, as shown, and the clear cases where somebody chose otherwise."""
        if self.meetings is None:
            return dict(self.decided)
        shown = {m.line: m.choice(self.decision(m), CustomerId(self.card_of(m))) for m in self.meetings.to_look_at}
        return {**shown, **self.decided}

    # From step to step

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps this file goes through."""
        return tuple(step for step in STEPS if step != MATCH or not self.is_cards)

    @property
    def can_go_on(self) -> bool:
        """Whether the main button leads on."""
        if self.step == CHOOSE:
            return self.file is not None and self.fresh(SEE) and not self.trouble
        if self.step == MATCH:
            return self.fresh(PLAN) and PLAN not in self.trouble and not self.is_strange
        return self.step == DOUBLES and all(self.fresh(work) and work not in self.trouble for work in (PLAN, MEET))

    def go_on(self) -> bool:
        """To the next step, but for the last: that is reached by `done`. False when it may not be left yet."""
        if not self.can_go_on or self.step == DOUBLES:
            return False
        self.step = self.steps[self.steps.index(self.step) + 1]
        return True

    def go_back(self) -> bool:
        """To the step before; False on the first and on the last."""
        at = self.steps.index(self.step) if self.step in self.steps else 0
        if at == 0 or self.step == DONE:
            return False
        self.step = self.steps[at - 1]
        return True

    def done(self) -> None:
        """They are in."""
        self.step = DONE

    @property
    def under_way(self) -> bool:
        """Whether there is something that would be a pity to lose."""
        return self.file is not None and self.step != DONE

    # What is to be read

    @property
    def work(self) -> str:
        """What is to be read next: the file as it stands, its people, whom they meet; "" for nothing."""
        if self.file is None or self.step == DONE:
            return ""
        for work in WORKS[: 3 if self.step == DOUBLES else 2]:
            if not self.fresh(work):
                return work
            if work in self.trouble:
                return ""
        return ""

    @property
    def in_vain(self) -> bool:
        """Whether what is being read was overtaken by another choice."""
        work, stamp = self._under_way
        return bool(work) and self._wanted[work] != stamp

    @property
    def reading(self) -> str:
        """The work that is under way."""
        return self._under_way[0]

    def fresh(self, work: str) -> bool:
        """Whether what was read still holds."""
        return self._have[work] == self._wanted[work] and self._wanted[work] > 0

    def begun(self, work: str) -> None:
        """It is being read."""
        self._under_way = (work, self._wanted[work])

    def read(self, work: str, found: Any) -> bool:
        """What was read; False when it was overtaken and is not wanted any more."""
        taken = self._ended(work)
        if taken:
            self.trouble.pop(work, None)
            setattr(self, {SEE: "seen", PLAN: "matched", MEET: "meetings"}[work], found)
            if work == PLAN:
                self.plan = found.plan
        return taken

    def failed(self, work: str, code: str) -> bool:
        """It could not be read; False when it was overtaken."""
        taken = self._ended(work)
        if taken:
            self.trouble[work] = code
            if work == PLAN:
                self.plan = self.matched = None
        return taken

    def stopped(self) -> None:
        """What was being read was given up."""
        self._under_way = ("", 0)

    def again(self) -> None:
        """The file, or the notebook, is not what was read: read it once more."""
        self._want(SEE)

    def notebook_changed(self) -> None:
        """Somebody may have become a customer since: whom they meet is looked up again."""
        if self._wanted[MEET]:
            self._want(MEET)

    def _ended(self, work: str) -> bool:
        running, stamp = self._under_way
        self.stopped()
        if running != work or stamp != self._wanted[work]:
            return False
        self._have[work] = stamp
        return True

    def _want(self, work: str) -> None:
        for later in WORKS[WORKS.index(work) :]:
            self._wanted[later] += 1
            self.trouble.pop(later, None)

    # Kept over a closed window

    def to_words(self) -> dict[str, str]:
        """As a draft; nothing when there is nothing to keep."""
        if not self.under_way:
            return {}
        kept = {
            "step": self.step,
            "encoding": self.encoding,
            "separator": self.separator,
            "headings": self.headings,
            "fields": self.fields,
            "month_first": self.month_first,
            "overwrite": sorted(self.overwrite),
            "fixes": self.fixes,
            "alerts": sorted(self.alerts),
            "decided": self.decided,
        }
        return {"file": str(self.file), "chosen": json.dumps(kept)}

    @classmethod
    def from_words(cls, words: dict[str, str]) -> Flow:
        """As it was kept; at its beginning when the draft cannot be read."""
        flow = cls()
        if not words.get("file"):
            return flow
        flow.take(Path(words["file"]))
        try:
            flow._restore(json.loads(words.get("chosen", "{}")))
        except (ValueError, TypeError, AttributeError):
            flow.take(Path(words["file"]))
        return flow

    def _restore(self, kept: dict[str, Any]) -> None:
        self.encoding, self.separator = str(kept.get("encoding", "")), str(kept.get("separator", ""))
        self.headings = str(kept.get("headings", ""))
        self.fields = {str(key): str(value) for key, value in kept.get("fields", {}).items()}
        self.month_first = {str(key): bool(value) for key, value in kept.get("month_first", {}).items()}
        self.overwrite = set(map(str, kept.get("overwrite", ())))
        self.fixes = {int(line): dict(cells) for line, cells in kept.get("fixes", {}).items()}
        self.alerts = set(map(int, kept.get("alerts", ())))
        self.decided = {int(line): str(one) for line, one in kept.get("decided", {}).items()}
        step = kept.get("step", CHOOSE)
        self.step = step if step in (CHOOSE, MATCH, DOUBLES) else CHOOSE
