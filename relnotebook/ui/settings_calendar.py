"""Settings: the dates of all cards as a file for the shop's own calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from relnotebook.base.problems import Problem
from relnotebook.base.words import _, n_
from relnotebook.ui.asking import ask_file
from relnotebook.ui.settings_parts import Section
from relnotebook.widgets import say
from relnotebook.widgets.parts import PlainLabel, Refusable, Tick, announce, button


class Calendar:
    """A tick, a button, and a sentence afterwards.

    Args:
        section: gets the lines, and asks the notebook.
    Attributes:
        shop: the shop's name, for the name of the file.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self.shop = ""
        self.private = Tick(_("With private words"))
        self.save = button(_("Save the dates"), "secondary", "calendar")
        self.save.clicked.connect(self.ask)
        self.done = PlainLabel("", "small", "ink2", wrap=True)
        about = _("What a date is called on the card, and since which year")
        section.row(_("In the titles"), self.private, about)
        again = _("Save it again later, and your calendar is brought up to date")
        self.field = Refusable(section.row(_("As a file"), self.save, again))  # what is wrong has the whole width
        section.column.addWidget(self.field)
        section.column.addWidget(self.done)
        self.done.hide()

    def ask(self) -> None:
        """Ask where the file goes."""
        name = _("{shop}: dates").format(shop=self.shop) if self.shop else _("Dates")
        ask_file(self.save, _("Dates for your calendar"), name, ".ics", self._write, self.field.say)

    def _write(self, file: Path) -> None:
        from relnotebook.exchange import ics

        if self._section.bridge is not None:
            ask = self._section.bridge.read(ics.save, file, private=self.private.isChecked())
            ask.then(partial(self._written, file)).otherwise(self._not_written)

    def _written(self, file: Path, count: int) -> None:
        place = {"file": file.name, "folder": file.parent.name or str(file.parent)}
        told = n_("{n} date is in {file}, in {folder}.", "{n} dates are in {file}, in {folder}.", count)
        none = _("There is no date to show yet, so {file} is empty.")
        words = (told if count else none).format(**place)
        self.field.say("")
        self.done.setText(words)
        self.done.show()
        announce(self.save, words)

    def _not_written(self, problem: Problem) -> None:
        self.done.hide()
        self.field.say(say.problem(problem))
