"""The calendar file, read back line by line as a calendar reads it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import clean
from relnotebook.exchange import ics
from relnotebook.notebook import customers, dates
from relnotebook.store import schema
from relnotebook.store.write import Write, act

from ..builders import Regular, Shop


def unfolded(data: bytes) -> list[str]:
    """The lines of the file; every line and every fold obeys the format."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    for line in physical:
        line.decode("utf-8")  # no letter is cut in two
    return re.sub(rb"\r\n ", b"", data[:-2]).decode("utf-8").split("\r\n")


def read(data: bytes) -> list[dict[str, str]]:
    """The events by property, text unescaped."""
    lines = unfolded(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line not in ("END:VEVENT", "END:VCALENDAR"):
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    return found


def date_of(shop: Shop, who: Regular, kind: str, text: str, **more: Any) -> None:
    shop.do(dates.set_date, who.id, kind, text, **more)


def exported(shop: Shop, **more: Any) -> list[dict[str, str]]:
    return read(shop.read(ics.dates, **more))


def put(shop: Shop, who: Regular, **values: Any) -> None:
    @act(Act.EDIT_CUSTOMER)
    def write(w: Write) -> None:
        w.put(schema.customer, who.id, **values)

    shop.do(write)


def days(event: dict[str, str], years: int = 12) -> list[date]:
    """The days on which a calendar shows the event: the four rules used here, worked out from RFC 5545."""
    text = event["DTSTART;VALUE=DATE"]
    first = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    found = []
    for year in range(first.year, first.year + years):
        match event["RRULE"]:
            case "FREQ=YEARLY":
                found.append(date(year, first.month, first.day))
            case "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1":
                found.append(date(year, 2, calendar.monthrange(year, 2)[1]))
            case "FREQ=YEARLY;BYYEARDAY=60":
                found.append(date(year, 1, 1) + timedelta(days=59))
            case other:
                raise AssertionError(other)
    assert found[0] == first
    return found


def test_a_birthday_is_a_day_of_every_year_without_the_age(shop: Shop) -> None:
    shop.customer("Ngozi Okafor").birthday("4 December 1986")
    [event] = exported(shop)
    assert event["SUMMARY"] == "Birthday of Ngozi Okafor"
    assert event["DTSTART;VALUE=DATE"] == "20261204"
    assert event["DTEND;VALUE=DATE"] == "20261205"
    assert event["RRULE"] == "FREQ=YEARLY"
    assert event["DTSTAMP"] == "20261120T084100Z"
    assert "1986" not in shop.read(ics.dates).decode()


def test_a_yearless_birthday_looks_the_same(shop: Shop) -> None:
    shop.customer("Aoi Tanaka").birthday("22 November")
    shop.customer("Bartholomew Ellis").birthday("22 January")
    assert [event["DTSTART;VALUE=DATE"] for event in exported(shop)] == ["20260122", "20261122"]


def test_the_head_of_the_file(shop: Shop) -> None:
    lines = unfolded(shop.read(ics.dates))
    assert lines == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//RelNotebook//Dates//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:Tern & Thistle: dates", "END:VCALENDAR",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "in_common_years"), [("28feb", lambda y: date(y, 2, 28)), ("1mar", lambda y: date(y, 3, 1))]
)
def test_the_29th_of_february_by_the_rule_of_shop_and_card(
    shop: Shop, rule: str, in_common_years: Callable[[int], date]
) -> None:
    date_of(shop, shop.customer("Tom Reed"), "birthday", "29/02/1988", leap_rule=rule)
    [event] = exported(shop)
    for day in days(event, 80):
        leap = calendar.isleap(day.year)
        assert day == (date(day.year, 2, 29) if leap else in_common_years(day.year))
        assert day == dates.next_kept(29, 2, rule, date(day.year, 1, 1))


def test_a_month_stands_on_its_first_and_says_so(shop: Shop) -> None:
    shop.customer("Linnea Berg").birthday("March 1980")
    [event] = exported(shop)
    assert (event["DTSTART;VALUE=DATE"], event["SUMMARY"]) == ("20260301", "Birthday of Linnea Berg (this month)")


def test_a_year_alone_is_left_out(shop: Shop) -> None:
    shop.customer("Linnea Berg").birthday("about 40")
    assert exported(shop) == []


