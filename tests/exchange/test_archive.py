"""The whole notebook as JSON in a zip, and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.exchange import archive
from relnotebook.notebook import customers, exports, suppression
from relnotebook.store import schema, upkeep
from relnotebook.store.write import Store

from ..builders import Shop

Rows = dict[str, list[tuple[Any, ...]]]


def run(work: Any) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def rows(store: Store, tables: Any) -> Rows:
    with store.read() as s:
        return {table.name: sorted(s.raw(f"SELECT * FROM {table.name}")) for table in tables}


@pytest.fixture
def full(shop: Shop) -> Shop:
    """A café with a bit of everything, also what was taken back and thrown away."""
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example")
    ngozi.consents("email").consents("text", "refused").had("flat white", times=3)
    shop.said("The rye was gone by nine.", ngozi)
    shop.idea("Decaf after noon", ngozi)
    shop.customer("王 小明\u2028“quoted”\n")
    shop.store.do(customers.bin, shop.customer("Tom").id)
    shop.customer("Nobody's card")
    shop.store.undo()
    shop.store.do(suppression.suppress, "email", "never@again.example")
    return shop


@pytest.fixture
def saved(full: Shop, tmp_path: Path) -> Path:
    file = tmp_path / "all.zip"
    run(archive.save(full.store, file))
    return file


@pytest.fixture
def other(empty_notebook: Path, tmp_path: Path) -> Any:
    """Another notebook, in which nobody has a card."""
    path = tmp_path / "other" / "Other.relnotebook"
    path.parent.mkdir()
    shutil.copy(empty_notebook, path)
    found = Shop(path)
    yield found
    found.close()


def test_everything_anybody_wrote_is_back_and_goes_out_the_same(full: Shop, saved: Path, other: Shop) -> None:
    again = saved.with_name("again.zip")
    before = rows(full.store, schema.kept)
    found = run(archive.bring_back(other.store, saved))
    assert found.customers == 3
    after = rows(other.store, schema.kept)
    for name in ("export", "export_person"):
        assert (after.pop(name), len(before.pop(name)) > 0) == ([], True), "its own export came after it"
    assert after == before
    run(archive.save(other.store, again))
    assert again.read_bytes() == saved.read_bytes()


def test_what_follows_from_it_follows_again(full: Shop, saved: Path, other: Shop) -> None:
    run(archive.bring_back(other.store, saved))
    stats = [t for t in schema.derived if t.name in ("customer_stat", "closeness", "touch", "item_stat", "find_doc")]
    assert rows(other.store, stats) == rows(full.store, stats)
    assert run(upkeep.check(other.store)).findings == ()


def test_a_silenced_address_stays_silenced(saved: Path, other: Shop) -> None:
    run(archive.bring_back(other.store, saved))
    with other.store.read() as s:
        assert suppression.among(s, "email", ["never@again.example"])


def test_the_diary_comes_along_and_nothing_of_it_can_be_taken_back(full: Shop, saved: Path, other: Shop) -> None:
    run(archive.bring_back(other.store, saved))
    with full.store.read() as s, other.store.read() as o:
        sql = "SELECT id, act, label, at, till FROM step WHERE act <> 'export people' ORDER BY id"
        assert o.raw(sql) == s.raw(sql)
    with pytest.raises(Refusal, match="nothing-to-undo"):
        other.store.undo()
    fresh = other.customer("Eva")
    with full.store.read() as s:
        assert fresh.id > s.raw("SELECT max(id) FROM customer")[0][0], "no number is given out twice"


def test_it_can_be_read_without_the_program(saved: Path) -> None:
    with ZipFile(saved) as found:
        assert (
            "tables/customer.jsonl" in found.read("README.txt").decode()
            or "customer " in found.read("README.txt").decode()
        )
        told = json.loads(found.read("manifest.json"))
        people = [json.loads(line) for line in found.read("tables/customer.jsonl").decode().splitlines()]
    assert told["rows"]["customer"] == 3
    assert [one["name"] for one in people] == ["Ngozi Okafor", "王 小明 “quoted”", "Tom"]
    assert set(told["rows"]) == {"meta", "batch", "step", "draft", "identity"} | {t.name for t in schema.kept}


def test_it_is_noted_in_each_history(full: Shop, saved: Path) -> None:
    with full.store.read() as s:
        (log,) = exports.all_of(s)
        assert (log.format, log.own_use, log.people, log.file) == ("archive", True, 3, saved.name)
        assert len(exports.people_of(s, log.id)) == 3


def test_stopped_half_way_it_leaves_nothing_behind(full: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    work = archive.save(full.store, folder / "all.zip")
    for _n in range(5):
        next(work)
    work.close()
    assert list(folder.iterdir()) == []
    with full.store.read() as s:
        assert exports.all_of(s) == ()


def test_a_folder_that_is_not_there_is_said(full: Shop, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not-written"):
        run(archive.save(full.store, tmp_path / "no" / "all.zip"))


# What is not as it should be


def changed(saved: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with ZipFile(saved) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    change(parts)
    file = saved.with_name("changed.zip")
    with ZipFile(file, "w", ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return file


def manifest(**values: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **values}).encode()

    return change


def part(name: str, words: bytes | None) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        if words is None:
            del parts[name]
        else:
            parts[name] = words

    return change


def cut(parts: dict[str, bytes]) -> None:
    parts["tables/contact.jsonl"] = parts["tables/contact.jsonl"].splitlines(keepends=True)[0]


def orphaned(parts: dict[str, bytes]) -> None:
    parts["tables/contact.jsonl"] = parts["tables/contact.jsonl"].replace(b'"customer_id":1', b'"customer_id":99')


def bomb(parts: dict[str, bytes]) -> None:
    parts["tables/note.jsonl"] = bytes(2 * 2**30 // 4)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (manifest(program="Something"), "not-an-archive"),
        (manifest(version=2), "archive-too-new"),
        (manifest(schema="9999"), "archive-too-new"),
        (manifest(rows=[1]), "not-an-archive"),
        (part("manifest.json", b"\xff[" * 2000), "not-an-archive"),
        (part("manifest.json", None), "not-an-archive"),
        (part("tables/customer.jsonl", None), "archive-damaged"),
        (part("tables/customer.jsonl", b"[1]\n[2]\n[3]\n"), "archive-damaged"),
        (part("tables/customer.jsonl", b'{"id":"one"}\n'), "archive-damaged"),
        (part("tables/customer.jsonl", b'{"id":99999999999999999999,"name":"x"}\n'), "archive-damaged"),
        (part("tables/photo.jsonl", b'{"id":1,"jpeg":{"base64":"%%"}}\n'), "archive-damaged"),
        (cut, "archive-damaged"),
        (orphaned, "archive-damaged"),
    ],
)
def test_what_is_damaged_or_not_ours_is_not_taken_in_by_half(
    saved: Path, other: Shop, change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    before = rows(other.store, schema.kept)
    with pytest.raises(Refusal, match=code):
        run(archive.bring_back(other.store, changed(saved, change)))
    assert rows(other.store, schema.kept) == before


def test_a_zip_that_unpacks_to_far_too_much_is_not_unpacked(saved: Path, other: Shop) -> None:
    with pytest.raises(Refusal, match="archive-damaged"):
        run(archive.bring_back(other.store, changed(saved, bomb)))


def test_a_zip_with_a_byte_changed_is_not_taken_in(saved: Path, other: Shop) -> None:
    whole = bytearray(saved.read_bytes())
    whole[len(whole) // 3] ^= 0xFF
    saved.write_bytes(whole)
    with pytest.raises(Refusal, match=r"archive-damaged|not-an-archive"):
        run(archive.bring_back(other.store, saved))


def test_a_notebook_with_customers_stays_as_it_is(full: Shop, saved: Path) -> None:
    before = rows(full.store, schema.kept)
    with pytest.raises(Refusal, match="notebook-not-empty"):
        run(archive.bring_back(full.store, saved))
    assert rows(full.store, schema.kept) == before


def test_a_file_that_is_not_there_or_no_zip(other: Shop, tmp_path: Path, saved: Path) -> None:
    with pytest.raises(NotFound, match="no-file"):
        run(archive.bring_back(other.store, tmp_path / "none.zip"))
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    with pytest.raises(Refusal, match=r"not-an-archive|archive-damaged"):
        run(archive.bring_back(other.store, letter))
    assert [archive.is_archive(one) for one in (letter, saved, tmp_path / "none.zip")] == [False, True, False]
