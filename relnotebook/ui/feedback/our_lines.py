"""What colleagues wrote for themselves and for one another: own words first, then what is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.terms import StaffId
from relnotebook.base.words import _
from relnotebook.ui import card_words_history
from relnotebook.ui.feedback import idea_words
from relnotebook.ui.settings_parts import Sign
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, Rule, button
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.notebook.ideaboard import IdeaCard
    from relnotebook.notebook.team import Own

MOST = 60  # shown at once; older ones stay in the notebook
SPOKEN = 60  # letters of somebody's words in the name of a button


@dataclass(frozen=True, slots=True)
class Ours:
    """What a colleague may see. `viewer`: who is at the till, None for nobody; `own_ideas`: which ideas are theirs."""

    viewer: StaffId | None
    words: tuple[Own, ...]
    ideas: tuple[IdeaCard, ...]
    own_ideas: frozenset[int] = frozenset()


class OurLines(QWidget):
    """The list.

    Signals:
        shared: (words, whether the others may see them from now on).
        taken_back: words that are to go.
        idea_shared, idea_taken_back: the same of an idea.
    """

    shared = Signal(int, bool)
    taken_back = Signal(int)
    idea_shared = Signal(int, bool)
    idea_taken_back = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Ours | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)

    def texts(self) -> list[str]:
        """What is read in it, captions too."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one.text() for one in widgets if isinstance(one, PlainLabel | OwnRow | IdeaRow)]

    def rows(self) -> list[OwnRow]:
        """The words, as they stand."""
        return [one for one in self.findChildren(OwnRow) if not one.isHidden()]

    def idea_rows(self) -> list[IdeaRow]:
        """The ideas, as they stand."""
        return [one for one in self.findChildren(IdeaRow) if not one.isHidden()]

    def clear(self) -> None:
        """Show nothing: somebody else is at the till."""
        self._shown = None
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def show_ours(self, found: Ours) -> None:
        """Show what this colleague may see; the same is not built again."""
        if found == self._shown:
            return
        self.clear()
        self._shown = found
        own = [one for one in found.words if one.mine]
        others = [one for one in found.words if not one.mine]
        for caption, several in ((_("Yours"), own), (_("From the others"), others)):
            self._put(caption, [self._make(one) for one in several[:MOST]])
        self._put(_("Our ideas"), [self._make_idea(one, one.id in found.own_ideas) for one in found.ideas[:MOST]])
        if self._column.count() == 1:
            sentence = _("Nothing is written here yet. What works, what would help, how was the day?")
            self._add(PlainLabel(sentence, "small", "ink2", wrap=True))

    def _put(self, caption: str, rows: list[QWidget]) -> None:
        if rows:
            self._add(PlainLabel(caption, "heading"))
            for row in rows:
                self._add(row)

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)
        widget.show()  # at once: what is not shown yet has no height

    def _make(self, one: Own) -> OwnRow:
        row = OwnRow(one)
        row.share.clicked.connect(lambda: self.shared.emit(one.id, not one.shared))
        row.gone.clicked.connect(lambda: self.taken_back.emit(one.id))
        return row

    def _make_idea(self, one: IdeaCard, mine: bool) -> IdeaRow:
        row = IdeaRow(one, mine)
        row.share.clicked.connect(lambda: self.idea_shared.emit(one.id, not one.shared))
        row.gone.clicked.connect(lambda: self.idea_taken_back.emit(one.id))
        return row


class OwnRow(QWidget):
    """Words of a colleague; under one's own stand what can be done with them."""

    def __init__(self, own: Own) -> None:
        super().__init__()
        px = themes.of().px
        self.own = own
        self._below = PlainLabel(_about(own), "small", "ink2", wrap=True)
        words = own.words or feeling(own)
        self._words = PlainLabel(words, "quote" if own.words else "strong", wrap=True)
        self.share, self.gone = _deeds(own.shared, own.words or words)
        text = QVBoxLayout()
        text.setSpacing(px(3))
        text.addWidget(self._words)
        if came := outcome(own):
            text.addWidget(PlainLabel(came, "small", "accent", wrap=True))
        text.addWidget(self._below)
        if own.mine:
            text.addWidget(_in_a_row(self.share, self.gone))
        _frame(self, _icon(own), text)

    def text(self) -> str:
        """What is read on it."""
        return f"{self._words.text()} ({self._below.text()})"


class IdeaRow(QWidget):
    """A colleague's idea and how far it is; under one's own stands what can be done with it."""

    def __init__(self, idea: IdeaCard, mine: bool = False) -> None:
        super().__init__()
        self.idea = idea
        self.share, self.gone = _deeds(idea.shared, idea.title)
        parts = [idea.by, idea_words.stage_word(idea.stage, idea.came_true), say.ago(idea.when, clock.now())]
        if not idea.shared:
            parts.append(_("only you see it"))
        self._title = PlainLabel(idea.title, "row_name", wrap=True)
        self._below = PlainLabel(", ".join(part for part in parts if part), "small", "ink2", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(themes.of().px(3))
        text.addWidget(self._title)
        text.addWidget(self._below)
        for more in (idea.note, idea.why):
            if more:
                text.addWidget(PlainLabel(more, "small", "ink2", wrap=True))
        if mine:
            text.addWidget(_in_a_row(self.share, self.gone))
        _frame(self, "bulb", text)

    def text(self) -> str:
        """What is read on it."""
        return f"{self._title.text()} ({self._below.text()})"


def feeling(own: Own) -> str:
    """How they felt, as a word."""
    return next((word for key, word, _icon in card_words_history.feelings() if key == own.feeling), "")


def outcome(own: Own) -> str:
    """What came of it."""
    return own.we_did or own.why


def _about(own: Own) -> str:
    by = _("You") if own.mine else own.by or _("Somebody of us")
    felt = feeling(own) if own.words else ""
    seen = "" if not own.mine else _("the others see it") if own.shared else _("only you see it")
    return ", ".join(part for part in (by, felt, say.ago(own.when, clock.now()), seen) if part)


def _icon(own: Own) -> str:
    icons = {key: icon for key, _word, icon in card_words_history.feelings()}
    return icons.get(own.feeling, "mood-neutral") if own.kind == "mood" else "message-2"


def _deeds(shared: bool, words: str) -> tuple[KeyButton, KeyButton]:
    """The buttons of one's own: who may see it, and away with it."""
    share = button(_("Keep it to yourself") if shared else _("Let the others see it"), "quiet")
    gone = button(_("Take it back"), "quiet")
    for made in (share, gone):
        made.setAccessibleName(clean(f"{made.text()}: {clean(words, SPOKEN)}"))
    return share, gone


def _in_a_row(*buttons: QWidget) -> QWidget:
    acts = QWidget()
    flow = FlowLayout(acts, gap=8, line_gap=6)
    flow.setContentsMargins(0, themes.of().px(4), 0, 0)
    for made in buttons:
        flow.addWidget(made)
    return acts


def _frame(row: QWidget, icon: str, text: QVBoxLayout) -> None:
    """An icon at the leading side, the words beside it, a hairline below."""
    px = themes.of().px
    across = QHBoxLayout()
    across.setSpacing(px(12))
    sign = Sign(icon)
    sign.setContentsMargins(0, px(2), 0, 0)
    across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(text, 1)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, px(8), 0, 0)
    column.setSpacing(px(10))
    column.addLayout(across)
    column.addWidget(Rule())
