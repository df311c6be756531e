"""Whoever said no is in no mailing: whatever is written, brought in, joined, parted, binned or taken back after it.

The model keeps two things apart: the cards that said no, and the addresses a no was said for. A yes in person lifts
both for the card and the addresses it has then; nothing else lifts anything.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from relnotebook.base import clock
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import Act, CustomerId, StepId
from relnotebook.exchange import incoming
from relnotebook.notebook import consent, contacts, customers, imports, joining
from tests.builders import Shop
from tests.conftest import FRIDAY_MORNING

ADDRESSES = [f"{letter}@x.example" for letter in "abcd"]
NAMES = ["Ana Silva", "Ben Okoro", "Cleo Dunn"]
PURPOSES = ["", "events"]
address = st.sampled_from(ADDRESSES)
purpose = st.sampled_from(PURPOSES)
pick = st.integers(0, 10**6)

Said = tuple[int | str, str]
"""A card or an address, and the purpose that was said no to."""


def outcome(work: Any) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


class AnyYear(RuleBasedStateMachine):
    """Years at the counter, with everything that can touch what somebody agreed to."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self._clock = clock.frozen(FRIDAY_MORNING)
        self._clock.__enter__()
        self._folder = TemporaryDirectory()
        path = Path(self._folder.name) / "cafe.relnotebook"
        shutil.copy(self.template, path)
        self.shop = Shop(path)
        self.noes: set[Said] = set()
        self.joins: list[tuple[StepId, CustomerId, CustomerId, set[Said], set[str]]] = []
        self.brought_in: list[int] = []
        self.files = 0

    def teardown(self) -> None:
        self.shop.close()
        self._folder.cleanup()
        self._clock.__exit__(None, None, None)

    # What there is

    def all(self, sql: str, *params: object) -> list[Any]:
        with self.shop.store.read() as s:
            return [row[0] for row in s.raw(sql, params)]

    def cards(self) -> list[CustomerId]:
        return self.all("SELECT id FROM customer WHERE binned_at IS NULL ORDER BY id")

    def card(self, number: int) -> CustomerId:
        there = self.cards()
        return there[number % len(there)]

    def addresses_of(self, card: CustomerId) -> list[str]:
        return self.all("SELECT normal FROM contact WHERE customer_id = ? AND channel = 'email'", card)

    def said_no(self, card: CustomerId, about: str, more: list[str]) -> None:
        concerned: list[int | str] = [card, *self.addresses_of(card), *more]
        self.noes |= {(who, about) for who in concerned}
        self._heard(card, about)

    def _heard(self, card: CustomerId, about: str) -> None:
        for _step, keep, _lose, _before, words in self.joins:
            if keep == card:
                words.add(about)

    # What happens

    @rule(name=st.sampled_from(NAMES), email=st.one_of(st.just(""), address))
    def somebody_new(self, name: str, email: str) -> None:
        self.shop.customer(name, email=email)

    @precondition(lambda self: self.cards())
    @rule(who=pick, email=address)
    def another_address(self, who: int, email: str) -> None:
        self.shop.do(contacts.set_contact, self.card(who), "email", email)

    @precondition(lambda self: self.cards())
    @rule(who=pick, number=pick)
    def an_address_goes(self, who: int, number: int) -> None:
        ways = self.all("SELECT id FROM contact WHERE customer_id = ?", self.card(who))
        if ways:
            self.shop.do(contacts.remove_contact, ways[number % len(ways)])

    @precondition(lambda self: self.cards())
    @rule(who=pick, about=purpose)
    def a_yes_in_person(self, who: int, about: str) -> None:
        card = self.card(who)
        self.shop.do(consent.record, card, "email", "given", purpose=about)
        self.noes -= {(one, about) for one in (card, *self.addresses_of(card))}
        self._heard(card, about)

    @precondition(lambda self: self.cards())
    @rule(who=pick, about=purpose, state=st.sampled_from(consent.NO))
    def a_no(self, who: int, about: str, state: str) -> None:
        card = self.card(who)
        self.shop.do(consent.record, card, "email", state, purpose=about)
        self.said_no(card, about, [])

    @rule(name=st.sampled_from(NAMES), email=address, word=st.sampled_from(["yes", "no", "", "unsubscribed"]))
    def a_file(self, name: str, email: str, word: str) -> None:
        self.files += 1
        path = Path(self._folder.name) / f"people{self.files}.csv"
        path.write_text(f"Name,E-mail,Newsletter\n{name},{email},{word}\n", "utf-8")
        before = self._noes_by_card()
        plan = outcome(incoming.plan_contacts(self.shop.store, path))
        done = outcome(incoming.apply_contacts(self.shop.store, plan))
        if word == "unsubscribed":
            self.noes.add((email, ""))
            for card, number in self._noes_by_card().items():
                if number > before.get(card, 0):
                    self.said_no(CustomerId(card), "", [email])
        if done.batch is not None:
            self.brought_in.append(done.batch)

    def _noes_by_card(self) -> dict[int, int]:
        sql = "SELECT customer_id, count(*) FROM consent WHERE state <> 'given' GROUP BY customer_id"
        with self.shop.store.read() as s:
            return dict(s.raw(sql))

    @precondition(lambda self: self.brought_in)
    @rule(number=pick)
    def a_file_is_taken_back(self, number: int) -> None:
        batch = self.brought_in.pop(number % len(self.brought_in))
        outcome(imports.take_back(self.shop.store, batch))  # type: ignore[arg-type]

    @rule()
    def the_last_file_is_undone(self) -> None:
        """With the undo key, right after it came in."""
        if self.shop.acts()[-1:] == [Act.IMPORT_CONTACTS]:
            self.brought_in.pop()
            self.shop.undo()

    @precondition(lambda self: len(self.cards()) > 1)
    @rule(one=pick, other=pick)
    def two_cards_are_joined(self, one: int, other: int) -> None:
        keep, lose = self.card(one), self.card(other)
        if keep == lose:
            return
        before = {said for said in self.noes if said[0] in (keep, lose)}
        step = self.shop.do(joining.join, keep, lose)
        self.joins.append((step, keep, lose, before, set()))
        self.noes |= {(keep, about) for about in PURPOSES if (lose, about) in self.noes}

    @precondition(lambda self: self.joins)
    @rule(number=pick)
    def two_cards_are_parted(self, number: int) -> None:
        step, keep, lose, before, heard = self.joins[number % len(self.joins)]
        try:
            joining.part(self.shop.store, step)
        except Refusal:
            return  # the cards went on into another one, or are two again already
        del self.joins[number % len(self.joins)]
        for about in PURPOSES:
            if about not in heard and (keep, about) not in before:
                self.noes.discard((keep, about))
            if (lose, about) in before or (about in heard and (keep, about) in self.noes):
                self.noes.add((lose, about))

    @precondition(lambda self: self.cards())
    @rule(who=pick)
    def a_card_is_binned(self, who: int) -> None:
        self.shop.do(customers.bin, self.card(who))

    @rule(number=pick)
    def a_card_comes_back(self, number: int) -> None:
        binned = self.all("SELECT id FROM customer WHERE binned_at IS NOT NULL")
        if binned:
            try:
                self.shop.do(customers.unbin, binned[number % len(binned)])
            except Problem:
                return  # it is part of another card

    # What must be

    @invariant()
    def nobody_who_said_no_is_written_to(self) -> None:
        for about in PURPOSES:
            with self.shop.store.read() as s:
                found = consent.allowed(s, "email", about)
            for one in found.inside:
                for said in ((one.customer, ""), (one.customer, about), (one.normal, ""), (one.normal, about)):
                    assert said not in self.noes, said


