"""The place beside the clock: an icon with the count of the day, a small menu, notifications, and the badge."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon

from relnotebook.base.words import _, n_
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import Menu
from relnotebook.widgets.plain import clean, set_tray_tip

if TYPE_CHECKING:
    from relnotebook.ui.telling import Notice

SIDES = (16, 22, 24, 32, 48, 64)  # px: what trays ask for
MOST = 99
LONGEST = 240  # letters of a line of a notification


def available() -> bool:
    """Whether this computer has a place for the icon and for notifications."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


class Tray(QObject):
    """The icon while notifications are on.

    Signals:
        open_wanted: the window, as it was; today_wanted: the Today page, by the icon, the menu or a notification;
        close_wanted: the program is to end.
    """

    open_wanted = Signal()
    today_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self.menu = Menu()
        self._entry(_("Open"), self.open_wanted.emit)
        self._entry(_("Today"), self.today_wanted.emit)
        self.menu.addSeparator()
        self._entry(_("Close RelNotebook"), self.close_wanted.emit)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.today_wanted)
        themes.of().changed.connect(self._dress)
        self.show_count(0)

    @property
    def seen(self) -> bool:
        """Whether it stands beside the clock."""
        return self.icon.isVisible()

    def show(self) -> None:
        """Stand beside the clock."""
        self.icon.show()

    def show_count(self, count: int) -> None:
        """How many touches wait today; 0 shows the bare icon."""
        self.count = count
        waiting = n_("{n} touch for today", "{n} touches for today", count) if count else _("nothing waits today")
        set_tray_tip(self.icon, _("RelNotebook: {waiting}").format(waiting=waiting))
        self._dress()
        set_badge(count)

    def tell(self, notice: Notice) -> None:
        """Show a notification; a click on it opens Today."""
        self.icon.showMessage(_plain(notice.title), _plain(notice.body), self.icon.icon())

    def leave(self) -> None:
        """Go from beside the clock."""
        set_badge(0)
        self.icon.hide()
        self.menu.deleteLater()
        self.deleteLater()

    def _entry(self, words: str, slot: Callable[[], None]) -> None:
        self.menu.addAction(words).triggered.connect(lambda _on=False: slot())

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        reasons = QSystemTrayIcon.ActivationReason
        menu_follows = sys.platform == "darwin" and reason == reasons.Trigger
        if reason in (reasons.Trigger, reasons.DoubleClick, reasons.MiddleClick) and not menu_follows:
            self.today_wanted.emit()

    def _dress(self) -> None:
        self.icon.setIcon(icon(self.count))


def _plain(words: str) -> str:
    """Some desktops take what stands in angle brackets for markup; a name may hold any character."""
    return clean(words, LONGEST).replace("<", "‹").replace(">", "›")


def set_badge(count: int) -> None:
    """The count on the program's own icon, where the desktop shows one."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        app.setBadgeNumber(count)


def icon(count: int) -> QIcon:
    """The notebook with the count of the day on it, in every size a tray may ask for."""
    made = QIcon()
    for side in SIDES:
        made.addPixmap(_drawn(side, min(count, MOST)))
    return made


def _drawn(side: int, count: int) -> QPixmap:
    look = themes.of()
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _draw_book(painter, side, look)
    if count:
        _draw_count(painter, side, str(count), look)
    painter.end()
    return drawn


def _draw_book(painter: QPainter, side: int, look: themes.Theme) -> None:
    """A cloth cover with its spine and a ribbon."""
    unit = side / 16
    book = QRectF(2 * unit, 0.5 * unit, 12 * unit, 15 * unit)
    painter.setBrush(look.colour("cover"))
    painter.drawRoundedRect(book, 2 * unit, 2 * unit)
    painter.setBrush(look.colour("cover_muted"))
    painter.drawRect(QRectF(4.5 * unit, 0.5 * unit, unit, 15 * unit))
    painter.setBrush(look.colour("honey_bright"))
    painter.drawRect(QRectF(9.5 * unit, 0.5 * unit, 2.5 * unit, 6 * unit))


def _draw_count(painter: QPainter, side: int, digits: str, look: themes.Theme) -> None:
    """The digits fill the lower part, as large as they can be: a tray is small and far away."""
    high = side * 0.69
    wide = max(high, side * (0.69 if len(digits) == 1 else 1.0))
    pill = QRectF(side - wide, side - high, wide, high)
    painter.setBrush(look.colour("honey_bright"))
    painter.drawRoundedRect(pill, high / 2.6, high / 2.6)
    font = QFont(look.font("caption", tabular=True))
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(max(8, round(high * 0.86)))
    painter.setFont(font)
    painter.setPen(QColor(COUNT_INK))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, digits)


COUNT_INK = "#2B2620"
"""The dark of counts on `honey_bright`, the same in every look."""
