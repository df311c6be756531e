"""The start, each in a fresh process, against a bare window of Qt: processor time and the most memory it held."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from .conftest import Table, notebook_of

SCRIPT = Path(__file__).with_name("starting.py")
ROOT = SCRIPT.parents[2]
PAIRS = 9
MIB = 1024

if not sys.platform.startswith("linux"):
    pytest.skip("the most memory held is read from /proc", allow_module_level=True)

Start = Callable[..., tuple[float, float]]


@pytest.fixture
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Start:
    """start("paint") gives (milliseconds of processor time, MiB at the most) of one start on the 10k notebook."""
    notebook = shutil.copy(notebook_of(request.config, "10k"), tmp_path / "shop.relnotebook")
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # an installed wheel has bytecode
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        env[name] = str(tmp_path)
    env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}

    def one(what: str) -> tuple[float, float]:
        child = subprocess.Popen([sys.executable, str(SCRIPT), what, str(notebook)], env=env, stdout=subprocess.PIPE)
        assert child.stdout is not None
        with child.stdout as told:
            held = told.read()
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0
        return (used.ru_utime + used.ru_stime) * 1000, int(held) / MIB

    for what in ("bare", "paint", "usable"):  # bytecode, and the caches of the system
        one(what)
    return one


def test_the_window_is_there_at_once(start: Start, table: Table) -> None:
    found: dict[str, list[tuple[float, float]]] = {"bare": [], "paint": [], "usable": []}
    for _ in range(PAIRS):
        for what, times in found.items():
            times.append(start(what))
    cpu = {what: median(time for time, _ in times) for what, times in found.items()}
    most = {what: median(memory for _, memory in times) for what, times in found.items()}
    paint = table.add("start to first paint, cpu", "10k", cpu["paint"], cpu["bare"], 1.6)
    usable = table.add("start to the first rows, cpu", "10k", cpu["usable"], cpu["bare"], 5.5)
    memory = table.add("start to the first rows, peak memory", "10k", most["usable"], most["bare"], 2.5, unit="MiB")
    assert paint <= 1.6
    assert usable <= 5.5
    assert memory <= 2.5
