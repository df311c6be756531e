"""E: the name and all that says who somebody is, changed in place."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_view import CardPart, CardView, has_focus_inside
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Field, PlainLabel, SavingLine, Sheet, button, field


def words() -> tuple[tuple[str, str, str], ...]:
    """(field of the customer, its label, an example)."""
    return (
        ("name", _("Name"), ""),
        ("call_name", _("How to call them"), _("what they like to be called")),
        ("say", _("How to say it"), _("such as {example}").format(example="en-GOH-zee")),
        ("own_script", _("In their own script"), ""),
        ("pronouns", _("Pronouns"), _("such as {example}").format(example=_("she/her"))),
        ("talk", _("What to talk about"), _("such as the allotment, the football")),
        ("card_number", _("Card number"), ""),
        ("sort_name", _("Sorted under"), _("the family name, most of the time")),
    )


class CardIdentity(CardPart):
    """The form of E.

    Signals:
        left: it was closed with the keyboard inside; the page puts the focus on the name.
    """

    left = Signal()
    name: ClassVar[str] = "identity"

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._joined: dict[str, Kept] = {}
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def _build(self) -> None:
        """The form, made when it is opened for the first time."""
        sheet = Sheet()
        self.done = button(_("Done"), kind="quiet", key="Esc")
        self.done.clicked.connect(self.close_up)
        for key, label, example in words():
            made = SavingLine(placeholder=example)
            self.fields[key] = field(label, made)
            self._joined[key] = Kept(self, made, f"identity/{key}", partial(self._save, key))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(_("Everything saves itself."), "small", "ink2"))
        head.addStretch(1)
        head.addWidget(self.done)
        sheet.box.addLayout(self._grid)
        sheet.box.addLayout(head)
        self._column.addWidget(sheet)
        self._place()

    def slice(self, view: CardView) -> object:
        return tuple(getattr(view.card, key) for key, _label, _example in words())

    def turn_over(self) -> None:
        self.close_up()

    def fill(self, view: CardView) -> None:
        for key, kept in self._joined.items():
            kept.show(getattr(view.card, key))

    @property
    def opened(self) -> bool:
        return not self.isHidden()

    def open_at(self, key: str = "name") -> None:
        """Open the form with the focus on one of its fields."""
        if not self.fields:
            self._build()
        for name, kept in self._joined.items():
            kept.show(getattr(self.view.card, name), fresh=not self.opened)
        self.show()
        line = self.fields[key].widget
        line.setFocus()
        if isinstance(line, SavingLine):
            line.selectAll()
        self.show_here.emit(self)

    def close_up(self) -> None:
        if not self.opened:
            return
        inside = has_focus_inside(self)
        self.hide()
        if inside:
            self.left.emit()

    def stops(self) -> list[QWidget]:
        return [*(made.widget for made in self.fields.values()), self.done] if self.opened else []

    def close_one(self) -> bool:
        """Esc."""
        if not self.opened:
            return False
        self.close_up()
        return True

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        self._place()

    def _place(self) -> None:
        across = {"tight": 1, "narrow": 2}.get(self.width_class, 2)
        self._grid.setHorizontalSpacing(theme.of().px(14))
        self._grid.setVerticalSpacing(theme.of().px(8))
        for at, made in enumerate(self.fields.values()):
            self._grid.addWidget(made, at // across, at % across)

    def _save(self, key: str, text: str) -> Any:
        from relnotebook.notebook import customers

        return self.bridge.write(customers.edit, self.customer, **{key: text})
