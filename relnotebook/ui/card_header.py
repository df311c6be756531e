"""The head of the card: back, what can be done, the name and how to say it, when they were last in."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.actions import Actions
from relnotebook.ui.card_photo import SIDE, PhotoDisc
from relnotebook.ui.card_runs import Run, Runs
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import say, theme
from relnotebook.widgets.paint import Mark
from relnotebook.widgets.parts import Chip, PlainLabel, announce, button, icon_button, set_tip
from relnotebook.widgets.plain import clean

SAY_ROOM, TALK_ROOM = 60, 240  # letters; what is longer stands in full where it is edited
NAME_ROOM, NAME_ROOM_TIGHT = 200, 140  # a name is never cut, only what is no name any more
LARGE, MIDDLE = 40, 80  # letters of a name up to which it stands in the largest type, and in the one below
SHOWN = ("card_note", "card_touchpoint", "card_edit")


class CardHeader(CardPart):
    """Toolbar and name.

    Signals:
        back: the person is done with this card.
        menu: the "..." button was pressed; the widget to unfold it under.

    Attributes:
        about: how to say the name and when they were last in; where room is tight it has the disc too, and the page
            puts it below the usual.
    """

    back = Signal()
    menu = Signal(object)
    name: ClassVar[str] = "header"

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        way_back = "arrow-right" if theme.of().look.rtl else "chevron-left"
        self._back_key = actions.hint("back")
        self.back_button = button(_("Counter"), kind="bare", icon=way_back, key=self._back_key)
        self.back_icon = icon_button(way_back, _("Back to the counter"), key=self._back_key)
        self.show_way_back("counter")
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
        self.photo_refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.photo_refusal.hide()
        self._lay_out()
        for made in (self.back_button, self.back_icon):
            made.clicked.connect(self.back)
        self.more.clicked.connect(lambda: self.menu.emit(self.more))
        self.state.clicked.connect(lambda: self.menu.emit(self.state))
        self.disc.refused.connect(self._on_photo)
        self.disc.taken.connect(lambda: self._on_photo(None))

    def _lay_out(self) -> None:
        look = theme.of()
        self._top = QHBoxLayout()
        self._top.setSpacing(look.px(6))
        for part in (self.back_button, self.back_icon):
            self._top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addStretch(1)
        for part in (*self.wide, *self.small, self.more):
            self._top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._name_row = QHBoxLayout()
        self._name_row.setSpacing(look.px(12))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(19))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addLayout(self._name_row, 0, 1)
        self._about = QHBoxLayout(self.about)
        self._about.setContentsMargins(0, 0, 0, 0)
        self._words = QVBoxLayout()
        self._words.addWidget(self.say)
        self._about.addLayout(self._words, 1)
        seen = QVBoxLayout(self.seen)
        seen.setContentsMargins(0, 0, 0, 0)
        seen.setSpacing(0)
        for label in (self.last, self.rhythm):
            seen.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(self._top)
        column.addLayout(self._grid)
        column.addWidget(self.photo_refusal)
        self._place()

    def show_way_back(self, page: str) -> None:
        """Name where going back leads: to Today, to the customers, or to the counter."""
        name, words = _ways_back().get(page, (_("Counter"), _("Back to the counter")))
        self.back_button.setText(name)
        for made in (self.back_button, self.back_icon):
            made.setAccessibleName(words)
        set_tip(self.back_icon, words, self._back_key)

    def turn_over(self) -> None:
        self._on_photo(None)

    def _on_photo(self, found: Problem | None) -> None:
        """A picture could not be used, or (None) everything is well."""
        sentence = "" if found is None else say.problem(found)
        self.photo_refusal.setText(sentence)
        self.photo_refusal.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def slice(self, view: CardView) -> object:
        card = view.card
        words = (card.shown_name, card.own_script, card.greet, card.pronouns, card.say, card.talk)
        seen = (card.last_seen, card.first_seen, card.gap_days, card.visits, view.now.date())
        return (*words, *seen, card.state, card.binned, card.photo)

    def fill(self, view: CardView) -> None:
        card = view.card
        self._show_who(view)
        self.disc.show_view(view)
        mark = card_words.state_mark(card)
        self.state.setVisible(mark is not None)
        if mark is not None:
            self.state.set_mark(mark)
        self.last.setText(card_words.last_in(card.last_seen, view.now))
        self.rhythm.setText(card_words.rhythm(card))
        self.rhythm.setVisible(bool(self.rhythm.text()))

    def _show_who(self, view: CardView) -> None:
        """The name; "Say en-GOH-zee", and what to talk about; the speaker only stands for the words."""
        card, tight = view.card, self.width_class == "tight"
        room = NAME_ROOM_TIGHT if tight else NAME_ROOM
        long = len(card.shown_name)
        role = "name" if long <= LARGE else "heading" if long <= MIDDLE else "body"
        name = (
            Run(clean(card.shown_name, room), role, "ink"),
            Run(clean(card.own_script, room), "heading", "ink3", gap=1),
        )
        pronouns = Run(clean(card.pronouns, 60), "body", "ink2", gap=1)
        self.who.show_runs(name if tight else (*name, pronouns))
        set_tip(self.who, card.shown_name if len(card.shown_name) > room else "")
        how_said, talk = card.say, card.talk
        self.say.set_icon("volume" if how_said else "")
        how = (Run(_("Say") + " ", "body", "ink2"), Run(clean(how_said, SAY_ROOM), "strong", "ink")) if how_said else ()
        runs = (*how, Run(clean(talk, TALK_ROOM), "body", "ink2", gap=1))
        self.say.show_runs((*runs, pronouns) if tight else runs)
        set_tip(self.say, talk if len(talk) > TALK_ROOM else "")

    # Where things stand

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        self._place()
        if self._view is not None:
            self._show_who(self._view)

    def _place(self) -> None:
        tight = self.width_class == "tight"
        for part in self.wide:
            part.setVisible(not tight)
        for part in self.small:
            part.setVisible(tight)
        self.back_button.setVisible(not tight)
        self.back_icon.setVisible(tight)
        self.disc.set_side(40 if tight else SIDE)
        side = Qt.AlignmentFlag.AlignLeading if tight else Qt.AlignmentFlag.AlignTrailing
        for label in (self.last, self.rhythm):
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._words.setSpacing(theme.of().px(2))
        self._about.setSpacing(theme.of().px(12))
        middle = Qt.AlignmentFlag.AlignVCenter
        if tight:
            self._words.addWidget(self.seen)
            self._about.insertWidget(0, self.disc, 0, Qt.AlignmentFlag.AlignTop)
            self._top.insertWidget(2, self.who, 100)
            self._grid.addWidget(self.state, 0, 1, Qt.AlignmentFlag.AlignLeading)
        else:
            self._grid.addWidget(self.disc, 0, 0, 2, 1, middle)
            self._name_row.addWidget(self.who, 1)
            self._name_row.addWidget(self.state, 0, middle)
            self._grid.addWidget(self.about, 1, 1)
            self._grid.addWidget(self.seen, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def take_focus(self) -> None:
        """The name: where reading begins."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)


def _ways_back() -> dict[str, tuple[str, str]]:
    """Page -> (its name, where going back leads, in words)."""
    return {
        "today": (_("Today"), _("Back to Today")),
        "feedback": (_("Feedback"), _("Back to Feedback")),
        "customers": (_("Customers"), _("Back to the customers")),
        "doubles": (_("Doubles"), _("Back to the doubles")),
        "importing": (_("Bring in"), _("Back to bringing in")),
        "mailings": (_("Mailings"), _("Back to the mailings")),
    }
