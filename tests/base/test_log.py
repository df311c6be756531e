"""The log tells what happened and where, and never a customer's words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from relnotebook.base import log
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    log.start(tmp_path / "logs")
    yield tmp_path / "logs" / "relnotebook.log"
    log.stop()


def test_ids_and_acts_pass_and_words_do_not(written: Path) -> None:
    home = Path("/home/mara/Tern.notebook")
    log.event("%s for customer %s by %s at %s", Act.LOG_USUAL, 7, "Ngozi Okafor", home)
    line = written.read_text()
    assert "log usual for customer 7 by <12 characters> at <" in line
    assert "Ngozi" not in line
    assert "mara" not in line


def test_named_values_are_thinned_too(written: Path) -> None:
    logging.getLogger(log.NAME).warning("%(n)s and %(name)s", {"n": 3, "name": "Aoi"})
    assert "3 and <3 characters>" in written.read_text()


def _fails(name: str) -> None:
    try:
        int(name)
    except ValueError as cause:
        raise RuntimeError(f"while reading {name}") from cause


def test_a_trace_names_places_and_kinds_but_no_values(written: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        _fails("Wanjiru 0712 334 908")
    log.trouble("a slot", caught.value)
    text = written.read_text()
    assert "ValueError" in text
    assert "RuntimeError" in text
    assert "test_log.py:" in text
    assert "in _fails" in text
    assert "Wanjiru" not in text
    assert "0712" not in text
    assert "Wanjiru" not in log.report(caught.value)


def test_a_problem_is_named_by_its_code(written: Path) -> None:
    log.event("refused: %s", Refusal("no-usual", name="Ngozi"))
    try:
        raise Refusal("no-usual", name="Ngozi")
    except Refusal as refusal:
        log.trouble("unanswered", refusal)
    text = written.read_text()
    assert "refused: no-usual" in text
    assert "Problem no-usual" in text
    assert "Ngozi" not in text


def test_a_trace_never_shows_where_this_person_lives() -> None:
    with pytest.raises(RuntimeError) as caught:
        _fails("x")
    assert str(Path(__file__).parent) not in log.trace(caught.value)
    assert "RelNotebook" in log.report(caught.value)


def test_the_log_never_outgrows_its_files(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "BYTES", 500)
    log.start(written.parent)
    for n in range(100):
        log.event("a line about customer %s", n)
    assert len(list(written.parent.iterdir())) == log.KEPT + 1
    assert all(p.stat().st_size <= 500 for p in written.parent.iterdir())


def test_without_a_place_to_write_everything_else_works(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    log.start(tmp_path / "logs")
    log.event("nobody hears this")
    log.stop()
