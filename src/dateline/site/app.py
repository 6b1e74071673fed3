"""The application: pages and their .json twins over one archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .. import __version__
from ..archive import Archive
from ..errors import ArchiveError, DatelineError, InputRefused, UsageError
from ..sources.addresses import AddressRules
from ..store.discussion_rules import RateLimited
from . import access as doors
from . import (
    accounts,
    captures,
    changes,
    correcting,
    corrections,
    device,
    discussion,
    entities,
    facts,
    feeds,
    finding,
    following,
    languages,
    lists,
    looks,
    maps,
    marks,
    moderation,
    pairs,
    reader,
    regrouping,
    removal,
    said,
    source,
    sources,
    stories,
    switch,
    today,
)
from .access import Access
from .describing import describe
from .routing import bare_problem, problem, tagged

#: Nothing runs but our own scripts, nothing is loaded from elsewhere, nobody frames the site.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers hide the origin of our own forms too, and it is the origin that tells them from others'.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STATUS = ((RateLimited, 429), (doors.Forbidden, 403), (UsageError, 400), (InputRefused, 422), (ArchiveError, 503))
#: The longest body of a form, in bytes.
LARGEST = 2_000_000


class Heads:
    """Answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; the body of an answer to HEAD is dropped."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, bodiless)


def create_app(
    archive: Archive, access: Access | None = None, *, alone: bool = False, rules: AddressRules | None = None
) -> FastAPI:
    """The site of an archive that is open. Every page has a .json twin; the API is described at /api. `alone`: requests come one at a
    time, so that pages are made where they are asked for, and not in threads. `rules`: which addresses its sources may have."""
    app = FastAPI(title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", StaticFiles(directory=str(files(__package__) / "static")), name="static")
    how, secret = access or Access(), archive.secret()
    app.state.secret, app.state.archive, app.state.alone = secret, archive, alone
    app.state.rules = rules or AddressRules()
    _guard(app)
    _greet(app, archive, secret, how)
    app.add_middleware(Heads)
    for part in (
        today,
        feeds,  # before what takes "x.atom" for an id
        stories,
        regrouping,
        following,
        sources,
        source,
        lists,
        finding,
        facts,
        said,
        pairs,
        maps,
        reader,
        captures,
        changes,
        correcting,
        corrections,
        marks,
        looks,
        entities,
        discussion,
        moderation,
        removal,
        device,
        switch,
    ):
        part.register(app, archive)
    accounts.register(app, archive, secret, how)
    _service(app, archive)
    describe(app)
    return app


def _greet(app: FastAPI, archive: Archive, secret: bytes, how: Access) -> None:
    @app.middleware("http")
    async def greeted(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host", "")
        if how.hosts is not None and host.rpartition(":")[0].strip("[]") not in how.hosts and host not in how.hosts:
            return bare_problem(421, "This site does not answer under that name.", SECURITY)
        if "transfer-encoding" in request.headers:
            # A body without a stated length could grow without end; browsers state it.
            return bare_problem(411, "State the length of what you send.", SECURITY)
        if int(request.headers.get("content-length") or 0) > LARGEST:
            return bare_problem(413, f"No form takes more than {LARGEST:,} bytes.", SECURITY)
        if "%00" in request.scope.get("raw_path", b"").decode("latin-1") + request.url.query:
            return bare_problem(400, "An address holds no NUL.", SECURITY)
        languages.use(languages.chosen(request.cookies.get(switch.COOKIE), request.headers.get("accept-language", "")))
        who, fresh = accounts.visitor(archive, secret, how, request)
        request.state.visitor, request.state.access = who, how
        request.state.free = lru_cache(maxsize=1)(archive.free_outlets)
        response = await call(request)
        response.headers.update(SECURITY)
        if fresh and "text/html" in response.headers.get("content-type", ""):
            doors.keep(response, fresh, how)
        return response


def _guard(app: FastAPI) -> None:
    @app.exception_handler(DatelineError)
    async def told(request: Request, error: DatelineError) -> Response:
        return problem(request, next((status for kind, status in STATUS if isinstance(error, kind)), 500), str(error))

    @app.exception_handler(RequestValidationError)
    async def wrong(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(map(wrong_value, error.errors()))
        return problem(request, 422, told)

    @app.exception_handler(500)
    async def failed(request: Request, error: Exception) -> Response:
        # The words of an unforeseen error may be of a page or a reader: the log has its kind, the reader this.
        return bare_problem(500, "Something is wrong with this site.", SECURITY)

    @app.exception_handler(404)
    async def missing(request: Request, error: Exception) -> Response:
        return problem(request, 404, "There is no such page here.")

    @app.exception_handler(405)
    async def method(request: Request, error: Exception) -> Response:
        answer = problem(request, 405, "This address does not take that.")
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer


#: What a pattern of a parameter asks for, in words.
_PATTERNS = {"string_pattern_mismatch": "must be written as the description of the API says"}


def wrong_value(part: Mapping[str, Any]) -> str:
    """A value that cannot be read, in words: which, why, and what was given."""
    told = _PATTERNS.get(part["type"]) or str(part["msg"]).removeprefix("Value error, ")
    given = part.get("input")
    got = f", got {given[:40]!r}" if isinstance(given, str) and ", got " not in told else ""
    return f"{part['loc'][-1]}: {told}{got}"


def _service(app: FastAPI, archive: Archive) -> None:
    @app.get("/healthz", summary="Whether the archive answers", response_model=None)
    def healthz(request: Request) -> Response:
        archive.free_outlets()
        return tagged(request, JSONResponse({"status": "ok"}))
