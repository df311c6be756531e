"""One person as a file describes them, free of the file's format: what vCards and tables are both turned into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from relnotebook.base import text
from relnotebook.base.problems import Refusal
from relnotebook.base.words import _
from relnotebook.exchange import moments
from relnotebook.exchange.moments import Parts

MAX_WAYS = 30
MAX_TAGS = 50
MAX_LEFTOVERS = 60
GIVEN, WITHDRAWN, BOUNCED = "given", "withdrawn", "bounced"

_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_SEVERE = r"allerg|alérg|alerg|anaphyla|epi-?pen|uczulen"
_CAREFUL = (
    r"intoleran|intolérant|nietoleran|unverträglich|co?eliac|zöliak|celiak|celiaqu|glutenfrei|gluten[- ]free"
    r"|sans gluten|sin gluten|senza glutine|lactose|laktose"
)
_HEALTH = r"diabet|diabét|asthma|epilep"
_ALERT = re.compile(rf"(?P<severe>{_SEVERE})|(?P<careful>{_CAREFUL})|(?P<health>{_HEALTH})")
_CLAUSE = re.compile(r"[.;!?\n]+|,\s(?=\S)")
_ALERT_TITLE = 80


@dataclass(frozen=True, slots=True)
class Alert:
    """What a note may have to be an alert about; `kind`, `severity` as the notebook keeps them."""

    title: str
    note: str
    kind: str
    severity: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody. `channel`: phone, email, post, chat, social; `normal`: the form to match by."""

    channel: str
    value: str
    label: str = ""
    normal: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A date that matters: `kind` is birthday, anniversary or other."""

    kind: str
    title: str
    day: int | None
    month: int | None
    year: int | None


@dataclass(slots=True)
class Person:
    """Somebody in a file.

    Attributes:
        line: where in the file they begin: the line of a table, the number of a vCard.
        consent: channel -> "given" or "withdrawn"; a channel that is missing was not asked.
        consent_words: what the file says about it: "Accepts Email Marketing: yes".
        own: name of a field of the shop's own -> what it says.
        bounced: what was sent to their e-mail came back; that is no word about consent.
        leftovers: what has no place of its own, as (heading, value); it is kept in a note.
        photo: the picture as it came, unreduced.
        group_of: identities of the members when this is a group of an address book and nobody; ("",) for an empty one.
    """

    line: int = 0
    name: str = ""
    call_name: str = ""
    own_script: str = ""
    say: str = ""
    pronouns: str = ""
    card_number: str = ""
    outside_id: str = ""
    usual: str = ""
    ways: list[Way] = field(default_factory=list)
    dates: list[Kept] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    consent: dict[str, str] = field(default_factory=dict)
    consent_words: str = ""
    bounced: bool = False
    own: dict[str, str] = field(default_factory=dict)
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    photo: bytes | None = None
    group_of: tuple[str, ...] = ()

    def add_phone(self, value: str, label: str, region: str, *, quick: bool = False) -> bool:
        """Keep a number as written; what holds no digit goes to the leftovers, and the answer is False.

        With `quick` its digits stand for the form to match by.
        """
        value = phone_text(value)
        if quick:
            normal = text.digits(value)
        else:
            phone = text.read_phone(value, region) if value else None
            normal = phone.normal if phone else ""
        if len(normal) < 3:
            self.keep(_("Phone"), value)
            return not value
        self._add(Way("phone", value, label, normal))
        return True

    def add_email(self, value: str, label: str = "") -> bool:
        """Keep an address; what cannot be one goes to the leftovers, and the answer is False."""
        value = text.clean(value.removeprefix("mailto:").strip(" '<>"), limit=400)
        normal = text.read_email(value)
        if normal is None:
            self.keep(_("E-mail"), value)
            return not value
        self._add(Way("email", value, label, normal))
        return True

    def add_post(self, lines: Iterable[str], label: str = "") -> None:
        """Keep a postal address, one part a line."""
        kept = [text.clean(line, limit=200).strip(" ,") for part in lines for line in part.splitlines()]
        value = "\n".join(dict.fromkeys(filter(None, kept)))[:1000]
        if value:
            self._add(Way("post", value, label, text.fold(value)))

    def add_other(self, channel: str, value: str, label: str) -> None:
        """Keep a chat name or a page on a social network."""
        value = text.clean(value, limit=300)
        if value:
            self._add(Way(channel, value, label, text.fold(value)))

    def _add(self, way: Way) -> None:
        if not any(w.normal == way.normal and w.channel == way.channel for w in self.ways):
            if len(self.ways) < MAX_WAYS:
                self.ways.append(way)
            else:
                self.keep(way.label or way.channel, way.value)

    def add_date(
        self,
        kind: str,
        value: str,
        *,
        title: str = "",
        month_first: bool = False,
        read: Callable[..., Parts | None] = moments.birthday,
    ) -> bool:
        """Keep a date; what cannot be read goes to the leftovers, word for word, and the answer is False."""
        try:
            parts = read(value, month_first=month_first)
        except Refusal:
            self.keep(title or (_("Birthday") if kind == "birthday" else _("Date")), value)
            return False
        if parts is not None:
            self.add_parts(kind, parts, title)
        return True

    def add_parts(self, kind: str, parts: Parts, title: str = "") -> None:
        date = Kept(kind, text.clean(title, limit=60), *parts)
        if date not in self.dates and (kind != "birthday" or not any(d.kind == kind for d in self.dates)):
            self.dates.append(date)

    def add_note(self, words: str) -> None:
        words = text.clean(words, lines=True, limit=text.TEXT_LIMIT)
        if words and words not in self.notes:
            self.notes.append(words)

    def add_tags(self, names: Iterable[str]) -> None:
        for name in names:
            name = text.clean(name.strip().removeprefix("* "), limit=60)
            if name and text.fold(name) not in map(text.fold, self.tags) and len(self.tags) < MAX_TAGS:
                self.tags.append(name)

    def keep(self, heading: str, value: str) -> None:
        """Put something that has no place of its own among the leftovers."""
        pair = text.clean(heading, limit=60), text.clean(value, lines=True, limit=2_000)
        if pair[1] and pair not in self.leftovers and len(self.leftovers) < MAX_LEFTOVERS:
            self.leftovers.append(pair)

    def tidy(self) -> None:
        """Make names fit to keep, and give a nameless person what a list can show."""
        for part in ("name", "call_name", "own_script", "say", "pronouns"):
            if value := getattr(self, part):
                setattr(self, part, text.clean(value))
        if self.card_number:
            self.card_number = plain_card(self.card_number)
        if self.outside_id:
            self.outside_id = text.clean(self.outside_id.strip("'"), limit=200)
        if self.usual:
            self.usual = text.clean(self.usual.replace("\n", "; "))
        self.name = self.name or self.call_name or self.own_script
        if self.own_script == self.name:
            self.own_script = ""
        if self.call_name == self.name:
            self.call_name = ""

    def is_empty(self) -> bool:
        """Whether there is nothing here by which somebody could be told from others: no name, number or handle."""
        return not (self.name or self.card_number or any(way.channel != "post" for way in self.ways))

    def all_notes(self) -> list[str]:
        """The notes to keep: those of the file, and one that holds the leftovers."""
        rest = "\n".join(f"{heading}: {value}" if heading else value for heading, value in self.leftovers)
        return [*self.notes, *([rest[: text.TEXT_LIMIT]] if rest else [])]

    def mentions_alert(self) -> bool:
        """Whether a note speaks of something that may have to be an alert; a person decides that."""
        if not self.notes and not self.leftovers:
            return False
        return any(_ALERT.search(note.casefold()) for note in self.all_notes())

    def alert(self) -> Alert | None:
        """The alert a note of this person would make: "Allergic to walnuts" of "Allergic to walnuts!, pays late"."""
        for note in self.all_notes():
            for clause in _CLAUSE.split(note):
                if found := _ALERT.search(clause.casefold()):
                    kind = "health" if found["health"] else "allergy"
                    severity = "severe" if found["severe"] else "careful"
                    title = text.clean(clause.rpartition(": ")[2].strip(" ,-"), limit=_ALERT_TITLE)
                    return Alert(title[:1].upper() + title[1:], note, kind, severity)
        return None


def phone_text(value: str) -> str:
    """A phone as it is kept: as written, without what a program put around it."""
    return text.clean(value.removeprefix("tel:").strip().strip("'"), limit=60)


def plain_card(number: str) -> str:
    """A card number as the notebook keeps it: one of digits loses its grouping, so that a scan finds it."""
    number = text.clean(number.strip("'"), limit=60)
    return text.digits(number) if all(char.isdecimal() or char in " -." for char in number) else number


def full_name(prefix: str, first: str, middle: str, last: str, suffix: str) -> str:
    """The parts in the order of the language they are written in; scripts without blanks put the family first."""
    parts = [part.strip() for part in (prefix, first, middle, last, suffix)]
    if last and first and _EAST.fullmatch(last.strip()) and _EAST.fullmatch(first.strip()):
        return last.strip() + first.strip()
    return " ".join(filter(None, parts))
