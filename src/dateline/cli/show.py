"""dateline show: an item, a story or a dossier out of the archive, by id."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..archive import Archive
    from ..types import Dossier, Item, Story


def command(
    id: Annotated[str, typer.Argument(help="The id of an item, a story or an entity, or the name of an entity.")],
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole record as JSON; this is what a pipe gets anyway.")] = False,
    since: Annotated[str | None, typer.Option(help="Of a dossier: from this day on (2025-01-31).")] = None,
    until: Annotated[str | None, typer.Option(help="Of a dossier: up to this day.")] = None,
    beliefs: Annotated[
        bool, typer.Option("--beliefs", help="Show belief, intention, deeds and picture credits too; JSON holds them anyway.")
    ] = False,
) -> None:
    """Show an item with its facts, a story, or the dossier of a person, an organisation or a country.

    Example: dateline show "Sadyr Japarov" --since 2025-07-01
    """
    from ..archive import open_archive
    from ..pages.decode import day
    from ..records import to_plain
    from ..store.filters import Filter
    from .inputs import archive_there
    from .output import as_json, safe

    days = Filter(since=day(since, "--since"), until=day(until, "--until"))
    with open_archive(archive_there(archive)) as record:
        found = _found(record, id, days.since, days.until)
        if json or not sys.stdout.isatty():
            print(as_json(to_plain(found)))
        else:
            print(safe("\n".join(_lines(record, found, beliefs))))


def _found(record: Archive, id: str, since: date | None, until: date | None) -> Item | Story | Dossier:
    """What has the id; raises UsageError where nothing has."""
    from ..errors import UsageError

    if (item := record.item(id)) is not None:
        return item
    if (story := record.story(id)) is not None:
        return story
    try:
        return record.dossier(record.entity_named(id), since=since, until=until)
    except UsageError as error:
        raise UsageError(f"{error.rule}; nor has an item or a story this id", subject=id) from error


def _lines(record: Archive, found: Item | Story | Dossier, beliefs: bool) -> Iterator[str]:
    from ..types import Item, Story
    from .dossier_view import dossier_lines
    from .story_view import story_lines
    from .view import counted, item_lines

    if isinstance(found, Story):
        yield from story_lines(found)
    elif isinstance(found, Item):
        yield f"{found.outlet or 'unknown outlet'}  {found.url or ''}".rstrip()
        captures, revisions = len(record.captures(found.id)), len(record.revisions(found.id))
        story = record.story_of(found.id)
        yield f"item {found.id}, {counted(captures, 'capture')}, {counted(revisions, 'revision')}" + (
            f", story {story}" if story else ""
        )
        yield from item_lines(found, beliefs=beliefs, ids=True)
    else:
        yield from dossier_lines(found, beliefs=beliefs)
