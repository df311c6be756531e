"""Settings: one scrolling page, a list at the left that jumps, a field that finds a setting by any word for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.settings import Settings
from relnotebook.base.terms import Kind
from relnotebook.base.text import fold
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Page
from relnotebook.ui.settings_consent import NeverWrite
from relnotebook.ui.settings_feedback import CustomerScreen, Recovery
from relnotebook.ui.settings_look import Appearance, Language
from relnotebook.ui.settings_messages import Messages
from relnotebook.ui.settings_parts import Section, SideLink
from relnotebook.ui.settings_safety import Backups, Storage
from relnotebook.ui.settings_shop import OwnFields, ShopProfile, Synonyms
from relnotebook.ui.settings_staff import Staff
from relnotebook.ui.settings_touches import Touches
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.shop import Shop

READING_WIDTH = 880
SIDE_BY_SIDE = 700
WIDEST = 16777215  # what Qt takes for "no limit"


class SettingsPage(Page):
    """Everything applies at once; there is no OK button.

    Args:
        change: writes values of this till's settings, by name, and gives them back through `show_settings`.
    Attributes:
        backups, storage: the sections whose wishes (bring back, move) the program itself must grant.
    """

    name: ClassVar[str] = "settings"
    kinds: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.SHOP, Kind.STAFF, Kind.FIELD, Kind.RULE, Kind.TAG, Kind.TEMPLATE, Kind.CONSENT}
    )

    def __init__(
        self, actions: Actions, settings: Settings, change: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, parent)
        self.backups = Backups(actions)
        self.storage = Storage()
        self.touches = Touches()
        self.sections: list[Section] = [
            ShopProfile(), Staff(), Synonyms(), OwnFields(), self.touches, Messages(), Recovery(),
            CustomerScreen(actions), NeverWrite(), Appearance(), Language(), self.backups, self.storage,
        ]  # fmt: skip
        for section in self.sections:
            section.till_changed.connect(lambda values: change(**values))
            section.problem.connect(self.problem)
        self._build()
        themes.of().changed.connect(self._fit)
        self.show_settings(settings)

    # What the window tells

    def attach(self, bridge: Bridge) -> None:
        for section in self.sections:
            section.attach(bridge)
        super().attach(bridge)

    def show_settings(self, settings: Settings) -> None:
        """This till's settings as they are now."""
        for section in self.sections:
            section.show_till(settings)

    def show_shop(self, shop: Shop) -> None:
        """The shop as it is now."""
        for section in self.sections:
            section.show_shop(shop)

    def reload(self) -> None:
        for section in self.sections:
            section.reload()
        QTimer.singleShot(0, self, self._scrolled)

    def go_back(self) -> bool:
        """Esc empties the search first."""
        if self.box.text():
            self.box.clear()
            return True
        return False

    def take_focus(self) -> None:
        self.box.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.box, *self._buttons.values(), self.area]

    def jump(self, key: str) -> None:
        """Bring a section to the top."""
        section = next(one for one in self.sections if one.key == key)
        top = section.mapTo(self.inside, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top - themes.of().px(24))
        self._choose(key)

    def show_calendar(self) -> None:
        """Lead to the button that saves the dates for a calendar."""
        self.box.clear()
        self.touches.calendar.save.setFocus()
        QTimer.singleShot(0, self, self._keep_calendar_in_sight)

    def _keep_calendar_in_sight(self) -> None:
        """Lines above it are read and come a moment later."""
        if (save := self.touches.calendar.save).hasFocus():
            self.area.ensureWidgetVisible(save, 0, themes.of().px(120))

    # Building

    def _build(self) -> None:
        px = themes.of().px
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("Find a setting"))
        self.box.setAccessibleName(_("Find a setting"))
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(self._found)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.box.setFocus)
        self.nobody = PlainLabel(_("No setting is called like that."), "small", "ink2", wrap=True)
        self.nobody.hide()
        self.side = QFrame()
        self.side.setProperty("role", "list")
        left = QVBoxLayout(self.side)
        left.setContentsMargins(px(18), px(24), px(12), px(16))
        left.setSpacing(px(2))
        left.addWidget(PlainLabel(_("Settings"), "title"))
        left.addSpacing(px(10))
        left.addWidget(self.box)
        self._buttons = {section.key: self._link(section) for section in self.sections}
        self._links = QWidget()
        links = QVBoxLayout(self._links)
        links.setContentsMargins(0, px(10), 0, 0)
        links.setSpacing(px(2))
        for link in self._buttons.values():
            links.addWidget(link)
        left.addWidget(self._links)
        left.addWidget(self.nobody)
        left.addStretch(1)
        self._edge = _upright()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.side)
        self._row.addWidget(self._edge)
        self._row.addWidget(self._scroll_area(), 1)

    def _link(self, section: Section) -> SideLink:
        link = SideLink(section.short, section.icon)
        link.clicked.connect(lambda: self.jump(section.key))
        return link

    def _scroll_area(self) -> QScrollArea:
        self.inside = QWidget()
        self.inside.setProperty("role", "clear")
        self._column = QVBoxLayout(self.inside)
        self._column.setSpacing(0)
        for section in self.sections:
            self._column.addWidget(section)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.inside)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_calendar_in_sight)
        return self.area

    # Finding

    def _found(self, text: str) -> None:
        wanted = fold(text)
        fitting = [one for one in self.sections if not wanted or any(wanted in fold(word) for word in _words(one))]
        for section in self.sections:
            section.setVisible(section in fitting)
            self._buttons[section.key].setVisible(section in fitting)
        self.nobody.setVisible(not fitting)
        QTimer.singleShot(0, self, self._scrolled)

    def _scrolled(self, _value: int = 0) -> None:
        top = self.area.verticalScrollBar().value() + themes.of().px(60)
        seen = [one for one in self.sections if one.isVisible()]
        above = [one for one in seen if one.y() <= top]
        if seen:
            self._choose((above or seen)[-1 if above else 0].key)

    def _choose(self, key: str) -> None:
        for name, link in self._buttons.items():
            link.setChecked(name == key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the list steps aside and the search stands on top: it finds everything."""
        px = themes.of().px
        narrow = self.width() / themes.of().look.scale < SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._links.setVisible(not narrow)
        self._edge.setVisible(not narrow)
        self.side.setMaximumWidth(WIDEST if narrow else px(212))
        self.side.setMinimumWidth(0 if narrow else px(212))
        self.side.setMaximumHeight(self.side.sizeHint().height() if narrow else WIDEST)
        # lines as long as can be read; by the margin, as a widest width would get the height of a wider one
        spare = self.width() - (0 if narrow else px(212)) - px(32) - px(READING_WIDTH)
        self._column.setContentsMargins(px(32), px(26), max(px(32), spare), px(40))


def _words(section: Section) -> tuple[str, ...]:
    return (section.title, *section.words)


def _upright() -> QFrame:
    line: Any = QFrame()
    line.setProperty("role", "upright")
    line.setFixedWidth(1)
    return line  # type: ignore[no-any-return]
