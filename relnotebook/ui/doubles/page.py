"""The page of doubles: cards that may be one person's at one side, two of them side by side at the other."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from relnotebook.base.problems import NotFound, Problem, Refusal
from relnotebook.base.terms import Act, Changes, CustomerId, Kind, Step
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.doubles import words
from relnotebook.ui.doubles.desk import Desk
from relnotebook.ui.doubles.reads import Sides, read_pair, read_sides, read_standing
from relnotebook.ui.page import Page
from relnotebook.widgets import say
from relnotebook.widgets.pairrows import PairRow
from relnotebook.widgets.parts import announce

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.bridge.jobs import Job
    from relnotebook.notebook.doubles import Found, Pair

SLOW_MS = 400
OWN = (Act.JOIN_CARDS, Act.NOT_SAME)
"""Decisions: what is left of the list follows from it, without looking through the whole notebook again."""

Two = tuple[CustomerId, CustomerId]


class DoublesPage(Page):
    """Pairs are looked for in a job; a person decides about each.

    Attributes:
        desk: list, pane and picker, and how they stand.
        among: only pairs with one of these cards in it, as after an import; empty for everybody.
        pinned: two cards somebody chose; they stand above the list until they are decided about.
    """

    name: ClassVar[str] = "doubles"
    kinds: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.CUSTOMER, Kind.CONTACT, Kind.DATE, Kind.PERSON, Kind.ALERT, Kind.CONSENT, Kind.USUAL, Kind.VISIT}
    )

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.among: tuple[CustomerId, ...] = ()
        self.pinned: Pair | None = None
        self._pairs: tuple[Pair, ...] = ()
        self._total = 0
        self._read = False  # the notebook was looked through
        self._from_card: CustomerId | None = None  # going back leads there
        self._wanted: Two | None = None  # two cards to be shown as soon as they are read
        self._seek: Two | None = None
        self._job: Job[Found] | None = None
        self._act: Act | None = None  # what was last written
        self._deciding = False
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self.desk = Desk(actions, self)
        self._connect()

    # What the window asks for

    def show_among(self, among: Collection[CustomerId] = ()) -> None:
        """All pairs; with `among` only those with one of these cards in it."""
        if tuple(among) != self.among or not self._read:
            self.among = tuple(among)
            self._pairs, self._total, self._read = (), 0, False
        self._put_away()
        self.stale = True
        self._renew_when_seen()

    def show_pair(self, one: CustomerId, other: CustomerId | None = None) -> None:
        """Two cards side by side, `one` being the one that stays; without the other it is searched for first."""
        self._put_away()
        self._from_card = one
        if other is None:
            self._pick(one)
        else:
            self._put_beside(one, other)
        self._renew_when_seen()

    def decide(self, number: int) -> None:
        """1 joins the two, 2 notes that they are two people, 3 leaves it for later."""
        acts: dict[int, Callable[[], None]] = {1: self.join, 2: self.part_ways, 3: self.put_off}
        if number in acts and not self.desk.picking:
            acts[number]()

    # The page

    def attach(self, bridge: Bridge) -> None:
        self.desk.picker.attach(bridge)
        super().attach(bridge)
        if self.desk.picking:
            self.desk.picker.begin(self.desk.picker.customer)

    def on_changed(self, changes: Changes) -> None:
        if self.concerned(changes):
            only_own = self._act in (None, *OWN) and changes.act in OWN
            self._act = changes.act if only_own else Act.REBUILD
        super().on_changed(changes)

    def reload(self) -> None:
        act, self._act = self._act, None
        if self._pairs:
            asked = self.bridge.read(read_standing, self._pairs).latest(self, "standing")
            asked.then(partial(self._show_standing, self._pairs))
        else:
            self._read_sides()
        if not self._read or act not in OWN:
            self._look()

    def press_main(self) -> None:
        """Ctrl+Enter: join the two."""
        if not self.desk.picking:
            self.join()

    def go_back(self) -> bool:
        """Esc: clear the search for the other card, go back to the list, or to the card one came from."""
        search = self.desk.picker.search
        if self.desk.picking and search.text():
            search.clear()
            return True
        if self.desk.alone:
            self.desk.step_aside(False)
            self.desk.list.setFocus()
            return True
        if self._from_card is None and not self.desk.picking and self.pinned is None:
            return False
        self._leave_pair()
        return True

    def panes(self) -> list[QWidget]:
        if self.desk.picking:
            return [self.desk.picker.search]
        return [self.desk.list, self.desk.pane.join]

    def take_focus(self) -> None:
        if self.desk.picking:
            self.desk.picker.take_focus()
        elif self.desk.alone:
            self.desk.pane.take_focus()
        elif self.desk.list.rows():
            self.desk.list.setFocus()
        elif self.desk.inviting:
            self.desk.empty.button.setFocus()
        else:
            self.setFocus()

    def toast_room(self) -> QRect:
        """Above the buttons that decide."""
        return self.desk.above_buttons(self)

    def about_customer(self) -> tuple[CustomerId | None, str]:
        sides = self.desk.pane.sides
        if self.desk.picking or sides is None or self._chosen() is None:
            return None, ""
        return sides.preview.keep.id, sides.preview.keep.name

    # Looking through the notebook

    def _look(self) -> None:
        from relnotebook.notebook import doubles

        self.stop_looking()
        among = frozenset(self.among) or None
        self._job = job = self.bridge.run(doubles.looking, among=among)
        job.progressed.connect(partial(self._on_step, job))
        job.finished.connect(partial(self._on_found, job))
        job.failed.connect(partial(self._on_failed, job))
        self._slow.start()
        self.desk.show_state(self._state())

    def stop_looking(self) -> None:
        """What is looked for is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._slow.stop()
        self.desk.progress.hide()

    def _on_stopped(self) -> None:
        """Somebody pressed Stop: what was found before stays."""
        self.stop_looking()
        self.desk.show_state(self._state())

    def _on_step(self, job: Job[Found], step: Step) -> None:
        if job is self._job:
            self.desk.progress.show_step(step.done, step.total, step.note)

    def _on_found(self, job: Job[Found], found: Found) -> None:
        if job is not self._job:
            return
        self.stop_looking()
        self._read = True
        self._pairs, self._total = found.pairs, found.total
        self._show_rows()
        self._read_sides()

    def _on_failed(self, job: Job[Found], problem: Problem) -> None:
        if job is self._job:
            self._on_stopped()
            self.problem.emit(problem)

    def _show_standing(self, asked: tuple[Pair, ...], pairs: tuple[Pair, ...]) -> None:
        """What is left of the pairs asked about, unless the notebook was looked through meanwhile."""
        if asked is self._pairs:
            self._keep_only(pairs)
            self._read_sides()

    def _keep_only(self, pairs: tuple[Pair, ...]) -> None:
        """So many of the pairs found are left."""
        self._total -= len(self._pairs) - len(pairs)
        self._pairs = pairs
        self._show_rows()

    # The list

    def _show_rows(self) -> None:
        pairs = list(self._pairs)
        if self.pinned is not None:
            pairs = [self.pinned, *(pair for pair in pairs if _key(pair) != _key(self.pinned))]
        had_focus, seek = self.desk.list.hasFocus(), self._seek
        self._seek = None
        mine = QApplication.focusWidget() in (None, self)
        self.desk.list.show_rows(tuple(self._row(pair) for pair in pairs), seek)
        self.desk.count.setText(words.count(self._total, len(self._pairs), some=bool(self.among)))
        self.desk.everybody.setVisible(bool(self.among))
        self.desk.show_state(self._state())
        self._renew_main()
        if not self.desk.picking and (mine or had_focus) and self.isVisible():
            self.take_focus()

    def _row(self, pair: Pair) -> PairRow:
        why = words.reasons(pair.reasons) or _("Chosen by you")
        return PairRow(_key(pair), pair.one_name, pair.other_name, why, _("Enter: to the two cards."))

    def _state(self) -> str:
        if self.desk.picking:
            return "picking"
        if self.desk.list.rows():
            return "list"
        if self._job is not None or self._wanted is not None:
            return "looking"
        return "none" if self._read else "stopped"

    def _chosen(self) -> Two | None:
        row = self.desk.list.chosen()
        return cast("Two", row.key) if row is not None else None

    def _on_chosen(self, row: PairRow | None) -> None:
        if row is not None:
            self._read_sides()
        self._renew_main()

    # Two cards

    def _read_sides(self) -> None:
        two = self._two()
        if two is not None and self.attached:
            asked = self.bridge.read(read_sides, *two).latest(self, "sides")
            asked.then(self._show_sides).otherwise(partial(self._not_shown, two))

    def _two(self) -> Two | None:
        """The chosen pair, the card that stays first: the older, or the one it began with."""
        key = self._chosen()
        if key is None:
            return None
        begun = self._from_card if self.pinned is not None and key == _key(self.pinned) else None
        return (key[1], key[0]) if begun == key[1] else key

    def _show_sides(self, sides: Sides) -> None:
        if {sides.preview.keep.id, sides.preview.lose.id} == set(self._chosen() or ()):
            self.desk.pane.show_sides(sides)
            self.desk.show_pane()
            self._renew_main()
            self.shifted.emit()

    def _not_shown(self, two: Two, problem: Problem) -> None:
        """They are not two cards any more: another till was first."""
        if self.pinned is not None and set(two) == set(_key(self.pinned)):
            self.said.emit(say.problem(problem))
            self._leave_pair()
        elif isinstance(problem, NotFound | Refusal):
            self._act = Act.REBUILD
            self._keep_only(tuple(pair for pair in self._pairs if set(_key(pair)) != set(two)))
        else:
            self.told(problem)

    def join(self) -> None:
        """Make the two one, as it stands in the pane."""
        from relnotebook.notebook import joining

        pane, two = self.desk.pane, self._ready()
        if two is None:
            return
        if pane.asks_home:
            self.desk.step_aside(True)
            pane.ask_home()
            return
        self._begin_deciding()
        asked = self.bridge.write(joining.join, *two, choices=pane.choices())
        asked.then(partial(self._joined, two)).otherwise(self._refused)

    def part_ways(self) -> None:
        """They are two people; they are never suggested again."""
        from relnotebook.notebook import doubles

        if (two := self._ready()) is not None:
            self._begin_deciding()
            self.bridge.write(doubles.not_same, *two).then(self._kept_apart).otherwise(self._refused)

    def put_off(self) -> None:
        """Look at the next pair; this one stays in the list."""
        if self.pinned is not None and self._chosen() == _key(self.pinned):
            self._leave_pair()
        elif self.desk.list.chosen() is not None:
            before = self._chosen()
            self.desk.list.step(1)
            if before == self._chosen():
                announce(self, _("That was the last one."))

    def _ready(self) -> Two | None:
        """The pair that stands in the pane, when it may be decided about now."""
        sides, two = self.desk.pane.sides, self._two()
        if self._deciding or sides is None or two != (sides.preview.keep.id, sides.preview.lose.id):
            return None
        return two

    def _begin_deciding(self) -> None:
        self._deciding = True
        self.desk.pane.set_busy(True)

    def _end_deciding(self) -> None:
        self._deciding = False
        self.desk.pane.set_busy(False)

    def _joined(self, two: Two, _step: object) -> None:
        """The toast with Undo is the window's. Who came for these two cards sees the one they became."""
        self._end_deciding()
        if self.pinned is not None:
            self._put_away()
            self.open_card.emit(two[0], (two[0],))

    def _kept_apart(self, _nothing: object) -> None:
        self._end_deciding()
        if self.pinned is not None:
            self._leave_pair()

    def _refused(self, problem: Problem) -> None:
        self._end_deciding()
        if isinstance(problem, Refusal):
            self.desk.pane.refuse(say.problem(problem))
        else:
            self.told(problem)

    # Two cards that somebody chose

    def _pick(self, one: CustomerId | None) -> None:
        """Search for the other card."""
        self.desk.picker.begin(one)
        self.desk.show_state("picking")
        self._renew_main()
        self.shifted.emit()
        if self.isVisible():
            self.desk.picker.take_focus()

    def _on_picked(self, customer: CustomerId) -> None:
        first = self.desk.picker.customer
        if first is None:
            self._from_card = None
            self._pick(customer)
        else:
            self._put_beside(first, customer)

    def _put_beside(self, one: CustomerId, other: CustomerId) -> None:
        self._wanted = (one, other)
        if self.attached:
            asked = self.bridge.read(read_pair, one, other).latest(self, "pair")
            asked.then(self._pin).otherwise(self._not_pinned)
        self.desk.show_state("looking")

    def _pin(self, pair: Pair) -> None:
        if self._wanted is None:
            return
        first, self._wanted = self._wanted[0], None
        self.pinned, self._seek = pair, _key(pair)
        self._from_card = first
        self.desk.leave_picker()
        self._show_rows()
        self._read_sides()  # it may have been chosen in the list before, with the other card as the one that stays
        self.desk.step_aside(True)
        self.take_focus()

    def _not_pinned(self, problem: Problem) -> None:
        self._wanted = None
        self.said.emit(say.problem(problem))
        self._leave_pair()

    def _leave_pair(self) -> None:
        """Back to the card it began with, or to the list."""
        back = self._from_card
        self._put_away()
        if back is not None:
            self.open_card.emit(back, (back,))

    def _put_away(self) -> None:
        """Nothing chosen by hand is shown any more."""
        self.pinned, self._from_card, self._wanted = None, None, None
        self.desk.leave_picker()
        self.desk.step_aside(False)
        self._show_rows()
        self._read_sides()

    # Wiring

    def _renew_main(self) -> None:
        self.set_main(_("&Join the two") if self._chosen() is not None and not self.desk.picking else "")

    def _connect(self) -> None:
        desk = self.desk
        desk.list.chosen_changed.connect(self._on_chosen)
        desk.list.opened.connect(lambda _row: self._to_pane())
        desk.list.tapped.connect(lambda _row: desk.step_aside(True))
        desk.pane.join_wanted.connect(self.join)
        desk.pane.apart_wanted.connect(self.part_ways)
        desk.pane.later_wanted.connect(self.put_off)
        desk.pane.open_card.connect(self._open_side)
        desk.pane.placed.connect(self.shifted)
        desk.picker.picked.connect(self._on_picked)
        desk.picker.problem.connect(self.problem)
        desk.progress.cancelled.connect(self._on_stopped)
        desk.back.clicked.connect(self.go_back)
        desk.everybody.clicked.connect(lambda: self.show_among(()))
        desk.choose.clicked.connect(lambda: self._pick(None))
        desk.empty.clicked.connect(self._on_empty)
        self._slow.timeout.connect(self._show_progress)

    def _show_progress(self) -> None:
        self.desk.progress.setVisible(self._job is not None)

    def _to_pane(self) -> None:
        self.desk.step_aside(True)
        self.desk.pane.take_focus()

    def _open_side(self, customer: CustomerId) -> None:
        sides = self.desk.pane.sides
        if sides is not None:
            self.open_card.emit(customer, (sides.preview.keep.id, sides.preview.lose.id))

    def _on_empty(self) -> None:
        if self._read:
            self._pick(None)
        else:
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.desk.fit()


def _key(pair: Pair) -> Two:
    return pair.one, pair.other
