"""A vCard as a Person: names, ways to reach them, dates, tags, and what has no place of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from relnotebook.base.words import _
from relnotebook.exchange import streets, vcard
from relnotebook.exchange.person import Person, full_name
from relnotebook.exchange.vcard import Card, Property

_CHATS = {
    "IMPP": "",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-JABBER": "Jabber",
    "X-GTALK": "Google Talk",
    "X-GOOGLE-TALK": "Google Talk",
    "X-AIM": "AIM",
    "X-ICQ": "ICQ",
    "X-MSN": "MSN",
    "X-YAHOO": "Yahoo",
    "X-QQ": "QQ",
    "X-TELEGRAM": "Telegram",
    "X-SIGNAL": "Signal",
    "X-WHATSAPP": "WhatsApp",
    "X-WECHAT": "WeChat",
    "X-THREEMA": "Threema",
}
_SOCIAL = {"X-SOCIALPROFILE": "", "SOCIALPROFILE": "", "X-TWITTER": "Twitter", "X-FACEBOOK": "Facebook"}
_SILENT_NAMES = """
    VERSION PRODID REV UID SOURCE PROFILE MAILER CLASS SORT-STRING LOGO SOUND KEY PHOTO CLIENTPIDMAP CALURI
    CALADRURI FBURL TZ GEO XML N FN KIND MEMBER LABEL AGENT CREATED LANG LANGUAGE X-ABLABEL X-ABADR X-ABUID
    X-ABSHOWAS X-ABORDER X-IMAGEHASH X-IMAGETYPE X-EVOLUTION-FILE-AS X-MOZILLA-HTML X-ACTIVITY-ALERT
    X-PHONETIC-FIRST-NAME X-PHONETIC-MIDDLE-NAME X-PHONETIC-LAST-NAME X-APPLE-SUBLOCALITY
    X-APPLE-SUBADMINISTRATIVEAREA X-ADDRESSBOOKSERVER-KIND X-ADDRESSBOOKSERVER-MEMBER
    X-SHARED-PHOTO-DISPLAY-PREF X-WABG X-CLASS X-PUBLISH-URL X-ABCROP-RECTANGLE X-LOTUS-ENCODING X-OPENOX
    X-FB-VERSION X-MS-OL-DEFAULT-POSTAL-ADDRESS X-MS-CARDPICTURE X-MS-OL-DESIGN X-MS-TNEF X-EVOLUTION-BLOG-URL
    X-EPOCSECONDNAME NAME CATALOGS X-OWN-SCRIPT X-CARD-NUMBER
