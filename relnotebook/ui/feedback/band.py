"""The band below the steps: "You said … We did …", in a few words, for the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.text import stopped
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.labels import flow
from relnotebook.widgets.parts import SavingLine, Tick, button, field, set_tip
from relnotebook.widgets.plain import clean, units

if TYPE_CHECKING:
    from relnotebook.notebook.feedback import Feedback

SHORTEST = 380  # px at 100 %: below it the button stands under the words


class PairWords(QAbstractButton):
    """Both halves as one sentence, their beginnings in bold; pressing it lets the words be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[bool, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_tip(self, _("Change the words"))
        theme.of().changed.connect(self.updateGeometry)

    def show_pair(self, you_said: str, we_did: str) -> None:
        """Show both halves, or the one that there is; without words, what would stand here."""
        halves = ((_("You said"), _inside(you_said)), (_("We did"), _inside(we_did)))
        told = [half for half in halves if half[1]]
        told = told or [(_("You said, we did"), _("Say in a few words what came of it."))]
        self._parts = tuple(part for lead, words in told for part in ((True, lead), (False, words)))
        self.setText(" ".join(words for _bold, words in self._parts))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._laid(width)[1], theme.of().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        layout, height = self._laid(self.width())
        painter.setPen(look.colour("ink"))
        top = (self.height() - height) / 2
        layout.draw(painter, QPointF(0, top))
        if self.underMouse():
            painter.setPen(QPen(look.colour("line_strong"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(0, int(top + height), self.width(), int(top + height))

    def _laid(self, width: int) -> tuple[QTextLayout, int]:
        look = theme.of()
        bold = look.font("small_strong")
        leads, at = [], 0
        for strong, words in self._parts:
            long = units(words, len(words))
            if strong:
                leads.append((at, long, bold))
            at += long + 1
        return flow(self.text(), look.font("small"), width, leads=leads, rtl=self.isRightToLeft())


class PairBand(QFrame):
    """The pair as a sentence, "For the wall", and the two lines to change it.

    Signals:
        changed: (you_said, we_did or named; the value).
        wall_wanted: it is to be printed, or looked at among the others.
    """

    changed = Signal(str, object)
    wall_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pair-band")
        self.setProperty("role", "well")
        self._id = 0
        self.icon = QLabel()
        self.words = PairWords()
        self.wall = button(_("For the &wall"), kind="quiet", icon="printer")
        self.said = SavingLine(placeholder=_("the wait was silent"))
        self.did = SavingLine(placeholder=_("add a grinder"))
        self.named = Tick(_("Their name may stand beside it"))
        self._lay_out()
        self.words.clicked.connect(self._toggle)
        self.wall.clicked.connect(self.wall_wanted)
        self.said.saved.connect(lambda words: self.changed.emit("you_said", words.strip()))
        self.did.saved.connect(lambda words: self.changed.emit("we_did", words.strip()))
        self.named.clicked.connect(lambda on: self.changed.emit("named", bool(on)))
        theme.of().changed.connect(self._dress)
        self._dress()

    def show_view(self, view: Feedback) -> None:
        """Show the pair; before anything was decided there is none."""
        if view.line.id != self._id:
            self._id = view.line.id
            self._form.hide()
        there = bool(view.you_said or view.we_did or view.decision or view.line.status in ("tell", "told"))
        self.setVisible(there)
        self.words.show_pair(view.you_said, view.we_did)
        self.said.set_value(view.you_said)
        self.did.set_value(view.we_did)
        self.named.setChecked(view.named)
        self.named.setVisible(view.line.customer is not None)
        self.wall.setVisible(bool(view.we_did or view.why))

    def set_narrow(self, room: int) -> None:
        """Fit `room` px: the button goes below the words where both do not fit side by side."""
        tight = room < theme.of().px(SHORTEST)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if tight else way.LeftToRight)

    @property
    def in_form(self) -> bool:
        """Whether its words are being changed."""
        return not self._form.isHidden()

    def close_form(self) -> None:
        """The words are as they are."""
        self._form.hide()
        self.words.setFocus()

    def _toggle(self) -> None:
        self._form.setVisible(self._form.isHidden())
        if self.in_form:
            self.said.setFocus()

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.wall)
        self._form = QWidget()
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(field(_("You said"), self.said))
        inside.addWidget(field(_("We did"), self.did))
        inside.addWidget(self.named)
        self._form.hide()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self._form)

    def _dress(self) -> None:
        look = theme.of()
        self.icon.setPixmap(look.pixmap("messages", "accent", 18))
        self._column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        self._column.setSpacing(look.px(8))
        self._row.setSpacing(look.px(8))


def _inside(words: str) -> str:
    """A sentence as it goes on after "We did": "a second grinder runs every morning."."""
    from relnotebook.notebook import recovery_words

    return recovery_words.inside(_sentence(words))


def _sentence(words: str) -> str:
    return stopped(clean(words).rstrip())
