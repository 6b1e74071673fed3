"""dateline backup: a copy of the archive while it is in use."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    file: Annotated[str, typer.Argument(help="The new file.")],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Where the copy is, as JSON.")] = False,
) -> None:
    """Copy the archive to a new file; readers and a writer go on meanwhile.

    Example: dateline backup news-2025-01-31.db
    """
    from json import dumps

    from ..archive import open_archive
    from .inputs import archive_there
    from .output import safe

    with open_archive(archive_there(archive)) as record:
        record.backup(file)
    print(dumps({"backup": file}) if json else safe(f"copied to {file}"))
