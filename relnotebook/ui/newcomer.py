"""Somebody new: the quick-add sheet, "Or did you mean" below it, and the half-typed words that are never lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui import counter_rows, known
from relnotebook.ui.counter_parts import BAR
from relnotebook.ui.keptwords import KeptWords, NewPerson
from relnotebook.ui.quickadd import QuickAdd
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel
from relnotebook.widgets.rows import RowList
from relnotebook.widgets.values import Row

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.customers import CustomerLine, Typed
    from relnotebook.notebook.doubles import Near

KEEP_MS = 400
SURE = ("email", "phone", "same")  # of what agrees: enough to say that somebody is in the notebook already
WHERE = {"bad-phone": "phone", "bad-email": "email", "nothing-typed": "name"}


class Newcomer(QScrollArea):
    """The view of the counter when nobody matches, or when somebody new is wanted.

    Attributes:
        by_hand: the sheet was opened by a person or changed by one; a change elsewhere does not close it.
    Signals:
        added: (customer id, whether the full card is wanted).
        opened: (customer id, ids of all near misses): "Or did you mean" was right.
        scanned: the number of a card that was scanned while nothing was typed by hand.
        problem: a Problem that belongs to no field.
    """

    added = Signal(object, bool)
    opened = Signal(object, object)
    scanned = Signal(str)
    problem = Signal(object)

    def __init__(self, kept: KeptWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_hand = False
        self._kept = kept
        self._bridge: Bridge | None = None
        self._full = False
        self._sorting = False
        self._after_sorting = ""  # add or full, pressed before the words were sorted
        self._misses: tuple[Row, ...] = ()
        self._binned: tuple[Row, ...] = ()
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self.sheet.edited.connect(self._edited)
        self.sheet.add.connect(self._add)
        self.sheet.add_full.connect(self._add_full)
        self.sheet.scanned.connect(self.scanned)
        self.near.opened.connect(self._open)
        self.sheet.known.opened.connect(self._open_known)
        themes.of().changed.connect(self._fit_near)
        self._show_near(())

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def begin(self, text: str, *, card: str = "", by_hand: bool = False) -> None:
        """Sort `text` into the fields, or start with empty ones. `card`: it was scanned and is nobody's yet."""
        self.by_hand = by_hand or self.by_hand
        if by_hand:
            self.sheet.name.setFocus()
        if self._bridge is None:
            return
        self._sorting, self._after_sorting = True, ""
        self.sheet.take_card(card)
        ask = self._bridge.read(sorted_words, "" if card else text).latest(self, "sort")
        ask.then(lambda found: self._show_sorted(found, card))

    def show_binned(self, rows: tuple[Row, ...]) -> None:
        """Those in the bin who may be meant, below the near misses."""
        if rows != self._binned:
            self._binned = rows
            self._show_near(self._misses)

    def go_on(self) -> None:
        """Take up the half-typed sheet that was found."""
        self.by_hand = True
        self.sheet.show_kept(self._kept.go_on())
        self._show_near(())
        self.sheet.name.setFocus()

    def close_sheet(self) -> None:
        """The sheet is left. Words typed by hand stay kept and are offered again."""
        self.flush()
        self.by_hand = False
        self._sorting, self._after_sorting = False, ""
        self._kept.open_place = ""
        self.sheet.clear()

    def press(self) -> None:
        """Enter: add."""
        self._press("add")

    def press_full(self) -> None:
        """Shift+Enter: add and open the card."""
        self._press("full")

    def step_in(self) -> None:
        """Down: into the near misses, or into the sheet when there are none."""
        if self.near.rows():
            self.near.setFocus()
            self.near.step(1)
        else:
            self.sheet.name.setFocus()

    def flush(self) -> None:
        """Keep now what waits to be kept."""
        if self._timer.isActive():
            self._keep()

    def set_tight(self, tight: bool) -> None:
        """One field below the other."""
        self.sheet.set_columns(1 if tight else 2)

    def set_usual_word(self, word: str) -> None:
        """What the shop calls the usual."""
        self.sheet.set_usual_word(word)

    # Answers

    def _press(self, what: str) -> None:
        if self._sorting:
            self._after_sorting = what
        elif what == "add":
            self.sheet.press()
        else:
            self.sheet.press_full()

    def _show_sorted(self, found: tuple[Typed, tuple[CustomerLine, ...]], card: str) -> None:
        typed, near = found
        self.sheet.show_typed(typed.name, typed.phone, typed.email, card or typed.card)
        self._show_near(counter_rows.near(near, clock.now(), _("Enter: open the card.")))
        self._ask_known()
        wanted, self._after_sorting, self._sorting = self._after_sorting, "", False
        if wanted:
            self._press(wanted)

    def _show_near(self, misses: tuple[Row, ...]) -> None:
        self._misses = misses
        rows = counter_rows.with_binned(misses, self._binned)
        self.near.show_rows(rows, anew=True)
        self.near.choose(counter_rows.NOBODY)
        self._fit_near()
        self.mean.setVisible(bool(rows))
        self.near.setVisible(bool(rows))

    def _fit_near(self) -> None:
        self.near.setFixedHeight(themes.of().row(66) * len(self.near.rows()) + 2)

    # Acts

    def _add(self, person: NewPerson) -> None:
        self._write(person, full=False)

    def _add_full(self, person: NewPerson) -> None:
        self._write(person, full=True)

    def _write(self, person: NewPerson, *, full: bool) -> None:
        from relnotebook.notebook import customers

        if self._bridge is None:
            return
        self._full = full
        self._bridge.write(
            customers.add,
            name=person.name,
            phone=person.phone,
            email=person.email,
            usual=person.usual,
            alert=person.alert,
            email_consent=person.consent,
            card_number=person.card,
        ).then(self._added).otherwise(self._refused)

    def _added(self, customer: CustomerId) -> None:
        self._timer.stop()
        self._kept.forget_open()
        self.close_sheet()
        self.added.emit(customer, self._full)

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, Refusal):
            self.sheet.refuse(say.problem(problem), WHERE.get(problem.code, ""))
        else:
            self.sheet.set_busy(False)
            self.problem.emit(problem)

    def _open(self, row: Row) -> None:
        self.opened.emit(CustomerId(row.key), tuple(CustomerId(r.key) for r in self.near.rows()))

    # Keeping

    def _edited(self) -> None:
        self.by_hand = True
        self._timer.start()
        self._ask_known()

    def _ask_known(self) -> None:
        """Whether somebody with this number, address or name is in the notebook already."""
        from relnotebook.notebook import doubles

        if self._bridge is not None:
            person = self.sheet.value()
            asked = self._bridge.read(doubles.near, person.name, person.phone, person.email)
            asked.latest(self, "known").then(partial(self._show_known, person)).otherwise(_in_vain)

    def _show_known(self, person: NewPerson, found: tuple[Near, ...]) -> None:
        """Those below the sheet already are not named twice, unless more than their name fits."""
        if _who(person) != _who(self.sheet.value()):
            return
        offered = {row.key for row in self._misses}
        sure = [near for near in found if near.agree[:1] and near.agree[0] in SURE]
        fresh = [near for near in sure if near.agree[:1] != ("same",) or int(near.line.id) not in offered]
        self.sheet.show_known(tuple(known.seen(near) for near in fresh))

    def _open_known(self, customer: CustomerId) -> None:
        self.opened.emit(customer, (customer,))

    def _keep(self) -> None:
        self._timer.stop()
        self._kept.keep(self.sheet.value())

    # Building

    def _build(self) -> None:
        self.sheet = QuickAdd()
        self.mean = PlainLabel(_("Or did you mean"), "strong")
        self.near = RowList()
        self.near.setAccessibleName(_("Or did you mean"))
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, BAR, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet)
        column.addSpacing(22)
        column.addWidget(self.mean)
        column.addSpacing(2)
        column.addWidget(self.near)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _leave_room(self) -> None:
        there = self.verticalScrollBar().maximum() > 0
        self._column.setContentsMargins(0, 8, 2 if there else BAR, 0)


def _who(person: NewPerson) -> tuple[str, str, str]:
    return person.name, person.phone, person.email


def _in_vain(_found: Problem) -> None:
    """A hint that does not come keeps nobody from adding."""


def sorted_words(s: Any, text: str) -> tuple[Typed, tuple[CustomerLine, ...]]:
    """The words sorted into name, phone and e-mail, and who may be meant. `s`: the session of a reader lane."""
    from relnotebook.notebook import customers, shop

    typed = customers.sort_typed(text, shop.profile(s).region)
    return typed, customers.near(s, typed.name or text) if text else ()
