"""Writing feedback down, from anywhere: a sheet over the page, kept while it is typed, written with one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions, native
from relnotebook.ui.card_stops import stops_in
from relnotebook.ui.feedback.form import SaidForm
from relnotebook.ui.keptwords import SAID, KeptSheet
from relnotebook.widgets import say, theme
from relnotebook.widgets.draw import draw_shadow
from relnotebook.widgets.parts import FlowLayout, PlainLabel, announce, button, icon_button
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge

KEEP_MS = 400
WIDE, INSIDE, EDGE = 840, 24, 8  # px at 100 %: of the sheet, inside it, and what stays free of the window around it
SHADOW = 16
ROOM = 64  # letters of kept words that are shown


class WriteDown(QWidget):
    """The sheet. It stands over whatever page is up, which can be used meanwhile; Esc puts it aside with its words.

    Args:
        actions: the commands of the window; parent: the widget it stands over.
    Attributes:
        form: its fields.
    Signals:
        said: a sentence for the toast; problem: a Problem that has no place here.
        written: identity of the feedback that was written down.
        closed: it is away, written or put aside.
    """

    said = Signal(object)
    problem = Signal(object)
    closed = Signal()
    written = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = parent
        self._bridge: Bridge | None = None
        self._came_from: QWidget | None = None
        self._dirty = self._sending = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.flush)
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self.place)
        self._kept = KeptSheet(SAID, self)
        self._kept.found.connect(self._show_kept)
        self.setAccessibleName(_("Write down feedback"))
        self.setProperty("keeps-keys", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a press beside the fields is not one on the page below
        self._make(actions)
        self._lay_out()
        self._connect()
        self.hide()

    def _make(self, actions: Actions) -> None:
        self.title = PlainLabel(_("Write it down"), "heading")
        self.cross = icon_button("x", _("Put it aside"), key=native("Esc"))
        self.kept = PlainLabel("", "small", "accent_soft_text", wrap=True)
        self.go_on = button(_("&Go on with it"), kind="ghost")
        self.throw = button(_("&Throw it away"), kind="ghost")
        self.form = SaidForm()
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.close_button = button(_("Close"), kind="quiet", key=native("Esc"))
        self.go = button(_("Keep it"), kind="primary", key=native("Ctrl+Return"))
        tip = actions["write_feedback"].statusTip()
        self.setAccessibleDescription(tip)

    def _lay_out(self) -> None:
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.cross)
        self.band = QFrame()
        self.band.setProperty("role", "soft")
        self._flow = QVBoxLayout(self.band)
        pressed = QWidget()
        answers = FlowLayout(pressed, gap=6)
        for made in (self.go_on, self.throw):
            answers.addWidget(made)
        self._flow.addWidget(self.kept)
        self._flow.addWidget(pressed)
        self.band.hide()
        inside = self._inside = QWidget()
        inside.setProperty("role", "clear")
        inside.installEventFilter(self)
        column = self._column = QVBoxLayout(inside)
        for part in (self.band, self.form, self.refusal):
            column.addWidget(part)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setProperty("thin", "main")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self._foot.addStretch(1)
        self._foot.addWidget(self.close_button)
        self._foot.addWidget(self.go)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._head)
        self._outer.addWidget(self.area, 1)
        self._outer.addLayout(self._foot)
        self._dress()

    def _connect(self) -> None:
        self.form.edited.connect(self._touched)
        self.form.sent.connect(self.press)
        self.go.clicked.connect(self.press)
        self.go_on.clicked.connect(self._go_on)
        self.throw.clicked.connect(self._throw_away)
        for made in (self.cross, self.close_button):
            made.clicked.connect(self.put_aside)
        self._home.installEventFilter(self)
        if (window := self._home.window()) is not self._home:
            window.installEventFilter(self)
        theme.of().changed.connect(self._dress)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self._kept.attach(bridge)
        self.form.attach(bridge)

    def detach(self) -> None:
        """The notebook is about to be closed: what is typed is kept in it."""
        self._leave()
        self._bridge = None
        self._kept.attach(None)

    # Opened and closed

    def start(self, customer: CustomerId | None = None, name: str = "", *, theirs: bool = False) -> None:
        """Come up with the keyboard in the words; `customer` is offered as the one whose words they are.

        `theirs`: their card is open, so that they are taken to be the one until somebody says otherwise.
        """
        if self._bridge is None:
            return
        fresh = self.isHidden()
        if fresh:
            self._came_from = QApplication.focusWidget()
            self.form.show_words({})
            self._rest()
            self._look()
        self.form.whose.offer(customer, name)
        if fresh and theirs and customer is not None:
            self.form.take(customer, name)
        self._refuse("")
        self.place()
        self.show()
        self.raise_()
        if fresh:
            self.area.verticalScrollBar().setValue(0)
            announce(self, self.accessibleName())
        self.form.words_line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_aside(self) -> None:
        """Close; what is typed stays kept."""
        kept = self.form.worth()
        self._leave()
        if kept:
            self.said.emit(_("We kept what you typed."))

    def go_back(self) -> bool:
        """Esc from anywhere; False when the sheet is not up."""
        if self.isHidden():
            return False
        self.put_aside()
        return True

    def flush(self) -> None:
        """Keep the words now, if they have changed since they were kept."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self._kept.keep_words(self.form.words() if self.form.worth() else {})

    def press(self) -> None:
        """Write it down."""
        from relnotebook.notebook import heard

        if self._bridge is None or self._sending or not self.form.enough():
            return
        self.flush()
        self._sending = True
        values = self.form.values()
        written = self._bridge.write(heard.write_down, self.form.said(), customer=self.form.whose.customer, **values)
        written.then(partial(self._written, self._kept.open_place)).otherwise(self._not_written)

    def _written(self, place: str, feedback: int) -> None:
        """`place`: where its words were kept; by now the sheet may have been put aside, or hold others."""
        self._sending = False
        if place == self._kept.open_place:
            self._rest()
            self.form.show_words({})
            self._leave()
        self._kept.forget(place)
        self.written.emit(feedback)

    def _not_written(self, found: Problem) -> None:
        self._sending = False
        self._touched()
        self._refuse(say.problem(found))

    def _leave(self) -> None:
        if self.isHidden():
            return
        self.flush()
        self._kept.open_place = ""
        focus, came_from = QApplication.focusWidget(), self._came_from
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        self._came_from = None
        self.hide()
        if inside and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus()
        self.closed.emit()

    # Kept words

    def _touched(self) -> None:
        self._refuse("")
        self._dirty = True
        self._timer.start()

    def _rest(self) -> None:
        self._timer.stop()
        self._dirty = False

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _show_kept(self, words: dict[str, str] | None) -> None:
        """Offer what was typed before; what is typed now is not in its way."""
        self.band.setVisible(words is not None)
        if words is not None:
            typed = next((words[key] for key in ("words", "about", "title", "name") if words.get(key)), "")
            shown = clean(" ".join(typed.split()), ROOM)
            self.kept.setText(_("We kept what you typed: {words}").format(words=shown))

    def _look(self) -> None:
        """Look for kept words, once those put aside a moment ago are in the file."""
        self.band.hide()
        if self._bridge is not None:
            self._bridge.idle(self._kept.ask)

    def _go_on(self) -> None:
        self.flush()
        self.form.show_words(self._kept.take_up())
        self._look()
        self.form.words_line.setFocus()

    def _throw_away(self) -> None:
        self._kept.forget_found()
        self.form.words_line.setFocus()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keys of the page below rest while the keyboard is in the sheet."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.press()
        elif not self._mine(event):
            super().keyPressEvent(event)

    def _mine(self, event: QKeyEvent) -> bool:
        """Esc, Ctrl+Enter, and bare letters and digits, which belong to the page."""
        keys, held = (
            Qt.Key,
            event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier),
        )
        letter = not held and bool(event.text()) and event.text().isprintable()
        return letter or event.key() in (keys.Key_Escape, keys.Key_Return, keys.Key_Enter)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in the sheet, as it is read."""
        stops, now = stops_in(self), QApplication.focusWidget()
        if not stops:
            return super().focusNextPrevChild(forward)
        at = stops.index(now) if now in stops else -1 if forward else 0
        goal = stops[(at + (1 if forward else -1)) % len(stops)]
        goal.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        if self._inside.isAncestorOf(goal):
            self._bring_into_sight(goal)
        return True

    def _bring_into_sight(self, part: QWidget) -> None:
        """All of it, where it is not taller than its place."""
        bar, room, air = self.area.verticalScrollBar(), self.area.viewport().height(), theme.of().px(8)
        top = part.mapTo(self._inside, QPoint(0, 0)).y()
        if top + part.height() + air > bar.value() + room:
            bar.setValue(top + part.height() + air - room)
        if top - air < bar.value():
            bar.setValue(max(top - air, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside:
            if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
                self._fit.start()
        elif event.type() == QEvent.Type.Resize and watched is self._home:
            self.place()
        elif event.type() == QEvent.Type.Close:
            self.flush()
        return False

    # Where it stands

    def place(self) -> None:
        """In the upper middle of the window, as high as its fields; where there is no room they scroll."""
        px, home = theme.of().px, self._home.rect()
        wide = min(px(WIDE), home.width() - 2 * EDGE)
        most = home.height() - 2 * EDGE
        outer = self._outer.contentsMargins()
        width = wide - (outer.left() + outer.right() - 2 * SHADOW) - self.area.verticalScrollBar().sizeHint().width()
        need = max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())
        around = self._head.sizeHint().height() + self._foot.sizeHint().height() + 2 * self._outer.spacing()
        tall = min(need + around + outer.top() + outer.bottom() - 2 * SHADOW, most)
        spot = QRect((home.width() - wide) // 2, max((home.height() - tall) // 3, EDGE), wide, tall)
        self.setGeometry(spot.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def _dress(self) -> None:
        px = theme.of().px
        around = SHADOW + px(INSIDE)
        self._outer.setContentsMargins(around, SHADOW + px(16), around, SHADOW + px(16))
        self._outer.setSpacing(px(12))
        self._column.setContentsMargins(0, 0, px(4), 0)
        self._column.setSpacing(px(12))
        self._flow.setContentsMargins(px(14), px(8), px(8), px(6))
        self._flow.setSpacing(px(2))
        self._foot.setSpacing(px(8))
        self._fit.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        box = self.rect().adjusted(SHADOW, SHADOW, -SHADOW - 1, -SHADOW - 1)
        draw_shadow(painter, box, look.px(12))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), look.edge()))
        painter.setBrush(look.colour("paper"))
        painter.drawRoundedRect(box, look.px(12), look.px(12))
        painter.end()
