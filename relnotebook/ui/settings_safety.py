"""Settings: backups and bringing one back; where the notebook lies, moving it, looking it over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Kind, Step
from relnotebook.base.words import _, n_
from relnotebook.ui.actions import Actions
from relnotebook.ui.settings_archive import ArchiveLine
from relnotebook.ui.settings_parts import Line, Section, Sign
from relnotebook.widgets import say
from relnotebook.widgets.notices import ask
from relnotebook.widgets.parts import PlainLabel, ProgressLine, button, set_tip

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.safety import Change, Kept, Whereabouts

SHOWN = 8


class Backups(Section):
    """What is kept, where, and three clicks to bring one back.

    Signals:
        bring_back_wanted: path of the backup that shall take the notebook's place.
    """

    key = "backups"
    icon = "history"
    bring_back_wanted = Signal(object)

    def __init__(self, actions: Actions) -> None:
        words = (_("backup"), _("restore"), _("copy"), _("safety"), _("USB"), _("lost"))
        super().__init__(_("Backups"), words=words)
        now = button(actions["back_up"], icon="device-floppy")
        self.head.addWidget(now)
        self._second = ""
        self._all: tuple[Kept, ...] = ()
        self.choose = button(_("Bring one back"))
        self.choose.setCheckable(True)
        self.choose.toggled.connect(self._show_list)
        kept = _("Every day, and before each import. 7 days, 8 weeks and 12 months are kept.")
        self._kept_words = kept
        self.sign = Sign("history")
        self.last = Line(_("No backup yet"), kept, self.choose, lead=self.sign)
        self.open_folder = button(_("Show the folder"))
        self.open_folder.clicked.connect(self._open_folder)
        self.place = Line(_("Beside the notebook"), "", self.open_folder, lead=Sign("folder"))
        self.change = button(_("Choose a folder"))
        self.change.clicked.connect(self._choose_second)
        self.nowhere = button(_("Stop"), "quiet")
        self.nowhere.clicked.connect(lambda: self.till_changed.emit({"second_backup": ""}))
        self.second = Line(_("Only there so far"), "", self.nowhere, self.change, lead=Sign("database"))
        self.list = QWidget()
        self.lines = QVBoxLayout(self.list)
        self.lines.setContentsMargins(30, 0, 0, 0)
        self.lines.setSpacing(0)
        self.list.hide()
        for part in (self.last, self.list, self.place, self.second):
            self.column.addWidget(part)
        self._folder = Path()

    def attach(self, bridge: Bridge) -> None:
        super().attach(bridge)
        self.choose.setChecked(False)
        self.reload()

    def show_till(self, settings: Settings) -> None:
        self._second = settings.second_backup
        where = in_words(Path(self._second)) if self._second else _("Only there so far")
        about = _("Each backup also goes here") if self._second else _("A USB stick or another disk is the best place.")
        self.second.show_words(where, about)
        self.nowhere.setVisible(bool(self._second))

    def reload(self) -> None:
        from relnotebook.notebook import safety

        if self.bridge is not None:
            self.bridge.look(safety.kept).latest(self, "backups").then(self._show).otherwise(self.told)
            self.bridge.look(safety.whereabouts).latest(self, "place").then(self._show_place).otherwise(self.told)

    def _show_place(self, where: Whereabouts) -> None:
        self._folder = where.backups
        self.place.show_words(in_words(where.backups), _("Beside the notebook"))
        set_tip(self.place, str(where.backups))

    def _show(self, found: tuple[Kept, ...]) -> None:
        self._all = found
        self.choose.setEnabled(bool(found))
        if found:
            newest = found[0]
            self.sign.draw("circle-check", "accent")
            words = f"{say.ago(newest.when, clock.now())}, {say.size(newest.size)}"
            self.last.show_words(words, self._kept_words)
        if self.choose.isChecked():
            self._fill()

    def _show_list(self, on: bool) -> None:
        self.list.setVisible(on)
        if on:
            self._fill()

    def _fill(self) -> None:
        while self.lines.count():
            item = self.lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._all[:SHOWN]:
            back = button(_("Look what would change"), "quiet")
            back.setAccessibleName(_("Look what the backup of {when} would change").format(when=_when(one)))
            back.clicked.connect(lambda _on=False, chosen=one: self._compare(chosen))
            self.lines.addWidget(Line(_when(one), f"{_kinds().get(one.kind, '')}, {say.size(one.size)}", back))
        if len(self._all) > SHOWN:
            more = n_("and {n} older one in the folder", "and {n} older ones in the folder", len(self._all) - SHOWN)
            self.lines.addWidget(PlainLabel(more, "small", "ink3"))

    def _compare(self, one: Kept) -> None:
        from relnotebook.notebook import safety

        if self.bridge is not None:
            self.bridge.look(safety.differences, one.path).latest(self, "compare").then(
                lambda changes: self._ask(one, changes)
            ).otherwise(self.told)

    def _ask(self, one: Kept, changes: tuple[Change, ...]) -> None:
        """The third click: what would differ, in numbers, before anything is put in place."""
        told = differing(changes)
        kept = _("Today's notebook is kept aside under its own name, so nothing is lost.")
        ask(
            self.window(),
            _("Bring back the notebook of {when}?").format(when=_when(one)),
            f"{told}\n{kept}",
            _("Bring it back"),
            _("Keep today's"),
            False,
            lambda: self.bring_back_wanted.emit(one.path),
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _choose_second(self) -> None:
        dialog = QFileDialog(self, _("A second folder for backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.till_changed.emit({"second_backup": name}))
        dialog.open()


class Storage(Section):
    """Where the notebook lies, whether it is encrypted, moving it, looking it over.

    Signals:
        move_wanted: folder the notebook shall move to.
        open_wanted: another notebook shall be opened.
    """

    key = "storage"
    icon = "database"
    move_wanted = Signal(object)
    open_wanted = Signal()

    def __init__(self) -> None:
        words = (
            _("file"),
            _("folder"),
            _("move"),
            _("check"),
            _("encryption"),
            _("passphrase"),
            _("password"),
            _("privacy"),
            _("archive"),
            _("export"),
        )
        super().__init__(_("Where the notebook lies"), words=words, short=_("Storage"))
        self._path = Path()
        show = button(_("Show the folder"))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))))
        self.move_button = button(_("Move it"))
        self.move_button.clicked.connect(self._choose_folder)
        self.place = Line(_("The notebook"), "", show, self.move_button, lead=Sign("notebook"))
        other = button(_("Open another"))
        other.clicked.connect(self.open_wanted)
        self.other = Line(_("Another notebook"), _("This one is closed, everything in it is saved."), other)
        self.sign = Sign("lock-open")
        self.lock = Line("", "", lead=self.sign)
        self.check = button(_("Look it over"))
        self.check.clicked.connect(self._look_over)
        self.checked = Line(
            _("Is everything in order?"),
            _("Reads every page, row and link, and the search. The shop goes on meanwhile."),
            self.check,
            lead=Sign("shield-check"),
        )
        self.progress = ProgressLine()
        self.progress.hide()
        self.archive = ArchiveLine(self)
        readable = (self.archive.field, self.archive.progress)
        for part in (self.place, self.lock, self.checked, self.progress, *readable, self.other):
            self.column.addWidget(part)

    def attach(self, bridge: Bridge) -> None:
        super().attach(bridge)
        self.reload()

    def reload(self) -> None:
        from relnotebook.notebook import safety

        if self.bridge is not None:
            self.bridge.look(safety.whereabouts).latest(self, "place").then(self._show).otherwise(self.told)

    def _show(self, where: Whereabouts) -> None:
        self._path = where.path
        about = say.size(where.size) + ". " + _("One file; nothing leaves this computer.")
        if where.place == "synced":
            about = _("{name} copies this folder elsewhere, which can damage an open notebook. Move it.").format(
                name=where.name
            )
        self.place.show_words(in_words(where.path), about)
        set_tip(self.place, str(where.path))
        if where.encrypted:
            self.sign.draw("lock", "accent")
            self.lock.show_words(
                _("Locked with a passphrase"), _("The file and its backups are encrypted on the disk.")
            )
        else:
            self.sign.draw("lock-open")
            self.lock.show_words(
                _("Not locked with a passphrase"),
                _("Who can open this computer can read the file. A passphrase is chosen when a notebook is made."),
            )

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Move the notebook to"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.move_wanted.emit(Path(name)))
        dialog.open()

    def _look_over(self) -> None:
        from relnotebook.notebook import safety

        if self.bridge is None:
            return
        self.check.setEnabled(False)
        job = self.bridge.run(safety.look_over)
        self.progress.show_step(0, 0, _("Looking it over"))
        self.progress.show()
        self.progress.cancelled.connect(job.cancel)
        job.progressed.connect(self._on_step)
        job.finished.connect(self._on_looked)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_ended)

    def _on_step(self, step: Step) -> None:
        self.progress.show_step(step.done, step.total, _("Looking it over"))

    def _on_looked(self, found: tuple[str, ...]) -> None:
        self._on_ended()
        at = say.clock(clock.now())
        if not found:
            self.checked.show_words(_("Everything is in order"), _("Looked over at {time}").format(time=at))
        elif set(found) <= {"index", "derived"}:
            self.checked.show_words(
                _("The search was not up to date and is made anew"), _("Nothing you wrote was touched.")
            )
        else:
            told = n_("{n} thing is not as it was written", "{n} things are not as they were written", len(found))
            self.checked.show_words(told, _("Bring back the newest backup; today's file is kept aside."))

    def _on_failed(self, problem: object) -> None:
        self._on_ended()
        self.problem.emit(problem)

    def _on_ended(self) -> None:
        self.progress.hide()
        self.check.setEnabled(True)


def in_words(path: Path) -> str:
    """A place as people say it: "Documents, RelNotebook backups"; the whole path is in the tooltip."""
    return ", ".join(part for part in (path.parent.name, path.name) if part)


def differing(changes: tuple[Change, ...]) -> str:
    """What a restore would change, in one sentence."""
    if not changes:
        return _("It holds the same as today's notebook.")
    lost = [_count(change.kind, change.lost) for change in changes if change.lost]
    back = [_count(change.kind, change.back) for change in changes if change.back]
    changed = sum(change.changed for change in changes)
    told = []
    if lost:
        told.append(_("Written since then and gone after it: {things}.").format(things=say.listed(lost)))
    if back:
        told.append(_("Removed since then and back after it: {things}.").format(things=say.listed(back)))
    if changed:
        told.append(n_("{n} line has its old words again.", "{n} lines have their old words again.", changed))
    return " ".join(told)


def _count(kind: Kind, number: int) -> str:
    words = {
        Kind.CUSTOMER: n_("{n} customer", "{n} customers", number),
        Kind.VISIT: n_("{n} visit", "{n} visits", number),
        Kind.NOTE: n_("{n} note", "{n} notes", number),
        Kind.TOUCHPOINT: n_("{n} touchpoint", "{n} touchpoints", number),
        Kind.PREFERENCE: n_("{n} preference", "{n} preferences", number),
        Kind.ALERT: n_("{n} alert", "{n} alerts", number),
        Kind.USUAL: n_("{n} usual", "{n} usuals", number),
        Kind.CONTACT: n_("{n} way to reach somebody", "{n} ways to reach somebody", number),
        Kind.CONSENT: n_("{n} consent", "{n} consents", number),
        Kind.STAFF: n_("{n} colleague", "{n} colleagues", number),
        Kind.SHOP: n_("{n} line of the shop's settings", "{n} lines of the shop's settings", number),
        Kind.DATE: n_("{n} date", "{n} dates", number),
        Kind.PERSON: n_("{n} person around a customer", "{n} people around a customer", number),
        Kind.TAG: n_("{n} tag", "{n} tags", number),
        Kind.FIELD: n_("{n} own field", "{n} own fields", number),
        Kind.PHOTO: n_("{n} photo", "{n} photos", number),
    }
    return words.get(kind, n_("{n} other line", "{n} other lines", number))


def _kinds() -> dict[str, str]:
    return {
        "daily": _("The day's"),
        "manual": _("Made by hand"),
        "upgrade": _("Before an upgrade"),
        "import": _("Before an import"),
        "bulk": _("Before many changes"),
        "restore": _("Before a restore"),
    }


def _when(one: Kept) -> str:
    return say.ago(one.when, clock.now())
