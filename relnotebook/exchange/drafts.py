"""E-mail drafts, one file for each person, that a mail program opens for a last look. Nothing is sent from here."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.exchange import correspondence, notes, outgoing
from relnotebook.exchange.correspondence import Text
from relnotebook.notebook import addressing
from relnotebook.store.write import Session

LONGEST = 60  # letters of a file's name

Put = Callable[[str, bytes], None]


def maker(text: Text, *, folder: bool = False) -> outgoing.Maker:
    """What `outgoing.save` writes drafts with: into a zip, or into a folder. Raises what `correspondence.checked`
    raises."""
    correspondence.checked(text)

    def make(s: Session, leaving: outgoing.Leaving, half: Path) -> Generator[Step, None, outgoing.Made]:
        shop = correspondence.sender(s)
        done, total = 0, len(leaving.addressees)
        taken: set[str] = set()
        with (_folder if folder else _zipped)(half) as put:
            for some in addressing.envelopes(s, leaving.addressees):
                where = {one.customer: one.value for one in leaving.addressees[done : done + len(some)]}
                for letter in correspondence.letters(s, text, some):
                    told, address = letter.message, where[letter.envelope.customer]
                    name = file_name(letter.envelope.to or address, taken)
                    taken.add(name.casefold())
                    sender = shop.name if shop.reply_to else ""
                    put(name, notes.eml(address, told.subject, told.text, sender=shop.reply_to, sender_name=sender))
                    done += 1
                    if done % 50 == 0 or done == total:
                        yield Step(done, total, _("Writing drafts"))
        return outgoing.Made([half])

    return make


@contextmanager
def _zipped(half: Path) -> Iterator[Put]:
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as book:
        yield book.writestr


@contextmanager
def _folder(half: Path) -> Iterator[Put]:
    half.mkdir()

    def put(name: str, content: bytes) -> None:
        (half / name).write_bytes(content)

    yield put


_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


def file_name(name: str, taken: Collection[str] = ()) -> str:
    """A file's name that every system takes, and no other draft has: "Ngozi Okafor.eml", "Ngozi Okafor 2.eml". Pure.

    `taken`: names in small letters.
    """
    plain = " ".join(re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', " ", name).split()).strip(". ")[:LONGEST].rstrip(". ")
    if not plain or plain.partition(".")[0].strip().casefold() in _RESERVED:
        plain = f"{_('Draft')} {plain}".strip()
    found, number = f"{plain}.eml", 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain} {number}.eml"
    return found
