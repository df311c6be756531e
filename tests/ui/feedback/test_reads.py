"""What the inbox reads in one go."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound
from relnotebook.notebook import feedback, recovery, telling
from relnotebook.ui.feedback import reads
from relnotebook.ui.feedback.filters import Wanted

from ...builders import Regular, Shop
from .inboxes import complained, said, step


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad")


def test_what_left_the_list_is_held_where_it_stood(shop: Shop, omar: Regular) -> None:
    first, second = complained(omar), complained(omar, "Cold soup.")
    shop.do(telling.tell, first)
    listed = shop.read(reads.read_list, Wanted(), 200, first)
    assert ([line.id for line in listed.lines], listed.held) == ([second, first], first)
    assert (listed.inbox.todo, listed.inbox.told) == (1, 1)
    listed = shop.read(reads.read_list, Wanted(), 200)
    assert ([line.id for line in listed.lines], listed.held) == ([second], None)


def test_what_stands_in_the_list_is_not_held_and_what_is_gone_neither(shop: Shop, omar: Regular) -> None:
    only = complained(omar)
    assert shop.read(reads.read_list, Wanted(), 200, only).held is None
    shop.do(feedback.remove, only)
    assert shop.read(reads.read_list, Wanted(), 200, only).lines == ()


def test_the_first_step_that_is_not_done_is_open(shop: Shop, omar: Regular) -> None:
    complaint = complained(omar)
    assert shop.read(reads.read_pane, complaint).step == "listen"
    shop.do(recovery.do, complaint, "listen")
    opened = shop.read(reads.read_pane, complaint)
    assert opened.step == "acknowledge"
    assert opened.offer is not None
    assert opened.shown_step is not None
    assert opened.shown_step.title == "Acknowledge"


def test_a_step_asked_for_is_open_unless_there_is_none_of_that_name(shop: Shop, omar: Regular) -> None:
    complaint = complained(omar)
    assert shop.read(reads.read_pane, complaint, "thank").step == "thank"
    assert shop.read(reads.read_pane, complaint, "answer").step == "listen"


def test_when_all_is_done_no_step_is_open(shop: Shop, omar: Regular) -> None:
    praise = said(shop, "Good.", omar, kind="praise")
    for one in ("thank", "tell"):
        shop.do(recovery.do, praise, one)
    opened = shop.read(reads.read_pane, praise)
    assert (opened.step, opened.offer, opened.shown_step) == ("", None, None)


def test_sentences_count_on(shop: Shop, omar: Regular) -> None:
    complaint = complained(omar)
    texts = {shop.read(reads.read_pane, complaint, "thank", n).offer.text for n in range(3)}
    assert len(texts) == 3


def test_what_is_gone_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound):
        shop.read(reads.read_pane, 99)


def test_the_step_behind_the_finished_one_is_next_and_none_once_they_were_told() -> None:
    several = (step("listen"), step("acknowledge"), step("solve", done=True), step("thank"))
    assert reads.next_open(several) == "listen"
    assert reads.next_open(several, "solve") == "thank"
    assert reads.next_open(several, "listen") == "listen", "what was taken back is not finished"
    assert reads.next_open(several[:3], "solve") == "listen", "nothing behind it: what was left out"
    assert reads.next_open(several[:3], "solve", told=True) == ""
    assert reads.next_open(several, told=True) == ""


def test_the_words_of_the_round_before_are_at_hand(shop: Shop, omar: Regular) -> None:
    complaint = complained(omar)
    shop.do(recovery.do, complaint, "solve", "A second grinder")
    shop.do(telling.tell, complaint, words="Told him")
    assert shop.read(reads.read_pane, complaint).rounds == ()
    shop.do(telling.enough, complaint, "no")
    opened = shop.read(reads.read_pane, complaint)
    assert len(opened.rounds) == 1
    assert opened.rounds[0].startswith("A second grinder.")
    assert "Told him." in opened.rounds[0]
