"""The wordings the notebook brings along: what a good colleague at the till would say, in English and German.

They promise nothing, name no age, and never say that anybody was missed or lost. The German ones say neither du nor
Sie, since only the shop knows which it is.
"""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH = "en"
SIGNED = "\n{me}, {shop}"
"""How each of them ends."""

_EN: Mapping[str, tuple[str, ...]] = {
    "birthday": (
        "Happy birthday, {call_me|}. All of us here wish you a lovely day, and hope to see you soon.",
        "Hello {call_me|there}, we would not let your birthday pass without a word. Have a wonderful day.",
        "Hello {call_me|there}, birthday wishes from all of us, and a good year ahead.",
    ),
    "name_day": (
        "Happy name day, {call_me|}. We were thinking of you.",
        "Hello {call_me|there}, all of us wish you a happy name day. We hope it is a good one.",
    ),
    "anniversary": (
        "Hello {call_me|there}, {years} years: congratulations from all of us.",
        "Happy anniversary, {call_me|}. We hope you celebrate it well.",
        "Hello {call_me|there}, warm wishes for your anniversary from all of us.",
    ),
    "other": (
        "Hello {call_me|there}, we have not forgotten what day it is. Warm wishes from all of us.",
        "Hello {call_me|there}, we are thinking of you. Come by whenever you like.",
    ),
    "years": (
        "Hello {call_me|there}, you have been coming to us for {years} years now. Thank you for every visit.",
        "Hello {call_me|there}, another year with you. Thank you for coming back to us.",
        "Hello {call_me|there}, you first came in in {since}. We are glad you did.",
    ),
    "milestone": (
        "Hello {call_me|there}, that was visit number {visits}. Thank you for coming back to us.",
        "Hello {call_me|there}, we counted {visits} visits. We are glad you found us.",
        "Hello {call_me|there}, thank you for coming back to us so often.",
    ),
    "promise": (
        "Hello {call_me|there}, good news: {words}. See you soon, we hope.",
        "Hello {call_me|there}, we promised to tell you: {words}. Come by when it suits you.",
        "Hello {call_me|there}, we have not forgotten our promise. Ask us when you are next in.",
        "Hello {call_me|there}, a word from us, as we promised. Come by when it suits you.",
    ),
    "follow_up": (
        "Hello {call_me|there}, how have things been since we spoke? We would love to hear.",
        "Hello {call_me|there}, we have been thinking about what you told us. How is it now?",
    ),
    "reminder": (
        "Hello {call_me|there}, a short note from us: {words}. See you soon.",
        "Hello {call_me|there}, a short hello from all of us. Is there anything we can do for you?",
        "Hello {call_me|there}, we were thinking of you. Is there anything you need?",
    ),
    "check": (
        "Hello {call_me|there}, a small thing to plan: {words}. Shall we do it at your next visit?",
        "Hello {call_me|there}, it is time for your regular check with us. Which day would suit you?",
        "Hello {call_me|there}, your regular check is due again. Tell us when it suits you.",
    ),
    "slipping": (
        "Hello {call_me|there}, a kind hello from all of us. It would be lovely to see you.",
        "Hello {call_me|there}, we thought of you today. We know it by heart: {usual}.",
        "Hello {call_me|there}, we hope you are well. The door is open whenever you like.",
    ),
}

