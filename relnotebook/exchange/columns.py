"""What the columns of a file hold and what is made of them, in words for the table in which they are matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from relnotebook.base.words import _, n_
from relnotebook.exchange.choices import OVER, OWN, column_key
from relnotebook.exchange.headers import Column
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.plan import Plan
from relnotebook.exchange.tally import ColumnTally

OK, WARN, OFF = "ok", "warn", "off"
LEAVE_OUT = "skip"


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column.

    Attributes:
        key: by which `Choices` speaks of it: its heading, or "#3" where it has none of its own.
        heading: as it stands in the file; '' without one.
        meaning: as `Choices.fields` says it: "phone", "skip", "field:Favourite cup".
        title, icon: of the meaning, for people.
        values: the first few different ones.
        told: what we make of it: "316 fine, 2 empty". tone: "ok", "warn" or "off" (not imported).
        month_first: of a date column, how it is read; None otherwise. is_open: nothing in the file decides it.
        may_overwrite: whether "write over" can be chosen for it; overwrites: whether it is.
    """

    key: str
    heading: str
    meaning: str
    title: str
    icon: str
    values: tuple[str, ...]
    told: str
    tone: str
    month_first: bool | None = None
    is_open: bool = False
    may_overwrite: bool = False
    overwrites: bool = False


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """A note that looks like an alert: whose, the note, and the alert it would be.

    Attributes:
        kind, severity: as `preferences` keeps them: "allergy", "severe".
    """

    line: int
    name: str
    note: str
    title: str
    kind: str = "allergy"
    severity: str = "severe"


def columns_seen(plan: Plan) -> tuple[ColumnSeen, ...]:
    """Every column, left to right; nothing for vCards. Reads no file."""
    if plan.layout is None:
        return ()
    over = {column_key(plan.layout, column) for column in plan.choices.overwritten(plan.layout, plan.file)}
    return tuple(_seen(plan, column, over) for column in plan.layout.columns if _is_shown(plan, column))


def _is_shown(plan: Plan, column: Column) -> bool:
    """Not the empty column that a comma at the end of each line makes."""
    tally = plan.tally.columns.get(column.index, ColumnTally())
    return bool(column.heading or tally.filled)


def _seen(plan: Plan, column: Column, over: set[str]) -> ColumnSeen:
    assert plan.layout is not None
    tally = plan.tally.columns.get(column.index, ColumnTally())
    key, meaning = column_key(plan.layout, column), _meaning(column)
    is_open = column.index in plan.facts.orders and column.index not in plan.decided
    is_open = is_open and plan.facts.orders[column.index].is_open()
    month_first = plan.facts.month_first.get(column.index)
    told, tone = _told(column, tally, plan.layout.by_file)
    if is_open and tone != OFF:
        told = (
            _("Day or month first? We read month first") if month_first else _("Day or month first? We read day first")
        )
        tone = WARN
    return ColumnSeen(
        key=key,
        heading=column.heading,
        meaning=meaning,
        title=_title(column, meaning),
        icon=meaning_icon(meaning),
        values=tuple(tally.values),
        told=told,
        tone=tone,
        month_first=month_first,
        is_open=is_open,
        may_overwrite=column.meaning in OVER,
        overwrites=key in over,
    )


def _meaning(column: Column) -> str:
    if column.meaning is Meaning.OWN:
        return f"{OWN}{column.base}"
    return LEAVE_OUT if column.meaning in (Meaning.SILENT, Meaning.NEVER) else str(column.meaning)


def _title(column: Column, meaning: str) -> str:
    return column.base if column.meaning is Meaning.OWN else meaning_titles().get(meaning) or _given_titles()[meaning]


# What we make of it

_CONSENTS = (Meaning.CONSENT_EMAIL, Meaning.CONSENT_TEXT, Meaning.CONSENT_CHAT)


def _told(column: Column, tally: ColumnTally, by_file: str) -> tuple[str, str]:
    meaning = column.meaning
    if meaning is Meaning.NEVER:
        return _("Never kept here"), OFF
    if meaning is Meaning.SILENT:
        return _("Not imported"), OFF
    if not tally.filled:
        return _("Nothing in it"), OFF
    if meaning in _CONSENTS:
        return _consent(tally), OK
    if meaning in (Meaning.NO_EMAIL, Meaning.LEFT_AT):
        return n_("{n} said goodbye", "{n} said goodbye", tally.goodbye), OK
    if tally.alerts:
        return n_(
            "{n} looks like an alert. Make it one?", "{n} look like alerts. Make them alerts?", tally.alerts
        ), WARN
    if meaning is Meaning.KEEP:
        return n_("{n} kept in the note", "{n} kept in the note", tally.filled), OK
    fine = tally.filled - tally.odd
    if not tally.odd and not tally.empty:
        return n_("Fine", "All {n} fine", fine), OK
    parts = [n_("{n} fine", "{n} fine", fine)]
    if tally.odd:
        parts.append(n_("{n} cannot be read", "{n} cannot be read", tally.odd))
    if tally.empty and meaning in _COUNTED:
        parts.append(n_("{n} empty", "{n} empty", tally.empty))
    return ", ".join(parts), WARN if tally.odd else OK


_COUNTED = (
    Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.PHONE, Meaning.MOBILE, Meaning.EMAIL, Meaning.CARD_NUMBER,
    Meaning.BIRTHDAY,
)  # fmt: skip


