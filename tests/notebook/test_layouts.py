"""The shop's own layouts: kept, changed, removed, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.notebook import layouts
from relnotebook.notebook.layouts import OwnColumn, Writing
from relnotebook.store import schema
from tests.builders import Shop

TWO = (("First name", "given"), ("Where", "email"))


def test_a_layout_is_kept_with_all_it_says(shop: Shop) -> None:
    written = Writing(";", "utf-16", "day_first", "post", zeros=False)
    made = shop.do(layouts.save, "  Winter   letters ", TWO, written)
    found = shop.reopened().read(layouts.named, "winter LETTERS")
    assert found == layouts.OwnLayout(made, "Winter letters", tuple(OwnColumn(*one) for one in TWO), written)
    assert shop.read(layouts.one, made) == found


def test_it_is_changed_in_place_and_the_change_taken_back(shop: Shop) -> None:
    made = shop.do(layouts.save, "Winter", TWO)
    assert shop.do(layouts.save, "Spring", TWO[:1], layout=made) == made
    assert [(one.name, len(one.columns)) for one in shop.read(layouts.all_of)] == [("Spring", 1)]
    shop.undo()
    assert [(one.name, len(one.columns)) for one in shop.read(layouts.all_of)] == [("Winter", 2)]


def test_what_is_removed_comes_back_by_undo(shop: Shop) -> None:
    made = shop.do(layouts.save, "Winter", TWO)
    shop.do(layouts.remove, made)
    assert shop.read(layouts.all_of) == ()
    with pytest.raises(NotFound, match="no-layout"):
        shop.read(layouts.one, made)
    with pytest.raises(NotFound, match="no-layout"):
        shop.do(layouts.remove, made)
    shop.undo()
    assert shop.read(layouts.one, made).name == "Winter"


@pytest.mark.parametrize(
    ("name", "columns", "writing", "code"),
    [
        ("  ", TWO, Writing(), "empty-value"),
        ("WINTER", TWO, Writing(), "name-taken"),
        ("New", (), Writing(), "empty-value"),
        ("New", ((" ", "given"),), Writing(), "empty-value"),
        ("New", (("Name", "given"), ("name", "family")), Writing(), "same-heading"),
        ("New", [(str(n), "") for n in range(101)], Writing(), "empty-value"),
        ("New", TWO, Writing(separator="#"), "bad-choice"),
        ("New", TWO, Writing(letters="latin-1"), "bad-choice"),
        ("New", TWO, Writing(dates="roman"), "bad-choice"),
        ("New", TWO, Writing(channel="pigeon"), "bad-choice"),
    ],
)
def test_what_is_no_layout_is_refused(shop: Shop, name: str, columns: Any, writing: Writing, code: str) -> None:
    shop.do(layouts.save, "Winter", TWO)
    with pytest.raises(Refusal, match=code):
        shop.do(layouts.save, name, columns, writing)
    assert len(shop.read(layouts.all_of)) == 1


def test_it_may_keep_its_own_name(shop: Shop) -> None:
    made = shop.do(layouts.save, "Winter", TWO)
    shop.do(layouts.save, "winter", TWO, layout=made)
    assert shop.read(layouts.one, made).name == "winter"


def test_what_the_table_holds_for_other_uses_is_none_of_them(shop: Shop) -> None:
    with shop.store.write(Act.SET_LAYOUT) as w:
        w.add(schema.layout, name="a file that came in", columns='{"any": "thing"}', options='{"use": "import"}')
        w.add(schema.layout, name="another", columns="", options="")
    assert shop.read(layouts.all_of) == ()
    shop.do(layouts.save, "Another", TWO)
    assert [one.name for one in shop.read(layouts.all_of)] == ["Another"]


def test_a_newer_notebook_may_know_more_of_it(shop: Shop) -> None:
    made = shop.do(layouts.save, "Winter", TWO)
    with shop.store.write(Act.SET_LAYOUT) as w:
        w.put(schema.layout, made, options='{"use": "export", "separator": ";", "glitter": true}')
    assert shop.read(layouts.one, made).writing == Writing(";")
