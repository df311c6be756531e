"""The day's turn: what time alone changes, brought up to date once a day by a job of short writes.

`meta` keeps how far it is: `touch_day` is the day the derived rows are made for, `touch_turned` the last day whose turn
was finished; while they differ there is something left to do, also after a power cut. `shop_gap` is the shop's own
median gap (METHODS.md: M) as of the turn, the same for everybody until the next one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date, timedelta

from relnotebook.base import clock
from relnotebook.base.terms import Act, Step
from relnotebook.base.words import _
from relnotebook.notebook import closeness, due, names, occasions, rhythm
from relnotebook.notebook.due import Rules
from relnotebook.store.write import Session, Store, Write

CHUNK = 200
"""Customers a write: about 20 ms, so that the counter's own write hardly waits."""

_KEEP = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
_END = "UPDATE meta SET value = ? WHERE key = 'touch_turned' AND value = ?"
_SAID = "SELECT value FROM meta WHERE key = ?"
_AGAIN, _UNDER_WAY = "", "under way"  # as touch_turned: what a turn has begun it ends, unless it is to be made again


def wanted(s: Session) -> bool:
    """Whether the turn of today is still to be made, or to be finished."""
    return str(names.first(s.raw(_SAID, ("touch_turned",)), "")) != clock.today().isoformat() or is_stale(s)


def is_stale(s: Session) -> bool:
    """Whether an upgrade has left the derived rows to be made anew."""
    return bool(s.raw(_SAID, ("stale",)))


def fresh(w: Write) -> None:
    """The derived rows have been made anew; the turn of the day, which knows the shop's rhythm, is still to come."""
    w.own("DELETE FROM meta WHERE key = 'stale'")
    put_off(w)


def begin(w: Write) -> date:
    """The first write into a notebook: the derived rows are made for today from now on."""
    today = clock.today()
    for key in ("touch_day", "touch_turned"):
        w.own(_KEEP, (key, today.isoformat()))
    return today


def put_off(w: Write) -> None:
    """A rule of the shop has changed and too many cards follow it: the next beat of the pulse makes the turn again."""
    w.own(_KEEP, ("touch_turned", _AGAIN))


def turn(store: Store) -> Generator[Step, None, bool]:
    """Make the turn of today, if it is still to be made; whether anything was done.

    A turn that was cut off is made again from its beginning: what is right already costs a look and no writing.
    """
    day = clock.today()
    with store.read() as s:
        if not wanted(s):
            return False
        again = names.first(s.raw(_SAID, ("touch_turned",))) in (_AGAIN, _UNDER_WAY)
        gap = _median_gap(s)  # it looks at everybody, so not while the counter waits for its turn to write
    with store.write(Act.DAY_TURNED) as w:
        w.own(_KEEP, ("touch_day", day.isoformat()))
        w.own(_KEEP, ("touch_turned", _UNDER_WAY))
        w.own(_KEEP, ("shop_gap", repr(gap)))
    with store.read() as s:
        whom = candidates(s, day, Rules.of(s))
        fading = closeness.out_of_step(s, day) if again else closeness.changed_by(s, day)
    note, total = _("Looking who it would be kind to think of today"), len(whom) + len(fading)
    yield Step(0, total, note)
    done = 0
    for customers in _chunks(whom):
        with store.write(Act.DAY_TURNED) as w:
            due.renew(w, customers, Rules.of(w), day)  # by now another till may have set another rule
        done += len(customers)
        yield Step(done, total, note)
    for customers in _chunks(fading):
        with store.write(Act.DAY_TURNED) as w:
            closeness.renew(w, customers, day)
        done += len(customers)
        yield Step(done, total, note)
    with store.write(Act.DAY_TURNED) as w:
        w.own(_END, (day.isoformat(), _UNDER_WAY))
    return True


def _chunks(customers: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(customers), CHUNK):
        yield customers[at : at + CHUNK]


_MEDIAN = """
SELECT gap_sum / gap_weight FROM customer_stat WHERE gaps > 0 ORDER BY 1 LIMIT 1
OFFSET (SELECT count(*) / 2 FROM customer_stat WHERE gaps > 0)
"""


