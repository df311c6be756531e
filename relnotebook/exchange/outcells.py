"""What stands in a cell of a table that leaves the shop: one small function for each thing a column can hold.

Each takes a card and a number (of the second phone the 1, of what there is only once 0) and gives a text, or "".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache

from relnotebook.base import text
from relnotebook.base.words import _
from relnotebook.exchange import headings, streets
from relnotebook.exchange.gathering import Card, Date, Way
from relnotebook.notebook.nameparts import name_parts

Maker = Callable[[Card, int], str]

_MOBILE = frozenset(
    [
        "mobile",
        "cell",
        "cellphone",
        "handy",
        "mobil",
        "portable",
        "movil",
        "celular",
        "cellulare",
        "telemovel",
        "mobiel",
        "gsm",
    ]
)
_HOME, _WORK, _OTHER = (frozenset(words.split()) for words in (headings.HOME, headings.WORK, headings.OTHER))


# Names


def _title(card: Card, _n: int) -> str:
    return name_parts(card.name).title


def _first(card: Card, _n: int) -> str:
    return name_parts(card.name).first


def _last(card: Card, _n: int) -> str:
    return name_parts(card.name).last


def _given(card: Card, _n: int) -> str:
    """The first name where there is no column for the title: "Mrs Whitfield" is not greeted as "Mrs"."""
    parts = name_parts(card.name)
    if parts.title and not parts.first:
        return card.name
    return f"{parts.title} {parts.first}".strip()


def _family(card: Card, _n: int) -> str:
    parts = name_parts(card.name)
    return parts.last if parts.first else ""


# Ways


@lru_cache(maxsize=256)
def kind_of(label: str) -> str:
    """mobile, home, work, other, fax, pager, car, or "" for what a label says of a number or address. Pure."""
    words = set(text.words(label))
    for kind, spelt in (("mobile", _MOBILE), ("home", _HOME), ("work", _WORK), ("other", _OTHER)):
        if words & spelt:
            return kind
    return next((kind for kind in ("fax", "pager", "car") if kind in words), "")


def _at(ways: Sequence[Way], n: int) -> Way | None:
    return ways[n] if n < len(ways) else None


def _email(card: Card, n: int) -> str:
    way = _at(card.emails, n)
    return way.value if way else ""


def _email_label(card: Card, n: int) -> str:
    way = _at(card.emails, n)
    return _starred(way, n)


def _phone(card: Card, n: int) -> str:
    way = _at(card.phones, n)
    return way.value if way else ""


def _phone_label(card: Card, n: int) -> str:
    return _starred(_at(card.phones, n), n)


def _starred(way: Way | None, n: int) -> str:
    """A label as Google writes it: a star before the one that counts most."""
    if way is None:
        return ""
    return f"* {way.label}".strip() if n == 0 else way.label


def _international(card: Card, n: int) -> str:
    """The number with its country, digits only; as typed when no numbering plan knows it."""
    way = _at(card.phones, n)
    if way is None:
        return ""
    typed = text.digits(way.value)
    known = typed != way.normal or way.value.lstrip().startswith(("+", "＋"))
    return f"+{way.normal}" if known and way.normal.isdecimal() else way.value


# The places that Outlook has for phones and addresses, each kind's own first
_PHONE_PLACES = {
    "mobile": ("Mobile Phone",),
    "home": ("Home Phone", "Home Phone 2"),
    "work": ("Business Phone", "Business Phone 2"),
    "other": ("Other Phone",),
    "fax": ("Other Fax", "Home Fax", "Business Fax"),
    "pager": ("Pager",),
    "car": ("Car Phone",),
    "": ("Primary Phone", "Callback", "Radio Phone", "Company Main Phone", "Other Phone"),
}
_ADDRESS_PLACES = {"home": ("Home",), "work": ("Business",), "other": ("Other",), "": ("Home", "Other", "Business")}


def _placed(ways: Sequence[Way], places: dict[str, tuple[str, ...]]) -> tuple[dict[str, Way], list[Way]]:
    """Each way in a place of its kind, or in one for any; and those for which no place is left."""
    found: dict[str, Way] = {}
    left = []
    for way in ways:
        kind = kind_of(way.label)
        free = next((place for place in (*places.get(kind, ()), *places[""]) if place not in found), None)
        if free is None:
            left.append(way)
        else:
            found[free] = way
    return found, left


def _phones_placed(card: Card) -> tuple[dict[str, Way], list[Way]]:
    return _known_places(card, "phones", card.phones, _PHONE_PLACES)


def _posts_placed(card: Card) -> tuple[dict[str, Way], list[Way]]:
    return _known_places(card, "posts", card.posts, _ADDRESS_PLACES)


def _known_places(
    card: Card, key: str, ways: Sequence[Way], places: dict[str, tuple[str, ...]]
) -> tuple[dict[str, Way], list[Way]]:
    if card.placed is None:
        card.placed = {}
    if key not in card.placed:
        card.placed[key] = _placed(ways, places)
    return card.placed[key]


def placed_phone(place: str) -> Maker:
    """The number that stands in one of Outlook's columns."""

    def make(card: Card, _n: int) -> str:
        if not card.phones:
            return ""
        way = _phones_placed(card)[0].get(place)
        return way.value if way else ""

    return make


