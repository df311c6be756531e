"""What the window says by itself: saved, done with Undo, taken back, in trouble, under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from relnotebook.base import clock
from relnotebook.base.phrases import recovered
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import Act, Changes, Step, UndoLabels
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Also, Offer
from relnotebook.ui.shell import Shell
from relnotebook.widgets import say

if TYPE_CHECKING:
    from datetime import datetime

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.bridge.jobs import Job

SLOW_MS = 400
ASKING = 15  # seconds for a toast that reminds of something to ask
QUIET = frozenset(
    {
        Act.EDIT_CUSTOMER,
        Act.EDIT_FEEDBACK,
        Act.EDIT_IDEA,
        Act.WRITE_STEP,
        Act.EDIT_CONTACT,
        Act.EDIT_NOTE,
        Act.EDIT_SHOP,
        Act.EDIT_STAFF,
        Act.EDIT_SYNONYMS,
        Act.SET_FIELD,
        Act.SET_RECOVERY,
        Act.SET_SCREEN,
        Act.SET_SURVEY,
        Act.DAY_TURNED,
        Act.REBUILD,
        Act.START_NOTEBOOK,
        Act.FURNISH_DEMO,
        Act.UNDO,
        Act.REDO,
    }
)
"""Acts without a toast of their own: fields that save themselves say so on the status line, some are nobody's."""


