"""A group of the right column: a caption, its rows, one line to add to it, and a form that opens in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_view import CardPart, has_focus_inside
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel, Rule, Sheet, button, icon_button

W = TypeVar("W", bound=QWidget)
F = TypeVar("F", bound="RowEditor | Composer")


class RowEditor(Sheet):
    """A form below a row, in which everything saves itself.

    Signals:
        closed: it went away; the focus goes back to the row.
        grown: it opened or closed.
    """

    closed = Signal()
    grown = Signal()

    def __init__(self, part: CardPart, remove_words: str) -> None:
        super().__init__(inside=12)
        self.part = part
        self.key: int | None = None
        self.remove = button(remove_words, kind="danger", icon="trash")
        self.done = button(_("Close"), kind="quiet")
        self.remove.clicked.connect(self._on_remove)
        self.done.clicked.connect(self.close_up)
        self.hide()

    def end(self) -> None:
        """Lay out the foot, after the fields."""
        foot = QHBoxLayout()
        foot.setSpacing(theme.of().px(8))
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.done)
        self.box.addLayout(foot)

    @property
    def opened(self) -> bool:
        return self.key is not None

    def open_for(self, key: int) -> None:
        """Show a row to be changed."""
        self.flush()
        fresh, self.key = self.key != key, key
        self.renew(fresh=fresh)
        if self.key is not None:
            self.show()
            self.grown.emit()

    def renew(self, *, fresh: bool) -> None:
        """Show the values of `key` as the card has them now; close when it is gone."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def take_out(self, key: int) -> None:
        """Remove the row `key`."""
        raise TypeError(f"{type(self).__name__} removes nothing")

    def flush(self) -> None:
        """Save what is half typed."""
        for field in self.findChildren(QWidget):
            save = getattr(field, "flush", None)
            if callable(save):
                save()

    def close_up(self) -> None:
        if self.key is None:
            return
        self.flush()
        inside = has_focus_inside(self)
        self.key = None
        self.hide()
        self.grown.emit()
        if inside:
            self.closed.emit()

    def _on_remove(self) -> None:
        if self.key is not None:
            self.take_out(self.key)
            self.close_up()


class Rows(Generic[W]):
    """Widgets of one kind in a column, used again for the rows of the next card."""

    def __init__(self, column: QVBoxLayout, make: Callable[[], W]) -> None:
        self._column, self._make = column, make
        self.shown: list[W] = []

    def have(self, count: int) -> Sequence[W]:
        """Exactly `count` of them."""
        while len(self.shown) > count:
            gone = self.shown.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.shown) < count:
            self.shown.append(self._make())
            self._column.addWidget(self.shown[-1])
        return self.shown


class SideGroup(CardPart):
    """One group. Empty, it is nothing but its line to add something."""

    def __init__(self, caption: str, add_words: str) -> None:
        super().__init__()
        look = theme.of()
        self.rule = Rule()
        self.caption = PlainLabel(caption, "caption", "ink3", wrap=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.below = QVBoxLayout()
        self.below.setSpacing(look.px(6))
        self.add_button = button(add_words, kind="ghost", icon="plus")
        self.more = icon_button("plus", add_words)
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.caption, 1)
        head.addWidget(self.more)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(2))
        self.column.addWidget(self.rule)
        self.column.addWidget(self.head)
        self.column.addLayout(self.rows)
        self.column.addLayout(self.below)
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.more.clicked.connect(self.add)
        self.add_button.clicked.connect(self.add)
        self.forms: list[RowEditor | Composer] = []
        self._empty = True
        self._row_opened: QWidget | None = None

    def take_form(self, form: F) -> F:
        """A form of this group, made when it is needed for the first time; only one is open at a time."""
        self.forms.append(form)
        self.below.addWidget(form)
        form.grown.connect(lambda: self._on_grown(form))
        form.closed.connect(self._on_closed)
        return form

    def renew_open(self) -> None:
        """The card was read again: what is open below a row shows it."""
        for form in self.forms:
            if isinstance(form, RowEditor) and form.opened:
                form.renew(fresh=False)

    def add(self) -> None:
        """Open the form that adds something."""

    def show_caption(self, shown: bool) -> None:
        """Whether there is anything under the caption; without, the group is one line to add something."""
        self._empty = not shown
        self.head.setVisible(shown)
        self._show_add()

    def _show_add(self) -> None:
        opened = any(form.opened for form in self.forms)
        self.add_button.setVisible(self._empty and not opened)
        self.more.setVisible(not opened)

    def open_row(self, form: RowEditor, key: int, row: QWidget) -> None:
        """Open the form for a row, or close it when it shows that row already."""
        if form.key == key:
            form.close_up()
            return
        self._close_forms(form)
        self._row_opened = row
        form.open_for(key)

    def open_composer(self, form: Composer, place: str) -> None:
        """Open the form that adds something."""
        self._close_forms(form)
        form.open_for(self.customer, self.draft(place))
        form.start()

    def bring_back(self, form: Callable[[], Composer], place: str) -> None:
        """Words half typed are offered again with the card, where they were typed."""
        made = any(isinstance(one, Composer) for one in self.forms)
        if any((words := self.draft(place)).values()) or made:
            form().offer(self.customer, words)

    def turn_over(self) -> None:
        self._close_forms(None)

    def close_one(self) -> bool:
        for form in self.forms:
            if form.opened:
                form.put_aside() if isinstance(form, Composer) else form.close_up()
                return True
        return False

    def _close_forms(self, but: RowEditor | Composer | None) -> None:
        for form in self.forms:
            if form is not but:
                form.close_up()

    def _on_grown(self, form: QWidget) -> None:
        self._show_add()
        if form.isVisible():
            self.show_here.emit(form)

    def _on_closed(self) -> None:
        row, self._row_opened = self._row_opened, None
        if row is not None and row.isVisible():
            row.setFocus()
