"""A ruler for what was printed: a PDF rendered to a picture, and where there is ink on it, in millimetres."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2

DPI = 300
_INK = re.compile(rb"[\x00-\xb4]+")


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Picture:
    """One page, seen in grey."""

    def __init__(self, path: Path, page: int = 1) -> None:
        document = pypdfium2.PdfDocument(path)
        try:
            self.pages = len(document)
            self.size = tuple(points * 25.4 / 72 for points in document[page - 1].get_size())
            bitmap = document[page - 1].render(scale=DPI / 72, grayscale=True)
            self._wide, self._high, self._stride = bitmap.width, bitmap.height, bitmap.stride
            self._dots = bytes(bitmap.buffer)
            bitmap.close()
        finally:
            document.close()

    def across(self, y: float) -> list[float]:
        """Middles of the ink along a line from left to right."""
        start = _dot(y) * self._stride
        return _middles(self._dots[start : start + self._wide])

    def down(self, x: float) -> list[float]:
        """Middles of the ink along a line from top to bottom."""
        return _middles(self._dots[_dot(x) :: self._stride][: self._high])

    def ink(self, left: float, top: float, width: float, height: float) -> Box | None:
        """What the ink within a rectangle fills; None where there is none."""
        first, last = _dot(left), _dot(left + width)
        rows, sides = [], []
        for row in range(max(_dot(top), 0), min(_dot(top + height), self._high)):
            line = self._dots[row * self._stride + first : row * self._stride + last]
            found = [one.span() for one in _INK.finditer(line)]
            if found:
                rows.append(row)
                sides += [found[0][0], found[-1][1]]
        if not rows:
            return None
        return Box(_mm(first + min(sides)), _mm(rows[0]), _mm(first + max(sides)), _mm(rows[-1] + 1))


def _dot(length: float) -> int:
    return round(length * DPI / 25.4)


def _mm(dots: float) -> float:
    return dots * 25.4 / DPI


def _middles(line: bytes) -> list[float]:
    return [_mm((one.start() + one.end()) / 2) for one in _INK.finditer(line)]
