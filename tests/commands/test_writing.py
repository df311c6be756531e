"""Writing down from the command line: visits logged, taken back, done again."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

from .told import facts

Run = Callable[..., Result]


def test_log_the_usual_take_it_back_do_it_again(run: Run, ngozi: int) -> None:
    logged = facts(run("log-usual", str(ngozi), "--json"))
    assert logged["line"] == "Oat flat white"
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 7
    assert "Ngozi" in run("undo").output
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 6
    run("redo")
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 7
    assert "log the usual for Ngozi" in run("history", str(ngozi)).output


def test_a_second_visit_within_ten_minutes_asks(run: Run, ngozi: int) -> None:
    run("log-usual", str(ngozi))
    assert "again" in run("log-usual", str(ngozi), status=1).stderr.lower()
    run("log-usual", str(ngozi), "--again")


def test_a_visit_of_another_day(run: Run, ngozi: int) -> None:
    run("log-visit", str(ngozi), "Rye loaf", "Tea", "--at", "2026-11-02T09:30")
    history = facts(run("card", str(ngozi), "--json"))["history"]
    (entry,) = [e for e in history if "Rye loaf" in e["text"]]
    assert entry["when"].startswith("2026-11-02T09:30")


def test_nothing_to_undo_is_a_sentence(run: Run) -> None:
    assert run("undo", status=1).stderr.strip()
