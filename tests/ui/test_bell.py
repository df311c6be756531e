"""The bell at the window: asks first, tells once, counts, opens Today, and stays only where that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from relnotebook.base import settings as tills
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Act, Step
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import customers, reminders, touches
from relnotebook.store.write import Write, act
from relnotebook.ui.bell import Bell
from relnotebook.ui.telling import Notice
from relnotebook.ui.tray import Tray

from ..builders import Shop
from .conftest import Till

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Advance = Callable[[timedelta], None]
TODAY = "2026-11-20"


class Stand(QObject):
    """A tray as the bell knows it, with a memory instead of a screen."""

    open_wanted = Signal()
    today_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told: list[Notice] = []
        self.count = -1
        self.seen = False

    def show(self) -> None:
        self.seen = True

    def show_count(self, count: int) -> None:
        self.count = count

    def tell(self, notice: Notice) -> None:
        self.told.append(notice)

    def leave(self) -> None:
        self.seen = False


class House:
    """A till with a bell, its tray, and the settings it keeps."""

    def __init__(self, till: Till, bridge: Bridge, *, tray: bool) -> None:
        self.till, self.bridge, self.trays = till, bridge, list[Stand]()
        till.show().window.attach(bridge)
        self.bell = Bell(till.window, till.change, tray=self._make, available=lambda: tray, first_ms=0)

    def _make(self, parent: QObject) -> Any:
        self.trays.append(Stand(parent))
        return self.trays[-1]

    @property
    def stand(self) -> Stand:
        return self.trays[-1]

    def looked(self) -> House:
        """It has looked, and everything is said."""
        self.till.until(lambda: self.bell._looked)
        return self

    def look(self) -> House:
        """A minute has passed: the bell looks again."""
        with self.till.qtbot.waitSignal(self.bell.looked):
            self.bell.look()
        return self


@pytest.fixture
def house(closed_till: Till, shop: Shop) -> Iterator[Callable[..., House]]:
    """Opens the till with a bell; call it when everything is in the notebook."""
    opened: list[House] = []

    def open_now(*, tray: bool = True, **values: Any) -> House:
        closed_till.settings = tills.changed(closed_till.settings, told_of=str(shop.path), **values)
        closed_till.window.use(closed_till.settings)
        opened.append(House(closed_till, Bridge(shop.store), tray=tray))
        return opened[-1]

    yield open_now
    for one in opened:
        one.bell.stop()
        one.till.frame.may_close = None
        one.bridge.close()
    QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def two_touches(shop: Shop) -> Shop:
    """Bartholomew's birthday is today, and Mateus was promised something."""
    shop.customer("Bartholomew Quist").birthday("20 November")
    mateus = shop.customer("Mateus Lima")
    shop.do(reminders.set_reminder, mateus.id, "promise", "Tell him the rye loaf is back", due=TODAY)
    return shop


@act(Act.LOG_VISIT)
def full(_w: Write) -> None:
    raise StoreTrouble("disk-full")


# Asked first


def test_nobody_is_told_before_they_were_asked(house: Any, two_touches: Shop) -> None:
    bell = house().looked().bell
    assert bell.tray is None
    assert bell.ask.text() == ""


def test_the_question_stands_on_the_today_page_and_yes_rings(house: Any, two_touches: Shop) -> None:
    one = house().looked()
    one.till.window.show_page("today")
    assert "at opening time" in one.bell.ask.text()
    one.bell.ask.answers[0].click()
    assert one.till.settings.notify == "on"
    one.till.until(lambda: bool(one.trays) and one.stand.count == 2)
    assert one.bell.ask.text() == ""


def test_no_is_an_answer(house: Any) -> None:
    one = house().looked()
    one.till.window.show_page("today")
    one.bell.ask.answers[1].click()
    assert one.till.settings.notify == "off"
    one.till.window.show_page("counter")
    one.till.window.show_page("today")
    assert one.bell.ask.text() == ""
    assert one.trays == []


def test_the_question_goes_with_the_page_and_comes_back_with_it(house: Any) -> None:
    one = house().looked()
    one.till.window.show_page("today")
    one.till.window.show_page("counter")
    assert one.bell.ask.text() == ""
    one.till.window.show_page("today")
    assert one.bell.ask.text() != ""


