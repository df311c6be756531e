"""Ask a question: the shop's questions, one of them open to be written, seen as on the screen, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.question_form import QuestionForm
from relnotebook.ui.feedback.question_list import QuestionList
from relnotebook.ui.feedback.question_preview import QuestionPreview
from relnotebook.ui.feedback.question_results import QuestionResults
from relnotebook.ui.feedback.question_words import KINDS
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import Choice, EmptyState, PlainLabel, Segments, button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.screen import Screen
    from relnotebook.notebook.surveys import Results, Survey, SurveyLine

LIST, SIDE, GAP, EDGE = 220, 320, 24, 24
PICK = 200  # px at 100 % without which a question to choose is not read
SIDE_BY_SIDE, WITH_LIST, ROOMY = 820, 600, 1080  # px at 100 %: preview, list beside the form; both wider
NEW = "new"


@dataclass(frozen=True, slots=True)
class View:
    """What the tab shows.

    Attributes:
        survey: the question that is open, None for a new one; results: what was answered to it.
        screen: the customer screen as it is now; starters: our own question of each kind, in its first language.
        draft: words of the open question that could not be saved yet; new: the same of a question not written yet.
    """

    lines: tuple[SurveyLine, ...]
    survey: Survey | None
    results: Results | None
    screen: Screen
    starters: Mapping[str, str]
    draft: Mapping[str, str]
    new: Mapping[str, str]


class QuestionsView(QWidget):
    """The tab "Ask a question".

    Signals:
        said: a sentence for the toast.
        problem: a Problem that has no place beside a field.
        open_card: (customer id, ids), never sent: answers belong to nobody.
        counted: how many questions there are.
    """

    said = Signal(object)
    problem = Signal(object)
    open_card = Signal(object, object)
    counted = Signal(int)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._bridge: Bridge | None = None
        self._view: View | None = None
        self._wanted: int | None = None
        self._new = False
        self.list, self.form, self.results = QuestionList(), QuestionForm(), QuestionResults()
        self.preview = QuestionPreview()
        self.pick = Choice()
        self.new_button = button(_("New question"), "secondary", "plus")
        self.part = Segments([("form", _("The question"), ""), ("results", _("Answers"), "")])
        self.state = PlainLabel("", "small", "ink2", wrap=True)
        self.ask = button(_("Put it on the customer screen"), "primary", "device-tablet")
        self.stop = button(_("Stop asking"), "secondary", "hand-stop")
        self.hand = button(actions["hand_over"], "secondary", "device-tablet")
        self.again = button(_("Ask it anew"), "ghost", "refresh")
        self.remove = button(_("Remove the question"), "danger", "trash")
        words = _("One at a time on the customer screen: faces, 0 to 10, choices or words.")
        self.empty = EmptyState(_("Ask your customers something."), words, _("New question"))
        self._build()
        self._connect()
        themes.of().changed.connect(self._fit)
        self._show_part("form")

    # What the page tells

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self.form.attach(bridge)

    def reload(self) -> None:
        """Read everything again; what is being typed stays."""
        if self._bridge is not None:
            ask = self._bridge.read(read, self._wanted, new=self._new)
            ask.latest(self, "questions").then(self._show).otherwise(self.problem.emit)

    def flush(self) -> None:
        """Save what is half typed."""
        self.form.flush()

    def show_person(self, name: str) -> None:
        """Who is at the till makes no difference here."""

    def press_main(self) -> None:
        """Ctrl+Enter: ask this question."""
        if self.ask.isVisible():
            self.ask.click()

    def take_focus(self) -> None:
        """The keyboard goes to the question that is open, or to the button for a new one."""
        row = self.list.rows.get(self._wanted) if self._wanted is not None else None
        start = row if row is not None and row.isVisible() else self.new_button
        (self.empty.button if self.empty.isVisible() else start).setFocus()

    def begin_new(self) -> None:
        """Begin a question, or go on with the one that was begun."""
        if not self._new:
            self.form.flush()
            self._new, self._wanted = True, None
            self.form.show_new(self._view.new if self._view is not None else {})
            self._show_part("form")
            self._pages.setCurrentWidget(self._board)
            self.reload()
        self.form.start()

    def open_question(self, survey: int) -> None:
        """Show another question."""
        if survey == self._wanted and not self._new:
            return
        self.form.flush()
        self._new, self._wanted = False, survey
        self.reload()

    # Building

    def _build(self) -> None:
        self._left, self._middle, self._side = QWidget(), QScrollArea(), QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.new_button)
        left.addWidget(self.list, 1)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._column = QVBoxLayout(self._inside)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.pick.setAccessibleName(_("Question"))
        self._top.addWidget(self.pick, 1)
        self._column.addLayout(self._top)
        self._column.addWidget(self.part)
        self._column.addWidget(self.form)
        self._column.addWidget(self.results)
        self._column.addStretch(1)
        self._middle.setProperty("thin", "true")
        self._middle.setWidgetResizable(True)
        self._middle.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._middle.setWidget(self._inside)
        self._build_side()
        self._board, self._nothing = QWidget(), QWidget()
        self._across = QHBoxLayout(self._board)
        for part, stretch in ((self._left, 0), (self._middle, 1), (self._side, 0)):
            self._across.addWidget(part, stretch)
        nothing = QVBoxLayout(self._nothing)
        nothing.addStretch(1)
        nothing.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        nothing.addStretch(2)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._board)
        self._pages.addWidget(self._nothing)

    def _build_side(self) -> None:
        self.turn = button(_("Next page"), "ghost", "arrow-right")
        self.turn.clicked.connect(self._on_turned)
        column = self._side_column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        parts = (PlainLabel(_("On the customer screen"), "caption", "ink3"), self.preview, self.turn, self.state,
                 self.ask, self.stop, self.hand)  # fmt: skip
        for part in parts:
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignRight if part is self.turn else Qt.AlignmentFlag(0))
        for ghost in (self.again, self.remove):
            column.addWidget(ghost, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.begin_new)
        self.empty.clicked.connect(self.begin_new)
        self.list.chosen.connect(self.open_question)
        self.pick.picked.connect(lambda key: self.begin_new() if key == NEW else self.open_question(int(key)))
        self.part.picked.connect(self._show_part)
        self.form.edited.connect(self._draw)
        self.form.kept.connect(self._keep)
        self.form.made.connect(self._on_made)
        self.ask.clicked.connect(self._on_ask)
        self.stop.clicked.connect(self._on_stop)
        self.again.clicked.connect(self._on_again)
        self.remove.clicked.connect(self._on_remove)

    # Showing

    def _show(self, view: View) -> None:
        before, self._view = self._view, view
        self.counted.emit(len(view.lines))
        self.form.show_languages(view.screen.languages, view.starters)
        if self._new or view.survey is None:
            self._wanted = None
            if not self._new and view.new:
                self._new = True
                self.form.show_new(view.new)
        else:
            fresh = self._wanted != view.survey.id or before is None or before.survey is None
            self._wanted = view.survey.id
            self.form.show_question(view.survey, view.draft)
            if fresh or before is None or before.survey is None or before.survey.id != view.survey.id:
                answered = view.results is not None and view.results.n > 0
                self._show_part("results" if answered else "form")
        self._pages.setCurrentWidget(self._board if view.lines or self._new else self._nothing)
        self._show_rest(view)

    def _show_rest(self, view: View) -> None:
        self.list.show_lines(view.lines, self._wanted)
        self.new_button.setText(_("Go on with your question") if view.new and not self._new else _("New question"))
        offered = [(str(one.id), one.question) for one in view.lines]
        self.pick.set_choices([(NEW, _("A new question")), *offered] if self._new else offered)
        self.pick.set_value(NEW if self._new else str(self._wanted))
        answered = view.results is not None and (view.results.n > 0 or view.results.folded > 0)
        if view.results is not None:
            self.results.show_results(view.results)
        self.part.setVisible(answered and not self._new)
        if not self.part.isVisibleTo(self):
            self._show_part("form")
        self._show_state(view)
        self._draw()
        self._fit()

    def _show_state(self, view: View) -> None:
        """What can be done with the question, and how it stands."""
        line = self._line()
        state = line.state if line is not None else "draft"
        asked = next((one for one in view.lines if one.state == "live"), None)
        if line is not None and state == "live":
            day = say.day_short(line.opened, clock.now()) if line.opened else ""
            sentence = _("It has been asked since {day}.").format(day=day) if day else _("It is asked now.")
        elif asked is not None:
            sentence = _("“{question}” is asked now. It stops when you ask this one.")
            sentence = sentence.format(question=asked.question)
        else:
            sentence = _("Nothing is asked now.")
        self.state.setText(sentence)
        self.ask.setVisible(state != "live")
        self.ask.setText(_("Ask it again") if state == "closed" else _("Put it on the customer screen"))
        self.stop.setVisible(state == "live")
        self.hand.setVisible(asked is not None)
        answered = view.survey is not None and view.survey.has_answers and not self._new
        self.again.setVisible(answered)
        self.remove.setVisible(line is not None and state != "live" and not answered)

    def _draw(self) -> None:
        """The preview follows every key."""
        if self._view is not None:
            self.preview.show_asked(self._view.screen, self.form.asked, self.form.first, self.form.language)
            self._say_page()

    def _on_turned(self) -> None:
        self.preview.turn()
        self._say_page()

    def _say_page(self) -> None:
        at = self.preview.pages.index(self.preview.page) + 1
        words = _("Page {n} of {of}").format(n=at, of=len(self.preview.pages))
        self.turn.setText(words)
        self.turn.setAccessibleName(_("{page}. Show the next page.").format(page=words))

    def _show_part(self, part: str) -> None:
        self.part.set_value(part)
        self.form.setVisible(part == "form")
        self.results.setVisible(part == "results")

    def _line(self) -> SurveyLine | None:
        if self._view is None or self._new:
            return None
        return next((one for one in self._view.lines if one.id == self._wanted), None)

    # What is done

    def _on_ask(self) -> None:
        if self.form.demand():
            self.form.when_kept(self._ask)

    def _ask(self, survey: int) -> None:
        from relnotebook.notebook import surveys

        if self._bridge is not None:
            self._bridge.write(surveys.open_, survey).otherwise(self.problem.emit)

    def _on_stop(self) -> None:
        from relnotebook.notebook import surveys

        if self._bridge is not None and self._wanted is not None:
            self._bridge.write(surveys.close, self._wanted).otherwise(self.problem.emit)

    def _on_again(self) -> None:
        """The same question without its answers, to be changed and asked as a new one."""
        asked = self.form.asked
        self.form.flush()
        self._new, self._wanted = True, None
        self.form.copy(asked)
        self._show_part("form")
        self.reload()
        self.form.start()

    def _on_remove(self) -> None:
        from relnotebook.notebook import surveys

        if self._bridge is not None and self._wanted is not None:
            self.form.forget()
            self._bridge.write(surveys.remove, self._wanted).otherwise(self._not_removed)

    def _not_removed(self, problem: Problem) -> None:
        self.problem.emit(problem)
        self.reload()

    def _on_made(self, survey: int) -> None:
        """The new question is in the notebook: from now on it is one of the list."""
        self._new, self._wanted = False, survey
        self.reload()

    def _keep(self, survey: int | None, words: Mapping[str, str]) -> None:
        from relnotebook.notebook import drafts

        if self._bridge is not None and not self._bridge.closed:
            self._bridge.keep(drafts.keep, place(survey), dict(words)).latest(self, place(survey))

    # Fitting

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn: side by side its columns would insist on their whole width."""
        return QSize(themes.of().px(200), themes.of().px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Three columns; where there is less room the preview goes below the form, then the list into a choice."""
        px, wide = themes.of().px, self.width() / themes.of().look.scale - 2 * EDGE
        beside, listed = wide >= SIDE_BY_SIDE, wide >= WITH_LIST
        roomy = wide >= ROOMY
        self._left.setVisible(listed)
        self._left.setFixedWidth(px(LIST if roomy else LIST - 20))
        self.pick.setVisible(not listed)
        self._put_new(self._left.layout() if listed else self._top, at=0 if listed else 1)
        bar = self._middle.verticalScrollBar().sizeHint().width()
        room = self.width() - px(2 * EDGE + 25) - bar - self.new_button.sizeHint().width()
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.LeftToRight if listed or room >= px(PICK) else ways.TopToBottom)
        if beside != (self._side.parentWidget() is self._board):
            if beside:
                self._across.addWidget(self._side)
            else:
                self._column.insertWidget(self._column.count() - 1, self._side)
            self._side.show()
        self._side.setMinimumWidth(px(SIDE if roomy else SIDE - 40) if beside else 0)
        self._side.setMaximumWidth(px(SIDE if roomy else SIDE - 40) if beside else px(480))
        self._across.setSpacing(px(GAP))
        self._across.setContentsMargins(px(EDGE), px(16), px(EDGE), 0)
        self._column.setContentsMargins(px(3), px(2), px(12), px(24))
        for column in (self._column, self._side_column, self._top):
            column.setSpacing(px(10))

    def _put_new(self, layout: Any, at: int) -> None:
        if layout.indexOf(self.new_button) < 0:
            layout.insertWidget(at, self.new_button)
            self.new_button.show()


def place(survey: int | None) -> str:
    """Where words of a question are kept that are not saved yet."""
    return f"question/{NEW if survey is None else survey}"


def read(s: Any, wanted: int | None, *, new: bool) -> View:
    """The questions, and everything about one of them: the wanted one, or the first. `s`: a reader lane's session."""
    from relnotebook.notebook import drafts, screen, screenwords, surveys

    lines = surveys.listed(s)
    keys = [one.id for one in lines]
    key = None if new else wanted if wanted in keys else next(iter(keys), None)
    shown = screen.screen(s)
    kept, begun = drafts.of(s, place(key)), drafts.of(s, place(None))
    return View(
        lines,
        surveys.one(s, key) if key is not None else None,
        surveys.results(s, key) if key is not None else None,
        shown,
        {kind: screenwords.starter(kind, shown.languages[0][0]) for kind in KINDS},
        kept.words if kept is not None and key is not None else {},
        begun.words if begun is not None else {},
    )
