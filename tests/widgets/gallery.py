"""Every component once on one page, as a person would see it: what test_gallery grabs and asserts."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.notices import Banner, Question, Toast
from relnotebook.widgets.paint import Dial, Mark, Moment, MomentList, Row, RowList
from relnotebook.widgets.parts import (
    AlertBanner,
    Chip,
    Choice,
    Dot,
    EmptyState,
    FlowLayout,
    FocusRing,
    Hero,
    KeyHint,
    PlainLabel,
    ProgressLine,
    SavingLine,
    SavingText,
    SearchBox,
    Segments,
    Sheet,
    SidePanel,
    Switch,
    Tick,
    button,
    field,
    icon_button,
)

COLOURS = ("cover", "desk", "paper", "sheet", "well", "ink", "accent", "accent_soft", "honey_fill", "honey_soft",
           "alert", "alert_soft", "line", "line_strong", "margin")  # fmt: skip

AOI = Row(1, "Aoi Tanaka", "田中 葵", (Mark("honey", "cake", "Sunday"),), "Oat flat white, half shot",
          spans=((0, 6),), right="Yesterday", initials="AT", tint=1)  # fmt: skip
SIOBHAN = Row(2, "Siobhán Ní Bhriain", line="Oat flat white, sourdough heel", right="07:52", initials="SN", tint=2)
NGOZI = Row(3, "Ngozi Okafor", "", (Mark("alert", "alert-octagon", "Nuts"),), "Oat flat white, extra hot",
            spans=((0, 6),), right="Wed", initials="NO", tint=0)  # fmt: skip
HEADING = Row(0, "", heading="Usually in about now", heading_note="from the last 8 Fridays")
SOMEONE = Row(-1, "Someone new? Add “oat fl” as a customer", plus=True)

MOMENTS = (
    Moment(1, "Wed 18", "bookmark", "The usual", "08:38, Jonas"),
    Moment(2, "Mon 16", "mood-smile", "“Keeps it hot!”", "5 of 5", quiet="Delighted", quote=True),
    Moment(3, "2 Nov", "phone", "Rang about a lost lid. Kept one behind the till", "Phone, Priya"),
)
CHIPS = (
    Mark("accent", "hearts", "cardamom", "Loves"),
    Mark("accent", "heart", "rye", "Likes"),
    Mark("neutral", "thumb-down", "cinnamon", "Dislikes"),
    Mark("never", "ban", "nuts", "Never"),
    Mark("alert", "alert-octagon", "Nut allergy"),
    Mark("honey", "cake", "Birthday on Sunday"),
    Mark("honey", "point-filled", "New"),
    Mark("outline", "", "Not asked"),
)


class Swatches(QWidget):
    """The colours of the look."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.of().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        for at, token in enumerate(COLOURS):
            painter.setPen(look.colour("line"))
            painter.setBrush(look.colour(token))
            painter.drawRoundedRect(QRect(at * look.px(66), 2, look.px(52), look.px(38)), 8, 8)