def test_closed_without_an_answer_it_does_not_ask_again_today(house: Any) -> None:
    one = house().looked()
    one.till.window.show_page("today")
    one.bell.ask.cross.click()
    one.till.window.show_page("counter")
    one.till.window.show_page("today")
    assert one.bell.ask.text() == ""
    assert one.till.settings.notify == ""


def test_without_a_tray_nothing_is_offered_and_nothing_fails(house: Any, two_touches: Shop) -> None:
    one = house(tray=False, notify="on", stay_in_tray=True).looked()
    one.till.window.show_page("today")
    assert (one.trays, one.bell.ask.text()) == ([], "")
    assert one.till.frame.close()
    assert one.till.closed


def test_a_tray_that_comes_up_after_the_program_is_taken(house: Any, two_touches: Shop) -> None:
    one = house(tray=False, notify="on").looked()
    assert one.till.settings.told_on == ""
    one.bell._available = lambda: True
    one.look()
    assert [notice.title for notice in one.stand.told] == ["2 touches for today"]


# Told once


def test_the_day_is_told_and_counted(house: Any, two_touches: Shop) -> None:
    one = house(notify="on").looked()
    assert one.stand.told == [Notice("2 touches for today", "Mateus, Bartholomew's birthday")]
    assert one.stand.count == 2
    assert one.till.settings.told_on == TODAY
    assert one.look().stand.told == one.stand.told[:1]


def test_a_restart_tells_nothing_twice(house: Any, two_touches: Shop) -> None:
    one = house(notify="on", told_on=TODAY).looked()
    assert one.stand.told == []
    assert one.stand.count == 2


def test_another_notebook_has_a_day_of_its_own(house: Any, two_touches: Shop) -> None:
    one = house(notify="on", told_on=TODAY)
    one.till.change(told_of="/somewhere/else.relnotebook")
    one.bell._attach(one.bridge)
    one.looked()
    assert len(one.stand.told) == 1
    assert one.till.settings.told_of == str(two_touches.path)


def test_what_is_done_leaves_the_count(house: Any, two_touches: Shop) -> None:
    one = house(notify="on").looked()
    listed: list[Any] = []
    one.bridge.read(touches.today).then(listed.append)
    one.till.until(lambda: bool(listed))
    one.bridge.write(touches.do, listed[0].touches[0].id)
    one.till.until(lambda: one.stand.count == 1)


def test_a_snooze_that_ends_behind_a_hidden_window_is_told(house: Any, two_touches: Shop, clock: Advance) -> None:
    listed = two_touches.read(touches.today)
    promise = next(one for one in listed.touches if one.kind == "promise")
    two_touches.do(touches.snooze, promise.id, "later_today")
    one = house(notify="on", told_on=TODAY, stay_in_tray=True).looked()
    one.till.frame.close()
    assert one.look().stand.told == []
    clock(timedelta(hours=3, minutes=1))
    assert [notice.title for notice in one.look().stand.told] == ["Mateus"]
    assert len(one.look().stand.told) == 1


def test_switched_off_it_is_gone_at_once(house: Any, two_touches: Shop) -> None:
    one = house(notify="on").looked()
    stand = one.stand
    one.till.change(notify="off")
    assert one.bell.tray is None
    assert not stand.seen


def test_with_notifications_off_the_days_are_still_remembered(house: Any, clock: Advance) -> None:
    one = house(notify="off").looked()
    assert one.till.settings.told_on == TODAY
    clock(timedelta(days=1))
    one.bell.look()
    assert one.till.settings.told_on == "2026-11-21"


# Missed


def test_what_fell_due_while_it_was_off_leads_to_today(house: Any, two_touches: Shop, clock: Advance) -> None:
    clock(timedelta(days=2))
    one = house(notify="off", told_on="2026-11-19").looked()
    assert one.bell.missed.text() == "2 touches fell due since Thursday."
    one.bell.missed.answers[0].click()
    assert one.till.window.current.name == "today"
    assert one.bell.missed.text() == ""
    assert one.till.settings.told_on == "2026-11-22"


