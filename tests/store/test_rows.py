"""Rows, their checksums and their images."""

from __future__ import annotations

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
