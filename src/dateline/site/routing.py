"""How a page and its twin are registered, tagged for caches, and how an error is told."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BeforeValidator

from ..records import to_plain
from . import withholding
from .rendering import render

#: What a page function returns: the template (None: there is no such thing), its values, and the plain twin.
Answer = tuple[str | None, dict[str, Any], Any]
NOTHING: Answer = (None, {}, None)

#: A field of a form: left empty, it means nothing.
_BLANK = BeforeValidator(lambda value: value or None)
Day = Annotated[date | None, Query(), _BLANK]
Choice = Annotated[str | None, Query(max_length=200), _BLANK]
Words = Annotated[str, Query(max_length=400)]
Limit = Annotated[int, Query(ge=1, le=200)]
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": told, "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    for status, told in (
        (400, "A value that cannot be right"),
        (404, "There is no such record"),
        (422, "A value that cannot be read"),
    )
}
#: What a page's twin and a feed answer, beside the content: nothing new for a client that holds it already.
ANSWERS: dict[int | str, dict[str, Any]] = {**PROBLEMS, 304: {"description": "Not changed since the ETag that was sent"}}


def wants_data(request: Request) -> bool:
    """Whether an error is told as problem details: to a program."""
    return request.url.path.endswith((".json", ".atom", ".feed")) or request.url.path in ("/api", "/healthz")


def problem(request: Request, status: int, detail: str) -> Response:
    """An error as a page, or as problem details (RFC 9457) for a .json twin or a feed."""
    title = HTTPStatus(status).phrase
    if wants_data(request):
        told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(told, status, media_type="application/problem+json")
    return HTMLResponse(render("problem.html", request, status=status, title=title, detail=detail), status)


def tagged(request: Request, response: Response) -> Response:
    """The answer with an ETag, or 304 where the client holds it already."""
    tag = f'"{blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def both(app: FastAPI, path: str, page: Callable[..., Answer]) -> None:
    """Registers a page at a path and its twin at path.json; the page function takes the query and answers for both.

    A page function that names `request` among its parameters is given it.
    """
    own = "request" in inspect.signature(page).parameters

    def asked(request: Request, values: dict[str, Any]) -> Answer:
        return page(request=request, **values) if own else page(**values)

    def html(request: Request, **values: Any) -> Response:
        template, shown, _ = asked(request, values)
        if template is None:
            return problem(request, 404, "There is no such page here.")
        return tagged(request, HTMLResponse(render(template, request, **shown)))

    def twin(request: Request, **values: Any) -> Response:
        template, _, plain = asked(request, values)
        if template is None:
            return problem(request, 404, "There is no such record here.")
        return tagged(request, JSONResponse(to_plain(withholding.shown(request, plain))))

    summary = (page.__doc__ or "").split("\n")[0]
    # The twin first: "/item/{id}" would take "x.json" for an id.
    for function, address in ((twin, twin_of(path)), (html, path)):
        function.__signature__ = _signature(page)  # type: ignore[attr-defined]
        shown = address.endswith(".json")
        answers = ANSWERS if shown else None
        app.get(address, response_model=None, name=address, summary=summary, include_in_schema=shown, responses=answers)(function)


def twin_of(path: str) -> str:
    """The address of a page's twin."""
    return "/index.json" if path == "/" else f"{path}.json"


def _signature(page: Callable[..., Any]) -> inspect.Signature:
    own = inspect.signature(page, eval_str=True)
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    rest = (p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for name, p in own.parameters.items() if name != "request")
    return own.replace(parameters=[request, *rest])
