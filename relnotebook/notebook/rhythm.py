"""How often a customer comes, how long they have been silent, and whom to miss first. METHODS.md 2 has the method.

Days are numbers since 1970 (`clock.day_number`). Days on which the shop was closed and days the customer was known to
be away are taken out of every gap and of the silence. What is *said* is the customer's own middle gap; who comes
*first* is decided by `worry`, a number that is never shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter, mul, sub
from statistics import median

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.notebook import hours
from relnotebook.store.write import Session

Span = tuple[int, int]
"""The first and the last day of days that do not count, both included."""

FEWEST = 4  # visit days before anybody has a rhythm: three gaps are the least that a middle one says something
AWAY_TIMES = 2.0  # away for long: longer than so many times the own rhythm
AWAY_DAYS = 10  # and longer than so many days
LATE_TIMES, LATE_DAYS = 6.0, 60  # silent for longer than both: a hello comes late
GONE_TIMES, GONE_DAYS = 8.0, 365  # silent for longer than both: gone
SHOP_GAP = 14.0  # days between visits in a shop that has seen nobody twice

_FADE = 0.95  # what a gap counts beside the one after it
_PRIOR = 1.0  # gaps that the shop's habit is worth
_LEFT, _STAYED = 0.8, 3.0  # chance to have left after a visit: 0.8 / (0.8 + 3 + gaps)
_SOON = 3.0  # "back soon" is within so many own gaps
_NEWEST = 200  # visit days: older gaps weigh next to nothing
_WEIGHTS = tuple(_FADE**i for i in range(_NEWEST))
_SUMS = tuple(sum(_WEIGHTS[:n]) for n in range(_NEWEST + 1))
_EPOCH = date(1970, 1, 1)
_EVER = 2_900_000  # a day that does not come, in the last century that a date can tell


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a customer's visit days say, as customer_stat keeps it.

    Attributes:
        gap_days: the middle gap in days, None below four visit days.
        gaps: how many gaps there are.
        weight: the sum of their weights, the newest weighs 1 (gap_weight).
        total: the weighted sum of their days (gap_sum).
    """

    gap_days: float | None = None
    gaps: int = 0
    weight: float = 0.0
    total: float = 0.0

    @property
    def mean(self) -> float | None:
        """The mean gap in days, new ones weighing more; None when they came on one day at most."""
        return self.total / self.weight if self.gaps else None

    def by_hand(self, gap_days: float | None) -> Rhythm:
        """The same with a rhythm that somebody set: it stands for every gap. None leaves all as it is."""
        if gap_days is None:
            return self
        return Rhythm(gap_days, self.gaps, self.weight, self.weight * gap_days)


# Gaps and silence


def sum_up(days: Iterable[int], closed: Sequence[Span] = (), away: Span | None = None) -> Rhythm:
    """The rhythm of visit days, which may come in any order and more than once.

    Args:
        closed: days on which the shop was closed, in any order; they may overlap.
        away: when the customer was known to be away.
    """
    kept = sorted(set(days))
    if len(kept) < 2:
        return Rhythm()
    gaps = list(map(sub, kept[1:], kept))
    for first, last in _merged(closed, away):
        _take_out(gaps, kept, first, last)
    gap_days = float(median(gaps)) if len(kept) >= FEWEST else None
    newest = gaps[: -_NEWEST - 1 : -1]
    return Rhythm(gap_days, len(gaps), _SUMS[len(newest)], sum(map(mul, newest, _WEIGHTS)))


def _merged(closed: Sequence[Span], away: Span | None) -> list[Span]:
    """The spans in order, none of which touches another, so that no day is taken out twice."""
    if not closed and away is None:
        return []
    found: list[Span] = []
    for first, last in sorted([*closed, away] if away else closed):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first <= last:
            found.append((first, last))
    return found


def _take_out(gaps: list[int], days: Sequence[int], first: int, last: int) -> None:
    """Shorten the gaps around which days from `first` to `last` lie; visit days themselves stay."""
    i = max(bisect_right(days, first) - 1, 0)
    while i < len(gaps) and days[i] < last:
        gaps[i] -= max(0, min(last, days[i + 1] - 1) - max(first, days[i] + 1) + 1)
        i += 1


def silence(last_day: date, today: date, closed: Sequence[Span] = (), away: Span | None = None) -> int:
    """Days since the last visit (or call, or message), without those that do not count; 0 on the day itself."""
    last, now = _number(last_day), _number(today)
    silent = now - last
    for begin, end in _merged(closed, away):
        silent -= max(0, min(end, now) - max(begin, last + 1) + 1)
    return max(0, silent)


