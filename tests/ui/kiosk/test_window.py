"""The customer screen over a real notebook: what is answered is kept, and nothing leads anywhere else."""

from __future__ import annotations

import gc
import types
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QGuiApplication, QWindowStateChangeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import StaffId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import screen as screens
from relnotebook.notebook import surveys
from relnotebook.store.write import Store
from relnotebook.ui.frame import Frame
from relnotebook.ui.kiosk.contents import Alone, Faces, Written
from relnotebook.ui.kiosk.hand_over import HandOver
from relnotebook.ui.kiosk.window import KioskWindow

from ..conftest import beside
from .conftest import PIN, Counter
from .screens import Clock

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def handed(counter: Counter, mara: StaffId, live: int) -> Counter:
    return counter.handed()


def stopped(counter: Counter) -> Clock:
    """From now on only the test lets time pass."""
    clock = Clock()
    kiosk = counter.kiosk
    assert kiosk.flow is not None
    kiosk._now = kiosk.flow._now = kiosk.pad._now = clock
    kiosk.flow._touched = kiosk._pad_touched = clock()
    kiosk._timer.timeout.disconnect()
    return clock


def written(counter: Counter) -> Written:
    content = counter.kiosk.leaf.content
    assert isinstance(content, Written)
    return content


def answers(counter: Counter) -> list[tuple[object, ...]]:
    return counter.rows("answer", "score", "words", "language", "state")


def test_from_a_tap_to_the_thanks_and_back_to_the_start(handed: Counter) -> None:
    content = handed.kiosk.leaf.content
    assert isinstance(content, Faces)
    handed.click(content.tiles[1]).page("comment")
    assert answers(handed) == [(4, "", "en", "partial")]
    handed.type("The rye").click(written(handed).reasons[0]).click(handed.kiosk.leaf.go_on).page("thanks")
    assert answers(handed) == [(4, "The rye", "en", "complete")]
    clock = stopped(handed)
    assert handed.kiosk.flow is not None
    handed.kiosk.flow._over = clock() + 6
    clock.at += 6.1
    handed.kiosk.tick()
    assert isinstance(handed.kiosk.leaf.content, Faces)
    assert not any(tile.isChecked() for tile in handed.kiosk.leaf.content.tiles)


def test_keys_do_what_hands_do(handed: Counter) -> None:
    handed.press("2").page("comment").type("Fine").press("Tab").press("Ctrl+Return").page("thanks")
    assert answers(handed) == [(4, "Fine", "en", "complete")]


def test_backspace_goes_back_outside_fields_only(handed: Counter) -> None:
    handed.press("5").page("comment").type("Xy").press("Backspace")
    assert written(handed).text.toPlainText() == "X"
    handed.kiosk.setFocus()
    handed.press("Backspace").page("question")
    handed.press("Return").page("comment")
    assert written(handed).text.toPlainText() == "X"


def test_two_languages_take_turns(handed: Counter) -> None:
    handed.click(handed.kiosk.leaf.speech)
    assert handed.kiosk.leaf.speech.text() == "Deutsch"
    handed.press("1").page("comment").press("Ctrl+Return").page("thanks")
    assert answers(handed) == [(5, "", "de", "complete")]


def test_of_three_languages_one_is_chosen(counter: Counter, mara: StaffId, live: int) -> None:
    beside(lambda: counter.shop.do(screens.set_screen, languages=("en", "de", "uk")))
    counter.handed().click(counter.kiosk.leaf.speech)
    assert counter.kiosk.tongues.isVisible()
    counter.press("Esc")
    assert not counter.kiosk.tongues.isVisible()
    assert not counter.kiosk.pad.isVisible()
    counter.click(counter.kiosk.leaf.speech).click(counter.kiosk.tongues.tiles[2])
    assert counter.kiosk.leaf.speech.text() == "Українська"


