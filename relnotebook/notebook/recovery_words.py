"""What is said while something is made right: titles, hints and buttons of the steps, sentences to begin with. Pure.

The sentences are drafts for the colleague at the till. An apology stands by itself, without "if" and without "but";
what was done is named, never more than was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relnotebook.base import words as spoken
from relnotebook.base.text import are_two, clean, stopped
from relnotebook.base.words import _
from relnotebook.notebook import wording


@dataclass(frozen=True, slots=True)
class Case:
    """What the words need to know.

    Attributes:
        name: how to greet, "" for somebody without a name.
        gender: she, he or they (base/text.gender).
        day: when it was said; today: the day it is now.
        did: what was done about it, as a sentence or a phrase; gave: what was given.
        decision, why: as in the feedback.
        quote: their own words.
    """

    kind: str
    name: str
    gender: str
    day: date
    today: date
    feeling: str = ""
    did: str = ""
    gave: str = ""
    decision: str = ""
    why: str = ""
    quote: str = ""

    @property
    def outcome(self) -> str:
        """What came of it: the deed, or the reason of a no; "" nothing yet."""
        return self.why if self.decision in ("no", "not_now") else self.did or self.why

    @property
    def many(self) -> str:
        """The gender by which the sentence is built; two people are "they"."""
        return "they" if are_two(self.name) else self.gender


def title(step: str) -> str:
    """ "Acknowledge"."""
    return {
        "listen": _("Listen"),
        "acknowledge": _("Acknowledge"),
        "solve": _("Solve"),
        "thank": _("Thank"),
        "follow_up": _("Follow up"),
        "tell": _("Tell"),
        "answer": _("Answer"),
    }.get(step, step)


# Hints


def hint(step: str, case: Case) -> str:
    """One or two sentences on how the step is done well."""
    several = _HINTS[case.kind][step]()
    return several.get(case.many, several["they"])


def _complaint_listen() -> dict[str, str]:
    return {
        "she": _("Let her finish. What hurt most is often not the first thing she says."),
        "he": _("Let him finish. What hurt most is often not the first thing he says."),
        "they": _("Let them finish. What hurt most is often not the first thing they say."),
    }


def _complaint_acknowledge() -> dict[str, str]:
    return {
        "she": _("Say sorry to her plainly, and name what went wrong. No reasons yet."),
        "he": _("Say sorry to him plainly, and name what went wrong. No reasons yet."),
        "they": _("Say sorry plainly, and name what went wrong. No reasons yet."),
    }


def _complaint_solve() -> dict[str, str]:
    return {"they": _("One thing you really do, today or by a day you name. Give something only with it.")}


def _complaint_thank() -> dict[str, str]:
    return {
        "she": _("She told you instead of leaving. Thank her for that, and say what changed."),
        "he": _("He told you instead of leaving. Thank him for that, and say what changed."),
        "they": _("They told you instead of leaving. Thank them for that, and say what changed."),
    }


def _complaint_follow_up() -> dict[str, str]:
    return {
        "she": _("In two days, and when she is next in, ask if it is better. We will remind you."),
        "he": _("In two days, and when he is next in, ask if it is better. We will remind you."),
        "they": _("In two days, and when they are next in, ask if it is better. We will remind you."),
    }


def _suggestion_listen() -> dict[str, str]:
    return {
        "she": _("Ask what she would use it for. Write it down the way she says it."),
        "he": _("Ask what he would use it for. Write it down the way he says it."),
        "they": _("Ask what they would use it for. Write it down the way they say it."),
    }


def _suggestion_thank() -> dict[str, str]:
    return {
        "she": _("Thank her for thinking along, and say who decides. Promise nothing yet."),
        "he": _("Thank him for thinking along, and say who decides. Promise nothing yet."),
        "they": _("Thank them for thinking along, and say who decides. Promise nothing yet."),
    }


def _suggestion_tell() -> dict[str, str]:
    return {
        "she": _("Yes, not now or no: tell her which, and why. A kind no is better than silence."),
        "he": _("Yes, not now or no: tell him which, and why. A kind no is better than silence."),
        "they": _("Yes, not now or no: tell them which, and why. A kind no is better than silence."),
    }


def _praise_thank() -> dict[str, str]:
    return {
        "she": _("Pass it on to whoever earned it, in her own words."),
        "he": _("Pass it on to whoever earned it, in his own words."),
        "they": _("Pass it on to whoever earned it, in their own words."),
    }


def _praise_tell() -> dict[str, str]:
    return {
        "she": _("Tell her that her words arrived, and with whom."),
        "he": _("Tell him that his words arrived, and with whom."),
        "they": _("Tell them that their words arrived, and with whom."),
    }


def _question_answer() -> dict[str, str]:
    return {
        "she": _("Answer what she asked. Not sure? Say so, and say when she will know."),
        "he": _("Answer what he asked. Not sure? Say so, and say when he will know."),
        "they": _("Answer what they asked. Not sure? Say so, and say when they will know."),
    }


def _question_follow_up() -> dict[str, str]:
    return {
        "she": _("Ask if that was what she wanted to know. We will remind you."),
        "he": _("Ask if that was what he wanted to know. We will remind you."),
        "they": _("Ask if that was what they wanted to know. We will remind you."),
    }


_HINTS = {
    "complaint": {
        "listen": _complaint_listen,
        "acknowledge": _complaint_acknowledge,
        "solve": _complaint_solve,
        "thank": _complaint_thank,
        "follow_up": _complaint_follow_up,
    },
    "suggestion": {"listen": _suggestion_listen, "thank": _suggestion_thank, "tell": _suggestion_tell},
    "praise": {"thank": _praise_thank, "tell": _praise_tell},
    "question": {"answer": _question_answer, "follow_up": _question_follow_up},
}


# Buttons


def main(step: str, case: Case) -> str:
    """The words of a step's main button: "I told him"."""
    if step in ("tell", "answer") or (case.kind, step) == ("complaint", "thank"):
        return _told(step, case.many)
    if step == "thank":
        return _("I passed it on") if case.kind == "praise" else _thanked(case.many)
    return {
        "listen": _("I listened"),
        "acknowledge": _("I said sorry"),
        "solve": _("It is solved"),
        "follow_up": _("Remind me"),
    }[step]


