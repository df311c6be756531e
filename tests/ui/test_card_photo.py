"""The photo: chosen, pasted or dropped, made small away from the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu

from relnotebook.notebook import fields

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def picture(folder: Path) -> Path:
    image = QImage(1400, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("#BE7C16"))
    path = folder / "ngozi.png"
    image.save(str(path))
    return path


def photo(card: Card) -> QImage:
    data = card.shop_read(fields.photo, card.regular.id)
    return QImage.fromData(data or b"")


def test_a_chosen_file_becomes_a_small_photo(open_till: OpenTill, shop: Shop, tmp_path: Path) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    assert card.body.header.disc.accessibleName() == "No photo of Ngozi yet"
    card.body.header.disc.take(picture(tmp_path))
    card.until(lambda: card.body.header.disc.accessibleName() == "Photo of Ngozi")
    assert photo(card).width() == 512
    card.body.header.disc.remove()
    card.until(lambda: card.body.header.disc.accessibleName() == "No photo of Ngozi yet")
    card.press("Ctrl+Z").until(lambda: card.body.header.disc.accessibleName() == "Photo of Ngozi")


def test_a_dropped_picture(open_till: OpenTill, shop: Shop, tmp_path: Path) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    disc, data = card.body.header.disc, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(disc, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(disc, QDropEvent(QPoint(5, 5), copy, data, left, none))
    card.until(lambda: disc.accessibleName() == "Photo of Ngozi")


def test_a_pasted_picture(open_till: OpenTill, shop: Shop, tmp_path: Path) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    QGuiApplication.clipboard().setImage(QImage(str(picture(tmp_path))))
    card.body.header.disc.setFocus()
    card.press("Ctrl+V").until(lambda: card.body.header.disc.accessibleName() == "Photo of Ngozi")
    QGuiApplication.clipboard().clear()


def test_what_is_no_picture_is_said(open_till: OpenTill, shop: Shop, tmp_path: Path) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    (tmp_path / "letter.txt").write_text("Dear Ngozi")
    said, banner = card.body.header.photo_refusal, card.till.window.shell.banner
    for name in ("letter.txt", "gone.png"):
        card.body.header.disc.take(tmp_path / name)
        card.until(said.isVisible)
        assert said.text() == "That is not a picture we can read. JPEG, PNG and WebP are fine."
        card.body.header.disc.take(picture(tmp_path))
        card.until(lambda: not said.isVisible())
        assert not banner.isVisible()
    assert not photo(card).isNull()


def test_a_refused_picture_is_said_on_its_own_card_only(open_till: OpenTill, shop: Shop, tmp_path: Path) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.body.header.disc.take(tmp_path / "gone.png")
    card.until(card.body.header.photo_refusal.isVisible)
    Card(card.till, other)
    assert not card.body.header.photo_refusal.isVisible()


def test_the_picture_goes_to_the_card_it_was_chosen_on(open_till: OpenTill, shop: Shop, tmp_path: Path) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.body.header.disc.take(picture(tmp_path))
    Card(card.till, other)
    card.until(lambda: not photo(card).isNull())
    assert card.body.header.disc.accessibleName() == "No photo of Tobias yet"


def test_the_menu(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    menu = QMenu()
    card.body.header.disc.fill_menu(menu)
    assert [a.text() for a in menu.actions()] == ["Choose a picture", "Paste the picture"]
    assert not menu.actions()[1].isEnabled()