def test_who_goes_away_is_counted_down_and_kept_as_partial(handed: Counter) -> None:
    clock = stopped(handed)
    handed.press("4")
    clock.at += 0.4
    handed.kiosk.tick()
    handed.type("Too lou")
    clock.at += 46
    handed.kiosk.tick()
    warning = handed.kiosk.leaf.warning
    assert warning.isVisible()
    assert "14" in warning.words.text()
    clock.at += 14.1
    handed.kiosk.tick()
    assert isinstance(handed.kiosk.leaf.content, Faces)
    assert not warning.isVisible()
    assert answers(handed) == [(2, "Too lou", "en", "partial")]


def test_any_touch_stops_the_countdown(handed: Counter) -> None:
    clock = stopped(handed)
    handed.press("4")
    clock.at += 50
    handed.kiosk.tick()
    assert handed.kiosk.leaf.warning.isVisible()
    QTest.mouseClick(handed.kiosk.leaf, Qt.MouseButton.LeftButton, pos=QPoint(5, 400))
    assert not handed.kiosk.leaf.warning.isVisible()


def test_the_next_customer_finds_nothing_of_the_one_before(handed: Counter) -> None:
    handed.press("4").page("comment").type("My secret")
    handed.click(written(handed).lines[0]).type("Ngozi")
    assert handed.kiosk.flow is not None
    handed.kiosk.flow.restart()
    handed.kiosk.tick()
    handed.press("4").page("comment")
    handed.press("Ctrl+Z", "Ctrl+Y")
    page = written(handed)
    assert (page.text.toPlainText(), [line.text() for line in page.lines]) == ("", ["", ""])


def test_an_idea_goes_to_the_board(counter: Counter, mara: StaffId, live: int) -> None:
    beside(lambda: counter.shop.do(screens.set_screen, asks_idea=True))
    counter.handed().press("1").page("comment").click(counter.kiosk.leaf.go_on).page("idea")
    counter.type("Oat milk ice cream").click(counter.kiosk.leaf.go_on).page("thanks")
    assert counter.rows("idea", "title", "source") == [("Oat milk ice cream", "kiosk")]
    assert answers(counter) == [(5, "", "en", "complete")]


def test_an_idea_that_was_not_sent_is_kept_with_the_words(counter: Counter, mara: StaffId, live: int) -> None:
    beside(lambda: counter.shop.do(screens.set_screen, asks_idea=True))
    counter.handed().press("1").page("comment").click(counter.kiosk.leaf.go_on).page("idea").type("Oat mi")
    assert counter.kiosk.flow is not None
    counter.kiosk.flow.restart()
    assert answers(counter) == [(5, "Oat mi", "en", "partial")]
    assert counter.rows("idea", "id") == []


def test_half_an_idea_is_heard_where_nothing_is_asked(counter: Counter, mara: StaffId, live: int) -> None:
    beside(lambda: counter.shop.do(screens.set_screen, asks_idea=True))
    counter.handed().bridge.write(surveys.close, live)
    counter.until(lambda: isinstance(counter.kiosk.leaf.content, Alone))
    counter.kiosk.leaf.idea_wanted.emit()
    counter.page("idea").type("Oat milk ice cr")
    counter.press("Esc").type(PIN).press("Return").until(lambda: counter.back == [mara])
    assert counter.rows("idea", "title", "note", "source") == [("Oat milk ice cr", "Not sent to the end", "kiosk")]


def test_who_goes_away_without_sending_is_in_the_inbox(handed: Counter) -> None:
    handed.press("4").page("comment").type("The soup was cold")
    assert handed.kiosk.flow is not None
    handed.kiosk.flow.restart()
    assert answers(handed) == [(2, "The soup was cold", "en", "partial")]
    assert handed.rows("feedback", "words", "about") == [("The soup was cold", "not sent to the end")]


def test_words_typed_when_staff_came_are_in_the_inbox(handed: Counter, mara: StaffId) -> None:
    handed.press("4").page("comment").type("The soup was c").settled()
    handed.type("old")  # still under the customer's fingers when the keypad comes up
    handed.kiosk.ask_pin(0)
    handed.type(PIN).press("Return").until(lambda: handed.back == [mara])
    assert answers(handed) == [(2, "The soup was cold", "en", "partial")]
    assert handed.rows("feedback", "words") == [("The soup was cold",)]


