"""Dates as other programs write them."""

from __future__ import annotations

import pytest

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.exchange import moments
from relnotebook.exchange.moments import Order


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1993-01-02", (2, 1, 1993)),
        ("19930102", (2, 1, 1993)),
        ("1993-01-02T00:00:00Z", (2, 1, 1993)),
        ("--0412", (12, 4, None)),
        ("--04-12", (12, 4, None)),
        (" --04-12", (12, 4, None)),
        ("0000-04-12", (12, 4, None)),
        ("1604-06-20", (20, 6, None)),
        ("1900-03-04", (4, 3, None)),
        ("--04", (None, 4, None)),
        ("14/3", (14, 3, None)),
        ("25.03.71", (25, 3, 1971)),
        ("14 March 1980", (14, 3, 1980)),
        ("1985", (None, None, 1985)),
        ("33000", (7, 5, 1990)),
        ("29/02/1988", (29, 2, 1988)),
    ],
)
def test_a_birthday_is_read_in_any_form(text: str, parts: moments.Parts) -> None:
    assert moments.birthday(text) == parts


@pytest.mark.parametrize("text", ["", "  ", "0/0/00", "0000-00-00", "null", "n/a", "-", "'"])
def test_an_empty_birthday_is_none_and_not_today(text: str) -> None:
    assert moments.birthday(text) is None


@pytest.mark.parametrize("text", ["circa 1800", "---12", "31/02/1990", "about 40", "19723101", "2031-01-01", "soon"])
def test_what_is_no_birthday_is_said(text: str) -> None:
    with pytest.raises(Refusal):
        moments.birthday(text)


def test_one_day_above_twelve_decides_for_the_whole_column() -> None:
    assert not Order.of(["03/04/1980", "25/03/1971", "01/02"]).is_month_first("US")
    assert Order.of(["03/04/1980", "3/25/1971", "01/02"]).is_month_first("GB")


def test_without_a_sign_the_country_decides_and_it_is_said() -> None:
    order = Order.of(["03/04/1980", "01/02/1981"])
    assert order.is_open()
    assert order.is_month_first("US")
    assert not order.is_month_first("GB")
    assert order.is_month_first("GB", usual=True)
    assert not Order.of(["1980-03-04", "", "5/5/1980"]).is_open()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2017-01-01 11:53:26", "2017-01-01T11:53:26+00:00"),
        ("2017-01-01T11:53:26Z", "2017-01-01T11:53:26+00:00"),
        ("2017-01-01T11:53:26+02:00", "2017-01-01T11:53:26+02:00"),
        ("1483271606", "2017-01-01T11:53:26+00:00"),
        ("1483271606000", "2017-01-01T11:53:26+00:00"),
        ("20170101", "2017-01-01T12:00:00+00:00"),
        ("20170101115326", "2017-01-01T11:53:26+00:00"),
        ("25/03/2017 17:30", "2017-03-25T17:30:00+00:00"),
        ("3/25/2017 5:30 PM", "2017-03-25T17:30:00+00:00"),
        ("25.03.17, 12:30 am", "2017-03-25T00:30:00+00:00"),
        ("25 March 2017 17:30", "2017-03-25T17:30:00+00:00"),
        ("Sun, 01 Jan 2017 11:53:26 +0000", "2017-01-01T11:53:26+00:00"),
        ("2017/03/25 09:00", "2017-03-25T09:00:00+00:00"),
    ],
)
def test_the_moment_of_a_visit_is_read_in_any_form(text: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    found = moments.moment(text)
    assert found is not None
    assert clock.moment(*found).isoformat() == shown


def test_spreadsheet_days_carry_their_time() -> None:
    found = moments.moment("42736.5")
    assert found is not None
    assert clock.moment(*found).strftime("%Y-%m-%d %H:%M") == "2017-01-01 12:00"


@pytest.mark.parametrize(
    "text", ["", "soon", "0", "13/13/2017", "2099-01-01 10:00", "2017-03-25 24:61", "1/2", "12:30"]
)
def test_what_is_no_moment_of_the_past_is_none(text: str) -> None:
    assert moments.moment(text) is None


def test_three_columns_make_one_birthday() -> None:
    assert moments.from_three("14", "3", "") == (14, 3, None)
    assert moments.from_three("", "3", "1980") == (None, 3, 1980)
    assert moments.from_three("31", "2", "1980") is None
    assert moments.from_three("", "", "1980") is None
