"""The questions of the shop: the one that is asked now, drafts, those asked before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.words import _, n_
from relnotebook.ui.feedback.question_words import ICONS, kinds
from relnotebook.ui.settings_parts import Sign
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.parts import PlainLabel
from relnotebook.widgets.plain import clean, clean_text

if TYPE_CHECKING:
    from relnotebook.notebook.surveys import SurveyLine

STATES = ("live", "draft", "closed")


class QuestionList(QScrollArea):
    """One row for each question. Up and Down choose.

    Signals:
        chosen: the question a person took.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("thin", "true")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: tuple[SurveyLine, ...] = ()
        self._current: int | None = None
        self.rows: dict[int, QuestionRow] = {}
        inside = QWidget()
        inside.setProperty("role", "clear")
        inside.setAccessibleName(_("Questions"))
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._dress()
        themes.of().changed.connect(self._dress)

    def show_lines(self, lines: Sequence[SurveyLine], current: int | None) -> None:
        """Show them under their captions; `current` is the one that is open, None for a new one."""
        ordered = tuple(one for state in STATES for one in lines if one.state == state)
        self._current = current
        if ordered != self._lines:
            held = next((key for key, row in self.rows.items() if row.hasFocus()), None)
            self._lines = ordered
            self._fill()
            if held in self.rows:
                self.rows[held].setFocus()
        for key, row in self.rows.items():
            row.setChecked(key == current)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == self._stop() else Qt.FocusPolicy.ClickFocus)

    def texts(self) -> list[str]:
        """What is read in it, captions too."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one.text() for one in widgets if isinstance(one, PlainLabel | QuestionRow)]

    def step(self, by: int) -> None:
        """Choose the next question, or the one before."""
        keys = list(self.rows)
        if not keys:
            return
        at = keys.index(self._current) if self._current in self.rows else -1
        key = keys[min(max(at + by, 0), len(keys) - 1)]
        self.rows[key].setFocus()
        self.ensureWidgetVisible(self.rows[key])
        self.chosen.emit(key)

    def _stop(self) -> int | None:
        """Where Tab stops: on one row only."""
        return self._current if self._current in self.rows else next(iter(self.rows), None)

    def _fill(self) -> None:
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, before = {}, ""
        for line in self._lines:
            if line.state != before:
                caption = PlainLabel(_captions()[line.state], "caption", "ink3")
                caption.setContentsMargins(0, themes.of().px(10), 0, themes.of().px(2))
                self._put(caption)
                before = line.state
            row = self.rows[line.id] = QuestionRow(line)
            row.clicked.connect(lambda _on=False, key=line.id: self.chosen.emit(key))
            row.stepped.connect(self.step)
            self._put(row)

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)
        widget.show()  # at once, so that it can take the keyboard

    def _dress(self) -> None:
        self._column.setSpacing(themes.of().px(4))
        self._column.setContentsMargins(0, themes.of().px(2), 0, themes.of().px(12))


class QuestionRow(QAbstractButton):
    """One question: its kind as an icon, its words, how it stands with it.

    Signals:
        stepped: 1 for Down, -1 for Up.
    """

    stepped = Signal(int)

    def __init__(self, line: SurveyLine) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        px = themes.of().px
        second = standing(line)
        self._words = f"{line.question}: {second}"
        self.setAccessibleName(clean(f"{line.question}. {_kind(line.kind)}. {second}"))
        live = line.state == "live"
        self._sign = Sign(ICONS.get(line.kind, "help"), "accent" if live else "ink2")
        self._question = PlainLabel(clean_text(line.question), "button", wrap=True, lines=3)
        self._second = PlainLabel(second, "small", "accent" if live else "ink2", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(px(2))
        text.addWidget(self._question)
        text.addWidget(self._second)
        across = QHBoxLayout(self)
        across.setContentsMargins(px(12), px(9), px(10), px(9))
        across.setSpacing(px(10))
        across.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(text, 1)
        for part in (self._sign, self._question, self._second):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def text(self) -> str:
        """What is read on it."""
        return self._words

    def nextCheckState(self) -> None:
        """A row that is open stays so when it is touched again."""
        self.setChecked(True)

    def keyPressEvent(self, event: object) -> None:
        key = event.key()  # type: ignore[attr-defined]
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = themes.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(look.colour("accent_soft" if self.isChecked() else "well"))
            painter.drawRoundedRect(self.rect(), look.px(10), look.px(10))
        if self.isChecked():
            bar = QRect(0, look.px(6), look.px(4), self.height() - look.px(12))
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(mirrored(self.rect(), bar, self.isRightToLeft()), look.px(2), look.px(2))


def standing(line: SurveyLine) -> str:
    """How it stands with a question: "41 answers, since Fri 20"."""
    count = n_("{n} answer", "{n} answers", line.n)
    now = clock.now()
    if line.state == "live":
        since = _("since {day}").format(day=say.day_short(line.opened, now)) if line.opened else ""
        return ", ".join(part for part in (count, since) if part)
    if line.state == "closed":
        until = _("until {day}").format(day=say.day_short(line.closed, now)) if line.closed else ""
        return ", ".join(part for part in (count, until) if part)
    return _("Not asked yet") if not line.n else count


def _captions() -> dict[str, str]:
    return {"live": _("On the customer screen"), "draft": _("Drafts"), "closed": _("Asked before")}


def _kind(kind: str) -> str:
    return next((words for key, words, _icon in kinds() if key == kind), "")
