"""dateline clean: pages and corpus rows to the article alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    import io

    from ..cleaning import Fields
    from ..errors import InputRefused


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...|-",
            help="JSON Lines or Parquet rows, HTML, text, WARC, WET or feed files, folders, or - for standard input.",
        ),
    ],
    text_field: Annotated[str, typer.Option(help="The field of a row that holds its text.")] = "text",
    url_field: Annotated[str, typer.Option(help="The field that holds its address.")] = "url",
    captured_field: Annotated[str, typer.Option(help="The field that holds the day of the crawl; '' for none.")] = "date",
    published_field: Annotated[str, typer.Option(help="The field that holds the day of publication; '' for none.")] = "",
    removed: Annotated[
        bool, typer.Option("--removed/--no-removed", help="Whether the removed lines are written, labelled.")
    ] = True,
    json: Annotated[bool, typer.Option("--json", help="The closing counts, on stderr, as one JSON object.")] = False,
) -> None:
    """Write the article alone, a JSON object a row: its other fields are kept, what was found stands in the field `dateline`.

    Example: dateline clean crawl.jsonl.zst > articles.jsonl
    """
    from json import dumps

    from ..cleaning import Fields
    from ..errors import InputRefused
    from ..settings import load
    from .output import EXIT_REFUSED, end_progress, note, progress
    from .view import counted

    counts = {"rows": 0, "articles": 0, "without an article": 0, "refused": 0, "of two times": 0}
    fields = Fields(text_field, url_field, captured_field, published_field)
    for row in _rows(inputs, fields, removed, load().max_bytes):
        counts["rows"] += 1
        if isinstance(row, InputRefused):
            counts["refused"] += 1
            end_progress()
            note(f"refused: {row}")
            continue
        counts["articles" if row["dateline"]["article"] else "without an article"] += 1
        counts["of two times"] += row["dateline"]["two_times"]
        print(_line(row))
        if counts["rows"] % 50 == 0:
            progress(f"{counts['rows']} rows, {counts['refused']} refused")
    end_progress()
    told = {
        name: counted(count, name.removesuffix("s")) if name in ("rows", "articles") else f"{count:,} {name}"
        for name, count in counts.items()
    }
    note(dumps(counts) if json else ", ".join(told.values()))
    if counts["refused"]:
        raise typer.Exit(EXIT_REFUSED)


def _rows(names: list[str], fields: Fields, removed: bool, max_bytes: int) -> Iterator[dict[str, Any] | InputRefused]:
    from pathlib import Path

    from ..cleaning import files
    from ..errors import InputRefused
    from .inputs import MISSING, documents, missing_of

    missing_of(names)
    stdin = cast("io.BufferedReader", sys.stdin.buffer)
    for name in names:
        if name == "-" and stdin.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            yield from _cleaned(files.json_rows(stdin, "standard input", max_bytes=max_bytes), fields, removed)
            continue
        path = Path(name)
        if name != "-" and not path.exists():
            yield InputRefused(MISSING, subject=name)
            continue
        held = sorted(path.rglob("*")) if path.is_dir() else [path]
        endings = (*files.JSON_LINES, *files.PARQUET)
        for file in (file for file in held if file.is_file() and file.name.lower().endswith(endings)):
            yield from _cleaned(files.rows_of(file, max_bytes=max_bytes), fields, removed, str(file))
        if path.is_dir() or not name.lower().endswith(endings):
            yield from _pages(documents([name], url=None, captured_at=None, max_bytes=max_bytes), fields, removed)


def _cleaned(
    rows: Iterator[dict[str, Any] | InputRefused], fields: Fields, removed: bool, subject: str = "standard input"
) -> Iterator[dict[str, Any] | InputRefused]:
    from ..cleaning import clean_row
    from ..errors import InputRefused

    for number, row in enumerate(rows, 1):
        if isinstance(row, InputRefused):
            yield row
            continue
        try:
            yield clean_row(row, fields, removed=removed)
        except InputRefused as error:
            yield InputRefused(error.rule, subject=f"{subject}: row {number}")


def _pages(documents: Iterator[Any], fields: Fields, removed: bool) -> Iterator[dict[str, Any] | InputRefused]:
    from ..cleaning import clean_page
    from ..cleaning.rows import page_row
    from ..errors import InputRefused
    from ..reading import read_document

    for document in documents:
        try:
            if isinstance(document, InputRefused):
                raise document
            yield page_row(clean_page(read_document(document, facts=False)), fields, removed=removed)
        except InputRefused as error:
            yield error


def _line(row: dict[str, Any]) -> str:
    """A row as JSON; one that holds half a surrogate pair, as some crawls do, is written in escapes, since UTF-8 has no form for it."""
    from json import dumps

    line = dumps(row, ensure_ascii=False, default=_plain)
    return line if line.isascii() or not _lone(line) else dumps(row, default=_plain)


def _lone(line: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in line)


def _plain(value: Any) -> str:
    """Values of a Parquet row that JSON has no form for: days and moments by ISO 8601, bytes in base64."""
    from base64 import b64encode

    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return str(value.isoformat() if hasattr(value, "isoformat") else value)
