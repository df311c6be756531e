"""People into a file: who is in it, who is not and why, and the file itself, written whole or not at all.

A mailing holds only who said yes to its channel and purpose (`notebook/consent` decides, nobody else); an address book
for the shop's own use is asked for as such. Both are noted in `notebook/exports` before the file stands in its place.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from relnotebook.base import text
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId, StaffId, Step
from relnotebook.base.words import _
from relnotebook.exchange import gathering, layouts, vcardfile, xlsxfile
from relnotebook.exchange.gathering import Card
from relnotebook.exchange.layouts import Layout
from relnotebook.notebook import consent, exports, segments, shop
from relnotebook.notebook.consent import Addressee
from relnotebook.store.write import Session, Store

VCARDS = {"vcard3": "3.0", "vcard4": "4.0"}
FORMATS = (*layouts.LAYOUTS, "xlsx", *VCARDS)
MAILINGS = (*(key for key, one in layouts.LAYOUTS.items() if one.mailing), "xlsx")
"""Formats that hold only people who agreed; the others are address books."""

WAYS_FORWARD = {
    "not_asked": "ask",
    "no_address": "add_address",
    "bad_address": "correct_address",
    "complaint": "put_right",
    "same_address": "see_other",
    "same_household": "see_other",
}
"""Why somebody is left out -> what can be done about it; nothing where the word is theirs alone."""

_ALONE = ("deceased", "do_not_contact")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who is not in the file.

    Attributes:
        reason: one of `consent.LEFT_OUT`, or same_address, same_household: somebody else there stands for them.
        way: what can be done about it, of WAYS_FORWARD; "" where nothing can.
        other: who stands for them.
    """

    customer: CustomerId
    reason: str
    way: str = ""
    other: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a file is to be: its format, for which group, and for a mailing the channel and the purpose.

    Attributes:
        among: only these, in this order; None for the group of that name, "" for everybody.
    """

    format: str
    segment: str = ""
    channel: str = ""
    purpose: str = ""
    own_use: bool = False
    among: tuple[CustomerId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who would be in a file, in its order, and who would not.

    Attributes:
        addressees: for a mailing, where each of those inside is written to.
        step: the newest step of the journal when it was decided: as long as none is newer, it holds.
    """

    wish: Wish
    inside: tuple[CustomerId, ...]
    left_out: tuple[LeftOut, ...]
    addressees: tuple[Addressee, ...] = ()
    step: int = -1

    @property
    def reasons(self) -> dict[str, int]:
        """Reason -> how many are left out for it, the most frequent first."""
        return dict(Counter(one.reason for one in self.left_out).most_common())


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `files`: usually one; a program that takes only small files gets several."""

    files: tuple[Path, ...]
    people: int
    export: int


# Who


def plan(
    s: Session,
    format: str,
    *,
    segment: str = "",
    channel: str = "",
    purpose: str = "",
    own_use: bool = False,
    among: Sequence[CustomerId] | None = None,
) -> Leaving:
    """Who would be in a file of a format, and who would not, and why.

    `segment` is the name of a saved group. `among` are people chosen one by one, or by a group that is not saved; then
    `segment` is only what they are called in the log.

    Raises Refusal("bad-choice", field="format"|"channel", value), Refusal("own-use-only", format) for an address book
    that is not asked for as one, Refusal("mailing-only", format) for a mailing that is, Refusal("other-channel",
    format, channel), NotFound("no-segment").
    """
    asked = Wish(format, segment, channel, purpose, own_use, None if among is None else tuple(among))
    return _planned(s, _checked(asked))


def _planned(s: Session, wish: Wish) -> Leaving:
    among = wish.among
    if among is None and wish.segment:
        among = segments.members_of(s, segments.named(s, wish.segment).id)
    if wish.own_use:
        return _own(s, wish, among)
    allowed = consent.allowed(s, wish.channel, wish.purpose, among=among)
    inside, twins = _one_each(s, allowed.inside, wish.channel)
    left_out = [LeftOut(one.customer, one.why, WAYS_FORWARD.get(one.why, "")) for one in allowed.left_out]
    whom = tuple(one.customer for one in inside)
    return Leaving(wish, whom, (*left_out, *twins), tuple(inside), _newest_step(s))


def _newest_step(s: Session) -> int:
    return int(s.raw("SELECT coalesce(max(id), 0) FROM step")[0][0])


def _checked(wish: Wish) -> Wish:
    """The wish with its channel named."""
    if wish.format not in FORMATS:
        raise Refusal("bad-choice", field="format", value=wish.format)
    if wish.format not in MAILINGS:
        if not wish.own_use:
            raise Refusal("own-use-only", format=wish.format)
        return replace(wish, channel="", purpose="")
    if wish.own_use:
        raise Refusal("mailing-only", format=wish.format)
    layout = layouts.LAYOUTS.get(wish.format)
    only = layout.channel if layout else ""
    if only and wish.channel not in ("", only):
        raise Refusal("other-channel", format=wish.format, channel=wish.channel)
    channel = only or wish.channel or "email"
    if channel not in consent.CHANNELS:
        raise Refusal("bad-choice", field="channel", value=channel)
    return replace(wish, channel=channel)


def _own(s: Session, wish: Wish, among: Sequence[CustomerId] | None) -> Leaving:
    """Everybody but those who have died or asked to be left alone; nobody from the bin."""
    states = dict(s.raw("SELECT id, state FROM customer WHERE binned_at IS NULL AND joined_into IS NULL ORDER BY id"))
    order = list(states) if among is None else [who for who in dict.fromkeys(among) if who in states]
    reasons = {"deceased": "deceased", "do_not_contact": "left_alone"}
    left_out = tuple(LeftOut(CustomerId(who), reasons[states[who]]) for who in order if states[who] in _ALONE)
    inside = tuple(CustomerId(who) for who in order if states[who] not in _ALONE)
    return Leaving(wish, inside, left_out, step=_newest_step(s))


def _one_each(s: Session, people: Sequence[Addressee], channel: str) -> tuple[list[Addressee], list[LeftOut]]:
    """One for each address, and by post one for each household; the others with who stands for them."""
    homes: dict[int, int] = {}
    if channel == "post":
        homes = dict(s.raw("SELECT id, household_id FROM customer WHERE household_id IS NOT NULL"))
    first: dict[Any, CustomerId] = {}
    kept, left = [], []
    reason = "same_household" if channel == "post" else "same_address"
    for one in people:
        keys: list[Any] = [_same(one.normal, channel)]
        if one.customer in homes:
            keys.append(homes[one.customer])
        other = next((first[key] for key in keys if key in first), None)
        if other is not None:
            left.append(LeftOut(one.customer, reason, WAYS_FORWARD[reason], other))
            continue
        kept.append(one)
        for key in keys:
            first.setdefault(key, one.customer)
    return kept, left


def _same(normal: str, channel: str) -> str:
    """What makes two addresses the same: of a house the words, however they are broken into lines."""
    return " ".join(text.words(normal)) if channel == "post" else normal


def why(reason: str, channel: str) -> str:
    """A reason to be left out, in words that go on from a number: "8  no consent for e-mail"."""
    by = {"email": _("e-mail"), "text": _("texts"), "phone": _("calls"), "post": _("post"), "chat": _("chat")}
    words = {
        "deceased": _("they have died"),
        "left_alone": _("asked to be left alone"),
        "withdrawn": _("took their consent for {channel} back"),
        "refused": _("said no to {channel}"),
        "not_asked": _("no consent for {channel}"),
        "complaint": _("a complaint is still open"),
        "bad_address": _("what was sent there came back"),
        "suppressed": _("somebody said no for this very address"),
        "same_address": _("same address, once is enough"),
        "same_household": _("same household, one letter is enough"),
        "no_address": {"email": _("no e-mail address"), "post": _("no postal address")}.get(channel, _("no number")),
    }
    return words[reason].format(channel=by.get(channel, channel))


def way_words(way: str) -> str:
    """A way forward, in words; "" for none."""
    words = {
        "ask": _("Ask at the next visit"),
        "add_address": _("Add it on the card"),
        "correct_address": _("Correct it on the card"),
        "put_right": _("Put it right first"),
        "see_other": _("See who stands for them"),
    }
    return words.get(way, "")


# The file


def save(
    store: Store,
    leaving: Leaving,
    file: Path,
    *,
    without: Sequence[CustomerId] = (),
    staff: StaffId | None = None,
) -> Generator[Step, None, Written]:
    """Write the file; `without` are people taken out by hand.

    Who may be in it is decided anew from what the notebook says at this moment, so a no that was said since the plan
    holds. Closing the generator leaves nothing behind. Raises Refusal("nobody-to-write"), Refusal("not-written",
    path) and the Refusals of `plan`.
    """
    half = file.with_name(f".{file.name}.part")
    yield Step(0, len(leaving.inside), _("Writing people down"))
    try:
        with store.read() as s:
            now = leaving if leaving.step == _newest_step(s) else _planned(s, leaving.wish)
            now = _narrowed(now, leaving, frozenset(without))
            parts = yield from _write(s, now, half)
        for part in parts:
            _sure(part)
        export = _log(store, now, file, staff)
        return Written(_put_in_place(parts, file), len(now.inside), export)
    except OSError as trouble:
        raise Refusal("not-written", path=str(file)) from trouble
    finally:
        _sweep(half)


def _narrowed(now: Leaving, before: Leaving, without: frozenset[CustomerId]) -> Leaving:
    """Those who may be in it now and were meant to be."""
    wanted = frozenset(before.inside) - without
    inside = tuple(who for who in now.inside if who in wanted)
    if not inside:
        raise Refusal("nobody-to-write")
    return Leaving(now.wish, inside, now.left_out, tuple(one for one in now.addressees if one.customer in wanted))


def _write(s: Session, leaving: Leaving, half: Path) -> Generator[Step, None, list[Path]]:
    """Write the people into half-done files; which."""
    form = leaving.wish.format
    layout = None if form in VCARDS else _layout(s, leaving)
    wants = layout.wants() if layout else vcardfile.WANTS
    done, total = 0, len(leaving.inside)
    with _opened(form, layout, half, leaving) as out:
        for cards in _cards(s, leaving, wants):
            out.add(cards)
            done += len(cards)
            yield Step(done, total, _("Writing people down"))
        return out.files


def _layout(s: Session, leaving: Leaving) -> Layout:
    form = "excel" if leaving.wish.format == "xlsx" else leaving.wish.format
    layout = layouts.of(form, shop.region(s))
    return layout.widened(gathering.most(s, leaving.inside)) if layout.repeated else layout


def _cards(s: Session, leaving: Leaving, wants: frozenset[str]) -> Iterator[list[Card]]:
    if leaving.wish.own_use:
        return gathering.cards(s, leaving.inside, wants)
    return gathering.addressed(s, leaving.addressees, wants, leaving.wish.channel, leaving.wish.purpose)


@contextmanager
def _opened(form: str, layout: Layout | None, half: Path, leaving: Leaving) -> Iterator[_Tables | _Book | _Vcards]:
    """Something to add cards to."""
    if layout is None:
        with half.open("w", encoding="utf-8", newline="") as out:
            yield _Vcards(out, half, VCARDS[form])
    elif form == "xlsx":
        title = leaving.wish.segment or _("People")
        with xlsxfile.Workbook(half, layout.headings(), sheet=title) as book:
            yield _Book(book, half, layout)
    else:
        tables = _Tables(layout, half)
        try:
            yield tables
        finally:
            tables.close()


class _Vcards:
    """A file of vCards."""

    def __init__(self, out: Any, file: Path, version: str) -> None:
        self._out, self._version = out, version
        self.files = [file]

    def add(self, cards: Sequence[Card]) -> None:
        self._out.writelines(vcardfile.card(card, self._version) for card in cards)


class _Book:
    """A workbook. It takes text as it is: a cell of text never calculates."""

    def __init__(self, book: xlsxfile.Workbook, file: Path, layout: Layout) -> None:
        self._book, self._row = book, layout.plain_writer()
        self.files = [file]

    def add(self, cards: Sequence[Card]) -> None:
        self._book.add(map(self._row, cards))


class _Tables:
    """A table in a text file, or in several where the program they are for takes only small ones."""

    def __init__(self, layout: Layout, half: Path) -> None:
        self._layout, self._half = layout, half
        self._row: Callable[[Card], list[str]] = layout.writer()
        self.files: list[Path] = []
        self._out: Any = None
        self._table: Any = None
        self._begin()

    def _begin(self) -> None:
        self.close()
        number = len(self.files) + 1
        file = self._half if number == 1 else self._half.with_name(f"{self._half.name}{number}")
        letters = "utf-8-sig" if self._layout.with_mark else "utf-8"
        self._out = file.open("w", encoding=letters, newline="")
        self.files.append(file)
        csv.writer(self._out, delimiter=self._layout.separator).writerow(self._layout.headings())
        self._table = csv.writer(self._out, delimiter=self._layout.separator, quoting=csv.QUOTE_ALL)

    def add(self, cards: Sequence[Card]) -> None:
        if not self._layout.largest:
            self._table.writerows(map(self._row, cards))
            return
        for card in cards:
            row = self._row(card)
            size = sum(len(cell.encode()) + 3 for cell in row)
            if self._out.tell() + size > self._layout.largest:
                self._begin()
            self._table.writerow(row)

    def close(self) -> None:
        if self._out is not None:
            self._out.close()


def _sure(file: Path) -> None:
    """Have the disk keep what was written before it takes the place of anything."""
    with file.open("rb+") as done:
        os.fsync(done.fileno())


def _log(store: Store, leaving: Leaving, file: Path, staff: StaffId | None) -> int:
    """Note the export, in writes so short that the counter need not wait."""
    wish, inside, step = leaving.wish, leaving.inside, exports.AT_ONCE
    told: dict[str, Any] = {
        "channel": wish.channel,
        "purpose": wish.purpose,
        "own_use": wish.own_use,
        "segment": wish.segment,
    }
    first, name = inside[:step], file.name
    made, _changes = store.do_as(
        staff, exports.log, format=wish.format, file=name, customers=first, people=len(inside), **told
    )
    for start in range(step, len(inside), step):
        store.do_as(staff, exports.add_people, made, inside[start : start + step])
    return made


def _put_in_place(parts: Sequence[Path], file: Path) -> tuple[Path, ...]:
    """people.csv, and people-2.csv for a second one."""
    names = [file, *(file.with_name(f"{file.stem}-{n}{file.suffix}") for n in range(2, len(parts) + 1))]
    for part, name in zip(parts, names, strict=True):
        part.replace(name)
    return tuple(names)


def _sweep(half: Path) -> None:
    """Leave nothing half-done behind."""
    with suppress(OSError):
        for part in half.parent.glob(_literal(half.name) + "*"):
            part.unlink(missing_ok=True)


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
