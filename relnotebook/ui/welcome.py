"""The first page: the shop's name and kind, how to begin, and an optional passphrase. One page, one button."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base.words import _
from relnotebook.notebook import kinds
from relnotebook.ui.begin_choice import BeginChoice
from relnotebook.widgets import theme as themes
from relnotebook.widgets.draw import draw_ribbon, mirrored
from relnotebook.widgets.parts import Choice, FlowLayout, PlainLabel, Rule, Switch, button, field, passphrase_line

SHORTEST_PASSPHRASE = 8
SIZES = (0.9, 1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Begin:
    """What a person chose on the first page.

    Attributes:
        shop: what the shop is called; kind: its kind's key.
        how: empty, bring_in (then `path` is the file people come from), demo, or open (`path`: a notebook they have).
        passphrase: "" for a notebook without one.
    """

    shop: str
    kind: str
    how: str
    passphrase: str = ""
    path: Path | None = None


class WelcomePage(QWidget):
    """What is wrong stands below its field, and nothing typed is lost by it.

    Signals:
        begin: a Begin; the window makes or opens the notebook.
        scale_picked: another text size (0.9 to 2.0).
        language_picked: another language's code.
    """

    begin = Signal(object)
    scale_picked = Signal(float)
    language_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._people: Path | None = None
        self._make_fields()
        self.cover = _Cover()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._form())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._scroll, 1)
        right.addWidget(self._foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.cover)
        row.addLayout(right, 1)
        self._keys()
        self._lock_switched(False)
        self.setFocusProxy(self.shop)

    # What the page is made of

    def _make_fields(self) -> None:
        self.shop = QLineEdit()
        self.shop.setPlaceholderText(_("The name over the door"))
        self.shop.returnPressed.connect(self.open)
        self.shop_field = field(_("&What is your shop called?"), self.shop)
        self.shop.textEdited.connect(lambda _text: self.shop_field.say(""))
        self.kind = Choice([(one.key, one.name) for one in kinds.kinds()])
        self.choices = {
            key: BeginChoice(title, line, icon, f"Alt+{number}")
            for number, (key, title, line, icon) in enumerate(_ways(), 1)
        }
        self._group = QButtonGroup(self)
        for choice in self.choices.values():
            self._group.addButton(choice)
        self.choices["empty"].setChecked(True)
        self.choices["bring_in"].clicked.connect(self._choose_people)
        self._group.buttonToggled.connect(self._chosen)
        self.lock = Switch(_("Lock the notebook with a passphrase (optional)"))
        self.lock.toggled.connect(self._lock_switched)
        self.passphrase = passphrase_line(_("Passphrase"))
        self.again = passphrase_line(_("The same once more"))
        for line in (self.passphrase, self.again):
            line.setAccessibleName(line.placeholderText())
            line.returnPressed.connect(self.open)
            line.textEdited.connect(lambda _text: self._say_lock(""))
        self.lock_words = PlainLabel("", "small", "ink2", wrap=True)
        self.go = button(_("Open my notebook"), "primary", key=_("Enter"), size="hero")
        self.go.clicked.connect(self.open)
        self.mine = button(_("Open a notebook I have"), "ghost")
        self.mine.clicked.connect(self._choose_notebook)

    def _form(self) -> QWidget:
        px = themes.of().px
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        self._margins: list[QBoxLayout] = [column]
        column.setContentsMargins(px(64), px(56), px(64), px(20))
        column.setSpacing(px(12))
        top = QHBoxLayout()
        top.setSpacing(px(16))
        kind = field(_("&Kind of shop"), self.kind)
        top.addWidget(self.shop_field, 3)
        top.addWidget(kind, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addSpacing(px(14))
        column.addWidget(PlainLabel(_("How would you like to begin?"), "heading"))
        for choice in self.choices.values():
            column.addWidget(choice)
        self.wrong = PlainLabel("", "small", "alert_text", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        column.addSpacing(px(8))
        column.addWidget(Rule())
        column.addWidget(self.lock)
        self.lock_part = QWidget()
        words = QHBoxLayout(self.lock_part)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(px(12))
        words.addWidget(self.passphrase)
        words.addWidget(self.again)
        column.addWidget(self.lock_part)
        column.addWidget(self.lock_words)
        column.addStretch(1)
        return inside

    def _foot(self) -> QWidget:
        px = themes.of().px
        foot = QWidget()
        row = QHBoxLayout(foot)
        self._margins.append(row)
        row.setContentsMargins(px(64), px(12), px(64), px(28))
        row.setSpacing(px(8))
        self.language = button(_("English"), "secondary", "language")
        self.size_button = button(_("Text size"), "secondary", "text-size")
        self.language.clicked.connect(lambda: _below(self.language, self._language_menu()))
        self.size_button.clicked.connect(lambda: _below(self.size_button, self._size_menu()))
        others = QWidget()
        flow = FlowLayout(others)
        for part in (self.language, self.size_button, self.mine):
            flow.addWidget(part)
        row.addWidget(others, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go)
        return foot

    def _language_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("English").triggered.connect(lambda: self.language_picked.emit("en"))
        return menu

    def _size_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for size in SIZES:
            menu.addAction(f"{size:.0%}").triggered.connect(lambda _on=False, s=size: self.scale_picked.emit(s))
        return menu

    def _keys(self) -> None:
        for number, choice in enumerate(self.choices.values(), 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(partial(_take, choice))
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.open)

    # What a person does

    def how(self) -> str:
        """The way to begin that is chosen."""
        return next(key for key, choice in self.choices.items() if choice.isChecked())

    def bring_in(self, people: Path) -> None:
        """Begin with the people of this file."""
        self._people = people
        self.choices["bring_in"].setChecked(True)
        self.choices["bring_in"].set_line(_("From {name}").format(name=people.name))

    def open(self) -> None:
        """Begin, or say what is missing beside its field."""
        how, words = self.how(), ""
        self.wrong.hide()
        if how == "demo":
            self.begin.emit(Begin("", self.kind.value(), "demo"))
            return
        if not self.shop.text().strip():
            self.shop_field.say(_("A name is enough to begin. You can change it later."))
            self.shop.setFocus()
            return
        if how == "bring_in" and self._people is None:
            self._choose_people()
            return
        if self.lock.isChecked():
            words = self.passphrase.text()
            if not self._fits(words):
                return
        self.begin.emit(Begin(self.shop.text().strip(), self.kind.value(), how, words, self._people))

    def show_problem(self, sentence: str) -> None:
        """Say why the notebook could not be made; everything typed stays."""
        self.go.setEnabled(True)
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self._scroll.ensureWidgetVisible(self.wrong)

    def set_busy(self, busy: bool) -> None:
        """The notebook is being made."""
        self.go.setEnabled(not busy)

    def _fits(self, words: str) -> bool:
        if len(words) < SHORTEST_PASSPHRASE:
            self._say_lock(_("That is short. Four plain words work well."), wrong=True)
        elif words != self.again.text():
            self._say_lock(_("The two are not the same. Type the second one again."), wrong=True)
        else:
            return True
        (self.passphrase if len(words) < SHORTEST_PASSPHRASE else self.again).setFocus()
        return False

    def _say_lock(self, sentence: str, *, wrong: bool = False) -> None:
        told = sentence or (
            _("Nobody can open it without this, and we cannot reset it. Four plain words work well.")
            if self.lock.isChecked()
            else ""
        )
        self.lock_words.setText(told)
        self.lock_words.set_tone("alert_text" if wrong else "ink2")
        self.lock_words.setVisible(bool(told))

    def _lock_switched(self, on: bool) -> None:
        self.lock_part.setVisible(on)
        self._say_lock("")
        if on:
            self.passphrase.setFocus()

    def _chosen(self, choice: QAbstractButton, on: bool) -> None:
        if not on:
            return
        demo = self.choices["demo"].isChecked()
        for part in (self.lock, self.passphrase, self.again, self.shop, self.kind):
            part.setEnabled(not demo)
        self.go.setText(_("Open the demo shop") if demo else _("Open my notebook"))

    def _choose_people(self) -> None:
        dialog = QFileDialog(self, _("Bring in people from"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        known = _(
            "Address books, spreadsheets, archives (*.vcf *.vcard *.csv *.tsv *.txt *.tab *.xlsx *.xlsm *.ods *.zip)"
        )
        dialog.setNameFilters([known, _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.bring_in(Path(name)))
        dialog.open()

    def _choose_notebook(self) -> None:
        dialog = QFileDialog(self, _("Open a notebook"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Notebooks (*.relnotebook)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.begin.emit(Begin("", "", "open", path=Path(name))))
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the cover steps aside: the form matters."""
        super().resizeEvent(event)
        width = themes.width_class(self.width(), themes.of().look.scale)
        self.cover.setVisible(width in ("wide", "normal"))
        side = themes.of().px(64 if width in ("wide", "normal") else 24)
        for place in self._margins:
            margins = place.contentsMargins()
            place.setContentsMargins(side, margins.top(), side, margins.bottom())


