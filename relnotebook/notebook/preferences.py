"""Loves, likes, dislikes, never, with who told us and when; alerts that must not be missed; the conflict check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import TEXT_LIMIT, clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import clash, kinds, names
from relnotebook.notebook.clash import Clash
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "ALERT_KINDS",
    "SEVERITIES",
    "SOURCES",
    "STRENGTHS",
    "Alert",
    "Clash",
    "Preference",
    "PreferenceGroup",
    "alerts_of",
    "clashes",
    "confirm_alert",
    "preferences_of",
    "remove_alert",
    "remove_preference",
    "set_alert",
    "set_preference",
]

STRENGTHS = ("never", "loves", "likes", "dislikes")
SOURCES = ("told", "seen_once", "seen_often")
ALERT_KINDS = ("allergy", "health", "access", "payment", "please_do_not")
SEVERITIES = ("severe", "careful")

FADES = timedelta(days=365)
_ABOUT_THINGS = ("allergy", "health", "please_do_not")  # kinds of alert that an order can run against


@dataclass(frozen=True, slots=True)
class Alert:
    """`severity`: severe or careful; `checked`: when it was last confirmed with the customer."""

    id: int
    kind: str
    severity: str
    title: str
    advice: str
    checked: datetime | None
    staff: str


@dataclass(frozen=True, slots=True)
class Preference:
    id: int
    category: str
    strength: str
    thing: str
    source: str
    when: datetime
    staff: str
    faded: bool  # seen once, longer than 12 months ago: "still true?"


@dataclass(frozen=True, slots=True)
class PreferenceGroup:
    """One line of "What we know": a category and its chips, sorted never, loves, likes, dislikes."""

    category: str
    items: tuple[Preference, ...]


# Reads


def alerts_of(s: Session, customer: CustomerId) -> tuple[Alert, ...]:
    """Severe first, then as they were written."""
    rows = s.raw(
        "SELECT a.id, a.kind, a.severity, a.title, a.advice, a.checked_at, a.checked_offset, coalesce(f.name, '') "
        "FROM alert a LEFT JOIN staff f ON f.id = a.staff_id WHERE a.customer_id = ? "
        "ORDER BY a.severity <> 'severe', a.id",
        (customer,),
    )
    return tuple(
        Alert(id_, kind, severity, title, advice, None if at is None else clock.moment(at, offset), staff)
        for id_, kind, severity, title, advice, at, offset, staff in rows
    )


def preferences_of(s: Session, customer: CustomerId) -> tuple[PreferenceGroup, ...]:
    """By category: those of the kind of shop in their order, then others by name, then what has no category."""
    rows = s.raw(
        "SELECT p.category, p.strength, p.thing, p.id, p.source, p.at, p.utc_offset, coalesce(f.name, '') "
        "FROM preference p LEFT JOIN staff f ON f.id = p.staff_id WHERE p.customer_id = ?",
        (customer,),
    )
    if not rows:
        return ()
    now = clock.now()
    groups: dict[str, list[Preference]] = {}
    for category, strength, thing, id_, source, at, offset, staff in rows:
        when = clock.moment(at, offset)
        faded = source == "seen_once" and now - when > FADES
        groups.setdefault(category, []).append(Preference(id_, category, strength, thing, source, when, staff, faded))
    own = kinds.kind(names.first(s.raw("SELECT kind FROM shop ORDER BY id LIMIT 1"), "other")).categories
    place = {category: i for i, category in enumerate(own)}
    order = sorted(groups, key=lambda c: (place.get(c, len(place) + (c == "")), fold(c), c))
    return tuple(PreferenceGroup(category, tuple(sorted(groups[category], key=_rank))) for category in order)


def _rank(item: Preference) -> tuple[int, str, int]:
    rank = STRENGTHS.index(item.strength) if item.strength in STRENGTHS else len(STRENGTHS)
    return rank, fold(item.thing), item.id


def clashes(
    texts: tuple[str, ...],
    alerts: tuple[Alert, ...],
    nevers: tuple[Preference, ...],
    synonyms: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[Clash, ...]:
    """Words of `texts` (an order and its variations) that an alert or a never covers, with the shop's synonyms. Pure.

    `nevers` may hold all preferences; only those of strength never count. notebook/clash says how far it goes.
    """
    table = clash.synonym_table(synonyms)
    reasons = [
        clash.from_alert(
            alert.title, alert.advice, alert.severity == "severe", table, listed_only=alert.kind == "please_do_not"
        )
        for alert in alerts
        if alert.kind in _ABOUT_THINGS
    ]
    reasons += [
        clash.from_never(item.thing, _("never {thing}").format(thing=item.thing))
        for item in nevers
        if item.strength == "never"
    ]
    return clash.meet(texts, reasons, table)


# Alerts


@act(Act.SET_ALERT)
def set_alert(
    w: Write,
    customer: CustomerId,
    title: str,
    *,
    kind: str = "allergy",
    severity: str = "severe",
    advice: str = "",
    alert: int | None = None,
) -> int:
    """Add or change an alert; writing it down counts as checked with the customer.

    Raises Refusal("empty-value", field="alert"), Refusal("bad-choice", field, value), NotFound("no-customer"),
    NotFound("no-alert").
    """
    values: dict[str, Any] = {
        "title": clean(title),
        "advice": clean(advice, limit=TEXT_LIMIT),
        "kind": _among("kind", kind, ALERT_KINDS),
        "severity": _among("severity", severity, SEVERITIES),
    }
    if not values["title"]:
        raise Refusal("empty-value", field="alert")
    names.label(w, customer, what=values["title"])
    checked = {"checked_at": w.at, "checked_offset": w.offset, "staff_id": w.staff}
    if alert is None:
        return w.add(schema.alert, customer_id=customer, **values, **checked)
    row = names.whose(w, schema.alert, alert, "no-alert")
    changed = sorted(name for name, value in values.items() if row[name] != value)
    if changed:
        w.join_burst(f"alert/{alert}/{','.join(changed)}")
        w.put(schema.alert, alert, **values, **checked)
    return alert


@act(Act.CONFIRM_ALERT)
def confirm_alert(w: Write, alert: int) -> None:
    """Note that it was checked with the customer now. Raises NotFound("no-alert")."""
    row = names.whose(w, schema.alert, alert, "no-alert")
    names.label(w, row["customer_id"], what=row["title"])
    w.put(schema.alert, alert, checked_at=w.at, checked_offset=w.offset, staff_id=w.staff)


@act(Act.REMOVE_ALERT)
def remove_alert(w: Write, alert: int) -> None:
    """Raises NotFound("no-alert")."""
    row = names.whose(w, schema.alert, alert, "no-alert")
    names.label(w, row["customer_id"], what=row["title"])
    w.drop(schema.alert, alert)


# Preferences


@act(Act.SET_PREFERENCE)
def set_preference(
    w: Write,
    customer: CustomerId,
    thing: str,
    *,
    strength: str = "likes",
    category: str = "",
    source: str = "told",
    preference: int | None = None,
) -> int:
    """Add or change a preference.

    The same thing said again changes what is there, so that nobody both likes and dislikes it; seen once for the
    second time becomes seen often. Raises Refusal("empty-value", field="preference"), Refusal("bad-choice", field,
    value), NotFound("no-customer"), NotFound("no-preference").
    """
    values: dict[str, Any] = {
        "thing": clean(thing),
        "strength": _among("strength", strength, STRENGTHS),
        "category": clean(category, limit=80),
        "source": _among("source", source, SOURCES),
    }
    if not values["thing"]:
        raise Refusal("empty-value", field="preference")
    names.label(w, customer, what=values["thing"])
    stamp = {"at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
    if preference is None:
        same = _same_thing(w, customer, values["thing"])
        if same is None:
            return w.add(schema.preference, customer_id=customer, **values, **stamp)
        values = _seen_again(values, same)
        w.put(schema.preference, same["id"], **values, **stamp)
        return int(same["id"])
    row = names.whose(w, schema.preference, preference, "no-preference")
    changed = sorted(name for name, value in values.items() if row[name] != value)
    if changed:
        w.join_burst(f"preference/{preference}/{','.join(changed)}")
        w.put(schema.preference, preference, **values, **stamp)
    return preference


def _same_thing(w: Write, customer: CustomerId, thing: str) -> dict[str, Any] | None:
    columns = ("id", "thing", "strength", "category", "source")
    rows = w.raw(f"SELECT {', '.join(columns)} FROM preference WHERE customer_id = ? ORDER BY id", (customer,))
    found = (dict(zip(columns, row, strict=True)) for row in rows if fold(row[1]) == fold(thing))
    return next(found, None)


def _seen_again(values: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What a thing said again becomes: no category named keeps the old one, an observation never unsays a word."""
    merged = {**values, "category": values["category"] or before["category"]}
    if values["source"] == "seen_once" and values["strength"] == before["strength"]:
        merged["source"] = "told" if before["source"] == "told" else "seen_often"
    return merged


@act(Act.REMOVE_PREFERENCE)
def remove_preference(w: Write, preference: int) -> None:
    """Raises NotFound("no-preference")."""
    row = names.whose(w, schema.preference, preference, "no-preference")
    names.label(w, row["customer_id"], what=row["thing"])
    w.drop(schema.preference, preference)


def _among(field: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Refusal("bad-choice", field=field, value=value)
    return value
