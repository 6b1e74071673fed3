"""The description of the API at /api (OpenAPI 3.1): every address, what it takes, and every answer it gives."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse

from .answers import GIVES, JsonFeed, Problem
from .explaining import explained
from .parameters import described
from .rendering import render
from .routing import tagged, takes_pages
from .schemas import Schemas

ABOUT = """Every page of the site has a twin: the same address with `.json` at its end (`/index.json` for the first page). \
Lists are paged: pass `next` of one answer as `cursor` of the next. Answers carry an ETag; sent back as `If-None-Match` it is answered \
with 304 where nothing changed. Errors are problem details (RFC 9457). Days are ISO 8601; a span is [start, end] in code points."""
#: Every error that an address may answer with.
PROBLEMS = {
    "400": "A value that cannot be right, such as a cursor that no answer gave",
    "404": "There is no such record",
    "421": "The site does not answer under that name",
    "422": "A value that cannot be read, or one outside of its bounds",
    "503": "The archive cannot be read now",
}
FEEDS = {".atom": "application/atom+xml", ".feed": "application/feed+json"}


def describe(app: FastAPI) -> None:
    """Serves the description at /api, made once."""
    made: dict[str, Any] = {}

    def description() -> dict[str, Any]:
        if not made:
            made.update(_described(app))
        return made

    app.openapi = description  # type: ignore[method-assign]

    @app.get("/api", include_in_schema=False)
    @app.get("/api.json", include_in_schema=False)
    def api(request: Request) -> Response:
        # A browser is shown a page, a program that does not ask for pages gets the description itself.
        if request.url.path == "/api" and takes_pages(request):
            return tagged(request, HTMLResponse(render("api.html", request, **explained(description()))))
        return tagged(request, JSONResponse(description()))


def _described(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title="Dateline", version=app.version, description=ABOUT, routes=app.routes)
    schemas = Schemas()
    for path, operations in found["paths"].items():
        for operation in operations.values():
            operation["responses"] = _responses(path, schemas)
            taken = [_as_taken(described(path, parameter)) for parameter in operation.get("parameters", ())]
            operation["parameters"] = [*taken, {"$ref": "#/components/parameters/IfNoneMatch"}]
    schemas.of(Problem)
    found["components"] = {
        "schemas": schemas.definitions,
        "parameters": {
            "IfNoneMatch": {
                "name": "If-None-Match",
                "in": "header",
                "required": False,
                "schema": {"type": "string"},
                "description": "The ETag of an answer that the client holds",
            }
        },
        "responses": {f"Problem{status}": _problem(told) for status, told in PROBLEMS.items()},
    }
    return dict(found)


def _as_taken(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter with what a form sends for an empty field of a day."""
    choices = parameter["schema"].get("anyOf", [])
    if any(choice.get("format") == "date" for choice in choices):
        parameter["schema"]["anyOf"] = [*choices, {"type": "string", "maxLength": 0}]
    return parameter


def _problem(told: str) -> dict[str, Any]:
    return {"description": told, "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _responses(path: str, schemas: Schemas) -> dict[str, Any]:
    kind = next((kind for end, kind in FEEDS.items() if path.endswith(end)), "application/json")
    schema = (
        {"type": "string"} if kind.endswith("+xml") else schemas.of(JsonFeed if kind in FEEDS.values() else GIVES.get(path, Any))
    )
    etag = {"ETag": {"schema": {"type": "string"}, "description": "Changes with the content"}}
    return {
        "200": {"description": "What was asked for", "content": {kind: {"schema": schema}}, "headers": etag},
        "304": {"description": "Not changed since the ETag that was sent", "headers": etag},
        **{status: {"$ref": f"#/components/responses/Problem{status}"} for status in PROBLEMS},
    }
