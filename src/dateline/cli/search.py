"""dateline search: items, statements, events, figures and entities of the archive by words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

_DAY = "A day (2025-01-31)."


def command(
    words: Annotated[list[str] | None, typer.Argument(help='Words, "a phrase", begin*, -without.')] = None,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a hit; this is what a pipe gets anyway.")] = False,
    statements: Annotated[bool, typer.Option("--statements", help="Statements with the words, newest first.")] = False,
    events: Annotated[bool, typer.Option("--events", help="Events, latest first.")] = False,
    figures: Annotated[bool, typer.Option("--figures", help="Figures, newest first.")] = False,
    entities: Annotated[bool, typer.Option("--entities", help="Entities by beginnings of their names.")] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Counts by outlet, language, country, person ... in place of hits.")
    ] = False,
    newest: Annotated[bool, typer.Option("--newest", help="Newest items first, not the best.")] = False,
    address: Annotated[str | None, typer.Option(help='A kept search, such as "q=flood&outlet=Douro+Post".')] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Print the search's address, and search nothing.")] = False,
    kind: Annotated[str | None, typer.Option(help="article, teaser or comment; of statements direct, indirect, mixed.")] = None,
    genre: Annotated[str | None, typer.Option(help="news, opinion, analysis, interview, documentary ...")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet's name.")] = None,
    language: Annotated[str | None, typer.Option(help="The language's code.")] = None,
    country: Annotated[str | None, typer.Option(help="A country named in it (alpha-3).")] = None,
    entity: Annotated[str | None, typer.Option(help="An entity named in it (id or name); of statements, who speaks.")] = None,
    event: Annotated[str | None, typer.Option(help="A type of event that it tells.")] = None,
    about: Annotated[str | None, typer.Option(help="Of statements: an entity that they name (id or name).")] = None,
    act: Annotated[str | None, typer.Option(help="Of statements: say, deny, promise ...")] = None,
    form: Annotated[str | None, typer.Option(help="Of statements: quotation, clause, infinitive or phrase.")] = None,
    type: Annotated[str | None, typer.Option(help="The type of an event or entity.")] = None,
    certainty: Annotated[
        str | None, typer.Option(help="Of events: asserted, reported (happened: both), planned, possible ...")
    ] = None,
    what: Annotated[str | None, typer.Option(help="Of figures: killed, injured, arrested ...")] = None,
    since: Annotated[str | None, typer.Option(help=f"Published from: {_DAY} Of statements and events, their own day.")] = None,
    until: Annotated[str | None, typer.Option(help=f"Published until: {_DAY}")] = None,
    published_since: Annotated[str | None, typer.Option(help=_DAY)] = None,
    published_until: Annotated[str | None, typer.Option(help=_DAY)] = None,
    happened_since: Annotated[str | None, typer.Option(help=f"Tells an event from: {_DAY}")] = None,
    happened_until: Annotated[str | None, typer.Option(help=f"Tells an event until: {_DAY}")] = None,
    captured_since: Annotated[str | None, typer.Option(help=f"Captured from: {_DAY}")] = None,
    captured_until: Annotated[str | None, typer.Option(help=f"Captured until: {_DAY}")] = None,
    limit: Annotated[int, typer.Option(help="How many hits, at most 500.")] = 20,
    cursor: Annotated[str | None, typer.Option(help="Where to go on: the cursor that the page before ended with.")] = None,
) -> None:
    """Find items, statements, events, figures or entities by their words.

    Example: dateline search 'flood* "at least"' --statements --since 2025-01-01
    """
    from ..archive import open_archive
    from ..store.addresses import PARTS, Search
    from .inputs import archive_there
    from .meant import settle
    from .output import as_json, note

    given = dict(locals())
    parts = {name: given[name] for name in PARTS if given.get(name) is not None}
    tabs = [name for name in ("statements", "events", "figures", "entities") if given[name]]
    if len(tabs) > 1:
        raise typer.BadParameter(f"choose one of {', '.join(f'--{tab}' for tab in tabs)}")
    parts |= {"q": " ".join(words or []), "order": "newest" if newest else "", "tab": tabs[0] if tabs else ""}
    kept = Search.parse(address).address if address is not None else ""
    filters = _split(kept) | {name: value for name, value in parts.items() if value}
    search = Search.of(filters)
    _check_heeded([name for name in parts if name in PARTS], "items" if facets else search.tab)
    if keep:
        print(search.address)
        return
    if not (search.address or facets):
        raise typer.BadParameter("name words or a filter")
    plain = json or not sys.stdout.isatty()
    with open_archive(archive_there(archive)) as record:
        settle(filters, record)
        search = Search.of(filters)
        if facets:
            _show_facets(record, search, plain)
            return
        rows = record.find(search, limit=limit, cursor=cursor)
    for row in rows:
        print(as_json(_plain(search.tab, row)) if plain else _line(search.tab, row))
    if not rows:
        note("nothing found")
    if rows.next is not None:
        note(f"more: --cursor {rows.next}")


def _check_heeded(parts: Iterable[str], tab: str) -> None:
    """Raises UsageError for a filter that what is looked for does not heed: without it everything would be found, and look narrowed."""
    from ..errors import UsageError
    from ..store.addresses import heeded_by

    for part in parts:
        tabs = heeded_by(part)
        if tab in tabs:
            continue
        option = f"--{part.replace('_', '-')}"
        if tab == "entities":
            raise UsageError(f"{option} does not narrow --entities; --type and --country do")
        raise UsageError(f"{option} narrows {' or '.join(tabs)}, not {tab}; add {' or '.join(f'--{name}' for name in tabs)}")


def _split(address: str) -> dict[str, str | Any]:
    from urllib.parse import parse_qsl

    return dict(parse_qsl(address))


def _plain(tab: str, row: Any) -> Mapping[str, Any]:
    from ..records import to_plain
    from ..store.finding import Hit

    if tab == "entities":
        return {"entity": to_plain(row[0]), "items": row[1]}
    item = row.item if isinstance(row, Hit) else row[0]
    told = {name: getattr(item, name) for name in ("id", "kind", "headline", "url", "outlet")}
    told["published"] = to_plain(item.published)
    if isinstance(row, Hit):
        return told | {"snippet": row.snippet, "marks": [list(mark) for mark in row.marks], "start": row.start}
    return {"item": told, tab.removesuffix("s"): to_plain(row[1])}


def _line(tab: str, row: Any) -> str:
    from ..store.fact_words import line_of
    from ..store.finding import Hit
    from ..types import Event, Statement
    from .output import safe
    from .view import day, event_text, figure_text

    if tab == "entities":
        return safe(f"{row[1]:>7}  {row[0].type:<12}  {row[0].name}  {row[0].country or ''}  {row[0].id}")
    item = row.item if isinstance(row, Hit) else row[0]
    head = f"{day(item.published)}  {item.id}  {item.outlet or ''}  {item.kind}  {item.headline or ', '.join(item.authors)}"
    if isinstance(row, Hit):
        return safe(f"{head}\n    {' '.join(row.snippet.split())}\n")
    fact = row[1]
    if isinstance(fact, Statement):
        who = fact.entity.name if fact.entity else fact.speaker.text if fact.speaker else "nobody named"
        words = f"{who} ({fact.act}): " + " … ".join(span.of(item.text) for span in fact.content)
    elif isinstance(fact, Event):
        words = f"{event_text(fact, item.text)}: {line_of(item, fact.trigger)}"
    else:
        words = f"{figure_text(fact, item.text)}: {line_of(item, fact.span)}"
    return safe(f"{head}\n    {words}\n")


def _show_facets(record: Any, search: Any, plain: bool) -> None:
    from .output import as_json, safe
    from .view import counted

    found = record.facets(query=search.query, **search.filter.keywords)
    if plain:
        print(as_json(found))
        return
    print(
        counted(found.total, "item")
        if found.exact
        else f"more than {found.total} items; counts are of the last {found.total} that came in"
    )
    for facet, counts in found.values.items():
        print(f"\n{facet}")
        for count in counts[:20]:
            print(safe(f"{count.items:>9}  {count.name}"))
