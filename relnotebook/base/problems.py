"""Problem and its few kinds: all that a person may be told of. Anything else is a bug.

A Problem carries a code and facts; the sentence is made from them by `widgets/say` (and by the command
line from the same table), so that the wording lives in one place and can be translated.
"""

from __future__ import annotations


class Problem(Exception):
    """Something a person can understand and act on.

    Attributes:
        code: a stable word for the case, e.g. "no-usual"; `base/sentences.py` has the sentence for each.
        facts: values that fill the sentence.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return self.code


class Refusal(Problem):
    """A rule of the shop speaks against it: no usual to log, no consent, nothing to undo."""


class Conflict(Problem):
    """Somebody else changed the same thing in between; nothing was written."""


class NotFound(Problem):
    """The customer, file or backup asked for is not there."""


class StoreTrouble(Problem):
    """The notebook file cannot be used as asked: full disk, locked, read-only, wrong key, damaged, too new."""
