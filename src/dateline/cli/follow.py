"""dateline follow: sources to watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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
    from ..settings import load
    from ..sources.addresses import AddressRules
    from ..sources.discovering import write_opml
    from .inputs import archive_there
    from .output import as_json, note, safe

    settings = load(archive=archive)
    asked = _asked(sources or [], AddressRules.allowing(settings.fetch_allow.split(","), "fetch_allow"))
    if remove or not asked:
        archive_there(archive, made_by="dateline follow ADDRESS")
    with open_archive(settings.archive) as record:
        for url, title in asked:
            if remove:
                from ..ids import digest

                record.unfollow(digest("source", url))
            else:
                record.follow(url, title=title)
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


def _asked(names: list[str], rules: AddressRules) -> list[tuple[str, str]]:
    from pathlib import Path

    from ..errors import UsageError
    from ..sources.discovering import read_opml

    found: list[tuple[str, str]] = []
    for name in names:
        if "://" not in name and Path(name).is_file():
            pairs = read_opml(Path(name).read_bytes(), name)
        elif "://" in name:
            pairs = ((name, ""),)
        else:
            raise UsageError("is neither a file nor an address; addresses begin with https://", subject=name)
        found += [(rules.checked_url(url), title) for url, title in pairs]
    return found
