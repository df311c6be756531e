"""The first step of bringing people in: a file is dropped, chosen or pasted, and its first rows are looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Choice, FlowLayout, KeyButton, PlainLabel, Refusable, Sheet, button
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.exchange.seeing import Seen

ROWS_HIGH = 180  # px at 100 %: less of a file is no look at it
WIDEST = 220  # px at 100 % of a column in the look at a file
DROP_HIGH = 250
DROP_HIGHEST = 420


class DropArea(QWidget):
    """Where a file goes: a dashed edge, what may be dropped, and two buttons.

    Attributes:
        choose, paste: the two ways besides dropping.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = PlainLabel(_("Drop a file here"), "heading", wrap=True)
        kinds = _("An address book (vCard), a table (CSV) or a spreadsheet (XLSX, ODS), from any program.")
        self.line = PlainLabel(kinds, "body", "ink2", wrap=True)
        self.choose = button(_("Choose a file"), kind="primary", icon="folder", key=_("Enter"))
        self.paste = button(_("Paste"), icon="copy", key="Ctrl+V")
        self.paste.setAccessibleDescription(_("A table, cards or addresses that were copied somewhere else."))
        self._column = QVBoxLayout(self)
        for part in (self.title, self.line):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, gap=8, line_gap=8)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        self._column.addStretch(1)
        self._column.addWidget(self.title)
        self._column.addWidget(self.line)
        self._column.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._fit()
        theme.of().changed.connect(self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("sheet"))
        painter.setPen(QPen(look.colour("line_strong"), look.edge(), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(12), look.px(12))
        side = look.px(34)
        picture = look.pixmap("file-import", "accent", 34, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, max(self.title.y() - look.px(14) - side, look.px(10)), picture)

    def _fit(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(24), px(66), px(24), px(24))
        self._column.setSpacing(px(10))
        self.setMinimumHeight(px(DROP_HIGH))
        self.setMaximumHeight(px(DROP_HIGHEST))
        wide = self.choose.sizeHint().width() + px(8) + self.paste.sizeHint().width()
        self._buttons.setMinimumWidth(min(wide, px(420)))


class RowsSeen(QTableWidget):
    """The first rows of a file as they stand in it; headings are drawn as such."""

    def __init__(self) -> None:
        super().__init__()
        self._headed = True
        self.setAccessibleName(_("The first rows of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        corner = QWidget()
        corner.setProperty("role", "clear")
        self.setCornerWidget(corner)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        theme.of().changed.connect(self._fit)

    def show_rows(self, rows: tuple[tuple[str, ...], ...], *, headed: bool = True) -> None:
        """Show these; `headed`: the first are headings, and drawn so."""
        self._headed = headed
        wide = max((len(row) for row in rows), default=0)
        self.setRowCount(len(rows))
        self.setColumnCount(wide)
        for at, row in enumerate(rows):
            for across in range(wide):
                words = clean(row[across], 120) if across < len(row) else ""
                self.setItem(at, across, QTableWidgetItem(words))
        self._fit()

    def texts(self) -> list[list[str]]:
        """What stands in it."""
        cells = [[self.item(at, across) for across in range(self.columnCount())] for at in range(self.rowCount())]
        return [[cell.text() if cell is not None else "" for cell in row] for row in cells]

    def _fit(self) -> None:
        look = theme.of()
        for at in range(self.rowCount()):
            self.setRowHeight(at, look.px(34))
            for across in range(self.columnCount()):
                if (cell := self.item(at, across)) is not None:
                    head = at == 0 and self._headed
                    cell.setFont(look.font("caption" if head else "small"))
                    cell.setForeground(look.colour("ink2" if head else "ink"))
        self.resizeColumnsToContents()
        for across in range(self.columnCount()):
            self.setColumnWidth(across, min(self.columnWidth(across) + look.px(12), look.px(WIDEST)))


class FileSeen(Sheet):
    """A file that was chosen: what it looks like, its letters and separator, its first rows.

    Signals:
        read_as: (encoding, separator, headings), "" for what was found; None for what is not changed.
    """

    read_as = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__(inside=14)
        self.told = PlainLabel("", "strong", wrap=True)
        self.letters, self.separator, self.first_row = Choice(), Choice(), Choice()
        self._letters = PlainLabel(_("Letters"), "small", "ink2")
        self._separator = PlainLabel(_("Columns end at"), "small", "ink2")
        self._first_row = PlainLabel(_("First row"), "small", "ink2")
        self.other = button(_("Another file"), kind="quiet", icon="folder")
        pairs = self._pairs()
        for label, choice in pairs:
            label.setBuddy(choice)
            choice.setAccessibleName(label.text())
        self.rows = RowsSeen()
        self._tools = QWidget()
        tools = FlowLayout(self._tools, gap=8, line_gap=6)
        for part in (*(part for pair in pairs for part in pair), self.other):
            tools.addWidget(part)
        self.box.addWidget(self.told)
        self.box.addWidget(self._tools)
        self.box.addWidget(self.rows, 1)
        self._fit()
        theme.of().changed.connect(self._fit)
        self.letters.picked.connect(lambda key: self.read_as.emit(key, None, None))
        self.separator.picked.connect(lambda key: self.read_as.emit(None, key, None))
        self.first_row.picked.connect(lambda key: self.read_as.emit(None, None, key))

    def _pairs(self) -> tuple[tuple[PlainLabel, Choice], ...]:
        """Labels and what they are of."""
        labels = (self._letters, self._separator, self._first_row)
        return tuple(zip(labels, (self.letters, self.separator, self.first_row), strict=True))

    def show_seen(self, seen: Seen, told: str, headings: str = "") -> None:
        """Show how a file begins; `told` says what it seems to be, `headings` what was chosen of its first row."""
        from relnotebook.exchange.choices import FIRST_ROW, NO_HEADINGS

        self.told.setText(told)
        first = headings or (FIRST_ROW if seen.has_headings else NO_HEADINGS)
        ways: tuple[tuple[str, str], ...] = ()
        if seen.kind != "cards" and seen.rows:
            ways = ((FIRST_ROW, _("Headings")), (NO_HEADINGS, _("A person already")))
        asked = ((seen.encodings, seen.encoding), (seen.separators, seen.separator), (ways, first))
        for (choices, now), (label, box) in zip(asked, self._pairs(), strict=True):
            box.set_choices(choices)
            box.set_value(now)
            for part in (label, box):
                part.setVisible(bool(choices))
        self.rows.show_rows(seen.rows, headed=first == FIRST_ROW)

    def _fit(self) -> None:
        for label, _choice in self._pairs():
            label.setMinimumHeight(theme.of().control())
        self.rows.setMinimumHeight(theme.of().px(ROWS_HIGH))


class ChooseStep(QWidget):
    """The step: the drop area, or what the file that was chosen looks like.

    Signals:
        chosen: Path. pasted: text to bring in. read_as: as in FileSeen. imports_wanted: what came in before.
        visits_wanted: the file lists visits, and they are wanted.
    """

    chosen = Signal(object)
    pasted = Signal()
    read_as = Signal(object, object, object)
    imports_wanted = Signal()
    visits_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drop = DropArea()
        self.seen = FileSeen()
        self.words = PlainLabel("", "body", "ink2", wrap=True)
        self.said = Refusable(self.words)
        self.said.hide()
        self.visits = button(_("Bring it in as visits"), icon="file-import")
        self.before = button(_("What came in before"), kind="ghost", icon="history")
        column = self._column = QVBoxLayout(self)
        column.addWidget(self.drop, 1)
        column.addWidget(self.seen, 1)
        column.addWidget(self.said)
        column.addWidget(self.visits, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.before, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self.seen.hide()
        self.visits.hide()
        self.words.hide()
        self.drop.choose.clicked.connect(self.ask_file)
        self.seen.other.clicked.connect(self.ask_file)
        self.drop.paste.clicked.connect(self.pasted)
        self.seen.read_as.connect(self.read_as)
        self.before.clicked.connect(self.imports_wanted)
        self.visits.clicked.connect(self.visits_wanted)
        self._fit()
        theme.of().changed.connect(self._fit)

    def ask_file(self) -> QFileDialog:
        """Ask for a file of this computer."""
        dialog = QFileDialog(self, _("Bring in people from"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        known = _("Address books and spreadsheets")
        endings = "*.vcf *.vcard *.csv *.tsv *.txt *.tab *.xlsx *.xlsm *.ods"
        dialog.setNameFilters([f"{known} ({endings})", _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        dialog.open()
        return dialog

    def show_empty(self) -> None:
        """No file yet."""
        self.say("")
        self.seen.hide()
        self.drop.show()

    def show_seen(self, seen: Seen, told: str, headings: str = "") -> None:
        """A file was chosen and looked at; as in FileSeen."""
        self.seen.show_seen(seen, told, headings)
        self.drop.hide()
        self.seen.show()

    def say(self, sentence: str, *, visits: bool = False) -> None:
        """What is wrong with the file; "" for nothing. `visits`: it lists those, and they can be brought in."""
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))
        self.visits.setVisible(visits)

    def first(self) -> KeyButton:
        """Where the keyboard begins."""
        return self.drop.choose if self.seen.isHidden() else self.seen.other

    def _fit(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(0, 0, 0, px(8))
        self._column.setSpacing(px(10))
