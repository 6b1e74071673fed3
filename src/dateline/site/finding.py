"""Search: items by their words, and the facts and names that lie in them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from ..archive import Archive
from ..store.filters import Wanted
from ..store.queries import Hit
from ..types import Item, Span
from .facts import speaker_of, tally
from .languages import N_
from .routing import Answer, Choice, Day, Words, both

TABS = ("items", "statements", "events", "figures", "names")
TITLES = {"kind": N_("Kind"), "genre": N_("Genre"), "outlet": N_("Outlet"), "language": N_("Language")}
#: How many of the best items a search looks at.
BEST = 200


def plain_words(query: str) -> tuple[str, ...]:
    """The words of a query that must occur, without its signs."""
    return tuple(word.strip('"“”*').casefold() for word in query.split() if word.strip('"“”*-') and not word.startswith("-"))


def line_of(item: Item, span: Span) -> str:
    """The line of the item's text that a span lies in."""
    start = item.text.rfind("\n", 0, span.start) + 1
    end = item.text.find("\n", span.end)
    return item.text[start : end if end >= 0 else None]


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has every word."""
    folded = text.casefold()
    return all(word in folded for word in words)


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the search to a site."""

    def search(
        q: Words = "",
        tab: Choice = None,
        kind: Choice = None,
        genre: Choice = None,
        outlet: Choice = None,
        language: Choice = None,
        since: Day = None,
        until: Day = None,
    ) -> Answer:
        """Items, statements, events, figures and names by words."""
        chosen = {"kind": kind, "genre": genre, "outlet": outlet, "language": language}
        wanted = Wanted(kind=kind, genre=genre, outlet=outlet, language=language, since=since, until=until)
        hits = archive.search(q, **wanted, limit=BEST) if q.strip() else ()
        found: dict[str, Any] = facts_in(hits, plain_words(q)) | {"items": hits, "names": names(archive, q)}
        tab = tab if tab in TABS else "items"
        facets = [(TITLES[name], name, tally(getattr(h.item, name) for h in hits), chosen[name]) for name in chosen]
        values = {"q": q, "tab": tab, "tabs": TABS, "found": found, "facets": facets, "since": since, "until": until}
        return (
            "search.html",
            values,
            {"query": q, "tab": tab, "hits": found[tab], "counts": {name: len(found[name]) for name in TABS}},
        )

    both(app, "/search", search)


def names(archive: Archive, query: str) -> tuple[Any, ...]:
    """Entities whose name has the query in it, with the number of items that name them."""
    wanted = " ".join(plain_words(query))
    return archive.entities(name=wanted, limit=50) if len(wanted) > 1 else ()


def facts_in(hits: tuple[Hit, ...], words: tuple[str, ...]) -> dict[str, list[Any]]:
    """The facts of the items found whose own words, or whose line, hold all the words."""
    items = [hit.item for hit in hits]
    return {
        "statements": [
            (i, s)
            for i in items
            for s in i.statements
            if holds(" ".join([*(c.of(i.text) for c in s.content), speaker_of(s) or "", s.role or ""]), words)
        ],
        "events": [(i, e) for i in items for e in i.events if holds(line_of(i, e.trigger), words)],
        "figures": [(i, f) for i in items for f in i.figures if holds(f"{f.what} {line_of(i, f.span)}", words)],
    }