class Voice(QObject):
    """Hears the bridge and speaks through toast, banner, status line and the Undo entries of the menu."""

    def __init__(self, shell: Shell, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._actions = actions
        self._bridge: Bridge | None = None
        self._job: Job[Any] | None = None
        self._saved = ""
        self._taken_back = ""  # the sentence of the last undo or redo
        self._in_trouble = False  # something done here is not in the file
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(shell.status.show_saving)
        self._opening = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._opening.timeout.connect(shell.progress.show)
        shell.progress.cancelled.connect(self._stop_job)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self.opening_over()
        bridge.changed.connect(self._on_changed)
        bridge.failed.connect(self.show_problem)
        bridge.undo_ready.connect(self.show_labels)
        bridge.saving.connect(self._on_saving)

    def detach(self) -> None:
        """The notebook is closed: nothing said about it stays."""
        self._bridge, self._job, self._saved, self._in_trouble = None, None, "", False
        self._slow.stop()
        self._shell.banner.clear()
        self._shell.toast.leave()
        self._shell.progress.hide()
        self._shell.status.show_saved("")
        self.show_labels(UndoLabels())

    def show_opening(self, step: Step) -> None:
        """The notebook is on its way; said only when it takes long enough to wonder."""
        if not self._opening.isActive() and self._shell.progress.isHidden():
            self._opening.start()
        self._shell.progress.button.hide()
        self._shell.progress.show_step(step.done, step.total, step.note or _("Opening the notebook"))

    def opening_over(self) -> None:
        """It is open, or it is not going to be."""
        self._opening.stop()
        self._shell.progress.hide()
        self._shell.progress.button.show()

    def all_well(self) -> None:
        """What the banner spoke of has passed."""
        self._shell.banner.clear()

    def say_recovered(self, act: Act, label: dict[str, str]) -> None:
        """Work that a crash cut off was taken back at opening: that is worth a banner, it stays until read."""
        self._shell.banner.show_problem(recovered(act, label))

    # Toast and banner

    def say(self, what: object) -> None:
        """A toast: for Changes with Undo, for a sentence (str) without; `Also` goes on with the one that is shown.

        An `Offer` has a button of its own.
        """
        if isinstance(what, Changes):
            self._shell.toast.say(say.done(what), undo=self.undo, key=self._actions.hint("undo"))
        elif isinstance(what, Also):
            said = f"{self._shell.toast.text()} {what.words}".strip()
            self._shell.toast.say(said, undo=self.undo, key=self._actions.hint("undo"), seconds=ASKING)
        elif isinstance(what, Offer):
            self._shell.toast.say(what.words, undo=what.then, verb=what.verb, seconds=ASKING)
        elif isinstance(what, str):
            self._shell.toast.say(what)

    def say_gone(self, sentence: str) -> None:
        """What was on the page is gone; when it was just taken back, that has been said already."""
        if not self._taken_back or self._shell.toast.text() != self._taken_back:
            self.say(sentence)

    def show_problem(self, problem: Problem) -> None:
        """A Problem nobody else could show: what happened, and the next step where there is one."""
        sentence = say.problem(problem)
        if self._bridge is not None and self._bridge.trouble is not None:
            self._slow.stop()
            self._in_trouble = True
            self._shell.status.show_trouble(_("Not in the file yet, and tried again"))
            self._shell.banner.show_problem(sentence, _("Try again now"), self._bridge.try_again)
        else:
            self._shell.banner.show_problem(sentence)

    def say_saved(self) -> None:
        """Ctrl+S: there is nothing to do, and that is worth hearing."""
        self.say(_("Already saved {time}").format(time=self._saved) if self._saved else _("Already saved"))

    def last_saved(self, moment: datetime | None) -> None:
        """When the notebook was last written to, before this window opened it."""
        if moment is None or self._saved:
            return
        time, today = say.clock(moment), moment.date() == clock.today()
        self._saved = time if today else f"{say.day_short(moment, clock.now())}, {time}"
        self._show_saved()

    # Undo

    def undo(self) -> None:
        """Take back the last act, whichever page it was done on."""
        if self._bridge is not None:
            self._shell.page.flush()
            self._bridge.undo().then(self._undone).otherwise(self._not_undone)

    def redo(self) -> None:
        """Do again what was last taken back."""
        if self._bridge is not None:
            self._bridge.redo().then(self._undone).otherwise(self._not_undone)

    def show_labels(self, labels: UndoLabels) -> None:
        """Name in the menu what undo and redo would do. Both stay allowed: with nothing left they say so."""
        for name, words in (("undo", say.undo_label(labels)), ("redo", say.redo_label(labels))):
            self._actions[name].setText(words.replace("&", "&&"))
            self._actions.allow(name, self._bridge is not None)

    def _undone(self, changes: Changes) -> None:
        self._taken_back = say.done(changes)
        self._shell.toast.say(self._taken_back, icon="arrow-back-up")

    def _not_undone(self, problem: Problem) -> None:
        if isinstance(problem, Refusal):
            self.say(say.problem(problem))
        else:
            self.show_problem(problem)

    # Long work

    def follow(self, job: Job[Any], words: str) -> None:
        """Show the progress of long work above the page, with a button to stop it."""
        self._job = job
        self._shell.progress.show_step(0, 0, words)
        job.progressed.connect(self._on_step)
        job.finished.connect(self._on_job_ended)
        job.failed.connect(self._on_job_failed)
        job.cancelled.connect(self._on_job_ended)
        QTimer.singleShot(SLOW_MS, self, self._show_progress)

    def _show_progress(self) -> None:
        self._shell.progress.setVisible(self._job is not None)

    def _on_step(self, step: Step) -> None:
        progress = self._shell.progress
        progress.show_step(step.done, step.total, step.note or progress.words.text())

    def _on_job_ended(self, _value: object = None) -> None:
        self._job = None
        self._shell.progress.hide()

    def _on_job_failed(self, problem: Problem) -> None:
        self._on_job_ended()
        self.show_problem(problem)

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # What the notebook says

    def _on_changed(self, changes: Changes) -> None:
        if changes.elsewhere or changes.aside or changes.act == Act.DAY_TURNED:
            return  # nobody here did it, and Undo here would take back something else
        self._saved = say.clock(clock.now())
        self._show_saved()
        if changes.act not in QUIET:
            self.say(changes)

    def _on_saving(self, saving: bool) -> None:
        if saving:
            self._slow.start()
            return
        self._slow.stop()
        if self._in_trouble and (self._bridge is None or self._bridge.trouble is None):
            self._in_trouble = False
            self._shell.banner.clear()
        self._show_saved()

    def _show_saved(self) -> None:
        if self._in_trouble:
            return  # never call it saved before it is
        self._shell.status.show_saved(_("Saved {time}").format(time=self._saved) if self._saved else "")
