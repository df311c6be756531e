"""The places a mailing can be taken to, as buttons of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.draw import draw_words, mirrored
from relnotebook.widgets.plain import set_tip

HIGH, GAP = 58, 10
SIDE, INSIDE, BESIDE = 18, 14, 16  # of the icon; before it; between it and the words
LEAST = 150  # px at 100 % below which a line has fewer of them


def targets() -> tuple[tuple[str, str, str, str], ...]:
    """(key, icon, title, line) of each; the keys are those of `exchange.taking.TARGETS`."""
    return (
        ("tool", "table-export", _("Mailing tool"), _("CSV, ready to import")),
        ("sheet", "file-spreadsheet", _("Spreadsheet"), _("Excel or LibreOffice")),
        ("book", "address-book", _("Address book"), _("vCard")),
        ("labels", "tag", _("Address labels"), _("PDF, on label sheets")),
        ("letters", "file-text", _("Letters"), _("PDF, one page each")),
        ("clipboard", "copy", _("Clipboard"), _("Addresses for Bcc")),
    )


class TargetButton(QAbstractButton):
    """One place: icon, title, and a quieter line."""

    def __init__(self, icon: str, title: str, line: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._line = icon, ""
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_line(line)
        theme.of().changed.connect(self.updateGeometry)

    def line(self) -> str:
        """The quieter words."""
        return self._line

    def set_line(self, line: str) -> None:
        """Say something else below the title."""
        self._line = line
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(line)
        set_tip(self, f"{self.text()}: {line}")
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(look.px(LEAST), max(look.px(HIGH), look.control()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = 2 if on else look.edge()
        ground = "accent_soft" if on else "well" if self.underMouse() or self.isDown() else "sheet"
        painter.setPen(QPen(look.colour("accent" if on else "line"), edge))
        painter.setBrush(look.colour(ground))
        inset = edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), look.px(10), look.px(10))
        side, left = look.px(SIDE), look.px(INSIDE)
        spot = QRect(left, (self.height() - side) // 2, side, side)
        ink = "accent_soft_text" if on else "ink2"
        picture = look.pixmap(self._icon, ink, SIDE, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(self.rect(), spot, rtl), picture)
        begin = spot.right() + 1 + look.px(BESIDE)
        wide, half = self.width() - begin - look.px(8), look.px(20)
        top = self.height() // 2 - half + look.px(1)
        title, line = QRect(begin, top, wide, half), QRect(begin, top + half - look.px(1), wide, half)
        draw_words(
            painter, mirrored(self.rect(), title, rtl), self.text(), look.font("strong"), look.colour("ink"), rtl
        )
        quiet = look.colour("accent_soft_text" if on else "ink2")
        draw_words(painter, mirrored(self.rect(), line, rtl), self._line, look.font("small"), quiet, rtl)


class Targets(QWidget):
    """All of them, three on a line, or fewer where that is too narrow; arrows move among them.

    Attributes:
        buttons: by key.
    Signals:
        picked: the key of the one a person took.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Take it to"))
        self.buttons = {key: TargetButton(icon, title, line) for key, icon, title, line in targets()}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._across = 0
        for key, made in self.buttons.items():
            self._group.addButton(made)
            made.clicked.connect(lambda _on=False, key=key: self.picked.emit(key))
        self.set_value("tool")
        self._arrange(3)
        theme.of().changed.connect(self._fit)

    def value(self) -> str:
        """The key of the one taken."""
        return next(key for key, made in self.buttons.items() if made.isChecked())

    def set_value(self, key: str) -> None:
        """Take one without telling anybody; an unknown key changes nothing."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap = theme.of().px(GAP)
        room = (self.width() + gap) // (theme.of().px(LEAST) + gap)
        self._arrange(3 if room >= 3 else 2 if room == 2 else 1)
        self._grid.setSpacing(gap)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, made in enumerate(self.buttons.values()):
            self._grid.addWidget(made, at // across, at % across)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
