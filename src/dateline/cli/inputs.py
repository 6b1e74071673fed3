"""The documents that a command was given: files, folders, standard input; a refused one is told, and the rest goes on."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..errors import ArchiveNotFound, InputRefused, PassedOver, UsageError
from ..pages.document import Document
from .output import note

#: Why a name is refused that is nothing here.
MISSING = "no such file or folder"
FOREIGN = "addresses are read over https:// and http:// alone; a file is given by its path"
_WEB = ("http://", "https://")
#: Why a corpus is refused where pages are read: its lines would be taken for the paragraphs of one text.
ROWS = "rows of a corpus, not a page; `dateline clean` reads these (and `dateline import` what `dateline export` wrote)"


def archive_there(address: str | None, made_by: str = "dateline add PAGES") -> str:
    """The archive that a command reads: the one named, else that of the settings. Raises ArchiveNotFound where a path holds none: a
    misspelt name would be an empty archive in which nothing is found."""
    from ..settings import load

    found = load(archive=address).archive
    if "://" not in found and not Path(found).exists():
        raise ArchiveNotFound(f"there is no archive here; `{made_by} --archive PATH` makes one", subject=found)
    return found


def missing_of(names: list[str]) -> list[str]:
    """The inputs that are no files here. Raises UsageError where none of them is."""
    missing = [name for name in names if name != "-" and not name.startswith(_WEB) and not Path(name).exists()]
    if missing and len(missing) == len(names):
        raise UsageError(why_missing(missing[0]), subject=", ".join(missing[:5]))
    return missing


def why_missing(name: str) -> str:
    """The rule by which a name that is nothing here is refused."""
    return FOREIGN if re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", name) else MISSING


def documents(names: list[str], *, url: str | None, captured_at: str | None, max_bytes: int) -> Iterator[Document | InputRefused]:
    """Every document of the inputs, in order, or the error that refuses it; a page at an address is fetched. What a crawl holds beside its
    pages is counted on stderr. Raises UsageError where none of the files is there."""
    passed: Counter[str] = Counter()
    for found in _documents(names, url=url, captured_at=captured_at, max_bytes=max_bytes):
        if isinstance(found, PassedOver):
            passed[found.rule] += 1
        else:
            yield found
    if passed:
        from .view import counted

        kinds = ", ".join(f"{count} {why}" for why, count in passed.most_common(5))
        note(f"passed over: {counted(passed.total(), 'record')} without a page ({kinds})")


def _documents(
    names: list[str], *, url: str | None, captured_at: str | None, max_bytes: int
) -> Iterator[Document | InputRefused]:
    from ..cleaning.files import JSON_LINES, PARQUET
    from ..pages.decode import day, document
    from ..pages.files import FEEDS, HTML, TEXT, documents_of

    day(captured_at, "--captured-at")  # before a page is blamed for it
    if url is not None and not url.startswith(_WEB):
        raise UsageError(f"--url must be an address such as https://example.org/news/1, got {url[:80]!r}")
    missing = missing_of(names)
    for name in names:
        if name == "-":
            try:
                yield document(sys.stdin.buffer.read(max_bytes + 1), url=url, captured_at=captured_at, max_bytes=max_bytes)
            except InputRefused as error:
                yield InputRefused(error.rule, subject=url or "standard input")
            continue
        if name.startswith(_WEB):
            yield _fetched(name)
            continue
        if name in missing:
            yield InputRefused(why_missing(name), subject=name)
            continue
        path = Path(name)
        if path.name.lower().endswith((*JSON_LINES, *PARQUET)) and path.is_file():
            yield InputRefused(ROWS, subject=name)
            continue
        found = documents_of(path, url=url, captured_at=captured_at, max_bytes=max_bytes)
        first = next(found, None)
        if first is None and path.is_dir():
            note(f"{name}: no page in this folder; pages are files that end in {', '.join((*HTML, *TEXT, *FEEDS))}, WARC and WET files")
        elif first is not None:
            yield first
            yield from found


def _fetched(address: str) -> Document | InputRefused:
    import asyncio

    from ..settings import load
    from ..sources.addresses import AddressRules
    from ..sources.answers import fetch_document

    rules = AddressRules.allowing(load().fetch_allow.split(","), "fetch_allow")
    try:
        return asyncio.run(fetch_document(address, rules))
    except InputRefused as error:
        return error
