"""Words on the screen. Customers' words are always plain text: PlainLabel is the only door to QLabel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import draw_key, key_size
from relnotebook.widgets.plain import clean, clean_text

LONG_WORD = 40  # letters without a break before one is offered
ROOM = 320  # px at 100 % that a line which does not wrap insists on
READING = 480  # px at 100 %: as wide as a paragraph asks to be, about 72 letters
KNOWN = 8  # layouts a label remembers
LEADING = 1.43  # line height of running text, as a multiple of its size


class PlainLabel(QLabel):
    """A label that shows its text as it is written, whatever it holds.

    A line that does not wrap is cut short only when it is wider than its place and wider than 320 px; the whole
    text stays what a screen reader says. One that wraps has `lines` at most, where they are given.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        wrap: bool = False,
        lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._lines = lines
        self._known: dict[object, tuple[QTextLayout, int]] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if wrap:
            _grows_with_width(self, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def text(self) -> str:
        """The text shown, without the invisible places where a long word may break."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = clean_text(text) if self.wordWrap() else clean(text)
        super().setText(self._whole)
        self.updateGeometry()

    @property
    def cut(self) -> bool:
        """Whether it has more words than its lines can hold at its width."""
        return self._lines > 0 and self._laid(self._whole, self.contentsRect().width())[0].lineCount() > self._lines

    def set_tone(self, tone: str) -> None:
        """Another colour from the tokens."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            theme.restyle(self)

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        layout, height = self._flow(theme.of().px(READING))
        return QSize(_widest(layout) + self._beside(), height)

    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return QSize(theme.of().px(60), self.fontMetrics().height())
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.of().px(ROOM)), hint.height())

    def heightForWidth(self, width: int) -> int:
        return self._flow(width - self._beside())[1] if self.wordWrap() else super().heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = self.contentsRect()
        if self.wordWrap():
            layout, height = self._flow(area.width())
            top = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max(0, (area.height() - height) // 2)
            layout.draw(painter, QPointF(area.left(), area.top() + top))
            return
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, area.width())
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, shown)

    def _flow(self, width: int) -> tuple[QTextLayout, int]:
        shown = self._whole
        laid = self._laid(shown, width)
        while self._lines and laid[0].lineCount() > self._lines:
            last = laid[0].lineAt(self._lines - 1)
            end = last.textStart() + last.textLength() if not shown.endswith("…") else len(shown) - 2
            shown = shown[:end].rstrip(" ,.…\n") + "…"
            laid = self._laid(shown, width)
        return laid

    def _laid(self, text: str, width: int) -> tuple[QTextLayout, int]:
        """Laid out once for each width: a layout of the page asks many times for the height at the same few."""
        self.ensurePolished()
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        font, rtl = self.font(), self.isRightToLeft()
        key = (text, width, side, rtl, font.key())
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            found = self._known[key] = flow(text, font, width, side, rtl=rtl)
        return found

    def _beside(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()


class LeadLabel(QWidget):
    """A sentence with a bold beginning that wraps as one: "Nut allergy, severe. Clean jug and tongs."."""

    def __init__(
        self,
        lead: str,
        text: str,
        tone: str = "ink",
        roles: tuple[str, str] = ("strong", "body"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lead, self._text = clean(lead), clean(text, 1000)
        self._tone, self._roles = tone, roles
        _grows_with_width(self, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.text())
        theme.of().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The whole sentence."""
        return f"{self._lead} {self._text}".strip()

    def heightForWidth(self, width: int) -> int:
        return self._flow(width)[1]

    def sizeHint(self) -> QSize:
        layout, height = self._flow(10_000)
        return QSize(_widest(layout), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(120), self._flow(10_000)[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.of().colour(self._tone))
        layout, height = self._flow(self.width())
        layout.draw(painter, QPointF(0, max(0, (self.height() - height) // 2)))

    def _flow(self, width: int) -> tuple[QTextLayout, int]:
        look = theme.of()
        lead = (len(self._lead), look.font(self._roles[0]))
        return flow(self.text(), look.font(self._roles[1]), width, lead=lead, rtl=self.isRightToLeft())


class KeyHint(QWidget):
    """A key cap: "Ctrl+K"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.of().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The key's name."""
        return self._text

    def set_text(self, text: str) -> None:
        """Name another key."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return key_size(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.of()
        area = QRect(0, 0, self.width(), self.height())
        draw_key(QPainter(self), area, self._text, look.colour("ink2"), look.colour("line"), look.colour("sheet"))


def flow(
    text: str,
    font: QFont,
    width: int,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    lead: tuple[int, QFont] | None = None,
    *,
    leads: Sequence[tuple[int, int, QFont]] = (),
    rtl: bool = False,
) -> tuple[QTextLayout, int]:
    """`text` laid out in lines of `width` px, and its height. The first `lead` letters may have another font.

    `leads`: the same for letters further on, as (first, how many, font).

    Running text gets the leading of the design; each paragraph keeps the direction of its own letters.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    leading_side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment((leading_side if side & Qt.AlignmentFlag.AlignLeft else side) | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    formats = []
    for start, length, other in ((0, *lead), *leads) if lead is not None else leads:
        part = QTextLayout.FormatRange()
        part.start, part.length = start, length
        part.format.setFont(other)
        formats.append(part)
    layout.setFormats(formats)
    least = QFontInfo(font).pixelSize() * LEADING if "Inter" in font.families() else 0.0
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        high = max(line.height(), least)
        line.setPosition(QPointF(0, top + (high - line.height()) / 2))
        top += high
    layout.endLayout()
    return layout, int(top + 0.999)


def _grows_with_width(widget: QWidget, across: QSizePolicy.Policy) -> None:
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def _widest(layout: QTextLayout) -> int:
    return int(max((layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())), default=0.0) + 1.999)
