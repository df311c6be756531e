"""Settings: the list of addresses nobody writes to; an address goes on it and can be looked up."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import suppression
from relnotebook.ui.settings_consent import NeverWrite

from ..builders import Shop
from .conftest import beside


@pytest.fixture
def section(qtbot: Any, theme: Any, bridge: Bridge) -> NeverWrite:
    made = NeverWrite()
    qtbot.addWidget(made)
    made.resize(880, 600)
    made.show()
    made.attach(bridge)
    bridge.changed.connect(lambda _changes: made.reload())
    qtbot.waitUntil(lambda: bridge.pending == 0)
    return made


def test_an_address_goes_on_the_list(qtbot: Any, section: NeverWrite, shop: Shop) -> None:
    assert section.count.title.text() == "Nobody is on the list yet."
    qtbot.keyClicks(section.address, "Ana@Silva.example")
    qtbot.mouseClick(section.silence, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: section.count.title.text() == "1 address is never written to: e-mail 1.")
    assert (section.address.text(), section.answer.text()) == ("", "")  # the toast says it, and offers Undo
    assert not section.address.isUndoAvailable()  # so Ctrl+Z takes the act back, and not the typing
    assert beside(lambda: shop.read(suppression.reasons, "email", "ana@silva.example")) == ("withdrawn",)


def test_an_address_is_looked_up(qtbot: Any, section: NeverWrite, bridge: Bridge) -> None:
    bridge.write(suppression.suppress, "text", "0151 496 0183")
    qtbot.keyClicks(section.address, "+44 151 496 0183")
    for channel, answer in (
        ("email", ""),
        ("phone", "No, it is not on the list."),
        ("text", "Yes. Nobody writes there."),
    ):
        section.channel.set_value(channel)
        section.channel.picked.emit(channel)
        assert not section.answer.isVisible()
        qtbot.mouseClick(section.look, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: section.answer.isVisible() or bool(section.refusable.sentence()))
        assert section.answer.text() == answer


def test_what_is_no_address_is_refused_where_it_was_typed(qtbot: Any, section: NeverWrite) -> None:
    qtbot.keyClicks(section.address, "Ana")
    qtbot.mouseClick(section.silence, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not look like an e-mail" in section.refusable.sentence())
    assert section.address.text() == "Ana"
    qtbot.keyClicks(section.address, "@")
    assert not section.refusable.sentence()
