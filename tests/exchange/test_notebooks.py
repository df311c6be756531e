"""Whole notebook files as work: made, opened, brought back, moved, backed up, wiped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.problems import Refusal, StoreTrouble
from relnotebook.base.terms import Step
from relnotebook.exchange import archive, notebooks
from relnotebook.notebook import customers, safety
from relnotebook.notebook import shop as shops
from relnotebook.store.write import Store

from ..builders import Shop


def run(work: Generator[Step, None, Any]) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def first_page(store: Store) -> Any:
    return notebooks.first_page(store, name="Tern", kind="cafe", region="GB")


def test_a_fresh_notebook_has_its_first_page_and_nothing_to_take_back(tmp_path: Path) -> None:
    path = tmp_path / "tern.relnotebook"
    store = run(notebooks.fresh(path, None, "t1", first_page))
    with store.read() as s:
        assert shops.profile(s).name == "Tern"
    assert store.labels().undo is None
    assert store.till == "t1"
    store.close()


def test_a_notebook_under_a_passphrase_opens_by_it_only(tmp_path: Path) -> None:
    path = tmp_path / "tern.relnotebook"
    run(notebooks.fresh(path, "four plain words", "t1", first_page)).close()
    with pytest.raises(StoreTrouble, match="needs-passphrase"):
        run(notebooks.opened(path, "t1", None))
    run(notebooks.opened(path, "t1", "four plain words")).close()


def test_what_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "tern.relnotebook"

    def broken(_store: Store) -> Generator[Step, None, None]:
        yield Step(1, 2)
        raise Refusal("nothing-typed")

    with pytest.raises(Refusal):
        run(notebooks.fresh(path, None, "t1", broken))
    assert list(tmp_path.iterdir()) == []


def test_stopped_half_way_it_leaves_no_file_either(tmp_path: Path) -> None:
    work = notebooks.fresh(tmp_path / "tern.relnotebook", None, "t1", first_page)
    next(work)
    next(work)
    work.close()
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_that_is_there_is_never_made_again(shop: Shop) -> None:
    before = shop.path.read_bytes()
    with pytest.raises(StoreTrouble, match="exists"):
        run(notebooks.fresh(shop.path, None, "t1", first_page))
    assert shop.path.read_bytes() == before


def test_a_file_of_people_waits_for_the_window_and_nobody_is_in_yet(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name,Phone\nAoi Tanaka,0151 496 0127\n")
    heard: dict[str, Any] = {}
    first = partial(notebooks.first_page, name="Tern", kind="cafe", region="GB", people=people, told=heard.update)
    store = run(notebooks.fresh(tmp_path / "tern.relnotebook", None, "t1", first))
    assert heard == {"waiting": people}
    with store.read() as s:
        assert customers.find(s, "aoi").lines == ()
    store.close()


def test_a_file_that_can_be_no_list_makes_no_notebook(tmp_path: Path) -> None:
    people, path = tmp_path / "people.pdf", tmp_path / "tern.relnotebook"
    people.write_bytes(b"%PDF-1.7")
    first = partial(notebooks.first_page, name="Tern", kind="cafe", region="GB", people=people)
    with pytest.raises(Refusal, match="not-a-list"):
        run(notebooks.fresh(path, None, "t1", first))
    assert not path.exists()


def test_an_archive_brings_its_whole_notebook_the_name_of_the_shop_too(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Ngozi")
    file = tmp_path / "all.zip"
    run(archive.save(shop.store, file))
    heard: dict[str, Any] = {}
    path = tmp_path / "new" / "new.relnotebook"
    path.parent.mkdir()
    first = partial(notebooks.first_page, name="", kind="cafe", region="GB", people=file, told=heard.update)
    store = run(notebooks.fresh(path, None, "t1", first))
    with store.read() as s, shop.store.read() as old:
        assert shops.profile(s) == shops.profile(old)
        assert [line.name for line in customers.find(s, "ngozi").lines] == ["Ngozi"]
    assert heard == {"people": 1}
    store.close()


def test_a_backup_is_made_once_a_day_and_brought_back(shop: Shop) -> None:
    shop.customer("Ngozi")
    made = run(safety.back_up_if_due(shop.store))
    assert made is not None
    assert run(safety.back_up_if_due(shop.store)) == safety.newest(shop.store)
    assert len(notebooks.backups_of(shop.path)) == 1
    shop.customer("Aoi")
    shop.close()
    store = run(notebooks.restored(shop.path, made.path, "t1", None))
    with store.read() as s:
        assert shop_count(s) == 1
    store.close()


def shop_count(s: Any) -> int:
    return int(s.raw("SELECT count(*) FROM customer")[0][0])


def test_a_backup_by_hand_also_goes_to_the_second_folder(shop: Shop, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    made = run(safety.back_up(shop.store, second=second))
    assert (made.kind, made.trouble) == ("manual", None)
    assert len(list(second.iterdir())) == 1


def test_no_backups_yet(shop: Shop) -> None:
    assert safety.newest(shop.store) is None
    assert notebooks.backups_of(shop.path) == ()


def test_a_moved_notebook_is_open_at_its_new_place(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Ngozi")
    shop.close()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    store = run(notebooks.moved(shop.path, folder, "t1", None))
    assert store.path == folder / shop.path.name
    assert not shop.path.exists()
    store.close()


def test_a_wiped_notebook_is_gone_with_its_backups(shop: Shop) -> None:
    run(safety.back_up(shop.store))
    shop.close()
    notebooks.wipe(shop.path)
    assert list(shop.path.parent.iterdir()) == []


def test_the_demo_shop_says_that_it_is_one(tmp_path: Path) -> None:
    store = run(notebooks.fresh(tmp_path / "demo.relnotebook", None, "t1", notebooks.demo_shop))
    with store.read() as s:
        assert shops.profile(s).demo
    store.close()


def test_naming_the_work_costs_nothing() -> None:
    code = "import sys, relnotebook.exchange.notebooks; print('sqlalchemy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
