"""Making it right: the steps of what somebody said, and the words, deeds and buttons of the one that is open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.text import stopped
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.actions_feedback import STEPS as STEP_KEYS
from relnotebook.ui.feedback import rows
from relnotebook.ui.feedback.settle import Decision, Giving
from relnotebook.widgets import theme
from relnotebook.widgets.labels import flow
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, SavingText, button, set_tip
from relnotebook.widgets.stepper import DONE, LATER, OPEN, StepLine, Stepper

if TYPE_CHECKING:
    from relnotebook.notebook.recovery import Step
    from relnotebook.ui.feedback.reads import Opened

OFFERED_IN = ("thank", "tell")  # the sentence stands in the field; elsewhere below it, to be taken
WRITTEN_TO_THEM = ("acknowledge", "thank", "tell", "answer", "follow_up")  # its words may be copied or sent
MOST_LINES = 12
ICONS = {"solve": "tool", "follow_up": "alarm-snooze"}

Key = tuple[int, str]  # feedback, step


class WordsField(SavingText):
    """The words of a step, in the book face.

    A sentence that is offered in it is nobody's words yet: reached by a key it is selected whole, so that typing takes
    its place; by a press the caret goes behind it.
    """

    def __init__(self) -> None:
        super().__init__(lines=2)
        self._offered = ""
        self._pressed = False  # it was reached by a press that has not ended yet
        self.setProperty("role", "quote")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that nobody was told of yet."""
        return self._saver.dirty

    @property
    def untouched(self) -> bool:
        """Whether the sentence that was offered stands in it as it was."""
        return bool(self._offered) and self.toPlainText() == self._offered

    def offer(self, words: str) -> None:
        """Put a sentence into it that a person may take as it is, or type their own over."""
        anew = words != self.toPlainText()
        self.set_value(words)
        self._offered = words
        if anew and self.hasFocus() and self.untouched:
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        self._pressed = event.reason() == reasons.MouseFocusReason
        stays = (reasons.MouseFocusReason, reasons.ActiveWindowFocusReason, reasons.PopupFocusReason)
        if self.untouched and event.reason() not in stays:
            self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._pressed and self.untouched:
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._pressed = False

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words at this width; beyond a dozen lines they scroll."""
        inside = self._inside()
        lines = flow(self.toPlainText(), self.font(), width - inside)[0].lineCount()
        shown = min(max(lines, self._lines), MOST_LINES)
        return int(shown * QFontMetricsF(self.font()).lineSpacing() + inside + 0.999)

    def sizeHint(self) -> QSize:
        wide = max(self.width(), theme.of().px(200))
        return QSize(theme.of().px(200), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(80), theme.of().px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        many = self.document().size().height() > MOST_LINES
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if many else policies.ScrollBarAlwaysOff)

    def _inside(self) -> int:
        """Edge and air on both sides together."""
        return int(2 * theme.of().px(7) + 4 + 2 * self.document().documentMargin())

    def add(self, words: str) -> None:
        """Put words behind what is typed, as a person would: it can be taken back by Ctrl+Z."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n{words}" if self.toPlainText().strip() else words)
        self.setTextCursor(cursor)


class OfferLine(QWidget):
    """A sentence one could say, and a button to take it into the field."""

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel("", "quote", "ink2", wrap=True)
        self.take = button(_("&Take it"), kind="ghost", icon="plus")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)

    def show_words(self, words: str) -> None:
        """Offer another sentence; "" for none."""
        self.words.setText(rows.quoted(words) if words else "")
        self.take.setAccessibleDescription(words)
        self.setVisible(bool(words))