class Gallery(QWidget):
    """One page with everything on it; the parts a test asks about are attributes."""

    def __init__(self) -> None:
        super().__init__(objectName="page")
        px = theme.of().px
        page = QVBoxLayout(self)
        page.setContentsMargins(px(28), px(20), px(28), px(20))
        page.setSpacing(px(12))
        page.addWidget(Swatches())
        self.search = SearchBox("Name, phone, last 4 digits, card or “oat flat white”", "Ctrl+K")
        page.addWidget(self.search)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(28))
        grid.setVerticalSpacing(px(16))
        page.addLayout(grid, 1)
        columns = (
            (self._buttons, self._rows, self._choices),
            (self._fields, self._dials, self._timeline, self._dialog),
            (self._chips, self._alert, self._empty, self._frames),
        )
        for at, column in enumerate(columns):
            box = QVBoxLayout()
            box.setSpacing(px(14))
            for part in column:
                box.addWidget(part())
            box.addStretch(1)
            grid.addLayout(box, 0, at)
            grid.setColumnStretch(at, 1)
        self.toast = Toast(self)
        self.ring = FocusRing(self)

    def _titled(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.of().px(8))
        box.addWidget(PlainLabel(title, "caption", "ink3"))
        return part, box

    def _buttons(self) -> QWidget:
        part, box = self._titled("Buttons")
        self.primary = button("Log the usual", "primary", key="Ctrl+Enter")
        self.secondary = button("Secondary", "secondary", "pencil")
        self.off = button("Off", "primary")
        self.off.setEnabled(False)
        self.hero_button = button("Log the usual", "primary", "check", "Ctrl+Enter", "hero")
        rows = (
            (self.primary, self.off, button("Quiet", "quiet")),
            (self.secondary, button("Ghost", "ghost", "plus"), icon_button("dots", "More", "secondary")),
            (button("Erase for good", "danger", "trash"), button("Add a note", "quiet", "notebook", "N")),
            (self.hero_button,),
        )
        for buttons in rows:
            row = QHBoxLayout()
            row.setSpacing(theme.of().px(8))
            for each in buttons:
                row.addWidget(each)
            row.addStretch(1)
            box.addLayout(row)
        return part

    def _rows(self) -> QWidget:
        part, box = self._titled("Search rows")
        self.rows = RowList()
        self.rows.show_rows((HEADING, AOI, SIOBHAN, NGOZI, SOMEONE))
        self.rows.choose(3)
        look = theme.of()
        self.rows.setMinimumHeight(look.row(66) * 4 + look.px(44))
        box.addWidget(self.rows)
        return part

    def _choices(self) -> QWidget:
        part, box = self._titled("Choices")
        self.segments = Segments(
            [("light", "Light", "sun"), ("dark", "Dark", "moon"), ("system", "Like the computer", "")]
        )
        self.choice = Choice([("cafe", "Café, bakery"), ("florist", "Florist")])
        self.switch = Switch("Less motion")
        self.switch.setChecked(True)
        ticks = QHBoxLayout()
        self.tick = Tick("Fridays")
        self.tick.setChecked(True)
        self.dot = Dot()
        self.dot.setChecked(True)
        for each in (Tick(), self.tick, Dot(), self.dot, Switch(), self.switch):
            ticks.addWidget(each)
        ticks.addStretch(1)
        box.addWidget(self.segments)
        box.addWidget(self.choice)
        box.addLayout(ticks)
        return part

    def _fields(self) -> QWidget:
        part, box = self._titled("Fields")
        self.name = SavingLine("", "Name")
        self.birthday = SavingLine("31/02/1990")
        self.birthday_field = field("&Birthday", self.birthday, optional=True)
        self.birthday.refuse("February has no 31st. Try 28/02/1990.")
        self.note = SavingText("Likes to hear about the allotment.", "Anything worth knowing")
        for each in (field("&Name", self.name), self.birthday_field, self.note):
            box.addWidget(each)
        return part

    def _dials(self) -> QWidget:
        part, box = self._titled("Closeness: 2, 7, 10")
        row = QHBoxLayout()
        self.dials = [Dial(value) for value in (2, 7, 10)]
        for dial in self.dials:
            row.addWidget(dial)
        row.addStretch(1)
        box.addLayout(row)
        return part

    def _timeline(self) -> QWidget:
        part, box = self._titled("Timeline row with its margin")
        self.timeline = MomentList()
        self.timeline.show_moments(MOMENTS)
        self.timeline.setMinimumHeight(theme.of().row(40) * len(MOMENTS))
        box.addWidget(self.timeline)
        return part

    def _dialog(self) -> QWidget:
        part, box = self._titled("Dialog, only when it cannot be undone")
        body = "His card, 212 visits and 9 touches go, here and in new backups. Type his first name to go on."
        self.question = Question(
            None, "Erase Mateus for good?", body, "Erase for good", "Keep him", danger=True, typed="Mateus"
        )
        self.question.setParent(part)
        self.question.setWindowFlags(self.question.windowFlags() & ~self.question.windowType())
        line = self.question.line
        assert isinstance(line, QLineEdit)
        line.setText("Mat")
        box.addWidget(self.question)
        self.question.show()
        return part

    def _chips(self) -> QWidget:
        part, box = self._titled("Strength and state, always icon and word")
        holder = QWidget()
        flow = FlowLayout(holder)
        self.chips = [Chip(mark) for mark in CHIPS]
        for chip in self.chips:
            flow.addWidget(chip)
        box.addWidget(holder)
        return part

    def _alert(self) -> QWidget:
        part, box = self._titled("Alert banner")
        self.alert = AlertBanner()
        self.alert.show_alerts([("Nut allergy, severe.", "Clean jug and tongs.", "3 Nov")])
        self.banner = Banner()
        self.banner.show_problem("The backup disk is not there. Plug it in, or choose another place.", "Choose a place")
        box.addWidget(self.alert)
        box.addWidget(self.banner)
        return part

    def _empty(self) -> QWidget:
        part, box = self._titled("Empty state")
        self.empty = EmptyState("All touches done", "Nobody is waiting to hear from you today.", "Say hello to someone")
        box.addWidget(self.empty)
        return part

    def _frames(self) -> QWidget:
        part, box = self._titled("Hero, sheet, side, progress")
        self.hero = Hero()
        for words, role, tone in (
            ("The usual", "caption", "ink3"),
            ("Oat flat white, extra hot", "title", "ink"),
            ("Own green cup, no lid. 41 of her last 48 visits.", "body", "ink2"),
        ):
            self.hero.box.addWidget(PlainLabel(words, role, tone))
        self.sheet = Sheet()
        self.sheet.box.addWidget(PlainLabel("Bartholomew Ellis", "strong"))
        self.sheet.box.addWidget(PlainLabel("71 today. Usually in around 10:00.", "small", "ink2"))
        self.side = SidePanel()
        self.side.box.addWidget(self.sheet)
        self.progress = ProgressLine()
        self.progress.show_step(2, 7, "2 of 7 done")
        hints = QHBoxLayout()
        self.hint = KeyHint("Ctrl+N")
        hints.addWidget(self.hint)
        hints.addWidget(PlainLabel("new customer", "note", "ink3"))
        hints.addStretch(1)
        box.addWidget(self.hero)
        box.addWidget(self.side)
        box.addWidget(self.progress)
        box.addLayout(hints)
        return part

    def labels(self) -> list[str]:
        """Every word in a label, for a test that looks for one."""
        return [label.text() for label in self.findChildren(QLabel) if label.text()]
