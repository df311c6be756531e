"""Today: what it would be kind to do for customers, done in seconds, with a message ready for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from relnotebook.base.problems import NotFound, Problem
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Act, Changes, CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui import today_post, today_rows
from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Page
from relnotebook.ui.today_desk import Desk
from relnotebook.ui.today_menu import ask_day, filter_menu, print_menu, touch_menu
from relnotebook.ui.today_words import NEW, Listed, MessageWords, Opened, read_list, read_pane
from relnotebook.ui.touch_menu import DATE, NEVER, snooze_menu
from relnotebook.widgets import say
from relnotebook.widgets.agendaplan import AgendaRow
from relnotebook.widgets.parts import announce
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.agenda import Pane, Today, Touch
    from relnotebook.notebook.shop import Shop
    from relnotebook.ui.today_new import NewReminder

SLOW_MS = 400
WITHIN = 30  # letters of a half-written reminder that are shown


class TodayPage(Page):
    """The list of touches at one side, the chosen one at the other.

    Attributes:
        desk: the furniture; of it list and pane are at hand.
        today: what was read last, without what was done since; None before the first reading.
        words: messages in a person's own words.
        wanted: the filter, "" for all kinds.
    """

    name: ClassVar[str] = "today"
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind) - {Kind.PHOTO, Kind.FIELD}

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.today: Today | None = None
        self.wanted = ""
        self.words = MessageWords(self)
        self._leaving: set[str] = set()  # done here, and on their way into the file
        self._last_gone: list[str] = []  # done here, the newest last: an undo brings it back and chooses it
        self._asked = ("", 0)  # touch and wording asked for last; the pane may still show another
        self._after = ""  # what was pressed before the pane had come
        self._sent: dict[str, str] = {}  # by touch: the channel its message went by itself; a copy may go anywhere
        self._new: dict[str, str] = {}
        self._undone = False
        self._begins = False  # the keyboard goes where work begins, as soon as it is known where that is
        self._person = ""
        self._shop = ("", "", "GB")  # name, address, region
        self.desk = Desk(actions)
        self.list, self.pane = self.desk.list, self.desk.pane
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.desk)
        self._connect()
        self.desk.set_tools()
        self.desk.show_side("")

    # The page

    def attach(self, bridge: Bridge) -> None:
        self.words.attach(bridge)
        super().attach(bridge)

    def on_changed(self, changes: Changes) -> None:
        self._undone = self._undone or changes.act in (Act.UNDO, Act.REDO)
        super().on_changed(changes)

    def reload(self) -> None:
        if self.today is None:
            self._slow.start()
        self.bridge.read(read_list).latest(self, "list").then(self._show_list).otherwise(self._not_read)

    def press_main(self) -> None:
        """Ctrl+Enter: copy the message, keep the reminder, or, without a message, done."""
        if self.desk.in_form:
            self.desk.form.press()
        elif self.pane.has_message:
            self.copy()
        else:
            self.do()

    def go_back(self) -> bool:
        """Esc: close the form, back to the list, take the filter away."""
        if self.desk.in_form:
            self.desk.form.put_aside()
        elif self.desk.kind == "tight" and self.desk.aside:
            self.desk.step_aside(False)
            self.list.setFocus()
        elif self.pane.isAncestorOf(QApplication.focusWidget() or self):
            self.list.setFocus()
        elif self.wanted:
            self.narrow("")
        else:
            return False
        return True

    def panes(self) -> list[QWidget]:
        if self.desk.in_form:
            return [self.list, self.desk.form.name]
        return [self.list, self.pane.message, self.pane.done]

    def take_focus(self) -> None:
        if self.desk.in_form:
            self.desk.form.begin()
        elif self.desk.kind == "tight" and self.desk.aside:
            self.pane.take_focus()
        elif self.today is None:
            self._begins = True
            self.setFocus()
        elif self.list.rows():
            self.list.setFocus()
        else:
            self.desk.new.setFocus()

    def beside(self) -> int:
        return self.desk.side_width()

    def toast_room(self) -> QRect:
        spot = self.desk.free_spot()
        return spot.translated(self.desk.pos()) if spot.isValid() else spot

    def minute(self) -> None:
        """What was put off may be back, and it may be another day."""
        self.stale = True
        if self.attached and self.isVisible() and not self.bridge.closed:
            self.stale = False
            self.reload()

    def show_shop(self, shop: Shop) -> None:
        self._shop = (shop.name, shop.address, shop.region)

    def show_person(self, name: str) -> None:
        """Who is at the till signs the messages."""
        if name != self._person:
            self._person = name
            if self.attached and self.isVisible():
                self._read_pane()

    def show_settings(self, settings: Settings) -> None:
        self.desk.set_tools()
        self._fill()

    # The list

    def _show_list(self, listed: Listed) -> None:
        self._slow.stop()
        self.today = listed.today
        self._new = listed.new if not self.desk.in_form else self._new
        for touch, own in listed.own.items():
            self.words.found(touch, own)
        self.words.forget(listed.old)
        there = {touch.id for touch in listed.today.touches}
        self._leaving &= there
        back = next((touch for touch in reversed(self._last_gone) if touch in there - self._leaving), "")
        if back:
            self._last_gone.remove(back)
        self._fill(back if self._undone else "")
        self._undone = False
        self._read_pane()
        if self._begins:
            self._begins = False
            if QApplication.focusWidget() in (None, self):
                self.take_focus()

    def _not_read(self, problem: Problem) -> None:
        self._slow.stop()
        self.desk.slow.setText(_("The list could not be read."))
        self.told(problem)

    def _fill(self, choose: str = "") -> None:
        """Show the list as it is now."""
        today = self.today
        if today is None:
            return
        found = today_rows.shown(today.touches, self.wanted, self._leaving)
        more = today.more if self.wanted in ("", "slipping") else 0
        beyond = today_rows.beyond(today, self.wanted)
        rows = today_rows.rows(found, self._keys(), self.words.firsts(), more, beyond, today.team * (not self.wanted))
        had_focus = self.list.hasFocus()
        self.list.show_rows(rows, choose)
        left = today_rows.left_to_do(today, self._leaving)
        done = today.done + len(self._leaving)
        self.desk.progress.setText(today_rows.progress(done, left))
        self._show_empty(done)
        if self.list.chosen() is None and had_focus:
            self.desk.new.setFocus()
        self._show_kept()

    def _show_empty(self, done: int) -> None:
        if self.list.rows():
            self.desk.show_list("list")
        else:
            self.desk.show_empty(narrowed=bool(self.wanted), done=bool(done))
        if not self.desk.in_form:
            self.desk.show_side("pane" if self.list.chosen() else "")

    def narrow(self, wanted: str) -> None:
        """Show touches of one filter only; "" shows all."""
        self.wanted = wanted
        words = next((words for key, words, _icon, _kinds in today_rows.filters() if key == wanted), _("All kinds"))
        self.desk.filter.setText(words)
        self.desk.filter.updateGeometry()
        self._fill()
        announce(self.list, words)

    def _keys(self) -> dict[str, str]:
        names = ("open", "done", "snooze", "until", "skip", "copy", "mail", "note", "wording", "card")
        return {name: self.actions_.hint(f"today_{name}") for name in names}

    def _say_slow(self) -> None:
        self.desk.slow.setText(_("Looking through the notebook"))

    # The pane

    def touch(self) -> Touch | None:
        """The chosen touch."""
        row = self.list.chosen()
        if row is None or self.today is None:
            return None
        return next((touch for touch in self.today.touches if touch.id == row.key), None)

    def about_customer(self) -> tuple[CustomerId | None, str]:
        touch = self.touch()
        return (touch.customer, touch.name) if touch is not None else (None, "")

    def _on_chosen(self, row: AgendaRow | None) -> None:
        self.pane.message.flush()
        self._after = ""
        if row is None:
            self.pane.show_pane(None)
            self._renew_main()
        else:
            self._read_pane()

    def _read_pane(self, wording: int | None = None) -> None:
        touch = self.touch()
        if touch is None:
            self.pane.show_pane(None)
            self._renew_main()
            return
        if wording is None and self._asked[0] == touch.id:
            wording = self._asked[1]
        if wording is not None:
            self._asked = (touch.id, wording)
        ask = self.bridge.read(read_pane, touch.id, wording, self._person).latest(self, "pane")
        ask.then(self._show_pane).otherwise(self._no_pane)

    def _shown(self) -> Pane | None:
        """What the pane shows, if it is the chosen touch and not the one before."""
        pane, touch = self.pane.pane, self.touch()
        return pane if pane is not None and touch is not None and pane.touch.id == touch.id else None

    def _show_pane(self, opened: Opened) -> None:
        pane, touch = opened.pane, self.touch()
        if touch is None or pane.touch.id != touch.id:
            return
        self._asked = (touch.id, pane.wording)
        self.words.found(touch.id, opened.own)
        self.pane.show_pane(pane, self.words.of(touch.id, pane.wording))
        self._renew_main()
        after, self._after = self._after, ""
        if after:
            self._press(after)

    def _no_pane(self, problem: Problem) -> None:
        self.pane.show_pane(None)
        if isinstance(problem, NotFound):
            self.reload()  # somebody else has done it meanwhile
        else:
            self.told(problem)

    def _on_typed(self, touch: str, wording: int, words: str, was: str) -> None:
        self.words.type(touch, wording, words, was)
        self._fill()

    def open_pane(self) -> None:
        """Enter: to the message."""
        if self.touch() is not None:
            self.desk.step_aside(True)
            self.pane.take_focus()

    def _renew_main(self) -> None:
        if self.desk.in_form:
            self.set_main(_("&Keep the reminder"))
        elif self.touch() is None:
            self.set_main("")
        else:
            self.set_main(_("&Copy the message") if self.pane.has_message else _("&Done"))

    # Acts

    def do(self, channel: str = "", feeling: str = "") -> None:
        """D: done. Without a channel it is the one its message went, or in person."""
        from relnotebook.notebook import touches

        if (touch := self.touch()) is None:
            return
        self.pane.message.flush()
        sent = self._sent.get(touch.id, "")
        way = channel or sent or None
        shown = self._shown()
        words = self.pane.words().strip() if shown is not None and (sent or channel in ("email", "chat")) else ""
        self._act(touch, touches.do, channel=way, words=words, feeling=feeling)

    def snooze(self, choice: str = "tomorrow", on: date | None = None) -> None:
        """S: until tomorrow at opening, or another choice; "never" ends this kind for this person."""
        from relnotebook.notebook import touches

        if (touch := self.touch()) is None:
            return
        if choice == NEVER:
            self._act(touch, touches.never)
        elif choice == DATE and on is None:
            ask_day(self.pane.day if self.pane.day.isVisible() else self.desk.new, self.snooze)
        else:
            self._act(touch, touches.snooze, choice, on=on)

    def skip(self) -> None:
        """X: let this one pass."""
        from relnotebook.notebook import touches

        if (touch := self.touch()) is not None:
            self._act(touch, touches.skip)

    def _act(self, touch: Touch, act: Any, *args: Any, **kw: Any) -> None:
        """Do it; the row leaves at once, and the next one is chosen."""
        if touch.id in self._leaving:
            return
        self.pane.message.flush()
        self._leaving.add(touch.id)
        self._last_gone.append(touch.id)
        was_aside = self.desk.kind == "tight" and self.desk.aside
        self._fill()
        if was_aside:
            self.desk.step_aside(False)
            self.list.setFocus()
        written = self.bridge.write(act, touch.id, *args, **kw)
        written.then(partial(self._acted, touch, act.__name__)).otherwise(partial(self._not_acted, touch))
        self.bridge.idle(self._all_home)

    def _acted(self, touch: Touch, what: str, _value: object) -> None:
        """It is in the file; the list read next does not hold it."""
        self._leaving.discard(touch.id)
        if self.today is not None:
            settled = what in ("do", "skip")
            left = tuple(one for one in self.today.touches if one.id != touch.id)
            gone = len(left) < len(self.today.touches) and touch.group in today_rows.NOW
            self.today = replace(
                self.today, touches=left, done=self.today.done + settled, to_go=self.today.to_go - gone
            )

    def _not_acted(self, touch: Touch, problem: Problem) -> None:
        self._leaving.discard(touch.id)
        if isinstance(problem, NotFound):  # somebody else has done it: an older toast would offer to undo another act
            self.said.emit(say.problem(problem))
        else:
            self._fill(touch.id)
            self.told(problem)
        self.reload()

    def _all_home(self) -> None:
        """Nothing is on its way any more: what has not arrived by now failed as nobody foresaw, and is not done."""
        if self._leaving:
            failed = next((touch for touch in self._last_gone if touch in self._leaving), "")
            self._last_gone = [touch for touch in self._last_gone if touch not in self._leaving]
            self._leaving.clear()
            self._fill(failed)
            self.reload()

    # The message on its way

    def copy(self) -> None:
        """C: the message on the clipboard. Where it goes from there, or whether it is said aloud, nobody knows yet."""
        if self._ready("copy") is not None:
            today_post.copy(self.pane.words())
            self.said.emit(_("Copied. Paste it where you write."))

    def mail(self) -> None:
        """M: the mail program with the message; absent without a yes to e-mail."""
        pane = self._ready("mail")
        if pane is None:
            return
        if not pane.email:
            self.said.emit(pane.no_email_because or _("There is no e-mail address to write to."))
        else:
            sent = partial(self._mailed, pane.touch.id)
            today_post.mail(self, pane.email, pane.subject, self.pane.words(), self.said.emit, sent)

    def keep_draft(self) -> None:
        """The message as a draft file for the mail program."""
        if (pane := self._ready("draft")) is not None and pane.email:
            sent = partial(self._mailed, pane.touch.id)
            today_post.keep_draft(self, pane.email, pane.subject, self.pane.words(), self.said.emit, sent)

    def _mailed(self, touch: str) -> None:
        """The e-mail is in the mail program or in its file: done now, it is logged as an e-mail."""
        self._sent[touch] = "email"

    def note(self) -> None:
        """L: the message as a small printed note."""
        if (pane := self._ready("note")) is not None:
            title = _("A note for {name}").format(name=pane.touch.name)
            today_post.on_paper(self, title, self._note(), self.said.emit)

    def keep_note(self) -> None:
        """The note as a PDF."""
        if (pane := self._ready("pdf")) is not None:
            today_post.keep_pdf(self, pane.touch.name, self._note(), self.said.emit)

    def print_list(self) -> None:
        """Ctrl+P: the list as a strip for the wall."""
        if self.today is not None:
            today_post.on_paper(self, _("Today"), self._strip(self.today), self.said.emit)

    def keep_list(self) -> None:
        """The strip for the wall as a PDF."""
        if self.today is not None:
            name = _("Today {day}").format(day=say.day_long(self.today.day))
            today_post.keep_pdf(self, name, self._strip(self.today), self.said.emit)

    def _note(self) -> today_post.Paint:
        return today_post.note(self.pane.words(), *self._shop[:2])

    def _strip(self, today: Today) -> today_post.Paint:
        return today_post.strip(today, self._shop[0], self._shop[2])

    def another_wording(self) -> None:
        """W: the shop's next wording; own words stay with the wording they were typed for."""
        pane = self._ready("wording")
        if pane is not None and pane.wordings > 1:
            self.pane.message.flush()
            asked = self._asked[1] if self._asked[0] == pane.touch.id else pane.wording
            self._read_pane((asked + 1) % pane.wordings)

    def _ready(self, name: str) -> Pane | None:
        """The pane with a message, if it is that of the chosen touch; else `name` waits until it is."""
        pane = self._shown()
        behind = pane is not None and self._asked != (pane.touch.id, pane.wording) and name != "wording"
        if pane is None or behind:
            self._after = name if self.touch() is not None else ""
            return None
        if not self.pane.has_message:
            self.said.emit(_("There is nothing to write for this one."))
        elif name != "wording" and not self.pane.words().strip():
            self.said.emit(_("There are no words yet. Write some first."))
        else:
            return pane
        return None

    def open_customer(self) -> None:
        """G: the card, with the others of the list as its neighbours."""
        if (touch := self.touch()) is not None and self.today is not None:
            among = tuple(dict.fromkeys(one.customer for one in self.today.touches))
            self.open_card.emit(touch.customer, among)

    # Menus

    def choose_until(self) -> None:
        """Shift+S: until when."""
        row = self.list.chosen()
        if row is None:
            return
        spot = self.list.spot(row.key, "snooze")
        place = self.list.viewport().mapToGlobal(spot.bottomLeft())
        if not self.list.isVisible() or not self.list.viewport().rect().intersects(spot):
            place = self.desk.menu_place(self.pane.until)
        self._open_until(place)

    def _open_until(self, place: QPoint) -> None:
        anchor = self.pane.day if self.pane.day.isVisible() else self.desk.new
        snooze_menu(anchor, self.snooze).popup(place)

    def _open_menu(self, place: QPoint) -> None:
        menu = touch_menu(
            self.actions_, self, self._shown(), done=self.do, feeling=lambda mood: self.do("", mood),
            snoozed=self.snooze, draft=self.keep_draft, pdf=self.keep_note,
        )  # fmt: skip
        menu.popup(place)

    def _open_filter(self) -> None:
        filter_menu(self.desk.filter, self.wanted, self.narrow).popup(self.desk.menu_place(self.desk.filter))

    def _open_print(self) -> None:
        print_menu(self.actions_, self.desk.print).popup(self.desk.menu_place(self.desk.print))

    # A new reminder

    def start_new(self, customer: CustomerId | None = None, name: str = "") -> None:
        """Ctrl+R: the form, with what was half typed; for a customer, if one is meant."""
        if not self.desk.in_form:
            self.pane.message.flush()
            self.desk.form.show_words(self._new)
            self.desk.show_side("form")
            self.desk.step_aside(True)
            self.desk.show_kept("")
            self._renew_main()
        self.desk.form.begin(customer, name)

    def _on_form(self, form: NewReminder) -> None:
        form.attach(self.bridge)
        form.kept.connect(self._keep_new)
        form.written.connect(self._close_form)
        form.leave.connect(self._close_form)

    def _keep_new(self, words: dict[str, str]) -> None:
        self._new = words
        self.words.keep(NEW, words)

    def _throw_new(self) -> None:
        self._keep_new({})
        self._show_kept()

    def _close_form(self) -> None:
        self.desk.step_aside(False)
        self.desk.show_side("pane" if self.list.chosen() else "")
        self._show_kept()
        self._renew_main()
        self.take_focus()

    def _show_kept(self) -> None:
        typed = self._new.get("text") or self._new.get("name") or self._new.get("due") or ""
        self.desk.show_kept("" if self.desk.in_form else clean(" ".join(typed.split()), WITHIN))

    # Wiring

    def _press(self, name: str) -> None:
        """What a button of a row, a key or a wish that waited for the pane asks for."""
        presses = {
            "copy": self.copy, "mail": self.mail, "note": self.note, "done": self.do, "snooze": self.snooze,
            "skip": self.skip, "draft": self.keep_draft, "pdf": self.keep_note, "wording": self.another_wording,
        }  # fmt: skip
        presses[name]()

    def _when_here(self, slot: Callable[[], object]) -> None:
        """Keys and menus of this page, for as long as it is shown."""
        if isValid(self) and self.isVisible():
            slot()

    def _on_tapped(self, _row: AgendaRow) -> None:
        """Where only one of them fits, a tap on a row goes to its pane."""
        if self.desk.kind == "tight":
            self.open_pane()

    def _on_pressed(self, _key: str, name: str) -> None:
        self._press(name)

    def _connect(self) -> None:
        for name, slot in (
            ("today_done", self.do), ("today_snooze", self.snooze), ("today_until", self.choose_until),
            ("today_skip", self.skip), ("today_copy", self.copy), ("today_mail", self.mail),
            ("today_note", self.note), ("today_wording", self.another_wording), ("today_card", self.open_customer),
            ("today_print", self.print_list), ("today_keep_list", self.keep_list),
        ):  # fmt: skip
            self.actions_.on(name, partial(self._when_here, slot))
        self.list.chosen_changed.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.open_pane())
        self.list.tapped.connect(self._on_tapped)
        self.list.tool_pressed.connect(self._on_pressed)
        self.list.menu_wanted.connect(lambda _row, place: self._open_menu(place))
        self.pane.typed.connect(self._on_typed)
        self.pane.snoozed.connect(self.snooze)
        self.pane.day_wanted.connect(lambda _button: self.snooze(DATE))
        self.pane.until_wanted.connect(lambda button: self._open_until(self.desk.menu_place(button)))
        self.pane.menu_wanted.connect(self._open_menu)
        self.pane.leave.connect(self.go_back)
        self.desk.filter.clicked.connect(self._open_filter)
        self.desk.print.clicked.connect(self._open_print)
        self.desk.empty.clicked.connect(self._on_empty)
        self.desk.kept_wanted.connect(self.start_new)
        self.desk.kept_thrown.connect(self._throw_new)
        self.desk.form_made.connect(self._on_form)
        self.desk.fitted.connect(self.shifted)
        self._slow.timeout.connect(self._say_slow)

    def _on_empty(self) -> None:
        if self.wanted:
            self.narrow("")
        else:
            self.start_new()
