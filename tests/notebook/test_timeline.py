"""One stream of visits, touchpoints and notes, page by page, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import customers, exports, staff, timeline, touchpoints, usual, visits
from relnotebook.notebook.timeline import Entry
from relnotebook.store import schema

from ..builders import Regular, Shop

LINE = "Oat flat white, extra hot"


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


def told(shop: Shop, who: Regular, **how: object) -> list[str]:
    return [entry.text for entry in shop.read(timeline.page, who.id, **how).entries]


def whole(shop: Shop, who: Regular, *, only: str = "all", limit: int = 50) -> list[Entry]:
    """All pages one after another."""
    found: list[Entry] = []
    more, last = True, None
    while more:
        page = shop.read(timeline.page, who.id, only=only, before=last, limit=limit)
        assert len(page.entries) <= limit
        found += page.entries
        more, last = page.more, page.entries[-1] if page.entries else None
    return found


def test_an_empty_history(shop: Shop, ngozi: Regular) -> None:
    assert shop.read(timeline.page, ngozi.id) == timeline.Page((), False)


def test_everything_newest_first(shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]) -> None:
    ngozi.had("Tea; bun")
    clock(timedelta(minutes=1))
    ngozi.note("Her sister is called Ada")
    clock(timedelta(minutes=1))
    shop.do(touchpoints.log, ngozi.id, "Rang about a lid", channel="phone", moment="after", feeling="puzzled")
    shop.customer("Aoi").had("Matcha latte").note("Not hers")
    found = shop.read(timeline.page, ngozi.id)
    assert not found.more
    assert [(e.kind, e.text, e.detail, e.moment, e.feeling) for e in found.entries] == [
        ("touchpoint", "Rang about a lid", "phone", "after", "puzzled"),
        ("note", "Her sister is called Ada", "", "", ""),
        ("visit", "Tea; bun", "", "", ""),
    ]
    assert found.entries[0].when == clocks.now()


def test_each_filter_shows_its_kind(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Tea").note("A note")
    shop.do(touchpoints.log, ngozi.id, "A call")
    assert told(shop, ngozi, only="visits") == ["Tea"]
    assert told(shop, ngozi, only="touchpoints") == ["A call"]
    assert told(shop, ngozi, only="notes") == ["A note"]
    assert len(told(shop, ngozi, only="all")) == 3


def test_who_wrote_it_and_what_is_private(shop: Shop, ngozi: Regular) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    shop.store.do_as(mara, touchpoints.add_note, ngozi.id, "Between us", private=True)
    (entry,) = shop.read(timeline.page, ngozi.id).entries
    assert (entry.staff, entry.private) == ("Mara", True)
    shop.do(staff.remove_colleague, mara)
    assert shop.read(timeline.page, ngozi.id).entries[0].staff == "Mara"


# The usual and what was different


def test_the_usual_says_only_what_was_different(shop: Shop, ngozi: Regular) -> None:
    ngozi.usual(LINE).variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    ngozi.variation(rule="after", value="15:00", effect="change", thing="decaf")
    shop.do(usual.log, ngozi.id)
    shop.do(usual.log, ngozi.id, when=clocks.now() - timedelta(days=1))
    shop.do(usual.log, ngozi.id, when=clocks.now() - timedelta(days=1, hours=-8))
    found = [(e.usual, e.extra) for e in shop.read(timeline.page, ngozi.id).entries]
    assert found == [(True, "plus a cardamom bun"), (True, "decaf"), (True, "")]


def test_a_usual_that_is_gone_leaves_all_that_was_had(shop: Shop, ngozi: Regular) -> None:
    ngozi.usual(LINE)
    shop.do(usual.log, ngozi.id)
    shop.do(usual.remove_usual, shop.read(usual.of, ngozi.id)[0].id)
    (entry,) = shop.read(timeline.page, ngozi.id).entries
    assert (entry.usual, entry.extra, entry.text) == (True, LINE, LINE)


@pytest.mark.parametrize(
    ("line", "had", "extra"),
    [
        ("tea; bun", ("Tea", "bun"), ""),
        ("tea; bun", ("tea", "bun", "apple", "juice"), "plus apple, juice"),
        ("tea; bun", ("Tea, iced, large", "bun", "apple"), "iced, large, plus apple"),
        ("tea; bun", ("tea",), "tea"),
        ("tea; bun", ("bun", "tea"), "bun; tea"),
        ("tea", ("teacake",), "teacake"),
        ("tea", ("2 × tea",), "2 × tea"),
        ("2 × tea", ("2 × tea", "bun"), "plus bun"),
        ("Oat flat white, extra hot", ("oat flat white extra hot, decaf",), "decaf"),
        ("tea", (), ""),
        ("", ("tea",), "tea"),
    ],
)
def test_what_was_different(line: str, had: tuple[str, ...], extra: str) -> None:
    assert timeline.difference(line, had) == extra


# Pages


def test_pages_follow_one_another_without_gap_or_double(shop: Shop, ngozi: Regular) -> None:
    """Many at the same second too: an import knows the day only."""
    with shop.store.write(Act.IMPORT_VISITS) as w:
        days = [w.at - 86400 * (i // 4) for i in range(40)]
        w.add_many(schema.visit, ("customer_id", "at", "source"), [(ngozi.id, at, "import") for at in days])
        w.add_many(schema.note, ("customer_id", "at", "words"), [(ngozi.id, at, "n") for at in days[:20]])
        w.add_many(
            schema.touchpoint,
            ("customer_id", "at", "channel", "moment", "words"),
            [(ngozi.id, at, "phone", "after", "t") for at in days[::3]],
        )
    at_once = shop.read(timeline.page, ngozi.id, limit=1000).entries
    assert len(at_once) == 40 + 20 + 14
    moments = [e.when for e in at_once]
    assert moments == sorted(moments, reverse=True)
    for limit in (1, 3, 7, 50):
        assert tuple(whole(shop, ngozi, limit=limit)) == at_once
    assert tuple(whole(shop, ngozi, only="visits", limit=3)) == tuple(e for e in at_once if e.kind == "visit")


def test_a_full_page_that_is_the_last_says_so(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Tea", times=4)
    assert not shop.read(timeline.page, ngozi.id, limit=4).more
    assert shop.read(timeline.page, ngozi.id, limit=3).more


def test_a_page_costs_the_same_in_a_long_history(shop: Shop, ngozi: Regular) -> None:
    """Steps of SQLite's machine, not time: the same work for 60 visits as for 6,000."""

    def work() -> int:
        with shop.store.read() as s:
            ticks = 0

            def tick() -> int:
                nonlocal ticks
                ticks += 1
                return 0

            s._driver.set_progress_handler(tick, 10)
            last = timeline.page(s, ngozi.id).entries[-1]
            timeline.page(s, ngozi.id, before=last)
            s._driver.set_progress_handler(None, 10)
        return ticks

    def came(many: int) -> None:
        with shop.store.write(Act.IMPORT_VISITS) as w:
            rows = [(ngozi.id, w.at - 3600 * i, "import") for i in range(many)]
            seen = w.add_many(schema.visit, ("customer_id", "at", "source"), rows)
            w.add_many(schema.visit_item, ("visit_id", "item_id"), [(visit, 1) for visit in seen])

    ngozi.had("Tea")
    came(120)
    before = work()
    came(6000)
    assert work() <= before * 1.2


