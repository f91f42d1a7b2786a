"""A text as a QR code, which cameras read."""

from itertools import groupby
from typing import NamedTuple

import segno

# Cameras find a code by as many empty squares around it.
MARGIN = 4


class QrCode(NamedTuple):
    """A code: how many squares it is wide and high, and its dark ones as the path of an SVG."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Return the QR code of a text, which can be read with a seventh of it lost."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(border=MARGIN)]
    return QrCode(len(rows), "".join(_runs(row, y) for y, row in enumerate(rows)))


def _runs(row: bytes, y: int) -> str:
    """Return each run of dark squares of a row as one rectangle."""
    path, x = "", 0
    for is_dark, squares in groupby(row):
        width = len([*squares])
        if is_dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
