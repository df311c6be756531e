"""What customers say, written down word for word, and everything around it; every word of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base import phrases, sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, Kind
from relnotebook.notebook import (
    customers,
    feedback,
    hours,
    recovery,
    staff,
    tact,
    telling,
    touchpoints,
    visits,
)
from relnotebook.notebook import shop as shops
from relnotebook.notebook.feedback import Feedback

from ..builders import Regular, Shop

WAIT = "Twenty minutes for one flat white, and nobody said a word. I nearly left."


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad").is_(pronouns="he/him")


def says(shop: Shop, words: str = WAIT, who: Regular | None = None, **more: Any) -> int:
    found: int = shop.do(feedback.add, words, customer=who.id if who else None, **more)
    return found


def one(shop: Shop, said: int) -> Feedback:
    found = shop.read(feedback.one, said)
    assert isinstance(found, Feedback)
    return found


# Written down


def test_words_are_kept_as_they_were_said(shop: Shop, omar: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    when = datetime(2026, 11, 17, 11, 38, tzinfo=clocks.now().tzinfo)
    visit = shop.do(visits.log, omar.id, ["Flat white"], when=when).visit
    said, changes = shop.store.do_as(
        jonas, feedback.add, f"  {WAIT}\n\nReally.  ", customer=omar.id, feeling="upset", severity="real", rating=2,
        channel="phone", moment="after", visit=visit, about="flat white", when=when, language="en",
    )  # fmt: skip
    found = one(shop, said)
    line = found.line
    assert line.words == f"{WAIT}\n\nReally."
    assert (line.customer, line.kind, line.feeling, line.severity, line.rating) == (
        omar.id, "complaint", "upset", "real", 2,
    )  # fmt: skip
    assert (line.when, line.status, line.due) == (when, "new", date(2026, 11, 20))
    assert (found.channel, found.moment, found.visit, found.visit_text) == ("phone", "after", visit, "Flat white")
    assert (found.about, found.staff, found.owner, found.language) == ("flat white", "Jonas", None, "en")
    assert changes is not None
    assert changes.kinds == {Kind.FEEDBACK}
    assert changes.customers == {omar.id}
    assert phrases.done(changes) == "What Omar said is written down."


def test_nobody_in_particular_may_have_said_it(shop: Shop) -> None:
    said = says(
        shop, "Where did the poppy-seed rolls go?", given_name="Tom", reply_to="tom@example.org", source="kiosk"
    )
    found = one(shop, said)
    assert (found.line.customer, found.line.name, found.line.source) == (None, "Tom", "kiosk")
    assert (found.reply_to, found.email, found.about_customer) == ("tom@example.org", "tom@example.org", "")


@pytest.mark.parametrize(
    ("words", "feeling", "kind"),
    [
        (WAIT, "upset", "complaint"),
        ("Why so loud?", "let_down", "complaint"),
        ("The new cups keep it hot.", "delighted", "praise"),
        ("Best long black on the street.", "happy", "praise"),
        ("Do you have more of those?", "happy", "question"),
        ("Where did the rolls go?", "puzzled", "question"),
        ("The rolls are not where they were", "puzzled", "question"),
        ("Could you keep the door shut?", "", "question"),
        ("Gibt es das auch ohne Zucker? ”", "", "question"),
        ("А каву без кофеїну?", "so_so", "question"),
        ("砂糖はありますか？", "", "question"),
        ("Keep the door shut.", "so_so", "suggestion"),
        ("", "happy", "praise"),
    ],
)
def test_the_kind_is_guessed_and_may_be_chosen(shop: Shop, words: str, feeling: str, kind: str) -> None:
    assert one(shop, says(shop, words, feeling=feeling)).line.kind == kind
    assert one(shop, says(shop, words, feeling=feeling, kind="suggestion")).line.kind == "suggestion"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"words": " \n "}, "nothing-typed"),
        ({"kind": "threat"}, "bad-choice"),
        ({"kind": "mood"}, "bad-choice"),
        ({"feeling": "sad"}, "bad-choice"),
        ({"severity": "awful"}, "bad-choice"),
        ({"channel": "pigeon"}, "bad-choice"),
        ({"moment": "never"}, "bad-choice"),
        ({"source": "mail"}, "bad-choice"),
        ({"rating": 0}, "bad-rating"),
        ({"rating": 6}, "bad-rating"),
        ({"due": "soon"}, "bad-date"),
        ({"when": datetime(2026, 11, 21).astimezone()}, "in-future"),
        ({"customer": 99}, "no-customer"),
        ({"owner": 99}, "no-colleague"),
        ({"visit": 99}, "no-visit"),
    ],
)
def test_what_cannot_be_written_down(shop: Shop, wrong: dict[str, Any], code: str) -> None:
    given_ = {"words": WAIT, **wrong}
    with pytest.raises((Refusal, NotFound), match=code) as refused:
        shop.do(feedback.add, given_.pop("words"), **given_)
    assert sentences.problem(refused.value)
    assert shop.read(feedback.inbox, show="all").lines == ()


def test_a_feeling_or_a_rating_alone_is_enough(shop: Shop) -> None:
    says(shop, "", feeling="happy")
    says(shop, "", rating=5)
    assert shop.read(feedback.inbox).todo == 2


def test_the_visit_has_to_be_theirs(shop: Shop, omar: Regular) -> None:
    visit = shop.do(visits.log, shop.customer("Aoi").id, ["Matcha"]).visit
    with pytest.raises(NotFound, match="no-visit"):
        says(shop, WAIT, omar, visit=visit)


def test_a_visit_that_is_gone_is_not_named(shop: Shop, omar: Regular) -> None:
    visit = shop.do(visits.log, omar.id, ["Flat white"]).visit
    said = says(shop, WAIT, omar, visit=visit)
    shop.do(visits.remove, visit)
    assert (one(shop, said).visit, one(shop, said).visit_text) == (None, "")


@pytest.mark.parametrize(
    ("severity", "due", "kept"),
    [("", "", date(2026, 11, 23)), ("serious", "", date(2026, 11, 20)), ("minor", "Friday", date(2026, 11, 27))],
)
def test_the_day_follows_from_how_bad_it_was_or_is_typed(shop: Shop, severity: str, due: str, kept: date) -> None:
    shop.do(hours.set_hours, {6: ""})
    assert one(shop, says(shop, kind="complaint", severity=severity, due=due)).line.due == kept


# Around it


def test_the_pane_says_who_it_is(shop: Shop, omar: Regular) -> None:
    said = says(shop, WAIT, omar, feeling="upset")
    assert one(shop, said).about_customer == "Closeness 1"
    omar.usual("Flat white").had("Flat white", times=3, every=365)
    assert one(shop, said).about_customer.startswith("Flat white. In for 2 years, closeness ")
    shop.do(shops.edit, closeness="0")
    assert one(shop, said).about_customer == "Flat white. In for 2 years"
    assert one(shop, said).pronouns == "he/him"


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "In for the first weeks"), (40, "In for 1 month"), (200, "In for 6 months"), (366, "In for 1 year")],
)
def test_since_when_they_come_is_said_in_words(shop: Shop, omar: Regular, days: int, told: str) -> None:
    omar.had("Flat white", until=clocks.now() - timedelta(days=days))
    assert told in one(shop, says(shop, WAIT, omar)).about_customer


def test_whether_an_e_mail_may_be_written(shop: Shop, omar: Regular) -> None:
    said = says(shop, WAIT, omar)

    def mail() -> tuple[str, str]:
        found = one(shop, said)
        return found.email, found.no_email_because

    assert mail() == ("", "Not asked about e-mail yet. Tell him at the counter.")
    omar.consents("email")
    assert mail() == ("", "No e-mail address yet. Tell him at the counter.")
    omar.reach("email", "omar@example.org")
    assert mail() == ("omar@example.org", "")
    omar.state("do_not_contact")
    assert mail() == ("", "Asked to be left alone. Tell him at the counter.")
    omar.state("active").consents("email", "withdrawn")
    assert mail() == ("", "Said no to e-mail. Tell him at the counter.")
    assert one(shop, says(shop)).no_email_because == "No card and no address to write to."


# Changed


def test_typing_is_one_step_and_can_be_taken_back(shop: Shop, omar: Regular) -> None:
    said = says(shop, WAIT, omar)
    for words in ("Twenty", "Twenty minutes"):
        shop.do(feedback.edit, said, words=words)
    assert one(shop, said).line.words == "Twenty minutes"
    shop.undo()
    assert one(shop, said).line.words == WAIT


def test_everything_about_it_can_be_changed(shop: Shop, omar: Regular) -> None:
    visit = shop.do(visits.log, omar.id, ["Flat white"]).visit
    said = says(shop, WAIT, omar)
    shop.do(
        feedback.edit, said, words="x", kind="praise", feeling="happy", severity="minor", rating=5, channel="chat",
        moment="after", visit=visit, about="bun", due="Friday", named=True, you_said="You said it", we_did="We did it",
    )  # fmt: skip
    found = one(shop, said)
    line = found.line
    assert (line.words, line.kind, line.feeling, line.severity, line.rating) == ("x", "praise", "happy", "minor", 5)
    assert (found.channel, found.moment, found.visit, found.about) == ("chat", "after", visit, "bun")
    assert (line.due, found.named, found.you_said, found.we_did) == (
        date(2026, 11, 27),
        True,
        "You said it",
        "We did it",
    )
    for wrong in ({"status": "told"}, {"customer_id": 1}):
        with pytest.raises(Refusal, match="unknown-field"):
            shop.do(feedback.edit, said, **wrong)
    with pytest.raises(Refusal, match="nothing-typed"):
        shop.do(feedback.edit, said, words="", feeling="", rating=None)


def test_a_day_that_followed_from_the_severity_follows_on(shop: Shop) -> None:
    said = says(shop, kind="complaint")
    shop.do(feedback.edit, said, severity="serious")
    assert one(shop, said).line.due == date(2026, 11, 20)
    shop.do(feedback.edit, said, due="30 November")
    shop.do(feedback.edit, said, severity="minor")
    assert one(shop, said).line.due == date(2026, 11, 30)
    shop.do(feedback.edit, said, due="")
    shop.do(feedback.edit, said, severity="real")
    assert one(shop, said).line.due is None


def test_words_find_their_card_later(shop: Shop, omar: Regular) -> None:
    said = says(shop, WAIT)
    shop.do(recovery.write, said, "listen", "Felt ignored")
    changes = shop.changes(feedback.link, said, omar.id)
    assert changes is not None
    assert phrases.done(changes) == "The feedback is on Omar's card."
    assert one(shop, said).line.name == "Omar Haddad"
    assert [line.id for line in shop.read(feedback.of_customer, omar.id)] == [said]
    assert shop.tables()["feedback_step"][0][2] == omar.id  # what erases the card finds its steps
    aoi = shop.customer("Aoi")
    moved = shop.changes(feedback.link, said, aoi.id)
    assert moved is not None
    assert moved.customers == {omar.id, aoi.id}
    off = shop.changes(feedback.link, said, None)
    assert off is not None
    assert phrases.done(off) == "The feedback is on no card any more."
    assert shop.read(tact.facts, [omar.id, aoi.id])[omar.id].upset is None
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(feedback.link, said, 99)


def test_it_is_handed_to_a_colleague(shop: Shop, omar: Regular) -> None:
    mia = shop.do(staff.set_colleague, "Mia")
    said = says(shop, WAIT, omar)
    shop.do(feedback.hand_over, said, mia)
    assert (one(shop, said).owner, one(shop, said).line.owner) == (mia, "Mia")
    shop.do(feedback.hand_over, said, None)
    assert one(shop, said).owner is None
    with pytest.raises(NotFound, match="no-colleague"):
        shop.do(feedback.hand_over, said, 99)


def test_what_is_gone_is_said(shop: Shop) -> None:
    said = says(shop)
    shop.do(feedback.remove, said)
    for call, more in (
        (feedback.remove, ()),
        (feedback.link, (None,)),
        (feedback.hand_over, (None,)),
        (recovery.write, ("listen", "x")),
        (recovery.do, ("listen",)),
        (recovery.give, ("A bun", 100)),
        (recovery.decide, ("yes",)),
        (telling.tell, ()),
        (telling.enough, ("yes",)),
    ):
        with pytest.raises(NotFound, match="no-feedback"):
            shop.do(call, said, *more)
    for read in (feedback.one, recovery.steps):
        with pytest.raises(NotFound, match="no-feedback"):
            shop.read(read, said)


def test_a_card_in_the_bin_keeps_its_words(shop: Shop, omar: Regular) -> None:
    said = says(shop, WAIT, omar, feeling="upset")
    shop.do(customers.bin, omar.id)
    assert one(shop, said).line.name == "Omar Haddad"
    shop.do(recovery.do, said, "solve", "A second grinder")
    shop.do(telling.tell, said)
    assert one(shop, said).line.status == "told"


# Taken back

Acts = Callable[[Shop, int, Regular], Any]
EVERY_ACT: dict[str, tuple[Act, Acts]] = {
    "add": (Act.ADD_FEEDBACK, lambda shop, said, who: says(shop, "Loud", who)),
    "edit": (Act.EDIT_FEEDBACK, lambda shop, said, who: shop.do(feedback.edit, said, words="Loud", rating=1)),
    "link": (Act.LINK_FEEDBACK, lambda shop, said, who: shop.do(feedback.link, said, None)),
    "hand over": (Act.HAND_OVER, lambda shop, said, who: shop.do(feedback.hand_over, said, 1)),
    "remove": (Act.REMOVE_FEEDBACK, lambda shop, said, who: shop.do(feedback.remove, said)),
    "write": (Act.WRITE_STEP, lambda shop, said, who: shop.do(recovery.write, said, "listen", "Felt ignored")),
    "do": (Act.DO_STEP, lambda shop, said, who: shop.do(recovery.do, said, "solve", "A second grinder")),
    "thank": (Act.DO_STEP, lambda shop, said, who: shop.do(recovery.do, said, "thank", "Thank you")),
    "follow up": (Act.DO_STEP, lambda shop, said, who: shop.do(recovery.do, said, "follow_up")),
    "reopen": (Act.REOPEN_STEP, lambda shop, said, who: shop.do(recovery.reopen, said, "acknowledge")),
    "give": (Act.GIVE, lambda shop, said, who: shop.do(recovery.give, said, "A bun", 250)),
    "decide": (Act.DECIDE_FEEDBACK, lambda shop, said, who: shop.do(recovery.decide, said, "no", why="The lease")),
    "tell": (Act.TELL_FEEDBACK, lambda shop, said, who: shop.do(telling.tell, said, how="phone")),
    "enough": (Act.ASK_ENOUGH, lambda shop, said, who: shop.do(telling.enough, said, "no")),
    "limits": (Act.SET_RECOVERY, lambda shop, said, who: shop.do(recovery.set_limits, limit=500, offers=["A bun"])),
}


@pytest.mark.parametrize("act", EVERY_ACT)
def test_every_act_can_be_taken_back_and_done_again(shop: Shop, omar: Regular, act: str) -> None:
    kind, call = EVERY_ACT[act]
    shop.do(staff.set_colleague, "Mia")
    said = says(shop, WAIT, omar, feeling="upset")
    shop.do(recovery.do, said, "acknowledge", "Said sorry")
    before, derived = _worth(shop), shop.tables("derived")
    call(shop, said, omar)
    assert shop.acts()[-1] is kind
    after = _worth(shop)
    assert after != before
    shop.undo()
    assert (_worth(shop), shop.tables("derived")) == (before, derived)
    shop.redo()
    assert _worth(shop) == after


def _worth(shop: Shop) -> dict[str, Any]:
    """Every kept row without its version and its checksum, which tell the step that wrote it."""
    return {name: [row[:-2] for row in rows] for name, rows in shop.tables().items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(sorted(set(EVERY_ACT) - {"remove", "add", "limits"})), min_size=1, max_size=6))
def test_any_way_through_the_steps_can_be_taken_back(shop: Shop, acts: list[str]) -> None:
    who = shop.customer("Omar")
    shop.do(staff.set_colleague, "Mia") if not shop.read(staff.everyone) else None
    said = says(shop, WAIT, who, feeling="upset")
    done, before = 0, _worth(shop)
    for act in acts:
        steps = len(shop.acts())
        try:
            EVERY_ACT[act][1](shop, said, who)
        except (Refusal, NotFound):
            continue
        done += len(shop.acts()) - steps
        assert one(shop, said).line.status in feedback.STATUSES
    for _ in range(done):
        shop.undo()
    assert _worth(shop) == before


def test_feedback_and_touchpoints_feel_the_same() -> None:
    assert feedback.FEELINGS == touchpoints.FEELINGS
    assert feedback.MOMENTS == touchpoints.MOMENTS
