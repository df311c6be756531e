from __future__ import annotations

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Refusal
from relnotebook.widgets import pictures


def made(width: int, height: int, kind: str = "PNG", colour: str = "#336699", text: str = "") -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    if text:
        image.setText("Comment", text)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return buffer.data().data()


def seen(data: bytes) -> QImage:
    image = QImage.fromData(data, "JPEG")
    assert not image.isNull()
    return image


@pytest.fixture(autouse=True)
def _app(qtbot: QtBot) -> None:
    """Pictures need the running application's plugins."""


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(2000, 1000, (512, 256)), (300, 3000, (51, 512)), (100, 50, (100, 50)), (512, 512, (512, 512))],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP"])
def test_a_picture_becomes_small_and_a_jpeg(width: int, height: int, size: tuple[int, int], kind: str) -> None:
    small = pictures.reduce(made(width, height, kind))
    assert small.startswith(b"\xff\xd8")
    assert seen(small).size().toTuple() == size


def test_nothing_but_the_picture_is_kept() -> None:
    for kind in ("PNG", "JPEG"):
        original = made(800, 600, kind, text="51.5074 N, 0.1278 W")
        small = pictures.reduce(original)
        assert b"51.5074" not in small
        assert b"Exif" not in small
        assert seen(small).textKeys() == []


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    plain = made(400, 200, "JPEG")
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    turned = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
    assert seen(pictures.reduce(turned)).size().toTuple() == (200, 400)


def test_what_is_see_through_becomes_white() -> None:
    small = pictures.reduce(made(60, 60, "PNG", "#00000000"))
    assert seen(small).pixelColor(30, 30).lightness() > 250


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0",
    ],
)
@pytest.mark.qt_log_ignore("JPEG", extend=True)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        pictures.reduce(data)
    assert refused.value.code == "not-a-picture"


def test_a_trap_of_a_picture_is_refused() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    trap = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(Refusal) as refused:
        pictures.reduce(trap)
    assert refused.value.code == "picture-too-large"
