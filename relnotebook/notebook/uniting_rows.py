"""Two cards that are joined: the rows of which a card has many, and what others wrote. See notebook/uniting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table

from relnotebook.base.text import fold
from relnotebook.base.words import _
from relnotebook.notebook import ideas
from relnotebook.notebook.uniting import KEEP, LOSE, Plan, Row, United
from relnotebook.notebook.uniting_card import same_date
from relnotebook.store import schema


def _people(p: Plan) -> None:
    """Those around the losing card; the two cards' own tie to each other is left where it is."""
    mine, theirs = p.both(schema.person)
    known = {_around(row) for row in mine}
    for row in theirs:
        if row["other_id"] == p.keep or _around(row) in known:
            p.stays(schema.person, row)
            continue
        p.goes_over(schema.person, row["id"])
        p.united.append(United(row["relation"], row["name"], LOSE))
        if row["other_id"] is not None:
            p.concerned.add(row["other_id"])


def _around(row: Row) -> tuple[Any, ...]:
    return fold(row["relation"]), fold(row["name"]), row["detail"], row["other_id"]


def _tags(p: Plan) -> None:
    mine, theirs = p.both(schema.customer_tag)
    carried = {row["tag_id"] for row in mine}
    for row in theirs:
        if row["tag_id"] in carried:
            p.stays(schema.customer_tag, row)
        else:
            p.goes_over(schema.customer_tag, row["id"])
            [(name,)] = p.s.raw("SELECT name FROM tag WHERE id = ?", (row["tag_id"],))
            p.united.append(United(_("Tag"), name, LOSE))


def _fields(p: Plan) -> None:
    mine, theirs = p.both(schema.field_value)
    known = {row["field_id"]: row for row in reversed(mine)}
    for row in theirs:
        same = known.get(row["field_id"])
        if same is None:
            p.goes_over(schema.field_value, row["id"])
            known[row["field_id"]] = row
            continue
        p.stays(schema.field_value, row)
        [(title,)] = p.s.raw("SELECT name FROM field WHERE id = ?", (row["field_id"],))
        times = p.written(same), p.written(row)
        if p.one_of(f"field-{row['field_id']}", title, same["value"], row["value"], times):
            p.change(schema.field_value, same, {"value": row["value"]})


def _alerts(p: Plan) -> None:
    mine, theirs = p.both(schema.alert)
    known = {(row["kind"], fold(row["title"])): row for row in reversed(mine)}
    p.united += [United(_("Alert"), row["title"], KEEP) for row in mine]
    for row in theirs:
        same = known.get((row["kind"], fold(row["title"])))
        if same is None:
            p.goes_over(schema.alert, row["id"])
            p.united.append(United(_("Alert"), row["title"], LOSE))
            continue
        p.stays(schema.alert, row)
        values: Row = {}
        if "severe" in (row["severity"], same["severity"]):
            values["severity"] = "severe"
        if fold(row["advice"]) not in fold(same["advice"]):
            values["advice"] = " ".join(filter(None, (same["advice"], row["advice"])))
        if (row["checked_at"] or 0) > (same["checked_at"] or 0):
            values |= {name: row[name] for name in ("checked_at", "checked_offset", "staff_id")}
        p.change(schema.alert, same, values)
        same |= values


def _preferences(p: Plan) -> None:
    """The same thing is on a card once: a never wins, else the newer word."""
    mine, theirs = p.both(schema.preference)
    known = {fold(row["thing"]): row for row in reversed(mine)}
    for row in theirs:
        same = known.get(fold(row["thing"]))
        if same is None:
            p.goes_over(schema.preference, row["id"])
            continue
        p.stays(schema.preference, row)
        values: Row = {"category": same["category"] or row["category"]}
        if row["category"] and fold(row["category"]) != fold(values["category"]):
            p.said.append((row["category"], row["thing"]))
        if row["strength"] != same["strength"]:
            never = [one for one in (row, same) if one["strength"] == "never"]
            told = never[0] if never else max((same, row), key=lambda one: int(one["at"]))
            other = same if told is row else row
            p.said.append((_("Preference"), f"{other['strength']} {other['thing']}"))
            values |= {name: told[name] for name in ("strength", "source", "at", "utc_offset", "staff_id")}
        elif row["source"] == "told":
            values["source"] = "told"
        p.change(schema.preference, same, values)
        same |= values


def _usuals(p: Plan) -> None:
    mine, theirs = p.both(schema.usual)
    known = {fold(row["whom"]): row for row in reversed(mine)}
    whose: dict[int, int] = {}  # usual of the losing card -> the one its variations belong to from now on
    for row in theirs:
        same = known.get(fold(row["whom"]))
        whose[row["id"]] = row["id"] if same is None else same["id"]
        if same is None:
            p.goes_over(schema.usual, row["id"])
            continue
        p.stays(schema.usual, row)
        _usual(p, same, row)
    has = {(row["usual_id"], *_varies(row)) for row in p.rows(schema.variation, p.keep)}
    for row in p.rows(schema.variation, p.lose):
        goes_to = whose.get(row["usual_id"], row["usual_id"])
        if (goes_to, *_varies(row)) in has:
            p.stays(schema.variation, row)
        else:
            p.goes_over(schema.variation, row["id"], usual_id=goes_to)


def _varies(row: Row) -> tuple[str, ...]:
    return row["rule"], row["value"], row["effect"], fold(row["thing"])


