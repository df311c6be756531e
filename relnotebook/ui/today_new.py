"""A new reminder: for whom, what, when, how often, by whom. Half typed it is kept until it is written or dropped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId, StaffId
from relnotebook.base.words import _
from relnotebook.ui.actions import native
from relnotebook.ui.card_care import reminder_kinds
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_reminder import ANYONE, due_words, owners, what_hints, without_day
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, Field, KeyButton, PlainLabel, SidePanel, Tick, announce, button, field

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.customers import CustomerLine, Hits
    from relnotebook.notebook.staff import Colleague

FOUND = 5  # people offered
KEEP_MS = 400
TYPED = "typed"  # the rhythm is in words of the person's own


def read_house(s: Any) -> tuple[tuple[str, ...], tuple[Colleague, ...]]:
    """What expires in a shop of this kind, and who may see to something. `s`: the session of a reader lane."""
    from relnotebook.notebook import reminders, staff

    return tuple(title for title, _months in reminders.checks(s)), staff.everyone(s)


def rhythms() -> tuple[tuple[str, str], ...]:
    """(rule, words) of how often it comes."""
    return (
        ("", _("Once")),
        ("1 weeks", _("Every week")),
        ("2 weeks", _("Every two weeks")),
        ("1 months", _("Every month")),
        ("3 months", _("Every three months")),
        ("1 years", _("Every year")),
        (TYPED, _("In another rhythm")),
    )


class NewReminder(SidePanel):
    """The form, in the place of the pane.

    Attributes:
        whom: the customer it is for, None until somebody is chosen.
    Signals:
        kept: the half-typed words, whenever a pause ends; {} when there are none.
        written: the reminder is in the notebook.
        leave: it is put aside, or thrown away.
    """

    kept = Signal(object)
    written = Signal()
    leave = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("A new reminder"))
        self.whom: CustomerId | None = None
        self.people: list[KeyButton] = []
        self._bridge: Bridge | None = None
        self._checks: tuple[str, ...] = ()
        self._owner = ""  # who is to see to it, also before the colleagues are known; "" whoever is at the till
        self._dirty = self._sending = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.flush)
        self._wrong: PlainLabel | Field | None = None  # what is said now, or the field it is said under
        self._bring = QTimer(self, singleShot=True, interval=0)
        self._bring.timeout.connect(self._bring_into_sight)
        self._build()
        self._lay_out()
        self._connect()
        self.show_words({})

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self._read_house()

    # What stands in it

    def words(self) -> dict[str, str]:
        """Everything in the form, for keeping it; {} when nothing was typed and nobody chosen."""
        typed = {
            "text": self.text.toPlainText().strip(),
            "due": self.due.text().strip(),
            "name": self.name.text().strip(),
            "whom": str(int(self.whom)) if self.whom is not None else "",
        }
        if not any(typed.values()):
            return {}
        chosen = {
            "kind": self.kind.value(),
            "every": self.every.value(),
            "rhythm": self.rhythm.text().strip(),
            "from_done": "1" if self.from_done.isChecked() else "",
            "owner": self._owner,
        }
        return {key: value for key, value in (typed | chosen).items() if value}

    def show_words(self, words: dict[str, str]) -> None:
        """Begin with these words; {} empties the form."""
        self.whom = CustomerId(int(words["whom"])) if words.get("whom", "").isdecimal() else None
        self.name.setText(words.get("name", ""))
        self.text.setPlainText(words.get("text", ""))
        self.due.setText(words.get("due", ""))
        self.kind.set_value(words.get("kind", "promise"))
        self.every.set_value(words.get("every", ""))
        self.rhythm.setText(words.get("rhythm", ""))
        self.from_done.setChecked(bool(words.get("from_done")))
        self._owner = words.get("owner", "")
        self._choose_owner()
        self.told.setVisible(bool(words))
        self.throw.setVisible(bool(words))
        self._rest()
        self._offer(())
        self._refuse("")
        self._fit_kind()

    def begin(self, customer: CustomerId | None = None, name: str = "") -> None:
        """Put the keyboard where typing begins; with a customer that is the words."""
        if customer is not None and not self.words():
            self.whom = customer
            self.name.setText(name)
            self._show_person()
        self._read_house()
        (self.name if self.whom is None else self.text).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self) -> None:
        """Write it down."""
        from relnotebook.notebook import reminders

        if self._bridge is None or self._sending:
            return
        if self.whom is None:
            self._refuse(_("For whom is it? Type a name and choose one."), self.name_field)
            self.name.setFocus()
            return
        if not self.text.toPlainText().strip():
            self._refuse(_("What is to be done? A few words are enough."), self.text_field)
            self.text.setFocus()
            return
        self._sending = True
        dated = self.kind.value() != "ask"
        every = self._every()
        written = self._bridge.write(
            reminders.set_reminder,
            self.whom,
            self.kind.value(),
            self.text.toPlainText().strip(),
            due=self.due.text().strip() if dated else "",
            every=every if dated else "",
            from_done=bool(dated and every and self.from_done.isChecked()),
            owner=StaffId(int(self.owner.value() or ANYONE)) if dated else None,
        )
        written.then(self._written).otherwise(self._not_written)

    def flush(self) -> None:
        """Tell the words now, so that they are kept."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self.kept.emit(self.words())

    def put_aside(self) -> None:
        """Close; what is typed stays kept."""
        self.flush()
        self.leave.emit()

    def throw_away(self) -> None:
        """Forget what is typed."""
        self.show_words({})
        self.kept.emit({})
        self.leave.emit()

    # Inside

    def _every(self) -> str:
        """How often it comes; a check has the rhythm of its kind, which the notebook knows."""
        if self.kind.value() == "check":
            return ""
        return self.rhythm.text().strip() if self.every.value() == TYPED else self.every.value()

    def _read_house(self) -> None:
        if self._bridge is not None:
            self._bridge.read(read_house).latest(self, "house").then(self._show_house)

    def _show_house(self, found: tuple[tuple[str, ...], tuple[Colleague, ...]]) -> None:
        self._checks, colleagues = found
        self.owner.set_choices(owners(colleagues))
        self._choose_owner()
        self._fit_kind()

    def _choose_owner(self) -> None:
        staff = self._bridge.staff if self._bridge is not None else None
        self.owner.set_value(ANYONE)
        self.owner.set_value(self._owner or str(staff or ANYONE))

    def _on_owner(self, key: str) -> None:
        self._owner = key
        self._touched()

    def _written(self, _reminder: int) -> None:
        self._sending = False
        self.show_words({})
        self.kept.emit({})
        self.written.emit()

    def _not_written(self, problem: Problem) -> None:
        self._sending = False
        under = {"bad-date": self.due_field, "bad-recurrence": self.rhythm_field}.get(problem.code)
        self._refuse(say.problem(problem), under if under is None or not under.isHidden() else None)

    def _refuse(self, sentence: str, under: Field | None = None) -> None:
        """Say it under the field it is about, else at the end, and bring it into sight; "" takes it back."""
        for one in (self.name_field, self.text_field, self.due_field, self.rhythm_field):
            if one is under or one.sentence():
                one.say(sentence if one is under else "")
        self.refusal.setText("" if under is not None else sentence)
        self.refusal.setVisible(bool(self.refusal.text()))
        self._wrong = None if not sentence else under or self.refusal
        if sentence:
            self._bring.start()
            if under is None:
                announce(self, sentence)

    def _bring_into_sight(self) -> None:
        """Scroll to what is said, as soon as it has its place."""
        if self._wrong is not None and self._wrong.isVisible():
            self._scroll.ensureWidgetVisible(self._wrong, 0, theme.of().px(8))

    def _touched(self) -> None:
        self._refuse("")
        self._dirty = True
        self._timer.start()

    def _rest(self) -> None:
        self._timer.stop()
        self._dirty = False

    def _on_name(self, text: str) -> None:
        from relnotebook.notebook import customers

        self.whom = None
        self._touched()
        if self._bridge is None or len(text.strip()) < 2:
            self._offer(())
            return
        self._bridge.read(customers.find, text, limit=FOUND).latest(self, "find").then(self._on_found)

    def _on_found(self, hits: Hits) -> None:
        if hits.text.strip() == self.name.text().strip() and self.whom is None:
            self._offer(hits.lines)

    def _offer(self, lines: tuple[CustomerLine, ...]) -> None:
        for made in self.people:
            self._people.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.people = []
        for line in lines[:FOUND]:
            made = button(f"{line.name}, {line.usual}" if line.usual else line.name, kind="quiet", icon="user")
            made.setAccessibleName(_("For {name}").format(name=line.name))
            made.setMinimumWidth(theme.of().px(64))
            made.lead()
            made.clicked.connect(partial(self._take, line.id, line.name))
            self.people.append(made)
            self._people.addWidget(made)

    def _take(self, customer: CustomerId, name: str) -> None:
        self.whom = customer
        self.name.setText(name)
        self._offer(())
        self._show_person()
        self._touched()
        self.text.setFocus()

    def _show_person(self) -> None:
        self.name.setCursorPosition(0)
        announce(self, _("For {name}").format(name=self.name.text()))

    def _on_enter(self) -> None:
        """Enter in the name takes the first who is offered."""
        if self.whom is None and self.people:
            self.people[0].click()
        elif self.whom is not None:
            self.text.setFocus()

    def _fit_kind(self) -> None:
        kind = self.kind.value()
        self.text.setPlaceholderText(what_hints(self._checks).get(kind, ""))
        self.due_field.label.setText(due_words(kind))
        dated = kind != "ask"
        self.owner_field.setVisible(dated and self.owner.count() > 1)
        self.due_field.setVisible(dated)
        again = dated and kind != "check"
        self.every_field.setVisible(again)
        self.rhythm_field.setVisible(again and self.every.value() == TYPED)
        self.from_done.setVisible(again and bool(self.every.value()))
        self._show_unset()

    def _show_unset(self) -> None:
        self.unset.setText(without_day(self.text.toPlainText(), self._checks))
        self.unset.setVisible(self.kind.value() == "check" and not self.due.text().strip())

    def _build(self) -> None:
        self.title = PlainLabel(_("A new reminder"), "heading")
        self.told = PlainLabel(_("We kept what you typed."), "small", "ink2", wrap=True)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name, phone or card"))
        self.kind = Picks(_("What it is"), reminder_kinds())
        self.owner = Choice(owners(()))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.due = QLineEdit()
        self.due.setPlaceholderText(_("such as Friday, in two weeks, 3 December"))
        self.every = Choice(rhythms())
        self.rhythm = QLineEdit()
        self.rhythm.setPlaceholderText(_("such as every 10 days, or Fridays"))
        self.unset = PlainLabel("", "small", "ink2", wrap=True)
        self.from_done = Tick(_("Count from the day it was done"))
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.throw = button(_("Throw it away"), kind="ghost")
        self.close_button = button(_("Close"), kind="quiet")
        self.go = button(_("Keep it"), kind="primary", key=native("Ctrl+Return"))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = self._column = QVBoxLayout(inside)
        self._people = QVBoxLayout()
        self._people.setSpacing(theme.of().px(4))
        self.due_field = field(_("When"), self.due, optional=True)
        self.every_field = field(_("How often"), self.every)
        self.rhythm_field = field(_("In which rhythm"), self.rhythm)
        self.name_field, self.text_field = field(_("For whom"), self.name), field(_("What"), self.text)
        self.owner_field = field(_("Who sees to it"), self.owner)
        parts = (self.title, self.told, self.name_field, self._people, self.kind, self.text_field, self.due_field,
                 self.unset, self.every_field, self.rhythm_field, self.from_done, self.owner_field,
                 self.refusal)  # fmt: skip
        for part in parts:
            column.addLayout(part) if isinstance(part, QVBoxLayout) else column.addWidget(part)
        column.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setProperty("thin", "side")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        foot = self._foot = QHBoxLayout()
        foot.addWidget(self.throw)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.go)
        self.box.addWidget(scroll, 1)
        self.box.addLayout(foot)
        self._dress()
        theme.of().changed.connect(self._dress)

    def _dress(self) -> None:
        px = theme.of().px
        self.box.setContentsMargins(0, px(22), 0, px(16))
        self._column.setContentsMargins(px(20), 0, px(20), px(8))
        self._column.setSpacing(px(10))
        self._foot.setContentsMargins(px(20), 0, px(20), 0)
        self._foot.setSpacing(px(8))
        self.text.setFixedHeight(px(81))

    def _connect(self) -> None:
        self.name.textEdited.connect(self._on_name)
        self.name.returnPressed.connect(self._on_enter)
        self.kind.picked.connect(lambda _key: self._fit_kind())
        self.every.picked.connect(lambda _key: self._fit_kind())
        self.every.picked.connect(lambda _key: self._touched())
        self.owner.picked.connect(self._on_owner)
        self.kind.picked.connect(lambda _key: self._touched())
        self.text.textChanged.connect(self._touched)
        self.text.textChanged.connect(self._show_unset)
        self.due.textChanged.connect(lambda _text: self._show_unset())
        for line in (self.due, self.rhythm):
            line.textEdited.connect(lambda _text: self._touched())
            line.returnPressed.connect(self.press)
        self.from_done.toggled.connect(lambda _on: self._touched())
        self.throw.clicked.connect(self.throw_away)
        self.close_button.clicked.connect(self.put_aside)
        self.go.clicked.connect(self.press)