def test_the_same_dates_are_updated_by_a_second_export(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("4 December")
    shop.customer("Aoi Tanaka").birthday("22 November")
    before = {event["UID"]: event for event in exported(shop)}
    clock(timedelta(days=60))
    shop.do(customers.edit, ngozi.id, name="Ngozi Adeyemi")
    after = {event["UID"]: event for event in exported(shop)}
    assert set(after) == set(before)
    assert len(after) == 2
    [renamed] = [uid for uid in after if after[uid]["SUMMARY"] != before[uid]["SUMMARY"]]
    [other] = set(after) - {renamed}
    assert int(after[renamed]["SEQUENCE"]) > int(before[renamed]["SEQUENCE"])
    assert after[other]["SEQUENCE"] == before[other]["SEQUENCE"]
    assert after[other]["DTSTAMP"] > before[other]["DTSTAMP"]


def test_two_notebooks_never_share_an_identity(shop: Shop, tmp_path: Any) -> None:
    from relnotebook.notebook import shop as shops
    from relnotebook.store import engine

    engine.new_notebook(tmp_path / "other.relnotebook")
    other = Shop(tmp_path / "other.relnotebook")
    other.do(shops.start, name="Other", kind="cafe")
    for one in (shop, other):
        one.customer("Ngozi").birthday("4 December")
    assert exported(shop)[0]["UID"] != exported(other)[0]["UID"]
    other.close()


def test_private_words_stay_here_unless_they_are_wanted(shop: Shop) -> None:
    ravi = shop.customer("Ravi Shah").note("Going through a divorce")
    date_of(shop, ravi, "other", "3/5/2010", title="His first day sober")
    date_of(shop, ravi, "birthday", "4/5/1970")
    quiet, loud = shop.read(ics.dates).decode(), shop.read(ics.dates, private=True).decode()
    assert "sober" not in quiet
    assert "1970" not in quiet
    assert [event["SUMMARY"] for event in read(quiet.encode())] == [
        "A day to think of Ravi Shah",
        "Birthday of Ravi Shah",
    ]
    assert [event["SUMMARY"] for event in read(loud.encode())] == [
        "Ravi Shah: His first day sober, since 2010",
        "Birthday of Ravi Shah, since 1970",
    ]
    assert "divorce" not in loud


def test_a_phone_never_stands_for_a_name(shop: Shop) -> None:
    shop.customer("", phone="0151 496 0183").birthday("4 December")
    assert "496" not in exported(shop)[0]["SUMMARY"]


def test_whoever_is_not_to_be_greeted_is_left_out(shop: Shop) -> None:
    people = {name: shop.customer(name).birthday("4 December") for name in ("Ada", "Ben", "Cy", "Di", "Eve", "Flo")}
    shop.do(customers.set_state, people["Ada"].id, "deceased")
    shop.do(customers.set_state, people["Ben"].id, "do_not_contact")
    shop.do(customers.bin, people["Cy"].id)
    put(shop, people["Di"], no_greetings=1)
    put(shop, people["Eve"], bereaved_until="2026-12-24")
    assert [event["SUMMARY"] for event in exported(shop)] == ["Birthday of Flo"]


def test_a_kind_that_was_stopped_for_good_is_left_out(shop: Shop) -> None:
    ada = shop.customer("Ada").birthday("4 December")
    date_of(shop, ada, "name_day", "5 December")

    @act(Act.STOP_TOUCH)
    def never(w: Write) -> None:
        w.add(schema.touch_mark, customer_id=ada.id, touch="birthday", state="never", at=w.at, utc_offset=w.offset)

    shop.do(never)
    assert [event["SUMMARY"] for event in exported(shop)] == ["Name day of Ada"]


def test_one_kind_in_a_file_of_its_own(shop: Shop) -> None:
    ada = shop.customer("Ada").birthday("4 December")
    date_of(shop, ada, "name_day", "5 December")
    assert len(exported(shop)) == 2
    assert [event["SUMMARY"] for event in exported(shop, kinds=["name_day"])] == ["Name day of Ada"]


def test_names_with_marks_of_the_format(shop: Shop) -> None:
    name = "O\\Neill; Ravi, Meera & Трần 田中葵 " + "Sørensen-Größmann " * 6
    shop.customer(name).birthday("4 December")
    assert exported(shop)[0]["SUMMARY"] == "Birthday of " + " ".join(name.split())


@given(st.text(max_size=300))
def test_any_text_is_escaped_and_folded(text: str) -> None:
    [line] = unfolded(b"".join(ics.folded("SUMMARY:" + ics.escaped(text))))
    value = line.removeprefix("SUMMARY:")
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    assert re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value) == clean(text, lines=True)


def test_saved_whole_with_the_number_of_dates(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Ngozi Okafor").birthday("4 December 1986")
    shop.customer("Tobias").birthday("1990")  # a year alone is no date
    file = tmp_path / "dates.ics"
    file.write_text("an older one")
    assert shop.read(ics.save, file) == 1
    assert file.read_bytes() == shop.read(ics.dates)
    shop.read(ics.save, file, private=True)
    assert "1986" in file.read_text("utf-8")


def test_what_cannot_be_saved_leaves_nothing_behind(shop: Shop, tmp_path: Path) -> None:
    place = tmp_path / "dates.ics"
    place.mkdir()
    for file in (place, tmp_path / "gone" / "dates.ics"):
        with pytest.raises(Refusal, match="not-written"):
            shop.read(ics.save, file)
    assert [one.name for one in tmp_path.iterdir() if "dates" in one.name] == ["dates.ics"]
