"""What the page asks the notebook."""

from __future__ import annotations

from relnotebook.notebook import many, segments
from relnotebook.ui.customers import reads
from relnotebook.ui.customers.reads import Wanted

from ...builders import Shop


def test_the_order_of_a_filter_and_of_the_bin(shop: Shop) -> None:
    ngozi, omar = shop.customer("Ngozi"), shop.customer("Omar").birthday("23 November")
    assert shop.read(reads.order, Wanted()) == f"{ngozi.id},{omar.id}"
    assert shop.read(reads.order, Wanted("birthdays")) == f"{omar.id}"
    assert shop.read(reads.order, Wanted(text="ngo")) == f"{ngozi.id}"
    shop.do(many.bin, [ngozi.id])
    assert shop.read(reads.order, Wanted("bin", sort="binned")) == f"{ngozi.id}"
    assert [line.name for line in shop.read(reads.lines, (omar.id,))] == ["Omar"]
    assert shop.read(reads.counts).bin == 1


def test_tags_to_put_on_and_to_take_off(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").tagged("Choir")
    shop.customer("Omar").tagged("Morning")
    found = shop.read(reads.tags, (ngozi.id,))
    assert found.names == ("Choir", "Morning")
    assert [(name, count) for _key, name, count in found.carried] == [("Choir", 1)]


def test_only_lists_that_stay_as_they_are_can_be_added_to(shop: Shop) -> None:
    shop.do(segments.save, "By rules", segments.EVERYBODY)
    shop.do(segments.freeze, "Kept", customers=[])
    assert [one.name for one in shop.read(reads.lists)] == ["Kept"]
