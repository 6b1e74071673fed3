"""dateline demo: the sample pages into a new archive, and the site over it."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site when the pages are read.")] = True,
    archive: Annotated[str | None, typer.Option(help="Where the new archive goes; a temporary folder, if not said.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 takes a free one.")] = None,
    json: Annotated[bool, typer.Option("--json", help="What was found as one JSON object.")] = False,
) -> None:
    """Read the sample pages that come with Dateline into a new archive, say what was found, serve the site.

    Example: dateline demo
    """
    import tempfile
    from json import dumps
    from pathlib import Path

    from ..archive import open_archive
    from ..errors import UsageError
    from ..reading import read_document
    from ..samples import documents
    from ..settings import load
    from .output import end_progress, progress

    path = Path(archive) if archive else Path(tempfile.mkdtemp(prefix="dateline-")) / "demo.db"
    if path.exists():
        raise UsageError("exists already; the demo makes a new archive, name another path", subject=str(path))
    with open_archive(path) as record:
        for number, document in enumerate(documents(), 1):
            record.add(read_document(document))
            progress(f"{number} sample pages read")
        end_progress()
        counts = record.counts()
    if json:
        print(dumps({"archive": str(path), **counts}))
    else:
        print(f"Read {counts['captures']} sample pages into {path}")
        for name in ("articles", "teasers", "comments", "statements", "events", "figures", "entities"):
            print(f"  {counts[name]:>5} {name}")
    if serve:
        from ..site.serving import serve as run
        from .output import stopping_is_the_end

        with stopping_is_the_end():
            run(str(path), "127.0.0.1", load(port=port).port, workers=1)
