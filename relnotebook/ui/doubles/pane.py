"""Two cards side by side, and what joining them does: nothing of it happens before "Join the two" is pressed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.doubles import words
from relnotebook.ui.doubles.choices import KEEP, LOSE, ChoiceRow, Disc, HomeQuestion
from relnotebook.widgets import theme
from relnotebook.widgets.parts import (
    AlertBanner,
    LeadLabel,
    PlainLabel,
    Rule,
    Sheet,
    announce,
    button,
    set_tip,
)

if TYPE_CHECKING:
    from relnotebook.ui.doubles.reads import Sides

SIDE_BY_SIDE = 460  # px at 100 %: narrower than that one card stands above the other
FOOT_IN_ONE = 620


class Facts(QWidget):
    """Lines with an icon: what unites, what was agreed."""

    def __init__(self, title: str, facts: tuple[words.Fact, ...]) -> None:
        super().__init__()
        look = theme.of()
        self.lines = [f"{fact.lead} {fact.text}" for fact in facts]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(PlainLabel(title, "caption", "ink3"))
        for fact in facts:
            row = QHBoxLayout()
            row.setSpacing(look.px(8))
            icon = QLabel()
            icon.setPixmap(look.pixmap(fact.icon, fact.tone, 18))
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(LeadLabel(fact.lead, fact.text), 1)
            column.addLayout(row)


class Head(QWidget):
    """One of the two cards: its caption, the person, what is known, and the way to the card.

    Signals:
        opened: the card is wanted.
    """

    opened = Signal(object)

    def __init__(self, caption: str, sides: Sides, at: int) -> None:
        super().__init__()
        px = theme.of().px
        side = (sides.preview.keep, sides.preview.lose)[at]
        self.name = PlainLabel(side.name, "heading", wrap=True)
        known, been = words.side_lines(side, sides.usuals[at], sides.phones[at], clock.now())
        self.known = PlainLabel(known, "small", "ink2", wrap=True)
        self.been = PlainLabel(been, "small", "ink3", wrap=True)
        self.open = button(_("Open the card"), kind="bare", icon="address-book")
        self.open.setAccessibleDescription(f"{caption}: {side.name}")
        self.open.clicked.connect(lambda: self.opened.emit(side.id))
        text = QVBoxLayout()
        text.setSpacing(px(2))
        for label in (PlainLabel(caption, "small", "ink3"), self.name, self.known, self.been):
            text.addWidget(label)
        text.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(Disc(side.name, int(side.id), sides.photos[at]), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)


class Feet(QWidget):
    """What holds the buttons, below a line.

    Signals:
        moved: it stands elsewhere now.
    """

    moved = Signal()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.of().colour("line"))


class PairPane(QWidget):
    """It shows a pair, holds what was picked for it, and says what is wanted; the page does it.

    Attributes:
        sides: what is shown, None for nothing; chosen: field -> keep or lose, what somebody picked.
        rows: the fields to choose of; home: the question about the household, None where it is not asked.
        refusal: why it cannot be done.
    Signals:
        join_wanted, apart_wanted, later_wanted; open_card: a customer's identity; placed: its buttons stand elsewhere.
    """

    join_wanted = Signal()
    apart_wanted = Signal()
    later_wanted = Signal()
    open_card = Signal(object)
    placed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._across: list[QBoxLayout] = []
        self._most = 16777215
        self.sides: Sides | None = None
        self.chosen: dict[str, str] = {}
        self.rows: dict[str, ChoiceRow] = {}
        self.home: HomeQuestion | None = None
        self.banner: AlertBanner | None = None
        self.title = PlainLabel(_("Are these one person?"), "heading")
        self.why = PlainLabel("", "body", "ink2", wrap=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.later = button(_("Later"), kind="ghost")
        self.apart = button(_("These are two people"), kind="secondary")
        self.join = button(_("Join the two"), kind="primary")
        self.later.clicked.connect(self.later_wanted)
        self.apart.clicked.connect(self.apart_wanted)
        self.join.clicked.connect(self.join_wanted)
        self._lay_out()
        self._dress()
        theme.of().changed.connect(self._on_look_changed)

    # What is shown

    def show_sides(self, sides: Sides) -> None:
        """Show a pair; of the same pair what was picked stays picked."""
        same = self.sides is not None and self._two(self.sides) == self._two(sides)
        if not same:
            self.chosen = {}
        at = self.area.verticalScrollBar().value() if same else 0
        if sides == self.sides:
            return
        self.sides = sides
        self.refuse("")
        self.set_busy(False)
        self.why.setText(words.reasons(sides.reasons) or _("You chose them. Nothing else speaks for it."))
        self._fill(sides)
        self.area.verticalScrollBar().setValue(at)
        self._fit()
        if not same and self.banner is not None:
            announce(self, self.banner.text())

    def choices(self) -> dict[str, str]:
        """Field -> keep or lose, as `joining.join` wants it: what stands picked is what happens."""
        found = {field: row.value() for field, row in self.rows.items()}
        return found | {key: value for key, value in self.chosen.items() if key == "household" and self.home}

    @property
    def asks_home(self) -> bool:
        """Whether the household has to be chosen first."""
        return self.home is not None and "household" not in self.chosen

    def ask_home(self) -> None:
        """Bring the question into sight."""
        if self.home is not None:
            self.home.ask()
            self.area.ensureWidgetVisible(self.home)
            announce(self, self.home.refusal.text())

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be done; "" for nothing."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """While it is written, a second press must not do it twice."""
        for made in (self.join, self.apart, self.later):
            made.setEnabled(not busy)

    def take_focus(self) -> None:
        """To the main button: everything is picked already."""
        self.join.setFocus(Qt.FocusReason.OtherFocusReason)

    def foot(self) -> int:
        """Where the buttons begin, in px from its top."""
        return self._feet.y()

    def set_most(self, width: int) -> None:
        """It reads badly when it is wider than so many px; what is over stays empty beside it."""
        self._most = width
        self._leave_room()

    def _leave_room(self) -> None:
        spare = max(self.width() - self._most, 0)
        before, after = (spare, 0) if self.isRightToLeft() else (0, spare)
        self._column.setContentsMargins(before, 0, after, 0)

    @staticmethod
    def _two(sides: Sides) -> tuple[CustomerId, CustomerId]:
        return sides.preview.keep.id, sides.preview.lose.id

    # The content, made anew for each pair

    def _fill(self, sides: Sides) -> None:
        """Show the content; Tab goes down through it and then to the buttons below, as they are read."""
        inside = self._content(sides)
        self.area.setWidget(inside)
        stops = [one for one in inside.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in itertools.pairwise((*stops[-1:], self.later, self.apart, self.join)):
            QWidget.setTabOrder(before, after)

    def _content(self, sides: Sides) -> QWidget:
        px = theme.of().px
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._across = []
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), 0, px(20), px(16))
        column.setSpacing(px(14))
        if sides.preview.not_same:
            column.addWidget(
                PlainLabel(_("Somebody noted that these are two people."), "small", "honey_text", wrap=True)
            )
        self.banner = self._alerts(sides, inside)
        if self.banner is not None:
            column.addWidget(self.banner)
        column.addWidget(self._cards(sides))
        homes, self.home = sides.preview.homes, None
        if homes is not None:
            self.home = HomeQuestion(homes, self.chosen.get("household", ""))
            self.home.picked.connect(self._on_picked)
            column.addWidget(self.home)
        agreed = words.agreed(sides.preview.agreed)
        if agreed:
            column.addWidget(Facts(_("Mailings"), agreed))
        united = words.united(sides.preview.united)
        if united:
            column.addWidget(Facts(_("The joined card has"), united))
        calm = words.Fact(
            "shield-check", "", _("What gives way is kept in a note, and the two can be parted again."), "accent"
        )
        gone = words.Fact("arrow-right", "", words.moving(sides.preview))
        column.addWidget(Facts(_("Nothing is lost"), (gone, calm)))
        column.addStretch(1)
        return inside

    def _alerts(self, sides: Sides, inside: QWidget) -> AlertBanner | None:
        """All alerts of both, as they will stand on the joined card. Without a parent it would open as a window."""
        found = words.alerts(sides.preview)
        if not found:
            return None
        banner = AlertBanner(inside)
        banner.show_alerts(found)
        return banner

    def _cards(self, sides: Sides) -> QWidget:
        px, now = theme.of().px, clock.now()
        sheet = Sheet(inside=18)
        heads = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        heads.setSpacing(px(20))
        for at, caption in enumerate(words.captions(sides.preview)):
            head = Head(caption, sides, at)
            head.opened.connect(self.open_card)
            heads.addWidget(head, 1)
        self._across.append(heads)
        sheet.box.addLayout(heads)
        self.rows = {}
        for choice in sides.preview.choices:
            photos = [Disc("", 0, photo) for photo in sides.photos] if choice.field == "photo" else []
            row = ChoiceRow(choice, self.chosen.get(choice.field, choice.picked), now, photos)
            row.picked.connect(self._on_picked)
            self.rows[choice.field] = row
            self._across.append(row.across)
            sheet.box.addWidget(Rule())
            sheet.box.addWidget(row)
        return sheet

    def _on_picked(self, field: str, side: str) -> None:
        self.chosen[field] = side

    # Fitting

    def _lay_out(self) -> None:
        self._head = QVBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.why)
        self._pressed = QHBoxLayout()
        self._pressed.addStretch(1)
        for made in (self.later, self.apart, self.join):
            self._pressed.addWidget(made)
        self._feet = Feet()
        self._feet.moved.connect(self.placed)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._feet)
        self._foot.addWidget(self.refusal, 1)
        self._foot.addLayout(self._pressed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.area, 1)
        self._column.addWidget(self._feet)
        self.refusal.hide()

    def _dress(self) -> None:
        px = theme.of().px
        self._head.setContentsMargins(px(20), px(4), px(20), px(10))
        self._head.setSpacing(px(2))
        self._foot.setContentsMargins(px(20), px(12), px(20), px(12))
        self._foot.setSpacing(px(10))
        self._pressed.setSpacing(px(6))
        self._renew_keys()

    def _renew_keys(self) -> None:
        """Key caps where there is room for them; tooltips have them always."""
        room = self.width() >= theme.of().px(FOOT_IN_ONE)
        keys = {self.later: "pair_3", self.apart: "pair_2", self.join: "main"}
        for made, name in keys.items():
            key = self._actions.hint(name)
            made.set_key(key if room else "")
            set_tip(made, made.text(), key)

    def _on_look_changed(self) -> None:
        self._dress()
        if self.sides is not None:
            self._fill(self.sides)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, way = theme.of().px, QBoxLayout.Direction
        self._renew_keys()
        self._leave_room()
        narrow = self.width() < px(SIDE_BY_SIDE)
        for across in self._across:
            across.setDirection(way.TopToBottom if narrow else way.LeftToRight)
            across.setSpacing(px(8 if narrow else 20))
        room = self._pressed.sizeHint().width() + px(200)
        self._foot.setDirection(way.TopToBottom if room > self.width() else way.LeftToRight)


__all__ = ["KEEP", "LOSE", "Facts", "Head", "PairPane"]
