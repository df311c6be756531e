"""Puts the window together: settings, look, one instance, the opening, the bridge, the pulse; and the crash hook.

The order is what makes the start quick: frame and first paint before the shell, the shell before the store, which
is imported by the work of `exchange/notebooks` in a lane.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from relnotebook.base import clock, resources, words
from relnotebook.base import settings as tills
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.exchange import notebooks
from relnotebook.ui.frame import Frame
from relnotebook.ui.program import Program

if TYPE_CHECKING:
    from types import TracebackType

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.bridge.opening import Opening, Work
    from relnotebook.bridge.pulse import Pulse
    from relnotebook.notebook.safety import Kept, Whereabouts
    from relnotebook.store.backups import Backup
    from relnotebook.store.write import Store
    from relnotebook.ui.bell import Bell
    from relnotebook.ui.instance import Instance
    from relnotebook.ui.page import Page
    from relnotebook.ui.trouble import Offer
    from relnotebook.ui.welcome import Begin
    from relnotebook.ui.window import Window
    from relnotebook.widgets.theme import Look, Theme

SUFFIX = ".relnotebook"
LOOKS = frozenset({"theme", "scale", "roomy", "less_motion", "language"})
KEEP_MS = 300
AT_ONCE = frozenset({"pin_wrong", "handed_of"})  # in the file before anything else happens: no plug pulled helps
LISTEN_MS = 1500  # the network module is loaded when the shop can already be served
LATE_DAYS = 3
LOG_MS = 2000  # after the first paint: loading the log must not make the start any longer
KEY_CODES = frozenset({"wrong-key-or-damaged", "needs-passphrase"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the start asked for: a notebook, the demo shop, or whatever was open last."""

    notebook: Path | None = None
    demo: bool = False

    @staticmethod
    def of(words: list[str]) -> Wish:
        """From the command line, which `__main__.for_window` has looked through."""
        paths = [word.removeprefix("--notebook=") for word in words if word not in ("--demo", "--notebook")]
        return Wish(Path(paths[-1]).absolute() if paths else None, "--demo" in words)


