"""An own layout: which columns, under which headings, in which order, and how the file is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.text import fold
from relnotebook.base.words import _
from relnotebook.ui.mailings.options import channels
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, Field, PlainLabel, Tick, announce, button, field, icon_button
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.outgoing import Leaving
    from relnotebook.notebook.layouts import OwnLayout, Writing

SOON = 150  # ms after the last key until the sample is read again


def separators() -> tuple[tuple[str, str], ...]:
    """(what parts the cells, in words)."""
    return ((",", _("Commas")), (";", _("Semicolons")), ("\t", _("Tabs")), ("|", _("Upright bars")))


def letters() -> tuple[tuple[str, str], ...]:
    """(how letters are coded, in words)."""
    return (
        ("utf-8-sig", _("For Excel (UTF-8, marked)")),
        ("utf-8", _("UTF-8")),
        ("utf-16", _("UTF-16")),
    )


def dates() -> tuple[tuple[str, str], ...]:
    """(how dates are written, an example)."""
    return (("iso", "1990-03-14"), ("day_first", "14/03/1990"), ("month_first", "03/14/1990"))


class ColumnRow(QWidget):
    """One column: its heading, what stands in it, what the first person would have there.

    Signals:
        touched: something of it is another one now.
        moved: by how many places, -1 or 1; removed: it is to go.
    """

    touched = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, heading: str, holds: str, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.heading, self.holds = QLineEdit(heading), Choice(fields)
        self.holds.set_value(holds)
        self.sample = PlainLabel("", "small", "ink2")
        self.up = icon_button("chevron-up", _("Further to the front"))
        self.down = icon_button("chevron-down", _("Further to the back"))
        self.away = icon_button("x", _("Leave this column out"))
        self.heading.setAccessibleName(_("Heading"))
        self.heading.setPlaceholderText(_("Heading"))
        self.holds.setAccessibleName(_("What stands in it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of().px(8))
        for part, stretch in ((self.heading, 4), (self.holds, 7), (self.sample, 3)):
            part.setMinimumWidth(theme.of().px(60))
            row.addWidget(part, stretch)
        for knob in (self.up, self.down, self.away):
            row.addWidget(knob)
        self.heading.textEdited.connect(self.touched)
        self.holds.picked.connect(self._on_picked)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.away.clicked.connect(self.removed)

    def pair(self) -> tuple[str, str]:
        """Its heading and what it holds."""
        return self.heading.text().strip(), self.holds.value()

    def refuse(self, sentence: str) -> None:
        """Mark its heading as wrong; "" for one that is not."""
        if bool(self.heading.property("invalid")) != bool(sentence):
            self.heading.setProperty("invalid", bool(sentence))
            theme.restyle(self.heading)
        self.heading.setAccessibleDescription(sentence)

    def _on_picked(self, _key: str) -> None:
        if not self.heading.text().strip():
            self.heading.setText(self.holds.currentText())
        self.touched.emit()


class LayoutForm(QWidget):
    """Makes an own layout from that of another program, or changes one.

    Signals:
        back_wanted: it is to make room again.
        kept: the layout's name; "" when it was removed.
    """

    back_wanted = Signal()
    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._leaving: Leaving | None = None
        self._layout: int | None = None
        self._form, self._changed = "", False  # what was begun with; whether something of it is not saved
        self._own: Sequence[OwnLayout] = ()
        self._named = ""
        self.rows: list[ColumnRow] = []
        self.back = icon_button("arrow-left", _("Back to the mailing"), key=_("Esc"))
        self.title = PlainLabel("", "strong")
        self.name = QLineEdit()
        self.name_cell: Field = field(_("Name of the layout"), self.name)
        self.wrong = PlainLabel("", "small", "alert_text", wrap=True)
        self.again = button(_("Begin again"), "ghost")
        self.add = button(_("Add a column"), "ghost", "plus")
        self.separator, self.letters, self.dates = Choice(separators()), Choice(letters()), Choice(dates())
        self.channel = Choice((("", _("Chosen each time")), *channels()))
        self.zeros = Tick(_("Keep the zeros of phones and postcodes in a spreadsheet"))
        self.save = button(_("Save the layout"), "primary")
        self.remove = button(_("Remove it"), "danger")
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._connect()
        self._dress()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def begin(self, form: str, own: Sequence[OwnLayout], leaving: Leaving | None) -> None:
        """Begin with the layout of a format; an own one is changed, any other one is copied.

        What was typed for the same format and not saved is still there.
        """
        self._leaving, self._own = leaving, own
        if self._changed and form == self._form:
            self._read_sample()
        else:
            self._form = form
            self._begin()

    def _begin(self) -> None:
        from relnotebook.exchange import ownlayouts

        form, own = self._form, self._own
        self._show_changed(False)
        there = next((one for one in own if ownlayouts.OWN + one.name == form), None)
        self._layout, self._named = (there.id, there.name) if there is not None else (None, "")
        self.title.setText(_("Change the layout") if there is not None else _("A layout of your own"))
        self.name.setText(self._named or _free_name(own))
        self.name_cell.say("")
        self.remove.setVisible(there is not None)
        self._show_columns(there.columns if there is not None else ownlayouts.begun(form))
        self._show_writing(there.writing if there is not None else ownlayouts.begun_writing(form))
        self._read_sample()

    def take_focus(self) -> None:
        """The keyboard goes to the name."""
        self.name.setFocus()
        self.name.selectAll()

    def columns(self) -> tuple[tuple[str, str], ...]:
        """The headings, and what stands below each."""
        return tuple(row.pair() for row in self.rows)

    def writing(self) -> Writing:
        """How the file is written."""
        from relnotebook.notebook.layouts import Writing

        return Writing(
            self.separator.value(),
            self.letters.value(),
            self.dates.value(),
            self.channel.value(),
            self.zeros.isChecked(),
        )

    def press_save(self) -> None:
        """Keep it; what is wrong is said below the name."""
        from relnotebook.notebook import layouts

        if self._bridge is None:
            return
        name = self.name.text().strip()
        ask = self._bridge.write(layouts.save, name, self.columns(), self.writing(), layout=self._layout)
        ask.then(lambda _key: self._on_kept(name)).otherwise(self._refused)

    def _on_kept(self, name: str) -> None:
        self._show_changed(False)
        self.kept.emit(name)

    def _show_changed(self, changed: bool) -> None:
        """Whether there is something that is not saved; then one can begin again."""
        self._changed = changed
        self.again.setVisible(changed)
        self.name_cell.say("")
        self._mark(())

    # Building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._body = QVBoxLayout(inside)
        self._body.addWidget(self.name_cell)
        self._body.addWidget(PlainLabel(_("Columns"), "field"))
        self._body.addWidget(self.wrong)
        self.wrong.hide()
        self._list = QVBoxLayout()
        self._body.addLayout(self._list)
        self._body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid = QGridLayout()
        choices = (
            (_("Between the cells"), self.separator),
            (_("Letters"), self.letters),
            (_("Dates"), self.dates),
            (_("For people who agreed"), self.channel),
        )
        for at, (words, choice) in enumerate(choices):
            self._grid.addWidget(field(words, choice), at // 2, at % 2)
        self._body.addLayout(self._grid)
        self._body.addWidget(self.zeros)
        self._body.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setProperty("thin", "true")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.remove)
        self._foot.addWidget(self.again)
        self.again.hide()
        self._foot.addStretch(1)
        self._foot.addWidget(self.save)
        self._top = top
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self._scroll, 1)
        self._column.addLayout(self._foot)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.add.clicked.connect(lambda: self._add("", "given", focus=True))
        self.save.clicked.connect(self.press_save)
        self.name.returnPressed.connect(self.press_save)
        self.remove.clicked.connect(self._on_remove)
        self.again.clicked.connect(self._on_again)
        self.name.textEdited.connect(lambda _words: self._touched())
        for choice in (self.separator, self.letters, self.channel, self.dates):
            choice.picked.connect(lambda _key: self._touched())
        self.zeros.clicked.connect(self._touched)
        self._soon.timeout.connect(self._read_sample)
        theme.of().changed.connect(self._dress)

    def _dress(self) -> None:
        px = theme.of().px
        self._top.setSpacing(px(8))
        self._column.setContentsMargins(px(24), px(8), px(24), px(14))
        self._column.setSpacing(px(8))
        self._body.setContentsMargins(0, 0, px(6), 0)
        self._body.setSpacing(px(8))
        self._list.setSpacing(px(6))
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(8))

    # The columns

    def _show_columns(self, columns: Sequence[tuple[str, str]]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for heading, holds in columns:
            self._add(heading, holds)

    def _show_writing(self, writing: Writing) -> None:
        self.separator.set_value(writing.separator)
        self.letters.set_value(writing.letters)
        self.dates.set_value(writing.dates)
        self.channel.set_value(writing.channel)
        self.zeros.setChecked(writing.zeros)

    def _add(self, heading: str, holds: str, *, focus: bool = False) -> None:
        from relnotebook.exchange import ownlayouts

        row = ColumnRow(heading, holds, ownlayouts.fields())
        row.touched.connect(self._touched)
        row.moved.connect(lambda by, row=row: self._move(row, by))
        row.removed.connect(lambda row=row: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)
        self._order()
        if focus:
            row.heading.setFocus()
            self._touched()

    def _move(self, row: ColumnRow, by: int) -> None:
        at = self.rows.index(row)
        to = min(max(at + by, 0), len(self.rows) - 1)
        if to != at:
            self.rows.insert(to, self.rows.pop(at))
            self._list.removeWidget(row)
            self._list.insertWidget(to, row)
            self._order()
            (row.up if by < 0 else row.down).setFocus()
            self._touched()

    def _remove(self, row: ColumnRow) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._order()
        (self.rows[min(at, len(self.rows) - 1)].away if self.rows else self.add).setFocus()
        self._touched()

    def _order(self) -> None:
        """The first cannot go up and the last not down; the only one stays."""
        for at, row in enumerate(self.rows):
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at < len(self.rows) - 1)
            row.away.setEnabled(len(self.rows) > 1)

    # The sample

    def _touched(self) -> None:
        self._show_changed(True)
        self._soon.start()

    def _on_again(self) -> None:
        """Let go of what was not saved."""
        self._begin()
        self.take_focus()

    def _read_sample(self) -> None:
        from relnotebook.exchange import taking

        if self._bridge is None or self._leaving is None:
            return
        ask = self._bridge.read(taking.sample, self.columns(), self.writing(), self._leaving)
        ask.latest(self, "sample").then(self._show_sample)

    def _show_sample(self, found: tuple[str, ...]) -> None:
        for row, words in zip(self.rows, found, strict=False):
            row.sample.setText(clean(" ".join(words.split()), 80))

    # Keeping it

    def _refused(self, problem: Problem) -> None:
        """It is said where it is wrong: at the columns, else below the name."""
        rows = self._wrong_rows(problem)
        self.name_cell.say("" if rows else say.problem(problem))
        self._mark(rows, say.problem(problem) if rows else "")

    def _wrong_rows(self, problem: Problem) -> list[ColumnRow]:
        """The columns that a problem is about."""
        if problem.code == "empty-value" and problem.facts.get("field") == "heading":
            return [row for row in self.rows if not clean(row.pair()[0])]
        if problem.code == "same-heading":
            same = fold(str(problem.facts.get("heading", "")))
            return [row for row in self.rows if fold(clean(row.pair()[0])) == same][1:]
        return []

    def _mark(self, rows: Sequence[ColumnRow], sentence: str = "") -> None:
        for row in self.rows:
            row.refuse(sentence if row in rows else "")
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if rows:
            rows[0].heading.setFocus()
            announce(rows[0].heading, sentence)

    def _on_remove(self) -> None:
        from relnotebook.notebook import layouts

        if self._bridge is not None and self._layout is not None:
            ask = self._bridge.write(layouts.remove, self._layout)
            ask.then(lambda _nothing: self._on_kept("")).otherwise(self._refused)


def _free_name(own: Sequence[OwnLayout]) -> str:
    """A name that no layout has yet."""
    names = {one.name for one in own}
    plain = _("Our layout")
    return next(name for name in (plain, *(f"{plain} {n}" for n in range(2, 200))) if name not in names)
