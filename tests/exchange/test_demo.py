"""The demo shop looks alive on whatever morning it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from relnotebook.base import clock, resources
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import demo
from relnotebook.notebook import customers, derive, hours, shop, staff, tact, timeline, touches
from relnotebook.store import engine
from relnotebook.store.write import Store, open_store

FRIDAY = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


def furnished(path: Path, at: datetime) -> Store:
    with clock.frozen(at):
        engine.new_notebook(path)
        store = open_store(path, refresh=derive.refresh)
        for _step in demo.furnish(store):
            pass
    return store


@pytest.fixture(scope="module")
def tern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo shop of Friday 20 November 2026, 08:41."""
    store = furnished(tmp_path_factory.mktemp("demo") / "tern.relnotebook", FRIDAY)
    yield store
    store.close()


def card(store: Store, name: str) -> customers.CustomerCard:
    with store.read() as s:
        [(id_,)] = s.raw("SELECT id FROM customer WHERE name = ?", (name,))
        return customers.card(s, CustomerId(id_))


def test_the_shop_and_its_people(tern: Store) -> None:
    with tern.read() as s:
        profile = shop.profile(s)
        assert (profile.name, profile.kind.key, profile.demo) == ("Tern & Thistle", "cafe", True)
        assert 38 <= profile.customers <= 44
        team = {one.name: one.role for one in staff.everyone(s)}
        assert (team.keys(), team["Mara Holm"]) == (
            {"Mara Holm", "Jonas Baptiste", "Priya Raman", "Tomasz Wolny"},
            "Owner",
        )
        assert s.raw("SELECT count(*) FROM visit")[0][0] > 2_000
    labels = tern.labels()
    assert (labels.undo, labels.redo) == (None, None)


def test_who_is_usually_in_about_now_and_who_has_just_been_in(tern: Store) -> None:
    with tern.read() as s:
        rest = customers.at_rest(s)
    assert [(line.name, line.window) for line in rest.about_now] == [
        ("Ngozi Okafor", "08:35 to 08:50"),
        ("Ravi and Meera Pillai", "08:40 to 09:00"),
        ("Aoi Tanaka", "08:45 to 09:10"),
    ]
    assert [(line.name, f"{line.last_seen:%H:%M}") for line in rest.just_in] == [
        ("Siobhán Ní Bhriain", "07:52"),
        ("Desmond Wójcik", "07:44"),
    ]


def test_the_card_of_ngozi(tern: Store) -> None:
    ngozi = card(tern, "Ngozi Okafor")
    assert (ngozi.say, ngozi.pronouns) == ("en-GOH-zee", "she/her")
    assert (ngozi.alerts[0].title, ngozi.alerts[0].severity) == ("Nut allergy", "severe")
    usual = ngozi.usuals[0]
    assert (usual.line, usual.how, usual.had, usual.of) == (
        "Oat flat white, extra hot",
        "Own green cup, no lid",
        41,
        48,
    )
    assert [variation.holds for variation in usual.variations] == [True, False, False]
    assert ngozi.gap_days == 3
    assert f"{ngozi.last_seen:%a %d %H:%M}" == "Wed 18 08:38"
    assert [(person.relation, person.name) for person in ngozi.people] == [
        ("Partner", "Tobias Lindqvist"),
        ("Daughter", "Ada"),
    ]
    assert ngozi.household is not None
    assert {state.channel: state.state for state in ngozi.consents if state.state} == {
        "email": "given",
        "text": "refused",
        "post": "given",
    }
    assert [name for _id, name in ngozi.tags] == ["Morning crowd", "Own cup"]
    assert f"{ngozi.added:%B %Y}" == "May 2023"


def test_the_history_of_ngozi(tern: Store) -> None:
    with tern.read() as s:
        entries = timeline.page(s, card(tern, "Ngozi Okafor").id, limit=4).entries
    assert [(f"{e.when:%a %d}", e.kind, e.usual, e.extra) for e in entries[:3]] == [
        ("Wed 18", "visit", True, ""),
        ("Mon 16", "feedback", False, "praise"),
        ("Fri 13", "visit", True, "plus a cardamom bun"),
    ]


def test_birthdays_are_near_and_somebody_is_missed(tern: Store) -> None:
    badges = {}
    with tern.read() as s:
        for line in customers.lines(s, tuple(CustomerId(i) for (i,) in s.raw("SELECT id FROM customer"))):
            badges[line.name] = [badge.text for badge in line.badges]
    assert badges["Aoi Tanaka"] == ["Birthday on Sunday"]
    assert badges["Bartholomew Ellis"] == ["Birthday today"]
    assert badges["Mateus Oliveira"] == ["Away longer than usual"]
    mateus = card(tern, "Mateus Oliveira")
    assert mateus.last_seen is not None
    assert (FRIDAY.date() - mateus.last_seen.date()).days == 23
    assert mateus.gap_days == 4


def test_a_learnt_usual_is_there_to_be_confirmed(tern: Store) -> None:
    suggestion = card(tern, "Amara Diallo").suggestion
    assert suggestion is not None
    assert suggestion.line == "Vanilla latte"


@pytest.mark.parametrize("hour", ["08:41", "10:30", "13:00", "17:00"])
def test_somebody_is_usually_in_on_every_weekday(tern: Store, hour: str) -> None:
    for days in range(1, 8):
        at = datetime.combine(FRIDAY.date() + timedelta(days=days), datetime.strptime(hour, "%H:%M").time(), UTC)
        if at.weekday() < 5:
            with clock.frozen(at), tern.read() as s:
                assert customers.at_rest(s).about_now, f"nobody on {at:%A} at {hour}"


