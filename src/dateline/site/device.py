"""Dateline as an app: the manifest, the service worker, the page for when there is no network, and what a phone shares."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Annotated

from fastapi import FastAPI, Form, Request, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from ..archive import Archive
from ..errors import InputRefused, UsageError
from ..reading import read
from ..sources.following import add_url
from . import access
from .rendering import link, render

Shared = Annotated[str, Form(max_length=400_000)]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the app's parts to a site."""
    static = files(__package__) / "static"

    # At the top, because a worker serves nothing above its own folder.
    @app.get("/service-worker.js", include_in_schema=False)
    def worker() -> Response:
        return FileResponse(
            str(static / "service-worker.js"), media_type="text/javascript", headers={"Cache-Control": "no-cache"}
        )

    @app.get("/offline", include_in_schema=False, response_class=HTMLResponse)
    def offline(request: Request) -> Response:
        return HTMLResponse(render("offline.html", request))

    @app.get("/share", include_in_schema=False, response_class=HTMLResponse)
    def shared(request: Request, title: str = "", text: str = "", url: str = "") -> Response:
        address = link(url) or next((w for w in text.split() if link(w)), "")
        words = text.replace(address, "").strip() if address else text.strip()
        body = f"{title}\n\n{words}".strip() if words else ""
        return HTMLResponse(render("share.html", request, body=body[:400_000], address=address[:2_000], refused=""))

    @app.post("/share", include_in_schema=False)
    def keep(
        request: Request,
        body: Shared = "",
        address: Shared = "",
        token: Annotated[str, Form(max_length=100)] = "",
        saved: UploadFile | None = None,
    ) -> Response:
        access.demand(request, token, to="edit")
        try:
            first = _read(archive, saved.file.read() if saved else b"", body.replace("\r\n", "\n"), link(address.strip()))
        except (InputRefused, UsageError) as error:
            # What was typed is not lost, and can be mended.
            told = render("share.html", request, body=body, address=address, refused=str(error))
            return HTMLResponse(told, 422 if isinstance(error, InputRefused) else 400)
        return RedirectResponse(f"/item/{first}" if first else "/items", 303)


def _read(archive: Archive, saved: bytes, body: str, address: str | None) -> str | None:
    """Reads a saved page or a text, or fetches the page of an address alone, and keeps it; the id of its article, or of its first item.

    Raises InputRefused for what cannot be read or may not be fetched, UsageError where there is nothing to read.
    """
    if saved or body.strip():
        page = read(saved or body, url=address)
        if not page.items:
            raise InputRefused(
                "it was read, and there is no article, no teaser and no comment in it: too few words, or none but furniture"
            )
        archive.add(page)
        first = page.article or next(iter(page.items), None)
        return first.id if first else None
    if address is None:
        raise UsageError("give a text, a saved page, or an address that begins with https:// or http://")
    added = asyncio.run(add_url(archive, address))
    ids = (*added.new, *added.revised, *added.unchanged)
    return next((id for id in ids if (item := archive.item(id)) is not None and item.kind == "article"), next(iter(ids), None))
