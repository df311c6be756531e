"""What customers said as a table: every column, in order, nothing live in it, whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Step
from relnotebook.exchange import feedbackfile
from relnotebook.notebook import customers, feedback, recovery, staff, team, telling
from relnotebook.store import schema

from ..builders import Shop

Pass = Callable[[timedelta], None]

WAIT = "Twenty minutes for one flat white, and nobody said a word."


def written(shop: Shop, file: Path) -> list[dict[str, str]]:
    list(feedbackfile.save(shop.store, file))
    with file.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "said.csv"


def test_everything_that_is_known_stands_in_a_row(shop: Shop, file: Path, clock: Pass) -> None:
    mara = shop.do(staff.set_colleague, "Mara Holm", role="Owner")
    omar = shop.customer("Omar Haddad")
    said = {"feeling": "upset", "severity": "real", "rating": 2, "about": "Flat white", "owner": mara}
    one = shop.said(WAIT, omar, **said)
    shop.do(recovery.write, one, "listen", "Felt ignored, more than the wait itself.")
    shop.do(recovery.do, one, "acknowledge")
    shop.do(recovery.do, one, "solve", "A second grinder runs every morning.")
    shop.do(recovery.give, one, "The next one is on us", 340)
    shop.do(feedback.edit, one, you_said="the wait was silent", named=True)
    clock(timedelta(days=2, minutes=4))
    shop.store.do_as(mara, telling.tell, one, how="phone", words="Rang him.")
    [row] = written(shop, file)
    assert row == {
        "id": str(one),
        "when": "2026-11-20T08:41",
        "customer_id": str(omar.id),
        "customer": "Omar Haddad",
        "words": WAIT,
        "kind": "complaint",
        "feeling": "upset",
        "severity": "real",
        "rating": "2",
        "channel": "in_person",
        "moment": "during",
        "visit_id": "",
        "about": "Flat white",
        "due": "2026-11-22",
        "status": "told",
        "decision": "yes",
        "why": "",
        "you_said": "the wait was silent",
        "we_did": "A second grinder runs every morning.",
        "named": "1",
        "told_how": "phone",
        "told_words": "Rang him.",
        "gave": "The next one is on us",
        "enough": "",
        "given_name": "",
        "reply_to": "",
        "language": "",
        "source": "counter",
        "status_since": "2026-11-22T08:45",
        "told_when": "2026-11-22T08:45",
        "cost": "3.40",
        "listen": "Felt ignored, more than the wait itself.",
        "acknowledge": "done",
        "solve": "A second grinder runs every morning.",
        "thank": "Rang him.",
        "tell": "",
        "answer": "",
        "follow_up": "done",
        "written_down_by": "",
        "owner": "Mara Holm",
        "told_by": "Mara Holm",
    }


LEFT_OUT = {"version", "crc", "of_staff", "shared", "by_id"}  # the notebook's own, and the colleagues'
UNDER_ANOTHER_NAME = {
    "customer_id", "at", "utc_offset", "staff_id", "owner_id", "status_at", "told_at", "told_offset", "told_by",
    "follow_up_id",
}  # fmt: skip


def test_no_column_of_the_notebook_is_forgotten() -> None:
    known = {column.name for column in schema.feedback.columns} - LEFT_OUT - UNDER_ANOTHER_NAME
    assert known <= set(feedbackfile.COLUMNS)
    assert len(feedbackfile.COLUMNS) == len(set(feedbackfile.COLUMNS))


def test_it_begins_with_the_mark_that_spreadsheets_look_for(shop: Shop, file: Path) -> None:
    shop.said("Zażółć gęślą jaźń, 田中 葵")
    assert [row["words"] for row in written(shop, file)] == ["Zażółć gęślą jaźń, 田中 葵"]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "words", ["=1+1", "+34 600 123 456", "-2", "@SUM(A1)", "＝1", "  =1", 'x";=1', "line\n=1", "\u200b=1"]
)
def test_no_cell_starts_to_calculate(shop: Shop, file: Path, words: str) -> None:
    shop.said(words, kind="question", given_name=words, about=words, reply_to=words)
    [row] = written(shop, file)
    for cell in row.values():
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "\t", "\r")), cell
    assert row["words"].lstrip("'").strip() == feedback_words(shop).strip()


def feedback_words(shop: Shop) -> str:
    """As the notebook keeps them."""
    return str(shop.read(feedback.one, 1).line.words)


def test_colleagues_own_words_stay_here(shop: Shop, file: Path) -> None:
    shop.do(team.add, "The rota comes too late.", kind="complaint", shared=True)
    shop.said("Lovely bread")
    assert [row["words"] for row in written(shop, file)] == ["Lovely bread"]


def test_a_card_in_the_bin_is_not_named(shop: Shop, file: Path) -> None:
    omar = shop.customer("Omar Haddad")
    shop.said(WAIT, omar)
    shop.do(customers.bin, omar.id)
    [row] = written(shop, file)
    assert (row["customer"], row["customer_id"], row["words"]) == ("", "", WAIT)


def test_the_oldest_comes_first_and_each_once(
    shop: Shop, file: Path, monkeypatch: pytest.MonkeyPatch, clock: Pass
) -> None:
    for number in range(7):
        shop.said(f"Word {number}")
        clock(timedelta(minutes=number % 2))
    monkeypatch.setattr(feedbackfile, "_ROWS", feedbackfile._ROWS.replace("LIMIT 1000", "LIMIT 3"))
    steps: list[Step] = []
    count: list[int] = []

    def work() -> Generator[Step, None, None]:
        count.append((yield from feedbackfile.save(shop.store, file)))

    steps.extend(work())
    assert count == [7]
    assert [(step.done, step.total) for step in steps] == [(0, 7), (3, 7), (6, 7)]
    with file.open(encoding="utf-8-sig", newline="") as table:
        assert [row["words"] for row in csv.DictReader(table)] == [f"Word {number}" for number in range(7)]


def test_stopped_half_way_nothing_is_left_and_the_old_table_stays(shop: Shop, file: Path) -> None:
    shop.said("First")
    written(shop, file)
    before = file.read_bytes()
    shop.said("Second")
    work = feedbackfile.save(shop.store, file)
    next(work)
    work.close()
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir() if one.suffix == ".part"] == []


def test_nobody_said_anything_yet(shop: Shop, file: Path) -> None:
    assert written(shop, file) == []
    assert file.read_text("utf-8-sig").count("\n") == 1


def test_a_place_that_cannot_be_written(shop: Shop, tmp_path: Path) -> None:
    shop.said("First")
    with pytest.raises(Refusal) as refused:
        list(feedbackfile.save(shop.store, tmp_path / "nowhere" / "said.csv"))
    assert refused.value.code == "not-written"


def test_the_values_of_a_made_up_row_are_words(shop: Shop, file: Path) -> None:
    """Whatever the columns hold, no cell says None."""
    values: dict[str, Any] = {"words": "", "feeling": "happy"}
    shop.said(**values)
    [row] = written(shop, file)
    assert "None" not in row.values()


def test_the_words_of_every_round_are_in_the_file(shop: Shop, file: Path) -> None:
    one = shop.said(WAIT, shop.customer("Omar Haddad"), feeling="upset")
    shop.do(recovery.do, one, "solve", "A second grinder")
    shop.do(telling.tell, one, words="Rang him.")
    shop.do(telling.enough, one, "no")
    shop.do(recovery.do, one, "solve", "A second barista")
    [row] = written(shop, file)
    assert (row["solve"], row["thank"]) == ("A second grinder\nA second barista", "Rang him.")
