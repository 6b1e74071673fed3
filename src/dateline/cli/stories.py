"""dateline stories: one happening a line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def command(
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a story; this is what a pipe gets anyway.")] = False,
    since: Annotated[str | None, typer.Option(help="Last reported on or after this day (2025-01-31).")] = None,
    until: Annotated[str | None, typer.Option(help="First reported on or before this day.")] = None,
    least: Annotated[int, typer.Option(help="How many items a story must have.")] = 2,
    limit: Annotated[int, typer.Option(help="How many stories, at most 500.")] = 30,
) -> None:
    """List stories, the latest first.

    Example: dateline stories --since 2025-01-01 --least 3
    """
    from ..archive import open_archive
    from ..pages.decode import day
    from ..settings import load
    from ..stories.figures import bounds
    from .output import as_json, note, safe

    with open_archive(load(archive=archive).archive) as record:
        found = record.stories(since=day(since, "since"), until=day(until, "until"), least=least, limit=limit)
    for story in found:
        if json or not sys.stdout.isatty():
            row = {"id": story.id, "headline": story.headline, "first": story.first, "last": story.last, "outlets": story.outlets}
            print(as_json({**row, "items": [item.id for item in story.items]}))
            continue
        current = [f"{bounds(s.lower, s.upper)} {h.what}" for h in story.figures for s in h.steps if not s.superseded][:3]
        told = f"{len(story.items)} items, {len(story.outlets)} outlets" + (f"; {', '.join(current)}" if current else "")
        print(safe(f"{story.last or 'undated'}  {story.id}  {story.headline}\n    {told}\n"))
    if not found:
        note("no stories")
