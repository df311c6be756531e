"""What is to be told to the customer at their next visit, as a calm band on the card: it stays until it was told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.text import gender
from relnotebook.base.words import _, n_
from relnotebook.ui import card_words_history
from relnotebook.ui.card_stops import stops_in
from relnotebook.ui.card_view import CardPart, CardView, has_focus_inside
from relnotebook.ui.touch_menu import pop_up
from relnotebook.widgets import theme
from relnotebook.widgets.parts import LeadLabel, Menu, PlainLabel, announce, button, icon_button, set_tip
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from relnotebook.notebook.customers import CustomerCard
    from relnotebook.notebook.inbox import Line
    from relnotebook.notebook.telling import Telling

QUOTE_ROOM = 140  # letters of what they said; the whole stands in the history


def told_words(card: CustomerCard) -> str:
    """ "I told him", with the pronouns the card gives."""
    words = {"she": _("I told her"), "he": _("I told him"), "they": _("I told them")}
    return words[gender(card.pronouns)]


def remembered(found: Telling) -> str:
    """ "“Twenty minutes for one flat white.”": what they had said."""
    return _("“{words}”").format(words=clean(found.said, QUOTE_ROOM)) if found.said else ""


class TellLine(QWidget):
    """One thing to tell, with what they had said, and the buttons that settle it."""

    def __init__(self, part: CardGreeting, found: Telling) -> None:
        super().__init__()
        self.found = found
        self.key = (found.kind, found.id)
        self._part = part
        lead, mark, rest = found.text.partition(": ")
        self.words = LeadLabel(lead + mark.strip(), rest) if mark else LeadLabel("", found.text)
        self.before = PlainLabel(remembered(found), "small", "ink2", wrap=True)
        self.done = button(told_words(part.view.card), kind="secondary", icon="check")
        self.how = icon_button("chevron-down", _("Told another way"), kind="quiet")
        self.later = button(_("Later"), kind="ghost")
        self.done.setAccessibleDescription(found.text)
        for made in (self.how, self.later):
            made.setAccessibleDescription(found.text)
        set_tip(self.done, _("In person, just now"))
        self.done.clicked.connect(partial(part.tell, found, "in_person"))
        self.how.clicked.connect(lambda: pop_up(self.menu(), self.how))
        self.later.clicked.connect(partial(part.put_off, found))
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme.of().px
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(px(10))
        words, pressed = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.before)
        pressed.setSpacing(px(4))
        for made in (self.done, self.how, self.later):
            pressed.addWidget(made)
        pressed.addStretch(1)
        self.row.addLayout(words, 1)
        self.row.addLayout(pressed)
        self.before.setVisible(bool(self.before.text()))  # only now: without a parent it would open as a window
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def menu(self) -> QMenu:
        """How it was told."""
        menu = Menu(_("Told another way"), self.how)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, word, icon in card_words_history.channels():
            menu.addAction(theme.of().icon(icon), word, partial(self._part.tell, self.found, key))
        return menu


class OpenLine(QWidget):
    """What went wrong for them and is not settled: said calmly, before any good news, with the way to it."""

    def __init__(self, part: CardGreeting, line: Line) -> None:
        super().__init__()
        said = _("“{words}”").format(words=clean(line.words, QUOTE_ROOM))
        self.words = LeadLabel(_("Not settled yet:"), said)
        self.open = button(_("Open it"), kind="secondary", icon="message-2")
        self.open.setAccessibleDescription(self.words.text())
        self.open.clicked.connect(lambda: part.feedback_wanted.emit(line.id))
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class CardGreeting(CardPart):
    """The band. "Later" puts a line off to the next visit, and folds it away until the card is opened again.

    Attributes:
        lines: what they are to be told; unsettled: the complaint that comes before any of it, None for none.
    Signals:
        feedback_wanted: identity of feedback that is to be opened where it is dealt with.
    """

    name: ClassVar[str] = "greeting"
    feedback_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[TellLine] = []
        self.unsettled: OpenLine | None = None
        self._folded: set[tuple[str, int]] = set()
        self._off: set[tuple[str, int]] = set()  # put off to the next visit
        self._said = ""
        self.band = QFrame()
        self.band.setProperty("role", "soft")
        self.icon = QLabel()
        self.more = button("", kind="ghost", icon="speakerphone")
        self.more.clicked.connect(self.come_back)
        px = theme.of().px
        inside = QHBoxLayout(self.band)
        inside.setContentsMargins(px(16), px(8), px(8), px(8))
        inside.setSpacing(px(12))
        inside.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(10))
        inside.addLayout(self._rows, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.band)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.icon.setPixmap(theme.of().pixmap("speakerphone", "accent", 20))
        self.icon.setFixedHeight(theme.of().control())
        self.hide()

    def slice(self, view: CardView) -> object:
        return (view.to_tell, view.unsettled, view.card.pronouns, view.now.date())

    def turn_over(self) -> None:
        self._folded, self._off, self._said = set(), set(), ""

    def fill(self, view: CardView) -> None:
        inside = has_focus_inside(self)
        for line in self._all():
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.unsettled = OpenLine(self, view.unsettled) if view.unsettled is not None else None
        if self.unsettled is not None:
            self._rows.addWidget(self.unsettled)
        off = {(found.kind, found.id) for found in view.to_tell if found.later}
        self._folded -= self._off - off  # what was put off, and is no longer
        self._off = off
        self.lines = [TellLine(self, found) for found in view.to_tell]
        for line in self.lines:
            self._rows.addWidget(line)
        self._fold()
        self.set_width_class(self.width_class)
        news = [found.text for found in view.to_tell]
        said = " ".join([*([self.unsettled.words.text()] if self.unsettled is not None else []), *news])
        if said and said != self._said:
            announce(self, said)
        self._said = said
        if inside:
            self._focus()

    def _all(self) -> tuple[TellLine | OpenLine, ...]:
        """What stands in the band."""
        return (*([self.unsettled] if self.unsettled is not None else []), *self.lines)

    def _fold(self) -> None:
        away = [line for line in self.lines if line.key in self._folded]
        self.setVisible(bool(self.lines) or self.unsettled is not None)
        for line in self.lines:
            line.setVisible(line not in away)
        self.band.setVisible(len(away) < len(self.lines) or self.unsettled is not None)
        self.more.setVisible(bool(away))
        self.more.setText(n_("{n} thing to tell", "{n} things to tell", len(away)))

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        way = QBoxLayout.Direction.TopToBottom if name == "tight" else QBoxLayout.Direction.LeftToRight
        for line in self._all():
            line.row.setDirection(way)
            line.row.setSpacing(theme.of().px(4 if name == "tight" else 10))

    def stops(self) -> list[QWidget]:
        return stops_in(self)

    # Doing

    def tell(self, found: Telling, how: str) -> None:
        """It was told; the next view has it no more, and it is in the history."""
        from relnotebook.notebook import supporters, telling

        act: Any = supporters.tell if found.kind == "idea" else telling.tell
        self.write(act, found.id, how=how)

    def put_off(self, found: Telling) -> None:
        """Later: as on Today it waits for the next visit; here it is out of the way until the card is opened again."""
        from relnotebook.notebook import touches, touchmarks

        inside = has_focus_inside(self)
        self._folded.add((found.kind, found.id))
        self._fold()
        if inside:
            self._focus()
        touch = f"{self.view.card.id}:{touchmarks.news_key(found.kind, found.id)}"
        self.write(touches.snooze, touch, "next_visit")

    def come_back(self) -> None:
        """Say it in full again."""
        inside = has_focus_inside(self)
        self._folded = set()
        self._fold()
        if inside:
            self._focus()

    def _focus(self) -> None:
        shown = [line for line in self.lines if line.key not in self._folded]
        if shown:
            shown[0].done.setFocus()
        elif self.unsettled is not None:
            self.unsettled.open.setFocus()
        elif self.lines:
            self.more.setFocus()
