"""Draws the app's icons as PNG: `python -m docs.icons` in the project's folder. The drawing is that of static/icon.svg."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np

STATIC = Path(__file__).parents[1] / "src" / "dateline" / "site" / "static"
GROUND, WHITE, DOT = (0x12, 0x46, 0x7A), (255, 255, 255), (0xFF, 0xB8, 0x4D)
FINER = 4


def drawn(size: int, *, maskable: bool = False) -> np.ndarray:
    """The icon as (size, size, 4) bytes; a maskable one fills the square and keeps the drawing in its safe middle."""
    scale = 0.72 if maskable else 1.0
    edge = (np.arange(size * FINER) + 0.5) / (size * FINER) * 64
    x, y = np.meshgrid((edge - 32) / scale + 32, (edge - 32) / scale + 32)
    picture = np.zeros((*x.shape, 4))
    inside = np.hypot(np.maximum(abs(x - 32) - 20, 0), np.maximum(abs(y - 32) - 20, 0)) <= 12
    picture[np.ones_like(inside) if maskable else inside] = (*GROUND, 255)
    for end, height in ((50, 20), (38, 32), (44, 44)):
        picture[np.hypot(x - np.clip(x, 14, end), y - height) <= 3] = (*WHITE, 255)
    picture[np.hypot(x - 48, y - 32) <= 5] = (*DOT, 255)
    picture[..., :3] *= picture[..., 3:] / 255
    small = picture.reshape(size, FINER, size, FINER, 4).mean((1, 3))
    small[..., :3] = small[..., :3] * 255 / np.maximum(small[..., 3:], 1)
    return small.round().clip(0, 255).astype(np.uint8)


def png(picture: np.ndarray) -> bytes:
    """A picture as PNG."""
    rows = b"".join(b"\0" + row.tobytes() for row in picture)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", picture.shape[1], picture.shape[0], 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts
    )


if __name__ == "__main__":
    for name, size, maskable in (("icon-192", 192, False), ("icon-512", 512, False), ("icon-maskable", 512, True)):
        (STATIC / f"{name}.png").write_bytes(png(drawn(size, maskable=maskable)))
