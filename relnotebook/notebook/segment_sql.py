"""The rules of a group as SQL over the tables that are there: which cards fit, with every value a parameter.

Each rule becomes a `Piece`: a select of the customers it is true of, and a test of one customer `x.id`. The select of
one rule that few can meet is gone through, and the others are tested on what it gives; where no rule is of that kind,
the selects are cut with each other. So nothing is looked at for all cards that need not be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from relnotebook.base import clock
from relnotebook.base.text import fold, words
from relnotebook.notebook import tact
from relnotebook.notebook.segment_rules import Condition, Row, Rule, Rules, conditions
from relnotebook.store.index import ASIDE
from relnotebook.store.write import Session

Params = tuple[object, ...]

_AMONG = "IN (SELECT value FROM json_each(?))"
IN_BIN = "x.id NOT IN (SELECT id FROM customer WHERE binned_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Piece:
    """A rule as SQL.

    Attributes:
        ids: a select of the customers it is true of, one column, some perhaps twice; with its parameters.
        test: whether it is true of `x.id`; with its parameters.
        few: hardly more than a tenth of all cards meet it, and an index finds them.
        keyed: the select gives each customer once, and the test looks one row up by its key.
        denied: it is the other way round: true of everybody else.
    """

    ids: str
    ids_params: Params
    test: str
    test_params: Params
    few: bool = False
    keyed: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """`source` gives each customer once as `x.id`, `where` what they have to meet beside."""

    source: str
    where: str
    params: Params

    def select(self, columns: str, tail: str = "") -> str:
        return f"SELECT {columns} FROM {self.source} WHERE {self.where} {tail}"


def query(s: Session, rules: Rules) -> Query:
    """All cards that are not in the bin and meet the rules."""
    plan = [(one, [_ways(s, row) for row in one.ways]) for one in conditions(rules)]
    driver = _driver(plan)
    source, where, params = "(SELECT id FROM customer) x", [IN_BIN], list[object]()
    narrow = False
    if driver is not None:
        piece = plan[driver][1][0]
        assert isinstance(piece, Piece)
        once = "" if piece.keyed else "DISTINCT "
        source, narrow = f"(SELECT {once}customer_id AS id FROM ({piece.ids})) x", piece.few
        params += piece.ids_params
    for place, (condition, ways) in enumerate(plan):
        if place != driver:
            sql, values = _condition(condition, ways, by_test=narrow)
            where.append(sql)
            params += values
    return Query(source, " AND ".join(where), tuple(params))


_Way = Piece | list[tuple[Condition, list[Piece]]]
"""A rule, or the conditions of a bracket."""


def tests(s: Session, rules: Rules) -> list[tuple[Condition, str, Params]]:
    """Each condition as a test of `x.id`, for asking about one customer."""
    return [(one, *_condition(one, [_ways(s, row) for row in one.ways], by_test=True)) for one in conditions(rules)]


def _ways(s: Session, row: Row) -> _Way:
    if isinstance(row, Rule):
        return piece_of(s, row)
    return [(one, [piece_of(s, rule) for rule in one.ways if isinstance(rule, Rule)]) for one in conditions(row.rows)]


def _driver(plan: Sequence[tuple[Condition, list[_Way]]]) -> int | None:
    """The condition whose customers are gone through: a plain rule, best one that few meet or that is dear to test."""
    plain = [
        (not ways[0].few, ways[0].keyed, place)
        for place, (condition, ways) in enumerate(plan)
        if len(ways) == 1 and isinstance(ways[0], Piece) and not ways[0].denied and not condition.leaves_out
    ]
    return min(plain)[-1] if plain else None


def _condition(condition: Condition, ways: Sequence[_Way], *, by_test: bool) -> tuple[str, Params]:
    parts = [_tested(way, by_test=by_test) for way in ways]
    sql = " OR ".join(sql for sql, _params in parts)
    params = tuple(value for _sql, values in parts for value in values)
    return (f"NOT ({sql})" if condition.leaves_out else f"({sql})"), params


def _tested(way: _Way, *, by_test: bool) -> tuple[str, Params]:
    if isinstance(way, Piece):
        sql, params = (way.test, way.test_params) if by_test or way.keyed else (f"x.id IN ({way.ids})", way.ids_params)
        return (f"NOT ({sql})" if way.denied else f"({sql})"), params
    parts = [_condition(condition, pieces, by_test=by_test) for condition, pieces in way]
    params = tuple(value for _sql, values in parts for value in values)
    return "(" + " AND ".join(sql for sql, _params in parts) + ")", params


# Rules


def piece_of(s: Session, rule: Rule) -> Piece:
    """A rule, checked before (segment_rules.checked), as SQL."""
    return _MAKERS[rule.field](s, rule)


def _of_rows(table: str, where: str, *params: object, few: bool = False, denied: bool = False) -> Piece:
    """True of whom some row of a table with a customer_id is about."""
    return Piece(
        f"SELECT customer_id FROM {table} WHERE customer_id IS NOT NULL AND {where}",
        params,
        f"EXISTS (SELECT 1 FROM {table} WHERE customer_id = x.id AND {where})",
        params,
        few,
        table in _KEYED,
        denied,
    )


_KEYED = ("customer_stat", "closeness")


def _of_card(where: str, *params: object, denied: bool = False) -> Piece:
    """True of the cards a condition holds for."""
    return Piece(
        f"SELECT id AS customer_id FROM customer WHERE {where}",
        params,
        f"EXISTS (SELECT 1 FROM customer WHERE id = x.id AND {where})",
        params,
        keyed=True,
        denied=denied,
    )


def _since(days: int) -> int:
    """The moment at which the day so many days ago began."""
    day = clock.today() - timedelta(days=days)
    return clock.stamp(datetime.combine(day, time.min, clock.now().tzinfo))[0]


def _tag(s: Session, rule: Rule) -> Piece:
    where = "tag_id IN (SELECT id FROM tag WHERE folded = ?)"
    return _of_rows("customer_tag", where, fold(str(rule.value)), few=True, denied=rule.op == "has_not")


def _usual(s: Session, rule: Rule) -> Piece:
    sought = " AND ".join(f'"{ASIDE}{word}"' for word in words(str(rule.value)))
    match = f"usual : ({sought})" if sought else '""'
    ids = "SELECT d.customer_id FROM find f CROSS JOIN find_doc d ON d.rank = f.rowid WHERE find MATCH ?"
    return Piece(ids, (match,), f"x.id IN ({ids})", (match,), few=True, denied=rule.op == "has_not")


def _had(s: Session, rule: Rule) -> Piece:
    sought = set(words(str(rule.value)))
    items = [key for key, folded in s.raw("SELECT id, folded FROM item") if sought and sought <= set(words(folded))]
    if rule.op == "ever":
        ids = f"SELECT v.customer_id FROM visit_item i CROSS JOIN visit v ON v.id = i.visit_id WHERE i.item_id {_AMONG}"
        since: Params = ()
    else:
        ids = (
            "SELECT v.customer_id FROM visit v CROSS JOIN visit_item i ON i.visit_id = v.id WHERE v.at >= ? "
            f"AND i.item_id {_AMONG}"
        )
        since = (_since(rule.days),)
    test = (
        "EXISTS (SELECT 1 FROM visit v CROSS JOIN visit_item i ON i.visit_id = v.id WHERE v.customer_id = x.id "
        f"AND v.at >= ? AND i.item_id {_AMONG})"
    )
    chosen = json.dumps(items)
    return Piece(ids, (*since, chosen), test, (*(since or (-(2**62),)), chosen))


def _visits(s: Session, rule: Rule) -> Piece:
    """At most is not at least one more: who has never been in has no row to count."""
    denied = rule.op == "at_most"
    number = int(rule.value) + denied
    if not rule.days:
        return _of_rows("customer_stat", "visits >= ?", number, denied=denied) if number else _everybody()
    since = _since(rule.days)
    return (
        Piece(
            "SELECT customer_id FROM visit WHERE at >= ? GROUP BY customer_id HAVING count(*) >= ?",
            (since, number),
            "(SELECT count(*) FROM visit WHERE customer_id = x.id AND at >= ?) >= ?",
            (since, number),
            denied=denied,
        )
        if number
        else _everybody()
    )


def _everybody() -> Piece:
    return Piece("SELECT id AS customer_id FROM customer", (), "1", (), keyed=True)


def _moment(column: str) -> Callable[[Session, Rule], Piece]:
    """A moment of the aggregates: within so many days, or longer ago."""

    def make(s: Session, rule: Rule) -> Piece:
        if rule.op == "never":
            return _of_rows("customer_stat", f"{column} > 0", denied=True)
        sign = ">=" if rule.op == "within" else "<"
        return _of_rows("customer_stat", f"{column} {sign} ?", _since(int(rule.value)))

    return make


def _contact(s: Session, rule: Rule) -> Piece:
    """In touch: a visit, a call, a message. A longer silence is of those who have been in touch at all."""
    newest = "max(coalesce(last_at, contact_at), coalesce(contact_at, last_at))"
    sign = ">=" if rule.op == "within" else "<"
    return _of_rows("customer_stat", f"{newest} {sign} ?", _since(int(rule.value)))


def _rhythm(s: Session, rule: Rule) -> Piece:
    """Their own rhythm, that set by hand before that of the visits."""
    sign = "<=" if rule.op == "at_most" else ">="
    own = "coalesce(c.rhythm_days, t.gap_days)"
    cards = "customer c LEFT JOIN customer_stat t ON t.customer_id = c.id"
    return Piece(
        f"SELECT c.id AS customer_id FROM {cards} WHERE {own} {sign} ?",
        (rule.value,),
        f"EXISTS (SELECT 1 FROM {cards} WHERE c.id = x.id AND {own} {sign} ?)",
        (rule.value,),
    )


def _slipping(s: Session, rule: Rule) -> Piece:
    return _of_rows("touch", "kind = ?", tact.SLIPPING, few=True, denied=rule.op == "is_not")


def _closeness(s: Session, rule: Rule) -> Piece:
    return _of_rows("closeness", f"score {'>=' if rule.op == 'at_least' else '<='} ?", rule.value)


def _date(s: Session, rule: Rule) -> Piece:
    """A birthday and the like, by its month or in the next days; who was born on a 29 February has it each year."""
    if rule.op in ("known", "unknown"):
        return _of_rows("special_date", "kind = ?", rule.field, denied=rule.op == "unknown")
    today = clock.today()
    if rule.op == "soon":
        days = [today + timedelta(days=n) for n in range(min(int(rule.value), 366) + 1)]
        chosen = {day.month * 100 + day.day for day in days}
        if chosen & {228, 301}:
            chosen.add(229)
        where, value = f"month * 100 + day {_AMONG}", json.dumps(sorted(chosen))
        return _of_rows("special_date", f"kind = ? AND {where}", rule.field, value, few=True)
    month = {"this_month": today.month, "next_month": today.month % 12 + 1}.get(rule.op, rule.value)
    return _of_rows("special_date", "kind = ? AND month = ?", rule.field, month, few=True)


_SAYS = "channel = ? AND purpose = ''"
_COUNTING = (
    f"(SELECT state FROM consent WHERE customer_id = {{who}} AND {_SAYS} "
    "ORDER BY how = 'imported' AND state = 'given', id DESC LIMIT 1)"
)


def _consent(s: Session, rule: Rule) -> Piece:
    """The word that counts, as notebook/consent has it; few have said no, so only theirs is looked up."""
    channel = rule.value
    said = f"SELECT customer_id FROM consent WHERE {_SAYS}"
    counts, counts_here = _COUNTING.format(who="n.customer_id"), _COUNTING.format(who="x.id")
    if rule.op == "not_asked":
        return _of_rows("consent", _SAYS, channel, denied=True)
    if rule.op == "no":
        ids = f"SELECT n.customer_id FROM consent n WHERE {_SAYS} AND state <> 'given' AND {counts} <> 'given'"
        return Piece(ids, (channel, channel), f"coalesce({counts_here}, 'given') <> 'given'", (channel,))
    ids = (
        f"SELECT n.customer_id FROM consent n WHERE {_SAYS} AND state = 'given' "
        f"AND (n.customer_id NOT IN ({said} AND state <> 'given') OR {counts} = 'given')"
    )
    return Piece(ids, (channel, channel, channel), f"{counts_here} IS 'given'", (channel,))


def _language(s: Session, rule: Rule) -> Piece:
    return _of_card("language = ?", rule.value, denied=rule.op == "is_not")


def _state(s: Session, rule: Rule) -> Piece:
    return _of_card("state = ?", rule.value, denied=rule.op == "is_not")


def _reach(s: Session, rule: Rule) -> Piece:
    return _of_rows("contact", "channel = ?", rule.value, denied=rule.op == "has_not")


def _place(s: Session, rule: Rule) -> Piece:
    """Words of the postal address, or of that of the household."""
    sought = fold(str(rule.value)).split()
    homes = [key for key, address in s.raw("SELECT id, address FROM household") if _all_in(sought, fold(address))]
    like = " AND ".join(["normal LIKE ? ESCAPE '\\'"] * len(sought)) or "0"
    patterns = tuple("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in sought)
    at_home, written = f"household_id {_AMONG}", f"channel = 'post' AND {like}"
    chosen = json.dumps(homes)
    return Piece(
        f"SELECT id AS customer_id FROM customer WHERE {at_home} UNION ALL "
        f"SELECT customer_id FROM contact WHERE {written}",
        (chosen, *patterns),
        f"EXISTS (SELECT 1 FROM customer WHERE id = x.id AND {at_home}) "
        f"OR EXISTS (SELECT 1 FROM contact WHERE customer_id = x.id AND {written})",
        (chosen, *patterns),
    )


def _own(s: Session, rule: Rule) -> Piece:
    """A field of the shop's own. Text is compared folded, here; the rest as it is kept."""
    found = s.raw("SELECT id, type FROM field WHERE name = ? COLLATE NOCASE AND retired = 0 LIMIT 1", (rule.name,))
    key, kind = found[0] if found else (0, "text")
    if rule.op in ("filled", "empty"):
        return _of_rows("field_value", "field_id = ? AND value <> ''", key, few=True, denied=rule.op == "empty")
    if rule.op in ("at_least", "at_most"):
        column, value = (
            ("CAST(value AS REAL)", _number(rule.value)) if kind in ("number", "money") else ("value", rule.value)
        )
        sign = ">=" if rule.op == "at_least" else "<="
        return _of_rows("field_value", f"field_id = ? AND value <> '' AND {column} {sign} ?", key, value, few=True)
    if rule.op == "is" and kind not in ("text", "choices"):
        return _of_rows("field_value", "field_id = ? AND value = ?", key, rule.value, few=True)
    sought = fold(str(rule.value))
    rows = s.raw("SELECT customer_id, value FROM field_value WHERE field_id = ? AND value <> ''", (key,))
    chosen = [who for who, value in rows if _says(fold(value), sought, kind, whole=rule.op == "is")]
    return _chosen(chosen)


