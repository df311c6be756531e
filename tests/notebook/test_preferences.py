"""What we know of a customer's tastes, who told us and when; alerts; what was seen once fades."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import preferences, staff
from relnotebook.notebook import shop as shops

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


def known(shop: Shop, who: Regular) -> list[tuple[str, list[str]]]:
    groups = shop.read(preferences.preferences_of, who.id)
    return [(group.category, [f"{item.strength} {item.thing}" for item in group.items]) for group in groups]


def test_by_category_of_the_shop_then_others_then_none(shop: Shop, ngozi: Regular) -> None:
    ngozi.likes("the window seat", "In the shop").likes("rye crust ends", "Food").loves("green")
    ngozi.likes("jazz", "Music").likes("oat milk", "Drinks").likes("oak", "äther")
    assert [category for category, _ in known(shop, ngozi)] == ["Drinks", "Food", "In the shop", "äther", "Music", ""]


def test_never_first_then_loves_likes_dislikes(shop: Shop, ngozi: Regular) -> None:
    ngozi.prefers("dislikes", "cinnamon", "Food").likes("rye", "Food").loves("cardamom", "Food").never("nuts", "Food")
    assert known(shop, ngozi) == [("Food", ["never nuts", "loves cardamom", "likes rye", "dislikes cinnamon"])]


def test_nobody_both_likes_and_dislikes_a_thing(shop: Shop, ngozi: Regular) -> None:
    ngozi.likes("Oat milk", "Drinks").prefers("dislikes", "oat  MILK")
    assert known(shop, ngozi) == [("Drinks", ["dislikes oat MILK"])]


def test_who_told_us_and_when(shop: Shop, ngozi: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.store.do_as(jonas, preferences.set_preference, ngozi.id, "oat milk", source="seen_once")
    ((found,),) = [group.items for group in shop.read(preferences.preferences_of, ngozi.id)]
    assert (found.staff, found.when, found.source, found.faded) == ("Jonas", clocks.now(), "seen_once", False)


@pytest.mark.parametrize(("source", "fades"), [("seen_once", True), ("seen_often", False), ("told", False)])
def test_what_was_seen_once_fades_after_a_year(
    shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None], source: str, fades: bool
) -> None:
    ngozi.prefers("likes", "mariachi", source=source)
    clock(timedelta(days=364))
    assert not shop.read(preferences.preferences_of, ngozi.id)[0].items[0].faded
    clock(timedelta(days=2))
    assert shop.read(preferences.preferences_of, ngozi.id)[0].items[0].faded is fades


@pytest.mark.parametrize(
    ("first", "then", "source"),
    [("seen_once", "seen_once", "seen_often"), ("told", "seen_once", "told"), ("seen_once", "told", "told")],
)
def test_seen_again_is_seen_often(shop: Shop, ngozi: Regular, first: str, then: str, source: str) -> None:
    ngozi.prefers("likes", "rye", source=first).prefers("likes", "rye", source=then)
    assert shop.read(preferences.preferences_of, ngozi.id)[0].items[0].source == source


def test_a_preference_is_changed_and_removed(shop: Shop, ngozi: Regular) -> None:
    id_ = shop.do(preferences.set_preference, ngozi.id, "rye", category="Food")
    shop.do(preferences.set_preference, ngozi.id, "rye crust", category="Food", strength="loves", preference=id_)
    assert known(shop, ngozi) == [("Food", ["loves rye crust"])]
    changes = shop.changes(preferences.remove_preference, id_)
    assert changes is not None
    assert (changes.kinds, changes.fact("what"), changes.fact("name")) == ({Kind.PREFERENCE}, "rye crust", "Ngozi")
    assert known(shop, ngozi) == []


def test_the_same_chip_again_is_no_act(shop: Shop, ngozi: Regular) -> None:
    id_ = shop.do(preferences.set_preference, ngozi.id, "rye")
    assert shop.changes(preferences.set_preference, ngozi.id, "rye", preference=id_) is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"thing": " "}, "empty-value"),
        ({"strength": "adores"}, "bad-choice"),
        ({"source": "guessed"}, "bad-choice"),
    ],
)
def test_what_says_nothing_is_refused(shop: Shop, ngozi: Regular, values: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(preferences.set_preference, ngozi.id, **{"thing": "rye", **values})


# Alerts


def test_severe_alerts_come_first(shop: Shop, ngozi: Regular) -> None:
    ngozi.alert("Lactose", severity="careful").alert("Nut allergy", advice="Clean jug and tongs.")
    found = shop.read(preferences.alerts_of, ngozi.id)
    assert [(a.title, a.severity, a.advice) for a in found] == [
        ("Nut allergy", "severe", "Clean jug and tongs."), ("Lactose", "careful", ""),
    ]  # fmt: skip


def test_an_alert_is_checked_when_written_and_when_confirmed(
    shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]
) -> None:
    ngozi.alert("Nut allergy")
    (first,) = shop.read(preferences.alerts_of, ngozi.id)
    assert first.checked == clocks.now()
    clock(timedelta(days=30))
    mara = shop.do(staff.set_colleague, "Mara")
    shop.store.do_as(mara, preferences.confirm_alert, first.id)
    (found,) = shop.read(preferences.alerts_of, ngozi.id)
    assert (found.checked, found.staff) == (clocks.now(), "Mara")
    shop.undo()
    assert shop.read(preferences.alerts_of, ngozi.id) == (first,)


def test_an_alert_is_changed_and_removed(shop: Shop, ngozi: Regular) -> None:
    id_ = shop.do(preferences.set_alert, ngozi.id, "Nuts")
    shop.do(preferences.set_alert, ngozi.id, "Nut allergy", advice="Carries a pen.", alert=id_)
    assert shop.changes(preferences.set_alert, ngozi.id, "Nut allergy", advice="Carries a pen.", alert=id_) is None
    assert shop.read(preferences.alerts_of, ngozi.id)[0].advice == "Carries a pen."
    shop.do(preferences.remove_alert, id_)
    assert shop.read(preferences.alerts_of, ngozi.id) == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [({"title": ""}, "empty-value"), ({"kind": "mood"}, "bad-choice"), ({"severity": "fatal"}, "bad-choice")],
)
def test_an_alert_that_says_nothing_is_refused(shop: Shop, ngozi: Regular, values: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(preferences.set_alert, ngozi.id, **{"title": "Nut allergy", **values})


def test_what_is_gone_cannot_be_changed(shop: Shop, ngozi: Regular) -> None:
    for act, code in (
        (preferences.confirm_alert, "no-alert"),
        (preferences.remove_alert, "no-alert"),
        (preferences.remove_preference, "no-preference"),
    ):
        with pytest.raises(NotFound, match=code):
            shop.do(act, 404)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(preferences.set_alert, 404, "Nut allergy")


def test_the_shops_own_list_reaches_the_check(shop: Shop, ngozi: Regular) -> None:
    """The café comes with a list: a nut allergy meets the almond of the variation."""
    ngozi.usual("Oat flat white").variation(rule="weekday", value="4", effect="plus", thing="an almond croissant")
    ngozi.alert("Nut allergy").never("cinnamon")
    synonyms = tuple((s.word, s.covers) for s in shop.read(shops.profile).synonyms)
    alerts = shop.read(preferences.alerts_of, ngozi.id)
    nevers = tuple(item for group in shop.read(preferences.preferences_of, ngozi.id) for item in group.items)
    found = preferences.clashes(("Oat flat white", "an almond croissant", "bun, cinnamon"), alerts, nevers, synonyms)
    assert [(c.word, c.reason) for c in found] == [("almond", "Nut allergy"), ("cinnamon", "never cinnamon")]
