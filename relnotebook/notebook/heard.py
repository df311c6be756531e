"""Writing down what was heard in one go: the words, and where wished the idea in them, new or known."""

from __future__ import annotations

from typing import Any

from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import feedback, ideas, supporters
from relnotebook.store.write import Write, act


@act(Act.ADD_FEEDBACK)
def write_down(
    w: Write,
    words: str,
    /,
    *,
    customer: CustomerId | None = None,
    given_name: str = "",
    idea: str = "",
    wants: int | None = None,
    **said: Any,
) -> int:
    """Write feedback down as `feedback.add` does, and the idea in it, in one step.

    `idea`, its title, puts it on the board; `wants` says that they want this idea of the board too, with the words as
    their quote, or as one more where nobody is named. Raises what `feedback.add`, `ideas.add` and
    `supporters.support` raise.
    """
    written = feedback.add(w, words, customer=customer, given_name=given_name, **said)
    channel = said.get("channel", "in_person")
    if wants is not None and customer is not None:
        supporters.support(w, wants, customer, quote=words, channel=channel)
    elif wants is not None:
        supporters.tally(w, wants)
    elif idea:
        ideas.add(w, idea, words=words, customer=customer, feedback=written, channel=channel, given_name=given_name)
    return written
