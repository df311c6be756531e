from __future__ import annotations

import pytest

from relnotebook.widgets.dial import Dial
from relnotebook.widgets.theme import Look, Theme


@pytest.mark.parametrize(("given", "kept"), [(0, 0), (7, 7), (10, 10), (12, 10), (-1, 0)])
def test_the_dial_goes_from_nothing_to_ten(theme: Theme, qtbot, given: int, kept: int) -> None:
    dial = Dial(given)
    qtbot.addWidget(dial)
    assert dial.value() == kept


def test_the_dial_is_spoken_with_its_reasons(theme: Theme, qtbot) -> None:
    dial = Dial()
    qtbot.addWidget(dial)
    dial.set_value(7, "On rhythm 3, told us what she thinks 2.")
    assert dial.accessibleName() == "Closeness 7 of 10. On rhythm 3, told us what she thinks 2."


def test_more_arcs_are_filled_for_a_closer_customer(theme: Theme, qtbot) -> None:
    def filled(value: int) -> int:
        dial = Dial(value)
        qtbot.addWidget(dial)
        dial.resize(dial.sizeHint())
        image = dial.grab().toImage()
        accent = theme.colour("accent").rgb()
        return sum(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height()))

    assert filled(0) == 0
    assert filled(2) < filled(7) < filled(10)


def test_the_dial_grows_with_the_text(theme: Theme, qtbot) -> None:
    dial = Dial(3)
    qtbot.addWidget(dial)
    assert dial.sizeHint().width() == 84
    theme.apply(Look(scale=1.5))
    assert dial.sizeHint().width() == 126
