"""The notebook without a window: the manners that all commands share; each has its tests in tests/commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from relnotebook.cli import main
from relnotebook.notebook import customers, usual

from .builders import Shop

Run = Callable[..., Result]


@pytest.fixture
def ngozi(notebook_file: Path) -> int:
    """Ngozi's card number in the notebook: she has a usual, an alert and six visits."""
    shop = Shop(notebook_file)
    regular = shop.customer("Ngozi Okafor", phone="0151 496 0183", card="4006381333931")
    regular.usual("Oat flat white").alert("Nut allergy").had("Oat flat white", times=6)
    shop.close()
    return int(regular.id)


def test_words_that_are_not_understood_end_with_two(run: Run) -> None:
    run("frobnicate", status=2)
    run("card", "Ngozi", status=2)


def test_every_command_explains_itself() -> None:
    for name, command in main.commands.items():
        assert command.help, name


def test_the_window_and_the_command_line_share_one_usual(notebook_file: Path, run: Run, ngozi: int) -> None:
    """The same acts and reads: what the command logs, the notebook's own reads show."""
    run("log-usual", str(ngozi))
    shop = Shop(notebook_file)
    assert shop.read(customers.card, ngozi).visits == 7
    assert shop.read(usual.of, ngozi)[0].had == 7
    shop.close()
