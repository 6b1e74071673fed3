"""Sample pages: invented outlets and news in real places, as varied in make as the real web. They are ours and free to use."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from ..pages.decode import document
from ..pages.document import Document
from ..tables import rows


def documents() -> Iterator[Document]:
    """Every sample page with its address and the day of its capture, in the order of the index."""
    folder = files(__package__)
    for row in rows(__package__, "index.csv"):
        content = (folder / "pages" / row["file"]).read_bytes()
        media_type = "text/plain" if row["file"].endswith(".txt") else "text/html"
        yield document(content, url=row["url"], captured_at=row["captured_at"] or None, media_type=media_type)
