"""Settings: the whole notebook as readable files, for another program or for good."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.terms import Step
from relnotebook.base.words import _, n_
from relnotebook.ui.asking import ask_file
from relnotebook.ui.settings_parts import Line, Section, Sign
from relnotebook.widgets import say
from relnotebook.widgets.parts import ProgressLine, Refusable, announce, button

if TYPE_CHECKING:
    from relnotebook.bridge.jobs import Job
    from relnotebook.exchange.archive import Archived


class ArchiveLine:
    """A button, what it does, and how far it is.

    Args:
        section: gets the lines, and asks the notebook.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self._job: Job[Archived] | None = None
        self._had_focus = False  # the button had the keyboard when it was pressed
        self.save = button(_("Save everything"))
        self.save.clicked.connect(self.ask)
        about = _("One zip with the whole notebook as JSON that any program can read. It is not locked.")
        self.line = Line(_("Everything as readable files"), about, self.save, lead=Sign("file-export"))
        self.field = Refusable(self.line)
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.stop)
        self.progress.hide()

    def ask(self) -> None:
        """Ask where the file goes."""
        name = _("Notebook {day}").format(day=clock.today().isoformat())
        ask_file(self.save, _("Everything as readable files"), name, ".zip", self.write, self.field.say)

    def write(self, file: Path) -> None:
        """Write the whole notebook into that file."""
        from relnotebook.exchange import archive

        bridge = self._section.bridge
        if bridge is None:
            return
        self._had_focus = self.save.hasFocus()
        job = self._job = bridge.run(partial(archive.save, file=file, staff=bridge.staff))
        self.progress.show_step(0, 0, _("Writing everything down"))
        self.progress.show()
        if self._had_focus:  # a button that rests would hand it to the next one, which opens another notebook
            self.progress.button.setFocus()
        self.save.setEnabled(False)
        self.field.say("")
        job.progressed.connect(self._on_step)
        job.finished.connect(self._written)
        job.failed.connect(self._not_written)
        job.cancelled.connect(self._stopped)

    def stop(self) -> None:
        """Leave nothing behind."""
        if self._job is not None:
            self._job.cancel()

    def _on_step(self, step: Step) -> None:
        self.progress.show_step(step.done, step.total, _("Writing everything down"))

    def _written(self, found: Archived) -> None:
        self._ended()
        place = {"file": found.file.name, "folder": found.file.parent.name or str(found.file.parent)}
        told = n_(
            "{n} customer is in {file}, in {folder}.", "{n} customers are in {file}, in {folder}.", found.customers
        )
        self.field.say("")
        self.line.show_words(_("Everything as readable files"), told.format(**place))
        announce(self.save, told.format(**place))

    def _not_written(self, problem: Problem) -> None:
        self._ended()
        self.field.say(say.problem(problem))

    def _stopped(self) -> None:
        self._ended()
        announce(self.save, _("Stopped. No file was written."))
        self.line.show_words(_("Everything as readable files"), _("Stopped. No file was written."))

    def _ended(self) -> None:
        self._job = None
        self.save.setEnabled(True)
        if self._had_focus and self.progress.button.hasFocus():
            self.save.setFocus()
        self.progress.hide()
