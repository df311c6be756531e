"""What a letter or a draft says: one of the shop's messages or one's own words, and how it reads for each of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.ui.mailings.links import WordLink
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import (
    Chip,
    Choice,
    FlowLayout,
    PlainLabel,
    Refusable,
    SavingText,
    Sheet,
    icon_button,
    set_tip,
)
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.correspondence import Look, Text
    from relnotebook.exchange.outgoing import Leaving, Maker
    from relnotebook.notebook.drafts import Draft

PLACE = "mailings/letter"  # where what is typed is kept
SOON = 150  # ms after the last key until the letter is read again
DRAFTS = "drafts"


class LettersForm(QWidget):
    """Which message, own words with their fields, and the letter to the first of them.

    Signals:
        changed: the form is higher or lower than before.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._leaving: Leaving | None = None
        self._look: Look | None = None
        self._format, self._at, self._wording = "letters", 0, 0
        self.kind, self.window_ = Choice(), Choice()
        self.kind.setAccessibleName(_("Which message"))
        self.window_.setAccessibleName(_("Window of the envelope"))
        self.turn = WordLink(_("Another wording"))
        self.subject = QLineEdit()
        self.subject.setPlaceholderText(_("What it is about"))
        self.subject.setAccessibleName(_("Subject"))
        self.words = SavingText(lines=5)
        self.words.setAccessibleName(_("The letter"))
        self.cell = Refusable(self.words)
        self.note = PlainLabel("", "small", "ink2", wrap=True)
        self.preview = Preview()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._connect()
        self._dress()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        from relnotebook.exchange import correspondence, paper_letters
        from relnotebook.notebook import drafts, messages

        self._bridge = bridge
        self.kind.set_choices(tuple(correspondence.kind_titles().items()))
        self.window_.set_choices((("", _("Usual envelope")), *paper_letters.titles().items()))
        if not self._chips.count():
            for name, says in messages.fields():
                self._chips.addWidget(self._chip(name, says))
        bridge.read(drafts.of, PLACE).then(self._take_up)

    def show_leaving(self, leaving: Leaving) -> None:
        """Who is to be written to."""
        self._leaving = leaving
        self._read()

    def show_format(self, form: str) -> None:
        """Letters on paper, or drafts of e-mails."""
        self._format = form
        self._dress_choices()
        self._read()

    @property
    def text(self) -> Text:
        """What is to be written, as it is typed now."""
        from relnotebook.exchange.correspondence import Text

        staff = self._look.staff if self._look is not None else ""
        kind = self.kind.value()
        words, subject = ("", "") if kind else (self.words.toPlainText(), self.subject.text())
        return Text(kind, self._wording, words, subject, staff)

    def maker(self) -> Maker:
        """What writes them.

        Raises what `correspondence.checked` raises, and Refusal("empty-value", field="letter") while there is nothing
        between the greeting and the regards; it is said at the words too.
        """
        from relnotebook.base.problems import Problem, Refusal

        try:
            if self._is_untouched():
                raise Refusal("empty-value", field="letter")
            return self._maker()
        except Problem as problem:
            self.words.refuse(say.problem(problem))
            self.words.setFocus()
            raise

    def _maker(self) -> Maker:
        if self._format == DRAFTS:
            from relnotebook.exchange import drafts

            return drafts.maker(self.text)
        from relnotebook.exchange import paper_letters

        return paper_letters.maker(self.text, self.window_.value())

    def _is_untouched(self) -> bool:
        from relnotebook.exchange import correspondence

        return not self.kind.value() and self.words.toPlainText().split() == correspondence.beginning().split()

    # Choices

    def _take_up(self, draft: Draft | None) -> None:
        """What was typed and chosen the last time; a letter is begun where there is none."""
        from relnotebook.exchange import correspondence

        words = draft.words if draft is not None else {}
        self.kind.set_value(words.get("kind", ""))
        self.window_.set_value(words.get("window", ""))
        self.subject.setText(words.get("subject", ""))
        self.words.set_value(words.get("words") or correspondence.beginning())
        self._dress_choices()
        self._read()

    def _keep(self) -> None:
        from relnotebook.exchange import correspondence
        from relnotebook.notebook import drafts

        typed = self.words.toPlainText()
        kept = {"kind": self.kind.value(), "window": self.window_.value(), "subject": self.subject.text()}
        kept["words"] = "" if typed == correspondence.beginning() else typed
        if self._bridge is not None and not self._bridge.closed:
            self._bridge.keep(drafts.keep, PLACE, kept).latest(self, "keep")

    def _on_kind(self, _kind: str) -> None:
        self._wording = 0
        self._dress_choices()
        self._keep()
        self._read()

    def _on_turned(self) -> None:
        self._wording += 1
        self._read()

    def _on_typed(self) -> None:
        self.words.accept()
        self._soon.start()

    def _on_window(self, _key: str) -> None:
        self._keep()

    def _on_step(self, by: int) -> None:
        self._at += by
        self._read()

    def _on_field(self, name: str) -> None:
        """Puts a field where the cursor is."""
        self.words.insertPlainText("{call_me|" + _("there") + "}" if name == "call_me" else "{" + name + "}")
        self.words.setFocus()

    # The letter as it will be

    def _read(self) -> None:
        from relnotebook.exchange import correspondence

        if self._bridge is None or self._leaving is None:
            return
        ask = self._bridge.read(correspondence.look, self._leaving, self.text, at=self._at, staff=self._bridge.staff)
        ask.latest(self, "look").then(self._show_look)

    def _show_look(self, look: Look) -> None:
        self._look = look
        wrong = look.problem is not None and look.problem.code != "empty-value" and not self.kind.value()
        self.cell.say(say.problem(look.problem) if wrong and look.problem is not None else "")
        self.turn.setVisible(look.wordings > 1)
        self.preview.show_look(look, self._at)
        self._say_note(look)
        self.changed.emit()

    def _say_note(self, look: Look) -> None:
        """Whoever shares a letter is told of, where it is about one person only."""
        told = ""
        if self.kind.value() and look.sharing:
            told = n_(
                "{n} person shares a household with somebody here and gets none of their own.",
                "{n} people share a household with somebody here and get none of their own.",
                look.sharing,
            )
        self.note.setText(told)
        self.note.setVisible(bool(told))

    # Building

    def _chip(self, name: str, says: str) -> Chip:
        chip = Chip(Mark("neutral", "", "{" + name + "}"))
        chip.setAccessibleName(f"{name}: {says}")
        set_tip(chip, says)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where the field is to stand
        chip.clicked.connect(partial(self._on_field, name))
        return chip

    def _lay_out(self) -> None:
        above = QWidget()
        self._top = FlowLayout(above, gap=8, line_gap=8)
        for choice in (self.kind, self.window_, self.turn):
            self._top.addWidget(choice)
        self._own = QWidget()
        self._typing = QVBoxLayout(self._own)
        self._typing.setContentsMargins(0, 0, 0, 0)
        self._typing.addWidget(self.subject)
        self._typing.addWidget(self.cell)
        held = QWidget()
        self._chips = FlowLayout(held)
        self._typing.addWidget(held)
        self._column = QVBoxLayout(self)
        for part in (above, self._own, self.note, self.preview):
            self._column.addWidget(part)
        self.note.hide()

    def _connect(self) -> None:
        self.kind.picked.connect(self._on_kind)
        self.window_.picked.connect(self._on_window)
        self.turn.clicked.connect(self._on_turned)
        self.subject.textEdited.connect(self._on_typed)
        self.subject.editingFinished.connect(self._keep)
        self._soon.timeout.connect(self._keep)
        self.words.textChanged.connect(self._on_typed)
        self.words.saved.connect(self._keep)
        self._soon.timeout.connect(self._read)
        self.preview.stepped.connect(self._on_step)
        theme.of().changed.connect(self._dress)

    def _dress_choices(self) -> None:
        self._own.setVisible(not self.kind.value())
        self.turn.setVisible(bool(self.kind.value()))
        self.window_.setVisible(self._format != DRAFTS)
        self.updateGeometry()

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(0, px(6), 0, px(8))
        for box in (self._column, self._typing):
            box.setSpacing(px(8))


