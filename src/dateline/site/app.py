"""The application: pages and their .json twins over one archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles

from .. import __version__
from ..archive import Archive
from ..errors import DatelineError, UsageError
from . import entities, facts, feeds, finding, lists, pairs, reader
from .routing import problem

#: Nothing runs but our own scripts, nothing is loaded from elsewhere, nobody frames the site.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(archive: Archive) -> FastAPI:
    """The site of an archive that is open. Every page has a .json twin; the API is described at /api."""
    app = FastAPI(title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api")
    app.mount("/static", StaticFiles(directory=str(files(__package__) / "static")), name="static")
    _guard(app)
    for part in (feeds, lists, finding, facts, pairs, reader, entities):
        part.register(app, archive)
    _service(app, archive)
    return app


def _guard(app: FastAPI) -> None:
    @app.middleware("http")
    async def secured(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call(request)
        response.headers.update(SECURITY)
        return response

    @app.exception_handler(DatelineError)
    async def told(request: Request, error: DatelineError) -> Response:
        return problem(request, 400 if isinstance(error, UsageError) else 500, str(error))

    @app.exception_handler(RequestValidationError)
    async def wrong(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{part['loc'][-1]}: {part['msg']}" for part in error.errors())
        return problem(request, 422, told)

    @app.exception_handler(404)
    async def missing(request: Request, error: Exception) -> Response:
        return problem(request, 404, "There is no such page here.")


def _service(app: FastAPI, archive: Archive) -> None:
    @app.get("/healthz", summary="Whether the archive answers")
    def healthz() -> dict[str, str]:
        archive.counts()
        return {"status": "ok"}