class App(QObject):
    """The program with its window.

    Attributes:
        settings: this till's. frame: the bare window; window: what furnishes it, None before the first paint.
        bridge: to the open notebook, None while none is.
    """

    _bug = Signal(object)

    def __init__(self, qapp: QApplication, wish: Wish, settings_file: Path | None = None) -> None:
        super().__init__(qapp)
        self._qapp = qapp
        self._wish = wish
        self._file = settings_file or tills.file()
        self.settings = tills.load(self._file)
        self.window: Window | None = None
        self.bridge: Bridge | None = None
        self._instance: Instance | None = None
        self._opening: Opening | None = None
        self._pulse: Pulse | None = None
        self._bell: Bell | None = None
        self._path: Path | None = None
        self._crashed = False
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keeping.timeout.connect(self._keep_settings)
        words.load(self.settings.language, resources.path("lang"))
        self._theme: Theme | None = None
        self._done: dict[str, Any] = {}  # what the work that opened the notebook tells of itself
        self.frame = Frame(dark=_is_dark(qapp, self.settings.theme), scale=self.settings.scale)

    @property
    def theme(self) -> Theme:
        """The look; only after the first paint."""
        assert self._theme is not None
        return self._theme

    # The start

    def begin(self) -> bool:
        """Show the frame, and furnish it after its first paint. False when another window has the notebook already."""
        self._path = self._wished()
        if self._path is not None and not self._take(self._path):
            return False
        self.frame.painted.connect(self._furnish, Qt.ConnectionType.QueuedConnection)
        self.frame.place(self.settings.window, self.settings.maximised)
        return True

    def _wished(self) -> Path | None:
        if self._wish.demo:
            return demo_path()
        if self._wish.notebook is not None:
            return self._wish.notebook
        return Path(self.settings.notebook) if self.settings.notebook else None

    def _furnish(self) -> None:
        """After the first paint: the shell, then the notebook."""
        from relnotebook.ui.window import Window
        from relnotebook.widgets.theme import Theme

        self._theme = Theme(self._qapp)
        self._theme.apply(_look(self.settings))
        self.window = Window(self.frame, self.settings, self.change)
        self.window.back_up_wanted.connect(self.back_up)
        self.window.own_wanted.connect(self.leave_demo)
        self.window.page_built.connect(self._page_built)
        self.window.closed.connect(self.end)
        self._qapp.aboutToQuit.connect(self.end)
        self._bug.connect(self._show_bug)
        QTimer.singleShot(LOG_MS, self, _start_log)
        if not gc.isenabled():  # switched off for the start
            gc.freeze()  # what the start has loaded stays: no later collection need look through it
            gc.enable()
        if self._path is None:
            self.welcome()
        elif self._wish.demo and not self._path.exists():
            self._open(self._path, partial(notebooks.fresh, self._path, None, self.settings.till, notebooks.demo_shop))
        else:
            self._open(self._path)

    # The notebook

    def _open(self, path: Path, work: Callable[..., Generator[Step, None, Store]] | None = None) -> None:
        """Open a notebook, or make it by `work`; the window stays usable meanwhile."""
        from relnotebook.bridge.opening import Opening

        assert self.window is not None
        self._drop_opening()
        self._done.clear()
        if not self._take(path):
            self._not_opened(StoreTrouble("open-elsewhere", path=str(path)))
            return
        self._path = path
        make: Work = work or partial(notebooks.opened, path, self.settings.till)
        self._opening = Opening(make, parent=self)
        self._opening.opened.connect(self._opened)
        self._opening.needs_passphrase.connect(self._ask_passphrase)
        self._opening.failed.connect(self._not_opened)
        self._opening.progressed.connect(self.window.voice.show_opening)
        self._opening.start()

    def _opened(self, bridge: Bridge) -> None:
        from relnotebook.bridge.pulse import Pulse
        from relnotebook.notebook import safety

        assert self.window is not None
        self._drop_opening()
        self.bridge = bridge
        self._path = bridge.store.path
        self._take(self._path)  # it may have moved
        self.change(**_with(self.settings.with_notebook(self._path), "notebook", "recent"))
        self.window.attach(bridge)
        QTimer.singleShot(LISTEN_MS, self, self._ring)
        self._pulse = Pulse(
            bridge,
            backup=partial(safety.back_up_if_due, second=self._second),
            turn=notebooks.turn,
            turn_wanted=notebooks.turn_wanted,
            parent=self,
        )
        self._pulse.backed_up.connect(self._backed_up)
        self._pulse.recovered.connect(self.window.voice.all_well)
        bridge.look(safety.newest).then(self._backed_up)
        bridge.look(safety.whereabouts).then(self._show_place)
        for act, label in bridge.store.recovered:
            self.window.voice.say_recovered(act, label)
        if (people := self._done.pop("waiting", None)) is not None:
            self.window.people.bring_in(people)
        if self._done:
            from relnotebook.ui import afterwards

            self.window.voice.say(afterwards.sentence(self._done))

    def _ring(self) -> None:
        """From now on the tray tells what falls due; the counter was served first."""
        from relnotebook.ui.bell import Bell

        if self._bell is None and self.window is not None and self.bridge is not None:
            self._bell = Bell(self.window, self.change, first_ms=0)

    def _show_place(self, where: Whereabouts) -> None:
        kind, name = where.place, where.name
        if self.window is not None and self._path is not None and kind == "synced":
            words = _("{program} copies this notebook elsewhere").format(program=name)
            self.window.shell.status.show_place(words, str(self._path), warn=True)

    def _ask_passphrase(self) -> None:
        from relnotebook.ui.unlock import UnlockPage

        assert self.window is not None
        page = UnlockPage(str(self._path))
        page.unlock.connect(self._unlock)
        page.other.connect(self.open_other)
        self.window.show_full(page)

    def _unlock(self, passphrase: str) -> None:
        if self._opening is not None:
            self._opening.start(passphrase)

    def _not_opened(self, problem: Problem) -> None:
        from relnotebook.ui.unlock import UnlockPage
        from relnotebook.ui.welcome import WelcomePage
        from relnotebook.widgets import say

        assert self.window is not None
        self.window.voice.opening_over()
        page = self.window.full.currentWidget()
        if (isinstance(page, UnlockPage) and problem.code in KEY_CODES) or isinstance(page, WelcomePage):
            page.show_problem(say.problem(problem))
        else:
            self._show_trouble(problem)

    def _show_trouble(self, problem: Problem) -> None:
        from relnotebook.bridge.errand import Errand
        from relnotebook.ui.trouble import TroublePage
        from relnotebook.widgets import say

        assert self.window is not None
        path = self._path or Path(self.settings.notebook)
        page = TroublePage(say.problem(problem), str(path))
        page.again.connect(lambda: self._open(path))
        page.another.connect(self.open_other)
        page.fresh.connect(self.welcome)
        page.bring_back.connect(self.bring_back)
        self.window.show_full(page)
        Errand(partial(notebooks.backups_of, path), self).done.connect(lambda found: page.show_backups(offered(found)))

    def _take(self, path: Path) -> bool:
        """Hold the notebook for this program; another window that has it comes to the front."""
        from relnotebook.ui.instance import Instance

        instance = Instance(path, self._file.parent, self)
        if self._instance is not None and self._instance.same(instance):
            return True
        if not instance.take():
            instance.call_other()
            return False
        self._let_go()
        self._instance = instance
        instance.raised.connect(self.frame.come_forward)
        QTimer.singleShot(LISTEN_MS, instance, instance.listen)
        return True

    # Other ways to a notebook

    def welcome(self, _value: object = None) -> None:
        """The first page: a new notebook, the demo shop, or another file."""
        from relnotebook.ui.welcome import WelcomePage

        assert self.window is not None
        self._drop_opening()
        page = WelcomePage()
        page.begin.connect(self._begin)
        page.scale_picked.connect(lambda scale: self.change(scale=scale))
        page.language_picked.connect(lambda language: self.change(language=language))
        self.window.show_full(page)

    def _begin(self, begin: Begin) -> None:
        till, key = self.settings.till, begin.passphrase or None
        if begin.how == "open" and begin.path is not None:
            self._open(begin.path)
        elif begin.how == "demo":
            path = demo_path()
            self._open(path, None if path.exists() else partial(notebooks.fresh, path, None, till, notebooks.demo_shop))
        else:
            path = free_path(begin.shop)
            people = begin.path if begin.how == "bring_in" else None
            furnish = partial(
                notebooks.first_page,
                name=begin.shop,
                kind=begin.kind,
                region=region(),
                people=people,
                told=self._done.update,
            )
            self._open(path, partial(notebooks.fresh, path, key, till, furnish))

    def open_other(self) -> None:
        """Choose another notebook's file."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.frame, _("Open a notebook"), str(tills.notebooks()), _("Notebooks (*.relnotebook)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.reopen(Path(name)))
        dialog.open()

    def reopen(self, path: Path, work: Callable[..., Generator[Step, None, Store]] | None = None) -> None:
        """Leave the notebook that is open and open another one, or the same one by other work."""
        self._leave()
        self._open(path, work)

    def bring_back(self, backup: Path) -> None:
        """Put a backup in place of the notebook; the file of today is kept aside."""
        if self._path is not None:
            self.reopen(
                self._path, partial(notebooks.restored, self._path, backup, self.settings.till, told=self._done.update)
            )

    def move(self, folder: Path) -> None:
        """Move the notebook to another folder and go on there."""
        if self._path is not None:
            self.reopen(
                self._path, partial(notebooks.moved, self._path, folder, self.settings.till, told=self._done.update)
            )

    def leave_demo(self) -> None:
        """Wipe the demo shop and begin an own notebook, in one action."""
        if self.window is None or self.window.house is None or not self.window.house.shop.demo or self._path is None:
            return
        from relnotebook.bridge.errand import Errand

        path = self._path
        self._leave()
        self._let_go()
        self.change(notebook="", recent=tuple(p for p in self.settings.recent if p != str(path)))
        Errand(partial(notebooks.wipe, path), self).done.connect(self.welcome)

    def _leave(self) -> None:
        """Close the notebook that is open; everything is in the file."""
        assert self.window is not None
        self._drop_opening()
        if self._pulse is not None:
            self._pulse.stop()
            self._pulse.deleteLater()
            self._pulse = None
        if self.bridge is not None:
            self.window.detach()
            self.bridge.close()
            self.bridge.deleteLater()
            self.bridge = None

    def _drop_opening(self) -> None:
        if self._opening is not None:
            self._opening.close()
            self._opening.deleteLater()
            self._opening = None

    def _let_go(self) -> None:
        if self._instance is not None:
            self._instance.release()
            self._instance.deleteLater()
            self._instance = None

    # Settings

    def change(self, **values: Any) -> None:
        """New values of this till's settings: in force at once, in the file a moment later."""
        before = self.settings
        self.settings = tills.changed(before, **values)
        if self.settings == before:
            return
        self._keeping.start()
        if values.keys() & AT_ONCE:
            self._keep_settings()
        if "language" in values:
            words.load(self.settings.language, resources.path("lang"))
        if values.keys() & LOOKS and self._theme is not None:
            self.theme.apply(_look(self.settings))
        if self.window is not None:
            self.window.use(self.settings)

    def _keep_settings(self) -> None:
        self._keeping.stop()
        try:
            tills.save(self.settings, self._file)
        except OSError:
            if self.window is not None:
                self.window.voice.show_problem(StoreTrouble("settings-not-kept", path=str(self._file)))

    def _page_built(self, page: Page) -> None:
        """Settings has wishes that only the program can grant."""
        if page.name != "settings":
            return
        found: Any = page
        found.backups.bring_back_wanted.connect(self.bring_back)
        found.storage.move_wanted.connect(self.move)
        found.storage.open_wanted.connect(self.open_other)

    # Backups

    @property
    def _second(self) -> Path | None:
        return Path(self.settings.second_backup) if self.settings.second_backup else None

    def back_up(self) -> None:
        """Ctrl+B: a backup now."""
        if self.bridge is None or self.window is None:
            return
        from relnotebook.notebook import safety

        job = self.bridge.run(partial(safety.back_up, second=self._second))
        job.finished.connect(self._backed_up_by_hand)
        self.window.voice.follow(job, _("Making a backup"))

    def _backed_up_by_hand(self, made: Kept) -> None:
        from relnotebook.widgets import say

        assert self.window is not None
        self._backed_up(made)
        self.window.voice.say(_("Backed up. {size}, checked.").format(size=say.size(made.size)))

    def _backed_up(self, made: Kept | None) -> None:
        if self.window is None:
            return
        if made is None:
            return  # a fresh notebook has its first one in a moment
        from relnotebook.ui.afterwards import backup_words

        late = (clock.today() - made.when.date()).days > LATE_DAYS
        self.window.shell.status.show_backup(backup_words(made), late=late)
        if made.trouble is not None:
            self.window.voice.show_problem(made.trouble)

    # Bugs

    def hear_bugs(self) -> None:
        """Whatever nobody caught, on any thread, comes to the log and to the crash page."""
        sys.excepthook = self._on_bug
        threading.excepthook = lambda args: self._on_bug(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_bug(self, kind: type[BaseException], bug: BaseException | None, _trace: TracebackType | None) -> None:
        from relnotebook.base import log

        if bug is None or issubclass(kind, KeyboardInterrupt):
            self.quit()
            return
        _start_log()
        log.trouble("nobody caught this", bug)
        sys.stderr.write(log.trace(bug) + "\n")
        self._bug.emit(log.report(bug))

    def _show_bug(self, report: str) -> None:
        if self._crashed or self.window is None:
            return
        from relnotebook.ui.crash import CrashPage

        self._crashed = True
        page = CrashPage(report)
        page.go_on.connect(self._go_on)
        page.close_wanted.connect(self.quit)
        self.window.show_full(page)

    def _go_on(self) -> None:
        """Back from the crash page, with every page built anew."""
        assert self.window is not None
        self._crashed = False
        self.window.rebuild()

    # The end

    def quit(self) -> bool:
        """Close the window for good. False when something must be written or asked first; then it goes by itself."""
        return self.frame.close() if self.window is None else self.window.close_for_good()

    def end(self) -> None:
        """The window is gone: let go of everything."""
        if self._keeping.isActive():
            self._keep_settings()
        if self.window is not None:
            self.window.listening.end()
        self._drop_opening()
        if self._pulse is not None:
            self._pulse.stop()
        if self._bell is not None:
            self._bell.stop()
        if self.bridge is not None:
            self.bridge.close()
            self.bridge = None
        self._let_go()


def run(wish: Wish) -> int:
    """Open the window and stay until it is closed; the exit status."""
    if no_screen():
        sys.stderr.write(_("There is no screen here. `relnotebook tour --out pictures` shows the program without one."))
        sys.stderr.write("\n")
        return 1
    _no_core_dumps()
    gc.disable()  # while everything is loaded there is nothing to collect, only time to lose; see _furnish
    qapp = Program(sys.argv[:1])
    qapp.setApplicationName("RelNotebook")
    qapp.setDesktopFileName("relnotebook")
    app = App(qapp, wish)
    app.hear_bugs()
    qapp.may_end = app.quit
    return qapp.exec() if app.begin() else 0


def no_screen() -> bool:
    """Whether a window cannot be shown: Linux without X or Wayland, and no other platform asked for."""
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in asked)


