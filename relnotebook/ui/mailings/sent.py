"""Sent before: every file with people in it that has left the shop, and who was in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import aloud
from relnotebook.base.words import _
from relnotebook.ui.mailings.people import PeopleTable
from relnotebook.ui.mailings.sent_words import day_of, people_in
from relnotebook.widgets import say, theme
from relnotebook.widgets.chosenlist import ChosenList, paint_ground, placed
from relnotebook.widgets.draw import advance, draw_words
from relnotebook.widgets.parts import EmptyState, PlainLabel, button, icon_button
from relnotebook.widgets.plain import clean
from relnotebook.widgets.rowmodel import ROW, Index

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.exports import Export

AT_ONCE = 100
HIGH = 56


class SentBefore(QWidget):
    """A list of exports, the newest first; Enter or a click shows who was in one.

    Signals:
        back_wanted: it is to make room again.
        open_card: the id of somebody whose card is to be seen.
        problem: a Problem that has no place here.
    """

    back_wanted = Signal()
    open_card = Signal(object)
    problem = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._exports: tuple[Export, ...] = ()
        self.back = icon_button("arrow-left", _("Back to the mailing"), key=_("Esc"))
        self.title = PlainLabel(_("Sent before"), "strong")
        self.facts = PlainLabel("", "small", "ink2", wrap=True)
        self.rows: ChosenList[SentRow] = ChosenList(_SentDelegate(), _("What was sent before"))
        self.people = PeopleTable(ticks=False)
        self.older = button(_("Show older ones"), "ghost")
        self.none = EmptyState(_("Nothing has left the shop yet"), _("Every file with people in it is noted here."))
        self.people.show_whole(True)
        self.none.hide()
        self.older.hide()
        self._lay_out()
        self._connect()
        self._dress()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open; its list is read, and shown from the top."""
        if self._bridge is None:
            self._bridge = bridge
            self.people.attach(bridge)
        self._show_list()
        self.reload()

    def reload(self) -> None:
        """Read the newest ones."""
        self._ask(None)

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.rows.setFocus()

    def go_back(self) -> bool:
        """From who was in one to the list; False when that is what is shown."""
        if self._stack.currentWidget() is self._list:
            return False
        self._show_list()
        return True

    # Building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        self._list = QWidget(self)  # the stack shows its first one at once: without a parent as a window of its own
        below = QVBoxLayout(self._list)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.rows, 1)
        below.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.people)
        self._top = top
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.facts)
        self._column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: None if self.go_back() else self.back_wanted.emit())
        self.rows.opened.connect(self._open)
        self.rows.tapped.connect(self._open)
        self.older.clicked.connect(self._ask_older)
        self.people.open_card.connect(self.open_card)
        theme.of().changed.connect(self._dress)

    def _dress(self) -> None:
        px = theme.of().px
        self._top.setSpacing(px(8))
        self._column.setContentsMargins(px(24), px(8), px(24), px(14))
        self._column.setSpacing(px(4))

    # The list

    def _ask_older(self) -> None:
        self._ask(self._exports[-1].id if self._exports else None)

    def _ask(self, before: int | None) -> None:
        from relnotebook.notebook import exports

        if self._bridge is None:
            return
        keep = self._exports if before is not None else ()
        ask = self._bridge.read(exports.all_of, limit=AT_ONCE, before=before).latest(self, "exports")
        ask.then(lambda found: self._show(keep, found)).otherwise(self.problem.emit)

    def _show(self, keep: tuple[Export, ...], found: tuple[Export, ...]) -> None:
        self._exports = (*keep, *found)
        self.older.setVisible(len(found) == AT_ONCE)
        self.none.setVisible(not self._exports)
        self.rows.setVisible(bool(self._exports))
        self.rows.show_rows(tuple(map(row_of, self._exports)))

    def _show_list(self) -> None:
        self.title.setText(_("Sent before"))
        self.facts.setText("")
        self.facts.hide()
        self._stack.setCurrentWidget(self._list)
        self.rows.setFocus()

    # One of them

    def _open(self, row: SentRow) -> None:
        one = next((one for one in self._exports if one.id == row.key), None)
        if self._bridge is None or one is None:
            return
        from relnotebook.exchange import taking

        self.title.setText(clean(taking.called(one)))
        self.facts.setText(facts_of(one))
        self.facts.show()
        self._stack.setCurrentWidget(self.people)
        self._bridge.read(_people, one.id).latest(self, "people").then(self._show_people)

    def _show_people(self, found: tuple[CustomerId, ...]) -> None:
        self.people.show_people(found, {}, _("Reach"))
        self.people.setFocus()


@dataclass(frozen=True, slots=True)
class SentRow:
    """One export in the list: what it was, how many were in it and what for, when."""

    key: int
    title: str
    line: str
    right: str
    own_use: bool = False
    keys: str = ""
    still: bool = False

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.title

    def says(self) -> str:
        """One sentence for a screen reader."""
        return aloud(self.title, self.line, self.right)


def row_of(one: Export) -> SentRow:
    """An export as a row of the list."""
    from relnotebook.exchange import taking

    own = _("for our own use") if one.own_use else ""
    line = ", ".join(filter(None, (people_in(one.people), taking.format_title(one.format), own, one.staff)))
    day = day_of(one.when, clock.now())
    return SentRow(one.id, clean(taking.called(one)), clean(line), day, one.own_use)


def facts_of(one: Export) -> str:
    """What is known of one export, in a sentence."""
    from relnotebook.exchange import taking
    from relnotebook.notebook import consent_words

    people = people_in(one.people)
    if not one.own_use:
        people = _("{people} who agreed to {channel}").format(people=people, channel=consent_words.channel(one.channel))
    when = _("{day} at {time}").format(day=say.day_long(one.when), time=say.clock(one.when))
    facts = (
        people,
        one.purpose,
        taking.format_title(one.format),
        one.file,
        _("for the shop's own use") if one.own_use else "",
        when,
        _("by {name}").format(name=one.staff) if one.staff else "",
    )
    return ", ".join(filter(None, facts)) + "."


class _SentDelegate(QStyledItemDelegate):
    """Paints a SentRow."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.of().row(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row, rect = theme.of(), index.data(ROW), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option, chosen)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side, pad = look.px(18), look.px(10)
        spot = placed(option, QRect(pad, (rect.height() - side) // 2, side, side))
        icon = "address-book" if row.own_use else "file-export"
        painter.drawPixmap(spot, look.pixmap(icon, "ink2", 18, painter.device().devicePixelRatioF()))
        day = look.font("small", tabular=True)
        wide = advance(row.right, day)
        right = placed(option, QRect(rect.width() - pad - wide, 0, wide, rect.height()))
        draw_words(painter, right, row.right, day, look.colour("ink2"), rtl)
        begin, half, middle = pad + side + look.px(12), look.px(21), rect.height() // 2
        room = rect.width() - begin - wide - 2 * pad
        top, low = QRect(begin, middle - half, room, half), QRect(begin, middle, room, half - look.px(2))
        draw_words(painter, placed(option, top), row.title, look.font("strong"), look.colour("ink"), rtl)
        draw_words(painter, placed(option, low), row.line, look.font("small"), look.colour("ink2"), rtl)


def _people(s: Any, export: int) -> tuple[CustomerId, ...]:
    from relnotebook.notebook import exports

    return exports.people_of(s, export)
