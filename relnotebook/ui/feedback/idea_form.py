"""Writing an idea down, with its twins on the board while one types; and "Me too" when nobody was looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.actions import native
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.feedback import idea_words
from relnotebook.ui.feedback.idea_draft import KeptDraft
from relnotebook.ui.feedback.idea_people import Who
from relnotebook.ui.feedback.whose import Whose
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, announce, button, field, set_tip
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.ideas import IdeaCard

NEW, TOO = "ideas/new", "ideas/too"  # places of what is half typed
WITHIN = 40  # letters of kept words that are shown
TWINS = 3


class IdeaForm(QWidget):
    """At the foot of the first lane: a button, and when it is pressed the form in its place.

    Attributes:
        opened: whether the form is up; twins: the buttons of ideas like the one being typed.
    Signals:
        written: the idea that is on the board now.
        too: (idea, customer or None, what was typed): it is one of those on the board; they want that one.
        grown: it opened, closed or got taller.
    """

    written = Signal(int)
    too = Signal(int, object, str)
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened = False
        self.twins: list[KeyButton] = []
        self._bridge: Bridge | None = None
        self._offered: tuple[CustomerId | None, str] = (None, "")
        self._sending = False
        self._draft = KeptDraft(self, NEW, self.words)
        self._build()
        self._lay_out()
        self._connect()
        theme.of().changed.connect(self._dress)
        self._dress()
        self._show_state({})

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open: what was half typed is offered again."""
        self._bridge = bridge
        self.whose.attach(bridge)
        self._draft.attach(bridge)
        self._draft.ask(self._on_kept)

    def offer(self, customer: CustomerId | None, name: str) -> None:
        """Whom the idea is probably from: the customer last looked at."""
        self._offered = (customer, name)
        self.whose.offer(customer, name)

    def words(self) -> dict[str, str]:
        """What stands in the form; {} when no word of an idea was typed."""
        typed = self.title.toPlainText()
        if not typed.strip():
            return {}
        found = {"title": typed, "name": self.whose.name()}
        if self.whose.customer is not None:
            found["customer"] = str(int(self.whose.customer))
        return {key: value for key, value in found.items() if value}

    # Open and closed

    def open(self) -> None:
        """Come up with what was half typed, the keyboard where typing begins."""
        self.opened = True
        self._show_state(self.words())
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look_for_twins()

    def put_aside(self) -> None:
        """Esc: close; what is typed stays kept."""
        self._draft.flush()
        had_focus = self._has_focus()
        self.opened = False
        self._show_state(self.words())
        if had_focus:
            self.add.setFocus()

    def throw_away(self) -> None:
        """Forget what is typed."""
        self.clear()
        self._draft.forget()
        self._show_state({})

    def clear(self) -> None:
        """Empty the form."""
        before = self.title.blockSignals(True)
        self.title.setPlainText("")
        self.title.blockSignals(before)
        self.whose.show_person(None, "")
        self.whose.offer(*self._offered)
        self._show_twins(())
        self._refuse("")

    def flush(self) -> None:
        """Keep now what is typed."""
        self._draft.flush()

    def press(self) -> None:
        """Put the idea on the board."""
        from relnotebook.notebook import ideas

        if self._bridge is None or self._sending or not self.opened:
            return
        words = self.title.toPlainText().strip()
        if not words:
            self._refuse(_("What would they like? A few words are enough."))
            self.title.setFocus()
            return
        self._sending = True
        first, _break, rest = words.partition("\n")
        whose = self.whose.customer
        name = "" if whose is not None else self.whose.name()
        said = self._bridge.write(
            ideas.add, first.strip(), words=rest.strip(), customer=whose, given_name=name, credit=False
        )
        said.then(self._on_written).otherwise(self._on_refused)

    def _on_written(self, idea: int) -> None:
        self._sending = False
        self.clear()
        self._draft.forget()
        had_focus = self._has_focus()
        self.opened = False
        self._show_state({})
        if had_focus:
            self.add.setFocus()
        self.written.emit(idea)

    def _on_refused(self, problem: Problem) -> None:
        self._sending = False
        self._refuse(say.problem(problem))

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _on_kept(self, words: dict[str, str]) -> None:
        if not words or self.words():
            return
        before = self.title.blockSignals(True)
        self.title.setPlainText(words.get("title", ""))
        self.title.blockSignals(before)
        number = words.get("customer", "")
        self.whose.show_person(CustomerId(int(number)) if number.isdecimal() else None, words.get("name", ""))
        self._show_state(words)

    def _show_state(self, words: dict[str, str]) -> None:
        self.setFocusProxy(self.title if self.opened else self.add)
        self.add.setVisible(not self.opened)
        self.sheet.setVisible(self.opened)
        shown = clean(" ".join(words.get("title", "").split()), WITHIN)
        self.kept.setText(_("We kept what you typed: {words}").format(words=shown) if words else "")
        self.kept.setVisible(bool(words) and not self.opened)
        self.throw.setVisible(bool(words) and self.opened)
        self.updateGeometry()
        self.grown.emit()

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # Twins

    def _on_typed(self) -> None:
        self._refuse("")
        self._draft.touched()
        self._look_for_twins()

    def _look_for_twins(self) -> None:
        from relnotebook.notebook import ideas

        words = self.title.toPlainText()
        if self._bridge is None or len(words.strip()) < 3:
            self._show_twins(())
            return
        self._bridge.read(ideas.near, words).latest(self, "twins").then(self._show_twins)

    def _show_twins(self, found: tuple[IdeaCard, ...]) -> None:
        for made in self.twins:
            self._twins.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.twins = []
        found = found[:TWINS] if self.title.toPlainText().strip() else ()
        self.alike.setVisible(bool(found))
        for card in found:
            made = button(clean(card.title, 60), kind="quiet", icon="heart")
            made.setAccessibleName(_("Me too: {idea}").format(idea=clean(card.title)))
            made.setAccessibleDescription(idea_words.count(card))
            set_tip(made, f"{card.title}: {idea_words.count(card)}")
            made.setMinimumWidth(theme.of().px(64))
            made.lead()
            made.clicked.connect(partial(self._on_twin, card.id))
            self.twins.append(made)
            self._twins.addWidget(made)
            made.show()  # at once: what is not shown yet has no height
        self.grown.emit()

    def _on_twin(self, idea: int) -> None:
        whose, words = self.whose.customer or self._offered[0], self.title.toPlainText().strip()
        self.throw_away()
        self.opened = False
        self._show_state({})
        self.too.emit(idea, whose, words)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter puts it on the board, Esc puts it aside, wherever in the form the keyboard is."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            act = self._act_of(event)
            if act is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self.press
        return self.put_aside if event.key() == Qt.Key.Key_Escape else None

    # Building

    def _build(self) -> None:
        self.add = AddButton(_("Write down an idea"))
        self.kept = PlainLabel("", "small", "ink2", wrap=True)
        self.title = QPlainTextEdit()
        self.title.setTabChangesFocus(True)
        self.title.setPlaceholderText(_("Such as oat milk soft-serve in July"))
        self.whose = Whose()
        self.alike = PlainLabel(_("Already on the board? Press it, and they want it too."), "small", "ink2", wrap=True)
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.throw = button(_("Throw it away"), kind="ghost")
        self.close_button = button(_("Close"), kind="quiet")
        self.go = button(_("Put it on the board"), kind="primary")
        self.go.setAccessibleDescription(native("Ctrl+Return"))

    def _lay_out(self) -> None:
        self.sheet = QFrame()
        self.sheet.setProperty("role", "sheet")
        column = self._inner = QVBoxLayout(self.sheet)
        self._twins = QVBoxLayout()
        self.title_field = field(_("The idea"), self.title)
        for part in (self.title_field, self.alike, self._twins, field(_("Whose idea"), self.whose, optional=True),
                     self.refusal):  # fmt: skip
            column.addLayout(part) if isinstance(part, QVBoxLayout) else column.addWidget(part)
        foot = QWidget()
        self._foot = FlowLayout(foot, gap=6, line_gap=6)
        for made in (self.go, self.close_button, self.throw):
            self._foot.addWidget(made)
        column.addWidget(foot)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        place = QHBoxLayout()
        place.addStrut(theme.of().px(44))  # the style sheet would let it shrink
        place.addWidget(self.add)
        outer.addWidget(self.sheet)
        outer.addLayout(place)
        outer.addWidget(self.kept)

    def _connect(self) -> None:
        self.add.clicked.connect(self.open)
        self.title.textChanged.connect(self._on_typed)
        self.whose.edited.connect(self._draft.touched)
        self.throw.clicked.connect(self.throw_away)
        self.close_button.clicked.connect(self.put_aside)
        self.go.clicked.connect(self.press)
        for watched in (self.title, self.whose.line, self.throw, self.close_button, self.go):
            watched.installEventFilter(self)

    def _dress(self) -> None:
        px = theme.of().px
        self._inner.setContentsMargins(px(12), px(10), px(12), px(12))
        self._inner.setSpacing(px(8))
        self._twins.setSpacing(px(4))
        self._outer.setSpacing(px(4))
        self.title.setFixedHeight(px(81))


