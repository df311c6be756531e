"""What the inbox asks the notebook in one go: the list, and one thing somebody said with all that is done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relnotebook.base.text import stopped
from relnotebook.ui.feedback.filters import Wanted

if TYPE_CHECKING:
    from relnotebook.notebook.feedback import Feedback
    from relnotebook.notebook.inbox import Inbox, Line
    from relnotebook.notebook.recovery import Limits, Offer, Step
    from relnotebook.notebook.staff import Colleague


@dataclass(frozen=True, slots=True)
class Listed:
    """The list as it is shown.

    Attributes:
        inbox: what was asked for, and the counts.
        lines: its lines, and the one held: it left this list while somebody was looking at it.
        held: its id, None when there is none.
    """

    inbox: Inbox
    lines: tuple[Line, ...]
    held: int | None
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One thing somebody said.

    Attributes:
        step: key of the open step, "" while all are done.
        offer: a sentence to begin it with, None for none.
        limits: what may be given without asking.
        rounds: what was written in earlier rounds, when it had not been enough.
    """

    view: Feedback
    step: str
    offer: Offer | None
    limits: Limits
    colleagues: tuple[Colleague, ...]
    rounds: tuple[str, ...] = ()

    @property
    def shown_step(self) -> Step | None:
        """The open step."""
        return next((step for step in self.view.steps if step.key == self.step), None)


def read_list(s: Any, wanted: Wanted, limit: int, hold: int | None = None) -> Listed:
    """The newest `limit` lines of what is wanted, and `hold` among them also where it is no longer one of them."""
    from relnotebook.notebook import inbox, staff

    found = inbox.inbox(s, **wanted.asks(), limit=limit)
    lines, held = found.lines, None
    if hold is not None and all(line.id != hold for line in lines) and (kept := inbox.lines(s, [hold])):
        lines, held = tuple(sorted((*lines, *kept), key=lambda line: line.place, reverse=True)), hold
    return Listed(found, lines, held, staff.everyone(s))


def read_pane(s: Any, feedback: int, step: str = "", wording: int = 0, after: str = "") -> Opened:
    """What was said, with `step` open, or the next that is not done; `wording` counts its sentences.

    `after`: the step finished last; the next is then the one behind it. Raises NotFound("no-feedback").
    """
    from relnotebook.notebook import feedback as feedbacks
    from relnotebook.notebook import recovery, staff

    view = feedbacks.one(s, feedback)
    told = view.line.status == "told"
    opened = step if any(one.key == step for one in view.steps) else next_open(view.steps, after, told=told)
    offer = recovery.sentences(s, feedback, opened, wording) if opened else None
    return Opened(view, opened, offer, recovery.limits(s), staff.everyone(s), read_rounds(s, feedback))


def next_open(steps: Sequence[Step], after: str = "", *, told: bool = False) -> str:
    """The first step behind `after` that is not done, if `after` is; else the first of all, none once they were told.

    "" when there is none.
    """
    at = next((at for at, step in enumerate(steps) if step.key == after and step.done), -1)
    behind = first_open(steps[at + 1 :]) if at >= 0 else ""
    return behind or ("" if told else first_open(steps))


def read_rounds(s: Any, feedback: int) -> tuple[str, ...]:
    """What was written in the rounds before this one, the first round first: one line for each."""
    from relnotebook.notebook import stages

    rounds: dict[str, list[str]] = {}
    for one in stages.of(s, feedback).values():
        _step, mark, n = one.step.partition(":")
        if mark and (words := " ".join(one.words.split())):
            rounds.setdefault(n, []).append(stopped(words))
    return tuple(" ".join(rounds[n]) for n in sorted(rounds, key=lambda n: int(n) if n.isdecimal() else 0))


def first_open(steps: Iterable[Step]) -> str:
    """The first step that is not done, "" when all are."""
    return next((step.key for step in steps if not step.done), "")
