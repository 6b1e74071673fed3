"""The reader: one item with its facts beside its words, and the capture it was read from."""

from __future__ import annotations

from itertools import pairwise

from fastapi import FastAPI, Request

from ..archive import Archive
from ..items.comparing import edits
from ..types import Item
from . import marking
from .routing import NOTHING, Answer, Choice, both
from .withholding import snippet_of, withheld


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the reader and the captures to a site."""

    def item(request: Request, id: str, revision: Choice = None) -> Answer:
        """One item with its facts."""
        found = archive.item(id, revision=revision)
        if found is None:
            return NOTHING
        talk = {"comments": archive.comments(id, reader=request.state.visitor.name), "target": id}
        if withheld(request, found.outlet):
            near = related(archive, found)
            return "snippet.html", {"item": found, "snippet": snippet_of(found), "related": near, **talk}, found
        history, captures = archive.revisions(id), archive.captures(id)
        values = {
            "item": found,
            "lines": marking.lines_of(found, marking.facts_of(found)),
            "names": [m for m in found.mentions if m.type != "medium"],
            "captures": captures,
            "page_text": marking.text_of_record(found, [page for _, page in captures]),
            "copies": archive.copies(id),
            "related": related(archive, found),
            "history": history,
            "changes": [edits(a, b) for a, b in pairwise(history)],
            **talk,
        }
        return "item.html", values, found

    def capture(request: Request, id: str) -> Answer:
        """A whole capture, every block with its role."""
        page = archive.capture(id)
        if page is None or withheld(request, page.outlet):
            return NOTHING
        return "capture.html", {"page": page, "kinds": {i.id: i.kind for i in page.items}, "id": id}, page

    both(app, "/item/{id}", item)
    both(app, "/capture/{id}", capture)


def related(archive: Archive, item: Item, most: int = 5) -> list[Item]:
    """Items that share the most names with this one, newer first; two shared names at least.

    Names of countries alone do not relate: people, organisations and places count two, countries one, and four points are needed.
    """
    named = {m.entity.id: (1 if m.entity.type == "country" else 2) for m in item.mentions if m.entity is not None}
    points: dict[str, int] = {}
    found: dict[str, Item] = {item.id: item}
    for entity in sorted(named)[:20]:
        for other in archive.items(entity=entity, limit=20).items:
            points[other.id] = points.get(other.id, 0) + named[entity]
            found[other.id] = other
    copies = {other.id for other in archive.copies(item.id)} | {item.id}
    ranked = sorted((other for other in found if other not in copies and points[other] >= 4), key=lambda o: (-points[o], o))[
        :most
    ]
    return sorted(
        (found[other] for other in ranked),
        key=lambda i: (i.published.latest.toordinal() if i.published else 0, i.id),
        reverse=True,
    )
