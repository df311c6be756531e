"""The course of the customer screen: which page is up, what was answered, when it moves on by itself. Pure.

Time comes from a clock that never runs backwards and that whoever holds the flow gives it; nothing here waits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relnotebook.notebook.screen import Screen

QUESTION, COMMENT, IDEA, THANKS = "question", "comment", "idea", "thanks"
TURN = 0.35  # seconds between a tap and the next page: long enough to see what was tapped
PAUSE = 0.4  # after the last key, before the words are kept
THANKED = 6.0
IDLE = 60.0
WARNED = 15.0  # of those, the last are counted down
LETTERS = {"words": 2000, "idea": 300, "given_name": 80, "reply_to": 120}
FACES = ("faces", "nps")
NPS_GOOD, NPS_SO_SO = 9, 7


@dataclass(frozen=True, slots=True)
class Answer:
    """What one customer has answered so far. `score`: faces 5 (wonderful) to 1, else 0 to 10."""

    language: str
    score: int | None = None
    choice: str = ""
    reasons: tuple[str, ...] = ()
    words: str = ""
    given_name: str = ""
    reply_to: str = ""
    idea: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said: neither tapped nor typed."""
        typed = (self.choice, self.words, self.given_name, self.reply_to, self.idea)
        return self.score is None and not self.reasons and not any(text.strip() for text in typed)


