"""Settings of messages: own wordings are saved as typed, tried at once on a real customer, and given back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import customers, messages
from relnotebook.ui.settings_messages import Messages, kinds

from ..builders import Shop


@pytest.fixture
def mateus(shop: Shop) -> Any:
    """The only customer, who was in yesterday."""
    return shop.customer("Mateus Silva").usual("Cinnamon bun").had("Cinnamon bun", times=3)


@pytest.fixture
def section(qtbot: Any, theme: Any, mateus: Any, bridge: Bridge) -> Messages:
    """The section over the notebook, in the window of a till."""
    made = Messages()
    qtbot.addWidget(made)
    made.resize(880, 900)
    made.show()
    made.attach(bridge)
    bridge.changed.connect(lambda _changes: made.reload())
    made.reload()
    qtbot.waitUntil(lambda: bool(made.ours.texts()))
    return made


def kept(qtbot: Any, bridge: Bridge, kind: str = "birthday", language: str = "en") -> list[str]:
    found: list[Any] = []
    bridge.read(messages.templates, kind, language).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [one.words for one in found[0] if not one.ours]


def write(qtbot: Any, section: Messages, bridge: Bridge, words: str) -> Any:
    """Press "Write your own", write, and wait until it is saved."""
    section.more.click()
    row = section._rows[-1]
    qtbot.keyClick(row.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(row.text, words)
        row.text.flush()
    qtbot.waitUntil(lambda: row.id > 0 and section.back.isVisible())
    return row


def test_every_kind_of_touch_with_a_message_can_be_chosen() -> None:
    assert tuple(key for key, _name in kinds()) == messages.KINDS


def test_ours_are_shown_and_tried_on_who_was_in_last(qtbot: Any, section: Messages) -> None:
    assert len(section.ours.texts()) == 3
    assert section.preview.who.text() == "How it reads for Mateus Silva"
    assert section.preview.words.text().startswith("Happy birthday, Mateus. ")
    assert not section.back.isVisible()
    section.preview.turn.click()
    assert section.preview.words.text().startswith("Hello Mateus, ")


def test_an_own_wording_is_saved_as_it_is_typed_and_shown_at_once(
    qtbot: Any, section: Messages, bridge: Bridge
) -> None:
    section.more.click()
    row = section._rows[0]
    assert row.text.toPlainText() == section.ours.texts()[0]
    qtbot.keyClick(row.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(bridge.changed):  # 400 ms after the last key
        qtbot.keyClicks(row.text, "Cake for {call_me|you}")
        assert section.preview.words.text() == "Cake for Mateus"
    assert kept(qtbot, bridge) == ["Cake for {call_me|you}"]
    qtbot.waitUntil(lambda: not section.ours.isVisible())
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(row.text, " ")
        qtbot.keyClicks(row.text, "today")
        row.text.flush()
    assert kept(qtbot, bridge) == ["Cake for {call_me|you} today"]


def test_a_wording_that_was_only_looked_at_is_not_kept(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    section.more.click()
    section._rows[0].text.flush()
    section.preview.line.setFocus()
    assert kept(qtbot, bridge) == []


def test_an_unknown_field_is_told_beside_the_wording_at_once(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    row = write(qtbot, section, bridge, "Hello")
    qtbot.keyClicks(row.text, " {nmae}")
    assert row.field.sentence() == "Messages have no field called “nmae”. Take one from the list below."
    assert section.preview.words.text() == "Hello {nmae}"  # not what stood there a moment ago
    row.text.flush()
    assert kept(qtbot, bridge) == ["Hello"]
    section.reload()
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert row.text.toPlainText() == "Hello {nmae}"
    for _letter in range(6):
        qtbot.keyClick(row.text, Qt.Key.Key_Backspace)
    assert row.field.sentence() == ""


def test_an_open_brace_is_told_after_a_pause(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    row = write(qtbot, section, bridge, "Hello")
    qtbot.keyClicks(row.text, " {name")
    assert row.field.sentence() == ""
    qtbot.waitUntil(lambda: bool(row.field.sentence()))
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(row.text, "}")
        row.text.flush()
    assert kept(qtbot, bridge) == ["Hello {name}"]
    assert row.field.sentence() == ""


def test_back_to_ours_and_undo(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    write(qtbot, section, bridge, "Cake")
    write(qtbot, section, bridge, "More cake")
    assert section.more.text() == "Add a wording"
    with qtbot.waitSignal(bridge.changed):
        section.back.click()
    qtbot.waitUntil(lambda: section.ours.isVisible())
    assert section._rows == []
    with qtbot.waitSignal(bridge.changed):
        bridge.undo()
    qtbot.waitUntil(lambda: len(section._rows) == 2)
    assert [row.text.toPlainText() for row in section._rows] == ["Cake", "More cake"]


def test_undo_while_the_field_has_the_focus_shows_the_words_before(
    qtbot: Any, section: Messages, bridge: Bridge
) -> None:
    row = write(qtbot, section, bridge, "Cake")
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(row.text, " and tea")
        row.text.flush()
    with qtbot.waitSignal(bridge.changed):
        bridge.undo()
    qtbot.waitUntil(lambda: row.text.toPlainText() == "Cake")


def test_one_of_several_is_removed(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    first = write(qtbot, section, bridge, "Cake")
    second = write(qtbot, section, bridge, "More cake")
    with qtbot.waitSignal(bridge.changed):
        first.gone.click()
    qtbot.waitUntil(lambda: section._rows == [second])
    assert second.text.accessibleName() == "Wording 1"
    section.more.click()
    section._rows[-1].gone.click()
    assert section._rows == [second]


def test_words_typed_while_the_first_saving_is_under_way_are_kept(
    qtbot: Any, section: Messages, bridge: Bridge
) -> None:
    section.more.click()
    row = section._rows[0]
    for words in ("Cake", "Cake and tea", "Cake and coffee"):
        row.text.setPlainText(words)
        row.text.flush()
    qtbot.waitUntil(lambda: row.id > 0 and not row.busy and bridge.pending == 0)
    assert kept(qtbot, bridge) == ["Cake and coffee"]


def test_another_kind_takes_nothing_of_what_was_typed(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    section.more.click()
    section._rows[0].text.setPlainText("Cake")
    section.kind.set_value("slipping")
    section.kind.picked.emit("slipping")
    qtbot.waitUntil(lambda: "it would be lovely" in section.preview.words.text().lower())
    assert kept(qtbot, bridge, "slipping") == []
    assert kept(qtbot, bridge, "birthday") == ["Cake"]


def test_what_could_not_be_saved_comes_back_with_its_kind(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    section.more.click()
    section._rows[0].text.setPlainText("Cake {nmae}")
    for kind in ("slipping", "birthday"):
        section.kind.set_value(kind)
        section.kind.picked.emit(kind)
        qtbot.waitUntil(lambda: bridge.pending == 0)
    qtbot.waitUntil(lambda: len(section._rows) == 1)
    assert section._rows[0].text.toPlainText() == "Cake {nmae}"
    assert section._rows[0].field.sentence()


def test_german_is_offered_and_a_language_without_wordings_says_so(
    qtbot: Any, section: Messages, bridge: Bridge
) -> None:
    section.language.set_value("de")
    section.language.picked.emit("de")
    qtbot.waitUntil(lambda: section.preview.words.text().startswith("Alles Gute zum Geburtstag, Mateus."))
    with qtbot.waitSignal(bridge.changed):
        bridge.write(messages.set_template, "slipping", "uk", "Привіт, {call_me|друже}")
    qtbot.waitUntil(lambda: section.language.findData("uk") >= 0)
    assert section.language.value() == "de"
    section.language.set_value("uk")
    section.language.picked.emit("uk")
    qtbot.waitUntil(lambda: "none in this language" in section.hint.text())
    assert section.ours.texts() == []
    section.more.click()
    assert section._rows[0].text.toPlainText() == ""


def test_it_is_tried_on_whom_one_looks_for(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.changed):
        bridge.write(customers.add, name="Ravi & Meera Shah")
    qtbot.keyClicks(section.preview.line, "meera")
    qtbot.waitUntil(lambda: len(section.preview.hits()) == 1)
    section.preview.hits()[0].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: section.preview.who.text() == "How it reads for Ravi & Meera Shah")
    assert section.preview.words.text().startswith("Happy birthday, Ravi & Meera. ")
    assert section.preview.hits() == []
    section.reload()
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert section.preview.who.text() == "How it reads for Ravi & Meera Shah"


def test_a_wrong_wording_is_shown_as_typed_and_not_as_it_was_a_moment_ago(
    qtbot: Any, section: Messages, bridge: Bridge
) -> None:
    row = write(qtbot, section, bridge, "Hi")
    for wrong in ("Hi {nmae}, the rye is back", "Hi {name"):
        row.text.setPlainText(wrong)
        assert section.preview.words.text() == wrong
        assert section.preview.note.text().startswith("Shown as it is typed.")
        assert section.preview.note.isVisible()
    row.text.setPlainText("Hi {name}, the rye is back")
    assert section.preview.words.text() == "Hi Mateus Silva, the rye is back"
    assert not section.preview.note.isVisible()


def test_a_field_nobody_knows_is_told_below_the_preview(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    row = write(qtbot, section, bridge, "You are {age}")
    assert section.preview.note.isVisible()
    assert section.preview.note.text() == "{age} is not known here, so Today takes another wording for Mateus Silva."
    row.text.setPlainText("You are {age|of age}")
    assert not section.preview.note.isVisible()


def test_a_chip_puts_its_field_where_the_cursor_is(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    row = write(qtbot, section, bridge, "Hello, come by")
    row.text.moveCursor(QTextCursor.MoveOperation.Start)
    for _step in range(5):
        row.text.moveCursor(QTextCursor.MoveOperation.Right)
    section._on_field("call_me")
    assert row.text.toPlainText() == "Hello{call_me|there}, come by"
    section._on_field("shop")
    assert section.preview.words.text() == "HelloMateusTern & Thistle, come by"


def test_markup_in_a_name_is_shown_as_it_is_written(qtbot: Any, section: Messages, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.changed):
        bridge.write(customers.add, name="<b>Bo</b>")
    qtbot.keyClicks(section.preview.line, "bo")
    qtbot.waitUntil(lambda: len(section.preview.hits()) == 1)
    section.preview.hits()[0].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "<b>Bo</b>" in section.preview.words.text())


def test_in_an_empty_notebook_it_still_reads_well(qtbot: Any, theme: Any, bridge: Bridge) -> None:
    made = Messages()
    qtbot.addWidget(made)
    made.show()
    made.attach(bridge)
    made.reload()
    qtbot.waitUntil(lambda: made.preview.words.text().startswith("Happy birthday. "))
    assert made.preview.who.text() == "How it reads, before anybody is in the notebook"
