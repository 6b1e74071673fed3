"""dateline import: an exported archive into this one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer


@contextmanager
def _taken_back(address: str) -> Iterator[None]:
    """An import that fails leaves no archive where none was; one that others filled meanwhile stays."""
    from pathlib import Path

    from ..archive import open_archive

    path = Path(address)
    fresh = "://" not in address and not path.exists()
    try:
        yield
    except BaseException:
        if fresh and path.exists():
            with open_archive(address) as record:
                empty = next(record.rows(), None) is None and not record.users()
            if empty:
                path.unlink()
        raise


def command(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="What `dateline export` wrote, or - for standard input.")],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The counts as one JSON object.")] = False,
) -> None:
    """Add an exported archive: what is there stays, what was forgotten stays away; all of it or, on an error, nothing.

    Example: dateline import news.jsonl --archive copy.db
    """
    from json import dumps
    from pathlib import Path

    from ..archive import open_archive
    from ..errors import UsageError
    from ..export import json_lines
    from ..settings import load

    if file != "-" and not Path(file).is_file():
        raise UsageError("no such file", subject=file)
    where = load(archive=archive).archive
    with _taken_back(where), open_archive(where) as record:
        if file == "-":
            counts = record.take_in(json_lines.rows(sys.stdin))
        else:
            with Path(file).open(encoding="utf-8", newline="\n") as lines:
                counts = record.take_in(json_lines.rows(lines, subject=file))
    print(dumps(counts) if json else ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing new")
