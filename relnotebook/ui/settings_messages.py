"""Settings: the shop's own wordings for each kind of touch and language, tried at once on a real customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base import languages, words
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import clean
from relnotebook.base.words import _, n_
from relnotebook.ui.settings_parts import Section
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import (
    Chip,
    Choice,
    FlowLayout,
    PlainLabel,
    Refusable,
    Rule,
    SavingText,
    Sheet,
    button,
    icon_button,
    set_tip,
)
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.customers import Hits
    from relnotebook.notebook.messages import Example, Template
    from relnotebook.notebook.shop import Shop

MOST_FOUND = 4


@dataclass(frozen=True, slots=True)
class View:
    """What the section shows: wordings of one kind in one language, whom they are tried on."""

    kind: str
    language: str
    templates: tuple[Template, ...]
    languages: tuple[str, ...]
    example: Example


def kinds() -> list[tuple[str, str]]:
    """(key, name) of every kind of touch with a message, as in a list to choose from."""
    return [
        ("birthday", _("Birthday")),
        ("name_day", _("Name day")),
        ("anniversary", _("Anniversary")),
        ("other", _("Another date")),
        ("years", _("Years as a customer")),
        ("milestone", _("A round number of visits")),
        ("promise", _("Something promised")),
        ("follow_up", _("After a conversation")),
        ("reminder", _("Reminder")),
        ("check", _("A check that is due")),
        ("slipping", _("Not seen for a while")),
        ("feedback", _("What came of their words")),
        ("idea", _("An idea came true")),
    ]


class Messages(Section):
    """Own wordings, ours where there are none, the fields to take from, and how it reads for somebody real."""

    key = "messages"
    icon = "messages"

    def __init__(self) -> None:
        looked_for = (
            _("template"), _("wording"), _("birthday"), _("greeting"), _("e-mail"), _("letter"), _("German"), _("text"),
        )  # fmt: skip
        about = _("What Today proposes to say. Nothing is ever sent by the notebook: you copy, mail or print it.")
        super().__init__(_("Messages"), about, looked_for)
        self._rows: list[Wording] = []
        self._view: View | None = None
        self._current: Wording | None = None
        self._unsaved: dict[tuple[str, str], dict[int, str]] = {}
        self._at = 0
        self.kind = Choice(kinds())
        self.language = Choice([(words.language(), languages.name(words.language()))])
        self.row(_("Kind of touch"), self.kind, wide=True)
        self.row(
            _("Language"), self.language, _("Each card may say its own. Where there is no wording: English"), wide=True
        )
        for choice in (self.kind, self.language):
            choice.picked.connect(self._on_picked)
        self._build_lines()
        self._build_fields()
        self.preview = Preview()
        self.preview.turn.clicked.connect(self._on_turned)
        self.preview.asked.connect(self._on_asked)
        self.preview.chosen.connect(self._read)
        self.column.addWidget(self.preview)

    def _build_lines(self) -> None:
        px = themes.of().px
        self.hint = PlainLabel("", "small", "ink2", wrap=True)
        self.column.addWidget(self.hint)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(px(8))
        self.column.addLayout(self.lines)
        self.ours = OurWordings()
        self.column.addWidget(self.ours)
        self.more = button(_("Write your own"), "secondary", "plus")
        self.more.clicked.connect(self._on_more)
        self.back = button(_("Back to ours"), "quiet", "arrow-back-up")
        self.back.clicked.connect(self._on_back)
        self.back.hide()
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.more)
        foot.addWidget(self.back)
        foot.addStretch(1)
        self.column.addLayout(foot)

    def _build_fields(self) -> None:
        """The fields as chips: a press puts one into the wording."""
        self.fields = QWidget()
        box = QVBoxLayout(self.fields)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(themes.of().px(4))
        told = _("What stands in braces is filled in from the card; after a bar stands what to say without it.")
        box.addWidget(PlainLabel(told, "small", "ink2", wrap=True))
        held = QWidget()
        self._chips = FlowLayout(held)
        box.addWidget(held)
        self.fields.hide()
        self.column.addWidget(self.fields)

    # What is read

    def attach(self, bridge: Bridge) -> None:
        from relnotebook.notebook import messages

        super().attach(bridge)
        for field, says in messages.fields():
            chip = Chip(Mark("neutral", "", "{" + field + "}"))
            chip.setAccessibleName(f"{field}: {says}")
            set_tip(chip, says)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where the field is to stand
            chip.clicked.connect(partial(self._on_field, field))
            self._chips.addWidget(chip)

    def show_shop(self, shop: Shop) -> None:
        self.reload()

    def reload(self) -> None:
        self._read(self._view.example.customer if self._view else None)

    def _read(self, customer: CustomerId | None) -> None:
        if self.bridge is not None:
            ask = self.bridge.read(_view, self.kind.value(), self.language.value(), customer, self.bridge.staff)
            ask.latest(self, "messages").then(self.show_view).otherwise(self.told)

    def show_view(self, view: View) -> None:
        """Wordings as the notebook has them; what is being typed stays."""
        if (view.kind, view.language) != (self.kind.value(), self.language.value()):
            return
        self._view = view
        offered = [(code, languages.name(code)) for code in view.languages]
        if offered != [(self.language.itemData(at), self.language.itemText(at)) for at in range(self.language.count())]:
            self.language.set_choices(offered)
        own = [one for one in view.templates if not one.ours]
        self._show_own(own)
        self.ours.show_words([] if own else [one.words for one in view.templates])
        self.back.setVisible(bool(own))
        self.more.setText(_("Add a wording") if own else _("Write your own"))
        self._say_hint(bool(own), bool(view.templates))
        self._try()

    def _say_hint(self, own: bool, any_at_all: bool) -> None:
        if own:
            self.hint.setText(_("These are yours. “Another wording” on Today goes through them."))
        elif any_at_all:
            self.hint.setText(_("These are ours. As soon as you write one, yours is used instead."))
        elif self.kind.value() == "reminder":
            self.hint.setText(_("A reminder is for you alone, so no message is proposed until you write one."))
        else:
            self.hint.setText(_("We have none in this language yet. English is used until you write one."))

    def _show_own(self, own: Sequence[Template]) -> None:
        """One field for each; a wording that is not saved yet stays the last. What could not be saved comes back."""
        there = {row.id: row for row in self._rows if row.id}
        for key, row in there.items():
            if key not in {one.id for one in own}:
                self._let_go(row)
        for one in own:
            (there.get(one.id) or self._add(one.id)).show_words(one.words)
        kept = self._unsaved.pop((self.kind.value(), self.language.value()), {})
        for row in self._rows:
            if row.id in kept:
                row.text.setPlainText(kept.pop(row.id))
        if 0 in kept:
            self._add().text.setPlainText(kept[0])

    # Rows

    def _add(self, key: int = 0) -> Wording:
        row = Wording(self.kind.value(), self.language.value(), key)
        row.saved.connect(lambda text: self._save(row, text))
        row.edited.connect(lambda: self._on_edited(row))
        row.gone.clicked.connect(lambda: self._remove(row))
        fresh = [one for one in self._rows if not one.id]
        at = self._rows.index(fresh[0]) if key and fresh else len(self._rows)
        self._rows.insert(at, row)
        self.lines.insertWidget(at, row)
        row.number(at + 1)
        self._say_fields()
        return row

    def _let_go(self, row: Wording) -> None:
        self._rows.remove(row)
        if self._current is row:
            self._current = None
        row.leave()
        self.lines.removeWidget(row)
        for at, other in enumerate(self._rows, 1):
            other.number(at)
        self._say_fields()

    def _say_fields(self) -> None:
        self.fields.setVisible(bool(self._rows))

    def _save(self, row: Wording, text: str) -> None:
        """Keep a wording. One that is being written down for the first time waits until it has its identity."""
        from relnotebook.notebook import messages

        if refusal := refused(text):
            row.text.refuse(say.problem(refusal))
            return
        if self.bridge is None:
            return
        if row.busy:
            row.waiting = text
            return
        row.busy = row.id == 0
        ask = self.bridge.write(messages.set_template, row.kind, row.language, text, template=row.id or None)
        ask.then(lambda key: self._saved(row, key)).otherwise(lambda problem: self._not_saved(row, problem))

    def _saved(self, row: Wording, key: int) -> None:
        row.id, row.busy = key, False
        row.text.accept()
        waiting, row.waiting = row.waiting, None
        if waiting is not None:
            self._save(row, waiting)
        if row.left and not row.busy:
            row.deleteLater()

    def _not_saved(self, row: Wording, problem: Problem) -> None:
        row.busy = False
        row.text.refuse(say.problem(problem))

    def _remove(self, row: Wording) -> None:
        from relnotebook.notebook import messages

        if row.id and self.bridge is not None:
            self.bridge.write(messages.remove_template, row.id).otherwise(self.told)
        elif not row.busy:
            row.text.set_value("")
            self._let_go(row)
            self._try()

    def _on_more(self) -> None:
        """A field to write in, beginning from ours where there is none yet."""
        row = next((one for one in self._rows if not one.id), None) or self._add()
        ours = [one.words for one in self._view.templates if one.ours] if self._view else []
        if ours and not row.text.toPlainText():
            row.text.set_value(ours[0])
        self._current = row
        row.text.setFocus()
        row.text.selectAll()
        self._try()

    def _on_back(self) -> None:
        from relnotebook.notebook import messages

        if self.bridge is not None:
            ask = self.bridge.write(messages.back_to_ours, self.kind.value(), self.language.value())
            ask.otherwise(self.told)

    def _on_picked(self, _key: str) -> None:
        """Another kind or language: what was typed is saved where it belongs first, or kept until it can be."""
        for row in list(self._rows):
            self._let_go(row)
            if row.text.property("invalid") and row.text.toPlainText().strip():
                self._unsaved.setdefault((row.kind, row.language), {})[row.id] = row.text.toPlainText()
        self._at = 0
        self.reload()

    def _on_field(self, field: str) -> None:
        row = self._current or (self._rows[-1] if self._rows else None)
        if row is not None:
            row.text.insertPlainText("{call_me|" + _("there") + "}" if field == "call_me" else "{" + field + "}")
            row.text.setFocus()

    # Trying it out

    def _on_edited(self, row: Wording) -> None:
        self._current = row
        self._try()

    def _on_turned(self) -> None:
        self._current = None
        self._at += 1
        self._try()

    def _on_asked(self, text: str) -> None:
        from relnotebook.notebook import customers

        if self.bridge is not None:
            ask = self.bridge.read(customers.find, text, limit=MOST_FOUND)
            ask.latest(self, "find").then(self.preview.show_hits).otherwise(self.told)

    def _try(self) -> None:
        """Show the wording last touched, or the one whose turn it is; a wrong one as it is typed."""
        if self._view is None:
            return
        several = [row.text.toPlainText() for row in self._rows] or [one.words for one in self._view.templates]
        self.preview.turn.setVisible(len(several) > 1)
        text = (
            self._current.text.toPlainText() if self._current else several[self._at % len(several)] if several else ""
        )
        if not text.strip() or refused(text) is None:
            self.preview.show_words(text, self._view.example)
        else:
            self.preview.show_as_typed(text)
        self.preview.show_person(self._view.example)


class OurWordings(QWidget):
    """The wordings the notebook brings along, to read."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(themes.of().px(8))
        self._shown: list[str] = []
        self.hide()

    def texts(self) -> list[str]:
        """What is shown."""
        return list(self._shown)

    def show_words(self, several: list[str]) -> None:
        """Show these; the same ones are not built again."""
        if several == self._shown:
            return
        self._shown = list(several)
        while self._column.count():
            taken = self._column.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text in several:
            self._column.addWidget(PlainLabel(text, "body", "ink", wrap=True))
            self._column.addWidget(Rule())
        self.setVisible(bool(several))


