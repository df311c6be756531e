"""One preference, changed in place: strength, words, where it belongs, how we know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_view import CardPart, has_focus_inside
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Choice, PlainLabel, SavingLine, Sheet, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.preferences import Preference


class PreferenceEditor(Sheet):
    """Opened below the chip's category. Everything saves itself.

    Signals:
        closed: the preference that was open.
    """

    closed = Signal(int)

    def __init__(self, part: CardPart, categories: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._part, self._categories = part, categories
        self._item: Preference | None = None
        self.setAccessibleName(_("A preference"))
        self.strength = Picks(_("How strongly"), card_words.strengths())
        self.thing = SavingLine()
        self.category = Choice()
        self.source = Picks(_("How we know"), tuple((key, word, "") for key, word in card_words.sources()))
        self.told = PlainLabel("", "small", "ink2")
        self.remove = button(_("Remove"), kind="danger", icon="trash")
        self.done = button(_("Close"), kind="quiet", key="Esc")
        self._thing = Kept(part, self.thing, "preference/thing", lambda text: self._save(thing=text))
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        look = theme.of()
        words = QHBoxLayout()
        words.setSpacing(look.px(8))
        words.addWidget(field(_("What"), self.thing), 3)
        words.addWidget(field(_("Where it belongs"), self.category), 2)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(self.told)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        foot.addWidget(self.done)
        self.box.addWidget(self.strength)
        self.box.addLayout(words)
        self.box.addWidget(self.source)
        self.box.addLayout(foot)

    def _connect(self) -> None:
        self.strength.picked.connect(lambda key: self._pick(strength=key))
        self.source.picked.connect(lambda key: self._pick(source=key))
        self.category.picked.connect(lambda key: self._pick(category=key))
        self.remove.clicked.connect(self._on_remove)
        self.done.clicked.connect(self.close_up)

    @property
    def opened(self) -> bool:
        return self._item is not None

    def shows(self, preference: int) -> bool:
        """Whether this one is open."""
        return self._item is not None and self._item.id == preference

    def open_for(self, item: Preference) -> None:
        """Show a preference to be changed."""
        self.flush()
        fresh = not self.shows(item.id)
        self._item = item
        self._fill(item, fresh=fresh)
        self.show()

    def refresh(self, item: Preference) -> None:
        """The card was read again."""
        self._item = item
        self._fill(item, fresh=False)

    def start(self) -> None:
        """Strength first, then the words."""
        self.strength.setFocus()

    def flush(self) -> None:
        """Save what is half typed."""
        self.thing.flush()

    def close_up(self) -> None:
        if self._item is None:
            return
        self.flush()
        inside = has_focus_inside(self)
        key, self._item = self._item.id, None
        self.hide()
        if inside:
            self.closed.emit(key)

    def _fill(self, item: Preference, *, fresh: bool) -> None:
        self.strength.set_value(item.strength)
        self.source.set_value(item.source)
        names = self._categories()
        own = names if item.category in names or not item.category else (*names, item.category)
        self.category.set_choices((("", _("Nowhere in particular")), *((name, name) for name in own)))
        self.category.set_value(item.category)
        self._thing.show(item.thing, fresh=fresh)
        self.told.setText(card_words.provenance(item, self._part.view.now))

    def _pick(self, **values: str) -> None:
        ask = self._save(**values)
        if ask is not None:
            ask.otherwise(self._part.told)

    def _save(self, **values: str) -> Any:
        from relnotebook.notebook import preferences

        item = self._item
        if item is None:
            return None
        thing = values.pop("thing", self.thing.text().strip() or item.thing)
        now = {"strength": self.strength.value(), "category": self.category.value(), "source": self.source.value()}
        return self._part.bridge.write(
            preferences.set_preference, self._part.customer, thing, preference=item.id, **{**now, **values}
        )

    def _on_remove(self) -> None:
        from relnotebook.notebook import preferences

        if self._item is not None:
            self._part.write(preferences.remove_preference, self._item.id)
            self.close_up()
