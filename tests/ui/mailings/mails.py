"""What tests of the left half share: mailings made by hand, and the page in the real window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relnotebook.base.terms import CustomerId
from relnotebook.exchange.mailing import Mailing, Out
from relnotebook.exchange.outgoing import Leaving, Wish
from relnotebook.ui.mailings.page import MailingsPage

from ...builders import Regular, Shop
from ..conftest import Till

SAYS = {
    "not_asked": ("no consent for e-mail", "ask"),
    "no_address": ("no e-mail address", "see"),
    "same_household": ("same household, one letter is enough", "household"),
    "same_address": ("same address, once is enough", "see"),
    "left_alone": ("asked to be left alone", ""),
}


def ids(count: int, first: int = 1) -> tuple[CustomerId, ...]:
    return tuple(CustomerId(n) for n in range(first, first + count))


def out(reason: str, count: int, first: int = 100, **more: Any) -> Out:
    words, way = SAYS[reason]
    people = ids(count, first)
    others: tuple[CustomerId | None, ...] = (None,) * count
    askable = people if way == "ask" else ()
    return Out(**{"reason": reason, "words": words, "way": way, "people": people, "others": others,
                  "askable": askable, **more})  # fmt: skip


def found(inside: int = 38, left: Sequence[Out] = (), channel: str = "email") -> Mailing:
    """So many inside, and those left out."""
    who = ids(inside)
    leaving = Leaving(Wish("excel", channel=channel), who, ())
    fit = inside + sum(len(one.people) for one in left)
    return Mailing((), channel, "", False, None, fit, who, tuple(left), 0, leaving)


def guests(shop: Shop) -> list[Regular]:
    """Ana and Ben agreed and were born in December, Cleo was born then and was not asked, Dora was born in May."""
    made = []
    for name, month, agreed in (("Ana", 12, True), ("Ben", 12, True), ("Cleo", 12, False), ("Dora", 5, True)):
        one = shop.customer(name, email=f"{name.lower()}@x.example").birthday(f"1990-{month:02}-09")
        made.append(one.consents("email") if agreed else one)
    return made


class PageAtWork:
    """The Mailings page, with somebody at it."""

    def __init__(self, till: Till) -> None:
        self.till = till
        till.window.show_page("mailings")
        page: Any = till.window.current
        assert isinstance(page, MailingsPage)
        self.page: MailingsPage = page
        self.settled()

    @property
    def words(self) -> list[str]:
        return self.page.builder.words()

    def settled(self) -> PageAtWork:
        """Nothing is on its way any more."""
        bridge = self.page.bridge

        def quiet() -> None:
            assert not bridge._asks
            assert bridge.pending == 0
            assert not self.page._counting

        self.till.until(quiet)
        return self

    def counts(self, words: str) -> PageAtWork:
        def says() -> None:
            assert self.page.desk.count.words() == words

        self.till.until(says)
        return self
