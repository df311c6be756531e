"""What it would be kind to do, ticked or put off; who stays away; how close a customer is; dates for a calendar.

What the JSON of `today`, `slipping` and `closeness` holds stands in the help of each command; days and moments in it
are local and ISO, what is not known is null or "".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width

import click

from relnotebook.base import clock, sentences
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.commands.looking_up import must_be_there
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from relnotebook.notebook.touches import Today, Touch
    from relnotebook.store.write import Session, Store

CHANNELS = ("in_person", "phone", "email", "social", "chat", "none")
FEELINGS = ("delighted", "happy", "so_so", "puzzled", "let_down", "upset")
UNTIL = ("later_today", "tomorrow", "next_open_day", "in_3_days", "next_week", "next_visit")

on_day = click.option("--on", default="", metavar="DAY", help="As of another day: 2026-12-24, yesterday, Friday.")


# The day's list


@click.command()
@on_day
@as_json
@pass_till
def today(till: Till, on: str, as_json: bool) -> None:
    """What it would be kind to do now and in the next six days.

    JSON: day, done, to_go (overdue and today), more (not listed), and touches in order. Each touch: id (what `touch`
    takes), customer, name, kind, group (overdue, today, week, later), due (null at the next visit), was_due (before it
    was put off), days_late, reason, line, message, email (where it may be written to), owner.
    """
    from relnotebook.notebook import touches

    with till.opened() as store:
        day = _day(store, on)
        _turn(store, day)
        with store.read() as s:
            found = touches.today(s, on=day)
    if as_json:
        heading = {"day": found.day, "done": found.done, "to_go": found.to_go, "more": found.more}
        print_json({**heading, "touches": [_touch_facts(touch) for touch in found.touches]})
        return
    for told in _today_lines(found):
        click.echo(told)


_TOUCH = ("id", "customer", "name", "kind", "group", "due", "was_due", "days_late", "reason", "line")
_TO_WRITE = ("message", "email", "owner")


def _touch_facts(touch: Touch) -> dict[str, Any]:
    return {name: getattr(touch, name) for name in (*_TOUCH, *_TO_WRITE)}


def _turn(store: Store, on: date | None) -> None:
    """Make the day's turn if it is wanted, which the list of today is read from; another day is worked out anew."""
    from relnotebook.notebook import derive

    if on is None or on == clock.today():
        run(derive.turn(store), _("Looking who it would be kind to think of today"))


def _day(store: Store, text: str, *, over: bool = True) -> date | None:
    """The day meant by what was typed, None for nothing; `over`: it may be one that has been.

    Raises Refusal("bad-date", text, hint, example).
    """
    from relnotebook.notebook import dates, days, shop

    if over and text.strip().casefold() in ("yesterday", _("yesterday").casefold()):
        return clock.today() - timedelta(days=1)
    with store.read() as s:
        month_first = shop.region(s) in dates.MONTH_FIRST_REGIONS
    told = days.written_out(text, month_first=month_first) if over else None
    if told is not None and told[2] is None:
        return days.near(told[0] or 1, told[1] or 1, clock.today())
    found = days.read(text, clock.today(), month_first=month_first)
    return date.fromisoformat(found) if found else None


def _today_lines(found: Today) -> Iterator[str]:
    from relnotebook.notebook import wording

    yield f"{wording.weekday(found.day)} {wording.since(found.day, clock.today())}"
    if not found.touches:
        yield _("Nobody is waiting for a word today.")
        return
    yield _("{done} done, {left} to go").format(done=found.done, left=found.to_go)
    rows = [(", ".join(filter(None, one.margin)), one.name, _late(one), one.id) for one in found.touches]
    lines = aligned(rows)
    headings = {"overdue": _("Overdue"), "today": _("Today"), "week": _("This week"), "later": _("Later")}
    group = ""
    for touch, line in zip(found.touches, lines, strict=True):
        if touch.group != group:
            group = touch.group
            yield ""
            yield headings[group]
        yield "  " + line
    if found.more:
        yield ""
        yield n_("{n} more can wait.", "{n} more can wait.", found.more)


def _late(touch: Touch) -> str:
    """The reason, and the day it was put off from."""
    from relnotebook.notebook import wording

    if touch.was_due is None:
        return touch.reason
    was = wording.on_day(touch.was_due, clock.today())
    return _("{reason} (was due {day})").format(reason=touch.reason, day=was)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines whose columns stand below each other, also with letters that are two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


# One touch


@click.group()
def touch() -> None:
    """Done, put off or skipped: ID is the last column of `today`, and "id" in its JSON."""


touch_id = click.argument("touch", metavar="ID")


@touch.command()
@touch_id
@click.option("--channel", type=click.Choice(CHANNELS), default="in_person", show_default=True, help="How it was done.")
@click.option("--words", default="", help="What was said; what the touch was about when left out.")
@click.option("--feeling", type=click.Choice(FEELINGS), help="How they were.")
@as_json
@pass_till
def done(till: Till, touch: str, channel: str, words: str, feeling: str | None, as_json: bool) -> None:
    """Tick a touch; it is logged as a touchpoint on the card, with --channel none it is not."""
    from relnotebook.notebook import touches

    channel = "" if channel == "none" else channel
    told, made = _act(till, touches.do, touch, channel=channel, words=words, feeling=feeling or "")
    _print_act({"touch": touch, "state": "done", "touchpoint": made.touchpoint}, told, as_json)


