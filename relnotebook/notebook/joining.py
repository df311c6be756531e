"""Two cards of one person made one, and made two again if that was wrong, at any later time.

What becomes of each row is in `notebook/uniting`. The losing card goes to the bin with `joined_into`, and holds what
the kept one has already; what gave way on either is in a note on the kept card.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId, StaffId, Step, StepId
from relnotebook.base.text import TEXT_LIMIT, fold
from relnotebook.base.words import _, n_
from relnotebook.notebook import names, suppression, touchpoints, uniting_card, uniting_rows
from relnotebook.notebook.consent import NO
from relnotebook.notebook.uniting import KEEP, LOSE, Agreed, Choice, Plan, Row, United
from relnotebook.notebook.uniting_card import consent_again, home_said, home_words
from relnotebook.store import rows, schema
from relnotebook.store.untouched import standing
from relnotebook.store.write import Session, Store, Write, act

__all__ = [
    "Agreed",
    "Choice",
    "Home",
    "Joined",
    "OneAlert",
    "Parted",
    "Preview",
    "Side",
    "United",
    "join",
    "joined",
    "part",
    "parting",
    "preview",
    "survivor",
]

BOTH = "both"
HOUSEHOLDS = (KEEP, LOSE, "none")
"""Whose household the joined card is in: the kept card's, the losing one's, nobody's."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two cards."""

    id: CustomerId
    name: str
    added: datetime
    last_seen: datetime | None
    visits: int


@dataclass(frozen=True, slots=True)
class OneAlert:
    """An alert of the joined card. `side`: keep, lose, or both, where it comes from."""

    kind: str
    severity: str
    title: str
    advice: str
    side: str