def _median_gap(s: Session) -> float:
    return float(names.first(s.raw(_MEDIAN), rhythm.SHOP_GAP))


# Who may have a touch

_EPOCH = date(1970, 1, 1)
_DATES = """
SELECT customer_id FROM special_date WHERE month IS NOT NULL AND (month * 100 + coalesce(day, 0)) BETWEEN ? AND ?
"""
_OTHERS = f"""
SELECT customer_id FROM touch UNION
SELECT customer_id FROM reminder WHERE state = 'open' AND due <= ?1 UNION
SELECT customer_id FROM feedback WHERE of_staff = 0 AND status = 'tell' AND customer_id IS NOT NULL UNION
SELECT p.customer_id FROM idea i JOIN idea_support p ON p.idea_id = i.id
  WHERE i.of_staff = 0 AND i.stage = 'menu' AND p.told_at IS NULL AND p.customer_id IS NOT NULL UNION
SELECT customer_id FROM touch_mark WHERE state = 'snoozed' AND (until >= ?3 OR wakes <> '' AND was_due >= ?4) UNION
SELECT t.customer_id FROM customer_stat t JOIN customer c ON c.id = t.customer_id
  WHERE (t.last_at + 60 * t.last_offset) / 86400 < ?2 - {rhythm.AWAY_DAYS}
  AND (t.last_at + 60 * t.last_offset) / 86400 + {rhythm.AWAY_TIMES} * coalesce(c.rhythm_days, t.gap_days) < ?2
"""
_COMING = """
SELECT customer_id FROM customer_stat WHERE last_at >= ? AND visits >= ?
AND (visits IN (10, 11, 50, 51) OR visits % 100 < 2
  OR strftime('%m%d', first_at + 60 * last_offset, 'unixepoch') BETWEEN ? AND ?)
"""


def candidates(s: Session, day: date, rules: Rules) -> list[int]:
    """All customers who may have a touch on a day, and those who had one, by identity.

    Wider than the truth by a day or a month here and there: what each one really gives is worked out from the card.
    """
    first, last = _reach(day, rules)
    number = (day - _EPOCH).days
    asleep = (day - timedelta(days=ago) for ago in (occasions.OVERDUE_DAYS, due.NEXT_VISIT_DAYS))
    found = {who for (who,) in s.raw(_OTHERS, (last.isoformat(), number, *(since.isoformat() for since in asleep)))}
    for start, end in _parts_of_years(first, last):
        found.update(who for (who,) in s.raw(_DATES, _of_months(start, end)))
        coming = ((number - 400) * 86400, 10, f"{start:04}", f"{end + 1:04}")  # 29 February is kept on 1 March
        found.update(who for (who,) in s.raw(_COMING, coming))
    return sorted(found)


def awaited(s: Session, day: date, rules: Rules, dates: tuple[int, int]) -> set[int]:
    """Whose special dates, of those numbered from the first to the last of `dates`, may give a touch on a day."""
    sql = f"{_DATES} AND id BETWEEN ? AND ?"
    spans = [_of_months(start, end) for start, end in _parts_of_years(*_reach(day, rules))]
    return {who for span in spans for (who,) in s.raw(sql, (*span, *dates))}


def _reach(day: date, rules: Rules) -> tuple[date, date]:
    return occasions.reach(day, rules.week, rules.leads.longest)


def _of_months(start: int, end: int) -> tuple[int, int]:
    """The span, and with it dates of which the month alone is known."""
    return start // 100 * 100, end + 1


def _parts_of_years(first: date, last: date) -> Iterator[tuple[int, int]]:
    """The days from first to last as spans of month * 100 + day, which begin anew with each year."""
    if (last - first).days >= 364:
        yield 0, 1231
    elif first.year == last.year:
        yield _number(first), _number(last)
    else:
        yield _number(first), 1231
        yield 101, _number(last)


def _number(day: date) -> int:
    return day.month * 100 + day.day
