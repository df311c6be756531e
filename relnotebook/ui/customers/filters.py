"""Above the table: chips for whom to list, words to find them by, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.ui.customers import columns as layout
from relnotebook.widgets import say, theme
from relnotebook.widgets.draw import advance, draw_words, mirrored
from relnotebook.widgets.parts import Chip, FlowLayout, KeyButton, Menu, announce, icon_button
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from relnotebook.notebook.browsing import Counts

BIN = "bin"


def chips() -> tuple[tuple[str, str, str], ...]:
    """(key as in notebook/browsing, icon, words) of the filters, the bin last."""
    return (
        ("everyone", "", _("Everyone")),
        ("regulars", "", _("Regulars")),
        ("slipping", "clock-pause", _("Slipping away")),
        ("birthdays", "cake", _("Birthdays this month")),
        ("not_asked", "help", _("No consent asked")),
        (BIN, "trash", _("Bin")),
    )


class FlowRow(QWidget):
    """Things beside each other on one line, or on more where that is too short.

    Attributes:
        flow: where they are put.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._gap = gap
        self.flow = FlowLayout(self, gap=gap, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        items = [item for at in range(self.flow.count()) if (item := self.flow.itemAt(at)) is not None]
        sizes = [item.sizeHint() for item in items if (one := item.widget()) is not None and not one.isHidden()]
        gaps = theme.of().px(self._gap) * max(len(sizes) - 1, 0)
        return QSize(sum(size.width() for size in sizes) + gaps, max((size.height() for size in sizes), default=0))


class FilterChips(FlowRow):
    """One of them holds; arrows move along them.

    Attributes:
        chips: by key.
    Signals:
        picked: the key a person chose.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[str, Chip] = {}
        self._words = {key: (icon, words) for key, icon, words in chips()}
        self._group = QButtonGroup(self)
        for key, (icon, words) in self._words.items():
            chip = Chip(Mark("neutral", icon, words))
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, key=key: self.picked.emit(key))
            self._group.addButton(chip)
            self.chips[key] = chip
            self.flow.addWidget(chip)
        self.set_value("everyone")
        self.setAccessibleName(_("Whom to list"))

    def value(self) -> str:
        """The key that holds."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def set_value(self, key: str) -> None:
        """Let another one hold, without telling anybody."""
        self.chips[key].setChecked(True)
        for name, chip in self.chips.items():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def show_counts(self, counts: Counts) -> None:
        """How many each would show."""
        for key, chip in self.chips.items():
            icon, words = self._words[key]
            number = counts.bin if key == BIN else counts.chips.get(key, 0)
            told = say.count(number) if number or key != BIN else ""
            chip.set_mark(Mark("neutral", icon, f"{words} {told}".strip()))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        keys = list(self.chips)
        by = steps[Qt.Key(event.key())] * (-1 if self.isRightToLeft() else 1)
        key = keys[(keys.index(self.value()) + by) % len(keys)]
        self.picked.emit(key)
        self.chips[key].setFocus(Qt.FocusReason.TabFocusReason)


class FindLine(QLineEdit):
    """Words to find somebody by, in the list that is shown.

    Attributes:
        cross: takes the words away.
    Signals:
        stepped: on to the rows, on Down or Enter.
    """

    stepped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Find in this list"))
        self.setAccessibleName(_("Find in this list"))
        self.cross = icon_button("x", _("Clear"))
        self.cross.setParent(self)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc
        self.cross.clicked.connect(self.clear)
        self._found = ""
        self.textChanged.connect(self._on_text)
        self.cross.hide()
        theme.of().changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit()
        else:
            super().keyPressEvent(event)

    def found(self) -> str:
        """How many were found, in words; "" while there is nothing to find."""
        return self._found

    def show_found(self, count: int, *, of: int) -> None:
        """How many were found, while there are words: "8 of 44", as at the counter."""
        found = _("{n} of {all}").format(n=say.count(count), all=say.count(of))
        if not self.text().strip() or found == self._found:
            return
        self._tell(found)
        announce(self, found)

    def _on_text(self, text: str) -> None:
        self.cross.setVisible(bool(text))
        if not text.strip():
            self._tell("")

    def _tell(self, found: str) -> None:
        self._found = found
        self.setAccessibleDescription(found)
        self._dress()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        font = look.font("caption", tabular=True)
        wide = advance(self._found, font)
        spot = QRect(self.width() - self.height() - wide, 0, wide, self.height())
        draw_words(painter, mirrored(self.rect(), spot, rtl), self._found, font, look.colour("ink3"), rtl)
        side = look.px(18)
        spot = QRect(look.px(11), (self.height() - side) // 2, side, side)
        icon = look.pixmap("search", "ink3", 18, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(self.rect(), spot, rtl), icon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.height()
        self.cross.setGeometry(mirrored(self.rect(), QRect(self.width() - side, 0, side, side), self.isRightToLeft()))

    def set_narrow(self, on: bool) -> None:
        """As wide as there is room, instead of one width."""
        px = theme.of().px
        self.setMinimumWidth(px(90 if on else 210))
        self.setMaximumWidth(16777215 if on else px(210))

    def _dress(self) -> None:
        px = theme.of().px
        self.set_narrow(self.maximumWidth() == 16777215 and self.minimumWidth() > 0)
        told = advance(self._found, theme.of().font("caption", tabular=True)) + px(8) if self._found else 0
        before, after = px(24), px(22) + told
        self.setTextMargins(*((after, 0, before, 0) if self.isRightToLeft() else (before, 0, after, 0)))


class SortButton(KeyButton):
    """Says by what the list is sorted, and asks in a menu for another way.

    Signals:
        sorted_by: what to sort by, from the menu.
    """

    sorted_by = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("By name"), "bare", "chevron-down")
        self._sorts: tuple[str, ...] = ()
        self._chosen = "name"
        self.clicked.connect(lambda: _below(self.fill(Menu("", self)), self))

    def show_sort(self, sort: str, sorts: Iterable[str]) -> None:
        """Say what the list is sorted by, and what it may be sorted by."""
        self._chosen, self._sorts = sort, tuple(sorts)
        self.setText(layout.sort_titles()[sort])
        self.setAccessibleName(_("Sorted: {how}").format(how=layout.sort_titles()[sort]))
        self.updateGeometry()

    def fill(self, menu: QMenu) -> QMenu:
        """What the list may be sorted by, put into a menu."""
        for sort in self._sorts:
            entry = menu.addAction(layout.sort_titles()[sort])
            entry.setCheckable(True)
            entry.setChecked(sort == self._chosen)
            entry.triggered.connect(lambda _on=False, sort=sort: self.sorted_by.emit(sort))
        return menu


class FilterButton(KeyButton):
    """The chips as one button with a menu, where there is no room for all of them.

    Signals:
        picked: the key a person chose.
    """

    picked = Signal(str)

    def __init__(self, chips_: FilterChips) -> None:
        super().__init__(chips()[0][2], "quiet", "chevron-down")
        self._chips = chips_
        self.clicked.connect(lambda: _below(self.menu_of_chips(), self))
        self.renew()

    def renew(self) -> None:
        """Say which filter holds."""
        words = self._chips.chips[self._chips.value()].text()
        self.setText(words)
        self.setAccessibleName(_("Listed: {whom}").format(whom=words))
        self.updateGeometry()

    def menu_of_chips(self) -> QMenu:
        """The filters."""
        menu = Menu("", self)
        for key, chip in self._chips.chips.items():
            entry = menu.addAction(chip.text())
            entry.setCheckable(True)
            entry.setChecked(chip.isChecked())
            entry.triggered.connect(lambda _on=False, key=key: self.picked.emit(key))
        return menu


def _below(menu: QMenu, made: QWidget) -> None:
    """Open a menu below a button; it deletes itself."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(made.mapToGlobal(made.rect().bottomLeft()))