class AddButton(KeyButton):
    """The dashed place at the foot of a lane where something new goes."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "ghost", "plus")
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(theme.of().px(44), theme.of().control()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), look.edge(), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(10), look.px(10))


class TooSheet(QDialog):
    """Who wants it too, when nobody was looked at before: a name, a few words if they said any, how much.

    Signals:
        chosen: (customer, quote, weight); alone: somebody without a card, to be counted.
    """

    chosen = Signal(object, str, int)
    alone = Signal()

    def __init__(self, parent: QWidget, bridge: Bridge, idea: str, quote: str = "") -> None:
        """`idea`: its title; `quote`: what they said, as it was typed elsewhere."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Who wants it too?"))
        self._draft = KeptDraft(self, TOO, self._words)
        self._draft.attach(bridge)
        self.idea = PlainLabel(idea, "heading", wrap=True)
        self.whose = Who()
        self.whose.attach(bridge)
        self.quote = QLineEdit()
        self.quote.setPlaceholderText(_("Such as: every Friday, please"))
        self.weight = Picks(_("How much"), tuple((key, words, "") for key, words in idea_words.weights()))
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.go = button(_("They want it too"), kind="primary")
        self.count_one = button(_("Somebody without a card"), kind="secondary")
        self._lay_out()
        self.whose.edited.connect(self._on_edited)
        self.quote.textEdited.connect(lambda _text: self._draft.touched())
        self.quote.returnPressed.connect(self.press)
        self.go.clicked.connect(self.press)
        self.count_one.clicked.connect(self._on_alone)
        self.finished.connect(lambda _how: self._draft.flush())
        if quote:
            self.quote.setText(quote)
            self._draft.touched()
        else:
            self._draft.ask(self._on_kept)

    def press(self) -> None:
        """Take whoever is chosen; the first who is offered when Enter came before."""
        if self.whose.customer is None and not self.whose.first():
            self._refuse(_("Choose somebody, or count somebody without a card."))
            self.whose.setFocus()
            return
        if self.whose.customer is not None:
            customer, quote = self.whose.customer, self.quote.text().strip()
            self._draft.forget()
            self.chosen.emit(customer, quote, int(self.weight.value() or 1))
            self.accept()

    def _on_alone(self) -> None:
        self._draft.forget()
        self.alone.emit()
        self.accept()

    def _on_edited(self) -> None:
        self._refuse("")
        self._draft.touched()

    def _words(self) -> dict[str, str]:
        return {"quote": self.quote.text()} if self.quote.text().strip() else {}

    def _on_kept(self, words: dict[str, str]) -> None:
        if not self.quote.text():
            self.quote.setText(words.get("quote", ""))

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        px = theme.of().px
        column, foot = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        for part in (self.idea, field(_("Who"), self.whose), field(_("In their words"), self.quote, optional=True),
                     field(_("How much"), self.weight), self.refusal):  # fmt: skip
            column.addWidget(part)
        self.refusal.hide()
        foot.setSpacing(px(8))
        foot.addWidget(self.go)
        foot.addWidget(self.count_one)
        foot.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(px(400))
