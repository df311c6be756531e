"""A picture from outside made small and clean before it is kept."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from relnotebook.base.problems import Refusal

LONG_SIDE = 512
QUALITY = 85
MOST_PIXELS = 120_000_000  # the largest cameras; more is a trap
ALLOCATION = 512  # MB that decoding one picture may take
FORMATS = {b"jpeg", b"jpg", b"png", b"webp", b"gif", b"bmp", b"tiff", b"tif", b"heic", b"heif", b"avif"}


def reduce(data: bytes) -> bytes:
    """Any picture as a JPEG with a long side of at most 512 px, upright, without any of its metadata.

    Raises Refusal("not-a-picture"), Refusal("picture-too-large").
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(ALLOCATION)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead() or bytes(reader.format().data()) not in FORMATS:
        raise Refusal("not-a-picture")
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MOST_PIXELS:
            raise Refusal("picture-too-large")
        if max(size.width(), size.height()) > LONG_SIDE:
            reader.setScaledSize(size.scaled(QSize(LONG_SIDE, LONG_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Refusal("not-a-picture")
    return _as_jpeg(image)


def _as_jpeg(image: QImage) -> bytes:
    """Painted on a fresh white sheet, so that neither texts nor profiles of the original come along."""
    if max(image.width(), image.height()) > LONG_SIDE:
        image = image.scaled(
            LONG_SIDE, LONG_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    fresh = QImage(image.size(), QImage.Format.Format_RGB32)
    fresh.fill(Qt.GlobalColor.white)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, image)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    if not fresh.save(out, "JPEG", QUALITY):  # type: ignore[call-overload]
        raise Refusal("not-a-picture")
    return bytes(out.data().data())
