"""The conflict check as a table: what meets an alert, what does not, and what is left to the person at the till."""

from __future__ import annotations

from datetime import datetime

import pytest

from relnotebook.notebook import clash
from relnotebook.notebook.clash import Clash
from relnotebook.notebook.preferences import Alert, Preference, clashes

SYNONYMS = (
    ("nut", ("almond", "hazelnut", "walnut", "brazil nut", "marzipan", "praline")),
    ("dairy", ("milk", "cream", "butter", "cheese", "yoghurt", "ice cream")),
    ("milk", ("dairy", "cream", "butter", "cheese")),
    ("gluten", ("wheat", "toast", "bun", "scone", "beer")),
    ("caffeine", ("coffee", "espresso", "black tea")),
    ("sesame", ("tahini",)),
    ("hair dye", ("ppd", "henna")),
)


def alert(title: str, advice: str = "", kind: str = "allergy", severity: str = "severe") -> Alert:
    return Alert(1, kind, severity, title, advice, None, "")


def never(thing: str, strength: str = "never") -> Preference:
    return Preference(1, "", strength, thing, "told", datetime(2026, 11, 20), "", False)


def met(order: str, *alerts: Alert, nevers: tuple[Preference, ...] = ()) -> list[str]:
    return [found.word for found in clashes((order,), alerts, nevers, SYNONYMS)]


@pytest.mark.parametrize(
    ("title", "order", "words"),
    [
        # the word itself, folded, one or many
        ("Nut allergy", "nut loaf", ["nut"]),
        ("Nut allergy", "NUTS, salted", ["NUTS"]),
        ("Allergic to nuts", "nut loaf", ["nut"]),
        ("Allergie: noisetté", "Noisette torte", ["Noisette"]),
        ("Cherry allergy", "sour cherries", ["cherries"]),
        ("Peach allergy", "peaches and cream", ["peaches"]),
        ("Tomato allergy", "tomatoes on toast", ["tomatoes"]),
        # what it covers
        ("Nut allergy", "almond croissant", ["almond"]),
        ("Nut allergy", "Oat flat white; hazelnuts", ["hazelnuts"]),
        ("Nut allergy, severe", "Brazil nut brownie", ["nut", "Brazil nut"]),
        ("Nut allergy", "marzipan and praline", ["marzipan", "praline"]),
        ("Tree nut allergy", "almond milk", ["almond"]),
        ("Sesame and nut allergy", "tahini walnut toast", ["tahini", "walnut"]),
        ("Coeliac: gluten", "cardamom bun", ["bun"]),
        ("Hair dye", "henna brow", ["henna"]),
        # not the word
        ("Nut allergy", "coconut milk", []),
        ("Nut allergy", "nutmeg latte", []),
        ("Nut allergy", "doughnut", []),
        ("Nut allergy", "oat flat white, extra hot", []),
        ("Egg allergy", "eggplant", []),
        ("Nut allergy", "", []),
        # words that only say what kind of alert it is
        ("Severe allergy, please take care", "severe chocolate", []),
        ("Milk-free", "free coffee", []),
        # milk of plants
        ("No milk", "oat milk", []),
        ("Milk allergy", "soya milk; coconut cream", []),
        ("Milk allergy", "peanut butter toast", []),
        ("Milk allergy", "vegan cheese", []),
        ("Milk allergy", "whole milk", ["milk"]),
        ("Milk allergy", "butter scone", ["butter"]),
        ("Dairy intolerance", "vanilla ice cream", ["cream", "ice cream"]),
        ("Oat allergy", "oat milk", ["oat"]),
        # without it
        ("Nut allergy", "nut-free brownie", []),
        ("Gluten", "gluten-free toast", []),
        ("Gluten", "gluten-free toast; toast", ["toast"]),
        ("Gluten", "wheat-free bun", ["bun"]),
        ("Sugar", "flat white, no sugar", []),
        ("Sugar", "flat white, without sugar", []),
        ("Caffeine", "decaf coffee", []),
        ("Caffeine", "coffee", ["coffee"]),
        # other scripts
        ("アーモンド", "アーモンドラテ", ["アーモンドラテ"]),
        ("орехи", "Орехи в меду", ["Орехи"]),
    ],
)
def test_an_allergy_meets_an_order(title: str, order: str, words: list[str]) -> None:
    assert sorted(met(order, alert(title))) == sorted(words)