def _told(step: str, gender: str) -> str:
    if step == "answer":
        return {"she": _("I answered her"), "he": _("I answered him")}.get(gender, _("I answered them"))
    return {"she": _("I told her"), "he": _("I told him")}.get(gender, _("I told them"))


def _thanked(gender: str) -> str:
    return {"she": _("I thanked her"), "he": _("I thanked him")}.get(gender, _("I thanked them"))


# Sentences to begin with


def sentences(step: str, case: Case) -> tuple[str, ...]:
    """At least three, filled with what is known; in the order in which they are offered."""
    maker = _SENTENCES[case.kind][step]
    return tuple(dict.fromkeys(_filled(text, case) for text in maker(case)))


# Translators, in all sentences below: {name} is the name and a comma, "Omar, ", or nothing; {on} is "today",
# "yesterday", "on Tuesday"; {day} the same after a word like "about"; {did}, {answer}, {why} and {gave} are whole
# sentences, or nothing.


def _to_listen(case: Case) -> tuple[str, ...]:
    return (
        _("{name}tell me how it was for you. I have the time."),
        _("{name}thank you for saying it. What bothered you most?"),
        _("{name}I want to understand it well. What should have happened?"),
    )


def _to_acknowledge(case: Case) -> tuple[str, ...]:
    common = (
        _("{name}you are right, and I am sorry. I will see to it myself."),
        _("{name}that was our mistake {on}. I am sorry, and I will tell you what we do about it."),
    )
    if case.feeling == "upset":
        return (
            _("{name}I am sorry. That should not have happened to you here."),
            _("{name}I am sorry about {day}. You have every reason to be upset, and I will put it right."),
            *common,
        )
    return (
        _("{name}I am sorry. You had a right to expect better from us."),
        _("{name}I am sorry about {day}. Thank you for telling me."),
        *common,
    )


def _to_solve(case: Case) -> tuple[str, ...]:
    return (
        _("We did it again from the start, at once and at no charge."),
        _("From now on one of us looks at every order before it is handed over."),
        _("We talked it through with everyone on the team, so that all of us know."),
        _("We changed how we do it, and wrote it down for everyone behind the counter."),
    )


def _to_thank_after_complaint(case: Case) -> tuple[str, ...]:
    if case.decision in ("no", "not_now"):
        return (
            _("{name}thank you for telling us about {day}. We looked into it, and cannot change it now. {why} {gave}"),
            _("{name}I owe you an honest answer: it stays as it is for now. {why} {gave}"),
            _("{name}you told us instead of staying away, so here is all of it: we cannot change it yet. {why} {gave}"),
        )
    if not case.did:
        return (
            _("{name}thank you for telling us about {day}. It helps us get better. {gave}"),
            _("{name}you told us instead of staying away, and I am glad of it. {gave}"),
            _("{name}thank you for your plain words {on}. We took them to heart. {gave}"),
        )
    return (
        _("{name}thank you for telling us about {day}. This has changed since: {did} {gave}"),
        _("{name}you told us instead of staying away, and that helped. {Did} {gave}"),
        _("{name}what you said {on} has changed something here. {Did} Thank you for it. {gave}"),
    )


