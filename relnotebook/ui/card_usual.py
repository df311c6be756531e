"""THE USUAL: the hero of the card. Log it, with what holds today, something else, or at another time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.card_stops import stops_in, without_doubles
from relnotebook.ui.card_usual_line import UsualLine, clashes_of, order_of
from relnotebook.ui.card_usual_other import OtherToday, Question, WhatUsually
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.ui.card_when import When
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Hero, PlainLabel, button, icon_button, set_tip

if TYPE_CHECKING:
    from relnotebook.notebook.usual import Logged


FOOT_AT = 3  # below the lines, the first usual, and what was learnt
BELOW = ("lately", "when", "other", "question", "offer")
"""What may stand below the usual, in this order."""


class CardUsual(CardPart):
    """The hero. Of somebody who has died, or a card in the bin, it shows the usual they had, or nothing at all.

    Signals:
        warned: a sentence to be spoken at once.
        logged: something was logged; asks: what to ask them now that they are here.
        main: what Ctrl+Enter does is another thing now: "Log the usual", or nothing.
        edit: the person wants to write the usual down.
    """

    warned = Signal(str)
    logged = Signal()
    asks = Signal(object)
    main = Signal(str)
    name: ClassVar[str] = "usual"

    def __init__(self) -> None:
        super().__init__()
        self.hero = Hero()
        self.lines: list[UsualLine] = []
        self.rows = QVBoxLayout()
        self.what = WhatUsually()
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.other_button = button(_("Other"), kind="ghost", icon="plus")
        set_tip(self.other_button, _("They have something else today"), "O")
        self.when_button = button(_("At another time"), kind="ghost", icon="clock")
        self.when_icon = icon_button("clock", _("At another time"))
        self._line_again: UsualLine | None = None
        self._visits = 0
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.hero)
        column = self.hero.box
        self.rows.setSpacing(theme.of().px(16))
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        for part in (self.other_button, self.when_button, self.when_icon):
            foot.addWidget(part)
        self.when_icon.hide()
        self._below = {name: QVBoxLayout() for name in BELOW}
        column.addLayout(self.rows)
        column.addWidget(self.what)
        column.addLayout(self._below["lately"])
        column.addWidget(self.foot)
        for name in BELOW[1:]:
            column.addLayout(self._below[name])
        column.addWidget(self.refusal)
        self.refusal.hide()

    def _connect(self) -> None:
        self.other_button.clicked.connect(self.open_other)
        for made in (self.when_button, self.when_icon):
            made.clicked.connect(self._toggle_when)
        self.what.written.connect(self.set_first)

    # What is needed now and then is made when it is

    @cached_property
    def when(self) -> When:
        made = When()
        made.hide()
        self._below["when"].addWidget(made)
        made.changed.connect(self._on_when)
        return made

    @cached_property
    def other(self) -> OtherToday:
        made = OtherToday(self)
        self._below["other"].addWidget(made)
        made.typed.connect(self._check_other)
        made.log.connect(self._on_log_other)
        made.pressed_warned.connect(self.warned)
        made.grown.connect(partial(self.show_here.emit, made))
        return made

    @cached_property
    def question(self) -> Question:
        """A second visit within ten minutes: again, or a second one?"""
        return self._ask_in("question", self._on_again)

    @cached_property
    def offer(self) -> Question:
        """The same thing three times in a row: the new usual?"""
        return self._ask_in("offer", self._on_offer)

    @cached_property
    def lately(self) -> Question:
        """What was learnt: is it the usual?"""
        return self._ask_in("lately", self._on_lately)

    def _ask_in(self, name: str, slot: Callable[[bool], None]) -> Question:
        made = Question()
        self._below[name].addWidget(made)
        made.answered.connect(slot)
        return made

    def _close(self, *names: str) -> bool:
        """Close those of the named forms that are open; whether any was."""
        opened = [form for name in names if (form := self.made(name)) is not None and form.opened]
        for form in opened:
            form.close_up()
        return bool(opened)

    # Showing

    def slice(self, view: CardView) -> object:
        card = view.card
        order = (card.usuals, card.suggestion, card.alerts, card.preferences)
        return (*order, card.visits, view.shop, view.alive, card.greet, card.pronouns)

    def turn_over(self) -> None:
        """Another customer: nothing of the last one's order stays."""
        self.what.clear()
        self._close("question", "offer")
        if self.made("other"):
            self.other.close_up()
        self._put_when_away()
        self._line_again = None
        self._visits = 0
        self._show_refusal("")
        for line in self.lines:
            line.usual = None
            line.disarm()
            line.warn("")

    def fill(self, view: CardView) -> None:
        number, usuals, learnt = 1, view.card.usuals, view.card.suggestion if view.alive else None
        self._have_lines(len(usuals) or (1 if learnt else 0))
        for line, usual in zip(self.lines, usuals, strict=False):
            number = line.show_usual(usual, view, number)
        if not usuals and learnt is not None:
            self.lines[0].show_learnt(learnt, view)
        self._show_lately(view)
        self.what.show_for(view.shop.kind.usual, view.alive and not usuals and learnt is None)
        self.foot.setVisible(view.alive)
        self.setVisible(bool(self.lines) or view.alive)
        if any((words := self.draft("other")).values()) or self.made("other"):
            self.other.offer(view.id, words if view.alive else {})
        for line in self.lines:
            if view.card.visits < self._visits:
                line.taken_back()
            self._check(line)
        self._visits = view.card.visits
        self.main.emit(_("&Log the usual") if self.lines and view.alive else "")

    def _have_lines(self, count: int) -> None:
        if not count and self.lines:
            self.hero.box.insertWidget(FOOT_AT, self.foot)
        while len(self.lines) > count:
            line = self.lines.pop()
            self.rows.removeWidget(line)
            line.deleteLater()
        while len(self.lines) < count:
            line = UsualLine(first=not self.lines)
            line.log.connect(partial(self.log, line))
            line.ticked.connect(partial(self._check, line))
            self.lines.append(line)
            self.rows.addWidget(line)
            line.set_width_class(self.width_class)
        if self.lines:
            self.lines[0].take_foot(self.foot)

    def _show_lately(self, view: CardView) -> None:
        learnt = view.card.suggestion
        if learnt is None or not view.alive:
            self._close("lately")
        elif view.card.usuals:
            self.lately.ask(card_words.suggestion(learnt), _("Yes, that is the usual"), _("Not this"), learnt.line)
        else:
            self.lately.ask("", _("Yes, that is the usual"), _("Not this"), learnt.line)

    def set_width_class(self, name: str) -> None:
        super().set_width_class(name)
        self.when_button.setVisible(name != "narrow")
        self.when_icon.setVisible(name == "narrow")
        for line in self.lines:
            line.set_width_class(name)

    # Keys of the page

    def press_main(self) -> None:
        """Ctrl+Enter: log the first usual, or say yes to what is being asked."""
        if self.made("question") and self.question.asked:
            self._on_again(True)
        elif self.lines and self.view.alive:
            self.log(self.lines[0])

    def toggle(self, digit: int) -> None:
        """1 to 9: tick or untick a variation."""
        chips = [chip for line in self.lines for chip in line.chips()]
        if 1 <= digit <= len(chips):
            chips[digit - 1].click()

    def open_other(self) -> None:
        """O: they have something else today."""
        if self.view.alive:
            self.other.open_for(self.customer, self.draft("other"))
            self.other.start()

    def close_one(self) -> bool:
        """Esc: close what is open here; False when nothing is."""
        if self.disarm() or self._close("question", "offer"):
            return True
        if (form := self.made("other")) is not None and form.opened:
            form.put_aside()
            return True
        return self._put_when_away()

    def close_question(self) -> bool:
        """Esc from anywhere on the card: a question here is answered with no."""
        return self.disarm() or self._close("question")

    def disarm(self) -> bool:
        """Esc after "Log it all the same": nothing is logged by the next press; whether it would have been."""
        other = self.made("other")
        armed = [line.disarm() for line in self.lines]
        return bool(other is not None and other.disarm()) or any(armed)

    def stops(self) -> list[QWidget]:
        """The button, what may be ticked for it, and only then what is done now and then."""
        first: list[QWidget] = []
        for line in self.lines:
            first += [line.button, *line.chips()]
        return without_doubles([*(stop for stop in first if stop.isVisible()), *stops_in(self.foot, self)])

    def focus_first(self) -> QWidget:
        """Where the keyboard goes in this part."""
        return self.lines[0].button if self.lines else self.what.line

    def warnings(self) -> str:
        """What speaks against the usual, all of it."""
        return " ".join(line.ground.warning.text() for line in self.lines if line.ground.warning.text())

    # The conflict check

    def _check(self, line: UsualLine) -> None:
        """Warn when the order of a line holds what an alert or a never speaks against."""
        line.warn(self._warning(order_of(line)))

    def _check_other(self, typed: str) -> None:
        if self._line_again is None:
            self._close("question")  # it was about other words
        self.other.warn(self._warning((typed,)) if typed.strip() else "")

    def _warning(self, texts: tuple[str, ...]) -> str:
        view = self.view
        said: dict[str, str] = {}
        for one in sorted(clashes_of(texts, view), key=lambda found: not found.severe):
            said.setdefault(one.word.casefold(), card_words.clash(one, view.card.alerts, view.card))
        return " ".join(said.values())

    # Logging

    def log(self, line: UsualLine, *, again: bool = False) -> None:
        """Log a usual: at once, or after a second press where a warning stands."""
        order = order_of(line)
        warning = line.ground.warning.text()
        if warning and line.warned != order:
            line.ask_again(order)
            self.warned.emit(warning)
            return
        if not self._possible():
            return
        from relnotebook.notebook import usual

        self._show_refusal("")
        self._line_again = line
        chosen = None if line.usual is None else line.usual.id
        ask = self.bridge.write(
            usual.log,
            self.customer,
            usual=chosen,
            ticked=line.ticks() if line.usual else None,
            when=self._moment(),
            again=again,
        )
        ask.then(partial(self._on_logged, line)).otherwise(self._on_refused)

    def _on_logged(self, line: UsualLine, logged: Logged) -> None:
        if line in self.lines:
            line.show_logged()
            line.forget_hand()
        self._done(logged)

    def _done(self, logged: Logged) -> None:
        self._close("question")
        self._put_when_away()
        self.logged.emit()
        for line in self.lines:
            line.tick_for(lambda found: found.holds)
            self._check(line)
        self.asks.emit(logged.asks)
        if logged.new_usual:
            words = _("Three times in a row now. Is this the new usual? {line}").format(line=logged.new_usual)
            self.offer.ask(words, _("Make it the usual"), _("Not this"), logged.new_usual)

    def _on_log_other(self, items: tuple[str, ...]) -> None:
        """Enter in the line: log it, or say yes to the question whether it is a second one."""
        asked = self.made("question") and self.question.asked and self._line_again is None
        if asked:
            self.question.close_up()
        self.log_other(items, again=bool(asked))

    def log_other(self, items: tuple[str, ...], *, again: bool = False) -> None:
        """Log what they have today instead."""
        from relnotebook.notebook import visits

        if not self._possible():
            return
        self._line_again = None
        ask = self.bridge.write(visits.log, self.customer, items, when=self._moment(), again=again)
        ask.then(self._on_other).otherwise(self._on_refused)

    def _on_other(self, logged: Logged) -> None:
        self.other.done()
        self._done(logged)

    def _on_refused(self, found: Problem) -> None:
        if self.made("other"):
            self.other.refused()
        if found.code == "just-logged":
            minutes = found.facts.get("minutes", 0)
            ago = say.minutes_ago(minutes if isinstance(minutes, int) else 0)
            words = _("There is a visit from {ago}. Again, or a second one?").format(ago=ago)
            self.question.ask(words, _("Log a second one"), _("Leave it at one"), "")
            self.warned.emit(words)
            return
        self._show_refusal(say.problem(found))

    def _on_again(self, yes: bool) -> None:
        self.question.close_up()
        if not yes:
            return
        if self._line_again is None:
            self.log_other(self.other.items(), again=True)
        elif self._line_again in self.lines:
            self._line_again.warned = order_of(self._line_again)
            self.log(self._line_again, again=True)

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    # When

    def _moment(self) -> datetime | None:
        return self.when.when() if self.made("when") and not self.when.isHidden() else None

    def _possible(self) -> bool:
        return not self.made("when") or self.when.possible()

    def _toggle_when(self) -> None:
        if self._put_when_away():
            return
        self.when.show()
        self.when.begin()

    def _put_when_away(self) -> bool:
        """Back to now; whether another time stood there."""
        if not self.made("when") or self.when.isHidden():
            return False
        self.when.hide()
        self.when.reset()
        self._on_when()
        return True

    def _on_when(self) -> None:
        from relnotebook.notebook import variations

        chosen = self.when.when()
        moment = chosen or clock.now()
        words = "" if chosen is None else self._day_words(chosen)
        if self.made("other"):
            self.other.show_day(words)
        for line in self.lines:
            line.show_day(words)
            line.tick_for(lambda found: variations.hold(found.rule, found.value, moment))
            self._check(line)

    def _day_words(self, moment: datetime) -> str:
        today = moment.date() == clock.today()
        return _("Log it for {day}").format(day=say.clock(moment) if today else say.day_named(moment))

    # What was learnt

    def _on_lately(self, yes: bool) -> None:
        self._judge(self.lately.about, yes)
        self.lately.close_up()

    def _on_offer(self, yes: bool) -> None:
        self._judge(self.offer.about, yes)
        self.offer.close_up()

    def _judge(self, line: str, yes: bool) -> None:
        from relnotebook.notebook import usual

        self.write(usual.confirm if yes else usual.reject, self.customer, line)

    def set_first(self, line: str) -> None:
        """Write down what they usually have, where nothing was known."""
        from relnotebook.notebook import usual

        self.write(usual.set_usual, self.customer, line)