def test_a_visit_of_an_old_day_keeps_its_hour(shop: Shop, ngozi: Regular) -> None:
    from datetime import datetime, timezone

    summer = datetime(2026, 7, 3, 8, 41, tzinfo=timezone(timedelta(hours=1)))
    shop.do(visits.log, ngozi.id, ["Tea"], when=summer)
    assert shop.read(timeline.page, ngozi.id).entries[0].when.isoformat() == "2026-07-03T08:41:00+01:00"


# Files


WINTER = {"format": "mailchimp", "file": "december.csv", "channel": "email", "segment": "December birthdays"}


def test_a_mailing_is_in_the_history_of_everybody_who_was_in_it(shop: Shop, ngozi: Regular) -> None:
    mara = shop.do(staff.set_colleague, "Mara", role="Owner")
    omar = shop.customer("Omar")
    shop.store.do_as(mara, exports.log, customers=[ngozi.id], **WINTER)
    (entry,) = shop.read(timeline.page, ngozi.id).entries
    assert (entry.kind, entry.text) == ("export", "Was in the mailing December birthdays")
    assert (entry.extra, entry.detail, entry.file, entry.staff) == ("mailchimp", "email", "december.csv", "Mara")
    assert told(shop, omar) == []


def test_a_mailing_is_among_the_touchpoints_an_address_book_among_the_notes(shop: Shop, ngozi: Regular) -> None:
    shop.do(exports.log, customers=[ngozi.id], **WINTER)
    shop.do(exports.log, customers=[ngozi.id], format="google", file="all.csv", own_use=True)
    assert told(shop, ngozi, only="touchpoints") == ["Was in the mailing December birthdays"]
    assert told(shop, ngozi, only="notes") == ["Was put into an address book of the shop"]
    assert told(shop, ngozi, only="visits") == []


