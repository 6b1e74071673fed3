"""dateline export: the archive, or what a search finds in it, in other people's formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..archive import Archive
    from ..types import Item

FORMATS = ("jsonl", "items", "csv", "parquet", "jsonld", "plover", "gdelt")
_TABLES = ("items", "statements", "events", "figures")


def command(
    words: Annotated[list[str] | None, typer.Argument(help="Only items with these words, as in `dateline search`.")] = None,
    format: Annotated[
        str, typer.Option(help="jsonl (the whole archive, can be imported), items, csv, parquet, jsonld, plover or gdelt.")
    ] = "jsonl",
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="A file in the place of stdout; for parquet the folder.")
    ] = None,
    table: Annotated[str, typer.Option(help="csv: items, statements, events or figures.")] = "items",
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    kind: Annotated[str | None, typer.Option(help="article, teaser or comment.")] = None,
    genre: Annotated[str | None, typer.Option(help="news, opinion, analysis, live ...")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet's name.")] = None,
    language: Annotated[str | None, typer.Option(help="Two letters, such as en.")] = None,
    country: Annotated[str | None, typer.Option(help="Items that name a country or a place in it (three letters).")] = None,
    entity: Annotated[str | None, typer.Option(help="Items that name an entity, by its id or name.")] = None,
    event: Annotated[str | None, typer.Option(help="Items with an event of this type.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on or after this day (2025-01-31).")] = None,
    until: Annotated[str | None, typer.Option(help="Published on or before this day.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The closing counts, on stderr, as one JSON object.")] = False,
) -> None:
    """Write the archive, or what a search finds in it, to stdout or a file.

    Example: dateline export --format csv --table figures 'flood*' --since 2025-01-01 > figures.csv
    """
    from ..archive import open_archive
    from ..errors import UsageError
    from ..pages.decode import day
    from .inputs import archive_there
    from .meant import settle

    filters = {"kind": kind, "genre": genre, "outlet": outlet, "language": language, "country": country}
    filters |= {"entity": entity, "event": event}
    days = {"since": day(since, "--since"), "until": day(until, "--until")}
    query = " ".join(words) if words else None
    if format not in FORMATS:
        raise UsageError(f"--format must be one of {', '.join(FORMATS)}, got {format!r}")
    if table not in _TABLES:
        raise UsageError(f"--table must be one of {', '.join(_TABLES)}, got {table!r}")
    if format == "jsonl" and (query or any(filters.values()) or any(days.values())):
        raise UsageError("jsonl holds the whole archive, so that it can be rebuilt; for a search take --format items")
    if format == "parquet" and output is None:
        raise UsageError("--format parquet needs --output FOLDER")
    with open_archive(archive_there(archive)) as record:
        settle(filters, record)
        items = record.matching(query, **filters, **days)  # type: ignore[arg-type]
        if format == "parquet":
            _parquet(items, output or "", json)
        else:
            _write(_pieces(record, items, format, table), output)


def _pieces(record: Archive, items: Iterator[Item], format: str, table: str) -> Iterable[str]:
    """The export in pieces, line ends included."""
    from ..export import csv_table, gdelt, json_ld, json_lines, plover
    from .output import as_json

    if format == "csv":
        return csv_table.table(items, table)
    if format == "jsonld":
        return json_ld.document(items)
    lines: dict[str, Iterable[str]] = {
        "jsonl": json_lines.lines(record.rows()),
        "items": (as_json(item) for item in items),
        "plover": plover.json_lines(items),
        "gdelt": gdelt.table(items),
    }
    return (line + "\n" for line in lines[format])


def _write(pieces: Iterable[str], output: str | None) -> None:
    """To stdout, or to a file that has its name only when it is whole."""
    from pathlib import Path

    from ..errors import DatelineError, UsageError

    if output is None:
        sys.stdout.writelines(pieces)
        return
    path = Path(output)
    if path.exists():
        raise UsageError("exists already; remove it or name another", subject=output)
    if not path.parent.is_dir():
        raise DatelineError("its folder does not exist; make it first", subject=output)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        part.rename(path)
    except OSError as error:
        raise DatelineError(f"cannot be written: {error.strerror or error}", subject=output) from error


def _parquet(items: Iterator[Item], folder: str, json: bool) -> None:
    from json import dumps
    from pathlib import Path

    from ..export import parquet
    from .output import note

    counts = parquet.write(items, Path(folder))
    note(dumps(counts) if json else ", ".join(f"{count} {name}" for name, count in counts.items()))
