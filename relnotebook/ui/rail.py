"""The cover: the rail at the edge of the window whose chosen tab runs into the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QEnterEvent, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.text import initials
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import set_tip

OPEN, MARGIN, CORNER = 196, 12, 8
PAGES = ("counter", "customers", "today", "feedback", "mailings")
_UNDER = {"importing": "customers", "doubles": "customers"}
"""Pages without a tab of their own -> the tab they stand under, wherever one comes from."""


class CoverButton(QAbstractButton):
    """Something on the cover that can be pressed. Knows whether the pointer is over it and whether the cover is small.

    Attributes:
        small: only icons fit; words go into the tooltip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.small = False
        self.hover = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_small(self, small: bool) -> None:
        """Show the icon only, or the words as well."""
        self.small = small
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hover = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.hover = False
        self.update()

    def ink(self) -> QColor:
        """The colour of its words now."""
        return themes.of().colour("cover_text")

    def mirrored(self, rect: QRectF) -> QRectF:
        """`rect`, laid out from left to right, where it belongs in this direction of writing."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRectF(self.width() - rect.right(), rect.y(), rect.width(), rect.height())

    def ring(self, painter: QPainter, rect: QRectF) -> None:
        """The focus ring, inside, in the colour that can be seen on the cover."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            token = "focus" if self.isChecked() else "cover_text"
            painter.setPen(QPen(themes.of().colour(token), 2))
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), CORNER - 2, CORNER - 2)


