"""What the counter asks the notebook before it logs."""

from __future__ import annotations

from typing import Any

from relnotebook.base.terms import CustomerId


def order_warnings(s: Any, customer: CustomerId) -> tuple[str, ...]:
    """What speaks against the order that would be logged now, as sentences. `s`: the session of a reader lane."""
    from relnotebook.notebook import customers, preferences, shop, usual
    from relnotebook.ui import card_words

    card = customers.card(s, customer)
    nevers = tuple(p for group in card.preferences for p in group.items if p.strength == "never")
    if not card.alerts and not nevers:
        return ()
    texts: tuple[str, ...] = ()
    if card.usuals:
        first = card.usuals[0]
        texts = usual.order(first, [v.id for v in first.variations if v.holds])
    elif card.suggestion is not None:
        texts = (card.suggestion.line,)
    synonyms = tuple((one.word, one.covers) for one in shop.profile(s).synonyms)
    found: dict[str, str] = {}  # one sentence for each word of the order; alerts come before nevers
    for one in preferences.clashes(texts, card.alerts, nevers, synonyms):
        found.setdefault(one.word.casefold(), card_words.clash(one, card.alerts, card))
    return tuple(found.values())
