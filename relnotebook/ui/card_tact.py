"""Tact on the card: away, in mourning, no greetings, their language, their own rhythm, what counts as contact."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relnotebook.base import languages
from relnotebook.base.words import _, n_
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_group import RowEditor, Rows, SideGroup
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_view import CardView
from relnotebook.widgets import say
from relnotebook.widgets.parts import Choice, SavingLine, Switch, field, icon_button
from relnotebook.widgets.plain import set_tip

if TYPE_CHECKING:
    from relnotebook.notebook.tact import TactState

AGAIN = "arrow-back-up"
FORM = 1  # the one form's key: there is one for each card


def rhythm_words(days: float) -> str:
    """ "Comes every 10 days, set by hand"."""
    whole = max(round(days), 1)
    often = {1: _("every day"), 7: _("weekly"), 14: _("every two weeks"), 30: _("monthly")}.get(whole)
    often = often or n_("every {n} day", "every {n} days", whole)
    return _("Comes {often}, set by hand").format(often=often)


def lines(state: TactState, today: date, *, scored: bool = True) -> list[tuple[str, str]]:
    """(icon, words) of what is to be minded, as it is now; `scored`: the shop has closeness scores."""
    found: list[tuple[str, str]] = []
    if state.away_from is not None and state.away_until is None:
        day = _day(state.away_from, today)
        coming = state.away_from > today
        found.append(("clock-pause", (_("Away from {day}") if coming else _("Away since {day}")).format(day=day)))
    if state.away_until is not None and state.away_until >= today:
        found.append(("clock-pause", _away(state.away_from, state.away_until, today)))
    if state.bereaved_until is not None and state.bereaved_until >= today:
        day = _day(state.bereaved_until, today)
        found.append(("heart", _("Lost somebody. No cheerful greeting till {day}").format(day=day)))
    if state.no_greetings:
        found.append(("ban", _("No personal greetings")))
    if state.language:
        found.append(("language", _("Messages in {language}").format(language=languages.name(state.language))))
    if state.rhythm_days:
        found.append(("calendar", rhythm_words(state.rhythm_days)))
    if not state.contact_counts:
        found.append(("phone", _("Only visits count for the rhythm")))
    if state.no_closeness and scored:
        found.append(("minus", _("No closeness score")))
    return found


def stops(kinds: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(kind, what is never to be done, how to allow it again) of the touches that were stopped for somebody."""
    words = {
        "birthday": (_("No birthday greetings"), _("Greet them on their birthday again")),
        "name_day": (_("No name day greetings"), _("Greet them on their name day again")),
        "anniversary": (_("No anniversary greetings"), _("Greet them on their anniversary again")),
        "other": (_("No greetings on other dates"), _("Greet them on other dates again")),
        "years": (_("No greetings for years as a customer"), _("Greet them for years as a customer again")),
        "milestone": (_("No greetings for many visits"), _("Greet them for many visits again")),
        "feedback": (_("Not told what came of their words"), _("Tell them what came of their words again")),
        "idea": (_("Not told when an idea comes true"), _("Tell them when an idea comes true again")),
        "slipping": (_("Not missed when they stay away"), _("Miss them again when they stay away")),
        "gap-birthday": (_("Not asked about their birthday"), _("Let us ask about their birthday again")),
        "gap-reach": (_("Not asked how to reach them"), _("Let us ask how to reach them again")),
        "gap-taste": (_("Not asked what they like"), _("Let us ask what they like again")),
        "gap-consent": (_("Not asked whether we may write"), _("Let us ask whether we may write again")),
        "gap": (_("Not asked for anything more"), _("Let us ask them again")),
    }
    usual = _("Something of the past is not brought up"), _("Let it come up again")
    return [(kind, *words.get(kind, usual)) for kind in kinds]


def _away(start: date | None, last: date, today: date) -> str:
    if start is not None and start > today:
        return _("Away from {start} till {last}").format(start=_day(start, today), last=_day(last, today))
    return _("Away till {last}").format(last=_day(last, today))


def _day(day: date, today: date) -> str:
    return say.date_words(day.day, day.month, None if day.year == today.year else day.year)


