"""The pages that bring people in, in the window of a café that knows one customer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ...builders import Shop
from ..conftest import Till
from .bringing import Bringing


@pytest.fixture
def bringing(open_till: Callable[[], Till], shop: Shop, tmp_path: Path) -> Bringing:
    shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("Oat flat white").had("Oat flat white", times=3)
    folder = tmp_path / "files"
    folder.mkdir()
    return Bringing(open_till(), shop, folder)
