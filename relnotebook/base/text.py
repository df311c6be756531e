"""Folded names and search tokens; phones, e-mails, initials.

What is typed and what is indexed go through the same functions, so that "muller", "Müller" and "MUELLER"
meet. Nothing here reads a file, or keeps more than the numbers just read; the two libraries are imported when first
needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

NAME_LIMIT = 300
TEXT_LIMIT = 20_000

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_KANA_MARKS = "\u3099\u309a"
_APOSTROPHES = "'`´‘’‛′ʹʻʼʽʾʿˈ՚ꞌ＇"

# Letters that Unicode does not take apart, and spellings that people do not tell apart when they search.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ȷ": "j", "ə": "e", "ǝ": "e", "ɛ": "e", "þ": "th",
    "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ɔ": "o", "ɨ": "i", "ʉ": "u", "ƒ": "f", "ɖ": "d", "ɣ": "g", "ⱥ": "a", "ȼ": "c", "ɇ": "e", "ɉ": "j",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "",
}  # fmt: skip
_SECOND = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}  # how umlauts are written without them
_GERMAN = str.maketrans(_SECOND | {letter.upper(): pair for letter, pair in _SECOND.items()})


# Clean text


def clean(text: str, *, lines: bool = False, limit: int = NAME_LIMIT) -> str:
    """Typed or imported text, made fit to keep: NFC, trimmed, at most `limit` characters.

    Control, direction and invisible characters go, since they can hide or turn round what stands beside
    them. The two joiners stay where a script or a composed emoji needs them. Without `lines` every run of
    white space becomes one space; with it line ends stay, as "\\n".
    """
    if not text:
        return ""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text if _is_plain(text) else _visible(text))
    kept = [line.rstrip() for line in text.split("\n")] if lines else text.split()
    text = ("\n" if lines else " ").join(kept).strip()
    return _cut(text, limit).rstrip()


_FILLERS = re.compile("[\u034f\u115f\u1160\u3164\uffa0]")  # printable, and not to be seen


def _is_plain(text: str) -> bool:
    """Whether `_visible` would find nothing to do."""
    return text.isprintable() and not _FILLERS.search(text)


def _visible(text: str) -> str:
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)
    kept: list[str] = []
    for i, char in enumerate(text):
        if char in (_ZWJ, _ZWNJ):
            if kept and i + 1 < len(text) and _joins(kept[-1], text[i + 1], char):
                kept.append(char)
        elif char == "\n":
            kept.append(char)
        elif char == "\t":
            kept.append(" ")
        elif not _hidden(char):
            kept.append(char)
    return "".join(kept)


def _hidden(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co"):
        return True
    code = ord(char)
    return char in "\u034f\u115f\u1160\u3164\uffa0" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _joins(before: str, after: str, joiner: str) -> bool:
    """Whether a joiner between these two changes how a careful writer wants them drawn."""
    if joiner == _ZWJ and unicodedata.category(after) == "So":
        return unicodedata.category(before) in ("So", "Sk", "Mn")  # family emoji; Mn: the variation selector
    return all(_needs_joiners(char) for char in (before, after))


def _needs_joiners(char: str) -> bool:
    code = ord(char)
    return 0x0600 <= code <= 0x08FF or 0x0900 <= code <= 0x0DFF or 0x1000 <= code <= 0x18AF


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, never between a letter and its marks."""
    if len(text) <= limit:
        return text
    end = limit
    while end and (unicodedata.category(text[end])[0] == "M" or _ZWJ in text[end - 1 : end + 1]):
        end -= 1
    return text[: end or limit]


# Folding and words


