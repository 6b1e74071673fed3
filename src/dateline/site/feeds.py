"""The feeds: any search with its filters, the dossier of an entity, a story; each as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from fastapi import FastAPI, Request, Response

from ..archive import Archive
from ..store.filters import Wanted
from ..types import Item
from .feed_formats import Feed, atom, json_feed
from .routing import Choice, Day, Words, problem, tagged

#: Entries of a feed.
LONG = 50
FORMATS: dict[str, tuple[str, Callable[[Request, Feed], Response]]] = {"atom": ("Atom", atom), "feed": ("JSON Feed", json_feed)}


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the feeds to a site: /search, /entity/{id} and /story/{id}, with .atom and .feed at their ends."""
    for end, (name, written) in FORMATS.items():
        _add(app, archive, end, name, written)


def _add(app: FastAPI, archive: Archive, end: str, name: str, written: Callable[[Request, Feed], Response]) -> None:
    def answered(request: Request, feed: Feed | None) -> Response:
        return problem(request, 404, "There is no such record here.") if feed is None else tagged(request, written(request, feed))

    @app.get(f"/search.{end}", name=f"/search.{end}", response_model=None, summary=f"A search as {name}, newest first")
    def search(
        request: Request,
        q: Words = "",
        kind: Choice = None,
        genre: Choice = None,
        outlet: Choice = None,
        language: Choice = None,
        country: Choice = None,
        event: Choice = None,
        since: Day = None,
        until: Day = None,
    ) -> Response:
        chosen = {"kind": kind, "genre": genre, "outlet": outlet, "language": language, "country": country, "event": event}
        wanted = Wanted(
            kind=kind, genre=genre, outlet=outlet, language=language, country=country, event=event, since=since, until=until
        )
        asked = (
            {"q": q} | {n: v for n, v in chosen.items() if v} | {n: str(d) for n, d in (("since", since), ("until", until)) if d}
        )
        if q.strip():
            found: Sequence[Item] = [hit.item for hit in archive.search(q, **wanted, limit=LONG)]
        else:
            found = archive.items(**wanted, limit=LONG).items
        return answered(request, Feed(f"Dateline: {q.strip() or 'items'}", "search", asked, newest_first(found)))

    @app.get(
        f"/entity/{{id}}.{end}", name=f"/entity.{end}", response_model=None, summary=f"The items that name an entity, as {name}"
    )
    def entity(request: Request, id: str) -> Response:
        found = None if archive.private(id) else archive.entity(id)
        items = archive.items(entity=id, limit=LONG).items if found else ()
        return answered(request, Feed(f"Dateline: {found.name}", "entity", {"id": id}, items) if found else None)

    @app.get(f"/story/{{id}}.{end}", name=f"/story.{end}", response_model=None, summary=f"The reports of a story, as {name}")
    def story(request: Request, id: str) -> Response:
        found = archive.story(id)
        told = Feed(f"Dateline: {found.headline}", "story", {"id": id}, newest_first(found.items)[:LONG]) if found else None
        return answered(request, told)


def newest_first(items: Sequence[Item]) -> list[Item]:
    """As a feed is read."""
    return sorted(items, key=lambda i: (i.published.latest if i.published else date.min, i.id), reverse=True)
