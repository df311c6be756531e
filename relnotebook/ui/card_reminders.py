"""Reminders on the card: what is to be done or asked now, what was promised, and what is worth asking for."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent

from relnotebook.base.words import _
from relnotebook.ui.card_asking import CardAsking
from relnotebook.ui.card_care import Care, reminder_kinds, reminder_line, reminder_of, touch_line
from relnotebook.ui.card_gap import CardGap
from relnotebook.ui.card_group import Rows
from relnotebook.ui.card_reminder import ReminderComposer, ReminderEditor, ReminderGroup
from relnotebook.ui.card_runs import Run, Runs, SideRow
from relnotebook.ui.card_view import CardView
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel, Tick, set_tip
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import Touch
    from relnotebook.notebook.asking_consent import ConsentAsk
    from relnotebook.notebook.reminders import Reminder

ABOVE = ("feedback", "idea")  # what is to be told stands above the usual (ui/card_greeting), and not here again


def tick_words(kind: str) -> str:
    """What ticking a touch of this kind means."""
    congratulated = _("Tick when you have wished them well")
    thanked = _("Tick when you have thanked them")
    return {
        "birthday": congratulated,
        "name_day": congratulated,
        "anniversary": congratulated,
        "other": _("Tick when you have thought of them"),
        "years": thanked,
        "milestone": thanked,
        "promise": _("Tick when the promise is kept"),
        "follow_up": _("Tick when you have followed it up"),
        "ask": _("Tick when you have asked"),
        "check": _("Tick when it is renewed"),
        "slipping": _("Tick when you have said hello"),
    }.get(kind, _("Tick when it is done"))


class ReminderRow(SideRow):
    """A tick, what is to be done, and when. Pressed beside the tick it opens.

    Attributes:
        touch: the touch it ticks; "" while its day is far off.
        key: its reminder, 0 for a touch that comes from none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.touch = ""
        self.tick = Tick()
        self.tick.setParent(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_touch(self, touch: Touch, line: str, *, asleep: bool) -> None:
        """Show a touch; one that sleeps still says when it comes back."""
        self.touch, self.key = touch.id, reminder_of(touch)
        words = touch.line if not self.key or touch.kind == "check" else touch.line.removesuffix(".")
        tone = "alert_text" if touch.days_late else "ink3"
        self._show(words, line, tone, "ink2" if asleep else "ink")
        self.set_icon("")
        self.tick.setChecked(False)
        self.tick.setEnabled(True)
        self.tick.setAccessibleName(_("Done: {what}").format(what=clean(words)))
        self.tick.setAccessibleDescription(tick_words(touch.kind))
        set_tip(self.tick, tick_words(touch.kind))
        self.tick.show()

    def show_later(self, one: Reminder, line: str) -> None:
        """Show a reminder whose day is far off: there is nothing to tick yet."""
        self.touch, self.key = "", one.id
        self._show(one.words, line, "ink3", "ink")
        icons = {key: icon for key, _word, icon in reminder_kinds()}
        self.set_icon(icons.get(one.kind, "calendar"))
        self.tick.hide()

    def _show(self, words: str, line: str, tone: str, ink: str) -> None:
        doing = _("Press to change it") if self.key else _("Press to put it off")
        self.show_words([Run(words, "small", ink), Run(line, "small", tone, new_line=True)], doing=doing)
        box, px = self.layout(), theme.of().px
        assert box is not None
        box.setContentsMargins(0, px(6 if line else 2), 0, px(2))  # the tick stands beside the first line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.of().control()
        at = self.width() - side if self.isRightToLeft() else 0
        self.tick.setGeometry(at, 0, side, side)


class CardReminders(ReminderGroup):
    """Everything to do for this customer: ticked here it is done on every list."""

    name: ClassVar[str] = "reminders"

    def __init__(self) -> None:
        super().__init__(_("Reminders"), _("Add a reminder"))
        self.shown = Rows(self.rows, self._make_row)
        self.asking = CardAsking(self)
        self.gap = CardGap(self)
        self.silent = Runs()
        self.reset = PlainLabel("", "small", "ink3", wrap=True)
        for part in (self.asking, self.silent, self.reset, self.gap):
            self.below.addWidget(part)
        self._on_the_way: set[str] = set()

    @cached_property
    def editor(self) -> ReminderEditor:
        return self.take_form(ReminderEditor(self))

    @cached_property
    def composer(self) -> ReminderComposer:
        return self.take_form(ReminderComposer(self))

    def _make_row(self) -> ReminderRow:
        row = ReminderRow()
        row.clicked.connect(partial(self._on_row, row))
        row.tick.clicked.connect(partial(self._on_ticked, row))
        row.customContextMenuRequested.connect(partial(self._on_menu, row))
        return row

    def slice(self, view: CardView) -> object:
        care = view.care
        told = (care.touches, care.reminders, care.colleagues, care.asks) if care is not None else None
        return (told, view.card.state, view.card.binned, view.now.date())

    def turn_over(self) -> None:
        super().turn_over()
        self._on_the_way.clear()
        self.gap.turn_over()

    def fill(self, view: CardView) -> None:
        care, today = view.care, view.now.date()
        rows = self._of_touches(care, today) if care is not None else []
        later = _later(care) if care is not None else []
        kept: list[Reminder] = []  # what was promised to somebody who has died: nothing to tick, nothing to do
        if view.card.state == "deceased":
            later, kept = kept, later
        shown = self.shown.have(len(rows) + len(later))
        for row, (touch, line, asleep) in zip(shown, rows, strict=False):
            row.show_touch(touch, line, asleep=asleep)
        for row, one in zip(shown[len(rows) :], later, strict=True):
            row.show_later(one, reminder_line(one, None, today))
        silent = Run(care.touches.silent if care else "", "small", "ink2")
        self.silent.show_runs([silent, *(_open_once(one) for one in kept)])
        self.reset.setText(care.touches.reset_by if care and view.card.state != "deceased" else "")
        self.reset.setVisible(bool(self.reset.text()))
        self.asking.show_ask(_now(care) if care else None)
        self.gap.show_gap(care.touches.gap if care and self.asking.isHidden() else None)
        said = self.silent.text() or self.reset.text() or not (self.gap.isHidden() and self.asking.isHidden())
        self.show_caption(bool(shown or said))
        self.more.setVisible(self.more.isVisibleTo(self) and view.card.state != "deceased")
        self.renew_open()
        self.bring_back(lambda: self.composer, "reminder")

    def _of_touches(self, care: Care, today: date) -> list[tuple[Touch, str, bool]]:
        """(touch, its second line, whether it sleeps) of each that is open."""
        out, asked = [], _now(care)
        for asleep, found in ((False, care.touches.touches), (True, care.touches.asleep)):
            for touch in found:
                if touch.id in self._on_the_way or touch.kind in ABOVE:
                    continue
                if asked is not None and reminder_of(touch) == asked.reminder:
                    continue  # it stands below, with its answers
                one = care.reminder(reminder_of(touch))
                line = reminder_line(one, touch, today) if one is not None else touch_line(touch, today)
                out.append((touch, _("Put off. {when}").format(when=line) if asleep else line, asleep))
        return out

    def add(self) -> None:
        self.open_composer(self.composer, "reminder")

    # Acting

    def _on_ticked(self, row: ReminderRow, _on: bool = True) -> None:
        from relnotebook.notebook import touches

        touch = row.touch
        row.tick.setEnabled(False)
        self._on_the_way.add(touch)
        sent = self.bridge.write(touches.do, touch).then(partial(self._ticked, touch))
        sent.otherwise(partial(self._not_ticked, touch, row))
        self.bridge.idle(self._all_home)

    def _ticked(self, touch: str, _done: object) -> None:
        self._on_the_way.discard(touch)

    def _not_ticked(self, touch: str, row: ReminderRow, found: object) -> None:
        self._on_the_way.discard(touch)
        row.tick.setEnabled(True)
        row.tick.setChecked(False)
        self.told(found)  # type: ignore[arg-type]

    def _all_home(self) -> None:
        """Nothing is on its way any more: what has not arrived by now failed as nobody foresaw, and is not done."""
        if self._on_the_way:
            self._on_the_way.clear()
            self.fill(self.view)

    def _on_row(self, row: ReminderRow) -> None:
        if row.key:
            self.open_row(self.editor, row.key, row)
        else:
            self._on_menu(row, QPoint(0, row.height()))

    def _on_menu(self, row: ReminderRow, at: QPoint) -> None:
        if row.touch:
            self.menu_of(row.touch).popup(row.mapToGlobal(at))


def _now(care: Care) -> ConsentAsk | None:
    """The first question about consent that is not put off, and not kept quiet about."""
    awake = {reminder_of(touch) for touch in care.touches.touches}
    return next((one for one in care.asks if one.reminder in awake and not one.waits), None)


def _later(care: Care) -> list[Reminder]:
    """Reminders whose day is too far off for any list."""
    known = {reminder_of(touch) for touch in (*care.touches.touches, *care.touches.asleep)}
    return [one for one in care.reminders if one.id not in known]


def _open_once(one: Reminder) -> Run:
    """What was written down for somebody who has since died, on a quiet line of its own."""
    return Run(_("Was still open: {what}").format(what=one.words), "small", "ink3", new_line=True)
