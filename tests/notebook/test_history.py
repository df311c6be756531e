"""The journal as lines: who wrote what, when, and how a text read before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import history, preferences, staff, usual, visits
from relnotebook.store import schema

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor").usual("Tea")


def steps(shop: Shop, *args: object, **how: object) -> tuple[history.Line, ...]:
    found: tuple[history.Line, ...] = shop.read(history.steps, *args, **how)
    return found


def test_the_steps_of_one_card_newest_first(shop: Shop, ngozi: Regular) -> None:
    shop.customer("Aoi").usual("Matcha latte")
    shop.do(usual.log, ngozi.id)
    assert [line.act for line in steps(shop, ngozi.id)] == [Act.LOG_USUAL, Act.SET_USUAL, Act.ADD_CUSTOMER]
    assert [line.act for line in steps(shop)][:3] == [Act.LOG_USUAL, Act.SET_USUAL, Act.ADD_CUSTOMER]
    assert len(steps(shop)) > 4


def test_who_when_and_in_what_words(shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    clock(timedelta(hours=1))
    shop.store.do_as(mara, preferences.set_alert, ngozi.id, "Nut allergy")
    line = steps(shop, ngozi.id)[0]
    assert (line.staff, line.when, line.till, line.undone) == ("Mara", clocks.now(), "till 1", False)
    assert dict(line.label) == {"name": "Ngozi", "what": "Nut allergy"}


def test_how_a_text_read_before_and_after(shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]) -> None:
    alert = shop.do(preferences.set_alert, ngozi.id, "Nuts")
    clock(timedelta(hours=1))
    shop.do(preferences.set_alert, ngozi.id, "Nut allergy", advice="Carries a pen.", alert=alert)
    clock(timedelta(hours=1))
    shop.do(preferences.set_alert, ngozi.id, "Almond allergy", advice="Carries a pen.", alert=alert)
    shop.do(preferences.remove_alert, alert)
    found = [line.fields for line in steps(shop, ngozi.id)[:4]]
    assert found[0][0] == ("alert", "kind", "allergy", "")
    assert ("alert", "title", "Almond allergy", "") in found[0]
    assert found[1] == (("alert", "title", "Nut allergy", "Almond allergy"),)
    assert found[2] == (("alert", "title", "Nuts", "Nut allergy"), ("alert", "advice", "", "Carries a pen."))
    assert found[3] == ()


def test_what_nobody_reads_is_left_out(shop: Shop, ngozi: Regular) -> None:
    from relnotebook.notebook import contacts

    phone = shop.do(contacts.set_contact, ngozi.id, "phone", "0151 496 0183")
    shop.do(contacts.set_contact, ngozi.id, "phone", "0151 496 0184", contact=phone)
    assert steps(shop, ngozi.id)[0].fields == (("contact", "value", "0151 496 0183", "0151 496 0184"),)


def test_what_was_taken_back_says_so(shop: Shop, ngozi: Regular) -> None:
    ngozi.is_(say="en-GOH-zee")
    shop.undo()
    undo, edit = steps(shop, ngozi.id)[:2]
    assert (undo.act, undo.undone, undo.fields) == (Act.UNDO, False, (("customer", "say", "en-GOH-zee", ""),))
    assert (edit.act, edit.undone, edit.fields) == (Act.EDIT_CUSTOMER, True, (("customer", "say", "", "en-GOH-zee"),))
    shop.redo()
    assert [line.undone for line in steps(shop, ngozi.id)[:3]] == [False, True, False]


def test_a_burst_of_typing_is_one_line(shop: Shop, ngozi: Regular) -> None:
    for text in ("Al", "Allot", "Allotment"):
        ngozi.is_(talk=text)
    assert [line.fields for line in steps(shop, ngozi.id)][:2] == [(("customer", "talk", "", "Allotment"),), ()]


def test_an_undone_birth_is_no_text(shop: Shop) -> None:
    aoi = shop.customer("Aoi")
    shop.undo()
    assert ("customer", "name", "Aoi", "") in steps(shop, aoi.id)[0].fields


def test_pages_follow_one_another(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Tea", times=250, every=0.1)
    at_once = steps(shop, ngozi.id, limit=1000)
    assert len(at_once) == 252
    found: list[history.Line] = []
    while page := steps(shop, ngozi.id, limit=60, before=found[-1].step if found else None):
        found += page
    assert tuple(found) == at_once
    assert steps(shop, limit=5, before=at_once[4].step) == at_once[5:10]


def test_an_import_is_in_the_history_of_the_notebook(shop: Shop, ngozi: Regular) -> None:
    with shop.store.write(Act.IMPORT_VISITS) as w:
        w.add_many(schema.visit, ("customer_id", "at", "source"), [(ngozi.id, w.at - n, "import") for n in (8, 9)])
    assert steps(shop)[0].act is Act.IMPORT_VISITS
    assert steps(shop)[0].fields == ()
    shop.undo()
    assert steps(shop)[0].fields == ()


def test_a_visit_put_right_is_in_the_history_of_the_card(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Tea")
    shop.do(visits.edit, 1, note="With Tom")
    assert steps(shop, ngozi.id)[0].fields == (("visit", "note", "", "With Tom"),)
    shop.do(visits.edit, 1, items=["Coffee"])
    assert (steps(shop, ngozi.id)[0].act, dict(steps(shop, ngozi.id)[0].label)["what"]) == (Act.EDIT_VISIT, "Coffee")


def test_nobody_has_no_history(shop: Shop) -> None:
    assert steps(shop, 999) == ()
