"""Changing the usual itself: the order, how it is served, whom it is for, and its variations."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.card_compose import line
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_rule import RulePicker
from relnotebook.ui.card_view import CardPart, CardView, has_focus_inside
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, PlainLabel, Rule, SavingLine, Sheet, button, field, icon_button

if TYPE_CHECKING:
    from relnotebook.notebook.usual import Usual
    from relnotebook.notebook.variations import Variation


class VariationForm(QWidget):
    """One variation: the condition, what it does, what it brings; `variation` None is a new one.

    Signals:
        removed: the bin was pressed. added: a new one was written.
    """

    removed = Signal()
    added = Signal()

    def __init__(self, part: CardPart, usual: int, variation: int | None) -> None:
        super().__init__()
        self._part, self._usual = part, usual
        self.variation = variation
        self.rule = RulePicker()
        self.effect = Choice(card_words.effects())
        self.effect.setAccessibleName(_("What changes"))
        self.thing = SavingLine(placeholder=_("such as a cardamom bun"))
        self.thing.setAccessibleName(_("What they have then"))
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.refusal.hide()
        self.bin = icon_button("trash", _("Remove this variation"))
        self.go = button(_("Add the variation"), kind="secondary")
        row = QHBoxLayout()
        row.setSpacing(theme.of().px(8))
        row.addWidget(self.effect)
        row.addWidget(self.thing, 1)
        row.addWidget(self.bin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(6))
        column.addWidget(Rule())
        column.addWidget(self.rule)
        column.addLayout(row)
        column.addWidget(self.refusal)
        column.addWidget(self.go)
        self.bin.setVisible(variation is not None)
        self.go.setVisible(variation is None)
        self.rule.changed.connect(self._on_changed)
        self.effect.picked.connect(lambda _key: self._on_changed())
        self.thing.saved.connect(lambda _text: self._on_changed())
        self.thing.returnPressed.connect(self._on_enter)
        self.bin.clicked.connect(self.removed)
        self.go.clicked.connect(self.add)

    def show_variation(self, found: Variation) -> None:
        """Show what the notebook has, unless somebody is at it."""
        if has_focus_inside(self) or self.refusal.isVisibleTo(self):
            return
        self.rule.show_rule(found.rule, found.value)
        self.effect.set_value(found.effect)
        self.thing.set_value(found.thing)

    def add(self) -> None:
        """Write a new one."""
        rule, value = self.rule.chosen()
        if value and self.thing.text().strip():
            self._write(rule, value)

    def _on_enter(self) -> None:
        if self.variation is None:
            self.add()

    def _on_changed(self) -> None:
        rule, value = self.rule.chosen()
        if self.variation is not None and value and self.thing.text().strip():
            self._write(rule, value)

    def _write(self, rule: str, value: str) -> None:
        from relnotebook.notebook import usual

        self._part.bridge.write(
            usual.set_variation,
            self._usual,
            rule=rule,
            value=value,
            effect=self.effect.value(),
            thing=self.thing.text(),
            variation=self.variation,
        ).then(self._on_written).otherwise(self._on_refused)

    def _on_written(self, _key: int) -> None:
        self._say("")
        if self.variation is None:
            self.added.emit()

    def _on_refused(self, found: Problem) -> None:
        self._say(say.problem(found))

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))


class UsualForm(QWidget):
    """One usual and its variations."""

    def __init__(self, part: CardPart, usual: Usual) -> None:
        super().__init__()
        self._part = part
        self.usual = usual
        self.order, self.how, self.whom = SavingLine(), SavingLine(), SavingLine()
        place = f"usual/{usual.id}"
        self._kept = {
            name: Kept(part, made, f"{place}/{name}", self._save)
            for name, made in (("line", self.order), ("how", self.how), ("whom", self.whom))
        }
        self.remove = button(_("Remove this usual"), kind="danger", icon="trash")
        self.remove.clicked.connect(self._on_remove)
        self.more = button(_("Add a variation"), kind="ghost", icon="plus")
        self.more.clicked.connect(self.add_variation)
        self.forms: dict[int, VariationForm] = {}
        self._new: VariationForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.of().px(8))
        self._column.addWidget(field(_("What it is"), self.order))
        self._column.addWidget(field(_("How it is served"), self.how, optional=True))
        self._column.addWidget(field(_("For somebody else"), self.whom, optional=True))
        self.how.setPlaceholderText(_("such as own cup, no lid"))
        self.whom.setPlaceholderText(_("such as their daughter"))
        self._at = self._column.count()
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        self._column.addLayout(foot)
        self.show_usual(usual, fresh=True)

    def show_usual(self, usual: Usual, *, fresh: bool = False) -> None:
        """Show what the notebook has."""
        self.usual = usual
        for name, text in (("line", usual.line), ("how", usual.how), ("whom", usual.whom)):
            self._kept[name].show(text, fresh=fresh)
        wanted = {found.id for found in usual.variations}
        for key in [key for key in self.forms if key not in wanted]:
            self._let_go(self.forms.pop(key))
        for found in usual.variations:
            if found.id not in self.forms:
                form = VariationForm(self._part, usual.id, found.id)
                form.removed.connect(partial(self._on_remove_variation, found.id))
                self._column.insertWidget(self._at + len(self.forms), form)
                self.forms[found.id] = form
                form.rule.show_rule(found.rule, found.value)
            self.forms[found.id].show_variation(found)

    def add_variation(self) -> None:
        """An empty one to fill in."""
        if self._new is None:
            self._new = VariationForm(self._part, self.usual.id, None)
            self._new.added.connect(self._on_added)
            self._column.insertWidget(self._at + len(self.forms), self._new)
        self._new.rule.rule.setFocus()

    def _on_added(self) -> None:
        if self._new is not None:
            self._let_go(self._new)
            self._new = None
            self.more.setFocus()

    def _let_go(self, form: VariationForm) -> None:
        self._column.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _save(self, _text: str) -> Any:
        from relnotebook.notebook import usual

        return self._part.bridge.write(
            usual.set_usual,
            self._part.customer,
            self.order.text(),
            how=self.how.text(),
            whom=self.whom.text(),
            usual=self.usual.id,
        )

    def _on_remove(self) -> None:
        from relnotebook.notebook import usual

        self._part.write(usual.remove_usual, self.usual.id)

    def _on_remove_variation(self, variation: int) -> None:
        from relnotebook.notebook import usual

        self._part.write(usual.remove_variation, variation)


class AnotherUsual(Composer):
    """A usual for somebody else, or the first one."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "usual", _("Add the usual"))
        self.setAccessibleName(_("Another usual"))
        self.order = line(_("What it is"), _("such as oat flat white; cardamom bun"))
        self.whom = line(_("For somebody else"), _("such as their daughter"))
        self.rows.addWidget(field(_("What it is"), self.order))
        self.rows.addWidget(field(_("For somebody else"), self.whom, optional=True))
        self.hold("line", self.order)
        self.hold("whom", self.whom)

    def send(self) -> bool:
        from relnotebook.notebook import usual

        order = self.order.text().strip()
        if not order or self._customer is None:
            return False
        return self.put(usual.set_usual, self._customer, order, whom=self.whom.text().strip())


