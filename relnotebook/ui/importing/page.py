"""The pages that bring people in: the steps one after the other, and what came in before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from relnotebook.base.problems import Problem
from relnotebook.base.settings import Settings
from relnotebook.base.terms import Changes, Kind, Step
from relnotebook.base.words import _, n_
from relnotebook.ui import asking
from relnotebook.ui.actions import Actions
from relnotebook.ui.importing import words
from relnotebook.ui.importing.desk import IMPORTS, Desk
from relnotebook.ui.importing.flow import CHOOSE, DECISIONS, DONE, DOUBLES, MATCH, PLAN, SEE, Flow
from relnotebook.ui.importing.work import BACK, BRINGING, Work
from relnotebook.ui.page import Page
from relnotebook.widgets import say, theme
from relnotebook.widgets.aloud import announce

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.incoming import Result
    from relnotebook.exchange.meeting import Meeting
    from relnotebook.notebook.drafts import Draft
    from relnotebook.notebook.imports import Import, TakenBack

DRAFT = "importing"
KEEP_MS = 400  # after the last choice, before it is kept
VISITS = "visits-not-people"


class ImportPage(Page):
    """One file on its way in, step by step; or the list of what came in before.

    Attributes:
        flow: where it stands, and what was chosen. work: reads and writes for it.
        desk: what is seen of it.
    Signals:
        doubles_wanted: ids of cards among which to look for doubles.
        backed_up: a backup was made before people came in.
    """

    name: ClassVar[str] = "importing"
    kinds: ClassVar[frozenset[Kind]] = frozenset({Kind.CUSTOMER, Kind.CONTACT, Kind.FIELD, Kind.VISIT})

    doubles_wanted = Signal(object)
    backed_up = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.work = Work(self)
        self._listed = False  # what came in before is up
        self._alone = False  # and was asked for from another page
        self._own: tuple[str, ...] = ()  # the shop's own fields
        self._asked_draft = False
        self._seen_before: tuple[str, bool, bool] | None = None
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._keep_draft)
        self.desk = Desk(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)
        self._connect()
        self._show()

    @property
    def flow(self) -> Flow:
        return self.work.flow

    # What the window asks for

    def start(self, file: Path | None = None) -> None:
        """Begin with a file; without one, go on where it was left, or begin anew after the last one is in."""
        self._listed = False
        if self.work.doing:
            self._show()
            if file is not None:
                self.said.emit(_("One file is coming in. Wait for it, or stop it first."))
            return
        if file is not None:
            self._take(file)
            return
        if self.flow.step == DONE:
            self.work.use(Flow())
        self._show()
        self._go_on()
        self.take_focus()

    def show_imports(self) -> None:
        """What came in before; back leads out of the page."""
        self._alone = True
        self._list()

    def _list(self) -> None:
        self._listed = True
        self._show()
        self._read_imports()
        self.take_focus()

    def decide(self, n: int) -> None:
        """1, 2 or 3: join, keep both, skip."""
        if self._up() == DOUBLES and not self.work.doing:
            self.desk.doubles.decide(DECISIONS[n - 1])

    # The page

    def attach(self, bridge: Bridge) -> None:
        self.work.attach(bridge)
        super().attach(bridge)

    def on_changed(self, changes: Changes) -> None:
        if self.concerned(changes) and not self.work.doing:
            self.flow.notebook_changed()
        super().on_changed(changes)

    def reload(self) -> None:
        from relnotebook.notebook import drafts

        self.bridge.read(_own_fields).latest(self, "own").then(self._show_own).otherwise(self.told)
        if not self._asked_draft:
            self._asked_draft = True
            self.bridge.read(drafts.of, DRAFT).latest(self, "draft").then(self._take_up).otherwise(self.told)
        if self._listed or self.flow.step == DONE:
            self._read_imports()
        self._go_on()

    def press_main(self) -> None:
        up = self._up()
        if up == DONE:
            self.desk.done.main().click()
        elif up == IMPORTS or self.work.doing:
            return
        elif up == CHOOSE and self.flow.file is None:
            self.desk.choose.ask_file()
        else:
            self._next()

    def go_back(self) -> bool:
        if self._listed:
            self._listed, alone, self._alone = False, self._alone, False
            self._show()
            if not alone:
                self.take_focus()
            return not alone
        return not self.work.doing and self._back()

    def flush(self) -> None:
        super().flush()
        if self._keep.isActive():
            self._keep_draft()

    def panes(self) -> list[QWidget]:
        return [self.desk.scrolls[self._up()], self.desk.foot]

    def take_focus(self) -> None:
        up = self._up()
        if up == DOUBLES and self.desk.doubles.rows:
            self.desk.doubles.take_focus()
        elif up == DOUBLES and self.flow.meetings is not None:
            self.desk.foot.main.setFocus()  # nobody to look at
        elif up == MATCH and (shown := self.desk.match.table.shown()):
            shown[0].choice.setFocus()
        elif up == CHOOSE:
            main = self.desk.foot.main
            (main if main.isVisibleTo(self) and main.isEnabled() else self.desk.choose.first()).setFocus()
        elif up == DONE:
            self.desk.done.main().setFocus()
        else:
            self.setFocus()

    def show_settings(self, settings: Settings) -> None:
        self.work.second_backup = Path(settings.second_backup) if settings.second_backup else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Ctrl+V pastes; both only where the part with the keyboard has no use for them."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typing = isinstance(self.focusWidget(), QLineEdit)  # there it ends the words that are typed
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self._up() != DOUBLES and not typing:
                self.press_main()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._up() == CHOOSE:
            self.paste()
        else:
            super().keyPressEvent(event)

    # From step to step

    def paste(self) -> None:
        """What is in the clipboard."""
        text = QGuiApplication.clipboard().text()
        self.work.paste(text, self._take)

    def _take(self, file: Path) -> None:
        self._listed = False
        if not words.is_pasted(file):
            self.work.forget_pasted()
        before = self.flow.file if self.flow.step in (MATCH, DOUBLES) else None
        if before is not None and before != file:
            self.said.emit(_("Nothing of {file} came in.").format(file=words.file_name(before.name)))
        flow = Flow()
        flow.take(file)
        self.work.use(flow)
        self._seen_before = None
        for scroll in self.desk.scrolls.values():
            scroll.verticalScrollBar().setValue(0)
        self._chosen()
        self.take_focus()

    def _next(self) -> None:
        if self.flow.step == DOUBLES:
            if self.flow.can_go_on:
                self.work.bring_in(self.bridge.staff)
                self._show()
            return
        if self.flow.go_on():
            self._chosen()
            self.take_focus()
            announce(self, self.desk.steps.accessibleName())

    def _back(self) -> bool:
        if not self.flow.go_back():
            return False
        self._chosen()
        self.take_focus()
        announce(self, self.desk.steps.accessibleName())
        return True

    def _on_back(self) -> None:
        if isValid(self) and self.isVisible() and not self.go_back():
            self.leave.emit()

    def _chosen(self) -> None:
        """Something was chosen: show it, read what follows from it, and keep it."""
        self._keep.start()
        self._show()
        self._go_on()

    def _go_on(self) -> None:
        if self.attached:
            self.work.go_on()
            self._show_working()

    # What was chosen

    def _on_read_as(self, encoding: str | None, separator: str | None, headings: str | None) -> None:
        self.flow.read_as(encoding, separator, headings)
        self._chosen()

    def _on_meant(self, key: str, meaning: str) -> None:
        self.flow.mean(key, meaning)
        self._chosen()

    def _on_dated(self, key: str, month_first: bool) -> None:
        self.flow.read_dates(key, month_first)
        self._chosen()

    def _on_over(self, key: str, on: bool) -> None:
        self.flow.write_over(key, on)
        self._chosen()

    def _on_mended(self, line: int, cells: dict[str, str]) -> None:
        self.flow.fix(line, cells)
        self._chosen()

    def _on_warned(self, lines: tuple[int, ...], on: bool) -> None:
        self.flow.warn_of(lines, on)
        self._keep.start()
        if self.flow.is_cards:
            self.desk.card_offers.show_alerts(self.flow)
        else:
            self.desk.match.show_alerts(self.flow)

    def _on_decided(self, meeting: Meeting, decision: str) -> None:
        self.flow.decide(meeting, decision)
        self._keep.start()
        self._show()

    def _on_card(self, meeting: Meeting, card: int) -> None:
        self.flow.decide(meeting, DECISIONS[0], card)
        self._keep.start()
        self._show()

    def _on_all(self, meetings: tuple[Meeting, ...], decision: str) -> None:
        for meeting in meetings:
            self.flow.decide(meeting, decision)
        self._keep.start()
        self._show()

    # What is up

    def _up(self) -> str:
        return IMPORTS if self._listed else self.flow.step

    def _show(self) -> None:
        """Show the step that is up, as far as it was read."""
        flow, up = self.flow, self._up()
        told = up not in (IMPORTS, DONE) and flow.file is not None
        title = _("What came in") if up == IMPORTS else _("Bring in your customers")
        self.desk.show_view(up, title, words.file_line(flow) if told else "", words.file_icon(flow))
        self.desk.steps.setVisible(up != IMPORTS)
        self.desk.steps.show_steps(words.titles(flow.steps), flow.steps.index(flow.step), over=flow.step == DONE)
        if up == CHOOSE:
            self._show_choose()
        elif up == MATCH:
            self.desk.match.show_flow(flow, self._own, self._sentence(PLAN))
        elif up == DOUBLES:
            self._show_doubles()
        self._show_foot()
        self._show_working()

    def _show_doubles(self) -> None:
        flow = self.flow
        if flow.is_cards and flow.plan is not None:
            self.desk.card_offers.show_flow(flow)
        else:
            self.desk.card_offers.show_nothing()
        if (met := flow.meetings) is None:
            self.desk.doubles.show_waiting()
            return
        counts = (met.looked_count, met.clear_count)
        self.desk.doubles.show_meetings(met.to_look_at, met.clear, counts, flow.decision, flow.card_of)
        self.desk.doubles.say_twice(words.twice(met))
        over = [one.heading or one.key for one in flow.matched.columns if one.overwrites]
        self.desk.doubles.say_promise(words.promise(over))

    def _show_choose(self) -> None:
        flow = self.flow
        if flow.seen is None or flow.file is None:
            self.desk.choose.show_empty()
        else:
            recalled = flow.plan is not None and flow.plan.recalled
            sure = flow.plan is not None and not flow.is_strange
            told = words.looks_like(flow.seen, recalled, flow.people, sure=sure)
            self.desk.choose.show_seen(flow.seen, told, flow.headings)
        sentence = self._sentence(SEE) or self._sentence(PLAN)
        self.desk.choose.say(sentence, visits=flow.trouble.get(PLAN) == VISITS)

    def _sentence(self, work: str) -> str:
        """What is wrong with the file."""
        if self.flow.trouble.get(work) is not None and self.work.problem is not None:
            return say.problem(self.work.problem)
        if self._up() == MATCH and self.flow.is_strange:
            return _("Nobody knows these columns yet. Say which one holds the name, the phone or the e-mail.")
        return ""

    def _show_foot(self) -> None:
        up, flow = self._up(), self.flow
        self.desk.foot.setVisible(up != DONE or bool(self.work.doing))
        main = "" if up in (IMPORTS, DONE) else words.main(flow)
        key = self.actions_.hint("main") if up == DOUBLES else _("Enter")
        busy = bool(self.work.doing)
        told = "" if up in (IMPORTS, DONE) else words.footer(flow)
        back = not busy and up != DONE  # from the first step it leads out, and what was chosen is kept
        self.desk.foot.show_step(told, main, key, can_go_on=flow.can_go_on and not busy, back=back)
        self.set_main(main)

    def _show_working(self) -> None:
        """A bar while something runs."""
        notes = {BRINGING: _("Bringing people in"), BACK: _("Taking it out again")}
        if self.work.doing:
            self.desk.foot.show_working(notes.get(self.work.doing, ""), at_once=True)
        elif self.work.reads and not self._listed:
            self.desk.foot.show_working(_("Reading the file"), stop=False)
        else:
            self.desk.foot.show_idle()
        self.desk.done.say_working(bool(self.work.doing))
        for step in (self.desk.choose, self.desk.match, self.desk.doubles):
            step.setEnabled(not self.work.doing)

    def _on_step(self, step: Step) -> None:
        self.desk.foot.show_progress(step, self.flow.people)

    def _on_renewed(self) -> None:
        """Something was read. What is new to see has the keyboard, unless that is busy somewhere on the page."""
        before = (self._up(), self.flow.seen is not None, self.flow.meetings is not None)
        self._show()
        if before != self._seen_before:
            self._seen_before = before
            if self._up() == CHOOSE:  # what had the keyboard is hidden now, and the next part was scrolled to
                self.desk.scrolls[CHOOSE].verticalScrollBar().setValue(0)
            if self.isVisible() and self._up() in (CHOOSE, DOUBLES):
                self.take_focus()

    # What came of it

    def _on_came_in(self, result: Result) -> None:
        self.backed_up.emit()
        self.work.forget_pasted()
        self.flow.done()
        self._keep.stop()
        self._keep_draft()
        self.desk.done.show_result(result)
        self._listed = False
        self._show()
        if self.isVisible():
            self.take_focus()
        else:
            self.said.emit(words.came_in(result.created + result.updated))

    def _on_visits(self, result: Any) -> None:
        self.backed_up.emit()
        self.work.use(Flow())
        self._keep_draft()
        self.said.emit(n_("{n} visit came in.", "{n} visits came in.", result.visits))
        self.show_imports()

    def _on_taken_back(self, id_: int, back: TakenBack) -> None:
        if self._of_this(id_):
            self.desk.done.show_back(back)
        self.desk.imports.say_working(0)
        self.desk.imports.show_back(id_, back)
        self._show()
        self._read_imports()
        if not self.isVisible():
            self.said.emit(_("{file} is out again.").format(file=back.file))
        else:
            self.take_focus()

    def _of_this(self, id_: int) -> bool:
        result = self.desk.done.result
        return result is not None and result.batch == id_ and self.flow.step == DONE

    def _on_stopped(self) -> None:
        self.desk.imports.say_working(0)
        self._show()
        self._go_on()
        self.said.emit(_("Stopped. Everything is as it was."))

    def _on_failed(self, problem: Problem) -> None:
        self.desk.imports.say_working(0)
        self._show()
        self._go_on()
        self.problem.emit(problem)

    def _on_saved(self, rows: int, out: Path) -> None:
        self._show()
        told = n_("{n} row is in {file}.", "{n} rows are in {file}.", rows)
        self.said.emit(told.format(file=out.name))

    def _check_alerts(self) -> None:
        result = self.desk.done.result
        if result is not None and result.to_check:
            self.open_card.emit(result.to_check[0], result.to_check)

    def _look_for_doubles(self) -> None:
        if self.desk.done.result is not None:
            self.doubles_wanted.emit(self.desk.done.result.cards)

    def _undo(self) -> None:
        result = self.desk.done.result
        if result is not None and result.batch is not None:
            self._take_back(int(result.batch))

    def _take_back(self, id_: int) -> None:
        if self._listed:
            self.take_focus()  # the button with the keyboard in it is about to go
        self.work.take_back(id_, self.bridge.staff)
        self.desk.imports.say_working(id_)
        self._show()

    def _save_rest(self) -> QFileDialog | None:
        if (plan := self.flow.plan) is None:
            return None
        name = _("Stayed out of {file}").format(file=plan.path.stem)
        return asking.ask_file(
            self, _("Save the rows that stay out"), name, ".csv", partial(self.work.save_rest, plan), self.said.emit
        )

    def _again(self) -> None:
        self.work.use(Flow())
        self._show()
        self.take_focus()

    # Read

    def _read_imports(self) -> None:
        from relnotebook.notebook import imports

        if self.attached:
            self.bridge.read(imports.imports).latest(self, "imports").then(self._show_imports).otherwise(self.told)

    def _show_imports(self, found: tuple[Import, ...]) -> None:
        self.desk.imports.show_imports(found)
        result = self.desk.done.result
        if self.flow.step != DONE or result is None or self.desk.done.back is not None or result.batch is None:
            return
        if any(one.id == result.batch and one.state == "back" for one in found):
            self._show_undone(result.file)

    def _show_undone(self, file: str) -> None:
        """Taken back by Ctrl+Z, here or from another page."""
        from relnotebook.notebook.imports import TakenBack

        self.desk.done.show_back(TakenBack(file, 0))
        self._show()

    def _show_own(self, names: tuple[str, ...]) -> None:
        if names != self._own:
            self._own = names
            self._show()

    def _take_up(self, draft: Draft | None) -> None:
        """What was chosen before the window was closed."""
        if draft is None or self.flow.file is not None:
            return
        self.work.use(Flow.from_words(draft.words))
        self._show()
        self._go_on()
        self.said.emit(_("We kept what you chose for {file}.").format(file=Path(draft.words["file"]).name))

    def _keep_draft(self) -> None:
        from relnotebook.notebook import drafts

        self._keep.stop()
        if self.attached and not self.bridge.closed:
            self.bridge.keep(drafts.keep, DRAFT, self.flow.to_words()).latest(self, "keep")

    # Building

    def _connect(self) -> None:
        work, table = self.work, self.desk.match.table
        for signal, slot in (
            (work.progressed, self._on_step), (work.renewed, self._on_renewed), (work.came_in, self._on_came_in),
            (work.visits_in, self._on_visits), (work.taken_back, self._on_taken_back),
            (work.stopped, self._on_stopped), (work.failed, self._on_failed), (work.saved, self._on_saved),
            (self.desk.choose.chosen, self._take), (self.desk.choose.pasted, self.paste),
            (self.desk.choose.read_as, self._on_read_as), (self.desk.choose.imports_wanted, self._list),
            (table.meant, self._on_meant), (table.dated, self._on_dated), (table.written_over, self._on_over),
            (self.desk.match.look_at, self._look_at),
            (self.desk.doubles.decided, self._on_decided), (self.desk.doubles.card_picked, self._on_card),
            (self.desk.doubles.all_decided, self._on_all), (self.desk.doubles.stood_on, self._bring_up),
            (self.desk.done.check_wanted, self._check_alerts), (self.desk.done.undo_wanted, self._undo),
            (self.desk.done.doubles_wanted, self._look_for_doubles), (self.desk.done.save_wanted, self._save_rest),
            (self.desk.done.again_wanted, self._again), (self.desk.done.card_wanted, self.open_card),
            (self.desk.imports.back_wanted, self._take_back), (self.desk.imports.card_wanted, self.open_card),
            (self.desk.foot.back, self._on_back), (self.desk.foot.on, self._next), (self.desk.foot.stop, work.stop),
        ):  # fmt: skip
            signal.connect(slot)
        self.desk.done.counter_wanted.connect(partial(self.open_page.emit, "counter"))
        self.desk.choose.visits_wanted.connect(self._on_visits_wanted)
        self.desk.imports.begin_wanted.connect(partial(self.start, None))
        for offers in (self.desk.match.offers, self.desk.card_offers):
            offers.alerts.warned.connect(self._on_warned)
            offers.rows.mended.connect(self._on_mended)
            offers.rows.save_wanted.connect(self._save_rest)
        self.actions_.on("import_back", self._on_back)

    def _on_visits_wanted(self) -> None:
        self.work.bring_visits(self.bridge.staff)
        self._show()

    def _bring_up(self, row: QWidget) -> None:
        self.desk.scrolls[DOUBLES].ensureWidgetVisible(row, 0, theme.of().px(20))

    def _look_at(self, part: QWidget) -> None:
        self.desk.scrolls[MATCH].ensureWidgetVisible(part, 0, theme.of().px(20))
        lines = self.desk.match.offers.alerts.lines()
        if lines:
            lines[0].tick.setFocus(Qt.FocusReason.OtherFocusReason)


def _own_fields(s: Any) -> tuple[str, ...]:
    """The names of the shop's own fields. `s`: the session of a reader lane."""
    from relnotebook.notebook import fields

    return tuple(one.name for one in fields.all_fields(s))
