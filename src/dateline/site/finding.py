"""Search: items, statements, events, figures and entities by their words, with counts to narrow by; every search is an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from fastapi import FastAPI

from ..archive import Archive
from ..store.addresses import FACT_PARTS, PARTS, TABS, Search
from ..store.cursors import Rows
from ..store.facet_counting import Count, Facets
from ..store.finding import Hit
from ..store.searching import searchable, terms
from ..types import Entity, Item
from .facts import folded
from .languages import N_
from .routing import Answer, Choice, Cursor, Day, Limit, Words, both
from .wording import value_name

TITLES = {
    "kind": N_("Kind"),
    "genre": N_("Genre"),
    "outlet": N_("Outlet"),
    "language": N_("Language"),
    "country": N_("Country"),
    "event": N_("What"),
    "person": N_("Who"),
}
#: Facets that narrow by a filter of another name.
_FILTERS = {"person": "entity"}
#: How many days before the newest one on record.
RANGES = ((N_("The last day on record"), 1), (N_("Seven days"), 7), (N_("Thirty days"), 30))
#: Hits on a page.
ROWS = 20
#: Words of a query that may be a name.
NAMING = 4
#: The longest list of a facet's values.
SHOWN = 14


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the search to a site."""

    def search(
        q: Words = "",
        tab: Choice = None,
        order: Choice = None,
        kind: Choice = None,
        genre: Choice = None,
        outlet: Choice = None,
        language: Choice = None,
        country: Choice = None,
        entity: Choice = None,
        event: Choice = None,
        act: Choice = None,
        form: Choice = None,
        type: Choice = None,
        certainty: Choice = None,
        what: Choice = None,
        about: Choice = None,
        since: Day = None,
        until: Day = None,
        published_since: Day = None,
        published_until: Day = None,
        happened_since: Day = None,
        happened_until: Day = None,
        captured_since: Day = None,
        captured_until: Day = None,
        cursor: Cursor = None,
        limit: Limit = ROWS,
    ) -> Answer:
        """Items, statements, events, figures and entities by words and filters; counts of the items that have them."""
        asked = {name: value for name, value in locals().items() if name in _PARTS}
        found = Search.of(asked)
        nothing: tuple[Rows[Any], Facets] = Rows(), Facets(0, True, {})
        rows, facets = archive.find_counted(found, limit=limit, cursor=cursor, most=SHOWN) if found.address else nothing
        values = {
            "q": found.query,
            "asked": bool(found.address),
            "without_only": bool(terms(found.query)) and not searchable(found.query),
            "chosen": ", ".join(_chosen(archive, found)),
            "search": found,
            "tabs": TABS,
            "rows": rows,
            "near": near(archive, found) if not (rows or cursor) else (),
            "facets": facets,
            "narrow": narrowing(facets, asked),
            "since": since,
            "until": until,
            "order": order,
            "shown": folded(rows) if found.tab == "statements" else together(archive, rows) if found.tab == "items" else rows,
        } | ranges(archive)
        told = {"query": found.query, "tab": found.tab, "address": found.address, "hits": tuple(rows), "next": rows.next}
        return "search.html", values, told | {"items": facets.total, "exact": facets.exact, "facets": dict(facets.values)}

    both(app, "/search", search)


def near(archive: Archive, search: Search) -> tuple[Entity, ...]:
    """Names that words without a hit may be in another spelling ("Japarof"), the same for all that is looked for."""
    words = search.query
    return archive.names_near(words) if words and not set(words) & set('*"-') and len(words.split()) <= NAMING else ()


def ranges(archive: Archive) -> dict[str, Any]:
    """The newest day on record, and the days from which one may want to see: it may be long ago that the archive was fed."""
    newest = archive.newest_day()
    if newest is None:
        return {"newest": None, "ranges": ()}
    return {"newest": newest, "ranges": tuple((name, newest - timedelta(days=days - 1)) for name, days in RANGES)}


def together(archive: Archive, hits: Sequence[Hit]) -> list[tuple[Hit, tuple[Item, ...]]]:
    """Hits with the others of them that repeat the same words: the first of them stands for all."""
    originals = archive.originals([hit.item.id for hit in hits])
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(originals.get(hit.item.id, hit.item.id), []).append(hit)
    return [(first, tuple(other.item for other in rest)) for first, *rest in groups.values()]


_PARTS = frozenset(("q", "tab", "order", *PARTS))


def narrowing(facets: Facets, asked: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, int, str]], str | None]]:
    """(title, filter, (value, items, name) of each value, the one chosen) of the facets that a search can be narrowed by."""
    found = []
    for facet, title in TITLES.items():
        name = _FILTERS.get(facet, facet)
        values = _with(facets[facet], asked.get(name))
        if values:
            rows = [(c.value, c.items, c.name if name == "entity" else _named(name, c.value)) for c in values]
            found.append((title, name, rows, asked.get(name)))
    return found


def _named(filter: str, value: str) -> str:
    return value_name("type" if filter == "event" else filter, value)


def _chosen(archive: Archive, search: Search) -> Iterator[str]:
    """What a search asks for beside its words, in the reader's language."""
    for name, value in (*search.filter.given(), *((name, getattr(search, name)) for name in FACT_PARTS)):
        named = name in ("entity", "about") and isinstance(value, str) and not archive.private(value)
        entity = archive.entity(str(value)) if named else None
        if value is not None:
            yield entity.name if entity is not None else _named(name, str(value))


def _with(counts: Iterable[Count], chosen: str | None) -> list[Count]:
    """The first values, and the one that is chosen wherever it stands."""
    rows = list(counts)
    return rows[:SHOWN] + [count for count in rows[SHOWN:] if count.value == chosen]
