"""Rows of a file with something wrong in them: mended in place, or saved as a file in the same columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Field, FlowLayout, PlainLabel, Rule, SavingLine, Sheet, button
from relnotebook.widgets.tabbing import follow

if TYPE_CHECKING:
    from relnotebook.exchange.mending import OddRow

SHOWN = 8  # rows at once
CELLS = 4  # of a row that is wrong as a whole; and the most of any
WIDE = 220  # px at 100 % of a cell

Check = Callable[["OddRow", Mapping[str, str]], str]
"""What is wrong with a row when these cells are changed; '' when it is well."""


class RowLine(QWidget):
    """One row: which line, what is wrong with it, and its cells to be mended.

    Signals:
        mended: heading -> cell, of the cells that were changed, as soon as the row comes in with them: nothing is
            wrong any more, or of a row that stayed out only a part that is kept in the note.
    """

    mended = Signal(object)

    def __init__(self, row: OddRow, check: Check, fixed: Mapping[str, str], cards: bool = False) -> None:
        super().__init__()
        px = theme.of().px
        self.row, self._check = row, check
        self._where = _where(row, cards)
        self._well = False
        self.changed = dict(fixed)
        self._icon = QLabel()
        self.words = PlainLabel(self._why(), "small_strong", "ink", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(px(7))
        head.addWidget(self._icon)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(8))
        column.setSpacing(px(4))
        column.addLayout(head)
        self.cells: dict[str, SavingLine] = {}
        place = QWidget()
        flow = FlowLayout(place, gap=10, line_gap=8)
        for field in self._fields():
            flow.addWidget(field)
        if self.cells:
            column.addWidget(place)
        self._sign(bool(fixed))
        theme.of().changed.connect(self._draw)

    def _why(self) -> str:
        told = self.row.reason if not self.row.stays_out else _("{reason} It stays out.").format(reason=self.row.reason)
        return f"{self._where}: {told}"

    def _fields(self) -> list[Field]:
        if not self.row.can_mend:
            return []
        wanted = (self.row.wrong or tuple(key for key, _cell in self.row.cells))[:CELLS]
        made = []
        for key, cell in self.row.cells:
            if key in wanted:
                line = SavingLine(self.changed.get(key, cell))
                line.setMinimumWidth(theme.of().px(WIDE))
                line.saved.connect(partial(self._on_saved, key))
                self.cells[key] = line
                made.append(Field(key.replace("&", "&&"), line))
        return made

    def _on_saved(self, key: str, typed: str) -> None:
        self.changed[key] = typed
        wrong = self._check(self.row, self.changed)
        if wrong and (not self.row.stays_out or wrong == self.row.reason):
            self.cells[key].refuse(wrong)
            self._sign(False)
            return
        for line in self.cells.values():
            line.accept()
        self._sign(not wrong, wrong)
        self.mended.emit(dict(self.changed))

    def _sign(self, well: bool, left: str = "") -> None:
        """Say how the row stands now; `left`: what is still wrong with it though it comes in."""
        self._well = well
        self._draw()
        told = f"{self._where}: {left}" if left else self._why()
        self.words.setText(_("{where}: mended").format(where=self._where) if well else told)
        self.words.set_tone("accent" if well else "ink")

    def _draw(self) -> None:
        """The icon as large, and in such a colour, as things look now."""
        name, ink = ("circle-check", "accent") if self._well else ("alert-triangle", "honey")
        self._icon.setPixmap(theme.of().pixmap(name, ink, 16))


class OddRows(Sheet):
    """The rows with something wrong, and the button that saves those left out.

    Signals:
        mended: (line, heading -> cell). save_wanted: those left out, as a file.
    """

    mended = Signal(int, object)
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._check: Check = lambda _row, _cells: ""
        self._rows: list[OddRow] = []
        self._fixes: Mapping[int, Mapping[str, str]] = {}
        self._cards = False
        self._shown = SHOWN
        self._kept: dict[int, RowLine] = {}
        self.title = PlainLabel("", "heading", wrap=True)
        self.about = PlainLabel("", "small", "ink2", wrap=True)
        self.save = button(_("Save what stays out as a file"), icon="file-export")
        self.save.clicked.connect(self.save_wanted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.more = button(_("More"), kind="ghost", icon="chevron-down")
        self.more.clicked.connect(self._show_more)
        tools = QWidget()
        flow = FlowLayout(tools)
        flow.addWidget(self.save)
        for part in (self.title, self.about, tools, Rule()):
            self.box.addWidget(part)
        self.box.addLayout(self._lines)
        self.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def lines(self) -> list[RowLine]:
        """The rows shown."""
        return list(self._kept.values())

    def show_rows(
        self,
        rows: Sequence[OddRow],
        left_out: int,
        check: Check,
        fixes: Mapping[int, Mapping[str, str]],
        *,
        cards: bool = False,
    ) -> None:
        """Show these; `left_out`: how many do not come in. One that was mended stays: somebody may still type there.

        `cards`: they are those of an address book, which nobody can mend here.
        """
        self._check, self._fixes, self._cards = check, fixes, cards
        single = {row.line: row for row in reversed(rows)}  # what keeps a row out comes first, and is mended first
        self._rows = [row for row in rows if single[row.line] is row]
        self._fill()
        count = len(self._rows)
        words = n_("{n} row has something wrong", "{n} rows have something wrong", count)
        words = words if count else _("Every row is well now")
        self.title.setText(n_("{n} card cannot be read", "{n} cards cannot be read", count) if cards else words)
        self.about.setText(_about(count, left_out, cards) if count else "")
        self.about.setVisible(bool(count))
        self.save.setVisible(left_out > 0)

    def clear(self) -> None:
        """Another file, or other columns: nothing that is shown holds any more."""
        self._shown = SHOWN
        self._drop(tuple(self._kept))

    def _fill(self) -> None:
        shown = {row.line: row for row in self._rows[: self._shown]}
        self._drop([line for line in self._kept if line not in shown and line not in self._fixes])
        for at, (line, row) in enumerate(shown.items()):
            if line not in self._kept:
                made = RowLine(row, self._still_wrong, self._fixes.get(line, {}), self._cards)
                made.mended.connect(partial(self.mended.emit, line))
                self._kept[line] = made
                self._lines.insertWidget(at, made)
                made.show()  # at once: what is not shown yet has no height
        follow(self.save, *self._in_order(), self.more)
        left = len(self._rows) - len(shown)
        self.more.setText(n_("{n} more", "{n} more", left))
        self.more.updateGeometry()
        self.more.setVisible(left > 0)

    def _in_order(self) -> list[RowLine]:
        """The rows shown, from the top."""
        return sorted(self._kept.values(), key=self._lines.indexOf)

    def _show_more(self) -> None:
        self._shown += SHOWN
        self._fill()

    def _drop(self, lines: Sequence[int]) -> None:
        for line in lines:
            old = self._kept.pop(line)
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _still_wrong(self, row: OddRow, cells: Mapping[str, str]) -> str:
        return self._check(row, cells)


def _where(row: OddRow, cards: bool) -> str:
    """Which row it is, and whose, where that can be read: "Line 51, Hanna Lund"."""
    line = (_("Card {n}") if cards else _("Line {n}")).format(n=row.line)
    who = next((cell for key, cell in row.cells[:1] if key not in row.wrong and not row.stays_out), "")
    return _("{line}, {name}").format(line=line, name=who) if who else line


def _about(count: int, left_out: int, cards: bool) -> str:
    """What becomes of so many rows with something wrong, of which so many stay out."""
    if not left_out:
        return _("What cannot be read is kept in a note. Mend it here, and it has its place.")
    some = n_("{n} of them stays out; all others come in.", "{n} of them stay out; all others come in.", left_out)
    every = n_("It stays out; all others come in.", "They stay out; all others come in.", count)
    told = every if left_out >= count else some
    mend = n_("Mend it here, or save it, mend the file, and bring it in later.",
              "Mend them here, or save them, mend the file, and bring it in later.", left_out)  # fmt: skip
    return told if cards else f"{told} {mend}"
