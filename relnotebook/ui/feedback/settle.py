"""What is settled beside the steps: yes, not now or no; what was given to put it right; and whether it was enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.card_picks import Picks
from relnotebook.widgets import theme
from relnotebook.widgets.parts import FlowLayout, PlainLabel, Refusable, SavingLine, announce, button

if TYPE_CHECKING:
    from relnotebook.notebook.feedback import Feedback
    from relnotebook.notebook.recovery import Limits

NEEDS_WHY = ("not_now", "no")
MONEY = 110  # px at 100 %


class Decision(QWidget):
    """Yes, not now or no. A no wants a reason before it is kept, a yes may say what is done.

    Signals:
        decided: (yes, not_now or no, the reason); did: what came of it, in our words.
    """

    decided = Signal(str, str)
    did = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._id = 0
        self._kept = ""
        self.label = PlainLabel(_("What was decided"), "field")
        answers = (("yes", _("Yes, we do it"), ""), ("not_now", _("Not now"), ""), ("no", _("No"), ""))
        self.answer = Picks(_("What was decided"), answers)
        self.answer.set_value("yes")
        for key, _words, _icon in answers:
            self.answer.button(key).setChecked(False)
        self.why = SavingLine(placeholder=_("The reason, kindly: it is told to them"))
        self.why.setAccessibleName(_("Why"))
        self.why_cell = Refusable(self.why)
        self.what = SavingLine(placeholder=_("What we did, in a few words"))
        self.what.setAccessibleName(_("What we did"))
        self.what_cell = Refusable(self.what)
        self._column = _column(self)
        for part in (self.label, self.answer, self.why_cell, self.what_cell):
            self._column.addWidget(part)
        self.answer.picked.connect(self._on_picked)
        self.why.saved.connect(self._on_why)
        self.what.saved.connect(self.did)

    def show_view(self, view: Feedback) -> None:
        """Show what was decided. A no that still wants its reason stays picked."""
        if view.line.id != self._id:
            self.why.set_value("")
        picked = self.answer.value() if view.line.id == self._id else ""
        waits = picked in NEEDS_WHY and not self.why.text().strip()
        self._id, self._kept = view.line.id, view.decision
        shown = picked if waits else view.decision
        for key in ("yes", *NEEDS_WHY):
            self.answer.button(key).setChecked(key == shown)
        if not waits:
            self.why.set_value(view.why)
        self.what.set_value(view.we_did)
        self._fit()

    def refuse(self, sentence: str) -> None:
        """Why it cannot be kept."""
        self.why.refuse(sentence)

    def _fit(self) -> None:
        now = self.answer.value()
        self.why_cell.setVisible(now in NEEDS_WHY)
        self.what_cell.setVisible(now == "yes")

    def _on_picked(self, key: str) -> None:
        self._fit()
        why = self.why.text().strip() if key in NEEDS_WHY else ""
        if key in NEEDS_WHY:
            self.why.setFocus()
        if key == "yes" or why:
            self.decided.emit(key, why)

    def _on_why(self, words: str) -> None:
        key = self.answer.value()
        if key in NEEDS_WHY and (words.strip() or self._kept == key):
            self.decided.emit(key, words.strip())


class Giving(QWidget):
    """What is given to put it right, within what the owner allows.

    Signals:
        given: (what, its cost in hundredths or None, whether the owner said yes to more than allowed).
    """

    given = Signal(str, object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._id = 0
        self._asked = False  # what was typed is on its way to the notebook
        self._offers: tuple[str, ...] = ()
        self.label = PlainLabel(_("To put it right"), "field")
        self.limit = PlainLabel("", "small", "ink2", wrap=True)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=6, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._choices.setSizePolicy(policy)
        self.picks: Picks | None = None
        self.what = SavingLine(placeholder=_("What they were given"))
        self.what.setAccessibleName(_("What they were given"))
        self.cost = SavingLine(placeholder=_("Its cost"))
        self.cost.setAccessibleName(_("What it cost us, such as 2.50"))
        self.allowed = button(_("The owner said yes"), kind="secondary", icon="check")
        self.allowed.hide()
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.refusal.hide()
        self._lay_out()
        self.cost.refused.connect(self._say)
        self.what.saved.connect(lambda _words: self._tell())
        self.cost.saved.connect(lambda _words: self._tell())
        self.allowed.clicked.connect(lambda: self._tell(allowed=True))
        theme.of().changed.connect(self._dress)
        self._dress()

    def show_view(self, view: Feedback, limits: Limits) -> None:
        """Show what was given, and what may be."""
        from relnotebook.ui.settings_feedback import money_words

        if view.line.id != self._id:
            self.kept()
        self._id = view.line.id
        self._offer(tuple(limits.offers))
        if not (self.refused or self._asked):  # what is not in the notebook, or not yet, must not go
            if self.picks is not None:
                self.picks.set_value(view.gave if view.gave in limits.offers else "")
            self.what.set_value(view.gave)
            self.cost.set_value(money_words(view.cost))
        told = ""
        if limits.limit is not None:
            told = _("Up to {amount} without asking the owner.").format(amount=money_words(limits.limit))
        self.limit.setText(told)
        self.limit.setVisible(bool(told))

    @property
    def refused(self) -> bool:
        """Whether a cost stands in it that was not kept."""
        return bool(self.cost.property("invalid"))

    def kept(self) -> None:
        """What was given is in the notebook."""
        self._asked = False
        self.cost.accept()
        self.allowed.hide()

    def refuse(self, sentence: str, *, over: bool) -> None:
        """Why it cannot be kept; `over`: because it is more than allowed, so the owner may say yes."""
        self._asked = False
        self.cost.refuse(sentence)
        self.allowed.setVisible(over)

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            announce(self.cost, sentence)

    def _offer(self, offers: tuple[str, ...]) -> None:
        if offers == self._offers:
            return
        self._offers = offers
        self._flow.clear()
        self.picks = Picks(_("To put it right"), tuple((one, one, "") for one in offers), empty=True)
        self.picks.picked.connect(self._on_picked)
        self._flow.addWidget(self.picks)
        self.picks.show()  # at once: what is not shown yet has no height

    def _on_picked(self, what: str) -> None:
        self.what.set_value(what)
        self._tell()

    def _tell(self, *, allowed: bool = False) -> None:
        from relnotebook.ui.settings_feedback import read_money

        try:
            cost = read_money(self.cost.text())
        except ValueError:
            self.refuse(_("How much is that? A number such as 5 or 5.00."), over=False)
            return
        self._asked = True
        self.given.emit(self.what.text().strip(), cost, allowed)

    def _lay_out(self) -> None:
        self._column = _column(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self.what, 1)
        self._row.addWidget(self.cost)
        self._column.addWidget(self.label)
        self._column.addWidget(self._choices)
        self._column.addLayout(self._row)
        self._column.addWidget(self.refusal)
        self._column.addWidget(self.allowed, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.limit)

    def _dress(self) -> None:
        self._row.setSpacing(theme.of().px(8))
        self.cost.setFixedWidth(theme.of().px(MONEY))


class Enough(QFrame):
    """Asked once it was told: was it enough?

    Signals:
        answered: yes or no.
    """

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "soft")
        self.words = PlainLabel(_("Was it enough?"), "strong")
        self.note = PlainLabel(_("Ask at the next visit. A no opens it again."), "small", "ink2", wrap=True)
        self.yes = button(_("Yes, it is fine now"), kind="secondary", icon="check")
        self.no = button(_("Not yet"), kind="quiet", icon="arrow-back-up")
        self.yes.clicked.connect(lambda: self.answered.emit("yes"))
        self.no.clicked.connect(lambda: self.answered.emit("no"))
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, gap=8, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._flow.addWidget(self.yes)
        self._flow.addWidget(self.no)
        self._column = _column(self)
        for part in (self.words, self.note, self._buttons):
            self._column.addWidget(part)
        theme.of().changed.connect(self._dress)
        self._dress()

    def show_view(self, view: Feedback) -> None:
        """Show the question, or the answer that was given; nothing before it was told."""
        told = view.asks_enough or (view.told is not None and view.enough == "yes")
        self.setVisible(told)
        if not told:
            return
        settled = view.enough == "yes"
        self.words.setText(_("It was enough.") if settled else _("Was it enough?"))
        self.note.setVisible(not settled)
        self._buttons.setVisible(not settled)

    def take_focus(self) -> bool:
        """Put the keyboard into the answer; False when nothing is asked."""
        asked = self.yes.isVisible()
        if asked:
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        return asked

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(14), px(12), px(14), px(12))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.of().px(6))
    return column