@pytest.mark.parametrize("steps", [15, 40])
def test_nobody_who_said_no_is_ever_written_to(empty_notebook: Path, steps: int) -> None:
    AnyYear.template = empty_notebook
    run_state_machine_as_test(
        AnyYear,
        settings=settings(
            max_examples=900 // steps,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


# What it found, one by one


def bring_in(shop: Shop, folder: Path, rows: str) -> None:
    path = folder / "people.csv"
    path.write_text(f"Name,E-mail,Newsletter\n{rows}\n", "utf-8")
    outcome(incoming.apply_contacts(shop.store, outcome(incoming.plan_contacts(shop.store, path))))


def addresses(shop: Shop) -> list[str]:
    return [one.value for one in shop.read(consent.allowed, "email").inside]


def drop_ways(shop: Shop, card: CustomerId) -> None:
    for way in shop.read(contacts.of, card):
        shop.do(contacts.remove_contact, way.id)


def test_who_unsubscribes_at_one_address_does_so_at_all_of_theirs(shop: Shop, tmp_path: Path) -> None:
    tom = shop.customer("Tom Adeyemi", email="home@x.example").consents("email")
    ana = shop.customer("Ana Silva", email="work@x.example").reach("email", "home@x.example")
    bring_in(shop, tmp_path, "Ana Silva,work@x.example,unsubscribed")
    drop_ways(shop, ana.id)
    assert addresses(shop) == []
    tom.consents("email")
    assert addresses(shop) == ["home@x.example"]


def test_an_address_that_a_file_adds_to_somebody_who_said_no_is_not_written_to(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Tom Adeyemi", email="new@x.example").consents("email")
    ana = shop.customer("Ana Silva", phone="0151 496 0183").consents("email", "withdrawn")
    path = tmp_path / "phones.csv"
    path.write_text("Name,Phone,E-mail\nAna Silva,0151 496 0183,new@x.example\n", "utf-8")
    outcome(incoming.apply_contacts(shop.store, outcome(incoming.plan_contacts(shop.store, path))))
    assert [way.value for way in shop.read(contacts.of, ana.id)] == ["0151 496 0183", "new@x.example"]
    drop_ways(shop, ana.id)
    assert addresses(shop) == []


def test_a_yes_to_invitations_does_not_lift_a_no_to_everything(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana Silva", email="a@x.example").consents("email", "withdrawn")
    shop.do(consent.record, ana.id, "email", "given", purpose="events")
    drop_ways(shop, ana.id)
    bring_in(shop, tmp_path, "Ana S.,a@x.example,yes")
    assert addresses(shop) == []


def test_an_address_unsubscribed_again_is_silent_again(shop: Shop, tmp_path: Path) -> None:
    """Two people share it: Ben's card said no before, but it was Ana's yes that was written to."""
    ana = shop.customer("Ana Silva", email="b@x.example").consents("email")
    shop.customer("Ben Okoro", email="b@x.example").consents("email", "withdrawn")
    ana.consents("email")
    assert addresses(shop) == ["b@x.example"]
    bring_in(shop, tmp_path, "Ben Okoro,b@x.example,unsubscribed")
    assert addresses(shop) == []
