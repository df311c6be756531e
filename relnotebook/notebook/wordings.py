"""The wordings the notebook brings along: what a good colleague at the till would say, in English and German.

They promise nothing, name no age, and never say that anybody was missed or lost. The German ones say neither du nor
Sie, since only the shop knows which it is.
"""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH = "en"

_HELLO: Mapping[str, str] = {
    "ca": "Hola",
    "cy": "Helo",
    "da": "Hej",
    "de": "Hallo",
    "en": "Hello",
    "es": "Hola",
    "fi": "Hei",
    "fr": "Bonjour",
    "gl": "Ola",
    "id": "Halo",
    "it": "Buongiorno",
    "nl": "Hallo",
    "no": "Hei",
    "pt": "Olá",
    "sv": "Hej",
    "tr": "Merhaba",
}
"""How a letter begins, in languages where a name follows as it is."""

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
    "feedback": (
        "Hello {call_me|there}, thank you for telling us. This is what came of it: {words}.",
        "Hello {call_me|there}, we thought about what you said. Here is what we did: {words}.",
        "Hello {call_me|there}, thank you for telling us what you think. Your words did not go unheard.",
        "Hello {call_me|there}, your words stayed with us. Ask us what came of them when you are next in.",
    ),
    "idea": (
        "Hello {call_me|there}, what you wished for is here: {words}. Come and try it.",
        "Hello {call_me|there}, you asked and we listened: {words}.",
        "Hello {call_me|there}, an idea of yours came true. Come and see for yourself.",
        "Hello {call_me|there}, good news about an idea you liked. Ask us when you are next in.",
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
    "feedback": (
        "Hallo {call_me|}, danke für die offenen Worte. Das ist daraus geworden: {words}.",
        "Hallo {call_me|}, wir haben darüber nachgedacht und etwas getan: {words}.",
        "Hallo {call_me|}, danke für die offenen Worte. Alles ist bei uns gut angekommen.",
        "Hallo {call_me|}, die Worte von neulich gehen uns nach. Beim nächsten Besuch erzählen wir mehr.",
    ),
    "idea": (
        "Hallo {call_me|}, der Wunsch ist wahr geworden: {words}. Kommt es gelegen, einmal zu probieren?",
        "Hallo {call_me|}, gewünscht und gehört: {words}.",
        "Hallo {call_me|}, eine Idee ist wahr geworden. Wir freuen uns auf das erste Probieren.",
        "Hallo {call_me|}, gute Nachrichten zu einer Idee. Beim nächsten Besuch erzählen wir mehr.",
    ),
}

_EN_LATE: Mapping[str, tuple[str, ...]] = {
    "birthday": (
        "Happy belated birthday, {call_me|}. We hope it was a lovely day, and wish you a good year ahead.",
        "Hello {call_me|there}, a little late but from the heart: all the best for your birthday from all of us.",
        "Hello {call_me|there}, we did think of your birthday. We hope it was a wonderful day.",
    ),
    "name_day": (
        "Happy belated name day, {call_me|}. We hope it was a good one.",
        "Hello {call_me|there}, a little late but from the heart: all the best for your name day.",
    ),
    "anniversary": (
        "Hello {call_me|there}, {years} years: belated congratulations from all of us.",
        "Happy belated anniversary, {call_me|}. We hope you celebrated it well.",
        "Hello {call_me|there}, a little late but from the heart: warm wishes for your anniversary.",
    ),
    "other": (
        "Hello {call_me|there}, a little late but from the heart: warm wishes from all of us.",
        "Hello {call_me|there}, we thought of your day, and hope it was a good one.",
    ),
}
"""For the days after: nobody is wished a lovely day that is over."""

_DE_LATE: Mapping[str, tuple[str, ...]] = {
    "birthday": (
        "Nachträglich alles Gute zum Geburtstag, {call_me|}. Hoffentlich war es ein wunderschöner Tag.",
        "Hallo {call_me|}, etwas verspätet, aber von Herzen: alles Gute zum Geburtstag von uns allen.",
        "Hallo {call_me|}, liebe Geburtstagsgrüße nachträglich. Auf ein gutes neues Jahr und bis bald bei uns.",
    ),
    "name_day": (
        "Nachträglich alles Liebe zum Namenstag, {call_me|}. Hoffentlich war es ein schöner.",
        "Hallo {call_me|}, etwas verspätet, aber von Herzen: alles Gute zum Namenstag.",
    ),
    "anniversary": (
        "Hallo {call_me|}, {years} Jahre: nachträglich herzlichen Glückwunsch von uns allen.",
        "Nachträglich alles Gute zum Jahrestag, {call_me|}. Hoffentlich war es ein schönes Fest.",
        "Hallo {call_me|}, etwas verspätet, aber von Herzen: liebe Grüße zum Jahrestag.",
    ),
    "other": (
        "Hallo {call_me|}, etwas verspätet, aber von Herzen: liebe Grüße von uns allen.",
        "Hallo {call_me|}, wir haben an den Tag gedacht. Hoffentlich war es ein schöner.",
    ),
}

_MONTH: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Hello {call_me|there}, this is your birthday month: warm wishes from all of us.",
        "Hello {call_me|there}, whichever day it is: all the best for your birthday from all of us.",
    ),
    "de": (
        "Hallo {call_me|}, das ist der Geburtstagsmonat: herzliche Wünsche von uns allen.",
        "Hallo {call_me|}, welcher Tag es auch ist: alles Gute zum Geburtstag von uns allen.",
    ),
}
"""For a birthday of which only the month is known: the day may be past or still to come."""

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
        "feedback": "What came of your words",
        "idea": "Your idea came true",
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
        "feedback": "Was daraus geworden ist",
        "idea": "Eine Idee ist wahr geworden",
    },
}

_LATE_SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "birthday": "Happy belated birthday",
        "name_day": "Happy belated name day",
        "anniversary": "Belated congratulations",
    },
    "de": {
        "birthday": "Nachträglich alles Gute zum Geburtstag",
        "name_day": "Nachträglich alles Liebe zum Namenstag",
        "anniversary": "Nachträglich alles Gute zum Jahrestag",
    },
}


def _signed(kinds: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(words + SIGNED for words in several) for kind, several in kinds.items()}


_ALL = {"en": _signed(_EN), "de": _signed(_DE)}
_LATE = {"en": _signed(_EN_LATE), "de": _signed(_DE_LATE)}

LANGUAGES = tuple(_ALL)
"""Languages with wordings of their own."""


def of(kind: str, language: str, *, late: bool = False, month: bool = False) -> tuple[str, ...]:
    """The wordings for a kind of touch in a language; () where there are none.

    `late`: the day is past; `month`: only the month of the birthday is known.

    There are none for a plain reminder: what it is about is for the staff, and only the shop's own words could fit.
    """
    if month and kind == "birthday" and language in _MONTH:
        return tuple(words + SIGNED for words in _MONTH[language])
    belated = _LATE.get(language, {}).get(kind, ()) if late else ()
    return belated or _ALL.get(language, {}).get(kind, ())


def subject(kind: str, language: str, *, late: bool = False) -> str:
    """The subject of an e-mail, with {shop} in some; English for a language without."""
    spoken = language if language in _SUBJECTS else ENGLISH
    usual = _SUBJECTS[spoken].get(kind, "{shop}")
    return _LATE_SUBJECTS[spoken].get(kind, usual) if late else usual


def hello(language: str) -> str:
    """How a letter begins in a language; "" where we know no word that suits every name."""
    return _HELLO.get(language.partition("-")[0], "")
