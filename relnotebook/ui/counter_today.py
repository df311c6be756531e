"""The counter's right column: something kind to do today, group by group, each done or put off with one press."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base.problems import NotFound, Problem
from relnotebook.base.terms import Changes, Kind
from relnotebook.base.words import _, n_
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, SidePanel, announce, button, icon_button, set_tip

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.touches import Today, Touch

WIDTH, WIDTH_NARROW = 332, 268  # px at 100 %
FIRST_MS = 200  # those who are about now are shown first
LINES = 3  # of one reason; the whole is in the tooltip and on the card
EACH = 3  # sheets of one group; the others are on the Today page
KINDS = frozenset(Kind) - {Kind.NOTE, Kind.PHOTO, Kind.FIELD, Kind.PREFERENCE, Kind.ALERT, Kind.TEMPLATE}
KINDS -= {Kind.SURVEY, Kind.ANSWER}
NOW = ("overdue", "today")  # groups of the Today page that stand in the column


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(caption, kinds of touch) of the column, in order; a kind that stands in none of them comes last."""
    return (
        (_("Birthday"), ("birthday",)),
        (_("Days to remember"), ("name_day", "anniversary", "other", "years", "milestone")),
        (_("Not seen for a while"), ("slipping",)),
        (_("You promised"), ("promise",)),
        (_("Feedback to close"), ("feedback", "idea")),
        (_("To follow up"), ("follow_up",)),
        (_("Reminders"), ("reminder", "ask", "check")),
    )


def in_groups(
    found: Iterable[Touch], beyond: Iterable[tuple[str, str, int]] = ()
) -> Iterator[tuple[str, list[Touch], int]]:
    """(caption, touches, how many more there are) of what is to be done today, without empty groups.

    `beyond`: (group, kind, number) of touches that are not listed, as `Today` has them.
    """
    left = [touch for touch in found if touch.group in NOW]
    unlisted = [(kind, number) for group, kind, number in beyond if group in NOW]
    for caption, kinds in (*groups(), (_("Also today"), ())):
        mine = [touch for touch in left if not kinds or touch.kind in kinds]
        more = sum(number for kind, number in unlisted if not kinds or kind in kinds)
        left = [touch for touch in left if kinds and touch.kind not in kinds]
        unlisted = [(kind, number) for kind, number in unlisted if kinds and kind not in kinds]
        if mine or more:
            yield caption, mine, more


class TouchSheet(QAbstractButton):
    """One touch: a name, why, and two buttons. Pressed beside them it opens the card.

    Attributes:
        touch: what it shows.
    Signals:
        done: it was done; put_off: (choice, day or None), as `touches.snooze` takes them, or "never".
    """

    done = Signal()
    put_off = Signal(str, object)

    def __init__(self, touch: Touch) -> None:
        super().__init__()
        self.touch = touch
        self.name = PlainLabel("", "strong", wrap=True)
        self.why = PlainLabel("", "small", "ink2", wrap=True, lines=LINES)
        self.late = PlainLabel("", "small", "alert_text", wrap=True)
        self.done_button = icon_button("check", _("Done"), kind="ghost")
        self.snooze_button = icon_button("alarm-snooze", _("Put it off"))
        self.done_button.clicked.connect(self.done)
        self.snooze_button.clicked.connect(self._on_snooze)
        for made in (self, self.done_button, self.snooze_button):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the keyboard in the search
        for label in (self.name, self.why, self.late):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lay_out()
        self.show_touch(touch)

    def show_touch(self, touch: Touch) -> None:
        """Show a touch."""
        self.touch = touch
        late = _late(touch)
        self.name.setText(touch.name)
        self.why.setText(touch.line)
        self.late.setText(late)
        self.late.set_tone("alert_text" if touch.days_late else "ink3")
        self.late.setVisible(bool(late))
        self.setAccessibleName(f"{touch.name}. {touch.line} {late}".strip())
        self.setAccessibleDescription(_("Press to open the card"))
        self._tell_whole()
        named = ((self.done_button, _("Done: {name}")), (self.snooze_button, _("Put off: {name}")))
        for made, words in named:
            made.setAccessibleName(words.format(name=touch.name))
            made.setAccessibleDescription(touch.line)

    def _tell_whole(self) -> None:
        """A reason that had to be cut short stands in the tooltip."""
        set_tip(self, self.touch.line if self.why.cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _lay_out(self) -> None:
        px = theme.of().px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.why)
        words.addWidget(self.late)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(13), px(10), px(9), px(9))
        row.setSpacing(0)
        row.addLayout(words, 1)
        row.addSpacing(px(4))
        for made in (self.done_button, self.snooze_button):
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)

    def menu(self) -> QMenu:
        """When it may come back."""
        from relnotebook.ui.touch_menu import snooze_menu

        return snooze_menu(self.snooze_button, self.put_off.emit)

    def _on_snooze(self) -> None:
        from relnotebook.ui.touch_menu import pop_up

        pop_up(self.menu(), self.snooze_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = look.edge() / 2
        over = self.underMouse() and not any(b.underMouse() for b in (self.done_button, self.snooze_button))
        painter.setPen(QPen(look.colour("line_strong" if over or self.isDown() else "line"), look.edge()))
        painter.setBrush(look.colour("sheet"))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.px(12), look.px(12))
        painter.end()


