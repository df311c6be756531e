"""Settings: the colleagues, their PINs for the customer screen and the lock, and their birthdays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import StaffId
from relnotebook.base.text import initials
from relnotebook.base.words import _
from relnotebook.ui.settings_parts import Growing
from relnotebook.widgets import draw, say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import (
    PlainLabel,
    Refusable,
    Rule,
    SavingLine,
    announce,
    button,
    icon_button,
    passphrase_line,
)
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.notebook.staff import Particulars

SIDE_BY_SIDE = 760  # px at 100 %: from there on all of a colleague stands on one line
BIRTHDAY_WIDTH = 150


class Staff(Growing):
    """Colleagues, so that the notebook knows who wrote what. F2 switches."""

    key = "staff"
    icon = "users"

    def __init__(self) -> None:
        super().__init__(
            _("Staff and PINs"),
            _(
                "Each line of the notebook then says who wrote it. F2 switches. A PIN leads out of the customer "
                "screen; it locks a screen and never opens an encrypted notebook."
            ),
            (_("colleague"), _("people"), _("till"), _("who"), _("lock"), _("birthday"), _("customer screen")),
            _("Add someone"),
            _("A name, such as Jonas"),
        )
        self._lines: dict[StaffId, StaffLine] = {}

    def reload(self) -> None:
        from relnotebook.notebook import staff

        if self.bridge is not None:
            self.bridge.read(staff.particulars).latest(self, "staff").then(self.show_lines).otherwise(self.told)

    def show_lines(self, items: tuple[Any, ...]) -> None:
        """One line for each colleague. A line that is there already stays, with whatever is being typed in it."""
        for gone in self._lines.keys() - {one.id for one in items}:
            line = self._lines.pop(gone)
            self.lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        before = self.new.previousInFocusChain() if not self._lines else None
        for at, one in enumerate(items):
            line = self._lines.get(one.id) or self.make_line(one)
            if self.lines.indexOf(line) != at:
                self.lines.insertWidget(at, line)
            line.show_colleague(one)
        self._order(before)

    def make_line(self, item: Particulars) -> StaffLine:
        line = self._lines[item.id] = StaffLine(item.id)
        line.renamed.connect(self._save)
        line.born.connect(self._save_birthday)
        line.pin.given.connect(self._set_pin)
        line.pin.taken.connect(self._remove_pin)
        line.gone.clicked.connect(lambda: self._remove(line.staff))
        return line

    def line(self, staff: StaffId) -> StaffLine:
        """The line of a colleague. Raises KeyError for nobody."""
        return self._lines[staff]

    def save_new(self, words: str) -> None:
        from relnotebook.notebook import staff

        if self.bridge is not None:
            self.bridge.write(staff.set_colleague, words).then(self.added).otherwise(self.refused)

    def _order(self, before: QWidget | None) -> None:
        """Tab goes through the lines as they are seen, then to the line for somebody new."""
        for at in range(self.lines.count()):
            item = self.lines.itemAt(at)
            line = item.widget() if item is not None else None
            if isinstance(line, StaffLine):
                for stop in line.stops():
                    if before is not None:
                        QWidget.setTabOrder(before, stop)
                    before = stop
        if before is not None:
            QWidget.setTabOrder(before, self.new)

    def _save(self, line: StaffLine, field: SavingLine) -> None:
        from relnotebook.notebook import staff

        if self.bridge is not None:
            ask = self.bridge.write(staff.set_colleague, line.name.text(), role=line.role.text(), staff=line.staff)
            ask.then(lambda _done: field.accept()).otherwise(lambda problem: field.refuse(say.problem(problem)))

    def _save_birthday(self, line: StaffLine, text: str) -> None:
        from relnotebook.notebook import days, team

        if self.bridge is None:
            return
        parts = days.written_out(text) if text.strip() else (None, None, None)
        if parts is None:
            line.birthday.refuse(_("Which day is that? Such as 14 March, or 14/3."))
            return
        ask = self.bridge.write(team.set_birthday, line.staff, parts[0], parts[1])
        ask.then(lambda _done: line.birthday.accept())
        ask.otherwise(lambda problem: line.birthday.refuse(say.problem(problem)))

    def _set_pin(self, line: StaffLine, pin: str) -> None:
        from relnotebook.notebook import pins

        if self.bridge is not None:
            ask = self.bridge.write(pins.set_pin, line.staff, pin)
            ask.then(lambda _done: line.pin.close_up()).otherwise(line.pin.refuse)

    def _remove_pin(self, line: StaffLine) -> None:
        from relnotebook.notebook import pins

        if self.bridge is not None:
            ask = self.bridge.write(pins.remove_pin, line.staff)
            ask.then(lambda _done: line.pin.close_up()).otherwise(line.pin.refuse)

    def _remove(self, staff: StaffId) -> None:
        from relnotebook.notebook import staff as colleagues

        if self.bridge is not None:
            self.bridge.write(colleagues.remove_colleague, staff).then(self.added).otherwise(self.told)


class StaffLine(QWidget):
    """One colleague: name, what they do, birthday, PIN.

    Signals:
        renamed: (this line, the field that was changed).
        born: (this line, the birthday as typed; "" takes it away).
    """

    renamed = Signal(object, object)
    born = Signal(object, str)

    def __init__(self, staff: StaffId) -> None:
        super().__init__()
        self.staff = staff
        self.disc = _Disc(staff)
        self.name, self.role, self.birthday = SavingLine(), SavingLine(), SavingLine()
        self.gone = icon_button("x", _("Take them off the list"))
        self.sign = PinSign()
        self.change = button(_("Set a PIN"), "quiet")
        self.pin = PinForm(self)
        self._has_pin = False
        self._build()
        self.name.saved.connect(lambda _text: self.renamed.emit(self, self.name))
        self.role.saved.connect(lambda _text: self.renamed.emit(self, self.role))
        self.birthday.saved.connect(lambda text: self.born.emit(self, text))
        self.change.clicked.connect(self._on_change)
        self.pin.closed.connect(self.change.setFocus)

    def _build(self) -> None:
        px = themes.of().px
        who, rest, self._across = QHBoxLayout(), QHBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest = rest
        for row in (who, rest, self._across):
            row.setSpacing(px(8))
        who.addWidget(self.disc, 0, Qt.AlignmentFlag.AlignTop)
        who.addWidget(Refusable(self.name), 1)
        who.addWidget(Refusable(self.role), 1)
        born = Refusable(self.birthday)
        born.setFixedWidth(px(BIRTHDAY_WIDTH))
        rest.addWidget(born, 0, Qt.AlignmentFlag.AlignTop)
        rest.addStretch(1)
        for part in (self.sign, self.change, self.gone):
            rest.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addLayout(who, 1)
        self._across.addLayout(rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(6))
        column.addLayout(self._across)
        column.addWidget(self.pin)
        column.addWidget(Rule())

    def show_colleague(self, one: Particulars) -> None:
        """What the notebook holds; what is being typed stays, and so does what was refused."""
        self.disc.show_name(one.name)
        values = ((self.name, one.name), (self.role, one.role), (self.birthday, _born(one)))
        hints = (_("Name"), _("What they do here"), _("Birthday, such as 14 March"))
        for (line, value), hint in zip(values, hints, strict=True):
            line.setAccessibleName(clean(f"{hint}: {one.name}"))
            if not line.property("invalid"):
                line.set_value(value)
        self.name.setPlaceholderText(hints[0])
        self.role.setPlaceholderText(hints[1])
        self.birthday.setPlaceholderText(_("Birthday"))
        self._has_pin = one.has_pin
        self.sign.show_state(one.has_pin)
        self.change.setText(_("Change PIN") if one.has_pin else _("Set a PIN"))
        words = _("Change {name}'s PIN") if one.has_pin else _("Set a PIN for {name}")
        self.change.setAccessibleName(clean(words.format(name=one.name)))
        self.gone.setAccessibleName(clean(_("Take {name} off the list").format(name=one.name)))
        self.pin.show_name(one.name, has_pin=one.has_pin)

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.name, self.role, self.birthday, self.change, self.gone, *self.pin.stops())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn."""
        return QSize(themes.of().px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < themes.of().px(SIDE_BY_SIDE)
        self._across.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._rest.setContentsMargins(self.disc.width() + themes.of().px(8) if narrow else 0, 0, 0, 0)

    def _on_change(self) -> None:
        if self.pin.isHidden():
            self.pin.open_up()
        else:
            self.pin.close_up()


class PinForm(QFrame):
    """Setting a PIN, below its colleague. It is never kept half typed, as it is a secret.

    Signals:
        given: (the line, the PIN).
        taken: the PIN of this line is to be taken away.
        closed: it went away.
    """

    given = Signal(object, str)
    taken = Signal(object)
    closed = Signal()

    def __init__(self, line: StaffLine) -> None:
        super().__init__(line)
        self._line = line
        px = themes.of().px
        self.typed = passphrase_line()
        self.typed.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.typed.setMaximumWidth(px(200))
        self.typed.setMinimumWidth(px(140))
        self.field = Refusable(self.typed)
        self.hint = PlainLabel(_("4 to 12 digits; 6 are good."), "small", "ink2", wrap=True)
        self.go = button(_("Set the PIN"), "secondary", "lock")
        self.away = button(_("Take it away"), "danger")
        self.close_button = button(_("Close"), "ghost")
        across = QHBoxLayout()
        across.setSpacing(px(8))
        for part in (self.field, self.go, self.away, self.close_button):
            across.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(themes.of().control() + px(8), 0, 0, px(6))
        column.setSpacing(px(4))
        column.addLayout(across)
        column.addWidget(self.hint)
        self.typed.returnPressed.connect(self._on_go)
        self.typed.textEdited.connect(lambda _text: self.field.say(""))
        self.go.clicked.connect(self._on_go)
        self.away.clicked.connect(lambda: self.taken.emit(self._line))
        self.close_button.clicked.connect(self.close_up)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_up)
        self.hide()

    def show_name(self, name: str, *, has_pin: bool) -> None:
        """Whose PIN it is."""
        self.typed.setAccessibleName(clean(_("PIN of {name}").format(name=name)))
        self.away.setVisible(has_pin)

    def open_up(self) -> None:
        """Come up, empty, with the keyboard."""
        self.typed.clear()
        self.field.say("")
        self.show()
        self.typed.setFocus()

    def close_up(self) -> None:
        """Go away; nothing typed stays."""
        if self.isHidden():
            return
        self.typed.clear()
        self.field.say("")
        self.hide()
        self.closed.emit()

    def refuse(self, problem: Problem) -> None:
        """Say below the field why it cannot be."""
        self.field.say(say.problem(problem))
        self.typed.setFocus()

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.typed, self.go, self.away, self.close_button)

    def _on_go(self) -> None:
        self.given.emit(self._line, self.typed.text().strip())


