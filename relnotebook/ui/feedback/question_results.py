"""What was answered to a question: the counts first, then what they can say, then the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base import clock
from relnotebook.base.words import _, n_
from relnotebook.widgets import draw, say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import PlainLabel, Rule
from relnotebook.widgets.plain import clean, tip

if TYPE_CHECKING:
    from relnotebook.notebook.scores import Nps, Share
    from relnotebook.notebook.surveys import Results, Said, Week

Index = QModelIndex | QPersistentModelIndex
Counts = tuple[tuple[str, int], ...]

ROW, HEAD = 36, 34
COUNT_WIDTH, SHARE_WIDTH = 56, 190  # px at 100 %
EDGE, PERCENT = 10, 42  # beside the words of a cell; a share in words
BAR, SHORTEST_BAR = 8, 28
MOST_WORDS = 60  # that are shown of those that stand in the inbox too


class QuestionResults(QWidget):
    """Everything that came in for one question.

    Attributes:
        headline: how many answered; open: what is not counted, and why; figure, span: CSAT or NPS.
        counts, reasons, languages, weeks: tables.
    """

    def __init__(self) -> None:
        super().__init__()
        self.headline = PlainLabel("", "heading", wrap=True)
        self.open = PlainLabel("", "small", "ink2", wrap=True)
        self.figure = PlainLabel("", "strong", wrap=True)
        self.span = PlainLabel("", "small", "ink2", wrap=True)
        self.counts = CountTable(_("Answers"), _("Answer"))
        self.reasons = CountTable(_("Reasons that were tapped"), _("Reason"))
        self.languages = CountTable(_("Answers by language"), _("Language"))
        self.weeks = CountTable(_("Answers by week"), _("Week of"))
        self.said = PlainLabel(_("In their own words"), "strong")
        self.more = PlainLabel("", "small", "ink2", wrap=True)
        self._words = QVBoxLayout()
        self._shown: tuple[Said, ...] = ()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        parts = (self.headline, self.open, self.counts, self.figure, self.span, self.reasons, self.languages,
                 self.weeks, self.said)  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addLayout(self._words)
        column.addWidget(self.more)
        self._dress()
        themes.of().changed.connect(self._dress)

    def show_results(self, found: Results) -> None:
        """Show what was answered."""
        self.headline.setText(_heard(found.n))
        self._set(self.open, " ".join(_left_out(found)))
        self.counts.show_counts(found.counts, found.n)
        figure, span = _figure(found)
        self._set(self.figure, figure)
        self._set(self.span, span)
        self.reasons.show_counts(found.reasons, found.n)
        self.languages.show_counts(found.by_language if len(found.by_language) > 1 else (), found.n)
        weeks = tuple((_week(week, found.survey.kind), week.n) for week in found.per_week)
        self.weeks.show_counts(weeks if len(weeks) > 1 else (), found.n)
        self._show_words(found.words, found.in_inbox)

    def words(self) -> list[str]:
        """The words as they are shown, each with who and when."""
        items = (self._words.itemAt(at) for at in range(self._words.count()))
        shown = (item.widget() for item in items if item is not None)
        return [one.text() for one in shown if isinstance(one, _Quote)]

    def _show_words(self, said: tuple[Said, ...], in_inbox: int) -> None:
        """Everything typed that stands nowhere else, and of what is in the inbox too the newest."""
        also = [one for one in said if one.feedback is not None]
        spoken = tuple(one for one in said if one.feedback is None or one in also[:MOST_WORDS])
        self.said.setVisible(bool(spoken))
        left = max(in_inbox, len(also)) - min(len(also), MOST_WORDS)
        more = n_("{n} more stands in the inbox.", "{n} more stand in the inbox.", left) if left > 0 else ""
        self._set(self.more, more)
        if spoken == self._shown:
            return
        self._shown = spoken
        while self._words.count():
            taken = self._words.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in spoken:
            self._words.addWidget(_Quote(one))

    @staticmethod
    def _set(label: PlainLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _dress(self) -> None:
        self._column.setSpacing(themes.of().px(8))
        self._words.setSpacing(0)


class _Quote(QWidget):
    """Somebody's words, and below them when, in which language, by whom."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        px = themes.of().px
        told = (said.words, "quote") if said.words else (_wordless(said), "body")
        self._quote = PlainLabel(*told, wrap=True)
        self._below = PlainLabel(_about(said), "small", "ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, 0)
        column.setSpacing(px(4))
        for part in (self._quote, self._below, Rule()):
            column.addWidget(part)

    def text(self) -> str:
        """All its words."""
        return f"{self._quote.text()} ({self._below.text()})"


class CountTable(QTableView):
    """Words, how many, and the share as a number and a bar. As high as its rows; hidden without any."""

    def __init__(self, name: str, first: str) -> None:
        super().__init__()
        self._table = _Counts(first)
        self.setModel(self._table)
        self.setAccessibleName(name)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._dress()
        themes.of().changed.connect(self._dress)
        self.hide()

    def rows(self) -> Counts:
        """What it shows."""
        return self._table.counts

    def show_counts(self, counts: Sequence[tuple[str, int]], total: int) -> None:
        """Show (words, how many) of `total` answers."""
        self._table.show_counts(tuple(counts), total)
        self.setVisible(bool(counts))
        self._fit_columns()
        self._fit()

    def sizeHint(self) -> QSize:
        look = themes.of()
        return QSize(look.px(360), look.px(HEAD) + self._table.rowCount() * look.px(ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(themes.of().px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The bars give way before the words do: narrower first, then there are none."""
        look = themes.of()
        heads = [str(self._table.headerData(n, Qt.Orientation.Horizontal)) for n in range(3)]
        words, number, share = (draw.advance(head, look.font("caption")) + look.px(2 * EDGE) for head in heads)
        number = max(number, look.px(COUNT_WIDTH))
        least = max(share, look.px(PERCENT + 2 * EDGE))
        for text, _count in self._table.counts:
            words = max(words, draw.advance(clean(text), look.font("body")) + look.px(2 * EDGE))
        left = self.viewport().width() - words - number
        self.setColumnWidth(1, number)
        self.setColumnWidth(2, min(look.px(SHARE_WIDTH), max(left, least)))

    def _dress(self) -> None:
        look = themes.of()
        self.setFont(look.font("body"))
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.horizontalHeader().setFixedHeight(look.px(HEAD))
        self._fit_columns()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()


class _Counts(QAbstractTableModel):
    def __init__(self, first: str) -> None:
        super().__init__()
        self.counts: Counts = ()
        self._total = 0
        self._heads = (first, _("How many"), _("Share"))

    def show_counts(self, counts: Counts, total: int) -> None:
        if (counts, total) == (self.counts, self._total):
            return
        self.beginResetModel()
        self.counts, self._total = counts, total
        self.endResetModel()

    def share(self, row: int) -> float:
        """0 to 1."""
        return min(self.counts[row][1] / self._total, 1.0) if self._total else 0.0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.counts)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        side = Qt.AlignmentFlag.AlignRight if section == 1 else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words, count = self.counts[index.row()]
        shown = (clean(words), say.count(count), _percent(self.share(index.row())))[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words) if index.column() == 0 else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join((clean(words), say.count(count), _percent(self.share(index.row()))))
        return None


class _Cells(QStyledItemDelegate):
    """Paints a cell: words, a number at the right, or a bar with its share."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = themes.of()
        area: QRect = option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if index.row() == self._chosen(option):
            painter.fillRect(area, look.colour("accent_soft"))
        under = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(under, look.colour("line"))
        inner = area.adjusted(look.px(EDGE), 0, -look.px(EDGE), 0)
        text = str(index.data() or "")
        font = look.font("body", tabular=True)
        if index.column() == 2:
            self._paint_share(painter, inner, index, rtl)
        elif index.column() == 1:
            wide = draw.advance(text, font)
            spot = QRect(inner.right() + 1 - wide if not rtl else inner.left(), inner.top(), wide, inner.height())
            draw.draw_words(painter, spot, text, font, look.colour("ink"), rtl)
        else:
            draw.draw_words(painter, inner, text, look.font("body"), look.colour("ink"), rtl)
        painter.restore()

    @staticmethod
    def _chosen(option: QStyleOptionViewItem) -> int:
        view: Any = option.widget
        return int(view.currentIndex().row()) if view is not None and view.hasFocus() else -1

    @staticmethod
    def _paint_share(painter: QPainter, inner: QRect, index: Index, rtl: bool) -> None:
        look = themes.of()
        share = cast(_Counts, index.model()).share(index.row())
        room = look.px(52)
        track = QRect(inner.left(), 0, inner.width() - room, look.px(BAR))
        track.moveTop(inner.center().y() - track.height() // 2)
        filled = QRect(track.left(), track.top(), round(track.width() * share), track.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for spot, tone in ((track, "well"), (filled, "accent")):
            if spot.width() > 0 and track.width() >= look.px(SHORTEST_BAR):
                painter.setBrush(look.colour(tone))
                painter.drawRoundedRect(QRectF(draw.mirrored(inner, spot, rtl)), look.px(4), look.px(4))
        text, font = str(index.data() or ""), look.font("small", tabular=True)
        wide = draw.advance(text, font)
        spot = draw.mirrored(inner, QRect(inner.right() + 1 - wide, inner.top(), wide, inner.height()), rtl)
        draw.draw_words(painter, spot, text, font, look.colour("ink2"), rtl)


# Words


def _heard(n: int) -> str:
    return n_("{n} answer", "{n} answers", n) if n else _("Nobody has answered yet.")


def _left_out(found: Results) -> list[str]:
    """What a reader of the counts must know of: unfinished answers, and those left out as play."""
    sentences = []
    if found.partial:
        sentences.append(
            n_(
                "{n} of them was left before it was sent; what was tapped counts.",
                "{n} of them were left before they were sent; what was tapped counts.",
                found.partial,
            )
        )
    if found.folded:
        sentences.append(
            n_(
                "{n} more came in a quick burst, as when children play; it is kept, and not counted.",
                "{n} more came in quick bursts, as when children play; they are kept, and not counted.",
                found.folded,
            )
        )
    return sentences


def _figure(found: Results) -> tuple[str, str]:
    """CSAT or NPS in words, and what it is made of; too few answers give no figure."""
    if found.csat is not None:
        return _csat(found.csat)
    return _nps(found.nps) if found.nps is not None else ("", "")


def _csat(share: Share) -> tuple[str, str]:
    made = _("{good} of {n} took one of the two best faces.").format(good=share.good, n=share.n)
    if share.few:
        return _("Too few to say how satisfied they are (CSAT)."), f"{made} {_from_thirty(share.n)}"
    span = _("With so many answers the true share is probably between {low} and {high}%.")
    return (
        _("Satisfied (CSAT): {percent}%").format(percent=share.percent),
        f"{made} {span.format(low=share.low, high=share.high)}",
    )


def _nps(found: Nps) -> tuple[str, str]:
    made = _("9 or 10: {up}. 7 or 8: {middle}. 0 to 6: {down}.").format(
        up=found.promoters, middle=found.passives, down=found.detractors
    )
    if found.few:
        return _("Too few to say how likely they recommend you (NPS)."), f"{made} {_from_thirty(found.n)}"
    span = _("With so many answers the true score is probably between {low} and {high}.")
    return (
        _("Recommending you (NPS): {score}").format(score=_signed(found.score)),
        f"{made} {span.format(low=_signed(found.low), high=_signed(found.high))}",
    )


def _from_thirty(n: int) -> str:
    from relnotebook.notebook.scores import FEW

    return n_("A figure stands here after {n} more answer.", "A figure stands here after {n} more answers.", FEW - n)


def _signed(score: int) -> str:
    return f"+{score}" if score > 0 else f"\u2212{-score}" if score < 0 else "0"


def _percent(share: float) -> str:
    return _("{n}%").format(n=int(100 * share + 0.5))


def _week(week: Week, kind: str) -> str:
    """The Monday, and the figure of the week where it has enough answers to say something."""
    from relnotebook.notebook.scores import FEW

    day = say.date_words(week.monday.day, week.monday.month)
    if week.value is None or week.n < FEW:
        return day
    if kind == "nps":
        return _("{day}: {score}").format(day=day, score=_signed(week.value))
    return _("{day}: {percent}% satisfied").format(day=day, percent=week.value)


def _wordless(said: Said) -> str:
    return _("No words; would like an answer.") if said.reply_to else _("No words, a name only.")


def _about(said: Said) -> str:
    from relnotebook.base import languages

    name = said.given_name or _("no name left")
    parts = [say.ago(said.when, clock.now()), name]
    if said.reply_to:
        parts.append(_("wants a reply: {reach}").format(reach=said.reply_to))
    if said.language:
        parts.append(languages.name(said.language))
    if not said.complete:
        parts.append(_("not sent to the end"))
    return ", ".join(parts)
