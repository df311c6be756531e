"""An idea opened: what it is, how far it is, who wants it, what it became, and who is still to be told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.problems import NotFound, Problem, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_view import has_focus_inside
from relnotebook.ui.feedback import idea_words
from relnotebook.ui.feedback.idea_people import People, addresses, copied_words
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import (
    Choice,
    Field,
    FlowLayout,
    KeyButton,
    Menu,
    PlainLabel,
    SavingLine,
    SavingText,
    Sheet,
    Tick,
    announce,
    button,
    field,
    icon_button,
)
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.ideas import Idea, IdeaCard, Supporter

SIDE_BY_SIDE = 820  # px at 100 % from which the two columns stand beside each other
TRIAL = {"reached": 80, "goal": 80, "unit": 120, "until": 190}  # px at 100 %; more where the caption needs it
WORDS_KEPT = 60  # letters of another idea in the list to join with


class IdeaPane(QWidget):
    """One idea, every field of it saving itself.

    Attributes:
        idea: what it shows; None before the first.
        people: who wants it.
    Signals:
        leave: back to the board; said: a sentence; problem: a Problem; open_card: (customer, neighbours).
    """

    leave = Signal()
    said = Signal(object)
    problem = Signal(object)
    open_card = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The idea"))
        self.idea: Idea | None = None
        self.key = 0  # the idea asked for; the pane may still show another
        self._bridge: Bridge | None = None
        self._others: tuple[IdeaCard, ...] = ()
        self._part = ""  # what is brought into sight as soon as the idea is there
        self._not_now = False  # "Not now" is picked, and its reason not given yet
        self._fields: dict[str, SavingLine | SavingText] = {}
        self._frames: dict[str, Field] = {}
        self._to_people = QTimer(self, singleShot=True, interval=0)
        self._to_people.timeout.connect(self._scroll_to_people)
        self._build()
        self._lay_out()
        self._connect()
        theme.of().changed.connect(self._dress)
        self._dress()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self.people.attach(bridge)

    # What it shows

    def open(self, idea: int, part: str = "") -> None:
        """Show another idea; `part`: "people" or "not_now" brings that into sight."""
        if idea != self.key:
            self.flush()
            self._not_now = False
        self.key, self._part = idea, part
        self.area.verticalScrollBar().setValue(0)
        self.reload()

    def reload(self) -> None:
        """Read it again."""
        from relnotebook.notebook import ideas

        if self._bridge is not None and self.key:
            self._bridge.read(ideas.one, self.key).latest(self, "idea").then(self._show).otherwise(self._gone)

    def show_others(self, others: tuple[IdeaCard, ...]) -> None:
        """The ideas it may be the same as."""
        self._others = others
        self._show_others()

    def flush(self) -> None:
        """Save what is half typed."""
        for line in self._fields.values():
            line.flush()
        self.people.flush()

    def press_main(self) -> None:
        """Ctrl+Enter: put it aside, where its reason is being written."""
        if self._not_now:
            self._aside()

    def take_focus(self) -> None:
        """Put the keyboard where reading begins."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, idea: Idea) -> None:
        before = self.idea
        if before is not None and before.card.id != idea.card.id:
            self.flush()  # what is half typed still goes to the idea it was typed for
        self.idea = idea
        self.key = idea.card.id
        card = idea.card
        if before is not None and before.card.id != card.id:
            self._refuse_all()
            self.area.verticalScrollBar().setValue(0)
        self.title.setText(card.title)
        self.origin.setText(idea_words.origin(idea))
        typed = {
            "title": card.title, "words": idea.words, "note": card.note, "goal": _number(idea.goal),
            "reached": _number(idea.reached), "unit": idea.unit, "until": idea_words.date_typed(idea.until),
            "offer": idea.offer, "price": idea_words.price_words(idea.price), "item": idea.item, "why": card.why,
        }  # fmt: skip
        for name, words in typed.items():
            self._fields[name].set_value(words)
        self.stage.button(idea_words.MENU).setText(idea_words.stage_word(idea_words.MENU, card.came_true))
        self.progress.setText(card.progress_text)
        self.progress.setVisible(bool(card.progress_text))
        self.result.setText(idea_words.result(idea))
        self.result.setVisible(bool(self.result.text()))
        self.credit.setChecked(card.credit)
        self.public.setChecked(card.public)
        if card.stage == idea_words.NOT_NOW:
            self._not_now = False
        self.stage.set_value(idea_words.NOT_NOW if self._not_now else card.stage)
        self._show_twins(idea)
        self._fit_stage()
        self._show_others()
        self.people.show_idea(idea)
        self._bring()

    def _fit_stage(self) -> None:
        idea = self.idea
        if idea is None:
            return
        stage = self.stage.value()
        self.reason.setVisible(stage == idea_words.NOT_NOW)
        self.put_aside.setVisible(self._not_now)
        self.kind_words.setVisible(stage == idea_words.NOT_NOW and not self.why.toPlainText().strip())
        tried = stage == "trying" or idea.goal is not None or idea.until is not None
        self.trial.setVisible(tried and stage != idea_words.NOT_NOW)
        self.became.setVisible(stage in ("trying", idea_words.MENU) or bool(idea.offer))

    def _show_twins(self, idea: Idea) -> None:
        lines = []
        for twin in idea.twins:
            said = _("“{words}”").format(words=twin.words) if twin.words else ""
            words = " ".join(part for part in (twin.title, said, twin.by) if part)
            lines.append(_("Joined: {words}").format(words=words))
        self.twins.setText("\n".join(lines))
        self.twins.setVisible(bool(lines))

    def _show_others(self) -> None:
        mine = self.idea.card.id if self.idea is not None else 0
        others = [(str(card.id), clean(card.title, WORDS_KEPT)) for card in self._others if card.id != mine]
        self.other.set_choices([("", _("Choose an idea")), *others])
        self.join_part.setVisible(bool(others))
        self.join.setEnabled(bool(self.other.value()))

    def _bring(self) -> None:
        part, self._part = self._part, ""
        if part == "people":
            self._to_people.start()
            (self.people.first() or self.back).setFocus(Qt.FocusReason.OtherFocusReason)
        elif part == idea_words.NOT_NOW and self.idea is not None and self.idea.card.stage != idea_words.NOT_NOW:
            self.stage.set_value(idea_words.NOT_NOW)
            self._on_stage(idea_words.NOT_NOW)

    def _scroll_to_people(self) -> None:
        """Who wants it stands at the top, as soon as everything has its place."""
        self.area.verticalScrollBar().setValue(self.people.y())

    def _gone(self, problem: Problem) -> None:
        if isinstance(problem, NotFound):
            self.said.emit(say.problem(problem))
            self.idea, self.key = None, 0
            self.leave.emit()
        else:
            self.problem.emit(problem)

    # Acts

    def _edit(self, name: str, words: str) -> None:
        from relnotebook.notebook import ideas

        if self._bridge is None or self.idea is None:
            return
        written = self._bridge.write(ideas.edit, self.idea.card.id, **{name: words})
        written.then(partial(self._accepted, name)).otherwise(partial(self._refused, name))

    def _accepted(self, name: str, _value: object) -> None:
        self._frames[name].say("")

    def _refused(self, name: str, problem: Problem) -> None:
        if isinstance(problem, Refusal):
            self._fields[name].refuse(say.problem(problem))
        else:
            self._not_written(problem)

    def _refuse_all(self) -> None:
        for line in self._fields.values():
            line.accept()

    def _tick(self, name: str, on: bool) -> None:
        from relnotebook.notebook import ideas

        if self.idea is not None:
            self._write(ideas.edit, self.idea.card.id, **{name: on})

    def _one_more(self) -> None:
        from relnotebook.notebook import ideas

        if self.idea is not None:
            self.flush()
            self._write(ideas.edit, self.idea.card.id, reached=(self.idea.reached or 0) + 1)

    def _on_stage(self, stage: str) -> None:
        """Another stage. "Not now" waits for its reason, so that nobody hears a bare no."""
        from relnotebook.notebook import ideas

        if self.idea is None:
            return
        self._not_now = stage == idea_words.NOT_NOW and self.idea.card.stage != idea_words.NOT_NOW
        self._fit_stage()
        if self._not_now:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(self.reason, 0, theme.of().px(8))
        elif stage != self.idea.card.stage:
            self._write(ideas.move, self.idea.card.id, stage)

    def _aside(self) -> None:
        from relnotebook.notebook import ideas

        why = self.why.toPlainText().strip()
        if not why:
            self.why.refuse(_("A reason they can live with. One sentence is enough."))
            self.why.setFocus()
            return
        if self.idea is not None:
            self.flush()
            if has_focus_inside(self.reason):  # what was pressed goes, and would hand the keyboard to the next field
                self.stage.button(idea_words.NOT_NOW).setFocus(Qt.FocusReason.OtherFocusReason)
            self._write(ideas.move, self.idea.card.id, idea_words.NOT_NOW, why=why)

    def _take_reason(self, words: str) -> None:
        self.why.setPlainText(words)
        self.why.flush()
        self.why.setFocus()
        self._fit_stage()

    def _join(self) -> None:
        from relnotebook.notebook import ideas

        twin = self.other.value()
        if self.idea is not None and twin.isdecimal():
            self._write(ideas.join, self.idea.card.id, int(twin))

    def remove(self) -> None:
        """Take the idea off the board; Ctrl+Z brings it back."""
        from relnotebook.notebook import ideas

        if self.idea is not None:
            self._write(ideas.remove, self.idea.card.id).then(lambda _value: self.leave.emit())

    def _tell(self, who: Supporter) -> None:
        from relnotebook.notebook import supporters

        self._write(supporters.tell, who.id)

    def _mailed(self) -> None:
        from relnotebook.notebook import supporters

        if self.idea is not None and (told := idea_words.told_by_mail(self.idea)):
            self._write(supporters.tell_many, told, how="email")

    def _copy(self) -> None:
        if self.idea is not None:
            QGuiApplication.clipboard().setText(addresses(self.idea))
            self.people.note_copied(self.idea.card.id)
            self.said.emit(copied_words(self.idea))

    def _withdraw(self, who: Supporter) -> None:
        from relnotebook.notebook import supporters

        self._write(supporters.withdraw, who.id)

    def _weigh(self, who: Supporter, weight: int) -> None:
        from relnotebook.notebook import supporters

        if self.idea is not None and who.customer is not None:
            self._write(supporters.support, self.idea.card.id, who.customer, weight=weight)

    def _support(self, customer: CustomerId, quote: str) -> None:
        from relnotebook.notebook import supporters

        if self.idea is not None:
            written = self._write(supporters.support, self.idea.card.id, customer, quote=quote)
            written.then(lambda _value: self.people.added_done())

    def _count(self, many: int) -> None:
        from relnotebook.notebook import supporters

        if self.idea is not None:
            self._write(supporters.tally, self.idea.card.id, many)

    def _write(self, act: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        assert self._bridge is not None
        return self._bridge.write(act, *args, **kw).otherwise(self._not_written)

    def _not_written(self, problem: Problem) -> None:
        if isinstance(problem, NotFound | Refusal):
            announce(self, say.problem(problem))
            self.said.emit(say.problem(problem))
        else:
            self.problem.emit(problem)
        self.reload()

    # Building

    def _build(self) -> None:
        self.back = button(_("Back to the board"), kind="ghost", icon="arrow-left", key=_("Esc"))
        self.more = icon_button("dots", _("More"))
        self.title = PlainLabel("", "title", wrap=True)
        self.origin = PlainLabel("", "small", "ink2", wrap=True)
        stages = (*idea_words.stages(), (idea_words.NOT_NOW, idea_words.stage_word(idea_words.NOT_NOW)))
        self.stage = Picks(_("How far it is"), tuple((key, words, "") for key, words in stages))
        self.progress = PlainLabel("", "small", "ink2", wrap=True)
        self.result = PlainLabel("", "strong", "ink", wrap=True)
        self.one_more = button(_("One more"), kind="secondary", icon="plus")
        self.put_aside = button(_("Put it aside for now"), kind="primary")
        self.credit = Tick(_("Who suggested it may be named"))
        self.public = Tick(_("On the vote sheet for customers"))
        self.twins = PlainLabel("", "small", "ink2", wrap=True)
        self.other = Choice((("", _("Choose an idea")),))
        self.join = button(_("Make them one"), kind="secondary")
        self.people = People()
        self._build_fields()

    def _build_fields(self) -> None:
        self.why = SavingText(lines=2)
        lines: tuple[tuple[str, str, SavingLine | SavingText, bool], ...] = (
            ("title", _("The idea in a few words"), SavingLine(), False),
            ("words", _("As they said it"), SavingText(lines=2), True),
            ("note", _("What colleagues should know"), SavingText(lines=2), True),
            ("why", _("Why not now, in kind words"), self.why, False),
            ("reached", _("So far"), SavingLine(placeholder="32"), False),
            ("goal", _("Of"), SavingLine(placeholder="50"), False),
            ("unit", _("What is counted"), SavingLine(placeholder=_("cups")), True),
            ("until", _("Until"), SavingLine(placeholder=_("such as 30 November")), True),
            ("offer", _("How we offer it"), SavingLine(placeholder=_("Decaf at no extra cost")), True),
            ("price", _("Price"), SavingLine(placeholder="3.50"), True),
            ("item", _("What to count among the visits"), SavingLine(placeholder=_("Decaf")), True),
        )  # fmt: skip
        for name, label, line, optional in lines:
            self._fields[name] = line
            self._frames[name] = field(label, line, optional)
            line.saved.connect(partial(self._edit, name))

    def _lay_out(self) -> None:
        top = self._top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.more)
        words, inside = QVBoxLayout(), QWidget()
        self._words = words
        for part in (self.title, self.origin, field(_("How far it is"), self.stage), self._reason(), self._trial(),
                     self._became(), self._frames["title"], self._frames["words"], self._frames["note"],
                     self.credit, self.public, self.twins, self._joining()):  # fmt: skip
            words.addWidget(part)
        words.addStretch(1)
        inside.setProperty("role", "clear")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.addLayout(words, 3)
        self._columns.addWidget(self.people, 2)
        self.area = QScrollArea()
        self.area.setProperty("thin", "page")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        outer = self._outer = QVBoxLayout(self)
        outer.addLayout(top)
        outer.addWidget(self.area, 1)

    def _reason(self) -> QWidget:
        self.reason = Sheet(inside=12)
        self.kind_words = QWidget()
        column = QVBoxLayout(self.kind_words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(4))
        self.offers: list[KeyButton] = []
        for words in idea_words.kind_reasons():
            made = button(words, kind="quiet")
            made.lead()
            made.setMinimumWidth(theme.of().px(64))
            made.clicked.connect(partial(self._take_reason, words))
            self.offers.append(made)
            column.addWidget(made)
        for part in (self._frames["why"], self.kind_words):
            self.reason.box.addWidget(part)
        self.reason.box.addWidget(self.put_aside, 0, Qt.AlignmentFlag.AlignLeading)
        return self.reason

    def _trial(self) -> QWidget:
        self.trial = Sheet(inside=12)
        flow = QWidget()
        row = FlowLayout(flow, gap=10, line_gap=6)
        for name in TRIAL:
            row.addWidget(self._frames[name])
        foot = QHBoxLayout()
        foot.addWidget(self.one_more)
        foot.addWidget(self.progress, 1)
        foot.setSpacing(theme.of().px(10))
        self.trial.box.addWidget(PlainLabel(_("The trial"), "strong"))
        self.trial.box.addWidget(flow)
        self.trial.box.addLayout(foot)
        return self.trial

    def _became(self) -> QWidget:
        self.became = Sheet(inside=12)
        self.became.box.addWidget(PlainLabel(_("What became of it"), "strong"))
        for name in ("offer", "price", "item"):
            self.became.box.addWidget(self._frames[name])
        self._frames["price"].setMaximumWidth(theme.of().px(140))
        self.became.box.addWidget(self.result)
        return self.became

    def _joining(self) -> QWidget:
        self.join_part, row = QWidget(), QWidget()
        flow = FlowLayout(row, gap=8, line_gap=6)
        self.other.setMinimumWidth(theme.of().px(120))
        self.other.setMaximumWidth(theme.of().px(320))
        flow.addWidget(self.other)
        flow.addWidget(self.join)
        column = QVBoxLayout(self.join_part)
        column.setContentsMargins(0, theme.of().px(6), 0, 0)
        column.setSpacing(theme.of().px(5))
        label = PlainLabel(_("The same as another idea? Everybody is counted once."), "field", wrap=True)
        label.setBuddy(self.other)
        self.other.setAccessibleName(_("The same as another idea"))
        column.addWidget(label)
        column.addWidget(row)
        return self.join_part

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.more.clicked.connect(self._open_menu)
        self.stage.picked.connect(self._on_stage)
        self.put_aside.clicked.connect(self._aside)
        self.one_more.clicked.connect(self._one_more)
        self.credit.clicked.connect(lambda on: self._tick("credit", on))
        self.public.clicked.connect(lambda on: self._tick("public", on))
        self.other.picked.connect(lambda key: self.join.setEnabled(bool(key)))
        self.join.clicked.connect(self._join)
        people = self.people
        people.told.connect(self._tell)
        people.taken_back.connect(self._withdraw)
        people.weighed.connect(self._weigh)
        people.added.connect(self._support)
        people.counted.connect(self._count)
        people.copied.connect(self._copy)
        people.mailed.connect(self._mailed)
        people.opened.connect(self._open_card)

    def _open_card(self, who: Supporter) -> None:
        if self.idea is not None:
            among = tuple(one.customer for one in self.idea.supporters if one.customer is not None)
            self.open_card.emit(who.customer, among)

    def _open_menu(self) -> None:
        menu, look = Menu("", self.more), theme.of()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("trash"), _("Remove the idea"), self.remove)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        way = QBoxLayout.Direction
        beside = self.width() >= theme.of().px(SIDE_BY_SIDE)
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _dress(self) -> None:
        px = theme.of().px
        self._outer.setContentsMargins(px(16), px(8), px(24), 0)
        self._outer.setSpacing(px(4))
        self._columns.setContentsMargins(px(8), 0, px(8), px(20))
        self._columns.setSpacing(px(20))
        self._words.setSpacing(px(10))
        for name, wide in TRIAL.items():
            frame = self._frames[name]
            frame.setFixedWidth(max(px(wide), frame.caption_width()))
        self._fit()


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
