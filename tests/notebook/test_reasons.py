from __future__ import annotations

from typing import Any

import pytest

from relnotebook.notebook import lines, reasons
from relnotebook.notebook.why import Why
from relnotebook.store.search import Match
from relnotebook.store.write import Session

from ..builders import Regular, Shop


def found(who: Regular, *words: str, meant: str = "") -> Match:
    """Found in everything that is known of them."""
    return Match(who.id, 0, meant, (f" {' '.join(words)} ",) * 4, words)


def why(shop: Shop, who: Regular, typed: str, meant: str = "") -> Why | None:
    with shop.store.read() as s:
        known = lines.known(s, (who.id,))
        return reasons.of(s, typed, known, {who.id: found(who, typed, meant=meant)}).get(who.id)


def test_a_number_is_told_by_the_phone_before_a_name_that_holds_it(shop: Shop) -> None:
    agent = shop.customer("Agent 007", phone="0151 496 0007")
    assert why(shop, agent, "007") == Why("phone", "0151 496 0007", ((10, 13),))
    assert why(shop, agent, "agent") == Why("name", "Agent 007", ((0, 5),))


def test_an_address_is_told_by_the_address_before_the_name_in_it(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", email="ngozi@okafor.example")
    assert why(shop, ngozi, "ngozi@okafor") == Why("email", "ngozi@okafor.example", ((0, 12),))


def test_words_that_were_put_right_are_told_as_near(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").usual("Espresso")
    assert why(shop, ngozi, "ngzoi", "ngozi") == Why("near", "Ngozi Okafor", ((0, 5),))
    assert why(shop, ngozi, "ngzoi esp", "ngozi esp") == Why("near", "Espresso", ((0, 3),))


def test_a_scanned_card_is_told_before_a_phone_that_holds_it(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183", card="960183")
    assert why(shop, ngozi, "960183") == Why("card", "960183", ((0, 6),))


def test_nothing_more_is_read_when_the_line_says_it_all(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("Espresso")
    with shop.store.read() as s:
        known = lines.known(s, (ngozi.id,))
        match = {ngozi.id: found(ngozi, "ngozi")}
        asked: list[Any] = []
        monkeypatch.setattr(Session, "raw", lambda s, sql, params=(): asked.append(sql) or [])
        assert reasons.of(s, "ngo", known, match)
        assert reasons.of(s, "espr", known, match)
        assert asked == []
        reasons.of(s, "0183", known, match)
        assert 0 < len(asked) <= 4
