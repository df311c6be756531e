"""What to call a customer: in a greeting, in a list, in the sentence about an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from relnotebook.base.problems import NotFound
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import BETWEEN_TWO, are_two
from relnotebook.base.words import _
from relnotebook.store.write import Session, Write

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "professor",
        "sir",
        "dame",
        "lady",
        "lord",
        "rev",
        "father",
        "sister",
        "herr",
        "frau",
        "dra",
        "monsieur",
        "madame",
        "mme",
        "mlle",
        "signor",
        "signora",
        "señor",
        "señora",
        "sr",
        "sra",
        "senhor",
        "senhora",
        "pan",
        "pani",
    ]
)
_SOMEBODY_WORDS = (
    "man men woman women lady ladies guy guys girl girls boy boys gentleman gentlemen couple kid kids child children "
    "student students teacher builder builders postman postwoman plumber painter driver courier nurse doctor neighbour "
    "neighbor runner cyclist tourist tourists grandma grandpa granny mum mom dad baby twins dog dogs puppy poodle "
    "terrier dachshund labrador cat cats kitten parrot horse rabbit "
    "mann männer herr frau frauen dame damen junge jungs jungen mädchen bub kerl typ paar pärchen kind kinder student "
    "studentin studenten schüler schülerin lehrer lehrerin bauarbeiter handwerker maler postbote postbotin briefträger "
    "fahrer fahrerin kurier nachbar nachbarin arzt ärztin läufer läuferin radfahrer oma opa mutter vater zwillinge "
    "hund hunde pudel dackel welpe katze katzen kater papagei pferd hase"
)
_SOMEBODY = frozenset(_SOMEBODY_WORDS.split())
"""Words for people and animals, in English and German: what they stand in describes somebody rather than names them."""

_LOOKS_WORDS = (
    "a an the this that tall short small little big old young older younger elderly thin slim fat nice quiet loud shy "
    "kind friendly grumpy blond blonde dark bald bearded red-haired ginger grey gray white black brown green blue "
    "red yellow new other first second two three "
    "der die das ein eine große großer großes kleine kleiner kleines alte alter altes junge junger junges ältere "
    "älterer jüngere jüngerer dicke dicker dünne dünner nette netter nettes blonde blonder blondes freundliche "
    "freundlicher stille stiller laute lauter graue grauer graues weiße weißer schwarze schwarzer braune brauner "
    "rote roter grüne grüner blaue blauer neue neuer zwei drei"
)
_LOOKS = frozenset(_LOOKS_WORDS.split())
"""Words that begin a description although they are written with a capital letter: "Tall Man", "Große Frau"."""

_SMALL = "von van der den de del da di du la le ter ten zu zum vom bin al el af av"
_OF_FAMILIES = frozenset(_SMALL.split())
"""Small words inside a name: Guy de Maupassant, Frau von Berg."""


@dataclass(frozen=True, slots=True)
class Named:
    """`shown`: what stands in lists, never empty. `greet`: how to say hello, never empty."""

    shown: str
    greet: str


def greet_name(name: str, call_name: str) -> str:
    """The call name, or the first word of the name.

    A title takes the last word with it (Mrs Whitfield), a couple stays together (Ravi and Meera), and a
    description is kept up to its comma (tall man).
    """
    if call_name:
        return call_name
    head, tail = name.strip(), ""
    if "," in head:
        head, tail = (part.strip() for part in name.split(",", 1))
    if head[:1].islower() or is_description(name):
        return head
    if tail and " " not in head and not tail[0].islower():
        head = tail  # Okafor, Ngozi
    words = head.split()
    if len(words) > 1 and words[0].rstrip(".").casefold() in TITLES:
        return f"{words[0]} {words[-1]}"
    if are_two(name):
        return " ".join(words[:3])
    return words[0] if words else ""


@lru_cache(maxsize=4096)
def is_description(name: str) -> bool:
    """Whether this says what somebody looks like ("tall man, grey dog", "Lady with the pram") and is no name. Pure.

    Only what stands before a comma counts. A single word is a name (ngozi, Mann), and so is a word of ours that stands
    where a name has one: Thomas Mann, Guy Ritchie, Lady Whitfield.
    """
    head = name.partition(",")[0]
    words, plain = head.split(), head.lower().split()
    if len(words) < 2:
        return False
    if words[0][0].islower():
        return True
    if not "".join(plain).isalpha():
        plain = [word.strip(".:;()'\"’”“") for word in plain]
    if _SOMEBODY.isdisjoint(plain):  # most names by far
        return False
    for at, word in enumerate(plain):
        if word not in _SOMEBODY:
            continue
        if words[at][0].islower() or plain[0] in _LOOKS:
            return True
        if at == 0 and words[1][0].islower() and plain[1] not in _OF_FAMILIES | BETWEEN_TWO:
            return True
    return False


def shown_name(name: str, call_name: str = "", own_script: str = "", reach: str = "", card_number: str = "") -> str:
    """The name, or what we have in its place: call name, own script, a way to reach them, the card number."""
    if found := name or call_name or own_script or reach:
        return found
    return _("Card {number}").format(number=card_number) if card_number else _("No name yet")


REACH = "SELECT value FROM contact WHERE customer_id = ? ORDER BY channel <> 'phone', channel <> 'email', id LIMIT 1"
"""The way to reach somebody that stands for their name when there is none."""


def of(s: Session, customer: CustomerId) -> Named:
    """Raises NotFound("no-customer")."""
    found = s.raw("SELECT name, call_name, own_script, card_number FROM customer WHERE id = ?", (customer,))
    if not found:
        raise NotFound("no-customer", id=customer)
    name, call_name, own_script, card_number = found[0]
    reach = "" if name or call_name or own_script else first(s.raw(REACH, (customer,)), "")
    shown = shown_name(name, call_name, own_script, reach, card_number)
    return Named(shown, greet_name(name, call_name) or shown)


def label(w: Write, customer: CustomerId, **words: str) -> Named:
    """Put the customer's name, and other words, into the sentence about this act. Raises NotFound("no-customer")."""
    named = of(w, customer)
    w.label(name=named.greet, **words)
    return named


def whose(w: Write, table: Table, row_id: int, code: str) -> dict[str, Any]:
    """A whole kept row. Raises NotFound(code) when it is gone."""
    row = w.row_of(table, row_id)
    if row is None:
        raise NotFound(code, id=row_id)
    return row


def first(rows: Sequence[tuple[Any, ...]], otherwise: Any = None) -> Any:
    """The first column of the first row, or `otherwise` when there is no row."""
    return rows[0][0] if rows else otherwise
