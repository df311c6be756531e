from __future__ import annotations

from pathlib import Path

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import customers, derive
from relnotebook.notebook import shop as shops
from relnotebook.notebook.kinds import synonyms_for
from relnotebook.store import engine
from relnotebook.store.write import open_store

from ..builders import Shop


def test_the_first_page_brings_the_kinds_synonyms(shop: Shop) -> None:
    profile = shop.read(shops.profile)
    assert (profile.name, profile.kind.key, profile.region, profile.demo) == ("Tern & Thistle", "cafe", "GB", False)
    assert {one.word for one in profile.synonyms} == {word for word, _ in synonyms_for("cafe")}
    nut = next(one for one in profile.synonyms if one.word == "nut")
    assert "marzipan" in nut.covers


def test_the_first_page_is_written_once_and_cannot_be_taken_back(shop: Shop) -> None:
    with pytest.raises(Refusal, match="nothing-to-undo"):
        shop.undo()
    with pytest.raises(Refusal, match="already-started"):
        shop.do(shops.start, name="Another", kind="cafe")


def test_a_notebook_without_a_first_page_says_so(tmp_path: Path) -> None:
    engine.new_notebook(tmp_path / "bare.relnotebook")
    store = open_store(tmp_path / "bare.relnotebook", refresh=derive.refresh)
    with store.read() as s, pytest.raises(NotFound, match="no-shop"):
        shops.profile(s)
    with pytest.raises(NotFound, match="no-shop"):
        store.do(shops.edit, name="Tern")
    for wrong in ({"kind": "rocket yard"}, {"kind": "cafe", "region": "England"}):
        with pytest.raises(Refusal, match="bad-choice"):
            store.do(shops.start, **{"name": "Tern", **wrong})
    store.do(shops.start, name="Groom Room", kind="vet", region="ie", demo=True)
    with store.read() as s:
        profile = shops.profile(s)
    assert (profile.name, profile.kind.key, profile.region, profile.demo) == ("Groom Room", "vet", "IE", True)
    with pytest.raises(Refusal, match="nothing-to-undo"):
        store.undo()
    store.close()


def test_the_profile_is_changed_and_typing_is_one_step(shop: Shop) -> None:
    for name in ("Tern", "Tern and", "Tern and Thistle"):
        shop.do(shops.edit, name=name)
    shop.do(shops.edit, address="Harbour St 3\nDover", reply_to="hello@tern.example")
    profile = shop.read(shops.profile)
    assert (profile.name, profile.address, profile.reply_to) == (
        "Tern and Thistle",
        "Harbour St 3\nDover",
        "hello@tern.example",
    )
    shop.undo()
    shop.undo()
    assert shop.read(shops.profile).name == "Tern & Thistle"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"colour": "green"}, "unknown-field"),
        ({"demo": "1"}, "unknown-field"),
        ({"kind": "rocket yard"}, "bad-choice"),
        ({"region": "England"}, "bad-choice"),
        ({"leap_rule": "29feb"}, "bad-choice"),
        ({"closeness": "yes"}, "bad-choice"),
        ({"reply_to": "not an address"}, "bad-email"),
    ],
)
def test_what_a_shop_cannot_be_is_refused(shop: Shop, values: dict[str, str], code: str) -> None:
    before = shop.tables()
    with pytest.raises(Refusal, match=code):
        shop.do(shops.edit, **values)
    assert shop.tables() == before


def test_a_shop_may_do_without_the_closeness_score(shop: Shop) -> None:
    assert shop.read(shops.profile).closeness
    shop.do(shops.edit, closeness="0")
    assert not shop.read(shops.profile).closeness
    shop.undo()
    assert shop.read(shops.profile).closeness


def test_synonyms_are_the_shops_own(shop: Shop) -> None:
    mine = shop.do(shops.set_synonym, "kiwi", "kiwifruit;  golden kiwi\nKiwifruit,")
    assert next(s for s in shop.read(shops.synonyms) if s.id == mine).covers == ("kiwifruit", "golden kiwi")
    assert shop.do(shops.set_synonym, "KIWI", "kiwi sorbet") == mine
    assert shop.do(shops.set_synonym, "kiwi fruit", "kiwi sorbet", synonym=mine) == mine
    shop.do(shops.remove_synonym, mine)
    assert mine not in [s.id for s in shop.read(shops.synonyms)]
    shop.undo()
    assert next(s for s in shop.read(shops.synonyms) if s.id == mine).word == "kiwi fruit"
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(shops.set_synonym, " ", "nothing")
    for act in (lambda w: shops.remove_synonym(w, 999), lambda w: shops.set_synonym(w, "a", "b", synonym=999)):
        with pytest.raises(NotFound, match="no-synonym"), shop.store.write(shops.set_synonym.act) as w:  # type: ignore[attr-defined]
            act(w)


def counted(shop: Shop) -> int:
    with shop.store.read() as s:
        return int(s.raw("SELECT count(*) FROM customer WHERE binned_at IS NULL")[0][0])


def test_the_number_of_customers_is_always_right(shop: Shop) -> None:
    assert shop.read(shops.customers) == 0
    regulars = [shop.customer(f"Regular {n}") for n in range(200)]
    assert shop.read(shops.customers) == counted(shop) == 200
    shop.do(customers.edit, regulars[0].id, name="Ngozi Okafor")
    shop.do(customers.bin, regulars[1].id)
    shop.do(customers.bin, regulars[2].id)
    assert shop.read(shops.customers) == counted(shop) == 198
    shop.do(customers.unbin, regulars[1].id)
    assert shop.read(shops.customers) == counted(shop) == 199
    for _ in range(5):
        shop.undo()
    assert shop.read(shops.customers) == counted(shop) == 199
    list(derive.rebuild(shop.store))
    assert shop.read(shops.profile).customers == counted(shop) == 199
    assert shop.reopened().read(shops.customers) == 199
