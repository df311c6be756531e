"""The menus of what somebody said: everything that can be done with it, and what may be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words_history
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import choices
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Menu

if TYPE_CHECKING:
    from relnotebook.ui.feedback.reads import Opened

Choices = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a menu calls.

    Attributes:
        edit: (what, value) of the feedback; hand_over: a colleague or None; told: a channel.
        decide: not_now or no, with its reason still to be written; remove: away with it; words: change them.
    """

    edit: Callable[[str, Any], object]
    hand_over: Callable[[Any], object]
    told: Callable[[str], object]
    decide: Callable[[str], object]
    words: Callable[[], object]
    remove: Callable[[], object]


def feedback_menu(actions: Actions, parent: QWidget, opened: Opened, deeds: Deeds) -> QMenu:
    """Everything that can be done. It deletes itself when it closes."""
    menu, look, view = _menu("", parent), theme.of(), opened.view
    people = _menu(_("Hand over to"), menu)
    people.setIcon(look.icon("users"))
    fill_owners(people, opened, deeds)
    menu.addMenu(people)
    if view.line.status != "told" and any(step.tells for step in view.steps):
        ways = _menu(_("Told another way"), menu)
        ways.setIcon(look.icon("speakerphone"))
        for channel, words, icon in card_words_history.channels():
            ways.addAction(look.icon(icon), words, lambda channel=channel: deeds.told(channel))
        menu.addMenu(ways)
    if view.line.kind == "complaint" and view.line.status != "told":
        menu.addAction(look.icon("hand-stop"), _("We leave it as it is, and why"), lambda: deeds.decide("no"))
    menu.addSeparator()
    for what, words, icon in (
        ("kind", _("What it is"), "message-report"),
        ("feeling", _("How they felt"), "mood-smile"),
        ("severity", _("How serious it is"), "alert-triangle"),
        ("rating", _("Stars"), "star"),
    ):
        inner = _menu(words, menu)
        inner.setIcon(look.icon(icon))
        fill_choices(inner, what, opened, deeds)
        menu.addMenu(inner)
    menu.addAction(look.icon("pencil"), _("Mend the words"), deeds.words)
    actions.fill(menu, "feedback_link")
    if view.line.customer is not None:
        actions.fill(menu, "feedback_card")
    menu.addSeparator()
    menu.addAction(look.icon("trash"), _("Remove it"), deeds.remove)
    return menu


def choice_menu(parent: QWidget, what: str, opened: Opened, deeds: Deeds) -> QMenu:
    """Another kind, feeling, severity or number of stars. It deletes itself when it closes."""
    menu = _menu("", parent)
    fill_choices(menu, what, opened, deeds)
    return menu


def fill_choices(menu: QMenu, what: str, opened: Opened, deeds: Deeds) -> None:
    """The choices of one thing that may be said of it; the one that holds is ticked, and may be taken back."""
    line = opened.view.line
    now = {"kind": line.kind, "feeling": line.feeling, "severity": line.severity,
           "rating": str(line.rating or "")}[what]  # fmt: skip
    for key, words, icon in _choices(what):
        entry = menu.addAction(theme.of().icon(icon) if icon else theme.of().icon("minus"), words)
        entry.setCheckable(True)
        entry.setChecked(key == now)
        taken = "" if key == now and what != "kind" else key
        value: Any = (int(taken) if taken else None) if what == "rating" else taken
        entry.triggered.connect(lambda _on=False, value=value: deeds.edit(what, value))


def fill_owners(menu: QMenu, opened: Opened, deeds: Deeds) -> None:
    """Colleagues, and nobody in particular."""
    look, group = theme.of(), QActionGroup(menu)
    for owner, name in ((None, _("Nobody in particular")), *((one.id, one.name) for one in opened.colleagues)):
        entry = menu.addAction(look.icon("user"), name.replace("&", "&&"))
        entry.setCheckable(True)
        entry.setChecked(opened.view.owner == owner)
        entry.triggered.connect(lambda _on=False, owner=owner: deeds.hand_over(owner))
        group.addAction(entry)


def _choices(what: str) -> Choices:
    if what == "kind":
        return choices.kinds()
    if what == "feeling":
        return card_words_history.feelings()
    if what == "severity":
        return choices.severities()
    return tuple((key, _("{n} of {all}").format(n=key, all=5), icon) for key, _word, icon in choices.stars())


def _menu(title: str, parent: QWidget) -> QMenu:
    menu = Menu(title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not isinstance(parent, QMenu))
    return menu
