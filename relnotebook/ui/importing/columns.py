"""The second step: every column of the file, what it holds, a few of its values, and what we make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.ui.importing.words import grouped
from relnotebook.widgets import theme
from relnotebook.widgets.draw import draw_words, hairline, mirrored
from relnotebook.widgets.parts import (
    Choice,
    KeyButton,
    Menu,
    PlainLabel,
    Refusable,
    Segments,
    button,
    icon_button,
)
from relnotebook.widgets.tabbing import follow, stop_before

if TYPE_CHECKING:
    from relnotebook.exchange.columns import ColumnSeen

NEW = "new"
SKIP = "skip"
OWN = "field:"
NARROW = 640  # px at 100 % below which the parts of a row stand below one another
VALUES = 3
AT_ONCE = 60  # columns shown; a file of more has the rest behind a button
FIRST, CHUNK = 12, 3  # rows made before the first paint, and in each turn of the window after it
TONES = {"ok": ("check", "accent"), "warn": ("alert-triangle", "honey_text"), "off": ("minus", "ink3")}
_WIDTHS = (138, 22, 228)  # heading, arrow, what it holds


class Icons(QObject):
    """The icons of what a column can hold, drawn once for each look."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._drawn: dict[str, QIcon] = {}
        theme.of().changed.connect(self._forget)

    def _forget(self) -> None:
        self._drawn.clear()

    def of(self, name: str) -> QIcon:
        if name not in self._drawn:
            self._drawn[name] = theme.of().icon(name, "ink", 18)
        return self._drawn[name]


