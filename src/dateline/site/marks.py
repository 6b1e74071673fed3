"""Marks of readers: star an item, mark it as read, the list of what is starred."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from ..store.cursors import Rows
from ..types import Item
from . import access
from .routing import Answer, Cursor, both, paged, problem

Short = Annotated[str, Form(max_length=100)]
#: Starred items on a page.
PAGE = 50


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the marks to a site."""

    def starred(request: Request, cursor: Cursor = None) -> Answer:
        """The items that the reader starred, the latest star first."""
        name = request.state.visitor.name
        rows = archive.marked("starred", reader=name, limit=PAGE, cursor=cursor) if name else Rows[tuple[Item, str]]()
        plain = paged("starred", ({"item": item, "at": at} for item, at in rows), rows.next)
        return "starred.html", {"rows": rows, "next": rows.next}, plain

    both(app, "/starred", starred)

    @app.post("/mark/{id}", include_in_schema=False)
    def mark(request: Request, id: str, kind: Short = "", on: Short = "", token: Short = "") -> Response:
        who = access.demand(request, token)
        if archive.item(id) is None:
            return problem(request, 404, "There is no such record here.")
        archive.mark(id, kind, reader=who.name or "", on=bool(on))
        return RedirectResponse(f"/item/{id}", 303)


def of_reader(archive: Archive, request: Request, items: list[str]) -> dict[str, tuple[str, ...]]:
    """The marks of the reader who asks, by item."""
    name = request.state.visitor.name
    return archive.marks(items, reader=name) if name and items else {}