def test_words_to_a_question_that_was_taken_away_meanwhile_are_read(counter: Counter, mara: StaffId, live: int) -> None:
    counter.handed()
    beside(lambda: counter.shop.do(surveys.remove, live))
    counter.press("4").page("comment").type("The soup was cold").click(counter.kiosk.leaf.go_on).page("thanks")
    assert answers(counter) == []
    assert counter.rows("feedback", "words", "about", "source") == [("The soup was cold", "", "kiosk")]


def test_a_child_at_the_screen_for_two_minutes_is_one_answer(
    handed: Counter, live: int, clock: Callable[[timedelta], None]
) -> None:
    counter, screen_clock, taps = handed, stopped(handed), 0
    leaf, ends = counter.kiosk.leaf, screen_clock.at + 120

    def seconds(n: float) -> None:
        clock(timedelta(seconds=n))
        screen_clock.at += n
        counter.kiosk.tick()

    while screen_clock.at < ends:
        counter.press("1").settled()
        taps += 1
        seconds(0.5)
        counter.page("comment").click(leaf.go_on).page("thanks").settled()
        seconds(6)
        counter.page("question")
    assert taps > 15
    found = beside(lambda: counter.shop.read(surveys.results, live))
    assert (found.n, found.folded) == (1, taps - 1)


def test_what_the_shop_asks_now_is_asked_at_once(handed: Counter) -> None:
    handed.bridge.write(surveys.set_survey, "words", "What shall we bake?").then(
        lambda survey: handed.bridge.write(surveys.open_, survey)
    )
    handed.until(lambda: isinstance(handed.kiosk.leaf.content, Written))
    assert written(handed).title.text() == "What shall we bake?"


def test_when_nothing_is_asked_any_more_it_says_something_kind(handed: Counter, live: int) -> None:
    handed.bridge.write(surveys.close, live)
    handed.until(lambda: isinstance(handed.kiosk.leaf.content, Alone))


def test_a_full_disk_is_said_calmly_and_nothing_is_lost(handed: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_more: bool) -> None:
        raise StoreTrouble("disk-full", path="")

    handed.settled()
    monkeypatch.setattr(handed.shop.store, "still_there", full)
    handed.press("2").page("comment").type("word " * 380)
    handed.click(handed.kiosk.leaf.go_on).page("thanks")
    handed.until(lambda: handed.bridge.trouble is not None)
    handed.until(lambda: handed.kiosk.leaf.trouble.text() != "")
    assert handed.door.active
    monkeypatch.undo()
    handed.until(lambda: handed.kiosk.leaf.trouble.text() == "")
    ((score, words, _language, state),) = answers(handed)
    assert (score, str(words).count("word"), state) == (4, 380, "complete")


# No way out


def event_of(kind: str) -> QEvent:
    flags, place = Qt.MouseButton.NoButton, QPoint(50, 50)
    if kind == "menu":
        return QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/hostname")])
    return QDragEnterEvent(place, Qt.DropAction.CopyAction, data, flags, Qt.KeyboardModifier.NoModifier)


def test_files_are_not_dropped_and_no_menu_opens(handed: Counter) -> None:
    menu, drag = event_of("menu"), event_of("drag")
    for event in (menu, drag):
        QApplication.sendEvent(handed.kiosk, event)
    assert not drag.isAccepted()
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(
    "keys",
    ["Alt+F4", "Ctrl+W", "Ctrl+Q", "Ctrl+K", "F1", "F11", "Ctrl+Tab", "Alt+Tab", "Ctrl+Z", "Ctrl+,", "Ctrl+1", "F10",
     "Ctrl+Shift+K", "Ctrl+Shift+F", "Ctrl+N", "Ctrl+P", "Alt", "Meta", "Shift+F10", "Menu", "Ctrl+Alt+Del", "Help"],
)  # fmt: skip
def test_no_shortcut_leads_anywhere(handed: Counter, keys: str) -> None:
    handed.press(keys)
    assert handed.kiosk.isVisible()
    assert handed.frame.isHidden()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [handed.kiosk]


