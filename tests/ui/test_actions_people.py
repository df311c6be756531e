"""Commands of the customers, of what comes in and of mailings."""

from __future__ import annotations

from relnotebook.ui import actions_people
from relnotebook.ui.actions import commands


def test_the_pages_have_the_keys_people_were_told() -> None:
    found = {c.name: c for c in commands()}
    assert (found["customers"].keys, found["mailings"].keys) == (("Ctrl+2",), ("Ctrl+6",))
    assert (found["card_join"].keys, found["card_join"].page) == (("Ctrl+J",), "card")


def test_one_two_three_decide_about_doubles() -> None:
    found = {c.name: c for c in commands()}
    for names, page in ((actions_people.DECISIONS, "importing"), (actions_people.PAIR, "doubles")):
        assert [(found[name].keys, found[name].page) for name in names] == [((str(n),), page) for n in (1, 2, 3)]


def test_nothing_on_the_mailings_page_hangs_on_a_bare_letter() -> None:
    assert [c.name for c in actions_people.mailings() if c.letter] == []