@touch.command()
@touch_id
@click.option(
    "--until", default="tomorrow", show_default=True, help=f"{', '.join(UNTIL)}, or a day: Friday, in 2 weeks, 24/12."
)
@as_json
@pass_till
def snooze(till: Till, touch: str, until: str, as_json: bool) -> None:
    """Put a touch off; it comes back at opening time of the day, or at the next visit."""
    from relnotebook.notebook import touches

    choice, on = "_".join(until.casefold().split()), None
    if choice not in UNTIL:
        with till.opened() as store:
            choice, on = "date", _day(store, until, over=False)
    told, back = _act(till, touches.snooze, touch, choice, on=on)
    _print_act({"touch": touch, "state": "snoozed", "until": back or choice}, told, as_json)


@touch.command()
@touch_id
@as_json
@pass_till
def skip(till: Till, touch: str, as_json: bool) -> None:
    """Let this one pass; it is gone until its next occasion."""
    from relnotebook.notebook import touches

    told, _nothing = _act(till, touches.skip, touch)
    _print_act({"touch": touch, "state": "skipped"}, told, as_json)


def _act(till: Till, act: Callable[..., Any], *args: Any, **kw: Any) -> tuple[str, Any]:
    """Run an act; the sentence about it, and what it gave."""
    with till.opened() as store:
        made, changes = store.do(act, *args, **kw)
    return (sentences.done(changes) if changes else ""), made


def _print_act(facts: dict[str, Any], told: str, as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        click.echo(told)


# Who stays away


@click.command()
@on_day
@as_json
@pass_till
def slipping(till: Till, on: str, as_json: bool) -> None:
    """Regulars who are away longer than their own rhythm explains, whom to miss first at the top.

    With --on as it could be known at the end of that day: nothing of what was ticked or put off since then counts.

    JSON, in order: customer, name, reason ("23 days, comes every 4"), silent_days (without holidays), rhythm_days
    (their own), touch (what `touch` takes; null for another day).
    """
    with till.opened() as store:
        day = _day(store, on)
        _turn(store, day)
        with store.read() as s:
            found = _slipping_now(s) if day in (None, clock.today()) else _slipping_on(s, day or clock.today())
    if as_json:
        print_json(found)
        return
    rows = [(one["name"], one["reason"], one["touch"] or str(one["customer"])) for one in found]
    for line in aligned(rows) if rows else ():
        click.echo(line)
    if not found:
        click.echo(_("Everybody comes as they always do."))


def _slipping_now(s: Session) -> list[dict[str, Any]]:
    from relnotebook.notebook import due, touches

    found, rules = touches.slipping(s), due.Rules.of(s)
    cards = {one.customer: one for one in due.facts(s, [touch.customer for touch in found], rules.leap_rule)}
    rows = []
    for touch in found:
        card = cards[touch.customer]
        silent = due.silent_days(card, rules, clock.today())
        rows.append(_away(touch.customer, touch.name, silent, card.own_gap or 0.0, touch.id))
    return rows


def _slipping_on(s: Session, day: date) -> list[dict[str, Any]]:
    from relnotebook.notebook import customers, rhythm

    worried = rhythm.worries(s, day)
    found = [one for one in worried if one.long_away and not rhythm.is_gone(one.silent, one.gap_days)]
    named = {line.id: line.name for line in customers.lines(s, tuple(one.customer for one in found))}
    return [_away(one.customer, named[one.customer], one.silent, one.gap_days, None) for one in found]


def _away(customer: CustomerId, name: str, silent: int, gap_days: float, touch: str | None) -> dict[str, Any]:
    from relnotebook.notebook import rhythm

    return {
        "customer": customer,
        "name": name,
        "reason": rhythm.short(silent, gap_days),
        "silent_days": silent,
        "rhythm_days": gap_days,
        "touch": touch,
    }


# How close


@click.command()
@click.argument("customer", type=int, metavar="ID")
@as_json
@pass_till
def closeness(till: Till, customer: int, as_json: bool) -> None:
    """How close a customer is to the shop, 1 to 10, and why.

    JSON: null where the shop or the card has it switched off, and for who has died; else score, word, reasons (points,
    text), which add up to the score, points (by kind of reason), before (the score 90 days ago), and next (text, kind,
    words, lead, due, touchpoint): the next kind thing to do, or null.
    """
    from relnotebook.notebook import closeness as scores
    from relnotebook.notebook import tact

    with till.opened() as store:
        _turn(store, None)
        with store.read() as s:
            must_be_there(s, customer)
            found = scores.of(s, CustomerId(customer))
            about = tact.state(s, CustomerId(customer)).facts
    if as_json:
        print_json(found)
        return
    if found is None:
        died = about.state == "deceased"
        click.echo(tact.why("deceased", about) if died else _("Closeness is switched off here."))
        return
    click.echo(_("{score} of 10, {word}").format(score=found.score, word=found.word))
    for reason in found.reasons:
        click.echo(f"  +{reason.points}  {reason.text}")
    if found.next is not None:
        click.echo(found.next.sentence)


# Dates for a calendar


@click.group()
def export() -> None:
    """Take something out of the notebook, into a file."""


@export.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.ics")
@click.option("--private", is_flag=True, help="With what the dates are called on the cards, and since which year.")
@pass_till
def dates(till: Till, file: Path, private: bool) -> None:
    """Write the dates of all cards as a calendar file; a second export updates the first."""
    from relnotebook.exchange import ics

    with till.opened() as store, store.read() as s:
        count = ics.save(s, file, private=private)
    click.echo(n_("{n} date is in {path}.", "{n} dates are in {path}.", count).format(n=count, path=file))
