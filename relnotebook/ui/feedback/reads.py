"""What the inbox asks the notebook in one go: the list, and one thing somebody said with all that is done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    """

    view: Feedback
    step: str
    offer: Offer | None
    limits: Limits
    colleagues: tuple[Colleague, ...]

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


def read_pane(s: Any, feedback: int, step: str = "", wording: int = 0) -> Opened:
    """What was said, with `step` open, or the first that is not done; `wording` counts its sentences.

    Raises NotFound("no-feedback").
    """
    from relnotebook.notebook import feedback as feedbacks
    from relnotebook.notebook import recovery, staff

    view = feedbacks.one(s, feedback)
    opened = step if any(one.key == step for one in view.steps) else first_open(view.steps)
    offer = recovery.sentences(s, feedback, opened, wording) if opened else None
    return Opened(view, opened, offer, recovery.limits(s), staff.everyone(s))


def first_open(steps: Iterable[Step]) -> str:
    """The first step that is not done, "" when all are."""
    return next((step.key for step in steps if not step.done), "")