def placed_address(place: str, part: str) -> Maker:
    """A part of the address that stands in one of Outlook's three places."""

    def make(card: Card, n: int) -> str:
        if not card.posts:
            return ""
        way = _posts_placed(card)[0].get(place)
        return _part(way, part, n, 3)

    return make


def _outlook_notes(card: Card, _n: int) -> str:
    """The notes, and what found no column of its own."""
    left = [*_phones_placed(card)[1], *card.emails[3:], *_posts_placed(card)[1]]
    more = [", ".join(way.value.split("\n")) for way in left]
    return "\n\n".join([*card.notes, *more])


def _part(way: Way | None, part: str, n: int = 0, of: int = 1) -> str:
    if way is None:
        return ""
    parts = streets.apart(way.value)
    return parts.street(n, of) if part == "street" else str(getattr(parts, part))


def _post(card: Card, n: int) -> str:
    way = _at(card.posts, n)
    return way.value if way else ""


def _post_label(card: Card, n: int) -> str:
    return _starred(_at(card.posts, n), n)


def _street(card: Card, _n: int) -> str:
    return _part(_at(card.posts, 0), "street")


def _street_lines(card: Card, n: int) -> str:
    """Every line above the town of the address `n`."""
    way = _at(card.posts, n)
    return "\n".join(streets.apart(way.value).lines) if way else ""


def _street_line(card: Card, n: int) -> str:
    """Line `n` of two."""
    return _part(_at(card.posts, 0), "street", n, 2)


def _of_address(part: str) -> Maker:
    def make(card: Card, n: int) -> str:
        return _part(_at(card.posts, n), part)

    return make


def _country_code(card: Card, _n: int) -> str:
    country = _part(_at(card.posts, 0), "country")
    return _two_letters(country) if len(_two_letters(country)) == 2 else ""


def _street_2_and_country(card: Card, _n: int) -> str:
    """The second line of the street; a country that is no code stands there too, rather than nowhere."""
    way = _at(card.posts, 0)
    country = _part(way, "country")
    left = "" if len(_two_letters(country)) == 2 else country
    return ", ".join(filter(None, (_part(way, "street", 1, 2), left)))


def _two_letters(country: str) -> str:
    return "GB" if country.upper() in ("UK", "U.K.") else country.upper() if len(country) == 2 else country


