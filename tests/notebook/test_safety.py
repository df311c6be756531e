"""Backups, what a restore would change, and the look-over, as the shop sees them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Kind
from relnotebook.notebook import safety, usual
from relnotebook.store import backups

from ..builders import Shop


def done(job: Generator[Any, None, Any]) -> Any:
    """Run a job; what it gives."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def test_a_backup_by_hand_is_listed(shop: Shop) -> None:
    shop.customer("Ngozi Okafor")
    made = done(safety.back_up(shop.store))
    assert made.path.exists()
    assert [(one.path, one.kind) for one in safety.kept(shop.store)] == [(made.path, "manual")]
    assert safety.newest(shop.store) == made


def test_a_second_folder_gets_one_too(shop: Shop, tmp_path: Path) -> None:
    made = done(safety.back_up(shop.store, second=tmp_path / "stick"))
    assert made.trouble is None
    assert [p.name for p in (tmp_path / "stick").iterdir()] == [made.path.name]


def test_the_day_has_one_backup_and_a_quiet_day_none(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Ngozi Okafor")
    first = done(safety.back_up_if_due(shop.store))
    assert first.kind == "daily"
    assert done(safety.back_up_if_due(shop.store)) == first
    clock(timedelta(days=1))
    assert done(safety.back_up_if_due(shop.store)) == first
    shop.customer("Aoi Tanaka")
    assert done(safety.back_up_if_due(shop.store)).path != first.path


def test_what_a_restore_would_change_is_told_in_numbers(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").usual("Oat flat white")
    made = done(safety.back_up(shop.store))
    assert safety.differences(shop.store, made.path) == ()
    shop.do(usual.log, ngozi.id)
    shop.customer("Aoi Tanaka")
    found = {change.kind: change.lost for change in safety.differences(shop.store, made.path)}
    assert found == {Kind.VISIT: 1, Kind.CUSTOMER: 1}


def test_the_look_over_mends_the_search_and_tells(shop: Shop) -> None:
    shop.customer("Ngozi Okafor")
    assert done(safety.look_over(shop.store)) == ()
    raw = shop.store.raw_connection()
    raw.execute("DELETE FROM find_doc")
    raw.close()
    assert set(done(safety.look_over(shop.store))) <= {"index", "derived"}
    assert done(safety.look_over(shop.store)) == ()


def test_a_notebook_that_has_just_gone_lies_nowhere(shop: Shop) -> None:
    aside = shop.path.rename(shop.path.with_suffix(".aside"))
    with pytest.raises(StoreTrouble, match="vanished"):
        safety.whereabouts(shop.store)
    aside.rename(shop.path)


def test_where_the_notebook_lies(shop: Shop) -> None:
    found = safety.whereabouts(shop.store)
    assert (found.path, found.encrypted, found.place) == (shop.path, False, "local")
    assert found.backups == backups.folder_of(shop.path)
