"""How a message leaves the notebook: by the clipboard, the mail program, a draft file or paper. A person sends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui.asking import ask_file
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from relnotebook.notebook.agenda import Today

Told = Callable[[str], object]
Paint = Callable[["QPagedPaintDevice"], object]


def copy(words: str) -> None:
    """Put a message on the clipboard."""
    QGuiApplication.clipboard().setText(words)


def mail(parent: QWidget, address: str, subject: str, words: str, told: Told, sent: Callable[[], object]) -> None:
    """Open the mail program with the message; one too long for a link is offered as a draft file.

    `told` gets a sentence when no mail program answers; `sent` is called as soon as the message is on its way.
    """
    from relnotebook.exchange import notes

    link = notes.mailto(address, subject, words)
    if notes.too_long(link):
        keep_draft(parent, address, subject, words, told, sent)
    elif QDesktopServices.openUrl(QUrl.fromEncoded(link.encode())):
        sent()
    else:
        told(_("No mail program answers. Copy the message instead."))


def keep_draft(
    parent: QWidget, address: str, subject: str, words: str, told: Told, sent: Callable[[], object]
) -> QFileDialog:
    """Ask where the e-mail draft goes; it is written there and opened, and only then `sent` is called."""
    from relnotebook.exchange import notes

    def write(path: Path) -> None:
        path.write_bytes(notes.eml(address, subject, words))
        sent()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    return ask_file(parent, _("Keep the e-mail as a draft"), subject, ".eml", write, told)


def keep_pdf(parent: QWidget, name: str, paint: Paint, told: Told) -> QFileDialog:
    """Ask where the PDF goes; it is written there and opened."""

    def write(path: Path) -> None:
        from PySide6.QtGui import QPdfWriter

        painted = QBuffer()  # a file that cannot be written is found out by writing it, with a reason
        painted.open(QIODevice.OpenModeFlag.WriteOnly)
        paint(QPdfWriter(painted))
        path.write_bytes(painted.data().data())
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    return ask_file(parent, _("Keep it as PDF"), name, ".pdf", write, told)


def on_paper(parent: QWidget, title: str, paint: Paint, told: Told) -> QWidget:
    """Ask for a printer; what `paint` draws is printed when a person says so. `told` hears why it was not."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)

    def put(*_chosen: object) -> None:
        try:
            paint(printer)
        except Problem as found:
            told(say.problem(found))

    dialog.accepted.connect(put)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own `open` wants a slot
    return dialog


def paper_or_pdf(view: QWidget, on_paper: Callable[[], object], keep: Callable[[], object]) -> QMenu:
    """Ask in a menu at the upper trailing corner of `view`, below the button that was pressed. It deletes itself."""
    menu, look = Menu("", view), theme.of()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(look.icon("printer"), _("Print it"), on_paper)
    menu.addAction(look.icon("file-export"), _("Keep it as PDF"), keep)
    left = 0 if view.isRightToLeft() else view.width() - menu.sizeHint().width() - look.px(24)
    menu.popup(view.mapToGlobal(QPoint(max(left, 0), 0)))
    return menu


def note(words: str, shop: str, address: str) -> Paint:
    """What paints a message as a small note."""

    def paint(device: QPagedPaintDevice) -> None:
        from relnotebook.exchange import paper

        paper.note(device, words, shop, address)

    return paint


def strip(today: Today, shop: str, region: str) -> Paint:
    """What paints the day's list as a strip for the wall."""

    def paint(device: QPagedPaintDevice) -> None:
        from relnotebook.exchange import paper

        paper.strip(device, today, shop=shop, region=region)

    return paint