def _says(value: str, sought: str, kind: str, *, whole: bool) -> bool:
    if kind == "choices":
        return sought in value.split("; ")
    return value == sought if whole else _all_in(sought.split(), value)


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def _all_in(sought: Sequence[str], text: str) -> bool:
    return bool(sought) and all(word in text for word in sought)


def _chosen(customers: Iterable[int]) -> Piece:
    listed = json.dumps(sorted(set(customers)))
    ids = "SELECT value AS customer_id FROM json_each(?)"
    return Piece(ids, (listed,), f"x.id IN ({ids})", (listed,), few=True)


def _feedback(s: Session, rule: Rule) -> Piece:
    where = {
        "open": "+of_staff = 0 AND status <> 'told'",
        "complaint": tact.COMPLAINT,
        "praise": "+of_staff = 0 AND kind = 'praise'",
    }[rule.op]
    return _of_rows("feedback", where, few=True)


def _idea(s: Session, rule: Rule) -> Piece:
    """Who stands for an idea, that joined into another one for the other."""
    if rule.op == "any":
        return _of_rows("idea_support", "1", few=True)
    where = "idea_id IN (SELECT coalesce(joined_into, id) FROM idea WHERE id = ?)"
    return _of_rows("idea_support", where, rule.value, few=True)


_STRENGTHS = {"loves": ["loves"], "likes": ["loves", "likes"], "dislikes": ["dislikes", "never"], "never": ["never"]}


