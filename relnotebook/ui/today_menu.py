"""The menus of the Today page: everything about one touch, the filter of kinds, the printed list, a day to choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words_history, today_rows
from relnotebook.ui.actions import Actions
from relnotebook.ui.touch_menu import NEVER, Chosen, DayPicker, pick_day
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Menu

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import Pane

Do = Callable[[], object]


def touch_menu(
    actions: Actions, parent: QWidget, pane: Pane | None, *, done: Callable[[str], object],
    feeling: Callable[[str], object], snoozed: Chosen, draft: Do, pdf: Do,
) -> QMenu:  # fmt: skip
    """Everything that can be done with a touch. It deletes itself when it closes.

    `done` gets a channel, `feeling` how they felt; `draft` and `pdf` keep the message as a file.
    """
    menu, look = _menu("", parent), theme.of()
    actions.fill(menu, "today_done")
    ways = _menu(_("Done another way"), menu)
    ways.setIcon(look.icon("messages"))
    for channel, words, icon in card_words_history.channels():
        ways.addAction(look.icon(icon), words, lambda channel=channel: done(channel))
    moods = _menu(_("Done, and how they felt"), menu)
    moods.setIcon(look.icon("mood-smile"))
    for mood, words, icon in card_words_history.feelings():
        moods.addAction(look.icon(icon), words, lambda mood=mood: feeling(mood))
    menu.addMenu(ways)
    menu.addMenu(moods)
    actions.fill(menu, "today_snooze", "today_until", "today_skip")
    menu.addAction(look.icon("ban"), _("Never for this person"), lambda: snoozed(NEVER, None))
    if pane is not None and pane.message:
        actions.fill(menu, "today_copy")
        if pane.email:
            actions.fill(menu, "today_mail")
            menu.addAction(look.icon("file-text"), _("Keep the e-mail as a draft"), draft)
        actions.fill(menu, "today_note")
        menu.addAction(look.icon("file-export"), _("Keep the note as PDF"), pdf)
        if pane.wordings > 1:
            actions.fill(menu, "today_wording")
    menu.addSeparator()
    actions.fill(menu, "today_card")
    return menu


def filter_menu(parent: QWidget, wanted: str, choose: Callable[[str], object]) -> QMenu:
    """The kinds the list may be narrowed to; `choose` gets a key of `today_rows.filters`, "" for all."""
    menu = _menu("", parent)
    group = QActionGroup(menu)
    for key, words, icon, _kinds in (("", _("All kinds"), "filter", ()), *today_rows.filters()):
        entry = menu.addAction(theme.of().icon(icon), words)
        entry.triggered.connect(lambda _on=False, key=key: choose(key))
        entry.setCheckable(True)
        entry.setChecked(key == wanted)
        group.addAction(entry)
    return menu


def print_menu(actions: Actions, parent: QWidget) -> QMenu:
    """The list on paper, or as a PDF."""
    menu = _menu("", parent)
    actions.fill(menu, "today_print", "today_keep_list")
    return menu


def ask_day(under: QWidget, chosen: Chosen) -> DayPicker:
    """A calendar near a button, kept inside the window."""
    picker = pick_day(under, chosen)
    room = QRect(under.window().mapToGlobal(QPoint(0, 0)), under.window().size())
    left = max(room.left(), min(picker.x(), room.right() - picker.width()))
    top = max(room.top(), min(picker.y(), room.bottom() - picker.height()))
    picker.move(left, top)
    return picker


def _menu(title: str, parent: QWidget) -> QMenu:
    menu = Menu(title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not isinstance(parent, QMenu))
    return menu
