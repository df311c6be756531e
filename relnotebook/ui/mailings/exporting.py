"""Taking people out of the notebook: where the file goes, the work with its progress, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId, Step
from relnotebook.base.words import _, n_
from relnotebook.ui.asking import ask_file
from relnotebook.ui.page import Offer
from relnotebook.widgets import say
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.bridge.jobs import Job
    from relnotebook.exchange.outgoing import Copied, Leaving, Maker, Written


class Export(QObject):
    """One export after the other; never two at once.

    Attributes:
        folder: where the last file is, None before.
    Signals:
        began: the work is under way.
        stepped: how far it is, a Step.
        ended: it is over, in whatever way: a sentence of what came of it, "" when it was refused.
        refused: why nothing was written, as a sentence.
        said: for the toast.
    """

    began = Signal()
    stepped = Signal(object)
    ended = Signal(str)
    refused = Signal(str)
    said = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = parent
        self._job: Job[Any] | None = None
        self.folder: Path | None = None

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._job is not None

    def ask(
        self,
        bridge: Bridge,
        leaving: Leaving,
        form: str,
        name: str,
        without: Collection[CustomerId],
        maker: Maker | None = None,
    ) -> QFileDialog | None:
        """Ask where the file goes and write it there; None while another one is written."""
        from relnotebook.exchange import taking

        if self.busy:
            return None
        told: dict[str, Any] = {"without": tuple(without), "maker": maker}
        start = partial(self._start, bridge, leaving, form, told)
        return ask_file(self._home, _("Export people"), name, taking.ending(form), start, self.refused.emit)

    def copy(self, bridge: Bridge, leaving: Leaving, without: Collection[CustomerId]) -> None:
        """Put the addresses on the clipboard."""
        from relnotebook.exchange import taking

        if not self.busy:
            job = bridge.run(taking.copied, leaving, without=tuple(without), staff=bridge.staff)
            job.finished.connect(self._copied)
            self._follow(job)

    def stop(self) -> None:
        """Stop the one that is under way; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    # Inside

    def _start(self, bridge: Bridge, leaving: Leaving, form: str, told: dict[str, Any], file: Path) -> None:
        from relnotebook.exchange import taking

        job = bridge.run(taking.taken, leaving, form, file, staff=bridge.staff, **told)
        job.finished.connect(self._written)
        self._follow(job)

    def _follow(self, job: Job[Any]) -> None:
        self._job = job
        job.progressed.connect(self._on_step)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._stopped)
        self.began.emit()

    def _on_step(self, step: Step) -> None:
        self.stepped.emit(step)

    def _written(self, written: Written) -> None:
        file, count = written.files[0], len(written.files)
        self.folder = file.parent
        words = n_("{count} person is in {file}.", "{count} people are in {file}.", written.people)
        sentence = words.format(count=say.count(written.people), file=clean(file.name, 60))
        if count > 1:
            sentence += " " + _("There are {n} files.").format(n=count)
        self._end(sentence)
        self.said.emit(Offer(sentence, _("Open folder"), self.open_folder))

    def _copied(self, copied: Copied) -> None:
        QGuiApplication.clipboard().setText(copied.text)
        words = n_(
            "{count} address is copied. Paste it into Bcc.",
            "{count} addresses are copied. Paste them into Bcc.",
            copied.people,
        ).format(count=say.count(copied.people))
        self.folder = None
        self._end(words)
        self.said.emit(words)

    def _failed(self, problem: Problem) -> None:
        self._end("")
        self.refused.emit(say.problem(problem))

    def _stopped(self) -> None:
        self.folder = None
        words = _("Stopped. Nobody was taken out.")
        self._end(words)
        self.said.emit(words)

    def _end(self, sentence: str) -> None:
        self._job = None
        self.ended.emit(sentence)

    def open_folder(self) -> None:
        """Show the folder of the last file."""
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))
