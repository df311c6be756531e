"""One window for each notebook; a second start raises the first and leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.instance import Instance

Make = Callable[[Path], Instance]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[Instance] = []

    def one(notebook: Path) -> Instance:
        made.append(Instance(notebook, tmp_path / "locks"))
        return made[-1]

    yield one
    for instance in made:
        instance.release()


def test_only_one_has_a_notebook(make: Make, tmp_path: Path) -> None:
    first, second, other = make(tmp_path / "a"), make(tmp_path / "a"), make(tmp_path / "b")
    assert first.take()
    assert first.take()
    assert not second.take()
    assert other.take()
    first.release()
    assert second.take()


def test_the_same_file_by_another_way_is_the_same(make: Make, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    one, two = make(tmp_path / "a"), make(tmp_path / "sub" / ".." / "a")
    assert one.same(two)
    assert not one.same(make(tmp_path / "b"))
    assert one.take()
    assert not two.take()


def test_a_second_start_raises_the_first(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = make(tmp_path / "a"), make(tmp_path / "a")
    assert first.take()
    first.listen()
    assert not second.take()
    with qtbot.waitSignal(first.raised):
        assert second.call_other()


def test_nobody_there_to_be_raised(make: Make, tmp_path: Path, qapp: object) -> None:
    assert not make(tmp_path / "a").call_other()


def test_the_lock_of_a_program_that_died_is_no_lock(make: Make, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from relnotebook.ui.instance import Instance; "
        "one = Instance(Path(sys.argv[1]), Path(sys.argv[2])); print(one.take(), flush=True); os._exit(1)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a"), str(tmp_path / "locks")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == "True"
    assert make(tmp_path / "a").take()


def test_its_name_says_nothing_about_the_notebook(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "Ngozi Okafor's shop").take()
    assert not [path for path in (tmp_path / "locks").iterdir() if "Ngozi" in path.name]
