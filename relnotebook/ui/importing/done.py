"""The last step: who came in, what to look at now, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, button

if TYPE_CHECKING:
    from relnotebook.exchange.incoming import Result
    from relnotebook.notebook.imports import Stayed, TakenBack

DISC = 72
STAYED = 30  # cards named
NARROW = (460, 860)  # px at 100 % below which the two rows of buttons stand below one another


class Sign(QWidget):
    """A large tick, or the arrow of what was taken back, on a soft disc."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "check"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self.updateGeometry)

    def draw(self, icon: str) -> None:
        """Another picture."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.of().px(DISC)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("accent") if look.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        spot = QRect(0, 0, look.px(34), look.px(34))
        spot.moveCenter(self.rect().center())
        painter.drawPixmap(spot, look.pixmap(self._icon, "accent", 34, self.devicePixelRatioF()))


class Figure(QWidget):
    """A large number and what it counts."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self.number = PlainLabel(say.count(number), "big")
        self.words = PlainLabel(words, "body", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.number, self.words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        self.setAccessibleName(f"{self.number.text()} {words}")


class DoneStep(QWidget):
    """What an import came to; or, once it was taken back, what stayed.

    Signals:
        check_wanted: the cards with new alerts, one after the other. counter_wanted: to the counter.
        undo_wanted: take all of it out again. doubles_wanted: look for doubles of those that came.
        save_wanted: the rows that stayed out, as a file. again_wanted: bring another file in. card_wanted: a card.
    """

    check_wanted = Signal()
    counter_wanted = Signal()
    undo_wanted = Signal()
    doubles_wanted = Signal()
    save_wanted = Signal()
    again_wanted = Signal()
    card_wanted = Signal(object, object)

    def __init__(self, undo_key: str) -> None:
        super().__init__()
        self.result: Result | None = None
        self.back: TakenBack | None = None
        self.sign = Sign()
        self.title = PlainLabel("", "title", wrap=True)
        self.words = PlainLabel("", "body", "ink2", wrap=True)
        self._sheet = QFrame()
        self._sheet.setProperty("role", "sheet")
        self._figures = QHBoxLayout(self._sheet)
        self.check = button("", kind="primary", icon="alert-octagon", key=_("Enter"), size="hero")
        self.counter = button(_("To the counter"), size="hero")
        self.undo = button(_("Undo the whole import"), kind="ghost", icon="arrow-back-up", key=undo_key)
        self.again = button(_("Bring in another file"), kind="ghost", icon="file-import")
        self.doubles = button(_("Look for doubles"), kind="ghost", icon="users")
        self.save = button(_("Save the rows that stayed out"), kind="ghost", icon="file-export")
        self.later = PlainLabel("", "small", "ink3", wrap=True)
        self._stayed = QWidget()
        self._cards = FlowLayout(self._stayed, gap=6, line_gap=6)
        self._build()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self.title, self.words, self.later):
            label.setAlignment(middle)
        self._main, self._quiet = QWidget(), QWidget()
        way = QBoxLayout.Direction.LeftToRight
        self._rows = (QBoxLayout(way, self._main), QBoxLayout(way, self._quiet))
        both = ((self.check, self.counter), (self.undo, self.doubles, self.save, self.again))
        for row, parts in zip(self._rows, both, strict=True):
            row.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                row.addWidget(part)
        self._said = QVBoxLayout()
        self._said.addWidget(self.title)
        self._said.addWidget(self.words)
        self._last = QVBoxLayout()
        self._last.addWidget(self._quiet, 0, middle)
        self._last.addWidget(self.later)
        self._column.addStretch(2)
        self._column.addWidget(self.sign, 0, middle)
        self._column.addLayout(self._said)
        self._column.addWidget(self._sheet, 0, middle)
        self._column.addWidget(self._stayed)
        self._column.addWidget(self._main, 0, middle)
        self._column.addLayout(self._last)
        self._column.addStretch(5)
        self.check.clicked.connect(self.check_wanted)
        self.counter.clicked.connect(self.counter_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.doubles.clicked.connect(self.doubles_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.again.clicked.connect(self.again_wanted)
        self._fit()
        theme.of().changed.connect(self._fit)

    def show_result(self, result: Result) -> None:
        """Who came in."""
        self.result, self.back = result, None
        self.sign.draw("check")
        self.title.setText(welcome(result))
        self.words.setText(told(result))
        self._clear_figures()
        for number, words in figures(result):
            self._figures.addWidget(Figure(number, words), 1)
        self._sheet.show()
        self._stayed.hide()
        checks = len(result.to_check)
        self.check.setText(n_("Check the {n} alert", "Check the {n} alerts", checks))
        self.check.setVisible(checks > 0)
        self.counter.set_kind("secondary" if checks else "primary")
        self.counter.set_key("" if checks else _("Enter"))
        self.undo.setVisible(result.batch is not None)
        self.doubles.setVisible(bool(result.cards))
        self.save.setText(
            n_("Save the row that stayed out", "Save the {n} rows that stayed out", result.rejected_count)
        )
        self.save.setVisible(result.rejected_count > 0)
        also = _("Also later, under Customers, Imports. Cards you changed since then stay.")
        self.later.setText(also if result.batch is not None else "")
        self.later.setVisible(result.batch is not None)

    def show_back(self, back: TakenBack) -> None:
        """It was taken back; cards changed since stay and are named."""
        self.back = back
        self.sign.draw("arrow-back-up")
        count = len(back.stayed)
        self.title.setText(_("It is out again"))
        kept = n_("{n} card was changed since and stays.", "{n} cards were changed since and stay.", count)
        told = kept if count else _("The notebook is as it was before {file}.").format(file=back.file)
        self.words.setText(f"{told} {noes(back)}".rstrip())
        self._sheet.hide()
        fill_stayed(self._cards, back.stayed, self.card_wanted.emit)
        self._stayed.setVisible(count > 0)
        for part in (self.check, self.undo, self.doubles, self.save, self.later):
            part.hide()
        self.counter.set_kind("primary")
        self.counter.set_key(_("Enter"))

    def main(self) -> KeyButton:
        """What Enter does here."""
        return self.counter if self.check.isHidden() else self.check

    def say_working(self, on: bool) -> None:
        """It is being taken back: nothing else is pressed meanwhile."""
        for part in (self.undo, self.doubles, self.again, self.check):
            part.setEnabled(not on)

    def _clear_figures(self) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fit(self) -> None:
        px, way = theme.of().px, QBoxLayout.Direction
        for row, least in zip(self._rows, NARROW, strict=True):
            row.setDirection(way.TopToBottom if self.width() < px(least) else way.LeftToRight)
            row.setSpacing(px(6))
        self._column.setContentsMargins(0, 0, 0, px(12))
        self._column.setSpacing(px(22))
        self._said.setSpacing(px(2))
        self._last.setSpacing(px(6))
        self._figures.setContentsMargins(px(24), px(18), px(24), px(16))
        self._figures.setSpacing(px(12))
        self._sheet.setFixedWidth(min(px(620), max(self.width() - px(8), px(240))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def fill_stayed(flow: FlowLayout, stayed: Sequence[Stayed], opened: object) -> None:
    """A button for each card that stayed, with what stayed of it; it opens the card."""
    flow.clear()
    ids = tuple(CustomerId(one.customer) for one in stayed)
    for one in stayed[:STAYED]:
        what = say.listed(list(one.what)) if one.what else ""
        words = f"{one.name} ({what})" if what else one.name
        made = button(words, kind="quiet")
        made.clicked.connect(lambda _on=False, who=one.customer: opened(who, ids))  # type: ignore[operator]
        flow.addWidget(made)
        made.show()  # at once: what is not shown yet has no height
    if len(stayed) > STAYED:
        flow.addWidget(PlainLabel(n_("and {n} more", "and {n} more", len(stayed) - STAYED), "small", "ink3"))


def noes(back: TakenBack) -> str:
    """That a no from the file stays though the file went; '' when nobody had said one."""
    if not back.noes:
        return ""
    return n_("{n} person had said no in it. That stays.", "{n} people had said no in it. That stays.", back.noes)


def welcome(result: Result) -> str:
    """The headline."""
    if result.created:
        words = n_("Welcome, {n} new name", "Welcome, {n} new names", result.created)
        return words.replace(str(result.created), say.count(result.created))
    if result.updated:
        words = n_("{n} card knows more now", "{n} cards know more now", result.updated)
        return words.replace(str(result.updated), say.count(result.updated))
    return _("All of it was known already")


def told(result: Result) -> str:
    """What else is worth knowing, in one or two sentences."""
    found = [_("Everyone has a card now.")] if result.created else []
    if not result.created and not result.updated:
        found.append(_("Nothing was changed."))
    if result.alerts_made:
        made = n_("{n} note became an alert; have a look while it is fresh.",
                  "{n} notes became alerts; have a look while they are fresh.", result.alerts_made)  # fmt: skip
        found.append(made)
    if result.kept_no:
        found.append(n_("{n} “no” of the notebook outweighed the file.", "{n} times a “no” of the notebook outweighed "
                        "the file.", result.kept_no))  # fmt: skip
    if result.photos_left_out:
        words = n_("{n} picture could not be read.", "{n} pictures could not be read.", result.photos_left_out)
        found.append(words)
    return " ".join(found)


def figures(result: Result) -> tuple[tuple[int, str], ...]:
    """The numbers, each with what it counts."""
    joined = result.updated + result.unchanged
    found = [
        (result.created, n_("new card", "new cards", result.created)),
        (joined, _("joined")),
        (result.skipped, _("skipped")),
    ]
    if result.rejected_count:
        found.append((result.rejected_count, _("stayed out")))
    if result.to_check:
        found.append((len(result.to_check), n_("alert to check", "alerts to check", len(result.to_check))))
    return tuple(found)