def test_whoever_turns_to_today_needs_no_line_about_it(house: Any, two_touches: Shop, clock: Advance) -> None:
    clock(timedelta(days=2))
    one = house(notify="off", told_on="2026-11-19").looked()
    one.till.window.show_page("today")
    assert one.bell.missed.text() == ""


# The tray's own ways


def test_the_tray_leads_to_the_window_and_to_today(house: Any) -> None:
    one = house(notify="on", stay_in_tray=True).looked()
    one.till.frame.close()
    assert not one.till.frame.isVisible()
    one.stand.today_wanted.emit()
    assert one.till.frame.isVisible()
    assert one.till.window.current.name == "today"
    one.till.window.show_page("counter")
    one.till.frame.close()
    one.stand.open_wanted.emit()
    assert one.till.frame.isVisible()
    assert one.till.window.current.name == "counter"


def test_closing_ends_the_program_unless_the_tray_was_chosen(house: Any) -> None:
    one = house(notify="on").looked()
    assert one.till.frame.close()
    assert one.till.closed


def test_a_window_put_aside_has_saved_what_was_half_typed(house: Any, shop: Shop) -> None:
    one = house(notify="on", stay_in_tray=True).looked()
    flushed: list[bool] = []
    one.till.counter.flush = lambda: flushed.append(True)
    assert not one.till.frame.close()
    assert (flushed, one.till.closed) == ([True], False)
    assert not QApplication.quitOnLastWindowClosed()
    one.stand.open_wanted.emit()
    assert QApplication.quitOnLastWindowClosed()


@pytest.mark.parametrize("way", ["the tray", "the key"])
def test_close_relnotebook_always_ends_it_with_everything_saved(house: Any, shop: Shop, way: str) -> None:
    one = house(notify="on", stay_in_tray=True).looked()
    if way == "the tray":
        one.till.frame.close()
    one.bridge.write(customers.add, name="Aoi")
    if way == "the tray":
        one.stand.close_wanted.emit()
    else:
        one.till.window.actions_["close"].trigger()
    one.till.until(lambda: one.till.closed)
    assert one.bridge.pending == 0


def test_a_question_is_asked_where_it_is_seen(house: Any) -> None:
    one = house(notify="on", stay_in_tray=True).looked()
    one.till.frame.close()
    going = True

    def long_work() -> Iterator[Step]:
        while going:
            yield Step(1, 2)

    one.bridge.run(long_work())
    one.stand.close_wanted.emit()
    assert one.till.frame.isVisible()
    assert not one.till.closed
    asked: Any = QApplication.activeModalWidget()
    asked.no.click()
    going = False
    one.till.until(lambda: not one.bridge.jobs)


def test_trouble_with_the_file_brings_the_window_back(house: Any) -> None:
    one = house(notify="on", stay_in_tray=True).looked()
    one.till.frame.close()
    one.bridge.write(full)
    one.till.until(one.till.frame.isVisible)
    assert not one.till.frame.close()  # and is not put aside with it: the question is there
    asked: Any = QApplication.activeModalWidget()
    asked.no.click()
    one.bridge.give_up()


def test_the_real_tray_fits_the_bell() -> None:
    for name in ("open_wanted", "today_wanted", "close_wanted", "show", "show_count", "tell", "leave", "seen"):
        assert hasattr(Tray, name)
        assert hasattr(Stand, name) or name == "seen"


def test_settings_that_were_kept_wrong_mean_nothing(house: Any) -> None:
    assert Settings().notify == ""
    assert house(notify="off", told_on="").looked().bell.missed.text() == ""


def test_no_name_is_told_over_the_customer_screen_and_none_is_lost(house: Any, two_touches: Shop) -> None:
    one = house(notify="on").looked()
    one.stand.told.clear()
    one.bell._telling = type(one.bell._telling)()
    one.till.frame.instead = lambda: None
    one.look()
    assert one.stand.told == []
    assert one.stand.count == 2
    one.till.frame.instead = None
    one.till.frame.hide()  # nobody watches
    one.look()
    assert "Bartholomew" in one.stand.told[0].title + one.stand.told[0].body
