"""The bell of the shop: the tray, the notice at opening time, the count, what was missed, and staying in the tray.

It looks once a minute, and at opening time to the second. Each look asks the notebook anew, so a computer that slept
or a clock that was set does no harm: what there is to say is said at the next look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from relnotebook.base import clock
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Changes
from relnotebook.base.words import _
from relnotebook.ui import tray as trays
from relnotebook.ui.strip import Strip
from relnotebook.ui.telling import LOOK, Telling, next_look
from relnotebook.ui.tray import Tray

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.agenda import Today
    from relnotebook.ui.window import Window

FIRST_MS = 1500  # the counter is served first
SOON_MS = 1500  # several changes in a row are one look
TODAY = "today"


@dataclass(frozen=True, slots=True)
class News:
    """What a look finds: the day's list, and when the shop opens on it (None when it is closed)."""

    today: Today
    opens: time | None


class Bell(QObject):
    """Tells the shop of its day.

    Args:
        window: whose notebook and settings it goes by.
        change: writes values of this till's settings by name.
        tray: makes the tray; there is none where `available` says no.
    Signals:
        looked: it has asked the notebook, and said what there was to say.
    Attributes:
        tray: None while notifications are off, and where there is no place for it.
        ask: the question whether notifications are wanted; missed: what fell due while the program was off.
    """

    looked = Signal()

    def __init__(
        self,
        window: Window,
        change: Callable[..., None],
        *,
        tray: Callable[[QObject], Tray] = Tray,
        available: Callable[[], bool] = trays.available,
        first_ms: int = FIRST_MS,
    ) -> None:
        super().__init__(window)
        self._window, self._change = window, change
        self._make_tray, self._available = tray, available
        self._first_ms = first_ms
        self._bridge: Bridge | None = None
        self._telling = Telling()
        self._looked = False
        self._put_off = False  # the question was closed without an answer: not again before the next start
        self.tray: Tray | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self.ask, self.missed = Strip("heart-handshake"), Strip("history")
        for strip in (self.ask, self.missed):
            window.shell.notes.add(strip)
        self.ask.cross.clicked.connect(self._put_off_asking)
        window.attached.connect(self._attach)
        window.detached.connect(self._detach)
        window.settings_changed.connect(self._use)
        window.turned.connect(self._on_turned)
        window.stay = self._stay
        if window.bridge is not None:
            self._attach(window.bridge)

    # The notebook

    def _attach(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._telling, self._looked = Telling(self._told()), False
        bridge.changed.connect(self._on_changed)
        bridge.failed.connect(self._on_trouble)
        self._timer.start(self._first_ms)

    def _detach(self) -> None:
        self._bridge = None
        self._timer.stop()
        self._drop_tray()
        self.ask.hide()
        self.missed.hide()

    def stop(self) -> None:
        """The program ends. With its window put aside Qt would not notice by itself."""
        self._detach()
        if not QApplication.quitOnLastWindowClosed():
            QApplication.setQuitOnLastWindowClosed(True)
            QTimer.singleShot(0, QApplication.quit)

    def _told(self) -> date | None:
        """The last day told of in this notebook."""
        settings = self._settings
        mine = self._bridge is not None and settings.told_of == str(self._bridge.store.path)
        return date.fromisoformat(settings.told_on) if mine and settings.told_on else None

    def _on_changed(self, _changes: Changes) -> None:
        if self._on and self._timer.remainingTime() > SOON_MS:
            self._timer.start(SOON_MS)

    def _use(self, _settings: Settings) -> None:
        """Settings are others: notifications may have been switched on or off."""
        if self._bridge is not None and (self.tray is not None) != self._on:
            self._drop_tray()
            self._offer()
            self.look()

    @property
    def _settings(self) -> Settings:
        return self._window.settings

    @property
    def _on(self) -> bool:
        return self._settings.notify == "on"

    # Looking

    def look(self) -> None:
        """Ask the notebook for the day's list, and say what is to be said."""
        if self._bridge is None or self._bridge.closed:
            return
        self._aim(LOOK)
        if self._looked and not self._on:
            self._telling.quiet(clock.today())
            self._keep()
            return
        self._bridge.read(_news).latest(self, TODAY).then(self._heard).otherwise(self._later)

    def _heard(self, news: News) -> None:
        if self._on and self.tray is None and self._available():
            self._take_tray()
        if not self._looked:
            self._looked = True
            self._say_missed(self._telling.missed(news.today))
            self._offer()
        if self.tray is not None:
            self.tray.show_count(news.today.to_go)
            if self._window.frame.instead is None:  # names are not shown over the customer screen; they wait
                notice = self._telling.hear(news.today, clock.now(), news.opens, watched=self._watched())
                if notice is not None:
                    self.tray.tell(notice)
        elif not self._on:
            self._telling.quiet(news.today.day)
        self._keep()
        self._aim(next_look(clock.now(), news.opens))
        self.looked.emit()

    def _later(self, _problem: object) -> None:
        """The notebook cannot be read at the moment; whoever works in it is told. The next look comes in a minute."""

    def _aim(self, wait: timedelta) -> None:
        self._timer.start(max(1, int(wait.total_seconds() * 1000)))

    def _keep(self) -> None:
        told = self._telling.told.isoformat() if self._telling.told is not None else ""
        if self._bridge is not None and self._telling.told != self._told():
            self._change(told_on=told, told_of=str(self._bridge.store.path))

    def _say_missed(self, sentence: str) -> None:
        if sentence:
            self.missed.say(sentence, (_("Show today"), self.open_today))

    def _on_turned(self, page: str) -> None:
        if page == TODAY:
            self.missed.hide()  # there it is, all of it
        self._offer()

    def _offer(self) -> None:
        """Ask once whether notifications are wanted: on the Today page, where they would work."""
        window = self._window
        wanted = self._bridge is not None and self._settings.notify == "" and not self._put_off
        if not wanted or window.current.name != TODAY or not self._available():
            self.ask.hide()
        elif self.ask.isHidden():
            self.ask.say(
                _("Shall the notebook tell you at opening time who is on today's list?"),
                (_("Yes, tell me"), lambda: self._change(notify="on")),
                (_("No, thank you"), lambda: self._change(notify="off")),
            )

    def _put_off_asking(self) -> None:
        self._put_off = True

    def _watched(self) -> bool:
        """Whether somebody has the window before them."""
        frame = self._window.frame
        return frame.isVisible() and not frame.isMinimized() and frame.isActiveWindow()

    # The tray

    def _take_tray(self) -> None:
        self.tray = self._make_tray(self)
        self.tray.open_wanted.connect(self._window.frame.come_forward)
        self.tray.today_wanted.connect(self.open_today)
        self.tray.close_wanted.connect(self.close)
        self.tray.show()

    def _drop_tray(self) -> None:
        if self.tray is not None:
            self.tray.leave()
            self.tray = None

    def open_today(self) -> None:
        """The window comes to the front with the Today page."""
        self.missed.hide()
        self._window.frame.come_forward()
        if self._window.in_shell and self._bridge is not None:
            self._window.show_page(TODAY)

    def close(self) -> None:
        """ "Close RelNotebook": the program ends; a question that must be asked first is asked where it is seen."""
        bridge = self._bridge
        if bridge is not None and (bridge.trouble is not None or bridge.jobs):
            self._window.frame.come_forward()
        self._window.close_for_good()

    # Staying

    def _stay(self) -> bool:
        """Whether the window was put aside instead of being closed: only where the person chose so and it is safe."""
        bridge = self._bridge
        wished = self._settings.stay_in_tray and self.tray is not None and self.tray.seen
        if not wished or bridge is None or bridge.trouble is not None or not self._window.in_shell:
            return False
        self._window.frame.step_aside()
        return True

    def _on_trouble(self, _problem: object) -> None:
        """Something is not in the file: nobody would see the banner of a window put aside."""
        if self._bridge is not None and self._bridge.trouble is not None and self._window.frame.isHidden():
            self._window.frame.come_forward()


def _news(s: Any) -> News:
    """`s`: the session of a reader lane."""
    from relnotebook.notebook import hours, touches

    today = touches.today(s)
    return News(today, hours.week(s).opens(today.day))