def bring_in(shop: Shop, folder: Path, name: str, words: str) -> None:
    from relnotebook.exchange import incoming

    file = folder / name
    file.write_text(words)
    plan = finished(incoming.plan_contacts(shop.store, file))
    finished(incoming.apply_contacts(shop.store, plan))


def finished(work: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_a_card_says_which_file_it_came_in_with(shop: Shop, tmp_path: Path, clock: Callable[[timedelta], None]) -> None:
    omar = shop.customer("Omar Haddad", email="omar@haddad.example")
    bring_in(shop, tmp_path, "regulars.csv", "Name,E-mail,Phone\nAna Silva,ana@silva.example,\n")
    ana = Regular(shop, shop.read(lambda s: s.raw("SELECT max(id) FROM customer"))[0][0], "Ana")
    clock(timedelta(days=1))
    bring_in(shop, tmp_path, "phones.csv", "Name,E-mail,Phone\nOmar Haddad,omar@haddad.example,0151 496 0183\n")
    assert told(shop, ana) == told(shop, ana, only="notes") == ["Came in with regulars.csv"]
    assert told(shop, omar) == ["Was filled in from phones.csv"]
    assert told(shop, ana, only="touchpoints") == []


def test_a_card_changed_since_still_knows_its_file(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "names.csv", "Name,Notes\nAna Silva,\nTom Reed,\n")
    ana = Regular(shop, shop.read(lambda s: s.raw("SELECT max(id) - 1 FROM customer"))[0][0], "Ana")
    shop.do(customers.edit, ana.id, name="Ana Maria Silva")
    shop.do(customers.edit, ana.id, say="AH-na")
    ana.had("Tea")
    assert told(shop, ana) == ["Came in with names.csv", "Tea"]
    assert [one.kind for one in whole(shop, ana, limit=1)] == ["import", "visit"]


def test_files_take_their_place_in_the_stream_page_by_page(
    shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]
) -> None:
    for day in range(3):
        shop.do(exports.log, customers=[ngozi.id], **{**WINTER, "segment": f"No {day}"})
        ngozi.note(f"Note {day}")
        clock(timedelta(days=1))
    every = [
        "Note 2",
        "Was in the mailing No 2",
        "Note 1",
        "Was in the mailing No 1",
        "Note 0",
        "Was in the mailing No 0",
    ]
    assert [one.text for one in whole(shop, ngozi, limit=2)] == every
