"""dateline add: pages into the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..archive import Archive
    from ..pages.document import Document
    from ..settings import Settings
    from ..store.writing import Added


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL...|-",
            help="HTML, MHTML, text, WARC or feed files, folders of them, addresses, or - for standard input.",
        ),
    ],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The counts as one JSON object.")] = False,
    url: Annotated[str | None, typer.Option(help="The address of the page, where the file does not say it.")] = None,
    captured_at: Annotated[str | None, typer.Option(help="The day of the capture, if known (2025-12-31).")] = None,
    keep_bytes: Annotated[
        bool | None, typer.Option("--keep-bytes/--drop-bytes", help="Whether the bytes of the pages are kept, compressed.")
    ] = None,
) -> None:
    """Read pages and add them to the archive. Adding again changes nothing, so a stopped run is simply started again: pages that it
    added are not read twice.

    Example: dateline add crawl/ --archive news.db
    """
    from pathlib import Path

    from ..archive import open_archive
    from ..errors import InputRefused
    from ..pages.decode import day
    from ..settings import load
    from ..store.writing import Added
    from .inputs import documents, missing_of
    from .output import EXIT_REFUSED, end_progress, note, progress
    from .view import counted

    day(captured_at, "--captured-at")
    settings = load(archive=archive, keep_bytes=keep_bytes)
    files = [name for name in inputs if not name.startswith(("http://", "https://"))]
    missing_of(files)  # before an archive is made: where all names are misspelt, nothing is added
    if archive is None and "://" not in settings.archive:
        Path(settings.archive).parent.mkdir(parents=True, exist_ok=True)
    added, refused, pages = Added(), 0, 0
    try:
        with open_archive(settings.archive) as record, record.run("add") as counts:
            for address in (name for name in inputs if name.startswith(("http://", "https://"))):
                pages += 1
                try:
                    added += _fetch(record, address, settings)
                except InputRefused as error:
                    refused += 1
                    record.refuse(error)
                    note(f"refused: {error}")
            for document in documents(files, url=url, captured_at=captured_at, max_bytes=settings.max_bytes):
                try:
                    if isinstance(document, InputRefused):
                        raise document
                    added += _add(record, document, settings.keep_bytes)
                except InputRefused as error:
                    refused += 1
                    record.refuse(error)
                    end_progress()
                    note(f"refused: {error}")
                pages += 1
                progress(f"{counted(pages, 'page')}, {counted(added.items, 'item')}, {refused} refused")
            end_progress()
            counts.update(_counts(added, pages, refused))
    except KeyboardInterrupt:
        end_progress()
        _report(added, pages, refused, settings.archive, json)
        raise
    _report(added, pages, refused, settings.archive, json)
    if refused:
        raise typer.Exit(EXIT_REFUSED)


def _fetch(record: Archive, address: str, settings: Settings) -> Added:
    import asyncio

    from ..sources.addresses import AddressRules
    from ..sources.following import add_url

    rules = AddressRules.allowing(settings.fetch_allow.split(","), "fetch_allow")
    return asyncio.run(add_url(record, address, rules=rules, keep_bytes=settings.keep_bytes))


def _add(record: Archive, document: Document, keep_bytes: bool) -> Added:
    from ..reading import read_document

    return record.known(document) or record.add(read_document(document), source=document, keep_bytes=keep_bytes)


def _counts(added: Added, pages: int, refused: int) -> dict[str, int]:
    return {
        "pages": pages,
        "refused": refused,
        "items": added.items,
        "new": len(added.new),
        "revised": len(added.revised),
        "unchanged": len(added.unchanged),
        "forgotten": len(added.refused),
        "captures": added.captures,
    }


def _report(added: Added, pages: int, refused: int, where: str, json: bool) -> None:
    from json import dumps

    from .output import safe
    from .view import counted

    if json:
        print(dumps(_counts(added, pages, refused)))
        return
    parts = ((added.new, "new"), (added.revised, "revised"), (added.unchanged, "as it was"), (added.refused, "forgotten before"))
    items = ", ".join(f"{len(ids):,} {what}" for ids, what in parts if ids)
    told = [f"{counted(pages, 'page')} into {where}", counted(added.items, "item") + (f" ({items})" if items else "")]
    print(safe(": ".join(told) + (f"; {counted(refused, 'page')} refused" if refused else "")))
