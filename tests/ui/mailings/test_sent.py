"""What was sent before, and who was in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import exports, staff
from relnotebook.ui.mailings import sent as module
from relnotebook.ui.mailings.sent import SentBefore, facts_of, row_of
from relnotebook.widgets.theme import Theme

from ...builders import Regular, Shop


@pytest.fixture
def regulars(shop: Shop) -> list[Regular]:
    made = [shop.customer("Ngozi Okafor", email="n@x.example"), shop.customer("Tom")]
    for form, segment, own in (("mailchimp", "Winter", False), ("vcard3", "", True)):
        told: dict[str, Any] = {"channel": "" if own else "email", "own_use": own, "segment": segment}
        shop.do(exports.log, format=form, file=f"{form}.csv", customers=[one.id for one in made], **told)
    return made


def opened(qtbot: QtBot, bridge: Bridge, count: int) -> SentBefore:
    view = SentBefore()
    qtbot.addWidget(view)
    view.resize(645, 600)
    view.show()
    view.attach(bridge)
    qtbot.waitUntil(lambda: len(view.rows.rows()) == count)
    return view


def test_the_newest_stands_first(regulars: list[Regular], qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    assert regulars
    view = opened(qtbot, bridge, 2)
    told = [(row.title, row.line) for row in view.rows.rows()]
    assert told == [("vcard3", "2 people, vCard 3.0, for our own use"), ("Winter", "2 people, Mailchimp")]
    assert "Winter. 2 people, Mailchimp" in view.rows.rows()[1].says()
    assert not view.none.isVisible()


def test_who_was_in_one_and_their_cards(regulars: list[Regular], qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    view = opened(qtbot, bridge, 2)
    view.rows.choose(1)
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.people.listing.rowCount() == 2)
    assert view.title.text() == "Winter"
    assert view.facts.text().startswith("2 people who agreed to e-mail, Mailchimp, mailchimp.csv")
    cards: list[object] = []
    view.open_card.connect(cards.append)
    QTest.keyClick(view.people, Qt.Key.Key_Return)
    assert cards == [regulars[0].id]
    back: list[int] = []
    view.back_wanted.connect(lambda: back.append(1))
    view.back.click()
    assert (view.title.text(), back) == ("Sent before", [])
    view.back.click()
    assert back == [1]


def test_older_ones_follow_on_demand(
    regulars: list[Regular], qtbot: QtBot, theme: Theme, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    view = opened(qtbot, bridge, 1)
    assert view.older.isVisible()
    view.older.click()
    qtbot.waitUntil(lambda: len(view.rows.rows()) == 2)
    view.older.click()
    qtbot.waitUntil(lambda: not view.older.isVisible())
    assert len(view.rows.rows()) == 2


def test_nothing_has_left_yet(qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    view = opened(qtbot, bridge, 0)
    qtbot.waitUntil(view.none.isVisible)
    assert not view.rows.isVisible()


def test_one_in_words(shop: Shop, tmp_path: Path, theme: Theme) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    told: dict[str, Any] = {"channel": "post", "segment": "a {brace}", "purpose": "invitations"}
    shop.store.do_as(mara, exports.log, format="own:Cards", file="x{y}.csv", customers=[], **told)
    [one] = shop.read(exports.all_of)
    words = facts_of(one)
    assert words.startswith("0 people who agreed to post, invitations, Cards, x{y}.csv, Friday 20 November 2026")
    assert words.endswith("by Mara.")
    assert row_of(one).title == "a {brace}"


def test_nothing_of_it_opens_as_a_window_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    shown: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show:
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    qtbot.addWidget(SentBefore())
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert not shown
