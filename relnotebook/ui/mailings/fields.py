"""The fields of a rule: choices as wide as their words, so that a row reads as a sentence, and numbers of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent, QPen, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words, elided, mirrored
from relnotebook.widgets.fields import Choice, SavingLine
from relnotebook.widgets.plain import clean, set_tip

MOST_SEEN = 14  # rows of an open list
LONGEST = 280  # px at 100 % that a name may take before it is cut


class Snug(Choice):
    """A choice as wide as the words it shows; its list is as wide as the longest of them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.setMaxVisibleItems(MOST_SEEN)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.currentIndexChanged.connect(lambda _at: self._on_words())
        theme.of().changed.connect(self.updateGeometry)

    def show_options(self, words: Sequence[str], at: int) -> None:
        """Offer these, keyed by their place as text; `at` is taken, -1 for none."""
        if words != [self.itemText(place) for place in range(self.count())]:
            self.clear()
            for place, one in enumerate(words):
                self.addItem(clean(one), str(place))
        if at != self.currentIndex():
            self.setCurrentIndex(at)
        self._on_words()

    def sizeHint(self) -> QSize:
        look = theme.of()
        words = self.currentText() or self.placeholderText()
        wide = min(advance(words, look.font("body")), look.px(LONGEST)) + look.px(46)
        return QSize(max(wide, look.px(64)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(64), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a choice looks, but that its words may come close to the arrow."""
        look, rtl = theme.of(), self.isRightToLeft()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        side = look.px(18)
        arrow = QRect(self.width() - look.px(10) - side, (self.height() - side) // 2, side, side)
        picture = look.pixmap("chevron-down", "ink2", 18, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(self.rect(), arrow, rtl), picture)
        words, font = self.currentText(), look.font("body")
        spot = QRect(look.px(11), 0, max(arrow.left() - look.px(14), 0), self.height())
        shown = elided(words or self.placeholderText(), font, spot.width() + 1)
        draw_words(painter, mirrored(self.rect(), spot, rtl), shown, font, look.colour("ink" if words else "ink3"), rtl)

    def showPopup(self) -> None:
        font = self.view().font()
        widest = max((advance(self.itemText(at), font) for at in range(self.count())), default=0)
        self.view().setMinimumWidth(min(widest + theme.of().px(52), theme.of().px(420)))
        super().showPopup()

    def _on_words(self) -> None:
        set_tip(self, self.currentText())
        self.updateGeometry()


class Titles(Snug):
    """What a rule asks, under headings; nothing at first."""

    def __init__(self) -> None:
        super().__init__(_("What to ask"))
        self._shown: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
        self.setPlaceholderText(_("Choose what to ask"))
        self.setCurrentIndex(-1)

    def show_titles(self, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], key: str) -> None:
        """Offer the titles of each group; the one of `key` is taken, "" for none."""
        if groups != self._shown:
            self._shown = groups
            self._fill()
        at = self.findData(key) if key else -1
        if at != self.currentIndex():
            self.setCurrentIndex(at)
        self._on_words()

    def _fill(self) -> None:
        self.clear()
        look, model = theme.of(), self.model()
        assert isinstance(model, QStandardItemModel)
        for heading, entries in self._shown:
            self.addItem(clean(heading))
            item = model.item(self.count() - 1)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setFont(look.font("caption"))
            item.setForeground(look.colour("ink3"))
            for key, words in entries:
                self.addItem(clean(words), key)
        self.setCurrentIndex(-1)


class OwnNumber(QLineEdit):
    """A number that is in no list, taken on Enter and when the field is left.

    Signals:
        taken: the number; left: nothing was typed.
    """

    taken = Signal(int)
    left = Signal()

    def __init__(self, name: str, least: int, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(_("a number"))
        self.setValidator(QIntValidator(least, most, self))
        self.setFixedWidth(theme.of().px(96))
        set_tip(self, _("A number from {least} to {most}").format(least=least, most=most))
        self._done = False
        self.editingFinished.connect(self.flush)

    def flush(self) -> None:
        """Take what is typed now."""
        if self.hasAcceptableInput() and not self._done:
            self._done = True
            self.taken.emit(int(self.text()))

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        if self.hasAcceptableInput():
            self.flush()
        elif not self._done and not self.text():
            self._done = True
            self.left.emit()


class Typed(SavingLine):
    """Words of one's own, completed from those the notebook knows."""

    def __init__(self, name: str, suggested: Sequence[str]) -> None:
        super().__init__("", _("a word, such as {word}").format(word=suggested[0]) if suggested else _("a word"))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_suggested(suggested)

    def show_suggested(self, suggested: Sequence[str]) -> None:
        """Complete from these."""
        completer = QCompleter([clean(one) for one in suggested], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _words: self._on_completed())
        self.setCompleter(completer)

    def sizeHint(self) -> QSize:
        look = theme.of()
        wide = advance(self.placeholderText(), look.font("body")) + look.px(30)
        return QSize(min(max(wide, look.px(176)), look.px(LONGEST)), super().sizeHint().height())

    def _on_completed(self) -> None:
        self._on_edited()
        self.flush()


class Fixed(QWidget):
    """Words of a row that cannot be changed, in the frame of a field."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_words(words)
        theme.of().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """What it says."""
        return self._words

    def show_words(self, words: str) -> None:
        """Say something else."""
        self._words = clean(words)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(advance(self._words, look.font("body")) + look.px(24), look.control())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong" if look.contrast else "line"), look.edge()))
        painter.setBrush(look.colour("well"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), look.px(8), look.px(8))
        inside = QRect(look.px(12), 0, max(self.width() - look.px(24), 0), self.height())
        spot = mirrored(self.rect(), inside, self.isRightToLeft())
        draw_words(painter, spot, self._words, look.font("body"), look.colour("ink"), self.isRightToLeft())
