"""Two cards that are joined: the values a card has once, its ways and consents, its dates. See notebook/uniting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import fold
from relnotebook.base.words import _, n_
from relnotebook.notebook import consent, dates, names
from relnotebook.notebook.consent import NO
from relnotebook.notebook.uniting import JOINED, KEEP, LOSE, Agreed, Choice, Plan, Row, United
from relnotebook.store import schema
from relnotebook.store.write import Session

_SILENT = ("do_not_contact", "deceased")  # the stricter last


def titles() -> dict[str, str]:
    """What the card calls the values it has once."""
    return {
        "name": _("Name"),
        "call_name": _("Call them"),
        "own_script": _("In their own script"),
        "sort_name": _("Sorted under"),
        "say": _("Say it"),
        "pronouns": _("Pronouns"),
        "talk": _("What to talk about"),
        "card_number": _("Card number"),
        "language": _("Language"),
        "rhythm_days": _("Comes every"),
        "state": _("State"),
    }


def state_words(state: str) -> str:
    """A state of a card as it is read."""
    words = {
        "active": _("comes in"),
        "moved": _("moved away"),
        "do_not_contact": _("not to be contacted"),
        "deceased": _("has died"),
    }
    return words.get(state, state)


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "rhythm_days":
        days = int(value) if float(value).is_integer() else value
        return n_("{n} day", "{n} days", int(value)).format(n=days)
    return state_words(value) if name == "state" else str(value)


def _card(p: Plan) -> None:
    [mine], [theirs] = p.rows(schema.customer, p.keep, "id"), p.rows(schema.customer, p.lose, "id")
    values: Row = {}
    ours, others = since(p.s, mine), since(p.s, theirs)
    for name, title in titles().items():
        if name == "state" and (mine[name] in _SILENT or theirs[name] in _SILENT):
            continue
        shown = _shown(name, mine[name]), _shown(name, theirs[name])
        if p.one_of(name, title, *shown, (ours[name], others[name])):
            values[name] = theirs[name]
    silent = [row["state"] for row in (mine, theirs) if row["state"] in _SILENT]
    if silent:
        values["state"] = max(silent, key=_SILENT.index)
    values |= _wishes(p, mine, theirs)
    if not mine["outside_id"]:
        values["outside_id"] = theirs["outside_id"]
    values["added_at"] = min(mine["added_at"], theirs["added_at"])
    values |= _home(p, mine, theirs)
    p.change(schema.customer, mine, values)


def _wishes(p: Plan, mine: Row, theirs: Row) -> Row:
    """What they asked for on either card holds; of two absences the one that ends later."""
    wishes: Row = {name: max(mine[name], theirs[name]) for name in ("no_greetings", "no_closeness", "bereaved_until")}
    wishes["contact_counts"] = min(mine["contact_counts"], theirs["contact_counts"])
    spans = [tuple(row[name] for name in ("away_from", "away_until")) for row in (mine, theirs)]
    if spans[0] == spans[1] or not any(spans[1]):
        return wishes
    later = any(spans[0]) and spans[0][1] >= spans[1][1]
    if any(spans[0]):
        p.said.append((_("Away"), " – ".join(filter(None, spans[1 if later else 0]))))
    if not later:
        wishes["away_from"], wishes["away_until"] = spans[1]
    return wishes


def since(s: Session, row: Row) -> dict[str, int]:
    """Since when each value of a card stands there, in seconds, as far back as the journal has it."""
    found: dict[str, int] = {}
    open_: list[str] = [name for name in row if name not in ("id", "version", "crc")]
    images = s.raw(
        "SELECT i.before, p.at FROM image i JOIN step p ON p.id = i.step_id "
        "WHERE i.customer_id = ? AND i.tbl = 'customer' AND i.row_id = ? ORDER BY i.id DESC",
        (row["id"], row["id"]),
    )
    for before, at in images:
        old = {} if before is None else json.loads(before)
        for name in [name for name in open_ if name not in old or old[name] != row[name]]:
            found[name] = at
            open_.remove(name)
    return found | dict.fromkeys(open_, int(row["added_at"]))


def _home(p: Plan, mine: Row, theirs: Row) -> Row:
    """Where the kept card lives. Who else lives in either household stays there."""
    here, there = mine["household_id"], theirs["household_id"]
    if there is None or here == there:
        return {}
    if here is None:
        return {"household_id": there}
    p.homes = (here, there)
    chosen = p.chosen.get("household", "")
    gone = {KEEP: [there], LOSE: [here], "none": [here, there]}.get(chosen, [])
    for home in gone:
        p.said.append((_("Household"), home_said(p.s, home, (p.keep, p.lose))))
    return {"household_id": {LOSE: there, "none": None}.get(chosen, here)}


def home_words(s: Session, household: int) -> str:
    """A household by its name and address."""
    found = s.raw("SELECT name, address FROM household WHERE id = ?", (household,))
    return ", ".join(filter(None, found[0])) if found else ""


def home_said(s: Session, household: int, but: Sequence[int]) -> str:
    """A household by its name and address, else by who lives there beside those of `but`."""
    if found := home_words(s, household):
        return found
    sql = "SELECT id FROM customer WHERE household_id = ? AND binned_at IS NULL ORDER BY id"
    others = [names.of(s, CustomerId(who)).shown for (who,) in s.raw(sql, (household,)) if who not in but]
    return _("with {names}").format(names=", ".join(others)) if others else _("one without an address")


def _photo(p: Plan) -> None:
    mine, theirs = p.both(schema.photo)
    if not theirs:
        return
    if not mine:
        p.goes_over(schema.photo, theirs[0]["id"])
        return
    if mine[0]["jpeg"] == theirs[0]["jpeg"]:
        p.stays(schema.photo, theirs[0])
        return
    times = p.written(mine[0]), p.written(theirs[0])
    picked = p.chosen.get("photo") or (LOSE if times[1] > times[0] else KEEP)
    moments = [clock.moment(at, clock.stamp()[1]) for at in times]
    p.choices.append(Choice("photo", _("Photo"), "", "", picked, *moments))
    if picked == LOSE:  # the pictures change places, so that neither is lost
        p.put.append((schema.photo, mine[0]["id"], {"jpeg": theirs[0]["jpeg"]}))
        p.put.append((schema.photo, theirs[0]["id"], {"jpeg": mine[0]["jpeg"]}))
    else:
        p.stays(schema.photo, theirs[0])


# Ways to reach them, and what they agreed to


def _ways(p: Plan) -> None:
    mine, theirs = p.both(schema.contact)
    known = {_way(row): row for row in reversed(mine)}
    for row in mine:
        p.united.append(United(row["channel"], row["value"], KEEP))
    for row in theirs:
        same = known.get(_way(row))
        if same is None:
            p.goes_over(schema.contact, row["id"])
            p.united.append(United(row["channel"], row["value"], LOSE))
            known[_way(row)] = row
            continue
        p.stays(schema.contact, row)
        if same["customer_id"] != p.keep:
            continue
        p.change(schema.contact, same, {"label": same["label"] or row["label"], "bad": max(same["bad"], row["bad"])})
        if row["label"] and same["label"] and fold(row["label"]) != fold(same["label"]):
            p.said.append((row["label"], row["value"]))
        elif fold(row["value"]) != fold(same["value"]):
            p.said.append((_("Also written"), row["value"]))


def _way(row: Row) -> tuple[str, str]:
    return row["channel"], row["normal"] or fold(row["value"])


def _consent(p: Plan) -> None:
    """The whole ledger goes over; where either card holds a no that a word of the other would lift, it is said anew."""
    mine, theirs = p.both(schema.consent)
    for row in theirs:
        p.goes_over(schema.consent, row["id"])
    for key in dict.fromkeys((row["channel"], row["purpose"]) for row in (*mine, *theirs)):
        sides = [[row for row in some if (row["channel"], row["purpose"]) == key] for some in (mine, theirs)]
        words = [counting(some) for some in sides if some]
        last = counting(sorted((*sides[0], *sides[1]), key=_number))
        noes = [row for row in words if row["state"] in NO]
        told = max(noes, key=_number) if noes else last
        states = [counting(some)["state"] if some else "" for some in sides]
        p.agreed.append(Agreed(*key, states[0], states[1], told["state"]))
        if noes and last["state"] not in NO:
            p.add.append((schema.consent, consent_again(told, p.keep)))


def counting(ledger: Sequence[Row]) -> Row:
    """The word that counts of those on one channel and purpose: see notebook/consent."""
    spoken = [row for row in ledger if not (row["how"] == consent.IMPORTED and row["state"] == "given")]
    return (spoken or ledger)[-1]


def _number(row: Row) -> int:
    return int(row["id"])


def consent_again(row: Row, customer: int) -> Row:
    """The same word once more, for another card."""
    kept = {name: row[name] for name in ("channel", "purpose", "state", "wording", "basis")}
    return {**kept, "customer_id": customer, "how": JOINED}


# Dates


def _dates(p: Plan) -> None:
    mine, theirs = p.both(schema.special_date)
    birthday = next((row for row in mine if row["kind"] == "birthday"), None)
    known = {date_key(row): row for row in mine}
    p.united += [United(_title(row), date_words(row), KEEP) for row in mine if row["kind"] != "birthday"]
    for row in theirs:
        if row["kind"] == "birthday" and birthday is not None:
            _birthday(p, birthday, row)
        elif date_key(row) in known:
            p.stays(schema.special_date, row)
        else:
            p.goes_over(schema.special_date, row["id"])
            p.united.append(United(_title(row), date_words(row), LOSE))
            birthday = row if row["kind"] == "birthday" else birthday


def date_key(row: Row) -> tuple[Any, ...]:
    return row["kind"], fold(row["title"]), row["day"], row["month"], row["year"]


def _title(row: Row) -> str:
    return row["title"] or {
        "birthday": _("Birthday"),
        "name_day": _("Name day"),
        "anniversary": _("Anniversary"),
    }.get(row["kind"], _("Date"))


def date_words(row: Row) -> str:
    """ "14 March 1980", as far as it is known."""
    month = dates.month_name(row["month"]) if row["month"] else ""
    return " ".join(str(part) for part in (row["day"], month, row["year"]) if part)


def _birthday(p: Plan, mine: Row, theirs: Row) -> None:
    """Two halves of a birthday are put together; of two whole ones one is chosen."""
    p.stays(schema.special_date, theirs)
    if mine["title"] and theirs["title"] and mine["title"] != theirs["title"]:
        p.said.append((_("Birthday"), theirs["title"]))
    p.change(schema.special_date, mine, {"title": mine["title"] or theirs["title"]})
    parts = ("day", "month", "year")
    if all(mine[n] is None or theirs[n] is None or mine[n] == theirs[n] for n in parts):
        fuller = {n: theirs[n] if mine[n] is None else mine[n] for n in parts}
        p.change(schema.special_date, mine, {**fuller, "leap_rule": mine["leap_rule"] or theirs["leap_rule"]})
        return
    times = p.written(mine), p.written(theirs)
    if p.one_of("birthday", _("Birthday"), date_words(mine), date_words(theirs), times):
        p.change(schema.special_date, mine, {n: theirs[n] for n in (*parts, "leap_rule")})


def same_date(one: Row, other: Row) -> bool:
    """Whether a card has only one of these two: the same date, or both birthdays."""
    return date_key(one) == date_key(other) or one["kind"] == other["kind"] == "birthday"


RULES = (_card, _photo, _ways, _consent, _dates)
