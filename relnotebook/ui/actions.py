"""Every command once: its words, keys, icon and menu. Menus, buttons, tooltips and the key list (F1) read it.

A page takes a command's QAction from `Actions` (`actions["card_note"]`) and gives it to its button, so
that the key, the tooltip and the menu can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions_feedback import feedback, listening, looking
from relnotebook.ui.actions_people import bringing, customers, going, importing, joining, mailings
from relnotebook.ui.command import EVERYWHERE, Command

VARIATIONS = tuple(f"card_variation_{n}" for n in range(1, 10))


def menus() -> tuple[tuple[str, str], ...]:
    """(key, title) of the menus, in order."""
    return (
        ("file", _("&Notebook")),
        ("edit", _("&Edit")),
        ("customer", _("&Customer")),
        ("touch", _("&Touch")),
        ("feedback", _("&Feedback")),
        ("mailing", _("&Mailing")),
        ("view", _("&View")),
        ("help", _("&Help")),
    )


def pages() -> tuple[tuple[str, str], ...]:
    """(page, heading) of the key list, in order."""
    return (
        (EVERYWHERE, _("Everywhere")),
        ("counter", _("Counter")),
        ("card", _("Customer card")),
        ("today", _("Today")),
        ("feedback", _("Feedback")),
        ("ideas", _("Ideas")),
        ("customers", _("Customers")),
        ("importing", _("Bring in")),
        ("doubles", _("Doubles")),
        ("mailings", _("Mailings")),
    )


def commands() -> tuple[Command, ...]:
    """All commands, in menu order, in the language of the moment."""
    shop = (*_notebook(), *_edit(), *_customer(), *customers(), *_today(), *feedback(), *mailings())
    return (*shop, *_counter(), *importing(), *_view(), *_help())


def _notebook() -> tuple[Command, ...]:
    in_menu = partial(Command, menu="file")
    kept = _("Everything is kept; there is nothing to save.")
    return (
        in_menu("back_up", _("&Back up now"), ("Ctrl+B",), "device-floppy", _("Make a checked copy now.")),
        in_menu("saved", _("Already &saved"), ("Ctrl+S",), "circle-check", _("Everything is kept as you type.")),
        in_menu("settings", _("Se&ttings"), ("Ctrl+,",), "settings", _("Shop, looks, backups, storage.")),
        *bringing(),
        in_menu("calendar", _("&Dates for your calendar"), (), "calendar", _("Birthdays and other dates, as a file.")),
        in_menu("switch_staff", _("S&witch who is at the till"), ("F2",), "users", _("Say who serves now.")),
        in_menu("close", _("&Close RelNotebook"), ("Ctrl+Q",), "x", kept, divider=True),
    )


def _edit() -> tuple[Command, ...]:
    in_menu = partial(Command, menu="edit")
    find = _("Find a customer by name, phone, card, tag or the usual.")
    return (
        in_menu("undo", _("&Undo"), ("Ctrl+Z",), "arrow-back-up", _("Take back the last thing done.")),
        in_menu("redo", _("&Redo"), ("Ctrl+Shift+Z",), "refresh", _("Do again what was taken back.")),
        in_menu("search", _("&Search"), ("Ctrl+K", "F3"), "search", find, divider=True),
        Command("back", _("Back, close, clear"), ("Esc",), "arrow-left", _("Go back to where you came from.")),
    )


def _customer() -> tuple[Command, ...]:
    in_menu = partial(Command, menu="customer")
    usual = _("The page's main button.")
    return (
        in_menu("new_customer", _("&New customer"), ("Ctrl+N",), "user-plus", _("One word is enough.")),
        in_menu("new_reminder", _("New &reminder"), ("Ctrl+R",), "plus", _("A promise, a reminder, a question.")),
        in_menu("main", _("&Log the usual"), ("Ctrl+Return", "Ctrl+Enter"), "bookmark", usual),
        *_variations(),
        *_card(),
        *joining(),
    )


def _variations() -> tuple[Command, ...]:
    return tuple(
        Command(
            name,
            _("Variation {n}").format(n=n) if n > 1 else _("Tick a variation of the usual"),
            (str(n),),
            page="card",
            shown=_("1 to 9") if n == 1 else "-",
        )
        for n, name in enumerate(VARIATIONS, 1)
    )


def _card() -> tuple[Command, ...]:
    here = partial(Command, page="card", menu="customer")
    likes = _("What they love, like, dislike or never want.")
    more = _("Everything that can be done with this card.")
    return (
        here("card_other", _("&Other today"), ("O",), "plus", _("Log something else, once."), divider=True),
        here("card_note", _("Add a n&ote"), ("N",), "notebook", _("Write a note on this card.")),
        here("card_touchpoint", _("Log a &touchpoint"), ("T",), "phone", _("A call, letter or chat there was.")),
        here("card_preference", _("Add a &preference"), ("P",), "heart", likes),
        here("card_reminder", _("Add a &reminder"), ("R",), "calendar", _("A promise, something to do or to ask.")),
        *listening(),
        here("card_alert", _("Add an &alert"), ("A",), "alert-octagon", _("Something never to forget.")),
        here("card_edit", _("&Edit"), ("E",), "pencil", _("Name, how to say it, pronouns, card number.")),
        here("card_copy", _("&Copy the greeting"), ("C",), "copy", _("Copy a greeting to begin a letter with.")),
        here("card_previous", _("Pre&vious result"), ("Ctrl+PgUp",), "chevron-left", divider=True),
        here("card_next", _("Ne&xt result"), ("Ctrl+PgDown",), "arrow-right"),
        Command("card_menu", _("&More"), ("Shift+F10", "Menu"), "dots", more, page="card"),
    )


def _today() -> tuple[Command, ...]:
    here = partial(Command, page="today", menu="touch")
    asked = partial(Command, page="today", by_widget=True)
    return (
        asked("today_choose", _("Choose"), ("Down", "Up")),
        asked("today_open", _("To the message"), ("Return", "Enter")),
        here("today_done", _("&Done"), ("D",), "check", _("It was done; the card remembers it.")),
        here("today_snooze", _("&Snooze till tomorrow"), ("S",), "alarm-snooze", _("It comes back at opening.")),
        here("today_until", _("Snooze &until"), ("Shift+S",), "clock", _("Choose when it comes back.")),
        here("today_skip", _("S&kip"), ("X",), "player-skip-forward", _("Let this one pass.")),
        here("today_copy", _("&Copy the message"), ("C",), "copy", _("To paste it where you write."), divider=True),
        here("today_mail", _("Write the &e-mail"), ("M",), "mail", _("Your mail program opens; you send it.")),
        here("today_note", _("&Print a note"), ("L",), "printer", _("A small sheet to add to a parcel.")),
        here("today_wording", _("Another &wording"), ("W",), "refresh", _("The next of the shop's own messages.")),
        here("today_card", _("&Open the card"), ("G",), "id", _("Everything about this customer."), divider=True),
        here("today_print", _("P&rint the list"), ("Ctrl+P",), "printer", _("A strip for the wall.")),
        here("today_keep_list", _("Keep the &list as PDF"), (), "file-export", _("The strip for the wall, as a file.")),
    )


def _counter() -> tuple[Command, ...]:
    """Keys that the search and the rows answer themselves: in no menu, but on the key list."""
    here = partial(Command, page="counter", by_widget=True)
    return (
        here("counter_type", _("Search"), shown=_("any letter")),
        here("counter_choose", _("Choose"), ("Down", "Up")),
        here("counter_open", _("Open the card"), ("Return", "Enter")),
        here("counter_full", _("Full card for somebody new"), ("Shift+Return",)),
        here("counter_clear", _("Clear"), ("Esc",)),
        here("counter_scan", _("Open the card at once"), shown=_("scan a card")),
    )


def _view() -> tuple[Command, ...]:
    in_menu = partial(Command, menu="view")
    return (
        in_menu("counter", _("&Counter"), ("Ctrl+1",), "building-store", _("Find a customer, log the usual.")),
        *going()[:1],
        in_menu("today", _("&Today"), ("Ctrl+3",), "heart-handshake", _("Something kind to do for a customer.")),
        *looking(),
        *going()[1:],
        in_menu("bigger", _("&Bigger text"), ("Ctrl++", "Ctrl+="), "text-size", divider=True),
        in_menu("smaller", _("&Smaller text"), ("Ctrl+-",)),
        in_menu("normal_size", _("&Normal text size"), ("Ctrl+0",)),
        in_menu("dark", _("&Light or dark"), ("Ctrl+Shift+D",), "moon"),
        in_menu("full_screen", _("&Full screen"), ("F11",), checkable=True),
        in_menu("next_pane", _("Ne&xt part of the page"), ("F6",), divider=True, shown="F6, Shift+F6"),
        in_menu("previous_pane", _("&Previous part of the page"), ("Shift+F6",), shown="-"),
    )


def _help() -> tuple[Command, ...]:
    return (
        Command("keys", _("&Keys"), ("F1",), "help", _("All keys on one page."), "help"),
        Command("menu_bar", _("Menu bar"), ("F10",), shown=_("Alt, F10")),
    )


class Actions(QObject):
    """The QAction of every command, for one window.

    Attributes:
        table: the commands by name.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.table = {command.name: command for command in commands()}
        self._page = "counter"
        self._letters = True
        self._off: set[str] = set()
        self._icon: Callable[[str], QIcon] | None = None
        self._bare = True  # the actions do not have the icons of the look yet
        self._actions = {name: self._make(command, window) for name, command in self.table.items()}
        self._renew()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Call `slot` (without arguments) when the command is given by menu, key or button."""
        self._actions[name].triggered.connect(lambda _checked=False: slot())

    @property
    def page(self) -> str:
        """The page whose keys work now."""
        return self._page

    def set_page(self, page: str) -> None:
        """Keys of other pages rest until their page is shown."""
        self._page = page
        self._renew()

    def set_letters(self, on: bool) -> None:
        """Whether bare letters and digits work as keys (Settings, Appearance)."""
        self._letters = on
        self._renew()

    def allow(self, name: str, on: bool) -> None:
        """Switch one command on or off, on top of what its page says."""
        (self._off.discard if on else self._off.add)(name)
        self._renew()

    def hint(self, name: str) -> str:
        """The first key of a command as this computer writes it ("Ctrl+K"), "" when it has none now."""
        command = self.table[name]
        if not command.keys or (command.letter and not self._letters):
            return ""
        return native(command.keys[0])

    def menu(self, bar: QMenuBar) -> None:
        """Fill the menu bar from the table."""
        bar.clear()
        for key, title in menus():
            menu = bar.addMenu(title)
            self._fill(menu, [c for c in self.table.values() if c.menu == key])

    def fill(self, menu: QMenu, *names: str) -> None:
        """Put the named commands into a menu of a page ("..." button, right click)."""
        self._fill(menu, [self.table[name] for name in names])

    def dress(self, icon: Callable[[str], QIcon]) -> None:
        """Icons come from `icon` (name to QIcon) from now on: when a menu opens, since nobody sees them before."""
        self._icon = icon
        self._bare = True

    def _put_icons_on(self) -> None:
        if self._icon is None or not self._bare:
            return
        self._bare = False
        for name, action in self._actions.items():
            if self.table[name].icon:
                action.setIcon(self._icon(self.table[name].icon))

    def _fill(self, menu: QMenu, chosen: list[Command]) -> None:
        menu.aboutToShow.connect(self._put_icons_on)
        for command in chosen:
            if command.divider:
                menu.addSeparator()
            menu.addAction(self._actions[command.name])

    def _make(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.text, window)
        action.setObjectName(command.name)
        action.setStatusTip(command.tip)
        action.setCheckable(command.checkable)
        action.setAutoRepeat(not command.letter)  # a letter held down does its act once
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(_ROLES.get(command.name, QAction.MenuRole.NoRole))
        if not command.by_widget:
            window.addAction(action)
        return action

    def _renew(self) -> None:
        for name, command in self.table.items():
            action = self._actions[name]
            here = command.page in (EVERYWHERE, self._page)
            action.setEnabled(here and name not in self._off)
            keys = () if command.by_widget or (command.letter and not self._letters) else command.keys
            action.setShortcuts([QKeySequence(key) for key in keys])


_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
_ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "close": QAction.MenuRole.QuitRole,
}


def native(key: str) -> str:
    """A key as this computer writes it: "Ctrl+Enter", on a Mac "⌘↩"; arrows as arrows."""
    if key in _ARROWS:
        return _ARROWS[key]
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("Return", _("Enter"))


def key_list(actions: Actions) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(keys, what they do)]) for the keyboard map, all from the table."""
    out = []
    for page, heading in pages():
        rows = [
            (_shown(command), command.plain)
            for command in actions.table.values()
            if command.page == page and command.shown != "-" and (command.keys or command.shown)
        ]
        out.append((heading, rows))
    return out


def _shown(command: Command) -> str:
    if command.shown:
        return command.shown
    keys = (key for key in command.keys if key not in ("Ctrl+Enter", "Enter", "Ctrl+=", "Menu"))
    return ", ".join(native(key) for key in keys)
