"""What a card would gain by somebody in a file, and what on it would be written over: told before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relnotebook.base import text
from relnotebook.base.words import _
from relnotebook.exchange.known import Chunk, Known
from relnotebook.exchange.person import GIVEN, Kept, Person
from relnotebook.notebook import dates

MOST_LETTERS = 80
"""Of one value, when it is told."""


@dataclass(frozen=True, slots=True)
class Gain:
    """One thing that would be new on a card.

    Attributes:
        what: its title: "E-mail", "Favourite cup".
        before: what the card says now, where that would go; '' where a gap is filled, or something is added.
        after: what the card would say.
    """

    what: str
    before: str
    after: str


def gains(chunk: Chunk, person: Person, card: Known) -> tuple[Gain, ...]:
    """What would come of it if this person were joined with the card; what is written over is told first.

    Nothing is written, and neither the person nor the card is changed.
    """
    joined = chunk.tried(person, card)
    names = {folded: one.name for folded, one in chunk.fields.items()}
    found = [*_values(card, joined), *_ways(joined), *_dates(card, joined), *_own(card, joined, names)]
    found += [*_words(joined), *_consent(card, joined)]
    if person.photo is not None and not card.has_photo:
        found.append(Gain(_("Photo"), "", _("a picture")))
    return tuple(sorted(found, key=lambda gain: not gain.before))


def _values(card: Known, joined: Known) -> Iterator[Gain]:
    titles = {
        "name": _("Name"),
        "call_name": _("What to call them"),
        "own_script": _("Name in own script"),
        "say": _("How to say it"),
        "pronouns": _("Pronouns"),
        "card_number": _("Card number"),
    }
    for part, value in joined.gaps.items():
        if part in titles and card.values[part] != value:
            yield Gain(titles[part], card.values[part], _short(value))


def _ways(joined: Known) -> Iterator[Gain]:
    titles = {"phone": _("Phone"), "email": _("E-mail"), "post": _("Address"), "chat": _("Chat"), "social": _("Page")}
    for row in joined.more.get("contact", ()):
        yield Gain(titles.get(row["channel"], row["channel"]), "", _short(row["value"]))
    for address, (contact, _bad) in joined.emails.items():
        if contact in joined.bounced:
            yield Gain(_("E-mail"), "", _("{address} does not arrive").format(address=address))


def _dates(card: Known, joined: Known) -> Iterator[Gain]:
    old = {id_: kept for id_, kept in card.dates if id_ is not None}
    now = {id_: kept for id_, kept in joined.dates if id_ is not None}
    for id_ in {**joined.redated, **joined.years}:
        yield Gain(_title(now[id_]), _day(old[id_]), _day(now[id_]))
    for row in joined.more.get("special_date", ()):
        kept = Kept(row["kind"], row["title"], row["day"], row["month"], row["year"])
        yield Gain(_title(kept), "", _day(kept))


def _own(card: Known, joined: Known, names: Mapping[str, str]) -> Iterator[Gain]:
    for row in joined.more.get("own", ()):
        yield Gain(row["name"], "", _short(row["value"]))
    for folded, (id_, value) in joined.own.items():
        if id_ in joined.rewritten:
            yield Gain(names.get(folded, folded), _short(card.own[folded][1]), _short(value))


def _words(joined: Known) -> Iterator[Gain]:
    for row in joined.more.get("usual", ()):
        yield Gain(_("The usual"), "", _short(row["line"]))
    for row in joined.more.get("note", ()):
        yield Gain(_("Note"), "", _short(row["words"]))
    if tags := [row["name"] for row in joined.more.get("tag", ())]:
        yield Gain(_("Tags"), "", _short(", ".join(tags)))


def _consent(card: Known, joined: Known) -> Iterator[Gain]:
    titles = {"email": _("Consent: e-mail"), "text": _("Consent: text"), "chat": _("Consent: chat")}
    for row in joined.more.get("consent", ()):
        channel = row["channel"]
        before = card.said.get(channel, "")
        yield Gain(titles.get(channel, channel), _state(before) if before else "", _state(row["state"]))


def _state(state: str) -> str:
    return _("yes") if state == GIVEN else _("no")


def _title(kept: Kept) -> str:
    titles = {"birthday": _("Birthday"), "name_day": _("Name day"), "anniversary": _("Anniversary")}
    return kept.title or titles.get(kept.kind, _("Date"))


def _day(kept: Kept) -> str:
    month = dates.month_name(kept.month) if kept.month else ""
    return " ".join(str(part) for part in (kept.day, month, kept.year) if part)


def _short(words: str) -> str:
    line = text.clean(", ".join(filter(None, map(str.strip, words.splitlines()))))
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + "…"
