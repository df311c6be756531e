"""A group as a sentence: "Everybody who likes walnut and has a birthday in May, but nobody who has died". Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from relnotebook.base.words import _, n_
from relnotebook.notebook import consent_words, dates
from relnotebook.notebook.segment_rules import Condition, Row, Rule, Rules, conditions


def sentence(rules: Rules) -> str:
    """Who is in it, as one reads it aloud."""
    found = conditions(rules)
    meant = [_together(one.ways, alone=len(found) == 1) for one in found if not one.leaves_out]
    left = [_together(one.ways, alone=True) for one in found if one.leaves_out]
    told = _("Everybody who {rules}").format(rules=_(" and ").join(meant)) if meant else _("Everybody")
    return told + "".join(_(", but nobody who {rule}").format(rule=rule) for rule in left)


def condition(one: Condition) -> str:
    """A condition after "who": "likes walnut or loves walnut"."""
    return _together(one.ways, alone=True)


def _together(ways: Sequence[Row], *, alone: bool) -> str:
    told = [row(one) for one in ways]
    if len(told) == 1:
        return told[0]
    together = _("{some} or {last}").format(some=", ".join(told[:-1]), last=told[-1])
    return together if alone else _("either {ways}").format(ways=together)


def row(one: Row) -> str:
    """A row after "who": "is tagged “Choir”"."""
    if isinstance(one, Rule):
        return rule(one)
    inner = conditions(one.rows)
    told = [_("not {rule}").format(rule=f"({_together(c.ways, alone=True)})") if c.leaves_out else c for c in inner]
    return "(" + _(" and ").join(t if isinstance(t, str) else _together(t.ways, alone=False) for t in told) + ")"


def rule(one: Rule) -> str:
    """A rule after "who"."""
    words = _RULES.get((one.field, one.op)) or _RULES[_DATES if one.field in _DATE_NAMES else one.field, one.op]
    return words(one)


def _days(said: Callable[[], str], one: Callable[[], str]) -> Callable[[Rule], str]:
    return lambda rule: (one() if int(rule.value) == 1 else said()).format(n=rule.value)


def _number(said: Callable[[int], str]) -> Callable[[Rule], str]:
    return lambda rule: said(int(rule.value))


def _text(said: Callable[[], str]) -> Callable[[Rule], str]:
    return lambda rule: said().format(value=rule.value, name=rule.name or rule.value)


def _visits(at_least: bool) -> Callable[[Rule], str]:
    def words(rule: Rule) -> str:
        number = int(rule.value)
        if at_least:
            times = n_("came at least {n} time", "came at least {n} times", number)
        else:
            times = n_("came at most {n} time", "came at most {n} times", number)
        return times + _in_days(rule.days)

    return words


def _in_days(days: int) -> str:
    return " " + n_("in the last {n} day", "in the last {n} days", days) if days else ""


def _had(rule: Rule) -> str:
    return _("has had {thing}").format(thing=rule.value) + _in_days(rule.days)


_DATES = "date"
_DATE_NAMES = ("birthday", "name_day", "anniversary")


def _date(said: Callable[[], str]) -> Callable[[Rule], str]:
    def words(rule: Rule) -> str:
        what = {"birthday": _("a birthday"), "name_day": _("a name day"), "anniversary": _("an anniversary")}
        month = dates.month_name(int(rule.value)) if rule.op == "in_month" else ""
        return said().format(date=what[rule.field], month=month, n=rule.value)

    return words


def _channel(said: Callable[[], str]) -> Callable[[Rule], str]:
    return lambda rule: said().format(channel=consent_words.channel(str(rule.value)))


def _state(yes: bool) -> Callable[[Rule], str]:
    def words(rule: Rule) -> str:
        told = {
            "active": (_("is with us"), _("is no longer with us")),
            "moved": (_("has moved away"), _("has not moved away")),
            "deceased": (_("has died"), _("has not died")),
            "do_not_contact": (_("asked to be left alone"), _("did not ask to be left alone")),
        }
        return told[str(rule.value)][0 if yes else 1]

    return words


def _reach(yes: bool) -> Callable[[Rule], str]:
    def words(rule: Rule) -> str:
        told = {
            "email": (_("has an e-mail address"), _("has no e-mail address")),
            "phone": (_("has a phone number"), _("has no phone number")),
            "post": (_("has a postal address"), _("has no postal address")),
            "chat": (_("has a chat address"), _("has no chat address")),
            "social": (_("has a social profile"), _("has no social profile")),
        }
        return told[str(rule.value)][0 if yes else 1]

    return words


def _language(rule: Rule) -> str:
    told = _("reads {language}") if rule.op == "is" else _("does not read {language}")
    return told.format(language=rule.value or _("the shop's language"))


def _fixed(said: Callable[[], str]) -> Callable[[Rule], str]:
    return lambda rule: said()


_RULES: dict[tuple[str, str], Callable[[Rule], str]] = {
    ("tag", "has"): _text(lambda: _("is tagged “{value}”")),
    ("tag", "has_not"): _text(lambda: _("is not tagged “{value}”")),
    ("usual", "has"): _text(lambda: _("usually has {value}")),
    ("usual", "has_not"): _text(lambda: _("does not usually have {value}")),
    ("had", "ever"): _had,
    ("had", "within"): _had,
    ("visits", "at_least"): _visits(at_least=True),
    ("visits", "at_most"): _visits(at_least=False),
    ("last_visit", "within"): _days(lambda: _("was in within the last {n} days"), lambda: _("was in since yesterday")),
    ("last_visit", "longer_ago"): _days(
        lambda: _("was last in more than {n} days ago"), lambda: _("was last in before yesterday")
    ),
    ("last_visit", "never"): _fixed(lambda: _("has never been in")),
    ("first_visit", "within"): _number(
        lambda n: n_("came for the first time in the last {n} day", "came for the first time in the last {n} days", n)
    ),
    ("first_visit", "longer_ago"): _number(
        lambda n: n_("has come for more than {n} day", "has come for more than {n} days", n)
    ),
    ("contact", "within"): _number(
        lambda n: n_("was in touch in the last {n} day", "was in touch in the last {n} days", n)
    ),
    ("contact", "longer_ago"): _number(
        lambda n: n_("was last in touch more than {n} day ago", "was last in touch more than {n} days ago", n)
    ),
    ("rhythm", "at_most"): _number(lambda n: n_("comes every day", "comes every {n} days or more often", n)),
    ("rhythm", "at_least"): _number(
        lambda n: n_("comes every day or less often", "comes every {n} days or less often", n)
    ),
    ("slipping", "is"): _fixed(lambda: _("has not been in for a while")),
    ("slipping", "is_not"): _fixed(lambda: _("comes as usual")),
    ("closeness", "at_least"): _text(lambda: _("has a closeness of {value} or more")),
    ("closeness", "at_most"): _text(lambda: _("has a closeness of {value} or less")),
    (_DATES, "in_month"): _date(lambda: _("has {date} in {month}")),
    (_DATES, "this_month"): _date(lambda: _("has {date} this month")),
    (_DATES, "next_month"): _date(lambda: _("has {date} next month")),
    (_DATES, "soon"): _date(lambda: _("has {date} in the next {n} days")),
    (_DATES, "known"): _date(lambda: _("has {date} we know")),
    (_DATES, "unknown"): _date(lambda: _("has {date} we do not know")),
    ("consent", "given"): _channel(lambda: _("has consent for {channel}")),
    ("consent", "no"): _channel(lambda: _("said no to {channel}")),
    ("consent", "not_asked"): _channel(lambda: _("was not asked about {channel}")),
    ("language", "is"): _language,
    ("language", "is_not"): _language,
    ("state", "is"): _state(yes=True),
    ("state", "is_not"): _state(yes=False),
    ("reach", "has"): _reach(yes=True),
    ("reach", "has_not"): _reach(yes=False),
    ("place", "has"): _text(lambda: _("lives in {value}")),
    ("own", "is"): _text(lambda: _("has {value} as {name}")),
    ("own", "has"): _text(lambda: _("has {value} in {name}")),
    ("own", "at_least"): _text(lambda: _("has {value} or more as {name}")),
    ("own", "at_most"): _text(lambda: _("has {value} or less as {name}")),
    ("own", "filled"): _text(lambda: _("has something under {name}")),
    ("own", "empty"): _text(lambda: _("has nothing under {name}")),
    ("feedback", "open"): _fixed(lambda: _("waits for an answer to feedback")),
    ("feedback", "complaint"): _fixed(lambda: _("waits for an answer to a complaint")),
    ("feedback", "praise"): _fixed(lambda: _("has praised us")),
    ("idea", "wants"): _text(lambda: _("wants “{name}”")),
    ("idea", "any"): _fixed(lambda: _("stands for an idea")),
    ("taste", "loves"): _text(lambda: _("loves {value}")),
    ("taste", "likes"): _text(lambda: _("likes {value}")),
    ("taste", "dislikes"): _text(lambda: _("does not like {value}")),
    ("taste", "never"): _text(lambda: _("never has {value}")),
    ("alert", "has"): _text(lambda: _("has an alert about {value}")),
    ("alert", "any"): _fixed(lambda: _("has an alert")),
    ("alert", "none"): _fixed(lambda: _("has no alert")),
    ("mailed", "within"): _number(
        lambda n: n_("was in a mailing in the last {n} day", "was in a mailing in the last {n} days", n)
    ),
    ("mailed", "ever"): _fixed(lambda: _("was in a mailing before")),
    ("added", "within"): _number(lambda n: n_("got a card in the last {n} day", "got a card in the last {n} days", n)),
    ("added", "longer_ago"): _number(
        lambda n: n_("has had a card for more than {n} day", "has had a card for more than {n} days", n)
    ),
    ("group", "in"): _text(lambda: _("is in the list “{name}”")),
}
