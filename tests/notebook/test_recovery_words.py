"""What is said while something is made right: warm, short, plain, and nothing left open in a sentence."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.notebook import recovery_words as words
from relnotebook.notebook import stages
from relnotebook.notebook.recovery_words import Case
from relnotebook.notebook.touchpoints import FEELINGS

TODAY = date(2026, 11, 20)
TUESDAY = date(2026, 11, 17)
ALL_STEPS = [(kind, step) for kind, several in stages.STEPS.items() for step in several]
OMAR = Case(
    "complaint",
    "Omar",
    "he",
    TUESDAY,
    TODAY,
    "upset",
    quote="Twenty minutes for one flat white, and nobody said a word.",
)


def everything_said() -> list[tuple[str, str, str]]:
    """(kind, step, sentence) of every sentence there is, with much known and with little."""
    found = []
    for kind, step in ALL_STEPS:
        for feeling, decision, known, name in itertools.product(
            ("", *FEELINGS), ("", "yes", "not_now", "no"), (True, False), ("Omar", "")
        ):
            case = replace(OMAR, kind=kind, feeling=feeling, decision=decision, name=name)
            if known:
                case = replace(case, did="A second grinder runs every morning", why="The lease ends", gave="A free bun")
            else:
                case = replace(case, quote="")
            found += [(kind, step, text) for text in words.sentences(step, case)]
    return found


SAID = everything_said()


# Sentences


def test_each_step_offers_three_wordings_or_more_whatever_is_known() -> None:
    for kind, step in ALL_STEPS:
        for feeling, decision, did in itertools.product(
            ("", "upset"), ("", "yes", "not_now", "no"), ("", "It is done")
        ):
            case = replace(OMAR, kind=kind, feeling=feeling, decision=decision, did=did, why="The lease ends")
            several = words.sentences(step, case)
            assert len(several) == len(set(several)) >= 3, (kind, step, decision)


def test_no_sentence_is_left_open_or_hedged() -> None:
    for kind, _step, text in SAID:
        assert not re.search(r"[{}]|  |“”|\s[.,:]|,\s*\.", text), text
        assert "!" not in text.replace("hot. Thank you!", ""), text
        assert text[0].isupper() or text[0] == "“", text
        assert text[-1] in ".?”", text
        if kind == "complaint":
            assert not re.search(r"\b(if|but|however|unfortunately|policy|just)\b", text, re.IGNORECASE), text


def test_sentences_of_our_own_are_short() -> None:
    for _kind, _step, text in SAID:
        ours = text.replace(OMAR.quote, "")
        assert all(len(one.split()) <= 20 for one in re.split(r"(?<=[.?:]) ", ours)), text


def test_an_apology_says_sorry_plainly() -> None:
    for feeling in ("upset", "let_down", ""):
        for text in words.sentences("acknowledge", replace(OMAR, feeling=feeling)):
            assert re.search(r"\bI am sorry\b", text), text
    assert words.sentences("acknowledge", OMAR)[1].startswith("Omar, I am sorry about Tuesday.")
    assert words.sentences("acknowledge", OMAR) != words.sentences("acknowledge", replace(OMAR, feeling="let_down"))


def test_the_thanks_name_the_day_the_deed_and_the_gift() -> None:
    case = replace(OMAR, did="Second grinder on from 8 to 10. A word to anyone waiting", gave="The next one is on us")
    assert words.sentences("thank", case)[0] == (
        "Omar, thank you for telling us about Tuesday. This has changed since: second grinder on from 8 to 10. "
        "A word to anyone waiting. The next one is on us."
    )
    assert words.sentences("thank", replace(case, gave="A free flat white"))[1].endswith(
        "A free flat white, with our thanks."
    )


def test_a_no_is_told_with_its_reason_and_never_as_a_yes() -> None:
    for kind, step in (("complaint", "thank"), ("suggestion", "tell")):
        for decision in ("no", "not_now"):
            case = replace(OMAR, kind=kind, decision=decision, did="It is done", why="the lease ends in May")
            for text in words.sentences(step, case):
                assert "The lease ends in May." in text
                assert "It is done" not in text


def test_nobody_in_particular_is_addressed_without_a_name() -> None:
    assert words.sentences("listen", replace(OMAR, name=""))[0] == "Tell me how it was for you. I have the time."


def test_praise_is_passed_on_in_their_words() -> None:
    case = replace(OMAR, kind="praise", name="Ngozi", quote="The new cups keep it hot. Thank you!")
    assert all("“The new cups keep it hot. Thank you!”" in text for text in words.sentences("thank", case))
    assert all("“" not in text for text in words.sentences("thank", replace(case, quote=" ")))


@pytest.mark.parametrize(
    ("ago", "on"),
    [(0, "today"), (1, "yesterday"), (3, "on Tuesday"), (30, "on 21 October"), (400, "on 16 October 2025")],
)
def test_the_day_is_said_as_people_say_it(ago: int, on: str) -> None:
    case = replace(OMAR, day=TODAY - timedelta(days=ago))
    assert f"that was our mistake {on}." in words.sentences("acknowledge", case)[-1]


# Hints, titles, buttons


def test_each_step_has_a_title_a_hint_and_a_button() -> None:
    for kind, step in ALL_STEPS:
        for who in ("she", "he", "they"):
            case = replace(OMAR, kind=kind, gender=who)
            assert words.title(step)
            hint, button = words.hint(step, case), words.main(step, case)
            assert hint.endswith((".", "?"))
            assert len(button.split()) <= 4
            for sentence in (hint, button):
                others = {"she": "he him his they them their", "he": "she her hers they them their",
                          "they": "he him his she her"}[who].split()  # fmt: skip
                assert not set(re.findall(r"\w+", sentence.lower())) & set(others), sentence


def test_the_hint_speaks_of_him_her_or_them() -> None:
    assert words.hint("thank", OMAR) == "He told you instead of leaving. Thank him for that, and say what changed."
    assert words.main("thank", OMAR) == "I told him"
    assert words.main("thank", replace(OMAR, gender="she")) == "I told her"
    assert words.main("thank", replace(OMAR, name="Ravi and Meera")) == "I told them"
    assert words.main("answer", replace(OMAR, kind="question")) == "I answered him"
    assert words.main("thank", replace(OMAR, kind="praise")) == "I passed it on"
    assert words.main("thank", replace(OMAR, kind="suggestion", gender="they")) == "I thanked them"


# The greeting line of the card


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"did": "A second grinder runs every morning"}, "Tell Omar: a second grinder runs every morning."),
        ({"did": "Jonas looks after the door now"}, "Tell Omar: Jonas looks after the door now."),
        ({"did": "We open at seven."}, "Tell Omar: we open at seven."),
        ({"decision": "no", "why": "the lease ends", "did": "x"}, "Tell Omar kindly: no. The lease ends."),
        ({"decision": "not_now", "why": "After the winter"}, "Tell Omar kindly: not now. After the winter."),
        ({"quote": "It drags"}, "Tell Omar what came of it: “It drags”"),
        ({"quote": ""}, "Tell Omar what came of it."),
        ({"kind": "praise", "quote": "Lovely"}, "Thank Omar for the kind words: “Lovely”"),
        ({"kind": "praise", "quote": ""}, "Thank Omar for being so kind about us."),
        ({"kind": "question", "quote": "When do you open?"}, "Answer Omar: “When do you open?”"),
        ({"kind": "question", "did": "We open at seven"}, "Answer Omar: we open at seven."),
        ({"kind": "question", "quote": ""}, "Answer Omar."),
    ],
)
def test_what_the_card_says_until_they_are_told(changed: dict[str, str], line: str) -> None:
    assert words.telling(replace(OMAR, **changed)) == line  # type: ignore[arg-type]


def test_a_long_quote_is_cut_between_two_words() -> None:
    assert words.short("Twenty minutes for one flat white", 20) == "Twenty minutes for…"
    assert words.short("Short") == "Short"
    assert words.asking("Too loud") == "Ask if it is better since “Too loud”"
    assert words.asking("") == "Ask if it is better now"
    assert words.asking_about_answer("") == "Ask if the answer was enough"


@given(st.text(max_size=400), st.text(max_size=60), st.text(max_size=200), st.sampled_from(ALL_STEPS))
def test_whatever_is_written_stands_in_the_sentence_as_it_is(
    quote: str, name: str, did: str, where: tuple[str, str]
) -> None:
    case = Case(where[0], name, "they", TUESDAY, TODAY, quote=quote, did=did, gave=did, why=did)
    for decision in ("", "no"):
        asked = replace(case, decision=decision)
        assert all(words.sentences(where[1], asked))
        assert words.telling(asked)
    assert len(words.short(quote)) <= words.QUOTE + 1
