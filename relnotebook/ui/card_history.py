"""The history on the card: one stream of visits, touchpoints, notes and feedback, written into from above."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui import card_words_history
from relnotebook.ui.card_compose import NoteComposer, TouchpointComposer
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_entry import EntryDetails
from relnotebook.ui.card_feedback import FeedbackComposer
from relnotebook.ui.card_idea import IdeaComposer
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_view import CardPart, CardView, has_focus_inside
from relnotebook.widgets import theme
from relnotebook.widgets.paint import MOMENT, Moment, MomentList, TimelineDelegate
from relnotebook.widgets.parts import PlainLabel, button

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from relnotebook.notebook.timeline import Entry, Page

FORMS = ("note", "touchpoint", "feedback", "idea")
PAGE = 50
FIRST_WHEN_TIGHT = 8


class OpenableRows(TimelineDelegate):
    """Paints the timeline, and leaves room below the row that is open.

    Attributes:
        key: of the open row, None when none is; room: px below it.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.key: object = None
        self.room = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return size + QSize(0, self.room) if self._is_open(index) else size

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self._is_open(index):
            option.rect = QRect(option.rect).adjusted(0, 0, 0, -self.room)
        super().paint(painter, option, index)

    def _is_open(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        moment = index.data(MOMENT)
        return self.key is not None and isinstance(moment, Moment) and moment.key == self.key


class CardHistory(CardPart):
    """The timeline with its filters and composers.

    Signals:
        wanted: the view must be read again, with entries of another kind (`only`).
        feedback_wanted: identity of feedback that is to be opened where it is dealt with.
        done: what was written here in passing is in the notebook.
    """

    wanted = Signal()
    feedback_wanted = Signal(int)
    done = Signal()
    name: ClassVar[str] = "history"

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._more = False
        self._asked = False
        self._shown = PAGE
        self.heading = PlainLabel(_("History"), "heading", "ink")
        self.filters = Picks(_("What to show"), card_words_history.filters(), kind="bare")
        self.list = MomentList()
        self.rows = OpenableRows(self.list)
        self.list.setItemDelegate(self.rows)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = PlainLabel("", "body", "ink3")
        self.older = button(_("Show older"), kind="quiet")
        self._measure = QTimer(self, interval=0, singleShot=True)
        self._measure.timeout.connect(self._fit)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = theme.of()
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        self._forms = QVBoxLayout()
        self._forms.setSpacing(look.px(6))
        column.addLayout(head)
        column.addLayout(self._forms)
        for widget in (self.list, self.nothing):
            column.addWidget(widget)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        self.filters.picked.connect(self._on_filter)
        self.list.opened.connect(self._on_opened)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.older.clicked.connect(self.show_older)

    @cached_property
    def note(self) -> NoteComposer:
        made = NoteComposer(self)
        self._take(made)
        return made

    @cached_property
    def touchpoint(self) -> TouchpointComposer:
        made = TouchpointComposer(self)
        self._take(made)
        return made

    @cached_property
    def feedback(self) -> FeedbackComposer:
        made = FeedbackComposer(self)
        made.sent.connect(self._on_feedback)
        self._take(made)
        return made

    @cached_property
    def idea(self) -> IdeaComposer:
        made = IdeaComposer(self)
        self._take(made)
        return made

    @cached_property
    def details(self) -> EntryDetails:
        made = EntryDetails(self, self.list.viewport())
        made.closed.connect(self.close_details)
        made.grown.connect(self._measure.start)
        return made

    def _take(self, composer: Composer) -> None:
        self._forms.addWidget(composer)
        composer.grown.connect(partial(self.show_here.emit, composer))

    def _open(self) -> list[Composer]:
        return [form for form in self._made() if form.opened]

    def _made(self) -> list[Composer]:
        return [form for name in FORMS if (form := self.made(name)) is not None]

    # What is shown

    @property
    def only(self) -> str:
        """The filter: all, visits, touchpoints, notes, feedback."""
        return self.filters.value()

    @property
    def loaded(self) -> int:
        """How many entries to read again after a change."""
        return max(PAGE, len(self._entries))

    def forget(self) -> None:
        """Another card comes up: of its history the first page, of every kind."""
        self._entries = ()
        self.filters.set_value("all")

    def slice(self, view: CardView) -> object:
        return (view.history, view.only, view.shop.kind.usual, view.now.date())

    def turn_over(self) -> None:
        self.close_details()
        self._entries = ()
        self._shown = FIRST_WHEN_TIGHT if self.width_class == "tight" else PAGE
        for composer in self._made():
            composer.close_up()

    def fill(self, view: CardView) -> None:
        self._entries, self._more, self._asked = view.history.entries, view.history.more, False
        self._show()
        self._bring_back()

    def _bring_back(self) -> None:
        """Words half typed here are offered again with the card."""
        for place in FORMS:
            if any((words := self.draft(place)).values()) or self.made(place):
                composer: Composer = getattr(self, place)
                composer.offer(self.customer, words)

    def _show(self) -> None:
        view = self.view
        shown = self._entries[: self._shown] if self.width_class == "tight" else self._entries
        moments = tuple(card_words_history.entry(e, view.shop.kind.usual, view.now) for e in shown)
        self.list.show_moments(moments)
        self.list.setVisible(bool(moments))
        self.nothing.setText("" if moments else _nothing(self.only))
        self.nothing.setVisible(not moments)
        self.older.setVisible(self._more or len(shown) < len(self._entries))
        opened = next((e for e in shown if (e.kind, e.id) == self.rows.key), None)
        if opened is None:
            self.close_details()
        else:
            self.details.show_entry(opened)
        self._fit()

    # Older ones

    def near_end(self) -> None:
        """The page was scrolled almost to the end: bring older entries, except where others stand below them."""
        if self._view is not None and self.width_class != "tight":
            self.show_older()

    def show_older(self) -> None:
        """Show 50 more."""
        if self.width_class == "tight":
            self._shown += PAGE
        if (self._more and not self._asked and len(self._entries) < self._shown + PAGE) or self.width_class != "tight":
            self._ask_older()
        self._show()

    def _ask_older(self) -> None:
        if not self._more or self._asked or not self._entries:
            return
        from relnotebook.notebook import timeline

        self._asked = True
        asked = (self.customer, self.only)
        ask = self.bridge.read(timeline.page, self.customer, only=self.only, before=self._entries[-1], limit=PAGE)
        ask.latest(self, "older").then(partial(self._on_older, asked)).otherwise(self.told)

    def _on_older(self, asked: tuple[CustomerId, str], page: Page) -> None:
        if asked != (self.customer, self.only) or not self._asked:
            return
        self._asked = False
        self._entries += page.entries
        self._more = page.more
        self._show()

    def _on_filter(self, _key: str) -> None:
        self.close_details()
        self._entries = ()
        self.wanted.emit()

    # One entry

    def _on_opened(self, moment: Moment) -> None:
        self.open_entry(moment.key)
        if moment.key == self.rows.key:
            self.details.start()

    def _on_clicked(self, index: QModelIndex) -> None:
        moment = index.data(MOMENT)
        if isinstance(moment, Moment) and moment.key != self.rows.key:
            self.open_entry(moment.key)

    def open_entry(self, key: object) -> None:
        """Open the details below a row; feedback opens where it is dealt with."""
        entry = next((e for e in self._entries if (e.kind, e.id) == key), None)
        if entry is None:
            return
        if entry.kind == "feedback":
            self.close_details()
            self.feedback_wanted.emit(entry.id)
            return
        self.details.flush()
        self.rows.key = key
        self.details.show_entry(entry)
        self.details.show()
        self._fit()
        self.show_here.emit(self.details)

    def close_details(self) -> None:
        """Close the open row; what was typed there is saved."""
        if self.rows.key is None:
            return
        self.details.flush()
        inside = has_focus_inside(self.details)
        self.rows.key, self.rows.room = None, 0
        self.details.hide()
        if inside:
            self.list.setFocus()
        self._fit()

    def close_one(self) -> bool:
        """Esc: close what is open here."""
        if self.rows.key is not None:
            self.close_details()
            return True
        opened = self._open()
        for composer in opened:
            composer.put_aside()
        return bool(opened)

    def write_note(self) -> None:
        """N."""
        self.note.open_for(self.customer, self.draft("note"))
        self.note.start()

    def write_touchpoint(self) -> None:
        """T."""
        self.touchpoint.open_for(self.customer, self.draft("touchpoint"))
        self.touchpoint.start()

    def write_feedback(self) -> None:
        """F."""
        self.feedback.open_for(self.customer, self.draft("feedback"))
        self.feedback.start()

    def _on_feedback(self) -> None:
        """It was written in passing: the page goes back up, unless the keyboard came from the history itself."""
        if not has_focus_inside(self):
            self.done.emit()

    def me_too(self) -> None:
        """U."""
        self.idea.open_for(self.customer, self.draft("idea"))
        self.idea.start()

    # Measures

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure.start()

    def _fit(self) -> None:
        """The list is as tall as its rows; the page scrolls, not the list."""
        row = self._open_row()
        if row >= 0:
            width = self.list.viewport().width()
            self.rows.room = self.details.fit(width)
        self.list.scheduleDelayedItemsLayout()
        self.list.setFixedHeight(max(self.list.content_height(), 1) + 2 * self.list.frameWidth())
        if row >= 0:
            area = self.list.visualRect(self.list.model().index(row, 0))
            top = area.bottom() + 1 - self.rows.room
            self.details.setGeometry(0, top, self.list.viewport().width(), self.rows.room)

    def _open_row(self) -> int:
        moments = self.list.moments()
        return next((i for i, m in enumerate(moments) if m.key == self.rows.key), -1) if self.rows.key else -1

    def _on_current(self, index: QModelIndex) -> None:
        if self.list.hasFocus():
            self.show_here.emit(self.list.visualRect(index))


def _nothing(only: str) -> str:
    return {
        "visits": _("No visits yet."),
        "touchpoints": _("No touchpoints yet."),
        "notes": _("No notes yet."),
        "feedback": _("No feedback yet."),
    }.get(only, _("Nothing has been written here yet."))
