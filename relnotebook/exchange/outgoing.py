"""People into a file: who is in it, who is not and why, and the file itself, written whole or not at all.

A mailing holds only who said yes to its channel and purpose (`notebook/consent` decides, nobody else); an address book
for the shop's own use is asked for as such. Both are noted in `notebook/exports` before the file stands in its place.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from relnotebook.base import text
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId, StaffId, Step
from relnotebook.base.words import _
from relnotebook.exchange import gathering, layouts, ownlayouts, vcardfile, xlsxfile
from relnotebook.exchange.gathering import Card
from relnotebook.exchange.layouts import Layout
from relnotebook.exchange.sweeping import rare_sweeps
from relnotebook.notebook import addressing, consent, exports, segments, shop
from relnotebook.notebook.consent import Addressee
from relnotebook.store.write import Session, Store

VCARDS = {"vcard3": "3.0", "vcard4": "4.0"}
FORMATS = (*layouts.LAYOUTS, "xlsx", *VCARDS)
MAILINGS = (*(key for key, one in layouts.LAYOUTS.items() if one.mailing), "xlsx")
"""Formats that hold only people who agreed; the others are address books."""

MADE = {"labels": "post", "letters": "post", "drafts": "email", "clipboard": "email"}
"""Mailings that are no tables, with their channel: the first three need a maker (`save`), the last is `copied`."""

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
        reason: one of `consent.LEFT_OUT`, or same_address, same_household: somebody else there stands for them; or
            child: by post, where a grown-up of the household said no.
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
        per_household: one of those who live together stands for all of them.
    """

    format: str
    segment: str = ""
    channel: str = ""
    purpose: str = ""
    own_use: bool = False
    among: tuple[CustomerId, ...] | None = None
    per_household: bool = False


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
    """What was written.

    Attributes:
        files: usually one; a program that takes only small files gets several.
        people: how many are named in it; of a household several may stand on one label.
        pieces: how many rows, labels, letters or drafts.
    """

    files: tuple[Path, ...]
    people: int
    export: int
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes to the clipboard: e-mail addresses with commas between."""

    text: str
    people: int
    export: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker wrote. `others`: people named in it beside those inside, whom they stand for."""

    files: Sequence[Path]
    others: Sequence[CustomerId] = ()


Maker = Callable[[Session, Leaving, Path], Generator[Step, None, Made]]
"""Writes those inside into a half-done file (or files whose names begin like its own), one step for each few."""


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
    per_household: bool | None = None,
) -> Leaving:
    """Who would be in a file of a format, and who would not, and why.

    `segment` is the name of a saved group. `among` are people chosen one by one, or by a group that is not saved; then
    `segment` is only what they are called in the log. `per_household`: one for each household; None is yes by post
    and no elsewhere.

    Raises Refusal("bad-choice", field="format"|"channel", value), Refusal("own-use-only", format) for an address book
    that is not asked for as one, Refusal("mailing-only", format) for a mailing that is, Refusal("other-channel",
    format, channel), NotFound("no-segment"), NotFound("no-layout") for an own one ("own:NAME") that is not there.
    """
    asked = _checked(s, Wish(format, segment, channel, purpose, own_use, None if among is None else tuple(among)))
    home = asked.channel == "post" if per_household is None else per_household and not asked.own_use
    return _planned(s, replace(asked, per_household=home))


def aimed(s: Session, leaving: Leaving, format: str) -> Leaving:
    """The same people in a file of another format for the same channel and use. Raises as `plan`."""
    return replace(leaving, wish=_checked(s, replace(leaving.wish, format=format)))


def _planned(s: Session, wish: Wish) -> Leaving:
    among = wish.among
    if among is None and wish.segment:
        among = segments.members_of(s, segments.named(s, wish.segment).id)
    if wish.own_use:
        return _own(s, wish, among)
    allowed = consent.allowed(s, wish.channel, wish.purpose, among=among)
    inside, twins = _one_each(s, allowed.inside, wish)
    if wish.channel == "post":
        children = addressing.lone_children(s, [one.customer for one in inside], together(twins), wish.purpose)
        inside = [one for one in inside if one.customer not in children]
        twins += [LeftOut(who, "child") for who in sorted(children)]
    left_out = [LeftOut(one.customer, one.why, WAYS_FORWARD.get(one.why, "")) for one in allowed.left_out]
    whom = tuple(one.customer for one in inside)
    return Leaving(wish, whom, (*left_out, *twins), tuple(inside), _newest_step(s))


def _newest_step(s: Session) -> int:
    return int(s.raw("SELECT coalesce(max(id), 0) FROM step")[0][0])


