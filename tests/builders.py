"""The shop's words for setting up a notebook: shop.customer("Ngozi Okafor").usual("flat white").had("bun", times=3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from relnotebook.base import clock
from relnotebook.base.terms import Act, Changes, CustomerId
from relnotebook.notebook import (
    contacts,
    customers,
    dates,
    derive,
    feedback,
    fields,
    ideas,
    people,
    preferences,
    reminders,
    supporters,
    tact,
    touchpoints,
    usual,
    visits,
)
from relnotebook.store import schema
from relnotebook.store.write import Store, open_store


class Regular:
    """A customer being set up. Each verb writes through the acts and gives the regular back."""

    def __init__(self, shop: Shop, id_: CustomerId, name: str) -> None:
        self.shop, self.id, self.name = shop, id_, name

    def known(self, days: int) -> Regular:
        """Their card was written so many days ago."""
        with self.shop.store.write(Act.EDIT_CUSTOMER) as w:
            w.put(schema.customer, self.id, added_at=w.at - 86400 * days)
        return self

    def usual(self, line: str, *, how: str = "", whom: str = "") -> Regular:
        self.shop.do(usual.set_usual, self.id, line, how=how, whom=whom)
        return self

    def variation(self, *, rule: str, value: str, effect: str, thing: str) -> Regular:
        first = self.shop.read(usual.of, self.id)[0]
        self.shop.do(usual.set_variation, first.id, rule=rule, value=value, effect=effect, thing=thing)
        return self

    def had(self, *items: str, times: int = 1, every: float = 1.0, until: datetime | None = None) -> Regular:
        """Came `times` times, `every` so many days, the last time at `until` (yesterday at this hour by default)."""
        last = until or clock.now() - timedelta(days=1)
        for back in range(times - 1, -1, -1):
            self.shop.do(visits.log, self.id, items, when=last - timedelta(days=every * back), again=True)
        return self

    def alert(self, title: str, *, severity: str = "severe", advice: str = "", kind: str = "allergy") -> Regular:
        self.shop.do(preferences.set_alert, self.id, title, severity=severity, advice=advice, kind=kind)
        return self

    def prefers(self, strength: str, thing: str, category: str = "", source: str = "told") -> Regular:
        self.shop.do(preferences.set_preference, self.id, thing, strength=strength, category=category, source=source)
        return self

    def loves(self, thing: str, category: str = "") -> Regular:
        return self.prefers("loves", thing, category)

    def likes(self, thing: str, category: str = "") -> Regular:
        return self.prefers("likes", thing, category)

    def never(self, thing: str, category: str = "") -> Regular:
        return self.prefers("never", thing, category)

    def reach(self, channel: str, value: str) -> Regular:
        self.shop.do(contacts.set_contact, self.id, channel, value)
        return self

    def consents(self, channel: str, state: str = "given") -> Regular:
        self.shop.do(contacts.record_consent, self.id, channel, state)
        return self

    def birthday(self, text: str) -> Regular:
        self.shop.do(dates.set_date, self.id, "birthday", text)
        return self

    def tagged(self, name: str) -> Regular:
        self.shop.do(fields.add_tag, self.id, name)
        return self

    def knows(self, relation: str, name: str, detail: str = "") -> Regular:
        self.shop.do(people.set_person, self.id, relation, name, detail=detail)
        return self

    def reminder(
        self, words: str, *, kind: str = "reminder", due: str = "", every: str = "", from_done: bool = False
    ) -> Regular:
        kept = {"due": due, "every": every, "from_done": from_done}
        self.shop.do(reminders.set_reminder, self.id, kind, words, **kept)
        return self

    def promised(self, words: str, due: str = "") -> Regular:
        return self.reminder(words, kind="promise", due=due)

    def ask(self, words: str) -> Regular:
        return self.reminder(words, kind="ask")

    def check(self, title: str, *, due: str = "") -> Regular:
        return self.reminder(title, kind="check", due=due)

    def touchpoint(self, words: str, *, channel: str = "in_person", feeling: str = "", **more: Any) -> Regular:
        self.shop.do(touchpoints.log, self.id, words, channel=channel, feeling=feeling, **more)
        return self

    def marked(self, touch: str, state: str, *, until: str = "", wakes: str = "") -> Regular:
        """What was said about a touch, whatever it is: done, snoozed, skipped, never."""
        with self.shop.store.write(Act.SNOOZE_TOUCH) as w:
            values = {"touch": touch, "state": state, "until": until, "wakes": wakes}
            w.add(schema.touch_mark, customer_id=self.id, at=w.at, utc_offset=w.offset, **values)
        return self

    def state(self, name: str) -> Regular:
        self.shop.do(customers.set_state, self.id, name)
        return self

    def away(self, until: str) -> Regular:
        self.shop.do(tact.set_tact, self.id, away_until=until)
        return self

    def bereaved(self, until: str) -> Regular:
        self.shop.do(tact.set_tact, self.id, bereaved_until=until)
        return self

    def note(self, words: str) -> Regular:
        self.shop.do(touchpoints.add_note, self.id, words)
        return self

    def is_(self, **values: str) -> Regular:
        """Other words on the card: say="en-GOH-zee", pronouns="she/her", own_script="田中 葵"."""
        self.shop.do(customers.edit, self.id, **values)
        return self


class Shop:
    """An open notebook, spoken to in the shop's words."""

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self.path, self.passphrase = path, passphrase
        self.store: Store = open_store(path, passphrase=passphrase, refresh=derive.refresh)

    def customer(self, name: str, *, phone: str = "", email: str = "", card: str = "") -> Regular:
        id_ = self.do(customers.add, name=name, phone=phone, email=email, card_number=card)
        return Regular(self, id_, name)

    def said(self, words: str, who: Regular | None = None, **more: Any) -> int:
        """Somebody said this, nobody with a card when `who` is left out: shop.said("Too loud", kind="complaint")."""
        return int(self.do(feedback.add, words, customer=who.id if who else None, **more))

    def idea(
        self, title: str, who: Regular | None = None, *, wants: Iterable[Regular] = (), stage: str = "", **more: Any
    ) -> int:
        """An idea of somebody's, which others want too, in its lane of the board."""
        idea = int(self.do(ideas.add, title, customer=who.id if who else None, **more))
        for other in wants:
            self.do(supporters.support, idea, other.id)
        if stage:
            self.do(ideas.move, idea, stage)
        return idea

    def do(self, function: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run an act; what it gave."""
        return self.store.do(function, *args, **kw)[0]

    def changes(self, function: Callable[..., Any], *args: Any, **kw: Any) -> Changes | None:
        """Run an act; what changed."""
        return self.store.do(function, *args, **kw)[1]

    def read(self, function: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        with self.store.read() as s:
            return function(s, *args, **kw)

    def undo(self) -> Changes:
        return self.store.undo()

    def redo(self) -> Changes:
        return self.store.redo()

    def visits(self, who: Regular | CustomerId) -> int:
        """How many visits the notebook has of somebody."""
        id_ = who.id if isinstance(who, Regular) else who
        with self.store.read() as s:
            query = select(func.count()).select_from(schema.visit).where(schema.visit.c.customer_id == id_)
            return int(s.value(query))

    def tables(self, role: str = "kept") -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of a role ("kept", "derived"): to compare before and after."""
        chosen = schema.kept if role == "kept" else schema.derived
        with self.store.read() as s:
            return {t.name: sorted(s.raw(f"SELECT * FROM {t.name}"), key=repr) for t in chosen}

    def acts(self) -> list[Act]:
        """The journal's acts, oldest first."""
        with self.store.read() as s:
            return [Act(a) for (a,) in s.raw("SELECT act FROM step ORDER BY id")]

    def reopened(self) -> Shop:
        """The same notebook after the program was closed and started again."""
        self.close()
        self.store = open_store(self.path, passphrase=self.passphrase, refresh=derive.refresh)
        return self

    def close(self) -> None:
        self.store.close()
