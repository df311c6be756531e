"""A page that stands alone: cover at the side, a column that can be read."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relnotebook.ui.cover import AlonePage
from relnotebook.widgets.parts import PlainLabel
from relnotebook.widgets.theme import Look, Theme


def test_cover_and_column(theme: Theme, qtbot: QtBot) -> None:
    page = AlonePage()
    qtbot.addWidget(page)
    words = PlainLabel("word " * 200, "body", wrap=True)
    page.column.addWidget(words)
    page.resize(1400, 800)
    page.show()
    picture = page.grab().toImage()
    assert picture.pixelColor(5, 400) == theme.colour("cover")
    assert picture.pixelColor(1300, 400) == theme.colour("paper")
    assert words.width() <= 760
    theme.apply(Look(scale=2.0, rtl=True))
    qtbot.waitUntil(lambda: page.grab().toImage().pixelColor(1395, 400) == theme.colour("cover"))
