"""dateline story: one story with its timeline, figures and disagreements."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def command(
    id: Annotated[str, typer.Argument(help="The story's id, as `dateline stories` prints it.")],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole story as JSON; this is what a pipe gets anyway.")] = False,
) -> None:
    """Tell a story: timeline, figures from report to report, where sources disagree, its items.

    Example: dateline story 0f3a5c... --json
    """
    from ..archive import open_archive
    from ..errors import UsageError
    from ..records import to_plain
    from .inputs import archive_there
    from .output import as_json, safe
    from .story_view import story_lines

    with open_archive(archive_there(archive)) as record:
        story = record.story(id)
    if story is None:
        raise UsageError("there is no such story in this archive", subject=id)
    if json or not sys.stdout.isatty():
        print(as_json(to_plain(story)))
    else:
        print(safe("\n".join(story_lines(story))))
