"""The counter: type, see the usual, press Ctrl+Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui import counter_rows
from relnotebook.ui.actions import Actions
from relnotebook.ui.counter_asks import order_warnings
from relnotebook.ui.counter_desk import Desk
from relnotebook.ui.counter_parts import KeysDown, Typing, goes_to_search
from relnotebook.ui.keptwords import KeptWords, NewPerson
from relnotebook.ui.page import Page, asks
from relnotebook.widgets import say
from relnotebook.widgets.parts import announce
from relnotebook.widgets.values import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnotebook.notebook.customers import AtRest, CustomerLine, Hits
    from relnotebook.notebook.shop import Shop
    from relnotebook.notebook.usual import Logged
    from relnotebook.ui.newcomer import Newcomer

NUMBER_DIGITS = 3  # fewer are the beginning of a number: nobody is found yet, and nobody new is meant
FEW = 3  # with fewer than this, the bin is looked into
SCAN_OVER_MS = 300  # a scanner that sends no Enter is done after so long


class CounterPage(Page):
    """Search, rows, the usual. One of four views is shown: rest, hits, new (quick add), empty (nobody known yet).

    Attributes:
        view: which of the four.
        desk: the furniture; of it search, rows, act (what stands over the chosen row), kept and today are at hand.
        words: half-typed sheets from before.
    """

    name: ClassVar[str] = "counter"
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind) - {Kind.NOTE, Kind.TOUCHPOINT, Kind.FIELD}

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.view = "rest"
        self._person = ""
        self._usual_word = _("The usual")
        self._shown_for: str | None = None  # the text whose answer is on the screen
        self._after_answer = ""  # open or log, pressed before the answer came
        self._logging: CustomerId | None = None
        self._scanned: CustomerId | None = None  # whose card number stands in the search
        self._usual_of: dict[int, bool] = {}
        self._about_now: tuple[int, ...] = ()  # who usually comes at this hour ranks higher
        self._new: CustomerId | None = None  # just added: shown and chosen as soon as the counter is read again
        self._binned: tuple[Row, ...] = ()  # who is in the bin and may be meant
        self._plain: tuple[Row, ...] = ()  # the rows as they are when nothing is asked
        self._held: tuple[Row, ...] | None = None  # rows that wait until no key is down
        self._typing = Typing()
        self._keys_down = KeysDown(self._let_go)
        self._build()
        self._connect()
        self._show_header()
        self._renew_main()

    @property
    def newcomer(self) -> Newcomer:
        """The view of somebody new, built when it is first needed: most searches find somebody."""
        if self.desk.newcomer is None:
            from relnotebook.ui.newcomer import Newcomer

            made = Newcomer(self.words)
            made.added.connect(self._added)
            made.opened.connect(self.open_card)
            made.scanned.connect(self.look_up)
            made.problem.connect(self.problem)
            made.set_usual_word(self._usual_word)
            if self.attached:
                made.attach(self.bridge)
            self.desk.put_in(made)
        assert self.desk.newcomer is not None
        return self.desk.newcomer

    # The page

    def attach(self, bridge: object) -> None:
        super().attach(bridge)  # type: ignore[arg-type]
        self.words.attach(self.bridge)
        self.today.attach(self.bridge)
        if self.isVisible():
            self.today.renew()
        if self.desk.newcomer is not None:
            self.desk.newcomer.attach(self.bridge)

    def reload(self) -> None:
        self._show_header()
        text = self.search.text().strip()
        if self.view == "new" and self.newcomer.by_hand:
            return
        self._ask(text)

    def press_main(self) -> None:
        """Ctrl+Enter: log the usual of the chosen row, or add the new person."""
        if self.view == "new":
            self.newcomer.press()
        elif self.view == "empty":
            self.start_new()
        elif self._behind():
            self._after_answer = "log"
        else:
            self._press_row()

    def go_back(self) -> bool:
        """Esc: put the column away, leave a question, close the sheet, clear the search."""
        if self.desk.unfolded:
            self.desk.show_today(False)
            return True
        if self.act.asking and self.view in ("rest", "hits"):
            self.act.reset()
            return True
        if self.view == "new" or self.search.text():
            self.clear()
            return True
        if self.rows.chosen() is not None and self.view == "rest":
            self.rows.choose(counter_rows.NOBODY)
            return True
        return False

    def flush(self) -> None:
        if self.desk.newcomer is not None:
            self.desk.newcomer.flush()

    def panes(self) -> list[QWidget]:
        if self.view == "new":
            return [self.search, self.newcomer.sheet.name, self.today.first()]
        return [self.search, self.rows, self.today.first()]

    def take_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def show_shop(self, shop: Shop) -> None:
        self.search.setPlaceholderText(
            _("Name, phone, last 4 digits, card or “{example}”").format(example=shop.kind.example)
        )
        self._usual_word = shop.kind.usual
        if self.desk.newcomer is not None:
            self.desk.newcomer.set_usual_word(shop.kind.usual)

    def show_person(self, name: str) -> None:
        self._person = name
        self._show_header()

    def clear(self) -> None:
        """An empty search, and who is about now."""
        self._after_answer = ""
        self._close_sheet()
        self.search.setFocus()
        if self.search.text():
            self.search.clear()
        self._ask("")

    def start_new(self, text: str = "") -> None:
        """Ctrl+N: the quick-add sheet, with `text` sorted into its fields."""
        if self.attached:
            sheet = self.newcomer
            self._show("new")
            sheet.begin(text, by_hand=True)

    def choose(self, customer: CustomerId) -> None:
        """Back from the card of `customer`: their row is the chosen one, if they are on the screen."""
        if self.view in ("rest", "hits"):
            self.rows.choose(int(customer))

    def about_customer(self) -> tuple[CustomerId | None, str]:
        """Whoever was searched for; of those at rest nobody was chosen by anybody."""
        row = self.rows.chosen() if self.view == "hits" else None
        return (CustomerId(row.key), row.title) if row is not None else (None, "")

    def look_up(self, number: str) -> None:
        """A card was scanned where the keyboard was not in the search: open it, or begin a new card with it."""
        self._close_sheet()
        self.search.setFocus()
        self._typing.scan(number)
        self.search.setText("")
        self.search.setText(number)
        self._typing.scan(number)
        self._after_answer = "open"

    # Asking and showing

    def _ask(self, text: str) -> None:
        from relnotebook.notebook import customers

        if text:
            ask = self.bridge.read(customers.find, text, about_now=self._about_now)
            ask.latest(self, "search").then(self._show_hits)
        else:
            self.bridge.read(customers.at_rest).latest(self, "search").then(self._show_rest)

    def _on_asked(self, text: str) -> None:
        self._after_answer = ""
        self._scanned = None
        if text.strip() != self._shown_for:
            self._shown_for = None  # typed anew before its answer went: it is asked again
        self._typing.key(text)
        if self.desk.newcomer is not None:
            self.desk.newcomer.by_hand = False
        if self.attached:
            self._ask(text.strip())

    def _show_hits(self, found: Hits) -> None:
        text = self.search.text().strip()
        if found.text.strip() != text:
            return
        anew = self._shown_for != text
        self._shown_for, self._scanned = text, found.scanned
        if anew:
            self._binned = ()
            if self.desk.newcomer is not None:
                self.desk.newcomer.show_binned(())
        if len(found.lines) < FEW:
            self._ask_bin(text)
        self.search.set_count(counter_rows.count_words(found) if found.lines else "")
        if found.lines or (text.isdigit() and len(text) < NUMBER_DIGITS):
            self._close_sheet()
            self._usual_of = {int(line.id): line.can_log for line in found.lines}
            self._show("hits")
            rows = counter_rows.hits(found, clock.now(), self._spoken_keys())
            self._put(counter_rows.with_binned(rows, self._binned), anew=anew)
        else:
            sheet = self.newcomer
            self._show("new")
            sheet.begin(text, card=text if self._typing.scanned else "")
        if anew and self._typing.scanned:
            self._scan_over.start()
        self._go_on()

    def _ask_bin(self, text: str) -> None:
        """Few are found: the one who is meant may be in the bin."""
        from relnotebook.notebook import customers

        def show(lines: Iterable[CustomerLine]) -> None:
            if self.search.text().strip() == text == self._shown_for:
                self._show_binned(counter_rows.in_the_bin(lines))

        self.bridge.read(customers.binned_like, text).latest(self, "bin").then(show)

    def _show_binned(self, binned: tuple[Row, ...]) -> None:
        changed, self._binned = binned != self._binned, binned
        if self.desk.newcomer is not None:
            self.desk.newcomer.show_binned(binned)
        if changed and self.view == "hits":
            gone = {row.key for row in self._plain if row.icon == "trash"} - {row.key for row in binned}
            rows = tuple(row for row in self._plain if row.key not in gone)
            self._put(counter_rows.with_binned(rows, binned), anew=False)

    def _show_rest(self, rest: AtRest) -> None:
        if self.search.text().strip():
            return
        anew = self._shown_for != ""
        self._shown_for = ""
        self.search.set_count("")
        self.words.ask()
        if not rest.total:
            self._show("empty")
            return
        self._usual_of = {int(line.id): line.can_log for line in (*rest.newest, *rest.about_now, *rest.just_in)}
        self._about_now = tuple(int(line.id) for line in rest.about_now)
        nobody = anew or self.rows.chosen() is None
        self._show("rest")
        self._put(counter_rows.at_rest(rest, clock.now(), self._spoken_keys()), anew=anew)
        if self._new is not None and self.rows.choose(int(self._new)):
            self._new = None
        elif nobody:
            self.rows.choose(counter_rows.NOBODY)

    def _put(self, rows: tuple[Row, ...], *, anew: bool) -> None:
        """Show rows; the same question asked again moves none of them, and nothing moves while a key is down."""
        if anew:
            self._held = None
            self._plain = rows
            self.rows.show_rows(rows, anew=True)
            return
        if self._keys_down:
            self._held = rows
            return
        if self.view == "hits":
            rows = counter_rows.steady(rows, self.rows.rows())
        self._plain = rows
        self._show_question()

    def _show_question(self) -> None:
        """A question about the chosen row stands in the row, in place of its usual."""
        act = self.act
        key = act.key if act.asking else counter_rows.NOBODY
        nobody = self.rows.chosen() is None
        self.rows.show_rows(counter_rows.asked(self._plain, key, act.words, warns=act.state == "warn"))
        if nobody and self.view == "rest":
            self.rows.choose(counter_rows.NOBODY)

    def _let_go(self) -> None:
        rows, self._held = self._held, None
        if rows is not None:
            self._put(rows, anew=False)

    def _go_on(self) -> None:
        """Do what was pressed before the answer came."""
        wanted, self._after_answer = self._after_answer, ""
        if wanted == "open":
            self._on_enter()
        elif wanted == "log" and self.view == "hits":
            self._press_row()

    def _behind(self) -> bool:
        """Whether the answer to what stands in the search is still on its way."""
        return self.search.text().strip() != self._shown_for

    # Choosing, opening, logging

    def _on_enter(self) -> None:
        if (scan := self._typing.tail) and not self._typing.scanned:
            self.look_up(scan)  # what was typed before it was another search
        elif self._behind():
            self._after_answer = "open"
        elif self.view == "new":
            if self._typing.scanned:
                self._put_scan_down()
            else:
                self.newcomer.press()
        elif self.view == "empty":
            self.start_new()
        else:
            self._enter()

    def _enter(self) -> None:
        if self._scanned is not None and self._typing.scanned:
            self.open_card.emit(self._scanned, (self._scanned,))
        elif self._typing.scanned:
            self._put_scan_down()  # a card nobody has yet is never taken for somebody's phone
        elif self.view in ("rest", "hits") and (row := self.rows.chosen()) is not None:
            self._open(row)

    def _put_scan_down(self) -> None:
        """What is typed after a scan never runs into its number: it is the name, or the next search."""
        self._scan_over.stop()
        if not self._typing.scanned or not self.search.hasFocus():
            return
        if self.view == "new":
            self.newcomer.sheet.name.setFocus()
        else:
            self.search.selectAll()

    def _open(self, row: Row) -> None:
        if row.key == counter_rows.NEW:
            self.start_new(self.search.text().strip())
            return
        among = tuple(CustomerId(r.key) for r in self.rows.rows() if r.key > 0)
        self.open_card.emit(CustomerId(row.key), among)

    def _press_row(self) -> None:
        row = self.rows.chosen()
        if row is None:
            return
        if row.key == counter_rows.NEW or self.act.state == "open":
            self._open(row)
            return
        customer = CustomerId(row.key)
        if self._logging is not None:
            return
        self._logging = customer
        self.search.selectAll()  # the next letter begins the next search
        if self.act.asking:
            self._log(customer, again=self.act.state == "again")
        else:
            self.bridge.read(order_warnings, customer).then(self._checked).otherwise(self._not_logged)

    def _checked(self, warnings: tuple[str, ...]) -> None:
        if self._logging is None:
            return
        if not warnings:
            self._log(self._logging, again=False)
        elif self._stands_over(self._take_logging()):
            self.act.warn(" ".join(warnings))
            announce(self.rows, self.act.words, assertive=True)

    def _take_logging(self) -> CustomerId | None:
        customer, self._logging = self._logging, None
        return customer

    def _stands_over(self, customer: CustomerId | None) -> bool:
        """Whether the row of `customer` is still the chosen one."""
        return customer is not None and self.act.key == int(customer)

    def _log(self, customer: CustomerId, *, again: bool) -> None:
        from relnotebook.notebook import usual

        self.bridge.write(usual.log, customer, again=again).then(self._logged).otherwise(self._not_logged)

    def _logged(self, done: Logged) -> None:
        if self._stands_over(self._take_logging()):
            self.act.show_logged(say.clock(clock.now()))
        if (words := asks(done.asks)) is not None:
            self.said.emit(words)

    def _not_logged(self, problem: Problem) -> None:
        customer = self._take_logging()
        if isinstance(problem, Refusal) and problem.code == "just-logged" and self._stands_over(customer):
            self.act.ask_again(int(str(problem.facts.get("minutes", 0))))
            announce(self.rows, self.act.words)
        elif isinstance(problem, Refusal) and problem.code == "no-usual" and customer is not None:
            self.open_card.emit(customer, (customer,))
        else:
            self.told(problem)

    def _on_chosen(self, row: Row | None) -> None:
        if row is None or row.key == counter_rows.NEW:
            self.act.key = 0
            self.rows.set_button(None)
        else:
            self.act.show_for(row, has_usual=self._usual_of.get(row.key, False))
            self.rows.set_button(self.act)
        self._renew_main()

    def _act_changed(self) -> None:
        if self.act.key:
            self.rows.set_button(self.act)
        if self.view in ("rest", "hits") and self._plain:
            self._show_question()
        self._renew_main()

    # Somebody new

    def _close_sheet(self) -> None:
        if self.desk.newcomer is not None:
            self.desk.newcomer.close_sheet()

    def _added(self, customer: CustomerId, full: bool) -> None:
        self._new = customer
        self.clear()
        if full:
            self.open_card.emit(customer, (customer,))

    def _offer(self, kept: NewPerson | None) -> None:
        """What was half typed before, offered back while nothing else is going on."""
        self.kept.offer(kept if self.view in ("rest", "empty") else None)

    def _take_up(self) -> None:
        if self.kept.person is not None:
            sheet = self.newcomer
            self._show("new")
            sheet.go_on()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever no widget wanted and can be read goes to the search."""
        if self.search.hasFocus() or not goes_to_search(event, empty=not self.search.text()):
            super().keyPressEvent(event)
            return
        self.search.setFocus()
        QApplication.sendEvent(self.search, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and watched is self.search and self._search_key(event):  # type: ignore[arg-type]
            return True
        if watched in (self.search, self.rows):
            self._keys_down.watch(event)
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        """Keys that the search hands on to the rows or the sheet; True when one was handled."""
        keys = Qt.Key
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            if event.isAutoRepeat():
                return True
            if plain == Qt.KeyboardModifier.ShiftModifier:
                self._full_card()
            elif plain == Qt.KeyboardModifier.NoModifier:
                self._on_enter()
            return True
        return False

    def _on_stepped(self, by: int) -> None:
        """Up and down in the search move the choice below it."""
        if self.view in ("rest", "hits"):
            self.rows.step(by)
            if (row := self.rows.chosen()) is not None:
                announce(self.rows, row.says())  # the focus stays in the search, so nobody else says it
        elif self.view == "new" and by > 0:
            self.newcomer.step_in()

    def _full_card(self) -> None:
        if self.view == "new":
            self.newcomer.press_full()
        elif self.view == "empty":
            self.start_new()
        else:
            self.start_new(self.search.text().strip())

    # The views

    def _show(self, view: str) -> None:
        """Change to one of the four views."""
        self.view = view
        self.desk.show_view(view)
        if view not in ("rest", "empty"):
            self.kept.offer(None)
        self._renew_main()

    def _renew_main(self) -> None:
        if self.view in ("new", "empty"):
            self.set_main(_("Add the new customer"))
        else:
            self.set_main(self.act.main_text)

    def _show_header(self) -> None:
        now = clock.now()
        self.desk.hello.setText(counter_rows.greeting(now, self._person))
        self.desk.day.setText(counter_rows.long_day(now))

    def minute(self) -> None:
        """The day goes on: another greeting, other people about now."""
        self._show_header()
        if self.view == "rest" and self.isVisible() and self.attached and self.rows.chosen() is None:
            self._ask("")
        if self.isVisible():
            self.today.renew(anyway=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.today.renew()

    def _spoken_keys(self) -> str:
        return _("Enter: open the card. {keys}: log the usual.").format(keys=self.actions_.hint("main"))

    def _build(self) -> None:
        self.desk = desk = Desk(self.actions_)
        self.search, self.rows, self.act = desk.search, desk.rows, desk.act
        self.kept, self.today = desk.kept, desk.today
        self.words = KeptWords(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(desk)
        self.setFocusProxy(self.search)
        self._scan_over = QTimer(self, singleShot=True, interval=SCAN_OVER_MS)

    def _connect(self) -> None:
        self.search.asked.connect(self._on_asked)
        self.search.stepped.connect(self._on_stepped)
        self.search.installEventFilter(self)
        self.rows.installEventFilter(self)
        self.rows.chosen_changed.connect(self._on_chosen)
        self.rows.opened.connect(self._open)
        self.rows.clicked.connect(self._on_clicked)
        self.act.pressed.connect(self.press_main)
        self.act.leave.connect(self.act.reset)
        self.act.changed.connect(self._act_changed)
        self.desk.empty.clicked.connect(self._start_first)
        self.words.found.connect(self._offer)
        self.kept.go_on.connect(self._take_up)
        self.kept.let_go.connect(self.words.forget_found)
        self.today.opened.connect(lambda customer: self.open_card.emit(customer, (customer,)))
        self.today.all_wanted.connect(lambda: self.open_page.emit("today"))
        self.today.problem.connect(self.problem)
        self.today.said.connect(self.said)
        self._scan_over.timeout.connect(self._put_scan_down)

    def _start_first(self) -> None:
        self.start_new(self.search.text().strip())

    def _on_clicked(self) -> None:
        """The row that adds somebody is a button to the hand."""
        row = self.rows.chosen()
        if row is not None and row.key == counter_rows.NEW:
            self._open(row)
