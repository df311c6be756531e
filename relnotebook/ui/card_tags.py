"""Tags of the card, in the right column."""

from __future__ import annotations

from functools import cached_property, partial
from typing import ClassVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QMenu, QWidget

from relnotebook.base.words import _
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_group import SideGroup
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.paint import Mark
from relnotebook.widgets.parts import Chip, FlowLayout, set_tip

CHIP_WIDE = 210


class CardTags(SideGroup):
    """Chips, and a plus."""

    name: ClassVar[str] = "tags"

    def __init__(self) -> None:
        super().__init__(_("Tags"), _("Add a tag"))
        self.chips: list[Chip] = []
        self.holder = QWidget()
        self.flow = FlowLayout(self.holder)
        self.rows.addWidget(self.holder)

    @cached_property
    def composer(self) -> TagComposer:
        return self.take_form(TagComposer(self))

    def slice(self, view: CardView) -> object:
        return view.card.tags

    def fill(self, view: CardView) -> None:
        tags = view.card.tags
        for chip in self.chips[len(tags) :]:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        del self.chips[len(tags) :]
        while len(self.chips) < len(tags):
            chip = Chip(Mark("neutral", "tag", ""))
            chip.setMaximumWidth(theme.of().px(CHIP_WIDE))
            chip.clicked.connect(partial(self._on_chip, chip))
            self.chips.append(chip)
            self.flow.addWidget(chip)
        for chip, (key, name) in zip(self.chips, tags, strict=True):
            chip.setProperty("tag", key)
            chip.set_mark(Mark("neutral", "tag", name))
            chip.setAccessibleDescription(_("Press to take it off this card"))
            set_tip(chip, name if chip.sizeHint().width() > chip.maximumWidth() else "")
        self.holder.setVisible(bool(tags))
        self.show_caption(bool(tags))
        self.bring_back(lambda: self.composer, "tag")

    def add(self) -> None:
        self.open_composer(self.composer, "tag")
        self.composer.ask_names()

    def _on_chip(self, chip: Chip) -> None:
        menu = QMenu(chip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.of().icon("x"), _("Take this tag off"), partial(self._take_off, chip))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _take_off(self, chip: Chip) -> None:
        from relnotebook.notebook import fields

        key = chip.property("tag")
        if isinstance(key, int):
            self.write(fields.remove_tag, self.customer, key)


class TagComposer(Composer):
    """A tag, completed from those in use."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "tag", _("Add the tag"), slim=True)
        self.tag = line(_("A new tag"), _("such as morning crowd"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.tag)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.tag.setCompleter(completer)
        self.rows.addWidget(self.tag)
        self.hold("tag", self.tag)

    def ask_names(self) -> None:
        """Read which tags the shop uses."""
        from relnotebook.notebook import fields

        self._part.bridge.read(fields.all_tags).latest(self, "tags").then(self._show_names).otherwise(self._part.told)

    def send(self) -> bool:
        from relnotebook.notebook import fields

        name = self.tag.text().strip()
        if not name or self._customer is None:
            return False
        return self.put(fields.add_tag, self._customer, name)

    def _show_names(self, tags: tuple[tuple[int, str, int], ...]) -> None:
        self._names.setStringList([name for _key, name, _count in tags])
