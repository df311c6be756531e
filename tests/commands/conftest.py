"""Somebody in the notebook that most commands are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..builders import Shop


@pytest.fixture
def ngozi(notebook_file: Path) -> int:
    """The number of Ngozi's card: she has a usual, an alert and six visits."""
    shop = Shop(notebook_file)
    regular = shop.customer("Ngozi Okafor", phone="0151 496 0183", card="4006381333931")
    regular.usual("Oat flat white").alert("Nut allergy").had("Oat flat white", times=6)
    shop.close()
    return int(regular.id)
