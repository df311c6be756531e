"""The Customers page: everybody as a table to filter, sort and search, and what can be done with many at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QItemSelection, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Changes, CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.customers import columns, reads
from relnotebook.ui.customers.desk import Desk
from relnotebook.ui.customers.printing import Printing
from relnotebook.ui.customers.reads import BIN, EVERYONE, Wanted
from relnotebook.ui.customers.table import Customers
from relnotebook.ui.customers.together import Together
from relnotebook.ui.page import Page
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Menu

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.browsing import Counts
    from relnotebook.notebook.segments import Segment
    from relnotebook.notebook.shop import Shop

SLOW_MS = 400


class CustomersPage(Page):
    """Filters and table, and the bar for those that are ticked.

    Attributes:
        desk: the furniture; wanted: what is listed; listing: the model, None before the notebook is open.
    Signals:
        bring_in_wanted, imports_wanted, doubles_wanted: another page is to be shown.
        join_wanted: (one card, the other); mailing_wanted: (customers, name): these are to be written to.
    """

    name: ClassVar[str] = "customers"
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind) - {Kind.PHOTO, Kind.FIELD, Kind.NOTE}

    bring_in_wanted = Signal()
    imports_wanted = Signal()
    doubles_wanted = Signal()
    join_wanted = Signal(object, object)
    mailing_wanted = Signal(object, str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.wanted = Wanted()
        self.listing: Customers | None = None
        self.counts: Counts | None = None
        self._sorts = {EVERYONE: ("name", False), BIN: ("binned", True)}  # of the table and of the bin
        self._anew = ""  # another list was asked for, which begins at its "top", or at the "current" row
        self._whose: tuple[CustomerId, ...] = ()  # those the open line of the bar is about
        self._changed: set[CustomerId] | None = set()  # whose lines are stale; None: everybody's
        self.desk = Desk(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)
        self.printing = Printing(self)
        self.together = Together(self)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._connect()
        self.set_main(_("&Bring in customers"))
        self._show_sort()

    # The page

    def attach(self, bridge: Bridge) -> None:
        from relnotebook.notebook.customers import BIN_DAYS

        self.desk.table.painter_.keep_days = BIN_DAYS
        self.listing = Customers(bridge, reads.lines, self.desk.table.spoken)
        self.listing.arranged.connect(self._on_arranged)
        self.listing.selection.selectionChanged.connect(self._on_ticked)
        self.desk.table.show_list(self.listing)
        super().attach(bridge)

    def on_changed(self, changes: Changes) -> None:
        if self.concerned(changes):
            if not changes.customers:
                self._changed = None
            elif self._changed is not None:
                self._changed |= changes.customers
        super().on_changed(changes)

    def reload(self) -> None:
        """Counts, order and the lines that are stale."""
        if self.listing is None:
            return
        if self.counts is None:
            self._slow.start()
        self.bridge.read(reads.counts).latest(self, "counts").then(self._show_counts).otherwise(self.told)
        if self.counts is None:
            self._arrange()
        else:
            self.listing.renew()
        changed, self._changed = self._changed, set()
        if changed is None or changed:
            self.listing.refresh(changed or ())

    def press_main(self) -> None:
        self.bring_in_wanted.emit()

    def go_back(self) -> bool:
        """Esc: close the line of the bar, take the ticks away, then the words, then out of the bin."""
        bar = self.desk.bar
        if bar.asking:
            bar.close_form()
        elif self.chosen():
            self.choose_nobody()
        elif self.wanted.text:
            self.desk.words.clear()
        elif self.wanted.chip == BIN:
            self.show_chip(EVERYONE)
        else:
            return False
        self.desk.table.setFocus()
        return True

    def panes(self) -> list[QWidget]:
        parts: list[QWidget] = [self.desk.table, self.desk.chips.chips[self.wanted.chip], self.desk.words]
        return parts if self.desk.bar.isHidden() else [*parts, self.desk.bar.none]

    def take_focus(self) -> None:
        self.desk.table.setFocus()

    def about_customer(self) -> tuple[CustomerId | None, str]:
        """Who is looked at."""
        line = self.desk.table.current_line()
        return (None, "") if line is None else (line.id, line.name)

    def toast_room(self) -> QRect:
        """Above the bar."""
        spot = self.desk.above_bar()
        return spot.translated(self.desk.pos()) if spot.isValid() else spot

    def minute(self) -> None:
        """Another day changes "Today" in every row."""
        self.desk.table.painter_.forget()
        self.desk.table.viewport().update()

    def show_shop(self, shop: Shop) -> None:
        self.printing.shop, self.printing.region = shop.name, shop.region
        self.desk.show_closeness(shop.closeness)

    def show_settings(self, settings: Settings) -> None:
        self.desk.fit()

    # What is listed

    def show_chip(self, key: str) -> None:
        """List others: a key of filters.chips()."""
        home = BIN if key == BIN else EVERYONE
        if (BIN if self.wanted.chip == BIN else EVERYONE) != home:
            self.choose_nobody()
        sort, descending = self._sorts[home]
        self.wanted = replace(self.wanted, chip=key, sort=sort, descending=descending)
        self.desk.show_bin(key == BIN)
        self._show_sort()
        self._list_anew()

    def look_for(self, text: str) -> None:
        """List those only who are found by these words."""
        if text.strip() != self.wanted.text:
            self.wanted = replace(self.wanted, text=text.strip())
            self._list_anew(keeping=not self.wanted.text)

    def sort_by(self, sort: str) -> None:
        """Another order; by what it is sorted already, the other way round."""
        now = self.wanted
        descending = not now.descending if sort == now.sort else sort in columns.NEWEST_FIRST
        self._sort(sort, descending)

    def _sort(self, sort: str, descending: bool) -> None:
        self.wanted = replace(self.wanted, sort=sort, descending=descending)
        self._sorts[BIN if self.wanted.chip == BIN else EVERYONE] = (sort, descending)
        self._show_sort()
        self._list_anew()

    def _on_sort_moved(self, across: int, way: int) -> None:
        """Ctrl+Shift+arrows: to the next column that can be sorted by, or the other way round."""
        keys = [columns.SORTED_BY[c.key] for c in self.desk.table.plan.columns if c.key in columns.SORTED_BY]
        if across:
            at = keys.index(self.wanted.sort) if self.wanted.sort in keys else 0
            sort = keys[min(max(at + across, 0), len(keys) - 1)]
            if sort != self.wanted.sort:
                self._sort(sort, sort in columns.NEWEST_FIRST)
        else:
            self._sort(self.wanted.sort, way < 0)

    def _list_anew(self, *, keeping: bool = False) -> None:
        """Read another list; it begins at its first row, or where one was, when more than before comes back."""
        self._anew = "current" if keeping else "top"
        self.desk.chips.set_value(self.wanted.chip)
        self.desk.whom.renew()
        if self.listing is not None:
            self._slow.start()
            self._arrange()

    def _arrange(self) -> None:
        if self.listing is not None:
            self.listing.arrange(reads.order, self.wanted)

    def _show_sort(self) -> None:
        self.desk.show_sort(self.wanted.sort, self.wanted.descending, in_bin=self.wanted.chip == BIN)

    def _show_counts(self, counts: Counts) -> None:
        self.counts = counts
        self.desk.chips.show_counts(counts)
        self.desk.whom.renew()
        self._show_rows()

    def _on_arranged(self) -> None:
        self._slow.stop()
        self.busy.emit("")
        anew, self._anew = self._anew, ""
        if anew == "top":
            self.desk.table.to_the_top()
        elif anew:
            self.desk.table.to_the_current()
        else:
            self.desk.table.stay()
        self._show_rows()
        self._on_ticked()
        if self.desk.table.hasFocus():
            self.desk.table.begin()

    def _show_rows(self) -> None:
        if self.listing is None or self.counts is None:
            return
        rows, everybody, binned = self.listing.rowCount(), self.counts.chips[EVERYONE], self.counts.bin
        narrowed = self.wanted.chip != EVERYONE or bool(self.wanted.text)
        self.desk.show_rows(rows, narrowed=narrowed, everybody=everybody, binned=binned)

    # Who is ticked

    def chosen(self) -> array[int]:
        """Those that are ticked, in order."""
        return self.listing.chosen() if self.listing is not None else array("q")

    def whom(self) -> tuple[CustomerId, ...]:
        """Whom a command is about: those ticked, else the one that is looked at."""
        ticked = tuple(CustomerId(who) for who in self.chosen())
        current = self.desk.table.current()
        return ticked or (() if current is None else (current,))

    def _only(self) -> str:
        """The name of the row that is looked at, when a command is about it alone; "" when ticks say who it is."""
        return "" if self.chosen() else self.about_customer()[1]

    def choose_all(self) -> None:
        """Ctrl+A: everybody in the list."""
        self.desk.table.selectAll()

    def choose_nobody(self) -> None:
        """Take all ticks away."""
        if self.listing is not None:
            self.listing.selection.clearSelection()
        self.desk.table.setFocus()

    def _on_all(self, on: bool) -> None:
        if on:
            self.choose_all()
        else:
            self.choose_nobody()

    def _on_ticked(self, *_changed: QItemSelection) -> None:
        listing = self.listing
        if listing is None:
            return
        spans = listing.selection.selection().toList()
        count = sum(span.bottom() - span.top() + 1 for span in spans)
        there = self.desk.bar.isHidden()
        self.desk.show_ticked(count, of=listing.rowCount(), in_bin=self.wanted.chip == BIN)
        if self.desk.bar.isHidden() != there:
            self.shifted.emit()

    # What is done with them

    def open_current(self) -> None:
        """Enter: the card of the row that is looked at."""
        customer = self.desk.table.current()
        if customer is not None:
            self.open_card.emit(customer, self.desk.table.around())

    def start_tag(self) -> None:
        """T: a line that asks for a tag."""
        if self._can_act():
            self._whose = self.whom()
            self.desk.bar.ask_tag(len(self._whose), self._only())
            self._read_tags()

    def _read_tags(self) -> None:
        self.bridge.read(reads.tags, self._whose).latest(self, "tags").then(self._show_tags).otherwise(self.told)

    def _show_tags(self, found: reads.Tags) -> None:
        self.desk.bar.tags.show_tags(found.names, found.carried)

    def _tag(self, name: str) -> None:
        from relnotebook.notebook import many

        form = self.desk.bar.tags
        refuse = partial(self._refused, form.refuse)
        self.together.do(self.bridge, many.tag, self._whose, name, then=self._done, otherwise=refuse)

    def _untag(self, tag: int) -> None:
        from relnotebook.notebook import many

        self.together.do(self.bridge, many.untag, self._whose, tag, then=self._untagged, otherwise=self.told)

    def _untagged(self, _count: int) -> None:
        self._read_tags()

    def start_mail(self) -> None:
        """M: the lists they may be put on."""
        if self._can_act():
            self._whose = self.whom()
            self.bridge.read(reads.lists).latest(self, "lists").then(self._open_lists).otherwise(self.told)

    def _open_lists(self, lists: tuple[Segment, ...]) -> None:
        bar = self.desk.bar
        self.desk.popup(bar.menu_of_lists(lists), bar.mail)

    def _on_list(self, segment: int) -> None:
        from relnotebook.notebook import segments

        if not segment:
            self.desk.bar.ask_name(len(self._whose), self._only())
            return
        asked = self.bridge.write(segments.put_in, segment, self._whose)
        asked.then(self._on_listed).otherwise(self.told)

    def _on_listed(self, count: int) -> None:
        if not count:
            self.said.emit(_("They are all on that list already."))

    def _keep_list(self, name: str) -> None:
        from relnotebook.notebook import segments

        refuse = partial(self._refused, self.desk.bar.name.refuse)
        self.bridge.write(segments.freeze, name, customers=self._whose).then(self._done).otherwise(refuse)

    def export(self) -> None:
        """To the mailings, with those ticked."""
        whom = self.whom()
        if whom:
            self.mailing_wanted.emit(whom, "")

    def join(self) -> None:
        """Ctrl+J: the two cards side by side; the other one of a single card is searched for."""
        if not self._can_act():
            return
        whom = self.whom()
        if len(whom) <= 2:
            self.join_wanted.emit(whom[0], whom[1] if len(whom) == 2 else None)
        else:
            self.said.emit(_("Tick the two cards that are one person's."))

    def print_cards(self) -> None:
        """Ctrl+P: their cards, on paper or as a PDF."""
        whom = self.whom()
        if whom and self._can_act():
            self.printing.ask(self.bridge, whom, self._open_printing)

    def _open_printing(self, menu: QMenu) -> None:
        self.desk.popup(menu, self.desk.bar.cards)

    def bin(self) -> None:
        """Del: into the bin."""
        from relnotebook.notebook import many

        if self._can_act():
            self.together.do(self.bridge, many.bin, self.whom(), then=self._gone, otherwise=self.told)

    def put_back(self) -> None:
        """Out of the bin."""
        from relnotebook.notebook import many

        if self.whom():
            self.together.do(self.bridge, many.unbin, self.whom(), then=self._gone, otherwise=self.told)

    def _can_act(self) -> bool:
        """Whether there is anybody to do it to; what the bin holds is put back first."""
        if not self.whom():
            nobody = self.listing is None or not self.listing.rowCount()
            self.said.emit(
                _("There is nobody in this list.") if nobody else _("Nobody is chosen. Tick somebody first.")
            )
            return False
        if self.wanted.chip == BIN:
            self.said.emit(_("Put the card back first."))
            return False
        return True

    def _gone(self, _count: int) -> None:
        self.choose_nobody()

    def _done(self, _result: object) -> None:
        self.desk.bar.close_form()
        self.desk.table.setFocus()

    def _refused(self, refuse: Callable[[str], None], problem: Problem) -> None:
        """Beside the line it is about, else in the banner."""
        if isinstance(problem, Refusal):
            refuse(say.problem(problem))
        else:
            self.told(problem)

    # Menu

    def _open_menu(self, place: QPoint) -> None:
        menu, look = Menu("", self), theme.of()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("id"), _("Open the card"), self.open_current)
        menu.addAction(look.icon("check"), _("Tick, or take the tick away"), self.desk.table.toggle)
        menu.addSeparator()
        if self.wanted.chip == BIN:
            menu.addAction(look.icon("arrow-back-up"), _("Put back"), self.put_back)
        else:
            names: Sequence[str] = ("tag", "mail", "join", "print", "bin")
            self.actions_.fill(menu, *(f"customers_{name}" for name in names))
        menu.popup(place)

    # Wiring

    def _connect(self) -> None:
        desk, bar, table = self.desk, self.desk.bar, self.desk.table
        keys: dict[str, Callable[[], object]] = {
            "all": self.choose_all, "find": self._start_find, "tag": self.start_tag, "mail": self.start_mail,
            "join": self.join, "print": self.print_cards, "bin": self.bin,
        }  # fmt: skip
        for name, slot in keys.items():
            self.actions_.on(f"customers_{name}", partial(self._when_shown, slot))
        desk.chips.picked.connect(self.show_chip)
        desk.whom.picked.connect(self.show_chip)
        desk.words.textChanged.connect(self.look_for)
        desk.words.stepped.connect(table.setFocus)
        desk.sort.sorted_by.connect(self.sort_by)
        desk.header.picked.connect(self.sort_by)
        desk.header.all_wanted.connect(self._on_all)
        desk.imports.clicked.connect(self.imports_wanted)
        desk.doubles.clicked.connect(self.doubles_wanted)
        desk.bring_in.clicked.connect(self.bring_in_wanted)
        desk.empty.clicked.connect(self._on_empty)
        table.opened.connect(self.open_current)
        table.menu_wanted.connect(self._open_menu)
        table.sort_moved.connect(self._on_sort_moved)
        bar.cleared.connect(self.choose_nobody)
        bar.grown.connect(self.shifted)
        bar.export_wanted.connect(self.export)
        bar.back_wanted.connect(self.put_back)
        bar.list_chosen.connect(self._on_list)
        bar.tags.asked.connect(self._tag)
        bar.tags.off.connect(self._untag)
        bar.name.asked.connect(self._keep_list)
        self.together.said.connect(self.said)
        self.together.stepped.connect(desk.show_step)
        desk.progress.cancelled.connect(self.together.stop)
        self.printing.said.connect(self.said)
        self.printing.problem.connect(self.problem)
        self._slow.timeout.connect(lambda: self.busy.emit(_("Looking through the notebook")))

    def _when_shown(self, slot: Callable[[], object]) -> None:
        """Keys and menus of the page, for as long as it is shown."""
        if isValid(self) and self.isVisible() and self.attached:
            slot()

    def _start_find(self) -> None:
        self.desk.words.setFocus()
        self.desk.words.selectAll()

    def _on_empty(self) -> None:
        """The button of an empty list: everybody, or the way to bring people in."""
        if self.wanted.chip != EVERYONE or self.wanted.text:
            self.desk.words.clear()
            self.show_chip(EVERYONE)
        elif self.counts is not None and self.counts.bin and not self.counts.chips[EVERYONE]:
            self.show_chip(BIN)
        else:
            self.bring_in_wanted.emit()
