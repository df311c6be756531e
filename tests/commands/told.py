"""What a command has said, as data."""

from __future__ import annotations

import json
from typing import Any

from click.testing import Result


def facts(result: Result) -> Any:
    """What it printed with --json."""
    return json.loads(result.stdout)
