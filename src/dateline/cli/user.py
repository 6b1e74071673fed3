"""dateline user: the accounts of a site that others reach."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from .calling import Command

app = typer.Typer(
    help="Accounts of a site that others reach: readers comment, editors add and see whole texts, moderators decide."
)
_command = partial(app.command, cls=Command)
Archive = Annotated[str | None, typer.Option("--archive", help="The archive: a path or a postgresql:// URL.")]


@_command("add")
def add(
    name: Annotated[str, typer.Argument(help="The name that stands beside their words.")],
    role: Annotated[str, typer.Option(help="reader, editor or moderator.")] = "reader",
    archive: Archive = None,
) -> None:
    """Add an account, or give one a new role and password; the password is asked for, or read from a pipe.

    Example: dateline user add aysel --role moderator
    """
    import sys

    from ..archive import open_archive
    from ..archive.discussion import ROLES
    from ..errors import UsageError
    from ..settings import load
    from ..site.passwords import hashed
    from .output import note

    if role not in ROLES:  # before a password is asked for
        raise UsageError(f"--role must be one of {', '.join(ROLES)}, got {role!r}")
    ask = sys.stdin.isatty()
    password = (
        typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        if ask
        else sys.stdin.readline().rstrip("\n")
    )
    with open_archive(load(archive=archive).archive) as record:
        record.add_user(name, role, hashed(password))
    note(f"{name} is {'an' if role == 'editor' else 'a'} {role}")


@_command("list")
def list_users(archive: Archive = None, json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List the accounts."""
    from ..archive import open_archive
    from .inputs import archive_there
    from .output import as_json, safe

    with open_archive(archive_there(archive)) as record:
        users = record.users()
    if json:
        print(as_json(users))
    else:
        for user in users:
            print(safe(f"{user.name}  {user.role}  since {user.created[:10]}"))


@_command("remove")
def remove(name: Annotated[str, typer.Argument(help="The account.")], archive: Archive = None) -> None:
    """Remove an account and everything that it wrote."""
    from ..archive import open_archive
    from ..errors import UsageError
    from .inputs import archive_there
    from .output import note

    with open_archive(archive_there(archive)) as record:
        if not record.remove_user(name):
            raise UsageError("there is no such account; see `dateline user list`", subject=name)
    note(f"{name} and all their comments are gone")
