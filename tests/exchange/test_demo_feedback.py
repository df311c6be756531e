"""What the demo shop has heard looks like a shop that listens: in work, told, on the board, asked on the screen."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base import clock, resources
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import demo
from relnotebook.notebook import (
    customers,
    derive,
    feedback,
    ideas,
    inbox,
    recovery,
    screen,
    stages,
    surveys,
    tact,
    team,
    telling,
    timeline,
    touches,
)
from relnotebook.store import engine
from relnotebook.store.write import Session, Store, open_store

FRIDAY = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


def furnished(path: Path, at: datetime) -> Store:
    with clock.frozen(at):
        engine.new_notebook(path)
        store = open_store(path, refresh=derive.refresh)
        list(demo.furnish(store))
    return store


@pytest.fixture(scope="module")
def tern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo shop of Friday 20 November 2026, 08:41."""
    store = furnished(tmp_path_factory.mktemp("demo") / "tern.relnotebook", FRIDAY)
    yield store
    store.close()


@pytest.fixture
def s(tern: Store) -> Iterator[Session]:
    with tern.read() as session:
        yield session


def who(s: Session, name: str) -> CustomerId:
    return CustomerId(s.raw("SELECT id FROM customer WHERE name = ?", (name,))[0][0])


def omars(s: Session) -> int:
    found = inbox.open_of(s, who(s, "Omar Haddad"))
    assert found is not None
    return found.id


# The inbox


def test_five_wait_and_forty_six_are_told(s: Session) -> None:
    found = feedback.inbox(s)
    assert (found.todo, found.new, found.untold, found.told) == (5, 3, 2, 46)
    assert [(line.name, f"{line.when:%a %d}", line.status, line.feeling, line.kind) for line in found.lines] == [
        ("Someone at the counter", "Fri 20", "new", "puzzled", "question"),
        ("Omar Haddad", "Tue 17", "tell", "upset", "complaint"),
        ("Ngozi Okafor", "Mon 16", "tell", "delighted", "praise"),
        ("Trần Minh Anh", "Sun 15", "new", "let_down", "suggestion"),
        ("Desmond Wójcik", "Fri 13", "new", "happy", "praise"),
    ]
    assert [line.rating for line in found.lines] == [None, 2, 5, None, None]


def test_omar_is_in_the_fourth_step(s: Session) -> None:
    steps = recovery.steps(s, omars(s))
    assert [step.done for step in steps] == [True, True, True, False, False]
    assert [
        (step.words.split(".")[0], step.by, f"{step.when:%a %H:%M}") for step in steps if step.done and step.when
    ] == [
        ("Felt ignored, more than the wait itself", "Jonas Baptiste", "Tue 11:40"),
        ("Said sorry in person, named what went wrong", "Jonas Baptiste", "Tue 11:45"),
        ("Second grinder on from 8 to 10", "Mara Holm", "Wed 08:20"),
    ]
    assert steps[3].words.startswith("Omar, thank you for telling us about Tuesday. Since then a second grinder runs")


def test_it_is_a_state_the_shops_own_acts_lead_to(tmp_path: Path) -> None:
    """What is told, is told as the acts tell it: opened once more and told again it looks the same."""
    store = furnished(tmp_path / "tern.relnotebook", FRIDAY)
    try:
        with clock.frozen(FRIDAY):
            with store.read() as s:
                one = omars(s)
            store.do(recovery.reopen, one, "solve")
            store.do(recovery.do, one, "solve")
            with store.read() as s:
                assert feedback.one(s, one).line.status == "tell"
            store.do(telling.tell, one)
            store.do(recovery.do, one, "follow_up")
            with store.read() as s:
                assert all(step.done for step in recovery.steps(s, one))
    finally:
        store.close()


def test_a_told_one_stands_in_omars_history(s: Session) -> None:
    entries = timeline.page(s, who(s, "Omar Haddad"), limit=40).entries
    assert [entry.text for entry in entries if entry.kind == "feedback"] == [
        "Twenty minutes for one flat white, and nobody said a word. I nearly left.",
        "The date slices are gone by ten again.",
    ]
    assert "Told: a second tray is baked on Fridays." in [entry.text for entry in entries]


