"""The course of the customer screen, by a clock that the test moves: pages, taps, pauses, thanks, and going away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relnotebook.notebook.screen import Screen
from relnotebook.ui.kiosk.flow import OPEN, SENT, Answer, Flow, Outbox, kept_words

from .screens import Clock, screen


class Counter:
    """A flow with its clock, and what it gave away to be kept."""

    def __init__(self, shown: Screen) -> None:
        self.clock = Clock()
        self.kept: list[tuple[Answer, bool]] = []
        self.flow = Flow(shown, lambda answer, complete: self.kept.append((answer, complete)), self.clock)

    def wait(self, seconds: float) -> Counter:
        """Let time pass as a timer does: to each thing that is due, not over it."""
        end = self.clock.at + seconds
        while (due := self.flow.wait()) is not None and self.clock.at + due <= end:
            self.clock.at += max(due, 0.001)
            self.flow.tick()
        self.clock.at = max(self.clock.at, end)
        self.flow.tick()
        return self


def test_one_tap_is_in_the_file_before_the_next_page_is_up() -> None:
    counter = Counter(screen())
    counter.flow.pick(4)
    assert counter.kept == [(Answer("en", score=4), False)]
    assert counter.flow.page == "question"
    counter.wait(0.34)
    assert counter.flow.page == "question"
    counter.wait(0.02)
    assert (counter.flow.page, counter.flow.mood) == ("comment", "good")


def test_back_stays_with_what_was_tapped() -> None:
    counter = Counter(screen())
    counter.flow.pick(2)
    counter.wait(1)
    counter.flow.back()
    counter.wait(5)
    assert (counter.flow.page, counter.flow.answer.score) == ("question", 2)
    counter.flow.pick(5)
    counter.wait(1)
    assert (counter.flow.page, counter.flow.mood) == ("comment", "good")
    assert [answer.score for answer, _complete in counter.kept] == [2, 5]


def test_back_before_the_page_has_turned_holds_it() -> None:
    counter = Counter(screen())
    counter.flow.pick(1)
    counter.flow.back()
    counter.wait(5)
    assert counter.flow.page == "question"


def test_sent_thanked_and_ready_for_the_next_after_six_seconds() -> None:
    counter = Counter(screen())
    counter.flow.pick(4)
    counter.wait(1)
    counter.flow.toggle("bread")
    counter.flow.say(words="The rye")
    counter.flow.next()
    assert counter.kept[-1] == (Answer("en", score=4, reasons=("bread",), words="The rye"), True)
    assert counter.flow.page == "thanks"
    counter.wait(5.9)
    assert counter.flow.page == "thanks"
    counter.wait(0.2)
    assert (counter.flow.page, counter.flow.answer, counter.flow.number) == ("question", Answer("en"), 2)


def test_typed_words_are_kept_when_the_keys_pause() -> None:
    counter = Counter(screen("words"))
    for n in range(1, 6):
        counter.flow.say(words="Hello"[:n])
        counter.wait(0.1)
    assert counter.kept == []
    counter.wait(0.4)
    assert counter.kept == [(Answer("en", words="Hello"), False)]
    counter.wait(3)
    assert len(counter.kept) == 1


def test_who_goes_away_leaves_a_partial_answer_and_a_fresh_page() -> None:
    counter = Counter(screen())
    counter.flow.pick(2)
    counter.wait(1)
    counter.flow.say(words="Too loud")
    counter.wait(44.9)
    assert counter.flow.countdown is None
    counter.wait(0.2)
    assert counter.flow.countdown == 15
    counter.wait(10)
    assert counter.flow.countdown == 5
    counter.wait(5)
    assert counter.flow.countdown is None
    assert (counter.flow.page, counter.flow.answer) == ("question", Answer("en"))
    assert counter.kept[-1] == (Answer("en", score=2, words="Too loud"), False)


def test_words_typed_a_moment_before_the_end_are_kept_too() -> None:
    counter = Counter(screen())
    counter.flow.pick(2)
    counter.wait(1)
    counter.flow.say(words="Too lou")
    counter.wait(1)
    counter.flow.say(words="Too loud")
    counter.flow.restart()
    assert counter.kept[-1] == (Answer("en", score=2, words="Too loud"), False)


def test_the_countdown_stops_for_whoever_is_still_there() -> None:
    counter = Counter(screen())
    counter.flow.pick(2)
    counter.wait(55)
    assert counter.flow.countdown is not None
    counter.flow.touched()
    assert counter.flow.countdown is None
    counter.wait(30)
    assert counter.flow.page == "comment"


def test_nothing_is_counted_down_where_nothing_would_be_lost() -> None:
    counter = Counter(screen())
    counter.wait(500)
    assert (counter.flow.countdown, counter.flow.number, counter.kept) == (None, 1, [])
    counter.flow.speak("de")
    counter.wait(50)
    assert (counter.flow.countdown, counter.flow.answer.language) == (None, "de")
    counter.wait(11)
    assert counter.flow.answer.language == "en"


def test_skipping_all_of_it_leaves_nothing() -> None:
    counter = Counter(screen())
    counter.flow.next()
    assert counter.flow.page == "comment"
    assert counter.flow.mood == ""
    counter.flow.next()
    assert (counter.flow.page, counter.kept) == ("question", [])


def test_another_language_goes_with_the_answer() -> None:
    counter = Counter(screen(languages=("en", "de", "uk")))
    counter.flow.speak("uk")
    assert counter.kept == []
    counter.flow.pick(5)
    counter.flow.speak("fr")
    assert counter.kept == [(Answer("uk", score=5), False)]
    counter.flow.speak("de")
    assert counter.kept[-1] == (Answer("de", score=5), False)


@pytest.mark.parametrize(
    ("shown", "pages"),
    [
        (screen(), ("question", "comment", "thanks")),
        (screen("nps", asks_idea=True), ("question", "comment", "idea", "thanks")),
        (screen("choices", choices=("a", "b")), ("question", "comment", "thanks")),
        (screen("choices", choices=("a", "b"), asks_name=False), ("question", "thanks")),
        (screen("choices", choices=("a", "b"), asks_name=False, more="Why?"), ("question", "comment", "thanks")),
        (screen("words"), ("question", "thanks")),
        (screen("", asks_idea=True), ("question", "idea", "thanks")),
    ],
)
def test_the_pages_of_each_kind_of_question(shown: Screen, pages: tuple[str, ...]) -> None:
    assert Counter(shown).flow.pages == pages


@pytest.mark.parametrize(
    ("score", "mood"), [(0, "bad"), (6, "bad"), (7, "so_so"), (8, "so_so"), (9, "good"), (10, "good")]
)
def test_the_mood_of_a_number(score: int, mood: str) -> None:
    counter = Counter(screen("nps"))
    counter.flow.pick(score)
    assert counter.flow.mood == mood


def test_a_choice_alone_is_sent_by_one_tap() -> None:
    counter = Counter(screen("choices", choices=("Plum", "Apple"), asks_name=False))
    counter.flow.choose("Plum")
    counter.wait(1)
    assert counter.flow.page == "thanks"
    assert counter.kept == [(Answer("en", choice="Plum"), False), (Answer("en", choice="Plum"), True)]


def test_a_reason_is_tapped_and_taken_back() -> None:
    counter = Counter(screen())
    counter.flow.toggle("bread")
    assert not counter.flow.answer.reasons  # not on this page
    counter.flow.next()
    for reason in ("bread", "coffee", "bread"):
        counter.flow.toggle(reason)
    assert counter.flow.answer.reasons == ("coffee",)


def test_a_new_question_waits_until_this_customer_has_finished() -> None:
    counter, other = Counter(screen()), screen("nps")
    counter.flow.pick(3)
    counter.flow.show(other)
    counter.wait(1)
    assert counter.flow.screen != other
    counter.flow.next()
    counter.wait(7)
    assert counter.flow.screen == other
    newest = screen("words")
    counter.flow.show(newest)
    assert counter.flow.screen == newest  # nobody is there


def test_nobody_types_for_ever() -> None:
    counter = Counter(screen("words"))
    counter.flow.say(words="x" * 99_999, given_name="n" * 999)
    assert (len(counter.flow.answer.words), len(counter.flow.answer.given_name)) == (2000, 80)


def test_while_it_thanks_nothing_is_taken() -> None:
    counter = Counter(screen())
    counter.flow.pick(3)
    counter.wait(1)
    counter.flow.next()
    count = len(counter.kept)
    for act in (counter.flow.next, counter.flow.back):
        act()
    counter.flow.say(words="more")
    counter.flow.pick(1)
    assert (len(counter.kept), counter.flow.page) == (count, "thanks")


def test_it_sleeps_when_nobody_is_there() -> None:
    assert Counter(screen()).flow.wait() is None


# On the way to the file


class Post:
    """Takes what an outbox sends and answers when the test says so."""

    def __init__(self) -> None:
        self.sent: list[tuple[int | None, Answer, int]] = []
        self.box = Outbox(lambda number, answer, complete: self.sent.append((number, answer, complete)))


A = Answer("en", score=4)
B = replace(A, words="The rye")
C = replace(A, words="The rye still warm")


def test_the_first_write_makes_the_row_and_the_others_renew_it() -> None:
    post = Post()
    post.box.put(A, False)
    post.box.came(7)
    post.box.put(C, True)
    assert post.sent == [(None, A, False), (7, C, True)]
    assert not post.box.settled
    post.box.came(7)
    assert post.box.settled


def test_never_two_at_once_and_only_the_newest_follows() -> None:
    post = Post()
    for answer in (A, B, C):
        post.box.put(answer, False)
    assert post.sent == [(None, A, False)]
    post.box.came(7)
    assert post.sent[1:] == [(7, C, False)]


def test_what_was_sent_is_not_followed_by_less() -> None:
    post = Post()
    post.box.put(A, False)
    post.box.put(C, True)
    post.box.put(B, False)
    post.box.came(7)
    post.box.came(7)
    assert post.sent == [(None, A, False), (7, C, True)]


def test_what_is_refused_as_an_answer_goes_on_as_words_alone() -> None:
    post = Post()
    post.box.put(A, OPEN)
    post.box.put(B, OPEN)
    post.box.refused()
    assert post.box.bare
    assert post.sent == [(None, A, OPEN), (None, B, OPEN)]
    post.box.came(0)
    post.box.put(C, SENT)
    post.box.came(0)
    assert post.sent[2:] == [(0, C, SENT)]


def test_words_that_were_sent_are_sent_again_when_the_question_is_gone() -> None:
    post = Post()
    post.box.put(A, OPEN)
    post.box.came(7)
    post.box.put(C, SENT)
    post.box.refused()
    assert post.sent == [(None, A, OPEN), (7, C, SENT), (None, C, SENT)]
    post.box.refused()
    assert post.box.settled, "there is no third way"


def test_who_goes_away_is_told_of_once_and_whole() -> None:
    left: list[Answer] = []
    kept: list[Answer] = []
    flow = Flow(screen(asks_idea=True), lambda answer, _complete: kept.append(answer), Clock(), left.append)
    flow.restart()
    assert left == [], "nobody was there"
    flow.pick(2)
    flow.say(words="It was")
    flow.restart()
    assert (left, len(kept)) == ([Answer("en", score=2, words="It was")], 1)
    flow.pick(2)
    while flow.page != "thanks":
        flow.next()
    flow.restart()
    assert len(left) == 1, "what was sent is not left"


def test_an_idea_not_sent_yet_stands_with_the_words() -> None:
    answer = replace(A, words="Lovely", idea="Oat milk for all")
    assert kept_words(answer, False) == "Lovely\nOat milk for all"
    assert kept_words(replace(answer, words=""), False) == "Oat milk for all"
    assert kept_words(answer, True) == "Lovely"
