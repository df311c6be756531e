"""Groups of customers: listed with their live counts, shown, counted, saved, kept as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnotebook.base import sentences
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json
from relnotebook.commands.touches import aligned

if TYPE_CHECKING:
    from relnotebook.notebook.segments import Rules, Segment
    from relnotebook.store.write import Session


@click.group()
def segment() -> None:
    """Groups of customers, by rules or as a list that stays as it is. NAME may be spelt in any way, or its number."""


rule_of = click.option(
    "--rule", "lines", multiple=True, metavar="RULE", help="A rule; may be given again. Everybody when left out."
)
rules_as_json = click.option(
    "--rules", default="", metavar="JSON", help="All rules as JSON, as `show --json` gives them."
)
name_of = click.argument("name")


@segment.command(name="list")
@as_json
@pass_till
def list_(till: Till, as_json: bool) -> None:
    """All saved groups, counted as of now.

    JSON: a list; each has id, name, sentence, frozen (a list that stays as it is), count, with_consent (how many of
    them said yes to e-mail).
    """
    from relnotebook.notebook import segments

    with till.opened() as store, store.read() as s:
        found = segments.listed(s)
    if as_json:
        print_json([_facts(one) for one in found])
        return
    for line in aligned([(str(one.id), one.name, f"{one.count:,}", one.sentence) for one in found]) if found else ():
        click.echo(line)
    if not found:
        click.echo(_("There are no groups yet."))


def _facts(one: Segment) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("id", "name", "sentence", "frozen", "count", "with_consent")}


@segment.command()
@name_of
@click.option("--why", type=int, metavar="ID", help="Whether this customer is in it, rule by rule.")
@click.option("--limit", default=200, show_default=True, help="How many people at most.")
@as_json
@pass_till
def show(till: Till, name: str, why: int | None, limit: int, as_json: bool) -> None:
    """Who is in a group now; with --why, whether one customer is, and for what reasons.

    JSON: what `list` gives of it, rules, and members (id and name, by name); with --why inside and reasons (condition,
    holds, told) instead of members.
    """
    from relnotebook.notebook import lines, segments

    with till.opened() as store, store.read() as s:
        found = segments.named(s, _name(s, name))
        facts = {**_facts(found), "rules": segments.plain(found.rules)}
        if why is not None:
            member = segments.why_not(s, segments.rules_of(s, found.id), CustomerId(why))
        else:
            people = lines.lines(s, segments.members_of(s, found.id, limit=limit))
    if why is not None:
        if as_json:
            print_json({**facts, "inside": member.inside, "reasons": member.reasons})
            return
        click.echo(_("In the group.") if member.inside else _("Not in the group."))
        for reason in member.reasons:
            click.echo(f"  {'+' if reason.holds else '-'} {reason.told}")
        return
    if as_json:
        print_json({**facts, "members": [{"id": one.id, "name": one.name} for one in people]})
        return
    click.echo(f"{found.sentence}: {found.count:,}")
    for line in aligned([(str(one.id), one.name) for one in people]) if people else ():
        click.echo(line)
    if found.count > len(people):
        click.echo(_("And more. --limit shows them."))


def _name(s: Session, name: str) -> str:
    """A number is the identity of a group, unless a group is called so."""
    from relnotebook.base.problems import NotFound
    from relnotebook.notebook import segments

    try:
        return segments.named(s, name).name
    except NotFound:
        if not name.isdecimal():
            raise
    return segments.one(s, int(name)).name


@segment.command()
@click.argument("name", required=False)
@rule_of
@rules_as_json
@as_json
@pass_till
def count(till: Till, name: str | None, lines: tuple[str, ...], rules: str, as_json: bool) -> None:
    """How many are in a saved group, or fit rules that are saved nowhere.

    JSON: sentence, count, with_consent (how many of them said yes to e-mail).
    """
    from relnotebook.notebook import segments

    if (name is not None) and (lines or rules):
        raise click.UsageError("name a saved group, or give rules")
    with till.opened() as store, store.read() as s:
        if name is not None:
            found = segments.named(s, _name(s, name))
            told, number, agreed = found.sentence, found.count, found.with_consent
        else:
            asked = segments.checked(s, _rules(lines, rules))
            told, number = segments.sentence(asked), segments.count(s, asked)
            agreed = segments.count(s, (*asked, segments.Rule("consent", "given", "email")))
    if as_json:
        print_json({"sentence": told, "count": number, "with_consent": agreed})
        return
    click.echo(f"{told}: {number:,}")
    click.echo(n_("{n} of them said yes to e-mail.", "{n} of them said yes to e-mail.", agreed))


def _rules(lines: tuple[str, ...], rules: str) -> Rules:
    from relnotebook.notebook import segments

    if lines and rules:
        raise Refusal("bad-rules", value=rules[:80])
    return segments.load(rules) if rules else segments.read_words(lines)


@segment.command()
@name_of
@rule_of
@rules_as_json
@click.option("--frozen", is_flag=True, help="Keep who fits now as a list that stays as it is.")
@as_json
@pass_till
def save(till: Till, name: str, lines: tuple[str, ...], rules: str, frozen: bool, as_json: bool) -> None:
    """Keep a group under a name; one of that name gets these rules instead.

    A RULE begins with how it goes with those above it: and (when left out), or (another way to meet the one above),
    not (but not). Then what it is about, what is asked, and a value:

    \b
      tag has Choir club                 visits at_least 3 in 90
      not alert has nut                  last_visit within 90
      birthday in_month 12               consent given email
      had within cardamom bun in 30      closeness at_least 5
      or taste likes walnut              own:Favourite_team is Rovers
      not mailed within 30               group in Winter hours

    What else may be asked about, and how: `rules` lists it.

    JSON: what `list` gives of it.
    """
    from relnotebook.base.problems import NotFound
    from relnotebook.notebook import segments

    asked = _rules(lines, rules)
    with till.opened() as store:
        if frozen:
            made, changes = store.do(segments.freeze, name, asked)
        else:
            with store.read() as s:
                try:
                    known: int | None = segments.named(s, name).id
                except NotFound:
                    known = None
            made, changes = store.do(segments.save, name, asked, segment=known)
        with store.read() as s:
            found = segments.one(s, made)
    if as_json:
        print_json(_facts(found))
        return
    click.echo(sentences.done(changes) if changes else "")
    click.echo(f"{found.sentence}: {found.count:,}")


@segment.command()
@as_json
@pass_till
def rules(till: Till, as_json: bool) -> None:
    """What a rule may be about, and what may be asked of it.

    JSON: field to question to what it needs: "" nothing, else the kind of its value, with "days" behind it in days.
    """
    from relnotebook.notebook import segment_rules

    if as_json:
        print_json(segment_rules.OPS)
        return
    for line in aligned([(name, ", ".join(asked)) for name, asked in segment_rules.OPS.items()]):
        click.echo(line)


@segment.command()
@name_of
@pass_till
def remove(till: Till, name: str) -> None:
    """Remove a group; its people keep their cards."""
    from relnotebook.notebook import segments

    with till.opened() as store:
        with store.read() as s:
            found = segments.named(s, _name(s, name))
        _nothing, changes = store.do(segments.remove, found.id)
    click.echo(sentences.done(changes) if changes else "")
