"""How address labels are printed: which sheet, the first free label, its measures, and how far the printer is off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.words import _, n_
from relnotebook.ui.mailings.links import WordLink
from relnotebook.ui.mailings.measures import Measures, written
from relnotebook.ui.mailings.nudging import Nudging
from relnotebook.ui.mailings.sheet_picture import SheetPicture
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, PlainLabel, Tick
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.label_sheets import Around
    from relnotebook.exchange.outgoing import Leaving, Maker
    from relnotebook.notebook.drafts import Draft
    from relnotebook.notebook.sheets import Sheet

PLACE = "mailings/labels"  # where the choice is kept


class LabelsForm(QWidget):
    """The sheet at the left as a picture, beside it what can be chosen.

    Signals:
        changed: another sheet or start, or the form is higher or lower than before.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._around: Around | None = None
        self._begun: Sheet | None = None
        self._count, self._kept = 0, ""
        self.picture, self.sheets = SheetPicture(), Choice()
        self.sheets.setAccessibleName(_("Sheet of labels"))
        self.about = PlainLabel("", "small", "ink2", wrap=True)
        self.told = PlainLabel("", "small", "ink2", wrap=True)
        self.outlines = Tick(_("With lines to cut along"))
        self.measure, self.printer = WordLink(_("Measures")), WordLink(_("It prints beside the labels"))
        self.measures, self.nudging = Measures(), Nudging()
        self._lay_out()
        self._connect()
        self._dress()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        from relnotebook.notebook import drafts

        self._bridge = bridge
        bridge.read(drafts.of, PLACE).then(self._take_up)

    def show_leaving(self, leaving: Leaving) -> None:
        """Who is to be written to."""
        self._count = len(leaving.inside)
        self._show()

    @property
    def sheet(self) -> Sheet | None:
        """The sheet as it is measured now; None before it is known, and while its measures make no sense."""
        return self.measures.sheet

    def maker(self) -> Maker:
        """What writes the labels. Raises Refusal("bad-measure", field) while the measures make no sense."""
        from relnotebook.exchange import paper_labels

        if self.sheet is None:
            raise Refusal("bad-measure", field="")
        how = paper_labels.Labels(self.sheet, self.picture.start, self.nudging.nudge, self.outlines.isChecked())
        return paper_labels.maker(how)

    def calibrate(self, device: QPagedPaintDevice) -> None:
        """Paint the page that shows how far the printer is off."""
        from relnotebook.exchange import paper_labels

        if self.sheet is not None:
            printer = self.nudging.printer.currentText()
            paper_labels.calibration(device, self.sheet, self.nudging.nudge, printer=printer)

    # What the notebook knows

    def reload(self) -> None:
        """Read the sheets and the printers again."""
        from relnotebook.exchange import label_sheets

        if self._bridge is not None:
            self._bridge.read(label_sheets.around).latest(self, "around").then(self._show_around)

    def _take_up(self, draft: Draft | None) -> None:
        words = draft.words if draft is not None else {}
        self._kept = words.get("sheet", "")
        self.outlines.setChecked(bool(words.get("outlines")))
        self._printer = words.get("printer", "")
        self.reload()

    def _show_around(self, around: Around) -> None:
        first = self._around is None
        self._around = around
        self.sheets.set_choices([(one.key, _name(one)) for one in around.sheets])
        wanted = self._kept if self._find(self._kept) is not None else around.usual.key
        self.sheets.set_value(wanted)
        self.nudging.show_nudges(around.nudges)
        if first:
            self.nudging.choose(self._printer)
        if self._begun is None or self._begun != self._find(wanted):
            self._begin(wanted)
        self._show()

    def _find(self, key: str) -> Sheet | None:
        several = self._around.sheets if self._around is not None else ()
        return next((one for one in several if one.key == key), None)

    def _begin(self, key: str) -> None:
        found = self._find(key)
        if found is not None:
            self._begun = found
            self.measures.show_sheet(found)
            self.picture.start = min(self.picture.start, found.labels)

    # Choices

    def _on_sheet(self, key: str) -> None:
        self._kept = key
        self.picture.start = 1
        self._begin(key)
        self._keep()
        self._show()

    def _on_start(self, place: int) -> None:
        self.picture.start = place
        self._show()

    def _on_measured(self) -> None:
        if self.sheet is not None:
            self.picture.start = min(self.picture.start, self.sheet.labels)
        self._show()

    def _on_keep(self, name: str, sheet: Sheet) -> None:
        from relnotebook.notebook import sheets

        if self._bridge is not None:
            self._bridge.write(sheets.keep, name, sheet).then(self._on_kept).otherwise(self._not_kept)

    def _on_kept(self, key: str) -> None:
        self._kept = key
        self._keep()
        self.reload()

    def _on_remove(self, name: str) -> None:
        from relnotebook.notebook import sheets

        if self._bridge is not None:
            self._bridge.write(sheets.remove, name).then(lambda _n: self.reload()).otherwise(self._not_kept)

    def _not_kept(self, problem: Problem) -> None:
        self.measures.say(say.problem(problem))

    def _on_nudge(self, printer: str, x: float, y: float) -> None:
        from relnotebook.notebook import sheets

        if self._bridge is not None:
            ask = self._bridge.write(sheets.set_nudge, printer, x, y)
            ask.otherwise(lambda problem: self.nudging.say(say.problem(problem)))
        self._keep()

    def _on_page(self) -> None:
        from relnotebook.ui import today_post

        title = _("Calibration page")
        told = self.nudging.say
        today_post.paper_or_pdf(
            self.nudging,
            partial(today_post.on_paper, self, title, self.calibrate, told),
            partial(today_post.keep_pdf, self, title, self.calibrate, told),
        )

    def _keep(self) -> None:
        """What is chosen here is chosen the next time too."""
        from relnotebook.notebook import drafts

        printer = self.nudging.printer.value()
        words = {"sheet": self._kept, "printer": printer, "outlines": "1" if self.outlines.isChecked() else ""}
        if self._bridge is not None and not self._bridge.closed:
            self._bridge.keep(drafts.keep, PLACE, words).latest(self, "keep")

    # Showing it

    def _show(self) -> None:
        from relnotebook.exchange import labels

        sheet = self.sheet
        if sheet is None:
            self.told.setText("")
            self.changed.emit()
            return
        self.picture.show_sheet(sheet, self.picture.start, self._count)
        about = _("{width} × {height} mm each, {paper}")
        width, height = written(round(sheet.width, 1)), written(round(sheet.height, 1))
        self.about.setText(about.format(width=width, height=height, paper=sheet.paper))
        pages = labels.pages(sheet, self._count, start=self.picture.start)
        told = n_("{n} label", "{n} labels", self._count)
        on = n_("on {n} sheet", "on {n} sheets", pages)
        begin = _("beginning with label {start}").format(start=self.picture.start)
        whole = _("{labels} {on}, {begin}.") if self.picture.start > 1 else _("{labels} {on}.")
        self.told.setText(whole.format(labels=told, on=on, begin=begin))
        self.changed.emit()

    def _lay_out(self) -> None:
        self._side = QVBoxLayout()
        self._side.addWidget(self.sheets)
        for words in (self.about, self.told):
            self._side.addWidget(words)
        self._side.addWidget(self.outlines)
        self._links = QHBoxLayout()
        self._links.addWidget(self.measure)
        self._links.addWidget(self.printer)
        self._links.addStretch(1)
        self._side.addLayout(self._links)
        self._side.addStretch(1)
        self._top = QHBoxLayout()
        self._top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addLayout(self._side, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        for part in (self.measures, self.nudging):
            self._column.addWidget(part)
            part.hide()

    def _connect(self) -> None:
        self.sheets.picked.connect(self._on_sheet)
        self.picture.picked.connect(self._on_start)
        self.outlines.clicked.connect(self._keep)
        self.measure.clicked.connect(lambda: self._unfold(self.measures))
        self.printer.clicked.connect(lambda: self._unfold(self.nudging))
        self.measures.changed.connect(self._on_measured)
        self.measures.keep_wanted.connect(self._on_keep)
        self.measures.remove_wanted.connect(self._on_remove)
        self.nudging.set_wanted.connect(self._on_nudge)
        self.nudging.changed.connect(self._keep)
        self.nudging.page_wanted.connect(self._on_page)
        theme.of().changed.connect(self._dress)

    def _unfold(self, part: QWidget) -> None:
        for one in (self.measures, self.nudging):
            one.setVisible(one is part and one.isHidden())
        self.updateGeometry()
        self.changed.emit()
        if not part.isHidden():
            QTimer.singleShot(0, self, partial(self._bring_up, part))

    def _bring_up(self, part: QWidget) -> None:
        """What was unfolded is seen whole, where there is room."""
        home = self.parentWidget()
        while home is not None and not isinstance(home, QScrollArea):
            home = home.parentWidget()
        if isinstance(home, QScrollArea):
            home.ensureWidgetVisible(part, 0, theme.of().px(12))

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(0, px(6), 0, px(8))
        self._column.setSpacing(px(10))
        self._top.setSpacing(px(16))
        self._side.setSpacing(px(6))
        self._links.setSpacing(px(18))


def _name(sheet: Sheet) -> str:
    """ "Avery L7160, 21 on a sheet"."""
    return _("{sheet}, {n} on a sheet").format(sheet=clean(sheet.title, 60), n=sheet.labels)
