"""Our wordings: short, warm and quiet, in each language, for each kind of touch."""

from __future__ import annotations

import re

import pytest

from relnotebook.notebook import messages, wordings

LATE = ("birthday", "name_day", "anniversary", "other")
EVERY = [
    (language, kind, words)
    for language in wordings.LANGUAGES
    for kind in messages.KINDS
    for words in (*wordings.of(kind, language), *(wordings.of(kind, language, late=True) if kind in LATE else ()))
]


@pytest.mark.parametrize("kind", [kind for kind in messages.KINDS if kind != "reminder"])
@pytest.mark.parametrize("language", wordings.LANGUAGES)
def test_each_kind_of_touch_has_two_wordings_and_more(kind: str, language: str) -> None:
    several = wordings.of(kind, language)
    assert len(several) >= 2
    assert len(set(several)) == len(several)
    assert wordings.subject(kind, language)


@pytest.mark.parametrize(("language", "kind", "words"), EVERY)
def test_a_wording_is_short_warm_and_signed(language: str, kind: str, words: str) -> None:
    messages.check(words)
    assert words.endswith("\n{me}, {shop}")
    said = words.removesuffix(wordings.SIGNED)
    assert len(said.split()) <= 26
    assert not set(said) & set("!*<>_#") - {"_"}
    low = said.lower()
    assert not re.search(r"\b(lost|miss|missed|missing|churn|away|why|vermiss\w*|verloren|lange nicht|warum)\b", low)
    assert not re.search(r"\b(if|offer|free|discount|rabatt|gratis|kostenlos)\b", low)


@pytest.mark.parametrize(("language", "kind", "words"), EVERY)
def test_our_wordings_never_name_the_age_and_greet_by_name(language: str, kind: str, words: str) -> None:
    used = messages.fields_of(words)
    assert "age" not in used
    assert "call_me" in used


@pytest.mark.parametrize("words", [words for language, _kind, words in EVERY if language == "de"])
def test_german_leaves_du_and_sie_to_the_shop(words: str) -> None:
    assert not re.search(r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*|Sie|Ihnen|Ihr\w*)\b", words)


@pytest.mark.parametrize("language", wordings.LANGUAGES)
def test_a_plain_reminder_has_no_wording_of_ours(language: str) -> None:
    assert wordings.of("reminder", language) == ()


@pytest.mark.parametrize("kind", messages.KINDS)
@pytest.mark.parametrize("language", wordings.LANGUAGES)
def test_a_day_that_is_past_has_wordings_of_its_own(kind: str, language: str) -> None:
    late, usual = wordings.of(kind, language, late=True), wordings.of(kind, language)
    if kind not in LATE:
        assert late == usual
        return
    assert len(late) >= 2
    assert not set(late) & set(usual)
    if kind != "other":
        assert wordings.subject(kind, language, late=True) != wordings.subject(kind, language)


def test_a_language_without_wordings_has_none_and_an_english_subject() -> None:
    assert wordings.of("birthday", "uk") == ()
    assert wordings.subject("birthday", "uk") == "Happy birthday"


def test_how_a_letter_begins() -> None:
    assert wordings.hello("pt-br") == "Olá"
    assert wordings.hello("uk") == "", "there the name would need another ending"
