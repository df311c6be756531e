"""The shop's own layouts as tables that can be written: "own:Winter letters" in the place of a format.

A mailing tool is told what helps to address somebody; notes, tastes and closeness never leave in one.
"""

from __future__ import annotations

from collections.abc import Iterable

from relnotebook.base.problems import Refusal
from relnotebook.base.words import _
from relnotebook.exchange import layouts as theirs
from relnotebook.exchange.layouts import Column, Layout
from relnotebook.notebook import layouts
from relnotebook.notebook.layouts import USUAL, OwnColumn, OwnLayout, Writing
from relnotebook.store.write import Session

OWN = "own:"
"""What the format of an own layout begins with; its name follows."""

_DIGITS = frozenset({"phone", "international", "code", "card_number"})
_DATES = frozenset({"birthday", "anniversary"})
_FORMS = {"iso": "iso", "day_first": "day_first", "month_first": "month_first"}


def is_own(form: str) -> bool:
    """Whether a format is an own layout."""
    return form.startswith(OWN)


def name_of(form: str) -> str:
    """The name of the own layout that is this format; "" for any other."""
    return form.removeprefix(OWN) if is_own(form) else ""


def fields() -> tuple[tuple[str, str], ...]:
    """(what a column can hold, in words), in the order they are offered in."""
    return (
        ("given", _("First name")),
        ("family", _("Last name")),
        ("name", _("Whole name")),
        ("greet", _("Greet as")),
        ("call_name", _("Call name")),
        ("title", _("Title")),
        ("say", _("How to say it")),
        ("pronouns", _("Pronouns")),
        ("email", _("E-mail")),
        ("phone", _("Phone")),
        ("international", _("Phone with country")),
        ("post", _("Address, as written")),
        ("one_cell_address", _("Address in one line")),
        ("street", _("Street")),
        ("city", _("Town")),
        ("region", _("State")),
        ("code", _("Postcode")),
        ("country", _("Country")),
        ("birthday", _("Birthday")),
        ("birth_day", _("Day of birth")),
        ("birth_month", _("Month of birth")),
        ("birth_year", _("Year of birth")),
        ("anniversary", _("Anniversary")),
        ("language", _("Language")),
        ("tags_commas", _("Tags")),
        ("card_number", _("Card number")),
        ("", _("Left empty")),
    )


def title_of(holds: str) -> str:
    """What a column holds, in words; also of columns that only the layouts of other programs have."""
    more = {
        "shown": _("Name"),
        "birthday_mailchimp": _("Birthday"),
        "attributes": _("Greeting, language, birthday, tags"),
    }
    return dict(fields()).get(holds, more.get(holds, ""))


def of(s: Session, form: str) -> Layout:
    """The layout of "own:NAME". Raises NotFound("no-layout", value)."""
    return table(layouts.named(s, name_of(form)))


def table(own: OwnLayout) -> Layout:
    """An own layout as a table. What this version does not know stays an empty column. Pure."""
    written, known = own.writing, dict(fields())
    columns = [
        Column(heading, _maker(holds, written.dates) if holds in known else "", 0, holds in _DIGITS)
        for heading, holds in own.columns
    ]
    return Layout(
        OWN + own.name,
        own.name,
        tuple(columns),
        mailing=True,
        channel=written.channel,
        bare_phones=not written.zeros,
        separator=written.separator,
        letters=written.letters,
    )


def _maker(holds: str, dates: str) -> str:
    return f"{holds}_{_FORMS[dates]}" if holds in _DATES else holds


def checked(columns: Iterable[tuple[str, str]]) -> tuple[OwnColumn, ...]:
    """The columns, when all of what they hold is offered. Raises Refusal("bad-choice", field="column", value)."""
    known = dict(fields())
    found = tuple(OwnColumn(heading, holds) for heading, holds in columns)
    for column in found:
        if column.holds not in known:
            raise Refusal("bad-choice", field="column", value=column.holds)
    return found


def begun_writing(form: str) -> Writing:
    """How the file is written to begin with: a mailing tool takes phones as they are. Pure."""
    layout = theirs.LAYOUTS.get(form)
    tool = layout is not None and layout.mailing and layout.bare_phones
    return Writing(letters="utf-8", zeros=False) if tool else USUAL


def begun(form: str) -> tuple[OwnColumn, ...]:
    """The columns to begin an own layout with, from one of another program. Pure."""
    known = dict(fields())
    key = "excel" if form == "xlsx" else form
    layout = theirs.LAYOUTS.get(key)
    if layout is None or not layout.mailing or key == "listmonk":
        return tuple(OwnColumn(known[holds], holds) for holds in ("given", "greet", "email", "language"))
    twins = {"birthday_mailchimp": "birthday"}
    pairs = ((column.heading, twins.get(column.holds, column.holds)) for column in layout.columns)
    return tuple(OwnColumn(heading, holds if holds in known else "") for heading, holds in pairs)
