"""The line at the foot of the window: what is saved, when it was backed up, and where the notebook lies."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import draw
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import set_tip

HEIGHT, ICON, GAP = 30, 14, 5
MARGIN, SPACING = 24, 18


class Note(QAbstractButton):
    """An icon and a few words on the status line; pressing it says more."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.tone = "ink3"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def say(self, words: str, *, icon: str = "", tone: str = "ink3", tip: str = "") -> None:
        """Show `words`; "" hides the note."""
        self.icon_name = icon or self.icon_name
        self.tone = tone
        self.setText(words)
        self.setAccessibleName(words)
        set_tip(self, tip or words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = themes.of()
        width = theme.px(ICON) + theme.px(GAP) + draw.advance(self.text(), theme.font("note", tabular=True))
        return QSize(width + 2, theme.px(HEIGHT) - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(themes.of().px(ICON), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(ICON)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - side if rtl else 0
        icon_tone = "honey" if self.tone == "honey_text" else self.tone
        painter.drawPixmap(left, (self.height() - side) // 2, theme.pixmap(self.icon_name, icon_tone, ICON))
        font = theme.font("note", tabular=True)
        start = side + theme.px(GAP)
        room = self.rect().adjusted(0, 0, -start, 0) if rtl else self.rect().adjusted(start, 0, 0, 0)
        words = draw.elided(self.text(), font, room.width())
        draw.draw_words(painter, room, words, font, theme.colour(self.tone), rtl)
        if self.hasFocus():
            draw.draw_focus(painter, self.rect().adjusted(0, 3, 0, -3), 6)


class StatusLine(QWidget):
    """Saved, backed up, where it is kept; and the demo shop's way out.

    Signals:
        place_wanted: the person asks where the notebook lies.
        backups_wanted: the person asks about backups.
        own_wanted: "Start my own", in the demo shop.
    """

    place_wanted = Signal()
    backups_wanted = Signal()
    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Status"))
        self.saved = Note("circle-check")
        self.backup = Note("history")
        self.demo = Note("building-store")
        self.own = Note("arrow-right")
        self.place = Note("cloud-off")
        self._saved_words = ""
        self._tip = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 1, MARGIN, 0)
        row.setSpacing(SPACING)
        for part in (self.saved, self.backup, self.demo, self.own):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.place)
        self.place.clicked.connect(self.place_wanted)
        self.backup.clicked.connect(self.backups_wanted)
        self.own.clicked.connect(self.own_wanted)
        self.restyle()

    def restyle(self) -> None:
        """Take on the text size of the moment."""
        self.setFixedHeight(themes.of().px(HEIGHT))
        self._fit()

    def show_saved(self, words: str) -> None:
        """ "Saved 08:41"; stands until the next word on saving."""
        self._saved_words = words
        self._show()

    def show_saving(self) -> None:
        """Something is on its way to the file and takes its time."""
        self.saved.say(_("Saving…"), icon="device-floppy")
        self._fit()

    def show_trouble(self, words: str) -> None:
        """Something could not be saved yet: in honey, until it is."""
        self.saved.say(words, icon="alert-triangle", tone="honey_text")
        self._fit()

    def show_backup(self, words: str, *, late: bool = False) -> None:
        """ "Backed up last night, 22:10"; `late` when the last one is older than it should be."""
        icon = "alert-triangle" if late else "history"
        self.backup.say(words, icon=icon, tone="honey_text" if late else "ink3")
        self._fit()

    def show_place(self, words: str, path: str, *, warn: bool = False) -> None:
        """ "Kept on this computer only"; the path in the tooltip. `warn`: a sync program carries it elsewhere."""
        icon = "alert-triangle" if warn else "cloud-off"
        self.place.say(words, icon=icon, tone="honey_text" if warn else "ink3", tip=path)
        self._fit()

    def show_demo(self, demo: bool) -> None:
        """Say that this is the demo shop, and offer the way out."""
        self.demo.say(_("Demo shop") if demo else "")
        self.own.say(_("Start my own") if demo else "", tone="accent")
        self._fit()

    def show_tip(self, words: str) -> None:
        """What a menu entry does, while the pointer is over it."""
        self._tip = words
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.of()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, themes.of().px(HEIGHT))

    def _fit(self) -> None:
        """With little room notes go one after the other, and what is a button keeps its words the longest."""
        order = (self.demo, self.backup, self.place, self.saved, self.own)
        shown = [note for note in order if note.text()]
        room = self.width() - 2 * MARGIN
        while len(shown) > 1 and sum(note.sizeHint().width() + SPACING for note in shown) - SPACING > room:
            shown.pop(0)
        for note in order:
            note.setVisible(note in shown)
        if (row := self.layout()) is not None:
            row.activate()

    def _show(self) -> None:
        if self._tip:
            self.saved.say(self._tip, icon="help")
        else:
            self.saved.say(self._saved_words, icon="circle-check")
        self._fit()
