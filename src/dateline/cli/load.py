"""dateline load: a finished batch into the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..store.writing import Added


def command(
    out: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder of a finished batch.")],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The counts as one JSON object.")] = False,
) -> None:
    """Add the pages of a finished batch to the archive, as if it had read them itself. Loading again changes nothing.

    Example: dateline load tables --archive news.db
    """
    from json import dumps
    from pathlib import Path

    from ..batch.needs import require_arrow

    require_arrow()
    from ..archive import open_archive
    from ..batch.folder import finished
    from ..batch.loading import load
    from ..settings import load as settings
    from .output import end_progress, progress, safe
    from .view import counted

    where = settings(archive=archive).archive
    finished(Path(out))
    if archive is None and "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)

    def report(pages: int, added: Added) -> None:
        progress(f"{counted(pages, 'page')}, {counted(added.items, 'item')}")

    with open_archive(where) as record:
        pages, added = load(Path(out), record, report=report)
    end_progress()
    counts = {
        "pages": pages,
        "captures": added.captures,
        "items": added.items,
        "new": len(added.new),
        "revised": len(added.revised),
        "unchanged": len(added.unchanged),
        "forgotten": len(added.refused),
    }
    print(dumps(counts) if json else safe(f"{where}: " + ", ".join(_told(name, count) for name, count in counts.items())))


def _told(name: str, count: int) -> str:
    from .view import counted

    return counted(count, name[:-1]) if name in ("pages", "captures", "items") else f"{count:,} {name}"