def silent_on(last_day: date, silent: int, closed: Sequence[Span] = (), away: Span | None = None) -> date | None:
    """The first day on which the silence is as long as `silent` days; None when it never will be."""
    last = _number(last_day)
    day = last + silent
    for first, end in _merged(closed, away):
        begin = max(first, last + 1)
        if begin > day:
            break
        day += max(0, end - begin + 1)
    return _EPOCH + timedelta(days=day) if day < _EVER else None


def is_long_away(silent: int, gap_days: float) -> bool:
    """Whether somebody is listed as "not seen for a while": longer than twice their own rhythm, and than ten days."""
    return silent > AWAY_DAYS and silent > AWAY_TIMES * gap_days


def order(worried: float, silent: int, gap_days: float) -> float:
    """Where somebody who is away stands in a list, the smallest first: by worry, but last if a hello comes late.

    Of people silent for months hardly anybody comes back (`worry` is near 1 for all of them), and without this a
    notebook with an old history would put them before everybody whom a word can still reach.
    """
    late = silent > LATE_DAYS and silent > LATE_TIMES * gap_days
    return late - worried


def is_gone(silent: int, gap_days: float) -> bool:
    """Whether somebody has been silent for so long that nobody is prompted any more."""
    return silent > GONE_DAYS and silent > GONE_TIMES * gap_days


def long_away_after(gap_days: float, *, times: int = 1) -> int:
    """The fewest days of silence that are long; `times`: that are so many times as long as that."""
    return int(times * max(AWAY_DAYS, AWAY_TIMES * gap_days)) + 1


def span(away_from: str, away_until: str) -> Span | None:
    """The days of "away from ... until ..." of a card (ISO dates, '' = open on that side); None when not away."""
    if not away_from and not away_until:
        return None
    first = _number(date.fromisoformat(away_from)) if away_from else -_EVER
    return first, _number(date.fromisoformat(away_until)) if away_until else _EVER


def _number(day: date) -> int:
    return (day - _EPOCH).days


# Whom to miss first


def shop_gap(means: Iterable[float]) -> float:
    """M: the middle one of the customers' mean gaps, in days."""
    known = list(means)
    return float(median(known)) if known else SHOP_GAP


def back_within(rhythm: Rhythm, silent: int, horizon: float, shop: float) -> float:
    """The chance that they come within `horizon` days. For ranking only: it is surer than it should be.

    Args:
        silent: days since the last visit, see `silence`.
        shop: the shop's gap, see `shop_gap`.
    """
    a = 1 + _PRIOR + rhythm.weight
    b = _PRIOR * shop + rhythm.total
    left = _LEFT / (_LEFT + _STAYED + rhythm.gaps)
    stays: float = (1 - left) * (b / (b + silent)) ** a
    later: float = (1 - left) * (b / (b + silent + horizon)) ** a
    return (stays - later) / (stays + left)


def worry(rhythm: Rhythm, silent: int, shop: float, own_gap: float | None = None) -> float:
    """From 0 (surely back soon) to 1: the list begins with the greatest.

    Args:
        silent: days since the last visit, see `silence`.
        shop: the shop's gap, see `shop_gap`.
        own_gap: their rhythm in days, when somebody may have set it by hand; None = that of the visits.
    """
    if own_gap is not None and own_gap != rhythm.gap_days:
        rhythm, shop = rhythm.by_hand(own_gap), own_gap
    own = rhythm.gap_days if rhythm.gap_days is not None else rhythm.mean or shop
    return 1 - back_within(rhythm, silent, _SOON * max(1.0, own), shop)


# In words


def every(gap_days: float) -> str:
    """A rhythm as people say it: "every 4 days", "weekly", "every two weeks", "monthly"."""
    days = max(1, int(gap_days + 0.5))
    if days == 1:
        return _("every day")
    if days == 7:
        return _("weekly")
    for most, words in ((12, ""), (17, _("every two weeks")), (24, _("every three weeks")), (38, _("monthly"))):
        if days <= most:
            return words or n_("every {n} day", "every {n} days", days)
    if days <= 49:
        return n_("every {n} week", "every {n} weeks", round(days / 7))
    if days <= 300:
        return n_("every {n} month", "every {n} months", max(2, round(days / _MONTH)))
    if days <= 450:
        return _("once a year")
    return n_("every {n} year", "every {n} years", max(2, round(days / _YEAR)))


_MONTH, _YEAR = 30.44, 365.25  # days


