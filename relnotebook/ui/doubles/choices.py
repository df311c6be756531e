"""What a card has one of: both values beside each other, one of them picked; and whose household it is to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.text import initials
from relnotebook.base.words import _
from relnotebook.ui.doubles import words
from relnotebook.widgets import theme
from relnotebook.widgets.draw import draw_disc
from relnotebook.widgets.parts import Dot, PlainLabel, Sheet

if TYPE_CHECKING:
    from relnotebook.notebook.joining import Home
    from relnotebook.notebook.uniting import Choice

KEEP, LOSE, NEITHER = "keep", "lose", "none"


class Disc(QWidget):
    """Somebody's picture or initials."""

    def __init__(self, name: str, tint: int, photo: bytes, side: int = 48) -> None:
        super().__init__()
        self._letters, self._tint, self._photo = initials(name), tint, photo
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.of().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRect(0, 0, self.width(), self.height())
        painter = QPainter(self)
        draw_disc(painter, area, self._letters, self._tint, photo=self._photo or None, font=theme.of().font("heading"))


class Pick(QWidget):
    """One of two values: a dot, the value, since when it stands there. A press anywhere picks it.

    Attributes:
        dot: the dot; value: the value in words.
    """

    def __init__(self, title: str, value: str, below: str, photo: QWidget | None = None) -> None:
        super().__init__()
        px = theme.of().px
        self.dot = Dot()
        self.dot.setAutoExclusive(False)  # its group sees to that
        self.dot.setAccessibleName(f"{title}: {value}" if value else title)
        self.dot.setAccessibleDescription(below)
        self.value = PlainLabel(value, "body", wrap=True)
        self.below = PlainLabel(below, "small", "ink3", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(0, px(8), 0, px(4))
        for label in (self.value, self.below):
            column.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))  # the ring around the dot has room
        row.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        if photo is not None:
            row.addWidget(photo)
        row.addLayout(column, 1)
        self.value.setVisible(bool(value))
        self.below.setVisible(bool(below))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dot.click()
        self.dot.setFocus(Qt.FocusReason.MouseFocusReason)


class ChoiceRow(QWidget):
    """A field and both its values, the newer picked until somebody picks the other.

    Attributes:
        field: its name for `joining.join`; picks: of the kept card and of the other one; across: what holds both.
        left: what becomes of the other value.
    Signals:
        picked: (field, keep or lose).
    """

    picked = Signal(str, str)

    def __init__(self, choice: Choice, picked: str, now: datetime, photos: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.field = choice.field
        px = theme.of().px
        newer = {-1: LOSE, 1: KEEP}.get(_order(choice), "")
        since = {KEEP: choice.keep_since, LOSE: choice.lose_since}
        values = {KEEP: choice.keep, LOSE: choice.lose}
        told = {side: words.since(since[side], side == newer, now) for side in (KEEP, LOSE)}
        pictures: dict[str, QWidget] = dict(zip((KEEP, LOSE), photos, strict=False))
        self.picks = {side: Pick(choice.title, values[side], told[side], pictures.get(side)) for side in (KEEP, LOSE)}
        self._group = QButtonGroup(self)
        self.caption = PlainLabel(choice.title, "caption", "ink3")
        self.across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.across.setSpacing(px(20))
        for side, pick in self.picks.items():
            self._group.addButton(pick.dot)
            self.across.addWidget(pick, 1)
            pick.dot.toggled.connect(lambda on, side=side: self._on_toggled(side, on=on))
            pick.dot.clicked.connect(lambda _on=False, side=side: self.picked.emit(self.field, side))
        self._choice = choice
        self.left = PlainLabel("", "small", "ink2", wrap=True)
        self.picks[picked].dot.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addLayout(self.across)
        column.addWidget(self.left)

    def value(self) -> str:
        """Whose value is picked."""
        return next(side for side, pick in self.picks.items() if pick.dot.isChecked())

    def _on_toggled(self, side: str, *, on: bool) -> None:
        """Say what becomes of the other one, beside the picked one to a screen reader too."""
        told = words.left(self._choice, side) if on else ""
        self.picks[side].dot.setAccessibleDescription(". ".join(filter(None, (self.picks[side].below.text(), told))))
        if on:
            self.left.setText(told)


def _order(choice: Choice) -> int:
    """Which value is the newer: 1 the kept card's, -1 the other one's, 0 neither."""
    return (choice.keep_since > choice.lose_since) - (choice.keep_since < choice.lose_since)


class HomeQuestion(Sheet):
    """They live in two households: whose is the joined card's? Nothing is picked beforehand.

    Attributes:
        dots: keep, lose, none.
    Signals:
        picked: ("household", one of those).
    """

    picked = Signal(str, str)

    def __init__(self, homes: Sequence[Home], picked: str) -> None:
        super().__init__(inside=14)
        self.title = PlainLabel(_("They live in two places. Where does the joined card live?"), "strong", wrap=True)
        calm = PlainLabel(_("Nobody else moves: who else lives there stays there."), "small", "ink2", wrap=True)
        self.refusal = PlainLabel(_("Choose one of these first."), "small", "alert_text", wrap=True)
        mine, theirs = homes
        texts = {KEEP: words.home(mine), LOSE: words.home(theirs), NEITHER: _("In neither of them")}
        self.picks = {key: Pick("", text, "") for key, text in texts.items()}
        self._group = QButtonGroup(self)
        for part in (self.title, calm, self.refusal):
            self.box.addWidget(part)
        for key, pick in self.picks.items():
            self._group.addButton(pick.dot)
            pick.dot.setAccessibleName(texts[key])
            pick.dot.clicked.connect(lambda _on=False, key=key: self._on_picked(key))
            self.box.addWidget(pick)
        self.box.setSpacing(theme.of().px(2))
        self.refusal.hide()
        if picked:
            self.picks[picked].dot.setChecked(True)

    def ask(self) -> None:
        """It has to be answered first."""
        self.refusal.show()
        self.picks[KEEP].dot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, key: str) -> None:
        self.refusal.hide()
        self.picked.emit("household", key)
