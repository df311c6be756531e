"""The fixed words of the customer screen: whole in every language, none with English left in it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from relnotebook.notebook import kinds, screenwords
from relnotebook.notebook.screenwords import LANGUAGES, Words, say

ICONS = Path(__file__).parents[2] / "resources" / "icons"


def texts(language: str) -> dict[str, str]:
    words = say(language)
    return {field.name: getattr(words, field.name) for field in fields(Words) if field.name != "faces"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole(language: str) -> None:
    found = texts(language)
    assert all(found.values())
    assert len(set(say(language).faces)) == 5
    for name, text in found.items():
        english = getattr(say("en"), name)
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", english), name
        assert text == text.strip()
        assert "!" not in text, "the shop does not shout"
        assert english.endswith("?") == text.endswith("?"), name
        assert english.endswith(".") == text.endswith("."), name


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_nothing_is_left_in_english(language: str) -> None:
    english, found = texts("en"), texts(language)
    assert [name for name in found if found[name] == english[name]] == []
    assert not set(say(language).faces) & set(say("en").faces)


@pytest.mark.parametrize(
    ("language", "familiar"),
    [
        ("de", r"\b(du|dein\w*|dir|dich|euch|euer)\b"),
        ("fr", r"\b(tu|ton|ta|tes|toi)\b"),
        ("es", r"\b(tú|tu|tus|ti|cuéntanos|toca)\b"),
        ("it", r"\b(tu|tuo|tua|tuoi|ti|tocca|dicci)\b"),
        ("pt", r"\b(tu|teu|tua|ti|toca|conta)\b"),
        ("nl", r"\b(je|jij|jouw|jou)\b"),
        ("pl", r"\b(ty|twój|twoje|twoja|ci|cię|dotknij|napisz)\b"),
        ("uk", r"\b(ти|твоє|твій|твоя|тобі|тебе|торкнись|напиши)\b"),
    ],
)
def test_customers_are_addressed_politely(language: str, familiar: str) -> None:
    said = " ".join([*texts(language).values(), *say(language).faces])
    assert re.findall(familiar, said, re.IGNORECASE) == []


def test_a_language_of_a_country_and_an_unknown_one() -> None:
    assert say("de-AT") is say("de")
    assert say("pt_BR") is say("pt")
    assert say("ja") is say("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_questions_speak_every_language(language: str) -> None:
    for kind in ("faces", "nps", "words"):
        question = screenwords.starter(kind, language)
        assert question.endswith("?")
        for other in LANGUAGES:
            assert screenwords.translated(question, other) == screenwords.starter(kind, other)
    assert screenwords.starter("choices", language) == ""
    assert screenwords.translated("Is there life on Mars?", language) == ""


def test_the_faces_from_wonderful_to_really_bad() -> None:
    assert [screenwords.face("en", score) for score in (5, 4, 3, 2, 1)] == list(say("en").faces)
    assert screenwords.face("uk", 1) == "Дуже погано"


def test_every_reason_has_its_icon_and_its_words() -> None:
    for key, icon in screenwords.REASON_ICONS.items():
        assert (ICONS / f"{icon}.svg").is_file(), icon
        words = [screenwords.reason(key, language) for language in LANGUAGES]
        assert all(words)
        assert words[1:].count(words[0]) == 0
    assert screenwords.reason("from a newer version", "de") == "from a newer version"


def test_every_kind_of_shop_has_reasons_of_its_own() -> None:
    for kind in kinds.kinds():
        found = screenwords.reasons_for(kind.key)
        assert 4 <= len(set(found)) == len(found) <= 6
        assert set(found) <= set(screenwords.REASON_ICONS)
    assert screenwords.reasons_for("kiosk") == screenwords.reasons_for("other")
