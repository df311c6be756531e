"""The log of files that left the shop: only ever added to, and never taken back."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import Conflict, NotFound
from relnotebook.base.terms import Act
from relnotebook.notebook import exports, history, staff

from ..builders import Shop

WINTER: dict[str, Any] = {"format": "mailchimp", "file": "winter.csv", "channel": "email", "segment": "Winter"}


def test_a_file_is_noted_with_everybody_in_it(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara Holm", role="Owner")
    one, other, out = (shop.customer(name).id for name in ("Ngozi", "Tom", "Eva"))
    made, _changes = shop.store.do_as(mara, exports.log, customers=[other, one], **WINTER)
    [found] = shop.read(exports.all_of)
    assert shop.read(exports.one, made) == found
    assert (found.staff, found.format, found.channel, found.segment) == ("Mara Holm", "mailchimp", "email", "Winter")
    assert (found.file, found.people, found.own_use, found.purpose) == ("winter.csv", 2, False, "")
    assert f"{found.when:%Y-%m-%d %H:%M}" == "2026-11-20 08:41"
    assert shop.read(exports.people_of, made) == (other, one)
    assert shop.read(exports.of_customer, one) == (found,)
    assert shop.read(exports.of_customer, out) == ()


def test_a_very_long_list_is_noted_in_parts(shop: Shop) -> None:
    one, other = shop.customer("Ngozi").id, shop.customer("Tom").id
    made = shop.do(exports.log, customers=[one], people=2, **WINTER)
    shop.do(exports.add_people, made, [other])
    assert shop.read(exports.one, made).people == 2
    assert shop.read(exports.people_of, made) == (one, other)
    with pytest.raises(NotFound, match="no-export"):
        shop.do(exports.add_people, 99, [other])


def test_the_log_cannot_be_taken_back(shop: Shop) -> None:
    who = shop.customer("Ngozi").note("Before")
    made = shop.do(exports.log, customers=[who.id], **WINTER)
    shop.undo()
    assert shop.read(exports.one, made).people == 1
    assert shop.acts()[-1] == Act.UNDO
    with pytest.raises(Conflict, match="still-needed"):  # a card of which something left the shop goes into the bin
        shop.undo()


def test_it_is_in_the_history_of_each_who_is_in_it(shop: Shop) -> None:
    who, other = shop.customer("Ngozi"), shop.customer("Tom")
    changes = shop.changes(exports.log, customers=[who.id], **WINTER)
    assert changes is not None
    assert changes.concerns(who.id)
    assert changes.fact("file") == "winter.csv"
    first, *_more = shop.read(history.steps, who.id)
    assert first.act == Act.EXPORT_PEOPLE
    assert shop.read(history.steps, who.id, before=first.step)[0].act == Act.ADD_CUSTOMER
    assert [line.act for line in shop.read(history.steps, other.id)] == [Act.ADD_CUSTOMER]


def test_the_newest_come_first_page_by_page(shop: Shop) -> None:
    made = [shop.do(exports.log, customers=[], **{**WINTER, "file": f"{n}.csv"}) for n in range(5)]
    first = shop.read(exports.all_of, limit=2)
    assert [one.id for one in first] == made[:2:-1]
    assert [one.id for one in shop.read(exports.all_of, before=first[-1].id)] == made[2::-1]
    with pytest.raises(NotFound, match="no-export"):
        shop.read(exports.one, 99)


def test_formats_are_called_as_people_call_them() -> None:
    assert exports.title("mailchimp") == "Mailchimp"
    assert exports.title("labels") == "Address labels"
    assert exports.title("own:Our printer") == "Our printer"
    assert exports.told("", own_use=False) == "Was in a mailing"
