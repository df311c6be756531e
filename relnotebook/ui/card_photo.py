"""The disc of the card: a photo or initials. A picture comes by click, paste or drop, and is made small in a job."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QSizePolicy

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId, Step
from relnotebook.base.text import initials
from relnotebook.base.words import _
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.paint import draw_disc
from relnotebook.widgets.parts import set_tip

SIDE = 68
LONGEST = 64_000_000  # bytes of a file that is looked at


class PhotoDisc(QAbstractButton):
    """Who it is, round.

    Signals:
        refused: the picture could not be used; the Problem. taken: it is the photo now.
    """

    refused = Signal(object)
    taken = Signal()

    def __init__(self, part: CardPart) -> None:
        super().__init__()
        self._part = part
        self._letters, self._tint, self._photo = "", 0, b""
        self._side = SIDE
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)

    def show_view(self, view: CardView) -> None:
        """Show whose card it is."""
        card = view.card
        self._letters, self._tint, self._photo = initials(card.shown_name), int(card.id), card.photo or b""
        name = _("Photo of {name}") if self._photo else _("No photo of {name} yet")
        self.setAccessibleName(name.format(name=card.greet))
        set_tip(self, _("Choose, paste or drop a picture"))
        self.update()

    def set_side(self, side: int) -> None:
        """How wide it is at 100 %, in px."""
        self._side = side
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = theme.of().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRect(0, 0, self.width(), self.height())
        font = theme.of().font("title" if self._side >= SIDE else "heading")
        draw_disc(painter, area, self._letters, self._tint, photo=self._photo or None, font=font)
        painter.end()

    # Where a picture comes from

    def open_menu(self) -> None:
        """Choose, paste, remove."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the picture."""
        look = theme.of()
        menu.addAction(look.icon("photo"), _("Choose a picture"), self.choose)
        paste = menu.addAction(look.icon("copy"), _("Paste the picture"), self.paste)
        paste.setEnabled(_has_picture(QGuiApplication.clipboard().mimeData()))
        if self._photo:
            menu.addAction(look.icon("trash"), _("Remove the picture"), self.remove)

    def choose(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self.window(), _("Choose a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Pictures (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.heic *.tif *.tiff)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def paste(self) -> None:
        """Take the picture from the clipboard."""
        self._take_from(QGuiApplication.clipboard().mimeData())

    def remove(self) -> None:
        from relnotebook.notebook import fields

        self._part.write(fields.remove_photo, self._part.customer)

    def take(self, picture: Path | bytes) -> None:
        """Make a picture small, away from the window, and put it on this card."""
        job = self._part.bridge.run(_reduced(picture))
        job.finished.connect(partial(self._put, self._part.customer))
        job.failed.connect(self.refused)

    def _put(self, customer: CustomerId, jpeg: bytes) -> None:
        from relnotebook.notebook import fields

        ask = self._part.bridge.write(fields.set_photo, customer, jpeg)
        ask.then(lambda _value: self.taken.emit()).otherwise(self.refused.emit)

    def _take_from(self, data: QMimeData) -> None:
        if data.hasUrls() and data.urls()[0].isLocalFile():
            self.take(Path(data.urls()[0].toLocalFile()))
        elif data.hasImage():
            image = QImage(data.imageData())
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            image.save(buffer, "PNG")  # type: ignore[call-overload]
            self.take(bytes(buffer.data().data()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_from(event.mimeData())
        event.acceptProposedAction()


def _has_picture(data: QMimeData | None) -> bool:
    return data is not None and (data.hasImage() or (data.hasUrls() and data.urls()[0].isLocalFile()))


def _reduced(picture: Path | bytes) -> Generator[Step, None, bytes]:
    """In the job lane: read the file and make it small. Raises Refusal("not-a-picture")."""
    from relnotebook.widgets import pictures

    yield Step(0, 1)
    if isinstance(picture, bytes):
        return pictures.reduce(picture)
    try:
        with picture.open("rb") as file:
            data = file.read(LONGEST)
    except OSError as gone:
        raise Refusal("not-a-picture") from gone
    return pictures.reduce(data)
