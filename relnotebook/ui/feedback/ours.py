"""Ours: colleagues' own words, moods and ideas, apart from the customers'; others see what its author lets them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import StaffId
from relnotebook.base.words import _
from relnotebook.ui import card_words_history
from relnotebook.ui.actions import Actions, native
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.feedback.our_lines import OurLines, Ours
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, Refusable, Sheet, button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge

KEEP_MS = 400
SHEET, EDGE = 420, 24
SIDE_BY_SIDE = 800  # px at 100 %: from there on the sheet stands beside the list
NOBODY = "0"
OWN_PLACE = "ours"  # beside this till: what is written there is not for its Ctrl+Z


class OursView(QWidget):
    """The tab "Ours".

    Signals:
        said: a sentence for the toast.
        problem: a Problem that has no place beside a field.
        open_card: (customer id, ids), never sent: nothing here is about a customer.
        counted: how many own and shared words there are.
    """

    said = Signal(object)
    problem = Signal(object)
    open_card = Signal(object, object)
    counted = Signal(int)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._bridge: Bridge | None = None
        self.sheet, self.lines = OurSheet(actions), OurLines()
        self._scroll = QScrollArea()
        self._build()
        self.sheet.problem.connect(self.problem)
        self.lines.shared.connect(self._on_shared)
        self.lines.taken_back.connect(self._on_taken_back)
        self.lines.idea_shared.connect(self._on_idea_shared)
        self.lines.idea_taken_back.connect(self._on_idea_taken_back)
        themes.of().changed.connect(self._fit)

    # What the page tells

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self.sheet.attach(bridge)

    def reload(self) -> None:
        """Read what may be seen by who is at the till."""
        if self._bridge is not None:
            self.sheet.show_viewer(self._bridge.staff)
            ask = self._bridge.read(read, self._bridge.staff)
            ask.latest(self, "ours").then(self._show).otherwise(self.problem.emit)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.sheet.flush()

    def show_person(self, name: str) -> None:
        """Somebody else is at the till; "" for nobody. Nobody's words are left standing for the next one."""
        self.sheet.show_person(name)
        if self._bridge is not None:
            self.lines.clear()
            self.reload()

    def press_main(self) -> None:
        """Ctrl+Enter: keep what is written."""
        self.sheet.press()

    def take_focus(self) -> None:
        """The keyboard goes where one writes."""
        self.sheet.text.setFocus()

    # Inside

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(self.lines, 1)
        self._scroll.setProperty("thin", "true")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def _show(self, found: Ours) -> None:
        if self._bridge is None or found.viewer != self._bridge.staff:
            return
        self.counted.emit(len(found.words) + len(found.ideas))
        self.lines.show_ours(found)

    def _on_shared(self, feedback: int, shared: bool) -> None:
        from relnotebook.notebook import team

        if self._bridge is not None:
            self._bridge.write(team.share, feedback, shared).otherwise(self.problem.emit)

    def _on_taken_back(self, feedback: int) -> None:
        from relnotebook.notebook import team

        if self._bridge is not None:
            self._bridge.write(team.remove, feedback).otherwise(self.problem.emit)

    def _on_idea_shared(self, idea: int, shared: bool) -> None:
        from relnotebook.notebook import team

        if self._bridge is not None:
            self._bridge.write(team.share_idea, idea, shared).otherwise(self.problem.emit)

    def _on_idea_taken_back(self, idea: int) -> None:
        from relnotebook.notebook import team

        if self._bridge is not None:
            self._bridge.write(team.remove_idea, idea).otherwise(self.problem.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = themes.of().px
        narrow = self.width() < px(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._across.setAlignment(self.sheet, Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop)
        self.sheet.setMinimumWidth(0 if narrow else px(SHEET if self.width() > px(940) else SHEET - 60))
        self.sheet.setMaximumWidth(16777215 if narrow else px(SHEET if self.width() > px(940) else SHEET - 60))
        self._across.setSpacing(px(28))
        self._across.setContentsMargins(px(EDGE), px(16), px(EDGE), px(24))


class OurSheet(Sheet):
    """Writing something down as oneself. Half typed it is kept for whoever typed it, and shown to nobody else.

    Signals:
        problem: a Problem that has no place beside a field.
    """

    problem = Signal(object)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName(_("Your own words"))
        self._bridge: Bridge | None = None
        self._viewer: StaffId | None = None
        self._name = ""
        self._dirty = self._sending = self._filling = False
        self._kept: dict[str, dict[str, str]] = {}  # given for keeping by place; a read may still find what was before
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.flush)
        self.who = PlainLabel("", "heading", wrap=True)
        self.told = PlainLabel(_("We kept what you typed."), "small", "ink2", wrap=True)
        self.about = PlainLabel("", "small", "ink2", wrap=True)
        self.switch = button(actions["switch_staff"], "secondary")
        self.kind = Picks(_("What it is"), kinds())
        self.feeling = Picks(_("How you feel"), card_words_history.feelings(), empty=True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text_cell = Refusable(self.text)
        self.seen = Picks(_("Who may see it"), seen_by())
        self.throw = button(_("Throw it away"), "ghost")
        self.go = button(_("Keep it"), "primary", key=native("Ctrl+Return"))
        self._lay_out()
        self._connect()
        self.show_words({})
        self._fit_kind()
        self._say_who()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self._viewer = bridge.staff
        self._say_who()
        self._ask_draft()

    # What stands in it

    def words(self) -> dict[str, str]:
        """Everything in it, for keeping; {} when nothing is typed."""
        typed = self.text.toPlainText()
        if not typed.strip():
            return {}
        found = {"text": typed, "kind": self.kind.value(), "feeling": self.feeling.value(), "seen": self.seen.value()}
        return {key: value for key, value in found.items() if value}

    def show_words(self, words: dict[str, str]) -> None:
        """Begin with these; {} empties it."""
        self._filling = True
        self.text.setPlainText(words.get("text", ""))
        self.kind.set_value(words.get("kind", "words"))
        self.feeling.set_value(words.get("feeling", ""))
        self.seen.set_value(words.get("seen", "me"))
        self._filling = False
        self._dirty = False
        self._timer.stop()
        self.text_cell.say("")
        self.told.setVisible(bool(words))
        self.throw.setVisible(bool(words))
        self._fit_kind()

    def show_person(self, name: str) -> None:
        """Who is at the till, by name."""
        self._name = name
        if self._bridge is not None:
            self.show_viewer(self._bridge.staff)
        self._say_who()

    def show_viewer(self, viewer: StaffId | None) -> None:
        """Whose sheet it is now: what the one before typed is kept for them and leaves the screen."""
        if viewer == self._viewer:
            return
        self.flush()
        self._viewer = viewer
        self.show_words({})
        self._say_who()
        self._ask_draft()

    def flush(self) -> None:
        """Keep the words now."""
        from relnotebook.notebook import drafts

        self._timer.stop()
        if self._dirty and self._bridge is not None and not self._bridge.closed:
            self._dirty = False
            self._kept[self._place()] = words = self.words()
            self._bridge.keep(drafts.keep, self._place(), words).latest(self, self._place())

    def press(self) -> None:
        """Write it down, as whoever is at the till or without a name."""
        from relnotebook.notebook import team

        if self._bridge is None or self._sending:
            return
        words, feeling, kind = self.text.toPlainText().strip(), self.feeling.value(), self.kind.value()
        if not words and not (feeling and kind == "mood"):
            self.text_cell.say(_("There is nothing written yet."))
            self.text.setFocus()
            return
        seen = {"anonymous": self.seen.value() == "nameless", "shared": self.seen.value() != "me"}
        self._sending = True
        viewer = self._viewer
        # What is one's own is taken back in its row, and never by somebody else's Ctrl+Z; what nobody signed has no row
        # of its own, so that for it there is nothing but Ctrl+Z.
        nameless = seen["anonymous"] or self._bridge.staff is None
        put: Any = self._bridge.write if nameless else partial(self._bridge.write_aside, OWN_PLACE)
        if kind == "idea":
            title, _line, more = words.partition("\n")
            ask = put(team.add_idea, title, words=more.strip(), **seen)
        else:
            as_kind = "mood" if kind == "mood" else "suggestion"
            ask = put(team.add, words, kind=as_kind, feeling=feeling if kind == "mood" else "", **seen)
        ask.then(lambda _key: self._written(viewer)).otherwise(lambda problem: self._not_written(viewer, problem))

    def throw_away(self) -> None:
        """Forget what is typed."""
        self._forget(self._viewer)
        self.show_words({})
        self.text.setFocus()

    # Building

    def _lay_out(self) -> None:
        parts = (self.who, self.about, self.switch, self.told, self.kind, self.feeling, self.text_cell,
                 PlainLabel(_("Who may see it"), "field"), self.seen)  # fmt: skip
        for part in parts:
            if part is self.switch:
                self.box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self.box.addWidget(part)
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.addWidget(self.throw)
        foot.addStretch(1)
        foot.addWidget(self.go)
        self.box.addLayout(foot)
        self._dress()
        themes.of().changed.connect(self._dress)

    def _dress(self) -> None:
        px = themes.of().px
        self.box.setSpacing(px(10))
        self._foot.setSpacing(px(8))
        self.text.setFixedHeight(px(102))

    def _connect(self) -> None:
        self.text.textChanged.connect(self._touched)
        for picks in (self.kind, self.feeling, self.seen):
            picks.picked.connect(lambda _key: self._touched())
        self.kind.picked.connect(lambda _key: self._fit_kind())
        self.throw.clicked.connect(self.throw_away)
        self.go.clicked.connect(self.press)
        self.text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in the words keeps them."""
        if watched is self.text and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()  # ours, before it is the page's
                elif event.type() == QEvent.Type.KeyPress:
                    self.press()
                return True
        return super().eventFilter(watched, event)

    def _touched(self) -> None:
        if not self._filling:
            self._dirty = True
            self.text_cell.say("")
            self.told.hide()
            self.throw.setVisible(bool(self.text.toPlainText().strip()))
            self._timer.start()

    def _fit_kind(self) -> None:
        kind = self.kind.value()
        self.feeling.setVisible(kind == "mood")
        names = {"mood": _("A word about it, if you like"), "idea": _("Your idea"), "words": _("Your words")}
        hints = {
            "mood": _("A word about it, if you like"),
            "idea": _("What should we try? The first line is its name."),
            "words": _("What works, what does not, what would help?"),
        }
        self.text.setAccessibleName(names.get(kind, ""))
        self.text.setPlaceholderText(hints.get(kind, ""))

    def _say_who(self) -> None:
        """Whose words these are; without somebody at the till they can only be nobody's."""
        somebody = self._viewer is not None
        name = self._name or _("You")
        self.who.setText(name if somebody else _("Nobody is at the till"))
        own = _("Your own words, kept apart from the customers'. The others see only what you let them.")
        asked = _("Press F2 and say who you are, so that it is yours. Or write it without a name.")
        self.about.setText(own if somebody else asked)
        self.switch.setVisible(not somebody)
        for key in ("me", "others"):
            self.seen.button(key).setEnabled(somebody)
        if not somebody:
            self.seen.set_value("nameless")
        elif not self.words():
            self.seen.set_value("me")

    # Keeping

    def _place(self) -> str:
        return place(self._viewer)

    def _ask_draft(self) -> None:
        from relnotebook.notebook import drafts

        if self._place() in self._kept:
            self._show_kept(self._kept[self._place()])
        elif self._bridge is not None:
            viewer = self._viewer
            ask = self._bridge.read(drafts.of, self._place()).latest(self, "draft")
            ask.then(lambda draft: self._on_draft(viewer, draft))

    def _on_draft(self, viewer: StaffId | None, draft: Any) -> None:
        if draft is not None and viewer == self._viewer and not self.words():
            self._show_kept(draft.words)

    def _show_kept(self, words: dict[str, str]) -> None:
        self.show_words(words)
        self._say_who()

    def _forget(self, viewer: StaffId | None) -> None:
        from relnotebook.notebook import drafts

        if self._bridge is not None:
            self._dirty = False
            self._timer.stop()
            self._kept[place(viewer)] = {}
            self._bridge.keep(drafts.forget, place(viewer))

    def _written(self, viewer: StaffId | None) -> None:
        self._sending = False
        self._forget(viewer)
        if viewer == self._viewer:
            self.show_words({})
            self._say_who()

    def _not_written(self, viewer: StaffId | None, problem: Problem) -> None:
        self._sending = False
        if viewer == self._viewer:
            self.text_cell.say(say.problem(problem))


def kinds() -> tuple[tuple[str, str, str], ...]:
    """(key, words, icon) of what a colleague can write down."""
    return (("words", _("Words"), "message-2"), ("mood", _("Mood"), "mood-smile"), ("idea", _("Idea"), "bulb"))


def seen_by() -> tuple[tuple[str, str, str], ...]:
    """(key, words, icon) of who may read it."""
    return (
        ("me", _("Only me"), "lock"),
        ("others", _("The others too"), "users"),
        ("nameless", _("Everybody, without my name"), "user"),
    )


def place(viewer: StaffId | None) -> str:
    """Where a colleague's half-typed words are kept."""
    return f"ours/{NOBODY if viewer is None else int(viewer)}"


def read(s: Any, viewer: StaffId | None) -> Ours:
    """The viewer's own words and ideas, and those that are shared. `s`: the session of a reader lane."""
    from relnotebook.notebook import ideaboard, team

    return Ours(viewer, team.lines(s, viewer), ideaboard.of_staff(s, viewer), team.own_ideas(s, viewer))
