"""What came in before: each file with who brought it, what it made, and the button that takes it out again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.terms import Act
from relnotebook.base.words import _, n_
from relnotebook.ui.importing.done import fill_stayed, noes
from relnotebook.ui.importing.words import file_name
from relnotebook.ui.settings_parts import Line
from relnotebook.ui.settings_parts import Sign as LineSign
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import EmptyState, FlowLayout, KeyButton, PlainLabel, Sheet, button

if TYPE_CHECKING:
    from relnotebook.notebook.imports import Import, TakenBack


class ImportsView(QWidget):
    """The list, newest first.

    Signals:
        back_wanted: the id of an import that shall go. card_wanted: (card, among). begin_wanted: bring a file in.
    """

    back_wanted = Signal(int)
    card_wanted = Signal(object, object)
    begin_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Import, ...] = ()
        self._backs: dict[int, TakenBack] = {}
        self._busy = 0
        self.lines: dict[int, Line] = {}
        self.buttons: dict[int, KeyButton] = {}
        self.sheet = Sheet()
        line = _("Address books, tables and spreadsheets all find their way in.")
        self.empty = EmptyState(_("Nothing came in from a file yet"), line, _("Bring in customers"))
        self.empty.clicked.connect(self.begin_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.of().px(12))
        column.addWidget(self.empty)
        column.addWidget(self.sheet)
        column.addStretch(1)
        self.sheet.hide()
        self.empty.hide()

    def show_imports(self, found: Sequence[Import]) -> None:
        """Show these."""
        if tuple(found) != self._shown:
            self._shown = tuple(found)
            self._fill()
        self.empty.setVisible(not self._shown)
        self.sheet.setVisible(bool(self._shown))

    def show_back(self, id_: int, back: TakenBack) -> None:
        """What stayed of one that was taken out."""
        self._backs[id_] = back
        self._fill()

    def say_working(self, id_: int) -> None:
        """One is being taken out (0: none is)."""
        self._busy = id_
        for made in self.buttons.values():
            made.setEnabled(not id_)

    def texts(self) -> list[str]:
        """What each line says."""
        return [f"{line.title.text()}: {line.about.text()}" for line in self.lines.values()]

    def _fill(self) -> None:
        while (item := self.sheet.box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines, self.buttons = {}, {}
        for one in self._shown:
            parts = self._parts(one)
            line = Line(file_name(one.file), about(one), *parts, lead=LineSign("file-import"))
            self.lines[one.id] = line
            self.sheet.box.addWidget(line)
            if (back := self._backs.get(one.id)) is not None:
                self._add_stayed(back)
            line.show()  # at once: what is not shown yet has no height
        self.say_working(self._busy)

    def _parts(self, one: Import) -> list[QWidget]:
        words = states().get(one.state, "")
        if words:
            return [PlainLabel(words, "small", "ink3")]
        made = button(_("Take it out again"), kind="quiet", icon="arrow-back-up")
        made.setAccessibleName(_("Take {file} out again").format(file=one.file))
        made.clicked.connect(partial(self.back_wanted.emit, int(one.id)))
        self.buttons[one.id] = made
        return [made]

    def _add_stayed(self, back: TakenBack) -> None:
        if back.noes:
            self.sheet.box.addWidget(PlainLabel(noes(back), "small", "ink2", wrap=True))
        if not back.stayed:
            return
        kept = n_("{n} card was changed since and stays:", "{n} cards were changed since and stay:", len(back.stayed))
        self.sheet.box.addWidget(PlainLabel(kept, "small", "ink2", wrap=True))
        place = QWidget()
        flow = FlowLayout(place, gap=6, line_gap=6)
        fill_stayed(flow, back.stayed, self.card_wanted.emit)
        self.sheet.box.addWidget(place)
        place.show()


def states() -> dict[str, str]:
    """Why an import cannot be taken out (any more), in words."""
    return {
        "back": _("Taken out again"),
        "running": _("Coming in now"),
        "fixed": _("Too long ago to take out"),
    }


def about(one: Import) -> str:
    """Who brought it when, and what came of it."""
    when = say.ago(one.when, clock.now())
    by = _("{when}, by {name}").format(when=when, name=one.staff) if one.staff else when
    counts = [n_("{n} new card", "{n} new cards", one.created)] if one.created or not one.visits else []
    if one.changed:
        counts.append(n_("{n} card with more on it", "{n} cards with more on them", one.changed))
    if one.visits or one.act == Act.IMPORT_VISITS:
        counts.append(n_("{n} visit", "{n} visits", one.visits))
    return f"{by}. {say.listed(counts)}"
