"""dateline check: is the archive whole?"""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Problems and digest as JSON.")] = False,
) -> None:
    """Check the file, the references, the index and the facts; exit status 1 where something is wrong.

    Example: dateline check --archive news.db
    """
    from json import dumps

    from ..archive import open_archive
    from .inputs import archive_there
    from .output import safe

    with open_archive(archive_there(archive)) as record:
        problems = record.check()
        digest = None if problems else record.digest()
    if json:
        print(dumps({"problems": problems, "digest": digest}))
    else:
        print(safe("\n".join(problems)) if problems else f"whole; content {digest}")
    if problems:
        raise typer.Exit(1)