def _ways() -> tuple[tuple[str, str, str, str], ...]:
    """(key, title, line, icon) of the ways to begin."""
    people = _("From an address book, a spreadsheet, or another notebook's archive.")
    return (
        ("empty", _("With an empty page"), _("Add the next person who walks in. Ten seconds each."), "pencil"),
        ("bring_in", _("Bring in people I know"), people, "file-import"),
        ("demo", _("Look around first"), _("A made-up shop with 40 regulars. Erase it any time."), "building-store"),
    )


def _take(choice: BeginChoice) -> None:
    choice.setFocus()
    choice.click()


def _below(place: QWidget, menu: QMenu) -> None:
    menu.popup(place.mapToGlobal(place.rect().bottomLeft()))


class _Cover(QWidget):
    """The cover of a fresh notebook, with its ribbon."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = themes.of().px
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(48), px(54), px(48), px(34))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel("RelNotebook", "heading", "cover_text"))
        column.addStretch(4)
        column.addWidget(PlainLabel(_("A fresh notebook.\nWho comes in first?"), "name", "cover_text", wrap=True))
        told = _("Names, the usual, and the small things that make people feel known. It all stays on this computer.")
        column.addWidget(PlainLabel(told, "body", "cover_muted", wrap=True))
        column.addStretch(5)
        promise = QHBoxLayout()
        promise.setSpacing(px(8))
        self._cloud = QLabel()
        promise.addWidget(self._cloud)
        promise.addWidget(PlainLabel(_("No account, no cloud, no tracking"), "small", "cover_muted"), 1)
        column.addLayout(promise)
        self._dress()
        themes.of().changed.connect(self._dress)

    def _dress(self) -> None:
        self._cloud.setPixmap(themes.of().pixmap("cloud-off", "cover_muted", 16))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(themes.of().px(420), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Nothing: a narrow window does without the cover."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, painter = themes.of().px, QPainter(self)
        ribbon = QRect(px(342), 0, px(34), px(118))
        draw_ribbon(painter, mirrored(self.rect(), ribbon, self.isRightToLeft()), themes.of().colour("honey_bright"))
