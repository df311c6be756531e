"""What is done about the chosen one of the inbox: its steps, what is settled, words on their way to the customer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from relnotebook.base.problems import NotFound, Problem, Refusal
from relnotebook.base.terms import CustomerId, StaffId
from relnotebook.base.words import _
from relnotebook.ui import today_post
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import menus
from relnotebook.ui.feedback.desk import Desk
from relnotebook.ui.feedback.reads import Opened, read_pane
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.recovery import Step


class Acting(QWidget):
    """List and pane with every act on what is chosen; which list that is, the inbox says.

    Attributes:
        desk: the furniture; of it list and pane are at hand, and of the pane its steps.
        main_text: what Ctrl+Enter does, "" for nothing.
    Signals:
        said: a sentence for the toast; problem: a Problem without a better place.
        main_changed: what Ctrl+Enter does here.
    """

    said = Signal(object)
    problem = Signal(object)
    main_changed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_ = actions
        self.main_text = ""
        self._bridge: Bridge | None = None
        self._step, self._wording = "", 0  # asked for by a person; "" is the first that is open
        self._after = ""  # the step finished last: the one behind it is open
        self._gifts = 0  # gifts on their way into the file
        self._until_given: tuple[int, str, str] | None = None  # (feedback, step, how): to be finished then
        self._leaving: set[tuple[int, str]] = set()  # steps on their way into the file
        self._sent: dict[int, str] = {}  # by feedback: the channel its words went by themselves
        self._deciding: int | None = None  # a complaint that is left as it is, its reason still to be written
        self.desk = Desk(actions)
        self.list, self.pane = self.desk.list, self.desk.pane
        self.steps = self.pane.steps
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.desk)
        self._connect_pane()

    @property
    def bridge(self) -> Bridge:
        """The way to the notebook; only after `attach`."""
        if self._bridge is None:
            raise RuntimeError("the inbox is not attached to a notebook yet")
        return self._bridge

    def reload(self) -> None:
        """Read list and pane again; what is looked at stays. The page does so; alone there is nothing to read."""

    def flush(self) -> None:
        """Save every half-typed field now."""
        for field in self.findChildren(QWidget):
            save = getattr(field, "flush", None)
            if callable(save) and field is not self:
                save()

    # The pane

    def _chosen_id(self) -> int | None:
        row = self.list.chosen()
        return row.key if row is not None else None

    def _shown(self) -> Opened | None:
        """What the pane shows, if it is the chosen one and not the one before."""
        opened = self.pane.opened
        return opened if opened is not None and opened.view.line.id == self._chosen_id() else None

    def _read_pane(self) -> None:
        chosen = self._chosen_id()
        if chosen is None:
            self.pane.show_view(None)
            self._renew_main()
            return
        asked = self.bridge.read(read_pane, chosen, self._step, self._wording, self._after).latest(self, "pane")
        asked.then(self._show_pane).otherwise(self._no_pane)

    def _show_pane(self, opened: Opened) -> None:
        if opened.view.line.id != self._chosen_id():
            return
        inside = self.steps.body.isAncestorOf(QApplication.focusWidget() or self)
        self.pane.show_view(opened)
        if inside and not opened.step:
            self._go_on()
        if self._deciding == opened.view.line.id:
            self.steps.body.decision.show()
        self._renew_main()

    def _go_on(self) -> None:
        """No step is open any more: the keyboard goes to what is asked next, else back to the rows."""
        if not self.pane.enough.take_focus():
            self._to_rows()

    def _to_rows(self) -> None:
        """The keyboard goes to the rows, or where they have no room, to the pane that stands in their place."""
        (self.pane.more if self.desk.alone else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_pane(self, problem: Problem) -> None:
        self.pane.show_view(None)
        self._renew_main()
        if isinstance(problem, NotFound):
            self.reload()  # somebody else has removed it
        else:
            self.problem.emit(problem)

    def open_pane(self) -> None:
        """Enter: to the open step."""
        if self._chosen_id() is not None:
            self.desk.step_aside(True)
            self.pane.take_focus()
            if self.desk.alone:
                self.pane.begin_at_top()
            else:
                self.pane.bring_into_sight()

    def open_step(self, key: str) -> None:
        """Open another step of the chosen one."""
        self.flush()
        self._step, self._wording = key, 0
        self._read_pane()

    def open_nth(self, at: int) -> None:
        """1 to 5: open the step with this number."""
        opened = self._shown()
        if opened is not None and at <= len(opened.view.steps):
            self.desk.step_aside(True)
            self.open_step(opened.view.steps[at - 1].key)

    def _renew_main(self) -> None:
        step = self.steps.open_step if self._shown() is not None else None
        words = step.main if step is not None and not step.done else ""
        if words != self.main_text:
            self.main_text = words
            self.main_changed.emit()

    # Steps

    def _on_typed(self, feedback: int, step: str, words: str) -> None:
        from relnotebook.notebook import recovery

        kept = partial(self._on_kept, feedback, step, words)
        self.bridge.write(recovery.write, feedback, step, words).then(kept).otherwise(self.problem.emit)

    def _on_kept(self, feedback: int, step: str, words: str, _done: object) -> None:
        self.steps.kept(feedback, step, words)

    def finish(self, how: str = "") -> None:
        """The open step is done, with the words that stand in it; the one that tells tells the customer."""
        from relnotebook.notebook import recovery, telling

        opened, step = self._shown(), self.steps.open_step
        if opened is None or step is None or step.done or (opened.view.line.id, step.key) in self._leaving:
            return
        feedback = opened.view.line.id
        self.flush()
        if step.key == "solve" and self._waits_for_gift(feedback, how):
            return
        words = self.steps.typed_words().strip() or None
        way = how or (self._sent.get(feedback, "") if step.tells else "") or "in_person"
        self._leaving.add((feedback, step.key))
        self._step, self._wording, self._after = "", 0, step.key
        if step.tells:
            asked = self.bridge.write(telling.tell, feedback, how=way, words=words or "")
        else:
            asked = self.bridge.write(recovery.do, feedback, step.key, words)
        asked.then(partial(self._finished, feedback, step.key)).otherwise(partial(self._not_finished, feedback, step))
        self.bridge.idle(self._all_home)

    def _waits_for_gift(self, feedback: int, how: str) -> bool:
        """Whether something given is not in the file: on its way there, or refused, which is said before any step."""
        giving = self.steps.body.giving
        if giving.refused:
            giving.cost.setFocus()
            giving.cost.selectAll()
            return True
        self._until_given = (feedback, "solve", how) if self._gifts else None
        return bool(self._gifts)

    def _finished(self, feedback: int, step: str, _done: object) -> None:
        self._leaving.discard((feedback, step))
        if self.pane.isAncestorOf(QApplication.focusWidget() or self.list):
            self.pane.bring_into_sight()

    def _not_finished(self, feedback: int, step: Step, problem: Problem) -> None:
        self._leaving.discard((feedback, step.key))
        if feedback == self._chosen_id() and isinstance(problem, Refusal):
            self._step, self._after = step.key, ""
            if problem.code == "empty-value":
                self.steps.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refused(problem)

    def _all_home(self) -> None:
        self._leaving.clear()

    def reopen(self, step: str) -> None:
        """A done step is open again; its words stay."""
        from relnotebook.notebook import recovery

        self._step = step
        self._write(recovery.reopen, step)

    def told(self, how: str) -> None:
        """They were told by another way than at the counter."""
        opened = self._shown()
        telling = next((step for step in opened.view.steps if step.tells), None) if opened is not None else None
        if opened is None or telling is None:
            return
        if opened.step == telling.key and not telling.done:
            self.finish(how)
            return
        from relnotebook.notebook import telling as tellings

        self._write(tellings.tell, how=how)

    def another_wording(self) -> None:
        """W: the next sentence; what was typed stays."""
        opened = self._shown()
        if opened is not None and opened.offer is not None and opened.offer.of > 1:
            self.flush()
            self.steps.next_wording()
            self._step, self._wording = opened.step, self._wording + 1
            self._read_pane()

    # Settling

    def _decide(self, decision: str, why: str) -> None:
        from relnotebook.notebook import recovery

        self._deciding = None
        refused = self.steps.body.decision
        asked = self._write(recovery.decide, decision, why=why)
        if asked is not None:
            asked.otherwise(lambda problem: refused.refuse(say.problem(problem)))

    def _start_deciding(self, _decision: str) -> None:
        """A complaint that is left as it is: the reason is asked for in the step that solves."""
        self._deciding = self._chosen_id()
        self.open_step("solve")

    def _give(self, what: str, cost: int | None, allowed: bool) -> None:
        from relnotebook.notebook import recovery

        chosen = self._chosen_id()
        if chosen is not None:
            self._gifts += 1
            asked = self.bridge.write(recovery.give, chosen, what, cost, allowed=allowed)
            asked.then(partial(self._given, chosen)).otherwise(partial(self._not_given, chosen))

    def _given(self, feedback: int, _done: object) -> None:
        self._gifts -= 1
        if feedback == self._chosen_id():
            self.steps.body.giving.kept()
        held = self._until_given
        if held is not None and not self._gifts:
            self._until_given = None
            if (self._chosen_id(), self.steps.stepper.open_key()) == held[:2]:
                self.finish(held[2])

    def _not_given(self, feedback: int, problem: Problem) -> None:
        self._gifts -= 1
        held, self._until_given = self._until_given, None
        if feedback != self._chosen_id():
            self.said.emit(say.problem(problem))
            return
        giving = self.steps.body.giving
        giving.refuse(say.problem(problem), over=isinstance(problem, Refusal) and problem.code == "over-limit")
        if held is not None and giving.isVisible():
            giving.cost.setFocus()
            giving.cost.selectAll()

    def _enough(self, answer: str) -> None:
        from relnotebook.notebook import telling

        self._step, self._after = "", ""
        self._write(telling.enough, answer)
        if answer == "yes" and self.pane.enough.isAncestorOf(QApplication.focusWidget() or self):
            self._to_rows()

    def edit(self, what: str, value: Any) -> None:
        """Change what is said of it: kind, feeling, severity, rating, words, the pair for the wall."""
        from relnotebook.notebook import feedback

        self._write(feedback.edit, **{what: value})

    def hand_over(self, owner: StaffId | None) -> None:
        """Give it into a colleague's hands, or nobody's."""
        from relnotebook.notebook import feedback

        self.flush()
        self._write(feedback.hand_over, owner)

    def remove(self) -> None:
        """Away with it; Ctrl+Z brings it back."""
        from relnotebook.notebook import feedback

        self.flush()
        self._write(feedback.remove)

    def start_link(self) -> None:
        """K: whose words these are."""
        opened = self._shown()
        if opened is not None:
            self.desk.step_aside(True)
            self.pane.link.begin(opened.view.line)

    def _link(self, customer: CustomerId | None) -> None:
        from relnotebook.notebook import feedback

        self.pane.link.hide()
        self._write(feedback.link, customer)
        QTimer.singleShot(0, self, self._to_rows)  # the field in which they were found takes the keyboard once more

    def _write(self, act: Any, *args: Any, **kw: Any) -> Any:
        """Do `act` on the chosen one."""
        chosen = self._chosen_id()
        if chosen is None:
            return None
        return self.bridge.write(act, chosen, *args, **kw).otherwise(self._refused)

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, Refusal | NotFound):
            self.said.emit(say.problem(problem))
            self.reload()
        else:
            self.problem.emit(problem)

    # Words on their way

    def copy(self) -> None:
        """C: what the open step says, on the clipboard."""
        if (words := self._ready()) is not None:
            today_post.copy(words)
            self.said.emit(_("Copied. Paste it where you write."))

    def mail(self) -> None:
        """M: the mail program with it; absent without a yes to e-mail."""
        opened, words = self._shown(), self._ready()
        if opened is None or words is None:
            return
        if not opened.view.email:
            self.said.emit(opened.view.no_email_because or _("There is no e-mail address to write to."))
            return
        sent = partial(self._mailed, opened.view.line.id)
        today_post.mail(self, opened.view.email, _subject(opened), words, self.said.emit, sent)

    def _mailed(self, feedback: int) -> None:
        self._sent[feedback] = "email"

    def _ready(self) -> str | None:
        """The words of the open step; None, said aloud, where there are none to send."""
        if self._shown() is None or self.steps.open_step is None:
            return None
        words = self.steps.words().strip()
        if not words:
            self.said.emit(_("There are no words yet. Write some first."))
            return None
        return words

    def _deeds(self) -> menus.Deeds:
        return menus.Deeds(
            edit=self.edit, hand_over=self.hand_over, told=self.told, decide=self._start_deciding,
            words=self.pane.mend_words, remove=self.remove,
        )  # fmt: skip

    # Wiring

    def _connect_pane(self) -> None:
        pane, steps, body = self.pane, self.steps, self.steps.body
        pane.words_changed.connect(lambda words: self.edit("words", words))
        pane.link.linked.connect(self._link)
        pane.link.leave.connect(pane.link.hide)
        pane.enough.answered.connect(self._enough)
        pane.band.changed.connect(self.edit)
        steps.typed.connect(self._on_typed)
        steps.picked.connect(self.open_step)
        steps.finished.connect(lambda _step: self.finish())
        steps.reopened.connect(self.reopen)
        body.decision.decided.connect(self._decide)
        body.decision.did.connect(lambda words: self.edit("we_did", words))
        body.giving.given.connect(self._give)


def _subject(opened: Opened) -> str:
    """The subject of an e-mail."""
    return {
        "complaint": _("Thank you for telling us"),
        "praise": _("Thank you for your kind words"),
        "suggestion": _("Your suggestion"),
        "question": _("Your question"),
    }.get(opened.view.line.kind, _("What you told us"))