"""
_SILENT = frozenset(_SILENT_NAMES.split())
_PERIOD = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)


def people(data: bytes, *, region: str) -> Iterator[Person]:
    """Every card of a file as a Person. Raises the Refusals of `vcard.cards`."""
    for card in vcard.cards(data, region=region):
        yield person(card, region)


def person(card: Card, region: str) -> Person:
    """One card as a Person; a group of an address book comes with the identities of its members."""
    found = Person(line=card.number, outside_id=_plain_uid(card.first("UID")), photo=card.photo)
    kind = (card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")).casefold()
    if kind == "group":
        found.name = card.first("FN")
        members = [*card.all("MEMBER"), *card.all("X-ADDRESSBOOKSERVER-MEMBER")]
        found.group_of = tuple(_plain_uid(p.text) for p in members) or ("",)
        return found
    _names(card, found)
    labels = {p.head.group: _PERIOD.sub(r"\1", p.text) for p in card.properties if p.name == "X-ABLABEL"}
    for one in card.properties:
        _take(one, found, labels.get(one.head.group or "-", ""), region)
    _posts(card, found, labels)
    _name_of_last_resort(card, found)
    _rest(card, found)
    found.tidy()
    return found


def _plain_uid(text: str) -> str:
    return text.strip().removeprefix("urn:uuid:").removeprefix("uuid:")


# Names


def _names(card: Card, found: Person) -> None:
    shown = [text for p in card.all("FN") if (text := p.text)]
    latin = next((text for text in shown if _is_latin(text)), "")
    found.name = latin or (shown[0] if shown else "")
    if latin:
        found.own_script = next((text for text in shown if not _is_latin(text)), "")
    found.own_script = card.first("X-OWN-SCRIPT") or found.own_script
    found.card_number = card.first("X-CARD-NUMBER")
    if not found.name:
        for parts in (p.parts() for p in card.all("N")):
            last, first, middle, prefix, suffix = (_listed(part) for part in (*parts, *[""] * 5)[:5])
            found.name = found.name or full_name(prefix, first, middle, last, suffix)
    nick = card.all("NICKNAME")
    found.call_name = next((name for p in nick for name in p.parts(",") if name), "") or _android_nick(card)
    spoken = (card.first("X-PHONETIC-FIRST-NAME"), card.first("X-PHONETIC-LAST-NAME"))
    found.say = " ".join(filter(None, spoken))
    found.pronouns = card.first("PRONOUNS") or card.first("X-PRONOUNS")


def _is_latin(text: str) -> bool:
    letter = next((char for char in text if char.isalpha()), "")
    return bool(letter) and letter < "\u0250"


def _listed(part: str) -> str:
    """`Philip,Paul` as `Philip Paul`."""
    return " ".join(filter(None, (piece.strip() for piece in part.split(","))))


def _android_nick(card: Card) -> str:
    for one in card.all("X-ANDROID-CUSTOM"):
        parts = one.parts()
        if len(parts) > 1 and parts[0].endswith("/nickname"):
            return parts[1]
    return ""


def _name_of_last_resort(card: Card, found: Person) -> None:
    """Somebody known only by a nickname, a firm or an address still gets a card."""
    if not found.name:
        firm = ", ".join(filter(None, card.all("ORG")[0].parts())) if card.all("ORG") else ""
        found.name = found.call_name or firm


# Properties


def _take(one: Property, found: Person, label: str, region: str) -> None:
    name = one.name
    if name == "TEL":
        found.add_phone(one.text, label or _label(one), region)
    elif name == "EMAIL":
        found.add_email(one.text, label or _label(one))
    elif name in ("BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-ABDATE", "X-EVOLUTION-ANNIVERSARY"):
        _date(one, found, label)
    elif name in ("NOTE", "DESCRIPTION"):
        found.add_note(one.text)
    elif name == "CATEGORIES":
        found.add_tags(one.parts(","))
    elif name in _CHATS:
        value = one.text.partition(":")[2] if name == "IMPP" and ":" in one.text else one.text
        service = one.head.params.get("X-SERVICE-TYPE", "") or one.text.partition(":")[0].capitalize()
        found.add_other("chat", value, label or _CHATS[name] or service)
    elif name in _SOCIAL:
        found.add_other("social", one.text, label or _SOCIAL[name] or " ".join(sorted(one.head.types)).capitalize())
    elif name not in _SILENT and name not in ("NICKNAME", "ADR", "PRONOUNS", "X-PRONOUNS", "X-ANDROID-CUSTOM"):
        _keep(one, found, label)


def _label(one: Property) -> str:
    """The most telling of the types of a number or an address."""
    words = {
        "fax": _("Fax"),
        "pager": _("Pager"),
        "cell": _("Mobile"),
        "mobile": _("Mobile"),
        "iphone": _("Mobile"),
        "whatsapp": "WhatsApp",
        "work": _("Work"),
        "home": _("Home"),
        "car": _("Car"),
    }
    return next((word for kind, word in words.items() if kind in one.head.types), "")


def _date(one: Property, found: Person, label: str) -> None:
    raw = one.text
    if one.head.params.get("X-APPLE-OMIT-YEAR") and raw[:4] == one.head.params["X-APPLE-OMIT-YEAR"]:
        raw = "--" + raw[4:].lstrip("-")
    kind = "birthday" if one.name == "BDAY" else "anniversary"
    if one.name == "X-ABDATE":
        kind = "anniversary" if label.casefold() in ("anniversary", "jahrestag") else "other"
    title = label if kind == "other" else ""
    found.add_date(kind, raw, title=title or ("" if kind == "birthday" else _("Anniversary")))


def _keep(one: Property, found: Person, label: str) -> None:
    headings = {
        "ORG": _("Company"),
        "TITLE": _("Job"),
        "ROLE": _("Role"),
        "URL": _("Web"),
        "RELATED": _("Related"),
        "X-ABRELATEDNAMES": _("Related"),
        "X-SPOUSE": _("Partner"),
        "X-EVOLUTION-SPOUSE": _("Partner"),
        "X-KADDRESSBOOK-X-SPOUSESNAME": _("Partner"),
        "GENDER": _("Gender"),
        "X-GENDER": _("Gender"),
        "HOBBY": _("Hobby"),
        "INTEREST": _("Interest"),
        "EXPERTISE": _("Expertise"),
        "BIRTHPLACE": _("Birthplace"),
    }
    value = ", ".join(filter(None, one.parts())) if one.name == "ORG" else one.text
    if one.name == "RELATED" and value.startswith(("urn:", "http:", "https:", "data:")):
        return
    if one.name == "GENDER":
        value = one.parts()[1] if len(one.parts()) > 1 else ""
    if one.name == "ORG" and value == found.name:
        return
    plain = one.name.removeprefix("X-").replace("-", " ").capitalize()
    found.keep(label or headings.get(one.name, plain), value)


def _posts(card: Card, found: Person, labels: dict[str, str]) -> None:
    for one in card.all("ADR"):
        box, extra, street, city, region, code, country = (*one.parts(), *[""] * 7)[:7]
        above = (box, extra, street)
        lines = streets.together(above, city=city, region=region, code=code, country=country)
        found.add_post(lines, labels.get(one.head.group or "-", "") or _label(one))
    if not any(way.channel == "post" for way in found.ways):
        for one in card.all("LABEL"):
            found.add_post([one.text], _label(one))


def _rest(card: Card, found: Person) -> None:
    for agent in card.agents:
        who = person(agent, "GB")
        told = [who.name, *(way.value for way in who.ways)]
        found.keep(_("Agent"), ", ".join(filter(None, told)))
    for line in card.unread:
        found.keep("", line)
    for name in dict.fromkeys(card.left_out):
        if name != "PHOTO":
            found.keep(_("Left out, too long"), name)