class StepBody(QWidget):
    """What stands in the open step."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.decision = Decision()
        self.field = WordsField()
        self.offer = OfferLine()
        self.giving = Giving()
        self.main = button(_("Done"), kind="primary", key=actions.hint("main"))
        self.copy = _pressing(actions, "feedback_copy", _("Copy"), "copy")
        self.mail = _pressing(actions, "feedback_mail", _("E-mail"), "mail")
        self.wording = _pressing(actions, "feedback_wording", _("Another wording"), "refresh", "ghost")
        self.again = button(_("Open it again"), kind="ghost", icon="arrow-back-up")
        self.note = PlainLabel("", "small", "ink2", wrap=True)
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, gap=6, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        for made in (self.main, self.copy, self.mail, self.wording, self.again):
            self._flow.addWidget(made)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.decision, self.field, self.offer, self.giving, self._buttons, self.note):
            self._column.addWidget(part)
        theme.of().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._column.setSpacing(theme.of().px(9))


class Steps(QWidget):
    """The stepper with its open step. It shows; the inbox acts.

    What is typed here and not in the file yet is never replaced by what is read.

    Attributes:
        opened: what it shows, None for nothing.
    Signals:
        typed: (feedback, step, words), whenever a pause ends.
        picked: a step a person pressed; finished, reopened: the open step, by its button.
    """

    typed = Signal(int, str, str)
    picked = Signal(str)
    finished = Signal(str)
    reopened = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self.opened: Opened | None = None
        self._key: Key = (0, "")
        self._pending: dict[Key, str] = {}  # typed, and on the way into the file
        self._cleared: set[Key] = set()  # emptied by a person: no sentence is put back there
        self._asked = False  # a person asked for another sentence
        self.body = StepBody(actions)
        self.field = self.body.field
        self.stepper = Stepper(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stepper)
        self.stepper.picked.connect(self.picked)
        self.field.saved.connect(self._on_saved)
        self.field.textChanged.connect(self._show_offer)
        self.body.offer.take.clicked.connect(self.take)
        self.body.main.clicked.connect(lambda: self.finished.emit(self._key[1]))
        self.body.again.clicked.connect(lambda: self.reopened.emit(self._key[1]))

    # What it shows

    def show_view(self, opened: Opened | None) -> None:
        """Show the steps of something else, or what became of them."""
        key = (opened.view.line.id, opened.step) if opened is not None else (0, "")
        if key != self._key:
            self.field.flush()  # under the step it was typed for
            self._asked = False
        self.opened, before, self._key = opened, self._key, key
        if opened is None:
            return
        now = clock.now()
        lines = [_line(step, opened.step, now) for step in opened.view.steps]
        hints = [self._actions.hint(name) for name in STEP_KEYS]
        self.stepper.show_steps(lines, opened.step, hints)
        step = opened.shown_step
        if step is not None:
            self._show_words(step, anew=before != key)
            self._show_body(opened, step)
            self._show_offer()

    def words(self) -> str:
        """What the open step says: what is typed, or else the sentence that is offered."""
        typed = self.field.toPlainText().strip()
        offer = self.opened.offer if self.opened is not None else None
        return typed or (offer.text if offer is not None else "")

    def typed_words(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    @property
    def open_step(self) -> Step | None:
        """The open step, None for none."""
        return self.opened.shown_step if self.opened is not None else None

    def kept(self, feedback: int, step: str, words: str) -> None:
        """These words are in the file now."""
        if self._pending.get((feedback, step)) == words:
            del self._pending[(feedback, step)]

    def next_wording(self) -> None:
        """A person asks for the next sentence; it may stand in the field again, where they emptied it."""
        self._asked = True
        self._cleared.discard(self._key)

    def take(self) -> None:
        """Put the sentence that is offered into the field."""
        if self.opened is not None and self.opened.offer is not None and self.body.offer.isVisibleTo(self):
            self._asked = False
            self.field.add(self.opened.offer.text)
            self.field.setFocus()

    # Inside

    def _show_words(self, step: Step, *, anew: bool) -> None:
        if not anew and (self.field.dirty or self._key in self._pending):
            return
        own = self._pending.get(self._key, step.words)
        offered = self.opened.offer if self.opened is not None else None
        if not own and not step.done and step.key in OFFERED_IN and self._key not in self._cleared and offered:
            self.field.offer(offered.text)
        else:
            self.field.set_value(own)
        self.field.setAccessibleName(_("{step}, in your words").format(step=step.title))
        self.field.setPlaceholderText(_hints().get(step.key, _("In your words")))

    def _show_body(self, opened: Opened, step: Step) -> None:
        body, view = self.body, opened.view
        deciding = step.key == "tell" and view.line.kind == "suggestion"
        body.decision.setVisible(deciding or (step.key == "solve" and view.decision in ("not_now", "no")))
        body.decision.show_view(view)
        body.giving.setVisible(step.key == "solve")
        body.giving.show_view(view, opened.limits)
        to_them = step.key in WRITTEN_TO_THEM and (view.line.kind, step.key) != ("praise", "thank")
        body.copy.setVisible(step.key in WRITTEN_TO_THEM)
        body.mail.setVisible(to_them and bool(view.email) and not step.done)
        body.wording.setVisible(not step.done and opened.offer is not None and opened.offer.of > 1)
        body.main.setVisible(not step.done)
        body.again.setVisible(step.done)
        body.main.setText(step.main)
        body.main.set_icon("speakerphone" if step.tells else ICONS.get(step.key, "check"))
        body.main.set_key(self._actions.hint("main"))
        body.note.setText(view.no_email_because if to_them and not view.email else "")
        body.note.setVisible(bool(body.note.text()))
        if opened.offer is not None:
            told = _("Wording {n} of {all}").format(n=opened.offer.n + 1, all=opened.offer.of)
            body.wording.setAccessibleDescription(told)

    def _show_offer(self) -> None:
        """The sentence stands below an empty field, and below words of one's own when it is asked for."""
        step, offer = self.open_step, self.opened.offer if self.opened is not None else None
        typed = self.field.toPlainText()
        wanted = self._asked or not typed.strip()
        if step is None or step.done or offer is None or not wanted or offer.text in typed:
            self.body.offer.show_words("")
        else:
            self.body.offer.show_words(offer.text)

    def _on_saved(self, words: str) -> None:
        feedback, step = self._key
        if not step:
            return
        self._pending[self._key] = words
        if words.strip():
            self._cleared.discard(self._key)
        else:
            self._cleared.add(self._key)
        self.typed.emit(feedback, step, words)