def _taste(s: Session, rule: Rule) -> Piece:
    """Who loves a thing likes it too, and who never has it dislikes it."""
    strengths = json.dumps(_STRENGTHS[rule.op])
    sought = _stems(str(rule.value))
    things = s.raw(f"SELECT DISTINCT thing FROM preference WHERE strength {_AMONG}", (strengths,))
    fitting = json.dumps([thing for (thing,) in things if sought and sought <= _stems(thing)])
    return _of_rows("preference", f"strength {_AMONG} AND thing {_AMONG}", strengths, fitting, few=True)


def _alert(s: Session, rule: Rule) -> Piece:
    """Alerts about a thing, and about what the shop's list of words says it covers, or is covered by."""
    if rule.op in ("any", "none"):
        return _of_rows("alert", "1", few=True, denied=rule.op == "none")
    ways = [_stems(str(rule.value))]
    for word, covers in s.raw("SELECT word, covers FROM synonym"):
        listed = [_stems(part) for part in covers.split(",")]
        if _stems(word) == ways[0]:
            ways += listed
        elif ways[0] in listed:
            ways.append(_stems(word))
    sought = [way for way in ways if way]
    rows = s.raw("SELECT customer_id, title || ' ' || advice FROM alert")
    return _chosen(who for who, text in rows if any(way <= _stems(text) for way in sought))