class Preview(Sheet):
    """The letter to one of them: to whom, and the words.

    Signals:
        stepped: the next (1) or the one before (-1) is wanted.
    """

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, inside=14)
        self.who = PlainLabel("", "small", "ink2")
        self.before, self.next = (
            icon_button("arrow-left", _("The one before")),
            icon_button("arrow-right", _("The next one")),
        )
        self.address = PlainLabel("", "small", "ink", wrap=True)
        self.subject = PlainLabel("", "strong", wrap=True)
        self.words = PlainLabel("", "quote", wrap=True)
        top = QHBoxLayout()
        top.addWidget(self.who, 1)
        top.addWidget(self.before)
        top.addWidget(self.next)
        self.box.addLayout(top)
        for part in (self.address, self.subject, self.words):
            self.box.addWidget(part)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))

    def show_look(self, look: Look, at: int) -> None:
        """Show a letter; without one, why there is none."""
        letter = look.letter
        for knob in (self.before, self.next):
            knob.setVisible(look.count > 1 and letter is not None)
        if letter is None:
            self.who.setText(_("Nobody is written to yet.") if not look.count else _("Write it, and see it here."))
            texts = ("", "", "")
        else:
            count = _("{at} of {count}").format(at=at % look.count + 1, count=say.count(look.count))
            self.who.setText(count)
            lines = (look.where,) if look.where else letter.envelope.lines
            texts = ("\n".join(clean(line) for line in lines), letter.message.subject, letter.message.text)
        for part, text in zip((self.address, self.subject, self.words), texts, strict=True):
            part.setText(text)
            part.setVisible(bool(text))
