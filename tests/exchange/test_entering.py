"""What was merged is written as it was merged, new tags and fields among it."""

from __future__ import annotations

from relnotebook.base.terms import Act
from relnotebook.exchange import entering
from relnotebook.exchange.known import Chunk
from relnotebook.exchange.person import Alert, Person
from tests.builders import Shop


def written(shop: Shop, *people: Person) -> None:
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        chunk = Chunk(w, people, lambda _name: ())
        for person in people:
            one = chunk.find(person) or chunk.new(person)
            chunk.merge(person, one, "from a file")
            if alert := person.alert():
                chunk.warn(one, alert)
        entering.write(w, chunk)


def somebody(name: str, **more: str) -> Person:
    person = Person(name=name, **more)  # type: ignore[arg-type]
    person.add_email(f"{name.lower()}@x.example")
    return person


def test_new_cards_and_known_ones_get_what_is_new_to_them(shop: Shop) -> None:
    shop.customer("Ana", email="ana@x.example")
    ana, bo = somebody("Ana", pronouns="she/her", usual="cortado"), somebody("Bo", card_number="77")
    for person in (ana, bo):
        person.add_tags(["Regular"])
        person.add_note("Asthma")
    written(shop, ana, bo)
    with shop.store.read() as s:
        assert s.raw("SELECT id, name, pronouns, card_number FROM customer") == [
            (1, "Ana", "she/her", ""),
            (2, "Bo", "", "77"),
        ]
        assert s.raw("SELECT customer_id, line FROM usual") == [(1, "cortado")]
        assert s.raw("SELECT customer_id, tag_id FROM customer_tag ORDER BY 1") == [(1, 1), (2, 1)]
        assert s.raw("SELECT customer_id, title, kind, checked_at FROM alert ORDER BY 1") == [
            (1, "Asthma", "health", None),
            (2, "Asthma", "health", None),
        ]


def test_a_field_that_is_new_is_made_once(shop: Shop) -> None:
    people = [somebody("Ana"), somebody("Bo")]
    for person in people:
        person.own["Cup"] = "blue"
    written(shop, *people)
    written(shop, *people)
    with shop.store.read() as s:
        assert s.raw("SELECT f.name, v.value FROM field f JOIN field_value v ON v.field_id = f.id") == [
            ("Cup", "blue"),
            ("Cup", "blue"),
        ]


def test_an_alert_of_that_title_is_not_written_twice(shop: Shop) -> None:
    shop.customer("Ana", email="ana@x.example").alert("asthma", kind="health")
    ana = somebody("Ana")
    ana.add_note("Asthma")
    assert ana.alert() == Alert("Asthma", "Asthma", "health", "careful")
    written(shop, ana)
    assert len(shop.tables()["alert"]) == 1
