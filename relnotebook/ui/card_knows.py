"""What we know: loves, likes, dislikes, never, by category, each with who told us and when."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.card_compose import PreferenceComposer
from relnotebook.ui.card_knows_editor import PreferenceEditor
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Chip, FlowLayout, PlainLabel, button, set_tip

if TYPE_CHECKING:
    from relnotebook.notebook.preferences import Preference, PreferenceGroup

LABEL_WIDE, CHIP_WIDE = 88, 420


class CategoryRow(QWidget):
    """One category and its chips."""

    def __init__(self) -> None:
        super().__init__()
        self.label = PlainLabel("", "body", "ink2", wrap=True)
        self.label.setFixedWidth(theme.of().px(LABEL_WIDE))
        self.label.setMinimumHeight(theme.of().control())
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.chips = QWidget()
        self.flow = FlowLayout(self.chips)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.chips, 1)

    def chips_there(self) -> list[Chip]:
        """Its chips, in order."""
        items = (self.flow.itemAt(at) for at in range(self.flow.count()))
        return [made for item in items if item is not None and isinstance(made := item.widget(), Chip)]


class CardKnows(CardPart):
    """The preferences."""

    name: ClassVar[str] = "knows"

    def __init__(self) -> None:
        super().__init__()
        self.heading = PlainLabel(_("What we know"), "heading", "ink")
        self.add_button = button(_("Add"), kind="ghost", icon="plus", key="P")
        self.add_button.setAccessibleName(_("Add a preference"))
        words = _("Nothing yet. What do they love, what do they never want?")
        self.nothing = PlainLabel(words, "body", "ink3", wrap=True)
        self.chips: dict[int, Chip] = {}
        self._rows: list[CategoryRow] = []
        self._lay_out()
        self.add_button.clicked.connect(self.add)

    @cached_property
    def composer(self) -> PreferenceComposer:
        made = PreferenceComposer(self, self.categories)
        self._column.insertWidget(1, made)
        self._first += 1
        made.grown.connect(partial(self.show_here.emit, made))
        return made

    @cached_property
    def editor(self) -> PreferenceEditor:
        made = PreferenceEditor(self, self.categories)
        self._column.addWidget(made)
        made.closed.connect(self._on_closed)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.add_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self.nothing)
        self._first = self._column.count()

    def slice(self, view: CardView) -> object:
        return (view.card.preferences, view.shop.kind.categories, view.alive, view.now.date())

    def turn_over(self) -> None:
        self._close_forms()
        if self.made("composer"):
            self.composer.close_up()

    def _close_forms(self) -> bool:
        opened = [form for name in ("editor", "composer") if (form := self.made(name)) is not None and form.opened]
        for form in opened:
            form.close_up()
        return bool(opened)

    def categories(self) -> tuple[str, ...]:
        """Those of the kind of shop, and others in use on this card."""
        own = self.view.shop.kind.categories
        return (*own, *(g.category for g in self.view.card.preferences if g.category and g.category not in own))

    def fill(self, view: CardView) -> None:
        groups = view.card.preferences
        self.nothing.setVisible(not groups and view.alive)
        if self.made("editor"):
            self._column.removeWidget(self.editor)
        while len(self._rows) > len(groups):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.deleteLater()
        while len(self._rows) < len(groups):
            self._rows.append(CategoryRow())
            self._column.insertWidget(self._first + len(self._rows) - 1, self._rows[-1])
        self.chips = {}
        for row, group in zip(self._rows, groups, strict=True):
            self._fill_row(row, group)
        self._keep_editor()
        if any((words := self.draft("preference")).values()) or self.made("composer"):
            self.composer.offer(view.id, words)
        writing = (form := self.made("composer")) is not None and form.opened
        self.setVisible(bool(groups) or view.alive or writing or any(words.values()))

    def _fill_row(self, row: CategoryRow, group: PreferenceGroup) -> None:
        row.label.setText(group.category or _("And"))
        there = row.chips_there()
        for chip, item in zip(there, group.items, strict=False):
            self._show_chip(chip, item)
        for item in group.items[len(there) :]:
            chip = Chip(card_words.strength_mark(item))
            chip.clicked.connect(partial(self._on_chip, chip))
            chip.setMaximumWidth(theme.of().px(CHIP_WIDE))
            row.flow.addWidget(chip)
            self._show_chip(chip, item)
        for chip in there[len(group.items) :]:
            row.flow.removeWidget(chip)
            chip.deleteLater()
        row.chips.updateGeometry()

    def _show_chip(self, chip: Chip, item: Preference) -> None:
        self.chips[item.id] = chip
        chip.setProperty("preference", item.id)
        mark = card_words.strength_mark(item)
        if chip.mark() != mark:
            chip.set_mark(mark)
        told = card_words.provenance(item, self.view.now)
        chip.setAccessibleDescription(told)
        set_tip(chip, f"{item.thing}\n{told}" if chip.sizeHint().width() > chip.maximumWidth() else told)

    # Changing

    def _on_chip(self, chip: Chip) -> None:
        key = chip.property("preference")
        found = next((p for g in self.view.card.preferences for p in g.items if p.id == key), None)
        if found is None:
            return
        if self.editor.shows(found.id):
            self.editor.close_up()
            return
        self._close_forms()
        self.editor.open_for(found)
        self._keep_editor()
        self.editor.start()
        self.show_here.emit(self.editor)

    def _keep_editor(self) -> None:
        """The editor stands below the category of what it edits, and goes when that is gone."""
        if self.made("editor") is None:
            return
        groups = self.view.card.preferences
        for at, group in enumerate(groups):
            for item in group.items:
                if self.editor.shows(item.id):
                    self.editor.refresh(item)
                    self._column.removeWidget(self.editor)
                    self._column.insertWidget(self._first + at + 1, self.editor)
                    return
        self._column.addWidget(self.editor)
        self.editor.close_up()

    def _on_closed(self, preference: int) -> None:
        chip = self.chips.get(preference)
        if chip is not None:
            chip.setFocus()

    def add(self) -> None:
        """P: write down something new."""
        self.show()
        if self.made("editor"):
            self.editor.close_up()
        self.composer.open_for(self.customer, self.draft("preference"))
        self.composer.start()

    def close_one(self) -> bool:
        """Esc."""
        if (form := self.made("composer")) is not None and form.opened:
            form.put_aside()
            return True
        return self._close_forms()
