"""Files made to do harm: one clear sentence each or honest people only, in time, and nothing brought in by half."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from relnotebook.base import sentences
from relnotebook.base.problems import Problem
from relnotebook.base.terms import Step
from relnotebook.exchange import incoming, unpacking
from tests.builders import Shop
from tests.exchange.sheets import packed, xlsx_of

T = TypeVar("T")

MOST_SECONDS = 20  # on a busy machine; alone each takes less than two


def done(work: Generator[Step, None, T]) -> T:
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


@contextmanager
def in_time() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < MOST_SECONDS


def bring_in(shop: Shop, path: Path) -> incoming.Result:
    with in_time():
        plan = done(incoming.plan_contacts(shop.store, path))
        return done(incoming.apply_contacts(shop.store, plan, reduce_photo=lambda raw: raw))


def names(shop: Shop) -> list[str]:
    with shop.store.read() as s:
        return [name for (name,) in s.raw("SELECT name FROM customer ORDER BY id")]


AOI = b"Aoi Tanaka,0151 496 0127\n"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
REFUSED: dict[str, Callable[[], bytes]] = {
    "a packed file": lambda: gzip.compress(b"Name\nAoi\n" * 100_000),
    "a zip of text": lambda: packed({"people.csv": "Name\nAoi\n"}),
    "a zip bomb": lambda: xlsx_of("", xl__more_xml=b"<a>x</a>" * 2**19),
    "entities that unfold": lambda: ENTITIES,
    "entities in a spreadsheet": lambda: xlsx_of("", before=ENTITIES[21:70].decode()),
    "a million columns": lambda: b"x," * 1_000_000 + b"\n" + b"y," * 1_000_000,
    "a line of 100 MB": lambda: b"Name" + b"x" * 100_000_000,
    "cards of 100 MB": lambda: b"BEGIN:VCARD\nFN:" + b"x" * 100_000_000 + b"\nEND:VCARD\n",
    "zeros only": lambda: b"\0" * 100_000,
    "a program": lambda: b"\x7fELF" + b"\0" * 1_000,
    "nested beginnings and nobody": lambda: b"BEGIN:VCARD\n" * 100_000 + b"END:VCARD\n" * 100_000,
    "quotes and nothing else": lambda: b'"' * 1_000_001,
}


@pytest.fixture(autouse=True)
def _small_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 2**21)


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("name", ["people.csv", "people.vcf"])
def test_a_file_that_holds_nobody_is_one_sentence(shop: Shop, tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(REFUSED[kind]())
    before = shop.tables()
    with pytest.raises(Problem) as told:
        bring_in(shop, path)
    sentence = sentences.problem(told.value)
    assert sentence
    assert sentence != told.value.code
    assert "{" not in sentence
    assert shop.tables() == before


TAKEN: dict[str, Callable[[], bytes]] = {
    "zeros between the letters": lambda: b"Na\0me,Pho\0ne\n\0" + AOI + b"\0\0\n",
    "a quote that is never closed": lambda: b'Name,Phone\n"Ngozi,0151 496 0183\n' + AOI + b"x,\n" * 50_000,
    "one row of a million columns": lambda: b"Name,Phone\n" + b"x," * 400_000 + b"\n" + AOI,
    "one line of 100 MB": lambda: b"Name,Phone\n" + b"x" * 100_000_000 + b"\n" + AOI,
    "one line of 100 MB in quotes": lambda: b'Name,Phone\n"' + b"x" * 100_000_000 + b'"\n' + AOI,
    "a formula for a name": lambda: b"Name,Phone\n=cmd|' /C calc'!A0,0151 496 0188\n" + AOI,
}


@pytest.mark.parametrize("kind", TAKEN)
def test_one_bad_row_never_stops_the_rest(shop: Shop, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(TAKEN[kind]())
    bring_in(shop, path)
    assert "Aoi Tanaka" in names(shop)


def test_beginnings_inside_beginnings_cost_no_other_card(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_bytes(b"BEGIN:VCARD\nFN:Ngozi\n" * 2_000 + b"BEGIN:VCARD\nFN:Aoi\nTEL:0151 496 0127\nEND:VCARD\n")
    bring_in(shop, path)
    assert "Aoi" in names(shop)


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO:file:///etc/passwd",
        "PHOTO;VALUE=uri:file:///etc/passwd",
        "PHOTO;VALUE=URL:http://127.0.0.1:9/a.jpg",
        "PHOTO;MEDIATYPE=image/jpeg:https://example.com/a.jpg",
        "PHOTO;ENCODING=b:file:///etc/passwd",
        "PHOTO:\\\\server\\share\\a.jpg",
        "PHOTO:data:text/plain;base64,cm9vdA==",
    ],
)
def test_a_photo_that_lies_elsewhere_is_left_there(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, photo: str
) -> None:
    """That no socket is opened, tests/conftest.py sees to; here nothing but the file itself is read."""
    path = tmp_path / "people.vcf"
    path.write_text(f"BEGIN:VCARD\nFN:Aoi\n{photo}\nEND:VCARD\n")
    opened: list[Path] = []
    whole = Path.open

    def note(self: Path, *args: object, **kw: object) -> object:
        opened.append(self)
        return whole(self, *args, **kw)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", note)
    bring_in(shop, path)
    assert names(shop) == ["Aoi"]
    assert set(opened) <= {path}
    with shop.store.read() as s:
        assert not [jpeg for (jpeg,) in s.raw("SELECT jpeg FROM photo") if b"root:" in jpeg]
