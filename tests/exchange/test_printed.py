"""What of a card goes on paper for the customer, and what never does."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import printed
from relnotebook.exchange.printed import CardOnPaper
from relnotebook.notebook import fields, people, touchpoints

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    who = shop.customer("Ngozi Okafor", phone="0151 496 0183").is_(own_script="Ńgọ́zí", pronouns="she/her")
    who.usual("oat flat white", how="own green cup").had("oat flat white", times=5, every=4)
    who.alert("Nut allergy", advice="Clean jug and tongs.").loves("cardamom").never("cinnamon").birthday(
        "14 March 1990"
    )
    return who.consents("email").knows("Daughter", "Ada", "4. Babyccino")


def on_paper(who: Regular) -> CardOnPaper:
    found: CardOnPaper = who.shop.read(printed.card, who.id)
    return found


def words(card: CardOnPaper) -> str:
    return "\n".join(line for section in card.sections for line in (section.title, *section.lines))


def test_a_card_has_what_the_customer_told_us(ngozi: Regular) -> None:
    card = on_paper(ngozi)
    assert (card.name, card.below) == ("Ngozi Okafor", "Ńgọ́zí, she/her")
    assert card.alerts == (("Nut allergy", "Clean jug and tongs."),)
    assert words(card).splitlines() == [
        "The usual", "oat flat white; own green cup",
        "Tastes", "Never: cinnamon", "Loves: cardamom",
        "Dates", "Birthday: 14 March 1990",
        "Ways to reach", "0151 496 0183",
        "What was agreed to", "E-mail: Said yes, 20 November 2026",
        "People", "Daughter: Ada, 4. Babyccino",
        "Visits", "5 visits, the first on 3 November 2026, the last on 19 November 2026",
    ]  # fmt: skip


def test_private_notes_and_closeness_stay_inside(ngozi: Regular) -> None:
    ngozi.note("Ask about the cello").shop.do(touchpoints.add_note, ngozi.id, "Haggles, be firm", private=True)
    told = words(on_paper(ngozi))
    assert "cello" in told
    assert "Haggles" not in told
    assert "lose" not in told  # closeness


def test_own_fields_and_those_they_live_with(ngozi: Regular) -> None:
    shop = ngozi.shop
    field = shop.do(fields.define, "Grinder", "text")
    shop.do(fields.set_value, ngozi.id, field, "Comandante")
    shop.do(people.live_with, ngozi.id, shop.customer("Tom Okafor").id)
    told = words(on_paper(ngozi))
    assert "Grinder: Comandante" in told
    assert "Lives with Tom Okafor" in told


def test_a_bare_card_has_its_name_alone(shop: Shop) -> None:
    card = on_paper(shop.customer("Omar"))
    assert (card.name, card.alerts, card.sections) == ("Omar", (), ())
    with pytest.raises(NotFound):
        shop.read(printed.card, CustomerId(999))
