"""A lane of the board: its heading, its cards to choose, drag and press, and a place to drop others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from relnotebook.ui.feedback.idea_cards import GAP, IdeaDelegate, IdeaRow, button_spot, height
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import PlainLabel
from relnotebook.widgets.plain import tip
from relnotebook.widgets.rowmodel import ROW, Index, RowModel, settle

CARRIED = "application/x-relnotebook-idea"
INSET = 10  # px between the lane's edge and its cards


class LaneModel(RowModel):
    """The cards of one lane; each can be carried to another."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [CARRIED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        keys = [str(self.rows[index.row()].key) for index in indexes if index.isValid()]
        carried.setData(CARRIED, ",".join(keys).encode())
        return carried


def carried(data: QMimeData) -> int:
    """The idea that is being carried, 0 for anything else."""
    words = bytes(data.data(CARRIED).data()).decode("ascii", "ignore")
    return int(words) if words.isdecimal() else 0


class LaneList(QListView):
    """The cards of a lane; as high as they are, when there is room.

    Signals:
        chosen_changed: the idea chosen here by hand.
        opened: the idea, on Enter or a double click.
        pressed: the idea whose button was pressed.
        walked: (columns, rows) asked for by an arrow key.
        shifted: lanes by which Ctrl and an arrow asks the chosen card to move, as the eye sees it.
        menu_wanted: (idea, place on the screen).
    """

    chosen_changed = Signal(int)
    opened = Signal(int)
    pressed = Signal(int)
    walked = Signal(int, int)
    shifted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LaneModel(self)
        self.delegate = IdeaDelegate(self)
        self.delegate.pressed.connect(self._on_button)
        self.setModel(self._model)
        self.setItemDelegate(self.delegate)
        settle(self)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.doubleClicked.connect(self._on_double_clicked)
        self._on_a_button = False
        theme.of().changed.connect(self._on_look_changed)

    def rows(self) -> tuple[IdeaRow, ...]:
        """The cards shown."""
        return self._model.rows

    def show_rows(self, rows: tuple[IdeaRow, ...]) -> None:
        """Show `rows`; the chosen card stays chosen where it is still here."""
        key = self.chosen()
        before = self._model.rows
        self._model.show(rows)
        if before != rows:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
        self.choose(key)

    def chosen(self) -> int:
        """The idea chosen in this lane, 0 for none."""
        row = self.currentIndex().data(ROW)
        return row.key if isinstance(row, IdeaRow) else 0

    def choose(self, key: int) -> bool:
        """Choose a card; 0, or one that is not here, chooses none. Tells whether it is here."""
        at = self._model.place_of(key) if key else -1
        index = self._model.index(at) if at >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            if index.isValid():
                self.scrollTo(index)
        return index.isValid()

    def set_lively(self, on: bool) -> None:
        """Whether the board's chosen card is among these."""
        if on != self.delegate.lively:
            self.delegate.lively = on
            self.viewport().update()

    def at_height(self, y: int) -> int:
        """The idea nearest to a height of the screen, 0 when the lane is empty."""
        spots = [(self.visualRect(self._model.index(at)), row.key) for at, row in enumerate(self.rows())]
        top = self.viewport().mapToGlobal(QPoint(0, 0)).y()
        near = sorted(spots, key=lambda one: abs(one[0].top() + top - y))
        return near[0][1] if near else 0

    def top_of(self, key: int) -> int:
        """The height of the screen at which a card begins."""
        at = self._model.place_of(key)
        spot = self.visualRect(self._model.index(max(at, 0)))
        return self.viewport().mapToGlobal(spot.topLeft()).y()

    def place_at(self, spot: QPoint) -> int:
        """Where a card dropped there would stand: its place among the cards."""
        for at in range(len(self.rows())):
            if spot.y() < self.visualRect(self._model.index(at)).center().y():
                return at
        return len(self.rows())

    def button_of(self, key: int) -> QPoint:
        """The middle of a card's button, in the viewport."""
        at = self._model.place_of(key)
        rect = self.visualRect(self._model.index(at))
        return button_spot(self.rows()[at], rect, self.layoutDirection()).center()

    def whole(self) -> int:
        """How high all cards together are, in px."""
        wide = self.viewport().width()
        return sum(height(row, wide) for row in self.rows())

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(theme.of().px(180), self.whole())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(100), min(self.whole(), theme.of().px(120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """From right to left the lanes run the other way: there Ctrl and an arrow moves a card as the eye sees it."""
        asked = event.type() == QEvent.Type.ShortcutOverride and self.isRightToLeft()
        if asked and isinstance(event, QKeyEvent) and _shift(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        arrows = {keys.Key_Down: (0, 1), keys.Key_Up: (0, -1), keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0),
                  keys.Key_Home: (0, -len(self.rows())), keys.Key_End: (0, len(self.rows()))}  # fmt: skip
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in arrows:
            self.walked.emit(*arrows[keys(event.key())])
        elif plain and event.key() in (keys.Key_Return, keys.Key_Enter) and self.chosen():
            self.opened.emit(self.chosen())
        elif _shift(event):
            self.shifted.emit(_shift(event))
        else:
            event.ignore()  # letters belong to the page

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._on_a_button = self._button_under(event.position().toPoint()) != 0
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.chosen_changed.emit(index.data(ROW).key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._on_a_button or event.buttons() == Qt.MouseButton.NoButton:
            super().mouseMoveEvent(event)  # a button that is held is not a card that is carried
        self._feel(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._feel(QPoint(-1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.chosen() and self.rows():
            self.choose(self.rows()[0].key)
        if self.chosen():
            self.chosen_changed.emit(self.chosen())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens it at the chosen card, a right click where the pointer is."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row, spot = self.indexAt(event.pos()).data(ROW), event.globalPos()
            key = row.key if isinstance(row, IdeaRow) else 0
        else:
            key = self.chosen()
            spot = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if key:
            self.choose(key)
            self.chosen_changed.emit(key)
            self.menu_wanted.emit(key, spot)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, spot: QPoint) -> str:
        """The tooltip there: what the button would do, or who wants it and how much."""
        row = self.indexAt(spot).data(ROW)
        if not isinstance(row, IdeaRow):
            return ""
        return tip(row.tip) if self._button_under(spot) else ""

    # Inside

    def _button_under(self, spot: QPoint) -> int:
        index = self.indexAt(spot)
        row = index.data(ROW)
        if not isinstance(row, IdeaRow):
            return 0
        inside = button_spot(row, self.visualRect(index), self.layoutDirection()).contains(spot)
        return row.key if inside else 0

    def _feel(self, spot: QPoint) -> None:
        over = self._button_under(spot)
        if over != self.delegate.over:
            self.delegate.over = over
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _on_button(self, key: int) -> None:
        self.choose(key)
        self.pressed.emit(key)

    def _on_double_clicked(self, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(row, IdeaRow) and not self._on_a_button:
            self.opened.emit(row.key)

    def _on_look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()


class Lane(QFrame):
    """A lane: heading and count, its cards, and what stands at its foot. A card may be dropped anywhere on it.

    Attributes:
        stage: of the ideas in it; list: its cards; foot: a column below the cards.
    Signals:
        dropped: (idea, stage, place among the cards).
    """

    dropped = Signal(int, str, int)

    def __init__(self, stage: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self._drop_at = -1
        self.heading = PlainLabel(heading, "strong")
        self.count = PlainLabel("", "small", "ink3")
        self.list = LaneList()
        self.list.setAccessibleName(heading)
        self.setAcceptDrops(True)
        self._top = QHBoxLayout()
        self._top.addWidget(self.heading)
        self._top.addWidget(self.count, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.list)
        self.foot = QVBoxLayout()
        self._column.addLayout(self.foot)
        self._column.addStretch(1)
        theme.of().changed.connect(self._dress)
        self._dress()

    def call(self, heading: str) -> None:
        """Put another heading over it."""
        self.heading.setText(heading)
        self.list.setAccessibleName(heading)

    def show_rows(self, rows: tuple[IdeaRow, ...]) -> None:
        """Show these cards."""
        self.list.show_rows(rows)
        self.count.setText(say.count(len(rows)))
        self.count.setVisible(bool(rows))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        key, at = carried(event.mimeData()), self._place(event)
        self._mark(-1)
        if key:
            event.acceptProposedAction()
            self.dropped.emit(key, self.stage, at)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self._drop_at >= 0
        wide = max(look.edge(), 2 if over else 1)
        painter.setPen(QPen(look.colour("accent" if over else "line"), wide))
        painter.setBrush(look.colour("desk"))
        half = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), look.px(12), look.px(12))

    def _take(self, event: QDragMoveEvent) -> None:
        if carried(event.mimeData()):
            event.acceptProposedAction()
            self._mark(self._place(event))

    def _place(self, event: QDropEvent) -> int:
        spot = self.list.viewport().mapFrom(self, event.position().toPoint())
        return self.list.place_at(spot)

    def _mark(self, at: int) -> None:
        if at != self._drop_at:
            self._drop_at = at
            self.update()

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(INSET) + 1, px(14), px(INSET) + 1, px(10))
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(4), 0, px(4), px(12))
        self._top.setSpacing(px(8))
        self.foot.setSpacing(px(GAP))


def _shift(event: QKeyEvent) -> int:
    """-1 or 1 for Ctrl with an arrow to the side, else 0."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.ControlModifier:
        return 0
    return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
