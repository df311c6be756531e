"""What kind of words these are, where nobody said: by the feeling, by how they end, by the words themselves. Pure.

A guess begins a form, and anybody can choose otherwise. The lexicon is small on purpose, English and German: what it
does not know is a suggestion.
"""

from __future__ import annotations

import re

from relnotebook.base.text import fold
from relnotebook.notebook.tact import UPSET

_FELT = {"delighted": "praise", "happy": "praise", "puzzled": "question"}
_ASKS = ("?", "？", "؟", "⸮", ";")


def kind(words: str, feeling: str = "") -> str:
    """praise, complaint, suggestion or question."""
    if feeling in UPSET:
        return "complaint"
    if words.rstrip(" ”\"'»").endswith(_ASKS):
        return "question"
    return _FELT.get(feeling) or _by_words(" ".join(fold(words).replace("’", "'").split()))


def _by_words(folded: str) -> str:
    """Anger goes before thanks, and a wish before either where it is said without anger."""
    said = _NOT.sub(" ", folded)
    if _ANGRY.search(said):
        return "complaint"
    if _WISH.search(folded):
        return "suggestion"
    if _WENT_WRONG.search(said):
        return "complaint"
    return "praise" if _GLAD.search(said) else "suggestion"


def _any(words: str) -> str:
    """A pattern for any of these, each a word or words between bars; as `fold` writes them."""
    return rf"\b(?:{'|'.join(re.escape(fold(one.strip())) for one in words.split('|'))})\b"


_NOT = re.compile(
    r"\b(?:no|not|never had to|never|without|n't|nicht|nie|kein|keine|keinen|ohne)\s+"
    r"(?:a |so |too |very |zu |sehr )?"
    r"(?!again|come|coming|wieder|gut|good|happy)[\w']+"
)
"""What is denied counts neither way: "never rude", "no wait"."""

_ANGRY = re.compile(
    _any(
        "waited|kept waiting|had to wait|have to wait|still waiting|waiting for ages|ignored|nobody looked|nobody said"
        "|nobody came|no one came|no one looked|rude|unfriendly|impolite|dirty|filthy|disgusting|disappointed"
        "|disappointing|disappointment|never again|never come|never coming|not come back|refund|overcharged"
        "|charged twice|complain|complaint|unacceptable|terrible|horrible|awful|worst|stale|burnt|mouldy|moldy|lukewarm"
        "|undercooked|spilled|spilt|broken|not good|not happy|forgot my|forgotten|a hair in"
        "|gewartet|warten müssen|musste warten|mussten warten|unfreundlich|unfreundliche|unhöflich|frech|schmutzig"
        "|dreckig|eklig|ekelhaft|enttäuscht|enttäuschend|enttäuschung|nie wieder|nicht gut|beschwerde|beschweren"
        "|schrecklich|furchtbar|unverschämt|kaputt|verbrannt|lauwarm|altbacken|verschimmelt|vergessen|ignoriert"
        "|ein haar in"
    )
)
_WISH = re.compile(
    _any(
        "could|would|should|please|maybe|perhaps|wish|why not|how about|what about|if you|i'd|we'd|hope"
        "|könnte|könnten|könntet|würde|würden|wäre|wären|sollte|sollten|bitte|vielleicht|wünsche|hätte gern|hätte gerne"
    )
)
_WAS = _any("was|were|is|are|came|got|it's|war|waren|ist|sind|kam|kamen")
_BAD = _any(
    "cold|late|wrong|slow|missing|too loud|too hot|too salty|too sweet|too long|too small|too expensive|sour|dry|bad"
    "|kalt|spät|falsch|langsam|zu laut|zu heiß|zu salzig|zu süß|zu klein|zu teuer|sauer|trocken|schlecht|fehlte"
)
_WENT_WRONG = re.compile(rf"{_WAS}[^.!?]{{0,24}}?{_BAD}|" + _any("cold again|late again|wrong again|wieder kalt"))
_GLAD = re.compile(
    _any(
        "thank|thanks|love|loved|lovely|best|wonderful|great|delicious|perfect|excellent|fantastic|amazing|brilliant"
        "|superb|tasty|beautiful|so kind|so friendly|well done|made my day|favourite|favorite"
        "|danke|vielen dank|toll|tolle|tolles|super|lecker|köstlich|wunderbar|herrlich|beste|besten|bester|bestes"
        "|großartig|klasse|perfekt|ausgezeichnet|fantastisch|so nett|so freundlich|liebe es|lieben es"
    )
)
