"""Who is left out, and why: each reason with its number, the people behind it, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.mailings.links import WordLink
from relnotebook.widgets import say, theme
from relnotebook.widgets.draw import hairline
from relnotebook.widgets.parts import PlainLabel

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.mailing import Mailing, Out, Person

AT_ONCE = 20
ICONS = {
    "not_asked": "ban",
    "withdrawn": "ban",
    "refused": "ban",
    "no_address": "mail-off",
    "bad_address": "mail-off",
    "suppressed": "ban",
    "complaint": "message-report",
    "same_address": "users",
    "same_household": "home",
    "left_alone": "hand-stop",
    "deceased": "flag",
}


class ReasonButton(QAbstractButton):
    """An icon, a number and why; a press shows the people or hides them again."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        px = theme.of().px
        self._icon = QLabel()
        self.number = PlainLabel("", "strong")
        self.words = PlainLabel("", "body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(2), 0, px(2))
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addWidget(self.number)
        row.addWidget(self.words, 1)
        self._name = ""
        theme.of().changed.connect(self._dress)
        for part in (self._icon, self.number, self.words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_reason(self, icon: str, count: int, words: str) -> None:
        """What it says."""
        self._name = icon
        self._dress()
        self.number.setText(say.count(count))
        self.words.setText(words)
        self.setAccessibleName(f"{say.count(count)} {words}")
        self.setAccessibleDescription(_("Press to see them"))

    def _dress(self) -> None:
        look = theme.of()
        if self._name:
            self._icon.setPixmap(look.pixmap(self._name, "ink2", 18))
        self._icon.setFixedWidth(look.px(18))
        self.setMinimumHeight(look.control())

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(layout.sizeHint().width(), max(layout.sizeHint().height(), theme.of().control()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(120), theme.of().control())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.underMouse():
            return
        painter, look = QPainter(self), theme.of()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("well"))
        painter.drawRoundedRect(self.rect(), look.px(6), look.px(6))


class OutRow(QWidget):
    """One reason.

    Signals:
        way_wanted: ask, see, household: its button was pressed.
        unfolded: its people are to be shown from here on (offset).
        open_card: a customer; join_wanted: a customer, and who stands for them.
    """

    way_wanted = Signal(str)
    unfolded = Signal(int)
    open_card = Signal(object)
    join_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.out: Out | None = None
        self._way_words = ""
        self.reason = ReasonButton()
        self.way = WordLink("")
        self._shown = 0
        self.more = WordLink("")
        self._people = QVBoxLayout()
        px = theme.of().px
        line = QHBoxLayout()
        line.setSpacing(px(10))
        line.addWidget(self.reason, 1)
        line.addWidget(self.way, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(1), 0, px(2))
        column.setSpacing(0)
        column.addLayout(line)
        self._people.setContentsMargins(px(26), 0, 0, 0)
        self._people.setSpacing(0)
        column.addLayout(self._people)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        self.more.hide()
        self.reason.toggled.connect(self._on_toggled)
        self.way.clicked.connect(self._on_way)
        self.more.clicked.connect(lambda: self.unfolded.emit(self._shown))

    def show_out(self, out: Out, way_words: str) -> None:
        """Show a reason; the people who were unfolded fold away when they are others."""
        if self.out is not None and out.people != self.out.people:
            self.fold()
        self.out, self._way_words = out, way_words
        self.reason.show_reason(ICONS.get(out.reason, "ban"), len(out.people), out.words)
        self._show_way()

    def _show_way(self) -> None:
        """What can be done; where the people are what is to be seen, they can be hidden again."""
        out, words = self.out, self._way_words
        if out is None:
            return
        if out.way == "see" and self.reason.isChecked():
            words = _("Hide them")
        if not words and self.window().focusWidget() is self.way:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)  # what was pressed goes; its row is still here
        self.way.show_words(words, f"{words}: {len(out.people)} {out.words}")
        self.way.setVisible(bool(words))

    def text(self) -> str:
        """The row as it reads."""
        way = self.way.text() if not self.way.isHidden() else ""
        return " ".join(part for part in (self.reason.number.text(), self.reason.words.text(), way) if part)

    def names(self) -> list[str]:
        """The people shown, as they read."""
        return [row.text() for row in self._rows()]

    def show_people(self, people: Sequence[Person]) -> None:
        """Show some more of them."""
        for person in people:
            self._people.addWidget(self._person(person))
        self._shown += len(people)
        left = len(self.out.people) - self._shown if self.out is not None else 0
        self.more.show_words(n_("Show {n} more", "Show {n} more", min(left, AT_ONCE)).format(n=min(left, AT_ONCE)))
        self.more.setVisible(left > 0)

    def fold(self) -> None:
        """Hide the people."""
        self._shown = 0
        while (item := self._people.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.more.hide()
        if self.reason.isChecked():
            self.reason.blockSignals(True)
            self.reason.setChecked(False)
            self.reason.blockSignals(False)
        self._show_way()

    def paintEvent(self, event: QPaintEvent) -> None:
        hairline(QPainter(self), self.rect())

    def _rows(self) -> list[SideRow]:
        items = (self._people.itemAt(at) for at in range(self._people.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for widget in found if widget is not None for row in widget.findChildren(SideRow)]

    def _person(self, person: Person) -> QWidget:
        """One of them: a press opens the card; two cards with one address may be one person."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of().px(8))
        press = SideRow("user")
        runs = (Run(person.name, "small_strong", "accent"), Run(person.told, "small", "ink2", gap=1))
        press.show_words(runs, doing=_("Open their card"))
        press.clicked.connect(partial(self.open_card.emit, person.id))
        row.addWidget(press, 1)
        if self.out is not None and self.out.reason == "same_address" and person.other is not None:
            join = WordLink(_("Join the two"))
            join.clicked.connect(partial(self.join_wanted.emit, person.id, person.other))
            row.addWidget(join)
        return made

    def _on_toggled(self, on: bool) -> None:
        if self.out is None:
            self.fold()
        elif on:
            self._show_way()
            self.unfolded.emit(0)
        else:
            self.fold()

    def _on_way(self) -> None:
        if self.out is not None and self.out.way == "see":
            self.reason.setChecked(not self.reason.isChecked())
        elif self.out is not None:
            self.way_wanted.emit(self.out.way)


class LeftOut(QWidget):
    """All the reasons, the most frequent first.

    Signals:
        ask_wanted: the people to be asked at their next visit.
        household_wanted: one for each household is not enough (False).
        open_card: (a customer, all those of the reason); join_wanted: two customers.
    """

    ask_wanted = Signal(object)
    household_wanted = Signal(bool)
    open_card = Signal(object, object)
    join_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._bridge: Bridge | None = None
        self.heading = PlainLabel(_("Left out, and why"), "strong")
        self.rows: dict[str, OutRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self._column.addSpacing(theme.of().px(2))
        theme.of().changed.connect(self._align)
        self.hide()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def show_mailing(self, found: Mailing) -> None:
        """Who is left out of it."""
        from relnotebook.exchange import mailing

        wanted = [out.reason for out in found.left_out]
        for reason in [reason for reason in self.rows if reason not in wanted]:
            gone = self.rows.pop(reason)
            gone.hide()
            self._column.removeWidget(gone)
            gone.deleteLater()
        for place, reason in enumerate(wanted):
            row = self.rows.get(reason) or self._made(reason)
            if self._column.indexOf(row) != place + 2:
                self._column.removeWidget(row)
                self._column.insertWidget(place + 2, row)
            row.show()
        for out in found.left_out:
            self.rows[out.reason].show_out(out, mailing.way_words(out.way))
        self._align()
        self.setVisible(bool(wanted))

    def _align(self) -> None:
        """The words begin below each other, however long the numbers are."""
        numbers = [row.reason.number for row in self.rows.values()]
        widest = max((number.sizeHint().width() for number in numbers), default=0)
        for number in numbers:
            number.setMinimumWidth(max(widest, theme.of().px(22)))

    def _in_order(self) -> list[OutRow]:
        places = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in places if item is not None)
        return [widget for widget in widgets if isinstance(widget, OutRow)]

    def words(self) -> list[str]:
        """The reasons as they read."""
        return [row.text() for row in self._in_order()]

    def _made(self, reason: str) -> OutRow:
        row = OutRow()
        self.rows[reason] = row
        row.way_wanted.connect(partial(self._on_way, row))
        row.unfolded.connect(partial(self._on_unfolded, row))
        row.open_card.connect(partial(self._on_open, row))
        row.join_wanted.connect(self.join_wanted)
        return row

    def _on_way(self, row: OutRow, way: str) -> None:
        if way == "household":
            self.household_wanted.emit(False)
        elif row.out is not None:
            self.ask_wanted.emit(row.out.askable)

    def _on_unfolded(self, row: OutRow, offset: int) -> None:
        from relnotebook.exchange import mailing

        if self._bridge is None or row.out is None:
            return
        asked = self._bridge.read(mailing.people_of, row.out, limit=AT_ONCE, offset=offset)
        asked.latest(row, "people").then(partial(self._show_people, row, row.out))

    def _show_people(self, row: OutRow, out: Out, people: tuple[Person, ...]) -> None:
        if row.out is out and row.reason.isChecked():
            row.show_people(people)

    def _on_open(self, row: OutRow, customer: object) -> None:
        self.open_card.emit(customer, row.out.people if row.out is not None else ())
