"""Settings of the shop: what words of an alert cover, own fields; refusals stand beside the words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import fields, preferences
from relnotebook.notebook import shop as shops
from relnotebook.ui.settings_shop import OwnFields, ShopProfile, Synonyms


@pytest.fixture
def shown(qtbot: Any, theme: Any, bridge: Bridge) -> Any:
    """Show a section over the notebook."""

    def show(section: Any) -> Any:
        qtbot.addWidget(section)
        section.resize(880, 600)
        section.show()
        section.attach(bridge)
        section.reload()
        return section

    return show


def answer(qtbot: Any, bridge: Bridge, read: Any) -> Any:
    found: list[Any] = []
    bridge.read(read).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_what_a_word_covers_is_warned_of_from_then_on(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(Synonyms())
    qtbot.keyClicks(section.new, "kiwi")
    with qtbot.waitSignal(bridge.changed):
        section.add_button.click()
    kiwi = next(one for one in answer(qtbot, bridge, shops.profile).synonyms if one.word == "kiwi")
    line = section.make_line(kiwi)
    qtbot.addWidget(line)
    covers = line.findChildren(type(section.new))[1]
    qtbot.keyClicks(covers, "actinidia")
    with qtbot.waitSignal(bridge.changed):
        covers.flush()
    words = tuple((one.word, one.covers) for one in answer(qtbot, bridge, shops.profile).synonyms)
    alert = preferences.Alert(1, "allergy", "severe", "Kiwi allergy", "", None, "")
    assert preferences.clashes(("Actinidia smoothie",), (alert,), (), words)


def test_an_own_field_with_choices(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(OwnFields())
    section.type.set_value("choice")
    qtbot.keyClicks(section.new, "Blade: zero, one, two")
    with qtbot.waitSignal(bridge.changed):
        section.add_button.click()
    (made,) = answer(qtbot, bridge, fields.all_fields)
    assert (made.name, made.type, made.choices) == ("Blade", "choice", ("zero", "one", "two"))


def test_a_wrong_reply_address_keeps_the_words(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(ShopProfile())
    line = section.fields["reply_to"]
    qtbot.keyClicks(line, "hello at shop")
    line.flush()
    qtbot.waitUntil(lambda: line.property("invalid") is True)
    assert line.text() == "hello at shop"


def test_the_profile_shows_the_shop(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(ShopProfile())
    section.show_shop(answer(qtbot, bridge, shops.profile))
    assert section.fields["name"].text() == "Tern & Thistle"
    assert section.kind.value() == "cafe"


def test_a_shop_without_a_name_is_refused_beside_the_field(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(ShopProfile())
    section.show_shop(answer(qtbot, bridge, shops.profile))
    line = section.fields["name"]
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    line.flush()
    qtbot.waitUntil(lambda: line.property("invalid") is True)
    assert answer(qtbot, bridge, shops.profile).name == "Tern & Thistle"


def test_a_country_that_does_not_exist_is_refused(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(ShopProfile())
    line = section.fields["region"]
    qtbot.keyClicks(line, "XQ")
    line.flush()
    qtbot.waitUntil(lambda: line.property("invalid") is True)
    assert answer(qtbot, bridge, shops.profile).region == "GB"


def test_every_field_says_its_name(qtbot: Any, shown: Any) -> None:
    section = shown(ShopProfile())
    assert all(field.accessibleName() for field in section.fields.values())


def test_tab_walks_the_list_before_the_line_that_adds(qtbot: Any, bridge: Bridge, shown: Any) -> None:
    section = shown(Synonyms())
    section.show_shop(answer(qtbot, bridge, shops.profile))
    first = section.lines.itemAt(0).widget().findChildren(type(section.new))[0]
    first.setFocus()
    seen = []
    for _step in range(200):
        qtbot.keyClick(section.focusWidget(), Qt.Key.Key_Tab)
        seen.append(section.focusWidget())
        if seen[-1] is section.new:
            break
    assert seen[-1] is section.new
    assert section.add_button not in seen