class _Folds(dict[int, str]):
    """What each character of a decomposed, casefolded text becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = _fold_char(char)
        return folded


def _fold_char(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _APOSTROPHES:
        return "'"
    if unicodedata.category(char) in ("Cf", "Cs", "Cc", "Co") and not char.isspace():
        return ""  # Co: the index keeps private-use letters for its own marks
    if unicodedata.combining(char) and char not in _KANA_MARKS:
        return ""  # accents, points, tone marks; the vowel signs of Indic scripts have class 0 and stay
    if "\u30a1" <= char <= "\u30f6":
        return chr(ord(char) - 0x60)  # katakana are read as hiragana
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text as search sees it: no case, no accents, one form for every way to write a letter.

    Folding twice changes nothing. Marks that carry a vowel (Indic, Thai) or a voiced kana stay.
    """
    if text.isascii() and text.isprintable():
        return text.lower().replace("`", "'")
    for _pass in range(2):  # a capital may hide inside what a compatibility letter decomposes to
        text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS)
        if text.isascii():
            break
    return text


def words(text: str) -> list[str]:
    """Folded words in order: letters, digits and the marks they carry; everything else stands between."""
    return parts(fold(text))


_ASCII_WORD = re.compile(r"[0-9A-Za-z]+")


def parts(text: str) -> list[str]:
    """The words in order as they are written, not folded."""
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return "".join(c if _in_word(c) else " " for c in text).split()


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def spellings(word: str) -> list[str]:
    """A word's folded form first, then other ways to write it: Müller -> muller, mueller; Ελένη -> ..., eleni."""
    found = dict.fromkeys(words(word)[:1])
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
        for other in (*words(word.translate(_GERMAN)), *_latin(word)):
            found.setdefault(other)
    return list(found)


