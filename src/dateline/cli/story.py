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
    from ..settings import load
    from .output import as_json, safe

    with open_archive(load(archive=archive).archive) as record:
        story = record.story(id)
    if story is None:
        raise UsageError("there is no such story in this archive", subject=id)
    if json or not sys.stdout.isatty():
        print(as_json(to_plain(story)))
    else:
        print(safe("\n".join(_lines(story))))


def _lines(story: object) -> list[str]:
    from ..stories.figures import bounds
    from ..types import Story

    assert isinstance(story, Story)
    out = [story.headline, f"{story.first} to {story.last}, {', '.join(story.outlets)}", "", "Timeline"]
    for entry in story.timeline:
        when = entry.when.day or f"{entry.when.earliest} to {entry.when.latest}" if entry.when else "undated"
        out.append(
            f"  {when}  {entry.type.lower()}  {entry.place or ''}  {', '.join(entry.parties)}  ({len(entry.reports)} reports)"
        )
    out += ["", "Figures"]
    for history in story.figures:
        for step in history.steps:
            old = "  (superseded)" if step.superseded else ""
            out.append(
                f"  {step.day}  {bounds(step.lower, step.upper)} {history.what}  {step.giver or step.reports[0].outlet or ''}{old}"
            )
    if story.disagreements:
        out += ["", "Sources disagree"]
    for clash in story.disagreements:
        sides = [f"{side.says} ({side.giver or side.report.outlet})" for side in (clash.one, clash.other)]
        out.append(f"  {clash.about}: {' / '.join(sides)}")
    copies = dict(story.copies)
    out += ["", "Reports"]
    for item in story.items:
        day = item.published.day if item.published else "undated"
        copy = "  (copy)" if item.id in copies else ""
        out.append(f"  {day}  {item.outlet or ''}  {item.headline or item.text[:80]}{copy}")
    return out