@pytest.mark.parametrize(
    ("advice", "order", "words"),
    [
        ("Clean jug and tongs. Nothing with almond or hazelnut near the cup. Carries a pen.", "almond bun", ["almond"]),
        ("Clean jug and tongs. Nothing with almond or hazelnut near the cup. Carries a pen.", "Own green cup", []),
        ("No kiwi or papaya, please.", "papaya juice", ["papaya"]),
        ("Avoid strawberries when she is tired.", "strawberry tart", ["strawberry"]),
        ("Marzipan too", "marzipan", ["marzipan"]),
        ("Milk is fine", "hot milk", []),
        ("Butter is not ok", "butter scone", ["butter"]),
    ],
)
def test_the_advice_names_things_too(advice: str, order: str, words: list[str]) -> None:
    assert met(order, alert("Ask her", advice)) == words


def test_other_alerts_are_not_about_things() -> None:
    assert met("gift card", alert("No card payments", kind="payment")) == []
    assert met("door mat", alert("Needs the door held", kind="access")) == []


def test_please_do_not_is_about_what_the_shop_lists() -> None:
    assert met("strawberry milk shake", alert("Do not shake hands", kind="please_do_not")) == []
    assert met("nut loaf", alert("Do not offer nuts", kind="please_do_not")) == ["nut"]


@pytest.mark.parametrize(
    ("thing", "order", "words"),
    [
        ("nuts, marzipan", "walnut loaf", ["walnut"]),
        ("nuts or marzipan", "marzipan", ["marzipan"]),
        ("extra hot", "oat flat white, extra hot", ["extra hot"]),
        ("extra hot", "hot chocolate", []),
        ("oat milk", "flat white, whole milk", []),
        ("oat milk", "Oat milk cappuccino", ["Oat milk"]),
        ("cinnamon on top", "cappuccino, cinnamon", ["cinnamon"]),
        ("coffee with milk", "coffee, black", []),
        ("coffee with milk", "milk coffee", ["milk coffee"]),
    ],
)
def test_a_never_meets_an_order(thing: str, order: str, words: list[str]) -> None:
    assert met(order, nevers=(never(thing),)) == words


def test_only_never_is_never() -> None:
    assert met("walnut loaf", nevers=(never("nuts", "dislikes"), never("nuts", "loves"))) == []


def test_a_clash_says_why_and_where() -> None:
    found = clashes(
        ("Oat flat white", "a cardamom bun; almond cake"), (alert("Nut allergy"),), (never("almond cake"),), SYNONYMS
    )
    assert found == (
        Clash("almond", "Nut allergy", True, "a cardamom bun; almond cake"),
        Clash("almond cake", "never almond cake", False, "a cardamom bun; almond cake"),
    )


def test_a_careful_alert_is_not_severe() -> None:
    (found,) = clashes(("nut loaf",), (alert("Nut intolerance", severity="careful"),), (), SYNONYMS)
    assert not found.severe


def test_each_word_is_told_once() -> None:
    twice = (alert("Nut allergy", "No almond. Nothing with almonds."),)
    assert [found.word for found in clashes(("almond bun; almond tea",), twice, (), SYNONYMS)] == ["almond"]


def test_the_list_is_read_folded() -> None:
    assert clash.synonym_table([("Nüt ", ("Crème brûlée", "")), ("", ("x",))]) == {("nut",): (("creme", "brulee"),)}
