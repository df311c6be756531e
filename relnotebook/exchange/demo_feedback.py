"""What the demo shop has heard: what was said and what came of it, ideas and who wants them, questions and answers.

The words are data (`resources/demo/feedback.toml`). The rows are those that the shop's acts would have written on
their days; a seed spreads the answers of the customer screen, so that the same moment always gives the same shop.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.notebook import recovery_words, screen
from relnotebook.notebook.stages import TELLING, of_kind
from relnotebook.store import schema
from relnotebook.store.write import Write

Facts = Mapping[str, Any]

SHUT = ("not now: ", "no: ")
"""How what came of it begins when nothing was done, and why."""

OPEN_FROM, OPEN_TO = time(8, 0), time(16, 45)
UNFINISHED = 9  # every so many answers on the customer screen stop after the tap
LOW = {"faces": 2, "nps": 6}
"""A score up to this one goes to the inbox when it is sent to the end."""


def hear(w: Write, facts: Facts, team: Mapping[str, int], known: Mapping[str, CustomerId]) -> None:
    """Write what `facts` say into the notebook: `team` by first name, `known` by name."""
    shop = _Heard(w, team, known)
    screen.set_screen(w, languages=facts["languages"], asks_idea=False)
    w.put(schema.shop, 1, recovery=json.dumps({"limit": facts["limit"], "offers": facts["offers"]}))
    for one in facts["said"]:
        shop.said(one)
    kept = [_Closed(*row) for row in facts["told"]]
    for closed in kept:
        shop.told(closed)
    for one in facts["idea"]:
        shop.idea(one)
    for one in facts["survey"]:
        shop.survey(one, kept)
    for one in facts["own"]:
        shop.own(one)
    for one in facts["ours"]:
        shop.ours(one)


_SAID = ("words", "kind", "feeling", "severity", "rating", "about", "status", "you_said", "we_did", "gave", "cost")
_IDEA = ("title", "stage", "why", "note", "goal", "reached", "unit", "offer", "price", "item", "credit")
"""Columns whose values stand in the data as they are kept."""


class _Closed:
    """Something said whose outcome they know.

    Attributes:
        who: a name, "" on the customer screen, where language and score say what was answered there.
        did, why: what we did, or why not; decision: yes, not_now, no.
        feedback: its row, once it is written.
    """

    def __init__(
        self,
        days: int,
        who: str,
        kind: str,
        feeling: str,
        words: str,
        you_said: str,
        came: str,
        told_days: int,
        how: str,
        by: str,
    ) -> None:
        on_screen, _space, rest = who.partition(" ") if who.startswith("screen ") else ("", "", "")
        self.language, self.score = (rest.split()[0], int(rest.split()[1])) if on_screen else ("", 0)
        self.who, self.named = ("", False) if on_screen else (who.rstrip("*"), who.endswith("*"))
        self.days, self.kind, self.feeling, self.words, self.you_said = days, kind, feeling, words, you_said
        self.told_days, self.how, self.by = told_days, how, by
        shut = next((mark for mark in SHUT if came.startswith(mark)), "")
        self.decision = {"": "yes", SHUT[0]: "not_now", SHUT[1]: "no"}[shut]
        came = recovery_words.sentence(came.removeprefix(shut))
        self.did, self.why = ("", came) if shut else (came, "")
        self.feedback = 0


class _Heard:
    """The shop's ears: writes what was said on its day."""

    def __init__(self, w: Write, team: Mapping[str, int], known: Mapping[str, CustomerId]) -> None:
        self.w, self.team, self.known = w, team, known
        self.now = clock.now().replace(second=0, microsecond=0)
        self.today = self.now.date()
        self.chance = random.Random("what they said")
        self.by_words: dict[str, int] = {}

    # Moments

    def _at(self, days: float, at: str = "10:10") -> datetime:
        """A moment so many days ago, never in the future."""
        day = self.today - timedelta(days=days)
        return min(datetime.combine(day, time.fromisoformat(at), self.now.tzinfo), self.now)

    def _stamp(self, days: int, at: str = "10:10") -> dict[str, int]:
        moment, offset = clock.stamp(self._at(days, at))
        return {"at": moment, "utc_offset": offset}

    def _day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    # What was said

    def said(self, one: Facts) -> None:
        """What is still to be done about."""
        told = (
            "words",
            "kind",
            "feeling",
            "severity",
            "rating",
            "about",
            "status",
            "you_said",
            "we_did",
            "gave",
            "cost",
        )
        values = {name: one[name] for name in told if name in one}
        stamp = self._stamp(one["days"], one["at"])
        decided = one.get("decided")
        feedback = self.w.add(
            schema.feedback,
            customer_id=self.known.get(one.get("who", "")),
            channel="in_person",
            moment=one.get("moment", "during"),
            due=self._day(one["due"]),
            status_at=stamp["at"] if decided is None else self._stamp(decided)["at"],
            decision="" if decided is None else "yes",
            staff_id=self.team[one["by"]],
            owner_id=self.team[one["owner"]] if "owner" in one else None,
            source="counter",
            **values,
            **stamp,
        )
        self.by_words[one["words"]] = feedback
        for step in one.get("steps", ()):
            self._step(feedback, one["who"], *step)
        if "begun" in one:
            step, words, days, at, by = one["begun"]
            self._step(feedback, one["who"], step, words, days, at, by, done=False)
        if one.get("later"):
            self._at_the_next_visit(one["who"], f"told-{feedback}")

    def _step(
        self, feedback: int, who: str, step: str, words: str, days: int, at: str, by: str, done: bool = True
    ) -> None:
        values = {"feedback_id": feedback, "customer_id": self.known.get(who), "step": step, "words": words}
        self.w.add(schema.feedback_step, done=int(done), staff_id=self.team[by], **values, **self._stamp(days, at))

    def _at_the_next_visit(self, who: str, touch: str) -> None:
        """Put off until they come in."""
        moment, offset = clock.stamp(self.now)
        values = {"touch": touch, "state": "snoozed", "wakes": "next_visit", "was_due": self.today.isoformat()}
        self.w.add(schema.touch_mark, customer_id=self.known[who], at=moment, utc_offset=offset, **values)

    def told(self, one: _Closed) -> None:
        """What they know the outcome of, with the words it was told in."""
        customer, by = self.known.get(one.who), self.team[one.by]
        told = self._stamp(one.told_days, "11:20")
        words = self._told_words(one)
        one.feedback = self.w.add(
            schema.feedback,
            customer_id=customer,
            words=one.words,
            kind=one.kind,
            feeling=one.feeling,
            channel="email" if one.how == "email" else "in_person",
            moment="after" if one.language else "during",
            staff_id=None if one.language else by,
            status="told",
            status_at=told["at"],
            decision=one.decision,
            why=one.why,
            you_said=one.you_said,
            we_did=one.did,
            named=int(one.named),
            told_how=one.how,
            told_words=words,
            told_at=told["at"],
            told_offset=told["utc_offset"],
            told_by=by,
            enough="yes" if one.kind == "complaint" and customer else "",
            language=one.language,
            source="kiosk" if one.language else "counter",
            **self._stamp(one.days),
        )
        said = {TELLING[one.kind]: words, "solve": one.did}
        for step in of_kind(one.kind, customer):
            self._step(one.feedback, one.who, step, said.get(step, ""), one.told_days, "11:20", one.by)
        if customer is not None:
            values = {"channel": one.how, "moment": "after", "words": words, "source": "touch", "staff_id": by}
            self.w.add(schema.touchpoint, customer_id=customer, **values, **told)

    @staticmethod
    def _told_words(one: _Closed) -> str:
        if not one.did and not one.why:
            return _("Thanked for “{quote}”").format(quote=one.words)
        return _("Told: {what}").format(what=recovery_words.inside(one.did or one.why))

    def own(self, one: Facts) -> None:
        """A colleague's own words, which the others may read."""
        values = {"kind": one["kind"], "feeling": one.get("feeling", ""), "words": one["words"], "shared": 1}
        by = self.team.get(one.get("by", ""))
        stamp = self._stamp(one["days"], "17:10")
        signed = {"of_staff": 1, "by_id": by, "staff_id": by, "status_at": stamp["at"]}
        self.w.add(schema.feedback, channel="in_person", source="counter", **signed, **values, **stamp)

    # Ideas

    def idea(self, one: Facts) -> None:
        """An idea, with everybody who wants it."""
        words = one.get("words", "")
        values = {name: one[name] for name in _IDEA if name in one}
        stamp = self._stamp(one["days"])
        idea = self.w.add(
            schema.idea,
            customer_id=self.known[one["who"]],
            words=words,
            stage_at=self._stamp(one.get("since", one["days"] // 2))["at"],
            until=self._day(one["until"]) if "until" in one else "",
            feedback_id=self.by_words.get(words),
            channel=one.get("channel", "in_person"),
            staff_id=self.team[one["by"]],
            source="counter",
            **values,
            **stamp,
        )
        quotes = {one["who"]: words, **dict(one.get("quotes", ()))}
        for number, who in enumerate((one["who"], *one["wants"])):
            self._support(one, idea, who, self._between(one, number), quotes.get(who, ""))
        if tally := one.get("tally"):
            stamp = self._stamp(max(1, one["days"] // 3))
            self.w.add(schema.idea_support, idea_id=idea, customer_id=None, tally=tally, channel="in_person", **stamp)

    @staticmethod
    def _between(one: Facts, number: int) -> int:
        """How many days ago the supporter of this number spoke up, the first on the day of the idea."""
        first, last = int(one["days"]), int(one.get("since", 1))
        return max(last, first - number * max(1, (first - last) // (len(one["wants"]) + 1)))

    def _support(self, one: Facts, idea: int, who: str, days: int, quote: str) -> None:
        told: dict[str, Any] = {}
        if one["stage"] == "menu" and who not in one.get("untold", ()):
            stamp = self._stamp(max(1, one["since"] - self.chance.randint(0, 10)), "09:40")
            told = {"told_at": stamp["at"], "told_offset": stamp["utc_offset"], "told_how": "in_person"}
            told["told_by"] = self.team[one["by"]]
        support = self.w.add(
            schema.idea_support,
            idea_id=idea,
            customer_id=self.known[who],
            weight=3 if who in one.get("heavy", ()) else 1,
            quote=quote,
            channel="in_person",
            staff_id=self.team[one["by"]],
            **told,
            **self._stamp(days),
        )
        if who in one.get("later", ()):
            self._at_the_next_visit(who, f"idea-{support}")

    def ours(self, one: Facts) -> None:
        """An idea of a colleague's own, which the others may read."""
        stamp = self._stamp(one["days"], "17:20")
        by = self.team[one["by"]]
        signed = {"of_staff": 1, "by_id": by, "staff_id": by, "shared": 1, "stage_at": stamp["at"]}
        self.w.add(schema.idea, title=one["title"], channel="in_person", source="counter", **signed, **stamp)

    # The customer screen

    def survey(self, one: Facts, kept: Sequence[_Closed]) -> None:
        """A question, and what was answered while it stood on the customer screen."""
        opened, closed = self._stamp(one["days"], "08:05"), one.get("closed", 0)
        survey = self.w.add(
            schema.survey,
            kind=one["kind"],
            question=one["question"],
            more=one.get("more", ""),
            texts=json.dumps(one["texts"], ensure_ascii=False),
            state=one["state"],
            opened_at=opened["at"],
            closed_at=self._stamp(closed, "16:50")["at"] if closed else None,
            staff_id=self.team["Mara"],
            **opened,
        )
        spoken = [said for said in kept if said.language and one["days"] > said.days >= max(1, closed)]
        for answer in sorted(self._answers(one, spoken), key=lambda answer: int(answer["at"])):
            self.w.add(schema.answer, survey_id=survey, **answer)

    def _answers(self, one: Facts, spoken: Sequence[_Closed]) -> Iterator[dict[str, Any]]:
        """The rows of all answers: those with words, which stand in the inbox, and the taps without."""
        for said in spoken:
            values = {"language": said.language, "score": said.score, "words": said.words, "state": "complete"}
            yield {"feedback_id": said.feedback, **values, **self._stamp(said.days)}
        first = 1 if one["kind"] == "faces" else 0
        number = 0
        for language, counts in one["answers"].items():
            for score, many in enumerate(counts, first):
                wordy = sum((said.language, said.score) == (language, score) for said in spoken)
                for _tap in range(many - wordy):
                    number += 1
                    partial = score <= LOW[one["kind"]] or number % UNFINISHED == 0
                    yield self._tap(one, language, score, partial=partial)
        yield from self._play(one)

    def _tap(self, one: Facts, language: str, score: int, *, partial: bool) -> dict[str, Any]:
        days = self.chance.randint(one.get("closed", 0) + 1, one["days"])
        minutes = (OPEN_TO.hour - OPEN_FROM.hour) * 60 + OPEN_TO.minute - OPEN_FROM.minute
        moment = self._at(days, OPEN_FROM.isoformat()) + timedelta(minutes=self.chance.randint(0, minutes))
        at, offset = clock.stamp(moment)
        tapped = self.chance.sample(one["reasons"], self.chance.randint(0, 2)) if one.get("reasons") else []
        values = {"language": language, "score": score, "at": at, "utc_offset": offset}
        return (
            {**values, "state": "partial"} if partial else {**values, "state": "complete", "reasons": ",".join(tapped)}
        )

    def _play(self, one: Facts) -> Iterator[dict[str, Any]]:
        """Children at the screen: taps within seconds, kept and left out of the figures."""
        at, offset = clock.stamp(self._at(min(9, one["days"] - 1), "15:32"))
        for number in range(one.get("played", 0)):
            values = {"language": "en", "score": 1 + number % 5, "state": "partial", "folded": "burst"}
            yield {**values, "at": at + number, "utc_offset": offset}
