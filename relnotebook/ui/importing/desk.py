"""What is seen of the pages that bring people in: the head with its steps, what is up below it, the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.ui.actions import Actions
from relnotebook.ui.importing.choose import ChooseStep
from relnotebook.ui.importing.done import DoneStep
from relnotebook.ui.importing.doubles import DoublesStep
from relnotebook.ui.importing.flow import CHOOSE, DONE, DOUBLES, MATCH
from relnotebook.ui.importing.foot import Foot
from relnotebook.ui.importing.imports import ImportsView
from relnotebook.ui.importing.match import MatchStep, Offers
from relnotebook.ui.importing.steps import Steps
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel

IMPORTS = "imports"


class Desk(QWidget):
    """The parts, each of which scrolls by itself.

    Attributes:
        choose, match, doubles, done: the steps; imports: what came in before. scrolls: where each stands, by name.
        card_offers: of an address book, which has no columns to match: what is found about single people.
        title, about: the head and what stands at its right; steps, foot.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.title = PlainLabel("", "title")
        self._icon = QLabel()
        self._icon_name = ""
        self.about = PlainLabel("", "body", "ink2")
        self.steps = Steps()
        self.choose, self.match, self.doubles = ChooseStep(), MatchStep(), DoublesStep()
        self.card_offers = Offers()
        self.done, self.imports = DoneStep(actions.hint("undo")), ImportsView()
        self.foot = Foot(actions.hint("import_back"))
        self.scrolls: dict[str, QScrollArea] = {}
        self._stack = QStackedWidget()
        views = {CHOOSE: self.choose, MATCH: self.match, DOUBLES: self.doubles, DONE: self.done, IMPORTS: self.imports}
        for name, view in views.items():
            self.scrolls[name] = _scrolling(view, *([self.card_offers] if name == DOUBLES else []))
            self.scrolls[name].verticalScrollBar().rangeChanged.connect(self._fit)
            self._stack.addWidget(self.scrolls[name])
        self._lay_out()
        theme.of().changed.connect(self._fit)

    def show_view(self, name: str, title: str, about: str, icon: str) -> None:
        """Turn to a step, or to the list of what came in; `about` with its icon stands at the right of the title."""
        self._stack.setCurrentWidget(self.scrolls[name])
        self.title.setText(title)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self._icon_name = icon if about else ""
        self._fit()

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self._icon)
        self._head.addWidget(self.about)
        self._top = QVBoxLayout()
        self._top.addLayout(self._head)
        self._top.addWidget(self.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, way = theme.of(), QBoxLayout.Direction
        px = look.px
        wide = self.title.sizeHint().width() + self.about.sizeHint().width() + px(28 + 28 + 40)
        narrow = wide > self.width()
        self._head.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._icon.setVisible(bool(self._icon_name) and not narrow)
        if self._icon_name:
            self._icon.setPixmap(look.pixmap(self._icon_name, "ink2", 18))
        self._head.setSpacing(px(8))
        self._top.setContentsMargins(px(28), px(19), px(28), px(14))
        self._top.setSpacing(px(8))
        for scroll in self.scrolls.values():
            if (place := scroll.widget()) is not None and (view := place.layout()) is not None:
                bar = scroll.verticalScrollBar()
                after = px(28) - (bar.sizeHint().width() if bar.maximum() > 0 else 0)
                view.setContentsMargins(px(28), 0, max(after, px(8)), 0)


def _scrolling(*views: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    place = QWidget()
    place.setProperty("role", "clear")
    column = QVBoxLayout(place)
    for view in views:
        column.addWidget(view)
    scroll.setWidget(place)
    return scroll
