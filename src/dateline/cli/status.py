"""dateline status: how a batch stands."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    out: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder of a batch.")],
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Say how a batch stands: running, stopped or done, with its counts so far.

    Example: dateline status tables
    """
    from json import dumps
    from pathlib import Path

    from ..batch.needs import require_arrow

    require_arrow()
    from ..batch.standing import standing
    from .output import safe

    found = standing(Path(out))
    if json:
        print(dumps(found.plain()))
        return
    counts = found.summary
    now = "at work" if found.at_work else "done" if found.state == "done" else "stopped; the same `dateline batch` goes on"
    lines = [
        f"{out}: {now}, {found.splits_done} of {found.splits} splits, {counts.records} of {found.records} records",
        (
            f"  {counts.records} records = {counts.pages} pages + {counts.other} not news + {counts.duplicates} duplicates + "
            f"{counts.refused} refused"
        ),
        *(f"  not news: {count} {rule}" for rule, count in list(counts.why_other.items())[:10]),
        *(f"  refused: {count} {rule}" for rule, count in found.refusals.items()),
        *(f"  {name}: {count} rows" for name, count in counts.rows.items()),
        *([f"  digest {counts.digest}"] if counts.digest else []),
    ]
    print(safe("\n".join(lines)))