def _start_log() -> None:
    from relnotebook.base import log

    if not log.started():
        log.start(tills.logs())


def _no_core_dumps() -> None:
    """What stands in memory (a notebook's key) must not be written to a disk when the program falls over."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _is_dark(qapp: QApplication, theme: str) -> bool:
    """Whether the first paint is dark, as the look that follows will be."""
    if theme in ("light", "dark"):
        return theme == "dark"
    return qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _look(settings: Settings) -> Look:
    from relnotebook.widgets.theme import Look

    rtl = QLocale(settings.language).textDirection() == Qt.LayoutDirection.RightToLeft
    return Look(settings.theme, settings.scale, settings.roomy, settings.less_motion, rtl)


def _with(settings: Settings, *names: str) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in names}


# Where notebooks lie


def demo_path() -> Path:
    """The demo shop's notebook, apart from every own one."""
    return tills.notebooks() / f"Demo shop{SUFFIX}"


def free_path(shop: str) -> Path:
    """A file for a new notebook, named after the shop, that is not there yet."""
    kept = "".join(c if c.isalnum() or c in " -_'&" else " " for c in shop)
    name = " ".join(kept.split())[:60].strip() or _("My shop")
    folder, number = tills.notebooks(), 2
    path = folder / f"{name}{SUFFIX}"
    while path.exists():
        path, number = folder / f"{name} {number}{SUFFIX}", number + 1
    return path


def region() -> str:
    """The country whose phone numbers are written without a +, from this computer's settings."""
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if len(code) == 2 and code.isalpha() else "GB"


def offered(found: Sequence[Backup]) -> list[Offer]:
    """Backups in words, for the page of a notebook that does not open."""
    from relnotebook.ui.trouble import Offer
    from relnotebook.widgets import say

    return [Offer(b.path, f"{say.day_long(b.when)}, {say.clock(b.when)}", say.size(b.size)) for b in found[:12]]
