"""Dateline as an app: the manifest, the service worker, the page for when there is no network, and what a phone shares."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from ..archive import Archive
from ..reading import read
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
        return HTMLResponse(render("share.html", request, body=body[:400_000], address=address[:2_000]))

    @app.post("/share", include_in_schema=False)
    def keep(
        request: Request, body: Shared = "", address: Shared = "", token: Annotated[str, Form(max_length=100)] = ""
    ) -> Response:
        access.demand(request, token, to="edit")
        page = read(body.replace("\r\n", "\n"), url=link(address))
        archive.add(page)
        first = page.article or next(iter(page.items), None)
        return RedirectResponse(f"/item/{first.id}" if first else "/items", 303)
