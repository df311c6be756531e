"""The plug is pulled at any moment: every visit that was acknowledged is there, and the notebook is sound.

A till in a process of its own logs visits and prints each one once it is acknowledged; it is killed at a random
moment; then the notebook is opened again and everything printed must be found, and nothing half written.
SIGKILL stands for a crash of the program. (A loss of power is SQLite's FULL mode's part; test_engine has the setting.)
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from relnotebook.notebook import derive
from relnotebook.store import checkup
from relnotebook.store.write import open_store

from ..builders import Shop

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a Unix word")

# One child lives many short lives: it forks, the fork opens the notebook and works, and is killed from outside.
TILL = """
import os, sys
from pathlib import Path
from relnotebook.notebook import derive, customers, usual, touchpoints
from relnotebook.store.write import open_store
path, customer = Path(sys.argv[1]), int(sys.argv[2])
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        store = open_store(path, refresh=derive.refresh)
        print("open", os.getpid(), flush=True)
        number = 0
        while True:
            number += 1
            if number % 5 == 0:
                last = "note", store.do(touchpoints.add_note, customer, f"{os.getpid()}.{number}")[0]
            elif number % 7 == 0:
                print("back", *last, flush=True)
                store.undo()
                store.redo()
            else:
                last = "visit", store.do(usual.log, customer, again=True)[0].visit
            print("done", *last, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


def lives(shop: Shop, many: int, seed: int) -> tuple[int, int]:
    """Live and die `many` times; (acknowledged, found)."""
    ngozi = shop.customer("Ngozi Okafor").usual("Oat flat white")
    shop.close()
    with subprocess.Popen(
        [sys.executable, "-c", TILL, str(shop.path), str(ngozi.id)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as till:
        acknowledged = killed(till, many, random.Random(seed))
    assert till.returncode == 0
    shop.store = open_store(shop.path, refresh=derive.refresh)
    with shop.store.read() as s:
        there = {("visit", n) for (n,) in s.raw("SELECT id FROM visit")}
        there |= {("note", n) for (n,) in s.raw("SELECT id FROM note")}
    return len(acknowledged), len(acknowledged & there)


def killed(till: subprocess.Popen[str], many: int, chance: random.Random) -> set[tuple[str, int]]:
    """Start so many lives, end each at a random moment, and give what was acknowledged in all of them."""
    assert till.stdin is not None
    assert till.stdout is not None
    acknowledged: set[tuple[str, int]] = set()
    for _ in range(many):
        till.stdin.write("live\n")
        till.stdin.flush()
        opening = till.stdout.readline()
        assert opening.startswith("open "), f"the notebook did not open again: {opening}"
        pid = opening.split()[1]
        doom = chance.randint(0, 12)
        if doom == 0:
            os.kill(int(pid), signal.SIGKILL)
        for line in till.stdout:
            if line.startswith("dead"):
                break
            word, kind, number = line.split()
            if word == "back":  # being taken back: until it is said to be there again, it need not be
                acknowledged.discard((kind, int(number)))
                continue
            acknowledged.add((kind, int(number)))
            doom -= 1
            if doom == 0:
                os.kill(int(pid), signal.SIGKILL)
    return acknowledged


def sound(shop: Shop) -> list[str]:
    """What the check of the notebook finds."""
    job = checkup.check(shop.store)
    while True:
        try:
            next(job)
        except StopIteration as end:
            return [str(finding) for finding in end.value.findings]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_till_killed_at_any_moment_keeps_every_acknowledged_word(shop: Shop, seed: int) -> None:
    acknowledged, found = lives(shop, 100, seed)
    assert acknowledged > 100
    assert found == acknowledged
    assert sound(shop) == []


@pytest.mark.slow
def test_ten_thousand_lives(shop: Shop) -> None:
    acknowledged, found = lives(shop, 10_000, 3)
    assert found == acknowledged
    assert sound(shop) == []