def _checked(s: Session, wish: Wish) -> Wish:
    """The wish with its channel named."""
    own = ownlayouts.is_own(wish.format)
    if wish.format not in (*FORMATS, *MADE) and not own:
        raise Refusal("bad-choice", field="format", value=wish.format)
    if wish.format not in (*MAILINGS, *MADE) and not own:
        if not wish.own_use:
            raise Refusal("own-use-only", format=wish.format)
        return replace(wish, channel="", purpose="")
    if wish.own_use:
        raise Refusal("mailing-only", format=wish.format)
    layout = ownlayouts.of(s, wish.format) if own else layouts.LAYOUTS.get(wish.format)
    only = layout.channel if layout else MADE.get(wish.format, "")
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


def _one_each(s: Session, people: Sequence[Addressee], wish: Wish) -> tuple[list[Addressee], list[LeftOut]]:
    """One for each address, and one for each household where that is wished; the others with who stands for them.

    By post people at one address live together, whatever we know of their household.
    """
    if wish.channel == "post" and not wish.per_household:
        return list(people), []
    homes: dict[int, int] = {}
    if wish.per_household:
        homes = dict(s.raw("SELECT id, household_id FROM customer WHERE household_id IS NOT NULL"))
    if not homes and wish.channel != "post" and len({one.normal for one in people}) == len(people):
        return list(people), []  # the usual case: nobody shares anything
    alike = "same_household" if wish.channel == "post" else "same_address"
    first: dict[str | int, CustomerId] = {}
    kept, left = [], []
    for one in people:
        keys: dict[str | int, str] = {_same(one.normal, wish.channel): alike}
        if one.customer in homes:
            keys[homes[one.customer]] = "same_household"
        key = next((key for key in keys if key in first), None)
        if key is not None:
            left.append(LeftOut(one.customer, keys[key], WAYS_FORWARD[keys[key]], first[key]))
            continue
        kept.append(one)
        for key in keys:
            first.setdefault(key, one.customer)
    return kept, left


def together(left_out: Iterable[LeftOut]) -> dict[CustomerId, list[CustomerId]]:
    """Somebody inside -> those of the same household whom they stand for."""
    found: dict[CustomerId, list[CustomerId]] = {}
    for one in left_out:
        if one.reason == "same_household" and one.other is not None:
            found.setdefault(one.other, []).append(one.customer)
    return found


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
        "child": _("a child, and a grown-up there said no to post"),
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
    maker: Maker | None = None,
) -> Generator[Step, None, Written]:
    """Write the file; `without` are people taken out by hand, `maker` writes labels, letters and drafts.

    Who may be in it is decided anew from what the notebook says at this moment, so a no that was said since the plan
    holds. Closing the generator leaves nothing behind. Raises Refusal("nobody-to-write"), Refusal("not-written",
    path), the Refusals of `plan` and those of the maker.
    """
    half = file.with_name(f".{file.name}.part")
    yield Step(0, len(leaving.inside), _("Writing people down"))
    try:
        with rare_sweeps(), store.read() as s:
            now = _now(s, leaving, without)
            made = yield from (maker or _write)(s, now, half)
        for part in made.files:
            _sure(part)
        named = tuple(dict.fromkeys((*now.inside, *made.others)))
        _free(made.files, file)
        export = _log(store, now.wish, named, file.name, staff)
        return Written(_put_in_place(made.files, file), len(named), export, len(now.inside))
    except OSError as trouble:
        raise Refusal("not-written", path=str(file)) from trouble
    finally:
        _sweep(half)


def copied(
    store: Store, leaving: Leaving, *, without: Sequence[CustomerId] = (), staff: StaffId | None = None
) -> Generator[Step, None, Copied]:
    """The e-mail addresses for the Bcc field of a mail program, decided anew and noted as `save` does.

    Raises Refusal("nobody-to-write") and the Refusals of `plan`.
    """
    yield Step(0, len(leaving.inside), _("Copying addresses"))
    with store.read() as s:
        now = _now(s, leaving, without)
    text = ", ".join(one.value for one in now.addressees)
    export = _log(store, now.wish, now.inside, "", staff)
    return Copied(text, len(now.inside), export)


def _now(s: Session, leaving: Leaving, without: Sequence[CustomerId]) -> Leaving:
    """Those who may be in it at this moment and were meant to be. Raises Refusal("nobody-to-write")."""
    now = leaving if leaving.step == _newest_step(s) else _planned(s, leaving.wish)
    out = frozenset(without)
    meant = frozenset(leaving.inside) - out
    inside = tuple(who for who in now.inside if who in meant)
    if not inside:
        raise Refusal("nobody-to-write")
    asked = meant | {one.customer for one in leaving.left_out} - out
    left_out = tuple(one for one in now.left_out if one.customer in asked)
    return Leaving(now.wish, inside, left_out, tuple(one for one in now.addressees if one.customer in meant))