class MeaningChoice(Choice):
    """What a column holds; dashed while it is left out."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._names: dict[str, str] = {}
        self.setMaxVisibleItems(14)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self._draw)
        self._draw()

    def show_meaning(self, titles: Mapping[str, str], icons: Mapping[str, str], meaning: str) -> None:
        """Offer these, with `meaning` taken."""
        if list(self._names) != [*titles]:
            self.set_choices([*titles.items(), (NEW, _("New field …"))])
            self._names = dict(icons)
            self._draw()
        self.set_value(meaning)
        self.show_off()

    def show_off(self) -> None:
        """Look as what is taken: a column left out has a dashed edge."""
        off = self.value() == SKIP
        if bool(self.property("off")) != off:
            self.setProperty("off", off)
            theme.restyle(self)

    def _draw(self) -> None:
        side = theme.of().px(18)
        self.setIconSize(QSize(side, side))
        for at in range(self.count()):
            self.setItemIcon(at, self._icons.of(self._names.get(self.itemData(at), "plus")))


class ColumnRow(QWidget):
    """One column of the file.

    Signals:
        meant: what it holds, as `Choices.fields` says it. dated: "day" or "month" comes first.
        written_over: whether it goes over what cards say. alerts_wanted: its notes are to be looked at.
    """

    meant = Signal(str)
    dated = Signal(str)
    written_over = Signal(bool)
    alerts_wanted = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.column: ColumnSeen | None = None
        self.last = False  # nothing stands below it
        self._told: object = None
        self._asked = False  # the order of its dates was open once: it may be chosen again
        self.heading = PlainLabel("", "strong", wrap=True)
        self._arrow = QLabel()
        self.choice = MeaningChoice(icons)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name of the new field"))
        self.name.setMaxLength(60)
        self.named = Refusable(self.name)
        self.named.hide()
        self.values = PlainLabel("", "body", "ink2", wrap=True, lines=1)
        self._icon = QLabel()
        self._tone = "off"
        self.told = PlainLabel("", "small", "accent", wrap=True)
        self.over = PlainLabel(_("Goes over what cards say"), "small", "honey_text", wrap=True)
        self.order = Segments((("day", _("Day first"), ""), ("month", _("Month first"), "")))
        self.alerts = button(_("Look at them"), kind="quiet", icon="alert-octagon")
        self.more = icon_button("dots", _("Fill gaps, or write over"))
        self._lay_out()
        self.choice.picked.connect(self._on_picked)
        self.name.returnPressed.connect(self._on_named)
        self.name.editingFinished.connect(self._on_left)
        self.order.picked.connect(self.dated)
        self.alerts.clicked.connect(self.alerts_wanted)
        self.more.clicked.connect(self.open_menu)
        theme.of().changed.connect(self._fit)
        theme.of().changed.connect(self._draw)

    def show_column(
        self, column: ColumnSeen, titles: Mapping[str, str], icons: Mapping[str, str], *, alerts: bool
    ) -> None:
        """Show a column; `alerts`: some of its notes look like alerts. The same is not laid out again."""
        told = (column, tuple(titles.items()), alerts)
        if told == self._told:
            return
        self._told, self.column = told, column
        name = column.heading or _("Column {n}").format(n=column.key.removeprefix("#"))
        self.heading.setText(name)
        self.choice.setAccessibleName(_("What “{column}” holds").format(column=name))
        self.choice.show_meaning(titles, icons, column.meaning)
        self.values.setText(", ".join(column.values[:VALUES]) if column.values else _("(empty)"))
        self.say(column.told, column.tone)
        self._asked = column.is_open or (self._asked and column.month_first is not None)
        asked = self._asked
        self.order.setVisible(asked)
        self.order.set_value("month" if column.month_first else "day")
        self.order.setAccessibleName(_("What comes first in {column}").format(column=name))
        self.over.setVisible(column.overwrites)
        self.alerts.setVisible(alerts)
        self.more.setEnabled(column.may_overwrite)
        self.more.setVisible(column.may_overwrite)
        if column.meaning.startswith(OWN):
            self.named.hide()
        self._fit()

    def say(self, told: str, tone: str) -> None:
        """What we make of the column."""
        self._tone = tone
        self.told.setText(grouped(told))
        self.told.set_tone(TONES[tone][1])
        self._draw()

    def _draw(self) -> None:
        """The icon as large, and in such a colour, as things look now."""
        icon, ink = TONES[self._tone]
        self._icon.setPixmap(theme.of().pixmap(icon, ink if ink != "honey_text" else "honey", 16))

    def open_menu(self) -> Menu:
        """Fill gaps alone, or write over what cards say."""
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        on = self.column is not None and self.column.overwrites
        for words, over in ((_("Fill gaps alone"), False), (_("Write over what cards say"), True)):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(on == over)
            action.triggered.connect(partial(self._on_over, over))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu

    def _on_over(self, over: bool) -> None:
        self.written_over.emit(over)

    def _on_picked(self, key: str) -> None:
        self.choice.show_off()
        self._told = None
        if key != NEW:
            self.named.hide()
            self.meant.emit(key)
            return
        self.name.setText(self.heading.text())
        self.named.say("")
        self.named.show()
        self.name.selectAll()
        self.name.setFocus()

    def _on_named(self) -> None:
        words = " ".join(self.name.text().split())
        if not words:
            self.named.say(_("A field needs a name."))
            return
        self.named.hide()
        self.choice.setFocus()
        self.meant.emit(OWN + words)

    def _on_left(self) -> None:
        """Clicked away: the name that stands there is taken; without one the column stays what it was.

        Another window in front is no such thing: the keyboard comes back to the name.
        """
        if self.named.isHidden() or self.window().focusWidget() is self.name:
            return
        if self.name.text().strip():
            self._on_named()
        elif self.column is not None and not self.name.hasFocus():
            self.named.hide()
            self.choice.set_value(self.column.meaning)
            self.choice.show_off()

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._what = QWidget()
        what = QVBoxLayout(self._what)
        what.setContentsMargins(0, 0, 0, 0)
        what.addWidget(self.choice)
        what.addWidget(self.named)
        self._make = QWidget()
        make = QGridLayout(self._make)
        make.setContentsMargins(0, 0, 0, 0)
        make.setVerticalSpacing(theme.of().px(4))
        make.setColumnStretch(1, 1)
        make.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        make.addWidget(self.told, 0, 1)
        for at, part in enumerate((self.over, self.order, self.alerts), 1):
            make.addWidget(part, at, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        make.addWidget(self.more, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        self._stacked: bool | None = None
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.last:
            hairline(QPainter(self), self.rect())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to turn: side by side it would insist on its whole width."""
        return QSize(theme.of().px(240), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, middle = theme.of(), Qt.AlignmentFlag.AlignVCenter
        self._arrow.setPixmap(look.pixmap("arrow-right", "ink2", 18))
        self._grid.setContentsMargins(look.px(10), look.px(7), look.px(8), look.px(7))
        self._grid.setHorizontalSpacing(look.px(12))
        stacked = self.width() < look.px(NARROW)
        if stacked != self._stacked:
            self._stacked = stacked
            parts = (self.heading, self._arrow, self._what, self.values, self._make)
            for part in parts:
                self._grid.removeWidget(part)
            for at, part in enumerate(parts):
                if stacked:
                    self._grid.addWidget(part, at, 0)
                else:
                    self._grid.addWidget(part, 0, at, middle)
                part.setVisible(not stacked or part is not self._arrow)
        for at, wide in enumerate(widths(look, self.width())):
            self._grid.setColumnMinimumWidth(at, 0 if stacked else wide)
            self._grid.setColumnStretch(at, int(not stacked and at == 3) or int(stacked and at == 0))
        if not stacked:
            self._what.setFixedWidth(look.px(_WIDTHS[2]))
            self._make.setFixedWidth(widths(look, self.width())[4])
            self.heading.setFixedWidth(look.px(_WIDTHS[0]))
        else:
            for part in (self._what, self._make, self.heading):
                part.setMinimumWidth(0)
                part.setMaximumWidth(16_777_215)


def widths(look: theme.Theme, whole: int) -> tuple[int, ...]:
    """How wide the columns of the table are: heading, arrow, what it holds, values, what we make of it."""
    told = look.px(250 if whole > look.px(900) else 224)
    return (*(look.px(wide) for wide in _WIDTHS), 0, told)


class _Captions(QWidget):
    """The heads of the table, on a strip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = (_("In your file"), "", _("In the notebook"), _("A few values"), _("What we make of it"))
        self._fit()
        theme.of().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(theme.of().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("well"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, 0, 40), look.px(11), look.px(11))
        hairline(painter, self.rect())
        left, gap = look.px(10), look.px(12)
        wide = list(widths(look, self.width()))
        wide[3] = self.width() - sum(wide) - 4 * gap - look.px(18)
        for words, across in zip(self._words, wide, strict=True):
            spot = self.rect()
            spot.setLeft(left)
            spot.setWidth(across)
            draw_words(painter, mirrored(self.rect(), spot, rtl), words, look.font("caption"), look.colour("ink2"), rtl)
            left += across + gap


class ColumnsTable(QFrame):
    """All columns that hold something; empty ones stand behind a button.

    Signals:
        meant: (key, what it holds). dated: (key, whether the month is first). written_over: (key, on).
        alerts_wanted: the notes that look like alerts are to be seen.
    """

    meant = Signal(str, str)
    dated = Signal(str, bool)
    written_over = Signal(str, bool)
    alerts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self._icons = Icons(self)
        self._titles: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._columns: tuple[ColumnSeen, ...] = ()
        self._alerts = False
        self._all = False
        self._wanted: list[ColumnSeen] = []
        self._reached = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fill_on)
        self.rows: list[ColumnRow] = []
        self._captions = _Captions()
        self.rest: KeyButton = button(_("More"), kind="ghost", icon="chevron-down")
        self.rest.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._captions)
        self._column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        self.rest.clicked.connect(self._show_all)

    def show_columns(
        self, columns: Sequence[ColumnSeen], titles: Mapping[str, str], icons: Mapping[str, str], *, alerts: bool
    ) -> None:
        """Show these columns; `titles` are what one can hold, `alerts` whether notes look like some."""
        self._columns, self._alerts = tuple(columns), alerts
        self._titles, self._names = dict(titles), dict(icons)
        self._fill()

    def shown(self) -> list[ColumnRow]:
        """The rows that stand in the table."""
        return [row for row in self.rows if not row.isHidden()]

    def row(self, key: str) -> ColumnRow | None:
        """The row of a column."""
        return next((row for row in self.shown() if row.column is not None and row.column.key == key), None)

    def say_alerts(self, count: int, chosen: int) -> None:
        """So many notes look like alerts, and so many of them become some."""
        for row in self.shown():
            if row.column is not None and row.alerts.isVisibleTo(self):
                told = n_("{n} becomes an alert", "{n} become alerts", chosen) if chosen else row.column.told
                row.say(told, "ok" if chosen == count else "warn")

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        wanted = [
            one for one in self._columns if self._all or one.values or (one.meaning != SKIP and one.tone != "off")
        ]
        wanted = wanted if self._all else wanted[:AT_ONCE]
        self._wanted = wanted
        self._fill_rows(0, max(FIRST, len(self.rows)))
        for row in self.rows[len(wanted) :]:
            row.hide()
        left = len(self._columns) - len(wanted)
        empty = n_("{n} more column, without a value", "{n} more columns, without a value", left)
        more = n_("{n} more column", "{n} more columns", left)
        self.rest.setText(more if len(wanted) == AT_ONCE and not self._all else empty)
        self.rest.setVisible(left > 0)

    def _fill_rows(self, first: int, count: int) -> None:
        """Some rows now, the rest in the turns that follow: a file of a hundred columns must not stop the window."""
        for at, column in list(enumerate(self._wanted))[first : first + count]:
            titles, names = self._offered(column)
            speaks = self._alerts and column.meaning == "note" and column.tone == "warn"
            row = self._row(at)
            row.show_column(column, titles, names, alerts=speaks)
            row.last = at == len(self._wanted) - 1
            row.show()  # at once: what is not shown yet has no height
            row.update()
        if first + count < len(self._wanted):
            self._reached = first + count
            self._later.start()

    def _fill_on(self) -> None:
        self._fill_rows(self._reached, CHUNK)

    def _offered(self, column: ColumnSeen) -> tuple[dict[str, str], dict[str, str]]:
        """What can be chosen for a column: its own meaning too, when the shop has no such field yet."""
        if column.meaning in self._titles:
            return self._titles, self._names
        last = {SKIP: self._titles[SKIP]} if SKIP in self._titles else {}
        first = {key: title for key, title in self._titles.items() if key != SKIP}
        return {**first, column.meaning: column.title, **last}, {**self._names, column.meaning: column.icon}

    def _row(self, at: int) -> ColumnRow:
        while at >= len(self.rows):
            row = ColumnRow(self._icons)
            row.meant.connect(lambda key, row=row: self._tell(row, self.meant, key))
            row.dated.connect(lambda first, row=row: self._tell(row, self.dated, first == "month"))
            row.written_over.connect(lambda on, row=row: self._tell(row, self.written_over, on))
            row.alerts_wanted.connect(self.alerts_wanted)
            self.rows.append(row)
            before = stop_before(self.rest)
            self._column.insertWidget(self._column.count() - 1, row)
            follow(before, row, self.rest)
        return self.rows[at]

    def _tell(self, row: ColumnRow, signal: object, value: object) -> None:
        if row.column is not None:
            signal.emit(row.column.key, value)  # type: ignore[attr-defined]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._captions.setVisible(self.width() >= theme.of().px(NARROW))
