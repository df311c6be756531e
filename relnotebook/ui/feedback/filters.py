"""What of the inbox is shown: how far it is, which kinds and feelings, whose, and words to be found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from relnotebook.base.terms import StaffId
from relnotebook.base.words import _, n_
from relnotebook.ui import card_words_history
from relnotebook.ui.feedback import choices
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Menu

if TYPE_CHECKING:
    from relnotebook.notebook.staff import Colleague

NOBODYS = StaffId(0)
"""As an owner: what nobody has taken on (as in notebook/inbox)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of what was said is listed.

    Attributes:
        show: todo, untold (done, but not told), told or all.
        kinds, feelings: those let through; none lets all through.
        owner: who takes care of it, None for everybody's.
        text: words to be found.
    """

    show: str = "todo"
    kinds: frozenset[str] = frozenset()
    feelings: frozenset[str] = frozenset()
    owner: StaffId | None = None
    text: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but `show` leaves something out."""
        return bool(self.kinds or self.feelings or self.owner is not None or self.text)

    def wide(self) -> Wanted:
        """Without the filters."""
        return Wanted(self.show)

    def kind(self, key: str) -> Wanted:
        """With a kind let through, or no longer."""
        return replace(self, kinds=self.kinds ^ {key})

    def feeling(self, key: str) -> Wanted:
        """With a feeling let through, or no longer."""
        return replace(self, feelings=self.feelings ^ {key})

    def asks(self) -> dict[str, Any]:
        """As the notebook's inbox wants it."""
        return {"show": self.show, "kinds": self.kinds, "feelings": self.feelings, "owner": self.owner,
                "text": self.text}  # fmt: skip

    def words(self) -> str:
        """The filters in a few words: "Complaint, Upset"."""
        kept = [word for key, word, _icon in choices.kinds() if key in self.kinds]
        kept += [word for key, word, _icon in card_words_history.feelings() if key in self.feelings]
        if self.owner is not None:
            kept.append(_("Nobody's yet") if self.owner == NOBODYS else _("One colleague's"))
        if self.text:
            kept.append(_("“{words}”").format(words=self.text))
        return ", ".join(kept)


def shows(counts: dict[str, int], *, short: bool = False) -> tuple[tuple[str, str, str], ...]:
    """(key, words, said aloud) of the lists of the inbox, with how many are in each; `short` where room is scarce."""

    def many(key: str) -> str:
        return f"{counts[key]:,}" if key in counts else ""

    aloud = n_("{n} done, but not told yet", "{n} done, but not told yet", counts.get("untold", 0))
    untold = _("Not told {n}") if short else _("Not told yet {n}")
    return (
        ("todo", _("To do {n}").format(n=many("todo")).strip(), ""),
        ("untold", untold.format(n=many("untold")).strip(), aloud),
        ("told", _("Told {n}").format(n=many("told")).strip(), ""),
        ("all", _("All") if short else _("Everything"), ""),
    )


def filter_menu(
    parent: QWidget, wanted: Wanted, colleagues: Iterable[Colleague], choose: Callable[[Wanted], object],
    find: Callable[[], object],
) -> QMenu:  # fmt: skip
    """What may be let through; `choose` gets the new wish, `find` is called for words to look for."""
    menu = Menu("", parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    look = theme.of()
    menu.addAction(look.icon("search"), _("Find words in it"), find)
    menu.addSeparator()
    for key, word, icon in choices.kinds():
        _check(menu, word, icon, key in wanted.kinds, partial(choose, wanted.kind(key)))
    feelings = Menu(_("How they felt"), menu)
    feelings.setIcon(look.icon("mood-smile"))
    for key, word, icon in card_words_history.feelings():
        _check(feelings, word, icon, key in wanted.feelings, partial(choose, wanted.feeling(key)))
    menu.addMenu(feelings)
    owners = Menu(_("Who takes care"), menu)
    owners.setIcon(look.icon("users"))
    whose = ((NOBODYS, _("Nobody yet")), *((one.id, one.name) for one in colleagues))
    for owner, name in whose:
        now = wanted.owner == owner
        choice = replace(wanted, owner=None if now else owner)
        _check(owners, name.replace("&", "&&"), "user", now, partial(choose, choice))
    menu.addMenu(owners)
    if wanted.narrowed:
        menu.addSeparator()
        menu.addAction(look.icon("x"), _("Take the filter away"), lambda: choose(wanted.wide()))
    return menu


def _check(menu: QMenu, words: str, icon: str, on: bool, slot: Callable[[], object]) -> None:
    entry = menu.addAction(theme.of().icon(icon), words)
    entry.setCheckable(True)
    entry.setChecked(on)
    entry.triggered.connect(lambda _on=False: slot())
