"""Answers on the customer screen: kept as they come, sent once, play left out, nothing of anybody's card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.notebook import answers, feedback, ideas, surveys

from ..builders import Shop

Clock = Callable[[timedelta], None]


@pytest.fixture
def faces(shop: Shop) -> int:
    number = int(shop.do(surveys.set_survey, "faces", "How was your visit today?"))
    shop.do(surveys.open_, number)
    return number


@pytest.fixture
def nps(shop: Shop) -> int:
    return int(shop.do(surveys.set_survey, "nps", "How likely are you to recommend us?"))


def kept(shop: Shop, what: str = "score, words, given_name, reply_to, state, language") -> list[Any]:
    return list(shop.read(lambda s: s.raw(f"SELECT {what} FROM answer ORDER BY id")))


def heard(shop: Shop) -> list[tuple[Any, ...]]:
    what = "words, kind, feeling, rating, given_name, reply_to, language, about, source, customer_id"
    return list(shop.read(lambda s: s.raw(f"SELECT {what} FROM feedback ORDER BY id")))


# Page by page


def test_each_page_is_kept_as_it_comes(shop: Shop, faces: int) -> None:
    number = shop.do(answers.begin, faces, "de")
    assert kept(shop) == [(None, "", "", "", "partial", "de")]
    shop.do(answers.answer, number, faces, score=4)
    assert shop.do(answers.answer, number, faces, words="Das Bro") == number
    assert kept(shop) == [(4, "Das Bro", "", "", "partial", "de")], "half-typed words are kept when nobody sends them"
    shop.do(answers.answer, number, faces, words="Das Brot", given_name="Ana", complete=True)
    assert kept(shop) == [(4, "Das Brot", "Ana", "", "complete", "de")]
    assert shop.acts()[-1] is Act.ANSWER_SURVEY


def test_what_the_customer_takes_back_is_gone(shop: Shop, faces: int) -> None:
    number = shop.do(answers.answer, None, faces, score=5, words="Hm", given_name="Ana", reply_to="ana@example.org")
    shop.do(answers.answer, number, faces, words="", given_name="", reply_to="", complete=True)
    assert kept(shop) == [(5, "", "", "", "complete", "")]
    assert heard(shop) == []


@pytest.mark.parametrize(("kind", "score"), [("faces", 0), ("faces", 6), ("nps", -1), ("nps", 11)])
def test_there_is_no_other_score(shop: Shop, faces: int, nps: int, kind: str, score: int) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(answers.answer, None, faces if kind == "faces" else nps, score=score)
    assert kept(shop) == []


def test_an_answer_to_nothing_is_refused(shop: Shop, faces: int) -> None:
    assert shop.do(answers.begin, 99, "en") == 0
    with pytest.raises(NotFound, match="no-answer"):
        shop.do(answers.answer, 99, faces, score=3)


def test_an_answer_to_another_question_is_an_answer_of_its_own(shop: Shop, faces: int, nps: int) -> None:
    first = shop.do(answers.answer, None, faces, score=5)
    second = shop.do(answers.answer, first, nps, score=9)
    assert second != first
    assert kept(shop, "survey_id, score") == [(faces, 5), (nps, 9)]


def test_a_question_closed_meanwhile_still_takes_the_answer_under_way(shop: Shop, faces: int) -> None:
    number = shop.do(answers.answer, None, faces, score=2)
    shop.do(surveys.close, faces)
    shop.do(answers.answer, number, faces, words="It was cold", complete=True)
    assert [row[0] for row in heard(shop)] == ["It was cold"]


def test_words_to_a_question_that_is_gone_reach_somebody(shop: Shop, faces: int) -> None:
    shop.do(surveys.close, faces)
    shop.do(surveys.remove, faces)
    said = {"score": 2, "words": "It was cold", "reply_to": "ana@example.org"}
    assert shop.do(answers.answer, None, faces, language="de", **said) == 0
    assert heard(shop) == [], "not before they are done"
    shop.do(answers.answer, 0, faces, language="de", **said, complete=True)
    assert [(row[0], row[5], row[6], row[8]) for row in heard(shop)] == [
        ("It was cold", "ana@example.org", "de", "kiosk")
    ]
    assert kept(shop) == []
    shop.do(answers.answer, None, None, words="And late", left=True)
    assert [(row[0], row[7]) for row in heard(shop)][1:] == [("And late", "not sent to the end")]


# Into the inbox


@pytest.mark.parametrize(
    ("score", "said", "becomes"),
    [
        (5, {}, None),
        (3, {"reasons": ("speed",)}, None),
        (5, {"words": "The rye, still warm"},
         ("The rye, still warm", "praise", "delighted", 5, "", "", "de", "", "kiosk", None)),
        (3, {"words": "Is there oat milk?"},
         ("Is there oat milk?", "question", "so_so", 3, "", "", "de", "", "kiosk", None)),
        (2, {"reasons": ("speed", "coffee")},
         ("", "complaint", "let_down", 2, "", "", "de", "The speed, The coffee", "kiosk", None)),
        (1, {"words": "Cold", "given_name": "Ana", "reply_to": "ana@example.org"},
         ("Cold", "complaint", "upset", 1, "Ana", "ana@example.org", "de", "", "kiosk", None)),
        (5, {"reply_to": "0151 496 0183"},
         ("", "praise", "delighted", 5, "", "0151 496 0183", "de", "", "kiosk", None)),
    ],
)  # fmt: skip
def test_what_somebody_should_read_comes_into_the_inbox(
    shop: Shop, faces: int, score: int, said: dict[str, Any], becomes: tuple[Any, ...] | None
) -> None:
    number = shop.do(answers.answer, None, faces, language="de", score=score, **said)
    assert heard(shop) == [], "not before it is sent"
    shop.do(answers.answer, number, faces, complete=True)
    assert heard(shop) == ([] if becomes is None else [becomes])


@pytest.mark.parametrize(("score", "arrives"), [(0, True), (6, True), (7, False), (10, False)])
def test_of_nought_to_ten_the_low_ones_arrive(shop: Shop, nps: int, score: int, arrives: bool) -> None:
    shop.do(answers.answer, None, nps, score=score, complete=True)
    assert [row[7] for row in heard(shop)] == ([f"{score} of 10"] if arrives else [])


def test_words_and_choices_without_a_face_arrive_too(shop: Shop) -> None:
    words = shop.do(surveys.set_survey, "words", "What is missing?")
    choice = shop.do(surveys.set_survey, "choices", "Which bread?", choices="Rye\nOat")
    shop.do(answers.answer, None, words, words="A bench", complete=True)
    shop.do(answers.answer, None, words, given_name="Ana", complete=True)
    shop.do(answers.answer, None, words, reply_to="ana@example.org", complete=True)
    shop.do(answers.answer, None, choice, choice="Rye", complete=True)
    shop.do(answers.answer, None, choice, choice="Oat", reply_to="ana@example.org", complete=True)
    assert [(row[0], row[7]) for row in heard(shop)] == [
        ("A bench", "What is missing?"),
        ("", "What is missing?"),
        ("Oat", "Which bread?"),
    ]


def test_who_leaves_only_a_way_to_reply_asks_for_an_answer(shop: Shop) -> None:
    words = shop.do(surveys.set_survey, "words", "What is missing?")
    shop.do(answers.answer, None, words, reply_to="0151 496 0183", complete=True)
    assert [(row[0], row[1], row[5]) for row in heard(shop)] == [("", "question", "0151 496 0183")]


@pytest.mark.parametrize(
    "said", [{"words": "The rye was hard"}, {"reply_to": "ana@example.org"}, {"given_name": "Ana"}, {"score": 1}]
)
def test_who_goes_away_before_the_end_is_heard_all_the_same(shop: Shop, faces: int, said: dict[str, Any]) -> None:
    number = shop.do(answers.answer, None, faces, **{"score": 3, **said})
    assert heard(shop) == []
    shop.do(answers.answer, number, faces, left=True)
    [row] = heard(shop)
    assert (row[0], row[5], row[7]) == (said.get("words", ""), said.get("reply_to", ""), "not sent to the end")
    assert [row[4] for row in kept(shop)] == ["partial"]
    shop.do(answers.answer, number, faces, complete=True)
    assert [row[7] for row in heard(shop)] == [""], "they came back and sent it"


def test_a_tap_that_was_left_is_a_tap(shop: Shop, faces: int) -> None:
    shop.do(answers.answer, None, faces, score=5, left=True)
    assert heard(shop) == []


def test_sent_twice_it_arrives_once_with_the_newest_words(shop: Shop, faces: int) -> None:
    number = shop.do(answers.answer, None, faces, score=2, words="Cold", complete=True)
    shop.do(answers.answer, number, faces, complete=True)
    shop.do(answers.answer, number, faces, words="Cold, and late", given_name="Ana", complete=True)
    assert [(row[0], row[4]) for row in heard(shop)] == [("Cold, and late", "Ana")]


def test_what_a_colleague_has_taken_up_is_not_changed_from_outside(shop: Shop, faces: int) -> None:
    number = shop.do(answers.answer, None, faces, score=2, words="Cold", complete=True)
    [line] = shop.read(feedback.inbox).lines
    shop.do(feedback.edit, line.id, severity="serious")
    with shop.store.write(Act.DO_STEP) as w:
        from relnotebook.store import schema

        w.put(schema.feedback, line.id, status="acting")
    shop.do(answers.answer, number, faces, words="Never mind", complete=True)
    assert [row[0] for row in heard(shop)] == ["Cold"]


def test_a_known_name_links_nothing(shop: Shop, faces: int) -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183")
    shop.do(answers.answer, None, faces, score=1, given_name="Ngozi Okafor", reply_to="0151 496 0183", complete=True)
    assert [row[-1] for row in heard(shop)] == [None]
    [line] = shop.read(feedback.inbox).lines
    assert (line.customer, line.name) == (None, "Ngozi Okafor")


def test_an_answer_is_taken_back_whole(shop: Shop, faces: int) -> None:
    before = shop.tables()
    shop.do(answers.answer, None, faces, score=1, words="Cold", complete=True)
    shop.undo()
    assert shop.tables() == before


# Play


def hammer(shop: Shop, clock: Clock, survey: int, times: int, every: float, **said: Any) -> None:
    for n in range(times):
        shop.do(answers.answer, None, survey, **{"score": 1 + n % 5, "complete": True, **said})
        clock(timedelta(seconds=every))


def test_the_third_in_a_row_makes_it_play_and_the_others_are_counted(shop: Shop, faces: int, clock: Clock) -> None:
    hammer(shop, clock, faces, 2, 7)
    assert (shop.read(surveys.results, faces).n, shop.read(surveys.results, faces).folded) == (2, 0), "two guests"
    hammer(shop, clock, faces, 1, 7)
    assert (shop.read(surveys.results, faces).n, shop.read(surveys.results, faces).folded) == (1, 2)
    hammer(shop, clock, faces, 20, 12)
    assert shop.read(surveys.results, faces).n == 1, "they go on playing"
    clock(timedelta(seconds=1))
    hammer(shop, clock, faces, 1, 0)
    assert shop.read(surveys.results, faces).n == 2, "and then comes a guest"


def test_guests_one_after_another_are_no_play(shop: Shop, faces: int, clock: Clock) -> None:
    hammer(shop, clock, faces, 8, 13)
    assert (shop.read(surveys.results, faces).n, shop.read(surveys.results, faces).folded) == (8, 0)


def test_guests_at_two_tills_are_no_play(shop: Shop, faces: int, clock: Clock) -> None:
    for n in range(8):
        shop.store.do_at(f"till {n % 2}, customer screen", None, answers.answer, None, faces, score=4, complete=True)
        clock(timedelta(seconds=7))
    assert (shop.read(surveys.results, faces).n, shop.read(surveys.results, faces).folded) == (8, 0)


def test_nobody_answers_within_a_second_of_the_one_before(shop: Shop, faces: int, clock: Clock) -> None:
    hammer(shop, clock, faces, 2, 1)
    assert kept(shop, "folded") == [("",), ("gap",)]


def test_who_writes_words_does_not_play(shop: Shop, faces: int, clock: Clock) -> None:
    hammer(shop, clock, faces, 5, 1, words="Really", complete=False)
    assert shop.read(surveys.results, faces).folded == 0
    hammer(shop, clock, faces, 5, 1)
    last = kept(shop, "id")[-1][0]
    assert kept(shop, "folded")[-1] != ("",)
    shop.do(answers.answer, last, faces, words="I mean it", complete=True)
    assert kept(shop, "folded")[-1] == ("",)
    assert "I mean it" in [row[0] for row in heard(shop)]


def test_play_leaves_one_entry_in_the_inbox_and_not_five(shop: Shop, faces: int, clock: Clock) -> None:
    hammer(shop, clock, faces, 6, 2, score=1)
    assert len(heard(shop)) == 1
    assert kept(shop, "count(*), count(feedback_id)") == [(6, 1)]


def test_play_takes_nothing_away_that_somebody_works_on(shop: Shop, faces: int, clock: Clock) -> None:
    ngozi = shop.customer("Ngozi")
    hammer(shop, clock, faces, 2, 2, score=1)
    for line in shop.read(feedback.inbox).lines:
        shop.do(feedback.link, line.id, ngozi.id)
    hammer(shop, clock, faces, 3, 2, score=1)
    assert [row[-1] for row in heard(shop)] == [ngozi.id, ngozi.id]


# Ideas


def test_an_idea_from_the_screen_is_heard(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    shop.do(answers.screen_idea, "A bench in the sun", "de", "Ngozi Okafor")
    [card] = shop.read(ideas.board).lanes["heard"]
    assert (card.title, card.by) == ("A bench in the sun", "Ngozi Okafor, on the customer screen")
    assert (card.customer, card.supporters) == (None, 1)
    assert shop.read(lambda s: s.raw("SELECT source FROM idea")) == [("kiosk",)]
    assert shop.read(lambda s: s.raw("SELECT 1 FROM idea_support WHERE customer_id = ?", (ngozi.id,))) == []
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(answers.screen_idea, "  ", "de")


def test_the_same_idea_sent_twice_is_one(shop: Shop, clock: Clock) -> None:
    first = shop.do(answers.screen_idea, "A bench", "en")
    assert shop.do(answers.screen_idea, "a  BENCH ", "en") == first
    clock(timedelta(minutes=2))
    assert shop.do(answers.screen_idea, "A bench", "en") != first


@pytest.mark.parametrize("idea", ["A bench in the sun, and " * 11 + "shade", "田" * 200, "Two\nlines"])
def test_a_long_idea_is_kept_to_the_last_word(shop: Shop, idea: str) -> None:
    number = shop.do(answers.screen_idea, idea, "en")
    found = shop.read(ideas.one, number)
    assert len(found.card.title) <= 80
    assert found.words == idea
    assert shop.do(answers.screen_idea, idea, "en") == number
    assert shop.do(answers.screen_idea, idea + " too", "en") != number
