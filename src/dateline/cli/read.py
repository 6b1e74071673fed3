"""dateline read: pages to records on stdout."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL...|-",
            help="HTML, MHTML, text, WARC or feed files, folders of them, addresses of pages, or - for standard input.",
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a page; this is what a pipe gets anyway.")] = False,
    url: Annotated[str | None, typer.Option(help="The address of the page, where the file does not say it.")] = None,
    captured_at: Annotated[str | None, typer.Option(help="The day of the capture, if known (2025-12-31).")] = None,
    facts: Annotated[
        bool, typer.Option("--facts/--no-facts", help="Without facts only items and dates are read, faster.")
    ] = True,
    beliefs: Annotated[
        bool, typer.Option("--beliefs", help="Show belief, intention, deeds and picture credits too; JSON holds them anyway.")
    ] = False,
) -> None:
    """Read pages: items, dates, statements, events.

    Example: dateline read page.html --url https://example.org/news/1
    """
    from ..errors import InputRefused
    from ..reading import read_document
    from ..settings import load
    from .inputs import documents
    from .output import EXIT_REFUSED, as_json, note
    from .view import page_lines

    refused = 0
    hints: dict[str, None] = {}
    readable = sys.stdout.isatty() and not json
    for document in documents(inputs, url=url, captured_at=captured_at, max_bytes=load().max_bytes):
        if isinstance(document, InputRefused):
            refused += 1
            note(f"refused: {document}")
            continue
        try:
            page = read_document(document, facts=facts)
        except InputRefused as error:
            refused += 1
            note(f"refused: {error}")
            continue
        hints = hints | {told.text: None for told in page.notes if told.about == "names"}
        print("\n".join(page_lines(page, beliefs=beliefs)) if readable else as_json(page), flush=True)
    for hint in hints:
        note(hint)
    if refused:
        raise typer.Exit(EXIT_REFUSED)
