"""Asked to end by the system or the dock, the program ends as its window does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = """
import sys
from PySide6.QtCore import QTimer
from relnotebook.ui.program import Program
asked = []
program = Program([])
def may_end():
    asked.append(1)
    return len(asked) > int(sys.argv[1])
program.may_end = may_end
QTimer.singleShot(0, program.quit)
QTimer.singleShot(300, program.quit)
QTimer.singleShot(3000, lambda: program.exit(3))
print(program.exec(), len(asked))
"""


@pytest.mark.parametrize(("refusals", "said"), [(0, "0 1"), (1, "0 2")])
def test_it_asks_before_it_ends(refusals: int, said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CODE, str(refusals)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout.strip() == said