def _one_cell_address(card: Card, _n: int) -> str:
    """Two blanks between the parts, the country last, as Mailchimp wants it."""
    way = _at(card.posts, 0)
    if way is None:
        return ""
    parts = streets.apart(way.value)
    cells = (*parts.lines, parts.city, parts.region, parts.code, _two_letters(parts.country))
    return "  ".join(" ".join(cell.split()) for cell in cells if cell)


# Dates


def _born(card: Card) -> Date | None:
    """The birthday, when its day and month are known."""
    born = card.birthday
    return born if born is not None and born.day and born.month else None


def _birthday(card: Card, _n: int, unknown: str = "1604") -> str:
    born = _born(card)
    return _iso(born, unknown) if born else ""


def _iso(date: Date, unknown: str) -> str:
    return f"{date.year or unknown}-{date.month:02}-{date.day:02}"


def _birthday_google(card: Card, _n: int) -> str:
    born = _born(card)
    return "" if born is None else _iso(born, "") if born.year else f" --{born.month:02}-{born.day:02}"


def _birthday_square(card: Card, _n: int) -> str:
    born = _born(card)
    return "" if born is None else _iso(born, "") if born.year else f"{born.month:02}-{born.day:02}"


def _birthday_mailchimp(card: Card, _n: int) -> str:
    born = _born(card)
    return f"{born.month:02}/{born.day:02}" if born else ""


def _dated(kind: str, form: str) -> Maker:
    """A date as one's own layout wants it; the year is left out when nobody knows it."""
    forms = {"iso": "{m:02}-{d:02}", "day_first": "{d:02}/{m:02}", "month_first": "{m:02}/{d:02}"}
    with_year = {"iso": "{y:04}-{m:02}-{d:02}"}.get(form, forms[form] + "/{y:04}")

    def make(card: Card, _n: int) -> str:
        dates = [card.birthday] if kind == "birthday" else [one for one in card.dates if one.kind == kind]
        found = next((one for one in dates if one is not None and one.day and one.month), None)
        if found is None:
            return ""
        return (with_year if found.year else forms[form]).format(d=found.day, m=found.month, y=found.year)

    return make


def _birth(part: str) -> Maker:
    def make(card: Card, _n: int) -> str:
        return str(getattr(card.birthday, part, None) or "")

    return make


def _others(card: Card) -> list[Date]:
    return [date for date in card.dates if date.kind != "birthday" and date.day and date.month]


def _event(card: Card, n: int) -> str:
    dates = _others(card)
    if n >= len(dates):
        return ""
    date = dates[n]
    return _iso(date, "") if date.year else f" --{date.month:02}-{date.day:02}"


def _event_label(card: Card, n: int) -> str:
    dates = _others(card)
    if n >= len(dates):
        return ""
    return "Anniversary" if dates[n].kind == "anniversary" else dates[n].title or _("Date")


def _anniversary(card: Card, _n: int) -> str:
    found = next((date for date in _others(card) if date.kind == "anniversary"), None)
    return _iso(found, "1604") if found else ""


# The rest


def _tags_commas(card: Card, _n: int) -> str:
    """Commas between; a tag with a comma in it stands in quotation marks."""
    plain = (tag.replace('"', "'") for tag in card.tags)
    return ",".join(f'"{tag}"' if "," in tag else tag for tag in plain)


def _tags_google(card: Card, _n: int) -> str:
    return " ::: ".join(("* myContacts", *card.tags))


def _tags_outlook(card: Card, _n: int) -> str:
    """Semicolons between; one after a lone tag with a comma, which would be read as two."""
    told = "; ".join(tag.replace(";", ",") for tag in card.tags)
    return f"{told};" if len(card.tags) == 1 and "," in told else told


def _notes(card: Card, _n: int) -> str:
    return "\n\n".join(card.notes)


def _shopify_note(card: Card, _n: int) -> str:
    """The notes; the birthday too, for which there is no column."""
    born = _birthday_square(card, 0)
    told = [_("Birthday: {day}").format(day=born)] if born else []
    return "\n\n".join([*card.notes, *told])


