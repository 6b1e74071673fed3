"""dateline export: the archive in other people's formats."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..archive import Archive
    from ..types import Item


def command(
    format: Annotated[str, typer.Option(help="jsonl (whole archive, can be imported), csv, plover or gdelt.")] = "jsonl",
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    outlet: Annotated[str | None, typer.Option(help="csv, plover, gdelt: only this outlet's items.")] = None,
) -> None:
    """Write the archive to stdout.

    Example: dateline export > news.jsonl
    """
    from ..archive import open_archive
    from ..errors import UsageError
    from ..export import csv_table, gdelt, json_lines, plover
    from ..settings import load

    if format not in ("jsonl", "csv", "plover", "gdelt"):
        raise UsageError(f"--format must be jsonl, csv, plover or gdelt, got {format!r}")
    if format == "jsonl" and outlet:
        raise UsageError("--outlet needs --format csv, plover or gdelt; jsonl holds the whole archive")
    with open_archive(load(archive=archive).archive) as record:
        if format == "csv":
            sys.stdout.writelines(csv_table.table(_items(record, outlet)))
            return
        lines = {
            "jsonl": lambda: json_lines.lines(record.rows()),
            "plover": lambda: plover.json_lines(_items(record, outlet)),
            "gdelt": lambda: gdelt.table(_items(record, outlet)),
        }[format]()
        for line in lines:
            print(line)


def _items(record: Archive, outlet: str | None) -> Iterator[Item]:
    cursor = None
    while True:
        listing = record.items(outlet=outlet, limit=500, cursor=cursor)
        yield from listing.items
        cursor = listing.next
        if cursor is None:
            return
