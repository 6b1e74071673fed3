"""The files of a batch: from paths, folders and addresses to a list in a fixed order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ..errors import UsageError
from ..pages.files import WARC

_EDGE = 1 << 16


def is_address(name: str) -> bool:
    """Whether an input is an address to fetch."""
    return name.startswith(("http://", "https://"))


def files_of(paths: Iterable[str], fetched: Iterable[Path] = ()) -> list[Path]:
    """The web-archive files of these files and folders, and those that were fetched, each once, by name. Raises UsageError for what is none
    or not there."""
    found = {path.resolve() for path in fetched}
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise UsageError("no such file or folder", subject=name)
        inner = [p for p in path.rglob("*") if _is_warc(p)] if path.is_dir() else [path]
        if not inner or not all(_is_warc(p) for p in inner):
            raise UsageError(f"holds no web-archive file; a batch reads {', '.join(WARC)}", subject=name)
        found.update(p.resolve() for p in inner)
    return sorted(found, key=lambda path: (path.name, str(path)))


def _is_warc(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith(WARC) and not path.name.startswith(".")


def fingerprint(path: Path) -> str:
    """16 hexadecimal digits over a file's size, its first and its last 64 kB: whether it is the one that a batch was begun with."""
    state = hashlib.sha256()
    with path.open("rb") as raw:
        size = path.stat().st_size
        state.update(size.to_bytes(8, "big"))
        state.update(raw.read(_EDGE))
        raw.seek(max(0, size - _EDGE))
        state.update(raw.read(_EDGE))
    return state.hexdigest()[:16]
