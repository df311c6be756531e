"""An open notebook for the store's own tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from relnotebook.store.write import Store

from .acts import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "cafe.relnotebook") as open_store:
        yield open_store
