"""Asking at the next visit whether we may write: noted for many at once, answered in one press, never asked twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import phrases, sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import asking_consent, consent, consent_words, customers, reminders, touches, usual, visits
from relnotebook.notebook.asking_consent import ConsentAsk

from ..builders import Regular, Shop

EMAIL = "Ask whether we may write by e-mail"


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor").usual("Flat white")


def ask(shop: Shop, *whom: Regular, channel: str = "email", purpose: str = "") -> int:
    return shop.do(asking_consent.ask_at_visit, [one.id for one in whom], channel, purpose=purpose)


def asks(shop: Shop, who: Regular) -> tuple[ConsentAsk, ...]:
    return shop.read(asking_consent.asks, who.id)


def state(shop: Shop, who: Regular, channel: str = "email", purpose: str = "") -> str:
    return shop.read(consent.state, who.id, channel, purpose=purpose).state


def test_those_who_were_never_asked_are_asked_when_they_come_in(shop: Shop, ngozi: Regular) -> None:
    omar, ana = shop.customer("Omar"), shop.customer("Ana")
    assert ask(shop, ngozi, omar, ana) == 3
    assert shop.do(usual.log, ngozi.id).asks == (EMAIL,)
    assert shop.do(visits.log, omar.id, ["Tea"]).asks == (EMAIL,)
    assert [one.kind for one in shop.read(reminders.of, ana.id)] == ["ask"]
    assert [one.line for one in shop.read(touches.of_customer, ana.id).touches] == [f"{EMAIL}."]


def test_all_of_them_are_one_step_to_take_back(shop: Shop, ngozi: Regular) -> None:
    omar = shop.customer("Omar")
    _asked, changes = shop.store.do(asking_consent.ask_at_visit, [ngozi.id, omar.id], "email")
    assert changes is not None
    assert changes.customers == {ngozi.id, omar.id} or not changes.customers
    assert sentences.done(changes) == "2 people are asked at their next visit."
    assert phrases.act(changes.act, changes.label) == "note to ask 2 people at their next visit"
    shop.store.undo()
    assert asks(shop, ngozi) == asks(shop, omar) == ()
    assert shop.read(touches.of_customer, omar.id).touches == ()


def test_one_person_is_called_by_name(shop: Shop, ngozi: Regular) -> None:
    _asked, changes = shop.store.do(asking_consent.ask_at_visit, [ngozi.id], "text")
    assert changes is not None
    assert sentences.done(changes) == "Noted for Ngozi: Ask whether we may text."


def test_nobody_is_asked_twice_and_a_no_is_not_asked_again(shop: Shop, ngozi: Regular) -> None:
    agreed, refused, dead = shop.customer("Agreed"), shop.customer("Refused"), shop.customer("Dead")
    shop.do(consent.record, agreed.id, "email", "given")
    shop.do(consent.record, refused.id, "email", "refused")
    dead.state("deceased")
    binned = shop.customer("Binned")
    shop.do(customers.bin, binned.id)
    ask(shop, ngozi)
    with pytest.raises(Refusal, match="nobody-to-ask") as told:
        ask(shop, ngozi, agreed, refused, dead, binned)
    assert sentences.problem(told.value) == "Nobody here is left to be asked."
    fresh = shop.customer("Fresh")
    everybody = [one.id for one in (fresh, ngozi, fresh, agreed, refused)]
    assert shop.read(asking_consent.worth_asking, everybody, "email") == (fresh.id,)
    assert shop.read(asking_consent.worth_asking, everybody, "text") == (fresh.id, ngozi.id, agreed.id, refused.id)


def test_the_answer_is_noted_with_the_question_and_the_asking_is_over(shop: Shop, ngozi: Regular) -> None:
    ask(shop, ngozi)
    (asked,) = asks(shop, ngozi)
    assert asked.question == "May we write to you by e-mail about what is new here? You can stop it at any time."
    shop.do(asking_consent.answer, asked.reminder, yes=True)
    noted = shop.read(consent.state, ngozi.id, "email")
    assert (noted.state, noted.how, noted.wording) == ("given", "counter", asked.question)
    assert asks(shop, ngozi) == shop.read(reminders.of, ngozi.id) == ()
    assert shop.do(usual.log, ngozi.id).asks == ()
    assert shop.read(touches.count).done == 1
    with pytest.raises(NotFound, match="no-reminder"):
        shop.do(asking_consent.answer, asked.reminder, yes=False)
    shop.store.undo()  # the visit
    shop.store.undo()  # the answer
    assert state(shop, ngozi) == ""
    assert asks(shop, ngozi) == (asked,)


def test_a_no_is_a_no(shop: Shop, ngozi: Regular) -> None:
    ask(shop, ngozi, channel="post")
    shop.do(asking_consent.answer, asks(shop, ngozi)[0].reminder, yes=False)
    assert state(shop, ngozi, "post") == "refused"


def test_an_ask_about_one_purpose_answers_that_alone(shop: Shop, ngozi: Regular) -> None:
    shop.do(consent.record, ngozi.id, "email", "given")
    ask(shop, ngozi, purpose="tastings")
    (asked,) = asks(shop, ngozi)
    assert (asked.channel, asked.purpose) == ("email", "tastings")
    assert asked.question.startswith("May we write to you by e-mail about tastings?")
    assert shop.read(reminders.of, ngozi.id)[0].words == f"{EMAIL}, about tastings"
    shop.do(asking_consent.answer, asked.reminder, yes=False)
    assert (state(shop, ngozi), state(shop, ngozi, purpose="tastings")) == ("given", "refused")


def test_who_said_it_by_another_way_is_not_asked_any_more(shop: Shop, ngozi: Regular) -> None:
    ask(shop, ngozi)
    ask(shop, ngozi, channel="text")
    shop.do(consent.record, ngozi.id, "email", "given", how="phone")
    assert [one.channel for one in asks(shop, ngozi)] == ["text"]


def test_a_no_in_a_file_ends_the_asking_and_a_yes_in_a_file_does_not(shop: Shop, ngozi: Regular) -> None:
    ask(shop, ngozi)
    shop.do(consent.record, ngozi.id, "email", "given", how="imported")
    assert len(asks(shop, ngozi)) == 1  # what they say to us is worth more than a file
    shop.do(consent.record, ngozi.id, "email", "withdrawn", how="imported")
    assert asks(shop, ngozi) == ()


def test_changed_words_make_it_a_plain_question(shop: Shop, ngozi: Regular) -> None:
    ask(shop, ngozi)
    (one,) = shop.read(reminders.of, ngozi.id)
    shop.do(reminders.set_reminder, ngozi.id, "ask", one.words, reminder=one.id)
    assert len(asks(shop, ngozi)) == 1
    shop.do(reminders.set_reminder, ngozi.id, "ask", "Ask how the cup fits", reminder=one.id)
    assert asks(shop, ngozi) == ()
    assert shop.do(usual.log, ngozi.id).asks == ("Ask how the cup fits",)


def test_a_plain_question_is_not_answered_with_yes(shop: Shop, ngozi: Regular) -> None:
    reminder = shop.do(reminders.set_reminder, ngozi.id, "ask", "Ask how the cup fits")
    with pytest.raises(NotFound, match="no-reminder"):
        shop.do(asking_consent.answer, reminder, yes=True)


def test_a_channel_that_is_none_is_refused(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        ask(shop, ngozi, channel="pigeon")


@pytest.mark.parametrize("channel", consent.CHANNELS)
def test_every_channel_has_its_question(channel: str) -> None:
    assert consent_words.asking(channel).startswith("Ask whether we may")
    assert "tastings" in consent_words.asking(channel, "tastings")


def test_a_card_that_is_not_there_is_nobody(shop: Shop) -> None:
    with pytest.raises(Refusal, match="nobody-to-ask"):
        shop.do(asking_consent.ask_at_visit, [CustomerId(999)], "email")


def test_what_was_put_off_waits_until_they_come_in_again(
    shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]
) -> None:
    ask(shop, ngozi)
    (asked,) = asks(shop, ngozi)
    assert not asked.waits
    shop.do(touches.snooze, f"{ngozi.id}:reminder-{asked.reminder}", "next_visit")
    assert [one.waits for one in asks(shop, ngozi)] == [True]
    clock(timedelta(days=2))
    assert shop.do(usual.log, ngozi.id).asks == (EMAIL,)
    assert [one.waits for one in asks(shop, ngozi)] == [False]
