"""Garbage is looked for less often while a large file is at work, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from relnotebook.exchange.sweeping import SWEEP, rare_sweeps


def test_the_usual_comes_back_also_after_trouble() -> None:
    usual = gc.get_threshold()
    with rare_sweeps():
        assert gc.get_threshold() == (SWEEP, *usual[1:])
        with rare_sweeps():
            assert gc.get_threshold()[0] == SWEEP
    assert gc.get_threshold() == usual
    with pytest.raises(ZeroDivisionError), rare_sweeps():
        _ = 1 // 0
    assert gc.get_threshold() == usual
