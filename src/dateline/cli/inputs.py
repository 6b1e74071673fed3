"""The documents that a command was given: files, folders, standard input; a refused one is told, and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ..errors import InputRefused, UsageError
from ..pages.document import Document


def documents(names: list[str], *, url: str | None, captured_at: str | None, max_bytes: int) -> Iterator[Document | InputRefused]:
    """Every document of the inputs, in order, or the error that refuses it."""
    from ..pages.decode import document
    from ..pages.files import documents_of

    for name in names:
        if name == "-":
            try:
                yield document(sys.stdin.buffer.read(max_bytes + 1), url=url, captured_at=captured_at, max_bytes=max_bytes)
            except InputRefused as error:
                yield InputRefused(error.rule, subject=url or "standard input")
            continue
        path = Path(name)
        if not path.exists():
            raise UsageError("no such file or folder", subject=name)
        yield from documents_of(path, url=url, captured_at=captured_at, max_bytes=max_bytes)
