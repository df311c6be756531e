"""How the regulars of the demo shop can be written to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relnotebook.base import clock
from relnotebook.exchange import demo, outgoing
from relnotebook.notebook import derive, doubles, exports, segments
from relnotebook.store import engine
from relnotebook.store.write import Session, open_store

FRIDAY = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)


@pytest.fixture(scope="module")
def s(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path: Path = tmp_path_factory.mktemp("demo") / "tern.relnotebook"
    with clock.frozen(FRIDAY):
        engine.new_notebook(path)
        store = open_store(path, refresh=derive.refresh)
        list(demo.furnish(store))
        with store.read() as session:
            yield session
        store.close()


def test_there_are_groups_with_people_in_them(s: Session) -> None:
    found = {one.name: (one.frozen, one.count > 2) for one in segments.listed(s)}
    assert found == {
        "December birthdays": (False, True),
        "Not in for three weeks": (False, True),
        "Saturday bread": (True, True),
    }


def test_a_mailing_to_next_months_birthdays_leaves_some_out_for_a_reason(s: Session) -> None:
    leaving = outgoing.plan(s, "mailchimp", segment="December birthdays")
    assert len(leaving.inside) >= 5
    assert {"withdrawn", "no_address"} <= {one.reason for one in leaving.left_out}


def test_letters_go_once_to_a_household(s: Session) -> None:
    leaving = outgoing.plan(s, "xlsx", channel="post")
    assert "same_household" in leaving.reasons
    assert len(leaving.inside) >= 6


def test_two_cards_look_like_two_others(s: Session) -> None:
    assert {(pair.one_name, pair.other_name) for pair in doubles.doubles(s)} == {
        ("Trần Minh Anh", "Minh Anh Tran"),
        ("Chiara Bianchi", "C. Bianchi"),
    }


def test_something_was_sent_before_to_those_who_had_said_yes(s: Session) -> None:
    (sent,) = exports.all_of(s)
    assert (sent.file, sent.when.date().isoformat(), sent.staff) == ("Winter hours.csv", "2026-11-03", "Mara Holm")
    assert sent.people == len(exports.people_of(s, sent.id)) > 10