def _late(touch: Touch) -> str:
    """How late it is, or for which day it was before it was put off."""
    if touch.days_late:
        return n_("{n} day late.", "{n} days late.", touch.days_late)
    if touch.was_due is None:
        return ""
    return _("First for {day}.").format(day=say.date_words(touch.was_due.day, touch.was_due.month))


class TodayColumn(SidePanel):
    """Everything for today, with how far it is. It reads by itself, apart from the search.

    Attributes:
        today: what it shows, None before the first reading.
        sheets: the sheets shown, in order.
    Signals:
        opened: a sheet was pressed: the customer; all_wanted: "See all touches".
        counted: how many are left to do; problem: a Problem for the window; said: a sentence for it.
    """

    opened = Signal(object)
    all_wanted = Signal()
    counted = Signal(int)
    problem = Signal(object)
    said = Signal(object)

    def __init__(self, key: str = "") -> None:
        """`key`: that of the Today page."""
        super().__init__()
        self.setAccessibleName(_("Today"))
        self.today: Today | None = None
        self.sheets: list[TouchSheet] = []
        self._bridge: Bridge | None = None
        self._leaving: dict[str, bool] = {}  # on its way to the file: whether it was done, and not put off
        self._whole = False  # whether all of `today` is drawn, and nothing left out that is on its way
        self._stale = True
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._first.timeout.connect(self._read)
        self.title = PlainLabel(_("Today"), "heading")
        self.progress = PlainLabel("", "small", "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.calm = PlainLabel("", "small", "ink2", wrap=True)
        self.all = button(_("See all touches"), kind="ghost", key=key)
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.clicked.connect(self.all_wanted)
        self._lay_out()
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self._show_progress()
        theme.of().changed.connect(self._on_worn)

    def _lay_out(self) -> None:
        self._top = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in (head, self.bar, self.calm):
            self._top.addLayout(part) if isinstance(part, QHBoxLayout) else self._top.addWidget(part)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._rows = QVBoxLayout(self._inside)
        self.area = QScrollArea()
        self.area.setProperty("thin", "side")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._inside)
        self.box.addLayout(self._top)
        self.box.addWidget(self.area, 1)
        self.box.addWidget(self.all, 0, Qt.AlignmentFlag.AlignHCenter)
        self._space()

    def _space(self) -> None:
        px = theme.of().px
        self.box.setContentsMargins(1, px(22), 0, px(4))
        self.box.setSpacing(px(6))
        self._top.setContentsMargins(px(19), 0, px(20), 0)
        self._top.setSpacing(px(5))
        self._rows.setSpacing(0)
        self._leave_room()

    def _leave_room(self) -> None:
        """The scroll bar stands in the margin of the sheets, so that nothing moves when it appears."""
        px = theme.of().px
        there = self.area.verticalScrollBar().maximum() > 0
        beside = self.area.verticalScrollBar().sizeHint().width() if there else 0
        self._rows.setContentsMargins(px(11), px(2), max(px(12) - beside, 0), px(8))

    def _on_worn(self) -> None:
        """The look is another one: every sheet anew."""
        self._space()
        today, self.today = self.today, None
        self._clear()
        if today is not None:
            self.show_today(today)

    # Reading

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open: it reads as soon as its page is seen (`renew`)."""
        self._bridge = bridge
        self._stale = True
        bridge.changed.connect(self._on_changed)

    def renew(self, *, anyway: bool = False) -> None:
        """The page is seen: read when something has changed since, or `anyway` because time has passed."""
        if self._bridge is not None and (self._stale or anyway):
            if self.today is None:
                self._first.start()
            else:
                self._read()

    def _read(self) -> None:
        if self._bridge is not None and not self._bridge.closed:
            from relnotebook.notebook import touches

            self._stale = False
            self._bridge.read(touches.today).latest(self, "today").then(self.show_today)

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & KINDS:
            self._stale = True
            if (page := self.parentWidget()) is not None and page.isVisible():
                self.renew()

    # Showing

    def show_today(self, today: Today) -> None:
        """Show what is to be done, in groups; what is on its way out does not come back meanwhile."""
        if today == self.today and self._whole and not self._leaving:
            return
        self.today, self._whole = today, not self._leaving
        kept = self._focused()
        old = {sheet.touch.id: sheet for sheet in self.sheets}
        self._clear(keep=old)
        staying = [touch for touch in today.touches if touch.id not in self._leaving]
        for caption, found, beyond in in_groups(staying, today.beyond):
            self._add_group(caption, found, beyond, old)
        for sheet in old.values():
            sheet.hide()
            sheet.deleteLater()
        self._rows.addStretch(1)
        self._show_progress()
        self._focus_again(*kept)

    def _add_group(self, caption: str, found: list[Touch], beyond: int, old: dict[str, TouchSheet]) -> None:
        """`beyond`: how many there are that the list does not hold."""
        px = theme.of().px
        head = PlainLabel(caption, "caption", "ink2")
        head.setContentsMargins(px(8), px(6 if self._rows.count() == 0 else 22), 0, px(7))
        self._rows.addWidget(head)
        for n, touch in enumerate(found[:EACH]):
            if n:
                self._rows.addSpacing(px(8))
            sheet = old.pop(touch.id, None) or self._make(touch)
            sheet.show_touch(touch)
            self._rows.addWidget(sheet)
            sheet.show()  # at once: what is not shown yet takes no focus
            self.sheets.append(sheet)
        if (more := max(len(found) - EACH, 0) + beyond) > 0:
            rest = button(n_("And {n} more", "And {n} more", more), kind="ghost")
            rest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            rest.clicked.connect(self.all_wanted)
            self._rows.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeading)

    def _make(self, touch: Touch) -> TouchSheet:
        sheet = TouchSheet(touch)
        sheet.clicked.connect(lambda: self.opened.emit(sheet.touch.customer))
        sheet.done.connect(partial(self._do, sheet))
        sheet.put_off.connect(partial(self._put_off, sheet))
        return sheet

    def _clear(self, keep: Iterable[str] = ()) -> None:
        kept = set(keep)
        while (item := self._rows.takeAt(0)) is not None:
            made = item.widget()
            if made is not None and not (isinstance(made, TouchSheet) and made.touch.id in kept):
                made.hide()
                made.deleteLater()
        self.sheets = []

    def _show_progress(self) -> None:
        today = self.today
        done = today.done + sum(self._leaving.values()) if today else 0
        left = self._left()
        whole = done + left
        self.progress.setText(_("{done} of {all} done").format(done=done, all=whole) if whole else "")
        self.bar.setRange(0, max(whole, 1))
        self.bar.setValue(done)
        self.bar.setAccessibleName(self.progress.text())
        self.bar.setVisible(whole > 0)
        calm = _("All done for today.") if done else _("Nobody is waiting for anything today.")
        self.calm.setText(calm if today is not None and not left else "")
        self.calm.setVisible(bool(self.calm.text()))
        self.counted.emit(left)

    def _left(self) -> int:
        if self.today is None:
            return 0
        going = sum(touch.id in self._leaving for touch in self.today.touches if touch.group in NOW)
        return max(self.today.to_go - going, 0)

    # Doing

    def _do(self, sheet: TouchSheet) -> None:
        from relnotebook.notebook import touches

        self._send(sheet, touches.do, done=True)

    def _put_off(self, sheet: TouchSheet, choice: str, day: date | None) -> None:
        from relnotebook.notebook import touches
        from relnotebook.ui.touch_menu import NEVER

        if choice == NEVER:
            self._send(sheet, touches.never)
        else:
            self._send(sheet, touches.snooze, choice, on=day)

    def _send(self, sheet: TouchSheet, act: Callable[..., Any], *args: Any, done: bool = False, **kw: Any) -> None:
        """Write it; the sheet leaves at once, and is back when it could not be written."""
        touch = sheet.touch.id
        if self._bridge is None or touch in self._leaving:
            return
        self._leaving[touch] = done
        self._leave(sheet)
        sent = self._bridge.write(act, touch, *args, **kw)
        sent.then(partial(self._arrived, touch)).otherwise(partial(self._failed, touch))
        self._bridge.idle(self._all_home)

    def _leave(self, sheet: TouchSheet) -> None:
        at = self.sheets.index(sheet)
        inside = sheet.hasFocus() or any(b.hasFocus() for b in (sheet.done_button, sheet.snooze_button))
        self._redraw()
        if inside:
            following = self.sheets[at : at + 1] or self.sheets[-1:]
            (following[0].done_button if following else self.all).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.progress.text() or self.calm.text())

    def _redraw(self) -> None:
        today, self.today = self.today, None
        if today is not None:
            self.show_today(today)

    def _arrived(self, touch: str, _value: object) -> None:
        self._leaving.pop(touch, None)  # `changed` came before, so what is read next does not hold it

    def _failed(self, touch: str, found: Problem) -> None:
        self._leaving.pop(touch, None)
        if isinstance(found, NotFound):  # somebody else has done it: an older toast would offer to undo another act
            self.said.emit(say.problem(found))
        else:
            self._redraw()
            self.problem.emit(found)
        self.renew(anyway=True)

    def _all_home(self) -> None:
        """Nothing is on its way any more: what has not arrived by now failed as nobody foresaw, and is not done."""
        if self._leaving:
            self._leaving.clear()
            self._redraw()
            self.renew(anyway=True)

    # Focus

    def first(self) -> QWidget:
        """Where work begins."""
        return self.sheets[0] if self.sheets else self.all

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> tuple[str, str]:
        """(touch, button) with the keyboard in it."""
        focus = QApplication.focusWidget()
        for sheet in self.sheets:
            for name in ("", "done_button", "snooze_button"):
                if focus is (getattr(sheet, name) if name else sheet):
                    return sheet.touch.id, name
        return "", ""

    def _focus_again(self, touch: str, name: str) -> None:
        if not touch:
            return
        sheet = next((one for one in self.sheets if one.touch.id == touch), None)
        target = self.all if sheet is None else getattr(sheet, name) if name else sheet
        target.setFocus(Qt.FocusReason.OtherFocusReason)
