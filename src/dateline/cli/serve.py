"""dateline serve: the web site over an archive."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    archive: Annotated[str | None, typer.Argument(help="The archive: a path or a postgresql:// URL.")] = None,
    named: Annotated[str | None, typer.Option("--archive", help="The same, as other commands take it.")] = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 takes a free one.")] = None,
    https: Annotated[
        bool, typer.Option("--https", help="Others reach it over HTTPS: session cookies go over nothing else.")
    ] = False,
    workers: Annotated[int | None, typer.Option(help="Processes that make pages; 0 takes one a core, four at most.")] = None,
) -> None:
    """Serve the site of an archive.

    Example: dateline serve news.db --port 8017
    """
    from ..settings import load
    from ..site.serving import serve
    from ..sources.addresses import AddressRules
    from .inputs import archive_there
    from .output import stopping_is_the_end

    settings = load(archive=archive_there(archive or named), host=host, port=port, workers=workers)
    rules = AddressRules.allowing(settings.fetch_allow.split(","), "fetch_allow")
    with stopping_is_the_end():
        serve(settings.archive, settings.host, settings.port, https=https, workers=settings.workers, rules=rules)
