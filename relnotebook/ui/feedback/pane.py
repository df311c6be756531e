"""The pane of the inbox: who said it, their words, the steps of making it right, and what it became for the wall."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.words import _, n_
from relnotebook.ui import card_words_history
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import choices, rows
from relnotebook.ui.feedback.band import PairBand
from relnotebook.ui.feedback.link import LinkSheet
from relnotebook.ui.feedback.settle import Enough
from relnotebook.ui.feedback.steps import Steps
from relnotebook.ui.today_pane import PersonDisc
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Chip, FlowLayout, PlainLabel, SavingText, button, icon_button, set_tip
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.feedback import Feedback
    from relnotebook.ui.feedback.reads import Opened

EDGE = 24
SHORT_HEAD = 430  # px at 100 %: below it the buttons stand under the name


class FeedbackPane(QWidget):
    """Everything to know about one thing somebody said, and the buttons that do something about it.

    It shows, the inbox acts.

    Attributes:
        opened: what it shows, None for nothing.
        steps, link, band, enough: its parts.
        back: "Back", where list and pane do not stand side by side.
    Signals:
        menu_wanted: a place on the screen; choice_wanted: (kind, feeling, severity or rating; the chip pressed).
        words_changed: the quote, mended.
        leave: back to the list.
    """

    menu_wanted = Signal(QPoint)
    choice_wanted = Signal(str, object)
    words_changed = Signal(str)
    leave = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What was said"))
        self.opened: Opened | None = None
        self._actions = actions
        self._build_head()
        self._build_words()
        self.steps = Steps(actions)
        self.link = LinkSheet()
        self.enough = Enough()
        self.band = PairBand()
        self.enough.hide()
        self.steps.field.textChanged.connect(self._show_typing)
        self._lay_out()
        theme.of().changed.connect(self._dress)
        self._dress()
        self.show_view(None)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self.link.attach(bridge)

    # What it shows

    def show_view(self, opened: Opened | None) -> None:
        """Show something else, or what became of it, or nothing. What is being typed stays."""
        before, self.opened = self.opened, opened
        another = before is None or opened is None or before.view.line.id != opened.view.line.id
        if another:
            self.link.hide()
            self.stop_mending()
        self.area.setVisible(opened is not None)
        self.band.setVisible(opened is not None)
        self.nothing.setVisible(opened is None)
        self.steps.show_view(opened)
        if opened is None:
            return
        view = opened.view
        self._show_head(view)
        self.quote.setText(rows.said_words(view.line))
        if not self.mend.isVisible():
            self.mend.set_value(view.line.words)
        self._show_chips(view)
        self._show_progress(view)
        self.rounds.setText("\n".join(_round(n, words) for n, words in enumerate(opened.rounds)))
        self.rounds.setVisible(bool(opened.rounds))
        self.enough.show_view(view)
        self.band.show_view(view)
        if another:
            self.area.verticalScrollBar().setValue(0)

    def set_narrow(self, kind: str) -> None:
        """Fit the width class: "Back" only where the pane stands alone; there the band scrolls with the rest."""
        tight = kind == "tight"
        self.back.setVisible(tight)
        if tight == (self._foot.count() > 0):
            home = self._column if tight else self._foot
            home.addWidget(self.band)

    def take_focus(self) -> None:
        """Put the keyboard where work begins: into the words of the open step."""
        if self.steps.open_step is not None:
            self.steps.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_into_sight(self) -> None:
        """Scroll to the open step, once everything stands where it belongs."""
        QTimer.singleShot(0, self, self._scroll_to_step)

    def begin_at_top(self) -> None:
        """Scroll to who said it, once everything stands where it belongs; what is typed is brought into sight."""
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(0))

    def _show_typing(self) -> None:
        field = self.steps.field
        if field.hasFocus() and field.dirty:
            self.area.ensureWidgetVisible(field, 0, theme.of().px(8))

    def _scroll_to_step(self) -> None:
        head = self.steps.stepper.open_head()
        if head is not None:
            room = theme.of().px(8)
            self.area.ensureWidgetVisible(self.steps.body, 0, room)
            self.area.ensureWidgetVisible(head, 0, room)

    def mend_words(self) -> None:
        """Let the quote be changed, where it was written down wrong."""
        self.mend.show()
        self.quote.hide()
        self.mend.setFocus()

    def stop_mending(self) -> bool:
        """The quote is as it is; False when it was not being changed."""
        open_ = not self.mend.isHidden()
        self.mend.hide()
        self.quote.show()
        return open_

    # Parts of it

    def _show_head(self, view: Feedback) -> None:
        line = view.line
        self.disc.show_name(line.name, int(line.customer or 0))
        self.disc.setVisible(line.customer is not None)
        self.name.setText(line.name)
        self.script.setText(line.own_script)
        self.script.setVisible(bool(line.own_script))
        about = view.about_customer
        if line.customer is None:
            about = _("On nobody's card yet. {key} links a customer.").format(key=self._actions.hint("feedback_link"))
            about = about if self._actions.hint("feedback_link") else _("On nobody's card yet.")
            about = _("Reply to {address}").format(address=view.reply_to) if view.reply_to else about
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.card.setVisible(line.customer is not None)
        self.whose.setVisible(line.customer is None)

    def _show_chips(self, view: Feedback) -> None:
        line = view.line
        nobody_said = Mark("outline", "mood-neutral", _("How did they feel?"))
        self._chip["feeling"].set_mark(rows.feeling_mark(line) or nobody_said)
        self._chip["kind"].set_mark(rows.kind_mark(line))
        severity, rating = rows.severity_mark(line), rows.rating_mark(line)
        for what, mark in (("severity", severity), ("rating", rating)):
            self._chip[what].setVisible(mark is not None)
            if mark is not None:
                self._chip[what].set_mark(mark)
        self.how.set_mark(Mark("neutral", _channel_icon(view.channel), how_words(view)))
        self.when.setText(rows.day_said(line.when, clock.now()))
        said_so = view.about.casefold() in line.words.casefold()
        known = ["" if said_so else _("About {what}").format(what=view.about), view.visit_text]
        written = _("Written down by {name}").format(name=view.staff) if view.staff else ""
        self.around.setText(". ".join(part for part in known if part))
        self.around.setVisible(bool(self.around.text()))
        set_tip(self.when, written)

    def _show_progress(self, view: Feedback) -> None:
        titles = {"complaint": _("Making it right"), "praise": _("Passing it on"),
                  "suggestion": _("An answer for them"), "question": _("Answering it")}  # fmt: skip
        self.title.setText(titles.get(view.line.kind, _("Making it right")))
        done, of = sum(step.done for step in view.steps), len(view.steps)
        steps = n_("{done} of {n} step", "{done} of {n} steps", of).format(done=done, n=of)
        care = ", ".join(part for part in (rows.first_name(view.line.owner), due_words(view, clock.now())) if part)
        self.progress.setText(". ".join(part for part in (care[:1].upper() + care[1:], steps) if part))
        self.progress.set_tone("alert_text" if view.line.late else "ink2")

    # Building

    def _build_head(self) -> None:
        self.back = button(_("Back"), kind="ghost", icon="arrow-left")
        self.back.clicked.connect(self.leave)
        self.back.hide()
        self.disc = PersonDisc()
        self.name = PlainLabel("", "heading", wrap=True)
        self.script = PlainLabel("", "small", "ink3")
        self.about = PlainLabel("", "small", "ink2", wrap=True)
        self.card = button(_("Open card"), kind="quiet", icon="id")
        self.card.clicked.connect(self._actions["feedback_card"].trigger)
        set_tip(self.card, _("Open the card"), self._actions.hint("feedback_card"))
        self.whose = button(_("Link a customer"), kind="quiet", icon="user")
        self.whose.clicked.connect(self._actions["feedback_link"].trigger)
        set_tip(self.whose, _("Link a customer"), self._actions.hint("feedback_link"))
        self.more = icon_button("dots", _("More"), kind="quiet")
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self.nothing = PlainLabel(_("Choose what somebody said to see how it stands."), "small", "ink2", wrap=True)

    def _build_words(self) -> None:
        self.quote = PlainLabel("", "said", wrap=True)
        self.mend = SavingText(lines=2)
        self.mend.setProperty("role", "quote")
        self.mend.setAccessibleName(_("What they said"))
        self.mend.saved.connect(self.words_changed)
        self.mend.hide()
        self._chip = {what: Chip(Mark("neutral", "", "")) for what in ("feeling", "kind", "severity", "rating")}
        for what, chip in self._chip.items():
            chip.clicked.connect(lambda _on=False, what=what, chip=chip: self.choice_wanted.emit(what, chip))
            chip.setAccessibleDescription(_("Press to change it"))
        self.how = Chip(Mark("neutral", "user", ""))
        self.how.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.how.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.when = PlainLabel("", "small", "ink2")
        self.around = PlainLabel("", "small", "ink2", wrap=True)
        self.title = PlainLabel("", "heading")
        self.progress = PlainLabel("", "small", "ink2")
        self.rounds = PlainLabel("", "small", "ink2", wrap=True)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        for part in (*self._chip.values(), self.how, self.when):
            self._flow.addWidget(part)

    def _lay_out(self) -> None:
        self._inside = _Column()
        self._inside.setProperty("role", "clear")
        self._column = QVBoxLayout(self._inside)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addLayout(self._head())
        self._column.addWidget(self.link)
        self._said = QVBoxLayout()
        for part in (self.quote, self.mend, self._chips, self.around):
            self._said.addWidget(part)
        self._column.addLayout(self._said)
        self._titles = QHBoxLayout()
        self._titles.addWidget(self.title, 1)
        self._titles.addWidget(self.progress)
        self._column.addLayout(self._titles)
        self._column.addWidget(self.rounds)
        self._column.addWidget(self.steps)
        self._column.addWidget(self.enough)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setProperty("thin", "page")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._inside)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.band)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.nothing)
        self._outer.addWidget(self.area, 1)
        self._outer.addLayout(self._foot)

    def _head(self) -> QBoxLayout:
        self._names = QHBoxLayout()
        self._names.addWidget(self.name)
        self._names.addWidget(self.script, 1, Qt.AlignmentFlag.AlignBottom)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addLayout(self._names)
        who.addWidget(self.about)
        person = self._person = QHBoxLayout()
        person.addWidget(self.disc, 0, Qt.AlignmentFlag.AlignTop)
        person.addLayout(who, 1)
        self._pressed = QHBoxLayout()
        for made in (self.card, self.whose, self.more):
            self._pressed.addWidget(made)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addLayout(person, 1)
        self._top.addLayout(self._pressed)
        return self._top

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, way = theme.of(), QBoxLayout.Direction
        room = self.width() - 2 * look.px(EDGE)
        short = room < look.px(SHORT_HEAD)
        self._top.setDirection(way.TopToBottom if short else way.LeftToRight)
        self._pressed.setAlignment(Qt.AlignmentFlag.AlignLeading if short else Qt.AlignmentFlag.AlignTop)
        self.band.set_narrow(room)

    def _dress(self) -> None:
        px = theme.of().px
        self.when.setMinimumHeight(theme.of().control())
        self._outer.setContentsMargins(0, 0, 0, px(5))
        self._outer.setSpacing(px(6))
        self._foot.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        self.nothing.setContentsMargins(px(EDGE), px(24), px(EDGE), 0)
        self._column.setSpacing(px(8))
        self._said.setSpacing(0)
        self._names.setSpacing(px(8))
        self._person.setSpacing(px(12))
        self._pressed.setSpacing(px(12))
        self._top.setSpacing(px(8))
        self._leave_room()
        self._fit()

    def _leave_room(self) -> None:
        """What is inside ends at the same place with a scroll bar and without one."""
        px, there = theme.of().px, self.area.verticalScrollBar().maximum() > 0
        sides = (px(EDGE), px(EDGE) - (px(8) if there else 0))
        before, after = reversed(sides) if self.isRightToLeft() else sides
        self._column.setContentsMargins(before, px(17), after, px(4))


class _Column(QWidget):
    """What scrolls: as high as its words are at its width, not as they would be in a narrower place."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def how_words(view: Feedback) -> str:
    """ "In person, during the visit"."""
    channel = choices.word_of(card_words_history.channels(), view.channel)
    if view.line.source == "kiosk":
        channel = _("On the customer screen")
    return ", ".join(part for part in (channel, rows.moments().get(view.moment, "")) if part)


def _round(n: int, words: str) -> str:
    """ "First: the queue is watched. Told: ...": what an earlier round held."""
    lead = (_("First: {words}"), _("Then: {words}"))[min(n, 1)]
    return lead.format(words=words)


def due_words(view: Feedback, now: datetime) -> str:
    """By when something is to be done: "by today", "2 days late"; "" when nothing waits."""
    line = view.line
    if line.due is None or line.status not in ("new", "acting"):
        return ""
    if line.late:
        return rows.late_words(line)
    days = (line.due - now.date()).days
    if days < 2:
        return _("by tomorrow") if days else _("by today")
    return _("by {day}").format(day=say.day_named(line.due))


def _channel_icon(channel: str) -> str:
    found = {key: icon for key, _word, icon in card_words_history.channels()}
    return "user" if channel == "in_person" else found.get(channel, "messages")