@dataclass(frozen=True, slots=True)
class Home:
    """A household, with who else lives there."""

    words: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Two cards side by side.

    Attributes:
        choices: what a card has one of, with the newer picked.
        united: what it has many of; alerts among them.
        alerts: those the joined card will have, severe first.
        agreed: consent channel by channel; a no always wins.
        moving: what goes over, in words: "12 visits".
        homes: the kept card's household and the losing one's, when they differ: `join` has to be told.
        not_same: somebody said that these are two people.
    """

    keep: Side
    lose: Side
    choices: tuple[Choice, ...]
    united: tuple[United, ...]
    agreed: tuple[Agreed, ...]
    alerts: tuple[OneAlert, ...]
    moving: tuple[str, ...]
    homes: tuple[Home, Home] | None
    not_same: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """A join that stands. `step`: its place in the journal, 0 when it is too long ago to be parted."""

    step: StepId
    keep: CustomerId
    lose: CustomerId
    keep_name: str
    lose_name: str
    when: datetime | None
    staff: str


@dataclass(frozen=True, slots=True)
class Parted:
    """Two cards again.

    Attributes:
        keep, lose: the card that had been kept, and the one that is back.
        stays: in words what was changed since, and so stays with the kept card: "2 notes", "Name".
        back: how many rows went back.
    """

    keep: CustomerId
    lose: CustomerId
    stays: tuple[str, ...]
    back: int


# Reads


def preview(s: Session, keep: CustomerId, lose: CustomerId) -> Preview:
    """What joining `lose` into `keep` would do. Raises what `join` raises, but for two households."""
    _two_cards(s, keep, lose)
    plan = _plan(s, keep, lose, {})
    homes = None
    if plan.homes is not None:
        homes = _home(s, plan.homes[0], keep), _home(s, plan.homes[1], lose)
    apart = "SELECT 1 FROM not_same WHERE (customer_id, other_id) IN ((?1, ?2), (?2, ?1)) LIMIT 1"
    return Preview(
        _side(s, keep),
        _side(s, lose),
        tuple(plan.choices),
        tuple(plan.united),
        tuple(plan.agreed),
        _alerts(plan),
        tuple(counted(table, n) for table, n in plan.moving.items()),
        homes,
        bool(s.raw(apart, (keep, lose))),
    )


def _side(s: Session, customer: CustomerId) -> Side:
    sql = (
        "SELECT c.added_at, t.last_at, coalesce(t.last_offset, 0), coalesce(t.visits, 0) FROM customer c "
        "LEFT JOIN customer_stat t ON t.customer_id = c.id WHERE c.id = ?"
    )
    [(added, last, offset, visits)] = s.raw(sql, (customer,))
    seen = None if last is None else clock.moment(last, offset)
    return Side(customer, names.of(s, customer).shown, clock.moment(added, clock.stamp()[1]), seen, visits)


def _alerts(plan: Plan) -> tuple[OneAlert, ...]:
    """As they will stand on the joined card."""
    changed = {row: values for table, row, values in plan.put if table is schema.alert}
    stays = {row for table, row in plan.left if table == schema.alert.name}
    mine, theirs = plan.both(schema.alert)
    twice = {(row["kind"], fold(row["title"])) for row in theirs if row["id"] in stays}
    found = [({**row, **changed.get(row["id"], {})}, KEEP) for row in mine]
    found += [(row, LOSE) for row in theirs if row["id"] not in stays]
    alerts = (
        OneAlert(
            row["kind"],
            row["severity"],
            row["title"],
            row["advice"],
            BOTH if side == KEEP and (row["kind"], fold(row["title"])) in twice else side,
        )
        for row, side in found
    )
    return tuple(sorted(alerts, key=lambda one: one.severity != "severe"))


def _home(s: Session, household: int, but: CustomerId) -> Home:
    sql = "SELECT id FROM customer WHERE household_id = ? AND id <> ? AND binned_at IS NULL ORDER BY id"
    others = s.raw(sql, (household, but))
    return Home(home_words(s, household), tuple(names.of(s, CustomerId(who)).shown for (who,) in others))


def counted(table: str, n: int) -> str:
    """Rows of a table in words: "12 visits"."""
    return {
        "visit": lambda: n_("{n} visit", "{n} visits", n),
        "note": lambda: n_("{n} note", "{n} notes", n),
        "touchpoint": lambda: n_("{n} touchpoint", "{n} touchpoints", n),
        "feedback": lambda: n_("{n} piece of feedback", "{n} pieces of feedback", n),
        "feedback_step": lambda: n_("{n} step of putting it right", "{n} steps of putting it right", n),
        "idea": lambda: n_("{n} idea", "{n} ideas", n),
        "idea_support": lambda: n_("{n} idea they want", "{n} ideas they want", n),
        "reminder": lambda: n_("{n} reminder", "{n} reminders", n),
        "touch_mark": lambda: n_("{n} touch done or put off", "{n} touches done or put off", n),
        "contact": lambda: n_("{n} way to reach them", "{n} ways to reach them", n),
        "consent": lambda: n_("{n} answer about mailings", "{n} answers about mailings", n),
        "special_date": lambda: n_("{n} date", "{n} dates", n),
        "person": lambda: n_("{n} person around them", "{n} people around them", n),
        "customer_tag": lambda: n_("{n} tag", "{n} tags", n),
        "field_value": lambda: n_("{n} field of the shop", "{n} fields of the shop", n),
        "alert": lambda: n_("{n} alert", "{n} alerts", n),
        "preference": lambda: n_("{n} taste", "{n} tastes", n),
        "usual": lambda: n_("{n} usual", "{n} usuals", n),
        "variation": lambda: n_("{n} variation of the usual", "{n} variations of the usual", n),
        "photo": lambda: n_("{n} photo", "{n} photos", n),
        "lead": lambda: n_("{n} rule about dates", "{n} rules about dates", n),
        "segment_member": lambda: n_("{n} list they are on", "{n} lists they are on", n),
        "export_person": lambda: n_("{n} file they were in", "{n} files they were in", n),
    }.get(table, lambda: n_("{n} other thing", "{n} other things", n))()


_JOINS = """
SELECT c.id, c.joined_into, p.id, p.at, p.utc_offset, coalesce(f.name, '') FROM customer c
LEFT JOIN step p ON p.id = (
  SELECT max(i.step_id) FROM image i JOIN step q ON q.id = i.step_id
  WHERE i.customer_id = c.id AND i.tbl = 'customer' AND i.row_id = c.id AND q.act = 'join cards' AND q.undone = 0
  AND json_extract(q.label, '$.joined') = CAST(c.id AS TEXT))
