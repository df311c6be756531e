"""Cards that may be one person's: suggested, joined, parted again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json

if TYPE_CHECKING:
    from relnotebook.notebook.joining import Preview


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many pairs at most.")
@click.option("--not", "apart", type=int, nargs=2, metavar="ID ID", help="These two are not the same: never again.")
@as_json
@pass_till
def doubles(till: Till, limit: int, apart: tuple[int, int] | None, as_json: bool) -> None:
    """List cards that may be of the same person, and why."""
    from relnotebook.notebook import doubles as pairs

    with till.opened() as store:
        if apart is not None:
            store.do(pairs.not_same, CustomerId(apart[0]), CustomerId(apart[1]))
            click.echo(_("Noted: they are not the same."))
            return
        with store.read() as s:
            found = pairs.doubles(s, limit=limit)
    if as_json:
        print_json(found)
        return
    for pair in found:
        click.echo(f"{pair.one:>6}  {pair.one_name}")
        click.echo(f"{pair.other:>6}  {pair.other_name}")
        click.echo("        " + "; ".join(pair.reasons))
    if not found:
        click.echo(_("There are no two cards that look like one person."))


@click.command()
@click.argument("one", type=int, metavar="A")
@click.argument("other", type=int, metavar="B")
@click.option("--keep", type=int, metavar="ID", help="The card that stays; A when left out.")
@click.option(
    "--take",
    multiple=True,
    metavar="FIELD=keep|lose",
    help="Whose value stays, as the preview names it; else the newer.",
)
@click.option("--household", type=click.Choice(["keep", "lose", "none"]), help="Whose household, when they have two.")
@click.option("--preview", is_flag=True, help="Only show what would happen.")
@as_json
@pass_till
def join(
    till: Till,
    one: int,
    other: int,
    keep: int | None,
    take: Sequence[str],
    household: str | None,
    preview: bool,
    as_json: bool,
) -> None:
    """Make the cards A and B one. Nothing is lost, and `part` makes them two again."""
    from relnotebook.notebook import joining

    if keep not in (None, one, other):
        raise click.UsageError(_("--keep names one of the two cards."))
    stays, goes = (CustomerId(other), CustomerId(one)) if keep == other else (CustomerId(one), CustomerId(other))
    choices = dict(_choices(take)) | ({"household": household} if household else {})
    with till.opened() as store:
        with store.read() as s:
            seen = joining.preview(s, stays, goes)
        if not preview:
            step, _changes = store.do(joining.join, stays, goes, choices=choices)
    if as_json:
        print_json(seen if preview else {"step": step, "keep": stays, "lose": goes, "joined": seen})
        return
    for line in _told(seen):
        click.echo(line)
    if not preview:
        click.echo(_("They are one card now: {id}. Part them again with: part {id}").format(id=stays))


def _choices(take: Sequence[str]) -> Iterator[tuple[str, str]]:
    for typed in take:
        field, _sign, value = typed.partition("=")
        if not value:
            raise Refusal("bad-choice", field=field, value=typed)
        yield field.strip(), value.strip()


def _told(seen: Preview) -> Iterator[str]:
    yield _("{keep} stays, {lose} goes into it.").format(keep=seen.keep.name, lose=seen.lose.name)
    for choice in seen.choices:
        shown = f"{choice.keep} | {choice.lose}" if choice.keep or choice.lose else choice.title
        yield f"  {choice.field}: {shown}  ({choice.picked})"
    for said in seen.agreed:
        states = [state or _("not asked") for state in (said.keep, said.lose, said.result)]
        yield "  {}: {} | {}  ({})".format(said.channel, *states)
    if seen.moving:
        yield "  " + _("Moves: {what}").format(what=", ".join(seen.moving))
    if seen.homes is not None:
        for side, home in zip(("keep", "lose"), seen.homes, strict=True):
            yield "  " + _("Household ({side}): {words}").format(side=side, words=home.words or ", ".join(home.others))
    if seen.not_same:
        yield "  " + _("Somebody noted that they are not the same.")


@click.command()
@click.argument("customer", type=int, metavar="A")
@click.option("--list", "only_list", is_flag=True, help="Only list what was joined.")
@as_json
@pass_till
def part(till: Till, customer: int, only_list: bool, as_json: bool) -> None:
    """Make two cards again of what was joined: A is the card that went, or the one that stayed if only one went."""
    from relnotebook.notebook import joining

    with till.opened() as store:
        with store.read() as s:
            found = joining.joined(s, CustomerId(customer))
        if only_list:
            if as_json:
                print_json(found)
            for one in () if as_json else found:
                when = f"{one.when:%Y-%m-%d}" if one.when else _("long ago")
                click.echo(f"{one.lose:>6}  {one.lose_name} > {one.keep_name}  {when}  {one.staff}".rstrip())
            if not found and not as_json:
                click.echo(_("That card was not joined with another one."))
            return
        if not found:
            raise Refusal("not-joined")
        if len(found) > 1:
            raise Refusal("several-joined", cards=", ".join(str(one.lose) for one in found))
        if not found[0].step:
            raise Refusal("too-long-ago")
        parted = joining.part(store, found[0].step)
    if as_json:
        print_json(parted)
        return
    click.echo(_("They are two cards again: {keep} and {lose}.").format(keep=parted.keep, lose=parted.lose))
    click.echo(n_("{n} row went back.", "{n} rows went back.", parted.back))
    if parted.stays:
        click.echo(
            _("Changed since, and stays with {keep}: {what}").format(keep=parted.keep, what=", ".join(parted.stays))
        )
