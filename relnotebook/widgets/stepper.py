"""Steps one below the other: circles on a line, done ones ticked, and room in the open one for what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.draw import draw_words, mirrored
from relnotebook.widgets.labels import flow
from relnotebook.widgets.plain import clean, clean_text, set_tip

CIRCLE, LINE, INDENT = 28, 1.5, 44
ABOVE, TITLE, BELOW, AIR = 3, 20, 6, 8
DONE, OPEN, LATER = "done", "open", "later"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step.

    Attributes:
        key: what the page calls it.
        title: one or two words.
        state: done (a tick), open (there is room for its body), later (its number).
        words: what is said below the title: of a done one what was done, else a hint.
    """

    key: str
    title: str
    state: str
    words: str = ""


class StepHead(QAbstractButton):
    """A circle, a title and a line or more below it; pressing it opens the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = StepLine("", "", LATER)
        self._at, self._of = 1, 1
        self._is_open = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.of().changed.connect(self.updateGeometry)

    def line(self) -> StepLine:
        """What it shows."""
        return self._line

    def show_line(self, line: StepLine, at: int, of: int, *, is_open: bool, key: str = "") -> None:
        """Show step `at` of `of`; `key` opens it from the keyboard."""
        self._line, self._at, self._of, self._is_open = line, at, of, is_open
        states = {DONE: _("done"), OPEN: _("open"), LATER: _("to come")}
        said = _("Step {n} of {all}: {title}, {state}").format(
            n=at, all=of, title=clean(line.title), state=states[line.state]
        )
        self.setText(clean(line.title))
        self.setAccessibleName(said)
        self.setAccessibleDescription(clean(line.words, 900))
        set_tip(self, line.title, key)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.of().px(240), self.heightForWidth(max(self.width(), theme.of().px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(120), theme.of().px(36))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme.of().px
        high = px(ABOVE + TITLE + BELOW) + (self._words(width)[1] if self._line.words else 0)
        return max(high, px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        rtl = self.isRightToLeft()
        self._paint_circle(painter, self.circle())
        font = look.font("strong")
        font.setUnderline(self.underMouse() and not self._is_open)
        width = self.width() - look.px(INDENT)
        spot = QRect(look.px(INDENT), look.px(ABOVE), width, look.px(TITLE))
        draw_words(painter, mirrored(self.rect(), spot, rtl), self.text(), font, look.colour("ink"), rtl)
        if self._line.words:
            painter.setPen(look.colour("ink2"))
            left = 0 if rtl else look.px(INDENT)
            self._words(self.width())[0].draw(painter, QPointF(left, look.px(ABOVE + TITLE)))

    def circle(self) -> QRect:
        """Where its circle stands."""
        side = theme.of().px(CIRCLE)
        return mirrored(self.rect(), QRect(0, 0, side, side), self.isRightToLeft())

    def _words(self, width: int) -> tuple[QTextLayout, int]:
        look = theme.of()
        room = width - look.px(INDENT)
        return flow(clean_text(self._line.words, 900), look.font("small"), room, rtl=self.isRightToLeft())

    def _paint_circle(self, painter: QPainter, spot: QRect) -> None:
        look = theme.of()
        done, open_ = self._line.state == DONE, self._line.state == OPEN
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if open_ else 1.0
        painter.setPen(QPen(look.colour("accent" if done or open_ else "line_strong"), wide))
        painter.setBrush(look.colour("accent" if done else "paper"))
        painter.drawEllipse(QRectF(spot).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))
        if done:
            side = look.px(18)
            place = QRect(0, 0, side, side)
            place.moveCenter(spot.center())
            painter.drawPixmap(place.topLeft(), look.pixmap("check", "on_accent", 18, self.devicePixelRatioF()))
        else:
            painter.setFont(look.font("small_strong", tabular=True))
            painter.setPen(look.colour("accent" if open_ else "ink2"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(self._at))
        painter.restore()


class Stepper(QWidget):
    """Steps in order; one of them may be open, with `body` below its words.

    Attributes:
        body: the widget in the open step; it belongs to the stepper, and is hidden while no step is open.
        heads: one for each step.
    Signals:
        picked: key of the step a person pressed.
    """

    picked = Signal(str)

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads: list[StepHead] = []
        self.body = body
        self._open = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._room = QWidget()
        self._inside = QVBoxLayout(self._room)
        self._inside.addWidget(body)
        self._column.addWidget(self._room)
        self._room.hide()
        theme.of().changed.connect(self._dress)
        self._dress()

    def open_key(self) -> str:
        """The key of the open step, "" for none."""
        return self._open

    def open_head(self) -> StepHead | None:
        """The head of the open step, None for none."""
        return next((head for head in self.heads if self._open and head.line().key == self._open), None)

    def show_steps(self, lines: Sequence[StepLine], open_key: str = "", keys: Sequence[str] = ()) -> None:
        """Show these steps, `open_key` open; `keys` opens each from the keyboard."""
        while len(self.heads) < len(lines):
            head = StepHead(self)
            head.clicked.connect(lambda _on=False, head=head: self.picked.emit(head.line().key))
            self.heads.append(head)
        self._open = open_key if any(line.key == open_key for line in lines) else ""
        for at, head in enumerate(self.heads):
            head.setVisible(at < len(lines))
            if at < len(lines):
                is_open = lines[at].key == self._open
                key = keys[at] if at < len(keys) else ""
                head.show_line(lines[at], at + 1, len(lines), is_open=is_open, key=key)
        self._arrange(len(lines))

    def _arrange(self, shown: int) -> None:
        """Heads in order, the room of the body behind the open one; only what stands elsewhere is moved."""
        order: list[QWidget] = []
        for head in self.heads[:shown]:
            order.append(head)
            if head.line().key == self._open:
                order.append(self._room)
        if self._room not in order:
            order.append(self._room)
        order += self.heads[shown:]
        for at, widget in enumerate(order):
            item = self._column.itemAt(at)
            if item is None or item.widget() is not widget:
                self._column.insertWidget(at, widget)
        self._chain(order[: shown + 1])
        self._room.setVisible(bool(self._open))
        self.update()

    def _chain(self, order: Sequence[QWidget]) -> None:
        """Tab goes through the open step where it stands."""
        stops: list[QWidget] = []
        for widget in order:
            inside = widget.findChildren(QWidget) if widget is self._room else [widget]
            stops += [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line behind the circles, from the first to the last."""
        there = [head for head in self.heads if not head.isHidden()]
        if not there:
            return
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        open_last = self._open == there[-1].line().key
        first, last = there[0].geometry(), (self._room if open_last else there[-1]).geometry()
        middle = look.px(CIRCLE) / 2
        left = self.width() - middle if self.isRightToLeft() else middle
        area = QRectF(left - LINE / 2, first.top(), LINE, last.bottom() - first.top())
        painter.fillRect(area, look.colour("line"))

    def _dress(self) -> None:
        px = theme.of().px
        self._inside.setContentsMargins(px(INDENT), px(2), 0, px(AIR))
        self.update()
