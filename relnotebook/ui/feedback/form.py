"""The fields of what somebody said: the words first, the rest beside them in one tap each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId, VisitId
from relnotebook.base.words import _
from relnotebook.ui import card_words_history
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.feedback import choices
from relnotebook.ui.feedback.whose import Whose
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, PlainLabel, Refusable, Tick, button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.ideas import IdeaCard
    from relnotebook.notebook.timeline import Page

LABELS = 104  # px at 100 %: the column of what each choice is about
NARROW = 600  # px at 100 %: below it each label stands above its choice
LINES = 3  # of the words, before they are typed
VISITS = 5
LONGEST = 300


class SaidForm(QWidget):
    """What they said, whose words, how they felt, what kind, and what it was about.

    The kind is guessed while nobody has chosen one. Severity is asked of a complaint, a place on the board offered for
    a suggestion.

    Args:
        whose: whether to ask whose words they are; on a card that is known.
    Signals:
        edited: a person typed or chose; sent: Ctrl+Enter.
    """

    edited = Signal()
    sent = Signal()

    def __init__(self, *, whose: bool = True) -> None:
        super().__init__()
        self._bridge: Bridge | None = None
        self._customer: CustomerId | None = None  # whose visits are shown
        self._kind_chosen = self._whose_chosen = False  # by a person
        self._visit = ""  # to be chosen once the visits are read
        self._twin: tuple[int, str] | None = None  # identity and title of the idea that `twin` names
        self._filling = False
        self._narrow = False
        self._rows: list[tuple[PlainLabel, QWidget]] = []
        self.asks_whose = whose
        self._make()
        self._lay_out()
        self._connect()
        theme.of().changed.connect(self._dress)
        self.show_words({})

    def _make(self) -> None:
        self.words_line = QPlainTextEdit()
        self.words_line.setProperty("role", "quote")
        self.words_line.setTabChangesFocus(True)
        self.words_line.setAccessibleName(_("What they said"))
        self.words_line.setPlaceholderText(_("What they said, in their own words"))
        self.words_cell = Refusable(self.words_line)
        self.whose = Whose()
        self.feeling = Picks(_("How they felt"), card_words_history.feelings(), empty=True)
        self.kind = Picks(_("What it is"), choices.kinds())
        self.severity = Picks(_("How serious it is"), choices.severities(), empty=True)
        self.rating = Picks(_("Stars out of 5"), choices.stars(), kind="bare", empty=True)
        self.channel = Picks(_("How we heard it"), card_words_history.channels(), kind="bare")
        self.moment = Picks(_("When, seen from the sale"), card_words_history.moments(), kind="bare")
        self.visit = Choice()
        self.about = QLineEdit()
        self.about.setMaxLength(LONGEST)
        self.about.setPlaceholderText(_("such as flat white, the wait"))
        self.board = Tick(_("Put it on the idea board"))
        self.title = QLineEdit()
        self.title.setMaxLength(choices.TITLE * 2)
        self.title.setAccessibleName(_("Its name on the board"))
        self.twin = button(_("It is there already"), kind="quiet", icon="bulb")  # an idea of the board it may be
        self.twin.setCheckable(True)
        self.twin.setMinimumWidth(theme.of().px(64))
        self.twin.lead()

    def _lay_out(self) -> None:
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        if self.asks_whose:
            self._add(_("Whose words"), self.whose)
        else:
            self.whose.hide()
            self.whose.setParent(self)
        self._add(_("They felt"), self.feeling)
        self._add(_("It is"), self.kind)
        self._add(_("How serious"), self.severity)
        self._board = QWidget()
        beside = QHBoxLayout(self._board)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.board)
        beside.addWidget(self.title, 1)
        self._add("", self._board)
        self._add("", self.twin)
        self._add(_("Stars"), self.rating)
        self._add(_("Heard"), self.channel)
        self._add("", self.moment)
        self._add(_("Visit"), self.visit)
        self._add(_("About"), self.about)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.words_cell)
        self._column.addLayout(self.grid)
        self._place()
        self._dress()

    def _add(self, words: str, widget: QWidget) -> None:
        label = PlainLabel(words, "small", "ink2")
        label.setBuddy(widget)
        if not widget.accessibleName() and words:
            widget.setAccessibleName(words)
        self._rows.append((label, widget))

    def _place(self) -> None:
        """Each label beside its choice, or above it where the form is narrow."""
        for at, (label, widget) in enumerate(self._rows):
            self.grid.removeWidget(label)
            self.grid.removeWidget(widget)
            across = Qt.AlignmentFlag.AlignLeading if widget is self.visit else Qt.AlignmentFlag(0)
            if self._narrow:
                self.grid.addWidget(label, 2 * at, 0, 1, 2)
                self.grid.addWidget(widget, 2 * at + 1, 0, 1, 2, across)
            else:
                self.grid.addWidget(label, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
                self.grid.addWidget(widget, 2 * at, 1, across)
        self._measure()

    def _measure(self) -> None:
        look = theme.of()
        for label, widget in self._rows:
            label.setMinimumHeight(0 if self._narrow else look.control())
            label.setVisible(not widget.isHidden() and not (self._narrow and not label.text()))
        self.grid.setColumnMinimumWidth(0, 0 if self._narrow else look.px(LABELS))

    def _dress(self) -> None:
        px = theme.of().px
        self.grid.setHorizontalSpacing(px(8))
        self.grid.setVerticalSpacing(px(6))
        self._column.setSpacing(px(12))
        self.words_line.setFixedHeight(px(24 * LINES + 20))
        self._measure()

    def _connect(self) -> None:
        self.words_line.textChanged.connect(self._on_words)
        self.whose.edited.connect(self._on_name)
        self.whose.changed.connect(self._on_whose)
        self.kind.picked.connect(self._on_kind)
        self.feeling.picked.connect(self._on_feeling)
        for picks in (self.severity, self.rating, self.channel, self.moment):
            picks.picked.connect(lambda _key: self._touched())
        self.visit.picked.connect(lambda _key: self._touched())
        for line in (self.about, self.title):
            line.textEdited.connect(lambda _text: self._touched())
        self.board.toggled.connect(self._on_board)
        self.title.textEdited.connect(lambda _text: self._look_for_twin())
        self.twin.toggled.connect(self._on_board)
        for part in [self, *self.findChildren(QWidget)]:
            part.installEventFilter(self)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self.whose.attach(bridge)

    # What stands in it

    def words(self) -> dict[str, str]:
        """Everything in the form, for keeping it; a guess is not kept."""
        found = {
            "words": self.words_line.toPlainText(),
            "whose": str(int(self.whose.customer)) if self.whose.customer is not None else "",
            "name": self.whose.name(),
            "feeling": self.feeling.value(),
            "kind": self.kind.value() if self._kind_chosen else "",
            "severity": self.severity.value(),
            "rating": self.rating.value(),
            "channel": self.channel.value(),
            "moment": self.moment.value(),
            "visit": self.visit.value() or self._visit,
            "about": self.about.text(),
            "board": "1" if self.board.isChecked() else "",
            "title": self.title.text(),
        }
        if self._twin is not None and self.twin.isChecked():
            found |= {"twin": str(self._twin[0]), "twin_title": self._twin[1]}
        return {key: value for key, value in found.items() if value}

    def worth(self) -> bool:
        """Whether anything was typed; a tap alone is nothing worth keeping."""
        typed = (self.words_line.toPlainText(), self.about.text(), self.title.text())
        return any(words.strip() for words in typed) or (self._whose_chosen and bool(self.whose.name()))

    def show_words(self, words: dict[str, str]) -> None:
        """Show these; {} empties the form."""
        self._filling = True
        self._kind_chosen = bool(words.get("kind"))
        self.words_line.setPlainText(words.get("words", ""))
        self.words_line.moveCursor(QTextCursor.MoveOperation.End)  # whoever goes on, goes on behind them
        whose = words.get("whose", "")
        self.whose.show_person(CustomerId(int(whose)) if whose.isdecimal() else None, words.get("name", ""))
        self._whose_chosen = bool(words.get("name"))
        self.kind.set_value(words.get("kind") or "suggestion")
        for name, picks in (("feeling", self.feeling), ("severity", self.severity), ("rating", self.rating)):
            picks.set_value(words.get(name, ""))
        self.channel.set_value(words.get("channel", "in_person"))
        self.moment.set_value(words.get("moment", "during"))
        self.about.setText(words.get("about", ""))
        self.board.setChecked(bool(words.get("board")))
        self.title.setText(words.get("title", ""))
        twin = words.get("twin", "")
        self._set_twin((int(twin), words.get("twin_title", "")) if twin.isdecimal() else None)
        self.twin.setChecked(self._twin is not None)
        self._filling = False
        self._visit = words.get("visit", "")
        self._guess()
        self.refuse("")
        self._read_visits(self.whose.customer)

    def take(self, customer: CustomerId, name: str) -> None:
        """They are taken to be this customer's words, as if that had been said."""
        self.whose.show_person(customer, name)
        self._read_visits(customer)

    def show_customer(self, customer: CustomerId) -> None:
        """They are this customer's words: the form is on the card."""
        self._read_visits(customer)

    def values(self) -> dict[str, Any]:
        """What `heard.write_down` takes besides the words and the customer."""
        complaint, suggestion = self.kind.value() == "complaint", self.kind.value() == "suggestion"
        title = self.title.text().strip() or choices.title_of(self.words_line.toPlainText())
        named = self.asks_whose and self.whose.customer is None
        board = suggestion and self.board.isChecked()
        twin = self._twin[0] if board and self._twin is not None and self.twin.isChecked() else None
        return {
            "kind": self.kind.value(),
            "feeling": self.feeling.value(),
            "severity": self.severity.value() if complaint else "",
            "rating": int(self.rating.value()) if self.rating.value() else None,
            "channel": self.channel.value(),
            "moment": self.moment.value(),
            "visit": VisitId(int(self.visit.value())) if self.visit.value() else None,
            "about": self.about.text().strip(),
            "given_name": self.whose.name() if named else "",
            "idea": title if board and twin is None else "",
            "wants": twin,
        }

    def said(self) -> str:
        """The words as they were said."""
        return self.words_line.toPlainText().strip()

    def enough(self) -> bool:
        """Whether there is something to write down; without words a feeling or stars will do. Else it is said so."""
        if self.said() or self.feeling.value() or self.rating.value():
            return True
        self.refuse(_("What did they say? A few words are enough."))
        self.words_line.setFocus()
        return False

    def refuse(self, sentence: str) -> None:
        """Say below the words what is missing; "" takes it back."""
        if sentence or self.words_cell.sentence():
            self.words_cell.say(sentence)

    # Inside

    def _touched(self) -> None:
        self.refuse("")
        if not self._filling:
            self.edited.emit()

    def _on_words(self) -> None:
        if not self._filling:
            self._guess()
            self._look_for_twin()
            self._touched()

    def _on_feeling(self, _key: str) -> None:
        self._guess()
        self._touched()

    def _on_kind(self, _key: str) -> None:
        self._kind_chosen = True
        self._fit_kind()
        self._touched()

    def _on_board(self, _on: bool) -> None:
        self._fit_kind()
        if not self._filling:
            self._look_for_twin()
            self._touched()

    def _look_for_twin(self) -> None:
        """The idea of the board that is most like it; one that was chosen stays."""
        from relnotebook.notebook import ideas

        named = self.title.text().strip() or choices.title_of(self.said())
        if self._bridge is None or not named or not self.board.isChecked() or self.twin.isChecked():
            return
        asked = self._bridge.read(ideas.near, named, limit=1)
        asked.latest(self, "twin").then(self._show_twin).otherwise(lambda _found: None)

    def _show_twin(self, found: tuple[IdeaCard, ...]) -> None:
        if self.twin.isChecked():
            return
        self._set_twin((found[0].id, found[0].title) if found else None)
        self._fit_kind()

    def _set_twin(self, twin: tuple[int, str] | None) -> None:
        self._twin = twin
        title = twin[1] if twin is not None else ""
        self.twin.setText(_("It is there already: {title}").format(title=title).replace("&", "&&"))

    def _guess(self) -> None:
        """What kind it seems to be, until somebody says so."""
        if not self._kind_chosen:
            self.kind.set_value(guess(self.said(), self.feeling.value()))
        self._fit_kind()

    def _fit_kind(self) -> None:
        """Only what this kind asks for; a guess is called one."""
        kind = self.kind.value()
        label = next(label for label, widget in self._rows if widget is self.kind)
        label.setText(_("It is") if self._kind_chosen else _("It seems to be"))
        self.severity.setVisible(kind == "complaint")
        board = kind == "suggestion" and self.board.isChecked()
        self._board.setVisible(kind == "suggestion")
        self.twin.setVisible(board and self._twin is not None)
        self.title.setVisible(board and not self.twin.isChecked())
        self.title.setPlaceholderText(choices.title_of(self.said()) or _("Its name on the board"))
        self._measure()

    def _on_name(self) -> None:
        self._whose_chosen = True
        self._touched()

    def _on_whose(self) -> None:
        """Somebody else's visits."""
        self._visit = ""
        self._show_visits(())
        self._read_visits(self.whose.customer)

    def _read_visits(self, customer: CustomerId | None) -> None:
        from relnotebook.notebook import timeline

        self._customer = customer
        if customer is None or self._bridge is None or self._bridge.closed:
            self._show_visits(())
            return
        read = self._bridge.read(timeline.page, customer, only="visits", limit=VISITS)
        read.latest(self, "visits").then(lambda page: self._on_visits(customer, page)).otherwise(lambda _found: None)

    def _on_visits(self, customer: CustomerId, page: Page) -> None:
        if customer == self._customer:
            now = clock.now()
            found = ((str(e.id), f"{say.day_short(e.when, now)}, {say.clock(e.when)}", e.text) for e in page.entries)
            self._show_visits(tuple((key, f"{when}: {had}" if had else when) for key, when, had in found))

    def _show_visits(self, visits: tuple[tuple[str, str], ...]) -> None:
        self.visit.set_choices((("", _("No visit in particular")), *visits))
        if visits:
            self.visit.set_value(self._visit)
            self._visit = ""
        self.visit.setVisible(bool(visits))
        self._measure()

    # Keys and measures

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter anywhere in the form, and Enter in its last lines, send it."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (held or watched in (self.about, self.title)):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.sent.emit()
                return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Choices wrap, so that the form is as narrow as its place."""
        return QSize(theme.of().px(240), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.of().px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()


def guess(words: str, feeling: str) -> str:
    """What kind of feedback it seems to be, as the notebook would take it."""
    if not words and not feeling:
        return "suggestion"
    from relnotebook.notebook import feedback

    return feedback.guess(words, feeling)
