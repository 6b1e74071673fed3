"""dateline follow: sources to watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..errors import InputRefused
    from ..sources.addresses import AddressRules


def command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED|SITE|OPML...", help="Addresses of feeds, sites, fronts or news sitemaps; OPML files."),
    ] = None,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The followed sources as JSON Lines.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Follow these no more; what came from them stays.")] = False,
    opml: Annotated[bool, typer.Option("--opml", help="Print the followed sources as OPML.")] = False,
) -> None:
    """Follow feeds, sites and news sitemaps; without arguments, list what is followed.

    Example: dateline follow https://example.org/ feeds.opml
    """
    from ..archive import open_archive
    from ..errors import InputRefused
    from ..ids import digest
    from ..settings import load
    from ..sources.addresses import AddressRules
    from ..sources.discovering import write_opml
    from .inputs import archive_there
    from .output import EXIT_REFUSED, as_json, note, safe

    settings = load(archive=archive)
    found = list(_asked(sources or [], AddressRules.allowing(settings.fetch_allow.split(","), "fetch_allow")))
    refused = [one for one in found if isinstance(one, InputRefused)]
    for error in refused:
        note(f"refused: {error}")
    if refused and len(refused) == len(found):
        raise typer.Exit(EXIT_REFUSED)
    if remove or not sources:
        archive_there(archive, made_by="dateline follow ADDRESS")
    with open_archive(settings.archive) as record:
        for one in found:
            if isinstance(one, InputRefused):
                continue
            if not remove:
                record.follow(one[0], title=one[1])
            elif not record.unfollow(digest("source", one[0])):
                note(f"{one[0]}: was not followed")
        held = record.sources()
    if opml:
        print(write_opml([(state.url, state.title) for state in held]), end="")
        return
    if not held:
        note("nothing is followed; begin with: dateline follow https://...")
    elif any(state.fetched is None for state in held):
        note("`dateline watch` fetches what is followed")
    for state in held:
        how = state.disabled or state.problem or ("not fetched yet" if state.fetched is None else f"{state.found} articles found")
        print(as_json(state) if json else safe(f"{state.url}  {state.kind}  {how}"))
    if refused:
        raise typer.Exit(EXIT_REFUSED)


def _asked(names: list[str], rules: AddressRules) -> Iterator[tuple[str, str] | InputRefused]:
    """Addresses with titles as they are to be followed, and the error of each that is refused: it costs itself alone."""
    from pathlib import Path

    from ..errors import InputRefused, UsageError
    from ..sources.discovering import read_opml

    for name in names:
        if "://" not in name and Path(name).is_file():
            try:
                pairs = read_opml(Path(name).read_bytes(), name)
            except InputRefused as error:
                yield error
                continue
        elif "://" in name:
            pairs = ((name, ""),)
        else:
            raise UsageError("is neither a file nor an address; addresses begin with https://", subject=name)
        for url, title in pairs:
            try:
                yield rules.checked_url(url), title
            except InputRefused as error:
                yield error
