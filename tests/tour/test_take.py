"""The tour drives the real window; its pictures are what the README shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


BROKEN = """
from relnotebook import cli
from relnotebook.tour import counter

def broken(t):
    yield lambda: True
    t.picture("01-counter-at-rest")
    t.click("There is no such button")

counter.counter = broken
cli.main()
"""


def test_a_stop_that_goes_wrong_is_not_passed_over(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN, "tour", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert ran.returncode != 0
    assert "broken" in ran.stderr, ran.stderr
    assert [path.name for path in tmp_path.glob("*.png")] == ["01-counter-at-rest.png"]


def test_the_tour_comes_home_with_its_pictures(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "relnotebook", "tour", "--out", str(tmp_path / "tour")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    assert [line for line in ran.stdout.splitlines() if line] == [str(p) for p in pictures]
    assert len(pictures) >= 15
    sizes = {(QImage(str(p)).width(), QImage(str(p)).height()) for p in pictures}
    assert sizes == {(1280, 800), (1024, 700)}
    shown = {p.name for p in (ROOT / "resources" / "screenshots").glob("*.png")}
    assert shown == {p.name for p in pictures}
