"""The bar below the table: how many are chosen, and what can be done with them all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.ui.actions import Actions
from relnotebook.ui.customers import words
from relnotebook.ui.customers.filters import FlowRow
from relnotebook.widgets import say, theme
from relnotebook.widgets.fields import Refusable
from relnotebook.widgets.parts import Chip, KeyButton, Menu, PlainLabel, button, icon_button, set_tip
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from relnotebook.notebook.segments import Segment

MOST_TAGS = 12  # tags offered to be taken off; the card has the others
LONGEST_NAME = 24  # characters of a name on a button


class OneLine(QWidget):
    """A line to type in below the words that ask for it, and the button that does it.

    Attributes:
        line: what is typed; done: the button.
    Signals:
        asked: what was typed, when it is to be done; left: it is not to be done.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.done = button("", kind="secondary")
        self.leave = icon_button("x", _("Leave it"))
        self._refusable = Refusable(self.line)
        self.row = QHBoxLayout()
        self.row.addWidget(self._refusable, 1)
        self.row.addWidget(self.done, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self.row)
        self.line.returnPressed.connect(self._ask)
        self.line.textEdited.connect(lambda _text: self.refuse(""))
        self.done.clicked.connect(self._ask)
        self.leave.clicked.connect(self.left)

    def begin(self, name: str, done: str) -> None:
        """Ask anew; `name` says what for."""
        self.line.clear()
        self.refuse("")
        self.line.setAccessibleName(name)
        self.done.setText(done)
        self.line.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; '' takes that back."""
        self._refusable.say(sentence)

    def refused(self) -> str:
        """Why it was not done, '' while nothing speaks against it."""
        return self._refusable.sentence()

    def _ask(self) -> None:
        text = self.line.text().strip()
        if text:
            self.asked.emit(text)
        else:
            self.line.setFocus()


class TagForm(OneLine):
    """A tag to put on, completed from those in use; and those that are on, to be taken off.

    Signals:
        off: identity of a tag.
    """

    off = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("A tag, such as morning crowd"), parent)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self._caption = PlainLabel(_("Press a tag to take it off"), "small", "ink2")
        self.carried = FlowRow()
        below = QHBoxLayout()
        below.addWidget(self._caption)
        below.addWidget(self.carried, 1)
        self.column.addLayout(below)
        self.show_tags((), ())

    def show_tags(self, names: Iterable[str], carried: Sequence[tuple[int, str, int]]) -> None:
        """Tags of the shop, to complete by; (id, name, how many carry it) of those that are on."""
        self._names.setStringList(list(names))
        self.carried.flow.clear()
        for key, name, count in carried[:MOST_TAGS]:
            chip = Chip(Mark("neutral", "tag", f"{name} {count}" if count > 1 else name))
            chip.setAccessibleDescription(_("Press to take it off"))
            chip.clicked.connect(lambda _on=False, key=key: self.off.emit(key))
            self.carried.flow.addWidget(chip)
            chip.show()
        for part in (self._caption, self.carried):
            part.setVisible(bool(carried))


class Bar(QWidget):
    """What can be done with those chosen: buttons, or a line that asks for a tag or the name of a new list.

    Attributes:
        count: how many are chosen; tag, mail, join, cards, take, bin, back, none: the buttons; back is of the bin.
        tags, name: the lines to type in.
    Signals:
        cleared: nobody is to be chosen; export_wanted: those chosen are to be taken to a mailing; back_wanted: they
            are to come out of the bin.
        list_chosen: identity of a list to put them on, 0 for a new one; grown: it has another height.
    """

    cleared = Signal()
    export_wanted = Signal()
    back_wanted = Signal()
    list_chosen = Signal(int)
    grown = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("With those chosen"))
        self._number, self._in_bin = 0, False
        self.count = PlainLabel("", "strong")
        self._make_buttons(actions)
        self.tags = TagForm()
        self.name = OneLine(_("What the list is called"))
        self._row = FlowRow()
        shown = (self.tag, self.mail, self.join, self.cards, self.take, self.bin, self.back)
        for made in shown:
            self._row.flow.addWidget(made)
        self._all = QWidget()
        across = QHBoxLayout(self._all)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.count)
        across.addWidget(self._row, 1)
        across.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        self._across = across
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._all)
        for form in (self.tags, self.name):
            self._column.addWidget(form)
            form.hide()
            form.left.connect(self.close_form)
        theme.of().changed.connect(self._fit)
        self._fit()
        self.show_count(0, in_bin=False)

    def _make_buttons(self, actions: Actions) -> None:
        """Those with a key follow their action; the others say so themselves."""
        names = {"tag": _("Tag"), "mail": _("Add to mailing"), "join": _("Join"), "print": _("Print cards"),
                 "bin": _("Bin")}  # fmt: skip
        made: dict[str, KeyButton] = {}
        for key, said in names.items():
            action = actions[f"customers_{key}"]
            one = button(said, kind="quiet", icon=actions.table[f"customers_{key}"].icon)
            one.clicked.connect(action.trigger)
            set_tip(one, action.statusTip(), actions.hint(f"customers_{key}"))
            made[key] = one
        self.tag, self.mail, self.join = made["tag"], made["mail"], made["join"]
        self.cards, self.bin = made["print"], made["bin"]
        self.take = button(_("Export these"), kind="quiet", icon="download")
        self.take.clicked.connect(self.export_wanted)
        self.back = button(_("Put back"), kind="quiet", icon="arrow-back-up")
        self.back.clicked.connect(self.back_wanted)
        for one in (self.take, self.back):
            set_tip(one, one.text())
        self._words = {one: one.text() for one in (*made.values(), self.take, self.back)}
        self.none = icon_button("x", _("Choose nobody"), key="Esc")
        self.none.clicked.connect(self.cleared)

    # What it shows

    def show_count(self, count: int, *, in_bin: bool) -> None:
        """So many are chosen; nobody hides the bar."""
        if (count, in_bin) != (self._number, self._in_bin):
            self.close_form()
        self._number, self._in_bin = count, in_bin
        self.count.setText(words.chosen(count))
        for made in (self.tag, self.mail, self.cards, self.take, self.bin):
            made.setVisible(not in_bin)
        self.join.setVisible(count == 2 and not in_bin)
        self.back.setVisible(in_bin)
        self._row.updateGeometry()
        self.setVisible(count > 0)

    def set_tight(self, on: bool) -> None:
        """Icons alone, where there is no room for words."""
        for one, said in self._words.items():
            one.setText("" if on else said)
            one.setAccessibleName(said)
            one.updateGeometry()
        self._row.updateGeometry()

    def ask_tag(self, count: int, only: str = "") -> None:
        """Ask for a tag to put on so many; `only` names the one whom nobody ticked."""
        self._show_form(self.tags)
        cards = _counted(n_("Tag {n} card", "Tag {n} cards", count), count)
        said = _("Tag {name}").format(name=clean(only, LONGEST_NAME)) if only else cards
        self.tags.begin(said, said.replace("&", "&&"))

    def ask_name(self, count: int, only: str = "") -> None:
        """Ask for the name of a new list of so many; `only` names the one whom nobody ticked."""
        self._show_form(self.name)
        people = _counted(n_("Keep {n} person as a list", "Keep {n} people as a list", count), count)
        said = _("Begin it with {name}").format(name=clean(only, LONGEST_NAME)) if only else people
        self.name.begin(_("Name of the new list"), said.replace("&", "&&"))

    @property
    def asking(self) -> bool:
        """Whether a line to type in is open."""
        return not (self.tags.isHidden() and self.name.isHidden())

    def close_form(self) -> None:
        """Back to the buttons."""
        for form in (self.tags, self.name):
            form.hide()
        self._all.show()
        if not self._number:
            self.hide()

    def menu_of_lists(self, lists: Sequence[Segment]) -> QMenu:
        """The lists there are, and a new one; it deletes itself."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.of()
        for one in lists:
            entry = menu.addAction(look.icon("mail"), one.name.replace("&", "&&"))
            entry.triggered.connect(lambda _on=False, key=one.id: self.list_chosen.emit(key))
        if lists:
            menu.addSeparator()
        menu.addAction(look.icon("plus"), _("A new list"), lambda: self.list_chosen.emit(0))
        return menu

    def _show_form(self, form: QWidget) -> None:
        for other in (self.tags, self.name):
            other.setVisible(other is form)
        self._all.hide()
        self.show()

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self.grown.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("sheet"))
        painter.fillRect(QRect(0, 0, self.width(), 1), look.colour("line"))

    def _fit(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(24), px(10), px(24), px(10))
        self._column.setSpacing(px(6))
        self._across.setSpacing(px(14))


def _counted(words: str, count: int) -> str:
    """The number as people of this place write it: "3,000"."""
    return words.replace(str(count), say.count(count), 1)
