"""The pane of the Today page: one touch with its reason, its message on ruled lines, and what happened before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base import clock
from relnotebook.base.text import initials
from relnotebook.base.words import _
from relnotebook.ui import today_rows
from relnotebook.ui.actions import Actions
from relnotebook.widgets import draw, theme
from relnotebook.widgets.marginlist import MarginList
from relnotebook.widgets.parts import (
    FlowLayout,
    KeyButton,
    PlainLabel,
    Sheet,
    SidePanel,
    button,
    icon_button,
    set_tip,
)
from relnotebook.widgets.ruled import INSET, RuledText

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import Pane

DISC = 40


class TodayPane(SidePanel):
    """Everything to know before doing a touch, and the buttons that do it. It shows, the page acts.

    Attributes:
        pane: what it shows, None for nothing.
        message: the words, for a person to change.
        back: "Back", where list and pane do not stand side by side.
    Signals:
        typed: (touch, wording, words, what the template says) whenever a pause ends.
        snoozed: (choice, None) of the buttons at the foot; day_wanted: "A date", with the button.
        menu_wanted: "More", with the button; mail_menu_wanted: a place on the screen.
        leave: back to the list.
    """

    typed = Signal(str, int, str, str)
    snoozed = Signal(str, object)
    day_wanted = Signal(object)
    until_wanted = Signal(object)
    menu_wanted = Signal(QPoint)
    leave = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The touch"))
        self.pane: Pane | None = None
        self._actions = actions
        self._build_head()
        self._build_message()
        self._build_rest()
        self._build_foot()
        self._lay_out()
        self.message.saved.connect(self._on_saved)
        theme.of().changed.connect(self._dress)
        self._dress()
        self.show_pane(None)

    # What it shows

    def show_pane(self, pane: Pane | None, own: str = "") -> None:
        """Show a touch with the person's own words for this wording, or nothing. What is being typed stays."""
        before, self.pane = self.pane, pane
        self._inside.setVisible(pane is not None)
        self._foot.setVisible(pane is not None)
        self.nothing.setVisible(pane is None)
        if pane is None:
            return
        touch = pane.touch
        self.name.setText(touch.name)
        self.how_said.setText(pane.say)
        self.how_said.setVisible(bool(pane.say))
        self.disc.show_name(touch.name, int(touch.customer))
        self.why.show_line(touch.icon, pane.why)
        same = before is not None and before.touch.id == touch.id and before.wording == pane.wording
        if not (same and self.message.dirty):
            self.message.set_value(own or pane.message)
        self._show_buttons(pane)
        self._show_context(pane)
        self.before_head.setVisible(bool(pane.before))
        self.before.setVisible(bool(pane.before))
        today = clock.today()
        self.before.show_rows([(today_rows.day_short(one.when, today), one.text) for one in pane.before])
        if before is None or before.touch.id != touch.id:
            self.area.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """The message as it stands, with every letter typed so far."""
        return self.message.text()

    @property
    def has_message(self) -> bool:
        """Whether there is a message. Where the shop has none, words kept from before are not offered either."""
        return self.pane is not None and bool(self.pane.message)

    def set_narrow(self, kind: str) -> None:
        """Fit the width class: "Back" only where the pane stands alone; there the choices scroll with the rest."""
        tight = kind == "tight"
        self.back.setVisible(tight)
        self.until.set_words(_("Until…") if kind == "narrow" else _("Snooze until…"))
        if tight == (self._foot_rows.count() > 1):
            home, at = (self._column, self._column.count() - 1) if tight else (self._foot_rows, 0)
            home.insertWidget(at, self._choices)

    def take_focus(self) -> None:
        """Put the keyboard where work begins: into the message, or on Done where there is none."""
        target = self.message if self.sheet.isVisibleTo(self) else self.done
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self, pane: Pane) -> None:
        has = self.has_message
        self.sheet.setVisible(has)
        self.mail.setVisible(has and bool(pane.email))
        self.wording.setVisible(pane.wordings > 1)
        told = _("Wording {n} of {all}").format(n=pane.wording + 1, all=pane.wordings)
        self.wording.setAccessibleDescription(told)
        self.message.setAccessibleDescription(told if pane.wordings > 1 else "")
        kind = "secondary" if has else "primary"
        if self.done.property("kind") != kind:
            self.done.set_kind(kind)

    def _show_context(self, pane: Pane) -> None:
        lines = list(pane.context)
        if pane.no_email_because and pane.no_email_because not in [words for _icon, words in lines]:
            lines.insert(0, ("ban", pane.no_email_because))
        while len(self.context) < len(lines):
            made = IconLine("small", "ink2")
            self.context.append(made)
            self._context.addWidget(made)
        for at, made in enumerate(self.context):
            made.setVisible(at < len(lines))
            if at < len(lines):
                made.show_line(*lines[at])

    def _on_saved(self, words: str) -> None:
        if self.pane is not None:
            self.typed.emit(self.pane.touch.id, self.pane.wording, words, self.pane.message)

    # Building

    def _build_head(self) -> None:
        self.back = button(_("Back"), kind="ghost", icon="arrow-left", key="")
        self.back.clicked.connect(self.leave)
        self.back.hide()
        self.disc = PersonDisc()
        self.name = PlainLabel("", "heading", wrap=True)
        self.how_said = PlainLabel("", "small", "ink2", wrap=True)
        self.more = icon_button("dots", _("More"))
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self.card = icon_button("id", _("Open the card"), key=self._actions.hint("today_card"))
        self.card.clicked.connect(self._actions["today_card"].trigger)
        self.why = IconLine("small", "ink")
        self.nothing = PlainLabel(_("Choose somebody to see what could be said."), "small", "ink2", wrap=True)

    def _build_message(self) -> None:
        self.sheet = Sheet(inside=18)
        self.message = RuledText()
        self.message.setAccessibleName(_("Your message"))
        self.caption = PlainLabel(_("Your message"), "small", "ink2")
        self.caption.setBuddy(self.message)
        self.wording = self._pressing("today_wording", _("Another wording"), "refresh", "ghost")
        self.copy = self._pressing("today_copy", _("Copy"), "copy", "primary")
        self.mail = self._pressing("today_mail", _("E-mail"), "mail")
        self.note = self._pressing("today_note", _("Note"), "printer")
        for made in (self.mail, self.note):
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(
                lambda spot, made=made: self.menu_wanted.emit(made.mapToGlobal(spot))
            )

    def _build_rest(self) -> None:
        self.context: list[IconLine] = []
        self._context = QVBoxLayout()
        self.before_head = PlainLabel(_("Before this"), "small_strong", "ink2")
        self.before = MarginList()

    def _build_foot(self) -> None:
        self.until = WordButton(_("Snooze until…"))
        set_tip(self.until, _("Choose when it comes back"), self._actions.hint("today_until"))
        self.until.clicked.connect(lambda: self.until_wanted.emit(self.until))
        self.tomorrow = button(_("Tomorrow"), kind="quiet")
        self.next_visit = button(_("Next visit"), kind="quiet")
        self.day = button(_("A date"), kind="quiet")
        self.tomorrow.clicked.connect(lambda: self.snoozed.emit("tomorrow", None))
        self.next_visit.clicked.connect(lambda: self.snoozed.emit("next_visit", None))
        self.day.clicked.connect(lambda: self.day_wanted.emit(self.day))
        for made in (self.tomorrow, self.next_visit, self.day):
            made.setAccessibleDescription(_("Snooze until"))
        self.done = self._pressing("today_done", _("Done"), "check")
        self.snooze = self._pressing("today_snooze", _("Snooze"), "alarm-snooze")
        self.skip = self._pressing("today_skip", _("Skip"), "player-skip-forward")

    def _pressing(self, name: str, words: str, icon: str, kind: str = "secondary") -> KeyButton:
        """A button that does what a command does, with shorter words."""
        made = button(words, kind=kind, icon=icon)
        command = self._actions[name]
        made.clicked.connect(command.trigger)
        set_tip(made, self._actions.table[name].plain, self._actions.hint(name))
        return made

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        column = self._column = QVBoxLayout(self._inside)
        column.addLayout(self._head())
        column.addWidget(self.why)
        column.addWidget(self.sheet)
        self._fill_sheet()
        column.addLayout(self._context)
        column.addWidget(self.before_head)
        column.addWidget(self.before)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setProperty("thin", "side")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._inside)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self.box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.addWidget(self.nothing)
        self.box.addWidget(self.area, 1)
        self._foot = QWidget()
        self._foot_rows = QVBoxLayout(self._foot)
        self._choices = self._make_choices()
        self._foot_rows.addWidget(self._choices)
        self._foot_rows.addLayout(_even(self.done, self.snooze, self.skip))
        self.box.addWidget(self._foot)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.how_said)
        head = self._top = QHBoxLayout()
        head.addWidget(self.disc, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _fill_sheet(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.caption, 1)
        top.addWidget(self.wording)
        self._sheet_rows = (top, _even(self.copy, self.mail, self.note))
        self.sheet.box.addLayout(top)
        self.sheet.box.addWidget(self.message)
        self.sheet.box.addLayout(self._sheet_rows[1])

    def _make_choices(self) -> QWidget:
        """The snooze choices: words that open the menu, and three of them as buttons."""
        row = QWidget()
        self._flow = FlowLayout(row, gap=6, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        for made in (self.until, self.tomorrow, self.next_visit, self.day):
            self._flow.addWidget(made)
        return row

    def _dress(self) -> None:
        """Take on the look of the moment."""
        px = theme.of().px
        self.box.setContentsMargins(0, px(20), 0, px(16))
        self.box.setSpacing(px(8))
        self._leave_room()
        self._column.setSpacing(px(10))
        self._top.setSpacing(px(10))
        self._context.setContentsMargins(0, px(2), 0, px(10))
        self._context.setSpacing(px(5))
        self._foot_rows.setContentsMargins(px(20), 0, px(20), 0)
        self._foot_rows.setSpacing(px(8))
        self.sheet.box.setContentsMargins(px(18 - INSET), px(12), px(18 - INSET), px(14))
        self.sheet.box.setSpacing(0)
        for row, above in zip(self._sheet_rows, (0, 10), strict=True):
            row.setContentsMargins(px(INSET), px(above), px(INSET), 0)
        for made in (self.tomorrow, self.next_visit, self.day):
            made.setFixedWidth(made.sizeHint().width() - px(6))

    def _leave_room(self) -> None:
        """What is inside ends at the same place with a scroll bar and without one."""
        px, there = theme.of().px, self.area.verticalScrollBar().maximum() > 0
        self._column.setContentsMargins(px(20), 0, px(20) - (px(8) if there else 0), px(8))


class IconLine(QWidget):
    """An icon and a sentence that wraps beside it."""

    def __init__(self, role: str, tone: str) -> None:
        super().__init__()
        self._icon_name = ""
        self._tone = tone
        self.icon = QLabel()
        self.words = PlainLabel("", role, tone, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        theme.of().changed.connect(self._dress)
        self._dress()

    def show_line(self, icon: str, words: str) -> None:
        """Show another icon and sentence."""
        self._icon_name = icon
        self.words.setText(words)
        self._dress()

    def _dress(self) -> None:
        look = theme.of()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(9))
        self.icon.setFixedWidth(look.px(16))
        if self._icon_name:
            ink = "accent" if self._icon_name == "circle-check" else "ink2"
            self.icon.setPixmap(look.pixmap(self._icon_name, ink, 16))
        self.icon.setContentsMargins(0, look.px(1), 0, 0)


class PersonDisc(QWidget):
    """The initials of the person in the pane."""

    def __init__(self) -> None:
        super().__init__()
        self._letters, self._tint = "", 0
        theme.of().changed.connect(self._fit)
        self._fit()

    def show_name(self, name: str, tint: int) -> None:
        """Show somebody else."""
        self._letters, self._tint = initials(name), tint
        self.update()

    def _fit(self) -> None:
        side = theme.of().px(DISC)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw.draw_disc(QPainter(self), self.rect(), self._letters, self._tint)


class WordButton(QAbstractButton):
    """Small quiet words that can be pressed; they stand where a label would, so they have no frame."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.of().changed.connect(self.updateGeometry)

    def set_words(self, words: str) -> None:
        """Show other words; a screen reader keeps hearing the first."""
        if words != self.text():
            self.setText(words)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(draw.advance(self.text(), look.font("small")) + look.px(2), look.control())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        font = look.font("small")
        font.setUnderline(self.underMouse())
        ink = look.colour("ink" if self.underMouse() or self.isDown() else "ink2")
        area = QRect(0, 0, self.width(), self.height())
        draw.draw_words(painter, area, self.text(), font, ink, self.isRightToLeft())


def _even(*buttons: KeyButton) -> QHBoxLayout:
    """Buttons of the same width side by side, which may get narrower than their words would like."""
    row = QHBoxLayout()
    row.setSpacing(theme.of().px(6))
    for made in buttons:
        made.setMinimumWidth(theme.of().px(64))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(made, 1)
    return row
