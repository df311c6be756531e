"""How the regulars of the demo shop can be written to: addresses and consent, birthdays, groups, and what went out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import contacts, customers, dates, segments
from relnotebook.notebook.days import months_on
from relnotebook.notebook.segments import Rule
from relnotebook.store import schema
from relnotebook.store.write import Write

Facts = Mapping[str, Any]

SOONEST = 12  # days from today


def reach(w: Write, facts: Facts, team: Mapping[str, int], known: Mapping[str, CustomerId]) -> None:
    """Write down what `people.toml` holds about regulars who have their cards already."""
    whom = _Reach(w, team, known)
    for who, email, channel, ago, how in facts["reach"]:
        whom.by_email(who, email, channel, ago, how)
    for who, address, ago in facts["lives"]:
        whom.by_post(who, address, ago)
    for who, day, year in facts["born"]:
        whom.born(who, day, year)
    for name, phone, email, ago in facts["twice"]:
        made = customers.add(w, name=name, phone=phone, email=email)
        w.put(schema.customer, made, added_at=whom.stamp(ago)["at"])
    for group in facts["group"]:
        whom.group(group)
    for sent in facts["sent"]:
        whom.sent(sent)


class _Reach:
    def __init__(self, w: Write, team: Mapping[str, int], known: Mapping[str, CustomerId]) -> None:
        self.w, self.team, self.known = w, team, known
        self.now = clock.now().replace(second=0, microsecond=0)
        self.next_month = months_on(self.now.date().replace(day=1), 1)

    def stamp(self, ago: int, at: str = "09:30") -> dict[str, int]:
        """A moment so many days ago."""
        day = self.now.date() - timedelta(days=ago)
        moment, offset = clock.stamp(datetime.combine(day, time.fromisoformat(at), self.now.tzinfo))
        return {"at": moment, "utc_offset": offset}

    def by_email(self, who: str, email: str, channel: str, ago: int, how: str) -> None:
        if email:
            contacts.set_contact(self.w, self.known[who], "email", email)
        if channel:
            self._yes(who, channel, ago, how)

    def by_post(self, who: str, address: str, ago: int) -> None:
        contacts.set_contact(self.w, self.known[who], "post", address)
        if ago:
            self._yes(who, "post", ago, "counter")

    def _yes(self, who: str, channel: str, ago: int, how: str) -> None:
        values = {"channel": channel, "state": "given", "how": how, "wording": contacts.counter_wording(channel)}
        mara, stamp = self.team["Mara"], self.stamp(ago)
        self.w.add(schema.consent, customer_id=self.known[who], staff_id=mara, **values, **stamp)

    def born(self, who: str, day: int, year: int) -> None:
        soonest = self.now.date() + timedelta(days=SOONEST)  # this week's birthdays are those of the regulars' own file
        when = max(self.next_month.replace(day=day), soonest)
        values = {"day": when.day, "month": when.month, "year": year or None}
        self.w.add(schema.special_date, customer_id=self.known[who], kind="birthday", title="", **values)

    def group(self, facts: Facts) -> None:
        name = facts["name"].format(month=dates.month_name(self.next_month.month))
        if "people" in facts:
            segments.freeze(self.w, name, customers=[self.known[who] for who in facts["people"]])
            return
        rules = tuple(Rule(field, op, value, within) for field, op, value, within in facts["rules"])
        segments.save(self.w, name, rules)

    def sent(self, facts: Facts) -> None:
        stamp = self.stamp(facts["days"], facts["at"])
        whom = self._agreed(stamp["at"])
        values = {"format": "mailchimp", "channel": "email", "segment": facts["group"], "file": facts["file"]}
        by = self.team[facts["by"]]
        made = self.w.add(schema.export, staff_id=by, people=len(whom), **values, **stamp)
        self.w.add_many(schema.export_person, ("export_id", "customer_id"), [(made, who) for who in whom])

    def _agreed(self, at: int) -> list[int]:
        """Who had said yes to e-mail by then, and had an address."""
        sql = (
            "SELECT DISTINCT customer_id FROM consent WHERE channel = 'email' AND state = 'given' AND at < ? AND "
            "customer_id IN (SELECT customer_id FROM contact WHERE channel = 'email') ORDER BY customer_id"
        )
        return [who for (who,) in self.w.raw(sql, (at,))]
