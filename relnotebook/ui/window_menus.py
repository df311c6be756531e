"""Two small menus of the window: who is at the till, and where the notebook lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from relnotebook.base.words import _
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.notebook.staff import Colleague


def staff_menu(
    anchor: QWidget, colleagues: Iterable[Colleague], now: int, choose: Callable[[int], None], edit: Callable[[], None]
) -> QMenu:
    """The colleagues, a tick at who is there; opened above `anchor`. 0 stands for nobody in particular."""
    menu = _menu(anchor)
    for colleague in colleagues:
        entry = menu.addAction(_plain(colleague.name))
        entry.setCheckable(True)
        entry.setChecked(colleague.id == now)
        entry.triggered.connect(lambda _on=False, one=int(colleague.id): choose(one))
    nobody = menu.addAction(_("Nobody in particular"))
    nobody.setCheckable(True)
    nobody.setChecked(now == 0)
    nobody.triggered.connect(lambda _on=False: choose(0))
    menu.addSeparator()
    menu.addAction(_("Who works here")).triggered.connect(lambda _on=False: edit())
    _open_above(menu, anchor)
    chosen = next((entry for entry in menu.actions() if entry.isChecked()), nobody)
    menu.setActiveAction(chosen)
    return menu


def place_menu(anchor: QWidget, path: Path, settings: Callable[[], None]) -> QMenu:
    """Where the notebook lies, with a way to its folder; opened above `anchor`."""
    menu = _menu(anchor)
    shown = menu.addAction(_plain(str(path)))
    shown.setEnabled(False)
    folder = QUrl.fromLocalFile(str(path.parent))
    menu.addAction(_("Show the folder")).triggered.connect(lambda _on=False: QDesktopServices.openUrl(folder))
    menu.addAction(_("Move it, or keep it safe")).triggered.connect(lambda _on=False: settings())
    _open_above(menu, anchor)
    return menu


def _menu(anchor: QWidget) -> QMenu:
    menu = QMenu(anchor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _plain(text: str) -> str:
    """Words of people as the text of a menu entry: an & in them is no mnemonic."""
    return clean(text).replace("&", "&&")


def _open_above(menu: QMenu, anchor: QWidget) -> None:
    corner = anchor.mapToGlobal(QPoint(0, 0))
    menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))