class WordingText(SavingText):
    """Says at once when a field is unknown; a brace that is still open is only told of after a pause."""

    def accept(self) -> None:
        refusal = refused(self.toPlainText())
        sentence = say.problem(refusal) if refusal and refusal.code == "unknown-field-in-message" else ""
        if sentence != self.accessibleDescription():
            self.refuse(sentence)


class Wording(QWidget):
    """One wording of the shop's own.

    Attributes:
        id: 0 until it is saved for the first time; busy: it is being saved for the first time.
        waiting: what was typed meanwhile.
        left: nobody sees it any more; it only waits for its first saving.
    Signals:
        saved: the text, 400 ms after the last key or when the field is left.
        edited: the text is another one.
    """

    saved = Signal(str)
    edited = Signal()

    def __init__(self, kind: str, language: str, key: int = 0) -> None:
        super().__init__()
        self.kind, self.language, self.id = kind, language, key
        self.busy = self.left = False
        self.waiting: str | None = None
        self.text = WordingText(placeholder=_("Hello {call_me|there}, …"), lines=3)
        self.text.saved.connect(self.saved)
        self.text.textChanged.connect(self.edited)
        self.text.installEventFilter(self)
        self.field = Refusable(self.text)
        self.gone = icon_button("x", _("Remove this wording"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(themes.of().px(8))
        across.addWidget(self.field, 1)
        across.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignTop)

    def show_words(self, text: str) -> None:
        """Show what the notebook holds. What is being typed stays, also a space at its end, and what was refused."""
        if self.text.property("invalid") or (
            self.text.hasFocus() and clean(self.text.toPlainText(), lines=True) == text
        ):
            return
        self.text.set_value(text)

    def number(self, at: int) -> None:
        """Its place among the wordings, from 1."""
        self.text.setAccessibleName(_("Wording {number}").format(number=at))

    def leave(self) -> None:
        """Save what is typed and go; one that is just being saved for the first time goes after that."""
        self.text.flush()
        self.left = True
        self.hide()
        if not self.busy:
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.edited.emit()
        return super().eventFilter(watched, event)


class Preview(Sheet):
    """How a wording reads for a real customer, and a line to try it on somebody else.

    Signals:
        asked: a name, or the beginning of one, to look for.
        chosen: the customer to try it on.
    """

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        px = themes.of().px
        self.box.setSpacing(px(8))
        self.who = PlainLabel("", "small", "ink2", wrap=True)
        self.turn = button(_("Another wording"), "ghost", "refresh")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.who, 1)
        head.addWidget(self.turn)
        self.words = PlainLabel("", "quote", wrap=True)
        self.note = PlainLabel("", "small", "ink2", wrap=True)
        self.note.hide()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Try it on somebody else: a name"))
        self.line.setAccessibleName(_("Try it on somebody else"))
        self.line.textEdited.connect(self._on_typed)
        self._hits = FlowLayout(gap=8, line_gap=4)
        self.box.addLayout(head)
        self.box.addWidget(self.words)
        self.box.addWidget(self.note)
        self.box.addWidget(self.line)
        self._held = QWidget()
        self._held.setLayout(self._hits)
        self.box.addWidget(self._held)
        self.turn.hide()

    def show_words(self, text: str, example: Example) -> None:
        """Fill the wording in. Raises nothing: it was looked at before."""
        from relnotebook.notebook import messages

        self.words.setText(messages.fill(text, example.facts))
        absent = messages.missing(text, example.facts) if example.customer else ()
        self.note.setVisible(bool(absent))
        if absent:
            named = ", ".join("{" + field + "}" for field in absent)
            sentence = n_(
                "{field} is not known here, so Today takes another wording for {name}.",
                "{field} are not known here, so Today takes another wording for {name}.",
                len(absent),
            )
            self.note.setText(sentence.replace("{field}", named).replace("{name}", example.name))

    def show_as_typed(self, text: str) -> None:
        """A field in it is not right: nothing is filled in, and an older wording is not left standing either."""
        self.words.setText(text)
        self.note.setText(_("Shown as it is typed. The fields are filled in once all of them are right."))
        self.note.show()

    def show_person(self, example: Example) -> None:
        """Say for whom it reads like this."""
        if example.customer is None:
            self.who.setText(_("How it reads, before anybody is in the notebook"))
        else:
            self.who.setText(_("How it reads for {name}").format(name=example.name))

    def hits(self) -> list[QWidget]:
        """The customers offered."""
        items = (self._hits.itemAt(at) for at in range(self._hits.count()))
        return [shown for item in items if item is not None and (shown := item.widget()) is not None]

    def show_hits(self, hits: Hits) -> None:
        """Offer those who were found, unless something else is looked for by now."""
        self._hits.clear()
        if hits.text.strip() != self.line.text().strip():
            return
        for one in hits.lines:
            offered = button(one.name.replace("&", "&&"), "quiet", "user")
            offered.clicked.connect(partial(self._on_chosen, one.id))
            self._hits.addWidget(offered)
        self._held.updateGeometry()

    def _on_typed(self, text: str) -> None:
        if len(text.strip()) < 2:
            self._hits.clear()
        else:
            self.asked.emit(text)

    def _on_chosen(self, customer: CustomerId) -> None:
        self.line.clear()
        self._hits.clear()
        self.chosen.emit(customer)


def refused(text: str) -> Refusal | None:
    """Why a wording cannot be kept, or None."""
    from relnotebook.notebook import messages

    try:
        messages.check(text)
    except Refusal as refusal:
        return refusal
    return None


def _view(s: Any, kind: str, language: str, customer: CustomerId | None, staff: Any) -> View:
    from relnotebook.notebook import messages

    return View(
        kind,
        language,
        messages.templates(s, kind, language),
        messages.languages(s),
        messages.example(s, kind, language, customer=customer, staff=staff),
    )