def ago(days: int) -> str:
    """A silence as people say it: "23 days", "5 weeks", "4 months", "2 years"."""
    if days < 28:
        return n_("{n} day", "{n} days", days)
    if days < 70:
        return n_("{n} week", "{n} weeks", days // 7)
    if days < _YEAR:
        return n_("{n} month", "{n} months", int(days / _MONTH))
    return n_("{n} year", "{n} years", int(days / _YEAR))


def short(silent: int, gap_days: float) -> str:
    """Both in a row of a list: "23 days, comes every 4" or "5 weeks, comes weekly"."""
    often = max(1, int(gap_days + 0.5))
    if silent < 28 and 2 <= often <= 12 and often != 7:
        return _("{silence}, comes every {n}").format(silence=ago(silent), n=often)
    return _("{silence}, comes {often}").format(silence=ago(silent), often=every(gap_days))


# Everybody as of a day


@dataclass(frozen=True, slots=True)
class Worry:
    """One customer in the ranking.

    Attributes:
        worry: rank by it, do not show it.
        silent: days since they were last in or in touch; last_day: when that was.
        gap_days: their rhythm, also when somebody set it by hand.
        long_away: whether they are listed as "not seen for a while".
        rhythm: of the visits.
    """

    customer: CustomerId
    worry: float
    silent: int
    last_day: date
    gap_days: float
    long_away: bool
    rhythm: Rhythm


# Whom nobody should write to about it is left out: the dead, who moved, who asked to be left alone, who is in the bin.
_VISITS = """
SELECT v.customer_id, (v.at + v.utc_offset * 60) / 86400
FROM visit v JOIN customer c ON c.id = v.customer_id AND c.binned_at IS NULL AND c.state = 'active'
WHERE v.at < ? ORDER BY v.customer_id, v.at
"""
_CARDS = """
SELECT id, away_from, away_until, rhythm_days FROM customer
WHERE away_from <> '' OR away_until <> '' OR rhythm_days IS NOT NULL
"""
_CONTACTS = """
SELECT p.customer_id, max((p.at + p.utc_offset * 60) / 86400)
FROM touchpoint p JOIN customer c ON c.id = p.customer_id AND c.contact_counts
WHERE p.source <> 'mailing' AND (p.at + p.utc_offset * 60) / 86400 <= ? GROUP BY p.customer_id
"""


def worries(s: Session, day: date, *, fewest: int = FEWEST) -> tuple[Worry, ...]:
    """Everybody with a rhythm, whom to miss first at the top, as it could be known at the end of `day`.

    Visits, calls and messages after that day are not looked at; who is away on it is left out. It reads every visit:
    for a list of another day and for measuring, not for the counter.

    Args:
        fewest: visit days that must be known; a rhythm set by hand needs one.
    """
    today = _number(day)
    closed = hours.week(s).spans
    cards = {row[0]: row[1:] for row in s.raw(_CARDS)}
    contacts = dict(s.raw(_CONTACTS, (today,)))
    means: list[float] = []
    chosen: list[tuple[CustomerId, int, float | None, Rhythm, Span | None]] = []
    for who, days in _days_of(s, today):
        away_from, away_until, own = cards.get(who, ("", "", None))
        away = span(away_from, away_until)
        rhythm = sum_up(days, closed, away)
        if rhythm.mean is not None:
            means.append(rhythm.mean)
        paused = away is not None and away[0] <= today <= away[1]
        if (rhythm.gaps + 1 >= fewest or own is not None) and not paused:
            chosen.append((who, max(days[-1], contacts.get(who, 0)), own, rhythm, away))
    shop = shop_gap(means)
    found = [_worried(*one, day, closed, shop) for one in chosen]
    return tuple(sorted(found, key=lambda one: (order(one.worry, one.silent, one.gap_days), one.customer)))


def _days_of(s: Session, today: int) -> Iterable[tuple[CustomerId, list[int]]]:
    """Every customer with the visit days up to today, oldest first."""
    rows = s.raw(_VISITS, ((today + 2) * 86400,))
    for who, some in groupby(rows, itemgetter(0)):
        days = [number for _who, number in some if number <= today]
        if days:
            yield CustomerId(who), days


def _worried(
    who: CustomerId,
    last: int,
    own: float | None,
    rhythm: Rhythm,
    away: Span | None,
    day: date,
    closed: Sequence[Span],
    shop: float,
) -> Worry:
    last_day = _EPOCH + timedelta(days=last)
    silent = silence(last_day, day, closed, away)
    gap = own if own is not None else rhythm.gap_days or rhythm.mean or shop
    return Worry(who, worry(rhythm, silent, shop, own), silent, last_day, gap, is_long_away(silent, gap), rhythm)
