"""One rule as a row that reads as a sentence: "and" | birthday in | December | a cross that takes it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.notebook import segment_titles
from relnotebook.notebook.segment_rules import MOST_DAYS, OPS, Rule
from relnotebook.notebook.segment_titles import Known, Slot
from relnotebook.ui.mailings.fields import OwnNumber, Snug, Titles, Typed
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words
from relnotebook.widgets.parts import FlowLayout, Menu, icon_button

JOIN_WIDE = 54  # px at 100 %: the column of "and", "or", "but not", its words flush with the fields
GAP, ACROSS = 8, 8


class JoinButton(QAbstractButton):
    """How a row goes with those above it; a press offers the other ways. Its words stand flush with the fields.

    Attributes:
        join: and, or, not.
    Signals:
        picked: one of them.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.join, self._first = "and", ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(_("How it goes with what stands above it"))
        self.clicked.connect(self._ask)
        theme.of().changed.connect(self.updateGeometry)

    def show_join(self, join: str) -> None:
        """Say another one."""
        self.join = join
        self.setText(self._word(join))
        self.setAccessibleName(self.text())
        self.update()

    def show_first(self, first: str) -> None:
        """`first`: what a first row says in place of "and"; then there is nothing above it to go with. "" elsewhere."""
        if first and self.join == "or":
            self.join = "and"
        self._first = first
        self.show_join(self.join)

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(look.px(JOIN_WIDE), look.control())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        font = look.font("body")
        font.setUnderline(self.underMouse())
        wide = min(advance(self.text(), font), self.width())
        at = look.px(6) if rtl else self.width() - look.px(6) - wide
        draw_words(painter, QRect(at, 0, wide, self.height()), self.text(), font, look.colour("ink2"))

    def _word(self, join: str) -> str:
        if self._first and join != "not":
            return self._first
        return {"and": _("and"), "or": _("or"), "not": _("but not")}[join]

    def _ask(self) -> None:
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for way in ("and", "not") if self._first else ("and", "or", "not"):
            made = menu.addAction(self._word(way), partial(self.picked.emit, way))
            made.setCheckable(True)
            made.setChecked(way == self.join)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class RowFrame(QWidget):
    """What every row has: how it is joined at the start, a cross at the end, and between them what it asks.

    Signals:
        changed: it asks something else now; removed: the cross was pressed.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.join = JoinButton()
        self.cross = icon_button("x", _("Take this rule away"))
        self.join.picked.connect(self._on_joined)
        self.cross.clicked.connect(self.removed)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(theme.of().px(2))
        top = Qt.AlignmentFlag.AlignTop
        self.line.addWidget(self.join, 0, top)
        self.line.addWidget(self.cross, 0, top)

    def put_between(self, widget: QWidget) -> None:
        """The middle of the row."""
        self.line.insertWidget(1, widget, 1)

    def _on_joined(self, join: str) -> None:
        self.join.show_join(join)
        self.changed.emit()


class RuleRow(RowFrame):
    """A rule in fields. A new one asks nothing until its title is chosen."""

    def __init__(self, known: Known, rule: Rule | None = None, join: str = "and") -> None:
        super().__init__()
        self._known, self._rule = known, rule
        self._shape: list[tuple[str, str, str, bool]] = []
        self._fields: list[Snug | Typed | OwnNumber] = []
        self._typing: int | None = None  # the slot a number is typed into
        self.title = Titles()
        self.title.picked.connect(self._on_title)
        self._holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self._flow = FlowLayout(self._holder, gap=GAP, line_gap=ACROSS)
        self._flow.addWidget(self.title)
        self.put_between(self._holder)
        self.join.show_join(rule.join if rule is not None else join)
        self._show()

    def rule(self) -> Rule | None:
        """What it asks, None as long as nothing is chosen."""
        if self._rule is None:
            return None
        return Rule(
            **{name: getattr(self._rule, name) for name in Rule.__slots__ if name != "join"}, join=self.join.join
        )

    def words(self) -> list[str]:
        """What stands in the row, field by field."""
        texts = [self.join.text(), self.title.currentText() or self.title.placeholderText()]
        return texts + [one.currentText() if isinstance(one, Snug) else one.text() for one in self._fields]

    def show_known(self, known: Known) -> None:
        """What the notebook knows by now is offered."""
        self._known = known
        self._show()

    def stops(self) -> list[QWidget]:
        """Where Tab stops between its join and its cross."""
        return [self.title, *self._fields]

    def start(self) -> None:
        """Put the keyboard where the rule begins."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self) -> None:
        """Unfold what can be asked."""
        self.start()
        self.title.showPopup()

    # What a person does

    def _on_title(self, key: str) -> None:
        if self._rule is not None and segment_titles.key_of(self._rule) == key:
            return
        self._typing = None
        self._take(segment_titles.started(key, self._known, self._rule))
        first = next((one for one in self._fields if isinstance(one, QLineEdit)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, at: int, key: str) -> None:
        if self._rule is None:
            return
        slot = segment_titles.slots(self._rule, self._known)[at]
        place, field = int(key), self._fields[at]
        if place < len(slot.options):
            self._take(segment_titles.changed(self._rule, slot.options[place]))
        elif isinstance(field, Snug) and place == field.count() - 1:
            self._typing = at
            self._show()
            self._fields[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_number(self, at: int, number: int) -> None:
        if self._rule is None:
            return
        slot = segment_titles.slots(self._rule, self._known)[at]
        back = self._fields[at].hasFocus()
        self._typing = None
        self._take(segment_titles.numbered(self._rule, slot, number))
        if back:
            self._fields[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        self._typing = None
        self._show()

    def _on_typed(self, text: str) -> None:
        if self._rule is not None:
            self._take(Rule(self._rule.field, self._rule.op, text, self._rule.days, self._rule.name))

    def _take(self, rule: Rule) -> None:
        self._rule = rule
        self._show()
        self.changed.emit()

    # Showing it

    def _show(self) -> None:
        key = segment_titles.key_of(self._rule) if self._rule is not None else ""
        groups = segment_titles.titles(self._known)
        if key.startswith("own:") and self._known.field(key.removeprefix("own:")) is None and self._rule is not None:
            groups = (*groups, (_("No longer in use"), ((key, self._rule.name),)))
        self.title.show_titles(groups, key)
        slots = segment_titles.slots(self._rule, self._known) if self._rule is not None else ()
        shape = [(key, slot.kind, slot.name, at == self._typing) for at, slot in enumerate(slots)]
        if shape != self._shape:
            self._shape = shape
            self._rebuild(slots)
        for slot, field in zip(slots, self._fields, strict=True):
            self._fill(slot, field)
        self.updateGeometry()

    def _rebuild(self, slots: tuple[Slot, ...]) -> None:
        for gone in self._fields:
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._fields = [self._made(at, slot) for at, slot in enumerate(slots)]
        before: QWidget = self.title
        for made in self._fields:
            self._flow.addWidget(made)
            made.show()
            QWidget.setTabOrder(before, made)
            before = made
        QWidget.setTabOrder(before, self.cross)

    def _made(self, at: int, slot: Slot) -> Snug | Typed | OwnNumber:
        if slot.kind == "words":
            typed = Typed(slot.name, slot.suggested)
            typed.saved.connect(self._on_typed)
            return typed
        if self._typing == at:
            least, most = self._limits(slot)
            number = OwnNumber(slot.name, least, most)
            number.taken.connect(partial(self._on_number, at))
            number.left.connect(self._on_left)
            return number
        made = Snug(slot.name)
        made.picked.connect(partial(self._on_picked, at))
        return made

    def _limits(self, slot: Slot) -> tuple[int, int]:
        """The least and the most that can be typed into a slot."""
        assert self._rule is not None
        of_days = slot.about == "days" or OPS[self._rule.field][self._rule.op].startswith("days")
        return (1 if of_days or self._rule.field == "mailed" else 0), MOST_DAYS

    def _fill(self, slot: Slot, field: Snug | Typed | OwnNumber) -> None:
        assert self._rule is not None
        if isinstance(field, Typed):
            field.set_value(str(self._rule.value))
        elif isinstance(field, Snug):
            words, at = [option.words for option in slot.options], segment_titles.taken(self._rule, slot)
            if slot.kind == "number":
                words.append(_("Another number"))
                if at < 0:
                    at = len(slot.options)
                    words[at:at] = [slot.say(int(getattr(self._rule, slot.about) or 0))]
            field.show_options(words, at)
