"""Rows, their checksums and their images."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from relnotebook.store import rows, schema

words = st.text(max_size=40)


@given(words, words, st.binary(max_size=20))
def test_an_image_gives_the_row_back(name: str, talk: str, picture: bytes) -> None:
    row = {**rows.defaults(schema.photo), "id": 3, "customer_id": 7, "jpeg": picture, "version": 1, "crc": 2}
    assert rows.load(schema.photo, rows.dump(row)) == row
    person = rows.proper(schema.customer, {**rows.defaults(schema.customer), "name": name, "talk": talk})
    person |= {"id": 1, "version": 1, "crc": 1}
    assert rows.load(schema.customer, rows.dump(person)) == person


def test_an_image_of_an_older_schema_takes_new_columns_by_default() -> None:
    old = rows.load(schema.customer, '{"id": 1, "name": "Ngozi", "shoe_size": 39, "version": 4, "crc": 5}')
    assert (old["name"], old["state"], "shoe_size" in old) == ("Ngozi", "active", False)


@given(words)
def test_one_flipped_letter_changes_the_checksum(name: str) -> None:
    before = rows.checksum((1, name + "a", 1.0, None))
    assert before != rows.checksum((1, name + "b", 1.0, None))


def test_a_checksum_is_the_same_on_every_python() -> None:
    assert rows.checksum((1, "Ngozi Ọkafọ 田中 \x7f\u0378", 1.5, None, b"\xff")) == 2785403833


@given(
    st.lists(st.tuples(words, st.none() | st.integers(1, 9), words), min_size=1, max_size=3), st.permutations(range(3))
)
def test_rows_of_an_import_carry_the_checksum_of_the_whole_row(
    told: list[tuple[str, int | None, str]], order: list[int]
) -> None:
    table, names = schema.customer, ("name", "rhythm_days", "talk")
    values = [rows.proper(table, dict(zip(names, one, strict=True))) for one in told]
    given_ = tuple(names[i] for i in order)
    sql, made = rows.sealed(table, given_, [tuple(one[name] for name in given_) for one in values], 7, 3)
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE TABLE customer ({', '.join(rows.columns(table))})")
    db.executemany(sql, made)
    for number, (found, one) in enumerate(zip(db.execute("SELECT * FROM customer"), values, strict=True), 7):
        whole = {**rows.defaults(table), **one, "id": number, "version": 3}
        assert found == (*(whole[name] for name in rows.columns(table)[:-1]), rows.row_crc(table, whole))
    db.close()
