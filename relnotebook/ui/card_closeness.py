"""How close somebody is to the shop, on the card: the dial, the reasons that add up, and the next kind thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.card_care import Care
from relnotebook.ui.card_group import SideGroup
from relnotebook.ui.card_view import CardView
from relnotebook.widgets import theme
from relnotebook.widgets.dial import Dial
from relnotebook.widgets.parts import LeadLabel, Menu, PlainLabel, button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnotebook.notebook.closeness import Closeness, Next
    from relnotebook.notebook.reminders import Reminder


class NextStep(QWidget):
    """The next kind thing as one sentence on a soft ground, with a button that plans it.

    Attributes:
        step: what it shows, None when nothing is missing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.step: Next | None = None
        self.plan = button(_("Plan it"), kind="secondary")
        self.planned = PlainLabel(_("Planned"), "small_medium", "accent_soft_text")
        self._row = QHBoxLayout(self)
        px = theme.of().px
        self._row.setContentsMargins(px(12), px(7), px(6), px(7))
        self._row.setSpacing(px(8))
        self._row.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.planned, 0, Qt.AlignmentFlag.AlignVCenter)
        self._sentence: LeadLabel | None = None
        self.hide()

    def show_step(self, step: Next | None, reminders: Iterable[Reminder] = ()) -> None:
        """Show a step, or nothing. `reminders`: the open ones; one of them may be this."""
        if self._sentence is not None:
            self._row.removeWidget(self._sentence)
            self._sentence.hide()
            self._sentence.deleteLater()
        self.step, self._sentence = step, None
        if step is not None:
            self._sentence = LeadLabel(step.lead, step.text, "ink", ("small_strong", "small"))
            self._row.insertWidget(0, self._sentence, 1)
            self.plan.setVisible(not any(_is_planned(step, one) for one in reminders))
            self.plan.setAccessibleDescription(step.text)
            self.planned.setVisible(self.plan.isHidden())
        self.setVisible(step is not None)

    def text(self) -> str:
        """The whole sentence."""
        return self._sentence.text() if self._sentence is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("accent") if look.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), look.px(8), look.px(8))
        painter.end()


def _is_planned(step: Next, one: Reminder) -> bool:
    """Whether a reminder is the step: in the same words, or it follows up the same complaint."""
    if step.touchpoint is not None and one.touchpoint == step.touchpoint:
        return True
    return one.words.casefold() == step.words.casefold()


class CardCloseness(SideGroup):
    """Never graded in red, never where a customer may see it.

    Not there at all when it is switched off, and for somebody who has died.

    Signals:
        shown: whether it is there.
    """

    shown = Signal(bool)
    name: ClassVar[str] = "closeness"

    def __init__(self) -> None:
        super().__init__(_("Closeness"), _("Closeness"))
        px = theme.of().px
        self.dial = Dial()
        self.word = PlainLabel("", "strong")
        self.since = PlainLabel("", "small", "ink3")
        self.reasons: list[tuple[PlainLabel, PlainLabel]] = []
        self.step = NextStep()
        self.step.plan.clicked.connect(self._plan)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(px(6), 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(3))
        self._grid.setColumnStretch(1, 1)
        self._lay_out()
        for part in (self.rule, self.head, self.add_button):
            part.hide()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.hide()

    def _lay_out(self) -> None:
        px = theme.of().px
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self.word, 1)
        head.addWidget(self.since)
        words = QVBoxLayout()
        words.setSpacing(px(3))
        words.addLayout(head)
        words.addLayout(self._grid)
        words.addStretch(1)
        self._top = top = QHBoxLayout()
        top.setContentsMargins(px(4), px(8), 0, px(6))
        top.setSpacing(px(18))
        top.addWidget(self.dial, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.rows.addLayout(top)
        self.below.addWidget(self.step)

    @property
    def care(self) -> Care | None:
        return self.view.care

    def set_width_class(self, name: str) -> None:
        """In a narrow column the reasons stand below the dial."""
        super().set_width_class(name)
        px, narrow = theme.of().px, name == "narrow"
        self._top.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(px(8 if narrow else 18))
        self._grid.setContentsMargins(px(0 if narrow else 6), 0, 0, 0)

    @property
    def is_on(self) -> bool:
        """Whether a score is shown."""
        return self.care is not None and self.care.closeness is not None

    @property
    def could_be(self) -> bool:
        """Whether there is a score, or would be one if this card did not say otherwise."""
        wanted = self.view.shop.closeness and self.view.alive
        return self.is_on or (wanted and self.care is not None and self.care.tact.no_closeness)

    def slice(self, view: CardView) -> object:
        care = view.care
        return (care.closeness, care.reminders, care.tact.no_closeness) if care is not None else None

    def fill(self, view: CardView) -> None:
        care = view.care
        found = care.closeness if care is not None else None
        self.setVisible(found is not None)
        self.shown.emit(found is not None)
        if care is None or found is None:
            return
        self._show_reasons(found)
        self.word.setText(found.word)
        moved = found.before not in (0, found.score)
        words = _("up from {n}") if found.before < found.score else _("was {n}")
        self.since.setText(words.format(n=found.before) if moved else "")
        self.since.setVisible(moved)
        spoken = ", ".join(f"{reason.text} {reason.points}" for reason in found.reasons)
        self.dial.set_value(found.score, f"{found.word}. {spoken}.")
        self.step.show_step(found.next, care.reminders)

    def _show_reasons(self, found: Closeness) -> None:
        while len(self.reasons) > len(found.reasons):
            for label in self.reasons.pop():
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        while len(self.reasons) < len(found.reasons):
            at = len(self.reasons)
            pair = PlainLabel("", "small_strong", "accent"), PlainLabel("", "small", wrap=True)
            for column, label in enumerate(pair):
                self._grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignTop)
            self.reasons.append(pair)
        for (points, words), reason in zip(self.reasons, found.reasons, strict=True):
            points.setText(f"+{reason.points}")
            words.setText(reason.text)

    def _plan(self) -> None:
        """Ask it at the next visit, or put right today what went wrong."""
        from relnotebook.notebook import reminders

        if (step := self.step.step) is not None:
            told = {"due": step.due, "touchpoint": step.touchpoint}
            self.write(reminders.set_reminder, self.customer, step.kind, step.words, **told)

    def switch(self, *, on: bool) -> None:
        """Whether this person has a score at all."""
        from relnotebook.notebook import tact

        self.write(tact.set_tact, self.customer, no_closeness=not on)

    def _on_menu(self, at: QPoint) -> None:
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.of().icon("minus"), _("No closeness score here"), lambda: self.switch(on=False))
        menu.popup(self.mapToGlobal(at))
