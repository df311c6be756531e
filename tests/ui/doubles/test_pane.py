"""Two cards side by side: what is said before anything happens."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.doubles.pane import Facts, Head, PairPane
from relnotebook.widgets.theme import Look, Theme

from .pairs import HOMES, NUTS, renamed, sides


@pytest.fixture
def holder(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pane(holder: QWidget) -> PairPane:
    made = PairPane(Actions(holder), holder)
    made.resize(700, 600)
    holder.resize(700, 600)
    holder.show()
    return made


def facts(pane: PairPane) -> list[str]:
    return [line.strip() for part in pane.findChildren(Facts) for line in part.lines]


def test_everything_that_will_happen_is_said(pane: PairPane) -> None:
    pane.show_sides(sides())
    assert pane.why.text() == "Same phone: 0151 496 0183."
    assert [head.name.text() for head in pane.findChildren(Head)] == ["Ngozi Okafor", "N. Okafor"]
    assert facts(pane) == [
        "E-mail: one card says no, and a no always wins.",
        "Phone: 0151 496 0183",
        "The newer card brings 12 visits and 2 notes.",
        "What gives way is kept in a note, and the two can be parted again.",
    ]
    assert pane.choices() == {"name": "lose"}


def test_tab_goes_down_the_pane_and_ends_at_the_buttons(holder: QWidget) -> None:
    rail = QPushButton(holder)  # it stands before the pane, and Tab comes round to it
    pane = PairPane(Actions(holder), holder)
    pane.show_sides(sides(homes=HOMES))
    assert pane.home is not None
    here: QWidget = pane.rows["name"].picks["lose"].dot
    met = [here]
    while here is not pane.join:
        here = here.nextInFocusChain()
        met.append(here)
    stops = [met.index(one) for one in (pane.home.picks["none"].dot, pane.later, pane.apart, pane.join)]
    assert stops == sorted(stops)
    assert rail not in met


def test_alerts_come_first_in_brick(pane: PairPane) -> None:
    pane.show_sides(sides())
    assert pane.banner is None
    pane.show_sides(sides(alerts=(NUTS,)))
    assert pane.banner is not None
    assert pane.banner.text() == "Nut allergy, severe. Clean jug. On both cards"
    assert not pane.banner.isWindow()


def test_what_was_picked_stays_when_the_pair_is_read_again_and_goes_with_it(pane: PairPane) -> None:
    shown = sides()
    pane.show_sides(shown)
    pane.rows["name"].picks["keep"].dot.click()
    pane.show_sides(renamed(shown, "Ngozi Ada Okafor"))
    assert pane.choices() == {"name": "keep"}
    pane.show_sides(sides(lose=shown.preview.keep))
    assert pane.choices() == {"name": "lose"}


def test_the_household_is_asked_first(pane: PairPane) -> None:
    pane.show_sides(sides(homes=HOMES))
    assert pane.asks_home
    pane.ask_home()
    assert pane.home is not None
    assert not pane.home.refusal.isHidden()
    pane.home.picks["keep"].dot.click()
    assert not pane.asks_home
    assert pane.choices() == {"name": "lose", "household": "keep"}


def test_somebody_noted_that_they_are_two(pane: PairPane) -> None:
    pane.show_sides(sides(not_same=True))
    assert "Somebody noted that these are two people." in [
        label.text() for label in pane.findChildren(type(pane.title))
    ]


def test_what_speaks_against_it_stands_beside_the_buttons(pane: PairPane, qtbot: QtBot) -> None:
    pane.show_sides(sides())
    pane.set_busy(True)
    assert not pane.join.isEnabled()
    pane.refuse("That is one card.")
    assert pane.refusal.isVisible()
    pane.set_busy(False)
    for made, signal in (
        (pane.join, pane.join_wanted),
        (pane.apart, pane.apart_wanted),
        (pane.later, pane.later_wanted),
    ):
        with qtbot.waitSignal(signal):
            made.click()


def test_one_card_above_the_other_where_it_is_narrow_and_with_large_letters(pane: PairPane, theme: Theme) -> None:
    pane.show_sides(sides())
    heads = pane.findChildren(Head)
    pane.layout().activate()  # type: ignore[union-attr]
    assert heads[0].y() == heads[1].y()
    pane.rows["name"].picks["keep"].dot.click()
    pane.resize(380, 600)
    assert pane.rows["name"].across.direction().name == "TopToBottom"
    theme.apply(Look(scale=2.0))
    assert pane.choices() == {"name": "keep"}


def test_the_way_to_either_card(pane: PairPane, qtbot: QtBot) -> None:
    pane.show_sides(sides())
    with qtbot.waitSignal(pane.open_card) as told:
        pane.findChildren(Head)[1].open.click()
    assert told.args == [2]
