"""dateline forget: removal for good."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    item: Annotated[str | None, typer.Option(help="An item's id.")] = None,
    outlet: Annotated[str | None, typer.Option(help="An outlet's name: all its items.")] = None,
    person: Annotated[str | None, typer.Option(help="A person's entity id: every item that names them.")] = None,
    comments_by: Annotated[str | None, typer.Option(help="The name that comments are signed with.")] = None,
    why: Annotated[str | None, typer.Option(help="The reason, kept with the tombstone.")] = None,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    ahead: Annotated[bool, typer.Option("--ahead", help="Keep it away though nothing of it has come yet.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; list what would go.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The counts, and the ids of the items, as one JSON object.")] = False,
) -> None:
    """Remove items with all that hangs on them and keep them away. Backups and exports made before still hold them.

    Example: dateline forget --outlet "Douro Post" --why "asked by the publisher"
    """
    from json import dumps

    from ..archive import open_archive
    from ..errors import UsageError
    from ..records import to_plain
    from .inputs import archive_there
    from .output import safe
    from .view import counted

    if sum(name is not None for name in (item, outlet, person, comments_by)) != 1:
        raise UsageError("what is to go is named by one of --item, --outlet, --person, --comments-by")
    with open_archive(archive_there(archive)) as record:
        gone = record.forget(
            item=item, outlet=outlet, person=person, comments_by=comments_by, why=why, ahead=ahead, dry_run=dry_run
        )
        if json:
            print(dumps(to_plain(gone)))
            return
        for one in map(record.item, gone.ids):  # what is gone has no record any more
            if one is not None:
                print(safe(f"{one.id}  {one.kind}  {one.outlet or ''}  {one.headline or one.text[:60]}"))
    told = f"{counted(gone.items, 'item')} and {counted(gone.captures, 'capture')}"
    print(f"{told} would be removed; nothing is changed" if dry_run else f"{told} removed")