def _to_follow_up(case: Case) -> tuple[str, ...]:
    return (
        _("{name}is it better now? You may be as frank as last time."),
        _("{name}how is it today? I ask because of what you told us {on}."),
        _("{name}I would like to know from you: have we put it right for good?"),
    )


def _to_listen_to_idea(case: Case) -> tuple[str, ...]:
    return (
        _("{name}tell me more. How would it be best for you?"),
        _("{name}that is worth a thought. What made you think of it?"),
        _("{name}I have written it down in your words. Is that how you mean it?"),
    )


def _to_thank_for_idea(case: Case) -> tuple[str, ...]:
    return (
        _("{name}thank you for thinking along with us. I have written it down, and you will hear what comes of it."),
        _("{name}thank you. We talk about it with everyone, and I will tell you what we decide."),
        _("{name}thank you, that came from somebody who knows us. You will have an answer."),
    )


def _to_tell(case: Case) -> tuple[str, ...]:
    if case.decision == "no":
        return (
            _("{name}we talked about what you suggested {on}, and we will leave it as it is. {why} Thank you for it."),
            _("{name}I owe you an answer. We will not do it. {why} I am glad that you asked."),
            _("{name}thank you for your suggestion. We thought about it for a while, and it is a no. {why}"),
        )
    if case.decision == "not_now":
        return (
            _("{name}we like what you suggested {on}, and it has to wait. {why} It stays on our list."),
            _("{name}I owe you an answer: not now. {why} We will come back to it."),
            _("{name}thank you for your suggestion. It will not be soon. {why} I will tell you when that changes."),
        )
    if case.did:
        return (
            _("{name}you suggested it, and we did it. {Did} Thank you."),
            _("{name}do you remember what you told us {on}? {Did} That was you."),
            _("{name}good news: {did} Thank you for the thought."),
        )
    if case.decision == "yes":
        return (
            _("{name}we like what you suggested {on}, and we will do it. I will tell you when."),
            _("{name}I owe you an answer: yes. You will hear from me as soon as it is done."),
            _("{name}thank you for your suggestion. We are going to do it."),
        )
    return (
        _("{name}we are still talking about what you suggested {on}. I will tell you what comes of it."),
        _("{name}your suggestion is not forgotten. You will hear from us."),
        _("{name}thank you once more for your suggestion. We have not decided yet."),
    )


def _to_pass_on(case: Case) -> tuple[str, ...]:
    if not case.quote.strip():
        return (
            _("{who} was glad, and let us know {on}. Well done."),
            _("Good news from {who_inside}: it was a good visit. Thank you for your work."),
            _("{who} went home happy {on}. That was you."),
        )
    return (
        _("“{quote}” {who} said that. It belongs to all who had a hand in it."),
        _("This came in {on}, from {who_inside}: “{quote}” Thank you for your work."),
        _("{who} was glad, and said so: “{quote}” Well done."),
    )


def _to_tell_praise(case: Case) -> tuple[str, ...]:
    if case.did:
        return (
            _("{name}thank you for what you said {on}. {Did}"),
            _("{name}your kind words arrived. {Did} Thank you."),
            _("{name}we were glad of your words {on}. {Did}"),
        )
    return (
        _("{name}thank you for what you said {on}. I passed it on, and it made our day."),
        _("{name}your kind words arrived with the right people. Thank you."),
        _("{name}all of us were glad of your words {on}."),
    )


def _to_answer(case: Case) -> tuple[str, ...]:
    if case.did or case.why:
        return (
            _("{name}you asked {on}. {Answer}"),
            _("{name}here is your answer: {answer}"),
            _("{name}I asked the others for you. {Answer}"),
        )
    return (
        _("{name}good question. I will ask the others, and tell you when you are next in."),
        _("{name}I am not sure, so I will find out and tell you."),
        _("{name}thank you for asking {on}. You will have an answer by tomorrow."),
    )


def _to_follow_answer(case: Case) -> tuple[str, ...]:
    return (
        _("{name}did that answer your question?"),
        _("{name}was that what you wanted to know {on}?"),
        _("{name}is there anything else you would like to know about it?"),
    )


_SENTENCES = {
    "complaint": {
        "listen": _to_listen,
        "acknowledge": _to_acknowledge,
        "solve": _to_solve,
        "thank": _to_thank_after_complaint,
        "follow_up": _to_follow_up,
    },
    "suggestion": {"listen": _to_listen_to_idea, "thank": _to_thank_for_idea, "tell": _to_tell},
    "praise": {"thank": _to_pass_on, "tell": _to_tell_praise},
    "question": {"answer": _to_answer, "follow_up": _to_follow_answer},
}


