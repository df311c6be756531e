"""A line of words in several voices that wraps as one, and the row of the right column made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.labels import PlainLabel
from relnotebook.widgets.plain import clean, units

ICON = 18
INDENT, GAP = 26, 8  # of a row: before the words, and before what stands at the end


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one voice. `role` and `tone` are those of the theme; `gap` ems of blank, or a new line, stand before."""

    text: str
    role: str = "body"
    tone: str = "ink"
    gap: int = 0
    new_line: bool = False


class Runs(QWidget):
    """Several runs on one line, or on more where the width asks for it. Never cut short.

    It may have an icon before the first line. Reached by Tab, it is underlined in the colour of the focus.
    """

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._by_key = False
        self._runs: tuple[Run, ...] = ()
        self._laid: tuple[int, QTextLayout, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.of().changed.connect(self._on_look_changed)
        self.hide()  # nothing to show yet

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show other words; empty ones are left out."""
        chosen = tuple(run for run in runs if run.text)
        if chosen == self._runs:
            return
        self._runs = chosen
        self.setAccessibleName(self.text())
        self.setVisible(bool(chosen))
        self._on_look_changed()

    def set_icon(self, icon: str) -> None:
        """Show another icon before the first line, '' for none."""
        if icon != self._icon:
            self._icon = icon
            self._on_look_changed()

    def text(self) -> str:
        """All its words."""
        return " ".join(clean(run.text, 1000) for run in self._runs).replace("\u200b", "")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width - self._indent())[1]

    def sizeHint(self) -> QSize:
        layout, height = self._lay_out(100_000)
        wide = layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0
        return QSize(int(wide) + 2 + self._indent(), height)

    def minimumSizeHint(self) -> QSize:
        width = min(self.sizeHint().width(), theme.of().px(72))
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rtl, indent = QPainter(self), self.isRightToLeft(), self._indent()
        layout, height = self._lay_out(self.width() - indent)
        top = max(0, (self.height() - height) // 2)
        layout.draw(painter, QPointF(0 if rtl else indent, top))
        if self._icon and layout.lineCount():
            side = theme.of().px(ICON)
            spot = QRect(0, top + (int(layout.lineAt(0).height()) - side) // 2, side, side)
            picture = theme.of().pixmap(self._icon, "accent", ICON, self.devicePixelRatioF())
            painter.drawPixmap(mirrored(self.rect(), spot, rtl), picture)
        if self.hasFocus() and self._by_key:
            self._underline(painter, layout, top)
        painter.end()

    def _underline(self, painter: QPainter, layout: QTextLayout, top: int) -> None:
        """Where the keyboard is, without a box round something that cannot be pressed."""
        for at in range(layout.lineCount()):
            area = layout.lineAt(at).naturalTextRect()
            bar = QRect(int(area.left()) + self._indent(), top + int(area.bottom()) - 2, int(area.width()), 2)
            painter.fillRect(bar, theme.of().colour("focus"))

    def _indent(self) -> int:
        return theme.of().px(ICON + 7) if self._icon and self._runs else 0

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        if self._laid is not None and self._laid[0] == width:
            return self._laid[1], self._laid[2]
        text, formats = self._formatted()
        layout = QTextLayout(text, theme.of().font(self._runs[0].role if self._runs else "body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self.isRightToLeft():
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        self._laid = (width, layout, int(height + 0.999))
        return layout, self._laid[2]

    def _formatted(self) -> tuple[str, list[QTextLayout.FormatRange]]:
        look, text, formats = theme.of(), "", []
        for run in self._runs:
            before = "\u2028" if run.new_line else "\u2003" * run.gap
            words = (before if text else "") + clean(run.text, 1000)
            part = QTextLayout.FormatRange()
            part.start, part.length = units(text, len(text)), units(words, len(words))
            part.format.setFont(look.font(run.role))
            part.format.setForeground(look.colour(run.tone))
            formats.append(part)
            text += words
        return text, formats

    def _on_look_changed(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()


class SideRow(QAbstractButton):
    """A row of the right column: an icon, words, and something quiet at the end, or below where there is no room.

    It can be pressed.

    Attributes:
        key: what it stands for; rows are used again for others.
    """

    def __init__(self, icon: str = "") -> None:
        super().__init__()
        self.key = 0
        self._icon = icon
        self._said: tuple[tuple[Run, ...], str, bool] = ((), "", False)
        self.words = Runs()
        self.right = PlainLabel("", "small", "ink3")
        look = theme.of()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.px(2), 0, look.px(2))
        row.setSpacing(0)
        row.addSpacing(look.px(INDENT))
        row.addWidget(self.words, 1)
        row.addSpacing(look.px(GAP))
        row.addWidget(self.right)
        for part in (self.words, self.right):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(look.control())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_words(self, runs: Sequence[Run], right: str = "", doing: str = "", *, below: bool = False) -> None:
        """Show what it says; `doing` is what a press does, for a screen reader. `below`: `right` follows the words."""
        self._said = (tuple(runs), right, below)
        self._place()
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(doing)

    def _place(self) -> None:
        runs, right, below = self._said
        self.words.show_runs(runs)
        self.right.setText(right)
        px = theme.of().px
        wide = px(INDENT + GAP) + self.words.sizeHint().width() + self.right.sizeHint().width()
        if right and (below or wide > self.width()):
            self.words.show_runs((*runs, Run(right, "small", "ink3", new_line=True)))
            self.right.setText("")
        self.right.setVisible(bool(self.right.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def rest(self) -> None:
        """It only says something: no press, no focus."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def text(self) -> str:
        """All its words."""
        return f"{self.words.text()} {self.right.text()}".strip()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.of()
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("well"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self._icon:
            side = look.px(16)
            first = min(self.height(), self.minimumHeight())
            spot = mirrored(self.rect(), QRect(0, (first - side) // 2, side, side), self.isRightToLeft())
            painter.drawPixmap(spot, look.pixmap(self._icon, "ink3", 16, self.devicePixelRatioF()))
        painter.end()
