"""The switch of the interface's language: a form, so that it works without scripts, and a cookie that remembers."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from . import access
from .accounts import local_path
from .languages import LANGUAGES
from .routing import problem

COOKIE = "dateline_language"
#: The choice is kept for a year.
LIFE = 365 * 24 * 3600


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the switch to a site."""

    @app.post("/language", include_in_schema=False)
    def switch(
        request: Request,
        language: Annotated[str, Form(max_length=20)] = "",
        back: Annotated[str, Form(max_length=2_000)] = "/",
    ) -> Response:
        if not access.from_here(request) or language not in LANGUAGES:
            return problem(request, 400, "There is no such language here.")
        answer = RedirectResponse(local_path(back), 303)
        secure = request.state.access.secure
        answer.set_cookie(COOKIE, language, max_age=LIFE, httponly=True, samesite="lax", secure=secure)
        return answer
