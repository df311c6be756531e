"""The window: the cover, the pages, the status line, toasts and banners; and a closing that loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from relnotebook.base import settings as tills
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Changes, CustomerId, Kind, StaffId
from relnotebook.base.words import _
from relnotebook.ui import people
from relnotebook.ui.actions import VARIATIONS, Actions
from relnotebook.ui.actions_feedback import STEPS
from relnotebook.ui.actions_people import DECISIONS, PAIR
from relnotebook.ui.closing import Closing
from relnotebook.ui.counter import CounterPage
from relnotebook.ui.fieldundo import FieldUndo
from relnotebook.ui.frame import Frame
from relnotebook.ui.house import House, read_house
from relnotebook.ui.listening import Listening
from relnotebook.ui.menubar import ShyMenuBar
from relnotebook.ui.page import Page
from relnotebook.ui.scans import Scans
from relnotebook.ui.shell import Shell
from relnotebook.ui.voice import Voice
from relnotebook.ui.waiting import Waiting
from relnotebook.ui.window_menus import place_menu, staff_menu
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import FocusRing

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge

_LEADS_TO_CARDS = ("today", "feedback", *people.NAMES)
_BACK = {"importing": "customers", "doubles": "customers"}
_DIGITS = {"feedback": STEPS, "importing": DECISIONS, "doubles": PAIR}
"""Page -> what a bare digit does there; on a card it ticks a variation."""


class Window(QObject):
    """One window, one notebook. Pages are built when they are first shown.

    Args:
        frame: the bare window it furnishes.
        settings: this till's.
        change: writes new values of the settings, applies the look, and gives them back through `use`.
    Signals:
        back_up_wanted: Ctrl+B; own_wanted: "Start my own" in the demo shop; page_built: a Page, shown for the
        first time; closed: all is saved, the window is gone; attached: a Bridge, the notebook is open; detached;
        settings_changed: this till's Settings; turned: name of the page turned to.
    Attributes:
        bridge: the way to the notebook, None while none is open.
        house: the shop and its people, None until they are read.
        voice: toasts, banners, undo, progress.
        change: writes new values of this till's settings.
        stay: asked when the window is closed; True when it was put aside instead, and the program goes on.
    """

    back_up_wanted = Signal()
    own_wanted = Signal()
    page_built = Signal(object)
    closed = Signal()
    attached = Signal(object)
    detached = Signal()
    settings_changed = Signal(object)
    turned = Signal(str)

    def __init__(self, frame: Frame, settings: Settings, change: Callable[..., None]) -> None:
        super().__init__(frame)
        self.frame = frame
        self.settings = settings
        self.bridge: Bridge | None = None
        self.house: House | None = None
        self.change = change
        self.stay: Callable[[], bool] | None = None
        self._may_close = False
        self._for_good = False
        self._came_from = "counter"
        self._card_from = "counter"
        self._focus_of: dict[str, QWidget] = {}
        self._pages: dict[str, Page] = {}
        self.actions_ = Actions(frame)
        self.actions_.set_letters(settings.letters)
        self._makers: dict[str, Callable[[], Page]] = {
            "counter": lambda: CounterPage(self.actions_),
            "card": self._make_card,
            "today": self._make_today,
            "feedback": self._make_feedback,
            "settings": self._make_settings,
            **{name: partial(people.make, name, self.actions_) for name in people.NAMES},
        }
        self._build()
        self._connect()
        self._dress()
        self.show_page("counter")

    # The notebook

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self.bridge = bridge
        self._sign()
        self.voice.attach(bridge)
        bridge.changed.connect(self._on_changed)
        self.shell.status.show_place(_("Kept on this computer only"), str(bridge.store.path))
        for page in self._pages.values():
            page.attach(bridge)
        self._read_house()
        self.waiting.attach(bridge)
        self.show_shell()
        self.attached.emit(bridge)

    def detach(self) -> None:
        """The notebook is about to be closed: every page goes, the counter comes back empty."""
        self.bridge, self.house = None, None
        self.detached.emit()
        self.voice.detach()
        self.waiting.detach()
        gone = list(self._pages.values())
        self._pages.clear()
        self._focus_of.clear()
        self.show_page("counter")
        for page in gone:
            self.shell.pages.removeWidget(page)
            page.deleteLater()

    def rebuild(self) -> None:
        """Every page anew, after one of them failed."""
        bridge = self.bridge
        self.detach()
        if bridge is not None and not bridge.closed:
            self.attach(bridge)
        else:
            self.show_shell()

    def use(self, settings: Settings) -> None:
        """This till's settings are others now; the look has been applied already."""
        self.settings = settings
        self.actions_.set_letters(settings.letters)
        for page in self._pages.values():
            page.show_settings(settings)
        self.settings_changed.emit(settings)

    # Pages

    def page(self, name: str) -> Page:
        """The page of that name, built when it is asked for the first time."""
        if name not in self._pages:
            page = self._pages[name] = self._makers[name]()
            page.said.connect(self.voice.say)
            page.gone.connect(self.voice.say_gone)
            page.problem.connect(self.voice.show_problem)
            page.open_card.connect(self.open_card)
            page.open_page.connect(self.show_page)
            page.leave.connect(self._leave)
            page.main_changed.connect(self._renew_main)
            self.shell.pages.addWidget(page)
            if self.bridge is not None:
                page.attach(self.bridge)
            self._tell_house(page)
            self.page_built.emit(page)
        return self._pages[name]

    def has_page(self, name: str) -> bool:
        """Whether that page was built already."""
        return name in self._pages

    def built_pages(self) -> tuple[Page, ...]:
        """Every page that was shown once."""
        return tuple(self._pages.values())

    @property
    def current(self) -> Page:
        """The page shown."""
        return self.shell.page

    def show_page(self, name: str) -> None:
        """Turn to a page. The page left saves what is half typed, and keeps everything else as it is."""
        before = self.shell.pages.currentWidget()
        page = self.page(name)
        if isinstance(before, Page) and before is not page:
            self._put_down(before)
        self.shell.pages.setCurrentWidget(page)
        self.actions_.set_page(page.keys_of)
        self.scans.on = name != "counter"  # the search there hears scans itself
        self.shell.rail.choose(name)
        self._renew_main()
        kept = self._focus_of.pop(name, None)
        if name != "counter" and kept is not None and kept.isVisibleTo(page):
            kept.setFocus()
        else:
            page.take_focus()
        self.turned.emit(name)

    def open_card(self, customer: CustomerId, among: tuple[CustomerId, ...] = ()) -> None:
        """Show the card of a customer; Ctrl+PgUp and Ctrl+PgDn walk through `among`."""
        card: Any = self.page("card")
        if self.current is not card:
            self._card_from = self.current.name if self.current.name in _LEADS_TO_CARDS else "counter"
        card.show_way_back(self._card_from)
        card.show_customer(customer, among)
        self._focus_of.pop("card", None)
        self.show_page("card")

    def new_customer(self) -> None:
        """Ctrl+N, from anywhere."""
        self.show_page("counter")
        self._counter.start_new(self._counter.search.text().strip())

    def new_reminder(self) -> None:
        """Ctrl+R, from anywhere; on a card it is for that customer."""
        if not self.in_shell or self.bridge is None:
            return
        page: Any = self.current
        if page.name == "card":
            page.new_reminder()
            return
        self.show_page("today")
        page = self.current
        page.start_new()

    def _on_scanned(self, number: str) -> None:
        """A card was scanned over another page: that person's card, whoever's is open."""
        if self.in_shell and self.bridge is not None:
            self.show_page("counter")
            self._counter.look_up(number)

    @property
    def _counter(self) -> CounterPage:
        counter = self.page("counter")
        assert isinstance(counter, CounterPage)
        return counter

    def _on_digit(self, digit: int) -> None:
        """A digit that was no scan ticks a variation, or opens a step of the Feedback page."""
        names = _DIGITS.get(self.current.keys_of, VARIATIONS)
        if 0 < digit <= len(names) and self.in_shell and self.actions_.hint(names[digit - 1]):
            self.actions_[names[digit - 1]].trigger()

    def go_back(self) -> None:
        """Esc: first inside the page, then to the page before."""
        if not self.in_shell or self.listening.go_back() or self.current.go_back():
            return
        if self.shell.toast.isVisible():
            self.shell.toast.leave()
        else:
            self._leave()

    def _leave(self) -> None:
        """To where the person came from: from a card to the results or the touches, from Settings to any page."""
        left = self.current
        if left.name != "counter":
            back = {
                "settings": self._came_from,
                "card": self._card_from,
                "importing": "customers",
                "doubles": "customers",
            }
            self.show_page(back.get(left.name, "counter"))
        if left.name == "card" and self.current is self._counter and (view := getattr(left, "view", None)) is not None:
            self._counter.choose(view.id)

    def _on_minute(self) -> None:
        """What was put off may be back: every page hears of it in the same turn as the cover."""
        for page in self._pages.values():
            page.minute()

    def _put_down(self, page: Page) -> None:
        page.flush()
        self._came_from = page.name
        focus = self.frame.focusWidget()
        if focus is not None and page.isAncestorOf(focus) and page.keeps_focus(focus):
            self._focus_of[page.name] = focus

    # Instead of the pages

    @property
    def in_shell(self) -> bool:
        """Whether the pages are shown, and not something in their place."""
        return self.full.currentWidget() is self.shell

    def show_full(self, widget: QWidget) -> None:
        """Show something in place of cover and pages: first run, passphrase, crash."""
        if self.full.indexOf(widget) < 0:
            self.full.addWidget(widget)
        self.full.setCurrentWidget(widget)
        widget.setFocus()

    def show_shell(self) -> None:
        """Back to the pages; what stood in their place goes."""
        for widget in [self.full.widget(n) for n in range(self.full.count())]:
            if widget is not None and widget is not self.shell:
                self.full.removeWidget(widget)
                widget.deleteLater()
        self.full.setCurrentWidget(self.shell)
        self.current.take_focus()

    # The house

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & {Kind.SHOP, Kind.STAFF}:
            self._read_house()

    def _read_house(self) -> None:
        if self.bridge is not None:
            self.bridge.read(read_house).latest(self, "house").then(self._show_house)

    def _show_house(self, house: House) -> None:
        self.house = house
        self.shell.rail.show_shop(house.shop.name, house.about)
        self.frame.setWindowTitle(f"{house.shop.name} - RelNotebook" if house.shop.name else "RelNotebook")
        self.shell.status.show_demo(house.shop.demo)
        self.voice.last_saved(house.saved)
        if self._at_till and not house.knows(self._at_till):
            self.serve(0)  # who comes back, or gets the number later, says so
        else:
            self._tell_all()

    @property
    def _at_till(self) -> int:
        """Who is at the till in this notebook, 0 for nobody."""
        return self.settings.at_till(str(self.bridge.store.path)) if self.bridge is not None else 0

    def _sign(self) -> None:
        """What is written from now on is signed by who is at the till."""
        if self.bridge is not None:
            self.bridge.staff = StaffId(self._at_till) if self._at_till else None

    def _tell_all(self) -> None:
        if self.house is not None:
            self.shell.rail.person.show_person(*self.house.person(self._at_till))
        for page in self._pages.values():
            self._tell_house(page)

    def _tell_house(self, page: Page) -> None:
        if self.house is not None:
            page.show_shop(self.house.shop)
            page.show_person(self.house.person(self._at_till)[0])

    # Small commands

    def switch_staff(self) -> None:
        """F2: the colleagues, or, when none is written down yet, the place where they are."""
        if self.house is None:
            return
        if self.house.colleagues:
            people, now = self.house.colleagues, self._at_till
            staff_menu(self.shell.rail.person, people, now, self.serve, self._show_settings)
        else:
            self._show_settings()

    def serve(self, staff: int) -> None:
        """This colleague is at the till now; 0 for nobody in particular."""
        self.change(staff=staff, staff_of=str(self.bridge.store.path) if self.bridge is not None and staff else "")
        self._sign()
        self._tell_all()

    def _show_settings(self) -> None:
        self.show_page("settings")

    def _show_calendar(self) -> None:
        self.show_page("settings")
        page: Any = self.current
        page.show_calendar()

    def _show_place(self) -> None:
        if self.bridge is not None:
            place_menu(self.shell.status.place, Path(self.bridge.store.path), self._show_settings)

    def _search(self) -> None:
        self.show_page("counter")
        self.current.take_focus()

    def _press_main(self) -> None:
        if self.in_shell:
            self.current.press_main()

    def _already_saved(self) -> None:
        self.current.flush()
        self.listening.flush()
        if not self.current.keep():
            self.voice.say_saved()

    def _swap_theme(self) -> None:
        self.change(theme="light" if themes.of().dark else "dark")

    def _full_screen(self) -> None:
        self.frame.setWindowState(self.frame.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        from relnotebook.ui.keys import KeyMap

        sheet = KeyMap(self.actions_, self.frame)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _next_pane(self, by: int) -> None:
        if not self.in_shell:
            return
        parts = [*self.current.panes(), self.shell.rail.chosen_tab(), self.shell.status.place]
        panes = [pane for pane in parts if pane.isVisible()]
        focus = self.frame.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))), -1)
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _renew_main(self) -> None:
        words = self.current.main_text
        self.actions_["main"].setText(words or _("&Log the usual"))
        self.actions_.allow("main", bool(words))

    # Looks

    def _fit(self) -> None:
        self.shell.fit(self.frame.width())

    def _dress(self) -> None:
        """The look is another one."""
        self.actions_.dress(themes.of().icon)
        self._fit()

    def _state_changed(self) -> None:
        self.actions_["full_screen"].setChecked(self.frame.isFullScreen())

    # Closing

    def close(self) -> None:
        """Close the window as a person does."""
        self.frame.close()

    def close_for_good(self) -> bool:
        """ "Close RelNotebook": not even the tray keeps it. False when something must be written or asked first."""
        if self._may_close and not self.frame.isVisible():
            return True
        self._for_good = True
        gone = self.frame.close()
        self._for_good = False
        return gone

    def _may_close_now(self) -> bool:
        """Not before everything typed is in the file."""
        if not self._may_close:
            for page in self._pages.values():
                page.flush()
            self.listening.flush()
            if not self._for_good and self.stay is not None and self.stay():
                return False
            if not self.closing.begin(self.bridge):
                return False
        self._may_close = True
        place = self.frame.normalGeometry()
        shape = (place.x(), place.y(), place.width(), place.height())
        self.change(window=shape, maximised=self.frame.isMaximized())
        self.closed.emit()
        return True

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    # Building

    def _make_card(self) -> Page:
        from relnotebook.ui.card import CardPage

        return CardPage(self.actions_)

    def _make_today(self) -> Page:
        from relnotebook.ui.today import TodayPage

        return TodayPage(self.actions_)

    def _make_feedback(self) -> Page:
        from relnotebook.ui.feedback.page import FeedbackPage

        return FeedbackPage(self.actions_)

    def _make_settings(self) -> Page:
        from relnotebook.ui.settings import SettingsPage

        return SettingsPage(self.actions_, self.settings, self.change)

    def _build(self) -> None:
        self.shell = Shell(self.actions_)
        self.full = QStackedWidget()
        self.full.addWidget(self.shell)
        self.frame.setCentralWidget(self.full)
        self.full.show()  # a frame that is on the screen already would show it later, without the focus
        self.menu_bar = ShyMenuBar(self.actions_, self.frame)
        self.frame.setMenuBar(self.menu_bar)
        self.ring = FocusRing(self.frame)
        self.field_undo = FieldUndo(self.frame)
        self.scans = Scans(self.frame)
        self.closing = Closing(self.frame)
        self.voice = Voice(self.shell, self.actions_, self.frame)
        self.waiting = Waiting(self)
        self.listening = Listening(self)
        self.people = people.People(self)

    def _connect(self) -> None:
        on = self.actions_.on
        on("search", self._search)
        on("new_customer", self.new_customer)
        on("main", self._press_main)
        on("back", self.go_back)
        on("undo", self.voice.undo)
        on("redo", self.voice.redo)
        on("back_up", self.back_up_wanted.emit)
        on("saved", self._already_saved)
        on("settings", self._show_settings)
        on("calendar", self._show_calendar)
        on("counter", self._search)
        on("today", lambda: self.show_page("today"))
        on("new_reminder", self.new_reminder)
        on("switch_staff", self.switch_staff)
        on("bigger", lambda: self.change(scale=tills.bigger(self.settings.scale)))
        on("smaller", lambda: self.change(scale=tills.smaller(self.settings.scale)))
        on("normal_size", lambda: self.change(scale=1.0))
        on("dark", self._swap_theme)
        on("full_screen", self._full_screen)
        on("next_pane", lambda: self._next_pane(1))
        on("previous_pane", lambda: self._next_pane(-1))
        on("keys", self._show_keys)
        on("menu_bar", self.menu_bar.summon)
        on("close", lambda: self.close_for_good())
        self.shell.status.place_wanted.connect(self._show_place)
        self.shell.status.backups_wanted.connect(self._show_settings)
        self.shell.status.own_wanted.connect(self.own_wanted)
        self.waiting.minute.connect(self._on_minute)
        self.waiting.counted.connect(lambda count: self.shell.rail.set_count("today", count))
        self.waiting.heard.connect(lambda count: self.shell.rail.set_count("feedback", count))
        self.closing.ready.connect(self._close_now)
        self.scans.scanned.connect(self._on_scanned)
        self.scans.digit.connect(self._on_digit)
        self.frame.may_close = self._may_close_now
        self.frame.resized.connect(self._fit)
        self.frame.state_changed.connect(self._state_changed)
        self.frame.tip.connect(self.shell.status.show_tip)
        themes.of().changed.connect(self._dress)