def _usual(p: Plan, mine: Row, theirs: Row) -> None:
    words = [". ".join(filter(None, (row["line"], row["how"]))) for row in (mine, theirs)]
    if fold(mine["line"]) == fold(theirs["line"]) and not (mine["how"] and theirs["how"]):
        p.change(schema.usual, mine, {"how": mine["how"] or theirs["how"]})
        return
    title = _("The usual for {whom}").format(whom=mine["whom"]) if mine["whom"] else _("The usual")
    name = f"usual-{mine['id']}" if mine["whom"] else "usual"
    times = [row["confirmed_at"] or p.written(row) for row in (mine, theirs)]
    if p.one_of(name, title, words[0], words[1], (times[0], times[1])):
        p.change(schema.usual, mine, {n: theirs[n] for n in ("line", "how", "source", "confirmed_at")})


# What happened, and what is to be done


def _history(p: Plan) -> None:
    for table in (schema.visit, schema.touchpoint, schema.feedback, schema.feedback_step, schema.verdict):
        for (row_id,) in p.s.raw(f"SELECT id FROM {table.name} WHERE customer_id = ? ORDER BY id", (p.lose,)):
            p.goes_over(table, row_id)
    _but_equal(p, schema.note, ("words", "private"))
    open_ones = ("kind", "words", "due", "every", "state")
    mine, theirs = p.both(schema.reminder)
    known = {tuple(row[name] for name in open_ones) for row in mine if row["state"] == "open"}
    for row in theirs:
        if tuple(row[name] for name in open_ones) in known:
            p.stays(schema.reminder, row)
        else:
            p.goes_over(schema.reminder, row["id"])


def _but_equal(p: Plan, table: Table, telling: tuple[str, ...]) -> None:
    """All rows go over but those the kept card has already."""
    mine, theirs = p.both(table)
    known = {tuple(row[name] for name in telling) for row in mine}
    for row in theirs:
        if tuple(row[name] for name in telling) in known:
            p.stays(table, row)
        else:
            p.goes_over(table, row["id"])


def _ideas(p: Plan) -> None:
    """Their ideas go over; of an idea both wanted they are one supporter, with both quotes."""
    for row in p.rows(schema.idea, p.lose):
        p.goes_over(schema.idea, row["id"])
    mine, theirs = p.both(schema.idea_support)
    known = {row["idea_id"]: row for row in reversed(mine)}
    for row in theirs:
        same = known.get(row["idea_id"])
        if same is None:
            p.goes_over(schema.idea_support, row["id"])
            continue
        p.drop.append((schema.idea_support, row["id"]))
        p.moving["idea_support"] += 1
        values = dict(ideas.one_support(same, row))
        p.change(schema.idea_support, same, values)
        same |= values


def _rules(p: Plan) -> None:
    """Lead times of the card, one for each kind of date."""
    mine, theirs = p.both(schema.lead)
    known = {row["kind"]: row for row in mine}
    for row in theirs:
        same = known.get(row["kind"])
        if same is None:
            p.goes_over(schema.lead, row["id"])
            continue
        p.stays(schema.lead, row)
        if same["days"] != row["days"]:
            p.said.append((_("Days before a date"), row["days"]))


def _marks(p: Plan) -> None:
    """What was done about a touch is done; a date both cards had keeps its marks under the kept card's date."""
    ours = {row["touch"] for row in p.rows(schema.touch_mark, p.keep)}
    same = dict(_same_dates(p))
    for row in p.rows(schema.touch_mark, p.lose):
        start, dash, rest = row["touch"].removeprefix("date-").partition("-")
        touch = row["touch"]
        if touch.startswith("date-") and start.isdecimal() and int(start) in same:
            touch = f"date-{same[int(start)]}{dash}{rest}"
        if touch in ours:
            p.stays(schema.touch_mark, row)
        else:
            p.goes_over(schema.touch_mark, row["id"], touch=touch)
            ours.add(touch)


def _same_dates(p: Plan) -> Iterator[tuple[int, int]]:
    """(date of the losing card that stays there, the date of the kept card in its place)."""
    left = {row_id for table, row_id in p.left if table == "special_date"}
    mine, theirs = p.both(schema.special_date)
    for row in theirs:
        for other in mine if row["id"] in left else ():
            if same_date(row, other):
                yield row["id"], other["id"]


def _groups(p: Plan) -> None:
    """Lists they were on, and files they were in."""
    _but_equal(p, schema.segment_member, ("segment_id",))
    _but_equal(p, schema.export_person, ("export_id",))


def _third_persons(p: Plan) -> None:
    """Others' words that name the losing card; their own rows stay theirs."""
    for row in p.rows(schema.person, p.lose, "other_id"):
        if row["customer_id"] != p.keep:
            p.move.append((schema.person, row["id"], {"other_id": p.keep}))
            p.concerned.add(row["customer_id"])
    apart = {
        other for one, other in p.s.raw("SELECT customer_id, other_id FROM not_same WHERE customer_id = ?", (p.keep,))
    } | {one for (one,) in p.s.raw("SELECT customer_id FROM not_same WHERE other_id = ?", (p.keep,))}
    for column, name in (("customer_id", "other_id"), ("other_id", "customer_id")):
        for row in p.rows(schema.not_same, p.lose, column):
            third = row[name]
            if third == p.keep or third in apart:
                p.stays(schema.not_same, row)
                continue
            two = {"customer_id": min(third, p.keep), "other_id": max(third, p.keep)}
            p.move.append((schema.not_same, row["id"], two))
            apart.add(third)
    joined = "SELECT id FROM customer WHERE binned_at IS NOT NULL AND joined_into = ?"
    for (earlier,) in p.s.raw(joined, (p.lose,)):
        p.move.append((schema.customer, earlier, {"joined_into": p.keep}))


RULES = (
    _people,
    _tags,
    _fields,
    _alerts,
    _preferences,
    _usuals,
    _history,
    _ideas,
    _rules,
    _marks,
    _groups,
    _third_persons,
)