LEFT JOIN staff f ON f.id = p.staff_id
WHERE c.binned_at IS NOT NULL AND c.joined_into IS NOT NULL AND ?1 IN (c.id, c.joined_into) ORDER BY p.id DESC, c.id
"""


def joined(s: Session, customer: CustomerId) -> tuple[Joined, ...]:
    """The cards that were joined into this one, the newest first; or the join by which this one went."""
    return tuple(
        Joined(
            StepId(step or 0),
            CustomerId(into),
            CustomerId(lose),
            names.of(s, CustomerId(into)).shown,
            names.of(s, CustomerId(lose)).shown,
            None if step is None else clock.moment(at, offset),
            staff,
        )
        for lose, into, step, at, offset, staff in s.raw(_JOINS, (customer,))
    )


def survivor(s: Session, customer: CustomerId) -> CustomerId:
    """The card that somebody's things are on: itself, or the one it was joined into."""
    into = names.first(s.raw("SELECT joined_into FROM customer WHERE id = ?", (customer,)))
    return customer if into is None else CustomerId(into)


# Joining


def _plan(s: Session, keep: CustomerId, lose: CustomerId, chosen: Mapping[str, str]) -> Plan:
    plan = Plan(s, keep, lose, chosen)
    for rule in (*uniting_card.RULES, *uniting_rows.RULES):
        rule(plan)
    return plan


def _two_cards(s: Session, keep: CustomerId, lose: CustomerId) -> None:
    """Raises the Refusals of `join` about the two cards themselves."""
    if keep == lose:
        raise Refusal("same-card")
    for customer in (keep, lose):
        name = names.of(s, customer).shown
        [(binned, into)] = s.raw("SELECT binned_at, joined_into FROM customer WHERE id = ?", (customer,))
        if into is not None:
            raise Refusal("joined-already", name=name, other=names.of(s, CustomerId(into)).shown)
        if binned is not None and customer == keep:
            raise Refusal("card-in-bin", name=name)


@act(Act.JOIN_CARDS)
def join(w: Write, keep: CustomerId, lose: CustomerId, *, choices: Mapping[str, str] | None = None) -> StepId:
    """Make two cards one; gives the step that `part` takes back.

    `choices` says for each field of `Preview.choices` whose value stays, "keep" or "lose" (the newer when left out),
    and for "household" also "none". Raises Refusal("same-card"), Refusal("joined-already", name, other),
    Refusal("card-in-bin", name), Refusal("bad-choice", field, value), NotFound("no-customer"), and
    Refusal("two-households", mine, theirs) while nobody has decided between them.
    """
    chosen = dict(choices or {})
    for field, value in chosen.items():
        if value not in (HOUSEHOLDS if field == "household" else (KEEP, LOSE)):
            raise Refusal("bad-choice", field=field, value=value)
    _two_cards(w, keep, lose)
    plan = _plan(w, keep, lose, chosen)
    if plan.homes is not None and "household" not in chosen:
        mine, theirs = (home_said(w, home, (keep, lose)) for home in plan.homes)
        raise Refusal("two-households", mine=mine, theirs=theirs)
    gone = names.of(w, lose).shown
    names.label(w, keep, who=gone, kept=str(keep), joined=str(lose))
    _carry_out(w, plan)
    _write_note(w, plan, gone)
    binned = names.whose(w, schema.customer, lose, "no-customer")["binned_at"]
    w.put(schema.customer, lose, joined_into=keep, binned_at=w.at if binned is None else binned)
    _move_drafts(w, keep, lose)
    return w.step


