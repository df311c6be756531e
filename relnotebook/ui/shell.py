"""The shell: the cover at one side; beside it notes, the pages, the status line, and the toast above them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Page
from relnotebook.ui.rail import Rail
from relnotebook.ui.statusline import StatusLine
from relnotebook.widgets import theme as themes
from relnotebook.widgets.notices import Banner, Toast
from relnotebook.widgets.parts import ProgressLine


class Notes(QWidget):
    """The place above the pages for what cannot wait: there only while something is in it."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 12, 28, 0)
        self.hide()
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """Keep a place for one more note, below the others."""
        part.hide()
        part.installEventFilter(self)
        self._parts.append(part)
        self._column.addWidget(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(any(not part.isHidden() for part in self._parts))
        return False


class Shell(QWidget):
    """Furniture only: it knows where things stand, not what they mean.

    Attributes:
        rail, banner, progress, notes, pages, status, toast: the parts.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = Rail(actions)
        self.banner = Banner()
        self.progress = ProgressLine()
        self.pages = QStackedWidget()
        self.status = StatusLine()
        paper = QWidget()
        paper.setObjectName("page")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notes = Notes(self.banner, self.progress)
        column.addWidget(self.notes)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(paper, 1)
        self.toast = Toast(paper)
        self.toast.beside = self._beside
        self.toast.spot = self._spot
        self.pages.currentChanged.connect(self._on_turned)

    @property
    def page(self) -> Page:
        """The page shown."""
        page = self.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def _beside(self) -> int:
        page = self.pages.currentWidget()
        return page.beside() if isinstance(page, Page) else 0

    def _spot(self) -> QRect:
        page = self.pages.currentWidget()
        spot = page.toast_room() if isinstance(page, Page) else QRect()
        home = self.toast.parentWidget()
        assert home is not None
        return spot.translated(self.pages.mapTo(home, QPoint(0, 0))) if spot.isValid() else spot

    def _on_turned(self, at: int) -> None:
        """Another page, with other things a toast must not cover."""
        page = self.pages.widget(at)
        if isinstance(page, Page):
            page.shifted.connect(self._place_toast, Qt.ConnectionType.UniqueConnection)
        self._place_toast()

    def _place_toast(self) -> None:
        if not self.toast.isHidden():
            self.toast.place()

    def fit(self, width: int) -> None:
        """Narrow and tight windows show the cover as icons."""
        kind = themes.width_class(width, themes.of().look.scale)
        self.rail.set_small(kind in ("narrow", "tight"))
        self.status.restyle()
