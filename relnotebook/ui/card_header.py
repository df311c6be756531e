"""The head of the card: back, what can be done, the name and how to say it, when they were last in."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.actions import Actions
from relnotebook.ui.card_photo import SIDE, PhotoDisc
from relnotebook.ui.card_runs import Run, Runs
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.paint import Mark
from relnotebook.widgets.parts import Chip, PlainLabel, button, icon_button, set_tip
from relnotebook.widgets.plain import clean

NAME_ROOM, SAY_ROOM, TALK_ROOM = 90, 60, 240  # letters; what is longer stands in full where it is edited
SHOWN = ("card_note", "card_touchpoint", "card_edit")


class CardHeader(CardPart):
    """Toolbar and name.

    Signals:
        back: the person is done with this card.
        menu: the "..." button was pressed; the widget to unfold it under.

    Attributes:
        about: how to say the name and when they were last in; the page puts it under the alerts where room is tight.
    """

    back = Signal()
    menu = Signal(object)
    name: ClassVar[str] = "header"

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        way_back = "arrow-right" if theme.of().look.rtl else "chevron-left"
        self.back_button = button(_("Counter"), kind="bare", icon=way_back, key=actions.hint("back"))
        self.back_button.setAccessibleName(_("Back to the counter"))
        self.wide = [button(actions[name], kind="quiet", icon=actions.table[name].icon) for name in SHOWN]
        self.small = [button(actions[name], kind="quiet", icon=actions.table[name].icon, size="icon") for name in SHOWN]
        for made in self.small:
            made.setText("")  # the icon alone, in the middle
        self.more = icon_button("dots", _("More"), kind="quiet", key=actions.hint("card_menu"))
        self.disc = PhotoDisc(self)
        self.who = Runs()
        self.who.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.state = Chip(Mark("neutral", "", ""))
        self.about, self.seen = QWidget(), QWidget()
        self.say = Runs()
        self.last = PlainLabel("", "strong", "ink")
        self.rhythm = PlainLabel("", "small", "ink2")
        self._lay_out()
        self.back_button.clicked.connect(self.back)
        self.more.clicked.connect(lambda: self.menu.emit(self.more))
        self.state.clicked.connect(lambda: self.menu.emit(self.state))
        self.disc.problem.connect(self.problem)

    def _lay_out(self) -> None:
        look = theme.of()
        top = QHBoxLayout()
        top.setSpacing(look.px(6))
        top.addWidget(self.back_button)
        top.addStretch(1)
        for part in (*self.wide, *self.small, self.more):
            top.addWidget(part)
        self._name_row = QHBoxLayout()
        self._name_row.setSpacing(look.px(12))
        self._name_row.addWidget(self.who, 1)
        self._name_row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(19))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.disc, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(self._name_row, 0, 1)
        self._about = QHBoxLayout(self.about)
        self._about.setContentsMargins(0, 0, 0, 0)
        self._about.addWidget(self.say, 1, Qt.AlignmentFlag.AlignTop)
        seen = QVBoxLayout(self.seen)
        seen.setContentsMargins(0, 0, 0, 0)
        seen.setSpacing(0)
        for label in (self.last, self.rhythm):
            seen.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(top)
        column.addLayout(self._grid)
        self._place()

    def slice(self, view: CardView) -> object:
        card = view.card
        words = (card.shown_name, card.own_script, card.greet, card.pronouns, card.say, card.talk)
        seen = (card.last_seen, card.first_seen, card.gap_days, card.visits, view.now.date())
        return (*words, *seen, card.state, card.binned, card.photo)

    def fill(self, view: CardView) -> None:
        card = view.card
        self.who.show_runs(
            (
                Run(clean(card.shown_name, NAME_ROOM), "name", "ink"),
                Run(clean(card.own_script, NAME_ROOM), "heading", "ink3", gap=1),
                Run(clean(card.pronouns, 60), "body", "ink2", gap=1),
            )
        )
        set_tip(self.who, card.shown_name if len(card.shown_name) > NAME_ROOM else "")
        self.disc.show_view(view)
        mark = card_words.state_mark(card)
        self.state.setVisible(mark is not None)
        if mark is not None:
            self.state.set_mark(mark)
        self._show_say(card.say, card.talk)
        self.last.setText(card_words.last_in(card.last_seen, view.now))
        self.rhythm.setText(card_words.rhythm(card))
        self.rhythm.setVisible(bool(self.rhythm.text()))

    def _show_say(self, say: str, talk: str) -> None:
        """ "Say en-GOH-zee", and what to talk about; the speaker only stands for the words."""
        self.say.set_icon("volume" if say else "")
        how = (Run(_("Say") + " ", "body", "ink2"), Run(clean(say, SAY_ROOM), "strong", "ink")) if say else ()
        self.say.show_runs((*how, Run(clean(talk, TALK_ROOM), "body", "ink2", gap=1)))
        set_tip(self.say, talk if len(talk) > TALK_ROOM else "")

    # Where things stand

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        self._place()

    def _place(self) -> None:
        tight = self.width_class == "tight"
        for part in self.wide:
            part.setVisible(not tight)
        for part in self.small:
            part.setVisible(tight)
        self.disc.set_side(40 if tight else SIDE)
        side = Qt.AlignmentFlag.AlignLeading if tight else Qt.AlignmentFlag.AlignTrailing
        for label in (self.last, self.rhythm):
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        way = QHBoxLayout.Direction.TopToBottom if tight else QHBoxLayout.Direction.LeftToRight
        self._about.setDirection(way)
        self._about.setSpacing(theme.of().px(2))
        if tight:
            self._about.addWidget(self.seen)
        else:
            self._grid.addWidget(self.about, 1, 1)
            self._grid.addWidget(self.seen, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def take_focus(self) -> None:
        """The name: where reading begins."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)
