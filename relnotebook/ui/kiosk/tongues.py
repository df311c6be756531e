"""The languages of the shop to choose from, each by its own name, over the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from relnotebook.ui.kiosk.parts import Tile, page_unit
from relnotebook.widgets import theme as themes

VEIL = 242
TILE = (240.0, 76.0, 14.0)  # wide, high, gap


class Tongues(QWidget):
    """A veil of paper with a tile for each language. A tap beside them, or Esc, leaves all as it was.

    Signals:
        spoken: code of the language chosen.
    """

    spoken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def offer(self, languages: Sequence[tuple[str, str]], spoken: str) -> None:
        """Show them: (code, its own name)."""
        for tile in self.tiles:
            tile.hide()
            tile.setParent(None)
            tile.deleteLater()
        self.tiles = [Tile(name, self) for _code, name in languages]
        for tile, (code, _name) in zip(self.tiles, languages, strict=True):
            tile.radius = 16.0
            tile.setAutoExclusive(True)
            tile.setChecked(code == spoken)
            tile.clicked.connect(lambda _on=False, one=code: self._choose(one))
        self._lay()
        self.show()
        self.raise_()
        for tile in self.tiles:
            tile.show()
        chosen = next((tile for tile in self.tiles if tile.isChecked()), self.tiles[0])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter takes the one that has the keyboard; a digit takes the one at its place."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for tile in self.tiles:
                if tile.hasFocus():
                    tile.click()
                    return
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self.tiles):
            self.tiles[key - Qt.Key.Key_1].click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the languages."""
        here = next((n for n, tile in enumerate(self.tiles) if tile.hasFocus()), -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if self.tiles:
            self.tiles[(here + (1 if forward else -1)) % len(self.tiles)].setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(themes.of().colour("paper"))
        veil.setAlpha(VEIL)
        QPainter(self).fillRect(self.rect(), veil)

    def _choose(self, code: str) -> None:
        self.hide()
        self.spoken.emit(code)

    def _lay(self) -> None:
        """In lines of up to four, in the middle."""
        if not self.tiles:
            return
        columns = min(4 if len(self.tiles) > 9 else 3, len(self.tiles))
        lines = -(-len(self.tiles) // columns)
        wanted = page_unit(self.width(), self.height())
        unit = min(wanted, self.height() / (lines * 90 + 40))
        wide, high, gap = (round(side * unit) for side in TILE)
        left = (self.width() - columns * wide - (columns - 1) * gap) // 2
        top = (self.height() - lines * high - (lines - 1) * gap) // 2
        for n, tile in enumerate(self.tiles):
            line, column = divmod(n, columns)
            tile.set_unit(unit)
            tile.setGeometry(QRect(left + column * (wide + gap), top + line * (high + gap), wide, high))
