"""What the customer screen knows: its question, its languages, its reasons, and nobody's name."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.notebook import answers, feedback, ideas, screen, screenwords, surveys
from relnotebook.notebook import shop as shops

from ..builders import Shop


def test_a_new_shop_asks_nothing_in_its_own_language(shop: Shop) -> None:
    found = shop.read(screen.screen)
    assert (found.shop, found.survey, found.languages) == ("Tern & Thistle", None, (("en", "English"),))
    assert [reason.words["en"] for reason in found.reasons] == [
        "The people", "The coffee", "The bread", "The speed", "The place",
    ]  # fmt: skip
    assert (found.asks_idea, found.asks_name) == (True, False)


def test_the_live_question_in_every_language_of_the_screen(shop: Shop) -> None:
    survey = shop.do(surveys.set_survey, "choices", "Which?", choices="Rye\nOat",
                     texts={"de": {"question": "Welches?", "choices": "Roggen\nHafer"}}, asks_name=False)  # fmt: skip
    shop.do(surveys.open_, survey)
    shop.do(screen.set_screen, languages=("uk", "de", "en", "de"))
    found = shop.read(screen.screen)
    assert found.languages == (("uk", "Українська"), ("de", "Deutsch"), ("en", "English"))
    assert found.survey is not None
    assert list(found.survey.texts) == ["uk", "de", "en"]
    assert found.survey.texts["de"].choices == ("Roggen", "Hafer")
    assert (found.survey.texts["uk"].question, found.survey.choices) == ("Which?", ("Rye", "Oat"))
    assert not found.asks_name
    assert set(found.reasons[0].words) == {"uk", "de", "en"}
    assert screen.preview(shop.read(surveys.one, survey), ("de",)).texts["de"].question == "Welches?"


def test_the_screen_holds_nothing_about_any_customer(shop: Shop) -> None:
    secrets = ("Ngozi", "Okafor", "0151", "ngozi@example.org", "Nut", "flat white", "Masala", "Cold soup")
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@example.org").alert("Nut allergy")
    ngozi.usual("flat white").had("flat white")
    shop.do(feedback.add, "Cold soup", customer=ngozi.id)
    shop.do(ideas.add, "Masala chai", customer=ngozi.id)
    survey = shop.do(surveys.set_survey, "faces", "How was your visit today?")
    shop.do(surveys.open_, survey)
    shop.do(answers.answer, None, survey, score=1, words="Cold soup", given_name="Ngozi Okafor", complete=True)
    told = repr(shop.read(screen.screen)) + repr(shop.read(screen.setting))
    assert not [secret for secret in secrets if secret.casefold() in told.casefold()]


def test_what_the_shop_chose_stays_and_is_taken_back(shop: Shop) -> None:
    before = shop.tables()
    shop.do(screen.set_screen, languages=("de", "en"))
    shop.do(screen.set_screen, asks_idea=False, reasons=("bread", "price"))
    found = shop.read(screen.setting)
    assert (found.languages, found.asks_idea, found.reasons) == (("de", "en"), False, ("bread", "price"))
    assert {reason.key for reason in found.offered} == set(screenwords.REASON_ICONS)
    shop.undo()
    assert shop.tables() == before


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"languages": ()}, "empty-value"),
        ({"languages": ("en", "xx")}, "bad-language"),
        ({"reasons": ("weather",)}, "bad-choice"),
        ({"reasons": tuple(screenwords.REASON_ICONS)}, "many-choices"),
    ],
)
def test_what_the_screen_cannot_show_is_refused(shop: Shop, values: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(screen.set_screen, **values)
    assert shop.read(screen.setting).languages == ("en",)


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"languages": ["xx"], "reasons": ["weather"]}'])
def test_a_damaged_choice_is_no_choice(shop: Shop, text: str) -> None:
    from relnotebook.base.terms import Act
    from relnotebook.store import schema

    with shop.store.write(Act.SET_SCREEN) as w:
        w.put(schema.shop, 1, screen=text)
    assert shop.read(screen.screen).languages == (("en", "English"),)


def test_another_kind_of_shop_has_other_reasons(shop: Shop) -> None:
    shop.do(shops.edit, kind="barber")
    assert [reason.key for reason in shop.read(screen.screen).reasons] == [
        "people", "haircut", "speed", "price", "place",
    ]  # fmt: skip