def _carry_out(w: Write, plan: Plan) -> None:
    for table, row in plan.drop:
        w.drop(table, row)
    for table, row, values in (*plan.put, *plan.move):
        w.put(table, row, **values)
    for table, values in plan.add:
        w.add(table, **values, at=w.at, utc_offset=w.offset, staff_id=w.staff)
    for said in plan.agreed:
        if said.result in NO:  # it holds for the addresses of both cards
            suppression.add_of(w, plan.keep, said.channel, said.result, purpose=said.purpose)
    for third in plan.concerned:
        w.concern(third)


def _write_note(w: Write, plan: Plan, gone: str) -> None:
    """What gave way, in as many notes as it needs."""
    head = _("Joined with the card of {name}. What else the two cards said:").format(name=gone)
    text = head
    for title, value in plan.said:
        line = _("{title}: {value}").format(title=title, value=value)
        line += "" if line.endswith((".", "!", "?", "…")) else "."  # history shows it all on one line
        if len(text) + len(line) >= TEXT_LIMIT and text != head:
            touchpoints.write_note(w, plan.keep, text)
            text = head
        text += "\n" + line
    if text != head:
        touchpoints.write_note(w, plan.keep, text)


def _move_drafts(w: Write, keep: CustomerId, lose: CustomerId) -> None:
    """What is half typed on the losing card is found on the kept one, unless somebody types at that place there."""
    start = f"card/{lose}/"
    for (place,) in w.raw("SELECT place FROM draft WHERE substr(place, 1, ?) = ?", (len(start), start)):
        goes_to = f"card/{keep}/{place.removeprefix(start)}"
        free = "NOT EXISTS (SELECT 1 FROM draft WHERE place = ?1)"
        w.own(f"UPDATE draft SET place = ?1 WHERE place = ?2 AND {free}", (goes_to, place))


# Parting


def part(store: Store, step: StepId, *, staff: StaffId | None = None) -> Parted:
    """Make them two cards again, however long ago they were joined; one act, which undo takes back.

    Everything nobody touched since goes back where it was. What was changed since stays with the kept card and is
    named, a value of the card by itself. A no to mailings that was said in between holds for both cards.
    Raises Refusal("not-joined"), Refusal("joined-further", name), Refusal("already-taken-back"),
    Refusal("too-long-ago").
    """
    with store.read() as s:
        keep, lose = _pair_of(s, step)
        standing(s, [step])
        _still_joined(s, keep, lose)
        named = names.of(s, lose)
    label = {"name": named.greet, "who": names_of(store, keep), "kept": str(keep), "joined": str(lose)}
    batch = store.open_batch(Act.PART_CARDS, **label)
    try:
        left = store.take_back_step_untouched(step, Act.PART_CARDS, batch, staff, label, frozenset())
        with store.write(Act.PART_CARDS, staff=staff, batch=batch) as w:
            w.label(**label)
            values = _give_back_values(w, step, keep)
            _bring_back(w, step, lose)
            _pass_on_noes(w, step, keep, lose)
    except BaseException:
        for _done in store.take_back(batch):
            pass
        raise
    store.close_batch(batch)
    counts: dict[str, int] = {}
    for stay in left.stays:
        if stay.table != "customer":
            counts[stay.table] = counts.get(stay.table, 0) + 1
    return Parted(keep, lose, (*values, *(counted(table, n) for table, n in counts.items())), left.back)


def parting(store: Store, step: StepId, *, staff: StaffId | None = None) -> Generator[Step, None, Parted]:
    """As `part`, as a job: it writes in several turns. Stopped before its one step, nothing is done."""
    yield Step(0, 0, _("Making them two cards again"))
    return part(store, step, staff=staff)


def names_of(store: Store, customer: CustomerId) -> str:
    """How a card is shown."""
    with store.read() as s:
        return names.of(s, customer).shown


