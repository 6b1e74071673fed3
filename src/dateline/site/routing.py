"""How a page and its twin are registered, tagged for caches, and how an error is told."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from hashlib import blake2b
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BeforeValidator

from ..records import to_plain
from . import withholding
from .cursors import seal, unseal
from .languages import N_
from .rendering import render

#: What a page function returns: the template (None: there is no such thing), its values, and the plain twin.
Answer = tuple[str | None, dict[str, Any], Any]
NOTHING: Answer = (None, {}, None)

#: A field of a form: left empty, it means nothing.
_BLANK = BeforeValidator(lambda value: value or None)


def _day(value: object) -> object:
    """Only YYYY-MM-DD: pydantic alone would take "0" for a moment in seconds."""
    if isinstance(value, str) and value and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f"a day is written YYYY-MM-DD, got {value[:40]!r}")
    return value or None


Day = Annotated[date | None, Query(description="A day, YYYY-MM-DD"), BeforeValidator(_day)]
Choice = Annotated[str | None, Query(max_length=200), _BLANK]
Words = Annotated[str, Query(max_length=400, description='Words, "a phrase", a beginning*, -without')]
#: A month, as the bars of a page lead to it.
Month = Annotated[
    str | None,
    Query(pattern=r"^([1-9][0-9]{3}-(0[1-9]|1[0-2]))?$", description="A month, YYYY-MM"),
    BeforeValidator(lambda v: v or None),
]
Limit = Annotated[int, Query(ge=1, le=200, description="The most rows of an answer")]
#: Where a list goes on: `next` of the answer before.
Cursor = Annotated[str | None, Query(max_length=400, description="`next` of the answer before"), _BLANK]

#: What a page says of an error, where the name of its status says little to a reader.
TITLES = {
    400: N_("That cannot be done"),
    403: N_("Not for you"),
    404: N_("Nothing is here"),
    422: N_("That cannot be read"),
    429: N_("Too much at once"),
    503: N_("The archive cannot be read now"),
}


def wants_data(request: Request) -> bool:
    """Whether an error is told as problem details: to a program, by the address or by what it says it takes."""
    if request.url.path.endswith((".json", ".atom", ".feed")) or request.url.path == "/healthz":
        return True
    return takes_data(request)


def takes_data(request: Request) -> bool:
    """Whether the client says that it takes JSON and says nothing of pages."""
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "html" not in accepted


def takes_pages(request: Request) -> bool:
    """Whether the client says that it takes pages, as browsers do."""
    return "text/html" in request.headers.get("accept", "")


def bare_problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Problem details (RFC 9457), whoever asks."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(told, status, dict(headers or {}), media_type="application/problem+json")


def problem(request: Request, status: int, detail: str) -> Response:
    """An error as a page, or as problem details (RFC 9457) for a .json twin or a feed."""
    if wants_data(request):
        return bare_problem(status, detail)
    title = TITLES.get(status) or HTTPStatus(status).phrase
    return HTMLResponse(render("problem.html", request, status=status, title=title, detail=detail), status)


def tagged(request: Request, response: Response) -> Response:
    """The answer with an ETag, or 304 where the client holds it already."""
    tag = f'"{blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Cookie, Accept-Language"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def both(app: FastAPI, path: str, page: Callable[..., Answer]) -> None:
    """Registers a page at a path and its twin at path.json; the page function takes the query and answers for both.

    A page function that names `request` among its parameters is given it.
    """
    own = "request" in inspect.signature(page).parameters
    taken = tuple(name for name in inspect.signature(page).parameters if name != "request" and f"{{{name}}}" not in path)

    def asked(request: Request, values: dict[str, Any]) -> Answer:
        if values.get("cursor"):
            values["cursor"] = unseal(request, values["cursor"])
        with request.app.state.archive.at_once():
            return page(request=request, **values) if own else page(**values)

    def html(request: Request, values: dict[str, Any]) -> Response:
        template, shown, _ = asked(request, values)
        if template is None:
            return problem(request, 404, "There is no such page here.")
        return tagged(request, HTMLResponse(render(template, request, **shown)))

    def twin(request: Request, values: dict[str, Any]) -> Response:
        wrong = _wrongly_asked(request, taken)
        if wrong is not None:
            return bare_problem(422, wrong)
        template, _, plain = asked(request, values)
        if template is None:
            return problem(request, 404, "There is no such record here.")
        told = to_plain(withholding.shown(request, plain))
        if isinstance(told, dict) and told.get("next"):
            told["next"] = seal(request, told["next"])
        return tagged(request, JSONResponse(told))

    summary = (page.__doc__ or "").split("\n")[0]
    # The twin first: "/item/{id}" would take "x.json" for an id.
    for function, address in ((twin, twin_of(path)), (html, path)):
        made = _endpoint(function, page)
        shown = address.endswith(".json")
        app.get(address, response_model=None, name=address, summary=summary, include_in_schema=shown)(made)


def _wrongly_asked(request: Request, taken: Collection[str]) -> str | None:
    """What is wrong with the parameters of an address: one that it does not take, or one that is given twice. A program that misspells
    one is told, where a page would show everything; to a page whoever sends a link may add what they like."""
    given = [name for name, _ in request.query_params.multi_items()]
    unknown = next((name for name in given if name not in taken), None)
    if unknown is not None:
        known = f"it takes {', '.join(taken)}" if taken else "it takes none"
        return f"{unknown[:40]!r} is no parameter of this address; {known}"
    again = next((name for name in taken if given.count(name) > 1), None)
    return f"{again} is given more than once; an address takes one value of it" if again is not None else None


def _endpoint(function: Callable[[Request, dict[str, Any]], Response], page: Callable[..., Answer]) -> Callable[..., Any]:
    """What FastAPI calls: the function in a thread, where others wait for this process; one that answers one request at a time needs
    none, and to start one and hand over to it and back is a good part of what a light page costs."""

    async def endpoint(request: Request, **values: Any) -> Response:
        if request.app.state.alone:
            return function(request, values)
        return await run_in_threadpool(function, request, values)

    endpoint.__signature__ = _signature(page)  # type: ignore[attr-defined]
    return endpoint


def paged(name: str, rows: Iterable[Any], following: str | None) -> dict[str, Any]:
    """A page of a list as its twin answers: the rows under a name, and `next` where there are more."""
    return {name: list(rows)} | ({"next": following} if following else {})


def twin_of(path: str) -> str:
    """The address of a page's twin."""
    return "/index.json" if path == "/" else f"{path}.json"


def _signature(page: Callable[..., Any]) -> inspect.Signature:
    own = inspect.signature(page, eval_str=True)
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    rest = (p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for name, p in own.parameters.items() if name != "request")
    return own.replace(parameters=[request, *rest])
