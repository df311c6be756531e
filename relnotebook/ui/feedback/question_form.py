"""Writing a question: its kind, its words in each language, a second question for words. It saves itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base.problems import NotFound, Problem
from relnotebook.base.words import _
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.feedback.question_words import KINDS, PARTS, Asked, Wording, kinds, plain
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, SavingText, Switch, button, field

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.surveys import Survey


class QuestionForm(QWidget):
    """The editor of one question.

    Words that cannot be kept as a question (there is none yet, or it was refused) are kept as a draft and come back.

    Attributes:
        survey: the question it shows; None for a new one.
        first: the code of the language the screen begins in; languages: (code, own name) of all.
    Signals:
        edited: something in it is another now, or another language is looked at; the preview follows.
        kept: (survey or None, words) to be kept as a draft; {} when there is nothing to keep any more.
        made: a new question got its identity.
    """

    edited = Signal()
    kept = Signal(object, object)
    made = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.survey: int | None = None
        self.first = "en"
        self.languages: tuple[tuple[str, str], ...] = (("en", "English"),)
        self._bridge: Bridge | None = None
        self._asked = Asked()
        self._known = Asked()  # what the notebook holds
        self._dirty = self._waiting = self._drafted = False
        self._on_the_way = 0
        self._turn = 0  # which question it shows; an answer to one shown before is nobody's here
        self._next: Callable[[int], object] | None = None  # what waits for the saving
        self._left: dict[int, Asked] = {}  # typed while the first saving of a question left behind was on its way
        self._fixed = False
        self._starters: Mapping[str, str] = {}
        self._build()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    # What stands in it

    @property
    def asked(self) -> Asked:
        """The question as it is typed."""
        return self._asked

    def show_languages(self, languages: tuple[tuple[str, str], ...], starters: Mapping[str, str]) -> None:
        """The languages of the screen, its own first; `starters`: a question to begin with, by kind."""
        self._starters = starters
        if languages and languages != self.languages:
            self._read_fields()
            self.languages, self.first = languages, languages[0][0]
            self._put_languages()
            self._fill(softly=False)
        self._fit()

    def show_new(self, draft: Mapping[str, str]) -> None:
        """Begin a question, with the words that were kept."""
        self._begin(None, Asked(), draft, fixed=False)

    def show_question(self, survey: Survey, draft: Mapping[str, str]) -> None:
        """Show a question of the notebook. What is being typed, and what could not be kept, stays."""
        if survey.id != self.survey:
            self._begin(survey.id, Asked.of(survey), draft, fixed=survey.has_answers)
            return
        self._fixed = survey.has_answers
        if not (self._dirty or self._on_the_way or self._drafted):
            self._known = Asked.of(survey)
            self._asked = self._known.with_choices_of(self._asked)
            self._fill(softly=True)
        self._fit()

    def flush(self) -> None:
        """Save now what was typed."""
        for part in (self.question, self.choices, self.more):
            part.flush()
        self._save()

    def start(self) -> None:
        """Put the keyboard where typing begins."""
        self.question.setFocus()
        self.question.selectAll()

    def demand(self) -> bool:
        """Whether there is a question to ask; says what is missing beside its field."""
        if self._asked.ready():
            return True
        self._pick_language(self.first)
        self._on_language()
        asked = bool(self._asked.own.question.strip())
        place = self.choices if asked else self.question
        missing = _("Two choices at least, one a line.") if asked else _("What do you want to ask? A few words do.")
        place.refuse(missing)
        place.setFocus()
        return False

    def when_kept(self, act: Callable[[int], object]) -> None:
        """Save what is typed, and call `act` with the question's identity once it is in the notebook as it stands."""
        self.flush()
        self._next = act
        self._go_on()

    def copy(self, asked: Asked) -> None:
        """Begin a new question with the words of another one; it is written at once."""
        self._begin(None, Asked(), {}, fixed=False)
        self._asked, self._dirty = asked, True
        self._fill(softly=False)
        self._fit()
        self._save()

    def forget(self) -> None:
        """The question is about to be removed: nothing of it is saved any more."""
        self._turn += 1
        self._dirty = self._waiting = False
        self._on_the_way = 0
        if self._drafted:
            self.kept.emit(self.survey, {})

    def _go_on(self) -> None:
        if self._next is not None and self.survey is not None and not (self._on_the_way or self._drafted):
            act, self._next = self._next, None
            act(self.survey)

    @property
    def language(self) -> str:
        """The code of the language looked at."""
        return self.speaks.value() or self.first

    def _begin(self, survey: int | None, known: Asked, draft: Mapping[str, str], *, fixed: bool) -> None:
        if self._waiting:
            self._left[self._turn] = self._asked
        self._turn, self._next = self._turn + 1, None
        self.survey, self._known, self._fixed = survey, known, fixed
        self._asked = Asked.of_words(draft) if draft else known
        self._dirty = self._waiting = False
        self._on_the_way, self._drafted = 0, bool(draft)
        for part in (self.question, self.choices, self.more):
            part.accept()
        self.refusal.hide()
        self._pick_language(self.first)
        self._fill(softly=False)
        self._fit()

    # Building

    def _build(self) -> None:
        self.told = PlainLabel(_("We kept what you typed."), "small", "ink2", wrap=True)
        self.kind = Picks(_("What is answered"), kinds())
        self.speaks = Picks(_("Language"), ())
        self.question, self.choices = SavingText(lines=2), SavingText(lines=3)
        self.more, self.name = SavingText(lines=1), Switch(_("Ask for a name and a way to reply"))
        self.fixed = PlainLabel(
            _("It was answered already, so its kind stays. Its words can still be mended."),
            "small", "ink2", wrap=True,
        )  # fmt: skip
        self.starter = button(_("Take ours"), "ghost", "bulb")
        self.question_field = field(_("The question"), self.question)
        self.choices_field = field(_("What can be chosen, one a line"), self.choices)
        self.more_field = field(_("Then ask for words"), self.more, optional=True)
        self.hint = PlainLabel("", "small", "ink2", wrap=True)
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._languages = QVBoxLayout()
        self._languages.addWidget(self.speaks)
        column.addWidget(self.told)
        column.addWidget(self.kind)
        column.addWidget(self.fixed)
        column.addLayout(self._languages)
        for part in (self.question_field, self.starter, self.choices_field, self.more_field, self.hint, self.name,
                     self.refusal):  # fmt: skip
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.starter else Qt.AlignmentFlag(0))
        self._connect()
        self._dress()
        themes.of().changed.connect(self._dress)
        self._fit()

    def _connect(self) -> None:
        for part in (self.question, self.choices, self.more):
            part.textChanged.connect(self._on_typed)
            part.saved.connect(lambda _text: self._save())
        self.kind.picked.connect(lambda _key: self._on_taken())
        self.name.clicked.connect(lambda _on: self._on_taken())
        self.starter.clicked.connect(self._on_starter)

    def _put_languages(self) -> None:
        """One button for each language of the screen."""
        old = self.speaks
        self.speaks = Picks(_("Language"), tuple((code, own, "") for code, own in self.languages))
        self.speaks.picked.connect(lambda _code: self._on_language())
        self._languages.replaceWidget(old, self.speaks)
        old.hide()
        old.deleteLater()

    def _dress(self) -> None:
        self._column.setSpacing(themes.of().px(12))

    def _fit(self) -> None:
        """What the kind and the language ask for."""
        kind, first = self._asked.kind, self.language == self.first
        several = len(self.languages) > 1
        self.told.setVisible(self._drafted and not self._dirty)
        self.fixed.setVisible(self._fixed)
        for key in KINDS:
            self.kind.button(key).setEnabled(not self._fixed or key == kind)
        self.speaks.setVisible(several)
        self.choices_field.setVisible(kind == "choices")
        self.more_field.setVisible(kind != "words")
        self.name.setVisible(first)
        starter = self._starters.get(kind, "")
        own = self._asked.own
        ours = self._translated()
        self.question.setPlaceholderText((starter or _("Which bread shall we bake on Saturdays?")) if first else ours)
        self.choices.setPlaceholderText(_("Rye bread\nCinnamon buns") if first else own.choices)
        ours = _("Empty: “What made it good?”, by the answer")
        by_answer = ours if kind in ("faces", "nps") else _("What would you like instead?")
        self.more.setPlaceholderText(by_answer if first or not own.more else own.more)
        self.starter.setVisible(first and bool(starter) and not own.question)
        self._say_hint()

    def _translated(self) -> str:
        """How the question reads in the language looked at as long as nobody wrote it: ours, or as it is."""
        from relnotebook.notebook import screenwords

        own = self._asked.own.question
        return screenwords.translated(own, self.language) or own

    def _say_hint(self) -> None:
        """What is missing in another language."""
        code = self.language
        own, here = self._asked.own, self._asked.wording(code, self.first)
        names = dict(self.languages)
        sentence = ""
        if code != self.first and own.question and not here.question:
            ours = self._translated() != own.question
            read = _("Not written in this language yet: customers read it in {language}.")
            sentence = _("Customers read our own words in this language, unless you write yours.") if ours else read
        elif code != self.first and self._asked.kind == "choices" and len(here.lines()) != len(own.lines()):
            sentence = _("In the same order; where a line is empty, customers read the choice in {language}.")
        self.hint.setText(sentence.replace("{language}", names.get(self.first, self.first)))
        self.hint.setVisible(bool(sentence))

    # Filling and reading

    def _fill(self, *, softly: bool) -> None:
        """Put the words into the fields; `softly` leaves a field alone that says the same but for spaces."""
        self.kind.set_value(self._asked.kind)
        self.name.setChecked(self._asked.asks_name)
        here = self._asked.wording(self.language, self.first)
        for part in PARTS:
            text: SavingText = getattr(self, part)
            value = getattr(here, part)
            if softly and text.hasFocus() and plain(text.toPlainText(), part) == plain(value, part):
                continue
            text.blockSignals(True)  # what the notebook says is nobody's typing
            text.set_value(value)
            text.blockSignals(False)
            text.updateGeometry()
        self.edited.emit()

    def _read_fields(self) -> None:
        """The question as the fields say it now."""
        code = self.language
        gaps = code != self.first  # an empty line there is a choice that reads as it does in the first language
        wording = Wording(*(plain(getattr(self, part).toPlainText(), part, gaps=gaps) for part in PARTS))
        others = dict(self._asked.others)
        own = self._asked.own
        if code == self.first:
            own = wording
        else:
            others[code] = wording
        kept = tuple((key, one) for key, one in sorted(others.items()) if one.filled())
        self._asked = Asked(self.kind.value(), own, kept, self.name.isChecked())

    def _pick_language(self, code: str) -> None:
        self.speaks.set_value(code)

    # What a person does

    def _on_typed(self) -> None:
        self._dirty = True
        self.refusal.hide()
        self._read_fields()
        self._fit()
        self.edited.emit()

    def _on_taken(self) -> None:
        """A kind, or the switch: there is nothing to wait for."""
        self._dirty = True
        self._read_fields()
        self._fit()
        self.edited.emit()
        self._save()

    def _on_language(self) -> None:
        """The words in the fields were read as they were typed; now those of another language stand there."""
        self._save()
        for part in (self.question, self.choices, self.more):
            part.accept()
        self._fill(softly=False)
        self._fit()

    def _on_starter(self) -> None:
        self.question.setPlainText(self._starters.get(self._asked.kind, ""))
        self.start()

    # Saving

    def _save(self) -> None:
        """Write the question, or keep its words until there is a question to write."""
        if self._bridge is None or not self._dirty:
            return
        if self.survey is None and self._on_the_way:
            self._waiting = True
            return
        asked = self._asked
        self._dirty = False
        if not asked.ready():
            self._keep(asked)
        elif asked.saved() != self._known or self._drafted:
            self._on_the_way += 1
            self._write(asked, _Sent(self._turn, self.survey, self._drafted))

    def _write(self, asked: Asked, sent: _Sent) -> None:
        from relnotebook.notebook import surveys

        if self._bridge is None:
            return
        ask = self._bridge.write(
            surveys.set_survey,
            asked.kind,
            asked.own.question,
            choices=asked.own.choices if asked.kind == "choices" else "",
            more=asked.own.more,
            texts=asked.saved().texts(),
            asks_name=asked.asks_name,
            survey=sent.survey,
        )
        ask.then(lambda key: self._saved(sent, asked, key)).otherwise(lambda found: self._not_saved(sent, asked, found))

    def _keep(self, asked: Asked) -> None:
        """There is no question to write yet, or it was refused: nothing typed is lost all the same."""
        self._drafted = bool(asked.words())
        self.kept.emit(self.survey, asked.words())
        if self.survey is not None and not asked.own.question.strip():
            self.question.refuse(_("A question needs words. Until then customers read it as it was."))

    def _saved(self, sent: _Sent, asked: Asked, key: int) -> None:
        if sent.drafted:
            self.kept.emit(sent.survey, {})
        if sent.turn != self._turn:
            self._saved_behind(sent, key)
            return
        self._on_the_way = max(self._on_the_way - 1, 0)
        self._drafted, self._known, self.survey = False, asked.saved(), key
        for part in (self.question, self.choices, self.more):
            part.accept()
        self.refusal.hide()
        if sent.survey is None:
            self.made.emit(key)
        if self._waiting:
            self._waiting, self._dirty = False, True
            self._save()
        self._fit()
        self._go_on()

    def _saved_behind(self, sent: _Sent, key: int) -> None:
        """Another question is shown by now; what was typed meanwhile into the one left behind follows it."""
        later = self._left.pop(sent.turn, None)
        if later is not None and sent.survey is None:
            self._write(later, _Sent(sent.turn, key, drafted=False))

    def _not_saved(self, sent: _Sent, asked: Asked, problem: Problem) -> None:
        """Say it where it belongs; the words stay, and are kept as a draft."""
        if sent.turn != self._turn:
            self.kept.emit(sent.survey, self._left.pop(sent.turn, asked).words())
            return
        self._on_the_way = max(self._on_the_way - 1, 0)
        self._waiting, self._next = False, None
        if isinstance(problem, NotFound):
            self.survey = None  # it was removed meanwhile: the words are those of a new question
        self._keep(self._asked)
        sentence = say.problem(problem)
        places = {"question": self.question, "few-choices": self.choices, "many-choices": self.choices}
        place = places.get(problem.code) or places.get(str(problem.facts.get("field", "")))
        if place is not None and place.isVisible():
            place.refuse(sentence)
        else:
            self.refusal.setText(sentence)
            self.refusal.show()


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a write on its way belongs to: which showing of which question, and whether it was kept as a draft."""

    turn: int
    survey: int | None
    drafted: bool
