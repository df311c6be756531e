"""A small form inside the card: what is typed is kept as a draft until it is sent or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.actions import native
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_view import CardPart, has_focus_inside, place_of
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import FlowLayout, PlainLabel, Sheet, button
from relnotebook.widgets.plain import clean

KEEP_MS = 400
KEPT_ROOM = 48  # letters of kept words that stand in the folded form


class Composer(Sheet):
    """One form. Subclasses add fields with `hold` and say in `send` what they write.

    Put aside with words in it, it folds to one line that says so, and comes up again only when asked.

    The words belong to the customer for whom it was opened, whoever is shown when they are kept or sent.

    Attributes:
        place: where its words are kept, within the card ("note").

    Signals:
        closed: it went away, sent or given up for now.
        grown: it opened, closed or got taller; the page scrolls to it.
        sent: what was typed is in the notebook.
    """

    closed = Signal()
    grown = Signal()
    sent = Signal()

    def __init__(self, part: CardPart, place: str, send_words: str, *, slim: bool = False) -> None:
        """`slim`: for the narrow column at the side; keys are then not shown on the buttons."""
        super().__init__(inside=12 if slim else 16)
        self._part, self.place = part, place
        self._customer: CustomerId | None = None
        self._fields: dict[str, QWidget] = {}
        self._optional: set[str] = set()
        self._sending = self._dirty = False
        self._came_from: QWidget | None = None
        self._aside: tuple[CustomerId, dict[str, str]] | None = None  # whose words it holds while folded
        self._timer = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self.kept = PlainLabel("", "small", "ink2", wrap=slim)
        self.go_on = button(_("Go on with it"), kind="ghost")
        self.go_on.clicked.connect(self.unfold)
        self.throw = button(_("Throw it away"), kind="ghost")
        self.throw.clicked.connect(self.throw_away)
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.cancel = button(_("Close"), kind="quiet", key="" if slim else native("Esc"))
        self.cancel.clicked.connect(self.put_aside)
        self.go = button(send_words, kind="secondary", key="" if slim else native("Ctrl+Return"))
        self.go.clicked.connect(self.try_send)
        for made in (self.throw, self.cancel, self.go):
            made.installEventFilter(self)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.of().px(8))
        self._build(slim)
        self.hide()

    def _build(self, slim: bool) -> None:
        note, pressed, foot, self._form = QVBoxLayout(), QHBoxLayout(), QHBoxLayout(), QWidget()
        if slim:
            note.addWidget(self.kept)
            for made in (self.go_on, self.throw):
                pressed.addWidget(made)
            pressed.addStretch(1)
            note.addLayout(pressed)
        else:  # side by side where there is room, as in a large type there may not be
            beside = FlowLayout(gap=8)
            self.kept.setMinimumHeight(theme.of().control())
            for part in (self.kept, self.go_on, self.throw):
                beside.addWidget(part)
            note.addLayout(beside)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(8))
        foot.setSpacing(theme.of().px(8))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        self.box.addLayout(note)
        self.box.addWidget(self._form)
        column.addLayout(self.rows)
        column.addWidget(self.refusal)
        column.addLayout(foot)

    def hold(self, name: str, widget: QWidget, *, choice: bool = False) -> None:
        """Take a field into the draft. A `choice` alone, without words, is nothing worth keeping."""
        self._fields[name] = widget
        if choice:
            self._optional.add(name)
        signal: Any = getattr(widget, "picked", None) or getattr(widget, "textEdited", None)
        if isinstance(widget, QComboBox):
            signal = widget.activated
        elif isinstance(widget, QPlainTextEdit):
            signal = widget.textChanged
        signal.connect(lambda *_values: self.touched())
        for part in (widget, *widget.findChildren(QPushButton)):
            part.installEventFilter(self)

    # Open and closed

    def open_for(self, customer: CustomerId, words: Mapping[str, str] | None = None) -> None:
        """Come up for a customer, with the words that were kept."""
        if self._customer == customer:
            return
        self.flush()
        self._customer, self._aside = customer, None
        self.clear()
        words = words or {}
        kept = any(words.values())
        self.fill(words)
        self._rest()
        self._show_note(_("We kept what you typed.") if kept else "", folded=False)
        self.show()
        self.grown.emit()

    def fill(self, words: Mapping[str, str]) -> None:
        """Put the words that were kept into the fields, which are empty; {} when none were."""
        for name, value in words.items():
            if name in self._fields:
                set_words(self._fields[name], value)

    def offer(self, customer: CustomerId, words: Mapping[str, str]) -> None:
        """Say in one line that these words were kept; nothing when there are none. An open form stays as it is."""
        if self.opened:
            return
        kept = dict(words) if any(words.values()) else None
        before, self._aside = self._aside, None if kept is None else (customer, kept)
        if before == self._aside:
            return
        if kept is not None:
            typed = next((value for name, value in kept.items() if value and name not in self._optional), "")
            shown = clean(" ".join(typed.split()), KEPT_ROOM)
            self._show_note(_("We kept what you typed: {words}").format(words=shown), folded=True)
        self.setVisible(kept is not None)
        self.grown.emit()

    def unfold(self) -> None:
        """Go on with the words that were put aside."""
        if self._aside is not None:
            self.open_for(*self._aside)
            self.start()

    def _show_note(self, sentence: str, *, folded: bool) -> None:
        self.kept.setText(sentence)
        self.kept.setVisible(bool(sentence))
        self.throw.setVisible(bool(sentence))
        self.go_on.setVisible(folded)
        self._form.setVisible(not folded)

    def start(self) -> None:
        """Put the focus where typing begins."""
        self._came_from = QApplication.focusWidget()
        first = next((w for name, w in self._fields.items() if name not in self._optional), None)
        (first or self).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.grown.emit()

    @property
    def opened(self) -> bool:
        """Whether it is up, also while its page is hidden."""
        return self._customer is not None

    def close_up(self) -> None:
        """Go away for now; the words stay kept and come back."""
        if self._aside is not None:
            self._aside = None
            self.hide()
            self.grown.emit()
        if not self.opened:
            return
        self.flush()
        self._leave()

    def put_aside(self) -> None:
        """Esc: go away; where there are words, one line says that they are kept."""
        customer, words = self._customer, self.words() if self.worth() else {}
        self.close_up()
        if customer is not None:
            self.offer(customer, words)

    def throw_away(self) -> None:
        """Forget the words and begin anew; folded, there is nothing left to say."""
        if self._aside is not None:
            self._part.keep(place_of(self._aside[0], self.place), {})
            self.close_up()
            return
        self.clear()
        self._forget()
        self._show_note("", folded=False)
        self.start()

    def clear(self) -> None:
        """Empty every field."""
        for name, widget in self._fields.items():
            set_words(widget, self.default(name))
        self._rest()
        self._show_refusal("")

    def default(self, name: str) -> str:
        """What a field holds at the beginning."""
        return ""

    def _leave(self) -> None:
        inside, came_from = has_focus_inside(self), self._came_from
        self._customer, self._came_from = None, None
        self._sending = False
        self.hide()
        self.closed.emit()
        if inside and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus()
        self.grown.emit()

    # Keeping

    def words(self) -> dict[str, str]:
        """What the fields hold now."""
        return {name: get_words(widget) for name, widget in self._fields.items()}

    def worth(self) -> bool:
        """Whether there are words to keep."""
        return any(value.strip() for name, value in self.words().items() if name not in self._optional)

    def touched(self) -> None:
        """Something was typed or chosen."""
        self._show_refusal("")
        if self.opened:
            self._dirty = True
            self._timer.start()

    def flush(self) -> None:
        """Keep the words now, if they have changed since they were kept."""
        if self._dirty and self._customer is not None:
            self._rest()
            self._keep(self.words() if self.worth() else {})

    def _forget(self) -> None:
        self._rest()
        self._keep({})

    def _rest(self) -> None:
        self._timer.stop()
        self._dirty = False

    def _keep(self, words: dict[str, str]) -> None:
        if self._customer is not None:
            self._part.keep(place_of(self._customer, self.place), words)

    # Sending

    def try_send(self) -> None:
        """Write it, unless it is on its way already."""
        if self._sending or not self.opened:
            return
        self._sending = self.send()

    def send(self) -> bool:
        """Write what is typed, with `put`; False when nothing was typed and nothing is on its way."""
        raise TypeError(f"{type(self).__name__} sends nothing")

    def put(self, act: Callable[..., Any], *args: Any, **kw: Any) -> bool:
        """Do the act for the customer of this form; it closes when it is done and says so when it was refused."""
        self._part.bridge.write(act, *args, **kw).then(self._sent).otherwise(self._refused)
        return True

    def _sent(self, _value: object) -> None:
        self._forget()
        self._leave()
        self.sent.emit()

    def _refused(self, found: Problem) -> None:
        self._sending = False
        self._show_refusal(say.problem(found))
        self._dirty = True
        self._timer.start()

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter, and Enter in a line, send this form rather than press the page's main button."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (held or isinstance(watched, QLineEdit)):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.try_send()
                return True
        return super().eventFilter(watched, event)


def get_words(widget: QWidget) -> str:
    """The words of any field a composer may hold."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, Picks):
        return widget.value()
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    return str(widget.property("words") or "")


def set_words(widget: QWidget, value: str) -> None:
    """Put words into any field a composer may hold, without the form taking it for typing."""
    before = widget.blockSignals(True)
    if isinstance(widget, QLineEdit):
        widget.setText(value)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(value)
    elif isinstance(widget, Picks):
        widget.set_value(value)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(widget.findData(value), 0))
    widget.blockSignals(before)
