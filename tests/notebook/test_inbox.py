"""The inbox as a list: what it shows, in which order, how it is narrowed, and that it stays fast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import fold
from relnotebook.notebook import customers, feedback, inbox, recovery, staff, team, telling
from relnotebook.notebook.inbox import Inbox, Line
from relnotebook.store import schema

from ..builders import Regular, Shop


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad").is_(own_script="عمر")


def says(shop: Shop, words: str, who: Regular | None = None, ago: float = 0, **more: Any) -> int:
    """Something said so many hours ago."""
    when = clocks.now() - timedelta(hours=ago)
    found: int = shop.do(feedback.add, words, customer=who.id if who else None, when=when, **more)
    return found


def page(shop: Shop, **how: Any) -> Inbox:
    found = shop.read(inbox.inbox, **how)
    assert isinstance(found, Inbox)
    return found


def words(shop: Shop, **how: Any) -> list[str]:
    return [line.words for line in page(shop, **how).lines]


# Lines


def test_a_line_says_who_when_and_how_late(shop: Shop, omar: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    said = says(
        shop, "Twenty minutes for one flat white", omar, ago=5 * 24, feeling="upset", rating=2, severity="real",
        owner=jonas, due="18 November 2026",
    )  # fmt: skip
    (line,) = page(shop).lines
    assert isinstance(line, Line)
    assert (line.id, line.customer, line.name, line.own_script) == (said, omar.id, "Omar Haddad", "عمر")
    assert (line.status, line.feeling, line.kind, line.rating, line.severity) == (
        "new",
        "upset",
        "complaint",
        2,
        "real",
    )
    assert (line.late, line.age, line.owner, line.source) == (2, 5, "Jonas", "counter")


def test_what_is_told_or_decided_is_not_late(shop: Shop, omar: Regular) -> None:
    said = says(shop, "Too loud", omar, due="18 November 2026", kind="complaint")
    assert page(shop).lines[0].late == 2
    shop.do(recovery.decide, said, "yes")
    assert page(shop).lines[0].late == 0
    assert shop.read(inbox.count).late == 0


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({}, "Someone at the counter"),
        ({"source": "kiosk"}, "Someone on the customer screen"),
        ({"channel": "phone"}, "Someone on the phone"),
        ({"channel": "email"}, "Someone by e-mail"),
        ({"channel": "chat"}, "Someone in the chat"),
        ({"channel": "social"}, "Someone online"),
        ({"given_name": "Tom", "source": "kiosk"}, "Tom"),
    ],
)
def test_somebody_without_a_card_has_a_name_too(shop: Shop, said: dict[str, Any], name: str) -> None:
    says(shop, "Where did the rolls go?", **said)
    assert page(shop).lines[0].name == name


def test_a_customer_in_the_bin_is_still_named(shop: Shop, omar: Regular) -> None:
    says(shop, "Too loud", omar)
    shop.do(customers.bin, omar.id)
    assert page(shop).lines[0].name == "Omar Haddad"
    assert [line.name for line in shop.read(inbox.of_customer, omar.id)] == ["Omar Haddad"]


def test_a_customer_in_the_bin_is_found_by_name_as_long_as_their_words_are_listed(shop: Shop, omar: Regular) -> None:
    says(shop, "Too loud", omar)
    says(shop, "Too cold", shop.customer("Ngozi Okafor"))
    shop.do(customers.bin, omar.id)
    for typed in ("omar", "Haddad", "HADDAD omar"):
        assert [line.name for line in page(shop, text=typed).lines] == ["Omar Haddad"]
    assert page(shop, text="omar okafor").lines == ()
    shop.do(customers.bin, shop.customer("Zoe Quinn").id)
    assert page(shop, text="zoe").lines == ()


def test_a_card_without_a_name_is_called_by_its_phone(shop: Shop) -> None:
    nameless = shop.customer("", phone="+44 7700 900123")
    says(shop, "Too loud", nameless)
    assert page(shop).lines[0].name == "+44 7700 900123"


# The list


def test_the_newest_stands_first_and_the_tabs_count(shop: Shop, omar: Regular) -> None:
    oldest = says(shop, "Door", omar, ago=30, kind="suggestion")
    told = says(shop, "Cups", omar, ago=20, kind="praise")
    untold = says(shop, "Wait", omar, ago=10, kind="complaint")
    says(shop, "Rolls?")
    shop.do(recovery.write, oldest, "listen", "At the window")
    shop.do(recovery.decide, untold, "yes", we_did="A second grinder")
    shop.do(telling.tell, told)
    assert words(shop) == ["Rolls?", "Wait", "Door"]
    assert words(shop, show="untold") == ["Wait"]
    assert words(shop, show="told") == ["Cups"]
    assert words(shop, show="all") == ["Rolls?", "Wait", "Cups", "Door"]
    found = page(shop)
    assert (found.todo, found.told, found.everything, found.untold, found.new, found.more) == (3, 1, 4, 1, 1, False)
    count = shop.read(inbox.count)
    assert (count.todo, count.new, count.late) == (3, 1, 0)
    with pytest.raises(Refusal, match="bad-choice"):
        page(shop, show="nothing")


def test_it_is_narrowed_by_kind_feeling_and_whose_it_is(shop: Shop, omar: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    says(shop, "Wait", omar, ago=2, feeling="upset", owner=jonas)
    says(shop, "Cups", ago=1, feeling="delighted")
    says(shop, "Rolls?")
    assert words(shop, kinds={"complaint", "question"}) == ["Rolls?", "Wait"]
    assert words(shop, feelings={"delighted", "upset"}) == ["Cups", "Wait"]
    assert words(shop, kinds={"complaint"}, feelings={"delighted"}) == []
    assert words(shop, owner=jonas) == ["Wait"]
    assert words(shop, owner=inbox.NOBODYS) == ["Rolls?", "Cups"]
    assert page(shop, kinds={"complaint"}).todo == 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wait", ["The wait was silent"]),
        ("creme", ["Crème brûlée, please"]),
        ("BRULEE creme", ["Crème brûlée, please"]),
        ("strasse", ["Noise from the Straße"]),
        ("STRASSE noise", ["Noise from the Straße"]),
        ("omar", ["The wait was silent"]),
        ("hadd wait", []),
        ("muller", ["Noise from the Straße"]),
        ("teapot", ["Crème brûlée, please"]),
        ("100%", ["100% fine, it's so"]),
        ("it's", ["100% fine, it's so"]),
        ("it’s", ["100% fine, it's so"]),
        ("[a-z]*", []),
        ("100? ^-] *", []),
        ("", ["100% fine, it's so", "Noise from the Straße", "Crème brûlée, please", "The wait was silent"]),
    ],
)
def test_it_is_searched_by_words_and_names(shop: Shop, omar: Regular, typed: str, found: list[str]) -> None:
    says(shop, "The wait was silent", omar, ago=3, kind="complaint")
    says(shop, "Crème brûlée, please", ago=2, about="The green teapot")
    says(shop, "Noise from the Straße", ago=1, given_name="Frau Müller")
    says(shop, "100% fine, it's so")
    assert words(shop, text=typed) == found


def test_what_a_customer_usually_has_is_no_name(shop: Shop, omar: Regular) -> None:
    omar.usual("Flat white")
    says(shop, "Too loud", omar)
    assert words(shop, text="flat") == []


_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x400, 0x500)) if chr(code).isalpha()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from([*_LETTERS, *"0123456789'’-^]?*[%_. "]), min_size=1, max_size=8))
def test_words_are_found_as_they_were_written(shop: Shop, words: str) -> None:
    """The pattern in front of the true test lets through every spelling that folds to the same."""
    with shop.store.read() as s:
        for word in fold(words).split():
            assert s.raw("SELECT ? GLOB ?", (words, f"*{inbox._spelt(word)}*")) == [(1,)]


def test_the_next_page_goes_on_where_the_last_one_ended(shop: Shop) -> None:
    for number in range(7):
        says(shop, f"Word {number}", ago=number // 3)  # several at the same moment
    seen: list[str] = []
    before = None
    for _ in range(4):
        found = page(shop, limit=3, before=before)
        seen += [line.words for line in found.lines]
        if not found.more:
            break
        before = found.lines[-1].place
    assert sorted(seen) == [f"Word {number}" for number in range(7)]
    assert seen == words(shop)


def test_a_search_goes_on_beyond_what_only_looks_alike(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "_PAGE", 2)
    says(shop, "true zzx", ago=9)
    for number in range(5):
        says(shop, f"ééé {number}", ago=number)
    assert words(shop, text="zzx") == ["true zzx"]


def test_the_words_of_colleagues_are_not_in_it(shop: Shop) -> None:
    shop.do(team.add, "Long day", feeling="let_down", shared=True)
    assert words(shop, show="all") == []
    assert shop.read(inbox.count).todo == 0


# One card


def test_an_open_complaint_is_the_newest_that_is_not_told(shop: Shop, omar: Regular) -> None:
    assert shop.read(inbox.open_of, omar.id) is None
    first = says(shop, "Wait", omar, ago=5, kind="complaint")
    second = says(shop, "Loud", omar, ago=1, kind="complaint")
    says(shop, "Lovely cups", omar, kind="praise")
    assert shop.read(inbox.open_of, omar.id).id == second
    shop.do(recovery.decide, second, "yes")
    assert shop.read(inbox.open_of, omar.id).id == second
    shop.do(telling.tell, second)
    assert shop.read(inbox.open_of, omar.id).id == first
    shop.do(telling.tell, first)
    assert shop.read(inbox.open_of, omar.id) is None
    assert [line.words for line in shop.read(inbox.of_customer, omar.id)] == ["Lovely cups", "Loud", "Wait"]


# Fast


def plan(shop: Shop, call: Callable[..., Any], **how: Any) -> list[str]:
    """How each statement of a read is looked up."""
    told: list[str] = []
    with shop.store.read() as s:
        ask = s.raw

        def raw(sql: str, params: Any = ()) -> Any:
            told.extend(row[3] for row in s._driver.execute(f"EXPLAIN QUERY PLAN {sql}", params))
            return ask(sql, params)

        s.raw = raw  # type: ignore[method-assign]
        call(s, **how)
    return told


@pytest.fixture
def full(shop: Shop, omar: Regular) -> Shop:
    """600 of them, so that the newest page is a part of all."""
    at = clocks.stamp()[0]
    rows = [(omar.id if n % 2 else None, f"Word {n}", "complaint", at - n, inbox.STATUSES[n % 4]) for n in range(600)]
    with shop.store.write(Act.ADD_FEEDBACK) as w:
        w.add_many(schema.feedback, ("customer_id", "words", "kind", "at", "status"), rows)
    return shop


def test_pages_and_counts_read_the_index_and_sort_nothing(full: Shop) -> None:
    for call, how in (
        (inbox.inbox, {}),
        (inbox.inbox, {"show": "all", "kinds": {"complaint"}, "feelings": {"upset"}}),
        (inbox.inbox, {"before": (clocks.stamp()[0], 5)}),
        (inbox.count, {}),
    ):
        steps = [step for step in plan(full, call, **how) if " feedback " in step or step.startswith("SCAN f")]
        assert steps
        assert all("feedback_status" in step for step in steps), steps
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan(full, inbox.inbox, limit=0)
    assert any("COVERING INDEX feedback_status" in step for step in plan(full, inbox.inbox))


def test_a_page_costs_the_same_few_statements_whatever_it_shows(full: Shop) -> None:
    with full.store.read() as s:
        asked: list[str] = []
        ask = s.raw

        def raw(sql: str, params: Any = ()) -> Any:
            asked.append(sql)
            return ask(sql, params)

        s.raw = raw  # type: ignore[method-assign]
        found = inbox.inbox(s, limit=100)
    assert len(found.lines) == 100
    assert len(asked) == 3 + 1 + 2  # a page of each status, the counts, the lines, their names


def test_a_look_through_the_table_finds_what_the_index_finds(full: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where very much was said, filters look through the table; not a line differs for it, on any page."""
    for number, word in enumerate(("Käse", "kase", "zebra")):
        says(full, f"Mehr {word}", ago=number + 1)
    asked: list[dict[str, Any]] = [
        {"kinds": {"complaint"}},
        {"show": "told", "feelings": {"upset"}},
        {"show": "all", "text": "kase"},
        {"show": "all", "text": "word 5"},
        {"show": "all", "text": "omar", "limit": 7},
        {"show": "all", "owner": feedback.NOBODYS, "limit": 300},
        {"show": "all", "text": "word", "before": (clocks.stamp()[0] - 20, 3), "limit": 50},
    ]
    by_index = [page(full, **how) for how in asked]
    monkeypatch.setattr(inbox, "_MANY", -1)
    assert [page(full, **how) for how in asked] == by_index
    assert [line.words for line in by_index[2].lines] == ["Mehr Käse", "Mehr kase"]
