"""The look that a reader chose: as the device has it, light or dark. A form, so that it works without scripts, and a cookie."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from . import access
from .accounts import local_path
from .rendering import THEME, THEMES
from .routing import problem

#: The choice is kept for a year.
LIFE = 365 * 24 * 3600


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the choice of a look to a site."""

    @app.post("/theme", include_in_schema=False)
    def choose(
        request: Request, theme: Annotated[str, Form(max_length=20)] = "", back: Annotated[str, Form(max_length=2_000)] = "/"
    ) -> Response:
        if not access.from_here(request) or theme not in THEMES:
            return problem(request, 400, "There is no such look here.")
        answer = RedirectResponse(local_path(back), 303)
        answer.set_cookie(THEME, theme, max_age=LIFE, httponly=True, samesite="lax", secure=request.state.access.secure)
        return answer
