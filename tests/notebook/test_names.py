from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound
from relnotebook.notebook import contacts, customers, names
from relnotebook.notebook.names import greet_name, shown_name
from relnotebook.store import schema

from ..builders import Shop


@pytest.mark.parametrize(
    ("name", "call_name", "greeting"),
    [
        ("Ngozi Okafor", "", "Ngozi"),
        ("Ngozi Okafor", "Zizi", "Zizi"),
        ("Ngozi", "", "Ngozi"),
        ("Mrs Whitfield", "", "Mrs Whitfield"),
        ("Dr. Mei-Ling Chen", "", "Dr. Chen"),
        ("Ravi and Meera Pillai", "", "Ravi and Meera"),
        ("Ana & Tom Silva", "", "Ana & Tom"),
        ("Okafor, Ngozi", "", "Ngozi"),
        ("tall man, grey dog", "", "tall man"),
        ("Tall man, grey dog", "", "Tall man"),
        ("Lady with the pram, latte", "", "Lady with the pram"),
        ("Großer Mann", "", "Großer Mann"),
        ("Lady Whitfield", "", "Lady Whitfield"),
        ("Green scarf, flat white", "", "Green"),
        ("van der Berg", "", "van der Berg"),
        ("田中 葵", "", "田中"),
        ("Trần Minh Anh", "", "Trần"),
        ("Mr", "", "Mr"),
        ("Smith,", "", "Smith"),
        ("", "", ""),
    ],
)
def test_the_greeting_name_is_what_a_colleague_would_say(name: str, call_name: str, greeting: str) -> None:
    assert greet_name(name, call_name) == greeting


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("tall man, grey dog", True),
        ("Tall man, grey dog", True),
        ("Tall Man", True),
        ("Man with a dog", True),
        ("Young couple", True),
        ("The postman", True),
        ("Small dog, big bag", True),
        ("Große Frau, roter Schal", True),
        ("Junger Mann", True),
        ("Frau mit Hund", True),
        ("der Bauarbeiter", True),
        ("Herman", False),
        ("Herman Boykin", False),
        ("Dogan Kidd", False),
        ("Mann", False),
        ("Mann, Thomas", False),
        ("Thomas Mann", False),
        ("Lady Whitfield", False),
        ("Frau von Berg", False),
        ("Frau Junge", False),
        ("Guy Ritchie", False),
        ("Guy de Maupassant", False),
        ("Neil Postman", False),
        ("Guy and Anna Moss", False),
        ("ngozi", False),
        ("Ngozi Okafor, tall man", False),
        ("", False),
        ("  ,", False),
    ],
)
def test_a_description_is_no_name(name: str, described: bool) -> None:
    assert names.is_description(name) is described


def test_somebody_without_a_name_is_shown_by_what_we_have() -> None:
    assert shown_name("Ngozi", "Zizi", "名", "0151", "77") == "Ngozi"
    assert shown_name("", "Zizi", "名", "0151", "77") == "Zizi"
    assert shown_name("", "", "名", "0151", "77") == "名"
    assert shown_name("", "", "", "0151 496 0183", "77") == "0151 496 0183"
    assert shown_name("", card_number="77") == "Card 77"
    assert shown_name("") == "No name yet"


def test_a_phone_stands_for_the_name_before_an_address(shop: Shop) -> None:
    someone = shop.customer("", email="someone@x.example")
    shop.do(contacts.set_contact, someone.id, "phone", "0151 496 0183")
    assert shop.read(names.of, someone.id) == names.Named("0151 496 0183", "0151 496 0183")


def test_nobody_has_no_name(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(names.of, 99)


def test_every_act_about_a_customer_says_their_name(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    changes = shop.changes(customers.edit, ngozi.id, say="en-GOH-zee")
    assert changes is not None
    assert changes.fact("name") == "Ngozi"


def test_a_row_that_is_gone_is_named_by_its_code(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-note"), shop.store.write(customers.edit.act) as w:  # type: ignore[attr-defined]
        names.whose(w, schema.note, 7, "no-note")
