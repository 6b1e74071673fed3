"""dateline stories: one happening a line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..types import Story


def command(
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a story; this is what a pipe gets anyway.")] = False,
    since: Annotated[str | None, typer.Option(help="Last reported on or after this day (2025-01-31).")] = None,
    until: Annotated[str | None, typer.Option(help="First reported on or before this day.")] = None,
    least: Annotated[int, typer.Option(help="How many items a story must have.")] = 2,
    limit: Annotated[int, typer.Option(help="How many stories, at most 500.")] = 30,
    regroup: Annotated[
        bool,
        typer.Option(
            "--regroup", help="First place the items that came since the last time once more, among all that came after."
        ),
    ] = False,
    everything: Annotated[bool, typer.Option("--everything", help="With --regroup: every item of the archive.")] = False,
    vectors: Annotated[
        bool | None,
        typer.Option(
            "--vectors/--no-vectors",
            help="From now on compare headlines by sentence vectors too (needs the extra embeddings), or by words alone; the archive keeps "
            "the choice, and everything is grouped anew.",
        ),
    ] = None,
) -> None:
    """List stories, the latest first.

    Example: dateline stories --since 2025-01-01 --least 3
    """
    from ..archive import open_archive
    from ..pages.decode import day
    from .inputs import archive_there
    from .output import as_json, note, safe
    from .view import counted

    with open_archive(archive_there(archive)) as record:
        if vectors is not None or regroup or everything:
            moved = record.regroup(everything=everything) if vectors is None else record.use_vectors(vectors)
            note(f"{counted(moved, 'item')} went to another story")
        found = record.stories(since=day(since, "since"), until=day(until, "until"), least=least, limit=limit)
    for story in found:
        if json or not sys.stdout.isatty():
            row = {"id": story.id, "headline": story.headline, "first": story.first, "last": story.last, "outlets": story.outlets}
            print(as_json({**row, "items": [item.id for item in story.items]}))
            continue
        print(safe(f"{row_of(story)}\n"))
    if not found:
        note("no stories")


def row_of(story: Story) -> str:
    """A story in two lines: its last day, id and headline; how many items and outlets, and what holds now."""
    from .view import counted

    told = f"{counted(len(story.items), 'item')}, {counted(len(story.outlets), 'outlet')}"
    told += f"; {', '.join(tolls)}" if (tolls := _tolls(story)) else ""
    return f"{story.last or 'undated'}  {story.id}  {story.headline}\n    {told}"


def _tolls(story: Story) -> list[str]:
    """What holds now of each kind, the gravest kinds first, and what was before: "28 killed (earlier: at least 19)"; the figures of givers
    of one day who differ, the newest first."""
    from ..stories.standing import told_last
    from .view import toll

    told = []
    for history in story.figures:
        figures = dict.fromkeys(toll(step.lower, step.upper) for step in told_last(history))
        before = [toll(s.lower, s.upper) for s in history.steps if s.superseded]
        earlier = f" (earlier: {before[-1]})" if before and before[-1] not in figures else ""
        told += [f"{' or '.join(figures)} {history.what}{earlier}"] if figures else []
    return told[:3]