_DE: Mapping[str, tuple[str, ...]] = {
    "birthday": (
        "Alles Gute zum Geburtstag, {call_me|}. Wir alle hier wünschen einen wunderschönen Tag.",
        "Hallo {call_me|}, herzlichen Glückwunsch zum Geburtstag. Auf ein gutes neues Jahr und bis bald bei uns.",
        "Hallo {call_me|}, liebe Geburtstagsgrüße von uns allen.",
    ),
    "name_day": (
        "Alles Liebe zum Namenstag, {call_me|}. Wir haben daran gedacht.",
        "Hallo {call_me|}, einen schönen Namenstag wünschen wir alle hier.",
    ),
    "anniversary": (
        "Hallo {call_me|}, {years} Jahre: herzlichen Glückwunsch von uns allen.",
        "Alles Gute zum Jahrestag, {call_me|}. Wir wünschen ein schönes Fest.",
        "Hallo {call_me|}, liebe Grüße zum Jahrestag von uns allen.",
    ),
    "other": (
        "Hallo {call_me|}, wir haben den Tag nicht vergessen. Herzliche Grüße von uns allen.",
        "Hallo {call_me|}, wir haben an heute gedacht. Unsere Tür steht immer offen.",
    ),
    "years": (
        "Hallo {call_me|}, {years} Jahre sind seit dem ersten Besuch bei uns vergangen. Danke für jeden einzelnen.",
        "Hallo {call_me|}, wieder ein gemeinsames Jahr. Danke für die Treue.",
        "Hallo {call_me|}, der erste Besuch war im Jahr {since}. Schön, dass es so gekommen ist.",
    ),
    "milestone": (
        "Hallo {call_me|}, das war Besuch Nummer {visits}. Danke, wir freuen uns über jeden.",
        "Hallo {call_me|}, wir haben {visits} Besuche gezählt. Schön, dass wir uns gefunden haben.",
        "Hallo {call_me|}, danke für die vielen Besuche bei uns.",
    ),
    "promise": (
        "Hallo {call_me|}, versprochen ist versprochen, und so sagen wir Bescheid, dass {words}.",
        "Hallo {call_me|}, gute Nachricht von uns: Wir wollten melden, sobald {words}. Jetzt ist es so weit.",
        "Hallo {call_me|}, wir haben unser Versprechen nicht vergessen. Mehr dazu gern bei uns im Laden.",
        "Hallo {call_me|}, ein kurzes Wort von uns, wie versprochen. Bis bald bei uns.",
    ),
    "follow_up": (
        "Hallo {call_me|}, wie ist es seit unserem Gespräch gegangen? Wir freuen uns über ein paar Worte.",
        "Hallo {call_me|}, unser Gespräch geht uns nach. Wie steht es jetzt damit?",
    ),
    "reminder": (
        "Hallo {call_me|}, ein kurzer Gruß von uns allen. Können wir etwas Gutes tun?",
        "Hallo {call_me|}, wir haben heute an unsere Stammgäste gedacht. Ein Wort genügt, wenn etwas fehlt.",
    ),
    "check": (
        "Hallo {call_me|}, eine Kleinigkeit zum Planen: {words}. Passt es beim nächsten Besuch?",
        "Hallo {call_me|}, es ist wieder Zeit für die regelmäßige Prüfung bei uns. Welcher Tag passt am besten?",
        "Hallo {call_me|}, die regelmäßige Prüfung steht wieder an. Wann passt es?",
    ),
    "slipping": (
        "Hallo {call_me|}, ein lieber Gruß von uns allen. Ein Wiedersehen wäre schön.",
        "Hallo {call_me|}, wir haben heute an unsere Stammgäste gedacht. Wir wissen es noch auswendig: {usual}.",
        "Hallo {call_me|}, hoffentlich geht es gut. Unsere Tür steht immer offen.",
    ),
}

_SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "birthday": "Happy birthday",
        "name_day": "Happy name day",
        "anniversary": "Happy anniversary",
        "other": "Warm wishes from {shop}",
        "years": "Thank you from {shop}",
        "milestone": "Thank you from {shop}",
        "promise": "As we promised",
        "follow_up": "How are things?",
        "reminder": "A short note from {shop}",
        "check": "Your regular check at {shop}",
        "slipping": "A kind hello from {shop}",
    },
    "de": {
        "birthday": "Alles Gute zum Geburtstag",
        "name_day": "Alles Liebe zum Namenstag",
        "anniversary": "Alles Gute zum Jahrestag",
        "other": "Herzliche Grüße von {shop}",
        "years": "Danke von {shop}",
        "milestone": "Danke von {shop}",
        "promise": "Wie versprochen",
        "follow_up": "Wie steht es?",
        "reminder": "Ein kurzer Gruß von {shop}",
        "check": "Die regelmäßige Prüfung bei {shop}",
        "slipping": "Ein lieber Gruß von {shop}",
    },
}

_ALL: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    language: {kind: tuple(words + SIGNED for words in several) for kind, several in kinds.items()}
    for language, kinds in {"en": _EN, "de": _DE}.items()
}

LANGUAGES = tuple(_ALL)
"""Languages with wordings of their own."""


def of(kind: str, language: str) -> tuple[str, ...]:
    """The wordings for a kind of touch in a language; () where there are none."""
    return _ALL.get(language, {}).get(kind, ())


def subject(kind: str, language: str) -> str:
    """The subject of an e-mail, with {shop} in some; English for a language without."""
    return _SUBJECTS.get(language, _SUBJECTS[ENGLISH]).get(kind, "{shop}")
