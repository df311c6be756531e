"""The third step: people of the file who may be in the notebook already, beside the card that may be theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.ui.importing import words
from relnotebook.ui.importing.flow import BOTH, JOIN, SKIP
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, Menu, PlainLabel, Segments, button
from relnotebook.widgets.tabbing import follow
from relnotebook.widgets.tabs import Pills

if TYPE_CHECKING:
    from relnotebook.exchange.meeting import Meeting

LOOK, CLEAR = "look", "clear"
AT_ONCE = 40
NARROW = 620  # px at 100 %
MANY = 6  # from so many on, all can be decided at once

Decision = Callable[["Meeting"], str]
Card = Callable[["Meeting"], int]


class Person(QWidget):
    """A caption, a name, and one line about them."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.caption = PlainLabel(caption, "small", "ink2")
        self.name = PlainLabel("", "row_name", wrap=True)
        self.facts = PlainLabel("", "small", "ink2", wrap=True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.of().px(1))
        for part in (self.caption, self.name, self.facts):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # as wide as in the other rows

    def add(self, part: QWidget) -> None:
        """One more part below."""
        self.box.insertWidget(self.box.count() - 1, part)

    def show_person(self, name: str, facts: str) -> None:
        """Show somebody."""
        self.name.setText(name)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))


class MeetingRow(QWidget):
    """Somebody of the file, the card, and what becomes of them.

    Signals:
        decided: join, both or skip. card_picked: another card it may be.
        stood_on: the keyboard came here.
    """

    decided = Signal(str)
    card_picked = Signal(int)
    stood_on = Signal()

    def __init__(self, meeting: Meeting, last: bool) -> None:
        super().__init__()
        self.meeting = meeting
        self._last = last
        self.mine, self.theirs = Person(_("In your file")), Person(_("In the notebook"))
        self.mine.show_person(meeting.name or _("(no name)"), meeting.facts)
        self.theirs.show_person(meeting.card_name, meeting.card_facts)
        self.others = Choice()
        self.others.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.others.setVisible(False)
        if meeting.others:
            self._offer_others()
        self.over = PlainLabel("", "small", "honey_text", wrap=True)
        self.gains = PlainLabel("", "small", "accent", wrap=True)
        for part in (self.over, self.gains):
            self.theirs.add(part)
            part.setVisible(False)
        self.choice = Segments(((JOIN, _("Join"), ""), (BOTH, _("Keep both"), ""), (SKIP, _("Skip"), "")))
        self.reason = PlainLabel(meeting.reason, "small", "ink2", wrap=True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(_("{name} may be {card}. {reason}").format(
            name=self.mine.name.text(), card=meeting.card_name, reason=meeting.reason))  # fmt: skip
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        right = QVBoxLayout()
        right.setSpacing(theme.of().px(5))
        right.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self.reason)
        right.addStretch(1)
        self._box.addWidget(self.mine, 10)
        self._box.addWidget(self.theirs, 12)
        self._box.addLayout(right)
        self.choice.picked.connect(self.decided)
        self._name_choices()
        self._fit()
        theme.of().changed.connect(self._fit)

    def _offer_others(self) -> None:
        found = self._cards()
        self.others.set_choices([(str(card), f"{name}, {facts}" if facts else name) for card, name, facts in found])
        self.others.setAccessibleName(_("Which card of the notebook it is"))
        self.others.picked.connect(self._on_card)
        self.theirs.add(self.others)
        self.others.setVisible(True)

    def _cards(self) -> list[tuple[int, str, str]]:
        one = self.meeting
        return [(one.card, one.card_name, one.card_facts), *((o.card, o.name, o.facts) for o in one.others)]

    def _on_card(self, key: str) -> None:
        self.card_picked.emit(int(key))

    def _name_choices(self) -> None:
        for key, told in (
            (JOIN, _("Join {name} with {card}")),
            (BOTH, _("Keep both {name} and {card}")),
            (SKIP, _("Skip {name}, who may be {card}")),
        ):
            made = self.choice.button(key)
            made.setAccessibleName(told.format(name=self.meeting.name, card=self.meeting.card_name))
            made.installEventFilter(self)

    def show_decision(self, decision: str, card: int) -> None:
        """Show what becomes of them."""
        self.choice.set_value(decision)
        for key in (JOIN, BOTH, SKIP):
            self.choice.button(key).setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if key == decision else Qt.FocusPolicy.ClickFocus
            )
        found = next(((name, facts) for one, name, facts in self._cards() if one == card), None)
        if found is not None:
            self.theirs.show_person(*found)
            self.others.set_value(str(card))
        gains = self.meeting.gained(card)
        for part, told in ((self.over, words.written_over(gains)), (self.gains, words.added(gains))):
            part.setText(told)
            part.setVisible(decision == JOIN and bool(told))

    def take_focus(self) -> None:
        """Let the keyboard stand on the choice that is taken."""
        self.choice.button(self.choice.value()).setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.stood_on.emit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if by is not None and not event.modifiers():
                keys = (JOIN, BOTH, SKIP)
                by = -by if self.isRightToLeft() else by
                self.decided.emit(keys[(keys.index(self.choice.value()) + by) % 3])
                self.take_focus()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._last:
            painter = QPainter(self)
            painter.setPen(QPen(theme.of().colour("line"), 1))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, way = theme.of().px, QBoxLayout.Direction
        narrow = self.width() < px(NARROW)
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self.reason.setAlignment(side)
        self._box.setContentsMargins(px(4), px(14), px(4), px(14))
        self._box.setSpacing(px(8))


