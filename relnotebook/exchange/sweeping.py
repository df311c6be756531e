"""How often Python looks for garbage while a file with very many people is read or written."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SWEEP = 50_000
"""Objects that are made before Python looks for garbage among them."""


@contextmanager
def rare_sweeps() -> Iterator[None]:
    """Let Python look for garbage less often: a chunk makes thousands of objects, and leaves hardly any circles."""
    usual = gc.get_threshold()
    gc.set_threshold(max(SWEEP, usual[0]), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
