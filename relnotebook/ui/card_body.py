"""How the parts of the card stand together: two columns, or one where room is tight. Alerts never scroll away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from relnotebook.ui.actions import Actions
from relnotebook.ui.card_alerts import CardAlerts
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_greeting import CardGreeting
from relnotebook.ui.card_header import CardHeader
from relnotebook.ui.card_history import CardHistory
from relnotebook.ui.card_identity import CardIdentity
from relnotebook.ui.card_knows import CardKnows
from relnotebook.ui.card_side import CardSide
from relnotebook.ui.card_stops import stops_in, without_doubles
from relnotebook.ui.card_usual import CardUsual
from relnotebook.ui.card_usual_edit import CardUsualEdit
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets import theme

SIDE, SIDE_NARROW = 324, 268
MARGIN, MARGIN_NARROW = 24, 16
WIDEST = 1680
HOLD_MS = 250
NEAR_END = 400  # px from the end of the history at which older entries are brought


class CardBody(QWidget):
    """All parts, laid out for a width class.

    Signals:
        near_end: the main column was scrolled almost to its end.
    """

    near_end = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.header, self.alerts, self.greeting = CardHeader(actions), CardAlerts(), CardGreeting()
        self.identity, self.usual = CardIdentity(), CardUsual()
        self.usual_edit, self.knows, self.history = CardUsualEdit(), CardKnows(), CardHistory()
        self.side = CardSide()
        self.width_class = ""
        self.main, self.side_scroll = _scroll("main"), _scroll("side")
        self._inside = QWidget()
        self._target: QWidget | QRect | None = None
        self._bring = QTimer(self, interval=0, singleShot=True)
        self._bring.timeout.connect(self._bring_into_sight)
        self._held: QWidget | None = None  # brought into sight a moment ago: what grows after that must not hide it
        self._hold = QTimer(self, interval=HOLD_MS, singleShot=True)
        self._lay_out()
        self.main.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.main.verticalScrollBar().rangeChanged.connect(self._on_scrolled)
        for area in (self.main, self.side_scroll):
            area.verticalScrollBar().rangeChanged.connect(self._hold_in_sight)
        for part in self.parts():
            part.show_here.connect(self.show_here)
        self.usual.logged.connect(self.to_top)
        self.history.done.connect(self.to_top)

    def parts(self) -> tuple[CardPart, ...]:
        """In the order in which they are read."""
        main = (self.header, *self._first(), self.usual, self.usual_edit, self.knows, self.history)
        return (*main, *self.side.groups())

    def _first(self) -> tuple[CardPart, ...]:
        """What stands above the usual."""
        return (self.alerts, self.greeting, self.identity)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, as it is read."""
        found: list[QWidget] = []
        for part in self.parts():
            found += part.stops() if part.isVisible() or part is self.alerts else []
            if part is self.usual and self.width_class == "tight":
                found += stops_in(self.header.about)
        return without_doubles(found)

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.header.who, self.usual.focus_first(), self.knows.add_button, self.history.list, self.side.dates]

    def _lay_out(self) -> None:
        look = theme.of()
        self._fixed = QVBoxLayout()
        self._fixed.setSpacing(look.px(14))
        self._fixed.addWidget(self.header)
        self._fixed.addWidget(self.alerts.hold)
        self._inside.setProperty("role", "clear")
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(look.px(14))
        for part in (*self._first(), self.usual, self.usual_edit, self.knows, self.history):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.main.setWidget(self._inside)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(0)
        self._columns.addWidget(self.main, 1)
        self._columns.addWidget(self.side_scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.px(14))
        outer.addLayout(self._fixed)
        outer.addLayout(self._columns, 1)

    # Width

    def set_width_class(self, name: str) -> None:
        """Lay everything out for a class of width."""
        if name == self.width_class:
            return
        before, self.width_class = self.width_class, name
        px = theme.of().px
        margin = px(MARGIN if name in ("wide", "normal") else MARGIN_NARROW)
        self._fixed.setContentsMargins(margin, px(16), margin, 0)
        self._column.setContentsMargins(margin, 0, margin, px(16))
        self.side_scroll.setFixedWidth(px(SIDE_NARROW if name == "narrow" else SIDE))
        for part in self.parts():
            part.set_width_class(name)
        if (name == "tight") != (before == "tight") or not before:
            self._fold(tight=name == "tight")

    def _fold(self, *, tight: bool) -> None:
        """One column when it is tight: alert, usual, preferences, history, the rest."""
        about = self.header.about
        if tight:
            self._column.insertWidget(self._column.indexOf(self.usual) + 1, about)
            self.side_scroll.takeWidget()
            self._column.insertWidget(self._column.count() - 1, self.side)
        else:
            self._column.removeWidget(self.side)
            self.side_scroll.setWidget(self.side)
        about.show()
        self.side.show()
        self.side_scroll.setVisible(not tight)

    def minimumSizeHint(self) -> QSize:
        """However long a name or an alert is, it never makes the window larger."""
        return QSize(theme.of().px(320), theme.of().px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(self.width() - theme.of().px(WIDEST), 0)
        self._columns.setContentsMargins(spare // 2, 0, 0, 0)

    # Scrolling

    def to_top(self) -> None:
        """A card that comes up, or was written into, begins at its top."""
        self._target = None
        self._bring.stop()
        self.main.verticalScrollBar().setValue(0)
        self.side_scroll.verticalScrollBar().setValue(0)

    def show_here(self, target: object) -> None:
        """Bring a widget, or a row of the history, into sight as soon as it has its place."""
        if isinstance(target, Composer) and not target.opened:
            return  # one line about kept words comes up by itself: nobody asked to see it
        if isinstance(target, QWidget | QRect):
            self._target = target
            self._bring.start()

    def _bring_into_sight(self) -> None:
        target, self._target = self._target, None
        if isinstance(target, QRect):
            centre = self.history.list.viewport().mapTo(self._inside, target.center())
            self.main.ensureVisible(centre.x(), centre.y(), 0, target.height())
        elif target is not None and target.isVisible():
            area = self.main if self.main.isAncestorOf(target) else self.side_scroll
            if area.isAncestorOf(target):
                self._held = target
                self._hold.start()
                _reveal(area, target)

    def _hold_in_sight(self) -> None:
        """The place for it has grown, as when a sentence appears: it is laid out after it was asked to be seen."""
        target = self._held
        if target is not None and isValid(target) and self._hold.isActive() and target.isVisible():
            area = self.main if self.main.isAncestorOf(target) else self.side_scroll
            if area.isAncestorOf(target):
                _reveal(area, target)

    def _on_scrolled(self) -> None:
        bar = self.main.verticalScrollBar()
        if bar.maximum() > 0 and bar.value() >= bar.maximum() - theme.of().px(NEAR_END):
            self.near_end.emit()


def _scroll(name: str) -> QScrollArea:
    area = QScrollArea()
    area.setProperty("thin", name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _reveal(area: QScrollArea, target: QWidget) -> None:
    """Scroll as little as needed; of something taller than the area its top is shown."""
    inside = area.widget()
    if inside is None:
        return
    top = target.mapTo(inside, QPoint(0, 0)).y()
    bar, room = area.verticalScrollBar(), area.viewport().height()
    if top + target.height() > bar.value() + room:
        bar.setValue(top + target.height() - room + theme.of().px(8))
    if top < bar.value():
        bar.setValue(max(top - theme.of().px(8), 0))
