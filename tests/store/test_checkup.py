from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.problems import StoreTrouble
from relnotebook.store import checkup, engine, files, schema
from relnotebook.store.checkup import Report

from ..builders import Shop
from .acts import QUICK, opened, welcome
from .jobs import run


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """A café with a few customers, visits, notes and a card in the bin."""
    shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("flat white").had("flat white", times=4)
    shop.customer("Aoi Tanaka").alert("Nut allergy").loves("oat milk").had("latte", "cardamom bun", times=2)
    shop.customer("Tom Baker").reach("email", "tom@example.org").consents("email")
    gone = shop.customer("Ana Silva")
    from relnotebook.notebook import customers

    shop.do(customers.bin, gone.id)
    return shop


def look(shop: Shop) -> Report:
    return run(checkup.check(shop.store))


def meddle(shop: Shop, *statements: str) -> None:
    connection = shop.store.raw_connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_notebook_in_use_is_sound(busy: Shop) -> None:
    report = look(busy)
    assert report.findings == ()
    assert report.sound
    with busy.store.read() as s:
        assert report.rows == sum(s.raw(f"SELECT count(*) FROM {t.name}")[0][0] for t in schema.kept)


def test_an_encrypted_notebook_is_looked_over(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, passphrase="oat milk") as store:
        key = store.key
    assert run(checkup.check_file(path, key)).sound
    with pytest.raises(StoreTrouble, match="wrong-key-or-damaged"):
        run(checkup.check_file(path, "00" * 32))


@pytest.mark.parametrize(
    ("statement", "code", "table", "detail"),
    [
        ("UPDATE customer SET name = 'Ngozi Okafoz' WHERE id = 1", "row", "customer", ""),
        ("UPDATE visit SET at = at + 1 WHERE id = 2", "row", "visit", ""),
        ("UPDATE alert SET severity = 'careful'", "row", "alert", ""),
        ("UPDATE note SET crc = 0 WHERE 0; ", None, "", ""),
        ("UPDATE contact SET crc = crc + 1 WHERE id = 1", "row", "contact", ""),
        ("UPDATE visit SET customer_id = 999 WHERE id = 1", "links", "visit", "no customer"),
        ("CREATE TRIGGER sly AFTER INSERT ON visit BEGIN DELETE FROM note; END", "schema", "", "sly"),
        ("CREATE VIEW sly AS SELECT name FROM customer", "schema", "", "sly"),
        ("CREATE TABLE sly (x)", "schema", "", "sly"),
        ("ALTER TABLE note ADD COLUMN sly TEXT", "schema", "", "note"),
        ("DROP INDEX visit_at", "schema", "", "visit_at"),
        ("UPDATE find_doc SET names = ' somebody else ' WHERE customer_id = 1", "index", "find", ""),
        ("DELETE FROM find_doc WHERE customer_id = 1", "index", "find_doc", ""),
        ("UPDATE customer_stat SET visits = visits + 1 WHERE customer_id = 1", "derived", "customer_stat", ""),
        ("UPDATE customer_stat SET last_at = last_at + 1 WHERE customer_id = 1", "derived", "customer_stat", ""),
        ("DELETE FROM customer_stat WHERE customer_id = 1", "derived", "customer_stat", ""),
    ],
)
def test_what_is_not_in_order_is_found(busy: Shop, statement: str, code: str | None, table: str, detail: str) -> None:
    meddle(busy, statement.rstrip("; "))
    found = look(busy).findings
    if code is None:
        assert found == ()
        return
    assert any((f.code, f.table, f.detail) == (code, table, detail) for f in found), found
    assert all(str(f).endswith(".") and "{" not in str(f) for f in found)


def test_the_card_with_the_flipped_letter_is_named(busy: Shop) -> None:
    meddle(busy, "UPDATE visit SET note = 'x' WHERE customer_id = 2")
    found = look(busy).findings
    assert {(f.code, f.table, f.customer) for f in found} == {("row", "visit", 2)}
    assert not any(f.mendable for f in found)


def test_a_bit_flipped_in_the_file_itself_is_found(busy: Shop) -> None:
    path = busy.store.path
    busy.close()
    whole = path.read_bytes()
    at = whole.index(b"Ngozi Okafor")
    path.write_bytes(whole[: at + 4] + bytes([whole[at + 4] ^ 1]) + whole[at + 5 :])
    codes = {f.code for f in run(checkup.check_file(path, None)).findings}
    assert "row" in codes


def test_letters_flipped_to_no_letter_at_all_are_found(busy: Shop) -> None:
    path = busy.store.path
    busy.close()
    path.write_bytes(path.read_bytes().replace(b"Ngozi Okafor", b"Ngozi \xff\xfe\xfd\xfcor"))
    assert any(f.code == "row" and f.table == "customer" for f in run(checkup.check_file(path, None)).findings)


def test_no_damaged_copy_passes_for_sound(busy: Shop) -> None:
    """A copy must be refused, be found out, or hold the same rows as before."""
    path = busy.store.path
    busy.close()
    whole = bytearray(path.read_bytes())
    wanted = everything(path)
    copy = path.with_name("copy.relnotebook")
    for at in range(97, len(whole), len(whole) // 60):
        torn = bytearray(whole)
        torn[at] ^= 0x55
        copy.write_bytes(torn)
        try:
            sound = run(checkup.check_file(copy, None)).sound
        except StoreTrouble:
            continue
        assert not sound or everything(copy) == wanted, at


def everything(path: Path) -> list[Any]:
    with files.opened(path, None) as notebook:
        return [notebook.execute(f"SELECT * FROM {table.name} ORDER BY id").fetchall() for table in schema.kept]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_page_of_junk_ends_in_findings_not_in_a_traceback(busy: Shop, share: float) -> None:
    path = busy.store.path
    busy.close()
    whole = path.read_bytes()
    at = int(len(whole) // 4096 * share) * 4096
    path.write_bytes(whole[:at] + b"\xa5" * 4096 + whole[at + 4096 :])
    try:
        report = run(checkup.check_file(path, None))
    except StoreTrouble as trouble:
        assert trouble.code == "damaged"  # noqa: PT017 - either end is fine
    else:
        assert not report.sound


@pytest.mark.parametrize("left", [0, 50, 4096, 40960])
def test_a_file_cut_short_is_never_sound(busy: Shop, left: int) -> None:
    path = busy.store.path
    busy.close()
    path.write_bytes(path.read_bytes()[:left])
    try:
        report = run(checkup.check_file(path, None))
    except StoreTrouble:
        return
    assert not report.sound


def test_many_findings_of_one_sort_are_not_all_told(tmp_path: Path) -> None:
    with opened(tmp_path / "cafe.relnotebook") as store:
        for i in range(120):
            store.do(welcome, f"Customer {i}")
        connection = store.raw_connection()
        connection.execute("UPDATE customer SET crc = 1")
        connection.close()
        assert sum(f.code == "row" for f in run(checkup.check(store)).findings) == 50


def test_the_known_shape_is_that_of_a_new_notebook(tmp_path: Path) -> None:
    engine.new_notebook(tmp_path / "cafe.relnotebook", passphrase="oat milk", scrypt_n=QUICK)
    key = engine.KeyFile.read(tmp_path / "cafe.relnotebook.key").derive("oat milk")
    with files.opened(tmp_path / "cafe.relnotebook", key) as connection:
        assert checkup.strange(connection) == []


def test_a_check_changes_nothing(busy: Shop) -> None:
    path = busy.store.path
    busy.close()
    before = path.read_bytes()
    run(checkup.check_file(path, None))
    assert path.read_bytes() == before