def keys(text: str) -> set[str]:
    """Every token under which a name is found.

    Its folded words, the German second spelling (mueller), the letters of our alphabet for other scripts
    (eleni), words joined over apostrophe, hyphen and stop (obrien, annemarie), particles joined to what
    follows (delacruz), and for scripts written without blanks every ending (小明 in 王小明).
    """
    found = _plain_keys(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        german = text.translate(_GERMAN)
        if german != text:
            found |= _plain_keys(german)
        found.update(_latin(text))
        for part in _endings(text):
            found.update((*words(part), *_latin(part)))
    return found


def _plain_keys(text: str) -> set[str]:
    folded = fold(text)
    plain, chunks = parts(folded), folded.split()
    found = set(plain)
    if chunks != plain:
        found.update(_joined(chunks))
    if not _PARTICLES.isdisjoint(plain):
        found.update(_particles(plain))
    return found


def _joined(chunks: Iterable[str]) -> Iterator[str]:
    """Those of the folded chunks between blanks that hold several words, written as one."""
    for chunk in chunks:
        pieces = parts(chunk)
        if len(pieces) > 1 and len("".join(pieces)) <= 40:
            yield "".join(pieces)


def _particles(plain: list[str]) -> Iterator[str]:
    """Particles joined to what follows: de la Cruz -> lacruz, delacruz; van den Berg; Mac Leod."""
    for i, word in enumerate(plain[:-1]):
        joined, at = word, i
        while plain[at] in _PARTICLES and at + 1 < len(plain) and at < i + 3:
            at += 1
            joined += plain[at]
        if at > i:
            yield joined


_PARTICLES = frozenset(
    (
        "a", "abd", "abu", "af", "al", "am", "ap", "av", "ben", "bin", "d", "da", "dal", "das", "de", "dei", "del",
        "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "fitz", "ibn", "il", "l", "la", "las",
        "le", "les", "lo", "los", "m", "mac", "mc", "mhic", "ni", "o", "op", "os", "san", "santa", "st", "ten",
        "ter", "the", "ul", "ur", "van", "vom", "von", "y", "z", "zu", "zum", "zur",
    )
)  # fmt: skip


def _latin(text: str) -> list[str]:
    """The words in our own alphabet, for those that folding leaves in another; [] for a Latin text.

    Both the word as written and its folded form are spelt out: Сергей is typed sergey and sergei.
    """
    foreign = [part for part in parts(text) if not fold(part).isascii()]
    if not foreign:
        return []
    from anyascii import anyascii

    both = (spelt.replace("ού", "ou").replace("ου", "ou") for part in foreign for spelt in (part, fold(part)))
    return [latin for latin in ("".join(words(anyascii(spelt))) for spelt in both) if latin]


def _endings(text: str) -> Iterator[str]:
    """Endings of words in Chinese, Japanese and Korean, written without blanks; and all of it joined."""
    runs = _EAST.findall(text)
    if len(runs) > 1:
        yield "".join(runs)
    for run in runs:
        for start in range(1, min(len(run), 12)):
            yield run[start:]


_EAST = re.compile(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")


def sound(word: str) -> str:
    """A rough key of how a folded word sounds: Catherine and Kathryn, Philip and Filipp share one."""
    for letters, one in _SOUNDS:
        word = word.replace(letters, one)
    bare = word[:1] + re.sub(r"[aeiouyhw]", "", word[1:])
    if bare[:1] in tuple("aeiouh"):
        bare = "a" + bare[1:]
    return re.sub(r"(.)\1+", r"\1", bare)


_SOUNDS = (
    ("sch", "s"), ("tsch", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("sh", "s"), ("gh", "g"),
    ("dz", "s"), ("cz", "s"), ("sz", "s"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("q", "k"),
    ("x", "ks"), ("z", "s"), ("v", "f"), ("w", "f"), ("j", "y"), ("d", "t"), ("b", "p"),
)  # fmt: skip


# Phones and e-mails


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number to match by and to show.

    Attributes:
        normal: country code and number, digits only (E.164 without the plus): 441514960183. For a number
            that could not be read, its digits as typed.
        national: as dialled inside the country, digits only: 01514960183.
        shown: as printed: "0151 496 0183" at home, "+49 30 123456" abroad, as typed when not readable.
    """

    normal: str
    national: str
    shown: str


_PHONE_SHAPE = re.compile(r"\+?[\d\s().\-/–‐‑\u00a0]+((ext|x|#)\.?\s*\d{1,6})?", re.IGNORECASE)


_NO_DIGITS = re.compile(r"[^0-9]+")


def digits(text: str) -> str:
    """Only the digits, whatever script they are written in."""
    if text.isascii():
        return _NO_DIGITS.sub("", text)
    return "".join(str(unicodedata.decimal(c)) for c in text if unicodedata.decimal(c, None) is not None)


def looks_like_phone(text: str) -> bool:
    """Whether a typed text can only be meant as a phone: signs of a phone and 6 digits or more, 3 after a plus."""
    text = text.strip()
    count = len(digits(text))
    least = 3 if text.startswith(("+", "＋")) else 6
    return least <= count <= 21 and bool(_PHONE_SHAPE.fullmatch(text.replace("＋", "+")))


@lru_cache(maxsize=2**13)
def read_phone(text: str, region: str) -> Phone | None:
    """Read a number as typed in `region` (ISO country); None when it holds no digit at all.

    Tolerant: what no numbering plan knows keeps its digits, so nothing a person wrote is refused. The
    last few thousand are remembered: an import asks for each twice, the second time for the search index.
    """
    bare = digits(text)
    if not bare:
        return None
    import phonenumbers as plan

    typed = text.replace("＋", "+").strip()
    if bare.startswith("00") and not typed.startswith("+"):
        typed = "+" + bare[2:]  # people type 00 also where the plan of `region` dials abroad otherwise
    try:
        number = plan.parse(typed, region.upper() or None)
    except plan.NumberParseException:
        return Phone(bare, bare, clean(text, limit=40))
    if not plan.is_possible_number(number):
        return Phone(bare, bare, clean(text, limit=40))
    national = shown = plan.format_number(number, plan.PhoneNumberFormat.NATIONAL)
    number_plain = plan.format_number(number, plan.PhoneNumberFormat.E164)
    if plan.country_code_for_region(region.upper()) != number.country_code:
        shown = plan.format_number(number, plan.PhoneNumberFormat.INTERNATIONAL)
    if number.extension is not None:  # it is shown, and not dialled
        number.extension = None
        national = plan.format_number(number, plan.PhoneNumberFormat.NATIONAL)
    return Phone(digits(number_plain), digits(national), shown)


def knows_region(region: str) -> bool:
    """Whether `region` is a country (ISO, two letters) whose way of writing numbers is known."""
    import phonenumbers as plan

    return region in plan.SUPPORTED_REGIONS


def phone_tokens(phone: Phone) -> list[str]:
    """Tokens under which a number is found: both full forms, then every ending from three digits up.

    An ending asked for as a prefix is any run of digits inside the number, in whatever grouping it is typed.
    """
    national = phone.national
    endings = [national[-length:] for length in range(3, len(national))]
    return [token for token in dict.fromkeys((phone.normal, national, *endings)) if token]


_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\/]+\.[^\s@<>,;:\"()\[\]\\/.]{2,}")


def read_email(text: str) -> str | None:
    """The address in the form to match by (lower case, no mailto: or brackets), or None if it cannot be one."""
    text = clean(text, limit=400).removeprefix("mailto:").strip(" <>").lower()
    local, _at, domain = text.partition("@")
    if len(text) > 254 or ".." in text or not _EMAIL.fullmatch(text):
        return None
    if local.startswith(".") or local.endswith(".") or domain[0] in ".-" or domain.endswith((".", "-")):
        return None
    return text


def email_tokens(email: str) -> list[str]:
    """Tokens under which an address is found: its words, and what stands before the @ as one word."""
    local = "".join(words(email.partition("@")[0]))
    return list(dict.fromkeys([*words(email), *([local] if local else [])]))


# Initials


def initials(name: str) -> str:
    """One or two letters for the round picture: "Ngozi Okafor" -> NO, "tall man, grey dog" -> TM.

    One letter where a second would join the first (Arabic) or says nothing (王小明 -> 王); '' when the
    name has neither letter nor digit.
    """
    name = unicodedata.normalize("NFC", name)
    letters = _starts(name.partition(",")[0])
    if len(letters) < 2:
        letters = _starts(name)
    if not letters:
        return ""
    first, last = letters[0], letters[-1]
    if len(letters) == 1 or _EAST.match(first) or _needs_one(first):
        return first
    return first + last


def _starts(text: str) -> list[str]:
    """The first letter of each word with the marks it carries, as a capital."""
    found = []
    for word in text.split():
        start = next((i for i, c in enumerate(word) if unicodedata.category(c) in _STARTS), None)
        if start is not None:
            end = _with_marks(word, start + 1)
            found.append(word[start].upper()[0] + word[start + 1 : end])
    return found


def _with_marks(shown: str, end: int) -> int:
    while end < len(shown) and unicodedata.category(shown[end])[0] == "M":
        end += 1
    return end


_STARTS = ("Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No")  # not Lm: the Hawaiian okina is no initial


def _needs_one(letter: str) -> bool:
    return 0x0600 <= ord(letter[0]) <= 0x08FF or 0x1800 <= ord(letter[0]) <= 0x18AF


def join_tokens(*groups: Iterable[str]) -> str:
    """Tokens in order, each once, as one text for the index."""
    return " ".join(dict.fromkeys(chain.from_iterable(groups)))


_STOPS = ".!?…。！？؟۔"
_CLOSING = "”’“»«\"')"  # stands behind the stop of what is quoted


def stopped(words: str) -> str:
    """Words with a full stop behind them, unless they end a sentence already, as in “I nearly left.”"""
    ended = words.rstrip(_CLOSING)[-1:] in _STOPS
    return words if not words or ended else f"{words}."


def aloud(*parts: str) -> str:
    """Parts as sentences for a screen reader, each with one stop; those without words are left out."""
    return " ".join(stopped(part) for part in parts if part)


BETWEEN_TWO = frozenset({"and", "&", "+", "und", "et", "y", "e", "i", "og", "och", "en"})


def are_two(name: str) -> bool:
    """Whether a name is that of two people, "Ravi and Meera", of whom one says "are"."""
    parts = name.split()
    return len(parts) > 2 and parts[1].casefold() in BETWEEN_TWO


def gender(pronouns: str) -> str:
    """ "she", "he", or "they" when the card says anything else or nothing."""
    first = pronouns.replace("/", " ").split(maxsplit=1)
    word = first[0].casefold() if first else ""
    return {"she": "she", "her": "she", "he": "he", "him": "he"}.get(word, "they")