@pytest.mark.parametrize("at", ["2028-02-29T15:10+01:00", "2027-01-01T00:05+00:00", "2026-07-05T21:50-05:00"])
def test_it_is_alive_whenever_it_is_opened(tmp_path: Path, at: str) -> None:
    now = datetime.fromisoformat(at)
    store = furnished(tmp_path / "tern.relnotebook", now)
    try:
        with clock.frozen(now), store.read() as s:
            assert s.raw("SELECT max(at) FROM visit")[0][0] <= now.timestamp()
            assert s.raw("SELECT max(at) FROM touchpoint")[0][0] <= now.timestamp()
            if 6 <= now.hour <= 22:
                assert "Ngozi Okafor" in [line.name for line in customers.at_rest(s).about_now]
            listed = touches.today(s)
            assert (listed.done, listed.to_go) == (2, 5)
            assert [(one.group, one.greet) for one in listed.touches] == [(group, name) for group, name, _ in TODAY]
    finally:
        store.close()


TODAY = [
    ("overdue", "Kateryna", "Priya promised"),
    ("today", "Mr Ellis", "71 today"),
    ("today", "Omar", "Tell:"),
    ("today", "Linnea", "5 weeks, comes weekly"),
    ("today", "Mateus", "23 days, comes every 4"),
    ("week", "Aoi", "Turns 30"),
    ("week", "Ravi and Meera", "Wedding day, 10 years"),
]


def test_what_it_would_be_kind_to_do_today(tern: Store) -> None:
    with clock.frozen(FRIDAY), tern.read() as s:
        listed = touches.today(s)
    assert (listed.done, listed.to_go, listed.more) == (2, 5, 0)
    told = [(one.group, one.greet, one.reason[:5] if one.kind == "feedback" else one.reason) for one in listed.touches]
    assert told == TODAY
    margins = {one.greet: one.margin for one in listed.touches}
    assert (margins["Kateryna"], margins["Mr Ellis"], margins["Aoi"]) == (
        ("Wed", "2 days"),
        ("Today", "by 10:00"),
        ("Sun 22", ""),
    )


def test_the_promise_of_the_rye(tern: Store) -> None:
    with clock.frozen(FRIDAY), tern.read() as s:
        pane = touches.pane(s, touches.today(s).touches[0].id, staff="Mara Holm")
    assert pane.why == "On 11 November Priya promised: tell her the dark rye is back."
    assert pane.message.startswith("Hello Kateryna, good news: the dark rye is back.")
    assert pane.message.endswith("Mara, Tern & Thistle")
    assert [words for _icon, words in pane.context] == [
        "Happy to get e-mail, since 3 June.",
        "The usual: Oat flat white.",
        "Reads Ukrainian.",
    ]
    assert [(one.when.isoformat(), one.text) for one in pane.before] == [
        ("2026-11-14", "Was in: Oat flat white"),
        ("2026-11-11", "Priya promised the rye, in the shop"),
        ("2026-10-12", "Asked for rye, we had none"),
        ("2026-06-03", "Said yes to e-mail"),
    ]


def test_what_was_done_this_morning_stands_on_the_cards(tern: Store) -> None:
    with tern.read() as s:
        [newest] = timeline.page(s, card(tern, "Maureen Ashby").id, limit=1).entries
    assert (newest.kind, newest.text, f"{newest.when:%H:%M}") == ("touchpoint", "Rang her. Joan is home again", "08:30")


def test_what_to_ask_ngozi_when_she_is_next_in(tern: Store) -> None:
    with clock.frozen(FRIDAY), tern.read() as s:
        found = touches.of_customer(s, card(tern, "Ngozi Okafor").id)
    assert [(one.kind, one.line) for one in found.touches] == [
        ("ask", "Ask if the new cup fits her car."),
        ("feedback", "Kind words came in. Ngozi has not been thanked yet."),
    ]


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("Tomás O'Sullivan", "Tomás lost somebody. No cheerful greeting till 4 January 2027."),
        ("Anneke de Vries", "Away till January 2027, so nobody waits for a visit."),
    ],
)
def test_some_are_left_in_peace(tern: Store, who: str, why: str) -> None:
    with clock.frozen(FRIDAY), tern.read() as s:
        found = touches.of_customer(s, card(tern, who).id)
        state = tact.state(s, found.customer)
        assert found.touches == ()
        assert state.bereaved_until or state.away_until
    assert found.silent == why


def test_when_it_is_open(tern: Store) -> None:
    with clock.frozen(FRIDAY), tern.read() as s:
        week = hours.week(s)
        closed = hours.closed_days(s)
    assert [week.said(weekday) for weekday in (0, 5, 6)] == ["07:30-17:00", "07:30-17:00", "09:00-15:00"]
    assert [(one.first.isoformat(), one.title) for one in closed] == [("2026-12-12", "The oven is serviced")]


def test_the_same_moment_gives_the_same_shop(tern: Store, tmp_path: Path) -> None:
    again = furnished(tmp_path / "tern.relnotebook", FRIDAY)
    try:
        for table in ("customer", "visit", "visit_item", "item", "reminder", "touch_mark", "touch", "closed_day"):
            with tern.read() as one, again.read() as other:
                assert one.raw(f"SELECT * FROM {table}") == other.raw(f"SELECT * FROM {table}")
    finally:
        again.close()


def test_nothing_in_it_belongs_to_anybody() -> None:
    words = "".join(
        resources.path("demo", name).read_text("utf-8") for name in ("shop.toml", "regulars.toml", "feedback.toml")
    )
    for address in re.findall(r"[\w.+-]+@[\w.-]+", words):
        assert address.endswith(".example"), address
    for phone in re.findall(r'phone = "([^"]+)"', words):
        assert phone.startswith(("0151 496 0", "+49 171 39200")), phone
