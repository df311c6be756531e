from __future__ import annotations

import pytest

from relnotebook.ui.command import Command


@pytest.mark.parametrize(
    ("keys", "bare"),
    [(("F",), True), (("Shift+S",), True), (("1",), True), (("Ctrl+F",), False), (("F1",), False), ((), False)],
)
def test_a_bare_letter_or_digit_rests_while_somebody_types(keys: tuple[str, ...], bare: bool) -> None:
    assert Command("x", "X", keys).letter is bare


def test_the_words_of_a_command_without_the_mark_of_its_letter() -> None:
    assert Command("x", "&Bread && butter").plain == "Bread & butter"
