"""The furniture of the Mailings page: head, the sentence and its count at the left, the targets at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.ui.actions import Actions
from relnotebook.ui.card_stops import stops_in
from relnotebook.ui.mailings.builder import Builder
from relnotebook.ui.mailings.count import CountPart
from relnotebook.ui.mailings.groups import Chooser
from relnotebook.ui.mailings.left_out import LeftOut
from relnotebook.ui.mailings.target import TargetPane
from relnotebook.ui.mailings.why import WhyPart
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, Rule, button, icon_button, set_tip

if TYPE_CHECKING:
    from relnotebook.exchange.mailing import Mailing

LEFT, LEFT_NARROW = 440, 392  # px at 100 %: the left half with its margins
WIDEST = 1680


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        chooser, sent, save: the head; builder, count, left_out, why: the left half; target: the right one.
        aside: whether, where only one half fits, it is the right one.
        kind: the width class it was last fitted to.
    Signals:
        fitted: what stands where may be another thing now.
    """

    fitted = Signal()

    def __init__(self, actions: Actions, page: QWidget) -> None:
        super().__init__(page)
        self._actions, self._page = actions, page
        self.kind, self.aside = "normal", False
        self.title = PlainLabel(_("Mailings"), "title")
        self.chooser = Chooser()
        self.sent = button(_("Sent before"), kind="quiet", icon="history")
        self.save = button(_("Save this group"), kind="quiet", icon="device-floppy")
        set_tip(self.save, _("Save this group"), actions.hint("saved"))
        self.sent_icon = icon_button("history", _("Sent before"), "quiet")
        self.save_icon = icon_button("device-floppy", _("Save this group"), "quiet", actions.hint("saved"))
        self.sent_icon.clicked.connect(self.sent.click)
        self.save_icon.clicked.connect(self.save.click)
        self.builder, self.count = Builder(), CountPart()
        self.left_out, self.why = LeftOut(), WhyPart()
        self.target = TargetPane()
        self.onwards = button(_("Take them along"), kind="primary", icon="arrow-right")
        self.back = button(_("Who should hear from us?"), kind="quiet", icon="chevron-left")
        self._shield = QLabel()
        self._note = PlainLabel("", "small", "ink2", wrap=True)
        self._lay_out(page)
        self.onwards.clicked.connect(self._on_onwards)
        self.back.clicked.connect(lambda: self.step_back())
        self.chooser.named_now.connect(self.fit)
        self._left.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self._left.verticalScrollBar().rangeChanged.connect(self._follow_why)
        self.show_channel("email")
        theme.of().changed.connect(self.fit)
        self.fit()

    # What is shown

    def show_mailing(self, found: Mailing) -> None:
        """Who is in it and who is not."""
        self.show_count(found)
        self.left_out.show_mailing(found)
        self.why.show_mailing(found)

    def show_count(self, found: Mailing) -> None:
        """How many of them are taken along, without those whose tick was taken away."""
        by_hand = sum(1 for who in found.inside if who in self.target.people.without)
        self.count.show_mailing(found, by_hand)
        inside = len(found.inside) - by_hand
        told = n_("Take {count} person along", "Take {count} people along", inside)
        self.onwards.setText(told.format(count=say.count(inside)))

    def show_channel(self, channel: str) -> None:
        """What is promised about the file."""
        if channel:
            told = _(
                "Nobody without consent can get into the file. Every export is written into each customer's history."
            )
        else:
            told = _("For your own address book, not for mailings. Every export is written into each history.")
        self._note.setText(told)

    # One half at a time

    @property
    def alone(self) -> bool:
        """Whether the right half stands alone."""
        return self.kind == "tight" and self.aside

    def step_aside(self) -> None:
        """Where only one half fits: show the right one."""
        self.aside = self.kind == "tight"
        self.fit()

    def step_back(self) -> bool:
        """The left half again; False when it is there."""
        was = self.alone
        self.aside = False
        if was:
            self.fit()
            self.onwards.setFocus(Qt.FocusReason.OtherFocusReason)
        return was

    def first_of_left(self) -> QWidget:
        """Where the keyboard goes in the left half."""
        rows = self.builder.rows.rows
        return rows[0].stops()[0] if rows else self.builder.rows.add_and

    def stops(self) -> list[QWidget]:
        """Where Tab stops, as the page is read: the head, the left half, the right one."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # what has just come gets its place
        head = (self.back, self.chooser, self.sent, self.save, self.sent_icon, self.save_icon)
        return [stop for stop in stops_in(*head, self._left, self._right) if not _by_arrows(stop)]

    def bring_up(self, part: QWidget) -> None:
        """Scroll to what Tab has reached."""
        holder = part.parentWidget()
        while holder is not None and holder is not self:
            if isinstance(holder, QScrollArea):
                holder.ensureWidgetVisible(part)
            holder = holder.parentWidget()

    def _on_onwards(self) -> None:
        self.step_aside()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    # Fitting

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.fit()

    def fit(self) -> None:
        """Take on the width and the text size of the moment."""
        look = theme.of()
        px = look.px
        self.kind = theme.width_class(self.window().width(), look.look.scale)
        tight = self.kind == "tight"
        self._left.setVisible(not self.alone)
        self._right.setVisible(self.alone or not tight)
        self.onwards.setVisible(tight)
        self.back.setVisible(self.alone)
        self.title.setVisible(not self.alone and not (tight and self.chooser.naming))
        self.chooser.setVisible(self.chooser.naming or not self.alone)
        for made in (self.sent, self.save):
            made.setVisible(not tight)
        for made in (self.sent_icon, self.save_icon):
            made.setVisible(tight and not self.chooser.naming)
        if tight:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16777215)
        else:
            self._left.setFixedWidth(px(LEFT_NARROW if self.kind == "narrow" else LEFT))
        caps = self.kind in ("normal", "wide")
        self.save.set_key(self._actions.hint("saved") if caps else "")
        self._head.setContentsMargins(px(24), px(18), px(24), px(12))
        self._head.setSpacing(px(18))
        self._pressed.setSpacing(px(6))
        self._leave_room()
        self._inside.setSpacing(px(16))
        self._below.setSpacing(px(14))
        self._shield.setPixmap(look.pixmap("shield-check", "accent", 18))
        self.update()
        self.fitted.emit()

    def _leave_room(self) -> None:
        """The rows end at the same place with a scroll bar and without one."""
        px, there = theme.of().px, self._left.verticalScrollBar().maximum() > 0
        self._inside.setContentsMargins(px(24), px(15), px(20) - (px(8) if there else 0), px(20))

    def _follow_why(self, _least: int, most: int) -> None:
        """An answer unfolds at the lower end, where whoever has asked is looking."""
        if self.why.line.hasFocus():
            self._left.verticalScrollBar().setValue(most)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below the head, and the one between the halves."""
        painter, line = QPainter(self), theme.of().colour("line")
        top = self._halves.geometry().top()
        painter.fillRect(QRect(0, top - 1, self.width(), 1), line)
        if self.kind != "tight":
            at = self._left.geometry().left() - 1 if self.isRightToLeft() else self._left.geometry().right() + 1
            painter.fillRect(QRect(at, top, 1, self.height() - top), line)

    # Building

    def _lay_out(self, page: QWidget) -> None:
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)
        self._head = QHBoxLayout()
        self._pressed = QHBoxLayout()
        self._pressed.addStretch(1)
        self._pressed.addWidget(self.sent)
        self._pressed.addWidget(self.save)
        self._pressed.addWidget(self.sent_icon)
        self._pressed.addWidget(self.save_icon)
        self._head.addWidget(self.back)
        self._head.addWidget(self.title)
        self._head.addWidget(self.chooser)
        self._head.addLayout(self._pressed, 1)
        self._left, self._right = self._left_half(), QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.target, 1)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(1)
        self._halves.addWidget(self._left)
        self._halves.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(self._head)
        column.addLayout(self._halves, 1)

    def _left_half(self) -> QScrollArea:
        inside = _Inside()
        inside.setProperty("role", "clear")
        self._inside = QVBoxLayout(inside)
        self._below = QVBoxLayout()
        note = QHBoxLayout()
        note.setSpacing(theme.of().px(7))
        note.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        self._inside.addWidget(self.builder)
        self._inside.addWidget(Rule())
        self._inside.addLayout(self._below)
        self._below.addWidget(self.count)
        self._below.addWidget(self.onwards, 0, Qt.AlignmentFlag.AlignLeft)
        self._below.addWidget(self.left_out)
        self._below.addLayout(note)
        self._below.addWidget(self.why)
        self._inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("thin", "true")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll


def _by_arrows(stop: QWidget) -> bool:
    """Whether arrows lead to it, from the one of its group that is chosen."""
    group = stop.group() if isinstance(stop, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() not in (None, stop)


class _Inside(QWidget):
    """What is scrolled: as high as its lines are at its width, and not as they would be at the least one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