class DoublesStep(QWidget):
    """Who may be a double: to look at, or clear.

    Signals:
        decided: (meeting, join | both | skip). card_picked: (meeting, card id). all_decided: (meetings, decision).
        stood_on: the row with the keyboard in it.
    """

    decided = Signal(object, str)
    card_picked = Signal(object, int)
    all_decided = Signal(object, str)
    stood_on = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lists: dict[str, tuple[Meeting, ...]] = {LOOK: (), CLEAR: ()}
        self._counts = {LOOK: 0, CLEAR: 0}
        self._decision: Decision = lambda meeting: meeting.decision
        self._card: Card = lambda meeting: meeting.card
        self._shown = AT_ONCE
        self._on = 0
        self.rows: list[MeetingRow] = []
        self.title = PlainLabel("", "strong", wrap=True)
        self.tabs = Pills((LOOK, CLEAR))
        self.all = button(_("All of them"), kind="quiet", icon="chevron-down")
        self.sheet = QFrame()
        self.sheet.setProperty("role", "sheet")
        self._rows = QVBoxLayout(self.sheet)
        self._rows.setSpacing(0)
        self.more = button(_("More"), kind="ghost", icon="chevron-down")
        self._shield = QLabel()
        self.promise = PlainLabel(words.promise(()), "small", "ink2", wrap=True)
        self.nobody = PlainLabel("", "body", "ink2", wrap=True)
        self.twice = PlainLabel("", "small", "ink2", wrap=True)
        self._build()

    def _build(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.title, 1)
        pressed = QHBoxLayout()
        for part in (self.all, self.tabs):
            pressed.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        pressed.addStretch(0)
        self._head.addLayout(pressed)
        below = QHBoxLayout()
        below.setSpacing(theme.of().px(8))
        below.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.promise, 1)
        self._content = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._content)
        whole.addStretch(1)
        self._content.hide()
        column = self._column = QVBoxLayout(self._content)
        column.addLayout(self._head)
        column.addWidget(self.nobody)
        column.addWidget(self.sheet)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.twice)
        column.addLayout(below)
        self.say_twice("")
        self.tabs.picked.connect(self._on_tab)
        self.more.clicked.connect(self._show_more)
        self.all.clicked.connect(self.open_menu)
        self._fit()
        theme.of().changed.connect(self._fit)

    def show_meetings(
        self, look: Sequence[Meeting], clear: Sequence[Meeting], counts: tuple[int, int], decision: Decision, card: Card
    ) -> None:
        """Show whom they meet; `counts`: how many to look at and clear, where not all are told."""
        lists = {LOOK: tuple(look), CLEAR: tuple(clear)}
        self._decision, self._card = decision, card
        self._counts = dict(zip((LOOK, CLEAR), counts, strict=True))
        if lists != self._lists:
            self._lists, self._shown, self._on = lists, AT_ONCE, 0
            self.tabs.set_value(LOOK if look or not clear else CLEAR)
            self._fill()
        self._say()
        self._content.show()
        for row in self.rows:
            row.show_decision(decision(row.meeting), card(row.meeting))

    def say_twice(self, sentence: str) -> None:
        """Somebody stands in the file more than once; "" for nobody."""
        self.twice.setText(sentence)
        self.twice.setVisible(bool(sentence))

    def say_promise(self, sentence: str) -> None:
        """What joining does to a card, and what it never does."""
        self.promise.setText(sentence)

    def show_waiting(self) -> None:
        """Nobody knows yet."""
        self._content.hide()

    def decide(self, decision: str) -> None:
        """Decide about the row with the keyboard in it, and go on to the next."""
        if not self.rows:
            return
        self._on = min(self._on, len(self.rows) - 1)
        self.decided.emit(self.rows[self._on].meeting, decision)
        if self._on + 1 < len(self.rows):
            self._on += 1
        self.rows[self._on].take_focus()

    def open_menu(self) -> Menu:
        """One decision for everybody in the list."""
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, told in ((JOIN, _("Join all")), (BOTH, _("Keep both of all")), (SKIP, _("Skip all"))):
            menu.addAction(told).triggered.connect(partial(self._on_all, key))
        menu.popup(self.all.mapToGlobal(self.all.rect().bottomLeft()))
        return menu

    def take_focus(self) -> None:
        """The first row, else the tabs."""
        if self.rows:
            self.rows[min(self._on, len(self.rows) - 1)].take_focus()
        else:
            self.tabs.button(self.tabs.value()).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is None or event.modifiers() or not self.rows:
            super().keyPressEvent(event)
            return
        self._on = max(0, min(self._on + by, len(self.rows) - 1))
        self.rows[self._on].take_focus()

    def _on_all(self, decision: str) -> None:
        self.all_decided.emit(self._lists[self.tabs.value()], decision)

    def _on_tab(self, _key: str) -> None:
        self._shown, self._on = AT_ONCE, 0
        self._fill()
        self._say()

    def _show_more(self) -> None:
        first_new = len(self.rows)
        self._shown += AT_ONCE
        self._fill()
        self._say()
        if first_new < len(self.rows):
            self.rows[first_new].take_focus()

    def _fill(self) -> None:
        found = self._lists[self.tabs.value()]
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = found[: self._shown]
        self.rows = [MeetingRow(meeting, meeting is shown[-1]) for meeting in shown]
        for at, row in enumerate(self.rows):
            row.decided.connect(partial(self._tell, row, at))
            row.card_picked.connect(partial(self.card_picked.emit, row.meeting))
            row.stood_on.connect(partial(self._stand, at))
            row.show_decision(self._decision(row.meeting), self._card(row.meeting))
            self._rows.addWidget(row)
            row.show()  # at once: what is not shown yet has no height
        follow(self.all, self.tabs, *self.rows, self.more)

    def _tell(self, row: MeetingRow, at: int, decision: str) -> None:
        self._on = at
        self.decided.emit(row.meeting, decision)

    def _stand(self, at: int) -> None:
        self._on = at
        self.stood_on.emit(self.rows[at])

    def _say(self) -> None:
        look, clear = self._counts[LOOK], self._counts[CLEAR]
        both = look + clear
        told = n_("{n} person may already be in the notebook", "{n} people may already be in the notebook", both)
        self.title.setText(told if both else _("Nobody in the file is in the notebook yet"))
        titles = {LOOK: _("To look at {n}"), CLEAR: _("Clear cases {n}")}
        counted = [(key, titles[key].format(n=say.count(self._counts[key])), "") for key in (LOOK, CLEAR)]
        self.tabs.show_words(counted)
        self.tabs.setVisible(both > 0)
        here = self._lists[self.tabs.value()]
        left = self._counts[self.tabs.value()] - len(self.rows)
        self.all.setVisible(len(here) >= MANY)
        self.sheet.setVisible(bool(here))
        self.more.setText(n_("{n} more", "{n} more", left))
        self.more.setVisible(len(self.rows) < len(here))
        empty = _("Everybody gets a card of their own.") if not both else _("Nothing to look at here.")
        self.nobody.setText(empty)
        self.nobody.setVisible(not here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, way = theme.of(), QBoxLayout.Direction
        self._shield.setPixmap(look.pixmap("shield-check", "accent", 18))
        beside = self.tabs.sizeHint().width() + self.all.sizeHint().width() * (not self.all.isHidden()) + look.px(260)
        self._head.setDirection(way.TopToBottom if self.width() < beside else way.LeftToRight)
        self._column.setContentsMargins(0, 0, 0, look.px(8))
        self._column.setSpacing(look.px(8))
        self._rows.setContentsMargins(look.px(16), 1, look.px(16), 1)
