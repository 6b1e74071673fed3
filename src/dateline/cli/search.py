"""dateline search: items of the archive by words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def command(
    words: Annotated[list[str], typer.Argument(help='Words, "a phrase", prefix*, -without.')],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a hit; this is what a pipe gets anyway.")] = False,
    kind: Annotated[str | None, typer.Option(help="article, teaser or comment.")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet's name.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on or after this day (2025-01-31).")] = None,
    until: Annotated[str | None, typer.Option(help="Published on or before this day.")] = None,
    limit: Annotated[int, typer.Option(help="How many hits, at most 500.")] = 20,
) -> None:
    """Find items by their words.

    Example: dateline search flood* "at least" --since 2025-01-01
    """
    from ..archive import open_archive
    from ..pages.decode import day
    from ..settings import load
    from .output import as_json, note, safe
    from .view import day as shown

    with open_archive(load(archive=archive).archive) as record:
        hits = record.search(
            " ".join(words), kind=kind, outlet=outlet, since=day(since, "since"), until=day(until, "until"), limit=limit
        )
    if json or not sys.stdout.isatty():
        for hit in hits:
            print(as_json(_row(hit)))
    else:
        for hit in hits:
            print(
                safe(
                    f"{shown(hit.item.published)}  {hit.item.outlet or ''}  {hit.item.kind}  {hit.item.headline or ''}\n    {hit.snippet}\n"
                )
            )
    if not hits:
        note("nothing found")


def _row(hit: object) -> dict[str, object]:
    from ..records import to_plain
    from ..store.queries import Hit

    assert isinstance(hit, Hit)
    item = hit.item
    return {
        "id": item.id,
        "kind": item.kind,
        "headline": item.headline,
        "url": item.url,
        "outlet": item.outlet,
        "published": to_plain(item.published),
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
    }