def _stems(text: str) -> frozenset[str]:
    """The folded words, in the singular as far as an s makes the plural."""
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words(text))


def _mailed(s: Session, rule: Rule) -> Piece:
    """Whom a file for a mailing was made for; the shop's own address book is none."""
    since = _since(int(rule.value)) if rule.op == "within" else -(2**62)
    return _of_rows("export_person", "export_id IN (SELECT id FROM export WHERE own_use = 0 AND at >= ?)", since)


def _added(s: Session, rule: Rule) -> Piece:
    sign = ">=" if rule.op == "within" else "<"
    return _of_card(f"added_at {sign} ?", _since(int(rule.value)))


KEPT = (
    "SELECT coalesce(k.joined_into, k.id) AS customer_id FROM segment_member m JOIN customer k ON k.id = m.customer_id "
    "WHERE m.segment_id = ?"
)
"""Who is kept in a list; a card that was joined into another one counts as that."""


def _group(s: Session, rule: Rule) -> Piece:
    return Piece(KEPT, (rule.value,), f"x.id IN ({KEPT})", (rule.value,), few=True)


_MAKERS: dict[str, Callable[[Session, Rule], Piece]] = {
    "tag": _tag,
    "usual": _usual,
    "had": _had,
    "visits": _visits,
    "last_visit": _moment("last_at"),
    "first_visit": _moment("first_at"),
    "contact": _contact,
    "rhythm": _rhythm,
    "slipping": _slipping,
    "closeness": _closeness,
    "birthday": _date,
    "name_day": _date,
    "anniversary": _date,
    "consent": _consent,
    "language": _language,
    "state": _state,
    "reach": _reach,
    "place": _place,
    "own": _own,
    "feedback": _feedback,
    "idea": _idea,
    "taste": _taste,
    "alert": _alert,
    "mailed": _mailed,
    "added": _added,
    "group": _group,
}
