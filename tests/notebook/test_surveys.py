"""Questions: written, asked one at a time, closed; what was answered, in counts and figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import answers, feedback, surveys
from relnotebook.notebook.surveys import Text

from ..builders import Shop

Clock = Callable[[timedelta], None]


@pytest.fixture
def faces(shop: Shop) -> int:
    return int(shop.do(surveys.set_survey, "faces", "How was your visit today?"))


def tap(shop: Shop, clock: Clock, survey: int, *scores: int, **more: Any) -> None:
    """Somebody answers each minute."""
    for score in scores:
        clock(timedelta(minutes=1))
        shop.do(answers.answer, None, survey, score=score, **{"language": "en", "complete": True, **more})


# Asking


def test_one_question_is_asked_at_a_time(shop: Shop, faces: int, clock: Clock) -> None:
    words = shop.do(surveys.set_survey, "words", "What is missing?")
    assert shop.read(surveys.live) is None
    shop.do(surveys.open_, faces)
    clock(timedelta(days=1))
    before = shop.tables()
    shop.do(surveys.open_, words)
    live = shop.read(surveys.live)
    assert live is not None
    assert live.text.question == "What is missing?"
    assert [(one.question, one.state) for one in shop.read(surveys.listed)] == [
        ("What is missing?", "live"),
        ("How was your visit today?", "closed"),
    ]
    shop.undo()
    assert shop.tables() == before
    shop.do(surveys.close, faces)
    assert shop.read(surveys.live) is None
    shop.do(surveys.open_, faces)
    [line] = [one for one in shop.read(surveys.listed) if one.id == faces]
    assert (line.state, line.closed) == ("live", None)


@pytest.mark.parametrize(
    ("kind", "question", "more", "code"),
    [
        ("stars", "How?", {}, "bad-choice"),
        ("faces", "  ", {}, "empty-value"),
        ("choices", "Which?", {"choices": "Rye\n\n Rye "}, "few-choices"),
        ("choices", "Which?", {"choices": "\n".join("abcdefghij")}, "many-choices"),
        ("faces", "How?", {"texts": {"xx": {"question": "?"}}}, "bad-language"),
    ],
)
def test_what_is_no_question_is_refused(shop: Shop, kind: str, question: str, more: Any, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(surveys.set_survey, kind, question, **more)
    assert shop.read(surveys.listed) == ()


def test_a_question_in_other_languages(shop: Shop) -> None:
    german = {"question": "Welches Brot?", "choices": "Roggen\n\nDinkel\nzu viel"}
    survey = shop.do(
        surveys.set_survey, "choices", "Which bread?", choices="Rye\nOat\nSpelt", more="Why that one?",
        texts={"de": german, "fr": {"question": " ", "choices": "\n\n"}},
    )  # fmt: skip
    found = shop.read(surveys.one, survey)
    assert list(found.texts) == ["de"]
    assert surveys.spoken_in(found, "de") == Text("Welches Brot?", ("Roggen", "Oat", "Dinkel"), "Why that one?")
    assert surveys.spoken_in(found, "fr") == Text("Which bread?", ("Rye", "Oat", "Spelt"), "Why that one?")
    shop.do(surveys.set_survey, "choices", "Which bread?", choices="Rye\nOat", survey=survey)
    changed = shop.read(surveys.one, survey)
    assert surveys.spoken_in(changed, "de").choices == ("Roggen", "Oat"), "texts stay when they are not given"


def test_our_own_questions_are_translated_already(shop: Shop, faces: int) -> None:
    found = shop.read(surveys.one, faces)
    assert surveys.spoken_in(found, "de").question == "Wie war Ihr Besuch heute?"
    shop.do(surveys.set_survey, "faces", found.text.question, texts={"de": {"question": "Na?"}}, survey=faces)
    assert surveys.spoken_in(shop.read(surveys.one, faces), "de").question == "Na?"


def test_a_question_with_answers_stays_what_it_is(shop: Shop, faces: int, clock: Clock) -> None:
    unasked = shop.do(surveys.set_survey, "words", "What is missing?")
    tap(shop, clock, faces, 4)
    with pytest.raises(Refusal, match="survey-has-answers"):
        shop.do(surveys.remove, faces)
    with pytest.raises(Refusal, match="survey-has-answers"):
        shop.do(surveys.set_survey, "nps", "How likely?", survey=faces)
    shop.do(surveys.set_survey, "faces", "How was it?", survey=faces)
    before = shop.tables()
    shop.do(surveys.remove, unasked)
    shop.undo()
    assert shop.tables() == before


def test_a_question_that_is_gone_is_not_found(shop: Shop) -> None:
    for f in (surveys.open_, surveys.close, surveys.remove):
        with pytest.raises(NotFound, match="no-survey"):
            shop.do(f, 7)
    for read in (surveys.one, surveys.results):
        with pytest.raises(NotFound, match="no-survey"):
            shop.read(read, 7)


# Results


def test_faces_in_counts_and_csat(shop: Shop, faces: int, clock: Clock) -> None:
    tap(shop, clock, faces, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2)
    found = shop.read(surveys.results, faces)
    assert found.counts == (("Wonderful", 3), ("Good", 4), ("So-so", 2), ("Not good", 1), ("Really bad", 0))
    assert found.csat is not None
    assert (found.n, found.csat.percent, found.csat.few, found.nps) == (10, 70, True, None)


def test_nought_to_ten_in_counts_and_nps(shop: Shop, clock: Clock) -> None:
    survey = shop.do(surveys.set_survey, "nps", "How likely are you to recommend us?")
    tap(shop, clock, survey, 10, 10, 10, 9, 8, 8, 7, 6, 3, 0)
    found = shop.read(surveys.results, survey)
    assert found.nps is not None
    assert (found.nps.score, found.nps.promoters, found.nps.passives, found.nps.detractors) == (10, 4, 3, 3)
    assert (found.counts[0], found.counts[-1], found.csat) == (("10", 3), ("0", 1), None)


def test_choices_as_written_whatever_language_they_were_tapped_in(shop: Shop, clock: Clock) -> None:
    survey = shop.do(
        surveys.set_survey, "choices", "Which?", choices="Rye\nOat", texts={"de": {"choices": "Roggen\nHafer"}}
    )
    for choice, language in (("Rye", "en"), ("Roggen", "de"), ("Hafer", "de")):
        clock(timedelta(minutes=1))
        shop.do(answers.answer, None, survey, choice=choice, language=language, complete=True)
    found = shop.read(surveys.results, survey)
    assert (found.counts, found.by_language) == ((("Rye", 2), ("Oat", 1)), (("Deutsch", 2), ("English", 1)))
    shop.do(surveys.set_survey, "choices", "Which?", choices="Rye\nSpelt", survey=survey)
    assert shop.read(surveys.results, survey).counts == (("Rye", 2), ("Spelt", 0), ("Oat", 1))


def test_one_tap_is_enough_and_what_was_never_sent_is_told_openly(shop: Shop, faces: int, clock: Clock) -> None:
    tap(shop, clock, faces, 4)
    tap(shop, clock, faces, 5, complete=False, words="The rye, st")
    shop.do(answers.begin, faces, "en")
    found = shop.read(surveys.results, faces)
    assert (found.n, found.partial, found.folded) == (2, 1, 0)
    assert [(one.words, one.complete) for one in found.words] == [("The rye, st", False)]
    [line] = shop.read(surveys.listed)
    assert (line.n, line.folded) == (2, 0)


def test_the_weeks_begin_on_monday(shop: Shop, faces: int, clock: Clock) -> None:
    tap(shop, clock, faces, 5, 1)  # Friday 20 November 2026
    clock(timedelta(days=2, hours=15))  # Sunday, before midnight
    tap(shop, clock, faces, 5)
    clock(timedelta(hours=1))
    tap(shop, clock, faces, 5)
    found = shop.read(surveys.results, faces)
    assert [(week.monday, week.n, week.value) for week in found.per_week] == [
        (date(2026, 11, 16), 3, 67),
        (date(2026, 11, 23), 1, 100),
    ]
    assert shop.read(surveys.results, faces, since=date(2026, 11, 23)).n == 1


def test_the_tapped_reasons_are_counted(shop: Shop, faces: int, clock: Clock) -> None:
    tap(shop, clock, faces, 5, 5, reasons=("bread", "people", "bread"))
    tap(shop, clock, faces, 4, reasons=("bread", "nonsense"))
    assert shop.read(surveys.results, faces).reasons == (("The bread", 3), ("The people", 2))


# Choices that are mended


@pytest.fixture
def cakes(shop: Shop, clock: Clock) -> int:
    number = int(shop.do(surveys.set_survey, "choices", "Which cake?", choices="Rye\nOat\nPlum"))
    for choice in ("Rye", "Rye", "Oat"):
        clock(timedelta(minutes=1))
        shop.do(answers.answer, None, number, choice=choice)
    return number


@pytest.mark.parametrize(
    ("choices", "counts"),
    [
        ("Rye bread\nOat\nPlum", (("Rye bread", 2), ("Oat", 1), ("Plum", 0))),
        ("Oat\nRye\nPlum", (("Oat", 1), ("Rye", 2), ("Plum", 0))),
        ("Nut\nRye\nOat\nPlum", (("Nut", 0), ("Rye", 2), ("Oat", 1), ("Plum", 0))),
        ("Oat\nPlum", (("Oat", 1), ("Plum", 0), ("Rye", 2))),
        ("Spelt\nOat\nPlum", (("Spelt", 0), ("Oat", 1), ("Plum", 0), ("Rye", 2))),
        ("Rye bread\nOat cake\nPlum", (("Rye bread", 2), ("Oat cake", 1), ("Plum", 0))),
    ],
)
def test_a_choice_that_is_mended_keeps_its_votes(
    shop: Shop, cakes: int, choices: str, counts: tuple[tuple[str, int], ...]
) -> None:
    shop.do(surveys.set_survey, "choices", "Which cake?", choices=choices, survey=cakes)
    assert shop.read(surveys.results, cakes).counts == counts


def test_votes_go_back_with_their_choice(shop: Shop, cakes: int) -> None:
    shop.do(surveys.set_survey, "choices", "Which cake?", choices="Rye bread\nOat\nPlum", survey=cakes)
    shop.undo()
    assert shop.read(surveys.results, cakes).counts == (("Rye", 2), ("Oat", 1), ("Plum", 0))


def test_how_many_words_stand_in_the_inbox_is_what_stands_there(shop: Shop, faces: int, clock: Clock) -> None:
    for words, sent in (("Warm rye", True), ("Cold soup", True), ("Half a sen", False)):
        clock(timedelta(minutes=1))
        shop.do(answers.answer, None, faces, score=4, words=words, complete=sent)
    assert shop.read(surveys.results, faces).in_inbox == 2
    shop.do(feedback.remove, shop.read(feedback.inbox).lines[0].id)
    found = shop.read(surveys.results, faces)
    assert found.in_inbox == 1
    assert [(one.words, one.feedback is None) for one in found.words] == [
        ("Half a sen", True), ("Cold soup", True), ("Warm rye", False),
    ]  # fmt: skip