def _pair_of(s: Session, step: StepId) -> tuple[CustomerId, CustomerId]:
    found = s.raw("SELECT label FROM step WHERE id = ? AND act = ?", (step, str(Act.JOIN_CARDS)))
    label = json.loads(found[0][0]) if found else {}
    if "kept" not in label or "joined" not in label:
        raise Refusal("not-joined")
    return CustomerId(int(label["kept"])), CustomerId(int(label["joined"]))


def _still_joined(s: Session, keep: CustomerId, lose: CustomerId) -> None:
    """Whoever went on into a third card has to come back from there first."""
    into = names.first(s.raw("SELECT joined_into FROM customer WHERE id = ?", (lose,)))
    if into is None:
        raise Refusal("not-joined")
    if into != keep:
        raise Refusal("joined-further", name=names.of(s, CustomerId(into)).shown)


def _images(s: Session, step: StepId, customer: CustomerId) -> tuple[Row, Row, Row] | None:
    """A card before the join, as the join left it, and as it is; None when the join changed nothing of the card."""
    sql = (
        "SELECT before FROM image WHERE customer_id = ?1 AND tbl = 'customer' AND row_id = ?1 AND step_id {} ?2 "
        "AND before IS NOT NULL ORDER BY id LIMIT 1"
    )
    before = s.raw(sql.format("="), (customer, step))
    if not before:
        return None
    [found] = s.raw(rows.select_sql(schema.customer), (customer,))
    now = dict(zip(rows.columns(schema.customer), found, strict=True))
    later = s.raw(sql.format(">"), (customer, step))
    after = rows.load(schema.customer, later[0][0]) if later else now
    return rows.load(schema.customer, before[0][0]), after, now


def _give_back_values(w: Write, step: StepId, keep: CustomerId) -> tuple[str, ...]:
    """Values of the kept card that the join chose, one by one; the titles of those that were changed since."""
    images = _images(w, step, keep)
    if images is None:
        return ()
    before, after, now = images
    back: Row = {}
    stays = []
    for name in before:
        if name in ("id", "version", "crc") or before[name] == after[name] or now[name] == before[name]:
            continue
        gone = name == "household_id" and before[name] is not None and w.row_of(schema.household, before[name]) is None
        if now[name] == after[name] and not gone:
            back[name] = before[name]
        else:
            stays.append(uniting_card.titles().get(name, _("Household") if name == "household_id" else ""))
    if back:
        w.put(schema.customer, keep, **back)
    return tuple(filter(None, stays))


def _bring_back(w: Write, step: StepId, lose: CustomerId) -> None:
    """The card that was joined is one of its own again, whatever was written on it since."""
    images = _images(w, step, lose)
    if images is not None and images[2]["joined_into"] is not None:
        w.put(schema.customer, lose, joined_into=None, binned_at=images[0]["binned_at"])


def _pass_on_noes(w: Write, step: StepId, keep: CustomerId, lose: CustomerId) -> None:
    """What they said no to while the cards were one was said for both, and for all their addresses."""
    mine, theirs = (_ledger(w, customer) for customer in (keep, lose))
    for key, words in mine.items():
        told = uniting_card.counting(words)
        if told["state"] not in NO or told["version"] <= step:
            continue
        if key not in theirs or uniting_card.counting(theirs[key])["state"] not in NO:
            again = consent_again(told, lose)
            w.add(schema.consent, **again, at=w.at, utc_offset=w.offset, staff_id=w.staff)
        for customer in (keep, lose):
            suppression.add_of(w, customer, told["channel"], told["state"], purpose=told["purpose"])


def _ledger(s: Session, customer: CustomerId) -> dict[tuple[str, str], list[Row]]:
    """What a card holds on each channel and purpose, in the order in which it was written."""
    columns = rows.columns(schema.consent)
    found: dict[tuple[str, str], list[Row]] = {}
    for row in s.raw(f"SELECT {', '.join(columns)} FROM consent WHERE customer_id = ? ORDER BY id", (customer,)):
        facts: Row = dict(zip(columns, row, strict=True))
        found.setdefault((facts["channel"], facts["purpose"]), []).append(facts)
    return found
