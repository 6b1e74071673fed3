"""The application: pages and their .json twins over one archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from importlib.resources import files
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from .. import __version__
from ..archive import Archive
from ..errors import DatelineError, UsageError
from ..items.comparing import edits
from ..records import to_plain
from . import marking
from .rendering import render

#: Nothing runs but our own scripts, nothing is loaded from elsewhere, nobody frames the site.
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
}
Day = Annotated[date | None, Query()]


def create_app(archive: Archive) -> FastAPI:
    """The site of an archive that is open. Every page has a .json twin; the API is described at /api."""
    app = FastAPI(title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api")
    static = str(files(__package__) / "static")
    app.mount("/static", StaticFiles(directory=static), name="static")

    @app.middleware("http")
    async def secured(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call(request)
        response.headers.update(SECURITY)
        return response

    @app.exception_handler(DatelineError)
    async def told(request: Request, error: DatelineError) -> Response:
        status = 400 if isinstance(error, UsageError) else 500
        return problem(request, status, str(error))

    @app.exception_handler(404)
    async def missing(request: Request, error: Exception) -> Response:
        return problem(request, 404, "There is no such page here.")

    _lists(app, archive)
    _items(app, archive)
    _facts(app, archive)
    return app


def problem(request: Request, status: int, detail: str) -> Response:
    """An error as a page, or as problem details (RFC 9457) for a .json twin."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"type": "about:blank", "status": status, "detail": detail}, status, media_type="application/problem+json")
    return HTMLResponse(render("problem.html", request, status=status, detail=detail), status)


def both(app: FastAPI, path: str, page: Callable[..., Any]) -> None:
    """Registers a page at a path and its twin at path.json; `page` returns (template, values, plain)."""
    def html(request: Request, **values: Any) -> Response:
        template, shown, _ = page(**values)
        if template is None:
            return problem(request, 404, "There is no such page here.")
        return HTMLResponse(render(template, request, **shown))

    def twin(request: Request, **values: Any) -> Response:
        template, _, plain = page(**values)
        return problem(request, 404, "There is no such record here.") if template is None else JSONResponse(to_plain(plain))

    # The twin first: "/item/{id}" would take "x.json" for an id.
    for function, address in ((twin, ("/index" if path == "/" else path) + ".json"), (html, path)):
        function.__signature__ = _signature(page)  # type: ignore[attr-defined]
        app.get(address, response_model=None, name=f"{page.__name__}{address}", summary=(page.__doc__ or "").split("\n")[0], include_in_schema=address.endswith(".json"))(function)


def _signature(page: Callable[..., Any]) -> Any:
    import inspect

    own = inspect.signature(page, eval_str=True)
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    return own.replace(parameters=[request, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own.parameters.values())])


def _lists(app: FastAPI, archive: Archive) -> None:
    def items(kind: str | None = None, genre: str | None = None, outlet: str | None = None, language: str | None = None, country: str | None = None, since: Day = None, until: Day = None, cursor: str | None = None) -> Any:
        """Items, newest first."""
        chosen = {"kind": kind or None, "genre": genre or None, "outlet": outlet or None, "language": language or None, "country": country or None}
        listing = archive.items(**chosen, since=since, until=until, cursor=cursor, limit=30)
        facets = {name: archive.facets(name) for name in ("kind", "genre", "outlet", "language")}
        return "items.html", {"listing": listing, "facets": facets, "chosen": chosen, "counts": archive.counts()}, listing

    def search(q: str = "", kind: str | None = None, outlet: str | None = None, since: Day = None, until: Day = None) -> Any:
        """Items by their words."""
        hits = archive.search(q, kind=kind or None, outlet=outlet or None, since=since, until=until, limit=50) if q.strip() else ()
        return "search.html", {"q": q, "hits": hits, "kind": kind, "outlet": outlet, "outlets": archive.facets("outlet")}, {"query": q, "hits": hits}

    def outlets() -> Any:
        """Outlets with the number of their items."""
        rows = archive.facets("outlet")
        return "outlets.html", {"rows": rows}, rows

    def quarantine() -> Any:
        """What was refused, and why."""
        rows = archive.quarantine()
        return "quarantine.html", {"rows": rows}, [{"input": a, "rule": b, "error": c} for a, b, c in rows]

    for path, page in (("/", items), ("/search", search), ("/outlets", outlets), ("/quarantine", quarantine)):
        both(app, path, page)

    @app.get("/healthz", summary="Whether the archive answers")
    def healthz() -> dict[str, str]:
        archive.counts()
        return {"status": "ok"}


def _items(app: FastAPI, archive: Archive) -> None:
    def item(id: str, revision: str | None = None) -> Any:
        """One item with its facts."""
        found = archive.item(id, revision=revision)
        if found is None:
            return None, {}, None
        facts = marking.facts_of(found)
        names = [m for m in found.mentions if m.type != "medium"]
        history = archive.revisions(id)
        values = {
            "item": found, "lines": marking.lines_of(found, facts), "names": names, "captures": archive.captures(id), "copies": archive.copies(id), "history": history,
            "changes": [edits(a, b) for a, b in zip(history, history[1:], strict=False)],
        }
        return "item.html", values, found

    def capture(id: str) -> Any:
        """A whole capture, every block with its role."""
        page = archive.capture(id)
        if page is None:
            return None, {}, None
        kinds = {i.id: i.kind for i in page.items}
        return "capture.html", {"page": page, "kinds": kinds, "id": id}, page

    for path, page in (("/item/{id}", item), ("/capture/{id}", capture)):
        both(app, path, page)


def _facts(app: FastAPI, archive: Archive) -> None:
    def said(act: str | None = None, kind: str | None = None, since: Day = None, until: Day = None) -> Any:
        """Statements, newest first."""
        rows = archive.statements(act=act or None, kind=kind or None, since=since, until=until, limit=100)
        return "said.html", {"rows": rows, "act": act, "kind": kind}, [{"item": i.id, "statement": s} for i, s in rows]

    def events(type: str | None = None, country: str | None = None, since: Day = None, until: Day = None) -> Any:
        """Events, latest first."""
        rows = archive.events(type=type or None, country=country or None, since=since, until=until, limit=100)
        return "events.html", {"rows": rows, "type": type, "country": country}, [{"item": i.id, "event": e} for i, e in rows]

    def people(type: str | None = None, name: str | None = None) -> Any:
        """Entities by how many items name them."""
        rows = archive.entities(type=type or None, name=name or None, limit=200)
        return "entities.html", {"rows": rows, "type": type, "name": name}, [{"entity": e, "items": n} for e, n in rows]

    def entity(id: str) -> Any:
        """What the record holds of one entity."""
        found = archive.entity(id)
        if found is None:
            return None, {}, None
        statements = archive.statements(entity=id, limit=100)
        listing = archive.items(entity=id, limit=50)
        roles = dict.fromkeys(m.role for i in listing.items for m in i.mentions if m.role and m.entity and m.entity.id == id)
        return "entity.html", {"entity": found, "statements": statements, "listing": listing, "roles": list(roles)}, {"entity": found, "statements": [s for _, s in statements], "items": [i.id for i in listing.items]}

    for path, page in (("/said", said), ("/events", events), ("/entities", people), ("/entity/{id}", entity)):
        both(app, path, page)