def _hints() -> dict[str, str]:
    """What an empty field asks for, by step."""
    return {
        "listen": _("What you heard, in a few words"),
        "acknowledge": _("What you said"),
        "solve": _("What was done"),
        "answer": _("What you answered"),
        "follow_up": _("What to remember when asking"),
    }


def _line(step: Step, open_key: str, now: datetime) -> StepLine:
    """A step as the stepper shows it: what was done and by whom, or how it is done well."""
    words = " ".join(step.words.split())
    if step.done and step.gave:
        words = " ".join((stopped(words), stopped(step.gave)) if words else (step.gave,))
    if step.done:
        when = rows.step_when(step.when, now) if step.when is not None else ""
        signed = ", ".join(part for part in (rows.first_name(step.by), when) if part)
        return StepLine(step.key, step.title, DONE, " ".join(part for part in (stopped(words), signed) if part))
    if step.key == open_key:
        return StepLine(step.key, step.title, OPEN, step.hint)
    begun = _("Begun: {words}").format(words=words) if words else step.hint
    return StepLine(step.key, step.title, LATER, begun)


def _pressing(actions: Actions, name: str, words: str, icon: str, kind: str = "secondary") -> KeyButton:
    """A button that does what a command does, with shorter words."""
    made = button(words, kind=kind, icon=icon)
    made.clicked.connect(actions[name].trigger)
    set_tip(made, actions.table[name].plain, actions.hint(name))
    return made
