"""dateline reread: what older rules read, read again."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..archive.readings import Reread


def command(
    stage: Annotated[str | None, typer.Option(help="Only what this stage reads: pages, items, dates, entities ...")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Read all again, whatever version read it.")] = False,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[
        bool, typer.Option("--json", help="A JSON line an item that changed, and the counts as the last one.")
    ] = False,
) -> None:
    """Read again what an older version of the rules read, and show what changed. Corrections, notes and judgements stay.

    Stop it at any time and start it again: it goes on where it stopped. Example: dateline reread --stage events --dry-run
    """
    from json import dumps

    from ..archive import open_archive
    from .inputs import archive_there
    from .output import EXIT_REFUSED, as_json, end_progress, progress, safe

    counts: Counter[str] = Counter(items=0)
    with open_archive(archive_there(archive)) as record, record.run("dry run of reread" if dry_run else "reread") as kept:
        for told in record.reread(stage=stage, everything=everything, dry_run=dry_run):
            counts["items"] += 1
            counts[told.what] += 1
            for change in told.changes:
                counts[f"facts {change.what}"] += 1
            if told.what != "unchanged":
                end_progress()
                print(as_json(told) if json or not sys.stdout.isatty() else safe("\n".join(_lines(told))))
            progress(f"{counts['items']} items")
        end_progress()
        kept.update(counts)
    if json or not sys.stdout.isatty():
        print(dumps({"counts": dict(counts)}))
    else:
        print(", ".join(f"{count} {name}" for name, count in counts.items()))
    if counts["refused"]:
        raise typer.Exit(EXIT_REFUSED)


def _lines(told: Reread) -> list[str]:
    out = [f"{told.item}  {told.what}  {told.problem}".rstrip()]
    for change in told.changes:
        out.append(f"    {change.what} {change.about}  {change.words}".rstrip())
    return out
