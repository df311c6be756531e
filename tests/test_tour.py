"""The tour drives the real window; its pictures are what the README shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[1]


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
