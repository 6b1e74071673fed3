"""The form by which anybody asks that something be taken out of sight."""

from __future__ import annotations

import time
from collections import deque
from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse

from ..archive import Archive
from . import access
from .rendering import render
from .routing import problem

Long = Annotated[str, Form(max_length=2_000)]
#: The form takes no more than so many requests an hour, from everybody together.
HOURLY = 60


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the form to a site."""
    taken: deque[float] = deque(maxlen=HOURLY)

    @app.get("/removal", include_in_schema=False, response_class=HTMLResponse)
    def form(request: Request, about: str = "") -> Response:
        return HTMLResponse(render("removal.html", request, about=about[:2_000], sent=False))

    @app.post("/removal", include_in_schema=False)
    def ask(request: Request, about: Long = "", reason: Long = "", contact: Long = "") -> Response:
        if not access.from_here(request):
            return problem(request, 403, "The form came from another site.")
        if len(taken) == HOURLY and time.monotonic() - taken[0] < 3600:
            return problem(request, 429, "Too many requests were sent in this hour. Try again later.")
        archive.ask_removal(about, reason, contact)
        taken.append(time.monotonic())
        return HTMLResponse(render("removal.html", request, about=about, sent=True))