def _filled(text: str, case: Case) -> str:
    """A sentence with its fields filled in; what says nothing leaves no gap."""
    did, why = sentence(case.did), sentence(case.why)
    who = case.name or _("Somebody")
    filled = text.format(
        name=f"{case.name}, " if case.name else "",
        on=wording.on_day(case.day, case.today),
        day=_day(case),
        did=inside(did),
        Did=did,
        answer=inside(did or why),
        Answer=did or why,
        gave=_gift(case.gave),
        why=why,
        quote=short(case.quote),
        who=who,
        who_inside=case.name or _("somebody"),
    )
    return _start(" ".join(filled.split()))


def _day(case: Case) -> str:
    """ "Tuesday", "yesterday", "3 June"."""
    away = (case.today - case.day).days
    if away in (0, 1):
        return _("yesterday") if away else _("today")
    return wording.weekday(case.day) if 0 < away < 7 else wording.since(case.day, case.today)


def _gift(gave: str) -> str:
    """What was given, as a sentence of its own."""
    gave = gave.strip().rstrip(".")
    if not gave:
        return ""
    return sentence(gave) if _is_said(gave) else sentence(_("{gift}, with our thanks").format(gift=gave))


def _is_said(gave: str) -> bool:
    """Whether what was given is a sentence already: "The next one is on us"."""
    return any(f" {verb} " in f" {gave.casefold()} " for verb in ("is", "are", "was", "were"))


def promise(gave: str) -> str:
    """What they were promised, as a sentence for whoever tells them: "A free flat white is promised."; "" for nothing.
    Pure."""
    gave = gave.strip().rstrip(".")
    return sentence(gave if not gave or _is_said(gave) else _("{gift} is promised").format(gift=gave))


def with_promise(did: str, gave: str) -> str:
    """What came of it, and what was promised with it. Pure."""
    promised = promise(gave)
    return f"{stopped(' '.join(did.split()))} {promised}".strip() if promised else did


# For everyone who writes about feedback


def sentence(words: str) -> str:
    """Words as a sentence: a capital letter, a full stop. "" stays "". Pure."""
    words = " ".join(words.split())
    return _start(stopped(words))


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


_BEGIN_WORDS = (
    "a an the we our there this these that from no nobody everyone everybody all each one two three it you your every "
    "since now today tomorrow next new in on at for with not more less only another second first both fresh free some "
    "after before until by when where because his her their its yes no what who how"
)
_BEGIN = frozenset(_BEGIN_WORDS.split())
"""English words that begin a sentence and are no names; after a colon they are written small."""


def inside(words: str) -> str:
    """The same where a sentence goes on after a colon: "a second grinder runs"; a name keeps its capital. Pure."""
    if not spoken.language().startswith("en") or not words:
        return words
    first = words.split(" ", 1)[0].strip(",.;:").casefold()
    return words[:1].lower() + words[1:] if first in _BEGIN else words


QUOTE = 120
"""Letters of a quote inside a sentence."""


def short(words: str, limit: int = QUOTE) -> str:
    """The first words of a quote, cut between two words."""
    words = clean(words, limit=10 * limit)
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def telling(case: Case) -> str:
    """The greeting line on the card: "Tell Omar: a second grinder runs. A free flat white is promised." """
    return f"{_news(case)} {promise(case.gave)}".strip()


def _news(case: Case) -> str:
    name, why = case.name or _("them"), sentence(case.why)
    if case.decision == "no":
        return _("Tell {name} kindly: no. {why}").format(name=name, why=why).strip()
    if case.decision == "not_now":
        return _("Tell {name} kindly: not now. {why}").format(name=name, why=why).strip()
    if case.did:
        did = inside(sentence(case.did))
        kinds = {"question": _("Answer {name}: {did}"), "praise": _("Thank {name}: {did}")}
        return kinds.get(case.kind, _("Tell {name}: {did}")).format(name=name, did=did)
    if not case.quote.strip():
        return _what_is_owed(case.kind).format(name=name)
    return {
        "praise": _("Thank {name} for the kind words: “{quote}”"),
        "question": _("Answer {name}: “{quote}”"),
    }.get(case.kind, _("Tell {name} what came of it: “{quote}”")).format(name=name, quote=short(case.quote))


def _what_is_owed(kind: str) -> str:
    return {
        "praise": _("Thank {name} for being so kind about us."),
        "question": _("Answer {name}."),
    }.get(kind, _("Tell {name} what came of it."))


def asking(quote: str) -> str:
    """What the reminder of the next visit says: "Ask if it is better since “Twenty minutes for one flat white”"."""
    told = _("Ask if it is better since “{quote}”") if quote.strip() else _("Ask if it is better now")
    return told.format(quote=short(quote, 80))


def asking_about_answer(quote: str) -> str:
    """The same for a question: whether the answer was enough."""
    told = _("Ask if the answer was enough: “{quote}”") if quote.strip() else _("Ask if the answer was enough")
    return told.format(quote=short(quote, 80))
