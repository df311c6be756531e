"""A row in words."""

from __future__ import annotations

import pytest

from relnotebook.base import clock
from relnotebook.notebook.lines import Badge
from relnotebook.ui.customers import words

from .tables import at, line


def cells(**other: object) -> words.Cells:
    return words.cells(line(**other), clock.now(), 90)


def test_a_row_says_everything_the_alert_first() -> None:
    assert cells().spoken == (
        "Nut allergy. Ngozi Okafor. The usual: Oat flat white, extra hot. Last in Wednesday. Comes every 3 days. "
        "Closeness 7 of 10. Yes to E-mail. No to Text. Tags: Morning crowd."
    )


def test_what_is_not_known_is_said_shortly() -> None:
    bare = cells(usual="", last_seen=None, rhythm="", closeness=0, given=(), refused=(), tags=(), badges=())
    assert bare.last == "Never yet"
    assert bare.spoken == "Ngozi Okafor. No usual yet. Never in yet. Not asked about mailings."


def test_alerts_come_before_other_badges() -> None:
    found = cells(badges=(Badge("honey", "cake", "Birthday today"), Badge("alert", "alert-octagon", "Nut allergy")))
    assert [mark.text for mark in found.marks] == ["Nut allergy", "Birthday today"]


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "Today, kept 90 days"), (1, "1 day, kept 89 more"), (89, "89 days, kept 1 more"), (90, "90 days")],
)
def test_the_bin_tells_how_long_and_how_much_longer(days: int, told: str) -> None:
    found = cells(binned_at=at(days))
    assert found.binned == told
    assert f"In the bin: {told}" in found.spoken


def test_numbers_are_counted_in_words() -> None:
    assert words.chosen(1) == "1 chosen"
    assert words.chosen(12345) == "12,345 chosen"


def test_a_channel_nobody_knows_is_shown_as_it_is() -> None:
    assert cells(given=("pigeon",)).given == "pigeon"