class Flow:
    """One customer after the other.

    Args:
        screen: what is asked. keep: takes an answer and whether it was sent to the end; called at the first tap and
            whenever there is more. now: the clock. leave: takes what somebody went away from before it was sent.
    Attributes:
        screen: what is asked; answer: so far; page: the one that is up; number: of this customer, from 1.
    """

    def __init__(
        self,
        screen: Screen,
        keep: Callable[[Answer, bool], object],
        now: Callable[[], float],
        leave: Callable[[Answer], object] | None = None,
    ) -> None:
        self._keep, self._now, self._leave = keep, now, leave
        self._next_screen: Screen | None = None
        self.screen = screen
        self.number = 0
        self._begin()

    def _begin(self) -> None:
        """The first page, for whoever comes next."""
        if self._next_screen is not None:
            self.screen, self._next_screen = self._next_screen, None
        languages = self.screen.languages
        self.number += 1
        self.answer = Answer(languages[0][0] if languages else "en")
        self._kept = self.answer
        self._at = 0
        self._touched = self._now()
        self._turn: float | None = None
        self._write: float | None = None
        self._over: float | None = None

    # What is up

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages in their order; the first asks, the last thanks."""
        survey, found = self.screen.survey, [QUESTION]
        if survey is not None and survey.kind != "words":
            more = any(text.more for text in survey.texts.values())
            if survey.kind in FACES or more or self.asks_name:
                found.append(COMMENT)
        if self.screen.asks_idea:
            found.append(IDEA)
        return (*found, THANKS)

    @property
    def page(self) -> str:
        return self.pages[self._at]

    @property
    def place(self) -> tuple[int, int]:
        """(which page, of how many), from 1."""
        return self._at + 1, len(self.pages)

    @property
    def asks_name(self) -> bool:
        """Whether a name and a way to reply may be left."""
        survey = self.screen.survey
        return survey is not None and survey.asks_name and self.screen.asks_name

    @property
    def asks_reasons(self) -> bool:
        """Whether something can be tapped on the second page."""
        return self.screen.survey is not None and self.screen.survey.kind in FACES and bool(self.screen.reasons)

    @property
    def mood(self) -> str:
        """good, so_so or bad, by what was tapped on the first page; "" when nothing was."""
        score, survey = self.answer.score, self.screen.survey
        if score is None or survey is None:
            return ""
        good, so_so = (NPS_GOOD, NPS_SO_SO) if survey.kind == "nps" else (4, 3)
        return "good" if score >= good else "so_so" if score >= so_so else "bad"

    @property
    def last(self) -> bool:
        """Whether this page sends."""
        return self.page != THANKS and self.pages[self._at + 1] == THANKS

    @property
    def first(self) -> bool:
        return self._at == 0

    @property
    def idle_left(self) -> float | None:
        """Seconds until the first page comes back by itself; None where it is up already and nothing was begun."""
        if self.page == THANKS or (self.first and self.answer == Answer(self._own)):
            return None
        return max(0.0, self._touched + IDLE - self._now())

    @property
    def countdown(self) -> int | None:
        """What is counted down now, in whole seconds; None while there is time."""
        left = self.idle_left
        quiet = self.first and self.answer.empty  # nothing would be lost
        return None if left is None or left > WARNED or quiet else math.ceil(left)

    @property
    def _own(self) -> str:
        return self.screen.languages[0][0] if self.screen.languages else "en"

    # What a customer does

    def touched(self) -> None:
        """Somebody is there."""
        self._touched = self._now()

    def pick(self, score: int) -> None:
        """A face, or a number from 0 to 10. The next page comes by itself."""
        if self.page == QUESTION:
            self._tap(replace(self.answer, score=score))

    def choose(self, choice: str) -> None:
        """One of the choices, as the shop wrote it."""
        if self.page == QUESTION:
            self._tap(replace(self.answer, choice=choice))

    def toggle(self, reason: str) -> None:
        """Tap a reason, or take the tap back."""
        if self.page != COMMENT:
            return
        had = self.answer.reasons
        chosen = tuple(r for r in had if r != reason) if reason in had else (*had, reason)
        self.answer = replace(self.answer, reasons=chosen)
        self.touched()
        self._keep_now()

    def say(self, **texts: str) -> None:
        """Words are being typed: words, idea, given_name, reply_to. They are kept when the keys pause."""
        if self.page == THANKS:
            return
        for name, text in texts.items():
            cut: Any = {name: text[: LETTERS[name]]}
            self.answer = replace(self.answer, **cut)
        self.touched()
        self._write = self._now() + PAUSE

    def speak(self, language: str) -> None:
        """Go on in another language of the screen; an unknown one changes nothing."""
        if any(code == language for code, _name in self.screen.languages):
            self.answer = replace(self.answer, language=language)
            self.touched()
            if not self.answer.empty:
                self._keep_now()

    def next(self) -> None:
        """On to the next page; the last one sends. With nothing said there is nothing to thank for."""
        self.touched()
        self._turn = None
        if self.page == THANKS:
            return
        if self.last:
            self._send()
        else:
            self._keep_now()
            self._at += 1

    def back(self) -> None:
        """To the page before, with what was answered there."""
        self.touched()
        self._turn = None
        if self.page != THANKS and not self.first:
            self._at -= 1

    def turn_to(self, page: str) -> None:
        """Be at a page, for a preview; one that is not asked changes nothing."""
        if page in self.pages:
            self._at = self.pages.index(page)

    def show(self, screen: Screen) -> None:
        """The shop asks something else now. Whoever is in the middle of an answer finishes it."""
        if self.idle_left is None and self.page != THANKS:
            self._next_screen = screen
            self._begin()
        else:
            self._next_screen = screen

    def restart(self) -> None:
        """Back to the first page; what was answered is kept as it is, and known to be all there will be."""
        if self.page != THANKS:
            if self._leave is None:
                self._keep_now()
            elif not self.answer.empty:
                self._leave(self.answer)
        self._begin()

    # Time

    def tick(self) -> bool:
        """Do what is due. True when the page, or its countdown, is another one now."""
        before = (self.number, self._at)
        if self._turn is not None and self._now() >= self._turn:
            self.next_by_itself()
        if self._write is not None and self._now() >= self._write:
            self._keep_now()
        if self._over is not None and self._now() >= self._over:
            self._begin()
        elif self.idle_left == 0:
            self.restart()
        return (self.number, self._at) != before or self.countdown is not None

    def wait(self) -> float | None:
        """Seconds until `tick` has something to do; None when only a customer can go on."""
        due = [at - self._now() for at in (self._turn, self._write, self._over) if at is not None]
        left = self.idle_left
        if left is not None:
            due.append(left - WARNED if left > WARNED else left - math.ceil(left) + 1 if left else 0.0)
        return max(0.0, min(due)) if due else None

    def next_by_itself(self) -> None:
        """The tap was seen long enough."""
        touched = self._touched
        self.next()
        self._touched = touched

    # Inside

    def _tap(self, answer: Answer) -> None:
        self.answer = answer
        self.touched()
        self._turn = self._now() + TURN
        self._keep_now()

    def _keep_now(self) -> None:
        self._write = None
        if self.answer != self._kept and not self.answer.empty:
            self._kept = self.answer
            self._keep(self.answer, False)

    def _send(self) -> None:
        self._write = None
        if self.answer.empty:
            self._begin()
            return
        self._keep(self.answer, True)
        self._at = len(self.pages) - 1
        self._over = self._now() + THANKED


OPEN, SENT, LEFT = 0, 1, 2
"""How an answer stands: more may come, sent to the end, somebody went away from it."""


class Outbox:
    """One customer's answer on its way to the notebook: the first write makes the row, later ones renew it.

    Never are two on their way at once, so none overtakes another; of those that wait only the newest counts.

    Args:
        send: takes (number of the row or None, the answer, how it stands).
    Attributes:
        bare: the notebook does not take it as an answer to its question (any more): the words go without it.
    """

    def __init__(self, send: Callable[[int | None, Answer, int], object]) -> None:
        self._send = send
        self._number: int | None = None
        self._waiting: tuple[Answer, int] | None = None
        self._sent: tuple[Answer, int] | None = None  # what is under way
        self.bare = False

    @property
    def settled(self) -> bool:
        """Whether everything is in the file, or was refused for good."""
        return self._sent is None and self._waiting is None

    def put(self, answer: Answer, end: int) -> None:
        """There is more to keep. What was sent to the end is not followed by less."""
        if self._waiting is not None and self._waiting[1] and not end:
            return
        self._waiting = (answer, end)
        self._go_on()

    def came(self, number: int) -> None:
        """It is in the file, under this number."""
        self._number, self._sent = number, None
        self._go_on()

    def refused(self, _problem: object = None) -> None:
        """The notebook does not take it; the words come without the question, and so does all that follows."""
        if not self.bare and self._waiting is None:
            self._waiting = self._sent
        self._number, self._sent, self.bare = None, None, True
        self._go_on()

    def _go_on(self) -> None:
        if self._sent is not None or self._waiting is None:
            return
        self._sent, self._waiting = self._waiting, None
        self._send(self._number, *self._sent)


def kept_words(answer: Answer, complete: bool) -> str:
    """The words of an answer. An idea that was not sent yet stands with them, so that nothing typed is lost."""
    if complete or not answer.idea.strip():
        return answer.words
    return f"{answer.words.rstrip()}\n{answer.idea.strip()}".strip()
