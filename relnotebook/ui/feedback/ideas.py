"""The board of ideas: heard, thinking about it, trying it, on the menu; below them those that have to wait, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relnotebook.base.problems import NotFound, Problem, Refusal
from relnotebook.base.terms import Changes, CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui import today_post
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import idea_words
from relnotebook.ui.feedback.idea_form import IdeaForm, TooSheet
from relnotebook.ui.feedback.idea_lanes import Lane, LaneList
from relnotebook.ui.feedback.idea_pane import IdeaPane
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Menu, PlainLabel, announce
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.ideas import Board, IdeaCard
    from relnotebook.notebook.shop import Shop

KINDS = frozenset({Kind.IDEA, Kind.CUSTOMER, Kind.CONTACT, Kind.CONSENT, Kind.VISIT, Kind.STAFF})
LEAST = 200  # px at 100 % that a lane needs
PEEK = 24  # px of the list below the lanes that show without scrolling
BETWEEN = 14


@dataclass(frozen=True, slots=True)
class Boarded:
    """The board, and which ideas the customer last looked at wants already."""

    board: Board
    wanted: frozenset[int]


def read_board(s: Any, customer: CustomerId | None) -> Boarded:
    """The board, for somebody who was looked at last. `s`: the session of a reader lane."""
    from relnotebook.notebook import ideas, supporters

    mine = supporters.wanted_by(s, customer) if customer is not None else ()
    return Boarded(ideas.board(s), frozenset(one.idea for one in mine))


class IdeasBoard(QWidget):
    """Four lanes and the list below them; an opened idea in their place.

    Attributes:
        lanes: by stage, the list below them among them; pane: an idea opened; form: a new idea.
        board: what was read last, None before the first.
    Signals:
        said: a sentence, or what `Page.said` takes; problem: a Problem; open_card: (customer, neighbours).
        counted: how many ideas are on the lanes.
        turned: the board, or an opened idea, is shown now.
    """

    said = Signal(object)
    problem = Signal(object)
    open_card = Signal(object, object)
    counted = Signal(int)
    turned = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_ = actions
        self.board: Board | None = None
        self._bridge: Bridge | None = None
        self._stale = True
        self._me: tuple[CustomerId | None, str] = (None, "")
        self._wanted: frozenset[int] = frozenset()
        self._shop = ("", "GB")
        self._chosen = 0
        self._then = 0  # an idea to choose as soon as it is on the board
        self._going: dict[int, str] = {}  # by idea: the stage that is being written
        self._landed: set[int] = set()  # of these, written: the next board knows
        self.sheet: TooSheet | None = None
        self._to_form = QTimer(self, singleShot=True, interval=0)
        self._to_form.timeout.connect(self._bring_form)
        self._build()
        self._lay_out()
        self._connect()
        theme.of().changed.connect(self._fit)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open: hear its changes, and read the board as soon as it is seen."""
        self._bridge = bridge
        self.form.attach(bridge)
        self.pane.attach(bridge)
        bridge.changed.connect(self.on_changed)
        self._stale = True
        self._renew_when_seen()

    def on_changed(self, changes: Changes) -> None:
        """Another idea, another name, a visit that counts: what is seen is read again, the rest when it is shown."""
        if changes.kinds & KINDS:
            self._stale = True
            self._renew_when_seen()

    def reload(self) -> None:
        """Read the board again, and the idea that is open."""
        if self._bridge is None or self._bridge.closed:
            return
        self._stale = False
        ask = self._bridge.read(read_board, self._me[0]).latest(self, "board")
        ask.then(self._show).otherwise(self.problem.emit)
        if self.opened:
            self.pane.reload()

    def flush(self) -> None:
        """Keep every half-typed word now."""
        self.form.flush()
        self.pane.flush()

    def show_person(self, name: str) -> None:
        """Who is at the till; the board says the same to everybody."""

    def show_shop(self, shop: Shop) -> None:
        """The name that stands on the vote sheet."""
        self._shop = (shop.name, shop.region)

    def remember(self, customer: CustomerId | None, name: str) -> None:
        """The customer last looked at: whom "Me too" links, and whom a new idea is probably from."""
        if (customer, name) == self._me:
            return
        self._me = (customer, name)
        self.form.offer(customer, name)
        self.pane.people.offer(customer, name)
        if self.board is not None:
            self._stale = True
            self._renew_when_seen()

    def take_focus(self) -> None:
        """Put the keyboard where work begins: on the chosen card, or the first."""
        if self.opened:
            self.pane.take_focus()
            return
        if self.board is None:
            self.lanes["heard"].list.setFocus(Qt.FocusReason.OtherFocusReason)  # the first card is chosen when it comes
            return
        lane = self._lane_of(self._chosen) or next((lane for lane in self.lanes.values() if lane.list.rows()), None)
        if lane is None:
            self.form.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        lane.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._chosen:
            self._choose(lane.list.rows()[0].key)

    @property
    def opened(self) -> bool:
        """Whether an idea is open in the place of the board."""
        return self._views.currentWidget() is self.pane

    def chosen(self) -> int:
        """The idea that keys act on, 0 for none."""
        return self.pane.key if self.opened else self._chosen

    def open(self, idea: int, part: str = "") -> None:
        """Show one idea; `part`: "people" or "not_now" brings that into sight."""
        self._choose(idea)
        self.pane.open(idea, part)
        self._views.setCurrentWidget(self.pane)
        self.turned.emit()
        if not part:
            self.pane.take_focus()

    def go_back(self) -> bool:
        """Esc: from an idea to the board, from the form to the button; False when there is nothing to close."""
        if self.opened:
            self.pane.flush()
            self._views.setCurrentWidget(self._table)
            self.turned.emit()
            self.take_focus()
        elif self.form.opened:
            self.form.put_aside()
        else:
            return False
        return True

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through."""
        if self.opened:
            return [self.pane.back, self.pane.people.whose]
        return [*(lane.list for lane in self.lanes.values() if lane.list.rows()), self.form]

    def press_main(self) -> None:
        """Ctrl+Enter: the idea being written, or the chosen one; in an opened one, what it asks."""
        if self.opened:
            self.pane.press_main()
        elif self.form.opened:
            self.form.press()
        elif self._chosen:
            self.open(self._chosen)

    def write_down(self) -> None:
        """A new idea."""
        if self.opened:
            self.go_back()
        self.form.open()

    # What it shows

    def _show(self, found: Boarded) -> None:
        self.board, self._wanted = found.board, found.wanted
        self._going = {idea: stage for idea, stage in self._going.items() if idea not in self._landed}
        self._landed = set()
        focus = QApplication.focusWidget()
        held = next((lane for lane in self.lanes.values() if lane.list is focus), None)
        keys = {name: self.actions_.hint(f"idea_{long}") for name, long in
                (("open", "open"), ("too", "me_too"), ("left", "left"), ("right", "right"))}  # fmt: skip
        for stage, lane in self.lanes.items():
            cards = self._cards(stage)
            rows = tuple(idea_words.row(card, keys, me=self._me[1], wanted=self._wanted) for card in cards)
            lane.show_rows(rows)
        self.lanes[idea_words.MENU].call(idea_words.stage_word(idea_words.MENU, found.board.came_true))
        self.lanes[idea_words.NOT_NOW].setVisible(bool(found.board.not_now))
        self.about.setVisible(not any(self._cards(stage) for stage in self.lanes))
        self.pane.show_others(tuple(card for stage in self.lanes for card in self._cards(stage)))
        self._choose(self._then if self.card(self._then) is not None else self._chosen)
        if held is not None and not self.opened and not held.list.chosen():
            self.take_focus()  # the card went to another lane, and the keyboard with it
        self._fit()
        self.counted.emit(found.board.count)

    def _cards(self, stage: str) -> tuple[IdeaCard, ...]:
        if self.board is None:
            return ()
        return self.board.not_now if stage == idea_words.NOT_NOW else self.board.lanes[stage]

    def card(self, idea: int) -> IdeaCard | None:
        """An idea as it stands on the board."""
        return next((card for stage in self.lanes for card in self._cards(stage) if card.id == idea), None)

    def _lane_of(self, idea: int) -> Lane | None:
        return next((lane for lane in self.lanes.values() if any(row.key == idea for row in lane.list.rows())), None)

    def _choose(self, idea: int) -> None:
        """Choose a card; every other lane lets go of its own."""
        before, self._chosen = self._chosen, idea if self.card(idea) is not None else 0
        asked = self._chosen != before or (self._chosen == self._then and bool(self._then))
        if self._chosen == self._then:
            self._then = 0
        for lane in self.lanes.values():
            here = bool(self._chosen) and lane.list.choose(self._chosen)
            if not here:
                lane.list.choose(0)
            lane.list.set_lively(here)
            if here and asked:
                self._bring(lane)

    def _bring(self, lane: Lane) -> None:
        """Where lanes stand below each other, scroll to the chosen card."""
        spot = lane.list.visualRect(lane.list.currentIndex())
        inside = self._area.widget()
        if inside is not None and lane.isVisible():
            middle = lane.list.viewport().mapTo(inside, spot.center())
            half = min(spot.height(), self._area.viewport().height()) // 2 + theme.of().px(8)
            self._area.ensureVisible(inside.width() // 2, middle.y(), 0, half)

    def _walk(self, columns: int, rows: int) -> None:
        """An arrow key: along the lane, or to the card at the same height of the next lane that has any."""
        lane = self._lane_of(self._chosen)
        if lane is None:
            self.take_focus()
            return
        if rows:
            keys = [row.key for row in lane.list.rows()]
            at = min(max(keys.index(self._chosen) + rows, 0), len(keys) - 1)
            self._choose(keys[at])
            return
        step = -columns if self.isRightToLeft() else columns
        order = [one for one in self.lanes.values() if one is not self.lanes[idea_words.NOT_NOW]]
        at = order.index(lane) if lane in order else -1
        rest = order[at + 1 :] if step > 0 else list(reversed(order[: max(at, 0)]))
        other = next((one for one in rest if one.list.rows()), None)
        if other is not None:
            self._choose(other.list.at_height(lane.list.top_of(self._chosen)))
            other.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Acts

    def me_too(self, idea: int = 0, *, somebody: bool = False) -> None:
        """U: the customer last looked at wants it too; without one, or for `somebody` else, ask who."""
        from relnotebook.notebook import supporters

        card = self.card(idea or self.chosen())
        if card is None:
            self.said.emit(_("Choose an idea first."))
            return
        customer, name = self._me
        if card.stage == idea_words.MENU and not somebody:
            self.open(card.id, "people")
        elif customer is None or somebody:
            self._ask_who(card)
        elif card.id in self._wanted:
            self.said.emit(idea_words.too_tip(name, already=True))
        else:
            self._write(supporters.support, card.id, customer)

    def _ask_who(self, card: IdeaCard, quote: str = "") -> None:
        assert self._bridge is not None
        sheet = self.sheet = TooSheet(self, self._bridge, card.title, quote)
        sheet.chosen.connect(partial(self._support, card.id))
        sheet.alone.connect(partial(self._count_one, card.id))
        sheet.open()

    def _support(self, idea: int, customer: CustomerId, quote: str, weight: int) -> None:
        from relnotebook.notebook import supporters

        self._write(supporters.support, idea, customer, quote=quote, weight=weight)

    def _count_one(self, idea: int) -> None:
        from relnotebook.notebook import supporters

        self._write(supporters.tally, idea, 1)

    def _on_twin(self, idea: int, customer: CustomerId | None, words: str) -> None:
        """Somebody wrote down what is on the board already: they want that one, in these words."""
        card = self.card(idea)
        if customer is not None:
            self._support(idea, customer, words, 1)
        elif card is not None:
            self._ask_who(card, words)

    def shift(self, by: int) -> None:
        """Ctrl+Left, Ctrl+Right: the chosen card to the lane before, or the next. From the list below: to the first.

        Before the first lane comes "Not now", which wants a reason. A second key goes on from the lane of the first.
        """
        card = self.card(self.chosen())
        if card is None:
            return
        stages, now = idea_words.STAGES, self._going.get(card.id, card.stage)
        at = stages.index(now) + by if now in stages else 0
        if 0 <= at < len(stages):
            self._move(card, stages[at])
        elif at < 0:
            self.open(card.id, idea_words.NOT_NOW)
        else:
            self.said.emit(_("“{idea}” is in the last lane.").format(idea=clean(card.title, 60)))

    def _shift_seen(self, by: int) -> None:
        self.shift(-by if self.isRightToLeft() else by)

    def _move(self, card: IdeaCard, stage: str, position: int | None = None) -> None:
        from relnotebook.notebook import ideas

        self._then = card.id
        self._going[card.id] = stage
        self._landed.discard(card.id)
        self._write(ideas.move, card.id, stage, position=position).then(partial(self._moved, card.id, stage))
        announce(self, _("{idea}: {stage}").format(idea=card.title, stage=idea_words.stage_word(stage, card.came_true)))

    def _on_dropped(self, idea: int, stage: str, at: int) -> None:
        card = self.card(idea)
        if card is None:
            return
        if stage == idea_words.NOT_NOW:
            if card.stage != stage:
                self.open(idea, idea_words.NOT_NOW)  # it wants a reason
            return
        keys = [one.id for one in self._cards(stage)]
        if card.stage == stage:
            here = keys.index(idea)
            at -= at > here
            if at == here:
                return
        self._move(card, stage, at)

    def _moved(self, idea: int, stage: str, _done: object) -> None:
        if self._going.get(idea) == stage:
            self._landed.add(idea)

    def _write(self, act: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        assert self._bridge is not None  # cards are there only while a notebook is open
        return self._bridge.write(act, *args, **kw).otherwise(self._not_written)

    def _not_written(self, problem: Problem) -> None:
        self._going, self._landed = {}, set()
        if isinstance(problem, NotFound | Refusal):
            self.said.emit(say.problem(problem))
            self.reload()
        else:
            self.problem.emit(problem)

    def _on_pressed(self, idea: int) -> None:
        """The button of a card: "Me too", or on the menu "Tell 4"."""
        card = self.card(idea)
        if card is not None and card.stage == idea_words.MENU:
            self.open(idea, "people")
        else:
            self.me_too(idea)

    def _on_written(self, idea: int) -> None:
        self._then = idea
        self.reload()

    def _on_grown(self) -> None:
        """The form has another height; open, it is brought into sight as soon as it has its place."""
        self._fit()
        if self.form.opened:
            self._to_form.start()

    def _bring_form(self) -> None:
        if self.form.opened and self.form.isVisible():
            self._area.ensureWidgetVisible(self.form, 0, theme.of().px(8))
            self._area.ensureWidgetVisible(self.form.title, 0, theme.of().px(30))

    def _open_menu(self, idea: int, place: QPoint) -> None:
        self.menu(idea).popup(place)

    def menu(self, idea: int) -> QMenu:
        """Everything that can be done with a card. It deletes itself when it closes."""
        menu, look, name = Menu("", self), theme.of(), self._me[1]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("bulb"), _("Open the idea"), lambda: self.open(idea))
        if self._me[0] is not None:
            words = _("Me too: {name}").format(name=name).replace("&", "&&")
            menu.addAction(look.icon("heart"), words, lambda: self.me_too(idea))
        menu.addAction(look.icon("heart"), _("Me too: somebody else"), lambda: self.me_too(idea, somebody=True))
        menu.addAction(look.icon("users"), _("Me too: without a card"), lambda: self._count_one(idea))
        menu.addSeparator()
        self.actions_.fill(menu, "idea_left", "idea_right")
        menu.addAction(look.icon("clock-pause"), _("Not now, and why"), lambda: self.open(idea, idea_words.NOT_NOW))
        return menu

    # On paper

    @property
    def printable(self) -> bool:
        """Whether there is an idea on which customers may vote."""
        return any(card.public for stage in idea_words.STAGES[:-1] for card in self._cards(stage))

    def print_votes(self) -> None:
        """The ideas on which customers may vote, with boxes to tick: on paper, or as a PDF."""
        if not self.printable:
            self.said.emit(_("There is nothing to vote on yet."))
        else:
            today_post.paper_or_pdf(self, self.put_on_paper, self.keep_votes)

    def put_on_paper(self) -> None:
        """A printer is asked for, then the vote sheet is on paper."""
        if self.board is not None:
            today_post.on_paper(self, _("Vote sheet"), self._votes(), self.said.emit)

    def keep_votes(self) -> None:
        """The vote sheet as a PDF."""
        if self.board is not None:
            today_post.keep_pdf(self, _("Vote sheet"), self._votes(), self.said.emit)

    def _votes(self) -> today_post.Paint:
        board, (shop, region) = self.board, self._shop

        def paint(device: QPagedPaintDevice) -> None:
            from relnotebook.exchange import paper_wall, wall

            assert board is not None
            paper_wall.votes(device, wall.vote_sheet(board, shop), region=region)

        return paint

    # Building

    def _build(self) -> None:
        self.lanes: dict[str, Lane] = {stage: Lane(stage, words) for stage, words in idea_words.stages()}
        self.lanes[idea_words.NOT_NOW] = Lane(idea_words.NOT_NOW, _("Not now, and why"))
        self.form = IdeaForm()
        self.lanes["heard"].foot.addWidget(self.form)
        about = _("What customers wish for, and how many want it. It goes on from lane to lane, until they are told.")
        self.about = PlainLabel(about, "small", "ink2", wrap=True)
        self.about.hide()
        self.pane = IdeaPane()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._column = QVBoxLayout(inside)
        self._grid = QGridLayout()
        self._column.addWidget(self.about)
        self._column.addLayout(self._grid, 1)
        self._column.addWidget(self.lanes[idea_words.NOT_NOW])
        self.lanes[idea_words.NOT_NOW].hide()
        self._area = QScrollArea()
        self._area.setProperty("thin", "page")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._table = QWidget()
        table = QVBoxLayout(self._table)
        table.setContentsMargins(0, 0, 0, 0)
        table.addWidget(self._area)
        self._views = QStackedWidget()
        self._views.addWidget(self._table)
        self._views.addWidget(self.pane)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)
        self._columns = 0
        self._fit()

    def _connect(self) -> None:
        for lane in self.lanes.values():
            self._connect_list(lane.list)
            lane.dropped.connect(self._on_dropped)
        self.form.written.connect(self._on_written)
        self.form.too.connect(self._on_twin)
        self.form.grown.connect(self._on_grown)
        self.pane.leave.connect(self.go_back)
        self.pane.said.connect(self.said)
        self.pane.problem.connect(self.problem)
        self.pane.open_card.connect(self.open_card)
        for name, slot in (
            ("idea_me_too", self.me_too),
            ("idea_left", partial(self.shift, -1)),
            ("idea_right", partial(self.shift, 1)),
        ):
            self.actions_.on(name, partial(self._when_here, slot))

    def _connect_list(self, cards: LaneList) -> None:
        cards.chosen_changed.connect(self._choose)
        cards.opened.connect(self.open)
        cards.pressed.connect(self._on_pressed)
        cards.walked.connect(self._walk)
        cards.shifted.connect(self._shift_seen)
        cards.menu_wanted.connect(self._open_menu)

    def _when_here(self, slot: Callable[[], object]) -> None:
        """Keys and menus of the board, for as long as it is shown."""
        if isValid(self) and self.isVisible():
            slot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew_when_seen()

    def _renew_when_seen(self) -> None:
        if self._stale and self._bridge is not None and self.isVisible():
            self.reload()

    def _fit(self) -> None:
        """As many lanes beside each other as there is room for; alone in a row they scroll by themselves."""
        px = theme.of().px
        room = self.width() - 2 * px(24)
        many = next((n for n in (4, 2) if room >= n * px(LEAST) + (n - 1) * px(BETWEEN)), 1)
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(BETWEEN))
        self._grid.setSpacing(px(BETWEEN))
        if many != self._columns:
            self._columns = many
            for at, (stage, _words) in enumerate(idea_words.stages()):
                self._grid.addWidget(self.lanes[stage], at // many, at % many)
            for column in range(4):
                self._grid.setColumnStretch(column, 1 if column < many else 0)
        self._fit_heights(many)

    def _fit_heights(self, many: int) -> None:
        px = theme.of().px
        below = px(PEEK + BETWEEN) if self.board is not None and self.board.not_now else 0
        above = 0 if self.about.isHidden() else self.about.heightForWidth(self.width() - 2 * px(24)) + px(BETWEEN)
        free = self.height() - 2 * px(16) - below - above
        grows = QSizePolicy.Policy.Maximum if many == 4 else QSizePolicy.Policy.Fixed
        for stage, lane in self.lanes.items():
            alone = stage == idea_words.NOT_NOW
            policy = QSizePolicy.Policy.Fixed if alone else grows
            lane.list.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
            fixed = many == 4 and not alone
            lane.setMinimumHeight(max(free, px(240)) if fixed else 0)
            lane.setMaximumHeight(max(free, px(240)) if fixed else 16777215)
