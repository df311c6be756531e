"""The saved groups in the head: which one is open, the others with their counts, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import say, theme
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.parts import KeyButton, Menu, Refusable, button, icon_button, set_tip
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.notebook.segments import Segment


class Unfolding(KeyButton):
    """A button with an arrow down behind its words."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.of().px(24), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.of()
        side = look.px(18)
        spot = QRect(self.width() - look.px(10) - side, (self.height() - side) // 2, side, side)
        picture = look.pixmap("chevron-down", "ink2", 18, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(mirrored(self.rect(), spot, self.isRightToLeft()), picture)

    def _paint_content(self, painter: QPainter) -> None:
        painter.translate(theme.of().px(12 if self.isRightToLeft() else -12), 0)
        super()._paint_content(painter)
        painter.resetTransform()


class Chooser(QWidget):
    """Which group is open. Its name is typed in the same place.

    Signals:
        opened: a saved group (Segment); new_wanted: one without rules.
        named: a name was typed for the group that is on the page; renamed: another name for the one that is open.
        copied: keep who fits now as a list, under the name typed.
        removed: the group that is open is not wanted any more.
        before_wanted: what was on the page, not saved, before another group was opened.
        named_now: a name is being typed, or no more; touched: a letter of it is another one.
    """

    opened = Signal(object)
    new_wanted = Signal()
    named = Signal(str)
    renamed = Signal(str)
    copied = Signal(str)
    removed = Signal()
    before_wanted = Signal()
    named_now = Signal()
    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[Segment, ...] = ()
        self._name, self._segment, self._frozen = "", -1, False
        self._before = False
        self._doing = ""  # what the name is typed for: named, renamed, copied
        self.button = Unfolding(_("A new group"), "quiet")
        self.button.setAccessibleDescription(_("Saved groups, and what can be done with this one"))
        self.line = NameLine()
        self.line.setAccessibleName(_("Name of the group"))
        self.line.setPlaceholderText(_("A name, such as December birthdays"))
        self.line.setMaxLength(120)
        self.refusable = Refusable(self.line)
        self.keep = button(_("Save"))
        self.stop = icon_button("x", _("Without a name"))
        self._naming = QWidget()
        row = QHBoxLayout(self._naming)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of().px(6))
        row.addWidget(self.refusable, 1)
        row.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.button)
        whole.addWidget(self._naming, 1)
        self._naming.hide()
        self.button.clicked.connect(self.unfold)
        self.keep.clicked.connect(self._on_named)
        self.line.returnPressed.connect(self._on_named)
        self.stop.clicked.connect(self.go_back)
        self.line.textEdited.connect(lambda _text: self._on_typed())

    def show_groups(self, groups: tuple[Segment, ...]) -> None:
        """The saved groups with their counts."""
        self.groups = groups

    def show_group(self, name: str, segment: int | None, frozen: bool, changed: bool) -> None:
        """Which one is open; `changed`: it asks something else than what is saved."""
        self._name, self._segment, self._frozen = name, -1 if segment is None else segment, frozen
        words = name or _("A new group")
        self.button.setText(f"{clean(words, 40)} *" if changed and name else clean(words, 40))
        told = _("{name}, changed and not saved yet").format(name=words) if changed else words
        set_tip(self.button, told)
        self.button.setAccessibleName(clean(told))
        self.button.updateGeometry()

    def entries(self) -> list[tuple[str, str]]:
        """(name, counts) of the menu's groups."""
        return [(one.name, self._counts(one)) for one in self.groups]

    def unfold(self) -> None:
        """Show the groups, and what can be done."""
        menu = self.menu()
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + theme.of().px(2))))

    def menu(self) -> Menu:
        """The menu as it is now."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self.groups:
            words = f"{clean(one.name, 48).replace('&', '&&')}\t{self._counts(one)}"
            made = menu.addAction(words, partial(self.opened.emit, one))
            made.setCheckable(True)
            made.setChecked(one.id == self._segment)
        if self.groups:
            menu.addSeparator()
        icon = theme.of().icon
        if self._before:
            menu.addAction(icon("arrow-back-up"), _("Back to what was not saved"), self.before_wanted.emit)
        menu.addAction(icon("plus"), _("A new group"), self.new_wanted.emit)
        menu.addAction(icon("copy"), _("Keep who fits now as a list"), partial(self.ask_name, "copied"))
        if self._segment >= 0:
            menu.addAction(icon("pencil"), _("Give it another name"), partial(self.ask_name, "renamed"))
            menu.addAction(icon("trash"), _("Remove this group"), self.removed.emit)
        return menu

    def ask_name(self, doing: str = "named") -> None:
        """Let a name be typed in place of the button. `doing`: the signal that tells of it."""
        self._doing = doing
        self.refusable.say("")
        known = doing == "renamed" or (doing == "named" and self._segment < 0)
        self.line.setText(self._name if known else "")
        verbs = {"named": _("Save"), "renamed": _("Rename"), "copied": _("Keep the list")}
        self.keep.setText(verbs[doing])
        self.button.hide()
        self._naming.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.named_now.emit()

    def show_before(self, there: bool) -> None:
        """Whether there is something that was not saved, to go back to."""
        self._before = there

    def words(self) -> dict[str, str]:
        """A name that is half typed, for keeping."""
        if not self.naming or not self.line.text().strip():
            return {}
        return {"chooser.doing": self._doing, "chooser.typed": self.line.text()}

    def show_words(self, words: dict[str, str]) -> None:
        """What was kept by `words`."""
        if words.get("doing") in ("named", "renamed", "copied"):
            self.ask_name(words["doing"])
            self.line.setText(words.get("typed", ""))

    def press(self) -> None:
        """Keep the name that is typed."""
        self._on_named()

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return not self._naming.isHidden()

    def go_back(self) -> bool:
        """Leave the name; False when none is being typed."""
        if not self.naming:
            return False
        self._naming.hide()
        self.button.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.named_now.emit()
        self.touched.emit()
        return True

    def refuse(self, sentence: str) -> None:
        """The name cannot be taken; it stays as typed."""
        if self.naming:
            self.refusable.say(sentence)

    def _on_typed(self) -> None:
        self.refusable.say("")
        self.touched.emit()

    def _on_named(self) -> None:
        name = self.line.text().strip()
        if not name:
            self.refusable.say(_("Give it a name first."))
            return
        {"named": self.named, "renamed": self.renamed, "copied": self.copied}[self._doing].emit(name)

    @staticmethod
    def _counts(one: Segment) -> str:
        """How many are in it, and how many of them agreed to e-mail: "52, 41 agreed"."""
        told = _("{n}, {agreed} agreed").format(n=say.count(one.count), agreed=say.count(one.with_consent))
        return _("list, {counts}").format(counts=told) if one.frozen else told


class NameLine(QLineEdit):
    """The name of a group. Enter keeps it; Esc belongs to the page."""

    def sizeHint(self) -> QSize:
        return QSize(theme.of().px(300), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