def test_what_the_card_says_of_omar(s: Session) -> None:
    with clock.frozen(FRIDAY):
        found = feedback.one(s, omars(s))
        assert "In for 2 years" in found.about_customer
        assert found.about_customer.startswith("Flat white")
        assert tact.state(s, who(s, "Omar Haddad")).facts.complaint is not None


def test_steps_fit_their_kind(s: Session) -> None:
    sql = "SELECT f.kind, p.step FROM feedback_step p JOIN feedback f ON f.id = p.feedback_id"
    assert {pair for pair in s.raw(sql) if pair[1] not in stages.STEPS[pair[0]]} == set()


# Told


def test_you_said_we_did(s: Session) -> None:
    pairs = telling.pairs(s)
    assert (len(pairs), telling.pairs_count(s)) == (46, 46)
    assert all(pair.you_said and (pair.we_did or pair.why) for pair in pairs)
    assert {pair.decision for pair in pairs} == {"yes", "not_now", "no"}
    assert {pair.name for pair in pairs} == {"", "Amara", "Maureen", "Beatriz", "Siobhán"}


def test_somebody_is_to_be_told_when_they_are_in(s: Session) -> None:
    with clock.frozen(FRIDAY):
        told = {name: touches.of_customer(s, who(s, name)).touches for name in ("Ngozi Okafor", "Eleni Papadopoulou")}
    assert [touch.kind for touch in told["Ngozi Okafor"]] == ["ask", "feedback"]
    assert [touch.kind for touch in told["Eleni Papadopoulou"]] == ["idea"]


# Ideas


def test_nine_ideas_over_four_lanes(s: Session) -> None:
    with clock.frozen(FRIDAY):
        board = ideas.board(s)
    assert board.count == 9
    assert {stage: [(card.title, card.supporters) for card in lane] for stage, lane in board.lanes.items()} == {
        "heard": [
            ("Oat milk soft-serve in July", 9),
            ("Door closer for the window seats", 6),
            ("Half loaves on weekdays", 5),
        ],
        "thinking": [("Pre-order by 7, collect by 8", 14), ("A quiet hour on Mondays", 7)],
        "trying": [("Bring your own cup, 30 off", 21), ("Lingonberry bun, Saturdays", 8)],
        "menu": [("Decaf after noon at no extra cost", 17), ("Masala chai", 12)],
    }
    own_cup, decaf, chai = board.lanes["trying"][0], *board.lanes["menu"]
    assert own_cup.progress_text == "32 of 50 cups, until 30 November"
    assert (decaf.told, decaf.to_tell, chai.to_tell) == (13, 4, 0)
    assert board.lanes["thinking"][0].by == "Ravi and Meera Pillai, by phone"
    assert [card.title for card in board.not_now] == ["A loyalty card to stamp"]


def test_the_result_of_an_offer_is_counted(s: Session) -> None:
    chai = next(card for card in ideas.board(s).lanes["menu"] if card.title == "Masala chai")
    assert ideas.one(s, chai.id).result > 0


def test_an_idea_came_from_what_was_said(s: Session) -> None:
    door = next(card for card in ideas.board(s).lanes["heard"] if card.title.startswith("Door"))
    found = ideas.one(s, door.id)
    assert found.feedback is not None
    assert feedback.one(s, found.feedback).line.words == found.words


# The customer screen


def test_a_question_is_on_the_screen_in_three_languages(s: Session) -> None:
    live = surveys.live(s)
    assert live is not None
    assert (live.kind, live.text.question) == ("faces", "How was your visit today?")
    assert {"de", "uk"} <= set(live.texts)
    found = surveys.results(s, live.id)
    assert (found.n, found.folded) == (60, 7)
    assert found.csat is not None
    assert not found.csat.few
    assert len(found.by_language) == 3
    assert len(found.per_week) >= 6


