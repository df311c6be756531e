"""A message on its way to the mail program: as a link to click, or as a draft to open. Nothing is sent from here."""

from __future__ import annotations

import contextlib
import re
from urllib.parse import quote

LONGEST_LINK = 2000
"""Letters of a link that every system hands to its mail program whole; Windows cuts or drops longer ones."""

_KEPT = "@!$'*+-._~"  # RFC 6068: what may stand in an address as it is


def mailto(address: str, subject: str, body: str) -> str:
    """A mailto link (RFC 6068) to open in the mail program: percent-quoted UTF-8, line ends as %0D%0A.

    A long one, or one in a script of several bytes a letter, may be too long for the system: see `too_long`.
    """
    parts = [f"{name}={_quoted(value)}" for name, value in (("subject", _one_line(subject)), ("body", body)) if value]
    link = "mailto:" + quote(_one_line(address), safe=_KEPT, errors="replace")
    return link + ("?" + "&".join(parts) if parts else "")


def too_long(link: str) -> bool:
    """Whether a draft file (`eml`) is the safer way."""
    return len(link) > LONGEST_LINK


def _quoted(text: str) -> str:
    return quote(_line_ends(text, "\r\n"), safe="", errors="replace")


def eml(address: str, subject: str, body: str, *, sender: str = "", sender_name: str = "") -> bytes:
    """A draft as a file that mail programs open for editing (X-Unsent), UTF-8, with CRLF line ends.

    `sender` is the shop's reply address, '' to leave it to the mail program.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    draft = EmailMessage(policy=SMTP)
    draft["X-Unsent"] = "1"
    draft["To"] = _header(address)
    if sender:
        draft["From"] = _header(sender, sender_name)
    draft["Subject"] = _safe(_one_line(subject))
    draft.set_content(_safe(_line_ends(body, "\n")).rstrip("\n") + "\n", charset="utf-8", cte="quoted-printable")
    return draft.as_bytes()


def _header(address: str, name: str = "") -> str:
    """An address as a header says it; a domain of other letters in the form that mail is routed by."""
    from email.utils import quote as escaped

    address = _safe("".join(_one_line(address).split()))
    box, at, domain = address.rpartition("@")
    if at and not domain.isascii():
        with contextlib.suppress(UnicodeError):  # it stays as typed: the mail program says what is wrong with it
            address = f"{box}@{domain.encode('idna').decode('ascii')}"
    name = _safe(_one_line(name))
    return f'"{escaped(name)}" <{address}>' if name else address


def _one_line(text: str) -> str:
    """Without line ends: in a header they would begin another one."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u0085\u2028\u2029]", " ", text).split())


def _line_ends(text: str, end: str) -> str:
    """The text with these line ends, and without control characters, at which some mail programs stop reading."""
    text = re.sub(r"\r\n|[\r\n\u0085\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).replace("\n", end)


def _safe(text: str) -> str:
    """Without halves of letters, which no mail can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
