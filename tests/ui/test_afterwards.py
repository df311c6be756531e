"""What is said when a notebook was brought back, moved, or filled with people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.store.backups import Backup
from relnotebook.ui import afterwards

FRIDAY = datetime(2026, 11, 20, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"folder": Path("/shop")}, "The notebook lies in /shop now."),
        ({"people": 12}, "12 people brought in."),
        ({"people": 1}, "1 person brought in."),
        ({"back": True, "when": None, "aside": None}, "The backup is back."),
    ],
)
def test_what_was_done_is_said(facts: dict[str, Any], said: str) -> None:
    assert afterwards.sentence(facts) == said


@pytest.mark.usefixtures("clock")
def test_a_restored_notebook_says_which_day_it_is_and_where_todays_file_went() -> None:
    said = afterwards.sentence({"back": True, "when": FRIDAY, "aside": Path("shop/Tern before.relnotebook")})
    assert "22:10 is back. Today's file is kept as Tern before.relnotebook." in said
    assert said.startswith("The notebook of Friday")


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=30), "Backed up today, 08:11"),
        (timedelta(hours=10, minutes=31), "Backed up last night, 22:10"),
        (timedelta(hours=20), "Backed up yesterday, 12:41"),
        (timedelta(days=12), "Backed up 12 days ago"),
    ],
)
def test_when_the_last_backup_was(ago: timedelta, words: str) -> None:
    assert afterwards.backup_words(Backup(Path("b"), clocks.now() - ago, "daily", 1)) == words
