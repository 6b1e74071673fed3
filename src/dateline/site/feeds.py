"""Feeds of a search or of an entity's items: Atom 1.0 and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from ..archive import Archive
from ..types import Item
from .rendering import title_of
from .routing import Choice, Words, problem, tagged

ATOM = "http://www.w3.org/2005/Atom"


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the feeds to a site: /search.atom, /search.feed, /entity/{id}.atom, /entity/{id}.feed."""

    @app.get("/search.atom", response_model=None, summary="A search as an Atom feed")
    def search_atom(request: Request, q: Words = "", kind: Choice = None, outlet: Choice = None) -> Response:
        return tagged(request, _atom(request, f"Dateline: {q}", _found(archive, q, kind, outlet)))

    @app.get("/search.feed", response_model=None, summary="A search as a JSON feed")
    def search_feed(request: Request, q: Words = "", kind: Choice = None, outlet: Choice = None) -> Response:
        return tagged(request, _json(request, f"Dateline: {q}", _found(archive, q, kind, outlet)))

    @app.get("/entity/{id}.atom", response_model=None, summary="The items that name an entity, as an Atom feed")
    def entity_atom(request: Request, id: str) -> Response:
        entity = archive.entity(id)
        if entity is None:
            return problem(request, 404, "There is no such record here.")
        return tagged(request, _atom(request, f"Dateline: {entity.name}", archive.items(entity=id, limit=50).items))

    @app.get("/entity/{id}.feed", response_model=None, summary="The items that name an entity, as a JSON feed")
    def entity_feed(request: Request, id: str) -> Response:
        entity = archive.entity(id)
        if entity is None:
            return problem(request, 404, "There is no such record here.")
        return tagged(request, _json(request, f"Dateline: {entity.name}", archive.items(entity=id, limit=50).items))


def _found(archive: Archive, q: str, kind: str | None, outlet: str | None) -> Sequence[Item]:
    """Newest first, as a feed is read."""
    if not q.strip():
        return archive.items(kind=kind, outlet=outlet, limit=50).items
    items = [hit.item for hit in archive.search(q, kind=kind, outlet=outlet, limit=50)]
    return sorted(items, key=lambda i: (i.published.latest if i.published else date.min, i.id), reverse=True)


def _clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return "".join(c for c in text if c >= " " or c in "\n\t")


def _atom(request: Request, title: str, items: Sequence[Item]) -> Response:
    base = str(request.base_url)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")

    def add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = _clean(text) if text is not None else None
        return element

    add(feed, "title", title)
    add(feed, "id", str(request.url))
    add(feed, "link", rel="self", href=str(request.url))
    add(feed, "updated", f"{max((i.published.latest for i in items if i.published), default=date(1970, 1, 1))}T00:00:00Z")
    for item in items:
        entry = add(feed, "entry")
        add(entry, "title", title_of(item))
        add(entry, "id", f"urn:dateline:{item.id}")
        add(entry, "link", href=f"{base}item/{item.id}")
        add(entry, "updated", f"{item.published.latest if item.published else date(1970, 1, 1)}T00:00:00Z")
        add(add(entry, "author"), "name", ", ".join(item.authors) or item.outlet or "unknown outlet")
        add(entry, "summary", _summary(item))
    return Response(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True), media_type="application/atom+xml")


def _json(request: Request, title: str, items: Sequence[Item]) -> Response:
    base = str(request.base_url)
    entries = [
        {
            "id": item.id,
            "url": f"{base}item/{item.id}",
            "title": title_of(item),
            "content_text": _summary(item),
            "authors": [{"name": name} for name in item.authors or (item.outlet or "unknown outlet",)],
        }
        | ({"date_published": f"{item.published.latest}T00:00:00Z"} if item.published else {})
        for item in items
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "feed_url": str(request.url),
        "home_page_url": base,
        "items": entries,
    }
    return JSONResponse(feed, media_type="application/feed+json")


def _summary(item: Item) -> str:
    return (item.paragraphs[0] if item.paragraphs else item.text)[:400]