class CardUsualEdit(CardPart):
    """Opened below the hero by E or from the menu."""

    left = Signal()
    name: ClassVar[str] = "usual edit"

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()
        self.caption = PlainLabel("", "strong", "ink")
        self.done = button(_("Done"), kind="quiet", key="Esc")
        self.add_button = button(_("Add a usual for somebody else"), kind="ghost", icon="plus")
        self.forms: dict[int, UsualForm] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.of().px(16))
        head = QHBoxLayout()
        head.addWidget(self.caption)
        head.addStretch(1)
        head.addWidget(self.done)
        self.sheet.box.addLayout(head)
        self.sheet.box.addLayout(self._rows)
        self.sheet.box.addWidget(Rule())
        self.sheet.box.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.done.clicked.connect(self.close_up)
        self.add_button.clicked.connect(self._on_add)
        self.hide()

    @cached_property
    def another(self) -> AnotherUsual:
        made = AnotherUsual(self)
        self.sheet.box.addWidget(made)
        made.grown.connect(lambda: self.add_button.setVisible(not made.opened))
        return made

    def _close_another(self) -> bool:
        if not self.made("another") or not self.another.opened:
            return False
        self.another.close_up()
        return True

    @property
    def opened(self) -> bool:
        return not self.isHidden()

    def slice(self, view: CardView) -> object:
        return (view.card.usuals, view.shop.kind.usual)

    def turn_over(self) -> None:
        self._close_another()
        self._clear()
        self.hide()

    def fill(self, view: CardView) -> None:
        if any((words := self.draft("usual")).values()):
            self.another.open_for(view.id, words)
            self.show()
        if self.opened:
            self._show_forms(view)

    def open_up(self) -> None:
        """Show all that can be changed about the usual."""
        if not self.opened:
            self._show_forms(self.view)
            self.show()
        self.show_here.emit(self)

    def start(self) -> None:
        """Put the focus on the first line."""
        form = next(iter(self.forms.values()), None)
        if form is not None:
            form.order.setFocus()
        else:
            self._on_add()

    def close_up(self) -> None:
        if not self.opened:
            return
        inside = has_focus_inside(self)
        self._close_another()
        self.hide()
        self._clear()
        if inside:
            self.left.emit()

    def close_one(self) -> bool:
        """Esc."""
        if self._close_another():
            return True
        if self.opened:
            self.close_up()
            return True
        return False

    def _show_forms(self, view: CardView) -> None:
        self.caption.setText(view.shop.kind.usual)
        wanted = {usual.id for usual in view.card.usuals}
        for key in [key for key in self.forms if key not in wanted]:
            self._drop(key)
        for usual in view.card.usuals:
            if usual.id in self.forms:
                self.forms[usual.id].show_usual(usual)
            else:
                self.forms[usual.id] = UsualForm(self, usual)
                self._rows.addWidget(self.forms[usual.id])

    def _clear(self) -> None:
        for key in list(self.forms):
            self._drop(key)

    def _drop(self, key: int) -> None:
        form = self.forms.pop(key)
        self._rows.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _on_add(self) -> None:
        self.another.open_for(self.customer, self.draft("usual"))
        self.another.start()
