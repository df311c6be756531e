"""At the end of a card: which cards went into it, since when, and the way to part them again, however late."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import Act, Changes, CustomerId, Kind, StepId
from relnotebook.base.words import _
from relnotebook.ui.card_group import Rows
from relnotebook.ui.card_runs import Run, Runs
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.ui.page import Also
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, Rule, button

if TYPE_CHECKING:
    from datetime import datetime

    from relnotebook.notebook.joining import Joined, Parted


def line(one: Joined, card: CustomerId, now: datetime) -> str:
    """ "Joined with N. Okafor, 3 May, Jonas"; on the card that went: "Part of Ngozi Okafor's card since 3 May"."""
    when = say.day_short(one.when, now) if one.when is not None else _("long ago")
    if one.lose == card:
        return _("This card went into the card of {name}, {when}").format(name=one.keep_name, when=when)
    named = (
        _("Joined with another {name}, {when}") if one.lose_name == one.keep_name else _("Joined with {name}, {when}")
    )
    words = named.format(name=one.lose_name, when=when)
    return f"{words}, {one.staff}" if one.staff else words


def stayed(found: Parted, kept: str) -> str:
    """What was changed since, and so did not go back; "" for nothing."""
    if not found.stays:
        return ""
    return _("Written since, and stays with {name}: {what}.").format(name=kept, what=say.listed(found.stays))


class JoinedRow(QWidget):
    """One join, with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Runs("users")
        self.part = button(_("Part them again"), kind="ghost", icon="arrow-back-up")
        self.goal = button(_("Open that card"), kind="ghost", icon="address-book")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.of().px(4), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        for made in (self.goal, self.part):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        self.joined: Joined | None = None

    def show_joined(self, one: Joined, card: CustomerId, now: datetime) -> None:
        self.joined = one
        words = line(one, card, now)
        self.words.show_runs([Run(words, "small")])
        self.goal.setVisible(one.lose == card)
        self.part.setVisible(bool(one.step))
        for made in (self.goal, self.part):
            made.setAccessibleDescription(words)
            made.setEnabled(True)


class CardJoined(CardPart):
    """A quiet line for each card that went into this one. Nothing there, nothing shown.

    Signals:
        said: the Changes of parting, then what stayed, as `Page.said`; open_card: another card is wanted.
    """

    said = Signal(object)
    open_card = Signal(object)
    name: ClassVar[str] = "joined"

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.of().px(2))
        self.caption = PlainLabel(_("Joined cards"), "caption", "ink3")
        self._column.addWidget(Rule())
        self._column.addWidget(self.caption)
        self.rows: Rows[JoinedRow] = Rows(self._column, self._make_row)
        self.hide()

    def _make_row(self) -> JoinedRow:
        row = JoinedRow()
        row.part.clicked.connect(partial(self._part, row))
        row.goal.clicked.connect(partial(self._open, row))
        return row

    def slice(self, view: CardView) -> object:
        return (view.care.joined if view.care is not None else (), view.now.date())

    def fill(self, view: CardView) -> None:
        found = view.care.joined if view.care is not None else ()
        for row, one in zip(self.rows.have(len(found)), found, strict=True):
            row.show_joined(one, view.id, view.now)
        self.setVisible(bool(found))

    def _open(self, row: JoinedRow, _on: bool = False) -> None:
        if row.joined is not None:
            self.open_card.emit(row.joined.keep)

    def _part(self, row: JoinedRow, _on: bool = False) -> None:
        """Two cards again; what was written since stays, and is named."""
        from relnotebook.notebook import joining

        one = row.joined
        if one is None:
            return
        row.part.setEnabled(False)  # a second press must not do it twice
        job = self.bridge.run(joining.parting, one.step, staff=self.bridge.staff)
        job.finished.connect(partial(self._parted, one))
        job.failed.connect(partial(self._not_parted, row))

    def _parted(self, one: Joined, found: Parted) -> None:
        label = (("name", one.keep_name),)
        both = frozenset({found.keep, found.lose})
        self.said.emit(Changes(Act.PART_CARDS, frozenset({Kind.CUSTOMER}), both, StepId(0), label))
        if words := stayed(found, one.keep_name):
            self.said.emit(Also(words))

    def _not_parted(self, row: JoinedRow, problem: Problem) -> None:
        row.part.setEnabled(True)
        self.told(problem)
