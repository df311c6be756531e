"""The counter before anything is typed: who is usually in about now, and who has just been in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.notebook import lines, names, shop, usual
from relnotebook.notebook.lines import CustomerLine, Known
from relnotebook.store.write import Session

WEEKS = 8
WITHIN_MINUTES = 45
DAYS_NEEDED = 3
DAYS_NEEDED_EARLY = 2
EARLY_WEEKS = 4  # with less history than this many same weekdays, two of them say enough


@dataclass(frozen=True, slots=True)
class AtRest:
    """The counter before anything is typed."""

    about_now: tuple[CustomerLine, ...]
    just_in: tuple[CustomerLine, ...]
    weekday: int  # Monday 0
    total: int
    newest: tuple[CustomerLine, ...] = ()  # cards added a moment ago; when nobody has been in, the newest ones


def at_rest(s: Session, *, limit: int = 6) -> AtRest:
    """Who is usually in about now (last 8 same weekdays, within 45 minutes), then who has just been in.

    Those who were in today are no longer expected. Reads eight narrow spans of the visits, however many there are.
    """
    now = clock.now()
    recent = _just_in(s, now, limit)
    expected = _usually_now(s, now, limit)
    newest = _newest(s, now, set(recent) | set(expected), limit)
    known = {one.id: one for one in lines.known(s, [*expected, *recent, *newest])}
    for key in expected:
        known[key].usuals = _as_today(s, known[key])
    return AtRest(
        lines.make([known[key] for key in expected], windows=expected),
        lines.make([known[key] for key in recent]),
        now.weekday(),
        shop.customers(s),
        lines.make([known[key] for key in newest]),
    )


def _as_today(s: Session, one: Known) -> list[str]:
    """The usual with the variations that hold now, so that it is under way before the hello."""
    orders = [usual.order(each, [v.id for v in each.variations if v.holds]) for each in usual.of(s, one.id)]
    return ["; ".join(items) for items in orders] or one.usuals


# New in the notebook

NEW_SECONDS = 600
NEW_LINES = 3

_NEWEST = """
SELECT id, added_at FROM customer WHERE id > (SELECT max(id) FROM customer) - ? AND binned_at IS NULL
ORDER BY id DESC LIMIT ?
"""


def _newest(s: Session, now: datetime, shown: set[CustomerId], limit: int) -> list[CustomerId]:
    """Cards of the last ten minutes, which nobody has looked at yet; with nothing else to show, the newest."""
    rows = s.raw(_NEWEST, (limit * 8, limit))
    found = [(CustomerId(key), at) for key, at in rows if key not in shown]
    if not shown:
        return [key for key, _at in found]
    return [key for key, at in found if at > clock.stamp(now)[0] - NEW_SECONDS][:NEW_LINES]


# Just been in

_TODAY = """
SELECT v.customer_id FROM visit v JOIN customer c ON c.id = v.customer_id AND c.binned_at IS NULL
WHERE v.at BETWEEN ? AND ? ORDER BY v.at DESC, v.id DESC LIMIT ?
"""


def _just_in(s: Session, now: datetime, limit: int) -> list[CustomerId]:
    """Newest first. A few more visits are read than are shown, since somebody may have been in twice."""
    found = s.raw(_TODAY, (_midnight(now), clock.stamp(now)[0] + 60, limit * 4))
    return list(dict.fromkeys(CustomerId(key) for (key,) in found))[:limit]


def _midnight(now: datetime) -> int:
    return clock.stamp(now.replace(hour=0, minute=0, second=0, microsecond=0))[0]


# Usually in about now

_USUALLY = """
SELECT v.customer_id, count(DISTINCT span.number) AS days, group_concat((v.at + 60 * v.utc_offset - span.wall) / 60)
FROM (SELECT day.key AS number, day.value AS wall, day.value - 60 * coalesce(
        (SELECT n.utc_offset FROM visit n WHERE n.at >= day.value - 60 * ?2 ORDER BY n.at LIMIT 1), ?2) AS moment
      FROM json_each(?1) day) span
CROSS JOIN visit v ON v.at BETWEEN span.moment - ?3 AND span.moment + ?3
GROUP BY v.customer_id HAVING days >= ?4
ORDER BY days DESC, v.customer_id LIMIT ?5
"""
_HERE = f"""
SELECT c.id FROM customer c WHERE c.id {lines.AMONG} AND c.binned_at IS NULL AND c.state NOT IN ('moved', 'deceased')
AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = c.id AND v.at >= ?)
"""


def _usually_now(s: Session, now: datetime, limit: int) -> dict[CustomerId, str]:
    """Those expected, by how many of the days they were in, with the window in which they come."""
    middles = _same_weekdays(now)
    oldest = names.first(s.raw("SELECT min(at) FROM visit"))
    if oldest is None:
        return {}
    offset = clock.stamp(now)[1]
    history = sum(middle - offset * 60 >= oldest - WITHIN_MINUTES * 60 for middle in middles)
    needed = DAYS_NEEDED if history >= EARLY_WEEKS else DAYS_NEEDED_EARLY
    found = s.raw(_USUALLY, (lines.listed(middles), offset, WITHIN_MINUTES * 60, needed, limit * 8 + 20))
    expected = {key for (key,) in s.raw(_HERE, (lines.listed(key for key, _days, _times in found), _midnight(now)))}
    there = [(days, [int(m) for m in times.split(",")], key) for key, days, times in found if key in expected]
    there.sort(key=lambda t: (-t[0], abs(sum(t[1])) / len(t[1]), t[2]))
    minute = now.hour * 60 + now.minute
    return {key: _window(minute, times) for _days, times, key in there[:limit]}


def _same_weekdays(now: datetime) -> list[int]:
    """This time of day on the last eight same weekdays, in seconds since 1970 as a clock on the wall shows them."""
    wall = clock.stamp(now)[0] + clock.stamp(now)[1] * 60
    return [wall - week * 7 * 86400 for week in range(1, WEEKS + 1)]


def _window(minute: int, away: list[int]) -> str:
    """ "08:35 to 08:50": from the earliest to the latest of the times, rounded to five minutes.

    Of six times and more the earliest and the latest are left out: one odd day is not their habit.
    """
    times = sorted(away)
    typical = times[1:-1] if len(times) >= 6 else times
    start, end = (5 * round((minute + time) / 5) % 1440 for time in (typical[0], typical[-1]))
    if start == end:
        return _("about {time}").format(time=_time(start))
    return _("{start} to {end}").format(start=_time(start), end=_time(end))


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