def test_esc_and_the_lock_bring_the_keypad(handed: Counter) -> None:
    handed.press("Esc")
    assert handed.kiosk.pad.isVisible()
    handed.press("Esc")
    assert not handed.kiosk.pad.isVisible()
    handed.click(handed.kiosk.leaf.lock)
    assert handed.kiosk.pad.isVisible()


def test_a_forgotten_keypad_goes_away(handed: Counter) -> None:
    clock = stopped(handed)
    handed.press("Esc").type("48")
    clock.at += 61
    handed.kiosk.tick()
    assert not handed.kiosk.pad.isVisible()
    assert handed.kiosk.pad.digits == ""


def test_a_window_made_small_comes_back_full(handed: Counter, qapp: QApplication) -> None:
    kiosk = handed.kiosk
    kiosk._full = True
    kiosk.setWindowState(Qt.WindowState.WindowMinimized)
    QApplication.sendEvent(kiosk, QWindowStateChangeEvent(Qt.WindowState.WindowNoState))
    handed.until(kiosk.isFullScreen)
    kiosk.setWindowState(Qt.WindowState.WindowNoState)
    handed.until(kiosk.isFullScreen)


def test_it_stands_above_all_others_without_a_frame(handed: Counter) -> None:
    flags = handed.kiosk.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert not flags & Qt.WindowType.WindowSystemMenuHint
    assert handed.kiosk.parent() is None


def test_pasting_brings_nothing_from_the_counter(handed: Counter) -> None:
    QGuiApplication.clipboard().setText("ngozi@example.org")
    handed.press("2").page("comment").press("Ctrl+V").press("Tab", "Tab")
    handed.kiosk.setFocus()
    handed.click(written(handed).lines[0]).press("Shift+Ins")
    page = written(handed)
    assert (page.text.toPlainText(), page.lines[0].text()) == ("", "")


# No path of objects

FIXED = (types.ModuleType, type, types.CodeType, types.BuiltinFunctionType, str, bytes, int)


def reached(start: object) -> Iterator[object]:
    """Every object that `start` leads to, through attributes, parents, children, methods, closures and cells."""
    seen: set[int] = set()
    waiting: list[object] = [start]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, FIXED):
            continue
        seen.add(id(thing))
        yield thing
        if isinstance(thing, types.FunctionType):
            waiting.extend((thing.__closure__, thing.__defaults__, thing.__kwdefaults__))
            continue
        waiting.extend(gc.get_referents(thing))
        if isinstance(thing, QObject):
            waiting.extend((thing.parent(), *thing.children(), thing.sender()))


def test_nothing_the_window_holds_leads_to_the_notebook(handed: Counter) -> None:
    def behind() -> list[object]:
        forbidden = (Bridge, Store, HandOver, Frame)
        return [thing for thing in reached(handed.kiosk) if isinstance(thing, forbidden)]

    assert behind() == []
    handed.press("2").page("comment").type("The rye")  # and not while something is on its way either
    assert behind() == []
    handed.click(handed.kiosk.leaf.go_on).page("thanks").press("Esc").type("1234").press("Return")
    assert behind() == []


def test_the_window_can_ask_for_nothing_else(handed: Counter) -> None:
    way = handed.kiosk._narrow
    for name in ("card", "customers", "find", "history", "answers"):
        with pytest.raises(PermissionError):
            way.read(name)
    for name in ("add customer", "set_pin", "screen", "erase"):
        with pytest.raises(PermissionError):
            way.write(name)


def test_a_window_without_anything_to_show_still_locks(handed: Counter) -> None:
    bare = KioskWindow(handed.kiosk._narrow, full=False)
    handed.qtbot.addWidget(bare)
    asked: list[int] = []
    bare.pin_asked.connect(lambda: asked.append(1))
    bare.go_on_duty()
    assert not bare.close()
    QTest.keyClick(bare, Qt.Key.Key_Escape)
    QTest.keyClick(bare, Qt.Key.Key_3)
    QTest.keyClick(bare, Qt.Key.Key_Return)
    assert asked == [1, 1]
    assert bare.leaf.go_on.isHidden()
    bare.let_go()