def _yes_or_no(channel: str) -> Maker:
    def make(card: Card, _n: int) -> str:
        return "yes" if card.said.get(channel) == "given" else "no"

    return make


def _subscribed(card: Card, _n: int) -> str:
    said = card.said.get("email", "")
    return {"given": "Subscribed", "": "Unknown"}.get(said, "Unsubscribed")


def _attributes(card: Card, _n: int) -> str:
    """What listmonk keeps of somebody besides name and address, as JSON."""
    born = _born(card)
    facts = {
        "greeting": card.greet,
        "language": card.language,
        "birthday": f"{born.month:02}-{born.day:02}" if born else "",
        "tags": list(card.tags),
    }
    return json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False)


def _plain(attribute: str) -> Maker:
    def make(card: Card, _n: int) -> str:
        return str(getattr(card, attribute))

    return make


MAKERS: dict[str, tuple[Maker, str]] = {
    "name": (_plain("name"), ""),
    "shown": (_plain("shown"), ""),
    "title": (_title, ""),
    "first": (_first, ""),
    "last": (_last, ""),
    "given": (_given, ""),
    "family": (_family, ""),
    "call_name": (_plain("call_name"), ""),
    "greet": (_plain("greet"), ""),
    "say": (_plain("say"), ""),
    "pronouns": (_plain("pronouns"), ""),
    "language": (_plain("language"), ""),
    "card_number": (_plain("card_number"), ""),
    "email": (_email, "emails"),
    "email_label": (_email_label, "emails"),
    "phone": (_phone, "phones"),
    "phone_label": (_phone_label, "phones"),
    "international": (_international, "phones"),
    "post": (_post, "posts"),
    "post_label": (_post_label, "posts"),
    "street": (_street, "posts"),
    "street_lines": (_street_lines, "posts"),
    "street_line": (_street_line, "posts"),
    "street_2_and_country": (_street_2_and_country, "posts"),
    "city": (_of_address("city"), "posts"),
    "region": (_of_address("region"), "posts"),
    "code": (_of_address("code"), "posts"),
    "country": (_of_address("country"), "posts"),
    "country_code": (_country_code, "posts"),
    "one_cell_address": (_one_cell_address, "posts"),
    "birthday": (_birthday, "dates"),
    "birthday_google": (_birthday_google, "dates"),
    "birthday_square": (_birthday_square, "dates"),
    "birthday_mailchimp": (_birthday_mailchimp, "dates"),
    "birth_day": (_birth("day"), "dates"),
    "birth_month": (_birth("month"), "dates"),
    "birth_year": (_birth("year"), "dates"),
    "event": (_event, "dates"),
    "event_label": (_event_label, "dates"),
    "anniversary": (_anniversary, "dates"),
    "tags_commas": (_tags_commas, "tags"),
    "tags_google": (_tags_google, "tags"),
    "tags_outlook": (_tags_outlook, "tags"),
    "notes": (_notes, "notes"),
    "outlook_notes": (_outlook_notes, "notes"),
    "shopify_note": (_shopify_note, "notes"),
    "accepts_email": (_yes_or_no("email"), "said"),
    "accepts_text": (_yes_or_no("text"), "said"),
    "subscribed": (_subscribed, "said"),
    "attributes": (_attributes, "tags"),
}
"""What a column can hold, and what has to be read for it besides the card itself."""
for _place in {place for places in _PHONE_PLACES.values() for place in places}:
    MAKERS[f"outlook {_place}"] = placed_phone(_place), "phones"
for _place in ("Home", "Business", "Other"):
    for _piece in ("street", "city", "region", "code", "country"):
        MAKERS[f"outlook {_place} {_piece}"] = placed_address(_place, _piece), "posts"
for _kind in ("birthday", "anniversary"):
    for _form in ("iso", "day_first", "month_first"):
        MAKERS[f"{_kind}_{_form}"] = _dated(_kind, _form), "dates"
