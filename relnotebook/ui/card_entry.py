"""The details of one entry of the history, opened below its row: change it, or take it out.

A file somebody came in with, or is in, is only shown: what left the shop cannot be called back.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import VisitId
from relnotebook.base.words import _
from relnotebook.ui import card_words_history
from relnotebook.ui.card_view import CardPart
from relnotebook.ui.card_when import When
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel, SavingLine, SavingText, Sheet, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.timeline import Entry

FILES = ("export", "import")
REST_MS = 400  # the moment of a visit rests this long before it is written


class EntryDetails(Sheet):
    """What can be changed of a visit or a note; a touchpoint or a file is only shown. All of it saves itself.

    Signals:
        closed: the person is done with it.
        grown: its height is another one.
    """

    closed = Signal()
    grown = Signal()

    def __init__(self, part: CardPart, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = part
        self._entry: Entry | None = None
        self.about = PlainLabel("", "small", "ink2", wrap=True)
        self.items = SavingLine()
        self.note = SavingLine()
        self.words = SavingText()
        self.when = When(now=False)
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.remove = button(_("Remove this visit"), kind="danger", icon="trash")
        self.done = button(_("Close"), kind="quiet", key="Esc")
        self._moved = QTimer(self, interval=REST_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        look = theme.of()
        self.visit_rows = QWidget()
        rows = QVBoxLayout(self.visit_rows)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(8))
        rows.addWidget(field(_("What they had"), self.items))
        rows.addWidget(self.when)
        rows.addWidget(field(_("About this visit"), self.note, optional=True))
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.done)
        column = self.box
        for widget in (self.about, self.visit_rows, self.words, self.refusal):
            column.addWidget(widget)
        column.addLayout(foot)
        self.words.setAccessibleName(_("Note"))

    def _connect(self) -> None:
        self.items.saved.connect(self._save_items)
        self.note.saved.connect(self._save_visit_note)
        self.words.saved.connect(self._save_words)
        self.when.changed.connect(self._moved.start)
        self._moved.timeout.connect(self._save_when)
        self.remove.clicked.connect(self._on_remove)
        self.done.clicked.connect(self.closed)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry; fields somebody is typing into keep their words."""
        fresh = self._entry is None or (self._entry.kind, self._entry.id) != (entry.kind, entry.id)
        before, self._entry = self._entry, entry
        self.about.setText(_about(entry))
        self.visit_rows.setVisible(entry.kind == "visit")
        self.words.setVisible(entry.kind == "note")
        if entry.kind == "visit":
            self.items.set_value(entry.text)
            self.note.set_value(entry.detail)
            if fresh or before is None or (before.when != entry.when and not self._moved.isActive()):
                self.when.set_when(entry.when)
        elif entry.kind == "note":
            self.words.set_value(entry.text)
        self.remove.setVisible(entry.kind not in FILES)
        self.remove.setText(_remove_words(entry))
        if fresh:
            self._show_refusal("")

    def start(self) -> None:
        """Put the focus on the first thing that can be changed."""
        kind = self._entry.kind if self._entry else ""
        {"visit": self.items, "note": self.words}.get(kind, self.done if kind in FILES else self.remove).setFocus()

    def fit(self, width: int) -> int:
        """The height it needs in `width` px."""
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.activate()
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return max(tall, layout.totalMinimumSize().height(), self.minimumSizeHint().height())

    def flush(self) -> None:
        """Save what is half typed."""
        for line in (self.items, self.note, self.words):
            line.flush()
        if self._moved.isActive():
            self._moved.stop()
            self._save_when()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.grown.emit()
        return super().event(event)

    # Saving

    def _save_items(self, typed: str) -> None:
        from relnotebook.notebook import entry

        self._edit(items=entry.split(typed))

    def _save_visit_note(self, typed: str) -> None:
        self._edit(note=typed)

    def _save_when(self) -> None:
        moment = self.when.when()
        if self.when.possible() and moment is not None and self._entry is not None and not _same(moment, self._entry):
            self._edit(when=moment)

    def _edit(self, **values: Any) -> None:
        from relnotebook.notebook import visits

        if self._entry is not None:
            ask = self._part.bridge.write(visits.edit, VisitId(self._entry.id), **values)
            ask.then(self._saved).otherwise(self._refused)

    def _save_words(self, typed: str) -> None:
        from relnotebook.notebook import touchpoints

        if self._entry is not None and typed.strip():
            ask = self._part.bridge.write(touchpoints.edit_note, self._entry.id, typed)
            ask.then(self._saved).otherwise(self._refused)

    def _on_remove(self) -> None:
        from relnotebook.notebook import touchpoints, visits

        if self._entry is None:
            return
        acts = {"visit": visits.remove, "touchpoint": touchpoints.remove, "note": touchpoints.remove_note}
        self._part.write(acts[self._entry.kind], self._entry.id)
        self.closed.emit()

    def _saved(self, _value: object) -> None:
        self._show_refusal("")

    def _refused(self, found: Problem) -> None:
        self._show_refusal(say.problem(found))

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))


def _same(moment: datetime, entry: Entry) -> bool:
    """Whether the minute shown is the minute written already."""
    return moment.replace(second=0) == entry.when.replace(tzinfo=None, second=0, microsecond=0)


def _about(entry: Entry) -> str:
    """Day, time, how, when seen from the sale, how they felt, who wrote it down."""
    words = [say.day_long(entry.when), say.clock(entry.when)]
    if entry.kind == "touchpoint":
        words += [_word(card_words_history.channels(), entry.detail)]
        words += [_word(card_words_history.moments(), entry.moment)]
        words += [_word(card_words_history.feelings(), entry.feeling)]
    if entry.kind in FILES:
        words += [entry.file, entry.staff]
    else:
        words.append(_("noted by {name}").format(name=entry.staff) if entry.staff else "")
    said = ", ".join(word for word in words if word)
    return f"{said}. {entry.text}" if entry.kind == "touchpoint" else f"{said}."


def _word(choices: tuple[tuple[str, str, str], ...], key: str) -> str:
    return next((word for other, word, _icon in choices if other == key), "")


def _remove_words(entry: Entry) -> str:
    return {
        "visit": _("Remove this visit"),
        "touchpoint": _("Remove this touchpoint"),
        "note": _("Remove this note"),
    }.get(entry.kind, "")