class Tab(CoverButton):
    """One page on the cover: icon, name, and how many things wait there."""

    def __init__(self, page: str, action: QAction, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.icon_name = icon
        self.key = key
        self.count = 0
        self.setCheckable(True)
        self.setText(action.text().replace("&", ""))
        self.clicked.connect(action.trigger)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many things wait; none shows no pill."""
        self.count = count
        words = self.text()
        if count:
            told = _("{page}, {n} new") if self.page == "feedback" else _("{page}, {n} waiting")
            words = told.format(page=words, n=count)
        self.setAccessibleName(words)
        set_tip(self, words, self.key)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, themes.of().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.hover:
            fill = theme.colour("paper" if self.isChecked() else "cover_hi")
            painter.fillPath(self._shape(), fill)
        self._icon(painter)
        if not self.small:
            self._words(painter)
        if self.count:
            self._pill(painter)
        self.ring(painter, QRectF(self.rect()))

    def ink(self) -> QColor:
        return themes.of().colour("ink" if self.isChecked() else "cover_text")

    def _shape(self) -> QPainterPath:
        """Rounded on the outer side only: the inner side runs into the page."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(QRectF(self.rect()), CORNER, CORNER)
        path.addRect(self.mirrored(QRectF(self.width() - CORNER, 0, CORNER, self.height())))
        return path

    def _icon(self, painter: QPainter) -> None:
        theme = themes.of()
        token = "accent" if self.isChecked() else "cover_text" if self.hover else "cover_muted"
        side = icon_side()
        pixmap = theme.pixmap(self.icon_name, theme.colour(token).name(), side / theme.look.scale)
        left = (self.width() - 12 - side) / 2 if self.small else theme.px(10)
        place = self.mirrored(QRectF(left, (self.height() - side) / 2, side, side))
        painter.drawPixmap(place.topLeft(), pixmap)

    def _words(self, painter: QPainter) -> None:
        theme = themes.of()
        painter.setFont(theme.font("button"))
        painter.setPen(self.ink())
        left = theme.px(10) + icon_side() + theme.px(10)
        room = self.mirrored(QRectF(left, 0, self.width() - left - theme.px(12), self.height()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, flags, self.text())

    def _pill(self, painter: QPainter) -> None:
        theme = themes.of()
        font = theme.font("caption", tabular=True)
        painter.setFont(font)
        words = str(self.count)
        width = max(theme.px(20), QFontMetricsF(font).horizontalAdvance(words) + theme.px(14))
        height = theme.px(20)
        top = theme.px(1) if self.small else (self.height() - height) / 2
        right = self.width() - theme.px(4) if self.small else self.width() - theme.px(20)
        place = self.mirrored(QRectF(right - width, top, width, height))
        painter.setPen(Qt.PenStyle.NoPen)
        fill = "honey_bright" if self.small else "accent_soft" if self.isChecked() else "cover_hi"
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(place, height / 2, height / 2)
        ink = QColor("#2B2620") if self.small else theme.colour("accent" if self.isChecked() else "cover_text")
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class Person(CoverButton):
    """Who is at the till: initials, name, and what they do. A click or F2 switches."""

    def __init__(self, action: QAction, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.name = ""
        self.role = ""
        self.clicked.connect(action.trigger)
        self.show_person("", "")

    def show_person(self, name: str, role: str) -> None:
        """Show who it is; nobody ("") asks who is there."""
        self.name, self.role = name, role
        self.setText(name or _("Who is here?"))
        words = _("{name} is at the till").format(name=name) if name else _("Nobody is at the till yet")
        self.setAccessibleName(words)
        set_tip(self, words, self.key)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, themes.of().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 8 if self.small else MARGIN
        painter.fillRect(self.mirrored(QRectF(0, 0, self.width() - edge, 1)), theme.colour("cover_line"))
        disc = theme.px(30) if self.small else theme.px(32)
        left = (self.width() - edge - disc) / 2 if self.small else 0.0
        round_ = self.mirrored(QRectF(left, (self.height() - disc) / 2, disc, disc))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("cover_line" if self.hover else "cover_hi"))
        painter.drawEllipse(round_)
        self._inside(painter, round_)
        if not self.small:
            self._words(painter, left + disc + theme.px(10))
        self.ring(painter, QRectF(self.rect()).adjusted(-3, 5, 0, -5))

    def _inside(self, painter: QPainter, disc: QRectF) -> None:
        theme = themes.of()
        painter.setPen(theme.colour("cover_text"))
        if self.name:
            font = theme.font("initials")
            font.setPointSizeF(font.pointSizeF() * 0.86)
            painter.setFont(font)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(self.name))
            return
        side = icon_side()
        pixmap = theme.pixmap("user", theme.colour("cover_text").name(), side / theme.look.scale)
        painter.drawPixmap(disc.center() - QPointF(side / 2, side / 2), pixmap)

    def _words(self, painter: QPainter, left: float) -> None:
        theme = themes.of()
        rows = [("button", "cover_text", self.text())]
        if self.role:
            rows.append(("note", "cover_muted", self.role))
        heights = [QFontMetricsF(theme.font(role)).height() for role, _ink, _words in rows]
        top = (self.height() - sum(heights)) / 2
        for (role, ink, words), height in zip(rows, heights, strict=True):
            metrics = QFontMetricsF(theme.font(role))
            room = self.mirrored(QRectF(left, top, self.width() - left - MARGIN, height))
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
            top += height


class Rail(QWidget):
    """The cover with the shop's name, the pages, Settings, and who is at the till."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._small = False
        self._name = ""
        self._about = ""
        group = QButtonGroup(self)
        self.tabs = {
            page: Tab(page, actions[page], actions.table[page].icon, actions.hint(page))
            for page in (*PAGES, "settings")
        }
        for tab in self.tabs.values():
            group.addButton(tab)
        command = actions.table["hand_over"]
        self.hand = Tab("hand_over", actions["hand_over"], command.icon, actions.hint("hand_over"))
        self.hand.setCheckable(False)  # it leads away from the pages
        self.person = Person(actions["switch_staff"], actions.hint("switch_staff"))
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(2)
        for page in PAGES:
            self._layout.addWidget(self.tabs[page])
        self._layout.addStretch(1)
        self._layout.addWidget(self.hand)
        self._layout.addWidget(self.tabs["settings"])
        self._layout.addSpacing(8)
        self._layout.addWidget(self.person)
        self.set_small(False)

    def show_shop(self, name: str, about: str) -> None:
        """The shop's name and the line below it: "Café, bakery, Harbour St"."""
        self._name, self._about = name, about
        self.setAccessibleDescription(f"{name}. {about}" if about else name)
        self.update()

    def choose(self, page: str) -> None:
        """Mark the tab of the page shown; a card keeps that of the page it was opened from."""
        tab = _UNDER.get(page, page)
        if tab in self.tabs:
            self.tabs[tab].setChecked(True)

    def set_count(self, page: str, count: int) -> None:
        """How many things wait on a page; a page without a tab shows none."""
        if page in self.tabs:
            self.tabs[page].set_count(count)

    def set_small(self, small: bool) -> None:
        """Icons only (narrow and tight windows), or words as well."""
        self._small = small
        theme = themes.of()
        for button in (*self.tabs.values(), self.hand, self.person):
            button.set_small(small)
        outer, top = (8, 18) if small else (MARGIN, theme.px(74))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._layout.setContentsMargins(0 if rtl else outer, top, outer if rtl else 0, 0)
        self.setFixedWidth(round(24 + 40 * theme.look.scale) if small else theme.px(OPEN))
        self.update()

    def chosen_tab(self) -> Tab:
        """The tab of the page shown."""
        return next((tab for tab in self.tabs.values() if tab.isChecked()), self.tabs["counter"])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.set_small(self._small)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = themes.of()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("cover"))
        if self._small or not self._name:
            return
        top = theme.px(14)
        for role, ink, words in (("heading", "cover_text", self._name), ("note", "cover_muted", self._about)):
            font = theme.font(role)
            metrics = QFontMetricsF(font)
            room = QRectF(theme.px(20), top, self.width() - theme.px(32), metrics.height())
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
            top = int(top + metrics.height())


def icon_side() -> int:
    """The side of an icon on the cover: 18 px, growing slower than the text, as the cover does."""
    return round(6 + 12 * themes.of().look.scale)
