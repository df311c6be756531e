"""Digits pressed by hand, and digits typed by a card scanner."""

from __future__ import annotations

import pytest

from relnotebook.base import clock
from relnotebook.ui.card_digits import SCANNED, Digits


def pressed(monkeypatch: pytest.MonkeyPatch, apart: float, count: int) -> tuple[list[bool], list[str]]:
    """Press `count` digits so many seconds apart: which count as a hand's, and what was told."""
    told: list[str] = []
    digits = Digits(lambda: told.append("before"), lambda: told.append("back"))
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    taken = []
    for _n in range(count):
        taken.append(digits.key())
        now[0] += apart
    return taken, told


def test_a_hand_is_never_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, told = pressed(monkeypatch, 0.1, 12)
    assert all(taken)
    assert told == ["before"] * 12


def test_a_scan_is_put_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, told = pressed(monkeypatch, 0.005, 12)
    assert taken == [True] * (SCANNED - 1) + [False] * (12 - SCANNED + 1)
    assert told == ["before", "back"]