def test_an_earlier_question_is_closed(s: Session) -> None:
    live, closed = surveys.listed(s)
    assert (live.state, closed.state, closed.kind) == ("live", "closed", "nps")
    found = surveys.results(s, closed.id)
    assert found.nps is not None
    assert (found.n, found.nps.score) == (46, 43)


def test_whoever_wrote_on_the_screen_is_in_the_inbox(s: Session) -> None:
    sql = "SELECT f.words, f.source FROM answer a JOIN feedback f ON f.id = a.feedback_id WHERE a.words <> ''"
    linked = s.raw(sql)
    assert {source for _words, source in linked} == {"kiosk"}
    assert len(linked) == len(s.raw("SELECT 1 FROM answer WHERE words <> ''"))
    assert len(linked) == len(s.raw("SELECT 1 FROM feedback WHERE source = 'kiosk'")) == 9
    low = """
    SELECT count(*) FROM answer a JOIN survey q ON q.id = a.survey_id
    WHERE a.folded = '' AND a.feedback_id IS NULL AND a.state = 'complete' AND a.score <= iif(q.kind = 'faces', 2, 6)
    """
    assert s.raw(low)[0][0] == 0


def test_what_was_tapped_is_on_the_screen(s: Session) -> None:
    offered = {reason.key for reason in screen.setting(s).offered}
    tapped = Counter(
        key for (keys,) in s.raw("SELECT reasons FROM answer WHERE reasons <> ''") for key in keys.split(",")
    )
    assert set(tapped) <= offered
    assert sum(tapped.values()) > 10


# Ours


def test_colleagues_have_their_own_words(s: Session) -> None:
    assert [(own.kind, own.by) for own in team.lines(s, None)] == [
        ("mood", "Tomasz Wolny"),
        ("suggestion", "Priya Raman"),
        ("suggestion", ""),
    ]
    assert [card.title for card in ideas.of_staff(s, None)] == ["A shelf for our own cups"]


# On any day


@pytest.mark.parametrize("at", ["2028-02-29T15:10+01:00", "2027-01-01T00:05+00:00", "2026-07-05T21:50-05:00"])
def test_nothing_was_said_in_the_future(tmp_path: Path, at: str) -> None:
    now = datetime.fromisoformat(at)
    store = furnished(tmp_path / "tern.relnotebook", now)
    try:
        with store.read() as s:
            for table in ("feedback", "feedback_step", "idea", "idea_support", "survey", "answer", "touch_mark"):
                assert s.raw(f"SELECT max(at) FROM {table}")[0][0] <= now.timestamp(), table
            for moment in ("status_at", "told_at"):
                assert s.raw(f"SELECT max({moment}) FROM feedback")[0][0] <= now.timestamp()
            assert s.raw("SELECT count(*) FROM feedback WHERE told_at < at OR status_at < at")[0][0] == 0
            assert s.raw("SELECT count(*) FROM idea_support WHERE told_at < at")[0][0] == 0
    finally:
        store.close()


def test_the_same_moment_gives_the_same_words(tern: Store, tmp_path: Path) -> None:
    again = furnished(tmp_path / "tern.relnotebook", FRIDAY)
    try:
        for table in ("feedback", "feedback_step", "idea", "idea_support", "survey", "answer"):
            with tern.read() as one, again.read() as other:
                assert one.raw(f"SELECT * FROM {table}") == other.raw(f"SELECT * FROM {table}")
    finally:
        again.close()


def test_everybody_in_it_is_a_regular(s: Session) -> None:
    with resources.path("demo", "feedback.toml").open("rb") as file:
        facts: dict[str, Any] = tomllib.load(file)
    named = {row[1].rstrip("*") for row in facts["told"] if row[1] and not row[1].startswith("screen ")}
    for one in facts["idea"]:
        named |= {one["who"], *one["wants"], *(name for name, _words in one.get("quotes", ()))}
        assert {*one.get("heavy", ()), *one.get("untold", ()), *one.get("later", ())} <= {one["who"], *one["wants"]}
    assert named <= {name for (name,) in s.raw("SELECT name FROM customer")}
    assert customers.card(s, who(s, "Omar Haddad")).name == "Omar Haddad"
