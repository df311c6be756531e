"""The pane beside the list: why, what to say, whether we may write, what happened before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base import languages
from relnotebook.base.problems import NotFound
from relnotebook.notebook import leads, messages, tact, touches, wordings
from relnotebook.notebook.agenda import Pane
from relnotebook.notebook.pane import BEFORE, LINE

from ..builders import Regular, Shop

DAY = timedelta(days=1)


@pytest.fixture
def kateryna(shop: Shop) -> Regular:
    return shop.customer("Kateryna Bondar").birthday("20/11/1985").is_(pronouns="she/her")


def pane(shop: Shop, *, wording: int = 0, staff: str = "") -> Pane:
    """The pane of the first touch of the day."""
    first = shop.read(touches.today).touches[0]
    found: Pane = shop.read(touches.pane, first.id, wording=wording, staff=staff)
    assert found.touch == first
    return found


# Why, and how to say it


def test_why_and_how_to_say_the_name(shop: Shop, kateryna: Regular) -> None:
    kateryna.is_(own_script="Катерина", say="ka-te-REE-na")
    assert pane(shop).why == "Kateryna turns 41 today."
    assert pane(shop).say == "Катерина. Say ka-te-REE-na"
    kateryna.is_(own_script="")
    assert pane(shop).say == "Say ka-te-REE-na"
    kateryna.is_(own_script="Катерина", say="")
    assert pane(shop).say == "Катерина"


def test_a_plain_name_needs_no_help(shop: Shop, kateryna: Regular) -> None:
    assert pane(shop).say == ""


def test_what_was_put_off_says_since_when(shop: Shop, kateryna: Regular, clock: Callable[[timedelta], None]) -> None:
    shop.do(touches.snooze, pane(shop).touch.id, "tomorrow")
    clock(DAY)
    assert pane(shop).why == "Kateryna turned 41 yesterday. It was meant for 20 November and put off."


def test_what_is_over_has_no_pane(shop: Shop, kateryna: Regular) -> None:
    touch = pane(shop).touch.id
    shop.do(touches.do, touch)
    with pytest.raises(NotFound, match="no-touch"):
        shop.read(touches.pane, touch)


def test_what_sleeps_still_has_one(shop: Shop, kateryna: Regular) -> None:
    touch = pane(shop).touch.id
    shop.do(touches.snooze, touch, "next_week")
    assert shop.read(touches.pane, touch).touch.id == touch


# The message


def test_the_wordings_come_round_again(shop: Shop, kateryna: Regular) -> None:
    first = pane(shop)
    assert (first.wording, first.message != "", first.subject != "") == (0, True, True)
    assert first.wordings >= 2
    second = pane(shop, wording=1)
    assert (second.wording, second.wordings) == (1, first.wordings)
    assert second.message != first.message
    assert pane(shop, wording=first.wordings).message == first.message


def test_the_list_shows_the_first_wording(shop: Shop, kateryna: Regular) -> None:
    assert " ".join(pane(shop).message.split()) == pane(shop).touch.message


def test_who_is_at_the_till_signs(shop: Shop, kateryna: Regular) -> None:
    shop.do(messages.set_template, "birthday", "en", "Happy birthday {call_me|}. {me}")
    assert pane(shop, staff="Mara").message == "Happy birthday Kateryna. Mara"


def test_it_is_written_in_the_language_they_read(shop: Shop, kateryna: Regular) -> None:
    english = pane(shop).message
    shop.do(tact.set_tact, kateryna.id, language="de")
    found = pane(shop)
    assert found.message != english
    assert ("language", "Reads German.") in found.context


def test_every_language_we_have_wordings_in_has_a_name() -> None:
    assert set(wordings.LANGUAGES) <= languages.names().keys()


def test_a_day_that_is_past_is_greeted_late(shop: Shop, kateryna: Regular, clock: Callable[[timedelta], None]) -> None:
    clock(DAY)
    found = pane(shop)
    assert found.message.startswith("Happy belated birthday, Kateryna.")
    assert found.subject == "Happy belated birthday"
    assert all(icon != "calendar" for icon, _words in found.context)


def test_what_is_written_early_says_for_which_day(shop: Shop) -> None:
    shop.do(leads.set_lead, "shop", "birthday", "14")
    shop.customer("Aoi").birthday("28 November")
    found = pane(shop)
    assert found.context[0] == ("calendar", "For Saturday, 28 November.")
    assert found.message.startswith("Happy birthday, Aoi.")


def test_of_a_day_that_is_today_or_a_month_alone_no_day_is_told(shop: Shop, kateryna: Regular) -> None:
    assert all(icon != "calendar" for icon, _words in pane(shop).context)
    shop.do(touches.skip, pane(shop).touch.id)
    shop.customer("Aoi").birthday("November")
    assert all(icon != "calendar" for icon, _words in pane(shop).context)


# Whether we may write


def test_not_asked_yet(shop: Shop, kateryna: Regular) -> None:
    found = pane(shop)
    assert (found.email, found.no_email_because) == ("", "Not asked about e-mail yet. Tell her at the counter.")
    assert found.context == (("ban", "Not asked about e-mail yet. Tell her at the counter."),)


def test_yes_and_an_address(shop: Shop, kateryna: Regular) -> None:
    kateryna.consents("email").reach("email", "k@example.com")
    found = pane(shop)
    assert (found.email, found.no_email_because) == ("k@example.com", "")
    assert found.context[0] == ("circle-check", "Happy to get e-mail, since 20 November.")


def test_yes_but_no_address(shop: Shop, kateryna: Regular) -> None:
    kateryna.consents("email")
    assert pane(shop).no_email_because == "No e-mail address yet. Tell her at the counter."


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_no(shop: Shop, kateryna: Regular, state: str) -> None:
    kateryna.reach("email", "k@example.com").consents("email", state)
    found = pane(shop)
    assert (found.email, found.no_email_because) == ("", "Said no to e-mail. Tell her at the counter.")


def test_left_alone_is_told_what_was_promised_at_the_counter(shop: Shop, kateryna: Regular) -> None:
    kateryna.promised("The rye", due="2026-11-20").consents("email").reach("email", "k@example.com")
    kateryna.state("do_not_contact")
    found = pane(shop)
    assert (found.touch.kind, found.email, found.touch.email) == ("promise", "", "")
    assert found.no_email_because == "Asked to be left alone. Tell her at the counter."
    assert (found.message, found.subject, found.wordings, found.touch.message) == ("", "", 0, "")


@pytest.mark.parametrize(("pronouns", "whom"), [("he/him", "him"), ("they/them", "them"), ("", "them")])
def test_whom_to_tell(shop: Shop, kateryna: Regular, pronouns: str, whom: str) -> None:
    kateryna.is_(pronouns=pronouns)
    assert pane(shop).no_email_because.endswith(f"Tell {whom} at the counter.")


def test_the_usual_is_told(shop: Shop, kateryna: Regular) -> None:
    kateryna.usual("oat flat white; rye roll")
    assert ("bookmark", "The usual: oat flat white; rye roll.") in pane(shop).context


# What happened before


def lines(shop: Shop) -> list[str]:
    return [before.text for before in pane(shop).before]


def test_nothing_happened_before(shop: Shop, kateryna: Regular) -> None:
    assert lines(shop) == []


def test_the_newest_first_and_the_last_visit_once(shop: Shop, kateryna: Regular) -> None:
    kateryna.had("tea", times=3, every=2)
    kateryna.touchpoint("Rang about the cake", channel="phone", when=clocks.now() - timedelta(hours=1))
    assert lines(shop) == ["Rang about the cake", "Was in: tea"]
    assert [before.when.day for before in pane(shop).before] == [20, 19]


def test_no_more_than_fits(shop: Shop, kateryna: Regular) -> None:
    for n in range(6):
        kateryna.touchpoint(f"Call {n}", when=clocks.now() - n * DAY)
    assert lines(shop) == [f"Call {n}" for n in range(BEFORE)]


def test_a_private_note_stays_on_the_card(shop: Shop, kateryna: Regular) -> None:
    from relnotebook.notebook import touchpoints

    shop.do(touchpoints.add_note, kateryna.id, "Behind with the bill", private=True)
    kateryna.note("New\njob")
    assert lines(shop) == ["New job"]


def test_a_long_story_is_cut_at_a_line(shop: Shop, kateryna: Regular) -> None:
    kateryna.note("word " * 50)
    [told] = lines(shop)
    assert len(told) <= LINE
    assert told.endswith("word…")


def test_when_they_said_yes(shop: Shop, kateryna: Regular, clock: Callable[[timedelta], None]) -> None:
    kateryna.consents("email", "refused")
    clock(timedelta(minutes=1))
    kateryna.consents("email", "given")
    assert lines(shop) == ["Said yes to e-mail"]