def _consent(tally: ColumnTally) -> str:
    parts = [n_("{n} yes", "{n} yes", tally.yes - tally.goodbye)]
    if tally.goodbye:
        parts.append(n_("{n} unsubscribed", "{n} unsubscribed", tally.goodbye))
    rest = _("Blank is not asked") if tally.empty else _("All others are not asked")
    return f"{', '.join(parts)}. {rest}"


# Meanings in words


def meaning_titles(own: Iterable[str] = ()) -> dict[str, str]:
    """What a column can hold, in the order to offer it: as `Choices.fields` says it -> for people.

    `own`: names of the shop's own fields. "skip" is the last ("Leave out").
    """
    titles = {
        Meaning.NAME: _("Name"),
        Meaning.FIRST: _("First name"),
        Meaning.MIDDLE: _("Middle name"),
        Meaning.LAST: _("Last name"),
        Meaning.CALL_NAME: _("What to call them"),
        Meaning.OWN_SCRIPT: _("Name in own script"),
        Meaning.SAY: _("How to say it"),
        Meaning.PRONOUNS: _("Pronouns"),
        Meaning.PREFIX: _("Title before the name"),
        Meaning.SUFFIX: _("Behind the name"),
        Meaning.PHONE: _("Phone"),
        Meaning.MOBILE: _("Mobile phone"),
        Meaning.EMAIL: _("E-mail"),
        Meaning.CHAT: _("Chat"),
        Meaning.FAX: _("Fax"),
        Meaning.BIRTHDAY: _("Birthday"),
        Meaning.BIRTH_DAY: _("Birthday: the day"),
        Meaning.BIRTH_MONTH: _("Birthday: the month"),
        Meaning.BIRTH_YEAR: _("Birthday: the year"),
        Meaning.ANNIVERSARY: _("Anniversary"),
        Meaning.USUAL: _("The usual"),
        Meaning.NOTE: _("Note"),
        Meaning.TAGS: _("Tags"),
        Meaning.CARD_NUMBER: _("Card number"),
        Meaning.CONSENT_EMAIL: _("Consent: e-mail"),
        Meaning.CONSENT_TEXT: _("Consent: text"),
        Meaning.CONSENT_CHAT: _("Consent: chat"),
        Meaning.NO_EMAIL: _("Said no to e-mail"),
        Meaning.LEFT_AT: _("Unsubscribed on"),
        Meaning.ADDRESS: _("Address"),
        Meaning.STREET: _("Street"),
        Meaning.POSTCODE: _("Postcode"),
        Meaning.CITY: _("Town"),
        Meaning.REGION: _("State or region"),
        Meaning.COUNTRY: _("Country"),
        Meaning.OUTSIDE_ID: _("Number in the other program"),
        Meaning.KEEP: _("Keep in the note"),
    }
    found = {str(meaning): title for meaning, title in titles.items()}
    found |= {f"{OWN}{name}": name for name in own}
    return {**found, LEAVE_OUT: _("Leave out")}


def _given_titles() -> dict[str, str]:
    """Meanings that a file has and nobody chooses."""
    return {str(Meaning.LABEL): _("What the next one is"), str(Meaning.VALUE): _("Labelled in the file")}


_ICONS = {
    "user": (Meaning.NAME, Meaning.FIRST, Meaning.MIDDLE, Meaning.LAST, Meaning.PREFIX, Meaning.SUFFIX),
    "heart": (Meaning.CALL_NAME, Meaning.PRONOUNS),
    "language": (Meaning.OWN_SCRIPT,),
    "volume": (Meaning.SAY,),
    "phone": (Meaning.PHONE, Meaning.FAX),
    "device-mobile": (Meaning.MOBILE,),
    "mail": (Meaning.EMAIL,),
    "messages": (Meaning.CHAT,),
    "cake": (Meaning.BIRTHDAY, Meaning.BIRTH_DAY, Meaning.BIRTH_MONTH, Meaning.BIRTH_YEAR),
    "calendar": (Meaning.ANNIVERSARY,),
    "bookmark": (Meaning.USUAL,),
    "notes": (Meaning.NOTE, Meaning.KEEP),
    "tag": (Meaning.TAGS, Meaning.LABEL, Meaning.VALUE),
    "credit-card": (Meaning.CARD_NUMBER,),
    "shield-check": (*_CONSENTS,),
    "mail-off": (Meaning.NO_EMAIL, Meaning.LEFT_AT),
    "home": (
        Meaning.ADDRESS, Meaning.STREET, Meaning.POSTCODE, Meaning.CITY, Meaning.REGION, Meaning.COUNTRY,
    ),
    "id": (Meaning.OUTSIDE_ID,),
}  # fmt: skip


def meaning_icon(meaning: str) -> str:
    """The icon of a meaning as `Choices.fields` says it."""
    if meaning == LEAVE_OUT:
        return "circle-minus"
    if meaning.startswith(OWN):
        return "columns"
    return next(icon for icon, meanings in _ICONS.items() if meaning in meanings)


def alerts_in(plan: Plan) -> tuple[AlertSeen, ...]:
    """The notes that look like alerts, at most 1,000; none becomes one without being chosen."""
    return tuple(
        AlertSeen(line, name, alert.note, alert.title, alert.kind, alert.severity)
        for line, name, alert in plan.tally.alerts
    )
