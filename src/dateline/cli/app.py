"""The commands and what they share: options, where the archive lives, how results are written."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from . import (
    add,
    alerts,
    backup,
    batch,
    check,
    clean,
    correct,
    demo,
    export,
    follow,
    forget,
    import_,
    judge,
    load,
    note,
    read,
    reread,
    search,
    serve,
    show,
    status,
    stories,
    story,
    user,
    watch,
)
from .calling import Command

app = typer.Typer(
    name="dateline",
    help="Reads news pages and keeps the record: what was said, by whom; what happened, where, when, to how many.",
    epilog="Try it: dateline demo. Your own pages: dateline add page.html, then dateline search WORDS, dateline serve.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news pages and keeps the record.

    Data goes to stdout, everything else to stderr. Exit status: 0 done, 1 failed, 2 wrong call, 3 some inputs were refused.
    """


_command = partial(app.command, cls=Command)
_command("read")(read.command)
_command("add")(add.command)
_command("follow", short_help="Follow feeds, sites and news sitemaps.")(follow.command)
_command("watch", short_help="Fetch what is due of the followed sources, politely.")(watch.command)
_command("alerts", short_help="Send what is new in searches, dossiers and stories.")(alerts.command)
_command("search", short_help="Find items and facts by their words.")(search.command)
_command("show", short_help="Show an item, a story, or the dossier of somebody.")(show.command)
_command("stories")(stories.command)
_command("story", short_help="Tell a story: timeline, figures, disagreements.")(story.command)
_command("serve")(serve.command)
_command("demo", short_help="Read the sample pages and serve the site.")(demo.command)
_command("export", short_help="Write the archive, or a search, as JSON Lines, CSV ...")(export.command)
_command("import", short_help="Add an exported archive.")(import_.command)
_command("batch")(batch.command)
_command("status", short_help="Say how a batch stands.")(status.command)
_command("load", short_help="Add the pages of a finished batch to the archive.")(load.command)
_command("backup", short_help="Copy the archive to a new file.")(backup.command)
_command("check", short_help="Check that the archive is whole.")(check.command)
_command("clean", short_help="Write the article alone of every row of a corpus.")(clean.command)
_command("forget", short_help="Remove items with all that hangs on them, for good.")(forget.command)
_command("reread", short_help="Read again what an older version read.")(reread.command)
_command("judge")(judge.command)
_command("correct", short_help="Correct a fact, a name or an item.")(correct.command)
_command("note", short_help="Keep a note on an item.")(note.command)
app.add_typer(user.app, name="user", short_help="Accounts of a site that others reach.")