class CardTact(SideGroup):
    """What to mind with this person. Nothing said is one line to say something."""

    name: ClassVar[str] = "tact"

    def __init__(self) -> None:
        super().__init__(_("To mind"), _("Add something to mind"))
        self.shown = Rows(self.rows, self._make_row)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.column.insertLayout(self.column.indexOf(self.rows) + 1, column)
        self.stopped = Rows(column, self._make_stop)

    @cached_property
    def editor(self) -> TactEditor:
        return self.take_form(TactEditor(self))

    @property
    def state(self) -> TactState | None:
        """What the second reading gave, None before it came."""
        return self.view.care.tact if self.view.care is not None else None

    @property
    def scored(self) -> bool:
        """Whether the shop has closeness scores, so that a card may go without."""
        return self.view.shop.closeness

    def _make_row(self) -> SideRow:
        row = SideRow()
        row.clicked.connect(partial(self._open, row))
        return row

    def _make_stop(self) -> StopRow:
        row = StopRow()
        row.again.clicked.connect(partial(self._allow, row))
        return row

    def _allow(self, row: StopRow, _on: bool = False) -> None:
        from relnotebook.notebook import marks

        self.write(marks.allow, self.customer, row.kind)

    def slice(self, view: CardView) -> object:
        care = view.care
        told = (care.tact, care.stopped) if care is not None else None
        return (told, view.shop.closeness, view.now.date())

    def fill(self, view: CardView) -> None:
        care = view.care
        found = lines(care.tact, view.now.date(), scored=self.scored) if care is not None else []
        never = stops(care.stopped) if care is not None else []
        for stop, told in zip(self.stopped.have(len(never)), never, strict=True):
            stop.show_stop(*told)
        for row, (icon, words) in zip(self.shown.have(len(found)), found, strict=True):
            row.set_icon(icon)
            row.show_words([Run(words, "small")], doing=_("Press to change it"))
        self.show_caption(bool(found or never))
        self.renew_open()

    def add(self) -> None:
        self._open(self.more if self.more.isVisible() else self.add_button)

    def _open(self, row: Any) -> None:
        if self.state is not None:
            self.open_row(self.editor, FORM, row)


class StopRow(QWidget):
    """Something that is never to be done for this person, and a button to allow it again. `kind`: of touch."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""
        self.says = SideRow("ban")
        self.says.rest()
        self.again = icon_button(AGAIN, _("Allow it again"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.says, 1)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)

    def show_stop(self, kind: str, words: str, again: str) -> None:
        self.kind = kind
        self.says.show_words([Run(words, "small")])
        set_tip(self.again, again)
        self.again.setAccessibleName(again)

    def text(self) -> str:
        """What it says."""
        return self.says.text()


class TactEditor(RowEditor):
    """Everything to mind, on one sheet; each field saves itself."""

    def __init__(self, part: CardTact) -> None:
        super().__init__(part, _("Remove"))
        self.remove.hide()
        self._group = part
        self.away_from = SavingLine(placeholder=_("today, or such as 3 May"))
        self.away_until = SavingLine(placeholder=_("such as May, or in 3 weeks"))
        self.bereaved = SavingLine(placeholder=_("such as in 3 months"))
        self.rhythm = SavingLine(placeholder=_("such as 10 days, monthly"))
        self.language = Choice()
        self.no_greetings = Switch(_("No personal greetings"))
        self.only_visits = Switch(_("Only visits count"))
        self.no_closeness = Switch(_("No closeness score"))
        self._kept = {
            name: Kept(part, made, f"tact/{name}", partial(self._save, name))
            for name, made in (
                ("away_until", self.away_until),
                ("away_from", self.away_from),
                ("bereaved_until", self.bereaved),
                ("rhythm_days", self.rhythm),
            )
        }
        self._lay_out_fields()
        self.end()
        self.language.picked.connect(partial(self._put, "language"))
        self.no_greetings.clicked.connect(lambda on: self._put("no_greetings", on))
        self.no_closeness.clicked.connect(lambda on: self._put("no_closeness", on))
        self.only_visits.clicked.connect(lambda on: self._put("contact_counts", not on))

    def _lay_out_fields(self) -> None:
        rows = (
            field(_("Away till"), self.away_until, optional=True),
            field(_("Away from"), self.away_from, optional=True),
            field(_("Lost somebody: no cheer till"), self.bereaved, optional=True),
            self.no_greetings,
            field(_("Language for messages"), self.language),
            field(_("Own rhythm, set by hand"), self.rhythm, optional=True),
            self.only_visits,
            self.no_closeness,
        )
        for row in rows:
            self.box.addWidget(row)

    def renew(self, *, fresh: bool) -> None:
        state = self._group.state
        if state is None:
            self.close_up()
            return
        days = {"away_until": state.away_until, "away_from": state.away_from, "bereaved_until": state.bereaved_until}
        for name, day in days.items():
            self._kept[name].show(say.date_words(day.day, day.month, day.year) if day else "", fresh=fresh)
        rhythm = f"{state.rhythm_days:g}" if state.rhythm_days else ""
        self._kept["rhythm_days"].show(_("{n} days").format(n=rhythm) if rhythm else "", fresh=fresh)
        self._show_languages(state.language)
        self.no_greetings.setChecked(state.no_greetings)
        self.only_visits.setChecked(not state.contact_counts)
        self.no_closeness.setChecked(state.no_closeness)
        self.no_closeness.setVisible(self._group.scored)
        if fresh:
            self.away_until.setFocus()

    def _show_languages(self, now: str) -> None:
        named = languages.names() | ({now: languages.name(now)} if now else {})
        offered = sorted(named.items(), key=lambda one: one[1])
        self.language.set_choices([("", _("As the shop speaks")), *offered])
        self.language.set_value(now)

    def _put(self, name: str, value: object) -> None:
        from relnotebook.notebook import tact

        self._group.write(tact.set_tact, self._group.customer, **{name: value})

    def _save(self, name: str, text: str) -> Any:
        from relnotebook.notebook import tact

        if not self.opened:
            return None
        return self._group.bridge.write(tact.set_tact, self._group.customer, **{name: text})
