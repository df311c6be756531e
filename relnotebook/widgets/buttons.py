"""Things to press: buttons with their key, chips, segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from relnotebook.widgets import theme
from relnotebook.widgets.draw import MARK_HEIGHT, advance, draw_key, draw_mark, elided, key_size, mark_width, mirrored
from relnotebook.widgets.plain import clean, set_tip, without_mnemonic
from relnotebook.widgets.values import Mark

INKS = {
    "secondary": ("ink", "ink2"),
    "primary": ("on_accent", "on_accent"),
    "quiet": ("ink", "ink2"),
    "ghost": ("accent", "accent"),
    "danger": ("alert_text", "alert_text"),
    "final": ("on_alert", "on_alert"),
    "cover": ("cover_text", "cover_text"),
    "bare": ("ink2", "ink2"),
}
BOLD_KINDS = ("primary", "cover")


class KeyButton(QPushButton):
    """A button that shows its icon, its verb and its key.

    Attributes (as Qt properties, read by the style sheet):
        kind: secondary, primary, quiet, ghost, danger, final (solid brick), cover (on the cover), bare.
        shape: '' (36 px), hero (52 px) or icon (36 x 36, no words).
    """

    def __init__(
        self, text: str = "", kind: str = "secondary", icon: str = "", key: str = "", size: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon_name, self._key, self._kind = icon, key, kind
        self._action: QAction | None = None
        self._takes = (True, True)
        self._leads = False
        self.setProperty("kind", kind)
        self._shape = size or ("icon" if icon and not text else "")
        self.setProperty("shape", self._shape)
        square = self._shape == "icon"
        across = QSizePolicy.Policy.Fixed if square else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setText(text)
        theme.of().changed.connect(self._on_look_changed)

    def set_kind(self, kind: str) -> None:
        """Make it another kind of button."""
        self._kind = kind
        self.setProperty("kind", kind)
        theme.restyle(self)

    def set_icon(self, name: str) -> None:
        """Show another icon; '' for none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key cap; '' for none."""
        self._key = key
        self.updateGeometry()
        self.update()

    def lead(self) -> None:
        """Let icon and words begin at the leading side, as in a list, instead of standing in the middle."""
        self._leads = True
        self.update()

    def setText(self, words: str) -> None:
        """Say something else, to a screen reader too unless it was given another name."""
        before = clean(without_mnemonic(self.text()))
        super().setText(words)
        if self.accessibleName() == before:
            self.setAccessibleName(clean(without_mnemonic(words)))

    def key(self) -> str:
        """The key shown."""
        return self._key

    def follow(self, action: QAction, *, words: bool = True, cap: bool = True) -> None:
        """Do what `action` does, and take its words, key, tooltip and state, now and whenever they change."""
        self._action, self._takes = action, (words, cap)
        self.setCheckable(action.isCheckable())
        self._on_action_changed()
        action.changed.connect(self._on_action_changed)
        self.clicked.connect(action.trigger)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        look = theme.of()
        hero = self._shape == "hero"
        height = look.px(52) if hero else look.control()
        if self._shape == "icon":
            return QSize(height, height)
        pad = look.px(22 if hero else 6 if self._kind == "bare" else 14)
        return QSize(self._content_width() + 2 * pad, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        look, rtl = theme.of(), self.isRightToLeft()
        ink, tint = (look.shade(token, self.isEnabled()) for token in self._inks())
        middle = max((self.width() - self._content_width()) // 2, look.px(6))
        at = look.px(14) if self._leads else middle
        if self._icon_name:
            side = look.px(self._icon_side())
            spot = QRect(at, (self.height() - side) // 2, side, side)
            picture = look.pixmap(self._icon_name, tint.name(), self._icon_side(), self.devicePixelRatioF())
            painter.drawPixmap(mirrored(self.rect(), spot, rtl), picture)
            at = spot.right() + 1 + look.px(7)
        cap = key_size(self._key) if self._key else QSize(0, 0)
        if self.text():
            room = self.width() - at - look.px(6) - (cap.width() + look.px(8) if self._key else 0)
            spot = QRect(at, 0, min(self._text_width(), max(room, 0)), self.height())
            painter.setFont(self._words_font())
            painter.setPen(ink)
            across = Qt.AlignmentFlag.AlignHCenter
            if self._leads:
                across = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            flags = Qt.AlignmentFlag.AlignVCenter | across
            painter.drawText(mirrored(self.rect(), spot, rtl), flags, self._fitted(spot.width()))
            at = spot.right() + 1 + look.px(8)
        if self._key:
            spot = QRect(QPoint(at, (self.height() - cap.height()) // 2), cap)
            self._paint_cap(painter, mirrored(self.rect(), spot, rtl), ink)

    def _paint_cap(self, painter: QPainter, spot: QRect, ink: QColor) -> None:
        look = theme.of()
        if self._kind in ("primary", "final", "cover"):
            edge = QColor(ink)
            edge.setAlpha(175)
            draw_key(painter, spot, self._key, ink, edge)
        else:
            draw_key(painter, spot, self._key, look.colour("ink2"), look.colour("line"), look.colour("sheet"))

    def _inks(self) -> tuple[str, str]:
        if self.isCheckable() and self.isChecked():
            return "accent_soft_text", "accent_soft_text"
        return INKS[self._kind]

    def _words_font(self) -> QFont:
        if self._shape == "hero":
            return theme.of().font("large")
        bold = self._kind in BOLD_KINDS or (self.isCheckable() and self.isChecked())
        return theme.of().font("strong" if bold else "button")

    def _icon_side(self) -> int:
        return 20 if self._shape == "hero" else 18

    def _text_width(self) -> int:
        widest = theme.of().font("large" if self._shape == "hero" else "strong")
        return advance(without_mnemonic(self.text()), widest if self.isCheckable() else self._words_font())

    def _fitted(self, width: int) -> str:
        return elided(without_mnemonic(self.text()), self._words_font(), width + 1)

    def _content_width(self) -> int:
        look = theme.of()
        parts = []
        if self._icon_name:
            parts.append(look.px(self._icon_side()))
        if self.text():
            parts.append(self._text_width())
        width = sum(parts) + (look.px(7) if len(parts) == 2 else 0)
        return width + (key_size(self._key).width() + look.px(8) if self._key else 0)

    def _on_action_changed(self) -> None:
        action = self._action
        if action is None:
            return
        words, cap = self._takes
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if words:
            self.setText(action.text())
            self.updateGeometry()
        if cap:
            self.set_key(native)
        self.setEnabled(action.isEnabled())
        self.setChecked(action.isCheckable() and action.isChecked())
        said = clean(without_mnemonic(action.text()))
        self.setAccessibleName(said)
        set_tip(self, said, native)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


def button(
    what: QAction | str, kind: str = "secondary", icon: str = "", key: str | None = "", size: str = ""
) -> KeyButton:
    """A button for an action, or for plain words.

    For an action its words, state, tooltip and key follow the action; `icon` may also be given by the action's
    property "icon-name". `key=None` draws no key cap.
    """
    if isinstance(what, str):
        made = KeyButton(what, kind, icon, key or "", size)
        made.setAccessibleName(clean(without_mnemonic(what)))
        return made
    name = icon or str(what.property("icon-name") or "")
    made = KeyButton("" if size == "icon" else what.text(), kind, name, "", size)
    made.follow(what, words=size != "icon", cap=key is not None and size != "icon")
    if key:
        made.set_key(key)
    return made


def icon_button(icon: str, name: str, kind: str = "bare", key: str = "") -> KeyButton:
    """A square button with an icon only; `name` is its tooltip and what a screen reader says."""
    made = KeyButton("", kind, icon, "", "icon")
    made.setAccessibleName(clean(name))
    set_tip(made, name, key)
    return made


class Chip(QAbstractButton):
    """A mark that can be pressed: drawn 26 high in the middle of a 36 px hit area."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_mark(mark)
        theme.of().changed.connect(self._on_look_changed)

    def mark(self) -> Mark:
        """What it shows."""
        return self._mark

    def set_mark(self, mark: Mark) -> None:
        """Show another mark."""
        self._mark = mark
        self.setText(clean(mark.words()))
        self.setAccessibleName(clean(mark.words()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(max(mark_width(self._mark), look.control()), look.control())

    def drawn(self) -> QRect:
        """Where the chip is drawn inside its hit area."""
        look = theme.of()
        wide = min(mark_width(self._mark), self.width())
        spot = QRect(0, (self.height() - look.px(MARK_HEIGHT)) // 2, wide, look.px(MARK_HEIGHT))
        return mirrored(self.rect(), spot, self.isRightToLeft())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, spot = theme.of(), self.drawn()
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(theme.OFF)
        mark = self._mark
        if self.isCheckable() and self.isChecked():
            mark = Mark("accent", mark.icon, mark.text, mark.strong)
        draw_mark(painter, spot.topLeft(), mark, self.isRightToLeft(), spot.width())
        if self.underMouse() or self.isDown():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class _Segment(KeyButton):
    """One choice of several in a frame; the frame's edge is part of the control's height."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(0, 2)


class Segments(QFrame):
    """A few choices in one frame, one of them taken.

    Signals:
        picked: key of the choice a person took (not sent by `set_value`).
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _text, _icon in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, (_key, text, icon) in enumerate(choices):
            part = _Segment(text, "secondary", icon)
            part.setCheckable(True)
            part.setAccessibleName(clean(text))
            part.setProperty("at", _where(at, len(choices)))
            self._group.addButton(part, at)
            row.addWidget(part)
        self._group.idClicked.connect(self._on_clicked)
        if self._keys:
            self._group.button(0).setChecked(True)

    def value(self) -> str:
        """The key of the choice taken."""
        at = self._group.checkedId()
        return self._keys[at] if at >= 0 else ""

    def set_value(self, key: str) -> None:
        """Take a choice without telling anybody. An unknown key changes nothing."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def button(self, key: str) -> KeyButton:
        """The button of one choice."""
        found = self._group.button(self._keys.index(key))
        assert isinstance(found, KeyButton)
        return found

    def _on_clicked(self, at: int) -> None:
        self.picked.emit(self._keys[at])


def _where(at: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if at == 0 else "last" if at == count - 1 else "middle"
