"""What is half-built on the Mailings page comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relnotebook.base.terms import CustomerId
from relnotebook.notebook.segment_rules import Bracket, Rule
from relnotebook.notebook.segments import Segment
from relnotebook.ui.mailings.kept import Group, of_words, opened

CHOIR, MAY = Rule("tag", "has", "Choir"), Rule("birthday", "in_month", 5, join="or")
ROWS = st.lists(st.sampled_from([CHOIR, MAY, Bracket((CHOIR, MAY), "not"), Rule("taste", "likes", "")]), max_size=4)


@settings(max_examples=25)
@given(
    st.builds(
        Group,
        rules=ROWS.map(tuple),
        segment=st.none() | st.integers(1, 99),
        name=st.text(max_size=20),
        saved=ROWS.map(tuple),
        frozen=st.booleans(),
        among=st.none() | st.lists(st.integers(1, 9).map(CustomerId), max_size=3).map(tuple),
        channel=st.sampled_from(["email", "post", "text", ""]),
        purpose=st.sampled_from(["", "events"]),
        per_household=st.sampled_from([None, True, False]),
        out=st.sampled_from(["", "3,5"]),
    )
)
def test_nothing_of_it_is_lost(group: Group) -> None:
    assert of_words(group.words()) == group or not group.words()


def test_an_empty_page_is_not_worth_keeping() -> None:
    assert Group().words() == {}
    assert Group(channel="post").words() == {}
    assert Group(among=()).words() != {}


@pytest.mark.parametrize("words", [{"rules": "nonsense"}, {"among": "[{}]"}, {"segment": "x"}, {"among": "3"}])
def test_words_nobody_can_read_begin_anew(words: dict[str, str]) -> None:
    assert of_words(words) == Group()


def test_a_saved_group_is_opened_as_it_is_saved() -> None:
    group = opened(Segment(3, "May", (MAY,), frozen=False), "post", "", None)
    assert (group.rules, group.segment, group.name, group.channel, group.changed) == ((MAY,), 3, "May", "post", False)


def test_a_list_is_opened_as_a_rule_about_it() -> None:
    group = opened(Segment(4, "Winter", (), frozen=True), "email", "", None)
    assert group.rules == (Rule("group", "in", 4, name="Winter"),)
    assert group.frozen
    assert not group.changed


def test_it_is_changed_as_soon_as_it_asks_something_else() -> None:
    group = opened(Segment(3, "May", (MAY,), frozen=False), "email", "", None)
    assert not group.changed
    assert Group((CHOIR,), 3, "May", (MAY,)).changed
    assert Group((), None).changed is False
    assert Group((CHOIR,)).changed
