"""The commands and what they share: options, where the archive lives, how results are written."""

from __future__ import annotations

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

app = typer.Typer(
    name="dateline",
    help="Reads news pages and keeps the record: what was said, by whom; what happened, where, when, to how many.",
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


app.command("read")(read.command)
app.command("add")(add.command)
app.command("follow")(follow.command)
app.command("watch")(watch.command)
app.command("alerts")(alerts.command)
app.command("search")(search.command)
app.command("show")(show.command)
app.command("stories")(stories.command)
app.command("story")(story.command)
app.command("serve")(serve.command)
app.command("demo")(demo.command)
app.command("export")(export.command)
app.command("import")(import_.command)
app.command("batch")(batch.command)
app.command("status")(status.command)
app.command("load")(load.command)
app.command("backup")(backup.command)
app.command("check")(check.command)
app.command("clean")(clean.command)
app.command("forget")(forget.command)
app.command("reread")(reread.command)
app.command("judge")(judge.command)
app.command("correct")(correct.command)
app.command("note")(note.command)
app.add_typer(user.app, name="user")
