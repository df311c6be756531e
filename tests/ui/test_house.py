"""The house in one view: shop, colleagues, last written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from relnotebook.base import clock as clocks
from relnotebook.notebook import shop as shops
from relnotebook.notebook import staff
from relnotebook.ui.house import read_house

from ..builders import Shop


def test_shop_people_and_the_last_word(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    mara = shop.do(staff.set_colleague, "Mara Hale", role="Owner")
    clock(timedelta(minutes=3))
    shop.do(shops.edit, address="Harbour St")
    house = shop.read(read_house)
    assert house.about == "Café, Harbour St"
    assert house.saved == clocks.now()
    assert house.person(mara) == ("Mara Hale", "Owner")
    assert house.knows(mara)
    assert house.person(0) == ("", "")


def test_somebody_who_left_is_nobody(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara Hale")
    shop.do(staff.remove_colleague, mara)
    house = shop.read(read_house)
    assert house.person(mara) == ("", "")
    assert not house.knows(mara)


def test_without_an_address(shop: Shop) -> None:
    assert shop.read(read_house).about == "Café"