class PinSign(QWidget):
    """Whether somebody has a PIN, as a mark."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark("neutral", "lock-open", _("No PIN"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.of().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """What it says."""
        return self._mark.text

    def show_state(self, has_pin: bool) -> None:
        """ "PIN set" or "No PIN"."""
        before = self._mark.text
        self._mark = Mark("accent", "lock", _("PIN set")) if has_pin else Mark("neutral", "lock-open", _("No PIN"))
        self.setAccessibleName(self._mark.text)
        if self.isVisible() and before != self._mark.text:
            announce(self, self._mark.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(draw.mark_width(self._mark), themes.of().control())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = themes.of()
        spot = self.rect()
        spot.setTop((self.height() - look.px(draw.MARK_HEIGHT)) // 2)
        draw.draw_mark(QPainter(self), spot.topLeft(), self._mark, self.isRightToLeft(), self.width())


class _Disc(QWidget):
    """A colleague's initials."""

    def __init__(self, staff: StaffId) -> None:
        super().__init__()
        self._tint, self._letters = int(staff), ""
        self._fit()
        themes.of().changed.connect(self._fit)

    def show_name(self, name: str) -> None:
        self._letters = initials(name)
        self.update()

    def _fit(self) -> None:
        side = themes.of().control()
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw.draw_disc(QPainter(self), self.rect(), self._letters, self._tint)


def _born(one: Particulars) -> str:
    return say.date_words(*one.born) if one.born is not None else ""