def _write(s: Session, leaving: Leaving, half: Path) -> Generator[Step, None, Made]:
    """Write the people into half-done files; which."""
    form = leaving.wish.format
    if form in MADE:
        raise Refusal("bad-choice", field="format", value=form)
    layout = None if form in VCARDS else _layout(s, leaving)
    wants = layout.wants() if layout else vcardfile.WANTS
    done, total = 0, len(leaving.inside)
    with _opened(form, layout, half, leaving) as out:
        for cards in _cards(s, leaving, wants):
            out.add(cards)
            done += len(cards)
            yield Step(done, total, _("Writing people down"))
        return Made(out.files)


def _layout(s: Session, leaving: Leaving) -> Layout:
    form = "excel" if leaving.wish.format == "xlsx" else leaving.wish.format
    if ownlayouts.is_own(form):
        return ownlayouts.of(s, form)
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
        self._book, self._rows = book, layout.plain_writer()
        self.files = [file]

    def add(self, cards: Sequence[Card]) -> None:
        self._book.add(self._rows(cards))


class _Tables:
    """A table in a text file, or in several where the program they are for takes only small ones."""

    def __init__(self, layout: Layout, half: Path) -> None:
        self._layout, self._half = layout, half
        self._rows = layout.writer()
        self.files: list[Path] = []
        self._out: Any = None
        self._table: Any = None
        self._begin()

    def _begin(self) -> None:
        self.close()
        number = len(self.files) + 1
        file = self._half if number == 1 else self._half.with_name(f"{self._half.name}{number}")
        letters = self._layout.letters or ("utf-8-sig" if self._layout.with_mark else "utf-8")
        self._out = file.open("w", encoding=letters, newline="")
        self.files.append(file)
        csv.writer(self._out, delimiter=self._layout.separator).writerow(self._layout.headings())
        self._table = csv.writer(self._out, delimiter=self._layout.separator, quoting=csv.QUOTE_ALL)

    def add(self, cards: Sequence[Card]) -> None:
        if not self._layout.largest:
            self._table.writerows(self._rows(cards))
            return
        for row in self._rows(cards):
            size = sum(len(cell.encode()) + 3 for cell in row)
            if self._out.tell() + size > self._layout.largest:
                self._begin()
            self._table.writerow(row)

    def close(self) -> None:
        if self._out is not None:
            self._out.close()


def _sure(part: Path) -> None:
    """Have the disk keep what was written before it takes the place of anything."""
    for file in sorted(part.iterdir()) if part.is_dir() else [part]:
        with file.open("rb+") as done:
            os.fsync(done.fileno())


def _log(store: Store, wish: Wish, people: Sequence[CustomerId], name: str, staff: StaffId | None) -> int:
    """Note the export, in writes so short that the counter need not wait."""
    step = exports.AT_ONCE
    told: dict[str, Any] = {
        "channel": wish.channel,
        "purpose": wish.purpose,
        "own_use": wish.own_use,
        "segment": wish.segment,
    }
    first = people[:step]
    made, _changes = store.do_as(
        staff, exports.log, format=wish.format, file=name, customers=first, people=len(people), **told
    )
    for start in range(step, len(people), step):
        store.do_as(staff, exports.add_people, made, people[start : start + step])
    return made


def _places(parts: Sequence[Path], file: Path) -> tuple[Path, ...]:
    """people.csv, and people-2.csv for a second one."""
    return (file, *(file.with_name(f"{file.stem}-{n}{file.suffix}") for n in range(2, len(parts) + 1)))


def _free(parts: Sequence[Path], file: Path) -> None:
    """What cannot be put in its place must not be noted as gone out: a folder stands there, or another program holds
    the file. Raises OSError."""
    for part, place in zip(parts, _places(parts, file), strict=True):
        if place.is_dir():
            if not part.is_dir() or any(place.iterdir()):
                raise FileExistsError(place)
        elif place.exists():
            place.open("r+b").close()


def _put_in_place(parts: Sequence[Path], file: Path) -> tuple[Path, ...]:
    """Each part where it belongs; a folder takes the place of none or of an empty one."""
    places = _places(parts, file)
    for part, place in zip(parts, places, strict=True):
        part.replace(place)
    return places


def _sweep(half: Path) -> None:
    """Leave nothing half-done behind."""
    with suppress(OSError):
        for part in half.parent.glob(_literal(half.name) + "*"):
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink(missing_ok=True)


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
