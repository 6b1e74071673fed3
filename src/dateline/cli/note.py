"""dateline note: a person's note on an item."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..store.corrections_records import ItemNote


def command(
    item: Annotated[str | None, typer.Argument(help="The item's id.")] = None,
    text: Annotated[str | None, typer.Argument(help="The note.")] = None,
    span: Annotated[str | None, typer.Option(help="START-END of the words that it is on.")] = None,
    by: Annotated[str | None, typer.Option(help="Who writes; your account's name if not said.")] = None,
    undo: Annotated[str | None, typer.Option(help="The id of a note to take back.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List notes, the latest first; of one item where it is named.")] = False,
    limit: Annotated[int, typer.Option(help="How many to list.")] = 50,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON; lists as JSON Lines.")] = False,
) -> None:
    """Keep a note on an item, or on words of it. Notes stay when the item is read again or revised.

    Example: dateline note 0f3a5c... "ask the ministry" --span 120-134
    """
    from ..archive import open_archive
    from ..errors import UsageError
    from .correct import span_of
    from .inputs import archive_there
    from .output import note
    from .people import name_of

    with open_archive(archive_there(archive)) as record:
        if list_:
            for found in record.notes(item=item, limit=limit):
                _show(found, json or not sys.stdout.isatty())
        elif undo is not None:
            note("taken back" if record.undo(undo, by=name_of(by)) else "was taken back before")
        elif item is None or text is None:
            raise UsageError("give an item and a note; or --list; or --undo ID")
        else:
            _show(record.note(item, text, span=span_of(span), by=name_of(by)), json)


def _show(found: ItemNote, json: bool) -> None:
    from .output import as_json, safe

    quote = f"“{found.quote}”" if found.quote else ""
    parts = (found.id, found.at[:10], found.by, found.item, quote, found.text)
    print(as_json(found) if json else safe("  ".join(part for part in parts if part)))
